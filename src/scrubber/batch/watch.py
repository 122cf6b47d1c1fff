"""How a run gets on: a bar on a terminal, a line every half minute where there is none."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Protocol

from scrubber.batch.tally import Tally
from scrubber.readers import Source, name_record
from scrubber.readers.streams import Readable

Reports = Sequence[Mapping[str, Any]]  # of pages, as the column `report` has them

LOG_SECONDS = 30.0
_MB = 1_000_000


class Place:
    """How far the sources are read, by the place at which the file stands that is open."""

    def __init__(self, sources: Sequence[Source]) -> None:
        """Look up how large the sources are."""
        sizes = [_find_size(source) for source in sources]
        known = [size for size in sizes if size is not None]
        addresses = [source.address for source in sources]
        self._before = dict(zip(addresses, accumulate(known, initial=0), strict=False))
        self._all = sum(known) if len(known) == len(sizes) else 0
        self._open: tuple[str, Readable] | None = None

    def opened(self, source: Source, file: Readable) -> None:
        """Hear that a source is open."""
        self._open = source.address, file

    def find_share(self) -> float | None:
        """Return what share of the sources' bytes is read, null where that can't be known."""
        if not self._all or self._open is None:
            return None
        address, file = self._open
        try:
            here = int(file.tell())  # type: ignore[attr-defined]
        except (AttributeError, OSError, ValueError):  # closed by now, or a stream
            here = 0
        return min(1.0, (self._before[address] + here) / self._all)


def _find_size(source: Source) -> int | None:
    try:
        return os.stat(source.address).st_size
    except OSError:
        return None


class Watcher(Protocol):
    """What is told how a run gets on."""

    def begin(self, phase: str, place: Place, done: Tally) -> None:
        """Hear that a pass begins, where to look up how far it is, and what was done before."""

    def advance(self, reports: Reports) -> None:
        """Hear what became of the next pages."""


class Silent:
    """Says nothing."""

    def begin(self, phase: str, place: Place, done: Tally) -> None:
        """Do nothing."""

    def advance(self, reports: Reports) -> None:
        """Do nothing."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How far a pass is, how fast, and how many pages failed; null where no one can know."""

    phase: str
    pages: int
    share: float | None
    megabytes: float
    errors: int
    rate: float  # pages a second
    left: float | None  # seconds

    def __str__(self) -> str:
        """Return one line for a person."""
        share = "" if self.share is None else f" ({self.share:.0%})"
        left = "" if self.left is None else f", {self.left / 60:.0f} min left"
        return (
            f"{self.phase}: {self.pages} pages{share}, {self.megabytes:.1f} MB, {self.rate:.1f} pages/s, "
            f"{self.errors} errors{left}"
        )


class Meter:
    """Counts a pass's pages as they are done."""

    def __init__(self, phase: str, place: Place, done: Tally) -> None:
        """Begin a pass; what was done before counts as done, but not for the rate."""
        self._phase, self._begin, self._place = phase, time.perf_counter(), place
        self._passed_over: float | None = None  # the share of the sources that was done before
        self._before, self._pages = done.pages, 0
        self._bytes, self._errors = done.sizes["bytes"], done.failed

    def add(self, reports: Reports) -> None:
        """Count the next pages."""
        if self._passed_over is None:
            self._passed_over = (self._place.find_share() or 0.0) if self._before else 0.0
        self._pages += len(reports)
        self._bytes += sum(report["bytes"] for report in reports)
        self._errors += sum(report["status"] != "ok" for report in reports)

    def read(self) -> Pace:
        """Return how things stand."""
        seconds = max(time.perf_counter() - self._begin, 1e-9)
        share = self._place.find_share()
        own = share - (self._passed_over or 0.0) if share is not None else 0.0
        left = seconds * (1 - share) / own if share is not None and own > 0 else None
        pages, rate = self._before + self._pages, self._pages / seconds
        return Pace(self._phase, pages, share, self._bytes / _MB, self._errors, rate, left)


class Log:
    """A line to a log every so many seconds, as a sentence or as JSON."""

    def __init__(
        self, write: Callable[[str], None], *, as_json: bool = False, seconds: float = LOG_SECONDS
    ) -> None:
        """Write lines, without their end, by a function."""
        self._write, self._as_json, self._seconds = write, as_json, seconds
        self._meter: Meter | None = None
        self._next = 0.0

    def begin(self, phase: str, place: Place, done: Tally) -> None:
        """Begin to count."""
        self._meter = Meter(phase, place, done)
        self._next = time.monotonic() + self._seconds

    def advance(self, reports: Reports) -> None:
        """Count the pages; write a line for each that failed, and one on how things stand when it is time."""
        assert self._meter is not None
        self._meter.add(reports)
        for report in reports:
            if report["status"] != "ok":
                self.tell_failure(report)
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + self._seconds
            pace = self._meter.read()
            self._tell(str(pace), {"event": "progress", **_fields(pace)})

    def tell_failure(self, report: Mapping[str, Any]) -> None:
        """Write which page failed, and why."""
        fields = {name: report[name] for name in ("status", "stage", "message", "advice")}
        said = {"event": "failed", "name": report["source"], "offset": report["offset"], **fields}
        self._tell(show_failure(report), said)

    def _tell(self, line: str, fields: Mapping[str, Any]) -> None:
        self._write(to_log_line(fields) if self._as_json else line)


def to_log_line(fields: Mapping[str, Any]) -> str:
    """Return the fields as JSON on one line, with the time (UTC)."""
    stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    return json.dumps({"time": stamp, **fields}, ensure_ascii=False)


def show_failure(report: Mapping[str, Any]) -> str:
    """Return one line on a page that failed: its name, what is wrong, what to try."""
    advice = f"; {report['advice']}" if report["advice"] else ""
    return f"{name_record(report['source'], report['offset'])}: {report['message']}{advice}"


def _fields(pace: Pace) -> dict[str, Any]:
    return {
        "phase": pace.phase,
        "pages": pace.pages,
        "share": round(pace.share, 3) if pace.share is not None else None,
        "megabytes": round(pace.megabytes, 1),
        "errors": pace.errors,
        "pages_per_second": round(pace.rate, 2),
        "seconds_left": round(pace.left) if pace.left is not None else None,
    }
