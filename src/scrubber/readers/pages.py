"""A page from a file."""

from __future__ import annotations

from pathlib import Path

from scrubber.errors import BadInput
from scrubber.model import Page


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
