"""Frames, players and placeholders: elements that hold an address or an id, and no text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bs4.element import Tag

from scrubber.model import Embed, Missing
from scrubber.stages.embeds.hosts import WIDGET, Source, identify
from scrubber.stages.embeds.html import day_of_id
from scrubber.stages.embeds.markup import attribute

_TITLES = ("title", "data-title", "playlabel", "aria-label", "alt")
_TWEET = "https://twitter.com/i/web/status/{}"


class _Player(NamedTuple):
    """An element made for one network: the attribute with the id or address, and the address of an id."""

    kind: str
    attribute: str
    address: str


_PLAYERS = {
    "amp-dailymotion": _Player("dailymotion", "data-videoid", "https://www.dailymotion.com/video/{}"),
    "amp-facebook": _Player("facebook", "data-href", "https://www.facebook.com/{}"),
    "amp-instagram": _Player("instagram", "data-shortcode", "https://www.instagram.com/p/{}/"),
    "amp-reddit": _Player("reddit", "data-src", "https://www.reddit.com/comments/{}"),
    "amp-soundcloud": _Player("soundcloud", "data-trackid", "https://api.soundcloud.com/tracks/{}"),
    "amp-tiktok": _Player("tiktok", "data-src", "https://www.tiktok.com/embed/v2/{}"),
    "amp-twitter": _Player("twitter", "data-tweetid", _TWEET),
    "amp-vimeo": _Player("vimeo", "data-videoid", "https://vimeo.com/{}"),
    "amp-youtube": _Player("youtube", "data-videoid", "https://www.youtube.com/watch?v={}"),
    "lite-vimeo": _Player("vimeo", "videoid", "https://vimeo.com/{}"),
    "lite-youtube": _Player("youtube", "videoid", "https://www.youtube.com/watch?v={}"),
    "twitter-widget": _Player("twitter", "data-tweet-id", _TWEET),
}


def read_frame(root: Tag) -> Embed | None:
    """Return what a frame or player shows, or None where it is none, or shows nothing that the page tells.

    Its address is as the page gives it, with a scheme; one that a script puts in its place later counts.
    """
    if (player := _PLAYERS.get(root.name)) is not None:
        stated = attribute(root, player.attribute)
        if stated is None:
            return None
        url = absolute(stated) if "/" in stated else player.address.format(stated)
        return _embed(root, url, identify(url) or Source(player.kind, stated), Missing.SCRIPT)
    if tweet := attribute(root, "data-tweet-id"):
        return _embed(root, _TWEET.format(tweet), Source("twitter", tweet), Missing.FRAME)
    if root.name in ("iframe", "amp-iframe"):
        for url in _addresses(root):
            return _embed(root, url, identify(url) or Source("iframe"), Missing.FRAME)
    if root.name in ("object", "embed"):
        for element in (root, *root.find_all(("param", "embed", "iframe"))):
            for url in _addresses(element):
                if source := identify(url):
                    return _embed(root, url, source, Missing.FRAME)
    return None


def absolute(url: str) -> str:
    """Return an address with its scheme."""
    return f"https:{url}" if url.startswith("//") else url


def _addresses(element: Tag) -> Iterator[str]:
    """Yield the addresses that a frame's attributes hold: its own first, then those kept for a script."""
    names = [
        "src",
        *sorted(name for name in element.attrs if name.endswith("src")),
        "data-url",
        "data",
        "value",
    ]
    for name in names:
        url = attribute(element, name)
        if (
            url
            and not url.lower().startswith(("about:", "data:", "javascript:"))
            and ("/" in url or "." in url)
        ):
            yield absolute(url)


def _embed(root: Tag, url: str, source: Source, reason: Missing) -> Embed | None:
    if source.kind == WIDGET:
        return None
    titles = (attribute(root, name) for name in _TITLES)
    return Embed(
        source.kind,
        url,
        next(filter(None, titles), None),
        id=source.id,
        handle=source.handle,
        date=day_of_id(source.id) if source.kind == "twitter" else None,
        reason=reason,
    )
