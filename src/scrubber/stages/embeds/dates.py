"""Dates as people write them: long, medium and in numbers, in every language that Twitter was shown in.

The patterns are made of CLDR's, which babel ships, a little widened: months by either of their names, and
signs that people leave out left open. Each is linear: all its parts are of bounded length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from babel import Locale

# The languages of Twitter's interface; the page's own and English are tried first.
_LANGUAGES = (
    "ar bg bn ca cs da de el en es eu fa fi fr ga gl gu he hi hr hu id it ja kn ko mr ms nb nl pl "
    "pt ro ru sk sr sv ta th tr uk ur vi zh"
).split()
_REGIONS = {"en": ("en", "en_GB")}  # languages whose regions write dates in another order
_FIRST = date(2006, 3, 21)  # of the first tweet: what is older is no tweet's date
_BUDDHIST = 543  # years that Thailand's calendar is ahead
_LONGEST = 64  # code points from the date's first to its last (guess)
_NUMBER_WITHIN = 32  # code points from its first (guess)
_NUMBER, _TWO_NUMBERS = re.compile(r"\d"), re.compile(r"\d\D+\d")  # of a date, a whole one
_FIELD = re.compile(r"'(?P<said>[^']*)'|(?P<field>d+|M+|L+|y+|G+)|(?P<sign>[^'])")
_DAY = r"(?P<day>\d{1,2})(?!\d)(?:st|nd|rd|th|er|re|[ºª])?"
_YEARS = {"yy": r"(?P<year>\d{4}|\d{2})(?!\d)", "y": r"(?P<year>\d{4})(?!\d)"}
_YEARLESS = re.compile("^[^y]*(?:MMM|LLL|M月)[^y]*$")  # the month by its name: 7.11. may be anything
_ISO = re.compile(r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})(?!\d)")
_INVISIBLE = "\u200e\u200f"
_GAP = rf"[\s{_INVISIBLE}]{{0,2}}"


class Dated(NamedTuple):
    """A date, ISO 8601, and where its text ends; None where the day can't be, or the text leaves it open."""

    iso: str | None
    end: int


def read_date(text: str, at: int, language: str | None = None) -> Dated | None:
    """Return the date that begins at `at` of text, a time of day before or behind it included, or None.

    `language` is the text's; a date in another is read, too. One in numbers alone, 3/4/2019, is read as that
    language writes it, and where none is given only if it can mean no more than one day.

    >>> read_date("7 novembre 2016 Dans", 0, "fr")
    Dated(iso='2016-11-07', end=15)
    >>> read_date("3/4/2019", 0), read_date("3/4/2019", 0, "en")
    (Dated(iso=None, end=8), Dated(iso='2019-03-04', end=8))
    >>> read_date("7 people", 0) is None
    True
    """
    window = text[at : at + _LONGEST]
    if _NUMBER.search(window, 0, _NUMBER_WITHIN) is None:
        return None
    own = language.replace("_", "-").split("-")[0] if language else None
    codes = (own or "en", "en", *_LANGUAGES) if _TWO_NUMBERS.search(window) else ()
    for code in dict.fromkeys(codes):
        for pattern in _patterns(code).whole:
            if match := pattern.match(window):
                if "month" not in pattern.groupindex and code != own:
                    return Dated(_read_numbers(window), at + match.end())
                return Dated(_read_parts(match, code), at + match.end())
    for code in dict.fromkeys((own or "en", "en")):
        for pattern in _patterns(code).yearless:
            if match := pattern.match(window):
                return Dated(None, at + match.end())
    return None


def _read_parts(match: re.Match[str], code: str) -> str | None:
    """Return the day that a match names, ISO 8601, or None where it can't be."""
    parts = match.groupdict()
    year = int(parts["year"])
    if len(parts["year"]) == 2:
        year += 2000
    elif year - _BUDDHIST >= _FIRST.year:
        year -= _BUDDHIST
    month = _months(code)[_fold(parts["month"])] if "month" in parts else int(parts["number"])
    return _to_iso(year, month, int(parts["day"]))


def _to_iso(year: int, month: int, day: int) -> str | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found.isoformat() if found >= _FIRST else None


def _read_numbers(window: str) -> str | None:
    """Return the one day that numbers can mean, ISO 8601, whatever order they are in, or None."""
    found = {
        iso
        for code in _LANGUAGES
        for pattern in _patterns(code).whole
        if "month" not in pattern.groupindex and (match := pattern.match(window)) is not None
        if (iso := _read_parts(match, code)) is not None
    }
    return found.pop() if len(found) == 1 else None


class _Patterns(NamedTuple):
    whole: tuple[re.Pattern[str], ...]  # the fullest first
    yearless: tuple[re.Pattern[str], ...]


@cache
def _patterns(code: str) -> _Patterns:
    """Return how a language writes dates; nothing for one that CLDR does not know."""
    from babel import Locale, UnknownLocaleError

    try:
        locales = [Locale.parse(region) for region in _REGIONS.get(code, (code,))]
    except (UnknownLocaleError, ValueError):
        return _Patterns((), ())
    time, days = _make_time(locales[0]), _any_of(_list_names(locales[0].days))
    before = rf"(?:{time}{_GAP}[-–·•,،|]?{_GAP})?(?:(?:{days})[.,،]?{_GAP})?"
    behind = rf"(?:,?{_GAP}[-–·•]?{_GAP}(?:[^\W\d]{{1,6}}\s){{0,2}}{time})?"
    formats = dict.fromkeys(said for locale in locales for said in _list_formats(locale))
    whole = [before + _make_shape(said, code) + behind for said in formats if "y" in said]
    yearless = [_make_shape(said, code) + r"(?!\w)" for said in formats if _YEARLESS.search(said)]
    return _Patterns(
        (*(re.compile(shape, re.IGNORECASE) for shape in dict.fromkeys(whole)), _ISO),
        tuple(re.compile(shape, re.IGNORECASE) for shape in dict.fromkeys(yearless)),
    )


def _list_formats(locale: Locale) -> Iterator[str]:
    """Yield CLDR's patterns: with the month by name, with a number for it, and at last without a year."""
    for width in ("long", "medium"):
        yield locale.date_formats[width].pattern
    for skeleton in ("yMMMd", "yMd"):
        if skeleton in locale.datetime_skeletons:
            yield locale.datetime_skeletons[skeleton].pattern
    yield locale.date_formats["short"].pattern
    if "MMMd" in locale.datetime_skeletons:
        yield locale.datetime_skeletons["MMMd"].pattern


def _make_shape(said: str, code: str) -> str:
    """Return CLDR's pattern as a regular expression."""
    from babel import Locale

    parts: list[str] = []
    for token in _FIELD.finditer(said):
        field = token["field"] or ""
        if field.startswith("d"):
            parts.append(_DAY)
        elif field.startswith(("MMM", "LLL")):
            parts.append(rf"(?P<month>{_any_of(_list_names(Locale.parse(code).months))})[.,]?")
        elif field.startswith(("M", "L")):
            parts.append(r"(?P<number>\d{1,2})(?!\d)")
        elif field.startswith("y"):
            parts.append(_YEARS["yy" if field == "yy" else "y"])
        elif field:
            parts.append(r"(?:[^\W\d][\w.]{0,12})?")  # an era
        else:
            parts.append(_widen(token["said"] if token["said"] is not None else token["sign"]))
    return "".join(parts)


def _widen(said: str) -> str:
    """Return what stands between a date's parts as an expression, with what people leave out left open."""
    if said.isspace() or said in _INVISIBLE:
        return _GAP
    if said in {".", ",", "،"}:
        return rf"[.,،]?{_GAP}"
    if said.isalpha() and len(said) > 1:  # "de", where others write "del"
        return rf"[^\W\d]{{0,{len(said) + 1}}}"
    return re.escape(said)


def _make_time(locale: Locale) -> str:
    """Return a time of day as an expression: 7:04 PM, 19.04, 19h04, 오후 7:04."""
    periods = locale.day_periods["format"]
    half = rf"[ap]\.?\s?m\b\.?|{_any_of({*periods['wide'].values(), *periods['abbreviated'].values()})}"
    return rf"(?:(?:{half})\s?)?\d{{1,2}}[:.h]\d{{2}}(?::\d{{2}})?(?:\s?(?:{half}))?"


def _any_of(words: Iterable[str]) -> str:
    """Return an expression of any of these words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@cache
def _months(code: str) -> dict[str, int]:
    """Return the numbers of a language's months, by all names that CLDR has for them, folded."""
    from babel import Locale

    return {_fold(name): number for name, number in _list_names(Locale.parse(code).months).items()}


def _list_names(names: Any) -> dict[str, int]:
    """Return CLDR's names of months or days that are words, without the stop of an abbreviation."""
    return {
        word: int(number)
        for context in ("stand-alone", "format")
        for width in ("abbreviated", "wide")
        for number, name in names[context][width].items()
        if len(word := str(name).rstrip(".")) > 1 and not word.isdigit()
    }


def _fold(name: str) -> str:
    """Return a name in small letters, Turkish i's with a dot."""
    return name.casefold().replace("ı", "i").replace("i\u0307", "i")
