"""debris: marks navigation, notices, share bars, teasers and footers.

Each block's evidence is weighed by a linear model (log-odds), with weights learned apart for HTML and for
flat text; the mark names what weighed most against the block.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TypedDict

from scrubber.model import Block, Document, Kind, Mark
from scrubber.stages.debris.evidence import is_judged, weigh_evidence

_SILENT = {"length", "early", "prose", "leads-to-prose", "in-content"}  # these speak for a block


class Weights(TypedDict):
    """What each piece of evidence weighs against a block, and the sum beyond which it goes."""

    bias: float
    threshold: float
    weights: dict[str, float]
    typical: dict[str, float]  # the evidence on a block that stays, on average: reasons are told against it


def debris(document: Document) -> Document:
    """Mark what is not the page's own content (stage `debris`, rule the weightiest reason, score 0 to 1)."""
    judged = [block for block in document.blocks if is_judged(block)]
    flat = not any(block.markup for block in judged)
    model = load_weights()["flat" if flat else "html"]
    evidence = weigh_evidence(judged)
    totals = [_weigh(found, model) for found in evidence]
    bar = _bar(judged, totals, model)
    verdicts = iter(
        [
            _mark(block, found, total, model) if total > bar else block
            for block, found, total in zip(judged, evidence, totals, strict=True)
        ]
    )
    blocks = [next(verdicts) if is_judged(block) else block for block in document.blocks]
    return replace(document, blocks=tuple(_spare_headings(document.blocks, blocks)))


def _bar(blocks: Sequence[Block], totals: Sequence[float], model: Weights) -> float:
    """Return the sum beyond which a block goes: where that left nothing, the longest block's own."""
    if not blocks or min(totals) <= model["threshold"]:
        return model["threshold"]
    return max(zip(blocks, totals, strict=True), key=lambda pair: len(pair[0].text))[1]


def _spare_headings(before: Sequence[Block], verdicts: Sequence[Block]) -> list[Block]:
    """Return the verdicts, but headings as they were before where what they head stays."""
    spared = list(verdicts)
    heads_text = False
    for at in reversed(range(len(spared))):
        if spared[at].kind is Kind.DATA:
            continue
        if before[at].kind is Kind.HEADING and heads_text:
            spared[at] = before[at]
        heads_text = spared[at].mark is None
    return spared


def _weigh(evidence: dict[str, float], model: Weights) -> float:
    """Return the log-odds that a block is debris."""
    return model["bias"] + sum(model["weights"][rule] * value for rule, value in evidence.items())


def _mark(block: Block, evidence: dict[str, float], total: float, model: Weights) -> Block:
    """Return the block with a mark that names what weighed most, held against a block that stays."""
    weights, typical = model["weights"], model["typical"]
    shares = {rule: weights[rule] * (value - typical[rule]) for rule, value in evidence.items()}
    reason = max(shares.keys() - _SILENT, key=lambda rule: (shares[rule], rule))
    return block.marked(Mark("debris", reason, round(1 / (1 + math.exp(-max(-50.0, min(50.0, total)))), 3)))


@cache
def load_weights() -> dict[str, Weights]:
    """Return the shipped weights, by `html` and `flat`; their provenance stands in the file beside them."""
    shipped = json.loads(files("scrubber.learned").joinpath("weights.json").read_text(encoding="utf-8"))
    return {name: shipped[name] for name in ("html", "flat")}
