"""repair: each fault beside its near miss, what must never change, and what must hold of any text.

ftfy's own cases are no part of the project: `SCRUBBER_CONFORMANCE` names the folder that holds them as
`ftfy/*.json`, or it is `shared/conformance` beside the checkout. Without it they are skipped.
"""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import scrubber
from benchmarks.prose import PROSE
from scrubber import BadConfig, Document, RepairOptions, find_repairs, repair_text, replay, stages
from scrubber.stages.repair import IN_BLOCKS
from scrubber.stages.repair.edits import Edit, Fix, apply, chain, compare
from scrubber.stages.repair.rules import choose_rules, is_plain
from scrubber.stages.repair.surroundings import Surroundings
from tests.conftest import find_conformance

MENDED = {
    "utf-8 read as windows-1252": ("l’Ã©tÃ© Ã\u00a0 la plage", "l’été à la plage"),
    "utf-8 read as latin-1": ("\xe3\x81\x82\xe3\x81\x84 \xe2\x80\x93", "あい –"),
    "utf-8 read as windows-1251": ("РџСЂРёРІРµС‚ РјРёСЂ", "Привет мир"),
    "utf-8 read as MacRoman": ("◊ë◊î◊ï◊ì◊¢◊î", "בהודעה"),
    "curly quotes read as windows-1252": ("lâ€™hiver", "l’hiver"),
    "windows-1252 read as latin-1": ("\x93curly\x94, it\x92s \x8540", "“curly”, it’s …40"),
    "a sign and its needless Â": ("Â©2019, Â£5, 10 Âµm", "©2019, £5, 10 µm"),
    "emoji, twice differently": ("ð\x9f\x98\x80 ðŸ˜€", "😀 😀"),
    "read wrongly twice": ("dÃƒÂ©jÃƒÂ  vu", "déjà vu"),
    "read wrongly three times": ("dÃƒÆ’Ã‚Â©jÃƒÆ’Ã‚\xa0 vu", "déjà vu"),
    "beside a real letter": ("café et thÃ©", "café et thé"),
    "beside real quotes": ("MÃ¼nchen – “Zürich”", "München – “Zürich”"),
    "two charsets in a line": ("café, thÃ©, â€œeauâ€\x9d", "café, thé, “eau”"),
    "another script in a line": ("Привет Ð¼Ð¸Ñ€", "Привет мир"),
    "each line its own": ("cafÃ©\ncafé\ncafÃƒÂ©", "café\ncafé\ncafé"),
    "its no-break space made a space, and a space": ("l’Ã©tÃ© Ã  la plage", "l’été à la plage"),
    "its no-break space made a space": ("voilÃ le travail", "voilà le travail"),
    "an entity that survived": ("salt &amp; pepper", "salt & pepper"),
    "an entity escaped three times": ("&amp;amp;eacute;t&amp;eacute;", "été"),
    "an entity in capitals": ("P&EACUTE;REZ", "PÉREZ"),
    "an entity of windows-1252": ("it&#146;s &#x2019;90", "it’s ’90"),
    "an entity in mojibake": ("naÃ¯ve &amp; cafÃ&copy;", "naïve & café"),
    "a control character": ("be\x07ll", "bell"),
    "a terminal's colour": ("\x1b[1;31mred\x1b[0m", "red"),
    "line breaks of other systems": ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
    "the halves of an emoji": ("\ud83d\ude00", "😀"),
    "half an emoji": ("\ud83d!", "\ufffd!"),
    "a byte order mark": ("be\ufeffll", "bell"),
    "a letter apart from its mark": ("Cafe\u0301", "Café"),
    "a stray space behind an elision": ("Avantages de l’ utilisation", "Avantages de l’utilisation"),
    "a link glued to a word": ("—Hillaryhttps://t.co/3TKJ4H68Kz", "—Hillary https://t.co/3TKJ4H68Kz"),
    "a lost line break": (
        "your dreams,your aims,\nyour hopes,\nyour kin",
        "your dreams,\nyour aims,\nyour hopes,\nyour kin",
    ),
}
LEFT_ALONE = {
    "curly quotes": "“It’s fine”",
    "ligatures and full width": "ﬁne ＡＢＣ　日本",
    "a digraph that is a letter": "ǈubav, ŉ appel",
    "entities in a text about HTML": "write &lt; for < in HTML",
    "no entity": "AT&T; R&D; &notit; &foo;",
    "a possessive": "the dogs’ owners",
    "a link inside a link": "https://web.example/save/https://example.org/a",
    "a link as a parameter": "https://example.org/?next=https://example.org/b",
    "a link in Chinese": "请看https://example.org",
    "verse": "your hopes,\nyour family,\nyour community",
    "a list without spaces": "red,green,blue",
    "spaces in columns": "  tea    3\n  coffee 4  ",
    "Ã in capitals": "SÃO PAULO, C O N C L U S Ã O, JOÃO",
    "Â at a word's head": "ÂNGULO, Âme",
    "É before a sign": "MARQUÉ…, NESTLÉ®, SÉ¡",
    "œ at a word's head": "«Œuvre», cœur, œil",
    "a measure": "10 Å—, ∆°, 5×£35, 4288×…",
    "a face": "( o¬ô ), `¬´, ¯\\_(ツ)_/¯",
    "Ukrainian capitals": "ВІКІ, Ґанок, Її",
    "Greek quotes": "«Άλφα», ¨ανατροφή¨",
    "French spacing": "Vraiment\u00a0? Oui\u202f!",
}
DELICATE = {
    "joiners in Persian": "می\u200cخواهم کتاب\u200cها",
    "joiners in Hindi": "क्\u200dष क्\u200cष श्री\u200d",
    "joiners in Malayalam and Sinhala": "ന്\u200d ක්\u200dෂ",
    "variation selectors": "☺\ufe0e ☺\ufe0f ❤\ufe0f 葛\U000e0100 ᠠ\u180b",
    "emoji sequences": "👩\u200d👩\u200d👧 👍🏽 🇵🇱 1\ufe0f\u20e3 🏳\ufe0f\u200d🌈",
    "a flag of tags": "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
    "full-width forms": "ＡＢＣ１２３！（全角）",
    "half-width katakana": "ﾃｽﾄ",
    "ideographic space": "東京　大阪",
    "Vietnamese stacked marks": "Việt Nữ Ằ ẵ ợ Ỡ ế",
    "soft hyphens": "Donau\u00addampf\u00adschiff",
    "directions": "\u200fשלום\u200e abc \u202bمرحبا\u202c \u2067א\u2069",
    "word joiners": "a\u2060b c\u200bd",
    "Arabic marks": "بِسْمِ ٱللَّٰهِ",
    "Hebrew points": "בְּרֵאשִׁית",
    "Thai marks": "น้ำ ที่ ก็",
    "Hangul": "한국어 ㄱㄴㄷ ᄒᆞᆫ",
    "math": "∀x∈ℝ: x²≥0, √2≈1.414, ±½, ∑∏∫, a≠b, 𝑓(𝑥)=𝑥³",
    "boxes": "┌──┬──┐\n│a │b │\n└──┴──┘",
    "currency": "€5, £3, ¥400, ₹90, 5 ¢, 20\u00a0€",
    "code": "if (a && b) { c = &d; e->f(); } // x\ty",
    "a shell's line": "$ cat a.txt | sed 's/&/and/g'\n\tdone",
    "a path and its address": "C:\\Über\\Ärger.txt, https://example.org/?a=1&b=2;c",
}
NOT_NFC = {
    "composed only apart": "\u0958 \ufb4a",  # NFC takes these apart
    "an Ångström": "10 \u212b, 5 \u2126",
    "a mark apart": "Cafe\u0301",
}
SUSPICIOUS = st.sampled_from(
    [
        *"ÃÂâ€™œŒØÙ©®°£éèàß“”«»¿¡½²×√≈вЂРСÐа́ ’&;<#x1aZ,.\n\t\r\x85\x93",
        *"\x1b\x07\ufeff\ud83d\ude00\ufffd\u0301\u00a0",
        *["&amp;", "amp;", "&#233;", "Ã©", "ÃƒÂ©", "â€œ", "https://", "l’ ", ",a", "\na ", "  ", "\x1b[0m"],
    ]
)
CONFORMANCE = ["in-the-wild", "known-failures", "language-names", "negative", "synthetic"]


@pytest.mark.parametrize(("text", "expected"), MENDED.values(), ids=MENDED.keys())
def test_fault_is_mended(text: str, expected: str) -> None:
    assert repair_text(text) == expected


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE.keys())
def test_near_miss_is_left_alone(text: str) -> None:
    assert find_repairs(text) == ()
    assert repair_text(text) == text


@pytest.mark.parametrize("text", DELICATE.values(), ids=DELICATE.keys())
def test_delicate_text_is_left_alone(text: str) -> None:
    assert find_repairs(text) == ()
    assert scrubber.scrub(text, media_type="text/plain").repairs == ()


@pytest.mark.parametrize("language", PROSE)
def test_clean_prose_is_left_alone(language: str) -> None:
    assert find_repairs(PROSE[language]) == ()
    assert find_repairs(PROSE[language], IN_BLOCKS) == ()


@pytest.mark.parametrize("name", CONFORMANCE)
def test_repairs_conform_to_ftfy(name: str) -> None:
    path = find_conformance("ftfy") / f"{name}.json"
    cases: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    assert cases
    wrong = [
        (case["label"], got)
        for case in cases
        if case["expect"] != "fail"
        and (got := repair_text(case["original"])) not in (case["fixed"], case.get("fixed-encoding"))
    ]
    assert wrong == []


def test_every_file_of_ftfy_is_tried() -> None:
    assert sorted(path.stem for path in find_conformance("ftfy").glob("*.json")) == CONFORMANCE


# What the options change, each beside what it leaves


@pytest.mark.parametrize(
    ("options", "text", "expected"),
    [
        (RepairOptions(straighten_quotes=True), "“It’s ‘so’”", "\"It's 'so'\""),
        (RepairOptions(split_ligatures=True), "ﬁne ǆ ŉ æ", "fine dž ʼn æ"),
        (RepairOptions(narrow_forms=True), "ＡＢＣ　ﾃｽﾄ", "ABC テスト"),
        (RepairOptions(tidy_spaces=True), " two  words \u00a0here ", "two words here"),
        (RepairOptions(normalization="NFKC"), "x² ﬁ Café", "x2 fi Café"),
        (RepairOptions(normalization=None), "Cafe\u0301 Ã©", "Cafe\u0301 é"),
    ],
)
def test_option_has_its_effect(options: RepairOptions, text: str, expected: str) -> None:
    assert repair_text(text, options) == expected
    assert repair_text(text) != expected


@pytest.mark.parametrize("text", NOT_NFC.values(), ids=NOT_NFC.keys())
def test_composition_is_nfc_unless_it_is_none(text: str) -> None:
    assert repair_text(text) != text
    assert repair_text(text, RepairOptions(normalization=None)) == text


def test_form_that_unicode_has_not_is_refused() -> None:
    with pytest.raises(BadConfig, match="try NFC"):
        RepairOptions(normalization="NFX")  # type: ignore[arg-type]


# What holds of any text


@settings(max_examples=300, deadline=None)
@given(st.lists(SUSPICIOUS, max_size=30).map("".join))
def test_repairing_twice_is_repairing_once(text: str) -> None:
    for options in (RepairOptions(), IN_BLOCKS):
        once = repair_text(text, options)
        assert repair_text(once, options) == once
        assert find_repairs(once, options) == ()


@settings(max_examples=300, deadline=None)
@given(st.lists(SUSPICIOUS, max_size=30).map("".join) | st.text(max_size=60))
def test_replaying_the_records_gives_the_output(text: str) -> None:
    for options in (RepairOptions(), IN_BLOCKS):
        repairs = find_repairs(text, options)
        assert replay(repairs, text) == repair_text(text, options)
        assert all(repair.span and repair.span.of(text) == repair.before for repair in repairs)


@settings(max_examples=100, deadline=None)
@given(st.lists(SUSPICIOUS.filter(lambda sign: sign.isprintable() and "<" not in sign), max_size=30))
def test_replaying_a_page_s_records_gives_its_blocks(signs: list[str]) -> None:
    page = "The harbour wall " + "".join(signs) + " was rebuilt in nine months."
    before = stages.segment(stages.decode(Document.open(page, media_type="text/plain")))
    after = stages.repair(before)
    for old, new in zip(before.blocks, after.blocks, strict=True):
        assert old.trace is not None
        span = old.trace.span()
        if old.text != span.of(before.text):
            continue  # what segment changed is not repair's to tell
        own = [r for r in after.repairs if r.span and span.start <= r.span.start and r.span.end <= span.end]
        source = before.text[: span.end]
        assert replay(own, source)[span.start :] == new.text


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40) | st.lists(SUSPICIOUS, max_size=10).map("".join))
def test_plain_text_holds_no_fault(text: str) -> None:
    plain = is_plain(text, IN_BLOCKS)
    near = Surroundings(text)
    assert not plain or not any(rule.find_edits(text, near) for rule in choose_rules(IN_BLOCKS, code=False))


@pytest.mark.parametrize(
    "options",
    [
        RepairOptions(straighten_quotes=True),
        RepairOptions(split_ligatures=True),
        RepairOptions(narrow_forms=True),
        RepairOptions(normalization="NFD"),
    ],
)
def test_sound_text_is_not_plain_where_an_option_rewrites_it(options: RepairOptions) -> None:
    assert is_plain("“ﬁＡé”", RepairOptions())
    assert not is_plain("“ﬁＡé”", options)


# Records and edits


def test_each_repair_is_recorded_where_it_was() -> None:
    source = "Avantages de l’ utilisation des médias &amp; voil\u00c3\u00a0 tout."
    document = scrubber.scrub(source, media_type="text/plain")
    assert [(r.rule, r.before, r.after) for r in document.repairs] == [
        ("elision-space", " ", ""),
        ("entities", "&amp;", "&"),
        ("mojibake", "\u00c3\u00a0", "à"),
    ]
    assert all(r.span and r.span.of(source) == r.before for r in document.repairs)


def test_faults_in_one_place_are_one_record() -> None:
    (repair,) = find_repairs("cafÃ&copy;")
    assert (repair.rule, repair.before, repair.after) == ("entities+mojibake", "Ã&copy;", "é")


def test_code_keeps_its_entities_and_spaces() -> None:
    document = scrubber.scrub("<h1>Escapes</h1><pre>a  = '&amp;amp;'\n</pre>", media_type="text/html")
    assert document.blocks[-1].text == "a  = '&amp;'"


def test_what_stands_between_two_deletions_keeps_its_place() -> None:
    page = Document.open("the be\x07l\x08l in the tower rings at noon", media_type="text/plain")
    (block,) = stages.repair(stages.segment(stages.decode(page))).blocks
    assert block.text.startswith("the bell in")
    assert block.trace is not None
    assert [block.trace.span(at, at + 1).start for at in range(4, 8)] == [4, 5, 7, 9]


@settings(deadline=None)
@given(st.text("ab \n", max_size=20), st.text("ab \n", max_size=20))
def test_edits_lead_from_one_text_to_the_other(before: str, after: str) -> None:
    assert apply(compare(before, after), before) == after


@settings(deadline=None)
@given(st.lists(st.text("ab ", max_size=12), min_size=2, max_size=5))
def test_chained_edits_lead_from_the_first_text_to_the_last(texts: list[str]) -> None:
    fixes: list[Fix] = []
    for number, (before, after) in enumerate(pairwise(texts)):
        fixes = chain(fixes, str(number), compare(before, after), before)
    assert apply(fixes, texts[0]) == texts[-1]
    assert all(left.end <= right.start for left, right in pairwise(fixes))


def test_edits_that_only_touch_stay_apart() -> None:
    made = chain([Fix(1, 2, "", ("a",))], "b", [Edit(0, 1, "x"), Edit(1, 2, "y")], "pq")
    assert made == [Fix(0, 1, "x", ("b",)), Fix(1, 2, "", ("a",)), Fix(2, 3, "y", ("b",))]
