"""The stages, one file each: a stage is a callable `Document -> Document`.

A configured stage is a `functools.partial` of one. Each can be called alone, on the document that the
stage before it gave.
"""

from scrubber.stages.debris import debris
from scrubber.stages.decode import decode
from scrubber.stages.embeds import embeds
from scrubber.stages.repair import repair
from scrubber.stages.repeats import repeats
from scrubber.stages.second_opinion import second_opinion
from scrubber.stages.sections import sections
from scrubber.stages.segment import segment
from scrubber.stages.site_repeats import site_repeats

__all__ = [
    "debris",
    "decode",
    "embeds",
    "repair",
    "repeats",
    "second_opinion",
    "sections",
    "segment",
    "site_repeats",
]
