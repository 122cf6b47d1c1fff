"""Compare scrubber with its peers on pages of HTML whose main content is known.

    python -m benchmarks.html DATA

The first table is of DATA, the second of the readability set, on which nothing is trained.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from benchmarks import options
from benchmarks.folds import CROSS_VALIDATED, FITTED
from benchmarks.pages import find_ids, take_sample
from benchmarks.report import show_command, show_head, show_name, write_result
from benchmarks.running import make_row, run_system
from benchmarks.scoring import Scorers, load_scorers, read_gold
from benchmarks.systems import BY_NAME, SYSTEMS, System
from benchmarks.table import show_table

_SHIPPED = "shipped weights: these pages were never trained on"
_PROSE = (
    "F1, P and R are of words, by WCXB's scoring, the mean over pages. CPU is process time, the mean",
    "over pages; a peer is given the decoded page, scrubber its bytes. Memory is the process's peak,",
    "Python and all. Headings come from a second call, which isn't timed; — means that a system has",
    "none to tell.",
)


@click.command(context_settings=options.SETTINGS)
@options.data
@click.option(
    "--also",
    type=options.FOLDER,
    help="A second data set; readability beside DATA's grandparent if not given.",
)
@options.scorers
@options.fold_weights
@options.sample
@click.option("--only", type=click.Choice(list(BY_NAME)), multiple=True, help="Run this system. Repeatable.")
@options.output
@options.keep
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
    note = CROSS_VALIDATED if fold_weights else FITTED
    parts = [_compare(data, systems, loaded, sample, keep, fold_weights, note)]
    also = also or beside / "readability"
    if also.is_dir():
        parts.append(_compare(also.resolve(), systems, loaded, sample, keep, None, _SHIPPED))
    else:
        click.echo(f"skipped the readability set: there is no {also}; name its folder with --also", err=True)
    head = show_head(
        "Main content from HTML",
        [*(system.package for system in systems), "lxml", "turbohtml"],
        show_command("bench-html", data, sample, only, fold_weights),
        _PROSE,
    )
    shown = "\n".join([head, *parts])
    click.echo(shown)
    write_result(shown, "html.md", output, whole=not only and sample is None)


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
            click.echo(f"{show_name(data)}: {system.name}", err=True)
            own = system.name == "scrubber"
            run = run_system(system.name, data, ids, folder, fold_weights=fold_weights if own else None)
            rows.append(make_row(system._replace(note=note) if own else system, run, gold, scorers))
    return f"## {show_name(data)}, {len(ids)} pages\n\n{show_table(rows)}"


if __name__ == "__main__":
    main()
