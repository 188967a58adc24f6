"""Presets: how sheets are read, remembered under a name, undone like everything else, and taken along."""

import json
from pathlib import Path

import pytest

from clipper.library.exchange import export_library, import_library
from clipper.library.library import Library
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.sheet import Column, DateOrder, Preset, Use

MONTHLY = Preset(
    "Monthly sheet",
    (Column("Titre", Use.HEADLINE), Column("Reach"), Column("Arctic", Use.FLAG, "topic/arctic")),
    DateOrder.DAY_FIRST,
)


def test_a_preset_is_remembered_and_known_to_whoever_reads(library: Library) -> None:
    library.save_preset(MONTHLY)
    assert library.presets() == (MONTHLY,)
    assert library.known().presets == (MONTHLY,)
    assert library.steps()[0].title == "Remember the columns of “Monthly sheet”"


def test_a_preset_of_the_same_name_is_replaced(library: Library) -> None:
    library.save_preset(MONTHLY)
    other = Preset("monthly SHEET", (Column("Titre", Use.DECK),))
    library.save_preset(other)
    assert library.presets() == (other,)
    library.undo()
    assert library.presets() == (MONTHLY,)


def test_saving_the_same_again_is_no_step(library: Library) -> None:
    library.save_preset(MONTHLY)
    assert library.save_preset(MONTHLY).step is None


def test_renaming_and_forgetting_can_be_undone(library: Library) -> None:
    library.save_preset(MONTHLY)
    library.rename_preset("monthly sheet", "Agency")
    assert [preset.name for preset in library.presets()] == ["Agency"]
    library.delete_preset("Agency")
    assert library.presets() == ()
    library.save_preset(Preset("Agency", (Column("Date", Use.DATE),)))
    for _ in range(3):
        library.undo()
    assert library.presets() == (MONTHLY,)


def test_a_name_is_taken_once_and_is_never_empty(library: Library) -> None:
    library.save_preset(MONTHLY)
    library.save_preset(Preset("Agency", MONTHLY.columns))
    with pytest.raises(WrongUsage, match="already"):
        library.rename_preset("Agency", "monthly sheet")
    library.rename_preset("Agency", "AGENCY")
    for name in (" ", "x" * 81):
        with pytest.raises(WrongUsage, match="needs a name"):
            library.save_preset(Preset(name, MONTHLY.columns))
    with pytest.raises(NotFound):
        library.delete_preset("nothing")


def test_presets_travel_with_an_export(library: Library, tmp_path: Path) -> None:
    library.save_preset(MONTHLY)
    export_library(library, tmp_path / "all.jsonl")
    with Library.open(tmp_path / "other.clipper") as other:
        other.save_preset(Preset("monthly sheet", (Column("Date", Use.DATE),)))
        import_library(other, tmp_path / "all.jsonl")
        assert [preset.columns for preset in other.presets()] == [(Column("Date", Use.DATE),)]
        other.delete_preset("monthly sheet")
        import_library(other, tmp_path / "all.jsonl")
        assert other.presets() == ()
    with Library.open(tmp_path / "new.clipper") as new:
        import_library(new, tmp_path / "all.jsonl")
        assert new.presets() == (MONTHLY,)


@pytest.mark.parametrize(
    "values",
    [
        [],
        {},
        {"name": "A"},
        {"name": "A", "columns": [{"name": 3}]},
        {"name": "A", "columns": [{"name": "B", "use": "dance"}]},
    ],
)
def test_a_broken_preset_of_an_export_is_refused_in_a_sentence(
    library: Library, tmp_path: Path, values: object
) -> None:
    file = tmp_path / "all.jsonl"
    lines = [{"format": "clipper", "version": 1}, {"preset": values}]
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    with pytest.raises(WrongUsage, match="Line 2"):
        import_library(library, file)


def test_a_header_is_recognised_by_its_names_whatever_their_order() -> None:
    assert MONTHLY.recognises(["Reach", "TITRE", "", "Arctic"])
    assert MONTHLY.recognises(["Titre", "Arctic"])
    assert not MONTHLY.recognises(["Titre"])
    assert not MONTHLY.recognises(["Titre", "Arctic", "Author"])
    assert not Preset("Nothing", (Column("Titre"),)).recognises(["Titre"])
    assert [column.use for column in MONTHLY.columns_for(["Reach", "New", "titre"])] == [None, None, Use.HEADLINE]
