"""debris: marks navigation, notices, share bars, teasers and footers.

A learned model tells how likely each block is to be content; what stays is chosen for the page as a whole,
and each mark names what weighed most against its block.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from scrubber.model import Block, Document, Favor, Kind, Mark

if TYPE_CHECKING:
    from scrubber.learned.model import Model


# How much more recall counts than precision (F's beta squared): half as much, alike, or twice.
_WEIGHTS = {Favor.PRECISION: 0.5, Favor.BALANCE: 1.0, Favor.RECALL: 2.0}


def debris(document: Document, *, favor: Favor = Favor.BALANCE, model: Model | None = None) -> Document:
    """Mark what is not the page's own content (stage `debris`, rule the weightiest reason, score 0 to 1).

    Where all is surely debris nothing stays. A heading or a defined term stays where what it heads does.
    Without a model, the shipped one for HTML or for flat text judges. Tweets and embeds are not judged.
    """
    from scrubber.learned.decision import choose, even_out
    from scrubber.learned.features import read_features
    from scrubber.learned.model import load_model

    if not any(block.is_undecided for block in document.blocks):
        return document
    features = read_features(document)
    boxed = bool(features.nesting.kinds)
    if model is None:
        model = load_model("html" if boxed else "flat")
    likely = model.judge(features)
    if not boxed:
        likely = even_out(likely, features.sizes, features.loose)
    kept = choose(likely, features.sizes, weight=_WEIGHTS[favor])
    judged = [document.blocks[at] for at in features.places]
    removed = _spare_headings(judged, kept.tolist())
    blocks = list(document.blocks)
    scores = (1 - likely.astype(float)).round(3).tolist()
    for at, rule in zip(removed, model.reasons.explain(features, removed), strict=True):
        blocks[features.places[at]] = judged[at].marked(Mark("debris", rule, scores[at]))
    return replace(document, blocks=tuple(blocks))


def _spare_headings(blocks: Sequence[Block], kept: Sequence[bool]) -> list[int]:
    """Return which blocks go: those not kept, but for headings and terms whose text stays."""
    removed = []
    heads_text = False
    for at in reversed(range(len(blocks))):
        stays = kept[at] or (heads_text and _is_head(blocks[at]))
        if not stays:
            removed.append(at)
        heads_text = stays
    return removed[::-1]


def _is_head(block: Block) -> bool:
    return block.kind is Kind.HEADING or (block.markup is not None and block.markup.box.tag == "dt")
