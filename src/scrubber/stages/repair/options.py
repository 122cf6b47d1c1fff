"""What the repair of a text may be asked for, and why each default is what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from scrubber.errors import BadConfig

Form = Literal["NFC", "NFD", "NFKC", "NFKD"]


@dataclass(frozen=True, slots=True)
class RepairOptions:
    """How a text is repaired.

    `normalization`: the Unicode form that letters and their marks take; None leaves them as they are.
        NFC, as HTML asks for it and search and models expect it.
    `straighten_quotes`: curly quotes become straight ones. Off: they are the author's, or his editor's.
    `split_ligatures`: "ﬁ" becomes "fi". Off: some are typography, and some (Croatian "ǆ") are letters.
    `narrow_forms`: full-width Latin, half-width katakana and the ideographic space take their usual width.
        Off: in Chinese and Japanese the full width is right.
    `tidy_spaces`: runs of spaces become one, and those at either end go. Off for a string, whose spaces may
        mean something; on for a page's blocks, where they are layout.
    `join_lines`: line breaks that only wrapping made become spaces, and words parted there whole. Off for a
        string, on for a page's paragraphs.
    `language`: the text's, ISO 639-1, which spaces and quotation marks go by; None tells it from the text,
        where it is asked for.

    Raises BadConfig for a form that Unicode has not.
    """

    normalization: Form | None = "NFC"
    straighten_quotes: bool = False
    split_ligatures: bool = False
    narrow_forms: bool = False
    tidy_spaces: bool = False
    join_lines: bool = False
    language: str | None = None

    def __post_init__(self) -> None:
        """Refuse a form that Unicode has not, before it is met in a text."""
        if self.normalization is not None and self.normalization not in get_args(Form):
            forms = ", ".join(get_args(Form))
            raise BadConfig(f"there is no normalization {self.normalization!r}; try {forms} or None")

    @property
    def rewrites(self) -> bool:
        """Tell whether more than NFC is asked for, so that sound text may change, too."""
        return (
            self.straighten_quotes
            or self.split_ligatures
            or self.narrow_forms
            or self.normalization not in (None, "NFC")
        )
