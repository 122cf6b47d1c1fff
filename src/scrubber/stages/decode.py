"""decode: bytes to text, and what kind of page it is.

The order is WHATWG's: byte order mark, what the transport said, what the page declares, and only then
detection; but a declaration that the bytes contradict is overruled. Newlines become `\\n`; offsets count
after that.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import replace
from email.message import Message

from scrubber.errors import BadConfig, BadInput, SkipPage
from scrubber.model import Decoding, Document, MediaType, Page
from scrubber.stages.unpack import Limits, find_suffix, unpack

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
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16's, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# More than this share of the text unreadable, and it is no text in that charset (guess).
_MOST_UNREADABLE = 0.1
# A UTF-8 page with no more broken sequences than this a code point is UTF-8 that was damaged (guess).
_MOST_DAMAGED = 0.005
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1a\x7f-\x84\x86-\x9f\ufffd\ufffe\uffff]")
_READABLE = re.compile("[\t-\r\x1b-~\x85\xa0-\ufffc\U00010000-\U0010ffff]*")  # the others; one run is quick
_COMMON = bytes([*b"\t\n\v\f\r", *range(0x1B, 0x7F)])  # as UTF-8 has them, one byte each
_UTF_8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_DECLARES = re.compile(rb"charset|encoding", re.I)
_OUTSIDE_ASCII = bytes(range(0x80, 0x100))
_FEWEST_LINES = 2  # outside ASCII, in either charset of a file in two (guess)
_FEWEST_UTF_8 = 0.1  # of the lines outside ASCII: a few lines of GBK look like UTF-8, too (guess)
_LETTER_OUTSIDE_ASCII = re.compile(r"[^\W\d_\x00-\x7f]+")
_HTML_TYPES = {"text/html", "application/xhtml+xml", "html"}
_TEXT_TYPES = {"text/plain", "text/markdown", "text"}
_HTML_NAMES = {".html", ".htm", ".xhtml"}
_STARTS_AS_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:[^-]|-(?!->))*-->\s*)*<(?:!doctype\s+html|"
    r"(?:html|head|body|title|meta|p|div|article|section|main|nav|header|table|ul|ol|h[1-6]|blockquote)\b[^>]*>)",
    re.I,
)
_STARTS_WITH_TAG = re.compile(r"\s*<[a-z!]", re.I)
_CLOSES_ELEMENT = re.compile(r"</(?:p|div|span|a|li|ul|td|tr|h[1-6]|article|section|blockquote)\s*>", re.I)
_SNIFFED = 100_000  # code points looked at to tell HTML from text (guess)


def decode(document: Document, *, limits: Limits | None = None) -> Document:
    """Fill in `text`, `media_type` and `decoding` from the page; a packed body is unpacked, within `limits`.

    Raises SkipPage where the page is empty, an image or the like; BadInput where its bytes are text in
    no charset that could be told, or unpack beyond the limits; BadConfig for a media type or charset that
    does not exist.
    """
    page = document.page
    wanted, charset = _parse_media_type(page.media_type)
    if isinstance(page.data, str):
        raw = page.data.encode("utf-8", "surrogatepass")
        text, encoding, evidence, confidence = page.data, None, "text", 1.0
        forms: tuple[str, ...] = ()
    else:
        raw = page.data
        _refuse_binary(raw)
        body, forms = unpack(raw, limits)
        _refuse_binary(body)
        text, encoding, evidence, confidence = _to_text(body, charset)
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = re.sub("\r\n?", "\n", text)
    if encoding != "utf-8":  # in which no surrogate is legal
        text = _unpair_surrogates(text)
    rare = _find_rare(text)
    clean = text.replace("\x00", "\ufffd") if "\x00" in rare else text
    _refuse_unreadable(clean, rare)
    decoding = Decoding(
        encoding=encoding,
        evidence=evidence,
        confidence=round(confidence, 3),
        replaced=rare.count("\ufffd") + rare.count("\x00") if raw else 0,
        packed=forms,
        bytes=len(raw),
        sha256=hashlib.sha256(raw).hexdigest(),
    )
    return replace(document, text=clean, media_type=wanted or _sniff(page, clean), decoding=decoding)


def _parse_media_type(media_type: str | None) -> tuple[MediaType | None, str | None]:
    if media_type is None:
        return None, None
    header = Message()
    header["content-type"] = media_type
    essence = media_type.split(";")[0].strip().lower()
    charset = header.get_param("charset")
    if essence not in _HTML_TYPES | _TEXT_TYPES:
        raise BadConfig(f"there is no scrubbing {media_type!r}; try text/html or text/plain")
    if charset is not None:
        try:
            codecs.lookup(str(charset))
        except LookupError:
            raise BadConfig(f"there is no charset {charset!r}; try utf-8 or windows-1252") from None
    return MediaType.HTML if essence in _HTML_TYPES else MediaType.TEXT, str(charset) if charset else None


def _refuse_binary(raw: bytes) -> None:
    for magic, name in _BINARY.items():
        if raw.startswith(magic):
            raise SkipPage(f"this is {name}, not a page; give HTML or text")
    if raw and not raw.strip(b"\x00"):
        raise SkipPage("this is nothing but NUL bytes; fetch the page again")


def _to_text(raw: bytes, charset: str | None) -> tuple[str, str | None, str, float]:
    """Return the text, its encoding, what told it, and how sure that is."""
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace"), encoding, "bom", 1.0
    if charset:
        encoding = codecs.lookup(charset).name
        return raw.decode(encoding, "replace"), encoding, "transport", 1.0
    if guess := _guess_utf_16(raw):  # before UTF-8, in which NULs are legal
        return raw.decode(guess, "replace"), guess, "detected", 0.9
    try:
        return raw.decode("utf-8"), "utf-8", "utf-8", 1.0
    except UnicodeDecodeError:
        pass
    if (mixed := _decode_by_lines(raw)) is not None:
        return mixed
    damaged = raw.decode("utf-8", "replace")
    if damaged.count("\ufffd") <= _MOST_DAMAGED * len(damaged):
        return damaged, "utf-8", "utf-8", 0.9
    return _detect(raw)


def _decode_by_lines(raw: bytes) -> tuple[str, str, str, float] | None:
    """Return the text of a file in two charsets, as scrapes put together are, or None for any other.

    A line that is UTF-8 by most of its bytes outside ASCII is that, be it damaged; the others, where they are
    more than one and not nearly all, are in one other charset.
    """
    lines = raw.splitlines(keepends=True)
    rare = [at for at, line in enumerate(lines) if not line.isascii()]
    others = {at for at in rare if not _is_mostly_utf_8(lines[at])}
    if len(others) < _FEWEST_LINES or len(rare) - len(others) < max(_FEWEST_LINES, _FEWEST_UTF_8 * len(rare)):
        return None
    try:
        _, encoding, _, confidence = _detect(b"".join(lines[at] for at in sorted(others)))
    except BadInput:
        return None
    codec = encoding or "windows-1252"
    decoded = (line.decode(codec if at in others else "utf-8", "replace") for at, line in enumerate(lines))
    text = "".join(decoded)
    return text, f"utf-8+{codec}", "lines", confidence


def _is_mostly_utf_8(line: bytes) -> bool:
    """Tell whether most bytes outside ASCII stand in sequences of UTF-8; in GBK some do by chance."""
    outside = len(line) - len(line.translate(None, _OUTSIDE_ASCII))
    return 2 * sum(map(len, _UTF_8_SEQUENCE.findall(line))) > outside


def _detect(raw: bytes) -> tuple[str, str | None, str, float]:
    """Return what turbohtml's sniffing makes of bytes that are not UTF-8."""
    from turbohtml.detect import Detection, detect

    match = detect(raw)
    declared = match.confidence == 1.0 and _DECLARES.search(raw) is not None
    if match.encoding in (None, "UTF-8"):  # declared, and wrong: the caller has tried it
        match = detect(_DECLARES.sub(b"_", raw), Detection(excluded=frozenset({"UTF-8"})))
        declared = False
    if match.codec is None or not match.confidence:
        raise BadInput(
            "these bytes are not UTF-8, and no other charset fits; say which it is with a media type, "
            'such as "text/plain; charset=windows-1252"'
        )
    text = raw.decode(match.codec)
    if not declared and not _reads_as_words(text):
        raise BadInput(
            "these bytes are not UTF-8, and too few to tell what else they are; say which charset it is "
            'with a media type, such as "text/plain; charset=windows-1252"'
        )
    encoding = (match.encoding or "").lower()
    return text, encoding, "declared" if declared else "detected", match.confidence


def _guess_utf_16(raw: bytes) -> str | None:
    """Return UTF-16's byte order where half of the bytes are NUL, as in Western text."""
    if b"\x00" not in raw:
        return None
    if raw[1::2].count(0) > 0.4 * len(raw) / 2 > 8 * raw[0::2].count(0):
        return "utf-16-le"
    if raw[0::2].count(0) > 0.4 * len(raw) / 2 > 8 * raw[1::2].count(0):
        return "utf-16-be"
    return None


def _reads_as_words(text: str) -> bool:
    """Tell whether the letters outside ASCII stand in words, as in every script, and not by themselves."""
    inside = outside = 0
    for run in _LETTER_OUTSIDE_ASCII.finditer(text):
        beside = text[max(0, run.start() - 1) : run.start()] + text[run.end() : run.end() + 1]
        if len(run[0]) > 2 or any(letter.isalpha() for letter in beside):
            inside += len(run[0])
        else:
            outside += len(run[0])
    return inside >= outside


def _unpair_surrogates(text: str) -> str:
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


def _sniff(page: Page, text: str) -> MediaType:
    """Tell HTML from flat text: by how it begins, by its name, by its tags."""
    if _STARTS_AS_HTML.match(text[:_SNIFFED]):
        return MediaType.HTML
    if page.name and find_suffix(page.name) in _HTML_NAMES:
        return MediaType.HTML
    closing = len(_CLOSES_ELEMENT.findall(text[:_SNIFFED]))
    if closing >= 3 or (closing and _STARTS_WITH_TAG.match(text)):
        return MediaType.HTML
    return MediaType.TEXT
