"""The shape of texts: how many words, capitals, digits and stops each holds, counted for a page at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np

Floats = np.ndarray[Any, np.dtype[np.float32]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]

_WORD, _UPPER, _LOWER, _DIGIT, _STOP, _COMMA, _SEPARATOR, _LONE = (1 << bit for bit in range(8))
_STOPS = ".!?…。！？؟।"
_COMMAS = ",;、，،؛"
_SEPARATORS = "|›»·•/→>‹«"
_TESTS = ((_WORD, str.isalnum), (_UPPER, str.isupper), (_LOWER, str.islower), (_DIGIT, str.isdigit))
_BEYOND = 0xFFFF  # stands for every code point of the higher planes: emoji and rare letters
# Scripts that put no space between words: each letter counts as a word by itself.
_LONE_SCRIPTS = ((0x0E00, 0x0EFF), (0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF))


class Shape(NamedTuple):
    """Of each text: words (at least 1), how many code points are of each sort, and how it begins and ends."""

    words: Floats
    chars: Floats
    capitals: Floats  # words that begin large
    upper: Floats
    digits: Floats
    stops: Floats
    commas: Floats
    separators: Floats
    foreign: Floats  # letters outside ASCII
    lines: Floats  # line breaks
    begins_lower: Flags
    begins_digit: Flags
    ends_colon: Flags
    ends_question: Flags
    ends_ellipsis: Flags
    copyright: Flags
    at_sign: Flags
    address: Flags


def measure_shape(texts: Sequence[str]) -> Shape:
    """Return the shape of each text, in time linear in their code points.

    >>> shape = measure_shape(["Tea, Earl Grey, hot.", "お茶"])
    >>> shape.words.tolist(), shape.capitals.tolist(), shape.commas.tolist()
    ([4.0, 2.0], [3.0, 0.0], [2.0, 0.0])
    """
    joined = "\n".join([*texts, ""])
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    sorts = _sorts().take(codes, mode="clip")
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    bounds = np.concatenate(([0], np.cumsum(lengths + 1)))
    starts, last = bounds[:-1], bounds[1:] - 2  # of an empty text the last is the line break before it
    word = (sorts & _WORD) != 0
    begins = word.copy()
    begins[1:] &= ~word[:-1]
    begins |= (sorts & _LONE) != 0

    def count(flags: Flags) -> Floats:
        return np.diff(flags.nonzero()[0].searchsorted(bounds)).astype(np.float32)

    def holds(*signs: str) -> Flags:
        held = np.zeros(len(texts), bool)
        for sign in signs:
            places = []
            at = joined.find(sign)
            while at >= 0:
                places.append(at)
                at = joined.find(sign, at + 1)
            held[bounds.searchsorted(places, "right") - 1] = True
        return held

    def ends(*signs: str) -> Flags:
        return np.isin(codes[last], [ord(sign) for sign in signs])

    dots = [codes.take(last - step, mode="wrap") == ord(".") for step in range(3)]
    return Shape(
        words=np.maximum(1, count(begins)),
        chars=np.maximum(1, lengths).astype(np.float32),
        capitals=count(begins & ((sorts & _UPPER) != 0)),
        upper=count((sorts & _UPPER) != 0),
        digits=count((sorts & _DIGIT) != 0),
        stops=count((sorts & _STOP) != 0),
        commas=count((sorts & _COMMA) != 0),
        separators=count((sorts & _SEPARATOR) != 0),
        foreign=count(word & (codes > 0x7F)),
        lines=count(codes == ord("\n")) - 1,
        begins_lower=(sorts[starts] & _LOWER) != 0,
        begins_digit=(sorts[starts] & _DIGIT) != 0,
        ends_colon=ends(":", "："),
        ends_question=ends("?", "？"),
        ends_ellipsis=ends("…") | (dots[0] & dots[1] & dots[2]),
        copyright=holds("©", "(c)"),
        at_sign=holds("@"),
        address=holds("http", "www."),
    )


@cache
def _sorts() -> np.ndarray[Any, np.dtype[np.uint8]]:
    """Return each code point's sorts, as bits; made once a process."""
    chars = list(map(chr, range(_BEYOND + 1)))
    table = np.zeros(_BEYOND + 1, np.uint8)
    for bit, test in _TESTS:
        table[np.fromiter(map(test, chars), bool, len(chars))] |= bit
    for bit, chosen in ((_STOP, _STOPS), (_COMMA, _COMMAS), (_SEPARATOR, _SEPARATORS)):
        table[[ord(char) for char in chosen]] |= bit
    for low, high in _LONE_SCRIPTS:
        table[low : high + 1] |= (table[low : high + 1] & _WORD) * _LONE
    return table
