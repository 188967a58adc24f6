"""RIS files: a mention for each record, whatever tags its service prefers."""

import pytest

from clipper.capture.formats import read_pasted
from clipper.model.draft import Pasted
from tests.capture.formats.archives import KNOWN, archive, saved, text_of, told, values
from tests.capture.formats.reading import TODAY

NAME = "references.ris"
DRAFTS = [
    {
        "headline": "Harbour towns ask who pays",
        "reporters": ["Kim Tan", "Amadou Kerr"],
        "spokespeople": ["Ann Lee: quoted"],
        "outlet": "The Globe and Mail",
        "medium": "print",
        "published_on": "2017-12-07",
        "url": "https://ledger.example/harbour-towns",
        "language": "en",
        "body": (
            "The ferry to Port Gansey now runs until the second week of December, and nobody has decided who pays for "
            "it.\n\n“Every extra week is a week that some budget did not expect,” said Ann Lee of the institute.\n\n"
            "TV - and radio followed on."
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
        "body": "Le traversier compte ses passagers deux fois, dit Ann Lee.",
    },
]


@pytest.mark.parametrize("number", range(4))
def test_every_record_has_all_that_its_tags_say(number: int) -> None:
    reading = archive(NAME, list(saved(text_of(NAME)))[number])
    assert reading.format == "ris"
    assert [values(draft) for draft in reading.reading.drafts] == DRAFTS
    assert told(reading) == []


def test_an_abstract_asks_to_be_looked_at() -> None:
    assert not archive(NAME).reading.drafts[1].body.is_sure


def test_tags_with_one_space_are_tags_too() -> None:
    reading = archive(NAME, text_of(NAME).replace("  - ", " - ").encode())
    assert [values(draft) for draft in reading.reading.drafts] == DRAFTS


def test_a_record_without_its_end_says_that_its_text_may_be_cut() -> None:
    text = text_of(NAME).rstrip().removesuffix("ER  -")
    reading = archive(NAME, text.encode())
    assert [draft.headline.value for draft in reading.reading.drafts] == [one["headline"] for one in DRAFTS]
    assert told(reading) == [(2, "The end of it is missing, so its text may be cut short.")]


def test_a_line_before_the_first_record_is_told() -> None:
    reading = archive(NAME, f"Exported by hand\n{text_of(NAME)}".encode())
    assert [values(draft) for draft in reading.reading.drafts] == DRAFTS
    ((_, sentence),) = told(reading)
    assert "Exported by hand" in sentence


def test_what_is_copied_of_a_file_is_read_when_it_is_pasted() -> None:
    reading = read_pasted(Pasted(text_of(NAME)), KNOWN, TODAY)
    assert [values(draft) for draft in reading.reading.drafts] == DRAFTS
