"""The benchmark of repair, on a line or two: what it measures, and that it would see a fault."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks import repair
from benchmarks.prose import PROSE


def write_page(data: Path, text: str) -> None:
    for folder in ("html", "ground-truth"):
        (data / folder).mkdir(parents=True)
    (data / "html" / "0001.html.gz").write_bytes(gzip.compress(text.encode()))
    (data / "ground-truth" / "0001.json").write_text("{}")


def test_speed_is_of_both_on_clean_and_on_dirty_text() -> None:
    speed = repair.measure_speed("fr", PROSE["fr"], size=1, runs=1)
    assert speed.edits == 0
    assert speed.same
    assert min(*speed.clean, *speed.dirty) > 0


def test_made_up_strings_are_the_same_each_time() -> None:
    assert list(repair.make_strings(20)) == list(repair.make_strings(20))
    assert len(set(repair.make_strings(20))) > 10


def test_check_counts_what_is_told_and_what_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["été", "Ã©tÃ©", "tea"]
    assert repair.check(lines) == repair.Check(tried=3, told=1, differ=0, missed=0)
    monkeypatch.setattr(repair, "find_mojibake", lambda line: None)
    monkeypatch.setattr(repair, "may_change", lambda line: False)
    assert repair.check(lines) == repair.Check(tried=3, told=0, differ=1, missed=1)


def test_table_holds_every_language_and_every_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repair, "PROSE", {"fr": PROSE["fr"], "en": PROSE["en"]})
    write_page(tmp_path / "dev", "<p>plain\n<p>café\n<p>cafÃ©\n")
    out = tmp_path / "out.md"
    run = CliRunner().invoke(repair.main, [str(tmp_path / "dev"), "--strings", "9", "-o", str(out)])
    assert run.exit_code == 0, run.output
    shown = out.read_text(encoding="utf-8")
    assert "| fr |" in shown
    assert "| en |" in shown
    assert "| 9 made-up strings | 9 |" in shown
    assert "1 pages | 2 | 1 | 0 | 0 |" in shown
    assert str(tmp_path) not in shown
