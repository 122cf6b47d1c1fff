"""Links, handles and hashtags that are glued to the word before them, as where an embed was taken apart."""

from __future__ import annotations

import re

from scrubber.stages.repair.common_words import COMMON_WORDS
from scrubber.stages.repair.edits import Edit
from scrubber.stages.repair.surroundings import LETTER, Surroundings, read_token, read_word_before

_LINK = re.compile(r"https?://\w")
_LONGEST_LINK = 102  # code points before a link that are looked at
_WORD_END = re.compile(r"(?:[^\W\d_\u2e80-\U000fffff]{2}|[\w)”»\"’][.,!?…:;]|[^\W_][)”»]|\d\d|[a-zß-ÿ]%)\Z")
_IN_LINK = re.compile(r"\S*(?:://|[/@=?&#])\S*$")
# A scheme around a scheme, or a key of code: "view-source:https://…".
_SCHEME = re.compile(
    r"(?:view-source|feed|blob|jar|filesystem|intent|url|uri|git|svn|web|origin|proxy):\Z", re.I
)
# A handle's name and a hashtag's are not told apart here, nor how long each may be.
_TAG = {
    "@": re.compile(r"@(?<=[^\W\d_\u2e80-\U000fffff][^\W_]@|[\w)][.,!?…:)”»]@)(?=[^\W\d]\w{2})"),
    "#": re.compile(rf"#(?<={LETTER}{LETTER}#|[\w)][.,!?…:)”»]#)(?=[^\W\d_]\w{{2}})"),
}
_NAME = re.compile(r"[@#]\w+(?![\w@#/:=-]|\.\w)")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}\b")
_NO_PROSE = re.compile(r"[/\\=<>{}^~|*+$_`\[\]&]|\w\(|[@#].*[@#]")
_MAILBOXES = frozenset("me my you us all here info mail contact hello support root admin user git".split())
_FEWEST_LETTERS = 3  # of a word that a tag is glued to (guess)


def part_links(text: str) -> list[Edit]:
    """Find a link glued to the word before it: "—Hillaryhttps://t.co/x".

    >>> part_links("Hillaryhttps://t.co/x, https://web.example/save/https://example.org")
    [Edit(start=7, end=7, after=' ')]
    """
    if "http" not in text:
        return []
    return [
        Edit(at, at, " ")
        for at in (match.start() for match in _LINK.finditer(text))
        if _WORD_END.search(text, max(0, at - 2), at)
        and not _IN_LINK.search(text, max(0, at - _LONGEST_LINK), at)
        and not _SCHEME.search(text, max(0, at - 16), at)
    ]


def part_tags(text: str, near: Surroundings) -> list[Edit]:
    """Find a handle or a hashtag glued to the word before it: "thanks@nytimes".

    A letter before "@" is mostly an address's, one before "#" may be a method's: there the page must hold
    other tags, or the word be a common one.

    >>> part_tags("thank you.@nytimes and me@example.org", Surroundings(""))
    [Edit(start=10, end=10, after=' ')]
    """
    return [
        Edit(match.start(), match.start(), " ")
        for sign, pattern in _TAG.items()
        if sign in text
        for match in pattern.finditer(text)
        if _judge_tag(text, match.start(), near)
    ]


def may_hold_tags(text: str) -> bool:
    """Tell whether a sign stands where `part_tags` looks at it more closely."""
    return any(sign in text and pattern.search(text) is not None for sign, pattern in _TAG.items())


def _judge_tag(text: str, at: int, near: Surroundings) -> bool:
    token, _ = read_token(text, at)
    name = _NAME.match(text, at)
    if name is None or _NO_PROSE.search(token.replace(name[0], "", 1)) or token.count(text[at]) > 1:
        return False
    if _COLOUR.match(text, at):
        return False
    before = read_word_before(text, at)
    if not before:
        return True
    if len(before) < 2 or not before[1:].islower() or "." in token[: token.find(text[at])]:
        return False
    if text[at] == "@":
        return before not in _MAILBOXES and (before in COMMON_WORDS or near.tags.total() > near.tags["glued"])
    if near.tags["glued"] > max(1, near.tags["#"]):  # "System maintenance#Partial upgrades", all over a wiki
        return False
    return before in COMMON_WORDS or (before.islower() and len(before) >= _FEWEST_LETTERS)
