"""Which field of a record is what: guessed from the names that data sets give them."""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from scrubber.errors import BadInput
from scrubber.readers.values import Columns, Record

# Names in the order in which they are tried; without regard to case, "-" and " " being "_". HTML goes before
# text, as more can be told from it. From the data sets and crawlers that are named.
_GUESSES: Final = {
    "page": (
        *("html", "raw_html", "page_html", "html_content", "content_html", "body_html", "response_html"),
        *("markup", "page_source"),
        "raw_content",  # RedPajama
        "content",  # OSCAR
        *("response_body", "body", "page", "document"),
        "page_content",  # LangChain
        *("raw_text", "plain_text", "text", "data"),  # C4, FineWeb and Dolma have text
    ),
    "url": (
        *("url", "uri", "page_url", "source_url", "link", "href", "canonical_url", "final_url"),
        "request_url",
        *("warc_target_uri", "target_uri", "address"),  # WARC
    ),
    "id": (
        *("id", "_id", "doc_id", "docid", "document_id", "page_id", "record_id", "warc_record_id"),
        *("uuid", "guid", "key"),
    ),
    "media_type": ("media_type", "content_type", "mime_type", "mimetype", "mime", "contenttype"),
}
_SHOWN_AS = {"page": "page", "url": "url", "id": "id", "media_type": "media type"}
_SHOWN = 40  # names of columns in a message
_TYPES = {"text/html", "application/xhtml+xml", "text/plain", "text/markdown"}  # what decode takes


def choose_columns(there: Sequence[str], wanted: Columns = Columns()) -> dict[str, str]:  # noqa: B008  # frozen
    """Return what the columns hold that are there: those that are wanted, and guesses for the others.

    Of the four, only the page must be found. Raises BadInput where it is not, or where a column that was
    named is not there.

    >>> choose_columns(["n", "URL", "HTML", "text"], Columns(id="n"))
    {'n': 'id', 'HTML': 'page', 'URL': 'url'}
    """
    return dict(_choose_columns(tuple(there), wanted))


@lru_cache(maxsize=64)  # a file has few kinds of lines
def _choose_columns(there: tuple[str, ...], wanted: Columns) -> tuple[tuple[str, str], ...]:
    named = {what: name for what in _GUESSES if (name := getattr(wanted, what)) is not None}
    for what, name in named.items():
        if name not in there:
            raise BadInput(f"there is no column {name!r} for the {_SHOWN_AS[what]}; {_say_columns(there)}")
    if len(set(named.values())) < len(named):
        raise BadInput("one column is named for two things; name each once")
    chosen = {name: what for what, name in named.items()}
    for what in (what for what in _GUESSES if what not in named):
        if (found := _guess(what, [name for name in there if name not in named.values()])) is not None:
            chosen[found] = what
    if "page" not in chosen.values():
        raise BadInput(f"no column of pages was found; {_say_columns(there)}")
    return tuple(chosen.items())


def is_page_name(name: str) -> bool:
    """Tell whether a column would be guessed to hold pages, by its name: one of numbers never does."""
    return _normalize(name) in _GUESSES["page"]


def _guess(what: str, there: Sequence[str]) -> str | None:
    names = {_normalize(name): name for name in reversed(there)}
    return next((names[guess] for guess in _GUESSES[what] if guess in names), None)


def _normalize(name: str) -> str:
    return name.lower().replace("-", "_").replace(" ", "_")


def _say_columns(there: Sequence[str]) -> str:
    """Return what to try: the names that there are."""
    shown = ", ".join(sorted(there)[:_SHOWN]) + (" and others" if len(there) > _SHOWN else "")
    return "name one of those that are there: " + (shown.encode("utf-8", "replace").decode() or "none")


def make_record(source: str, offset: int, fields: Mapping[str, Any]) -> Record:
    """Return the record of what a line's or a row's fields hold, by what they are, page first of all."""
    return Record(
        source,
        offset,
        fields["page"],
        keep_text(fields.get("url")),
        keep_text(fields.get("id")),
        keep_media_type(fields.get("media_type")),
    )


def keep_media_type(media_type: object) -> str | None:
    """Return what a record says that it is, as far as decode takes it.

    Another type, or a charset that nobody knows, is left to be told from the page.

    >>> keep_media_type("Text/HTML; Charset=KOI8-R"), keep_media_type("text/html;charset=none")
    ('text/html; charset=koi8-r', 'text/html')
    >>> keep_media_type("article") is None
    True
    """
    if not isinstance(media_type, str):
        return None
    essence, _, parameters = media_type.lower().partition(";")
    if (essence := essence.strip()) not in _TYPES:
        return None
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        charset = value.strip(" \t\"'")
        if name.strip() == "charset" and _is_charset(charset):
            return f"{essence}; charset={charset}"
    return essence


def _is_charset(name: str) -> bool:
    """Tell whether Python decodes text by that name: its codecs have others, such as rot13."""
    try:
        codecs.lookup(name)
        b"a".decode(name, "replace")
    except (LookupError, ValueError):
        return False
    return True


def keep_text(value: object) -> str | None:
    """Return an id or an address as text that can be written, or None for what is neither text nor number.

    >>> keep_text(7), keep_text("tea\\ud800"), keep_text(["tea"])
    ('7', 'tea?', None)
    """
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value).encode("utf-8", "replace").decode()
