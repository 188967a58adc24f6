"""An attached PDF in a window of Clipper: its pages, words found in them, and what cannot be opened."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.model.attachment import BroughtFile
from clipper.ui.dialogs.pdf_viewer import PdfViewer
from clipper.ui.main_window import MainWindow
from clipper.ui.settings import Settings
from tests.capture.formats.making_pdf import HEIGHT, Text, pdf
from tests.ui.conftest import TODAY, Add, window_over

Open = Callable[[bytes], PdfViewer]
THREE = pdf(
    [
        [Text("Ferries and ice roads", 72, 700, 20), Text("Ice came late.", 72, 600)],
        [Text("Nothing of it here", 72, 700)],
        [Text("ICE again", 300, 100, 30)],
    ]
)


@pytest.fixture
def open_viewer(qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    opened: list[PdfViewer] = []

    def _open(data: bytes) -> PdfViewer:
        file = tmp_path / "page A4.pdf"
        file.write_bytes(data)
        viewer = PdfViewer(file)
        qtbot.addWidget(viewer)
        opened.append(viewer)
        with qtbot.waitExposed(viewer):
            viewer.show()
        viewer.activateWindow()
        return viewer

    yield _open
    for viewer in opened:
        viewer.close()


def ready(qtbot: QtBot, viewer: PdfViewer) -> PdfViewer:
    qtbot.waitUntil(lambda: viewer.pages.is_drawn())
    return viewer


def test_pages_are_shown_numbered_and_gone_to(qtbot: QtBot, open_viewer: Open) -> None:
    viewer = ready(qtbot, open_viewer(THREE))
    assert viewer.windowTitle() == "page A4.pdf"
    assert (viewer.page.text(), viewer.count.text()) == ("1", "of 3")
    QTest.keyClick(viewer, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget(), "3")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: 2 in viewer.pages.pages_in_view())
    assert viewer.pages.hasFocus()
    assert viewer.isVisible()
    viewer.page.setText("none")
    viewer.page.returnPressed.emit()
    assert viewer.page.text() == str(viewer.pages.pages_in_view()[0] + 1)
    before = viewer.pages.zoom()
    viewer.zoom_in_button.click()
    assert viewer.pages.zoom() > before
    assert viewer.zoom.text() == f"{round(viewer.pages.zoom() * 100)}%"


def test_words_are_found_by_keyboard_whatever_their_case(qtbot: QtBot, open_viewer: Open) -> None:
    viewer = ready(qtbot, open_viewer(THREE))
    QTest.keyClick(viewer, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget(), "ice")
    qtbot.waitUntil(lambda: viewer.found.text() == "1 of 3")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert viewer.found.text() == "2 of 3"
    QTest.keyClick(viewer, Qt.Key.Key_F3)
    assert viewer.found.text() == "3 of 3"
    assert 2 in viewer.pages.pages_in_view()
    QTest.keyClick(viewer, Qt.Key.Key_F3)
    assert viewer.found.text() == "1 of 3"
    QTest.keyClick(viewer, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert viewer.found.text() == "3 of 3"
    viewer.search.setText("quinoa")
    qtbot.waitUntil(lambda: viewer.found.text() == "Not found")
    assert not viewer.next_button.isEnabled()
    viewer.search.clear()
    assert viewer.found.text() == ""


def test_what_was_found_is_marked_where_it_stands(qtbot: QtBot, open_viewer: Open) -> None:
    viewer = ready(qtbot, open_viewer(THREE))
    viewer.search.setText("again")
    qtbot.waitUntil(lambda: viewer.found.text() == "1 of 1")
    (rect,) = viewer.pages.rects_of(0)
    assert viewer.pages.viewport().rect().contains(rect.toAlignedRect())
    page, points = viewer.pages.page_rect(2), viewer.pages.zoom() * 96 / 72
    assert (rect.top() - page.top()) / points == pytest.approx(HEIGHT - 100 - 22, abs=8)
    assert (rect.left() - page.left()) / points == pytest.approx(300 + 55, abs=8)
    qtbot.waitUntil(lambda: viewer.pages.is_drawn())
    shot = viewer.pages.viewport().grab().toImage()
    corner = rect.topLeft().toPoint() + QPoint(1, 1)
    assert shot.pixelColor(corner).blue() < 250


@pytest.mark.parametrize(
    ("data", "said"),
    [(pdf([[]], locked=True), "protected by a password"), (b"%PDF-1.7 broken", "damaged"), (b"", "damaged")],
)
def test_what_cannot_be_opened_says_why(qtbot: QtBot, open_viewer: Open, data: bytes, said: str) -> None:
    viewer = open_viewer(data)
    qtbot.waitUntil(lambda: said in viewer.pages.empty_text())
    assert not viewer.search.isEnabled()
    viewer.close_button.click()
    assert not viewer.isVisible()


def test_a_document_that_is_closed_while_it_is_searched_ends_in_peace(qtbot: QtBot, open_viewer: Open) -> None:
    viewer = ready(qtbot, open_viewer(pdf([[Text("ice " * 20, 72, 700)]] * 200)))
    viewer.search.setText("ice")
    viewer.search.setText("ic")
    viewer.close()
    assert not viewer.isVisible()


def test_space_looks_at_a_pdf_from_the_page_of_attachments(
    qtbot: QtBot, library: Library, settings: Settings, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    clipping_id = add("First", published_on=TODAY)
    library.attach(clipping_id, [BroughtFile("page A4.pdf", THREE)])
    seen: list[bytes] = []
    monkeypatch.setattr(PdfViewer, "show_file", lambda file, _parent: seen.append(file.read_bytes()))
    with window_over(qtbot, library, settings) as window:
        _look(qtbot, window, clipping_id)
        qtbot.waitUntil(lambda: seen == [THREE])


def _look(qtbot: QtBot, window: MainWindow, clipping_id: int) -> None:
    window.show_clipping(clipping_id)
    qtbot.waitUntil(lambda: len(window.detail_pane.attachments.rows) == 1)
    window.detail_pane.show_attachments()
    qtbot.keyClick(window.detail_pane.attachments.rows[0], Qt.Key.Key_Space)
