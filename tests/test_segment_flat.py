"""Where blocks begin in flat text: each fault beside what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrubber.learned.tagger import load_tagger
from scrubber.learned.tokens import Tokens, read_tokens
from scrubber.model import Kind
from scrubber.stages.segment.flat import segment_flat

BEFORE = "The beans are sown two inches deep, in double rows, and covered at once."
AFTER = "The plants grow slowly at first, because the nights are cold and the soil is wet."


def texts(page: str) -> list[str]:
    return [block.text for block in segment_flat(page)]


# A stretch of text that must begin a block, and one that must not.
BEGINS = {
    "a numbered heading glued to a sentence": (f"{BEFORE}#2 – Onions after beans {AFTER}", "#2 – Onions"),
    "a sentence glued to one": (
        f"{BEFORE} Find out more about our projectRead more about it here",
        "Read more",
    ),
    "a menu's entries": (
        f"Skip to content Blog Get My Free Trial About us Contact {BEFORE}",
        "Get My Free Trial",
    ),
    "text behind a menu": (
        f"Skip to content Blog Pricing About us Contact Log in {BEFORE} {AFTER}",
        "The beans",
    ),
    "a new line": (f"{BEFORE}\n{AFTER}", "The plants"),
    "a line under a list's marker": (f"{BEFORE}\n• one bean a foot\n• water at night", "• water"),
    "Japanese, at a space between sentences": ("豆は二列に蒔きます。 お問い合わせ 会社概要", "お問い合わせ"),
}
GOES_ON = {
    "an abbreviation": (f"{BEFORE} It was Dr. Miller who told us, on p. 12 of his book.", "Miller"),
    "initials": (f"{BEFORE} We have it from J. R. Hartley, who grew them for years.", "R. Hartley"),
    "a decimal": (f"{BEFORE} Each of them weighs 2.5 grams, or even less.", "5 grams"),
    "German": ("Die Bohnen werden gesät, z. B. im Mai. Näheres steht auf S. 12 des Buches.", "B. im"),
    "French": ("Les haricots, dit M. Dupont, aiment la chaleur. On les sème en mai.", "Dupont"),
    "an elided article": ("C’est une étude de l’Institut de Lyon, menée dans l’Europe entière.", "Institut"),
    "iPhone": (f"{BEFORE} I looked it up on my iPhone in the garden.", "Phone"),
    "McDonald": (f"{BEFORE} Old Mr McDonald had a farm and grew them, too.", "Donald"),
    "JavaScript": (f"{BEFORE} The page needs JavaScript to show the calendar.", "Script"),
    "a version": (f"{BEFORE} We tried it with release v1.2.Final of the planner.", "Final"),
    "an address": (f"{BEFORE} See https://example.org/GardenPlans/NewBeds for the plans.", "Plans/NewBeds"),
    "a handle": (f"{BEFORE} Write to @TheBeanGrower if you have any questions.", "BeanGrower"),
    "a wrapped line": ("The beans are sown two inches deep in long double\nrows, and covered.", "rows"),
}


@pytest.mark.parametrize(("page", "start"), BEGINS.values(), ids=BEGINS)
def test_a_block_begins(page: str, start: str) -> None:
    assert any(text.startswith(start) for text in texts(page)), texts(page)


@pytest.mark.parametrize(("page", "start"), GOES_ON.values(), ids=GOES_ON)
def test_a_block_goes_on(page: str, start: str) -> None:
    assert start in page
    assert not any(text.startswith(start) for text in texts(page)), texts(page)


def test_a_heading_that_runs_into_its_text() -> None:
    page = f"What to sow in March The soil is warm enough when you can sit on it. {BEFORE} {AFTER}"
    first, second, *_ = segment_flat(page)
    assert (first.kind, first.text) == (Kind.HEADING, "What to sow in March")
    assert second.text.startswith("The soil is warm")


def test_a_hashtag_is_no_heading() -> None:
    assert not any(block.kind is Kind.HEADING for block in segment_flat(f"{BEFORE}#Beans {AFTER}"))


@pytest.mark.parametrize("page", ["A.#1 ", "See plan A.#12\n", "A.#1 x"])
def test_a_number_behind_an_initial_begins_nothing(page: str) -> None:
    assert not any(text.startswith("#") for text in texts(page))
    assert "".join("".join(texts(page)).split()) == "".join(page.split())


def test_levels_follow_the_numbers() -> None:
    page = f"#1 – Beans\n{BEFORE}\n1. Broad ones\n{AFTER}\n2. Runners\n{BEFORE}\n#2 – Onions\n{AFTER}"
    headings = [(b.text, b.level) for b in segment_flat(page) if b.kind is Kind.HEADING]
    assert headings == [("#1 – Beans", 1), ("1. Broad ones", 2), ("2. Runners", 2), ("#2 – Onions", 1)]


def test_sentences_of_scripts_without_spaces() -> None:
    page = "豆は二列に蒔きます。" * 400
    blocks = segment_flat(page)
    assert "".join(block.text for block in blocks) == page
    assert max(len(block.text) for block in blocks) < 2_000


@given(st.text(alphabet="aA1.。 \n#é豆-(", max_size=200))
def test_blocks_cover_the_text_in_order(page: str) -> None:
    blocks = segment_flat(page)
    assert "".join(page.split()) == "".join("".join(block.text.split()) for block in blocks)


@given(st.text(max_size=200))
def test_tokens_cover_the_text_in_order(page: str) -> None:
    tokens = read_tokens(page)
    said = "".join(page[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True))
    assert said == "".join(page.split())


def test_a_verdict_depends_on_what_is_near_alone() -> None:
    text = f"{BEFORE} {AFTER} " * 400
    tokens, tagger = read_tokens(text), load_tagger()
    whole = tagger.judge(tokens)
    part = tagger.judge(Tokens(*(field[4000:4400] for field in tokens)))  # type: ignore[arg-type]
    assert whole.begins[4100:4300] == pytest.approx(part.begins[100:300], abs=1e-5)
