"""The real window over a real library: one search for all panes, steps that are undone, and the ways in."""

import os
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFocusFrame,
    QLabel,
    QLineEdit,
    QMenu,
    QStyle,
    QWidget,
)
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.model.clipping import Organisation, Spokesperson
from clipper.model.codes import Role, State, Tone
from clipper.model.draft import Accepted, Pasted, Reading
from clipper.model.errors import EnvironmentProblem
from clipper.model.issued_report import IssuedReport
from clipper.model.period import Period
from clipper.model.query import Query
from clipper.model.report import Definition
from clipper.model.values import replace
from clipper.ui import theme
from clipper.ui.actions import ACTIONS, Situation
from clipper.ui.dialogs import choosing
from clipper.ui.dialogs.notice import Notice
from clipper.ui.dialogs.organisation import OrganisationDialog
from clipper.ui.dialogs.review import ReviewDialog
from clipper.ui.dialogs.review_list import ReviewListDialog
from clipper.ui.dialogs.shortcuts import ShortcutsDialog, keyed_actions
from clipper.ui.main_window import MainWindow
from clipper.ui.pane_frame import Width
from clipper.ui.settings import Settings
from clipper.ui.widgets.buttons import Button
from clipper.ui.widgets.labels import Label
from tests.ui.conftest import TODAY, Add, accepted, window_over

Open = Callable[[], MainWindow]
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ARTICLE = (
    "Port first, ships later\n\nBy Leah Arnatuk\n18 November 2026\n\n" + "The harbour has waited for ten years. " * 20
)


@pytest.fixture
def open_window(qtbot: QtBot, library: Library, tmp_path: Path) -> Iterator[Open]:
    """Open a window over the library; the settings stay from one to the next."""
    opened: list[MainWindow] = []

    def _open() -> MainWindow:
        with theme.undressed():
            window = MainWindow(library, Settings(tmp_path / "window.ini"))
        window.resize(1280, 800)
        with qtbot.waitExposed(window):
            window.show()
        opened.append(window)
        return window

    yield _open
    for window in opened:
        window.close()
        window.deleteLater()


@pytest.fixture
def window(open_window: Open, library: Library) -> MainWindow:
    """A window over six clippings of six days."""
    days = [TODAY - timedelta(days=number) for number in range(6)]
    tags = [("ports",)] * 4 + [()] * 2
    library.add(
        [
            accepted(f"Harbour story {number}", outlet="Northern Wire", published_on=day, tags=tags[number])
            for number, day in enumerate(days)
        ],
        Pasted("Six clippings"),
    )
    return open_window()


def headlines(window: MainWindow) -> list[str]:
    ids = list(window.list_pane.model.ids)
    return [clipping.title for clipping in window.library.clippings(ids)]


def shown(window: MainWindow) -> str | None:
    clipping = window.detail_pane.clipping()
    return clipping.title if clipping else None


def press_button(window: MainWindow, words: str) -> None:
    page = window.detail_pane.several
    next(one for one in page.findChildren(Button) if one.text() == words and one.isVisible()).click()


def answer(qtbot: QtBot, seen: list[QDialog], key: Qt.Key) -> None:
    """A person who answers the dialog that comes up with one key."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    seen.append(dialog)
    qtbot.keyClick(dialog.focusWidget() or dialog, key)


def select_rows(window: MainWindow, *rows: int) -> None:
    view = window.list_pane.view
    view.clearSelection()
    for row in rows:
        view.selectionModel().select(view.model().index(row, 0), view.selectionModel().SelectionFlag.Select)


def accept_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person who keeps everything as it was read."""

    def keep_all(reading: Reading, *more: Any) -> list[Accepted]:
        kept = [Accepted(draft) for draft in reading.drafts]
        more[3](kept)
        return kept

    monkeypatch.setattr(ReviewDialog, "ask", keep_all)
    monkeypatch.setattr(ReviewListDialog, "ask", keep_all)


def test_the_newest_clipping_is_shown_at_the_start(qtbot: QtBot, window: MainWindow) -> None:
    assert headlines(window)[0] == "Harbour story 0"
    qtbot.waitUntil(lambda: shown(window) == "Harbour story 0")
    assert window.detail_pane.isVisible()


@pytest.mark.skipif(sys.platform != "linux", reason="only there a file may have such a name")
def test_a_library_may_have_a_name_that_is_no_unicode(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    with (
        Library.open(Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.clipper"))) as library,
        window_over(qtbot, library, settings) as window,
    ):
        assert window.isVisible()


def test_typing_narrows_the_list_and_the_counts(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_["edit.find"].trigger()
    qtbot.keyClicks(QApplication.focusWidget(), "story 3")
    qtbot.waitUntil(lambda: headlines(window) == ["Harbour story 3"])
    qtbot.waitUntil(lambda: window.tag_pane._facets.total == 1)
    assert window.tag_pane._facets.tags == {"ports": 1}
    qtbot.waitUntil(lambda: shown(window) == "Harbour story 3")


def completion(window: MainWindow) -> tuple[str, str]:
    popup = window.list_pane.search_box.popup()
    suggestion = popup.suggestion() if popup is not None else None
    return (suggestion.title, suggestion.hint) if suggestion is not None else ("", "")


def test_completion_counts_in_what_was_typed_before_its_field(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    window.actions_["edit.find"].trigger()
    qtbot.waitUntil(lambda: window.tag_pane._facets.total == 6)
    # With each key another search begins: of those that are between, no clipping has anything.
    qtbot.keyClicks(QApplication.focusWidget(), "story 3 tag:")
    assert completion(window) in (("ports", ""), ("ports", "1"))
    qtbot.waitUntil(lambda: completion(window) == ("ports", "1"))


def test_completion_of_a_name_that_is_begun_counts_in_what_was_typed_before_it(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.activateWindow()
    window.actions_["edit.find"].trigger()
    qtbot.waitUntil(lambda: window.tag_pane._facets.total == 6)
    qtbot.keyClicks(QApplication.focusWidget(), "story 3 tag:po")
    qtbot.waitUntil(lambda: completion(window) == ("ports", "1"))
    assert headlines(window) == ["Harbour story 3"]


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("story reporter:ic", ("Ann Ice", "2")),
        ("story reporter:Ann", ("Ann Ice", "2")),
        ("story quoted:ma", ("Mara Quill", "3")),
        ("story interviewed:ma", ("Mara Quill", "1")),
        ("story feat:mara", ("Mara Quill", "4")),
        ("story reporter:", ("Ann Ice", "2")),
        ("story interviewed:", ("Mara Quill", "1")),
        ("story tag:ports", ("ports", "4")),
    ],
)
def test_completion_counts_people_too_in_what_was_typed_before(
    qtbot: QtBot, window: MainWindow, library: Library, typed: str, completed: tuple[str, str]
) -> None:
    for number in range(1, 5):
        role = Role.INTERVIEWED if number == 1 else Role.QUOTED
        names = ("Ann Ice",) if number < 3 else ("Anno Bee",)
        library.edit(number, reporters=names, spokespeople=(Spokesperson("Mara Quill", role),))
    window.activateWindow()
    window.actions_["edit.find"].trigger()
    qtbot.waitUntil(lambda: window.tag_pane._facets.spokespeople == {"Mara Quill": 4})
    qtbot.keyClicks(QApplication.focusWidget(), typed)
    qtbot.waitUntil(lambda: completion(window) == completed)


def test_why_people_cannot_be_counted_is_told(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_query: Query) -> None:
        raise EnvironmentProblem("The disk does not answer.")

    monkeypatch.setattr(window.library, "people_counts", refuse)
    # All that is told of a question has come, so that none of the window's own takes the place of this one.
    with qtbot.waitSignal(window.searcher.savedCounted):
        window.search(Query.parse("ports"))
    window.list_pane.peopleWanted.emit(window.query)
    qtbot.waitUntil(lambda: window.toast.text == "The disk does not answer.")


def test_completion_of_a_word_counts_in_what_was_typed_before_it(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    window.actions_["edit.find"].trigger()
    with qtbot.waitSignal(window.searcher.counted, check_params_cb=lambda query, _: str(query) == "story"):
        qtbot.keyClicks(QApplication.focusWidget(), "story ")
    with qtbot.waitSignal(window.searcher.counted, check_params_cb=lambda query, _: str(query) == "story po*"):
        qtbot.keyClicks(QApplication.focusWidget(), "po")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert completion(window) == ("ports", "4")
    qtbot.keyClicks(QApplication.focusWidget(), "r")
    assert completion(window) == ("ports", "4")


def test_a_tag_that_is_clicked_stands_in_the_search_box(qtbot: QtBot, window: MainWindow) -> None:
    window.tag_pane._ask(Query.parse("tag:ports"))
    qtbot.waitUntil(lambda: len(headlines(window)) == 4)
    assert str(window.list_pane.query()) == "tag:ports"
    assert window.query == Query.parse("tag:ports")


def test_the_selection_stays_when_something_else_changes(qtbot: QtBot, window: MainWindow) -> None:
    window.list_pane.step(3)
    qtbot.waitUntil(lambda: shown(window) == "Harbour story 3")
    window.library.set_tone([window.list_pane.model.ids[0]], Tone.POSITIVE)
    with qtbot.waitSignal(window.searcher.counted):
        pass
    assert shown(window) == "Harbour story 3"
    assert window.list_pane.selected_count() == 1


def test_ctrl_z_takes_back_the_last_step_and_the_menu_names_it(qtbot: QtBot, window: MainWindow) -> None:
    select_rows(window, 0, 1, 2)
    qtbot.waitUntil(lambda: window.actions_["state.deferred"].isEnabled())
    window.library.tag(window.list_pane.selected_ids(), "arctic")
    qtbot.waitUntil(lambda: window.actions_["edit.undo"].text() == "Undo: Tag 3 clippings “arctic”")
    assert window.toast.text == "Tagged 3 clippings “arctic”"
    window.list_pane.focus_list()
    qtbot.keyClick(window.list_pane.view, "z", CTRL)
    qtbot.waitUntil(lambda: window.actions_["edit.redo"].text() == "Redo: Tag 3 clippings “arctic”")
    assert window.toast.text == "Undone: Tag 3 clippings “arctic”"
    assert not any("arctic" in one.tags for one in window.library.clippings(list(window.list_pane.model.ids)))
    qtbot.keyClick(window.list_pane.view, "z", CTRL | SHIFT)
    qtbot.waitUntil(lambda: window.actions_["edit.redo"].text() == "Redo")
    assert "arctic" in window.library.get(window.list_pane.model.ids[0]).tags


def test_undo_and_redo_bring_the_clipping_that_is_read_into_sight(qtbot: QtBot, window: MainWindow) -> None:
    library, view = window.library, window.list_pane.view
    library.add([accepted(f"Ferry {number}", published_on=TODAY) for number in range(60)], Pasted("Ferries"))
    qtbot.waitUntil(lambda: len(headlines(window)) == 66)
    window.show_clipping(1)
    qtbot.waitUntil(lambda: shown(window) == library.get(1).headline)
    library.edit(1, published_on=TODAY + timedelta(days=2))
    qtbot.waitUntil(lambda: window.list_pane.position()[0] == 1)
    for verb, bar in ((window.undoing.undo, 0), (window.undoing.redo, view.verticalScrollBar().maximum())):
        view.verticalScrollBar().setValue(bar)
        before = window.list_pane.position()[0]
        verb()
        qtbot.waitUntil(lambda before=before: window.list_pane.position()[0] != before)
        qtbot.waitUntil(lambda: view.viewport().rect().contains(view.visualRect(view.currentIndex()).center()))
        assert window.list_pane.current_id() == 1


def _in_frame(window: MainWindow, part: QWidget) -> QRect:
    return QRect(part.mapTo(window.frame, QPoint()), part.size())


@pytest.mark.parametrize("size", [(1280, 800), (1000, 700), (640, 480)])
def test_toasts_and_progress_leave_the_codes_and_the_row_that_is_read_free(
    qtbot: QtBot, window: MainWindow, size: tuple[int, int]
) -> None:
    window.library.add([accepted(f"Ferry {number}", published_on=TODAY) for number in range(60)], Pasted("Ferries"))
    qtbot.waitUntil(lambda: len(headlines(window)) == 66)
    window.resize(*size)
    view = window.list_pane.view
    for show, strip in (
        (lambda: window.toast.show_failure("The disk is full. Free some space. " * 6), window.toast),
        (lambda: window.progress.begin("Importing. It is one step, which can be undone."), window.progress),
    ):
        show()
        qtbot.waitUntil(strip.isVisible)
        code = window.detail_pane.strip
        assert not (code.isVisible() and _in_frame(window, code).intersects(strip.geometry()))
    for row in (30, 65, 5):
        view.select_row(row)
        qtbot.wait(20)
        place = view.visualRect(view.currentIndex())
        shown_at = QRect(view.viewport().mapTo(window.frame, place.topLeft()), place.size())
        assert not view.isVisible() or not window.toast.geometry().intersects(shown_at)
        assert not window.toast.geometry().intersects(window.progress.geometry())
    window.progress.end()


def test_the_wastebasket_is_undone_from_the_toast(qtbot: QtBot, window: MainWindow) -> None:
    window.list_pane.focus_list()
    qtbot.keyClick(window.list_pane.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(headlines(window)) == 5)
    assert window.toast.isVisible()
    assert "wastebasket" in window.toast.text
    window.toast.press()
    qtbot.waitUntil(lambda: len(headlines(window)) == 6)


def test_one_key_stars_all_that_is_selected(qtbot: QtBot, window: MainWindow) -> None:
    select_rows(window, 1, 2)
    qtbot.waitUntil(lambda: window.actions_["clipping.star"].isEnabled())
    qtbot.keyClick(window.list_pane.view, "s")
    starred = [one.title for one in window.library.clippings(list(window.list_pane.model.ids)) if one.starred]
    assert starred == ["Harbour story 1", "Harbour story 2"]


def test_codes_and_states_are_set_from_the_menu(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.actions_["tone.mixed"].isEnabled())
    clipping_id = window.list_pane.selected_ids()[0]
    for action in ("tone.mixed", "prominence.main", "relation.issue", "state.deferred", "clipping.publish"):
        window.actions_[action].trigger()
    clipping = window.library.get(clipping_id)
    assert (clipping.tone, clipping.prominence, clipping.relation) == ("mixed", "main", "issue")
    assert clipping.state is State.DEFERRED
    assert clipping.publish
    window.actions_["tone.none"].trigger()
    assert window.library.get(clipping_id).tone is None


def test_what_is_added_before_the_window_was_first_drawn_is_shown(
    qtbot: QtBot, library: Library, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with theme.undressed():
        window = MainWindow(library, settings)
    qtbot.addWidget(window)
    window.show()
    # A search that takes its time, as in a large library: what begins with the first turn of the loop comes before.
    search, drawn = library.search, threading.Event()
    monkeypatch.setattr(library, "search", lambda *asked: search(*asked) if drawn.wait(5) else None)
    QTimer.singleShot(50, drawn.set)
    library.add([accepted("Harbour")], Pasted("Harbour"))
    qtbot.waitUntil(lambda: headlines(window) == ["Harbour"])
    window.close()


def test_deleting_for_good_asks_first(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = list(window.list_pane.model.ids)
    window.library.delete(ids[:2])
    window.search(Query.parse("is:deleted"))
    qtbot.waitUntil(lambda: window.actions_["clipping.purge"].isEnabled() and len(headlines(window)) == 2)
    assert not window.actions_["clipping.delete"].isEnabled()
    window.list_pane.select_all()
    asked: list[str] = []
    monkeypatch.setattr(Notice, "warn", lambda title, *_: asked.append(title) or len(asked) > 1)
    window.actions_["clipping.purge"].trigger()
    assert len(window.library.clippings(ids[:2])) == 2
    window.actions_["clipping.purge"].trigger()
    qtbot.waitUntil(lambda: not window.aside.is_busy)
    assert window.library.clippings(ids[:2]) == []
    qtbot.waitUntil(lambda: headlines(window) == [])
    assert shown(window) is None
    assert asked == ["Delete 2 clippings for good?"] * 2
    assert window.toast.text == "Deleted 2 clippings for good"


def test_delete_in_the_wastebasket_asks_and_enter_keeps_all(qtbot: QtBot, window: MainWindow) -> None:
    ids = list(window.list_pane.model.ids)
    window.library.delete(ids[:1])
    window.search(Query.parse("is:deleted"))
    qtbot.waitUntil(lambda: window.actions_["clipping.purge"].isEnabled() and len(headlines(window)) == 1)
    window.list_pane.focus_list()
    seen: list[QDialog] = []
    QTimer.singleShot(0, lambda: answer(qtbot, seen, Qt.Key.Key_Return))
    qtbot.keyClick(window.list_pane.view, Qt.Key.Key_Delete)
    said = [label.text() for label in seen[0].findChildren(QLabel)]
    assert "1 clipping is erased, with its original, notes and history. This cannot be undone." in said
    assert window.library.get(ids[0]).deleted


def test_the_question_before_clippings_go_for_good_names_the_issued_reports_that_go_too(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = list(window.list_pane.model.ids)
    listed = {"clippings": {window.library.get(ids[0]).uuid: {}}}
    report = IssuedReport(Definition(), Period.month(2017, 12), "Media report", date(2018, 1, 3), snapshot=listed)
    window.library.issue_report(report, {".md": b"# Media report"})
    window.library.delete(ids[:2])
    window.search(Query.parse("is:deleted"))
    said: list[str] = []
    monkeypatch.setattr(Notice, "warn", lambda *words: said.append(words[1]) or True)
    qtbot.waitUntil(lambda: window.actions_["clipping.empty_wastebasket"].isEnabled())
    window.actions_["clipping.empty_wastebasket"].trigger()
    qtbot.waitUntil(lambda: window.toast.text == "Deleted 2 clippings for good; 1 issued report lost its content")
    assert said == [
        "2 clippings are erased, with their originals, notes and history. This cannot be undone. "
        "1 issued report loses its content and files, too."
    ]
    assert window.library.issued_reports()[0].erased


def test_the_wastebasket_is_emptied_of_all_that_lies_there(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = list(window.list_pane.model.ids)
    window.library.set_state(ids[:1], State.REJECTED)
    window.library.delete(ids[:3])
    window.search(Query.parse("is:deleted"))
    qtbot.waitUntil(lambda: window.list_pane.wastebasket.isVisible() and len(headlines(window)) == 3)
    said: list[str] = []
    monkeypatch.setattr(Notice, "warn", lambda *words: said.append(" ".join(words[:2])) or True)
    link = next(one for one in window.list_pane.wastebasket.findChildren(Button))
    link.click()
    qtbot.waitUntil(lambda: window.toast.text == "Deleted 3 clippings for good")
    assert said == [
        "Empty the wastebasket? 3 clippings are erased, with their originals, notes and history. This cannot be undone."
    ]
    assert [one.id for one in window.library.clippings(ids)] == ids[3:]
    qtbot.waitUntil(lambda: not window.list_pane.wastebasket.isVisible())
    qtbot.waitUntil(lambda: not window.actions_["clipping.empty_wastebasket"].isEnabled())
    window.search(Query())
    qtbot.waitUntil(lambda: len(headlines(window)) == 3)
    assert not window.actions_["clipping.purge"].isEnabled()


def test_what_another_process_restores_while_a_person_is_asked_is_not_erased(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = list(window.list_pane.model.ids)
    window.library.delete(ids[:2])

    def restore_elsewhere(*_words: object) -> bool:
        with Library.open(window.library.path) as other:
            other.restore(ids[:1])
        return True

    monkeypatch.setattr(Notice, "warn", restore_elsewhere)
    window.verbs.empty_wastebasket()
    qtbot.waitUntil(lambda: window.toast.text == "Deleted 1 clipping for good")
    assert [one.id for one in window.library.clippings(ids)] == [ids[0], *ids[2:]]


def test_undo_offers_nothing_that_was_done_to_erased_clippings_alone(window: MainWindow) -> None:
    first, second = list(window.list_pane.model.ids)[:2]
    window.library.set_tone([first], Tone.MIXED)
    window.library.tag([first, second], "erased")
    window.library.delete([first])
    window.library.purge([first])
    step = window.library.undoable()
    assert step is not None
    assert step.title == "Tag 1 clipping “erased”"
    window.undoing.undo()
    window.undoing.undo()
    assert len(window.library.search(Query())) == 0


def test_several_in_the_wastebasket_are_restored_or_deleted_for_good(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = list(window.list_pane.model.ids)
    window.library.delete(ids[:4])
    window.search(Query.parse("is:deleted"))
    qtbot.waitUntil(lambda: len(headlines(window)) == 4)
    monkeypatch.setattr(Notice, "warn", lambda *_: True)
    select_rows(window, 0, 1)
    qtbot.waitUntil(window.detail_pane.several.isVisible)
    press_button(window, "Restore all")
    qtbot.waitUntil(lambda: len(headlines(window)) == 2)
    window.list_pane.select_all()
    qtbot.waitUntil(window.detail_pane.several.isVisible)
    press_button(window, "Delete for good…")
    qtbot.waitUntil(lambda: window.library.clippings(ids[2:4]) == [] and not window.aside.is_busy)
    assert len(window.library.clippings(ids)) == 4


def test_ctrl_v_starts_a_clipping_and_shows_it(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept_all(monkeypatch)
    QGuiApplication.clipboard().setText(ARTICLE)
    window.list_pane.focus_list()
    qtbot.keyClick(window.list_pane.view, "v", CTRL)
    qtbot.waitUntil(lambda: len(headlines(window)) == 7)
    qtbot.waitUntil(lambda: shown(window) == "Port first, ships later")
    original = window.library.original(window.list_pane.selected_ids()[0])
    assert original is not None
    assert original.text == ARTICLE


def test_ctrl_v_in_a_text_field_pastes_into_it(qtbot: QtBot, window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("harbour")
    window.list_pane.focus_search()
    with qtbot.assertNotEmitted(window.intake.added, wait=100):
        qtbot.keyClick(QApplication.focusWidget(), "v", CTRL)
    qtbot.waitUntil(lambda: str(window.query).startswith("harbour"))
    assert not window.aside.is_busy


def test_enter_in_the_review_keeps_the_clipping(qtbot: QtBot, window: MainWindow) -> None:
    QGuiApplication.clipboard().setText(ARTICLE)
    window.actions_["clipping.paste"].trigger()
    seen: list[QDialog] = []

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            seen.append(dialog)
            qtbot.keyClick(dialog, Qt.Key.Key_Return)
        else:
            QTimer.singleShot(50, press)

    QTimer.singleShot(50, press)
    qtbot.waitUntil(lambda: len(headlines(window)) == 7)
    assert len(seen) == 1
    qtbot.waitUntil(lambda: shown(window) == "Port first, ships later")


def test_leaving_the_review_adds_nothing(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[Reading] = []
    monkeypatch.setattr(ReviewDialog, "ask", lambda reading, *_: left.append(reading))
    QGuiApplication.clipboard().setText(ARTICLE)
    window.bringing.paste()
    qtbot.waitUntil(lambda: len(left) == 1)
    assert len(window.library.search(Query())) == 6


@pytest.mark.parametrize("html", [None, '<!--StartFragment--><img src="https://ledger.example/boat.png" alt="A boat">'])
@pytest.mark.parametrize("action", ["clipping.paste", "clipping.fill"])
def test_a_picture_is_refused_as_a_picture(qtbot: QtBot, window: MainWindow, action: str, html: str | None) -> None:
    copied = QMimeData()
    copied.setImageData(QImage(8, 8, QImage.Format.Format_RGB32))
    if html:
        copied.setHtml(html)
    QGuiApplication.clipboard().setMimeData(copied)
    window.actions_[action].trigger()
    assert window.toast.text.startswith("The clipboard holds only a picture, and Clipper reads text.")
    assert not window.aside.is_busy


def test_a_picture_beside_its_text_is_read_as_text(qtbot: QtBot, window: MainWindow) -> None:
    copied = QMimeData()
    copied.setImageData(QImage(8, 8, QImage.Format.Format_RGB32))
    copied.setHtml("<p>Harbour towns ask</p>")
    QGuiApplication.clipboard().setMimeData(copied)
    window.actions_["clipping.paste"].trigger()
    assert window.aside.is_busy
    window.aside.cancel()
    qtbot.waitUntil(lambda: not window.aside.is_busy)


@pytest.mark.parametrize("has_picture", [False, True])
@pytest.mark.parametrize("action", ["clipping.paste", "clipping.fill"])
def test_html_that_nests_deeply_does_not_hold_up_the_window(
    qtbot: QtBot, window: MainWindow, action: str, has_picture: bool
) -> None:
    copied = QMimeData()
    copied.setHtml(f"{'<div>' * 20_000}Harbour towns ask{'</div>' * 20_000}")
    copied.setImageData(QImage(8, 8, QImage.Format.Format_RGB32)) if has_picture else copied.setText("Harbour towns")
    QGuiApplication.clipboard().setMimeData(copied)
    start = perf_counter()
    window.actions_[action].trigger()
    seconds, was_busy = perf_counter() - start, window.aside.is_busy
    window.aside.cancel()
    qtbot.waitUntil(lambda: not window.aside.is_busy)
    assert was_busy
    assert seconds < 2


def test_an_empty_clipboard_is_refused_in_a_sentence(qtbot: QtBot, window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("  \n ")
    window.bringing.paste()
    qtbot.waitUntil(window.toast.isVisible)
    assert window.toast.text.endswith(".")
    assert not window.aside.is_busy


def test_a_file_that_is_dropped_is_read(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    accept_all(monkeypatch)
    file = tmp_path / "article.txt"
    file.write_text(ARTICLE, encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    none = Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(600, 400), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none))
    qtbot.waitUntil(lambda: "Port first, ships later" in headlines(window))


@pytest.mark.parametrize(
    ("offered", "taken"),
    [
        (Qt.DropAction.MoveAction | Qt.DropAction.LinkAction, Qt.DropAction.LinkAction),
        (Qt.DropAction.LinkAction, Qt.DropAction.LinkAction),
        (Qt.DropAction.MoveAction, Qt.DropAction.IgnoreAction),
    ],
)
def test_what_is_offered_as_a_link_is_taken_so_and_what_can_only_be_moved_is_not(
    window: MainWindow, offered: Qt.DropAction, taken: Qt.DropAction
) -> None:
    mime = QMimeData()
    mime.setText(ARTICLE)
    none = Qt.KeyboardModifier.NoModifier
    event = QDragEnterEvent(QPoint(600, 400), offered, mime, Qt.MouseButton.LeftButton, none)
    window.dragEnterEvent(event)
    assert (event.dropAction(), event.isAccepted()) == (taken, taken is not Qt.DropAction.IgnoreAction)


def test_what_is_dropped_is_taken_as_a_copy_where_its_program_offers_to_move_it(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept_all(monkeypatch)
    mime, shift = QMimeData(), Qt.KeyboardModifier.ShiftModifier
    mime.setText(ARTICLE)
    offered, left = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    dragged = QDragEnterEvent(QPoint(600, 400), offered, mime, left, shift)
    dropped = QDropEvent(QPointF(600, 400), offered, mime, left, shift)
    for event in (dragged, dropped):
        event.setDropAction(Qt.DropAction.MoveAction)
    window.dragEnterEvent(dragged)
    window.dropEvent(dropped)
    assert dragged.isAccepted()
    assert [dragged.dropAction(), dropped.dropAction()] == [Qt.DropAction.CopyAction] * 2
    qtbot.waitUntil(lambda: "Port first, ships later" in headlines(window))


def test_an_export_is_written_and_imported_again(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "all.jsonl"
    monkeypatch.setattr(choosing, "ask_for_place", lambda *_asked: file)
    monkeypatch.setattr(choosing, "ask_for_files", lambda *_asked: [file])
    window.actions_["file.export"].trigger()
    qtbot.waitUntil(lambda: "all.jsonl" in window.toast.text)
    window.actions_["file.import"].trigger()
    qtbot.waitUntil(lambda: "6 known already" in window.toast.text)


def test_a_backup_is_written(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "copy.clipper"
    monkeypatch.setattr(choosing, "ask_for_place", lambda *_asked: file)
    window.actions_["file.backup"].trigger()
    qtbot.waitUntil(lambda: "copy.clipper" in window.toast.text)
    with Library.open(file, create=False) as copy:
        assert len(copy.search(Query())) == 6


def test_an_empty_library_shows_three_ways_in_until_something_is_kept(
    qtbot: QtBot, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    assert window.empty_state.isVisible()
    assert not window.actions_["report.new"].isEnabled()
    accept_all(monkeypatch)
    QGuiApplication.clipboard().setText(ARTICLE)
    window.empty_state.chosen.emit("clipping.paste")
    qtbot.waitUntil(window.list_pane.isVisible)
    qtbot.waitUntil(lambda: shown(window) == "Port first, ships later")
    assert not window.empty_state.isVisible()
    qtbot.waitUntil(window.actions_["report.new"].isEnabled)


def test_another_programs_clipping_appears_by_itself(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    ids = list(window.list_pane.model.ids)
    with Library.open(library.path) as other:
        other.delete(ids[:1])
    qtbot.waitUntil(lambda: len(headlines(window)) == 5)


def test_the_tag_pane_is_a_drawer_where_there_is_little_room(qtbot: QtBot, window: MainWindow) -> None:
    assert window.tag_pane.isVisible()
    window.resize(860, 700)
    qtbot.waitUntil(lambda: window.frame.is_drawer)
    assert not window.tag_pane.isVisible()
    qtbot.mouseClick(window.frame.drawer_button, Qt.MouseButton.LeftButton)
    assert window.tag_pane.isVisible()
    qtbot.mouseClick(window.frame._scrim, Qt.MouseButton.LeftButton, pos=window.frame.rect().bottomRight() / 2)
    assert not window.tag_pane.isVisible()
    window.resize(1280, 800)
    qtbot.waitUntil(window.tag_pane.isVisible)
    assert not window.frame.is_drawer


def test_the_least_window_shows_one_pane_at_a_time(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(640, 480)
    qtbot.waitUntil(lambda: not window.detail_pane.isVisible())
    assert window.width() == 640
    window.list_pane.opened.emit(window.list_pane.model.ids[0])
    assert window.detail_pane.isVisible()
    assert not window.list_pane.isVisible()
    window.frame.show_list()
    assert window.list_pane.isVisible()


@pytest.mark.parametrize("place", ["as opened", "text", "button"])
@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier),
    ],
    ids=["Escape", "Alt+Left"],
)
def test_a_key_leads_back_from_a_clipping_to_the_list_where_there_is_room_for_one(
    qtbot: QtBot, window: MainWindow, place: str, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    window.resize(640, 480)
    window.activateWindow()
    qtbot.waitUntil(lambda: not window.detail_pane.isVisible())
    pane, page = window.detail_pane, window.detail_pane.body.page
    window.library.edit(window.list_pane.model.ids[0], body="The harbour waits.")
    window.list_pane.focus_list()
    qtbot.keyClick(window.list_pane.view, Qt.Key.Key_Return)
    qtbot.waitUntil(page.isVisible)
    if place != "as opened":
        buttons = pane.bar.findChildren(QAbstractButton)
        (page if place == "text" else next(one for one in buttons if one.isVisible() and one.isEnabled())).setFocus()
    assert pane.isAncestorOf(QApplication.focusWidget())
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)
    assert window.list_pane.isVisible()
    assert not pane.isVisible()
    assert window.list_pane.isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize("pixels", [640, 860])
def test_escape_closes_the_drawer_first(qtbot: QtBot, window: MainWindow, pixels: int) -> None:
    window.resize(pixels, 480)
    window.activateWindow()
    qtbot.waitUntil(lambda: window.frame.is_drawer)
    window.list_pane.focus_list()
    qtbot.keyClick(window.list_pane.view, Qt.Key.Key_Return)
    qtbot.waitUntil(window.detail_pane.isVisible)
    window.detail_pane.body.page.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert window.tag_pane.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not window.tag_pane.isVisible()
    assert window.detail_pane.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert window.detail_pane.isVisible() is (pixels > 640)


def test_escape_ends_what_is_written_before_it_leads_back_to_the_list(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(640, 480)
    window.activateWindow()
    qtbot.waitUntil(lambda: not window.detail_pane.isVisible())
    window.list_pane.opened.emit(window.list_pane.model.ids[0])
    window.detail_pane.edit_field("headline")
    qtbot.keyClicks(QApplication.focusWidget(), "typed")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert window.detail_pane.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert window.list_pane.isVisible()


@pytest.mark.parametrize(
    ("pixels", "width"), [(640, "single"), (800, "narrow"), (900, "narrow"), (1280, "normal"), (1920, "wide")]
)
def test_widths_have_their_classes(pixels: int, width: str) -> None:
    assert Width.of(pixels) == width


def test_hiding_the_tag_pane_is_remembered(qtbot: QtBot, window: MainWindow, open_window: Open) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert not window.tag_pane.isVisible()
    assert window.frame.drawer_button.isVisible()
    again = open_window()
    assert not again.tag_pane.isVisible()
    qtbot.mouseClick(again.frame.drawer_button, Qt.MouseButton.LeftButton)
    assert again.tag_pane.isVisible()


def test_split_positions_are_remembered(window: MainWindow, open_window: Open) -> None:
    window.frame._outer.setSizes([300, 980])
    window.frame._inner.setSizes([350, 630])
    window.frame._remember()
    again = open_window()
    assert again.tag_pane.width() == 300
    assert again.list_pane.width() == 350


def test_the_menu_bar_can_be_hidden_and_alt_shows_it(qtbot: QtBot, window: MainWindow, open_window: Open) -> None:
    window.actions_["view.menu_bar"].trigger()
    again = open_window()
    assert not again.menuBar().isVisible()
    qtbot.keyClick(again, Qt.Key.Key_Alt)
    assert again.menuBar().isVisible()


def test_each_menu_opens_by_a_letter_of_its_own_which_alt_shows(qtbot: QtBot, window: MainWindow) -> None:
    bar, underline = window.menuBar(), QStyle.StyleHint.SH_UnderlineShortcut
    assert not bar.style().styleHint(underline, None, bar)
    qtbot.keyClick(window, Qt.Key.Key_Alt)
    assert bar.style().styleHint(underline, None, bar)
    letters = [QKeySequence.mnemonic(action.text()).toString() for action in window.menuBar().actions()]
    assert letters == ["Alt+F", "Alt+E", "Alt+C", "Alt+V", "Alt+R", "Alt+H"]


def test_every_menu_fits_a_small_screen_in_one_column(window: MainWindow) -> None:
    assert [path for path, menu in window.menus.items() if menu.sizeHint().height() >= 700] == []
    held = [action for menu in window.menus.values() for action in menu.actions()]
    assert [spec.id for spec, action in window.actions_ if action not in held] == []


def test_the_menu_of_a_clipping_brings_it_back_from_the_wastebasket_in_one_step(window: MainWindow) -> None:
    menu = QMenu(window)
    window._fill_context_menu(menu)
    assert {"clipping.restore", "clipping.purge"} <= {action.objectName() for action in menu.actions()}
    assert menu.sizeHint().height() < 700


def test_the_colours_that_were_chosen_are_remembered(window: MainWindow, tmp_path: Path) -> None:
    window.actions_["colours.dark"].trigger()
    assert theme.theme().is_dark
    window.actions_["colours.light"].trigger()
    assert not theme.theme().is_dark
    assert Settings(tmp_path / "window.ini").word("colours", tuple(theme.Choice)) == "light"


def test_the_organisation_names_the_window(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = Organisation("Ostrander Institute", ("OI",), ("en", "fr"), "Fellow", "Dana Whitlock")
    monkeypatch.setattr(OrganisationDialog, "ask", lambda _before, _parent, save: save(wanted))
    window.actions_["file.organisation"].trigger()
    assert window.library.organisation() == wanted
    assert window.tag_pane.organisation.text() == "Ostrander Institute"
    assert window.windowTitle().startswith("Ostrander Institute")


def test_the_organisations_fields_are_read_back_cleaned(qtbot: QtBot) -> None:
    wanted = Organisation("Ostrander Institute", ("OI", "Ostrander"), ("fr", "en"), "Fellow", "Dana Whitlock")
    dialog = OrganisationDialog(wanted)
    qtbot.addWidget(dialog)
    assert dialog.organisation() == wanted
    assert OrganisationDialog(replace(wanted, languages=("de", "en"))).organisation().languages == ("de", "en")
    dialog.aliases.setText(" OI ,, Ostrander ")
    dialog.label.setText("  ")
    assert dialog.organisation().aliases == ("OI", "Ostrander")
    assert dialog.organisation().spokesperson_label == "Spokesperson"


def test_f6_goes_round_the_panes(qtbot: QtBot, window: MainWindow) -> None:
    window.list_pane.focus_list()
    seen = []
    for _ in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        panes = (window.tag_pane, window.list_pane.search_box, window.list_pane.view, window.detail_pane)
        seen.append(next(pane for pane in panes if pane is focus or pane.isAncestorOf(focus)))
    assert seen == [window.detail_pane, window.tag_pane, window.list_pane.search_box, window.list_pane.view]


@pytest.mark.parametrize("in_wastebasket", [False, True])
def test_no_key_means_two_things_at_once(in_wastebasket: bool) -> None:
    now = Situation(selected=1, in_wastebasket=in_wastebasket, has_clippings=True, has_link=True, undo="a", redo="b")
    possible = [spec for spec in ACTIONS if spec.shortcut and spec.enabled(now)]
    keys = Counter(QKeySequence(spec.shortcut).toString() for spec in possible)
    assert [key for key, count in keys.items() if count > 1] == []
    known = Counter(QKeySequence(spec.shortcut).toString() for spec in ACTIONS if spec.shortcut)
    assert [key for key, count in known.items() if count > 1] == ["Del"]
    assert len({spec.id for spec in ACTIONS}) == len(ACTIONS)


def test_the_page_of_shortcuts_shows_every_key(qtbot: QtBot) -> None:
    dialog = ShortcutsDialog()
    qtbot.addWidget(dialog)
    assert sum(len(specs) for specs in keyed_actions().values()) == sum(bool(spec.shortcut) for spec in ACTIONS)
    shown = [label.text() for label in dialog.findChildren(Label)]
    assert shown[shown.index("1 … 9") - 1] == "The tag of the key"
    assert dialog.sizeHint().height() < 760


def test_several_selected_clippings_are_shown_together(qtbot: QtBot, window: MainWindow) -> None:
    select_rows(window, 0, 1)
    qtbot.waitUntil(window.detail_pane.several.isVisible)
    select_rows(window, 2)
    qtbot.waitUntil(lambda: not window.detail_pane.several.isVisible())


def test_a_step_that_cannot_be_undone_says_why(qtbot: QtBot, window: MainWindow) -> None:
    while window.library.undoable():
        window.library.undo()
    window.undoing.undo()
    assert "nothing to undo" in window.toast.text


def test_the_window_closes_in_the_middle_of_a_search(qtbot: QtBot, window: MainWindow) -> None:
    window.search(Query.parse("harbour"))
    with qtbot.waitSignal(window.closed):
        window.close()


def test_a_caret_in_the_empty_field_of_the_name_takes_none_away_that_came_from_elsewhere(
    qtbot: QtBot, open_window: Open
) -> None:
    window = open_window()
    profile = window.empty_state.profile
    window.activateWindow()
    profile.name.setFocus()
    qtbot.waitUntil(profile.name.hasFocus)
    with Library.open(window.library.path) as other:
        other.set_organisation(Organisation(name="Ostrander Institute"))
    qtbot.waitUntil(lambda: profile.name.text() == "Ostrander Institute")
    qtbot.keyClick(profile.name, Qt.Key.Key_Tab)
    assert window.library.organisation().name == "Ostrander Institute"
    assert len(window.library.steps()) == 1


def test_a_field_of_an_empty_library_leaves_undo_and_redo_to_the_window_until_something_is_typed(
    qtbot: QtBot, open_window: Open, add: Add
) -> None:
    window = open_window()
    name, control = window.empty_state.profile.name, Qt.KeyboardModifier.ControlModifier
    add("Port first")
    qtbot.waitUntil(lambda: not window.empty_state.isVisible())
    window.undoing.undo()
    qtbot.waitUntil(window.empty_state.isVisible)
    window.activateWindow()
    name.setFocus()
    qtbot.waitUntil(name.hasFocus)
    qtbot.waitUntil(window.actions_["edit.redo"].isEnabled)
    qtbot.keyClicks(name, "Ostra")
    qtbot.keyClick(name, Qt.Key.Key_Z, control)
    assert name.text() == ""
    qtbot.keyClick(name, Qt.Key.Key_Z, control | Qt.KeyboardModifier.ShiftModifier)
    assert name.text() == "Ostra"
    qtbot.keyClick(name, Qt.Key.Key_Z, control)
    assert len(window.library.search(Query())) == 0
    name.setText("")
    qtbot.keyClick(name, Qt.Key.Key_Z, control | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: len(window.library.search(Query())) == 1)
    qtbot.waitUntil(lambda: not window.empty_state.isVisible())


def test_an_empty_library_asks_whose_it_is_and_ctrl_v_still_starts_a_clipping(qtbot: QtBot, open_window: Open) -> None:
    window = open_window()
    library, profile = window.library, window.empty_state.profile
    window.activateWindow()
    assert not isinstance(QApplication.focusWidget(), QLineEdit)
    for field, text in ((profile.name, "Ostrander Institute"), (profile.user_name, "Dana"), (profile.label, "Fellow")):
        field.setFocus()
        qtbot.keyClicks(field, text)
        qtbot.keyClick(field, Qt.Key.Key_Tab)
    told = library.organisation()
    assert (told.name, told.user_name, told.spokesperson_label) == ("Ostrander Institute", "Dana", "Fellow")
    assert window.tag_pane.organisation.text() == "Ostrander Institute"
    library.undo()
    qtbot.waitUntil(lambda: profile.label.text() == "")


TWO_LINES = "Quiet ports, Coast to Coast, October 26, 2026\nA rope is a promise, Harbour Gazette, October 21, 2026"


def ctrl_v(qtbot: QtBot, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, CTRL)


def test_ctrl_v_after_an_undo_that_empties_the_library_starts_a_clipping(
    qtbot: QtBot, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    window.activateWindow()
    accept_all(monkeypatch)
    QGuiApplication.clipboard().setText(ARTICLE)
    window.actions_["clipping.paste"].trigger()
    qtbot.waitUntil(lambda: shown(window) == "Port first, ships later")
    window.list_pane.focus_list()
    qtbot.waitUntil(window.actions_["edit.undo"].isEnabled)
    window.actions_["edit.undo"].trigger()
    qtbot.waitUntil(window.empty_state.isVisible)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    ctrl_v(qtbot, ARTICLE)
    qtbot.waitUntil(lambda: shown(window) == "Port first, ships later")
    assert window.library.organisation().name == ""


def test_what_is_typed_after_an_undo_that_empties_the_library_does_not_make_it_final(
    qtbot: QtBot, open_window: Open, add: Add
) -> None:
    window = open_window()
    window.activateWindow()
    add("Port first")
    qtbot.waitUntil(lambda: not window.empty_state.isVisible())
    window.list_pane.focus_list()
    window.undoing.undo()
    qtbot.waitUntil(window.empty_state.isVisible)
    redo = window.empty_state.findChild(QAbstractButton, "redoEmptied")
    assert redo is not None
    qtbot.waitUntil(redo.hasFocus)
    assert any(ring.isVisible() and ring.widget() is redo for ring in window.findChildren(QFocusFrame))
    qtbot.waitUntil(window.actions_["edit.redo"].isEnabled)
    window.actions_["edit.find"].trigger()
    qtbot.keyClicks(QApplication.focusWidget(), "Dean")
    assert window.library.redoable() is not None
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.empty_state.isVisible())
    assert len(window.library.search(Query())) == 1
    window.undoing.undo()
    qtbot.waitUntil(window.empty_state.isVisible)
    window.library.set_organisation(Organisation(name="Ostrander Institute"))
    qtbot.waitUntil(lambda: not redo.isVisible())


def test_a_paste_is_a_name_only_where_a_person_clicked_or_typed_in_its_field(
    qtbot: QtBot, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    pasted: list[str] = []
    monkeypatch.setattr(window.intake, "take", lambda mime: pasted.append(mime.text()))
    name, user_name = window.empty_state.profile.name, window.empty_state.profile.user_name
    window.activateWindow()
    name.setFocus(Qt.FocusReason.TabFocusReason)
    ctrl_v(qtbot, "Ostrander Institute")
    assert (name.text(), pasted.pop()) == ("", "Ostrander Institute")
    user_name.setFocus(Qt.FocusReason.MouseFocusReason)
    ctrl_v(qtbot, TWO_LINES)
    assert (user_name.text(), pasted.pop()) == ("", TWO_LINES)
    ctrl_v(qtbot, "Dana")
    assert user_name.text() == "Dana"
    name.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(name, "The ")
    ctrl_v(qtbot, "Ostrander Institute")
    assert name.text() == "The Ostrander Institute"
    assert not pasted
