"""What the model is told, what it learns from, how it chooses, and that its file is what it says it is."""

from __future__ import annotations

import random
import re
from itertools import chain, combinations
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scrubber import stages
from scrubber.errors import BadConfig
from scrubber.learned.boxes import Boxes
from scrubber.learned.corpus import fold_of
from scrubber.learned.decision import choose
from scrubber.learned.features import read_features
from scrubber.learned.flattening import STYLES, Line, flatten
from scrubber.learned.labels import label_blocks
from scrubber.learned.model import load_model, save_model
from scrubber.learned.network import Network, standardize
from scrubber.learned.shape import measure_shape
from scrubber.learned.tagger import Tagger, find_rows, load_tagger
from scrubber.learned.tokens import read_tokens
from scrubber.learned.words import find_names, find_words
from scrubber.model import Block, Box, Document, Favor, Markup, Page
from scrubber.stages.debris import debris

PAGES = {"html": "<nav>Home</nav><main><h1>Tea</h1><p>It steeps.</p></main>", "flat": "Tea\n\nIt steeps.\n"}


def segmented(form: str, page: str) -> Document:
    media_type = "text/html" if form == "html" else "text/plain"
    return stages.segment(stages.decode(Document.open(page, media_type=media_type)))


# what the model is told


@pytest.mark.parametrize("form", PAGES)
def test_the_shipped_model_fits_the_features(form: str) -> None:
    model, features = load_model(form), read_features(segmented(form, PAGES[form]))
    assert list(features.columns) == model.provenance["columns"]
    assert features.dense.shape == (len(features.sizes), len(features.columns))
    likely = model.judge(features)
    assert ((likely > 0) & (likely < 1)).all()


@given(st.lists(st.text(max_size=40), min_size=1, max_size=8))
def test_any_text_has_finite_features(texts: list[str]) -> None:
    blocks = tuple(Block(text, None, markup=Markup(Box("p", (), None))) for text in texts)
    features = read_features(Document.open("x").__class__(Document.open("x").page, blocks=blocks))
    assert np.isfinite(features.dense).all()


# Words as the features' docstring has them, found and hashed one by one.
WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+")
LETTERS = "aZ9 _é.\n" + "中文ก\u0e34・" + "İΣσK" + "٣𝟏" + "\U0001d400\U00020000😀\ud800"


@given(st.lists(st.text(st.sampled_from(LETTERS), max_size=12), max_size=4))
@example(["x" * 63, "x" * 64, "é" * 33, "0" * 70])
def test_words_hashed_at_once_are_those_hashed_one_by_one(texts: list[str]) -> None:
    found = [WORD.findall(text.lower()) for text in texts]
    words = find_words(texts)
    assert words.texts.tolist() == [at for at, said in enumerate(found) for _ in said]
    assert words.ranks.tolist() == [rank for said in found for rank in range(len(said))]
    assert words.behind.tolist() == [rank for said in found for rank in reversed(range(len(said)))]
    assert words.hashes().tolist() == [crc32(word.encode()) for said in found for word in said]
    at, zeros = words.numbers()
    numbers = {n: word for n, word in enumerate(chain.from_iterable(found)) if word.isdigit()}
    assert dict(zip(at.tolist(), zeros.tolist(), strict=True)) == {
        n: crc32(b"0" * len(word)) for n, word in numbers.items()
    }


@given(st.lists(st.text(st.sampled_from("abZ/-.ëK"), max_size=12), max_size=4))
def test_names_are_runs_of_letters(texts: list[str]) -> None:
    found = [name for text in texts for name in re.findall("[a-z]{2,}", text.lower())]
    assert find_names(texts).hashes(b"/").tolist() == [crc32(b"/" + name.encode()) for name in found]


SIGNS = {
    "a year": ("in 1908, they", True),
    "a day": ("on 3.10.24", True),
    "a time": ("at 9:30", True),
    "a Japanese day": ("3 月", True),
    "a number": ("of 21908 boats", False),
    "part of a number": ("1.123.4", False),
    "a score": ("won 3:2", False),
}


@pytest.mark.parametrize(("text", "dated"), SIGNS.values(), ids=SIGNS.keys())
def test_dates(text: str, dated: bool) -> None:
    features = read_features(Document(Page(""), blocks=(Block(text, None),)))
    assert features.dense[0, features.columns.index("numbers/date")] == dated


SHAPES = {
    "capitals begin words": ("The Quick brown FOX", 4, 3),
    "a camel is one word": ("iPhone", 1, 0),
    "Greek": ("Καλημέρα κόσμε", 2, 1),
    "letters of Chinese are words": ("中文。", 2, 0),
    "nothing is one word": ("", 1, 0),
    "an emoji is none": ("😀 ok", 1, 0),
}


@pytest.mark.parametrize(("text", "words", "capitals"), SHAPES.values(), ids=SHAPES.keys())
def test_shape(text: str, words: int, capitals: int) -> None:
    shape = measure_shape(["before", text, "behind"])
    assert (shape.words[1], shape.capitals[1]) == (words, capitals)


def test_a_container_is_the_smallest_box_that_holds_enough() -> None:
    page = "<body><div><p>1<p>2</div><div>" + "".join(f"<p>{n}" for n in range(6)) + "</div>"
    spans = Boxes(segmented("html", page).blocks).containers()
    assert spans[0].tolist() == [[0, 2], [0, 8], [0, 8]]  # its div; the body; nothing holds twenty
    assert spans[7].tolist() == [[2, 8], [2, 8], [0, 8]]


def test_the_nearest_box_that_fits() -> None:
    boxes = Boxes(segmented("html", "<body><main><div><ul><li>1</ul><p>2</div></main><p>3").blocks)
    tags = [boxes.kinds[kind][0] for kind in boxes.kind]
    fits = np.array([tag in ("main", "ul") for tag in tags])
    found = boxes.climb(fits)[boxes.own].tolist()
    assert [tags[box] if box >= 0 else None for box in found] == ["ul", "main", None]
    assert boxes.nearest(("div", "nav"), np.arange(len(tags), dtype=np.float32)).tolist() == [
        [tags.index("div"), -1],
        [tags.index("div"), -1],
        [-1, -1],
    ]


def test_flat_text_has_no_boxes() -> None:
    boxes = Boxes(segmented("flat", PAGES["flat"]).blocks)
    assert set(boxes.own) == {-1}
    assert (boxes.containers() == [0, len(boxes.own)]).all()


# what it learns from

GOLD = "the harbour opened to boats again on monday and home is where they were bound".split()
LABELS = {
    "in the gold text": ("opened to boats again", 1.0),
    "half in it": ("opened to boats yesterday at noon", 0.25),
    "not in it": ("subscribe to our letter today", 0.0),
    "nothing": ("", 0.0),
}


@pytest.mark.parametrize(("text", "share"), LABELS.values(), ids=LABELS.keys())
def test_labels(text: str, share: float) -> None:
    assert label_blocks([text.split()], GOLD) == [pytest.approx(share)]


def test_a_short_block_counts_only_in_its_place() -> None:
    menu, prose, end = ["home"], GOLD[:9], GOLD[10:]
    assert label_blocks([menu, prose, menu, end], GOLD) == [0.0, 1.0, 1.0, 1.0]


def test_pages_of_one_domain_are_in_one_fold() -> None:
    assert fold_of("https://www.example.org/a", "1") == fold_of("http://blog.example.org", "2")
    sites = {fold_of(f"https://site{n}.co.uk/", "1") for n in range(40)}
    assert len(sites) > 1  # each is a domain of its own


# how it chooses


@given(
    st.lists(st.tuples(st.floats(0.06, 0.99), st.integers(1, 50)), min_size=1, max_size=7),
    st.sampled_from([0.5, 1.0, 2.0]),
)
def test_no_other_choice_is_expected_to_be_better(blocks: list[tuple[float, int]], weight: float) -> None:
    likely, sizes = np.array([p for p, _ in blocks]), np.array([s for _, s in blocks], float)

    def expected(chosen: tuple[int, ...]) -> float:
        found = sum(likely[at] * sizes[at] for at in chosen)
        return float((1 + weight) * found / (sizes[list(chosen)].sum() + weight * (likely * sizes).sum()))

    places = range(len(blocks))
    best = max(map(expected, chain.from_iterable(combinations(places, n) for n in range(1, len(blocks) + 1))))
    kept = choose(likely.astype(np.float32), sizes.astype(np.float32), weight=weight)
    assert expected(tuple(np.flatnonzero(kept))) == pytest.approx(best, rel=1e-4)


def test_favor_moves_the_decision() -> None:
    paragraphs = "".join(f"<p>Point {n}: it is said that tea number {n} steeps well.</p>" for n in range(30))
    page = f"<nav><a href=/>Home</a></nav><aside>{paragraphs[:900]}</aside><main>{paragraphs}</main>"
    document = segmented("html", page)
    kept = [sum(b.mark is None for b in debris(document, favor=favor).blocks) for favor in Favor]
    assert kept == sorted(kept)


# its file


def test_the_shipped_tagger_is_what_its_provenance_says() -> None:
    said = load_tagger().provenance
    assert len(said["data_sha256"]) == 64
    assert said["command"] == "make train DATA=wcxb/dev"
    assert 0.6 < said["cross_validated"]["begins"] < 1


@pytest.mark.parametrize("form", PAGES)
def test_the_shipped_file_is_what_its_provenance_says(form: str) -> None:
    said = load_model(form).provenance  # which refuses arrays of another digest
    assert len(said["data_sha256"]) == 64
    assert said["command"] == "make train DATA=wcxb/dev"
    assert said["pages"] == 1_497 - said["left_out"]
    assert 0.8 < said["cross_validated_f1"]["all"] < 1


def test_a_file_that_was_changed_is_refused(tmp_path: Path) -> None:
    model = load_model("html")
    path = tmp_path / "model.npz"
    save_model(path, model.network.arrays, model.reasons.arrays, model.provenance)
    again = load_model(path)
    features = read_features(segmented("html", PAGES["html"]))
    assert again.judge(features) == pytest.approx(model.judge(features), abs=0.01)
    with np.load(path) as stored:
        changed = dict(stored)
    changed["network0/read.bias"] = changed["network0/read.bias"] + 1
    other = tmp_path / "other.npz"
    np.savez(other, **changed)
    with pytest.raises(BadConfig, match="make train"):
        load_model(other)


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="make train"):
        load_model(tmp_path / "none.npz")


def test_numpy_says_what_torch_says() -> None:
    torch = pytest.importorskip("torch", reason="the trainer's libraries are in the extra `train`")
    from scrubber.learned.trainable import Inputs, Recipe, TrainableNetwork, export

    torch.manual_seed(0)
    documents = [segmented("html", PAGES["html"] * times) for times in (1, 7, 30)]
    features = [read_features(document) for document in documents]
    mean, deviation = features[2].dense.mean(0), features[2].dense.std(0) + 1
    network = TrainableNetwork(len(mean), Recipe()).eval()
    with torch.no_grad():
        verdicts = network([Inputs.of(page, mean, deviation) for page in features]).numpy()
    twin = Network(export(network, mean, deviation))
    for page, said in zip(features, verdicts, strict=True):
        assert twin.judge(page) == pytest.approx(said[: len(page.sizes)], abs=1e-4)


def test_numpy_tags_as_torch_does() -> None:
    torch = pytest.importorskip("torch", reason="the trainer's libraries are in the extra `train`")
    from scrubber.learned.trainable import export
    from scrubber.learned.trainable_tagger import TaggerRecipe, TrainableTagger

    torch.manual_seed(0)
    tokens = read_tokens("The beans are sown.#2 Onions behind them\nRead more about us" * 9)
    vocabulary = np.unique(tokens.hashes)[::2]
    network = TrainableTagger(len(vocabulary), TaggerRecipe()).eval()
    rows = find_rows(vocabulary, tokens.hashes)
    mean, deviation = tokens.dense.mean(0), tokens.dense.std(0) + 1
    numbers = standardize(tokens.dense, {"mean": mean, "deviation": deviation})
    with torch.no_grad():
        network.words[0] = 0
        odds = network(torch.from_numpy(numbers)[None], torch.from_numpy(rows)[None])[0]
    tags = Tagger({**export(network, mean, deviation), "vocabulary": vocabulary}, {}).judge(tokens)
    assert tags.begins == pytest.approx(torch.sigmoid(odds)[:, 0].numpy(), abs=1e-4)
    assert tags.heading == pytest.approx(torch.sigmoid(odds)[:, 1].numpy(), abs=1e-4)


LINES = [
    Line("Tea", True),
    Line("Leaves are dried.", False),
    Line("Green", True),
    Line("Not dried.", False),
] * 5


@pytest.mark.parametrize("style", STYLES)
def test_flattening_knows_where_each_line_begins(style: str) -> None:
    page = flatten("All tea", LINES, style, random.Random(1))
    assert all(page.text.startswith(line.text, at) for at, line in zip(page.starts, page.lines, strict=True))
    assert page == flatten("All tea", LINES, style, random.Random(1))
    said = [line.text for line in page.lines]
    assert said[:2] == (["All tea", "All tea"] if style == "seed" else ["All tea", "Tea"])
    assert len(said) - len(LINES) == (2 + 3 if style == "seed" else 1)


def test_calibration_finds_the_line_however_sure_the_odds_are() -> None:
    pytest.importorskip("torch", reason="the trainer's libraries are in the extra `train`")
    from types import SimpleNamespace
    from typing import Any

    from scrubber.learned.train import calibrate

    chance = np.random.default_rng(0)
    odds = chance.normal(0, 3, 5_000)
    page: Any = SimpleNamespace(
        labels=(chance.random(5_000) < 1 / (1 + np.exp(-0.6 * odds))).astype(np.float32),
        sizes=np.ones(5_000),
    )
    for times in (1, 5, 40):
        line = calibrate([page], [(times * odds).astype(np.float32)])
        assert line.slope * times == pytest.approx(0.6, abs=0.05)
        assert line.offset == pytest.approx(0, abs=0.1)
