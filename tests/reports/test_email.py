"""Mails and what is copied: read back by the standard library's own reader, and nothing in them that Outlook drops."""

import email
import email.policy
import re
import struct
from email.message import EmailMessage

import html5lib
import pytest

from clipper import reports
from clipper.model.errors import NotFound
from clipper.model.values import replace
from clipper.reports import copied
from clipper.reports.tables import of_figures
from clipper.reports.writers import email as mail
from tests.reports.conftest import reported
from tests.reports.invented import report
from tests.reports.invented_whole import briefing, media_page, whole
from tests.reports.web_pages import levels, outline, spoken
from tests.reports.web_pages import read as read_page

HARM = "</td></table><script>alert(1)</script> \x00\x07 \u202e \ufffe\r\nBcc: all@example.org " + "endless" * 300


def opened(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert not [defect for part in message.walk() for defect in part.defects]
    return message


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return part.get_content()


@pytest.mark.parametrize("made", [whole(), report(0), briefing(), media_page()], ids=lambda made: made.title)
def test_a_mail_opens_to_be_sent(made):
    message = opened(mail.render(made))
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == made.name
    assert message["From"] is message["To"] is None
    assert message["Date"].datetime.date() == made.issued_on
    assert made.sections[0].title in body(message, "plain")


def test_charts_are_pictures_with_words():
    message = opened(mail.render(report()))
    page = read_page(body(message, "html"))
    pictures = {
        part["Content-ID"][1:-1]: part.get_content()
        for part in message.walk()
        if part.get_content_type() == "image/png"
    }
    shown = page.all("img")
    assert [f"cid:{name}" for name in pictures] == [one.get("src") for one in shown]
    assert all(one.get("alt") for one in shown)
    for one in shown:
        width, height = struct.unpack(">II", pictures[one.get("src").removeprefix("cid:")][16:24])
        assert int(one.get("width")) <= 600
        assert width / height == pytest.approx(int(one.get("width")) / int(one.get("height")), rel=0.02)


def test_a_mail_holds_nothing_that_outlook_drops():
    text = body(opened(mail.render(whole())), "html")
    page = read_page(text)
    assert not page.all("svg", "style", "link", "script", "details", "figure", "section")
    assert not re.search(r"display:\s*(flex|grid)|background-image|position:|float:|var\(|rgb|@media", text)
    assert all(int(node.get("width").rstrip("%") or 0) <= 640 for node in page.all("table", "img"))
    assert levels(page)[0] == 1
    html5lib.HTMLParser(strict=True).parse(text)
    for table in page.all("table"):
        assert table.get("role") == "presentation" or table.all("th")
        assert len({len(row.all("td", "th")) for row in table.all("tr")}) == 1 or table.get("role")


def test_a_text_that_means_harm_is_only_a_text_in_a_mail():
    harmless, made = (opened(mail.render(whole(said=said))) for said in ("word", HARM))
    assert outline(read_page(body(made, "html"))) == outline(read_page(body(harmless, "html")))
    assert made.keys() == harmless.keys()
    assert "</td></table><script>alert(1)</script>" in spoken(read_page(body(made, "html")))
    assert not re.search("[\x00-\x08\x0e-\x1f\ufffe\u202e]", body(made, "plain"))


def test_a_name_with_line_ends_adds_no_header():
    message = opened(mail.render(replace(whole(), name="Report\r\nBcc: all@example.org")))
    assert "Bcc" not in message
    assert "\n" not in message["Subject"]


def test_a_mail_is_the_same_twice(tmp_path, sample):
    made = reported(sample)
    reports.write(made, tmp_path / "a.eml")
    reports.write(made, tmp_path / "b.eml")
    assert (tmp_path / "a.eml").read_bytes() == (tmp_path / "b.eml").read_bytes()


def test_a_public_mail_tells_no_tone(sample):
    message = opened(mail.render(reported(sample, audience="public", notes=True)))
    for kind in ("plain", "html"):
        assert not re.search("[▲◆●○] ?(Positive|Mixed|Neutral|Not coded)|Note:", body(message, kind))


def test_a_report_is_copied_with_its_pictures_inside():
    found = copied.formatted(report())
    page = read_page(found.html)
    assert {one.get("src")[:22] for one in page.all("img")} == {"data:image/png;base64,"}
    assert all(one.get("alt") for one in page.all("img"))
    assert found.text.startswith("Media report, October 2026\n")


def test_a_chart_is_copied_as_a_picture():
    assert copied.chart(report(), "tone").startswith(b"\x89PNG")
    with pytest.raises(NotFound):
        copied.chart(report(0), "tone")


def test_a_table_is_copied_as_cells():
    tables = {table.key: table for table in of_figures(whole(said="a\tb\n<c>"))}
    found = copied.cells(tables["messages"])
    head, first, second = found.text.splitlines()
    assert head.split("\t")[:3] == ["Mark", "Key message", "Clippings"]
    assert first.split("\t")[:4] == ["M1", "a b <c>", "13", "24"]
    assert len(head.split("\t")) == len(first.split("\t")) == len(second.split("\t"))
    page = read_page(found.html)
    assert [cell.text for cell in page.all("td")][:3] == ["M1", "a\tb\n<c>", "13"]


def test_numbers_of_people_have_their_thousands_apart(sample):
    text = body(opened(mail.render(reported(sample))), "html")
    assert "1,800,000" in text
    assert "1800000" not in text
