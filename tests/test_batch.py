"""Many pages: where the output goes, in what order, and what is said of the pages that have none."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scrubber import BadConfig, BadInput, BadOutput, scrub
from scrubber.batch import FORMS, Target
from scrubber.batch.gather import gather
from scrubber.batch.target import PAGED
from scrubber.readers import Record
from scrubber.view import View
from tests.batches import NASTY, PLAIN, read_rows, run, write_pages

ONE_FILE = ("out.jsonl", "out.jsonl.gz", "out.jsonl.zst", "out.parquet")


SENTENCE = "The leaves of harvest 0 steep for 2 minutes, no less."


def names(rows: list[dict[str, Any]]) -> list[str]:
    return [row["source"]["name"] for row in rows]


@pytest.mark.parametrize("output", ONE_FILE)
def test_one_file_takes_all_pages_in_order(tmp_path: Path, output: str) -> None:
    pages = write_pages(tmp_path / "pages", 7)
    run(pages, tmp_path / output, replace(PLAIN, shard_pages=3))
    rows = read_rows(tmp_path / output)
    assert names(rows) == [f"{number:03}.txt" for number in range(7)]
    assert [row["stats"]["kept"] for row in rows] == [len("Tea number 0") + len(SENTENCE)] * 7
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        ["pages", output, "out.errors.jsonl", "out.summary.json"]
    )


@pytest.mark.parametrize("form", [form for form in FORMS if form not in PAGED])
def test_folder_takes_shards_of_a_set_size(tmp_path: Path, form: str) -> None:
    pages = write_pages(tmp_path / "pages", 7)
    run(pages, tmp_path / "out", replace(PLAIN, shard_pages=3), form=form)
    shards = sorted((tmp_path / "out").glob("part-*"))
    assert [path.name for path in shards] == [f"part-0000{number}.{form}" for number in range(3)]
    assert [names(read_rows(path)) for path in shards] == [
        ["000.txt", "001.txt", "002.txt"],
        ["003.txt", "004.txt", "005.txt"],
        ["006.txt"],
    ]


@pytest.mark.parametrize(
    ("form", "ending"), [(None, ".json"), ("json", ".json"), ("markdown", ".md"), ("text", ".txt")]
)
def test_folder_takes_a_file_a_page(tmp_path: Path, form: str | None, ending: str) -> None:
    write_pages(tmp_path / "pages" / "deep" / "er", 2)
    run(tmp_path / "pages", tmp_path / "out", form=form)
    written = sorted(path.relative_to(tmp_path / "out").as_posix() for path in tmp_path.glob("out/*/**/*.*"))
    assert written == [f"deep/er/000.txt{ending}", f"deep/er/001.txt{ending}"]


def test_records_of_a_container_go_to_a_folder_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "Tea."}\n{"text": "Milk."}\n')
    run(tmp_path / "in.jsonl", tmp_path / "out", form="text")
    written = sorted(tmp_path.glob("out/*/*/*.txt")) or sorted(tmp_path.glob("out/*/*.txt"))
    assert [path.name for path in written] == ["0.txt", "1.txt"]


PLACES: dict[str, tuple[str, str | None, str]] = {
    "a file of another form": ("out.jsonl", "parquet", "no place for parquet"),
    "standard output in another form": ("-", "json", "takes JSON lines"),
    "a folder that is named as a file": ("folder.jsonl", None, "is a folder"),
}


@pytest.mark.parametrize(("output", "form", "says"), PLACES.values(), ids=PLACES.keys())
def test_place_that_does_not_go_with_its_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str, form: str | None, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.jsonl").mkdir()
    with pytest.raises(BadConfig, match=says):
        Target.of(output, form)


def test_place_that_cannot_be_written(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages", 1)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(BadOutput, match="name another place"):
        run(pages, tmp_path / "file" / "out.jsonl")


def test_failed_page_is_a_status_and_a_line_in_errors(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages", 3, nasty={1: "RAISE"})
    summary = run(pages, tmp_path / "out.jsonl", NASTY)
    rows = read_rows(tmp_path / "out.jsonl")
    assert [row["status"] for row in rows] == ["ok", "failed", "ok"]
    assert names(rows) == ["000.txt", "001.txt", "002.txt"]
    (line,) = (tmp_path / "out.errors.jsonl").read_text().splitlines()
    assert json.loads(line) == {
        "name": "001.txt",
        "offset": None,
        "status": "failed",
        "stage": "nasty",
        "error": "KeyError: 'tea'",
        "advice": "this is a fault of scrubber's, please report it with the page",
    }
    assert (summary.tally.failed, summary.stopped) == (1, None)


def test_failed_page_of_a_folder_has_a_file_where_that_can_say_so(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages", 2, nasty={0: "RAISE"})
    run(pages, tmp_path / "json", NASTY)
    run(pages, tmp_path / "text", NASTY, form="text")
    assert json.loads((tmp_path / "json" / "000.txt.json").read_text())["status"] == "failed"
    assert not (tmp_path / "text" / "000.txt.txt").exists()
    assert (tmp_path / "text" / "001.txt.txt").exists()


def test_damaged_file_gives_what_can_be_read(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": f"Leaf {n} of {n * 7919} steeps in water for a while."}) for n in range(2_000)
    ]
    packed = gzip.compress("\n".join(lines).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    (tmp_path / "b.jsonl").write_text('{"text": "The next file is read all the same."}\n{"text": \n')
    summary = run(str(tmp_path / "?.json*"), tmp_path / "out.jsonl.gz")
    *read, last = read_rows(tmp_path / "out.jsonl.gz")
    assert summary.tally.statuses["ok"] > 500
    assert summary.tally.statuses["unreadable"] == 2
    errors = [json.loads(line) for line in (tmp_path / "out.errors.jsonl").read_text().splitlines()]
    assert [(Path(error["name"]).name, error["stage"]) for error in errors] == [
        ("a.jsonl.gz", "read"),
        ("b.jsonl", "read"),
    ]
    assert last["status"] == "unreadable"
    assert read[-1]["status"] == "ok"


@pytest.mark.parametrize(("most", "stops"), [(0, True), (1, True), (2, False), (None, False)])
def test_run_stops_at_too_many_errors(tmp_path: Path, most: int | None, stops: bool) -> None:
    pages = write_pages(tmp_path / "pages", 9, nasty={2: "RAISE", 5: "RAISE"})
    batch = replace(NASTY, max_errors=most, shard_pages=2)
    summary = run(pages, tmp_path / "out.jsonl", batch)
    assert (summary.stopped is not None) == stops
    assert (tmp_path / "out.jsonl").exists() != stops  # nothing half written
    assert (tmp_path / "out.errors.jsonl").read_text()  # but the reason is
    if stops:
        run(pages, tmp_path / "out.jsonl", replace(batch, max_errors=None), resume=True)
        assert len(read_rows(tmp_path / "out.jsonl")) == 9


def test_fields_and_removed(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages", 1)
    run(pages, tmp_path / "some.jsonl", replace(PLAIN, view=View(("source.name", "text"))))
    run(pages, tmp_path / "kept.parquet", replace(PLAIN, view=View(removed=False)))
    assert read_rows(tmp_path / "some.jsonl") == [
        {
            "source": {"name": "000.txt"},
            "text": f"Tea number 0\n\n{SENTENCE}\n",
        }
    ]
    (row,) = read_rows(tmp_path / "kept.parquet")
    assert "removed" not in row
    assert row["stats"]["kept"] == len("Tea number 0") + len(SENTENCE)


def test_summary_counts_everything(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages", 4, nasty={3: "RAISE"})
    (pages / "004.html").write_text(
        "<nav><a href=/>Home</a></nav><p>Tea is a drink made of leaves, and hot.</p>"
    )
    (pages / "005.html").write_bytes(b"")
    run(pages, tmp_path / "out.jsonl", NASTY)
    shown = json.loads((tmp_path / "out.summary.json").read_text())
    document = scrub((pages / "004.html").read_bytes())
    assert shown["pages"] == 6
    assert shown["status"] == {"ok": 4, "empty": 1, "failed": 1}
    assert shown["media_type"] == {"text/plain": 3, "unknown": 2, "text/html": 1}
    assert shown["bytes"] == sum(path.stat().st_size for path in pages.iterdir())
    assert shown["removed"] == {"debris/navigation": {"blocks": 1, "chars": len("Home")}}
    assert document.removed[0].mark is not None
    assert document.removed[0].mark.rule == "navigation"
    assert len(shown["slowest"]) == 6
    assert shown["stopped"] is None


def test_run_without_a_page(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="missing"):
        run(tmp_path / "missing", tmp_path / "out.jsonl")
    assert not list(tmp_path.iterdir())


def test_run_over_a_run_leaves_none_of_its_shards(tmp_path: Path) -> None:
    run(write_pages(tmp_path / "many", 6), tmp_path / "out", replace(PLAIN, shard_pages=2), form="jsonl")
    run(write_pages(tmp_path / "few", 2), tmp_path / "out", replace(PLAIN, shard_pages=2), form="jsonl")
    assert [path.name for path in tmp_path.glob("out/part-*")] == ["part-00000.jsonl"]


@pytest.mark.parametrize(
    ("output", "form"), [("out", "text"), ("out.jsonl", None), ("out", "jsonl"), ("out", "json")]
)
def test_output_below_the_input_is_none_of_it(tmp_path: Path, output: str, form: str | None) -> None:
    write_pages(tmp_path, 3)
    for _ in range(2):
        assert run(tmp_path, tmp_path / output, form=form).tally.pages == 3
    assert run(tmp_path, tmp_path / output, form=form, resume=True).tally.pages == 3


def test_output_goes_beside_the_pages_where_that_is_wanted(tmp_path: Path) -> None:
    write_pages(tmp_path / "pages", 2)
    run(tmp_path / "pages", tmp_path / "pages")
    assert (tmp_path / "pages" / "000.txt.json").exists()


def test_output_is_not_its_own_input(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Tea."}\n')
    with pytest.raises(BadConfig, match="the only input"):
        run(tmp_path / "a.jsonl", tmp_path / "a.jsonl")
    assert (tmp_path / "a.jsonl").read_text() == '{"text": "Tea."}\n'


def test_site_repeats_are_marked_with_their_count(tmp_path: Path) -> None:
    leaves = "green black white smoked rolled broken golden pressed".split()
    menu = "Our shop sells tea in tins and bags"
    lines = []
    for leaf in leaves:
        own = " ".join(f"The {leaf} harvest was brought in by {leaf} hands, sort {leaf}." for _ in range(6))
        lines.append(json.dumps({"url": f"https://tea.example/{leaf}", "text": f"{own}\n\n{menu}"}))
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    run(tmp_path / "in.jsonl", tmp_path / "out.jsonl", replace(PLAIN, site_repeats=True))
    removed = [entry for row in read_rows(tmp_path / "out.jsonl") for entry in row["removed"]]
    marked = [entry for entry in removed if entry["rule"] == "site-repeat"]
    assert [(entry["text"], entry["count"]) for entry in marked] == [(menu, 8)] * 8


def test_site_repeats_need_input_that_can_be_read_twice(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="standard input"):
        run("-", tmp_path / "out.jsonl", replace(PLAIN, site_repeats=True))


def test_gathered_batches_are_small_and_of_one_type() -> None:
    records = [Record("a", n, "x" * 100_000 if n < 5 else b"x") for n in range(80)]
    batches = list(gather(records))
    assert [batch.num_rows for batch in batches] == [2, 2, 1, 64, 11]
    assert [n for batch in batches for n in batch["offset"].to_pylist()] == list(range(80))


def test_lone_surrogate_is_replaced() -> None:
    (batch,) = gather([Record("a", 0, "tea \ud800 \U0001f375")])
    assert batch["page"].to_pylist() == ["tea \ufffd \U0001f375"]
