"""Pages from files and folders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scrubber.errors import BadInput
from scrubber.model import Page
from scrubber.stages.unpack import find_suffix

ENDINGS = frozenset((".html", ".htm", ".xhtml", ".txt", ".md"))


def read_page(
    path: Path, *, name: str | None = None, media_type: str | None = None, url: str | None = None
) -> Page:
    """Return the file as a page. Raises BadInput where it can't be read."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise BadInput(f"there is no file {path}; give the path of a page, or - for standard input") from None
    except IsADirectoryError:
        raise BadInput(
            f"{path} is a folder; name a page in it, or scrub all of it with: scrubber batch"
        ) from None
    except OSError as error:
        raise BadInput(f"can't read {path}: {error.strerror}; check that it may be read") from error
    return Page(data, name or str(path), media_type, url)


def find_pages(folder: Path) -> Iterator[Path]:
    """Yield the pages below folder, packed or not, told by their names' endings, in order.

    Raises BadInput for no folder.
    """
    if not folder.is_dir():
        raise BadInput(f"there is no folder {folder}; name a folder of pages")
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if find_suffix(path.name) in ENDINGS and path.is_file() and not hidden:
            yield path
