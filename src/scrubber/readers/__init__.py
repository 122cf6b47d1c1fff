"""Inputs to records: what was named on a command line, found; and the pages in it, one by one.

`find_sources` turns files, folders, globs and addresses into sources, in a fixed order. `read_records`
streams their pages: a file that is a page, the lines of JSONL, the rows of Parquet, the records of WARC and
WET. What can't be read is a record, too, with a fault that says what to try, and the reading goes on.
"""

from scrubber.readers.columns import choose_columns, keep_media_type, keep_text
from scrubber.readers.pages import read_page
from scrubber.readers.records import read_records
from scrubber.readers.sources import find_sources
from scrubber.readers.values import Columns, Format, Record, Source, name_record

__all__ = [
    "Columns",
    "Format",
    "Record",
    "Source",
    "choose_columns",
    "find_sources",
    "keep_media_type",
    "keep_text",
    "name_record",
    "read_page",
    "read_records",
]
