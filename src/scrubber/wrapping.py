"""Telling a text that was wrapped at some width from lines that mean it: verse, addresses, lists, code.

A line is full where the next line's first word would not have fit behind it. In a wrapped paragraph every
line but the last is; in verse few are, and they end with a mark or the next begins with a capital.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

# Code points of the longest line of a wrapped paragraph (guess: mail and plain text are set at 60 to 80).
_NARROWEST, _WIDEST = 45, 100
_FEWEST_BREAKS = 3  # that tell a page's width (guess)
_FULL = 0.8  # of a paragraph's breaks stand behind full lines, at least (guess: one may end a paragraph)
_GOES_ON = 0.5  # of them stand in the midst of a clause, at least: in verse few do (guess)
_SMALL = 0.25  # of them are followed by a small letter, at least: in German half are (guess)
_SHORTEST_PARTED = 30  # code points of a line that ends in a parted word (guess)
_WIDER = 1.3  # times the page's width, from which a paragraph is not wrapped at that (guess)

_FIRST_WORD = re.compile(r"\s*(\S+)")
# What a list or a table is told by, a marker or an indent before it or columns in it; and code.
_MARKER = re.compile(r"(?:[-*+•‣▪●◦·–—>|#]|\(?[a-z0-9]{1,2}[.)])\s|\s{2}", re.I)
_ENDS_CLAUSE = re.compile(r"[.,;:!?…—–]['\"”’»“)\]]*\Z")
_CODE = re.compile(r"[{}=\\`|]|\$[A-Za-z({]|&&|[)\]'\"];\Z|\w\(\)")
_PARTED = re.compile(r"[^\W\d_]{2}[-\u2010\u00ad]\Z")


class _Line(NamedTuple):
    text: str  # without white space behind it
    end: int  # where its line feed stands


def find_soft_breaks(text: str, width: int | None = None) -> list[int]:
    r"""Return where the line feeds stand that only wrapping made; `width` is the page's, in code points.

    >>> find_soft_breaks("Most of the passengers are nurses, teachers and\nmarket traders.")
    [47]
    >>> find_soft_breaks("The sea is high,\nthe sea is low,\nand where it goes\nno man can know.")
    []
    """
    return [at for lines in _find_paragraphs(text) for at in _find_soft(lines, width)]


def measure_width(text: str) -> int | None:
    """Return the columns at which a text is wrapped, told by all of its paragraphs, or by its longest ones.

    >>> measure_width("The ferry leaves at seven in the morning, when\\nthe fog is low; it is\\n\\nfull.")
    """
    paragraphs = [lines for lines in _find_paragraphs(text) if _measure(lines[:-1]) >= _NARROWEST]
    if not paragraphs:
        return None
    widest = max(_measure(lines) for lines in paragraphs)
    if sum(len(lines) - 1 for lines in paragraphs) >= _FEWEST_BREAKS and _is_wrapped(paragraphs, widest):
        return widest
    long = [lines for lines in paragraphs if len(lines) > _FEWEST_BREAKS]
    return max((width for lines in long if _is_wrapped([lines], width := _measure(lines))), default=None)


def _find_paragraphs(text: str) -> Iterator[list[_Line]]:
    """Yield the lines of each stretch without a blank one that might be wrapped."""
    start = 0
    for part in text.split("\n\n"):
        if "\n" in part:
            lines: list[_Line] = []
            end = start - 1
            for line in (*part.split("\n"), ""):
                end += len(line) + 1
                bare = line.rstrip()
                if bare:
                    lines.append(_Line(bare, end))
                    continue
                if len(lines) > 1 and _measure(lines) <= _WIDEST and not any(map(_is_set_apart, lines)):
                    yield lines
                lines = []
        start += len(part) + 2


def _is_set_apart(line: _Line) -> bool:
    """Tell whether a line is a list's, a table's or code."""
    text = line.text
    return bool(_MARKER.match(text) or "\t" in text or "   " in text.lstrip() or _CODE.search(text))


def _find_soft(lines: Sequence[_Line], width: int | None) -> Iterator[int]:
    own = _measure(lines)
    wrapped = (width is not None and own <= width * _WIDER) or _is_wrapped([lines], own)
    full = _fill(lines, max(width or 0, own))
    for number, line in enumerate(lines[:-1]):
        parted = len(line.text) >= _SHORTEST_PARTED and _PARTED.search(line.text)
        if (wrapped and full[number]) or (parted and lines[number + 1].text.lstrip()[:1].islower()):
            yield line.end


def _measure(lines: Sequence[_Line]) -> int:
    return max(len(line.text) for line in lines)


def _fill(lines: Sequence[_Line], width: int) -> list[bool]:
    """Tell of each line but the last whether the next one's first word would not have fit behind it."""
    full = []
    for line, following in pairwise(lines):
        word = _FIRST_WORD.match(following.text)
        space = not _PARTED.search(line.text)
        full.append(len(line.text) + space + (len(word[1]) if word else 0) > width)
    return full


def _is_wrapped(paragraphs: Sequence[Sequence[_Line]], width: int) -> bool:
    """Tell whether paragraphs are wrapped at a width; the longest line is always full, so two tell little."""
    if max(_measure(lines[:-1]) for lines in paragraphs) < _NARROWEST:
        return False
    full = [flag for lines in paragraphs for flag in _fill(lines, width)]
    going = sum(not _ENDS_CLAUSE.search(line.text) for lines in paragraphs for line in lines[:-1])
    small = sum(line.text.lstrip()[:1].islower() for lines in paragraphs for line in lines[1:])
    breaks = len(full)
    if breaks == 1:
        return full[0] and going == small == 1 and "://" not in paragraphs[0][0].text
    return sum(full) >= _FULL * breaks and going >= _GOES_ON * breaks and small >= max(1, _SMALL * breaks)
