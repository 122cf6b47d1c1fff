"""A learned model: its networks, what they were learned from, and why they say what they say; in one file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from scrubber.errors import BadConfig
from scrubber.learned.boxes import Floats
from scrubber.learned.features import Features
from scrubber.learned.network import Network
from scrubber.learned.reasons import Reasons

_ENTRY = "provenance"  # the name under which the file keeps it, as JSON
_BYTES = 127  # tables of vectors are kept in bytes, -127 to 127, with one scale a table
_TABLES = ("words", "names")


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
    place: Traversable | Path = source if isinstance(source, Path) else _shipped(source)
    try:
        with place.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
    except (OSError, ValueError) as error:
        raise BadConfig(f"there is no model in {place}: {error}; make one with: make train DATA=…") from error
    provenance = json.loads(arrays.pop(_ENTRY).tobytes())
    if _digest(arrays) != provenance["arrays_sha256"]:
        raise BadConfig(f"{place} is not what its provenance says; make it anew with: make train DATA=…")
    networks = []
    for number in range(provenance["networks"]):
        prefix = f"network{number}/"
        networks.append(
            Network({n.removeprefix(prefix): _restore(n, arrays) for n in _names(arrays, prefix)})
        )
    reasons = Reasons.of(
        {n.removeprefix("reasons/"): _restore(n, arrays) for n in _names(arrays, "reasons/")},
        provenance["columns"],
    )
    line = Line(provenance["slope"], provenance["offset"])
    return Model(tuple(networks), reasons, line, provenance)


def save_model(
    target: Path,
    networks: Sequence[Mapping[str, Floats]],
    reasons: Mapping[str, Floats],
    provenance: Mapping[str, Any],
) -> None:
    """Write a model's file; the same model gives the same bytes."""
    arrays: dict[str, Any] = {}
    for number, network in enumerate(networks):
        for name, values in network.items():
            _store(f"network{number}/{name}", values, arrays)
    for name, values in reasons.items():
        _store(f"reasons/{name}", values, arrays)
    said = {**provenance, "networks": len(networks), "arrays_sha256": _digest(arrays)}
    arrays[_ENTRY] = np.frombuffer(json.dumps(said, ensure_ascii=False).encode(), np.uint8)
    with target.open("wb") as file:
        np.savez_compressed(file, **arrays)


def _shipped(form: str) -> Traversable:
    return files("scrubber.learned").joinpath(f"{form}.npz")


def _names(arrays: Mapping[str, Any], prefix: str) -> list[str]:
    return [name for name in arrays if name.startswith(prefix) and not name.endswith("!scale")]


def _store(name: str, values: Floats, arrays: dict[str, Any]) -> None:
    if name.rsplit("/", 1)[1] not in _TABLES:
        arrays[name] = values.astype(np.float16 if values.ndim > 1 else np.float32)
        return
    scale = np.float32((np.abs(values).max() or 1.0) / _BYTES)  # flat text has no names: all are 0
    arrays[name] = np.round(values / scale).astype(np.int8)
    arrays[name + "!scale"] = scale


def _restore(name: str, arrays: Mapping[str, Any]) -> Floats:
    values: Floats = arrays[name].astype(np.float32)
    return values * arrays[name + "!scale"] if name + "!scale" in arrays else values


def _digest(arrays: Mapping[str, Any]) -> str:
    """Return the SHA-256 of all arrays, in order of their names."""
    digest = hashlib.sha256()
    for name in sorted(arrays):
        values = np.ascontiguousarray(arrays[name])
        digest.update(f"{name} {values.dtype} {values.shape}".encode())
        digest.update(values.tobytes())
    return digest.hexdigest()
