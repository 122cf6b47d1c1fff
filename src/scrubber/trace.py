"""Where each code point of a block's text stands in the decoded source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from scrubber.frozen import quick


@quick
@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the decoded source: code points, half open."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return what the span covers in text.

        >>> Span(1, 3).of("abcd")
        'bc'
        """
        return text[self.start : self.end]


class Piece(NamedTuple):
    """`length` code points of a text, which came from source[start:end]; equal lengths map one to one."""

    length: int
    start: int
    end: int


@quick
@dataclass(frozen=True, slots=True)
class Trace:
    """A text's pieces in order, so that any stretch of the text can be shown in the source.

    A piece whose lengths differ (an entity, a repair) is not divisible: a cut through it leaves its
    whole source with the part on the left.

    >>> trace = Trace.straight(10, 15)          # "l’ eau"[:5] from source[10:15]
    >>> trace.replace(2, 3, 0).span(0, 4)       # its space taken out
    Span(start=10, end=15)
    """

    pieces: tuple[Piece, ...]
    ends: tuple[int, ...]  # where each piece ends in the text: running sums, for bisection

    @classmethod
    def of(cls, pieces: Iterable[tuple[int, int, int]]) -> Trace:
        """Return the trace of pieces (of their values), neighbours that continue one another joined."""
        joined: list[Piece] = []
        ends: list[int] = []
        total, begin, behind = 0, -1, -1  # begin, behind: the straight piece that another may continue
        for length, start, end in pieces:
            if length == end - start:
                if start == behind:
                    behind = end
                elif length:
                    if behind >= 0:
                        joined.append(Piece(behind - begin, begin, behind))
                        ends.append(total)
                    begin, behind = start, end
            elif length or end > start:
                if behind >= 0:
                    joined.append(Piece(behind - begin, begin, behind))
                    ends.append(total)
                    behind = -1
                joined.append(Piece(length, start, end))
                ends.append(total + length)
            total += length
        if behind >= 0:
            joined.append(Piece(behind - begin, begin, behind))
            ends.append(total)
        return cls(tuple(joined), tuple(ends))

    @classmethod
    def straight(cls, start: int, end: int) -> Trace:
        """Return the trace of a text that is source[start:end] as it stands."""
        return cls((Piece(end - start, start, end),), (end - start,))

    @classmethod
    def covering(cls, start: int, end: int) -> Trace:
        """Return the trace of no text that accounts for source[start:end]."""
        return cls.of([(0, start, end)])

    def __len__(self) -> int:
        """Return the length of the text, in code points."""
        return self.ends[-1] if self.ends else 0

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Return the stretch of the source that text[start:end] came from, an empty one included."""
        end = len(self) if end is None else end
        first = self._source(start, bisect_right(self.ends, start) if start else 0)
        last = self._source(end, bisect_left(self.ends, end)) if end > start else first
        if end == len(self) and self.pieces:
            last = self.pieces[-1].end
        return Span(first, max(first, last))

    def cut(self, start: int, end: int) -> Trace:
        """Return the trace of text[start:end]."""
        pieces: list[Piece] = []
        at = bisect_right(self.ends, start) if start else 0
        while at < len(self.pieces):
            piece, stop = self.pieces[at], self.ends[at]
            begin = stop - piece.length
            if begin > end or (begin == end and piece.length):  # what was taken out stays with the left
                break
            low, high = max(start, begin), min(end, stop)
            if piece.length == piece.end - piece.start:
                pieces.append(Piece(high - low, piece.start + low - begin, piece.start + high - begin))
            elif low == begin:
                pieces.append(Piece(high - low, piece.start, piece.end))
            else:
                pieces.append(Piece(high - low, piece.end, piece.end))
            at += 1
        return Trace.of(pieces)

    def replace(self, start: int, end: int, length: int) -> Trace:
        """Return the trace after text[start:end] was replaced by `length` code points."""
        span = self.span(start, end)
        new = Piece(length, span.start, span.end)
        return Trace.of((*self.cut(0, start).pieces, new, *self.cut(end, len(self)).pieces))

    def without_text(self) -> tuple[Piece, ...]:
        """Return what accounts for the source of a text that is trimmed away.

        White space that stands in the source as it is needs no account; an entity that made some does.
        """
        return tuple(Piece(0, p.start, p.end) for p in self.pieces if p.length != p.end - p.start)

    def _source(self, offset: int, at: int) -> int:
        if at >= len(self.pieces):
            return self.pieces[-1].end if self.pieces else 0
        piece = self.pieces[at]
        into = offset - (self.ends[at] - piece.length)
        if into <= 0:
            return piece.start
        if piece.length == piece.end - piece.start:
            return piece.start + into
        return piece.end
