"""Flat text to blocks: the boundaries that flattening lost, from what the text itself says.

Lines come first. Inside a line: a numbered heading glued to the sentence before it ("…done.#1 – Why"),
and a heading that runs into its text ("…in a crisis The media…"), told by a word that the page writes
small everywhere but at the start of a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from scrubber.model import Block, Kind, Mark
from scrubber.trace import Trace

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_]+")
_ENDS_SENTENCE = re.compile(r"[.!?…。！？؟।]['\"”’»)\]]*\s*$")
_GLUED_HEADING = re.compile(r"(?<=[.!?…])(?=#\d{1,3}\s)")
_MARKER = re.compile(
    r"(#{1,6}\s|#\d{1,3}\b|\d{1,3}(?:\.\d{1,3}){0,4}[.)]?(?=\s)|[IVX]{1,5}[.)](?=\s)|[A-Z][.)](?=\s))"
)
_LIST_MARKER = re.compile(r"(?:[-*+•‣▪●◦·–—]|\(?[a-z0-9]{1,2}\))\s+\S")
_LONGEST_HEADING = 200  # code points; the seed document's own has 158
_SHORTEST_TEXT = 60  # what a heading leads to has at least as many, or ends as a sentence (guess)
_SHORTEST_TITLE = 15  # code points; a shorter first line may as well be a menu's (guess)
_FEWEST_WORDS = 3  # a heading that runs into its text has at least as many words (guess)
_SELDOM = 4  # a word capitalised inside a sentence once in so many cases is still one written small (guess)
_WRAPPED = 120  # a text none of whose lines is longer may be hard-wrapped (guess)


def segment_flat(source: str) -> tuple[Block, ...]:
    """Return the text's blocks; they cover it, white space aside, in order.

    >>> [(block.kind.value, block.text) for block in segment_flat("Tea\\n\\nLeaves are dried.#1 Green\\n")]
    [('paragraph', 'Tea'), ('paragraph', 'Leaves are dried.'), ('paragraph', '#1 Green')]
    """
    small = _words_written_small(source)
    lines = [match.span() for match in _LINE.finditer(source) if not match[0].isspace()]
    title = source[slice(*lines[0])].strip() if lines else ""
    spans = [
        span
        for line in _join_wrapped(source, lines)
        for part in _cut_behind_title(source, *line, title)
        for span in _cut_line(source, *part, small)
    ]
    blocks = []
    for start, end in spans:
        text = source[start:end]
        begin = start + len(text) - len(text.lstrip())
        end = start + len(text.rstrip())
        if begin < end:
            blocks.append(Block(source[begin:end], Trace.straight(begin, end)))
    named = list(_name_kinds(blocks))
    if _is_page_title(blocks):
        named[0] = Block(blocks[0].text, blocks[0].trace, Kind.TITLE, mark=Mark("segment", "title"))
    return tuple(named)


def _is_page_title(blocks: list[Block]) -> bool:
    """Tell whether the first line is the page's name and not the article's own heading.

    It is where it stands again at the start of a later block, as a browser's title does, or where
    something else than the article follows it.
    """
    if len(blocks) < 2 or not _is_heading(blocks[0].text):
        return False
    name = blocks[0].text
    if any(block.text.startswith(name) for block in blocks[1:]):
        return True
    return len(name) >= _SHORTEST_TITLE and len(blocks) > 3 and not _leads_to_text(blocks, 0)


def _join_wrapped(source: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the lines, those that go on the line before joined with it.

    A line goes on where it begins small and the one before it ends in a comma, or, in a text that is
    wrapped all through, anywhere but at the end of a sentence.
    """
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
            if goes_on and open_end:
                held, last = (held[0], end), start
                continue
            yield held
        held, last = (start, end), start
    if held is not None:
        yield held


def _cut_behind_title(source: str, start: int, end: int, title: str) -> Iterator[tuple[int, int]]:
    """Yield the line, cut behind the page's first line where it begins with that and goes on."""
    behind = start + len(title)
    if len(title) >= _SHORTEST_TITLE and source.startswith(title + " ", start):
        rest = source[behind:end].lstrip()
        if rest and not rest[0].islower():
            yield start, behind
            yield behind, end
            return
    yield start, end


def _cut_line(source: str, start: int, end: int, small: frozenset[str]) -> Iterator[tuple[int, int]]:
    line = source[start:end]
    cuts = [0, *(match.start() for match in _GLUED_HEADING.finditer(line)), len(line)]
    for begin, stop in pairwise(cuts):
        text = begin + _heading_end(line[begin:stop], small)
        if text > begin:
            yield start + begin, start + text
        yield start + text, start + stop


def _heading_end(line: str, small: frozenset[str]) -> int:
    """Return where a heading at the line's start runs into its text, or 0 where none does."""
    for words, match in enumerate(_WORD.finditer(line, 0, min(len(line), _LONGEST_HEADING))):
        begin = match.start()
        before = line[:begin]
        if words >= _FEWEST_WORDS and match[0] in small and before.endswith(" "):
            ahead = before.rstrip()
            if not (ahead[-1].isalpha() or ahead[-1] in "?!)”»"):
                return 0
            last = _WORD.findall(ahead)[-1]
            after = _WORD.search(line, match.end())
            is_text = len(line) - begin >= _SHORTEST_TEXT and _ENDS_SENTENCE.search(line)
            begins = not last.istitle() or (after and after[0].islower())  # "…in March The soil is…"
            return begin if is_text and begins and last.capitalize() not in small else 0
        if re.search(r"[.!?…;]\s", line[:begin][-3:]):
            return 0
    return 0


def _words_written_small(source: str) -> frozenset[str]:
    """Return, capitalised, the words that are capitalised only where a sentence starts: Les, The, Die.

    Counted in this page alone, so no list of any language is needed: at least three times small, and
    never capitalised inside a sentence but for one case, the one that is to be explained.
    """
    lower: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    last = 0
    for match in _WORD.finditer(source):
        word = match[0]
        if word.islower():
            lower[word] += 1
        elif word[0].isupper():
            between = source[last : match.start()]
            if between in (" ", "’", "'"):
                inside[word] += 1
        last = match.end()
    return frozenset(
        word.capitalize()
        for word, count in lower.items()
        if count >= 3 and inside[word.capitalize()] <= max(1, count // _SELDOM)
    )


def _name_kinds(blocks: list[Block]) -> Iterator[Block]:
    """Yield the blocks, those that lead to text as headings, with levels by the order of their markers."""
    styles: list[str] = []
    for at, block in enumerate(blocks):
        if _LIST_MARKER.match(block.text) and not _is_heading(block.text):
            yield Block(block.text, block.trace, Kind.LIST_ITEM, 1)
        elif _is_heading(block.text) and _leads_to_text(blocks, at):
            yield Block(block.text, block.trace, Kind.HEADING, _level(block.text, styles))
        else:
            yield block


def _is_heading(text: str) -> bool:
    if len(text) > _LONGEST_HEADING or "\n" in text or text[-1] in ".,;:…。，、；：!！" or "://" in text:
        return False
    first = text.lstrip('#¿¡“"«([ ')[:1]
    return first.isupper() or first.isdigit() or (first.isalpha() and not first.islower())


def _leads_to_text(blocks: list[Block], at: int) -> bool:
    """Tell whether prose follows, at once or under one more heading that has a marker of its own."""
    for block in blocks[at + 1 : at + 3]:
        text = block.text
        if len(text) >= _SHORTEST_TEXT and _ENDS_SENTENCE.search(text):
            return len(text) > len(blocks[at].text) / 2 and not text[0].islower()
        if not (_is_heading(text) and _MARKER.match(text) and _MARKER.match(blocks[at].text)):
            return False
    return False


def _level(text: str, styles: list[str]) -> int:
    """Return a heading's level: a new style of marker goes one below the last, a known one goes back."""
    marker = _MARKER.match(text)
    style = (
        re.sub(r"[IVX]+(?=[.)])|[A-Z](?=[.)])|\d+", "1", marker[0])
        if marker
        else "first"
        if not styles
        else ""
    )
    if style in styles:
        del styles[styles.index(style) + 1 :]
    elif style == "" and len(styles) > 1:
        del styles[1:]
        styles.append(style)
    else:
        styles.append(style)
    return min(6, len(styles))
