"""Texts as arrays of code points, each with its sorts, so that a page's texts are looked at all at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np

Ints = np.ndarray[Any, np.dtype[np.int64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]
Codes = np.ndarray[Any, np.dtype[np.uint32]]
Sorts = np.ndarray[Any, np.dtype[np.uint16]]

WORD, UPPER, LOWER, DIGIT, SPACE, LONE, STOP, COMMA = (1 << bit for bit in range(8))
SEPARATOR, COLON, OPEN, CLOSE, SIGN, ADDRESS = (1 << bit for bit in range(8, 14))
STOPS = ".!?…。！？؟।"
_CHOSEN = {
    STOP: STOPS,
    COMMA: ",;、，،؛",
    SEPARATOR: "|›»·•/→>‹«",
    COLON: ":：",
    OPEN: "([{“‘«„\"'「『（【<¿¡",
    CLOSE: ")]}”’»\"'」』）】>",
    SIGN: "•●▪■◦·–—*|›→>#©+-",  # what leads an entry of a list, parts entries, or opens a notice
    ADDRESS: "/@#_=&",
}
# Scripts that put no space between words: each letter counts as a word by itself.
_LONE_SCRIPTS = ((0x0E00, 0x0EFF), (0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF))
_TESTS = {
    WORD: str.isalnum,
    UPPER: str.isupper,
    LOWER: str.islower,
    DIGIT: str.isdigit,
    SPACE: str.isspace,
}
BEYOND = 0xFFFF  # stands for every code point of the higher planes: emoji and rare letters


class Letters(NamedTuple):
    """Texts, a line break behind each."""

    joined: str
    codes: Codes
    sorts: Sorts  # of each code point, as bits
    bounds: Ints  # where each text begins, and where another one would

    @classmethod
    def of(cls, texts: Sequence[str], *, lower: bool = False) -> Letters:
        """Return the texts' letters, or those of the texts in small letters."""
        joined = "\n".join([*texts, ""])
        if lower:
            small = joined.lower()
            if len(small) > len(joined):  # a letter became two: İ
                texts = list(map(str.lower, texts))
            joined = small
        codes = read_codes(joined)
        ends = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)) + 1)
        return cls(joined, codes, sort_codes(codes), np.concatenate(([0], ends)))

    def are(self, sort: int) -> Flags:
        """Tell which letters are of a sort."""
        flags: Flags = (self.sorts & sort) != 0
        return flags

    def count_in(self, flags: Flags) -> Ints:
        """Return how many flags are set in each text."""
        return np.diff(flags.nonzero()[0].searchsorted(self.bounds))


def read_codes(text: str) -> Codes:
    """Return a text's code points."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def sort_codes(codes: Codes) -> Sorts:
    """Return the sorts of code points, as bits; those of the higher planes have none."""
    return _sorts().take(codes, mode="clip")


@cache
def _sorts() -> Sorts:
    """Return each code point's sorts; made once a process."""
    chars = list(map(chr, range(BEYOND + 1)))
    table = np.zeros(BEYOND + 1, np.uint16)
    for bit, test in _TESTS.items():
        table[np.fromiter(map(test, chars), bool, len(chars))] |= bit
    for bit, chosen in _CHOSEN.items():
        table[[ord(char) for char in chosen]] |= bit
    for low, high in _LONE_SCRIPTS:
        table[low : high + 1] |= LONE
    return table
