"""segment: the page's text to blocks, each with its place in the source.

`html` walks a parsed page; `flat` finds the boundaries that flattening lost.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scrubber.model import Document, MediaType

if TYPE_CHECKING:
    from scrubber.learned.tagger import Tagger


def segment(document: Document, *, tagger: Tagger | None = None) -> Document:
    """Fill in `blocks`: every character of the text that is not white space or markup is in one of them.

    A tagger tells where the blocks of flat text begin: the shipped one if not given.
    """
    if document.media_type is MediaType.HTML:
        from scrubber.stages.segment.html import segment_html

        blocks, language = segment_html(document.text)
        return replace(document, blocks=blocks, language=document.language or language)
    from scrubber.stages.segment.flat import segment_flat

    return replace(document, blocks=segment_flat(document.text, tagger))
