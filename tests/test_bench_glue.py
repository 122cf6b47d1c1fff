"""The benchmark of glue, on a paragraph or two: its damage can be undone, and it would see a fault."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks import glue
from benchmarks.damage import KINDS, Damage, damage, read_prose, wrap
from benchmarks.sentences import LINES, SENTENCES
from scrubber import find_repairs
from scrubber.model import Repair, Span
from scrubber.stages.repair.edits import Edit, apply

PARAGRAPH = glue.Paragraph("en", SENTENCES["en"][0], 2, glue.HALVES[0])


@pytest.mark.parametrize("language", SENTENCES)
def test_damage_is_undone_by_its_edits(language: str) -> None:
    seen = set()
    for text in SENTENCES[language]:
        for number in range(6):
            damaged = damage(text, language, random.Random(number + len(text)))
            sound = apply([found.edit for found in damaged.damages], damaged.text)
            assert sound.startswith(text[:20])
            assert damaged.text != sound
            seen |= {found.kind for found in damaged.damages}
    assert seen <= set(KINDS)
    assert len(seen) > 6


@pytest.mark.parametrize("parted", [False, True])
def test_wrapped_page_is_undone_by_its_edits(parted: bool) -> None:
    texts = SENTENCES["de"][:3]
    page = wrap(texts, LINES[:1], random.Random(1), parted=parted)
    sound = apply([found.edit for found in page.damages], page.text)
    assert all(text in sound for text in (*texts, LINES[0]))
    assert ("parted at a line's end" in {found.kind for found in page.damages}) is parted


def test_what_nobody_could_tell_and_what_french_sets_is_no_damage() -> None:
    draws = [damage("En 2019, 300 ont dit : voilà ; non !", "fr", random.Random(n)) for n in range(40)]
    kinds = {(found.kind, drawn.text[found.edit.start]) for drawn in draws for found in drawn.damages}
    assert "lost behind a comma" not in {kind for kind, _ in kinds}
    assert {kind for kind, _ in kinds} >= {"lost behind a colon", "stray before a mark"}


def test_tally_tells_right_from_wrong() -> None:
    text = "tea,and milk . No"
    done = [Damage("comma", Edit(4, 4, " ")), Damage("mark", Edit(12, 13, ""))]
    right = Repair("glued-word", "", " ", Span(4, 4))
    tally = glue.Tally()
    assert tally.add(text, [right, Repair("mark-space", " ", "", Span(8, 9))], done) == [Edit(8, 9, "")]
    assert (tally.made.total(), tally.right.total(), tally.undone["mark"], tally.done["mark"]) == (2, 1, 0, 1)


def test_edit_that_says_more_than_it_changes_is_right() -> None:
    tally = glue.Tally()
    done = [Damage("wrapped", Edit(3, 4, " "))]
    assert tally.add("tea\nmilk", [Repair("wrapped-line", "a\n", "a ", Span(2, 4))], done) == []


def test_repairs_of_other_faults_are_not_counted() -> None:
    tally = glue.Tally()
    assert tally.add("a  b", [Repair("spaces", "  ", " ", Span(1, 3))], []) == []
    assert not tally.made


def test_scores_are_of_what_is_repaired(monkeypatch: pytest.MonkeyPatch) -> None:
    ((key, tally),) = glue.score([PARAGRAPH]).items()
    assert key == ("en", "developed on")
    assert tally.right.total() > 0.8 * tally.done.total()
    monkeypatch.setattr(glue, "find_repairs", lambda text, options: find_repairs(f"- {text}", options))
    (worse,) = glue.score([PARAGRAPH]).values()
    assert worse.right.total() < tally.right.total()


def test_every_other_paragraph_is_held_out() -> None:
    halves = [paragraph.half for paragraph in glue.read_own()]
    assert halves.count(glue.HALVES[0]) == halves.count(glue.HALVES[1])


def test_table_holds_each_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glue, "SENTENCES", {"en": SENTENCES["en"][:2]})
    truth = {
        "ground_truth": {"main_content": "\n".join(SENTENCES["en"][2:4])},
        "_internal": {"page_type": {"primary": "article"}},
    }
    (tmp_path / "dev" / "ground-truth").mkdir(parents=True)
    (tmp_path / "dev" / "ground-truth" / "0001.json").write_text(json.dumps(truth))
    out = tmp_path / "out.md"
    run = CliRunner().invoke(glue.main, [str(tmp_path / "dev"), "--misses", "3", "-o", str(out)])
    assert run.exit_code == 0, run.output
    shown = out.read_text(encoding="utf-8")
    assert "## The project's paragraphs" in shown
    assert "main content" in shown
    assert "| en | 2 |" in shown
    assert str(tmp_path) not in shown


def test_prose_of_the_declaration_is_its_paragraphs() -> None:
    assert list(read_prose("<h1>No</h1><p>Alle\n Menschen <b>sind</b> frei.</p>")) == [
        "Alle Menschen sind frei."
    ]
