"""Weights that never saw a page: those that `make train FOLDS=folder` keeps, one set a fold.

scrubber is imported only where it is run, so that no peer's memory holds it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from scrubber import Pipeline

CROSS_VALIDATED = "cross-validated: each page by weights that never saw its domain"
FITTED = "shipped weights: fitted on these pages"


class Fold(NamedTuple):
    """The weights that were learned without one fold: debris's for HTML and for flat text, and the tagger."""

    html: Path
    flat: Path
    tagger: Path


def find_folds(folder: Path | None, ids: Iterable[str]) -> dict[str, Fold | None]:
    """Return the weights for each page: those of the fold that it is held out of, or None without a folder.

    `folds.json` gives each page's fold, `html-N.npz`, `flat-N.npz` and `tagger-N.npz` the weights that never
    saw that fold. Raises KeyError for a page without a fold.
    """
    if folder is None:
        return dict.fromkeys(ids)
    folds = json.loads((folder / "folds.json").read_text(encoding="utf-8"))
    return {
        page_id: Fold(*(folder / f"{kind}-{folds[page_id]}.npz" for kind in Fold._fields)) for page_id in ids
    }


def html_pipeline(fold: Fold | None) -> Pipeline:
    """Return the pipeline for HTML with a fold's weights, or the shipped ones."""
    from scrubber import Pipeline, stages
    from scrubber.learned.model import load_model

    pipeline = Pipeline.default()
    if fold is None:
        return pipeline
    return pipeline.replacing("debris", partial(stages.debris, model=load_model(fold.html)))


def flat_pipeline(fold: Fold | None) -> Pipeline:
    """Return the pipeline for flat text with a fold's weights, or the shipped ones."""
    from scrubber import Pipeline, stages
    from scrubber.learned.model import load_model

    pipeline = Pipeline.default()
    if fold is None:
        return pipeline
    from scrubber.learned.tagger import load_tagger

    segment = partial(stages.segment, tagger=load_tagger(fold.tagger))
    debris = partial(stages.debris, model=load_model(fold.flat))
    return pipeline.replacing("segment", segment).replacing("debris", debris)
