"""Mails: the mention in them is what was sent on, and their headers serve only where it says nothing."""

from collections.abc import Sequence
from datetime import date
from email.message import EmailMessage

import pytest

from clipper.capture.forwarded import subject_of
from clipper.capture.mail_sections import mention_in, sections_of
from clipper.model.draft import SURE, FileReading
from clipper.model.errors import WrongUsage
from tests.capture.formats.making import docx, paragraph
from tests.capture.formats.reading import HEADLINE, PARAGRAPHS, one, read, sentences, shown

ARTICLE = "\n\n".join([HEADLINE, "By Petra Lindqvist", "Coastal Ledger", "14 November 2025", *PARAGRAPHS])
PAGE = (
    f"<html><body><h1>{HEADLINE}</h1><p>By <a rel=author>Petra Lindqvist</a></p><p>Coastal Ledger</p>"
    f"<p>14 November 2025</p>{''.join(f'<p>{text}</p>' for text in PARAGRAPHS)}</body></html>"
)
NOTE = "Hi all,\n\nplease find attached what the coast writes about us today.\n\nJane"


def mail(text: str = "", html: str = "", subject: str = "Fwd: for the report") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Jane Dubois <jane@institute.example>"
    message["To"] = "media@institute.example"
    message["Date"] = "Mon, 17 Nov 2025 09:30:00 -0500"
    message["Subject"] = subject
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def taken(message: EmailMessage) -> FileReading:
    return read("mention.eml", bytes(message))


def article_of(body: Sequence[str] = PARAGRAPHS) -> bytes:
    head = paragraph(HEADLINE, "Titre") + paragraph("By Petra Lindqvist") + paragraph("Coastal Ledger")
    return docx(head + paragraph("14 November 2025") + "".join(map(paragraph, body)))


def check(reading: FileReading) -> None:
    """Tell whether a reading is the article, and nothing of who sent it on."""
    draft = one(reading)
    assert draft.headline.value == HEADLINE
    assert draft.reporters.value == ("Petra Lindqvist",)
    assert draft.published_on.value == date(2025, 11, 14)
    assert draft.body.value == "\n\n".join(PARAGRAPHS)
    assert shown(reading, "headline") == [HEADLINE]
    assert shown(reading, "body") == list(PARAGRAPHS)


def test_an_article_in_a_mail_is_read_without_the_mail() -> None:
    reading = taken(mail(ARTICLE))
    assert reading.format == "eml"
    check(reading)
    assert "From: Jane Dubois <jane@institute.example>" in reading.reading.text
    assert reading.file == bytes(mail(ARTICLE))


def test_the_html_of_a_mail_is_read_before_its_text() -> None:
    check(taken(mail("Your program cannot show this mail.", PAGE)))


@pytest.mark.parametrize(
    "head",
    [
        "---------- Forwarded message ---------\nFrom: Sam Whit <sam@other.example>\n"
        "Date: Sat, Nov 15, 2025 at 8:00 AM\nSubject: Ferry\nTo: Jane <jane@institute.example>\n\n\n",
        "________________________________\nFrom: Sam Whit\nSent: Saturday, November 15, 2025 8:00 AM\n"
        "To: Jane Dubois;\n Kim Tan <kim@institute.example>\nSubject: Ferry\n\n",
        "-----Message d'origine-----\nDe : Sam Whit\nEnvoyé : samedi 15 novembre 2025 08:00\nÀ : Jane Dubois\n"
        "Objet : TR: Ferry\n\n",
        "Begin forwarded message:\n\n*From:* Sam Whit\n*Subject:* Ferry\n*Date:* 15 November 2025 at 08:00\n"
        "*To:* Jane\n\n",
    ],
    ids=["Gmail", "Outlook", "Outlook in French", "Apple"],
)
def test_what_was_forwarded_is_read_without_the_notes_above_it(head: str) -> None:
    reading = taken(mail(f"Good news for once!\n\nJane\n\n-- \nJane Dubois\nThe Institute\n\n{head}{ARTICLE}"))
    check(reading)


def test_a_forwarded_mail_that_is_quoted_is_unquoted() -> None:
    head = "From: Sam Whit\nDate: 15 November 2025\nSubject: Ferry\n\n"
    quoted = "".join(f"> {line}".rstrip() + "\n" for line in f"{head}{ARTICLE}".split("\n"))
    check(taken(mail(f"See below.\n\nBegin forwarded message:\n\n{quoted}")))


def test_the_longest_of_several_mails_is_the_mention() -> None:
    asked = "From: Kim Tan\nDate: 15 November 2025\nSubject: Ferry\n\nCould you send me the piece about the ferry?\n"
    sent = f"From: Sam Whit\nDate: 16 November 2025\nSubject: Re: Ferry\n\n{ARTICLE}\n\n"
    check(taken(mail(f"For the report.\n\n{sent}{asked}")))


def test_signatures_and_legal_notices_are_no_part_of_the_text() -> None:
    notice = "This e-mail and any attachments are confidential and intended for the addressee only. " * 3
    check(taken(mail(f"{ARTICLE}\n\n-- \nJane Dubois\n{PARAGRAPHS[0]}")))
    check(taken(mail(f"{ARTICLE}\n\n{notice}\n")))


def test_a_subject_is_the_headline_where_the_text_has_none() -> None:
    reading = taken(mail("\n\n".join(PARAGRAPHS), subject=f"Fw: TR : [EXTERNAL] {HEADLINE}"))
    assert one(reading).headline.value == HEADLINE
    assert not one(reading).headline.is_sure
    assert shown(reading, "headline") == [HEADLINE]


def test_a_subject_confirms_the_line_that_says_the_same() -> None:
    text = "\n\n".join(["Good morning", "Press review", HEADLINE, *PARAGRAPHS])
    reading = taken(mail(text, subject=f"FW: {HEADLINE}"))
    assert one(reading).headline.value == HEADLINE
    assert one(reading).headline.confidence >= SURE


def test_who_sends_a_mail_on_and_when_is_not_who_wrote_and_when() -> None:
    check(taken(mail(ARTICLE)))
    draft = one(taken(mail("\n\n".join([HEADLINE, *PARAGRAPHS]))))
    assert draft.reporters.value == ()
    assert draft.published_on.value == date(2025, 11, 17)
    assert draft.published_on.confidence < 0.5


def test_what_is_told_from_today_is_told_from_the_day_of_the_mail() -> None:
    draft = one(taken(mail("\n\n".join([HEADLINE, "By Petra Lindqvist", "3 days ago", *PARAGRAPHS]))))
    assert draft.published_on.value == date(2025, 11, 14)


def test_a_link_in_a_note_is_a_mention_with_the_subject_for_its_headline() -> None:
    reading = taken(mail("FYI\n\nhttps://coastal-ledger.example/ferry\n\n-- \nJane", subject=f"Fw: {HEADLINE}"))
    draft = one(reading)
    assert (draft.headline.value, draft.url.value) == (HEADLINE, "https://coastal-ledger.example/ferry")
    assert draft.body.value is None


def test_a_list_of_mentions_in_a_mail_is_a_list() -> None:
    lines = [f"A rope is promise {n} by Sam Whit, Harbour Gazette, May {n}, 2025" for n in range(1, 6)]
    reading = taken(mail("\n".join(lines)))
    assert [draft.headline.value for draft in reading.reading.drafts] == [f"A rope is promise {n}" for n in range(1, 6)]


# Letters


@pytest.mark.parametrize(
    "charset", ["utf-8", "iso-8859-1", "windows-1252", "utf-16", "koi8-r", "iso-2022-jp", "gb2312"]
)
@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_letters_of_all_character_sets_are_read(charset: str, encoding: str) -> None:
    text = {"koi8-r": "Порт закрыт", "iso-2022-jp": "港は閉鎖", "gb2312": "港口关闭"}.get(charset, "L'été à Port-Réal")
    message = EmailMessage()
    message["From"], message["Subject"] = "Jane <jane@institute.example>", text
    message.set_content(
        f"{text}\n\n{ARTICLE if charset == 'utf-8' else PARAGRAPHS[0][:80]}", charset=charset, cte=encoding
    )
    found = read("a.eml", bytes(message)).reading.text
    assert found.count(text) == 2


def test_lying_headers_cost_no_letters() -> None:
    head = b"From: J\xe9r\xf4me <j@institute.example>\r\nSubject: =?nonsense?Q?caf=C3=A9?= =?utf-8?B?broken\r\n"
    for charset in (b"nonsense", b"us-ascii", b"utf-8", b"punycode", b"hex", b""):
        data = (
            head + b"Content-Type: text/plain; charset=" + charset + b"\r\n\r\nl'\xe9t\xe9 " + ARTICLE.encode("cp1252")
        )
        assert "l'été" in read("a.eml", data).reading.text


def test_soft_line_breaks_are_no_line_breaks() -> None:
    flowed = ARTICLE.replace(" and ", " \r\nand ").replace("of ", "of  \r\n".replace("  ", " "))
    data = f"From: a@b.example\r\nContent-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n{flowed}".encode()
    assert one(read("a.eml", data)).body.value == "\n\n".join(PARAGRAPHS)


# Attached files


def attached(message: EmailMessage, data: bytes, kind: str, name: str) -> EmailMessage:
    maintype, _, subtype = kind.partition("/")
    message.add_attachment(data, maintype=maintype, subtype=subtype, filename=name)
    return message


def test_a_file_is_read_where_the_mail_is_only_a_note() -> None:
    reading = taken(attached(mail(NOTE), article_of(), "application/octet-stream", "ferry.docx"))
    check(reading)
    assert "please find attached" in reading.reading.text
    assert reading.format == "eml"


def test_several_files_are_several_mentions() -> None:
    message = mail(NOTE)
    for number in (1, 2, 3):
        attached(message, ARTICLE.replace("Harbour", f"Harbour {number}", 1).encode(), "text/plain", f"{number}.txt")
    drafts = taken(message).reading.drafts
    assert [draft.headline.value for draft in drafts] == [
        HEADLINE.replace("Harbour", f"Harbour {n}") for n in (1, 2, 3)
    ]


def test_a_file_beside_a_mention_is_told_and_not_read() -> None:
    reading = taken(attached(mail(ARTICLE), article_of(), "application/octet-stream", "ferry.docx"))
    check(reading)
    assert "ferry.docx came with the mail and was not read" in sentences(reading)[0]


def test_the_link_in_the_note_is_that_of_the_file() -> None:
    note = f"{NOTE}\n\nhttps://coastal-ledger.example/ferry\n"
    reading = taken(attached(mail(note), article_of(), "application/octet-stream", "ferry.docx"))
    assert one(reading).url.value == "https://coastal-ledger.example/ferry"
    assert shown(reading, "url") == ["https://coastal-ledger.example/ferry"]


def test_a_logo_of_which_the_mail_does_not_tell_what_it_is_is_not_told() -> None:
    message = attached(mail(ARTICLE), b"\x89PNG\r\n", "application/octet-stream", "logo.png")
    assert sentences(read("mail.eml", bytes(message))) == []


def test_what_cannot_be_read_is_told_and_logos_are_not() -> None:
    message = attached(mail(ARTICLE), b"\x89PNG\r\n", "image/png", "logo.png")
    attached(message, b"PK\x03\x04", "application/vnd.ms-powerpoint", "slides.pptx")
    (told,) = sentences(taken(message))
    assert told.startswith("slides.pptx was not read")
    broken = attached(mail(NOTE), b"PK\x03\x04 cut off", "application/octet-stream", "ferry.docx")
    assert any(sentence.startswith("ferry.docx: The file is damaged") for sentence in sentences(taken(broken)))


def test_an_attached_mail_is_read_as_a_mail() -> None:
    outer = mail(NOTE)
    outer.add_attachment(mail(ARTICLE, PAGE))
    check(taken(outer))
    outer.add_attachment(mail(ARTICLE.replace(HEADLINE, "Snow in the hills of the north")))
    assert len(taken(outer).reading.drafts) == 2


def test_the_mails_of_a_mailbox_are_mentions() -> None:
    box = b"".join(
        b"From MAILER Mon Nov 17 09:30:00 2025\n" + bytes(mail(ARTICLE.replace("Harbour", f"Harbour {n}", 1))) + b"\n\n"
        for n in (1, 2)
    )
    drafts = read("box.mbox", box).reading.drafts
    assert [draft.headline.value for draft in drafts] == [HEADLINE.replace("Harbour", f"Harbour {n}") for n in (1, 2)]


# Mails that do harm


def nested(depth: int) -> bytes:
    data = bytes(mail(ARTICLE))
    for _ in range(depth):
        data = b"From: a@b.example\nContent-Type: message/rfc822\n\n" + data
    return data


def test_mails_in_mails_are_read_as_deep_as_is_meant() -> None:
    check(read("a.eml", nested(4)))
    for depth in (50, 3_000):
        with pytest.raises(WrongUsage, match="within mails"):
            read("a.eml", nested(depth))


def test_of_mails_that_came_with_mails_the_innermost_one_is_named() -> None:
    inner = mail(NOTE)
    inner.add_attachment(b"", maintype="application", subtype="pdf", filename="scan.pdf")
    for depth in range(3):
        outer = mail(NOTE)
        outer.add_attachment(bytes(inner), maintype="application", subtype="octet-stream", filename=f"{depth}.eml")
        inner = outer
    (problem,) = taken(inner).problems
    assert problem.sentence.startswith("scan.pdf: There is nothing")


def test_parts_in_parts_are_read_as_deep_as_is_meant() -> None:
    def parts(depth: int) -> bytes:
        heads = (f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
        return b"From: a@b.example\n" + "".join(heads).encode() + b"\n" + ARTICLE.encode()

    check(read("a.eml", parts(5)))
    with pytest.raises(WrongUsage, match="parts within parts"):
        read("a.eml", parts(2_000))


def test_an_empty_mail_is_a_sentence() -> None:
    for data in (bytes(mail("")), b"From: a@b.example\nDate: today\n\n"):
        with pytest.raises(WrongUsage, match="Nobody wrote anything in this mail"):
            read("a.eml", data)


def test_subjects_lose_what_was_put_before_them() -> None:
    for subject in ("Fw: RE : Tr: Ports close", "[EXT] fwd: Ports close", "WG: AW: Ports close", "Ports close"):
        assert subject_of(subject) == "Ports close"
    assert subject_of("Rescue: ports close") == "Rescue: ports close"


def test_sections_are_cut_at_the_headers_of_mails() -> None:
    text = "note\n\nFrom: c\nDate: d\nSubject: e\n\nthe mention itself\n"
    assert [text[slice(*section.place)].strip() for section in sections_of(text)] == ["note", "the mention itself"]
    assert mention_in(text, 0, {}).heads == {"from": "c", "date": "d", "subject": "e"}
    assert [section.place for section in sections_of("no mail")] == [(0, 7)]
