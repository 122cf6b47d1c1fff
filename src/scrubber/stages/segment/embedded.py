"""Content that only a page's JSON-LD holds, as blocks that say where they come from.

Most of what JSON-LD says and the page does not show is no content. Words that the shown page lacks, and the
share of them in the main content (WCXB dev): Product.description 832 and 0.30, all of it on three pages that
are about one product; Answer.text 963, Review.reviewBody 2,552, Person.description 1,752, WebPage.description
1,574 and all others 0.00 to 0.06. Where a page shows next to nothing it is another matter: questions and
answers 0.99, before <noscript> was read there.

Two more places were measured and are not read. Embedded state (`__NEXT_DATA__`, `__NUXT__`, other JSON): of
750,000 words that the page lacks 0.01 were content, none where the page shows next to nothing. The `<meta>`
description of such a page: it begins the content on six pages, and on four there is none; it is in
`metadata`.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import unquote

from scrubber.model import Block, Box, Kind, Markup
from scrubber.stages.segment.visibility import name_words, shown_length

_SHELL = 400  # code points; a page that shows fewer is filled in by script (WCXB dev: 13 pages)
_MOST_JSON = 2_000_000  # code points of JSON that are read (guess)
_MOST_NODES = 20_000  # JSON values that are looked at (guess)
_MOST_TEXTS = 100  # texts that are held against the page (guess)
_SNIPPET = 200  # code points; a shorter text is a search result's (WCXB dev: 20 of them, 0.08 content)
_FEWEST_WORDS = 5  # a shorter text says too little to tell whether the page has it (guess)
_PROBES = 16  # stretches of three words by which a text is looked for in the page (guess)

_PRODUCTS = frozenset(("IndividualProduct", "Product", "ProductGroup", "ProductModel"))
_POSTS = frozenset(("Answer", "Comment", "DiscussionForumPosting", "Question", "SocialMediaPosting"))
# Texts of any node, read only where the page is a shell.
_IN_SHELL = frozenset(
    ("description", "headline", "recipeIngredient", "recipeInstructions", "reviewBody", "text")
)
_HEADINGS = frozenset(("headline", "name"))
# What is said of others than the page's own subject.
_OTHERS = frozenset(
    "aggregateRating author brand breadcrumb creator image isPartOf isRelatedTo isSimilarTo itemListElement "
    "logo mainEntityOfPage publisher review reviewedBy reviews seller sourceOrganization video".split()
)
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"</?[a-z][a-z0-9]*[\s/>]", re.I)
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])')
_LAST_COMMA = re.compile(r",(?=\s{0,99}[}\]])")


@dataclass(frozen=True, slots=True)
class _Said:
    """A text that a page says of itself, and by which property."""

    text: str
    type: str
    property: str
    shell: bool  # it counts only where the page shows next to nothing


class _Node(NamedTuple):
    value: Any
    type: str
    property: str
    faq: bool  # it stands in a list of questions that the site wrote itself


def add_embedded(blocks: list[Block], source: str, read: Callable[[str], list[Block]]) -> list[Block]:
    """Return the blocks, with those that the page's data holds and its shown text lacks.

    They stand behind the first heading of level 1, or before the first text where there is none; they have
    an `origin`, no trace, and a box named for it. `read` gives the blocks of a text that is HTML.
    """
    if "ld+json" not in source:
        return blocks
    shell = shown_length(blocks) < _SHELL
    said = [text for text in _read_json_ld(source) if shell or not text.shell]
    if not said:
        return blocks
    new = list(_choose(said, blocks, shell, read))
    if not new:
        return blocks
    at = _place(blocks)
    return [*blocks[:at], *new, *blocks[at:]]


def _choose(
    said: list[_Said], blocks: list[Block], shell: bool, read: Callable[[str], list[Block]]
) -> Iterator[Block]:
    """Yield the blocks of the texts that the shown page, and those before them, lack."""
    known = _Known(block.text for block in blocks if block.mark is None)
    absent = []
    for text in said[:_MOST_TEXTS]:
        parts = list(_blocks(text, read))
        whole = " ".join(part.text for part in parts)
        if (shell or len(whole) >= _SNIPPET) and known.lacks(whole):
            absent.append((text, parts))
    products = sum(text.type in _PRODUCTS for text, _ in absent)
    for text, parts in absent:
        if text.type in _PRODUCTS and products > 1:  # a list, which shows of each what it wants to
            continue
        yield from parts


class _Known:
    """The texts that stand in the page, to look others up in."""

    def __init__(self, texts: Iterator[str]) -> None:
        self._text = "\n".join(texts)

    def lacks(self, text: str) -> bool:
        """Tell whether less than half of a text stands here, and take it up if so."""
        words = [match.span() for match in _WORD.finditer(text)]
        if len(words) < _FEWEST_WORDS:
            return False
        last = len(words) - 3
        places = range(0, last + 1, max(1, last // _PROBES))
        found = sum(text[words[at][0] : words[at + 2][1]] in self._text for at in places)
        if 2 * found >= len(places):
            return False
        self._text += f"\n{text}"
        return True


def _blocks(said: _Said, read: Callable[[str], list[Block]]) -> Iterator[Block]:
    """Yield a text's blocks: its paragraphs, or what it is as HTML."""
    text = unquote(said.text) if "%20" in said.text else said.text
    text = html.unescape(text)
    if _TAG.search(text):
        for part in read(text):
            if part.mark is None and part.text:
                yield _block(said, part.text, part.kind, part.level)
        return
    for line in _LINE.findall(html.unescape(text)):
        if line.strip():
            heading = said.property in _HEADINGS
            kind, level = (Kind.HEADING, 2) if heading else (Kind.PARAGRAPH, None)
            yield _block(said, " ".join(line.split()), kind, level)


def _block(said: _Said, text: str, kind: Kind, level: int | None = None) -> Block:
    origin = "json-ld:" + ".".join(filter(None, (said.type, said.property)))
    box = Box("json-ld", name_words((said.type, said.property)), None)
    return Block(text, None, kind, level, Markup(box), origin=origin)


def _place(blocks: Sequence[Block]) -> int:
    """Return where what is added stands: behind the page's own heading, or at its start."""
    first = 0
    for at, block in enumerate(blocks):
        if block.mark is None and block.text:
            if block.kind is Kind.HEADING and block.level == 1:
                return at + 1
            first = first or at
    return first


def _read_json_ld(source: str) -> Iterator[_Said]:
    """Yield what the page's scripts of type `application/ld+json` say; one beyond mending, nothing."""
    at = read = 0
    while (at := source.find("ld+json", at)) >= 0 and read < _MOST_JSON:
        begin = source.find(">", at) + 1
        end = source.find("</script", begin)
        if not begin or end < 0:
            return
        tag = source.rfind("<script", max(0, at - 500), at)
        if tag >= 0 and source.find(">", tag, at) < 0:
            read += end - begin
            if read <= _MOST_JSON:
                yield from _walk(_load(source[begin:end]))
        at = end


def _load(text: str) -> Any:
    """Return the value of a JSON text, mended where it is broken in a usual way, or None."""
    mark = text.find("<![CDATA[", 0, 60)
    inner = mark + len("<![CDATA[") if mark >= 0 else 0
    begin = min((at for at in (text.find("{", inner), text.find("[", inner)) if at >= 0), default=-1)
    if begin < 0:
        return None
    decoder = json.JSONDecoder(strict=False)
    try:
        return decoder.raw_decode(text, begin)[0]
    except RecursionError:
        return None
    except ValueError:
        mended = _LAST_COMMA.sub("", _BAD_ESCAPE.sub(r"\\\\", text[begin:]))
    try:
        return decoder.raw_decode(mended)[0]
    except (RecursionError, ValueError):
        return None


def _walk(root: Any) -> Iterator[_Said]:
    """Yield the texts of a JSON-LD value, in its order."""
    stack = [_Node(root, "", "", False)]
    for _ in range(_MOST_NODES):
        if not stack:
            return
        node = stack.pop()
        value = node.value
        if isinstance(value, dict):
            stated = value.get("@type")
            kind = str((stated[0] if stated else "") if isinstance(stated, list) else stated or "")
            kind = kind.rsplit("/", 1)[-1]  # some write the type's whole address
            faq = node.faq or kind == "FAQPage"
            inner = [_Node(v, kind, key, faq) for key, v in value.items() if key not in _OTHERS]
            stack.extend(reversed(inner))
        elif isinstance(value, list):
            stack.extend(node._replace(value=item) for item in reversed(value))
        elif isinstance(value, str) and (shell := _is_for_shell(node)) is not None:
            yield _Said(value, node.type, node.property, shell)


def _is_for_shell(node: _Node) -> bool | None:
    """Tell whether a text counts in a shell only, or return None where it never does."""
    kind, said = node.type, node.property
    if (
        said == "articleBody"
        or (said == "description" and (kind in _PRODUCTS or kind == "JobPosting"))
        or (said == "text" and kind in _POSTS and not node.faq)
    ):
        return False
    return True if said in _IN_SHELL or (said == "name" and kind == "Question") else None
