"""Pages in an Arrow batch to the wire in an Arrow batch: what every engine runs, a cluster's included."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Final, TypeVar

import pyarrow as pa

from scrubber.failure import Failure, Status
from scrubber.model import Block, Document, Page
from scrubber.pipeline import Pipeline
from scrubber.readers import Columns, choose_columns, keep_media_type, keep_text, name_record
from scrubber.stages.site_repeats import find_keys
from scrubber.view import View
from scrubber.wire import to_json
from scrubber.writers import RENDERED

_Table = TypeVar("_Table", pa.RecordBatch, pa.Table)

_RULE = pa.struct(
    [("stage", pa.string()), ("rule", pa.string()), ("blocks", pa.int64()), ("chars", pa.int64())]
)
# What a batch's account is made of; `ms` is the one thing in a result that is not the same every time.
REPORT: Final = pa.struct(
    [
        ("source", pa.string()),
        ("offset", pa.int64()),
        ("status", pa.string()),
        ("stage", pa.string()),
        ("message", pa.string()),
        ("advice", pa.string()),
        ("media_type", pa.string()),
        ("bytes", pa.int64()),
        ("chars", pa.int64()),
        ("kept", pa.int64()),
        ("tweets", pa.int64()),
        ("removed", pa.list_(_RULE)),
        ("ms", pa.float64()),
    ]
)


@dataclass(frozen=True, slots=True)
class Work:
    """What is done to each page, and what is shown of it.

    `form` is `wire`, a column for each field with its own type, or one column `output`: its text as `jsonl`,
    `json`, `markdown` or `text` (of a page that failed, null in the last two), or the `keys` of its blocks
    that `site_repeats` counts. `columns` says which columns hold the page, its url and its id, where their
    names don't.
    """

    pipeline: Pipeline = field(default_factory=Pipeline.default)
    form: str = "wire"
    view: View = field(default_factory=View)
    columns: Columns = field(default_factory=Columns)

    def schema(self) -> pa.Schema:
        """Return the schema of what `scrub_batch` gives back."""
        return _find_schema(self.form, self.view)


def scrub_batch(
    batch: _Table, work: Work | None = None, *, watch: Callable[[str, float], None] | None = None
) -> _Table:
    """Scrub each row's page; return as many rows, in order, in the columns of `work.schema()`.

    The page is a column of bytes or of text, its name one of those that `scrubber.readers` knows ("html",
    "content", "text" …); so are its url, id and media type, where there are such columns. The column `report`
    says in a few numbers what became of each. A page that fails is a row with its status and error, never an
    exception; nothing is fetched. `watch` is told each stage's name and milliseconds. Raises BadInput where
    no column holds pages.

    >>> batch = pa.RecordBatch.from_pydict({"html": ["<h1>Tea</h1><p>Loose leaves steep best."], "id": ["a"]})
    >>> [(row["title"], row["source"]["id"], row["status"]) for row in scrub_batch(batch).to_pylist()]
    [('Tea', 'a', 'ok')]
    """
    work = work or _usual_work()
    chosen = choose_columns(batch.schema.names, work.columns)
    pages = batch.rename_columns([chosen.get(name, name) for name in batch.schema.names])
    rows = [_scrub_row(row, work, watch) for row in pages.to_pylist()]
    return type(batch).from_pylist(rows, schema=work.schema())


def fail_batch(batch: pa.RecordBatch, work: Work, failure: Failure) -> pa.RecordBatch:
    """Return what `scrub_batch` would of pages that all failed so, without a look at them."""
    rows = [_show(Document(_open(row)), failure, row, work, 0.0) for row in batch.to_pylist()]
    return type(batch).from_pylist(rows, schema=work.schema())


def arrow_schema(view: View | None = None) -> pa.Schema:
    """Return the wire as an Arrow schema: what DuckDB, pandas and Spark read a Parquet file of it as.

    A span is a list of two numbers; the three shapes of a block are one, null where a field isn't its own.

    >>> arrow_schema(View(("title", "stats.kept"))).types
    [DataType(string), StructType(struct<kept: int64>)]
    """
    shape = (view or View()).schema()
    return pa.schema([(name, _find_type(node, shape)) for name, node in shape["properties"].items()])


@lru_cache(maxsize=1)
def _usual_work() -> Work:
    return Work()


@lru_cache(maxsize=8)
def _find_schema(form: str, view: View) -> pa.Schema:
    output = pa.list_(pa.uint64()) if form == "keys" else pa.string()
    shown = arrow_schema(view) if form == "wire" else pa.schema([("output", output)])
    return shown.append(pa.field("report", REPORT))


def _find_type(node: Mapping[str, Any], shape: Mapping[str, Any]) -> pa.DataType:
    """Return the type that holds whatever a part of a JSON Schema allows."""
    if "$ref" in node:
        return _find_type(shape["$defs"][node["$ref"].removeprefix("#/$defs/")], shape)
    if "oneOf" in node:
        options = [option for option in node["oneOf"] if option.get("type") != "null"]
        if len(options) == 1:
            return _find_type(options[0], shape)
        merged = {name: part for option in options for name, part in option["properties"].items()}
        return _find_type({"type": "object", "properties": merged}, shape)
    kind = node.get("type")
    if isinstance(kind, list):
        kind = next(name for name in kind if name != "null")
    if kind == "object":
        return pa.struct([(name, _find_type(part, shape)) for name, part in node["properties"].items()])
    if kind == "array":
        return pa.list_(_find_type(node["items"], shape))
    if kind is None and not isinstance(node.get("const", ""), str):
        kind = "integer"
    return pa.int64() if kind == "integer" else pa.float64() if kind == "number" else pa.string()


def _scrub_row(
    row: Mapping[str, Any], work: Work, watch: Callable[[str, float], None] | None
) -> dict[str, Any]:
    document, failure, done = Document(_open(row)), None, 0
    begin = time.perf_counter()

    def count(name: str, ms: float) -> None:
        nonlocal done
        done += 1
        if watch is not None:
            watch(name, ms)

    if row.get("fault") is not None:
        failure = Failure.told(Status.UNREADABLE, "read", row["fault"])
    elif row["page"] is None:
        failure = Failure.told(Status.UNREADABLE, "read", "the record holds no page; look at its source")
    else:
        try:
            document = replace(work.pipeline.run(document, watch=count), ms=None)
            return _show(document, None, row, work, 1000 * (time.perf_counter() - begin))
        except Exception as error:  # one page's fault is not the run's
            failure = Failure.of(
                error, work.pipeline.names[done] if done < len(work.pipeline.names) else None
            )
    return _show(document, failure, row, work, 1000 * (time.perf_counter() - begin))


def _open(row: Mapping[str, Any]) -> Page:
    data = row["page"] if row["page"] is not None else b""
    source = row.get("source")
    name = name_record(source, row.get("offset")) if source is not None else None
    media_type = keep_media_type(row.get("media_type"))
    return Page(data, name, media_type, keep_text(row.get("url")), keep_text(row.get("id")))


def _show(
    document: Document, failure: Failure | None, row: Mapping[str, Any], work: Work, ms: float
) -> dict[str, Any]:
    if work.form == "wire":
        shown = work.view.of(document, failure)
    elif work.form == "keys":
        shown = {"output": None if failure else find_keys(document)}
    elif work.form in RENDERED:
        shown = {"output": None if failure else RENDERED[work.form](document)}
    else:
        shown = {"output": to_json(work.view.of(document, failure), compact=work.form == "jsonl") + "\n"}
    return {**shown, "report": _report(document, failure, row, ms)}


def _report(document: Document, failure: Failure | None, row: Mapping[str, Any], ms: float) -> dict[str, Any]:
    data = row["page"] or b""
    return {
        "source": row.get("source"),
        "offset": row.get("offset"),
        "status": failure.status if failure else Status.OK,
        "stage": failure.stage if failure else None,
        "message": failure.message if failure else None,
        "advice": failure.advice if failure else None,
        "media_type": document.media_type if document.decoding else None,
        "bytes": document.decoding.bytes if document.decoding else len(data),
        "chars": len(document.text),
        "kept": document.kept,
        "tweets": len(document.tweets),
        "removed": list(_count_removed(document.removed)),
        "ms": ms,
    }


def _count_removed(blocks: tuple[Block, ...]) -> Iterator[dict[str, Any]]:
    """Yield how many blocks, and characters in them, each rule of each stage removed."""
    counts: dict[tuple[str, str], list[int]] = {}
    for block in blocks:
        assert block.mark is not None
        count = counts.setdefault((block.mark.stage, block.mark.rule), [0, 0])
        count[0] += 1
        count[1] += len(block.text)
    for (stage, rule), (number, chars) in counts.items():
        yield {"stage": stage, "rule": rule, "blocks": number, "chars": chars}
