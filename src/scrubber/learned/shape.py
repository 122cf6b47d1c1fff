"""The shape of texts: how many words, capitals, digits and stops each holds, counted for a page at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np

Floats = np.ndarray[Any, np.dtype[np.float32]]

_WORD, _UPPER, _DIGIT, _STOP, _COMMA, _SEPARATOR, _LONE, _OTHER = (1 << bit for bit in range(8))
_STOPS = ".!?…。！？؟।"
_COMMAS = ",;、，،؛"
_SEPARATORS = "|›»·•/→>‹«"
_BEYOND = 0xFFFF  # stands for every code point of the higher planes: emoji and rare letters
# Scripts that put no space between words: each letter counts as a word by itself.
_LONE_SCRIPTS = ((0x0E00, 0x0EFF), (0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF))


class Shape(NamedTuple):
    """Counts, one a text: words (at least 1), and how many of its code points are of each sort."""

    words: Floats
    chars: Floats
    capitals: Floats  # words that begin large
    upper: Floats
    digits: Floats
    stops: Floats
    commas: Floats
    separators: Floats
    foreign: Floats  # letters outside ASCII


def measure_shape(texts: Sequence[str]) -> Shape:
    """Return the counts of each text, in time linear in their code points.

    >>> shape = measure_shape(["Tea, Earl Grey, hot.", "お茶"])
    >>> shape.words.tolist(), shape.capitals.tolist(), shape.commas.tolist()
    ([4.0, 2.0], [3.0, 0.0], [2.0, 0.0])
    """
    joined = "".join(f"{text}\n" for text in texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    classes = _classes()[np.minimum(codes, _BEYOND)]
    lengths = np.fromiter((len(text) + 1 for text in texts), np.int64, len(texts))
    starts = np.cumsum(lengths) - lengths
    word = (classes & _WORD) != 0
    begins = word.copy()
    begins[1:] &= ~word[:-1]
    begins |= (classes & _LONE) != 0

    def count(flags: np.ndarray[Any, Any]) -> Floats:
        if not len(texts):
            return np.zeros(0, np.float32)
        return np.add.reduceat(flags != 0, starts, dtype=np.int64).astype(np.float32)

    return Shape(
        words=np.maximum(1, count(begins)),
        chars=np.maximum(1, lengths - 1).astype(np.float32),
        capitals=count(begins & ((classes & _UPPER) != 0)),
        upper=count(classes & _UPPER),
        digits=count(classes & _DIGIT),
        stops=count(classes & _STOP),
        commas=count(classes & _COMMA),
        separators=count(classes & _SEPARATOR),
        foreign=count(word & (codes > 0x7F)),
    )


@cache
def _classes() -> np.ndarray[Any, np.dtype[np.uint8]]:
    """Return each code point's sorts, as bits; made once a process."""
    chars = list(map(chr, range(_BEYOND + 1)))
    table = np.zeros(_BEYOND + 1, np.uint8)
    for bit, test in ((_WORD, str.isalnum), (_UPPER, str.isupper), (_DIGIT, str.isdigit)):
        table[np.fromiter(map(test, chars), bool, len(chars))] |= bit
    for bit, chosen in ((_STOP, _STOPS), (_COMMA, _COMMAS), (_SEPARATOR, _SEPARATORS)):
        table[[ord(char) for char in chosen]] |= bit
    for low, high in _LONE_SCRIPTS:
        table[low : high + 1] |= (table[low : high + 1] & _WORD) * _LONE
    return table
