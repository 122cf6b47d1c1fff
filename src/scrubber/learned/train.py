"""Learn debris's model: `make train DATA=wcxb/dev`.

DATA holds `html/*.html.gz` and `ground-truth/*.json` as WCXB lays them out. Five folds, grouped by domain,
are each judged by networks that never saw their domains; from that come the calibration and the scores in
the model's provenance. The shipped networks then learn from all pages. With --folds the folds' own models are
kept, so that a benchmark can run the whole pipeline on each page with a model that never saw its domain.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import torch

from scrubber.errors import BadInput
from scrubber.learned.boxes import Floats
from scrubber.learned.corpus import FOLDS, LabelledPage, fold_of, hash_corpus, read_addresses, read_corpus
from scrubber.learned.decision import choose
from scrubber.learned.model import Line, save_model
from scrubber.learned.network import Network
from scrubber.learned.surrogate import fit_reasons
from scrubber.learned.trainable import Recipe, fit

FORMS = ("html", "flat")
MEMBERS = 1  # networks of a model, of which the mean counts; two were no better on WCXB dev
_NEWTON_STEPS = 20
_SMALLEST_STEP = 1e-9

Arrays = Mapping[str, Floats]


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
    """Return the mean word F1 of the blocks that would be kept, over all pages and by kind of page."""
    scores: defaultdict[str, list[float]] = defaultdict(list)
    for page, found in zip(pages, odds, strict=True):
        f1 = page.score(choose(line.likely(found), page.features.sizes))
        scores["all"].append(f1)
        scores[page.kind].append(f1)
    return {kind: round(float(np.mean(found)), 4) for kind, found in sorted(scores.items())}


def judge(networks: Sequence[Arrays], pages: Sequence[LabelledPage]) -> list[Floats]:
    """Return the blocks' log-odds, page by page: the mean over the networks."""
    judges = [Network(arrays) for arrays in networks]
    return [
        np.mean([network.judge(page.features) for network in judges], axis=0, dtype=np.float32)
        for page in pages
    ]


def learn(data: Path, form: str, target: Path, folds: Path | None) -> dict[str, Any]:
    """Write the model for `html` or `flat` pages that DATA teaches, and return its provenance."""
    pages = list(read_corpus(data, form))
    wanted = [(fold, seed) for fold in (*range(FOLDS), None) for seed in range(MEMBERS)]
    with ProcessPoolExecutor(initializer=_start, initargs=(pages,)) as pool:
        fitted = dict(zip(wanted, pool.map(_fit, wanted), strict=True))
    odds: dict[str, Floats] = {}
    for fold in range(FOLDS):
        held = [page for page in pages if page.fold == fold]
        networks = [fitted[fold, seed] for seed in range(MEMBERS)]
        odds |= dict(zip((page.name for page in held), judge(networks, held), strict=True))
    line = calibrate(pages, [odds[page.name] for page in pages])
    scores = score(pages, [odds[page.name] for page in pages], line)
    provenance = {
        "form": form,
        "data": "WCXB development set (Foley 2026, CC BY 4.0)",
        "data_sha256": hash_corpus(data),
        "pages": len(pages),
        "left_out": len(list((data / "ground-truth").glob("*.json"))) - len(pages),
        "command": "make train DATA=wcxb/dev",
        "date": datetime.now(UTC).date().isoformat(),
        "torch": torch.__version__.split("+")[0],
        "cross_validated_f1": scores,
        "columns": list(pages[0].features.columns),
    }
    networks = [fitted[None, seed] for seed in range(MEMBERS)]
    reasons = fit_reasons(pages, [odds[page.name] for page in pages])
    save_model(target, networks, reasons, {**provenance, **line._asdict()})
    if folds is not None:
        folds.mkdir(parents=True, exist_ok=True)
        for fold in range(FOLDS):
            others = [page for page in pages if page.fold != fold]
            own = calibrate(others, [odds[page.name] for page in others])
            networks = [fitted[fold, seed] for seed in range(MEMBERS)]
            save_model(folds / f"fold-{fold}.npz", networks, reasons, {**provenance, **own._asdict()})
        named = {name: fold_of(url, name) for name, url in read_addresses(data)}  # those left out, too
        (folds / "folds.json").write_text(json.dumps(named) + "\n", encoding="utf-8")
    return provenance


_pages: list[LabelledPage] = []  # a worker's own


def _start(pages: list[LabelledPage]) -> None:
    torch.set_num_threads(1)  # sums in one order, so that a seed gives the same weights
    _pages[:] = pages


def _fit(wanted: tuple[int | None, int]) -> Arrays:
    fold, seed = wanted
    arrays = fit([page for page in _pages if page.fold != fold], Recipe(seed=seed))
    sys.stderr.write(f"fold {'of none' if fold is None else fold}, seed {seed}: done\n")
    return arrays


def main() -> None:
    """Run the command."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("data", type=Path)
    cli.add_argument("target", type=Path, help="the folder that html.npz and flat.npz are written to")
    cli.add_argument("--folds", type=Path, help="a folder to keep the folds' own models for HTML in")
    cli.add_argument("--form", choices=FORMS, action="append", help="only for pages of this form; repeatable")
    args = cli.parse_args()
    try:
        for form in args.form or FORMS:
            folds = args.folds if form == "html" else None
            provenance = learn(args.data, form, args.target / f"{form}.npz", folds)
            sys.stdout.write(f"{form}: {json.dumps(provenance['cross_validated_f1'])}\n")
    except BadInput as error:
        sys.exit(f"scrubber: {error}")


if __name__ == "__main__":
    main()
