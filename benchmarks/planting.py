"""A run of an article's own words set into it a second time, as pages and their flattening do.

The article is its blocks, joined in one of three layouts. All draws are from the caller's generator.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

LAYOUTS = ("lines", "soup", "one line")
_LINE = 0.12  # of the boundaries between soup's blocks that are still lines, as in flatten.py
_SHARES = (0.15, 0.35)  # of the article's words in the run
_EDITED = 1 / 3  # of the cases
_RATES = (0.01, 0.03)  # of the words of an edited run that are edited
_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Article:
    """A clean text; `starts` is where each of its blocks begins."""

    text: str
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Planted:
    """An article with a copy in it.

    `copy` is where the copy stands, with the white space that was set beside it; `run` is where what it
    repeats stands. Both are half open, code points of `text`.
    """

    text: str
    copy: tuple[int, int]
    run: tuple[int, int]
    edited: bool

    @property
    def article(self) -> str:
        """The text with the copy taken out."""
        return self.text[: self.copy[0]] + self.text[self.copy[1] :]

    @property
    def is_in_place_both(self) -> bool:
        """Whether the copy is word for word and right beside what it repeats, so that either may stay."""
        return not self.edited and (self.copy[0] <= self.run[1] + 1 and self.run[0] <= self.copy[1] + 1)


def lay_out(blocks: Sequence[str], layout: str, draw: random.Random) -> Article:
    """Return the blocks joined in one of LAYOUTS: a line each, mostly by spaces, or by spaces alone."""
    parts, starts, at = [], [], 0
    for number, block in enumerate(blocks):
        joint = _joint(layout, draw) if number else ""
        at += len(joint)
        starts.append(at)
        parts += [joint, block]
        at += len(block)
    return Article("".join(parts), tuple(starts))


def plant(article: Article, layout: str, draw: random.Random) -> Planted:
    """Return the article with a run of its words set in once more at a block's start, or at the end.

    The run is cut at any words; its copy stands before it or behind it, never inside, and is lightly edited
    in a third of the cases.
    """
    tokens = [match.span() for match in _TOKEN.finditer(article.text)]
    size = max(1, round(draw.uniform(*_SHARES) * len(tokens)))
    first = draw.randrange(len(tokens) - size + 1)
    start, end = tokens[first][0], tokens[first + size - 1][1]
    text = article.text
    places = [at for at in (*article.starts, len(text)) if at <= start or at >= end]
    place = draw.choice(places)
    edited = draw.random() < _EDITED
    copy = edit(text[start:end], draw) if edited else text[start:end]
    joint = _joint(layout, draw)
    copy = joint + copy if place == len(text) else copy + joint
    shift = len(copy) if place <= start else 0
    return Planted(
        text[:place] + copy + text[place:], (place, place + len(copy)), (start + shift, end + shift), edited
    )


def edit(run: str, draw: random.Random) -> str:
    """Return the run with one to three words in a hundred edited: other words, or the same in other dress.

    Words are replaced, dropped and put in, or change their case and their punctuation.
    """
    tokens = re.split(r"(\s+)", run)  # words at even places, white space at odd ones
    places = range(0, len(tokens), 2)
    count = max(1, round(draw.uniform(*_RATES) * len(places)))
    words = draw.random() < 0.5
    for at in draw.sample(places, min(count, len(places))):
        other = tokens[draw.choice(places)]
        tokens[at] = _change_word(tokens[at], other, draw) if words else _change_dress(tokens[at], draw)
    return "".join(tokens).strip() or run


def _change_word(token: str, other: str, draw: random.Random) -> str:
    return draw.choice((other, "", f"{token} {other}"))


def _change_dress(token: str, draw: random.Random) -> str:
    bare = token.rstrip(".,;:!?…")
    return draw.choice((token.upper(), token.swapcase(), bare or token, f"{bare},", f"{bare}."))


def _joint(layout: str, draw: random.Random) -> str:
    if layout == "lines":
        return "\n"
    return "\n" if layout == "soup" and draw.random() < _LINE else " "
