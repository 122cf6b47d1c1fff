"""Where the text nodes of a parsed page stand in its source.

The parser tells where an element's tags stand, not its text; the tokenizer tells where every stretch of
text stands, not which node it ends up in. Both see the same text in nearly the same order, so one cursor
finds nearly all of it; what the parser moved (text out of a table, say) is found by what it says.
"""

from __future__ import annotations

from collections import defaultdict, deque

from turbohtml import TokenType, tokenize

from scrubber.trace import Piece

_KEY = 24  # code points of a stretch that it is looked up by


class Locator:
    """Hands out the source of text nodes, asked for in the order in which a walk meets them."""

    def __init__(self, source: str) -> None:
        """Tokenize source: one pass, in time linear in its length."""
        self._texts: list[str] = []
        self._pieces: list[Piece] = []
        at = 0
        for token in tokenize(source, resolve_references=False, capture_source=True):
            data = token.data or ""
            begin = at
            at += len(data if token.source is None else token.source)
            if data and token.type in (TokenType.TEXT, TokenType.CHARACTER_REFERENCE):
                self._texts.append(data)
                self._pieces.append(Piece(len(data), begin, at))
        self._used = bytearray(len(self._texts))
        self._next = 0  # the first stretch that nobody has asked for
        self._into = 0  # how much of it is taken already
        self._moved: dict[str, deque[int]] | None = None

    def locate(self, text: str) -> list[tuple[str, Piece]] | None:
        """Return the stretches of source that make up text, or None where it stands nowhere."""
        found: list[tuple[str, Piece]] = []
        at = 0
        while at < len(text):
            self._skip(text, at)
            part = self._take(self._next, text, at)
            if part is None and (moved := self._look_up(text, at)) is not None:
                part = self._take(moved, text, at)
            if part is None:
                return None
            found.append(part)
            at += len(part[0])
        return found

    def _skip(self, text: str, at: int) -> None:
        """Go past stretches that are taken, and past white space that the parser dropped."""
        while self._next < len(self._texts):
            stretch, into = self._texts[self._next], self._into
            if not self._used[self._next] and into < len(stretch):
                if text.startswith(stretch[into : into + _KEY], at):
                    return
                lead = into + len(stretch[into:]) - len(stretch[into:].lstrip())
                if lead < len(stretch):
                    if text.startswith(stretch[lead : lead + _KEY], at):  # <pre> loses a first newline
                        self._into = lead
                    return
                if text[at].isspace():  # the same white space, cut elsewhere
                    return
            self._next, self._into = self._next + 1, 0

    def _take(self, which: int, text: str, at: int) -> tuple[str, Piece] | None:
        if which >= len(self._texts) or self._used[which]:
            return None
        into = self._into if which == self._next else 0
        stretch, piece = self._texts[which], self._pieces[which]
        straight = piece.length == piece.end - piece.start
        if text.startswith(stretch[into:] if into else stretch, at):
            self._used[which] = True
            part = stretch[into:]
            return part, Piece(len(part), piece.start + into if straight else piece.start, piece.end)
        left = len(text) - at
        if straight and which == self._next and left < len(stretch) - into and stretch.startswith(text[at:], into):
            self._into += left
            begin = piece.start + into
            return text[at:], Piece(left, begin, begin + left)
        return None

    def _look_up(self, text: str, at: int) -> int | None:
        if self._moved is None:
            self._moved = defaultdict(deque)
            for which, stretch in enumerate(self._texts):
                if not self._used[which]:
                    self._moved[stretch[:_KEY]].append(which)
        waiting = self._moved.get(text[at : at + _KEY])
        while waiting and self._used[waiting[0]]:
            waiting.popleft()
        return waiting[0] if waiting else None
