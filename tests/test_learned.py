"""The shipped weights fit the evidence that they weigh, and say where they come from."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from scrubber.stages.debris.evidence import is_judged, weigh_evidence

from scrubber import stages
from scrubber.model import Document
from scrubber.stages.debris import load_weights

PAGES = {"html": "<p>One sentence, in a page of two.</p><p>Home</p>", "flat": "One sentence.\n\nHome\n"}


@pytest.mark.parametrize("form", PAGES)
def test_every_piece_of_evidence_has_a_weight(form: str) -> None:
    media_type = "text/html" if form == "html" else "text/plain"
    document = stages.segment(stages.decode(Document.open(PAGES[form], media_type=media_type)))
    model = load_weights()[form]
    (evidence, *_) = weigh_evidence([block for block in document.blocks if is_judged(block)])
    assert evidence.keys() == model["weights"].keys() == model["typical"].keys()


def test_weights_carry_their_provenance() -> None:
    shipped = json.loads(files("scrubber.learned").joinpath("weights.json").read_text(encoding="utf-8"))
    assert shipped["provenance"].keys() == {"data", "sha256", "command"}
    assert len(shipped["provenance"]["sha256"]) == 64
    assert all(0.7 < shipped[form]["held_out_f1"] < 1 for form in PAGES)
