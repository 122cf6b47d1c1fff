"""Measure how exactly tweets are found, in HTML and in flat text.

    python -m benchmarks.tweets DATA

DATA is a file of pages, one a line: {"id", "lang", "form", "page", "tweets"}; `score_tweets.py`, which reads
it, does the scoring. The ranker that tells where a tweet begins in flat text is fitted in the run, so that no
page is judged by one that learned from it.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

import click

from benchmarks import options
from benchmarks.report import show_head, write_result
from benchmarks.table import draw
from scrubber import Pipeline, stages
from scrubber.stages.embeds.dates import read_date

Tweet = dict[str, str | None]  # text, name, handle, date, id
Finder = Callable[[Mapping[str, Any]], list[Tweet]]

_CROSS_VALIDATED = "cross-validated: each page by a ranker that never saw it"
_SHIPPED = "the shipped ranker: fitted on these pages"
_COLUMNS = ("found", "precise", "name", "id", "exact", "overlap")
_GROUPS = {"html": "HTML", "text/en": "flat, English", "text/other": "flat, other languages", "ALL": "all"}
_LINE = re.compile(r"^(?P<group>\S+)\s+gold\s+(?P<gold>\d+)(?P<figures>.*)$", re.M)
_FIGURE = re.compile(r"(\w+) ([01]\.\d+)")
_PLAIN = re.compile(r"(?:—|–|-)\s?([^\n(]{1,60}?)\s?\(@(\w{1,15})\)\s*")
_LONGEST = 280  # code points that the plain expression takes for a tweet's
_PROSE = (
    "Figures are score_tweets.py's: tweets found of those that are there; found ones of those that were said",
    "to be; then, of the found, names and ids that are right; texts that are exact, and how alike they are to",
    "the true ones, of all. The plain expression finds “— name (@handle) date” and takes the text before it",
    "back to the line's beginning, 280 characters at most.",
)


class Scored(NamedTuple):
    """A group's figures, by their names, and how many tweets are known in it."""

    gold: int
    figures: Mapping[str, float]


@click.command(context_settings=options.SETTINGS)
@click.argument("data", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@options.scorers
@click.option("--shipped", is_flag=True, help="Use the shipped ranker, which learned from DATA.")
@click.option("--misses", type=click.IntRange(min=1), help="Show so many tweets that are not exact, too.")
@options.output
def main(data: Path, scorers: Path | None, shipped: bool, misses: int | None, output: Path | None) -> None:
    """Measure how exactly the tweets of DATA's pages are found."""
    script = (scorers or data.resolve().parent.parent / "bench") / "score_tweets.py"
    if not script.exists():
        raise click.UsageError(f"there is no {script}; name the folder of score_tweets.py with --scorers")
    with data.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    find = _with_shipped() if shipped else _cross_validated(data)
    parts = []
    for name, finder in (("scrubber", find), ("plain expression", find_plainly)):
        before = time.process_time()
        found = [(record["id"], finder(record)) for record in records]
        seconds = time.process_time() - before
        said = run_scorer(script, data, found, (misses or 0) if finder is find else 0)
        parts.append((name, read_scores(said), seconds))
        if finder is find and misses:
            click.echo(said)
    shown = "\n".join(
        [
            show_head(
                "Tweets",
                ("numpy", "beautifulsoup4", "babel"),
                f"make bench-tweets DATA={data.resolve().parent.name}/{data.name}",
                _PROSE,
            ),
            show_scores([(name, scores) for name, scores, _ in parts]),
            "",
            f"- scrubber: {_SHIPPED if shipped else _CROSS_VALIDATED}",
            *(
                f"- {name}: {1000 * seconds / len(records):.1f} ms of CPU a page"
                for name, _, seconds in parts
            ),
        ]
    )
    click.echo(shown)
    write_result(shown, "tweets.md", output, whole=not shipped and misses is None)


def _with_shipped() -> Finder:
    return partial(_find, Pipeline.default())


def _cross_validated(data: Path) -> Finder:
    """Return the finder that judges each page with a ranker that did not learn from it."""
    from scrubber.learned.train_beginnings import fit_folds, fold_of, read_lessons

    pipelines = {
        fold: Pipeline.default().replacing("embeds", partial(stages.embeds, ranker=ranker))
        for fold, ranker in fit_folds(read_lessons(data)).items()
    }
    return lambda record: _find(pipelines[fold_of(record["id"])], record)


def _find(pipeline: Pipeline, record: Mapping[str, Any]) -> list[Tweet]:
    document = pipeline.run(
        record["page"], media_type="text/html" if record["form"] == "html" else "text/plain"
    )
    return [
        {"text": t.text, "name": t.name, "handle": t.handle, "date": t.date, "id": t.id}
        for t in document.tweets
    ]


def find_plainly(record: Mapping[str, Any]) -> list[Tweet]:
    """Return what one regular expression finds in a page, its tags taken out."""
    text = record["page"]
    if record["form"] == "html":
        text = unescape(re.sub(r"<[^<>]*>", "", text))
    found: list[Tweet] = []
    last = 0
    for match in _PLAIN.finditer(text):
        dated = read_date(text, match.end(), record["lang"])
        if dated is None:
            continue
        line = max(last, text.rfind("\n", 0, match.start()) + 1, match.start() - _LONGEST)
        said = text[line : match.start()].strip()
        found.append({"text": said, "name": match[1], "handle": match[2], "date": dated.iso, "id": None})
        last = dated.end
    return found


def run_scorer(script: Path, data: Path, found: Iterable[tuple[str, list[Tweet]]], misses: int = 0) -> str:
    """Return what the scorer says of the tweets found in each page."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as predictions:
        for page_id, tweets in found:
            predictions.write(json.dumps({"id": page_id, "tweets": tweets}, ensure_ascii=False) + "\n")
        predictions.flush()
        command = [sys.executable, str(script), str(data), predictions.name, "--misses", str(misses)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise click.ClickException(f"{script.name} failed: {done.stderr.strip().splitlines()[-1]}")
    return done.stdout


def read_scores(said: str) -> dict[str, Scored]:
    """Return the figures that the scorer printed, by its groups' names."""
    return {
        line["group"]: Scored(
            int(line["gold"]), {name: float(value) for name, value in _FIGURE.findall(line["figures"])}
        )
        for line in _LINE.finditer(said)
    }


def show_scores(systems: Sequence[tuple[str, Mapping[str, Scored]]]) -> str:
    """Return the table: a row for each group and system."""
    rows = [
        [
            f"{shown} ({scores[group].gold})",
            name,
            *(_show(scores[group].figures.get(column)) for column in _COLUMNS),
        ]
        for group, shown in _GROUPS.items()
        for name, scores in systems
        if group in scores
    ]
    return draw(["pages (tweets)", "system", *_COLUMNS], rows)


def _show(figure: float | None) -> str:
    return "—" if figure is None else f"{figure:.3f}"


if __name__ == "__main__":
    main()
