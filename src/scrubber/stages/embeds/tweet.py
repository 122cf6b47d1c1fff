"""A tweet as it is found, before its occurrences are merged."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from scrubber.language import detect_language
from scrubber.model import Span, Tweet
from scrubber.stages.embeds.tweet_text import find_entities

LONGEST = 700  # code points: 280 weighted, and links that weigh less than they are long (guess)
_WIDENED = "2017-11-08"  # the limit went from 140 to 280 (Twitter's announcement)
_LIMIT_BEFORE, _LIMIT_AFTER = 140, 280
_SHORTEST_CUT = 20  # folded code points that a copy cut off at its end must share with the whole (guess)


@dataclass(frozen=True, slots=True)
class Found:
    """One occurrence of a tweet."""

    text: str
    name: str | None = None
    handle: str | None = None
    date: str | None = None
    id: str | None = None
    url: str | None = None
    language: str | None = None
    date_text: str | None = None

    def to_tweet(self, span: Span | None, copies: tuple[Span, ...]) -> Tweet:
        """Return the record, with what its text holds."""
        entities = find_entities(self.text)
        return Tweet(
            text=self.text,
            name=self.name,
            handle=self.handle,
            date=self.date,
            date_text=self.date_text,
            id=self.id,
            url=self.url,
            links=entities.links,
            media=entities.media,
            hashtags=entities.hashtags,
            mentions=entities.mentions,
            language=self.language or detect_language(self.text, floor=0.05),
            span=span,
            copies=copies,
        )


def find_limit(day: str | None) -> int:
    """Return how many weighted characters a tweet of a day, ISO 8601, could have; for no day, today's."""
    return _LIMIT_BEFORE if day and day < _WIDENED else _LIMIT_AFTER


def same_tweet(one: Found, other: Found) -> bool:
    """Tell whether two finds of one author and day are one tweet, one of them perhaps cut short."""
    if one.id and other.id:
        return one.id == other.id
    a, b = sorted((_fold(one.text), _fold(other.text)), key=len)
    return a == b or (a != "" and b.endswith(a)) or (len(a) >= _SHORTEST_CUT and b.startswith(a))


@lru_cache(maxsize=1024)
def _fold(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
