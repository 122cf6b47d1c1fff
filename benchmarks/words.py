"""Texts compared as bags of words: what stands in one too often, and what is missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_WORD = re.compile(r"\w+")


def find_words(text: str) -> list[str]:
    """Return the words of a text, case folded, in order.

    >>> find_words("Tea, black: TEA!")
    ['tea', 'black', 'tea']
    """
    return _WORD.findall(text.casefold())


def count_missing(words: Sequence[str], kept: Sequence[str]) -> int:
    """Return how many of the words are not in `kept`, each as often as it stands.

    >>> count_missing(["a", "a", "b"], ["a", "c"])
    2
    """
    return (Counter(words) - Counter(kept)).total()


def says_a_run_twice(words: Sequence[str], size: int) -> bool:
    """Tell whether a run of so many words stands in a text a second time, overlaps counted.

    >>> says_a_run_twice("to be or not to be".split(), 2), says_a_run_twice("to be or not".split(), 2)
    (True, False)
    """
    runs = [tuple(words[at : at + size]) for at in range(len(words) - size + 1)]
    return len(set(runs)) < len(runs)
