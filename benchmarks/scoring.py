"""How good predictions are, by the scorers that WCXB's figures come from: they are loaded, not written anew.

`score_wcxb.py` gives the F1 of two texts' words and of two lists of headings; `flatten.py`, beside it, gives
the headings of a page that stand in its main content, and makes flat text of a page.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

import click


class Scorers(NamedTuple):
    """The functions of the scoring scripts that are used here."""

    word_f1: Callable[[str, str], tuple[float, float, float]]  # precision, recall, F1
    set_f1: Callable[[list[str], list[str]], float]
    headings: Callable[[str, str], list[tuple[int, str]]]
    flatten: Callable[[str, str, str], str]  # of a page, a style and the page's id
    styles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """What a page should give. `headings` is empty where its main content has none."""

    kind: str
    text: str
    required: tuple[str, ...]
    forbidden: tuple[str, ...]
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a system gave for a page. `headings` is null where it has none to give."""

    text: str
    headings: tuple[str, ...] | None
    ms: float
    error: str | None


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over pages, 0 to 1; null where nothing could be scored. Times are CPU milliseconds a page."""

    f1: float
    precision: float
    recall: float
    by_kind: Mapping[str, float]
    required: float | None
    forbidden: float | None
    headings: float | None
    ms: float


def load_scorers(folder: Path) -> Scorers:
    """Return the scorers of a folder. Raises UsageError where they can't be loaded from it."""
    try:
        scoring, flatten = (_load(folder / name) for name in ("score_wcxb.py", "flatten.py"))
        return Scorers(scoring.word_f1, scoring.set_f1, flatten.headings, flatten.flatten, flatten.STYLES)
    except (OSError, ImportError, AttributeError) as error:
        raise click.UsageError(
            f"no scorers in {folder} ({error}); name the folder of score_wcxb.py with --scorers"
        ) from error


def _load(path: Path) -> Any:
    spec = spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no Python file")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_truth(data: Path, page_id: str) -> tuple[str, dict[str, Any]]:
    """Return a page's kind, and what WCXB says of its content."""
    record = json.loads((data / "ground-truth" / f"{page_id}.json").read_text(encoding="utf-8"))
    kind = record["_internal"]["page_type"]["primary"]
    return "collection" if kind == "category" else kind, record["ground_truth"]


def read_gold(data: Path, ids: Iterable[str], scorers: Scorers) -> dict[str, Gold]:
    """Return what is expected of each page, by its id."""
    expected = {}
    for page_id in ids:
        kind, truth = read_truth(data, page_id)
        text = truth.get("main_content") or ""
        with gzip.open(
            data / "html" / f"{page_id}.html.gz", "rt", encoding="utf-8", errors="replace"
        ) as page:
            headings = scorers.headings(page.read(), text)
        expected[page_id] = Gold(
            kind,
            text,
            tuple(truth.get("with") or ()),
            tuple(truth.get("without") or ()),
            tuple(heading for _, heading in headings),
        )
    return expected


def score(gold: Mapping[str, Gold], predictions: Mapping[str, Prediction], scorers: Scorers) -> Scores:
    """Return the scores of the predictions, each the mean over pages; a page without one scores 0."""
    missing = Prediction("", None, 0.0, None)
    rows: list[tuple[float, float, float]] = []
    by_kind: defaultdict[str, list[float]] = defaultdict(list)
    required: list[float] = []
    forbidden: list[float] = []
    headings: list[float] = []
    for page_id, expected in gold.items():
        predicted = predictions.get(page_id, missing)
        rows.append(scorers.word_f1(predicted.text, expected.text))
        by_kind[expected.kind].append(rows[-1][2])
        lowered = predicted.text.lower()
        for snippets, tally in ((expected.required, required), (expected.forbidden, forbidden)):
            if snippets:
                tally.append(fmean(snippet.lower() in lowered for snippet in snippets))
        if predicted.headings is not None and expected.headings:
            headings.append(scorers.set_f1(list(predicted.headings), list(expected.headings)))
    precision, recall, f1 = (fmean(column) for column in zip(*rows, strict=True))
    return Scores(
        f1,
        precision,
        recall,
        {kind: fmean(values) for kind, values in sorted(by_kind.items())},
        fmean(required) if required else None,
        fmean(forbidden) if forbidden else None,
        fmean(headings) if headings else None,
        fmean(prediction.ms for prediction in predictions.values()) if predictions else 0.0,
    )
