"""Searches under a name: kept, replaced, renamed, forgotten, and following what they name."""

from pathlib import Path

import pytest

from clipper.library.exchange import export_library, import_library
from clipper.library.library import Library
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.query import Query
from clipper.model.saved_search import SavedSearch
from tests.library.building import PASTE, accepted, ferry


def texts(library: Library) -> dict[str, str]:
    return {saved.name: saved.text for saved in library.saved_searches()}


def test_a_search_is_kept_under_its_name_and_counts_what_it_finds_now(library: Library) -> None:
    changes = library.save_search(SavedSearch(" Ports ", "tag:topic/ports ferry"))
    assert changes.searches
    [saved] = library.saved_searches()
    assert saved == SavedSearch("Ports", "tag:topic/ports ferry")
    assert library.count(saved.query) == 0
    library.add([ferry(tags=("topic/ports",))], PASTE)
    assert library.count(saved.query) == 1


def test_a_search_of_the_same_name_takes_its_place(library: Library) -> None:
    library.save_search(SavedSearch("Ports", "ferry"))
    library.save_search(SavedSearch("ports", "harbour"))
    assert texts(library) == {"ports": "harbour"}
    library.undo()
    assert texts(library) == {"Ports": "ferry"}
    library.undo()
    assert texts(library) == {}


def test_renaming_and_forgetting_can_be_undone(library: Library) -> None:
    library.save_search(SavedSearch("Ports", "ferry"))
    library.save_search(SavedSearch("Rail", "train"))
    library.rename_search("ports", "Harbours")
    library.delete_search("Rail")
    assert texts(library) == {"Harbours": "ferry"}
    library.undo()
    library.undo()
    assert texts(library) == {"Ports": "ferry", "Rail": "train"}
    with pytest.raises(WrongUsage, match="already"):
        library.rename_search("Ports", "rail")
    for verb in (lambda: library.rename_search("Nothing", "x"), lambda: library.delete_search("Nothing")):
        with pytest.raises(NotFound):
            verb()


@pytest.mark.parametrize(("name", "text"), [("", "ferry"), ("x" * 81, "ferry"), ("Ports", "  "), ("Ports", "?!")])
def test_what_says_nothing_is_not_saved(library: Library, name: str, text: str) -> None:
    with pytest.raises(WrongUsage):
        library.save_search(SavedSearch(name, text))
    assert library.saved_searches() == []


def test_saved_searches_follow_what_they_name(library: Library) -> None:
    people = {"reporters": ("Ann Ice",), "outlet": "The Tern"}
    library.add([accepted(("topic/ports/ferries", "board"), headline="One", **people)], PASTE)
    text = 'tag:topic/ports OR -tag:Topic/Ports/Ferries outlet:"the tern" -(reporter:"ann ice" feat:"Ann Ice") ports'
    library.save_search(SavedSearch("All", text))
    library.save_search(SavedSearch("Words", 'outlet:tern tag:topic "the tern"'))
    library.rename_tag("topic/ports/ferries", "topic/ports/boats")
    library.tag([1], "topic/ports")
    library.rename_tag("topic/ports", "harbours")
    library.rename_outlet("The Tern", "Harbour Post")
    library.rename_person("Ann Ice", "Ann Snow")
    assert texts(library) == {
        "All": 'tag:harbours OR -tag:harbours/boats outlet:"Harbour Post" -(reporter:"Ann Snow" feat:"Ann Snow") ports',
        "Words": 'outlet:"Harbour Post" tag:topic "the tern"',
    }
    for _ in range(5):
        library.undo()
    assert texts(library)["All"] == text


def test_a_whole_name_that_is_asked_for_stays_a_whole_name(library: Library) -> None:
    library.add([accepted(headline="One", outlet="The Tern"), accepted(headline="Two", outlet="The Tern Post")], PASTE)
    library.save_search(SavedSearch("Whole", 'outlet:"=The Tern"'))
    library.rename_outlet("The Tern", "Harbour Mail")
    assert texts(library) == {"Whole": 'outlet:"=Harbour Mail"'}


def test_a_search_follows_to_a_name_without_letters(library: Library) -> None:
    library.add([accepted(headline="One", outlet="The Tern")], PASTE)
    library.save_search(SavedSearch("Tern", "outlet:tern"))
    library.rename_outlet("The Tern", "***")
    assert texts(library) == {"Tern": 'outlet:"=***"'}
    [saved] = library.saved_searches()
    assert library.count(saved.query) == 1


def test_a_tag_told_by_its_last_part_is_found_and_followed(library: Library) -> None:
    library.add([accepted(("topic/arctic", "board"), headline="One")], PASTE)
    library.save_search(SavedSearch("Short", "tag:arctic"))
    assert library.count(Query.parse("tag:arctic -tag:arc")) == 1
    assert library.facets(Query.parse("tag:arctic")).total == 1
    library.rename_tag("topic", "subject")
    assert texts(library) == {"Short": "tag:subject/arctic"}
    library.rename_tag("subject/arctic", "subject/north")
    assert texts(library) == {"Short": "tag:subject/north"}
    library.undo()
    library.tag([1], "arctic")
    library.untag([1], "subject/arctic")
    assert library.count(Query.parse("tag:arctic")) == 1
    library.add([accepted(("subject/arctic",), headline="Two")], PASTE)
    assert library.count(Query.parse("tag:arctic")) == 1
    assert library.count(Query.parse("tag:arc*")) == 2


def test_words_that_others_have_too_stay_as_they_are(library: Library) -> None:
    library.add([accepted(headline="One", outlet="The Tern"), accepted(headline="Two", outlet="Tern Bay News")], PASTE)
    library.save_search(SavedSearch("Terns", "outlet:tern"))
    library.rename_outlet("The Tern", "Harbour Post")
    assert texts(library) == {"Terns": "outlet:tern"}


def test_a_merge_carries_into_saved_searches(library: Library) -> None:
    library.add([accepted(("ice",), headline="One", outlet="Tern"), accepted(("snow",), headline="Two")], PASTE)
    library.set_outlet([2], "The Tern")
    library.save_search(SavedSearch("Cold", "tag:ice outlet:Tern"))
    library.rename_tag("ice", "snow")
    library.rename_outlet("Tern", "The Tern")
    assert texts(library) == {"Cold": 'tag:snow outlet:"The Tern"'}
    assert library.count(library.saved_searches()[0].query) == 2


def test_saved_searches_and_keys_travel_along(library: Library, path: Path) -> None:
    library.add([ferry(tags=("board",))], PASTE)
    library.set_tag_key("board", 4)
    library.save_search(SavedSearch("Ports", "ferry last:30d"))
    export = path.with_suffix(".jsonl")
    export_library(library, export)
    with Library.open(path.with_name("other.clipper")) as other:
        import_library(other, export)
        assert other.saved_searches() == library.saved_searches()
        assert [(tag.name, tag.key) for tag in other.tags()] == [("board", 4)]
        other.save_search(SavedSearch("Ports", "harbour"))
        # What only this library changed since is the newer.
        assert import_library(other, export).conflicts == ()
        assert texts(other) == {"Ports": "harbour"}


def test_days_told_from_today_go_with_the_time(library: Library) -> None:
    library.add([ferry()], PASTE)
    assert library.count(Query.parse("added:today")) == 1
    assert library.count(Query.parse("added:yesterday")) == 0


def test_a_tag_told_by_its_last_part_is_meant_whatever_else_gets_that_name(library: Library) -> None:
    (first, second) = library.add([accepted(headline="One"), accepted(headline="Two")], PASTE).ids
    library.tag([first], "topic/glacier")
    library.save_search(SavedSearch("Ice", "tag:glacier"))
    library.tag([second], "glacier")
    (saved,) = [one for one in library.saved_searches() if one.name == "Ice"]
    assert list(library.search(saved.query).ids) == [first]


def test_a_tag_written_without_its_accents_is_found_and_followed(library: Library) -> None:
    (first, second) = library.add([accepted(("topic/Élection",), headline="One"), accepted(headline="Two")], PASTE).ids
    for name, text in (("Whole", "tag:topic/election"), ("Short", "tag:ELECTION"), ("Told", 'tag:"=topic/élection"')):
        library.save_search(SavedSearch(name, text))
        assert list(library.search(Query.parse(text)).ids) == [first]
    library.tag([second], "topic/election")
    counts = {saved.name: library.count(saved.query) for saved in library.saved_searches()}
    assert counts == {"Whole": 2, "Short": 2, "Told": 1}
    library.undo()
    library.rename_tag("topic/élection", "topic/Vote")
    assert texts(library) == {"Whole": "tag:topic/Vote", "Short": "tag:topic/Vote", "Told": "tag:=topic/Vote"}


def test_a_search_that_finds_another_tag_of_its_letters_stays_as_it_is(library: Library) -> None:
    library.add([accepted(("Été", "ete"), headline="One")], PASTE)
    library.save_search(SavedSearch("Summer", "tag:ETE"))
    library.save_search(SavedSearch("Capital", "tag:ÉTÉ"))
    library.rename_tag("été", "summer")
    assert texts(library) == {"Summer": "tag:ETE", "Capital": "tag:summer"}
