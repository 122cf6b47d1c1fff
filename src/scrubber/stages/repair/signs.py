"""The test for mojibake: the same answer as ftfy's `is_bad`, at many times its speed on clean text.

ftfy tells mojibake by what stands side by side, and tries each of some forty patterns at every letter, which
takes prose that isn't English long. All but a few of the signs that they ask for are rare in any
language, so here one search runs to the next rare sign, and only there looks to its left and right. That the
answers are the same is proven against ftfy by a property test, and by millions of strings in
`make bench-repair`.
"""

from __future__ import annotations

import re

# ftfy 6.3's MOJIBAKE_CATEGORIES, as they stand in a class; a test holds them to the ftfy that is installed.
CATEGORIES = {
    "common": "\xa0\xad´·–-―’…",
    "c1": "\x80-\x9f",
    "bad": "¤¦¨ª¬¯¸ºƒˆˇ˘˛˜†‡‰⌐◊�",
    "law": "§¶",
    "currency": "¢£¥₧€",
    "start_punctuation": "¡©«¿΄΅‘‚“„•‹\uf8ff",
    "end_punctuation": "®»˝”›™",
    "numeric": "±-³µ¹¼-¾×÷⁄№∂∆∏∑√∞∩∫≈≠≡≤≥",
    "kaomoji": "°Ò-ÖÙ-Üò-öø-üŌŐŪŲ",
    "upper_accented": "À-ÑØÜÝĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĹĻĽŁŃŅŇŒŘŚŞŠŢŤŮŰŸŹŻŽҐ",
    "lower_accented": "ß-ñüāăąćčďđēėęěğģīįķĺļľłœŕśşšťźżžґﬁﬂ",
    "upper_common": "ÞΆΈ-ΊΌΎΏΑ-ΫЁ-Я",
    "lower_common": "ά-ωа-џ",
    "box": "│┌┐┘├┤┬┼═-╬▀▄█▌▐-▓",
}

# What "bad" is told by when it stands beside.
_CLUES = "{lower_accented}{upper_accented}{box}{start_punctuation}{end_punctuation}{currency}{numeric}{law}"
# BADNESS_RE's alternatives by the rare sign in each, commonest first, which the search has just passed: a
# look-behind ends with it. Where ftfy's say "white space" or "anything", a line break is no part of it
# here, as ftfy is asked line by line.
_BESIDE = {
    "{start_punctuation}": r"""
        (?<=[{currency}{numeric}{box}].)
      | (?<=[{lower_accented}{upper_accented}].)\w
      | (?<=[{lower_accented}{upper_accented}{box}{currency}{end_punctuation}].)[{numeric}]
      | (?<=‚)(?:Ä[ìîïòôúùû†°¢π]|[âó][àä°ê])
      | (?<=[ВГРС].)[ВГРС]
      | (?<=[ΒΓΞΟ].)[ΒΓΞΟ]
    """,
    "{end_punctuation}": r"""
        (?<=[{lower_accented}{upper_accented}].)\w
      | (?<=[{lower_accented}{upper_accented}{currency}{numeric}{box}{law}].)[{start_punctuation}]
      | [{lower_accented}]
      | (?<=[ВГРС].)[ВГРС]
      | (?<=[ΒΓΞΟ].)[ΒΓΞΟ]
    """,
    "{upper_accented}ŒœÙ": r"""
        (?<=[{lower_accented}{lower_common}{box}{end_punctuation}{currency}{numeric}][{upper_accented}])
      | (?<=[{upper_accented}])[{numeric}{law}°]
      | (?<=[a-z][{upper_accented}])[{start_punctuation}{currency}]
      | (?<=[Œœ])[^A-Za-z\n]
      | (?<=[ÂÃÎÐ])[€œŠš¢£Ÿž\xa0\xad®©°·»{start_punctuation}{end_punctuation}–—´]
      | (?<=[ØÙ])[{common}{currency}{bad}{numeric}{start_punctuation}ŸŠ®°µ»]
            [ØÙ][{common}{currency}{bad}{numeric}{start_punctuation}ŸŠ®°µ»]
      | (?<=[a-z][ÃÂ])[ ] | (?<=[a-z]\s[ÃÂ])[ ]
      | (?<=[ÃÂ])(?<![^\n].)[ ]
      | (?<=[a-z.,?!{end_punctuation}]Â)[ {start_punctuation}{end_punctuation}]
    """,
    "{c1}{bad}{currency}{numeric}{box}°Ђ": r"""
        (?<=[{c1}])
      | (?<=[{bad}{clues}][{bad}])
      | (?<=[a-zA-Z][{lower_common}{upper_common}][{bad}])
      | (?<=[{bad}])[{clues}]
      | (?<=[{box}{currency}{numeric}])[{lower_accented}]
      | (?<=[{lower_accented}{box}{end_punctuation}][{currency}])
      | (?<=[^\S\n][{upper_accented}][{currency}])
      | (?<=[{box}])[{numeric}{law}{kaomoji}{end_punctuation}]
      | (?<=[{lower_accented}{upper_accented}{currency}{numeric}{start_punctuation}{end_punctuation}{law}]
            [{box}])
      | (?<=×)[²³]
      | (?<=à[²µ¹¼½¾])
      | (?<=√)[±∂†≠®™´≤≥¥µø]
      | (?<=≈)[°¢]
      | (?<=вЂ)
      | (?<=ГўВЂ)В.[A-Za-z\ ]
      | (?<=[ВГРС][{c1}{bad}{currency}°µ])[ВГРС]
      | (?<=[ΒΓΞΟ][{c1}{bad}{currency}°])[ΒΓΞΟ]
      | (?<=β€)[™\xa0Ά\xad®°]
      | (?<=ā€)
    """,
}
_MOJIBAKE = re.compile(
    "[{rare}](?:{beside})".format(
        rare="".join(_BESIDE), beside="|".join(f"(?<=[{rare}])(?:{look})" for rare, look in _BESIDE.items())
    )
    .replace("{clues}", _CLUES)
    .format(**CATEGORIES),
    re.VERBOSE,
)


def find_mojibake(text: str, at: int = 0) -> int | None:
    """Return where, from `at` on, text looks like it was decoded in the wrong charset, or None.

    >>> find_mojibake("l’été à la plage"), find_mojibake("l’Ã©tÃ©")
    (None, 2)
    """
    match = None if text.isascii() else _MOJIBAKE.search(text, at)
    return match.start() if match else None
