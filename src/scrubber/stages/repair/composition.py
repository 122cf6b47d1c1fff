"""The test for a Unicode form, at full speed for the Indic scripts, too.

Python's `is_normalized` is quick where no sign could join the one before it; in Bengali, Tamil or Hindi the
commonest vowels and dots could, though the letters that they would join are rare, and it then makes the
whole text anew. Which signs join which can't change: Unicode's stability policy.
"""

from __future__ import annotations

import re
import unicodedata

# Vowel signs and the like (starters) that join the sign right before them, by what they join.
_JOINS = {
    "\u09be": "\u09c7",
    "\u09d7": "\u09c7",
    "\u0b3e": "\u0b47",
    "\u0b56": "\u0b47",
    "\u0b57": "\u0b47",
    "\u0bbe": "\u0bc6\u0bc7",
    "\u0bd7": "\u0b92\u0bc6",
    "\u0cc2": "\u0cc6",
    "\u0d3e": "\u0d46\u0d47",
    "\u0d57": "\u0d46",
    "\u0dcf": "\u0dd9",
}
_NUKTA = "\u093c"
# The nukta is a mark, whose place among marks matters, too: behind these letters it is sure to stand right.
_STRAY_NUKTA = re.compile("\u093c(?<![\u0915-\u0927\u092a-\u092f\u0932\u0935-\u0939].)")
_INERT = "\u0905"  # a letter that joins nothing


def is_nfc(text: str) -> bool:
    """Tell whether text is in Unicode's NFC.

    >>> is_nfc("Café कर"), is_nfc("Cafe" + chr(0x301)), is_nfc("न" + chr(0x93C))
    (True, False, False)
    """
    plain = text
    for sign, bases in _JOINS.items():
        if sign in plain:
            if any(base + sign in text for base in bases):
                return unicodedata.is_normalized("NFC", text)
            plain = plain.replace(sign, _INERT)
    if _NUKTA in plain and not _STRAY_NUKTA.search(plain):
        plain = plain.replace(_NUKTA, _INERT)
    return unicodedata.is_normalized("NFC", plain)
