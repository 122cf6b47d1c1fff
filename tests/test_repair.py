"""repair: each fault beside its near miss, and what must hold of any text."""

from __future__ import annotations

import itertools
import string

import pytest
from ftfy.badness import is_bad
from hypothesis import given, settings
from hypothesis import strategies as st

import scrubber
from scrubber import Document, repair_text, stages
from scrubber.stages.repair import _BESIDE, RULES, _is_plain

MENDED = {
    "utf-8 read as windows-1252": ("l’Ã©tÃ© Ã  la plage", "l’été à la plage"),
    "curly quotes read as windows-1252": ("lâ€™hiver", "l’hiver"),
    "read wrongly twice": ("dÃƒÂ©jÃƒÂ  vu", "déjà vu"),
    "an entity that survived": ("salt &amp; pepper", "salt & pepper"),
    "a control character": ("be\x07ll", "bell"),
    "a letter apart from its mark": ("Cafe\u0301", "Café"),
    "a stray space behind an elision": ("Avantages de l’ utilisation", "Avantages de l’utilisation"),
    "a link glued to a word": ("—Hillaryhttps://t.co/3TKJ4H68Kz", "—Hillary https://t.co/3TKJ4H68Kz"),
    "a lost line break": (
        "your dreams,your aims,\nyour hopes,\nyour kin",
        "your dreams,\nyour aims,\nyour hopes,\nyour kin",
    ),
    "a run of spaces": ("two  words", "two words"),
}
LEFT_ALONE = {
    "curly quotes": "“It’s fine”",
    "ligatures and full width": "ﬁne ＡＢＣ　日本",
    "entities in a text about HTML": "write &lt; for < in HTML",
    "a possessive": "the dogs’ owners",
    "a link inside a link": "https://web.example/save/https://example.org/a",
    "a link as a parameter": "https://example.org/?next=https://example.org/b",
    "a link in Chinese": "请看https://example.org",
    "verse": "your hopes,\nyour family,\nyour community",
    "a list without spaces": "red,green,blue",
    "emoji and joiners": "👩‍👩‍👧 می‌خواهم",
    "French spacing": "Vraiment\u00a0? Oui\u202f!",
}


@pytest.mark.parametrize(("text", "expected"), MENDED.values(), ids=MENDED.keys())
def test_fault_is_mended(text: str, expected: str) -> None:
    assert repair_text(text) == expected


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE.keys())
def test_near_miss_is_left_alone(text: str) -> None:
    assert repair_text(text) == text


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([*LEFT_ALONE.values(), *(text for text, _ in MENDED.values())])).map(" ".join)
)
def test_repairing_twice_is_repairing_once(text: str) -> None:
    once = repair_text(text)
    assert repair_text(once) == once


def test_each_repair_is_recorded_where_it_was() -> None:
    source = "Avantages de l’ utilisation des médias &amp; voil\u00c3\u00a0 tout."
    document = scrubber.scrub(source, media_type="text/plain")
    assert [(r.rule, r.before, r.after) for r in document.repairs] == [
        ("entities", "&amp;", "&"),
        ("mojibake", "\u00c3\u00a0", "à"),
        ("elision-space", " ", ""),
    ]
    assert all(r.span and r.span.of(source) == r.before for r in document.repairs)


def test_code_keeps_its_entities_and_spaces() -> None:
    document = scrubber.scrub("<h1>Escapes</h1><pre>a  = '&amp;amp;'\n</pre>", media_type="text/html")
    assert document.blocks[-1].text == "a  = '&amp;'"


def test_ftfy_is_asked_wherever_it_would_tell_mojibake() -> None:
    neighbours = [*itertools.pairwise(string.printable), *itertools.product("az .", " a-")]
    alone = [
        letter
        for letter in map(chr, range(0x80, 0x3000))
        if is_bad("".join(before + letter + after for before, after in neighbours))
    ]
    assert [letter for letter in alone if not _BESIDE.search(letter)] == []
    assert {"Â", "Ã", "Œ", "œ"} <= set(alone)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40))
def test_plain_text_holds_no_fault(text: str) -> None:
    assert not _is_plain(text) or not any(rule.find(text) for rule in RULES)


def test_what_stands_between_two_deletions_keeps_its_place() -> None:
    page = Document.open("the be\x07l\x08l in the tower rings at noon", media_type="text/plain")
    (block,) = stages.repair(stages.segment(stages.decode(page))).blocks
    assert block.text.startswith("the bell in")
    assert block.trace is not None
    assert [block.trace.span(at, at + 1).start for at in range(4, 8)] == [4, 5, 7, 9]
