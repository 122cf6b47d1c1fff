"""Tweets in running text: an attribution tells that one is there, a ranker where it begins."""

from __future__ import annotations

from scrubber.learned.ranker import Ranker
from scrubber.model import Block
from scrubber.stages.embeds.attribution import find_attributions
from scrubber.stages.embeds.beginning import find_beginnings
from scrubber.stages.embeds.running import Lift, RunningText
from scrubber.stages.embeds.tweet import Found


def lift_tweets(
    blocks: list[Block], found: list[Found], language: str | None, source: str, ranker: Ranker | None = None
) -> tuple[list[Block], list[Found]]:
    """Return the blocks with each tweet of their running text in a block of its own, and all finds."""
    running = RunningText(blocks, source)
    attributions = list(find_attributions(running.text, language))
    if not attributions:
        return blocks, found
    found = list(found)
    lifts: list[Lift] = []
    for begin, one in zip(
        find_beginnings(running, attributions, language, ranker), attributions, strict=True
    ):
        text = running.text[begin : one.start].strip()
        lifts.append(Lift(begin, one.end, len(found)))
        found.append(Found(text, one.name, one.handle, one.date))
    return running.lift(lifts), found
