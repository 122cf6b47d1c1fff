"""Sites: the hosts of a data set that have several pages, and made ones, their content and their menus real.

A made site takes all that is not content from one real page, its template, and the content of other pages.
Its pages differ in what a template's do: numbers, a share of the lines, a list of the site's other pages.
All is flat text in lines, and each draw is from a generator that the site's name seeds.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from zlib import crc32

from benchmarks.folds import Fold
from benchmarks.pages import read_page
from benchmarks.scoring import Scorers, read_truth

HALVES = ("to choose by", "to report")
SIZES = {3: 12, 5: 8, 10: 6, 50: 4}  # pages of a made site, and how many sites of that size each half has
_FEWEST_WORDS = 100  # of a page's content
_FEWEST_LINES = 20  # of a template
_PHRASE = 4  # words of a line that stand in the content, for the line to be content wherever it stands
_OWN = (0.1, 0.5)  # of a template's lines that are another on each page
_RENUMBERED = 0.5  # of the lines with numbers, on each page
_DROPPED = 0.02  # of a template's lines, on each page
_LISTED = 5  # of the site's other pages that each page names
CAPTURES = 5  # of one page, under as many addresses
_CAPTURED = 12  # pages that are
_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")


class SitePage(NamedTuple):
    """A page of a site as scrubber takes it, and the content that it should give."""

    data: bytes
    media_type: str
    content: str


class Site(NamedTuple):
    """A host's pages, and the weights that never saw them."""

    name: str
    host: str
    fold: Fold | None
    pages: tuple[SitePage, ...]


class _Source(NamedTuple):
    """A page of the data set: its content in lines, and the lines around it."""

    title: str
    content: tuple[str, ...]
    before: tuple[str, ...]
    inside: tuple[str, ...]
    behind: tuple[str, ...]

    @property
    def debris(self) -> tuple[str, ...]:
        return self.before + self.inside + self.behind


class Content:
    """A page's content, to tell whether a line is of it."""

    def __init__(self, text: str) -> None:
        """Take the content in lines."""
        self._lines = {_fold(line) for line in text.split("\n")}
        self._whole = f" {_fold(text)} "

    def has(self, line: str) -> bool:
        """Tell whether a line is one of the content's, or a phrase of it.

        >>> content = Content("Home\\nTea is dried and rolled by hand.")
        >>> [content.has(line) for line in ("HOME", "dried and rolled by", "dried")]
        [True, True, False]
        """
        folded = _fold(line)
        phrase = folded.count(" ") >= _PHRASE - 1 and f" {folded} " in self._whole
        return bool(folded) and (folded in self._lines or phrase)


def find_half(host: str) -> str:
    """Return which of HALVES a host is in, the same for each data set."""
    return HALVES[crc32(host.encode()) & 1]


def find_hosts(data: Path, ids: Sequence[str]) -> dict[str, list[str]]:
    """Return the pages of each host, as the ground truth says it, without `www.`."""
    hosts: defaultdict[str, list[str]] = defaultdict(list)
    for page_id in ids:
        record = json.loads((data / "ground-truth" / f"{page_id}.json").read_text(encoding="utf-8"))
        host = urlsplit(record.get("url") or "").hostname or ""
        hosts[host.removeprefix("www.") or f"{page_id}.invalid"].append(page_id)
    return dict(hosts)


def read_sites(
    data: Path,
    hosts: Mapping[str, Sequence[str]],
    folds: Mapping[str, Fold | None],
    scorers: Scorers,
    style: str,
    least: int,
) -> Iterator[Site]:
    """Yield the real hosts of at least so many pages, as HTML or in one of flatten's styles."""
    for host, ids in sorted(hosts.items()):
        if len(ids) < least:
            continue
        pages = []
        for page_id in ids:
            raw = read_page(data, page_id)
            content = read_truth(data, page_id)[1].get("main_content") or ""
            if style == "HTML":
                pages.append(SitePage(raw.raw, "text/html", content))
            else:
                flat = scorers.flatten(raw.text, style, page_id)
                pages.append(SitePage(flat.encode("utf-8", "replace"), "text/plain", content))
        yield Site(host, host, folds[ids[0]], tuple(pages))


def make_sites(
    data: Path,
    ids: Sequence[str],
    folds: Mapping[str, Fold | None],
    scorers: Scorers,
    sizes: Mapping[int, int] = SIZES,
) -> Iterator[Site]:
    """Yield made sites of each size; a site's pages are all of one fold, its template, too."""
    sources = _read_sources(data, ids, scorers)
    templates = _find_templates(sources)
    pool = [line for page_id in templates for line in sources[page_id].debris]
    for size, count in sizes.items():
        chance = random.Random(f"{size} pages")
        made = 0
        for template in chance.sample(templates, len(templates)):
            others = [other for other in sources if other != template and folds[other] == folds[template]]
            if made == count or len(others) < size:
                continue
            made += 1
            name = f"{size} pages like {template}"
            contents = [sources[other] for other in chance.sample(others, size)]
            pages = _make_pages(sources[template], contents, pool, random.Random(name))
            yield Site(name, f"{template}.example", folds[template], tuple(pages))


def make_copies(
    data: Path, ids: Sequence[str], folds: Mapping[str, Fold | None], scorers: Scorers, count: int = _CAPTURED
) -> Iterator[Site]:
    """Yield made sites all of whose pages have one content: what repeats there is no debris."""
    sources = _read_sources(data, ids, scorers)
    templates = _find_templates(sources)
    pool = [line for page_id in templates for line in sources[page_id].debris]
    chance = random.Random("captures")
    for template in chance.sample(templates, min(count, len(templates))):
        others = [other for other in sources if other != template and folds[other] == folds[template]]
        if others:
            name = f"captures like {template}"
            contents = [sources[chance.choice(others)]] * CAPTURES
            pages = _make_pages(sources[template], contents, pool, random.Random(name))
            yield Site(name, f"{template}.example", folds[template], tuple(pages))


def _make_pages(
    template: _Source, contents: Sequence[_Source], pool: Sequence[str], draw: random.Random
) -> Iterator[SitePage]:
    """Yield the site's pages: the template's lines around each content."""
    lines = template.debris
    own = set(draw.sample(range(len(lines)), round(draw.uniform(*_OWN) * len(lines))))
    list_at = draw.randrange(len(template.behind) + 1)
    for source in contents:
        said = [_vary(line, at in own, pool, draw) for at, line in enumerate(lines)]
        before, inside, behind = _split(said, len(template.before), len(template.inside))
        others = [other.title for other in contents if other is not source]
        listed = draw.sample(others, min(_LISTED, len(others)))
        middle = list(source.content)
        for line in inside:
            middle.insert(draw.randrange(len(middle) + 1), line)
        page = [source.title, *before, *middle, *behind[:list_at], *listed, *behind[list_at:]]
        text = "\n".join(line for line in page if line)
        yield SitePage(text.encode("utf-8", "replace"), "text/plain", "\n".join(source.content))


def _split(
    said: Sequence[str], before: int, inside: int
) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
    return said[:before], said[before : before + inside], said[before + inside :]


def _vary(line: str, own: bool, pool: Sequence[str], draw: random.Random) -> str:
    """Return a template's line as one page has it: another, none, or with other numbers."""
    if own:
        return draw.choice(pool)
    if draw.random() < _DROPPED:
        return ""
    if draw.random() < _RENUMBERED:
        return _NUMBER.sub(lambda number: str(draw.randrange(10 ** len(number[0][:9]))), line)
    return line


def _read_sources(data: Path, ids: Sequence[str], scorers: Scorers) -> dict[str, _Source]:
    return {page_id: source for page_id in ids if (source := _read_source(data, page_id, scorers))}


def _find_templates(sources: Mapping[str, _Source]) -> list[str]:
    return [page_id for page_id, source in sources.items() if len(source.debris) >= _FEWEST_LINES]


def _read_source(data: Path, page_id: str, scorers: Scorers) -> _Source | None:
    """Return a page's content and what stands around it, or None where it has too little to say."""
    truth = read_truth(data, page_id)[1]
    text = truth.get("main_content") or ""
    content = tuple(line.strip() for line in text.split("\n") if line.strip())
    if len(_WORD.findall(text)) < _FEWEST_WORDS:
        return None
    title, *lines = scorers.flatten(read_page(data, page_id).text, "lines", page_id).split("\n")
    known = Content(text)
    main = [at for at, line in enumerate(lines) if known.has(line)]
    if not main:
        return None
    first, last = main[0], main[-1]
    inside = [lines[at] for at in range(first, last) if at not in set(main)]
    name = truth.get("title") or title
    return _Source(name, content, tuple(lines[:first]), tuple(inside), tuple(lines[last + 1 :]))


def _fold(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
