"""The network that judges blocks, evaluated with numpy alone.

A block's numbers and the mean vectors of its hashed words go through dilated convolutions over the sequence
of blocks; between them each block is told the means over the containers that it stands in and over the page.
`trainable` is the same network for the trainer, and a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from scrubber.learned.boxes import Floats
from scrubber.learned.features import SLOTS, Features
from scrubber.learned.letters import Ints
from scrubber.learned.words import Bags

DILATIONS = (1, 2, 4, 8)  # blocks between the taps of each convolution of three
CLIP = 5.0  # standard deviations beyond which a number says nothing more
# Multiplications up to which OpenBLAS stays on one thread; on products so small further threads only wait.
_ONE_THREAD = 1 << 18
_TALL = 100  # rows of a weight beyond which it is taken in parts
_EPSILON = 1e-5  # of a layer norm, as in torch


class Level(NamedTuple):
    """The containers of one size, in the blocks' order; blocks in a row that share one are told once."""

    begin: Ints
    end: Ints
    times: Ints  # how many blocks in a row each is told to


@dataclass(frozen=True, slots=True)
class Network:
    """The trained arrays, by the names that `trainable` gives them."""

    arrays: Mapping[str, Floats]

    def judge(self, features: Features) -> Floats:
        """Return, for each block, the log-odds that it is content."""
        hidden = self._linear("read", self._read(features))
        levels = _find_levels(features.containers)
        half = len(DILATIONS) // 2
        for layer in range(half):
            self._convolve(layer, hidden)
        self._pool(0, hidden, levels)
        for layer in range(half, len(DILATIONS)):
            self._convolve(layer, hidden)
        self._pool(1, hidden, levels)
        hidden = self._linear("last", self._normalize("norm", hidden))
        # einsum, again: BLAS would take many threads for so little.
        judged: Floats = np.einsum("ij,jk->i", hidden, self.arrays["verdict.weight"])
        judged += self.arrays["verdict.bias"]
        return judged

    def _read(self, features: Features) -> Floats:
        """Return what the network is told of each block, side by side."""
        words, names = self.arrays["words"], self.arrays["names"]
        number, size = len(features.dense), names.shape[1]
        said = means(words, features.words)
        page = names[features.page].mean(0) if len(features.page) else np.zeros_like(names[0])
        return np.concatenate(
            [
                standardize(features.dense, self.arrays),
                said,
                np.where(features.headings[:, None] >= 0, said[features.headings], np.float32(0)),
                means(means(names, features.names), features.boxes).reshape(number, SLOTS * size),
                means(names, features.links),
                np.broadcast_to(page, (number, size)),
            ],
            axis=1,
        )

    def _convolve(self, layer: int, hidden: Floats) -> None:
        """Add to each block what it and the blocks so many before and behind it say together."""
        step, (number, width) = DILATIONS[layer], hidden.shape
        padded = np.zeros((number + 2 * step, width), np.float32)
        padded[step : step + number] = self._normalize(f"convolve_norm.{layer}", hidden)
        taps = self.arrays[f"convolve.{layer}.weight"].reshape(3, width, width)
        product = multiply(padded[:number], taps[0])
        product += multiply(padded[step : step + number], taps[1])
        product += multiply(padded[2 * step :], taps[2])
        hidden += _relu(product, self.arrays[f"convolve.{layer}.bias"])

    def _pool(self, layer: int, hidden: Floats, levels: Sequence[Level]) -> None:
        """Add to each block what it, the containers that it stands in and the page say together."""
        number, width = hidden.shape
        normal = self._normalize(f"pool_norm.{layer}", hidden)
        sums = _sum_rows(normal)
        own, *around, mean, most = self.arrays[f"pool.{layer}.weight"].reshape(-1, width, width)
        product = multiply(normal, own)
        for (begin, end, times), weight in zip(levels, around, strict=True):
            held: Floats = sums[end] - sums[begin]
            held /= (end - begin)[:, None]
            product += multiply(held, weight).repeat(times, 0)
        page = sums[-1] / np.float32(number) @ mean + normal.max(0) @ most  # it says the same to all
        hidden += _relu(product, self.arrays[f"pool.{layer}.bias"] + page)

    def _linear(self, name: str, values: Floats) -> Floats:
        return _relu(multiply(values, self.arrays[f"{name}.weight"]), self.arrays[f"{name}.bias"])

    def _normalize(self, name: str, values: Floats) -> Floats:
        width = np.float32(values.shape[1])
        # einsum sums each row in one pass, on one thread, without numpy's temporary squares.
        normal: Floats = values - (np.einsum("ij->i", values) / width)[:, None]
        spread = np.einsum("ij,ij->i", normal, normal) / width
        normal *= (1 / np.sqrt(spread + np.float32(_EPSILON)))[:, None]
        normal *= self.arrays[f"{name}.weight"]
        normal += self.arrays[f"{name}.bias"]
        return normal


def standardize(dense: Floats, arrays: Mapping[str, Floats]) -> Floats:
    """Return numbers in standard deviations (`mean`, `deviation`), none of them extreme."""
    numbers: Floats = dense - arrays["mean"]
    numbers /= arrays["deviation"]
    np.clip(numbers, -CLIP, CLIP, out=numbers)
    return numbers


def multiply(values: Floats, weight: Floats) -> Floats:
    """Return values @ weight, a few rows at a time: BLAS then keeps to one thread, and numpy to C."""
    height, width = weight.shape
    parts = -(-height // _TALL)
    if parts > 1:  # of a tall weight too few rows would fit
        product = multiply(values[:, : height // parts], weight[: height // parts])
        product += multiply(values[:, height // parts :], weight[height // parts :])
        return product
    rows = max(1, _ONE_THREAD // weight.size)
    whole = len(values) // rows * rows
    product = np.empty((len(values), width), np.float32)
    np.matmul(values[:whole].reshape(-1, rows, height), weight, out=product[:whole].reshape(-1, rows, width))
    np.matmul(values[whole:], weight, out=product[whole:])
    return product


def _relu(values: Floats, bias: Floats) -> Floats:
    """Return values and bias, nothing below 0, in place."""
    values += bias
    # numpy compares two arrays four times as fast as an array and a number.
    return np.maximum(values, np.zeros_like(values), out=values)


def _find_levels(containers: Ints) -> list[Level]:
    begins, ends = containers[:, :, 0].T, containers[:, :, 1].T
    fresh = np.ones(begins.shape, bool)
    fresh[:, 1:] = (begins[:, 1:] != begins[:, :-1]) | (ends[:, 1:] != ends[:, :-1])
    levels = []
    for begin, end, new in zip(begins, ends, fresh, strict=True):
        at = new.nonzero()[0]
        levels.append(Level(begin[at], end[at], np.diff(at, append=len(new))))
    return levels


def _sum_rows(values: Floats) -> Floats:
    """Return the running sums of the rows, from 0 on."""
    sums = np.zeros((len(values) + 1, values.shape[1]), np.float32)
    sums[1:] = values
    step = 1
    while step < len(values):  # by doubling: numpy's cumsum goes down one column after the other, and is slow
        sums[step + 1 :] += sums[1:-step]
        step *= 2
    return sums


def means(table: Floats, bags: Bags) -> Floats:
    """Return the mean of each bag's entries of table, numbers or rows of them; zeros for an empty bag."""
    starts = np.concatenate(([0], bags.ends[:-1]))
    sizes = bags.ends - starts
    means: Floats = np.zeros((len(sizes), *table.shape[1:]), np.float32)
    filled = np.flatnonzero(sizes)
    if len(filled):
        sums = np.add.reduceat(table.take(bags.ids, 0), starts[filled], axis=0)
        means[filled] = (sums.T / sizes[filled].astype(np.float32)).T
    return means
