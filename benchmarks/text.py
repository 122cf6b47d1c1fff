"""Compare scrubber with its peers on pages made flat text, and measure what only flat text asks for.

    python -m benchmarks.text DATA

One table is of the main content, for each style of flattening; then come runs set in twice, texts that are
clean already, and speed by length.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from benchmarks import options
from benchmarks.clean import measure_clean, show_clean
from benchmarks.flat_systems import FLAT_SYSTEMS
from benchmarks.folds import CROSS_VALIDATED, FITTED
from benchmarks.pages import find_ids, read_page, take_sample, write_flat
from benchmarks.repeats import measure_repeats, show_repeats
from benchmarks.report import show_command, show_head, show_name, write_result
from benchmarks.running import make_row, run_system
from benchmarks.scoring import Gold, Scorers, load_scorers, read_gold
from benchmarks.speed import measure_speed, show_speed
from benchmarks.systems import BY_NAME, System
from benchmarks.table import Row, show_flat_table

_TO_BEAT = BY_NAME["trafilatura"]._replace(
    name="trafilatura-HTML", note="the page's own HTML, the line to beat; a second takes so much of its lines"
)
_SYSTEMS = (*FLAT_SYSTEMS, _TO_BEAT)
_SECTIONS = ("repeats", "clean", "speed")
_PROSE = (
    "F1, P and R are of words, by WCXB's scoring, the mean over pages. A second is of CPU, on one core; an",
    "MB is 10**6 bytes of flat text in UTF-8, peak MB are of 2**20, Python and all. Headings come from a",
    "second call, which isn't timed; — means that a system has none to tell.",
)


class _Settings(NamedTuple):
    """What the command was called with, read."""

    data: Path
    ids: list[str]
    scorers: Scorers
    fold_weights: Path | None
    sample: int | None

    @property
    def note(self) -> str:
        """What scrubber's weights have seen of the pages."""
        return CROSS_VALIDATED if self.fold_weights else FITTED


@click.command(context_settings=options.SETTINGS)
@options.data
@options.scorers
@options.fold_weights
@options.sample
@click.option(
    "--only",
    type=click.Choice([*(system.name for system in _SYSTEMS), *_SECTIONS]),
    multiple=True,
    help="Run this system, or measure this. Repeatable.",
)
@options.output
@options.keep
def main(
    data: Path,
    scorers: Path | None,
    fold_weights: Path | None,
    sample: int | None,
    only: tuple[str, ...],
    output: Path | None,
    keep: Path | None,
) -> None:
    """Compare scrubber with its peers on DATA, laid out like WCXB's development set, made flat text."""
    data = data.resolve()
    loaded = load_scorers(scorers or data.parent.parent / "bench")
    settings = _Settings(data, take_sample(find_ids(data), sample), loaded, fold_weights, sample)
    systems = [system for system in _SYSTEMS if system.name in only or not only]
    sections = [name for name in _SECTIONS if name in only or not only]
    head = show_head(
        "Main content from flat text",
        ["scrubber", *(system.package for system in systems), "lxml"],
        show_command("bench-text", data, sample, only, fold_weights),
        _PROSE,
    )
    parts = [_measure(name, settings) for name in sections]  # first: they fail soonest where one does
    if systems:
        parts.insert(0, _compare(systems, settings, keep))
    shown = "\n".join([head, *parts])
    click.echo(shown)
    write_result(shown, "text.md", output, whole=not only and sample is None)


def _measure(section: str, settings: _Settings) -> str:
    """Return one of the sections that are of scrubber alone."""
    click.echo(section, err=True)
    note = f"- scrubber: {settings.note}\n"
    if section == "repeats":
        return show_repeats(measure_repeats(settings.data, settings.fold_weights, settings.sample)) + note
    if section == "clean":
        return show_clean(measure_clean(settings.data, settings.ids, settings.fold_weights)) + note
    return show_speed(measure_speed(settings.data, settings.scorers))


def _compare(systems: Sequence[System], settings: _Settings, keep: Path | None) -> str:
    """Return the section on main content: one table for all styles."""
    gold = read_gold(settings.data, settings.ids, settings.scorers)
    with tempfile.TemporaryDirectory() as scratch:
        folder = (keep or Path(scratch)).resolve() / settings.data.name
        rows = list(_make_rows(systems, settings, gold, folder))
    styles = ", ".join(settings.scorers.styles)
    title = f"## {show_name(settings.data)}, {len(settings.ids)} pages made flat: {styles}"
    return f"{title}\n\n{show_flat_table(rows)}"


def _make_rows(
    systems: Sequence[System], settings: _Settings, gold: Mapping[str, Gold], folder: Path
) -> Iterator[Row]:
    """Yield a row a style and system, then that of the page's HTML."""
    sizes = {}
    for style in settings.scorers.styles:
        own = folder / style
        flat = own / "flat"
        flat.mkdir(parents=True, exist_ok=True)
        sizes[style] = _flatten(settings, style, flat)
        for system in systems:
            if system is not _TO_BEAT:
                row = _run(system, settings, gold, own, flat)
                yield row._replace(style=style, page_mb=sizes[style])
    if _TO_BEAT in systems:
        row = _run(_TO_BEAT, settings, gold, folder, None)
        yield row._replace(style="HTML", page_mb=sizes.get("lines"))


def _run(
    system: System, settings: _Settings, gold: Mapping[str, Gold], folder: Path, flat: Path | None
) -> Row:
    click.echo(f"{flat.parent.name if flat else 'HTML'}: {system.name}", err=True)
    own = system.name == "scrubber"
    run = run_system(
        "trafilatura" if system is _TO_BEAT else system.name,
        settings.data,
        settings.ids,
        folder,
        flat=flat,
        fold_weights=settings.fold_weights if own else None,
    )
    return make_row(system._replace(note=settings.note) if own else system, run, gold, settings.scorers)


def _flatten(settings: _Settings, style: str, folder: Path) -> float:
    """Write each page's flat text in one style, and return the mean of their MB."""
    size = sum(
        write_flat(
            folder, page_id, settings.scorers.flatten(read_page(settings.data, page_id).text, style, page_id)
        )
        for page_id in settings.ids
    )
    return size / 1e6 / len(settings.ids)


if __name__ == "__main__":
    main()
