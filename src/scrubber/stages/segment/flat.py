"""Flat text to blocks: the boundaries that flattening lost.

Lines come first. Where blocks begin inside a line, a menu's entries, a heading glued to the sentence before
it ("…done.#1 – Why"), one that runs into its text ("…in a crisis The media…"), the tagger tells, which
learned it from pages whose markup was taken away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from scrubber.model import Block, Kind, Mark
from scrubber.stages.embeds.attribution import find_attributions
from scrubber.stages.numbering import NUMBERED, tell_level
from scrubber.trace import Trace
from scrubber.wrapping import find_soft_breaks, measure_width

if TYPE_CHECKING:
    from scrubber.learned.letters import Flags
    from scrubber.learned.tagger import Tagger, Tags
    from scrubber.learned.tokens import Tokens

_LINE = re.compile(r"[^\n]+")
_ENDS_SENTENCE = re.compile(r"[.!?…。！？؟।]['\"”’»)\]]*\s*$")
_WORD = re.compile(r"\w+")
_LIST_MARKER = re.compile(r"(?:[-*+•‣▪●◦·–—]|\(?[a-z0-9]{1,2}\))\s+\S")
_GLUED_HEADING = re.compile(r"(?<=[.!?…])(?=#\d{1,3}\s)")
_MARKER = re.compile(r"#?\d{1,3}[.)]?|[-*+•‣▪●◦·–—]")
# Probabilities from which a block begins with a token: where a sentence ends a cut too many does no harm.
_BEGINS, _BEGINS_BEHIND_STOP, _BEGINS_BEHIND_INITIAL = 0.5, 0.4, 0.9
_HEADS = 0.3  # from which a block is a heading (chosen on WCXB dev: F1 of headings 0.508, by 0.4 0.490)
_LONGEST_HEADING = 200  # code points; the seed document's own has 158
_LONGEST_BLOCK = 1_500  # code points from which a block is cut at the next sentence's end (guess)
_SHORTEST_TEXT = 60  # code points of what a numbered heading leads to, at least (guess)
_OF_TITLE = 0.4  # of a page's name at least, for what it begins with to be the heading (guess)
_SHORTEST_TITLE = 15  # code points; a shorter first line may as well be a menu's (guess)
_WRAPPED = 120  # a text none of whose lines is longer may be hard-wrapped (guess)


def segment_flat(source: str, tagger: Tagger | None = None) -> tuple[Block, ...]:
    """Return the text's blocks; they cover it, white space aside, in order.

    The tagger is the shipped one if not given.

    >>> [(block.kind.value, block.text) for block in segment_flat("Tea\\n\\nLeaves are dried.#1 Green\\n")]
    [('paragraph', 'Tea'), ('paragraph', 'Leaves are dried.'), ('paragraph', '#1 Green')]
    """
    from scrubber.learned.tagger import load_tagger
    from scrubber.learned.tokens import read_tokens

    tokens = read_tokens(source)
    if not len(tokens.starts):
        return ()
    tags = (tagger or load_tagger()).judge(tokens)
    begins = _find_begins(source, tokens, tags)
    blocks = list(_build(source, tokens, tags, begins))
    if _is_page_title(blocks):
        blocks[0] = Block(blocks[0].text, blocks[0].trace, Kind.TITLE, mark=Mark("segment", "title"))
    return tuple(_name_headings(blocks))


def _find_begins(source: str, tokens: Tokens, tags: Tags) -> Flags:
    """Tell of each token whether a block begins with it."""
    lines = [match.span() for match in _LINE.finditer(source) if not match[0].isspace()]
    title = source[slice(*lines[0])].strip()
    starts = [
        start for line in _join_wrapped(source, lines) for start in _starts_behind_title(source, *line, title)
    ]
    least = np.where(tokens.behind_stop, _BEGINS_BEHIND_STOP, _BEGINS)
    begins = tags.begins > np.where(tokens.behind_initial, _BEGINS_BEHIND_INITIAL, least)
    begins |= tokens.parted
    begins &= ~tokens.line_starts
    begins[np.searchsorted(tokens.starts, starts)] = True
    begins |= np.isin(tokens.starts, [match.start() for match in _GLUED_HEADING.finditer(source)])
    for one in find_attributions(source):
        begins[slice(*np.searchsorted(tokens.starts, (one.start + 1, one.end)))] = False
    _join_markers(source, tokens, begins)
    _cut_longest(tokens, begins)
    return begins


def _join_markers(source: str, tokens: Tokens, begins: Flags) -> None:
    """Let what follows a number or a bullet that begins a block go on in it, unless a line ends between."""
    for at in np.flatnonzero(begins[:-1] & begins[1:] & ~tokens.line_starts[1:]).tolist():
        if begins[at] and _MARKER.fullmatch(source, tokens.starts[at], tokens.ends[at]):
            begins[at + 1] = False


def _cut_longest(tokens: Tokens, begins: Flags) -> None:
    """Let a block begin behind the sentence in which one grows too long; without end marks it stays whole."""
    begin = 0
    for at in np.flatnonzero(begins | tokens.behind_stop).tolist():
        start = int(tokens.starts[at])
        if begins[at]:
            begin = start
        elif start - begin >= _LONGEST_BLOCK:
            begins[at] = True
            begin = start


def _build(source: str, tokens: Tokens, tags: Tags, begins: Flags) -> Iterator[Block]:
    """Yield the blocks, those that stand in a heading by most of their tokens as such."""
    first = np.flatnonzero(begins)
    last = np.append(first[1:], len(begins)) - 1
    heads = np.add.reduceat(tags.heading, first) / (last - first + 1) > _HEADS
    for start, end, head in zip(
        tokens.starts[first].tolist(), tokens.ends[last].tolist(), heads.tolist(), strict=True
    ):
        text = source[start:end]
        if head and len(text) <= _LONGEST_HEADING and "\n" not in text:
            yield Block(text, Trace.straight(start, end), Kind.HEADING)
        elif _LIST_MARKER.match(text):
            yield Block(text, Trace.straight(start, end), Kind.LIST_ITEM, 1)
        else:
            yield Block(text, Trace.straight(start, end))


def _name_headings(blocks: list[Block]) -> Iterator[Block]:
    """Yield the blocks, lines that lead to prose as headings, too: the first, numbered ones, the title's own.

    The title itself, said once more, is a heading only so. Levels are told by the order of the numbers.
    """
    styles: list[str] = []
    title = next((block.text for block in blocks if block.kind is Kind.TITLE), "")
    words = _words(title)
    for at, block in enumerate(blocks):
        if block.kind is Kind.TITLE:
            yield block
        elif _is_heading(blocks, at, words) or (block.kind is Kind.HEADING and block.text != title):
            yield replace(block, kind=Kind.HEADING, level=tell_level(block.text, styles))
        else:
            yield replace(block, kind=Kind.PARAGRAPH) if block.kind is Kind.HEADING else block


def _is_heading(blocks: list[Block], at: int, title: set[str]) -> bool:
    """Tell whether a block may head prose, and does so at once or with one more numbered line between."""
    text = blocks[at].text
    if not _may_head(text) or not _leads_to_prose(blocks, at):
        return False
    named = 0 < _OF_TITLE * len(title) <= len(title & _words(text))
    return at == 0 or named or NUMBERED.match(text) is not None


def _leads_to_prose(blocks: list[Block], at: int) -> bool:
    for block in blocks[at + 1 : at + 3]:
        if len(block.text) >= _SHORTEST_TEXT and _ENDS_SENTENCE.search(block.text[-8:]):
            return len(block.text) > len(blocks[at].text) / 2 and not block.text[0].islower()
        if not (_may_head(block.text) and NUMBERED.match(block.text)):
            return False
    return False


def _may_head(text: str) -> bool:
    return not (
        len(text) > _LONGEST_HEADING or "\n" in text or text[-1] in ".,;:…。，、；：!！" or "://" in text
    )


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _join_wrapped(source: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the lines, those that go on the line before joined with it.

    A line goes on behind a line of its paragraph that is full, in a text that is wrapped; and where it begins
    small and the one before it ends in a comma, or, in a text without a long line, anywhere but at the end
    of a sentence.
    """
    soft = frozenset(find_soft_breaks(source, measure_width(source)))
    wrapped = max((end - start for start, end in lines), default=0) <= _WRAPPED
    held: tuple[int, int] | None = None
    last = 0  # where the last line of what is held begins
    for start, end in lines:
        if held is not None:
            before = source[last : held[1]].rstrip()
            after = source[start:end].lstrip()
            goes_on = after[:1].islower() and source[held[1] : start].count("\n") == 1
            open_end = before.endswith((",", ";", "，", "、")) or (
                wrapped and len(before) > _WRAPPED // 3 and not _ENDS_SENTENCE.search(before[-8:])
            )
            if (goes_on and open_end) or held[1] in soft:
                held, last = (held[0], end), start
                continue
            yield held
        held, last = (start, end), start
    if held is not None:
        yield held


def _starts_behind_title(source: str, start: int, end: int, title: str) -> Iterator[int]:
    """Yield where a line starts, and where it goes on behind the page's title, if it begins with that."""
    yield start
    behind = start + len(title)
    if len(title) >= _SHORTEST_TITLE and source.startswith(title + " ", start):
        rest = source[behind:end].lstrip()
        if rest and not rest[0].islower():
            yield end - len(rest)


def _is_page_title(blocks: list[Block]) -> bool:
    """Tell whether the first block is the page's name and not the article's own heading.

    It is where the heading follows: the same words, at the start of a later block or the name's own.
    """
    name = blocks[0].text
    if not _SHORTEST_TITLE <= len(name) <= _LONGEST_HEADING:
        return False
    return any(
        block.text.startswith(name)
        or (len(block.text) >= max(_SHORTEST_TITLE, len(name) * _OF_TITLE) and name.startswith(block.text))
        for block in blocks[1:]
    )
