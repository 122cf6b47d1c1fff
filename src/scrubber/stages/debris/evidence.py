"""What speaks for and against a block, each by a name that a reader understands.

A piece of evidence is a number, mostly 0 to 1; what it weighs is learned. None is in any one language: they
are markup, shape, place and neighbourhood. Flat text has the same evidence, less the markup's.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from scrubber.model import Block, Kind

# Words of class, id, role and tag names, by what they give away.
NAMED: dict[str, frozenset[str]] = {
    "navigation": frozenset(
        "nav navbar navigation menu menubar breadcrumb breadcrumbs pagination pager topbar".split()
    ),
    "footer": frozenset("footer foot colophon copyright".split()),
    "page-header": frozenset("header masthead banner".split()),
    "sidebar": frozenset("aside sidebar complementary widget widgets rail".split()),
    "cookie-notice": frozenset("cookie cookies consent gdpr onetrust".split()),
    "share-bar": frozenset("share sharing social addtoany sharedaddy".split()),
    "teaser": frozenset(
        "related recommended recommendations popular trending teaser teasers promo card".split()
    ),
    "sign-up": frozenset("newsletter subscribe signup subscription login signin modal popup".split()),
    "form": frozenset("form button btn select search".split()),
    "advertisement": frozenset("ad ads advert advertisement sponsor sponsored".split()),
    "comments": frozenset("comment comments respond reply disqus".split()),
    "byline": frozenset("author byline meta date tags category".split()),
    "in-content": frozenset("article main content post entry story articlebody body text".split()),
}
_ARTICLE = frozenset(("article", "main"))
_NAMES = frozenset(name for names in NAMED.values() for name in names)
_MOST_NAMED = 0.4  # of the page's text that a name may hold and still tell something of a block (guess)
_ENDS_SENTENCE = re.compile(r"[.!?…。！？؟।:]['\"”’»)\]]*$")
_COPYRIGHT = re.compile(r"(?:©|\(c\)\s?\d{4}|copyright\s+(?:©|\d{4}))", re.I)
_WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|\w+")
_SEEN = 2_000  # code points of a block that are looked at: more say nothing new, and a block may be the page
_LONG = 40  # words of a block that is surely prose, when it ends as a sentence (guess)
_MENU = 0.5  # of the words of a menu that was run together begin large, at least (guess)
_WINDOW = 3  # neighbours on either side
_PLAIN = (Kind.HEADING, Kind.LIST_ITEM, Kind.QUOTE, Kind.CODE, Kind.TABLE, Kind.CAPTION)


def is_judged(block: Block) -> bool:
    """Tell whether debris has a say about a block: it is text that no stage has marked."""
    return block.mark is None and block.kind not in (Kind.TWEET, Kind.EMBED, Kind.DATA, Kind.TITLE)


def weigh_evidence(blocks: Sequence[Block]) -> list[dict[str, float]]:
    """Return the evidence on each block, in order; blocks are those of one page that are judged."""
    all_names = [_names_around(block) for block in blocks]
    told = _telling_names(blocks, all_names)
    telling = {rule: known & told for rule, known in NAMED.items()}
    words = [_WORD.findall(block.text[:_SEEN]) for block in blocks]
    counts = [math.log1p(len(found)) for found in words]
    links = [block.markup.links if block.markup else 0.0 for block in blocks]
    prose = [
        bool(_ENDS_SENTENCE.search(block.text[-8:])) and len(found) >= _LONG / 4
        for block, found in zip(blocks, words, strict=True)
    ]
    near = _distance([p and len(found) >= _LONG / 2 for p, found in zip(prose, words, strict=True)])
    repeated = Counter(block.text for block in blocks)
    sizes = list(accumulate((len(block.text) for block in blocks), initial=0))
    total = sizes[-1] or 1
    found_evidence = []
    for at, block in enumerate(blocks):
        low, high = max(0, at - _WINDOW), at + _WINDOW + 1
        place = (sizes[at] + sizes[at + 1]) / 2 / total
        evidence = {
            "too-short": float(len(words[at]) < 5),
            "length": min(1.0, counts[at] / 5),
            "no-sentence": float(not _ENDS_SENTENCE.search(block.text[-8:])),
            "capitalised": _capitalised(words[at]),
            "numbers": sum(word.isdigit() for word in words[at]) / max(1, len(words[at])),
            "copyright": float(bool(_COPYRIGHT.match(block.text))),
            "far-from-prose": min(1.0, math.log1p(near[at]) / 4),
            "among-short-blocks": 1 - min(1.0, sum(counts[low:high]) / len(counts[low:high]) / 5),
            "leads-to-prose": float(at + 1 < len(blocks) and prose[at + 1]),
            "page-start": max(0.0, 1 - 10 * place),
            "page-end": max(0.0, 10 * place - 9),
            "early": 1 - place,
            "repeated-in-page": float(repeated[block.text] > 1),
            "prose": float(prose[at]),
        }
        leads, ends = evidence["leads-to-prose"], not evidence["no-sentence"]
        evidence["menu"] = float(
            len(words[at]) > 2 and evidence["capitalised"] >= _MENU and not leads and not ends
        )
        for kind in _PLAIN:
            evidence[kind.value] = float(block.kind is kind)
        if block.markup:
            names = all_names[at]
            evidence["link-dense"] = links[at]
            evidence["links-around"] = sum(links[low:high]) / len(links[low:high])
            evidence["heading-link"] = links[at] * evidence["heading"]
            evidence["caption"] *= "figure" in names  # a table's caption belongs to it
            evidence["outside-article"] = float(names.isdisjoint(_ARTICLE))
            for rule, known in telling.items():
                evidence[rule] = float(not names.isdisjoint(known))
        found_evidence.append(evidence)
    return found_evidence


def _names_around(block: Block) -> frozenset[str]:
    """Return the tags and the words of class, id and role of all boxes that the block stands in."""
    boxes = block.markup.box.chain() if block.markup else ()
    return frozenset(name for box in boxes for name in (box.tag, *box.names))


def _telling_names(blocks: Sequence[Block], all_names: Sequence[frozenset[str]]) -> frozenset[str]:
    """Return the names that tell something: not one that holds much of the page's text.

    A theme may call the element around the whole page "has-sidebar" or "sticky-header".
    """
    sizes: Counter[str] = Counter()
    total = 0
    for block, names in zip(blocks, all_names, strict=True):
        total += len(block.text)
        for name in names & _NAMES:
            sizes[name] += len(block.text)
    return frozenset(
        name for name in _NAMES if sizes[name] <= _MOST_NAMED * total or name in NAMED["in-content"]
    )


def _distance(flags: Sequence[bool]) -> list[int]:
    """Return how far each place is from the nearest one that is flagged, in places.

    >>> _distance([False, True, False, False])
    [1, 0, 1, 2]
    """
    far = len(flags) + 1
    back, ahead = [far] * len(flags), [far] * len(flags)
    last = far
    for at, flag in enumerate(flags):
        last = 0 if flag else last + 1
        back[at] = last
    last = far
    for at in reversed(range(len(flags))):
        last = 0 if flags[at] else last + 1
        ahead[at] = last
    return [min(pair) for pair in zip(back, ahead, strict=True)]


def _capitalised(words: Sequence[str]) -> float:
    """Return the share of words that begin large, of those that begin with a letter."""
    letters = [word for word in words if word[0].isalpha()]
    return sum(word[0].isupper() for word in letters) / max(1, len(letters))
