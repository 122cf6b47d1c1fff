"""Measure how the whole pipeline's time grows with a flat text: many lines, one line, one word.

    python -m benchmarks.speed TEXT

runs it on one file, in the process that it is given, and prints {"seconds", "peak_mb"}.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.measure import peak_mb
from benchmarks.pages import find_ids, read_page
from benchmarks.scoring import Scorers
from benchmarks.table import draw

SIZES = (100_000, 1_000_000, 10_000_000)  # bytes
_PATIENCE = 300  # seconds of wall time for a text; a pipeline that grows as the square needs days
_RUNS = 3  # of a text under 1 MB, of which the fastest counts
_WARM_UP = 10_000  # code points of the text that are run before, so that the model is there
_ROOT = Path(__file__).parent.parent


class Timing(NamedTuple):
    """CPU seconds and peak MB for one text; null where it took longer than anybody waits, or failed."""

    form: str
    size: int
    seconds: float | None
    peak_mb: float | None


def measure_speed(data: Path, scorers: Scorers, sizes: Sequence[int] = SIZES) -> list[Timing]:
    """Return the times for texts of these sizes; one that DATA's pages together don't fill is left out."""
    text = join_pages(data, scorers, max(sizes))
    timings = []
    for form, source in (
        ("many lines", text),
        ("one line", text.replace("\n", " ")),
        ("one word", "tea " * (max(sizes) // 4)),
    ):
        for size in sizes:
            part = cut_bytes(source, size)
            if part is not None:
                timings.append(_time_apart(form, size, part))
    return timings


def join_pages(data: Path, scorers: Scorers, size: int) -> str:
    """Return the pages' soup, a line break between them, up to so many bytes and a page."""
    parts: list[str] = []
    left = size
    for page_id in find_ids(data):
        if left <= 0:
            break
        parts.append(scorers.flatten(read_page(data, page_id).text, "soup", page_id))
        left -= len(parts[-1].encode("utf-8", "replace"))
    return "\n".join(parts)


def cut_bytes(text: str, size: int) -> str | None:
    """Return the text cut to so many bytes of UTF-8, or None where it has fewer.

    >>> cut_bytes("thé vert", 5), cut_bytes("thé", 5)
    ('thé ', None)
    """
    data = text.encode("utf-8", "replace")
    return data[:size].decode("utf-8", "ignore") if len(data) >= size else None


def show_speed(timings: Sequence[Timing]) -> str:
    """Return the section on speed: a row a text."""
    header = ["text", "MB", "CPU seconds", "MB a second", "peak MB"]
    return "\n".join(
        [
            "## Speed of the whole pipeline, by length",
            "",
            draw(header, [list(_cells(timing)) for timing in timings]),
            "",
            "- many lines: pages as soup, joined; one line: the same without line breaks; one word: `tea` "
            "over and over",
            "",
        ]
    )


def _cells(timing: Timing) -> Iterator[str]:
    yield timing.form
    yield f"{timing.size / 1e6:g}"
    if timing.seconds is None or timing.peak_mb is None:
        yield from ("failed, or over " + str(_PATIENCE), "—", "—")
        return
    yield f"{timing.seconds:.2f}"
    yield f"{timing.size / 1e6 / timing.seconds:.2f}"
    yield f"{timing.peak_mb:.0f}"


def _time_apart(form: str, size: int, text: str) -> Timing:
    """Return the time of a text in a process of its own, which is ended where it takes too long."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", suffix=".txt") as file:
        file.write(text)
        file.flush()
        try:
            done = subprocess.run(
                [sys.executable, "-m", "benchmarks.speed", file.name],
                cwd=_ROOT,
                capture_output=True,
                timeout=_PATIENCE,
                check=True,
            )
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
            return Timing(form, size, None, None)
    told = json.loads(done.stdout)
    return Timing(form, size, told["seconds"], told["peak_mb"])


def main() -> None:
    """Run the pipeline on a file of flat text and print what that took."""
    from scrubber import Pipeline

    text = Path(sys.argv[1]).read_bytes().decode()
    pipeline = Pipeline.default()
    pipeline.run(text[:_WARM_UP], media_type="text/plain").to_text()
    taken = []
    for _ in range(_RUNS if len(text) < SIZES[1] else 1):
        before = time.process_time()
        pipeline.run(text, media_type="text/plain").to_text()
        taken.append(time.process_time() - before)
    sys.stdout.write(json.dumps({"seconds": min(taken), "peak_mb": peak_mb()}))


if __name__ == "__main__":
    main()
