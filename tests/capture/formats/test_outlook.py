"""Outlook's mails: text, HTML and Rich Text bodies, attached files and mails, and files that are damaged."""

import struct
from datetime import date, datetime
from typing import Any

import pytest

from clipper.capture.formats.outlook_rtf import html_of_rtf, unpacked_rtf
from clipper.model.draft import FileReading
from clipper.model.errors import WrongUsage
from tests.capture.formats.making import rtf
from tests.capture.formats.making_msg import attached_message, attachment, compound, message
from tests.capture.formats.reading import HEADLINE, PARAGRAPHS, one, read, sentences
from tests.capture.formats.test_mail import ARTICLE, NOTE, PAGE, article_of, check

SUBJECT, SENDER, SMTP, HEADERS, TEXT, HTML, RTF = 0x37, 0xC1A, 0x5D01, 0x7D, 0x1000, 0x1013, 0x1009
HEAD = {SUBJECT: "FW: for the report", SENDER: "Jane Dubois", SMTP: "jane@institute.example"}
SENT = datetime(2025, 11, 17, 14, 30)
_BOLD = rf"{{\*\htmltag84 <b>}}\htmlrtf {{\b\htmlrtf0 {HEADLINE}\htmlrtf }}\htmlrtf0{{\*\htmltag92 </b>}}"
_BELOW = ["By Petra Lindqvist", "Coastal Ledger", "14 November 2025", *PARAGRAPHS]
_BREAK = r"\htmlrtf \par}\htmlrtf0 {\*\htmltag72 </p>}{\*\htmltag64 <p>}"
WRAPPED = r"{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 " + _BREAK.join([_BOLD, *_BELOW]) + r"{\*\htmltag72 </p>}"


def mail(texts: dict[int, str], **more: Any) -> bytes:
    return compound(message({**HEAD, **texts}, sent=SENT, **more))


def taken(data: bytes) -> FileReading:
    return read("mention.msg", data)


def packed(data: bytes) -> bytes:
    """Rich Text as Outlook keeps it, every letter as it is."""
    pieces = b"".join(b"\0" + data[at : at + 8] for at in range(0, len(data), 8))
    return struct.pack("<II4sI", len(pieces) + 12, len(data), b"LZFu", 0) + pieces


def test_a_text_mail_is_read() -> None:
    reading = taken(mail({TEXT: ARTICLE.replace("\n", "\r\n")}))
    assert reading.format == "msg"
    check(reading)
    assert "From: Jane Dubois <jane@institute.example>" in reading.reading.text
    assert "Subject: FW: for the report" in reading.reading.text
    assert reading.file == mail({TEXT: ARTICLE.replace("\n", "\r\n")})


def test_the_html_of_a_mail_is_read_before_its_text() -> None:
    check(taken(mail({TEXT: "no"}, binaries={HTML: PAGE.encode()})))
    check(taken(mail({TEXT: "no"}, binaries={HTML: PAGE.encode("utf-16-le")}, numbers={0x3FDE: 1200})))


def test_rich_text_is_read_where_there_is_no_html() -> None:
    body = r"\par ".join(
        [rf"\s3 {HEADLINE}", r"\pard By Petra Lindqvist", "Coastal Ledger", "14 November 2025", *PARAGRAPHS]
    )
    check(taken(mail({TEXT: "no"}, binaries={RTF: packed(rtf(body))})))


def test_html_in_rich_text_is_html_again() -> None:
    rich = rtf(WRAPPED, head=r"\fromhtml1")
    assert html_of_rtf(rich) == f"<p><b>{HEADLINE}</b></p><p>" + "</p><p>".join(_BELOW) + "</p>"
    check(taken(mail({TEXT: "no"}, binaries={RTF: packed(rich)})))
    assert html_of_rtf(rtf("text")) is None


def test_letters_in_disguise_are_read() -> None:
    letters = r"caf\'e9 l\u8217\'92\~{\f1 \'cc\'e8\'f0}{\*\mhtmltag no}\{\htmlrtf x\htmlrtf0\}"
    assert html_of_rtf(rtf(rf"{{\*\htmltag64 <p>}}{letters}", r"\fromhtml1")) == "<p>café l’&nbsp;Мир{}"


def test_plain_text_in_rich_text_is_the_text() -> None:
    check(taken(mail({TEXT: ARTICLE}, binaries={RTF: packed(rtf("no", head=r"\fromtext"))})))


def test_packed_rich_text_is_unpacked() -> None:
    # The example of MS-OXRTFCP, 3.1.
    simple = "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    assert unpacked_rtf(bytes.fromhex(simple)) == rb"{\rtf1\ansi\ansicpg1252\pard hello world}" + b"\r\n"
    assert unpacked_rtf(b"\0" * 40) == b""
    assert unpacked_rtf(struct.pack("<II4sI", 16, 4, b"MELA", 0) + b"textmore") == b"text"
    assert unpacked_rtf(packed(b"a" * 100)[:60]) == b"a" * 39


def test_older_mails_have_narrow_letters() -> None:
    assert "L’été à Port-Réal" in taken(mail({TEXT: f"L’été à Port-Réal\n\n{ARTICLE}"}, narrow=True)).reading.text


def test_the_headers_of_its_way_tell_the_day() -> None:
    text = "\n\n".join([HEADLINE, *PARAGRAPHS])
    assert one(taken(mail({TEXT: text}))).published_on.value == date(2025, 11, 17)
    headers = "Received: from x\r\nDate: Sun, 16 Nov 2025 23:30:00 -0500\r\n"
    assert one(taken(mail({TEXT: text, HEADERS: headers}))).published_on.value == date(2025, 11, 16)


def test_attached_files_are_read_where_the_mail_is_a_note() -> None:
    logo = attachment("logo.png", b"x", "image/png")
    check(taken(mail({TEXT: NOTE}, attached=[attachment("ferry.docx", article_of()), logo])))
    other = mail({TEXT: ARTICLE}, attached=[attachment("ferry.docx", article_of()), attachment("slides.pptx", b"x")])
    assert [sentence.split(" ")[0] for sentence in sentences(taken(other))] == ["slides.pptx", "ferry.docx"]


def test_attached_mails_are_read_as_mails() -> None:
    inner = message({**HEAD, TEXT: "no"}, binaries={HTML: PAGE.encode()}, inner=True)
    check(taken(mail({TEXT: NOTE}, attached=[attached_message(inner)])))
    deeper = message({**HEAD, TEXT: NOTE}, attached=[attached_message(inner)], inner=True)
    check(taken(mail({TEXT: NOTE}, attached=[attached_message(deeper)])))


def test_mails_in_mails_are_read_as_deep_as_is_meant() -> None:
    inner = message({SUBJECT: "Ferry", TEXT: ARTICLE}, inner=True)
    for _ in range(12):
        inner = message({SUBJECT: "Fw", TEXT: "see"}, attached=[attached_message(inner)], inner=True)
    reading = taken(mail({TEXT: NOTE}, attached=[attached_message(inner)]))
    assert any("more or deeper than Clipper follows" in sentence for sentence in sentences(reading))


def test_a_damaged_mail_is_a_sentence() -> None:
    data = mail({TEXT: ARTICLE}, binaries={HTML: PAGE.encode()})
    for size in (8, 100, 511, 600, 1_500):
        with pytest.raises(WrongUsage, match="The mail is damaged"):
            taken(data[:size])


def test_an_empty_mail_is_a_sentence() -> None:
    with pytest.raises(WrongUsage, match="Nobody wrote anything in this mail"):
        taken(compound(message({})))
