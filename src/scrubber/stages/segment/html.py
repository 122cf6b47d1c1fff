"""An HTML page to blocks: one walk over the parsed tree, with a stack of its own, whatever the depth."""

from __future__ import annotations

import re
from collections.abc import Iterator

from turbohtml import Document, Element, Node, Text, parse

from scrubber.model import Block, Box, Kind, Markup
from scrubber.stages.segment import set_in
from scrubber.stages.segment.builder import Builder
from scrubber.stages.segment.elements import DATA, LINES
from scrubber.stages.segment.embedded import add_embedded
from scrubber.stages.segment.fold import fold
from scrubber.stages.segment.frame import Frame, Place, Reader, marked
from scrubber.stages.segment.locate import Locator
from scrubber.stages.segment.table import add_table, is_data_table
from scrubber.stages.segment.unseen import part_unseen
from scrubber.stages.segment.visibility import show_noscript, show_page
from scrubber.trace import Piece, Span, Trace

_PLAYED = frozenset(("audio", "embed", "iframe", "object", "video"))
_FRAMES = frozenset(("embed", "iframe", "object"))  # what they show may be a page's own content
# Elements that are added whole, tables if they hold data.
_WHOLE = DATA | _PLAYED | set_in.TAGS | {"br", "head", "table", "title"}


def segment_html(source: str) -> tuple[tuple[Block, ...], str | None]:
    """Return the page's blocks in the tree's order, and the language that it declares.

    Text that is there but not shown is in marked blocks: rule `hidden`, and for scripts and their like a
    block of kind data, rule `script`, `style` and so on, whose text is left to its span.
    """
    page = _parse(source)
    blocks = show_page(show_noscript(_read(page, source), source, _read_fragment))
    blocks = part_unseen(add_embedded(blocks, source, _read_fragment), source)
    return tuple(blocks), _declared_language(page)


def _parse(source: str) -> Document:
    return parse(source, positions=False, scripting=True, allow_declarative_shadow_roots=False)


def _read(page: Document, source: str) -> list[Block]:
    builder = Builder(
        Locator(source),
        (Box("", (), None), Frame(), False, False),
    )
    _walk(page, builder)
    for left in builder.locator.unclaimed():
        builder.blocks.append(Block("", Trace.of([left]), Kind.DATA, mark=marked("unparsed")))
    return builder.blocks


def _read_fragment(source: str) -> list[Block]:
    return _read(_parse(source), source)


def _walk(page: Document, builder: Builder) -> None:
    """Hand the tree's text to builder. On the stack is what goes on behind each element that is open."""
    reader, nodes, embeds = Reader(page), iter(page.children), set_in.find_set_in(page)
    stack: list[tuple[Iterator[Node], Place]] = []
    while True:
        for node in nodes:
            if type(node) is Text:  # no class is derived from theirs, and this is asked of every node
                builder.add(node.data)
            elif type(node) is Element:
                tag, outer = node.tag, builder.place
                if tag in _WHOLE and _add_whole(node, tag, builder, reader):
                    continue
                inner = reader.enter(node, tag, outer)
                if inner[0] is not outer[0]:
                    builder.flush()
                    if embeds and node in embeds:
                        _add_fragment(node, builder, inner)
                        continue
                elif tag in LINES:  # a box of its own anywhere but in code
                    builder.begin_line()
                else:
                    builder.note(node, tag)
                if children := node.children:
                    stack.append((nodes, outer))
                    nodes, builder.place = iter(children), inner
                    break
        else:
            if not stack:
                return
            inner = builder.place
            nodes, builder.place = stack.pop()
            if inner[0] is not builder.place[0]:
                builder.flush()


def _add_whole(node: Element, tag: str, builder: Builder, reader: Reader) -> bool:
    """Add an element that the walk does not enter, or tell that it has to."""
    if tag == "br":
        builder.breaks += 1
    elif tag == "head":
        _enter_head(node, builder)
    elif tag == "title":  # astray in the body, unless an icon's
        builder.flush()
        _add_title(node, builder)
    elif tag in set_in.TAGS:
        builder.flush()
        return _add_custom(node, builder, reader.enter(node, tag, builder.place))
    elif tag in _PLAYED:
        _add_played(node, tag, builder, reader)
    elif tag != "table":
        _add_data(node, tag, builder)
    elif is_data_table(node):
        builder.flush()
        add_table(node, builder, reader.enter(node, tag, builder.place))
    else:
        return False
    return True


def _enter_head(head: Element, builder: Builder) -> None:
    """Add the page's title, and what else stands in the head as data."""
    for child in head.children:
        if isinstance(child, Text):
            builder.add(child.data)
            builder.flush()
        elif isinstance(child, Element):
            if child.tag == "title":
                _add_title(child, builder)
            else:
                _add_data(child, child.tag, builder)


def _add_title(title: Element, builder: Builder) -> None:
    builder.opened = builder.place
    for node in title.descendants:
        if isinstance(node, Text):
            builder.add(node.data)
    said = fold(builder.parts)
    builder.parts, builder.opened = [], None
    if said.text:
        builder.blocks.append(Block(said.text, said.trace, Kind.TITLE, mark=marked("title")))


def _add_data(node: Element, tag: str, builder: Builder) -> None:
    """Add an element that is never shown as text: its span accounts for it."""
    if node.children:  # else there is nothing to account for: so are half of them
        _account(_find_pieces(node, tag, builder), tag, builder, node if tag == "template" else None)


def _add_played(node: Element, tag: str, builder: Builder, reader: Reader) -> None:
    """Add a frame or player, with its HTML where that says what it shows; a hidden one shows nothing."""
    pieces = _find_pieces(node, tag, builder)
    builder.flush()
    hidden = reader.enter(node, tag, builder.place)[1].hidden
    fragment = node.html if tag in _FRAMES and not hidden else None
    if tag == "iframe" and (start := builder.locator.locate_frame(node.attr("src"))):
        pieces.insert(0, Piece(0, start.start, start.end))
    elif fragment and not pieces and (start := _locate_tag(node, builder)):
        pieces.append(Piece(0, start.start, start.end))
    if fragment or pieces:
        place = Trace.covering(pieces[0].start, pieces[-1].end) if pieces else None
        markup = Markup(Box(tag, (), builder.place[0]), fragment=fragment)
        builder.blocks.append(Block("", place, Kind.DATA, markup=markup, mark=marked(hidden or tag)))


def _find_pieces(node: Element, tag: str, builder: Builder) -> list[Piece]:
    """Return where an element's text stands; what the parser put elsewhere is accounted for by itself."""
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
    return pieces


def _account(pieces: list[Piece], rule: str, builder: Builder, template: Element | None = None) -> None:
    """Add a block of data that covers the pieces, if there are any; a template may set something in."""
    if not pieces:
        return
    start, end = pieces[0].start, pieces[-1].end
    builder.locator.cover(start, end)
    markup = None
    if template is not None and set_in.holds_any(inner := template.inner_html):
        markup = Markup(Box(rule, (), None), fragment=inner)
    builder.aside(Block("", Trace.covering(start, end), Kind.DATA, markup=markup, mark=marked(rule)))


def _add_fragment(node: Element, builder: Builder, place: Place, start: Span | None = None) -> None:
    """Add an embed as one block that carries its own HTML; one without text is data, where its tag stands."""
    outer, builder.place = builder.place, place
    before = len(builder.blocks)
    for child in node.descendants:
        if isinstance(child, Text):
            builder.add(child.data)
            builder.breaks = 0
    builder.fragment = node.html
    builder.flush()
    builder.place = outer
    if len(builder.blocks) == before:
        _add_tag(node, node.html, start or _locate_tag(node, builder), builder, place)


def _add_custom(node: Element, builder: Builder, place: Place) -> bool:
    """Add an element of a network's own making, and tell whether what stands in it is a part of it.

    Written as a void element, which HTML knows no others of, it holds the page's rest.
    """
    start = _locate_tag(node, builder)
    tag = start.of(builder.locator.source) if start else ""
    own = set_in.is_short(node) and not tag.endswith("/>")
    if own:
        _add_fragment(node, builder, place, start)
    else:
        _add_tag(node, tag, start, builder, place)
    return own


def _add_tag(node: Element, fragment: str, start: Span | None, builder: Builder, place: Place) -> None:
    trace = Trace.covering(start.start, start.end) if start else None
    markup = Markup(Box(node.tag, (), place[0]), fragment=fragment)
    mark = marked(place[1].hidden or "set-in")
    builder.blocks.append(Block("", trace, Kind.DATA, markup=markup, mark=mark))


def _locate_tag(node: Element, builder: Builder) -> Span | None:
    return builder.locator.locate_tag(node.tag, {name: node.attr(name) for name in node.attrs})


def _declared_language(page: Document) -> str | None:
    root = page.root
    declared = (root.attr("lang") or root.attr("xml:lang")) if root is not None else None
    code = re.split(r"[-_]", str(declared or "").strip().lower())[0]
    return code if re.fullmatch(r"[a-z]{2,3}", code) else None
