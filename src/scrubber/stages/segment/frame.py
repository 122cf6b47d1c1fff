"""Where a walk is: the box that it stands in, and what holds for the text there."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from turbohtml import Document, Element

from scrubber.model import Block, Box, Kind, Mark, Markup
from scrubber.stages.segment.elements import BLOCKS, BOLD, HEADINGS, KINDS, LINES, LISTS
from scrubber.stages.segment.visibility import TELLING, controls, name_words, unseen
from scrubber.trace import Trace

_CODE, _LIST_ITEM = Kind.CODE, Kind.LIST_ITEM  # an enum is slow to ask
_CHANGING = BLOCKS | BOLD | {"a", "math"}  # any other element changes nothing by its tag alone
_NAMES = ("class", "id", "role", "itemprop", "data-testid")  # what names a box
# Few elements say more than a tag, a class and an id do, so the parser looks for them, which is quick.
_NAMED = ",".join(f"[{name}]" for name in _NAMES[2:])
_TELLING = f"{TELLING}, [role=heading]"


@dataclass(slots=True, eq=False)
class Frame:
    """What holds inside an element: inherited, so that a deep page costs no more than a wide one.

    A page has few, as most elements change nothing: whatever has the same list around it shares its frame.
    """

    kind: Kind = Kind.PARAGRAPH
    level: int | None = None
    depth: int = 0  # of lists
    hidden: str | None = None  # the rule, where the reader would not see it
    known: dict[str, Frame] = field(default_factory=dict)  # by tag, those within elements in here

    def within(self, tag: str) -> Frame:
        """Return what holds inside an element in here of which no more is known than its tag."""
        kind, level = KINDS.get(tag, (self.kind, self.level))
        inner = self.known[tag] = self.changed(kind, level, self.depth + (tag in LISTS), self.hidden)
        return inner

    def changed(self, kind: Kind, level: int | None, depth: int, hidden: str | None) -> Frame:
        """Return the frame itself where it is just so, or another."""
        same = (kind, level, depth, hidden) == (self.kind, self.level, self.depth, self.hidden)
        return self if same else Frame(kind, level, depth, hidden)

    def block(self, text: str, trace: Trace | None, kind: Kind, markup: Markup) -> Block:
        """Return a block that stands here, marked where a reader would not see it."""
        level = self.level or (self.depth or None if kind is _LIST_ITEM else None)
        return Block(text, trace, kind, level, markup, marked(self.hidden) if self.hidden else None)


# A box, the frame in it, and whether it stands in a link and in bold.
Place = tuple[Box, Frame, bool, bool]


@cache
def marked(rule: str) -> Mark:
    """Return this stage's mark of a rule, the same one for every block."""
    return Mark("segment", rule)


class Reader:
    """Tells what a page's elements say of the text in them, asked in the page's order."""

    def __init__(self, page: Document) -> None:
        """Find the elements that have something to tell."""
        self._telling, self._named = frozenset(page.select(_TELLING)), frozenset(page.select(_NAMED))
        self._panels: set[str] = set()  # ids that a control before them opens
        self._words: dict[tuple[str | None, ...], tuple[str, ...]] = {}  # each name is split once a page

    def enter(self, node: Element, tag: str, place: Place) -> Place:
        """Return the place inside an element, in a box of its own where its text breaks the line."""
        telling = node in self._telling
        if not telling and tag not in _CHANGING:
            return place
        box, outer, link, bold = place
        frame = outer.known.get(tag) or outer.within(tag)
        if telling or tag == "math":
            frame = self._tell(node, tag, frame)
        if tag not in BLOCKS:
            return box, frame, link or tag == "a", bold or tag in BOLD
        if tag in LINES and outer.kind is _CODE:
            return box, frame, link, bold
        names = _names(node) if node in self._named else (node.attr("class"), node.attr("id"))
        words = self._words.get(names)
        if words is None:
            words = self._words[names] = name_words(names)
        return Box(tag, words, box), frame, link, bold

    def _tell(self, node: Element, tag: str, frame: Frame) -> Frame:
        """Return the frame as an element has it that may hide its text, or show it, or make it a heading."""
        attrs, hidden = node.attrs, frame.hidden
        if hidden and tag == "math" and isinstance(node.parent, Element) and node.parent.tag == "span":
            hidden = None  # a picture shows it (MediaWiki)
        hidden = hidden or unseen(tag, attrs, _names(node), self._panels)
        self._panels.update(controls(attrs))
        if attrs.get("role") == "heading" and tag not in HEADINGS:
            return frame.changed(Kind.HEADING, _stated_level(node), frame.depth, hidden)
        return frame.changed(frame.kind, frame.level, frame.depth, hidden)


def _names(node: Element) -> tuple[str | None, ...]:
    return tuple(map(node.attr, _NAMES))


def _stated_level(node: Element) -> int:
    stated = node.attr("aria-level") or "2"
    return min(6, int(stated[:9])) if stated.isdecimal() and int(stated[:9]) else 2
