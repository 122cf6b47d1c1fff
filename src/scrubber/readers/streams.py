"""Files opened and unpacked as streams: local, at an address, or standard input.

Gzip, bzip2 and zstd are told by their magic, whatever the name says. A stream that is damaged gives what can
be unpacked, then a fault. Behind a damaged member of gzip or bzip2 the next one is looked for.
"""

from __future__ import annotations

import bz2
import re
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any, NamedTuple, Protocol

from scrubber.errors import BadInput
from scrubber.readers.feed import Feed, Piece

_CHUNK = 65_536  # bytes read at a time
_STEP = 4_096  # bytes unpacked at a time: those of the step that meets the damage are lost
_ZSTD_STEP = 512  # likewise; 60 MB took 0.10 s, at 4,096 bytes 0.09 s (measured)
_TRIED = 512  # unpacked bytes that tell a member from chance
_HELD = 1_000_000  # packed bytes in which to look for the next member, up to where damage was met (guess)
_LONGEST_MAGIC = 10  # bytes


class Readable(Protocol):
    """What a stream is read from."""

    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes, at most size of them; none at the end."""
        ...


def open_binary(address: str) -> AbstractContextManager[Readable]:
    """Open a path, an fsspec address or "-" to read bytes from.

    Raises OSError where it can't be opened, BadInput where what opens it is not installed.
    """
    if address == "-":
        return nullcontext(sys.stdin.buffer)
    if "://" in address:
        filesystem, path = find_filesystem(address)
        opened: AbstractContextManager[Readable] = filesystem.open(path, "rb")
        return opened
    return open(address, "rb")


def find_filesystem(address: str) -> tuple[Any, str]:
    """Return fsspec's file system for an address, and the path in it. Raises BadInput for none."""
    try:
        from fsspec.core import url_to_fs  # type: ignore[import-untyped, unused-ignore]
    except ImportError:
        raise BadInput(
            f"{address} is on another machine; install what reads there: pip install 'scrubber[remote]'"
        ) from None
    try:
        filesystem, path = url_to_fs(address)
        return filesystem, str(path)
    except (ImportError, ValueError) as error:  # an unknown protocol, or one whose package isn't there
        raise BadInput(
            f"can't read {address}: {error}; check the address, or install what reads it"
        ) from error


def read_chunks(file: Readable) -> Iterator[bytes]:
    """Yield a file's bytes as they come: of a pipe, what there is."""
    read = getattr(file, "read1", file.read)
    while chunk := read(_CHUNK):
        yield chunk


def unpack_stream(chunks: Iterator[bytes]) -> Iterator[Piece]:
    """Yield the stream out of its gzip, bzip2 or zstd, any other as it is.

    >>> [piece.data for piece in unpack_stream(iter([bz2.compress(b"Tea") + bz2.compress(b" time")]))]
    [b'Tea', b' time']
    """
    packed = Feed(Piece(chunk) for chunk in chunks)
    begin = packed.peek(_LONGEST_MAGIC)
    for packing in (_GZIP, _BZIP2):
        if packing.magic.match(begin):
            return _unpack_members(packed, packing)
    if begin.startswith(_ZSTD):
        return _unpack_zstd(packed)
    return _unpack_nothing(packed)


def _unpack_nothing(feed: Feed) -> Iterator[Piece]:
    while data := feed.take_some(_CHUNK):
        yield Piece(data)


class _Stream(Protocol):
    """What zlib's and bz2's decompressors have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...


class _Packing(NamedTuple):
    """A format whose members stand one behind the other, each with a magic."""

    name: str
    magic: re.Pattern[bytes]
    open: Callable[[], _Stream]
    inflate: Callable[[_Stream, bytes, int], Iterator[bytes]]  # yields at most so many bytes at a time


def _inflate_zlib(stream: zlib._Decompress, data: bytes, step: int) -> Iterator[bytes]:
    part = stream.decompress(data, step)
    while part:
        yield part
        part = b"" if stream.eof else stream.decompress(stream.unconsumed_tail, step)


def _inflate_bz2(stream: bz2.BZ2Decompressor, data: bytes, step: int) -> Iterator[bytes]:
    part = stream.decompress(data, step)
    while part:
        yield part
        part = b"" if stream.eof or stream.needs_input else stream.decompress(b"", step)


_GZIP = _Packing(
    "gzip",
    re.compile(rb"\x1f\x8b\x08[\x00-\x1f]"),  # RFC 1952; three bits of the flags are reserved
    lambda: zlib.decompressobj(zlib.MAX_WBITS | 16),
    _inflate_zlib,  # type: ignore[arg-type]  # it takes what `open` made
)
_BZIP2 = _Packing(
    "bzip2",
    re.compile(rb"BZh[1-9](?:1AY&SY|\x17\x72\x45\x38\x50\x90)"),  # a block, or the end
    bz2.BZ2Decompressor,
    _inflate_bz2,  # type: ignore[arg-type]
)
_ZSTD = (b"\x28\xb5\x2f\xfd", *(bytes((low, 0x2A, 0x4D, 0x18)) for low in range(0x50, 0x60)))  # RFC 8878
_DAMAGE = (zlib.error, OSError, EOFError, ValueError)  # as the decompressors say it


def _unpack_members(packed: Feed, packing: _Packing) -> Iterator[Piece]:
    """Yield what the members hold; behind damage, go on with the next."""
    while _skip_zeros(packed):
        if not packing.magic.match(packed.peek(_LONGEST_MAGIC)):
            at = packed.position
            _seek_member(packed, packing)
            yield _gap(packed, f"{packed.position - at} bytes from byte {at} on are no {packing.name} data")
            continue
        yield from _unpack_member(packed, packing)


def _unpack_member(packed: Feed, packing: _Packing) -> Iterator[Piece]:
    """Yield what one member holds, and a fault where it is damaged; stand behind it."""
    start = packed.position
    stream, held, fresh = packing.open(), bytearray(), True
    while not stream.eof:
        data = packed.take_some(_CHUNK)
        if not data:
            yield _gap(packed, f"the {packing.name} data break off after {packed.position} bytes")
            return
        held += data
        del held[:-_HELD]
        try:
            for part in packing.inflate(stream, data, _STEP):
                yield Piece(part, start if fresh else None)
                fresh = False
        except _DAMAGE as error:
            packed.give_back(bytes(held[1:]))  # the damage may have been met in a later member
            _seek_member(packed, packing)
            yield _gap(packed, f"the {packing.name} data from byte {start} on are damaged ({error})")
            return
    packed.give_back(stream.unused_data)


def _gap(packed: Feed, what: str) -> Piece:
    """Return the fault of what was lost up to here."""
    return Piece(b"", packed.position - 1, f"{what}; fetch the file again")


def _skip_zeros(packed: Feed) -> bool:
    """Go behind the NUL bytes that pad a file; tell whether anything follows."""
    while begin := packed.peek(1):
        if begin != b"\0":
            return True
        zeros = packed.take_some(_CHUNK)
        packed.give_back(zeros.lstrip(b"\0"))
    return False


def _seek_member(packed: Feed, packing: _Packing) -> None:
    """Go on to where the next member begins that can be unpacked, or to the end."""
    while packed.fill(1):
        found = packed.find(packing.magic, _CHUNK, _LONGEST_MAGIC)
        if found is None:
            packed.skip(max(1, packed.fill(_CHUNK) - _LONGEST_MAGIC))
            continue
        packed.skip(found[0])
        if _can_unpack(packed.peek(_CHUNK), packing):
            return
        packed.skip(1)


def _can_unpack(data: bytes, packing: _Packing) -> bool:
    """Tell whether a member begins here, and not bytes that look like one."""
    try:
        return next(packing.inflate(packing.open(), data, _TRIED), None) is not None
    except _DAMAGE:
        return False


class _FeedFile:
    """A feed as what FastWARC takes for a file."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed

    def read(self, size: int = -1) -> bytes:
        return self._feed.take_some(_CHUNK if size < 0 else size)

    def tell(self) -> int:
        return self._feed.position


def _unpack_zstd(packed: Feed) -> Iterator[Piece]:
    """Yield what the frames hold, up to where they break off. FastWARC comes with a decoder, and is there."""
    from fastwarc.stream_io import ZstdReader

    reader = ZstdReader(_FeedFile(packed))  # type: ignore[arg-type]  # it reads and tells, and does no more
    while True:
        try:
            data = reader.read(_ZSTD_STEP)
        except OSError as error:
            yield _gap(
                packed, f"the zstd data break off within their first {packed.position} bytes ({error})"
            )
            return
        if not data:
            return
        yield Piece(data)
