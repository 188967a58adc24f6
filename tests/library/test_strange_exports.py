"""Exports that Clipper did not write, or that came damaged: taken as far as they mean something, else refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from clipper.library.exchange import Imported, import_library
from clipper.library.library import Library
from clipper.model.codebook import CodeField, FieldKind
from clipper.model.errors import WrongUsage

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
