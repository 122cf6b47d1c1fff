"""The boxes around a page's blocks: which stand in which, and what each of them holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from scrubber.learned.letters import Ints
from scrubber.model import Block, Box

Floats = np.ndarray[Any, np.dtype[np.float32]]

CONTAINERS = (
    2,
    6,
    20,
)  # blocks that a container holds at least: siblings, a card or list, a part of the page


class Boxes:
    """All boxes of a page, outer before inner, each with the stretch of blocks that it holds.

    Block i stands in box `own[i]` (-1 in flat text); box b holds blocks first[b] up to, not with, last[b], is
    of kind kinds[kind[b]], and stands in box parents[b]. One more parent than boxes: -1's is -1.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        """Number the boxes, in time linear in blocks and boxes: a box is met once, whatever the depth."""
        index: dict[Box, int] = {}
        kinds: dict[tuple[str, tuple[str, ...]], int] = {}
        kind: list[int] = []
        parents: list[int] = []
        first: list[int] = []
        last: list[int] = []
        own: list[int] = []
        for at, block in enumerate(blocks):
            where = -1
            if block.markup is not None:
                path = []
                box: Box | None = block.markup.box
                while box is not None and (where := index.get(box, -1)) < 0:
                    path.append(box)
                    box = box.parent
                for new in reversed(path):
                    parents.append(where)
                    where = index[new] = len(kind)
                    kind.append(kinds.setdefault((new.tag, new.names), len(kinds)))
                    first.append(at)
                    last.append(at + 1)
                last[where] = at + 1
            own.append(where)
        for where in range(len(parents) - 1, -1, -1):  # inner before outer
            outer = parents[where]
            if outer >= 0 and last[where] > last[outer]:
                last[outer] = last[where]
        self.kinds = list(kinds)  # tag and class names
        self.kind = np.array(kind, np.int64)
        self.own = np.array(own, np.int64)
        self.parents = np.array([*parents, -1], np.int64)
        self.first = np.array(first, np.int64)
        self.last = np.array(last, np.int64)

    def outer(self, steps: int) -> Ints:
        """Return, for each block, the box that is so many steps out from its own, or -1."""
        where = self.own
        for _ in range(steps):
            where = self.parents[where]
        return where

    def depths(self) -> Ints:
        """Return, for each block, how many boxes its own stands in."""
        depths = [-1] * len(self.parents)  # the last is that of no box
        for box, outer in enumerate(self.parents[:-1].tolist()):
            depths[box] = depths[outer] + 1
        return np.maximum(0, np.array(depths, np.int64)[self.own])

    def climb(self, fits: np.ndarray[Any, np.dtype[np.bool_]]) -> Ints:
        """Return, for each box, itself or the nearest around it that fits, or -1; the same for none, last."""
        found = np.append(np.where(fits, np.arange(len(fits)), self.parents[:-1]), -1)
        while True:  # each round doubles the steps taken
            further: Ints = found[found]
            if np.array_equal(further, found):
                return further
            found = further

    def containers(self) -> Ints:
        """Return, blocks x CONTAINERS x 2, the stretch of the smallest box that holds so many blocks.

        Where no box does, it is the whole page.
        """
        begin = np.append(self.first, 0)  # the last stands for the page
        end = np.append(self.last, len(self.own))
        spans = np.empty((len(self.own), len(CONTAINERS), 2), np.int64)
        for level, least in enumerate(CONTAINERS):
            found = self.climb(self.last - self.first >= least)[self.own]
            spans[:, level, 0], spans[:, level, 1] = begin[found], end[found]
        return spans

    def nearest(self, tags: Sequence[str], values: Floats) -> Floats:
        """Return, blocks x tags, the value of the nearest box of each tag around a block, or -1."""
        columns = {tag: column for column, tag in enumerate(tags)}
        column = np.array([columns.get(tag, -1) for tag, _ in self.kinds], np.int64)[self.kind]
        told = self.climb(column >= 0)
        rows = np.full((len(self.parents), len(tags)), -1, np.float32)  # of the boxes told, and of none
        for box in np.flatnonzero(column >= 0).tolist():
            rows[box] = rows[told[self.parents[box]]]
            rows[box, column[box]] = values[box]
        return rows[told[self.own]]

    def smallest(self, held: Floats, least: float) -> tuple[int, int]:
        """Return the stretch of the smallest box that holds at least so much, or the whole page."""
        fitting = np.flatnonzero(held >= least)
        if not len(fitting):
            return 0, len(self.own)
        box = fitting[np.argmin((self.last - self.first)[fitting])]
        return int(self.first[box]), int(self.last[box])
