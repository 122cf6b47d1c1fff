"""Nothing is lost, nothing stands twice: for any page at all."""

from __future__ import annotations

import html
import re

import jsonschema
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from turbohtml import Text, parse

import scrubber
from scrubber.model import Kind
from scrubber.wire import schema
from tests.conftest import count_accounts

VALIDATOR = jsonschema.Draft202012Validator(schema())
SENTENCES = st.sampled_from(
    [
        "The harbour opened to boats again on Monday, nine months after the storm.",
        "Les médias sociaux révolutionnent la communication depuis quelques années déjà.",
        "Die Bücherei ist bis Samstag geöffnet.",
        "煎茶は、少し冷ました湯で淹れると甘みが出ます。",
        "Skip to content Blog Get My Free Trial",
        "#1 – Why it matters",
        "1 Création de campagnes",
        "voilÃ  l’Ã©tÃ©",
        "salt &amp; pepper\x07",
        "l’ utilisation",
        "your dreams,your hopes,\nyour family,\nyour community.",
        "so it is—Hillaryhttps://t.co/3TKJ4H68Kz",
        "Together again! pic.twitter.com/e8SaXiJrxj — Ann B. (@ann_b) 6 novembre 2016",
        "First boat through! — Quay Town (@quaytown) May 6, 2019",
        "write to (@nobody) today",
        "Cafe\u0301 au lait",
        "&nbsp;",
        "  spaces   within  ",
        "\u2028\ufeff\x85",
        "42",
    ]
)
WILD = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60)
LINES = st.lists(st.one_of(SENTENCES, SENTENCES, WILD), min_size=1, max_size=14)
FLAT = st.tuples(LINES, st.lists(st.sampled_from(["\n", "\n\n", " ", ""]), min_size=14, max_size=14)).map(
    lambda made: "".join(line + glue for line, glue in zip(made[0], made[1], strict=False))
)
TAGS = st.sampled_from(
    "p div span b a li ul h1 h2 h3 pre blockquote table tr td br script style nav aside template noscript "
    "title select option iframe textarea svg article button details figcaption th caption "
    "object embed figure amp-twitter lite-youtube twitter-widget".split()
)
ATTRS = st.sampled_from(
    [
        "",
        "",
        "",
        " hidden",
        " class=nav",
        " rowspan=2",
        " role=dialog",
        ' style="display:none"',
        " class=twitter-tweet",
        " class=instagram-media cite=https://www.instagram.com/p/abc/",
        " class=fb-post data-href=//facebook.com/a/posts/1",
        " data-testid=tweet",
        " data-tweetid=123456 videoid=qUaY0000001 src=//player.vimeo.com/video/1",
    ]
)


@st.composite
def elements(draw: st.DrawFn, depth: int = 3) -> str:
    inside = st.one_of(SENTENCES, WILD).map(lambda text: html.escape(text, quote=False))
    if depth:
        inside = st.one_of(inside, elements(depth=depth - 1))
    tag, attrs = draw(TAGS), draw(ATTRS)
    body = "".join(draw(st.lists(inside, max_size=4)))
    return (
        f"<{tag}{attrs}>{body}</{tag}>" if draw(st.booleans()) or tag == "script" else f"<{tag}{attrs}>{body}"
    )


HTML = st.lists(elements(), min_size=1, max_size=6).map("".join)
TAG = re.compile(r"<[^>]*>")
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def scrub(page: str, media_type: str) -> scrubber.Document | None:
    try:
        return scrubber.scrub(page, media_type=media_type)
    except scrubber.BadInput:
        return None  # empty, or noise: there is nothing to account for


@QUICK
@given(FLAT)
@example("Tea time in March\nTea time in March The leaves are dried.#1 Green\nyour hopes,\nyour family")
def test_every_character_of_flat_text_is_accounted_for_once(page: str) -> None:
    document = scrub(page, "text/plain")
    if document is None:
        return
    wire = document.to_dict()
    VALIDATOR.validate(wire)
    counts = count_accounts(wire, document.text)
    assert [(at, c) for at, c in enumerate(document.text) if not c.isspace() and counts[at] != 1] == []


@QUICK
@given(HTML)
@example("<table><tr><td>one</td>moved out</table><p>two &amp; three<script>x</script> four")
@example("<title>\n A &amp; B</title><p>\n a<p> b")
@example("<p><svg><iframe>text that the tree cuts where the tokenizer does not<p>text that the tree cuts")
@example("<p>one one<a hidden>one<a>one")
@example(
    "<blockquote class=twitter-tweet>one (@a) May 6, 2019<amp-twitter data-tweetid=1>two</amp-twitter>three"
)
@example(
    "<blockquote class=twitter-tweet>one — A (@a) May 6, 2019 two — B (@b) May 7, 2019</blockquote>three"
)
@example("<noscript><blockquote class=twitter-tweet>one — A (@a) May 6, 2019</blockquote> two</noscript>")
@example(
    "<table><tr><td>one<blockquote class=twitter-tweet>two (@a) May 6, 2019</blockquote></td>three</table>"
)
@example("<svg>one<iframe>two<p><iframe>")
@example("<table>one, set before the table<td><td><td>two, behind empty cells")
@example("<template><svg><script>one, as the tree has it<p></script>two, behind what it broke out of")
def test_every_text_node_is_accounted_for_once(page: str) -> None:
    document = scrub(page, "text/html")
    if document is None:
        return
    wire = document.to_dict()
    VALIDATOR.validate(wire)
    counts = count_accounts(wire, document.text)
    assert max(counts, default=0) <= 1
    nodes = [n.data for n in parse(document.text, scripting=True).descendants if isinstance(n, Text)]
    letters = sum(not c.isspace() for data in nodes for c in TAG.sub("", data))  # <noscript> is one text
    shown = [at for at, count in enumerate(counts) if count and not document.text[at].isspace()]
    assert len(shown) >= letters


@QUICK
@given(st.one_of(FLAT, HTML))
def test_text_is_the_source_with_its_repairs(page: str) -> None:
    document = scrub(page, "text/plain")
    if document is None:
        return
    for block in document.blocks:
        span = block.span
        assert span is not None
        # One that ends where the block begins may reach into it: a cut leaves its source before it.
        changes = [r for r in document.repairs if r.span and span.start <= r.span.end <= span.end]
        if not changes and block.kind is not Kind.TWEET:
            assert span.of(document.text).strip() == block.text.strip()


@QUICK
@given(st.one_of(FLAT, HTML), st.sampled_from(["text/plain", "text/html"]))
def test_a_page_by_itself_decides(page: str, media_type: str) -> None:
    first, second = scrub(page, media_type), scrub(page, media_type)
    assert (first and first.to_dict()) == (second and second.to_dict())


def test_depth_and_width_cost_no_recursion() -> None:
    for page in ("<div>" * 20_000 + "deep", "<p>x" * 5_000, "<a " + "b=c " * 20_000 + ">wide</a>"):
        document = scrubber.scrub(page, media_type="text/html")
        assert document.to_dict()["stats"]


def test_one_word_a_million_times() -> None:
    document = scrubber.scrub("na " * 200_000)
    assert document.blocks
