"""The running text: all that is written in lines, as one string, and tweets lifted out of it again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from scrubber.model import Block, Kind, Mark
from scrubber.trace import Piece, Trace

_RUNNING = (Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.QUOTE, Kind.HEADING, Kind.CAPTION)


SKIP_LINK = Mark("embeds", "skip-link")


class Lift(NamedTuple):
    """A stretch of the running text that is a tweet's, and which; without one, what links a tweet."""

    start: int
    end: int
    ref: int | None


class RunningText:
    """Blocks joined by a newline, or by a space where the source has no line's end between them.

    So a tweet stands in one line of it, though `segment` may have cut it at its sentences.
    """

    def __init__(self, blocks: Sequence[Block], source: str) -> None:
        """Join the blocks of a page; `source` is its text."""
        self._blocks = blocks
        self._running = [at for at, b in enumerate(blocks) if b.kind in _RUNNING and not b.mark]
        self.block_starts: list[int] = []  # of each running block
        self.line_starts: list[int] = []  # of those that begin a line
        self._breaks = [0]  # of those before which other blocks stand
        at, texts = 0, list[str]()
        last: Block | None = None
        for number, index in enumerate(self._running):
            block = blocks[index]
            follows = number > 0 and self._running[number - 1] == index - 1
            if last is not None:
                texts.append("\n" if _parts(last, block, source) else " ")
                at += 1
            if last is None or texts[-1] == "\n":
                self.line_starts.append(at)
            if self.block_starts and not follows:
                self._breaks.append(at)
            self.block_starts.append(at)
            texts.append(block.text)
            at += len(block.text)
            last = block
        self.text = "".join(texts)

    def unbroken_start(self, at: int) -> int:
        """Return from where on to `at` no other block stands between: a tweet has none within."""
        return self._breaks[bisect_right(self._breaks, at) - 1]

    def line_start(self, at: int) -> int:
        """Return where the line that holds `at` begins."""
        return self.line_starts[bisect_right(self.line_starts, at) - 1]

    def href_at(self, at: int) -> str | None:
        """Return where the first link leads of the block that holds `at`, as far as markup tells."""
        markup = self._blocks[self._running[bisect_right(self.block_starts, at) - 1]].markup
        return markup.href if markup else None

    def lift(self, lifts: Sequence[Lift]) -> list[Block]:
        """Return the blocks with each stretch, in order, cut out: a tweet's block, or a marked one."""
        out: list[Block] = []
        places = dict(zip(self._running, self.block_starts, strict=True))
        beyond = len(self.text) + 2
        following = iter([*lifts, Lift(beyond, beyond, None)])
        start, end, ref = next(following)
        parts: list[Block] = []
        for index, block in enumerate(self._blocks):
            begin = places.get(index)
            if begin is None:
                out.append(block)
                continue
            at, size = 0, len(block.text)
            while start < begin + size:
                if (rest := block.cut(at, max(at, start - begin))) is not None:
                    out.append(rest)
                low, high = max(at, start - begin), min(size, end - begin)
                if (part := block.cut(low, high)) is not None:
                    parts.append(part)
                at = high
                if end > begin + size:
                    break  # the tweet goes on in the next block
                out += [_join(parts, ref)] if ref is not None else [part.marked(SKIP_LINK) for part in parts]
                parts = []
                start, end, ref = next(following)
            if (rest := block.cut(at, size)) is not None:
                out.append(rest)
        return out


def _parts(block: Block, following: Block, source: str) -> bool:
    """Tell whether a line ends between two blocks: each is one of its own in HTML."""
    if block.markup or following.markup or not (block.trace and following.trace):
        return True
    return "\n" in source[block.trace.pieces[-1].end : following.trace.pieces[0].start]


def _join(parts: Sequence[Block], ref: int) -> Block:
    """Return the parts as one block, a tweet's."""
    pieces: list[Piece] = []
    for part in parts:
        if part.trace is None:
            continue
        if pieces:
            pieces.append(Piece(1, pieces[-1].end, part.trace.pieces[0].start))
        pieces.extend(part.trace.pieces)
    text = "\n".join(part.text for part in parts)
    return replace(parts[0], text=text, trace=Trace.of(pieces), kind=Kind.TWEET, level=None, ref=ref)
