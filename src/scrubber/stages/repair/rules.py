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
from scrubber.stages.repair.lines import join_lines, part_lines
from scrubber.stages.repair.lost import may_hold_glued, part_words
from scrubber.stages.repair.options import Form, RepairOptions
from scrubber.stages.repair.quotations import close_quotations, may_hold_quotations, part_quotations
from scrubber.stages.repair.signs import find_mojibake
from scrubber.stages.repair.stray import (
    close_brackets,
    close_elisions,
    close_marks,
    may_hold_stray,
)
from scrubber.stages.repair.surroundings import Surroundings
from scrubber.stages.repair.tags import may_hold_tags, part_links, part_tags

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
_SPACE_RUN = re.compile(r"[ \u00a0](?<=\S[ \u00a0])[ \u00a0]+(?=\S)")
# Whatever lost and stray spaces are told by: a mark with a letter behind it, or a space before it or inside.
_SUSPECT = re.compile(
    r"""
    [,;:.!?…%)@\#"“”„«»](?: (?<=[ ].) | (?=[\w„¿¡(]) | (?<![^(].)(?<=["“”„«»]) )
  | \((?=[ ])
  | [’'](?=[ ])
    """,
    re.VERBOSE,
)
_QUOTES = re.compile("[\u02bc\u2018-\u201f]")


@dataclass(frozen=True, slots=True)
class Rule:
    """A fault by name, and the function that finds its edits, in order, in a text."""

    name: str
    find: Callable[..., list[Edit]]
    in_code: bool = True  # code says what it says: spaces and entities are its author's
    looks_around: bool = False  # whether `find` takes the text's surroundings, too

    def find_edits(self, text: str, near: Surroundings) -> list[Edit]:
        """Return the edits of a text, which stands in `near`."""
        return self.find(text, near) if self.looks_around else self.find(text)


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
    if "\ufffc" not in text and text.replace("\n", "").isprintable():  # most text is: told in half the time
        return []
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


def _glue(name: str, find: Callable[[str, Surroundings], list[Edit]]) -> Rule:
    return Rule(name, find, in_code=False, looks_around=True)


# The rules that have to do with lost and stray spaces, and with lines.
GLUE = frozenset(
    "glued-line wrapped-line elision-space glued-link glued-tag glued-word glued-quotation quotation-space "
    "bracket-space mark-space".split()
)


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
        Rule("glued-line", part_lines, in_code=False),
        options.join_lines and _glue("wrapped-line", join_lines),
        _glue("elision-space", close_elisions),
        Rule("glued-link", part_links, in_code=False),
        _glue("glued-tag", part_tags),
        _glue("glued-word", part_words),
        _glue("glued-quotation", part_quotations),
        _glue("quotation-space", close_quotations),
        Rule("bracket-space", close_brackets, in_code=False),
        _glue("mark-space", close_marks),
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
        and not (_SUSPECT.search(text) and _may_hold_glue(text))
    )


def _may_hold_glue(text: str) -> bool:
    return may_hold_glued(text) or may_hold_stray(text) or may_hold_quotations(text) or may_hold_tags(text)


def _is_sound(text: str) -> bool:
    """Tell of printable text that no rule finds a fault in what is not ASCII."""
    return "\ufffc" not in text and find_mojibake(text) is None and is_nfc(text)
