"""Options to settings to a run to an exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from functools import partial, wraps
from pathlib import Path
from typing import Any

import click

from scrubber import __version__
from scrubber.batch import Outcome
from scrubber.errors import BadConfig, ScrubError
from scrubber.model import Favor
from scrubber.pipeline import EXTRACTORS, Pipeline
from scrubber.stages.decode import decode
from scrubber.stages.unpack import Limits

_MB = 1_000_000
_FORMATS = ("json", "jsonl", "markdown", "text")
_MODELS = {
    "html": "model for html",
    "flat": "model for flat",
    "tagger": "tagger of flat text",
    "beginnings": "ranker of where tweets begin",
}

_format_option = click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="json",
    show_default=True,
    help="What to write.",
)
_PIPELINE_OPTIONS = (
    click.option(
        "--skip",
        metavar="STAGE",
        multiple=True,
        help="Leave out a stage (see: scrubber stages). Repeatable.",
    ),
    click.option(
        "--extractor",
        type=click.Choice(tuple(EXTRACTORS)),
        default="model",
        show_default=True,
        help="What tells content from debris. trafilatura: HTML only; pip install 'scrubber[trafilatura]'.",
    ),
    click.option(
        "--favor",
        type=click.Choice([favor.value for favor in Favor]),
        default=Favor.BALANCE.value,
        show_default=True,
        help="What to be on the safe side of: nothing but content, or all of it.",
    ),
    click.option(
        "--max-unpacked",
        type=click.IntRange(min=1),
        metavar="MB",
        default=Limits().most_bytes // _MB,
        show_default=True,
        help="Refuse a compressed page that unpacks to more.",
    ),
    click.option(
        "--max-ratio",
        type=click.IntRange(min=1),
        metavar="N",
        default=Limits().most_ratio,
        show_default=True,
        help="Refuse a compressed page that unpacks to more than N times its size, beyond a MB.",
    ),
)
_quiet_option = click.option("-q", "--quiet", is_flag=True, help="Say nothing on standard error but errors.")


def _pipeline_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that a pipeline is made of, and the pipeline in their place."""

    @wraps(command)
    def run_with_pipeline(
        skip: tuple[str, ...], extractor: str, favor: str, max_unpacked: int, max_ratio: int, **others: Any
    ) -> None:
        if extractor != "model" and "debris" in skip:
            raise BadConfig(f"--extractor {extractor} runs as debris, which --skip leaves out; drop either")
        pipeline = Pipeline.default(extractor=extractor, favor=favor)
        limits = Limits(max_unpacked * _MB, max_ratio)
        if limits != Limits():
            pipeline = pipeline.replacing("decode", partial(decode, limits=limits))
        for name in dict.fromkeys(skip):
            pipeline = pipeline.without(name)
        command(pipeline=pipeline, **others)

    for option in reversed(_PIPELINE_OPTIONS):
        run_with_pipeline = option(run_with_pipeline)
    return run_with_pipeline


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
    scrubber batch pages/ -o out/       every page of a folder
    """


@main.command()
@click.argument("source", metavar="INPUT")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write to this file, not to standard output."
)
@_format_option
@click.option(
    "--media-type",
    help='What the page is, such as "text/html; charset=koi8-r"; told from the page if not given.',
)
@click.option("--url", help="Where the page came from; recorded, never fetched.")
@_pipeline_options
@click.option("--compact", is_flag=True, help="JSON on one line.")
@click.option(
    "--timing", is_flag=True, help="Fill in stats.ms; without it the same page gives the same bytes."
)
@_quiet_option
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


@main.command()
@click.argument("source", metavar="FOLDER", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="The folder to write to; made where it is missing.",
)
@_format_option
@_pipeline_options
@_quiet_option
def batch(
    source: Path,
    output: Path,
    form: str,
    pipeline: Pipeline,
    quiet: bool,
) -> None:
    """Scrub every page below a folder into a folder of the same shape.

    A page that fails is one line on standard error, and the run goes on; the exit code is then 1.
    """
    from scrubber.batch import scrub_folder

    done = failed = 0
    for outcome in _watched(scrub_folder(source, output, pipeline, form), quiet):
        done += 1
        if outcome.error is not None:
            failed += 1
            click.echo(f"scrubber: {outcome.name}: {outcome.error}", err=True)
    if not quiet:
        click.echo(f"{done - failed} of {done} pages scrubbed", err=True)
    if failed:
        click.get_current_context().exit(1)


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


def _watched(outcomes: Iterator[Outcome], quiet: bool) -> Iterator[Outcome]:
    """Yield the outcomes, with a progress bar on standard error where a person watches it."""
    if quiet or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("scrubbing", total=None)
        for outcome in outcomes:
            progress.update(task, total=outcome.total, completed=outcome.number)
            yield outcome


def _say_stage(aloud: bool, name: str, ms: float) -> None:
    if aloud:
        click.echo(f"{name:9} {ms:8.1f} ms", err=True)
