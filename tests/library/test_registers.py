"""Renaming outlets and people: in every clipping, with those of the new name, and back."""

import pytest

from clipper.library.library import Library
from clipper.model.clipping import Spokesperson
from clipper.model.codes import Role
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.query import Query
from tests.library.building import PASTE, accepted


def found(library: Library, text: str) -> list[int]:
    return sorted(library.search(Query.parse(text)).ids)


@pytest.fixture
def mentions(library: Library) -> None:
    library.add(
        [
            accepted(headline="One", outlet="Coastal Ledger", reporters=("Ann Ice", "Bo Snow")),
            accepted(headline="Two", outlet="The Tern", reporters=("A. Ice",)),
            accepted(headline="Three", outlet="Tern", spokespeople=(Spokesperson("Ann Ice", Role.QUOTED),)),
        ],
        PASTE,
    )


def test_an_outlet_gets_another_name_everywhere(library: Library, mentions: None) -> None:
    changes = library.rename_outlet("the tern", "Harbour Post")
    assert changes.outlets
    assert library.get(2).outlet == "Harbour Post"
    assert found(library, "harbour") == found(library, 'outlet:"harbour post"') == [2]
    assert found(library, "outlet:tern") == [3]
    library.undo()
    assert library.get(2).outlet == "The Tern"


def test_an_outlet_that_takes_the_name_of_another_becomes_one_with_it(library: Library, mentions: None) -> None:
    changes = library.rename_outlet("Tern", "the tern")
    assert changes.step is not None
    assert changes.step.title == "Merge outlet “Tern” into “The Tern”"
    assert [library.get(one).outlet for one in (2, 3)] == ["The Tern", "The Tern"]
    assert library.known().outlets == ("Coastal Ledger", "The Tern")
    library.undo()
    assert library.get(3).outlet == "Tern"
    library.redo()
    assert library.get(3).outlet == "The Tern"


def test_only_the_spelling_of_a_name_changes(library: Library, mentions: None) -> None:
    library.rename_outlet("Tern", "TERN")
    assert library.get(3).outlet == "TERN"


def test_two_names_of_one_person_become_one_with_their_roles(library: Library, mentions: None) -> None:
    library.edit(1, reporters=("A. Ice", "Ann Ice", "Bo Snow"))
    changes = library.rename_person("A. Ice", "Ann Ice")
    assert changes.step is not None
    assert changes.step.title == "Merge “A. Ice” into “Ann Ice”"
    assert [library.get(one).reporters for one in (1, 2)] == [("Ann Ice", "Bo Snow"), ("Ann Ice",)]
    assert library.get(3).spokespeople == (Spokesperson("Ann Ice", Role.QUOTED),)
    assert found(library, "reporter:ice") == [1, 2]
    library.undo()
    assert library.get(1).reporters == ("A. Ice", "Ann Ice", "Bo Snow")


def test_what_is_not_there_or_no_name_is_refused(library: Library, mentions: None) -> None:
    with pytest.raises(NotFound):
        library.rename_outlet("Nobody", "Somebody")
    for verb in (library.rename_outlet, library.rename_person):
        with pytest.raises(WrongUsage):
            verb("Tern" if verb == library.rename_outlet else "Bo Snow", "  ")


def test_what_one_of_two_names_is_known_to_do_stays_known(library: Library) -> None:
    people = (Spokesperson("A. Ice", Role.UNKNOWN), Spokesperson("Ann Ice", Role.QUOTED))
    library.add([accepted(headline="One", spokespeople=people)], PASTE)
    library.rename_person("A. Ice", "Ann Ice")
    assert library.get(1).spokespeople == (Spokesperson("Ann Ice", Role.QUOTED),)


def test_nobody_is_called_as_what_finds_nobody(library: Library, mentions: None) -> None:
    with pytest.raises(WrongUsage, match="none"):
        library.rename_outlet("Tern", "None")


def test_counts_know_a_name_that_went_and_came_back(library: Library) -> None:
    library.add([accepted(headline="One", outlet="Aaa"), accepted(headline="Two", outlet="Bbb")], PASTE)
    library.rename_outlet("Bbb", "Aaa")
    library.rename_outlet("Aaa", "Bbb")
    assert library.facets(Query()).outlets == {"Bbb": 2}
