"""`python -m tests.constraints` writes tests/constraints.txt anew: the exact version of everything that tests run on.

It names what `pip install -e ".[dev]"` brings along, from dependency to dependency, in the versions that are installed
here. So a test run tomorrow, or on another machine, has the packages of today's. A package that only another system
needs is not installed here, and is left to pip.
"""

import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

FILE = Path(__file__).parent / "constraints.txt"
PYTHONS = ("3.11", "3.12", "3.13")
_PROJECT = Path(__file__).parents[1] / "pyproject.toml"
_HEAD = """\
# The versions that the tests run on: pip install -c tests/constraints.txt -e ".[dev]"
# Made by python -m tests.constraints; made anew when a dependency comes, goes or is to be a newer one.
"""


def asked_for(*extras: str) -> list[Requirement]:
    """Return what pyproject.toml asks for, and the extras with it."""
    project = tomllib.loads(_PROJECT.read_text("utf-8"))["project"]
    more = (one for extra in extras for one in project["optional-dependencies"][extra])
    return [Requirement(one) for one in (*project["dependencies"], *more)]


def needed(wanted: Iterable[Requirement], systems: Iterable[str] = ("linux",)) -> dict[str, set[str]]:
    """Return all distributions that requirements need, by canonical name, with the names of those that need them."""
    found: dict[str, set[str]] = {}
    waiting = [(one, "") for one in wanted]
    while waiting:
        requirement, by = waiting.pop()
        name = canonicalize_name(requirement.name)
        is_new = name not in found
        found.setdefault(name, set()).add(by)
        if is_new:
            waiting += [(one, name) for one in _required_by(name, requirement.extras, list(systems))]
    return found


def _required_by(name: str, extras: Iterable[str], systems: list[str]) -> Iterator[Requirement]:
    try:
        required = distribution(name).requires or []
    except PackageNotFoundError:
        return
    for one in map(Requirement, required):
        if one.marker is None or any(_holds(one, extra, system) for extra in ("", *extras) for system in systems):
            yield one


def _holds(requirement: Requirement, extra: str, system: str) -> bool:
    assert requirement.marker is not None
    names = {"win32": "Windows", "darwin": "Darwin"}
    here = {"extra": extra, "sys_platform": system, "platform_system": names.get(system, "Linux")}
    return any(
        requirement.marker.evaluate({**here, "python_version": python, "python_full_version": f"{python}.0"})
        for python in PYTHONS
    )


def pinned() -> dict[str, str]:
    """Return the versions that the file names, by canonical name."""
    lines = (line for line in FILE.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return {canonicalize_name(name): pin for name, pin in (line.split("==") for line in lines)}


def main() -> None:
    """Write the file."""
    lines = []
    for name in sorted(needed(asked_for("dev"))):
        try:
            lines.append(f"{name}=={version(name)}\n")
        except PackageNotFoundError:
            print(f"{name} is not installed here, and is left out.")
    FILE.write_text(_HEAD + "".join(lines), "utf-8")
    print(f"{len(lines)} versions are written down in {FILE.name}.")


if __name__ == "__main__":
    main()
