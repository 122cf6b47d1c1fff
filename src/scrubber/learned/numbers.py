"""The numbers that the model is told of each block: of its text, its markup, its place and its containers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np

from scrubber.learned.boxes import Boxes, Floats
from scrubber.learned.letters import STOPS, Flags, Ints
from scrubber.learned.shape import Shape, measure_shape
from scrubber.learned.words import Bags, find_words
from scrubber.model import Block, Box, Kind, Markup

WORD_BUCKETS = 1 << 14
_SEEN = 1_500  # code points of a block that are looked at: more say nothing new, and a block may be the page
_HEAD, _TAIL = 24, 6  # words at a block's start and end that are told
_HEAD_CHARS, _TAIL_CHARS = 250, 60  # code points in which they are looked for
_PROSE = 10  # words of a block that ends as a sentence, to be prose
_LONG_PROSE = 20
_FAR = 200  # blocks beyond which a distance says nothing more
_NAMES_PAGE = 0.4  # of the title's words in a heading, for it to be the page's own
_MAIN_PARTS = (0.5, 0.8)  # of the page's prose in the smallest box that holds it

_STOPS = tuple(STOPS)
_CLOSERS = "'\"”’»)]」』"
_NEAR_END = 8  # code points in which a sentence's stop is looked for, behind all that may close it
# Both begin with one sign of few, which a search runs to at once.
_MONEY = re.compile(r"[$€£¥₹\d](?:(?<!\d)\s?\d|(?<=\d)\s?(?:[€£¥₹]|USD|EUR|kr\b))")
_DATE = re.compile(
    r"\d(?:(?:(?<=\b1)9|(?<=\b2)0)\d\d\b|(?<=\b\d)\d?[./]\d{1,2}[./]\d{2,4}\b|\d?:\d\d|\s?(?:年|月|日))"
)
_KINDS = (Kind.PARAGRAPH, Kind.HEADING, Kind.LIST_ITEM, Kind.QUOTE, Kind.CODE, Kind.TABLE, Kind.CAPTION)
_AROUND = (
    "nav header footer aside main article section form ul ol table td figure button details dialog "
    "blockquote select label dl".split()
)
_WEIGHED = frozenset("nav header footer aside main article form".split())
_KIND_AT = {kind: at for at, kind in enumerate(_KINDS)}
_LEVELS = (1, 2, 3, 4)
_INLINE = "img time button input svg code em span i sup label".split()
BARE = Markup(Box("", (), None))  # of a block that has none
_LINKS = (
    "link-dense/any",
    "link-dense/in page",
    "link-dense/script",
    "link-dense/absolute",
    "leads-away/host",
    "link-dense/repeated",
)
_SCRIPTS = ("javascript:", "mailto:", "tel:")

Columns = dict[str, Any]  # of N values each, or one value for all


def list_numbers(texts: Texts, boxes: Boxes, containers: Ints, marks: Sequence[Markup]) -> Columns:
    """Return the numbers by name: "reason/detail", the reason in a reader's words."""
    share = texts.held(boxes.first, boxes.last) / texts.total
    return {
        **_shape(texts),
        **_place(texts),
        **_contents(texts, containers),
        **_around(texts, boxes, share),
        **_alike(texts, boxes),
        **_markup(texts, marks),
    }


class Texts:
    """The blocks' texts and kinds, and what several features need to know of them: an array a property."""

    def __init__(self, blocks: Sequence[Block], marks: Sequence[Markup], title: str) -> None:
        """Look at the blocks' texts, all at once; marks are their markup, or BARE."""
        number = len(blocks)
        self.said = [block.text for block in blocks]
        self.seen = [text[:_SEEN] for text in self.said]
        self.shape: Shape = measure_shape(self.seen)
        whole = np.fromiter(map(len, self.said), np.float32, number)
        self.sizes = self.shape.words * np.maximum(1, whole / self.shape.chars)  # of a long block: estimated
        self.total = float(self.sizes.sum())
        ends = [text[-_NEAR_END:].rstrip(_CLOSERS).endswith(_STOPS) for text in self.said]
        self.ends = np.array(ends, bool)
        self.prose = (self.ends & (self.shape.words >= _PROSE)).astype(np.float32)
        self.links = np.array([mark.links for mark in marks], np.float32)
        self.images = np.array([mark.images for mark in marks], np.float32)
        self.kinds = np.array([_KIND_AT.get(block.kind, -1) for block in blocks], np.int64)
        self.levels = np.array([block.level or 0 for block in blocks], np.float32)
        self.heads = self.kinds == _KIND_AT[Kind.HEADING]
        self.headings: Ints = np.maximum.accumulate(np.where(self.heads, np.arange(number), -1))
        self.words, shared, named = _find_ends(self.seen, title)
        self.of_title = shared / max(1, named)
        self.of_block = shared / np.minimum(self.shape.words, _HEAD + _TAIL)

    def held(self, first: Ints, last: Ints, values: Floats | None = None) -> Floats:
        """Return how many words (of those that values weigh) stand in each stretch of blocks."""
        sums = _sums(self.sizes if values is None else self.sizes * values)
        held: Floats = (sums[last] - sums[first]).astype(np.float32)
        return held


def _find_ends(texts: Sequence[str], title: str) -> tuple[Bags, Floats, int]:
    """Return each text's first words and its last, in buckets, and how many of the title's are among them.

    With them comes how many words the title has; each counts once.
    """
    number = len(texts)
    cut = [
        (text, "") if len(text) <= _HEAD_CHARS else (text[:_HEAD_CHARS], text[-_TAIL_CHARS:])
        for text in texts
    ]
    parts = list(chain.from_iterable(cut))
    words = find_words([*parts, title])
    # How many are told: of a short text's words at either end, of a long one's in the part at that end.
    first = np.append(np.tile((_HEAD, 0), number), len(title))
    last = np.append(np.full(2 * number, _TAIL), 0)
    last[:-1:2] *= np.array([not tail for _, tail in cut])
    words = words.choose((words.ranks < first[words.texts]) | (words.behind < last[words.texts]))
    hashes = words.hashes()
    told = words.texts.searchsorted(len(parts))
    named, owners = np.unique(hashes[told:]), words.texts[:told] // 2
    shared = np.isin(hashes[:told], named)
    pairs = np.unique((owners[shared] << 32) + hashes[:told][shared])  # each word of a text once
    at, zeros = words.numbers()
    hashes[at] = zeros
    bags = Bags.of(hashes[:told], np.bincount(owners, minlength=number), WORD_BUCKETS)
    return bags, np.bincount(pairs >> 32, minlength=number).astype(np.float32), len(named)


def _sums(values: Floats) -> Floats:
    """Return the running sums, from 0 on."""
    sums: Floats = np.concatenate(([0.0], np.cumsum(values)))
    return sums


def _shape(texts: Texts) -> Columns:
    """What a block's text looks like, and whether the page says it elsewhere, or in its title."""
    shape = texts.shape
    words, chars = shape.words, shape.chars
    known: dict[str, int] = {}
    which = np.array([known.setdefault(text, len(known)) for text in texts.said], np.int64)
    said = np.maximum.accumulate(which)
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
        "no-sentence/colon": shape.ends_colon,
        "no-sentence/question": shape.ends_question,
        "teaser/ellipsis": shape.ends_ellipsis,
        "copyright/sign": shape.copyright,
        "numbers/at": shape.at_sign,
        "link-dense/address": shape.address,
        "numbers/money": _search(_MONEY, texts),
        "numbers/date": _search(_DATE, texts),
        "no-sentence/lower": shape.begins_lower,
        "numbers/first": shape.begins_digit,
        "no-sentence/lines": shape.lines > 0,
        "repeated-in-page/times": np.log(np.bincount(which))[which],
        "repeated-in-page/first": np.diff(said, prepend=-1) > 0,
        "title-words/of block": texts.of_block,
        "title-words/of title": texts.of_title,
    }


def _search(pattern: re.Pattern[str], texts: Texts) -> Flags:
    """Tell which texts begin with something that pattern, which wants a digit, finds."""
    found = np.zeros(len(texts.seen), bool)
    for at in np.flatnonzero(texts.shape.digits).tolist():
        found[at] = pattern.search(texts.seen[at], 0, _HEAD_CHARS) is not None
    return found


def _place(texts: Texts) -> Columns:
    """Where each block stands: by blocks, by words, and from the prose, the headings and the title's twin."""
    number = len(texts.seen)
    at = np.arange(number, dtype=np.float32)
    middle = (np.cumsum(texts.sizes) - texts.sizes / 2) / texts.total
    prose = texts.prose > 0
    long = np.flatnonzero(prose & (texts.shape.words >= _LONG_PROSE))
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
        "far-from-content/before": np.log1p(_distance(prose)),
        "far-from-content/behind": np.log1p(_distance(prose[::-1])[::-1]),
        "far-from-content/heading": np.log1p(_distance(texts.heads)),
        "page-start/title": np.clip((at - named) / 20, -2, 2) if named >= 0 else 0,
        "page-start/behind title": np.sign(at - named) if named >= 0 else 0,
        "page/title": named >= 0,
        "page/blocks": np.log1p(number),
        "page/words": np.log1p(texts.total),
        "page/links": (texts.sizes * texts.links).sum() / texts.total,
        "page/prose": (texts.sizes * texts.prose).sum() / texts.total,
        "page/longest": texts.sizes.max() / texts.total,
    }


def _distance(there: Flags) -> Ints:
    """Return how many blocks ago the last was that is there."""
    at = np.arange(len(there))
    distance: Ints = np.minimum(_FAR, at - np.maximum.accumulate(np.where(there, at, -_FAR)))
    return distance


def _contents(texts: Texts, containers: Ints) -> Columns:
    """What the containers around each block hold: how much, and how much of it are links, prose, pictures."""
    begin, end = containers[:, :, 0], containers[:, :, 1]
    at, heads, images = np.arange(len(begin))[:, None], _sums(texts.heads), _sums(texts.images)
    size = np.maximum(1.0, texts.held(begin, end))
    blocks = np.maximum(1, end - begin)
    columns = {
        "container/words": np.log1p(size),
        "container/share": size / texts.total,
        "among-links/share": texts.held(begin, end, texts.links) / size,
        "container/prose": texts.held(begin, end, texts.prose) / size,
        "container/words a block": np.log1p(size / blocks),
        "container/headings": (heads[end] - heads[begin]) / blocks,
        "container/images": (images[end] - images[begin]) / blocks,
        "container/blocks": np.log(blocks),
        "container/place": (at - begin) / blocks,
        "container/own share": texts.sizes[:, None] / size,
    }
    levels = range(containers.shape[1])
    return {f"{name} {level}": column[:, level] for level in levels for name, column in columns.items()}


def _around(texts: Texts, boxes: Boxes, share: Floats) -> Columns:
    """Which telling elements a block stands in, how much of the page they hold, and where the prose is."""
    number = len(texts.seen)
    columns: Columns = {}
    nearest = boxes.nearest(_AROUND, share)
    for tag, inside, held in zip(_AROUND, (nearest >= 0).T, np.maximum(0, nearest).T, strict=True):
        columns[f"in-element/{tag}"] = inside
        if tag in _WEIGHED:
            columns[f"in-element/{tag} share"] = held
    at = np.arange(number)
    prose = texts.held(boxes.first, boxes.last, texts.prose)
    whole = float((texts.sizes * texts.prose).sum())
    for part in _MAIN_PARTS:
        begin, end = boxes.smallest(prose, part * whole) if whole else (0, number)
        columns |= {
            f"outside-content/inside {part}": (at >= begin) & (at < end),
            f"page/main {part}": texts.sizes[begin:end].sum() / texts.total,
            f"outside-content/behind {part}": np.clip((at - end) / 20, -2, 2),
        }
    columns["container/depth"] = np.log1p(boxes.depths())
    return columns


def _alike(texts: Texts, boxes: Boxes) -> Columns:
    """How many blocks are made like this one, and what they are like on average: cards, posts, menus."""
    made: dict[object, int] = {}
    kinds = np.array([made.setdefault((tag, names[:3]), len(made)) for tag, names in boxes.kinds], np.int64)
    make = np.append(kinds[boxes.kind], -1)  # of each box, and of none
    near = (make[boxes.outer(steps)].tolist() for steps in range(3))
    groups: dict[object, int] = {}
    keys = zip(texts.kinds.tolist(), *near, strict=True)
    group = np.array([groups.setdefault(key, len(groups)) for key in keys], np.int64)
    count = np.bincount(group)
    size = np.bincount(group, texts.sizes)
    links, prose = (np.bincount(group, values) / count for values in (texts.links, texts.prose))
    return {
        "many-alike/number": np.log(count)[group],
        "many-alike/words": np.log1p(size / count)[group],
        "many-alike/share": (size / texts.total)[group],
        "many-alike/links": links[group],
        "many-alike/prose": prose[group],
    }


def _markup(texts: Texts, marks: Sequence[Markup]) -> Columns:
    """What the block's own element says: its kind, level, links and what stands inside it."""
    kinds = texts.kinds[:, None] == np.arange(len(_KINDS))
    levels = np.where(texts.heads, texts.levels, 0)
    linked = np.array([at for at, mark in enumerate(marks) if mark.href], np.int64)
    hrefs = [mark.href for mark in marks if mark.href]
    hosts = list(map(_host, hrefs))
    times, visited = Counter(hrefs), Counter(filter(None, hosts))
    home = max(visited, key=visited.__getitem__, default="")
    links = np.zeros((len(_LINKS), len(marks)), np.float32)
    links[0, linked] = 1
    links[1, linked] = [href.startswith("#") for href in hrefs]
    links[2, linked] = [href.startswith(_SCRIPTS) for href in hrefs]
    links[3, linked] = [host != "" for host in hosts]
    links[4, linked] = [host != "" and host != home for host in hosts]
    links[5, linked] = np.log1p([times[href] for href in hrefs])
    inlines: dict[frozenset[str], int] = {}
    which = [inlines.setdefault(mark.inline, len(inlines)) for mark in marks]
    holds = np.array([[tag in inline for tag in _INLINE] for inline in inlines], bool)[which]
    return {
        **{f"kind/{kind}": flags for kind, flags in zip(_KINDS, kinds.T, strict=True)},
        **{f"kind/level {level}": levels == level for level in _LEVELS},
        "kind/list level": np.where(texts.kinds == _KIND_AT[Kind.LIST_ITEM], texts.levels, 0),
        "link-dense/share": texts.links,
        "kind/bold": [mark.bold for mark in marks],
        "pictures/images": np.minimum(3, texts.images),
        **dict(zip(_LINKS, links, strict=True)),
        **{f"holds-element/{tag}": flags for tag, flags in zip(_INLINE, holds.T, strict=True)},
    }


def _host(href: str) -> str:
    """Return the host that an absolute link leads to, or nothing."""
    if href.startswith(("http://", "https://", "//")):
        return href.split("//", 1)[1].split("/", 1)[0].removeprefix("www.")
    return ""
