"""Many pages: each scrubbed by itself, so that one that fails is a line in the account and no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from scrubber.errors import BadInput, BadOutput, ScrubError
from scrubber.model import Document
from scrubber.pipeline import Pipeline
from scrubber.readers import find_pages, read_page
from scrubber.writers import ENDINGS, FORMATS, whole_file


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one page, the `number`th of `total`: `error` is null where it went well."""

    name: str
    error: str | None
    number: int
    total: int


def scrub_folder(source: Path, target: Path, pipeline: Pipeline, form: str = "json") -> Iterator[Outcome]:
    """Scrub every page below source into a folder of the same shape; yield each one's outcome.

    Raises BadInput where source holds no page, BadOutput where target can't be written.
    """
    pages = list(find_pages(source))
    if not pages:
        raise BadInput(
            f"there is no page in {source}; pages end in .html, .htm, .xhtml, .txt, .md or .html.gz"
        )
    for number, path in enumerate(pages, 1):
        outcome = partial(Outcome, path.relative_to(source).as_posix(), number=number, total=len(pages))
        name = path.relative_to(source)
        written = target / name.parent / (name.name + ENDINGS[form])
        try:
            shown = FORMATS[form](pipeline.run(Document(read_page(path, name=name.as_posix()))))
        except ScrubError as error:
            yield outcome(str(error))
            continue
        except Exception as error:  # one page's fault is not the run's
            yield outcome(f"{type(error).__name__}: {error}; this is a fault of scrubber's, please report it")
            continue
        try:
            written.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadOutput(f"can't write {written.parent}: {error.strerror}; name another folder") from error
        with whole_file(written) as out:
            out.write(shown)
        yield outcome(None)
