"""What is said of a run while it goes, and at its end."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from rich.progress import Progress, TextColumn

from scrubber.batch import Summary, Tally
from scrubber.batch.screen import Bar, show_summary
from scrubber.batch.watch import Log, Meter, Place
from scrubber.readers import find_sources, read_records


def report(name: str, status: str = "ok", **others: Any) -> dict[str, Any]:
    told = {"stage": None, "message": None, "advice": None, "offset": None, "media_type": "text/plain"}
    sizes = {"bytes": 1_000_000, "chars": 90, "kept": 60, "tweets": 1, "ms": 5.0}
    removed = [{"stage": "debris", "rule": "footer", "blocks": 2, "chars": 30}]
    return {"source": name, "status": status, "removed": removed, **told, **sizes, **others}


FAILED = report("b", "timeout", stage="debris", message="it took too long", advice="raise --timeout")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A place in the second of four pages of one size."""
    for name in "abcd":
        (tmp_path / f"{name}.txt").write_text("Tea.")
    sources = find_sources([str(tmp_path)])
    place = Place(sources)
    records = read_records(sources, opened=place.opened)
    next(records), next(records)
    yield place
    records.close()  # type: ignore[attr-defined]


def test_share_is_of_the_sources_bytes(place: Place, tmp_path: Path) -> None:
    assert place.find_share() == 0.5
    assert Place(find_sources([str(tmp_path)])).find_share() is None  # nothing is open yet
    assert Place(find_sources(["-"])).find_share() is None  # of which no one knows the size


def test_meter(place: Place) -> None:
    before = Tally()
    before.add([report("x"), report("y", "empty")])
    meter = Meter("scrubbing", place, before)
    meter.add([report("a"), FAILED])
    pace = meter.read()
    assert (pace.pages, pace.errors, pace.megabytes, pace.share) == (4, 2, 4.0, 0.5)
    assert "scrubbing: 4 pages (50%), 4.0 MB, " in str(pace)
    assert "2 errors" in str(pace)


def test_log_has_a_line_for_each_failure_and_one_when_it_is_time(place: Place) -> None:
    lines: list[str] = []
    log = Log(lines.append, seconds=0)
    log.begin("scrubbing", place, Tally())
    log.advance([report("a"), FAILED])
    assert lines[0] == "b: it took too long; raise --timeout"
    assert lines[1].startswith("scrubbing: 2 pages (50%), 2.0 MB, ")
    quiet: list[str] = []
    log = Log(quiet.append, seconds=60)
    log.begin("scrubbing", place, Tally())
    log.advance([report("a")])
    assert quiet == []


def test_log_in_json(place: Place) -> None:
    lines: list[str] = []
    log = Log(lines.append, as_json=True, seconds=0)
    log.begin("scrubbing", place, Tally())
    log.advance([FAILED])
    failed, progress = map(json.loads, lines)
    assert {name: failed[name] for name in ("event", "name", "status", "stage")} == {
        "event": "failed",
        "name": "b",
        "status": "timeout",
        "stage": "debris",
    }
    assert (progress["event"], progress["pages"], progress["errors"], progress["share"]) == (
        "progress",
        1,
        1,
        0.5,
    )
    assert failed["time"].endswith("Z")


def test_bar(place: Place) -> None:
    out = io.StringIO()
    names = ("pages", "size", "rate", "errors")
    columns = [TextColumn(f"{{task.fields[{name}]}}") for name in names]
    with Progress(*columns, console=Console(file=out, force_terminal=True, width=100)) as progress:
        bar = Bar(progress)
        bar.begin("counting", place, Tally())
        bar.begin("scrubbing", place, Tally())
        bar.advance([report("a"), FAILED])
        assert len(progress.tasks) == 1
        assert progress.tasks[0].completed == 0.5
    assert "scrubber: b: it took too long; raise --timeout" in out.getvalue()
    assert "2 pages" in out.getvalue()
    assert "1 errors" in out.getvalue()


def test_summary_for_a_person() -> None:
    tally = Tally()
    tally.add([report("a", ms=1_500.0), FAILED])
    lines: list[str] = []
    show_summary(Summary(tally, Counter({"request record": 3}), 2.0), lines.append)
    assert lines == [
        "1 of 2 pages scrubbed (1 timeout)",
        "  2 text/plain; 2.0 MB in 2.0 s, 1.0 pages/s",
        "  120 of 180 characters kept, 2 tweets",
        "  removed: debris/footer 60",
        "  records without a page: 3 request record",
        "  slowest: a 1.5 s, b 0.0 s",
    ]


def test_tally_adds_up_and_comes_back() -> None:
    one, two, both = Tally(), Tally(), Tally()
    one.add([report("a"), FAILED])
    two.add([report(f"{n}", ms=float(n)) for n in range(20)])
    both.add([report("a"), FAILED, *(report(f"{n}", ms=float(n)) for n in range(20))])
    one.merge(two)
    assert one.to_dict() == both.to_dict() == Tally.from_dict(both.to_dict()).to_dict()
    assert [page["name"] for page in both.to_dict()["slowest"]] == [f"{n}" for n in range(19, 9, -1)]
