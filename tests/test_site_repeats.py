"""What a site repeats: the counts, the keys, and which blocks the stage marks."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import jsonschema
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrubber import Document, Kind, Mark, Pipeline, stages
from scrubber.errors import BadConfig, BadInput, BadOutput
from scrubber.model import Block, Page
from scrubber.sketch import Sketch
from scrubber.stages.site_repeats import find_keys, site_repeats
from scrubber.trace import Trace
from scrubber.wire import schema, to_wire
from tests.conftest import ROOT

SMALL = 1 << 16
MENU = "Subscribe to our newsletter for weekly notes on tea."
PROSE = (
    "The harbour opened to boats again on Monday, nine months after a storm broke its outer wall {}.",
    "Masons reset all of its granite blocks by hand, and filled the gaps between them with lime {}.",
)
NUMBERS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()


def make_page(*texts: str | Block, url: str | None = "https://www.example.org/a") -> Document:
    blocks = tuple(text if isinstance(text, Block) else Block(text, None) for text in texts)
    return Document(Page("", url=url), blocks=blocks)


def make_prose(number: int) -> list[str]:
    return [line.format(NUMBERS[number]) for line in PROSE]


def count(*pages: Document, size: int = SMALL) -> Sketch:
    sketch = Sketch(size)
    for page in pages:
        sketch.add(find_keys(page))
    return sketch


def marked(document: Document) -> list[str]:
    return [block.text for block in document.blocks if block.mark and block.mark.stage == "site-repeats"]


# the sketch

PAGES = st.lists(st.sets(st.integers(0, 2**64 - 1), max_size=30), max_size=30)


@given(PAGES)
def test_a_count_is_never_too_low(pages: list[set[int]]) -> None:
    sketch = Sketch(256)  # 16 cells a row, so that keys do meet
    for page in pages:
        sketch.add(np.array(sorted(page), np.uint64))
    keys = sorted(set().union(*pages))
    found = sketch.estimate(np.array(keys, np.uint64)).tolist()
    assert all(least >= sum(key in page for page in pages) for key, least in zip(keys, found, strict=True))
    assert all(most <= len(pages) for most in found)


@given(PAGES, st.randoms())
def test_neither_the_order_of_pages_nor_their_parting_makes_a_difference(
    pages: list[set[int]], random: object
) -> None:
    keys = [np.array(sorted(page), np.uint64) for page in pages]
    whole, turned, front, back = (Sketch(256) for _ in range(4))
    for page in keys:
        whole.add(page)
    for page in reversed(keys):
        turned.add(page)
    for number, page in enumerate(keys):
        (front if number % 2 else back).add(page)
    back.merge(front)
    asked = np.array([1, 2, 3, *sorted(set().union(*pages))], np.uint64)
    assert whole.estimate(asked).tolist() == turned.estimate(asked).tolist() == back.estimate(asked).tolist()


def test_sketches_of_two_sizes_are_not_added_up() -> None:
    with pytest.raises(ValueError, match="one size"):
        Sketch(256).merge(Sketch(512))


def test_surplus_grows_with_what_is_held() -> None:
    chance, sketch = np.random.default_rng(1), Sketch(SMALL)
    assert sketch.surplus == 0
    for _ in range(200):
        sketch.add(chance.integers(0, 2**64, 100, np.uint64))
    strange = sketch.estimate(chance.integers(0, 2**64, 10_000, np.uint64))
    assert sketch.surplus > 0
    assert (strange > sketch.surplus).mean() <= 0.02


SIZES = {
    "a power of two": (1 << 16, 1 << 16),
    "between two": ((1 << 16) + 5000, 1 << 16),
    "too small": (1, 256),
}


@pytest.mark.parametrize(("asked", "held"), SIZES.values(), ids=SIZES.keys())
def test_a_sketch_takes_no_more_memory_than_it_may(asked: int, held: int, tmp_path: Path) -> None:
    Sketch(asked).save(tmp_path / "sketch")
    assert np.load(tmp_path / "sketch").nbytes == held


def test_a_saved_sketch_says_the_same_and_is_read_only(tmp_path: Path) -> None:
    keys = np.array([3, 5], np.uint64)
    sketch = Sketch(SMALL)
    sketch.add(keys)
    sketch.save(tmp_path / "sketch")
    loaded = Sketch.load(tmp_path / "sketch")
    assert loaded.estimate(keys).tolist() == [1, 1]
    assert [path.name for path in tmp_path.iterdir()] == ["sketch"]
    with pytest.raises(ValueError, match="read-only"):
        loaded.add(keys)


def test_files_that_are_no_sketch_say_what_to_do(tmp_path: Path) -> None:
    other, text = tmp_path / "other.npy", tmp_path / "text"
    np.save(other, np.zeros((4, 3), np.uint32))
    text.write_text("tea")
    for path in (other, text, tmp_path / "missing"):
        with pytest.raises(BadInput, match="count the pages again"):
            Sketch.load(path)
    with pytest.raises(BadOutput, match="name another place"):
        Sketch(SMALL).save(tmp_path / "none" / "sketch")


# keys

HOSTS = {
    "another page": ("https://example.org/b?c=d", True),
    "www": ("https://www.example.org/", True),
    "another scheme, a port, capitals": ("http://EXAMPLE.org:8080/", True),
    "the root's own dot": ("https://example.org./", True),
    "another host": ("https://example.com/", False),
    "a host below it": ("https://shop.example.org/", False),
}


@pytest.mark.parametrize(("url", "same"), HOSTS.values(), ids=HOSTS.keys())
def test_keys_are_of_a_host(url: str, same: bool) -> None:
    keys = [find_keys(make_page(MENU, url=one)) for one in ("https://example.org/", url)]
    assert (keys[0].tolist() == keys[1].tolist()) is same


@pytest.mark.parametrize("url", [None, "", "example.org/a", "file:///a", "https:///a", "https://[a"])
def test_a_page_without_a_host_has_no_keys(url: str | None) -> None:
    assert find_keys(make_page(MENU, url=url)).tolist() == []


TEXTS = {
    "white space": ("Leaf  teas\n and more", "Leaf teas and more", True),
    "capitals": ("LEAF TEAS", "Leaf teas", True),
    "numbers in words": ("Comments (12)", "Comments (3)", True),
    "a day": ("March 3, 2024", "March 12, 1999", True),
    "a price is a number": ("$12.99", "$9.99", False),
    "a weight, too": ("12 kg", "9 kg", False),
    "other words": ("Comments", "Comment", False),
    "punctuation": ("Comments:", "Comments", False),
}


@pytest.mark.parametrize(("one", "other", "same"), TEXTS.values(), ids=TEXTS.keys())
def test_what_makes_two_blocks_the_same(one: str, other: str, same: bool) -> None:
    assert len(find_keys(make_page(one, other))) == (2 if same else 3)  # the host's own among them


def test_blocks_that_are_marked_or_never_judged_have_no_key() -> None:
    spared = [
        Block(MENU, None, mark=Mark("segment", "hidden")),
        *(Block(MENU, None, kind) for kind in (Kind.TITLE, Kind.TWEET, Kind.EMBED, Kind.DATA)),
    ]
    assert len(find_keys(make_page(*spared))) == 1


def test_keys_and_marks_are_the_same_in_every_process(tmp_path: Path) -> None:
    code = (
        "from tests.test_site_repeats import *\n"
        f"path = Path({str(tmp_path)!r}) / 'sketch'\n"
        "pages = [make_page(MENU, *make_prose(number)) for number in range(4)]\n"
        "count(*pages).save(path)\n"
        "print([find_keys(page).tolist() for page in pages], marked(site_repeats(pages[0], path)))\n"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0] == said[1]
    assert MENU in said[0]


# the stage


def test_what_stands_on_all_pages_is_marked_with_its_count_and_share() -> None:
    pages = [make_page(MENU, *make_prose(number)) for number in range(4)]
    document = site_repeats(pages[0], count(*pages))
    assert [block.mark for block in document.blocks] == [
        Mark("site-repeats", "site-repeat", 1.0, count=4),
        None,
        None,
    ]


COUNTS = {
    "two pages of two": (2, 2, False),
    "three of three": (3, 3, True),
    "three of four": (3, 4, True),
    "three of five": (3, 5, False),
    "seven of ten": (7, 10, True),
    "six of ten": (6, 10, False),
}


@pytest.mark.parametrize(("repeated", "total", "goes"), COUNTS.values(), ids=COUNTS.keys())
def test_how_many_pages_make_a_repeat(repeated: int, total: int, goes: bool) -> None:
    pages = [make_page(*([MENU] if at < repeated else []), *make_prose(at)) for at in range(total)]
    assert marked(site_repeats(pages[0], count(*pages))) == ([MENU] if goes else [])


def test_the_options_say_how_many() -> None:
    pages = [make_page(*([MENU] if at < 2 else []), *make_prose(at)) for at in range(5)]
    sketch = count(*pages)
    assert marked(site_repeats(pages[0], sketch, least_pages=2, least_share=0.4)) == [MENU]
    assert marked(site_repeats(pages[0], sketch, least_pages=2)) == []
    assert marked(site_repeats(pages[0], sketch, least_share=0.4)) == []


HEADING = Block("Comments", None, Kind.HEADING, 2)
ALONGSIDE: dict[str, tuple[list[str | Block], list[str]]] = {
    "a heading of what stays": ([HEADING, "Well said, {}."], []),
    "a heading of what goes": ([HEADING, MENU], ["Comments", MENU]),
    "a heading of a heading of what stays": ([HEADING, HEADING, "Well said, {}."], []),
    "a heading that ends the page": ([HEADING], ["Comments"]),
    "a label of five entries": (["Weight:", "{} kg"] * 5, []),
    "a label of four": (["Weight:", "{} kg"] * 4, ["Weight:"] * 4),
    "what debris has marked": ([Block(MENU, None, mark=Mark("debris", "links"))], []),
    "a tweet": ([Block(MENU, None, Kind.TWEET, ref=0)], []),
    "the title": ([Block(MENU, None, Kind.TITLE)], []),
    "a comment's number": (["Comments ({})"], []),
}


@pytest.mark.parametrize(("texts", "gone"), ALONGSIDE.values(), ids=ALONGSIDE.keys())
def test_what_goes_beside_prose(texts: list[str | Block], gone: list[str]) -> None:
    pages = [
        make_page(
            *make_prose(at),
            *(text if isinstance(text, Block) else text.format(NUMBERS[at]) for text in texts),
        )
        for at in range(4)
    ]
    assert marked(site_repeats(pages[0], count(*pages))) == gone


def test_a_page_under_several_addresses_stays() -> None:
    pages = [make_page(*make_prose(0), MENU, f"Seen {NUMBERS[at]}") for at in range(5)]
    assert marked(site_repeats(pages[0], count(*pages))) == []


def test_another_hosts_pages_count_for_nothing() -> None:
    pages = [make_page(MENU, *make_prose(at), url=f"https://{NUMBERS[at]}.example/") for at in range(5)]
    assert marked(site_repeats(pages[0], count(*pages))) == []


def test_a_page_that_was_not_counted_stays() -> None:
    assert marked(site_repeats(make_page(MENU, *make_prose(0)), Sketch(SMALL))) == []


@pytest.mark.parametrize(("surplus", "counts"), [(0, [6]), (1, [5]), (2, [4]), (3, [])])
def test_an_overfull_sketch_marks_less(surplus: int, counts: list[int]) -> None:
    pages = [make_page(MENU, *make_prose(at)) for at in range(6)]
    sketch = count(*pages)
    sketch.__dict__["surplus"] = surplus
    document = site_repeats(pages[0], sketch)
    assert [block.mark.count for block in document.blocks if block.mark] == counts


@given(st.lists(st.text(max_size=40), max_size=12), st.sampled_from([None, "", "a/b"]))
def test_without_a_url_nothing_is_marked(texts: list[str], url: str | None) -> None:
    page = make_page(*texts, url=url)
    assert site_repeats(page, count(page, page, page), least_pages=1, least_share=0.0) is page


@given(st.lists(st.lists(st.text(max_size=20), max_size=8), min_size=1, max_size=6))
def test_texts_and_their_order_stay(pages: list[list[str]]) -> None:
    documents = [make_page(*texts) for texts in pages]
    sketch = count(*documents)
    for document in documents:
        seen = site_repeats(document, sketch)
        assert [block.text for block in seen.blocks] == [block.text for block in document.blocks]
        assert all(0 < block.mark.score <= 1 for block in seen.blocks if block.mark)


def test_a_saved_sketch_is_read_anew_when_it_changes(tmp_path: Path) -> None:
    path = tmp_path / "sketch"
    pages = [make_page(MENU, *make_prose(number)) for number in range(4)]
    count(*pages).save(path)
    stage = pickle.loads(pickle.dumps(partial(site_repeats, sketch=str(path))))
    assert marked(stage(pages[0])) == [MENU]
    Sketch(SMALL).save(path)
    os.utime(path, ns=(1, 1))
    assert marked(stage(pages[0])) == []
    path.unlink()
    with pytest.raises(BadInput, match="count the pages first"):
        stage(pages[0])


# in the pipeline


def test_the_pipeline_marks_after_debris_and_shows_the_count(tmp_path: Path) -> None:
    path = tmp_path / "sketch"
    pages = ["\n".join([*make_prose(number), MENU]) for number in range(4)]
    urls = [f"https://example.org/{number}" for number in range(4)]
    default = Pipeline.default().without("debris")  # which may well find the line by itself
    counting = default.without("embeds").without("repeats")
    sketch = Sketch(SMALL)
    for page, url in zip(pages, urls, strict=True):
        document = Document.open(page, media_type="text/plain", url=url)
        for name, stage in counting.stages:
            document = stage(document) if name != "sections" else document
        sketch.add(find_keys(document))
    sketch.save(path)
    pipeline = pickle.loads(pickle.dumps(default.marking_site_repeats(str(path))))
    wire = to_wire(pipeline.run(pages[0], media_type="text/plain", url=urls[0]))
    jsonschema.validate(wire, schema())
    removed = [(one["rule"], one["text"], one["count"]) for one in wire["removed"]]
    assert removed == [("site-repeat", MENU, 4)]


def test_a_removal_without_a_count_shows_none() -> None:
    block = Block(MENU, Trace.straight(0, len(MENU)), mark=Mark("debris", "links"))
    wire = to_wire(replace(make_page(block), text=MENU))
    assert "count" not in wire["removed"][0]


def test_a_stage_is_inserted_once_and_before_one_that_is_there() -> None:
    pipeline = Pipeline.default().inserting("more", stages.repeats, before="debris")
    assert pipeline.names[4:7] == ("repeats", "more", "debris")
    with pytest.raises(BadConfig, match="already"):
        pipeline.inserting("more", stages.repeats, before="debris")
    with pytest.raises(BadConfig, match="no stage 'less'"):
        pipeline.inserting("most", stages.repeats, before="less")
