"""What a tweet's text holds, by our own cases and by twitter-text's conformance suite.

The suite is no part of the project: `SCRUBBER_CONFORMANCE` names the folder that holds its `extract.yml` and
`validate.yml`, or it is `shared/conformance` beside the checkout. Without it its tests are skipped.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrubber.stages.embeds.tweet_links import find_links
from scrubber.stages.embeds.tweet_text import (
    find_cashtags,
    find_entities,
    find_hashtags,
    find_mentions,
    find_reply,
    measure_length,
    weighted_length,
)
from tests.conftest import find_conformance

LINKS = {
    "with a scheme": ("see http://quay.example.com/boats now", ["http://quay.example.com/boats"]),
    "without": ("quaypost.com and quaypost.co.uk/boats", ["quaypost.com", "quaypost.co.uk/boats"]),
    "no top-level domain": ("open index.html, or http://localhost/boats", []),
    "a domain in capitals": ("HTTP://QUAY.COM/A", ["HTTP://QUAY.COM/A"]),
    "a domain of another script": ("http://boote.みんな/", ["http://boote.みんな/"]),
    "such a domain runs on": ("boats.みんなで", ["boats.みんな"]),
    "Kanji behind a host": ("今日はquaypost.comを見た", ["quaypost.com"]),
    "a full stop behind": ("It is on http://quay.com/boats.", ["http://quay.com/boats"]),
    "brackets within": ("http://quay.com/boat_(small_(red))", ["http://quay.com/boat_(small_(red))"]),
    "a bracket that is not closed": ("http://quay.com/boat_(small", ["http://quay.com/boat_"]),
    "a bracket around": ("(http://quay.com/boats)", ["http://quay.com/boats"]),
    "empty brackets": ("http://quay.com/boats()", ["http://quay.com/boats"]),
    "a query and a port": ("http://quay.com:80/a?b=c&d#e!", ["http://quay.com:80/a?b=c&d#e"]),
    "a query without a path": ("http://quay.com?b=c.", ["http://quay.com?b=c"]),
    "nothing in the query": ("Was it quay.com?", ["quay.com"]),
    "an e-mail address": ("write to ann@quay.com or ann.b@quay.com", []),
    "a file's name": ("boats.tar.gz9", []),
    "behind a hash or an at": ("#quay.com @quay.com $quay.com", []),
    "behind a hyphen": ("-quay.com", []),
    "a label that ends in a hyphen": ("http://quay-.com", []),
    "an underscore in the name": ("http://old_quay.com", []),
    "and what is behind it": ("http://old_quay.com/http://quay.com", []),
    "an underscore before it": ("http://old_quay.post.com", ["http://old_quay.post.com"]),
    "a label that is too long": ("http://" + "a" * 64 + ".com", []),
    "and one that is not": ("http://" + "a" * 63 + ".com", ["http://" + "a" * 63 + ".com"]),
    "Twitter's own": ("http://t.co/abc's and http://t.co/abc+d", ["http://t.co/abc", "http://t.co/abc"]),
    "Twitter's own with a query": ("https://t.co/abc?amp=1!", ["https://t.co/abc?amp=1"]),
    "Twitter's own, too long": ("http://t.co/" + "a" * 41, []),
    "two run together": ("http://quay.com/ahttp://quay.com/b", ["http://quay.com/ahttp://quay.com/b"]),
    "a word runs into it": ("boatshttp://quay.com/a", []),
}


@pytest.mark.parametrize(("text", "expected"), LINKS.values(), ids=LINKS.keys())
def test_links(text: str, expected: list[str]) -> None:
    assert [link.url for link in find_links(text)] == expected


GLUED = {
    "a word runs into it": ("boatshttp://quay.com/a", ["http://quay.com/a"]),
    "a sign does": ("@http://quay.com #http://quay.com", []),
    "a scheme within a path": ("http://quay.com/ahttp://b.com", ["http://quay.com/ahttp://b.com"]),
}


@pytest.mark.parametrize(("text", "expected"), GLUED.values(), ids=GLUED.keys())
def test_links_that_a_word_runs_into(text: str, expected: list[str]) -> None:
    assert [link.url for link in find_links(text, glued=True)] == expected


MENTIONS = {
    "at the start": ("@ann looks", ["ann"]),
    "in brackets": ("a boat (@ann_b)", ["ann_b"]),
    "full width": ("船＠annの船", ["ann"]),
    "behind RT": ("RT@ann rt:@bob", ["ann", "bob"]),
    "behind a word that ends in RT": ("START@ann", []),
    "an e-mail address": ("ann@example.org @ann@example.org", []),
    "an accent behind": ("@annélie", []),
    "a link": ("@http://quay.com", []),
    "a sign before": ("!@ann #@ann &@ann *@ann", []),
    "a list": ("@ann/old-boats", ["ann/old-boats"]),
    "no list": ("@ann/2019 @bob/", ["ann", "bob"]),
    "longer than a handle may be": ("@" + "a" * 25, ["a" * 20]),
}


@pytest.mark.parametrize(("text", "expected"), MENTIONS.values(), ids=MENTIONS.keys())
def test_mentions(text: str, expected: list[str]) -> None:
    assert [mention.handle + mention.list for mention in find_mentions(text)] == expected


REPLIES = {
    "a reply": ("@ann yes", "ann"),
    "behind a space of any kind": ("\u3000@ann yes", "ann"),
    "a mention": ("yes, @ann", None),
    "behind a full stop": (".@ann yes", None),
    "an e-mail address": ("@ann@example.org", None),
}


@pytest.mark.parametrize(("text", "expected"), REPLIES.values(), ids=REPLIES.keys())
def test_replies(text: str, expected: str | None) -> None:
    assert find_reply(text) == expected


HASHTAGS = {
    "words and digits": ("#Boats and #2boats", ["Boats", "2boats"]),
    "digits alone": ("the #7 boat, #_", []),
    "full width": ("＃船", ["船"]),
    "vowel signs": ("#नावें #เรือ", ["नावें", "เรือ"]),
    "a dot in the middle": ("#col·lecció", ["col·lecció"]),
    "behind a letter": ("a#boats 船#船 &#boats", []),
    "behind a picture": ("⛵#boats ⛵\ufe0f#boats", ["boats", "boats"]),
    "the key of a telephone": ("#\ufe0f\u20e3boats", []),
    "another behind it": ("#a#boats", []),
    "a link": ("#http://quay.com", []),
    "within a link": ("http://quay.com/#boats quay.com/#boats", []),
    "behind a link": ("http://quay.com/ #boats", ["boats"]),
    "a number that is no digit": ("#boats²", ["boats"]),
}


@pytest.mark.parametrize(("text", "expected"), HASHTAGS.values(), ids=HASHTAGS.keys())
def test_hashtags(text: str, expected: list[str]) -> None:
    assert [tag.text for tag in find_hashtags(text)] == expected


CASHTAGS = {
    "symbols": ("$BOAT and $quay.a, $BOAT_B", ["BOAT", "quay.a", "BOAT_B"]),
    "money": ("$5 US$BOAT $BOAT5", []),
    "too long": ("$HARBOUR", []),
    "a sign behind": ("$BOAT_ $BOAT.", ["BOAT", "BOAT"]),
    "Kanji": ("$船", []),
}


@pytest.mark.parametrize(("text", "expected"), CASHTAGS.values(), ids=CASHTAGS.keys())
def test_cashtags(text: str, expected: list[str]) -> None:
    assert [tag.text for tag in find_cashtags(text)] == expected


ENTITIES = {
    "each once": ("@ann #a #a @ann", ((), (), ("a",), ("ann",))),
    "a picture is no link": (
        "http://quay.com pic.twitter.com/ab",
        (("http://quay.com",), ("pic.twitter.com/ab",), (), ()),
    ),
    "a picture that a tag runs into": (
        "#boatspic.twitter.com/ab",
        ((), ("pic.twitter.com/ab",), ("boats",), ()),
    ),
    "a picture that a link runs into": (
        "https://t.co/abpic.twitter.com/cd",
        (("https://t.co/ab",), ("pic.twitter.com/cd",), (), ()),
    ),
    "a picture with a scheme": ("https://pic.x.com/ab", ((), ("https://pic.x.com/ab",), (), ())),
    "a handle in a link": ("https://quay.com/@ann/a", (("https://quay.com/@ann/a",), (), (), ())),
    "a link without a scheme": ("quay.com/boats", (("quay.com/boats",), (), (), ())),
    "a lost space": ("It left.It was red.", ((), (), (), ())),
}


@pytest.mark.parametrize(("text", "expected"), ENTITIES.values(), ids=ENTITIES.keys())
def test_entities(text: str, expected: tuple[tuple[str, ...], ...]) -> None:
    assert find_entities(text) == expected


FAMILY = "👨\u200d👩\u200d👧"
LENGTHS = {
    "Latin, Greek and Arabic": ("boat βάρκα قارب", False, 15),
    "Kanji and Hangul": ("船배", False, 4),
    "a letter and its accent": ("e\u0301", False, 1),
    "a dash and an ellipsis": ("—…", False, 3),
    "a link": ("a http://quay.com/" + "b" * 50, False, 2 + 23),
    "a host alone": ("quay.com", False, 23),
    "a link that a word runs into": ("boatshttp://quay.com/a", False, 5 + 23),
    "a picture": ("boats pic.twitter.com/ab", False, 6),
    "pictures joined, by code points": (FAMILY, False, 8),
    "pictures joined, as one": (FAMILY, True, 2),
    "a flag, as one": ("🇫🇷🇩🇪", True, 4),
    "a key, as one": ("1\ufe0f\u20e3", True, 2),
    "a skin, as one": ("🙋🏽", True, 2),
    "nothing": ("", False, 0),
}


@pytest.mark.parametrize(("text", "whole_emoji", "expected"), LENGTHS.values(), ids=LENGTHS.keys())
def test_weighted_length(text: str, whole_emoji: bool, expected: int) -> None:
    assert weighted_length(text, whole_emoji=whole_emoji) == expected


FITS = {
    "within": ("boats", 10, (True, 500, 5)),
    "over": ("boats boats", 10, (False, 1100, 10)),
    "over by one of two": ("aaaaaaaaa船", 10, (False, 1100, 9)),
    "a link that is over": ("boats quay.com", 10, (False, 2900, 6)),
    "nothing": ("", 10, (False, 0, 0)),
    "what Twitter refuses": ("ab\uffffcd", 10, (False, 600, 2)),
}


@pytest.mark.parametrize(("text", "limit", "expected"), FITS.values(), ids=FITS.keys())
def test_how_a_text_keeps_within_the_limit(text: str, limit: int, expected: tuple[bool, int, int]) -> None:
    assert measure_length(text, limit=limit)[1:] == expected


PIECES = (
    "@ # $ http:// quay . .com / ( ) ? _ - é 船 みんな 👩 \u200d xn-- t.co/ pic.twitter.com/ RT : 1 \ufe0f 🇫"
)
PARTS = st.sampled_from([*PIECES.split(), " ", "\n"])
TEXTS = st.one_of(st.lists(PARTS, max_size=24).map("".join), st.text(max_size=60))


@given(TEXTS)
def test_what_is_found_stands_where_it_says(text: str) -> None:
    for found in (find_links(text), find_links(text, glued=True)):
        assert [text[link.start : link.end] for link in found] == [link.url for link in found]
        assert all(one.end <= other.start for one, other in pairwise(found))
    assert [text[m.start + 1 : m.end] for m in find_mentions(text)] == [
        m.handle + m.list for m in find_mentions(text)
    ]
    for tags in (find_hashtags(text), find_cashtags(text)):
        assert [text[tag.start + 1 : tag.end] for tag in tags] == [tag.text for tag in tags]


@given(TEXTS, st.booleans())
def test_both_ways_of_counting_agree(text: str, whole_emoji: bool) -> None:
    measured = measure_length(text, whole_emoji=whole_emoji)
    assert measured.weight == weighted_length(text, whole_emoji=whole_emoji)


LONG = 300_000  # code points: what tries a text again from each of its letters takes many minutes over them
HARD = {
    "letters": "a" * LONG,
    "labels": "a." * (LONG // 2),
    "labels with an underscore at their end": "a_." * (LONG // 3),
    "labels that begin with a hyphen": "-a." * (LONG // 3),
    "Kanji with dots": "船." * (LONG // 2),
    "one long label": "船" * LONG + ".com",
    "domains": "a.com" * (LONG // 5),
    "a path of dots": "http://a.co/" + "." * LONG,
    "a path of brackets": "http://a.co/" + "(" * LONG,
    "a path of pairs": "http://a.co/" + "(a)" * (LONG // 3),
    "paths of open brackets": "a.co/(" * (LONG // 6),
    "a query of brackets": "http://a.co/?" + "(" * LONG,
    "schemes": "http://" * (LONG // 7),
    "links": "http://a.co " * (LONG // 12),
    "handles": "@ann " * (LONG // 5),
    "links and handles": "http://a.co/@ann @ann " * (LONG // 22),
    "at signs": "@" * LONG,
    "hashes": "#" * LONG,
    "a long tag": "#" + "船" * LONG,
    "tags that run together": "#a" * (LONG // 2),
    "a tag of joiners": "#" + "\u200d" * LONG,
    "flags": "\U0001f1eb" * LONG,
    "pictures joined": "👩\u200d" * (LONG // 2),
    "blanks": " " * LONG,
    "a black flag's letters": "\U0001f3f4" + "\U000e0067" * LONG,
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_time_grows_with_the_text_alone(text: str) -> None:
    find_entities(text)
    find_reply(text)
    find_cashtags(text)
    assert weighted_length(text, whole_emoji=True) > 0


# twitter-text's conformance suite


def read_suite(name: str) -> dict[str, list[dict[str, Any]]]:
    path = find_conformance(name)
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    tests: dict[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text(encoding="utf-8"))["tests"]
    return tests


def links_with_indices(text: str) -> list[dict[str, Any]]:
    return [{"url": link.url, "indices": [link.start, link.end]} for link in find_links(text)]


def hashtags_with_indices(text: str) -> list[dict[str, Any]]:
    return [{"hashtag": tag.text, "indices": [tag.start, tag.end]} for tag in find_hashtags(text)]


EXTRACT: dict[str, Callable[[str], Any]] = {
    "mentions": lambda text: [m.handle for m in find_mentions(text)],
    "mentions_with_indices": lambda text: [
        {"screen_name": m.handle, "indices": [m.start, m.end]} for m in find_mentions(text)
    ],
    "mentions_or_lists_with_indices": lambda text: [
        {"screen_name": m.handle, "list_slug": m.list, "indices": [m.start, m.end]}
        for m in find_mentions(text)
    ],
    "replies": find_reply,
    "urls": lambda text: [link.url for link in find_links(text)],
    "urls_with_indices": links_with_indices,
    "urls_with_directional_markers": links_with_indices,
    "tco_urls_with_params": lambda text: [link.url for link in find_links(text)],
    "hashtags": lambda text: [tag.text for tag in find_hashtags(text)],
    "hashtags_from_astral": lambda text: [tag.text for tag in find_hashtags(text)],
    "hashtags_with_indices": hashtags_with_indices,
    "cashtags": lambda text: [tag.text for tag in find_cashtags(text)],
    "cashtags_with_indices": lambda text: [
        {"cashtag": tag.text, "indices": [tag.start, tag.end]} for tag in find_cashtags(text)
    ],
}


@pytest.mark.parametrize("group", EXTRACT)
def test_extraction_conforms(group: str) -> None:
    cases = read_suite("extract.yml")[group]
    find = EXTRACT[group]
    assert cases
    assert [(case["text"], find(case["text"])) for case in cases] == [
        (case["text"], case["expected"]) for case in cases
    ]


def test_every_group_of_the_suite_is_tried() -> None:
    assert set(read_suite("extract.yml")) == set(EXTRACT)


@pytest.mark.parametrize(
    ("group", "whole_emoji"),
    [
        ("WeightedTweetsCounterTest", False),
        ("WeightedTweetsWithDiscountedEmojiCounterTest", True),
        ("UnicodeDirectionalMarkerCounterTest", True),
    ],
)
def test_length_conforms(group: str, whole_emoji: bool) -> None:
    """The suite counts UTF-16's units, and names the last that fits."""
    cases = read_suite("validate.yml")[group]
    assert cases
    for case in cases:
        text, expected = case["text"], case["expected"]
        length = measure_length(text, whole_emoji=whole_emoji)
        last = len(text[: length.fits].encode("utf-16-le")) // 2 - 1
        assert (text, length.weight, length.valid, length.permille, last) == (
            text,
            expected["weightedLength"],
            expected["valid"],
            expected["permillage"],
            expected["validRangeEnd"],
        )
        assert weighted_length(text, whole_emoji=whole_emoji) == length.weight
