"""sections: what no stage marked, under its headings; the page's title, language and metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from scrubber.language import detect_language
from scrubber.model import Block, Document, Kind, Mark, MediaType, Metadata, Section

_LONGEST_HEADING = 80  # code points of a paragraph that acts as a heading (guess)
_ALL = 0.99  # of a paragraph's letters in bold, for it to be so as a whole
_TEXT = (Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.QUOTE, Kind.CODE, Kind.TABLE)
# What ends a sentence, a clause or a stretch of several lines, but no heading.
_ENDS_LINE = re.compile(r"\n|[.!…。！।,;，；、][\"'”’»)]*$")
# Of a page's headings that may be bare and still go; more are its content (WCXB dev: F1 0.874 where all go,
# 0.878 by this, 0.879 where none goes).
_MOST_BARE = 0.2
_FEW_BARE = 2  # headings that go in any case
_LANGUAGE_SAMPLE = 5_000  # code points of kept text that the language is told from (guess)


def sections(document: Document) -> Document:
    """Fill in `sections`, `title`, `language` and `metadata`.

    Where the page has no headings within its text, lines in bold that lead into text are headings, too. A
    heading with nothing under it, no text and no heading below its own level, goes with a mark. A tweet's
    `span` is the occurrence that is kept; the others are its copies.
    """
    blocks = tuple(_mark_bare_headings(_promote_lines(document.blocks)))
    built = tuple(_build(blocks))
    document = replace(document, blocks=blocks, sections=built)
    document = _place_embeds(document)
    metadata, named = _read_metadata(document)
    return replace(
        document,
        title=_title(blocks, built) or named,
        language=document.language or _language(document),
        metadata=metadata,
    )


def _is_kept(block: Block) -> bool:
    return block.mark is None and block.kind not in (Kind.DATA, Kind.TITLE)


def _promote_lines(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks, paragraphs that act as headings made such, a level below the page's own heading.

    A page whose text has headings of its own means something else by a line in bold.
    """
    kept = [at for at, block in enumerate(blocks) if _is_kept(block)]
    headings = [blocks[at].level or 1 for at in kept if blocks[at].kind is Kind.HEADING]
    if len(headings) > 1:
        return blocks
    promoted = list(blocks)
    for at, behind in pairwise(kept):
        block, following = blocks[at], blocks[behind]
        if _looks_like_heading(block) and following.kind in _TEXT and not _looks_like_heading(following):
            promoted[at] = replace(block, kind=Kind.HEADING, level=min(6, max(headings, default=1) + 1))
    return tuple(promoted)


def _looks_like_heading(block: Block) -> bool:
    """Tell whether a paragraph is one short line, all of it in bold, that is no sentence and no link."""
    markup = block.markup
    return (
        block.kind is Kind.PARAGRAPH
        and markup is not None
        and markup.bold > _ALL
        and not markup.links
        and len(block.text) <= _LONGEST_HEADING
        and _ENDS_LINE.search(block.text) is None
    )


def _mark_bare_headings(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield the blocks, headings that head nothing marked, unless the page has many, or nothing else.

    Where they are many, they are the page's entries themselves: the names of a list's cards, the threads of
    a forum.
    """
    bare = set(_find_bare_headings(blocks))
    if not bare:
        yield from blocks
        return
    headings = sum(_is_kept(block) and block.kind is Kind.HEADING for block in blocks)
    text = any(_is_kept(block) and block.kind is not Kind.HEADING for block in blocks)
    if not text or len(bare) > max(_FEW_BARE, _MOST_BARE * headings):
        bare = set()
    for at, block in enumerate(blocks):
        yield block.marked(Mark("sections", "empty-heading")) if at in bare else block


def _find_bare_headings(blocks: tuple[Block, ...]) -> Iterator[int]:
    """Yield the headings with no text under them, and no heading that is below them and has some."""
    deepest = 0  # the level of the heading that follows, with its text, if it is below; 0 for none
    text = False
    for at in reversed(range(len(blocks))):
        block = blocks[at]
        if not _is_kept(block):
            continue
        level = block.level or 1
        if block.kind is not Kind.HEADING:
            text = True
        elif text or deepest > level:
            text, deepest = False, level
        else:
            yield at


def _build(blocks: tuple[Block, ...]) -> Iterator[Section]:
    heading: Block | None = None
    held: list[Block] = []
    for block in filter(_is_kept, blocks):
        if block.kind is Kind.HEADING:
            if heading or held:
                yield Section(heading, _level(heading), tuple(held))
            heading, held = block, []
        else:
            held.append(block)
    if heading or held:
        yield Section(heading, _level(heading), tuple(held))


def _level(heading: Block | None) -> int:
    return (heading.level or 1) if heading else 0


def _place_embeds(document: Document) -> Document:
    """Fill in the section of every tweet and embed, and settle which occurrence of a tweet is the tweet."""
    tweets, embeds = list(document.tweets), list(document.embeds)
    seen: set[int] = set()
    for number, section in enumerate(document.sections):
        for block in section.blocks:
            if block.ref is None:
                continue
            if block.kind is Kind.EMBED:
                embeds[block.ref] = replace(embeds[block.ref], section=number)
            elif block.ref not in seen:
                seen.add(block.ref)
                tweet = tweets[block.ref]
                spans = [span for span in (tweet.span, *tweet.copies) if span and span != block.span]
                tweets[block.ref] = replace(tweet, section=number, span=block.span, copies=tuple(spans))
    return replace(document, tweets=tuple(tweets), embeds=tuple(embeds))


def _title(blocks: tuple[Block, ...], built: tuple[Section, ...]) -> str | None:
    named = next((block.text for block in blocks if block.kind is Kind.TITLE), None)
    return named or next((section.heading.text for section in built if section.heading), None)


def _language(document: Document) -> str | None:
    text = " ".join(
        block.text for section in document.sections for block in section.blocks if block.ref is None
    )
    return detect_language(text[:_LANGUAGE_SAMPLE])


def _read_metadata(document: Document) -> tuple[Metadata, str | None]:
    """Return what the head of an HTML page says of it, and the title it gives."""
    if document.media_type is not MediaType.HTML:
        return Metadata(url=document.page.url), None
    from turbohtml import parse

    page = parse(document.text, positions=False)
    article = (page.select_one("head") or page).article()  # metadata is the page's; the body would be scored
    metadata = Metadata(
        author=article.byline or None,
        date=_iso_day(article.date),
        site_name=article.site_name or None,
        description=article.description or None,
        url=article.canonical or document.page.url,
        tags=tuple(dict.fromkeys(article.tags)),
    )
    return metadata, article.title or None


def _iso_day(stated: str | None) -> str | None:
    """Return the day of a stated date, or None where it is in no form that ISO 8601 knows."""
    from datetime import date

    try:
        return date.fromisoformat((stated or "")[:10]).isoformat()
    except ValueError:
        return None
