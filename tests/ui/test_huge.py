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

MB = 1_000_000


def text_of(name: str) -> str:
    return {
        "50 MB": lambda: f"{HEADLINE}\n\n" + f"{PROSE}\n\n" * (50 * MB // len(PROSE)),
        "one line of 5 MB": lambda: f"{HEADLINE}\n\n" + "word " * MB,
        "one word of 1 MB": lambda: f"{HEADLINE}\n\n{PROSE}\n\n" + "w" * MB,
    }[name]()


def look_at_all_pages(qtbot: QtBot, window: MainWindow) -> None:
    for page in ("note", "history", "original"):
        window.detail_pane.tabs.show_page(page)
        qtbot.wait(20)
    window.grab()


def keep(qtbot: QtBot, window: MainWindow, library: Library, mime: QMimeData) -> str:
    """Paste, keep what was understood, look at it, and return the original."""
    QGuiApplication.clipboard().setMimeData(mime)
    in_any_dialog(qtbot, window.bringing.paste, lambda dialog: dialog.keep())  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not window.aside.is_busy, timeout=60_000)
    (kept,) = library.search(Query()).ids
    look_at_all_pages(qtbot, window)
    original = library.original(kept)
    assert original is not None
    return original.html or original.text


@pytest.mark.parametrize("name", ["50 MB", "one line of 5 MB", "one word of 1 MB"])
def test_a_paste_is_reviewed_kept_whole_and_shown(
    qtbot: QtBot, window: MainWindow, library: Library, name: str
) -> None:
    text = text_of(name)
    mime = QMimeData()
    mime.setText(text)
    assert keep(qtbot, window, library, mime) == text


def test_a_page_of_50_megabytes_is_reviewed_kept_whole_and_shown(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    html = f"<h1>{HEADLINE}</h1>" + f"<p>{PROSE}</p>" * (50 * MB // len(PROSE))
    mime = QMimeData()
    mime.setText(f"{HEADLINE}\n\n{PROSE}")
    mime.setHtml(html)
    assert keep(qtbot, window, library, mime) == html


@pytest.mark.parametrize(
    "fields",
    [
        {"headline": "Ferry " * (MB // 6), "outlet": "Gazette " * 5_000},
        {"headline": "Quoted", "body": "> " * 20_000 + "deep"},
        {"headline": "Noted", "note": f"*{PROSE}* **bold** [link](https://example.org)\n\n" * (MB // len(PROSE))},
        {"headline": "Tagged", "tags": tuple(f"topic/tag {number}" for number in range(10_000))},
    ],
    ids=["headline", "body", "note", "tags"],
)
def test_values_without_end_are_shown(
    qtbot: QtBot, window: MainWindow, library: Library, add: Add, fields: dict[str, object]
) -> None:
    add("Another")
    added = add(**fields)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: len(window.list_pane.model.ids) == 2)
    for clipping_id in (1, added):
        window.show_clipping(clipping_id)
        qtbot.wait(100)
        look_at_all_pages(qtbot, window)
