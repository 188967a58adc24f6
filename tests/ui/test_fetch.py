"""Fetching the text of a clipping: only when asked, allowed once, told where from, and never over what is there."""

from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from clipper.model.draft import Accepted, Reading
from clipper.model.query import Query
from clipper.ui.dialogs.fetched import FetchedDialog
from clipper.ui.dialogs.import_summary import ImportSummary
from clipper.ui.dialogs.notice import Notice
from clipper.ui.dialogs.review import ReviewDialog
from clipper.ui.dialogs.sheet_mapping import MappedSheet, SheetMappingDialog
from clipper.ui.main_window import MainWindow
from clipper.ui.settings import Settings
from clipper.ui.widgets.progress import Progress
from tests.library.site import LOCAL, TEXT, Site
from tests.ui.conftest import Add


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    site = Site()
    yield site
    site.let_go.set()
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture
def window(window: MainWindow) -> MainWindow:
    """The window, which may fetch from this machine."""
    window.fetching.limits = LOCAL
    return window


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions that were asked of a person, who said yes to each."""
    questions: list[str] = []
    monkeypatch.setattr(Notice, "ask", lambda _title, text, *_more: not questions.append(text))
    return questions


def select(qtbot: QtBot, window: MainWindow, clipping_id: int) -> None:
    qtbot.waitUntil(lambda: clipping_id in list(window.list_pane.model.ids))
    window.show_clipping(clipping_id)
    qtbot.waitUntil(lambda: (shown := window.detail_pane.clipping()) is not None and shown.id == clipping_id)
    qtbot.waitUntil(lambda: not window._quiet.isActive())


def in_dialog(qtbot: QtBot, do: Callable[[FetchedDialog], None]) -> list[FetchedDialog]:
    """Deal with the review once it opens."""
    met: list[FetchedDialog] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, FetchedDialog):
            QTimer.singleShot(20, look)
            return
        met.append(dialog)
        try:
            do(dialog)
        finally:
            dialog.reject()

    QTimer.singleShot(20, look)
    return met


def test_the_missing_text_is_offered_reviewed_and_filled_in(
    qtbot: QtBot, window: MainWindow, add: Add, site: Site, asked: list[str]
) -> None:
    url = site.page("/a")
    clipping_id = add("Our own headline", url=url, published_on=date(2020, 1, 1))
    select(qtbot, window, clipping_id)
    missing = window.detail_pane.body.missing
    assert missing.isVisible()
    assert missing.address.text() == f"From {url}"
    seen: list[object] = []

    def accept(dialog: FetchedDialog) -> None:
        fields = dialog.fields()
        seen.extend([fields.draft().headline.value, str(fields.draft().published_on.value), dialog.windowTitle()])
        seen.append([one.text() for one in dialog.findChildren(QAbstractButton) if one.text() in ("Fill in", "Defer")])
        dialog.keep()

    met = in_dialog(qtbot, accept)
    qtbot.mouseClick(missing.fetch_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(window.library.get(clipping_id).body))
    assert len(met) == 1
    assert seen == ["Our own headline", "2020-01-01", "Review fetched text", ["Fill in"]]
    clipping = window.library.get(clipping_id)
    assert (clipping.headline, clipping.published_on) == ("Our own headline", date(2020, 1, 1))
    assert (clipping.body or "").startswith("Nobody has decided")
    assert clipping.reporters == ("Maya Okafor",)
    assert [url in question for question in asked] == [True]
    qtbot.waitUntil(lambda: not missing.isVisible())
    window.undoing.undo()
    assert window.library.get(clipping_id).body is None


def test_nothing_is_fetched_before_a_person_allowed_it(
    qtbot: QtBot, window: MainWindow, add: Add, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions: list[str] = []
    monkeypatch.setattr(Notice, "ask", lambda _title, text, *_more: bool(questions.append(text)))
    select(qtbot, window, add("A", url=site.page("/a")))
    window.actions_["clipping.fetch"].trigger()
    qtbot.wait(200)
    assert (len(questions), site.asked, window.aside.is_busy) == (1, [], False)
    assert not window.actions_["file.fetching"].isChecked()


def test_a_person_is_asked_once_and_can_forbid_it_again(
    qtbot: QtBot, window: MainWindow, add: Add, site: Site, asked: list[str], settings: Settings
) -> None:
    select(qtbot, window, add("A", url=site.page("/a")))
    for _ in range(2):
        met = in_dialog(qtbot, lambda dialog: dialog.reject())
        window.actions_["clipping.fetch"].trigger()
        qtbot.waitUntil(lambda met=met: len(met) == 1)  # type: ignore[misc]
        qtbot.waitUntil(lambda: not window.aside.is_busy)
    assert len(asked) == 1
    assert window.actions_["file.fetching"].isChecked()
    window.actions_["file.fetching"].trigger()
    assert not settings.flag("fetch/allowed", True)


def test_it_is_offered_only_where_the_text_is_missing_and_there_is_a_link(
    qtbot: QtBot, window: MainWindow, add: Add
) -> None:
    link = "https://www.ledger.example/a"
    whole = add("Whole", url=link, body="It has a text.")
    bare, linked = add("Without a link"), add("With a link", url=link)
    action, missing = window.actions_["clipping.fetch"], window.detail_pane.body.missing
    select(qtbot, window, whole)
    qtbot.waitUntil(lambda: not action.isEnabled())
    assert not missing.isVisible()
    select(qtbot, window, bare)
    qtbot.waitUntil(lambda: not action.isEnabled())
    assert (missing.isVisible(), missing.fetch_button.isVisible()) == (True, False)
    select(qtbot, window, linked)
    qtbot.waitUntil(action.isEnabled)
    assert action.text() == "Fetch the text from www.ledger.example…"
    assert missing.fetch_button.isVisible()
    name = QAccessible.queryAccessibleInterface(missing.fetch_button).text(QAccessible.Text.Description)
    assert link in name


def test_a_page_that_cannot_be_had_is_said_in_a_sentence(
    qtbot: QtBot, window: MainWindow, add: Add, site: Site, asked: list[str]
) -> None:
    clipping_id = add("A", url=site.page("/a", b"no", 404))
    select(qtbot, window, clipping_id)
    window.actions_["clipping.fetch"].trigger()
    qtbot.waitUntil(lambda: "has no page at this address" in window.toast.text)
    assert window.library.get(clipping_id).body is None


def test_a_page_without_a_text_is_said_so(
    qtbot: QtBot, window: MainWindow, add: Add, site: Site, asked: list[str]
) -> None:
    select(qtbot, window, add("A", url=site.page("/a", b"<html><body><h1>Sign in</h1></body></html>")))
    window.actions_["clipping.fetch"].trigger()
    qtbot.waitUntil(lambda: window.toast.text.startswith("No text was found on the page."))


def test_fetching_can_be_cancelled_and_the_window_is_usable_meanwhile(
    qtbot: QtBot, window: MainWindow, add: Add, site: Site, asked: list[str]
) -> None:
    def hold(_handler: BaseHTTPRequestHandler) -> None:
        site.let_go.wait(30)

    site.answers["/a"] = hold
    clipping_id = add("A", url=site.url("/a"))
    add("B")
    select(qtbot, window, clipping_id)
    window.actions_["clipping.fetch"].trigger()
    [progress] = window.findChildren(Progress)
    qtbot.waitUntil(progress.isVisible)
    assert site.url("/a") in progress.sentence()
    window.list_pane.step(1)
    window.list_pane.step(-1)
    progress.cancelled.emit()
    qtbot.waitUntil(lambda: not window.aside.is_busy, timeout=2_000)
    assert window.library.get(clipping_id).body is None


def test_pasting_reviewing_showing_and_importing_reach_no_network(
    qtbot: QtBot, window: MainWindow, add: Add, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = site.page("/a")
    kept: list[Reading] = []

    def keep(reading: Reading, *more: Any) -> list[Accepted]:
        kept.append(reading)
        accepted = [Accepted(reading.drafts[0])]
        more[3](accepted)
        return accepted

    monkeypatch.setattr(ReviewDialog, "ask", keep)
    monkeypatch.setattr(SheetMappingDialog, "ask", lambda reading, *_more: MappedSheet(reading, None))
    monkeypatch.setattr(ImportSummary, "ask", lambda *_more: False)
    mime = QMimeData()
    mime.setText(f"Harbour towns ask\n{TEXT}")
    picture = f'<img src="{link}"><link rel="stylesheet" href="{link}"><script src="{link}"></script>'
    mime.setHtml(
        f"<html><head><base href='{link}'></head><body>{picture}<h1>Harbour towns ask</h1><p>{TEXT}</p></body></html>"
    )
    window.intake.take(mime)
    qtbot.waitUntil(lambda: len(kept) == 1 and not window.aside.is_busy)
    sheet = tmp_path / "clips.csv"
    sheet.write_text(f"Headline,URL,Text\nFerries,{link},![picture]({link})\n", encoding="utf-8")
    window.intake.take_files([sheet])
    qtbot.waitUntil(lambda: len(window.library.search(Query.parse("state:new"))) == 1 and not window.aside.is_busy)
    shown = add("A", url=link, body=f"![picture]({link}) and [a link]({link})", note=f"![picture]({link})")
    select(qtbot, window, shown)
    qtbot.wait(200)
    assert site.asked == []
