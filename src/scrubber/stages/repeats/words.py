"""The words of a document's blocks in one row, and where each of them stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scrubber.model import Block, Kind, Span

# Letters of scripts that put no space between words count as words by themselves.
_WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+")
_COMPARED = (Kind.PARAGRAPH, Kind.HEADING, Kind.QUOTE, Kind.TWEET)
_ENDS_INSIDE = re.compile(r"[.!?…。！？؟।:;]['\"”’»)\]]*\s*")
_OPENS = re.compile(r"(?<!\S)[^\w\s]+\Z")  # what is written on to the word behind it
_CLOSES = re.compile(r"[^\w\s]*")
_NEAR = 20  # code points before a word in which what is written on to it is looked for


class Word(NamedTuple):
    """Where a word stands: its block's number, and its offsets there."""

    block: int
    start: int
    end: int


class Words:
    """The words that are compared. Where one stands is looked up when it is asked for: few ever are."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        """Take the words of all blocks that nothing has marked; a tweet is one word."""
        self.blocks = blocks
        self.keys: list[str] = []  # folded, in order
        self._numbers: list[int] = []  # of the blocks that are compared
        self._firsts: list[int] = []  # of their words
        self._befores: list[int] = []  # the block that leads into each of them, as a reader sees the page
        self._spans: dict[int, list[tuple[int, int]]] = {}
        before = -1
        for number, block in enumerate(blocks):
            last = before
            if not block.mark and block.kind not in (Kind.TWEET, Kind.EMBED, Kind.DATA):
                before = number
            if block.mark or not _is_compared(block):
                continue
            self._numbers.append(number)
            self._firsts.append(len(self.keys))
            self._befores.append(last)
            if block.kind is Kind.TWEET:
                self.keys.append(f"@{block.ref}")
            else:
                self.keys.extend(map(str.casefold, _WORD.findall(block.text)))

    def __len__(self) -> int:
        """Return how many words are compared."""
        return len(self.keys)

    def __getitem__(self, at: int) -> Word:
        """Return where word `at` stands."""
        which = bisect_right(self._firsts, at) - 1
        number = self._numbers[which]
        spans = self._spans.get(number)
        if spans is None:
            spans = self._spans[number] = self._find_spans(self.blocks[number])
        return Word(number, *spans[at - self._firsts[which]])

    def _find_spans(self, block: Block) -> list[tuple[int, int]]:
        if block.kind is Kind.TWEET:
            return [(0, len(block.text))]
        return [match.span() for match in _WORD.finditer(block.text)]

    def block_before(self, at: int) -> int:
        """Return the block before the one of word `at` that a reader sees, tweets aside, or -1."""
        return self._befores[bisect_right(self._firsts, at) - 1]

    def starts_block(self, at: int) -> bool:
        """Tell whether a block begins with word `at`, or the words are at their end."""
        return not 0 < at < len(self) or self._firsts[bisect_right(self._firsts, at) - 1] == at

    def starts_sentence(self, at: int) -> bool:
        """Tell whether a sentence or a block begins with word `at`, or the words are at their end."""
        if self.starts_block(at):
            return True
        word, before = self[at], self[at - 1]
        return bool(_ENDS_INSIDE.search(self.blocks[word.block].text, before.end, word.start))

    def is_small(self, at: int) -> bool:
        """Tell whether word `at` is written small, as one inside a sentence is."""
        word = self[at]
        return self.blocks[word.block].text[word.start].islower()

    def say(self, start: int, end: int) -> str:
        """Return words[start:end] as they are written, without what stands between them."""
        return " ".join(
            self.blocks[w.block].text[w.start : w.end] for w in map(self.__getitem__, range(start, end))
        )

    def by_block(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the stretches of words[start:end] that stand in one block each."""
        while start < end:
            which = bisect_right(self._firsts, start)
            stop = min(end, self._firsts[which]) if which < len(self._firsts) else end
            yield start, stop
            start = stop

    def edges(self, low: int, high: int) -> tuple[int, int]:
        """Return words[low:high] as offsets into their block, with what is written on to them.

        A whole sentence comes with its own punctuation, what a block begins or ends with goes with its words.
        """
        text = self.blocks[self[low].block].text
        begin, stop = 0, len(text)
        if not self.starts_block(low):
            match = _ENDS_INSIDE.search(text, self[low - 1].end, self[low].start)
            begin = match.end() if match else self._open(text, self[low].start, self[low - 1].end)
        if not self.starts_block(high):
            match = _ENDS_INSIDE.search(text, self[high - 1].end, self[high].start)
            closed = _CLOSES.match(text, self[high - 1].end, self[high].start)
            stop = match.end() if match else closed.end() if closed else self[high - 1].end
        return begin, stop

    def _open(self, text: str, start: int, least: int) -> int:
        lead = _OPENS.search(text, max(least, start - _NEAR), start)
        return lead.start() if lead else start

    def span(self, low: int, high: int) -> Span | None:
        """Return the stretch of the source that words[low:high] stand in, with what is written on to them."""
        first, last = self.blocks[self[low].block].trace, self.blocks[self[high - 1].block].trace
        if first is None or last is None:
            return None
        begin, stop = self.edges(low, low + 1)[0], self.edges(high - 1, high)[1]
        start, end = first.span(begin, begin + 1).start, last.span(max(0, stop - 1), stop).end
        return Span(start, end) if start <= end else None


def _is_compared(block: Block) -> bool:
    """Tell whether a block may be a copy. A list of HTML says things alike; in flat text it is a guess."""
    return block.kind in _COMPARED or (block.kind is Kind.LIST_ITEM and block.markup is None)
