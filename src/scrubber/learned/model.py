"""A learned model: its network, what it was learned from, and why it says what it says; in one file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from scrubber.learned.boxes import Floats
from scrubber.learned.features import Features
from scrubber.learned.network import Network
from scrubber.learned.reasons import Reasons
from scrubber.learned.weights import load_weights, save_weights

_NETWORK, _REASONS = "network0/", "reasons/"  # what the names of their arrays begin with


class Line(NamedTuple):
    """What makes probabilities of log-odds: sigmoid(slope * odds + offset)."""

    slope: float
    offset: float

    def likely(self, odds: Floats) -> Floats:
        """Return the probabilities."""
        likely: Floats = 1 / (1 + np.exp(-np.clip(self.slope * odds + self.offset, -30, 30)))
        return likely


@dataclass(frozen=True, slots=True)
class Model:
    """A network, and the line that calibrates its log-odds."""

    network: Network
    reasons: Reasons
    line: Line
    provenance: Mapping[str, Any]

    def judge(self, features: Features) -> Floats:
        """Return each block's probability to be content, calibrated."""
        return self.line.likely(self.network.judge(features))


@cache
def load_model(source: str | Path = "html") -> Model:
    """Return a model: the shipped one for `html` or `flat` pages, or the one in a file.

    Raises BadConfig where there is none, or where the file is not as its own provenance says.
    """
    arrays, provenance = load_weights(source)
    reasons = Reasons.of(_within(arrays, _REASONS), provenance["columns"])
    line = Line(provenance["slope"], provenance["offset"])
    return Model(Network(_within(arrays, _NETWORK)), reasons, line, provenance)


def save_model(
    target: Path,
    network: Mapping[str, Floats],
    reasons: Mapping[str, Floats],
    provenance: Mapping[str, Any],
) -> None:
    """Write a model's file; the same model gives the same bytes."""
    parts = {_NETWORK: network, _REASONS: reasons}
    arrays = {prefix + name: values for prefix, part in parts.items() for name, values in part.items()}
    save_weights(target, arrays, provenance)


def _within(arrays: Mapping[str, Floats], prefix: str) -> dict[str, Floats]:
    return {name.removeprefix(prefix): values for name, values in arrays.items() if name.startswith(prefix)}
