"""The ranker: which of several candidates is the one, by a network of one hidden layer, in numpy alone.

`trainable_ranker` is the same network for the trainer, and a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from scrubber.learned.boxes import Floats
from scrubber.learned.network import multiply, standardize
from scrubber.learned.weights import load_weights


@dataclass(frozen=True, slots=True)
class Ranker:
    """The trained arrays, by the names that `trainable_ranker` gives them."""

    arrays: Mapping[str, Any]
    provenance: Mapping[str, Any]

    def judge(self, rows: Floats) -> Floats:
        """Return each row's log-odds, up to a number that all candidates of one choice share."""
        hidden = multiply(standardize(rows, self.arrays), self.arrays["hidden.weight"])
        hidden += self.arrays["hidden.bias"]
        np.maximum(hidden, 0, out=hidden)
        odds: Floats = multiply(hidden, self.arrays["verdict.weight"])[:, 0]
        return odds


@cache
def load_ranker(source: str | Path) -> Ranker:
    """Return the shipped ranker of that name, or the one in a file.

    Raises BadConfig where there is none, or where the file is not as its own provenance says.
    """
    return Ranker(*load_weights(source))
