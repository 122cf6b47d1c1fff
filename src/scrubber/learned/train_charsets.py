"""Count what tells charsets apart: `make train-charsets DATA=folder`.

DATA holds programs' translations, as they are installed: `…/LANGUAGE/LC_MESSAGES/NAME.mo`, at any depth. The
shipped tables were counted on those of Debian 12's packages wesnoth-1.16-data, evolution-common, gimp-data,
gramps, gnome-control-center-data and gnucash-common, of which only the counts are kept.
"""

from __future__ import annotations

import argparse
import gettext
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from scrubber.errors import BadInput
from scrubber.learned.likeness import BAD, DIGIT, FOREIGN, MARK, NAME, SIGN, SPACE, STEP, Array, Likeness
from scrubber.learned.weights import save_weights

# Signs with a place of their own: an author's quotation marks and dashes are another charset's letters.
SIGNS = "\xa0\u202f’‘“”„‚«»‹›–—…·•°§©®™€£¥¿¡¹²³ªº×÷±½¼¾¶¦¬¤µ¨´¸¯‐№−†‡"
ALPHABETS = {
    "latin": ((0x41, 0x24F), (0x300, 0x36F), (0x1E00, 0x1EFF)),
    "greek": ((0x370, 0x3FF), (0x1F00, 0x1FFF)),
    "cyrillic": ((0x400, 0x52F),),
    "hebrew": ((0x590, 0x5FF),),
    "arabic": ((0x600, 0x6FF),),
    "thai": ((0xE00, 0xE7F),),
}
# "vi+" is Vietnamese as windows-1258 holds it, its tones apart from the letters.
LANGUAGES = {
    "latin": "af ca cs cy da de en eo es et eu fi fr ga gd gl hr hu id is it lt lv nb nl pl pt ro sk sl sq "
    "sr@latin sv tr vi vi+",
    "greek": "el",
    "cyrillic": "be bg mk ru sr uk",
    "hebrew": "he",
    "arabic": "ar fa ur",
    "thai": "th",
}
HAN = ("zh_CN", "zh_TW", "ja", "ko")
_FOLDERS = {
    "en": ("en_GB", "en_CA", "en_AU"),
    "pt": ("pt", "pt_BR"),
    "vi+": ("vi",),
    "zh_TW": ("zh_TW", "zh_HK"),
}
_HAN_RANGES = ((0x3000, 0x33FF), (0x3400, 0x9FFF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFF00, 0xFFEF))
# Where each language's own charset has its common letters and its rare ones (rows, and places in a row).
_LEVELS = {
    "zh_CN": ("gb2312", range(0xB0, 0xD8), range(0xD8, 0xF8)),
    "zh_TW": ("big5", range(0xA4, 0xC7), range(0xC9, 0xFA)),
    "ja": ("euc_jp", range(0xB0, 0xD0), range(0xD0, 0xF5)),
    "ko": ("euc_kr", range(0xB0, 0xC9), range(0xCA, 0xFE)),
}
_MOST = 900_000  # code points of a language: more change little (guess)
_FEWEST = 20  # times that a letter stands in a language's text, to be one of its alphabet (guess)
_ALIKE = 300_000  # pairs that each language's counts are brought to
# How many pairs what is known of the wider sort weighs as: guesses.
_FROM_LANGUAGES, _FROM_LETTERS, _FROM_SIGNS, _UNSEEN_PAIRS = 10, 20, 5, 0.3
_FROM_OWN = 0.3  # of what is known of a language's pairs: its own letters, whatever stands before them
_FROM_LEVELS, _UNSEEN_HAN = 0.06, 1e-6  # of a language's Han letters
_WORST = 14.0  # nats that a pair may cost
_VARIABLE = re.compile(r"<[^>]*>|\$[\w|]+|%[-\d$]*[a-z]+|\{[^}]*\}|[_&]")
_CEDILLAS = str.maketrans("șțȘȚ", "şţŞŢ")  # as Romanian is written, too
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def main() -> None:
    """Count, and write the tables."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("data", type=Path)
    options.add_argument("target", type=Path, help="the folder to write to")
    asked = options.parse_args()
    texts = read_texts(asked.data)
    arrays = make_tables(texts)
    provenance = {
        "made": f"{datetime.now(UTC):%Y-%m-%d}",
        "files": sorted({path.stem for path in _find_files(asked.data)}),
        "code_points": {language: len(text) for language, text in texts.items()},
    }
    save_weights(asked.target / f"{NAME}.npz", arrays, provenance)
    print(f"{len(texts)} languages", file=sys.stderr)  # noqa: T201


def read_texts(data: Path) -> dict[str, str]:
    """Return each language's text. Raises BadInput where there is none of one."""
    wanted = [language for languages in LANGUAGES.values() for language in languages.split()]
    said: dict[str, dict[str, None]] = defaultdict(dict)
    for path in _find_files(data):
        said[path.parent.parent.name].update(dict.fromkeys(_read_messages(path)))
    texts = {}
    for language in (*wanted, *HAN):
        folders = _FOLDERS.get(language, (language,))
        text = "\n".join(message for folder in folders for message in said[folder])[:_MOST]
        if not text:
            raise BadInput(f"{data} holds nothing in {language}; name a folder with …/{language}/LC_MESSAGES")
        texts[language] = text
    texts["vi+"] = split_tones(texts["vi"])
    texts["ro"] += "\n" + texts["ro"].translate(_CEDILLAS)
    return texts


def split_tones(text: str) -> str:
    """Return Vietnamese as windows-1258 holds it: tones that it has no letter for are marks of their own.

    >>> split_tones("Việt") == "Viê\\N{COMBINING DOT BELOW}t"
    True
    """
    return "".join(map(_split_tone, unicodedata.normalize("NFC", text)))


def make_tables(texts: Mapping[str, str]) -> dict[str, Array]:
    """Return all tables, as Likeness takes them."""
    letters = {
        script: _find_letters([texts[language] for language in languages.split()], script)
        for script, languages in LANGUAGES.items()
    }
    arrays = _number_symbols(letters)
    for script, size in enumerate(arrays["sizes"].tolist()):
        arrays[f"pairs/{script}"] = np.zeros((1, size, size), np.uint8)
    arrays["han"] = _count_han(texts)
    counter = Likeness(arrays)
    signs = np.sum([counter.count_pairs(text, 0) for text in texts.values()], axis=0)
    arrays["pairs/0"] = _to_costs(_smooth(signs, _FROM_SIGNS, _spread(signs, 1)))[None]
    for script, languages in enumerate(LANGUAGES.values(), 1):
        counts = [counter.count_pairs(texts[language], script) for language in languages.split()]
        alike = [found * (_ALIKE / max(1, found.sum())) for found in counts]
        mean = np.mean(alike, axis=0)
        common = _smooth(mean, _FROM_LETTERS, _spread(mean, _UNSEEN_PAIRS))
        arrays[f"pairs/{script}"] = np.stack(
            [_to_costs(_smooth(found, _FROM_LANGUAGES, _blend(common, found))) for found in alike]
        )
    return arrays


def _find_files(data: Path) -> list[Path]:
    return sorted(data.rglob("LC_MESSAGES/*.mo"))


def _read_messages(path: Path) -> Iterator[str]:
    """Yield a file's translations, less what a program fills in."""
    try:
        with path.open("rb") as file:
            catalog: dict[object, str] = vars(gettext.GNUTranslations(file))["_catalog"]
    except (OSError, ValueError, IndexError):  # gettext meets plural rules that it can't read
        return
    for asked, said in catalog.items():
        original = asked[0] if isinstance(asked, tuple) else asked
        if original and said and said != original:
            yield re.sub(r"[ \t\r\f]+", " ", _VARIABLE.sub("", said)).strip()


def _split_tone(letter: str) -> str:
    try:
        letter.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(part for part in parts if part in _TONES)
        return unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES)) + tones
    return letter


def _find_letters(texts: list[str], script: str) -> list[str]:
    """Return the small letters that at least one of the texts has in numbers."""
    found = set()
    for text in texts:
        counts = Counter(text.lower())
        found |= {letter for letter, count in counts.items() if count >= _FEWEST}
    return sorted(letter for letter in found if _tell_script(letter) == script)


def _tell_script(letter: str) -> str | None:
    """Return a letter's alphabet, "han", "other", or None for what is no letter."""
    code = ord(letter)
    if any(first <= code <= last for first, last in _HAN_RANGES):
        return "han"
    if unicodedata.category(letter)[0] not in "LM" or letter in SIGNS:
        return None
    for name, ranges in ALPHABETS.items():
        if any(first <= code <= last for first, last in ranges):
            return name
    return "other"


def _tell_sort(letter: str) -> int:
    """Return the sort of what is no letter, or the sign's own place."""
    if letter in SIGNS:
        return FOREIGN + 1 + SIGNS.index(letter)
    if letter in " \t\n\r" or unicodedata.category(letter)[0] == "Z":
        return SPACE
    if letter.isascii() and letter.isprintable():
        return DIGIT if letter.isdigit() else MARK
    if unicodedata.category(letter) in ("Cc", "Cn", "Co", "Cs") or letter in "\ufffd\ufeff":
        return BAD
    return SIGN


def _number_symbols(letters: Mapping[str, list[str]]) -> dict[str, Array]:
    """Return what symbol each code point is, and each symbol's script and row."""
    shared = FOREIGN + 1 + len(SIGNS)
    script, place = [0] * shared, list(range(shared))
    numbers: dict[str, int] = {}
    unknown: dict[str, int] = {}
    sizes = [shared]
    for number, (alphabet_name, alphabet) in enumerate(letters.items(), 1):
        for row, letter in enumerate(alphabet):
            numbers[letter] = len(script) + row
        unknown[alphabet_name] = len(script) + len(alphabet)  # the last row: its letters that no language has
        script += [number] * (len(alphabet) + 1)
        place += range(shared, shared + len(alphabet) + 1)
        sizes.append(shared + len(alphabet) + 1)
    unknown |= {"han": len(script), "other": len(script) + 1}
    script += [len(sizes), len(sizes) + 1]
    place += [0, 0]
    symbol = np.zeros(0x10000, np.uint16)
    case = np.zeros(0x10000, np.uint8)
    for code in range(0x10000):
        letter = chr(code)
        name = _tell_script(letter)
        lower = letter.lower()
        symbol[code] = _tell_sort(letter) if name is None else numbers.get(lower, unknown[name])
        case[code] = 2 if letter.isupper() else letter.islower()
    return {
        "symbol": symbol,
        "case": case,
        "script": np.array(script, np.uint8),
        "place": np.array(place, np.uint16),
        "sizes": np.array(sizes, np.uint16),
    }


def _count_han(texts: Mapping[str, str]) -> Array:
    """Return what each Han letter costs in each language: by its count, and by its charset's own levels."""
    costs = np.zeros((len(HAN), 0x10000))
    for row, language in enumerate(HAN):
        shares = np.zeros(0x10000)
        for first, last in _HAN_RANGES:
            shares[first : last + 1] = _UNSEEN_HAN
        codec, common, rare = _LEVELS[language]
        for rows, share in ((common, 0.81), (rare, 0.09)):
            known = _list_letters(codec, rows)
            shares[known] += share / len(known)
        counts = Counter(letter for letter in texts[language] if _tell_script(letter) == "han")
        weight = _FROM_LEVELS * counts.total()
        shares *= weight
        for letter, count in counts.items():
            shares[ord(letter)] += count
        costs[row] = -np.log(np.maximum(shares / (counts.total() + weight), np.exp(-21)))
    return np.round(costs * STEP).astype(np.uint8)


def _list_letters(codec: str, rows: range) -> list[int]:
    """Return the code points of some rows of a charset of two bytes."""
    pairs = (bytes((row, place)).decode(codec, "ignore") for row in rows for place in range(0x40, 0xFF))
    return sorted({ord(letter) for letter in pairs if len(letter) == 1 and _tell_script(letter) == "han"})


def _spread(counts: Array, unseen: float) -> Array:
    """Return each symbol's share, whatever stands before it."""
    shares: Array = counts.sum(0) + float(unseen)
    shares /= shares.sum()
    return shares


def _smooth(counts: Array, weight: float, known: Array) -> Array:
    """Return the pairs' probabilities: as counted, and where that is little, as known."""
    smoothed: Array = (counts + weight * known) / (counts.sum(1, keepdims=True) + weight)
    return smoothed


def _blend(common: Array, counts: Array) -> Array:
    """Return what is known of a language's pairs: as in all languages, or as its letters are common."""
    blended: Array = (1 - _FROM_OWN) * common + _FROM_OWN * _spread(counts, 0.01)
    return blended


def _to_costs(shares: Array) -> Array:
    costs = np.minimum(-np.log(shares), _WORST)
    costs[:, BAD] = _WORST
    return np.round(costs * STEP).astype(np.uint8)


if __name__ == "__main__":
    main()
