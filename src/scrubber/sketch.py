"""On how many pages each of very many keys stands, in memory that is set beforehand.

A count-min sketch (Cormode & Muthukrishnan 2005, "An improved data stream summary: the count-min sketch and
its applications", J. Algorithms 55): each key has a cell in every row, and its count is the least of them.
"""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scrubber.errors import BadInput, BadOutput
from scrubber.writers import replacing

Keys = NDArray[np.uint64]
Counts = NDArray[np.int64]

# Bytes. With 100 keys a page that no other page has, it tells hosts of 3 pages among 10,000 pages in all, of
# 10 among 100,000, and of 50 among a million (benchmarks/results/site-repeats.md).
SIZE = 64 << 20
_DEPTH = 4  # rows: the bound below fails for one key in e**4
_CELL = np.uint32
_LEAST_WIDTH = 1 << 4  # cells of a row, for the smallest sketch
_RARE = 1e-2  # of keys may be counted higher than their count and the surplus (guess)
_LOOKED_AT = 1 << 16  # cells of a row that the surplus is told from: hashing makes them a fair sample
# Odd factors of multiply-shift hashing, a row each (Dietzfelbinger et al. 1997): splitmix64's first outputs
# for seed 0, made odd.
_FACTORS = np.array(
    [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F5, 0x06C45D188009454F, 0xF88BB8A8724C81ED], np.uint64
)


class Sketch:
    """Counts of 64-bit keys, a page each at most once. A count is never too low.

    With w cells in a row and N cells touched by all pages, a count is too high by more than e/w * N for at
    most one key in e**4 = 55 (the paper's theorem 1); `surplus` tells from the cells themselves what is to be
    taken off. The order in which pages are added makes no difference, and sketches of parts of the pages
    can be added up, to the same bytes.
    """

    def __init__(self, size: int = SIZE) -> None:
        """Make an empty sketch of at most `size` bytes (256 at least); a row is a power of two cells long."""
        cells = max(size // (_DEPTH * np.dtype(_CELL).itemsize), _LEAST_WIDTH)
        self._table: NDArray[np.uint32] = np.zeros((_DEPTH, 1 << cells.bit_length() - 1), _CELL)

    def add(self, keys: Keys) -> None:
        """Count one more page for each of a page's keys. Raises ValueError for a sketch that `load` gave."""
        # A cell counts the pages that touch it, so two keys of a page in one cell add one, not two.
        for row, cells in zip(self._table, self._find_cells(keys), strict=True):
            row[cells] += 1
        self.__dict__.pop("surplus", None)

    def merge(self, other: Sketch) -> None:
        """Add the counts of another sketch, of other pages. Raises ValueError for one of another size."""
        if other._table.shape != self._table.shape:
            raise ValueError("sketches of two sizes can't be added up; make both of one size")
        self._table += other._table
        self.__dict__.pop("surplus", None)

    def estimate(self, keys: Keys) -> Counts:
        """Return on how many pages each key stands: no fewer than it does, rarely `surplus` more.

        >>> sketch = Sketch(1 << 10)
        >>> for page in ([1, 2], [1, 3]):
        ...     sketch.add(np.array(page, np.uint64))
        >>> sketch.estimate(np.array([1, 2, 4], np.uint64)).tolist()
        [2, 1, 0]
        """
        found = np.stack([row[cells] for row, cells in zip(self._table, self._find_cells(keys), strict=True)])
        least: Counts = found.min(axis=0).astype(np.int64)
        return least

    @cached_property
    def surplus(self) -> int:
        """How much a count is too high at most, but for one key in a hundred; 0 while there is room.

        A key's cells hold what other keys left in them, so the cells' own spread tells how likely all four
        of a key's hold so much.
        """
        rows = np.sort(self._table[:, :_LOOKED_AT], axis=1)
        size = rows.shape[1]
        # With sorted rows, rows[:, at] or more stands in a share 1 - at / size of the cells.
        at = min(size - 1, int(np.ceil(size * (1 - _RARE ** (1 / _DEPTH)))))
        return int(rows[:, at].max())

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the sketch as a .npy file that takes path's place when it is whole. Raises BadOutput."""
        try:
            with replacing(Path(path)) as beside, beside.open("wb") as out:
                np.save(out, self._table, allow_pickle=False)
        except OSError as error:
            raise BadOutput(f"can't write {path}: {error.strerror}; name another place") from error

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Sketch:
        """Return a saved sketch, to be read only; processes that load one file share its memory.

        Raises BadInput where the file can't be read, or is no sketch.
        """
        try:
            table: NDArray[Any] = np.load(path, mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError, EOFError) as error:
            raise BadInput(f"can't read the sketch {path}: {error}; count the pages again") from error
        width = table.shape[-1] if table.ndim == 2 else 0
        if table.dtype != _CELL or table.shape != (_DEPTH, width) or width & (width - 1) or not width:
            raise BadInput(f"{path} is no sketch of site repeats; count the pages again")
        sketch = cls.__new__(cls)
        sketch._table = table
        return sketch

    def _find_cells(self, keys: Keys) -> NDArray[np.uint64]:
        """Return each key's cell in each row, shaped (rows, keys): the product's highest bits."""
        shift = np.uint64(64 - (self._table.shape[1].bit_length() - 1))
        cells: NDArray[np.uint64] = (keys[None, :] * _FACTORS[:, None]) >> shift
        return cells
