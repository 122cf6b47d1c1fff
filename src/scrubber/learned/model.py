"""A learned model: its networks, what they were learned from, and why they say what they say; in one file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    """Networks whose log-odds are averaged, and the line that calibrates them."""

    networks: tuple[Network, ...]
    reasons: Reasons
    line: Line
    provenance: Mapping[str, Any]

    def judge(self, features: Features) -> Floats:
        """Return each block's probability to be content, calibrated."""
        odds: Floats = np.mean([network.judge(features) for network in self.networks], axis=0)
        return self.line.likely(odds)


@cache
def load_model(source: str | Path = "html") -> Model:
    """Return a model: the shipped one for `html` or `flat` pages, or the one in a file.

    Raises BadConfig where there is none, or where the file is not as its own provenance says.
    """
    arrays, provenance = load_weights(source)
    networks = tuple(
        Network(_within(arrays, f"network{number}/")) for number in range(provenance["networks"])
    )
    reasons = Reasons.of(_within(arrays, "reasons/"), provenance["columns"])
    line = Line(provenance["slope"], provenance["offset"])
    return Model(networks, reasons, line, provenance)


def save_model(
    target: Path,
    networks: Sequence[Mapping[str, Floats]],
    reasons: Mapping[str, Floats],
    provenance: Mapping[str, Any],
) -> None:
    """Write a model's file; the same model gives the same bytes."""
    parts = {f"network{number}/": network for number, network in enumerate(networks)} | {"reasons/": reasons}
    arrays = {prefix + name: values for prefix, part in parts.items() for name, values in part.items()}
    save_weights(target, arrays, {**provenance, "networks": len(networks)})


def _within(arrays: Mapping[str, Floats], prefix: str) -> dict[str, Floats]:
    return {name.removeprefix(prefix): values for name, values in arrays.items() if name.startswith(prefix)}
