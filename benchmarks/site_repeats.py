"""Measure what it gives to mark the blocks that a site repeats, on real hosts and on made ones.

    python -m benchmarks.site_repeats DATA

The constants were chosen on one half of the hosts; what is reported is of the other.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

import click
import numpy as np

from benchmarks import options
from benchmarks.folds import CROSS_VALIDATED, FITTED, find_folds, flat_pipeline, html_pipeline
from benchmarks.pages import find_ids
from benchmarks.report import show_command, show_head, show_name, write_result
from benchmarks.scoring import Scorers, load_scorers
from benchmarks.sites import (
    HALVES,
    SIZES,
    Content,
    Site,
    find_half,
    find_hosts,
    make_copies,
    make_sites,
    read_sites,
)
from benchmarks.table import draw
from benchmarks.words import find_words

if TYPE_CHECKING:
    from scrubber.model import Document
    from scrubber.sketch import Sketch

_LEAST = 3  # pages of a real host
_STYLES = ("HTML", "lines", "soup")
_SKETCH = 1 << 22  # bytes; a site has few pages
_CHANGED = 0.01  # of F1, for a page to be better or worse
_FILLS = (10_000, 100_000, 1_000_000)  # pages that the sketch of default size is filled with
_KEYS = 100  # of each of them, all new
_AT_ONCE = 100  # pages added in one call, to save time: hardly two of their keys share a cell
_HOSTS = (3, 5, 10, 20, 50)  # pages of hosts that are looked for in it
_COPIES = 100  # of each size
_BLOCKS = 5  # of each kind on their pages
_SEED = 7
_PROSE = (
    "F1, P and R are of words, by WCXB's scoring, the mean over pages, without site-repeats and with it. A",
    f"page is better or worse where F1 is so by more than {_CHANGED}. Content marked is the share of the",
    "content's words that stand in a block marked site-repeat which is a line of the content, or four words",
    "and more of it in a row. Real hosts are those of the set with three pages or more. Made ones have the",
    "lines around the content of one real page, and the content of others (benchmarks/sites.py); captures",
    "are five of one content.",
)

Score = tuple[float, float, float]  # precision, recall, F1


class Case(NamedTuple):
    """What became of one page; words are the content's."""

    without: Score
    with_sites: Score
    words: int
    wrong: int  # of them marked
    first_ms: float  # CPU of the first pass, and of all stages but site-repeats
    whole_ms: float
    stage_ms: float  # CPU of site-repeats


@click.command(context_settings=options.SETTINGS)
@options.data
@options.scorers
@options.fold_weights
@click.option(
    "--half",
    type=click.Choice(HALVES),
    default=HALVES[1],
    help="The half of the hosts; the one to report if not given.",
)
@options.output
def main(data: Path, scorers: Path | None, fold_weights: Path | None, half: str, output: Path | None) -> None:
    """Measure site-repeats on DATA, laid out like WCXB's development set."""
    data = data.resolve()
    loaded = load_scorers(scorers or data.parent.parent / "bench")
    groups = {}
    for name, sites in find_groups(data, loaded, fold_weights, half):
        click.echo(name, err=True)
        groups[name] = [measure_site(site, loaded) for site in sites]
    command = show_command("bench-sites", data, None, (), fold_weights)
    head = show_head("What a site repeats", ["scrubber", "numpy", "lxml"], command, _PROSE)
    note = f"- scrubber: {CROSS_VALIDATED if fold_weights else FITTED}\n- hosts: the half {half}\n"
    title = f"## Pages of {show_name(data)}"
    shown = "\n".join(
        [head, title, "", show_groups(groups), "", note + show_cost(groups), show_fills(_FILLS)]
    )
    click.echo(shown)
    write_result(shown, "site-repeats.md", output, whole=half == HALVES[1])


def find_groups(
    data: Path, scorers: Scorers, fold_weights: Path | None, half: str
) -> Iterator[tuple[str, list[Site]]]:
    """Yield each group of sites, by its name: real ones in each style, made ones by size, and captures."""
    ids = find_ids(data)
    folds = find_folds(fold_weights, ids)
    hosts = {host: pages for host, pages in find_hosts(data, ids).items() if find_half(host) == half}
    for style in _STYLES:
        yield f"real, {style}", list(read_sites(data, hosts, folds, scorers, style, _LEAST))
    mine = [page_id for pages in hosts.values() for page_id in pages]
    made = list(make_sites(data, mine, folds, scorers))
    for size in SIZES:
        yield f"made, {size} pages", [site for site in made if len(site.pages) == size]
    yield "captures", list(make_copies(data, mine, folds, scorers))


def measure_site(site: Site, scorers: Scorers) -> list[Case]:
    """Return what becomes of each page of a site, counted in a sketch of its own."""
    from scrubber import stages
    from scrubber.model import Document, Page
    from scrubber.sketch import Sketch
    from scrubber.stages.site_repeats import find_keys

    html = site.pages[0].media_type == "text/html"
    steps = dict((html_pipeline if html else flat_pipeline)(site.fold).stages)
    sketch, seen = Sketch(_SKETCH), []
    for number, page in enumerate(site.pages):
        start = time.process_time()
        document = Document(Page(page.data, None, page.media_type, f"https://{site.host}/{number}"))
        for name in ("decode", "segment", "repair"):
            document = steps[name](document)
        sketch.add(find_keys(document))
        seen.append((document, time.process_time() - start))
    cases = []
    for page, (document, first) in zip(site.pages, seen, strict=True):
        start = time.process_time()
        for name in ("embeds", "repeats", "debris"):
            document = steps[name](document)
        plain = steps["sections"](document)
        later = time.process_time() - start
        start = time.process_time()
        marked = stages.site_repeats(document, sketch)
        own = time.process_time() - start
        cases.append(
            Case(
                scorers.word_f1(plain.to_text(), page.content),
                scorers.word_f1(steps["sections"](marked).to_text(), page.content),
                len(find_words(page.content)),
                count_wrong(marked, page.content),
                *(1000 * seconds for seconds in (first, first + later, own)),
            )
        )
    return cases


def count_wrong(document: Document, content: str) -> int:
    """Return how many words of the content stand in blocks that site-repeats marked."""
    known = Content(content)
    texts = [block.text for block in document.blocks if block.mark and block.mark.stage == "site-repeats"]
    return sum(len(find_words(text)) for text in texts if known.has(text))


def show_groups(groups: dict[str, list[list[Case]]]) -> str:
    """Return the table of the scores, a group a row."""
    head = [
        "sites",
        "hosts",
        "pages",
        "F1",
        "with",
        "P",
        "with",
        "R",
        "with",
        "better",
        "worse",
        "content marked",
    ]
    return draw(head, [_show_group(name, sites) for name, sites in groups.items()])


def _show_group(name: str, sites: Sequence[Sequence[Case]]) -> list[str]:
    cases = [case for site in sites for case in site]
    if not cases:
        return [name, "0", "0", *["—"] * 9]
    columns = [
        (f"{_mean(case.without[at] for case in cases)}", f"{_mean(case.with_sites[at] for case in cases)}")
        for at in (2, 0, 1)
    ]
    gains = [case.with_sites[2] - case.without[2] for case in cases]
    wrong = sum(case.wrong for case in cases) / max(1, sum(case.words for case in cases))
    return [
        name,
        str(len(sites)),
        str(len(cases)),
        *(cell for pair in columns for cell in pair),
        str(sum(gain > _CHANGED for gain in gains)),
        str(sum(gain < -_CHANGED for gain in gains)),
        f"{wrong:.4f}",
    ]


def _mean(values: Iterable[float]) -> str:
    return f"{fmean(values):.4f}"


def show_cost(groups: dict[str, list[list[Case]]]) -> str:
    """Return what the first pass and the stage cost, of HTML and of flat text."""
    lines = []
    for kind in ("HTML", "flat text"):
        cases = [
            case
            for name, sites in groups.items()
            if name.endswith("HTML") == (kind == "HTML")
            for site in sites
            for case in site
        ]
        if cases:
            costs = zip(*(case[-3:] for case in cases), strict=True)
            first, whole, own = (sum(column) / len(cases) for column in costs)
            lines.append(
                f"- {kind}: the first pass takes {first:.1f} ms of CPU a page, the whole pipeline "
                f"{whole:.1f}, the stage itself {own:.1f}"
            )
    return "\n".join([*lines, ""])


def show_fills(fills: Iterable[int]) -> str:
    """Return the section on what a sketch that other hosts' pages fill still tells."""
    head = ["pages", "surplus", *(f"hosts of {size}" for size in _HOSTS), "on every other", "on one"]
    says = (
        f"A sketch of the default size, filled with pages of {_KEYS} keys that no other page has, and then",
        f"with {_COPIES} hosts of each size: the share of blocks marked that stand on all of a host's pages,",
        "and then of those on every other page, and on one, in the worst of the sizes: none should be.",
    )
    rows = [[f"{pages:,}", *_show_fill(fill_sketch(pages))] for pages in fills]
    return "\n".join(["## The sketch", "", *says, "", draw(head, rows), ""])


def fill_sketch(pages: int) -> Sketch:
    """Return a sketch of the default size that holds so many pages."""
    from scrubber.sketch import Sketch

    chance, sketch = np.random.default_rng(_SEED), Sketch()
    for _ in range(pages // _AT_ONCE):
        sketch.add(chance.integers(0, 2**64, _KEYS * _AT_ONCE, np.uint64))
    return sketch


def _show_fill(sketch: Sketch) -> list[str]:
    """Return the cells of a sketch: its surplus, and what it tells of more hosts, which are added to it."""
    from scrubber.stages.site_repeats import find_keys, site_repeats

    firsts: dict[int, list[Document]] = {}
    for size in _HOSTS:
        hosts = [[_make_page(size, host, at) for at in range(size)] for host in range(_COPIES)]
        for page in chain.from_iterable(hosts):
            sketch.add(find_keys(page))
        firsts[size] = [pages[0] for pages in hosts]
    shares = []
    for pages in firsts.values():
        marks = [[bool(block.mark) for block in site_repeats(page, sketch).blocks] for page in pages]
        shares.append([fmean(chain.from_iterable(row[part::3] for row in marks)) for part in range(3)])
    everywhere, partly, once = zip(*shares, strict=True)
    return [str(sketch.surplus), *(f"{share:.3f}" for share in (*everywhere, max(partly), max(once)))]


def _make_page(size: int, host: int, at: int) -> Document:
    """Return a page of blocks that stand on all of its host's pages, on every other, and on it, in turns."""
    from scrubber.model import Block, Document, Page

    texts = []
    for number in range(_BLOCKS):
        texts += [f"menu {_spell(number)}", f"part {_spell(at % 2)} {_spell(number)}"]
        texts += [f"text {_spell(at)} {_spell(number)}, which is longer than what repeats around it"]
    page = Page("", url=f"https://{size}-{host}.example/{at}")
    return Document(page, blocks=tuple(Block(text, None) for text in texts))


def _spell(number: int) -> str:
    """Return a number in letters, as numbers in texts are all alike.

    >>> _spell(120)
    'bca'
    """
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


if __name__ == "__main__":
    main()
