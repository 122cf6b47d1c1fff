"""A benchmark's rows as a Markdown table, with what there is to say of each row under it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from benchmarks.scoring import Scores

_MEASURE = "trafilatura"  # whose CPU the others' is a share of
_NONE = "—"
_FASTEST = 1_000  # MB a second above which a rate says nothing: the text was only handed on


class Row(NamedTuple):
    """A system's line: `scores` is null where the system could not be run, and `fault` says why."""

    name: str
    scores: Scores | None
    peak_mb: float | None
    failed: int  # pages on which it raised, each scored 0
    fault: str | None  # the error of the run, or of the first page that failed
    note: str
    style: str = ""  # how the pages were made flat
    page_mb: float | None = None  # of flat text, 10**6 bytes, the mean over pages


_Column = tuple[str, Callable[[Row, Scores], str]]  # its head, and its cell


def show_table(rows: Sequence[Row]) -> str:
    """Return the table of a benchmark on HTML, and its notes."""
    whole = next((row.scores.ms for row in rows if row.name == _MEASURE and row.scores), None)
    return _show(
        rows,
        [("system", lambda row: row.name)],
        [
            *_columns_of_words(rows),
            ("required found", lambda row, scores: _share(scores.required)),
            ("forbidden let through", lambda row, scores: _share(scores.forbidden)),
            ("headings F1", lambda row, scores: _share(scores.headings)),
            ("CPU ms a page", lambda row, scores: f"{scores.ms:.1f}"),
            ("CPU share", lambda row, scores: f"{scores.ms / whole:.2f}" if whole else _NONE),
            *_columns_of_process(),
        ],
    )


def show_flat_table(rows: Sequence[Row]) -> str:
    """Return the table of a benchmark on flat text, one row a style and system, and its notes."""
    return _show(
        rows,
        [("style", lambda row: row.style), ("system", lambda row: row.name)],
        [
            *_columns_of_words(rows),
            ("headings F1", lambda row, scores: _share(scores.headings)),
            ("MB a second", _rate),
            *_columns_of_process(),
        ],
    )


def draw(header: Sequence[str], lines: Sequence[Sequence[str]], named: int = 1) -> str:
    """Return a Markdown table; its first `named` columns are words, the others figures.

    >>> print(draw(["tea", "g"], [["black", "3"]]))
    | tea | g |
    | --- | ---: |
    | black | 3 |
    """
    rule = ["---"] * named + ["---:"] * (len(header) - named)
    return "\n".join(f"| {' | '.join(line)} |" for line in (header, rule, *lines))


def _show(
    rows: Sequence[Row], names: Sequence[tuple[str, Callable[[Row], str]]], columns: Sequence[_Column]
) -> str:
    lines = []
    for row in rows:
        scores = row.scores
        if scores is None:
            cells = ["failed", *[_NONE] * (len(columns) - 1)]
        else:
            cells = [cell(row, scores) for _, cell in columns]
        lines.append([*(name(row) for _, name in names), *cells])
    notes = dict.fromkeys(f"- {row.name}: {said}" for row in rows for said in _say(row))
    table = draw([head for head, _ in (*names, *columns)], lines, len(names))
    return "\n".join([table, "", *notes, ""] if notes else [table, ""])


def _columns_of_words(rows: Sequence[Row]) -> Iterator[_Column]:
    """Yield the columns of words' F1, by kind of page where there are several, precision and recall."""
    kinds = sorted({kind for row in rows if row.scores for kind in row.scores.by_kind})
    yield "F1", lambda row, scores: f"{scores.f1:.4f}"
    for kind in kinds if len(kinds) > 1 else []:
        yield kind, lambda row, scores, kind=kind: f"{scores.by_kind[kind]:.3f}"  # type: ignore[misc]
    yield "P", lambda row, scores: _share(scores.precision)
    yield "R", lambda row, scores: _share(scores.recall)


def _columns_of_process() -> Iterator[_Column]:
    yield "peak MB", lambda row, scores: _NONE if row.peak_mb is None else f"{row.peak_mb:.0f}"
    yield "pages failed", lambda row, scores: str(row.failed)


def _share(value: float | None) -> str:
    return _NONE if value is None else f"{value:.3f}"


def _rate(row: Row, scores: Scores) -> str:
    """Return how much flat text the system takes a second, in MB."""
    if row.page_mb is None:
        return _NONE
    rate = 1000 * row.page_mb / scores.ms if scores.ms else _FASTEST
    return f"{rate:.2f}" if rate < _FASTEST else f"> {_FASTEST}"


def _say(row: Row) -> Iterator[str]:
    if row.note:
        yield row.note
    where = f" ({row.style})" if row.style else ""
    if row.scores is None:
        yield f"could not be run{where} ({row.fault})"
    elif row.failed:
        yield f"failed on {row.failed} pages{where}, the first with {row.fault}"
