"""Attributions: the "— Name (@handle) date" by which a page says whose tweet stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from scrubber.stages.embeds.dates import read_date

_HANDLE = re.compile(r"[(（]@(\w{1,15})[)）],?\s*", re.ASCII)
_DASH = re.compile(r"(?:^|(?<=[\s.!?”\"»)\w…]))(?:—|–|―|--?)\s?", re.M)
_LONGEST_NAME = 60  # code points; Twitter allows 50


class Attribution(NamedTuple):
    """Whose tweet it is, of what day, and where it says so: code points, from its dash to its date's end."""

    start: int
    end: int
    name: str
    handle: str
    date: str | None


def names_handle(text: str) -> bool:
    """Tell whether a text may hold an attribution at all, as few do."""
    return "@" in text and _HANDLE.search(text) is not None


def find_attributions(text: str, language: str | None = None) -> Iterator[Attribution]:
    """Yield each attribution of a text; without a date it may be prose, and is left alone.

    `language` is the text's: the date is in it, or else in any.
    """
    last = 0
    for match in _HANDLE.finditer(text):
        dated = read_date(text, match.end(), language)
        if dated is None:
            continue
        low = max(last, match.start() - _LONGEST_NAME)
        before = text[low : match.start()]
        dash = _find_dash(before)
        if dash is None or not (name := before[dash.end() :].strip()):
            continue
        yield Attribution(low + dash.start(), dated.end, name, match[1], dated.iso)
        last = dated.end


def _find_dash(before: str) -> re.Match[str] | None:
    """Return the dash that the name stands behind: the last, but a short one may be the name's own."""
    dashes = [dash for dash in _DASH.finditer(before) if "\n" not in before[dash.end() :].strip("\n")]
    for signs in ("—―", "–-"):
        of_that_sort = [d for d in dashes if d[0][0] in signs and (d[0].endswith(" ") or d[0][0] in "—―")]
        if of_that_sort:
            return of_that_sort[-1]
    return None
