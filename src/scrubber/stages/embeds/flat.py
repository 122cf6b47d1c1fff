"""Tweets in running text: the attribution tells that one is there, the text before it where it begins."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import permutations
from typing import NamedTuple

from scrubber.language import detect_language
from scrubber.model import Block, Kind
from scrubber.stages.embeds.dates import read_date
from scrubber.stages.embeds.tweet import Found
from scrubber.stages.embeds.tweet_text import weighted_length
from scrubber.trace import Piece, Trace

_HANDLE = re.compile(r"[(（]@(\w{1,15})[)）],?\s*", re.ASCII)
_DASH = re.compile(r"(?:^|(?<=[\s.!?”\"»)\w…]))(?:—|–|―|--?)\s?", re.M)
_LONGEST_NAME = 60  # code points; Twitter allows 50
_SENTENCE_START = re.compile(r"(?:[.!?…:。！？]['\"”’»)]*\s+|\n+)(?=\S)")
_WIDENED = "2017-11-08"  # the limit went from 140 to 280 (Twitter's announcement)
_LIMIT_BEFORE, _LIMIT_AFTER = 140, 280
_WINDOW = (
    700  # code points looked back at: 280 weighted, and links that weigh less than they are long (guess)
)
_RUNNING = (Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.QUOTE, Kind.HEADING, Kind.CAPTION)
_MOST_COPIES = 20  # of one attribution that are held against each other (guess)
_SAME = 40  # code points that two copies must end in alike (guess)


class _Attribution(NamedTuple):
    start: int  # of the dash
    end: int
    name: str
    handle: str
    date: str | None


def lift_tweets(
    blocks: list[Block], found: list[Found], language: str | None, source: str
) -> tuple[list[Block], list[Found]]:
    """Return the blocks with each tweet of their running text in a block of its own, and all finds."""
    if not any("@" in block.text and _HANDLE.search(block.text) for block in blocks):  # so of most pages
        return blocks, found
    flow = _Flow(blocks, source)
    attributions = list(_attributions(flow.text, language))
    if not attributions:
        return blocks, found
    language = language or detect_language(_without(flow.text, attributions)) or detect_language(flow.text)
    starts = _settle_copies(flow, attributions, _starts(flow, attributions, language))
    found = list(found)
    lifted: list[tuple[int, int, int]] = []
    for start, one in zip(starts, attributions, strict=True):
        text = flow.text[start : one.start].strip()
        lifted.append((start, one.end, len(found)))
        found.append(Found(text, one.name, one.handle, one.date))
    return flow.lift(lifted), found


class _Flow:
    """All running text as one string: between blocks a newline, or a space if the source has none.

    So a tweet stands in one line of it, though `segment` may have cut it at its sentences.
    """

    def __init__(self, blocks: list[Block], source: str) -> None:
        self.blocks = blocks
        self.running = [at for at, b in enumerate(blocks) if b.kind in _RUNNING and not b.mark]
        self.starts: list[int] = []  # of each running block
        self._lines: list[int] = []  # where those start that begin a line
        at, texts = 0, list[str]()
        last: Block | None = None
        for index in self.running:
            block = blocks[index]
            if last is not None:
                texts.append("\n" if _parts(last, block, source) else " ")
                at += 1
            if last is None or texts[-1] == "\n":
                self._lines.append(at)
            self.starts.append(at)
            texts.append(block.text)
            at += len(block.text)
            last = block
        self.text = "".join(texts)

    def line_start(self, at: int) -> int:
        """Return where the line that holds `at` begins."""
        return self._lines[bisect_right(self._lines, at) - 1]

    def lift(self, lifted: list[tuple[int, int, int]]) -> list[Block]:
        """Return the blocks with each (start, end, ref) of the flow cut out as a tweet's block."""
        out: list[Block] = []
        places = dict(zip(self.running, self.starts, strict=True))
        following = iter([*lifted, (len(self.text) + 2, len(self.text) + 2, -1)])
        start, end, ref = next(following)
        parts: list[Block] = []
        for index, block in enumerate(self.blocks):
            begin = places.get(index)
            if begin is None:
                out.append(block)
                continue
            at, size = 0, len(block.text)
            while start < begin + size:
                if (rest := block.cut(at, max(at, start - begin))) is not None:
                    out.append(rest)
                low, high = max(at, start - begin), min(size, end - begin)
                if (part := block.cut(low, high)) is not None:
                    parts.append(part)
                at = high
                if end > begin + size:
                    break  # the tweet goes on in the next block
                out.append(_tweet_block(parts, ref))
                parts = []
                start, end, ref = next(following)
            if (rest := block.cut(at, size)) is not None:
                out.append(rest)
        return out


def _parts(block: Block, following: Block, source: str) -> bool:
    """Tell whether a line ends between two blocks: each is one of its own in HTML."""
    if block.markup or following.markup or not (block.trace and following.trace):
        return True
    return "\n" in source[block.trace.pieces[-1].end : following.trace.pieces[0].start]


def _tweet_block(parts: list[Block], ref: int) -> Block:
    pieces: list[Piece] = []
    for part in parts:
        if part.trace is None:
            continue
        if pieces:
            pieces.append(Piece(1, pieces[-1].end, part.trace.pieces[0].start))
        pieces.extend(part.trace.pieces)
    text = "\n".join(part.text for part in parts)
    return replace(parts[0], text=text, trace=Trace.of(pieces), kind=Kind.TWEET, level=None, ref=ref)


def find_attributions(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each attribution stands in text, from its dash to the end of its date."""
    return ((one.start, one.end) for one in _attributions(text, None))


def _attributions(text: str, language: str | None) -> Iterable[_Attribution]:
    """Yield each "— Name (@handle) date" of text; without a date it may be prose, and is left alone."""
    last = 0
    for match in _HANDLE.finditer(text):
        dated = read_date(text, match.end(), language)
        if dated is None:
            continue
        low = max(last, match.start() - _LONGEST_NAME)
        before = text[low : match.start()]
        dashes = [dash for dash in _DASH.finditer(before) if "\n" not in before[dash.end() :].strip("\n")]
        spaced = [d for d in dashes if d[0].endswith(" ") or d[0][0] in "—―"]
        if not spaced:
            continue
        dash = spaced[-1]
        name = before[dash.end() :].strip()
        if not name:
            continue
        yield _Attribution(low + dash.start(), dated.end, name, match[1], dated.iso)
        last = dated.end


def _starts(flow: _Flow, attributions: list[_Attribution], language: str | None) -> list[int]:
    starts, floor = [], 0
    for one in attributions:
        starts.append(_start(flow, one, floor, language))
        floor = one.end
    return starts


def _start(flow: _Flow, one: _Attribution, floor: int, language: str | None) -> int:
    """Return where the tweet begins: the furthest sentence back that may still belong to it.

    A sentence may where the whole keeps within Twitter's limit, where it stands behind the tweet before
    it, and where it is in the tweet's language, if the page is in another.
    """
    text = flow.text
    low = max(floor, flow.line_start(one.start), one.start - _WINDOW)
    limit = _LIMIT_BEFORE if one.date and one.date < _WIDENED else _LIMIT_AFTER
    line = text[low : one.start]
    at_edge = low == floor or low == flow.line_start(one.start)
    candidates = [low] if at_edge else []
    candidates += [low + match.end() for match in _SENTENCE_START.finditer(line)]
    fitting = [
        at for at in candidates if at < one.start and weighted_length(text[at : one.start].strip()) <= limit
    ]
    if not fitting:
        return candidates[-1] if candidates and candidates[-1] < one.start else low
    tail = text[fitting[0] : one.start]
    if language is None or detect_language(tail[-160:]) in (language, None):
        return fitting[0]
    best = fitting[-1]
    for at, stop in zip(reversed(fitting), [one.start, *reversed(fitting)], strict=False):
        sentence = text[at:stop]
        if len(sentence.split()) > 3 and detect_language(sentence) == language:
            break
        best = at
    return best


def _settle_copies(flow: _Flow, attributions: list[_Attribution], starts: list[int]) -> list[int]:
    """Return the starts, those of a cut copy where its text parts from the whole one's.

    Two attributions alike, with the same text before them up to some point, are two copies. Where both
    were taken to begin before that point, the one in which a block begins there was cut.
    """
    text = flow.text
    settled = list(starts)
    groups: defaultdict[tuple[str, str | None], list[int]] = defaultdict(list)
    for number, one in enumerate(attributions):
        groups[one.handle, one.date].append(number)
    for numbers in groups.values():
        for a, b in permutations(numbers[:_MOST_COPIES], 2):
            common = _common_tail(text, attributions[a].start, attributions[b].start)
            at = attributions[a].start - common
            both_begin_before = settled[a] <= at and settled[b] <= attributions[b].start - common
            if common >= _SAME and both_begin_before and flow.line_start(at) == at:
                settled[a] = at
    return settled


def _common_tail(text: str, a: int, b: int) -> int:
    """Return how many code points text[:a] and text[:b] end in alike, cut back to whole words."""
    size = 0
    while size < min(a, b, _WINDOW) and text[a - size - 1] == text[b - size - 1]:
        size += 1
    while size and not (text[a - size - 1 : a - size].isspace() or text[a - size].isspace()):
        size -= 1
    while size and text[a - size].isspace():
        size -= 1
    return size


def _without(text: str, attributions: list[_Attribution]) -> str:
    """Return the text that surely is the page's own: what follows each attribution, up to the next."""
    out, last = [], 0
    for one in attributions:
        out.append(text[last : max(last, one.start - _WINDOW // 2)])
        last = one.end
    return "".join([*out, text[last:]])
