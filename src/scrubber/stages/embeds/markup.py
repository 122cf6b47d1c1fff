"""An embed's own HTML, read by beautifulsoup4 (it forgives broken snippets) and laid out as a line."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

BREAK, EDGE = "\x01", "\x02"  # a line's end, and where a paragraph begins or ends
MARKS = str.maketrans(BREAK + EDGE, "  ")  # to text in one line
_SPACES = re.compile(r"[ \t\r\n\f]+")
_CONTROLS = re.compile(f"[{BREAK}{EDGE}]")
_GAP = re.compile(f"[ {BREAK}{EDGE}]+")
_BLOCKS = frozenset(
    "address article blockquote dd div dl dt figcaption figure footer header li ol p section ul".split()
)
_UNSEEN = frozenset(("noscript", "script", "style", "svg", "template", "title"))
_LETTERS = re.compile(r"[A-Za-z]{2}")  # in a picture's description, unlike in an emoji's


class Anchor(NamedTuple):
    """A link of the fragment, and where its text stands in the line."""

    href: str
    start: int
    end: int


class TextNode(NamedTuple):
    """A text node's place in the line, and how much ink of the fragment stands before it."""

    start: int
    end: int
    ink: int


class Said(NamedTuple):
    """What an element says of its stretch of the line: its language, its moment, its name."""

    value: str
    start: int
    end: int


_Thing = TypeVar("_Thing", Anchor, Said, TextNode)


@dataclass(slots=True)
class Line:
    """A fragment's text in one line, with marks for its breaks, and what its elements say of parts of it."""

    text: str
    anchors: list[Anchor] = field(default_factory=list)
    languages: list[Said] = field(default_factory=list)
    moments: list[Said] = field(default_factory=list)
    names: list[Said] = field(default_factory=list)  # of elements that a test looks for
    quotes: list[Said] = field(default_factory=list)
    nodes: list[TextNode] = field(default_factory=list)

    def within(self, things: list[_Thing], start: int, end: int) -> Iterator[_Thing]:
        """Yield those of things, which are in their order, that lie in a stretch of the line."""
        for number in range(bisect_left(things, start, key=lambda one: one.start), len(things)):
            if things[number].start > end:
                return
            if things[number].end <= end:
                yield things[number]

    def ink(self, at: int) -> int:
        """Return how many code points of the fragment's text, white space left out, stand before a place."""
        which = bisect_right(self.nodes, at, key=lambda node: node.start) - 1
        if which < 0:
            return 0
        start, end, before = self.nodes[which]
        return before + _count_ink(self.text[start : min(at, end)])


def parse_fragment(fragment: str) -> Tag:
    """Return a fragment's outermost element, or what holds it where it has several."""
    soup = BeautifulSoup(fragment, "html.parser")
    elements = [child for child in soup.children if isinstance(child, Tag)]
    return elements[0] if len(elements) == 1 else soup


def attribute(element: Tag, name: str) -> str | None:
    """Return an attribute's value, or None where it is not there or empty."""
    value = element.get(name)
    return (value if isinstance(value, str) else " ".join(value)).strip() or None if value else None


def lay_out(root: Tag) -> Line:
    """Return the line of an element's text; an emoji that is a picture stands in it as its letters.

    No recursion, so a deep fragment costs what a flat one does.
    """
    writer = _Writer()
    stack: list[Iterator[PageElement]] = [iter((root,))]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
            if stack:
                writer.close()
        elif isinstance(node, Tag):
            if node.name == "br":
                writer.add(BREAK)
            elif node.name == "img":
                writer.add(_letters(node))
            elif node.name not in _UNSEEN:
                writer.open(node)
                stack.append(iter(list(node.children)))
        elif type(node) is NavigableString:  # comments are of a class derived from it
            writer.add_text(_SPACES.sub(" ", _CONTROLS.sub("", node)))
    return writer.finish()


class _Writer:
    """Writes a line, element by element."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = self._ink = 0
        self._open: list[tuple[Tag, int]] = []  # elements, and where they begin
        self._line = Line("")

    def add(self, text: str) -> None:
        self._parts.append(text)
        self._size += len(text)

    def add_text(self, text: str) -> None:
        self._line.nodes.append(TextNode(self._size, self._size + len(text), self._ink))
        self._ink += _count_ink(text)
        self.add(text)

    def open(self, element: Tag) -> None:
        if element.name in _BLOCKS:
            self.add(EDGE)
        self._open.append((element, self._size))

    def close(self) -> None:
        """Take down what the element that closes says of its stretch of the line."""
        element, start = self._open.pop()
        line, end = self._line, self._size
        if name := attribute(element, "data-testid"):
            line.names.append(Said(name, start, end))
        if element.name == "blockquote":
            line.quotes.append(Said(element.name, start, end))
        elif element.name == "a" and (href := attribute(element, "href")):
            line.anchors.append(Anchor(href, start, end))
        elif element.name == "time" and (moment := attribute(element, "datetime")):
            line.moments.append(Said(moment, start, end))
        elif element.name == "p" and (language := attribute(element, "lang")):
            line.languages.append(Said(language, start, end))
        if element.name in _BLOCKS:
            self.add(EDGE)

    def finish(self) -> Line:
        line = self._line
        line.text = "".join(self._parts)
        # An outer element closes behind its inner ones.
        line.anchors.sort(key=lambda one: (one.start, -one.end))
        for said in (line.languages, line.moments, line.names, line.quotes):
            said.sort(key=lambda one: (one.start, -one.end))
        return line


def _count_ink(text: str) -> int:
    return len("".join(text.split()))


def _letters(picture: Tag) -> str:
    """Return the letters that a picture stands for: an emoji's, none for any other picture."""
    letters = attribute(picture, "alt") or ""
    named = f"{attribute(picture, 'class')} {attribute(picture, 'src')}".lower()
    return letters if "emoji" in named or not _LETTERS.search(letters) else ""


def tidy(text: str) -> str:
    """Return a stretch of a line as its reader sees it: lines are lines, a blank one between paragraphs.

    >>> tidy("\\x02 Heave  ho! \\x01 Now.\\x02\\x02All \\x02")
    'Heave ho!\\nNow.\\n\\nAll'
    """
    text = _GAP.sub(lambda gap: BREAK + BREAK if EDGE in gap[0] else gap[0], text)
    lines = (_SPACES.sub(" ", one).strip(" ") for one in text.split(BREAK))
    return "\n".join(lines).strip()
