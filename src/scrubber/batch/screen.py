"""A run on a terminal: its bar, and at the end its summary."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from scrubber.batch.account import Summary
from scrubber.batch.tally import Tally
from scrubber.batch.watch import Meter, Pace, Place, Reports, show_failure

if TYPE_CHECKING:
    from rich.progress import Progress

_MOST_RULES = 12  # shown of those that removed something


class Bar:
    """A progress bar with pages, MB, pages a second, errors and the time that is left; errors above it."""

    def __init__(self, progress: Progress) -> None:
        """Draw on a progress display of rich's."""
        self._progress = progress
        self._meter: Meter | None = None

    def begin(self, phase: str, place: Place, done: Tally) -> None:
        """Begin the bar of a pass, in place of the last one's."""
        for task in self._progress.task_ids:
            self._progress.remove_task(task)
        self._meter = Meter(phase, place, done)
        self._task = self._progress.add_task(phase, **_columns(self._meter.read()))
        self._show()

    def advance(self, reports: Reports) -> None:
        """Count the pages, and show those that failed."""
        assert self._meter is not None
        self._meter.add(reports)
        for report in reports:
            if report["status"] != "ok":
                self._progress.console.print(
                    f"scrubber: {show_failure(report)}", markup=False, highlight=False, soft_wrap=True
                )
        self._show()

    def _show(self) -> None:
        assert self._meter is not None
        pace = self._meter.read()
        total = None if pace.share is None else 1.0
        self._progress.update(self._task, total=total, completed=pace.share, **_columns(pace))


def _columns(pace: Pace) -> dict[str, Any]:
    return {
        "pages": f"{pace.pages} pages",
        "size": f"{pace.megabytes:.1f} MB",
        "rate": f"{pace.rate:.1f}/s",
        "errors": f"{pace.errors} errors",
    }


@contextmanager
def open_bar() -> Iterator[Bar]:
    """Show a bar on standard error, and take it away at the end."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    names = ("pages", "size", "rate", "errors")
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        *(TextColumn(f"{{task.fields[{name}]}}") for name in names),
        TimeRemainingColumn(elapsed_when_finished=True),
        console=Console(stderr=True),
        transient=True,
    ) as progress:
        yield Bar(progress)


def show_summary(summary: Summary, say: Callable[[str], None]) -> None:
    """Say what a run came to, a line each: pages, characters, what was removed, the slowest pages."""
    tally = summary.tally
    failed = [f"{count} {status}" for status, count in tally.statuses.most_common() if status != "ok"]
    why = f" ({', '.join(failed)})" if failed else ""
    say(f"{tally.statuses['ok']} of {tally.pages} pages scrubbed{why}")
    if not tally.pages:
        return
    rate = tally.pages / summary.seconds if summary.seconds else 0.0
    kinds = ", ".join(f"{count} {kind}" for kind, count in tally.media_types.most_common())
    say(f"  {kinds}; {tally.sizes['bytes'] / 1e6:.1f} MB in {summary.seconds:.1f} s, {rate:.1f} pages/s")
    kept, chars = tally.sizes["kept"], tally.sizes["chars"]
    say(f"  {kept:,} of {chars:,} characters kept, {tally.sizes['tweets']} tweets")
    rules = sorted(tally.removed.items(), key=lambda item: -item[1]["chars"])
    shown = [f"{rule} {count['chars']:,}" for rule, count in rules[:_MOST_RULES]]
    if shown:
        say(f"  removed: {', '.join(shown)}")
    if summary.passed:
        passed = ", ".join(f"{count} {reason}" for reason, count in summary.passed.most_common())
        say(f"  records without a page: {passed}")
    slowest = ", ".join(f"{name} {ms / 1000:.1f} s" for ms, name in tally.slowest[:3])
    say(f"  slowest: {slowest}")
