"""Embeds that a page holds where its reader does not see them: in noscript, in scripts and attributes.

They wait there for a script, or for a reader without one. Each gets a block of data of its own; the embeds
stage lifts it if the page shows it nowhere else. In scripts only tweets are looked for, as they hold a text.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import unquote

from scrubber.model import Block, Box, Kind, Markup
from scrubber.stages.segment.frame import marked
from scrubber.trace import Trace

ATTRIBUTE = "attribute"
_HOLDERS = frozenset(("noscript", "script"))
_CLASS = "twitter-tweet"
_LESS = r"(?:<|&lt;|&\#0?60;|%3c|(?<!\\)\\{1,9}(?:u003c|x3c))"
_QUOTE = re.compile(rf"(?P<less>{_LESS})(?P<close>\\*+/|%2f|\\++u002f)?blockquote(?![\w-])", re.I)
_END = re.compile(r"\s*+(?:>|&gt;|&\#0?62;|%3e|\\++(?:u003e|x3e))", re.I)
_NEAR = 400  # code points of an escaped tag in which its class stands (guess)
_LONGEST = 20_000  # code points of an escaped tweet (guess)
_FRAME = re.compile(r"<iframe\b[^<>]*+>(?:\s*+</iframe\s*+>)?+", re.I)
_ESCAPE = re.compile(r"\\++(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([nrt])|([\"'/\\]?))")


class _Held(NamedTuple):
    start: int
    end: int
    markup: str
    plain: bool  # not escaped


def part_unseen(blocks: list[Block], source: str) -> list[Block]:
    """Return the blocks, each embed that stands in a block of unseen data in one of its own, with its HTML.

    What stands in an attribute, and so in no block, gets one, too. Text that shows how a tweet is set in, and
    what is commented out, are left alone.
    """
    held = list(_find_quotes(source))
    for block in blocks:
        if block.mark is not None and block.mark.rule == "noscript" and (span := block.span):
            held += [_Held(*m.span(), m[0], True) for m in _FRAME.finditer(source, span.start, span.end)]
    return _place(blocks, sorted(held)) if held else blocks


def _rule(block: Block) -> str | None:
    return block.mark.rule if block.kind is Kind.DATA and block.mark else None


def _find_quotes(source: str) -> Iterator[_Held]:
    """Yield the quotes of a tweet's class, each up to where it is closed."""
    at = floor = 0
    while (at := source.find(_CLASS, at)) >= 0:
        opening = [tag for tag in _QUOTE.finditer(source, max(floor, at - _NEAR), at) if not tag["close"]]
        at += len(_CLASS)
        if not opening:
            continue
        start, depth = opening[-1].start(), 0
        floor = at = start + _LONGEST
        for tag in _QUOTE.finditer(source, start, floor):
            depth += -1 if tag["close"] else 1
            if not depth:
                end = _END.match(source, tag.end())
                markup = unescape(source[start : end.end()]) if end else None
                if end and markup is not None:
                    yield _Held(start, end.end(), markup, opening[-1]["less"] == "<")
                floor = at = tag.end()
                break


def unescape(text: str) -> str | None:
    """Return markup that JSON, HTML or an address escaped, or None where it is none after all.

    >>> unescape(r"\\u003cblockquote class=\\"a\\"\\u003eb\\u003c\\/blockquote\\u003e")
    '<blockquote class="a">b</blockquote>'
    >>> unescape("&lt;blockquote&gt;b&lt;/blockquote&gt;")
    '<blockquote>b</blockquote>'
    """
    if text[:3].lower() == "%3c":
        text = unquote(text)
    if "\\" in text:
        text = _ESCAPE.sub(_unescape_one, text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # halves of one emoji
    if text.startswith("&"):
        text = html.unescape(text)
    return text if text.startswith("<") else None


def _unescape_one(escape: re.Match[str]) -> str:
    code, byte, blank, sign = escape.groups()
    if code or byte:
        return chr(int(code or byte, 16))
    return " " if blank else sign or ""


def _place(blocks: list[Block], held: list[_Held]) -> list[Block]:
    """Return the blocks with what is held parted from the blocks that it stands in, or put between them."""
    placed = sorted((span.start, number) for number, block in enumerate(blocks) if (span := block.span))
    within: defaultdict[int, list[_Held]] = defaultdict(list)
    behind: defaultdict[int, list[_Held]] = defaultdict(list)
    floor = 0
    for one in held:
        if one.start < floor:
            continue
        at = bisect_right(placed, (one.start, len(blocks))) - 1
        number = placed[at][1] if at >= 0 else -1
        span = blocks[number].span if number >= 0 else None
        if span is not None and one.start < span.end:
            if _rule(blocks[number]) in _HOLDERS and one.end <= span.end:
                within[number].append(one)
                floor = one.end
        elif not one.plain:
            behind[number].append(one)
            floor = one.end
    out = [_block(one, ATTRIBUTE) for one in behind[-1]]
    for number, block in enumerate(blocks):
        out.extend(_part(block, within[number]) if number in within else (block,))
        out.extend(_block(one, ATTRIBUTE) for one in behind.get(number, ()))
    return out


def _part(block: Block, held: list[_Held]) -> Iterator[Block]:
    span, rule = block.span, _rule(block)
    assert span is not None
    assert rule is not None
    at = span.start
    for one in held:
        if at < one.start:
            yield replace(block, trace=Trace.covering(at, one.start))
        yield _block(one, rule)
        at = one.end
    if at < span.end:
        yield replace(block, trace=Trace.covering(at, span.end))


def _block(one: _Held, rule: str) -> Block:
    markup = Markup(Box(rule, (), None), fragment=one.markup)
    return Block("", Trace.covering(one.start, one.end), Kind.DATA, markup=markup, mark=marked(rule))
