"""What gathers the stretches of text that a walk meets, and makes blocks of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from turbohtml import Element

from scrubber.model import Block, Box, Kind, Mark, Markup
from scrubber.stages.segment.fold import BREAK, Part, fold, keep, trim
from scrubber.stages.segment.locate import SPACES, Locator, Stretch
from scrubber.trace import Piece, Trace


@dataclass(slots=True)
class Frame:
    """What holds inside an element: inherited, so that a deep page costs no more than a wide one."""

    box: Box
    kind: Kind
    level: int | None
    depth: int  # of lists
    link: bool
    bold: bool
    hidden: str | None  # the rule, where the reader would not see it
    breaks: bool

    def block(self, text: str, trace: Trace | None, kind: Kind, markup: Markup | None = None) -> Block:
        """Return a block that stands here, marked where a reader would not see it."""
        level = self.level or (self.depth or None if kind is Kind.LIST_ITEM else None)
        mark = Mark("segment", self.hidden) if self.hidden else None
        return Block(text, trace, kind, level, markup or Markup(self.box), mark)


@dataclass(slots=True)
class Builder:
    """Gathers the stretches of one block, then folds their white space."""

    locator: Locator
    blocks: list[Block] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    frame: Frame | None = None
    fragment: str | None = None
    breaks: int = 0  # <br> since the last text
    href: str | None = None  # of the first link in the block
    inline: set[str] = field(default_factory=set)
    images: int = 0
    asides: list[Block] = field(default_factory=list)  # data that the block's span covers, if it goes on

    def add(self, text: str, frame: Frame) -> None:
        """Add a text node to the block that is open, or begin one in frame."""
        if not text.strip(SPACES):
            if self.parts or frame.kind is Kind.CODE:  # any other block begins with a letter
                self.parts.append((text, None, frame.link, frame.bold))
            return
        whole = self.locator.take_next(text)
        located = [Stretch(text, whole)] if whole else self.locator.locate(text) or [Stretch(text, None)]
        if frame.hidden and any(apart for _, _, apart in located):  # the parser moved it here
            self.flush()
        if self.frame is not None and frame.hidden != self.frame.hidden:
            if frame.hidden:
                self._set_aside(located, frame)
                return
            self._add_block(self.frame, self.parts, None)  # what led the line is hidden, the line is not
            self.frame, self.parts = None, []
        if self.breaks and self.parts:
            if self.breaks > 1 and frame.kind is not Kind.CODE:
                self.flush()
            else:
                self.parts.extend([BREAK] * self.breaks)
        if self.asides:
            self._go_on_behind_asides()
        self.frame = self.frame or frame
        self.breaks = 0
        for part, piece, apart in located:
            if apart and self.parts:  # the parser moved it here: a span over both would cover others' text
                self.flush()
                self.frame = frame
            self.parts.append((part, piece, frame.link, frame.bold))

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
        frame, parts, fragment = self.frame, self.parts, self.fragment
        if parts:
            self.parts = []
        self.frame, self.breaks, self.fragment = None, 0, None
        if frame is not None:
            self._add_block(frame, parts, fragment)
            self.href, self.images = None, 0
            self.inline.clear()
            self.blocks.extend(self.asides)
            self.asides.clear()

    def aside(self, block: Block) -> None:
        """Add a block of data, unless the block that it stands in goes on behind it."""
        (self.blocks if self.frame is None else self.asides).append(block)

    def _go_on_behind_asides(self) -> None:
        self.parts.extend(
            ("", Piece(0, piece.start, piece.end), False, False)
            for block in self.asides
            if block.trace is not None
            for piece in block.trace.pieces
        )
        self.blocks.extend(replace(b, trace=None) for b in self.asides if b.text)
        self.asides.clear()

    def _set_aside(self, located: list[Stretch], frame: Frame) -> None:
        """Add hidden text that stands in a line that is shown: marked, and not in the line."""
        said = fold([(part, piece, frame.link, frame.bold) for part, piece, _ in located])
        self.asides.append(frame.block(said.text, said.trace, Kind.PARAGRAPH))

    def _add_block(self, frame: Frame, parts: list[Part], fragment: str | None) -> None:
        trim(parts)
        said = (keep if frame.kind is Kind.CODE else fold)(parts)
        if said.text.strip():
            markup = Markup(
                frame.box, said.links, self.href, said.bold, frozenset(self.inline), self.images, fragment
            )
            self.blocks.append(frame.block(said.text, said.trace, frame.kind, markup))
