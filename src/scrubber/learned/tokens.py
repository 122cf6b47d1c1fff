"""Flat text as the tagger sees it: tokens, where a block may begin, and what each of them looks like.

All is counted for the whole text at once, in numpy, so that a megabyte takes a tenth of a second. A token
ends at white space, and where two blocks may have been glued together: "projectRead", "made.#1", "2019Tea".
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np

from scrubber.learned.boxes import Floats
from scrubber.learned.letters import (
    ADDRESS,
    BEYOND,
    CLOSE,
    COLON,
    COMMA,
    DIGIT,
    LONE,
    LOWER,
    OPEN,
    SIGN,
    SPACE,
    STOP,
    UPPER,
    WORD,
    Codes,
    Flags,
    Ints,
    Sorts,
    read_codes,
    sort_codes,
)

Hashes = np.ndarray[Any, np.dtype[np.uint64]]

_EAST_ASIAN = 0x3040  # the first letter of scripts that put no space between sentences either
# Tokens beyond which a line's end is as good as none, or a megabyte in one line is like nothing ever seen
# (one fold of WCXB dev, begins in soup: F1 0.756 without, 0.756 by this, 0.747 by a third of it).
_FAR, _LONG = 100, 200
# A token's hash is its letters' polynomial in _BASE modulo 2**64, so that prefix sums give all at once; the
# multipliers are those of Fibonacci hashing (Knuth) and of Stafford's mixers.
_BASE = 0x9E3779B97F4A7C15
_MIXER = np.uint64(0xD6E8FEB86659FD93)

COLUMNS = (
    *("upper", "all upper", "digit", "all digits", "no letters", "length", "opens", "sign"),
    *("stop", "full stop", "comma", "colon", "closes", "glued", "line start", "text start"),
    *("lone script", "written small", "ever small", "said again", "pair said again"),
    *("since line start", "until line end", "line length", "at", "slash", "behind stop"),
    *("line stops", "line before", "line behind", "line behind stops"),
)


class Tokens(NamedTuple):
    """A text's N tokens, in order; offsets are code points."""

    starts: Ints
    ends: Ints
    hashes: Hashes  # of each token's letters, in lower case
    dense: Floats  # N x COLUMNS
    line_starts: Flags  # a newline, or nothing, stands before
    behind_stop: Flags  # a sentence may have ended before
    behind_initial: Flags  # one letter with a full stop stands before: "z. B.", "J. R. Hartley"
    parted: Flags  # a space stands between letters that need none: Chinese, Japanese


def read_tokens(text: str) -> Tokens:
    """Return the tokens of a text, in time linear in its code points but for a sort of the tokens.

    >>> text = "The projectRead more.#1 iPhone"
    >>> tokens = read_tokens(text)
    >>> [text[start:end] for start, end in zip(tokens.starts, tokens.ends)]
    ['The', 'project', 'Read', 'more.', '#1', 'i', 'Phone']
    >>> text = "https://example.org/AboutUs @TheQuay #OldHarbour"
    >>> [text[start:end] for start, end in zip(*read_tokens(text)[:2])]
    ['https://example.org/AboutUs', '@TheQuay', '#OldHarbour']
    """
    codes = read_codes(text)
    chars = _Chars(codes, sort_codes(codes), _small_letters().take(codes, mode="clip"))
    starts, ends = _cut(chars)
    begins, stops = _cores(chars, starts, ends)
    hashes = _hash(chars, begins, stops)
    newlines = np.cumsum(codes == ord("\n"))
    lines = np.concatenate(([True], newlines[starts[1:]] > newlines[starts[:-1]]))[: len(starts)]
    dense = _describe(chars, starts, ends, begins, stops, hashes, lines)
    unspaced = chars.are(LONE) & (codes >= _EAST_ASIAN)
    parted = unspaced[starts] & (dense[:, COLUMNS.index("glued")] == 0)
    parted[1:] &= unspaced[ends[:-1] - 1]
    initials = (
        (stops - begins == 1) & (dense[:, COLUMNS.index("full stop")] > 0) & chars.are(UPPER | LOWER)[begins]
    )
    return Tokens(
        starts=starts,
        ends=ends,
        hashes=hashes,
        dense=dense,
        line_starts=lines,
        behind_stop=dense[:, COLUMNS.index("behind stop")] > 0,
        behind_initial=np.concatenate(([False], initials[:-1])),
        parted=parted & ~lines,
    )


class _Chars(NamedTuple):
    codes: Codes
    sorts: Sorts  # of each code point, as bits
    lower: Codes  # its small letter

    def are(self, sort: int) -> Flags:
        found: Flags = (self.sorts & sort) != 0
        return found

    def tally(self, flags: Flags, begins: Ints, stops: Ints) -> Ints:
        """Return how many of the code points of each stretch are flagged."""
        sums = np.concatenate(([0], np.cumsum(flags)))
        counts: Ints = sums[stops] - sums[begins]
        return counts


@cache
def _small_letters() -> Codes:
    """Return each code point's small letter, where that is one; made once a process."""
    small = (chr(code).lower() for code in range(BEYOND + 1))
    return np.fromiter((ord(s) if len(s) == 1 else at for at, s in enumerate(small)), np.uint32, BEYOND + 1)


def _cut(chars: _Chars) -> tuple[Ints, Ints]:
    """Return where tokens start and end: at white space, and where blocks may be glued."""
    here, space = chars.sorts, np.uint16(SPACE)
    before = np.concatenate(([space], here[:-1]))
    before_that = np.concatenate(([space], before[:-1]))
    behind = np.concatenate((here[1:], [space]))

    def are(sorts: Any, sort: int) -> Flags:
        found: Flags = (sorts & sort) != 0
        return found

    ink, upper = ~are(here, SPACE), are(here, UPPER)
    glued = upper & are(before, LOWER | DIGIT)  # projectRead, 2019Tea
    glued |= upper & are(before, UPPER) & are(before_that, UPPER) & are(behind, LOWER)  # HOMEAbout
    glued |= are(here, DIGIT) & are(before, LOWER)
    # made.Next, made.#1, (2019)Next, and in scripts without spaces every sentence
    closed = are(before, STOP | CLOSE | COLON) & are(before_that, LOWER | DIGIT | CLOSE | STOP | LONE)
    elided = ((chars.codes == ord("’")) | (chars.codes == ord("'")))[:-1]  # l’Europe
    closed[1:] &= ~elided | are(before_that[1:], STOP)
    opens = are(here, SIGN | OPEN) & ~are(here, CLOSE)
    glued |= closed & (upper | opens | (are(here, DIGIT) & are(before_that, LOWER)))
    glued |= are(before, STOP) & are(here, LONE)
    glued |= (chars.codes == ord("©")) & are(before, WORD)
    at = np.arange(len(here))
    parted = are(before, SPACE)
    # An address, a handle or a hashtag goes on to the next space, in whatever case it is written.
    word = np.maximum.accumulate(np.where(parted, at, 0))
    address = np.maximum.accumulate(np.where(are(here, ADDRESS), at, -1))
    glued &= (address < word) | (address == at)
    starts = np.flatnonzero(ink & (parted | glued))
    at = np.maximum.accumulate(np.where(ink, at, -1))
    ends = np.concatenate((at[starts[1:] - 1], at[-1:]))[: len(starts)] + 1
    return starts, ends


def _cores(chars: _Chars, starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """Return each token's stretch from its first letter to its last; all of it where it has none."""
    number = len(chars.codes)
    at, word = np.arange(number), chars.are(WORD)
    first = np.minimum.accumulate(np.where(word, at, number)[::-1])[::-1][starts]
    last = np.maximum.accumulate(np.where(word, at, -1))[ends - 1] + 1
    none = first >= ends
    return np.where(none, starts, first), np.where(none, ends, last)


def _hash(chars: _Chars, begins: Ints, stops: Ints) -> Hashes:
    """Return the hash of each stretch in lower case; a number is told by its length alone."""
    powers, inverses = _powers(max(16, len(chars.codes).bit_length()))
    letters = chars.lower.astype(np.uint64) + np.uint64(1)
    sums = np.concatenate(
        (np.zeros(1, np.uint64), np.cumsum(letters * powers[: len(letters)], dtype=np.uint64))
    )
    hashes = (sums[stops] - sums[begins]) * inverses[begins]
    hashes = (hashes ^ (hashes >> np.uint64(32))) * _MIXER
    sizes = stops - begins
    numbers = chars.tally(chars.are(DIGIT), begins, stops) == sizes
    mixed: Hashes = np.where(numbers, sizes.astype(np.uint64) * _MIXER, hashes)
    return mixed


@cache
def _powers(bits: int) -> tuple[Hashes, Hashes]:
    """Return the powers of the base, and of its inverse modulo 2**64, up to 2**bits."""
    number = (1 << bits) + 1
    return tuple(  # type: ignore[return-value]
        np.cumprod(np.full(number, value, np.uint64)) for value in (_BASE, pow(_BASE, -1, 1 << 64))
    )


def _describe(
    chars: _Chars, starts: Ints, ends: Ints, begins: Ints, stops: Ints, hashes: Hashes, lines: Flags
) -> Floats:
    number = len(starts)
    at, sizes = np.arange(number), stops - begins
    dense = np.zeros((number, len(COLUMNS)), np.float32)
    if not number:
        return dense
    columns = dict(zip(COLUMNS, dense.T, strict=True))
    first, sorts = chars.sorts[begins], chars.sorts
    letters, uppers, digits = (chars.tally(chars.are(s), begins, stops) for s in (WORD, UPPER, DIGIT))
    last, inner = ends - 1, np.maximum(ends - 2, starts)  # of "end.”" the full stop counts
    closes = (sorts[last] & CLOSE) != 0
    final = np.where(closes & ((sorts[inner] & (STOP | COMMA)) != 0), inner, last)
    stop, small = (sorts[final] & STOP) != 0, (first & LOWER) != 0
    _, which = np.unique(hashes, return_inverse=True)
    times, times_small = np.bincount(which), np.bincount(which, small)
    pairs = hashes * np.uint64(3) + np.roll(hashes, -1)
    _, pair = np.unique(pairs, return_inverse=True)
    line = np.maximum.accumulate(np.where(lines, at, 0))
    nearest = np.minimum.accumulate(np.where(lines, at, number)[::-1])[::-1]
    next_line = np.concatenate((nearest[1:], [number]))
    sizes_of_lines = np.diff(np.append(np.flatnonzero(lines), number))
    which_line = np.cumsum(lines) - 1
    around = np.log1p(np.minimum(np.concatenate(([0], sizes_of_lines, [0])), _LONG))
    stops = np.append(stop[next_line[lines] - 1], False)
    told = {
        "upper": (first & UPPER) != 0,
        "all upper": (uppers == letters) & (uppers > 1),
        "digit": digits > 0,
        "all digits": (digits == letters) & (letters > 0),
        "no letters": letters == 0,
        "length": np.log1p(sizes),
        "opens": (sorts[starts] & OPEN) != 0,
        "sign": (sorts[starts] & SIGN) != 0,
        "stop": stop,
        "full stop": chars.codes[final] == ord("."),
        "comma": (sorts[final] & COMMA) != 0,
        "colon": (sorts[last] & COLON) != 0,
        "closes": closes,
        "glued": np.concatenate(([False], starts[1:] == ends[:-1])),
        "line start": lines,
        "text start": at == 0,
        "lone script": (first & LONE) != 0,
        "written small": (times_small / times)[which],
        "ever small": (times_small > 0)[which],
        "said again": np.log(times)[which],
        "pair said again": np.log(np.bincount(pair))[pair],
        "since line start": np.log1p(np.minimum(at - line, _FAR)),
        "until line end": np.log1p(np.minimum(next_line - at, _FAR)),
        "line length": np.log1p(np.minimum(next_line - line, _LONG)),
        "at": chars.tally(chars.codes == ord("@"), starts, ends) > 0,
        "slash": chars.tally(chars.codes == ord("/"), starts, ends) > 0,
        "behind stop": np.concatenate(([False], stop[:-1])),
        "line stops": stops[which_line],
        "line before": around[which_line],
        "line behind": around[which_line + 2],
        "line behind stops": stops[which_line + 1],
    }
    for name, values in told.items():
        columns[name][:] = values
    return dense
