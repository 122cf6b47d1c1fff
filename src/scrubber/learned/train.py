"""Learn scrubber's models: `make train DATA=wcxb/dev`.

DATA holds `html/*.html.gz` and `ground-truth/*.json` as WCXB lays them out. Three models come of it: debris's
network for HTML; the tagger that cuts flat text; and debris's network for flat text, cut by taggers that
never saw a page's domain. Five folds, grouped by domain, are each judged by models that never saw their
domains; from that come the calibration and the scores in a model's provenance. The shipped models then learn
from all pages. With --folds the folds' own models are kept, so that a benchmark can run the whole pipeline
on each page with models that never saw its domain.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch

from scrubber.errors import BadInput
from scrubber.learned.boxes import Floats
from scrubber.learned.corpus import (
    FOLDS,
    LabelledPage,
    find_names,
    fold_of,
    hash_corpus,
    read_addresses,
    read_corpus,
    read_flat_corpus,
    read_flattened,
)
from scrubber.learned.decision import choose
from scrubber.learned.model import Line, save_model
from scrubber.learned.network import Network
from scrubber.learned.surrogate import fit_reasons
from scrubber.learned.tagger import Tagger
from scrubber.learned.trainable import FLAT, Recipe, fit
from scrubber.learned.trainable_tagger import TaggedPage, TaggerRecipe, fit_tagger
from scrubber.learned.weights import save_weights
from scrubber.model import Document
from scrubber.stages import segment

_CHUNK = 50  # pages that a worker reads at a time
_NEWTON_STEPS = 20
_SMALLEST_STEP = 1e-9

Arrays = Mapping[str, Any]
Fold = int | None  # None: all pages


def calibrate(pages: Sequence[LabelledPage], odds: Sequence[Floats]) -> Line:
    """Return Platt's line (1999), fitted to the labels: each page counts alike, its blocks by words."""
    x = np.concatenate(odds).astype(np.float64)
    y = np.concatenate([page.labels for page in pages]).astype(np.float64)
    weight = np.concatenate([(page.sizes + 1) / (page.sizes + 1).sum() for page in pages])
    told = np.stack([x, np.ones_like(x)], 1)

    def miss(line: np.ndarray[Any, Any]) -> float:
        odds = told @ line
        return float(weight @ (np.logaddexp(0, odds) - y * odds))

    line = np.array([1.0, 0.0])
    for _ in range(_NEWTON_STEPS):
        p = 1 / (1 + np.exp(-np.clip(told @ line, -30, 30)))
        slope = told.T @ (weight * (p - y))
        curve = (told * (weight * p * (1 - p))[:, None]).T @ told
        step = np.linalg.solve(curve, slope)
        while miss(line - step) > miss(line) and np.abs(step).max() > _SMALLEST_STEP:
            step /= 2  # a whole step may lead beyond the minimum
        line = line - step
    return Line(float(line[0]), float(line[1]))


def score(pages: Sequence[LabelledPage], odds: Sequence[Floats], line: Line) -> dict[str, float]:
    """Return the mean word F1 of the blocks that would be kept, over all pages and by kind of page.

    Gold texts, which are clean, are left out.
    """
    scores: defaultdict[str, list[float]] = defaultdict(list)
    for page, found in zip(pages, odds, strict=True):
        if page.clean:
            continue
        f1 = page.score(choose(line.likely(found), page.features.sizes))
        scores["all"].append(f1)
        scores[page.kind].append(f1)
    return {kind: round(float(np.mean(found)), 4) for kind, found in sorted(scores.items())}


def learn(data: Path, target: Path, folds: Path | None) -> None:
    """Write the models that DATA teaches to the folder target, and those of the folds to folds."""
    provenance = {
        "data": "WCXB development set (Foley 2026, CC BY 4.0)",
        "data_sha256": hash_corpus(data),
        "command": "make train DATA=wcxb/dev",
        "date": datetime.now(UTC).date().isoformat(),
        "torch": torch.__version__.split("+")[0],
    }
    pages = list(read_corpus(data))
    _learn_network("html", pages, Recipe(), target, folds, {**provenance, **_count(pages, data)})
    taggers = _learn_taggers(data, target, folds, provenance)
    with ProcessPoolExecutor(initializer=_start, initargs=(taggers,)) as pool:
        read = pool.map(partial(_read_flat, data), _chunks(find_names(data)))
        pages = [page for part in read for page in part]
    _learn_network("flat", pages, FLAT, target, folds, {**provenance, **_count(pages, data)})
    if folds is not None:
        named = {name: fold_of(url, name) for name, url in read_addresses(data)}  # those left out, too
        (folds / "folds.json").write_text(json.dumps(named) + "\n", encoding="utf-8")


def _learn_network(
    form: str,
    pages: Sequence[LabelledPage],
    recipe: Recipe,
    target: Path,
    folds: Path | None,
    provenance: dict[str, Any],
) -> None:
    wanted = (*range(FOLDS), None)
    with ProcessPoolExecutor(initializer=_start, initargs=(pages,)) as pool:
        fitted = dict(zip(wanted, pool.map(partial(_fit, recipe), wanted), strict=True))
    odds = [Network(fitted[page.fold]).judge(page.features) for page in pages]
    line = calibrate(pages, odds)
    scores = score(pages, odds, line)
    sys.stdout.write(f"{form}: {json.dumps(scores)}\n")
    said = {
        "form": form,
        **provenance,
        "cross_validated_f1": scores,
        "columns": list(pages[0].features.columns),
    }
    reasons = fit_reasons(pages, odds)
    save_model(target / f"{form}.npz", fitted[None], reasons, {**said, **line._asdict()})
    if folds is None:
        return
    for fold in range(FOLDS):
        others = [at for at, page in enumerate(pages) if page.fold != fold]
        own = calibrate([pages[at] for at in others], [odds[at] for at in others])
        save_model(folds / f"{form}-{fold}.npz", fitted[fold], reasons, {**said, **own._asdict()})


def _learn_taggers(
    data: Path, target: Path, folds: Path | None, provenance: Mapping[str, Any]
) -> dict[Fold, Arrays]:
    """Return the taggers of all folds, and write them."""
    with ProcessPoolExecutor() as pool:
        read = pool.map(partial(_read_tagged, data), _chunks(find_names(data)))
        texts = [page for part in read for page in part]
    wanted = (*range(FOLDS), None)
    with ProcessPoolExecutor(initializer=_start, initargs=(texts,)) as pool:
        fitted: dict[Fold, Arrays] = dict(zip(wanted, pool.map(_fit_tagger, wanted), strict=True))
    scores = score_taggers(texts, fitted)
    sys.stdout.write(f"tagger: {json.dumps(scores)}\n")
    said = {"form": "tagger", **provenance, "pages": len(texts), "cross_validated": scores}
    save_weights(target / "tagger.npz", fitted[None], said)
    if folds is not None:
        for fold in range(FOLDS):
            save_weights(folds / f"tagger-{fold}.npz", fitted[fold], said)
    return fitted


def score_taggers(
    texts: Sequence[tuple[int, TaggedPage]], taggers: Mapping[Fold, Arrays]
) -> dict[str, float]:
    """Return how well the folds' taggers tell where blocks begin, newlines aside: F1 over all tokens."""
    right = told = there = 0
    for fold, page in texts:
        for text in page.styles:
            begins = (Tagger(taggers[fold], {}).judge(text.to_tokens()).begins > 0.5) & text.open
            wanted = text.wanted[:, 0] & text.open
            right += int((begins & wanted).sum())
            told += int(begins.sum())
            there += int(wanted.sum())
    return {"begins": round(2 * right / max(1, told + there), 4)}


def _count(pages: Sequence[LabelledPage], data: Path) -> dict[str, int]:
    used = len({page.name for page in pages})
    return {"pages": used, "left_out": len(find_names(data)) - used}


def _chunks(names: Sequence[str]) -> Iterator[Sequence[str]]:
    return (names[at : at + _CHUNK] for at in range(0, len(names), _CHUNK))


_given: Any = None  # a worker's own: what it was started with


def _start(given: Any) -> None:
    global _given
    torch.set_num_threads(1)  # sums in one order, so that a seed gives the same weights
    _given = given


def _fit(recipe: Recipe, fold: Fold) -> Arrays:
    arrays = fit([page for page in _given if page.fold != fold], recipe)
    sys.stderr.write(f"network, fold {'of none' if fold is None else fold}: done\n")
    return arrays


def _fit_tagger(fold: Fold) -> Arrays:
    arrays = fit_tagger([page for own, page in _given if own != fold], TaggerRecipe())
    sys.stderr.write(f"tagger, fold {'of none' if fold is None else fold}: done\n")
    return arrays


def _read_tagged(data: Path, names: Sequence[str]) -> list[tuple[int, TaggedPage]]:
    """Return the fold of each page and what it teaches a tagger."""
    return [
        (page.fold, TaggedPage.of((*page.pages, *page.clean), page.snippets))
        for page in read_flattened(data, names)
        if page.pages or page.clean
    ]


def _read_flat(data: Path, names: Sequence[str]) -> list[LabelledPage]:
    taggers = {fold: Tagger(arrays, {}) for fold, arrays in _given.items()}

    def cut(document: Document, fold: int) -> Document:
        return segment(document, tagger=taggers[fold])

    return list(read_flat_corpus(data, cut, names))


def main() -> None:
    """Run the command."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("data", type=Path)
    cli.add_argument("target", type=Path, help="the folder that the models are written to")
    cli.add_argument("--folds", type=Path, help="a folder to keep the folds' own models in")
    args = cli.parse_args()
    try:
        if args.folds is not None:
            args.folds.mkdir(parents=True, exist_ok=True)
        learn(args.data, args.target, args.folds)
    except BadInput as error:
        sys.exit(f"scrubber: {error}")


if __name__ == "__main__":
    main()
