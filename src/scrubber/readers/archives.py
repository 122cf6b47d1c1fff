"""WARC and WET: the records of an archive one by one, and past what is damaged.

FastWARC reads a record. Where each begins and ends is told here, as FastWARC stops for good at the first
damage: a wrong length, bytes between two records, a break.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from scrubber.errors import BadInput
from scrubber.readers.feed import Feed
from scrubber.readers.payloads import NotPage, read_payload
from scrubber.readers.values import Record
from scrubber.stages.unpack import Limits

_BEGIN = re.compile(rb"WARC/\d\.\d\r?\n")  # ISO 28500
_LONGEST_BEGIN = 10  # bytes
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_NEXT = re.compile(rb"\n(?=WARC/\d\.\d\r?\nWARC-)")  # the beginning of a record within other bytes
_LONGEST_NEXT = 16  # bytes, with those that are only looked at
_BOUNDARY = re.compile(rb"\r?\n\r?\n(?=WARC/\d\.\d\r?\n)")
_LONGEST_BOUNDARY = 14  # bytes, likewise
_LONGEST_HEAD = 65_536  # bytes (guess; an address may have thousands)
_LENGTH = re.compile(rb"(?im)^content-length[ \t]*:[ \t]*(\d{1,18})[ \t]*(?=\r?$)")
_STEP = 65_536  # bytes passed over at a time, and looked at of a record too long to be held


class _Torn(Exception):
    """The record can't be read; the feed stands behind what is known to be lost."""


@dataclass(slots=True)
class _Places:
    """Where each record begins, as CDX has it, for as long as each begins a member."""

    packed: bool = True

    def locate(self, feed: Feed) -> int:
        """Return the offset of what begins here: in the packed file, or in what it unpacks to."""
        member = feed.locate_member() if self.packed else None
        self.packed = member is not None
        return feed.position if member is None else member

    def locate_gap(self, feed: Feed) -> int:
        """Return the offset of the gap that the feed stands at; no record has it."""
        return feed.gap_packed if self.packed and feed.gap_packed is not None else feed.position


def read_archive(feed: Feed, source: str, limits: Limits, passed: Counter[str]) -> Iterator[Record]:
    """Yield a record for each page of an archive, and for each stretch that can't be read, its fault.

    Records that are no pages are counted in passed, by reason. Raises BadInput for an empty archive.
    """
    places, torn = _Places(), False
    if not _skip_blank(feed) and feed.gap is None:
        raise BadInput("the archive is empty; fetch it again")
    while _skip_blank(feed) or feed.gap is not None:
        if not feed.fill(1):
            at = places.locate_gap(feed)
            yield Record(source, at, None, fault=feed.pass_gap())
            torn = True
            continue
        if not _BEGIN.match(feed.peek(_LONGEST_BEGIN)):
            at = feed.position if torn else places.locate(feed)
            size = _seek_record(feed)
            if not torn:  # the end of a torn record: its fault has been told
                why = f"{size} bytes here begin no record; fetch the archive again"
                yield Record(source, at, None, fault=why)
            torn = False
            continue
        torn = False
        at = places.locate(feed)
        try:
            raw = _take_record(feed, limits)
            page = read_payload(raw, limits)
        except NotPage as reason:
            passed[str(reason)] += 1
        except BadInput as error:
            yield Record(source, at, None, fault=str(error))
        except _Torn as error:
            fault = feed.pass_gap() if feed.gap is not None and not feed.fill(1) else None
            torn = True
            yield Record(source, at, None, fault=fault or f"{error}; fetch the archive again")
        else:
            yield Record(source, at, page.data, page.url, page.id, page.media_type)


def _skip_blank(feed: Feed) -> bool:
    """Go behind the ends of lines that stand between records; tell whether anything follows."""
    while begin := feed.peek(_LONGEST_BOUNDARY):
        rest = begin.lstrip(b"\r\n")
        feed.skip(len(begin) - len(rest))
        if rest:
            return True
    return False


def _seek_record(feed: Feed) -> int:
    """Go on to where a record begins, or to the end or a gap; return how many bytes that were."""
    begin = feed.position
    while feed.fill(1):
        if found := feed.find(_NEXT, _STEP, _LONGEST_NEXT):
            feed.skip(found[1])
            break
        held = feed.fill(_STEP)
        feed.skip(max(held - _LONGEST_NEXT, 0) if held >= _STEP else held)
    return feed.position - begin


def _take_record(feed: Feed, limits: Limits) -> bytes:
    """Return the record that begins here, its length put right where it says too little.

    Of one that is longer than the limit the beginning is read, to tell whether it is a page. Raises _Torn
    where bytes of it are missing, NotPage or BadInput where it is too long.
    """
    found = feed.find(_HEAD_END, _LONGEST_HEAD, 4)
    head = feed.take(found[1] if found else _LONGEST_BEGIN)
    length = _LENGTH.search(head)
    if found is None:
        raise _Torn("the record's head has no end")
    if length is None:
        raise _Torn("the record does not say how long it is")
    size = int(length[1])
    if size > limits.most_bytes:
        begin = feed.peek(min(size, _STEP))
        if feed.skip(size) < size:
            raise _Torn(f"the record breaks off before its {size} bytes")
        read_payload(_put_length(head, begin), Limits())
        raise BadInput(f"the page is longer than {limits.most_bytes} bytes; raise the limits if it is one")
    block = feed.take(size)
    if len(block) == size and _is_end(feed):
        return head + block
    found_next = _BOUNDARY.search(block + feed.peek(_LONGEST_BOUNDARY))
    if found_next and found_next.start() < len(block):
        feed.give_back(block[found_next.start() :])
        raise _Torn(f"the record has {found_next.start()} bytes of its {size}")
    if len(block) < size:
        raise _Torn(f"the record breaks off after {len(block)} bytes of its {size}")
    return _put_length(head, block + _take_rest(feed, limits.most_bytes - size))


def _is_end(feed: Feed) -> bool:
    """Tell whether a record ends here: with blank lines, or where all ends or another begins."""
    tail = feed.peek(_LONGEST_BEGIN)
    return tail.startswith((b"\r\n\r\n", b"\n\n")) or not tail.strip(b"\r\n") or bool(_BEGIN.match(tail))


def _take_rest(feed: Feed, most: int) -> bytes:
    """Return the bytes up to the next record, or the end. Raises _Torn beyond most of them, or at a gap."""
    found = feed.find(_BOUNDARY, most + _LONGEST_BOUNDARY, _LONGEST_BOUNDARY)
    rest = feed.take(found[0] if found else most + 1)
    if len(rest) > most or (found is None and feed.gap is not None):
        raise _Torn("the record is longer than it says, and no other follows")
    return rest if found else rest.removesuffix(b"\r\n\r\n")


def _put_length(head: bytes, block: bytes) -> bytes:
    """Return a record of the head and the block, with the block's length."""
    return _LENGTH.sub(b"Content-Length: %d" % len(block), head, count=1) + block
