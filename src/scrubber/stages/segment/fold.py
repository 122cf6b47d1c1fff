"""The stretches of a block as one text, its white space folded as a browser folds it, and their trace."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from scrubber.stages.segment.locate import SPACES
from scrubber.trace import Piece, Trace

# A stretch of text, where it came from, and whether it stands in a link and in bold.
Part = tuple[str, Piece | None, bool, bool]
BREAK: Part = ("\n", None, False, False)  # a <br>, told by identity: a text may be a newline, too

_STRETCH = re.compile(rf"[^{SPACES}]+(?:[{SPACES}][^{SPACES}]+)*")
_TO_SPACE = str.maketrans(dict.fromkeys(SPACES, " "))


class Folded(NamedTuple):
    """The text of a block, where it came from, and how much of it stands in links and in bold."""

    text: str
    trace: Trace | None
    links: float = 0.0
    bold: float = 0.0


def trim(parts: list[Part]) -> None:
    """Take away white space and breaks behind the last text: they show nothing."""
    while parts and parts[-1][1] is None and not parts[-1][0].strip(SPACES):
        parts.pop()


def fold(parts: Sequence[Part]) -> Folded:
    """Return the parts as one text with white space folded."""
    if len(parts) == 1 and (even := _fold_even(*parts[0])):  # so are three blocks in four
        return even
    out: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    due = located = False  # due: white space, before the next text
    at = size = linked = strong = 0  # at: where the last piece ends
    for part in parts:
        text, piece, link, bold = part
        if part is BREAK:
            if out:
                out.append("\n")
                pieces.append((1, at, at))
            due = False
            continue
        if piece is not None:
            located = True
            if not text:  # data inside the block
                pieces.append(piece)
                at = piece.end
                continue
        stretches = _find_stretches(text)
        if not stretches:
            due = True
            continue
        if piece is not None:
            whole, start, stop = piece
            straight = whole == stop - start
        else:
            at = at if pieces else next((p.start for _, p, _, _ in parts if p), 0)
            straight, start, stop = False, at, at
        last = 0
        for begin, end in stretches:
            if (due or begin > last) and out and out[-1] != "\n":
                if straight and begin > last:
                    begin -= 1  # the space that is kept is the last one, so the piece stays straight
                else:
                    out.append(" ")
                    pieces.append((1, at, at))
            said, length = text[begin:end], end - begin
            out.append(said if said.isprintable() else said.translate(_TO_SPACE))
            at = start + end if straight else stop
            pieces.append((length, start + begin if straight else start, at))
            size += length
            linked += length if link else 0
            strong += length if bold else 0
            last, due = end, False
        due = last < len(text)
    folded = "".join(out)
    trace = Trace.of(pieces)
    if folded.endswith("\n"):
        trimmed = folded.rstrip("\n")
        folded, trace = trimmed, trace.cut(0, len(trimmed))
    return Folded(folded, trace if located else None, linked / max(1, size), strong / max(1, size))


def _fold_even(text: str, piece: Piece | None, link: bool, bold: bool) -> Folded | None:
    """Return a text that shows as it stands, less white space at its ends, or None for any other."""
    body = text.strip(SPACES)
    if piece is None or not body or not _is_even(body):
        return None
    length, start, end = piece
    if length != end - start:
        return None
    if len(body) != length:
        start += text.index(body)
        piece = Piece(len(body), start, start + len(body))
    return Folded(body, Trace((piece,), (len(body),)), float(link), float(bold))


def _is_even(body: str) -> bool:
    return "  " not in body and body.isprintable()  # a newline is not printable, a space is


def _find_stretches(text: str) -> Sequence[tuple[int, int]]:
    """Return the stretches of text with no white space to fold in them."""
    body = text.strip(SPACES)
    if not body:
        return ()
    if _is_even(body):
        begin = text.index(body)
        return ((begin, begin + len(body)),)
    return [match.span() for match in _STRETCH.finditer(text)]


def keep(parts: Sequence[Part]) -> Folded:
    """Return the parts as one text as it stands, less blank lines around it (<pre>)."""
    whole = "".join(text for text, _, _, _ in parts)
    pieces, at = [], next((piece.start for _, piece, _, _ in parts if piece), 0)
    for text, piece, _, _ in parts:
        at = piece.end if piece else at
        pieces.append(piece or Piece(len(text), at, at))
    trace = Trace.of(pieces)
    begin = len(whole) - len(whole.lstrip("\n"))
    end = max(begin, len(whole.rstrip()))
    return Folded(whole[begin:end] if whole.strip() else "", trace.cut(begin, end))


def join(parts: Sequence[tuple[str, Trace | None]], glue: str) -> tuple[str, Trace | None]:
    """Return the texts joined by glue, which stands nowhere in the source, and their trace."""
    texts: list[str] = []
    pieces: list[Piece] = []
    first = next((trace.pieces[0].start for _, trace in parts if trace and trace.pieces), 0)
    for text, trace in parts:
        if glue == " " and not text:
            continue
        if texts:
            at = pieces[-1].end if pieces else first
            pieces.append(Piece(len(glue), at, at))
        texts.append(text)
        if trace is not None:
            pieces.extend(trace.pieces)
        elif text:
            at = pieces[-1].end if pieces else first
            pieces.append(Piece(len(text), at, at))
    return glue.join(texts), Trace.of(pieces)
