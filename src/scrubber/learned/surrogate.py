"""The linear model that explains the networks: fitted to their log-odds on pages that they never saw."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch

from scrubber.learned.boxes import Floats
from scrubber.learned.corpus import LabelledPage
from scrubber.learned.features import NAME_BUCKETS
from scrubber.learned.network import standardize
from scrubber.learned.numbers import WORD_BUCKETS
from scrubber.learned.reasons import Reasons

_EPOCHS = 4
_RATE = 0.02
_DECAY = 1e-3
_MOST = 6.0  # log-odds beyond which a verdict is no surer
_SURE = 2.0  # log-odds of a block that stays, to be typical of those


def fit_reasons(pages: Sequence[LabelledPage], odds: Sequence[Floats]) -> dict[str, Floats]:
    """Return the arrays of `Reasons`: what a linear model weighs that says what the networks said."""
    torch.manual_seed(0)
    random.seed(0)
    numbers = np.concatenate([page.features.dense for page in pages])
    fixed = {"mean": numbers.mean(0), "deviation": numbers.std(0) + 1e-3}
    weights = {
        "numbers": torch.zeros(numbers.shape[1], requires_grad=True),
        "words": torch.zeros(WORD_BUCKETS, requires_grad=True),
        "names": torch.zeros(NAME_BUCKETS, requires_grad=True),
        "bias": torch.zeros(1, requires_grad=True),
    }
    optimizer = torch.optim.AdamW(list(weights.values()), lr=_RATE, weight_decay=_DECAY)
    order = list(range(len(pages)))
    for _ in range(_EPOCHS):
        random.shuffle(order)
        for at in order:
            guess = _guess(pages[at], weights, fixed)
            wanted = torch.from_numpy(np.clip(odds[at], -_MOST, _MOST))
            loss = (guess - wanted).square().mean()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
    arrays: dict[str, Any] = {name: values.detach().numpy() for name, values in weights.items()} | fixed
    columns = pages[0].features.columns
    arrays["typical"] = np.zeros(len(Reasons.of({}, columns).rules), np.float32)
    reasons = Reasons.of(arrays, columns)
    kept = [
        reasons.weigh(page.features, np.flatnonzero(found > _SURE))
        for page, found in zip(pages, odds, strict=True)
    ]
    arrays["typical"] = np.concatenate(kept).mean(0)
    return arrays


def _guess(page: LabelledPage, weights: dict[str, torch.Tensor], fixed: dict[str, Floats]) -> torch.Tensor:
    features = page.features
    numbers = standardize(features.dense, fixed)
    said = _means(weights["words"], features.words)
    boxes = _means(_means(weights["names"], features.names), features.boxes)
    linked = _means(weights["names"], features.links)
    told = torch.from_numpy(numbers) @ weights["numbers"]
    return told + said + boxes.view(len(said), -1).sum(1) + linked + weights["bias"]


def _means(table: torch.Tensor, bags: Any) -> torch.Tensor:
    sizes = np.diff(bags.ends, prepend=0)
    owner = torch.from_numpy(np.repeat(np.arange(len(sizes)), sizes))
    share = torch.from_numpy(np.repeat(1 / np.maximum(1, sizes), sizes).astype(np.float32))
    return torch.zeros(len(sizes)).index_add(0, owner, table[torch.from_numpy(bags.ids)] * share)
