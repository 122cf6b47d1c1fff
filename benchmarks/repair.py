"""Compare the repair of text with ftfy's: how fast on clean and on dirty prose, and that nothing is missed.

    python -m benchmarks.repair [DATA]

ftfy makes the same repairs as scrubber does by default: quotes, ligatures and full-width forms stay.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import geometric_mean
from typing import NamedTuple

import click
import ftfy
from ftfy import TextFixerConfig
from ftfy.badness import is_bad

from benchmarks import options
from benchmarks.mojibake import SIGNS
from benchmarks.pages import find_ids, read_page
from benchmarks.prose import PROSE
from benchmarks.report import show_head, show_name, write_result
from benchmarks.table import draw
from scrubber import find_repairs, repair_text
from scrubber.stages.repair.charsets import may_change
from scrubber.stages.repair.signs import find_mojibake

_SIZE = 40_000  # bytes of a language's text: ftfy takes a hundredth of a second for it
_RUNS = 3  # of which the fastest counts, each system in turn
_LONGEST = 8  # signs in a made-up string
_SEED = 6
_AS_SCRUBBER = TextFixerConfig(
    uncurl_quotes=False, fix_latin_ligatures=False, fix_character_width=False, explain=False
)
_PROSE = (
    "MB/s are 10**6 bytes of UTF-8 a second of CPU, on one core, the fastest of three runs. Each language's",
    "text is its prose in benchmarks/prose.py, a line each time, over and over; dirty is the same, its UTF-8",
    "read as windows-1252, so that every line has faults. ftfy makes the repairs that scrubber makes by",
    "default: quotes, ligatures and full-width forms stay.",
)


class Speed(NamedTuple):
    """MB a second of both on one language's text, clean and dirty, and the edits made on the clean one."""

    language: str
    clean: tuple[float, float]  # ftfy, scrubber
    dirty: tuple[float, float]
    edits: int
    same: bool  # whether both made the same of the dirty text


class Check(NamedTuple):
    """How often scrubber's test for mojibake was tried, told some, and answered otherwise than ftfy's."""

    tried: int
    told: int
    differ: int
    missed: int  # that ftfy would have changed, and is not asked about


@click.command(context_settings=options.SETTINGS)
@click.argument("data", type=options.FOLDER, required=False)
@click.option(
    "--strings",
    type=click.IntRange(min=1),
    default=2_000_000,
    help="Make up so many strings; 2000000 if not given.",
)
@options.output
def main(data: Path | None, strings: int, output: Path | None) -> None:
    """Time repairs, and try the test for mojibake against ftfy's on made-up strings and on DATA's pages."""
    speeds = [measure_speed(language, text) for language, text in PROSE.items()]
    checks = {f"{strings} made-up strings": check(make_strings(strings))}
    if data is not None:
        pages = len(find_ids(data))
        checks[f"lines of {show_name(data)}'s {pages} pages"] = check(read_lines(data))
    words = ["make", "bench-repair", *([f"DATA={show_name(data)}"] if data else [])]
    head = show_head("Repair", ["scrubber", "ftfy"], " ".join(words), _PROSE)
    shown = "\n".join([head, show_speeds(speeds), show_checks(checks)])
    click.echo(shown)
    write_result(shown, "repair.md", output, whole=data is not None and strings >= 2_000_000)


def measure_speed(language: str, line: str, size: int = _SIZE, runs: int = _RUNS) -> Speed:
    """Return both systems' speed on a language's line, over and over, clean and dirtied."""
    clean = "\n".join([line] * max(1, size // len(line.encode())))
    dirty = dirty_text(clean)
    return Speed(
        language,
        _time_both(clean, runs),
        _time_both(dirty, runs),
        len(find_repairs(clean)),
        repair_text(dirty) == ftfy.fix_text(dirty, _AS_SCRUBBER),
    )


def dirty_text(text: str) -> str:
    """Return text as it looks when its UTF-8 is read as windows-1252, unassigned bytes and all.

    >>> dirty_text("été")
    'Ã©tÃ©'
    """
    return text.encode().decode("sloppy-windows-1252")


def make_strings(count: int) -> Iterator[str]:
    """Yield strings of signs that mojibake is made of, the same each time."""
    draw_one = random.Random(_SEED)
    for _ in range(count):
        yield "".join(draw_one.choices(SIGNS, k=draw_one.randint(1, _LONGEST)))


def read_lines(data: Path) -> Iterator[str]:
    """Yield every line of the pages' own HTML that is not ASCII alone."""
    for page_id in find_ids(data):
        yield from (line for line in read_page(data, page_id).text.split("\n") if not line.isascii())


def check(lines: Iterable[str]) -> Check:
    """Try scrubber's test for mojibake on lines, against ftfy's and against what ftfy changes."""
    tried = told = differ = missed = 0
    for line in lines:
        tried += 1
        bad = find_mojibake(line) is not None
        told += bad
        differ += bad != is_bad(line)
        missed += not may_change(line) and ftfy.fix_encoding(line) != line
    return Check(tried, told, differ, missed)


def show_speeds(speeds: Iterable[Speed]) -> str:
    """Return the table of speeds, a language a line, and their means under it."""
    speeds = list(speeds)
    lines = [
        [
            speed.language,
            *_show_pair(speed.clean),
            str(speed.edits),
            *_show_pair(speed.dirty),
            "yes" if speed.same else "no",
        ]
        for speed in speeds
    ]
    pairs = [(speed.clean, speed.dirty) for speed in speeds]
    ratios = [[fast / slow for slow, fast in side] for side in zip(*pairs, strict=True)]
    says = (
        f"- {name}: {geometric_mean(found):.1f} times ftfy's (geometric mean), {min(found):.1f} at least"
        for name, found in zip(("clean", "dirty"), ratios, strict=True)
    )
    head = [
        "language",
        *("clean: ftfy, MB/s", "scrubber, MB/s", "times", "edits"),
        *("dirty: ftfy, MB/s", "scrubber, MB/s", "times", "as ftfy"),
    ]
    return "\n".join(["## Speed", "", draw(head, lines), "", *says, ""])


def show_checks(checks: dict[str, Check]) -> str:
    """Return the table of how the test for mojibake did against ftfy's."""
    head = ["lines", "tried", "told", "ftfy's test differs", "ftfy changes, and is not asked"]
    lines = [[name, *(str(count) for count in found)] for name, found in checks.items()]
    return "\n".join(["## The test for mojibake", "", draw(head, lines), ""])


def _show_pair(pair: tuple[float, float]) -> tuple[str, str, str]:
    return f"{pair[0]:.2f}", f"{pair[1]:.1f}", f"{pair[1] / pair[0]:.1f}"


def _time_both(text: str, runs: int) -> tuple[float, float]:
    """Return MB a second of ftfy and of scrubber, each in turn, the fastest run of each."""
    systems: tuple[Callable[[], str], ...] = (
        lambda: ftfy.fix_text(text, _AS_SCRUBBER),
        lambda: repair_text(text),
    )
    best = [float("inf")] * len(systems)
    for _ in range(runs):
        for at, system in enumerate(systems):
            start = time.process_time()
            system()
            best[at] = min(best[at], time.process_time() - start)
    megabytes = len(text.encode()) / 1e6
    return megabytes / best[0], megabytes / best[1]


if __name__ == "__main__":
    main()
