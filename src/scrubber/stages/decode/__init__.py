"""decode: bytes to text, and what kind of page it is.

`charset` reads the bytes, by what is told of their charset and by what is likely; `kinds` tells HTML from
text. Newlines become `\\n`; offsets count after that.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from scrubber.errors import BadInput, SkipPage
from scrubber.model import Decoding, Document
from scrubber.stages.decode.charset import decode_bytes
from scrubber.stages.decode.kinds import parse_media_type, sniff_media_type
from scrubber.stages.unpack import Limits, unpack

# What a file begins with that is no text, by the name to call it (IANA's registrations and file(1)).
_BINARY = {
    b"\x89PNG\r\n\x1a\n": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"RIFF": "a RIFF file (WebP, WAV or AVI)",
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive (or a document in one)",
    b"\xfd7zXZ": "xz data; unpack it first",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
}
# More than this share of the text unreadable, and it is no text in that charset (guess).
_MOST_UNREADABLE = 0.1
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1a\x7f-\x84\x86-\x9f\ufffd\ufffe\uffff]")
_READABLE = re.compile("[\t-\r\x1b-~\x85\xa0-\ufffc\U00010000-\U0010ffff]*")  # the others; one run is quick
_COMMON = bytes([*b"\t\n\v\f\r", *range(0x1B, 0x7F)])  # as UTF-8 has them, one byte each


def decode(document: Document, *, limits: Limits | None = None) -> Document:
    """Fill in `text`, `media_type` and `decoding` from the page; a packed body is unpacked, within `limits`.

    Raises SkipPage where the page is empty, an image or the like; BadInput where its bytes are text in
    no charset that could be told, or unpack beyond the limits; BadConfig for a media type or charset that
    does not exist.
    """
    page = document.page
    wanted, charset = parse_media_type(page.media_type)
    if isinstance(page.data, str):
        raw = page.data.encode("utf-8", "surrogatepass")
        text, encoding, evidence, confidence = page.data, None, "text", 1.0
        forms: tuple[str, ...] = ()
        source: str | bytes = page.data
    else:
        raw = page.data
        _refuse_binary(raw)
        body, forms = unpack(raw, limits)
        _refuse_binary(body)
        text, encoding, evidence, confidence = decode_bytes(body, charset)
        source = body
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = re.sub("\r\n?", "\n", text)
    if encoding != "utf-8":  # in which no surrogate is legal
        text = unpair_surrogates(text)
    rare = _find_rare(text)
    clean = text.replace("\x00", "\ufffd") if "\x00" in rare else text
    _refuse_unreadable(clean, rare)
    signs = rare.count("\ufffd")
    decoding = Decoding(
        encoding=encoding,
        evidence=evidence,
        confidence=round(confidence, 3),
        replaced=rare.count("\x00") + (signs and signs - _count_own(source, encoding)),
        packed=forms,
        bytes=len(raw),
        sha256=hashlib.sha256(raw).hexdigest(),
    )
    return replace(
        document, text=clean, media_type=wanted or sniff_media_type(page, clean), decoding=decoding
    )


def _count_own(source: str | bytes, encoding: str | None) -> int:
    """Count the signs for what can't be read that the author wrote, in Unicode's own charsets."""
    if isinstance(source, str):
        return source.count("\ufffd")
    unicodes = encoding is not None and encoding.startswith("utf-") and "+" not in encoding
    return source.count("\ufffd".encode(encoding or "")) if unicodes else 0


def _refuse_binary(raw: bytes) -> None:
    for magic, name in _BINARY.items():
        if raw.startswith(magic):
            raise SkipPage(f"this is {name}, not a page; give HTML or text")
    if raw and not raw.strip(b"\x00"):
        raise SkipPage("this is nothing but NUL bytes; fetch the page again")


def unpair_surrogates(text: str) -> str:
    """Return text with U+FFFD for each surrogate: JSON and UTF-16 can spell a lone one, UTF-8 can't."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return re.sub("[\ud800-\udfff]", "\ufffd", text)
    return text


def _find_rare(text: str) -> str:
    """Return the text less what is common in it, and no question: ASCII that prints, and white space.

    Few pages have much else, so what looks for odd characters looks here.
    """
    return text.encode().translate(None, _COMMON).decode()


def _refuse_unreadable(text: str, rare: str) -> None:
    if not text or text.isspace():
        raise SkipPage("the page is empty; fetch it again")
    if _READABLE.fullmatch(rare):
        return
    unreadable = len(_UNREADABLE.findall(rare))
    if unreadable > _MOST_UNREADABLE * len(text):
        raise BadInput(
            f"{unreadable} of {len(text)} characters can't be read; this is no text, or in another charset: "
            'say which with a media type, such as "text/plain; charset=windows-1252"'
        )
