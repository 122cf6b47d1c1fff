"""The one function that every engine runs: an Arrow batch of pages in, an Arrow batch of the wire out."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pyarrow as pa
import pytest

import scrubber
from scrubber import BadConfig, Document, Pipeline
from scrubber.arrow import REPORT, Work, arrow_schema, scrub_batch
from scrubber.errors import BadInput
from scrubber.readers import Columns
from scrubber.view import View
from scrubber.wire import to_wire
from tests.conftest import FIXTURES
from tests.nasty_stages import go_wrong

PAGES = {path.parent.name: path.read_bytes() for path in sorted(FIXTURES.glob("*/page.*"))}
NASTY = Work(Pipeline.default().inserting("nasty", go_wrong, before="debris"))


def drop_nulls(value: Any) -> Any:
    """Return JSON's types less the fields that are null: Arrow has one struct for three shapes of a block."""
    if isinstance(value, dict):
        return {name: drop_nulls(part) for name, part in value.items() if part is not None}
    return [drop_nulls(part) for part in value] if isinstance(value, list) else value


def to_batch(pages: list[Any], **columns: list[Any]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict({"page": pages, **columns})


@pytest.mark.parametrize("name", PAGES)
def test_every_page_comes_out_as_its_wire(name: str) -> None:
    (row,) = scrub_batch(to_batch([PAGES[name]])).to_pylist()
    del row["report"]
    assert drop_nulls(row) == drop_nulls(to_wire(scrubber.scrub(PAGES[name])))


def test_types_are_the_schemas() -> None:
    schema = arrow_schema()
    assert schema.names == list(scrubber.wire.schema()["properties"])
    assert schema.field("title").type == pa.string()
    assert schema.field("stats").type.field("kept").type == pa.int64()
    assert schema.field("tweets").type.value_type.field("span").type == pa.list_(pa.int64())
    assert schema.field("removed").type.value_type.field("score").type == pa.float64()
    block = schema.field("sections").type.value_type.field("blocks").type.value_type
    assert {"kind", "text", "span", "level", "tweet", "embed"} <= {field.name for field in block}
    assert block.field("tweet").type == pa.int64()


COLUMNS: dict[str, tuple[dict[str, Any], Columns, dict[str, Any]]] = {
    "bytes": ({"page": [b"Tea is a drink."]}, Columns(), {"encoding": "utf-8", "id": None}),
    "text, which needs no decoding": ({"text": ["Tea is a drink."]}, Columns(), {"encoding": None}),
    "guessed names": (
        {"HTML": ["<p>Tea"], "URL": ["https://a.example/"], "doc_id": [7]},
        Columns(),
        {"url": "https://a.example/", "id": "7", "media_type": "text/html"},
    ),
    "a named column beside a guessed one": (
        {"html": ["<p>No"], "mine": ["Tea is a drink."]},
        Columns(page="mine"),
        {"media_type": "text/plain"},
    ),
    "bytes for text, as tables have it, and a type that is none": (
        {"page": ["Tea"], "url": [b"https://a.example/"], "id": [b"a"], "content_type": ["article"]},
        Columns(),
        {"url": "https://a.example/", "id": "a", "media_type": "text/plain"},
    ),
    "a source and an offset": (
        {"page": ["Tea"], "source": ["a.warc.gz"], "offset": [812]},
        Columns(),
        {"name": "a.warc.gz#812"},
    ),
}


@pytest.mark.parametrize(("given", "columns", "expected"), COLUMNS.values(), ids=COLUMNS.keys())
def test_columns(given: dict[str, Any], columns: Columns, expected: dict[str, Any]) -> None:
    (row,) = scrub_batch(pa.RecordBatch.from_pydict(given), Work(columns=columns)).to_pylist()
    assert {name: row["source"][name] for name in expected} == expected


def test_no_column_of_pages_says_which_there_are() -> None:
    with pytest.raises(BadInput, match="name one of those that are there: n"):
        scrub_batch(pa.RecordBatch.from_pydict({"n": [1]}))


FAILURES: dict[str, tuple[Any, str, str, str]] = {
    "nothing in it": (b" \n", "empty", "decode", "the page is empty"),
    "an image": (b"\x89PNG\r\n\x1a\n\x00", "empty", "decode", "a PNG image"),
    "no text": (b"\x01\x02\x05\x0e" * 99, "refused", "decode", "no charset that could be told"),
    "no page": (None, "unreadable", "read", "holds no page"),
    "a fault of a stage's": (b"RAISE an error, if you please.", "failed", "nasty", "KeyError: 'tea'"),
}


@pytest.mark.parametrize(("page", "status", "stage", "message"), FAILURES.values(), ids=FAILURES.keys())
def test_failure_is_a_row(page: Any, status: str, stage: str, message: str) -> None:
    batch = to_batch([b"Before it: a page.", page, b"Behind it: a page."], id=["a", "b", "c"])
    rows = scrub_batch(batch, NASTY).to_pylist()
    assert [row["status"] for row in rows] == ["ok", status, "ok"]
    assert [row["source"]["id"] for row in rows] == ["a", "b", "c"]
    assert rows[1]["error"]["stage"] == rows[1]["report"]["stage"] == stage
    assert message in rows[1]["error"]["message"]
    assert rows[1]["error"]["advice"]
    assert rows[1]["sections"] == []


def test_failure_of_a_reader_is_told() -> None:
    (row,) = scrub_batch(to_batch([None], fault=["line 3 is no JSON; mend it"])).to_pylist()
    assert row["error"] == {"stage": "read", "message": "line 3 is no JSON", "advice": "mend it"}


def test_failure_fits_the_schema() -> None:
    work = Work(form="jsonl")
    (row,) = scrub_batch(to_batch([b""]), work).to_pylist()
    jsonschema.validate(json.loads(row["output"]), scrubber.wire.schema())


FORMS: dict[str, Callable[[Document], str]] = {
    "jsonl": lambda document: scrubber.wire.dumps(document, compact=True) + "\n",
    "json": lambda document: scrubber.wire.dumps(document) + "\n",
    "markdown": lambda document: document.to_markdown(),
    "text": lambda document: document.to_text(),
}


@pytest.mark.parametrize("form", FORMS)
def test_text_forms(form: str) -> None:
    page = PAGES["menus-and-tweet--harbour"]
    rows = scrub_batch(to_batch([page, b""]), Work(form=form)).to_pylist()
    assert rows[0]["output"] == FORMS[form](scrubber.scrub(page))
    assert (rows[1]["output"] is None) == (form in ("markdown", "text"))  # which can't say that it failed


def test_a_table_comes_back_as_a_table() -> None:
    table = pa.Table.from_batches([to_batch([b"Tea."]), to_batch([b"Milk."])])
    done = scrub_batch(table)
    assert isinstance(done, pa.Table)
    assert done.schema.field("report").type == REPORT
    assert done.num_rows == 2


VIEWS: dict[str, tuple[View, list[str]]] = {
    "all": (View(), list(scrubber.wire.schema()["properties"])),
    "without what was removed": (
        View(removed=False),
        [name for name in scrubber.wire.schema()["properties"] if name != "removed"],
    ),
    "some, in the order of their names": (View(("title", "source")), ["title", "source"]),
    "parts of one": (View(("source.url", "title", "source.id")), ["source", "title"]),
    "the text as one": (View(("text", "markdown")), ["text", "markdown"]),
    "removed, when asked for by name": (View(("removed",), removed=False), ["removed"]),
}


@pytest.mark.parametrize(("view", "names"), VIEWS.values(), ids=VIEWS.keys())
def test_fields_of_both_forms(view: View, names: list[str]) -> None:
    document = scrubber.scrub(PAGES["menus-and-tweet--harbour"])
    shown = view.of(document)
    assert list(shown) == arrow_schema(view).names == names
    jsonschema.validate(shown, view.schema())
    (row,) = scrub_batch(to_batch([PAGES["menus-and-tweet--harbour"]]), Work(view=view)).to_pylist()
    del row["report"]
    assert drop_nulls(row) == drop_nulls(shown)


def test_parts_of_a_field_are_those_alone() -> None:
    shown = View(("source.url", "source.id")).of(scrubber.scrub(b"Tea.", url="https://a.example/"))
    assert shown == {"source": {"url": "https://a.example/", "id": None}}


@pytest.mark.parametrize(
    ("field", "choice"),
    [("titel", "title"), ("source.uri", "source.url"), ("title.x", "title"), ("", "text")],
)
def test_unknown_field(field: str, choice: str) -> None:
    with pytest.raises(BadConfig, match=choice):
        View((field,))
