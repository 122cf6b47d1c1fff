"""decode: which charset bytes are in, by what is told and by what is likely, and what can't be told."""

from __future__ import annotations

import codecs
import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scrubber import Document, stages
from scrubber.errors import BadConfig, BadInput
from scrubber.learned.likeness import load_likeness
from scrubber.model import Decoding
from scrubber.stages.decode.candidates import rank, take_sample
from scrubber.stages.decode.charset import decode_bytes
from scrubber.stages.decode.labels import find_charset, find_codec, find_declared

CZECH = "Městečko leží na soutoku dvou řek, žluťoučký kůň pije u břehu.\n"
FRENCH = "L'été a été très chaud, et le café près du château était fermé.\n"
RUSSIAN = "Порт снова открылся в понедельник, стену восстановили вручную.\n"
GREEK = "Το χωριό βρίσκεται στην πλαγιά του βουνού, κοντά στη θάλασσα.\n"
JAPANESE = "古い港は月曜日にふたたび船を迎え、石は一つずつ手で積み直された。\n"
CHINESE = "港口在星期一重新开放，石匠们亲手重新砌好了所有的花岗岩块。\n"
TAIWANESE = "港口在星期一重新開放，石匠們親手重新砌好了所有的花崗岩塊。\n"
KOREAN = "오래된 항구가 월요일에 다시 문을 열었고 돌은 하나씩 손으로 쌓았다.\n"
TURKISH = "Eski liman pazartesi günü yeniden açıldı, duvarı elle ördüler, şimdi sağlam.\n"
THAI = "ท่าเรือเก่าเปิดให้บริการอีกครั้งในวันจันทร์ หลังจากพายุพัดกำแพงพัง\n"
ARABIC = "فتح الميناء القديم من جديد صباح يوم الاثنين بعد تسعة أشهر من العاصفة\n"


def read(raw: bytes, media_type: str | None = None) -> tuple[str, Decoding]:
    document = stages.decode(Document.open(raw, media_type=media_type))
    assert document.decoding is not None
    return document.text, document.decoding


UNDECLARED = {
    "windows-1250": (CZECH, "cp1250", "windows-1250"),
    "ISO-8859-2": (CZECH, "iso8859_2", "iso-8859-2"),
    "windows-1251": (RUSSIAN, "cp1251", "windows-1251"),
    "KOI8-R": (RUSSIAN, "koi8_r", "koi8-r"),
    "ISO-8859-5": (RUSSIAN, "iso8859_5", "iso-8859-5"),
    "IBM866": (RUSSIAN, "cp866", "ibm866"),
    "windows-1252": (FRENCH, "cp1252", "windows-1252"),
    "MacRoman": (FRENCH, "mac_roman", "macintosh"),
    "windows-1253": (GREEK, "cp1253", "windows-1253"),
    "windows-1254": (TURKISH, "cp1254", "windows-1254"),
    "windows-1256": (ARABIC, "cp1256", "windows-1256"),
    "windows-874": (THAI, "cp874", "windows-874"),
    "Shift_JIS": (JAPANESE, "cp932", "shift_jis"),
    "EUC-JP": (JAPANESE, "euc_jp", "euc-jp"),
    "ISO-2022-JP": (JAPANESE, "iso2022_jp", "iso-2022-jp"),
    "GBK": (CHINESE, "gbk", "gbk"),
    "GB18030, with a letter of four bytes": (CHINESE + "(Dvořák)\n", "gb18030", "gb18030"),
    "Big5": (TAIWANESE, "big5", "big5"),
    "EUC-KR": (KOREAN, "cp949", "euc-kr"),
    "UTF-16, Western": (FRENCH, "utf-16-le", "utf-16-le"),
    "UTF-16, Chinese: no byte is NUL": (CHINESE.strip(), "utf-16-be", "utf-16-be"),
    "UTF-16, Russian: no byte is beyond ASCII": (RUSSIAN, "utf-16-le", "utf-16-le"),
    "UTF-32": (JAPANESE, "utf-32-be", "utf-32-be"),
}


@pytest.mark.parametrize(("text", "codec", "encoding"), UNDECLARED.values(), ids=UNDECLARED.keys())
def test_what_nobody_declared_is_told_by_what_reads_best(text: str, codec: str, encoding: str) -> None:
    found, decoding = read(text.encode(codec))
    assert (found, decoding.encoding, decoding.evidence) == (text, encoding, "detected")
    assert decoding.confidence > 0.9
    assert decoding.replaced == 0


@pytest.mark.parametrize(("text", "codec", "encoding"), UNDECLARED.values(), ids=UNDECLARED.keys())
def test_the_transports_word_is_taken_where_it_fits(text: str, codec: str, encoding: str) -> None:
    found, decoding = read(text.encode(codec), f"text/plain; charset={encoding}")
    assert (found, decoding.encoding, decoding.evidence) == (text, encoding, "transport")


LABELS = {
    "as browsers read it": ("iso-8859-1", "windows-1252"),
    "however it is written": (" Latin1\n", "windows-1252"),
    "GB2312": ("gb2312", "gbk"),
    "Windows' Japanese": ("x-sjis", "shift_jis"),
    "Windows' Korean": ("ks_c_5601-1987", "euc-kr"),
    "Thai": ("tis-620", "windows-874"),
    "Turkish": ("iso-8859-9", "windows-1254"),
    "Hong Kong's": ("big5-hkscs", "big5"),
    "UTF-16 by its old name": ("unicode", "utf-16-le"),
    "the user's own": ("x-user-defined", "windows-1252"),
    "Python's alone": ("cp437", "cp437"),
    "Python's UTF-32": ("utf-32-le", "utf-32-le"),
    "UTF-7, in which markup hides": ("utf-7", None),
    "a charset that browsers replace": ("iso-2022-kr", None),
    "and another": ("hz-gb-2312", None),
    "a codec that is no charset": ("rot13", None),
    "escapes": ("unicode_escape", None),
    "nobody's": ("klingon", None),
    "nothing": ("", None),
    "a NUL": ("utf-8\0", None),
}


@pytest.mark.parametrize(("label", "charset"), LABELS.values(), ids=LABELS.keys())
def test_a_label_means_what_browsers_take_it_for(label: str, charset: str | None) -> None:
    assert find_charset(label) == charset
    if charset is not None:
        assert b"plain".decode(find_codec(charset), "replace")


DECLARATIONS = {
    "a meta": (b'<meta charset="koi8-r">', "koi8-r"),
    "in an http-equiv": (
        b'<META http-equiv=Content-Type content="text/html; charset=Windows-1251">',
        "windows-1251",
    ),
    "XML's": (b'<?xml version="1.0" encoding="EUC-JP"?>', "euc-jp"),
    "in ASCII, so not UTF-16": (b'<meta charset="utf-16le">', "utf-8"),
    "in a comment": (b'<!-- <meta charset="koi8-r"> -->', None),
    "in a link's text": (b"<p>Write charset=koi8-r</p>", None),
    "too late": (b"<p>" + b"x" * 1024 + b'<meta charset="koi8-r">', None),
    "unknown": (b"<meta charset=klingon>", None),
    "UTF-7": (b"<meta charset=utf-7>", None),
}


@pytest.mark.parametrize(("page", "charset"), DECLARATIONS.values(), ids=DECLARATIONS.keys())
def test_a_page_declares_its_charset_at_its_beginning(page: bytes, charset: str | None) -> None:
    assert find_declared(page) == charset


SIGNS = {
    "after a name": "Lego® and Adobe™ are marks",
    "between links": "· Home · About ·",
    "before a word": "¡Hola!",
    "behind a digit": "1½ cups of flour",
    "a line's arrow": "« Previous | Next »",
    "a footer": "Copyright © Müller GmbH & Co. KG. Alle Rechte vorbehalten",
    "an apostrophe": "It’s 3 o’clock",
    "one letter": "Häagen-Dazs®",
}


@pytest.mark.parametrize("text", SIGNS.values(), ids=SIGNS.keys())
def test_what_hardly_tells_is_what_most_pages_are_in(text: str) -> None:
    assert read(text.encode("cp1252"))[0] == text


WRONGLY = {
    "UTF-8, which the bytes can't be": (FRENCH, "cp1252", "utf-8"),
    "windows-1252, which they can": (RUSSIAN, "cp1251", "windows-1252"),
    "a neighbour": (RUSSIAN, "koi8_r", "windows-1251"),
    "another of Japanese": (JAPANESE, "euc_jp", "shift_jis"),
    "windows-1252 of UTF-8": (FRENCH, "utf-8", "windows-1252"),
    "Chinese of UTF-8": (CHINESE, "utf-8", "gbk"),
}


@pytest.mark.parametrize(("text", "codec", "said"), WRONGLY.values(), ids=WRONGLY.keys())
def test_a_wrong_word_is_overruled(text: str, codec: str, said: str) -> None:
    found, decoding = read(text.encode(codec), f"text/plain; charset={said}")
    assert (found, decoding.evidence) == (text, "utf-8" if codec == "utf-8" else "detected")
    page = f'<meta charset="{said}"><p>{text}</p>'
    assert read(page.encode(codec))[0] == page


def test_a_letter_that_ends_a_line_is_not_one_that_was_cut() -> None:
    page = (
        '<meta charset="utf-8">\n<title>Čaj a káva, žár a var, řeka a moř\xe9</title>\n<p>plain words</p>\n'
    )
    assert read(page.encode("cp1250"))[0] == page


NEAR = {
    "Romanian, in which both read well": ("Scrisorile către fiică și țară", "iso8859_16", "iso-8859-16"),
    "one letter": ("Ž", "cp1257", "windows-1257"),
    "code page 437": ("Tür und Tor, Öl und Käse", "cp437", "cp437"),
}


@pytest.mark.parametrize(("text", "codec", "said"), NEAR.values(), ids=NEAR.keys())
def test_what_is_told_is_believed_where_it_reads_about_as_well(text: str, codec: str, said: str) -> None:
    found, decoding = read(text.encode(codec), f"text/plain; charset={said}")
    assert (found, decoding.encoding, decoding.evidence) == (text, said, "transport")


def test_bytes_that_are_utf_8_are_that_whatever_is_said() -> None:
    assert read("été".encode(), "text/plain; charset=windows-1252")[0] == "été"


def test_utf_8_needs_no_tables() -> None:
    code = (
        "import sys; from scrubber import Document, stages; "
        "stages.decode(Document.open('déjà <meta charset=utf-8>'.encode())); sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


DAMAGED = {
    "cut within a letter of UTF-8": (JAPANESE.strip().encode()[:-4], "utf-8", 1),
    "of Shift_JIS": (JAPANESE.strip().encode("cp932")[:-3], "shift_jis", 1),
    "of GB18030": ((CHINESE + "řř").encode("gb18030")[:-1], "gb18030", 1),
    "of UTF-16": (FRENCH.encode("utf-16-le")[:-1], "utf-16-le", 1),
    "of UTF-16 with a mark": (codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be")[:-1], "utf-16-be", 1),
    "of UTF-32": (GREEK.encode("utf-32-le")[:-2], "utf-32-le", 1),
    "NULs between letters": (CZECH.replace(", ", ", \0").encode("cp1250"), "windows-1250", 1),
    "NULs in UTF-8": (CZECH.replace(", ", ", \0").encode(), "utf-8", 1),
    "a byte that means nothing in UTF-8": (FRENCH.encode() * 5 + b"\xff" + FRENCH.encode(), "utf-8", 1),
}


@pytest.mark.parametrize(("raw", "encoding", "replaced"), DAMAGED.values(), ids=DAMAGED.keys())
def test_damage_does_not_hide_the_charset(raw: bytes, encoding: str, replaced: int) -> None:
    text, decoding = read(raw)
    assert (decoding.encoding, decoding.replaced) == (encoding, replaced)
    assert text.count("\ufffd") == replaced


def test_a_sign_that_the_author_wrote_was_not_put_in() -> None:
    for codec in ("utf-8", "utf-8-sig", "utf-16-le"):
        assert read(f"{FRENCH}\ufffd".encode(codec))[1].replaced == 0


def test_lines_in_two_charsets_may_be_much_of_the_page() -> None:
    text, decoding = read(GREEK.encode() * 3 + RUSSIAN.encode("koi8_r") * 3)
    assert text == GREEK * 3 + RUSSIAN * 3
    assert (decoding.encoding, decoding.evidence) == ("utf-8+koi8-r", "lines")


def test_either_charset_may_begin_far_behind() -> None:
    both = [GREEK * 100, RUSSIAN * 100]
    for text, raw in (
        (both, both[0].encode() + both[1].encode("cp1251")),
        (both[::-1], both[1].encode("cp1251") + both[0].encode()),
    ):
        found, decoding = read(raw)
        assert (found, decoding.encoding) == ("".join(text), "utf-8+windows-1251")


REFUSED = {
    "noise": bytes(range(1, 256)) * 8,
    "letters by themselves": b"abc \xff\xfe \x80",
}


@pytest.mark.parametrize("raw", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_in_no_charset_is_refused(raw: bytes) -> None:
    with pytest.raises(BadInput, match="media type"):
        decode_bytes(raw)


@pytest.mark.parametrize("label", ["klingon", "utf-7", "iso-2022-kr", "idna", "rot13"])
def test_a_charset_that_there_is_none_of_is_a_wrong_call(label: str) -> None:
    with pytest.raises(BadConfig, match="there is no charset"):
        read(b"abc", f"text/plain; charset={label}")


def test_utf_7_stays_as_it_is() -> None:
    assert read(b"+ADw-script+AD4-")[0] == "+ADw-script+AD4-"


def test_a_sample_holds_each_line_once_and_no_tags() -> None:
    assert (
        take_sample(b"<title>\xe9t\xe9</title>\nplain\n<p>\xe9t\xe9</p>\n\x00caf\xe9")
        == b"\xe9t\xe9\ncaf\xe9"
    )


def test_a_sample_reaches_what_stands_far_behind() -> None:
    far = b"<p>plain words and more of them</p> " * 4_000 + "žluťoučký kůň".encode("cp1250")
    assert rank(far)[0].charset == "windows-1250"


COSTS = {
    "letters of one alphabet": ("поезд", "пoeзд"),
    "a word, not a sign in it": ("garaaž", "garaa¾"),
    "small letters behind small": ("вокзал", "вОКЗАЛ"),
    "prose, not boxes": ("Москва", "╝╬╤╦╫┴"),
    "common Han letters": ("的一是不了", "齉龘靐齾爩"),
    "no controls": ("a—b", "a\x97b"),
    "emoji, not letters of dead scripts": ("😀", "𐎀"),
    "one script without tables": ("გამარჯობა", "გաმաრჯა"),
}


@pytest.mark.parametrize(("likely", "unlikely"), COSTS.values(), ids=COSTS.keys())
def test_the_likelier_text_costs_less(likely: str, unlikely: str) -> None:
    likeness = load_likeness()
    assert likeness.cost(likely) < likeness.cost(unlikely)


BYTES = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=60).map(lambda text: text.encode("utf-16-le", "surrogatepass")),
    st.builds(
        lambda text, codec, cut: text.encode(codec, "ignore")[cut:],
        st.text(max_size=60),
        st.sampled_from(["cp1252", "gb18030", "euc_jp", "iso2022_jp", "koi8_r", "utf-32-be"]),
        st.integers(0, 3),
    ),
    st.binary(max_size=60).map(lambda raw: b'<meta charset="shift_jis">' + raw),
)


@settings(max_examples=300, deadline=None)
@given(
    BYTES, st.sampled_from([None, "text/html", "text/plain; charset=big5", "text/plain; charset=utf-16le"])
)
@example(b"\x1b$", None)
@example(b"\x1b(\xff", None)
@example(b"\xff\xfe\x00", None)
@example(b"\xed\xa0\x80", None)
@example(b"\x00\xd8\x00\xd8", "text/plain; charset=utf-16le")
def test_any_bytes_are_a_text_or_refused(raw: bytes, media_type: str | None) -> None:
    try:
        text, decoding = read(raw, media_type)
    except BadInput:  # SkipPage is one
        return
    text.encode()  # holds no half of a pair
    assert "\0" not in text
    assert "\r" not in text
    assert 0 < decoding.confidence <= 1
    assert decoding.replaced <= text.count("\ufffd")
