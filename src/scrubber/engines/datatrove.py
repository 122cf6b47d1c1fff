"""scrubber as an extractor in a pipeline of datatrove's, which is to be installed with it."""

from __future__ import annotations

import pyarrow as pa
from datatrove.pipeline.extractors.base import BaseExtractor

from scrubber.arrow import Work, scrub_batch
from scrubber.pipeline import Pipeline


class Extractor(BaseExtractor):  # type: ignore[misc]  # datatrove has no types
    """Puts what scrubber keeps of a page, as plain text or `markdown`, in place of the page.

    The page may be HTML or flat text. datatrove drops a page that comes out empty, fails or takes more than
    `timeout` seconds, the first page's second for the models included.
    """

    name = "scrubber"

    def __init__(self, timeout: float = 10, *, form: str = "text", pipeline: Pipeline | None = None) -> None:
        """Take what `scrub_batch` is to do."""
        super().__init__(timeout=timeout)
        self._work = Work(pipeline or Pipeline.default(), form)

    def extract(self, text: str) -> str:
        """Return what is kept of a page, nothing where it fails."""
        (row,) = scrub_batch(pa.RecordBatch.from_pydict({"page": [text]}), self._work).to_pylist()
        return row["output"] or ""
