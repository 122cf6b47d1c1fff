"""A system run in a process of its own, and what came of it as a row of the table."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.scoring import Gold, Prediction, Scorers, score
from benchmarks.systems import System
from benchmarks.table import Row

_ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a system on a data set; `fault` says why there is nothing."""

    predictions: Mapping[str, Prediction]
    peak_mb: float | None
    fault: str | None


def run_system(
    name: str,
    data: Path,
    ids: Sequence[str],
    folder: Path,
    *,
    flat: Path | None = None,
    fold_weights: Path | None = None,
) -> Run:
    """Return what a system gave in a process of its own; its files are left in `folder`.

    `flat` is the folder of the pages' flat texts, for a system that is to have those in place of HTML.
    """
    chosen, predictions, summary = (folder / f"{name}.{end}" for end in ("ids.json", "jsonl", "json"))
    chosen.write_text(json.dumps(ids), encoding="utf-8")
    command = [name, data, chosen, predictions, summary]
    command += ["--flat", flat] if flat else []
    command += ["--fold-weights", fold_weights.resolve()] if fold_weights else []
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.measure", *map(str, command)],
        cwd=_ROOT,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        return Run({}, None, f"exit code {done.returncode}: {said[-1] if said else 'nothing said'}")
    peak = json.loads(summary.read_text(encoding="utf-8"))["peak_mb"]
    return Run(dict(_read_predictions(predictions)), peak, None)


def make_row(system: System, run: Run, gold: Mapping[str, Gold], scorers: Scorers) -> Row:
    """Return a run as a row of the table, with the system's note."""
    errors = [p.error for p in run.predictions.values() if p.error]
    return Row(
        system.name,
        score(gold, run.predictions, scorers) if not run.fault else None,
        run.peak_mb,
        len(errors),
        run.fault or (errors[0] if errors else None),
        system.note,
    )


def _read_predictions(path: Path) -> Iterator[tuple[str, Prediction]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            headings = tuple(record["headings"]) if "headings" in record else None
            yield record["id"], Prediction(record["text"], headings, record["ms"], record.get("error"))
