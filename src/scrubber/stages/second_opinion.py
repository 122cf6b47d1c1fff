"""second_opinion: marks what trafilatura would leave out, in place of debris (`--extractor trafilatura`).

trafilatura reads the page by itself and gives text; a block stays if that text holds it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from scrubber.alignment import find_blocks
from scrubber.errors import BadConfig, BadInput
from scrubber.model import Document, Favor, Mark, MediaType
from scrubber.stages.repair import repair_text

# One letter is a word where words aren't spaced, so that a line of Japanese is not one long word.
_WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W\u0e00-\u0eff\u3040-\u9fff]+")


def second_opinion(document: Document, *, favor: Favor = Favor.BALANCE) -> Document:
    """Mark the blocks that trafilatura would leave out (stage `debris`, rule `trafilatura`).

    `favor` is passed on. What an earlier stage marked stays marked, and the order of blocks stays the page's.
    Raises BadConfig for flat text, and where trafilatura is not installed; BadInput where it fails on the
    page.
    """
    extract = load_trafilatura()
    if document.media_type is not MediaType.HTML:
        raise BadConfig(
            "trafilatura reads HTML only, and this is flat text; use the model (--extractor model), "
            "or say that it is HTML (--media-type text/html)"
        )
    try:
        text = (
            extract(
                document.text,
                favor_precision=favor == Favor.PRECISION,
                favor_recall=favor == Favor.RECALL,
            )
            or ""
        )
    except Exception as error:  # another project's fault, on one page
        raise BadInput(
            f"trafilatura fails on this page ({type(error).__name__}: {error}); use the model "
            "(--extractor model)"
        ) from error
    kept = [word for line in text.split("\n") for word in _words(repair_text(line))]
    judged = [at for at, block in enumerate(document.blocks) if block.is_undecided]
    found = find_blocks([_words(document.blocks[at].text) for at in judged], kept)
    blocks = list(document.blocks)
    for at, stays in zip(judged, found, strict=True):
        if not stays:
            blocks[at] = blocks[at].marked(Mark("debris", "trafilatura"))
    return replace(document, blocks=tuple(blocks))


@cache
def load_trafilatura() -> Callable[..., str | None]:
    """Return trafilatura's `extract`. Raises BadConfig where it can't be imported."""
    try:
        from trafilatura import extract
    except ImportError as error:
        raise BadConfig(
            f"trafilatura can't be imported ({error}); pip install 'scrubber[trafilatura]'"
        ) from error
    return extract


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
