"""Engines: the same function on many batches, and what becomes of a page that takes its process with it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from scrubber import BadConfig, Pipeline
from scrubber.arrow import Work, scrub_batch
from scrubber.batch.gather import gather
from scrubber.engines.local import PageLimits, scrub_in_processes
from scrubber.readers import Record
from tests.batches import scrub_here, write_pages
from tests.conftest import FIXTURES
from tests.nasty_stages import go_wrong

NASTY = Work(Pipeline.default().inserting("nasty", go_wrong, before="debris"), form="jsonl")
WORK = Work(form="jsonl")

# What others warn of among themselves is not ours to mend.
OTHERS = pytest.mark.filterwarnings("ignore")


def write_records(*words: str) -> list[Record]:
    return [Record("x", n, f"{word} stands on page {n} of those.") for n, word in enumerate(words)]


def output(batches: Any) -> list[str]:
    return [text for batch in batches for text in batch["output"].to_pylist()]


def test_processes_give_what_a_plain_loop_gives() -> None:
    records = [
        Record(path.parent.name, None, path.read_bytes()) for path in sorted(FIXTURES.glob("*/page.*"))
    ]
    expected = output(scrub_here(gather(records), WORK))
    for jobs in (1, 3):
        assert output(scrub_in_processes(gather(records), WORK, jobs=jobs)) == expected


# What a page does to its process, with its status and stage; all in one run, good pages between them.
NASTY_PAGES = {
    "RAISE": ("failed", "nasty"),
    "HANG": ("timeout", "nasty"),  # in C, where no signal is heard
    "SLEEP": ("timeout", "nasty"),
    "SWELL": ("memory", "nasty"),
    "EXIT": ("killed", "nasty"),
    "CRASH": ("killed", "nasty"),
}


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux alone")
def test_page_that_goes_wrong_takes_no_other_with_it() -> None:
    words = [word for nasty in NASTY_PAGES for word in ("Tea", nasty)] + ["Tea"]
    limits = PageLimits(seconds=3, megabytes=1_000)
    done = scrub_in_processes(gather(write_records(*words)), NASTY, jobs=2, limits=limits)
    reports = [report for batch in done for report in batch["report"].to_pylist()]
    assert [report["offset"] for report in reports] == list(range(len(words)))
    shown = [(report["status"], report["stage"]) for report in reports]
    assert shown == [NASTY_PAGES.get(word, ("ok", None)) for word in words]
    assert all(report["advice"] for report in reports if report["status"] != "ok")


def test_page_alone_in_its_batch_is_told_just_so() -> None:
    batches = [batch for record in write_records("EXIT", "SLEEP", "Tea") for batch in gather([record])]
    done = scrub_in_processes(batches, NASTY, jobs=1, limits=PageLimits(seconds=2))
    assert [row["status"] for batch in done for row in batch["report"].to_pylist()] == [
        "killed",
        "timeout",
        "ok",
    ]


def test_pipeline_that_cannot_be_sent_to_a_process() -> None:
    work = Work(Pipeline.default().replacing("debris", lambda document: document))
    with pytest.raises(BadConfig, match=r"functools\.partial"):
        list(scrub_in_processes(gather(write_records("Tea")), work, jobs=1))


def test_run_that_is_left_stops_its_processes() -> None:
    rows = scrub_in_processes(gather(write_records(*["Tea"] * 500)), WORK, jobs=2)
    next(rows)
    rows.close()  # and the test ends, which it would not with processes left to wait for


def test_same_bytes_with_any_number_of_jobs_and_any_hash_seed(tmp_path: Path) -> None:
    write_pages(tmp_path / "pages", 40)
    for n, path in enumerate(sorted(FIXTURES.glob("*/page.*"))):
        (tmp_path / "pages" / f"{n}-{path.name}").write_bytes(path.read_bytes())
    written = []
    for jobs, seed in (("1", "0"), ("2", "1"), ("3", "random")):
        out = tmp_path / f"{jobs}.jsonl.gz"
        command = [sys.executable, "-m", "scrubber", "batch", "pages", "-o", str(out), "--jobs", jobs, "-q"]
        environ = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([*command, "--shard-pages", "20"], cwd=tmp_path, env=environ, check=True)
        written.append(out.read_bytes())
    assert written[0] == written[1] == written[2]


@OTHERS
def test_ray_gives_the_same_bytes(tmp_path: Path) -> None:
    ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'scrubber[ray]'")
    from scrubber.engines.ray import scrub_on_ray

    records = [
        Record(path.parent.name, None, path.read_bytes()) for path in sorted(FIXTURES.glob("*/page.*"))
    ]
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, _temp_dir=None)
    try:
        assert output(scrub_on_ray(gather(records), WORK)) == output(scrub_here(gather(records), WORK))
    finally:
        ray.shutdown()


@OTHERS
def test_spark_runs_the_same_function(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark", reason="Spark is not installed: pip install pyspark")
    from pyspark.sql import SparkSession
    from pyspark.sql.pandas.types import from_arrow_schema

    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    pages = [(str(n), f"Tea number {n} is a drink.") for n in range(5)]
    spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        frame = spark.createDataFrame(pages, "id string, text string")
        done = frame.mapInArrow(lambda batches: map(scrub_batch, batches), from_arrow_schema(Work().schema()))
        rows = [(row.source.id, row.status, row.stats.kept) for row in done.collect()]
    finally:
        spark.stop()
    batch = pa.RecordBatch.from_pylist([{"id": key, "text": text} for key, text in pages])
    expected = [
        (row["source"]["id"], row["status"], row["stats"]["kept"]) for row in scrub_batch(batch).to_pylist()
    ]
    assert rows == expected


@OTHERS
def test_datatrove_runs_the_same_function() -> None:
    pytest.importorskip("datatrove", reason="datatrove is not installed: pip install datatrove")
    from scrubber.engines.datatrove import Extractor

    page = (FIXTURES / "menus-and-tweet--harbour" / "page.html").read_text()
    from datatrove.data import Document as TroveDocument

    (document,) = Extractor()([TroveDocument(text=page, id="a")])
    (row,) = scrub_batch(pa.RecordBatch.from_pydict({"page": [page]}), Work(form="text")).to_pylist()
    assert document.text == row["output"]
