"""The test for NFC: Python's own answer, where signs may join, and where it is quick itself."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.prose import PROSE
from scrubber.stages.repair.composition import _JOINS, is_nfc

SIGNS = [
    *_JOINS,
    *"".join(_JOINS.values()),
    *"ন\u09bcক\u09cdকாकनरळज\u093c\u094d\u0951\u0301\u0327aé अ\u0958\u0929",
]


@pytest.mark.parametrize("sign", _JOINS)
def test_signs_join_what_they_are_said_to_join(sign: str) -> None:
    assert unicodedata.combining(sign) == 0
    letters = map(chr, range(0x900, 0x1100))
    joined = {one for one in letters if len(unicodedata.normalize("NFC", one + sign)) == 1}
    assert joined == set(_JOINS[sign])


@settings(max_examples=2000, deadline=None)
@given(st.lists(st.sampled_from(SIGNS), max_size=8).map("".join) | st.text(max_size=20))
def test_the_answer_is_python_s(text: str) -> None:
    assert is_nfc(text) == unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("language", PROSE)
def test_prose_is_nfc_until_it_is_taken_apart(language: str) -> None:
    text = PROSE[language]
    apart = unicodedata.normalize("NFD", text)
    assert is_nfc(text)
    assert is_nfc(apart) == (unicodedata.normalize("NFC", apart) == apart)
