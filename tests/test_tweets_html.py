"""Tweets in the shapes in which ten years of pages hold them."""

from __future__ import annotations

import html
import json
import subprocess
import sys

import pytest

import scrubber
from scrubber import Kind
from scrubber.stages.embeds.html import day_of_id
from tests.conftest import count_accounts

PROSE = "The harbour opened to boats again on Monday, nine months after a storm broke its outer wall."
MORE = "Masons reset all of its granite blocks by hand, and filled the gaps between them with lime."
STATUS = "https://twitter.com/quay_town/status/1123581321345589144"
LINK = f'<a href="{STATUS}?ref_src=twsrc%5Etfw">May 6, 2019</a>'
BY = f"&mdash; Quay Town (@quay_town) {LINK}"
SAID = '<p lang="en" dir="ltr">First boat through!</p>'
TWEET = f'<blockquote class="twitter-tweet" data-lang="en">{SAID}{BY}</blockquote>'
FIELDS = ("First boat through!", "Quay Town", "quay_town", "2019-05-06", "1123581321345589144")


def page(inner: str) -> str:
    return f"<html lang=en><article><h1>Harbour</h1><p>{PROSE}</p>{inner}<p>{MORE}</p></article>"


def scrub(inner: str) -> scrubber.Document:
    """Return the page scrubbed, every character of it accounted for at most once, its prose kept."""
    document = scrubber.scrub(page(inner), media_type="text/html")
    assert max(count_accounts(document.to_dict(), document.text)) <= 1
    kept = document.to_text()
    assert PROSE in kept
    assert MORE in kept
    return document


def quoted(inner: str, attributes: str = 'class="twitter-tweet"') -> str:
    return f"<blockquote {attributes}>{inner}</blockquote>"


OWN_NAME = (
    '<div data-testid="User-Name"><a href="/quay_town"><span>Quay Town</span></a>'
    '<a href="/quay_town"><span>@quay_town</span></a><span>·</span>'
    f'<a href="{STATUS}"><time datetime="2019-05-06T10:00:00.000Z">May 6, 2019</time></a></div>'
)
OWN_TEXT = '<div data-testid="tweetText" lang="en"><span>First boat through!</span></div>'

SHAPES = {
    "as Twitter gives it": TWEET,
    "single quotes": quoted("<p lang='en' dir='ltr'>First boat through!</p>" + BY, "class='twitter-tweet'"),
    "no quotes": quoted(
        "<p lang=en dir=ltr>First boat through!</p>" + BY, "class=twitter-tweet data-lang=en"
    ),
    "a video": quoted(SAID + BY, 'class="twitter-video" data-status="hidden"'),
    "among other classes": quoted(SAID + BY, 'class="embed tw-align-center twitter-tweet lazyload"'),
    "no language": quoted("<p>First boat through!</p>" + BY),
    "no paragraph": quoted(f"First boat through! {BY}"),
    "all in one paragraph": quoted(f"<p>First boat through! {BY}</p>"),
    "attribution in a paragraph of its own": quoted(f"{SAID}<p>{BY}</p>"),
    "attribution in an element of its own": quoted(f"{SAID}<footer>{BY}</footer>"),
    "a break before the attribution": quoted(f"First boat through!<br>{BY}"),
    "a name and a handle on two lines": quoted(f"{SAID}&mdash; Quay Town<br>(@quay_town) {LINK}"),
    "an en dash": quoted(f"{SAID}– Quay Town (@quay_town) {LINK}"),
    "a hyphen": quoted(f"{SAID}- Quay Town (@quay_town) {LINK}"),
    "two hyphens": quoted(f"{SAID}-- Quay Town (@quay_town) {LINK}"),
    "a dash escaped twice": quoted(f"{SAID}&amp;mdash; Quay Town (@quay_town) {LINK}"),
    "no dash": quoted(f"{SAID}Quay Town (@quay_town) {LINK}"),
    "the handle is a link": quoted(
        f'{SAID}&mdash; Quay Town (<a href="https://x.com/quay_town">@quay_town</a>) {LINK}'
    ),
    "the name is bold": quoted(f"{SAID}&mdash; <b>Quay Town</b> (@quay_town) {LINK}"),
    "wide brackets": quoted(f"{SAID}&mdash; Quay Town（@quay_town） {LINK}"),
    "x.com": TWEET.replace("twitter.com", "x.com"),
    "the mobile site": TWEET.replace("https://twitter.com", "https://mobile.twitter.com"),
    "no scheme": TWEET.replace("https://twitter.com", "//www.twitter.com"),
    "statuses": TWEET.replace("/status/", "/statuses/"),
    "2011's address": TWEET.replace("twitter.com/quay", "twitter.com/#!/quay"),
    "a time before the date": TWEET.replace("May 6, 2019", "7:04 PM - May 6, 2019"),
    "a date in another language than the page's": TWEET.replace("May 6, 2019", "6. Mai 2019"),
    "a date as a machine has it": TWEET.replace("May 6, 2019", "2019-05-06"),
    "a moment in an attribute": TWEET.replace(
        "May 6, 2019", '<time datetime="2019-05-06T09:00:00Z">Monday</time>'
    ),
    "its class is lost": quoted(SAID + BY, ""),
    "all attributes are lost": quoted(f"<p>First boat through!</p><p>{BY}</p>", ""),
    "in a figure": f"<figure><div><div>{TWEET}</div></div></figure>",
    "with a script behind": TWEET + '<script async src="https://platform.twitter.com/widgets.js"></script>',
    "WordPress": f'<figure class="wp-block-embed"><div>{TWEET}</div></figure>',
    "AMP": '<amp-twitter width="375" height="472" data-tweetid="1123581321345589144"><blockquote placeholder>'
    f"{SAID}{BY}</blockquote></amp-twitter>",
    "in a noscript": f"<div class=lazy></div><noscript>{TWEET}</noscript>",
    "in a template": f"<template>{TWEET}</template>",
    "escaped in an attribute": f'<div data-embed="{html.escape(TWEET)}"></div>',
    "in JSON": f'<script type="application/json">{json.dumps({"html": TWEET})}</script>'.replace(
        "</block", "<\\/block"
    ),
    "in JSON, its brackets escaped": "<script>state = "
    + json.dumps({"embed_html": TWEET})
    .replace("<", "\\u003c")
    .replace(">", "\\u003e")
    .replace("&", "\\u0026")
    + "</script>",
    "in JSON in a string": "<script>push("
    + json.dumps(json.dumps({"html": TWEET}).replace("<", "\\u003c").replace(">", "\\u003e"))
    + ")</script>",
    "Twitter's own page": f'<article data-testid="tweet">{OWN_NAME}{OWN_TEXT}<p>12 likes</p></article>',
    "schema.org": (
        '<div itemscope itemtype="https://schema.org/SocialMediaPosting">'
        '<meta itemprop="datePublished" content="2019-05-06T10:00:00Z">'
        f'<a itemprop="url" href="{STATUS}">Tweet</a>'
        '<span itemprop="author" itemscope><span itemprop="name">Quay Town</span></span>'
        '<div itemprop="articleBody" lang="en">First boat through!</div></div>'
    ),
}


@pytest.mark.parametrize("inner", SHAPES.values(), ids=SHAPES.keys())
def test_a_tweet_in_every_shape(inner: str) -> None:
    document = scrub(inner)
    (tweet,) = document.tweets
    assert (tweet.text, tweet.name, tweet.handle, tweet.date, tweet.id) == FIELDS
    assert (tweet.url, tweet.section, tweet.occurrences) == (STATUS, 0, 1)
    assert document.embeds == ()
    assert tweet.span is not None
    assert "First boat through!" in html.unescape(tweet.span.of(document.text))


TEXTS = {
    "breaks": ("<p>Heave<br>ho!<br><br>Now.</p>", "Heave\nho!\n\nNow."),
    "newlines of the source": ("<p>\n  Heave\n  ho!<br />\n  Now.\n</p>", "Heave ho!\nNow."),
    "paragraphs that an editor made": ("<p>Heave ho!</p>\n<p>Now.</p>", "Heave ho!\n\nNow."),
    "a list of the author's": ("<p>Bring:<br>- a rope<br>- a boat</p>", "Bring:\n- a rope\n- a boat"),
    "dashes": ("<p>Heave — or don't – ho - now.</p>", "Heave — or don't – ho - now."),
    "a name in brackets": (
        "<p>Thanks to Ann (@ann_b) for the rope.</p>",
        "Thanks to Ann (@ann_b) for the rope.",
    ),
    "links": (
        '<p>Heave <a href="https://twitter.com/hashtag/ho">#ho</a> <a href="https://t.co/a">pic.twitter.com/a</a></p>',
        "Heave #ho pic.twitter.com/a",
    ),
    "emoji that are pictures": (
        '<p>Heave <img class="Emoji" alt="⛵" src="//abs.twimg.com/emoji/v2/72x72/26f5.png">!</p>',
        "Heave ⛵!",
    ),
    "a photograph": ('<p>Heave!<img src="https://pbs.twimg.com/a.jpg" alt="A red boat"></p>', "Heave!"),
    "entities": ("<p>Rope &amp; tar &lt;3</p>", "Rope & tar <3"),
    "right to left": ('<p lang="ar" dir="rtl">القارب الأول!</p>', "القارب الأول!"),
    "a hyphen before it, and no paragraph": ("- Heave ho! ", "- Heave ho!"),
    "a comment within": ("<p>Heave<!-- away --> ho!</p>", "Heave ho!"),
    "a script within": ("<p>Heave!</p><script>var a = 1;</script>", "Heave!"),
}


@pytest.mark.parametrize(("inner", "text"), TEXTS.values(), ids=TEXTS.keys())
def test_the_text_of_a_tweet(inner: str, text: str) -> None:
    (tweet,) = scrub(quoted(inner + BY)).tweets
    assert (tweet.text, tweet.name, tweet.handle) == (text, "Quay Town", "quay_town")


NAMES = {
    "a hyphen": ("Anne-Marie Quay", "Anne-Marie Quay"),
    "dashes": ("Quay – The Town — Live", "Quay – The Town — Live"),
    "brackets": ("Quay (Town)", "Quay (Town)"),
    "an at sign": ("Quay @ Town", "Quay @ Town"),
    "emoji": ('Quay <img class="emoji" alt="⛵">🐬', "Quay ⛵🐬"),
    "Kanji": ("港町", "港町"),
}


@pytest.mark.parametrize(("inner", "name"), NAMES.values(), ids=NAMES.keys())
def test_the_name_of_an_author(inner: str, name: str) -> None:
    (tweet,) = scrub(quoted(f"{SAID}&mdash; {inner} (@quay_town) {LINK}")).tweets
    assert (tweet.text, tweet.name) == ("First boat through!", name)


OTHER = (
    '&mdash; Ann B. (@ann_b) <a href="https://twitter.com/ann_b/status/1123570000000000000">May 5, 2019</a>'
)
SEVERAL = {
    "one behind the other": quoted(f"<p>Is it open?</p>{OTHER}") + TWEET,
    "a reply's parent in the same quote": quoted(f"<p>Is it open?</p>{OTHER}{SAID}{BY}"),
    "in one figure": f"<figure>{quoted(f'<p>Is it open?</p>{OTHER}')}{TWEET}</figure>",
    "Twitter's own page, the quoted one within": (
        '<article data-testid="tweet"><div data-testid="User-Name"><a>Ann B.</a><a>@ann_b</a>'
        '<time datetime="2019-05-05T01:00:00Z">May 5</time></div>'
        f'<div data-testid="tweetText">Is it open?</div><div role="link">{OWN_NAME}{OWN_TEXT}</div></article>'
    ),
}


@pytest.mark.parametrize("inner", SEVERAL.values(), ids=SEVERAL.keys())
def test_each_tweet_is_one(inner: str) -> None:
    tweets = scrub(inner).tweets
    assert [(t.text, t.name, t.handle, t.date) for t in tweets] == [
        ("Is it open?", "Ann B.", "ann_b", "2019-05-05"),
        ("First boat through!", "Quay Town", "quay_town", "2019-05-06"),
    ]
    spans = [tweet.span for tweet in tweets]
    assert spans[0] is not None
    assert spans[1] is not None
    assert spans[0].end <= spans[1].start


def test_a_quote_within_a_tweet_is_a_tweet_of_its_own() -> None:
    inner = quoted(f"<p>Is it open?</p>{quoted(SAID + BY)}{OTHER}")
    assert {(t.text, t.handle) for t in scrub(inner).tweets} == {
        ("Is it open?", "ann_b"),
        ("First boat through!", "quay_town"),
    }


UNSEEN = {
    "in JSON": f"<script>{json.dumps({'html': TWEET})}</script>".replace("</block", "<\\/block"),
    "in a noscript": f"<noscript>{TWEET}</noscript>",
    "in an attribute": f'<div data-embed="{html.escape(TWEET)}"></div>',
}


@pytest.mark.parametrize("copy", UNSEEN.values(), ids=UNSEEN.keys())
def test_a_tweet_that_the_page_shows_is_not_counted_again_where_it_hides_it(copy: str) -> None:
    document = scrub(TWEET + copy)
    (tweet,) = document.tweets
    assert tweet.occurrences == 1
    assert len([block for block in document.removed if block.kind is Kind.DATA]) == ("data-embed" not in copy)


# What is left of a tweet when its text is lost.
BARE = {
    "a link alone": (quoted(f'<a href="{STATUS}?ref_src=twsrc"></a>'), "link"),
    "a link that says its address": (quoted(f'<p><a href="{STATUS}">{STATUS}</a></p>'), "link"),
    "an address that WordPress could not ask": (
        f'<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\n{STATUS}\n</div></figure>',
        "link",
    ),
    "an address that WordPress made a link": (
        f'<figure class="wp-block-embed-twitter"><div class="wp-block-embed__wrapper"><a href="{STATUS}">'
        f"{STATUS}</a></div></figure>",
        "link",
    ),
    "an address right in its figure": (
        f'<figure class="wp-block-embed-twitter">\n{STATUS}\n</figure>',
        "link",
    ),
    "AMP": ('<amp-twitter data-tweetid="1123581321345589144"></amp-twitter>', "script"),
    "a widget": ('<twitter-widget data-tweet-id="1123581321345589144"></twitter-widget>', "script"),
    "a frame": (
        '<iframe src="https://platform.twitter.com/embed/Tweet.html?id=1123581321345589144"></iframe>',
        "frame",
    ),
    "a frame that a script made": (
        '<iframe class="twitter-tweet" data-tweet-id="1123581321345589144"></iframe>',
        "frame",
    ),
}


@pytest.mark.parametrize(("inner", "reason"), BARE.values(), ids=BARE.keys())
def test_a_tweet_without_its_text_is_an_embed(inner: str, reason: str) -> None:
    document = scrub(inner)
    assert document.tweets == ()
    (embed,) = document.embeds
    assert (embed.kind, embed.id, embed.text, embed.reason) == (
        "twitter",
        "1123581321345589144",
        None,
        reason,
    )
    assert (embed.date, embed.section) == ("2019-05-01", 0)  # the day that the id tells
    assert embed.span is not None


NONE = {
    "a quote": f"<blockquote><p>{PROSE}</p><p>— Ann B., mason</p></blockquote>",
    "a quote with a link to a tweet": quoted(
        f'She <a href="{STATUS}">said so</a> (@ann_b), and we wrote.', ""
    ),
    "a link to a tweet": f'<p>We heard it <a href="{STATUS}">on Twitter</a> first.</p>',
    "a link to follow": '<p>Follow <a href="https://twitter.com/quay_town">@quay_town</a></p>',
    "a button to follow": '<a class="twitter-follow-button" href="https://twitter.com/quay_town">Follow</a>',
    "a share link": '<p class="share__twitter-tweet"><a href="https://twitter.com/intent/tweet">Tweet</a></p>',
    "a timeline": '<a class="twitter-timeline" href="https://twitter.com/quay_town">Tweets by quay_town</a>',
    "a frame with a button": '<iframe src="https://platform.twitter.com/widgets/tweet_button.html"></iframe>',
    "a style sheet": "<style>.twitter-tweet { margin: 0 }</style>",
    "how a tweet is set in": f"<pre>{html.escape(TWEET)}</pre>",
    "a comment": f"<!-- {TWEET} -->",
    "a script's template": "<script>s = '<blockquote class=twitter-tweet>' + t + '<\\/blockquote>'</script>",
    "a blog's own posting": f'<div itemscope itemtype="http://schema.org/SocialMediaPosting"><p>{MORE}</p></div>',
    "an empty quote": quoted(""),
    "an author in brackets": "<blockquote><p>By Ann (@ann_b)</p></blockquote>",
}


@pytest.mark.parametrize("inner", NONE.values(), ids=NONE.keys())
def test_what_is_no_tweet(inner: str) -> None:
    document = scrub(inner)
    assert (document.tweets, document.embeds) == ((), ())


def test_a_quote_that_is_never_closed_does_not_take_the_page_with_it() -> None:
    rest = "".join(f"<p>{PROSE} {number}</p>" for number in range(80))
    document = scrubber.scrub(
        page(f'<blockquote class="twitter-tweet">{SAID}{BY}{rest}'), media_type="text/html"
    )
    assert document.to_text().count(PROSE) == 81
    assert [tweet.handle for tweet in document.tweets] == ["quay_town"]


def test_a_page_without_embeds_never_loads_the_parser_of_embeds() -> None:
    code = (
        "import sys, scrubber\n"
        f"scrubber.scrub({page('<p>None here (@all).</p><blockquote>Or so.</blockquote>')!r})\n"
        "sys.exit('bs4' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


IDS = {
    "a tweet of 2019": ("1123581321345589144", "2019-05-01"),
    "the first with a moment": ("29700859247", "2010-11-04"),
    "one before": ("20", None),
    "no number": ("abc", None),
    "too large a number": ("9" * 30, None),
    "none": (None, None),
}


@pytest.mark.parametrize(("tweet", "day"), IDS.values(), ids=IDS.keys())
def test_an_id_tells_its_day(tweet: str | None, day: str | None) -> None:
    assert day_of_id(tweet) == day


def test_a_date_that_the_page_lost_is_the_ids() -> None:
    (tweet,) = scrub(TWEET.replace("May 6, 2019", "")).tweets
    assert (tweet.text, tweet.date) == ("First boat through!", "2019-05-01")


def test_a_fault_that_was_repaired_in_the_page_is_repaired_in_the_tweet() -> None:
    inner = TWEET.replace("First boat", "Ã\x89tÃ© &amp;amp; boat").replace("Quay Town", "QuÃ© Town")
    (tweet,) = scrub(inner).tweets
    assert (tweet.text, tweet.name) == ("Été & boat through!", "Qué Town")
    unrepaired = scrubber.Pipeline.default().without("repair").run(page(inner), media_type="text/html")
    assert unrepaired.tweets[0].name == "QuÃ© Town"


@pytest.mark.parametrize(
    "tag", ["amp-twitter data-tweetid=1123581321345589144", "lite-youtube videoid=qUaY0000001"]
)
def test_an_element_written_as_if_it_were_void_does_not_take_the_page_with_it(tag: str) -> None:
    document = scrub(f"<{tag} />{TWEET}")
    assert [embed.text for embed in document.embeds] == [None]
    assert [tweet.handle for tweet in document.tweets] == ["quay_town"]


BIG = 20_000
HARD = {
    "quotes within quotes": '<blockquote class="twitter-tweet">' * BIG + "Heave (@ann_b)",
    "quotes of links within quotes": f'<blockquote><a href="{STATUS}">(@a)</a>' * (BIG // 4),
    "handles": quoted("(@ann_b) " * 500),
    "links without text": quoted(f'(@ann_b) <a href="{STATUS}"></a>' * 400),
    "templates of tweets": f"<template>{TWEET * 300}</template>",
    "scripts of quotes that are never closed": "<script>"
    + '\\u003cblockquote class=\\"twitter-tweet\\"' * BIG
    + "</script>",
    "backslashes": "<script>twitter-tweet " + "\\" * 300_000 + "</script>",
    "frames that are never closed": "<noscript>" + "<iframe " * BIG + "</noscript>",
    "players within players": "<lite-youtube videoid=qUaY0000001>" * (BIG // 4),
    "players that are not closed": "<lite-youtube videoid=qUaY0000001 />" * (BIG // 4),
    "figures within figures": '<figure class="wp-block-embed">' * BIG,
    "articles within articles": '<article data-testid="tweet">' * BIG,
    "dashes": quoted("— " * 2_000 + "(@ann_b)"),
    "deep elements": quoted("<b>" * 900 + "Heave (@ann_b)"),
}


@pytest.mark.parametrize("inner", HARD.values(), ids=HARD.keys())
def test_time_grows_with_the_page_alone(inner: str) -> None:
    """A search that began anew at each element would take many minutes over these."""
    document = scrubber.scrub(page(inner), media_type="text/html")
    assert max(count_accounts(document.to_dict(), document.text)) <= 1
