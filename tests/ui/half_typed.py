"""Texts that are half typed in the window, in every place of a clipping, and how they wait there."""

from collections.abc import Callable

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from clipper.library.library import Library
from clipper.model.highlight import Highlight
from clipper.model.quote import Quote
from clipper.ui.main_window import MainWindow
from tests.ui.conftest import Add

BODY = "The last boat leaves in December.\n\nNobody has said who pays."
ARTICLE = f"The Harbour Gazette\n\nFerry towns count the cost\n\nBy Maya Okafor\n17 November 2026\n\n{BODY}\n"


def make(library: Library, add: Add, headline: str = "Ferry towns count the cost") -> int:
    clipping = add(headline, body=BODY)
    library.highlight(clipping, Highlight("last boat", "The ", " leaves"))
    library.keep_quote(clipping, Quote("Nobody has said who pays.", "Ada Roy"))
    return clipping


def type_note(window: MainWindow) -> None:
    window.detail_pane.note._timer.setInterval(10_000_000)
    window.detail_pane.edit_note()
    QTest.keyClicks(QApplication.focusWidget(), "typed")


def type_body(window: MainWindow) -> None:
    window.detail_pane.body.edit()
    window.detail_pane.body.editor.insertPlainText("typed ")


def type_in(name: str) -> Callable[[MainWindow], None]:
    def act(window: MainWindow) -> None:
        window.detail_pane.edit_field(name)
        window.detail_pane.header.fields()[name].set_text("typed")

    return act


def type_person(window: MainWindow) -> None:
    window.detail_pane.header.spokespeople.start()
    QTest.keyClicks(QApplication.focusWidget(), "typed")


def type_tag(window: MainWindow) -> None:
    window.detail_pane.edit_tags()
    QTest.keyClicks(QApplication.focusWidget(), "typed")


def type_comment(window: MainWindow) -> None:
    clipping = window.detail_pane.clipping()
    assert clipping is not None
    window.detail_pane.highlights.open(clipping.highlights[0].uuid)
    window.detail_pane.highlights.popup.comment.insertPlainText("typed")


def type_quote(window: MainWindow) -> None:
    window.detail_pane.tabs.show_page("quotes")
    quote = window.detail_pane.quotes.list.kept_quotes[0].text
    quote.edit()
    quote.set_text("typed")


def type_follow_up(window: MainWindow) -> None:
    window.detail_pane.add_follow_up()
    form = window.detail_pane.follow_up.form
    assert form is not None
    form.what.setPlainText("typed")
    form.lines["contact"].set_text("Maya Okafor")


def waiting(window: MainWindow) -> dict[str, str]:
    panel = window.detail_pane.unfinished_.panel
    return {row.field: row.text.text() for row in panel.rows} if panel.isVisible() else {}


def press(window: MainWindow, field: str, verb: str) -> None:
    (row,) = (row for row in window.detail_pane.unfinished_.panel.rows if row.field == field)
    getattr(row, verb).click()
