"""What a clipboard or a file holds, as text that can be read."""

import codecs
import re

from clipper.model.draft import Pasted

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_META = re.compile(rb"charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)
_HTML = re.compile(r"[\s\ufeff]*(?:<!doctype html|<html|<head|<body|<meta|<article|<div|<p[ >]|<!--)", re.IGNORECASE)
_LEADING = 4_096
WRONG = "\ufffd"
MOST_WRONG = 4
"""One letter in so many may be wrong."""
_ODD = re.compile(r"[\ufffdƒˆŽ˜¸¤¦¬¯¶¹]|[À-ÖØ-öø-ÿ]{3}|[^\W\d_][¡¢¥¨±²³µ·¼½¾¿‡†‰][^\W\d_]")
"""What Windows-1252 makes of letters of other encodings, and no western language writes."""


def from_bytes(data: bytes, source: str | None) -> Pasted:
    """Decode a file (UTF-8, UTF-16, else Windows-1252); a page of HTML becomes its text and its HTML.

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
    """Return bytes as text: UTF-8, UTF-16, what a page says of itself, else Windows-1252; any bytes give some."""
    return _decoded(data)[0]


def is_misread(data: bytes) -> bool:
    """Tell whether how the bytes of a text are coded had to be guessed, and some of its letters look wrong."""
    text, is_sure = _decoded(data)
    return not is_sure and _ODD.search(text) is not None


def _decoded(data: bytes) -> tuple[str, bool]:
    """Return bytes as text, and whether nothing had to be guessed or replaced."""
    for mark, marked in _BOMS:
        if data.startswith(mark):
            text = data.decode(marked, "replace")
            return text, WRONG not in text
    for encoding in (_without_mark(data), "utf-8", _declared(data)):
        if encoding is not None:
            try:
                return data.decode(encoding), True
            except (UnicodeError, LookupError):
                continue
    # One wrong byte is no reason to read all other letters wrong; a wrong one for each letter is.
    text = data.decode("utf-8", "replace")
    if text.count(WRONG) * MOST_WRONG < sum(letter > "\x7f" for letter in text):
        return text, False
    return data.decode("cp1252", "replace"), False


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
