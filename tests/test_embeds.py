"""Embeds that are no tweets: what an address shows, players and frames, and the posts of other networks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scrubber
from scrubber import Document, Embed, Kind
from scrubber.model import Missing
from scrubber.stages.embeds.hosts import Source, identify, identify_post
from tests.conftest import count_accounts

PROSE = "The harbour opened to boats again on Monday, nine months after a storm broke its outer wall."
MORE = "Masons reset all of its granite blocks by hand, and filled the gaps between them with lime."


def scrub(inner: str) -> Document:
    """Return the page scrubbed, every character of it accounted for at most once, its prose kept."""
    page = f"<html lang=en><article><h1>Harbour</h1><p>{PROSE}</p>{inner}<p>{MORE}</p></article>"
    document = scrubber.scrub(page, media_type="text/html")
    assert max(count_accounts(document.to_dict(), document.text)) <= 1
    assert PROSE in document.to_text()
    assert MORE in document.to_text()
    return document


def only_embed(document: Document) -> Embed:
    """Return the one embed, which stands at its place in the section, with a text or the reason for none."""
    (embed,) = document.embeds
    assert document.tweets == ()
    assert (embed.text is None) == (embed.reason is not None)
    assert embed.span is not None
    (section,) = document.sections
    assert [block.kind for block in section.blocks] == [Kind.PARAGRAPH, Kind.EMBED, Kind.PARAGRAPH]
    return embed


ADDRESSES = {
    "//www.youtube.com/embed/qUaY0000001?rel=0": ("youtube", "qUaY0000001"),
    "https://www.youtube-nocookie.com/embed/qUaY0000001": ("youtube", "qUaY0000001"),
    "https://www.youtube.com/watch?app=desktop&v=qUaY0000001": ("youtube", "qUaY0000001"),
    "https://youtu.be/qUaY0000001?t=3": ("youtube", "qUaY0000001"),
    "https://www.youtube.com/v/qUaY0000001&hl=en": ("youtube", "qUaY0000001"),
    "https://www.youtube.com/shorts/qUaY0000001": ("youtube", "qUaY0000001"),
    "https://www.youtube.com/embed/videoseries?list=PL1": ("youtube", None),
    "https://www.youtube.com/c/QuayTown": ("youtube", None),
    "https://player.vimeo.com/video/12345?h=a": ("vimeo", "12345"),
    "https://vimeo.com/channels/boats/12345": ("vimeo", "12345"),
    "https://www.dailymotion.com/embed/video/x7abc": ("dailymotion", "x7abc"),
    "https://geo.dailymotion.com/player/x1.html?video=x7abc": ("dailymotion", "x7abc"),
    "https://platform.twitter.com/embed/Tweet.html?dnt=true&id=123": ("twitter", "123"),
    "https://twitter.com/i/web/status/123": ("twitter", "123"),
    "https://twitter.com/#!/ann_b/status/123": ("twitter", "123"),
    "https://bsky.app/profile/ann.bsky.social/post/3kabc": ("bluesky", "3kabc"),
    "https://embed.bsky.app/embed/did:plc:abc/app.bsky.feed.post/3kabc": ("bluesky", "3kabc"),
    "https://www.threads.net/@ann/post/Cabc": ("threads", "Cabc"),
    "https://www.threads.com/t/Cabc": ("threads", "Cabc"),
    "https://www.instagram.com/p/B_-x/embed/": ("instagram", "B_-x"),
    "https://www.instagram.com/ann/reel/B_-x/": ("instagram", "B_-x"),
    "https://www.tiktok.com/@ann.b/video/7123": ("tiktok", "7123"),
    "https://www.tiktok.com/embed/v2/7123": ("tiktok", "7123"),
    "https://www.facebook.com/ann/posts/123": ("facebook", "123"),
    "https://www.facebook.com/permalink.php?story_fbid=123&id=4": ("facebook", "123"),
    "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fann%2Fposts%2F123": (
        "facebook",
        "123",
    ),
    "https://www.reddit.com/r/boats/comments/abc/title/": ("reddit", "abc"),
    "https://www.redditmedia.com/r/boats/comments/abc/title/?embed=true": ("reddit", "abc"),
    "https://open.spotify.com/embed/track/4abc": ("spotify", "4abc"),
    "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/123&color=a": (
        "soundcloud",
        "123",
    ),
    "https://www.google.de/maps/embed?pb=!1m18": ("google-maps", None),
    "https://maps.google.co.uk/maps?q=quay&output=embed": ("google-maps", None),
    "https://boats.example/@ann/109876543210987654/embed": ("mastodon", "109876543210987654"),
    "https://platform.twitter.com/widgets/follow_button.html?screen_name=a": ("widget", None),
    "https://www.facebook.com/v2.3/plugins/like.php?href=https%3A%2F%2Fwww.facebook.com%2Fa": (
        "widget",
        None,
    ),
    "https://www.googletagmanager.com/ns.html?id=GTM-1": ("widget", None),
    "https://www.google.com/recaptcha/api2/anchor": ("widget", None),
}


@pytest.mark.parametrize(("url", "expected"), ADDRESSES.items(), ids=ADDRESSES.keys())
def test_what_an_address_shows(url: str, expected: tuple[str, str | None]) -> None:
    source = identify(url)
    assert source is not None
    assert (source.kind, source.id) == expected
    assert identify_post(url) == (source if source.id else None)


UNKNOWN = [
    "https://example.org/watch?v=qUaY0000001",
    "https://notyoutube.com/embed/qUaY0000001",
    "https://youtube.com.example.org/embed/qUaY0000001",
    "https://twitter.com/intent/tweet?url=a",
    "https://twitter.com/ann_b",
    "https://www.google.com/search?q=maps",
    "https://example.org/@ann/1",
    "mailto:ann@youtube.com",
    "javascript:void(0)",
    "https://[youtube.com",
    "",
]


@pytest.mark.parametrize("url", UNKNOWN)
def test_an_address_that_no_rule_knows(url: str) -> None:
    assert identify(url) is None


def test_the_author_of_an_address() -> None:
    assert identify("https://x.com/ann_b/status/123") == Source("twitter", "123", "ann_b")
    assert identify("https://bsky.app/profile/did:plc:abc/post/3k") == Source("bluesky", "3k", None)


@given(
    st.text(max_size=80),
    st.sampled_from(["https://www.youtube.com/", "//x.com/", "https://[", "http://a:b/", ""]),
)
def test_any_address_is_something_or_nothing(rest: str, begin: str) -> None:
    assert identify(begin + rest) is None or isinstance(identify(begin + rest), Source)


def test_an_address_within_itself_is_read_once() -> None:
    assert identify("https://www.facebook.com/plugins/post.php?href=" * 2_000) is None
    assert identify("https://www.youtube.com/watch?" + "a=b&" * 300_000 + "v=qUaY0000001") == Source(
        "youtube"
    )


FRAMES = {
    "a player": ('<iframe src="//player.vimeo.com/video/1" title="Boats"></iframe>', ("vimeo", "1", "Boats")),
    "loaded late": (
        '<iframe src="about:blank" data-src="https://www.youtube.com/embed/qUaY0000001"></iframe>',
        ("youtube", "qUaY0000001", None),
    ),
    "loaded late by another script": (
        '<iframe data-lazy-src="https://www.youtube.com/embed/qUaY0000001"></iframe>',
        ("youtube", "qUaY0000001", None),
    ),
    "once consent is given": (
        '<iframe data-cookieblock-src="https://www.youtube.com/embed/qUaY0000001"></iframe>',
        ("youtube", "qUaY0000001", None),
    ),
    "a page of its own": (
        '<iframe src="https://charts.example/1" title="Depth"></iframe>',
        ("iframe", None, "Depth"),
    ),
    "a relative address": ('<iframe src="/charts/1"></iframe>', ("iframe", None, None)),
    "in a noscript": (
        '<div class="player" data-id="qUaY0000001"></div><noscript><iframe src="https://www.youtube.com/embed/'
        'qUaY0000001"></iframe></noscript>',
        ("youtube", "qUaY0000001", None),
    ),
    "and in a noscript, too": (
        '<iframe data-src="https://www.youtube.com/embed/qUaY0000001"></iframe>'
        '<noscript><iframe src="https://www.youtube.com/embed/qUaY0000001"></iframe></noscript>',
        ("youtube", "qUaY0000001", None),
    ),
    "a light player": (
        '<lite-youtube videoid="qUaY0000001" playlabel="Boats"><a>Play: Boats</a></lite-youtube>',
        ("youtube", "qUaY0000001", "Boats"),
    ),
    "AMP's player": (
        '<amp-youtube data-videoid="qUaY0000001" layout="responsive"></amp-youtube>',
        ("youtube", "qUaY0000001", None),
    ),
    "AMP's post": ('<amp-instagram data-shortcode="B_-x"></amp-instagram>', ("instagram", "B_-x", None)),
    "AMP's frame": ('<amp-iframe src="https://player.vimeo.com/video/1"></amp-iframe>', ("vimeo", "1", None)),
    "Flash": (
        '<object><param name="movie" value="http://www.youtube.com/v/qUaY0000001"><embed src="http://www.youtube'
        '.com/v/qUaY0000001"></object>',
        ("youtube", "qUaY0000001", None),
    ),
    "an address that WordPress could not ask": (
        '<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">https://youtu.be/qUaY0000001</div></figure>',
        ("youtube", "qUaY0000001", None),
    ),
}


@pytest.mark.parametrize(("inner", "expected"), FRAMES.values(), ids=FRAMES.keys())
def test_a_frame_or_player_is_an_embed(inner: str, expected: tuple[str, str | None, str | None]) -> None:
    embed = only_embed(scrub(inner))
    assert (embed.kind, embed.id, embed.title) == expected
    assert embed.url is not None


NONE = {
    "a link to a channel": '<p>See <a href="https://www.youtube.com/c/QuayTown">our channel</a>.</p>',
    "a link to a video": '<p>See <a href="https://youtu.be/qUaY0000001">the video</a>.</p>',
    "a like button": '<iframe src="https://www.facebook.com/plugins/like.php?href=a"></iframe>',
    "a frame that counts visits": '<iframe src="https://www.googletagmanager.com/ns.html?id=GTM-1"></iframe>',
    "a hidden frame": '<iframe src="https://youtu.be/qUaY0000001" style="display:none"></iframe>',
    "a frame without an address": '<iframe src="about:blank" id="ad"></iframe>',
    "a player without an id": "<lite-youtube></lite-youtube>",
    "a file in an object": '<object data="boats.svg" type="image/svg+xml"></object>',
    "how a frame is set in": "<pre>&lt;iframe src=https://www.youtube.com/embed/qUaY0000001&gt;</pre>",
    "a figure with a text": '<figure class="wp-block-embed"><p class="wp-block-embed__wrapper">Soon</figure>',
}


@pytest.mark.parametrize("inner", NONE.values(), ids=NONE.keys())
def test_what_is_no_embed(inner: str) -> None:
    document = scrub(inner)
    assert (document.embeds, document.tweets) == ((), ())


POSTS = {
    "Bluesky": (
        """<blockquote class="bluesky-embed"
            data-bluesky-uri="at://did:plc:abc/app.bsky.feed.post/3kabc"><p lang="en">First
            boat<br>through!</p>&mdash; Quay Town (<a
            href="https://bsky.app/profile/did:plc:abc?ref_src=embed">@quay.bsky.social</a>) <a
            href="https://bsky.app/profile/did:plc:abc/post/3kabc?ref_src=embed">January 5, 2025 at 3:04
            PM</a></blockquote>""",
        Embed(
            "bluesky",
            "https://bsky.app/profile/did:plc:abc/post/3kabc",
            id="3kabc",
            name="Quay Town",
            handle="quay.bsky.social",
            text="First boat\nthrough!",
            date="2025-01-05",
        ),
    ),
    "Instagram": (
        """<blockquote class="instagram-media" data-instgrm-captioned
            data-instgrm-permalink="https://www.instagram.com/p/B_-x/?utm_source=ig_embed&amp;utm_campaign=loading"><div><a
            href="https://www.instagram.com/p/B_-x/"><div>View this post on Instagram</div></a><p><a
            href="https://www.instagram.com/p/B_-x/">First boat through! #harbour</a></p><p>A post
            shared by <a href="https://www.instagram.com/quay_town/"> Quay Town</a> (@quay_town) on
            <time datetime="2019-05-06T10:00:00+00:00">May 6, 2019 at 3:00am
            PDT</time></p></div></blockquote>""",
        Embed(
            "instagram",
            "https://www.instagram.com/p/B_-x/",
            id="B_-x",
            name="Quay Town",
            handle="quay_town",
            text="First boat through! #harbour",
            date="2019-05-06",
        ),
    ),
    "Instagram, in German and without its caption": (
        """<blockquote class="instagram-media"
            data-instgrm-permalink="https://www.instagram.com/p/B_-x/"><a
            href="https://www.instagram.com/p/B_-x/"><div>Sieh dir diesen Beitrag auf Instagram
            an</div></a><p><a href="https://www.instagram.com/p/B_-x/">Ein Beitrag geteilt von Quay Town
            (@quay_town)</a></p></blockquote>""",
        Embed(
            "instagram",
            "https://www.instagram.com/p/B_-x/",
            id="B_-x",
            name="Quay Town",
            handle="quay_town",
            reason=Missing.SCRIPT,
        ),
    ),
    "TikTok": (
        """<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@quay.town/video/7123"
            data-video-id="7123"><section><a target="_blank" title="@quay.town"
            href="https://www.tiktok.com/@quay.town?refer=embed">@quay.town</a> First boat through! <a
            title="harbour" href="https://www.tiktok.com/tag/harbour">#harbour</a> <a
            href="https://www.tiktok.com/music/a-1">♬ original sound - Quay</a></section></blockquote>""",
        Embed(
            "tiktok",
            "https://www.tiktok.com/@quay.town/video/7123",
            id="7123",
            handle="quay.town",
            text="First boat through! #harbour",
        ),
    ),
    "Facebook": (
        """<div class="fb-post" data-href="https://www.facebook.com/quaytown/posts/123"
            data-width="500"><blockquote cite="https://www.facebook.com/quaytown/posts/123"
            class="fb-xfbml-parse-ignore"><p>First boat through!</p>Posted by <a
            href="https://www.facebook.com/quaytown/">Quay Town</a> on&nbsp;<a
            href="https://www.facebook.com/quaytown/posts/123">Monday, May 6,
            2019</a></blockquote></div>""",
        Embed(
            "facebook",
            "https://www.facebook.com/quaytown/posts/123",
            id="123",
            name="Quay Town",
            handle="quaytown",
            text="First boat through!",
            date="2019-05-06",
        ),
    ),
    "a video on Facebook": (
        """<div class="fb-video"
            data-href="https://www.facebook.com/quaytown/videos/123/"><blockquote><a
            href="https://www.facebook.com/quaytown/videos/123/">Boats</a><p>First boat
            through!</p>Posted by <a href="https://www.facebook.com/quaytown/">Quay Town</a> on <a
            href="https://www.facebook.com/quaytown/videos/123/">Monday, May 6,
            2019</a></blockquote></div>""",
        Embed(
            "facebook",
            "https://www.facebook.com/quaytown/videos/123/",
            "Boats",
            id="123",
            name="Quay Town",
            handle="quaytown",
            text="First boat through!",
            date="2019-05-06",
        ),
    ),
    "Facebook, its address alone": (
        """<div class="fb-post" data-href="https://www.facebook.com/quaytown/posts/123"></div>""",
        Embed(
            "facebook",
            "https://www.facebook.com/quaytown/posts/123",
            id="123",
            handle="quaytown",
            reason=Missing.SCRIPT,
        ),
    ),
    "Threads": (
        """<blockquote class="text-post-media"
            data-text-post-permalink="https://www.threads.net/@quay_town/post/Cabc"><a
            href="https://www.threads.net/@quay_town/post/Cabc"><div>View on
            Threads</div></a></blockquote>""",
        Embed(
            "threads",
            "https://www.threads.net/@quay_town/post/Cabc",
            id="Cabc",
            handle="quay_town",
            reason=Missing.SCRIPT,
        ),
    ),
    "Mastodon": (
        """<blockquote class="mastodon-embed"
            data-embed-url="https://boats.example/@quay/109876543210987654/embed"><a
            href="https://boats.example/@quay/109876543210987654"><div>Post by
            @quay@boats.example</div><div>View on Mastodon</div></a></blockquote>""",
        Embed(
            "mastodon",
            "https://boats.example/@quay/109876543210987654",
            id="109876543210987654",
            handle="quay@boats.example",
            reason=Missing.SCRIPT,
        ),
    ),
    "Mastodon's frame": (
        """<iframe class="mastodon-embed"
            src="https://boats.example/@quay/109876543210987654/embed"></iframe>""",
        Embed(
            "mastodon",
            "https://boats.example/@quay/109876543210987654/embed",
            id="109876543210987654",
            handle="quay",
            reason=Missing.FRAME,
        ),
    ),
    "Reddit": (
        """<blockquote class="reddit-embed-bq" data-embed-height="316"><a
            href="https://www.reddit.com/r/boats/comments/abc/first_boat/">First boat through!</a><br>
            by<a href="https://www.reddit.com/user/quay_town/">u/quay_town</a> in<a
            href="https://www.reddit.com/r/boats/">boats</a></blockquote>""",
        Embed(
            "reddit",
            "https://www.reddit.com/r/boats/comments/abc/first_boat/",
            "First boat through!",
            id="abc",
            handle="quay_town",
            reason=Missing.SCRIPT,
        ),
    ),
    "Reddit, of 2016": (
        """<blockquote class="reddit-card" data-card-created="1"><a
            href="https://www.reddit.com/r/boats/comments/abc/?ref=share">First boat through!</a> from
            <a href="http://www.reddit.com/r/boats">boats</a></blockquote>""",
        Embed(
            "reddit",
            "https://www.reddit.com/r/boats/comments/abc/",
            "First boat through!",
            id="abc",
            reason=Missing.SCRIPT,
        ),
    ),
}


@pytest.mark.parametrize(("inner", "expected"), POSTS.values(), ids=POSTS.keys())
def test_a_post_is_an_embed(inner: str, expected: Embed) -> None:
    embed = only_embed(scrub(inner))
    assert replace(embed, span=None, section=None) == expected


def test_a_post_is_read_where_its_text_is_shown() -> None:
    document = scrub(POSTS["Bluesky"][0])
    assert "First boat\nthrough!\n— Quay Town (@quay.bsky.social) 2025-01-05" in document.to_text()
    assert "> First boat\n> through!" in document.to_markdown()
    assert "[Boats](https://player.vimeo.com/video/1)" in scrub(FRAMES["a player"][0]).to_markdown()


def test_an_embed_on_the_wire() -> None:
    wire: dict[str, Any] = scrub(POSTS["Threads"][0]).to_dict()
    (embed,) = wire["embeds"]
    assert embed == {
        "kind": "threads",
        "url": "https://www.threads.net/@quay_town/post/Cabc",
        "id": "Cabc",
        "author": {"name": None, "handle": "quay_town"},
        "text": None,
        "reason": "script",
        "title": None,
        "date": None,
        "span": embed["span"],
        "section": 0,
    }


def test_embeds_stand_in_their_sections() -> None:
    video = '<iframe src="https://www.youtube.com/embed/qUaY000000{}"></iframe>'
    page = f"<h1>a</h1><p>{PROSE}</p>{video.format(1)}<h2>b</h2><p>{MORE}</p>{video.format(2)}"
    document = scrubber.scrub(page, media_type="text/html")
    assert [(embed.id, embed.section) for embed in document.embeds] == [
        ("qUaY0000001", 0),
        ("qUaY0000002", 1),
    ]
