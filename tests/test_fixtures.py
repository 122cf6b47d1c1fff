"""Each folder of fixtures is a page and what must come of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import scrubber
from scrubber.model import Page
from scrubber.pipeline import Pipeline
from scrubber.wire import schema
from tests.conftest import FIXTURES

CASES = sorted(path for path in FIXTURES.iterdir() if path.is_dir())
VALIDATOR = jsonschema.Draft202012Validator(schema())


def scrub_fixture(case: Path) -> dict[str, Any]:
    (path,) = case.glob("page.*")
    document = Pipeline.default().run(scrubber.Document(Page(path.read_bytes(), path.name)))
    return document.to_dict()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_page_comes_out_as_expected(case: Path) -> None:
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    result = scrub_fixture(case)
    VALIDATOR.validate(result)
    expected["scrubber"]["version"] = result["scrubber"]["version"]
    assert result == expected


def test_schema_is_one_itself() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_every_fixture_names_its_fault() -> None:
    assert len(CASES) >= 9
    assert all("--" in case.name for case in CASES)
