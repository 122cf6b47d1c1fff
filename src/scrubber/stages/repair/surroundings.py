"""What stands around a fault: the words of its page and the language, each found out when first asked for."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from scrubber.language import detect_language
from scrubber.stages.repair.common_words import COMMON_WORDS
from scrubber.wrapping import measure_width

LETTER = r"[^\W\d_\u0530-\u1dff\u2000-\U0010ffff]"  # of the Latin, Greek or Cyrillic alphabet
_SAMPLE = 5_000  # code points that the language is told from (guess)
_AROUND = "\"'“”„«»‘’‚‹›()[].,;:!?…—–"
_LONGEST = 40  # letters of a word that is looked at
_FREE_TAG = re.compile(r"(?<!\S)[@#][^\W\d]\w+")
_PARTED = re.compile(r"\w+[-\u2010\u00ad]\n\s*\w+")  # neither half of it is a word
_GLUED = re.compile(r"(?<![^\W\d_])[^\W\d_]++[.:#](?=\w)")
_HYPHENATED = re.compile(r"(?<![^\W\d_])[^\W\d_]++-[^\W\d_]++")
_GLUED_TAG = re.compile(r"(?<=\w)#[^\W\d_]")
_SPACES = (" ", "\n", "\t", "\u00a0", "\u202f")
_LONGEST_TOKEN = 80  # code points looked at on either side


class Surroundings:
    """The text in which faults are looked for, or the whole page that it stands on."""

    def __init__(self, text: str, language: str | None = None) -> None:
        """Take the text; the language is told from it where it isn't given."""
        self._text = text
        self._language = language

    def around(self, text: str) -> Surroundings:
        """Return those of another text in the same language, where that was given."""
        return Surroundings(text, self._language)

    @cached_property
    def language(self) -> str | None:
        """The text's language, ISO 639-1, or None."""
        return self._language or detect_language(self._text[:_SAMPLE])

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that stand by themselves, as they are written."""
        text = _PARTED.sub(" ", self._text) if "\n" in self._text else self._text
        bare = (token.strip(_AROUND) for token in text.split())
        return frozenset(word for word in bare if word.isalpha())

    @cached_property
    def tags(self) -> Counter[str]:
        """How many handles and hashtags stand by themselves, by their sign, and how many are glued."""
        free = Counter(match[0][0] for match in _FREE_TAG.finditer(self._text))
        return free + Counter(glued=len(_GLUED_TAG.findall(self._text)))

    @cached_property
    def width(self) -> int | None:
        """The columns at which the text is wrapped, or None."""
        return measure_width(self._text)

    @cached_property
    def glued(self) -> Counter[str]:
        """How often each word has a mark behind it and a letter right behind that: "pathlib." for one."""
        return Counter(match[0] for match in _GLUED.finditer(self._text))

    @cached_property
    def hyphenated(self) -> frozenset[str]:
        """The words that are two with a hyphen between, in one line."""
        return frozenset(_HYPHENATED.findall(self._text))

    @cached_property
    def spaced_colons(self) -> int:
        """How many colons have a space on either side."""
        return self._text.count(" : ")

    def know(self, word: str) -> bool:
        """Tell whether a word is a common one, or stands by itself in small letters or as it is.

        >>> near = Surroundings("the harbour, and Bristol")
        >>> near.know("Harbour"), near.know("Which"), near.know("bristol")
        (True, True, False)
        """
        small = word.lower()
        return small in COMMON_WORDS or small in self.words or word in self.words


def read_word_before(text: str, at: int) -> str:
    """Return the letters that end at `at`, the last forty at most.

    >>> read_word_before("the sea.Next", 7)
    'sea'
    """
    start = at
    while start > max(0, at - _LONGEST) and text[start - 1].isalpha():
        start -= 1
    return text[start:at]


def read_word_behind(text: str, at: int) -> str:
    """Return the letters that begin at `at`, forty at most.

    >>> read_word_behind("the sea.Next", 8)
    'Next'
    """
    end = at
    while end < min(len(text), at + _LONGEST) and text[end].isalpha():
        end += 1
    return text[at:end]


def read_token(text: str, at: int) -> tuple[str, int]:
    """Return what stands around `at` up to white space, and where it begins.

    >>> read_token("to a.b@c.example now", 5)
    ('a.b@c.example', 3)
    """
    low, high = max(0, at - _LONGEST_TOKEN), min(len(text), at + _LONGEST_TOKEN)
    start = max(low, *(text.rfind(space, low, at) + 1 for space in _SPACES))
    ends = (text.find(space, at, high) for space in _SPACES)
    end = min((end for end in ends if end >= 0), default=high)
    return text[start:end], start
