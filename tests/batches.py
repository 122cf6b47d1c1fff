"""What the tests of batches share: an engine without processes, and folders of small pages."""

from __future__ import annotations

import gzip
import json
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from scrubber import Pipeline
from scrubber.arrow import Work, scrub_batch
from scrubber.batch import Batch, Summary, Target, run_batch
from tests.nasty_stages import go_wrong

PLAIN = Batch(pipeline=Pipeline.default().without("repeats"))
NASTY = Batch(pipeline=Pipeline.default().inserting("nasty", go_wrong, before="debris"))


def scrub_here(batches: Iterable[pa.RecordBatch], work: Work) -> Generator[pa.RecordBatch, None, None]:
    """Scrub the batches in this process: an engine that is quick to start."""
    for batch in batches:
        yield scrub_batch(batch, work)


def write_pages(folder: Path, count: int, *, nasty: dict[int, str] | None = None) -> Path:
    """Write small pages to a folder; of some, the word that makes a nasty stage go wrong."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        word = (nasty or {}).get(number, "Tea")
        text = f"{word} number {number}\n\nThe leaves of harvest {number} steep for 2 minutes, no less."
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def run(source: Path | str, output: Path, batch: Batch = PLAIN, **options: Any) -> Summary:
    form = options.pop("form", None)
    engine = options.pop("engine", scrub_here)
    return run_batch([str(source)], Target.of(str(output), form), batch, engine, **options)


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a file of JSON lines, packed or not, or of Parquet."""
    if path.suffix == ".parquet":
        rows: list[dict[str, Any]] = pyarrow.parquet.read_table(path).to_pylist()
        return rows
    if path.suffix == ".gz":
        data = gzip.decompress(path.read_bytes())
    elif path.suffix == ".zst":
        with pa.CompressedInputStream(pa.OSFile(str(path)), "zstd") as file:
            data = file.read()
    else:
        data = path.read_bytes()
    return [json.loads(line) for line in data.splitlines()]
