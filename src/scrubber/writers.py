"""A document as Markdown, plain text or JSON lines, and files that are never half written."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TextIO

from scrubber.errors import BadOutput
from scrubber.model import Block, Document, Kind
from scrubber.wire import dumps

_LINE_MARKUP = re.compile(r"^(\s*)([#>+-]|\d+[.)])(?=\s)", re.M)
_FENCE = re.compile(r"`{3,}")


def to_markdown(document: Document) -> str:
    """Return what was kept as GitHub-flavoured Markdown."""
    parts = []
    for section in document.sections:
        if section.heading:
            parts.append("#" * max(1, section.level) + " " + section.heading.text.replace("\n", " "))
        parts.extend(_merge_lists([_markdown(block, document) for block in section.blocks], section.blocks))
    return "\n\n".join(part for part in parts if part) + "\n" if parts else ""


def to_text(document: Document) -> str:
    """Return what was kept as plain text: headings, blocks and tweets, a blank line between them.

    Embeds without a text are left out: a player's address is nothing to read.
    """
    parts = []
    for section in document.sections:
        if section.heading:
            parts.append(section.heading.text)
        parts.extend(_text(block, document) for block in section.blocks)
    return "\n\n".join(part for part in parts if part) + "\n" if parts else ""


def _text(block: Block, document: Document) -> str:
    if block.ref is None:
        return block.text
    if block.kind is Kind.TWEET:
        tweet = document.tweets[block.ref]
        return f"{tweet.text}\n{_byline(tweet.name, tweet.handle, tweet.date)}"
    embed = document.embeds[block.ref]
    return f"{embed.text}\n{_byline(embed.name, embed.handle, embed.date)}" if embed.text else ""


def _byline(name: str | None, handle: str | None, day: str | None) -> str:
    return "— " + " ".join(filter(None, (name, f"(@{handle})" if handle else None, day)))


def _markdown(block: Block, document: Document) -> str:
    if block.kind is Kind.TWEET:
        return _quote(_text(block, document))
    if block.kind is Kind.EMBED and block.ref is not None:
        embed = document.embeds[block.ref]
        if embed.text:
            return _quote(_text(block, document))
        return f"[{embed.title or embed.kind}]({embed.url})" if embed.url else embed.title or ""
    if block.kind is Kind.CODE:
        longest = max((len(run) for run in _FENCE.findall(block.text)), default=2)
        fence = "`" * max(3, longest + 1)
        return f"{fence}\n{block.text}\n{fence}"
    if block.kind is Kind.TABLE:
        return _table(block.text)
    if block.kind is Kind.LIST_ITEM:
        return "  " * ((block.level or 1) - 1) + "- " + block.text.replace("\n", " ").removeprefix("- ")
    text = _LINE_MARKUP.sub(r"\1\\\2", block.text).replace("\n", "  \n")
    return _quote(text) if block.kind is Kind.QUOTE else text


def _quote(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _table(text: str) -> str:
    rows = [[cell.replace("|", "\\|") for cell in line.split("\t")] for line in text.split("\n")]
    width = max(map(len, rows))
    lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _merge_lists(parts: list[str], blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield the parts, the items of one list as one part."""
    held: list[str] = []
    for part, block in zip(parts, blocks, strict=True):
        if block.kind is Kind.LIST_ITEM:
            held.append(part)
            continue
        if held:
            yield "\n".join(held)
            held = []
        yield part
    if held:
        yield "\n".join(held)


# What was kept as one text: forms of their own, and fields beside the wire's.
RENDERED: Final[dict[str, Callable[[Document], str]]] = {"text": to_text, "markdown": to_markdown}
FORMATS: Final[dict[str, Callable[[Document], str]]] = {
    "json": lambda document: dumps(document) + "\n",
    "jsonl": lambda document: dumps(document, compact=True) + "\n",
    **RENDERED,
}
ENDINGS = {"json": ".json", "jsonl": ".jsonl", "markdown": ".md", "text": ".txt"}


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """Give a file to write to that takes path's place only when all is written; else path stays as it was.

    Raises BadOutput where path can't be written.
    """
    try:
        handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent or Path())
    except OSError as error:
        raise BadOutput(
            f"can't write {path}: {error.strerror}; name a place that can be written with -o"
        ) from error
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as out:
            yield out
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(beside, 0o666 & ~mask)
        os.replace(beside, path)
    except BaseException as error:
        with suppress(OSError):
            os.unlink(beside)
        if isinstance(error, OSError):
            raise BadOutput(f"can't write {path}: {error.strerror}; name another place with -o") from error
        raise


@contextmanager
def replacing(path: Path, *, sync: bool = True) -> Iterator[Path]:
    """Give a path to write to, whose file takes path's place when it is whole and, with `sync`, on the disk.

    It is the same each time, so that what a killed process leaves there is gone when the file is written
    again: for one writer alone.
    """
    beside = path.with_name(f".{path.name}.partial")
    try:
        yield beside
        if sync:
            with beside.open("rb") as written:
                os.fsync(written.fileno())
        os.replace(beside, path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
