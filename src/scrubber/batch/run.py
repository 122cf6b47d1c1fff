"""A run: sources to records to batches, through an engine, to shards, each noted in the journal."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

import pyarrow as pa

from scrubber.arrow import Work
from scrubber.batch.account import Errors, Summary, open_errors, read_summary, write_summary
from scrubber.batch.gather import gather
from scrubber.batch.journal import Journal, Shard
from scrubber.batch.settings import Batch, describe
from scrubber.batch.sites import count_blocks, make_first_pass, make_second_pass
from scrubber.batch.tally import Tally
from scrubber.batch.target import Target
from scrubber.batch.watch import Place, Silent, Watcher
from scrubber.errors import BadConfig
from scrubber.readers import Record, Source, find_sources, read_records

Rows = Generator[pa.RecordBatch, None, None]  # to be closed, which stops what is under way
Engine = Callable[[Iterable[pa.RecordBatch], Work], Rows]


def run_batch(
    inputs: Sequence[str],
    target: Target,
    batch: Batch,
    engine: Engine,
    *,
    resume: bool = False,
    watcher: Watcher | None = None,
) -> Summary:
    """Scrub every page of the inputs, in order, to the target, and account for each.

    With `resume`, a run that was stopped goes on behind its last shard, and one that came to its end is left
    as it is. Raises BadInput where there is no page, BadConfig where the run that was begun there had other
    settings, BadOutput where the target can't be written.
    """
    sources = [source for source in find_sources(inputs) if not target.holds(source.address, inputs)]
    if not sources:
        raise BadConfig(f"{target.place} is the only input; name another place with -o")
    if batch.site_repeats and any(source.address == "-" for source in sources):
        raise BadConfig("--site-repeats reads twice what standard input gives once; name a file")
    settings = describe(batch, sources, target)
    if resume and (known := read_summary(target.beside("summary.json"), settings)) is not None:
        target.end()  # it may have been killed before that
        return known
    with ExitStack() as stack:
        folder = target.make_folder() or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        journal = stack.enter_context(Journal(folder / "journal.sqlite", settings, resume=resume))
        run = _Run(sources, target, batch, engine, watcher or Silent())
        summary = run.scrub(journal, folder)
        write_summary(target.beside("summary.json"), summary, settings)
    if summary.stopped is None:
        target.end()
    return summary


class _TooManyErrors(Exception):
    """More pages failed than may."""


class _Run:
    """One run: what it reads and writes, and what it has come to so far."""

    def __init__(
        self, sources: Sequence[Source], target: Target, batch: Batch, engine: Engine, watcher: Watcher
    ) -> None:
        self._sources, self._target, self._batch = sources, target, batch
        self._engine, self._watcher = engine, watcher
        self._place = Place(sources)
        self._total = Tally()

    def scrub(self, journal: Journal, folder: Path) -> Summary:
        """Write the shards that the journal doesn't have, and what they make; return what all came to."""
        begin, passed, stopped = time.perf_counter(), Counter[str](), None
        done = journal.read()
        for shard in done:
            self._total.merge(shard.tally)
        work = self._plan(folder / "sites.npy", fresh=not journal.resumed)
        self._watcher.begin("scrubbing", self._place, self._total)
        records = islice(self._read(passed), self._total.pages, None)
        known = "".join(shard.errors for shard in done)
        if not done:
            self._target.clear()
        try:
            with (
                open_errors(self._target.beside("errors.jsonl"), known) as errors,
                closing(self._engine(gather(records), work)) as rows,
            ):
                pieces = _cut(rows, self._batch.shard_pages, len(done))
                for number, shard_pieces in groupby(pieces, itemgetter(0)):
                    journal.write(self._write(number, map(itemgetter(1), shard_pieces), work, errors))
            self._target.finish(journal.count(), work.schema())
        except _TooManyErrors:
            stopped = f"{_count(self._total.failed)} failed, and {self._batch.max_errors} may"
        return Summary(self._total, passed, time.perf_counter() - begin, stopped)

    def _plan(self, sketch: Path, *, fresh: bool) -> Work:
        """Return what is done to each page; after a first pass, where sites' pages are compared."""
        work = Work(self._batch.pipeline, self._target.rows, self._batch.view)
        if not self._batch.site_repeats:
            return work
        if fresh or not sketch.exists():
            self._watcher.begin("counting what sites repeat", self._place, Tally())
            with closing(self._engine(gather(self._read(Counter())), make_first_pass(work))) as rows:
                count_blocks(rows, self._batch.sketch_bytes, self._watcher).save(sketch)
        return make_second_pass(work, sketch)

    def _read(self, passed: Counter[str]) -> Iterator[Record]:
        batch = self._batch
        return read_records(
            self._sources, batch.columns, limits=batch.limits, passed=passed, opened=self._place.opened
        )

    def _write(self, number: int, pieces: Iterable[pa.RecordBatch], work: Work, errors: Errors) -> Shard:
        """Write a shard; return what it came to. Raises _TooManyErrors, and then leaves no shard."""
        part, lines, most = Tally(), [], self._batch.max_errors
        before = self._total.failed
        try:
            with self._target.open(number, work.schema()) as write:
                for rows in pieces:
                    write(rows)
                    reports = rows["report"].to_pylist()
                    part.add(reports)
                    lines.append(errors.write(reports))
                    self._watcher.advance(reports)
                    if most is not None and before + part.failed > most:
                        raise _TooManyErrors
        finally:
            self._total.merge(part)
        return Shard(number, part.pages, part, "".join(lines))


def _count(pages: int) -> str:
    return "1 page" if pages == 1 else f"{pages} pages"


def _cut(rows: Iterable[pa.RecordBatch], size: int, first: int) -> Iterator[tuple[int, pa.RecordBatch]]:
    """Yield the rows with the number of their shard, which has `size` rows; no piece reaches into two."""
    seen = 0
    for batch in rows:
        while batch.num_rows:
            piece = batch.slice(0, size - seen % size)
            yield first + seen // size, piece
            seen += piece.num_rows
            batch = batch.slice(piece.num_rows)
