"""What was named on a command line, found: files, folders, globs and addresses, in a fixed order."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from scrubber.errors import BadInput
from scrubber.readers.streams import find_filesystem
from scrubber.readers.values import Format, Source

_FORMATS = {
    ".txt": Format.PAGE,
    ".html": Format.PAGE,
    ".htm": Format.PAGE,
    ".xhtml": Format.PAGE,
    ".md": Format.PAGE,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".parquet": Format.PARQUET,
    ".warc": Format.WARC,
    ".wet": Format.WARC,
}
_PACKED = (".gz", ".zst", ".bz2")
_MAGIC = re.compile(r"[*?[]")
_STDIN = "stdin"  # what standard input is called in the output


class _Found(NamedTuple):
    """A file: what it is opened by, what tells it from others, its name as given, and below its folder."""

    address: str
    key: str
    given: str
    below: str


def find_sources(inputs: Sequence[str]) -> tuple[Source, ...]:
    """Return the files that the inputs name, those of a folder or a glob sorted by their paths.

    An input is a file (of whatever ending), a folder (all below it that has a known ending; hidden ones and
    linked folders are left out), a glob (`**` is any number of folders), "-" for standard input, or an
    address that fsspec knows, of any of these. A file that several inputs name is read once. Of one input,
    the names are relative to its folder; of several, they are as given, without "..". No two are the same.

    Raises BadInput where an input is missing, or holds no page.
    """
    found = [file for given in inputs for file in _find_input(given)]
    if not inputs:
        raise BadInput("there is no input; name a file, a folder or a glob, or - for standard input")
    unique = {file.key: file for file in reversed(found)}  # the first of each stays
    kept = dict.fromkeys(file.key for file in found)
    taken: set[str] = set()
    sources = []
    for key in kept:
        file = unique[key]
        name = _make_unique(_make_safe(file.below if len(inputs) == 1 else file.given), taken)
        taken.add(name)
        sources.append(Source(file.address, name, _tell_format(file.address)))
    return tuple(sources)


def _find_input(given: str) -> Iterator[_Found]:
    if given == "-":
        return iter([_Found("-", "-", _STDIN, _STDIN)])
    if "://" in given:
        return _find_remote(given)
    if os.path.isdir(given):
        return _find_in_folder(given)
    if os.path.lexists(given):
        return iter([_local(given, os.path.basename(given))])
    if _MAGIC.search(given):
        return _find_glob(given)
    raise BadInput(f"there is no file or folder {given}; check its name")


def _local(path: str, below: str) -> _Found:
    return _Found(path, os.path.realpath(path), path, below)


def _find_in_folder(folder: str) -> Iterator[_Found]:
    found = list(_list_folder(folder))
    if not found:
        raise BadInput(f"there is no page in {folder}; {_say_endings()}")
    return iter(found)


def _list_folder(folder: str) -> Iterator[_Found]:
    root = os.path.realpath(folder)
    for name in sorted(_walk(folder), key=_path_order):
        path = os.path.join(folder, name)  # no folder in it is a link, so the file alone may be one
        key = os.path.realpath(path) if os.path.islink(path) else os.path.join(root, name)
        yield _Found(path, key, path, name)


def _walk(folder: str) -> Iterator[str]:
    """Yield the files below folder that have a known ending, by their paths from it."""
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        below = "" if place == folder else os.path.relpath(place, folder)
        for name in files:
            if not name.startswith(".") and _tell_format(name) is not None:
                yield os.path.join(below, name)


def _find_glob(pattern: str) -> Iterator[_Found]:
    """Find a glob's files, and the pages in its folders, which `**` names by itself."""
    root = _cut_pattern(pattern) or "."
    nothing = True
    for path in sorted(glob.iglob(pattern, recursive=True), key=_path_order):
        is_folder = "**" not in pattern and os.path.isdir(path)
        files = _list_folder(path) if is_folder else [_local(path, path)] if os.path.isfile(path) else []
        for file in files:
            nothing = False
            yield file._replace(below=os.path.relpath(file.given, root))
    if nothing:
        raise BadInput(f"nothing to read matches {pattern}; check it, with ** for folders at any depth")


def _cut_pattern(pattern: str) -> str:
    """Return the folder of a glob in which all its matches are.

    >>> _cut_pattern("crawl/2024/*/a?.html"), _cut_pattern("*.html")
    ('crawl/2024', '')
    """
    found = _MAGIC.search(pattern)
    return pattern[: found.start() if found else None].rpartition("/")[0]


def _find_remote(given: str) -> Iterator[_Found]:
    """Find what an address names: a file, the pages in a folder, or a glob's matches."""
    filesystem, path = find_filesystem(given)
    try:
        if _MAGIC.search(path):
            root, paths = _cut_pattern(path), filesystem.glob(path)
            paths = [place for place in paths if filesystem.isfile(place)]
        elif filesystem.isdir(path):
            root, paths = path, filesystem.find(path)
            paths = [place for place in paths if _is_shown_page(place.removeprefix(path))]
        else:
            root, paths = str(PurePosixPath(path).parent), [path] if filesystem.exists(path) else []
    except Exception as error:  # each file system has errors of its own
        raise BadInput(f"can't look at {given}: {error}; check the address, and your right to it") from error
    if not paths:
        raise BadInput(f"there is nothing to read at {given}; check the address; {_say_endings()}")
    for place in sorted(paths, key=_path_order):
        address = filesystem.unstrip_protocol(place)
        yield _Found(address, address, address, place.removeprefix(root).lstrip("/"))


def _is_shown_page(path: str) -> bool:
    hidden = any(part.startswith(".") for part in path.split("/"))
    return not hidden and _tell_format(path) is not None


def _path_order(path: str) -> list[str]:
    """Return what sorts paths as a person reads a tree: a folder's files together."""
    return path.replace(os.sep, "/").split("/")


def _tell_format(name: str) -> Format | None:
    """Return what a file's name says that it is, packed or not.

    >>> _tell_format("a.warc.wet.gz"), _tell_format("tea.HTML"), _tell_format("tea.gz")
    (<Format.WARC: 'warc'>, <Format.PAGE: 'page'>, None)
    """
    stem, ending = os.path.splitext(name.lower())
    return _FORMATS.get(os.path.splitext(stem)[1] if ending in _PACKED else ending)


def _say_endings() -> str:
    return f"files that are read end in {', '.join(_FORMATS)}, and each in {', '.join(_PACKED)} too"


def _make_safe(given: str) -> str:
    """Return a name that stays in the folder that it is written below.

    >>> _make_safe("../pages/./a.html"), _make_safe("s3://bucket/a.html"), _make_safe("/..")
    ('pages/a.html', 's3/bucket/a.html', 'page')
    """
    legal = given.encode("utf-8", "replace").decode()  # a file's name may be any bytes
    parts = legal.replace(os.sep, "/").replace("://", "/").split("/")
    return "/".join(part for part in parts if part not in ("", ".", "..")) or "page"


def _make_unique(name: str, taken: Iterable[str]) -> str:
    """Return the name, in a numbered folder where it is taken: so it keeps its ending."""
    number, unique = 1, name
    while unique in taken:
        number += 1
        unique = f"{number}/{name}"
    return unique
