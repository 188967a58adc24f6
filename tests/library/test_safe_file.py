"""Files are written wholly or not at all, and what a killed process left half written goes when one writes again."""

import os
import sys
import time
from pathlib import Path

import pytest

from clipper.library.safe_file import DAY, replacing
from clipper.model.errors import EnvironmentProblem


def _left(path: Path, name: str, age: float) -> Path:
    file = path.with_name(name)
    file.write_text("half")
    os.utime(file, (time.time() - age,) * 2)
    return file


def test_what_was_left_half_written_goes_a_day_later(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    old = [_left(path, f".all.zip.0123abcd{ending}", DAY + 60) for ending in ("", "-journal")]
    kept = [
        _left(path, ".all.zip.4567abcd", 60),
        *(
            _left(path, name, DAY + 60)
            for name in (".all.zip.rest", ".all.zip", ".other.zip.0123abcd", "all.zip.0123abcd")
        ),
    ]
    with replacing(path) as beside:
        beside.write_text("whole")
    assert path.read_text() == "whole"
    assert not [file for file in old if file.exists()]
    assert [file for file in kept if not file.exists()] == []


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files there")
def test_a_pipe_or_a_device_is_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(EnvironmentProblem, match="not an ordinary file"), replacing(tmp_path / "pipe") as beside:
        beside.write_text("new")
    assert (tmp_path / "pipe").is_fifo()
    assert [file.name for file in tmp_path.iterdir()] == ["pipe"]


def test_what_a_link_leads_to_is_replaced(tmp_path: Path) -> None:
    (shared := tmp_path / "shared").mkdir()
    (shared / "report.pdf").write_text("former")
    link = tmp_path / "report.pdf"
    link.symlink_to(shared / "report.pdf")
    with replacing(link) as beside:
        beside.write_text("new")
    assert (shared / "report.pdf").read_text() == "new"
    assert link.is_symlink()


def test_what_cannot_be_given_its_name_leaves_the_former_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "all.zip"
    path.write_text("former")

    def fail(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(EnvironmentProblem, match="No space left"), replacing(path) as beside:
        beside.write_text("new")
    assert path.read_text() == "former"
    assert [file.name for file in tmp_path.iterdir()] == ["all.zip"]
