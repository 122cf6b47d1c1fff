"""What a tweet's text holds: links, media, hashtags, cashtags, mentions, and its length as Twitter counts it.

As Twitter's own library has it (twitter-text 3.1), and tested against its conformance suite; places are code
points of the text, half open.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from scrubber.stages.embeds.tweet_links import ACCENTED, PUNCTUATION, SPACES, Link, find_links

# Flattened text has them run into the word before.
_MEDIA = re.compile(r"(?:https?://|(?<![/.]))pic\.(?:twitter|x)\.com/\w++", re.A)
_MENTION = re.compile(
    r"""
    [@＠]
    (?: (?<! [a-zA-Z0-9_!\#$%&*@＠]. ) | (?<= (?<![a-zA-Z0-9_+~.-]) [rR][tT]. ) )  # "RT@ann" is one, too
    ([a-zA-Z0-9_]{1,20}+) ( (?: /[a-zA-Z][a-zA-Z0-9_-]{0,24}+ )?+ )
    """,
    re.X,
)
_REPLY = re.compile(rf"[{SPACES}]*+[@＠]([a-zA-Z0-9_]{{1,20}}+)")
_NO_MENTION_END = re.compile(rf"[@＠{ACCENTED}]|://")
_HASH = re.compile(r"[#＃](?![\ufe0f\u20e3])")  # else it is the key of a telephone
_ASCII_WORD = re.compile(r"\w++", re.A)
_NO_HASHTAG_END = re.compile(r"[#＃]|://")
_IN_HASHTAG = frozenset(  # beside letters, marks and digits
    "_\u200c\u200d\ua67e\u05be\u05f3\u05f4\uff5e\u301c\u309b\u309c\u30a0\u30fb\u3003\u0f0b\u0f0c\xb7"
)
_EMOJI_STYLE = "\ufe0e\ufe0f"
_CASHTAG = re.compile(
    rf"(?<![^{SPACES}])\$([a-zA-Z]{{1,6}}(?:[._][a-zA-Z]{{1,2}})?)(?=\Z|[\s._{PUNCTUATION}-])"
)
_LINK_WEIGHT = 23  # twitter-text's transformedURLLength
# All else weighs two (twitter-text's configuration, the same since 2017).
_LIGHT = "\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037"
_HEAVY = re.compile(f"[^{_LIGHT}]+")
# Several code points that are shown as one picture: a flag, a key, or pictures joined.
_EMOJI = re.compile(
    r"""
    [\U0001f1e6-\U0001f1ff]{2}
    | [0-9#*]\ufe0f?\u20e3
    | \U0001f3f4[\U000e0020-\U000e007e]++\U000e007f
    | [\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff] \ufe0f? [\U0001f3fb-\U0001f3ff]?
      (?: \u200d [\u2190-\u2bff\U0001f000-\U0001faff] \ufe0f? [\U0001f3fb-\U0001f3ff]? )*+
    """,
    re.X,
)
_INVALID = re.compile("[\ufffe\ufeff\uffff]")
_LIMIT = 280  # weighted, since 8 November 2017


class Entities(NamedTuple):
    """What a tweet's text points to, in its order, each once."""

    links: tuple[str, ...]
    media: tuple[str, ...]
    hashtags: tuple[str, ...]
    mentions: tuple[str, ...]


class Mention(NamedTuple):
    """A handle without its @, the list of that user's behind it (with its slash, or empty), and where."""

    handle: str
    list: str
    start: int
    end: int


class Tag(NamedTuple):
    """A hashtag or cashtag without its sign, and where it stands with it."""

    text: str
    start: int
    end: int


_Thing = TypeVar("_Thing", Mention, Tag)


class Length(NamedTuple):
    """A text's length as Twitter counts it, and how it keeps within the limit."""

    weight: int
    valid: bool  # not empty, within the limit, and without what Twitter refuses
    permille: int  # of the limit, rounded down
    fits: int  # code points of the text, from its first, that keep within the limit and are valid


def find_entities(text: str) -> Entities:
    """Return the links (media apart), hashtags and mentions of a tweet's text, without their # and @.

    Two things are unlike Twitter's, as the text comes from a page: a link that a word runs into is one, and a
    host alone, without `http://`, is none, since a lost space makes one of any two sentences.

    >>> find_entities("Thanks @ann! #MAGA https://t.co/a1 pic.twitter.com/b2")
    Entities(links=('https://t.co/a1',), media=('pic.twitter.com/b2',), hashtags=('MAGA',), mentions=('ann',))
    """
    media = _MEDIA.findall(text) if "pic." in text else []
    if media:
        text = _MEDIA.sub(" ", text)
    links = find_links(text, glued=True)
    return Entities(
        _once(link.url for link in links if "/" in link.url),
        _once(media),
        _once(tag.text for tag in _clear_of(links, _find_tags(text))),
        _once(mention.handle for mention in _clear_of(links, find_mentions(text))),
    )


def find_mentions(text: str) -> list[Mention]:
    """Return the handles that a text names, each with the list of that user's which it names.

    >>> find_mentions("RT@ann: see @bob/boats, not mail@example.org")
    [Mention(handle='ann', list='', start=2, end=6), Mention(handle='bob', list='/boats', start=12, end=22)]
    """
    return [
        Mention(match[1], match[2], match.start(), match.end())
        for match in _MENTION.finditer(text)
        if not _NO_MENTION_END.match(text, match.end())
    ]


def find_reply(text: str) -> str | None:
    """Return the handle that a text replies to, as it begins with it, or None."""
    match = _REPLY.match(text)
    return match[1] if match and not _NO_MENTION_END.match(text, match.end()) else None


def find_hashtags(text: str) -> list[Tag]:
    """Return the hashtags of a text, those within a link left out.

    >>> [tag.text for tag in find_hashtags("#Boats2019, not #2019 or a#b or example.com/#top. #मराठी")]
    ['Boats2019', 'मराठी']
    """
    tags = list(_find_tags(text))
    return _clear_of(find_links(text), tags) if tags else tags


def find_cashtags(text: str) -> list[Tag]:
    """Return the ticker symbols of a text.

    >>> find_cashtags("$TWTR is up, $5 or US$TWTR is none")
    [Tag(text='TWTR', start=0, end=5)]
    """
    return [Tag(match[1], match.start(), match.end()) for match in _CASHTAG.finditer(text)]


def weighted_length(text: str, *, whole_emoji: bool = False) -> int:
    """Return the length that Twitter's limit holds for: a link weighs 23, media nothing, CJK two each.

    An emoji of several code points weighs what they weigh, or two where `whole_emoji` is set, as Twitter has
    it since October 2018. A link that a word runs into weighs as one, too.

    >>> weighted_length("見る https://example.org/long/path/to/something")
    28
    """
    text = _normalize(text)
    links = find_links(text, glued=True)
    weight, at = _LINK_WEIGHT * len(links), 0
    for link in links:
        weight += _weigh(text[at : link.start], whole_emoji)
        at = link.end
    return weight + _weigh(text[at:], whole_emoji)


def measure_length(text: str, *, limit: int = _LIMIT, whole_emoji: bool = False) -> Length:
    """Return a text's weighted length, and how it keeps within limit.

    >>> measure_length("見る", limit=3)
    Length(weight=4, valid=False, permille=1333, fits=1)
    """
    plain = _normalize(text)
    ends = {link.start: link.end for link in find_links(plain, glued=True)}
    weight = at = fits = 0
    valid = True
    while at < len(plain):
        emoji = _EMOJI.match(plain, at) if whole_emoji and at not in ends else None
        end = ends.get(at) or (emoji.end() if emoji else at + 1)
        weight += _LINK_WEIGHT if at in ends else _weigh(plain[at:end], whole_emoji)
        valid = valid and not _INVALID.search(plain, at, end)
        at = end
        if valid and weight <= limit:
            fits = at
    # Letters that normalizing makes one are counted where the text has them (twitter-text's parseTweet).
    fits += len(text) - len(plain) if fits else 0
    return Length(weight, valid and 0 < weight <= limit, 1000 * weight // limit, fits)


def _normalize(text: str) -> str:
    """Return the text as Twitter weighs it: composed, and without its media."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return _MEDIA.sub("", text) if "pic." in text else text


def _weigh(text: str, whole_emoji: bool) -> int:
    """Return the weight of a text without links."""
    if text.isascii():
        return len(text)  # but for a key, which begins with a digit and ends beyond ASCII
    if whole_emoji:
        text = _EMOJI.sub("\u3042", text)  # any letter that weighs two
    return len(text) + sum(map(len, _HEAVY.findall(text)))


def _find_tags(text: str) -> Iterator[Tag]:
    """Yield what looks like a hashtag, whether it lies in a link or not."""
    for sign in _HASH.finditer(text):
        at = sign.start()
        if at and _continues_tag(text[at - 1]):
            continue
        end = _tag_end(text, sign.end())
        if any(map(_is_letter, text[at + 1 : end])) and not _NO_HASHTAG_END.match(text, end):
            yield Tag(text[at + 1 : end], at, end)


def _continues_tag(before: str) -> bool:
    """Tell whether a sign behind this code point begins no hashtag."""
    return before == "&" or (_is_in_tag(before) and before not in _EMOJI_STYLE)


def _tag_end(text: str, at: int) -> int:
    word = _ASCII_WORD.match(text, at)  # as most of a tag is; the rest is asked letter by letter
    at = word.end() if word else at
    while at < len(text) and _is_in_tag(text[at]):
        at += 1
    return at


def _is_in_tag(letter: str) -> bool:
    return _is_letter(letter) or letter in _IN_HASHTAG or unicodedata.category(letter) == "Nd"


def _is_letter(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LM"


def _clear_of(links: list[Link], things: Iterable[_Thing]) -> list[_Thing]:
    """Return the things that lie in no link: of two that overlap, the first holds."""
    clear, floor = [], 0
    rest = iter([*links, None])
    link = next(rest)
    for thing in things:
        while link is not None and link.start < thing.start:
            floor = max(floor, link.end) if link.start >= floor else floor
            link = next(rest)
        if thing.start >= floor:
            clear.append(thing)
            floor = thing.end
    return clear


def _once(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))
