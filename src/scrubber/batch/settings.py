"""What a run is: its settings, and a description by which it is known again when it goes on."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Any

from scrubber import __version__
from scrubber.batch.target import Target
from scrubber.pipeline import Pipeline, Stage
from scrubber.readers import Columns, Source
from scrubber.stages.unpack import Limits
from scrubber.view import View

_SHARD_PAGES = 1_000  # what a run that was killed does again: a minute's work at most (guess)


@dataclass(frozen=True, slots=True)
class Batch:
    """What is done to each page, what is shown of it, and when the run gives up."""

    pipeline: Pipeline = field(default_factory=Pipeline.default)
    view: View = field(default_factory=View)
    columns: Columns = field(default_factory=Columns)
    limits: Limits = field(default_factory=Limits)
    shard_pages: int = _SHARD_PAGES
    max_errors: int | None = None  # more pages than that without a result stop the run
    site_repeats: bool = False
    sketch_bytes: int = 64_000_000  # that hold the counts of what sites repeat; enough for 100,000 pages


def describe(batch: Batch, sources: Sequence[Source], target: Target) -> dict[str, Any]:
    """Return what the output's bytes depend on, as JSON's own types: a run that goes on must be the same.

    How long a page may take is not in it: who raises that wants the rest done with it.
    """
    return {
        "scrubber": __version__,
        "input": [[source.address, source.name, _find_version(source)] for source in sources],
        "format": target.form,
        "stages": [[name, _name_stage(stage)] for name, stage in batch.pipeline.stages],
        "fields": list(batch.view.fields) if batch.view.fields is not None else None,
        "removed": batch.view.removed,
        "columns": asdict(batch.columns),
        "limits": asdict(batch.limits),
        "shard_pages": batch.shard_pages,
        "site_repeats": batch.sketch_bytes if batch.site_repeats else None,
    }


def _find_version(source: Source) -> list[int] | None:
    """Return a local file's size and time of change."""
    try:
        status = os.stat(source.address)
    except OSError:
        return None
    return [status.st_size, status.st_mtime_ns]


def _name_stage(stage: Stage) -> str:
    """Return what a stage is called, and what it is given.

    >>> _name_stage(partial(int, base=2))
    'builtins.int(base=2)'
    """
    if isinstance(stage, partial):
        given = [*map(repr, stage.args), *(f"{name}={value!r}" for name, value in stage.keywords.items())]
        return f"{_name_stage(stage.func)}({', '.join(given)})"
    return f"{stage.__module__}.{getattr(stage, '__qualname__', type(stage).__qualname__)}"
