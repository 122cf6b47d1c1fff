"""Links in a tweet's text, as Twitter finds them: with `http://` or without, and among letters of any script.

The rules are twitter-text's (3.1, `extractUrlsWithIndices`), its pattern is not: the time that one takes may
grow with the square of a text. Here a text is cut into runs of what a host is made of, each label of a run is
looked at once, and a path or query is taken whole and then cut back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

PUNCTUATION = r"!'#%&()*+,\\/:;<=>?@\[\]^{|}~$"  # and - . _, which stand in a host
SPACES = r"\t-\r \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
ACCENTED = (  # Latin letters beyond ASCII
    r"\xc0-\xd6\xd8-\xf6\xf8-\xff\u0100-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272"
    r"\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff"
)
_INVALID = r"\ufffe\ufeff\uffff"
_DIRECTIONS = r"\u202a-\u202e\u061c\u200e\u200f\u2066-\u2069"
_NO_HOST = rf"{PUNCTUATION}{SPACES}{_INVALID}{_DIRECTIONS}"
# Labels with a dot between them, looked for only where a run begins, or each of its letters would begin one.
_RUN = re.compile(rf"(?<![^{_NO_HOST}])[^{_NO_HOST}.]*+\.[^{_NO_HOST}]++")
_INNER_DOT = re.compile(rf"\.(?=[^{_NO_HOST}])")
_BAD_BEFORE = rf"A-Za-z0-9@＠$#＃{_INVALID}"
_BEGIN = re.compile(rf"(?<![{_BAD_BEFORE}])[^-_.]")
_NOT_BARE = frozenset("-_./")  # before a link without a scheme
_SCHEME = re.compile(r"https?://\Z", re.I)
_LONGEST_SCHEME = len("https://")
_ASCII_LABELS = re.compile(rf"(?:[-a-zA-Z0-9{ACCENTED}]++\.)++")
_ASCII_WORD = re.compile(r"[a-zA-Z0-9-]*")
_GOES_ON = re.compile(r"[0-9a-zA-Z@+-]")
_PORT = re.compile(r":[0-9]++")
_IN_PATH = rf"[a-zA-Z0-9\u0400-\u04ff!*';:=+,.$/%#\[\]\-\u2013_~@|&{ACCENTED}]"
_PATH = re.compile(  # brackets stand in pairs, one pair may stand in another
    rf"/(?:{_IN_PATH}++|\((?!\)){_IN_PATH}*+(?:\({_IN_PATH}++\){_IN_PATH}*+)?+\))*+"
)
_NOT_LAST_IN_PATH = "!*';:,.$%[]\u2013~@|&"
_QUERY = re.compile(r"\?[a-zA-Z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*+")
_NOT_LAST_IN_QUERY = "!?*'@();:+$%[].,~|"
_SHORTENED = re.compile(r"https?://t\.co/([a-z0-9]++)", re.I)
_LONGEST_SLUG = 40  # code points; this and the next are twitter-text's
_LONGEST_LINK = 4096  # with a scheme that counts once more
_LONGEST_LABEL = 63  # in punycode (RFC 1035)


class Link(NamedTuple):
    """A link as it stands in the text, and where: code points, half open."""

    url: str
    start: int
    end: int


def find_links(text: str, *, glued: bool = False) -> list[Link]:
    """Return the links of a tweet's text, in their order.

    What has no `http://` before it is one where its host ends in a top-level domain that there is, and as far
    as its letters are Latin. `glued` takes a link, too, that a word runs into, as flattened text has them.

    >>> [link.url for link in find_links("see example.com/a_(b). Or http://example.みんな/, not e.g.this")]
    ['example.com/a_(b)', 'http://example.みんな/']
    """
    found: list[Link] = []
    floor = 0  # where the last match ends: a link's left neighbour stands behind it
    for start, end in _find_runs(text):
        if end > floor:
            floor = _search_run(_Run(text, start, end), floor, glued, found)
    return found


def _find_runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield where labels with dots between them stand: looked for from a dot, as most text has few."""
    at = 0
    for dot in _INNER_DOT.finditer(text):
        if dot.start() < at:
            continue
        run = _RUN.search(text, max(at, text.rfind(" ", at, dot.start())))
        assert run is not None
        at = run.end()
        yield run.start(), at


class _Run:
    """Labels with dots between them, and where a host that begins in each of them would end."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start = text, start
        self.starts, self.ends = [start], list[int]()
        at = start
        while (at := text.find(".", at, end)) >= 0:
            self.ends.append(at)
            at += 1
            self.starts.append(at)
        self.ends.append(end)
        # By label: where the domain right behind it ends, and the last domain behind it, all between valid.
        self._near = [*(_domain_end(text, at, len(text)) for at in self.starts[1:]), None]
        self._far: list[int | None] = [None] * len(self.starts)
        for number in range(len(self.starts) - 2, -1, -1):
            self._far[number] = self.host_end(number + 1, self.starts[number + 1]) or self._near[number]

    def host_end(self, number: int, start: int) -> int | None:
        """Return where the host ends whose first label is a label from start on, or None if there is none."""
        end = self.ends[number]
        if start >= end or self.text[start] in "-_" or self.text[end - 1] in "-_":
            return None
        far, near = self._far[number], self._near[number]
        if far != near:
            return far
        return None if "_" in self.text[start:end] else near

    def next_host(self, number: int, floor: int) -> tuple[int, int] | None:
        """Return the first host that begins in a label, behind floor, as (start, end)."""
        low = max(self.starts[number], floor + 1 if floor else 0)
        far, near = self._far[number], self._near[number]
        if far is None or low >= self.ends[number]:
            return None
        if far == near:
            low = max(low, self.text.rfind("_", low, self.ends[number]) + 1)
        begin = _BEGIN.search(self.text, low, self.ends[number])
        end = self.host_end(number, begin.start()) if begin else None
        return (begin.start(), end) if begin and end is not None else None


def _search_run(run: _Run, floor: int, glued: bool, found: list[Link]) -> int:
    """Add the links that begin in a run to found, and return where the last match ends, added or not."""
    text = run.text
    begin = _scheme_start(text, run.start, floor, glued)
    if begin is not None and (end := run.host_end(0, run.start)) is not None:
        stop = _link_end(text, end)
        link = _with_scheme(text, begin, run.start, end, stop)
        if link is not None:
            found.append(link)
        floor = stop
    for number in range(len(run.starts) - 1):
        while (host := run.next_host(number, floor)) is not None:
            start, end = host
            stop = _link_end(text, end)
            if not start or text[start - 1] not in _NOT_BARE:
                found += _without_scheme(text, start, end, stop)
            floor = stop
    return floor


def _scheme_start(text: str, host: int, floor: int, glued: bool) -> int | None:
    """Return where the `http://` before a host begins, if a link may begin there."""
    scheme = _SCHEME.search(text, max(floor, host - _LONGEST_SCHEME), host)
    if scheme is None:
        return None
    at = scheme.start()
    if at == 0 or (at > floor and _BEGIN.match(text, at)):
        return at
    return at if glued and text[at - 1].isalnum() else None


def _link_end(text: str, at: int) -> int:
    """Return where the link ends whose host ends at `at`: behind its port, path and query."""
    if port := _PORT.match(text, at):
        at = port.end()
    if path := _PATH.match(text, at):
        at += len(path[0].rstrip(_NOT_LAST_IN_PATH))
    if query := _QUERY.match(text, at):
        at += len(query[0].rstrip(_NOT_LAST_IN_QUERY))
    return at


def _with_scheme(text: str, start: int, host: int, host_end: int, end: int) -> Link | None:
    """Return the link from start to end; of one that Twitter made itself, its slug is the last part."""
    if not _is_host(text[host:host_end]) or host - start + end - start > _LONGEST_LINK:
        return None
    if short := _SHORTENED.match(text, start, end):
        if len(short[1]) > _LONGEST_SLUG:
            return None
        query = _QUERY.match(text, short.end(), end)
        end = short.end() + (len(query[0].rstrip(_NOT_LAST_IN_QUERY)) if query else 0)
    return Link(text[start:end], start, end)


def _without_scheme(text: str, start: int, host_end: int, end: int) -> Iterator[Link]:
    """Yield the Latin hosts within a host; to the last of them belongs the path behind it."""
    if not _is_host(text[start:host_end]) or _LONGEST_SCHEME + end - start > _LONGEST_LINK:
        return
    for begin, stop in _latin_hosts(text, start, host_end):
        stop = end if stop == host_end else stop
        yield Link(text[begin:stop], begin, stop)


def _latin_hosts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the hosts of Latin labels within text[start:end], the domain at their end of any script."""
    while labels := _ASCII_LABELS.search(text, start, end):
        start, at = labels.end(), labels.end()
        while at > labels.start():
            domain = _domain_end(text, at, end)
            if domain is not None:
                yield labels.start(), domain
                start = max(start, domain)
                break
            at = text.rfind(".", labels.start(), at - 1) + 1


def _is_host(host: str) -> bool:
    """Tell whether a host's labels, in punycode, are as long as DNS allows."""
    if host.startswith("xn--") and next(_latin_hosts(host, 0, len(host)), None) is None:
        return False
    return all(_punycode_length(label) <= _LONGEST_LABEL for label in host.split("."))


def _punycode_length(label: str) -> int:
    if label.isascii() or len(label) > _LONGEST_LABEL:  # punycode is no shorter, and slow on a long one
        return len(label)
    return len("xn--") + len(label.encode("punycode", "replace"))


def _domain_end(text: str, at: int, limit: int) -> int | None:
    """Return where the top-level domain ends that begins at `at`, or None where none does."""
    word = _ASCII_WORD.match(text, at, limit)
    assert word is not None
    domains, end, name = _top_level_domains(), word.end(), word[0].lower()
    if name in domains.latin and text[end : min(end + 1, limit)] not in {"@", "+"}:
        return end
    if not text[at : at + domains.lengths[0]].isascii():
        for end in [at + size for size in domains.lengths if at + size <= limit]:
            if text[at:end].lower() in domains.others and not _GOES_ON.match(text, end, limit):
                return end
    return word.end() if name.startswith("xn--") and len(name) > len("xn--") else None


class _Domains(NamedTuple):
    latin: frozenset[str]
    others: frozenset[str]
    lengths: tuple[int, ...]  # of the others, the longest first


@cache
def _top_level_domains() -> _Domains:
    """Return the top-level domains; the file says where they are from."""
    listed = files("scrubber.stages.embeds").joinpath("top_level_domains.txt").read_text(encoding="utf-8")
    names = " ".join(line for line in listed.splitlines() if not line.startswith("#")).split()
    others = frozenset(name for name in names if not name.isascii())
    lengths = tuple(sorted(set(map(len, others)), reverse=True))
    return _Domains(frozenset(names) - others, others, lengths)
