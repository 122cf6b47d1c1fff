"""Tweets in running text: who is said to have written them, when, where they begin, and what is no tweet."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import scrubber
from scrubber.learned.candidates import Surroundings, Window, find_candidates, find_words
from scrubber.learned.ranker import Ranker, load_ranker
from scrubber.model import Tweet
from scrubber.stages.embeds.attribution import find_attributions
from scrubber.stages.embeds.dates import read_date
from scrubber.stages.embeds.lead import find_leads
from scrubber.stages.embeds.skip_links import find_skip_links
from tests.test_stages import MORE, PROSE


def tweets(page: str) -> tuple[Tweet, ...]:
    return scrubber.scrub(page, media_type="text/plain").tweets


# when

DATES = {
    "French": ("7 novembre 2016", "fr", "2016-11-07"),
    "French, first of the month": ("1er novembre 2016", "fr", "2016-11-01"),
    "French, short": ("7 nov. 2016", "fr", "2016-11-07"),
    "English": ("November 7, 2016", None, "2016-11-07"),
    "British": ("7 November 2016", "en", "2016-11-07"),
    "with a weekday": ("Monday, November 7, 2016", "en", "2016-11-07"),
    "German": ("27. August 2019", "de", "2019-08-27"),
    "German, in numbers": ("27.08.2019", "de", "2019-08-27"),
    "German, a year of two digits, a time": ("27.08.19 um 19:04", "de", "2019-08-27"),
    "Spanish": ("4 de febrero de 2019", "es", "2019-02-04"),
    "Spanish, as others write it": ("7 de noviembre del 2016", "es", "2016-11-07"),
    "Polish": ("22 września 2018", "pl", "2018-09-22"),
    "Czech": ("7. listopadu 2016", "cs", "2016-11-07"),
    "Turkish, in capitals": ("7 KASIM 2016", "tr", "2016-11-07"),
    "Greek": ("7 Μαρτίου 2016", "el", "2016-03-07"),
    "Russian": ("7 ноября 2016 г.", "ru", "2016-11-07"),
    "Hungarian": ("2016. november 7.", "hu", "2016-11-07"),
    "Basque": ("2016(e)ko azaroaren 7(a)", "eu", "2016-11-07"),
    "Hebrew": ("7 בנובמבר 2016", "he", "2016-11-07"),
    "Arabic, its own digits": ("٧ نوفمبر ٢٠١٦", "ar", "2016-11-07"),
    "Arabic, a time before": ("١٢:٠٤ م - ٧ نوفمبر ٢٠١٦", "ar", "2016-11-07"),
    "Hindi": ("7 नवंबर 2016", "hi", "2016-11-07"),
    "Thai, by the Buddhist calendar": ("7 พ.ย. 2559", "th", "2016-11-07"),
    "Vietnamese": ("7 tháng 11, 2016", "vi", "2016-11-07"),
    "Chinese": ("2016年11月7日", "zh", "2016-11-07"),
    "Japanese": ("2020年4月28日", "ja", "2020-04-28"),
    "Korean, a time before": ("오후 7:04 - 2016년 11월 7일", "ko", "2016-11-07"),
    "in another language than the page's": ("7 novembre 2016", "en", "2016-11-07"),
    "in a language that no one named": ("٧ نوفمبر ٢٠١٦", None, "2016-11-07"),
    "Twitter's own": ("7:04 PM - Nov 7, 2016", "en", "2016-11-07"),
    "Twitter's own, since 2019": ("7:04 PM · Nov 7, 2016", "en", "2016-11-07"),
    "a time behind": ("Nov 7, 2016 at 7:04 PM", "en", "2016-11-07"),
    "ISO": ("2016-11-07", None, "2016-11-07"),
    "numbers, month first": ("3/4/2019", "en", "2019-03-04"),
    "numbers, day first": ("3/4/2019", "fr", "2019-04-03"),
    "numbers that can mean one day": ("13/7/2016", None, "2016-07-13"),
    "numbers that can mean two": ("3/4/2019", None, None),
    "a day that can't be": ("31 février 2016", "fr", None),
    "a month that can't be": ("2016-13-07", None, None),
    "older than Twitter": ("March 3, 1999", "en", None),
    "no year": ("Nov 7", "en", None),
}


@pytest.mark.parametrize(("text", "language", "expected"), DATES.values(), ids=DATES.keys())
def test_dates_of_many_languages(text: str, language: str | None, expected: str | None) -> None:
    dated = read_date(text, 0, language)
    assert dated is not None
    assert (dated.iso, dated.end) == (expected, len(text))


NO_DATES = {
    "a number": "7 people",
    "a time": "12:30",
    "a month alone": "November 2016",
    "a word like a month": "May I help 2 you",
    "part of a number": "7.11.20161",
    "a span of time": "7 hours ago",
}


@pytest.mark.parametrize("text", NO_DATES.values(), ids=NO_DATES.keys())
def test_what_is_no_date(text: str) -> None:
    assert read_date(text, 0, "en") is None


@given(
    st.text(st.sampled_from("7٧１20./-:, 年月日deMayıİſK͏\u200f"), max_size=24),
    st.sampled_from(["en", "tr", "ko", None]),
)
@example("7 MAYIS 2016", "tr")
def test_any_text_is_a_date_or_none(text: str, language: str | None) -> None:
    dated = read_date(text, 0, language)
    assert dated is None or (
        0 < dated.end <= len(text) and re.fullmatch(r"\d{4}-\d\d-\d\d", dated.iso or "2016-11-07")
    )


# who

ATTRIBUTIONS = {
    "as Twitter writes it": ("Heave! — Ann B. (@ann_b) May 6, 2019", ("Ann B.", "ann_b")),
    "another dash": ("Heave! – Ann B. (@ann_b) May 6, 2019", ("Ann B.", "ann_b")),
    "two hyphens": ("Heave! -- Ann B. (@ann_b) May 6, 2019", ("Ann B.", "ann_b")),
    "a bar": ("Heave! ― Ann B. (@ann_b) May 6, 2019", ("Ann B.", "ann_b")),
    "no space behind the dash": ("Heave! —Ann B. (@ann_b) May 6, 2019", ("Ann B.", "ann_b")),
    "a dash in the name": ("Heave! — Ann – Boats (@ann_b) May 6, 2019", ("Ann – Boats", "ann_b")),
    "a hyphen in the name": ("Heave! — ANN- boats 🚢 (@ann_b) May 6, 2019", ("ANN- boats 🚢", "ann_b")),
    "a dash in the tweet": ("Heave — ho! — Ann (@ann_b) May 6, 2019", ("Ann", "ann_b")),
    "brackets in the name": ("Heave! — (((Ann))) (@ann_b) May 6, 2019", ("(((Ann)))", "ann_b")),
    "a name in another script": (
        "出航 — 茶の間だより（@chanoma） 2020年4月28日",
        ("茶の間だより", "chanoma"),
    ),
    "no dash, behind a picture": (
        "Heave! pic.twitter.com/Ab3dEf6hIj Ann (@ann_b) May 6, 2019",
        ("Ann", "ann_b"),
    ),
    "no dash, behind a link": ("Heave! https://t.co/Ab3dEf6hIj Ann (@ann_b) May 6, 2019", ("Ann", "ann_b")),
    "on a line of its own": ("Heave!\n— Ann (@ann_b) May 6, 2019", ("Ann", "ann_b")),
    "no date": ("Write to Ann — or Bob (@bob) — today.", None),
    "no dash": ("Ann (@ann) May 6, 2019 was there.", None),
    "an author's line": ("Harbour reopens — By Ann B. (@ann_b) May 6, 2019", None),
    "a German author's line": ("Hafen wieder offen – von Ann B. (@ann_b) 6. Mai 2019", None),
    "an e-mail": ("Mail — Ann (ann@example.org) May 6, 2019", None),
    "contributors": ("Boats — Ann (@ann), Bob (@bob) and 7 others", None),
    "whom to follow": ("Follow — Ann (@ann)\nBob (@bob)", None),
    "an e-mail's signature": ("See you on Monday\n-- \nAnn (@ann)\n7 Quay Street", None),
    "no name": ("Heave! — (@ann_b) May 6, 2019", None),
}


@pytest.mark.parametrize(("text", "expected"), ATTRIBUTIONS.values(), ids=ATTRIBUTIONS.keys())
def test_attributions(text: str, expected: tuple[str, str] | None) -> None:
    found = [(one.name, one.handle) for one in find_attributions(text)]
    assert found == ([] if expected is None else [expected])


def test_an_attribution_keeps_the_date_as_it_stands() -> None:
    (tweet,) = tweets(f"{PROSE}\nHeave ho! — Ann B. (@ann_b) 31 février 2019\n{MORE}")
    assert (tweet.date, tweet.date_text) == (None, "31 février 2019")


LEADS = {
    "tweeted, quoted": ("Ann B. (@ann_b) tweeted: “Heave ho!”", "Heave ho!", "Ann B."),
    "tweeted, on a day": ("Ann B. (@ann_b) tweeted on May 6, 2019: “Heave ho!”", "Heave ho!", "Ann B."),
    "tweeted, to the line's end": ("Ann B. (@ann_b) tweeted: Heave ho! Ho!", "Heave ho! Ho!", "Ann B."),
    "in French": ("Ann B. (@ann_b) a tweeté : « Oh hisse ! »", "Oh hisse !", "Ann B."),
    "a retweet": ("RT @ann_b: Heave ho!", "Heave ho!", None),
    "copied off a screen": ("Ann B. @ann_b · May 6, 2019\nHeave ho!\n12\n34", "Heave ho!", "Ann B."),
    "two lines over their counts": (
        "Ann B. @ann_b · Nov 7\nHeave\nho!\n3 Replies 12",
        "Heave\nho!",
        "Ann B.",
    ),
    "no counts, one line": (f"Ann B. @ann_b · Nov 7\nHeave ho!\n{MORE}", "Heave ho!", "Ann B."),
    "tweeted that": ("Ann B. (@ann_b) tweeted that the boats are in.", None, None),
    "a quotation within a sentence": ("Ann B. (@ann_b) tweeted “Heave ho!” and left.", None, None),
    "a longer text than a tweet's": (f"Ann B. (@ann_b) tweeted: {PROSE * 9}", None, None),
    "a retweet spoken of": ("Send RT @ann_b: and wait", None, None),
    "a place for a date": ("Ann B. @ann_b · London\nHeave ho!", None, None),
}


@pytest.mark.parametrize(("text", "said", "name"), LEADS.values(), ids=LEADS.keys())
def test_leads(text: str, said: str | None, name: str | None) -> None:
    found = [(lead.text, lead.name, lead.handle) for lead in find_leads(text, "en")]
    assert found == ([] if said is None else [(said, name, "ann_b")])


def test_a_retweet_within_a_tweet_is_that_tweets_text() -> None:
    (tweet,) = tweets(f"{PROSE}\nRT @bob: Heave ho! — Ann B. (@ann_b) May 6, 2019\n{MORE}")
    assert (tweet.text, tweet.handle) == ("RT @bob: Heave ho!", "ann_b")


SKIP_LINKS = {
    "English": ("Skip Twitter post by @ann_b", True),
    "a second post": ("Skip Twitter post 2 by @ann_b", True),
    "its end": ("End of Twitter post by @ann_b", False),
    "a name": ("Skip Twitter post by Ann B.", True),
    "Spanish": ("Saltar Publicación de Twitter por @ann_b", True),
    "French": ("Fin de publication Twitter par @ann_b", False),
    "prose": ("They skip every post on Twitter.", None),
}


@pytest.mark.parametrize(("text", "opens"), SKIP_LINKS.values(), ids=SKIP_LINKS.keys())
def test_skip_links(text: str, opens: bool | None) -> None:
    assert [link.opens for link in find_skip_links(text)] == ([] if opens is None else [opens])


def test_a_skip_link_tells_where_the_tweet_begins_and_goes() -> None:
    said = "All aboard. The gate is open. — Ann B. (@ann_b) May 6, 2019"
    page = f"{PROSE}\nSkip Twitter post by @ann_b\n{said}\nEnd of Twitter post by @ann_b\n{MORE}"
    document = scrubber.scrub(page, media_type="text/plain")
    (tweet,) = document.tweets
    assert tweet.text == "All aboard. The gate is open."
    assert [b.text for b in document.removed if b.mark and b.mark.rule == "skip-link"] == [
        "Skip Twitter post by @ann_b",
        "End of Twitter post by @ann_b",
    ]


# where it begins

SAYS = "We hauled the last stone today. Thank you all! #OldGate https://t.co/Ab3dEf6hIj"
BY = "— Ann B. (@ann_b) May 6, 2019"
ARTICLE = (
    "The harbour of Quaytown lies where the river meets the sea, and its oldest wall was built when "
    "sailing ships still brought wine from the south. In winter the waves come over it at high water. "
    "Last year a storm broke the outer wall, and for nine months no boat could enter. Fishermen sold their "
    "catch in other towns, and the market hall stood empty. Masons reset all of its granite blocks by hand, "
    "and filled the gaps between them with lime, as it had been done before. The county paid for most of "
    "the work."
)
COLUMN = (
    "Le port de Quaytown se trouve là où la rivière rejoint la mer, et sa plus vieille digue date du temps "
    "des voiliers. L'hiver, les vagues passent par-dessus à marée haute. L'an dernier, une tempête a emporté "
    "la digue, et aucun bateau n'a pu entrer pendant neuf mois. Les pêcheurs ont vendu leur poisson dans "
    "d'autres villes, et la halle est restée vide. La mairie a salué tous ceux qui sont venus aider."
)
QUOTES = "“We hauled the last stone today.” Thank you all! #OldGate https://t.co/Ab3dEf6hIj"
ANSWERS = "@quaytown we hauled the last stone today. Thank you all! #OldGate https://t.co/Ab3dEf6hIj"
SHOUTS = "BREAKING: the last stone is in place. Thank you all! #OldGate https://t.co/Ab3dEf6hIj"
BEGINNINGS = {
    "on a line": (f"{ARTICLE}\n{SAYS} {BY}\n{MORE}", [SAYS]),
    "the attribution on the next line": (f"{ARTICLE}\n{SAYS}\n{BY}\n{MORE}", [SAYS]),
    "behind another tweet": (f"{ARTICLE}\n{SAYS} {BY} Ho! {BY}\n{MORE}", [SAYS, "Ho!"]),
    "behind a sentence, with a quotation": (f"{ARTICLE} {QUOTES} {BY} {MORE}", [QUOTES]),
    "behind a sentence, with a mention": (f"{ARTICLE} {ANSWERS} {BY} {MORE}", [ANSWERS]),
    "behind a sentence, in capitals": (f"{ARTICLE} {SHOUTS} {BY} {MORE}", [SHOUTS]),
    "behind a colon": (f"{ARTICLE} As she said: {SHOUTS} {BY}\n{MORE}", [SHOUTS]),
    "in a page of another language": (f"{COLUMN} {SAYS} {BY} Les bateaux sont revenus lundi matin.", [SAYS]),
    "nothing before it": (f"{BY} {PROSE}", [""]),
}


@pytest.mark.parametrize(("page", "expected"), BEGINNINGS.values(), ids=BEGINNINGS.keys())
def test_where_a_tweet_begins(page: str, expected: list[str]) -> None:
    assert [tweet.text for tweet in tweets(page)] == expected


def test_copies_are_one_tweet_and_one_may_be_cut() -> None:
    cut = SAYS[SAYS.index("Thank") :]
    (tweet,) = tweets(f"{cut} {BY} {ARTICLE}\n{SAYS} {BY} {MORE}")
    assert (tweet.text, tweet.occurrences) == (SAYS, 2)


IN_MARKUP = {
    "its date leads to the tweet": (
        "https://twitter.com/ann_b/status/1123581321345589144",
        "1123581321345589144",
    ),
    "to another's": ("https://twitter.com/bob/status/1123581321345589144", None),
    "elsewhere": ("https://example.org/ann_b/status/1123581321345589144", None),
}


@pytest.mark.parametrize(("href", "expected"), IN_MARKUP.values(), ids=IN_MARKUP.keys())
def test_a_tweet_in_a_paragraph_has_its_links_id(href: str, expected: str | None) -> None:
    said = f'<p>{SHOUTS} — Ann B. (@ann_b) <a href="{href}">May 6, 2019</a></p>'
    (tweet,) = scrubber.scrub(f"<article><p>{ARTICLE}</p>{said}</article>", media_type="text/html").tweets
    assert (tweet.text, tweet.id) == (SHOUTS, expected)


def test_the_text_around_a_tweet_closes_up() -> None:
    back = "Boats came back on Monday morning, and the market opened again the day after."
    document = scrubber.scrub(f"{ARTICLE} {SHOUTS} {BY} {back}", media_type="text/plain")
    blocks = [block for section in document.sections for block in section.blocks]
    at = next(number for number, block in enumerate(blocks) if block.ref == 0)
    assert blocks[at - 1].text.endswith("The county paid for most of the work.")
    assert blocks[at + 1].text == back


# how that is told


def test_the_shipped_ranker_fits_the_candidates() -> None:
    text = f"{PROSE} {SAYS} "
    found = find_candidates(text, Window(0, len(text), 280), Surroundings((), (), (), lambda _: None))
    ranker = load_ranker("beginnings")
    assert list(found.names) == ranker.provenance["columns"]
    assert np.isfinite(ranker.judge(found.rows)).all()


@given(st.text(st.sampled_from('aA1.!?“”"(# @\n😀…—:中ß'), max_size=60))
def test_candidates_stand_in_their_window_and_are_finite(text: str) -> None:
    around = Surroundings(frozenset([0]), frozenset([0]), find_words("a b c"), lambda _: True)
    found = find_candidates(text, Window(0, len(text), 140), around)
    assert np.isfinite(found.rows).all()
    assert all(not text[start].isspace() for start in found.starts)
    assert sorted(set(found.starts.tolist())) == found.starts.tolist()


def test_the_ranker_says_what_the_trainers_says(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch", reason="the trainer's library is not installed")
    from scrubber.learned.trainable_ranker import Choice, RankerRecipe, TrainableRanker, fit_ranker

    rng = np.random.default_rng(0)
    choices = [Choice(rng.normal(size=(n, 5)).astype(np.float32), 0) for n in (1, 4, 9)]
    arrays = fit_ranker(choices, RankerRecipe(steps=3))
    network = TrainableRanker(5, RankerRecipe()).eval()
    named = {
        name: arrays[name].T if name.endswith("weight") else arrays[name]
        for name, _ in network.named_parameters()
    }
    network.load_state_dict(
        {name: torch.from_numpy(np.ascontiguousarray(values)) for name, values in named.items()}
    )
    rows = (choices[2].rows - arrays["mean"]) / arrays["deviation"]
    with torch.no_grad():
        wanted = network(torch.from_numpy(np.clip(rows, -5, 5))).numpy()
    np.testing.assert_allclose(Ranker(arrays, {}).judge(choices[2].rows), wanted, atol=1e-5)
