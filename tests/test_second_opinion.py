"""trafilatura in place of the model: what of its text is found in the page's blocks, and what is said."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from scrubber import BadConfig, BadInput, Pipeline, stages
from scrubber.alignment import find_blocks
from scrubber.cli import main
from scrubber.stages import second_opinion as stage
from scrubber.stages.second_opinion import load_trafilatura
from scrubber.wire import schema
from tests.conftest import SEED, count_accounts

MODULE = sys.modules["scrubber.stages.second_opinion"]
PROSE = "The harbour opened to boats again on Monday, nine months after a storm broke its outer wall."
MORE = "Masons reset all of its granite blocks by hand, and filled the gaps between them with lime."
LAST = "The harbour master expects the first ferries in June, once all of the buoys have been checked."
PAGE = f"""<html><head><title>Harbour reopens</title></head>
<body><nav><a href=/>Home</a> <a href=/n>News</a></nav>
<article><h1>Harbour reopens</h1><p>{PROSE}</p><h2>The wall</h2><p>{MORE}</p><p>{LAST}</p></article>
<footer><a href=/i>Imprint</a> © 2019 The Quay Post</footer></body></html>"""


# which blocks a text holds: blocks, the text, the numbers of those found; capitals part a text from its like

BLOCKS = {
    "all of them": (["a title", "a b c d e f", "g h i j k"], "a title a b c d e f g h i j k", [0, 1, 2]),
    "none": (["a title", "a b c d e f"], "", []),
    "no blocks": ([], "a b c", []),
    "a long one, whole": (["x y z w v", "a b c d e f"], "a b c d e f", [1]),
    "a long one, in another place": (["g h i j k", "a b c d e"], "a b c d e g h i j k", [0, 1]),
    "a long one that lost a word": (["a b c d e f g h i j k l m"], "a b c d e f g h i j k m", [0]),
    "a long one, half of it": (["a b c d e f g h i j k l"], "a b c d e f", []),
    "a long one with another inside": (["add a b c d e to your loves", "a b c d e"], "a b c d e", [1]),
    "the same words in another order": (["f e d c b a"], "a b c d e f", []),
    "a short one in its place": (["a b c d e", "title", "f g h i j"], "a b c d e title f g h i j", [0, 1, 2]),
    "a short one that is inside a long one": (["home", "a long way home"], "a long way home", [1]),
    "a short one behind where it stands": (
        ["a b c d e", "f g h i j", "title"],
        "a b c d e title f g h i j",
        [0, 1],
    ),
    "a short one ahead of where it stands": (
        ["title", "a b c d e", "f g h i j"],
        "a b c d e title f g h i j",
        [1, 2],
    ),
    "half of a short one": (["read more", "a b c d e"], "more a b c d e", [1]),
    "one of two alike": (
        ["title", "a b c d e", "title", "f g h i j"],
        "a b c d e title f g h i j",
        [1, 2, 3],
    ),
    "more of a kind than the text has: the last": (["a", "a", "a"], "a a", [1, 2]),
    "one that stands too often to tell where": (
        ["reply", "a b c d e", *["reply"] * 30],
        " ".join(["a b c d e", *["reply"] * 30]),
        list(range(1, 32)),
    ),
    "short ones only": (["nav", "one", "two", "foot"], "one two", [1, 2]),
    "no words, between what stays": (["a b c d e", "", "f g h i j"], "a b c d e f g h i j", [0, 1, 2]),
    "no words, beside what goes": (["a b c d e", "", "f g h i j"], "a b c d e", [0]),
    "no words at all": ([""], "a b c", []),
}


@pytest.mark.parametrize(("blocks", "text", "found"), BLOCKS.values(), ids=BLOCKS.keys())
def test_blocks_that_a_text_holds(blocks: list[str], text: str, found: list[int]) -> None:
    held = find_blocks([block.split() for block in blocks], text.split())
    assert [number for number, stays in enumerate(held) if stays] == found


def test_time_grows_with_the_words() -> None:
    def take(size: int) -> float:
        words = [f"w{at % 50}" for at in range(size)]
        blocks = [words[at : at + 1 + at % 9] for at in range(0, size, 5)]
        before = time.process_time()
        find_blocks(blocks, words)
        return time.process_time() - before

    take(1_000)
    small, large = (min(take(size) for _ in range(3)) for size in (10_000, 80_000))
    assert large < 20 * small  # eight would be linear, 64 is the square


# the stage


@pytest.fixture
def trafilatura() -> None:
    pytest.importorskip("trafilatura", reason="trafilatura is not installed: pip install '.[trafilatura]'")


@pytest.fixture
def no_trafilatura(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    load_trafilatura.cache_clear()
    yield
    load_trafilatura.cache_clear()


def stub(monkeypatch: pytest.MonkeyPatch, text: str | None) -> Pipeline:
    """Return the pipeline with an extractor that gives this text, whatever the page."""
    monkeypatch.setattr(MODULE, "load_trafilatura", lambda: lambda page, **options: text)
    return Pipeline.default().replacing("debris", stage)


@pytest.mark.usefixtures("trafilatura")
def test_what_trafilatura_leaves_out_is_marked() -> None:
    document = Pipeline.default(extractor="trafilatura").run(PAGE)
    assert document.to_text() == f"Harbour reopens\n\n{PROSE}\n\nThe wall\n\n{MORE}\n\n{LAST}\n"
    marks = {(b.mark.stage, b.mark.rule, b.mark.score) for b in document.removed if b.mark}
    assert marks - {("debris", "trafilatura", 1.0)} == {("segment", "title", 1.0)}
    assert ("debris", "trafilatura", 1.0) in marks


@pytest.mark.usefixtures("trafilatura")
def test_every_character_is_accounted_for_once() -> None:
    wire = Pipeline.default(extractor="trafilatura").run(PAGE).to_dict()
    jsonschema.Draft202012Validator(schema()).validate(wire)
    counts = count_accounts(wire, PAGE)
    for text in (PROSE, MORE, LAST, "Home", "News", "Imprint", "The Quay Post"):
        at = PAGE.index(text)
        assert {counts[n] for n in range(at, at + len(text)) if not PAGE[n].isspace()} == {1}


def test_text_is_matched_as_repaired(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "<p>Lâ€™Ã©tÃ©, le cafÃ© est fermÃ© pour un long moment.<p>Accueil"
    text = "Lâ€™Ã©tÃ©, le cafÃ© est fermÃ© pour un long moment."
    document = stub(monkeypatch, text).run(page, media_type="text/html")
    assert document.to_text() == "L’été, le café est fermé pour un long moment.\n"


def test_text_without_spaces_is_matched_by_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "<p>ホーム<p>煎茶は、少し冷ました湯で淹れると甘みが出ます。<p>お問い合わせはこちらから"
    document = stub(monkeypatch, "煎茶は、少し冷ました湯で淹れると甘みが出ます。").run(
        page, media_type="text/html"
    )
    assert document.to_text() == "煎茶は、少し冷ました湯で淹れると甘みが出ます。\n"


def test_where_trafilatura_finds_nothing_nothing_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    document = stub(monkeypatch, None).run(PAGE)
    assert document.sections == ()
    assert PROSE in {block.text for block in document.removed}


def test_earlier_marks_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    page = f"<p>{PROSE}<p>{PROSE}<p>{MORE}<p>{MORE}"
    document = stub(monkeypatch, f"{PROSE}\n{PROSE}\n{MORE}\n{MORE}").run(page, media_type="text/html")
    assert [b.mark.stage for b in document.removed if b.mark] == ["repeats", "repeats"]


def test_a_page_on_which_trafilatura_fails_is_bad_input(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(page: str, **options: bool) -> str:
        raise RecursionError("too deep")

    monkeypatch.setattr(MODULE, "load_trafilatura", lambda: fail)
    with pytest.raises(BadInput, match=r"RecursionError: too deep.*--extractor model"):
        Pipeline.default().replacing("debris", stage).run(PAGE)


@pytest.mark.usefixtures("no_trafilatura")
def test_a_missing_trafilatura_is_told_before_any_page() -> None:
    with pytest.raises(BadConfig, match=r"pip install 'scrubber\[trafilatura\]'"):
        Pipeline.default(extractor="trafilatura")
    assert Pipeline.default(extractor="model") == Pipeline.default()


def test_an_unknown_extractor_is_refused() -> None:
    with pytest.raises(BadConfig, match="one of: model, trafilatura"):
        Pipeline.default(extractor="readability")


def test_the_stage_is_public() -> None:
    assert stages.second_opinion is stage


# the command line


def run(*args: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], input=stdin)


@pytest.mark.usefixtures("trafilatura")
def test_run_takes_the_extractor() -> None:
    shown = run("run", "-", "--extractor", "trafilatura", stdin=PAGE)
    assert (shown.exit_code, shown.stderr) == (0, "")
    rules = {removed["rule"] for removed in json.loads(shown.stdout)["removed"]}
    assert "trafilatura" in rules
    assert run("run", "-", "--extractor", "model", stdin=PAGE).stdout == run("run", "-", stdin=PAGE).stdout


@pytest.mark.usefixtures("trafilatura")
def test_batch_takes_the_extractor(tmp_path: Path) -> None:
    pages, out = tmp_path / "pages", tmp_path / "out"
    pages.mkdir()
    (pages / "a.html").write_text(PAGE)
    (pages / "b.txt").write_text(PROSE)
    result = run("batch", pages, "-o", out, "--extractor", "trafilatura")
    assert result.exit_code == 1
    assert "scrubber: b.txt: trafilatura reads HTML only" in result.stderr
    assert "1 of 2 pages scrubbed" in result.stderr
    assert '"trafilatura"' in (out / "a.html.json").read_text()


@pytest.mark.usefixtures("trafilatura")
def test_flat_text_is_a_wrong_call() -> None:
    result = run("run", SEED, "--extractor", "trafilatura")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "HTML only" in result.stderr
    assert "--extractor model" in result.stderr


@pytest.mark.usefixtures("no_trafilatura")
@pytest.mark.parametrize(
    "command", [("run", SEED), ("batch", SEED.parent, "-o", "out")], ids=["run", "batch"]
)
def test_a_missing_trafilatura_is_a_wrong_call(command: tuple[str | Path, ...]) -> None:
    result = run(*command, "--extractor", "trafilatura")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert "pip install 'scrubber[trafilatura]'" in result.stderr


def test_to_skip_what_is_replaced_is_a_wrong_call() -> None:
    result = run("run", SEED, "--extractor", "trafilatura", "--skip", "debris")
    assert result.exit_code == 2
    assert "drop either" in result.stderr
