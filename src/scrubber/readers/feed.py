"""A stream of bytes of which as much is held as is being looked at, and no more."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes of a stream, or the fault that kept some from being read."""

    data: bytes
    packed: int | None = None  # the packed byte at which a member begins, of which these are the first bytes
    fault: str | None = None  # `packed` is then the last packed byte that was lost


class Feed:
    """Pieces as one run of bytes, read on demand; it ends at a gap until the gap is passed.

    >>> feed = Feed(iter([Piece(b"tea, "), Piece(b"", fault="a tear"), Piece(b"coffee")]))
    >>> feed.take(9), feed.gap, feed.pass_gap(), feed.take(9)
    (b'tea, ', 'a tear', 'a tear', b'coffee')
    """

    def __init__(self, pieces: Iterator[Piece]) -> None:
        """Take the pieces; none is asked for yet."""
        self.position = 0  # of the next byte, in the stream
        self.gap: str | None = None  # what keeps more from being read
        self.gap_packed: int | None = None
        self._pieces = pieces
        self._held = bytearray()
        self._members: deque[tuple[int, int]] = (
            deque()
        )  # where each begins: in the stream, in the packed file

    def fill(self, size: int) -> int:
        """Hold size bytes, or all that there are up to the end or a gap; return how many are held."""
        while len(self._held) < size and self.gap is None:
            piece = next(self._pieces, None)
            if piece is None:
                break
            if piece.fault is not None:
                self.gap, self.gap_packed = piece.fault, piece.packed
            elif piece.packed is not None:
                self._members.append((self.position + len(self._held), piece.packed))
            self._held += piece.data
        return len(self._held)

    def peek(self, size: int) -> bytes:
        """Return the next bytes, at most size, and stay."""
        self.fill(size)
        return bytes(self._held[:size])

    def take(self, size: int) -> bytes:
        """Return the next bytes, at most size, and go on behind them."""
        taken = self.peek(size)
        del self._held[:size]
        self.position += len(taken)
        return taken

    def take_some(self, most: int) -> bytes:
        """Return what is held, or the next piece; nothing at the end or a gap."""
        return self.take(min(most, self.fill(1)))

    def skip(self, size: int) -> int:
        """Go on by size bytes, few of them held; return how many there were."""
        left = size
        while left and (here := min(left, self.fill(1))):
            del self._held[:here]
            self.position += here
            left -= here
        return size - left

    def give_back(self, data: bytes) -> None:
        """Stand before the data again, which were the last that were taken."""
        self._held[:0] = data
        self.position -= len(data)

    def find(self, pattern: re.Pattern[bytes], most: int, longest: int) -> tuple[int, int] | None:
        """Return where the pattern first matches within the next most bytes, and ends; these are then held.

        `longest` is how many bytes a match has at most, so that each byte is searched about once.
        """
        searched = 0
        while True:
            if found := pattern.search(self._held, searched, most):
                return found.span()
            held = len(self._held)
            searched = max(0, held - longest)
            if held >= most or self.fill(held + 1) == held:
                return None

    def pass_gap(self) -> str | None:
        """Return the gap's fault and go on behind it; it counts as a byte. Nothing may be held before it."""
        fault, self.gap = self.gap, None
        if fault is not None:
            self.position += 1
        return fault

    def locate_member(self) -> int | None:
        """Return where in the packed file the member begins that begins here, or None if none does."""
        while self._members and self._members[0][0] < self.position:
            self._members.popleft()
        here = self._members and self._members[0][0] == self.position
        return self._members[0][1] if here else None
