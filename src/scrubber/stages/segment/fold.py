"""The stretches of a block as one text, its white space folded as a browser folds it, and their trace."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
    if len(parts) == 1 and (said := _fold_even(*parts[0])):  # so are three blocks in four
        return said
    out: list[str] = []
    pieces: list[Piece] = []
    due = located = False  # due: white space, before the next text
    size = linked = strong = 0
    for part in parts:
        text, piece, link, bold = part
        if part is BREAK:
            if out:
                out.append("\n")
                at = pieces[-1].end if pieces else 0
                pieces.append(Piece(1, at, at))
            due = False
            continue
        if piece is not None:
            located = True
            if not text:  # data inside the block
                pieces.append(piece)
                continue
        elif not text.strip(SPACES):
            due = True
            continue
        straight = piece is not None and piece.length == piece.end - piece.start
        last = 0
        for match in _STRETCH.finditer(text):
            begin, end = match.span()
            if (due or begin > last) and out and out[-1] != "\n":
                if straight and begin > last:
                    begin -= 1  # the space that is kept is the last one, so the piece stays straight
                else:
                    out.append(" ")
                    at = pieces[-1].end if pieces else 0
                    pieces.append(Piece(1, at, at))
            length = end - begin
            out.append(text[begin:end].translate(_TO_SPACE))
            if piece is None:
                at = pieces[-1].end if pieces else next((p.start for _, p, _, _ in parts if p), 0)
                pieces.append(Piece(length, at, at))
            elif straight:
                pieces.append(Piece(length, piece.start + begin, piece.start + end))
            else:
                pieces.append(Piece(length, piece.start, piece.end))
            size += length
            linked += length if link else 0
            strong += length if bold else 0
            last, due = end, False
        due = due or last < len(text)
    whole = "".join(out)
    trace = Trace.of(pieces)
    if whole.endswith("\n"):
        trimmed = whole.rstrip("\n")
        whole, trace = trimmed, trace.cut(0, len(trimmed))
    return Folded(whole, trace if located else None, linked / max(1, size), strong / max(1, size))


def _fold_even(text: str, piece: Piece | None, link: bool, bold: bool) -> Folded | None:
    """Return a text that shows as it stands, less white space at its ends, or None for any other."""
    body = text.strip(SPACES)
    even = body.isprintable() and "  " not in body  # a newline is not printable, a space is
    if not even or piece is None or not body or piece.length != piece.end - piece.start:
        return None
    start = piece.start + text.index(body)
    return Folded(body, Trace.straight(start, start + len(body)), float(link), float(bold))


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


def join(parts: Iterable[tuple[str, Trace | None]], glue: str) -> tuple[str, Trace | None]:
    """Return the texts joined by glue, which stands nowhere in the source, and their trace."""
    texts: list[str] = []
    pieces: list[Piece] = []
    for text, trace in parts:
        if glue == " " and not text:
            continue
        if texts:
            at = pieces[-1].end if pieces else trace.pieces[0].start if trace and trace.pieces else 0
            pieces.append(Piece(len(glue), at, at))
        texts.append(text)
        if trace is not None:
            pieces.extend(trace.pieces)
        elif text:
            at = pieces[-1].end if pieces else 0
            pieces.append(Piece(len(text), at, at))
    return glue.join(texts), Trace.of(pieces)
