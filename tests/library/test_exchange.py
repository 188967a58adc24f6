"""What is exported comes back equal; an import adds, overwrites nothing, and is one step or nothing."""

import json
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.library.exchange import VERSION, Imported, export_library, import_library
from clipper.library.importing import preview_import_files
from clipper.library.intake import Readings
from clipper.library.library import Library
from clipper.library.likely_duplicates import likely_duplicates
from clipper.library.serialise import clipping_from_json, clipping_to_json
from clipper.model.clipping import Clipping, Organisation
from clipper.model.codes import Tone
from clipper.model.draft import Answer, Decision
from clipper.model.errors import EnvironmentProblem, WrongUsage
from clipper.model.query import Query
from clipper.model.values import replace
from tests.library.building import LOGO, PASTE, ferry, plain
from tests.library.small_library import empty
from tests.library.strategies import clippings
from tests.profiles import of_hundred

ASKER = object()
SOME_UUIDS = st.lists(st.uuids().map(str), min_size=6, max_size=6, unique=True)


def write_export(path: Path, *lines: object) -> Path:
    header = {"format": "clipper", "version": 1}
    path.write_text("".join(json.dumps(line) + "\n" for line in (header, *lines)), encoding="utf-8")
    return path


def everything(library: Library) -> list[Clipping]:
    """All clippings of a library, hidden ones too, without the ids that differ from library to library."""
    query = Query.parse("is:deleted state:new state:kept state:deferred state:rejected")
    shown = Query.parse("state:new state:kept state:deferred state:rejected")
    ids = {*library.search(query).ids, *library.search(shown).ids}
    return sorted((replace(one, id=0) for one in library.clippings(sorted(ids))), key=lambda one: one.uuid)


@of_hundred(25)
@given(some=st.lists(clippings, max_size=6), uuids=SOME_UUIDS)
def test_a_library_comes_back_equal_from_its_export(
    library: Library, second: Library, tmp_path: Path, some: list[Clipping], uuids: list[str]
) -> None:
    for one in (library, second):
        with one.store.writing() as connection:
            empty(connection)
    made = [
        {"clipping": clipping_to_json(replace(one, uuid=uuid, story=one.story and str(UUID(int=len(one.story)))))}
        for one, uuid in zip(some, uuids, strict=False)
    ]
    import_library(library, write_export(tmp_path / "made.jsonl", *made))
    assert export_library(library, tmp_path / "first.jsonl").counted.all == len(some)
    import_library(second, tmp_path / "first.jsonl")
    export_library(second, tmp_path / "second.jsonl")
    assert everything(library) == everything(second)
    assert (tmp_path / "first.jsonl").read_bytes() == (tmp_path / "second.jsonl").read_bytes()
    assert import_library(second, tmp_path / "first.jsonl") == Imported(unchanged=len(some))


@pytest.fixture
def second(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "second.clipper") as opened:
        yield opened


@given(clippings)
def test_a_clipping_comes_back_equal_from_json(clipping: Clipping) -> None:
    assert clipping_from_json(json.loads(json.dumps(clipping_to_json(clipping)))) == clipping


def test_the_organisation_and_the_hues_of_tags_travel_along(library: Library, path: Path) -> None:
    organisation = Organisation("Larkfield Trust", ("Larkfield",), ("fr", "en"), "Fellow", "The press office")
    organisation = replace(organisation, fiscal_start=4, logo=LOGO, house_style=(("fr", "{headline}[, {outlet}]"),))
    library.set_organisation(organisation)
    library.add([ferry(tags=("topic/ports", "board"))], PASTE)
    library.set_tag_hue("board", "violet")
    export = path.with_suffix(".jsonl")
    export_library(library, export)
    with Library.open(path.with_name("other.clipper")) as other:
        import_library(other, export)
        assert other.organisation() == organisation
        assert [(tag.name, tag.hue) for tag in other.tags()] == [(tag.name, tag.hue) for tag in library.tags()]


def test_what_was_told_apart_stays_so_in_another_library_and_undo_forgets_it(library: Library, path: Path) -> None:
    library.add([plain(1), ferry()], PASTE)
    library.add([replace(ferry(), decision=Decision(Answer.BOTH, 2))], PASTE)
    export = path.with_suffix(".jsonl")
    export_library(library, export)
    with Library.open(path.with_name("other.clipper")) as other:
        other.add([plain(7)], PASTE)
        import_library(other, export)
        assert likely_duplicates(other) == []
        export_library(other, path.with_name("again.jsonl"))
        assert import_library(other, export).added == 0
        assert len(other.steps()) == 2
        other.undo()
        library.undo()
        assert len(other.search(Query())) == 1
    pairs = [line for line in export.read_text(encoding="utf-8").splitlines() if "not_duplicates" in line]
    assert len(pairs) == 1
    assert pairs[0] in path.with_name("again.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize("pair", [["a", "b"], [1, 2], "ab", [str(UUID(int=1))]])
def test_a_pair_that_names_no_two_clippings_is_refused(library: Library, path: Path, pair: object) -> None:
    with pytest.raises(WrongUsage, match="Line 2"):
        import_library(library, write_export(path.with_suffix(".jsonl"), {"not_duplicates": pair}))


def test_what_the_library_has_with_other_values_is_named_and_left(library: Library, path: Path) -> None:
    (ferry_id, plain_id) = library.add([ferry(), plain(1)], PASTE).ids
    export = path.with_suffix(".jsonl")
    export_library(library, export)
    told = export.read_text("utf-8").replace("Petra Lindqvist", "Someone Else").replace("Harbour towns", "Towns")
    export.write_text(told, "utf-8")
    library.set_tone([ferry_id], Tone.POSITIVE)
    library.purge([plain_id])
    imported = import_library(library, export)
    assert (imported.added, imported.erased, imported.conflicts) == (0, 1, ("“Harbour towns ask who pays”",))
    assert library.get(ferry_id).headline == "Harbour towns ask who pays"
    assert "“Harbour towns ask who pays”" in imported.summary


def test_what_only_the_library_changed_since_an_export_is_no_conflict(library: Library, path: Path) -> None:
    (ferry_id,) = library.add([ferry()], PASTE).ids
    library.set_tone([ferry_id], Tone.NEGATIVE)
    export_library(library, path.with_suffix(".jsonl"))
    library.set_tone([ferry_id], Tone.POSITIVE)
    steps = library.steps()
    assert import_library(library, path.with_suffix(".jsonl")) == Imported(unchanged=1)
    assert library.get(ferry_id).tone is Tone.POSITIVE
    assert library.steps() == steps


def test_a_name_that_is_spelt_otherwise_here_is_no_conflict(library: Library, path: Path) -> None:
    library.add([plain(1, outlet="COASTAL LEDGER")], PASTE)
    export = path.with_suffix(".jsonl")
    clipping = {
        "uuid": str(UUID(int=7)),
        "headline": "Ferries",
        "outlet": "Coastal Ledger",
        "added_at": "2026-01-02T03:04:05",
    }
    write_export(export, {"clipping": clipping})
    assert import_library(library, export).added == 1
    assert import_library(library, export) == Imported(unchanged=1)


def test_an_import_is_one_step_that_can_be_undone_and_done_again(library: Library, path: Path) -> None:
    export = write_export(
        path.with_suffix(".jsonl"),
        *({"clipping": {"uuid": str(UUID(int=number)), "headline": f"Number {number}"}} for number in range(1, 4)),
    )
    assert import_library(library, export).added == 3
    assert library.undoable().title == "Import 3 clippings"
    library.undo()
    assert len(library.search(Query())) == 0
    library.redo()
    assert len(library.search(Query())) == 3
    library.undo()
    assert import_library(library, export).added == 3
    assert import_library(library, export).unchanged == 3


def test_a_preview_changes_nothing(library: Library, path: Path) -> None:
    export = write_export(
        path.with_suffix(".jsonl"), {"tag": {"name": "board", "hue": "teal"}}, {"clipping": {"headline": "A"}}
    )
    assert preview_import_files(library, Readings(()), exports=[export]).sentences == ["1 added, 0 known already."]
    assert (len(library.search(Query())), library.tags(), library.steps()) == (0, [], [])


@pytest.mark.parametrize(
    "line",
    [
        '{"clipping": {"headline": "cut of',
        '{"clipping": {"headline": 12}}',
        '{"clipping": {"headline": "A", "tone": "lovely"}}',
        '{"clipping": {"headline": "A", "published_on": "soon"}}',
        '{"clipping": {"headline": "A", "uuid": "seven"}}',
        '{"clipping": {"headline": "A", "tags": ["a//b"]}}',
        '{"clipping": ["A"]}',
        '{"clipping": {}, "tag": {}}',
        '{"tag": {"name": "board", "hue": "puce"}}',
        '{"tag": "board"}',
        '{"organisation": {"name": 3}}',
        '{"organisation": []}',
        '{"organisation": {"aliases": "Larkfield"}}',
        '{"clipping": {"headline": "A", "added_at": "0001-01-01T00:00:00+14:00"}}',
        '{"poem": "A"}',
        "[[" * 5000,
        "null",
    ],
)
def test_a_broken_line_is_named_and_nothing_is_imported(library: Library, path: Path, line: str) -> None:
    export = write_export(path.with_suffix(".jsonl"), {"clipping": {"headline": "Before"}})
    export.write_text(export.read_text() + line + "\n")
    with pytest.raises(WrongUsage, match=r"^Line 3 of library\.jsonl .* Nothing was imported\.$"):
        import_library(library, export)
    assert (len(library.search(Query())), library.steps()) == (0, [])


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"\xff\xfe\x00", b"Dear library", b'{"format": "other", "version": 1}', b"[]"]
)
def test_a_file_that_is_no_export_is_refused(library: Library, tmp_path: Path, content: bytes) -> None:
    export = tmp_path / "letter.jsonl"
    export.write_bytes(content)
    with pytest.raises(WrongUsage, match="not an export of Clipper"):
        import_library(library, export)


def test_an_export_of_a_newer_version_is_refused(library: Library, tmp_path: Path) -> None:
    export = tmp_path / "newer.jsonl"
    export.write_text(f'{{"format": "clipper", "version": {VERSION + 1}}}\n')
    with pytest.raises(WrongUsage, match="newer version"):
        import_library(library, export)


def test_a_file_that_is_not_there_is_named(library: Library, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match=r"none\.jsonl cannot be read"):
        import_library(library, tmp_path / "none.jsonl")


def test_a_cancelled_import_leaves_nothing(library: Library, path: Path) -> None:
    lines = ({"clipping": {"headline": f"Number {number}"}} for number in range(1200))
    export = write_export(path.with_suffix(".jsonl"), *lines)
    seen = []

    def stop_at_the_second(done: int, total: int) -> None:
        seen.append((done, total))
        if len(seen) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_library(library, export, stop_at_the_second)
    assert seen == [(500, 1201), (1000, 1201)]
    assert len(library.search(Query())) == 0
    assert import_library(library, export, lambda done, total: None).added == 1200


def test_what_comes_from_outside_is_cleaned_like_a_paste(library: Library, path: Path) -> None:
    clipping = {"headline": " Two\nlines\u0000 ", "tags": ["Board ", "board"], "reporters": ["", "Eve  Fox", "eve fox"]}
    import_library(library, write_export(path.with_suffix(".jsonl"), {"clipping": clipping}))
    (found,) = everything(library)
    assert (found.headline, found.tags, found.reporters) == ("Two lines", ("Board",), ("Eve Fox",))


def test_a_failed_export_leaves_the_former_one(library: Library, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library.add([ferry()], PASTE)
    export = path.with_suffix(".jsonl")
    export.write_text("what was there")

    def full(clipping: Clipping) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("clipper.library.exchange_writing.clipping_to_json", full)
    with pytest.raises(EnvironmentProblem, match="No space left on device"):
        export_library(library, export)
    assert export.read_text() == "what was there"
    assert sorted(file.suffix for file in path.parent.iterdir() if "library.jsonl" in file.name) == [".jsonl"]


def test_an_export_never_takes_the_place_of_a_library(library: Library, path: Path) -> None:
    with pytest.raises(WrongUsage, match=r"\.jsonl"):
        export_library(library, path)
    library.add([ferry()], PASTE)
    assert len(library.search(Query())) == 1


def test_an_import_tells_listeners_who_asked(library: Library, path: Path) -> None:
    heard = []
    library.subscribe(heard.append)
    import_library(library, write_export(path.with_suffix(".jsonl"), {"clipping": {"headline": "A"}}), origin=ASKER)
    assert [(changes.origin, len(changes.clippings)) for changes in heard] == [(ASKER, 1)]
