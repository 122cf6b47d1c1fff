"""The words of a page, hashed into buckets, all at once.

A word is told by the CRC-32 of its UTF-8; a number, in which one digit is as good as another, by its length.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np

from scrubber.learned.letters import BEYOND, DIGIT, LONE, WORD, Flags, Ints, Letters

Hashes = np.ndarray[Any, np.dtype[np.uint32]]
_LONG = 64  # bytes; longer words are hashed one by one


class Bags(NamedTuple):
    """Many bags of numbers: bag i is ids[ends[i - 1] : ends[i]]."""

    ids: Ints
    ends: Ints

    @classmethod
    def of(cls, hashes: Hashes, counts: Ints, buckets: int) -> Bags:
        """Return bags of so many hashes each, told by their buckets."""
        return cls((hashes % buckets).astype(np.int64), np.cumsum(counts))

    def take(self, rows: Ints) -> Bags:
        """Return the bags at rows, in that order; the same bag may be taken often."""
        starts = np.concatenate(([0], self.ends[:-1]))[rows]
        sizes = self.ends[rows] - starts
        return Bags(self.ids[_stretch(starts, sizes)], np.cumsum(sizes))


class Words(NamedTuple):
    """Words of some texts, an entry a word, in order."""

    letters: Letters
    begins: Ints  # in the letters
    ends: Ints
    texts: Ints  # which text each stands in
    ranks: Ints  # how many words stand before it there
    behind: Ints  # how many behind it

    @classmethod
    def of(cls, letters: Letters, begins: Ints, ends: Ints) -> Words:
        """Return the words that begin and end so."""
        firsts = begins.searchsorted(letters.bounds)
        counts = np.diff(firsts)
        texts = np.repeat(np.arange(len(counts)), counts)
        ranks = np.arange(len(begins)) - firsts[texts]
        return cls(letters, begins, ends, texts, ranks, counts[texts] - 1 - ranks)

    def choose(self, chosen: Flags) -> Words:
        """Return some of the words."""
        at = np.flatnonzero(chosen)
        return Words(
            self.letters, self.begins[at], self.ends[at], self.texts[at], self.ranks[at], self.behind[at]
        )

    def hashes(self, prefix: bytes = b"") -> Hashes:
        """Return each word's CRC-32, as UTF-8 behind prefix."""
        return _hash(self.letters, self.begins, self.ends, prefix)

    def numbers(self) -> tuple[Ints, Hashes]:
        """Return which words are numbers, and by what hash such are told: that of as many zeros."""
        digits = self.letters.are(DIGIT)
        at = np.flatnonzero(digits[self.begins])
        if len(at):
            edges = np.stack((self.begins[at], self.ends[at]), 1).ravel()
            at = at[np.logical_and.reduceat(digits, edges)[::2]]
        lengths = (self.ends[at] - self.begins[at]).tolist()
        return at, np.array([crc32(b"0" * length) for length in lengths], np.uint32)


def find_words(texts: Sequence[str]) -> Words:
    """Return the words of texts, in small letters; letters of scripts without spaces are words by themselves.

    >>> words = find_words(["Tea, in 1908", "お茶"])
    >>> words.texts.tolist(), words.ranks.tolist(), words.hashes().tolist()[0] == crc32(b"tea")
    ([0, 0, 0, 1, 1], [0, 1, 2, 0, 1], True)
    """
    letters = _with_rare(Letters.of(texts, lower=True))
    word, lone = letters.are(WORD), letters.are(LONE)
    begins, ends = _runs(word)
    if lone.any():
        # Where such letters begin a run, the word begins behind them. Those outside of words are words.
        firm = np.append(np.flatnonzero(word & ~lone), len(word))
        begins = firm[firm.searchsorted(begins)]
        begins, ends = begins[begins < ends], ends[begins < ends]
        inside = np.zeros(len(word), np.int8)
        inside[begins] += 1
        inside[ends] -= 1
        alone = np.flatnonzero(lone & (np.cumsum(inside) == 0))
        begins, ends = np.append(begins, alone), np.append(ends, alone + 1)
        order = np.argsort(begins)
        begins, ends = begins[order], ends[order]
    return Words.of(letters, begins, ends)


def find_names(texts: Sequence[str]) -> Words:
    """Return the runs of at least two letters from A to Z, in small letters."""
    letters = Letters.of(texts, lower=True)
    begins, ends = _runs((letters.codes >= ord("a")) & (letters.codes <= ord("z")))
    several = ends - begins > 1
    return Words.of(letters, begins[several], ends[several])


def hash_word(word: str) -> int:
    """Return the CRC-32 of a word, as UTF-8."""
    return crc32(word.encode("utf-8", "replace"))


def _runs(flags: Flags) -> tuple[Ints, Ints]:
    """Return where runs of set flags begin and end; the last flag is not set."""
    changes = np.flatnonzero(np.diff(flags, prepend=False))
    return changes[::2], changes[1::2]


def _with_rare(letters: Letters) -> Letters:
    """Return letters with the sorts of those beyond the table, too."""
    if not len(letters.codes) or letters.codes.max() <= BEYOND:
        return letters
    sorts = letters.sorts.copy()
    for code in np.unique(letters.codes[letters.codes > BEYOND]).tolist():
        sort = WORD * chr(code).isalnum() | DIGIT * chr(code).isdigit()
        sorts[letters.codes == code] = sort
    return letters._replace(sorts=sorts)


def _hash(letters: Letters, begins: Ints, ends: Ints, prefix: bytes) -> Hashes:
    """Return the CRC-32 of prefix and each stretch of letters, as UTF-8.

    A CRC is linear: what a byte adds to it depends on the byte and on how many follow, on nothing else. So
    all bytes of all words are looked up in one table, and those of each word are summed, without carry.
    """
    data = np.frombuffer(letters.joined.encode("utf-8", "surrogatepass"), np.uint8)
    if len(data) > len(letters.codes):
        sizes = 1 + sum((letters.codes > most).astype(np.int64) for most in (0x7F, 0x7FF, 0xFFFF))
        places = np.concatenate(([0], np.cumsum(sizes)))
        begins, ends = places[begins], places[ends]
    if not len(begins):
        return np.zeros(0, np.uint32)
    sizes = np.minimum(_LONG, ends - begins)
    stops = np.cumsum(sizes)
    behind = np.repeat(stops - 1, sizes) - np.arange(stops[-1])
    added = _table().take((behind << 8) + data[_stretch(begins, sizes)])
    hashes: Hashes = np.bitwise_xor.reduceat(added, stops - sizes) ^ _bare(prefix)[sizes]
    for at in np.flatnonzero(ends - begins > _LONG).tolist():
        hashes[at] = crc32(data[begins[at] : ends[at]].tobytes(), crc32(prefix))
    return hashes


def _stretch(starts: Ints, sizes: Ints) -> Ints:
    """Return all places of stretches that start so and are so long, one after the other."""
    stops = np.cumsum(sizes)
    places: Ints = np.arange(stops[-1] if len(stops) else 0) + np.repeat(starts - stops + sizes, sizes)
    return places


@cache
def _table() -> Hashes:
    """Return what a byte that n bytes follow adds to a CRC, at 256 n + byte."""
    zero = [bytes(n) for n in range(_LONG + 1)]
    added = [crc32(bytes([byte]) + zero[n]) ^ crc32(zero[n + 1]) for n in range(_LONG) for byte in range(256)]
    return np.array(added, np.uint32)


@cache
def _bare(prefix: bytes) -> Hashes:
    """Return the CRC of prefix and n zeros, at n: what the bytes' own shares are added to."""
    return np.array([crc32(prefix + bytes(n)) for n in range(_LONG + 1)], np.uint32)
