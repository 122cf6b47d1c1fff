"""What the model is told of each block: numbers, and hashed words of its text, its boxes and its link.

Nothing here is in any one language. Numbers are of the text's shape, the markup, the place in the page and
the containers around the block; words and class names are hashed into buckets whose meaning is learned. Flat
text has the same features, less the markup's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from zlib import crc32

import numpy as np

from scrubber.learned.boxes import Boxes, Floats, Ints
from scrubber.learned.shape import Shape, measure_shape
from scrubber.model import Block, Document, Kind

WORD_BUCKETS = 1 << 14
NAME_BUCKETS = 1 << 13
SLOTS = 4  # boxes that a block's names are told of: its own, the next two, and all that are further out
_SEEN = 1_500  # code points of a block that are looked at: more say nothing new, and a block may be the page
_HEAD, _TAIL = 24, 6  # words at a block's start and end that are told
_HEAD_CHARS, _TAIL_CHARS = 250, 60  # code points in which they are looked for
_MOST_NAMES = 12  # words of one element's class names that are told
_PAGE_WIDE = 0.6  # of the page's words in a box: its class names say nothing of a block
_HASHES_KEPT = 1 << 17  # words whose bucket is remembered, over all pages of a process
_PROSE = 10  # words of a block that ends as a sentence, to be prose
_LONG_PROSE = 20
_NAMES_PAGE = 0.4  # of the title's words in a heading, for it to be the page's own
_MAIN_PARTS = (0.5, 0.8)  # of the page's prose in the smallest box that holds it

# Letters of scripts that put no space between words count as words by themselves.
_WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+")
_NAME = re.compile(r"[A-Za-z]{2,}")
_ENDS_SENTENCE = re.compile(r"[.!?…。！？؟।]['\"”’»)\]」』]*$")
_MONEY = re.compile(r"[$€£¥₹]\s?\d|\d\s?(?:[€£¥₹]|USD|EUR|kr\b)")
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\d{1,2}:\d\d|\d\s?(?:年|月|日)")
# What a page says of itself, behind a word that is quickly found.
_OG_TYPE = re.compile(r"""og:type["'][^>]{0,60}?content=["']?([\w.:]+)""")
_LD_TYPE = re.compile(r'"@type"\s{0,9}:\s{0,9}"(\w+)"')
_CANONICAL = re.compile(r"""canonical["']?[^>]{0,60}?href=["']?([^"'\s>]+)""")
_OG_URL = re.compile(r"""og:url["'][^>]{0,60}?content=["']?([^"'\s>]+)""")
_MOST_TYPES = 200

_KINDS = (Kind.PARAGRAPH, Kind.HEADING, Kind.LIST_ITEM, Kind.QUOTE, Kind.CODE, Kind.TABLE, Kind.CAPTION)
_AROUND = (
    "nav header footer aside main article section form ul ol table td figure button details dialog "
    "blockquote select label dl".split()
)
_WEIGHED = frozenset("nav header footer aside main article form".split())
_INLINE = "img time button input svg code em span i sup label".split()


Columns = dict[str, Any]  # of N values each


class Bags(NamedTuple):
    """Many bags of numbers: bag i is ids[ends[i - 1] : ends[i]]."""

    ids: Ints
    ends: Ints

    @classmethod
    def of(cls, bags: Sequence[Sequence[int]]) -> Bags:
        """Return the bags as two arrays."""
        ids = np.array(list(chain.from_iterable(bags)), np.int64)
        return cls(ids, np.cumsum(list(map(len, bags)), dtype=np.int64))


class Features(NamedTuple):
    """A page as the model sees it; N undecided blocks, in the page's order."""

    columns: tuple[str, ...]  # what each number is: "reason/detail", the reason in a reader's words
    dense: Floats  # N x columns
    words: Bags  # N: of each block's text
    headings: Ints  # N: the block that holds the heading above, or -1
    names: Bags  # a bag a box: its tag and the words of its class names
    boxes: Bags  # N x SLOTS, row by row: which boxes
    links: Bags  # N: of where the block's first link leads
    page: Ints  # buckets of names: what the page says that it is
    containers: Ints  # N x containers x 2: the stretch of blocks that each container holds
    sizes: Floats  # N: words


class _Buckets(dict[str, int]):
    """Words to buckets; remembers those that it met, and forgets all when they are too many."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number

    def __missing__(self, word: str) -> int:
        """Return the bucket of a word that is new; a number is told by its length alone."""
        if len(self) >= _HASHES_KEPT:
            self.clear()
        told = "0" * len(word) if word.isdigit() else word
        bucket = self[word] = crc32(told.encode("utf-8", "replace")) % self._number
        return bucket


_word_buckets = _Buckets(WORD_BUCKETS)
_name_buckets = _Buckets(NAME_BUCKETS)


def read_features(document: Document) -> Features:
    """Return the features of the document's undecided blocks, of which there is at least one."""
    blocks = [block for block in document.blocks if block.is_undecided]
    titles = [block.text for block in document.blocks if block.kind is Kind.TITLE]
    texts = _Texts(blocks, " ".join(titles))
    boxes = Boxes(blocks)
    containers = boxes.containers()
    share = texts.held(boxes.first, boxes.last) / texts.total
    columns = {
        **_shape(texts),
        **_place(texts),
        **_contents(texts, containers),
        **_around(texts, boxes, share),
        **_alike(texts, boxes),
        **_markup(blocks),
    }
    return Features(
        columns=tuple(columns),
        dense=np.stack([np.asarray(column, np.float32) for column in columns.values()], 1),
        words=Bags.of([list(map(_word_buckets.__getitem__, found)) for found in texts.words]),
        headings=texts.headings,
        names=_names(boxes),
        boxes=_slots(boxes, share),
        links=Bags.of([_link_words(block) for block in blocks]),
        page=np.array(_page_words(document), np.int64),
        containers=containers,
        sizes=texts.sizes,
    )


def _link_words(block: Block) -> list[int]:
    href = block.markup.href if block.markup else None
    if not href:
        return []
    return [_name_buckets["/" + word] for word in _NAME.findall(href[:200].lower())[:_MOST_NAMES]]


def _page_words(document: Document) -> list[int]:
    source = document.text
    urls = [document.page.url] if document.page.url else []
    urls += [*_say(source, "canonical", _CANONICAL, 1), *_say(source, "og:url", _OG_URL, 1)]
    said = [f"og:{kind.lower()}" for kind in _say(source, "og:type", _OG_TYPE, 1)]
    said += [f"ld:{kind}" for kind in dict.fromkeys(_say(source, '"@type"', _LD_TYPE, _MOST_TYPES))]
    for url in urls[:1]:
        said += [f"url:{word}" for word in _NAME.findall(_path(url).lower())[:_MOST_NAMES]]
    return [_name_buckets[word] for word in said]


def _say(source: str, word: str, pattern: re.Pattern[str], most: int) -> Iterator[str]:
    """Yield what pattern finds where word stands in source, at the first so many places at most."""
    at = -1
    while most and (at := source.find(word, at + 1)) >= 0:
        if match := pattern.match(source, at):
            most -= 1
            yield match[1]


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def _names(boxes: Boxes) -> Bags:
    known: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    bags = []
    for box in boxes.boxes:
        bag = known.get((box.tag, box.names))
        if bag is None:
            said = ("<" + box.tag, *box.names[:_MOST_NAMES])
            bag = known[box.tag, box.names] = [_name_buckets[name] for name in said]
        bags.append(bag)
    return Bags.of(bags)


def _slots(boxes: Boxes, share: Floats) -> Bags:
    """Return, for each block, its own box, the next two, and all further out that are not page-wide."""
    wide = (share > _PAGE_WIDE).tolist()
    around: list[list[int]] = []  # of each box: itself and those around it that are not page-wide
    for box, outer in enumerate(boxes.parents):
        outside = around[outer] if outer >= 0 else []
        around.append(outside if wide[box] else [*outside[-_MOST_NAMES:], box])
    bags: list[list[int]] = []
    for nearby in zip(*(boxes.outer(steps) for steps in range(SLOTS)), strict=True):
        bags += [[box] if box >= 0 else [] for box in nearby[:-1]]
        bags.append(around[nearby[-1]] if nearby[-1] >= 0 else [])
    return Bags.of(bags)


class _Texts:
    """The blocks' texts, and what several features need to know of them: an array a property."""

    def __init__(self, blocks: Sequence[Block], title: str) -> None:
        seen = [block.text[:_SEEN] for block in blocks]
        self.blocks, self.seen = blocks, seen
        self.shape: Shape = measure_shape(seen)
        self.words = [_ends(text) for text in seen]
        whole = np.array([len(block.text) for block in blocks], np.float32)
        self.sizes = self.shape.words * np.maximum(1, whole / self.shape.chars)  # of a long block: estimated
        self.total = float(self.sizes.sum())
        ends = [_ENDS_SENTENCE.search(block.text[-8:]) is not None for block in blocks]
        self.ends = np.array(ends, np.float32)
        self.prose = self.ends * (self.shape.words >= _PROSE)
        self.links = np.array([b.markup.links if b.markup else 0.0 for b in blocks], np.float32)
        self.images = np.array([b.markup.images if b.markup else 0 for b in blocks], np.float32)
        self.heads = np.array([block.kind is Kind.HEADING for block in blocks], np.float32)
        at = np.where(self.heads > 0, np.arange(len(blocks)), -1)
        self.headings = np.maximum.accumulate(at).astype(np.int64)
        named = frozenset(_WORD.findall(title.lower()))
        shared = np.array([len(named.intersection(found)) for found in self.words], np.float32)
        self.of_title = shared / max(1, len(named))
        self.of_block = shared / np.minimum(self.shape.words, _HEAD + _TAIL)

    def held(self, first: Ints, last: Ints, values: Floats | None = None) -> Floats:
        """Return how many words (of those that values weigh) stand in each stretch of blocks."""
        sums = np.concatenate(([0.0], np.cumsum(self.sizes if values is None else self.sizes * values)))
        held: Floats = (sums[last] - sums[first]).astype(np.float32)
        return held


def _ends(text: str) -> list[str]:
    """Return a text's first words and its last."""
    if len(text) <= _HEAD_CHARS:
        words = _WORD.findall(text.lower())
        return words if len(words) <= _HEAD + _TAIL else words[:_HEAD] + words[-_TAIL:]
    return (
        _WORD.findall(text[:_HEAD_CHARS].lower())[:_HEAD]
        + _WORD.findall(text[-_TAIL_CHARS:].lower())[-_TAIL:]
    )


def _flags(values: Sequence[object]) -> Floats:
    return np.array([bool(value) for value in values], np.float32)


def _shape(texts: _Texts) -> Columns:
    """What a block's text looks like, and whether the page says it elsewhere, or in its title."""
    seen, shape = texts.seen, texts.shape
    words, chars = shape.words, shape.chars
    said = [block.text for block in texts.blocks]
    times = Counter(said)
    numbers = [text if digits else "" for text, digits in zip(seen, shape.digits.tolist(), strict=True)]
    firsts = {text: at for at, text in reversed(list(enumerate(said)))}
    return {
        "too-short/words": np.log1p(texts.sizes),
        "too-short/word length": np.log1p(chars / words),
        "too-short/under four": words < 4,
        "too-short/one": words < 2,
        "menu/capitals": shape.capitals / words,
        "menu/upper": shape.upper / chars,
        "numbers/digits": shape.digits / chars,
        "no-sentence/stops": shape.stops / words,
        "no-sentence/commas": shape.commas / words,
        "menu/separators": np.minimum(3, shape.separators),
        "wording/foreign": shape.foreign / chars,
        "no-sentence/ends": texts.ends,
        "no-sentence/prose": texts.prose,
        "no-sentence/colon": _flags([text.endswith((":", "：")) for text in seen]),
        "no-sentence/question": _flags([text.endswith(("?", "？")) for text in seen]),
        "teaser/ellipsis": _flags([text.endswith(("…", "...")) for text in seen]),
        "copyright/sign": _flags(["©" in text or "(c)" in text for text in seen]),
        "numbers/at": _flags(["@" in text for text in seen]),
        "link-dense/address": _flags(["http" in text or "www." in text for text in seen]),
        "numbers/money": _flags([text and _MONEY.search(text, 0, _HEAD_CHARS) for text in numbers]),
        "numbers/date": _flags([text and _DATE.search(text, 0, _HEAD_CHARS) for text in numbers]),
        "no-sentence/lower": _flags([text[:1].islower() for text in seen]),
        "numbers/first": _flags([text[:1].isdigit() for text in seen]),
        "no-sentence/lines": _flags(["\n" in text for text in seen]),
        "repeated-in-page/times": np.log([times[text] for text in said]),
        "repeated-in-page/first": _flags([firsts[text] == at for at, text in enumerate(said)]),
        "title-words/of block": texts.of_block,
        "title-words/of title": texts.of_title,
    }


def _place(texts: _Texts) -> Columns:
    """Where each block stands: by blocks, by words, and from the prose, the headings and the title's twin."""
    number = len(texts.blocks)
    at = np.arange(number, dtype=np.float32)
    middle = (np.cumsum(texts.sizes) - texts.sizes / 2) / texts.total
    prose = np.flatnonzero(texts.prose)
    long = np.flatnonzero(texts.prose * (texts.shape.words >= _LONG_PROSE))
    first, last = (long[0], long[-1]) if len(long) else (0, number)
    likeness = texts.heads * texts.of_title
    named = int(np.argmax(likeness)) if likeness.max() > _NAMES_PAGE else -1
    return {
        "place-in-page/blocks": at / number,
        "page-start/blocks": np.log1p(at),
        "page-end/blocks": np.log1p(number - at),
        "place-in-page/words": middle,
        "far-from-content/first": np.clip((at - first) / 20, -2, 2),
        "far-from-content/last": np.clip((at - last) / 20, -2, 2),
        "far-from-content/before": np.log1p(_distance(number, prose, ahead=False)),
        "far-from-content/behind": np.log1p(_distance(number, prose, ahead=True)),
        "far-from-content/heading": np.log1p(_distance(number, np.flatnonzero(texts.heads), ahead=False)),
        "page-start/title": np.clip((at - named) / 20, -2, 2) if named >= 0 else np.zeros(number),
        "page-start/behind title": np.sign(at - named) if named >= 0 else np.zeros(number),
        "page/title": np.full(number, named >= 0),
        "page/blocks": np.full(number, np.log1p(number)),
        "page/words": np.full(number, np.log1p(texts.total)),
        "page/links": np.full(number, (texts.sizes * texts.links).sum() / texts.total),
        "page/prose": np.full(number, (texts.sizes * texts.prose).sum() / texts.total),
        "page/longest": np.full(number, texts.sizes.max() / texts.total),
    }


def _distance(number: int, places: Ints, *, ahead: bool) -> Floats:
    """Return how many blocks away the last of places is, or with ahead the next; 200 where there is none."""
    at = np.arange(number)
    far = np.full(number, 200.0, np.float32)
    if len(places):
        index = np.searchsorted(places, at, "left" if ahead else "right") - (not ahead)
        inside = (index >= 0) & (index < len(places))
        far[inside] = np.abs(at - places[np.clip(index, 0, len(places) - 1)])[inside]
    return np.minimum(far, 200.0)


def _contents(texts: _Texts, containers: Ints) -> Columns:
    """What the containers around each block hold: how much, and how much of it are links, prose, pictures."""
    columns: Columns = {}
    at = np.arange(len(texts.blocks))
    heads, images = (np.concatenate(([0.0], np.cumsum(v))) for v in (texts.heads, texts.images))
    for level in range(containers.shape[1]):
        begin, end = containers[:, level, 0], containers[:, level, 1]
        size = np.maximum(1.0, texts.held(begin, end))
        blocks = np.maximum(1, end - begin)
        columns |= {
            f"container/words {level}": np.log1p(size),
            f"container/share {level}": size / texts.total,
            f"among-links/share {level}": texts.held(begin, end, texts.links) / size,
            f"container/prose {level}": texts.held(begin, end, texts.prose) / size,
            f"container/words a block {level}": np.log1p(size / blocks),
            f"container/headings {level}": (heads[end] - heads[begin]) / blocks,
            f"container/images {level}": (images[end] - images[begin]) / blocks,
            f"container/blocks {level}": np.log(blocks),
            f"container/place {level}": (at - begin) / blocks,
            f"container/own share {level}": texts.sizes / size,
        }
    return columns


def _around(texts: _Texts, boxes: Boxes, share: Floats) -> Columns:
    """Which telling elements a block stands in, how much of the page they hold, and where the prose is."""
    number = len(texts.blocks)
    columns: Columns = {}
    for tag, values in zip(_AROUND, boxes.nearest(_AROUND, share).T, strict=True):
        columns[f"in-element/{tag}"] = values >= 0
        if tag in _WEIGHED:
            columns[f"in-element/{tag} share"] = np.maximum(0, values)
    at = np.arange(number)
    prose = texts.held(boxes.first, boxes.last, texts.prose)
    whole = float((texts.sizes * texts.prose).sum())
    for part in _MAIN_PARTS:
        begin, end = boxes.smallest(prose, part * whole) if whole else (0, number)
        columns |= {
            f"outside-content/inside {part}": (at >= begin) & (at < end),
            f"page/main {part}": np.full(number, texts.sizes[begin:end].sum() / texts.total),
            f"outside-content/behind {part}": np.clip((at - end) / 20, -2, 2),
        }
    depths: list[int] = []
    for outer in boxes.parents:
        depths.append(depths[outer] + 1 if outer >= 0 else 0)
    columns["container/depth"] = np.log1p([depths[box] if box >= 0 else 0 for box in boxes.own])
    return columns


def _alike(texts: _Texts, boxes: Boxes) -> Columns:
    """How many blocks are made like this one, and what they are like on average: cards, posts, menus."""
    keys: dict[object, int] = {}
    which: list[int] = []
    made = [keys.setdefault((box.tag, box.names[:3]), len(keys)) for box in boxes.boxes]
    for block, *near in zip(texts.blocks, *(boxes.outer(steps) for steps in range(3)), strict=True):
        key = (block.kind, *[made[box] if box >= 0 else -1 for box in near])
        which.append(keys.setdefault(key, len(keys)))
    group = np.array(which, np.int64)
    count = np.maximum(1, np.bincount(group))
    size = np.bincount(group, texts.sizes)
    links, prose = (np.bincount(group, values) / count for values in (texts.links, texts.prose))
    return {
        "many-alike/number": np.log(count)[group],
        "many-alike/words": np.log1p(size / count)[group],
        "many-alike/share": (size / texts.total)[group],
        "many-alike/links": links[group],
        "many-alike/prose": prose[group],
    }


def _markup(blocks: Sequence[Block]) -> Columns:
    """What the block's own element says: its kind, level, links and what stands inside it."""
    marks = [block.markup for block in blocks]
    columns: Columns = {f"kind/{kind}": _flags([block.kind is kind for block in blocks]) for kind in _KINDS}
    levels = [(block.level or 0) if block.kind is Kind.HEADING else 0 for block in blocks]
    for wanted in (1, 2, 3, 4):
        columns[f"kind/level {wanted}"] = _flags([level == wanted for level in levels])
    columns["kind/list level"] = [(b.level or 0) if b.kind is Kind.LIST_ITEM else 0 for b in blocks]
    hrefs = [(m.href or "") if m else "" for m in marks]
    hosts = [_host(href) for href in hrefs]
    usual = Counter(host for host in hosts if host).most_common(1)
    home = usual[0][0] if usual else ""
    repeated = Counter(hrefs)
    columns |= {
        "link-dense/share": [m.links if m else 0.0 for m in marks],
        "kind/bold": [m.bold if m else 0.0 for m in marks],
        "pictures/images": [min(3, m.images) if m else 0 for m in marks],
        "link-dense/any": _flags(hrefs),
        "link-dense/in page": _flags([href.startswith("#") for href in hrefs]),
        "link-dense/script": _flags([href.startswith(("javascript:", "mailto:", "tel:")) for href in hrefs]),
        "link-dense/absolute": _flags(hosts),
        "leads-away/host": _flags([host and host != home for host in hosts]),
        "link-dense/repeated": np.log1p([repeated[href] if href else 0 for href in hrefs]),
    }
    for tag in _INLINE:
        columns[f"holds-element/{tag}"] = _flags([m and tag in m.inline for m in marks])
    return columns


def _host(href: str) -> str:
    """Return the host that an absolute link leads to, or nothing."""
    if href.startswith(("http://", "https://", "//")):
        return href.split("//", 1)[1].split("/", 1)[0].removeprefix("www.")
    return ""
