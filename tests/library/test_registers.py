"""The registers of outlets and people: names, aliases, what is known of each, and where they are used."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from clipper.capture import read
from clipper.library import outlets
from clipper.library.checking import check
from clipper.library.duplicates import likenesses_of
from clipper.library.exchange import export_library, import_library
from clipper.library.library import Library
from clipper.model.changes import Changes
from clipper.model.clipping import Spokesperson
from clipper.model.codes import Medium, Rights, Role, State
from clipper.model.draft import Pasted
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.outlet import Outlet
from clipper.model.period import Period
from clipper.model.person import Person
from clipper.model.query import Query
from clipper.model.saved_search import SavedSearch
from clipper.model.values import replace
from tests.library.building import FERRY, PASTE, accepted, ferry, plain


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
    assert found(library, "outlet:tern") == [2, 3]
    library.undo()
    assert library.get(2).outlet == "The Tern"


def test_words_find_the_name_that_stands_after_undo_and_redo_of_a_new_name(library: Library, mentions: None) -> None:
    library.rename_person("Ann Ice", "Vera Floe")
    library.rename_outlet("Coastal Ledger", "Harbour Post")
    assert (found(library, "floe"), found(library, "harbour")) == ([1, 3], [1])
    for _ in range(2):
        library.undo()
    assert (found(library, "ann"), found(library, "coastal")) == ([1, 3], [1])
    assert found(library, "floe") == found(library, "harbour") == []
    assert check(library) == []
    for _ in range(2):
        library.redo()
    assert (found(library, "floe"), found(library, "harbour")) == ([1, 3], [1])
    assert found(library, "ann") == found(library, "coastal") == []


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


# Aliases


def test_an_alias_that_is_pasted_becomes_the_name_it_stands_for(library: Library, mentions: None) -> None:
    library.edit_person("Ann Ice", aliases=("Annie Ice",))
    library.edit_outlet("The Tern", aliases=("Tern Daily",))
    people = (Spokesperson("Ann Ice"), Spokesperson("ANNIE ICE", Role.QUOTED))
    brought = accepted(
        headline="Four", outlet="tern daily", reporters=("Annie Ice", "Ann Ice", "Bo Snow"), spokespeople=people
    )
    library.add([brought], PASTE)
    added = library.get(4)
    assert (added.outlet, added.reporters) == ("The Tern", ("Ann Ice", "Bo Snow"))
    assert added.spokespeople == (Spokesperson("Ann Ice", Role.QUOTED),)
    assert found(library, "annie") == []
    assert found(library, "reporter:annie") == found(library, "reporter:ann*")
    assert 4 in found(library, "ann")
    library.edit(1, outlet="Tern Daily", reporters=("Annie Ice", "Ann Ice"))
    assert (library.get(1).outlet, library.get(1).reporters) == ("The Tern", ("Ann Ice",))


def test_a_role_that_is_known_under_any_spelling_stays_known(library: Library) -> None:
    library.add([accepted(headline="One", spokespeople=(Spokesperson("David Perry"),))], PASTE)
    library.edit_person("David Perry", aliases=("Dave Perry",))
    people = (Spokesperson("Dave Perry"), Spokesperson("DAVE PERRY", Role.QUOTED), Spokesperson("David Perry"))
    library.add([accepted(headline="Two", spokespeople=people)], PASTE)
    library.edit(1, spokespeople=people)
    quoted = (Spokesperson("David Perry", Role.QUOTED),)
    assert library.get(1).spokespeople == library.get(2).spokespeople == quoted


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("outlet:daily", [2]),
        ('outlet:"wbh daily"', [2]),
        ("outlet:wbh*", [2]),
        ("outlet:daily outlet:ledger", [1, 2]),
        ("outlet:daily OR reporter:snow", [1, 2]),
        ("-outlet:daily", [1, 3]),
        ("feat:annie", [3]),
        ("quoted:annie -outlet:ledger", [3]),
        ("interviewed:annie", []),
        ("reporter:annie", [1]),
        ("-reporter:annie", [2, 3]),
        ("headline:two outlet:daily", [2]),
        ("outlet:none", []),
    ],
)
def test_a_search_finds_a_row_by_its_aliases(library: Library, mentions: None, text: str, ids: list[int]) -> None:
    library.edit_outlet("The Tern", aliases=("WBH Daily",))
    library.edit_person("Ann Ice", aliases=("Annie Łoś",))
    assert found(library, text) == ids
    query = library.meant(Query.parse(text))
    assert [one.id for one in library.clippings([1, 2, 3]) if query.matches(one)] == ids
    assert (library.count(Query.parse(text)), library.facets(Query.parse(text)).total) == (len(ids), len(ids))
    assert str(query) == str(Query.parse(text))


@pytest.mark.parametrize("text", ["outlet:人民日报", 'outlet:"=人民日报"', "-outlet:none -outlet:NYT"])
def test_an_outlet_is_found_by_another_name_that_the_world_has_for_it(library: Library, text: str) -> None:
    both = [accepted(headline=name, outlet=name) for name in ("People's Daily", "The New York Times")]
    (paper, times) = library.add(both, PASTE).ids
    assert list(library.search(Query.parse(text)).ids) == [paper]
    assert library.facets(Query.parse(text)).outlets == {"People's Daily": 1, "The New York Times": 0}
    library.rename_outlet("People's Daily", "Renmin Ribao")
    assert list(library.search(Query.parse(text)).ids) == [paper]
    # What is called so here is meant alone.
    library.add([accepted(headline="Three", outlet="人民日报"), accepted(headline="Four", outlet="NYT")], PASTE)
    assert times not in library.search(Query.parse("outlet:NYT")).ids
    assert paper not in library.search(Query.parse("outlet:人民日报")).ids


def test_an_alias_that_was_taken_off_finds_nothing(library: Library, mentions: None) -> None:
    library.edit_outlet("The Tern", aliases=("WBH Daily",))
    assert found(library, "outlet:wbh") == [2]
    library.undo()
    assert found(library, "outlet:wbh") == []


def test_capture_knows_aliases_and_domains(library: Library) -> None:
    library.add([ferry(reporters=("Petra Lindqvist",))], PASTE)
    library.edit_outlet("Coastal Ledger", aliases=("The CL",), domains=("https://www.cl-news.example/home",))
    library.edit_person("Amadou Kerr", aliases=("Amadou N. Kerr",))
    known = library.known()
    assert known.outlet_domains == (("cl-news.example", "Coastal Ledger"),)
    (draft,) = read(Pasted("https://cl-news.example/2018/01/who-pays"), known, date(2018, 1, 2)).drafts
    assert draft.outlet.value == "Coastal Ledger"
    text = f"Towns ask again\n\nThe CL\nJanuary 3, 2018\n\n{FERRY.replace('Amadou Kerr', 'Amadou N. Kerr')}"
    (draft,) = read(Pasted(text), known, date(2018, 1, 4)).drafts
    assert draft.outlet.value == "Coastal Ledger"
    assert draft.spokespeople.value == (Spokesperson("Amadou Kerr", Role.QUOTED),)


def test_a_mention_of_an_outlet_by_an_alias_is_known_already(library: Library) -> None:
    library.add([plain(1, published_on=date(2018, 1, 2))], PASTE)
    library.edit_outlet("Coastal Ledger", aliases=("CL Online",))
    again = plain(1, outlet="CL Online", published_on=date(2018, 1, 2))
    assert [known for _, known in library.add([again], PASTE).known] == [1]


def test_aliases_are_read_once_for_a_list_of_mentions(library: Library, mentions: None) -> None:
    library.edit_outlet("The Tern", aliases=("TT",))
    asked: list[str] = []
    event.listen(library.store._readers, "after_cursor_execute", lambda *told: asked.append(told[2]))
    drafts = [plain(number, outlet="TT").draft for number in range(20)]
    likenesses_of(library, drafts)
    assert sum("aliases" in statement for statement in asked) == 2


def test_an_alias_of_a_step_that_failed_means_nobody(library: Library, mentions: None) -> None:
    def edit_twice() -> None:
        with library.step("edit") as work:
            outlets.PROFILES.edit(work, "The Tern", {"aliases": ("TT",)})
            outlets.PROFILES.edit(work, "TT", {"tier": 9})

    with pytest.raises(WrongUsage):
        edit_twice()
    library.edit(1, outlet="TT")
    assert library.get(1).outlet == "TT"


def test_the_old_name_stays_an_alias_when_a_row_is_renamed_or_merged(library: Library, mentions: None) -> None:
    library.rename_outlet("The Tern", "Harbour Post")
    library.rename_outlet("Harbour Post", "HARBOUR POST")
    assert library.outlet("the tern") == Outlet("HARBOUR POST", aliases=("The Tern",))
    library.rename_outlet("Tern", "The Tern")
    assert library.outlet("Tern") == Outlet("HARBOUR POST", aliases=("Tern", "The Tern"))
    assert library.get(3).outlet == "HARBOUR POST"
    library.undo()
    assert library.outlet("Tern") == Outlet("Tern")
    library.rename_outlet("harbour post", "The Tern")
    assert library.outlet("HARBOUR POST") == Outlet("The Tern", aliases=("HARBOUR POST",))


def test_a_slip_that_is_put_right_is_no_other_name(library: Library, mentions: None) -> None:
    library.edit(3, outlet="The Ternn", reporters=("Bo Snwo",))
    assert "alias" not in _detail(library.rename_outlet("The Ternn", "The Tern"))
    assert library.outlet("The Tern").aliases == ()
    library.rename_person("Bo Snwo", "Bo Snow")
    assert library.person("Bo Snow").aliases == ()
    assert library.get(3).reporters == ("Bo Snow",)
    assert _detail(library.rename_person("Bo Snow", "Robert Snow"))["alias"] == "Bo Snow"


def _detail(changes: Changes) -> dict[str, str]:
    assert changes.step is not None
    return changes.step.detail


def test_an_alias_that_means_another_row_is_refused(library: Library, mentions: None) -> None:
    library.edit_outlet("The Tern", aliases=("TT",))
    for alias in ("tern", "Tt"):
        name = "Coastal Ledger"
        with pytest.raises(WrongUsage, match="already"):
            library.edit_outlet(name, aliases=(alias,), tier=1)
        assert library.outlet(name) == Outlet(name)
    library.edit_outlet("The Tern", aliases=(" the  TERN ", "tt", "TT", "A"))
    assert library.outlet("The Tern").aliases == ("A", "tt")


# What is known


def test_what_is_known_is_cleaned_and_what_cannot_be_is_refused(library: Library, mentions: None) -> None:
    library.edit_outlet(
        "Tern", domains=("HTTPS://www.Tern.example/a", "tern.example", " "), country="ca", region=" Nova\nScotia "
    )
    assert library.outlet("Tern") == Outlet("Tern", domains=("tern.example",), country="CA", region="Nova Scotia")
    for refused in ({"domains": ("tern",)}, {"tier": 4}, {"country": "Canada"}, {"reach": -1}):
        with pytest.raises(WrongUsage):
            library.edit_outlet("Tern", **refused)
    for refused in ({"active_from": 17}, {"active_from": 2018, "active_until": 2017}):
        with pytest.raises(WrongUsage):
            library.edit_person("Bo Snow", **refused)
    with pytest.raises(TypeError):
        library.edit_person("Bo Snow", shoe_size=43)


def test_two_that_become_one_know_what_either_knew(library: Library, mentions: None) -> None:
    library.edit_outlet("Tern", domains=("tern.example",), medium=Medium.PRINT, country="CA", region="Ontario", tier=2)
    library.edit_outlet("The Tern", domains=("the-tern.example",), country="FR", aliases=("TT",))
    library.rename_outlet("Tern", "The Tern")
    kept = library.outlet("The Tern")
    assert (kept.domains, kept.aliases) == (("tern.example", "the-tern.example"), ("Tern", "TT"))
    assert (kept.country, kept.region, kept.medium, kept.tier) == ("FR", None, Medium.PRINT, 2)
    library.edit_person("A. Ice", title="Fellow", active_from=2011)
    library.rename_person("A. Ice", "Ann Ice")
    assert library.person("ann ice") == Person("Ann Ice", ("A. Ice",), "Fellow", 2011)
    library.undo()
    assert library.person("Ann Ice") == Person("Ann Ice")


def test_purge_leaves_those_of_whom_something_is_known(library: Library, mentions: None) -> None:
    library.edit_outlet("The Tern", region="The coast")
    library.edit_person("Ann Ice", aliases=("Annie",), title="Fellow")
    library.purge([1, 2, 3])
    assert library.outlet("The Tern").region == "The coast"
    assert library.person("Annie").name == "Ann Ice"
    with pytest.raises(NotFound):
        library.outlet("Coastal Ledger")
    with pytest.raises(NotFound):
        library.person("Bo Snow")


def test_the_registers_travel_whole(library: Library, mentions: None, tmp_path: Path) -> None:
    tern = Outlet(
        *("The Tern", 250_000, "Audit", date(2026, 5, 1), Rights.LICENCE, "Ask first", date(2027, 1, 1)),
        *(("TT",), ("tern.example",), Medium.RADIO, "CA", "Ontario", "fr", 1),
    )
    ann = Person("Ann Ice", ("Annie",), "Fellow", 2011, 2018)
    library.edit_outlet("The Tern", **_known(tern))
    library.edit_person("Ann Ice", **_known(ann))
    export_library(library, tmp_path / "first.jsonl")
    with Library.open(tmp_path / "other.clipper") as other:
        import_library(other, tmp_path / "first.jsonl")
        assert (other.outlet("TT"), other.person("annie")) == (tern, ann)
        export_library(other, tmp_path / "second.jsonl")
        assert import_library(other, tmp_path / "first.jsonl").conflicts == ()
    assert (tmp_path / "first.jsonl").read_bytes() == (tmp_path / "second.jsonl").read_bytes()


def _known(one: Outlet | Person) -> dict[str, object]:
    return {name: getattr(one, name) for name in type(one).__struct_fields__ if name != "name"}


def test_an_import_leaves_what_a_name_means_here(library: Library, mentions: None, tmp_path: Path) -> None:
    library.edit_outlet("The Tern", aliases=("Tern Online", "TT"))
    export_library(library, tmp_path / "first.jsonl")
    with Library.open(tmp_path / "other.clipper") as other:
        other.add([plain(1, outlet="Tern Online")], PASTE)
        imported = import_library(other, tmp_path / "first.jsonl")
        assert imported.conflicts == ("the outlet “The Tern”",)
        assert other.outlet("TT").name == "The Tern"
        assert other.outlet("Tern Online").name == "Tern Online"


def test_clippings_that_name_an_alias_are_known_when_they_come_again(library: Library, tmp_path: Path) -> None:
    library.add([ferry()], PASTE)
    export_library(library, tmp_path / "first.jsonl")
    library.rename_outlet("Coastal Ledger", "The Ledger")
    assert import_library(library, tmp_path / "first.jsonl").unchanged == 1


# Where they are used


@pytest.fixture
def quoted(library: Library) -> Library:
    """A library in which Ann Ice is in four clippings of three stories."""
    ann, snow = Spokesperson("Ann Ice", Role.QUOTED), Spokesperson("Bo Snow", Role.NAMED)
    first = ferry(spokespeople=(ann,), published_on=date(2017, 11, 14))
    copy = ferry(outlet="Island Post", url=None, spokespeople=(ann, snow), published_on=date(2017, 11, 15))
    third = plain(3, spokespeople=(replace(ann, role=Role.NAMED),), published_on=date(2018, 2, 1))
    library.add([first, copy, third, plain(4, spokespeople=(ann,)), plain(5, spokespeople=(snow,))], PASTE)
    return library


def test_the_use_of_a_person_counts_stories_and_days(quoted: Library) -> None:
    use = quoted.person_use("ann ice")
    assert (use.clippings, use.stories, use.days) == (4, 3, Period(date(2017, 11, 14), date(2018, 2, 1)))
    assert use.outlets == (("Coastal Ledger", 3), ("Island Post", 1))


def test_what_is_put_away_is_no_use(quoted: Library) -> None:
    quoted.delete([4])
    quoted.set_state([3], State.REJECTED)
    assert quoted.person_use("Ann Ice").clippings == 2


def test_the_use_of_an_outlet_is_its_own_and_names_who_stands_in_it(quoted: Library) -> None:
    quoted.edit(5, outlet="The Island Post")
    use = quoted.outlet_use("Island Post")
    assert (use.clippings, use.field) == (1, "outlet")
    assert use.spokespeople == (("Ann Ice", 1), ("Bo Snow", 1))
    assert use.reporters == (("Petra Lindqvist", 1),)
    petra = quoted.person_use("Petra Lindqvist")
    assert (petra.field, petra.outlets) == ("reporter", (("Coastal Ledger", 1), ("Island Post", 1)))
    assert quoted.person_use("Ann Ice").field == "feat"


def test_who_is_in_no_clipping_is_found_and_deleted_in_a_step(quoted: Library) -> None:
    assert (quoted.unused_outlets(), quoted.unused_people()) == ([], [])
    quoted.edit_outlet("Island Post", region="The island")
    quoted.set_outlet([2], None)
    quoted.edit(2, spokespeople=(), reporters=())
    quoted.edit(1, reporters=())
    island = Outlet("Island Post", region="The island")
    assert (quoted.unused_outlets(), quoted.unused_people()) == ([], [Person("Petra Lindqvist")])
    assert quoted.outlets() == [(Outlet("Coastal Ledger"), True), (island, False)]
    quoted.delete([5])
    with pytest.raises(WrongUsage, match="Bo Snow"):
        quoted.delete_names(["Island Post"], ["Bo Snow"])
    step = quoted.delete_names(["island post"], ["Petra Lindqvist"]).step
    assert step is not None
    assert step.title == "Delete 2 names from the registers"
    assert (quoted.outlets(), quoted.unused_people()) == ([(Outlet("Coastal Ledger"), True)], [])
    assert quoted.told_of_outlets("region") == []
    quoted.undo()
    assert quoted.outlet("Island Post") == island
    assert quoted.told_of_outlets("region") == ["The island"]
    assert quoted.unused_people() == [Person("Petra Lindqvist")]


def test_a_whole_name_is_asked_for_apart_from_longer_ones(library: Library) -> None:
    ids = library.add(
        [accepted(headline=name, outlet=name) for name in ("Post", "The Harbour Post", "Harbour")], PASTE
    ).ids
    assert set(library.search(Query.parse("outlet:post")).ids) == {ids[0], ids[1]}
    assert set(library.search(Query.parse('outlet:"=post"')).ids) == {ids[0]}
    library.save_search(SavedSearch("Only Post", "outlet:=Post"))
    library.rename_outlet("Post", "Daily")
    assert library.saved_searches()[0].text == "outlet:=Daily"


# Ours without a clipping


def test_who_is_marked_as_ours_is_known_before_any_clipping_and_stays(library: Library, mentions: None) -> None:
    assert library.known().spokespeople == ("Ann Ice",)
    library.add_person("Cleo Rain", ours=True, aliases=("C. Rain",))
    library.edit_person("Bo Snow", ours=True)
    assert library.known().spokespeople == ("Ann Ice", "Bo Snow", "Cleo Rain")
    assert library.unused_people() == []
    library.purge([1, 2, 3, 4])
    assert library.known().spokespeople == ("Bo Snow", "Cleo Rain")
    library.edit_person("Cleo Rain", ours=False)
    assert library.known().spokespeople == ("Bo Snow",)


def test_a_name_that_is_there_is_not_added_again(library: Library, mentions: None) -> None:
    library.edit_outlet("Tern", aliases=("T.",))
    for name in ("the TERN", "t.", " ", "none"):
        with pytest.raises(WrongUsage, match="Nothing was added"):
            library.add_outlet(name)
    with pytest.raises(WrongUsage):
        library.add_outlet("Harbour Wire", tier=9)
    assert "Harbour Wire" not in library.known().outlets
    library.add_outlet("Harbour Wire", tier=1)
    step = library.undoable()
    assert step is not None
    assert step.title == "Add the outlet “Harbour Wire”"


def test_programmes_of_outlets_are_offered_and_united(library: Library, mentions: None) -> None:
    library.edit_outlet("Tern", programmes=("Noon", "dawn", "noon"))
    library.edit_outlet("The Tern", programmes=("Dusk",))
    assert library.programmes() == ["dawn", "Dusk", "Noon"]
    library.rename_outlet("Tern", "The Tern")
    assert library.outlet("The Tern").programmes == ("dawn", "Dusk", "Noon")


def test_a_programme_of_an_outlet_is_recognised_in_a_list(library: Library) -> None:
    line = "Ports wait for crews (feat. Ann Ice), Harbour Hours, November 5, 2017"

    def brought() -> tuple[str | None, str | None, Medium | None]:
        (draft,) = read(Pasted(line), library.known(), date(2017, 12, 1)).drafts
        return draft.programme.value, draft.outlet.value, draft.medium.value

    library.add_outlet("Tern FM", programmes=("Harbour Hours",), medium=Medium.RADIO)
    assert brought() == ("Harbour Hours", "Tern FM", Medium.RADIO)
    library.undo()
    assert brought()[0] is None


# Many at once, and what they may not share


def test_a_domain_belongs_to_one_outlet(library: Library, mentions: None) -> None:
    library.edit_outlet("The Tern", domains=("tern.example",))
    with pytest.raises(WrongUsage, match="is a domain of the outlet “The Tern” already"):
        library.edit_outlet("Tern", domains=("www.tern.example",), tier=1)
    assert library.outlet("Tern") == Outlet("Tern")
    library.edit_outlet("The Tern", domains=("tern.example", "t.example"))
    library.rename_outlet("Tern", "The Tern")
    assert library.outlet("Tern").domains == ("t.example", "tern.example")


def _imported(library: Library, path: Path, lines: Sequence[Mapping[str, object]]) -> tuple[str, ...]:
    header = {"format": "clipper", "version": 3}
    path.write_text("".join(json.dumps(line) + "\n" for line in (header, *lines)), encoding="utf-8")
    return import_library(library, path).conflicts


def test_many_outlets_are_imported_in_a_few_statements(library: Library, mentions: None, tmp_path: Path) -> None:
    def lines(first: int, count: int) -> list[dict[str, object]]:
        named = range(first, first + count)
        return [{"outlet": {"name": f"O {n}", "aliases": [f"ON {n}"], "domains": [f"o{n}.example"]}} for n in named]

    asked: list[int] = []
    event.listen(library.store._writer, "after_cursor_execute", lambda *_: asked.append(1))
    path = tmp_path / "many.jsonl"
    spent = []
    for first, count in ((1_000, 20), (2_000, 400)):
        asked.clear()
        assert _imported(library, path, lines(first, count)) == ()
        spent.append(len(asked))
    assert spent[0] == spent[1]
    assert library.outlet("on 2399") == Outlet("O 2399", aliases=("ON 2399",), domains=("o2399.example",))
    library.undo()
    assert [outlet.name for outlet, is_used in library.outlets() if not is_used][-1] == "O 1019"


def test_what_an_import_says_of_names_that_are_there_is_taken_where_nothing_was_known(
    library: Library, mentions: None, tmp_path: Path
) -> None:
    library.edit_outlet("Tern", domains=("tern.example",), tier=1)
    lines: list[dict[str, object]] = [
        {"outlet": {"name": "the tern", "aliases": ["TT"], "reach": 5}},
        {"outlet": {"name": "TT", "reach": 7}},
        {"outlet": {"name": "New Post", "aliases": ["tt", "NP"], "domains": ["tern.example", "np.example"]}},
        {"person": {"name": "Bo Snow", "title": "Fellow", "active_from": 2011}},
    ]
    conflicts = _imported(library, tmp_path / "some.jsonl", lines)
    assert conflicts == ("the outlet “The Tern”", "the outlet “New Post”")
    assert library.outlet("The Tern") == Outlet("The Tern", 5, aliases=("TT",))
    assert library.outlet("New Post") == Outlet("New Post", aliases=("NP",), domains=("np.example",))
    assert library.person("Bo Snow") == Person("Bo Snow", title="Fellow", active_from=2011)
    library.undo()
    assert library.outlet("The Tern") == Outlet("The Tern")


def test_a_row_that_cannot_be_is_refused_by_its_line(library: Library, tmp_path: Path) -> None:
    lines: list[dict[str, object]] = [{"outlet": {"name": "A"}}, {"outlet": {"name": "B", "tier": 9}}]
    with pytest.raises(WrongUsage, match="Line 3"):
        _imported(library, tmp_path / "bad.jsonl", lines)
    assert library.unused_outlets() == []


def test_names_that_stand_in_no_clipping_travel_too(library: Library, mentions: None, tmp_path: Path) -> None:
    library.edit(1, outlet=None, reporters=())
    export_library(library, tmp_path / "first.jsonl")
    with Library.open(tmp_path / "other.clipper") as other:
        import_library(other, tmp_path / "first.jsonl")
        assert other.unused_outlets() == library.unused_outlets() == [Outlet("Coastal Ledger")]
        assert other.unused_people() == library.unused_people() == [Person("Bo Snow")]
