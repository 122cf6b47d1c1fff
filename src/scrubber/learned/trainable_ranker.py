"""The ranker for the trainer: torch's twin of `ranker`, and how it is fitted to choices that were made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from scrubber.learned.boxes import Floats
from scrubber.learned.network import standardize
from scrubber.learned.trainable import export


class Choice(NamedTuple):
    """Candidates, a row each, and which of them was right."""

    rows: Floats
    right: int


@dataclass(frozen=True, slots=True)
class RankerRecipe:
    """How a ranker is built and fitted."""

    seed: int = 0
    hidden: int = 16
    steps: int = 300  # each over all choices
    rate: float = 1e-2
    decay: float = 0.3
    dropout: float = 0.3


class TrainableRanker(nn.Module):
    """Names and shapes of its parameters are those of `Ranker.arrays`, linear weights turned over."""

    def __init__(self, columns: int, recipe: RankerRecipe) -> None:
        """Build a ranker of rows of so many numbers."""
        super().__init__()
        self.hidden = nn.Linear(columns, recipe.hidden)
        self.dropout = nn.Dropout(recipe.dropout)
        self.verdict = nn.Linear(recipe.hidden, 1, bias=False)

    def forward(self, rows: Tensor) -> Tensor:
        """Return each row's log-odds."""
        odds: Tensor = self.verdict(self.dropout(torch.relu(self.hidden(rows))))
        return odds[:, 0]


def fit_ranker(choices: Sequence[Choice], recipe: RankerRecipe) -> dict[str, Any]:
    """Return the arrays of a ranker that learned from choices. The same seed and choices give the same."""
    torch.manual_seed(recipe.seed)
    rows = np.concatenate([choice.rows for choice in choices])
    fixed = {"mean": rows.mean(0), "deviation": rows.std(0) + 1e-3}
    sizes = [len(choice.rows) for choice in choices]
    first = np.cumsum([0, *sizes[:-1]])
    right = torch.from_numpy(first + [choice.right for choice in choices])
    number = torch.from_numpy(np.repeat(np.arange(len(choices)), sizes))
    told = torch.from_numpy(standardize(rows, fixed))
    network = TrainableRanker(rows.shape[1], recipe)
    optimizer = torch.optim.AdamW(network.parameters(), lr=recipe.rate, weight_decay=recipe.decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, recipe.rate, total_steps=recipe.steps)
    network.train()
    for _ in range(recipe.steps):
        odds = network(told)
        most = odds.max().detach()
        sums = torch.zeros(len(choices)).index_add(0, number, (odds - most).exp())
        loss = (sums.clamp_min(1e-20).log() + most - odds[right]).mean()  # of each choice's softmax
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    return export(network, fixed["mean"], fixed["deviation"])
