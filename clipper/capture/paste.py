"""What a clipboard or a file holds, as text that can be read."""

import codecs
import re

from clipper.model.draft import Pasted

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_META = re.compile(rb"charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)
_HTML = re.compile(r"[\s\ufeff]*(?:<!doctype html|<html|<head|<body|<meta|<article|<div|<p[ >]|<!--)", re.IGNORECASE)
_LEADING = 4_096


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
    for mark, marked in _BOMS:
        if data.startswith(mark):
            return data.decode(marked, "replace")
    for encoding in (_without_mark(data), "utf-8", _declared(data)):
        if encoding is not None:
            try:
                return data.decode(encoding)
            except (UnicodeError, LookupError):
                continue
    return data.decode("cp1252", "replace")


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
