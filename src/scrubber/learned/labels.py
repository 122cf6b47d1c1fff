"""What share of each block stands in a page's gold text: what a model learns from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

_WORD = re.compile(r"\w+")  # as WCXB's own scorer counts
_SHORT = 5  # words: so short a block may stand in the gold text by chance ("Home"), so its place counts too
_ANCHOR = 0.7  # of a longer block's trigrams that are gold, for it to tell where the gold text is
_SLACK = 5  # words by which a place may be off


class _Anchor(NamedTuple):
    """A block that stands at gold[start:end]."""

    block: int
    start: int
    end: int


def split_words(text: str) -> list[str]:
    """Return the words that count in scoring: runs of letters, digits and underscores, in lower case."""
    return _WORD.findall(text.lower())


def label_blocks(blocks: Sequence[Sequence[str]], gold: Sequence[str]) -> list[float]:
    """Return the share of each block, 0 to 1, that stands in gold; all are lists of words.

    A block of three words or more counts by its trigrams. A short one must also stand where its neighbours
    in the gold text do, so that a menu's "About us" is not content because an article says so somewhere.

    >>> article = "all about tea and its leaves".split()
    >>> label_blocks([["about"], article], article)
    [0.0, 1.0]
    """
    places = defaultdict(list)
    for at, triple in enumerate(zip(gold, gold[1:], gold[2:], strict=False)):
        places[triple].append(at)
    whole = f" {' '.join(gold)} "
    shares = []
    for words in blocks:
        triples = list(zip(words, words[1:], words[2:], strict=False))
        if triples:
            shares.append(sum(triple in places for triple in triples) / len(triples))
        else:
            shares.append(float(bool(words) and f" {' '.join(words)} " in whole))
    anchors = _find_anchors(blocks, shares, places)
    return [
        share if not share or len(words) > _SHORT or _is_in_place(at, words, gold, anchors) else 0.0
        for at, (words, share) in enumerate(zip(blocks, shares, strict=True))
    ]


def _find_anchors(
    blocks: Sequence[Sequence[str]],
    shares: Sequence[float],
    places: dict[tuple[str, str, str], list[int]],
) -> list[_Anchor]:
    """Return the longest run of longer blocks that stand in gold in the page's order."""
    found = []
    for at, words in enumerate(blocks):
        if len(words) <= _SHORT or shares[at] <= _ANCHOR:
            continue
        starts = [
            places[triple][0] - into
            for into, triple in enumerate(zip(words, words[1:], words[2:], strict=False))
            if len(places.get(triple, ())) == 1
        ]
        if starts:
            start = sorted(starts)[len(starts) // 2]
            found.append(_Anchor(at, start, start + len(words)))
    ends: list[int] = []  # patience sorting: the anchor that ends the best run of each length
    before: list[int] = []
    for number, anchor in enumerate(found):
        length = bisect_left(ends, anchor.start, key=lambda end: found[end].start)
        before.append(ends[length - 1] if length else -1)
        ends[length : length + 1] = [number]
    run = []
    at = ends[-1] if ends else -1
    while at >= 0:
        run.append(found[at])
        at = before[at]
    return run[::-1]


def _is_in_place(at: int, words: Sequence[str], gold: Sequence[str], anchors: Sequence[_Anchor]) -> bool:
    """Tell whether a short block stands in gold between the anchors before and behind it."""
    if not anchors:
        return True
    behind = bisect_left(anchors, at, key=lambda anchor: anchor.block)
    start = anchors[behind - 1].end if behind else 0
    end = anchors[behind].start if behind < len(anchors) else len(gold)
    stretch = gold[max(0, start - _SLACK) : max(0, end + _SLACK)]
    return f" {' '.join(words)} " in f" {' '.join(stretch)} "
