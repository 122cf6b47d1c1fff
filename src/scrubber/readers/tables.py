"""Parquet: one page a row, read a few rows at a time and no column more than is needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from scrubber.errors import BadInput
from scrubber.readers.columns import choose_columns, is_page_name, make_record
from scrubber.readers.values import Columns, Record
from scrubber.stages.unpack import Limits

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped, unused-ignore]

_ROWS = 16  # in memory at a time: a page of 100 kB makes little of what a batch costs (guess)
_BUFFER = 65_536  # bytes of a column read at a time


def read_rows(file: Any, source: str, columns: Columns, limits: Limits) -> Iterator[Record]:
    """Yield a record for each row of a Parquet file that can be sought in.

    A group of rows that is damaged gives those before the damage, and a fault; the next group is read. Raises
    BadInput where the file is no Parquet, or lacks a column.
    """
    import pyarrow as pa  # type: ignore[import-untyped, unused-ignore]
    from pyarrow.parquet import ParquetFile  # type: ignore[import-untyped, unused-ignore]

    try:
        table = ParquetFile(file, buffer_size=_BUFFER, pre_buffer=False)
    except (pa.ArrowException, OSError) as error:
        raise BadInput(f"this is no Parquet that can be read ({_shorten(error)}); write it again") from error
    chosen = _choose(table.schema_arrow, columns)
    row = 0
    for group in range(table.num_row_groups):
        end = row + table.metadata.row_group(group).num_rows
        try:
            for batch in table.iter_batches(
                _ROWS, row_groups=[group], columns=list(chosen), use_threads=False
            ):
                for values in _list_rows(batch, chosen):
                    yield _read_row(values, source, row, limits)
                    row += 1
        except (pa.ArrowException, OSError) as error:
            why = f"the rows from here to {end - 1} can't be read ({_shorten(error)}); write the file again"
            yield Record(source, row, None, fault=why)
        row = end


def _choose(schema: pa.Schema, columns: Columns) -> dict[str, str]:
    """Return what the columns hold. Raises BadInput where none of text or bytes holds pages."""
    named = (columns.page, columns.url, columns.id, columns.media_type)
    there = [
        field.name
        for field in schema
        if field.name in named
        or _is_text(field.type)
        or (_is_number(field.type) and not is_page_name(field.name))
    ]
    chosen = choose_columns(there, columns)
    for name, what in chosen.items():
        if what == "page" and not _is_text(schema.field(name).type):
            kind = schema.field(name).type
            raise BadInput(f"the column {name!r} holds {kind}, not text or bytes; name the one of the pages")
    return chosen


def _is_text(kind: pa.DataType) -> bool:
    """Tell whether a column is of text or bytes, each value in it or in a dictionary beside it."""
    from pyarrow import types

    if types.is_dictionary(kind):
        return _is_text(kind.value_type)
    return any(
        is_kind(kind)
        for is_kind in (
            types.is_string,
            types.is_large_string,
            types.is_string_view,
            types.is_binary,
            types.is_large_binary,
            types.is_binary_view,
        )
    )


def _is_number(kind: pa.DataType) -> bool:
    from pyarrow import types

    return bool(types.is_integer(kind))


def _list_rows(batch: pa.RecordBatch, chosen: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Yield each row by what its columns hold."""
    names = [chosen[name] for name in batch.schema.names]
    for values in zip(*map(_list_values, batch.columns), strict=True):
        yield dict(zip(names, values, strict=True))


def _list_values(column: pa.Array) -> list[Any]:
    """Return a column's values; text that is not UTF-8, as some writers leave it, as the bytes that it is."""
    import pyarrow as pa  # type: ignore[import-untyped, unused-ignore]

    try:
        values: list[Any] = column.to_pylist()
    except UnicodeDecodeError:
        if pa.types.is_dictionary(column.type):
            column = column.dictionary_decode()
        values = [_decode(value) for value in column.cast(pa.large_binary()).to_pylist()]
    return values


def _decode(value: bytes | None) -> str | bytes | None:
    try:
        return None if value is None else value.decode()
    except UnicodeDecodeError:
        return value


def _read_row(values: dict[str, Any], source: str, row: int, limits: Limits) -> Record:
    page = values["page"]
    if page is None:
        return Record(source, row, None, fault="the row's page is null; name the column that holds it")
    if len(page) > limits.most_bytes:
        why = f"the page is longer than {limits.most_bytes} bytes; raise the limits if it is one"
        return Record(source, row, None, fault=why)
    return make_record(source, row, values)


def _shorten(error: Exception) -> str:
    """Return an error's first sentence, without the ones of what to try that are not ours."""
    return str(error).partition("\n")[0].partition(". ")[0].replace(";", ",")
