"""An embed's own HTML, read by beautifulsoup4: it forgives broken snippets, and sees nothing else."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from scrubber.model import Embed
from scrubber.stages.embeds.dates import read_date
from scrubber.stages.embeds.tweet import Found

_STATUS = re.compile(r"(?:twitter|x)\.com/(?:#!/)?(\w{1,15}|i/web)/status(?:es)?/(\d{5,20})", re.ASCII)
_DASH = re.compile(r"\s*(?:—|–|―|&mdash;|-{1,2})\s*")
_HANDLE = re.compile(r"[(（]\s*@(\w{1,15})\s*[)）]", re.ASCII)
_SPACES = re.compile(r"[ \t\r\n]+")
_KINDS = {
    "youtube": ("youtube.com", "youtube-nocookie.com", "youtu.be"),
    "vimeo": ("vimeo.com",),
    "facebook": ("facebook.com",),
    "instagram": ("instagram.com",),
    "tiktok": ("tiktok.com",),
    "reddit": ("reddit.com", "redditmedia.com"),
    "bluesky": ("bsky.app",),
    "threads": ("threads.net", "threads.com"),
    "spotify": ("spotify.com",),
    "soundcloud": ("soundcloud.com",),
    "dailymotion": ("dailymotion.com",),
    "google-maps": ("google.com",),
}


def read_tweet(fragment: str, language: str | None = None) -> Found | None:
    """Return the tweet of a `blockquote.twitter-tweet` or `twitter-video`, or None where it is none.

    The text is the paragraph's, or, where the markup lost it, all that stands before the attribution.
    `language` is the page's: the attribution's date is in it.
    """
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(fragment, "html.parser")
    quote = soup.find("blockquote")
    if quote is None:
        return None
    for picture in quote.find_all("img"):  # emoji
        picture.replace_with(str(picture.get("alt") or ""))
    for line in quote.find_all("br"):
        line.replace_with("\x01")
    links = [str(link.get("href") or "") for link in quote.find_all("a")]
    status = next((m for link in reversed(links) if (m := _STATUS.search(link))), None)
    paragraphs = quote.find_all("p")
    language_of_text = str(paragraphs[0].get("lang") or "") if paragraphs else ""
    whole = _plain(quote.get_text())
    handles = list(_HANDLE.finditer(whole))
    if not handles and status is None:
        return None
    name, handle, day = None, status[1] if status else None, None
    text = whole
    said = [part for p in paragraphs if (part := _plain(p.get_text())) and not _is_attribution(part)]
    if handles:
        last = handles[-1]
        handle = last[1]
        before = whole[: last.start()]
        at = before.find(said[-1]) + len(said[-1]) if said and said[-1] in before else 0
        dashes = list(_DASH.finditer(before, at))
        dash = (dashes[0] if at else dashes[-1]) if dashes else None
        name = before[dash.end() if dash else at :].strip() or None
        text = before[: dash.start() if dash else at]
        dated = read_date(whole[last.end() :].strip(), 0, language)
        day = dated.iso if dated else None
    if said:
        text = "\n".join(said)
    url = f"https://twitter.com/{status[1]}/status/{status[2]}" if status else None
    return Found(
        text.strip(), name, handle, day, status[2] if status else None, url, language_of_text or None
    )


def _is_attribution(paragraph: str) -> bool:
    """Tell whether a paragraph is the attribution itself, as a blog's editor makes of it."""
    return bool(_DASH.match(paragraph) and _HANDLE.search(paragraph))


def read_embed(fragment: str) -> Embed:
    """Return what an `<iframe>` shows: its kind by its host, url and title."""
    from bs4 import BeautifulSoup

    frame = BeautifulSoup(fragment, "html.parser").find("iframe")
    sources = [str(frame.get(name) or "") for name in ("src", "data-src", "data-lazy-src")] if frame else []
    url = next((source for source in sources if source and not source.startswith(("about:", "data:"))), None)
    if url and url.startswith("//"):
        url = "https:" + url
    title = str(frame.get("title") or "").strip() or None if frame else None
    return Embed(_kind(url), url, title, None)


def _kind(url: str | None) -> str:
    try:
        parts = urlsplit(url or "")
        host = parts.hostname or ""
    except ValueError:
        return "iframe"
    for kind, domains in _KINDS.items():
        if any(host == domain or host.endswith("." + domain) for domain in domains):
            if kind == "google-maps" and "/maps" not in parts.path and "pb" not in parse_qs(parts.query):
                return "iframe"
            return kind
    return "iframe"


def _plain(text: str) -> str:
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\x01"))
    return "\n".join(lines).strip()
