"""What unpacks, expands or nests without end: each function gives one to Clipper and returns what it said of it."""

import gzip
import io
import json
import tempfile
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from clipper.capture.formats import read_file, read_pasted
from clipper.capture.formats.base import File
from clipper.library.exchange import import_library
from clipper.library.library import Library
from clipper.library.logos import logo_from
from clipper.model.draft import Known, Pasted
from clipper.model.errors import ClipperError
from clipper.model.markup import to_html
from clipper.model.query import Query
from tests.capture.formats.making import docx, paragraph
from tests.hostile.fixtures import png

TODAY = date(2026, 11, 18)
_LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
_ENTITIES = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{_LAUGHS}]>'
_SVG = 'xmlns="http://www.w3.org/2000/svg" width="9" height="9"'


def _said(act: Callable[[], object]) -> str:
    try:
        act()
    except ClipperError as error:
        return str(error)
    return ""


def _file(name: str, data: bytes) -> str:
    return _said(lambda: read_file(File(name, data), Known(), TODAY))


def _packed(members: dict[str, bytes | int]) -> bytes:
    """A ZIP file; a member of a number has so many zeros."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, held in members.items():
            with packed.open(name, "w", force_zip64=True) as member:
                left = held if isinstance(held, int) else 0
                member.write(b"" if isinstance(held, int) else held)
                while left > 0:
                    member.write(bytes(min(left, 1_000_000)))
                    left -= 1_000_000
    return out.getvalue()


def word_of_zeros() -> str:
    return _file("a.docx", _packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": 400_000_000}))


def word_of_entities() -> str:
    with zipfile.ZipFile(io.BytesIO(docx(paragraph("x")))) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    body = members["word/document.xml"].decode().split("?>", 1)[-1].replace(">x<", ">&a11;<")
    return _file("a.docx", _packed({**members, "word/document.xml": f"{_ENTITIES}{body}".encode()}))


def sheet_of_zeros() -> str:
    book = {
        "[Content_Types].xml": b"<Types/>",
        "xl/workbook.xml": b"<workbook/>",
        "xl/worksheets/sheet1.xml": 400_000_000,
    }
    return _file("a.xlsx", _packed(book))


def feed_of_entities() -> str:
    return _file("a.xml", f"{_ENTITIES}<rss><channel><item><title>&a11;</title></item></channel></rss>".encode())


def page_of_entities() -> str:
    html = f"{_ENTITIES}<html><body><h1>&a11;</h1><p>{'word ' * 200}</p></body></html>"
    return _file("a.html", html.encode())


def archive_in_archives() -> str:
    held = _packed({"a.txt": 50_000_000})
    for depth in range(60):
        held = _packed({f"{depth}.zip": held})
    return _file("a.zip", held)


def page_of_blockquotes() -> str:
    return _said(lambda: read_pasted(Pasted("", f"{'<blockquote>' * 20_000}x"), Known(), TODAY))


def page_of_tables() -> str:
    return _said(lambda: read_pasted(Pasted("", f"{'<table><tr><td>' * 400}x{'</table>' * 400}"), Known(), TODAY))


def page_of_50_megabytes() -> str:
    html = f"<h1>Ferry</h1>{'<p>The ferry runs until the second week of December.</p>' * 900_000}"
    return _said(lambda: read_pasted(Pasted("", html), Known(), TODAY))


def text_of_50_megabytes() -> str:
    text = "The ferry runs until the second week of December, and nobody pays for it.\n" * 670_000
    return _said(lambda: read_pasted(Pasted(text, None), Known(), TODAY))


def line_of_5_megabytes() -> str:
    return _said(lambda: read_pasted(Pasted("word " * 1_000_000, None), Known(), TODAY))


def word_of_5_megabytes() -> str:
    return _said(lambda: read_pasted(Pasted("w" * 5_000_000, None), Known(), TODAY))


def mails_in_mails() -> str:
    mail = b"From: a@b.example\nSubject: x\n\nwords\n"
    for _ in range(1_000):
        mail = b"From: a@b.example\nContent-Type: message/rfc822\n\n" + mail
    return _file("a.eml", mail)


def parts_in_parts() -> str:
    head = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(1_000))
    return _file("a.eml", f"From: a@b.example\nSubject: x\n{head}Content-Type: text/plain\n\nwords\n".encode())


def query_of_brackets() -> str:
    return _said(lambda: Query.parse("(" * 10_000 + "ferry" + ")" * 10_000))


def query_of_words() -> str:
    return _said(lambda: Query.parse("tag:ferry OR " * 10_000 + "-" * 10_000))


def note_of_a_megabyte() -> str:
    return to_html("> - **a** [b](c) `d` " * 50_000) and ""


def logo_of_pixels() -> str:
    return _said(lambda: logo_from(png(20_000, 20_000)))


def logo_of_uses() -> str:
    groups = "".join(f'<g id="g{n}">{f"<use href={chr(34)}#g{n - 1}{chr(34)}/>" * 10}</g>' for n in range(1, 9))
    return _said(lambda: logo_from(f'<svg {_SVG}><g id="g0"><path d="M0 0"/></g>{groups}</svg>'.encode()))


def logo_of_patterns() -> str:
    fills = "".join(
        f'<pattern id="p{n}" width="1" height="1">{f"<rect fill={chr(34)}url(#p{n - 1}){chr(34)}/>" * 10}</pattern>'
        for n in range(1, 8)
    )
    return _said(lambda: logo_from(f'<svg {_SVG}>{fills}<rect fill="url(#p7)"/></svg>'.encode()))


def export_of_one_line() -> str:
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder, "a.clipper")) as library:
        file = Path(folder, "a.zip")
        file.write_bytes(_packed({"clipper.jsonl": 300_000_000}))
        return _said(lambda: import_library(library, file))


def export_packed_again() -> str:
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder, "a.clipper")) as library:
        file = Path(folder, "a.jsonl")
        file.write_bytes(gzip.compress(json.dumps({"format": "clipper", "version": 3}).encode() + bytes(50_000_000)))
        return _said(lambda: import_library(library, file))
