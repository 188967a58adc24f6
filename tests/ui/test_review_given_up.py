"""A review that was closed after somebody had worked on it can be brought back."""

import pytest
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.model.query import Query
from clipper.ui.dialogs.review_frame import ReviewFrame
from clipper.ui.main_window import MainWindow
from tests.ui.reviewing import in_review, paste, told

ONE = "A rope is a promise, Toronto Star by Sam Whit, October 21, 2018"
TWO = f"{ONE}\nThree ways to read the tide, Toronto Star by Sam Whit, October 24, 2018"
THREE = f"{TWO}\nQuiet ports, Coast to Coast by Maya Okafor, October 26, 2018"
CLOSED = "The review was closed, and nothing was kept."


def correct(dialog: ReviewFrame) -> None:
    dialog.fields().line("headline").edit()
    dialog.fields().line("headline").set_text("On the ferry")
    assert dialog.fields().take_typed()


@pytest.mark.parametrize("text", [ONE, TWO], ids=["one mention", "a list"])
def test_corrections_come_back_after_escape(qtbot: QtBot, window: MainWindow, library: Library, text: str) -> None:
    in_review(qtbot, paste(window, text), correct)
    assert window.toast.text == CLOSED
    assert len(library.search(Query())) == 0

    def keep(dialog: ReviewFrame) -> None:
        assert dialog.fields().line("headline").text() == "On the ferry"
        dialog.keep()

    in_review(qtbot, window.toast.press, keep)
    qtbot.waitUntil(lambda: len(library.search(Query.parse("ferry"))) == 1)


def test_what_came_back_comes_back_again(qtbot: QtBot, window: MainWindow) -> None:
    in_review(qtbot, paste(window, ONE), correct)
    in_review(qtbot, window.toast.press, lambda dialog: None)
    assert window.toast.text == CLOSED


def test_the_foot_of_a_list_says_what_escape_keeps(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    def go_through(dialog: ReviewFrame) -> None:
        assert "Nothing is kept yet" in told(dialog)
        dialog.leave_out()
        assert "Nothing is kept yet" in told(dialog)

    in_review(qtbot, paste(window, THREE), go_through)
    assert len(library.search(Query.parse("state:new or state:kept"))) == 0

    def keep_one(dialog: ReviewFrame) -> None:
        dialog.keep()
        assert "What is kept stays kept, the rest waits in New" in told(dialog)

    in_review(qtbot, paste(window, THREE), keep_one)
    assert len(library.search(Query.parse("state:new"))) == 2


def test_a_review_that_nobody_touched_is_closed_without_a_word(qtbot: QtBot, window: MainWindow) -> None:
    in_review(qtbot, paste(window, ONE), lambda dialog: None)
    assert window.toast.text != CLOSED
