"""Dates as people write them, in every language that Twitter's pages were shown in."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import NamedTuple

# The languages of Twitter's interface; the page's own and English are tried first.
_LANGUAGES = (
    "ar bg bn ca cs da de el en es eu fa fi fr ga gl gu he hi hr hu id it ja kn ko mr ms nb nl pl "
    "pt ro ru sk sr sv ta th tr uk ur vi zh"
).split()
_LONGEST = 48  # code points from the date's first to its last (guess)
_MONTH = r"(?P<month>[^\W\d_][^\W\d_.]{1,14})"
_DAY, _YEAR = r"(?P<day>\d{1,2})", r"(?P<year>\d{4})"
_TIME = r"(?:\d{1,2}[:.]\d{2}\s?(?:[AaPp]\.?[Mm]\.?)?\s?[-–·,]?\s?)?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_TIME}{_DAY}(?:\.|º|er|st|nd|rd|th|-го)?\s(?:de\s|of\s|d’|d')?{_MONTH}\.?,?\s(?:de\s|del\s)?{_YEAR}",
        rf"{_TIME}{_MONTH}\.?\s{_DAY}(?:st|nd|rd|th)?,?\s{_YEAR}",
        rf"{_YEAR}\s?[年년]\s?(?P<number>\d{{1,2}})\s?[月월]\s?{_DAY}\s?[日일]?",
        rf"{_YEAR}\.?\s(?:\(e\)ko\s)?{_MONTH}\.?\s{_DAY}",
        rf"{_YEAR}-(?P<number>\d{{2}})-{_DAY}(?!\d)",
    )
)


class Dated(NamedTuple):
    """A date, ISO 8601, and where its text ends; null where it names a day that can't be."""

    iso: str | None
    end: int


def read_date(text: str, at: int, language: str | None = None) -> Dated | None:
    """Return the date that begins at `at` of text, or None where none does.

    >>> read_date("7 novembre 2016 Dans", 0, "fr")
    Dated(iso='2016-11-07', end=15)
    >>> read_date("7 people", 0) is None
    True
    """
    window = text[at : at + _LONGEST]
    for form in _FORMS:
        match = form.match(window)
        if match is None:
            continue
        parts = match.groupdict()
        month = int(parts["number"]) if parts.get("number") else _month(parts["month"], language)
        if month is None:
            continue
        try:
            iso = date(int(parts["year"]), month, int(parts["day"])).isoformat()
        except ValueError:
            return Dated(None, at + match.end())
        return Dated(iso, at + match.end())
    return None


def _month(word: str, language: str | None) -> int | None:
    """Return the month's number, by the names of the page's language, then English, then all."""
    key = word.casefold()
    for code in dict.fromkeys((language or "en", "en", *_LANGUAGES)):
        if (number := _months(code).get(key)) is not None:
            return number
    return None


@cache
def _months(language: str) -> dict[str, int]:
    """Return CLDR's month names of a language, all widths that are words, case folded."""
    from babel import Locale, UnknownLocaleError

    try:
        months = Locale.parse(language).months
    except (UnknownLocaleError, ValueError):
        return {}
    names: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in months[context][width].items():
                word = str(name).casefold().rstrip(".")
                if len(word) > 1 and not word.isdigit():
                    names.setdefault(word, int(number))
    return names
