"""The first of two passes: on how many of its host's pages each block stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from scrubber.arrow import Work
from scrubber.batch.watch import Watcher
from scrubber.pipeline import Pipeline
from scrubber.sketch import Sketch

_COUNTED_AFTER = ("decode", "segment", "repair")  # what makes the blocks that are counted


def count_blocks(rows: Iterable[pa.RecordBatch], size: int, watcher: Watcher) -> Sketch:
    """Return the counts of the keys that a first pass over the pages found, in so many bytes."""
    sketch = Sketch(size)
    for batch in rows:
        for keys in batch["output"]:
            if keys.is_valid:
                sketch.add(keys.values.to_numpy())
        watcher.advance(batch["report"].to_pylist())
    return sketch


def make_first_pass(work: Work) -> Work:
    """Return the work of the first pass: no more than makes the blocks, and their keys."""
    stages = tuple(pair for pair in work.pipeline.stages if pair[0] in _COUNTED_AFTER)
    return replace(work, pipeline=Pipeline(stages), form="keys")


def make_second_pass(work: Work, sketch: Path) -> Work:
    """Return the work with a stage that marks what the sketch says repeats."""
    return replace(work, pipeline=work.pipeline.marking_site_repeats(str(sketch)))
