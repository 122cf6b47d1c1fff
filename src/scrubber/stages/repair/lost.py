"""Lost spaces: two words glued together by the mark between them, put apart where the evidence is strong.

What may be an address, a file's name, code, a number or an abbreviation stays as it is: a space too many
there does more harm than one too few in prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scrubber.stages.repair.common_words import COMMON_WORDS
from scrubber.stages.repair.edits import Edit
from scrubber.stages.repair.surroundings import (
    LETTER,
    Surroundings,
    read_token,
    read_word_before,
    read_word_behind,
)

_OPENERS = "„¿¡("  # “ and « close in other languages: the quotations' rule tells which
_SPACE = r"[ \u00a0\u202f]"
# Each begins with its mark, so that a search runs to the next one at the speed of `find`.
_MARKS = {
    ",": re.compile(rf",(?=\w)(?:(?<=[^\W_],)(?={LETTER})|(?<=[^\W\d_],)(?=\d))"),
    ";": re.compile(rf";(?=\w)(?:(?<=[^\W\d_];)(?={LETTER})|(?<={_SPACE};)(?={LETTER}{{2}}))"),
    ":": re.compile(rf":(?=\w)(?:(?<=[^\W\d_]:)(?={LETTER})|(?<={_SPACE}:)(?={LETTER}{{2}}))"),
    ".": re.compile(rf"\.(?=[\w{_OPENERS}])(?<={LETTER}{{2}}\.)(?!\d)"),
    "!": re.compile(rf"!(?=[\w{_OPENERS}])(?:(?<={LETTER}!)(?!\d)|(?<={_SPACE}!)(?={LETTER}{{2}}))"),
    "?": re.compile(rf"\?(?=[\w{_OPENERS}])(?:(?<={LETTER}\?)(?!\d)|(?<={_SPACE}\?)(?={LETTER}{{2}}))"),
    "…": re.compile(rf"…(?=\w)(?<={LETTER}{{2}}…)(?={LETTER})"),
    "%": re.compile(rf"%(?=\w)(?:(?<=\d%)|(?<=\d{_SPACE}%))(?={LETTER}{{2}})"),
    ")": re.compile(rf"\)(?=\w)(?={LETTER}(?:{LETTER}|[ \n]))"),
}
_STOPS = ".!?"
# Behind a letter of a script without rules here. All of a text's stops get their space, or none does: half
# of them mended would be no better to read, and look as if the author had meant the others.
_FOREIGN_STOP = re.compile(rf"[{_STOPS}](?={LETTER})(?<=[^\W\d_].)(?<!{LETTER}.)")
# What no prose is made of: addresses, code, entities.
_NO_PROSE = re.compile(r"://|www\.|[@/\\=<>{}^~|*+$_`#\[\]]|&\w+;|::|\w\(|->|--\w|\d\.\d")
# Words of one letter, in any of the languages.
_LETTERS = frozenset("aàiyeéoóuwzвикосуяAÀIYEÉOÓUWZВИКОСУЯ")
# What ends the name of a site or a file: "Amazon.Com".
_SUFFIX = frozenset(
    "com net org gov edu info biz html htm php asp aspx jsp js ts jsx py rb java md txt pdf doc docx xls "
    "xlsx csv xml json yaml yml css exe dll zip gz tar jpg jpeg png gif svg mp3 mp4 avi mov sql sh bat ini "
    "cfg log app dev io ai tv co".split()
)
# "100%ig", Czech "20%ní", Slovak "20%ný", Polish "20%owy", Swedish and Danish "20%ig", Finnish "20%sta".
_OF_PER_CENT = re.compile(r"(?:ig\w{0,2}|n[íýá]\w{0,3}|ow[yaei]\w{0,3}|sta|ssa|ista|ne|nej|nego|nych)\Z")
_FEWEST_LETTERS = 3  # of one of two words that nothing else speaks for (guess)
_LONGEST_BRACKET = 400  # code points
_BY_ITSELF = 4  # letters of a word behind a bracket that is no common one, at least (guess)
_DOTTED_BEFORE, _DOTTED_BEHIND = re.compile(r"\w\.\Z"), re.compile(r"\d?\.\w")
_CLAUSE = 200  # code points before a colon that are looked at
_LONG_CLAUSE = 4  # words before a colon, from which it is no key's: "only one thing:longer" (guess)
_LONGEST_ELIDED = 2  # letters
_ENDS_CLAUSE = re.compile(r"[.!?…:\n]")
_SUFFIXES = frozenset(("in", "en", "es", "e"))  # "Lehrer:in"
_SCHEMES = frozenset("http https ftp mailto file tel data javascript urn doi isbn std".split())


def part_words(text: str, near: Surroundings) -> list[Edit]:
    """Find a space lost behind a mark: "dreams,your", "word.Next", "20%off".

    >>> part_words("your dreams,your aims in readme.md", Surroundings(""))
    [Edit(start=12, end=12, after=' ')]
    """
    places = sorted(at for at in _find_glued(text) if _JUDGES[text[at]](text, at, near))
    if any(text[at] in _STOPS for at in places) and _FOREIGN_STOP.search(text):
        places = [at for at in places if text[at] not in _STOPS]
    return [Edit(at + 1, at + 1, " ") for at in places]


def may_hold_glued(text: str) -> bool:
    """Tell whether a mark stands where `part_words` looks at it more closely."""
    return any(True for _ in _find_glued(text))


def _find_glued(text: str) -> Iterator[int]:
    for mark, pattern in _MARKS.items():
        if mark in text:
            for match in pattern.finditer(text):
                yield match.start()


def _judge_comma(text: str, at: int, near: Surroundings) -> bool:
    """Tell whether a comma or semicolon parts two words, and not numbers or values of a list."""
    token, _ = read_token(text, at)
    if _NO_PROSE.search(token):
        return False
    before, behind = read_word_before(text, at), read_word_behind(text, at + 1)
    mark = text[at]
    if not before:  # "in 2019,we", or French, behind its space
        known = len(behind) > 1 and behind in COMMON_WORDS
        return (text[at - 1].isspace() and near.language == "fr") or (
            known and mark == "," and text[at - 1].isdigit()
        )
    if not behind:
        return len(before) >= _FEWEST_LETTERS and before.islower() and _is_count(text, at + 1)
    if _is_dotted(text, at - len(before), at + 1 + len(behind)):
        return False
    if _is_elided(text, at + 1, behind):
        return len(before) > 1
    if any(len(word) == 1 and word not in _LETTERS for word in (before, behind)):
        return False
    short = [word for word in (before, behind) if len(word) < _FEWEST_LETTERS]
    if before in COMMON_WORDS or behind in COMMON_WORDS:
        return len(before + behind) > 2 and all(word in COMMON_WORDS or word in _LETTERS for word in short)
    if max(len(before), len(behind)) <= _FEWEST_LETTERS:  # "lat,lng"
        return False
    return len(_MARKS[mark].findall(token)) == 1


def _judge_colon(text: str, at: int, near: Surroundings) -> bool:
    token, _ = read_token(text, at)
    if _NO_PROSE.search(token):
        return False
    behind = read_word_behind(text, at + 1)
    before = read_word_before(text, at)
    if len(behind) < 2 or token.count(":") > 1 or before.lower() in _SCHEMES:
        return False
    if not before:  # French, behind its space
        return near.language == "fr" and (len(behind) > 2 or behind in COMMON_WORDS)
    if len(before) < _FEWEST_LETTERS or not before[1:].islower():
        return False
    if behind.lower() in COMMON_WORDS and behind not in _SUFFIXES:
        return True
    if near.glued[f"{before}:"] > 1 or not behind[1:].islower():
        return False
    begin = max(0, at - _CLAUSE)
    goes_on = text[at + 1 + len(behind) : at + 2 + len(behind)] in (" ", ",")
    clause = _ENDS_CLAUSE.split(text[begin:at])[-1].split()
    return goes_on and len(behind) >= _FEWEST_LETTERS and (behind[0].isupper() or len(clause) >= _LONG_CLAUSE)


def _judge_stop(text: str, at: int, near: Surroundings) -> bool:
    token, _ = read_token(text, at)
    if _NO_PROSE.search(token):
        return False
    before, behind = read_word_before(text, at), read_word_behind(text, at + 1)
    if not behind:  # an opening sign
        return len(before) >= _FEWEST_LETTERS and before[1:].islower() and text[at + 1] != "("
    if not behind[0].isupper():
        return False
    if not before:  # French, behind its space
        return behind[1:].islower() and near.language == "fr"
    if len(before) < 2 or not before[1:].islower():
        return False
    if _is_dotted(text, at - len(before), at + 1 + len(behind)):  # "kombu.pidbox.Mailbox"
        return False
    if behind.lower() in _SUFFIX or token.count(text[at]) > 2:
        return False
    if len(behind) == 1:
        alone = behind in _LETTERS and text[at + 2 : at + 3] in (" ", "’", "'")
        return (alone or _is_elided(text, at + 1, behind)) and len(before) >= _FEWEST_LETTERS
    common = behind.lower() in COMMON_WORDS
    following = text[at + 1 + len(behind) : at + 2 + len(behind)]
    if before[0].isupper():  # "Paris.The", but not "System.Out"
        return following == " " and (common or behind.lower() in near.words)
    if not (behind[1:].islower() or behind.isupper()):
        return False
    if common:
        return True
    if behind.lower() == before or len(text[max(0, at - _CLAUSE) : at].split()) < 2:  # "decimal.Decimal"
        return False
    return following in (" ", ",", "’", "'") and near.glued[f"{before}."] <= 1


def _judge_percent(text: str, at: int, near: Surroundings) -> bool:
    token, _ = read_token(text, at)
    behind = read_word_behind(text, at + 1)
    return (
        not _NO_PROSE.search(token)
        and behind.islower()
        and (behind in COMMON_WORDS or not _OF_PER_CENT.match(behind))
    )


def _judge_bracket(text: str, at: int, near: Surroundings) -> bool:
    """Tell whether a word follows a bracket, or goes on what stands in it: "(re)read", "f(x)dx"."""
    start = text.rfind("(", max(0, at - _LONGEST_BRACKET), at)
    if start < 0 or (start and text[start - 1].isalnum()):
        return False
    inside = text[start + 1 : at]
    behind = read_word_behind(text, at + 1)
    token, begin = read_token(text, at)
    if _NO_PROSE.search(token[at + 1 - begin :]) or "://" in token:
        return False
    if inside.isupper() and len(inside) > 1:  # "(UX)is"
        return behind.islower() and (behind in COMMON_WORDS or len(behind) >= _BY_ITSELF)
    if " " in inside.strip() or any(sign.isdigit() for sign in inside):
        return True
    return len(inside) >= _BY_ITSELF and behind in COMMON_WORDS


def _is_dotted(text: str, start: int, end: int) -> bool:
    """Tell whether text[start:end] goes on with a dot and a letter on either side: "act.org,my.act.org"."""
    return bool(_DOTTED_BEFORE.search(text, max(0, start - 2), start) or _DOTTED_BEHIND.match(text, end))


def _is_elided(text: str, at: int, word: str) -> bool:
    """Tell whether the word that begins at `at` is an elided one: the "n" of "n’a", but not that of "n'"."""
    end = at + len(word)
    return (
        len(word) <= _LONGEST_ELIDED
        and text[end : end + 1] in ("’", "'")
        and text[end + 1 : end + 2].isalpha()
    )


def _is_count(text: str, at: int) -> bool:
    """Tell whether a number stands at `at`, and white space or a word's end behind it."""
    return re.compile(r"\d{1,4}(?=[ \n.,]|\Z)").match(text, at) is not None


_JUDGES = {
    ",": _judge_comma,
    ";": _judge_comma,
    ":": _judge_colon,
    ".": _judge_stop,
    "!": _judge_stop,
    "?": _judge_stop,
    "…": _judge_stop,
    "%": _judge_percent,
    ")": _judge_bracket,
}
