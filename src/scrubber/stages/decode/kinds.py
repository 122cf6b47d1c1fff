"""What kind of page it is: as the caller says, or by how it begins, by its name, by its tags."""

from __future__ import annotations

import re
from email.message import Message

from scrubber.errors import BadConfig
from scrubber.model import MediaType, Page
from scrubber.stages.decode.labels import find_charset
from scrubber.stages.unpack import find_suffix

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


def parse_media_type(media_type: str | None) -> tuple[MediaType | None, str | None]:
    """Return what kind a media type says the page is, and in which charset.

    Raises BadConfig for a kind that can't be scrubbed, or a charset that there is none of.
    """
    if media_type is None:
        return None, None
    header = Message()
    header["content-type"] = media_type
    essence = media_type.split(";")[0].strip().lower()
    charset = header.get_param("charset")
    if essence not in _HTML_TYPES | _TEXT_TYPES:
        raise BadConfig(f"there is no scrubbing {media_type!r}; try text/html or text/plain")
    kind = MediaType.HTML if essence in _HTML_TYPES else MediaType.TEXT
    if charset is None:
        return kind, None
    found = find_charset(charset) if isinstance(charset, str) else None
    if found is None:
        raise BadConfig(f"there is no charset {charset!r}; try utf-8 or windows-1252")
    return kind, found


def sniff_media_type(page: Page, text: str) -> MediaType:
    """Tell HTML from flat text: by how it begins, by its name, by its tags."""
    if _STARTS_AS_HTML.match(text[:_SNIFFED]):
        return MediaType.HTML
    if page.name and find_suffix(page.name) in _HTML_NAMES:
        return MediaType.HTML
    closing = len(_CLOSES_ELEMENT.findall(text[:_SNIFFED]))
    if closing >= 3 or (closing and _STARTS_WITH_TAG.match(text)):
        return MediaType.HTML
    return MediaType.TEXT
