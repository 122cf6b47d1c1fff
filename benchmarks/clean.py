"""Measure how much of a text that is clean already comes back: each page's own ground truth, as flat text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from benchmarks.folds import find_folds, flat_pipeline
from benchmarks.scoring import read_truth
from benchmarks.table import draw
from benchmarks.words import count_missing, find_words

_POOR = 0.9  # of a text's words kept, under which it is counted


class Kept(NamedTuple):
    """How many of a clean text's words the whole pipeline keeps."""

    page_id: str
    kind: str
    words: int
    kept: int

    @property
    def share(self) -> float:
        """The share kept, 0 to 1."""
        return self.kept / self.words


def measure_clean(data: Path, ids: Sequence[str], fold_weights: Path | None) -> list[Kept]:
    """Return what is kept of each page's main content; a page without any is left out."""
    folds = find_folds(fold_weights, ids)
    pipelines = {fold: flat_pipeline(fold) for fold in set(folds.values())}
    found = []
    for page_id in ids:
        kind, truth = read_truth(data, page_id)
        text = truth.get("main_content") or ""
        if words := find_words(text):
            document = pipelines[folds[page_id]].run(text, media_type="text/plain")
            kept = len(words) - count_missing(words, find_words(document.to_text()))
            found.append(Kept(page_id, kind, len(words), kept))
    return found


def show_clean(texts: Sequence[Kept]) -> str:
    """Return the section on clean texts: a row a kind of page, and one of all."""
    groups: defaultdict[str, list[Kept]] = defaultdict(list)
    for text in texts:
        groups[text.kind].append(text)
    header = ["kind", "texts", "words kept", "mean over texts", f"texts under {_POOR}"]
    rows = [_cells(kind, groups[kind]) for kind in sorted(groups)]
    rows += [_cells("all", texts)] if texts else []
    return "\n".join(["## Texts that are clean already", "", draw(header, rows), "", ""])


def _cells(kind: str, texts: Sequence[Kept]) -> list[str]:
    return [
        kind,
        str(len(texts)),
        f"{sum(text.kept for text in texts) / sum(text.words for text in texts):.4f}",
        f"{fmean(text.share for text in texts):.4f}",
        str(sum(text.share < _POOR for text in texts)),
    ]
