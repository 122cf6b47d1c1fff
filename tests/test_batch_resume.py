"""A run that is killed at any moment goes on, and ends with the bytes of one that was not."""

from __future__ import annotations

import json
import random
import sqlite3
import time
from collections.abc import Mapping
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from scrubber import BadConfig, BadOutput
from scrubber.batch.journal import Journal
from scrubber.view import View
from tests.batches import NASTY, PLAIN, run, write_pages

BATCH = replace(NASTY, shard_pages=3)
PAGES = 30
KILLS = 50


def scrub_to_the_end(pages: str, output: str, form: str | None) -> None:
    run(pages, Path(output), BATCH, form=form, resume=True)


def read_bytes(folder: Path) -> Mapping[str, bytes]:
    """Return every file that a run left behind, but for its summary, in which its time stands."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith("summary.json")
    }


@pytest.mark.parametrize(
    ("output", "form"),
    [
        ("out.jsonl.gz", None),
        ("out.parquet", None),
        ("out", "jsonl.zst"),
        ("out", "json"),
        ("out", "parquet"),
    ],
)
def test_killed_run_ends_with_the_bytes_of_a_clean_one(tmp_path: Path, output: str, form: str | None) -> None:
    """Ten kills for each of five outputs: fifty, at moments drawn at random over the whole of a run."""
    pages = write_pages(tmp_path / "pages", PAGES, nasty={4: "RAISE", 17: "RAISE"})
    context = get_context("forkserver")
    context.set_forkserver_preload(["scrubber.engines.warm", "tests.batches"])

    def begin(name: str) -> Any:
        process = context.Process(
            target=scrub_to_the_end, args=(str(pages), str(tmp_path / name / output), form)
        )
        (tmp_path / name).mkdir(exist_ok=True)
        process.start()
        return process

    begin("warm").join()
    started = time.monotonic()
    begin("clean").join()
    whole = time.monotonic() - started
    draw = random.Random(f"{output} {form}")
    kills = 0
    for attempt in range(1_000):
        name = f"killed-{attempt}"
        while kills < KILLS // 5:
            process = begin(name)
            process.join(draw.uniform(0, whole))
            if process.exitcode is not None:
                break
            process.kill()
            process.join()
            kills += 1
        process = begin(name)
        process.join()
        assert process.exitcode == 0
        assert read_bytes(tmp_path / name) == read_bytes(tmp_path / "clean")
        if kills == KILLS // 5:
            break
    assert kills == KILLS // 5


def test_finished_run_is_left_as_it_is(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages", 4)
    first = run(pages, tmp_path / "out.jsonl")
    written = (tmp_path / "out.jsonl").stat().st_mtime_ns
    again = run(pages, tmp_path / "out.jsonl", resume=True)
    assert again.tally.to_dict() == first.tally.to_dict()
    assert (tmp_path / "out.jsonl").stat().st_mtime_ns == written


def test_summary_after_a_stop_counts_what_was_done_before(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages", 8, nasty={1: "RAISE", 6: "RAISE"})
    stopped = run(pages, tmp_path / "out.jsonl", replace(BATCH, max_errors=1), resume=True)
    assert stopped.stopped == "2 pages failed, and 1 may"
    shown = run(pages, tmp_path / "out.jsonl", BATCH, resume=True).to_dict()
    assert shown["status"] == {"ok": 6, "failed": 2}
    lines = (tmp_path / "out.errors.jsonl").read_text().splitlines()
    assert [json.loads(line)["name"] for line in lines] == ["001.txt", "006.txt"]


CHANGES = {
    "another input": {"pages": 5},
    "a page that changed": {"text": "Milk is a drink, too."},
    "other fields": {"batch": replace(PLAIN, view=View(("title",)), max_errors=0)},
    "another stage left out": {
        "batch": replace(BATCH, pipeline=BATCH.pipeline.without("debris"), max_errors=0)
    },
    "another shard's size": {"batch": replace(BATCH, shard_pages=2, max_errors=0)},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_run_does_not_go_on_as_another(tmp_path: Path, change: Mapping[str, object]) -> None:
    pages = write_pages(tmp_path / "pages", 4, nasty={3: "RAISE"})
    run(pages, tmp_path / "out.jsonl", replace(BATCH, max_errors=0))
    batch = change.get("batch", replace(BATCH, max_errors=0))
    if "pages" in change:
        write_pages(tmp_path / "pages", 5)
    if "text" in change:
        (pages / "000.txt").write_text(str(change["text"]))
    with pytest.raises(BadConfig, match="anew without --resume"):
        run(pages, tmp_path / "out.jsonl", batch, resume=True)  # type: ignore[arg-type]


def test_run_begins_anew_without_resume(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "pages", 4, nasty={3: "RAISE"})
    run(pages, tmp_path / "out.jsonl", replace(BATCH, max_errors=0))
    assert run(pages, tmp_path / "out.jsonl", replace(BATCH, shard_pages=2)).tally.pages == 4


def test_two_runs_do_not_write_to_one_place(tmp_path: Path) -> None:
    with (
        Journal(tmp_path / "journal.sqlite", {}, resume=True),
        pytest.raises(BadOutput, match="let the run end"),
    ):
        Journal(tmp_path / "journal.sqlite", {}, resume=True)


def test_file_that_is_no_journal(tmp_path: Path) -> None:
    (tmp_path / "journal.sqlite").write_bytes(b"tea" * 1_000)
    with pytest.raises(BadOutput, match="remove it"):
        Journal(tmp_path / "journal.sqlite", {}, resume=True)
    assert issubclass(sqlite3.OperationalError, sqlite3.DatabaseError)  # the order of the handlers
