"""What a page keeps from its reader, and what only waits for a click."""

from __future__ import annotations

import pytest

from scrubber import Document, stages
from tests.conftest import count_accounts

PAGE = "<h1>Harbour</h1><p>" + "The harbour opened to boats again on Monday. " * 12 + "</p>"


def segmented(page: str) -> Document:
    return stages.segment(stages.decode(Document.open(page, media_type="text/html")))


CASES = {
    "hidden": ("<p hidden>x", "hidden"),
    "found by a search in the page": ("<p hidden=until-found>x", None),
    "display none": ('<p style="display: none">x', "hidden"),
    "display of another kind": ('<p style="display: inline">x', None),
    "visibility hidden": ('<p style="visibility:hidden">x', "hidden"),
    "aria-hidden": ('<p aria-hidden="true">x', "hidden"),
    "aria-hidden denied": ('<p aria-hidden="false">x', None),
    "zero font size": ('<p style="font-size:0px">x', "hidden"),
    "a small font is shown": ('<p style="font-size:0.8em">x', None),
    "off the screen": ('<p style="position:absolute; left:-9999px">x', "hidden"),
    "off the screen in ems": ('<p style="position:absolute; top: -999em">x', "hidden"),
    "a slide to the left": ('<div style="left:-200%">x</div>', None),
    "a column pulled over": ('<div style="margin-left:-1000px">x</div>', None),
    "a title in place of a picture": ('<h1 style="text-indent:-9999px">x</h1>', None),
    "what fades in": ('<p style="opacity:0">x', None),
    "for screen readers": ("<p class=sr-only>x", None),  # left to the debris model
    "a tab waits for a click": ('<div class="tab-pane" style="display:none">x</div>', None),
    "a tab by its role": ("<div role=tabpanel hidden>x</div>", None),
    "a hidden table is no tab": ('<div class="table-wrap" style="display:none">x</div>', "hidden"),
    "an accordion": ('<div class="faqAnswer" aria-hidden=true>x</div>', None),
    "a panel in a menu": ('<div class="menu-panel" hidden>x</div>', "overlay"),
    "a form": ('<div class="contact-form" style="display:none">x</div>', "overlay"),
    "a platform is no form": ('<div class="platform-panel" hidden>x</div>', None),
    "hidden navigation": ("<nav hidden>x</nav>", "overlay"),
    "a dialog": ("<dialog>x</dialog>", "overlay"),
    "an open dialog": ("<dialog open>x</dialog>", None),
    "a dialog by its role": ("<div role=dialog>x</div>", "overlay"),
    "a control's panel": ("<button aria-controls=p></button><div id=p hidden>x</div>", None),
    "a menu button's menu": (
        "<button aria-controls=p aria-haspopup=true></button><ul id=p hidden><li>x</ul>",
        "hidden",
    ),
    "another's panel": ("<button aria-controls=q></button><div id=p hidden>x</div>", "hidden"),
    "streamed by React": ('<div hidden id="S:1f">x</div>', None),
    "an id of another kind": ('<div hidden id="S-1">x</div>', "hidden"),
    "what it holds": ("<div hidden><ul><li>x</ul></div>", "hidden"),
    "closed details": ("<details><p>x</details>", None),
    "a hidden table's caption": ("<table hidden><caption>x</caption><tr><td><td></table>", "hidden"),
    "suggestions": ("<datalist id=d><option>x</datalist>", "hidden"),
    "a script": ("<p><script>x</script>", "script"),
    "a picture's twin": ("<noscript><img src=x></noscript>", "noscript"),
}


@pytest.mark.parametrize(("page", "rule"), CASES.values(), ids=CASES.keys())
def test_unseen_text_is_marked(page: str, rule: str | None) -> None:
    (block,) = segmented(page).blocks
    assert (block.mark.rule if block.mark else None) == rule


LINES = {
    "inside a line": ("<p>one <i hidden>x</i> two", ["-x", "one two"]),
    "leading a line": ("<p><i hidden>x</i> one", ["-x", "one"]),
    "at a line's end": ("<p>one <i hidden>x</i>", ["one", "-x"]),
    "inside code": ("<pre>one<i hidden>x</i>\n  two</pre>", ["-x", "one\n  two"]),
    "a line of nothing else": ("<p><i hidden>x</i><b hidden>y</b>", ["-xy"]),
}


@pytest.mark.parametrize(("page", "expected"), LINES.values(), ids=LINES.keys())
def test_a_hidden_word_leaves_its_line_as_it_is(page: str, expected: list[str]) -> None:
    blocks = segmented(page).blocks
    assert ["-" * bool(block.mark) + block.text for block in blocks] == expected


NOSCRIPT = {
    "the page itself": (f"<div id=app></div><noscript>{PAGE}</noscript>", True),
    "a page that is there": (f"{PAGE}<noscript>{PAGE}</noscript>", False),
    "a note that asks for scripts": ("<noscript><p>Switch scripts on.</p></noscript>", False),
}


@pytest.mark.parametrize(("page", "read"), NOSCRIPT.values(), ids=NOSCRIPT.keys())
def test_a_page_without_scripts_is_read(page: str, read: bool) -> None:
    blocks = segmented(page).blocks
    assert any(block.mark and block.mark.rule == "noscript" for block in blocks) is not read


def test_what_a_noscript_holds_is_found_in_the_source() -> None:
    page = f"<div>one</div><noscript>{PAGE}</noscript><p>two"
    document = stages.sections(segmented(page))
    assert [block.span.of(page) for block in document.blocks if block.span][:2] == ["one", "Harbour"]
    counts = count_accounts(document.to_dict(), page)
    assert max(counts) == 1
    assert sum(counts) == len("oneHarbourtwo") + len(PAGE) - len("<h1>Harbour</h1><p> </p>")


def test_a_page_that_hides_all_of_itself_is_shown() -> None:
    hidden = f'<div style="visibility:hidden">{PAGE}</div>'
    assert not any(block.mark for block in segmented(f"{hidden}<p>Loading</p>").blocks)
    assert [bool(block.mark) for block in segmented(f"{hidden}{PAGE}").blocks] == [True, True, False, False]
