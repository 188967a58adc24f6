"""Reviewing a pasted list in the real window, to its end, to a refusal, or to where a person stops."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from clipper.capture import read
from clipper.library.library import Library
from clipper.model.draft import Accepted, Answer, Decision, Draft, Guess, Known, Pasted
from clipper.model.errors import EnvironmentProblem
from clipper.model.progress import Progress
from clipper.model.query import Query
from clipper.model.values import replace
from clipper.ui.dialogs.duplicate import DuplicateDialog
from clipper.ui.dialogs.review_frame import ReviewFrame
from clipper.ui.dialogs.review_list import ReviewListDialog
from clipper.ui.main_window import MainWindow
from tests.ui.reviewing import buttons, go_to, in_review, list_of, paste, spoken, told

SURE = "A rope is a promise, Toronto Star by Sam Whit, October 21, 2018"
OTHER = "Three ways to read the tide, Toronto Star by Sam Whit, October 24, 2018"
BROADCAST = "Power & Politics, CBC News Network, April 11, 2019 (1:08:00)"
SHORT = Draft(headline=Guess("A rope is a promise", 0.97))
CTRL = Qt.KeyboardModifier.ControlModifier


def review(qtbot: QtBot, window: MainWindow, act: Callable[[ReviewListDialog], None], *lines: str) -> None:
    """Paste lines and act in the review of a list that they open."""

    def begin(dialog: ReviewFrame) -> None:
        assert isinstance(dialog, ReviewListDialog)
        act(dialog)

    in_review(qtbot, paste(window, "\n".join(lines)), begin)
    qtbot.waitUntil(lambda: not window.aside.is_busy)


def titles(library: Library, query: str) -> set[str]:
    return {clipping.title for clipping in library.clippings(list(library.search(Query.parse(query)).ids))}


def fates(dialog: ReviewListDialog) -> list[str]:
    return [text.rpartition(", ")[2] for text in spoken(dialog)]


def test_a_list_with_a_broadcast_is_kept_whole(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    def keep_all(dialog: ReviewListDialog) -> None:
        go_to(dialog, 1)
        assert dialog.fields().doubtful() == ["headline"]
        for _mention in range(3):
            qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)

    review(qtbot, window, keep_all, SURE, BROADCAST, OTHER)
    assert titles(library, "state:kept") == {
        "A rope is a promise",
        "Power & Politics (1:08:00)",
        "Three ways to read the tide",
    }


@pytest.mark.parametrize("lines", [[SURE], [SURE, OTHER]])
def test_after_the_first_paste_into_an_empty_library_the_keyboard_is_in_the_list(
    qtbot: QtBot, window: MainWindow, library: Library, lines: list[str]
) -> None:
    assert window.empty_state.isVisible()

    def keep(dialog: ReviewFrame) -> None:
        qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)

    in_review(qtbot, paste(window, "\n".join(lines)), keep)
    qtbot.waitUntil(lambda: len(window.list_pane.model.ids) == len(lines))
    qtbot.waitUntil(lambda: not (window.aside.is_busy or window.empty_state.isVisible()))
    # The dialog that went may still be the active window.
    assert window.focusWidget() is window.list_pane.view


def test_what_is_being_typed_while_an_empty_library_is_filled_keeps_the_keyboard(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    window.list_pane.search_box.setFocus()
    with Library.open(library.path) as other:
        other.add([Accepted(SHORT)], Pasted("A short one"))
    qtbot.waitUntil(lambda: not window.empty_state.isVisible())
    assert window.focusWidget() is not window.list_pane.view


def test_a_mention_that_the_library_refuses_is_shown_with_the_reason(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    def keep_then_mend(dialog: ReviewListDialog) -> None:
        dialog.keep()
        dialog.fields().line("headline").edit()
        dialog.fields().line("headline").set_text("")
        for _mention in range(2):
            assert dialog.fields().take_typed()
            dialog.keep()
        assert dialog.isVisible()
        assert any(words.startswith("A clipping needs a headline, a link or a text.") for words in told(dialog))
        assert [fate == "kept" for fate in fates(dialog)] == [True, False, True]
        assert list_of(dialog).currentIndex().row() == 1
        assert dialog.fields().field_in_turn() == "headline"
        assert titles(library, "") == set()
        dialog.fields().line("headline").set_text("On the ferry")
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        assert not dialog.isVisible()

    review(qtbot, window, keep_then_mend, SURE, BROADCAST, OTHER)
    assert titles(library, "state:kept") == {"A rope is a promise", "On the ferry", "Three ways to read the tide"}


def test_a_review_that_cannot_be_written_now_can_be_kept_later(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    def keep_twice(dialog: ReviewListDialog) -> None:
        add = dialog.add

        def full(_accepted: list[Accepted], _progress: Progress) -> None:
            raise EnvironmentProblem("The disk is full.")

        dialog.add = full
        dialog.keep()
        dialog.keep()
        assert dialog.isVisible()
        assert any(words.startswith("The disk is full.") for words in told(dialog))
        dialog.add = add
        dialog.keep()
        assert not dialog.isVisible()

    review(qtbot, window, keep_twice, SURE, OTHER)
    assert titles(library, "state:kept") == {"A rope is a promise", "Three ways to read the tide"}


def test_the_toast_counts_what_was_merged_apart_from_what_was_kept(
    qtbot: QtBot, window: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add([Accepted(read(Pasted(SURE), Known(), date(2026, 11, 18)).drafts[0])], Pasted(SURE))
    before = len(titles(library, ""))
    merge = lambda likeness, *_more, **_options: Decision(Answer.MERGE, likeness.clipping.id)  # noqa: E731
    monkeypatch.setattr(DuplicateDialog, "ask", merge)

    def keep_all(dialog: ReviewListDialog) -> None:
        for _mention in range(3):
            dialog.keep()

    review(qtbot, window, keep_all, SURE, BROADCAST, OTHER)
    assert len(titles(library, "")) == before + 2
    assert window.toast.text == "Kept 2, merged 1"
    window.undoing.undo()
    assert window.toast.text == "Undone: Add 3 clippings"


def test_what_is_not_looked_at_when_a_person_stops_waits_in_new(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    def keep_one_and_stop(dialog: ReviewListDialog) -> None:
        dialog.keep()
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()

    review(qtbot, window, keep_one_and_stop, SURE, BROADCAST, OTHER)
    assert titles(library, "state:kept") == {"A rope is a promise"}
    assert titles(library, "state:new") == {"Power & Politics (1:08:00)", "Three ways to read the tide"}
    assert window.toast.text == "Kept 1, 2 wait in New"
    window.undoing.undo()
    assert titles(library, "") == set()


def test_one_that_waits_is_told_as_one(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    def keep_one_and_stop(dialog: ReviewListDialog) -> None:
        dialog.keep()
        buttons(dialog)["Stop for now"].click()

    review(qtbot, window, keep_one_and_stop, SURE, OTHER)
    assert window.toast.text == "Kept 1, 1 waits in New"


def test_stopping_before_anything_is_kept_adds_nothing(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    review(qtbot, window, lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape), SURE, OTHER)
    assert titles(library, "") == set()


def test_keeping_the_sure_ones_is_offered_only_where_there_are_some(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    def look(dialog: ReviewListDialog) -> None:
        assert "Keep this and the sure one" not in buttons(dialog)
        qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)
        assert fates(dialog)[0] == "kept"
        dialog.fields().line("headline").edit()
        dialog.fields().line("headline").set_text("On the ferry")
        go_to(dialog, 2)
        assert "Keep this and the sure one" in buttons(dialog)

    review(qtbot, window, look, SURE, BROADCAST, BROADCAST.replace("11", "12"))


def test_a_programme_that_ran_twice_in_a_day_is_kept_twice(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    def keep_all(dialog: ReviewListDialog) -> None:
        for _mention in range(2):
            qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)

    review(qtbot, window, keep_all, BROADCAST, BROADCAST.replace("1:08", "0:08"))
    assert titles(library, "state:kept") == {"Power & Politics (0:08:00)", "Power & Politics (1:08:00)"}


AGAIN = "A rope is a promise, Toronto Star by Maya Okafor, October 21, 2018"


def reporters(library: Library) -> list[tuple[str, ...]]:
    ids = sorted(library.search(Query.parse("rope")).ids)
    return [one.reporters for one in library.clippings(ids)]


def test_a_mention_that_is_twice_in_a_list_is_asked_about_and_kept_twice_where_a_person_says_so(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    def keep_all(dialog: ReviewListDialog) -> None:
        assert fates(dialog) == ["sure", "twice in the list", "sure"]
        dialog.keep_sure()
        assert list_of(dialog).currentIndex().row() == 1
        assert "Like no. 1 of this list: leave it out, or keep both" in told(dialog)
        dialog.keep()
        assert not dialog.isVisible()

    review(qtbot, window, keep_all, SURE, AGAIN, OTHER)
    assert reporters(library) == [("Sam Whit",), ("Maya Okafor",)]


def test_the_second_of_two_like_mentions_is_sure_once_the_first_is_left_out(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    def leave_the_first(dialog: ReviewListDialog) -> None:
        dialog.leave_out()
        assert fates(dialog) == ["left out", "sure", "sure"]
        dialog.keep_sure()

    review(qtbot, window, leave_the_first, SURE, AGAIN, OTHER)
    assert reporters(library) == [("Maya Okafor",)]


def retitle(dialog: ReviewListDialog, headline: str) -> None:
    dialog.fields().line("headline").edit()
    dialog.fields().line("headline").set_text(headline)


def test_a_kept_mention_is_asked_about_once_a_correction_makes_an_earlier_one_like_it(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    def correct_the_first(dialog: ReviewListDialog) -> None:
        go_to(dialog, 1)
        dialog.keep()
        go_to(dialog, 0)
        retitle(dialog, "A rope is a promise")
        assert dialog.fields().take_typed()
        assert fates(dialog) == ["sure", "twice in the list", "sure"]
        dialog.keep()
        assert "Like no. 1 of this list: leave it out, or keep both" in told(dialog)
        dialog.leave_out()
        dialog.keep()

    review(qtbot, window, correct_the_first, SURE.replace("promise", "threat"), AGAIN, OTHER)
    assert reporters(library) == [("Sam Whit",)]


def test_a_mention_that_is_just_being_made_like_another_is_not_kept_unasked(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    def correct_the_second(dialog: ReviewListDialog) -> None:
        dialog.keep()
        retitle(dialog, "A rope is a promise")
        buttons(dialog)["Keep and next"].click()
        assert fates(dialog) == ["kept", "twice in the list", "sure"]
        assert "Like no. 1 of this list: leave it out, or keep both" in told(dialog)
        buttons(dialog)["Keep and next"].click()
        dialog.keep()

    review(qtbot, window, correct_the_second, SURE, AGAIN.replace("promise", "threat"), OTHER)
    assert reporters(library) == [("Sam Whit",), ("Maya Okafor",)]


def test_one_that_was_left_out_as_twice_in_the_list_is_asked_about_when_it_is_kept_after_all(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    def keep_after_all(dialog: ReviewListDialog) -> None:
        for place, act in enumerate((dialog.keep, dialog.leave_out)):
            go_to(dialog, place)
            act()
        go_to(dialog, 1)
        dialog.keep()
        assert fates(dialog) == ["kept", "twice in the list", "sure"]
        dialog.keep()
        assert list_of(dialog).currentIndex().row() == 1
        dialog.keep()

    review(qtbot, window, keep_after_all, SURE, AGAIN, OTHER)
    assert reporters(library) == [("Sam Whit",), ("Maya Okafor",)]


def test_what_waits_and_is_there_already_is_told_and_not_added(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    def keep_one_and_stop(dialog: ReviewListDialog) -> None:
        dialog.keep()
        dialog.reject()

    review(qtbot, window, keep_one_and_stop, SURE, AGAIN, OTHER)
    assert reporters(library) == [("Sam Whit",)]
    assert window.toast.text == "Kept 1, 1 waits in New. 1 mention was not added: it is there already."


def test_what_waits_and_is_there_already_gives_that_what_it_lacks(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    drafts = read(Pasted(f"{SURE}\n{OTHER}"), Known(), date(2018, 11, 1)).drafts
    without = replace(drafts[0], reporters=Guess(()))
    (there,) = library.add([Accepted(without)], Pasted("A rope is a promise")).ids

    def keep_the_other_and_stop(dialog: ReviewListDialog) -> None:
        go_to(dialog, 1)
        dialog.keep()
        dialog.reject()

    review(qtbot, window, keep_the_other_and_stop, SURE, OTHER)
    assert library.get(there).reporters == ("Sam Whit",)
    told = "1 mention was not added: it is there already. What was lacking there was filled in."
    assert window.toast.text.endswith(told)
    window.undoing.undo()
    assert library.get(there).reporters == ()
    assert titles(library, "") == {"A rope is a promise"}


def test_one_that_waits_is_not_lost_where_its_like_was_kept_beside_it(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    def keep_the_second_and_stop(dialog: ReviewListDialog) -> None:
        go_to(dialog, 1)
        dialog.keep()
        dialog.reject()

    review(qtbot, window, keep_the_second_and_stop, SURE, AGAIN, OTHER)
    assert reporters(library) == [("Sam Whit",), ("Maya Okafor",)]
    assert titles(library, "state:kept") == {"A rope is a promise"}
    assert titles(library, "state:new") == {"A rope is a promise", "Three ways to read the tide"}


def test_a_correction_after_a_decision_is_asked_about_again_and_kept(
    qtbot: QtBot, window: MainWindow, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add([Accepted(read(Pasted(SURE), library.known(), date(2018, 10, 30)).drafts[0])], Pasted(SURE))
    monkeypatch.setattr(
        DuplicateDialog, "ask", lambda likeness, *_more, **_options: Decision(Answer.BOTH, likeness.clipping.id)
    )

    def correct(dialog: ReviewListDialog) -> None:
        dialog.keep()
        go_to(dialog, 0)
        dialog.fields().line("reporters").edit()
        dialog.fields().line("reporters").set_text("Samuel Whitlock")
        assert dialog.fields().take_typed()
        assert fates(dialog)[0] == "you may have this already"
        go_to(dialog, 1)
        dialog.keep()
        assert list_of(dialog).currentIndex().row() == 0
        dialog.keep()
        assert not dialog.isVisible()

    review(qtbot, window, correct, SURE, OTHER)
    found = library.clippings(list(library.search(Query.parse("rope")).ids))
    assert {one.reporters for one in found} == {("Sam Whit",), ("Samuel Whitlock",)}
