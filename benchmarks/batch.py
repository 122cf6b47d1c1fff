"""Batches: what processes cost and gain, what memory they take, and that archives are accounted for.

    python -m benchmarks.batch DATA

Pages are timed by the clock, three ways in one run: a plain loop, one process, two. Memory is the most that
any process of the run held (Linux).
"""

from __future__ import annotations

import gzip
import json
import os
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click

from benchmarks import options
from benchmarks.archives import write_warc, write_wet
from benchmarks.pages import find_ids, read_page, take_sample
from benchmarks.report import show_head, show_name, write_result
from benchmarks.scoring import load_scorers
from benchmarks.table import draw
from scrubber.arrow import Work, scrub_batch
from scrubber.batch import Batch, Summary, Target, run_batch
from scrubber.batch.gather import gather
from scrubber.engines.local import scrub_in_processes
from scrubber.readers import find_sources, read_records

_SMALL = "Tea number {0}\n\nThe leaves of harvest {0} steep for three minutes, and the cup is warmed first.\n"
_SMALL_PAGES = 100_000
_SETTLED = 1_000  # pages after which memory is to stay as it is
_SAMPLED = 0.2  # seconds between two looks at the processes' memory
_PROSE = (
    "Pages a second by the clock, of DATA's HTML as it is stored, from the files to lines of JSON: a plain",
    "loop over `scrub_batch` in one process, and the pool of `scrubber batch` with one process and with two,",
    "each started anew. Memory is the resident set of the largest process of the pool, in 10**6 bytes.",
)


class Pace(NamedTuple):
    """One way's run: its name, pages, seconds, and the most memory of a worker in MB."""

    name: str
    pages: int
    seconds: float
    megabytes: float | None

    @property
    def rate(self) -> float:
        """Pages a second."""
        return self.pages / self.seconds


@dataclass
class Memory:
    """The resident sets, in bytes, of this process and its descendants: the largest now, and ever."""

    now: int = 0
    most: int = 0
    samples: list[int] = field(default_factory=list)

    def look(self) -> None:
        """Look at the processes."""
        self.now = max(_read_resident_sets(), default=0)
        self.most = max(self.most, self.now)


@contextmanager
def watch_memory() -> Iterator[Memory]:
    """Look at the memory of what this process starts, again and again, as long as the context lasts."""
    memory, over = Memory(), threading.Event()

    def look() -> None:
        while not over.wait(_SAMPLED):
            memory.look()

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    try:
        yield memory
    finally:
        over.set()
        thread.join()


def _read_resident_sets() -> Iterator[int]:
    """Yield the resident set of this process and of each that descends from it."""
    parents, sizes = {}, {}
    for entry in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError, KeyError):
            said = dict(line.split(":", 1) for line in entry.read_text().splitlines() if ":" in line)
            pid = int(entry.parent.name)
            parents[pid], sizes[pid] = int(said["PPid"]), 1024 * int(said["VmRSS"].split()[0])
    for pid, size in sizes.items():
        above: int | None = pid
        while above is not None and above != os.getpid():
            above = parents.get(above)
        if above is not None:
            yield size


@click.command(context_settings=options.SETTINGS)
@options.data
@options.scorers
@options.sample
@click.option(
    "--small-pages",
    type=click.IntRange(min=2 * _SETTLED),
    default=_SMALL_PAGES,
    help=f"Pages of the run that memory is watched in; {_SMALL_PAGES} if not given.",
)
@options.output
def main(data: Path, scorers: Path | None, sample: int | None, small_pages: int, output: Path | None) -> None:
    """Time DATA's pages in processes, watch memory over many small pages, and count an archive's records."""
    ids = take_sample(find_ids(data), sample)
    pages = [str(data / "html" / f"{page_id}.html.gz") for page_id in ids]
    paces = [time_loop(pages), time_pool(pages, 1), time_pool(pages, 2)]
    with tempfile.TemporaryDirectory() as folder:
        growth = watch_small_pages(Path(folder), small_pages)
        accounts = account_for_archives(data, scorers, Path(folder), ids)
    words = ["make", "bench-batch", f"DATA={show_name(data)}", *([f"SAMPLE={sample}"] if sample else [])]
    head = show_head("Batches", ["scrubber", "pebble", "pyarrow", "FastWARC"], " ".join(words), _PROSE)
    shown = "\n".join([head, show_paces(paces), show_growth(growth), show_accounts(accounts)])
    click.echo(shown)
    write_result(shown, "batch.md", output, whole=sample is None and small_pages >= _SMALL_PAGES)


def time_loop(pages: Sequence[str]) -> Pace:
    """Return the pace of a plain loop."""
    begin, count = time.perf_counter(), 0
    work = Work(form="jsonl")
    for batch in gather(read_records(find_sources(pages))):
        count += len(scrub_batch(batch, work))
    return Pace("a plain loop", count, time.perf_counter() - begin, None)


def time_pool(pages: Sequence[str], jobs: int) -> Pace:
    """Return the pace of so many processes, and the most memory that one took."""
    begin, count = time.perf_counter(), 0
    with watch_memory() as memory:
        for batch in scrub_in_processes(
            gather(read_records(find_sources(pages))), Work(form="jsonl"), jobs=jobs
        ):
            count += len(batch)
    name = f"{jobs} process{'es' if jobs > 1 else ''}"
    return Pace(name, count, time.perf_counter() - begin, memory.most / 1e6)


class Growth(NamedTuple):
    """The largest process's memory in MB: after the first pages, and the most after that."""

    pages: int
    rate: float
    settled: float
    most: float


class _MemoryWatcher:
    """Looks at the memory as pages are done."""

    def __init__(self, memory: Memory) -> None:
        self.settled = 0
        self.most = 0
        self._memory, self._pages = memory, 0

    def begin(self, *_: object) -> None:
        """Do nothing."""

    def advance(self, reports: Sequence[object]) -> None:
        """Keep what memory was in use behind the first pages, and the most behind those."""
        self._pages += len(reports)
        if self._pages <= _SETTLED:
            self.settled = self._memory.most
        else:
            self.most = max(self.most, self._memory.now)


def watch_small_pages(folder: Path, count: int) -> Growth:
    """Return what memory a run over many small pages in JSONL takes, this process's own included."""
    source = folder / "small.jsonl"
    with source.open("w") as out:
        for number in range(count):
            out.write(json.dumps({"id": number, "text": _SMALL.format(number)}) + "\n")
    begin = time.perf_counter()
    with watch_memory() as memory:
        watcher = _MemoryWatcher(memory)
        target = Target.of(str(folder / "small.jsonl.gz"))
        engine = partial(scrub_in_processes, jobs=2)
        summary = run_batch([str(source)], target, Batch(), engine, watcher=watcher)
    seconds = time.perf_counter() - begin
    return Growth(summary.tally.pages, count / seconds, watcher.settled / 1e6, watcher.most / 1e6)


class Account(NamedTuple):
    """An archive's records: written, come out as pages by status, and passed by what they are."""

    name: str
    written: Counter[str]
    statuses: Counter[str]
    passed: Counter[str]
    rate: float  # pages a second of two processes


def account_for_archives(
    data: Path, scorers: Path | None, folder: Path, page_ids: Sequence[str]
) -> list[Account]:
    """Write the pages to a WARC, and their flat text to a WET, scrub both, and count."""
    flatten = load_scorers(scorers or data.parent.parent / "bench").flatten
    pages = ((f"https://{page_id}.example/", read_page(data, page_id).raw) for page_id in page_ids)
    flat = (
        (f"https://{page_id}.example/", flatten(read_page(data, page_id).text, "lines", page_id))
        for page_id in page_ids
    )
    accounts = []
    for name, written in (
        ("pages.warc.gz", write_warc(folder / "pages.warc.gz", pages)),
        ("pages.warc.wet.gz", write_wet(folder / "pages.warc.wet.gz", flat)),
    ):
        summary = _scrub(folder / name, folder / f"{name}.jsonl.gz")
        rate = summary.tally.pages / summary.seconds
        accounts.append(Account(name, written, summary.tally.statuses, summary.passed, rate))
        with gzip.open(folder / f"{name}.jsonl.gz") as lines:
            assert sum(1 for _ in lines) == summary.tally.pages
    return accounts


def _scrub(source: Path, output: Path) -> Summary:
    engine = partial(scrub_in_processes, jobs=2)
    return run_batch([str(source)], Target.of(str(output)), Batch(), engine)


def show_paces(paces: Sequence[Pace]) -> str:
    """Return the table of ways, and what one process costs and two gain."""
    loop, one, two = paces
    lines = [
        [
            pace.name,
            str(pace.pages),
            f"{pace.seconds:.1f}",
            f"{pace.rate:.1f}",
            "—" if pace.megabytes is None else f"{pace.megabytes:.0f}",
        ]
        for pace in paces
    ]
    return "\n".join(
        [
            "## Processes",
            "",
            draw(["way", "pages", "seconds", "pages a second", "most MB"], lines),
            "",
            f"- the pool over a plain loop: {one.seconds / loop.seconds - 1:+.1%} of its time",
            f"- two processes: {two.rate / one.rate:.2f} times the pages a second of one",
            "",
        ]
    )


def show_growth(growth: Growth) -> str:
    """Return what many small pages took."""
    return "\n".join(
        [
            "## Many small pages",
            "",
            f"{growth.pages} pages of 90 characters in JSON lines, two processes, {growth.rate:.0f} pages",
            f"a second. The largest process held {growth.settled:.0f} MB over the first {_SETTLED} pages,",
            f"and at most {growth.most:.0f} MB after them: {growth.most / growth.settled - 1:+.1%}.",
            "",
        ]
    )


def show_accounts(accounts: Sequence[Account]) -> str:
    """Return what became of the archives' records, and whether all are accounted for."""
    lines = [
        [
            account.name,
            _list(account.written),
            _list(account.statuses),
            _list(account.passed),
            str(account.written.total() - account.statuses.total() - account.passed.total()),
            f"{account.rate:.1f}",
        ]
        for account in accounts
    ]
    head = ["archive", "records written", "pages by status", "passed", "not accounted for", "pages a second"]
    return "\n".join(["## Archives, by two processes", "", draw(head, lines, 4), ""])


def _list(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))


if __name__ == "__main__":
    main()
