"""HTML's elements by what they do to the text in them."""

from __future__ import annotations

from scrubber.model import Kind

# Elements whose default style is a box of its own (HTML standard, section 15, "Rendering"), and <br>.
BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html "
    "legend li listing main menu nav ol optgroup option p plaintext pre search section select "
    "summary table tbody td textarea tfoot th thead tr ul xmp".split()
)
# In the source, but never shown as text. A formula's text is shown; its TeX, a second time, is not.
DATA = frozenset(
    "annotation annotation-xml audio canvas head iframe noembed noframes noscript object script style svg "
    "template title video".split()
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
# What the text in an element is, and its level, where the element says so.
KINDS: dict[str, tuple[Kind, int | None]] = {
    **{tag: (Kind.HEADING, level) for tag, level in HEADINGS.items()},
    "blockquote": (Kind.QUOTE, None),
    "caption": (Kind.CAPTION, None),
    "dd": (Kind.LIST_ITEM, None),
    "dt": (Kind.LIST_ITEM, None),
    "figcaption": (Kind.CAPTION, None),
    "li": (Kind.LIST_ITEM, None),
    "listing": (Kind.CODE, None),
    "pre": (Kind.CODE, None),
    "summary": (Kind.HEADING, 4),  # below the headings that a page usually has
    "xmp": (Kind.CODE, None),
}
LINES = frozenset(("div", "p"))  # in code, a line of it
BOLD = frozenset(("b", "strong"))
LISTS = frozenset(("ul", "ol", "dl", "menu"))
