"""A paste that calls people or outlets otherwise gets the names that the library has for them."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.capture.formats import read_file
from clipper.capture.formats.base import File
from clipper.capture.own_names import by_own_names
from clipper.model.clipping import Spokesperson
from clipper.model.codes import Role
from clipper.model.draft import Draft, Guess, Known, Pasted

KNOWN = Known(
    outlets=("Wren Bay Herald",),
    reporters=("David Perry",),
    spokespeople=("Ann Lee",),
    outlet_aliases=(("WBH Online", "Wren Bay Herald"),),
    people_aliases=(("Dave Perry", "David Perry"), ("Annie Lee", "Ann Lee"), ("Ng", "Ann Lee")),
    outlet_domains=(("wb-news.example", "Wren Bay Herald"),),
)
BODY = """The harbour was quiet on Monday, and nobody could say going by boat was any faster than the road.

“Every week is a week that some budget did not expect,” said {name} of the institute, who counted them all.

The ministry says that it received the letter, that an answer is being prepared, and that winter came early."""


def read_text(text: str) -> Draft:
    (draft,) = read(Pasted(text), KNOWN, date(2020, 1, 10)).drafts
    return draft


def test_reporters_and_outlets_get_their_own_names() -> None:
    text = f"The harbour waits\n\nBy Dave Perry\n\nWBH Online\n\nDecember 3, 2019\n\n{BODY.format(name='Bo Snow')}"
    draft = read_text(text)
    assert draft.reporters.value == ("David Perry",)
    assert len(draft.reporters.spans) == 1
    assert draft.outlet.value == "Wren Bay Herald"
    assert draft.spokespeople.value == ()


def test_a_person_who_is_called_by_two_names_is_one() -> None:
    body = BODY.format(name="Annie Lee") + "\n\nAnn Lee wrote a book on it."
    draft = read_text(f"The harbour waits\n\nBy Dave Perry\n\nDecember 3, 2019\n\n{body}")
    assert draft.spokespeople.value == (Spokesperson("Ann Lee", Role.QUOTED),)
    assert len(draft.spokespeople.spans) == 1


def test_a_role_that_is_known_under_either_name_stays_known() -> None:
    people = (Spokesperson("Dave Perry"), Spokesperson("Bo Snow"), Spokesperson("David Perry", Role.QUOTED))
    guess = Guess(people, 0.9, spans=(((0, 4),), ((5, 6),), ((7, 9),)))
    (draft,) = by_own_names([Draft(spokespeople=guess)], KNOWN)
    assert draft.spokespeople.value == (Spokesperson("David Perry", Role.QUOTED), Spokesperson("Bo Snow"))
    assert draft.spokespeople.spans == (((0, 4),), ((5, 6),))


def test_a_link_to_a_domain_is_of_its_outlet() -> None:
    assert read_text("https://www.wb-news.example/2019/12/harbour").outlet.value == "Wren Bay Herald"


def test_rows_of_a_sheet_get_own_names_too() -> None:
    rows = b"Headline,Outlet,Author\nThe harbour waits,WBH Online,Dave Perry\nShips sail,Tern,Bo Snow\n"
    drafts = read_file(File("clips.csv", rows), KNOWN, date(2020, 1, 10)).reading.drafts
    assert [draft.reporters.value for draft in drafts] == [("David Perry",), ("Bo Snow",)]


@pytest.mark.parametrize("title", ["Dr.", "Prof.", "Prof. Dr.", "Mme", "Me", "Hon.", "Lt.-Gen.", "Dre"])
def test_a_title_is_no_part_of_a_name(title: str) -> None:
    text = (
        f"Ferry waits for the tide by {title} Bo Snow (feat. {title} Ida Roth), CBC News, December 3, 2019\n"
        "Ice road opens late by Bo Snow (feat. Ida Roth), Toronto Star, December 4, 2019\n"
    )
    for draft in read(Pasted(text), Known(), date(2020, 1, 10)).drafts:
        assert (draft.reporters.value, [one.name for one in draft.spokespeople.value]) == (("Bo Snow",), ["Ida Roth"])


def test_a_surname_alone_keeps_its_title_and_a_first_name_that_sounds_like_one_stays() -> None:
    text = "Ferry waits by Major Garrett, CBC News, December 3, 2019\nIce by Dr. Snow, Toronto Star, December 4, 2019\n"
    found = read(Pasted(text), Known(), date(2020, 1, 10)).drafts
    assert [draft.reporters.value for draft in found] == [("Major Garrett",), ("Dr. Snow",)]


def test_the_library_decides_which_title_belongs_to_a_name() -> None:
    known = Known(spokespeople=("Dr. Ida Roth", "Bo Snow"))
    people = tuple(Spokesperson(name) for name in ("Dr. Ida Roth", "Prof. Bo Snow", "Ida Roth"))
    (draft,) = by_own_names([Draft(spokespeople=Guess(people, 0.9))], known)
    assert [one.name for one in draft.spokespeople.value] == ["Dr. Ida Roth", "Bo Snow"]
