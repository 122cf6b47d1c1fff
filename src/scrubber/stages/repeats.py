"""repeats: marks what stands a second time, and keeps the copy that stands in its place.

Words are compared, not blocks, so a copy is found though its blocks are cut elsewhere; a tweet counts as
one word. A copy must be whole sentences or blocks: a phrase that comes up again is the author's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from scrubber.model import Block, Document, Kind, Mark, Span

# Letters of scripts that put no space between words count as words by themselves.
_WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+")
_SEED = 8  # words by which a copy is found (guess: shorter ones are idioms)
_SHORTEST = 80  # code points that a copy has at least; refrains and product lines are shorter (guess)
_ENDS_SENTENCE = re.compile(r"[.!?…。！？؟।:;]['\"”’»)\]]*\s*$")
_NEAR = 2  # boxes up in which copies are their author's (F1 of readability's pages 0.82 to 0.99 by it)
_COMPARED = (Kind.PARAGRAPH, Kind.HEADING, Kind.QUOTE, Kind.TWEET)


_ENDS_INSIDE = re.compile(r"[.!?…。！？؟।:;]['\"”’»)\]]*\s*")
_LONGEST_LEAD = 10_000  # code points before a copy that are read, or many copies in one block cost its square
_UNDER_HEADING = 1_000  # words of prose that a heading right above a copy counts for (guess)


class _Word(NamedTuple):
    block: int
    start: int
    end: int


class _Words:
    """The words that are compared. Where one stands is looked up when it is asked for: few ever are."""

    def __init__(self, blocks: list[Block]) -> None:
        self.keys: list[str] = []  # folded, in order; a tweet is one word
        self._blocks = blocks
        self._numbers: list[int] = []  # of the blocks that are compared
        self._firsts: list[int] = []  # of their words
        self._befores: list[int] = []  # the block that leads into each of them, as a reader sees the page
        self._spans: dict[int, list[tuple[int, int]]] = {}
        before = -1
        for number, block in enumerate(blocks):
            last = before
            if not block.mark and block.kind not in (Kind.TWEET, Kind.EMBED, Kind.DATA):
                before = number
            if block.mark or block.kind not in _COMPARED:
                continue
            self._numbers.append(number)
            self._firsts.append(len(self.keys))
            self._befores.append(last)
            if block.kind is Kind.TWEET:
                self.keys.append(f"@{block.ref}")
            else:
                self.keys.extend(map(str.casefold, _WORD.findall(block.text)))

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, at: int) -> _Word:
        which = self._holder(at)
        number = self._numbers[which]
        spans = self._spans.get(number)
        if spans is None:
            spans = self._spans[number] = self._find_spans(self._blocks[number])
        return _Word(number, *spans[at - self._firsts[which]])

    def block_before(self, at: int) -> int:
        """Return the block before the one of word `at` that a reader sees, tweets aside, or -1."""
        return self._befores[self._holder(at)]

    def _holder(self, at: int) -> int:
        return bisect_right(self._firsts, at) - 1

    def _find_spans(self, block: Block) -> list[tuple[int, int]]:
        if block.kind is Kind.TWEET:
            return [(0, len(block.text))]
        return [match.span() for match in _WORD.finditer(block.text)]


class _Run(NamedTuple):
    """words[first : first + size] and words[second : second + size] say the same."""

    first: int
    second: int
    size: int


def repeats(document: Document) -> Document:
    """Mark copies (rule `repeat`, with the twin's span) and the title's further lines (rule `title`)."""
    blocks = _mark_titles(document.blocks)
    words = _Words(blocks)
    cuts: defaultdict[int, list[tuple[int, int, Mark]]] = defaultdict(list)
    for run in _find_strays(words, blocks):
        stray, kept = _choose(run, words, blocks)
        start, end = _whole_sentences(stray, stray + run.size, words, blocks)
        for low, high in _by_block(words, start, end):
            shift = kept - stray
            twin = _span(low + shift, high + shift, words, blocks)
            begin, stop = _sentence_edges(low, high, words, blocks)
            cuts[words[low].block].append((begin, stop, Mark("repeats", "repeat", twin=twin)))
    marked: list[Block] = []
    for at, block in enumerate(blocks):
        if at in cuts:
            marked.extend(_cut(block, cuts[at]))
        else:
            marked.append(block)
    return replace(document, blocks=tuple(marked))


def _mark_titles(blocks: tuple[Block, ...]) -> list[Block]:
    """Return the blocks, further lines of a flat page that only repeat its title marked.

    A line that leads into the text is the article's own heading and stays; so does every heading of HTML.
    """
    title = next((block for block in blocks if block.kind is Kind.TITLE), None)
    if title is None:
        return list(blocks)
    name, out = title.text, []
    mark = Mark("repeats", "title", twin=title.span)
    for block in blocks:
        repeated = block.text == name and not block.mark and not block.markup and block.kind is Kind.PARAGRAPH
        out.append(block.marked(mark) if repeated else block)
    return out


def _find_runs(keys: list[str]) -> list[_Run]:
    """Return the maximal runs that stand a second time, in time linear in the words.

    Each word is passed once: a run is walked to its end, and the search goes on behind it. The two copies
    never overlap, so one word said a million times is a run of doubling lengths.
    """
    seeds = list(zip(*(keys[at:] for at in range(_SEED)), strict=False))
    seen: dict[tuple[str, ...], int] = {}
    runs: list[_Run] = []
    at = 0
    while at < len(seeds):
        first = seen.setdefault(seeds[at], at)
        if first + _SEED > at:
            at += 1
            continue
        size = _SEED
        while first + size < at and at + size < len(keys) and keys[first + size] == keys[at + size]:
            size += 1
        runs.append(_Run(first, at, size))
        at += size
    return runs


def _find_strays(words: _Words, blocks: list[Block]) -> list[_Run]:
    """Return the runs less those that an author wrote: what is said again in the same container of HTML.

    A template puts its copy elsewhere: a teaser, a twin for narrow screens. Only where different texts
    stand twice in a row was the page itself doubled.
    """
    runs = _find_runs(words.keys)
    close = [_stand_together(run, words, blocks) for run in runs]
    in_a_row = [near and run.first + run.size >= run.second for near, run in zip(close, runs, strict=True)]
    texts = {
        tuple(words.keys[run.first : run.first + _SEED])
        for run, doubled in zip(runs, in_a_row, strict=True)
        if doubled
    }
    return [
        run
        for run, near, doubled in zip(runs, close, in_a_row, strict=True)
        if not near or (doubled and len(texts) > 1)
    ]


def _stand_together(run: _Run, words: _Words, blocks: list[Block]) -> bool:
    """Tell whether both copies of a run are in one container, at most _NEAR boxes up."""
    first, second = (blocks[words[at].block].markup for at in (run.first, run.second))
    if first is None or second is None:
        return False
    around = set(islice(first.box.chain(), 1, _NEAR + 1))
    return any(box in around for box in islice(second.box.chain(), 1, _NEAR + 1))


def _choose(run: _Run, words: _Words, blocks: list[Block]) -> tuple[int, int]:
    """Return where the stray copy begins and where the one that stays does: the one that text leads into."""
    inside = {words[run.first].block, words[run.first + run.size - 1].block}
    first, second = _lead(run.first, words, blocks, set()), _lead(run.second, words, blocks, inside)
    return (run.first, run.second) if second > first else (run.second, run.first)


def _lead(word: int, words: _Words, blocks: list[Block], copy: set[int]) -> int:
    """Return how many words of prose lead into a copy."""
    block, start, _ = words[word]
    if before := blocks[block].text[max(0, start - _LONGEST_LEAD) : start].split():
        return len(before)
    at = words.block_before(word)
    if at < 0 or at in copy:
        return 0
    if blocks[at].kind is Kind.HEADING:
        return _UNDER_HEADING
    lead = blocks[at].text[-_LONGEST_LEAD:]
    return len(lead.split()) if _ENDS_SENTENCE.search(lead) else 0


def _whole_sentences(start: int, end: int, words: _Words, blocks: list[Block]) -> tuple[int, int]:
    """Return words[start:end] cut back to whole sentences, or an empty stretch where too little is left."""
    while start < end and not _starts_sentence(start, words, blocks):
        start += 1
    while end > start and not (end == len(words) or _starts_sentence(end, words, blocks)):
        end -= 1
    size = sum(word.end - word.start + 1 for word in map(words.__getitem__, range(start, end)))
    return (start, end) if size >= _SHORTEST else (start, start)


def _starts_sentence(at: int, words: _Words, blocks: list[Block]) -> bool:
    if at == 0:
        return True
    word, before = words[at], words[at - 1]
    if before.block != word.block:
        return True
    return bool(_ENDS_INSIDE.search(blocks[word.block].text, before.end, word.start))


def _by_block(words: _Words, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of words[start:end] that stand in one block each."""
    low = start
    for at in range(start, end):
        if at + 1 == end or words[at + 1].block != words[at].block:
            yield low, at + 1
            low = at + 1


def _sentence_edges(low: int, high: int, words: _Words, blocks: list[Block]) -> tuple[int, int]:
    """Return words[low:high] as offsets into their block, with the sentences' own punctuation."""
    text = blocks[words[low].block].text
    begin, stop = 0, len(text)
    if low and words[low - 1].block == words[low].block:
        match = _ENDS_INSIDE.search(text, words[low - 1].end, words[low].start)
        begin = match.end() if match else words[low].start
    if high < len(words) and words[high].block == words[low].block:
        match = _ENDS_INSIDE.search(text, words[high - 1].end, words[high].start)
        stop = match.end() if match else words[high - 1].end
    return begin, stop


def _span(low: int, high: int, words: _Words, blocks: list[Block]) -> Span | None:
    """Return the stretch of the source that words[low:high] stand in, with their sentences' punctuation."""
    first, last = blocks[words[low].block].trace, blocks[words[high - 1].block].trace
    if first is None or last is None:
        return None
    begin, stop = (
        _sentence_edges(low, low + 1, words, blocks)[0],
        _sentence_edges(high - 1, high, words, blocks)[1],
    )
    start, end = first.span(begin, begin + 1).start, last.span(max(0, stop - 1), stop).end
    return Span(start, end) if start <= end else None


def _cut(block: Block, cuts: list[tuple[int, int, Mark]]) -> Iterator[Block]:
    """Yield the block in parts: what a cut covers marked, the rest as it was."""
    at = 0
    for start, end, mark in sorted(cuts, key=lambda cut: cut[:2]):
        if start < at:
            continue
        if rest := block.cut(at, start):
            yield rest
        if part := block.cut(start, end, mark=mark):
            yield part
        at = end
    if rest := block.cut(at, len(block.text)):
        yield rest
