"""repeats: marks what stands a second time, and keeps the copy that stands in its place.

Words are compared, not blocks, so a copy is found though its blocks are cut elsewhere, or a word of it was
changed; a tweet counts as one word. `runs` finds what is said twice, `place` tells which copy is the stray.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from scrubber.model import Block, Difference, Document, Kind, Mark
from scrubber.stages.repeats.place import Stretch, choose, cut_stray, find_strays
from scrubber.stages.repeats.runs import Run, find_runs
from scrubber.stages.repeats.words import Words


def repeats(document: Document) -> Document:
    """Mark copies (rule `repeat`, with the twin's span) and the title's further lines (rule `title`).

    Where a copy is not quite the same as its twin, its mark says how they differ.
    """
    blocks = _mark_titles(document.blocks)
    words = Words(blocks)
    cuts: defaultdict[int, list[tuple[int, int, Mark]]] = defaultdict(list)
    for run in find_strays(words, find_runs(words.keys)):
        stray, kept = choose(run, words)
        for low, high in words.by_block(*cut_stray(stray, words)):
            begin, stop = words.edges(low, high)
            cuts[words[low].block].append((begin, stop, _mark(low, high, run, kept, words)))
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


def _mark(low: int, high: int, run: Run, kept: Stretch, words: Words) -> Mark:
    """Return the mark of words[low:high], a part of a run's stray copy: its twin, and how the two differ."""
    pairs = [
        (m.first, m.second, m.size) if kept == run.second else (m.second, m.first, m.size)
        for m in run.matches
    ]
    (here_first, there_first, _), (here_last, there_last, size_last) = pairs[0], pairs[-1]
    # Between two matches, and beyond the first and the last, the copies differ.
    edits = [
        ((low, max(low, here_first)), (there_first, there_first)),
        *(
            ((here + size, here_next), (there + size, there_next))
            for (here, there, size), (here_next, there_next, _) in pairwise(pairs)
        ),
        ((min(high, here_last + size_last), high), (there_last + size_last,) * 2),
    ]
    differs = tuple(
        Difference(words.say(*here), words.say(*there))
        for here, there in edits
        if low <= here[0]
        and here[1] <= high
        and (here[0] < here[1] or (there[0] < there[1] and low < here[0] < high))
    )
    start, end = _counterpart(low, pairs), _counterpart(high - 1, pairs) + 1
    return Mark("repeats", "repeat", twin=words.span(start, max(start + 1, end)), differs=differs)


def _counterpart(at: int, pairs: list[tuple[int, int, int]]) -> int:
    """Return the word of the kept copy that stands where word `at` of the stray does."""
    for here, there, size in pairs:
        if at < here + size:
            return there + max(0, at - here)
    here, there, size = pairs[-1]
    return there + size - 1


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
