"""What share of each block stands in a page's gold text: what a model learns from."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrubber.alignment import find_blocks

_WORD = re.compile(r"\w+")  # as WCXB's own scorer counts
_SHORT = 5  # words: so short a block may stand in the gold text by chance ("Home"), so its place counts too


def split_words(text: str) -> list[str]:
    """Return the words that count in scoring: runs of letters, digits and underscores, in lower case."""
    return _WORD.findall(text.lower())


def label_blocks(blocks: Sequence[Sequence[str]], gold: Sequence[str]) -> list[float]:
    """Return the share of each block, 0 to 1, that stands in gold; all are lists of words.

    A block of three words or more counts by its trigrams. A short one must also stand where its neighbours
    in the gold text do, so that a menu's "About us" is not content because an article says so somewhere.

    >>> article = "all about tea and its leaves".split()
    >>> label_blocks([["about"], article], article)
    [0.0, 1.0]
    """
    known = set(zip(gold, gold[1:], gold[2:], strict=False))
    shares = []
    for words in blocks:
        triples = list(zip(words, words[1:], words[2:], strict=False))
        shares.append(sum(triple in known for triple in triples) / max(1, len(triples)))
    in_place = find_blocks(blocks, gold)
    return [
        float(found) if len(words) <= _SHORT else share
        for words, share, found in zip(blocks, shares, in_place, strict=True)
    ]
