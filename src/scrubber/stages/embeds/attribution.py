"""Attributions: the "— Name (@handle) date" by which a page says whose tweet stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from scrubber.stages.embeds.dates import read_date

HANDLE = re.compile(r"[(（]\s?[@＠](\w{1,15})\s?[)）],?\s*", re.ASCII)
_DASH = re.compile(r"(?:^|(?<=[\s.!?”\"»)\w…]))(?:—|–|―|--?)\s?", re.M)
# What only tweets end in: behind it a name needs no dash.
_TWEETS_END = re.compile(r"(?:https?://t\.co/\w{8,10}|pic\.(?:twitter|x)\.com/\w{8,10})…?\s+")
_BYLINE = re.compile(r"(?:by|von|par|por|di|door|av|af|przez|автор)\b", re.IGNORECASE)
LONGEST_NAME = 60  # code points; Twitter allows 50


class Attribution(NamedTuple):
    """Whose tweet it is, of what day, and where it says so: code points, from its dash to its date's end."""

    start: int
    end: int
    name: str
    handle: str
    date: str | None  # ISO 8601; None where it can't be, or is left open
    date_text: str  # as it stands there


def names_handle(text: str) -> bool:
    """Tell whether a text may hold an attribution at all, as few do."""
    return "@" in text and HANDLE.search(text) is not None


def find_attributions(text: str, language: str | None = None) -> Iterator[Attribution]:
    """Yield each attribution of a text; without a date it may be prose, and is left alone.

    `language` is the text's: the date is in it, or else in any.
    """
    last = 0
    for match in HANDLE.finditer(text):
        named = _find_name(text, max(last, match.start() - LONGEST_NAME), match.start())
        if named is None:
            continue
        dated = read_date(text, match.end(), language)
        if dated is None:
            continue
        start, name = named
        yield Attribution(start, dated.end, name, match[1], dated.iso, text[match.end() : dated.end])
        last = dated.end


def _find_name(text: str, low: int, end: int) -> tuple[int, str] | None:
    """Return where an attribution begins and the name in it, which stands from low on and ends at `end`."""
    before = text[low:end]
    divider = _find_dash(before) or _last(_TWEETS_END, before)
    if divider is None:
        return None
    name = before[divider.end() :].strip()
    if not name or _BYLINE.match(name):
        return None
    is_dash = divider.re is _DASH
    return low + (divider.start() if is_dash else divider.end()), name


def _find_dash(before: str) -> re.Match[str] | None:
    """Return the dash that the name stands behind: the last, but a short one may be the name's own."""
    dashes = [dash for dash in _DASH.finditer(before) if "\n" not in before[dash.end() :].strip("\n")]
    for signs in ("—―", "–-"):
        of_that_sort = [d for d in dashes if d[0][0] in signs and (d[0].endswith(" ") or d[0][0] in "—―")]
        if of_that_sort:
            return of_that_sort[-1]
    return None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the last match of a pattern."""
    found = None
    for match in pattern.finditer(text):
        found = match
    return found
