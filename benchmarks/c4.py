"""C4's rules for lines (Raffel et al. 2020, section 2.2).

The paper has rules for pages, too: one with few sentences, an obscene word, "lorem ipsum" or a curly bracket
goes as a whole. Those choose pages for a corpus, not what is a page's content, so they are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

_ENDS: Final = (".", "!", "?", '"', "”")  # the paper's terminal punctuation, the closing quote among it
_FEWEST_WORDS: Final = 5  # of a line that stays, as in the paper
_BANNED: Final = (
    "javascript",
    "terms of use",
    "privacy policy",
    "cookie policy",
    "uses cookies",
    "use of cookies",
    "use cookies",
)


def keep_lines(text: str) -> str:
    """Return the lines that C4 would keep of a text.

    >>> keep_lines("Home | Tea | About\\nThe leaves are dried in the sun.\\nWe use cookies to sell you tea.")
    'The leaves are dried in the sun.'
    """
    return "\n".join(_find_kept(text))


def _find_kept(text: str) -> Iterator[str]:
    for raw in text.split("\n"):
        line = raw.strip()
        lowered = line.lower()
        if (
            line.endswith(_ENDS)
            and len(line.split()) >= _FEWEST_WORDS
            and not any(words in lowered for words in _BANNED)
        ):
            yield line
