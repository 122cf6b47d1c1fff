"""Which blocks of a page stand in a text that was made of it: another extractor's, or a gold one.

Long blocks are found wherever they stand. Of a block of a few words, which could stand anywhere ("Home"),
only an occurrence counts that is in its place between the blocks around it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_RUN = 3  # words in a row that are looked up together; a block of no more is short
_MOST = 0.7  # of a block's runs, more must stand in the text (chosen of 0.5, 0.7, 0.8 on 200 pages)
_MANY = 20  # places that a run may have in the text and still tell where a block stands (guess)

_Run = tuple[str, ...]


class _Place(NamedTuple):
    """Where in the text a block may stand: words start to end, and how many of them are surely its own."""

    block: int
    start: int
    end: int


def find_blocks(blocks: Sequence[Sequence[str]], text: Sequence[str]) -> list[bool]:
    """Tell of each block whether the text holds it; both are words, blocks in the page's order.

    A block stands in the text if most of its runs of three words do. One of three words or fewer must stand
    there whole, behind what goes before it in the page and ahead of what follows. One without words stands
    where its neighbours do. Time grows with the words, and with the logarithm of the text's.

    >>> find_blocks([["home"], "a long way home".split(), ["share"]], "a long way home".split())
    [False, True, False]
    """
    places = _index_runs(text)
    found: list[bool] = []
    candidates: list[list[_Place]] = []
    for number, words in enumerate(blocks):
        runs = [tuple(words[at : at + _RUN]) for at in range(max(1, len(words) - _RUN + 1))]
        known = [places.get(run, []) for run in runs]
        held = sum(map(bool, known)) > _MOST * len(runs)
        found.append(held and len(words) > _RUN)
        candidates.append(list(_locate(number, len(words), known)) if held else [])
    chain = {place.block: place for place in _chain(candidates, len(text))}
    for number in _find_short(blocks, chain, places, len(text)):
        found[number] = True
    for number, words in enumerate(blocks):
        if not words:
            found[number] = any(found[max(0, number - 1) : number]) and any(found[number + 1 : number + 2])
    return found


def _index_runs(text: Sequence[str]) -> dict[_Run, list[int]]:
    """Return where in the text each run of one to three words stands."""
    places: defaultdict[_Run, list[int]] = defaultdict(list)
    for at in range(len(text)):
        for length in range(1, min(_RUN, len(text) - at) + 1):
            places[tuple(text[at : at + length])].append(at)
    return dict(places)


def _locate(number: int, size: int, known: Sequence[Sequence[int]]) -> Iterator[_Place]:
    """Yield where a block of `size` words may stand, told by that of its runs which is rarest in the text.

    `known` holds the places of each run; where even the rarest has many, nothing is told.
    """
    rarest = min((at for at, there in enumerate(known) if there), key=lambda at: len(known[at]))
    if len(known[rarest]) > _MANY:
        return
    before = sum(map(bool, known[:rarest]))  # not all words before it: the text may lack some of them
    length = sum(map(bool, known)) + min(size, _RUN) - 1
    for at in known[rarest]:
        start = max(0, at - before)
        yield _Place(number, start, start + length)


def _find_short(
    blocks: Sequence[Sequence[str]], chain: dict[int, _Place], places: dict[_Run, list[int]], size: int
) -> Iterator[int]:
    """Yield the short blocks that are in the chain, or fit between the blocks of the chain around them."""
    ahead = size
    limits = [size] * len(blocks)
    for number in reversed(range(len(blocks))):
        limits[number] = ahead
        ahead = chain[number].start if number in chain else ahead
    behind = 0
    for number, words in enumerate(blocks):
        if number in chain:
            behind = chain[number].end
            if len(words) <= _RUN:
                yield number
        elif 0 < len(words) <= _RUN:
            known = places.get(tuple(words), [])
            at = bisect_left(known, behind)
            if at < len(known) and known[at] + len(words) <= limits[number]:
                behind = known[at] + len(words)
                yield number


def _chain(candidates: Sequence[Sequence[_Place]], size: int) -> list[_Place]:
    """Return the places, one a block at most, that follow one another in the text and hold the most words."""
    best: list[tuple[int, int]] = [(0, -1)] * (size + 2)  # a Fenwick tree, by end: words, and the last place
    chained: list[tuple[_Place, int]] = []
    for options in candidates:
        held = [(place, *_look_up(best, place.start)) for place in options]
        for place, words, last in held:  # only now, or a block would follow itself
            chained.append((place, last))
            _enter(best, min(place.end, size), (words + place.end - place.start, len(chained) - 1))
    chain: list[_Place] = []
    at = _look_up(best, size)[1]
    while at >= 0:
        place, at = chained[at]
        chain.append(place)
    return chain


def _look_up(best: Sequence[tuple[int, int]], end: int) -> tuple[int, int]:
    """Return the most words that a chain up to `end` holds, and its last place."""
    most = best[0]
    at = end + 1
    while at > 0:
        most = max(most, best[at])
        at -= at & -at
    return most


def _enter(best: list[tuple[int, int]], end: int, chain: tuple[int, int]) -> None:
    at = end + 1
    while at < len(best):
        best[at] = max(best[at], chain)
        at += at & -at
