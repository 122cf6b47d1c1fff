"""Posts of networks other than Twitter, in the markup that each hands out to be set in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from bs4.element import Tag

from scrubber.model import Embed, Missing
from scrubber.stages.embeds.dates import read_date
from scrubber.stages.embeds.frames import absolute
from scrubber.stages.embeds.hosts import identify_post
from scrubber.stages.embeds.html import day_of_id, find_dash, iso_day
from scrubber.stages.embeds.markup import EDGE, MARKS, Anchor, Line, attribute, lay_out, tidy

# The attributes in which a post's address may stand.
_ADDRESSES = ("data-instgrm-permalink", "data-text-post-permalink", "data-embed-url", "data-href", "cite")
_BLUESKY = re.compile(r"at://([\w:.-]+)/app\.bsky\.feed\.post/(\w+)")
_HANDLE = re.compile(r"[(（]\s?@([\w.-]+)\s?[)）]")
_FEDERATED = re.compile(r"@(\w+@[\w-]+(?:\.[\w-]+)+)")
# "A post shared by", as Instagram says it in the languages that it is used in most.
_SHARED_BY = re.compile(r"(?:\S+ ){2,4}?(?:by|von|de|por|par|da|door|przez|av|af) ")
_DATE_WITHIN = 40  # code points (guess)


def read_post(root: Tag, language: str | None = None) -> Embed | None:
    """Return the post that an element holds or stands for, or None where it is of no network known here.

    What the page does not hold is null, its text with a reason. `language` is the page's.
    """
    element, kind = _find_network(root)
    if element is None:
        return _read_link(root)
    line = lay_out(element)
    url = _address(element, line, kind)
    source = identify_post(url) if url else None
    post = Embed(kind, url, id=source.id if source else None, handle=source.handle if source else None)
    post = _READERS[kind](element, line, post, language)
    return post if post.text else replace(post, text=None, reason=Missing.SCRIPT)


def is_post(root: Tag) -> bool:
    """Tell whether an element is, or holds, the markup of a network other than Twitter."""
    return _find_network(root)[0] is not None


def _find_network(root: Tag) -> tuple[Tag | None, str]:
    """Return the element that a network's script would look for, and the network."""
    for element in (root, *root.find_all(("blockquote", "div"))):
        for name in (attribute(element, "class") or "").split():
            if name in _NETWORKS:
                return element, _NETWORKS[name]
    return None, ""


def _read_link(root: Tag) -> Embed | None:
    """Return the post or video of which only an address is left, in the text or in a link."""
    text = tidy(lay_out(root).text)
    links = [text, *(attribute(link, "href") or "" for link in root.find_all("a"))]
    for url in links:
        if url and " " not in url and (source := identify_post(url)) is not None:
            day = day_of_id(source.id) if source.kind == "twitter" else None
            url = _bare(absolute(url), source.id)
            return Embed(source.kind, url, id=source.id, handle=source.handle, date=day, reason=Missing.LINK)
    return None


def _address(element: Tag, line: Line, kind: str) -> str | None:
    """Return a post's address: the one that its element states, or that of the last link to a post."""
    stated = next(filter(None, (attribute(element, name) for name in _ADDRESSES)), None)
    if uri := _BLUESKY.match(attribute(element, "data-bluesky-uri") or ""):
        stated = f"https://bsky.app/profile/{uri[1]}/post/{uri[2]}"
    if stated is None:
        posts = [a.href for a in line.anchors if (s := identify_post(a.href)) and s.kind == kind]
        stated = posts[-1] if posts else None
    if stated is None:
        return None
    url = absolute(stated)
    source = identify_post(url)
    return _bare(url, source.id).removesuffix("/embed") if source else url


def _bare(url: str, id_: str | None) -> str:
    """Return an address without the query that tells who follows it, if it leads to the same post so."""
    bare = re.split(r"[?#]", url, maxsplit=1)[0]
    source = identify_post(bare)
    return bare if source and source.id == id_ else url


def _read_bluesky(_: Tag, line: Line, post: Embed, language: str | None) -> Embed:
    handles = list(_HANDLE.finditer(line.text))
    if not handles:
        return replace(post, text=tidy(line.text))
    handle = handles[-1]
    dash = find_dash(line.text, 0, handle.start())
    name = tidy(line.text[dash[1] : handle.start()].translate(MARKS)) if dash else ""
    text = tidy(line.text[: dash[0] if dash else handle.start()])
    day = _date_in(line.text[handle.end() :], language)
    return replace(post, text=text, name=name or None, handle=handle[1], date=day)


def _read_instagram(element: Tag, line: Line, post: Embed, language: str | None) -> Embed:
    """Return the post with its caption: it and the author's line are paragraphs, all else is furniture."""
    captions = []
    for paragraph in element.find_all("p"):
        part = lay_out(paragraph)
        handle = _HANDLE.search(part.text)
        if handle is None:
            captions.append(tidy(part.text))
            continue
        named = [tidy(part.text[a.start : a.end]) for a in part.anchors if a.end <= handle.start()]
        before = tidy(part.text[: handle.start()].translate(MARKS))
        shared = _SHARED_BY.match(before)
        name = named[-1] if named else before[shared.end() :] if shared else None
        moment = part.moments[0].value if part.moments else None
        day = iso_day(moment) or _date_in(part.text[handle.end() :], language)
        post = replace(post, name=name or None, handle=handle[1], date=day)
    return replace(post, text="\n\n".join(filter(None, captions)))


def _read_tiktok(element: Tag, line: Line, post: Embed, language: str | None) -> Embed:
    """Return the post with its text: it stands between the author's link and the music's."""
    start, end = 0, len(line.text)
    for number, anchor in enumerate(line.anchors):
        if number == 0 and tidy(line.text[anchor.start : anchor.end]).startswith("@"):
            start = anchor.end
        elif "/music/" in anchor.href:
            end = anchor.start
    return replace(post, text=tidy(line.text[start:end]))


def _read_facebook(_: Tag, line: Line, post: Embed, language: str | None) -> Embed:
    """Return the post with its text: its paragraphs, before "Posted by" and the author's link."""
    posts = [a for a in line.anchors if (s := identify_post(a.href)) and s.kind == "facebook"]
    people = [a for a in line.anchors if a not in posts and "facebook.com/" in a.href]
    author = people[-1] if people else None
    title = _said(line, posts[0]) if len(posts) > 1 else None
    start = posts[0].end if title else 0
    last = max(line.text.rfind(EDGE, 0, author.start), start) if author else len(line.text)
    return replace(
        post,
        text=tidy(line.text[start:last]),
        title=title or None,
        name=_said(line, author) or None if author else None,
        date=_date_in(line.text[author.end :], language) if author else None,
    )


def _read_reddit(_: Tag, line: Line, post: Embed, language: str | None) -> Embed:
    titles = [a for a in line.anchors if (s := identify_post(a.href)) and s.kind == "reddit"]
    users = [a for a in line.anchors if re.search(r"reddit\.com/u(?:ser)?/[\w-]+/?$", a.href)]
    handle = users[0].href.rstrip("/").rsplit("/", 1)[-1] if users else None
    return replace(post, title=_said(line, titles[0]) or None if titles else None, handle=handle)


def _read_address_alone(_: Tag, line: Line, post: Embed, language: str | None) -> Embed:
    """Return the post as its address has it: what its element says is an invitation to look at it."""
    federated = _FEDERATED.search(line.text)
    return replace(post, handle=federated[1]) if federated else post


def _said(line: Line, anchor: Anchor) -> str:
    return tidy(line.text[anchor.start : anchor.end])


def _date_in(text: str, language: str | None) -> str | None:
    """Return the first date in the beginning of a text."""
    text = text.translate(MARKS)[: 2 * _DATE_WITHIN]
    for word in re.finditer(r"(?<!\w)\w", text[:_DATE_WITHIN]):
        if (dated := read_date(text, word.start(), language)) is not None:
            return dated.iso
    return None


_NETWORKS = {
    "bluesky-embed": "bluesky",
    "fb-post": "facebook",
    "fb-video": "facebook",
    "instagram-media": "instagram",
    "mastodon-embed": "mastodon",
    "reddit-card": "reddit",
    "reddit-embed-bq": "reddit",
    "text-post-media": "threads",
    "tiktok-embed": "tiktok",
}
_READERS: dict[str, Callable[[Tag, Line, Embed, str | None], Embed]] = {
    "bluesky": _read_bluesky,
    "facebook": _read_facebook,
    "instagram": _read_instagram,
    "mastodon": _read_address_alone,
    "reddit": _read_reddit,
    "threads": _read_address_alone,
    "tiktok": _read_tiktok,
}
