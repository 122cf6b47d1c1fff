"""A floor under what is kept of pages of our own (`tests/quality`), their content written down by hand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from statistics import fmean

import pytest

import scrubber
from scrubber.learned.labels import split_words
from tests.conftest import ROOT

CASES = sorted(path.parent for path in (ROOT / "tests" / "quality").glob("*/content.txt"))
FLOOR, LEAST = 0.95, 0.85  # word F1: the mean, and of any one page


def word_f1(said: str, gold: str) -> float:
    """Return F1 of the two texts' bags of words, as WCXB scores."""
    ours, theirs = Counter(split_words(said)), Counter(split_words(gold))
    return 2 * (ours & theirs).total() / (ours.total() + theirs.total())


def score(case: Path) -> float:
    (page,) = case.glob("page.*")
    return word_f1(scrubber.scrub(page).to_text(), (case / "content.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_page_is_far_off(case: Path) -> None:
    assert score(case) > LEAST


def test_pages_are_scrubbed_well_on_the_whole() -> None:
    assert len(CASES) >= 5
    assert fmean(map(score, CASES)) > FLOOR


def test_keeping_everything_would_not_do() -> None:
    scores = []
    for case in CASES:
        document = scrubber.Pipeline.default().without("debris").run(case / "page.html")
        scores.append(word_f1(document.to_text(), (case / "content.txt").read_text(encoding="utf-8")))
    assert fmean(scores) < LEAST
