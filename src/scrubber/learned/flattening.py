"""Pages of HTML as scrapers flatten them, with what that loses: where blocks begin, and which are headings.

Three styles: `lines` is one block a line, as in Common Crawl's WET files; `soup` has most blocks joined by
spaces; `seed` has some glued with nothing between, the title twice above the page, and a run of the page's
own blocks standing a second time before its place.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scrubber.model import Block, Kind

STYLES = ("lines", "soup", "seed")
_SNIPPET = "snippet"  # a few blocks in one line
# Of the blocks, how many are followed by a newline, and how many by nothing at all.
_BREAKS = {"lines": 1.0, "soup": 0.12, "seed": 0.12, _SNIPPET: 0.0}
_GLUED = {"lines": 0.0, "soup": 0.0, "seed": 0.08, _SNIPPET: 0.1}
_SNIPPETS = 6  # that are taken of a page
_LONGEST_SNIPPET = 12  # blocks
_FEWEST_COPIED = 12  # blocks of a page of which a part stands twice
_PARTS = re.compile(r"[\n\t]+")


class Line(NamedTuple):
    """A line of a page as its reader sees it, and whether it is a heading."""

    text: str
    heading: bool


class FlatPage(NamedTuple):
    """A flattened page; the offsets, code points, tell where each of its lines began."""

    text: str
    starts: tuple[int, ...]
    lines: tuple[Line, ...]


def read_lines(blocks: Sequence[Block]) -> tuple[str, list[Line]]:
    """Return the title and the lines of a page of HTML, hidden ones too: `get_text()` knows no styles."""
    titles = [" ".join(block.text.split()) for block in blocks if block.kind is Kind.TITLE]
    return titles[0] if titles else "", list(_read_lines(blocks))


def _read_lines(blocks: Sequence[Block]) -> Iterator[Line]:
    for block in blocks:
        if block.kind not in (Kind.TITLE, Kind.DATA) and block.origin is None:
            for part in _PARTS.split(block.text):
                if text := " ".join(part.split()):
                    yield Line(text, block.kind is Kind.HEADING)


def flatten(title: str, lines: Sequence[Line], style: str, chance: random.Random) -> FlatPage:
    """Return a page flattened in one of STYLES, by chance where a style leaves something to it."""
    parts = list(lines)
    if style == "seed" and len(parts) >= _FEWEST_COPIED:
        size = max(3, len(parts) // 6)
        start = chance.randrange(len(parts) // 3, len(parts) - size + 1)
        at = chance.randrange(start + 1)
        parts[at:at] = parts[start : start + size]
    above = 1 + (style == "seed") if title else 0  # times that the title stands above the page
    parts = [Line(title, False)] * above + parts
    text, starts = "", list[int]()
    for number, part in enumerate(parts):
        if number == 1 < above:
            text += "\n"
        elif number:
            draw = chance.random()
            text += "\n" if draw < _BREAKS[style] else "" if draw < _BREAKS[style] + _GLUED[style] else " "
        starts.append(len(text))
        text += part.text
    return FlatPage(text, tuple(starts), tuple(parts))


def take_snippets(lines: Sequence[Line], chance: random.Random) -> list[FlatPage]:
    """Return a few short stretches of a page, each as a text of one line: such are given to scrub, too."""
    snippets = []
    for _ in range(_SNIPPETS):
        size = chance.randrange(2, _LONGEST_SNIPPET + 1)
        start = chance.randrange(max(1, len(lines) - size + 1))
        snippets.append(flatten("", lines[start : start + size], _SNIPPET, chance))
    return snippets
