"""Archives of ProQuest: documents between rules, of fields in any order, whatever their texts look like."""

import pytest

from tests.capture.formats.archives import archive, saved, text_of, told, values
from tests.capture.formats.making import docx, paragraph

NAME = "proquest.txt"
DRAFTS = [
    {
        "headline": "Harbour towns ask who pays: “for a longer winter”",
        "reporters": ["Kim Tan", "Amadou Kerr"],
        "spokespeople": ["Ann Lee: quoted"],
        "outlet": "The Coastal Ledger",
        "medium": "print",
        "published_on": "2017-12-07",
        "language": "en",
        "body": (
            "The ferry to Port Gansey now runs until the second week of December, and nobody has decided who pays for "
            "it.\n\nLocation: the quay. That is where the three mayors met on Monday to write to the minister, who was "
            "away.\n\nTitle: was the one word on the first page of the letter, and nobody crossed it out.\n\n“Every "
            "extra week is a week that some budget did not expect,” said Ann Lee of the institute, who counted them "
            "all."
        ),
    },
    {
        "headline": "Ce que compte le traversier",
        "reporters": ["Iris Moe"],
        "spokespeople": ["Ann Lee: quoted"],
        "outlet": "Le Devoir",
        "medium": "online",
        "published_on": "2017-12-08",
        "language": "fr",
        "body": "Le traversier compte ses passagers deux fois, et les deux comptes ne s’accordent jamais, dit Ann Lee.",
    },
    {"headline": "Photo of the week", "outlet": "The Northern Post", "medium": "print", "language": "en"},
]
TOLD = [
    (2, "It has an abstract only; the full text was not part of what was downloaded."),
    (3, "It has no title and no date, so it was left out, “Document 3 of 4”."),
    (4, "It has no text; the rest of it was taken."),
    (4, "No day could be read in its date, “Dec 2017”; give it one by hand."),
]


@pytest.mark.parametrize("number", range(4))
def test_every_document_has_all_that_its_fields_say(number: int) -> None:
    reading = archive(NAME, list(saved(text_of(NAME)))[number])
    assert reading.format == "proquest"
    assert [values(draft) for draft in reading.reading.drafts] == DRAFTS
    assert told(reading) == TOLD


def test_an_abstract_asks_to_be_looked_at() -> None:
    assert not archive(NAME).reading.drafts[1].body.is_sure


def test_a_word_document_has_no_empty_lines() -> None:
    text = text_of(NAME).replace("\nMayors; Ministries", " Mayors").replace("longer\nwinter”", "longer winter”")
    text = text.replace("runs longer,\nand", "runs longer, and")
    body = "".join(paragraph(line) for line in text.split("\n") if line)
    reading = archive("proquest.docx", docx(body))
    assert reading.format == "proquest"
    assert [values(draft) for draft in reading.reading.drafts] == DRAFTS


def test_a_line_between_the_rules_that_is_no_field_is_told() -> None:
    text = text_of(NAME) + "A note of a colleague\n"
    assert "“A note of a colleague”" not in str(told(archive(NAME)))
    text = text.replace("Bibliography", f"{60 * '_'}\nA note of a colleague\n{60 * '_'}\nBibliography")
    assert "A note of a colleague" in str(told(archive(NAME, text.encode())))


def test_a_person_is_shown_where_a_tab_stands_before_the_name() -> None:
    reading = archive(NAME, text_of(NAME).replace("passagers deux fois", "passagers\tdeux fois").encode())
    (span,) = reading.reading.drafts[1].spokespeople.spans
    assert reading.reading.text[slice(*span)] == "Ann Lee"
    assert reading.reading.drafts[1].body.value == DRAFTS[1]["body"].replace("passagers deux", "passagers | deux")


def test_a_strange_line_in_the_table_of_contents_is_told() -> None:
    reading = archive(NAME, text_of(NAME).replace("2. Ce que", "A line put in between\n2. Ce que").encode())
    assert any("A line put in between" in problem.sentence for problem in reading.problems)
