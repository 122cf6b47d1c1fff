"""Measure what scrubber does about runs of an article that stand in it a second time.

    python -m benchmarks.repeats DATA

Debris is left out: what is measured is repeats. With --misses the worst cases are shown, to learn from.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import click

from benchmarks import options
from benchmarks.folds import find_folds, flat_pipeline
from benchmarks.pages import find_ids, take_sample
from benchmarks.planting import LAYOUTS, Planted, lay_out, plant
from benchmarks.scoring import read_truth
from benchmarks.table import draw
from benchmarks.words import count_missing, find_words, says_a_run_twice

if TYPE_CHECKING:
    from scrubber import Pipeline
    from scrubber.model import Document

_FEWEST_BLOCKS = 12  # of an article: with fewer, a third of it is a paragraph
_FEWEST_WORDS = 200
_OWN_RUN = 8  # words: an article that says so many twice does repeat something itself
_EXCERPT = 300  # code points of what --misses shows


@dataclass(frozen=True, slots=True)
class Case:
    """What became of an article with a copy in it, and of the same article without; all counts are words."""

    page_id: str
    layout: str
    edited: bool
    repeats_itself: bool
    article: int
    run: int
    left: int  # kept beyond what the article says
    lost: int  # of the article
    exact: bool  # what was kept is the article's words, in order
    moved: bool  # more was taken from the run in its place than from its copy
    alarms: int  # marked by stage repeats where nothing was set in
    left_text: str
    lost_text: str


@click.command(context_settings=options.SETTINGS)
@options.data
@options.fold_weights
@options.sample
@click.option("--misses", type=click.IntRange(min=1), help="Show so many of the worst cases, too.")
def main(data: Path, fold_weights: Path | None, sample: int | None, misses: int | None) -> None:
    """Measure repeats on the articles of DATA, a folder laid out like WCXB's development set."""
    cases = measure_repeats(data, fold_weights, sample)
    click.echo(show_repeats(cases))
    if misses:
        click.echo("\n".join(show_misses(cases, misses)))


def measure_repeats(data: Path, fold_weights: Path | None, sample: int | None) -> list[Case]:
    """Return what becomes of each article that is long enough, in each layout."""
    articles = dict(_read_articles(data))
    ids = take_sample(list(articles), sample)
    folds = find_folds(fold_weights, ids)
    pipelines = {fold: flat_pipeline(fold).without("debris") for fold in set(folds.values())}
    return [
        measure_case(page_id, articles[page_id], layout, pipelines[folds[page_id]])
        for page_id in ids
        for layout in LAYOUTS
    ]


def measure_case(page_id: str, blocks: Sequence[str], layout: str, pipeline: Pipeline) -> Case:
    """Return what becomes of one article in one layout; the same page and layout give the same case."""
    chance = random.Random(f"{page_id}:{layout}")
    article = lay_out(blocks, layout, chance)
    planted = plant(article, layout, chance)
    document = pipeline.run(planted.text, media_type="text/plain")
    words, kept = find_words(article.text), find_words(document.to_text())
    marks = find_marks(document)
    from_copy, from_run = (_overlap(marks, span) for span in (planted.copy, planted.run))
    alone = pipeline.run(article.text, media_type="text/plain")
    return Case(
        page_id,
        layout,
        planted.edited,
        says_a_run_twice(words, _OWN_RUN),
        len(words),
        len(find_words(planted.text[slice(*planted.copy)])),
        count_missing(kept, words),
        count_missing(words, kept),
        kept == words,
        from_run > from_copy and not (kept == words or planted.is_in_place_both),
        sum(len(find_words(alone.text[start:end])) for start, end in find_marks(alone)),
        *_show_faults(planted, document),
    )


def find_marks(document: Document, stage: str | None = "repeats") -> list[tuple[int, int]]:
    """Return the stretches of the source that a stage marked, or any where none is named."""
    return [
        (block.span.start, block.span.end)
        for block in document.removed
        if block.mark and block.span and stage in (block.mark.stage, None)
    ]


def show_repeats(cases: Sequence[Case]) -> str:
    """Return the section on repeats: a row a layout, plain and edited, and the totals."""
    groups = {
        f"{layout}, {'edited' if edited else 'plain'}": [
            case for case in cases if case.layout == layout and case.edited == edited
        ]
        for layout in LAYOUTS
        for edited in (False, True)
    }
    calm = [case for case in cases if not case.repeats_itself]
    groups |= {"all": list(cases), f"all that say no {_OWN_RUN} words twice": calm}
    header = "cases|repeated words left in|article's words lost|exact|in its place|false alarms".split("|")
    table = draw(["layout", *header], [[name, *_cells(group)] for name, group in groups.items() if group])
    articles, repeating = len(cases) // len(LAYOUTS), len(cases) - len(calm)
    return "\n".join(
        [
            f"## What stands twice, {articles} articles in {len(LAYOUTS)} layouts",
            "",
            table,
            "",
            f"- articles: main content of page type article with at least {_FEWEST_BLOCKS} lines and "
            f"{_FEWEST_WORDS} words; debris is left out of the pipeline",
            "- left in: words kept beyond the article's, of the run's; lost: the article's words not kept, "
            "of the article's",
            "- exact: cases in which just the article's words came out, in order; in its place: cases in "
            "which no more was taken from the run in its place than from its copy",
            "- false alarms: words that stage repeats marks in the articles with nothing set in, of their "
            f"words; {repeating // len(LAYOUTS)} articles that themselves say {_OWN_RUN} words or more twice "
            "are left out",
            "",
        ]
    )


def show_misses(cases: Sequence[Case], count: int) -> Iterator[str]:
    """Yield the cases with the most words left in, lost or marked in vain, worst first."""
    for case in sorted(cases, key=lambda case: -_badness(case))[:count]:
        form = "edited" if case.edited else "plain"
        yield (
            f"{case.page_id} {case.layout}, {form}: left {case.left} of {case.run}, lost {case.lost} of "
            f"{case.article}, marked in vain {case.alarms}"
            + (", repeats itself" if case.repeats_itself else "")
            + (", moved" if case.moved else "")
        )
        yield f"    left: {case.left_text}"
        yield f"    lost: {case.lost_text}"


def _badness(case: Case) -> float:
    return case.left / case.run + (case.lost + case.alarms) / case.article


def _read_articles(data: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the id and the blocks of each article that is long enough."""
    for page_id in find_ids(data):
        kind, truth = read_truth(data, page_id)
        text = truth.get("main_content") or ""
        blocks = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
        if kind == "article" and len(blocks) >= _FEWEST_BLOCKS and len(find_words(text)) >= _FEWEST_WORDS:
            yield page_id, blocks


def _cells(cases: Sequence[Case]) -> Iterator[str]:
    calm = [case for case in cases if not case.repeats_itself]
    yield str(len(cases))
    yield f"{sum(case.left for case in cases) / sum(case.run for case in cases):.4f}"
    yield f"{sum(case.lost for case in cases) / sum(case.article for case in cases):.4f}"
    yield f"{sum(case.exact for case in cases) / len(cases):.3f}"
    yield f"{sum(not case.moved for case in cases) / len(cases):.3f}"
    words = sum(case.article for case in calm)
    yield f"{sum(case.alarms for case in calm) / words:.5f}" if words else "—"


def _show_faults(planted: Planted, document: Document) -> tuple[str, str]:
    """Return what of the copy stayed, and what else went, whichever stage took it."""
    gone = find_marks(document, None)
    start, end = planted.copy
    marked = bytearray(len(planted.text))
    for low, high in gone:
        marked[low:high] = b"\1" * (high - low)
    left = _join(planted.text, [at for at in range(start, end) if not marked[at]])
    lost = _join(planted.text, [at for at, mark in enumerate(marked) if mark and not start <= at < end])
    return left, lost


def _join(text: str, places: Sequence[int]) -> str:
    """Return the characters at these places, a gap shown as one, cut to an excerpt."""
    parts = [text[at] for at in places[:1]]
    for before, at in pairwise(places):
        between = text[before + 1 : at]
        parts.append(("…" if between.strip() else between) + text[at])
    shown = " ".join("".join(parts).split())
    return shown if len(shown) <= _EXCERPT else f"{shown[:_EXCERPT]}…"


def _overlap(spans: Sequence[tuple[int, int]], stretch: tuple[int, int]) -> int:
    start, end = stretch
    return sum(max(0, min(high, end) - max(low, start)) for low, high in spans)


if __name__ == "__main__":
    main()
