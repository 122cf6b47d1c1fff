"""The tagger: where blocks begin in flat text, and what of it stands in headings, evaluated with numpy alone.

A small network over the tokens of a text: what each looks like and the vector of its hashed word go through
convolutions, so that a token is judged by some thirty others on either side.
`trainable_tagger` is the same network for the trainer, and a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from scrubber.learned.boxes import Floats
from scrubber.learned.letters import Ints
from scrubber.learned.network import multiply, standardize
from scrubber.learned.tokens import Hashes, Tokens
from scrubber.learned.weights import load_weights

REACH = 2  # tokens on either side that the first convolution sees
DILATIONS = (1, 2, 4, 8, 16)  # tokens between the taps of the further ones, which have three
_HALO = REACH + sum(DILATIONS)  # tokens on either side that a verdict depends on
_STRETCH = 4096  # tokens that are judged at a time: what they take up stays in the processor's cache


class Tags(NamedTuple):
    """Probabilities, one a token: that a block begins with it, and that it stands in a heading."""

    begins: Floats
    heading: Floats


@dataclass(frozen=True, slots=True)
class Tagger:
    """The trained arrays, by the names that `trainable_tagger` gives them."""

    arrays: Mapping[str, Any]
    provenance: Mapping[str, Any]

    def judge(self, tokens: Tokens) -> Tags:
        """Return the probabilities of every token, in time linear in their number."""
        number = len(tokens.starts)
        odds = np.empty((number, 2), np.float32)
        for begin in range(0, number, _STRETCH):
            low, high = max(0, begin - _HALO), min(number, begin + _STRETCH + _HALO)
            odds[begin : begin + _STRETCH] = self._judge(tokens, low, high)[begin - low :][:_STRETCH]
        likely = (1 / (1 + np.exp(-np.clip(odds, -30, 30)))).astype(np.float32)
        return Tags(likely[:, 0], likely[:, 1])

    def _judge(self, tokens: Tokens, low: int, high: int) -> Floats:
        """Return the log-odds of a stretch of tokens, as if nothing stood around it."""
        words = self.arrays["words"][find_rows(self.arrays["vocabulary"], tokens.hashes[low:high])]
        told = np.concatenate([standardize(tokens.dense[low:high], self.arrays), words], axis=1)
        hidden = self._convolve("first", told, range(-REACH, REACH + 1))
        np.maximum(hidden, 0, out=hidden)
        for layer, step in enumerate(DILATIONS):
            added = self._convolve(f"convolve.{layer}", hidden, (-step, 0, step))
            hidden += np.maximum(added, 0, out=added)
        odds: Floats = multiply(hidden, self.arrays["verdict.weight"]) + self.arrays["verdict.bias"]
        return odds

    def _convolve(self, name: str, values: Floats, taps: Sequence[int]) -> Floats:
        """Return the sum over taps of the values so many tokens away, each by a weight of its own."""
        number, far = len(values), max(taps)
        padded = np.zeros((number + 2 * far, values.shape[1]), np.float32)
        padded[far : far + number] = values
        weights = np.split(self.arrays[f"{name}.weight"], len(taps))
        out = np.tile(self.arrays[f"{name}.bias"], (number, 1))
        for tap, weight in zip(taps, weights, strict=True):
            out += multiply(padded[far + tap : far + tap + number], weight)
        return out


def find_rows(vocabulary: Hashes, hashes: Hashes) -> Ints:
    """Return each word's row in the table of vectors: row 0, of zeros, for one that is not in the vocabulary.

    A language that the tagger did not learn is then judged by how it is written alone.
    """
    at = np.minimum(np.searchsorted(vocabulary, hashes), len(vocabulary) - 1)
    rows: Ints = np.where(vocabulary[at] == hashes, at + 1, 0)
    return rows


@cache
def load_tagger(source: str | Path = "tagger") -> Tagger:
    """Return the shipped tagger, or the one in a file.

    Raises BadConfig where there is none, or where the file is not as its own provenance says.
    """
    return Tagger(*load_weights(source))
