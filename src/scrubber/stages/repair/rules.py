"""The faults that a text may have, each a rule: where it is, and the edits that mend it.

Each function takes a text and returns its edits in order; on text without the fault it is quick to find none.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

from scrubber.stages.repair.charsets import fix_line
from scrubber.stages.repair.composition import is_nfc
from scrubber.stages.repair.edits import Edit, compare
from scrubber.stages.repair.options import Form, RepairOptions
from scrubber.stages.repair.signs import find_mojibake

_LONGEST_VERSE = 200  # code points of a line's end that a lost break is looked for in (guess)

# "&amp;amp;eacute;" was escaped three times; one match, or each round would take one level away.
_ENTITY = re.compile(r"&(?:amp;)*(?P<name>#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
# What ftfy's fix_line_breaks, fix_surrogates, remove_terminal_escapes and remove_control_chars act on.
_CONTROL = re.compile(
    r"""
    [\x00-\x08\x0b\x0d-\x1f\x7f\x85\u206a-\u206f\u2028\u2029\ufeff\ufff9-\ufffc\ud800-\udfff]
    (?: (?<=\r)\n                                   # Windows' line break
      | (?<=\x1b)\[[\d;]*[a-zA-Z]                   # a terminal's colour
      | (?<=[\ud800-\udbff])[\udc00-\udfff]         # a sign beyond U+FFFF, in the halves of UTF-16
    )?
    """,
    re.VERBOSE,
)
Compare = Callable[[str, str, int], list[Edit]]
_BREAKS = frozenset("\r\x85\u2028\u2029")
_ELISION_SPACE = re.compile("’ (?=[aeiouyhàâäéèêëîïôöùûüœæ])", re.I)
_ELIDED = re.compile(r"(?<![\w’'‘])(?:[cdjlmnst]|qu|lorsqu|puisqu|quoiqu|jusqu)\Z", re.I)
_LONGEST_ELIDED = 7  # code points of "lorsqu", and the one before
_LINK = re.compile("https?://")
_WORD_END = re.compile(r"[^\W\d_\u2e80-\U000fffff]{2}\Z")
_IN_LINK = re.compile(r"\S*(?:://|[/@=?&#])\S*$")
_GLUED_COMMA = re.compile(r",(?<=[^\W\d_],)(?P<word>[^\W\d_]+)\b")
_SPACE_RUN = re.compile(r"[ \u00a0](?<=\S[ \u00a0])[ \u00a0]+(?=\S)")
_QUOTES = re.compile("[\u02bc\u2018-\u201f]")


@dataclass(frozen=True, slots=True)
class Rule:
    """A fault by name, and the function that finds its edits, in order, in a text."""

    name: str
    find: Callable[[str], list[Edit]]
    in_code: bool = True  # code says what it says: spaces and entities are its author's


def decode_entities(text: str) -> list[Edit]:
    """Find HTML entities that survived parsing; where the text holds tags, too, it is about HTML and stays.

    Only what is an entity whole is one: "&notit;" is not "¬it;", as it is to a browser. Names in capitals
    ("P&EACUTE;REZ") are ftfy's.

    >>> decode_entities("salt &amp; pepper")
    [Edit(start=5, end=10, after='&')]
    >>> decode_entities("write &lt; for <")
    []
    """
    if "&" not in text or ";" not in text or "<" in text:
        return []
    found = ((match, _decode_entity(match)) for match in _ENTITY.finditer(text))
    return [Edit(*match.span(), plain) for match, plain in found if plain != match[0]]


def _decode_entity(match: re.Match[str]) -> str:
    from ftfy.chardata import HTML_ENTITIES

    entity = f"&{match['name']};"
    return html.unescape(entity) if entity[1] == "#" else HTML_ENTITIES.get(entity, entity)


def undo_mojibake(text: str, compare: Compare = compare) -> list[Edit]:
    """Find text that was decoded in the wrong charset, by ftfy, which is asked line by line.

    A page put together from several may have more than one fault, so one line says nothing of another.

    >>> undo_mojibake("l’Ã©tÃ© vient")
    [Edit(start=2, end=7, after='été')]
    """
    edits: list[Edit] = []
    at = find_mojibake(text)
    while at is not None:
        start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        end = end if end >= 0 else len(text)
        line = text[start:end]
        edits += compare(line, fix_line(line), start)
        at = find_mojibake(text, end)
    return edits


def drop_control_characters(text: str) -> list[Edit]:
    """Find control characters and terminal escapes, which show nothing, and line breaks of other systems.

    Tabs, line feeds, form feeds and the signs that shape what stands beside them (joiners, directions,
    variation selectors, soft hyphens) stay. Half a surrogate pair becomes U+FFFD.
    """
    return [Edit(*match.span(), _replace_control(match[0])) for match in _CONTROL.finditer(text)]


def _replace_control(found: str) -> str:
    if found[0] in _BREAKS:
        return "\n"
    if "\ud800" <= found[0] <= "\udfff":
        return found.encode("utf-16", "surrogatepass").decode("utf-16") if len(found) == 2 else "\ufffd"
    return ""


def normalize(text: str, form: Form, compare: Compare = compare) -> list[Edit]:
    """Find letters and marks that aren't in a Unicode form; NFC joins a letter and its mark."""
    if is_nfc(text) if form == "NFC" else text.isascii() or unicodedata.is_normalized(form, text):
        return []
    return compare(text, unicodedata.normalize(form, text), 0)


def straighten_quotes(text: str) -> list[Edit]:
    """Find curly quotes, and the apostrophe that is a letter, which become " and '."""
    return [Edit(*m.span(), '"' if m[0] >= "\u201c" else "'") for m in _QUOTES.finditer(text)]


def split_ligatures(text: str) -> list[Edit]:
    """Find Latin ligatures and digraphs that are one sign: "ﬁ", "ǆ"."""
    if text.isascii():
        return []
    from ftfy.fixes import fix_latin_ligatures

    return compare(text, fix_latin_ligatures(text))


def narrow_forms(text: str) -> list[Edit]:
    """Find full-width Latin, half-width katakana and Hangul, and the ideographic space."""
    if text.isascii():
        return []
    from ftfy.fixes import fix_character_width

    return compare(text, fix_character_width(text))


def close_elisions(text: str) -> list[Edit]:
    """Find a stray space behind an elided French word: "l’ utilisation"."""
    if "’ " not in text:
        return []
    ends = (match.start() for match in _ELISION_SPACE.finditer(text))
    return [
        Edit(at + 1, at + 2, "") for at in ends if _ELIDED.search(text[max(0, at - _LONGEST_ELIDED) : at])
    ]


def part_links(text: str) -> list[Edit]:
    """Find a link glued to the word before it: "—Hillaryhttps://t.co/x"."""
    if "http" not in text:
        return []
    return [
        Edit(at, at, " ")
        for at in (match.start() for match in _LINK.finditer(text))
        if _WORD_END.search(text, max(0, at - 2), at) and not _IN_LINK.search(text, max(0, at - 102), at)
    ]


def part_lines(text: str) -> list[Edit]:
    """Find a lost line break: a comma glued to the word that at least two of the next lines begin with, too.

    >>> part_lines("your dreams,your aspirations,\\nyour hopes,\\nyour family")
    [Edit(start=12, end=12, after='\\n')]
    """
    if text.count("\n") < 2:
        return []
    found = []
    end = following = -1
    for match in _GLUED_COMMA.finditer(text):
        if match.end() > end:
            end = text.find("\n", match.end())
            following = text.find("\n", end + 1) if end >= 0 else -1
            if following < 0:
                break
        word = match["word"] + " "
        near = end - match.start() <= _LONGEST_VERSE
        if near and text.startswith(word, end + 1) and text.startswith(word, following + 1):
            found.append(Edit(match.start() + 1, match.start() + 1, "\n"))
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
    return [Edit(*match.span(), " ") for match in _SPACE_RUN.finditer(text)]


@lru_cache(maxsize=32)
def choose_rules(options: RepairOptions, *, code: bool, compare: Compare = compare) -> tuple[Rule, ...]:
    """Return the rules that the options ask for, in order; `compare` tells what two texts differ in.

    Entities come before mojibake: both may have struck the same letter. Spaces come last: the others may
    lay them bare.
    """
    rules = (
        Rule("entities", decode_entities, in_code=False),
        Rule("mojibake", partial(undo_mojibake, compare=compare)),
        Rule("control-characters", drop_control_characters),
        options.split_ligatures and Rule("ligatures", split_ligatures),
        options.narrow_forms and Rule("width", narrow_forms),
        options.straighten_quotes and Rule("quotes", straighten_quotes),
        options.normalization
        and Rule("composition", partial(normalize, form=options.normalization, compare=compare)),
        Rule("elision-space", close_elisions, in_code=False),
        Rule("glued-link", part_links, in_code=False),
        Rule("glued-line", part_lines, in_code=False),
        options.tidy_spaces and Rule("spaces", fold_spaces, in_code=False),
        options.tidy_spaces and Rule("edges", trim, in_code=False),
    )
    return tuple(rule for rule in rules if rule and (rule.in_code or not code))


def is_plain(text: str, options: RepairOptions) -> bool:
    """Tell of most text at once that no rule finds a fault in it: each looks for what is not here."""
    return (
        text.isprintable()  # no white space but " ", no control characters but one
        and (text.isascii() or (_is_sound(text) and not options.rewrites))
        and not ("  " in text or "http" in text or ("&" in text and ";" in text))
        and text[:1] > " " < text[-1:]
    )


def _is_sound(text: str) -> bool:
    """Tell of printable text that no rule finds a fault in what is not ASCII."""
    return not ("’ " in text or "\ufffc" in text) and find_mojibake(text) is None and is_nfc(text)
