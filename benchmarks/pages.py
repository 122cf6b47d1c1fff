"""The pages of a data set, `html/ID.html.gz` with `ground-truth/ID.json`; and those pages made flat text."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click


@dataclass(frozen=True, slots=True)
class Page:
    """One page, HTML or flat text; peers take `text`, so that none is charged for the decoding."""

    id: str
    raw: bytes  # what scrubber takes
    text: str


def find_ids(data: Path) -> list[str]:
    """Return the ids of all pages of a data set, in order. Raises UsageError where it holds none."""
    ids = sorted(path.stem for path in (data / "ground-truth").glob("*.json"))
    if not ids:
        raise click.UsageError(f"{data} holds no ground-truth/*.json; name a folder laid out like wcxb/dev")
    return ids


def take_sample(ids: Sequence[str], size: int | None) -> list[str]:
    """Return `size` ids evenly spread over all of them, the same each time; all for None.

    >>> take_sample("abcdefgh", 3)
    ['a', 'c', 'f']
    """
    if size is None or size >= len(ids):
        return list(ids)
    return [ids[at * len(ids) // size] for at in range(size)]


def read_page(data: Path, page_id: str) -> Page:
    """Return a page of a data set. Raises OSError where it is missing or no gzip file."""
    raw = gzip.decompress((data / "html" / f"{page_id}.html.gz").read_bytes())
    return Page(page_id, raw, raw.decode("utf-8", "replace"))


def read_flat(folder: Path, page_id: str) -> Page:
    """Return a page as the flat text that `write_flat` made of it. Raises OSError where there is none."""
    raw = (folder / f"{page_id}.txt").read_bytes()
    return Page(page_id, raw, raw.decode("utf-8", "replace"))


def write_flat(folder: Path, page_id: str, text: str) -> int:
    """Write a page's flat text, as UTF-8, and return how many bytes it has."""
    return (folder / f"{page_id}.txt").write_bytes(text.encode("utf-8", "replace"))
