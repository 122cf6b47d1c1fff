"""The values that flow through the pipeline: frozen, slotted, every field declared.

Offsets are code points of the decoded source (`Document.text`), half open. Stages never change a value:
they return a new one (`dataclasses.replace`), and they mark a block where they want it gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from scrubber.frozen import quick
from scrubber.trace import Span, Trace

__all__ = [
    "Block",
    "Box",
    "Decoding",
    "Difference",
    "Document",
    "Embed",
    "Favor",
    "Kind",
    "Mark",
    "Markup",
    "MediaType",
    "Metadata",
    "Missing",
    "Page",
    "Repair",
    "Section",
    "Span",
    "Trace",
    "Tweet",
]


class MediaType(StrEnum):
    """What a page is; whatever is not HTML is read as flat text."""

    HTML = "text/html"
    TEXT = "text/plain"


class Favor(StrEnum):
    """What to be on the safe side of: nothing but content, or all content."""

    PRECISION = "precision"
    BALANCE = "balance"
    RECALL = "recall"


class Kind(StrEnum):
    """What a block is to its reader. The last four never stand in a section as text of their own."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    CODE = "code"
    TABLE = "table"  # rows are lines, cells are divided by tabs
    CAPTION = "caption"
    TITLE = "title"  # the page's name for itself: <title>, or the line above a flat page
    DATA = "data"  # script, style and the like: in the source, never shown
    TWEET = "tweet"  # `ref` is its place in Document.tweets
    EMBED = "embed"  # `ref` is its place in Document.embeds


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was given, before anything is known of it."""

    data: bytes | str
    name: str | None = None
    media_type: str | None = None  # as a server would say it: "text/html; charset=koi8-r"
    url: str | None = None
    id: str | None = None  # its own name where it was stored: a table's key, a WARC record's

    @classmethod
    def of(cls, page: bytes | str | Path, *, media_type: str | None = None, url: str | None = None) -> Page:
        """Return the page; a Path is read, bytes and str are the page itself, never a path."""
        if isinstance(page, Path):
            from scrubber.readers import read_page

            return read_page(page, media_type=media_type, url=url)
        if isinstance(page, bytes | bytearray | memoryview):
            return cls(bytes(page), None, media_type, url)
        if isinstance(page, str):
            return cls(page, None, media_type, url)
        raise TypeError(f"a page is bytes, a str or a pathlib.Path, not {type(page).__name__}")


@dataclass(frozen=True, slots=True)
class Decoding:
    """How the bytes became text, and who said so."""

    encoding: (
        str | None
    )  # by WHATWG's names, "utf-8+…" for lines of two; null where the page was text already
    evidence: str  # bom, transport, declared, utf-8, lines (of two charsets), detected, text
    confidence: float  # 0 to 1: how far the text is likelier than those that other charsets make
    replaced: int  # U+FFFD that decoding put in for what can't be read
    packed: tuple[str, ...]  # what the bytes were compressed by, outermost first
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Words in which a copy is not like its twin, as each says them; either may say nothing there."""

    here: str
    twin: str


@quick
@dataclass(frozen=True, slots=True)
class Mark:
    """A stage's word that a block is to go: who says so, by which rule, and how surely."""

    stage: str
    rule: str
    score: float = 1.0
    twin: Span | None = None  # the stretch that the block repeats
    differs: tuple[Difference, ...] = ()  # from its twin
    count: int | None = None  # pages of its host that the block stands on


@quick
@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """An element that holds blocks, shared by all of them: which box it is tells containers apart."""

    tag: str
    names: tuple[str, ...]  # words of its own class, id, role, itemprop and data-testid, in lower case
    parent: Box | None

    def chain(self) -> Iterator[Box]:
        """Yield the box and those that it stands in, innermost first."""
        box: Box | None = self
        while box is not None:
            yield box
            box = box.parent


@quick
@dataclass(frozen=True, slots=True)
class Markup:
    """What the HTML said of a block."""

    box: Box
    links: float = 0.0  # the share of the block's characters that stand in links
    href: str | None = None  # where the block's first link leads, as the page says it
    bold: float = 0.0  # the share of the block's characters that stand in <b> or <strong>
    inline: frozenset[str] = frozenset()  # tags of the elements inside the block
    images: int = 0  # pictures in the block, or between it and the one before
    fragment: str | None = None  # an embed's own HTML, for the embeds stage


_NEVER_JUDGED = frozenset((Kind.TWEET, Kind.EMBED, Kind.DATA, Kind.TITLE))


@quick
@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the page that belongs together; `text` is as a reader should see it."""

    text: str
    trace: Trace | None  # null where the text stands nowhere in the source
    kind: Kind = Kind.PARAGRAPH
    level: int | None = None  # of a heading, 1 to 6; of a list item, its depth from 1
    markup: Markup | None = None
    mark: Mark | None = None
    ref: int | None = None
    origin: str | None = None

    @property
    def span(self) -> Span | None:
        """The stretch of the source that the block came from."""
        return self.trace.span() if self.trace is not None else None

    @property
    def is_undecided(self) -> bool:
        """Whether it is text that no stage has marked, so that debris has a say."""
        return self.mark is None and self.kind not in _NEVER_JUDGED

    def cut(self, start: int, end: int, **changes: object) -> Block | None:
        """Return the block of text[start:end], trimmed, or None where nothing is left."""
        if start >= end:
            return None
        part = self.text[start:end]
        text = part.strip()
        trace = None
        if self.trace is not None:
            lead = start + len(part) - len(part.lstrip()) if text else end
            trace = Trace.of(
                (
                    *self.trace.cut(start, lead).without_text(),
                    *self.trace.cut(lead, lead + len(text)).pieces,
                    *self.trace.cut(lead + len(text), end).without_text(),
                )
            )
        if text:
            return replace(self, text=text, trace=trace, **changes)  # type: ignore[arg-type]
        if trace is None or not trace.pieces:
            return None
        return replace(self, text="", trace=trace, mark=self.mark or Mark("repair", "nothing-legible"))

    def marked(self, mark: Mark) -> Block:
        """Return the block with mark, or as it is where an earlier stage marked it."""
        if self.mark:
            return self
        # Spelled out, as half of a page's blocks come by here and `replace` takes three times as long.
        return Block(self.text, self.trace, self.kind, self.level, self.markup, mark, self.ref, self.origin)


@dataclass(frozen=True, slots=True)
class Repair:
    """A change made to a text: replacing `before` by `after` at `span` of the source replays it."""

    rule: str
    before: str
    after: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Tweet:
    """A tweet set into the page. `copies` are its other occurrences."""

    text: str
    name: str | None
    handle: str | None
    date: str | None  # ISO 8601; null where it can't be, or is left open
    date_text: str | None  # the date as the page has it
    id: str | None
    url: str | None
    links: tuple[str, ...]
    media: tuple[str, ...]
    hashtags: tuple[str, ...]
    mentions: tuple[str, ...]
    language: str | None
    span: Span | None
    section: int | None = None
    copies: tuple[Span, ...] = ()

    @property
    def occurrences(self) -> int:
        """How often the tweet stands in the page, cut copies counted."""
        return 1 + len(self.copies)


class Missing(StrEnum):
    """Why an embed has no text: nothing is ever fetched."""

    FRAME = "frame"  # what it shows is a page of its own
    SCRIPT = "script"  # a script would fill it in
    LINK = "link"  # of what was there, the page has kept a link


@dataclass(frozen=True, slots=True)
class Embed:
    """Anything else set into the page from elsewhere: a player, a map, a post that is no tweet.

    It has a text, or a reason why it has none. A tweet that the page names and does not hold is one, too.
    """

    kind: str  # the network or player, or iframe
    url: str | None
    title: str | None = None
    span: Span | None = None
    section: int | None = None
    id: str | None = None
    name: str | None = None
    handle: str | None = None
    text: str | None = None
    date: str | None = None
    reason: Missing | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, up to the next heading. Level 0 has no heading."""

    heading: Block | None
    level: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says of itself."""

    author: str | None = None
    date: str | None = None
    site_name: str | None = None
    description: str | None = None
    url: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A page on its way through the pipeline; each stage fills in its own fields."""

    page: Page
    text: str = ""
    media_type: MediaType = MediaType.TEXT
    decoding: Decoding | None = None
    blocks: tuple[Block, ...] = ()
    tweets: tuple[Tweet, ...] = ()
    embeds: tuple[Embed, ...] = ()
    sections: tuple[Section, ...] = ()
    repairs: tuple[Repair, ...] = ()
    title: str | None = None
    language: str | None = None
    metadata: Metadata = Metadata()
    ms: float | None = None  # how long the pipeline took, where that was asked for

    @classmethod
    def open(
        cls, page: bytes | str | Path, *, media_type: str | None = None, url: str | None = None
    ) -> Document:
        """Return a document that no stage has seen yet."""
        return cls(Page.of(page, media_type=media_type, url=url))

    @property
    def removed(self) -> tuple[Block, ...]:
        """The blocks that a stage marked, in the page's order; tweets and embeds are kept in any case."""
        return tuple(b for b in self.blocks if b.mark and b.kind not in (Kind.TWEET, Kind.EMBED))

    @property
    def kept(self) -> int:
        """How many code points stand in the sections, their headings among them."""
        shown = sum(len(block.text) for section in self.sections for block in section.blocks)
        return shown + sum(len(section.heading.text) for section in self.sections if section.heading)

    def to_dict(self) -> dict[str, object]:
        """Return the document as `scrubber schema` describes it."""
        from scrubber.wire import to_wire

        return to_wire(self)

    def to_markdown(self) -> str:
        """Return what was kept as Markdown (GitHub's, for its tables)."""
        from scrubber.writers import to_markdown

        return to_markdown(self)

    def to_text(self) -> str:
        """Return what was kept as plain text, a blank line between blocks."""
        from scrubber.writers import to_text

        return to_text(self)
