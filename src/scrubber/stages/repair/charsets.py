"""Asking ftfy to read a line anew, where its bytes make it possible that it can.

A line that looks bad need not be: a Swedish quotation begins with ”Ä, a Danish one with »Æ. ftfy then tries
ten charsets and finds nothing to do, which can be seen before at many times the speed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from scrubber.stages.repair.signs import find_mojibake

_LEADS = bytes([0xC0, *range(0xC2, 0xF5)])  # what begins a letter in UTF-8, and in Java's and Oracle's of it
_REST = bytes(range(0x80, 0xC0))
_OUTSIDE_ASCII = re.compile("[^\x00-\x7f]")
_C1 = re.compile("[\x80-\x9f]")


def fix_line(line: str) -> str:
    """Return a line as ftfy's `fix_encoding` makes it, which is asked only if it could change it.

    "Ã" and two spaces are "à" and one to ftfy only where it can read the whole line anew; here always.

    >>> fix_line("dÃ©jÃ\u00a0 vu"), fix_line("sade: ”Äntligen”")
    ('déjà vu', 'sade: ”Äntligen”')
    """
    if not _may_mend(line):
        return line
    from ftfy import fix_encoding

    return fix_encoding(line.replace("Ã  ", "Ã\u00a0 "))


def may_change(line: str) -> bool:
    """Tell whether ftfy's `fix_encoding` could change a line: never no where it would.

    It changes a bad line in three ways: C1 controls become windows-1252's; the whole line is taken for UTF-8,
    so that it is made of what begins a letter's bytes and what goes on with them; or a part of it is, that
    looks like UTF-8 and is bad by itself.
    """
    return find_mojibake(line) is not None and _may_mend(line)


def _may_mend(line: str) -> bool:
    """Tell of a bad line what `may_change` tells of any."""
    from ftfy.chardata import UTF8_DETECTOR_RE

    return bool(
        _C1.search(line)
        or ((first := _OUTSIDE_ASCII.search(line)) and _is_whole(line, first[0]))
        or (
            _letter().search(line)
            and any(find_mojibake(part[0]) is not None for part in UTF8_DETECTOR_RE.finditer(line))
        )
    )


def _is_whole(line: str, first: str) -> bool:
    """Tell whether the line may be UTF-8 read in a charset, one in which its first such sign leads."""
    return any(shape.match(line) for leads, shape in _shapes() if first in leads)


@lru_cache(maxsize=1)
def _shapes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return for each charset that ftfy tries what may lead, and the shape of a line of UTF-8 read in it.

    A byte A0 may have become a space on the way, and a lost one U+FFFD or a question mark. Nothing is given
    back, as a charset's first bytes and others are different signs, so that each is linear.
    """
    import ftfy.bad_codecs  # noqa: F401  (it registers the charsets)
    from ftfy.chardata import CHARMAP_ENCODINGS

    shapes = []
    for name in CHARMAP_ENCODINGS:
        leads, rest = _LEADS.decode(name), _REST.decode(name)
        letter = rf"[{re.escape(leads)}][{re.escape(rest)} ?\ufffd]{{1,3}}+"
        shapes.append((f"{leads}\ufffd", re.compile(rf"(?:[\x00-\x7f]++|\ufffd|{letter})*+\Z")))
    return tuple(shapes)


@lru_cache(maxsize=1)
def _letter() -> re.Pattern[str]:
    """Return the pattern of a letter as ftfy's UTF8_DETECTOR_RE knows it, which a search runs to at once."""
    from ftfy.chardata import UTF8_CLUES

    firsts = [UTF8_CLUES[f"utf8_first_of_{length}"] for length in (2, 3, 4)]
    wholes = (f"(?<=[{first}])[{{0}}]{{{{{rest}}}}}" for rest, first in enumerate(firsts, 1))
    pattern = f"[{''.join(firsts)}](?:{'|'.join(wholes)})"
    return re.compile(pattern.format(UTF8_CLUES["utf8_continuation"]))
