"""Tweets in their own markup: as Twitter hands them out to be set in, and as it or a page shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import chain
from typing import NamedTuple

from bs4.element import Tag

from scrubber.stages.embeds.dates import read_date
from scrubber.stages.embeds.hosts import identify_post, tweet_url
from scrubber.stages.embeds.markup import BREAK, EDGE, MARKS, Anchor, Line, Said, attribute, lay_out, tidy
from scrubber.stages.embeds.tweet import Found

_HANDLE = re.compile(r"[(（]\s?@(\w{1,20})\s?[)）]", re.A)
_AT = re.compile(r"@(\w{1,20})", re.A)
_GAPS = f" \xa0{BREAK}{EDGE}"

_DASH_HERE = re.compile(r"&mdash;|[—–―-]{1,2}")
_LONG_DASH = re.compile(r"—|―|&mdash;")
_SPACED_DASH = re.compile(rf"(?<![^\s{BREAK}{EDGE}])(?:–|--?)(?=\s)")
_MOST_QUOTES = 20  # of one fragment that are read (guess)
_BEHIND = 60  # code points after a handle in which its link or date begins (guess)
# A tweet's id holds its moment in milliseconds, since Twitter's epoch (its "Snowflake", 4 November 2010).
_FIRST_WITH_MOMENT = 29_700_859_247
_EPOCH = 1_288_834_974_657  # milliseconds


class Read(NamedTuple):
    """A tweet, and how much of its fragment's text stands before it: code points, white space left out."""

    found: Found
    ink: int


class _Author(NamedTuple):
    """An attribution: the handle in its brackets, and what stands right behind it."""

    start: int
    end: int  # of its link or date
    handle: str
    status: Anchor | None
    date: str | None  # ISO 8601
    date_text: str | None  # as it stands there


def read_tweets(root: Tag, language: str | None = None) -> list[Read]:
    """Return the tweets that an element holds, in its order: those whose text is there.

    A quoted tweet, and one that is replied to, are tweets of their own. `language` is the page's: the date
    behind a name is in it. What is no tweet gives none.
    """
    if "SocialMediaPosting" in (attribute(root, "itemtype") or ""):
        stated = _read_stated(root)
        return [Read(stated, 0)] if stated is not None else []
    line = lay_out(root)
    line.anchors = [anchor for anchor in line.anchors if _leads_to_tweet(anchor.href)]
    if any(name.value == "tweet" for name in line.names):
        return _read_shown(line)
    reads = (_read_region(line, text, start, end, language) for text, start, end in _regions(line))
    return sorted(chain.from_iterable(reads), key=lambda read: read.ink)


def day_of_id(tweet: str | None) -> str | None:
    """Return the day, UTC, on which a tweet's id was given out, or None for those from before November 2010.

    >>> day_of_id("1123581321345589144")
    '2019-05-01'
    """
    if tweet is None or not tweet.isdecimal() or not _FIRST_WITH_MOMENT <= int(tweet) < 1 << 63:
        return None
    return datetime.fromtimestamp(((int(tweet) >> 22) + _EPOCH) / 1000, UTC).date().isoformat()


def _regions(line: Line) -> Iterator[tuple[str, int, int]]:
    """Yield the line's text for each quote, and for what is around them: those within it are blanked out."""
    inner = [quote for quote in line.quotes if _HANDLE.search(line.text, quote.start, quote.end)][
        :_MOST_QUOTES
    ]
    for number, (_, start, end) in enumerate([("", 0, len(line.text)), *inner]):
        text = line.text
        for _, low, high in inner[number:]:
            if start <= low and high <= end:
                text = text[:low] + EDGE * (high - low) + text[high:]
        yield text, start, end


def _read_region(line: Line, text: str, start: int, end: int, language: str | None) -> Iterator[Read]:
    """Yield the tweets of a stretch of the line, each up to its attribution."""
    authors = list(_authors(line, text, start, end, language))
    floor = start
    for author in authors:
        dash = find_dash(text, floor, author.start)
        name = tidy(text[dash[1] : author.start].translate(MARKS)) if dash else ""
        said = tidy(text[floor : dash[0] if dash else author.start])
        if said:
            spoken = next(line.within(line.languages, floor, author.start), None)
            found = _found(said, name, author.handle, author.date, author.status, spoken)
            yield Read(replace(found, date_text=author.date_text), line.ink(floor))
        floor = author.end
    status = None if authors else max(line.within(line.anchors, start, end), default=None, key=_place)
    if status is not None:
        said = tidy(text[start : status.start])
        if said:
            raw = text[status.start : end].translate(MARKS).strip()
            dated = read_date(raw, 0, language)
            spoken = next(line.within(line.languages, start, end), None)
            found = _found(said, "", None, dated.iso if dated else None, status, spoken)
            date_text = tidy(raw[: dated.end]) if dated else None
            yield Read(replace(found, date_text=date_text), line.ink(start))


def _authors(line: Line, text: str, start: int, end: int, language: str | None) -> Iterator[_Author]:
    """Yield the attributions: handles in brackets, a tweet's link or a date behind them, or else the last."""
    matches = list(_HANDLE.finditer(text, start, end))
    told = False
    for number, match in enumerate(matches):
        following = matches[number + 1].start() if number + 1 < len(matches) else end
        near = min(match.end() + _BEHIND, following)
        status = next((a for a in line.within(line.anchors, match.end(), end) if a.start <= near), None)
        behind = text[match.end() : min(end, match.end() + 2 * _BEHIND)].translate(MARKS)
        lead = len(behind) - len(behind.lstrip(" ,·"))
        dated = read_date(behind, lead, language)
        moment = next((m for m in line.within(line.moments, match.end(), end) if m.start <= near), None)
        last = following == end and not told
        if status or dated or moment or (last and find_dash(text, start, match.start())):
            told = True
            stop = max(status.end if status else 0, match.end() + dated.end if dated else match.end())
            day = dated.iso if dated else None
            date_text = tidy(behind[lead : dated.end]) if dated else None
            yield _Author(match.start(), stop, match[1], status, day or iso_day(moment), date_text)


def _leads_to_tweet(href: str) -> bool:
    source = identify_post(href)
    return source is not None and source.kind == "twitter"


def _place(anchor: Anchor) -> int:
    return anchor.start


def find_dash(text: str, floor: int, handle: int) -> tuple[int, int] | None:
    """Return where the dash before a handle's name stands, or the bare start of its line, or None.

    A name is in one line. A dash that begins the line is the surest sign, a hyphen the least; but one with
    nothing before it may be the text's own.
    """
    stop = floor + len(text[floor:handle].rstrip(_GAPS))
    line = max(floor, text.rfind(BREAK, floor, stop) + 1, text.rfind(EDGE, floor, stop) + 1)
    lead = stop - len(text[line:stop].lstrip(_GAPS))
    begin = _DASH_HERE.match(text, lead, stop)
    if begin and text[floor:line].strip(_GAPS):
        return begin.span()
    for dash in (_LONG_DASH, _SPACED_DASH):
        if found := list(dash.finditer(text, line, stop)):
            return found[-1].span()
    if begin:
        return begin.span()
    return (line, line) if floor < line and text[line - 1] == EDGE else None


def _found(
    text: str, name: str, handle: str | None, day: str | None, status: Anchor | None, language: Said | None
) -> Found:
    source = identify_post(status.href) if status else None
    id_ = source.id if source else None
    named = source.handle if source else None
    url = tweet_url(id_, named) if id_ else None
    spoken = language.value if language else None
    return Found(text, name or None, handle or named, day or day_of_id(id_), id_, url, spoken)


def iso_day(moment: Said | str | None) -> str | None:
    """Return the day of a moment as HTML states it, or None where it is in another form."""
    stated = moment.value if isinstance(moment, Said) else moment
    try:
        return date.fromisoformat((stated or "")[:10]).isoformat()
    except ValueError:
        return None


def _read_shown(line: Line) -> list[Read]:
    """Return the tweets of a page of Twitter's own: each has its author's name before its text."""
    names = [name for name in line.names if name.value in ("User-Name", "User-Names")]
    texts = [name for name in line.names if name.value == "tweetText"]
    bounds = [*(name.start for name in names), len(line.text)]
    reads: list[Read] = []
    for name, stop in zip(names, bounds[1:], strict=True):
        said = next(line.within(texts, name.end, stop), None)
        text = tidy(line.text[said.start : said.end]) if said else ""
        nodes = line.within(line.nodes, name.start, name.end)
        handle = next((m for node in nodes if (m := _AT.match(line.text, node.start, node.end))), None)
        if handle is None or not text:
            continue
        status = next(line.within(line.anchors, name.start, stop), None)
        moment = next(line.within(line.moments, name.start, stop), None)
        by = tidy(line.text[name.start : handle.start()].translate(MARKS))
        found = _found(text, by, handle[1], iso_day(moment), status, None)
        reads.append(Read(found, line.ink(name.start) if reads else 0))
    return reads


def _read_stated(root: Tag) -> Found | None:
    """Return the tweet that an element describes in schema.org's terms, or None where it is no tweet."""
    links = [*root.find_all(itemprop="url"), *root.find_all("a")]
    hrefs = [attribute(link, "href") or attribute(link, "content") for link in links]
    status = next((h for h in hrefs if h and (s := identify_post(h)) and s.kind == "twitter"), None)
    body = root.find(itemprop=("articleBody", "text"))
    text = tidy(lay_out(body).text) if isinstance(body, Tag) else ""
    if status is None or not text:
        return None
    author = root.find(itemprop="author")
    named = author.find(itemprop="name") if isinstance(author, Tag) else None
    teller = named if isinstance(named, Tag) else author
    name = (attribute(teller, "content") or tidy(lay_out(teller).text)) if isinstance(teller, Tag) else ""
    published = root.find(itemprop=("datePublished", "dateCreated"))
    stated = (
        attribute(published, "datetime") or attribute(published, "content")
        if isinstance(published, Tag)
        else None
    )
    language = attribute(body, "lang") if isinstance(body, Tag) else None
    spoken = Said(language, 0, 0) if language else None
    return _found(text, name.split("@")[0].strip(" ("), None, iso_day(stated), Anchor(status, 0, 0), spoken)
