"""scrubber batch: many pages, by as many processes as there are cores."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import click

from scrubber.cli.options import find_limits, pipeline_options, quiet_option
from scrubber.errors import BadInput
from scrubber.pipeline import Pipeline

if TYPE_CHECKING:
    from scrubber.batch import Engine, Summary, Watcher

_FORMATS = ("json", "markdown", "text", "jsonl", "jsonl.gz", "jsonl.zst", "parquet")
_NOTHING_DONE = 4
_STOPPED_BY_HAND = 130  # as a shell says it: 128 and SIGINT


@click.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    required=True,
    help="A file (.jsonl, .jsonl.gz, .jsonl.zst, .parquet), a folder, or - for standard output (JSON lines).",
)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    help="What to write to a folder: a file a page (json, markdown, text), or shards.  [default: json]",
)
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="Processes.  [default: the cores]")
@click.option("--resume", is_flag=True, help="Go on behind what an earlier run, that was stopped, had done.")
@click.option("--page-column", metavar="NAME", help="The column of JSONL or Parquet that holds the page.")
@click.option("--url-column", metavar="NAME", help="The one that holds its url.")
@click.option("--id-column", metavar="NAME", help="The one that holds its id.")
@click.option(
    "--fields",
    metavar="NAME,...",
    help="Keep these fields only, such as source.url,title,text (see: scrubber schema; text and markdown are "
    "what was kept as one).",
)
@click.option("--removed/--no-removed", default=True, help="Show what was removed, or leave it out.")
@click.option(
    "--site-repeats", is_flag=True, help="Read all pages twice, and mark what a host repeats across its own."
)
@click.option(
    "--sketch-size",
    type=click.IntRange(min=1),
    metavar="MB",
    default=64,
    show_default=True,
    help="Memory for the counts of --site-repeats; ten times the pages want ten times as much.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    default=10.0,
    show_default=True,
    help="Give a page up that takes longer.",
)
@click.option(
    "--max-memory",
    type=click.IntRange(min=256),
    metavar="MB",
    default=2_000,
    show_default=True,
    help="Give a page up that takes more in its process (Linux).",
)
@click.option("--fail-fast", is_flag=True, help="Stop at the first page that fails.")
@click.option(
    "--max-errors", type=click.IntRange(min=0), metavar="N", help="Stop when more than N pages have failed."
)
@click.option(
    "--shard-pages",
    type=click.IntRange(min=1),
    metavar="N",
    default=1_000,
    show_default=True,
    help="Pages of a shard, which is what a run that was killed does again.",
)
@click.option(
    "--engine",
    type=click.Choice(("local", "ray")),
    default="local",
    show_default=True,
    help="What runs it: processes here, or a Ray cluster (pip install 'scrubber[ray]').",
)
@click.option(
    "--log-format",
    type=click.Choice(("text", "json")),
    help="Log lines in place of a progress bar, one every 30 seconds and one for each page that failed.",
)
@pipeline_options
@quiet_option
def batch(
    inputs: tuple[str, ...],
    output: str,
    form: str | None,
    jobs: int | None,
    resume: bool,
    page_column: str | None,
    url_column: str | None,
    id_column: str | None,
    fields: str | None,
    removed: bool,
    site_repeats: bool,
    sketch_size: int,
    timeout: float,
    max_memory: int,
    fail_fast: bool,
    max_errors: int | None,
    shard_pages: int,
    engine: str,
    log_format: str | None,
    pipeline: Pipeline,
    quiet: bool,
) -> None:
    """Scrub many pages: files, folders, globs, JSONL, Parquet, WARC and WET, or - for standard input.

    \b
    scrubber batch pages/ -o out/
    scrubber batch crawl.warc.gz -o out.jsonl.gz
    scrubber batch 'dumps/*.parquet' -o shards/ --format parquet --resume

    A page that fails is a line in errors.jsonl and a status in the output, and the run goes on; the exit code
    is then 1, and 4 where no page was found, or none came out. Counts and the slowest pages stand in
    summary.json.
    """
    from scrubber.batch import Batch, Target, run_batch
    from scrubber.readers import Columns
    from scrubber.view import View

    settings = Batch(
        pipeline=pipeline,
        view=View(tuple(filter(None, map(str.strip, fields.split(",")))) if fields else None, removed),
        columns=Columns(page=page_column, url=url_column, id=id_column),
        limits=find_limits(),
        shard_pages=shard_pages,
        max_errors=0 if fail_fast else max_errors,
        site_repeats=site_repeats,
        sketch_bytes=1_000_000 * sketch_size,
    )
    context = click.get_current_context()
    try:
        with _watch(quiet, log_format) as watcher:
            summary = run_batch(
                inputs,
                Target.of(output, form),
                settings,
                _find_engine(engine, jobs, timeout, max_memory),
                resume=resume,
                watcher=watcher,
            )
    except BadInput as error:  # of the run itself: there is no page
        click.echo(f"scrubber: {error}", err=True)
        context.exit(_NOTHING_DONE)
    except KeyboardInterrupt:
        click.echo("scrubber: stopped; go on with the same command and --resume", err=True)
        context.exit(_STOPPED_BY_HAND)
    if not quiet:
        _say_summary(summary, as_json=log_format == "json")
    if summary.stopped is not None:
        click.echo(f"scrubber: {summary.stopped}; go on with --resume, or allow more", err=True)
    if summary.tally.failed or not summary.tally.pages:
        context.exit(1 if summary.tally.statuses["ok"] else _NOTHING_DONE)


def _find_engine(name: str, jobs: int | None, timeout: float, max_memory: int) -> Engine:
    if name == "ray":
        from scrubber.engines.ray import scrub_on_ray

        return scrub_on_ray
    from scrubber.engines.local import PageLimits, scrub_in_processes

    return partial(scrub_in_processes, jobs=jobs, limits=PageLimits(timeout, max_memory))


def _say_summary(summary: Summary, *, as_json: bool) -> None:
    if as_json:
        from scrubber.batch.watch import to_log_line

        click.echo(to_log_line({"event": "summary", **summary.to_dict()}), err=True)
    else:
        from scrubber.batch.screen import show_summary

        show_summary(summary, partial(click.echo, err=True))


@contextmanager
def _watch(quiet: bool, log_format: str | None) -> Iterator[Watcher]:
    """Give what tells the user how the run gets on: a bar where a person watches, else a log."""
    from scrubber.batch.watch import Log

    def write(line: str) -> None:
        click.echo(line if log_format == "json" else f"scrubber: {line}", err=True)

    if quiet:
        yield Log(write, as_json=log_format == "json", seconds=math.inf)
    elif log_format is None and sys.stderr.isatty():
        from scrubber.batch.screen import open_bar

        with open_bar() as bar:
            yield bar
    else:
        yield Log(write, as_json=log_format == "json")
