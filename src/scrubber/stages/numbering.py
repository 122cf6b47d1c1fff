"""Numbered headings of flat text, and what level their numbers tell."""

from __future__ import annotations

import re

NUMBERED = re.compile(
    r"(?:#{1,6}\s|#\d{1,3}\b|\d{1,3}(?:\.\d{1,3}){0,4}[.)]?(?=\s)|[IVX]{1,5}[.)](?=\s)|[A-Z][.)](?=\s))"
)
_DIGITS = re.compile(r"[IVX]+(?=[.)])|[A-Z](?=[.)])|\d+")


def tell_level(text: str, styles: list[str]) -> int:
    """Return a heading's level, 1 to 6: a new style of number goes one below the last, a known one goes back.

    `styles` are those met so far, the outer ones first; it is brought up to date. A heading without a number
    is the page's own if it comes first, and any other is a level below that.

    >>> styles = []
    >>> [tell_level(text, styles) for text in ("Tea", "#1 – Green", "1. Leaves", "2. Water", "#2 – Black")]
    [1, 2, 3, 3, 2]
    """
    number = NUMBERED.match(text)
    style = _DIGITS.sub("1", number[0]) if number else "" if styles else "first"
    if style in styles:
        del styles[styles.index(style) + 1 :]
    elif style == "" and len(styles) > 1:
        del styles[1:]
        styles.append(style)
    else:
        styles.append(style)
    return min(6, len(styles))
