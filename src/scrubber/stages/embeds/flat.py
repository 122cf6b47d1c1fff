"""Tweets in running text: what names their authors tells that they are there, a ranker where they begin."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple, Protocol, TypeVar

from scrubber.learned.ranker import Ranker
from scrubber.model import Block
from scrubber.stages.embeds.attribution import find_attributions
from scrubber.stages.embeds.beginning import find_beginnings
from scrubber.stages.embeds.hosts import identify_post, tweet_url
from scrubber.stages.embeds.lead import find_leads
from scrubber.stages.embeds.running import Lift, RunningText
from scrubber.stages.embeds.skip_links import SkipLink, find_skip_links
from scrubber.stages.embeds.tweet import Found


class _Stretch(Protocol):
    """What stands in the running text from start to end."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class _Sighting(NamedTuple):
    """A tweet and its attribution in the running text, code points."""

    start: int
    end: int
    tweet: Found


def lift_tweets(
    blocks: list[Block], found: list[Found], language: str | None, source: str, ranker: Ranker | None = None
) -> tuple[list[Block], list[Found]]:
    """Return the blocks with each tweet of their running text in a block of its own, and all finds."""
    running = RunningText(blocks, source)
    links = list(find_skip_links(running.text))
    behind = _find_behind(running, links, language, ranker)
    ahead = [
        _Sighting(
            lead.start,
            lead.end,
            Found(lead.text, lead.name, lead.handle, lead.date, date_text=lead.date_text),
        )
        for lead in find_leads(running.text, language)
    ]
    sightings = [
        one
        for one in sorted([*behind, *_apart_from(behind, ahead)], key=lambda one: one.start)
        if running.unbroken_start(one.end) <= one.start
    ]
    if not sightings:
        return blocks, found
    lifts = [Lift(one.start, one.end, len(found) + at) for at, one in enumerate(sightings)]
    edges = [Lift(link.start, link.end, None) for link in links]
    return running.lift(sorted([*lifts, *_apart_from(sightings, edges)])), [
        *found,
        *(one.tweet for one in sightings),
    ]


def _find_behind(
    running: RunningText, links: Sequence[SkipLink], language: str | None, ranker: Ranker | None
) -> list[_Sighting]:
    """Return the tweets whose attributions stand behind them."""
    attributions = list(find_attributions(running.text, language))
    if not attributions:
        return []
    begins = find_beginnings(running, attributions, links, language, ranker)
    texts = [running.text[begin : one.start].strip() for begin, one in zip(begins, attributions, strict=True)]
    return [
        _Sighting(
            begin,
            one.end,
            Found(
                text,
                one.name,
                one.handle,
                one.date,
                *_find_address(running.href_at(one.start), one.handle),
                date_text=one.date_text,
            ),
        )
        for begin, one, text in zip(begins, attributions, texts, strict=True)
    ]


def _find_address(href: str | None, handle: str) -> tuple[str | None, str | None]:
    """Return a tweet's id and address, if the link in its block leads to a tweet of that author."""
    source = identify_post(href) if href else None
    if source is None or source.kind != "twitter" or source.id is None:
        return None, None
    if (source.handle or "").lower() != handle.lower():
        return None, None
    return source.id, tweet_url(source.id, source.handle)


_Found = TypeVar("_Found", bound=_Stretch)


def _apart_from(taken: Sequence[_Stretch], stretches: Sequence[_Found]) -> list[_Found]:
    """Return the stretches that touch none of those taken; both are in order, and none over another."""
    starts = [one.start for one in taken]
    apart = []
    for stretch in stretches:
        before = bisect_right(starts, stretch.end - 1) - 1
        if before < 0 or taken[before].end <= stretch.start:
            apart.append(stretch)
    return apart
