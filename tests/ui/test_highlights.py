"""Highlights in the real window: marking, the margin, the list, the pop-up, and texts that change or are long."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.model.codes import Marker
from clipper.model.errors import EnvironmentProblem
from clipper.model.highlight import Highlight
from clipper.model.query import Query
from clipper.model.values import replace
from clipper.ui import theme
from clipper.ui.main_window import MainWindow
from clipper.ui.panes.detail_highlights import DetailHighlights
from clipper.ui.settings import Settings
from clipper.ui.widgets.highlighted_page import HighlightedPage
from clipper.ui.widgets.margin_marks import _Mark
from tests.ui.conftest import Add, window_over

BODY = (
    "The *harbour* 😀 opens in May, three weeks late.\n\n“Ships wait for the ice,” said a "
    "[pilot](https://example.org/pilot). “The pilots count the days.”\n\n## After the ice\n\nNobody says when."
)
QUOTE = "“Ships wait for the ice,”"


@pytest.fixture
def first(add: Add) -> int:
    return add("The harbour opens late", outlet="Gazette", body=BODY)


@pytest.fixture
def window(qtbot: QtBot, library: Library, first: int, add: Add, settings: Settings) -> Iterator[MainWindow]:
    add("Another headline", body="Another text.")
    with window_over(qtbot, library, settings) as window:
        window.activateWindow()
        window.show_clipping(first)
        qtbot.waitUntil(lambda: shown_id(window) == first)
        yield window


def shown_id(window: MainWindow) -> int | None:
    clipping = window.detail_pane.clipping()
    return clipping.id if clipping else None


def parts(window: MainWindow) -> DetailHighlights:
    return window.detail_pane.highlights


def page(window: MainWindow) -> HighlightedPage:
    return window.detail_pane.body.page


def select(window: MainWindow, words: str) -> None:
    found = page(window).document().find(words)
    assert found.hasSelection(), words
    page(window).setTextCursor(found)


def mark(window: MainWindow, words: str, action: str = "clipping.highlight") -> str:
    """Mark words as a person does, and return the name of the highlight."""
    before = {one.uuid for one in kept(window)}
    select(window, words)
    window.actions_[action].trigger()
    (added,) = {one.uuid for one in kept(window)} - before
    return added


def kept(window: MainWindow) -> tuple[Highlight, ...]:
    shown = window.detail_pane.clipping()
    assert shown is not None
    return window.library.get(shown.id).highlights


def covered(window: MainWindow, uuid: str) -> str:
    span = page(window).span_of(uuid)
    if span is None:
        return ""
    cursor = QTextCursor(page(window).document())
    cursor.setPosition(span[0])
    cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def names(window: MainWindow) -> list[str]:
    return [row.accessibleName() for row in parts(window).list.rows()]


def row(window: MainWindow, place: int = 0) -> QAbstractButton:
    window.detail_pane.tabs.show_page("highlights")
    return parts(window).list.rows()[place]


def icons(window: MainWindow) -> list[_Mark]:
    return [mark for mark in window.detail_pane.findChildren(_Mark) if mark.isVisible()]


def middle(window: MainWindow, uuid: str) -> QPoint:
    return page(window).lines_of(uuid)[0].center()


def colour_at(window: MainWindow, uuid: str) -> str:
    """The colour of the page at the first corner of a highlight."""
    corner = page(window).lines_of(uuid)[0].topLeft()
    picture = page(window).grab().toImage()
    return picture.pixelColor(corner * picture.devicePixelRatio() + QPoint(1, 1)).name().upper()


def act(menu: QMenu, title: str) -> None:
    next(action for action in menu.actions() if action.text() == title).trigger()


# Marking


def test_selected_words_are_marked_in_one_step_that_undo_takes_back(window: MainWindow) -> None:
    uuid = mark(window, QUOTE)
    (highlight,) = kept(window)
    assert (highlight.passage, highlight.marker) == (QUOTE, Marker.YELLOW)
    assert highlight.before.endswith("three weeks late.\n")
    assert covered(window, uuid) == QUOTE
    assert colour_at(window, uuid) == "#FFEFA3"
    assert not page(window).textCursor().hasSelection()
    window.undoing.undo()
    assert (kept(window), names(window)) == ((), [])
    assert page(window).span_of(uuid) is None
    window.undoing.redo()
    assert covered(window, uuid) == QUOTE


def test_words_after_a_character_of_two_units_are_the_words_that_were_selected(window: MainWindow) -> None:
    uuid = mark(window, " opens in May")
    assert kept(window)[0].passage == "opens in May" == covered(window, uuid)


def test_a_passage_may_go_over_paragraphs(window: MainWindow) -> None:
    start = page(window).document().find("three weeks").selectionStart()
    cursor = page(window).document().find("Ships wait")
    cursor.setPosition(start)
    cursor.setPosition(page(window).document().find("Ships wait").selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
    page(window).setTextCursor(cursor)
    window.actions_["clipping.highlight"].trigger()
    (highlight,) = kept(window)
    assert highlight.passage == "three weeks late.\n“Ships wait"
    assert len(page(window).lines_of(highlight.uuid)) >= 2


def test_without_a_selection_a_toast_says_what_to_do(window: MainWindow) -> None:
    window.actions_["clipping.highlight"].trigger()
    assert "Select words" in window.toast.text
    assert kept(window) == ()


def test_nothing_is_marked_while_the_text_is_edited(window: MainWindow) -> None:
    select(window, QUOTE)
    window.detail_pane.edit_field("body")
    window.actions_["clipping.highlight"].trigger()
    assert kept(window) == ()


def test_the_last_colour_is_used_again(window: MainWindow) -> None:
    mark(window, "three weeks", "highlight.green")
    mark(window, "Nobody")
    assert [one.marker for one in kept(window)] == [Marker.GREEN, Marker.GREEN]


def test_words_that_are_marked_already_get_the_colour(window: MainWindow) -> None:
    mark(window, QUOTE)
    select(window, QUOTE)
    window.actions_["highlight.pink"].trigger()
    assert [one.marker for one in kept(window)] == [Marker.PINK]


def test_the_keyboard_alone_selects_and_marks(qtbot: QtBot, window: MainWindow) -> None:
    window.detail_pane.focus_first()
    for _ in range(30):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if QApplication.focusWidget() is page(window):
            break
    for _ in range(3):
        qtbot.keyClick(page(window), Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page(window), Qt.Key.Key_H)
    (highlight,) = kept(window)
    assert highlight.passage == "The"
    qtbot.keyClick(page(window), Qt.Key.Key_Return)
    assert parts(window).popup.isVisible()


def test_the_caret_stays_in_sight(qtbot: QtBot, window: MainWindow, add: Add) -> None:
    window.show_clipping(add("Long", body="A line of some words to read.\n\n" * 80))
    qtbot.waitUntil(lambda: "A line" in page(window).toPlainText())
    page(window).setFocus()
    qtbot.keyClick(page(window), Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    view = window.detail_pane.scroller.viewport()
    caret = page(window).mapTo(view, page(window).cursorRect().center())
    assert view.rect().contains(caret)


def test_the_menu_of_the_page_marks_and_removes(window: MainWindow) -> None:
    select(window, QUOTE)
    menu = page(window).menu_at(QPoint(4, 4))
    colours = next(action.menu() for action in menu.actions() if action.menu())
    assert [action.text() for action in colours.actions()] == ["Yellow", "Green", "Pink", "Blue"]
    act(colours, "Blue")
    (highlight,) = kept(window)
    assert highlight.marker is Marker.BLUE
    act(page(window).menu_at(middle(window, highlight.uuid)), "Remove highlight")
    assert kept(window) == ()
    assert "Removed a highlight" in window.toast.text


# What is seen


def test_search_words_are_seen_in_a_highlight(window: MainWindow) -> None:
    uuid = mark(window, QUOTE)
    window.search(Query.parse("wait"))
    assert page(window).marked() == ["wait"]
    assert covered(window, uuid) == QUOTE


def test_links_in_a_highlight_are_told_from_its_words(window: MainWindow) -> None:
    mark(window, "said a pilot")
    underlined = [one for one in page(window).extraSelections() if one.format.fontUnderline()]
    assert [one.cursor.selectedText() for one in underlined] == ["pilot"]


def test_marks_take_the_colours_of_the_theme(window: MainWindow) -> None:
    uuid = mark(window, QUOTE, "highlight.blue")
    theme.set_choice(theme.Choice.DARK)
    try:
        assert colour_at(window, uuid) == "#263F5C"
    finally:
        theme.set_choice(theme.Choice.LIGHT)


def test_the_lines_of_a_passage_touch(window: MainWindow) -> None:
    window.resize(900, 800)
    select(window, QUOTE)
    cursor = page(window).textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    page(window).setTextCursor(cursor)
    window.actions_["clipping.highlight"].trigger()
    lines = page(window).lines_of(kept(window)[0].uuid)
    assert len(lines) > 1
    assert all(below.top() == above.bottom() + 1 for above, below in pairwise(lines))


@pytest.mark.parametrize("width", [900, 1280, 1920])
def test_a_comment_has_an_icon_in_the_margin_at_its_first_line(window: MainWindow, width: int) -> None:
    uuid = mark(window, QUOTE)
    window.library.edit(shown_id(window), body=f"{BODY} And so on." + "\n\nA line of some words." * 60)
    window.resize(width, 800)
    assert icons(window) == []
    window.library.edit_highlight(shown_id(window), uuid, comment="Pull quote?")
    (icon,) = icons(window)
    assert icon.accessibleName() == "Comment: Pull quote?"
    line = page(window).lines_of(uuid)[0].translated(page(window).mapTo(icon.parentWidget(), QPoint(0, 0)))
    assert abs(icon.geometry().center().y() - line.center().y()) <= 1
    assert icon.x() >= page(window).mapTo(icon.parentWidget(), QPoint(page(window).width(), 0)).x()
    assert icon.geometry().right() < window.detail_pane.scroller.viewport().width()


def test_the_icon_goes_with_the_text(window: MainWindow) -> None:
    uuid = mark(window, QUOTE)
    window.library.edit_highlight(shown_id(window), uuid, comment="Pull quote?")
    window.detail_pane.edit_field("body")
    assert icons(window) == []
    window.detail_pane.body.discard()
    assert len(icons(window)) == 1


def test_the_wide_window_lists_highlights_between_coding_and_story(window: MainWindow) -> None:
    mark(window, QUOTE)
    window.resize(1920, 1000)
    pane = window.detail_pane
    tops = [part.mapTo(pane.column, QPoint(0, 0)).y() for part in (pane.strip, parts(window).list, pane.story)]
    assert tops == sorted(tops)
    assert pane.column.isAncestorOf(parts(window).list)
    assert len(names(window)) == 1


# The text changes


def test_highlights_follow_an_edit_of_the_text(window: MainWindow) -> None:
    uuid = mark(window, "The pilots count the days.")
    body = window.detail_pane.body
    body.edit()
    body.editor.set_source("A new first line.\n\n" + BODY.replace("count the days", "count the long days"))
    body.keep()
    assert covered(window, uuid) == "The pilots count the long days."
    assert "Not in the text any more" not in names(window)[0]


def test_what_cannot_be_placed_any_more_is_kept_and_said_so(window: MainWindow) -> None:
    lost, found = mark(window, "After the ice"), mark(window, "The pilots count")
    window.library.edit(
        shown_id(window), body="Something else. “Ships wait,” said a pilot. “The pilots count the days.”"
    )
    assert page(window).span_of(lost) is None
    assert covered(window, found) == "The pilots count"
    assert names(window)[0] == "Yellow highlight: The pilots count"
    assert names(window)[1] == "Yellow highlight: After the ice. Not in the text any more"
    window.undoing.undo()
    assert covered(window, lost) == "After the ice"


def test_a_highlight_below_what_is_shown_yet_is_not_lost(qtbot: QtBot, window: MainWindow, add: Add) -> None:
    far = "The words that stand far below."
    paragraphs = [f"Paragraph {number} of a text that is long." for number in range(4000)]
    long = add("Long", body="\n\n".join([*paragraphs[:3500], far, *paragraphs[3500:]]))
    window.library.highlight(long, Highlight(far))
    window.library.highlight(long, Highlight("Words that were never there at all"))
    window.show_clipping(long)
    qtbot.waitUntil(lambda: shown_id(window) == long)
    assert page(window).has_more()
    assert not any("Not in the text" in name for name in names(window))
    qtbot.mouseClick(row(window), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: parts(window).popup.isVisible())
    parts(window).keep()
    assert covered(window, kept(window)[0].uuid) == far
    while page(window).has_more():
        page(window).show_more()
    assert [("Not in the text" in name) for name in names(window)] == [False, True]


# Opening, commenting, removing


def write(qtbot: QtBot, window: MainWindow, text: str) -> None:
    comment = parts(window).popup.comment
    comment.selectAll()
    qtbot.keyClicks(comment, text)


def test_a_click_on_the_passage_opens_it_and_leaving_keeps_the_comment(qtbot: QtBot, window: MainWindow) -> None:
    uuid = mark(window, QUOTE)
    steps = len(window.library.steps())
    qtbot.mouseClick(page(window).viewport(), Qt.MouseButton.LeftButton, pos=middle(window, uuid))
    assert parts(window).popup.isVisible()
    write(qtbot, window, "For the board")
    parts(window).popup.hide()
    assert kept(window)[0].comment == "For the board"
    assert len(window.library.steps()) == steps + 1
    assert len(icons(window)) == 1
    window.search(Query.parse("note:board"))
    qtbot.waitUntil(lambda: len(window.list_pane.model.ids) == 1)


def test_esc_restores_the_comment(qtbot: QtBot, window: MainWindow) -> None:
    uuid = mark(window, QUOTE)
    window.library.edit_highlight(shown_id(window), uuid, comment="As it was")
    steps = len(window.library.steps())
    qtbot.mouseClick(icons(window)[0], Qt.MouseButton.LeftButton)
    write(qtbot, window, "Something else")
    qtbot.keyClick(parts(window).popup.comment, Qt.Key.Key_Escape)
    assert not parts(window).popup.isVisible()
    assert kept(window)[0].comment == "As it was"
    assert len(window.library.steps()) == steps


def test_another_colour_is_one_step_and_is_seen_at_once(qtbot: QtBot, window: MainWindow) -> None:
    uuid = mark(window, QUOTE)
    parts(window).open(uuid)
    pink = next(swatch for swatch in parts(window).popup.swatches if swatch.accessibleName() == "Pink")
    qtbot.mouseClick(pink, Qt.MouseButton.LeftButton)
    assert [swatch.isChecked() for swatch in parts(window).popup.swatches] == [False, False, True, False]
    parts(window).keep()
    assert colour_at(window, uuid) == "#F9D8E1"
    window.undoing.undo()
    assert kept(window)[0].marker is Marker.YELLOW
    assert colour_at(window, uuid) == "#FFEFA3"


def test_the_pop_up_removes(qtbot: QtBot, window: MainWindow) -> None:
    parts(window).open(mark(window, QUOTE))
    write(qtbot, window, "Thought better of it")
    qtbot.mouseClick(parts(window).popup.remove, Qt.MouseButton.LeftButton)
    assert kept(window) == ()
    window.undoing.undo()
    assert kept(window)[0].comment is None


def test_delete_in_the_list_removes_the_highlight_and_not_the_clipping(qtbot: QtBot, window: MainWindow) -> None:
    mark(window, "three weeks")
    mark(window, "Nobody")
    row(window).setFocus()
    qtbot.keyClick(row(window), Qt.Key.Key_Delete)
    assert [one.passage for one in kept(window)] == ["Nobody"]
    assert not window.library.get(shown_id(window)).deleted
    assert row(window).hasFocus()
    window.undoing.undo()
    assert len(kept(window)) == 2


def test_the_list_is_in_the_order_of_the_text_and_moves_with_the_arrows(qtbot: QtBot, window: MainWindow) -> None:
    mark(window, "Nobody")
    mark(window, "three weeks")
    assert [name.split(": ")[1] for name in names(window)] == ["three weeks", "Nobody"]
    row(window).setFocus()
    qtbot.keyClick(row(window), Qt.Key.Key_Down)
    assert row(window, 1).hasFocus()


def test_an_entry_scrolls_to_its_passage_and_opens_it(qtbot: QtBot, window: MainWindow) -> None:
    window.library.edit(shown_id(window), body="A line of some words.\n\n" * 60 + "The last words of all.")
    uuid = mark(window, "The last words of all.")
    window.detail_pane.scroller.verticalScrollBar().setValue(0)
    row(window).setFocus()
    qtbot.keyClick(row(window), Qt.Key.Key_Return)
    view = window.detail_pane.scroller.viewport()
    assert view.rect().contains(page(window).mapTo(view, middle(window, uuid)))
    assert parts(window).popup.isVisible()


def test_going_on_keeps_the_comment_that_is_written(qtbot: QtBot, window: MainWindow) -> None:
    first = shown_id(window)
    parts(window).open(mark(window, QUOTE))
    write(qtbot, window, "Half a thought")
    window.list_pane.step(-1)
    qtbot.waitUntil(lambda: shown_id(window) != first)
    assert window.library.get(first).highlights[0].comment == "Half a thought"


def test_a_comment_that_cannot_be_kept_waits_in_the_pop_up(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    uuid = mark(window, QUOTE)
    parts(window).open(uuid)
    write(qtbot, window, "Not to be lost")

    def refuse(*_args: object, **_values: object) -> None:
        raise EnvironmentProblem("The disk is full.")

    with monkeypatch.context() as full:
        full.setattr(window.library, "edit_highlight", refuse)
        parts(window).popup.hide()
    assert window.toast.text == "The disk is full."
    parts(window).open(uuid)
    assert parts(window).popup.comment.source() == "Not to be lost"
    parts(window).keep()
    assert kept(window)[0].comment == "Not to be lost"


def test_the_tab_counts_and_an_empty_list_says_how_to_begin(window: MainWindow) -> None:
    window.detail_pane.tabs.show_page("highlights")
    key = window.actions_["clipping.highlight"].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    assert f"press {key}." in parts(window).list._none.text()
    mark(window, QUOTE)
    tab = next(one for one in window.detail_pane.tabs.findChildren(QAbstractButton) if one.text() == "Highlights")
    assert tab.accessibleName() == "Highlights 1"


def test_those_of_one_clipping_are_not_looked_for_in_the_text_of_another(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark(window, QUOTE)
    looked_in: list[str] = []
    monkeypatch.setattr("clipper.ui.widgets.highlighted_page.place", lambda text, _one: looked_in.append(text))
    window.list_pane.step(-1)
    qtbot.waitUntil(lambda: page(window).toPlainText() == "Another text.")
    assert (looked_in, names(window)) == ([], [])


def test_html_in_a_comment_is_text(window: MainWindow) -> None:
    uuid = mark(window, QUOTE)
    window.library.edit_highlight(shown_id(window), uuid, comment='<img src="file:///etc/passwd"> **so**')
    (icon,) = icons(window)
    assert "<img" not in icon.toolTip()
    assert "&lt;img" in icon.toolTip()


def test_highlights_in_a_long_text_are_looked_for_once(
    qtbot: QtBot, window: MainWindow, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = add("Long", body="\n\n".join(f"Paragraph {number} of a text that is long." for number in range(1300)))
    for number in range(0, 1000, 200):
        window.library.highlight(long, Highlight(f"Paragraph {number} of"))
    window.show_clipping(long)
    qtbot.waitUntil(lambda: shown_id(window) == long)
    assert len(names(window)) == 5
    looked_for: list[Highlight] = []
    monkeypatch.setattr(
        "clipper.ui.widgets.highlighted_page.place", lambda text, one: looked_for.append(one) or (0, len(text))
    )
    page(window).set_highlights([replace(one, comment="Another") for one in kept(window)])
    assert looked_for == []
