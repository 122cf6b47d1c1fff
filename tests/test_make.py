"""make, where its targets are files with rules."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.batches import read_rows, write_pages
from tests.conftest import ROOT


def make(*words: str) -> subprocess.CompletedProcess[str]:
    """Run make with this Python's own scrubber, in place of a virtual environment made anew."""
    bin_folder = f"BIN={Path(sys.executable).parent}"
    return subprocess.run(
        ["make", bin_folder, "FRESH=README.md", *words], cwd=ROOT, capture_output=True, text=True
    )


def test_batch_each_makes_a_file_of_each_input_that_is_newer(tmp_path: Path) -> None:
    crawl, out = tmp_path / "crawl", tmp_path / "out"
    for part in ("a", "b"):
        write_pages(crawl / part, 2)
    words = ("-j", "2", "batch-each", f"IN={crawl}", f"OUT={out}", "FORMAT=jsonl")
    assert make(*words).returncode == 0
    assert [len(read_rows(out / f"{part}.jsonl")) for part in ("a", "b")] == [2, 2]
    assert "Nothing to be done" in make(*words).stdout
    later = time.time() + 60
    os.utime(crawl / "b", (later, later))
    first = (out / "a.jsonl").stat().st_mtime_ns
    assert make(*words).returncode == 0
    assert (out / "b.jsonl").stat().st_mtime_ns > first == (out / "a.jsonl").stat().st_mtime_ns


def test_batch_each_keeps_the_file_of_an_input_with_a_page_that_failed(tmp_path: Path) -> None:
    pages = write_pages(tmp_path / "crawl" / "a", 2)
    (pages / "empty.txt").write_bytes(b"")
    words = ("batch-each", f"IN={tmp_path / 'crawl'}", f"OUT={tmp_path / 'out'}", "FORMAT=jsonl")
    assert make(*words).returncode == 0
    assert len(read_rows(tmp_path / "out" / "a.jsonl")) == 3


def test_batch_each_of_nothing(tmp_path: Path) -> None:
    done = make("batch-each", f"IN={tmp_path}")
    assert done.returncode == 2
    assert "name a folder with IN" in done.stderr


def test_batch_takes_its_options(tmp_path: Path) -> None:
    write_pages(tmp_path / "in", 3)
    words = (
        "batch",
        f"IN={tmp_path / 'in'}",
        f"OUT={tmp_path / 'out'}",
        "FORMAT=parquet",
        "JOBS=1",
        "RESUME=1",
    )
    assert make(*words).returncode == 0
    assert len(read_rows(tmp_path / "out" / "part-00000.parquet")) == 3
