"""Records to Arrow batches, small enough that a process is never long at one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pyarrow as pa

from scrubber.readers import Record
from scrubber.stages.decode import unpair_surrogates

# A batch of pages of usual size is a few pages, or a sixth of a second; of small ones, as many as make
# sending them cost nothing (measured: 0.4 ms a batch).
_MOST_BYTES = 250_000
_MOST_ROWS = 64

_NAMES = ("source", "offset", "url", "id", "media_type", "fault")
_REST = pa.schema([(name, pa.int64() if name == "offset" else pa.string()) for name in _NAMES])


def gather(records: Iterable[Record]) -> Iterator[pa.RecordBatch]:
    """Yield the records, in order, as batches that `scrub_batch` takes.

    >>> [batch.num_rows for batch in gather([Record("a", None, "Tea"), Record("b", None, b"Tea")])]
    [1, 1]
    """
    held: list[Record] = []
    size = 0
    for record in records:
        grown = size + len(record.data or "")
        if held and (grown > _MOST_BYTES or len(held) == _MOST_ROWS or _is_text(held[0]) != _is_text(record)):
            yield _to_batch(held)
            held, grown = [], grown - size
        held.append(record)
        size = grown
    if held:
        yield _to_batch(held)


def _is_text(record: Record) -> bool:
    return isinstance(record.data, str)


def _to_batch(records: Sequence[Record]) -> pa.RecordBatch:
    text = _is_text(records[0])
    pages = pa.array(
        [
            unpair_surrogates(record.data) if isinstance(record.data, str) else record.data
            for record in records
        ],
        pa.large_string() if text else pa.large_binary(),
    )
    rest = [pa.array([getattr(record, field.name) for record in records], field.type) for field in _REST]
    return pa.RecordBatch.from_arrays([pages, *rest], schema=_REST.insert(0, pa.field("page", pages.type)))
