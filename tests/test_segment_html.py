"""The kinds of block that HTML has: code, lists, tables, captions, formulas, headings by their role."""

from __future__ import annotations

import pytest

from scrubber import Document, Pipeline, stages
from tests.conftest import count_accounts

KINDS = {
    "a definition list": (
        "<dl><dt>Term<dd>Meaning<dd><p>another",
        [("list_item", "Term"), ("list_item", "Meaning"), ("list_item", "another")],
    ),
    "a summary is a heading": (
        "<details><summary>Why?</summary>Because.</details>",
        [("heading", "Why?"), ("paragraph", "Because.")],
    ),
    "a summary's own heading": ("<details><summary><h3>Why?</h3></summary></details>", [("heading", "Why?")]),
    "a figure's caption": (
        "<figure><img><figcaption>A <b>boat</b></figcaption></figure>",
        [("caption", "A boat")],
    ),
    "breaks with spaces between": ("<p>a<br> <br>\n<br/>b", [("paragraph", "a"), ("paragraph", "b")]),
    "a break at the end": ("<p>a<br></p><p>b", [("paragraph", "a"), ("paragraph", "b")]),
    "a heading by its role, inline": ("<span role=heading>x</span>", [("heading", "x")]),
    "another role": ("<div role=note>x</div>", [("paragraph", "x")]),
    "code keeps blank lines": ("<pre>a\n\n  b</pre>", [("code", "a\n\n  b")]),
    "code keeps breaks": ("<pre>a<br><br>b</pre>", [("code", "a\n\nb")]),
    "a line of code is a box": ("<pre><div>a</div><div> b</div></pre>", [("code", "a\n b")]),
    "a box and a newline are one line": ("<pre><div>a</div>\n<div>b</div></pre>", [("code", "a\nb")]),
    "an empty line of code": ("<pre><div>a</div><div>\n</div><div>b</div></pre>", [("code", "a\n\nb")]),
    "code in a line": ("<p>use <code>a  b</code>", [("paragraph", "use a b")]),
    "a formula": (
        "<p>so <math><mi>e</mi><mo>=</mo><mn>2</mn><annotation>e=2</annotation></math> it is",
        [("paragraph", "so e=2 it is")],
    ),
    "a formula that a picture shows": (
        "<p>so <span style='display:none'><math><mi>e</mi></math></span><img> it is",
        [("paragraph", "so e it is")],
    ),
    "a hidden text's formula": ("<p hidden>so <math><mi>e</mi></math>", [("paragraph", "so e")]),
    "an icon's title": ("<p>a<svg><title>b</title><text>c</text></svg>", [("paragraph", "a"), ("data", "")]),
    "a title astray": ("<body>a<title>b</title>c", [("paragraph", "a"), ("title", "b"), ("paragraph", "c")]),
    "what an old browser is told": ("<canvas>a</canvas>", [("data", "")]),
}


def segmented(page: str) -> Document:
    return stages.segment(stages.decode(Document.open(page, media_type="text/html")))


@pytest.mark.parametrize(("page", "expected"), KINDS.values(), ids=KINDS.keys())
def test_kinds(page: str, expected: list[tuple[str, str]]) -> None:
    assert [(block.kind.value, block.text) for block in segmented(page).blocks] == expected


TABLES = {
    "rows and cells": ("<tr><th>a<th>b<tr><td>1<td>2", "a\tb\n1\t2"),
    "an empty cell first": ("<tr><td><th>a<tr><th>b<td>1", "\ta\nb\t1"),
    "an empty cell inside": ("<tr><td>1<td><td>3<tr><td>4<td>5<td>6", "1\t\t3\n4\t5\t6"),
    "an empty row": ("<tr><td>1<td>2<tr><td><td><tr><td>3<td>4", "1\t2\n3\t4"),
    "a cell over columns": ("<tr><td colspan=2>a<td>b<tr><td>1<td>2<td>3", "a\t\tb\n1\t2\t3"),
    "a cell over rows": ("<tr><th rowspan=2>a<td>1<tr><td>2", "a\t1\n\t2"),
    "over rows and columns": (
        "<tr><td rowspan=2 colspan=2>a<td>1<tr><td>2<tr><td>3<td>4<td>5",
        "a\t\t1\n\t\t2\n3\t4\t5",
    ),
    "over nonsense": ("<tr><td colspan=0>a<td rowspan=x>b<tr><td>1<td>2", "a\tb\n1\t2"),
    "lines in a cell": ("<tr><td>a<br>b<td><p>c</p><p>d</p>", "a b\tc d"),
    "tags in a word": ("<tr><td>H<sub>2</sub>O<td><b>a</b> <i>b</i>", "H2O\ta b"),
    "a hidden key to sort by": ("<tr><td><i style='display:none'>007</i>7<td>b", "7\tb"),
    "a script in a cell": ("<tr><td>a<td>b<script>x</script>", "a\tb"),
    "a tab in a cell": ("<tr><td>a\tb<td>c", "a b\tc"),
}


@pytest.mark.parametrize(("rows", "expected"), TABLES.values(), ids=TABLES.keys())
def test_a_tables_cells_keep_their_places(rows: str, expected: str) -> None:
    page = f"<h1>x</h1><table>{rows}</table>"
    document = Pipeline.default().without("debris").run(page, media_type="text/html")
    assert [block.text for block in document.blocks if block.kind.value == "table"] == [expected]
    assert max(count_accounts(document.to_dict(), page)) == 1


def test_a_caption_is_one_block_before_its_table() -> None:
    blocks = segmented("<table><caption>A <b>b</b> c</caption><tr><td>1<td>2</table>").blocks
    assert [(block.kind.value, block.text) for block in blocks] == [("caption", "A b c"), ("table", "1\t2")]


def test_an_empty_corner_survives_to_markdown() -> None:
    page = "<h1>x</h1><table><tr><td><th>a<th>b<tr><th>c<td>1<td>2</table>"
    document = Pipeline.default().without("debris").run(page, media_type="text/html")
    assert document.to_markdown() == "# x\n\n|  | a | b |\n| --- | --- | --- |\n| c | 1 | 2 |\n"
