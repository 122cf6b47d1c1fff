"""The account of a run: errors.jsonl, a line for each page that has no result, and summary.json."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TextIO

from scrubber import __version__
from scrubber.batch.tally import Tally
from scrubber.errors import BadOutput
from scrubber.wire import to_json
from scrubber.writers import replacing


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to. `passed` counts the records that hold no page, by what they are."""

    tally: Tally
    passed: Counter[str]
    seconds: float
    stopped: str | None = None  # why it ended before its end

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON's own types."""
        return {
            "scrubber": __version__,
            "stopped": self.stopped,
            "seconds": round(self.seconds, 3),
            **self.tally.to_dict(),
            "passed": dict(sorted(self.passed.items())),
        }

    @classmethod
    def from_dict(cls, shown: Mapping[str, Any]) -> Self:
        """Return the summary that `to_dict` showed."""
        return cls(Tally.from_dict(shown), Counter(shown["passed"]), shown["seconds"], shown["stopped"])


def write_summary(path: Path | None, summary: Summary, settings: Mapping[str, Any]) -> None:
    """Write the summary, and of which run it is. Raises BadOutput."""
    if path is not None:
        with replacing(path) as beside:
            shown = to_json({**summary.to_dict(), "run": _sign(settings)})
            beside.write_text(f"{shown}\n", encoding="utf-8", newline="\n")


def read_summary(path: Path | None, settings: Mapping[str, Any]) -> Summary | None:
    """Return the summary that stands there, if it is of this very run, and of one that came to its end."""
    try:
        shown = json.loads(path.read_bytes()) if path is not None else {}
    except (OSError, ValueError):
        return None
    if shown.get("run") != _sign(settings) or shown["stopped"] is not None:
        return None
    return Summary.from_dict(shown)


class Errors:
    """The file of the pages that failed; None where there is nowhere to write it."""

    def __init__(self, out: TextIO | None) -> None:
        """Write to an open file."""
        self._out = out

    def write(self, reports: Iterable[Mapping[str, Any]]) -> str:
        """Write the lines of the pages that failed among those of the reports, and return them."""
        lines = "".join(_to_line(report) for report in reports if report["status"] != "ok")
        if self._out is not None and lines:
            self._out.write(lines)
            self._out.flush()
        return lines


@contextmanager
def open_errors(path: Path | None, known: str) -> Iterator[Errors]:
    """Give the file of errors, which begins with those that are known. Raises BadOutput."""
    if path is None:
        yield Errors(None)
        return
    try:
        out = path.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise BadOutput(f"can't write {path}: {error.strerror}; name another place with -o") from error
    with out:
        out.write(known)
        out.flush()
        yield Errors(out)


def _to_line(report: Mapping[str, Any]) -> str:
    """Return one page's line: which it is, at which stage it ended, what is wrong, what to try."""
    shown = {
        "name": report["source"],
        "offset": report["offset"],
        "status": report["status"],
        "stage": report["stage"],
        "error": report["message"],
        "advice": report["advice"],
    }
    return to_json(shown, compact=True) + "\n"


def _sign(settings: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest()
