"""What the page's markup sets in from elsewhere: each fragment that `segment` kept is read, in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from scrubber.model import Block, Document, Embed, Kind, Mark, Span
from scrubber.stages.embeds.frames import read_frame
from scrubber.stages.embeds.html import Read, read_tweets
from scrubber.stages.embeds.markup import parse_fragment
from scrubber.stages.embeds.posts import is_post, read_post
from scrubber.stages.embeds.tweet import Found, same_tweet
from scrubber.stages.repair import IN_BLOCKS, repair_text
from scrubber.trace import Trace

# A page says these to browsers, not to its reader: what they hold counts where the page does not show it.
_Find = TypeVar("_Find", Found, Embed)
_HIDDEN = frozenset(("hidden", "overlay"))
_UNSEEN = frozenset(("attribute", "noscript", "script", "template"))


class Lifter:
    """Lifts what a document's blocks set in: a lifted block's `ref` is its find's place in a list here."""

    def __init__(self, document: Document) -> None:
        """Begin with the embeds that the document has already."""
        self.found: list[Found] = []
        self.others: list[Embed] = list(document.embeds)
        self._language = document.language
        self._mended = [repair.span for repair in document.repairs if repair.span]

    def lift_shown(self, blocks: Iterable[Block]) -> list[Block]:
        """Return the blocks, those lifted that set something in where a reader may see it."""
        out: list[Block] = []
        for block in blocks:
            if block.markup is None or block.markup.fragment is None or _is_unseen(block):  # nearly all
                out.append(block)
            else:
                out.extend(self._lift(block))
        return out

    def lift_unseen(self, blocks: Iterable[Block]) -> list[Block]:
        """Return the blocks, those of scripts and the like lifted that hold what the page does not show."""
        blocks = list(blocks)
        if not any(map(_is_unseen, blocks)):
            return blocks
        out: list[Block] = []
        for block in blocks:
            if _is_unseen(block) and self._is_new(block):
                out.extend(self._lift(block))
            elif not _is_attribute(block):
                _append(out, block)
        return out

    def _lift(self, block: Block) -> Iterator[Block]:
        """Yield a block's tweets, each in a block of its own, or its embed, or the block as it is."""
        fragment = block.markup.fragment if block.markup else None
        tweets, other = self._read(fragment, block.span) if fragment is not None else ([], None)
        if tweets:
            for part, read in zip(_part(block, [read.ink for read in tweets[1:]]), tweets, strict=True):
                yield replace(part, kind=Kind.TWEET, level=None, mark=_kept(block), ref=len(self.found))
                self.found.append(read.found)
        elif other is not None:
            yield replace(block, kind=Kind.EMBED, level=None, mark=_kept(block), ref=len(self.others))
            self.others.append(replace(other, span=block.span))
        elif block.kind is Kind.DATA and block.mark and block.mark.rule == "iframe":
            yield replace(block, mark=Mark("embeds", "widget"))
        else:
            yield block

    def _is_new(self, block: Block) -> bool:
        """Tell whether a block that the reader does not see holds an embed that the page does not show."""
        fragment = block.markup.fragment if block.markup else None
        tweets, other = self._read(fragment, None) if fragment is not None else ([], None)
        if other is not None:
            return other.kind != "iframe" and not any(_same_embed(other, one) for one in self.others)
        return any(not any(_same(read.found, one) for one in self.found) for read in tweets)

    def _read(self, fragment: str, span: Span | None) -> tuple[list[Read], Embed | None]:
        """Return a fragment's tweets, or its embed, mended where `repair` found faults in its text."""
        root = parse_fragment(fragment)
        tweets = [] if is_post(root) else read_tweets(root, self._language)
        other = None if tweets else read_frame(root) or read_post(root, self._language)
        if span and any(span.start <= one.start and one.end <= span.end for one in self._mended):
            tweets = [read._replace(found=_mend(read.found)) for read in tweets]
            other = _mend(other) if other else None
        return tweets, other


def _is_unseen(block: Block) -> bool:
    """Tell whether a block's fragment stands where its reader does not see it."""
    return block.kind is Kind.DATA and block.markup is not None and block.markup.box.tag in _UNSEEN


def _append(out: list[Block], block: Block) -> None:
    """Add a block; one of data that goes on where the last one ends becomes one with it again."""
    last = out[-1] if out and block.kind is Kind.DATA else None
    if last is not None and last.kind is Kind.DATA and last.mark == block.mark:
        before, span = last.span, block.span
        if before and span and before.end == span.start:
            out[-1] = replace(last, trace=Trace.covering(before.start, span.end))
            return
    out.append(block)


def _is_attribute(block: Block) -> bool:
    return block.markup is not None and block.markup.box.tag == "attribute"  # markup, nobody's text


def _mend(one: _Find) -> _Find:
    name = one.name and repair_text(one.name, IN_BLOCKS)
    return replace(one, text=one.text and repair_text(one.text, IN_BLOCKS), name=name)


def _kept(block: Block) -> Mark | None:
    """Return a lifted block's mark: none, unless the page hides it, or a stage has judged its text."""
    mark = block.mark
    hidden = mark is not None and (block.kind is not Kind.DATA or mark.rule in _HIDDEN)
    return mark if hidden else None


def _part(block: Block, inks: list[int]) -> Iterator[Block]:
    """Yield the block's parts, each from so many code points on, white space left out; data stays whole."""
    if not inks or not block.text:
        yield block
        yield from (replace(block, trace=None) for _ in inks)
        return
    start = 0
    for end in [*_find_inks(block.text, inks), len(block.text)]:
        part = block.cut(start, end)
        yield part if part is not None else replace(block, text="", trace=None)
        start = end


def _find_inks(text: str, inks: list[int]) -> Iterator[int]:
    """Yield the place in text of each count of code points that are not white space; inks is sorted."""
    places = [at for at, letter in enumerate(text) if not letter.isspace()]
    for ink in inks:
        yield places[ink] if ink < len(places) else len(text)


def _same(one: Found, other: Found) -> bool:
    if one.id and other.id:
        return one.id == other.id
    return (one.handle or "").lower() == (other.handle or "").lower() and same_tweet(one, other)


def _same_embed(one: Embed, other: Embed) -> bool:
    return (one.kind, one.id or one.url) == (other.kind, other.id or other.url)
