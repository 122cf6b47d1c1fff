"""Spaces at quotation marks: lost outside of them, or stray inside.

Which mark opens and which closes is told by their order in the line, as “ closes in German and opens in
English, and " does both. A line in which they don't pair stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from scrubber.stages.repair.common_words import COMMON_WORDS
from scrubber.stages.repair.edits import Edit
from scrubber.stages.repair.surroundings import (
    LETTER,
    Surroundings,
    read_token,
    read_word_before,
    read_word_behind,
)

_CLOSERS = {"“": "”", "„": "“”", "«": "»", "»": "«»", "”": "”", '"': '"'}
_MARK = re.compile('[“”„«»"]')
_CODE = re.compile(r"[=<>{}\\|`$]|\w\(")
# A mark that may be glued, and one that white space stands around; each begins with its mark, to be fast.
_GLUED = {
    mark: re.compile(rf"{mark}(?=\w)(?<=[\w.,!?…;:%)]{mark})(?={LETTER})(?<!\d{mark})(?<!_{mark})")
    for mark in _CLOSERS
}
_STRAY = {mark: re.compile(rf"{mark}(?=[ \n.,;:!?)]|\Z)(?<![^ \n(]{mark})") for mark in _CLOSERS}
# Languages that quote by « » and set no space inside; in others they point from page to page.
_TIGHT = frozenset("es it pt ca ru uk bg be sr mk pl cs hr sl ro el de da no nb hu tr".split())
_FEWEST_LETTERS = 3  # of a word glued to a quotation that is no common one: a suffix may be (guess)
_LONGEST_SUFFIX = 3
_FEWEST_WORDS = 4  # between straight quotes, for a space at one end to be stray (guess)


class _Pair(NamedTuple):
    start: int  # of the opening mark
    end: int  # of the closing one


def part_quotations(text: str, near: Surroundings) -> list[Edit]:
    """Find a space lost before or behind a quotation.

    >>> part_quotations("She said“it rains”and left.", Surroundings(""))
    [Edit(start=8, end=8, after=' '), Edit(start=18, end=18, after=' ')]
    """
    edits = []
    for start, end in _find_pairs(text, _GLUED):
        if start and _is_glued_before(text, start):
            edits.append(Edit(start, start, " "))
        if _is_glued_behind(text, end + 1, near):
            edits.append(Edit(end + 1, end + 1, " "))
    return edits


def close_quotations(text: str, near: Surroundings) -> list[Edit]:
    """Find a stray space inside of a quotation; French has its own in « ».

    >>> close_quotations("She said “ it rains ” and left.", Surroundings(""))
    [Edit(start=10, end=11, after=''), Edit(start=19, end=20, after='')]
    """
    edits = []
    for start, end in _find_pairs(text, _STRAY):
        if text[start] in "«»" and (text[start] == text[end] or near.language not in _TIGHT):
            continue
        inside = text[start + 1 : end]
        if not any(sign.isalpha() for sign in inside) or _CODE.search(inside):
            continue
        one_side = inside[0] != " " or inside[-1] != " "
        words = len(inside.split())
        if one_side and (
            words == 1 or (text[start] == '"' and words < _FEWEST_WORDS)
        ):  # "a prefix ", as it is
            continue
        if inside[0] == " " and _is_outside(text, start - 1, "([{—–-"):
            edits.append(Edit(start + 1, start + 2, ""))
        if inside[-1] == " " and len(inside) > 1 and _is_outside(text, end + 1, ".,;:!?)]}—–-"):
            edits.append(Edit(end - 1, end, ""))
    return edits


def may_hold_quotations(text: str) -> bool:
    """Tell whether a mark stands where the two rules look at it more closely."""
    return any(
        mark in text and (glued.search(text) is not None or _STRAY[mark].search(text) is not None)
        for mark, glued in _GLUED.items()
    )


def _find_pairs(text: str, patterns: dict[str, re.Pattern[str]]) -> Iterator[_Pair]:
    """Yield the quotations of each line in which a mark matches its pattern, if all of its marks pair."""
    places = [
        match.start()
        for mark, pattern in patterns.items()
        if mark in text
        for match in pattern.finditer(text)
    ]
    begins = {text.rfind("\n", 0, at) + 1 for at in places}
    for begin in sorted(begins):
        end = text.find("\n", begin)
        yield from _pair(text, begin, end if end >= 0 else len(text)) or ()


def _pair(text: str, begin: int, end: int) -> list[_Pair] | None:
    """Return a line's quotations, or None where its marks don't pair, or stand where others are meant."""
    pairs: list[_Pair] = []
    opened: int | None = None
    english = text.find("“", begin, end) >= 0  # there ” never opens
    for match in _MARK.finditer(text, begin, end):
        at = match.start()
        if text[at] == '"' and text[max(begin, at - 2) : at].rstrip()[-1:].isdigit():
            return None  # inches, or seconds
        if opened is None:
            if text[at] == "”" and english:
                return None
            opened = at
            if not _may_open(text, at):
                return None
        elif text[at] in _CLOSERS[text[opened]]:
            if not _may_close(text, at):
                return None
            pairs.append(_Pair(opened, at))
            opened = None
    return pairs if opened is None else None


def _may_open(text: str, at: int) -> bool:
    """Tell whether the mark is not set like one that closes: a sign before it, white space behind."""
    return not (
        at
        and not text[at - 1].isspace()
        and text[at - 1] not in "([{—–-/"
        and text[at + 1 : at + 2].isspace()
    )


def _may_close(text: str, at: int) -> bool:
    return not (text[at - 1].isspace() and text[at + 1 : at + 2].isalnum())


def _is_outside(text: str, at: int, others: str) -> bool:
    """Tell whether at `at` the text is over, or white space or one of some other signs stands there."""
    return not 0 <= at < len(text) or text[at].isspace() or text[at] in others


def _is_glued_before(text: str, at: int) -> bool:
    before = read_word_before(text, at)
    if _CODE.search(read_token(text, at)[0]):
        return False
    if not before:
        return (
            text[at - 1] in ".,;:!?" and text[at - 2 : at - 1].isalpha() and text[at + 1 : at + 2].isalpha()
        )
    return len(before) >= _FEWEST_LETTERS or before.lower() in COMMON_WORDS


def _is_glued_behind(text: str, at: int, near: Surroundings) -> bool:
    behind = read_word_behind(text, at)
    if not behind or _CODE.search(read_token(text, at)[0]):
        return False
    return (
        behind.lower() in COMMON_WORDS
        or len(behind) > _LONGEST_SUFFIX
        or (behind[0].isupper() and text[at - 2 : at - 1] in tuple(".!?…,"))
    )
