"""Archives of Nexis Uni: every document with all that it says, whatever stands in its text."""

import pytest

from tests.capture.formats.archives import archive, around, saved, text_of, told, values
from tests.capture.formats.making import docx, paragraph, rtf
from tests.capture.formats.reading import read, sentences

NAME = "nexis.txt"
COUNTS = "The ferry counts its passengers twice, and the two counts never agree."
DRAFTS = [
    {
        "headline": "Harbour towns ask who pays for a longer winter",
        "deck": "Three mayors wrote to the minister on Monday.",
        "reporters": ["Kim Tan", "Amadou Kerr"],
        "spokespeople": ["Ann Lee: quoted"],
        "outlet": "The Coastal Ledger (Port Gansey)",
        "medium": "print",
        "published_on": "2019-07-01",
        "language": "en",
        "body": (
            "The ferry to Port Gansey now runs until the second week of December, and nobody has decided who pays for "
            "it.\n\nThe form that the ministry sends ends with a line that nobody reads:\n\nEnd of Document\n\n"
            "Below that line the mayors wrote their own names, one after another, and the date by which they want an "
            "answer.\n\nTown | Nights | Cost\n\nPort Gansey | 41 | 12,000\n\nSaint-Alban | 38 | 9,500\n\n"
            "“Every extra week is a week that some budget did not expect,” said Ann Lee of the institute, who counted "
            "them all."
        ),
    },
    {
        "headline": "Length: twelve days on the ice",
        "outlet": "The Northern Post",
        "medium": "print",
        "published_on": "2019-06-14",
        "language": "en",
        "body": (
            "Nobody has lived in the lighthouse since the lamp began to turn by itself, but the garden is kept.\n\n"
            "Every second Saturday a retired engineer crosses with shears, seeds and a thermos, and comes back with "
            "the evening boat."
        ),
    },
    {
        "headline": "Graphic",
        "reporters": ["Jane McAdam-Roy"],
        "outlet": "CBC News",
        "medium": "online",
        "published_on": "2019-06-03",
        "url": "https://news.example/quays?id=7",
        "language": "en",
        "body": (
            "- The first quay closed in May.\n"
            "- The second one closes when the ice comes back, which may be early this year.\n\n"
            "What stays open is the road, and the road is long."
        ),
    },
    {
        "headline": "Le traversier qui attend le printemps",
        "reporters": ["Marie Tremblay", "Luc Roy"],
        "spokespeople": ["Ann Lee: quoted"],
        "outlet": "Le Devoir",
        "medium": "print",
        "published_on": "2019-07-01",
        "language": "fr",
        "body": (
            "Le traversier de Port-Gansey navigue maintenant jusqu’à la deuxième semaine de décembre, et personne n’a "
            "décidé qui le paie.\n\n« Chaque semaine de plus est une semaine que le budget n’attendait pas », dit Ann "
            "Lee, qui les a toutes comptées."
        ),
    },
    {"headline": "Photo of the week", "outlet": "The Coastal Ledger (Port Gansey)", "language": "en"},
    {
        "headline": "What the ferry counts",
        "outlet": "The Coastal Ledger (Port Gansey)",
        "published_on": "2019-05-31",
        "language": "en",
        "body": (
            "The ferry counts its passengers twice, and the two counts have never agreed on any day of the last eleven "
            "years."
        ),
    },
]
TOLD = [
    (5, "It has no text; the rest of it was taken."),
    (5, "No day could be read in its date, “June 2019”; give it one by hand."),
]


def test_every_document_has_all_that_it_says() -> None:
    reading = archive(NAME)
    assert reading.format == "nexis"
    assert [values(draft) for draft in reading.reading.drafts] == DRAFTS
    assert told(reading) == TOLD
    assert reading.remarks == (around(22),)


@pytest.mark.parametrize("number", range(4))
def test_line_ends_marks_and_encodings_change_nothing(number: int) -> None:
    reading = archive(NAME, list(saved(text_of(NAME)))[number])
    assert [values(draft) for draft in reading.reading.drafts] == DRAFTS
    assert told(reading) == TOLD


def test_a_word_document_is_read_alike() -> None:
    """The service begins a page for each document, and may print numbers and headlines on the pages."""
    lines = text_of(NAME).split("\n")
    paged = {index + 1 for index, line in enumerate(lines[:-2]) if line in {"End of Document", "Fin du document"}}
    paged -= {lines.index("End of Document") + 1}
    first = lines.index("Harbour towns ask who pays for a longer winter")
    page = "<w:pageBreakBefore/>"
    body = "".join(
        paragraph(line, properties=page if index in paged | {first} else "") for index, line in enumerate(lines)
    )
    reading = archive("nexis.docx", docx(body))
    assert reading.format == "nexis"
    assert [values(draft) for draft in reading.reading.drafts] == DRAFTS
    assert told(reading) == TOLD


def test_rich_text_is_read_alike() -> None:
    lines = text_of(NAME).replace("\t", "\\tab ").split("\n")
    reading = archive("nexis.rtf", rtf("".join(f"{line}\\par\n" for line in lines)))
    assert reading.format == "nexis"
    assert [values(draft) for draft in reading.reading.drafts] == DRAFTS
    assert told(reading) == TOLD


def test_the_cover_page_is_no_document_and_what_it_lists_is_counted() -> None:
    text = text_of(NAME)
    cut = text.index("What the ferry counts\nThe Coastal Ledger (Port Gansey)\nMay 31")
    reading = archive(NAME, text[:cut].encode())
    assert len(reading.reading.drafts) == 5
    assert sentences(reading)[0] == (
        "The cover page lists 6 documents, but the file holds 5: download it again. Missing: “What the ferry counts”."
    )


def test_a_document_without_a_head_is_told_with_its_place_and_costs_no_other() -> None:
    text = text_of(NAME).replace("Length: twelve days on the ice\nThe Northern Post\n14 June 2019 Friday\n", "")
    reading = archive(NAME, text.encode())
    assert [draft.headline.value for draft in reading.reading.drafts] == [
        draft["headline"] for draft in DRAFTS if draft["outlet"] != "The Northern Post"
    ]
    assert told(reading)[0] == (
        2,
        "No date stands where its head should be, so it was left out, “First Edition”.",
    )


def test_a_file_that_breaks_off_gives_what_there_is_and_says_so() -> None:
    text = text_of(NAME)
    reading = archive(NAME, text[: text.index("counts have never agreed")].encode())
    last = reading.reading.drafts[-1]
    assert last.headline.value == "What the ferry counts"
    assert last.body.value == "The ferry counts its passengers twice, and the two"
    assert (6, "The end of it is missing, so its text may be cut short.") in told(reading)


def test_lines_that_belong_to_no_document_are_told() -> None:
    reading = archive(NAME, f"{text_of(NAME)}\nA colleague added this note.\nAnd this one.\n".encode())
    assert [values(draft) for draft in reading.reading.drafts] == DRAFTS
    assert sentences(reading)[-1] == (
        "2 lines stand outside every document and were left out, “A colleague added this note.”."
    )


def test_numbers_and_headlines_that_pages_repeat_are_no_text() -> None:
    text = text_of(NAME).replace(
        "Every second Saturday", "Page 2 of 3\nLength: twelve days on the ice\nEvery second Saturday"
    )
    assert values(archive(NAME, text.encode()).reading.drafts[1]) == DRAFTS[1]


def test_labels_may_be_missing_and_so_may_the_word_body() -> None:
    document = f"""Ferries
The Coastal Ledger
Monday 1 July 2019
Copyright 2019 Coastal Ledger Group
All Rights Reserved
Length: 12 words

{COUNTS}

Load-Date: July 2, 2019
End of Document
"""
    (draft,) = archive("ferries.txt", document.encode()).reading.drafts
    assert values(draft) == {
        "headline": "Ferries",
        "outlet": "The Coastal Ledger",
        "published_on": "2019-07-01",
        "language": "en",
        "body": COUNTS,
    }


def test_another_layout_is_read_as_a_text_and_told() -> None:
    text = f"Ferries\n\n{COUNTS}\n\nLength: 9\nEnd of Document\n"
    reading = read("ferries.txt", text.encode())
    assert reading.format == "text"
    assert reading.reading.drafts
    assert "in a layout that Clipper does not know" in sentences(reading)[-1]


def test_a_text_that_only_ends_so_is_no_archive() -> None:
    text = f"Ferries\n\n{COUNTS}\n\nEnd of Document\n"
    assert read("ferries.txt", text.encode()).problems == ()
