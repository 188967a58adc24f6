"""Own templates: files under a name, kept with the library, replaced, renamed, and refused where they cannot be."""

from pathlib import Path

import pytest

from clipper.library.library import Library
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.report import TEMPLATES
from clipper.model.template import MOST_BYTES, MOST_FILES
from tests.library.building import PASTE, plain

FILES = {"report.typ": b"#let ink = black", "template.toml": b"", "img/logo.png": b"\x89PNG"}


def test_a_template_is_kept_with_its_files(library: Library, path: Path) -> None:
    assert library.save_template(" Winter ", FILES).reports
    (template,) = library.templates()
    assert template.name == "Winter"
    assert {name: file.size for name, file in template.files.items()} == {
        name: len(held) for name, held in FILES.items()
    }
    assert library.undoable().title == "Save the template “Winter”"
    with Library.open(path) as other:
        assert other.template_files("winter") == FILES


def test_saving_under_the_same_name_replaces_it_and_undo_brings_it_back(library: Library) -> None:
    library.save_template("Winter", FILES)
    before = library.templates()
    assert library.save_template("Winter", FILES).step is None
    library.save_template("WINTER", {"report.typ": b"#let ink = blue"})
    assert [(one.name, list(one.files)) for one in library.templates()] == [("WINTER", ["report.typ"])]
    library.add([plain(1)], PASTE)
    library.purge([1])
    library.undo()
    assert library.templates() == before
    assert library.template_files("Winter") == FILES
    library.redo()
    assert library.template_files("winter") == {"report.typ": b"#let ink = blue"}


def test_a_template_is_renamed_and_forgotten(library: Library) -> None:
    library.save_template("Winter", FILES)
    library.save_template("Autumn", {})
    library.rename_template("winter", "Snow")
    assert library.undoable().title == "Rename the template “Winter” to “Snow”"
    assert [one.name for one in library.templates()] == ["Autumn", "Snow"]
    with pytest.raises(WrongUsage, match="already"):
        library.rename_template("Snow", "AUTUMN")
    library.delete_template("snow")
    assert library.undoable().title == "Forget the template “Snow”"
    for verb in (library.delete_template, library.template_files, lambda name: library.rename_template(name, "X")):
        with pytest.raises(NotFound):
            verb("Snow")
    library.undo()
    library.undo()
    assert library.template_files("Winter") == FILES


@pytest.mark.parametrize("name", [*TEMPLATES, "Modern", " ", "x" * 81])
def test_a_name_that_a_template_cannot_have_is_refused(library: Library, name: str) -> None:
    with pytest.raises(WrongUsage):
        library.save_template(name, FILES)
    library.save_template("Winter", FILES)
    with pytest.raises(WrongUsage):
        library.rename_template("Winter", name)
    assert [one.name for one in library.templates()] == ["Winter"]


@pytest.mark.parametrize(
    "paths",
    [
        [""],
        ["/report.typ"],
        ["img/"],
        ["img//a.png"],
        ["."],
        ["./report.typ"],
        ["../report.typ"],
        ["img/../../report.typ"],
        ["img\\a.png"],
        ["C:report.typ"],
        ["c:/report.typ"],
        ["nul"],
        ["img/COM1.png"],
        ["a\nb.typ"],
        ["a\u202eb.typ"],
        ["report.typ."],
        [" report.typ"],
        ["e\u0301.typ"],
        ["a/" * 101 + "a"],
        ["report.typ", "REPORT.typ"],
        ["img", "img/a.png"],
        ["Img/a.png", "img"],
    ],
)
def test_a_path_that_leads_elsewhere_or_that_no_folder_can_have_is_refused(library: Library, paths: list[str]) -> None:
    with pytest.raises(WrongUsage, match="cannot have a file"):
        library.save_template("Winter", dict.fromkeys(paths, b""))
    assert library.templates() == []


def test_a_template_that_is_too_large_is_refused(library: Library) -> None:
    many = {f"part {number}.typ": b"" for number in range(MOST_FILES)}
    library.save_template("Many", many)
    library.save_template("Large", {"a.png": bytes(MOST_BYTES)})
    for files in ({**many, "one more.typ": b""}, {"a.png": bytes(MOST_BYTES), "b.png": b"x"}):
        with pytest.raises(WrongUsage, match="at most 200 files, of 20 MB"):
            library.save_template("Winter", files)
