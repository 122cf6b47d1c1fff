"""repeats: marks what stands a second time, and keeps the copy that stands in its place.

Words are compared, not blocks, so a copy is found though its blocks are cut elsewhere, or a word of it was
changed; a tweet counts as one word. `runs` finds what is said twice, `place` tells which copy is
the stray, `twins` how it differs from the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from scrubber.model import Block, Document, Kind, Mark
from scrubber.stages.repeats.place import choose_stray, cut_stray, find_strays
from scrubber.stages.repeats.runs import find_runs
from scrubber.stages.repeats.twins import Twins
from scrubber.stages.repeats.words import Words


def repeats(document: Document) -> Document:
    """Mark copies (rule `repeat`, with the twin's span) and the title's further lines (rule `title`).

    Where a copy is not quite the same as its twin, its mark says how they differ.
    """
    blocks = _mark_titles(document.blocks)
    words = Words(blocks)
    cuts: defaultdict[int, list[tuple[int, int, Mark]]] = defaultdict(list)
    for run in find_strays(words, find_runs(words.keys)):
        stray = choose_stray(run, words)
        twins = Twins(run, stray_is_first=stray == run.first)
        for low, high in words.by_block(*cut_stray(stray, words)):
            if twins.are_alike(low, high):  # else a block of its own, set in between
                cuts[words[low].block].append((*words.edges(low, high), _mark(low, high, twins, words)))
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


def _mark(low: int, high: int, twins: Twins, words: Words) -> Mark:
    """Return the mark of words[low:high], a part of a stray copy: its twin, and how the two differ."""
    twin = words.span(*twins.counterpart(low, high))
    return Mark("repeats", "repeat", twin=twin, differs=tuple(twins.differences(low, high, words)))


def _cut(block: Block, cuts: list[tuple[int, int, Mark]]) -> Iterator[Block]:
    """Yield the block in parts: what a cut covers marked, the rest as it was."""
    if len(cuts) == 1 and cuts[0][:2] == (0, len(block.text)):
        yield block.marked(cuts[0][2])
        return
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
