"""What readers take and give: sources, the columns to look in, records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Format(StrEnum):
    """What a file is: a page, or a container of many."""

    PAGE = "page"
    JSONL = "jsonl"
    PARQUET = "parquet"
    WARC = "warc"  # and WET, which is WARC with conversion records


@dataclass(frozen=True, slots=True)
class Columns:
    """Which field of a JSONL object, or column of a table, holds what; null is guessed from the names."""

    page: str | None = None
    url: str | None = None
    id: str | None = None
    media_type: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file that holds a page, or many."""

    address: str  # a path, an address for fsspec, or - for standard input
    name: str  # as the output is to name it: relative, with /, without ..
    format: Format | None = None  # null is told from the first bytes


@dataclass(frozen=True, slots=True)
class Record:
    """A page as a reader found it, or the fault that kept it from being read.

    `offset` finds it again in its source, and no two records of a source share one:

    - null where the file is the page, or where a fault is the whole file's
    - JSONL: the number of the line, from 0
    - Parquet: the number of the row, from 0
    - WARC and WET: the byte that the record begins at, as CDX has it: in the file as it stands where every
      record so far begins a gzip member of its own, or nothing is packed; else in the unpacked data

    Behind a stretch that could not be unpacked, lines and unpacked bytes are counted as if it were one.
    """

    source: str
    offset: int | None
    data: bytes | str | None
    url: str | None = None
    id: str | None = None
    media_type: str | None = None
    fault: str | None = None  # what is wrong; what to try

    @property
    def name(self) -> str:
        """The source's name, and where in it.

        >>> Record("crawl.warc.gz", 4_711, b"Tea").name, Record("tea.html", None, b"Tea").name
        ('crawl.warc.gz#4711', 'tea.html')
        """
        return name_record(self.source, self.offset)


def name_record(source: str, offset: int | None) -> str:
    """Return a page's name: its file's, and behind `#` where in it the page stands."""
    return source if offset is None else f"{source}#{offset}"
