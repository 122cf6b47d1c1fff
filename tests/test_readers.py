"""Inputs to records: what is found, in which order and by which name; what is read, and what is told of."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import os
import pickle
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrubber.errors import BadInput
from scrubber.model import Document, Page
from scrubber.readers import Columns, Format, Record, Source, choose_columns, find_sources, read_records
from scrubber.readers.columns import keep_media_type
from scrubber.readers.feed import Feed, Piece
from scrubber.readers.streams import read_chunks, unpack_stream
from scrubber.stages import decode
from scrubber.stages.unpack import Limits


def pack_zstd(raw: bytes) -> bytes:
    zstandard = pytest.importorskip("zstandard", reason="zstandard is not installed")
    return bytes(zstandard.compress(raw))


PACKS: dict[str, Callable[[bytes], bytes]] = {
    "as it is": lambda raw: raw,
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "zstd": pack_zstd,
}
packed = pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS.keys())


def make_tree(folder: Path, names: str) -> None:
    for name in names.split():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())


def names_of(*inputs: str) -> list[str]:
    return [source.name for source in find_sources(inputs)]


def read_bytes(tmp_path: Path, name: str, raw: bytes, columns: Columns = Columns()) -> list[Record]:  # noqa: B008
    (tmp_path / name).write_bytes(raw)
    return list(read_records(find_sources([str(tmp_path / name)]), columns))


# What is found


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_tree(
        tmp_path,
        "pages/b.html pages/a.txt.gz pages/a/z.md pages/a.xhtml.zst pages/a/y.HTM.bz2 pages/t.jsonl "
        "pages/t.ndjson.gz pages/t.parquet pages/c.warc.gz pages/c.warc.wet.gz pages/c.wet "
        "pages/.hidden.html pages/.git/x.html pages/logo.png pages/notes.gz pages/data.json more/b.html",
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


IN_PAGES = (
    "a/y.HTM.bz2 a/z.md a.txt.gz a.xhtml.zst b.html "
    "c.warc.gz c.warc.wet.gz c.wet t.jsonl t.ndjson.gz t.parquet"
).split()
FOUND = {
    "a folder: what has a known ending, a folder's files together": (["pages"], IN_PAGES),
    "a folder with a slash": (["pages/"], IN_PAGES),
    "a file": (["pages/b.html"], ["b.html"]),
    "a file of any ending, when named outright": (["pages/notes.gz"], ["notes.gz"]),
    "a hidden one, too": (["pages/.hidden.html"], [".hidden.html"]),
    "several: names as given, in the order of the inputs": (
        ["pages/b.html", "more"],
        ["pages/b.html", "more/b.html"],
    ),
    "a glob": (["pages/*.html"], ["b.html"]),
    "a glob at any depth, from its first folder": (["pages/**/*.md"], ["a/z.md"]),
    "a glob among others": (
        ["*/b.html", "pages/a"],
        ["more/b.html", "pages/b.html", "pages/a/y.HTM.bz2", "pages/a/z.md"],
    ),
    "a glob takes any ending": (["pages/*.png"], ["logo.png"]),
    "a glob's folders": (["m*e"], ["more/b.html"]),
    "a file twice": (["pages/b.html", "pages/../pages/b.html", "pages/b.html"], ["pages/b.html"]),
    "a file and its folder": (["pages/b.html", "pages/b.html", "more"], ["pages/b.html", "more/b.html"]),
    "standard input": (["-"], ["stdin"]),
    "standard input, twice, among others": (["-", "more", "-"], ["stdin", "more/b.html"]),
}


@pytest.mark.parametrize(("inputs", "names"), FOUND.values(), ids=FOUND.keys())
def test_inputs_are_found(tree: Path, inputs: list[str], names: list[str]) -> None:
    assert names_of(*inputs) == names


def test_a_link_to_a_file_is_that_file(tree: Path) -> None:
    (tree / "more" / "again.html").symlink_to(tree / "more" / "b.html")
    assert names_of("more") == ["again.html"]


def test_names_are_safe_and_unique(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree / "more")
    assert names_of("../more/b.html", f"{tree}/pages/b.html") == [
        "more/b.html",
        f"{tree}/pages/b.html".lstrip("/"),
    ]
    make_tree(tree, "more/pages/b.html more/2/pages/b.html")
    assert names_of("2/pages/b.html", "pages/b.html", "../pages/b.html") == [
        "2/pages/b.html",
        "pages/b.html",
        "3/pages/b.html",
    ]


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_that_is_no_text_can_be_written(tmp_path: Path) -> None:
    try:
        (tmp_path / "caf\udce9.html").write_bytes(b"tea")
    except OSError:
        pytest.skip("the file system takes no such name")
    (source,) = find_sources([str(tmp_path)])
    assert source.name == "caf?.html"
    assert [record.data for record in read_records([source])] == [b"tea"]


FORMATS = {
    "a.html": Format.PAGE,
    "a.TXT.GZ": Format.PAGE,
    "a.jsonl.zst": Format.JSONL,
    "a.ndjson": Format.JSONL,
    "a.parquet": Format.PARQUET,
    "a.warc.gz": Format.WARC,
    "a.warc.wet.gz": Format.WARC,
    "a.wet": Format.WARC,
    "a.gz": None,
    "a": None,
    "a.html.br": None,
}


@pytest.mark.parametrize(("name", "form"), FORMATS.items())
def test_the_name_tells_the_format(tmp_path: Path, name: str, form: Format | None) -> None:
    make_tree(tmp_path, name)
    assert find_sources([str(tmp_path / name)])[0].format is form


MISSING = {
    "no file": (["tea.html"], "no file or folder tea.html"),
    "an empty folder": (["empty"], r"no page in empty.*\.html"),
    "a folder of other files": (["other"], "no page in other"),
    "a glob": (["pages/*.xml"], r"nothing to read matches pages/\*\.xml"),
    "one of several": (["pages", "tea.html"], "no file or folder tea.html"),
    "nothing": ([], "no input"),
    "a protocol that nobody knows": (["tea://leaf"], "tea://leaf"),
    "nothing at an address": (["memory://nowhere"], "nothing to read at memory://nowhere"),
}


@pytest.mark.parametrize(("inputs", "says"), MISSING.values(), ids=MISSING.keys())
def test_a_missing_input_says_what_to_try(tree: Path, inputs: list[str], says: str) -> None:
    make_tree(tree, "other/logo.png empty/.keep")
    with pytest.raises(BadInput, match=says) as caught:
        find_sources(inputs)
    assert "; " in str(caught.value)


def test_an_address_is_read_as_files_are() -> None:
    fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed")
    memory = fsspec.filesystem("memory")
    for name in ("b.html", "a/z.txt", ".git/x.html", "logo.png"):
        memory.pipe(f"/crawl/{name}", name.encode())
    memory.pipe("/crawl/c.jsonl.gz", gzip.compress(b'{"text": "tea"}\n'))
    try:
        sources = find_sources(["memory://crawl"])
        assert [source.name for source in sources] == ["a/z.txt", "b.html", "c.jsonl.gz"]
        assert [record.data for record in read_records(sources)] == [b"a/z.txt", b"b.html", "tea"]
        assert [source.name for source in find_sources(["memory://crawl/*.html"])] == ["b.html"]
        assert [source.name for source in find_sources(["memory://crawl/logo.png"])] == ["logo.png"]
        memory.rm("/crawl/b.html")
        (record,) = read_records([sources[1]])
        assert record.data is None
        assert record.fault is not None
    finally:
        memory.rm("/crawl", recursive=True)


# Pages


@packed
def test_a_page_is_its_bytes_as_they_are_stored(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    raw = pack(b"<p>The harbour opened again on Monday.")
    assert read_bytes(tmp_path, "tea.html.gz", raw) == [Record("tea.html.gz", None, raw)]
    document = decode(Document(Page(raw, "tea.html.gz")))
    assert document.text == "<p>The harbour opened again on Monday."


def test_a_file_that_is_gone_is_a_fault_and_the_rest_is_read(tree: Path) -> None:
    sources = find_sources(["pages/b.html", "pages/t.jsonl", "more"])
    (tree / "pages" / "b.html").unlink()
    (tree / "pages" / "t.jsonl").unlink()
    gone, table, page = read_records(sources)
    assert (gone.data, gone.fault) == (None, "can't be read: No such file or directory; try again")
    assert table.name == "pages/t.jsonl"
    assert page == Record("more/b.html", None, b"more/b.html")


def test_a_page_longer_than_any_is_a_fault(tmp_path: Path) -> None:
    make_tree(tmp_path, "a.html b.html")
    (tmp_path / "a.html").write_bytes(b"tea" * 100)
    long, short = read_records(find_sources([str(tmp_path)]), limits=Limits(most_bytes=99))
    assert "longer than 99 bytes; raise the limits" in str(long.fault)
    assert short.data == b"b.html"


def test_sources_and_records_can_be_sent_to_another_process() -> None:
    for value in (Source("a", "a", Format.WARC), Record("a", 1, b"tea"), Columns("html")):
        assert pickle.loads(pickle.dumps(value)) == value


# Standard input


class Pipe(io.BytesIO):
    """Standard input as a pipe has it: no seeking, and bytes in small pieces."""

    def __init__(self, raw: bytes) -> None:
        super().__init__(raw)
        self.buffer = self

    def seekable(self) -> bool:
        return False

    def read1(self, size: int | None = -1, /) -> bytes:
        return self.read(min(7_000, size or 0))


WARC = (
    b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\ntea\r\n\r\n"
)
STDIN: dict[str, tuple[bytes, list[bytes | str | None]]] = {
    "a page": (b"<p>tea", [b"<p>tea"]),
    "an empty page": (b"", [b""]),
    "JSONL": (b'{"text": "tea"}\n{"text": "time"}\n', ["tea", "time"]),
    "JSONL behind a mark": (b'\xef\xbb\xbf{"text": "tea"}\n', ["tea"]),
    "a page that begins with a brace": (b"{tea}", [b"{tea}"]),
    "an archive": (WARC, [b"tea"]),
    "a page about archives": (b"WARC is a format", [b"WARC is a format"]),
    "Parquet": (b"PAR1 and more", [None]),
}


@packed
@pytest.mark.parametrize(("raw", "data"), STDIN.values(), ids=STDIN.keys())
def test_standard_input_is_told_by_its_first_bytes(
    monkeypatch: pytest.MonkeyPatch,
    pack: Callable[[bytes], bytes],
    raw: bytes,
    data: list[bytes | str | None],
) -> None:
    if raw == b"":
        pack = PACKS["as it is"]
    monkeypatch.setattr("sys.stdin", Pipe(pack(raw)))
    records = list(read_records(find_sources(["-"])))
    is_page = data == [raw]
    assert [record.data for record in records] == ([pack(raw)] if is_page else data)
    assert [record.name for record in records][:1] == ["stdin" if is_page or data == [None] else "stdin#0"]
    if data == [None]:
        assert "name the file" in str(records[0].fault)


# JSONL

LINES: dict[str, tuple[bytes, str]] = {
    "no JSON": (b"tea", "not JSON .* one object a line"),
    "cut": (b'{"text": "te', "not JSON"),
    "two objects": (b'{"text": "a"} {"text": "b"}', "not JSON"),
    "a list": (b'["tea"]', "a list, not an object"),
    "a string": (b'"tea"', "a string, not an object"),
    "a number": (b"7", "a number, not an object"),
    "no page": (b'{"url": "http://a.example/", "n": 1}', "no column of pages .*those that are there: n, url"),
    "a page that is null": (b'{"text": null}', "no column of pages"),
    "a page that is a list": (b'{"text": ["tea"]}', "no column of pages"),
    "nothing in it": (b"{}", "those that are there: none"),
    "not UTF-8": (b'{"text": "caf\xe9"}', "not UTF-8 at byte 13"),
    "nested without end": (b'{"text":' + b"[" * 100_000, "nested too deeply"),
    "a number without end": (b'{"id":' + b"9" * 10_000 + b"}", "number too long"),
}


@pytest.mark.parametrize(("line", "says"), LINES.values(), ids=LINES.keys())
def test_a_line_that_can_not_be_used_is_a_fault_with_its_number(
    tmp_path: Path, line: bytes, says: str
) -> None:
    raw = b'{"text": "a"}\n\n' + line + b'\n  \n{"text": "b"}'
    first, fault, last = read_bytes(tmp_path, "t.jsonl", raw)
    assert (first.name, first.data, last.name, last.data) == ("t.jsonl#0", "a", "t.jsonl#4", "b")
    assert (fault.offset, fault.data) == (2, None)
    assert re.search(says, str(fault.fault)), fault.fault
    assert str(fault.fault).count("; ") == 1


def test_a_line_gives_its_page_its_address_its_id_and_its_type(tmp_path: Path) -> None:
    line = {
        "URL": "http://a.example/",
        "doc_id": 7,
        "HTML": "<p>tea",
        "content-type": "Text/HTML; charset=UTF-8",
    }
    assert read_bytes(tmp_path, "t.jsonl", json.dumps(line).encode()) == [
        Record("t.jsonl", 0, "<p>tea", "http://a.example/", "7", "text/html; charset=utf-8")
    ]


def test_a_long_line_is_passed_over(tmp_path: Path) -> None:
    raw = b'{"text": "a"}\n{"text": "' + b"tea " * 100_000 + b'"}\n{"text": "b"}\n' + b"x" * 200_000
    (tmp_path / "t.jsonl").write_bytes(raw)
    a, long, b, last = read_records(find_sources([str(tmp_path)]), limits=Limits(most_bytes=1_000))
    assert (a.data, b.data, b.offset) == ("a", "b", 2)
    assert "longer than 1000 bytes; raise the limits" in str(long.fault)
    assert last.offset == 3


def test_a_named_column_is_looked_for_in_the_first_line_and_may_be_missing_later(tmp_path: Path) -> None:
    raw = b'{"text": "a", "link": "x"}\n{"text": "b"}\n'
    a, b = read_bytes(tmp_path, "t.jsonl", raw, Columns(url="link"))
    assert (a.url, b.url) == ("x", None)
    a, b = read_bytes(tmp_path, "t.jsonl", raw, Columns(url="adress"))
    assert a.fault == "there is no column 'adress' for the url; name one of those that are there: link, text"
    assert b.data == "b"


@packed
@settings(deadline=None, max_examples=30)
@given(st.lists(st.text(), min_size=1))
def test_what_was_written_as_jsonl_comes_back(pack: Callable[[bytes], bytes], pages: list[str]) -> None:
    lines = [json.dumps({"html": page, "id": str(at)}).encode() + b"\n" for at, page in enumerate(pages)]
    for raw in (pack(b"".join(lines)), b"".join(map(pack, lines))):
        feed = Feed(unpack_stream(iter([raw[:5], raw[5:]])))
        from scrubber.readers.jsonl import read_lines

        records = list(read_lines(feed, "t", Columns(), Limits()))
        assert [(record.data, record.id, record.offset) for record in records] == [
            (page, str(at), at) for at, page in enumerate(pages)
        ]


# Columns

CHOSEN = {
    "FineWeb": ("text id dump url date", {"text": "page", "url": "url", "id": "id"}),
    "RedPajama": ("url raw_content doc_id digest", {"raw_content": "page", "url": "url", "doc_id": "id"}),
    "WARC as columns": (
        "WARC-Record-ID WARC-Target-URI Content-Type content",
        {"content": "page", "WARC-Target-URI": "url", "WARC-Record-ID": "id", "Content-Type": "media_type"},
    ),
    "HTML before its text": ("text html", {"html": "page"}),
    "nothing like an address": ("body title", {"body": "page"}),
    "names within others are none": ("text subtext hypertext curl", {"text": "page"}),
}


@pytest.mark.parametrize(("there", "chosen"), CHOSEN.values(), ids=CHOSEN.keys())
def test_columns_are_guessed(there: str, chosen: dict[str, str]) -> None:
    assert choose_columns(there.split()) == chosen


NAMED = {
    "a page": (Columns(page="n"), {"n": "page", "url": "url", "id": "id"}),
    "an id that would be the address": (Columns(id="url"), {"url": "id", "html": "page"}),
    "an address that would be the page": (Columns(url="html"), {"html": "url", "text": "page", "id": "id"}),
    "a media type": (Columns(media_type="n"), {"n": "media_type", "html": "page", "url": "url", "id": "id"}),
}


@pytest.mark.parametrize(("columns", "chosen"), NAMED.values(), ids=NAMED.keys())
def test_columns_are_named(columns: Columns, chosen: dict[str, str]) -> None:
    assert choose_columns(["id", "url", "html", "text", "n"], columns) == chosen


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        (Columns(page="HTML"), "no column 'HTML' for the page; .*: html, n"),  # as it is written
        (Columns(media_type="x"), "no column 'x' for the media type"),
        (Columns(page="n", id="n"), "one column is named for two things"),
    ],
)
def test_columns_named_wrongly_are_told(columns: Columns, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        choose_columns(["html", "n"], columns)


MEDIA_TYPES = {
    "text/html": "text/html",
    "TEXT/HTML;charset=UTF-8": "text/html; charset=utf-8",
    'text/plain; format=flowed; charset="iso-8859-1"': "text/plain; charset=iso-8859-1",
    "text/html; charset=": "text/html",
    "text/html; charset=klingon": "text/html",
    "text/html; charset=rot13": "text/html",  # a codec of Python's that decodes no bytes
    "text/html; charset=hex": "text/html",
    "text/html; charset=a\x00b": "text/html",
    "application/xhtml+xml": "application/xhtml+xml",
    "text/html, text/html": None,
    "application/pdf": None,
    "article": None,
    "": None,
}


@pytest.mark.parametrize(("given_type", "kept"), MEDIA_TYPES.items())
def test_a_media_type_is_one_that_decode_takes(given_type: str, kept: str | None) -> None:
    assert keep_media_type(given_type) == kept
    decode(Document(Page(b"tea time", media_type=kept)))


# Streams, whole and damaged


def test_a_stream_is_read_as_it_is_asked_for() -> None:
    """A generator in place of a file: when the first record is out, little of it has been read."""
    asked = 0

    def lines() -> Iterator[bytes]:
        nonlocal asked
        for number in range(100_000):
            asked += 1
            yield b'{"text": "tea %d"}\n' % number

    from scrubber.readers.jsonl import read_lines

    records = read_lines(Feed(unpack_stream(lines())), "t", Columns(), Limits())
    assert next(records).data == "tea 0"
    assert asked < 10


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, pack_zstd], ids=["gzip", "bzip2", "zstd"])
def test_a_bomb_is_read_a_little_at_a_time(pack: Callable[[bytes], bytes]) -> None:
    pieces = unpack_stream(iter([pack(b"tea " * 5_000_000)]))
    assert len(next(pieces).data) <= 65_536


def make_members(pack: Callable[[bytes], bytes]) -> tuple[list[str], list[bytes]]:
    chance = random.Random(7)
    pages = [f"tea number {at}: {chance.randbytes(300).hex()}" for at in range(60)]
    lines = [json.dumps({"text": page}).encode() + b"\n" for page in pages]
    return pages, [pack(b"".join(lines[at : at + 10])) for at in range(0, 60, 10)]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, pack_zstd], ids=["gzip", "bzip2", "zstd"])
@pytest.mark.parametrize("lost", [1, 30, 900])
def test_a_stream_that_breaks_off_gives_what_it_holds_and_says_where(
    tmp_path: Path, pack: Callable[[bytes], bytes], lost: int
) -> None:
    pages, members = make_members(pack)
    raw = b"".join(members)[:-lost]
    *records, fault = read_bytes(tmp_path, "t.jsonl", raw)
    assert [record.data for record in records] == pages[: len(records)]
    assert len(records) >= 49  # the last of five whole members may end within the last step
    assert "break off" in str(fault.fault)
    assert str(fault.fault).endswith("; fetch the file again")


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "other bytes in its middle": lambda raw: raw[:80] + bytes(90) + raw[170:],
    "bytes missing": lambda raw: raw[:90] + raw[150:],
    "its magic overwritten": lambda raw: b"lost" + raw[4:],
    "cut short": lambda raw: raw[:-40],
    "its check wrong": lambda raw: raw[:-8] + b"\1\2\3\4" + raw[-4:],
}


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress], ids=["gzip", "bzip2"])
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_behind_a_damaged_member_the_next_is_read(
    tmp_path: Path, pack: Callable[[bytes], bytes], damage: Callable[[bytes], bytes]
) -> None:
    pages, members = make_members(pack)
    members[2] = damage(members[2])
    records = read_bytes(tmp_path, "t.jsonl", b"".join(members))
    read = [record.data for record in records if record.fault is None]
    assert set(pages[:20] + pages[30:]) <= set(read)
    assert read == [page for page in pages if page in read]
    faults = [record.fault for record in records if record.fault is not None]
    assert any(fault.endswith("; fetch the file again") for fault in faults)
    offsets = [record.offset for record in records]
    assert offsets == sorted(set(offsets))  # type: ignore[type-var]


BEHIND: dict[str, tuple[bytes, str | None]] = {
    "zeros that pad it": (bytes(1_000), None),
    "other bytes": (b"tea time", "8 bytes from byte"),
    "a member that begins and no more": (b"\x1f\x8b\x08\x00", "break off"),
}


@pytest.mark.parametrize(("behind", "says"), BEHIND.values(), ids=BEHIND.keys())
def test_what_stands_behind_packed_data_is_told(tmp_path: Path, behind: bytes, says: str | None) -> None:
    records = read_bytes(tmp_path, "t.jsonl", gzip.compress(b'{"text": "tea"}\n') + behind)
    assert records[0].data == "tea"
    faults = [str(record.fault) for record in records[1:]]
    assert (says is None and not faults) or (says is not None and says in faults[0])


def test_an_error_of_reading_is_no_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = gzip.compress(os.urandom(9_000))

    def chunks() -> Iterator[bytes]:
        yield raw[:5_000]
        raise OSError(5, "Input/output error")

    with pytest.raises(OSError, match="Input/output"):
        list(unpack_stream(chunks()))


@packed
@given(raw=st.binary(), size=st.integers(1, 50))
def test_any_bytes_come_back(pack: Callable[[bytes], bytes], raw: bytes, size: int) -> None:
    whole = pack(b"tea" + raw) + (pack(raw) if pack is not PACKS["as it is"] else b"")
    pieces = list(unpack_stream(whole[at : at + size] for at in range(0, len(whole), size)))
    assert not [piece.fault for piece in pieces if piece.fault]
    assert b"".join(piece.data for piece in pieces) == b"tea" + raw + (
        raw if pack is not PACKS["as it is"] else b""
    )


@given(st.lists(st.binary(max_size=9)), st.data())
def test_a_feed_is_its_pieces(pieces: list[bytes], data: st.DataObject) -> None:
    whole = b"".join(pieces)
    feed = Feed(Piece(piece) for piece in pieces if piece)
    at = 0
    for _ in range(data.draw(st.integers(0, 20))):
        size = data.draw(st.integers(0, 12))
        match data.draw(st.sampled_from(["peek", "take", "some", "skip", "back"])):
            case "peek":
                assert feed.peek(size) == whole[at : at + size]
            case "take":
                assert feed.take(size) == whole[at : at + size]
                at = min(len(whole), at + size)
            case "some":
                some = feed.take_some(size or 1)
                assert some or at == len(whole)
                assert whole[at:].startswith(some)
                at += len(some)
            case "skip":
                assert feed.skip(size) == min(size, len(whole) - at)
                at = min(len(whole), at + size)
            case "back":
                back = min(at, size)
                feed.give_back(whole[at - back : at])
                at -= back
        assert feed.position == at


def test_a_file_is_read_in_chunks_of_what_there_is() -> None:
    assert list(map(len, read_chunks(Pipe(bytes(15_000))))) == [7_000, 7_000, 1_000]
