"""One verb a user's action: what it changes, what it returns, when it does nothing."""

from datetime import date
from typing import Any

import pytest

from clipper.library.library import Library
from clipper.model.changes import Changes
from clipper.model.clipping import Organisation, Spokesperson
from clipper.model.codes import Medium, Prominence, Relation, Role, State, Tone
from clipper.model.draft import Known
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.query import Query
from clipper.model.saved_search import SavedSearch
from clipper.model.values import replace
from tests.library.building import LOGO, PASTE, ferry, plain
from tests.library.conftest import Fill


def _title(changes: Changes) -> str:
    assert changes.step is not None
    return changes.step.title


def test_a_missing_clipping_is_not_found(library: Library) -> None:
    for look in (lambda: library.get(7), lambda: library.edit(7, headline="x"), lambda: library.set_note(7, "x")):
        with pytest.raises(NotFound, match="no clipping 7"):
            look()


def test_clippings_come_in_the_order_asked_for(library: Library, fill: Fill) -> None:
    fill(3)
    assert [one.id for one in library.clippings([3, 9, 1])] == [3, 1]


def test_a_tag_is_made_by_putting_it_on(library: Library, fill: Fill) -> None:
    changes = library.tag(fill(3)[:2], " topic/ice ")
    assert (changes.clippings, changes.tags) == ({1, 2}, True)
    assert _title(changes) == "Tag 2 clippings “topic/ice”"
    assert [library.get(one).tags for one in (1, 2, 3)] == [("topic/ice",), ("topic/ice",), ()]


def test_tags_are_one_whatever_their_case(library: Library, fill: Fill) -> None:
    fill(1)
    library.tag([1], "Ice")
    assert library.tag([1], "ICE").step is None
    assert [tag.name for tag in library.tags()] == ["Ice"]


def test_tagging_what_is_tagged_or_not_there_makes_no_step(library: Library, fill: Fill) -> None:
    fill(2)
    library.tag([1], "ice")
    assert library.tag([1], "ice") == Changes()
    assert library.tag([99], "snow") == Changes()
    assert library.tag([1, 2], "ice").clippings == {2}
    assert [tag.name for tag in library.tags()] == ["ice"]


def test_a_tag_is_taken_off(library: Library, fill: Fill) -> None:
    library.tag(fill(2), "ice")
    assert library.untag([1, 2], "Ice").clippings == {1, 2}
    assert library.untag([1, 2], "ice") == library.untag([1], "unknown") == Changes()
    assert library.get(1).tags == ()


@pytest.mark.parametrize("name", ["none", "", "  ", "/ice", "topic//ice", "topic/", 'ten"inch', "\x00"])
def test_a_name_that_no_tag_can_have_is_refused(library: Library, fill: Fill, name: str) -> None:
    with pytest.raises(WrongUsage):
        library.tag(fill(1), name)
    assert library.tags() == []


def test_renaming_a_tag_renames_what_is_below_it(library: Library, fill: Fill) -> None:
    fill(1)
    for name in ("topic/ice", "topic/ice/sea", "topic/icebreakers"):
        library.tag([1], name)
    library.rename_tag("Topic/Ice", "topic/cold")
    assert library.get(1).tags == ("topic/cold", "topic/cold/sea", "topic/icebreakers")


@pytest.mark.parametrize(("old", "new"), [("a", "a/b"), ("a/b", "a/b/b"), ("a", "A"), ("a/b", "c")])
def test_a_tag_may_be_renamed_within_its_own_branch(library: Library, fill: Fill, old: str, new: str) -> None:
    fill(1)
    for name in ("a", "a/b", "a/b/b"):
        library.tag([1], name)
    before = library.tags()
    library.rename_tag(old, new)
    assert new in [tag.name for tag in library.tags()]
    library.undo()
    assert library.tags() == before


def test_a_tag_that_takes_the_name_of_another_becomes_one_with_it(library: Library, fill: Fill) -> None:
    fill(3)
    library.tag([1, 2], "ice")
    library.tag([3], "ice/sea")
    library.tag([2, 3], "Snow")
    library.tag([1], "snow/sea")
    before = [library.get(one).tags for one in (1, 2, 3)]
    changes = library.rename_tag("ice", "snow")
    assert _title(changes) == "Merge tag “ice” into “snow”"
    assert [library.get(one).tags for one in (1, 2, 3)] == [("Snow", "snow/sea"), ("Snow",), ("Snow", "snow/sea")]
    assert [tag.name for tag in library.tags()] == ["Snow", "snow/sea"]
    library.undo()
    assert [library.get(one).tags for one in (1, 2, 3)] == before
    with pytest.raises(NotFound):
        library.rename_tag("rain", "hail")


def test_a_key_belongs_to_one_tag(library: Library, fill: Fill) -> None:
    fill(1)
    library.tag([1], "ice", "snow")
    library.set_tag_key("ice", 3)
    library.set_tag_key("snow", 3)
    assert [(tag.name, tag.key) for tag in library.tags()] == [("ice", None), ("snow", 3)]
    library.undo()
    assert [(tag.name, tag.key) for tag in library.tags()] == [("ice", 3), ("snow", None)]
    library.set_tag_key("ice", None)
    assert library.tags()[0].key is None
    with pytest.raises(WrongUsage, match="1 to 9"):
        library.set_tag_key("ice", 10)


def test_a_key_is_handed_over_in_a_merge(library: Library, fill: Fill) -> None:
    fill(1)
    library.tag([1], "ice", "snow")
    library.set_tag_key("ice", 3)
    library.rename_tag("ice", "snow")
    assert [(tag.name, tag.key) for tag in library.tags()] == [("snow", 3)]


def test_letters_that_are_longer_in_capitals_are_renamed_whole(library: Library, fill: Fill) -> None:
    fill(1)
    library.tag([1], "Straße/x")
    library.save_search(SavedSearch("Roads", "tag:STRASSE/x"))
    library.rename_tag("strasse", "road")
    assert library.get(1).tags == ("road/x",)
    assert library.saved_searches() == [SavedSearch("Roads", "tag:road/x")]


def test_many_clippings_get_an_outlet_in_one_step(library: Library, fill: Fill) -> None:
    ids = fill(3)
    changes = library.set_outlet(ids, "  The Tern ")
    assert (changes.clippings, changes.outlets) == (set(ids), True)
    assert _title(changes) == "Set outlet of 3 clippings"
    assert {library.get(one).outlet for one in ids} == {"The Tern"}
    assert list(library.search(Query.parse("tern")).ids)
    library.set_outlet(ids[:1], None)
    library.undo()
    library.undo()
    assert {library.get(one).outlet for one in ids} != {"The Tern"}


def test_a_name_is_free_again_when_the_tag_that_had_it_was_undone(library: Library, fill: Fill) -> None:
    fill(1)
    library.tag([1], "ice")
    library.rename_tag("ice", "cold")
    library.tag([1], "ice")
    library.undo()
    library.undo()
    assert library.get(1).tags == ("ice",)
    library.redo()
    library.redo()
    assert library.get(1).tags == ("cold", "ice")


def test_a_tag_gets_a_hue(library: Library, fill: Fill) -> None:
    library.tag(fill(1), "ice")
    changes = library.set_tag_hue("ICE", "teal")
    assert (changes.tags, changes.clippings) == (True, frozenset())
    assert _title(changes) == "Change the colour of tag “ice”"
    assert [tag.hue for tag in library.tags()] == ["teal"]
    with pytest.raises(WrongUsage, match="not a hue"):
        library.set_tag_hue("ice", "puce")


@pytest.mark.parametrize(
    ("verb", "value", "field", "title"),
    [
        ("set_tone", Tone.POSITIVE, "tone", "Code tone of 2 clippings"),
        ("set_prominence", Prominence.MAIN, "prominence", "Code prominence of 2 clippings"),
        ("set_relation", Relation.PEER, "relation", "Set relation of 2 clippings"),
        ("set_starred", True, "starred", "Star 2 clippings"),
        ("set_publish", True, "publish", "Publish 2 clippings"),
        ("set_state", State.DEFERRED, "state", "Mark 2 clippings as deferred"),
    ],
)
def test_codes_are_set_on_many_at_once(
    library: Library, fill: Fill, verb: str, value: Any, field: str, title: str
) -> None:
    ids = fill(3)[:2]
    changes = getattr(library, verb)(ids, value)
    assert (changes.clippings, _title(changes)) == ({1, 2}, title)
    assert [getattr(library.get(one), field) == value for one in (1, 2, 3)] == [True, True, False]
    assert getattr(library, verb)(ids, value) == Changes()


def test_a_code_is_taken_away_again(library: Library, fill: Fill) -> None:
    library.set_tone(fill(1), Tone.NEGATIVE)
    library.set_tone([1], None)
    assert library.get(1).tone is None
    library.undo()
    assert library.get(1).tone is Tone.NEGATIVE


def test_the_wastebasket_gives_back(library: Library, fill: Fill) -> None:
    assert _title(library.delete(fill(1))) == "Move Headline 0 to the wastebasket"
    assert library.get(1).deleted
    assert len(library.search(Query.parse("is:deleted"))) == 1
    library.restore([1])
    assert not library.get(1).deleted


def test_a_note_is_written_and_emptied(library: Library, fill: Fill) -> None:
    fill(1)
    library.set_note(1, "Call **them**\r\n\r\nsoon")
    assert library.get(1).note == "Call **them**\n\nsoon"
    library.set_note(1, "  ")
    assert library.get(1).note is None


def test_every_field_is_edited(library: Library) -> None:
    library.add([ferry()], PASTE)
    values: dict[str, Any] = {
        "headline": "New headline",
        "deck": None,
        "reporters": ("Ines Moreau", "Petra Lindqvist"),
        "spokespeople": (Spokesperson("Jo Oyelaran", Role.AUTHOR),),
        "outlet": "Island Post",
        "programme": "Morning Tide",
        "medium": Medium.RADIO,
        "published_on": date(2018, 1, 2),
        "url": None,
        "language": "fr",
        "body": "Another text",
    }
    changes = library.edit(1, **values)
    clipping = library.get(1)
    assert {name: getattr(clipping, name) for name in values} == values
    assert (changes.people, changes.outlets, changes.tags) == (True, True, False)
    library.undo()
    assert library.get(1).reporters == ("Petra Lindqvist",)


def test_an_edit_names_what_really_changed(library: Library) -> None:
    library.add([ferry()], PASTE)
    changes = library.edit(1, headline="Harbour towns  ask who pays", published_on=date(2017, 11, 15))
    assert _title(changes) == "Edit date of Harbour towns ask who pays"
    assert library.edit(1, outlet="Coastal Ledger", reporters=["Petra Lindqvist"]) == Changes()


def test_an_unknown_field_is_a_mistake_of_the_program(library: Library) -> None:
    library.add([ferry()], PASTE)
    with pytest.raises(TypeError, match="no field tone"):
        library.edit(1, tone=Tone.MIXED)


def test_the_order_of_the_byline_is_kept(library: Library) -> None:
    library.add([ferry(reporters=("A One", "B Two"))], PASTE)
    library.edit(1, reporters=("B Two", "A One"))
    assert library.get(1).reporters == ("B Two", "A One")


def test_correcting_the_spelling_of_a_name_corrects_it_everywhere(library: Library) -> None:
    library.add([ferry(), plain(1, reporters=("Petra Lindqvist",))], PASTE)
    library.edit(1, reporters=("Petra LINDQVIST",), outlet="coastal ledger")
    other = library.get(2)
    assert (other.reporters, other.outlet) == (("Petra LINDQVIST",), "coastal ledger")
    library.undo()
    assert library.get(2).outlet == "Coastal Ledger"


def test_an_edited_date_moves_the_clipping_in_the_list_and_the_index(library: Library) -> None:
    library.add([ferry(), ferry(even_if_known=True, published_on=date(2016, 1, 1))], PASTE)
    assert list(library.search(Query.parse("ferry")).ids) == [1, 2]
    library.edit(2, published_on=date(2019, 1, 1))
    assert list(library.search(Query.parse("ferry")).ids) == [2, 1]
    assert list(library.search(Query()).ids) == [2, 1]


def test_what_is_edited_is_found_and_what_was_is_not(library: Library) -> None:
    library.add([ferry()], PASTE)
    library.edit(1, body="About walruses", outlet="Island Post")
    assert len(library.search(Query.parse("walruses"))) == 1
    assert len(library.search(Query.parse('"island post"'))) == 1
    assert len(library.search(Query.parse("mayors"))) == 0


def test_a_phrase_does_not_cross_from_one_name_into_the_next(library: Library) -> None:
    library.add([ferry(reporters=("Anna North", "South Vale"))], PASTE)
    assert len(library.search(Query.parse('"anna north"'))) == 1
    assert len(library.search(Query.parse('"north south"'))) == 0


def test_the_library_knows_its_names(library: Library) -> None:
    library.add([ferry()], PASTE)
    library.set_organisation(Organisation(name="Tide Institute", aliases=("TI", "ti", "")))
    assert library.known() == Known(
        outlets=("Coastal Ledger",),
        reporters=("Petra Lindqvist",),
        spokespeople=("Amadou Kerr",),
        organisation=("Tide Institute", "TI"),
    )


def test_the_organisation_is_a_step_like_any_other(library: Library) -> None:
    ours = Organisation("Tide Institute", ("TI",), ("fr", "en"), "Expert", "The desk", fiscal_start=4, logo=LOGO)
    changes = library.set_organisation(ours)
    assert changes.organisation
    assert _title(changes) == "Edit the organisation"
    assert library.organisation() == ours
    assert library.set_organisation(ours) == Changes()
    wrong_style = replace(ours, name="Other", house_style=(("en", "{headlin}"),))
    wrong_logo = replace(ours, name="Other", logo="data:image/png;base64,AAAA")
    for wrong in (replace(ours, fiscal_start=13), wrong_logo, wrong_style):
        with pytest.raises(WrongUsage):
            library.set_organisation(wrong)
    assert library.organisation() == ours
    library.undo()
    assert library.organisation() == Organisation()


def test_listeners_learn_what_changed_and_who_asked(library: Library, fill: Fill) -> None:
    fill(1)
    heard: list[Changes] = []
    stop = library.subscribe(heard.append)
    changes = library.set_starred([1], True, origin="list")
    library.set_starred([1], True)
    stop()
    stop()
    library.set_starred([1], False)
    assert heard == [changes]
    assert changes.origin == "list"


def test_what_another_library_object_wrote_is_noticed_by_polling(library: Library, fill: Fill) -> None:
    fill(1)
    heard: list[Changes] = []
    library.subscribe(heard.append)
    library.poll()
    with Library.open(library.path) as other:
        other.set_starred([1], True)
    library.poll()
    library.poll()
    assert heard == [Changes(everything=True)]
    assert library.get(1).starred


def test_a_changed_link_is_found_on_its_site_at_once(library: Library, fill: Fill) -> None:
    def found(site: str) -> list[int]:
        return list(library.search(Query.parse(f"link:{site}")).ids)

    fill(3)
    for url in ("https://front.example/", "https://front.example/1"):
        library.edit(2, url=url)
        assert (found("front.example"), found("other.example")) == ([2], [])
    library.edit(2, url="https://www.other.example")
    assert (found("front.example"), found("other.example")) == ([], [2])
    library.undo()
    assert (found("front.example"), found("other.example")) == ([2], [])
    library.edit(3, url="https://front.example/?utm_source=mail")
    library.delete([3])
    library.purge([3])
    assert found("front.example") == [2]
