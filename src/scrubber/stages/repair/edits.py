"""What a repair is before it is a record: edits of a text, put together over several rules, and diffs.

Offsets are code points of the text that an edit is of; edits of one text stand in order and don't overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_SPACE = re.compile("([ \n\t])")
_MOST_WORDS_ALIGNED = 400  # SequenceMatcher is quadratic; longer stretches are one repair (guess)


class Edit(NamedTuple):
    """text[start:end] becomes `after`."""

    start: int
    end: int
    after: str


class Fix(NamedTuple):
    """An edit of the first text, and the rules that made it, in order."""

    start: int
    end: int
    after: str
    rules: tuple[str, ...]


def apply(edits: Iterable[Edit | Fix], text: str) -> str:
    """Return text with its edits made.

    >>> apply([Edit(0, 1, "th"), Edit(3, 3, "!")], "ink")
    'thnk!'
    """
    out, last = [], 0
    for edit in edits:
        out += [text[last : edit.start], edit.after]
        last = edit.end
    return "".join([*out, text[last:]])


def chain(fixes: Sequence[Fix], rule: str, edits: Sequence[Edit], text: str) -> list[Fix]:
    """Return what `fixes` of the first text, and then a rule's edits of `text`, which they made, come to.

    An edit that reaches into what a fix put there becomes one fix with it; others stay apart, in order.

    >>> chain([Fix(0, 5, "&", ("a",))], "b", [Edit(2, 3, "-")], "& x")
    [Fix(start=0, end=5, after='&', rules=('a',)), Fix(start=6, end=7, after='-', rules=('b',))]
    >>> chain([Fix(0, 5, "&", ("a",))], "b", [Edit(0, 4, "<")], "&lt;")
    [Fix(start=0, end=8, after='<', rules=('a', 'b'))]
    """
    out: list[Fix] = []
    i = j = moved = 0  # moved: how much further right text has come than the first text, here
    while i < len(fixes) and j < len(edits):
        fix, edit = fixes[i], edits[j]
        low, high = fix.start + moved, fix.start + moved + len(fix.after)
        if edit.end <= low:
            out.append(Fix(edit.start - moved, edit.end - moved, edit.after, (rule,)))
            j += 1
        elif high <= edit.start:
            out.append(fix)
            moved += _growth(fix)
            i += 1
        else:
            begin, stop, before = min(low, edit.start), max(high, edit.end), moved
            rules: list[str] = []
            first = j
            while True:
                if i < len(fixes) and fixes[i].start + moved < stop:
                    stop = max(stop, fixes[i].start + moved + len(fixes[i].after))
                    rules += fixes[i].rules
                    moved += _growth(fixes[i])
                    i += 1
                elif j < len(edits) and edits[j].start < stop:
                    stop = max(stop, edits[j].end)
                    j += 1
                else:
                    break
            within = (Edit(e.start - begin, e.end - begin, e.after) for e in edits[first:j])
            after = apply(within, text[begin:stop])
            out.append(Fix(begin - before, stop - moved, after, tuple(dict.fromkeys([*rules, rule]))))
    out += fixes[i:]
    moved += sum(_growth(fix) for fix in fixes[i:])
    out += (Fix(e.start - moved, e.end - moved, e.after, (rule,)) for e in edits[j:])
    return out


def compare(before: str, after: str, at: int = 0) -> list[Edit]:
    """Return the edits that turn before, which stands at `at`, into after: word by word, deletions apart.

    >>> compare("a tea", "a sea", 10)
    [Edit(start=12, end=13, after='s')]
    """
    if before == after:
        return []
    olds, news = _SPACE.split(before), _SPACE.split(after)
    edits: list[Edit] = []
    if len(olds) == len(news):
        for old, new in zip(olds, news, strict=True):
            if old != new:
                edits += _compare_word(at, old, new)
            at += len(old)
    elif len(olds) > _MOST_WORDS_ALIGNED:
        edits += _compare_word(at, before, after)
    else:
        starts = [at]
        for old in olds:
            starts.append(starts[-1] + len(old))
        for tag, i, j, k, m in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
            if tag != "equal":
                edits += _compare_word(starts[i], "".join(olds[i:j]), "".join(news[k:m]))
    return edits


def compare_roughly(before: str, after: str, at: int) -> list[Edit]:
    """Return one edit that turns before, which stands at `at`, into after: no record is asked for."""
    return [Edit(at, at + len(before), after)] if before != after else []


def _growth(fix: Fix) -> int:
    return len(fix.after) - (fix.end - fix.start)


def _compare_word(at: int, old: str, new: str) -> list[Edit]:
    """Return the edits of old, which stands at `at`, to new, less what both begin and end with.

    Where new is old with letters left out, each stretch is an edit: what stands between keeps its place.

    >>> _compare_word(0, "-a-b", "ab")
    [Edit(start=0, end=1, after=''), Edit(start=2, end=3, after='')]
    """
    head, tail, shorter = 0, 0, min(len(old), len(new))
    while head < shorter and old[head] == new[head]:
        head += 1
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    start, end, after = at + head, at + len(old) - tail, new[head : len(new) - tail]
    letters = iter(old[head : len(old) - tail])
    if not after or not all(letter in letters for letter in after):  # `in` takes the letters up to it
        return [Edit(start, end, after)]
    gaps: list[Edit] = []
    kept = 0
    for place in range(start, end):
        if after.startswith(old[place - at], kept):
            kept += 1
        elif gaps and gaps[-1].end == place:
            gaps[-1] = Edit(gaps[-1].start, place + 1, "")
        else:
            gaps.append(Edit(place, place + 1, ""))
    return gaps
