"""What stands before and behind the reporters of an article, and the letters in which they are written."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.model.draft import Doubt, Draft, Known, Pasted

HEADLINE = "Ferry waits for the tide again"
TEXT = """
The ferry that links the two shores waited four hours for the tide on Monday, and nobody on board complained.

The company that runs it said the tide would be earlier on Tuesday, and the timetable would follow the moon.

A second boat has been promised for the summer, when the island has more guests than it has beds to offer.
"""


def draft_of(byline: str, known: Known | None = None) -> Draft:
    text = f"{HEADLINE}\n{byline}\nMarch 3, 2026\n{TEXT}"
    (draft,) = read(Pasted(text), known or Known(), date(2026, 11, 30)).drafts
    return draft


@pytest.mark.parametrize(
    ("byline", "reporters"),
    [
        ("INES MARLOW", ("Ines Marlow",)),
        ("By INES MCVERDUN", ("Ines McVerdun",)),
        ("By INES MARLOW and MARC-ANDRÉ DE LA TOUR", ("Ines Marlow", "Marc-André de la Tour")),
        ("By J.P. Marlow", ("J.P. Marlow",)),
    ],
)
def test_reporters_in_capitals_are_kept_in_ordinary_letters(byline: str, reporters: tuple[str, ...]) -> None:
    assert draft_of(byline).reporters.value == reporters


@pytest.mark.parametrize("lead", ["Un texte de", "Un reportage de", "Texte de", "Une analyse de", "An interview by"])
def test_a_kind_of_piece_with_an_article_leads_to_its_reporter(lead: str) -> None:
    draft = draft_of(f"{lead} Gaëlle Marlow")
    assert (draft.reporters.value, draft.reporters.is_sure) == (("Gaëlle Marlow",), True)


def test_a_line_at_the_foot_tells_whose_text_it_is() -> None:
    text = f"{HEADLINE}\nPublié le 3 mars 2026\n{TEXT}\nUn texte de Gaëlle Marlow\nCommentaires\n"
    (draft,) = read(Pasted(text), Known(), date(2026, 11, 30)).drafts
    assert draft.reporters.value == ("Gaëlle Marlow",)


@pytest.mark.parametrize(
    ("byline", "outlet"),
    [
        ("Par Élodie Marlow, La Gazette de la Rive", "La Gazette de la Rive"),
        ("Par Élodie Marlow, Le Rappel du Haut-Pays", "Le Rappel du Haut-Pays"),
        ("By Ines Marlow, Kluane Lantern Post", "Kluane Lantern Post"),
    ],
)
def test_an_unknown_paper_behind_a_reporter_is_the_outlet_to_check(byline: str, outlet: str) -> None:
    draft = draft_of(byline)
    assert len(draft.reporters.value) == 1
    assert (draft.outlet.value, draft.outlet.doubt) == (outlet, Doubt.UNKNOWN_OUTLET)


@pytest.mark.parametrize("byline", ["Von Ines Marlow, Ottawa", "Par Ines Marlow, Rimouski", "By Ines Marlow, Gansey"])
def test_one_word_behind_a_reporter_is_where_somebody_writes_from(byline: str) -> None:
    assert draft_of(byline).reporters.value == ("Ines Marlow",)


@pytest.mark.parametrize("byline", ["By Ines Marlow, Tom Verdun", "By Ines Marlow, Rosa Quill"])
def test_a_second_person_behind_a_comma_stays_a_reporter(byline: str) -> None:
    assert len(draft_of(byline).reporters.value) == 2


@pytest.mark.parametrize("name", ["WREN BAY TIMES", "CBC KLUANE"])
def test_a_paper_that_signs_keeps_its_capitals(name: str) -> None:
    assert draft_of(f"By {name}").reporters.value in {(name,), ()}
