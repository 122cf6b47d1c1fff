"""Shards: files of some thousand pages each, as JSON lines or Parquet, and one file made of them."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final

import pyarrow as pa

from scrubber.writers import replacing

SHARDED: Final = ("jsonl", "jsonl.gz", "jsonl.zst", "parquet")
Write = Callable[[pa.RecordBatch], None]

_ROW_GROUP = 1_000  # pages; of usual ones 20 MB, of which DuckDB gives one to each thread (guess)
_GZIP_LEVEL = 6  # gzip's own


@contextmanager
def open_shard(path: Path, form: str, schema: pa.Schema) -> Iterator[Write]:
    """Give what writes `scrub_batch`'s rows to a file, which is at path when all is written, or not at all.

    The same rows give the same bytes, however they come in batches.
    """
    with replacing(path) as beside:
        if form == "parquet":
            with _write_parquet(beside, schema) as write:
                yield write
        else:
            with _open_compressed(beside, form) as out:
                yield lambda batch: _write_lines(out, batch)


def join_shards(shards: Sequence[Path], path: Path, form: str, schema: pa.Schema) -> None:
    """Put the shards, in order, together to one file, which is at path when all is written, or not at all."""
    with replacing(path) as beside:
        if form == "parquet":
            _join_parquet(shards, beside, schema)
            return
        with beside.open("wb") as out:  # gzip's members, and zstd's frames, may follow one another
            for shard in shards:
                with shard.open("rb") as part:
                    shutil.copyfileobj(part, out, 1 << 20)


@contextmanager
def _open_compressed(path: Path, form: str) -> Iterator[BinaryIO]:
    with path.open("wb") as file:
        if form == "jsonl.gz":
            with gzip.GzipFile("", "wb", _GZIP_LEVEL, file, mtime=0) as out:
                yield out  # type: ignore[misc]
        elif form == "jsonl.zst":
            with pa.CompressedOutputStream(file, "zstd") as out:
                yield out
        else:
            yield file


def _write_lines(out: BinaryIO, batch: pa.RecordBatch) -> None:
    for line in batch["output"].to_pylist():
        out.write(line.encode())


@contextmanager
def _write_parquet(path: Path, schema: pa.Schema) -> Iterator[Write]:
    """Give what writes rows in groups of one size, whatever the size of the batches."""
    held: list[pa.RecordBatch] = []
    with _parquet_writer(path, schema) as writer:

        def write(batch: pa.RecordBatch) -> None:
            rows = batch.drop_columns("report")
            while held_rows() + rows.num_rows >= _ROW_GROUP:
                room = _ROW_GROUP - held_rows()
                flush([*held, rows.slice(0, room)])
                held.clear()
                rows = rows.slice(room)
            if rows.num_rows:
                held.append(rows)

        def held_rows() -> int:
            return sum(batch.num_rows for batch in held)

        def flush(batches: list[pa.RecordBatch]) -> None:
            writer.write_table(pa.Table.from_batches(batches).combine_chunks(), row_group_size=_ROW_GROUP)

        yield write
        if held:
            flush(held)


def _join_parquet(shards: Sequence[Path], path: Path, schema: pa.Schema) -> None:
    from pyarrow.parquet import ParquetFile

    with _parquet_writer(path, schema) as writer:
        for shard in shards:
            with ParquetFile(shard) as part:
                for group in range(part.num_row_groups):
                    rows = part.read_row_group(group).combine_chunks()
                    writer.write_table(rows, row_group_size=_ROW_GROUP)


def _parquet_writer(path: Path, schema: pa.Schema) -> Any:
    from pyarrow.parquet import ParquetWriter

    shown = schema.remove(schema.get_field_index("report"))
    return ParquetWriter(path, shown, compression="zstd")
