"""What only a page's JSON-LD holds."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from scrubber import Document, Pipeline, stages
from scrubber.model import Mark
from scrubber.wire import schema

PROSE = (
    "The lantern is made of tinned copper and burns for nine hours on one filling of the tank. "
    "Its glass is blown by hand, so no two of them are quite alike, and small bubbles are no fault. "
    "A spare wick lies in the box, and further ones can be had from any good ironmonger."
)
OTHER = (
    "The harbour opened to boats again on Monday, nine months after a storm broke its outer wall. "
    "Masons reset all of its granite blocks by hand, and filled the gaps between them with lime. "
    "The ferry will go twice a day until the end of May, and hourly from then on."
)
PAGE = f"<h1>Lantern</h1><p>{OTHER}</p><p>{OTHER[::-1]}</p>"  # enough text to be no shell


def segmented(page: str) -> Document:
    return stages.segment(stages.decode(Document.open(page, media_type="text/html")))


def script(*values: Any) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(value)}</script>' for value in values)


def added(page: str) -> list[tuple[str | None, str]]:
    return [(block.origin, block.text) for block in segmented(page).blocks if block.origin]


PRODUCT = {"@type": "Product", "name": "Lantern", "description": PROSE}
SAID = [("json-ld:Product.description", PROSE)]
FULL = {  # on a page that shows a text of its own
    "a product": (script(PRODUCT), SAID),
    "in a graph": (script({"@graph": [{"@type": "WebSite"}, PRODUCT]}), SAID),
    "in an array": (script([[PRODUCT]]), SAID),
    "with several types": (script({**PRODUCT, "@type": ["Product", "Thing"]}), SAID),
    "with a type's address": (script({**PRODUCT, "@type": "https://schema.org/Product"}), SAID),
    "said twice": (script(PRODUCT, PRODUCT), SAID),
    "said twice, nearly": (script(PRODUCT, {**PRODUCT, "description": PROSE + " Sold out."}), SAID),
    "a list of products": (script(PRODUCT, {**PRODUCT, "description": PROSE[::-1]}), []),
    "another's": (script({"@type": "Product", "isRelatedTo": PRODUCT}), []),
    "what the page has": (script({**PRODUCT, "description": OTHER}), []),
    "a line for a search engine": (script({**PRODUCT, "description": PROSE[:90]}), []),
    "an article": (
        script({"@type": "Article", "articleBody": PROSE}),
        [("json-ld:Article.articleBody", PROSE)],
    ),
    "an article's summary": (script({"@type": "Article", "description": PROSE}), []),
    "a post": (
        script({"@type": "DiscussionForumPosting", "text": PROSE}),
        [("json-ld:DiscussionForumPosting.text", PROSE)],
    ),
    "an answer of a list of questions": (
        script({"@type": "FAQPage", "mainEntity": [{"@type": "Answer", "text": PROSE}]}),
        [],
    ),
    "a review": (script({"@type": "Review", "reviewBody": PROSE}), []),
    "two paragraphs": (
        script({**PRODUCT, "description": f"{PROSE}\r\n\r\n{OTHER[::-1][:80]} {PROSE[::-1]}"}),
        [*SAID, (SAID[0][0], f"{OTHER[::-1][:80]} {PROSE[::-1]}")],
    ),
    "HTML": (script({**PRODUCT, "description": f"<p>{PROSE}<style>p {{}}</style>"}), SAID),
    "HTML, escaped": (script({**PRODUCT, "description": f"&lt;p&gt;{PROSE}&lt;/p&gt;"}), SAID),
    "less than is no tag": (
        script({**PRODUCT, "description": f"2 < 3 &amp; {PROSE}"}),
        [(SAID[0][0], f"2 < 3 & {PROSE}")],
    ),
    "an address's escapes": (script({**PRODUCT, "description": PROSE.replace(" ", "%20")}), SAID),
    "a comma too many": (script(PRODUCT).replace("}<", ",}<"), SAID),
    "a line break in a string": (
        script(PRODUCT).replace("tank. Its", "tank.\nIts"),
        [(SAID[0][0], PROSE[: PROSE.index("Its") - 1]), (SAID[0][0], PROSE[PROSE.index("Its") :])],
    ),
    "an escape that is none": (script(PRODUCT).replace("no fault", r"no\ fault"), None),
    "in CDATA": (script(PRODUCT).replace(">{", ">//<![CDATA[\n{").replace("}<", "}\n//]]><"), SAID),
    "cut off": (script(PRODUCT)[:150], []),
    "another script": (script(PRODUCT).replace("ld+json", "json"), []),
    "a script that looks for one": ("<script>find('ld+json') > 0; x = {}</script>", []),
    "deep": ('<script type="application/ld+json">' + '{"a":[' * 30_000 + "</script>", []),
}


@pytest.mark.parametrize(("head", "expected"), FULL.values(), ids=FULL.keys())
def test_what_the_page_lacks_is_added(head: str, expected: list[tuple[str, str]] | None) -> None:
    found = added(head + PAGE)
    assert found == expected if expected is not None else len(found) == 1


SHELL = {  # on a page that shows next to nothing
    "a description in <meta> is metadata": (f'<meta name="description" content="{PROSE}">', []),
    "a question and its answer": (
        script(
            {
                "@type": "FAQPage",
                "mainEntity": {
                    "@type": "Question",
                    "name": "How long does the lantern burn?",
                    "acceptedAnswer": {"@type": "Answer", "text": PROSE},
                },
            }
        ),
        [("json-ld:Question.name", "How long does the lantern burn?"), ("json-ld:Answer.text", PROSE)],
    ),
    "an article and its headline": (
        script({"@type": "Article", "headline": "How long will the new lantern burn", "description": PROSE}),
        [
            ("json-ld:Article.headline", "How long will the new lantern burn"),
            ("json-ld:Article.description", PROSE),
        ],
    ),
}


@pytest.mark.parametrize(("head", "expected"), SHELL.values(), ids=SHELL.keys())
def test_a_page_that_shows_next_to_nothing_is_filled(head: str, expected: list[tuple[str, str]]) -> None:
    assert added(f"{head}<div id=app>Loading</div>") == expected


def test_what_is_added_stands_under_the_heading_and_on_the_wire() -> None:
    page = script(PRODUCT) + PAGE
    blocks = [block for block in segmented(page).blocks if block.mark is None]
    assert [block.origin for block in blocks[:3]] == [None, "json-ld:Product.description", None]
    assert blocks[1].markup
    assert (blocks[1].markup.box.tag, blocks[1].markup.box.names) == ("json-ld", ("product", "description"))
    wire: Any = Pipeline.default().without("debris").run(page, media_type="text/html").to_dict()
    jsonschema.Draft202012Validator(schema()).validate(wire)
    shown = {"kind": "paragraph", "text": PROSE, "span": None, "origin": "json-ld:Product.description"}
    assert wire["sections"][0]["blocks"][0] == shown


def test_what_is_added_and_removed_again_says_where_it_came_from() -> None:
    def drop(document: Document) -> Document:
        mark = Mark("debris", "length")
        return replace(document, blocks=tuple(b.marked(mark) if b.origin else b for b in document.blocks))

    pipeline = Pipeline.default().replacing("debris", drop)
    wire: Any = pipeline.run(script(PRODUCT) + PAGE, media_type="text/html").to_dict()
    jsonschema.Draft202012Validator(schema()).validate(wire)
    assert [removal.get("origin") for removal in wire["removed"]] == [None, "json-ld:Product.description"]


def test_later_stages_take_a_block_without_a_place() -> None:
    product = {**PRODUCT, "description": PROSE + " — Ann B. (@ann_b) May 6, 2019\nvoilÃ  l’Ã©tÃ©"}
    pipeline = Pipeline.default().without("debris")
    document = pipeline.run(script(product) + PAGE, media_type="text/html")
    assert "voilà l’été" in [block.text for block in document.blocks if block.origin]
