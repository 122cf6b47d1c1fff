"""An HTML page to blocks: one walk over the parsed tree, with a stack of its own, whatever the depth."""

from __future__ import annotations

import re

from turbohtml import Element, Node, Text, parse

from scrubber.model import Block, Box, Kind, Mark, Markup
from scrubber.stages.segment.builder import Builder, Frame
from scrubber.stages.segment.elements import BLOCKS, BOLD, DATA, HEADINGS, KINDS, LINES, LISTS
from scrubber.stages.segment.embedded import add_embedded
from scrubber.stages.segment.fold import fold
from scrubber.stages.segment.locate import Locator
from scrubber.stages.segment.table import add_table, is_data_table
from scrubber.stages.segment.visibility import (
    HIDING_TAGS,
    TELLING,
    controls,
    name_words,
    show_noscript,
    show_page,
    unseen,
)
from scrubber.trace import Piece, Trace

_TWEET = re.compile(r"\btwitter-(?:tweet|video)\b")
_NAMED = ("class", "id", "role", "itemprop", "data-testid")


def segment_html(source: str) -> tuple[tuple[Block, ...], str | None]:
    """Return the page's blocks in the tree's order, and the language that it declares.

    Text that is there but not shown is in marked blocks: rule `hidden`, and for scripts and their like a
    block of kind data, rule `script`, `style` and so on, whose text is left to its span.
    """
    root = _parse(source)
    if root is None:
        return (), None
    blocks = show_page(show_noscript(_read(root, source), source, _read_fragment))
    return tuple(add_embedded(blocks, source, _read_fragment)), _declared_language(root)


def _parse(source: str) -> Element | None:
    return parse(source, positions=False, scripting=True, allow_declarative_shadow_roots=False).root


def _read(root: Element, source: str) -> list[Block]:
    builder = Builder(Locator(source))
    _walk(root, builder)
    for left in builder.locator.unclaimed():
        builder.blocks.append(Block("", Trace.of([left]), Kind.DATA, mark=Mark("segment", "unparsed")))
    return builder.blocks


def _read_fragment(source: str) -> list[Block]:
    root = _parse(source)
    return _read(root, source) if root is not None else []


def _walk(root: Element, builder: Builder) -> None:
    """Hand the tree's text to builder. A frame on the stack is what holds again behind an element."""
    frame = Frame(Box("", (), None), Kind.PARAGRAPH, None, 0, False, False, None, True)
    words = _Words()
    panels: set[str] = set()  # ids that a control before them opens
    stack: list[Node | Frame] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, Text):
            builder.add(node.data, frame)
        elif isinstance(node, Frame):
            if frame.breaks:
                builder.flush()
            frame = node
        elif isinstance(node, Element):
            tag = node.tag
            if tag == "br":
                builder.breaks += 1
            elif tag == "head":
                _enter_head(node, builder, frame)
            elif tag == "title":  # astray in the body, unless an icon's
                builder.flush()
                _add_title(node, builder, frame)
            elif tag in DATA:
                _add_data(node, tag, builder, frame)
            elif tag == "table" and is_data_table(node):
                builder.flush()
                add_table(node, builder, _enter(node, tag, frame, words, panels))
            else:
                inner = _enter(node, tag, frame, words, panels)
                if frame.kind is Kind.CODE and tag in LINES:
                    builder.begin_line()
                elif tag not in BLOCKS:
                    builder.note(node, tag)
                else:
                    builder.flush()
                    if inner.kind is Kind.QUOTE and _TWEET.search(node.attr("class") or ""):
                        _add_fragment(node, builder, inner)
                        continue
                if inner is not frame:
                    stack.append(frame)
                    frame = inner
                stack.extend(node.children[::-1])


def _enter(node: Element, tag: str, outer: Frame, words: _Words, panels: set[str]) -> Frame:
    """Return what holds inside an element: outer itself, where it changes nothing."""
    attrs, breaks = node.attrs, tag in BLOCKS and not (outer.kind is Kind.CODE and tag in LINES)
    hidden, level, kind = outer.hidden, outer.level, outer.kind
    link, bold = outer.link or tag == "a", outer.bold or tag in BOLD
    names = _names(node) if breaks and attrs else ""
    role = None
    if hidden and tag == "math" and isinstance(node.parent, Element) and node.parent.tag == "span":
        hidden = None  # a picture shows it (MediaWiki)
    if tag in HIDING_TAGS or not TELLING.isdisjoint(attrs):
        hidden = hidden or unseen(tag, attrs, names or _names(node), panels)
        panels.update(controls(attrs))
        role = attrs.get("role")
    if not breaks and role != "heading" and (link, bold, hidden) == (outer.link, outer.bold, outer.hidden):
        return outer
    if tag in HEADINGS:
        kind, level = Kind.HEADING, HEADINGS[tag]
    elif role == "heading":
        stated = str(attrs.get("aria-level") or "2")
        kind, level = Kind.HEADING, min(6, int(stated[:9])) if stated.isdecimal() and int(stated[:9]) else 2
    elif tag in KINDS:
        kind, level = KINDS[tag], None
        if kind is Kind.HEADING:
            level = 4  # below the headings that a page usually has
    box = Box(tag, words[names], outer.box) if breaks else outer.box
    return Frame(box, kind, level, outer.depth + (tag in LISTS), link, bold, hidden, breaks)


def _names(node: Element) -> str:
    return " ".join([value for name in _NAMED if (value := node.attr(name))])


class _Words(dict[str, tuple[str, ...]]):
    """The words of class names and the like, each name split once a page."""

    def __missing__(self, names: str) -> tuple[str, ...]:
        words = self[names] = name_words(names)
        return words


def _enter_head(head: Element, builder: Builder, frame: Frame) -> None:
    """Add the page's title, and what else stands in the head as data."""
    for child in head.children:
        if isinstance(child, Text):
            builder.add(child.data, frame)
            builder.flush()
        elif isinstance(child, Element):
            if child.tag == "title":
                _add_title(child, builder, frame)
            else:
                _add_data(child, child.tag, builder, frame)


def _add_title(title: Element, builder: Builder, frame: Frame) -> None:
    builder.frame = frame
    for node in title.descendants:
        if isinstance(node, Text):
            builder.add(node.data, frame)
    said = fold(builder.parts)
    builder.parts, builder.frame = [], None
    if said.text:
        builder.blocks.append(Block(said.text, said.trace, Kind.TITLE, mark=Mark("segment", "title")))


def _add_data(node: Element, tag: str, builder: Builder, frame: Frame) -> None:
    """Add an element that is never shown as text: its span accounts for it."""
    pieces: list[Piece] = []
    for text in node.descendants:
        if isinstance(text, Text):
            for _, piece, apart in builder.locator.locate(text.data) or ():
                if apart:
                    builder.flush()
                    _account(pieces, tag, builder)
                    pieces = []
                if piece is not None:
                    pieces.append(piece)
    if tag in ("iframe", "video", "audio", "object"):
        builder.flush()
        if tag == "iframe" and (start := builder.locator.locate_frame(node.attr("src"))):
            pieces.insert(0, Piece(0, start.start, start.end))
        place = Trace.of([Piece(0, pieces[0].start, pieces[-1].end)]) if pieces else None
        fragment = node.html if tag == "iframe" else None
        mark = None if fragment else Mark("segment", tag)
        if fragment or place is not None:
            markup = Markup(Box(tag, (), frame.box), fragment=fragment)
            builder.blocks.append(Block("", place, Kind.DATA, markup=markup, mark=mark))
    else:
        _account(pieces, tag, builder)


def _account(pieces: list[Piece], rule: str, builder: Builder) -> None:
    """Add a block of data that covers the pieces, if there are any."""
    if pieces:
        whole = Trace.of([Piece(0, pieces[0].start, pieces[-1].end)])
        builder.aside(Block("", whole, Kind.DATA, mark=Mark("segment", rule)))


def _add_fragment(node: Element, builder: Builder, frame: Frame) -> None:
    """Add an embed as one block that carries its own HTML."""
    for child in node.descendants:
        if isinstance(child, Text):
            builder.add(child.data, frame)
            builder.breaks = 0
    builder.fragment = node.html
    builder.flush()


def _declared_language(root: Element) -> str | None:
    declared = root.attr("lang") or root.attr("xml:lang")
    code = re.split(r"[-_]", str(declared or "").strip().lower())[0]
    return code if re.fullmatch(r"[a-z]{2,3}", code) else None
