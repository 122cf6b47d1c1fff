"""site_repeats: marks what a site says on many of its pages: menus, notices, footers.

It takes two passes over a batch. The first counts on how many of a host's pages each block stands
(`find_keys` and a `Sketch`), the second marks the blocks that stand on enough of them. In flat text that is
often all that betrays a menu.

The stage stands behind debris, whose model has learned from pages with their menus and judges a page without
them worse (benchmarks/results/site-repeats.md).
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from itertools import compress
from math import isqrt
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrubber.errors import BadInput
from scrubber.model import Block, Document, Kind, Mark

if TYPE_CHECKING:
    from scrubber.sketch import Keys, Sketch

LEAST_PAGES = 3  # of a host that a block stands on; a page kept twice is no site (guess)
# Of the host's pages. On half of WCXB's hosts of three pages and more, F1 is about the same from 0.6 to 0.8;
# below, more is lost of what shops say of each of their goods, which WCXB keeps.
LEAST_SHARE = 0.7
_LABELS = 5  # times that a page says a text, for it to be a label of its entries: "Weight:", "Save 20%"
# Of a page's words; where more repeats, it is the page itself that stands under several addresses. Of five
# captures of one page 0.014 of the content is lost by this, 0.063 by 0.7 and 0.784 without.
_MOST = 0.6
_KEY = 8  # bytes
_DIGITS = re.compile(r"\d+")
# Of a text with so many letters its numbers don't matter; a price or a weight is nothing but its number.
_FOUR_LETTERS = re.compile(r"[^\W\d_](?:[\W\d_]*[^\W\d_]){3}")
_WORD = re.compile(r"\w+")


def find_keys(document: Document) -> Keys:
    """Return the keys of a page's blocks on its host, each once, sorted, and one for the host itself.

    To be called on a document as it is behind repair. A page without a url has no host, and no keys.

    >>> from scrubber import Document, stages
    >>> page = Document.open("Home\\n\\nTea is dried.", url="https://www.example.org/tea")
    >>> len(find_keys(stages.repair(stages.segment(stages.decode(page)))))
    3
    """
    import numpy as np

    host = _find_host(document)
    if host is None:
        return np.empty(0, np.uint64)
    texts = [_fold(block.text) for block in document.blocks if _is_counted(block)]
    return np.unique(_make_keys(host, ["", *texts]))


def site_repeats(
    document: Document,
    sketch: Sketch | str | os.PathLike[str],
    *,
    least_pages: int = LEAST_PAGES,
    least_share: float = LEAST_SHARE,
) -> Document:
    """Mark blocks that stand on many pages of the page's host (rule `site-repeat`, with their count).

    `sketch` holds the keys of all pages (`find_keys`), or is the file that it was saved to, which is loaded
    once a process. A block is marked that stands on `least_pages` pages or more, and on `least_share` of the
    host's or more; the mark's score is that share. What an earlier stage marked stays as it is, and so do
    headings of what stays, labels of a page's own entries, a page without a url, and one that is as a whole
    on other pages. Raises BadInput where the sketch can't be read.
    """
    host = _find_host(document)
    places = [at for at, block in enumerate(document.blocks) if _is_counted(block)]
    if host is None or not places:
        return document
    sketch = _open(sketch)
    blocks = [document.blocks[at] for at in places]
    texts = [_fold(block.text) for block in blocks]
    found = sketch.estimate(_make_keys(host, ["", *texts])).tolist()
    pages, *counts = (max(0, count - sketch.surplus) for count in found)
    if pages < least_pages:
        return document
    # In a filled sketch a count strays from what is taken off by about its root, as Poisson's law has it.
    least = max(least_pages + isqrt(sketch.surplus), least_share * pages)
    goes = _spare_headings(blocks, _spare_labels(texts, [count >= least for count in counts]))
    if _is_a_copy(blocks, goes):
        return document
    marked = list(document.blocks)
    for at, block, count, repeated in zip(places, blocks, counts, goes, strict=True):
        if repeated:
            share = round(min(1.0, count / pages), 3)
            marked[at] = block.marked(Mark("site-repeats", "site-repeat", share, count=count))
    return replace(document, blocks=tuple(marked))


def _is_counted(block: Block) -> bool:
    return block.is_undecided and bool(block.text.strip())


def _find_host(document: Document) -> str | None:
    """Return the host of the page's url in lower case, without its port and `www.`, or None."""
    try:
        host = urlsplit(document.page.url or "").hostname
    except ValueError:
        return None
    return (host or "").rstrip(".").removeprefix("www.") or None


def _fold(text: str) -> str:
    """Return what two copies of a block have in common: small letters, single spaces, numbers as one.

    >>> _fold("Comments  (12)"), _fold("$9.99")
    ('comments (0)', '$9.99')
    """
    folded = " ".join(text.casefold().split())
    if _DIGITS.search(folded) and _FOUR_LETTERS.search(folded):
        return _DIGITS.sub("0", folded)
    return folded


def _make_keys(host: str, texts: Sequence[str]) -> Keys:
    """Return a key for each text on a host, the same in every process."""
    import numpy as np

    lead = blake2b(f"{host}\0".encode("utf-8", "replace"), digest_size=_KEY)

    def digest(text: str) -> bytes:
        own = lead.copy()
        own.update(text.encode("utf-8", "replace"))
        return own.digest()

    return np.frombuffer(b"".join(map(digest, texts)), "<u8").astype(np.uint64)


def _open(sketch: Sketch | str | os.PathLike[str]) -> Sketch:
    """Return the sketch, read from its file where it is a path."""
    from scrubber.sketch import Sketch

    if isinstance(sketch, Sketch):
        return sketch
    try:
        changed = os.stat(sketch).st_mtime_ns
    except OSError as error:
        raise BadInput(f"can't read the sketch {sketch}: {error.strerror}; count the pages first") from error
    return _load(os.fspath(sketch), changed)


@lru_cache(maxsize=2)
def _load(path: str, changed: int) -> Sketch:
    """Return the sketch of a file; when it was `changed` tells a new file from the one before."""
    from scrubber.sketch import Sketch

    return Sketch.load(path)


def _spare_labels(texts: Sequence[str], repeated: Sequence[bool]) -> list[bool]:
    """Return which blocks go: the repeated ones, but for those that the page says of each of its entries."""
    often = Counter(texts)
    return [goes and often[text] < _LABELS for text, goes in zip(texts, repeated, strict=True)]


def _spare_headings(blocks: Sequence[Block], repeated: Sequence[bool]) -> list[bool]:
    """Return which blocks go: the repeated ones, but for headings of what stays."""
    goes = list(repeated)
    for at in reversed(range(len(blocks) - 1)):
        if blocks[at].kind is Kind.HEADING and not goes[at + 1]:
            goes[at] = False
    return goes


def _is_a_copy(blocks: Sequence[Block], goes: Sequence[bool]) -> bool:
    """Tell whether more would go than stay, so that it is the page itself that repeats."""
    sizes = [len(_WORD.findall(block.text)) for block in blocks]
    return sum(compress(sizes, goes)) > _MOST * sum(sizes)
