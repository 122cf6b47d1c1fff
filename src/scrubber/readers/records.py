"""Sources to records: each file read by what it is, and a file that can't be read one record with a fault."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from tempfile import TemporaryFile
from typing import Any

from scrubber.errors import BadInput
from scrubber.readers.archives import read_archive
from scrubber.readers.feed import Feed
from scrubber.readers.jsonl import read_lines
from scrubber.readers.streams import Readable, open_binary, read_chunks, unpack_stream
from scrubber.readers.tables import read_rows
from scrubber.readers.values import Columns, Format, Record, Source
from scrubber.stages.unpack import Limits

_SNIFFED = 512  # unpacked bytes that tell what a file is
_PARQUET = re.compile(rb"PAR1")
_STARTS_AS = (
    (Format.WARC, re.compile(rb"\s*WARC/\d")),
    (Format.JSONL, re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*[\"}]")),
    (Format.PARQUET, _PARQUET),
)


def read_records(
    sources: Iterable[Source],
    columns: Columns = Columns(),  # noqa: B008  # frozen
    *,
    limits: Limits | None = None,
    passed: Counter[str] | None = None,
    opened: Callable[[Source, Readable], None] | None = None,
) -> Iterator[Record]:
    """Yield the sources' pages, in order, of which one at a time is in memory.

    A page file's bytes are as they are stored, packed or not; those of a container's pages are unpacked.
    What can't be read is a record with a fault: a line that is no JSON, a stretch that is damaged, a file
    that can't be opened, a page of more than `limits.most_bytes`. Records of an archive that are no pages
    (requests, images, errors of servers) are left out; `passed` counts them, by reason. `opened` is told
    of each file that is opened. Raises nothing of its own.
    """
    limits = limits or Limits()
    passed = Counter() if passed is None else passed
    for source in sources:
        try:
            with open_binary(source.address) as file:
                if opened is not None:
                    opened(source, file)
                yield from _read_source(source, file, columns, limits, passed)
        except BadInput as error:
            yield Record(source.name, None, None, fault=str(error))
        except OSError as error:
            yield Record(
                source.name, None, None, fault=f"can't be read: {error.strerror or error}; try again"
            )
        except Exception as error:  # of a file system's own kind; one file's fault is not the run's
            why = f"can't be read: {type(error).__name__}: {error}; try again, or report it"
            yield Record(source.name, None, None, fault=why)


def _read_source(
    source: Source, file: Readable, columns: Columns, limits: Limits, passed: Counter[str]
) -> Iterator[Record]:
    chunks = read_chunks(file)
    form = source.format
    if form is None:
        begin = next(chunks, b"")
        chunks = chain([begin], chunks)
        form = _sniff_format(begin)
    if form is Format.PAGE:
        yield _read_page_file(chunks, source.name, limits)
    elif form is Format.JSONL:
        yield from read_lines(Feed(unpack_stream(chunks)), source.name, columns, limits)
    elif form is Format.PARQUET:
        with _make_seekable(source.address, file, chunks) as table:
            yield from read_rows(table, source.name, columns, limits)
    else:
        yield from read_archive(Feed(unpack_stream(chunks)), source.name, limits, passed)


@contextmanager
def _make_seekable(address: str, file: Any, chunks: Iterator[bytes]) -> Iterator[Any]:
    """Give the file as it is, or, where it is packed, what it unpacks to, on disk.

    Raises BadInput where it is a stream, or its packing is damaged.
    """
    if address == "-":
        raise BadInput("Parquet can't be read from standard input, as it begins at its end; name the file")
    begin = next(chunks, b"")
    if _PARQUET.match(begin) or not begin:
        file.seek(0)
        yield file
        return
    with TemporaryFile() as spooled:
        for piece in unpack_stream(chain([begin], chunks)):
            if piece.fault is not None:
                raise BadInput(piece.fault)
            spooled.write(piece.data)
        spooled.seek(0)
        yield spooled


def _sniff_format(begin: bytes) -> Format:
    """Tell what a file is by its first bytes, which may be packed; a page, where nothing tells otherwise."""
    start = Feed(unpack_stream(iter([begin]))).peek(_SNIFFED)
    return next((form for form, pattern in _STARTS_AS if pattern.match(start)), Format.PAGE)


def _read_page_file(chunks: Iterator[bytes], name: str, limits: Limits) -> Record:
    """Return the file as a page. Raises BadInput for one that is longer than any page."""
    parts, size = [], 0
    for chunk in chunks:
        size += len(chunk)
        if size > limits.most_bytes:
            raise BadInput(
                f"the page is longer than {limits.most_bytes} bytes; raise the limits if it is one"
            )
        parts.append(chunk)
    return Record(name, None, b"".join(parts))
