"""Options that commands share: what a pipeline is made of."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

import click

from scrubber.errors import BadConfig
from scrubber.model import Favor
from scrubber.pipeline import EXTRACTORS, Pipeline
from scrubber.stages.decode import decode
from scrubber.stages.unpack import Limits

_MB = 1_000_000

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
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Say nothing on standard error but errors.")


def find_limits() -> Limits:
    """Return the limits of unpacking that the current command was given."""
    given = click.get_current_context().params
    return Limits(given["max_unpacked"] * _MB, given["max_ratio"])


def pipeline_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that a pipeline is made of, and the pipeline in their place."""

    @wraps(command)
    def run_with_pipeline(skip: tuple[str, ...], extractor: str, favor: str, **others: Any) -> None:
        if extractor != "model" and "debris" in skip:
            raise BadConfig(f"--extractor {extractor} runs as debris, which --skip leaves out; drop either")
        pipeline = Pipeline.default(extractor=extractor, favor=favor)
        limits = find_limits()
        if limits != Limits():
            pipeline = pipeline.replacing("decode", partial(decode, limits=limits))
        for name in dict.fromkeys(skip):
            pipeline = pipeline.without(name)
        others = {name: value for name, value in others.items() if name not in ("max_unpacked", "max_ratio")}
        command(pipeline=pipeline, **others)

    for option in reversed(_PIPELINE_OPTIONS):
        run_with_pipeline = option(run_with_pipeline)
    return run_with_pipeline
