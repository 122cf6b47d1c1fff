"""The shape of texts: how many words, capitals, digits and stops each holds, counted for a page at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from scrubber.learned.letters import COMMA, DIGIT, LONE, LOWER, SEPARATOR, STOP, UPPER, WORD, Flags, Letters

Floats = np.ndarray[Any, np.dtype[np.float32]]


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
    letters = Letters.of(texts)
    codes, starts = letters.codes, letters.bounds[:-1]
    last = letters.bounds[1:] - 2  # of an empty text the line break before it
    word = letters.are(WORD)
    begins = word.copy()
    begins[1:] &= ~word[:-1]
    begins |= word & letters.are(LONE)

    def count(flags: Flags) -> Floats:
        return letters.count_in(flags).astype(np.float32)

    def ends(sign: str, before: int = 0) -> Flags:
        ends: Flags = codes.take(last - before, mode="wrap") == ord(sign)
        return ends

    return Shape(
        words=np.maximum(1, count(begins)),
        chars=np.maximum(1, np.diff(letters.bounds) - 1).astype(np.float32),
        capitals=count(begins & letters.are(UPPER)),
        upper=count(letters.are(UPPER)),
        digits=count(letters.are(DIGIT)),
        stops=count(letters.are(STOP)),
        commas=count(letters.are(COMMA)),
        separators=count(letters.are(SEPARATOR)),
        foreign=count(word & (codes > 0x7F)),
        lines=count(codes == ord("\n")) - 1,
        begins_lower=(letters.sorts[starts] & LOWER) != 0,
        begins_digit=(letters.sorts[starts] & DIGIT) != 0,
        ends_colon=ends(":") | ends("："),
        ends_question=ends("?") | ends("？"),
        ends_ellipsis=ends("…") | (ends(".") & ends(".", 1) & ends(".", 2)),
        copyright=_hold(letters, "©", "(c)"),
        at_sign=_hold(letters, "@"),
        address=_hold(letters, "http", "www."),
    )


def _hold(letters: Letters, *signs: str) -> Flags:
    """Tell which texts hold one of the signs."""
    held = np.zeros(len(letters.bounds) - 1, bool)
    for sign in signs:
        places = []
        at = letters.joined.find(sign)
        while at >= 0:
            places.append(at)
            at = letters.joined.find(sign, at + 1)
        held[letters.bounds.searchsorted(places, "right") - 1] = True
    return held
