"""What the seed document must give, said by hand and not by its recorded output."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

import pytest

import scrubber


@pytest.fixture(scope="module")
def wire(seed: bytes) -> dict[str, Any]:
    return scrubber.scrub(seed).to_dict()


def test_sections_stand_in_order_one_below_the_other(wire: dict[str, Any]) -> None:
    assert [(section["level"], section["heading"]) for section in wire["sections"]] == [
        (
            1,
            "Médias sociaux et administrations: quel est le rôle de ces plateformes dans la "
            "sensibilisation à certaines problématiques et lors des situations de crise",
        ),
        (2, "#1 – Avantages de l’utilisation des médias sociaux par les administrations"),
        (3, "1 Création de campagnes et sensibilisation"),
    ]
    assert wire["sections"][0]["blocks"][0]["text"].startswith("Les médias sociaux révolutionnent la")
    assert wire["sections"][0]["blocks"][-1]["text"].endswith("qui peuvent leur être apportées.")


def test_blocks_and_tweets_alternate_as_in_the_page(wire: dict[str, Any]) -> None:
    shown = [block.get("tweet", block["kind"]) for block in wire["sections"][2]["blocks"]]
    shown = [name for name, _ in groupby(shown)]  # a line of the page may be several paragraphs
    assert shown == ["paragraph", 0, "paragraph", 1, 2, "paragraph", 3, "paragraph"]


def test_every_sentence_stands_once(wire: dict[str, Any]) -> None:
    text = " ".join(b["text"] for s in wire["sections"] for b in s["blocks"] if "text" in b)
    sentences = re.findall(r"[^.!?…]{20,}[.!?…]", text)
    assert len(sentences) > 30
    assert [s for s in sentences if text.count(s) > 1] == []


def test_tweets_are_exact(wire: dict[str, Any]) -> None:
    first, second, third, fourth = wire["tweets"]
    assert first["text"] == (
        "“This election is about you… your dreams,\nyour aspirations,\nyour hopes,\nyour family,\n"
        "your community.” —Hillary https://t.co/3TKJ4H68Kz"
    )
    assert second["text"].startswith("Our American comeback story begins 11/8/16.")
    assert third["text"].startswith("Latino voters will have")
    assert fourth["text"].startswith("Thank you Minnesota!")
    assert fourth["hashtags"] == ["DrainTheSwamp", "MAGA", "ICYMI"]
    assert [t["media"] for t in wire["tweets"]] == [
        [],
        ["pic.twitter.com/fjKEkQEmOv"],
        ["pic.twitter.com/xtgepmGJvA"],
        ["pic.twitter.com/e8SaXiJrxj"],
    ]
    assert [t["links"] for t in wire["tweets"]] == [
        ["https://t.co/3TKJ4H68Kz"],
        ["https://t.co/ioDPZs6O44"],
        ["https://t.co/jfd3CXu1CS"],
        ["https://t.co/fVThC7yIL6"],
    ]
    assert [(t["author"]["name"], t["author"]["handle"], t["date"]) for t in wire["tweets"]] == [
        ("Hillary Clinton", "HillaryClinton", "2016-11-07"),
        ("Donald J. Trump", "realDonaldTrump", "2016-11-07"),
        ("Hillary Clinton", "HillaryClinton", "2016-11-07"),
        ("Donald J. Trump", "realDonaldTrump", "2016-11-06"),
    ]
    assert {(t["occurrences"], t["language"], t["section"]) for t in wire["tweets"]} == {(2, "en", 2)}


def test_what_went_is_named(wire: dict[str, Any]) -> None:
    went = [
        (stage, rule, " ".join(removal["text"] for removal in removals))
        for (stage, rule), removals in groupby(wire["removed"], key=lambda r: (r["stage"], r["rule"]))
    ]
    title = "Médias sociaux et administrations avantages difficultés et utilisation"
    assert [(stage, text) for stage, _, text in went if stage != "repeats"] == [
        ("segment", title),
        ("debris", "Skip to content Blog Get My Free Trial Stratégie"),
    ]
    copies = [(rule, text) for stage, rule, text in went if stage == "repeats"]
    assert [rule for rule, _ in copies] == ["title", "repeat", "title"]
    assert (copies[0][1], copies[2][1]) == (title, title)
    for start in (
        "Dans le même temps, Donald Trump",
        "À la différence des campagnes",
        "En France, les candidats",
    ):
        assert start in copies[1][1]


def test_a_copy_says_the_same_as_its_twin(wire: dict[str, Any], seed: bytes) -> None:
    text = seed.decode()
    copies = [r for r in wire["removed"] if r["rule"] == "repeat"]
    assert copies
    for copy in copies:
        assert text[slice(*copy["span"])].strip() == text[slice(*copy["twin"])].strip()


def test_title_and_language(wire: dict[str, Any]) -> None:
    assert wire["title"] == "Médias sociaux et administrations avantages difficultés et utilisation"
    assert wire["language"] == "fr"
