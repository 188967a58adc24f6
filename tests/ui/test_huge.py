"""Pastes and values far larger than any that is meant are kept whole and shown, and the window answers."""

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.model.query import Query
from clipper.ui.main_window import MainWindow
from tests.hostile.samples import HEADLINE, PROSE
from tests.ui.conftest import Add
from tests.ui.test_hostile import in_any_dialog

TEXTS = {
    "5 MB": f"{HEADLINE}\n\n" + f"{PROSE}\n\n" * 25_000,
    "one line of 5 MB": f"{HEADLINE}\n\n" + "word " * 1_000_000,
    "one word of 1 MB": f"{HEADLINE}\n\n{PROSE}\n\n" + "w" * 1_000_000,
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_paste_is_reviewed_kept_whole_and_shown(
    qtbot: QtBot, window: MainWindow, library: Library, name: str
) -> None:
    text = TEXTS[name]
    mime = QMimeData()
    mime.setText(text)
    QGuiApplication.clipboard().setMimeData(mime)
    in_any_dialog(qtbot, window.paste, lambda dialog: dialog.keep())  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not window.aside.is_busy, timeout=60_000)
    (kept,) = library.search(Query()).ids
    original = library.original(kept)
    assert original is not None
    assert original.text == text
    for page in ("note", "history", "original"):
        window.detail_pane.tabs.show_page(page)
        qtbot.wait(20)
        window.grab()


def test_values_without_end_are_shown(qtbot: QtBot, window: MainWindow, library: Library, add: Add) -> None:
    add("Ferry " * 1_000, body="> " * 20_000 + "deep", note=f"{PROSE}\n\n" * 5_000, outlet="Gazette " * 200)
    add("Tagged", tags=tuple(f"topic/tag {number}" for number in range(100)))
    qtbot.waitUntil(lambda: len(window.list_pane.model.ids) == 2)
    for clipping_id in (1, 2):
        window.show_clipping(clipping_id)
        qtbot.wait(100)
        for page in ("note", "history", "original"):
            window.detail_pane.tabs.show_page(page)
            qtbot.wait(20)
        window.grab()
