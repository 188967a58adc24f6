"""Issued reports: numbered once, frozen byte for byte, withdrawn and given back, checked for damage."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from clipper.library.backup import backup, restore_backup
from clipper.library.checking import check
from clipper.library.contents import LARGEST_INSIDE
from clipper.library.library import Library
from clipper.library.store.tables import ContentRow
from clipper.model.clipping import Organisation
from clipper.model.errors import EnvironmentProblem, NotFound, WrongUsage
from clipper.model.issued_report import MOST_BYTES, IssuedReport
from clipper.model.period import Period
from clipper.model.report import SUMMARY_TEXT, Audience, Definition
from clipper.model.values import replace

USUAL = Definition("5d1f0c1e-0e0b-4f0c-9c39-7d4a2b6f1a01", "Media report")
OCTOBER = IssuedReport(
    USUAL,
    Period.month(2026, 10),
    "Media report, October 2026",
    date(2026, 11, 3),
    texts={SUMMARY_TEXT: "We were heard."},
    snapshot={"clippings": {}, "figures": {"stories": {"label": "stories", "value": "18"}}},
)
NOVEMBER = replace(OCTOBER, period=Period.month(2026, 11), title="Media report, November 2026")
FILES = {".pdf": b"%PDF-2.0 \xff\x00", ".md": b"# Media report"}


def numbers(library: Library) -> list[tuple[int, int]]:
    return [(issued.number, issued.version) for issued in library.issued_reports()]


def last(library: Library, report: IssuedReport) -> IssuedReport | None:
    return library.last_issued(report.definition.uuid, report.period, report.language, report.audience)


def test_an_issued_report_comes_back_byte_for_byte(library: Library) -> None:
    library.set_organisation(Organisation("Tide Institute", user_name="Léonie Castellane"))
    issued = library.issue_report(OCTOBER, FILES)
    assert issued == replace(
        OCTOBER,
        uuid=issued.uuid,
        number=1,
        version=1,
        issued_by="Léonie Castellane",
        files={".md": len(FILES[".md"]), ".pdf": len(FILES[".pdf"])},
    )
    assert library.issued_reports() == [issued]
    for ending, held in FILES.items():
        assert library.issued_file(issued.uuid, ending) == held
    assert library.undoable().title == "Issue “Media report, October 2026” as report 1"
    with pytest.raises(NotFound, match="no such file"):
        library.issued_file(issued.uuid, ".docx")


def test_the_same_report_issued_again_is_the_next_version_of_its_number(library: Library) -> None:
    assert last(library, OCTOBER) is None
    for _ in range(2):
        library.issue_report(OCTOBER, FILES)
    library.issue_report(NOVEMBER, FILES)
    others = [
        replace(OCTOBER, definition=replace(USUAL, language="fr")),
        replace(OCTOBER, definition=replace(USUAL, audience=Audience.PUBLIC)),
        replace(OCTOBER, definition=replace(USUAL, uuid="another")),
        replace(OCTOBER, definition=replace(USUAL, excerpt_words=20, name="Renamed")),
    ]
    issued = [library.issue_report(report, FILES) for report in others]
    assert [(one.number, one.version) for one in issued] == [(3, 1), (4, 1), (5, 1), (1, 3)]
    assert library.undoable().title == "Issue “Media report, October 2026” as report 1, version 3"
    assert last(library, OCTOBER) == issued[-1]
    assert numbers(library) == [(5, 1), (4, 1), (3, 1), (2, 1), (1, 3), (1, 2), (1, 1)]


def test_the_newest_stands_first(library: Library) -> None:
    for day in (date(2026, 11, 5), date(2026, 11, 9), date(2026, 11, 1)):
        library.issue_report(replace(OCTOBER, issued_on=day, period=Period(day, day)), FILES)
    assert numbers(library) == [(2, 1), (1, 1), (3, 1)]


def test_no_number_is_given_twice_whatever_is_undone(library: Library) -> None:
    library.issue_report(OCTOBER, FILES)
    library.undo()
    assert library.issued_reports() == []
    assert last(library, OCTOBER) is None
    again, other = library.issue_report(OCTOBER, FILES), library.issue_report(NOVEMBER, FILES)
    assert [(one.number, one.version) for one in (again, other)] == [(1, 2), (2, 1)]
    library.withdraw_issued_report(other.uuid)
    assert library.undoable().title == "Withdraw report 2, “Media report, November 2026”"
    assert library.issue_report(replace(NOVEMBER, definition=replace(USUAL, uuid="x")), FILES).number == 3
    assert library.issue_report(NOVEMBER, FILES).version == 2


def test_what_is_withdrawn_is_gone_until_that_is_undone(library: Library) -> None:
    issued = library.issue_report(OCTOBER, FILES)
    assert library.withdraw_issued_report(issued.uuid).reports
    for verb in (lambda: library.issued_file(issued.uuid, ".pdf"), lambda: library.withdraw_issued_report(issued.uuid)):
        with pytest.raises(NotFound):
            verb()
    library.undo()
    assert library.issued_reports() == [issued]
    assert library.issued_file(issued.uuid, ".pdf") == FILES[".pdf"]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "no file"),
        ({"pdf": b""}, "no ending"),
        ({"./../x.pdf": b""}, "no ending"),
        ({".pdf": bytes(MOST_BYTES), ".md": b"x"}, "60 MB"),
    ],
)
def test_files_that_cannot_be_issued_are_refused(library: Library, files: dict[str, bytes], words: str) -> None:
    with pytest.raises(WrongUsage, match=words):
        library.issue_report(OCTOBER, files)
    assert library.issued_reports() == []
    assert library.issue_report(OCTOBER, FILES).number == 1


def test_what_cannot_be_in_json_is_cleaned_as_a_paste_is(library: Library) -> None:
    odd = replace(OCTOBER, title=" A\u0000 \ud800b\n", texts={"summary": "\u202e Heard ", "next": " "})
    issued = library.issue_report(replace(odd, snapshot={"a\u0000": ("\ud800", 1)}, changes=("One\u0000",)), FILES)
    assert (issued.title, issued.texts) == ("A \ufffdb", {"summary": "Heard"})
    assert (issued.snapshot, issued.changes) == ({"a": ["\ufffd", 1]}, ("One",))


def test_a_damaged_file_is_named_and_never_given(library: Library) -> None:
    issued = library.issue_report(OCTOBER, FILES)
    with library.store.writing() as connection:
        connection.execute(update(ContentRow).values(data=b"other", is_compressed=False))
    with pytest.raises(EnvironmentProblem, match=r"“Media report, October 2026\.pdf” is not what was kept"):
        library.issued_file(issued.uuid, ".pdf")
    assert check(library) == [
        f"What the issued file “Media report, October 2026{ending}” holds is missing or damaged. Take it from a backup."
        for ending in (".md", ".pdf")
    ]


def test_a_large_file_lies_beside_the_library_and_comes_with_its_backup(library: Library, path: Path) -> None:
    large = {".pdf": bytes(LARGEST_INSIDE + 1)}
    issued = library.issue_report(OCTOBER, large)
    assert len(list(path.with_name(f"{path.name}.files").iterdir())) == 1
    assert backup(library, path.with_name("copy.clipper")) == []
    library.undo()
    library.redo()
    assert check(library) == []
    library.close()
    restore_backup(path.with_name("copy.clipper"), path)
    with Library.open(path) as restored:
        assert restored.issued_file(issued.uuid, ".pdf") == large[".pdf"]


def test_a_backup_names_the_files_that_it_cannot_have(library: Library, path: Path) -> None:
    library.issue_report(OCTOBER, {".pdf": bytes(LARGEST_INSIDE + 1)})
    library.save_template("Winter", {"picture.png": b"\x01" * (LARGEST_INSIDE + 1)})
    for file in path.with_name(f"{path.name}.files").iterdir():
        file.unlink()
    said = "What “{}” holds is missing or damaged in the library, and so it is not in the backup."
    lost = [said.format(name) for name in ("Media report, October 2026.pdf", "Winter/picture.png")]
    assert backup(library, path.with_name("copy.clipper")) == lost
    assert check(library)[1] == "What the template file “Winter/picture.png” holds is missing or damaged. " + (
        "Take it from a backup."
    )
