"""Rich Text: letters of all code pages, headings, lists, tables, links and pages, and no bytes that do harm."""

from datetime import date

import pytest

from clipper.capture.formats.base import File
from clipper.capture.formats.rtf import RTF
from clipper.model.errors import WrongUsage
from tests.capture.formats.making import rtf
from tests.capture.formats.reading import HEADLINE, PARAGRAPHS, one, read, sentences, shown


def text_of(body: str, head: str = "") -> str:
    return RTF.open(File("a.rtf", rtf(body, head))).pasted.text


def html_of(body: str) -> str:
    return RTF.open(File("a.rtf", rtf(body))).pasted.html or ""


def test_an_article_is_read_with_its_headings_lists_quotations_and_bold_words() -> None:
    first, second, third, fourth = PARAGRAPHS
    item = r"\pard\ls1{\listtext\f2\'b7\tab}"
    body = (
        rf"\pard\s3 {HEADLINE}\par\pard By Petra Lindqvist\par Coastal Ledger\par 14 November 2025\par {first}\par"
        rf"\pard\s2 {second}\par\pard\s1 What the towns want\par\pard {third}{{\b  They will not wait.}}\par"
        rf"{item}A single fund for all harbours of the coast\par{item}A date from which it pays\par\pard {fourth}\par"
    )
    reading = read("ferry.rtf", rtf(body))
    draft = one(reading)
    assert reading.format == "rtf"
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
    assert sentences(reading) == []


def test_letters_of_every_kind_are_read() -> None:
    assert text_of("l’été “là” 😀 Œuvre") == "l’été “là” 😀 Œuvre"
    assert text_of(r"caf\'e9 \f1\'cc\'e8\'f0\f0  \emdash\~\'80") == "café Мир —\u00a0€"
    assert text_of(r"\uc2\u8217\'81\'66s {\uc0\u233}t\'e9") == "’s été"
    assert text_of(r"\'93\'fa\'96\'7b", r"\ansicpg932") == "日本"
    assert text_of(r"a\{b\}\\c\-d\_e") == "a{b}\\cd-e"


def test_paragraphs_are_lines_and_pages_begin_with_a_form_feed() -> None:
    assert text_of(r"one\tab two\line three\par\par four\page five\par six\sect\sbknone seven\sect eight") == (
        "one\ttwo\nthree\n\nfour\n\ffive\nsix\nseven\n\feight"
    )
    assert text_of(r"HD\~ \par Ports close\par\pagebb next") == "HD\u00a0 \nPorts close\n\fnext"


def test_a_table_has_tabs_and_one_for_the_layout_has_paragraphs() -> None:
    row = r"\trowd\pard\intbl {}\cell\pard\intbl {}\cell\row"
    assert text_of(rf"{row.format('Date', 'Headline')}{row.format('May 3', 'Ports close')}\pard after") == (
        "Date\tHeadline\nMay 3\tPorts close\nafter"
    )
    layout = row.format(rf"{HEADLINE}\par one", "two")
    assert text_of(rf"{layout}\pard after") == f"{HEADLINE}\none\ntwo\nafter"


def test_links_keep_their_addresses() -> None:
    link = r'{\field{\*\fldinst{HYPERLINK "https://ledger.example/a?b=1"}}{\fldrslt{\ul Ports close}}}'
    assert text_of(f"see {link} now") == "see Ports close now"
    assert '<a href="https://ledger.example/a?b=1">Ports close</a>' in html_of(f"see {link} now")


def test_headers_and_notes_stand_behind_the_text_once() -> None:
    header = r"{\header\pard Media office\par}"
    assert (
        text_of(rf"{header}one{{\footnote a note}} two\sect{header}three") == "one two\n\fthree\nMedia office\na note"
    )


def test_what_is_no_text_is_skipped() -> None:
    picture = r"{\*\shppict{\pict\pngblip 89504e470d0a}}{\nonshppict{\pict 00ff}}"
    box = r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt In the box}}{\shprslt a copy}}"
    assert text_of(rf"one {picture}{{\*\unknown hidden}}{box}\bin5 }}}}}}}}}} two") == "one In the box two"


def test_deletions_and_hidden_words_are_left_out_and_told() -> None:
    opened = RTF.open(File("a.rtf", rtf(r"Ports close{\deleted  soon}{\v  secret} today")))
    assert opened.pasted.text == "Ports close today"
    assert len(opened.problems) == 2


def test_a_truncated_file_keeps_what_it_has() -> None:
    data = rtf(rf"\pard\s3 {HEADLINE}\par\pard By Petra Lindqvist\par " + r"\par ".join(PARAGRAPHS))
    assert HEADLINE in RTF.open(File("a.rtf", data[:-200])).pasted.text


def test_a_file_without_text_is_a_sentence() -> None:
    for data in (b"{\\rtf1", b"{\\rtf1{\\pict 00ff}}", b"{\\rtf1\\ansi " + b"{" * 20_000 + b"}" * 20_000):
        with pytest.raises(WrongUsage, match="There is no text in this file"):
            read("a.rtf", data)
