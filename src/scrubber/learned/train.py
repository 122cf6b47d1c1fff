"""Learn the weights of the debris stage from WCXB's development pages.

    python -m scrubber.learned.train wcxb/dev weights.json

A block's label is the share of its word trigrams that stand in the page's main content. Logistic regression
with a ridge, each page equal, a block by the square root of its words; the threshold is the one that gives
the best mean word F1. Flat text is the page's own blocks without their markup, in half of the pages with
neighbours run together. Needs numpy.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import numpy as np

from scrubber import stages
from scrubber.errors import ScrubError
from scrubber.model import Document, Kind
from scrubber.stages.debris.evidence import is_judged, weigh_evidence

_RIDGE = 1.0
_ROUNDS = 12  # of Newton's method; it settles after eight
_THRESHOLDS = np.arange(-1.0, 1.01, 0.25)
_HELD_OUT = 5  # one domain in so many


class _PageData(NamedTuple):
    host: str
    evidence: list[dict[str, float]]
    labels: list[float]
    words: list[Counter[str]]
    gold: Counter[str]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _join(blocks: list[str], rng: random.Random) -> str:
    """Return the blocks as flat text: half of the pages a line each, half with neighbours run together."""
    spaced = rng.choice((0.0, 0.5))
    return "".join(block + (" " if rng.random() < spaced else "\n") for block in blocks)


def _read_pages(data: Path, form: str) -> list[_PageData]:
    pages = []
    for truth in sorted((data / "ground-truth").glob("*.json")):
        record = json.loads(truth.read_text(encoding="utf-8"))
        gold = _words(record["ground_truth"].get("main_content") or "")
        raw = gzip.decompress((data / "html" / f"{truth.stem}.html.gz").read_bytes())
        try:
            document = stages.segment(stages.decode(Document.open(raw, media_type="text/html")))
            if form == "flat":
                shown = [b.text.replace("\n", " ") for b in document.blocks if b.kind is not Kind.DATA]
                page = _join(shown, random.Random(truth.stem))
                document = stages.segment(stages.decode(Document.open(page, media_type="text/plain")))
        except ScrubError:
            continue
        document = stages.repeats(stages.repair(document))
        blocks = [
            replace(b, mark=None) if b.mark and b.mark.stage == "repeats" else b for b in document.blocks
        ]
        judged = [block for block in blocks if is_judged(block)]
        known = set(zip(gold, gold[1:], gold[2:], strict=False))
        whole = f" {' '.join(gold)} "
        labels, words = [], []
        for block in judged:
            found = _words(block.text)
            triples = list(zip(found, found[1:], found[2:], strict=False))
            inside = (
                sum(t in known for t in triples) / len(triples)
                if triples
                else f" {' '.join(found)} " in whole
            )
            labels.append(1.0 - float(inside))
            words.append(Counter(found))
        host = ".".join((urlsplit(record.get("url") or "").hostname or truth.stem).split(".")[-2:])
        pages.append(_PageData(host, weigh_evidence(judged), labels, words, Counter(gold)))
    return pages


def _fit(pages: list[_PageData], names: list[str]) -> np.ndarray[Any, Any]:
    """Return the bias and the weights, by Newton's method."""
    rows = [[1.0, *(e.get(n, 0.0) for n in names)] for p in pages for e in p.evidence]
    x = np.array(rows)
    y = np.array([label for p in pages for label in p.labels])
    size = [np.sqrt([sum(w.values()) + 1 for w in p.words]) for p in pages]
    weight = np.concatenate([s / s.sum() * 10 for s in size if len(s)])
    beta = np.zeros(x.shape[1])
    ridge = np.diag([0.0] + [_RIDGE] * len(names))
    for _ in range(_ROUNDS):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        slope = x.T @ (weight * (p - y)) + ridge @ beta
        curve = (x * (weight * p * (1 - p))[:, None]).T @ x + ridge
        beta = beta - np.linalg.solve(curve, slope)
    return beta


def _mean_f1(pages: list[_PageData], names: list[str], beta: np.ndarray[Any, Any], threshold: float) -> float:
    scores = []
    for page in pages:
        kept: Counter[str] = Counter()
        for evidence, words in zip(page.evidence, page.words, strict=True):
            if (
                beta[0] + sum(b * evidence.get(n, 0.0) for b, n in zip(beta[1:], names, strict=True))
                <= threshold
            ):
                kept += words
        shared, size = sum((kept & page.gold).values()), sum(kept.values()) + sum(page.gold.values())
        scores.append(2 * shared / size if size else 1.0)
    return float(np.mean(scores))


def _typical(pages: list[_PageData], names: list[str]) -> dict[str, float]:
    """Return the mean evidence on blocks that stay."""
    kept = [e for p in pages for e, label in zip(p.evidence, p.labels, strict=True) if label < 0.5]
    return {name: round(sum(e.get(name, 0.0) for e in kept) / len(kept), 4) for name in names}


def learn(data: Path) -> dict[str, Any]:
    """Return the weights for HTML and flat text, with where they come from."""
    digest = hashlib.sha256()
    for path in sorted(data.rglob("*.*")):
        digest.update(path.read_bytes())
    learned: dict[str, Any] = {
        "provenance": {
            "data": "WCXB development set (Foley 2026, CC BY 4.0)",
            "sha256": digest.hexdigest(),
            "command": "make train DATA=wcxb/dev",
        }
    }
    for form in ("html", "flat"):
        pages = _read_pages(data, form)
        names = sorted({name for page in pages for evidence in page.evidence for name in evidence})
        hosts = {host: int(hashlib.sha256(host.encode()).hexdigest(), 16) for host in {p.host for p in pages}}
        train = [page for page in pages if hosts[page.host] % _HELD_OUT]
        held = [page for page in pages if not hosts[page.host] % _HELD_OUT]
        beta = _fit(train, names)
        threshold = max(_THRESHOLDS, key=lambda t: _mean_f1(train, names, beta, t))
        held_out = _mean_f1(held, names, beta, threshold)
        beta = _fit(pages, names)
        sys.stderr.write(f"{form}: held-out word F1 {held_out:.4f}\n")
        learned[form] = {
            "pages": len(pages),
            "held_out_f1": round(held_out, 4),
            "threshold": float(threshold),
            "bias": round(float(beta[0]), 4),
            "typical": _typical(pages, names),
            "weights": {name: round(float(b), 4) for name, b in zip(names, beta[1:], strict=True)},
        }
    return learned


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    Path(sys.argv[2]).write_text(json.dumps(learn(Path(sys.argv[1])), indent=1) + "\n", encoding="utf-8")
