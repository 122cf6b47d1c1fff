"""An HTML page to blocks: one walk over the parsed tree, with a stack of its own, whatever the depth."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from turbohtml import Element, Node, Text, parse

from scrubber.model import Block, Box, Kind, Mark, Markup
from scrubber.stages.segment.embedded import add_embedded
from scrubber.stages.segment.locate import SPACES, Locator, Stretch
from scrubber.stages.segment.visibility import controls, name_words, show_noscript, show_page, unseen
from scrubber.trace import Piece, Trace

# Elements whose default style is a box of its own (HTML standard, section 15, "Rendering"), and <br>.
_BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html "
    "legend li listing main menu nav ol optgroup option p plaintext pre search section select "
    "summary table tbody td textarea tfoot th thead tr ul xmp amp-twitter twitter-widget".split()
)
# In the source, but never shown as text.
_DATA = frozenset(
    "head iframe math noembed noframes noscript object script style svg template audio video".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KINDS = {
    "blockquote": Kind.QUOTE,
    "caption": Kind.CAPTION,
    "dd": Kind.LIST_ITEM,
    "dt": Kind.LIST_ITEM,
    "figcaption": Kind.CAPTION,
    "li": Kind.LIST_ITEM,
    "listing": Kind.CODE,
    "pre": Kind.CODE,
    "summary": Kind.HEADING,
    "xmp": Kind.CODE,
}
_STRETCH = re.compile(rf"[^{SPACES}]+(?:[{SPACES}][^{SPACES}]+)*")
_TO_SPACE = str.maketrans(dict.fromkeys(SPACES, " "))
_TWEET = re.compile(r"\btwitter-(?:tweet|video)\b")
_NAMED = ("class", "id", "role", "itemprop", "data-testid")
_BOLD = frozenset(("b", "strong"))
_LONGEST_CELL = 400  # a cell with more code points is layout, not data (guess)

# A stretch of text, where it came from, and whether it stands in a link and in bold.
_Part = tuple[str, Piece | None, bool, bool]


@dataclass(slots=True)
class _Frame:
    """What holds inside an element: inherited, so that a deep page costs no more than a wide one."""

    box: Box
    kind: Kind
    level: int | None
    depth: int  # of lists
    link: bool
    bold: bool
    hidden: str | None  # the rule, where the reader would not see it
    breaks: bool

    def block(self, text: str, trace: Trace | None, kind: Kind, markup: Markup | None = None) -> Block:
        """Return a block that stands here, marked where a reader would not see it."""
        level = self.level or (self.depth or None if kind is Kind.LIST_ITEM else None)
        mark = Mark("segment", self.hidden) if self.hidden else None
        return Block(text, trace, kind, level, markup or Markup(self.box), mark)


@dataclass(frozen=True, slots=True)
class _Folded:
    """The text of a block, where it came from, and how much of it stands in links and in bold."""

    text: str
    trace: Trace | None
    links: float = 0.0
    bold: float = 0.0


@dataclass(slots=True)
class _Builder:
    """Gathers the stretches of one block, then folds their white space."""

    locator: Locator
    blocks: list[Block] = field(default_factory=list)
    parts: list[_Part] = field(default_factory=list)
    frame: _Frame | None = None
    fragment: str | None = None
    breaks: int = 0  # <br> since the last text
    href: str | None = None  # of the first link in the block
    inline: set[str] = field(default_factory=set)
    images: int = 0
    asides: list[Block] = field(default_factory=list)  # data that the block's span covers, if it goes on

    def add(self, text: str, frame: _Frame) -> None:
        """Add a text node to the block that is open, or begin one in frame."""
        located = self.locator.locate(text)
        if text.strip(SPACES) and self.frame is not None and frame.hidden != self.frame.hidden:
            if frame.hidden:
                self._set_aside(located or [Stretch(text, None)], frame)
                return
            self._add_block(self.frame, self.parts, None)  # what led the line is hidden, the line is not
            self.frame, self.parts = None, []
        if text.strip(SPACES):
            if self.breaks > 1 and self.parts:
                self.flush()
            elif self.breaks and self.parts:
                self.parts.append(("\n", None, False, False))
            self.parts.extend(
                ("", piece, False, False)
                for b in self.asides
                if b.trace is not None
                for piece in b.trace.pieces
            )
            self.blocks.extend(replace(b, trace=None) for b in self.asides if b.text)
            self.asides.clear()
            self.frame = self.frame or frame
            self.breaks = 0
        for part, piece, apart in located or [Stretch(text, None)]:
            if apart and self.parts:  # the parser moved it here: a span over both would cover others' text
                self.flush()
                self.frame = frame
            self.parts.append((part, piece, frame.link, frame.bold))

    def note(self, node: Element, tag: str) -> None:
        """Take down an element that stands inside the block that is open, or before its text."""
        self.inline.add(tag)
        if tag == "a" and self.href is None:
            self.href = node.attr("href")
        elif tag == "img":
            self.images += 1

    def flush(self) -> None:
        """Close the block that is open."""
        frame, parts, fragment = self.frame, self.parts, self.fragment
        asides, self.asides = self.asides, []
        self.parts, self.frame, self.breaks, self.fragment = [], None, 0, None
        if frame is not None:
            self._add_block(frame, parts, fragment)
            self.href, self.images = None, 0
            self.inline.clear()
        self.blocks.extend(asides)

    def aside(self, block: Block) -> None:
        """Add a block of data, unless the block that it stands in goes on behind it."""
        (self.blocks if self.frame is None else self.asides).append(block)

    def _set_aside(self, located: list[Stretch], frame: _Frame) -> None:
        """Add hidden text that stands in a line that is shown: marked, and not in the line."""
        said = _fold([(part, piece, frame.link, frame.bold) for part, piece, _ in located])
        self.asides.append(frame.block(said.text, said.trace, Kind.PARAGRAPH))

    def _add_block(self, frame: _Frame, parts: list[_Part], fragment: str | None) -> None:
        said = (_keep if frame.kind is Kind.CODE else _fold)(parts)
        if said.text.strip():
            markup = Markup(
                frame.box, said.links, self.href, said.bold, frozenset(self.inline), self.images, fragment
            )
            self.blocks.append(frame.block(said.text, said.trace, frame.kind, markup))


def segment_html(source: str) -> tuple[tuple[Block, ...], str | None]:
    """Return the page's blocks in the tree's order, and the language that it declares.

    Text that is there but not shown is in marked blocks: rule `hidden`, and for scripts and their like a
    block of kind data, rule `script`, `style` and so on, whose text is left to its span.
    """
    root = _parse(source)
    if root is None:
        return (), None
    blocks = show_noscript(_read(root, source), source, _read_fragment)
    blocks = add_embedded(show_page(blocks), source, _read_fragment)
    return tuple(blocks), _declared_language(root)


def _parse(source: str) -> Element | None:
    return parse(source, positions=False, scripting=True, allow_declarative_shadow_roots=False).root


def _read(root: Element, source: str) -> list[Block]:
    builder = _Builder(Locator(source))
    _walk(root, builder)
    for left in builder.locator.unclaimed():
        builder.blocks.append(Block("", Trace.of([left]), Kind.DATA, mark=Mark("segment", "unparsed")))
    return builder.blocks


def _read_fragment(source: str) -> list[Block]:
    root = _parse(source)
    return _read(root, source) if root is not None else []


def _walk(root: Element, builder: _Builder) -> None:
    top = _Frame(Box("", (), None), Kind.PARAGRAPH, None, 0, False, False, None, True)
    panels: set[str] = set()  # ids that a control before them opens
    stack: list[tuple[Node, _Frame] | _Frame] = [(root, top)]
    while stack:
        entry = stack.pop()
        if isinstance(entry, _Frame):  # the way out of an element
            if entry.breaks:
                builder.flush()
            continue
        node, frame = entry
        if isinstance(node, Text):
            builder.add(node.data, frame)
            continue
        if not isinstance(node, Element):
            continue
        tag = node.tag
        if tag == "br":
            builder.breaks += 1
        elif tag == "head":
            _enter_head(node, builder, frame)
        elif tag in _DATA:
            _add_data(node, tag, builder, frame)
        elif tag == "table" and _is_data_table(node):
            builder.flush()
            _add_table(node, builder, _enter(node, tag, frame, panels))
        else:
            inner = _enter(node, tag, frame, panels)
            if inner.breaks:
                builder.flush()
                if inner.kind is Kind.QUOTE and _TWEET.search(node.attr("class") or ""):
                    _add_fragment(node, builder, inner)
                    continue
            else:
                builder.note(node, tag)
            stack.append(inner)
            stack.extend((child, inner) for child in reversed(node.children))


def _enter(node: Element, tag: str, outer: _Frame, panels: set[str]) -> _Frame:
    attrs = node.attrs
    hidden, level, kind = outer.hidden, outer.level, outer.kind
    role, names = None, ""
    if attrs or tag == "dialog":
        names = " ".join(str(attrs[name] or "") for name in _NAMED if name in attrs)
        hidden = hidden or unseen(tag, attrs, names, panels)
        panels.update(controls(attrs))
        role = attrs.get("role")
    if tag in _HEADINGS:
        kind, level = Kind.HEADING, _HEADINGS[tag]
    elif role == "heading":
        stated = str(attrs.get("aria-level") or "2")
        kind, level = Kind.HEADING, min(6, int(stated)) if stated.isdecimal() and int(stated) else 2
    elif tag in _KINDS:
        kind, level = _KINDS[tag], None
        if kind is Kind.HEADING:
            level = 4  # below the headings that a page usually has
    depth = outer.depth + (tag in ("ul", "ol", "dl", "menu"))
    breaks = tag in _BLOCKS
    box = Box(tag, name_words(names), outer.box) if breaks else outer.box
    link, bold = outer.link or tag == "a", outer.bold or tag in _BOLD
    return _Frame(box, kind, level, depth, link, bold, hidden, breaks)


def _enter_head(head: Element, builder: _Builder, frame: _Frame) -> None:
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


def _add_title(title: Element, builder: _Builder, frame: _Frame) -> None:
    builder.frame = frame
    for node in title.descendants:
        if isinstance(node, Text):
            builder.add(node.data, frame)
    said = _fold(builder.parts)
    builder.parts, builder.frame = [], None
    if said.text:
        builder.blocks.append(Block(said.text, said.trace, Kind.TITLE, mark=Mark("segment", "title")))


def _add_data(node: Element, tag: str, builder: _Builder, frame: _Frame) -> None:
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


def _account(pieces: list[Piece], rule: str, builder: _Builder) -> None:
    """Add a block of data that covers the pieces, if there are any."""
    if pieces:
        whole = Trace.of([Piece(0, pieces[0].start, pieces[-1].end)])
        builder.aside(Block("", whole, Kind.DATA, mark=Mark("segment", rule)))


def _add_fragment(node: Element, builder: _Builder, frame: _Frame) -> None:
    """Add an embed as one block that carries its own HTML."""
    for child in node.descendants:
        if isinstance(child, Text):
            builder.add(child.data, frame)
            builder.breaks = 0
    builder.fragment = node.html
    builder.flush()


def _is_data_table(table: Element) -> bool:
    """Tell a table of data from one that lays out a page: several columns, short cells, no boxes in them."""
    columns = 0
    for node in table.descendants:
        if not isinstance(node, Element):
            continue
        if node.tag in _HEADINGS or node.tag in (
            "table",
            "form",
            "blockquote",
            "ul",
            "ol",
            "pre",
            "iframe",
            "nav",
        ):
            return False
        if node.tag == "tr":
            columns = max(
                columns, sum(isinstance(c, Element) and c.tag in ("td", "th") for c in node.children)
            )
        elif node.tag in ("td", "th") and len(node.text) > _LONGEST_CELL:
            return False
    return columns > 1


def _add_table(table: Element, builder: _Builder, frame: _Frame) -> None:
    """Add a table of data as one block: a line a row, a tab between cells. Its caption is a block before."""
    lines: list[list[tuple[str, Trace | None]]] = []
    for node in table.descendants:
        if isinstance(node, Element):
            if node.tag == "tr":
                lines.append([])
            elif node.tag in ("td", "th") and lines:
                lines[-1].append(("", None))
        elif isinstance(node, Text) and not node.data.isspace():
            located = builder.locator.locate(node.data)
            parts: list[_Part] = [
                (s.text, s.piece, False, False) for s in located or [Stretch(node.data, None)]
            ]
            said = _fold(parts)
            text, trace = said.text, said.trace
            owner = node.parent
            if isinstance(owner, Element) and owner.tag in _DATA:
                builder.blocks.append(Block("", trace, Kind.DATA, mark=Mark("segment", owner.tag)))
            elif not lines or not lines[-1]:
                builder.blocks.append(frame.block(text, trace, Kind.CAPTION))
            else:
                lines[-1][-1] = _join([lines[-1][-1], (text, trace)], " ")
    whole = _join([_join(line, "\t") for line in lines if any(text for text, _ in line)], "\n")
    if whole[0]:
        builder.blocks.append(frame.block(*whole, Kind.TABLE))


def _join(parts: Iterable[tuple[str, Trace | None]], glue: str) -> tuple[str, Trace | None]:
    """Return the texts joined by glue, which stands nowhere in the source, and their trace."""
    texts: list[str] = []
    pieces: list[Piece] = []
    for text, trace in parts:
        if glue == " " and not text:
            continue
        if texts:
            at = pieces[-1].end if pieces else trace.pieces[0].start if trace and trace.pieces else 0
            pieces.append(Piece(len(glue), at, at))
        texts.append(text)
        if trace is not None:
            pieces.extend(trace.pieces)
        elif text:
            at = pieces[-1].end if pieces else 0
            pieces.append(Piece(len(text), at, at))
    return glue.join(texts), Trace.of(pieces)


def _fold(parts: list[_Part]) -> _Folded:
    """Return the parts as one text with white space folded."""
    out: list[str] = []
    pieces: list[Piece] = []
    pending = False  # white space is due before the next text
    size = linked = strong = 0
    for text, piece, link, bold in parts:
        if text == "\n" and piece is None:  # a <br>
            if out:
                out.append("\n")
                at = pieces[-1].end if pieces else 0
                pieces.append(Piece(1, at, at))
            pending = False
            continue
        if not text and piece:  # data inside the block
            pieces.append(piece)
            continue
        straight = piece is not None and piece.length == piece.end - piece.start
        last = 0
        for match in _STRETCH.finditer(text):
            begin, end = match.span()
            if (begin > last or pending) and out and not out[-1].endswith("\n"):
                if begin > last and straight:
                    begin -= 1  # the space that is kept is the last one, so the piece stays straight
                else:
                    out.append(" ")
                    at = pieces[-1].end if pieces else 0
                    pieces.append(Piece(1, at, at))
            stretch = text[begin:end].translate(_TO_SPACE)
            out.append(stretch)
            if piece is None:
                at = pieces[-1].end if pieces else next((p.start for _, p, _, _ in parts if p), 0)
                pieces.append(Piece(len(stretch), at, at))
            elif straight:
                pieces.append(Piece(len(stretch), piece.start + begin, piece.start + end))
            else:
                pieces.append(Piece(len(stretch), piece.start, piece.end))
            size += len(stretch)
            linked += len(stretch) if link else 0
            strong += len(stretch) if bold else 0
            last, pending = end, False
        pending = pending or last < len(text)
    whole = "".join(out)
    trace = Trace.of(pieces)
    if whole.endswith("\n"):
        trimmed = whole.rstrip("\n")
        whole, trace = trimmed, trace.cut(0, len(trimmed))
    located = any(piece for _, piece, _, _ in parts)
    return _Folded(whole, trace if located else None, linked / max(1, size), strong / max(1, size))


def _keep(parts: list[_Part]) -> _Folded:
    """Return the parts as one text as it stands, less blank lines around it (<pre>)."""
    whole = "".join(text for text, _, _, _ in parts)
    pieces, at = [], next((piece.start for _, piece, _, _ in parts if piece), 0)
    for text, piece, _, _ in parts:
        at = piece.end if piece else at
        pieces.append(piece or Piece(len(text), at, at))
    trace = Trace.of(pieces)
    begin = len(whole) - len(whole.lstrip("\n"))
    end = max(begin, len(whole.rstrip()))
    return _Folded(whole[begin:end] if whole.strip() else "", trace.cut(begin, end))


def _declared_language(root: Element) -> str | None:
    declared = root.attr("lang") or root.attr("xml:lang")
    code = re.split(r"[-_]", str(declared or "").strip().lower())[0]
    return code if re.fullmatch(r"[a-z]{2,3}", code) else None
