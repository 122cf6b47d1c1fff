"""What a page keeps from its reader, told from an element's tag and attributes.

Three kinds of unseen text are told apart, as they differ in what they hold. Of their words that stand
nowhere else in the page, these shares belong to the main content (WCXB dev; sites with at least ten such
words, the mean over them): what waits for a click or a script, 0.42; menus, dialogs and other overlays,
0.02; the rest, 0.06. So the first is shown, the others are hidden, each by a rule of its own.

Left to the debris model, as a style sheet or a script may well show it: classes for screen readers (0.06,
but 0.17 of the words), `opacity: 0` (0.47: what fades in), no height (0.35), closed `<details>` (0.28).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from string import ascii_lowercase

from scrubber.model import Block
from scrubber.trace import Piece, Trace

HIDDEN = "hidden"
OVERLAY = "overlay"  # a dialog, a menu, a banner: what opens over the page

# The elements of which `unseen` and `controls` may have something to say, as a CSS selector.
TELLING = (
    "datalist, dialog, [hidden], [aria-controls], [aria-hidden=true i], [role=dialog], [role=alertdialog], "
    "[style*=none i], [style*=hidden i], [style*=collapse i], [style*=font-size i], "
    "[style*=left i], [style*=right i], [style*=top i], [style*=bottom i]"
)

_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]{2,}")  # "articleBody" is two words
_TO_WORDS = bytes(code if chr(code) in ascii_lowercase else ord(" ") for code in range(256))
_STYLE = re.compile(
    r"""
    display \s*:\s* none
    | visibility \s*:\s* (?: hidden | collapse )
    | font-size \s*:\s* 0 (?! [.\d]* [1-9] )
    | (?<! [-\w] ) (?: left | right | top | bottom ) \s*:\s*   # far off: -999px, -9999em; a slide's is in %
      - (?: 999 | [1-9] \d{3} ) \d* \s* (?: px | r?em )
    """,
    re.I | re.X,
)
_DIALOGS = frozenset(("dialog", "alertdialog"))
_OVER_TAGS = frozenset(("aside", "footer", "header", "nav"))
# How words of class, id and role begin. Each was looked up in WCXB dev, by sites.
_OVER = tuple(
    "alert banner canvas cart consent cookie country dialog drawer dropdown filter flyout form gdpr lang "
    "lightbox login megamenu menu message modal nav newsletter offcanvas overlay popover popup search share "
    "sharing sidebar signin signup submenu subscribe toast tooltip".split()
)
_WAITS = tuple(
    "accordion answer carousel collaps disclos expand faq panel readmore reveal slick slide spoiler swiper "
    "tabbed tabcontent tabpan tabs toggle".split()
)
_WAITS_WHOLE = frozenset(("more", "pane", "tab"))  # "table" and "tablet" begin as "tab" does
_STREAMED = re.compile(r"S:[0-9a-f]+")  # a part that React 18 sends hidden, and a script puts in its place
_NOSCRIPT = 2.0  # times what is shown else, for a <noscript> to be the page: 19 of 19 sites in WCXB dev
_HIDDEN = 3.0  # times what is shown, for a page to show itself by script: 4 pages in WCXB dev
_LEAST = 400  # code points of a page; a note that asks for scripts is shorter (guess)


def name_words(names: Iterable[str | None]) -> tuple[str, ...]:
    """Return the words of class names and the like, each once.

    >>> name_words(["article__body articleBody", "post-2", None])
    ('article', 'body', 'post')
    """
    said = " ".join(filter(None, names))
    if said.islower():  # so are nine in ten, and bytes are translated and split in half the time
        words = said.encode("ascii", "replace").translate(_TO_WORDS).decode("ascii").split()
        return tuple(dict.fromkeys(words))
    return tuple(dict.fromkeys(map(str.lower, _NAME.findall(said))))


def unseen(
    tag: str, attrs: Mapping[str, object], names: Iterable[str | None], panels: set[str]
) -> str | None:
    """Return the rule that hides an element, or None where it is shown, or will be at a click.

    `names` are its class, id, role and the like; `panels` the ids that controls before it name (`controls`).
    """
    role = attrs.get("role")
    if role in _DIALOGS or (tag == "dialog" and "open" not in attrs):
        return OVERLAY
    if not _is_unseen(attrs) and tag != "datalist":
        return None
    words = name_words(names)
    if tag in _OVER_TAGS or any(word.startswith(_OVER) for word in words):
        return OVERLAY
    own = str(attrs.get("id") or "")
    waits = (
        own in panels
        or any(word.startswith(_WAITS) for word in words)
        or not _WAITS_WHOLE.isdisjoint(words)
        or _STREAMED.fullmatch(own)
    )
    return None if waits else HIDDEN


def controls(attrs: Mapping[str, object]) -> list[str]:
    """Return the ids of the panels that a control opens, none where it opens a menu or a dialog."""
    named = attrs.get("aria-controls")
    return str(named).split() if named and "aria-haspopup" not in attrs else []


def _is_unseen(attrs: Mapping[str, object]) -> bool:
    stated = attrs.get("hidden")
    if stated is not None and str(stated).lower() != "until-found":  # found in the page, so content
        return True
    if str(attrs.get("aria-hidden")).lower() == "true":
        return True
    style = attrs.get("style")
    return bool(style) and _STYLE.search(str(style)) is not None


def show_noscript(blocks: list[Block], source: str, read: Callable[[str], list[Block]]) -> list[Block]:
    """Return the blocks, a `<noscript>` that holds the page itself read in place of its block of data.

    Some sites (Discourse, Flarum) serve a reader without scripts the whole page that way. A note that asks
    for scripts, and the twin of a picture that is loaded late, stay data.
    """
    if not any(block.mark is not None and block.mark.rule == "noscript" for block in blocks):
        return blocks
    least = max(_LEAST, _NOSCRIPT * shown_length(blocks))
    out: list[Block] = []
    for block in blocks:
        span = block.span if block.mark and block.mark.rule == "noscript" else None
        inner = read(span.of(source)) if span and span.end - span.start > least else []
        if span and inner and shown_length(inner) > least:
            out.extend(_shift(part, span.start) for part in inner)
        else:
            out.append(block)
    return out


def shown_length(blocks: Sequence[Block]) -> int:
    """Return how many code points of text the reader sees."""
    return sum(len(block.text) for block in blocks if block.mark is None)


def _shift(block: Block, by: int) -> Block:
    """Return a block whose trace begins elsewhere in the source."""
    if block.trace is None:
        return block
    pieces = (Piece(piece.length, piece.start + by, piece.end + by) for piece in block.trace.pieces)
    return replace(block, trace=Trace.of(pieces))


def show_page(blocks: list[Block]) -> list[Block]:
    """Return the blocks, those of rule hidden shown where the page hides nearly all of itself."""
    hidden = sum(len(block.text) for block in blocks if block.mark and block.mark.rule == HIDDEN)
    if hidden <= max(_LEAST, _HIDDEN * shown_length(blocks)):
        return blocks
    return [replace(b, mark=None) if b.mark and b.mark.rule == HIDDEN else b for b in blocks]
