"""What a clipboard or a file holds, as text that can be read."""

import codecs
import re
from typing import NamedTuple

from clipper.model.draft import Pasted

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_META = re.compile(rb"charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)
_HTML = re.compile(r"[\s\ufeff]*(?:<!doctype html|<html|<head|<body|<meta|<article|<div|<p[ >]|<!--)", re.IGNORECASE)
_LEADING = 4_096
_WESTERN = "cp1252"
_EASTERN = ("cp932", "euc_jp", "gb18030", "big5", "cp949")
_OTHERS = ("cp1251", "koi8_r", "cp1253", "cp1255", "cp1256")
"""Other encodings that have as few letters of ours."""
_NOT_ASCII = bytes(range(0x80, 0x100))
_SAMPLE = 20_000
_EASTERN_PART, _FEWEST_EASTERN = 0.2, 40
"""So many of the bytes of an eastern text are none of ours at the least; fewer may be those of any other text."""
_SURELY_EASTERN = 400
"""Of a text with fewer, it is told that its code was guessed: of those in EUC-JP with 60 a quarter were read wrong."""
WRONG = "\ufffd"
_ODD = re.compile(r"[\ufffdƒˆŽ˜¸¤¦¬¯¶¹]|[À-ÖØ-öø-ÿ]{3}|[^\W\d_][¡¢¥¨±²³µ·¼½¾¿‡†‰][^\W\d_]")
"""What Windows-1252 makes of letters of other encodings, and no western language writes."""


def from_bytes(data: bytes, source: str | None) -> Pasted:
    """Decode a file as decode() does; a page of HTML becomes its text and its HTML.

    `source` is the file's name; any bytes give text, whatever they are.
    """
    text = decode(data)
    is_page = (source or "").lower().endswith((".html", ".htm", ".xhtml")) or _HTML.match(text[:_LEADING])
    if not is_page:
        return Pasted(text, None, source)
    # lxml is slow to import and plain text needs none of it.
    from clipper.capture.markup import text_in

    return Pasted(text_in(text), text, source)


def decode(data: bytes) -> str:
    """Return bytes as text: UTF-8, UTF-16, what a page says of itself, else a line at a time UTF-8 or Windows-1252.

    A text of China, Japan or Korea is read in the code that it looks like. Any bytes give some text.
    """
    return _decoded(data).text


def is_misread(data: bytes) -> bool:
    """Tell whether how a text is coded had to be guessed, and letters of it look wrong or may be coded otherwise."""
    decoded = _decoded(data)
    return decoded.is_doubtful or (not decoded.is_sure and _ODD.search(decoded.text) is not None)


class _Decoded(NamedTuple):
    """Bytes as text, and whether nothing was guessed or replaced.

    It is doubtful where its lines are coded in two ways, or too few letters tell of which code of the East they are.
    """

    text: str
    is_sure: bool
    is_doubtful: bool = False


def _decoded(data: bytes) -> _Decoded:
    for mark, marked in _BOMS:
        if data.startswith(mark):
            text = data.decode(marked, "replace")
            return _Decoded(text, WRONG not in text)
    for encoding in (_without_mark(data), "utf-8", _declared(data)):
        if encoding is not None:
            try:
                return _Decoded(data.decode(encoding), True)
            except (UnicodeError, LookupError):
                continue
    eastern = _eastern(data) if _is_hardly_utf8(data.decode("utf-8", "replace")) else None
    if eastern:
        return _Decoded(data.decode(eastern, "replace"), False, _count_not_ascii(data) < _SURELY_EASTERN)
    lines = [_line(line) for line in data.split(b"\n")]
    if any(encoding == "utf-8" for _, encoding in lines):
        is_mixed = any(encoding == _WESTERN for _, encoding in lines)
        return _Decoded("\n".join(text for text, _ in lines), False, is_mixed)
    return _Decoded(data.decode(_WESTERN, "replace"), False)


def _line(data: bytes) -> tuple[str, str]:
    """Return a line as text and how it is coded, which is nothing where it has only letters that all codes share."""
    if data.isascii():
        return data.decode("ascii"), ""
    # One wrong byte is no reason to read all other letters wrong; a wrong one for each letter is.
    text = data.decode("utf-8", "replace")
    return (data.decode(_WESTERN, "replace"), _WESTERN) if _is_hardly_utf8(text) else (text, "utf-8")


def _is_hardly_utf8(text: str) -> bool:
    """Tell whether more of the letters are wrong than right that are not those that all codes share."""
    return 2 * text.count(WRONG) > sum(letter > "\x7f" for letter in text)


def _eastern(data: bytes) -> str | None:
    """Return the encoding of a Chinese, Japanese or Korean text, None where the bytes are rather of another one."""
    sample = data[: max(data.rfind(b"\n", 0, _SAMPLE), 0) or _SAMPLE]
    if _count_not_ascii(sample) < max(_FEWEST_EASTERN, _EASTERN_PART * len(sample)):
        return None
    # It takes long to import, and hardly any file needs it.
    from charset_normalizer import from_bytes as guess_encoding

    best = guess_encoding(sample, cp_isolation=[*_EASTERN, *_OTHERS]).best()
    return best.encoding if best and best.encoding in _EASTERN else None


def _count_not_ascii(data: bytes) -> int:
    return len(data) - len(data.translate(None, _NOT_ASCII))


def _without_mark(data: bytes) -> str | None:
    """Tell UTF-16 without a mark by its NULs, which stand in every second place of western text."""
    sample = data[:_LEADING]
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    if len(sample) < 4 or max(odd, even) < 0.4 * len(sample) / 2 or min(odd, even) > 0.1 * len(sample) / 2:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _declared(data: bytes) -> str | None:
    match = _META.search(data[:_LEADING])
    try:
        return codecs.lookup(match.group(1).decode("ascii")).name if match else None
    except LookupError:
        return None
