"""Where the text nodes of a parsed page stand in its source.

The parser tells where an element's tags stand, not its text; the tokenizer tells where every stretch of
text stands, not which node it ends up in. Both see the same text in nearly the same order, so one cursor
finds nearly all of it; what the parser moved (text out of a table, say) is found by what it says.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from itertools import compress, repeat
from operator import not_
from typing import NamedTuple

from turbohtml import TokenType, tokenize

from scrubber.trace import Piece, Span

SPACES = " \t\n\f\r"  # what HTML folds; a no-break space is the author's
_INK = re.compile(rf"[^{SPACES}]")
_KEY = 24  # code points of a stretch that it is looked up by
_NEAR = 16  # stretches of white space that may lie between two neighbours
_CURSORS = 4  # places where the walk left off that are kept; text leaves a table and comes back to it
_START_TAG, _REFERENCE = TokenType.START_TAG, TokenType.CHARACTER_REFERENCE  # an enum is slow to ask


# A part of a text node, where it came from (null for white space that the parser dropped), and whether other
# text lies between it and the stretch that was handed out before.
Stretch = tuple[str, Piece | None, bool]
_Tags = dict[frozenset[tuple[str, str | None]], deque[Span]]  # start tags of one name, by their attributes
_Cursor = tuple[int, int]  # the stretch that is next, and how many of its code points are taken


class _Match(NamedTuple):
    parts: list[Stretch]
    at: int  # how far the text is matched
    first: int
    cursor: _Cursor


class Locator:
    """Hands out the source of text nodes, asked for in the order in which a walk meets them."""

    def __init__(self, source: str) -> None:
        """Tokenize source: one pass, in time linear in its length."""
        texts, starts, ends = list[str](), list[int](), list[int]()
        self._frames: defaultdict[str | None, deque[Span]] = defaultdict(deque)
        at = 0
        for token in tokenize(
            source, resolve_references=False, capture_source=True, capture_attributes=False
        ):
            markup = token.source
            if markup is None or (kind := token.type) is _REFERENCE:
                begin, data = at, token.data or ""
                at += len(data if markup is None else markup)
                if data:
                    texts.append(data)
                    starts.append(begin)
                    ends.append(at)
                continue
            if kind is _START_TAG and token.tag == "iframe":
                frame = next(tokenize(markup), token)  # with its attributes, which no other token needs
                self._frames[frame.attr("src")].append(Span(at, at + len(markup)))
            at += len(markup)
        self._texts, self._starts, self._ends = texts, starts, ends
        self.source, self._tags = source, dict[str, _Tags]()
        self._covered: list[tuple[int, int]] = []
        self._inky = bytes(
            map(bool, map(str.strip, texts, repeat(SPACES)))
        )  # whether each has more than space
        self._used = bytearray(len(texts))
        self._next, self._into = 0, 0  # where the walk is: a cursor, parted as it moves with every text
        self._left: list[_Cursor] = []  # where it left off, the last first
        self._partly: dict[int, int] = {}  # how much of a stretch is taken, where not all of it is
        self._last = -1  # the stretch that was handed out last
        self._by_start: dict[str, list[int]] | None = None

    def take_next(self, text: str) -> Piece | None:
        """Return where text, which is not blank, stands, if it is all of the stretch that comes next.

        So it is for nearly every text node: only a reference cuts one, and only a misplaced tag moves one.
        """
        if self._into or (self._partly and self._last in self._partly):
            return None
        which = self._inky.find(1, self._next)
        self._next = which if which >= 0 else len(self._texts)  # what is blank is never looked at twice
        if which < 0 or which > self._last + _NEAR or self._used[which] or self._texts[which] != text:
            return None
        self._used[which] = True
        self._next = which + 1
        self._last = which
        return Piece(len(text), self._starts[which], self._ends[which])

    def locate(self, text: str) -> list[Stretch] | None:
        """Return the stretches of source that make up text, or None where it stands nowhere.

        White space at either end may have no stretch: the parser drops some, and it shows nothing.
        """
        at = len(text) - len(text.lstrip(SPACES))
        found: list[Stretch] = [(text[:at], None, False)] if at else []
        if at == len(text):
            return found
        if whole := self.take_next(text):
            rest = Piece(whole.length - at, whole.start + at, whole.end) if at else whole
            found.append((text[at:], rest, False))
            return found
        end = len(text.rstrip(SPACES))
        while at < end:
            match = self._match_best(text, at, end)
            if match is None:
                return None
            parts, at, first, (which, into) = match
            part, piece, _ = parts[0]
            found.append((part, piece, self._is_apart(first)))
            found += parts[1:]
            self._last = which - (not into)
        if at < len(text):
            found.append((text[at:], None, False))
        return found

    def locate_frame(self, source: str | None) -> Span | None:
        """Return where the start tag of the next `<iframe>` with that src stands."""
        return self._take_tag(self._frames.get(source))

    def cover(self, start: int, end: int) -> None:
        """Take note that an element was added whole: no tag in it is one that is still to come."""
        insort(self._covered, (start, end))

    def _take_tag(self, waiting: deque[Span] | None) -> Span | None:
        """Return the next of the tags that lies in no element that was added whole."""
        while waiting:
            tag = waiting.popleft()
            around = bisect_right(self._covered, (tag.start, len(self.source))) - 1
            if around < 0 or self._covered[around][1] <= tag.start:
                return tag
        return None

    def locate_tag(self, tag: str, attributes: Mapping[str, str | None]) -> Span | None:
        """Return where the next start tag of that name with those attributes stands.

        The source is read once more for it, for each name that is asked for: few pages have such elements.
        """
        if tag not in self._tags:
            self._tags[tag] = _find_tags(self.source, tag)
        return self._take_tag(self._tags[tag].get(frozenset(attributes.items())))

    def unclaimed(self) -> Iterator[Piece]:
        """Yield the stretches of text that no node took, such as what the parser dropped from a frameset."""
        if not "".join(compress(self._texts, map(not_, self._used))).strip():  # as for nearly every page
            return
        for which, text in enumerate(self._texts):
            into = self._partly.get(which, 0)
            if not self._used[which] and text[into:].strip():
                yield Piece(0, self._starts[which] + into, self._ends[which])

    def _match_best(self, text: str, at: int, end: int) -> _Match | None:
        """Return the longest match of text[at:] at a cursor, or else anywhere, and move the cursor there."""
        here = self._next, self._into
        best, chosen, cursors = self._match(here, text, at), 0, [here, *self._left]
        for number, cursor in enumerate(self._left, 1):
            if best and best.at >= end:
                break
            match = self._match(cursor, text, at)
            if match and (best is None or match.at > best.at):
                best, chosen = match, number
        if best is None or best.at < end:
            for which in self._look_up(text, at):
                match = self._match((which, 0), text, at)
                if match and (best is None or match.at > best.at):
                    best, chosen = match, -1
        if best is None:
            return None
        which, into = best.cursor
        for taken in range(best.first, which):
            self._used[taken] = True
        if into:
            self._partly[which] = into
        if chosen >= 0:
            del cursors[chosen]
        self._next, self._into = best.cursor
        self._left = cursors[: _CURSORS - 1]
        return best

    def _match(self, cursor: _Cursor, text: str, at: int) -> _Match | None:
        """Return how far text[at:], which begins with a letter, goes on at cursor; None for not at all."""
        which, into = cursor
        while which < len(self._texts):  # white space that the parser dropped, or gave to another node
            stretch, lead = self._texts[which], into
            if into < len(stretch) and stretch[into] in SPACES:
                ink = _INK.search(stretch, into)
                lead = ink.start() if ink else len(stretch)
            if not self._used[which] and lead < len(stretch):
                into = lead
                break
            which, into = which + 1, 0
        first, parts = which, list[Stretch]()
        while at < len(text) and which < len(self._texts) and not self._used[which]:
            start, stop = self._starts[which], self._ends[which]
            stretch = self._texts[which]
            straight = len(stretch) == stop - start
            begin = start + into if straight else start
            size, wanted = len(stretch) - into, len(text) - at
            if size <= wanted and text.startswith(stretch[into:], at):
                parts.append((stretch[into:], Piece(size, begin, stop), False))
                at += size
                which, into = which + 1, 0
                continue
            rest = text[at:].rstrip(SPACES) if wanted <= size + _KEY else ""
            if rest and straight and stretch.startswith(rest, into):
                parts.append((rest, Piece(len(rest), begin, begin + len(rest)), False))
                at += len(rest)
                into += len(rest)
            break
        return _Match(parts, at, first, (which, into)) if parts else None

    def _is_apart(self, first: int) -> bool:
        """Tell whether text of another node lies between the last stretch and this one."""
        if first < self._last or first > self._last + _NEAR:
            return True
        taken = self._partly.get(self._last)
        if taken and first > self._last and _INK.search(self._texts[self._last], taken):
            return True
        return self._inky.find(1, self._last + 1, first) >= 0

    def _look_up(self, text: str, at: int) -> Iterator[int]:
        """Yield stretches that nobody took and that text[at:] may begin with, the longest first."""
        if self._by_start is None:
            self._by_start = defaultdict(list)
            for which in reversed(range(len(self._texts))):
                self._by_start[self._texts[which].lstrip(SPACES)[:_KEY]].append(which)
        for size in range(min(_KEY, len(text) - at), 0, -1):
            waiting = self._by_start.get(text[at : at + size], [])
            while waiting and (self._used[waiting[-1]] or waiting[-1] in self._partly):
                waiting.pop()
            if waiting:
                yield waiting[-1]


def _find_tags(source: str, tag: str) -> _Tags:
    found: _Tags = defaultdict(deque)
    at = 0
    for token in tokenize(source, resolve_references=False, capture_source=True):
        size = len(token.data or "" if token.source is None else token.source)
        if token.type is _START_TAG and token.tag == tag:
            attributes = dict(reversed(token.attrs or ()))  # of two of one name the first counts
            found[frozenset(attributes.items())].append(Span(at, at + size))
        at += size
    return found
