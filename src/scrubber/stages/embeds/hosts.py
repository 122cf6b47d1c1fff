"""What an address shows: which network or player it belongs to, and the post's or video's id there."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qs, urlsplit


class Source(NamedTuple):
    """Where an address leads; without an id it is no single post or video."""

    kind: str
    id: str | None = None
    handle: str | None = None


class _Rule(NamedTuple):
    kind: str
    hosts: tuple[str, ...]  # and what stands below them; "google." is of any country; none for any host
    address: re.Pattern[str] | None = None  # of the path and query, with groups `id` and `handle`
    inner: str | None = None  # the parameter that holds the address itself


def _rule(kind: str, hosts: str, address: str = "", inner: str | None = None) -> _Rule:
    return _Rule(kind, tuple(hosts.split()), re.compile(address) if address else None, inner)


WIDGET = "widget"  # a button, a counter or a box of the network's own: nothing that the page tells

# The first rule that fits holds; the last of a network, without an address, takes what is left of it.
_RULES = (
    _rule(WIDGET, "facebook.com", r"/(?:v[\d.]+/)?plugins/(?!post|video|comment_embed)"),
    _rule(WIDGET, "platform.twitter.com", r"/widgets/|/jot"),
    _rule(
        WIDGET,
        "googletagmanager.com doubleclick.net googlesyndication.com plusone.google.com apis.google.com",
    ),
    _rule(WIDGET, "google.com recaptcha.net", r"/recaptcha/"),
    _rule("youtube", "youtu.be", r"/(?P<id>[\w-]{11})\b"),
    _rule(
        "youtube",
        "youtube.com youtube-nocookie.com",
        r"/(?:(?:embed|v|shorts|live)/(?!videoseries)(?P<id>[\w-]{11})(?![\w-])|watch\?(?:.*&)?v=(?P<id_>[\w-]{11}))",
    ),
    _rule("youtube", "youtube.com youtube-nocookie.com youtu.be"),
    _rule("vimeo", "vimeo.com", r"/(?:video/|channels/\w+/|groups/\w+/videos/)?(?P<id>\d+)"),
    _rule("vimeo", "vimeo.com"),
    _rule("dailymotion", "dai.ly", r"/(?P<id>x?\w{5,})"),
    _rule(
        "dailymotion",
        "dailymotion.com",
        r"/(?:embed/)?video/(?P<id>\w+)|/player[^?]*\?(?:.*&)?video=(?P<id_>\w+)",
    ),
    _rule("dailymotion", "dailymotion.com dai.ly"),
    _rule("twitter", "platform.twitter.com platform.x.com", r"/embed/[^?]*\?(?:.*&)?id=(?P<id>\d{1,20})"),
    _rule(
        "twitter",
        "twitter.com x.com",
        r"/(?:(?:#!|%23!)/)?(?P<handle>\w{1,20}|i/web)/status(?:es)?/(?P<id>\d{1,20})",
    ),
    _rule("bluesky", "embed.bsky.app", r"/embed/[\w:.-]+/app\.bsky\.feed\.post/(?P<id>\w+)"),
    _rule("bluesky", "bsky.app", r"/profile/(?:did:[\w:]+|(?P<handle>[\w.-]+))/post/(?P<id>\w+)"),
    _rule("bluesky", "bsky.app"),
    _rule("threads", "threads.net threads.com", r"/(?:@(?P<handle>[\w.]+)/post|t)/(?P<id>[\w-]+)"),
    _rule("threads", "threads.net threads.com"),
    _rule(
        "instagram",
        "instagram.com instagr.am",
        r"/(?:(?P<handle>[\w.]+)/)?(?:p|reel|reels|tv)/(?P<id>[\w-]+)",
    ),
    _rule("instagram", "instagram.com instagr.am"),
    _rule(
        "tiktok",
        "tiktok.com",
        r"/(?:@(?P<handle>[\w.]+)/(?:video|photo)|embed(?:/v[23])?|player/v1)/(?P<id>\d+)",
    ),
    _rule("tiktok", "tiktok.com"),
    _rule("facebook", "facebook.com", r"/(?:v[\d.]+/)?plugins/", inner="href"),
    _rule(
        "facebook",
        "facebook.com",
        r"/(?!plugins)(?:(?P<handle>[\w.-]+)/)?(?:posts|videos|photos|reel)/(?:[^/?]+/)*?(?P<id>\d+|pfbid\w+)"
        r"|/[\w.-]+\.php\?(?:.*&)?(?:story_fbid|fbid|v)=(?P<id_>\d+|pfbid\w+)|/watch/?\?(?:.*&)?v=(?P<id__>\d+)",
    ),
    _rule("facebook", "facebook.com fb.watch"),
    _rule("reddit", "reddit.com redditmedia.com", r"/(?:r|user)/[\w-]+/comments/(?P<id>\w+)"),
    _rule("reddit", "reddit.com redditmedia.com"),
    _rule(
        "spotify",
        "spotify.com",
        r"/(?:embed(?:-podcast)?/)?(?:track|album|playlist|episode|show|artist)/(?P<id>\w+)",
    ),
    _rule("spotify", "spotify.com"),
    _rule(
        "soundcloud",
        "api.soundcloud.com",
        r"/(?:tracks|playlists)/(?:soundcloud(?:%3A|:)\w+(?:%3A|:))?(?P<id>\d+)",
    ),
    _rule("soundcloud", "w.soundcloud.com", r"/player", inner="url"),
    _rule("soundcloud", "soundcloud.com"),
    _rule("google-maps", "google.", r"/maps|.*[?&]pb="),
    _rule("google-maps", "maps.google."),
    # Mastodon has no host of its own: its addresses are told by their shape.
    _rule("mastodon", "", r"/@(?P<handle>\w+(?:@[\w.-]+)?)/(?P<id>\d{15,20})(?:/embed)?/?(?:\?|$)"),
)

_BEGIN = re.compile(r"((?:https?:)?//)[^/]|[\w-]++(?:\.[\w-]++)++(?=[/?#]|$)", re.I)
_LONGEST = 2_000  # code points of an address's path and query that are read (guess)


def identify(url: str) -> Source | None:
    """Return what an address shows, or None where no rule knows it.

    The address may be absolute or lack its scheme; it is never fetched. A network's rule without an id stands
    for whatever else is there: a channel, a profile.

    >>> identify("//www.youtube.com/embed/dQw4w9WgXcQ?rel=0")
    Source(kind='youtube', id='dQw4w9WgXcQ', handle=None)
    >>> identify("https://x.com/ann_b/status/123456789?s=20")
    Source(kind='twitter', id='123456789', handle='ann_b')
    >>> identify("https://example.org/watch?v=dQw4w9WgXcQ") is None
    True
    """
    seen = 0
    while (parts := _split(url)) is not None:
        target = f"{parts.path}?{parts.query}"[:_LONGEST] if parts.query else parts.path[:_LONGEST]
        if parts.fragment.startswith("!/"):  # addresses of 2010 to 2012
            target = parts.fragment[1:][:_LONGEST]
        found = _apply(parts, target)
        if found is None or isinstance(found, Source) or seen:
            return found if isinstance(found, Source) else None
        url, seen = found, seen + 1
    return None


def tweet_url(id_: str, handle: str | None) -> str:
    """Return a tweet's address; its author's handle may be unknown."""
    return f"https://twitter.com/{handle or 'i/web'}/status/{id_}"


def identify_post(url: str) -> Source | None:
    """Return the single post or video that an address leads to, or None where it leads to no such thing."""
    source = identify(url)
    return source if source is not None and source.id is not None else None


def _split(url: str) -> SplitResult | None:
    begin = _BEGIN.match(url)
    if begin is None:
        return None
    try:
        parts = urlsplit(url if begin[1] else f"//{url}")
        return parts if parts.hostname else None
    except ValueError:
        return None


def _apply(parts: SplitResult, target: str) -> Source | str | None:
    """Return what the first rule that fits says: the source, or the address within the address."""
    host = f".{parts.hostname}"
    for rule in _RULES:
        if rule.hosts and not any(_is_below(host, domain) for domain in rule.hosts):
            continue
        if rule.inner is not None:
            inner = parse_qs(parts.query).get(rule.inner)
            if inner and rule.address and rule.address.match(target):
                return inner[0]
            continue
        match = rule.address.match(target) if rule.address else None
        if match is None:
            if rule.address is None:
                return Source(rule.kind)
            continue
        groups = match.groupdict()
        id_ = next((value for name, value in groups.items() if name.startswith("id") and value), None)
        handle = groups.get("handle")
        return Source(rule.kind, id_, handle if handle != "i/web" else None)
    return None


def _is_below(host: str, domain: str) -> bool:
    """Tell whether a host, with a dot before it, is a domain or below it; "google." is of any country."""
    return f".{domain}" in f"{host}." if domain.endswith(".") else host.endswith(f".{domain}")
