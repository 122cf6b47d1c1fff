"""The test for mojibake against ftfy's own: the same answer on every line, and so no repair missed."""

from __future__ import annotations

import re

import pytest
from ftfy import fix_encoding
from ftfy.badness import MOJIBAKE_CATEGORIES, is_bad
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.mojibake import SIGNS
from scrubber.stages.repair.charsets import may_change
from scrubber.stages.repair.signs import CATEGORIES, find_mojibake

BMP = "".join(map(chr, range(0x10000)))
LINES = st.lists(st.sampled_from(SIGNS), max_size=8).map("".join)

# One of each of ftfy's patterns, beside what it is nearly.
TOLD = {
    "a C1 control": ("\x80", "\xa0"),
    "bad behind a clue": ("é¦", "e¦"),
    "bad behind a letter behind a letter": ("aж¦", "жж¦"),
    "a clue behind bad": ("¦é", "¦e"),
    "a capital behind small": ("éÉ", "ÉÉ"),
    "small behind a figure": ("½é", "½e"),
    "money behind small": ("é£", "e£"),
    "money behind a capital by itself": (" É£", "\nÉ£"),
    "a figure behind a capital": ("É½", "E½"),
    "a figure in opening quotes": ("é“½", "e“½"),
    "closing before opening": ("é”“", "e”“"),
    "opening behind money": ("£“", "a“"),
    "opening behind aÉ": ("aÉ“", " É“"),
    "a quote inside a word": ("é“a", "é“ "),
    "œ before no letter": ("œ.", "œa"),
    "œ before a line break": ("œ1", "œ\n"),
    "degrees of a capital": ("É°", "E°"),
    "Â and a sign": ("Â·", "A·"),
    "times squared": ("×²", "x²"),
    "Arabic, twice two": ("Ø®ÙŸ", "Ø® ÙŸ"),
    "South Asian": ("à²", "a²"),
    "MacRoman": ("√†", "√π"),
    "about": ("≈°", "≈ °"),
    "a MacRoman quote": ("‚Äì", "‚a"),
    "Cyrillic quotes": ("вЂ", "Ђ"),
    "Cyrillic between": ("Р°Р", "Р°а"),
    "Cyrillic twice": ("ГўВЂВўa", "ГўВВўa"),
    "Ã behind a letter": ("aÃ ", "AÃ "),
    "Ã at a line's head": ("x\nÃ b", "X, Ã b"),
    "Â between": (".Â ", "AÂ "),
    "Greek between": ("Ξ°Ξ", "Ξ°α"),
    "Greek quotes": ("β€™", "β€'"),
    "Baltic quotes": ("ā€", "ā "),
}


@pytest.mark.parametrize(("told", "near"), TOLD.values(), ids=TOLD.keys())
def test_mojibake_is_told_from_its_near_miss(told: str, near: str) -> None:
    assert find_mojibake(told) is not None
    assert find_mojibake(near) is None


def test_categories_are_ftfy_s() -> None:
    assert CATEGORIES.keys() == MOJIBAKE_CATEGORIES.keys()
    for name, signs in MOJIBAKE_CATEGORIES.items():
        assert re.findall(f"[{signs}]", BMP) == re.findall(f"[{CATEGORIES[name]}]", BMP), name


@settings(max_examples=2000, deadline=None)
@given(LINES | st.text(max_size=20).map(lambda text: text.replace("\n", " ")))
def test_the_answer_is_ftfy_s(line: str) -> None:
    assert (find_mojibake(line) is not None) == is_bad(line)


@settings(max_examples=2000, deadline=None)
@given(LINES)
def test_no_line_that_ftfy_would_change_is_missed(line: str) -> None:
    assert fix_encoding(line) == line or may_change(line)


@pytest.mark.parametrize("line", ["sade: ”Äntligen”", "»Æbler, ål og øl«", "”Ärligt”, på ön – »É"])
def test_ftfy_is_not_asked_where_it_can_do_nothing(line: str) -> None:
    assert is_bad(line)
    assert not may_change(line)


@settings(max_examples=500, deadline=None)
@given(st.lists(LINES, max_size=4))
def test_a_text_is_told_by_its_lines(lines: list[str]) -> None:
    text = "\n".join(lines)
    told = find_mojibake(text) is not None
    assert told == any(find_mojibake(line) is not None for line in lines)
