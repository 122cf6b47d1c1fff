"""JSON lines: one object a line, of which one field is the page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from scrubber.errors import BadInput
from scrubber.readers.columns import choose_columns, is_page_name, make_record
from scrubber.readers.feed import Feed
from scrubber.readers.values import Columns, Record
from scrubber.stages.unpack import Limits

_NEWLINE = re.compile(rb"\n")
_BOM = b"\xef\xbb\xbf"
_NAMES = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
_STEP = 65_536  # bytes of a line too long, passed over at a time


def read_lines(feed: Feed, source: str, columns: Columns, limits: Limits) -> Iterator[Record]:
    """Yield a record for each line that is not blank; one that can't be used gives its fault."""
    number, torn, first = 0, False, True
    if feed.peek(len(_BOM)) == _BOM:
        feed.take(len(_BOM))
    while feed.fill(1) or feed.gap is not None:
        found = feed.find(_NEWLINE, limits.most_bytes + 1, 1)
        line = feed.take(found[1] if found else limits.most_bytes + 1)
        if len(line) > limits.most_bytes:
            _skip_line(feed, found is not None)
            yield _fault(
                source, number, f"the line is longer than {limits.most_bytes} bytes; raise the limits"
            )
        elif found is None and feed.gap is not None:  # in a line, which is lost, or between two
            yield _fault(source, number, feed.pass_gap() or "")
            torn = True
            number += 1
            continue
        elif not line.isspace():
            record = _read_line(line, source, number, columns, first=first)
            first = False
            if record.fault is None or not torn:  # the end of a torn line: its fault has been told
                yield record
        torn = False
        number += 1


def _skip_line(feed: Feed, ended: bool) -> None:
    """Go on to the next line, or to the end or a gap."""
    while not ended and (part := feed.take_some(_STEP)):
        _, newline, rest = part.partition(b"\n")
        ended = bool(newline)
        feed.give_back(rest)


def _fault(source: str, number: int, fault: str) -> Record:
    return Record(source, number, None, fault=fault)


def _read_line(line: bytes, source: str, number: int, columns: Columns, *, first: bool) -> Record:
    """Return the line's page, or what is wrong with it.

    An address or an id may be missing where it was named, but not in the first line: that is a name mistaken.
    """
    try:
        fields = _parse_object(line)
        named = (columns.page, columns.url, columns.id, columns.media_type)
        there = [name for name, value in fields.items() if name in named or _is_column(name, value)]
        if not first:
            there += [name for name in named[1:] if name is not None and name not in fields]
        found = {what: fields.get(name) for name, what in choose_columns(there, columns).items()}
        page = found["page"]
        if not isinstance(page, str):
            raise BadInput(f"the page is {_name_type(page)}, not text; name the column that holds it")
    except BadInput as error:
        return _fault(source, number, str(error))
    return make_record(source, number, found)


def _is_column(name: str, value: object) -> bool:
    """Tell whether a field may be guessed to be anything: text, or a number that is an id."""
    return isinstance(value, str) or (isinstance(value, int) and not is_page_name(name))


def _parse_object(line: bytes) -> dict[str, Any]:
    """Return the line's object. Raises BadInput where it is none."""
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise BadInput(f"the line is not UTF-8 at byte {error.start}; write the file as UTF-8") from None
    except json.JSONDecodeError as error:
        raise BadInput(
            f"the line is not JSON ({error.msg} at character {error.pos}); write one object a line"
        ) from None
    except ValueError:
        raise BadInput("the line holds a number too long to be one; write it as a string") from None
    except RecursionError:
        raise BadInput("the line is nested too deeply to be read; write a flat object a line") from None
    if not isinstance(value, dict):
        raise BadInput(f"the line is {_name_type(value)}, not an object; write one object a line")
    return value


def _name_type(value: object) -> str:
    return _NAMES.get(type(value), "a number")
