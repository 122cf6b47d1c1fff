"""Runs of words that stand a second time in a row of words, exactly or lightly edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

SEED = 8  # words in a row by which a copy is found (guess: fewer are an idiom)
_GAP = 8  # words that an edit may put in place of as many, at most
_ANCHOR = 4  # words that must be the same behind an edit
_BASE = 0x9E3779B97F4A7C15  # of the polynomial that words in a row are looked up by


class Match(NamedTuple):
    """words[first : first + size] and words[second : second + size] are the same."""

    first: int
    second: int
    size: int


class Run(NamedTuple):
    """A stretch that stands twice: its matches, in order; between two of them one copy was edited."""

    matches: tuple[Match, ...]

    @property
    def first(self) -> tuple[int, int]:
        """Where the first copy begins and ends."""
        return self.matches[0].first, self.matches[-1].first + self.matches[-1].size

    @property
    def second(self) -> tuple[int, int]:
        """Where the second copy begins and ends."""
        return self.matches[0].second, self.matches[-1].second + self.matches[-1].size


def find_runs(keys: Sequence[str]) -> list[Run]:
    """Return the maximal runs that stand a second time, in time linear in the words but for one sort.

    Each word is passed once: a run is walked to its end, and the search goes on behind it. The two copies
    never overlap, so one word said a million times is a run of doubling lengths.

    >>> tea = "the leaves are dried in the sun for a week or two".split()
    >>> find_runs(tea + ["and"] + tea)
    [Run(matches=(Match(first=0, second=13, size=12),))]
    """
    if len(keys) < 2 * SEED:
        return []
    runs: list[Run] = []
    done = 0
    for first, second in _find_seeds(keys):
        if second >= done and keys[first : first + SEED] == keys[second : second + SEED]:
            runs.append(_extend(keys, first, second, done))
            done = runs[-1].second[1]
    return runs


def _find_seeds(keys: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where a seed's worth of words stands first and where again, in order of the second place.

    They are looked up by a hash, so who asks compares the words.
    """
    import numpy as np

    words = np.fromiter(map(hash, keys), np.int64, len(keys)).astype(np.uint64)
    number = len(words) - SEED + 1
    hashes = np.zeros(number, np.uint64)
    for at in range(SEED):
        hashes = hashes * np.uint64(_BASE) + words[at : at + number]
    order = np.argsort(hashes, kind="stable")
    ordered = hashes[order]
    begins = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    firsts = np.empty(number, np.int64)
    firsts[order] = np.repeat(order[begins], np.diff(np.append(begins, number)))
    seconds = np.flatnonzero(firsts + SEED <= np.arange(number))
    yield from zip(firsts[seconds].tolist(), seconds.tolist(), strict=True)


def _extend(words: Sequence[str], first: int, second: int, floor: int) -> Run:
    """Return the longest run through a seed; its second copy begins at floor or behind it."""
    ahead = list(_walk(words, first, second))
    behind = list(_walk_back(words, first, second, max(floor, ahead[-1].first + ahead[-1].size)))
    matches = [*reversed(behind), *ahead]
    joined = [matches[0]]
    for match in matches[1:]:
        last = joined[-1]
        if match.first == last.first + last.size and match.second == last.second + last.size:
            joined[-1] = last._replace(size=last.size + match.size)
        else:
            joined.append(match)
    return Run(tuple(joined))


def _walk(words: Sequence[str], first: int, second: int) -> Iterator[Match]:
    """Yield the matches from a seed on, over edits, until the copies differ or the first meets the second."""
    stop, number = second, len(words)
    while True:
        size = 0
        while first + size < stop and second + size < number and words[first + size] == words[second + size]:
            size += 1
        yield Match(first, second, size)
        first, second = first + size, second + size
        for skipped, added in _GAPS:
            one, two = first + skipped, second + added
            if one + _ANCHOR <= stop and words[one : one + _ANCHOR] == words[two : two + _ANCHOR]:
                first, second = one, two
                break
        else:
            return


def _walk_back(words: Sequence[str], first: int, second: int, floor: int) -> Iterator[Match]:
    """Yield the matches before a seed, the last first; the second copy begins at floor or behind it."""
    while True:
        size = 0
        while (
            first - size > 0 and second - size > floor and words[first - size - 1] == words[second - size - 1]
        ):
            size += 1
        first, second = first - size, second - size
        if size:
            yield Match(first, second, size)
        for skipped, added in _GAPS:
            one, two = first - skipped, second - added
            if (
                one >= _ANCHOR
                and two - _ANCHOR >= floor
                and words[one - _ANCHOR : one] == words[two - _ANCHOR : two]
            ):
                first, second = one, two
                break
        else:
            return


# How many words each copy may have where they differ, the smallest edits first.
_GAPS = sorted(
    ((one, two) for one in range(_GAP + 1) for two in range(_GAP + 1) if one or two),
    key=lambda gap: (sum(gap), gap),
)
