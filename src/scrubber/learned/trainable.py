"""The network of `network`, in torch, and how it is fitted.

Two losses are added: the cross-entropy of each block, weighed by the square root of its words, and one less
the F1 that the page's probabilities expect, which is what is wanted in the end. Whole pages are now and then
robbed of their words, their class names or what they say of themselves, so that the model does not hang on
any of them: a page in another language, or with class names that a machine made, has none that it knows.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from scrubber.learned.boxes import CONTAINERS, Floats
from scrubber.learned.corpus import LabelledPage
from scrubber.learned.features import NAME_BUCKETS, SLOTS, Features
from scrubber.learned.network import DILATIONS, standardize
from scrubber.learned.numbers import WORD_BUCKETS
from scrubber.learned.words import Bags


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a network is built and fitted; the defaults are what five folds of WCXB dev chose."""

    seed: int = 0
    channels: int = 96
    word_size: int = 24  # of a word's vector
    name_size: int = 16
    epochs: int = 4  # more overfit: pages unlike WCXB's suffer first
    pages_a_step: int = 12
    rate: float = 2e-3
    decay: float = 1e-2
    dropout: float = 0.2
    token_dropout: float = 0.1  # of single words and names
    words_dropout: float = 0.15  # of all the words of a page
    names_dropout: float = 0.15
    links_dropout: float = 0.1
    page_dropout: float = 0.4
    page_loss: float = 0.5  # times the page's loss counts as the blocks' does
    heading_weight: float = 1.5  # a heading's few words would count for little
    average: float = 0.998  # of the running mean of the weights, which is what is kept


FLAT = Recipe(epochs=8)  # of which each has a page in one of its styles


class TrainableNetwork(nn.Module):
    """Names and shapes of its parameters are those of `Network.arrays`, linear weights turned over."""

    def __init__(self, numbers: int, recipe: Recipe) -> None:
        """Build a network for so many numbers a block."""
        super().__init__()
        width = recipe.channels
        told = numbers + 2 * recipe.word_size + (SLOTS + 2) * recipe.name_size
        self.recipe = recipe
        self.words = nn.Parameter(torch.randn(WORD_BUCKETS, recipe.word_size) * 0.1)
        self.names = nn.Parameter(torch.randn(NAME_BUCKETS, recipe.name_size) * 0.1)
        self.read = nn.Linear(told, width)
        self.convolve = nn.ModuleList(nn.Linear(3 * width, width) for _ in DILATIONS)
        self.convolve_norm = nn.ModuleList(nn.LayerNorm(width) for _ in DILATIONS)
        self.pool = nn.ModuleList(nn.Linear((len(CONTAINERS) + 3) * width, width) for _ in range(2))
        self.pool_norm = nn.ModuleList(nn.LayerNorm(width) for _ in range(2))
        self.norm = nn.LayerNorm(width)
        self.last = nn.Linear(width, width)
        self.verdict = nn.Linear(width, 1)

    def forward(self, pages: Sequence[Inputs]) -> Tensor:
        """Return the log-odds, pages x blocks of the longest page."""
        rows = [self._read(page) for page in pages]
        told = nn.utils.rnn.pad_sequence(rows, batch_first=True)
        length = told.shape[1]
        there = torch.zeros(len(rows), length, 1)
        containers = torch.zeros(len(rows), length, len(CONTAINERS), 2, dtype=torch.long)
        for at, page in enumerate(pages):
            there[at, : page.length] = 1
            containers[at, : page.length] = page.containers
        told = functional.dropout(told, self.recipe.token_dropout, self.training)
        hidden = torch.relu(self.read(told)) * there
        half = len(DILATIONS) // 2
        for layer in range(half):
            hidden = self._convolve(layer, hidden, there)
        hidden = self._pool(0, hidden, there, containers)
        for layer in range(half, len(DILATIONS)):
            hidden = self._convolve(layer, hidden, there)
        hidden = self._pool(1, hidden, there, containers)
        verdict: Tensor = self.verdict(torch.relu(self.last(self.norm(hidden))))
        return verdict[..., 0]

    def _read(self, page: Inputs) -> Tensor:
        recipe, number = self.recipe, page.length
        said = self._means(self.words, page.words)
        above = torch.where((page.headings >= 0)[:, None], said[page.headings.clamp(min=0)], 0.0)
        boxes = self._means(self._means(self.names, page.names), page.boxes).view(number, -1)
        links = self._means(self.names, page.links)
        itself = self.names[page.page].mean(0) if len(page.page) else torch.zeros_like(self.names[0])
        if self.training:
            if random.random() < recipe.words_dropout:
                said, above = said * 0, above * 0
            if random.random() < recipe.names_dropout:
                boxes = boxes * 0
            if random.random() < recipe.links_dropout:
                links = links * 0
            if random.random() < recipe.page_dropout:
                itself = itself * 0
        return torch.cat([page.numbers, said, above, boxes, links, itself.expand(number, -1)], 1)

    def _means(self, table: Tensor, bags: _Bags) -> Tensor:
        weights = bags.weights
        if self.training:
            weights = weights * (torch.rand_like(weights) > self.recipe.token_dropout)
        return functional.embedding_bag(bags.ids, table, bags.starts, mode="sum", per_sample_weights=weights)

    def _convolve(self, layer: int, hidden: Tensor, there: Tensor) -> Tensor:
        step, length = DILATIONS[layer], hidden.shape[1]
        padded = functional.pad(self.convolve_norm[layer](hidden) * there, (0, 0, step, step))
        taps = torch.cat([padded[:, at : at + length] for at in (0, step, 2 * step)], 2)
        return hidden + self._drop(torch.relu(self.convolve[layer](taps))) * there

    def _pool(self, layer: int, hidden: Tensor, there: Tensor, containers: Tensor) -> Tensor:
        normal = self.pool_norm[layer](hidden) * there
        sums = functional.pad(normal.cumsum(1), (0, 0, 1, 0))
        seen = [normal]
        for which in range(len(CONTAINERS)):
            begin, end = containers[:, :, which, 0, None], containers[:, :, which, 1, None]
            width = normal.shape[2]
            held = sums.gather(1, end.expand(-1, -1, width)) - sums.gather(1, begin.expand(-1, -1, width))
            seen.append(held / (end - begin).clamp(min=1))
        mean = normal.sum(1, keepdim=True) / there.sum(1, keepdim=True)
        most = normal.masked_fill(there == 0, -torch.inf).amax(1, keepdim=True)
        seen += [mean.expand_as(normal), most.expand_as(normal)]
        return hidden + self._drop(torch.relu(self.pool[layer](torch.cat(seen, 2)))) * there

    def _drop(self, values: Tensor) -> Tensor:
        return functional.dropout(values, self.recipe.dropout, self.training)


def fit(pages: Sequence[LabelledPage], recipe: Recipe) -> dict[str, Floats]:
    """Return the arrays of a network that learned from pages, the same for the same seed and pages.

    Of pages of one name, a page in several styles, each epoch has one.
    """
    torch.manual_seed(recipe.seed)
    random.seed(recipe.seed)
    numbers = np.concatenate([page.features.dense for page in pages])
    mean, deviation = numbers.mean(0), numbers.std(0) + 1e-3
    told: defaultdict[str, list[_Lesson]] = defaultdict(list)
    for page in pages:
        told[page.name].append((Inputs.of(page.features, mean, deviation), _Target.of(page, recipe)))
    network = TrainableNetwork(numbers.shape[1], recipe)
    averaged = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=_warm_average(recipe.average), use_buffers=False
    )
    decayed = [p for p in network.parameters() if p.ndim > 1]
    others = [p for p in network.parameters() if p.ndim == 1]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": recipe.decay}, {"params": others, "weight_decay": 0.0}],
        lr=recipe.rate,
    )
    steps = recipe.epochs * -(-len(told) // recipe.pages_a_step)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, recipe.rate, total_steps=steps, pct_start=0.15)
    network.train()
    for _ in range(recipe.epochs):
        drawn = [random.choice(styles) if len(styles) > 1 else styles[0] for styles in told.values()]
        for batch in _batches(drawn, recipe.pages_a_step):
            inputs, targets = zip(*batch, strict=True)
            loss = _loss(network(inputs), targets, recipe)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            averaged.update_parameters(network)
    return export(averaged.module, mean, deviation)


def export(network: nn.Module, mean: Floats, deviation: Floats) -> dict[str, Floats]:
    """Return the arrays from which `Network` says what the trained one does."""
    arrays = {"mean": mean, "deviation": deviation}
    for name, values in network.state_dict().items():
        array = values.numpy()
        turned = name.endswith(".weight") and array.ndim == 2
        arrays[name] = np.ascontiguousarray(array.T) if turned else array
    return arrays


def _warm_average(most: float) -> Any:
    """Return a running mean that forgets its first steps sooner."""

    def update(means: Sequence[Tensor], values: Sequence[Tensor], steps: Tensor | int) -> None:
        kept = min(most, (1 + float(steps)) / (10 + float(steps)))
        for mean, value in zip(means, values, strict=True):
            mean.lerp_(value, 1 - kept)

    return update


def _batches(pages: Sequence[_Lesson], size: int) -> list[list[_Lesson]]:
    """Return the pages in batches of nearly the same length, in an order of chance."""
    ordered = sorted(pages, key=lambda page: page[0].length * (1 + 0.2 * random.random()))
    batches = [ordered[at : at + size] for at in range(0, len(ordered), size)]
    random.shuffle(batches)
    return batches


def _loss(verdicts: Tensor, targets: Sequence[_Target], recipe: Recipe) -> Tensor:
    labels, weights, sizes = (
        nn.utils.rnn.pad_sequence(list(values), batch_first=True) for values in zip(*targets, strict=True)
    )
    blocks = functional.binary_cross_entropy_with_logits(verdicts, labels, reduction="none")
    likely = torch.sigmoid(verdicts)
    found = (sizes * likely * labels).sum(1)
    expected = 2 * found / ((sizes * likely).sum(1) + (sizes * labels).sum(1) + 5)
    return (blocks * weights).sum(1).mean() + recipe.page_loss * (1 - expected).mean()


@dataclass(frozen=True, slots=True)
class _Bags:
    ids: Tensor
    starts: Tensor
    weights: Tensor  # one over the bag's size, so that the sum is a mean

    @classmethod
    def of(cls, bags: Bags) -> _Bags:
        starts = np.concatenate(([0], bags.ends[:-1]))
        sizes = bags.ends - starts
        weights = np.repeat(1 / np.maximum(1, sizes), sizes).astype(np.float32)
        return cls(torch.from_numpy(bags.ids), torch.from_numpy(starts), torch.from_numpy(weights))


@dataclass(frozen=True, slots=True)
class Inputs:
    """A page's features as tensors, its numbers standardised."""

    numbers: Tensor
    words: _Bags
    headings: Tensor
    names: _Bags
    boxes: _Bags
    links: _Bags
    page: Tensor
    containers: Tensor
    length: int  # blocks

    @classmethod
    def of(cls, features: Features, mean: Floats, deviation: Floats) -> Inputs:
        """Return the features as the network takes them."""
        numbers = standardize(features.dense, {"mean": mean, "deviation": deviation})
        return cls(
            torch.from_numpy(numbers),
            _Bags.of(features.words),
            torch.from_numpy(features.headings),
            _Bags.of(features.names),
            _Bags.of(features.boxes),
            _Bags.of(features.links),
            torch.from_numpy(features.page),
            torch.from_numpy(features.containers),
            len(numbers),
        )


class _Target(NamedTuple):
    """What the network is to say of a page's blocks, and how much each of them counts."""

    labels: Tensor
    weights: Tensor  # sum to 1
    sizes: Tensor

    @classmethod
    def of(cls, page: LabelledPage, recipe: Recipe) -> _Target:
        sizes = page.sizes + 1
        weights = np.sqrt(sizes) * np.where(page.headings, recipe.heading_weight, 1)
        weights = (weights / weights.sum()).astype(np.float32)
        return cls(torch.from_numpy(page.labels), torch.from_numpy(weights), torch.from_numpy(sizes))


_Lesson = tuple[Inputs, _Target]
