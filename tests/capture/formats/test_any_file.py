"""Whatever happened to a file on its way, and whatever is in it: a reading whose spans hold, or a sentence."""

import io
import zipfile
from email.message import EmailMessage

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clipper.capture.formats.base import File
from clipper.capture.formats.docx import DOCX
from clipper.capture.formats.mail import EML
from clipper.capture.formats.rtf import RTF
from clipper.model.errors import ClipperError
from clipper.model.text import clean
from tests.capture.formats.making import archive, docx, paragraph, rtf
from tests.capture.formats.reading import read
from tests.capture.formats.samples import ARTICLES, OTHERS
from tests.capture.test_anything import check
from tests.profiles import of_hundred

FILES = {**ARTICLES, **OTHERS}
RELAXED = of_hundred(50)
RICH = (b"{", b"}", b"\\", b"\\par ", b"\\u-1?", b"\\'", b"\\bin9 ", b"{\\*", b"\\htmlrtf ", b"\\cell\\row ", b"\\f99 ")
PAGES = (
    b"<",
    b">",
    b"</w:p>",
    b"<w:tbl>",
    b"<w:br w:type='page'/>",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"&b;",
    b"<![CDATA[",
)
MAILS = (
    *(b"\n\n", b"\r\n", b"--", b"=?utf-8?q?=", b"=\n", b"Content-Type: multipart/mixed; boundary=b\n\n--b\n", b"> "),
    *(b"Content-Transfer-Encoding: base64\n", b"From: a\nSubject: b\n", b'{"@type":', b'"cards":[', b"]}"),
)
OTHER = (
    b"\x00",
    b"\xff\xff\xff\x7f",
    b"\xfe\xff\xff\xff",
    b"endstream",
    b"/Length -1",
    b"/Kids [2 0 R]",
    b"BT ET",
    b"PK\x03\x04",
)
BEGINS = (b"", b"{\\rtf1", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"From: a\nDate: b\n", b"<html>")
TOKENS = st.sampled_from([*RICH, *PAGES, *MAILS, *OTHER])
PIECES = st.one_of(TOKENS, st.binary(max_size=12))
EDITS = st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 1 << 20), PIECES), min_size=1, max_size=6)


def damaged(data: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    """A file in which some stretches, mostly short, were replaced by something else."""
    for first, second, piece in edits:
        at = first % (len(data) + 1)
        length = second % (len(data) + 1) if second % 5 == 0 else second % 20
        data = data[:at] + piece + data[at + length :]
    return data


def attempt(name: str, data: bytes) -> None:
    try:
        reading = read(name, data)
    except ClipperError:
        return
    check(reading.reading)
    assert clean(reading.pasted.text).startswith(reading.reading.text[:100])


@pytest.mark.parametrize("name", FILES)
@RELAXED
@given(edits=EDITS)
def test_a_damaged_file_gives_a_reading_or_a_sentence(name: str, edits: list[tuple[int, int, bytes]]) -> None:
    attempt(name, damaged(FILES[name], edits))


@RELAXED
@given(edits=EDITS, part=st.sampled_from(["word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"]))
def test_a_damaged_part_of_a_document_gives_a_reading_or_a_sentence(
    edits: list[tuple[int, int, bytes]], part: str
) -> None:
    with zipfile.ZipFile(io.BytesIO(FILES["ferry.docx"])) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    attempt("ferry.docx", archive({**files, part: damaged(files[part], edits)}))


@RELAXED
@given(
    st.sampled_from(["a.html", "a.mht", "a.eml", "a.msg", "a.rtf", "a.docx", "a.pdf", "a.txt", "a"]),
    st.sampled_from(BEGINS),
    st.lists(PIECES, max_size=30).map(b"".join),
)
def test_any_bytes_of_any_name_give_a_reading_or_a_sentence(name: str, begin: bytes, data: bytes) -> None:
    attempt(name, begin + data)


# Nothing is lost

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), min_size=1, max_size=60)


@RELAXED
@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_the_text_of_a_document_is_that_of_its_paragraphs(texts: list[str]) -> None:
    assume(any(text.strip() for text in texts))
    assert DOCX.open(File("a.docx", docx("".join(map(paragraph, texts))))).pasted.text == "\n".join(texts)


@RELAXED
@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_the_text_of_rich_text_is_that_of_its_paragraphs(texts: list[str]) -> None:
    assume(any(text.strip() for text in texts))
    escaped = (text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}") for text in texts)
    assert RTF.open(File("a.rtf", rtf(r"\par ".join(escaped)))).pasted.text == "\n".join(texts)


@RELAXED
@given(TEXTS, st.sampled_from(["utf-8", "utf-7", "gb18030"]), st.sampled_from(["base64", "quoted-printable"]))
def test_the_text_of_a_mail_is_that_of_its_sender(text: str, charset: str, encoding: str) -> None:
    message = EmailMessage()
    message["From"] = "a@b.example"
    message.set_content(text, charset=charset, cte=encoding)
    shown = EML.open(File("a.eml", bytes(message))).pasted.text
    assert shown.endswith(f"\n\n{text}\n")
