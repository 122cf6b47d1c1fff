"""Line breaks: those of wrapped text become spaces, words parted there are whole again, lost ones return."""

from __future__ import annotations

import re

from scrubber.stages.repair.edits import Edit
from scrubber.stages.repair.surroundings import Surroundings, read_word_before, read_word_behind
from scrubber.wrapping import find_soft_breaks

_LONGEST_VERSE = 200  # code points of a line's end that a lost break is looked for in (guess)
_GLUED_COMMA = re.compile(r",(?=\w)(?<=[^\W\d_],)(?P<word>[^\W\d_]+)\b")
_SPACES = " \t\u00a0"
_HYPHENS = "-\u2010"
_SOFT_HYPHEN = "\u00ad"
_FEWEST_LETTERS = 3  # of either word that keeps its hyphen because both are known: "be-come" (guess)
# What keeps its hyphen before it or behind it.
_KEPT_BEFORE = {
    "en": frozenset("self well non ex so all half quasi pre post anti cross co vice".split()),
    "fr": frozenset("celui celle ceux celles peut non demi semi ex mi sous lui elle vous nous eux".split()),
    "ru": frozenset("по кое из во в".split()),
    "de": frozenset(),
}
_ALWAYS_KEPT = frozenset(("self", "quasi"))
_KEPT_BEHIND = {
    "en": frozenset(
        "based effective purpose friendly related specific driven minded sized powered known quality level "
        "term old year".split()
    ),
    "fr": frozenset(
        "il elle on ils elles je tu ce ci là moi toi lui leur y en même mêmes être vous nous".split()
    ),
    "pt": frozenset("se lo la los las o a os as me te lhe lhes nos vos lo no na".split()),
    "ru": frozenset("то либо нибудь таки за под".split()),
}
# "Ein- und Ausgang": the hyphen stands for the rest of a word, and a space follows.
_SUSPENDED = frozenset("und oder bzw en of och eller og and or to".split())


def join_lines(text: str, near: Surroundings) -> list[Edit]:
    r"""Find the line breaks that only wrapping made, and the hyphens that part a word there.

    >>> join_lines("The ferry leaves at seven, when the fog is still ly-\ning low.", Surroundings(""))
    [Edit(start=51, end=53, after='')]
    """
    if "\n" not in text:
        return []
    return [_join(text, at, near) for at in find_soft_breaks(text, near.width)]


def part_lines(text: str) -> list[Edit]:
    """Find a lost line break: a comma glued to the word that at least two of the next lines begin with, too.

    >>> part_lines("your dreams,your aspirations,\\nyour hopes,\\nyour family")
    [Edit(start=12, end=12, after='\\n')]
    """
    if text.count("\n") < 2:
        return []
    found = []
    end = following = -1
    for match in _GLUED_COMMA.finditer(text):
        if match.end() > end:
            end = text.find("\n", match.end())
            following = text.find("\n", end + 1) if end >= 0 else -1
            if following < 0:
                break
        word = match["word"] + " "
        near = end - match.start() <= _LONGEST_VERSE
        if near and text.startswith(word, end + 1) and text.startswith(word, following + 1):
            found.append(Edit(match.start() + 1, match.start() + 1, "\n"))
    return found


def _join(text: str, at: int, near: Surroundings) -> Edit:
    """Return the edit that joins the lines before and behind the line feed at `at`."""
    start, end = at, at + 1
    while text[start - 1] in _SPACES:
        start -= 1
    while text[end] in _SPACES:
        end += 1
    last = text[start - 1]
    if last == _SOFT_HYPHEN:
        return Edit(start - 1, end, "")
    before, behind = read_word_before(text, start - 1), read_word_behind(text, end)
    if last in _HYPHENS and before and behind:
        if behind in _SUSPENDED:
            return Edit(start, end, " ")
        kept = _keeps_hyphen(before, behind, near) or text[start - 2 - len(before)] in _HYPHENS
        return Edit(start if kept else start - 1, end, "")
    if last == "—" and text[start - 2 : start - 1].isalnum():
        return Edit(start, end, "")
    return Edit(start, end, " ")


def _keeps_hyphen(before: str, behind: str, near: Surroundings) -> bool:
    """Tell whether a hyphen at a line's end is the word's own: "well-known", "peut-être"."""
    if not behind[0].islower():
        return True
    whole = before + behind
    if near.know(whole):
        return False
    if f"{before}-{behind}" in near.hyphenated:
        return True
    small, language = before.lower(), near.language or ""
    if small in _ALWAYS_KEPT or (small in _KEPT_BEFORE.get(language, ()) and near.know(behind)):
        return True
    if behind in _KEPT_BEHIND.get(language, ()):
        return True
    return min(len(before), len(behind)) >= _FEWEST_LETTERS and near.know(before) and near.know(behind)
