"""scrubber: raw scraped pages, HTML or flattened text, to clean sections and tweets, all accounted for."""

from scrubber import stages
from scrubber.errors import BadConfig, BadInput, BadOutput, ScrubError, SkipPage
from scrubber.model import Block, Document, Embed, Kind, Mark, Page, Repair, Section, Span, Tweet
from scrubber.pipeline import Pipeline, scrub
from scrubber.stages.repair import RepairOptions, find_repairs, repair_text, replay

__version__ = "0.1.0"

__all__ = [
    "BadConfig",
    "BadInput",
    "BadOutput",
    "Block",
    "Document",
    "Embed",
    "Kind",
    "Mark",
    "Page",
    "Pipeline",
    "Repair",
    "RepairOptions",
    "ScrubError",
    "Section",
    "SkipPage",
    "Span",
    "Tweet",
    "__version__",
    "find_repairs",
    "repair_text",
    "replay",
    "scrub",
    "stages",
]
