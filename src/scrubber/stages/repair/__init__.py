"""repair: each block's text as its author wrote it, and a record of every change.

A fault is a rule: a test that is cheap on clean text, and a pure function that finds the edits that mend it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from scrubber.model import Block, Document, Kind, Mark, Repair
from scrubber.stages.repair.edits import Edit, Fix, apply, chain, compare_roughly
from scrubber.stages.repair.options import RepairOptions
from scrubber.stages.repair.rules import Rule, choose_rules, is_plain
from scrubber.trace import Piece, Trace

__all__ = ["IN_BLOCKS", "RepairOptions", "find_repairs", "repair", "repair_text", "replay"]

# A repair may lay bare another fault (an entity in mojibake). Each round costs the text's length; what is
# nested deeper than this was made to be (guess: real pages never needed more than four).
_ROUNDS = 16

_LEFT_ALONE = frozenset((Kind.DATA, Kind.TWEET, Kind.EMBED))
# A block's spaces and ends are layout, a string's may be its author's.
_AS_GIVEN = RepairOptions()
IN_BLOCKS = RepairOptions(tidy_spaces=True)


class _Step(NamedTuple):
    """One rule's edits, the text that they are of, and the text that they make of it."""

    rule: str
    edits: list[Edit]
    before: str
    after: str


def repair(document: Document, options: RepairOptions = IN_BLOCKS) -> Document:
    """Mend the text of every block and record each change, with its place in the source."""
    blocks, repairs = [], list(document.repairs)
    for block in document.blocks:
        code = block.kind is Kind.CODE
        if block.kind in _LEFT_ALONE or is_plain(block.text, options):
            blocks.append(block)
            continue
        text, fixes = _mend(block.text, options, code=code)
        repairs.extend(_record(fixes, block.text, block.trace))
        if not text.strip():
            blocks.append(block.marked(Mark("repair", "nothing-legible")))
        else:
            blocks.append(_rewrite(block, text, fixes) if fixes else block)
    return replace(document, blocks=tuple(blocks), repairs=tuple(repairs))


def repair_text(text: str, options: RepairOptions = _AS_GIVEN) -> str:
    """Return text with its encoding faults, entities, control characters and lost spaces mended.

    Curly quotes, ligatures, full-width forms and white space stay, unless `options` says otherwise.

    >>> repair_text("l’ Ã©tÃ© &amp; lâ€™hiver")
    'l’été & l’hiver'
    """
    for step in _take_steps(text, choose_rules(options, code=False, compare=compare_roughly)):
        text = step.after
    return text


def find_repairs(text: str, options: RepairOptions = _AS_GIVEN) -> tuple[Repair, ...]:
    """Return what `repair_text` changes, in order, as records whose spans are of text itself.

    >>> [(repair.rule, repair.before, repair.after) for repair in find_repairs("l’ Ã©tÃ©")]
    [('elision-space', ' ', ''), ('mojibake', 'Ã©tÃ©', 'été')]
    """
    fixes = _mend(text, options, code=False)[1]
    return tuple(_record(fixes, text, Trace.straight(0, len(text))))


def replay(repairs: Sequence[Repair], text: str) -> str:
    """Return text with the repairs made again that `find_repairs` found in it.

    >>> replay(find_repairs("l’ Ã©tÃ©"), "l’ Ã©tÃ©")
    'l’été'
    """
    return apply([Fix(r.span.start, r.span.end, r.after, (r.rule,)) for r in repairs if r.span], text)


def _mend(text: str, options: RepairOptions, *, code: bool) -> tuple[str, list[Fix]]:
    """Return the mended text, and the fixes that turn the given one into it."""
    fixes: list[Fix] = []
    for step in _take_steps(text, choose_rules(options, code=code)):
        fixes = chain(fixes, step.rule, step.edits, step.before)
        text = step.after
    return text, fixes


def _take_steps(text: str, rules: Sequence[Rule]) -> Iterator[_Step]:
    """Yield what each rule that finds a fault does, until none does."""
    for _ in range(_ROUNDS):
        begun = text
        for rule in rules:
            edits = rule.find(text)
            if edits:
                before, text = text, apply(edits, text)
                yield _Step(rule.name, edits, before, text)
        if text == begun:
            break


def _record(fixes: Sequence[Fix], text: str, trace: Trace | None) -> list[Repair]:
    """Return the fixes of a block's text as records, with the source's spans where it has any."""
    return [
        Repair(
            "+".join(fix.rules),
            text[fix.start : fix.end],
            fix.after,
            trace.span(fix.start, fix.end) if trace is not None else None,
        )
        for fix in fixes
    ]


def _rewrite(block: Block, text: str, fixes: Sequence[Fix]) -> Block:
    """Return the block with its mended text, whose trace still leads to where each letter came from."""
    trace = block.trace
    if trace is None:
        return replace(block, text=text)
    pieces: list[Piece] = []
    last = 0
    for fix in fixes:
        span = trace.span(fix.start, fix.end)
        pieces += [*trace.cut(last, fix.start).pieces, Piece(len(fix.after), span.start, span.end)]
        last = fix.end
    pieces += trace.cut(last, len(trace)).pieces
    return replace(block, text=text, trace=Trace.of(pieces))
