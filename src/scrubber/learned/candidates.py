"""Where a tweet of running text may begin, as numbers: a row for each word that may be its first.

A window is the text before an attribution that may be its tweet's. Most numbers are differences of running
totals over the window's tokens, so that a row costs the same however much stands behind it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from scrubber.learned.boxes import Floats
from scrubber.learned.letters import STOPS, Flags, Ints

Numbers = np.ndarray[Any, np.dtype[Any]]  # an entry a token
Names = np.ndarray[Any, np.dtype[np.str_]]

_MEDIA = r"pic\.(?:twitter|x)\.com/"
_TOKEN = re.compile(
    rf"""
      (?P<link>  https?://[^\s“”"<>#@]+? (?= https?:// | {_MEDIA} | [\s“”"<>#@] | \Z ) )
    | (?P<media> {_MEDIA}\w{{1,10}} )
    | (?P<tag>   [#＃@＠]\w (?: (?!{_MEDIA}) \w )* )
    | (?P<emoji> [\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]
                 [\u200d\ufe0f\U0001f3fb-\U0001f3ff]* )
    | (?P<word>  (?: (?!{_MEDIA}) \w )+ (?: ['’]\w+ )? )
    | (?P<mark>  \S )
    """.replace("#", r"\#"),
    re.VERBOSE,
)
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_CLOSING = "\"”’»)]'"
_SENTENCE_END = re.compile(rf"[{STOPS}][{re.escape(_CLOSING)}“]*$")
# A full stop behind these ends no sentence: one letter, letters with stops between, titles before a name.
_ABBREVIATED = re.compile(
    r"(?:^|[\s(“\"])(?:[^\W\d_]|(?:[^\W\d_]\.)+[^\W\d_]?|Mrs?|Ms|Dr|Prof|St|vs|Gov|Sen|Rep|Gen|Lt|Col)\.$"
)
_BEHIND = 8  # code points looked at before a token: more than the longest of those
_NEAR, _FAR = 6, 14  # tokens on either side that are held against each other (guess)
_USUALLY_NEW = 0.3  # of a window's words (guess)
_MANY_WORDS = 200  # of a page, different ones: with fewer a new word says less (guess)
_FULL, _FAR_OVER = 0.95, 1.1  # of the limit (guess)
_LINK_WEIGHT = 23  # twitter-text 3: transformedURLLength
_LAST_LIGHT = "\u10ff"  # letters beyond weigh two, as in twitter-text 3 but for its dashes and quotes
_PAIRS = (("“", "”"), ("(", ")"), ("«", "»"))
_LEFT = {
    "stop": STOPS,
    "colon": ":：",
    "closing": _CLOSING + "“",
    "comma": ",;、，–—-",
}
_RIGHT = {"opening": '"“‘«„('}
_SHAPES = ("digit", "lower", "capitals", "upper", "uncased")  # of a word


class Window(NamedTuple):
    """The text that may be a tweet's: code points low to end of the running text."""

    low: int
    end: int
    limit: int  # weighted characters that a tweet of that day could have


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a window's words are held against."""

    lines: Container[int]  # where lines begin, code points of the running text
    blocks: Container[int]  # where blocks begin
    words: Collection[str]  # of the page outside the windows, case folded
    is_foreign: Callable[[str], bool | None]  # a sentence, in another language than the page; None: unclear


class Candidates(NamedTuple):
    """The words of a window that may begin its tweet, in the order of the text."""

    starts: Ints  # code points of the running text
    rows: Floats  # a row of numbers each
    names: tuple[str, ...]  # of the numbers


class _Tokens(NamedTuple):
    """A window's tokens; every array has an entry a token."""

    texts: list[str]
    kinds: Names
    starts: Ints  # code points of the running text
    spaced: Flags  # white space stands before it, or nothing
    left: Names  # what stands before it
    right: Names  # what it begins with
    ends: Flags  # a sentence ends before it, for all that the signs say
    abbreviated: Flags  # but the full stop may be that of an abbreviation

    @property
    def may_begin(self) -> Flags:
        """Whether it may be a tweet's first: a space stands before it, or it is glued to a sentence."""
        return self.spaced | (self.ends & _among(self.right, "tag", "opening", "emoji", "upper", "capitals"))


def find_words(text: str) -> set[str]:
    """Return the words of a text, case folded, as a window's words are looked up in it."""
    return set(_WORD.findall(text.casefold()))


def find_candidates(text: str, window: Window, around: Surroundings) -> Candidates:
    """Return each word of a window with what speaks for and against its being the tweet's first."""
    tokens = _read(text, window)
    columns = _describe(text, tokens, window, around)
    chosen = np.flatnonzero(tokens.may_begin)
    rows = np.stack([column[chosen] for column in columns.values()], axis=1)
    return Candidates(tokens.starts[chosen], rows.astype(np.float32), tuple(columns))


def _read(text: str, window: Window) -> _Tokens:
    found = list(_TOKEN.finditer(text, window.low, window.end))
    before = [text[max(window.low, match.start() - _BEHIND) : match.start()] for match in found]
    said = [part.rstrip() for part in before]
    kinds = [match.lastgroup or "" for match in found]
    return _Tokens(
        [match[0] for match in found],
        np.array(kinds, np.str_),
        np.array([match.start() for match in found], np.int64),
        np.array([not part or part[-1].isspace() for part in before], np.bool_),
        np.array(["nothing", *map(_name_left, (match[0] for match in found), kinds)][: len(found)], np.str_),
        np.array([_name_right(match[0], kind) for match, kind in zip(found, kinds, strict=True)], np.str_),
        np.array([bool(_SENTENCE_END.search(part)) for part in said], np.bool_),
        np.array([bool(_ABBREVIATED.search(part)) for part in said], np.bool_),
    )


def _name_left(token: str, kind: str) -> str:
    """Return what a token is to the one behind it."""
    if kind == "mark":
        return next((name for name, signs in _LEFT.items() if token in signs), "other")
    if kind == "word":
        return "digit" if token[-1].isdigit() else "letter"
    return kind


def _name_right(token: str, kind: str) -> str:
    """Return what a token is as the first of a tweet."""
    if kind == "mark":
        return next((name for name, signs in _RIGHT.items() if token in signs), "other")
    if kind != "word":
        return kind
    if token[0].isdigit():
        return "digit"
    if token[0].islower():
        return "lower"
    if not token[0].isupper():
        return "uncased"
    return "capitals" if len(token) > 2 and token.isupper() else "upper"


def _describe(text: str, tokens: _Tokens, window: Window, around: Surroundings) -> dict[str, Numbers]:
    """Return the numbers by their names."""
    starts = tokens.starts.tolist()
    in_line = np.array([start in around.lines for start in starts], np.bool_)
    in_block = np.array([start in around.blocks for start in starts], np.bool_)
    lines = _add_up(in_line).all - in_line
    ends = tokens.ends & ~tokens.abbreviated
    left = (*_LEFT, "letter", "digit", "tag", "link", "media", "emoji", "other", "nothing")
    right = (*_RIGHT, *_SHAPES, "tag", "link", "media", "emoji", "other")
    return {
        **{f"{name} before": _among(tokens.left, name) for name in left},
        **{f"{name} first": _among(tokens.right, name) for name in right},
        "line begins": in_line,
        "a line behind": lines == 1,
        "lines behind": lines > 1,
        "lines behind, attribution in the last": (lines > 0) & (text[window.end - 1 : window.end] != "\n"),
        "block begins": in_block,
        "glued": ~tokens.spaced,
        "abbreviated": tokens.abbreviated,
        "sentence ends": ends,
        "sentence ends, upper first": ends & _among(tokens.right, "upper", "capitals"),
        "sentence ends, lower first": ends & _among(tokens.right, "lower"),
        "sentence ends, block begins": ends & in_block,
        "block begins within a sentence": in_block & ~tokens.ends,
        **_novelty(tokens, around),
        **_habits(tokens),
        **_length(text, tokens, window),
        **_brackets(tokens),
        **_languages(tokens, ends | in_line, around),
    }


class _Sums(NamedTuple):
    """Of each token: what stands before it and, with it, behind; near by, further, and in all."""

    near_before: Numbers
    near: Numbers
    far_before: Numbers
    far: Numbers
    all_before: Numbers
    all: Numbers


def _add_up(values: Numbers) -> _Sums:
    """Return the sums of an entry a token around each token."""
    totals = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    near_low, near_high, far_low, far_high = _reach(len(values))
    here, whole = totals[:-1], totals[-1]
    return _Sums(
        here - totals[near_low],
        totals[near_high] - here,
        here - totals[far_low],
        totals[far_high] - here,
        here,
        whole - here,
    )


@lru_cache(maxsize=1024)
def _reach(number: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Return, of each of so many tokens, where what is near begins and ends, and what is far."""
    at = np.arange(number)
    low, high = (np.clip(at + step, 0, number) for step in (-_NEAR, _NEAR))
    return low, high, np.clip(at - _FAR, 0, number), np.clip(at + _FAR, 0, number)


def _novelty(tokens: _Tokens, around: Surroundings) -> dict[str, Numbers]:
    """Return the shares of words that the page says nowhere else: a tweet brings its own."""
    is_word = _among(tokens.kinds, "word") & ~_among(tokens.right, "digit")
    is_new = np.array([text.casefold() not in around.words for text in tokens.texts], np.bool_) & is_word
    words, new = _add_up(is_word), _add_up(is_new)
    shares = {
        f"new words {name.replace('_', ' ')}": new_ones / (all_of_them + 1)
        for name, new_ones, all_of_them in zip(_Sums._fields, new, words, strict=True)
    }
    return {
        **shares,
        "new words beyond the usual": (new.all - _USUALLY_NEW * words.all) / 10,
        "words known": np.full(len(is_word), min(1.0, len(around.words) / _MANY_WORDS)),
    }


def _habits(tokens: _Tokens) -> dict[str, Numbers]:
    """Return how much of what tweets are full of stands on either side."""
    numbers: dict[str, Numbers] = {}
    for name, flags in (
        ("tags", _among(tokens.kinds, "tag")),
        ("links", _among(tokens.kinds, "link", "media")),
        ("emoji", _among(tokens.kinds, "emoji")),
        ("capitals", _among(tokens.right, "capitals")),
    ):
        sums = _add_up(flags)
        numbers[f"{name} left out"] = np.minimum(sums.all_before, 3)
        numbers[f"{name} left out, far"] = np.minimum(sums.far_before, 3)
        numbers[f"{name} far"] = np.minimum(sums.far, 3)
    return numbers


def _length(text: str, tokens: _Tokens, window: Window) -> dict[str, Numbers]:
    """Return how a tweet from each token on fits into the limit; the link to a quoted tweet may be free."""
    weights = [
        _LINK_WEIGHT if kind == "link" else 0 if kind == "media" else _weigh(token)
        for token, kind in zip(tokens.texts, tokens.kinds, strict=True)
    ]
    whole = _add_up(np.array(weights) + tokens.spaced).all - tokens.spaced
    ends_in_link = "link" in [kind for kind in tokens.kinds if kind != "media"][-1:]
    most = whole / window.limit
    least = (whole - (_LINK_WEIGHT + 1) * ends_in_link) / window.limit
    size = _add_up(np.ones(len(weights))).all
    return {
        "length": np.minimum(least, 1.2),
        "length, squared": np.minimum(least, 1.0) ** 2,
        "full": (least > _FULL) & (most <= 1.0),
        "over the limit but for a link": (least <= 1.0) & (most > 1.0),
        "over the limit": least > 1.0,
        "far over the limit": least > _FAR_OVER,
        "excess": 10 * np.maximum(least - 1, 0),
        "two tokens at most": size <= 2,
        "four tokens at most": size <= 4,
        "sentences": np.minimum(_add_up(tokens.ends & tokens.spaced).all, 6) / 3,
    }


def _weigh(token: str) -> int:
    return len(token) if token.isascii() else sum(1 if letter <= _LAST_LIGHT else 2 for letter in token)


def _brackets(tokens: _Tokens) -> dict[str, Numbers]:
    """Return whether a cut before each token would part an opening quote or bracket from its closing one."""
    numbers: dict[str, Numbers] = {}
    for opening, closing in _PAIRS:
        depth = _add_up(np.array([(text == opening) - (text == closing) for text in tokens.texts], np.int64))
        numbers[f"{closing} unopened"] = depth.all < 0
        numbers[f"{opening} left open"] = depth.all_before > 0
    straight = _add_up(np.array([text == '"' for text in tokens.texts], np.bool_))
    return {**numbers, '" odd': straight.all % 2}


def _languages(tokens: _Tokens, begins: Flags, around: Surroundings) -> dict[str, Numbers]:
    """Return whether each token's sentence is foreign, and the one before it, if the last that tells is."""
    verdicts = np.zeros((2, len(begins)), np.int64)
    starts_sentence = begins | (np.arange(len(begins)) == 0)
    first = np.flatnonzero(starts_sentence)
    told = [
        around.is_foreign(" ".join(text for text, kind in zip(texts, kinds, strict=True) if kind == "word"))
        for low, high in pairwise([*first.tolist(), len(begins)])
        for texts, kinds in [(tokens.texts[low:high], tokens.kinds[low:high])]
    ]
    if next((foreign for foreign in reversed(told) if foreign is not None), False):
        own = np.array([0, *(0 if foreign is None else 1 if foreign else -1 for foreign in told)])
        sentence = np.cumsum(starts_sentence)
        verdicts = np.stack([own[sentence], own[sentence - starts_sentence]])
    return {
        "foreign": verdicts[0] > 0,
        "native": verdicts[0] < 0,
        "foreign before": verdicts[1] > 0,
        "native before": verdicts[1] < 0,
    }


def _among(names: Names, *wanted: str) -> Flags:
    """Return whether each name is one of those wanted."""
    found: Flags = names == wanted[0]
    for name in wanted[1:]:
        found = found | (names == name)
    return found
