"""Content that means harm goes through the whole window: nobody is called, no file is opened, nothing runs."""

import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from clipper import reports
from clipper.library.exchange import export_library
from clipper.library.library import Library
from clipper.model.period import Period
from clipper.model.query import Query
from clipper.model.report import USUAL_TEMPLATES, Audience, Definition, Kind
from clipper.reports import making
from clipper.reports.copied import formatted
from clipper.reports.issuing import endings, issue
from clipper.ui.dialogs.pdf_viewer import PdfViewer
from clipper.ui.dialogs.public_preview import PublicPreview
from clipper.ui.dialogs.report import ReportDialog
from clipper.ui.main_window import MainWindow
from clipper.ui.settings import Settings
from tests.capture.formats.making_pdf import Text, pdf
from tests.hostile import samples
from tests.hostile.filling import DAY, fill
from tests.hostile.fixtures import Trap
from tests.ui.reporting import settle

WHOLE = Period(date(2026, 11, 1), date(2026, 11, 30))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was given to the system's programs to open."""
    asked: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url.toString()) or True)
    return asked


def in_any_dialog(qtbot: QtBot, begin: Callable[[], object], act: Callable[[QDialog], object]) -> list[str]:
    """Begin something, act in the dialog that it opens once it is drawn, and leave it; return what the dialog is."""
    seen: list[str] = []
    failures: list[BaseException] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            QTimer.singleShot(20, look)
            return
        seen.append(type(dialog).__name__)
        try:
            qtbot.wait(50)
            dialog.grab()
            act(dialog)
        except BaseException as error:
            failures.append(error)
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(20, look)
    begin()
    qtbot.waitUntil(lambda: bool(seen) and QApplication.activeModalWidget() is None, timeout=120_000)
    if failures:
        raise failures[0]
    return seen


def look_through(qtbot: QtBot, window: MainWindow) -> int:
    """Draw each page of the detail for each clipping of the list; return how many pages that were."""
    drawn = 0
    pane, listed = window.detail_pane, window.list_pane.model
    qtbot.waitUntil(lambda: len(listed.ids) == len(window.library.search(Query()).ids) > 0)
    for clipping_id in list(listed.ids):
        window.show_clipping(clipping_id)
        qtbot.waitUntil(lambda wanted=clipping_id: pane.clipping() is not None and pane.clipping().id == wanted)
        for page in ("note", "highlights", "quotes", "follow_up", "attachments", "story", "history", "original"):
            pane.tabs.show_page(page)
            qtbot.wait(1)
            window.grab()
            drawn += 1
    return drawn


def paste(text: str, html: str | None) -> None:
    mime = QMimeData()
    mime.setText(text)
    if html is not None:
        mime.setHtml(html)
    QGuiApplication.clipboard().setMimeData(mime)


@pytest.mark.parametrize("kind", ["html", "text"])
def test_a_paste_that_leads_elsewhere_is_reviewed_kept_and_shown(
    qtbot: QtBot, window: MainWindow, library: Library, trap: Trap, opened: list[str], kind: str
) -> None:
    html = samples.page(trap.host, trap.file) if kind == "html" else None
    text = f"{samples.HEADLINE}\n\n{samples.PROSE}\n\n{samples.markdown(trap.host, trap.file)}"
    paste("" if html else text, html)
    in_any_dialog(qtbot, window.bringing.paste, lambda dialog: dialog.keep())  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not window.aside.is_busy)
    assert library.search(Query()).ids
    assert look_through(qtbot, window) > 3
    assert not opened


def test_a_library_full_of_harm_is_looked_through_counted_and_handed_out(
    qtbot: QtBot, window: MainWindow, library: Library, trap: Trap, tmp_path: Path, opened: list[str]
) -> None:
    harm = [*samples.addresses(trap.host, trap.file)[:4], *samples.programs(trap.host, trap.file)]
    text = samples.markdown(trap.host, trap.file)
    fill(library, samples.elements(f"http://{trap.host}/x")[:290], text, samples.files(trap.host, trap.file))
    fill(library, " ".join(harm)[:290], "\n\n".join(harm), {})
    look_through(qtbot, window)
    window.actions_["view.dashboard"].trigger()
    qtbot.wait(300)
    window.grab()
    window.show_problem(text)
    qtbot.wait(10)
    window.grab()
    for name in ("file.registers", "file.codebook", "file.messages", "file.organisation", "help.search"):
        in_any_dialog(qtbot, window.actions_[name].trigger, QWidget.grab)
    _hand_out(library, tmp_path)
    assert not opened


def _hand_out(library: Library, folder: Path) -> None:
    """Make reports in every format, for ourselves with all they can hold and for the public, and export all of it."""
    for kind, audience in ((Kind.REPORT, Audience.INTERNAL), (Kind.MEDIA_PAGE, Audience.PUBLIC)):
        definition = Definition(
            kind=kind, audience=audience, notes=True, full_text=True, template=USUAL_TEMPLATES[kind]
        )
        made = making.draft(library, definition, WHOLE, date(2026, 12, 1))
        for ending in endings(kind):
            reports.write(made.report, folder / f"{kind}-{audience}{ending}", made.template)
        formatted(made.report)
    export_library(library, folder / "all.zip")
    export_library(library, folder / "all.jsonl")


def test_the_report_window_the_preview_and_an_issue_lead_nowhere(
    qtbot: QtBot, library: Library, settings: Settings, trap: Trap
) -> None:
    name, text = samples.programs(trap.host, trap.file)[0], samples.markdown(trap.host, trap.file)
    kept = fill(library, name, text, {})
    preview = PublicPreview(library, library.get(kept))
    qtbot.addWidget(preview)
    preview.show()
    preview.grab()
    dialog = ReportDialog(library, Query(), settings)
    qtbot.addWidget(dialog)
    dialog.show()
    settle(qtbot, dialog)
    dialog.grab()
    issue(library, making.draft(library, Definition(), WHOLE, DAY))
    assert len(library.issued_reports()) == 1
    dialog.reject()


def test_an_attached_pdf_is_shown_and_does_nothing(qtbot: QtBot, trap: Trap, tmp_path: Path, opened: list[str]) -> None:
    file = tmp_path / "pages.pdf"
    file.write_bytes(samples.files(trap.host, trap.file)["pages.pdf"])
    viewer = PdfViewer(file)
    qtbot.addWidget(viewer)
    viewer.show()
    qtbot.waitUntil(lambda: viewer.pages.page_count() == 1 and viewer.pages.is_drawn(), timeout=120_000)
    viewer.grab()
    assert not opened


# The trap springs where something does lead away


def test_a_page_that_loads_what_it_names_is_noticed(qtbot: QtBot, trap: Trap) -> None:
    careless = QTextBrowser()
    qtbot.addWidget(careless)
    careless.setHtml(f'<img src="{trap.file}">')
    careless.show()
    qtbot.wait(20)
    if trap.guarded.sees_opening:
        assert trap.sprung() == ["touched: poison.png"]


def test_who_calls_is_counted(trap: Trap) -> None:
    with pytest.raises((urllib.error.URLError, ConnectionError, OSError)):
        urllib.request.urlopen(f"http://{trap.host}/pixel.gif", timeout=5)
    assert trap.sprung() == ["the server was asked: GET /pixel.gif HTTP/1.1"]
    (trap.guarded.folder / "made.txt").write_text("x")
    assert "touched: made.txt" in trap.sprung()
    (trap.guarded.folder / "made.txt").unlink()
    trap.sprung()


def test_a_pdf_of_thousands_of_pages_and_one_of_endless_ones_are_laid_out_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    """The watchdog sees to the time; the memory of a picture is bounded however large the page says it is."""
    many = pdf([[Text("ice", 72, 700)]] * 3_000)
    endless = pdf([[Text("ice", 72, 700)]] * 2).replace(b"[0 0 612 792]", b"[0 0 100 9000000]")
    assert b"9000000" in endless
    for name, data in (("many.pdf", many), ("endless.pdf", endless)):
        file = tmp_path / name
        file.write_bytes(data)
        viewer = PdfViewer(file)
        qtbot.addWidget(viewer)
        viewer.show()
        qtbot.waitUntil(
            lambda shown=viewer: shown.pages.page_count() > 1 and bool(shown.pages._pictures), timeout=30_000
        )
        viewer.pages.zoom_by(3)
        viewer.pages.go_to_page(viewer.pages.page_count() - 1)
        viewer.grab()
        qtbot.wait(50)
        assert all(one.width() * one.height() <= 50_000_000 for one in viewer.pages._pictures.values())
        viewer.close()
