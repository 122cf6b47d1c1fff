"""Which language a text is in."""

from __future__ import annotations

from functools import cache

_FEWEST_LETTERS = 12  # a shorter text is in any language (guess)


def detect_language(text: str, *, floor: float = 0.0) -> str | None:
    """Return the text's language, ISO 639-1 where it has such a code, or None where it can't be told.

    >>> detect_language("Les médias sociaux révolutionnent la communication depuis quelques années.")
    'fr'
    """
    if sum(letter.isalpha() for letter in text[:200]) < _FEWEST_LETTERS:
        return None
    from turbohtml.detect import LanguageDetection
    from turbohtml.detect import detect_language as detect

    match = detect(text, LanguageDetection(threshold=floor, allowed=_written()))
    return _short_code(match.language) if match and match.language else None


@cache
def _written() -> frozenset[str]:
    """Return the languages worth telling apart on the web, ISO 639-3: a profile fits any text a little."""
    return frozenset(
        "ara ben bul cat ces dan deu ell eng est fas fin fra guj heb hin hrv hun ind ita jpn kan kat "
        "kor lav lit mal mar mkd nld nob pan pol por ron rus slk slv spa srp swe tam tel tha tur ukr "
        "urd vie cmn".split()
    )


@cache
def _short_code(code: str) -> str:
    from babel.core import get_global

    if code == "cmn":
        return "zh"
    aliases = get_global("language_aliases")
    return str(aliases.get(code) or code)
