"""repair: each block's text as its author wrote it, and a record of every change.

A fault is a rule: a test that is cheap on clean text, and a pure function that mends it. Curly quotes,
ligatures and full-width forms are the author's and stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from scrubber.model import Document, Kind, Mark, Repair
from scrubber.trace import Piece, Trace

# A repair may lay bare another fault (an entity in mojibake); more rounds were never needed (guess).
_ROUNDS = 4
_MOST_WORDS_ALIGNED = 400  # SequenceMatcher is quadratic; longer stretches are one repair (guess)

_LEFT_ALONE = frozenset((Kind.DATA, Kind.TWEET, Kind.EMBED))
_LONGEST_VERSE = 200  # code points of a line's end that a lost break is looked for in (guess)

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
# What ftfy's remove_control_chars, remove_terminal_escapes and fix_line_breaks act on.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f\x85\u206a-\u206f\u2028\u2029\ufeff\ufff9-\ufffc\ud800-\udfff]"
)
# Without one of these ftfy tells no mojibake: nearly all that it knows stands side by side. Both begin with
# a sign outside ASCII, which a search runs to at once.
_BESIDE = re.compile(r"[^\x00-\x7f](?:[^\x00-\x7f]|(?<=[\x80-\x9fÂÃŒœ]))")
_ELISION_SPACE = re.compile(
    r"(?<![\w’'‘])(?:[cdjlmnst]|qu|lorsqu|puisqu|quoiqu|jusqu)’(?P<gap> )(?=[aeiouyhàâäéèêëîïôöùûüœæ])", re.I
)
_GLUED_LINK = re.compile(r"(?P<word>[^\W\d_\u2e80-\U000fffff]{2})(?P<gap>)(?=https?://)")
_IN_LINK = re.compile(r"\S*(?:://|[/@=?&#])\S*$")
_GLUED_COMMA = re.compile(r"(?<=[^\W\d_]),(?P<gap>)(?P<word>[^\W\d_]+)\b")
_SPACE_RUN = re.compile(r"(?<=\S)(?P<gap>[ \u00a0]{2,})(?=\S)")


class Edit(NamedTuple):
    """text[start:end] becomes `after`."""

    start: int
    end: int
    after: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A fault by name, and the function that finds its edits, in order, in a text."""

    name: str
    find: Callable[[str], list[Edit]]
    in_code: bool = True  # code says what it says: spaces and entities are its author's


def repair(document: Document) -> Document:
    """Mend the text of every block and record each change, with its place in the source."""
    blocks, repairs = [], list(document.repairs)
    for block in document.blocks:
        if block.kind in _LEFT_ALONE or _is_plain(block.text):
            blocks.append(block)
            continue
        text, trace, found = _mend(block.text, block.trace, code=block.kind is Kind.CODE)
        repairs.extend(found)
        if not text.strip():
            blocks.append(block.marked(Mark("repair", "nothing-legible")))
        else:
            blocks.append(replace(block, text=text, trace=trace) if found else block)
    return replace(document, blocks=tuple(blocks), repairs=tuple(repairs))


def repair_text(text: str) -> str:
    """Return text with its encoding faults, entities, control characters and lost spaces mended.

    >>> repair_text("l’ Ã©tÃ© &amp; lâ€™hiver")
    'l’été & l’hiver'
    """
    return _mend(text, None, code=False)[0]


def _is_plain(text: str) -> bool:
    """Tell of most text at once that no rule finds a fault in it: each looks for what is not here."""
    return (
        text.isprintable()  # no white space but " ", no control characters but one
        and (text.isascii() or _is_sound(text))
        and not ("  " in text or "http" in text or ("&" in text and ";" in text))
        and text[:1] > " " < text[-1:]
    )


def _is_sound(text: str) -> bool:
    """Tell of printable text that no rule finds a fault in what is not ASCII."""
    return not ("’ " in text or "\ufffc" in text or _BESIDE.search(text)) and unicodedata.is_normalized(
        "NFC", text
    )


def _mend(text: str, trace: Trace | None, *, code: bool) -> tuple[str, Trace | None, list[Repair]]:
    repairs: list[Repair] = []
    for _ in range(_ROUNDS):
        before = text
        for rule in RULES:
            if code and not rule.in_code:
                continue
            edits = rule.find(text)
            if edits:
                repairs.extend(_record(rule.name, edits, text, trace))
                text, trace = _apply(edits, text, trace)
        if text == before:
            break
    return text, trace, repairs


def _record(rule: str, edits: list[Edit], text: str, trace: Trace | None) -> Iterator[Repair]:
    for start, end, after in edits:
        yield Repair(rule, text[start:end], after, trace.span(start, end) if trace is not None else None)


def _apply(edits: list[Edit], text: str, trace: Trace | None) -> tuple[str, Trace | None]:
    out, last = [], 0
    pieces: list[Piece] = []
    for start, end, after in edits:
        out += [text[last:start], after]
        if trace is not None:
            span = trace.span(start, end)
            pieces += [*trace.cut(last, start).pieces, Piece(len(after), span.start, span.end)]
        last = end
    out.append(text[last:])
    if trace is not None:
        pieces += trace.cut(last, len(text)).pieces
    return "".join(out), Trace.of(pieces) if trace is not None else None


def decode_entities(text: str) -> list[Edit]:
    """Find HTML entities that survived parsing; where the text holds tags, too, it is about HTML and stays.

    >>> decode_entities("salt &amp; pepper")
    [Edit(start=5, end=10, after='&')]
    >>> decode_entities("write &lt; for <")
    []
    """
    if "&" not in text or "<" in text:
        return []
    import html

    found = ((match, html.unescape(match[0])) for match in _ENTITY.finditer(text))
    return [Edit(*match.span(), plain) for match, plain in found if plain != match[0]]


def undo_mojibake(text: str) -> list[Edit]:
    """Find text that was decoded in the wrong charset, by ftfy.

    >>> undo_mojibake("l’Ã©tÃ© vient")
    [Edit(start=2, end=7, after='été')]
    """
    if text.isascii() or not _BESIDE.search(text):
        return []
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    return _compare(text, fix_encoding(text)) if is_bad(text) else []


def drop_control_characters(text: str) -> list[Edit]:
    """Find control characters and terminal escapes, which show nothing, and line breaks of other systems."""
    if not _CONTROL.search(text):
        return []
    from ftfy import fixes

    plain = fixes.remove_terminal_escapes(fixes.fix_surrogates(text))
    return _compare(text, fixes.remove_control_chars(fixes.fix_line_breaks(plain)))


def compose(text: str) -> list[Edit]:
    """Find letters that stand apart from their marks (Unicode's NFC joins them)."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return []
    return _compare(text, unicodedata.normalize("NFC", text))


def close_elisions(text: str) -> list[Edit]:
    """Find a stray space behind an elided French word: "l’ utilisation"."""
    return [Edit(*match.span("gap"), "") for match in _ELISION_SPACE.finditer(text)] if "’ " in text else []


def part_links(text: str) -> list[Edit]:
    """Find a link glued to the word before it: "—Hillaryhttps://t.co/x"."""
    if "http" not in text:
        return []
    return [
        Edit(*match.span("gap"), " ")
        for match in _GLUED_LINK.finditer(text)
        if not _IN_LINK.search(text, max(0, match.start() - 100), match.end("word"))
    ]


def part_lines(text: str) -> list[Edit]:
    """Find a lost line break: a comma glued to the word that at least two of the next lines begin with, too.

    >>> part_lines("your dreams,your aspirations,\\nyour hopes,\\nyour family")
    [Edit(start=12, end=12, after='\\n')]
    """
    if text.count("\n") < 2:
        return []
    found = []
    ends = [match.start() for match in re.finditer("\n", text)]
    for end, following in pairwise(ends):
        start = max(text.rfind("\n", 0, end) + 1, end - _LONGEST_VERSE)
        for match in _GLUED_COMMA.finditer(text, start, end):
            word = match["word"] + " "
            if text.startswith(word, end + 1) and text.startswith(word, following + 1):
                found.append(Edit(*match.span("gap"), "\n"))
    return found


def trim(text: str) -> list[Edit]:
    """Find white space at either end, laid bare by another repair."""
    lead, tail = len(text) - len(text.lstrip()), len(text.rstrip())
    if text.startswith("\t"):  # a table's first cell is empty
        lead = 0
    if not tail:
        return []
    return [Edit(*edge, "") for edge in ((0, lead), (tail, len(text))) if edge[0] < edge[1]]


def fold_spaces(text: str) -> list[Edit]:
    """Find runs of spaces inside a line."""
    if "  " not in text and "\u00a0" not in text:
        return []
    return [Edit(*match.span("gap"), " ") for match in _SPACE_RUN.finditer(text)]


# Entities before mojibake: both may have struck the same letter. Spaces last: the others may lay them bare.
RULES = (
    Rule("entities", decode_entities, in_code=False),
    Rule("mojibake", undo_mojibake),
    Rule("control-characters", drop_control_characters),
    Rule("composition", compose),
    Rule("elision-space", close_elisions, in_code=False),
    Rule("glued-link", part_links, in_code=False),
    Rule("glued-line", part_lines, in_code=False),
    Rule("spaces", fold_spaces, in_code=False),
    Rule("edges", trim, in_code=False),
)


def _compare(before: str, after: str) -> list[Edit]:
    """Return the edits that turn before into after, word by word; each deletion by itself."""
    return [part for edit in _compare_words(before, after) for part in _part_deletions(edit, before)]


def _part_deletions(edit: Edit, text: str) -> list[Edit]:
    """Return an edit of text that only deletes as one edit a stretch: what stands between keeps its place.

    >>> _part_deletions(Edit(0, 4, "ab"), "-a-b")
    [Edit(start=0, end=1, after=''), Edit(start=2, end=3, after='')]
    """
    gaps: list[Edit] = []
    kept = 0
    for at in range(edit.start, edit.end):
        if edit.after.startswith(text[at], kept):
            kept += 1
        elif gaps and gaps[-1].end == at:
            gaps[-1] = Edit(gaps[-1].start, at + 1, "")
        else:
            gaps.append(Edit(at, at + 1, ""))
    return gaps if kept == len(edit.after) and gaps else [edit]


def _compare_words(before: str, after: str) -> list[Edit]:
    if before == after:
        return []
    olds, news = re.split("([ \n\t])", before), re.split("([ \n\t])", after)
    edits: list[Edit] = []
    at = 0
    if len(olds) == len(news):
        for old, new in zip(olds, news, strict=True):
            if old != new:
                edits.append(_trim(at, old, new))
            at += len(old)
        return edits
    if len(olds) > _MOST_WORDS_ALIGNED:
        return [_trim(0, before, after)]
    starts = [0]
    for old in olds:
        starts.append(starts[-1] + len(old))
    for tag, i, j, k, m in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if tag != "equal":
            edits.append(_trim(starts[i], "".join(olds[i:j]), "".join(news[k:m])))
    return edits


def _trim(at: int, old: str, new: str) -> Edit:
    """Return the edit of old, which stands at `at`, to new, less what both begin and end with."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return Edit(at + head, at + len(old) - tail, new[head : len(new) - tail])
