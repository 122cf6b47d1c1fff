"""Elements that set in what lives elsewhere (players, posts, maps); a page without them pays next to nothing.

Each is handed on whole, with its own HTML; the embeds stage reads it, and says what it is.
"""

from __future__ import annotations

import re

from turbohtml import Document, Element

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
    "div.fb-post, div.fb-video, figure.wp-block-embed, article[data-testid=tweet], "
    "article[itemtype$=SocialMediaPosting], div[itemtype$=SocialMediaPosting]"
)
_STATUS = '[href*="/status"]'
_WRAPPER = ".wp-block-embed__wrapper"
_ADDRESS = re.compile(r"\s*https?://\S+\s*")
_LONGEST = 5_000  # code points of a post; a tag that is never closed holds the page's rest (guess)


def find_set_in(page: Document) -> frozenset[Element]:
    """Return the elements of a page that set something in, those of TAGS left out."""
    found = {quote for quote in page.select("blockquote") if _is_quoted_post(quote)}
    for node in page.select(_OTHERS):
        if node.tag == "figure":
            wrapper = node.select_one(_WRAPPER)
            if wrapper is not None and not wrapper.select("*") and _ADDRESS.fullmatch(wrapper.text):
                found.add(wrapper)  # WordPress had no answer when it asked what stands there
        elif _is_short(node) and (node.attr("itemtype") is None or node.select(_STATUS)):
            found.add(node)  # a blog's own entries are such postings, too
    return frozenset(found)


def holds_any(markup: str) -> bool:
    """Tell whether markup that no reader sees sets something in."""
    return "<iframe" in markup or _POST.search(markup) is not None


def _is_quoted_post(quote: Element) -> bool:
    if _POST.search(quote.attr("class") or ""):
        return _is_short(quote)
    links = quote.select(_STATUS)  # its class is lost: an attribution ends it
    if not links or not _is_short(quote):
        return False
    text = quote.text.rstrip()
    return "(@" in text and text.endswith(links[-1].text.strip())


def _is_short(node: Element) -> bool:
    return len(node.text) <= _LONGEST
