"""Reports travel: definitions, texts by staff, issued reports with their files, and templates, all without loss."""

import json
import shutil
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.library.checking import check
from clipper.library.exchange import VERSION, Imported, export_library, import_library
from clipper.library.library import Library
from clipper.model.built_in_reports import built_in
from clipper.model.errors import WrongUsage
from clipper.model.issued_report import IssuedReport
from clipper.model.period import Period
from clipper.model.report import SUMMARY_TEXT, USUAL_SECTIONS, Audience, Definition
from clipper.model.values import replace
from tests.library import strategies
from tests.library.building import PASTE, ferry
from tests.library.small_library import empty
from tests.library.test_issued_reports import FILES, NOVEMBER, OCTOBER, USUAL
from tests.profiles import of_hundred

MONTH = Period.month(2026, 10)
HEADER = {"format": "clipper", "version": VERSION}
_TEMPLATES = st.dictionaries(st.sampled_from(("Winter", "snow", "Écho")), strategies.template_files, max_size=2)


@pytest.fixture
def other(tmp_path: Path, new_library: Path) -> Iterator[Library]:
    shutil.copy(new_library, tmp_path / "other.clipper")
    with Library.open(tmp_path / "other.clipper") as opened:
        yield opened


@pytest.fixture
def worked_on(library: Library) -> Library:
    """A library with something of everything that is kept of reports."""
    library.add([ferry(tags=("topic/ports",))], PASTE)
    library.save_definition(replace(USUAL, query="tag:ports", excerpt_words=30))
    library.save_definition(Definition(name="Weekly", template="Winter"))
    library.delete_definition(built_in("en")[3].uuid)
    library.write_report_text(USUAL.uuid, MONTH, "en", Audience.INTERNAL, SUMMARY_TEXT, "We were heard.")
    library.issue_report(OCTOBER, FILES)
    library.issue_report(NOVEMBER, FILES)
    library.issue_report(OCTOBER, {".md": b"again"})
    library.save_template("Winter", {"report.typ": b"#let ink = black", "img/a.png": b"\x89PNG"})
    return library


def told(library: Library) -> tuple[object, ...]:
    """All that a person can see of reports."""
    audiences = [library.report_texts(USUAL.uuid, MONTH, "en", audience) for audience in Audience]
    issued = [
        (one, {ending: library.issued_file(one.uuid, ending) for ending in one.files}) for one in _issued(library)
    ]
    templates = [(one, library.template_files(one.name)) for one in library.templates()]
    return library.definitions(), audiences, issued, templates


def _issued(library: Library) -> list[IssuedReport]:
    return sorted(library.issued_reports(), key=lambda one: (one.number, one.version))


@of_hundred(25)
@given(
    definitions=st.lists(strategies.definitions, max_size=5),
    hidden=st.lists(st.integers(0, 4), max_size=2),
    texts=st.lists(st.tuples(strategies.periods, st.sampled_from(Audience), strategies.text_keys), max_size=5),
    issued=st.lists(st.tuples(strategies.issued_reports, strategies.issued_files), max_size=4),
    templates=_TEMPLATES,
    ending=st.sampled_from((".jsonl", ".zip")),
)
def test_reports_come_back_equal_from_an_export(
    library: Library,
    other: Library,
    tmp_path: Path,
    definitions: list[Definition],
    hidden: list[int],
    texts: list[tuple[Period, Audience, str]],
    issued: list[tuple[IssuedReport, dict[str, bytes]]],
    templates: dict[str, dict[str, bytes]],
    ending: str,
) -> None:
    for one in (library, other):
        with one.store.writing() as connection:
            empty(connection)
    for definition in definitions:
        with suppress(WrongUsage):
            library.save_definition(definition)
    for place in hidden:
        for definition in library.definitions()[place : place + 1]:
            library.delete_definition(definition.uuid)
    for period, audience, key in texts:
        library.write_report_text(USUAL.uuid, period, "en", audience, key, f"{period} for {audience}")
    for report, files in issued:
        library.issue_report(report, files)
    for name, files in templates.items():
        library.save_template(name, files)
    first, second = tmp_path / f"first{ending}", tmp_path / f"second{ending}"
    export_library(library, first)
    assert import_library(other, first) == Imported()
    export_library(other, second)
    assert told(other) == told(library)
    assert first.read_bytes() == second.read_bytes()
    steps = len(other.steps())
    assert import_library(other, first) == Imported()
    assert len(other.steps()) == steps


def test_all_of_an_import_is_undone_and_done_again_in_one_step(
    worked_on: Library, other: Library, tmp_path: Path
) -> None:
    before = told(other)
    export_library(worked_on, tmp_path / "all.jsonl")
    import_library(other, tmp_path / "all.jsonl")
    assert told(other) == told(worked_on)
    other.undo()
    assert told(other) == before
    other.redo()
    assert told(other) == told(worked_on)
    other.undo()
    import_library(other, tmp_path / "all.jsonl")
    assert told(other) == told(worked_on)
    assert other.issue_report(replace(OCTOBER, definition=replace(USUAL, uuid="x")), FILES).number == 3


def test_what_the_library_has_otherwise_is_named_and_left(worked_on: Library, other: Library, tmp_path: Path) -> None:
    export_library(worked_on, tmp_path / "all.jsonl")
    other.save_definition(replace(USUAL, name="Ours"))
    other.save_definition(Definition(name="WEEKLY"))
    other.write_report_text(USUAL.uuid, MONTH, "en", Audience.INTERNAL, SUMMARY_TEXT, "Nobody heard us.")
    other.issue_report(NOVEMBER, FILES)
    other.save_template("winter", {})
    before = told(other)
    imported = import_library(other, tmp_path / "all.jsonl")
    assert imported.conflicts == (
        "the template “Winter”",
        "a text of the report for 2026-10",
        "the issued report 1 (“Media report, October 2026”)",
        "the report “Media report”",
        "the report “Weekly”",
    )
    definitions, texts, issued, templates = told(other)
    assert (texts, templates) == (before[1], before[3])
    assert [one.name for one in definitions] == [
        *("Ours", "Full media report", "One page for the board", "In The Media", "WEEKLY")
    ]
    assert [(one.number, one.version, one.title) for one, _ in issued] == [
        (1, 1, "Media report, November 2026"),
        (1, 2, "Media report, October 2026"),
        (2, 1, "Media report, November 2026"),
    ]


def test_built_in_definitions_that_changed_names_with_each_other_come_back(
    library: Library, other: Library, tmp_path: Path
) -> None:
    usual, full = library.definitions()[:2]
    library.rename_definition(usual.uuid, "Short")
    library.rename_definition(full.uuid, usual.name)
    library.rename_definition(usual.uuid, full.name)
    library.rename_definition(library.definitions()[3].uuid, "Dawn")
    library.save_definition(Definition(name="morning briefing"))
    export_library(library, tmp_path / "all.jsonl")
    assert import_library(other, tmp_path / "all.jsonl") == Imported()
    assert other.definitions() == library.definitions()


def test_what_a_newer_program_knows_of_a_report_is_passed_over(library: Library, tmp_path: Path) -> None:
    line = {
        "definition": {
            "uuid": "6b1f7c52-31d7-4b77-8f5c-2f4f6f3a1d11",
            "name": "Weekly",
            "kind": "podcast",
            "span": "decade",
            "template": "aurora",
            "sections": [*USUAL_SECTIONS, "holograms"],
            "grouping": "mood",
            "weather": 4,
        }
    }
    import_library(library, written(tmp_path, line))
    found = next(one for one in library.definitions() if one.name == "Weekly")
    assert found == Definition(found.uuid, "Weekly")


def written(folder: Path, *lines: object) -> Path:
    path = folder / "strange.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in (HEADER, *lines)), encoding="utf-8")
    return path


def _files(values: dict[str, Any], **changed: str) -> dict[str, Any]:
    first, *_ = values["files"]
    return {**values, "files": {**values["files"], first: {**values["files"][first], **changed}}}


def _issue(values: dict[str, Any], **changed: object) -> dict[str, Any]:
    return {**values, **changed}


_TAMPERED = b64encode(b"tampered").decode()


@pytest.mark.parametrize(
    ("kind", "spoil"),
    [
        ("definition", lambda _: "Weekly"),
        ("definition", lambda values: {**values, "name": " "}),
        ("definition", lambda values: {**values, "uuid": "seven"}),
        ("definition", lambda values: {**values, "sections": "summary"}),
        ("definition", lambda values: {**values, "excerpt_words": "many"}),
        ("definition", lambda values: {**values, "excerpt_words": 10**9}),
        ("definition", lambda values: {**values, "brand": "red"}),
        ("definition", lambda values: {**values, "notes": 1}),
        ("report_texts", lambda _: []),
        ("report_texts", lambda values: {**values, "first": "soon"}),
        ("report_texts", lambda values: {**values, "first": "2027-01-01"}),
        ("report_texts", lambda values: {**values, "audience": "everybody"}),
        ("report_texts", lambda values: {**values, "texts": ["We were heard"]}),
        ("report_texts", lambda values: {**values, "texts": {"summary": 4}}),
        ("report_texts", lambda values: {**values, "texts": {"x" * 201: "Text"}}),
        ("issued_report", lambda _: None),
        ("issued_report", lambda values: {**values, "number": "1"}),
        ("issued_report", lambda values: {**values, "number": True}),
        ("issued_report", lambda values: {**values, "version": 0}),
        ("issued_report", lambda values: {**values, "number": 2**70}),
        ("issued_report", lambda values: {**values, "uuid": "../../x"}),
        ("issued_report", lambda values: {**values, "definition": None}),
        ("issued_report", lambda values: {**values, "issued_on": 4}),
        ("issued_report", lambda values: {**values, "last": "2016-01-01"}),
        ("issued_report", lambda values: {**values, "snapshot": [1]}),
        ("issued_report", lambda values: {**values, "changes": "none"}),
        ("issued_report", lambda values: {**values, "erased": True}),
        ("issued_report", lambda values: {**values, "files": {}}),
        ("issued_report", lambda values: {**values, "files": {"/etc/passwd": values["files"][".md"]}}),
        ("issued_report", lambda values: _files(values, base64=_TAMPERED)),
        ("issued_report", lambda values: _files(values, base64="§")),
        ("issued_report", lambda values: _files(values, sha256="0" * 64)),
        ("template", lambda _: {}),
        ("template", lambda values: {**values, "uuid": "seven"}),
        ("template", lambda values: {**values, "name": ""}),
        ("template", lambda values: {**values, "files": {"../evil": values["files"]["report.typ"]}}),
        ("template", lambda values: _files(values, base64=_TAMPERED)),
    ],
)
def test_a_line_that_cannot_be_or_was_tampered_with_is_named_and_nothing_is_imported(
    worked_on: Library, other: Library, tmp_path: Path, kind: str, spoil: Callable[[Any], Any]
) -> None:
    export_library(worked_on, tmp_path / "all.jsonl")
    lines = map(json.loads, (tmp_path / "all.jsonl").read_text("utf-8").splitlines())
    spoilt = [{name: spoil(values) if name == kind else values for name, values in line.items()} for line in lines]
    before = told(other)
    with pytest.raises(WrongUsage, match=r"^(Line \d+ of )?strange\.jsonl .* Nothing was imported\.$"):
        import_library(other, written(tmp_path, *spoilt[1:]))
    assert told(other) == before
    assert other.steps() == []


@pytest.mark.parametrize(("depth", "is_taken"), [(15, True), (30, False), (500, False), (970, False), (90_000, False)])
def test_a_snapshot_that_is_nested_without_end_is_refused(
    worked_on: Library, other: Library, tmp_path: Path, depth: int, is_taken: bool
) -> None:
    export_library(worked_on, tmp_path / "all.jsonl")
    *_, line = (one for one in (tmp_path / "all.jsonl").read_text("utf-8").splitlines() if "issued_report" in one)
    export = written(tmp_path, "HERE")
    deep = line.replace('"clippings": {}', f'"clippings": {"[" * depth}{"]" * depth}')
    export.write_text(export.read_text().replace('"HERE"', deep))
    if is_taken:
        import_library(other, export)
    else:
        with pytest.raises(WrongUsage, match="Line 2"):
            import_library(other, export)
    assert len(other.issued_reports()) == is_taken


def test_a_template_that_has_become_a_name_of_clipper_itself_is_named_and_left(
    worked_on: Library, other: Library, tmp_path: Path
) -> None:
    export_library(worked_on, tmp_path / "all.jsonl")
    lines = map(json.loads, (tmp_path / "all.jsonl").read_text("utf-8").splitlines())
    (line,) = (one for one in lines if "template" in one)
    line["template"]["name"] = "Formal"
    assert import_library(other, written(tmp_path, line)).conflicts == ("the template “Formal”",)
    assert other.templates() == []


def test_reports_and_templates_whose_files_are_damaged_are_exported_without_them_and_named(
    worked_on: Library, other: Library, tmp_path: Path
) -> None:
    with worked_on.store.writing() as connection:
        connection.exec_driver_sql("UPDATE contents SET data = x'00', is_compressed = 0")
    exported = export_library(worked_on, tmp_path / "all.jsonl")
    assert f"{NOVEMBER.title}.pdf" in exported.missing
    assert any(name.startswith(f"{worked_on.templates()[0].name}/") for name in exported.missing)
    done = import_library(other, tmp_path / "all.jsonl")
    assert set(done.missing) == set(exported.missing)
    assert [one.texts for one in _issued(other)] == [one.texts for one in _issued(worked_on)]
    assert [one.name for one in other.templates()] == [one.name for one in worked_on.templates()]
    assert check(other) == []


def test_an_erased_report_travels_as_a_number(worked_on: Library, other: Library, tmp_path: Path) -> None:
    clipping = worked_on.get(1)
    worked_on.issue_report(replace(NOVEMBER, snapshot={"clippings": {clipping.uuid: {}}}), FILES)
    assert worked_on.purge([1]) == 1
    for ending in (".jsonl", ".zip"):
        export_library(worked_on, tmp_path / f"all{ending}")
        import_library(other, tmp_path / f"all{ending}")
        assert told(other) == told(worked_on)
    assert [(one.number, one.version, one.erased) for one in _issued(other)] == [
        *((1, 1, False), (1, 2, False), (2, 1, False), (2, 2, True))
    ]
