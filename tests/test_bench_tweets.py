"""The benchmark of tweets, on a set of three pages and with a plain scorer; and what is learned from them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks import tweets
from benchmarks.tweets import Scored, find_plainly, read_scores, show_scores
from scrubber.errors import BadInput
from tests.test_stages import MORE
from tests.test_tweets_flat import ARTICLE, BY, COLUMN, SAYS

# Not the real scorer, which the project doesn't hold: the same arguments, and lines of the same shape.
SCORE = """
import json, sys
gold, found = ([json.loads(line) for line in open(path)] for path in sys.argv[1:3])
assert [page["id"] for page in gold] == [page["id"] for page in found]
right = [p["tweets"][0]["text"] == g["tweets"][0]["text"] for g, p in zip(gold, found) if p["tweets"]]
all = len(gold)
print(f"text/en     gold {all:4.0f}  found {len(right) / all:.3f}  exact {sum(right) / all:.3f}")
print("miss", *sys.argv[3:])
"""
TWEET = {"text": SAYS, "name": "Ann B.", "handle": "ann_b", "date": "2019-05-06"}
PAGES = [
    {"id": "a", "lang": "en", "form": "text", "page": f"{ARTICLE}\n{SAYS} {BY}\n{MORE}", "tweets": [TWEET]},
    {"id": "b", "lang": "fr", "form": "text", "page": f"{COLUMN} {SAYS} {BY}", "tweets": [TWEET]},
    {"id": "c", "lang": None, "form": "html", "page": f"<p>{ARTICLE}<p>{SAYS} {BY}", "tweets": [TWEET]},
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "bench").mkdir()
    (tmp_path / "bench" / "score_tweets.py").write_text(SCORE, encoding="utf-8")
    target = tmp_path / "tweets" / "dev.jsonl"
    target.parent.mkdir()
    target.write_text("".join(json.dumps(page) + "\n" for page in PAGES), encoding="utf-8")
    return target


def test_the_shipped_ranker_is_measured_next_to_one_expression(data: Path, tmp_path: Path) -> None:
    args = [str(data), "--shipped", "--misses", "7", "-o", str(tmp_path / "out.md")]
    result = CliRunner().invoke(tweets.main, args, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    assert "| flat, English (3) | scrubber | 1.000 | — | — | — | 1.000 | — |" in result.output
    assert "miss --misses 7" in result.output
    assert "fitted on these pages" in (tmp_path / "out.md").read_text(encoding="utf-8")


def test_without_a_scorer_nothing_is_measured(data: Path) -> None:
    (data.parent.parent / "bench" / "score_tweets.py").unlink()
    result = CliRunner().invoke(tweets.main, [str(data)])
    assert result.exit_code == 2
    assert "--scorers" in result.output


def test_a_scorer_that_fails_says_so(data: Path) -> None:
    (data.parent.parent / "bench" / "score_tweets.py").write_text("raise SystemExit('no such page')")
    result = CliRunner().invoke(tweets.main, [str(data), "--shipped"])
    assert (result.exit_code, "no such page" in result.output) == (1, True)


PLAIN = {
    "a line": (f"One.\nTwo. {BY}", "Two."),
    "a sentence is not told from the next": (f"One. Two. {BY}", "One. Two."),
    "tags": (f"<p>Two. <b>{BY}</b>", "Two."),
    "no date": ("Two. — Ann B. (@ann_b) was there", None),
}


@pytest.mark.parametrize(("page", "text"), PLAIN.values(), ids=PLAIN.keys())
def test_the_plain_expression(page: str, text: str | None) -> None:
    found = find_plainly({"page": page, "form": "html" if "<" in page else "text", "lang": "en"})
    assert [tweet["text"] for tweet in found] == ([] if text is None else [text])


def test_the_scorers_lines_are_read_and_shown() -> None:
    scores = read_scores(
        "html        gold   45  found 1.000  exact 0.889  id 1.000\nALL gold 868 found 0.5\n[1, 2]"
    )
    assert scores["html"] == Scored(45, {"found": 1.0, "exact": 0.889, "id": 1.0})
    assert (
        show_scores([("scrubber", scores)]).splitlines()[-1]
        == "| all (868) | scrubber | 0.500 | — | — | — | — | — |"
    )


# what the ranker learns from


def test_what_is_learned_from_a_page(data: Path) -> None:
    pytest.importorskip("torch", reason="the trainer's library is not installed")
    from scrubber.learned.train_beginnings import (
        excerpt,
        fit_folds,
        lay_out_in_lines,
        read_lessons,
        read_pages,
    )

    page, _ = read_pages(data)
    assert f"\n{SAYS}\n{BY}" in lay_out_in_lines(page).text.replace("today.\nThank", "today. Thank")
    (short,) = excerpt(page)
    assert SAYS in short.text
    assert len(short.text) < len(page.text)
    lessons = read_lessons(data)
    assert {lesson.page for lesson in lessons} == {"a", "b"}
    assert len(fit_folds(lessons)) == 5


FAULTS = {
    "no JSON": "{",
    "a list": "[]",
    "no tweets": '{"id": "a", "form": "text", "page": "x"}',
    "nothing": "",
}


@pytest.mark.parametrize("text", FAULTS.values(), ids=FAULTS.keys())
def test_what_can_not_be_learned_from(tmp_path: Path, text: str) -> None:
    pytest.importorskip("torch", reason="the trainer's library is not installed")
    from scrubber.learned.train_beginnings import read_lessons

    (tmp_path / "dev.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match="holds no page"):
        read_lessons(tmp_path / "dev.jsonl")
