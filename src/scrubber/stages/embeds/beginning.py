"""Where the tweet before an attribution begins: every word may be its first, and a ranker says which is.

What speaks for one is told in `learned.candidates`. Copies of one tweet tell each other where it begins.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import permutations

from scrubber.language import detect_language
from scrubber.learned.candidates import Candidates, Surroundings, Window, find_candidates, find_words
from scrubber.learned.ranker import Ranker, load_ranker
from scrubber.stages.embeds.attribution import Attribution
from scrubber.stages.embeds.running import RunningText
from scrubber.stages.embeds.skip_links import SkipLink
from scrubber.stages.embeds.tweet import LONGEST, find_limit

_LIKELY = 350  # code points before an attribution that are not taken for the page's own (guess)
_FEWEST_WORDS = 3  # of a sentence whose language can be told (guess)
_MOST_COPIES = 20  # of one attribution that are held against each other (guess)
_SAME = 40  # code points that two copies must end in alike (guess)


def find_beginnings(
    running: RunningText,
    attributions: Sequence[Attribution],
    links: Sequence[SkipLink],
    language: str | None,
    ranker: Ranker | None = None,
) -> list[int]:
    """Return where the tweet of each attribution begins, code points of the running text.

    A skip link within reach leaves no doubt. `language` is the page's, where it says so; `ranker` is
    the shipped one if not given.
    """
    ranker = ranker or load_ranker("beginnings")
    opened = [link.end for link in links if link.opens]
    begins = list[int]()
    windows = _find_windows(running, attributions)
    for window, found in zip(windows, list_candidates(running, attributions, language), strict=True):
        nearest = bisect_right(opened, window.end) - 1
        if nearest >= 0 and opened[nearest] >= window.low:
            begins.append(opened[nearest])
        else:
            odds = ranker.judge(found.rows)
            begins.append(int(found.starts[odds.argmax()]) if len(odds) else window.end)
    return _settle_copies(running, attributions, begins)


def list_candidates(
    running: RunningText, attributions: Sequence[Attribution], language: str | None
) -> Iterator[Candidates]:
    """Yield the words with which each attribution's tweet may begin."""
    own = _without_tweets(running.text, attributions)
    language = language or detect_language(own) or detect_language(running.text)
    around = Surroundings(
        frozenset(running.line_starts),
        frozenset(running.block_starts),
        find_words(own),
        cache(partial(_is_foreign, language=language)),
    )
    for window in _find_windows(running, attributions):
        yield find_candidates(running.text, window, around)


def _find_windows(running: RunningText, attributions: Sequence[Attribution]) -> Iterator[Window]:
    """Yield the text before each attribution that may be its tweet's: none of the tweet before it."""
    floor = 0
    for one in attributions:
        low = max(floor, running.unbroken_start(one.start), one.start - LONGEST)
        yield Window(min(low, one.start), one.start, find_limit(one.date))
        floor = one.end


def _is_foreign(sentence: str, *, language: str | None) -> bool | None:
    """Tell whether a sentence is in another language, or None where it can't be told."""
    if language is None or len(sentence.split()) < _FEWEST_WORDS:
        return None
    told = detect_language(sentence)
    return None if told is None else told != language


def _without_tweets(text: str, attributions: Sequence[Attribution]) -> str:
    """Return the text that surely is the page's own: what follows each attribution, nearly up to the next."""
    out, last = [], 0
    for one in attributions:
        out.append(text[last : max(last, one.start - _LIKELY)])
        last = one.end
    return " ".join([*out, text[last:]])


def _settle_copies(
    running: RunningText, attributions: Sequence[Attribution], begins: Sequence[int]
) -> list[int]:
    """Return the beginnings, those of a cut copy where its text parts from the whole one's.

    Two attributions alike, with the same text before them up to some point, are two copies. Where both
    were taken to begin before that point, the one in which a line begins there was cut.
    """
    text = running.text
    settled = list(begins)
    groups: defaultdict[tuple[str, str | None], list[int]] = defaultdict(list)
    for number, one in enumerate(attributions):
        groups[one.handle, one.date].append(number)
    for numbers in groups.values():
        for a, b in permutations(numbers[:_MOST_COPIES], 2):
            common = _common_tail(text, attributions[a].start, attributions[b].start)
            at = attributions[a].start - common
            both_begin_before = settled[a] <= at and settled[b] <= attributions[b].start - common
            if common >= _SAME and both_begin_before and running.line_start(at) == at:
                settled[a] = at
    return settled


def _common_tail(text: str, a: int, b: int) -> int:
    """Return how many code points text[:a] and text[:b] end in alike, cut back to whole words."""
    size = 0
    while size < min(a, b, LONGEST) and text[a - size - 1] == text[b - size - 1]:
        size += 1
    while size and not (text[a - size - 1 : a - size].isspace() or text[a - size].isspace()):
        size -= 1
    while size and text[a - size].isspace():
        size -= 1
    return size
