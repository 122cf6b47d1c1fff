"""What charset a name means: by WHATWG's labels, as browsers read them, and beyond these by Python's."""

from __future__ import annotations

import codecs
import re

# Python's, in which text can hide from whoever looks at the bytes, or that are no charsets of text.
_NEVER = {"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
_PYTHONS = {"utf-16le": "utf-16-le", "utf-16be": "utf-16-be"}  # its names for WHATWG's, beside whatwg-…
_FOR_USER_DEFINED = "windows-1252"  # as WHATWG has it for a page that declares this
_HEAD = 1024  # bytes in which a page declares its charset (WHATWG's prescan)
_COMMENT = re.compile(rb"<!--.*?-->", re.S)
_DECLARATION = re.compile(
    rb"""<meta\b [^<>]*? \bcharset \s*=\s* ["']? \s* ([^\s"'<>;/]++)
    | ^\s* <\?xml \b [^<>]*? \bencoding \s*=\s* ["'] \s* ([^\s"'<>;/]++)""",
    re.I | re.X,
)


def find_charset(label: str) -> str | None:
    """Return the charset that a label means, in lower case, or None where it means none.

    >>> find_charset("latin1"), find_charset("GB2312"), find_charset("ks_c_5601-1987")
    ('windows-1252', 'gbk', 'euc-kr')
    >>> find_charset("cp437"), find_charset("utf-7"), find_charset("iso-2022-kr"), find_charset("klingon")
    ('cp437', None, None, None)
    """
    import turbohtml

    try:
        name = (turbohtml.parse(b"", encoding=label, positions=False).encoding or "").lower()
    except (LookupError, ValueError):
        return _find_pythons(label)
    if name in ("", "replacement"):  # charsets that WHATWG reads nothing of, as they hide markup
        return None
    return _FOR_USER_DEFINED if name == "x-user-defined" else _PYTHONS.get(name, name)


def find_codec(charset: str) -> str:
    """Return the codec of a charset that `find_charset` knows, as `bytes.decode` takes it.

    >>> find_codec("big5"), find_codec("utf-8"), find_codec("cp437")
    ('whatwg-big5', 'utf-8', 'cp437')
    """
    import turbohtml.detect  # noqa: F401 - it registers the codecs

    if charset.startswith("utf-"):
        return charset
    try:
        codecs.lookup(f"whatwg-{charset}")
    except LookupError:
        return charset
    return f"whatwg-{charset}"


def find_declared(raw: bytes) -> str | None:
    """Return the charset that a page declares at its beginning, or None.

    It is in ASCII, so a page that declares UTF-16 is in UTF-8.

    >>> find_declared(b'<!-- <meta charset=x> --><meta charset="sjis">'), find_declared(b"charset=x")
    ('shift_jis', None)
    """
    head = raw[:_HEAD]
    if b"<" not in head:
        return None
    found = _DECLARATION.search(_COMMENT.sub(b"", head))
    if found is None:
        return None
    charset = find_charset((found[1] or found[2]).decode("ascii", "replace"))
    return "utf-8" if charset is not None and charset.startswith("utf-") else charset


def _find_pythons(label: str) -> str | None:
    try:
        codec = codecs.lookup(label.strip())
    except (LookupError, ValueError):
        return None
    if codec.name in _NEVER or codec.name.replace("-", "_") in _NEVER or not codec._is_text_encoding:
        return None
    return codec.name
