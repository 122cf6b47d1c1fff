"""The file of a learned model: its arrays, and their provenance, which pins them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np

from scrubber.errors import BadConfig
from scrubber.learned.boxes import Floats

_ENTRY = "provenance"  # the name under which the file keeps it, as JSON
_BYTES = 127  # tables of vectors are kept in bytes, -127 to 127, with one scale a table
_TABLES = ("words", "names")
_SCALE = "!scale"


def load_weights(source: str | Path) -> tuple[dict[str, Floats], dict[str, Any]]:
    """Return the arrays and the provenance of a file, or of the shipped one of that name.

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
    return {name: _restore(name, arrays) for name in arrays if not name.endswith(_SCALE)}, provenance


def save_weights(target: Path, arrays: Mapping[str, Floats], provenance: Mapping[str, Any]) -> None:
    """Write a model's file; the same arrays and provenance give the same bytes."""
    stored: dict[str, Any] = {}
    for name, values in arrays.items():
        _store(name, values, stored)
    said = {**provenance, "arrays_sha256": _digest(stored)}
    stored[_ENTRY] = np.frombuffer(json.dumps(said, ensure_ascii=False).encode(), np.uint8)
    with target.open("wb") as file:
        np.savez_compressed(file, **stored)


def _shipped(name: str) -> Traversable:
    return files("scrubber.learned").joinpath(f"{name}.npz")


def _store(name: str, values: Floats, stored: dict[str, Any]) -> None:
    if values.dtype.kind == "u":  # hashes
        stored[name] = values
        return
    if name.rsplit("/", 1)[-1] not in _TABLES:
        stored[name] = values.astype(np.float16 if values.ndim > 1 else np.float32)
        return
    scale = np.float32((np.abs(values).max() or 1.0) / _BYTES)  # flat text has no names: all are 0
    stored[name] = np.round(values / scale).astype(np.int8)
    stored[name + _SCALE] = scale


def _restore(name: str, arrays: Mapping[str, Any]) -> Floats:
    values: Floats = arrays[name]
    if values.dtype.kind == "u":
        return values
    values = values.astype(np.float32)
    return values * arrays[name + _SCALE] if name + _SCALE in arrays else values


def _digest(arrays: Mapping[str, Any]) -> str:
    """Return the SHA-256 of all arrays, in order of their names."""
    digest = hashlib.sha256()
    for name in sorted(arrays):
        values = np.ascontiguousarray(arrays[name])
        digest.update(f"{name} {values.dtype} {values.shape}".encode())
        digest.update(values.tobytes())
    return digest.hexdigest()
