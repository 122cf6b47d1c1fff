"""Why a block goes, in words that a reader understands.

The network can't be read, so a linear model is fitted to its log-odds, over the same numbers and one number a
hashed word or class name. What weighs most in it against a block, held against the blocks that stay, is the
reason that the block's mark names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from scrubber.learned.boxes import Boxes, Floats
from scrubber.learned.features import SLOTS, Features
from scrubber.learned.letters import Ints
from scrubber.learned.network import means, multiply, standardize

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

    def explain(self, features: Features, removed: Sequence[int]) -> list[str]:
        """Return the rule that weighs most against each removed block."""
        if not len(removed):
            return []
        excess = self.weigh(features, np.array(removed, np.int64)) - self.arrays["typical"]
        rules = [self.rules[at] for at in np.argmax(excess, axis=1).tolist()]
        named = _name_boxes(features.nesting)
        return [
            named[at] or rule if rule in _BOXED else rule for at, rule in zip(removed, rules, strict=True)
        ]

    def weigh(self, features: Features, chosen: Ints) -> Floats:
        """Return what each rule weighs against each of the chosen blocks, blocks x rules, in log-odds."""
        arrays = self.arrays
        numbers = standardize(features.dense[chosen], arrays)
        words, names = arrays["words"], arrays["names"]
        boxes = means(means(names, features.names), features.boxes)
        against = multiply(-(numbers * arrays["numbers"]), self.groups)
        for rule, values in (
            (WORDING, means(words, features.words)),
            (NAMED, boxes.reshape(-1, SLOTS).sum(1)),
            (LINKED, means(names, features.links)),
        ):
            against[:, self.rules.index(rule)] -= values[chosen]
        return against


def _name_boxes(boxes: Boxes) -> list[str]:
    """Return, for each block, what the nearest box around it that says so is for, or nothing."""
    kinds = [next(filter(None, map(_TELLING.get, (tag, *names))), "") for tag, names in boxes.kinds]
    telling = np.array(list(map(bool, kinds)), bool)[boxes.kind]
    rules = [kinds[kind] for kind in boxes.kind.tolist()] + [""]  # of each box, and of none
    return [rules[box] for box in boxes.climb(telling)[boxes.own].tolist()]
