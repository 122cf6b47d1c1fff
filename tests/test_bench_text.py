"""The benchmark on flat text: its peers, the copies that it sets in, and all of it on a data set of two."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import repeats, text
from benchmarks.c4 import keep_lines
from benchmarks.clean import Kept, measure_clean, show_clean
from benchmarks.flat_systems import FLAT_BY_NAME, wrap_lines
from benchmarks.pages import Page
from benchmarks.planting import LAYOUTS, Planted, edit, lay_out, plant
from benchmarks.scoring import Scores, load_scorers
from benchmarks.speed import Timing, cut_bytes, join_pages, measure_speed, show_speed
from benchmarks.table import Row, show_flat_table
from benchmarks.words import count_missing, find_words, says_a_run_twice
from scrubber import Pipeline
from scrubber.model import Block, Document, Mark
from tests.test_bench_html import write_set

FLATTEN = """
STYLES = ("lines", "soup")

def headings(page, main_content):
    return [(1, "Harbour")] if "<h1>" in page else []

def flatten(page, style, page_id):
    lines = page.replace("<h1>", "").replace("</h1>", "\\n").replace("<p>", "").replace("</p>", "\\n")
    return lines if style == "lines" else lines.replace("\\n", " ")
"""
NUMBERS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split()
# No eight words of it stand twice: every sentence has a number of its own.
SENTENCES = [
    f"Boat {number} of the harbour lay in the {number} dock, and its crew of {number} slept there that night."
    for number in NUMBERS
]
BLOCK = st.from_regex(r"[a-zé]{1,6}([ ][A-Za-z]{1,6}[.,]?){0,6}", fullmatch=True)
BLOCKS = st.lists(BLOCK, min_size=2, max_size=6)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    pages = []
    for page_id, kind, blocks in (("a", "article", SENTENCES), ("b", "category", SENTENCES[:2])):
        page = "<h1>Harbour</h1>" + "".join(f"<p>{block}</p>" for block in blocks)
        pages.append((page_id, kind, page, {"main_content": "\n".join(blocks), "with": [], "without": []}))
    return write_set(tmp_path, pages, FLATTEN)


C4_LINES = {
    "a sentence": ("The tea is ready by now.", True),
    "a question": ("Is the tea ready by now?", True),
    "a shout": ("The tea is ready now!", True),
    "speech": ("He said “the tea is ready.”", True),
    "speech in straight quotes": ('He said "the tea is ready."', True),
    "no end": ("The tea is ready by now", False),
    "a colon": ("These are the teas we have:", False),
    "four words": ("The tea is ready.", False),
    "five words": ("The tea is now ready.", True),
    "white space around": ("  The tea is now ready.  ", True),
    "javascript": ("Please enable JavaScript to see the tea.", False),
    "a policy": ("Read the Privacy Policy of the tea house.", False),
    "terms": ("The terms of use of this site apply.", False),
    "cookies that are used": ("The tea house uses cookies on its pages.", False),
    "cookies that are eaten": ("He eats cookies with his tea at four.", True),
    "a menu": ("Home Tea About", False),
    "nothing": ("", False),
}


@pytest.mark.parametrize(("line", "stays"), C4_LINES.values(), ids=C4_LINES.keys())
def test_c4_keeps_lines_that_are_sentences(line: str, stays: bool) -> None:
    assert keep_lines(f"Menu\n{line}\nMenu") == (line.strip() if stays else "")


def test_c4_keeps_the_order_of_lines() -> None:
    assert keep_lines("One is the first tea.\nMenu\nTwo is the second tea.") == (
        "One is the first tea.\nTwo is the second tea."
    )


WRAPPED = {
    "two lines": ("a\nb", ["<p>a</p>", "<p>b</p>"]),
    "an empty line": ("a\n \nb", ["<p>a</p>", "<p>b</p>"]),
    "markup": ("<b>a</b> & b", ["<p>&lt;b&gt;a&lt;/b&gt; &amp; b</p>"]),
    "nothing": ("", []),
}


@pytest.mark.parametrize(("flat", "paragraphs"), WRAPPED.values(), ids=WRAPPED.keys())
def test_a_line_is_a_paragraph(flat: str, paragraphs: list[str]) -> None:
    assert wrap_lines(flat).split("\n")[1:-1] == paragraphs


@pytest.mark.parametrize("name", ["jusText", "trafilatura"])
def test_peers_that_read_html_get_paragraphs(name: str) -> None:
    pytest.importorskip(name.lower(), reason=f"{name} is not installed")
    extractor = FLAT_BY_NAME[name].load(None)
    flat = "\n".join(" ".join(SENTENCES[at : at + 3]) for at in (0, 3, 6))  # jusText passes over short ones
    assert find_words(extractor.text(Page("a", flat.encode(), flat))) == find_words(flat)
    assert extractor.headings is None


def test_everything_is_the_text_itself() -> None:
    assert FLAT_BY_NAME["everything"].load(None).text(Page("a", b"x", "Home\nTea ")) == "Home\nTea "


@given(BLOCKS, st.sampled_from(LAYOUTS), st.integers())
def test_blocks_stand_where_the_layout_says(blocks: list[str], layout: str, seed: int) -> None:
    article = lay_out(blocks, layout, random.Random(seed))
    found = [
        article.text[start : start + len(block)] for start, block in zip(article.starts, blocks, strict=True)
    ]
    assert found == blocks
    assert article.text.split() == " ".join(blocks).split()
    assert article.text.count("\n") == {"lines": len(blocks) - 1, "one line": 0}.get(
        layout, article.text.count("\n")
    )


@given(BLOCKS, st.sampled_from(LAYOUTS), st.integers())
def test_without_its_copy_a_text_is_the_article(blocks: list[str], layout: str, seed: int) -> None:
    draw = random.Random(seed)
    article = lay_out(blocks, layout, draw)
    planted = plant(article, layout, draw)
    assert planted.article == article.text
    copy, run = (planted.text[slice(*span)].strip() for span in (planted.copy, planted.run))
    assert run in article.text
    assert copy == run or planted.edited
    assert planted.run[1] <= planted.copy[0] or planted.copy[1] <= planted.run[0]
    assert planted.copy[0] in (*article.starts, len(article.text))
    if planted.is_in_place_both:
        without_run = planted.text[: planted.run[0]] + planted.text[planted.run[1] :]
        assert without_run.split() == article.text.split()
    assert planted == plant_again(blocks, layout, seed)


def plant_again(blocks: list[str], layout: str, seed: int) -> Planted:
    draw = random.Random(seed)
    return plant(lay_out(blocks, layout, draw), layout, draw)


def test_copies_are_as_long_and_as_often_edited_as_they_should() -> None:
    cases = [plant_again(SENTENCES, "soup", seed) for seed in range(300)]
    words = len(find_words(" ".join(SENTENCES)))
    sizes = [len(find_words(case.text[slice(*case.run)])) / words for case in cases]
    assert 0.13 < min(sizes) < 0.18
    assert 0.32 < max(sizes) < 0.37
    assert 80 < sum(case.edited for case in cases) < 120
    before = sum(case.copy[0] < case.run[0] for case in cases)
    assert 100 < before < 200


def test_an_edit_is_light() -> None:
    run = " ".join(SENTENCES)
    changed = 0
    for seed in range(100):
        edited = edit(run, random.Random(seed))
        changed += edited != run
        assert count_missing(find_words(run), find_words(edited)) <= 0.03 * len(run.split()) + 1
        assert len(edited.split()) <= 1.03 * len(run.split()) + 1
    assert changed > 95


def test_words_that_are_missing_are_counted_as_often_as_they_stand() -> None:
    assert count_missing(find_words("Tea, tea and TEA"), find_words("tea milk")) == 3
    assert count_missing([], ["tea"]) == 0


RUNS = {
    "none": ("a b c d", False),
    "side by side": ("a b a b", True),
    "apart": ("a b c a b", True),
    "overlapping": ("a a a", True),
    "too short": ("a b c a", False),
    "empty": ("", False),
}


@pytest.mark.parametrize(("words", "twice"), RUNS.values(), ids=RUNS.keys())
def test_a_run_that_stands_twice_is_told(words: str, twice: bool) -> None:
    assert says_a_run_twice(words.split(), 2) == twice


def mark(document: Document, start: int, end: int) -> Document:
    """Return the document with one stretch of its text marked as a repeat."""

    def parts(block: Block) -> Iterator[Block]:
        span = block.span
        assert span is not None
        low, high = (min(max(0, at - span.start), len(block.text)) for at in (start, end))
        cuts = [(0, low, None), (low, high, Mark("repeats", "repeat")), (high, len(block.text), None)]
        for begin, stop, said in cuts:
            if part := block.cut(begin, stop):
                yield part.marked(said) if said else part

    return replace(document, blocks=tuple(part for block in document.blocks for part in parts(block)))


def measure(marked: str) -> repeats.Case:
    """Return a case of a pipeline whose stage repeats marks the copy, the run or nothing."""
    page_id = "c"  # its copy is not edited
    draw = random.Random(f"{page_id}:soup")
    planted = plant(lay_out(SENTENCES, "soup", draw), "soup", draw)

    def stage(document: Document) -> Document:
        if marked == "nothing" or document.text != planted.text:
            return mark(document, 0, 20) if marked == "always" else document
        return mark(document, *(planted.run if marked == "run" else planted.copy))

    pipeline = Pipeline.default().without("debris").replacing("repeats", stage)
    return repeats.measure_case(page_id, SENTENCES, "soup", pipeline)


def test_a_copy_taken_out_is_no_fault() -> None:
    case = measure("copy")
    assert (case.left, case.lost, case.alarms, case.exact, case.moved) == (0, 0, 0, True, False)
    assert not case.repeats_itself
    assert 0.1 < case.run / case.article < 0.4


def test_a_copy_left_in_is_counted() -> None:
    case = measure("nothing")
    assert (case.left, case.lost, case.exact) == (case.run, 0, False)
    assert case.left_text.rstrip("…") in " ".join(SENTENCES)


def test_a_copy_that_stays_for_the_run_is_told() -> None:
    case = measure("run")
    assert case.moved
    assert case.lost_text.rstrip("…") in " ".join(SENTENCES)
    assert not case.exact


def test_a_mark_where_nothing_was_set_in_is_a_false_alarm() -> None:
    assert measure("always").alarms == len(find_words(SENTENCES[0][:20]))


def test_repeats_runs_by_itself(data: Path) -> None:
    result = CliRunner().invoke(repeats.main, [str(data), "--misses", "1"], catch_exceptions=False)
    assert result.exit_code == 0
    assert "1 articles in 3 layouts" in result.stdout  # b is too short, and no article
    assert "| all | 3 |" in result.stdout
    assert "    left: " in result.stdout


def test_clean_texts_are_measured_by_kind(data: Path) -> None:
    kept = measure_clean(data, ["a", "b"], None)
    assert [(text.page_id, text.kind) for text in kept] == [("a", "article"), ("b", "collection")]
    assert all(0 <= text.share <= 1 for text in kept)
    shown = show_clean([Kept("a", "article", 10, 10), Kept("b", "forum", 30, 15)])
    assert "| article | 1 | 1.0000 | 1.0000 | 0 |" in shown
    assert "| all | 2 | 0.6250 | 0.7500 | 1 |" in shown


def test_speed_is_measured_by_length(data: Path, tmp_path: Path) -> None:
    timings = measure_speed(data, load_scorers(tmp_path / "bench"), [1_000, 4_000])
    assert [(timing.form, timing.size) for timing in timings] == [
        ("many lines", 1_000),
        ("one line", 1_000),  # the pages hold no 4,000 bytes
        ("one word", 1_000),
        ("one word", 4_000),
    ]
    assert all(timing.seconds and timing.peak_mb for timing in timings)


def test_a_text_that_took_too_long_is_a_row_that_says_so() -> None:
    shown = show_speed([Timing("one word", 10_000_000, None, None), Timing("one line", 10**6, 2.0, 50.0)])
    assert "| one word | 10 | failed, or over 300 | — | — |" in shown
    assert "| one line | 1 | 2.00 | 0.50 | 50 |" in shown


def test_pages_are_joined_up_to_a_size(data: Path, tmp_path: Path) -> None:
    scorers = load_scorers(tmp_path / "bench")
    assert join_pages(data, scorers, 10).count("\n") == 0
    assert join_pages(data, scorers, 10**6).count("\n") == 1
    assert cut_bytes("é", 1) == ""


def test_a_rate_is_of_flat_text_and_cpu_time() -> None:
    scores = Scores(0.5, 0.5, 0.5, {"article": 0.5}, None, None, None, 4.0)
    row = Row("a", scores, 10, 0, None, "", "soup", 0.01)
    rows = [row, row._replace(name="b", scores=replace(scores, ms=0.001)), row._replace(scores=None)]
    shown = show_flat_table(rows)
    assert "| soup | a | 0.5000 | 0.500 | 0.500 | — | 2.50 | 10 | 0 |" in shown
    assert "| > 1000 |" in shown
    assert "| soup | a | failed | — |" in shown


def test_one_table_holds_every_style(data: Path, tmp_path: Path) -> None:
    out, kept = tmp_path / "results" / "text.md", tmp_path / "kept"
    chosen = ("scrubber", "everything", "C4-lines", "repeats", "clean")
    args = [str(data), "--output", str(out), "--keep", str(kept)]
    invoke = partial(CliRunner().invoke, text.main, catch_exceptions=False)
    result = invoke([*args, *(word for name in chosen for word in ("--only", name))])
    assert result.exit_code == 0, result.output
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in out.read_text().splitlines()
        if line.startswith(("| lines | ", "| soup | "))
    ]
    assert [row[:2] for row in rows] == [
        [style, name] for style in ("lines", "soup") for name in ("scrubber", "everything", "C4-lines")
    ]
    by_name = {tuple(row[:2]): row[2:] for row in rows}
    assert by_name["lines", "everything"][0] == "0.0000"  # the heading is no part of the main content
    assert by_name["lines", "C4-lines"][0] == "1.0000"
    assert out.read_text().count("fitted on these pages") == 3  # of the table, of repeats and of clean
    for title in ("## set/dev", "## dev", "## What stands twice", "## Texts that are clean"):
        assert (title in out.read_text()) == (title != "## dev")
    assert "## Speed" not in out.read_text()
    assert str(tmp_path) not in out.read_text()
    lines = (kept / "dev" / "soup" / "everything.jsonl").read_text().splitlines()
    assert json.loads(lines[0])["text"].startswith("Harbour Boat one of")


def test_html_is_the_line_to_beat(data: Path) -> None:
    pytest.importorskip("trafilatura", reason="trafilatura is not installed")
    args = [str(data), "--only", "trafilatura-HTML"]
    result = CliRunner().invoke(text.main, args, catch_exceptions=False)
    assert "| HTML | trafilatura-HTML |" in result.stdout
    assert "| lines |" not in result.stdout
