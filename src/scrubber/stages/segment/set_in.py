"""Elements that set in what lives elsewhere (players, posts, maps); a page without them pays next to nothing.

Each is handed on whole, with its own HTML; the embeds stage reads it, and says what it is.
"""

from __future__ import annotations

import re

from turbohtml import Document, Element, Text

# Told by their tag alone: they hold an address or an id, and what is shown until a script has run.
TAGS = frozenset(
    "amp-dailymotion amp-facebook amp-iframe amp-instagram amp-reddit amp-soundcloud amp-tiktok amp-twitter "
    "amp-vimeo amp-youtube lite-vimeo lite-youtube twitter-widget".split()
)
# The classes by which the networks' own scripts find their posts.
_POST = re.compile(
    r"(?<![\w-])(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|bluesky-embed|text-post-media"
    r"|mastodon-embed|reddit-(?:embed-bq|card))(?![\w-])"
)
_OTHERS = (  # with their tags, as the parser finds those at once
    "div.fb-post, div.fb-video, figure[class*=wp-block-embed], article[data-testid=tweet], "
    "article[itemtype$=SocialMediaPosting], div[itemtype$=SocialMediaPosting]"
)
_STATUS = '[href*="/status"]'
_WRAPPER = ".wp-block-embed__wrapper"
_SHOWN = "blockquote, iframe, img, video"
_ADDRESS = re.compile(r"\s*https?://\S+\s*")
# What a post holds at most, code points and nodes (guess); a tag that is never closed holds the page's rest.
_LONGEST, _MOST_NODES = 5_000, 1_000
_MOST = 2_000  # elements of a page that are looked at, by tag and class (guess)


def find_set_in(page: Document) -> frozenset[Element]:
    """Return the elements of a page that set something in, those of TAGS left out."""
    found = {quote for quote in page.select("blockquote")[:_MOST] if _is_quoted_post(quote)}
    for node in page.select(_OTHERS)[:_MOST]:
        if not is_short(node):
            continue
        if node.tag == "figure":
            wrapper = node.select_one(_WRAPPER) or node
            if _ADDRESS.fullmatch(wrapper.text) and not wrapper.select(_SHOWN):
                found.add(wrapper)  # WordPress had no answer when it asked what stands there
        elif node.attr("itemtype") is None or node.select(_STATUS):
            found.add(node)  # a blog's own entries are such postings, too
    return frozenset(found)


def holds_any(markup: str) -> bool:
    """Tell whether markup that no reader sees sets something in."""
    return "<iframe" in markup or _POST.search(markup) is not None


def _is_quoted_post(quote: Element) -> bool:
    if not is_short(quote):
        return False
    if _POST.search(quote.attr("class") or ""):
        return True
    links = quote.select(_STATUS)  # its class is lost: an attribution ends it
    if not links:
        return False
    text = quote.text.rstrip()
    return "(@" in text and text.endswith(links[-1].text.strip())


def is_short(node: Element) -> bool:
    """Tell whether an element holds no more than a post does; no more than that is looked at."""
    size = 0
    for count, child in enumerate(node.descendants):
        if isinstance(child, Text):
            size += len(child.data)
        if size > _LONGEST or count > _MOST_NODES:
            return False
    return True
