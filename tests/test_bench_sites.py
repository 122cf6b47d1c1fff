"""The benchmark of site repeats, on hosts of a few pages: what it makes, and that it would see a fault."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks import site_repeats
from benchmarks.scoring import Scorers, load_scorers
from benchmarks.site_repeats import count_wrong, measure_site
from benchmarks.sites import CAPTURES, HALVES, find_half, find_hosts, make_copies, make_sites, read_sites
from benchmarks.words import count_missing, find_words
from scrubber import stages
from scrubber.model import Block, Document, Mark, Page
from tests.test_bench_html import write_set
from tests.test_bench_text import FLATTEN, NUMBERS, SENTENCES

MENU = [f"Our {number} shop sells tea, cups and kettles" for number in NUMBERS[:10]]
FOOT = [f"Read the terms of our {number} offer" for number in NUMBERS[:10]]
HOSTS = {
    "a": "one.example",
    "b": "one.example",
    "c": "www.one.example",
    "d": "two.example",
    "e": "six.example",
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    pages = []
    for at, page_id in enumerate(HOSTS):
        content = [sentence.replace("Boat", f"Boat {NUMBERS[at]}") for sentence in SENTENCES]
        lines = [*MENU, *content[:7], "Share this", *content[7:], *FOOT]
        page = "<h1>Harbour</h1>" + "".join(f"<p>{line}</p>" for line in lines)
        truth = {"title": f"Harbour {page_id}", "main_content": "\n".join(content), "with": [], "without": []}
        pages.append((page_id, "article", page, truth))
    folder = write_set(tmp_path, pages, FLATTEN)
    for page_id, host in HOSTS.items():
        path = folder / "ground-truth" / f"{page_id}.json"
        record = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**record, "url": f"https://{host}/{page_id}"}), encoding="utf-8")
    return folder


@pytest.fixture
def scorers(data: Path, tmp_path: Path) -> Scorers:
    return load_scorers(tmp_path / "bench")._replace(word_f1=score_words)


def score_words(predicted: str, reference: str) -> tuple[float, float, float]:
    """Return precision, recall and F1 of words, at least one of them right."""
    found, wanted = find_words(predicted), find_words(reference)
    right = max(1, len(wanted) - count_missing(wanted, found))
    return right / max(1, len(found)), right / len(wanted), 2 * right / (len(found) + len(wanted))


def test_hosts_are_put_together(data: Path) -> None:
    assert find_hosts(data, list(HOSTS)) == {
        "one.example": ["a", "b", "c"],
        "two.example": ["d"],
        "six.example": ["e"],
    }
    assert {find_half(f"{number}.example") for number in NUMBERS} == set(HALVES)


@pytest.mark.parametrize(("style", "kind"), [("HTML", "text/html"), ("lines", "text/plain")])
def test_real_hosts_have_their_own_pages(data: Path, scorers: Scorers, style: str, kind: str) -> None:
    hosts = find_hosts(data, list(HOSTS))
    found = list(read_sites(data, hosts, dict.fromkeys(HOSTS), scorers, style, 3))
    assert [(site.host, len(site.pages)) for site in found] == [("one.example", 3)]
    assert {page.media_type for page in found[0].pages} == {kind}
    assert all(page.content.startswith("Boat") for page in found[0].pages)


def test_a_made_site_has_one_template_and_other_pages_content(data: Path, scorers: Scorers) -> None:
    folds = dict.fromkeys(HOSTS)
    (site,) = make_sites(data, list(HOSTS), folds, scorers, {3: 1})
    assert list(make_sites(data, list(HOSTS), folds, scorers, {3: 1})) == [site]
    assert len({page.content for page in site.pages}) == 3
    texts = [page.data.decode().split("\n") for page in site.pages]
    for page, lines in zip(site.pages, texts, strict=True):
        assert [line for line in lines if line.startswith("Boat")] == page.content.split("\n")
    shared = set(texts[0]) & set(texts[1]) & set(texts[2])
    assert len(shared & {*MENU, *FOOT}) >= 5  # half of them may be another on each page


def test_captures_are_of_one_content(data: Path, scorers: Scorers) -> None:
    found = list(make_copies(data, list(HOSTS), dict.fromkeys(HOSTS), scorers, 2))
    sizes = [(len(site.pages), len({page.content for page in site.pages})) for site in found]
    assert sizes == [(CAPTURES, 1)] * 2


def test_content_that_is_marked_is_counted() -> None:
    content = "Tea\nTea is dried and rolled by hand."
    texts = ("Tea", "dried and rolled by", "dried", "Shop", "Tea is dried")
    blocks = tuple(Block(text, None, mark=Mark("site-repeats", "site-repeat")) for text in texts)
    document = Document(Page(""), blocks=blocks)
    assert count_wrong(document, content) == 5
    debris = tuple(replace(block, mark=Mark("debris", "links")) for block in blocks)
    assert count_wrong(replace(document, blocks=debris), content) == 0


def test_a_stage_that_marks_too_much_scores_less(
    data: Path, scorers: Scorers, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site,) = make_sites(data, list(HOSTS), dict.fromkeys(HOSTS), scorers, {3: 1})
    for case in measure_site(site, scorers):
        assert case.wrong == 0
        assert case.with_sites[2] >= case.without[2]

    def mark_all(document: Document, sketch: object) -> Document:
        mark = Mark("site-repeats", "site-repeat")
        return replace(document, blocks=tuple(block.marked(mark) for block in document.blocks))

    monkeypatch.setattr(stages, "site_repeats", mark_all)
    for case in measure_site(site, scorers):
        assert case.wrong > 0
        assert case.with_sites[2] < case.without[2]


def test_the_table_has_a_row_a_group(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_repeats, "_FILLS", (100,))
    out = tmp_path / "out.md"
    half = find_half("one.example")
    run = CliRunner().invoke(site_repeats.main, [str(data), "--half", half, "-o", str(out)])
    assert run.exit_code == 0, run.output
    shown = out.read_text(encoding="utf-8")
    assert "| real, HTML | 1 | 3 |" in shown
    assert "| made, 50 pages | 0 | 0 | — |" in shown
    assert "| 100 | 0 | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 | 0.000 | 0.000 |" in shown
    assert str(tmp_path) not in shown
