"""The network that judges blocks, evaluated with numpy alone.

A block's numbers and the mean vectors of its hashed words go through dilated convolutions over the sequence
of blocks; between them each block is told the means over the containers that it stands in and over the page.
`trainable` is the same network for the trainer, and a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from scrubber.learned.boxes import Floats, Ints
from scrubber.learned.features import SLOTS, Bags, Features

DILATIONS = (1, 2, 4, 8)  # blocks between the taps of each convolution of three
CLIP = 5.0  # standard deviations beyond which a number says nothing more
# Multiplications up to which OpenBLAS stays on one thread; on products so small further threads only wait.
_ONE_THREAD = 1 << 18
_EPSILON = 1e-5  # of a layer norm, as in torch


@dataclass(frozen=True, slots=True)
class Network:
    """The trained arrays, by the names that `trainable` gives them."""

    arrays: Mapping[str, Floats]

    def judge(self, features: Features) -> Floats:
        """Return, for each block, the log-odds that it is content."""
        hidden = _relu(self._linear("read", self._read(features)))
        half = len(DILATIONS) // 2
        for layer in range(half):
            hidden = self._convolve(layer, hidden)
        hidden = self._pool(0, hidden, features.containers)
        for layer in range(half, len(DILATIONS)):
            hidden = self._convolve(layer, hidden)
        hidden = self._pool(1, hidden, features.containers)
        hidden = _relu(self._linear("last", self._normalize("norm", hidden)))
        judged: Floats = self._linear("verdict", hidden)[:, 0]
        return judged

    def _read(self, features: Features) -> Floats:
        words, names = self.arrays["words"], self.arrays["names"]
        said = means(words, features.words)
        above = np.where(features.headings[:, None] >= 0, said[features.headings], np.float32(0))
        boxes = means(means(names, features.names), features.boxes)
        page = names[features.page].mean(0) if len(features.page) else np.zeros_like(names[0])
        number = len(said)
        return np.concatenate(
            [
                standardize(features.dense, self.arrays),
                said,
                above,
                boxes.reshape(number, SLOTS * names.shape[1]),
                means(names, features.links),
                np.broadcast_to(page, (number, len(page))),
            ],
            axis=1,
            dtype=np.float32,
        )

    def _convolve(self, layer: int, hidden: Floats) -> Floats:
        step, number = DILATIONS[layer], len(hidden)
        padded = np.pad(self._normalize(f"convolve_norm.{layer}", hidden), ((step, step), (0, 0)))
        taps = np.split(self.arrays[f"convolve.{layer}.weight"], 3)
        product = multiply(padded[:number], taps[0])
        product += multiply(padded[step : step + number], taps[1])
        product += multiply(padded[2 * step :], taps[2])
        product += self.arrays[f"convolve.{layer}.bias"]
        return hidden + _relu(product)

    def _pool(self, layer: int, hidden: Floats, containers: Ints) -> Floats:
        normal = self._normalize(f"pool_norm.{layer}", hidden)
        sums = np.concatenate([np.zeros_like(normal[:1]), np.cumsum(normal, axis=0)])
        weights = np.split(self.arrays[f"pool.{layer}.weight"], containers.shape[1] + 3)
        product = multiply(normal, weights[0])
        for begin, end, weight in zip(
            containers[:, :, 0].T, containers[:, :, 1].T, weights[1:], strict=False
        ):
            product += multiply((sums[end] - sums[begin]) / (end - begin)[:, None].astype(np.float32), weight)
        product += normal.mean(0) @ weights[-2] + normal.max(0) @ weights[-1]  # the page says it to all alike
        product += self.arrays[f"pool.{layer}.bias"]
        return hidden + _relu(product)

    def _linear(self, name: str, values: Floats) -> Floats:
        return multiply(values, self.arrays[f"{name}.weight"]) + self.arrays[f"{name}.bias"]

    def _normalize(self, name: str, values: Floats) -> Floats:
        centred = values - values.mean(1, keepdims=True)
        scale = 1 / np.sqrt((centred * centred).mean(1, keepdims=True) + _EPSILON)
        normal: Floats = centred * scale * self.arrays[f"{name}.weight"] + self.arrays[f"{name}.bias"]
        return normal


def standardize(dense: Floats, arrays: Mapping[str, Floats]) -> Floats:
    """Return numbers in standard deviations (`mean`, `deviation`), none of them extreme."""
    numbers = (dense - arrays["mean"]) / arrays["deviation"]
    clipped: Floats = np.clip(numbers, -CLIP, CLIP, dtype=np.float32)
    return clipped


def multiply(values: Floats, weight: Floats) -> Floats:
    """Return values @ weight, a few rows at a time: BLAS then keeps to one thread, and numpy to C."""
    rows = max(1, _ONE_THREAD // weight.size)
    whole = len(values) // rows * rows
    product = np.empty((len(values), weight.shape[1]), np.float32)
    np.matmul(
        values[:whole].reshape(-1, rows, len(weight)),
        weight,
        out=product[:whole].reshape(-1, rows, weight.shape[1]),
    )
    np.matmul(values[whole:], weight, out=product[whole:])
    return product


def _relu(values: Floats) -> Floats:
    return np.maximum(values, np.float32(0))


def means(table: Floats, bags: Bags) -> Floats:
    """Return the mean of each bag's rows of table; zeros for an empty bag."""
    starts = np.concatenate(([0], bags.ends[:-1]))
    sizes = bags.ends - starts
    means: Floats = np.zeros((len(sizes), table.shape[1]), np.float32)
    filled = sizes > 0
    if filled.any():
        sums = np.add.reduceat(table[bags.ids], starts[filled], axis=0)
        means[filled] = sums / sizes[filled, None]
    return means
