"""Labelled pages to learn from and to be judged on, as WCXB lays them out."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import numpy as np

from scrubber import stages
from scrubber.errors import BadInput
from scrubber.learned.boxes import Floats
from scrubber.learned.features import Features, read_features
from scrubber.learned.flattening import STYLES, FlatPage, Line, flatten, read_lines, take_snippets
from scrubber.learned.labels import label_blocks, split_words
from scrubber.learned.letters import Ints
from scrubber.model import Block, Document, Kind, Page

FOLDS = 5
_CLEAN_STYLES = ("lines", "soup")  # in which gold texts are learned from, too
# Second-level names under which countries register domains ("co.uk"), so that two sites are two.
_SECOND_LEVEL = frozenset("ac co com edu go gov ne net or org".split())


class Counts(NamedTuple):
    """How often blocks say words of the gold text, where they do at all."""

    blocks: Ints
    words: Ints
    times: Floats

    def of(self, kept: np.ndarray[Any, np.dtype[np.bool_]], words: int) -> Floats:
        """Return how often the kept blocks together say each of so many words."""
        chosen = kept[self.blocks]
        return np.bincount(self.words[chosen], self.times[chosen], minlength=words).astype(np.float32)


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """A page's features, what of each block is content, and the words to score a choice of blocks by."""

    name: str
    clean: bool  # it is a gold text, and tells nothing of how well debris is found
    kind: str  # article, forum, …
    fold: int  # pages of one domain are in one fold
    features: Features
    labels: Floats  # N: the share of each block that stands in the gold text
    sizes: Floats  # N: words, as the scorer counts
    headings: np.ndarray[Any, np.dtype[np.bool_]]  # N
    shared: Counts
    gold: Floats  # V: how often the gold text does
    always: Floats  # V: and what is kept in any case, tweets
    extra: float  # words of tweets

    def score(self, kept: np.ndarray[Any, np.dtype[np.bool_]]) -> float:
        """Return the word F1 of keeping these blocks."""
        words = float(self.sizes[kept].sum()) + self.extra
        said = self.shared.of(kept, len(self.gold)) + self.always
        overlap = np.minimum(said, self.gold).sum()
        total = words + self.gold.sum()
        return float(2 * overlap / total) if total else 1.0


def read_corpus(folder: Path) -> Iterator[LabelledPage]:
    """Yield the pages of a folder that holds `html/*.html.gz` and `ground-truth/*.json`, in order of name.

    A page with nothing to judge is left out. Raises BadInput where there are no pages.
    """
    for name, record, page in _read_pages(folder):
        try:
            document = prepare(Document(page))
        except BadInput:
            continue
        if any(block.is_undecided for block in document.blocks):
            yield _label(document, name, record)


def find_names(folder: Path) -> list[str]:
    """Return the names of a folder's pages, in order. Raises BadInput where there are none."""
    names = sorted(path.stem for path in (folder / "ground-truth").glob("*.json"))
    if not names:
        raise BadInput(
            f"there is no ground-truth/*.json in {folder}; name the folder that holds it and html/"
        )
    return names


def read_flat_corpus(
    folder: Path, cut: Callable[[Document, int], Document], names: Sequence[str] | None = None
) -> Iterator[LabelledPage]:
    """Yield the same pages without their markup, each in every style that there is (`flattening`).

    `cut` is given a document and its page's fold, and segments it; with `names`, only those pages are read.
    Raises BadInput where there are no pages.
    """
    for lost in read_flattened(folder, names):
        for at, page in enumerate((*lost.pages, *lost.clean)):
            try:
                document = stages.decode(Document(Page(page.text, lost.name, "text/plain")))
            except BadInput:
                continue
            document = _ready(cut(document, lost.fold))
            if any(block.is_undecided for block in document.blocks):
                yield _label(document, lost.name, lost.record, clean=at >= len(lost.pages))


class Flattened(NamedTuple):
    """A page that lost its markup, in every style."""

    name: str
    fold: int
    record: dict[str, Any]  # its ground truth
    pages: tuple[FlatPage, ...]
    clean: tuple[FlatPage, ...]  # its gold text, which is a page without debris
    snippets: tuple[FlatPage, ...]


def read_flattened(folder: Path, names: Sequence[str] | None = None) -> Iterator[Flattened]:
    """Yield pages of a folder, all if not named, without their markup, each time the same way."""
    for name, record, page in _read_pages(folder, names):
        try:
            blocks = stages.segment(stages.decode(Document(page))).blocks
        except BadInput:
            continue
        title, lines = read_lines(blocks)
        gold = _read_clean(record, lines)
        yield Flattened(
            name,
            fold_of(record.get("url"), name),
            record,
            tuple(flatten(title, lines, s, random.Random(f"{s} {name}")) for s in STYLES if lines),
            tuple(flatten("", gold, s, random.Random(f"clean {name}")) for s in _CLEAN_STYLES if gold),
            tuple(take_snippets(lines, random.Random(f"snippet {name}")) if lines else ()),
        )


def _read_clean(record: dict[str, Any], lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a page's gold text, for a model to learn that a clean text stays whole."""
    headings = {_fold_words(line.text) for line in lines if line.heading}
    gold = (record["ground_truth"].get("main_content") or "").split("\n")
    return [Line(text, _fold_words(text) in headings) for part in gold if (text := " ".join(part.split()))]


def _read_pages(
    folder: Path, names: Sequence[str] | None = None
) -> Iterator[tuple[str, dict[str, Any], Page]]:
    for name in names or find_names(folder):
        record = json.loads((folder / "ground-truth" / f"{name}.json").read_text(encoding="utf-8"))
        raw = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        yield name, record, Page(raw, name, "text/html")


def read_addresses(folder: Path) -> Iterator[tuple[str, str | None]]:
    """Yield the name and the address, where it is known, of every page of a folder."""
    for path in sorted((folder / "ground-truth").glob("*.json")):
        yield path.stem, json.loads(path.read_text(encoding="utf-8")).get("url")


def prepare(document: Document) -> Document:
    """Return the document as debris gets it."""
    return _ready(stages.segment(stages.decode(document)))


def _ready(document: Document) -> Document:
    for stage in (stages.repair, stages.embeds, stages.repeats):
        document = stage(document)
    return document


def hash_corpus(folder: Path) -> str:
    """Return the SHA-256 of all pages and gold texts, in order of their names."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.*")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def fold_of(url: str | None, name: str) -> int:
    """Return the fold of a page: that of its registered domain, or of its name where it has no address.

    >>> fold_of("https://www.example.co.uk/a", "1") == fold_of("http://shop.example.co.uk/b", "2")
    True
    """
    labels = ((urlsplit(url).hostname if url else None) or name).split(".")
    country = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    domain = ".".join(labels[-3 if country else -2 :])
    return int(hashlib.sha256(domain.encode()).hexdigest(), 16) % FOLDS


def _label(document: Document, name: str, record: dict[str, Any], *, clean: bool = False) -> LabelledPage:
    blocks = [block for block in document.blocks if block.is_undecided]
    words = [split_words(block.text) for block in blocks]
    gold = split_words(record["ground_truth"].get("main_content") or "")
    counts = Counter(gold)
    columns = {word: column for column, word in enumerate(counts)}
    said = Counter(word for tweet in _tweets(document) for word in split_words(tweet))
    return LabelledPage(
        name=name,
        clean=clean,
        kind=record["_internal"]["page_type"]["primary"],
        fold=fold_of(record.get("url"), name),
        features=read_features(document),
        labels=np.array(label_blocks(words, gold), np.float32),
        sizes=np.array([len(found) for found in words], np.float32),
        headings=np.array([block.kind is Kind.HEADING for block in blocks]),
        shared=_count(words, columns),
        gold=np.array(list(counts.values()), np.float32),
        always=np.array([said[word] for word in columns], np.float32),
        extra=float(said.total()),
    )


def _fold_words(text: str) -> str:
    return " ".join(split_words(text))


def _tweets(document: Document) -> Iterator[str]:
    def stands(block: Block) -> bool:
        return block.kind is Kind.TWEET and block.ref is not None

    refs = dict.fromkeys(block.ref for block in document.blocks if stands(block))
    return (document.tweets[ref].text for ref in refs if ref is not None)


def _count(blocks: list[list[str]], columns: dict[str, int]) -> Counts:
    found = [
        (row, columns[word], times)
        for row, words in enumerate(blocks)
        for word, times in Counter(words).items()
        if word in columns
    ]
    rows, said, times = zip(*found, strict=True) if found else ((), (), ())
    return Counts(np.array(rows, np.int64), np.array(said, np.int64), np.array(times, np.float32))
