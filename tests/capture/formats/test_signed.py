"""The value of a byline field: whom it names, and what else stands in it."""

from datetime import date

import pytest

from clipper.capture.formats.signed import signed
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line
from clipper.model.draft import Known

LEXICON = Lexicon.of(Known(reporters=("Smith and Daughters",)), date(2026, 11, 18))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Iris Moe", ["Iris Moe"]),
        ("By Jane Doe, Ottawa Bureau; John Roe", ["Jane Doe", "John Roe"]),
        ("JANE MCADAM-ROY in Ottawa", ["Jane McAdam-Roy"]),
        ("Par Stéphanie Marin - La Presse canadienne", ["Stéphanie Marin"]),
        ("Jane Doe and The Canadian Press", ["Jane Doe"]),
        ("The Canadian Press", ["The Canadian Press"]),
        ("AFP, Paris", ["AFP"]),
        ("Jane Doe jane@post.example", ["Jane Doe"]),
        ("Jane Doe is a professor of law", ["Jane Doe"]),
        ("Propos recueillis par Luc Roy", ["Luc Roy"]),
        ("Li Wu, Ngozi Okonjo-Iweala & J.P. Smith", ["Li Wu", "Ngozi Okonjo-Iweala", "J.P. Smith"]),
        ("JP TREMBLAY", ["JP Tremblay"]),
        ("LUCIE DE LA TOUR", ["Lucie de la Tour"]),
        ("Smith and Daughters", ["Smith and Daughters"]),
        ("Doe, Jane", ["Jane Doe"]),
        ("The Coastal Ledger", []),
        ("admin", []),
        ("Special to the Star", []),
        ("Par notre correspondant", []),
        ("jane@post.example", []),
    ],
)
def test_a_byline_gives_its_names(text: str, names: list[str]) -> None:
    found = signed(Line(5, 5 + len(text), text, text), LEXICON, "The Coastal Ledger (Port Gansey)")
    assert list(found.value) == names
    assert len(found.spans) == len(names)
    assert all(5 <= start < end <= 5 + len(text) for start, end in found.spans)


def test_a_service_may_write_surnames_first() -> None:
    text = "Doe, Jane Ann; van der Berg, Luc"
    found = signed(Line(0, len(text), text, text), LEXICON, surname_first=True)
    assert list(found.value) == ["Jane Ann Doe", "Luc van der Berg"]
    assert found.is_sure


def test_what_is_turned_or_no_person_asks_to_be_looked_at() -> None:
    for text in ("Doe, Jane", "Northern News 24"):
        assert not signed(Line(0, len(text), text, text), LEXICON).is_sure
