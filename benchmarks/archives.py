"""Archives as crawlers write them, made of pages: WARC of responses, and WET of their flat text."""

from __future__ import annotations

import gzip
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO
from uuid import NAMESPACE_URL, uuid5

_DATE = "2026-01-01T00:00:00Z"
_PICTURE = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n\x1a\n"
_REQUEST = "application/http; msgtype=request"
_RESPONSE = "application/http; msgtype=response"


def write_warc(path: Path, pages: Iterable[tuple[str, bytes]]) -> Counter[str]:
    """Write each page as a request and its response, a picture behind every tenth; return the records' types.

    Every third response is packed by gzip, and every fifth is sent in chunks, as servers do.
    """
    with path.open("wb") as out:
        written = _write(out, "warcinfo", None, "application/warc-fields", b"software: scrubber\r\n")
        for number, (url, page) in enumerate(pages):
            written += _write(out, "request", url, _REQUEST, b"GET / HTTP/1.1\r\n\r\n")
            written += _write(out, "response", url, _RESPONSE, _respond(number, page))
            if number % 10 == 0:
                _write(out, "response", f"{url}a.png", _RESPONSE, _PICTURE)
                written["picture"] += 1
    return written


def write_wet(path: Path, pages: Iterable[tuple[str, str]]) -> Counter[str]:
    """Write each page's flat text as a conversion record; return the records' types."""
    with path.open("wb") as out:
        written = _write(out, "warcinfo", None, "application/warc-fields", b"software: scrubber\r\n")
        for url, text in pages:
            written += _write(out, "conversion", url, "text/plain", text.encode("utf-8", "replace"))
    return written


def _respond(number: int, page: bytes) -> bytes:
    """Return a page as a server sends it."""
    head = [b"HTTP/1.1 200 OK", b"Content-Type: text/html"]
    if number % 3 == 0:
        head.append(b"Content-Encoding: gzip")
        page = gzip.compress(page, mtime=0)
    if number % 5 == 0:
        head.append(b"Transfer-Encoding: chunked")
        chunks = [page[at : at + 10_000] for at in range(0, len(page), 10_000)]
        page = b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in [*chunks, b""])
    return b"\r\n".join([*head, b"", page])


def _write(out: BinaryIO, kind: str, url: str | None, content_type: str, content: bytes) -> Counter[str]:
    """Write a record as a gzip member of its own."""
    head = ["WARC/1.0", f"WARC-Type: {kind}", f"WARC-Date: {_DATE}"]
    head += [f"WARC-Target-URI: {url}"] if url else []
    head += [f"WARC-Record-ID: <urn:uuid:{uuid5(NAMESPACE_URL, f'{kind} {url}')}>"]
    head += [f"Content-Type: {content_type}", f"Content-Length: {len(content)}"]
    record = "\r\n".join([*head, "", ""]).encode() + content + b"\r\n\r\n"
    out.write(gzip.compress(record, mtime=0))
    return Counter([kind])
