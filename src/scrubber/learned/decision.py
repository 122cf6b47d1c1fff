"""Which blocks of a page stay, given how likely each is content."""

from __future__ import annotations

from typing import Any

import numpy as np

from scrubber.learned.boxes import Floats

# Where the likeliest block is less so, the page has no content: a notice, a wall, menus. On WCXB dev that
# holds for six pages that have none and one that has some; on readability's, and all others, it is over 0.16.
_SURELY_DEBRIS = 0.05
_WHOLE_PAGE = 50  # words; less is a fragment, and somebody cut it out for what it says (guess)
_ROW, _SHORT = 3, 6  # blocks of a row of short ones, at least; words of each, at most
# What a row says in each of its blocks. On every third page of WCXB dev, in three styles of flat text, F1 is
# 0.8459 / 0.8368 / 0.8372 without, and 0.8469 / 0.8368 / 0.8375 by this.
_SAY = 0.5
BALANCED = 1.0  # times recall counts as precision does


def choose(likely: Floats, sizes: Floats, *, weight: float = BALANCED) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Return which blocks to keep so that the page's expected F is greatest; none if all is debris.

    `likely` holds each block's probability to be content, `sizes` its words. With `weight` over 1, F's
    beta squared, recall counts for more, under 1 precision does. The best choice is always of the likeliest
    blocks (Lewis 1995, "Evaluating and optimizing autonomous text classification systems").

    >>> choose(np.array([0.9, 0.2, 0.1]), np.array([10, 10, 10])).tolist()
    [True, False, False]
    >>> choose(np.array([0.3, 0.28, 0.01]), np.array([10, 10, 10])).tolist()
    [True, True, False]
    >>> choose(np.array([0.02, 0.01, 0.01]), np.array([40, 30, 10])).any()
    np.False_
    """
    if not len(likely) or (likely.max() < _SURELY_DEBRIS and sizes.sum() >= _WHOLE_PAGE):
        return np.zeros(len(likely), bool)
    order = np.argsort(-likely, kind="stable")
    found = np.cumsum(sizes[order] * likely[order])
    kept = np.cumsum(sizes[order])
    expected = (1 + weight) * found / (kept + weight * found[-1])
    chosen = np.zeros(len(likely), bool)
    chosen[order[: int(np.argmax(expected)) + 1]] = True
    return chosen


def even_out(likely: Floats, sizes: Floats, loose: np.ndarray[Any, np.dtype[np.bool_]]) -> Floats:
    """Return the probabilities, those of a row of short loose blocks drawn together: it is a menu or not.

    `loose` tells which blocks are neither sentences nor headings. Flat text has no boxes to tell menus by.

    >>> even_out(np.array([0.1, 0.1, 0.7, 0.9]), np.array([2, 2, 2, 40]), np.array([True] * 4)).tolist()
    [0.2, 0.2, 0.5, 0.9]
    """
    short = np.concatenate(([False], loose & (sizes <= _SHORT), [False]))
    edges = np.flatnonzero(short[1:] != short[:-1])
    evened = likely.copy()
    for begin, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if end - begin >= _ROW:
            mean = np.average(likely[begin:end], weights=sizes[begin:end])
            evened[begin:end] += _SAY * (mean - likely[begin:end])
    return evened
