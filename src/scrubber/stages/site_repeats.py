"""site_repeats: marks what a site says on many of its pages: menus, notices, footers.

It takes two passes over a batch. The first counts on how many of a host's pages each block stands
(`find_keys` and a `Sketch`), the second marks the blocks that stand on enough of them. In flat text that is
often all that betrays a menu.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrubber.model import Block, Document, Kind, Mark

if TYPE_CHECKING:
    from scrubber.sketch import Keys, Sketch

LEAST_PAGES = 3  # of a host that a block stands on
LEAST_SHARE = 0.3  # of the host's pages
LEAST_REST = 30  # words that a page says by itself; with fewer it is a copy of another page
_KEY = 8  # bytes
_DIGITS = re.compile(r"\d+")
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
    host's or more; the mark's score is that share. A page without a url stays as it is. Raises BadInput
    where the sketch can't be read.
    """
    host = _find_host(document)
    places = [at for at, block in enumerate(document.blocks) if _is_counted(block)]
    if host is None or not places:
        return document
    from scrubber.sketch import Sketch

    if not isinstance(sketch, Sketch):
        sketch = _load(os.fspath(sketch), os.stat(sketch).st_mtime_ns)
    keys = _make_keys(host, ["", *(_fold(document.blocks[at].text) for at in places)])
    pages, *counts = (max(0, count - sketch.surplus) for count in sketch.estimate(keys).tolist())
    least = max(least_pages, least_share * pages)
    blocks = [document.blocks[at] for at in places]
    repeated = _spare_headings(blocks, [count >= least for count in counts])
    if _is_a_copy(blocks, repeated):
        return document
    marked = list(document.blocks)
    for at, count, goes in zip(places, counts, repeated, strict=True):
        if goes:
            share = round(min(1.0, count / pages), 3)
            marked[at] = marked[at].marked(Mark("site-repeats", "site-repeat", share, count=count))
    return replace(document, blocks=tuple(marked))


def _is_counted(block: Block) -> bool:
    return block.is_undecided and bool(block.text)


def _find_host(document: Document) -> str | None:
    """Return the host of the page's url in lower case, without its port and `www.`, or None."""
    try:
        host = urlsplit(document.page.url or "").hostname
    except ValueError:
        return None
    return (host or "").rstrip(".").removeprefix("www.") or None


def _fold(text: str) -> str:
    """Return what two copies of a block have in common: small letters, single spaces, and no numbers.

    >>> _fold("Comments  (12)")
    'comments (0)'
    """
    return _DIGITS.sub("0", " ".join(text.casefold().split()))


def _make_keys(host: str, texts: Sequence[str]) -> Keys:
    """Return a key for each text on a host, the same in every process."""
    import numpy as np

    lead = blake2b(f"{host}\0".encode("utf-8", "replace"), digest_size=_KEY)

    def digest(text: str) -> bytes:
        own = lead.copy()
        own.update(text.encode("utf-8", "replace"))
        return own.digest()

    return np.frombuffer(b"".join(map(digest, texts)), "<u8").astype(np.uint64)


@lru_cache(maxsize=2)
def _load(path: str, changed: int) -> Sketch:
    """Return the sketch of a file; `changed`, when it was written, makes a new file another one."""
    from scrubber.sketch import Sketch

    return Sketch.load(path)


def _spare_headings(blocks: Sequence[Block], repeated: Sequence[bool]) -> list[bool]:
    """Return which blocks go: the repeated ones, but for headings of what stays."""
    goes = list(repeated)
    for at in reversed(range(len(blocks) - 1)):
        if blocks[at].kind is Kind.HEADING and not goes[at + 1]:
            goes[at] = False
    return goes


def _is_a_copy(blocks: Sequence[Block], repeated: Sequence[bool]) -> bool:
    """Tell whether next to nothing is the page's own, so that it is the page itself that repeats."""
    return (
        _count_words(block.text for block, goes in zip(blocks, repeated, strict=True) if not goes)
        < LEAST_REST
    )


def _count_words(texts: Iterator[str]) -> int:
    return sum(len(_WORD.findall(text)) for text in texts)
