"""Options to settings to a run to an exit code."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from typing import Any

import click

from scrubber import __version__
from scrubber.cli.batch import batch
from scrubber.cli.options import pipeline_options, quiet_option
from scrubber.errors import ScrubError
from scrubber.pipeline import Pipeline

_FORMATS = ("json", "jsonl", "markdown", "text")
_MODELS = {
    "html": "model for html",
    "flat": "model for flat",
    "tagger": "tagger of flat text",
    "beginnings": "ranker of where tweets begin",
    "charsets": "tables of letters that tell charsets apart",
}


class _Scrubber(click.Group):
    """Turns scrubber's own errors into one line and their exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except ScrubError as error:
            click.echo(f"scrubber: {error}", err=True)
            ctx.exit(error.exit_code)


@click.group(cls=_Scrubber, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    callback=lambda *said: _show_version(*said),
    expose_value=False,
    help="Show the version; with -v, what the models learned from.",
)
@click.option("-v", "--verbose", is_flag=True, is_eager=True, help="With --version: say more.")
def main(verbose: bool) -> None:
    """Turn raw scraped pages, HTML or flattened text, into clean JSON.

    \b
    scrubber run page.html              one page, to the terminal
    scrubber run - < page.txt           from standard input
    scrubber batch pages/ -o out/       every page of a folder, a file each
    scrubber batch crawl.warc.gz -o out.jsonl.gz
    """


@main.command()
@click.argument("source", metavar="INPUT")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write to this file, not to standard output."
)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="json",
    show_default=True,
    help="What to write.",
)
@click.option(
    "--media-type",
    help='What the page is, such as "text/html; charset=koi8-r"; told from the page if not given.',
)
@click.option("--url", help="Where the page came from; recorded, never fetched.")
@pipeline_options
@click.option("--compact", is_flag=True, help="JSON on one line.")
@click.option(
    "--timing", is_flag=True, help="Fill in stats.ms; without it the same page gives the same bytes."
)
@quiet_option
@click.option("-v", "--verbose", is_flag=True, help="Say on standard error what each stage did and took.")
def run(
    source: str,
    output: Path | None,
    form: str,
    media_type: str | None,
    url: str | None,
    pipeline: Pipeline,
    compact: bool,
    timing: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Scrub one page: a file, or - for standard input."""
    from dataclasses import replace

    from scrubber.model import Document, Page
    from scrubber.readers import read_page
    from scrubber.writers import FORMATS, whole_file

    if source == "-":
        page = Page(sys.stdin.buffer.read(), None, media_type, url)
    else:
        page = read_page(Path(source), media_type=media_type, url=url)
    watch = partial(_say_stage, verbose) if timing or verbose else None
    document = pipeline.run(Document(page), watch=watch)
    if not timing:
        document = replace(document, ms=None)
    shown = FORMATS["jsonl" if form == "json" and compact else form](document)
    if output is None:
        sys.stdout.buffer.write(shown.encode())
    else:
        with whole_file(output) as out:
            out.write(shown)
        if not quiet and sys.stderr.isatty():
            click.echo(f"wrote {output}", err=True)


main.add_command(batch)


@main.command()
def stages() -> None:
    """Show the stages, in order, and what each does."""
    for name, stage in Pipeline.default().stages:
        module = sys.modules[getattr(stage, "func", stage).__module__]
        line = (module.__doc__ or "").strip().splitlines()[0].removeprefix(f"{name}: ")
        kept = "  (can't be skipped)" if name in Pipeline.REQUIRED else ""
        click.echo(f"{name:9} {line}{kept}")


@main.command()
def schema() -> None:
    """Print the JSON Schema (2020-12) of the output."""
    from scrubber.wire import schema as wire_schema

    click.echo(json.dumps(wire_schema(), ensure_ascii=False, indent=2))


def _show_version(ctx: click.Context, param: click.Parameter, wanted: bool) -> None:
    """Print the version and stop; with -v, where each model comes from, too."""
    if not wanted or ctx.resilient_parsing:
        return
    click.echo(f"scrubber, version {__version__}")
    if ctx.params.get("verbose"):
        from scrubber.learned.weights import load_weights

        for model, what in _MODELS.items():
            click.echo(f"\n{what}")
            for name, value in load_weights(model)[1].items():
                if name != "columns":
                    click.echo(f"  {name}: {value if isinstance(value, str) else json.dumps(value)}")
    ctx.exit()


def _say_stage(aloud: bool, name: str, ms: float) -> None:
    if aloud:
        click.echo(f"{name:9} {ms:8.1f} ms", err=True)
