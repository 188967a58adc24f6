"""Versions that tests run on, and licences: each file says of the dependencies what is the case."""

import re
from fnmatch import fnmatch
from importlib.metadata import metadata, version
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from clipper import licences, resources
from clipper.diagnostics import dependencies
from clipper.licences import Part
from tests import constraints
from tests.constraints import PYTHONS, asked_for, needed, pinned

README = Path(__file__).parents[1] / "README.md"
PACKAGES = [part for part in licences.parts() if not part.holds or part.name.startswith("PySide6")]
SHIPPED = [part for part in licences.parts() if part not in PACKAGES]
_FAMILIES = {"MPL": "MPL|Mozilla", "PSF": "PSF|Python Software Foundation|Python-2", "BSD": "BSD", "OFL": "OFL"}


def family_of(licence: str) -> str:
    """The licence without its version, as a pattern that whoever names it loosely fits."""
    name = licence.split("-")[0]
    return _FAMILIES.get(name, name)


def said_by(name: str) -> tuple[str, str]:
    """The licence that an installed package tells as an expression, and all else that it tells of it."""
    told = metadata(name)
    classifiers = [one for one in told.get_all("Classifier") or [] if one.startswith("License")]
    return told.get("License-Expression") or "", " ".join([(told.get("License") or "")[:200], *classifiers])


# The versions


def test_every_package_that_the_tests_need_has_one_version() -> None:
    assert sorted(set(needed(asked_for("dev"))) - set(pinned())) == []


def test_nothing_else_has_a_version() -> None:
    assert sorted(set(pinned()) - set(needed(asked_for("dev")))) == []


@pytest.mark.parametrize("requirement", asked_for("dev"), ids=str)
def test_a_version_is_one_that_the_project_asks_for(requirement: constraints.Requirement) -> None:
    assert pinned()[canonicalize_name(requirement.name)] in requirement.specifier


@pytest.mark.parametrize("python", PYTHONS)
def test_no_version_refuses_a_python(python: str) -> None:
    refused = {}
    for name, pin in pinned().items():
        if version(name) == pin:
            admitted = SpecifierSet(metadata(name).get("Requires-Python") or "")
            refused |= {} if f"{python}.9" in admitted else {name: str(admitted)}
    assert refused == {}


def test_a_version_that_is_missing_or_not_asked_for_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "constraints.txt"
    file.write_text(re.sub(r"(?m)^click==.*\n", "", constraints.FILE.read_text("utf-8")) + "left-pad==1.0\n", "utf-8")
    monkeypatch.setattr(constraints, "FILE", file)
    wanted = set(needed(asked_for("dev")))
    assert wanted - set(pinned()) == {"click"}
    assert set(pinned()) - wanted == {"left-pad"}


# The licences


def test_every_package_that_runs_with_clipper_is_listed() -> None:
    listed = {canonicalize_name(part.name) for part in PACKAGES}
    here = set(needed(asked_for()))
    everywhere = set(needed(asked_for(), ["linux", "win32", "darwin"]))
    assert here - listed == set()
    assert listed - everywhere == set()
    assert {canonicalize_name(name) for name in dependencies()} <= listed


@pytest.mark.parametrize("part", PACKAGES, ids=lambda part: part.name)
def test_a_licence_is_what_the_package_says(part: Part) -> None:
    expression, loosely = said_by(part.name)
    for licence in part.licence.split(" AND "):
        assert licence in expression or re.search(family_of(licence), f"{expression} {loosely}"), expression or loosely
    # One that Clipper did not choose among several has all that the package names.
    if "OR" not in expression and re.fullmatch(r"[\w. +-]+", expression):
        assert set(expression.split(" AND ")) == set(part.licence.split(" AND "))


@pytest.mark.parametrize("part", PACKAGES, ids=lambda part: part.name)
def test_versions_are_those_that_the_project_asks_for(part: Part) -> None:
    asked = [one for one in asked_for() if canonicalize_name(one.name) == canonicalize_name(part.name)]
    assert bool(asked) is bool(part.versions) is not bool(part.brought_by)
    assert [SpecifierSet(one) for one in part.versions.split(" or ") if one] == [one.specifier for one in asked]


def test_a_part_is_brought_by_one_that_needs_it() -> None:
    by = needed(asked_for(), ["linux", "win32", "darwin"])
    names = {canonicalize_name(part.name) for part in PACKAGES}
    for part in PACKAGES:
        if part.brought_by:
            assert canonicalize_name(part.brought_by) in names
            assert _leads_to(canonicalize_name(part.brought_by), canonicalize_name(part.name), by), part.name


def _leads_to(first: str, last: str, by: dict[str, set[str]]) -> bool:
    return first in by[last] or any(_leads_to(first, one, by) for one in by[last] if one)


def test_every_file_that_is_shipped_belongs_to_a_part() -> None:
    files = [path.relative_to(resources.ROOT).as_posix() for path in resources.ROOT.rglob("*") if path.is_file()]
    texts = {text for part in licences.parts() for text in part.texts}
    shipped = [pattern for part in SHIPPED for pattern in part.holds]
    own = licences.own().holds
    for file in files:
        owners = [part.name for part in SHIPPED if any(fnmatch(file, pattern) for pattern in part.holds)]
        is_own = any(fnmatch(file, pattern) for pattern in own)
        assert len(owners) == 1 or file in texts or (is_own and not owners), file
    assert all(any(fnmatch(file, pattern) for file in files) for pattern in (*shipped, *own))


@pytest.mark.parametrize("part", licences.parts(), ids=lambda part: part.name)
def test_the_text_of_a_licence_can_be_read(part: Part) -> None:
    assert part.link.startswith("https://")
    assert len(licences.text_of(part)) > 900


def test_qt_is_told_of_as_its_licence_wants() -> None:
    (qt,) = [part for part in licences.parts() if part.name == "PySide6-Essentials"]
    assert "GNU Lesser General Public License" in qt.notice
    text = licences.text_of(qt)
    for said in ("GNU LESSER GENERAL PUBLIC LICENSE", "GNU GENERAL PUBLIC LICENSE", "Corresponding Source"):
        assert said in text


def row_of(part: Part) -> str:
    """The row of a part in the README's table."""
    what = f"brought by {part.brought_by}" if part.brought_by else part.use
    versions = f"`{part.versions}`" if part.versions[:1] in "<>=~" and part.versions else part.versions
    return f"| [{part.name}]({part.link}) | {versions} | {part.licence} | {what} |"


def test_the_readme_lists_the_same() -> None:
    rows = re.findall(r"(?m)^\| \[.*\]\(https://.*$", README.read_text("utf-8"))
    assert rows == [row_of(part) for part in licences.parts()]


if __name__ == "__main__":
    print("| part | versions | licence | what for |\n| --- | --- | --- | --- |")
    print("\n".join(row_of(part) for part in licences.parts()))
