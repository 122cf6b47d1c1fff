"""Compare scrubber with its peers on pages of HTML whose main content is known.

    python -m benchmarks.html DATA

The first table is of DATA, the second of the readability set, on which nothing is trained.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from benchmarks.pages import find_ids, take_sample
from benchmarks.scoring import Prediction, Scorers, load_scorers, read_gold, score
from benchmarks.systems import BY_NAME, SYSTEMS, System
from benchmarks.table import Row, show_table

_ROOT = Path(__file__).parent.parent
_RESULT = _ROOT / "benchmarks" / "results" / "html.md"
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_CROSS_VALIDATED = "cross-validated: each page by weights that never saw its domain"
_FITTED = "shipped weights: fitted on these pages"
_SHIPPED = "shipped weights: these pages were never trained on"


@dataclass(frozen=True, slots=True)
class _Run:
    """What came of a system on a data set; `fault` says why there is nothing."""

    predictions: dict[str, Prediction]
    peak_mb: float | None
    fault: str | None


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("data", type=_FOLDER)
@click.option(
    "--also", type=_FOLDER, help="A second data set; readability beside DATA's grandparent if not given."
)
@click.option(
    "--scorers",
    type=_FOLDER,
    help="The folder of score_wcxb.py and flatten.py; bench beside DATA's grandparent if not given.",
)
@click.option(
    "--fold-weights",
    type=_FOLDER,
    help="folds.json ({page id: fold}) and fold-N.npz, weights that never saw fold N: scrubber is then "
    "cross-validated on DATA. Without it the shipped weights, which were fitted to DATA, are used.",
)
@click.option("--sample", type=click.IntRange(min=1), help="Take so many pages of each set, evenly spread.")
@click.option("--only", type=click.Choice(list(BY_NAME)), multiple=True, help="Run this system. Repeatable.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write the result here, too; a run of all systems and pages goes to benchmarks/results/html.md.",
)
@click.option(
    "--keep",
    type=click.Path(path_type=Path),
    help="Keep the predictions in this folder, as score_wcxb.py reads them.",
)
def main(
    data: Path,
    also: Path | None,
    scorers: Path | None,
    fold_weights: Path | None,
    sample: int | None,
    only: tuple[str, ...],
    output: Path | None,
    keep: Path | None,
) -> None:
    """Compare scrubber with its peers on DATA, a folder laid out like WCXB's development set."""
    data = data.resolve()
    beside = data.parent.parent
    loaded = load_scorers(scorers or beside / "bench")
    systems = [system for system in SYSTEMS if system.name in only or not only]
    note = _CROSS_VALIDATED if fold_weights else _FITTED
    parts = [_compare(data, systems, loaded, sample, keep, fold_weights, note)]
    also = also or beside / "readability"
    if also.is_dir():
        parts.append(_compare(also.resolve(), systems, loaded, sample, keep, None, _SHIPPED))
    else:
        click.echo(f"skipped the readability set: there is no {also}; name its folder with --also", err=True)
    shown = "\n".join([_head(systems, data, sample, only, fold_weights), *parts])
    click.echo(shown)
    if output is None and not only and sample is None:
        output = _RESULT
    if output is not None:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(shown + "\n", encoding="utf-8")


def _compare(
    data: Path,
    systems: Sequence[System],
    scorers: Scorers,
    sample: int | None,
    keep: Path | None,
    fold_weights: Path | None,
    note: str,
) -> str:
    """Return the section of one data set: its name, its table and its notes."""
    ids = take_sample(find_ids(data), sample)
    gold = read_gold(data, ids, scorers)
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = (keep or Path(scratch)).resolve() / data.name
        folder.mkdir(parents=True, exist_ok=True)
        for system in systems:
            click.echo(f"{_name(data)}: {system.name}", err=True)
            run = _run(system, data, ids, folder, fold_weights if system.name == "scrubber" else None)
            errors = [p.error for p in run.predictions.values() if p.error]
            rows.append(
                Row(
                    system.name,
                    score(gold, run.predictions, scorers) if not run.fault else None,
                    run.peak_mb,
                    len(errors),
                    run.fault or (errors[0] if errors else None),
                    note if system.name == "scrubber" else system.note,
                )
            )
    return f"## {_name(data)}, {len(ids)} pages\n\n{show_table(rows)}"


def _run(system: System, data: Path, ids: list[str], folder: Path, fold_weights: Path | None) -> _Run:
    """Return what a system gave in a process of its own."""
    chosen, predictions, summary = (folder / f"{system.name}.{end}" for end in ("ids.json", "jsonl", "json"))
    chosen.write_text(json.dumps(ids), encoding="utf-8")
    command = [system.name, data, chosen, predictions, summary, *filter(None, [fold_weights])]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.measure", *map(str, command)],
        cwd=_ROOT,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        return _Run({}, None, f"exit code {done.returncode}: {said[-1] if said else 'nothing said'}")
    peak = json.loads(summary.read_text(encoding="utf-8"))["peak_mb"]
    return _Run(dict(_read_predictions(predictions)), peak, None)


def _read_predictions(path: Path) -> Iterator[tuple[str, Prediction]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            headings = tuple(record["headings"]) if "headings" in record else None
            yield record["id"], Prediction(record["text"], headings, record["ms"], record.get("error"))


def _head(
    systems: Sequence[System], data: Path, sample: int | None, only: Sequence[str], fold_weights: Path | None
) -> str:
    """Return what a reader needs to know of the run: when, with what, and how to do it again."""
    packages = dict.fromkeys([system.package for system in systems] + ["lxml", "turbohtml"])
    options = [f"SAMPLE={sample}"] if sample else []
    options += [f'ONLY="{" ".join(only)}"'] if only else []
    options += [f"FOLDS={fold_weights.name}"] if fold_weights else []
    return "\n".join(
        [
            "# Main content from HTML",
            "",
            f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, "
            + ", ".join(f"{package} {_version(package)}" for package in packages),
            "",
            "    " + " ".join(["make bench-html", f"DATA={_name(data)}", *options]),
            "",
            "F1, P and R are of words, by WCXB's scoring, the mean over pages. CPU is process time, the mean",
            "over pages; a peer is given the decoded page, scrubber its bytes. Memory is the process's peak,",
            "Python and all. Headings come from a second call, which isn't timed; — means that a system has",
            "none to tell.",
            "",
        ]
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "(not installed)"


def _name(data: Path) -> str:
    """Return a data set's name: the folder's, with its parent's where it is one part of several."""
    return f"{data.parent.name}/{data.name}" if data.name in ("dev", "test", "train") else data.name


if __name__ == "__main__":
    main()
