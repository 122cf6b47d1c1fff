"""Each stage alone, on pages of a few lines."""

from __future__ import annotations

from functools import partial

import pytest

import scrubber
from scrubber import Document, Kind, Pipeline, stages
from scrubber.errors import BadConfig, BadInput
from scrubber.model import MediaType
from scrubber.stages.embeds.tweet_text import find_entities, weighted_length
from scrubber.trace import Piece, Span, Trace

PROSE = "The harbour opened to boats again on Monday, nine months after a storm broke its outer wall."
MORE = "Masons reset all of its granite blocks by hand, and filled the gaps between them with lime."


def decoded(page: bytes | str, media_type: str | None = None) -> Document:
    return stages.decode(Document.open(page, media_type=media_type))


def segmented(page: str, media_type: str) -> Document:
    return stages.segment(decoded(page, media_type))


# decode

CHARSETS = {
    "utf-8": ("été".encode(), None, "été", "utf-8"),
    "utf-8 with a mark": (b"\xef\xbb\xbfabc", None, "abc", "bom"),
    "utf-16 with a mark": ("\ufeffété".encode("utf-16-le"), None, "été", "bom"),
    "utf-16 without": (
        "a plain sentence, twice as long".encode("utf-16-le"),
        None,
        "a plain sentence, twice as long",
        "detected",
    ),
    "the transport's word": (b"\xc1\xd2", "text/plain; charset=koi8-r", "ар", "transport"),
    "a meta declaration": (
        b'<meta charset="iso-8859-2"><p>\xb1',
        None,
        '<meta charset="iso-8859-2"><p>ą',
        "declared",
    ),
    "newlines of all systems": (b"a\r\nb\rc\n", None, "a\nb\nc\n", "utf-8"),
}


@pytest.mark.parametrize(("data", "media_type", "text", "evidence"), CHARSETS.values(), ids=CHARSETS.keys())
def test_decode(data: bytes, media_type: str | None, text: str, evidence: str) -> None:
    document = decoded(data, media_type)
    assert document.decoding is not None
    assert (document.text, document.decoding.evidence) == (text, evidence)


def test_a_wrong_declaration_is_overruled() -> None:
    page = '<meta charset="utf-8"><p>L’été, le café est fermé ; voilà tout, à l’évidence.'.encode(
        "windows-1252"
    )
    document = decoded(page)
    assert "L’été, le café est fermé" in document.text


FRENCH = "Les médias sociaux révolutionnent la communication.\nIls sont très utilisés par les élèves.\n" * 2
GERMAN = "Der Hafen öffnete am Montag wieder für Boote.\nDie Mauer wurde über neun Monate geprüft.\n"
RUSSIAN = "Порт снова открылся в понедельник.\nСтену восстановили вручную.\n"
CHINESE = "港口在星期一重新开放。\n石匠们亲手重新砌好了所有的花岗岩块。\n"
TWO_CHARSETS = {
    "Western lines behind UTF-8": (FRENCH.encode() + GERMAN.encode("cp1252"), "utf-8+windows-1252", "lines"),
    "and before": (FRENCH.encode("cp1252") + GERMAN.encode(), "utf-8+windows-1252", "lines"),
    "Cyrillic lines": (FRENCH.encode() + RUSSIAN.encode("cp1251"), "utf-8+windows-1251", "lines"),
    "Chinese lines": (FRENCH.encode() + CHINESE.encode("gbk"), "utf-8+gbk", "lines"),
    "UTF-8 alone": ((FRENCH + CHINESE).encode(), "utf-8", "utf-8"),
    "windows-1252 alone": ((FRENCH + GERMAN).encode("cp1252"), "windows-1252", "detected"),
    "GBK alone, of which some looks like UTF-8": ((CHINESE * 20).encode("gbk"), "gbk", "detected"),
}


@pytest.mark.parametrize(("data", "encoding", "evidence"), TWO_CHARSETS.values(), ids=TWO_CHARSETS.keys())
def test_a_file_in_two_charsets(data: bytes, encoding: str, evidence: str) -> None:
    document = decoded(data)
    assert document.decoding is not None
    assert (document.decoding.encoding, document.decoding.evidence) == (encoding, evidence)
    assert all(line in FRENCH + GERMAN + RUSSIAN + CHINESE for line in document.text.splitlines())


def test_what_is_sure_by_itself_is_not_said_to_be_declared() -> None:
    document = decoded(("港口在星期一重新開放。石匠們親手重新砌好了所有的花崗岩塊。\n" * 20).encode("big5"))
    assert document.decoding is not None
    assert (document.decoding.encoding, document.decoding.evidence) == ("big5", "detected")


def test_one_broken_sequence_does_not_make_a_page_another_charset() -> None:
    document = decoded("déjà vu ".encode() * 100 + b"\xff")
    assert document.decoding is not None
    assert (document.decoding.encoding, document.decoding.replaced) == ("utf-8", 1)


SNIFFED = {
    "a doctype": ("<!DOCTYPE html><p>x", MediaType.HTML),
    "a comment first": ("<!-- x -->\n<html>", MediaType.HTML),
    "a fragment": ("<p>one</p><p>two</p>", MediaType.HTML),
    "text about a tag": ("Use the <p> tag for paragraphs, and close it.", MediaType.TEXT),
    "arithmetic": ("a < b and b > c", MediaType.TEXT),
}


@pytest.mark.parametrize(("page", "expected"), SNIFFED.values(), ids=SNIFFED.keys())
def test_media_type_is_told_from_the_page(page: str, expected: MediaType) -> None:
    assert decoded(page).media_type is expected


# segment

FLAT = {
    "a heading above its text": (f"Harbour news\n{PROSE}", ["Harbour news", PROSE]),
    "a numbered heading glued on": (f"{PROSE}#1 – Masons", [PROSE, "#1 – Masons"]),
    "a line that goes on": ("your hopes,\nyour family,\nyour town", ["your hopes,\nyour family,\nyour town"]),
    "a line that does not": ("Home\nabout us", ["Home", "about us"]),
}


@pytest.mark.parametrize(("page", "expected"), FLAT.values(), ids=FLAT.keys())
def test_flat_text_is_cut_where_flattening_lost_it(page: str, expected: list[str]) -> None:
    assert [block.text for block in segmented(page, "text/plain").blocks] == expected


MARKUP = {
    "br makes a line": ("<p>one<br>two", [("paragraph", "one\ntwo")]),
    "two br make a paragraph": ("<p>one<br><br>two", [("paragraph", "one"), ("paragraph", "two")]),
    "a newline in the source is none": (
        "<p><b>one</b>\n<b>two</b><br>\n<i>three</i>",
        [("paragraph", "one two\nthree")],
    ),
    "white space folds": ("<p> one\n  <b>two</b> three ", [("paragraph", "one two three")]),
    "pre keeps it": ("<pre>\na\n  b\n</pre>", [("code", "a\n  b")]),
    "entities are one letter": ("<p>a &amp; b", [("paragraph", "a & b")]),
    "a role is a heading": ('<div role="heading" aria-level="3">x</div>', [("heading", "x")]),
    "a table keeps its cells": (
        "<table><tr><th>a<th>b<tr><td>1<td>2</table>",
        [("table", "a\tb\n1\t2")],
    ),
    "a layout table is no table": (
        "<table><tr><td><h2>x</h2><td><p>y</table>",
        [("heading", "x"), ("paragraph", "y")],
    ),
    "text out of a table": ("<table><tr><td>x</td>y</table>", [("paragraph", "y"), ("paragraph", "x")]),
}


@pytest.mark.parametrize(("page", "expected"), MARKUP.values(), ids=MARKUP.keys())
def test_html_is_cut_as_a_browser_shows_it(page: str, expected: list[tuple[str, str]]) -> None:
    assert [(b.kind.value, b.text) for b in segmented(page, "text/html").blocks] == expected


# embeds

STATUS = "twitter.com/ann_b/status"
BLOCKQUOTES = {
    "as Twitter gives it": (
        '<p lang="en" dir="ltr">Heave ho!</p>&mdash; Ann B. (@ann_b) '
        f'<a href="https://{STATUS}/123456?ref_src=x">May 6, 2019</a>'
    ),
    "attribution in a paragraph": (
        '<p>Heave ho!</p><p>— Ann B. (@ann_b) <a href="https://x.com/ann_b/status/123456">May 6, 2019</a></p>'
    ),
    "no paragraph": f'Heave ho! — Ann B. (@ann_b) <a href="//mobile.{STATUS}es/123456">May 6, 2019</a>',
}


@pytest.mark.parametrize("inner", BLOCKQUOTES.values(), ids=BLOCKQUOTES.keys())
def test_tweets_in_html(inner: str) -> None:
    page = f'<p>{PROSE}</p><blockquote class="twitter-tweet">{inner}</blockquote>'
    (tweet,) = scrubber.scrub(page, media_type="text/html").tweets
    assert (tweet.text, tweet.name, tweet.handle, tweet.date, tweet.id) == (
        "Heave ho!",
        "Ann B.",
        "ann_b",
        "2019-05-06",
        "123456",
    )


def test_an_iframe_is_an_embed() -> None:
    page = f'<p>{PROSE}</p><iframe src="//player.vimeo.com/video/1" title="Boats"></iframe><p>{MORE}</p>'
    document = scrubber.scrub(page, media_type="text/html")
    (embed,) = document.embeds
    assert (embed.kind, embed.url, embed.title, embed.section) == (
        "vimeo",
        "https://player.vimeo.com/video/1",
        "Boats",
        0,
    )
    assert embed.span is not None
    assert embed.span.of(document.text).startswith("<iframe src=")


def test_what_a_tweet_holds() -> None:
    found = find_entities("Thanks @ann and a@b.c! #1 #MAGA2020 https://t.co/x#y pic.twitter.com/z")
    assert found == (("https://t.co/x",), ("pic.twitter.com/z",), ("MAGA2020",), ("ann",))


@pytest.mark.parametrize("handle", ["@quaytown", "&#64;quaytown", "&commat;quaytown", "<b>@</b>quaytown"])
def test_a_tweet_in_running_text_is_found_however_its_handle_is_written(handle: str) -> None:
    said = f"First boat through! &mdash; Quay Town ({handle}) May 6, 2019"
    page = f"<article><p>{PROSE}</p><p>{said}</p></article>"
    (tweet,) = scrubber.scrub(page, media_type="text/html").tweets
    assert (tweet.handle, tweet.date) == ("quaytown", "2019-05-06")


def test_a_link_weighs_23_and_cjk_two() -> None:
    assert weighted_length("ab https://example.org/" + "x" * 80) == 3 + 23
    assert weighted_length("日本") == 4


# repeats

REPEATS = {
    "a twin for narrow screens": (
        f"<main><div><p>{PROSE}</div></main><aside><div><p>{PROSE}</div></aside><p>{MORE}",
        [PROSE],
    ),
    "cut elsewhere": (
        f"<main><div><h1>News</h1><p>{PROSE} {MORE}</p></div></main><aside><div><p>{MORE}</p></div></aside>",
        [MORE],
    ),
    "a page that was doubled": (f"<p>{PROSE}<p>{PROSE}<p>{MORE}<p>{MORE}", [PROSE, MORE]),
    "said again in one container": (f"<p>{PROSE}<p>{PROSE}<p>{MORE}", []),
    "said three times": (f"<p>{PROSE}<p>{PROSE}<p>{PROSE}", []),
    "a refrain": ("<p>Turn, key, turn,<br>the night is long.<p>Turn, key, turn,<br>and hear.", []),
    "a phrase taken up": (
        f"<p>{PROSE}<p>They say that a storm broke its outer wall nine months after the start.",
        [],
    ),
    "list items alike": (
        "<ul>" + "<li>Add to the basket now, at the usual price of two pounds" * 3 + "</ul>",
        [],
    ),
    "code": ("<pre>print('one and two and three and four and five')</pre>" * 2, []),
}


@pytest.mark.parametrize(("page", "expected"), REPEATS.values(), ids=REPEATS.keys())
def test_repeats(page: str, expected: list[str]) -> None:
    document = scrubber.scrub(page, media_type="text/html")
    assert [b.text for b in document.removed if b.mark and b.mark.stage == "repeats"] == expected


def test_the_copy_under_the_heading_stays() -> None:
    page = (
        f"<aside><div><p>{PROSE}</p></div><p>Share</p></aside>"
        f"<main><div><h1>Harbour</h1><p>{PROSE}</p><p>{MORE}</p></div></main>"
    )
    document = Pipeline.default().without("debris").run(page, media_type="text/html")
    first, twin = (b for b in document.blocks if b.text == PROSE)
    assert first.mark is not None
    assert (first.mark.twin, twin.mark) == (twin.span, None)


# debris

PAGE = f"""<body><nav><a href=/>Home</a></nav><article><h1>Harbour</h1><p>{PROSE}</p><p>{MORE}</p></article>
<aside class=related><a href=/a>Herring are back</a></aside><footer>© 2019 The Quay Post</footer>"""


def test_debris_goes_and_prose_stays() -> None:
    document = scrubber.scrub(PAGE, media_type="text/html")
    assert document.to_text() == f"Harbour\n\n{PROSE}\n\n{MORE}\n"
    assert {b.mark.stage for b in document.removed if b.mark} == {"debris"}


def test_a_page_without_content_comes_out_empty_and_says_why() -> None:
    links = "".join(f"<li><a href=/{n}>Department {n} of all our shops</a>" for n in range(20))
    page = f"<nav><ul>{links}</ul></nav><footer><ul>{links}</ul><p>© 2019 The shops. All rights reserved"
    document = scrubber.scrub(page, media_type="text/html")
    assert document.sections == ()
    assert {b.mark.stage for b in document.removed if b.mark} == {"debris"}


def test_a_fragment_never_comes_out_empty() -> None:
    page = (
        "<aside class=sidebar><p>Home</p><p>A list of all the things that were added, bit by bit</p></aside>"
    )
    document = scrubber.scrub(page, media_type="text/html")
    assert "A list of all the things" in document.to_text()


# sections


def test_a_heading_without_text_goes_and_one_with_a_section_below_stays() -> None:
    page = f"<h1>a</h1><h2>b</h2><p>{PROSE}</p><h2>c</h2>"
    document = Pipeline.default().without("debris").run(page, media_type="text/html")
    assert [(s.heading.text if s.heading else None, len(s.blocks)) for s in document.sections] == [
        ("a", 0),
        ("b", 1),
    ]
    assert [b.mark.rule for b in document.removed if b.mark] == ["empty-heading"]


ACTS_AS_HEADING = {
    "a line in bold": ("<p><b>How they did it</b></p>", True),
    "a question in bold": ("<p><strong>How did they do it?</strong></p>", True),
    "a label": ("<p><b>Method:</b></p>", True),
    "a sentence in bold": ("<p><b>They did it by hand.</b></p>", False),
    "half in bold": ("<p><b>How</b> they did it</p>", False),
    "a link in bold": ("<p><b><a href=/how>How they did it</a></b></p>", False),
    "two lines": ("<p><b>How they<br>did it</b></p>", False),
    "an item of a list": ("<ul><li><b>How they did it</b></ul>", False),
    "nothing in bold": ("<p>How they did it</p>", False),
}


@pytest.mark.parametrize(("line", "expected"), ACTS_AS_HEADING.values(), ids=ACTS_AS_HEADING.keys())
def test_a_line_that_acts_as_a_heading(line: str, expected: bool) -> None:
    page = f"<h2>Harbour</h2><p>{PROSE}</p>{line}<p>{MORE}</p>"
    document = Pipeline.default().without("debris").run(page, media_type="text/html")
    assert [(s.heading.text, s.level) for s in document.sections[1:] if s.heading] == (
        [(line.split(">", 2)[2].split("<")[0], 3)] if expected else []
    )


def test_a_line_in_bold_with_no_text_under_it_is_text() -> None:
    document = Pipeline.default().without("debris").run(f"<p>{PROSE}</p><p><b>The end</b></p>")
    assert document.to_text().endswith("The end\n")


def test_table_and_list_in_markdown() -> None:
    page = "<h1>x</h1><table><tr><th>a<th>b|c<tr><td>1<td>2</table><ul><li>one<ul><li>two</ul></ul>"
    document = Pipeline.default().without("debris").run(page, media_type="text/html")
    assert document.to_markdown() == "# x\n\n| a | b\\|c |\n| --- | --- |\n| 1 | 2 |\n\n- one\n  - two\n"


# the pipeline


def test_a_stage_can_be_replaced() -> None:
    def shout(document: Document) -> Document:
        return document

    pipeline = Pipeline.default().replacing("debris", partial(shout))
    assert pipeline.names == Pipeline.default().names
    assert "Home" in pipeline.run(PAGE, media_type="text/html").to_text()


def test_a_str_is_the_page_and_never_a_path() -> None:
    assert scrubber.scrub(__file__).text == __file__


def test_an_unknown_stage_is_refused() -> None:
    with pytest.raises(BadConfig, match="the stages are decode"):
        Pipeline.default().without("debry")
    with pytest.raises(BadConfig):
        Pipeline.default().replacing("debry", stages.debris)


def test_an_unknown_favor_is_refused() -> None:
    with pytest.raises(BadConfig, match="precision, balance, recall"):
        Pipeline.default(favor="luck")


def test_what_is_no_page_is_refused() -> None:
    with pytest.raises(TypeError, match="bytes, a str or a pathlib"):
        scrubber.scrub(42)  # type: ignore[arg-type]
    with pytest.raises(BadInput):
        scrubber.scrub("")


# the trace


def test_a_trace_follows_cuts_and_replacements() -> None:
    trace = Trace.straight(10, 20).replace(2, 3, 0).replace(5, 6, 4)
    assert len(trace) == 12
    assert trace.span() == Span(10, 20)
    assert trace.span(5, 9) == Span(16, 17)
    assert trace.cut(0, 2).span() == Span(10, 13)  # what was taken out stays with the left
    assert trace.cut(2, 12).span() == Span(13, 20)


def test_a_cut_through_an_entity_leaves_it_with_the_left() -> None:
    trace = Trace.of([Piece(2, 0, 2), Piece(2, 2, 9), Piece(1, 9, 10)])
    assert (trace.cut(0, 3).span(), trace.cut(3, 5).span()) == (Span(0, 9), Span(9, 10))


def test_kinds_on_the_wire_are_words() -> None:
    assert {kind.value for kind in Kind} >= {
        "paragraph",
        "heading",
        "list_item",
        "quote",
        "code",
        "table",
        "caption",
    }
