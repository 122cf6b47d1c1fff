"""Learn where tweets begin in running text: `make train-tweets DATA=tweets/dev.jsonl`.

DATA holds a page a line: `{"id", "form": "text", "page", "tweets": [{"text", "handle", "date"}]}`. Five folds
of pages, told by their ids, are each judged by a ranker that never saw them, for the score in the provenance;
the shipped one learns from all.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import torch

from scrubber import stages
from scrubber.errors import BadInput
from scrubber.learned.candidates import Candidates
from scrubber.learned.ranker import Ranker
from scrubber.learned.trainable_ranker import Choice, RankerRecipe, fit_ranker
from scrubber.learned.weights import save_weights
from scrubber.model import Document
from scrubber.stages.embeds.attribution import Attribution, find_attributions
from scrubber.stages.embeds.beginning import list_candidates
from scrubber.stages.embeds.running import RunningText

FOLDS = 5
NAME = "beginnings"


class Lesson(NamedTuple):
    """A tweet in its page: what it may begin with, and what it does begin with."""

    page: str
    choice: Choice
    columns: tuple[str, ...]  # names of the candidates' numbers


def fold_of(page: str) -> int:
    """Return the fold that a page is in, by its id."""
    return int.from_bytes(hashlib.sha256(page.encode()).digest()[:4]) % FOLDS


class Page(NamedTuple):
    """A flat page, and what is known of the tweets in it."""

    name: str
    text: str
    tweets: list[Told]


class Told(NamedTuple):
    """What is known of a tweet, its text folded."""

    text: str
    handle: str
    date: str


def read_pages(data: Path) -> list[Page]:
    """Return DATA's flat pages. Raises BadInput where DATA can't be read so."""
    try:
        with data.open(encoding="utf-8") as lines:
            records = [json.loads(line) for line in lines]
        return [
            Page(
                record["id"],
                record["page"],
                [Told(_fold(t["text"]), t["handle"].lower(), t["date"]) for t in record["tweets"]],
            )
            for record in records
            if record["form"] == "text"
        ]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise BadInput(f"{data} holds no pages with tweets ({error!r}); see --help for its format") from error


def read_lessons(data: Path) -> list[Lesson]:
    """Return the tweets of DATA's flat pages. Raises BadInput where there are none."""
    lessons = [lesson for page in read_pages(data) for lesson in _find_lessons(page)]
    if not lessons:
        raise BadInput(f"{data} holds no page with a tweet that can be learned from")
    return lessons


def _find_lessons(page: Page) -> Iterator[Lesson]:
    """Yield the page's tweets, as far as it holds them as they are known."""
    document = Document.open(page.text, media_type="text/plain")
    for stage in (stages.decode, stages.segment, stages.repair):
        document = stage(document)
    running = RunningText(document.blocks, document.text)
    attributions = list(find_attributions(running.text, document.language))
    if not attributions:
        return
    listed = list_candidates(running, attributions, document.language)
    for one, found in zip(attributions, listed, strict=True):
        right = _find_right(running.text, one, found, page.tweets)
        if right is not None:
            yield Lesson(page.name, Choice(found.rows, right), found.names)


def _find_right(text: str, one: Attribution, found: Candidates, tweets: Sequence[Told]) -> int | None:
    """Return which candidate begins the tweet; the first, where the page holds its end alone; or None."""
    told = [tweet.text for tweet in tweets if (tweet.handle, tweet.date) == (one.handle.lower(), one.date)]
    said = [_fold(text[start : one.start]) for start in found.starts.tolist()]
    whole = [at for at, words in enumerate(said) if words in told]
    if whole:
        return whole[-1]
    return 0 if said and any(words.endswith(said[0]) for words in told) else None


def _fold(text: str) -> str:
    """Return a text as the scorer of tweets compares it: without white space and invisible marks."""
    return re.sub(r"[\s\u2066-\u2069\u200b\ufeff]+|https?://", "", text)


def fit_folds(lessons: Sequence[Lesson]) -> dict[int, Ranker]:
    """Return, for each fold, a ranker that never saw its pages."""
    torch.set_num_threads(1)  # sums in one order, so that a seed gives the same weights
    return {fold: Ranker(_fit(lessons, fold), {}) for fold in range(FOLDS)}


def learn(data: Path, target: Path) -> None:
    """Write the ranker that DATA teaches to the folder target."""
    lessons = read_lessons(data)
    rankers = fit_folds(lessons)
    right = [
        int(rankers[fold_of(lesson.page)].judge(lesson.choice.rows).argmax()) == lesson.choice.right
        for lesson in lessons
    ]
    said = {
        "form": NAME,
        "data": "tweets set in pages, development set",
        "data_sha256": hashlib.sha256(data.read_bytes()).hexdigest(),
        "command": "make train-tweets DATA=tweets/dev.jsonl",
        "date": datetime.now(UTC).date().isoformat(),
        "torch": torch.__version__.split("+")[0],
        "pages": len({lesson.page for lesson in lessons}),
        "tweets": len(lessons),
        "columns": list(lessons[0].columns),
        "cross_validated": {"exact": round(sum(right) / len(right), 4)},
    }
    sys.stdout.write(f"{NAME}: {json.dumps(said['cross_validated'])}\n")
    save_weights(target / f"{NAME}.npz", _fit(lessons, None), said)


def _fit(lessons: Sequence[Lesson], fold: int | None) -> dict[str, Any]:
    """Return the arrays of a ranker that never saw a fold's pages."""
    return fit_ranker([lesson.choice for lesson in lessons if fold_of(lesson.page) != fold], RankerRecipe())


def main() -> None:
    """Run the command."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("data", type=Path)
    cli.add_argument("target", type=Path, help="the folder that the ranker is written to")
    args = cli.parse_args()
    try:
        learn(args.data, args.target)
    except BadInput as error:
        sys.exit(f"scrubber: {error}")


if __name__ == "__main__":
    main()
