"""Which of two copies stands in its place: the one that the text around it leads into and goes on from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from scrubber.model import Kind
from scrubber.stages.repeats.runs import Run
from scrubber.stages.repeats.words import Words

NEAR_BOXES = 2  # boxes up in which copies are their author's (F1 of readability's pages 0.82 to 0.99 by it)
_SURE = 30  # words of a copy that no author writes twice, so that it may end inside a sentence (guess)
_REST = 3  # words of a sentence beyond a copy that go with it (guess)
_SHORTEST = 80  # code points that a copy has at least; product lines are shorter (guess)
_LINE = 60  # code points of a line of verse, or of a list (guess)
_LONGEST_REFRAIN = 60  # words in such lines, and in a quotation, that an author may take up again (guess)
_AROUND = 60  # words on either side of a copy that are held against its own
_LONGEST_LEAD = 10_000  # code points before a copy that are read, or many copies in one block cost its square
_LEADS = 5  # words of text right before a copy, for it to be led into (guess)
_ENDS_SENTENCE = re.compile(r"[.!?…。！？؟।:;]['\"”’»)\]]*\s*$")
_QUOTED = (re.compile(r"[\"“«„「『][^\w]*$"), re.compile(r"[^\w]*[\"”»“」』]"))

Stretch = tuple[int, int]  # words, half open


def find_strays(words: Words, runs: Sequence[Run]) -> list[Run]:
    """Return the runs less those that an author wrote: a refrain, or what one container of HTML says again.

    A template puts its copy elsewhere: a teaser, a twin for narrow screens. Only where different texts
    stand twice in a row was the page itself doubled.
    """
    close = [_stand_together(run, words) for run in runs]
    in_a_row = [near and run.first[1] >= run.second[0] for near, run in zip(close, runs, strict=True)]
    texts = {
        tuple(words.keys[run.first[0] : run.first[0] + run.matches[0].size])
        for run, doubled in zip(runs, in_a_row, strict=True)
        if doubled
    }
    return [
        run
        for run, near, doubled in zip(runs, close, in_a_row, strict=True)
        if (not near or (doubled and len(texts) > 1)) and not _is_taken_up(run, words)
    ]


def _stand_together(run: Run, words: Words) -> bool:
    """Tell whether both copies of a run are in one container of HTML, at most NEAR_BOXES up."""
    first, second = (words.blocks[words[at].block].markup for at in (run.first[0], run.second[0]))
    if first is None or second is None:
        return False
    around = set(islice(first.box.chain(), 1, NEAR_BOXES + 1))
    return any(box in around for box in islice(second.box.chain(), 1, NEAR_BOXES + 1))


def _is_taken_up(run: Run, words: Words) -> bool:
    """Tell of a short run whether it is a refrain in lines of its own, or quoted in one place or both."""
    start, end = run.second
    if end - start > _LONGEST_REFRAIN or words.blocks[words[start].block].markup is not None:
        return False
    lines = [words.blocks[words[low].block].text for low, _ in words.by_block(start, end)]
    if len(lines) > 1 and max(map(len, lines)) <= _LINE:
        return True
    return any(_is_quoted(*copy, words) for copy in (run.first, run.second))


def _is_quoted(start: int, end: int, words: Words) -> bool:
    (block, begin, _), last = words[start], words[end - 1]
    before = words.blocks[block].text[max(0, begin - 4) : begin]
    behind = words.blocks[last.block].text[last.end : last.end + 4]
    return bool(_QUOTED[0].search(before) and _QUOTED[1].match(behind))


def choose_stray(run: Run, words: Words) -> Stretch:
    """Return the copy of a run that goes; the other stays.

    A copy that was cut out anywhere begins and ends inside a sentence, and only in its own place do the words
    before and behind it go on with that. Where both or neither do, the text leads into one of them; where it
    leads into both, the one stays whose words the text around it shares; in the end the first.
    """
    first, second = run.first, run.second
    inside = {words[first[0]].block, words[first[1] - 1].block}
    ranks = (
        (_flows(*first, words), _leads(first[0], words, set())),
        (_flows(*second, words), _leads(second[0], words, inside)),
    )
    if ranks[0] == ranks[1]:
        return first if _shares(second, first, words) > _shares(first, second, words) else second
    return first if ranks[1] > ranks[0] else second


def _flows(start: int, end: int, words: Words) -> int:
    """Return how surely the text before and behind words[start:end] goes on with them, 0 to 4."""
    before = 0 if words.starts_sentence(start) else 1 + words.is_small(start)
    behind = 0 if words.starts_sentence(end) else 1 + words.is_small(end)
    return before + behind


def _leads(at: int, words: Words, copy: set[int]) -> bool:
    """Tell whether prose, or a heading, stands right before word `at`; the blocks of the other copy don't."""
    block, start, _ = words[at]
    before = words.blocks[block].text[max(0, start - _LONGEST_LEAD) : start].split()
    if before:
        return len(before) >= _LEADS
    ahead = words.block_before(at)
    if ahead < 0 or ahead in copy:
        return False
    text = words.blocks[ahead].text[-_LONGEST_LEAD:]
    return words.blocks[ahead].kind is Kind.HEADING or (
        _ENDS_SENTENCE.search(text) is not None and len(text.split()) >= _LEADS
    )


def _shares(copy: Stretch, other: Stretch, words: Words) -> float:
    """Return how much of the text around a copy is said in it, too; seldom words say more."""
    keys = words.keys
    begin, end = copy
    around = [
        keys[at]
        for at in (*range(max(0, begin - _AROUND), begin), *range(end, min(len(keys), end + _AROUND)))
        if not other[0] <= at < other[1]
    ]
    said = Counter((*keys[begin : min(end, begin + _AROUND)], *keys[max(begin, end - _AROUND) : end]))
    common = Counter(around)
    return sum(1 / (said[key] + common[key]) for key in common if key in said) / max(1, len(around))


def cut_stray(stray: Stretch, words: Words) -> Stretch:
    """Return how much of a stray copy goes: in flat text what was surely copied, else whole sentences.

    The few words that a sentence still has beyond it, changed or cut in two, go with it. An empty stretch
    comes back where too little is left.
    """
    start, end = _leave_neighbours(*stray, words)
    if end - start >= _SURE and words.blocks[words[start].block].markup is None:
        before, behind = range(start, start - _REST - 1, -1), range(end, end + _REST + 1)
        start = max(0, next((at for at in before if words.starts_sentence(at)), start))
        end = min(len(words), next((at for at in behind if words.starts_sentence(at)), end))
    else:
        while start < end and not words.starts_sentence(start):
            start += 1
        while end > start and not words.starts_sentence(end):
            end -= 1
    size = sum(words[high - 1].end - words[low].start for low, high in words.by_block(start, end))
    return (start, end) if size >= _SHORTEST else (start, start)


def _leave_neighbours(start: int, end: int, words: Words) -> Stretch:
    """Return a stretch less the words that the blocks beside it happen to begin or end with, too."""
    for at in range(start + 1, min(start + _REST, end) + 1):
        if words.starts_block(at) and not words.starts_block(start):
            start = at
    for at in range(end - 1, max(end - _REST, start) - 1, -1):
        if words.starts_block(at) and not words.starts_block(end):
            end = at
    return start, end
