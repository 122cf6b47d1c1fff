"""The head of a benchmark's result, and where the result is written."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_RESULTS = Path(__file__).parent / "results"


def show_head(title: str, packages: Iterable[str], command: str, prose: Sequence[str]) -> str:
    """Return what a reader needs to know of a run: when, with what, and how to do it again."""
    named = ", ".join(f"{package} {_version(package)}" for package in dict.fromkeys(packages))
    when = f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {named}"
    return "\n".join([f"# {title}", "", when, "", f"    {command}", "", *prose, ""])


def show_command(
    target: str, data: Path, sample: int | None, only: Sequence[str], fold_weights: Path | None
) -> str:
    """Return the command of a run, with the folders' names in place of their paths."""
    words = ["make", target, f"DATA={show_name(data)}"]
    words += [f"SAMPLE={sample}"] if sample else []
    words += [f'ONLY="{" ".join(only)}"'] if only else []
    words += [f"FOLDS={fold_weights.name}"] if fold_weights else []
    return " ".join(words)


def show_name(data: Path) -> str:
    """Return a data set's name: the folder's, with its parent's where it is one part of several."""
    return f"{data.parent.name}/{data.name}" if data.name in ("dev", "test", "train") else data.name


def write_result(shown: str, name: str, output: Path | None, *, whole: bool) -> None:
    """Write a result to `output`, or, where the run was a whole one, to its place among the results."""
    if output is None and whole:
        output = _RESULTS / name
    if output is not None:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(shown + "\n", encoding="utf-8")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(not installed)"
