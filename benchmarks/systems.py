"""The systems compared: each is loaded by a function that returns how it is called, as its makers show it.

A system's text is what it calls plain text; its headings, where it can tell them, come from a second call.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.folds import Fold, html_pipeline
from benchmarks.pages import Page

if TYPE_CHECKING:
    from scrubber import Pipeline


class Extractor(NamedTuple):
    """How a loaded system is called. `headings` is null where it has none to give."""

    text: Callable[[Page], str]
    headings: Callable[[Page], list[str]] | None = None


class System(NamedTuple):
    """A system, the distribution that it comes in, how it is loaded, and what a reader should know of it.

    `load` is given the weights of a fold, or None for the shipped ones; peers have none.
    """

    name: str
    package: str
    load: Callable[[Fold | None], Extractor]
    note: str = ""


_HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MARKDOWN_HEADING = re.compile(r"#{1,6} +(.+)")
# Where readability's HTML breaks a line; the rest runs on.
_BLOCK_TAGS = (*_HEADING_TAGS, *"blockquote br dd div dt figcaption li p pre section table td th tr".split())


def load_scrubber(fold: Fold | None) -> Extractor:
    """Return scrubber's whole pipeline for HTML."""
    return extract_by(html_pipeline(fold), "text/html")


def extract_by(pipeline: Pipeline, media_type: str) -> Extractor:
    """Return how a pipeline of scrubber's is called on pages of a media type."""
    run = partial(pipeline.run, media_type=media_type)
    return Extractor(
        lambda page: run(page.raw).to_text(),
        lambda page: [section.heading.text for section in run(page.raw).sections if section.heading],
    )


def load_trafilatura(fold: Fold | None, **options: Any) -> Extractor:
    """Return trafilatura; its headings are those of its Markdown."""
    import trafilatura

    def headings(page: Page) -> list[str]:
        shown = trafilatura.extract(page.text, output_format="markdown", **options) or ""
        return _find_markdown_headings(shown)

    return Extractor(lambda page: trafilatura.extract(page.text, **options) or "", headings)


def load_resiliparse(fold: Fold | None) -> Extractor:
    """Return resiliparse's main content; its headings are those of its minimal HTML."""
    from resiliparse.extract.html2text import extract_plain_text

    def headings(page: Page) -> list[str]:
        shown = extract_plain_text(page.text, main_content=True, preserve_formatting="minimal_html")
        return _find_html_headings(shown)

    return Extractor(lambda page: extract_plain_text(page.text, main_content=True) or "", headings)


def load_readability(fold: Fold | None) -> Extractor:
    """Return readability-lxml, whose result is HTML: lxml makes it text, a line a block."""
    import readability
    from lxml import html

    def summary(page: Page) -> str:
        return str(readability.Document(page.text).summary(html_partial=True))

    def text(page: Page) -> str:
        root = html.fromstring(summary(page))
        for node in root.iter(*_BLOCK_TAGS):
            node.text, node.tail = f"\n{node.text or ''}", f"\n{node.tail or ''}"
        return str(root.text_content())

    return Extractor(text, lambda page: _find_html_headings(summary(page)))


def load_justext(fold: Fold | None) -> Extractor:
    """Return jusText without a stoplist; its headings are the paragraphs that it calls so.

    Of its modes this does best on both sets, by 0.046 F1 over its English stoplist on 100 pages of WCXB's
    development set, and by 0.3 on 100 of readability's, which has pages in other languages.
    """
    import justext

    def paragraphs(page: Page) -> list[Any]:
        found = justext.justext(page.text, frozenset(), stopwords_low=0, stopwords_high=0)
        return [p for p in found if not p.is_boilerplate]

    return Extractor(
        lambda page: "\n".join(p.text for p in paragraphs(page)),
        lambda page: [p.text for p in paragraphs(page) if p.is_heading],
    )


def load_boilerpy3(fold: Fold | None) -> Extractor:
    """Return boilerpy3's article extractor; it tells no headings."""
    from boilerpy3.extractors import ArticleExtractor

    extractor = ArticleExtractor(raise_on_failure=False)
    return Extractor(lambda page: extractor.get_content(page.text) or "")


def load_newspaper(fold: Fold | None) -> Extractor:
    """Return newspaper4k, set to fetch nothing; its headings are those of the HTML that it keeps."""
    import newspaper

    def parse(page: Page, **options: bool) -> Any:
        article = newspaper.Article("https://example.org/", language="en", fetch_images=False, **options)
        article.download(input_html=page.text)
        article.parse()
        return article

    return Extractor(
        lambda page: parse(page).text or "",
        lambda page: _find_html_headings(parse(page, keep_article_html=True).article_html),
    )


def _find_markdown_headings(text: str) -> list[str]:
    """Return the headings of a Markdown text, those inside fenced code left out.

    >>> _find_markdown_headings("# Tea\\n\\n```\\n# a comment\\n```\\n\\n### Black tea")
    ['Tea', 'Black tea']
    """
    found, fenced = [], False
    for line in text.split("\n"):
        fenced ^= line.startswith("```")
        match = _MARKDOWN_HEADING.fullmatch(line)
        if match and not fenced:
            found.append(match[1])
    return found


def _find_html_headings(text: str | None) -> list[str]:
    """Return the text of each h1 to h6 of a piece of HTML."""
    from lxml import html

    if not text or not text.strip():
        return []
    root = html.fromstring(text)
    found = (" ".join(node.text_content().split()) for node in root.iter(*_HEADING_TAGS))
    return [heading for heading in found if heading]


SYSTEMS = (
    System("scrubber", "scrubber", load_scrubber),
    System("trafilatura", "trafilatura", load_trafilatura, "as it is; every share of CPU is of its CPU"),
    System("trafilatura-fast", "trafilatura", partial(load_trafilatura, fast=True)),
    System("trafilatura-recall", "trafilatura", partial(load_trafilatura, favor_recall=True)),
    System("resiliparse", "Resiliparse", load_resiliparse, "`main_content=True`"),
    System("readability-lxml", "readability-lxml", load_readability, "its HTML made text by lxml"),
    System(
        "jusText",
        "jusText",
        load_justext,
        "in its language-independent mode: better on both sets than its English stoplist",
    ),
    System("boilerpy3", "boilerpy3", load_boilerpy3, "`ArticleExtractor`; it tells no headings"),
    System("newspaper4k", "newspaper4k", load_newspaper, "set to English and to fetch nothing"),
)
BY_NAME = {system.name: system for system in SYSTEMS}
