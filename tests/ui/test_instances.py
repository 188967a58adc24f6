"""One window a library: later starts find it by whatever path, and can ask only to see it and to bring files."""

import json
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from clipper.library.locked_file import LockedFile
from clipper.model.errors import EnvironmentProblem, WrongUsage
from clipper.ui import instances
from clipper.ui.instances import Claim, Closing, hand_over, identity, is_same, open_libraries, wait_for_end
from clipper.ui.requests import LIMIT, Request
from tests.ui.meeting import Starts, hanging_window, meeting_folder, starting, starts

__all__ = ["meeting_folder", "starting", "starts"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "library.clipper"
    path.touch()
    return path


@pytest.fixture
def claim(qtbot: QtBot, meeting_folder: Path, path: Path) -> Iterator[Claim]:
    claim = Claim.make(path, Request())
    assert claim is not None
    claim.answer()
    yield claim
    claim.release()


def test_a_later_start_hands_over_its_files_and_its_leave_to_come_to_the_front(
    qtbot: QtBot, claim: Claim, starts: Starts, path: Path, tmp_path: Path
) -> None:
    odd = Path(os.fsdecode(b"/brought/r\xe9sum\xe9.eml"))
    with qtbot.waitSignal(claim.requested) as asked:
        starts.ask(path, tmp_path / "Ålesund — “mails”.txt", odd, token="kwin-17")
    assert asked.args == [Request((tmp_path / "Ålesund — “mails”.txt", odd), "kwin-17")]
    assert starts.was_taken()


def test_a_relative_name_is_sent_as_the_place_it_has_for_the_sender(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    assert Request.of(Request((Path("mail.eml"),)).line()) == Request((Path("mail.eml").absolute(),))


def test_a_start_that_finds_a_window_makes_no_other_claim(qtbot: QtBot, starts: Starts, path: Path) -> None:
    claim = Claim.make(path, Request())
    assert claim is not None
    claim.answer()
    with qtbot.waitSignal(claim.requested):
        starts.ask(path)
    assert starts.was_taken()
    claim.release()
    again = Claim.make(path, Request())
    assert again is not None
    again.release()


def test_who_asks_before_there_is_a_window_is_answered_when_there_is_one(
    qtbot: QtBot, starts: Starts, path: Path
) -> None:
    claim = Claim.make(path, Request())
    assert claim is not None
    starts.ask(path, path.with_name("mail.eml"))
    qtbot.wait(100)
    with qtbot.waitSignal(claim.requested) as asked:
        claim.answer()
    assert asked.args == [Request((path.with_name("mail.eml"),))]
    assert starts.was_taken()
    claim.release()


def test_who_gave_up_before_there_was_a_window_is_not_obeyed_after(
    qtbot: QtBot, meeting_folder: Path, path: Path
) -> None:
    claim = Claim.make(path, Request())
    assert claim is not None
    assert not hand_over(path, Request((path.with_name("mail.eml"),)), 0.1)
    # That the other side hung up is noticed some turns of the event loop later.
    qtbot.wait(1000)
    with qtbot.assertNotEmitted(claim.requested, wait=100):
        claim.answer()
    claim.release()


def test_a_window_that_is_about_to_go_takes_nothing_that_would_go_with_it(
    qtbot: QtBot, claim: Claim, starts: Starts, path: Path
) -> None:
    asked: list[Request] = []
    claim.requested.connect(asked.append)
    claim.fall_silent()
    starts.ask(path, path.with_name("mail.eml"))
    assert not starts.was_taken()
    qtbot.wait(20)
    assert asked == []


def test_a_window_that_was_closed_is_waited_for_until_it_has_ended(
    qtbot: QtBot, meeting_folder: Path, path: Path
) -> None:
    claim = Claim.make(path, Request())
    assert claim is not None
    claim.answer()
    claim.fall_silent()
    assert list(open_libraries()) == []
    with pytest.raises(Closing, match="still being saved"):
        Claim.make(path, Request())
    looks: list[tuple[int, int]] = []

    def look(*progress: int) -> None:
        looks.append(progress)
        if len(looks) == 3:
            claim.release()

    wait_for_end(path, look)
    assert len(looks) == 3
    again = Claim.make(path, Request())
    assert again is not None
    wait_for_end(path, look)
    assert len(looks) == 3
    again.release()


def test_where_no_window_is_nobody_is_asked(qtbot: QtBot, meeting_folder: Path, path: Path) -> None:
    assert not hand_over(path, Request(), 5.0)
    assert list(meeting_folder.iterdir()) == []


def test_a_released_claim_leaves_nothing(qtbot: QtBot, path: Path, meeting_folder: Path) -> None:
    claim = Claim.make(path, Request())
    assert claim is not None
    assert len(list(meeting_folder.iterdir())) == 3
    claim.release()
    assert list(meeting_folder.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_library_is_the_same_through_links_and_in_other_letters(tmp_path: Path, path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link, folder = tmp_path / "elsewhere" / "link.clipper", tmp_path / "linked folder"
    link.symlink_to(path)
    folder.symlink_to(tmp_path)
    # As a file system that ignores case answers: the same file by another name of the same letters.
    (tmp_path / "LIBRARY.Clipper").hardlink_to(path)
    names = [link, folder / path.name, tmp_path / "elsewhere" / ".." / path.name, tmp_path / "LIBRARY.Clipper"]
    assert {identity(name) for name in names} == {identity(path)}


def test_libraries_that_only_look_alike_are_others(tmp_path: Path, path: Path) -> None:
    (tmp_path / "folder").mkdir()
    others = [tmp_path / "folder" / path.name, tmp_path / "other.clipper", tmp_path / "no" / path.name]
    (tmp_path / "folder" / path.name).touch()
    if not (tmp_path / "Library.clipper").exists():
        (tmp_path / "Library.clipper").touch()
        others.append(tmp_path / "Library.clipper")
    assert not any(is_same(path, other) for other in others)
    assert len({identity(other) for other in others}) == len(others)


def test_a_library_that_is_restored_from_a_copy_stays_the_same(tmp_path: Path, path: Path) -> None:
    before = identity(path)
    path.rename(tmp_path / "aside.clipper")
    path.write_text("another file")
    assert identity(path) == before


def test_what_a_killed_window_left_is_cleared_away(
    qtbot: QtBot, starts: Starts, meeting_folder: Path, path: Path
) -> None:
    with hanging_window(meeting_folder, path):
        assert len(list(meeting_folder.iterdir())) == 3
    assert len(list(meeting_folder.iterdir())) == 3
    claim = Claim.make(path, Request())
    assert claim is not None
    claim.answer()
    with qtbot.waitSignal(claim.requested):
        starts.ask(path)
    assert starts.was_taken()
    claim.release()


def test_a_window_that_hangs_is_given_up_and_named(
    qtbot: QtBot, meeting_folder: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instances, "PATIENCE", 0.2)
    with hanging_window(meeting_folder, path):
        with pytest.raises(EnvironmentProblem, match="does not answer"):
            Claim.make(path, Request())
        assert not hand_over(path, Request(), 0.1)


def test_a_window_that_ends_while_it_is_asked_makes_room(qtbot: QtBot, meeting_folder: Path, path: Path) -> None:
    with hanging_window(meeting_folder, path) as process:
        process.kill()
        claim = Claim.make(path, Request())
    assert claim is not None
    claim.release()


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe is no file")
def test_only_the_user_may_ask(claim: Claim, meeting_folder: Path) -> None:
    (socket,) = (file for file in meeting_folder.iterdir() if stat.S_ISSOCK(file.stat().st_mode))
    assert socket.stat().st_mode & 0o077 == 0


def _say(qtbot: QtBot, claim: Claim, said: bytes) -> bytes:
    """Say something to a window and return its answer, after seeing that it did nothing else."""
    asked: list[Request] = []
    claim.requested.connect(asked.append)
    socket = QLocalSocket()
    socket.connectToServer(claim._server.serverName())
    socket.write(said)
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState)
    assert asked == []
    return bytes(socket.readAll().data())


_GOOD = {"clipper": 1, "files": ["/a.eml"], "token": ""}


@pytest.mark.parametrize(
    "said",
    [
        b"\n",
        b"raise\n",
        b"[" * 100_000 + b"\n",
        *(
            json.dumps(_GOOD | change).encode() + b"\n"
            for change in (
                {"clipper": 2},
                {"run": "purge"},
                {"files": "/a.eml"},
                {"files": ["a.eml"]},
                {"files": ["/a\0.eml"]},
                {"files": [1]},
                {"token": 1},
                {"token": "x" * 2000},
                {"token": "a\nb"},
            )
        ),
    ],
)
def test_what_is_no_request_is_refused(qtbot: QtBot, claim: Claim, said: bytes) -> None:
    assert _say(qtbot, claim, said) == b"refused\n"


def test_a_request_of_that_form_is_taken(qtbot: QtBot, claim: Claim) -> None:
    with pytest.raises(AssertionError), qtbot.waitSignal(claim.requested):
        _say(qtbot, claim, json.dumps(_GOOD).encode() + b"\n")


def test_a_flood_is_cut_off(qtbot: QtBot, claim: Claim) -> None:
    assert _say(qtbot, claim, b"x" * (LIMIT * 3)) == b""


def test_who_says_nothing_is_sent_away_and_keeps_nobody_waiting(
    qtbot: QtBot, claim: Claim, starts: Starts, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instances, "_VISIT_MS", 300)
    silent = QLocalSocket()
    silent.connectToServer(claim._server.serverName())
    with qtbot.waitSignal(claim.requested):
        starts.ask(path)
    assert starts.was_taken()
    qtbot.waitUntil(lambda: silent.state() == QLocalSocket.LocalSocketState.UnconnectedState)


def test_a_window_of_another_version_is_named(
    qtbot: QtBot, claim: Claim, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instances, "_ask", lambda *_: b"refused\n")
    with pytest.raises(EnvironmentProblem, match="another version of Clipper"):
        Claim.make(path, Request())


def test_too_many_files_are_refused_before_they_are_sent() -> None:
    with pytest.raises(WrongUsage, match="too many files"):
        Request(tuple(Path(f"/{'folder/' * 20}{number}.eml") for number in range(10_000))).line()


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=20), max_size=5), st.text("abz09-_ü", max_size=40))
def test_any_request_comes_as_it_was_sent(names: list[str], token: str) -> None:
    request = Request(tuple(Path("/", name.replace("\0", "")) for name in names), token)
    assert Request.of(request.line()) == request


@given(
    st.binary() | st.recursive(st.none() | st.text() | st.integers(), st.lists).map(lambda v: json.dumps(v).encode())
)
def test_nothing_else_is_a_request(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Request.of(line)


def test_open_libraries_are_listed_and_those_of_killed_windows_are_not(
    claim: Claim, meeting_folder: Path, path: Path
) -> None:
    other = path.with_name("other.clipper")
    other.touch()
    with hanging_window(meeting_folder, other):
        assert set(open_libraries()) == {path, other}
    assert list(open_libraries()) == [path]


def test_a_window_opens_where_it_cannot_write_which_library_it_shows(
    qtbot: QtBot, meeting_folder: Path, path: Path
) -> None:
    # As where the disk is full: nothing can be written there, and nothing taken away.
    (meeting_folder / f"{identity(path)}.path").mkdir()
    claim = Claim.make(path, Request())
    assert claim is not None
    assert list(open_libraries()) == []
    claim.release()
    assert not hand_over(path, Request(), 0.1)


def test_a_window_that_closes_while_the_open_ones_are_listed_is_none_of_them(
    claim: Claim, meeting_folder: Path, path: Path, tmp_path: Path
) -> None:
    held = [LockedFile.lock(meeting_folder / f"{name}.lock") for name in ("gone", "empty")]
    (meeting_folder / "gone.path").symlink_to(tmp_path / "nowhere")
    (meeting_folder / "empty.path").touch()
    assert list(open_libraries()) == [path]
    assert all(held)
