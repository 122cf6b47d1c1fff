"""Pages out of WARC and WET: every record accounted for, whole archives and damaged ones."""

from __future__ import annotations

import bz2
import gzip
import zlib
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrubber.errors import BadInput
from scrubber.model import Document, Page
from scrubber.readers import Record
from scrubber.readers.archives import read_archive
from scrubber.readers.feed import Feed
from scrubber.readers.streams import unpack_stream
from scrubber.stages import decode
from scrubber.stages.unpack import Limits

BODY = "<p>The harbour opened again on Monday – nine months after a storm.</p>".encode() * 9


def make_record(
    block: bytes,
    number: int = 0,
    *,
    kind: str = "response",
    media_type: str = "application/http; msgtype=response",
    length: object = None,
) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: http://a.example/{number}\r\nWARC-Date: 2024-05-06T07:08:09Z\r\n"
        f"Content-Type: {media_type}\r\nContent-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def make_response(
    body: bytes,
    *,
    status: str = "200 OK",
    media_type: str | None = "text/html; charset=utf-8",
    more: str = "",
) -> bytes:
    said = "" if media_type is None else f"Content-Type: {media_type}\r\n"
    return f"HTTP/1.1 {status}\r\n{said}{more}\r\n".encode() + body


def make_page(number: int) -> bytes:
    return b"<p>%d " % number + BODY


def make_records(count: int = 5) -> list[bytes]:
    return [make_record(make_response(make_page(number)), number) for number in range(count)]


def read(
    raw: bytes, limits: Limits | None = None, passed: Counter[str] | None = None, size: int = 65_536
) -> list[Record]:
    chunks = (raw[at : at + size] for at in range(0, len(raw), size))
    counted = Counter[str]() if passed is None else passed
    return list(read_archive(Feed(unpack_stream(chunks)), "c.warc", limits or Limits(), counted))


def read_numbers(records: list[Record]) -> list[int]:
    """Return the numbers of the pages that were read, each of which must be whole."""
    pages = [record for record in records if record.fault is None]
    numbers = [int(str(record.id).removeprefix("<urn:uuid:").rstrip(">")) for record in pages]
    assert [record.data for record in pages] == [make_page(number) for number in numbers]
    return numbers


def read_faults(records: list[Record]) -> list[str]:
    faults = [record.fault for record in records if record.fault is not None]
    assert all("; " in fault for fault in faults)
    offsets = [record.offset for record in records]
    assert offsets == sorted(set(offsets))  # type: ignore[type-var]
    return faults


# Whole archives


def test_a_response_gives_its_page_its_address_its_id_and_its_type() -> None:
    assert read(make_record(make_response(BODY, media_type="Text/HTML; charset=KOI8-R"), 7)) == [
        Record("c.warc", 0, BODY, "http://a.example/7", "<urn:uuid:7>", "text/html; charset=koi8-r")
    ]


def test_a_wet_gives_its_texts() -> None:
    info = make_record(b"Software-Info: x", kind="warcinfo", media_type="application/warc-fields")
    text = make_record("Čaj – tea".encode(), 1, kind="conversion", media_type="text/plain")
    passed = Counter[str]()
    (record,) = read(gzip.compress(info) + gzip.compress(text), passed=passed)
    assert (record.data, record.media_type) == ("Čaj – tea".encode(), "text/plain")
    assert record.offset == len(gzip.compress(info))
    assert passed == {"warcinfo record": 1}


PLACES: dict[str, tuple[Callable[[list[bytes]], bytes], Callable[[list[bytes]], list[bytes]]]] = {
    "as it is: the file's bytes": (b"".join, list),
    "a gzip member a record: the file's bytes, as CDX has it": (
        lambda records: b"".join(map(gzip.compress, records)),
        lambda records: [gzip.compress(record) for record in records],
    ),
    "a bzip2 stream a record: the file's bytes": (
        lambda records: b"".join(map(bz2.compress, records)),
        lambda records: [bz2.compress(record) for record in records],
    ),
    "one gzip member: the unpacked bytes": (lambda records: gzip.compress(b"".join(records)), list),
    "two records a member: the unpacked bytes": (
        lambda records: gzip.compress(b"".join(records[:2])) + gzip.compress(b"".join(records[2:])),
        list,
    ),
}


@pytest.mark.parametrize(("pack", "parts"), PLACES.values(), ids=PLACES.keys())
def test_a_record_s_offset_finds_it_again(
    pack: Callable[[list[bytes]], bytes], parts: Callable[[list[bytes]], list[bytes]]
) -> None:
    records = make_records(4)
    found = read(pack(records))
    assert read_numbers(found) == [0, 1, 2, 3]
    stored = parts(records)
    assert [record.offset for record in found] == [sum(map(len, stored[:at])) for at in range(4)]


PASSED: dict[str, tuple[bytes, str]] = {
    "a request": (make_record(b"GET / HTTP/1.1\r\n\r\n", kind="request"), "request record"),
    "metadata": (make_record(b"a: b", kind="metadata"), "metadata record"),
    "a revisit": (make_record(b"HTTP/1.1 200 OK\r\n\r\n", kind="revisit"), "revisit record"),
    "a kind that nobody knows": (make_record(b"x", kind="tea"), "unknown record"),
    "an error": (make_record(make_response(BODY, status="404 Not Found")), "status 404"),
    "a redirect": (make_record(make_response(b"", status="301 Moved")), "status 301"),
    "an image": (make_record(make_response(b"\x89PNG", media_type="Image/PNG")), "image/png"),
    "a script": (
        make_record(make_response(b"x()", media_type="text/javascript; charset=x")),
        "text/javascript",
    ),
    "a name resolved": (make_record(b"a.example", media_type="text/dns"), "text/dns"),
    "a resource that is an image": (
        make_record(b"GIF8", kind="resource", media_type="image/gif"),
        "image/gif",
    ),
}


@pytest.mark.parametrize(("raw", "reason"), PASSED.values(), ids=PASSED.keys())
def test_what_is_no_page_is_counted(raw: bytes, reason: str) -> None:
    passed = Counter[str]()
    records = read(raw + make_records(1)[0], passed=passed)
    assert read_numbers(records) == [0]
    assert passed == {reason: 1}
    passed.clear()
    assert not read(raw, Limits(most_bytes=1), passed)  # however long it is
    assert passed == {reason: 1}


def make_chunks(body: bytes, size: int = 100) -> bytes:
    parts = (body[at : at + size] for at in range(0, len(body), size))
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def pack_brotli(raw: bytes) -> bytes:
    brotli = pytest.importorskip("brotli", reason="brotli is not installed")
    return bytes(brotli.compress(raw))


CHUNKED = "Transfer-Encoding: chunked\r\n"
GZIP = "Content-Encoding: gzip\r\n"
BODIES: dict[str, tuple[Callable[[], bytes], str]] = {
    "as it is": (lambda: BODY, ""),
    "chunks": (lambda: make_chunks(BODY), CHUNKED),
    "chunks with extensions": (lambda: make_chunks(BODY).replace(b"64\r\n", b"64;a=b\r\n"), CHUNKED),
    "chunks that it says, and has none": (lambda: BODY, CHUNKED),
    "gzip": (lambda: gzip.compress(BODY), GZIP),
    "x-gzip": (lambda: gzip.compress(BODY), "Content-Encoding: x-gzip\r\n"),
    "gzip that it says, and is none": (lambda: BODY, GZIP),
    "gzip that it does not say": (lambda: gzip.compress(BODY), ""),
    "gzip in chunks": (lambda: make_chunks(gzip.compress(BODY), 20), CHUNKED + GZIP),
    "gzip, the chunks taken away": (lambda: gzip.compress(BODY), CHUNKED + GZIP),
    "deflate": (lambda: zlib.compress(BODY), "Content-Encoding: deflate\r\n"),
    "bare deflate": (lambda: zlib.compress(BODY)[2:-4], "Content-Encoding: deflate\r\n"),
    "brotli": (lambda: pack_brotli(BODY), "Content-Encoding: br\r\n"),
    "brotli that it says, and is none": (lambda: BODY, "Content-Encoding: br\r\n"),
    "packed in what nobody knows, it says": (lambda: BODY, "Content-Encoding: tea\r\n"),
}


@pytest.mark.parametrize(("make", "more"), BODIES.values(), ids=BODIES.keys())
def test_a_body_is_decoded_by_its_headers_as_far_as_they_are_true(
    make: Callable[[], bytes], more: str
) -> None:
    (record,) = read(make_record(make_response(make(), more=more)))
    assert record.fault is None
    assert record.data is not None
    assert decode(Document(Page(record.data, media_type=record.media_type))).text == BODY.decode()


def test_chunks_that_break_off_give_what_they_hold() -> None:
    (record,) = read(make_record(make_response(make_chunks(BODY)[:-150], more=CHUNKED)))
    assert isinstance(record.data, bytes)
    assert BODY.startswith(record.data)
    assert len(record.data) > 500


def test_a_bomb_is_a_fault() -> None:
    bomb = make_record(make_response(gzip.compress(b"tea " * 10_000_000), more=GZIP))
    fault, page = read(bomb + make_records(1)[0])
    assert "raise the limits" in str(fault.fault)
    assert page.data == make_page(0)


HEADS: dict[str, tuple[bytes, str | None]] = {
    "no HTTP": (b"tea time", "HTTP head can't be read"),
    "nothing": (b"", "HTTP head can't be read"),
    "lines that end in LF": (b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + BODY, None),
    "HTTP/2": (b"HTTP/2 200\r\nContent-Type: text/html\r\n\r\n" + BODY, None),
    "no type": (make_response(BODY, media_type=None), None),
    "bytes outside ASCII": (
        make_response(BODY, more="X-City: M\udcfcnchen\r\n".encode("utf-8", "replace").decode()),
        None,
    ),
}


@pytest.mark.parametrize(("block", "says"), HEADS.values(), ids=HEADS.keys())
def test_a_head_of_http_is_read_forgivingly(block: bytes, says: str | None) -> None:
    (record,) = read(make_record(block))
    assert record.data == (BODY if says is None else None)
    assert says is None or says in str(record.fault)


# Damaged archives


def cut_member(members: list[bytes], at: int) -> bytes:
    members[at] = members[at][:40] + bytes(60) + members[at][100:]
    return b"".join(members)


def spoil(count: int, at: int, make: Callable[[bytes], bytes]) -> bytes:
    records = make_records(count)
    records[at] = make(records[at])
    return b"".join(records)


def set_length(length: object) -> Callable[[bytes], bytes]:
    return lambda _: make_record(make_response(make_page(2)), 2, length=length)


LENGTH = len(make_response(make_page(2)))
DAMAGES: dict[str, tuple[bytes, list[int], list[str]]] = {
    "cut in a record": (b"".join(make_records())[:-200], [0, 1, 2, 3], ["breaks off after"]),
    "cut in a head": (b"".join(make_records(3)) + b"WARC/1.0\r\nWARC-Ty", [0, 1, 2], ["head has no end"]),
    "cut at a record's end": (b"".join(make_records())[:-4], [0, 1, 2, 3, 4], []),
    "other bytes between two": (
        spoil(5, 2, lambda record: record + b"tea time\r\n" * 9),
        [0, 1, 2, 3, 4],
        ["90 bytes here begin no record"],
    ),
    "other bytes first": (b"tea time\r\n" + b"".join(make_records()), [0, 1, 2, 3, 4], ["10 bytes here"]),
    "other bytes alone": (b"tea time\r\n" * 20_000, [], ["200000 bytes here"]),
    "no blank lines between": (b"".join(r[:-4] for r in make_records()), [0, 1, 2, 3, 4], []),
    "more blank lines between": (b"\r\n\r\n\r\n".join(make_records()), [0, 1, 2, 3, 4], []),
    "a length too small: put right": (spoil(5, 2, set_length(100)), [0, 1, 2, 3, 4], []),
    "the last one's length too small": (spoil(3, 2, set_length(100)), [0, 1, 2], []),
    "a length that is in the next": (
        spoil(5, 2, set_length(LENGTH + 99)),
        [0, 1, 3, 4],
        [f"has {LENGTH} bytes of"],
    ),
    "a length that is in the next's first letters": (
        spoil(5, 2, set_length(LENGTH + 6)),
        [0, 1, 3, 4],
        [f"has {LENGTH} bytes of"],
    ),
    "a length beyond the end": (spoil(5, 2, set_length(99_999)), [0, 1, 3, 4], [f"has {LENGTH} bytes of"]),
    "a length beyond all limits": (spoil(5, 2, set_length(10**15)), [0, 1], ["breaks off before"]),
    "a length that is none": (spoil(5, 2, set_length("many")), [0, 1, 3, 4], ["does not say how long"]),
    "a member damaged": (
        cut_member([gzip.compress(record) for record in make_records()], 2),
        [0, 1, 3, 4],
        ["are damaged"],
    ),
    "the first member damaged": (
        cut_member([gzip.compress(record) for record in make_records()], 0),
        [1, 2, 3, 4],
        ["are damaged"],
    ),
    "a member's magic overwritten": (
        b"".join(map(gzip.compress, make_records(2)))
        + b"tea"
        + b"".join(map(gzip.compress, make_records(5)[3:])),
        [0, 1, 3, 4],
        ["3 bytes from byte"],
    ),
    "a member cut": (b"".join(map(gzip.compress, make_records()))[:-30], [0, 1, 2, 3], ["break off"]),
    "one member for all, cut": (gzip.compress(b"".join(make_records()))[:-40], [0, 1], ["break off"]),
}


@pytest.mark.parametrize("size", [65_536, 10])
@pytest.mark.parametrize(("raw", "numbers", "says"), DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_archive_gives_what_can_be_read_and_says_what_can_not(
    raw: bytes, numbers: list[int], says: list[str], size: int
) -> None:
    records = read(raw, size=size)
    assert read_numbers(records) == numbers
    faults = read_faults(records)
    assert len(faults) == len(says)
    assert all(part in fault for part, fault in zip(says, faults, strict=True)), faults


def test_an_empty_archive_is_told() -> None:
    with pytest.raises(BadInput, match="empty; fetch it again"):
        read(b"")


def test_a_record_that_holds_an_archive_is_one_record() -> None:
    inner = b"".join(make_records(3))
    (record,) = read(make_record(make_response(inner, media_type="text/plain")))
    assert record.data == inner


def test_a_page_longer_than_any_is_a_fault_and_is_passed_over() -> None:
    long = make_record(make_response(b"tea " * 100_000), 9)
    image = make_record(make_response(b"GIF8" * 100_000, media_type="image/gif"), 9)
    passed = Counter[str]()
    records = read(image + long + make_records(1)[0], Limits(most_bytes=10_000), passed)
    assert read_faults(records) == ["the page is longer than 10000 bytes; raise the limits if it is one"]
    assert read_numbers(records) == [0]
    assert passed == {"image/gif": 1}


def test_an_archive_is_read_as_it_is_asked_for() -> None:
    asked = 0

    def members() -> Iterator[bytes]:
        nonlocal asked
        for record in make_records(1_000):
            asked += 1
            yield gzip.compress(record)

    records = read_archive(Feed(unpack_stream(members())), "c.warc", Limits(), Counter())
    assert next(records).data == make_page(0)
    assert asked < 5


@settings(deadline=None, max_examples=40)
@given(
    pages=st.lists(st.binary(), min_size=1, max_size=9),
    pack=st.sampled_from([lambda raw: raw, gzip.compress, bz2.compress]),
    size=st.integers(1, 999),
)
def test_what_was_written_as_warc_comes_back(
    pages: list[bytes], pack: Callable[[bytes], bytes], size: int
) -> None:
    raw = b"".join(pack(make_record(make_response(page), at)) for at, page in enumerate(pages))
    records = read(raw, size=size)
    assert [(record.data, record.id) for record in records] == [
        (page, f"<urn:uuid:{at}>") for at, page in enumerate(pages)
    ]
    assert read_faults(records) == []


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_no_damage_raises_or_loses_the_members_before_it(data: st.DataObject) -> None:
    members = [gzip.compress(record) for record in make_records()]
    raw = b"".join(members)
    at = data.draw(st.integers(0, len(raw) - 1))
    junk = data.draw(st.binary(min_size=1, max_size=30))
    records = read(raw[:at] + junk + raw[at + data.draw(st.integers(0, 30)) :])
    before = sum(sum(map(len, members[: number + 1])) <= at for number in range(5))
    assert set(range(before)) <= set(read_numbers(records))
    read_faults(records)
