"""One library damaged, looked at and repaired: what was found, what was saved, and whether all was as promised."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from clipper.library.checking import Examination
from clipper.library.library import Library
from clipper.library.repair import repair
from clipper.model.clipping import Clipping
from clipper.model.damage import Damage
from clipper.model.errors import EnvironmentProblem
from tests.damage.damaging import damage, whole_clippings


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one damaged library.

    `found` whether opening it or the check told of damage; `whole` how many clippings stood on pages that were not
    touched, `saved` how many of these were saved as they were; `refused` what was said where nothing could be saved.
    """

    found: bool
    clippings: int
    whole: int
    saved: int
    told: int
    refused: str = ""


def try_one(source: Path, folder: Path, way: str, seed: int) -> Outcome:
    """Damage a copy of a library, check it, repair it and look whether that is sound, and the damaged one kept."""
    path = folder / "library.clipper"
    damage(source, path, way, seed)
    before = _files(folder)
    found = _is_found(path)
    # Where the header says that it is of an older form, there is a backup now.
    shutil.rmtree(folder)
    folder.mkdir()
    for name, content in before.items():
        (folder / name).write_bytes(content)
    intact = whole_clippings(source, path) if way != "wrong log" else set(_clippings(source))
    originals = _clippings(source)
    try:
        repaired = repair(path)
    except EnvironmentProblem as error:
        assert _files(folder) == before
        return Outcome(found, 0, len(intact), 0, 0, str(error))
    kept = path if repaired.was_sound else repaired.aside
    assert kept is not None
    assert kept.read_bytes() == before["library.clipper"]
    with Library.open(path) as library:
        assert [flaw for flaw in Examination.full(library).run() if flaw.damage is not Damage.FILE] == []
        now = {one.id: one for one in library.clippings(sorted(originals))}
    saved = sum(1 for key in intact if key in now and _same(now[key], originals[key]))
    return Outcome(found, repaired.counted.all, len(intact), saved, len(repaired.told))


def _files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def _clippings(source: Path) -> dict[int, Clipping]:
    with Library.open(source) as library:
        return {one.id: one for one in library.clippings(range(1, 1000))}


def _same(one: Clipping, other: Clipping) -> bool:
    """Whether what stands in the row itself is the same."""
    names = ("uuid", "headline", "deck", "url", "body", "note", "published_on", "added_at")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _is_found(path: Path) -> bool:
    """Whether damage is told of in a plain sentence, at opening or by the check."""
    try:
        with Library.open(path) as library:
            flaws = Examination.full(library).run()
            assert all(flaw.sentence.endswith(".") for flaw in flaws)
            return bool(flaws) or bool(Examination.quick(library).run())
    except EnvironmentProblem:
        return True
