"""Compressed bodies: what they are told by, how far they unpack, and what is none."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

import scrubber
from scrubber.errors import BadConfig, BadInput, SkipPage
from scrubber.model import Document
from scrubber.stages import decode
from scrubber.stages.unpack import Limits, unpack

PAGE = "<p>The harbour opened to boats again on Monday – nine months after a storm broke its wall.</p>" * 9
RAW = PAGE.encode()


def pack_brotli(raw: bytes) -> bytes:
    brotli = pytest.importorskip("brotli", reason="brotli is not installed")
    return bytes(brotli.compress(raw))


def pack_zstd(raw: bytes) -> bytes:
    zstandard = pytest.importorskip("zstandard", reason="zstandard is not installed")
    return bytes(zstandard.compress(raw))


def pack_bare(raw: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return stream.compress(raw) + stream.flush()


FORMS = {
    "gzip": (gzip.compress, ("gzip",)),
    "two members of gzip": (lambda raw: gzip.compress(raw[:99]) + gzip.compress(raw[99:]), ("gzip",)),
    "gzip, and bytes behind it": (lambda raw: gzip.compress(raw) + b"\0\0", ("gzip",)),
    "gzip within gzip": (lambda raw: gzip.compress(gzip.compress(raw)), ("gzip", "gzip")),
    "zstd": (pack_zstd, ("zstd",)),
    "two frames of zstd": (lambda raw: pack_zstd(raw[:99]) + pack_zstd(raw[99:]), ("zstd",)),
    "bzip2": (bz2.compress, ("bzip2",)),
    "two streams of bzip2": (lambda raw: bz2.compress(raw[:99]) + bz2.compress(raw[99:]), ("bzip2",)),
    "bzip2, and bytes behind it": (lambda raw: bz2.compress(raw) + b"\0\0", ("bzip2",)),
    "deflate": (zlib.compress, ("deflate",)),
    "bare deflate": (pack_bare, ("bare deflate",)),
    "brotli": (pack_brotli, ("brotli",)),
    "nothing": (lambda raw: raw, ()),
}


@pytest.mark.parametrize(("pack", "forms"), FORMS.values(), ids=FORMS.keys())
def test_a_body_is_unpacked(pack, forms: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    assert unpack(pack(RAW)) == (RAW, forms)


def test_a_page_says_what_it_was_packed_in() -> None:
    document = scrubber.scrub(gzip.compress(RAW))
    assert document.decoding is not None
    assert document.decoding.packed == ("gzip",)
    assert document.decoding.bytes == len(gzip.compress(RAW))


@pytest.mark.parametrize("pack", [gzip.compress, pack_zstd, bz2.compress])
def test_a_stream_that_was_cut_short_gives_what_it_holds(pack) -> None:  # type: ignore[no-untyped-def]
    text = "".join(f"Boat {number} of the harbour. " for number in range(90_000)).encode()
    cut = pack(text)[:-2_000]
    data, _ = unpack(cut)
    assert len(data) > 1_000
    assert text.startswith(data)


NOT_PACKED = {
    "text that begins as zlib's format does": b"x^2 + y^2 = z^2, said the mason, and cut the stone",
    "UTF-16": "The harbour opened again.".encode("utf-16-le"),
    "UTF-32": "The harbour opened again.".encode("utf-32-le"),
    "text that begins as bzip2's format does": b"BZh9 is how bzip2 begins",
    "windows-1251": "Порт снова открылся.".encode("windows-1251"),
    "ISO-2022-JP": "港が再び開いた。".encode("iso-2022-jp"),
    "NULs": b"\0" * 99,
    "nothing": b"",
}


@pytest.mark.parametrize("raw", NOT_PACKED.values(), ids=NOT_PACKED.keys())
def test_what_is_no_packed_body_stays(raw: bytes) -> None:
    assert unpack(raw) == (raw, ())


@given(st.text(min_size=1))
def test_no_text_is_taken_for_a_packed_body(text: str) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    if not raw.startswith((b"\x1f\x8b\x08",)) and all(byte > 8 for byte in raw):
        assert unpack(raw).forms == ()


BOMBS = {
    "a ratio beyond all pages'": (gzip.compress(b"a" * 20_000_000), Limits()),
    "of bzip2": (bz2.compress(b"a" * 20_000_000), Limits()),
    "within another": (gzip.compress(gzip.compress(b"a" * 50_000_000)), Limits()),
    "larger than the limit": (gzip.compress(RAW), Limits(most_bytes=100)),
}


@pytest.mark.parametrize(("raw", "limits"), BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_refused(raw: bytes, limits: Limits) -> None:
    with pytest.raises(BadInput, match="raise the limits"):
        unpack(raw, limits)


def test_the_limits_are_options() -> None:
    raw = gzip.compress(b"tea " * 5_000_000)
    assert len(unpack(raw, Limits(most_ratio=2_000)).data) == 20_000_000
    with pytest.raises(BadInput, match="raise the limits"):
        decode(Document.open(gzip.compress(RAW)), limits=Limits(most_bytes=100))
    with pytest.raises(BadConfig, match="from 1 up"):
        Limits(most_bytes=0)


FAULTS = {
    "a header alone": (gzip.compress(RAW)[:10], BadInput, "hold nothing"),
    "an image in it": (gzip.compress(b"\x89PNG\r\n\x1a\n" + bytes(99)), SkipPage, "PNG"),
    "bzip2 that breaks off in its first block": (bz2.compress(RAW)[:40], BadInput, "hold nothing"),
    "xz": (lzma.compress(RAW), SkipPage, "xz"),
}


@pytest.mark.parametrize(("raw", "error", "says"), FAULTS.values(), ids=FAULTS.keys())
def test_what_can_not_be_used(raw: bytes, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        decode(Document.open(raw))
