"""Definitions of reports: built in, changed, copied, hidden, and following what their searches name."""

import pytest

from clipper.library.library import Library
from clipper.model.built_in_reports import UUIDS
from clipper.model.clipping import Organisation
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.report import ALL_SECTIONS, Audience, Definition, Kind, Span
from clipper.model.values import replace
from tests.library.building import PASTE, accepted

BUILT_IN = ["Media report", "Full media report", "One page for the board", "Morning briefing", "In The Media"]


def names(library: Library) -> list[str]:
    return [definition.name for definition in library.definitions()]


def called(library: Library, name: str) -> Definition:
    (found,) = (definition for definition in library.definitions() if definition.name == name)
    return found


def test_every_library_has_the_built_in_definitions(library: Library) -> None:
    usual, full, board, briefing, page = library.definitions()
    assert [one.name for one in (usual, full, board, briefing, page)] == BUILT_IN
    assert {one.uuid for one in library.definitions()} == UUIDS
    assert full.sections == ALL_SECTIONS
    assert (board.template, briefing.template) == ("board", "briefing")
    assert (briefing.kind, briefing.span) == (Kind.BRIEFING, Span.DAY)
    assert (page.kind, page.audience) == (Kind.MEDIA_PAGE, Audience.PUBLIC)
    assert library.steps() == []


def test_built_in_definitions_are_in_the_language_of_the_organisation(library: Library) -> None:
    library.set_organisation(Organisation("Institut des marées", languages=("fr", "en")))
    assert {one.language for one in library.definitions()} == {"fr"}


def test_what_is_made_of_a_built_in_definition_stands_in_its_place(library: Library) -> None:
    usual = library.definitions()[0]
    changes = library.save_definition(replace(usual, excerpt_words=30, brand="#8A1C2B"))
    assert changes.reports
    assert library.undoable().title == "Save the report “Media report”"
    assert library.definitions()[0] == replace(usual, excerpt_words=30, brand="#8A1C2B")
    library.rename_definition(usual.uuid, "Monthly")
    assert names(library) == ["Monthly", *BUILT_IN[1:]]
    assert library.undoable().title == "Rename the report “Media report” to “Monthly”"
    library.undo()
    library.undo()
    assert library.definitions()[0] == usual


def test_a_built_in_definition_that_is_deleted_is_hidden_until_it_is_saved_again(library: Library) -> None:
    briefing = called(library, "Morning briefing")
    library.delete_definition(briefing.uuid)
    assert "Morning briefing" not in names(library)
    library.save_definition(Definition(name="morning BRIEFING"))
    with pytest.raises(WrongUsage, match="already"):
        library.save_definition(briefing)
    library.undo()
    library.undo()
    assert called(library, "Morning briefing") == briefing
    library.redo()
    library.save_definition(briefing)
    assert names(library) == BUILT_IN


def test_definitions_of_ones_own_stand_after_the_others_by_the_alphabet(library: Library) -> None:
    for name in ("weekly", "Arctic"):
        library.save_definition(Definition(name=f" {name} "))
    assert names(library) == [*BUILT_IN, "Arctic", "weekly"]
    weekly = called(library, "weekly")
    library.save_definition(replace(weekly, sections=("summary", "share", "summary")))
    assert called(library, "weekly").sections == ("summary", "share")
    library.delete_definition(weekly.uuid)
    assert names(library) == [*BUILT_IN, "Arctic"]
    for _ in range(4):
        library.undo()
    assert names(library) == BUILT_IN


def test_a_definition_is_duplicated_under_another_name(library: Library) -> None:
    page = called(library, "In The Media")
    twin = library.duplicate_definition(page.uuid, "Dans les médias")
    assert twin == replace(page, uuid=twin.uuid, name="Dans les médias")
    assert called(library, "Dans les médias") == twin
    assert twin.uuid not in UUIDS
    with pytest.raises(NotFound):
        library.duplicate_definition("nobody", "Another")


def test_saving_the_same_again_is_no_step(library: Library) -> None:
    for definition in library.definitions():
        assert library.save_definition(definition).step is None
    twin = library.duplicate_definition(library.definitions()[0].uuid, "Twin")
    assert library.save_definition(twin).step is None
    assert library.rename_definition(twin.uuid, "Twin").step is None


@pytest.mark.parametrize(
    ("definition", "words"),
    [
        (Definition(name=" "), "needs a name"),
        (Definition(name="x" * 81), "needs a name"),
        (Definition(name="MÉDIA report"), "already"),
        (Definition("seven", "A"), "not the UUID"),
        (Definition(name="A", brand="red"), "no colour"),
        (Definition(name="A", brand="#12345"), "no colour"),
        (Definition(name="A", excerpt_words=0), "words"),
        (Definition(name="A", excerpt_words=301), "300 words"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(library: Library, definition: Definition, words: str) -> None:
    with pytest.raises(WrongUsage, match=words):
        library.save_definition(definition)
    assert library.steps() == []


def test_a_name_that_is_taken_is_no_other_name(library: Library) -> None:
    (twin, usual) = library.duplicate_definition(library.definitions()[0].uuid, "Twin"), library.definitions()[0]
    for verb in (library.rename_definition, library.duplicate_definition):
        with pytest.raises(WrongUsage, match="already"):
            verb(twin.uuid, "media report")
    library.rename_definition(usual.uuid, "MEDIA REPORT")
    library.delete_definition(usual.uuid)
    library.rename_definition(twin.uuid, "Media report")
    assert names(library) == [*BUILT_IN[1:], "Media report"]
    for gone in (library.delete_definition, lambda uuid: library.rename_definition(uuid, "X")):
        with pytest.raises(NotFound):
            gone(usual.uuid)


def test_the_search_of_a_definition_follows_what_it_names(library: Library) -> None:
    library.add([accepted(("topic/arctic", "board"), headline="One", outlet="Tern", reporters=("Ann Ice",))], PASTE)
    usual = library.definitions()[0]
    library.save_definition(replace(usual, query='tag:arctic -tag:board outlet:Tern OR reporter:"Ann Ice"'))
    assert library.definitions()[0].query.startswith("tag:topic/arctic")
    library.rename_tag("topic", "subject")
    library.rename_outlet("Tern", "Harbour Post")
    library.rename_person("Ann Ice", "Ann Snow")
    told = library.definitions()[0].query
    assert told == 'tag:subject/arctic -tag:board outlet:"Harbour Post" OR reporter:"Ann Snow"'
    for _ in range(3):
        library.undo()
    assert "Tern" in library.definitions()[0].query


def test_a_template_that_is_not_there_is_the_first_built_in_one(library: Library) -> None:
    library.save_template("Winter", {})
    library.save_definition(Definition(name="Snow", template="Winter"))
    library.save_definition(Definition(name="Rain", template="of another program"))
    assert (called(library, "Snow").template, called(library, "Rain").template) == ("Winter", "modern")
    library.rename_template("winter", "Cold")
    assert called(library, "Snow").template == "Cold"
    library.save_template("COLD", {"a.typ": b""})
    assert called(library, "Snow").template == "COLD"
    library.delete_template("cold")
    assert called(library, "Snow").template == "modern"
    library.rename_definition(called(library, "Snow").uuid, "Ice")
    library.undo()
    library.undo()
    assert called(library, "Snow").template == "COLD"


def test_a_briefing_whose_template_is_gone_looks_like_a_briefing(library: Library) -> None:
    library.save_template("Dawn", {"template.toml": b'based-on = "briefing"'})
    library.save_definition(Definition(name="Early", kind=Kind.BRIEFING, template="Dawn"))
    library.delete_template("Dawn")
    assert called(library, "Early").template == "briefing"
