"""Key messages, highlights, rights, the codebook, what is known of outlets: kept, undone, merged, erased, found."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from clipper.library.exchange import export_library, import_library
from clipper.library.library import Library
from clipper.library.merging import Standing, compare
from clipper.library.store.tables import DeltaRow
from clipper.model.clipping import Organisation
from clipper.model.codebook import CodeField, FieldKind
from clipper.model.codes import Marker, Rights, Tone
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.highlight import Highlight, marked
from clipper.model.outlet import Outlet
from clipper.model.query import Query
from clipper.model.saved_search import SavedSearch
from clipper.model.values import replace
from tests.library.building import FERRY, PASTE, Clock, ferry, plain

WINTER = "Winter needs a fund"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library with the mention of the ferry, 1, and two others of the same outlet."""
    with Library.open(tmp_path / "library.clipper", now=Clock()) as opened:
        opened.add([ferry(), plain(2), plain(3)], PASTE)
        yield opened


def found(library: Library, text: str) -> set[int]:
    query = Query.parse(text)
    assert not query.problems
    return set(library.search(query).ids)


def highlighted(library: Library, passage: str = "nobody has decided", comment: str | None = None) -> Highlight:
    """Mark a passage of the mention of the ferry."""
    start = FERRY.index(passage)
    highlight = marked(FERRY, start, start + len(passage), Marker.GREEN)
    library.highlight(1, highlight)
    kept = library.get(1).highlights[-1]
    if comment:
        library.edit_highlight(1, kept.uuid, comment=comment)
    return library.get(1).highlights[-1]


def test_a_message_is_made_when_it_is_first_carried_and_found_by_its_words(library: Library) -> None:
    library.carry_message([1, 2], f"  {WINTER} ")
    library.carry_message([3], WINTER.upper())
    assert library.messages() == [WINTER]
    library.drop_message([2], WINTER)
    assert library.get(1).messages == (WINTER,)
    assert found(library, "message:winter") == {1, 3}
    assert found(library, "message:none") == {2}
    assert found(library, f'-message:"{WINTER}"') == {2}


def test_a_message_written_anew_takes_saved_searches_along_and_may_become_another(library: Library) -> None:
    library.carry_message([1], WINTER)
    library.carry_message([2], "Ports come first")
    library.save_search(SavedSearch("Ours", f'message:"{WINTER}"'))
    library.rename_message(WINTER, "Winter has a price")
    assert library.saved_searches()[0].text == 'message:"Winter has a price"'
    library.rename_message("Winter has a price", "ports come first")
    assert library.messages() == ["Ports come first"]
    assert library.get(1).messages == library.get(2).messages == ("Ports come first",)
    library.undo()
    assert library.get(1).messages == ("Winter has a price",)


def test_a_message_forgotten_is_carried_by_nothing_until_that_is_undone(library: Library) -> None:
    library.carry_message([1], WINTER)
    library.delete_message(WINTER)
    assert (library.messages(), library.get(1).messages) == ([], ())
    library.undo()
    assert (library.messages(), library.get(1).messages) == ([WINTER], (WINTER,))


@pytest.mark.parametrize("message", ["", "  ", "none", "x" * 301])
def test_what_is_no_sentence_is_no_message(library: Library, message: str) -> None:
    with pytest.raises(WrongUsage):
        library.carry_message([1], message)
    with pytest.raises(NotFound):
        library.drop_message([1], message)


def test_a_highlight_is_kept_with_what_stands_around_it(library: Library) -> None:
    highlight = highlighted(library, comment="Pull this quote")
    assert (highlight.passage, highlight.marker) == ("nobody has decided", Marker.GREEN)
    assert highlight.comment == "Pull this quote"
    assert highlight.before.endswith("of December, and ")
    assert highlight.after.startswith(" who pays for it.")
    assert found(library, "has:highlight") == {1}
    assert found(library, "-has:highlight") == {2, 3}
    library.remove_highlight(1, highlight.uuid)
    assert found(library, "has:highlight") == set()
    library.undo()
    assert library.get(1).highlights == (highlight,)


def test_comments_are_found_as_words_and_as_notes(library: Library) -> None:
    highlighted(library, comment="Pull this *quote*")
    assert found(library, "quote") == found(library, "note:quote") == {1}
    assert found(library, "body:quote") == set()
    row = library.rows([1], Query.parse("quote"))[0]
    assert ("quote", True) in row.snippet
    library.undo()
    assert found(library, "quote") == set()


def test_a_phrase_does_not_cross_from_one_comment_into_the_next(library: Library) -> None:
    highlighted(library, "Three mayors", comment="Alpha")
    highlighted(library, "winter came early", comment="Beta")
    assert found(library, "note:alpha note:beta") == {1}
    assert found(library, '"alpha beta"') == set()


def test_nothing_is_no_passage(library: Library) -> None:
    with pytest.raises(WrongUsage):
        library.highlight(1, Highlight(" \n "))
    with pytest.raises(NotFound):
        library.edit_highlight(1, "unknown", comment="x")


def test_rights_are_those_of_the_source_else_of_the_outlet(library: Library) -> None:
    assert found(library, "rights:unknown") == {1, 2, 3}
    library.edit_outlet("coastal ledger", rights=Rights.SUBSCRIPTION, rights_notice=" Ask \n first ")
    library.set_rights([2], Rights.DENIED)
    assert found(library, "rights:subscription") == {1, 3}
    assert found(library, "rights:denied") == {2}
    assert library.get(1).rights_on(None) is Rights.SUBSCRIPTION
    assert library.outlet("Coastal Ledger").rights_notice == "Ask \n first"


def test_rights_of_an_outlet_that_expired_count_as_unknown(library: Library) -> None:
    today = library.today()
    library.edit_outlet("Coastal Ledger", rights=Rights.GRANTED, rights_until=today)
    assert found(library, "rights:granted") == {1, 2, 3}
    assert library.get(1).rights_on(today) is Rights.GRANTED
    library.edit_outlet("Coastal Ledger", rights_until=today - timedelta(days=1))
    library.set_rights([2], Rights.GRANTED)
    assert found(library, "rights:granted") == {2}
    assert found(library, "rights:unknown") == {1, 3}
    assert [library.get(one).rights_on(today) for one in (1, 2)] == [Rights.UNKNOWN, Rights.GRANTED]
    assert library.count(Query.parse("-rights:granted")) == 2
    assert library.facets(Query.parse("rights:unknown")).total == 2
    assert library.outlet("Coastal Ledger").rights is Rights.GRANTED


def test_reach_is_that_of_the_outlet(library: Library) -> None:
    library.edit(2, outlet="Small Sheet")
    library.edit(3, outlet=None)
    library.edit_outlet("Coastal Ledger", reach=250_000, reach_source="Audit", reach_on=date(2026, 5, 1))
    library.edit_outlet("Small Sheet", reach=900)
    assert found(library, "reach:>100000") == found(library, "reach:100k..1m") == {1}
    assert found(library, "reach:<=900") == {2}
    assert found(library, "reach:none") == {3}
    assert found(library, "reach:>100 reach:<1000") == {2}
    assert library.outlet("coastal LEDGER") == Outlet("Coastal Ledger", 250_000, "Audit", date(2026, 5, 1))
    library.undo()
    assert found(library, "reach:none") == {2, 3}
    with pytest.raises(WrongUsage):
        library.edit_outlet("Small Sheet", reach=-1)


def test_an_outlet_that_takes_another_in_learns_what_only_that_one_knew(library: Library) -> None:
    library.edit(2, outlet="Ledger")
    library.edit_outlet("Ledger", reach=5, reach_source="Survey", rights=Rights.GRANTED)
    library.edit_outlet("Coastal Ledger", rights=Rights.DENIED)
    library.rename_outlet("Ledger", "Coastal Ledger")
    merged = library.outlet("Coastal Ledger")
    assert (merged.reach, merged.reach_source, merged.rights) == (5, "Survey", Rights.DENIED)


def test_merging_unites_messages_and_highlights(library: Library) -> None:
    highlighted(library)
    library.carry_message([1], WINTER)
    library.carry_message([2], "Ports come first")
    library.set_rights([1], Rights.GRANTED)
    library.merge(2, 1)
    merged = library.get(2)
    assert merged.messages == ("Ports come first", WINTER)
    assert [one.passage for one in merged.highlights] == ["nobody has decided"]
    assert merged.rights is Rights.GRANTED


def test_what_is_erased_leaves_no_comment_behind(library: Library, tmp_path: Path) -> None:
    highlighted(library, comment="Zanzibar-comment")
    library.purge([1])
    library.close()
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"Zanzibar" not in left
    assert b"nobody has decided" not in left


def test_a_field_of_the_codebook_takes_only_what_is_one_of_its_values(library: Library) -> None:
    library.save_code_field(CodeField(" Campaign ", FieldKind.YES_NO, definition="Is it about *Thin Ice*?"))
    library.save_code_field(CodeField("Depth", FieldKind.CHOICE, ("short", "long", "short")))
    library.save_code_field(CodeField("Minutes", FieldKind.NUMBER))
    library.code([1, 2], "campaign", "yes")
    library.code([1], "Depth", "long")
    library.code([1], "Minutes", " 1,200.5 ")
    assert library.get(1).codes == (("Campaign", "yes"), ("Depth", "long"), ("Minutes", "1200.5"))
    for name, value in (("Campaign", "maybe"), ("Depth", "wide"), ("Minutes", "many")):
        with pytest.raises(WrongUsage):
            library.code([1], name, value)
    library.code([1], "Depth", None)
    assert library.get(1).codes == (("Campaign", "yes"), ("Minutes", "1200.5"))
    library.undo()
    assert dict(library.get(1).codes)["Depth"] == "long"
    with pytest.raises(NotFound):
        library.code([1], "Unknown", "x")


def test_a_field_is_renamed_with_its_values_and_forgotten_with_them(library: Library) -> None:
    library.save_code_field(CodeField("Depth", FieldKind.CHOICE, ("short", "long")))
    library.code([1], "Depth", "long")
    library.save_code_field(CodeField("Length", FieldKind.CHOICE, ("short", "long", "book")), "depth")
    assert library.get(1).codes == (("Length", "long"),)
    with pytest.raises(WrongUsage, match="coded by"):
        library.save_code_field(CodeField("Length", FieldKind.TEXT), "Length")
    library.delete_code_field("Length")
    assert (library.code_fields(), library.get(1).codes) == ([], ())
    library.undo()
    assert library.get(1).codes == (("Length", "long"),)


@pytest.mark.parametrize(
    "field",
    [
        CodeField("", FieldKind.TEXT),
        CodeField("x" * 81, FieldKind.TEXT),
        CodeField("Depth", FieldKind.CHOICE, ("only one", "only one")),
        CodeField("Depth", FieldKind.CHOICE, ("short", "x" * 81)),
        CodeField("taken", FieldKind.TEXT),
    ],
)
def test_what_is_no_field_is_refused(library: Library, field: CodeField) -> None:
    library.save_code_field(CodeField("Taken", FieldKind.TEXT))
    with pytest.raises(WrongUsage):
        library.save_code_field(field)
    assert [one.name for one in library.code_fields()] == ["Taken"]


def test_a_step_says_who_did_it(library: Library) -> None:
    library.set_organisation(Organisation("Institute", user_name="Dana Whitlock"))
    library.set_tone([1], Tone.MIXED)
    assert (library.steps(1)[0].verb, library.steps(1)[0].who) == ("tone", "Dana Whitlock")
    library.undo()
    assert library.steps(1)[0].who == "Dana Whitlock"


def test_the_organisation_keeps_what_its_codes_mean(library: Library) -> None:
    library.set_organisation(Organisation("Institute", definitions=(("tone.mixed", " Both "), ("tone.neutral", " "))))
    assert library.organisation().definitions == (("tone.mixed", "Both"),)


def test_all_of_it_comes_whole_out_of_an_export(library: Library, tmp_path: Path) -> None:
    library.set_organisation(Organisation("Institute", user_name="Dana", definitions=(("tone.mixed", "Both"),)))
    library.save_code_field(CodeField("Depth", FieldKind.CHOICE, ("short", "long"), "How long it is"))
    library.code([1], "Depth", "long")
    library.carry_message([1], WINTER)
    library.add_message("Nobody carries this yet")
    highlighted(library, comment="Pull this")
    library.edit_outlet(
        "Coastal Ledger", reach=5, reach_on=date(2026, 5, 1), rights=Rights.LICENCE, rights_notice="Ask"
    )
    export_library(library, tmp_path / "all.jsonl")
    with Library.open(tmp_path / "other.clipper", now=Clock()) as other:
        assert import_library(other, tmp_path / "all.jsonl").conflicts == ()
        assert other.organisation() == library.organisation()
        assert (other.messages(), other.code_fields()) == (library.messages(), library.code_fields())
        assert other.outlet("Coastal Ledger") == library.outlet("Coastal Ledger")
        first, again = library.get(1), other.get(1)
        assert (again.codes, again.messages, again.highlights) == (first.codes, first.messages, first.highlights)
        assert import_library(other, tmp_path / "all.jsonl").unchanged == 3


def test_codes_that_a_field_of_the_library_cannot_hold_are_kept_beside_it(library: Library, tmp_path: Path) -> None:
    library.save_code_field(CodeField("Depth", FieldKind.CHOICE, ("short", "long, or very long")))
    library.save_code_field(CodeField("Minutes", FieldKind.TEXT))
    library.code([1], "Depth", "long, or very long")
    library.code([1], "Minutes", "half an hour")
    library.code([2], "Minutes", "1,200")
    export_library(library, tmp_path / "all.jsonl")
    with Library.open(tmp_path / "other.clipper", now=Clock()) as other:
        own = CodeField("minutes", FieldKind.NUMBER)
        other.save_code_field(own)
        done = import_library(other, tmp_path / "all.jsonl")
        kept = "values that the field “minutes” cannot hold, kept as “Minutes (imported)”"
        assert done.conflicts == ("the field “Minutes” of the codebook", kept)
        codes = {one.uuid: dict(one.codes) for one in other.clippings([1, 2])}
        assert codes[library.get(1).uuid] == {"Depth": "long, or very long", "Minutes (imported)": "half an hour"}
        assert codes[library.get(2).uuid] == {"minutes": "1200"}
        assert own in other.code_fields()
        again = import_library(other, tmp_path / "all.jsonl")
        assert (again.added, again.unchanged) == (0, 3)


def test_a_value_that_its_field_no_longer_offers_goes_through_an_export(library: Library, tmp_path: Path) -> None:
    library.save_code_field(CodeField("Depth", FieldKind.CHOICE, ("short", "long")))
    library.code([1], "Depth", "long")
    library.save_code_field(CodeField("Depth", FieldKind.CHOICE, ("short", "middling")), "Depth")
    export_library(library, tmp_path / "all.jsonl")
    with Library.open(tmp_path / "other.clipper", now=Clock()) as other:
        assert import_library(other, tmp_path / "all.jsonl").conflicts == ()
        assert dict(other.get(1).codes) == {"Depth": "long"}


def test_merging_two_marks_of_one_passage_keeps_both_comments(library: Library) -> None:
    library.edit(2, body=FERRY)
    highlighted(library, comment="Pull this")
    start = FERRY.index("nobody has decided")
    library.highlight(2, replace(marked(FERRY, start, start + 18), comment="Ask who pays"))
    library.merge(2, 1)
    (highlight,) = library.get(2).highlights
    assert highlight.comment == "Ask who pays\n\nPull this"


def test_merging_asks_about_rights_and_unites_the_codes(library: Library) -> None:
    library.save_code_field(CodeField("Depth", FieldKind.CHOICE, ("short", "long")))
    library.save_code_field(CodeField("Campaign", FieldKind.YES_NO))
    library.set_rights([1], Rights.DENIED)
    library.set_rights([2], Rights.GRANTED)
    library.code([1, 2], "Depth", "long")
    library.code([2], "Depth", "short")
    library.code([1], "Campaign", "yes")
    differing = {one.field for one in compare(library.get(2), library.get(1)) if one.standing is Standing.DIFFERS}
    assert "rights" in differing
    library.merge(2, 1, ["rights"])
    assert library.get(2).rights is Rights.DENIED
    assert library.get(2).codes == (("Depth", "short"), ("Campaign", "yes"))


def test_what_was_merged_and_erased_leaves_no_headline_in_the_log(library: Library, tmp_path: Path) -> None:
    library.edit(2, headline="Zanzibar-headline", url="https://a.example/1")
    library.edit(3, url="https://b.example/2")
    library.merge(2, 3)
    library.undo()
    library.redo()
    library.purge([2])
    assert [step.title for step in library.steps()]
    library.close()
    assert b"Zanzibar" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_many_are_coded_and_a_field_forgotten_in_one_change_each(library: Library) -> None:
    library.add([plain(number) for number in range(10, 60)], PASTE)
    ids = list(library.search(Query()).ids)
    library.save_code_field(CodeField("Campaign", FieldKind.YES_NO))
    library.code(ids, "Campaign", "yes")
    library.delete_code_field("Campaign")
    with library.store.reading() as connection:
        lists = connection.scalars(select(DeltaRow.id).where(DeltaRow.kind == "list")).all()
        own = connection.scalars(select(DeltaRow.id).where(DeltaRow.target == "code_values")).all()
    assert len(own) == 2
    assert set(own) <= set(lists)
    library.undo()
    assert all(clipping.codes == (("Campaign", "yes"),) for clipping in library.clippings(ids))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("3,5", "3.5"), ("1,200", "1200"), ("1 200,5", "1200.5"), ("-12,345.25", "-12345.25"), ("0,25", "0.25")],
)
def test_numbers_are_read_with_either_mark(typed: str, kept: str) -> None:
    assert CodeField("Minutes", FieldKind.NUMBER).read(typed) == kept


def test_choices_that_differ_by_case_only_are_one() -> None:
    field = CodeField("Depth", FieldKind.CHOICE, ("Roads", "Ice", "roads")).cleaned()
    assert field.choices == ("Roads", "Ice")
