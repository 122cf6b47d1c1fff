"""Leads: where a page says first whose tweet it is, and then what the tweet says.

Ann B. (@ann_b) tweeted: “Heave ho!”
RT @ann_b: Heave ho!
Ann B. @ann_b · May 6, 2019
Heave ho!
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from scrubber.stages.embeds.attribution import LONGEST_NAME
from scrubber.stages.embeds.dates import read_date
from scrubber.stages.embeds.tweet import LONGEST, find_limit
from scrubber.stages.embeds.tweet_text import weighted_length

_NAME = rf"(?P<name>[^\n(@:“”]{{1,{LONGEST_NAME}}}?)"
# "tweeted", as the languages of Twitter's interface have it.
_SAID = "|".join(
    (
        "tweeted|tweets|wrote on Twitter",
        "twitterte|twittert|schrieb auf Twitter",
        "a tweeté|tweete|a twitté|a écrit sur Twitter",
        "tuiteó|tuitea|escribió en Twitter",
        "ha twittato|twitta|ha scritto su Twitter",
        "tuitou|escreveu no Twitter",
        "tweette|twitterde|tweet attı",
        "napisał na Twitterze|napisała na Twitterze",
        "написал в Twitter|написала в Twitter|твитнул|твитнула",
    )
)
_REPORTED = re.compile(
    rf"(?:(?<=\n)|(?<=[.!?…]\s)|\A){_NAME}[ ]?\(@(?P<handle>[A-Za-z0-9_]{{1,15}})\)[ ](?:{_SAID})\b"
)
_REPEATED = re.compile(r"^RT @(?P<handle>[A-Za-z0-9_]{1,15}):?[ ]", re.M)
_HEADER = re.compile(rf"^{_NAME}\s@(?P<handle>[A-Za-z0-9_]{{1,15}})\s[·•]\s", re.M)
_PREPOSITION = re.compile(r",?(?:[ ][^\W\d]{1,4})?[ ]")  # "on", before the date
_DIVIDER = re.compile(r"[ ]?[:：,]?[ ]?")
_QUOTES = {"“": "”", '"': '"', "«": "»", "„": "“”", "‘": "’"}
_SENTENCE_GOES_ON = re.compile(r"[ ]*[,;]?[ ]*[a-zà-ÿ]")
# What stands beneath a tweet that was copied off a screen: counts, and the names of its buttons.
_COUNTS = re.compile(
    r"(?:[\d.,KMk\s·•]|Repl(?:y|ies)|Retweets?|Reposts?|Quotes|Quote Tweets?|Likes?|Bookmarks?|Views?|Share)+"
)
_MOST_LINES = 20  # of a tweet under its header (guess)


class Lead(NamedTuple):
    """A tweet that stands behind its attribution; code points of the running text, both included."""

    start: int
    end: int
    text: str
    name: str | None
    handle: str
    date: str | None
    date_text: str | None


def names_lead(text: str) -> bool:
    """Tell whether a text may hold a lead at all, as few do."""
    return "@" in text and any(pattern.search(text) for pattern in (_REPORTED, _REPEATED, _HEADER))


def find_leads(text: str, language: str | None = None) -> list[Lead]:
    """Return the tweets that stand behind their attributions, in order, none over another.

    `language` is the text's: the dates are in it, or else in any.
    """
    readers: tuple[tuple[re.Pattern[str], _Reader], ...] = (
        (_REPORTED, _read_reported),
        (_REPEATED, _read_repeated),
        (_HEADER, _read_header),
    )
    found = [
        lead
        for pattern, read in readers
        for match in pattern.finditer(text)
        if (lead := read(text, match, language)) is not None
    ]
    return list(_apart(sorted(found, key=lambda lead: lead.start)))


_Reader = Callable[[str, "re.Match[str]", "str | None"], "Lead | None"]


def _apart(leads: list[Lead]) -> Iterator[Lead]:
    """Yield the leads but those that begin within another."""
    last = 0
    for lead in leads:
        if lead.start >= last:
            yield lead
            last = lead.end


def _read_reported(text: str, match: re.Match[str], language: str | None) -> Lead | None:
    """Return the tweet that someone "tweeted": what is quoted, or the line's rest behind a colon."""
    at = _end_of(_PREPOSITION, text, match.end())
    dated = read_date(text, at, language)
    date_text = text[at : dated.end] if dated else None
    divided = dated.end if dated else match.end()
    at = _end_of(_DIVIDER, text, divided)
    colon = any(sign in ":：" for sign in text[divided:at])
    said = _quoted(text, at) or (_line_rest(text, at) if colon else None)
    if said is None:
        return None
    words, end = said
    return Lead(
        match.start(), end, words, match["name"].strip(), match["handle"], dated and dated.iso, date_text
    )


def _quoted(text: str, at: int) -> tuple[str, int] | None:
    """Return what is quoted from `at` on, and where it ends; None where the sentence goes on behind it."""
    closing = _QUOTES.get(text[at : at + 1])
    if closing is None:
        return None
    line_end = _line_end(text, at)
    ends = [end for sign in closing if (end := text.find(sign, at + 1, line_end)) >= 0]
    if not ends or _SENTENCE_GOES_ON.match(text, min(ends) + 1):
        return None
    return text[at + 1 : min(ends)].strip(), min(ends) + 1


def _line_rest(text: str, at: int) -> tuple[str, int] | None:
    """Return the rest of the line from `at` on, if it isn't too long for a tweet."""
    end = _line_end(text, at)
    words = text[at:end].strip() if end - at <= LONGEST else ""
    return (words, end) if words and weighted_length(words) <= find_limit(None) else None


def _read_repeated(text: str, match: re.Match[str], language: str | None) -> Lead | None:
    """Return the tweet that "RT @handle:" repeats: the rest of its line."""
    said = _line_rest(text, match.end())
    return said and Lead(match.start(), said[1], said[0], None, match["handle"], None, None)


def _read_header(text: str, match: re.Match[str], language: str | None) -> Lead | None:
    """Return the tweet under "Name @handle · date": the lines above its counts, or else one line."""
    dated = read_date(text, match.end(), language)
    if dated is None:
        return None
    first = _line_rest(text, dated.end)
    lines, end = [first] if first else [], first[1] if first else _line_end(text, dated.end)
    while len(lines) < _MOST_LINES and end < len(text):
        below = _line_rest(text, end + 1)
        if below is None or _HEADER.match(text, end + 1):
            break
        if lines and _COUNTS.fullmatch(below[0]):
            return _under(match, dated.iso, text[match.end() : dated.end], lines, len(lines))
        lines.append(below)
        end = below[1]
    return _under(match, dated.iso, text[match.end() : dated.end], lines, 1) if lines else None


def _under(
    match: re.Match[str], date: str | None, date_text: str, lines: list[tuple[str, int]], count: int
) -> Lead:
    """Return the tweet of the first lines under a header."""
    words = "\n".join(line for line, _ in lines[:count])
    if weighted_length(words) > find_limit(None):
        count, words = 1, lines[0][0]
    return Lead(
        match.start(), lines[count - 1][1], words, match["name"].strip(), match["handle"], date, date_text
    )


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)
