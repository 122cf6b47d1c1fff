"""What the model is told of each block: numbers, and hashed words of its text, its boxes and its link.

Nothing here is in any one language. Numbers are of the text's shape, the markup, the place in the page and
the containers around the block; words and class names are hashed into buckets whose meaning is learned. Flat
text has the same features, less the markup's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple
from urllib.parse import urlsplit

import numpy as np

from scrubber.learned.boxes import Boxes, Floats
from scrubber.learned.letters import Flags, Ints
from scrubber.learned.numbers import BARE, Texts, list_numbers
from scrubber.learned.words import Bags, find_names, hash_word
from scrubber.model import Document, Kind, Markup

NAME_BUCKETS = 1 << 13
SLOTS = 4  # boxes that a block's names are told of: its own, the next two, and all that are further out
_MOST_NAMES = 12  # words of one element's class names that are told, and of an address
_HREF_SEEN = 200  # code points of an address that are looked at
_PAGE_WIDE = 0.6  # of the page's words in a box: its class names say nothing of a block
_NAME = re.compile(r"[a-z]{2,}")
# What a page says of itself, behind a word that is quickly found.
_OG_TYPE = re.compile(r"""og:type["'][^>]{0,60}?content=["']?([\w.:]+)""")
_LD_TYPE = re.compile(r'"@type"\s{0,9}:\s{0,9}"(\w+)"')
_CANONICAL = re.compile(r"""canonical["']?[^>]{0,60}?href=["']?([^"'\s>]+)""")
_OG_URL = re.compile(r"""og:url["'][^>]{0,60}?content=["']?([^"'\s>]+)""")
_MOST_TYPES = 200
_TITLE = Kind.TITLE  # an enum's member is slow to look up, once a block


class Features(NamedTuple):
    """A page as the model sees it; N undecided blocks, in the page's order."""

    places: list[int]  # which of the document's blocks they are
    columns: tuple[str, ...]  # what each number is: "reason/detail", the reason in a reader's words
    dense: Floats  # N x columns
    words: Bags  # N: of each block's text
    headings: Ints  # N: the block that holds the heading above, or -1
    names: Bags  # a bag a kind of box: its tag and the words of its class names
    boxes: Bags  # N x SLOTS, row by row: which kinds of box
    links: Bags  # N: of where the block's first link leads
    page: Ints  # buckets of names: what the page says that it is
    nesting: Boxes  # the boxes themselves
    containers: Ints  # N x containers x 2: the stretch of blocks that each container holds
    sizes: Floats  # N: words
    loose: Flags  # N: whether it is neither a sentence nor a heading


def read_features(document: Document) -> Features:
    """Return the features of the document's undecided blocks, of which there is at least one."""
    places = [at for at, block in enumerate(document.blocks) if block.is_undecided]
    blocks = [document.blocks[at] for at in places]
    titles = [block.text for block in document.blocks if block.kind is _TITLE]
    marks = [block.markup or BARE for block in blocks]
    texts = Texts(blocks, marks, " ".join(titles))
    boxes = Boxes(blocks)
    containers = boxes.containers()
    numbers = list_numbers(texts, boxes, containers, marks)
    dense = np.empty((len(blocks), len(numbers)), np.float32)
    for at, column in enumerate(numbers.values()):
        dense[:, at] = column
    return Features(
        places=places,
        columns=tuple(numbers),
        dense=dense,
        words=texts.words,
        headings=texts.headings,
        names=_names(boxes),
        boxes=_slots(boxes, texts.held(boxes.first, boxes.last) / texts.total),
        links=_links(marks),
        page=np.array([hash_word(word) % NAME_BUCKETS for word in _page_words(document)], np.int64),
        nesting=boxes,
        containers=containers,
        sizes=texts.sizes,
        loose=(texts.ends == 0) & (texts.heads == 0),
    )


def _names(boxes: Boxes) -> Bags:
    bags = [("<" + tag, *names[:_MOST_NAMES]) for tag, names in boxes.kinds]
    words = list(chain.from_iterable(bags))
    buckets = {word: hash_word(word) % NAME_BUCKETS for word in set(words)}
    ids = np.array([buckets[word] for word in words], np.int64)
    return Bags(ids, np.cumsum(list(map(len, bags)), dtype=np.int64))


def _links(marks: Sequence[Markup]) -> Bags:
    found = find_names([mark.href[:_HREF_SEEN] if mark.href else "" for mark in marks])
    found = found.choose(found.ranks < _MOST_NAMES)
    return Bags.of(found.hashes(b"/"), np.bincount(found.texts, minlength=len(marks)), NAME_BUCKETS)


def _page_words(document: Document) -> list[str]:
    """Return what the page says that it is: its types, and the words of its address."""
    source = document.text
    said = [f"og:{kind.lower()}" for kind in _say(source, "og:type", _OG_TYPE, 1)]
    said += [f"ld:{kind}" for kind in dict.fromkeys(_say(source, '"@type"', _LD_TYPE, _MOST_TYPES))]
    urls = chain(_say(source, "canonical", _CANONICAL, 1), _say(source, "og:url", _OG_URL, 1))
    url = document.page.url or next(urls, "")
    return said + [f"url:{word}" for word in _NAME.findall(_path(url).lower())[:_MOST_NAMES]]


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


def _slots(boxes: Boxes, share: Floats) -> Bags:
    """Return, for each block, its own box, the next two, and all further out that are not page-wide."""
    wide, kind, parents = (share > _PAGE_WIDE).tolist(), boxes.kind.tolist(), boxes.parents.tolist()
    *near, further = (boxes.outer(steps) for steps in range(SLOTS))
    begun = {-1: -1}  # the bag of all boxes from one on outward
    outside: list[list[int]] = []
    for begin in further.tolist():
        if begin not in begun:
            begun[begin] = len(kind) + len(outside)
            told: list[int] = []
            box = begin
            while box >= 0 and not wide[box] and len(told) <= _MOST_NAMES:
                told.append(kind[box])
                box = parents[box]
            outside.append(told[::-1])
    # A bag for each box by itself, those for what is outside, and an empty one, which -1 takes.
    sizes = [1] * len(kind) + [len(told) for told in outside] + [0]
    bags = Bags(np.array(kind + list(chain.from_iterable(outside)), np.int64), np.cumsum(sizes))
    return bags.take(np.stack([*near, [begun[box] for box in further.tolist()]], 1).ravel())
