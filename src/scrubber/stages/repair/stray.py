"""Stray spaces: before a mark, inside brackets, behind an elision, by each language's own rules."""

from __future__ import annotations

import re

from scrubber.stages.repair.common_words import COMMON_WORDS
from scrubber.stages.repair.edits import Edit
from scrubber.stages.repair.surroundings import Surroundings, read_token, read_word_before, read_word_behind

# No space stands before a comma or a stop in any language; each pattern begins with its mark, to be fast.
_MARKS = {
    mark: re.compile(rf"\{mark}(?<= \{mark})(?<=[\w)\]”»\"’%] \{mark})(?=[\s”»\"]|\Z{letters})")
    for mark, letters in {
        ",": r"|[^\W\d_]{2}",
        ".": r"|[^\W\d_]{2}",
        ";": "",
        ":": "",
        "!": "",
        "?": "",
    }.items()
}
_JOINED = re.compile(r"[^\w,;.:!?’'-]|,.*,\w")  # what else stands in a token with a swapped comma: no prose
_IN_ANY = frozenset(",.")
# Where it is an error before the others, too. French, and what is written beside it, have one there.
_TIGHT = frozenset("en de es it nl pt pl ru cs sk sv da nb hu ro bg uk hr sr fi et lv lt tr el id ca".split())
_BRACKET = re.compile(r"\((?<!\w\()(?P<lead> ?)(?P<inside>[^()\n]{1,300}?)(?P<tail> ?)\)(?!\w)")
_ELISION = {
    "’": re.compile("’(?= )(?<=[a-z]’) (?=[aeiouyhàâäéèêëîïôöùûüœæ])", re.I),
    "'": re.compile("'(?= )(?<=[a-z]') (?=[aeiouyhàâäéèêëîïôöùûüœæ])", re.I),
}
_ELIDED = re.compile(
    r"(?<![\w’'‘])(?:[cdjlmnst]|qu|lorsqu|puisqu|quoiqu|jusqu|quelqu|presqu|aujourd|entr"
    r"|un|dell|all|dall|nell|sull|dell|coll|quell|quest|bell|sant|nient|tutt|mezz|nessun|ciascun|alcun|anch"
    r"|dov|com|cos|grand|sott|senz|degl|agl|dagl|gl|v|trent|quarant|cinquant|sessant|ottant|novant|vent)\Z",
    re.I,
)
_LONGEST_ELIDED = 11  # code points of "cinquant", and the one before
_ELIDING = frozenset(("fr", "it", "ca"))
_FEWEST_WORDS = 3  # before a stray full stop: fewer are an entry of a menu, "Home . About" (guess)
_CODE = re.compile(r"[=<>{}\\|`$]|&&|\w\(")
_NEAR = 40  # code points around a mark in which code is looked for (guess)
_SENTENCE = 200  # code points before a mark that are looked at


def close_marks(text: str, near: Surroundings) -> list[Edit]:
    """Find a stray space before a mark, "word .", or one that belongs behind it: "the sea ,which".

    French keeps its space before : ; ! ?.

    >>> close_marks("It rained all day ,and so we stayed .", Surroundings(""))
    [Edit(start=17, end=19, after=', '), Edit(start=35, end=36, after='')]
    """
    places = sorted(
        match.start() for mark, pattern in _MARKS.items() if mark in text for match in pattern.finditer(text)
    )
    return [edit for at in places if (edit := _close(text, at, near)) is not None]


def _close(text: str, at: int, near: Surroundings) -> Edit | None:
    if text[at + 1 : at + 2].isalpha():
        return Edit(at - 1, at + 1, f"{text[at]} ") if _judge_swap(text, at) else None
    return Edit(at - 1, at, "") if _judge_mark(text, at, near) else None


def _judge_swap(text: str, at: int) -> bool:
    before, behind = read_word_before(text, at - 1), read_word_behind(text, at + 1)
    known = behind.lower() in COMMON_WORDS
    return (
        before.isalpha()
        and (behind.istitle() and known if text[at] == "." else known or before in COMMON_WORDS)
        and not _CODE.search(text, max(0, at - _NEAR), at + _NEAR)
        and not _JOINED.search(read_token(text, at)[0])
    )


def close_brackets(text: str) -> list[Edit]:
    """Find stray spaces inside of brackets: "( text )".

    >>> close_brackets("salt ( and pepper ) and f( x )")
    [Edit(start=6, end=7, after=''), Edit(start=17, end=18, after='')]
    """
    if not _may_hold_brackets(text):
        return []
    edits = []
    for match in _BRACKET.finditer(text):
        if _is_said(match["inside"]):
            edits += [Edit(*match.span(name), "") for name in ("lead", "tail") if match[name]]
    return edits


def close_elisions(text: str, near: Surroundings) -> list[Edit]:
    """Find a stray space behind an elided word, French or Italian: "l’ utilisation".

    >>> close_elisions("l’ utilisation, dell’ anno; un po’ all’antica", Surroundings(""))
    [Edit(start=2, end=3, after=''), Edit(start=21, end=22, after='')]
    """
    return [
        Edit(match.start() + 1, match.end(), "")
        for sign, pattern in _ELISION.items()
        if sign in text
        for match in pattern.finditer(text)
        if _ELIDED.search(text[max(0, match.start() - _LONGEST_ELIDED) : match.start()])
        and (sign == "’" or near.language in _ELIDING)
    ]


def may_hold_stray(text: str) -> bool:
    """Tell whether a space stands where one of the rules looks at it more closely."""
    return (
        _may_hold_brackets(text)
        or any(mark in text and pattern.search(text) is not None for mark, pattern in _MARKS.items())
        or any(sign in text and pattern.search(text) is not None for sign, pattern in _ELISION.items())
    )


def _may_hold_brackets(text: str) -> bool:
    return ("(" in text and "( " in text) or (
        ")" in text and " )" in text
    )  # one sign is found at many times the speed


def _judge_mark(text: str, at: int, near: Surroundings) -> bool:
    mark = text[at]
    following = text[at + 2 : at + 3]
    if text.startswith(f" {mark}", at + 1) or text[at - 3 : at - 1] == f" {mark}":  # " . . .", " : : :"
        return False
    if mark == ",":
        return True
    if mark == "." and following.islower():  # "the . operator"
        return False
    if mark not in _IN_ANY:
        if _CODE.search(text, max(0, at - _NEAR), at + _NEAR) or near.language not in _TIGHT:
            return False
        if mark in "!?" and (following.islower() or following == "("):  # "the ? operator"
            return False
        if text[at - 2].isdigit() and following.isdigit():  # a ratio, a score
            return False
        if mark == ":" and (near.spaced_colons > 1 or following.isupper()):
            return False
    begin = max(text.rfind("\n", max(0, at - _SENTENCE), at) + 1, at - _SENTENCE)
    _, other, sentence = text[begin:at].rpartition(f" {mark} ")
    alone = not other and not following.strip()  # at the line's end, the only one
    return alone or len(sentence.split()) >= _FEWEST_WORDS


def _is_said(inside: str) -> bool:
    """Tell whether what stands in brackets is words or numbers, and not a face or an empty box."""
    return (
        inside[0].isalnum()
        and (inside[-1].isalnum() or inside[-1] in '.!?%…"”»’')
        and (inside[0].isdigit() or any(len(word) > 1 and word.isalpha() for word in inside.split()))
    )
