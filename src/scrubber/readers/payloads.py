"""The page in a record of WARC: told from what is none, and decoded as its own headers say."""

from __future__ import annotations

import io
import re
import zlib
from typing import TYPE_CHECKING, NamedTuple

from scrubber.errors import BadInput
from scrubber.readers.columns import keep_media_type, keep_text
from scrubber.stages.unpack import Limits

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_STEP = 65_536  # bytes decoded at a time
_LONGEST_REASON = 80  # characters: servers say a lot for a type
_CHUNK_HEAD = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")  # RFC 9112, 7.1
_PAGE_KINDS = {"response", "conversion", "resource"}


class NotPage(Exception):
    """The record is no page's; its text says what it is: "request record", "status 404", "image/png"."""


class Payload(NamedTuple):
    """A page out of a record."""

    data: bytes
    url: str | None
    id: str | None
    media_type: str | None


def read_payload(raw: bytes, limits: Limits) -> Payload:
    """Return the page of a whole record: of a response with status 200, a resource or a conversion (WET).

    What its HTTP head says of chunks and packing is undone, as far as it is true. Raises NotPage for other
    records, BadInput where the head of HTTP can't be read, or the page unpacks beyond the limits.
    """
    record = _open(raw)
    kind = str(record.record_type)
    if kind not in _PAGE_KINDS:
        raise NotPage(f"{kind} record")
    media_type = record.headers.get("Content-Type")
    is_http = kind == "response" and (media_type or "").lower().startswith("application/http")
    if is_http:
        try:
            record.parse_http(auto_decode="all", quirks_mode=True)
        except OSError:
            record = _open(raw)
            record.parse_http(auto_decode="none", quirks_mode=True)
        media_type = _read_http_type(record)
    kept = keep_media_type(media_type)
    if media_type and kept is None:
        raise NotPage(media_type.partition(";")[0].strip().lower()[:_LONGEST_REASON] or "no type")
    url = record.headers.get("WARC-Target-URI")
    name = record.headers.get("WARC-Record-ID")
    data = _read_body(record, raw, limits) if is_http else record.reader.read()
    return Payload(data, keep_text(url and url.strip("<> ")), keep_text(name), kept)


def _open(raw: bytes) -> WarcRecord:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    records = ArchiveIterator(
        io.BytesIO(raw),
        record_types=WarcRecordType.any_type,
        parse_http=False,
        quirks_mode=True,  # heads whose lines end in LF alone
    )
    try:
        return next(iter(records))
    except (OSError, StopIteration) as error:
        raise BadInput(f"the record's head can't be read ({error}); fetch the archive again") from error


def _read_http_type(record: WarcRecord) -> str | None:
    """Return what the response says that it is, or else what the crawler found. Raises NotPage, BadInput."""
    head = record.http_headers if record.is_http_parsed else None
    if head is None or not (head.status_line or "").startswith("HTTP/"):
        raise BadInput("the record's HTTP head can't be read; fetch the page again")
    if head.status_code != 200:
        raise NotPage(f"status {head.status_code}")
    return head.get("Content-Type") or record.headers.get("WARC-Identified-Payload-Type")


def _read_body(record: WarcRecord, raw: bytes, limits: Limits) -> bytes:
    """Return the body of a response.

    Where its head is not true (packed, it says, and it is not; chunks that are none, or damaged), what can be
    told without it: `decode` knows packed bodies by their magic. Raises BadInput beyond the limits.
    """
    parts: list[bytes] = []
    size = 0
    try:
        while part := record.reader.read(_STEP):
            size += len(part)
            if not limits.allow(len(raw), size):
                raise BadInput(
                    f"the page's {len(raw)} bytes unpack to more than {size - 1}, which no page does; raise "
                    "the limits if this one is to be trusted"
                )
            parts.append(part)
    except OSError:
        record = _open(raw)
        record.parse_http(auto_decode="none", quirks_mode=True)
        body = record.reader.read()
        if "chunked" in (record.http_headers.get("Transfer-Encoding") or "").lower():
            body = join_chunks(body)
        packing = (record.http_headers.get("Content-Encoding") or "").strip().lower()
        return _inflate_bare(body, limits) if packing == "deflate" else body
    return b"".join(parts)


def _inflate_bare(body: bytes, limits: Limits) -> bytes:
    """Return a body out of deflate without zlib's frame, as some servers send it, or as it is."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    most = min(limits.most_bytes, limits.most_ratio * len(body))
    try:
        data = stream.decompress(body, max(1, most))
    except zlib.error:
        return body
    return data if stream.eof else body


def join_chunks(body: bytes) -> bytes:
    """Return a body out of its chunks, the last of which may break off; one that has none as it is.

    >>> join_chunks(b"4\\r\\ntea \\r\\n4;a=b\\r\\ntime\\r\\n0\\r\\n\\r\\n"), join_chunks(b"tea time")
    (b'tea time', b'tea time')
    """
    parts: list[bytes] = []
    at = 0
    while head := _CHUNK_HEAD.match(body, at):
        size = int(head[1], 16)
        if not size:
            return b"".join(parts)
        parts.append(body[head.end() : head.end() + size])
        at = head.end() + size
        at += len(body[at : at + 2]) - len(body[at : at + 2].lstrip(b"\r\n"))
    return b"".join([*parts, body[at:]])
