"""Skip links: "Skip Twitter post by @ann_b" and "End of Twitter post by @ann_b", set around a post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_NETWORK = r"(?:Twitter|X|Facebook|Instagram|YouTube|TikTok|Threads|Bluesky)"
_POST = r"(?:post|video|content|publicación|publication|publicação|сообщение)"
_SKIP_LINK = re.compile(
    rf"""
    \b(?: (?P<opens> Skip | Saltar | Pule | Ignorer\ le | Passer\ le | Пропустить )
        | End\ of | Final\ de | Fin\ de | Конец )
    \ (?: {_NETWORK}\ {_POST} | {_POST}\ (?:de\ |do\ |on\ )?{_NETWORK} )
    (?: ,\ \d{{1,3}} | \ \d{{1,3}} )?
    (?: \ ?,?\ (?:by|por|par|автор:|of|de)\ (?: @\w{{1,30}} | (?P<name> [^\n@]{{1,60}} ) $ ) )?
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)


class SkipLink(NamedTuple):
    """One of the two around a post, and where it stands in the running text."""

    start: int
    end: int
    opens: bool


def find_skip_links(text: str) -> Iterator[SkipLink]:
    """Yield both of every post; a name that is no handle is known to end with its line alone.

    >>> list(find_skip_links("Skip Twitter post by @ann_b\\nHeave ho!"))
    [SkipLink(start=0, end=27, opens=True)]
    """
    return (SkipLink(m.start(), m.end(), m["opens"] is not None) for m in _SKIP_LINK.finditer(text))
