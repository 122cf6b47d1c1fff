"""Compressed bodies, as crawlers store them: told by their magic, unpacked within limits."""

from __future__ import annotations

import bz2
import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import NamedTuple

from scrubber.errors import BadConfig, BadInput

_GZIP, _ZSTD = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"  # RFC 1952; RFC 8878
_BZIP2 = tuple(b"BZh%d1AY&SY" % level for level in range(1, 10))  # its level and its first block's mark
_ENDINGS = (".gz", ".zst", ".bz2", ".br")  # of the names of packed files
_CHUNK = 65_536  # bytes unpacked at a time, so that a bomb is met before it has gone off
_STEP = 4_096  # bytes of zstd at a time, of which those of the damaged step are lost
_SMALL = 1_000_000  # bytes that any body may unpack to, whatever its ratio (guess)
_MOST_DEEP = 2  # bodies within bodies: a server that packed what was packed (guess)
# Bytes that stand in no text; of packed data they are a tenth.
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1B)])
_FEWEST_CONTROLS = 0.02  # of a body's beginning, for it to be tried as one without a magic (guess)
_LOOKED_AT = 4_096  # bytes of that


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a body may unpack: a small one that grows without end is an attack, not a page."""

    most_bytes: int = 256_000_000
    most_ratio: int = 100  # unpacked bytes a packed one, beyond the first million

    def __post_init__(self) -> None:
        """Raise BadConfig for limits that let nothing through."""
        if self.most_bytes < 1 or self.most_ratio < 1:
            raise BadConfig("the limits of unpacking are numbers from 1 up")

    def allow(self, packed: int, unpacked: int) -> bool:
        """Tell whether so many bytes may become so many."""
        return unpacked <= self.most_bytes and unpacked <= max(_SMALL, self.most_ratio * packed)


class Unpacked(NamedTuple):
    """A body's bytes, and what it was packed in, outermost first."""

    data: bytes
    forms: tuple[str, ...]


def find_suffix(name: str) -> str:
    """Return the ending of a file's name that says what it is, in lower case, packed or not.

    >>> find_suffix("pages/tea.HTML.gz"), find_suffix("tea.gz")
    ('.html', '')
    """
    path = PurePath(name.lower())
    return PurePath(path.stem).suffix if path.suffix in _ENDINGS else path.suffix


def unpack(raw: bytes, limits: Limits | None = None) -> Unpacked:
    """Return a body out of its gzip, zstd, bzip2, brotli or deflate; any other as it is.

    A stream that was cut short gives what it holds. Brotli and bare deflate have no magic: they are tried on
    what can be no text, brotli where its package is installed. Raises BadInput where a body unpacks beyond
    the limits, or can't be unpacked at all.

    >>> import gzip
    >>> unpack(gzip.compress(b"Tea")), unpack(b"Tea")
    (Unpacked(data=b'Tea', forms=('gzip',)), Unpacked(data=b'Tea', forms=()))
    """
    limits = limits or Limits()
    forms: list[str] = []
    data = raw
    while len(forms) < _MOST_DEEP and (found := _unpack_once(data, limits)) is not None:
        form, data = found
        forms.append(form)
    return Unpacked(data, tuple(forms))


def _unpack_once(raw: bytes, limits: Limits) -> tuple[str, bytes] | None:
    for form, (magic, read) in _WITH_MAGIC.items():
        if raw.startswith(magic):
            data = _gather(form, read(raw), raw, limits)
            if not data:
                raise BadInput(f"these {len(raw)} bytes of {form} hold nothing; fetch the page again")
            return form, data
    for form, read in _WITHOUT_MAGIC.items() if _is_binary(raw) else ():
        try:
            if data := _gather(form, read(raw), raw, limits):
                return form, data
        except _NotOne:
            continue
    return None


class _NotOne(Exception):
    """The bytes are not packed so."""


def _gather(form: str, parts: Iterator[bytes], raw: bytes, limits: Limits) -> bytes:
    """Return the parts as one. Raises BadInput beyond the limits."""
    gathered, size = [], 0
    for part in parts:
        size += len(part)
        if not limits.allow(len(raw), size):
            raise BadInput(
                f"these {len(raw)} bytes of {form} unpack to more than {size - 1}, which no page does; raise "
                "the limits if this one is to be trusted"
            )
        gathered.append(part)
    return b"".join(gathered)


def _is_binary(raw: bytes) -> bool:
    """Tell whether a body can be no text: UTF-16 and UTF-32 have zeros at every second place or more."""
    begin = raw[:_LOOKED_AT]
    controls = len(begin) - len(begin.translate(None, _CONTROLS))
    zeros = begin.count(0)
    return controls - zeros >= _FEWEST_CONTROLS * len(begin) > 0 and zeros < len(begin) / 4


def _read_gzip(raw: bytes) -> Iterator[bytes]:
    """Yield what gzip's members hold, up to where the last breaks off."""
    while raw.startswith(_GZIP):
        stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            yield from _read_zlib(stream, raw)
        except _NotOne:
            return
        raw = stream.unused_data


def _read_zlib(stream: zlib._Decompress, raw: bytes) -> Iterator[bytes]:
    """Yield what a stream of zlib's holds. Raises _NotOne at the first fault."""
    left = raw
    while not stream.eof:
        try:
            part = stream.decompress(left, _CHUNK)
        except zlib.error as error:
            raise _NotOne from error
        if not part and not stream.unconsumed_tail:
            return
        left = stream.unconsumed_tail
        yield part


def _read_zstd(raw: bytes) -> Iterator[bytes]:
    """Yield what zstd's frames hold, up to where the last breaks off."""
    from fastwarc.stream_io import ZstdReader

    reader = ZstdReader(io.BytesIO(raw))
    while True:
        try:
            part = reader.read(_STEP)
        except OSError:
            return
        if not part:
            return
        yield part


def _read_bzip2(raw: bytes) -> Iterator[bytes]:
    """Yield what bzip2's streams hold, up to where the last breaks off."""
    while raw.startswith(_BZIP2):
        stream = bz2.BZ2Decompressor()
        left = raw
        while not stream.eof:
            try:
                part = stream.decompress(left, _CHUNK)
            except OSError:
                return
            if not part and stream.needs_input:
                return
            left = b""
            yield part
        raw = stream.unused_data


def _read_brotli(raw: bytes) -> Iterator[bytes]:
    """Yield what a brotli stream holds. Raises _NotOne where it is none, or ends early."""
    try:
        import brotli
    except ImportError:
        raise _NotOne from None
    stream = brotli.Decompressor()
    left = raw
    while not stream.is_finished():
        try:
            part = stream.process(left, output_buffer_limit=_CHUNK)
        except brotli.error as error:
            raise _NotOne from error
        if not part and stream.can_accept_more_data():
            raise _NotOne
        left = b""
        yield part


def _read_whole_zlib(bits: int) -> Callable[[bytes], Iterator[bytes]]:
    """Return what reads a deflate stream that must be whole, as nothing else tells that it is one."""

    def read(raw: bytes) -> Iterator[bytes]:
        stream = zlib.decompressobj(bits)
        yield from _read_zlib(stream, raw)
        if not stream.eof or stream.unused_data:
            raise _NotOne

    return read


_Reader = Callable[[bytes], Iterator[bytes]]
_WITH_MAGIC: dict[str, tuple[bytes | tuple[bytes, ...], _Reader]] = {
    "gzip": (_GZIP, _read_gzip),
    "zstd": (_ZSTD, _read_zstd),
    "bzip2": (_BZIP2, _read_bzip2),
}
_WITHOUT_MAGIC: dict[str, _Reader] = {
    "deflate": _read_whole_zlib(zlib.MAX_WBITS),  # in zlib's format, as HTTP has it (RFC 9110)
    "bare deflate": _read_whole_zlib(-zlib.MAX_WBITS),  # and as some servers send it
    "brotli": _read_brotli,
}
