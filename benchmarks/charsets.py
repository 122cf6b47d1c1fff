"""Texts in every charset that can hold them, as a file or a page, whole or damaged."""

from __future__ import annotations

import codecs
import random
from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.articles import ARTICLES, TITLES
from benchmarks.prose import PROSE
from scrubber.learned.train_charsets import split_tones
from scrubber.stages.decode.labels import find_charset, find_codec

LATIN = frozenset("da de en es fi fr id it nl pt sv".split())
_CYRILLIC = frozenset("bg ru sr uk".split())
_CENTRAL = frozenset("cs hr hu pl ro sk".split())
_BALTIC = frozenset("et lt lv".split())
_EVERY = frozenset(ARTICLES)
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("’‘‚", "'"),
        **dict.fromkeys("“”„«»״", '"'),
        **dict.fromkeys("–—", "-"),
        **dict.fromkeys("\u202f\xa0", " "),
        "…": "...",
    }
)
_AS_TYPED = {  # what was typed for letters that the charsets of old have not
    **dict(zip(map(ord, "șțȘȚ"), "şţŞŢ", strict=True)),
    **dict(zip(map(ord, "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"), "0123456789" * 2, strict=True)),
    ord("ی"): "ي",
    ord("œ"): "oe",
    ord("€"): "EUR",
    ord("№"): "N",
}
_DAMAGED = 0.01  # of the letters have a NUL behind them
_SEED = 6


class Charset(NamedTuple):
    """A charset: how it is encoded, its WHATWG label, and the languages that were written in it."""

    name: str
    codec: str
    label: str
    languages: frozenset[str]
    mark: bytes = b""
    like: str = "utf-8"  # the charset that it is most easily taken for, and declared as by mistake


class Sample(NamedTuple):
    """A text in a charset. `text` is what is to come out."""

    language: str
    charset: Charset
    raw: bytes
    text: str
    page: bool  # HTML, not flat text


def _list_charsets() -> Iterator[Charset]:
    yield Charset("utf-8", "utf-8", "utf-8", _EVERY, like="windows-1252")
    yield Charset("utf-8, marked", "utf-8", "utf-8", _EVERY, codecs.BOM_UTF8, like="windows-1252")
    for bits, little, big in (
        (16, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE),
        (32, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE),
    ):
        for order, mark in (("le", little), ("be", big)):
            codec = f"utf-{bits}-{order}"
            yield Charset(codec, codec, codec, _EVERY)
            yield Charset(f"{codec}, marked", codec, codec, _EVERY, mark)
    for number, languages, like in (
        (1250, _CENTRAL, "iso-8859-2"),
        (1251, _CYRILLIC, "koi8-r"),
        (1252, LATIN, "windows-1250"),
        (1253, {"el"}, "windows-1252"),
        (1254, {"tr"}, "windows-1252"),
        (1255, {"he"}, "windows-1252"),
        (1256, {"ar", "fa"}, "windows-1252"),
        (1257, _BALTIC, "windows-1252"),
        (1258, {"vi"}, "windows-1252"),
    ):
        yield Charset(
            f"windows-{number}", f"cp{number}", f"windows-{number}", frozenset(languages), like=like
        )
    for part, languages, like in (
        (1, LATIN, "iso-8859-2"),
        (2, _CENTRAL, "windows-1250"),
        (3, {"tr"}, "iso-8859-1"),
        (4, _BALTIC, "iso-8859-1"),
        (5, _CYRILLIC, "windows-1251"),
        (6, {"ar"}, "windows-1256"),
        (7, {"el"}, "iso-8859-1"),
        (8, {"he"}, "iso-8859-1"),
        (9, {"tr"}, "iso-8859-1"),
        (10, {"sv", "da", "lt"}, "iso-8859-1"),
        (13, _BALTIC, "iso-8859-1"),
        (14, LATIN, "iso-8859-2"),
        (15, LATIN, "iso-8859-2"),
        (16, {"ro"}, "iso-8859-2"),
    ):
        yield Charset(
            f"iso-8859-{part}", f"iso8859_{part}", f"iso-8859-{part}", frozenset(languages), like=like
        )
    for name, codec, languages, like in (
        ("windows-874", "cp874", {"th"}, "windows-1252"),
        ("tis-620", "tis_620", {"th"}, "iso-8859-1"),
        ("koi8-r", "koi8_r", {"ru"}, "windows-1251"),
        ("koi8-u", "koi8_u", {"uk"}, "windows-1251"),
        ("ibm866", "cp866", {"ru", "bg"}, "windows-1251"),
        ("macintosh", "mac_roman", LATIN, "windows-1252"),
        ("x-mac-cyrillic", "mac_cyrillic", _CYRILLIC, "windows-1251"),
        ("shift_jis", "cp932", {"ja"}, "euc-jp"),
        ("euc-jp", "euc_jp", {"ja"}, "shift_jis"),
        ("iso-2022-jp", "iso2022_jp", {"ja"}, "shift_jis"),
        ("gb18030", "gb18030", {"zh", "zh-Hant"}, "big5"),
        ("gbk", "gbk", {"zh", "zh-Hant"}, "big5"),
        ("big5", "big5", {"zh-Hant"}, "gbk"),
        ("euc-kr", "cp949", {"ko"}, "shift_jis"),
    ):
        yield Charset(name, codec, name, frozenset(languages), like=like)


CHARSETS = tuple(_list_charsets())


def list_documents() -> dict[str, list[str]]:
    """Return each language's document, of more than 500 code points, in a list of one."""
    return {
        language: [f"{PROSE[language]}\n{article}" if language in PROSE else article]
        for language, article in ARTICLES.items()
    }


def list_titles() -> dict[str, list[str]]:
    """Return each language's short strings."""
    return {language: list(titles) for language, titles in TITLES.items()}


def encode(text: str, charset: Charset) -> tuple[bytes, str] | None:
    """Return a text in a charset, and the text that this is; None where the charset can't hold it.

    It holds a text as it is, or with the quotation marks, dashes and spaces of a typewriter, or with some
    letters as they were typed then, too. The bytes have to mean the same to browsers: where Python encodes a
    letter otherwise, the text is held not to fit.

    >>> latin_1 = next(found for found in CHARSETS if found.name == "iso-8859-1")
    >>> encode("l’été", latin_1), encode("Šumava", latin_1)
    ((b"l'\\xe9t\\xe9", "l'été"), None)
    """
    for form in (text, text.translate(_PLAIN), text.translate(_PLAIN | _AS_TYPED)):
        held = split_tones(form) if charset.label == "windows-1258" else form
        try:
            raw = held.encode(charset.codec)
        except UnicodeEncodeError:
            continue
        codec = find_codec(find_charset(charset.label) or charset.codec)
        return (charset.mark + raw, held) if raw.decode(codec) == held else None
    return None


def list_samples(texts: dict[str, list[str]], *, page: bool) -> Iterator[Sample]:
    """Yield texts, or pages of them, in every charset that holds them, but for those that are plain ASCII."""
    for language, found in texts.items():
        for text in found:
            for charset in CHARSETS:
                held = encode(make_page(text) if page else text, charset)
                if held is not None and not _is_plain(held[0]):
                    yield Sample(language, charset, *held, page)


def make_page(text: str) -> str:
    """Return a page of a text, its first words the title."""
    body = "".join(f'<p class="body">{line}</p>\n' for line in text.split("\n"))
    return (
        f"<!DOCTYPE html>\n<html>\n<head>\n<title>{text[:40]}</title>\n</head>\n"
        f'<body>\n<div id="main">\n{body}</div>\n</body>\n</html>\n'
    )


def cut_last_letter(sample: Sample) -> Sample | None:
    """Return a text that breaks off within its last letter of more than a byte, or None for none such."""
    charset, text = sample.charset, sample.text
    if charset.name == "iso-2022-jp":  # it ends in a sequence that is no letter
        return None
    for end in range(len(text), max(0, len(text) - 80), -1):
        raw, before = text[:end].encode(charset.codec), text[: end - 1].encode(charset.codec)
        if len(raw) - len(before) > 1 and raw.startswith(before):
            return sample._replace(raw=charset.mark + raw[:-1], text=text[: end - 1])
    return None


def strew_nuls(sample: Sample) -> Sample | None:
    """Return a text with a NUL behind some letters, or None for a charset whose letters hold NULs."""
    if sample.raw.count(0) or sample.charset.mark or sample.charset.name == "iso-2022-jp":
        return None
    draw = random.Random(_SEED)
    letters = [letter + ("\0" if draw.random() < _DAMAGED else "") for letter in sample.text]
    text = "".join(letters)
    return sample._replace(raw=text.encode(sample.charset.codec), text=text.replace("\0", "\ufffd"))


def mix_charsets(sample: Sample, other: str) -> Sample | None:
    """Return a text with another before it, in UTF-8; None where both are in Unicode's own charsets."""
    if sample.charset.label.startswith("utf-") or sample.charset.name == "iso-2022-jp":
        return None
    return sample._replace(raw=f"{other}\n".encode() + sample.raw, text=f"{other}\n{sample.text}")


def _is_plain(raw: bytes) -> bool:
    return raw.isascii() and b"\x1b" not in raw and b"\0" not in raw
