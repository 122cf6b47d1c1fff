"""A benchmark's rows as a Markdown table, with what there is to say of each row under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from benchmarks.scoring import Scores

_MEASURE = "trafilatura"  # whose CPU the others' is a share of
_NONE = "—"


class Row(NamedTuple):
    """A system's line: `scores` is null where the system could not be run, and `fault` says why."""

    name: str
    scores: Scores | None
    peak_mb: float | None
    failed: int  # pages on which it raised, each scored 0
    fault: str | None  # the error of the run, or of the first page that failed
    note: str


def show_table(rows: Sequence[Row]) -> str:
    """Return the table and its notes."""
    kinds = sorted({kind for row in rows if row.scores for kind in row.scores.by_kind})
    kinds = kinds if len(kinds) > 1 else []
    header = ["system", "F1", *kinds, "P", "R", "required found", "forbidden let through", "headings F1"]
    header += ["CPU ms a page", "CPU share", "peak MB", "pages failed"]
    whole = next((row.scores.ms for row in rows if row.name == _MEASURE and row.scores), None)
    lines = [header, ["---", *["---:"] * (len(header) - 1)]]
    for row in rows:
        if row.scores is None:
            lines.append([row.name, "failed", *[_NONE] * (len(header) - 2)])
        else:
            lines.append([row.name, *_cells(row, row.scores, kinds, whole)])
    notes = [f"- {row.name}: {said}" for row in rows for said in _say(row)]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return "\n".join([table, "", *notes, ""] if notes else [table, ""])


def _cells(row: Row, scores: Scores, kinds: Sequence[str], whole: float | None) -> Iterator[str]:
    yield f"{scores.f1:.4f}"
    yield from (f"{scores.by_kind[kind]:.3f}" for kind in kinds)
    for value in (scores.precision, scores.recall, scores.required, scores.forbidden, scores.headings):
        yield _NONE if value is None else f"{value:.3f}"
    yield f"{scores.ms:.1f}"
    yield f"{scores.ms / whole:.2f}" if whole else _NONE
    yield _NONE if row.peak_mb is None else f"{row.peak_mb:.0f}"
    yield str(row.failed)


def _say(row: Row) -> Iterator[str]:
    if row.note:
        yield row.note
    if row.scores is None:
        yield f"could not be run ({row.fault})"
    elif row.failed:
        yield f"failed on {row.failed} pages, the first with {row.fault}"
