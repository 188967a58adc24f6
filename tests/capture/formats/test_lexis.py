"""The old text of LexisNexis: centred heads, wrapped lines, labels of the site and dates of the article."""

import pytest

from tests.capture.formats.archives import archive, around, saved, text_of, told, values
from tests.capture.formats.reading import sentences

NAME = "lexis.txt"
DRAFTS = [
    {
        "headline": "Harbour towns ask who pays for a winter that is longer than the one that the budget knows",
        "deck": "Three mayors wrote to the minister on Monday and asked for one fund.",
        "reporters": ["Kim Tan"],
        "spokespeople": ["Ann Lee: quoted"],
        "outlet": "The Coastal Ledger",
        "medium": "print",
        "published_on": "2010-01-11",
        "language": "en",
        "body": (
            "The ferry to Port Gansey now runs until the second week of December, and nobody has decided who pays for "
            "it. Three mayors wrote to the minister on Monday. They ask for a single fund with clear rules and a date "
            "by which it opens.\n\n"
            "NOTES: they wrote, are not letters, and 2 of 4 documents that the ministry keeps are no answers:\n\n"
            "2 of 9 DOCUMENTS\n\n"
            "“Every extra week is a week that some budget did not expect,” said Ann Lee of the institute, who counted "
            "them all."
        ),
    },
    {
        "headline": "Le traversier qui attend",
        "reporters": ["Marie Tremblay"],
        "outlet": "Le Devoir",
        "medium": "print",
        "published_on": "2019-12-10",
        "language": "fr",
        "body": (
            "Le traversier de Port-Gansey navigue maintenant jusqu’à la deuxième semaine de décembre, et personne n’a "
            "décidé qui le paie."
        ),
    },
    {
        "outlet": "The Northern Post",
        "published_on": "2019-12-10",
        "language": "en",
        "body": "Nobody has lived in the lighthouse since the lamp began to turn by itself, but the garden is kept.",
    },
]
UNREADABLE = (
    4,
    "No date stands where its head should be, so it was left out, "
    "“We are sorry but there is an error in this document and it i…”.",
)


def test_every_document_has_all_that_it_says() -> None:
    reading = archive(NAME)
    assert reading.format == "lexis"
    assert [values(draft) for draft in reading.reading.drafts] == DRAFTS
    assert told(reading) == [UNREADABLE]
    assert reading.remarks == (around(8),)


@pytest.mark.parametrize("number", range(4))
def test_line_ends_marks_and_encodings_change_nothing(number: int) -> None:
    reading = archive(NAME, list(saved(text_of(NAME)))[number])
    assert [values(draft) for draft in reading.reading.drafts] == DRAFTS


def test_a_name_before_a_comma_asks_to_be_looked_at() -> None:
    assert not archive(NAME).reading.drafts[1].reporters.is_sure


def test_the_site_may_count_in_french() -> None:
    text = text_of(NAME)
    for number in range(1, 5):
        text = text.replace(f"{number} of 4 DOCUMENTS", f"Document {number} de 4")
    for english, french in (("BYLINE", "AUTEUR"), ("SECTION", "RUBRIQUE"), ("LENGTH", "LONGUEUR")):
        text = text.replace(f"{english}:", f"{french}:")
    for english, french in (("LANGUAGE", "LANGUE"), ("LOAD-DATE", "DATE-CHARGEMENT"), ("HIGHLIGHT", "ENCART")):
        text = text.replace(f"{english}:", f"{french}:")
    text = text.replace("PUBLICATION-TYPE:", "TYPE-PUBLICATION:").replace("GRAPHIC:", "GRAPHIQUE:")
    reading = archive(NAME, text.encode())
    assert [values(draft) for draft in reading.reading.drafts] == DRAFTS


def test_fewer_documents_than_are_counted_are_told() -> None:
    text = text_of(NAME)
    reading = archive(NAME, text[: text.index("                               3 of 4")].encode())
    assert len(reading.reading.drafts) == 2
    assert sentences(reading) == ["The file counts 4 documents, but holds 2: download it again."]


def test_a_headline_that_looks_like_a_label_is_one_all_the_same() -> None:
    text = text_of(NAME).replace("Le traversier qui attend\n", "LENGTH: TWELVE DAYS\n")
    assert archive(NAME, text.encode()).reading.drafts[1].headline.value == "LENGTH: TWELVE DAYS"
