"""HTML's elements by what they do to the text in them."""

from __future__ import annotations

from scrubber.model import Kind

# Elements whose default style is a box of its own (HTML standard, section 15, "Rendering"), and <br>.
BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html "
    "legend li listing main menu nav ol optgroup option p plaintext pre search section select "
    "summary table tbody td textarea tfoot th thead tr ul xmp amp-twitter twitter-widget".split()
)
# In the source, but never shown as text. A formula's text is shown; its TeX, a second time, is not.
DATA = frozenset(
    "annotation annotation-xml audio canvas head iframe noembed noframes noscript object script style svg "
    "template title video".split()
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
KINDS = {
    "blockquote": Kind.QUOTE,
    "caption": Kind.CAPTION,
    "dd": Kind.LIST_ITEM,
    "dt": Kind.LIST_ITEM,
    "figcaption": Kind.CAPTION,
    "li": Kind.LIST_ITEM,
    "listing": Kind.CODE,
    "pre": Kind.CODE,
    "summary": Kind.HEADING,
    "xmp": Kind.CODE,
}
LINES = frozenset(("div", "p"))  # in code, a line of it
BOLD = frozenset(("b", "strong"))
LISTS = frozenset(("ul", "ol", "dl", "menu"))
