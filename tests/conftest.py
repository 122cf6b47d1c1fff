"""What the tests share: the fixtures' folder and an account of a page's characters."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# A landing must not hang on the luck of a draw: CI draws the same examples each time, people new ones.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
SEED = FIXTURES / "seed--social-media" / "page.txt"
CONFORMANCE = Path(os.environ.get("SCRUBBER_CONFORMANCE") or ROOT.parent / "shared" / "conformance")


def find_conformance(name: str) -> Path:
    """Return a file or folder of others' conformance cases, no part of the project; skip the test without."""
    path = CONFORMANCE / name
    if not path.exists():
        pytest.skip(f"{path} is not there; SCRUBBER_CONFORMANCE can name the folder of conformance cases")
    return path


def accounted_spans(wire: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """Yield every span by which the wire says where a character went, each thing once."""
    for section in wire["sections"]:
        yield section["heading_span"]
        for block in section["blocks"]:
            yield block.get("span")
    for tweet in wire["tweets"]:
        yield tweet["span"]
        yield from tweet["copies"]
    for thing in (*wire["embeds"], *wire["removed"]):
        yield thing["span"]


def count_accounts(wire: dict[str, Any], text: str) -> list[int]:
    """Return, for each code point of text, in how many spans it lies."""
    counts = [0] * len(text)
    for span in accounted_spans(wire):
        if span:
            for at in range(*span):
                counts[at] += 1
    return counts


@pytest.fixture(scope="session")
def seed() -> bytes:
    return SEED.read_bytes()
