"""Word documents: what a person sees in one is what is read, and what is not read is told."""

from datetime import date

import pytest

from clipper.capture.formats import read_file
from clipper.capture.formats.base import File
from clipper.capture.formats.docx import DOCX
from clipper.model.draft import Known
from clipper.model.errors import WrongUsage
from tests.capture.formats.making import archive, docx, paragraph, run
from tests.capture.formats.reading import HEADLINE, PARAGRAPHS, one, read, sentences, shown

_PAGE = '<w:r><w:br w:type="page"/></w:r>'
_LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def text_of(body: str, **more: dict[str, str]) -> str:
    return DOCX.open(File("a.docx", docx(body, **more))).pasted.text


def html_of(body: str, **more: dict[str, str]) -> str:
    return DOCX.open(File("a.docx", docx(body, **more))).pasted.html or ""


def test_an_article_is_read_with_its_headings_lists_quotations_and_bold_words() -> None:
    first, second, third, fourth = PARAGRAPHS
    body = (
        paragraph(HEADLINE, "Titre")
        + paragraph("By Petra Lindqvist")
        + paragraph("Coastal Ledger")
        + paragraph("14 November 2025")
        + paragraph(first)
        + paragraph(second, "Citation")
        + paragraph("What the towns want", "Titre1")
        + paragraph(third, inside=run(" They will not wait.", "<w:b/>"))
        + paragraph("A single fund for all harbours of the coast", properties=_LIST)
        + paragraph("A date from which it pays", properties=_LIST)
        + paragraph(fourth)
    )
    reading = read("ferry.docx", docx(body))
    draft = one(reading)
    assert reading.format == "docx"
    assert (draft.headline.value, draft.reporters.value) == (HEADLINE, ("Petra Lindqvist",))
    assert draft.published_on.value == date(2025, 11, 14)
    assert (draft.body.value or "").split("\n\n") == [
        first,
        f"> {second}",
        "## What the towns want",
        f"{third} **They will not wait.**",
        "- A single fund for all harbours of the coast\n- A date from which it pays",
        fourth,
    ]
    assert shown(reading, "headline") == [HEADLINE]
    assert reading.file == docx(body)
    assert sentences(reading) == []


def test_paragraphs_are_lines_and_what_is_white_stays_as_it_is() -> None:
    body = (
        paragraph("Section:\u00a0News; Pg. A4")
        + paragraph(inside="<w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r>")
        + paragraph()
        + paragraph("last")
    )
    assert text_of(body) == "Section:\u00a0News; Pg. A4\none\ttwo\nthree\n\nlast"


@pytest.mark.parametrize(
    "body",
    [
        paragraph("one", inside=_PAGE) + paragraph("two"),
        paragraph("one") + paragraph(inside=_PAGE + run("two")),
        paragraph("one") + paragraph("two", properties="<w:pageBreakBefore/>"),
        paragraph("one", properties="<w:sectPr/>") + paragraph("two") + "<w:sectPr/>",
    ],
    ids=["at the end", "at the start", "before", "section"],
)
def test_a_page_break_is_a_form_feed(body: str) -> None:
    assert text_of(body).replace("\n", "") == "one\ftwo"


def test_a_section_on_the_same_page_breaks_no_page() -> None:
    body = paragraph("one", properties="<w:sectPr/>") + paragraph("two")
    assert text_of(body + '<w:sectPr><w:type w:val="continuous"/></w:sectPr>') == "one\ntwo"


def test_links_keep_their_addresses_however_the_document_writes_them() -> None:
    parts = ["begin", 'HYPERLINK "https://ledger.example/b"', "separate"]
    complex_ = "".join(
        f'<w:r><w:fldChar w:fldCharType="{part}"/></w:r>'
        if " " not in part
        else f"<w:r><w:instrText>{part}</w:instrText></w:r>"
        for part in parts
    )
    body = (
        paragraph(inside=f'<w:hyperlink r:id="rId7">{run("One")}</w:hyperlink>')
        + paragraph(inside=complex_ + run("Two") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run(" after"))
        + paragraph(
            inside=f'<w:fldSimple w:instr="HYPERLINK &quot;https://ledger.example/c&quot;">{run("Three")}</w:fldSimple>'
        )
    )
    html = html_of(body, links={"rId7": "https://ledger.example/a"})
    assert '<a href="https://ledger.example/a">One</a>' in html
    assert '<a href="https://ledger.example/b">Two</a> after' in html
    assert '<a href="https://ledger.example/c">Three</a>' in html
    assert text_of(body) == "One\nTwo after\nThree"


def table(*rows: list[str]) -> str:
    cells = ["".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def test_a_table_has_tabs_and_one_for_the_layout_has_paragraphs() -> None:
    assert text_of(
        table([paragraph("Date"), paragraph("Headline")], [paragraph("May 3"), paragraph("Ports close")])
    ) == ("Date\tHeadline\nMay 3\tPorts close")
    assert text_of(table([paragraph(HEADLINE) + paragraph(PARAGRAPHS[0]), paragraph("aside")])) == (
        f"{HEADLINE}\n{PARAGRAPHS[0]}\naside"
    )


def test_text_boxes_stand_once_behind_their_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('In the box')}</w:txbxContent>"
    drawing = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert (
        text_of(paragraph("Before", inside=f"<w:r>{drawing}</w:r>") + paragraph("After")) == "Before\nIn the box\nAfter"
    )


def test_headers_and_notes_are_in_the_text_once_and_not_in_the_body() -> None:
    parts = {
        "word/header1.xml": paragraph("Media office of the institute, weekly"),
        "word/header2.xml": paragraph("Media office of the institute, weekly"),
        "word/footnotes.xml": f"<w:footnote>{paragraph('The fund does not exist yet, says the coast.')}</w:footnote>",
    }
    body = paragraph(HEADLINE, "Titre1") + paragraph("By Petra Lindqvist") + "".join(map(paragraph, PARAGRAPHS))
    reading = read("a.docx", docx(body, parts=parts))
    assert reading.reading.text.count("Media office of the institute, weekly") == 1
    assert "The fund does not exist yet" in reading.reading.text
    assert one(reading).body.value == "\n\n".join(PARAGRAPHS)


def test_deletions_and_hidden_words_are_left_out_and_told() -> None:
    body = paragraph(
        "Ports close",
        inside=f"<w:del>{run(' soon')}</w:del><w:ins>{run(' today')}</w:ins>{run(' secret', '<w:vanish/>')}",
    )
    opened = DOCX.open(File("a.docx", docx(body)))
    assert opened.pasted.text == "Ports close today"
    assert [problem.sentence.split(".")[0] for problem in opened.problems] == [
        "The document has deletions that nobody accepted yet",
        "The document has hidden text",
    ]


def test_a_document_of_pictures_is_a_sentence() -> None:
    with pytest.raises(WrongUsage, match="There is no text in this document"):
        read("a.docx", docx(paragraph(inside="<w:r><w:drawing/></w:r>")))


def test_a_numbered_list_of_mentions_is_a_list() -> None:
    lines = [f"A rope is promise {n} by Sam Whit, Harbour Gazette, May {n}, 2025" for n in range(1, 6)]
    reading = read("list.docx", docx("".join(paragraph(line, properties=_LIST) for line in lines)))
    assert [draft.headline.value for draft in reading.reading.drafts] == [f"A rope is promise {n}" for n in range(1, 6)]


def test_a_truncated_document_is_a_sentence() -> None:
    data = docx("".join(map(paragraph, PARAGRAPHS)))
    for size in range(40, len(data), 150):
        with pytest.raises(WrongUsage):
            read("a.docx", data[:size])


def test_a_document_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(WrongUsage, match="unpacks to far more"):
        read("a.docx", docx(paragraph("a" * 3_000_000)))
    with pytest.raises(WrongUsage, match="unpacks to far more"):
        read("a.docx", archive({"word/document.xml": b"", **{f"{n}": b"" for n in range(10_001)}}))


def test_entities_are_never_expanded() -> None:
    entities = (
        '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    )
    data = archive({"word/document.xml": f"{entities}<w><body><p><r><t>&b;&c;</t></r></p></body></w>".encode()})
    with pytest.raises(WrongUsage, match="defines entities"):
        read("a.docx", data)


def test_a_document_nested_too_deeply_is_a_sentence() -> None:
    with pytest.raises(WrongUsage, match="damaged"):
        read("a.docx", docx("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000))
    deep = 80
    inner = paragraph(HEADLINE)
    for _ in range(deep):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    assert text_of(inner) == HEADLINE


def test_a_damaged_document_is_called_so() -> None:
    with pytest.raises(WrongUsage, match="damaged or was not saved completely"):
        read_file(File("minutes.docx", b"\x93\x00\x01 torn \x00\xff" * 40), Known(), date(2026, 11, 30))
