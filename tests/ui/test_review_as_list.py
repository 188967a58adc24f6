"""One clipping was recognised in a paste that held more: the lines that are not used, and reading it as a list."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from clipper.capture import read
from clipper.library.library import Library
from clipper.model.codes import State
from clipper.model.draft import Accepted, Known, Pasted
from clipper.model.query import Query
from clipper.ui.dialogs.review import ReviewDialog
from clipper.ui.dialogs.review_list import ReviewListDialog
from clipper.ui.dialogs.unused_lines import UnusedBar
from clipper.ui.main_window import MainWindow
from clipper.ui.widgets.paste_view import PasteView
from tests.ui.reviewing import buttons, choosing, in_review, paste, press, told

ONE = "A rope is a promise, Toronto Star by Sam Whit, October 21, 2018"
AND_MORE = f"{ONE}\nSubscribe to our letter\nThe fog and what it hides\n"
ARTICLE = """Ferry towns count the cost of a longer winter
By Maya Okafor
October 21, 2018

The last boat of the season now leaves in December, and nobody has said who pays for the months without one.

The council met for four hours on Monday and went home without a word on the price of the road around the lake.

Subscribe to our newsletter
"""
UNKNOWN = """The Gravel Gazette: Vans carry small towns to work at last
The Loon Bay Herald: Towns are passed by once more
Pebble Weekly: Ferries and fog in the harbour
"""
ACROSS = Qt.KeyboardModifier.ControlModifier


def titles(library: Library, query: str = "") -> set[str]:
    return {clipping.title for clipping in library.clippings(list(library.search(Query.parse(query)).ids))}


def in_one(qtbot: QtBot, window: MainWindow, text: str, act: Callable[[ReviewDialog], None]) -> None:
    """Paste a text and act in the review of one clipping that it opens."""

    def begin(dialog: ReviewDialog) -> None:
        qtbot.waitUntil(dialog.isActiveWindow)
        act(dialog)

    in_review(qtbot, paste(window, text), begin, ReviewDialog)
    qtbot.waitUntil(lambda: not window.aside.is_busy)


def in_list(qtbot: QtBot, open_it: Callable[[], object], act: Callable[[ReviewListDialog], None]) -> None:
    """Act in the review of a list that something opens."""

    def begin(dialog: ReviewListDialog) -> None:
        qtbot.waitUntil(dialog.isActiveWindow)
        act(dialog)

    in_review(qtbot, open_it, begin, ReviewListDialog)


@pytest.mark.parametrize(("text", "count"), [(AND_MORE, 2), (ARTICLE, 1)], ids=["a mention", "an article"])
def test_lines_that_one_clipping_does_not_use_are_told_as_those_of_a_list_are(
    qtbot: QtBot, window: MainWindow, text: str, count: int
) -> None:
    sentence = "1 line of the paste is not used" if count == 1 else f"{count} lines of the paste are not used"
    in_one(qtbot, window, text, lambda dialog: _says(dialog, sentence))


def _says(dialog: ReviewDialog, sentence: str) -> None:
    assert sentence in told(dialog)


def test_mentions_are_made_of_lines_that_one_clipping_does_not_use(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    def review_both(dialog: ReviewListDialog) -> None:
        assert "Review 2 mentions" in told(dialog)
        assert dialog.fields().line("headline").text() == "The fog and what it hides"
        dialog.keep()
        assert dialog.fields().line("headline").text() == "A rope and its promise"
        dialog.keep()
        assert not dialog.isVisible()

    def make(dialog: ReviewDialog) -> None:
        dialog.fields().line("headline").edit()
        dialog.fields().line("headline").set_text("A rope and its promise")
        in_list(qtbot, lambda: choosing(qtbot, dialog, 1), review_both)
        assert not dialog.isVisible()

    in_one(qtbot, window, AND_MORE, make)
    assert titles(library) == {"A rope and its promise", "The fog and what it hides"}
    assert len(library.steps()) == 1
    window.undoing.undo()
    assert titles(library) == set()


@pytest.mark.parametrize(
    ("line", "headline", "reporters"),
    [
        ("• Snow fences for the coast road", "Snow fences for the coast road", ()),
        ("• « Des phoques plus maigres », par Rose Chiasson", "Des phoques plus maigres", ("Rose Chiasson",)),
        ('3. Baffin Weekly: "Clinic reopens", by Sam Whit', 'Baffin Weekly: "Clinic reopens"', ("Sam Whit",)),
    ],
)
def test_a_line_that_becomes_a_mention_is_read_as_one_of_a_list_and_asks_for_a_look(
    qtbot: QtBot, window: MainWindow, line: str, headline: str, reporters: tuple[str, ...]
) -> None:
    def look(dialog: ReviewListDialog) -> None:
        draft = dialog.fields().draft()
        assert (draft.headline.value, draft.reporters.value) == (headline, reporters)
        assert "headline" in dialog.fields().doubtful()

    def make(dialog: ReviewDialog) -> None:
        in_list(qtbot, lambda: choosing(qtbot, dialog, 0), look)

    in_one(qtbot, window, f"{ONE}\n{line}\n", make)


def test_a_mention_is_made_of_any_piece_of_the_paste(qtbot: QtBot, window: MainWindow, library: Library) -> None:
    def keep_both(dialog: ReviewListDialog) -> None:
        assert dialog.fields().line("headline").text() == "The fog and what it hides"
        make_of(dialog, "Subscribe to our letter")
        assert "Review 3 mentions" in told(dialog)
        dialog.leave_out()
        dialog.keep()
        dialog.keep()

    def make(dialog: ReviewDialog) -> None:
        in_list(qtbot, lambda: make_of(dialog, "The fog and what it hides"), keep_both)

    in_one(qtbot, window, AND_MORE, make)
    assert titles(library) == {"A rope is a promise", "The fog and what it hides"}


TWO = """Otters back in harbour
Jim Tsang
Times Colonist
November 23, 2026
The otters came back to the harbour on Monday, and the people of the town stood on the pier to see them swim.
Nobody could say how long they would stay, and the harbour master said that he had not been asked by anyone.
Dyke vote delayed
Lou Amirault
CBC News
The vote on the dyke was put off for the third time on Wednesday, since two members of the council were ill.
The mayor said that the sea would wait for nobody, and that she would bring the question back before Christmas.
"""


def test_a_paste_is_parted_where_a_person_says_that_another_article_begins(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    def keep_both(dialog: ReviewListDialog) -> None:
        dialog.keep()
        dialog.keep()

    def part(dialog: ReviewDialog) -> None:
        dialog.fields().line("headline").edit()
        dialog.fields().line("headline").set_text("Otters are back in the harbour")
        in_list(qtbot, lambda: choose_for(dialog, "Dyke vote", "Another article begins here"), keep_both)

    in_one(qtbot, window, TWO, part)
    first, second = sorted(
        library.clippings(list(library.search(Query()).ids)), key=lambda one: one.headline or "", reverse=True
    )
    assert (first.headline, first.outlet, first.reporters) == (
        "Otters are back in the harbour",
        "Times Colonist",
        ("Jim Tsang",),
    )
    assert (second.headline, second.outlet, second.reporters) == ("Dyke vote delayed", "CBC News", ("Lou Amirault",))
    assert "dyke" not in (first.body or "")
    assert (second.body or "").startswith("The vote on the dyke")
    assert len(library.steps()) == 1


def test_no_other_article_begins_with_the_first_line(qtbot: QtBot, window: MainWindow) -> None:
    def look(dialog: ReviewDialog) -> None:
        (view,) = dialog.findChildren(PasteView)
        assert (
            view.find("Otters back") or (view.moveCursor(QTextCursor.MoveOperation.Start), view.find("Otters back"))[1]
        )
        assert "Another article begins here" not in [action.text() for action in view.use_menu().actions()]

    in_one(qtbot, window, TWO, look)


def test_lines_of_a_piece_that_becomes_a_mention_are_used(qtbot: QtBot) -> None:
    reading = read(Pasted(AND_MORE), Known(), date(2026, 11, 30))
    bar = UnusedBar(reading)
    qtbot.addWidget(bar)
    start, end = (reading.text.index(piece) for piece in ("Subscribe", "The fog"))
    bar.take([(start, end + 7)])
    assert bar.text() == "1 line of the paste is not used"
    bar.take([(start - 1, len(reading.text))])
    assert not bar.is_needed


def test_a_mention_of_a_list_that_was_rejected_before_is_told_and_can_be_brought_back(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    first, second, third = (
        f"{title}, Toronto Star by Sam Whit, October 2{day}, 2018"
        for day, title in enumerate(("A rope is a promise", "Quiet ports", "Three ways to read the tide"))
    )
    (draft,) = read(Pasted(second), library.known(), date(2026, 11, 30)).drafts
    library.add([Accepted(draft, state=State.REJECTED)], Pasted(second))

    def bring_back(dialog: ReviewListDialog) -> None:
        assert "Review 2 mentions" in told(dialog)
        assert "1 mention was rejected before, 1 line is not used" in told(dialog)
        lines = choosing(qtbot, dialog, 0, verb="Review it again")
        assert lines == [f"Rejected before: {second}", "Subscribe to our letter"]
        assert dialog.fields().line("headline").text() == "Quiet ports"
        assert "You rejected this before. Keeping brings it back" in told(dialog)
        assert "1 line of the paste is not used" in told(dialog)
        for _mention in range(3):
            dialog.keep()

    in_list(qtbot, paste(window, f"{first}\n{second}\n{third}\nSubscribe to our letter\n"), bring_back)
    qtbot.waitUntil(lambda: not window.aside.is_busy)
    assert titles(library) == {"A rope is a promise", "Quiet ports", "Three ways to read the tide"}


def make_of(dialog: QWidget, piece: str) -> None:
    """Select a piece of the paste, and make a mention of it from the menu."""
    choose_for(dialog, piece, "Make a mention of it")


def choose_for(dialog: QWidget, piece: str, words: str) -> None:
    """Select a piece of the paste, and choose something for it from the menu."""
    (view,) = dialog.findChildren(PasteView)
    view.moveCursor(QTextCursor.MoveOperation.Start)
    assert view.find(piece)
    [action] = [action for action in view.use_menu().actions() if action.text() == words]
    action.trigger()


def test_a_paste_is_read_as_a_list_where_nothing_in_it_tells_that_it_is_one(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    def keep_all(dialog: ReviewListDialog) -> None:
        assert "Review 3 mentions" in told(dialog)
        for _mention in range(3):
            dialog.keep()

    def read_as_list(dialog: ReviewDialog) -> None:
        dialog.fields().line("headline").edit()
        in_list(qtbot, lambda: press(Qt.Key.Key_L, ACROSS), keep_all)

    in_one(qtbot, window, UNKNOWN, read_as_list)
    kept = library.clippings(list(library.search(Query()).ids))
    assert {(one.title, one.outlet) for one in kept} == {
        ("Vans carry small towns to work at last", "The Gravel Gazette"),
        ("Towns are passed by once more", "The Loon Bay Herald"),
        ("Ferries and fog in the harbour", "Pebble Weekly"),
    }
    assert len(library.steps()) == 1


def test_lines_of_one_mention_are_no_list(qtbot: QtBot, window: MainWindow) -> None:
    def look(dialog: ReviewDialog) -> None:
        press(Qt.Key.Key_L, ACROSS)
        assert QApplication.activeModalWidget() is dialog
        assert "All lines of the paste are one mention" in told(dialog)

    in_one(qtbot, window, "The fog and what it hides\nhttps://ledger.example/2018/10/fog\n", look)


def correct(dialog: ReviewDialog | ReviewListDialog, headline: str) -> None:
    dialog.fields().line("headline").edit()
    dialog.fields().line("headline").set_text(headline)
    assert dialog.fields().take_typed()


def test_from_a_list_one_comes_back_to_the_one_clipping_and_into_the_list_again(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    def look(dialog: ReviewListDialog) -> None:
        assert "Back to one clipping" in buttons(dialog)
        correct(dialog, "Vans at work")

    def look_again(dialog: ReviewListDialog) -> None:
        assert dialog.fields().line("headline").text() == "Vans at work"

    def go_there_and_back(dialog: ReviewDialog) -> None:
        correct(dialog, "All in one")
        in_list(qtbot, dialog.read_as_list, look)
        assert dialog.isVisible()
        assert dialog.fields().line("headline").text() == "All in one"
        in_list(qtbot, dialog.read_as_list, look_again)
        dialog.keep()

    in_one(qtbot, window, UNKNOWN, go_there_and_back)
    assert titles(library) == {"All in one"}


def test_what_is_kept_of_a_list_ends_the_review_of_the_one_clipping_too(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    def keep_one(dialog: ReviewListDialog) -> None:
        dialog.keep()
        assert "Stop for now" in buttons(dialog)

    in_one(qtbot, window, UNKNOWN, lambda dialog: in_list(qtbot, dialog.read_as_list, keep_one))
    assert len(titles(library, "state:kept")) == 1
    assert len(titles(library, "state:new")) == 2


@pytest.mark.parametrize("text", ["https://example.org/2018/10/rope", ONE], ids=["a link", "a line"])
def test_a_single_line_is_no_list(qtbot: QtBot, window: MainWindow, text: str) -> None:
    def look(dialog: ReviewDialog) -> None:
        assert not {"Read as a list", "Show"} & set(buttons(dialog))
        press(Qt.Key.Key_L, ACROSS)
        assert QApplication.activeModalWidget() is dialog

    in_one(qtbot, window, text, look)
