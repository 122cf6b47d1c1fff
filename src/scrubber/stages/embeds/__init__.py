"""embeds: tweets and other embeds lifted out of the page, as records.

`set_in` reads what the page's markup sets in, `flat` finds tweets in running text; what they find is merged
here, so that a tweet that stands twice is one record with two occurrences.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from scrubber.model import Block, Document, Kind, Tweet
from scrubber.stages.embeds.attribution import names_handle
from scrubber.stages.embeds.lead import names_lead
from scrubber.stages.embeds.tweet import Found, same_tweet

if TYPE_CHECKING:
    from scrubber.learned.ranker import Ranker
    from scrubber.stages.embeds.set_in import Lifter

_MOST_COMPARED = 50  # tweets of one author and day that a further one is held against (guess)


def embeds(document: Document, *, ranker: Ranker | None = None) -> Document:
    """Fill in `tweets` and `embeds`; a block of kind tweet or embed stands where each was.

    `ranker` tells where a tweet of running text begins; it is the shipped one if not given.
    """
    lifter = _lifter(document)
    blocks = lifter.lift_shown(document.blocks) if lifter else list(document.blocks)
    found: list[Found] = lifter.found if lifter else []
    if any(names_handle(block.text) or names_lead(block.text) for block in blocks):
        from scrubber.stages.embeds.flat import lift_tweets  # numpy is for the few pages that need it

        blocks, found = lift_tweets(blocks, found, document.language, document.text, ranker)
    others = document.embeds
    if lifter:
        lifter.found = found
        blocks = lifter.lift_unseen(blocks)
        others = tuple(lifter.others)
    tweets, refs = _merge(found, blocks)
    placed = (
        replace(b, ref=refs[b.ref]) if b.kind is Kind.TWEET and b.ref is not None else b for b in blocks
    )
    return replace(document, blocks=tuple(placed), tweets=(*document.tweets, *tweets), embeds=others)


def _lifter(document: Document) -> Lifter | None:
    """Return what lifts the page's own embeds, which loads a parser, or None where there are none."""
    if all(block.markup is None or block.markup.fragment is None for block in document.blocks):
        return None
    from scrubber.stages.embeds.set_in import Lifter

    return Lifter(document)


def _merge(found: list[Found], blocks: Iterable[Block]) -> tuple[list[Tweet], list[int]]:
    """Return one tweet for all occurrences of it, and which of them each of `found` is."""
    spans = {block.ref: block.span for block in blocks if block.kind is Kind.TWEET}
    kept: list[Found] = []
    places: list[list[int]] = []
    refs: list[int] = []
    by_handle: dict[tuple[str, str | None], list[int]] = {}
    for number, tweet in enumerate(found):
        key = ((tweet.handle or "").lower(), tweet.date)
        known = by_handle.get(key, [])[-_MOST_COMPARED:]
        same = next((at for at in known if same_tweet(kept[at], tweet)), None)
        if same is None:
            same = len(kept)
            by_handle.setdefault(key, []).append(same)
            kept.append(tweet)
            places.append([])
        elif len(tweet.text) > len(kept[same].text):
            kept[same] = tweet
        places[same].append(number)
        refs.append(same)
    tweets = []
    for tweet, numbers in zip(kept, places, strict=True):
        whole = max(numbers, key=lambda n: (len(found[n].text), -n))
        copies = tuple(span for n in numbers if n != whole and (span := spans.get(n)) is not None)
        tweets.append(tweet.to_tweet(spans.get(whole), copies))
    return tweets, refs
