"""Tables of data, each as one block; a table that lays out a page is a box like any other."""

from __future__ import annotations

from collections.abc import Collection

from turbohtml import Element, Text

from scrubber.model import Block, Kind, Mark, Trace
from scrubber.stages.segment.builder import Builder, Frame
from scrubber.stages.segment.elements import DATA
from scrubber.stages.segment.fold import Part, fold, join
from scrubber.stages.segment.locate import Stretch

_BOXES = frozenset("h1 h2 h3 h4 h5 h6 table form blockquote ul ol pre iframe nav".split())
_CELLS = ("td", "th")
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


def add_table(table: Element, builder: Builder, frame: Frame) -> None:
    """Add a table of data as one block: a line a row, a tab between cells. Its caption is a block before."""
    lines: list[list[tuple[str, Trace | None]]] = []
    for node in table.descendants:
        if isinstance(node, Element):
            if node.tag == "tr":
                lines.append([])
            elif node.tag in _CELLS and lines:
                lines[-1].append(("", None))
        elif isinstance(node, Text) and not node.data.isspace():
            located = builder.locator.locate(node.data)
            parts: list[Part] = [
                (s.text, s.piece, False, False) for s in located or [Stretch(node.data, None)]
            ]
            said = fold(parts)
            text, trace = said.text, said.trace
            owner = node.parent
            if isinstance(owner, Element) and owner.tag in DATA:
                builder.blocks.append(Block("", trace, Kind.DATA, mark=Mark("segment", owner.tag)))
            elif not lines or not lines[-1]:
                builder.blocks.append(frame.block(text, trace, Kind.CAPTION))
            else:
                lines[-1][-1] = join([lines[-1][-1], (text, trace)], " ")
    whole = join([join(line, "\t") for line in lines if any(text for text, _ in line)], "\n")
    if whole[0]:
        builder.blocks.append(frame.block(*whole, Kind.TABLE))
