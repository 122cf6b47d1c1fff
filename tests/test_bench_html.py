"""The benchmark against peers, on a data set of two pages and with scorers as plain as can be."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from benchmarks import html, measure
from benchmarks.folds import Fold, find_folds
from benchmarks.pages import find_ids, read_page, take_sample
from benchmarks.scoring import Gold, Prediction, Scorers, Scores, load_scorers, score
from benchmarks.systems import BY_NAME, Extractor, System
from benchmarks.table import Row, show_table

PROSE = "The harbour opened to boats again on Monday, nine months after a storm broke its outer wall."
PAGES = {"a": ("article", f"<h1>Harbour</h1><p>{PROSE}</p>"), "b": ("category", f"<p>{PROSE}</p>")}
# Not the real scorers, which the project doesn't hold: the same names and shapes.
SCORE = """
def word_f1(predicted, reference):
    same = float(predicted.split() == reference.split())
    return same, same, same

def set_f1(predicted, reference):
    return float(predicted == reference)
"""
FLATTEN = """
STYLES = ("lines", "soup")

def headings(page, main_content):
    return [(1, "Harbour")] if "<h1>" in page else []

def flatten(page, style, page_id):
    return page
"""


def write_set(beside: Path, pages: Iterable[tuple[str, str, str, dict[str, Any]]], flatten: str) -> Path:
    """Write pages (id, kind, HTML, ground truth) as a data set, with scorers beside it; return its folder."""
    folder = beside / "set" / "dev"
    (folder / "html").mkdir(parents=True)
    (folder / "ground-truth").mkdir()
    for page_id, kind, page, truth in pages:
        (folder / "html" / f"{page_id}.html.gz").write_bytes(gzip.compress(page.encode()))
        record = {"ground_truth": truth, "_internal": {"page_type": {"primary": kind}}}
        (folder / "ground-truth" / f"{page_id}.json").write_text(json.dumps(record))
    (beside / "bench").mkdir()
    (beside / "bench" / "score_wcxb.py").write_text(SCORE)
    (beside / "bench" / "flatten.py").write_text(flatten)
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    texts = {"a": f"Harbour\n{PROSE}", "b": "Something else."}
    told = {"with": ["outer wall"], "without": ["Harbour\n"]}
    pages = [
        (name, kind, page, {"main_content": texts[name], **told}) for name, (kind, page) in PAGES.items()
    ]
    return write_set(tmp_path, pages, FLATTEN)


def test_the_table_holds_what_the_scorers_say(data: Path, tmp_path: Path) -> None:
    out, kept = tmp_path / "results" / "html.md", tmp_path / "kept"
    args = [str(data), "--only", "scrubber", "--output", str(out), "--keep", str(kept)]
    result = CliRunner().invoke(html.main, args, catch_exceptions=False)
    assert result.exit_code == 0
    assert "skipped the readability set" in result.stderr
    (row,) = [line for line in out.read_text().splitlines() if line.startswith("| scrubber")]
    f1, article, collection, precision, recall, found, forbidden, headings, ms, share, peak, failed = [
        cell.strip() for cell in row.strip("|").split("|")
    ][1:]
    assert (f1, article, collection, precision, recall) == ("0.5000", "1.000", "0.000", "0.500", "0.500")
    assert (found, forbidden, headings) == ("1.000", "0.500", "1.000")
    assert (share, failed) == ("—", "0")
    assert float(ms) > 0
    assert float(peak) > 5
    assert "fitted on these pages" in out.read_text()
    assert str(tmp_path) not in out.read_text()
    lines = [json.loads(line) for line in (kept / "dev" / "scrubber.jsonl").read_text().splitlines()]
    assert [(line["id"], line["headings"]) for line in lines] == [("a", ["Harbour"]), ("b", [])]


def test_no_scorers_is_a_wrong_call(data: Path, tmp_path: Path) -> None:
    (tmp_path / "bench" / "flatten.py").unlink()
    result = CliRunner().invoke(html.main, [str(data)])
    assert result.exit_code == 2
    assert "--scorers" in result.stderr


SAMPLES = {
    "all": (None, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
    "as many as there are": (10, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
    "more than there are": (11, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
    "every second": (5, [0, 2, 4, 6, 8]),
    "uneven": (3, [0, 3, 6]),
    "one": (1, [0]),
}


@pytest.mark.parametrize(("size", "taken"), SAMPLES.values(), ids=SAMPLES.keys())
def test_a_sample_is_spread_evenly(size: int | None, taken: list[int]) -> None:
    assert take_sample([str(at) for at in range(10)], size) == [str(at) for at in taken]


def test_a_folder_without_pages_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(click.UsageError, match="laid out like"):
        find_ids(tmp_path)


def test_a_page_that_is_missing_scores_nothing(data: Path, tmp_path: Path) -> None:
    scorers = load_scorers(tmp_path / "bench")
    gold = {name: Gold("article", "x", (), (), ("h",)) for name in "ab"}
    scores = score(gold, {"a": Prediction("x", ("h",), 4.0, None)}, scorers)
    assert (scores.f1, scores.headings, scores.ms, scores.required) == (0.5, 1.0, 4.0, None)


def test_a_page_on_which_a_system_raises_is_told(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def text(page: object) -> str:
        raise ValueError("no such luck")

    system = System("broken", "none", lambda weights: Extractor(text))
    (first, _) = measure._time_texts(system, partial(read_page, data), {"a": None, "b": None})
    assert (first["text"], first["error"]) == ("", "ValueError: no such luck")


def test_a_system_that_is_not_installed_is_a_row_that_says_so() -> None:
    shown = show_table([Row("peer", None, None, 0, "exit code 1: ModuleNotFoundError: peer", "")])
    assert "| peer | failed | —" in shown
    assert "- peer: could not be run (exit code 1: ModuleNotFoundError: peer)" in shown


def test_cpu_is_shown_as_a_share_of_trafilatura() -> None:
    def scores(ms: float) -> Scores:
        return Scores(0.5, 0.5, 0.5, {"article": 0.5}, None, None, None, ms)

    shown = show_table(
        [Row("a", scores(5), 10, 0, None, ""), Row("trafilatura", scores(20), 10, 0, None, "")]
    )
    assert "| 5.0 | 0.25 |" in shown
    assert "| 20.0 | 1.00 |" in shown


def fold(folder: Path, number: int) -> Fold:
    return Fold(*(folder / f"{kind}-{number}.npz" for kind in ("html", "flat", "tagger")))


def test_each_page_gets_the_weights_that_it_was_held_out_of(tmp_path: Path) -> None:
    (tmp_path / "folds.json").write_text('{"a": 1, "b": 0}')
    assert find_folds(tmp_path, ["a", "b"]) == {"a": fold(tmp_path, 1), "b": fold(tmp_path, 0)}
    with pytest.raises(KeyError):
        find_folds(tmp_path, ["c"])


def test_without_a_folder_every_page_gets_the_shipped_weights() -> None:
    assert find_folds(None, ["a", "b"]) == {"a": None, "b": None}


def test_pages_are_loaded_fold_by_fold(data: Path, tmp_path: Path) -> None:
    loaded: list[Fold | None] = []

    def load(weights: Fold | None) -> Extractor:
        loaded.append(weights)
        return Extractor(lambda page: page.id)

    one, two = fold(tmp_path, 0), fold(tmp_path, 1)
    records = measure._time_texts(System("x", "x", load), partial(read_page, data), {"a": two, "b": one})
    assert [record["text"] for record in records] == ["b", "a"]
    assert loaded == [one, two]


def test_the_network_is_refused() -> None:
    with pytest.raises(OSError, match="fetches nothing"):
        measure._refuse_network("socket.connect", ())
    measure._refuse_network("open", ())


def test_trafilatura_is_called_as_a_peer(data: Path) -> None:
    pytest.importorskip("trafilatura", reason="trafilatura is not installed")
    extractor = BY_NAME["trafilatura"].load(None)
    page = read_page(data, "a")
    assert PROSE in extractor.text(page)
    assert extractor.headings is not None


def test_scorers_are_loaded_from_their_files(data: Path, tmp_path: Path) -> None:
    scorers = load_scorers(tmp_path / "bench")
    assert isinstance(scorers, Scorers)
    assert scorers.headings("<h1>", "") == [(1, "Harbour")]
