"""How likely a text is in the language that fits it best: what tells the right charset from the wrong ones.

The cost of a text is what it would take to guess it letter by letter, in nats: minus the log of its
probability, each letter's given the one before it. The same bytes cost least in the charset that they were
written in, because only there do the letters stand together as they do in some language. The tables hold
pairs of letters in 47 languages of six alphabets, and how common each Chinese, Japanese and Korean letter is;
`scrubber.learned.train_charsets` counts them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from scrubber.learned.weights import load_weights

NAME = "charsets"
# What is no letter, by sort; behind these come the signs that have a place of their own, then the letters.
SPACE, DIGIT, MARK, SIGN, BAD, FOREIGN = range(6)
STEP = 8.0  # of a cost in a table, in units a nat: a byte holds 31 nats
BEYOND = 0x25A0  # a sign, for every code point of the higher planes
# What the tables can't say of letters apart, in nats (guesses, tried on the development set: see the log).
_SIGN_COST = 8.0  # which of the hundreds of signs it is, box drawing among them
_BAD_COST = 8.0  # no author types a control or a code point without a letter
_EMOJI_COST, _ASTRAL_COST = 9.0, 16.0
_IN_WORD_COST = 6.0  # a sign beside a letter, other than those that authors put there
_MIXED_COST = 10.0  # two alphabets in a word
_SWITCH_COST = 4.0  # a word in another alphabet than most
_BESIDE_COST, _FIRST_COST = (
    3.0,
    1.5,
)  # a Chinese, Japanese or Korean letter behind one of an alphabet, or none
_NEAR_COST, _FAR_COST = 4.5, 11.0  # a letter of a script without a table, behind one of its own script or not
_BLOCK = 7  # bits of a code point within its block

_CASE_COST = np.zeros((3, 3), np.float32)  # by the case before, and the letter's own
_CASE_COST[:, 1] = 0.1  # a small letter
_CASE_COST[:, 2] = (2.5, 6.0, 1.0)  # a capital that begins a word, stands behind a small letter, or a capital
_ODD_SIGNS = "÷±½¼¾¶¦¬¤¨´¸¯"  # that authors put beside no letter, of those with a place of their own
_BLANK = np.array([0x20])  # before the first letter

Array = np.ndarray[Any, np.dtype[Any]]


class Pairs(NamedTuple):
    """Pairs of code points, how often each stands in a text, and what the higher planes' cost."""

    before: Array
    here: Array
    counts: Array
    beyond: float


class Likeness:
    """The tables, ready to tell what texts cost."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        """Take the arrays of the shipped file, or of one that is being made."""
        self._symbol = arrays["symbol"].astype(np.intp)  # by code point
        self._case = arrays["case"]  # by code point
        self._script = arrays["script"].astype(np.intp)  # by symbol: 0 none, then alphabets, Han, all others
        self._place = arrays["place"].astype(np.intp)  # by symbol: its row in its script's tables
        self._sizes: list[int] = arrays["sizes"].tolist()  # rows of each script's tables; 0 is what has none
        self._han = len(self._sizes)
        self._tables = [  # language by pair, so that a pair's costs lie together
            np.ascontiguousarray(arrays[f"pairs/{script}"].reshape(-1, size * size).T).astype(np.float32)
            for script, size in enumerate(self._sizes)
        ]
        self._han_cost = arrays["han"].astype(np.float32) / STEP  # language by code point
        self._sort_cost = np.zeros(len(self._script), np.float32)
        self._sort_cost[[SIGN, BAD]] = _SIGN_COST, _BAD_COST
        self._odd = np.zeros(len(self._script), np.bool_)
        self._odd[[SIGN, *self._symbol[[ord(sign) for sign in _ODD_SIGNS]]]] = True
        self._beside_cost = np.full(self._han + 2, _BESIDE_COST, np.float32)  # by the script before
        self._beside_cost[[0, self._han]] = _FIRST_COST, 0
        own = [(self._script == script) | (self._script == 0) for script in range(len(self._sizes))]
        self._rows = [np.where(mine, self._place, FOREIGN) for mine in own]

    def count_pairs(self, text: str, script: int) -> Array:
        """Return how often each pair of a script's rows stands in a text."""
        pairs = read_pairs(text)
        before, here = self._symbol[pairs.before], self._symbol[pairs.here]
        mine = self._tell_scripts(before, here) == script
        size = self._sizes[script]
        return np.bincount(self._find_rows(before[mine], here[mine], script), minlength=size * size).reshape(
            size, size
        )

    def cost(self, text: str) -> float:
        """Return what a text costs, in nats, in the language of each script that fits it best.

        >>> likeness = load_likeness()
        >>> likeness.cost("žluťoučký") < likeness.cost("\x9elu»ouèký")
        True
        """
        return self.cost_pairs(read_pairs(text)) if text else 0.0

    def cost_pairs(self, pairs: Pairs) -> float:
        """Return what a text costs whose pairs of letters are these."""
        before, here = self._symbol[pairs.before], self._symbol[pairs.here]
        scripts = self._tell_scripts(before, here)
        there = self._script[before]
        counts = pairs.counts
        total: float = (
            pairs.beyond + self._cost_case(pairs) + self._cost_mixture(there, self._script[here], counts)
        )
        total += float(counts @ self._sort_cost[here])
        beside = (self._odd[here] & (there > 0)) | (self._odd[before] & (self._script[here] > 0))
        total += _IN_WORD_COST * float(counts[beside].sum())
        for script in np.nonzero(np.bincount(scripts))[0].tolist():
            mine = scripts == script
            if script < self._han:
                costs = self._tables[script][self._find_rows(before[mine], here[mine], script)]
                total += float((counts[mine] @ costs).min()) / STEP
            elif script == self._han:
                total += float((self._han_cost[:, pairs.here[mine]] @ counts[mine]).min())
                total += float(self._beside_cost[there[mine]] @ counts[mine])
            else:
                near = (pairs.here[mine] >> _BLOCK) == (pairs.before[mine] >> _BLOCK)
                total += float(np.where(near, np.float32(_NEAR_COST), np.float32(_FAR_COST)) @ counts[mine])
        return total

    def _tell_scripts(self, before: Array, here: Array) -> Array:
        """Return in which script's tables each pair stands: the letter's, or that of the letter before."""
        mine, other = self._script[here], self._script[before]
        return np.where(mine > 0, mine, np.where(other < self._han, other, 0))

    def _find_rows(self, before: Array, here: Array, script: int) -> Array:
        """Return where in a script's table each pair stands."""
        rows = self._rows[script]
        found: Array = rows[before] * self._sizes[script] + rows[here]
        return found

    def _cost_case(self, pairs: Pairs) -> float:
        before, here = self._case[pairs.before], self._case[pairs.here]
        return float(_CASE_COST[before, here] @ pairs.counts)

    def _cost_mixture(self, there: Array, here: Array, counts: Array) -> float:
        letters = here > 0
        mixed = letters & (there > 0) & (here != there)
        starts = letters & (there == 0)
        by_script = np.bincount(here[starts], counts[starts], minlength=1)
        return float(_MIXED_COST * counts[mixed].sum() + _SWITCH_COST * (by_script.sum() - by_script.max()))


@cache
def load_likeness() -> Likeness:
    """Return the shipped tables. Raises BadConfig where they are not as their provenance says."""
    arrays, _ = load_weights(NAME)
    return Likeness(arrays)


def read_pairs(text: str) -> Pairs:
    """Return each letter of a text with the one before it; code points of the higher planes as one sign."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.intp)
    high = codes > 0xFFFF
    cost = 0.0
    if high.any():
        emoji = np.count_nonzero((codes >= 0x1F000) & (codes < 0x20000))
        cost = _EMOJI_COST * emoji + _ASTRAL_COST * (np.count_nonzero(high) - emoji)
        codes = np.where(high, BEYOND, codes)
    return Pairs(np.concatenate([_BLANK, codes[:-1]]), codes, np.ones(len(codes), np.float32), cost)


class BytePairs:
    """The pairs of bytes in a page: what charsets of one byte a letter make different letters of."""

    def __init__(self, raw: bytes) -> None:
        """Count the pairs."""
        codes = np.frombuffer(b" " + raw, np.uint8).astype(np.intp)
        counts = np.bincount(codes[:-1] * 256 + codes[1:], minlength=0x10000)
        seen = np.nonzero(counts)[0]
        self._before, self._here = seen >> 8, seen & 0xFF
        self._counts = counts[seen].astype(np.float32)

    def read(self, letters: str) -> Pairs:
        """Return the pairs of letters, where a byte means the letter at its place among 256."""
        codes = np.frombuffer(letters.encode("utf-32-le"), np.uint32).astype(np.intp)
        return Pairs(codes[self._before], codes[self._here], self._counts, 0.0)
