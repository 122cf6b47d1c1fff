"""Why a block goes, in words that a reader understands.

The network can't be read, so a linear model is fitted to its log-odds, over the same numbers and one number a
hashed word or class name. What weighs most in it against a block, held against the blocks that stay, is the
reason that the block's mark names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from scrubber.learned.boxes import Floats
from scrubber.learned.features import SLOTS, Features
from scrubber.learned.network import means, multiply, standardize
from scrubber.model import Block

# Reasons that would say nothing to a reader: the page as a whole, and how the containers are built.
_UNSAID = frozenset(("page", "container", "kind", "holds-element", "title-words", "pictures"))
WORDING, NAMED, LINKED = "wording", "class-names", "link-target"
# Reasons that say where a block stands are told by the nearest box that says what it is, by tag or class.
_BOXED = (NAMED, "in-element", "outside-content", "far-from-content")
_TELLING = {
    word: rule
    for rule, words in {
        "navigation": "nav navbar navigation menu menubar breadcrumb breadcrumbs pagination pager topbar",
        "footer": "footer foot colophon copyright",
        "page-header": "header masthead banner",
        "sidebar": "aside sidebar complementary widget widgets rail",
        "cookie-notice": "cookie cookies consent gdpr onetrust",
        "share-bar": "share sharing social addtoany sharedaddy",
        "teaser": "related recommended recommendations popular trending teaser teasers promo card",
        "sign-up": "newsletter subscribe signup subscription login signin modal popup",
        "form": "form button btn select search label",
        "advertisement": "ad ads advert advertisement sponsor sponsored",
        "comments": "comment comments respond reply disqus",
        "byline": "author byline meta date tags category",
    }.items()
    for word in words.split()
}


_NEAR = 20  # boxes that are asked: a page may be nested without end (guess)


@dataclass(frozen=True, slots=True)
class Reasons:
    """The linear model: a weight a column, a word and a name; `typical` is what blocks that stay have."""

    arrays: Mapping[str, Floats]
    rules: tuple[str, ...]  # the reasons that may be given
    groups: np.ndarray[Any, np.dtype[np.float32]]  # columns x rules: which column counts for which

    @classmethod
    def of(cls, arrays: Mapping[str, Floats], columns: Sequence[str]) -> Reasons:
        """Return the reasons of a model with such columns."""
        owners = [column.split("/")[0] for column in columns]
        rules = tuple(dict.fromkeys([o for o in owners if o not in _UNSAID] + [WORDING, NAMED, LINKED]))
        groups = np.array([[owner == rule for rule in rules] for owner in owners], np.float32)
        return cls(arrays, rules, groups)

    def explain(self, features: Features, blocks: Sequence[Block], removed: Sequence[int]) -> list[str]:
        """Return the rule that weighs most against each removed block; blocks are those of the features."""
        if not len(removed):
            return []
        excess = self.weigh(features)[list(removed)] - self.arrays["typical"]
        rules = [self.rules[at] for at in np.argmax(excess, axis=1)]
        return [
            _name_box(blocks[at]) or rule if rule in _BOXED else rule
            for at, rule in zip(removed, rules, strict=True)
        ]

    def weigh(self, features: Features) -> Floats:
        """Return what each rule weighs against each block, N x rules, in log-odds."""
        arrays = self.arrays
        numbers = standardize(features.dense, arrays)
        words, names = arrays["words"][:, None], arrays["names"][:, None]
        boxes = means(means(names, features.names), features.boxes)
        against = multiply(-(numbers * arrays["numbers"]), self.groups)
        for rule, values in (
            (WORDING, means(words, features.words)[:, 0]),
            (NAMED, boxes.reshape(len(numbers), SLOTS).sum(1)),
            (LINKED, means(names, features.links)[:, 0]),
        ):
            against[:, self.rules.index(rule)] -= values
        return against


def _name_box(block: Block) -> str | None:
    """Return what the nearest box that says so is for."""
    for box in islice(block.markup.box.chain(), _NEAR) if block.markup else ():
        for word in (box.tag, *box.names):
            if word in _TELLING:
                return _TELLING[word]
    return None
