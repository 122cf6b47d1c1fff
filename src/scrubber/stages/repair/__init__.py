"""repair: each block's text as its author wrote it, and a record of every change.

A fault is a rule: a test that is cheap on clean text, and a pure function that finds the edits that mend it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from scrubber.model import Block, Document, Kind, Mark, MediaType, Repair
from scrubber.stages.repair.edits import Edit, Fix, apply, chain, compare_roughly
from scrubber.stages.repair.options import RepairOptions
from scrubber.stages.repair.rules import GLUE, Rule, choose_rules, is_plain
from scrubber.stages.repair.surroundings import Surroundings
from scrubber.trace import Piece, Trace

__all__ = ["IN_BLOCKS", "RepairOptions", "find_repairs", "repair", "repair_text", "replay"]

# A repair may lay bare another fault (an entity in mojibake). Each round costs the text's length; what is
# nested deeper than this was made to be (guess: real pages never needed more than four).
_ROUNDS = 16

_LEFT_ALONE = frozenset((Kind.DATA, Kind.TWEET, Kind.EMBED))
# A block's spaces and ends are layout, a string's may be its author's.
_AS_GIVEN = RepairOptions()
IN_BLOCKS = RepairOptions(tidy_spaces=True, join_lines=True)
# Only in these can a line break be one that wrapping made.
_RUNNING = frozenset((Kind.PARAGRAPH, Kind.QUOTE, Kind.LIST_ITEM))


class _Step(NamedTuple):
    """One rule's edits, the text that they are of, and the text that they make of it."""

    rule: str
    edits: list[Edit]
    before: str
    after: str


def repair(document: Document, options: RepairOptions = IN_BLOCKS) -> Document:
    """Mend the text of every block and record each change, with its place in the source."""
    blocks, repairs = [], list(document.repairs)
    near = Surroundings(_read_page(document), options.language or document.language)
    for block in document.blocks:
        if block.kind in _LEFT_ALONE or is_plain(block.text, options):
            blocks.append(block)
            continue
        text, fixes = _mend(block.text, _choose_for(block, options), near)
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
    rules = choose_rules(options, code=False, compare=compare_roughly)
    for step in _take_steps(text, rules, Surroundings(text, options.language), alone=True):
        text = step.after
    return text


def find_repairs(text: str, options: RepairOptions = _AS_GIVEN) -> tuple[Repair, ...]:
    """Return what `repair_text` changes, in order, as records whose spans are of text itself.

    >>> [(repair.rule, repair.before, repair.after) for repair in find_repairs("l’ Ã©tÃ©")]
    [('elision-space', ' ', ''), ('mojibake', 'Ã©tÃ©', 'été')]
    """
    near = Surroundings(text, options.language)
    fixes = _mend(text, choose_rules(options, code=False), near, alone=True)[1]
    return tuple(_record(fixes, text, Trace.straight(0, len(text))))


def replay(repairs: Sequence[Repair], text: str) -> str:
    """Return text with the repairs made again that `find_repairs` found in it.

    >>> replay(find_repairs("l’ Ã©tÃ©"), "l’ Ã©tÃ©")
    'l’été'
    """
    return apply([Fix(r.span.start, r.span.end, r.after, (r.rule,)) for r in repairs if r.span], text)


def _choose_for(block: Block, options: RepairOptions) -> tuple[Rule, ...]:
    """Return the rules for a block: only running text is wrapped, and an embed is read from its own HTML."""
    if options.join_lines and block.kind not in _RUNNING:
        options = replace(options, join_lines=False)
    rules = choose_rules(options, code=block.kind is Kind.CODE)
    if block.markup is not None and block.markup.fragment is not None:
        return tuple(rule for rule in rules if rule.name not in GLUE)
    return rules


def _mend(
    text: str, rules: Sequence[Rule], near: Surroundings, *, alone: bool = False
) -> tuple[str, list[Fix]]:
    """Return the mended text, and the fixes that turn the given one into it."""
    fixes: list[Fix] = []
    for step in _take_steps(text, rules, near, alone=alone):
        fixes = chain(fixes, step.rule, step.edits, step.before)
        text = step.after
    return text, fixes


def _take_steps(text: str, rules: Sequence[Rule], near: Surroundings, *, alone: bool) -> Iterator[_Step]:
    """Yield what each rule that finds a fault does, until none does.

    `alone`: the text is all that there is, so that its surroundings change with it, and the last step leaves
    nothing to find.
    """
    for _ in range(_ROUNDS):
        begun = text
        for rule in rules:
            edits = rule.find_edits(text, near)
            if edits:
                before, text = text, apply(edits, text)
                near = near.around(text) if alone else near
                yield _Step(rule.name, edits, before, text)
        if text == begun:
            break


def _read_page(document: Document) -> str:
    """Return the text that a page's words and its lines' width are told from."""
    if document.media_type is MediaType.TEXT:
        return document.text
    return "\n\n".join(block.text for block in document.blocks)


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
