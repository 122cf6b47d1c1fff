"""The boxes around a page's blocks: which stand in which, and what each of them holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from scrubber.model import Block, Box

Floats = np.ndarray[Any, np.dtype[np.float32]]
Ints = np.ndarray[Any, np.dtype[np.int64]]

CONTAINERS = (
    2,
    6,
    20,
)  # blocks that a container holds at least: siblings, a card or list, a part of the page


class Boxes:
    """All boxes of a page, outer before inner, each with the stretch of blocks that it holds.

    Block i stands in box `own[i]` (-1 in flat text); box b holds blocks first[b] up to, not with, last[b].
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        """Number the boxes, in time linear in blocks and boxes: a box is met once, whatever the depth."""
        index: dict[Box, int] = {}
        self.boxes: list[Box] = []
        parents: list[int] = []
        first: list[int] = []
        last: list[int] = []
        own: list[int] = []
        for at, block in enumerate(blocks):
            where = -1
            if block.markup is not None:
                path = []
                box: Box | None = block.markup.box
                while box is not None and box not in index:
                    path.append(box)
                    box = box.parent
                where = index[box] if box is not None else -1
                for box in reversed(path):
                    parents.append(where)
                    where = index[box] = len(self.boxes)
                    self.boxes.append(box)
                    first.append(at)
                    last.append(at + 1)
                last[where] = at + 1
            own.append(where)
        for where in range(len(parents) - 1, -1, -1):  # inner before outer
            outer = parents[where]
            if outer >= 0 and last[where] > last[outer]:
                last[outer] = last[where]
        self.own = own
        self.parents = parents
        self.first = np.array(first, np.int64)
        self.last = np.array(last, np.int64)

    def outer(self, steps: int) -> list[int]:
        """Return, for each block, the box that is so many steps out from its own, or -1."""
        where = self.own
        for _ in range(steps):
            where = [self.parents[box] if box >= 0 else -1 for box in where]
        return where

    def containers(self) -> Ints:
        """Return, blocks x CONTAINERS x 2, the stretch of the smallest box that holds so many blocks.

        Where no box does, it is the whole page.
        """
        held = (self.last - self.first).tolist()
        spans = np.zeros((len(self.own), len(CONTAINERS), 2), np.int64)
        spans[:, :, 1] = len(self.own)
        chosen: list[int] = []
        for level, least in enumerate(CONTAINERS):
            fitting: list[int] = []  # of each box: itself or the nearest one around it that holds enough
            for box, outer in enumerate(self.parents):
                fitting.append(box if held[box] >= least else fitting[outer] if outer >= 0 else -1)
            chosen = [fitting[box] if box >= 0 else -1 for box in self.own]
            found = np.array(chosen, np.int64)
            inside = found >= 0
            if inside.any():
                spans[inside, level, 0] = self.first[found[inside]]
                spans[inside, level, 1] = self.last[found[inside]]
        return spans

    def nearest(self, tags: Sequence[str], values: Floats) -> Floats:
        """Return, blocks x tags, the value of the nearest box of each tag around a block, or -1."""
        columns = {tag: column for column, tag in enumerate(tags)}
        rows = [[-1.0] * len(tags)]  # one for each box that has such a tag, and one for none
        known: list[int] = []  # of each box: the row that holds for it
        for box, (candidate, outer) in enumerate(zip(self.boxes, self.parents, strict=True)):
            row = known[outer] if outer >= 0 else 0
            column = columns.get(candidate.tag)
            if column is not None:
                rows.append(rows[row].copy())
                row = len(rows) - 1
                rows[row][column] = float(values[box])
            known.append(row)
        found = [known[box] if box >= 0 else 0 for box in self.own]
        return np.array(rows, np.float32)[found]

    def smallest(self, held: Floats, least: float) -> tuple[int, int]:
        """Return the stretch of the smallest box that holds at least so much, or the whole page."""
        fitting = np.flatnonzero(held >= least)
        if not len(fitting):
            return 0, len(self.own)
        box = fitting[np.argmin((self.last - self.first)[fitting])]
        return int(self.first[box]), int(self.last[box])
