"""The archive of an export brings the past along: the pastes that clippings came from, and who did what, and when."""

import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from clipper.library.adding import Brought
from clipper.library.exchange import Imported, export_library, import_library
from clipper.library.library import Library
from clipper.library.sample import open_sample
from clipper.model.attachment import BroughtFile
from clipper.model.changes import Step
from clipper.model.clipping import Clipping, Organisation, Spokesperson
from clipper.model.codebook import CodeField, FieldKind
from clipper.model.codes import Medium, Prominence, Role, Tone
from clipper.model.draft import Pasted
from clipper.model.errors import Conflict, NotFound, WrongUsage
from clipper.model.follow_up import FollowUp
from clipper.model.highlight import Highlight
from clipper.model.query import Query
from clipper.model.quote import Quote
from clipper.model.values import replace
from tests.library.building import PASTE, ferry, plain

ODD = Pasted("Ferries \ud83d wait\r\n", "<p>Ferries \ud83d wait</p>", "page.html")


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "other.clipper") as opened:
        yield opened


@pytest.fixture
def worked_on(library: Library) -> Library:
    """Three clippings of two pastes, one of which has a further original; coded, tagged, undone, renamed."""
    library.set_organisation(Organisation("Tide Institute", user_name="Léonie Castellane"))
    library.add([ferry(), plain(1)], PASTE)
    library.add_all([Brought([plain(2)], ODD, b"%PDF")])
    library.fill(1, plain(3).draft, Pasted("More of it"))
    library.set_tone([1, 2], Tone.POSITIVE)
    library.tag([2, 3], "board")
    library.set_organisation(replace(library.organisation(), user_name="Ann Ice"))
    library.set_starred([3], True)
    library.undo()
    library.rename_tag("board", "council")
    library.delete([2])
    return library


def told(step: Step) -> tuple[object, ...]:
    return step.title, step.at, step.who, step.undone, step.count


def history(library: Library, clipping_id: int | None = None) -> list[tuple[object, ...]]:
    return [told(step) for step in library.steps(clipping_id) if step.verb != "import"]


def test_pastes_and_history_come_back_equal_from_an_archive(worked_on: Library, other: Library, tmp_path: Path) -> None:
    archive, again = tmp_path / "all.zip", tmp_path / "again.zip"
    export_library(worked_on, archive)
    assert import_library(other, archive) == Imported(added=3)
    for clipping in worked_on.clippings([1, 2, 3]):
        assert other.originals(clipping.id) == worked_on.originals(clipping.id)
        assert history(other, clipping.id) == history(worked_on, clipping.id)
    assert len(other.originals(1)) == 2
    assert other.originals(3)[0].file == b"%PDF"
    assert history(other) == history(worked_on)
    assert other.coders([1]) == {"Léonie Castellane": 1}
    export_library(other, again)
    assert archive.read_bytes() == again.read_bytes()


def test_the_sample_comes_back_with_its_past(tmp_path: Path, other: Library) -> None:
    with open_sample(tmp_path / "sample.clipper") as sample:
        export_library(sample, tmp_path / "all.zip")
        import_library(other, tmp_path / "all.zip")
        assert history(other) == history(sample)
        ids = list(sample.search(Query()).ids)
        assert [other.originals(one) for one in ids] == [sample.originals(one) for one in ids]


@pytest.fixture
def changed_often(library: Library) -> Library:
    """A clipping of which all was changed, some of it by names that others took in since."""
    library.add([ferry(), plain(1)], PASTE)
    library.edit(1, headline="Ferries wait", outlet="Northern Wire", published_on=date(2026, 3, 5))
    library.edit(1, reporters=("Bo Snow", "Petra Lindqvist"), body="Another text of the ferry.\n\nAnd more of it.")
    library.edit(1, spokespeople=(Spokesperson("Ann Ice", Role.QUOTED), Spokesperson("Amadou Kerr", Role.NAMED)))
    library.edit(1, medium=Medium.RADIO, programme="Noon", duration=90, aired_at="07:40 America/Toronto")
    library.tag([1, 2], "board", "topic/ports")
    library.carry_message([1], "Ports come first")
    library.save_code_field(CodeField("Depth", FieldKind.CHOICE, ("brief", "long")))
    library.code([1], "Depth", "long")
    library.set_tone([1, 2], Tone.MIXED)
    library.set_prominence([1], Prominence.MAIN)
    library.set_note(1, "Call back.")
    library.highlight(1, Highlight("Another text", comment="Why?"))
    library.keep_quote(1, Quote("Another text of the ferry.", "Ann Ice"))
    library.add_follow_up(1, FollowUp("The name is wrong.", due=date(2026, 5, 1)))
    library.close_follow_up(1, library.get(1).follow_ups[0].uuid, "Corrected")
    library.attach(1, [BroughtFile("page.pdf", b"%PDF page")])
    library.rename_attachment(1, library.get(1).attachments[0].uuid, "A4.pdf")
    library.group([1, 2])
    library.set_publish([1], True)
    library.rename_person("Bo Snow", "Petra Lindqvist")
    library.rename_tag("board", "topic/ports")
    library.rename_outlet("Northern Wire", "Northern Wire Service")
    library.edit(1, spokespeople=(), reporters=(), outlet=None, body=None)
    library.untag([1], "topic/ports")
    library.delete([1])
    return library


def as_it_is(library: Library) -> Clipping:
    return replace(library.get(1), id=0)


def test_a_clipping_is_given_what_it_was_in_the_library_that_it_came_from(
    changed_often: Library, other: Library, tmp_path: Path
) -> None:
    export_library(changed_often, tmp_path / "all.zip")
    import_library(other, tmp_path / "all.zip")
    there = changed_often.steps(1)
    here = [step for step in other.steps(1) if step.told]
    assert list(map(told, there)) == list(map(told, here))
    assert as_it_is(other) == as_it_is(changed_often)
    different = set()
    for mine, yours in zip(there[1:], here[1:], strict=True):
        for library, step in ((changed_often, mine), (other, yours)):
            library.restore_earlier(1, step.id)
        assert as_it_is(other) == as_it_is(changed_often), mine.title
        different.add(repr(as_it_is(other)))
        for library in (changed_often, other):
            library.undo()
    assert len(different) > 15


def test_what_was_done_elsewhere_is_told_and_not_undone(worked_on: Library, other: Library, tmp_path: Path) -> None:
    export_library(worked_on, tmp_path / "all.zip")
    import_library(other, tmp_path / "all.zip")
    coded = next(step for step in other.steps(1) if step.verb == "tone")
    assert coded.told
    other.set_tone([1], None)
    brought = next(step for step in other.steps(1) if step.verb == "import")
    other.restore_earlier(1, brought.id)
    assert other.get(1).tone is Tone.POSITIVE
    for _ in range(3):
        other.undo()
    assert other.undoable() is None
    assert len(other.search(Query())) == 0
    with pytest.raises((NotFound, Conflict)):
        other.undo()
    other.redo()
    assert other.originals(1) == worked_on.originals(1)
    assert [told(step) for step in other.steps(1) if step.told] == history(worked_on, 1)


def test_an_archive_that_comes_again_or_to_others_brings_only_what_is_new(
    worked_on: Library, other: Library, tmp_path: Path
) -> None:
    export_library(worked_on, tmp_path / "first.zip")
    other.add([plain(7)], PASTE)
    before = history(other)
    import_library(other, tmp_path / "first.zip")
    # What was done to no clipping is told in an empty library only: here it would look as if it had been done.
    assert [one for one in history(other) if one not in before] == [
        told(step) for step in worked_on.steps() if step.verb not in ("organisation", "rename_tag")
    ]
    steps = len(other.steps())
    worked_on.add([plain(4)], Pasted("Four"))
    worked_on.set_tone([3, 4], Tone.MIXED)
    export_library(worked_on, tmp_path / "second.zip")
    assert import_library(other, tmp_path / "second.zip").added == 1
    new = [step.verb for step in other.steps()][: len(other.steps()) - steps]
    assert new == ["unite", "tone", "add"]
    assert other.clippings([4])[0].tone is Tone.MIXED
    assert import_library(other, tmp_path / "second.zip").added == 0
    assert len(other.steps()) == steps + 3


def test_a_purge_forgets_what_was_told_and_the_paste(worked_on: Library, other: Library, tmp_path: Path) -> None:
    export_library(worked_on, tmp_path / "all.zip")
    import_library(other, tmp_path / "all.zip")
    other.purge([3])
    assert all(step.verb != "star" for step in other.steps())
    assert [paste.text for paste in other.originals(1)] == [PASTE.text, "More of it"]


def test_lines_without_an_archive_tell_of_no_past(worked_on: Library, other: Library, tmp_path: Path) -> None:
    export_library(worked_on, tmp_path / "all.jsonl")
    lines = (tmp_path / "all.jsonl").read_text("utf-8")
    assert '"original' not in lines
    assert '{"step"' not in lines
    import_library(other, tmp_path / "all.jsonl")
    assert other.originals(1) == []


def changed(archive: Path, line: Callable[[str, Any], Any], members: dict[str, bytes | None]) -> Path:
    """Write an archive anew with other lines and other members, None for one that is missing."""
    other = archive.with_name("changed.zip")
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(other, "w") as target:
        for name in source.namelist():
            held: bytes | None = members.get(name, source.read(name))
            if name == "clipper.jsonl" and held is not None:
                parsed = [json.loads(one) for one in held.splitlines()]
                written = [{kind: line(kind, values) for kind, values in one.items()} for one in parsed]
                held = "\n".join(map(json.dumps, written)).encode()
            if held is not None:
                target.writestr(name, held)
    return other


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("original", "number", "1"),
        ("original", "captured_at", "yesterday"),
        ("original", "parts", ["text", "../../evil"]),
        ("original", "parts", ["html"]),
        ("original", "source", 4),
        ("clipping", "originals", "1"),
        ("clipping", "originals", [77]),
        ("step", "verb", "sabotage"),
        ("step", "verb", "rename_tag"),
        ("step", "detail", {"name": 4}),
        ("step", "at", "noon"),
        ("step", "clippings", [[1, 4_000_000_000]]),
        ("step", "clippings", [[0, 1]]),
        ("step", "clippings", [3]),
        ("step", "who", None),
        ("change", "kind", "drop"),
        ("change", "target", "clippings.uuid"),
        ("change", "target", "clippings.nothing"),
        ("change", "target", "organisation.name"),
        ("change", "target", "deltas"),
        ("change", "clippings", []),
        ("change", "clippings", [[2, 1]]),
        ("change", "old", [{"a": 1}]),
        ("change", "old", []),
        ("change", "new", [2**70]),
        ("change", "new", [None, None, None, None]),
    ],
)
def test_a_past_that_cannot_be_is_refused_in_a_sentence(
    worked_on: Library, other: Library, tmp_path: Path, kind: str, field: str, value: object
) -> None:
    export_library(worked_on, tmp_path / "all.zip")

    def spoil(own: str, values: Any) -> Any:
        return {**values, field: value} if own == kind else values

    with pytest.raises(WrongUsage, match="Nothing was imported"):
        import_library(other, changed(tmp_path / "all.zip", spoil, {}))
    assert other.steps() == []


@pytest.mark.parametrize("held", [None, b"\xff\xfe\xff"])
def test_an_original_that_is_missing_or_damaged_is_refused(
    worked_on: Library, other: Library, tmp_path: Path, held: bytes | None
) -> None:
    export_library(worked_on, tmp_path / "all.zip")
    with pytest.raises(WrongUsage, match="Nothing was imported"):
        import_library(other, changed(tmp_path / "all.zip", lambda _kind, values: values, {"originals/1.text": held}))
    assert len(other.search(Query())) == 0


def test_the_time_of_a_paste_is_kept(worked_on: Library, other: Library, tmp_path: Path) -> None:
    export_library(worked_on, tmp_path / "all.zip")
    import_library(other, tmp_path / "all.zip")
    assert isinstance(other.originals(1)[0].captured_at, datetime)
    assert other.originals(1)[0].captured_at == worked_on.originals(1)[0].captured_at


def test_what_one_step_changed_of_hundreds_is_told_in_parts(library: Library, other: Library, tmp_path: Path) -> None:
    ids = [
        clipping_id
        for one in library.add_all([Brought([plain(n) for n in range(450)], PASTE)])
        for clipping_id in one.ids
    ]
    library.set_tone(ids[::2], Tone.NEGATIVE)
    library.set_tone(ids, Tone.POSITIVE)
    export_library(library, tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        lines = archive.read("clipper.jsonl").decode().splitlines()
    parts = [json.loads(line)["change"] for line in lines if line.startswith('{"change"')][-3:]
    assert [len(part["old"]) for part in parts] == [200, 200, 50]
    import_library(other, tmp_path / "all.zip")
    for clipping_id, tone in ((ids[0], Tone.NEGATIVE), (ids[401], None), (ids[448], Tone.NEGATIVE)):
        last = next(step for step in other.steps(clipping_id) if step.verb == "tone")
        before = next(step for step in other.steps(clipping_id) if step.told and step.id < last.id)
        other.restore_earlier(clipping_id, before.id)
        assert other.get(clipping_id).tone is tone
