"""debris: marks navigation, notices, share bars, teasers and footers.

Evidence is added up for each block as log-odds, and the mark names what weighed most. The weights are
guesses that were checked on WCXB's development pages; a learned model is to take their place.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from scrubber.model import Block, Document, Kind, Mark

# Words of class, id, role and tag names that a reason goes by.
_NAMED: dict[str, tuple[float, frozenset[str]]] = {
    "navigation": (
        3.0,
        frozenset(
            "nav navbar navigation menu menubar breadcrumb breadcrumbs pagination pager topbar".split()
        ),
    ),
    "footer": (3.0, frozenset(["footer", "foot", "colophon", "copyright"])),
    "page-header": (1.5, frozenset(["header", "masthead", "banner"])),
    "sidebar": (2.5, frozenset("aside sidebar complementary widget widgets rail".split())),
    "cookie-notice": (4.0, frozenset("cookie cookies consent gdpr onetrust".split())),
    "share-bar": (2.5, frozenset("share sharing social addtoany sharedaddy".split())),
    "teaser": (
        2.5,
        frozenset("related recommended recommendations popular trending teaser teasers promo".split()),
    ),
    "sign-up": (2.5, frozenset("newsletter subscribe signup subscription login signin".split())),
    "form": (2.0, frozenset(["form", "button", "select", "search"])),
    "advertisement": (3.0, frozenset("ad ads advert advertisement sponsor sponsored".split())),
    "comments": (1.0, frozenset(["respond", "disqus"])),
}
_NAMES = frozenset(name for _, names in _NAMED.values() for name in names)
_CONTENT = frozenset("article main content post entry story articlebody".split())
_ENDS_SENTENCE = re.compile(r"[.!?…。！？؟।:]['\"”’»)\]]*$")
_COPYRIGHT = re.compile(r"(?:©|\(c\)\s?\d{4}|copyright\s+(?:©|\d{4}))", re.I)
_WORD = re.compile(r"[^\W\d_]+")

_MOST_NAMED = 0.4  # of the page's text that a name may hold and still tell something
_PRIOR = -1.6
_LINKS = 4.5  # for a block that is all links
_HEADING_LINKS = 1.5  # a heading often links to itself, or to what it names
_IN_CONTENT = -1.2
_LONG = -2.0  # for a block of 300 code points; in proportion below
_SENTENCE = -0.8
_SHORT = 0.8
_SHORT_LENGTH, _LONG_LENGTH = 40, 300
_MENU = 3.0
_MENU_CAPITALS = 0.5  # share of words that begin large in a menu that was run together
_COPYRIGHT_LINE = 3.0


def debris(document: Document) -> Document:
    """Mark what is not the page's own content (stage `debris`, rule the weightiest reason, score 0 to 1)."""
    blocks = list(document.blocks)
    telling = _telling_rules(blocks)
    judged = (_judge(block, leads, telling) for block, leads in zip(blocks, _lead_to_prose(blocks), strict=True))
    return replace(document, blocks=tuple(judged))


def _telling_rules(blocks: list[Block]) -> dict[str, frozenset[str]]:
    """Return each rule's names, less those that hold much of the page's text: they tell nothing of a block.

    A theme may call the element around the whole page "has-sidebar" or "sticky-header".
    """
    sizes: Counter[str] = Counter()
    total = 0
    for block in blocks:
        if block.markup and not block.mark:
            total += len(block.text)
            for name in block.markup.names & _NAMES:
                sizes[name] += len(block.text)
    return {
        rule: frozenset(name for name in names if sizes[name] <= _MOST_NAMED * total)
        for rule, (_, names) in _NAMED.items()
    }


def _judge(block: Block, leads: bool, telling: dict[str, frozenset[str]]) -> Block:
    if block.mark or block.kind in (Kind.TWEET, Kind.EMBED, Kind.DATA, Kind.TITLE):
        return block
    evidence = dict(_markup_evidence(block, telling) if block.markup else _text_evidence(block, leads))
    total = _PRIOR + sum(evidence.values()) + _prose_evidence(block)
    if total <= 0:
        return block
    reason = max(evidence, key=lambda rule: evidence[rule]) if evidence else "too-short"
    return block.marked(Mark("debris", reason, round(1 / (1 + math.exp(-total)), 3)))


def _markup_evidence(block: Block, telling: dict[str, frozenset[str]]) -> Iterator[tuple[str, float]]:
    """Yield what the HTML around a block says against it."""
    markup = block.markup
    assert markup is not None
    yield "link-dense", (_HEADING_LINKS if block.kind is Kind.HEADING else _LINKS) * markup.links
    inside = bool(markup.names & _CONTENT)
    for rule, (weight, _) in _NAMED.items():
        if markup.names & telling[rule] and not (rule == "page-header" and inside):
            yield rule, weight
    if inside:
        yield "in-content", _IN_CONTENT
    if _COPYRIGHT.match(block.text):
        yield "copyright", _COPYRIGHT_LINE


def _text_evidence(block: Block, leads: bool) -> Iterator[tuple[str, float]]:
    """Yield what a flat block's own words say against it."""
    words = _WORD.findall(block.text)
    if block.kind is not Kind.HEADING and not leads and not _ENDS_SENTENCE.search(block.text):
        capitals = sum(word[0].isupper() for word in words)
        if len(words) > 2 and capitals >= _MENU_CAPITALS * len(words):
            yield "menu", _MENU
    if _COPYRIGHT.match(block.text):
        yield "copyright", _COPYRIGHT_LINE


def _prose_evidence(block: Block) -> float:
    """Return what speaks for a block: its length, and that it ends as a sentence."""
    weight = _LONG * min(len(block.text), _LONG_LENGTH) / _LONG_LENGTH
    if _ENDS_SENTENCE.search(block.text):
        weight += _SENTENCE
    elif len(block.text) < _SHORT_LENGTH and block.kind is Kind.PARAGRAPH:
        weight += _SHORT
    return weight


def _lead_to_prose(blocks: list[Block]) -> Iterator[bool]:
    """Yield, for each block, whether a paragraph of prose comes right behind it."""
    ahead = [block for block in blocks if not block.mark and block.kind is not Kind.DATA]
    following = {id(block): after for block, after in pairwise(ahead)}
    for block in blocks:
        after = following.get(id(block))
        yield bool(after and after.kind is Kind.PARAGRAPH and _ENDS_SENTENCE.search(after.text))
