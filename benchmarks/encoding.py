"""Compare how bytes of an unknown charset become text: the right text counts, not the charset's name.

    python -m benchmarks.encoding

Every text is encoded in every charset that can hold it. The texts are held out: scrubber's tables were
counted on others, and its constants tried on others.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import mean
from typing import NamedTuple

import click

from benchmarks import options
from benchmarks.charsets import (
    Sample,
    cut_last_letter,
    list_documents,
    list_samples,
    list_titles,
    mix_charsets,
    strew_nuls,
)
from benchmarks.report import show_head, write_result
from benchmarks.table import draw
from scrubber import Document, stages
from scrubber.errors import ScrubError
from scrubber.stages.decode.labels import find_charset, find_codec

_SYSTEMS = ("scrubber", "turbohtml", "chardet", "charset-normalizer")
_ABOUT = (
    "A cell is the share of texts that came out right, code point for code point. Documents are longer than",
    "500 code points, one a language; titles are 10 to 60 long, five or six a language. Each is encoded in",
    "every charset that can hold it: as it is, else with typewriter's quotes, dashes and spaces, else with",
    "what was typed for letters that the charset has not (ţ for ț, EUR for the euro). “In use” leaves out",
    "charsets that nobody wrote the language in, such as Finnish in GB18030. Texts that are plain ASCII are",
    "left out. ms are of CPU, a text, on one core; peers are called as their makers show it, and decode with",
    "what they name. No table holds these texts; the log says what was changed after a look at them.",
)
_NO_TEXT = frozenset("\ufffd" + "".join(map(chr, [*range(9), *range(14, 27), *range(0x7F, 0xA0)])))
_WRONG = ("utf-8", "windows-1252", "{like}")  # what is declared by mistake; {like}: the charset's neighbour


class Outcome(NamedTuple):
    """What a system made of a text."""

    sample: Sample
    right: bool
    ms: float


class Told(NamedTuple):
    """A text whose charset is said, by its page or its transport; and whether its bytes can't be in that."""

    sample: Sample
    said: str | None
    by_page: bool
    provable: bool


@click.command(context_settings=options.SETTINGS)
@click.option("--language", "languages", multiple=True, help="Take these languages alone.")
@options.output
def main(languages: tuple[str, ...], output: Path | None) -> None:
    """Decode documents and titles in every charset, undeclared, declared and damaged."""
    documents = _choose(list_documents(), languages)
    titles = _choose(list_titles(), languages)
    undeclared = {
        (kind, form): list(list_samples(texts, page=form == "page"))
        for kind, texts in (("document", documents), ("title", titles))
        for form in ("text", "page")
    }
    outcomes = {
        name: {key: run(read, samples) for key, samples in undeclared.items()}
        for name, read in load_systems().items()
    }
    head = show_head("Encoding", _SYSTEMS, "make bench-encoding", _ABOUT)
    shown = "\n".join(
        [
            head,
            show_systems(outcomes),
            show_declared(documents, titles),
            show_damaged(undeclared["document", "text"]),
            show_by("charset", outcomes, lambda sample: sample.charset.name),
            show_by("language", outcomes, lambda sample: sample.language),
            show_sureness(undeclared),
        ]
    )
    click.echo(shown)
    write_result(shown, "encoding.md", output, whole=not languages)


def load_systems() -> dict[str, Callable[[bytes], str]]:
    """Return how each system is called; one that is not installed is left out."""
    systems: dict[str, Callable[[bytes], str]] = {
        "scrubber": read_by_scrubber,
        "turbohtml": _read_by_turbohtml,
    }
    try:
        import chardet
        import charset_normalizer
    except ImportError:
        return systems

    def read_by_chardet(raw: bytes) -> str:
        return raw.decode(chardet.detect(raw)["encoding"] or "utf-8", "replace")

    def read_by_normalizer(raw: bytes) -> str:
        return str(charset_normalizer.from_bytes(raw).best() or "")

    return {**systems, "chardet": read_by_chardet, "charset-normalizer": read_by_normalizer}


def _read_by_turbohtml(raw: bytes) -> str:
    from turbohtml.detect import detect

    return raw.decode(detect(raw).codec or "utf-8", "replace")


def read_by_scrubber(raw: bytes, media_type: str | None = None) -> str:
    """Return what the stage decodes bytes to; nothing where it refuses them."""
    try:
        return stages.decode(Document.open(raw, media_type=media_type)).text
    except ScrubError:
        return ""


def run(read: Callable[[bytes], str], samples: Iterable[Sample]) -> list[Outcome]:
    """Return what a system makes of each text."""
    outcomes = []
    for sample in samples:
        start = time.process_time()
        try:
            text = read(sample.raw)
        except (LookupError, ValueError):
            text = ""
        ms = 1000 * (time.process_time() - start)
        outcomes.append(Outcome(sample, is_right(text, sample), ms))
    return outcomes


def is_right(text: str, sample: Sample) -> bool:
    """Tell whether a text is what was encoded; a mark before it, or a sign for what was cut, is none."""
    return text.removeprefix("\ufeff").removesuffix("\ufffd") == sample.text.removesuffix("\ufffd")


def show_systems(outcomes: dict[str, dict[tuple[str, str], list[Outcome]]]) -> str:
    """Return the table of all systems on undeclared texts."""
    lines = []
    for name, found in outcomes.items():
        cells = []
        for kind in ("document", "title"):
            mine = [outcome for form in ("text", "page") for outcome in found[kind, form]]
            used = [outcome for outcome in mine if _is_used(outcome.sample)]
            legacy = [outcome for outcome in used if not outcome.sample.charset.label.startswith("utf-")]
            cells += [_share(mine), _share(used), _share(legacy), f"{mean(o.ms for o in mine):.2f}"]
        lines.append([name, *cells])
    texts = [len(found) for found in next(iter(outcomes.values())).values()]
    head = ["system"]
    for kind in ("documents", "titles"):
        head += [f"{kind}: all", "in use", "in use, not Unicode's", "ms"]
    says = "Documents: {} as text, {} as pages; titles: {} and {}.".format(*texts)
    return "\n".join(["## Nothing declared", "", draw(head, lines), "", says, ""])


def show_declared(documents: dict[str, list[str]], titles: dict[str, list[str]]) -> str:
    """Return the table of scrubber's on texts with a declaration, right or wrong."""
    lines = []
    for kind, texts in (("documents", documents), ("titles", titles)):
        labels = (("the right charset", "{}"), *((f"{label}, wrongly", label) for label in _WRONG))
        for name, label in labels:
            shown = name.replace("{like}", "a neighbour")
            lines.append(
                [f"{kind}, transport says {shown}", *_weigh(_list_told(texts, label, by_page=False))]
            )
            lines.append([f"{kind}, the page says {shown}", *_weigh(_list_told(texts, label, by_page=True))])
    head = ["told", "texts", "right", "told nothing", "provably wrong", "right", "told nothing"]
    prose = (
        "A neighbour is what the charset is most easily taken for, such as KOI8-R for windows-1251. A wrong",
        "charset in which the text is the same is left out. “Told nothing” is the share of the same texts",
        "that come out right with no declaration. It is provably wrong where a byte means nothing in it, or",
        "a control that no text holds; windows-1252 gives nearly every byte a meaning.",
    )
    return "\n".join(["## Declared", "", *prose, "", draw(head, lines), ""])


def show_damaged(samples: list[Sample]) -> str:
    """Return the table of scrubber's on damaged documents."""
    damages: dict[str, Callable[[Sample], Sample | None]] = {
        "cut within the last letter": cut_last_letter,
        "a NUL behind one letter of a hundred": strew_nuls,
        "behind lines of UTF-8": lambda sample: mix_charsets(sample, _other(samples, sample)),
    }
    lines = []
    for name, damage in damages.items():
        damaged = [found for sample in samples if (found := damage(sample)) is not None]
        outcomes = run(read_by_scrubber, damaged)
        used = [outcome for outcome in outcomes if _is_used(outcome.sample)]
        lines.append([name, str(len(outcomes)), _share(outcomes), str(len(used)), _share(used)])
    head = ["damage", "documents", "right", "in use", "right"]
    return "\n".join(["## Damaged, nothing declared", "", draw(head, lines), ""])


def show_by(
    name: str, outcomes: dict[str, dict[tuple[str, str], list[Outcome]]], key: Callable[[Sample], str]
) -> str:
    """Return the table of all systems by charset or by language, nothing declared."""
    lines: dict[str, list[str]] = {}
    for kind in ("document", "title"):
        for found in outcomes.values():
            groups = defaultdict(list)
            for outcome in (*found[kind, "text"], *found[kind, "page"]):
                groups[key(outcome.sample)].append(outcome)
            for group, mine in groups.items():
                lines.setdefault(group, [group])
                if len(lines[group]) in (1, 1 + 1 + len(outcomes)):
                    lines[group].append(str(len(mine)))
                lines[group].append(_share(mine))
    head = [name, *(cell for kind in ("documents", "titles") for cell in (kind, *outcomes))]
    return "\n".join([f"## By {name}, nothing declared", "", draw(head, list(lines.values())), ""])


def show_sureness(undeclared: dict[tuple[str, str], list[Sample]]) -> str:
    """Return how often scrubber was right where it was so sure of a charset that it detected."""
    groups: dict[int, list[bool]] = defaultdict(list)
    for sample in (sample for samples in undeclared.values() for sample in samples):
        try:
            document = stages.decode(Document.open(sample.raw))
        except ScrubError:
            continue
        if document.decoding and document.decoding.evidence == "detected":
            groups[min(9, int(document.decoding.confidence * 10))].append(is_right(document.text, sample))
    lines = [
        [f"{group / 10:.1f} to {group / 10 + 0.1:.1f}", str(len(found)), f"{mean(found):.3f}"]
        for group, found in sorted(groups.items())
    ]
    head = ["how sure", "texts", "right"]
    return "\n".join(["## How sure, and how right", "", draw(head, lines), ""])


def _choose(texts: dict[str, list[str]], languages: tuple[str, ...]) -> dict[str, list[str]]:
    return {language: found for language, found in texts.items() if not languages or language in languages}


def _list_told(texts: dict[str, list[str]], label: str, *, by_page: bool) -> Iterator[Told]:
    """Yield texts whose transport, or whose own page, says a charset that `label` makes of theirs."""
    for sample in list_samples(texts, page=by_page):
        charset = sample.charset
        if charset.mark or (by_page and charset.label.startswith(("utf-16", "utf-32"))):
            continue
        said = label.format(charset.label, like=charset.like)
        codec = find_codec(find_charset(said) or said)
        as_told = sample.raw.decode(codec, "replace")
        if said == charset.label or as_told != sample.text:
            yield Told(sample, said, by_page, any(letter in _NO_TEXT for letter in as_told))


def _weigh(told: Iterable[Told]) -> Iterator[str]:
    """Yield the cells of texts with a declaration: of all, and of those in which it is provably wrong."""
    found = [(one.provable, _read_told(one), _read_told(one._replace(said=None))) for one in told]
    for chosen in (found, [one for one in found if one[0]]):
        yield str(len(chosen))
        yield _show_mean([right for _, right, _ in chosen])
        yield _show_mean([right for _, _, right in chosen])


def _read_told(told: Told) -> bool:
    """Tell whether scrubber reads a text right that it is told a charset of, or none."""
    sample = told.sample
    if told.said is None:
        return is_right(read_by_scrubber(sample.raw), sample)
    if not told.by_page:
        return is_right(read_by_scrubber(sample.raw, f"text/plain; charset={told.said}"), sample)
    meta = f'<meta charset="{told.said}">\n'
    declared = sample._replace(
        raw=sample.raw.replace(b"<head>\n", b"<head>\n" + meta.encode(), 1),
        text=sample.text.replace("<head>\n", "<head>\n" + meta, 1),
    )
    return is_right(read_by_scrubber(declared.raw), declared)


def _other(samples: list[Sample], sample: Sample) -> str:
    """Return the document of another language, by the length of this one."""
    others = [one.text for one in samples if one.charset.name == "utf-8" and one.language != sample.language]
    return others[len(sample.raw) % len(others)] if others else "L’été, déjà."


def _is_used(sample: Sample) -> bool:
    return sample.language in sample.charset.languages


def _share(outcomes: list[Outcome]) -> str:
    return _show_mean([outcome.right for outcome in outcomes])


def _show_mean(found: list[bool]) -> str:
    return f"{mean(found):.3f}" if found else "—"


if __name__ == "__main__":
    main()
