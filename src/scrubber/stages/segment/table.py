"""Tables of data, each as one block; a table that lays out a page is a box like any other."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from turbohtml import Element, Node, Text

from scrubber.model import Block, Kind, Markup
from scrubber.stages.segment.builder import Builder
from scrubber.stages.segment.elements import BLOCKS, DATA
from scrubber.stages.segment.fold import Part, fold, join, trim
from scrubber.stages.segment.frame import Place, marked
from scrubber.stages.segment.visibility import TELLING, unseen
from scrubber.trace import Span, Trace

_BOXES = frozenset("h1 h2 h3 h4 h5 h6 table form blockquote ul ol pre iframe nav".split())
_CELLS = ("td", "th")
_SPACE: Part = (" ", None, False, False)
_MOST_SPANNED = 30  # rows or columns that a cell reaches over, at most (guess)
_LONGEST_CELL = 400  # a cell with more code points is layout, not data (guess)


def is_data_table(table: Element) -> bool:
    """Tell a table of data from one that lays out a page: several columns, short cells, no boxes in them.

    What is behind the first box is not looked at, so of tables in tables each is read once.
    """
    if any(isinstance(node, Element) and node.tag in _BOXES for node in table.descendants):
        return False
    bodies = [table, *_children(table, ("thead", "tbody", "tfoot"))]
    rows = [_children(row, _CELLS) for body in bodies for row in _children(body, ("tr",))]
    if max(map(len, rows), default=0) < 2:
        return False
    return all(len(cell.text) <= _LONGEST_CELL for row in rows for cell in row)


def _children(node: Element, tags: Collection[str]) -> list[Element]:
    return [child for child in node.children if isinstance(child, Element) and child.tag in tags]


def add_table(table: Element, builder: Builder, place: Place) -> None:
    """Add a table of data as one block: a line a row, a tab between cells. Its caption is a block before.

    What a cell hides (a key to sort by, say) and data are not in its text; what lies outside the span of
    the table's text is a block of its own.
    """
    box, frame, _, _ = place
    grid, asides = _Grid(), list[Block]()
    telling = frozenset(table.select(TELLING))
    unseen_in: dict[Node | None, str] = {}
    for node in table.descendants:
        if isinstance(node, Element):
            if rule := unseen_in.get(node.parent) or (_hidden(node) if node in telling else None):
                unseen_in[node] = rule
            grid.enter(node)
        elif isinstance(node, Text):
            data = node.data
            if data.isspace():
                grid.add_space()
                continue
            located = builder.locator.locate(data) or [(data, None, False)]
            parts: list[Part] = [(text, piece, False, False) for text, piece, _ in located]
            owner = node.parent
            if isinstance(owner, Element) and owner.tag in DATA:
                asides.append(Block("", fold(parts).trace, Kind.DATA, mark=marked(owner.tag)))
            elif rule := unseen_in.get(owner):
                said, mark = fold(parts), marked(rule)
                asides.append(Block(said.text, said.trace, markup=Markup(box), mark=mark))
            else:
                grid.parts.extend(parts)
    caption = fold(grid.caption)
    if caption.text:
        builder.blocks.append(frame.block(caption.text, caption.trace, Kind.CAPTION, Markup(box)))
    text, trace = grid.read()
    for aside in asides:
        covered = trace is not None and aside.span is not None and _covers(trace.span(), aside.span)
        if aside.text or not covered:
            builder.blocks.append(replace(aside, trace=None) if covered else aside)
    if text:
        builder.blocks.append(frame.block(text, trace, Kind.TABLE, Markup(box)))


def _hidden(node: Element) -> str | None:
    return unseen(node.tag, node.attrs, (node.attr("class"), node.attr("id")), set())


def _covers(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


class _Grid:
    """The cells of a table as they are met; those that a cell spans are there, and empty."""

    def __init__(self) -> None:
        self.caption: list[Part] = []
        self.parts = self.caption  # of the cell, or the caption, that is open
        self._rows: list[list[list[Part]]] = []
        self._reach: dict[int, int] = {}  # the last row that a column's cell reaches down to

    def enter(self, node: Element) -> None:
        """Open the row or the cell that node is; any other box only parts words."""
        if node.tag == "tr":
            self._rows.append([])
        elif node.tag in _CELLS and self._rows:
            self._add_cell(_spanned(node, "rowspan"), _spanned(node, "colspan"))
        elif node.tag in BLOCKS or node.tag == "br":
            self.add_space()

    def add_space(self) -> None:
        """Part words, where there are any before."""
        if self.parts and self.parts[-1] is not _SPACE:
            self.parts.append(_SPACE)

    def read(self) -> tuple[str, Trace | None]:
        """Return the text, without rows that have none and without empty cells at a row's end."""
        lines = []
        for row in self._rows:
            cells = []
            for parts in row:
                trim(parts)
                said = fold(parts)
                cells.append((said.text, said.trace))
            while cells and not cells[-1][0]:
                cells.pop()
            if cells:
                lines.append(join(cells, "\t"))
        return join(lines, "\n")

    def _add_cell(self, rows: int, columns: int) -> None:
        number, row = len(self._rows) - 1, self._rows[-1]
        while self._reach.get(len(row), -1) >= number:
            row.append([])
        if rows > 1:
            self._reach.update((len(row) + at, number + rows - 1) for at in range(columns))
        self.parts = []
        row.append(self.parts)
        row.extend([] for _ in range(columns - 1))


def _spanned(cell: Element, name: str) -> int:
    stated = cell.attr(name) or ""
    return max(1, min(_MOST_SPANNED, int(stated[:9]))) if stated.isdecimal() else 1
