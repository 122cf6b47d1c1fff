"""Bytes to text: by their mark, by what is told of their charset, by what they are likeliest to be.

The order is WHATWG's: byte order mark, transport, declaration, detection. But what is told is weighed: it is
believed while the text that it makes is about as likely as the likeliest.
"""

from __future__ import annotations

import codecs
import math
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from scrubber.errors import BadInput
from scrubber.stages.decode.candidates import WIDE, Ranked, has_controls, rank, take_sample, tell_cost
from scrubber.stages.decode.labels import find_codec, find_declared

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16's, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Nats that a text may cost beyond the likeliest, and is still what was told. On the development set no right
# charset cost more than another; a wrong one less than 6 more in 1 document of 100, and 4 short strings.
_TRUST = 6.0
_DOUBT = 4.0  # nats that make one in how sure a detection is: roughly how often it was right
_UNSURE = 0.9  # of a detection: below that, a few letters that stand by themselves tell nothing (guess)
_MOST_FOREIGN = 0.25  # of a page's bytes outside ASCII: beyond that, what is told wrong is much of it (guess)
_MOST_COST = math.log(256)  # nats a byte, that noise costs at least; text costs 2 to 4
_FREE_COST = 20.0  # nats that any text may cost, be it one letter (guess)
_OF_EITHER = 1_500  # bytes that are looked at of the lines in either of two charsets (guess)
_MIXED_COST = 12.0  # nats that a file in two charsets costs beforehand: they are rare (guess)
_FOUR_BYTES = re.compile(rb"[\x81-\xfe][0-9][\x81-\xfe][0-9]")
_UTF_8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_LETTER_OUTSIDE_ASCII = re.compile(r"[^\W\d_\x00-\x7f]+")
_OUTSIDE_ASCII = bytes(range(0x80, 0x100))


class Decoded(NamedTuple):
    """A page's text, and how it was come by."""

    text: str
    encoding: str
    evidence: str  # bom, transport, declared, utf-8, lines, detected
    confidence: float  # 0 to 1


def decode_bytes(raw: bytes, transport: str | None = None) -> Decoded:
    """Return the text of bytes. `transport` is the charset that came with them, as `find_charset` names it.

    A letter that can't be read becomes U+FFFD. Raises BadInput where the bytes are text in no charset.

    >>> decode_bytes("žluťoučký kůň".encode("cp1250"))[:3]
    ('žluťoučký kůň', 'windows-1250', 'detected')
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return Decoded(raw[len(mark) :].decode(encoding, "replace"), encoding, "bom", 1.0)
    declared = None if transport else find_declared(raw)
    told = {transport: "transport"} if transport else {declared: "declared"} if declared else {}
    try:
        text: str | None = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = None
    if text is None or has_controls(raw) or b"\x1b" in raw:
        return _weigh(raw, told, utf_8=text is not None)
    if told.keys() <= {"utf-8"} or (declared and text.isascii()):
        return Decoded(text, "utf-8", "transport" if transport else "utf-8", 1.0)
    return _weigh(raw, told, utf_8=True)


def _weigh(raw: bytes, told: Mapping[str, str], *, utf_8: bool) -> Decoded:
    """Return the likeliest text, what is told being trusted. Raises BadInput where none is likely."""
    ranked = rank(raw, told, utf_8=utf_8)
    if (
        not utf_8
        and ranked[0].charset not in WIDE
        and (mixed := _decode_by_lines(raw, ranked[0], told)) is not None
    ):
        return mixed
    _refuse_noise(ranked[0])
    credited = sorted((_trust(found, told) for found in ranked), key=lambda found: found.cost)
    best = credited[0]
    text = raw.decode(find_codec(best.charset), "replace")
    evidence = told.get(best.charset, "utf-8" if best.charset == "utf-8" else "detected")
    confidence = _tell_confidence(credited)
    if not told and confidence < _UNSURE and _is_little(raw) and not _reads_as_words(text):
        raise BadInput(
            "these bytes are not UTF-8, and too few to tell what else they are; say which charset it is with "
            'a media type, such as "text/plain; charset=windows-1252"'
        )
    return Decoded(text, _name(best.charset, raw), evidence, confidence)


def _trust(found: Ranked, told: Mapping[str, str]) -> Ranked:
    """Give what is told its credit, unless the bytes can't be in that."""
    trusted = found.charset in told and not found.broken
    return found._replace(cost=found.cost - _TRUST) if trusted else found


def _refuse_noise(best: Ranked) -> None:
    if best.cost > _MOST_COST * best.size + _FREE_COST:
        raise BadInput(
            "these bytes are text in no charset that could be told; say which with a media type, such as "
            '"text/plain; charset=windows-1252"'
        )


def _tell_confidence(ranked: Sequence[Ranked]) -> float:
    """Return how sure the first is, by how far the others are behind it."""
    return 1 / sum(math.exp((ranked[0].cost - found.cost) / _DOUBT) for found in ranked)


def _name(charset: str, raw: bytes) -> str:
    """Return a charset's name: GBK's decoder reads GB18030, too, whose letters may be of four bytes."""
    return "gb18030" if charset == "gbk" and _FOUR_BYTES.search(raw) else charset


def _decode_by_lines(raw: bytes, whole: Ranked, told: Mapping[str, str]) -> Decoded | None:
    """Return the text of a file in two charsets, as scrapes put together are, or None for any other.

    Lines that are UTF-8 by most of their bytes outside ASCII are that, be they damaged; the others are in one
    other charset, if that is likelier than all in one: the likeliest by the page's beginning, `whole`, or
    that of the others.
    """
    lines = raw.splitlines(keepends=True)
    others = {at for at, line in enumerate(lines) if not line.isascii() and not _is_mostly_utf_8(line)}
    utf_8 = [line for at, line in enumerate(lines) if at not in others and not line.isascii()]
    if not others or not utf_8:
        return None
    ours = take_sample(b"".join(utf_8), _OF_EITHER)
    theirs = take_sample(b"".join(lines[at] for at in sorted(others)), _OF_EITHER)
    apart = rank(theirs, told)
    other = apart[0].charset
    in_one = (_read_cost(ours, codec) + _read_cost(theirs, codec) for codec in {whole.charset, other})
    if other == "utf-8" or _read_cost(ours, "utf-8") + _read_cost(theirs, other) + _MIXED_COST >= min(in_one):
        return None
    codec = find_codec(other)
    decoded = (line.decode(codec if at in others else "utf-8", "replace") for at, line in enumerate(lines))
    return Decoded("".join(decoded), f"utf-8+{_name(other, raw)}", "lines", _tell_confidence(apart))


def _read_cost(raw: bytes, charset: str) -> float:
    return tell_cost(raw.decode(find_codec(charset), "replace"))


def _is_mostly_utf_8(line: bytes) -> bool:
    """Tell whether most bytes outside ASCII stand in sequences of UTF-8; in GBK some do by chance."""
    outside = len(line) - len(line.translate(None, _OUTSIDE_ASCII))
    return 2 * sum(map(len, _UTF_8_SEQUENCE.findall(line))) > outside


def _is_little(raw: bytes) -> bool:
    """Tell whether there is little in ASCII beside what is to be told, as there is in most pages."""
    return len(raw.translate(None, _OUTSIDE_ASCII)) < (1 - _MOST_FOREIGN) * len(raw)


def _reads_as_words(text: str) -> bool:
    """Tell whether the letters outside ASCII stand in words, as in every script, and not by themselves."""
    inside = outside = 0
    for run in _LETTER_OUTSIDE_ASCII.finditer(text):
        beside = text[max(0, run.start() - 1) : run.start()] + text[run.end() : run.end() + 1]
        if len(run[0]) > 2 or any(letter.isalpha() for letter in beside):
            inside += len(run[0])
        else:
            outside += len(run[0])
    return inside >= outside
