"""Exports that Clipper did not write, or that came damaged: taken as far as they mean something, else refused."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from clipper.library.exchange import Imported, export_library, import_library
from clipper.library.library import Library
from clipper.model.codebook import CodeField, FieldKind
from clipper.model.errors import WrongUsage
from tests.library.building import PASTE, ferry

HEADER = {"format": "clipper", "version": 3}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "strange.jsonl"


def taken(library: Library, file: Path, *clippings: dict[str, Any], header: object = HEADER) -> Imported:
    lines = [header, *({"clipping": {"headline": f"Headline {place}", **one}} for place, one in enumerate(clippings))]
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return import_library(library, file)


@pytest.mark.parametrize("version", [float("inf"), float("nan"), "three", None, [3]])
def test_a_version_that_is_none_is_refused(library: Library, file: Path, version: object) -> None:
    with pytest.raises(WrongUsage, match="not an export"):
        taken(library, file, header={**HEADER, "version": version})


def test_a_line_without_end_is_refused(library: Library, file: Path) -> None:
    file.write_text(json.dumps(HEADER) + "\n", encoding="utf-8")
    with file.open("r+b") as opened:
        opened.truncate(100_001_000)
    with pytest.raises(WrongUsage, match="damaged"):
        import_library(library, file)


def test_a_uuid_that_no_text_can_hold_is_cleaned(library: Library, file: Path) -> None:
    broken = {"uuid": "\ud800\u0000 a\n"}
    said = {
        "highlights": [{"passage": "ferry", **broken}],
        "quotes": [{"text": "We will see", "speaker": "Ann Ice", **broken}],
        "follow_ups": [{"what": "Wrong name", **broken}],
    }
    assert taken(library, file, said).added == 1
    clipping = library.get(1)
    for one in (*clipping.highlights, *clipping.quotes, *clipping.follow_ups):
        assert one.uuid == "\ufffd a"


def test_a_new_field_in_two_spellings_is_one_field(library: Library, file: Path) -> None:
    codes = [{"Angle": "sea"}, {"ANGLE": "ice"}, {"angle": "land", "Angle": "sky", "Depth": "long"}]
    assert taken(library, file, *({"codes": one} for one in codes)).added == 3
    assert library.code_fields() == [CodeField("Angle", FieldKind.TEXT), CodeField("Depth", FieldKind.TEXT)]
    values = [dict(clipping.codes) for clipping in library.clippings([1, 2, 3])]
    assert values == [{"Angle": "sea"}, {"Angle": "ice"}, {"Angle": "land", "Depth": "long"}]


def test_a_field_that_can_have_no_name_refuses_the_file_by_its_name(library: Library, file: Path) -> None:
    with pytest.raises(WrongUsage, match=r"^strange\.jsonl cannot be read: A field needs a name.*Nothing was imported"):
        taken(library, file, {"codes": {" ": "sea"}})
    assert library.clippings([1]) == []


@pytest.mark.parametrize(
    ("said", "is_taken"), [({"who": "\ud800"}, True), ({"clippings": [[1.0, 1]]}, False), ({"clippings": [1]}, False)]
)
def test_a_history_that_no_library_can_hold_is_cleaned_or_refused(
    library: Library, tmp_path: Path, said: dict[str, object], is_taken: bool
) -> None:
    step = {"verb": "note", "detail": {"headline": "H"}, "count": 1, "at": "2017-01-01T10:00:00", "who": "Ann"}
    lines = [
        HEADER,
        {"original": {"number": 1, "source": "\ud800", "captured_at": "2017-01-01T10:00:00", "parts": ["text"]}},
        {"clipping": {"headline": "H", "originals": [1]}},
        {"step": {**step, "undone": False, "clippings": [[1, 1]], **said}},
    ]
    archive = tmp_path / "strange.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("clipper.jsonl", "\n".join(map(json.dumps, lines)))
        file.writestr("originals/1.text", "H")
    if is_taken:
        import_library(library, archive)
        assert library.steps(1)[-1].who == "\ufffd"
        assert library.originals(1)[0].source == "\ufffd"
    else:
        with pytest.raises(WrongUsage, match="Line 4"):
            import_library(library, archive)


def test_a_merge_told_by_an_export_leads_nowhere_in_this_library(library: Library, tmp_path: Path) -> None:
    library.add([ferry()], PASTE)
    library.rename_person("Petra Lindqvist", "Amadou Kerr")
    export_library(library, tmp_path / "all.zip")
    with Library.open(tmp_path / "other.clipper") as other:
        other.add([ferry(headline="Another", url=None, reporters=("Bo Snow",), body="Ice.")], PASTE)
        import_library(other, tmp_path / "all.zip")
        before = other.steps(1)[-1].id
        other.set_note(1, "A note")
        other.restore_earlier(1, before)
        assert other.get(1).reporters == ("Bo Snow",)
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert '"into"' not in archive.read("clipper.jsonl").decode()
