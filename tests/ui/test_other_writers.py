"""Commands write into the library while its window is open, and the window shows it by itself."""

import json
import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from clipper.library.checking import check
from clipper.library.library import Library
from clipper.model.draft import Pasted
from clipper.model.query import Query
from clipper.ui.library_signals import POLL_MS
from clipper.ui.main_window import MainWindow
from tests.ui.conftest import Add, accepted

ROOT = Path(__file__).parents[2]

# As many commands as lines of arguments, each as if it were started: it opens the library, writes and closes it.
_COMMANDS = """
import json, sys
from clipper.cli.main import run
sys.exit(max(run(["--library", sys.argv[1], *json.loads(line)]) for line in sys.stdin))
"""


def _command(library: Library, *arguments: str, text: str = "") -> None:
    """Run a command on the library in a process of its own, and wait for its end."""
    command = [sys.executable, "-m", "clipper", "--library", str(library.path), *arguments]
    done = subprocess.run(command, cwd=ROOT, input=text, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


def _commands(library: Library, *arguments: list[str]) -> "subprocess.Popen[bytes]":
    """Begin to run commands on the library, one after the other, in one process of their own."""
    begun = subprocess.Popen(
        [sys.executable, "-c", _COMMANDS, str(library.path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    assert begun.stdin
    begun.stdin.write("".join(f"{json.dumps(one)}\n" for one in arguments).encode())
    begun.stdin.close()
    return begun


def _look(window: MainWindow) -> None:
    """Let the window look once for what others wrote, as it does by itself some times a second."""
    window.signals._timer.timeout.emit()


def _headlines(window: MainWindow) -> list[str | None]:
    return [row.headline for row in window.library.rows(list(window.list_pane.model.ids))]


def test_the_window_looks_four_times_a_second_by_itself(qtbot: QtBot, window: MainWindow) -> None:
    timer = window.signals._timer
    assert timer.isActive()
    assert timer.interval() == POLL_MS <= 250
    with qtbot.waitSignal(timer.timeout):
        pass
    assert timer.isActive()


def test_one_look_shows_what_a_command_wrote(qtbot: QtBot, library: Library, add: Add, window: MainWindow) -> None:
    add("Harbour")
    qtbot.waitUntil(lambda: _headlines(window) == ["Harbour"])
    window.signals._timer.stop()
    _command(library, "add", "-", text="Ferry fares rise again\n\nThe fares of the ferry rise by a tenth in spring.\n")
    assert _headlines(window) == ["Harbour"]
    _look(window)
    qtbot.waitUntil(lambda: "Ferry fares rise again" in _headlines(window))
    _command(library, "tag", "Harbour", "--add", "pier")
    _look(window)
    qtbot.waitUntil(lambda: "pier" in window.detail_pane.clipping().tags)
    qtbot.waitUntil(lambda: window.actions_["edit.undo"].text() == "Undo: Tag Harbour “pier”")
    window.undoing.undo()
    assert library.get(1).tags == ()
    with _commands(library, ["redo"], ["undo"], ["undo"]) as commands:
        assert commands.wait(120) == 0
    _look(window)
    qtbot.waitUntil(lambda: _headlines(window) == ["Harbour"])


def test_a_command_leaves_what_a_person_is_doing(qtbot: QtBot, library: Library, window: MainWindow) -> None:
    library.add([accepted(f"Harbour {number:03}") for number in range(120)], Pasted("Harbours"))
    pane = window.list_pane
    qtbot.waitUntil(lambda: len(pane.model.ids) == 120)
    chosen = pane.model.ids[60]
    pane.select(chosen)
    qtbot.waitUntil(lambda: (one := window.detail_pane.clipping()) is not None and one.id == chosen)
    window.activateWindow()
    window.detail_pane.edit_note()
    note = window.detail_pane.note._edit
    qtbot.keyClicks(note, "Half a sen")
    place = pane.view.row_rect(pane.view.currentIndex().row()).top()
    _command(library, "tag", "Harbour", "--add", "pier")
    _command(library, "add", "-", text="Ferry fares rise again\n\nThe fares of the ferry rise by a tenth in spring.\n")
    _look(window)
    qtbot.waitUntil(lambda: len(pane.model.ids) == 121)
    qtbot.wait(POLL_MS)
    assert (pane.current_id(), pane.selected_count()) == (chosen, 1)
    assert pane.view.row_rect(pane.view.currentIndex().row()).top() == place
    assert note.hasFocus()
    qtbot.keyClicks(note, "tence")
    assert note.toPlainText() == "Half a sentence"
    window.detail_pane.keep_typing()
    assert library.get(chosen).note == "Half a sentence"
    assert library.get(chosen).tags == ("pier",)


def test_a_hundred_commands_between_edits_in_the_window_lose_nothing(
    qtbot: QtBot, library: Library, add: Add, window: MainWindow
) -> None:
    ids = [add(f"Harbour {number}") for number in range(10)]
    arguments = [["tag", f"Harbour {number % 10}", "--add", f"of command {number}"] for number in range(100)]
    before = len(library.steps(limit=10_000))
    with _commands(library, *arguments) as commands:
        edits = 0
        while commands.poll() is None:
            window.library.tag([ids[edits % 10]], f"of window {edits}")
            edits += 1
            qtbot.wait(POLL_MS)
        assert commands.returncode == 0
    _look(window)
    kept = {tag for one in library.clippings(ids) for tag in one.tags}
    assert kept == {f"of command {number}" for number in range(100)} | {
        f"of window {number}" for number in range(edits)
    }
    assert len(library.steps(limit=10_000)) == before + 100 + edits
    assert check(library) == []
    qtbot.waitUntil(lambda: window.library.count(Query.parse('tag:"of command 99"')) == 1)
