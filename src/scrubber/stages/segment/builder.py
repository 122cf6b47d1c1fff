"""What gathers the stretches of text that a walk meets, and makes blocks of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from turbohtml import Element

from scrubber.model import Block, Kind, Markup
from scrubber.stages.segment.fold import BREAK, Part, fold, keep, trim
from scrubber.stages.segment.frame import Place
from scrubber.stages.segment.locate import SPACES, Locator, Stretch
from scrubber.trace import Piece

_CODE = Kind.CODE  # an enum is slow to ask


@dataclass(slots=True)
class Builder:
    """Gathers the stretches of one block, then folds their white space."""

    locator: Locator
    place: Place  # where the walk is
    blocks: list[Block] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    opened: Place | None = None  # where the block that is open began
    fragment: str | None = None
    breaks: int = 0  # <br> since the last text
    href: str | None = None  # of the first link in the block
    inline: set[str] = field(default_factory=set)
    images: int = 0
    asides: list[Block] = field(default_factory=list)  # data that the block's span covers, if it goes on

    def add(self, text: str) -> None:
        """Add a text node to the block that is open, or begin one here."""
        place = self.place
        _, frame, link, bold = place
        if not text.strip(SPACES):
            if self.parts or frame.kind is _CODE:  # any other block begins with a letter
                self.parts.append((text, None, link, bold))
            return
        piece = self.locator.take_next(text)
        located = None if piece is not None else self.locator.locate(text) or [(text, None, False)]
        if located and frame.hidden and any(apart for _, _, apart in located):  # the parser moved it here
            self.flush()
        opened = self.opened
        if opened is not None and opened[1] is not frame and opened[1].hidden != frame.hidden:
            if frame.hidden:
                self._set_aside(located or [(text, piece, False)])
                return
            self._add_block(opened)  # what led the line is hidden, the line is not
            self.opened, self.parts = None, []
        if self.breaks:
            self._break_line()
        if self.asides:
            self._go_on_behind_asides()
        if self.opened is None:
            self.opened = place
        if located is None:
            self.parts.append((text, piece, link, bold))
            return
        for part, piece, apart in located:
            if apart and self.parts:  # the parser moved it here: a span over both would cover others' text
                self.flush()
                self.opened = place
            self.parts.append((part, piece, link, bold))

    def begin_line(self) -> None:
        """Begin a line of code, unless one begins here."""
        if self.parts and not self.parts[-1][0].endswith("\n"):
            self.breaks = max(1, self.breaks)

    def note(self, node: Element, tag: str) -> None:
        """Take down an element that stands inside the block that is open, or before its text."""
        self.inline.add(tag)
        if tag == "a" and self.href is None:
            self.href = node.attr("href")
        elif tag == "img":
            self.images += 1

    def flush(self) -> None:
        """Close the block that is open."""
        self.breaks = 0
        if self.opened is not None:
            self._add_block(self.opened, self.fragment)
            self.opened = self.href = None
            self.images = 0
            self.inline.clear()
            if self.asides:
                self.blocks.extend(self.asides)
                self.asides.clear()
        self.fragment = None
        if self.parts:
            self.parts = []

    def aside(self, block: Block) -> None:
        """Add a block of data, unless the block that it stands in goes on behind it."""
        (self.blocks if self.opened is None else self.asides).append(block)

    def _break_line(self) -> None:
        """Begin a line where one break came before text, or a block where several did."""
        if self.parts:
            if self.breaks > 1 and self.place[1].kind is not _CODE:
                self.flush()
            else:
                self.parts.extend([BREAK] * self.breaks)
        self.breaks = 0

    def _go_on_behind_asides(self) -> None:
        self.parts.extend(
            ("", Piece(0, piece.start, piece.end), False, False)
            for block in self.asides
            if block.trace is not None
            for piece in block.trace.pieces
        )
        self.blocks.extend(replace(b, trace=None) for b in self.asides if b.text)
        self.asides.clear()

    def _set_aside(self, located: list[Stretch]) -> None:
        """Add hidden text that stands in a line that is shown: marked, and not in the line."""
        box, frame, link, bold = self.place
        said = fold([(part, piece, link, bold) for part, piece, _ in located])
        self.asides.append(frame.block(said.text, said.trace, Kind.PARAGRAPH, Markup(box)))

    def _add_block(self, place: Place, fragment: str | None = None) -> None:
        box, frame, _, _ = place
        parts, kind = self.parts, frame.kind
        trim(parts)
        text, trace, links, bold = keep(parts) if kind is _CODE else fold(parts)
        if text.strip():
            markup = Markup(box, links, self.href, bold, frozenset(self.inline), self.images, fragment)
            self.blocks.append(frame.block(text, trace, kind, markup))
