"""The systems compared on flat text. Those that read HTML are given each line as a paragraph of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape

from benchmarks.c4 import keep_lines
from benchmarks.folds import Fold, flat_pipeline
from benchmarks.pages import Page
from benchmarks.systems import Extractor, System, extract_by, load_justext, load_trafilatura


def load_scrubber(fold: Fold | None) -> Extractor:
    """Return scrubber's whole pipeline for flat text."""
    return extract_by(flat_pipeline(fold), "text/plain")


def load_everything(fold: Fold | None) -> Extractor:
    """Return what keeps the text as it is."""
    return Extractor(lambda page: page.text)


def load_c4(fold: Fold | None) -> Extractor:
    """Return C4's line rules."""
    return Extractor(lambda page: keep_lines(page.text))


def load_wrapped_justext(fold: Fold | None) -> Extractor:
    """Return jusText on lines made paragraphs."""
    return _on_paragraphs(load_justext(fold))


def load_wrapped_trafilatura(fold: Fold | None) -> Extractor:
    """Return trafilatura on lines made paragraphs."""
    return _on_paragraphs(load_trafilatura(fold))


def wrap_lines(text: str) -> str:
    """Return a text as HTML, each line that holds anything a paragraph.

    >>> wrap_lines("Tea & milk\\n\\n1 < 2")
    '<html><body>\\n<p>Tea &amp; milk</p>\\n<p>1 &lt; 2</p>\\n</body></html>'
    """
    lines = (line.strip() for line in text.split("\n"))
    paragraphs = [f"<p>{escape(line, quote=False)}</p>" for line in lines if line]
    return "\n".join(["<html><body>", *paragraphs, "</body></html>"])


def _on_paragraphs(extractor: Extractor) -> Extractor:
    """Return the extractor on lines made paragraphs; no heading is told from them."""

    def wrapped(function: Callable[[Page], str]) -> Callable[[Page], str]:
        return lambda page: function(replace(page, text=wrap_lines(page.text)))

    return Extractor(wrapped(extractor.text))


FLAT_SYSTEMS = (
    System("scrubber", "scrubber", load_scrubber),
    System("everything", "scrubber", load_everything, "the text as it is"),
    System(
        "C4-lines",
        "scrubber",
        load_c4,
        "lines that end a sentence, hold five words and speak neither of javascript nor of cookies, terms of "
        "use or a privacy policy; C4's rules for whole pages are left out",
    ),
    System("jusText", "jusText", load_wrapped_justext, "each line in `<p>`; its language-independent mode"),
    System("trafilatura", "trafilatura", load_wrapped_trafilatura, "each line in `<p>`"),
)
FLAT_BY_NAME = {system.name: system for system in FLAT_SYSTEMS}
