"""Which charsets some bytes may be in, and how likely the text is that each makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from scrubber.stages.decode.labels import find_codec

# The charsets that are tried, by WHATWG's names, and what each costs beforehand, in nats: the rarer on the
# web, the more (guesses; where two make the same text of the bytes, the first is named). What is told costs
# nothing, however rare it is.
_SINGLE = {
    **dict.fromkeys(("windows-1252",), 0.0),
    **dict.fromkeys(("windows-1251", "windows-1250", "iso-8859-2", "windows-1254"), 3.0),
    **dict.fromkeys(("windows-1257", "windows-1253", "windows-1256", "windows-1255", "windows-874"), 5.0),
    **dict.fromkeys(("windows-1258", "iso-8859-15", "koi8-r", "koi8-u"), 5.0),
    **dict.fromkeys(("iso-8859-7", "iso-8859-5", "iso-8859-6", "iso-8859-8", "iso-8859-13"), 7.0),
    **dict.fromkeys(("iso-8859-4", "iso-8859-10", "iso-8859-3", "iso-8859-16", "iso-8859-14"), 7.0),
    **dict.fromkeys(("ibm866", "macintosh", "x-mac-cyrillic"), 7.0),
}
_DOUBLE = {"gbk": 2.5, "shift_jis": 2.5, "euc-kr": 2.5, "big5": 2.5, "euc-jp": 3.0}
_UTF_16 = ("utf-16-le", "utf-16-be")
_UTF_32 = ("utf-32-le", "utf-32-be")
WIDE = frozenset(_UTF_16 + _UTF_32)
_UTF_8_COST = -10.0  # bytes that are UTF-8 by chance are rare (guess)
_WIDE_COST = 8.0  # UTF-16 and UTF-32 without a mark are rare (guess)
_LOOKED_AT = 4_000  # bytes whose likelihood is told: more tell no better (guess); a multiple of four
_MOST_BROKEN = 0.05  # of the letters, in a charset that is not even tried then (guess)
_CUT = 60  # words of a long line, which is cut to look at a part (guess)
_LONG = 1_000  # bytes of such a line (guess)
_TAG = re.compile(rb"<[^<>]*>")
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd\ufffe\uffff]")
_ISO_2022 = (b"\x1b$", b"\x1b(")  # how Japanese begins and ends in it


class Ranked(NamedTuple):
    """A charset that bytes may be in, and what the text costs that it makes of them, in nats."""

    charset: str
    cost: float
    size: int  # bytes that were looked at
    broken: bool = False  # some of them mean nothing in it, or a control that no text holds


def rank(raw: bytes, told: Iterable[str] = (), *, utf_8: bool = False) -> list[Ranked]:
    """Return the charsets that bytes may be in, likeliest first; of several with one text, one.

    `told` are tried, too, whatever they are. `utf_8` says that the bytes are valid UTF-8: then nothing is
    tried but that, what is told, and charsets in which they may be valid UTF-8 by chance.
    """
    from scrubber.learned.likeness import BytePairs, load_likeness, read_pairs  # and numpy: see tell_cost

    likeness = load_likeness()
    wide = list(_list_wide(raw))
    sample = raw[: min(_LOOKED_AT, len(raw) // 2 * 2)] if wide else take_sample(raw)
    byte_pairs = BytePairs(sample)
    cut = int(raw.endswith(sample[-4:]))  # letters at the page's end, that may be broken off
    ranked: dict[str, Ranked] = {}
    for charset, before in _list_candidates(sample, told, wide, utf_8=utf_8):
        letters = _list_letters(charset) if charset in _SINGLE else ""
        text = _read_present(letters, sample) if letters else sample.decode(find_codec(charset), "replace")
        if text in ranked or (charset in _DOUBLE and text.count("\ufffd") > _MOST_BROKEN * len(text)):
            continue
        pairs = byte_pairs.read(letters) if letters else read_pairs(text)
        broken = _NO_TEXT.search(text if letters else text[: len(text) - cut]) is not None
        ranked[text] = Ranked(charset, before + likeness.cost_pairs(pairs), len(sample), broken)
    return sorted(ranked.values(), key=lambda found: found.cost)


def tell_cost(text: str) -> float:
    """Return what a text costs, in nats: see `Likeness.cost`."""
    from scrubber.learned.likeness import load_likeness  # and numpy, which a page in UTF-8 does without

    return load_likeness().cost(text)


def take_sample(raw: bytes, most: int = _LOOKED_AT) -> bytes:
    """Return as much as is looked at of what tells a charset: lines outside ASCII, less tags and NULs."""
    bare = raw.replace(b"\x00", b"")
    if any(mark in bare for mark in _ISO_2022):  # in which letters hold the bytes of tags
        return bare[:most]
    bare = _TAG.sub(b" ", bare)
    kept: dict[bytes, None] = {}  # each once: a title stands on a page twice, and is no more likely for that
    left = most
    for line in _cut_lines(bare):
        part = line.strip()[:left]
        if part.isascii() or part in kept:
            continue
        kept[part] = None
        left -= len(part)
        if left <= 0:
            break
    return b"\n".join(kept) if kept else bare[:most]


def has_controls(raw: bytes) -> bool:
    """Tell whether a page begins with bytes that no text holds but UTF-16 and UTF-32."""
    head = raw[:_LOOKED_AT]
    return len(head) != len(head.translate(None, _CONTROLS))


@cache
def _list_letters(charset: str) -> str:
    """Return what each of the 256 bytes means in a charset of one byte a letter."""
    return bytes(range(0x100)).decode(find_codec(charset), "replace")


def _read_present(letters: str, raw: bytes) -> str:
    """Return the letters of the bytes that there are, each once."""
    return "".join(letters[byte] for byte in sorted(set(raw)))


def _list_candidates(
    raw: bytes, told: Iterable[str], wide: Iterable[str], *, utf_8: bool
) -> Iterator[tuple[str, float]]:
    for charset in told:  # before the others, so that it is named, where they make the same text
        if charset != "utf-8":
            yield charset, 0.0
    if utf_8:
        yield "utf-8", _UTF_8_COST
    if any(mark in raw for mark in _ISO_2022):
        yield "iso-2022-jp", 0.0
    for charset in wide:
        yield charset, _WIDE_COST
    if not utf_8:
        yield "utf-8", 0.0
        yield from _SINGLE.items()
        yield from _DOUBLE.items()


def _list_wide(raw: bytes) -> Iterator[str]:
    """Yield UTF-16 and UTF-32 where bytes may be that: with controls, or few, even, and without markup."""
    few = len(raw) <= _LOOKED_AT and len(raw) % 2 == 0 and not _TAG.search(raw)
    if few or has_controls(raw):
        yield from _UTF_16
    if raw.count(0) >= len(raw) / 4:  # every code point begins or ends with one
        yield from _UTF_32


def _cut_lines(raw: bytes) -> Iterator[bytes]:
    """Yield lines, long ones in parts: between words, where no charset has a letter's second byte."""
    for line in raw.splitlines():
        if len(line) <= _LONG:
            yield line
            continue
        words = line.split(b" ")
        for at in range(0, len(words), _CUT):
            yield b" ".join(words[at : at + _CUT])
