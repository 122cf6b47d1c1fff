"""The processes of one machine, where a page that hangs, swells or crashes takes no other with it."""

from __future__ import annotations

import os
import pickle
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import TimeoutError as OutOfTime
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from scrubber.arrow import Work, fail_batch, scrub_batch
from scrubber.errors import BadConfig
from scrubber.failure import Failure

if TYPE_CHECKING:
    from pebble import ProcessFuture, ProcessPool

_MB = 1_000_000
_AHEAD = 8  # batches a process that are under way, so that a page that hangs stops no other process (guess)
_TASKS = 500  # batches after which a process is replaced: what may leak in a library doesn't add up (guess)
_MOST_BREAKS = 10  # times that the whole pool may break before its own error is raised (guess)
# One thread a process: there are as many processes as cores, and sums made in another order differ.
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(frozen=True, slots=True)
class PageLimits:
    """What a page may take: seconds of its own, and MB of its process's memory (kept to on Linux)."""

    seconds: float = 10.0
    megabytes: int = 2_000


def count_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def scrub_in_processes(
    batches: Iterable[pa.RecordBatch],
    work: Work,
    *,
    jobs: int | None = None,
    limits: PageLimits | None = None,
) -> Generator[pa.RecordBatch, None, None]:
    """Yield what `scrub_batch` makes of each batch, in order, from `jobs` processes (default: the cores).

    A batch whose process runs out of time, or dies, is done again a page at a time, which tells the page at
    fault; it alone fails. Raises BadConfig for a pipeline that can't be sent to a process.
    """
    try:
        pickle.dumps(work)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise BadConfig(
            f"this pipeline can't be sent to a process ({error}); make its stages functions of a module, or "
            "functools.partial of them"
        ) from error
    with _one_thread_each():
        pool = _Pool(work, jobs or count_cores(), limits or PageLimits())
        try:
            yield from pool.map(batches)
        finally:
            pool.stop()


@dataclass(frozen=True, slots=True)
class _Task:
    """A batch under way; its process keeps count in a slot of the board of the stages that it has done."""

    batch: pa.RecordBatch
    future: ProcessFuture[bytes]
    slot: int


class _Pool:
    """Pebble's pool, which kills what runs out of time, and what becomes of a batch that was killed."""

    def __init__(self, work: Work, jobs: int, limits: PageLimits) -> None:
        self._work, self._jobs, self._limits = work, jobs, limits
        self._under_way: deque[_Task] = deque()
        self._breaks = 0
        self._start()

    def map(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            self._under_way.append(self._begin(batch))
            if len(self._under_way) >= _AHEAD * self._jobs:
                yield self._finish(self._under_way.popleft())
        while self._under_way:
            yield self._finish(self._under_way.popleft())

    def stop(self) -> None:
        self._processes.stop()  # type: ignore[no-untyped-call]
        self._processes.join()

    def _start(self) -> None:
        from pebble import ProcessPool

        context = _find_context()
        self._board = context.RawArray("L", _AHEAD * self._jobs + 1)
        self._slots = deque(range(len(self._board)))
        self._processes: ProcessPool = ProcessPool(
            max_workers=self._jobs,
            max_tasks=_TASKS,
            initializer=_prepare,
            initargs=(self._work, self._board, self._limits.megabytes),
            context=context,
        )

    def _begin(self, batch: pa.RecordBatch) -> _Task:
        slot = self._slots.popleft()
        self._board[slot] = 0
        arguments = (_pack(batch), slot)
        return _Task(batch, self._processes.schedule(_scrub, arguments, timeout=self._limits.seconds), slot)

    def _finish(self, task: _Task) -> pa.RecordBatch:
        """Return a batch's result: of pages at fault, their failures."""
        rows = task.batch.num_rows
        try:
            return self._wait(task)
        except OutOfTime:
            if rows == 1:
                return self._fail(task, Failure.timed_out(self._find_stage(task), self._limits.seconds))
        except _Died:
            pass  # of this batch or of something else, a want of memory, say: each page gets a second chance
        return pa.concat_batches([self._finish_alone(task.batch.slice(row, 1)) for row in range(rows)])

    def _finish_alone(self, page: pa.RecordBatch) -> pa.RecordBatch:
        task = self._begin(page)
        try:
            return self._wait(task)
        except OutOfTime:
            return self._fail(task, Failure.timed_out(self._find_stage(task), self._limits.seconds))
        except _Died:
            return self._fail(task, Failure.killed(self._find_stage(task)))

    def _wait(self, task: _Task) -> pa.RecordBatch:
        """Return a task's result. Raises OutOfTime, and _Died where its process did."""
        from pebble import ProcessExpired

        try:
            return _unpack(task.future.result())
        except ProcessExpired as error:
            raise _Died from error
        except BrokenProcessPool as error:
            self._restart(error)
            raise _Died from error
        finally:
            self._slots.append(task.slot)

    def _restart(self, error: BrokenProcessPool) -> None:
        """Begin anew with all that is under way, after the pool itself broke down."""
        self._breaks += 1
        if self._breaks > _MOST_BREAKS:
            raise error
        self.stop()
        self._start()
        self._under_way = deque(self._begin(task.batch) for task in self._under_way)

    def _find_stage(self, task: _Task) -> str | None:
        """Return the stage at which a page's process stood when it ended, by its count on the board."""
        names, done = self._work.pipeline.names, self._board[task.slot]
        return names[done] if done < len(names) else None

    def _fail(self, task: _Task, failure: Failure) -> pa.RecordBatch:
        return fail_batch(task.batch, self._work, failure)


class _Died(Exception):
    """A task's process died of it, or beside it."""


def _find_context() -> Any:
    """Return how processes are started: forked from a small server, as this process has threads by then."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["scrubber.engines.warm"])
    return context


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Have the processes that are started meanwhile compute in one thread, unless the user says otherwise."""
    added = {name: value for name, value in _ONE_THREAD.items() if name not in os.environ}
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            os.environ.pop(name, None)


def _pack(batch: pa.RecordBatch) -> bytes:
    """Return a batch as bytes: those of its own rows only, of a slice, too."""
    out = pa.BufferOutputStream()
    with pa.ipc.new_stream(out, batch.schema) as stream:
        stream.write_batch(batch)
    return bytes(out.getvalue())


def _unpack(packed: bytes) -> pa.RecordBatch:
    with pa.ipc.open_stream(packed) as stream:
        return stream.read_next_batch()


# In a process of the pool. Globals, as that is what a process has to keep something in from task to task.
_work: Work
_board: Any


def _prepare(work: Work, board: Any, megabytes: int) -> None:
    """Make a new process ready: its work, its board, and a limit to its memory."""
    global _work, _board
    _work, _board = work, board
    try:
        import resource
    except ImportError:  # Windows
        return
    most, hard = megabytes * _MB, resource.getrlimit(resource.RLIMIT_DATA)[1]
    resource.setrlimit(resource.RLIMIT_DATA, (most if hard < 0 else min(most, hard), hard))


def _scrub(packed: bytes, slot: int) -> bytes:
    """Scrub a batch, in a process of the pool."""

    def count(name: str, ms: float) -> None:
        _board[slot] += 1

    return _pack(scrub_batch(_unpack(packed), _work, watch=count))
