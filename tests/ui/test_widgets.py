"""Small widgets: segments, toasts, progress, labels; and work that runs aside."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QTextDocument
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from clipper.model.errors import EnvironmentProblem
from clipper.model.progress import Progress as Report
from clipper.ui.dialogs.naming import NamingDialog
from clipper.ui.fonts import serif
from clipper.ui.tasks import Task
from clipper.ui.widgets.elided_label import ElidedLabel
from clipper.ui.widgets.labels import Label, SetLabel, plain_tip
from clipper.ui.widgets.progress import Progress
from clipper.ui.widgets.segmented import Segment, Segmented
from clipper.ui.widgets.toast import Toast
from tests.ui.conftest import in_dialog


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(800, 600)
    host.show()
    return host


@pytest.fixture
def executor() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


@pytest.fixture
def segmented(qtbot: QtBot) -> Segmented:
    control = Segmented([Segment("a", "First"), Segment("b", "Second")], "Order", clearable=True)
    qtbot.addWidget(control)
    control.show()
    return control


def test_a_segment_is_chosen_and_cleared_by_clicks(qtbot: QtBot, segmented: Segmented) -> None:
    place = segmented.segment_rect(1).center()
    with qtbot.waitSignal(segmented.chosen) as chosen:
        qtbot.mouseClick(segmented, Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == ["b"]
    assert segmented.accessibleName() == "Order: Second"
    with qtbot.waitSignal(segmented.chosen) as chosen:
        qtbot.mouseClick(segmented, Qt.MouseButton.LeftButton, pos=segmented.segment_rect(1).center())
    assert chosen.args == [None]
    assert segmented.accessibleName() == "Order"


def test_arrow_keys_walk_through_segments(qtbot: QtBot, segmented: Segmented) -> None:
    qtbot.keyClick(segmented, Qt.Key.Key_Right)
    assert segmented.value() == "a"
    qtbot.keyClick(segmented, Qt.Key.Key_Right)
    qtbot.keyClick(segmented, Qt.Key.Key_Right)
    assert segmented.value() == "b"
    qtbot.keyClick(segmented, Qt.Key.Key_Delete)
    assert segmented.value() is None


def test_a_toast_does_its_verb_once(host: QWidget) -> None:
    toast, done = Toast(host, host), []
    toast.show_done("Tagged 4 clippings", "Undo", lambda: done.append(1))
    assert toast.isVisible()
    assert toast.text == "Tagged 4 clippings"
    toast.press()
    toast.press()
    assert done == [1]
    assert not toast.isVisible()


def test_a_failure_stays_until_it_is_answered(qtbot: QtBot, host: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    toast = Toast(host, host)
    toast._timer.setInterval(10)
    toast.show_failure("The disk is full. Your note is kept here.")
    qtbot.wait(60)
    assert toast.isVisible()
    toast.show_done("Kept 1 clipping")
    qtbot.waitUntil(lambda: not toast.isVisible())


def test_a_toast_stays_inside_the_window(host: QWidget) -> None:
    toast = Toast(host, host)
    toast.show_done("A sentence that is far too long for the window. " * 8, "Undo", lambda: None)
    assert host.rect().contains(toast.geometry())
    host.resize(500, 400)
    assert host.rect().contains(toast.geometry())


def test_a_toast_tells_all_of_a_long_sentence_in_lines(host: QWidget) -> None:
    toast = Toast(host, host)
    toast.show_done("Kept")
    one_line = toast.height()
    sentence = "The file “a-very-long-name-of-a-file-that-has-no-space-in-it.pdf” holds no text. " * 4
    toast.show_failure(sentence)
    assert toast.text == sentence
    assert toast.height() > one_line
    (label,) = toast.findChildren(Label)
    assert label.height() >= label.heightForWidth(label.width())


def test_a_toast_hides_nothing_that_is_to_be_seen(host: QWidget) -> None:
    taken = [QRect(0, host.height() - 40, host.width(), 40), QRect(0, host.height() - 90, host.width(), 40)]
    toast = Toast(host, host, lambda: taken)
    toast.show_done("Kept 1 clipping")
    assert not any(toast.geometry().intersects(place) for place in taken)
    taken.clear()
    toast.make_way()
    assert toast.geometry().bottom() > host.height() - 40


def test_progress_shows_only_when_work_takes_longer(qtbot: QtBot, host: QWidget) -> None:
    progress = Progress(host)
    progress.begin("Reading the archive.")
    assert not progress.isVisible()
    qtbot.waitUntil(progress.isVisible)
    progress.set_progress(620, 1000)
    assert "620 of 1,000" in [label.text() for label in progress.findChildren(Label)]
    progress.end()
    assert not progress.isVisible()


def test_no_figure_of_the_progress_is_cut_off_while_they_grow(qtbot: QtBot, host: QWidget) -> None:
    progress = Progress(host)
    progress.begin("Importing as new.")
    qtbot.waitUntil(progress.isVisible)
    for done, total in ((1, 9), (7, 60_000), (1_390, 60_000), (60_000, 60_000), (3, 1_234_567)):
        progress.set_progress(done, total)
        # Before anything else is drawn.
        count = next(label for label in progress.findChildren(Label) if " of " in label.text())
        assert count.width() >= count.fontMetrics().horizontalAdvance(count.text())
        assert count.geometry().right() < progress._cancel.geometry().left()


def test_a_long_name_is_elided_with_the_whole_in_its_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("The Very Long Name of an Outlet of the North")
    qtbot.addWidget(label)
    label.resize(80, 18)
    label.show()
    assert label.toolTip() == label.text()
    label.resize(600, 18)
    assert label.toolTip() == ""


def test_a_label_never_reads_its_text_as_html(qtbot: QtBot) -> None:
    label = Label('<img src="file:///etc/passwd">')
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_work_aside_reports_its_progress_and_result(qtbot: QtBot, executor: ThreadPoolExecutor) -> None:
    def work(report: Report) -> str:
        report(1, 2)
        return "done"

    task, seen = Task(work), []
    task.progressed.connect(lambda done, total: seen.append((done, total)))
    with qtbot.waitSignal(task.done) as done:
        task.start(executor)
    assert done.args == ["done"]
    assert seen == [(0, 0), (1, 2)]


def test_work_that_is_cancelled_stops_where_it_reports(qtbot: QtBot, executor: ThreadPoolExecutor) -> None:
    def work(report: Report) -> None:
        while True:
            report(0, 0)

    task = Task(work)
    with qtbot.waitSignal(task.cancelled):
        task.start(executor)
        task.cancel()


@pytest.mark.parametrize("only_reads", [True, False])
def test_what_was_only_read_is_not_told_where_a_cancel_came_on_its_way(
    qtbot: QtBot, executor: ThreadPoolExecutor, only_reads: bool
) -> None:
    task, told = Task(lambda _report: "read", only_reads=only_reads), []
    task.done.connect(told.append)
    task.start(executor)
    executor.shutdown()
    with qtbot.waitSignal(task.cancelled if only_reads else task.done):
        task.cancel()
    assert told == ([] if only_reads else ["read"])


def test_what_work_raises_arrives_in_the_window(qtbot: QtBot, executor: ThreadPoolExecutor) -> None:
    task = Task(lambda _report: 1 / 0)
    with qtbot.waitSignal(task.failed) as failed:
        task.start(executor)
    assert isinstance(failed.args[0], ZeroDivisionError)


def test_a_tooltip_shows_markup_as_it_is_written(qtbot: QtBot) -> None:
    label = ElidedLabel('Ports <img src="file:///etc/hostname"> and ships')
    qtbot.addWidget(label)
    label.resize(30, 20)
    label.show()
    tip = QTextDocument()
    tip.setHtml(label.toolTip())
    assert tip.toPlainText() == 'Ports <img src="file:///etc/hostname"> and ships'
    assert plain_tip("Ports & ships < trains") == "Ports & ships < trains"


def test_a_set_text_is_as_high_as_its_lines_and_says_all_its_pieces(host: QWidget) -> None:
    label = SetLabel(34, font=serif(30, 600), parent=host)
    label.resize(300, 10)
    label.show_pieces([("Ottawa’s new icebreaker slips to 2032", True), (" and the North is counting", False)])
    assert label.height() % 34 == 0
    assert label.height() >= 4 * 34
    assert label.text() == "Ottawa’s new icebreaker slips to 2032 and the North is counting"
    label.show_text("")
    assert label.isHidden()


def test_a_name_that_cannot_be_kept_now_is_asked_for_again_as_it_was_typed(qtbot: QtBot) -> None:
    kept: list[str] = []

    def keep(name: str) -> None:
        kept.append(name)
        if len(kept) == 1:
            raise EnvironmentProblem("The disk is full.")

    def type_it(dialog: NamingDialog) -> None:
        dialog.field.setText("North")
        in_dialog(qtbot, NamingDialog, try_again)
        dialog.accept()

    def try_again(dialog: NamingDialog) -> None:
        assert dialog.field.text() == "North"
        assert dialog.field.accessibleDescription() == "The disk is full."
        dialog.accept()

    in_dialog(qtbot, NamingDialog, type_it)
    assert NamingDialog.keep("Save", "Why", "", keep) == "North"
    assert kept == ["North", "North"]


def test_a_toast_is_said_to_who_listens_to_the_screen(host: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    Toast(host, host).show_done("Tagged 4 clippings", "Undo", lambda: None)
    assert said == ["Tagged 4 clippings"]
