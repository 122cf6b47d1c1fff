"""Lost and stray spaces and wrapped lines: each fault beside what only looks like it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import scrubber
from benchmarks.sentences import LINES, NEAR_MISSES, SENTENCES
from scrubber import Document, RepairOptions, find_repairs, repair_text, replay, stages
from scrubber.stages.repair import IN_BLOCKS
from scrubber.stages.repair.rules import is_plain
from scrubber.wrapping import find_soft_breaks, measure_width

MENDED = {
    "a comma": ("your dreams,your aims", "your dreams, your aims"),
    "a comma behind an acronym": ("at NASA,which pays", "at NASA, which pays"),
    "a comma before an elision": ("à la retraite,n’a rien dit", "à la retraite, n’a rien dit"),
    "a comma behind a year": ("in 2019,we met", "in 2019, we met"),
    "a comma before a count": ("on the boat,20 people slept", "on the boat, 20 people slept"),
    "a semicolon": ("it rained;the bees stayed", "it rained; the bees stayed"),
    "a French semicolon": (
        "La place est pleine de marchands ;ils sont là.",
        "La place est pleine de marchands ; ils sont là.",
    ),
    "a stop": ("That was the last word.Next came the bill.", "That was the last word. Next came the bill."),
    "a stop behind a name": ("We went to Paris.The hotel was full.", "We went to Paris. The hotel was full."),
    "a stop before one letter": ("It was late.I slept.", "It was late. I slept."),
    "a stop before an elision": ("la farine.L’essentiel est là", "la farine. L’essentiel est là"),
    "a stop in Cyrillic": ("Никто не знает.Она молчит.", "Никто не знает. Она молчит."),
    "a question mark": ("Is it far?Not very.", "Is it far? Not very."),
    "an exclamation mark": ("¡Qué tarde!Los niños duermen.", "¡Qué tarde! Los niños duermen."),
    "an opening question mark": ("No vino nadie.¿Por qué?", "No vino nadie. ¿Por qué?"),
    "a colon": ("There is only one thing:the hull.", "There is only one thing: the hull."),
    "a per cent": ("Get 20%off today", "Get 20% off today"),
    "a bracket": ("The boat (an old one)sank.", "The boat (an old one) sank."),
    "a bracket of an acronym": ("User experience (UX)is vital.", "User experience (UX) is vital."),
    "a closing quotation": ("“It rains,”he said and left.", "“It rains,” he said and left."),
    "an opening quotation": ("She said“it rains” and left.", "She said “it rains” and left."),
    "a German quotation": ("Es ist „so schön“hier am Meer.", "Es ist „so schön“ hier am Meer."),
    "a link behind a stop": ("Read this.https://t.co/x", "Read this. https://t.co/x"),
    "a hashtag": ("so proud#harbour2019", "so proud #harbour2019"),
    "a handle behind a stop": ("Thank you.@nytimes", "Thank you. @nytimes"),
    "a handle behind a common word": ("a photo by@nytimes", "a photo by @nytimes"),
    "a stray stop": ("It rained all day .", "It rained all day."),
    "a stray comma": ("It rained , and we stayed.", "It rained, and we stayed."),
    "a stray question mark": ("What do you think of that ?", "What do you think of that?"),
    "a stray stop behind one word": ("word .", "word."),
    "a comma on the wrong side": ("Call us ,please , at noon", "Call us, please, at noon"),
    "a stop on the wrong side": ("She mended it .It took two days.", "She mended it. It took two days."),
    "stray spaces in brackets": ("The boat ( an old one ) sank.", "The boat (an old one) sank."),
    "stray spaces in a quotation": ("He called it “ a wonder ” once.", "He called it “a wonder” once."),
    "stray spaces in a German one": (
        "Er nannte es „ ein Wunder “ einst.",
        "Er nannte es „ein Wunder“ einst.",
    ),
    "a stray space in a Spanish one": (
        "La vecina dijo que era « una maravilla» para todos los niños del pueblo.",
        "La vecina dijo que era «una maravilla» para todos los niños del pueblo.",
    ),
    "an Italian elision": ("nell’ acqua fredda", "nell’acqua fredda"),
    "an elision with a straight apostrophe": (
        "Les avantages de l' utilisation des médias sont connus de tous les enseignants.",
        "Les avantages de l'utilisation des médias sont connus de tous les enseignants.",
    ),
}
LEFT_ALONE = {
    "a list of values": "red,green,blue",
    "a list of sites": "twitter.com,facebook.com,plus.example.org",
    "a site with a capital behind its dot": "Homegrounds.Co Is Your Guide to Coffee",
    "a prefix in straight quotes": 'a commit with "squash! " before it',
    "one word in curly quotes, spaced on one side": "set in Times New “ Romance”, as ever",
    "stops, one of them behind another script": "عيد سعيد.Que la paix soit avec vous.Pardonnez ce ton",
    "code in quotes": '"SELECT a WHERE id = " + name',
    "a formula": "f(x,y) and (a,b)",
    "a code of two letters": "US,en and lat,lng",
    "decimals": "2,5kg or 1,000 or 1.5m",
    "a compound": "1,2-dichloroethane",
    "a domain": "Example.com, example.Com and Amazon.Com",
    "a file": "in readme.md and Makefile.Am, see Node.js",
    "a dotted name": "use decimal.Decimal here",
    "a dotted name of three": "Celery uses kombu.pidbox.Mailbox internally",
    "a directive": "Using :target and ;word",
    "a dotted name alone": "functools.Placeholder is new",
    "a dotted name, twice": "the harbour.Wall class and harbour.Quay, too",
    "abbreviations": "z.B. oder U.S.A. und e.V., p.ex. Ph.D.",
    "a time": "at 12:30, Mark 3:16, 4:2:2",
    "a key": "set key:value, type:bug and re:Invent",
    "a suffix behind a colon": "Kolleg:innen, EU:s och USA:n",
    "an adjective of per cent": "100%ig, 20%ní, 5%owy",
    "an address's escape": "see /a%20b%20off",
    "a prefix in brackets": "to (re)read, (un)known, (pre)historic",
    "a plural in brackets": "the student(s) of it",
    "a mail address": "to anna@example.org or root@localhost",
    "a mention at a tweet's beginning": ".@example said so",
    "sections of a wiki's pages": "See maintenance#Partial upgrades and signing#Upgrade system",
    "a method": "String#split, page.html#part, C#major",
    "inches": 'a 27"screen and a 5" x 7" frame',
    "a suffix behind a quotation": "lehti ”Aamulehti”n mukaan",
    "straight quotes that don't pair": 'it," she said. "New words',
    "an ellipsis": "well ... so . . . and on",
    "a suffix with a dot": "the .NET way, and .htaccess",
    "an operator": "use the ? operator and the . operator here",
    "a ternary": "const x = a ? b : c; return x",
    "a list of columns": "SELECT id ,name ,age FROM t WHERE a=b",
    "columns of names": "tea ,milk ,sugar",
    "a face": "so nice ;) and :-D ( o¬ô )",
    "a ratio": "im Verhältnis 3 : 2 gemischt",
    "menu entries": "Home . About . Contact",
    "French spacing": "Vraiment ? Il a dit : « oui » ! Et puis ; rien.",
    "a path of pages": "Home » Journal » This is how the bridge was built",
    "an empty box": "( ) tea ( ) coffee",
    "a call": "f( x ) is not prose",
    "truncations": "un po’ all’antica, a be’ ora",
    "letters in quotes": "the 'd' and 'l' are silent",
    "a view of a source": "view-source:https://example.org",
}
WRAPPED = (
    "The ferry leaves at seven in the morning, when the fog is still\n"
    "low over the water. Most passengers are nurses, teachers and\n"
    "market traders; they know each other by name and save the win-\n"
    "dow seats for the old."
)
JOINED = (
    "The ferry leaves at seven in the morning, when the fog is still low over the water. Most passengers are "
    "nurses, teachers and market traders; they know each other by name and save the window seats for the old."
)
_WIDTH = 70  # columns
# What stands at a line's end and at the next one's beginning, and what becomes of it.
ENDS = {
    "a parted word": ("the har-\nbour wall", "the harbour wall"),
    "a hyphen that stands elsewhere": (
        "a well-known but well-\nknown wall",
        "a well-known but well-known wall",
    ),
    "a prefix that keeps its hyphen": ("its self-\nmade and made wall", "its self-made and made wall"),
    "a name": ("an Anglo-\nSaxon wall", "an Anglo-Saxon wall"),
    "a hyphen for a word to come": ("Ein-\nund Ausgang", "Ein- und Ausgang"),
    "a soft hyphen": ("the har\u00ad\nbour wall", "the harbour wall"),
    "a dash": ("the wall—\nof stone", "the wall—of stone"),
    "spaces beside the break": ("the harbour \n wall", "the harbour wall"),
}


@pytest.mark.parametrize(("text", "expected"), MENDED.values(), ids=MENDED.keys())
def test_fault_is_mended(text: str, expected: str) -> None:
    assert repair_text(text) == expected
    assert replay(find_repairs(text), text) == expected
    assert find_repairs(expected) == ()


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE.keys())
def test_near_miss_is_left_alone(text: str) -> None:
    assert find_repairs(text) == ()
    assert find_repairs(text, IN_BLOCKS) == ()


@pytest.mark.parametrize("text", [*NEAR_MISSES, *LINES])
def test_text_of_the_benchmark_that_means_it_is_left_alone(text: str) -> None:
    assert find_repairs(text) == ()
    assert find_repairs(text, RepairOptions(join_lines=True)) == ()


@pytest.mark.parametrize("language", SENTENCES)
def test_sound_prose_is_left_alone(language: str) -> None:
    for text in SENTENCES[language]:
        assert find_repairs(text, IN_BLOCKS) == ()


# What the surroundings tell


def test_language_tells_whether_a_mark_has_its_space() -> None:
    assert repair_text("Vraiment, qui sait ?", RepairOptions(language="fr")) == "Vraiment, qui sait ?"
    assert repair_text("Really, who knows ?", RepairOptions(language="en")) == "Really, who knows?"


def test_a_page_s_own_words_tell_a_colon_s() -> None:
    text = "We asked the council:nobody knows."
    assert repair_text(text) == "We asked the council: nobody knows."
    assert find_repairs(f"{text} The council:harbour and council:bridge are keys.") == ()


def test_tags_elsewhere_tell_a_handle() -> None:
    assert find_repairs("the new wing@oldbridge") == ()
    assert repair_text("thanks @harbour for the new wing@oldbridge").endswith("wing @oldbridge")


# Lines


def test_wrapped_lines_are_joined_where_that_is_asked_for() -> None:
    assert repair_text(WRAPPED, RepairOptions(join_lines=True)) == JOINED
    assert repair_text(WRAPPED) == WRAPPED


@pytest.mark.parametrize(("lines", "expected"), ENDS.values(), ids=ENDS.keys())
def test_line_s_end_is_joined(lines: str, expected: str) -> None:
    first, last = lines.split("\n")
    full = ("seas and tides rise " * 4)[:_WIDTH]
    before = full[: _WIDTH - len(first) - 1].rstrip().ljust(_WIDTH - len(first) - 1, "e")
    text = f"{full}\n{full}\n{before} {first}\n{last} and the sea is low."
    joined = f"{full} {full} {before} {expected} and the sea is low."
    assert repair_text(text, RepairOptions(join_lines=True)) == joined


@pytest.mark.parametrize("page", LINES)
def test_lines_that_mean_it_are_no_soft_breaks(page: str) -> None:
    assert find_soft_breaks(page) == []
    assert find_soft_breaks(page, 72) == []
    assert measure_width(page) is None


def test_paragraph_in_flat_text_is_one_block() -> None:
    document = scrubber.scrub(f"Ferries\n\n{WRAPPED}\n\n{LINES[7]}\n", media_type="text/plain")
    texts = [block.text for block in document.blocks]
    assert JOINED in texts
    assert "Hafenstraße 12" in texts
    assert {(r.rule, r.before, r.after) for r in document.repairs} == {
        ("wrapped-line", "\n", " "),
        ("wrapped-line", "-\n", ""),
    }


def test_lines_of_a_table_and_of_code_stay() -> None:
    rows = "".join(f"<tr><td>{line}</td></tr>" for line in WRAPPED.split("\n"))
    page = f"<h1>Ferries</h1><p>Tea.</p><table>{rows}</table><pre>{WRAPPED}</pre>"
    document = stages.segment(stages.decode(Document.open(page, media_type="text/html")))
    assert not [r for r in stages.repair(document).repairs if r.rule == "wrapped-line"]


def test_embed_is_read_from_its_own_html() -> None:
    page = (
        '<blockquote class="twitter-tweet"><p>It is late.<br>Good night.</p>&mdash; Ann (@ann)</blockquote>'
    )
    document = stages.segment(stages.decode(Document.open(page, media_type="text/html")))
    assert stages.repair(document).repairs == ()


# What holds of any text

_PARTS = st.sampled_from(
    [
        *"ab A.,;:!?%()“”„«»\"’'#@1-\n",
        *"the word Next your dreams . , ) ( https://t.co/x l’ @ann #tag - -\n 20%off".split(" "),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PARTS, max_size=40).map("".join) | st.lists(_PARTS, max_size=30).map(" ".join))
def test_repairs_are_replayed_and_leave_nothing_to_repair(text: str) -> None:
    for options in (RepairOptions(), IN_BLOCKS):
        once = repair_text(text, options)
        assert replay(find_repairs(text, options), text) == once
        assert find_repairs(once, options) == ()


@settings(max_examples=300, deadline=None)
@given(st.lists(_PARTS, max_size=12).map("".join))
def test_plain_text_holds_no_fault(text: str) -> None:
    assert not is_plain(text, IN_BLOCKS) or find_repairs(text, IN_BLOCKS) == ()


@settings(max_examples=300, deadline=None)
@given(st.lists(_PARTS, max_size=40).map("".join))
def test_only_spaces_breaks_and_hyphens_change(text: str) -> None:
    kept = [sign for sign in text if not sign.isspace() and sign != "-"]
    assert [sign for sign in repair_text(text, IN_BLOCKS) if not sign.isspace() and sign != "-"] == kept
