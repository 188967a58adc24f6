"""Who is killed at work leaves all that was confirmed, no half step and nothing that stays in the way."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import delete

from clipper.library.library import Library
from clipper.library.store.tables import ClippingTagRow
from tests.crash.judging import Run, Stop, judged, left_over
from tests.crash.kills import KINDS, kill
from tests.crash.states import repeatable
from tests.crash.works import WORKS, Desk

SEED, SIZE = 5, 20


def test_no_kill_costs_what_was_confirmed(tmp_path: Path) -> None:
    tally = kill(2 * len(KINDS), SEED, SIZE, tmp_path)
    assert tally.wrong == []
    assert tally.stops == 2 * len(KINDS)


@pytest.fixture
def done(tmp_path: Path) -> tuple[Run, Path]:
    """Tagging that was done to its end, and the folder with what it led to."""
    folder = tmp_path / "done"
    folder.mkdir()
    desk, run = Desk(folder), Run("tagging", 0)
    with repeatable(0):
        WORKS["tagging"].prepare(desk, SIZE)
        for step in WORKS["tagging"].walk(desk, SIZE):
            run.tell(step, desk)
            if len(run.steps) == 5:
                shutil.copytree(folder, tmp_path / "after 5 steps")
    return run, folder


def test_confirmed_steps_that_are_gone_are_noticed(done: tuple[Run, Path], tmp_path: Path) -> None:
    run, folder = done
    assert judged(run, Stop(folder, len(run.steps), "killed")) == []
    early = tmp_path / "after 5 steps"
    assert any("lost 3 confirmed steps" in told for told in judged(run, Stop(early, 8, "killed")))


def test_half_a_step_is_noticed(done: tuple[Run, Path]) -> None:
    run, folder = done
    with Library.open(Desk(folder).path) as library, library.store.writing() as connection:
        connection.execute(delete(ClippingTagRow).where(ClippingTagRow.clipping_id == 3))
    assert any("half a step" in told for told in judged(run, Stop(folder, len(run.steps), "killed")))


def test_what_is_left_over_is_noticed_unless_it_is_cleared_away(done: tuple[Run, Path]) -> None:
    _, folder = done
    (folder / "backups").mkdir()
    for name in ("backups/.safe.clipper.0123abcd", ".all.zip.0123abcd", f"library.clipper.files/.{32 * '0'}"):
        (folder / name).write_bytes(b"half")
    assert left_over(Stop(folder, 0, "killed")) == []
    (folder / ".something else").touch()
    assert left_over(Stop(folder, 0, "killed")) == [".something else is left over"]
