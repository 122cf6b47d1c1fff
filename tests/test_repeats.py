"""What stands twice: which copy goes, which stays, and what an author may say again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrubber import Pipeline
from scrubber.model import Block, Difference, Document, Mark
from scrubber.stages.repeats.runs import find_runs

PIPELINE = Pipeline.default().without("debris")

FIRST = (
    "The old harbour opened to boats again on Monday, nine months after a storm broke its outer wall and "
    "carried two of the cranes out to sea."
)
SECOND = (
    "Engineers had to lift four hundred blocks of granite from the sea bed before they could even begin to "
    "close the gap, and each of them weighed as much as a lorry."
)
THIRD = (
    "The fishermen, who had landed their catch twenty miles up the coast all winter, were the first to "
    "come home, at six in the morning and with every horn sounding."
)
LAST = "The council will vote next week on whether the ferry may come back before the summer."
STRAY = SECOND[SECOND.index("granite") :] + " " + THIRD[: THIRD.index(" all winter")]  # cut inside sentences
REFRAIN = "Turn, old key,\nturn in the lock,\nthe night is long and cold and all asleep."
SAID = "We have waited for this day the whole winter long, and so have all of you who are standing here"

# What is scrubbed, and which stretches go as copies.
COPIES = {
    "a stray before its place, its edges inside sentences": (
        f"{FIRST}\n{STRAY}\n{LAST}\n{FIRST[:20]}ed too. {SECOND} {THIRD}",
        [STRAY],
    ),
    "a stray behind its place": (f"{FIRST} {SECOND} {THIRD}\n{LAST}\n{STRAY}", [STRAY]),
    "lines that break elsewhere": (
        f"{FIRST}\n{SECOND}\n{THIRD}\n{LAST}\nShare\n{SECOND} {THIRD}",
        [f"{SECOND} {THIRD}"],
    ),
    "one whose words were changed here and there": (
        f"{FIRST}\n{SECOND}\n{THIRD}\n{LAST}\nShare\n"
        + SECOND.replace("four hundred", "400").replace("lorry", "truck"),
        [SECOND.replace("four hundred", "400").replace("lorry", "truck")],
    ),
}
KEPT = {
    "a refrain": f"{REFRAIN}\nTell me who\ncomes walking by\n{REFRAIN}\nNobody knows",
    "a quotation taken up again": (
        f"{FIRST}\nThe mayor said: “{SAID}.” {SECOND}\n{THIRD} What did she mean by “{SAID}”?"
    ),
    "a price twice": f"{FIRST}\nTea for one: 2.50 a pot\n{SECOND}\nTea for one: 2.50 a pot",
    "a phrase": f"{FIRST}\n{SECOND} So it went on for nine months after a storm broke its outer wall.",
    "hopes": "This is about your dreams,\nyour hopes,\nyour family,\nyour hopes,\nyour family,\nyour street.",
}


def copies(page: str) -> list[Block]:
    document = PIPELINE.run(page, media_type="text/plain")
    return [b for b in document.removed if b.mark and b.mark.rule == "repeat"]


@pytest.mark.parametrize(("page", "expected"), COPIES.values(), ids=COPIES)
def test_a_copy_goes(page: str, expected: list[str]) -> None:
    assert " ".join(block.text for block in copies(page)) == " ".join(expected)


@pytest.mark.parametrize("page", KEPT.values(), ids=KEPT)
def test_what_an_author_says_again_stays(page: str) -> None:
    assert copies(page) == []


def test_a_mark_says_how_a_copy_differs() -> None:
    changed = SECOND.replace("four hundred", "400")
    (copy,) = copies(f"{FIRST}\n{SECOND}\n{THIRD}\nSo say the papers today.\n{changed}\n{LAST}")
    assert copy.mark is not None
    assert copy.mark.differs == (Difference("400", "four hundred"),)


def test_a_mark_points_at_the_twin() -> None:
    page = f"{FIRST} {SECOND} {THIRD}\n{LAST}\n{STRAY}"
    document = PIPELINE.run(page, media_type="text/plain")
    (copy,) = (b for b in document.removed if b.mark and b.mark.rule == "repeat")
    assert copy.mark is not None
    assert copy.mark.twin is not None
    assert copy.mark.twin.of(document.text) == STRAY


words = st.lists(st.sampled_from("abcdef"), max_size=120)


@given(words, words, words)
def test_a_run_says_the_same_twice(before: list[str], twice: list[str], between: list[str]) -> None:
    row = [*before, *twice, *between, *twice]
    for run in find_runs(row):
        assert run.first[1] <= run.second[0]
        for first, second, size in run.matches:
            assert row[first : first + size] == row[second : second + size]


@given(st.lists(st.integers(), min_size=30, max_size=90, unique=True), st.data())
def test_a_copy_of_other_words_is_found_whole(row: list[int], data: st.DataObject) -> None:
    said = list(map(str, row))
    start = data.draw(st.integers(0, len(said) - 10))
    end = data.draw(st.integers(start + 10, len(said)))
    (run,) = find_runs([*said, "|", *said[start:end]])
    assert run.first == (start, end)
    assert run.second == (len(said) + 1, len(said) + 1 + end - start)


def test_one_word_said_without_end() -> None:
    runs = find_runs(["ha"] * 200_000)
    assert len(runs) < 40


def test_marks_of_a_document_are_not_those_of_the_one_before() -> None:
    page = f"{FIRST}\n{SECOND}\n{THIRD}"
    first, second = (PIPELINE.run(page) for _ in range(2))
    assert first.blocks == second.blocks
    assert not any(isinstance(b.mark, Mark) and b.mark.stage == "repeats" for b in second.blocks)
    assert isinstance(first, Document)
