"""What a tweet's text holds: links, media, hashtags, mentions, and its length as Twitter counts it."""

from __future__ import annotations

import re
from typing import NamedTuple

_LINK = re.compile(r"https?://[^\s<>\"“”‘’«»…—–]+")
_MEDIA = re.compile(r"(?:https?://)?(?<![\w/.])pic\.(?:twitter|x)\.com/\w+")
_HASHTAG = re.compile(r"(?<![\w&/])[#＃](\w*[^\W\d]\w*)")
_MENTION = re.compile(r"(?<![\w@/.])[@＠](\w{1,15})(?![\w@])", re.ASCII)
_TAIL = re.compile(r"[.,;:!?)\]'*]+$")
_LINK_WEIGHT = 23  # twitter-text 3: transformedURLLength
# twitter-text 3, configuration v3: these ranges weigh one, all else two.
_LIGHT = re.compile("[\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]")


class Entities(NamedTuple):
    """What a tweet's text points to, in its order, each once."""

    links: tuple[str, ...]
    media: tuple[str, ...]
    hashtags: tuple[str, ...]
    mentions: tuple[str, ...]


def find_entities(text: str) -> Entities:
    """Return the links (media apart), hashtags and mentions of a tweet's text, without their # and @.

    >>> find_entities("Thanks @ann! #MAGA https://t.co/a1 pic.twitter.com/b2")
    Entities(links=('https://t.co/a1',), media=('pic.twitter.com/b2',), hashtags=('MAGA',), mentions=('ann',))
    """
    media = [match[0] for match in _MEDIA.finditer(text)]
    links = [_TAIL.sub("", match[0]) for match in _LINK.finditer(text)]
    without = _LINK.sub(" ", text)
    return Entities(
        _once(link for link in links if link not in media),
        _once(media),
        _once(_HASHTAG.findall(without)),
        _once(_MENTION.findall(without)),
    )


def weighted_length(text: str) -> int:
    """Return the length that Twitter's limit holds for: a link weighs 23, media nothing, CJK two each.

    >>> weighted_length("見る https://example.org/long/path/to/something")
    28
    """
    plain = _LINK.sub("", _MEDIA.sub("", text))
    links = len(_LINK.findall(_MEDIA.sub("", text)))
    return 2 * len(plain) - len(_LIGHT.findall(plain)) + _LINK_WEIGHT * links


def _once(found: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))  # type: ignore[call-overload]
