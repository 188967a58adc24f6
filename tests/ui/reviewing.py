"""Invented pastes and their readings, as the reviews get them."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QListView, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from clipper.model.clipping import Spokesperson
from clipper.model.codes import Medium, Role
from clipper.model.draft import Doubt, Draft, Guess, Reading, Span
from clipper.ui.dialogs.review_frame import ReviewFrame
from clipper.ui.dialogs.unused_lines import UnusedLinesDialog
from clipper.ui.main_window import MainWindow

ARTICLE = """The Harbour Gazette   Sign in   Subscribe

Ferry towns count the cost of a longer winter 😀

By Maya Okafor
Posted: Nov. 17, 2026 | Updated: Nov. 18, 2026

The last boat of the season now leaves in December, and nobody has said who pays.

“Somebody has to show the bill,” said Ingrid Halvorsen of the institute.

More from Harbours
"""
BODY = (
    "The last boat of the season now leaves in December, and nobody has said who pays.\n\n"
    "“Somebody has to show the bill,” said Ingrid Halvorsen of the institute."
)
LINES = """In the media
Quiet ports, Coast to Coast by Maya Okafor (feat. Ingrid Halvorsen), October 26, 2026
Three ways to read the tide, Harbour Gazette by Sam Whit, October 24, 2026
A rope is a promise, Harbour Gazette by Sam Whit, October 21, 2026
Subscribe to our letter
"""


Dialog = TypeVar("Dialog", bound=QDialog)


def shown(qtbot: QtBot, dialog: Dialog) -> Dialog:
    """Show a review as its person sees it, the focus in the first field to look at."""
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(lambda: (focus := QApplication.focusWidget()) is not None and focus.window() is dialog)
    return dialog


Review = TypeVar("Review", bound=ReviewFrame)


def in_review(
    qtbot: QtBot,
    open_it: Callable[[], object],
    act: Callable[[Review], None],
    kind: type[Review] = ReviewFrame,  # type: ignore[assignment]
) -> None:
    """Act in the review that something opens, and close it with Escape where that leaves it open."""
    failures: list[BaseException] = []
    seen: list[Review] = []

    def begin() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind):
            QTimer.singleShot(20, begin)
            return
        seen.append(dialog)
        try:
            act(dialog)
        except BaseException as error:
            failures.append(error)
        finally:
            if dialog.isVisible():
                qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    QTimer.singleShot(20, begin)
    open_it()
    qtbot.waitUntil(lambda: bool(seen) and not seen[0].isVisible())
    if failures:
        raise failures[0]


def paste(window: MainWindow, text: str) -> Callable[[], None]:
    """Put a text on the clipboard, and return what pastes it."""
    QGuiApplication.clipboard().setText(text)
    return window.bringing.paste


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def told(dialog: QWidget) -> list[str]:
    """Return the words that can be seen, or are said of what is painted."""
    seen = [one for one in dialog.findChildren(QWidget) if one.isVisible()]
    return [words for one in seen for words in (_text(one), one.accessibleName()) if words]


def _text(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else ""


def buttons(dialog: QWidget) -> dict[str, QAbstractButton]:
    """Return the buttons that can be seen by the words on them, or by their names."""
    seen = [one for one in dialog.findChildren(QAbstractButton) if one.isVisible()]
    return {one.text() or one.accessibleName(): one for one in seen}


def list_of(dialog: QWidget) -> QListView:
    """Return the one list that can be seen."""
    (view,) = [one for one in dialog.findChildren(QListView) if one.isVisible()]
    return view


def spoken(dialog: QWidget) -> list[str]:
    """Return what a screen reader says of the rows of the list."""
    model = list_of(dialog).model()
    return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def go_to(dialog: QWidget, row: int) -> None:
    """Make a row of the list the current one, as a click does."""
    view = list_of(dialog)
    view.setCurrentIndex(view.model().index(row, 0))


def span(text: str, part: str, start: int = 0) -> Span:
    """Return where a part stands in a text."""
    found = text.index(part, start)
    return found, found + len(part)


def article_draft(**changed: Guess[object]) -> Draft:
    """Return the draft of ARTICLE: everything sure but the date."""
    day = Guess(
        date(2026, 11, 17),
        0.65,
        (span(ARTICLE, "Posted: Nov. 17, 2026"),),
        Doubt.SEVERAL_DATES,
        (Guess(date(2026, 11, 18), 0.4, (span(ARTICLE, "Updated: Nov. 18, 2026"),)),),
    )
    fields: dict[str, object] = {
        "headline": Guess("Ferry towns count the cost of a longer winter 😀", 0.97, (span(ARTICLE, "Ferry towns"),)),
        "reporters": Guess(("Maya Okafor",), 0.95, (span(ARTICLE, "Maya Okafor"),)),
        "spokespeople": Guess(
            (Spokesperson("Ingrid Halvorsen", Role.QUOTED),), 0.95, (span(ARTICLE, "Ingrid Halvorsen"),)
        ),
        "outlet": Guess("The Harbour Gazette", 0.95, (span(ARTICLE, "The Harbour Gazette"),)),
        "medium": Guess(Medium.ONLINE, 0.92),
        "published_on": day,
        "body": Guess(BODY, 0.95, (span(ARTICLE, BODY),)),
        "extent": (0, len(ARTICLE)),
    }
    return Draft(**{**fields, **changed})  # type: ignore[arg-type]


def article(**changed: Guess[object]) -> Reading:
    """Return the reading of ARTICLE."""
    return Reading(ARTICLE, (article_draft(**changed),))


def listing() -> Reading:
    """Return the reading of LINES: the outlet of the first mention is doubtful, the others are sure."""
    drafts = []
    for line, title, outlet, reporter, day in (
        (1, "Quiet ports", "Coast to Coast", "Maya Okafor", date(2026, 10, 26)),
        (2, "Three ways to read the tide", "Harbour Gazette", "Sam Whit", date(2026, 10, 24)),
        (3, "A rope is a promise", "Harbour Gazette", "Sam Whit", date(2026, 10, 21)),
    ):
        start, end = span(LINES, LINES.split("\n")[line])
        guess = Guess(outlet, 0.95, (span(LINES, outlet, start),))
        if line == 1:
            others = (Guess(None, 0.3), Guess("Harbour Gazette", 0.2))
            guess = Guess(outlet, 0.6, guess.spans, Doubt.OUTLET_OR_HEADLINE, others)
        drafts.append(
            Draft(
                headline=Guess(title, 0.95, (span(LINES, title, start),)),
                reporters=Guess((reporter,), 0.95, (span(LINES, reporter, start),)),
                outlet=guess,
                published_on=Guess(day, 0.97, (span(LINES, f"October {day.day}, 2026", start),)),
                extent=(start, end),
            )
        )
    return Reading(LINES, tuple(drafts))


def choosing(qtbot: QtBot, dialog: QWidget, *rows: int, verb: str = "Make") -> list[str]:
    """Show the lines that are not used, and make mentions of some; returns what the lines say."""
    lines_said: list[str] = []

    def choose() -> None:
        lines = QApplication.activeModalWidget()
        if not isinstance(lines, UnusedLinesDialog):
            QTimer.singleShot(20, choose)
            return
        shown = lines.findChild(QListWidget)
        lines_said.extend(shown.item(row).text() for row in range(shown.count()))
        shown.clearSelection()
        for row in rows:
            shown.item(row).setSelected(True)
        next(button for words, button in buttons(lines).items() if words.startswith(verb)).click()

    QTimer.singleShot(20, choose)
    qtbot.mouseClick(next(one for name, one in buttons(dialog).items() if name == "Show"), Qt.MouseButton.LeftButton)
    return lines_said
