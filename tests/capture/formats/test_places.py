"""Where in its paper a document of a press database stood: its section and its page come along."""

from datetime import date

import pytest

from clipper.capture.formats import read_file
from clipper.capture.formats.base import File
from clipper.capture.formats.record import Record
from clipper.model.codes import Medium, Rights
from clipper.model.draft import Draft, Known
from tests.capture.formats.archives import archive, text_of

TODAY = date(2026, 11, 30)
TEXT = "The ferry to Port Gansey now runs until December, and nobody has decided who pays for the longer season there."
SPACED = (
    "HD Ferry waits for winter\nBY Kim Tan\nWC 350 words\nPD 20 November 2026\nET 04:12\nSN The Canadian Press\n"
    f"SC CPR\nSE Business\nPG B4\nLA English\nCY (c) 2026 The Canadian Press. All rights reserved.\n\n"
    f"LP {TEXT}\n\nTD {TEXT}\n\n"
    "CO gansey : Port Gansey Authority\nAN Document CPR0000020261120emb90001\n"
)


def drafts(name: str, text: str) -> tuple[Draft, ...]:
    return read_file(File(name, text.encode()), Known(), TODAY).reading.drafts


@pytest.mark.parametrize(
    ("told", "section", "page"),
    [
        ("BREST; p. 3", "BREST", "3"),
        ("NEWS; Pg. A1", "NEWS", "A1"),
        ("Business; Opinion; Pg. B2", "Business; Opinion", "B2"),
        ("Pg. 12", None, "12"),
        ("SPORTS, Page C1", "SPORTS", "C1"),
        ("Économie; pages 12-13", "Économie", "12-13"),
        ("First Section", "First Section", None),
        ("Front page", "Front page", None),
        ("Section A; Page 12; Column 3", "Section A, Column 3", "12"),
        ("p. IDEES-B2", None, "IDEES-B2"),
        ("Idées, p. _12", "Idées", "_12"),
        ("Sports, p. 14, 567 words", "Sports", "14"),
        ("Actualités, 05:00 -0500 1 561 mots, p. A4", "Actualités", "A4"),
    ],
)
def test_a_section_may_tell_the_page_too(told: str, section: str | None, page: str | None) -> None:
    record = Record((0, 0), 1)
    record.take_place(told)
    assert (record.section, record.page) == (section, page)
    assert record.medium is (Medium.PRINT if page else None)


def test_codes_of_factiva_may_be_parted_from_what_they_tell_by_a_space() -> None:
    (draft,) = drafts("factiva.txt", SPACED)
    assert (draft.headline.value, draft.reporters.value) == ("Ferry waits for winter", ("Kim Tan",))
    assert (draft.outlet.value, draft.published_on.value) == ("The Canadian Press", date(2026, 11, 20))
    assert draft.body.value == f"{TEXT}\n\n{TEXT}"
    assert (draft.coding.section, draft.coding.page) == ("Business", "B4")


def test_europresse_tells_section_and_page_around_the_day() -> None:
    for header, section, page in [
        ("Actualités, mardi 14 mars 2006, p. A4", "Actualités", "A4"),
        ("mardi 14 mars 2006, Actualités, p. 16", "Actualités", "16"),
        ("mardi 14 mars 2006", None, None),
    ]:
        text = text_of("europresse.html").replace("Actualités, mardi 14 mars 2006, p. A4", header)
        draft = archive("europresse.html", text.encode()).reading.drafts[0]
        assert (draft.coding.section, draft.coding.page) == (section, page)
        assert draft.coding.rights is Rights.DENIED


def test_proquest_and_ris_tell_section_and_page() -> None:
    rule = 60 * "_"
    proquest = (
        f"{rule}\n\nTitle: Ferry waits for winter\n\nPublication title: National Post; Don Mills, Ont.\n\n"
        "Publication date: Nov 9, 2026\n\nSection: Business\n\nPages: A6\n\nAuthor: Tan, Kim\n\n"
        f"Full text: {TEXT}\n\nLanguage of publication: English\n\n{rule}\n"
    )
    ris = f"TY  - NEWS\nTI  - Ferry waits for winter\nT2  - National Post\nSE  - Business\nSP  - A6\nAB  - {TEXT}\n"
    for name, text in (("proquest.txt", proquest), ("export.ris", f"{ris}ER  - \n")):
        (draft,) = drafts(name, text)
        assert (draft.coding.section, draft.coding.page) == ("Business", "A6")
