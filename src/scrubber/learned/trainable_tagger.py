"""The tagger for the trainer: torch's twin of `tagger`, and how it is fitted to flattened pages."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from scrubber.learned.boxes import Floats
from scrubber.learned.flattening import FlatPage
from scrubber.learned.network import standardize
from scrubber.learned.tagger import DILATIONS, REACH, find_rows
from scrubber.learned.tokens import COLUMNS, Hashes, Tokens, read_tokens
from scrubber.learned.trainable import export

_LENGTH = 512  # tokens of a stretch that is learned from at once
_FEWEST_PAGES = 8  # that a word stands on, for the tagger to know it: the others tell one page from the next
_MOST = 6  # stretches of one page that are learned from in an epoch: no page counts for more
_TOKENS_A_STEP = 8_192


@dataclass(frozen=True, slots=True)
class TaggerRecipe:
    """How a tagger is built and fitted."""

    seed: int = 0
    channels: int = 40
    word_size: int = 16
    epochs: int = 8
    rate: float = 3e-3
    decay: float = 1e-3
    dropout: float = 0.1
    token_dropout: float = 0.15  # of single words
    words_dropout: float = 0.3  # of all the words of a stretch: other languages have others


class TrainableTagger(nn.Module):
    """Names and shapes of its parameters are those of `Tagger.arrays`, linear weights turned over."""

    def __init__(self, known: int, recipe: TaggerRecipe) -> None:
        """Build a tagger that knows so many words."""
        super().__init__()
        width, taps = recipe.channels, 2 * REACH + 1
        self.recipe = recipe
        self.words = nn.Parameter(torch.randn(known + 1, recipe.word_size) * 0.1)
        self.first = nn.Linear(taps * (len(COLUMNS) + recipe.word_size), width)
        self.convolve = nn.ModuleList(nn.Linear(3 * width, width) for _ in DILATIONS)
        self.verdict = nn.Linear(width, 2)

    def forward(self, dense: Tensor, rows: Tensor) -> Tensor:
        """Return the log-odds, stretches x tokens x 2."""
        recipe = self.recipe
        known = rows > 0
        if self.training:
            known &= torch.rand(rows.shape) > recipe.token_dropout
            known &= (torch.rand(len(rows)) > recipe.words_dropout)[:, None]
        words = self.words[rows] * known[..., None]
        told = torch.cat([dense, words], 2)
        hidden = torch.relu(self.first(_taps(told, range(-REACH, REACH + 1))))
        for layer, step in zip(self.convolve, DILATIONS, strict=True):
            seen = functional.dropout(hidden, recipe.dropout, self.training)
            hidden = hidden + torch.relu(layer(_taps(seen, (-step, 0, step))))
        odds: Tensor = self.verdict(hidden)
        return odds


def _taps(values: Tensor, taps: Sequence[int]) -> Tensor:
    """Return, side by side, the values so many tokens away; zeros beyond either end."""
    far, length = max(taps), values.shape[1]
    padded = functional.pad(values, (0, 0, far, far))
    return torch.cat([padded[:, far + tap : far + tap + length] for tap in taps], 2)


@dataclass(frozen=True, slots=True)
class TaggedText:
    """A flattened page to learn from: N tokens, and what is to be said of each."""

    dense: np.ndarray[tuple[int, int], np.dtype[np.float16]]
    hashes: Hashes
    wanted: np.ndarray[tuple[int, int], np.dtype[np.bool_]]  # N x 2: a block begins; in a heading
    open: np.ndarray[tuple[int], np.dtype[np.bool_]]  # not at a line's start, where a block begins anyway

    @classmethod
    def of(cls, page: FlatPage, most: int = 60_000) -> TaggedText:
        """Return what a page teaches; of a long one its first code points."""
        tokens = read_tokens(page.text[:most])
        starts = np.array(page.starts)
        line = np.maximum(np.searchsorted(starts, tokens.starts, "right") - 1, 0)
        headings = np.array([part.heading for part in page.lines])
        wanted = np.stack([np.isin(tokens.starts, starts), headings[line]], 1)
        return cls(tokens.dense.astype(np.float16), tokens.hashes, wanted, ~tokens.line_starts)

    def to_tokens(self) -> Tokens:
        """Return what a tagger judges; where the tokens stand is lost."""
        nowhere, no = np.zeros(len(self.hashes), np.int64), np.zeros(len(self.hashes), np.bool_)
        return Tokens(nowhere, nowhere, self.hashes, self.dense.astype(np.float32), ~self.open, no, no, no)


_Stretch = tuple[TaggedText, int]  # from its token so many, up to _LENGTH of them


@dataclass(frozen=True, slots=True)
class TaggedPage:
    """A page in several styles, and short stretches of it."""

    styles: tuple[TaggedText, ...]
    snippets: tuple[TaggedText, ...]

    @classmethod
    def of(cls, styles: Sequence[FlatPage], snippets: Sequence[FlatPage]) -> TaggedPage:
        """Return what a page teaches."""
        return cls(tuple(map(TaggedText.of, styles)), tuple(map(TaggedText.of, snippets)))


def fit_tagger(pages: Sequence[TaggedPage], recipe: TaggerRecipe) -> dict[str, Any]:
    """Return the arrays of a tagger that learned from pages.

    An epoch has each page in one of its styles, and its snippets. The same seed and pages give the same.
    """
    torch.manual_seed(recipe.seed)
    random.seed(recipe.seed)
    sample = np.concatenate([text.dense[::7] for page in pages for text in page.styles]).astype(np.float32)
    fixed = {"mean": sample.mean(0), "deviation": sample.std(0) + 1e-2}
    vocabulary = _choose_vocabulary(pages)
    network = TrainableTagger(len(vocabulary), recipe)
    optimizer = torch.optim.AdamW(network.parameters(), lr=recipe.rate, weight_decay=recipe.decay)
    epochs = [_draw(pages) for _ in range(recipe.epochs)]
    steps = sum(map(len, epochs))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, recipe.rate, total_steps=steps, pct_start=0.1)
    network.train()
    for batches in epochs:
        for drawn in batches:
            dense, rows, wanted, weights = _batch(drawn, vocabulary, fixed)
            odds = network(dense, rows)
            missed = functional.binary_cross_entropy_with_logits(odds, wanted, reduction="none")
            loss = 2 * (missed * weights).sum() / weights.sum()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    with torch.no_grad():
        network.words[0] = 0
    return {**export(network, fixed["mean"], fixed["deviation"]), "vocabulary": vocabulary}


def _choose_vocabulary(pages: Sequence[TaggedPage]) -> Hashes:
    """Return the hashes of the words that stand on enough pages, in order."""
    said = np.concatenate([np.unique(page.styles[0].hashes) for page in pages])
    words, times = np.unique(said, return_counts=True)
    return words[times >= _FEWEST_PAGES]


def _draw(pages: Sequence[TaggedPage]) -> list[list[_Stretch]]:
    """Return an epoch: batches of stretches of nearly the same length, in an order of chance."""
    drawn: list[_Stretch] = []
    for page in pages:
        text = random.choice(page.styles)
        places = range(0, len(text.hashes), _LENGTH)
        drawn += [(text, at) for at in (random.sample(places, _MOST) if len(places) > _MOST else places)]
        drawn += [(snippet, 0) for snippet in page.snippets if len(snippet.hashes)]
    random.shuffle(drawn)
    drawn.sort(key=_length)
    batches, batch, tokens = [], list[_Stretch](), 0
    for stretch in drawn:
        batch.append(stretch)
        tokens += _length(stretch)
        if tokens >= _TOKENS_A_STEP:
            batches.append(batch)
            batch, tokens = [], 0
    batches.append(batch)
    random.shuffle(batches)
    return list(filter(None, batches))


def _length(stretch: _Stretch) -> int:
    text, at = stretch
    return min(_LENGTH, len(text.hashes) - at)


def _batch(
    drawn: Sequence[_Stretch], vocabulary: Hashes, fixed: dict[str, Floats]
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return numbers, words' rows, labels and the labels' weights of some stretches, padded to one length."""
    shape = (len(drawn), max(map(_length, drawn)))
    dense, rows = torch.zeros(*shape, len(COLUMNS)), torch.zeros(shape, dtype=torch.long)
    wanted, weights = torch.zeros(*shape, 2), torch.zeros(*shape, 2)
    for number, (text, at) in enumerate(drawn):
        here = slice(at, at + _LENGTH)
        size = len(text.hashes[here])
        numbers = standardize(text.dense[here].astype(np.float32), fixed)
        dense[number, :size] = torch.from_numpy(numbers)
        rows[number, :size] = torch.from_numpy(find_rows(vocabulary, text.hashes[here]))
        wanted[number, :size] = torch.from_numpy(text.wanted[here].astype(np.float32))
        weights[number, :size, 0] = torch.from_numpy(text.open[here].astype(np.float32))
        weights[number, :size, 1] = 1
    return dense, rows, wanted, weights
