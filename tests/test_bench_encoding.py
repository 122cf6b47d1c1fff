"""The benchmark of decoding, on a language or two: what it encodes, and that it would see a fault."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks import encoding
from benchmarks.articles import ARTICLES, TITLES
from benchmarks.charsets import (
    CHARSETS,
    Sample,
    cut_last_letter,
    encode,
    list_documents,
    list_samples,
    list_titles,
    make_page,
    mix_charsets,
    strew_nuls,
)
from benchmarks.prose import PROSE
from scrubber.stages.decode.charset import decode_bytes

BY_NAME = {charset.name: charset for charset in CHARSETS}
TEXTS = {"cs": ["Příliš žluťoučký kůň úpěl ďábelské ódy, řekl mlynář a šel k řece."]}


def make_sample(text: str, charset: str) -> Sample:
    held = encode(text, BY_NAME[charset])
    assert held is not None
    return Sample("cs", BY_NAME[charset], *held, page=False)


def test_the_texts_are_as_long_as_they_are_said_to_be() -> None:
    assert set(PROSE) < set(ARTICLES) == set(TITLES)
    assert all(len(text) > 500 for texts in list_documents().values() for text in texts)
    titles = [title for texts in list_titles().values() for title in texts]
    assert len(titles) >= 200
    assert all(10 <= len(title) <= 60 for title in titles)


HELD = {
    "as it is": ("žár", "windows-1250", b"\x9e\xe1r", "žár"),
    "with typewriter's quotes": ("l’été", "iso-8859-1", b"l'\xe9t\xe9", "l'été"),
    "as it was typed": ("știe", "windows-1250", b"\xbatie", "ştie"),
    "with tones apart": ("Việt", "windows-1258", b"Vi\xea\xf2t", "Vie\u0302\u0323t"),
    "with a mark": ("é", "utf-16-le, marked", b"\xff\xfe\xe9\x00", "é"),
}


@pytest.mark.parametrize(("text", "charset", "raw", "held"), HELD.values(), ids=HELD.keys())
def test_a_text_is_encoded_as_the_charset_holds_it(text: str, charset: str, raw: bytes, held: str) -> None:
    found = encode(text, BY_NAME[charset])
    assert found is not None
    assert found[0] == raw
    assert make_sample(text, charset).text in (held, "Viê\u0323t")


@pytest.mark.parametrize(("text", "charset"), [("žár", "iso-8859-1"), ("日", "windows-1252")])
def test_what_a_charset_can_not_hold_is_left_out(text: str, charset: str) -> None:
    assert encode(text, BY_NAME[charset]) is None


def test_plain_ascii_tells_nothing_and_is_left_out() -> None:
    charsets = {sample.charset.name for sample in list_samples({"en": ["plain words"]}, page=False)}
    assert charsets == {name for name in BY_NAME if name.startswith(("utf-16", "utf-32"))} | {"utf-8, marked"}


def test_damage() -> None:
    cut = cut_last_letter(make_sample("kůň", "utf-8"))
    assert cut is not None
    assert (cut.raw, cut.text) == ("kůň".encode()[:-1], "ků")
    assert cut_last_letter(make_sample("kůň", "windows-1250")) is None
    strewn = strew_nuls(make_sample("kůň " * 200, "windows-1250"))
    assert strewn is not None
    assert strewn.raw.count(0) == strewn.text.count("\ufffd") > 0
    assert strew_nuls(make_sample("kůň", "utf-16-le")) is None
    mixed = mix_charsets(make_sample("kůň", "windows-1250"), "été")
    assert mixed is not None
    assert (mixed.raw, mixed.text) == ("été\n".encode() + "kůň".encode("cp1250"), "été\nkůň")


RIGHT = {
    "the text": ("kůň", True),
    "with its mark": ("\ufeffkůň", True),
    "with a sign for what was cut": ("kůň\ufffd", True),
    "another letter": ("kùň", False),
    "a sign within": ("k\ufffdůň", False),
    "nothing": ("", False),
}


@pytest.mark.parametrize(("text", "right"), RIGHT.values(), ids=RIGHT.keys())
def test_only_the_right_text_counts(text: str, right: bool) -> None:
    assert encoding.is_right(text, make_sample("kůň", "windows-1250")) is right


def test_a_system_that_decodes_wrongly_or_fails_is_seen() -> None:
    samples = list(list_samples(TEXTS, page=True))

    def fail(raw: bytes) -> str:
        raise LookupError(raw)

    assert all(outcome.right for outcome in encoding.run(encoding.read_by_scrubber, samples))
    assert not any(outcome.right for outcome in encoding.run(lambda raw: raw.decode("latin-1"), samples))
    assert not any(outcome.right for outcome in encoding.run(fail, samples))


def test_a_stage_that_believes_all_it_is_told_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    overruled = re.compile(r"documents, transport says windows-1252, wrongly \| \d+ \| 1\.000 \|")
    assert overruled.search(encoding.show_declared(TEXTS, {}))
    monkeypatch.setattr(sys.modules[decode_bytes.__module__], "_TRUST", 1e9)
    assert not overruled.search(encoding.show_declared(TEXTS, {}))


def test_table_holds_every_system_charset_and_language(tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    run = CliRunner().invoke(encoding.main, ["--language", "cs", "-o", str(out)])
    assert run.exit_code == 0, run.output
    shown = out.read_text(encoding="utf-8")
    assert "| scrubber | 1.000 |" in shown
    assert "| turbohtml | " in shown
    assert "| cs | 28 | 1.000 |" in shown
    assert "| windows-1250 | 2 | 1.000 |" in shown
    assert "<title>" in make_page("x")
