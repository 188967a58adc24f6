"""Coding by keyboard alone: one key a code, kept as it is pressed; what is not coded stays distinct."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.library.search import Hits, SearchInterrupted
from clipper.model.clipping import Organisation, Spokesperson
from clipper.model.codebook import CodeField, FieldKind
from clipper.model.codes import Prominence, Relation, Role, State, Tone
from clipper.model.errors import EnvironmentProblem
from clipper.ui.coding_walk import CodingWalk
from clipper.ui.dialogs.coding import CodingScreen
from clipper.ui.library_signals import LibrarySignals
from clipper.ui.main_window import MainWindow
from clipper.ui.widgets.buttons import Button
from tests.ui.conftest import Add

Open = Callable[..., CodingScreen]


@pytest.fixture
def first(add: Add) -> int:
    return add(
        "Harbour",
        body="The harbour waits.\n\nOstrander Institute counts the days, said Ingrid Halvorsen.",
        spokespeople=(Spokesperson("Ingrid Halvorsen", Role.QUOTED),),
    )


@pytest.fixture
def second(first: int, add: Add) -> int:
    return add("Ferry")


@pytest.fixture
def screen(qtbot: QtBot, library: Library, first: int, second: int) -> Iterator[Open]:
    """Opens the screen over both clippings."""

    signals = LibrarySignals(library)

    def open_() -> CodingScreen:
        opened = CodingScreen(library, CodingWalk(library, [first, second]), signals)
        qtbot.addWidget(opened)
        with qtbot.waitExposed(opened):
            opened.show()
        return opened

    yield open_
    signals.stop()


def full(*_values: object, **_more: object) -> None:
    raise EnvironmentProblem("The disk is full.")


def press(screen: CodingScreen, keys: str) -> None:
    for key in keys:
        QTest.keyClick(screen, key)


def test_one_key_codes_and_the_next_open_question_is_in_turn(library: Library, first: int, screen: Open) -> None:
    opened = screen()
    assert opened.in_turn().id == "tone"
    assert "Mixed: it does both" in opened.asked[1].definition()
    press(opened, "4")
    assert library.get(first).tone is Tone.MIXED
    assert opened.in_turn().id == "prominence"
    press(opened, "w")
    assert library.get(first).prominence is Prominence.MAIN
    press(opened, "t")
    assert library.get(first).relation is Relation.ISSUE


def test_enter_goes_on_and_left_goes_back(first: int, second: int, screen: Open) -> None:
    opened = screen()
    QTest.keyClick(opened, Qt.Key.Key_Return)
    assert opened.clipping().id == second
    QTest.keyClick(opened, Qt.Key.Key_Left)
    assert opened.clipping().id == first
    QTest.keyClick(opened, Qt.Key.Key_Left)
    assert opened.clipping().id == first
    press(opened, "  ")
    assert opened.clipping() is None
    assert "last one" in opened._finished.text()
    press(opened, "1w0n")
    QTest.keyClick(opened, Qt.Key.Key_Left)
    assert opened.clipping().id == second


def test_done_counts_what_has_tone_and_prominence(first: int, screen: Open) -> None:
    opened = screen()
    press(opened, "1")
    assert opened.walk.done == 0
    press(opened, "q")
    assert opened._done.text() == "1 done"
    press(opened, "0")
    assert opened._done.text() == "0 done"


def test_zero_and_the_same_key_again_take_a_code_away(library: Library, first: int, screen: Open) -> None:
    opened = screen()
    press(opened, "20")
    assert library.get(first).tone is None
    press(opened, "33")
    assert library.get(first).tone is None


def test_messages_take_any_number(library: Library, first: int, screen: Open) -> None:
    for message in ("Alpha first", "Beta first"):
        library.add_message(message)
    opened = screen()
    press(opened, "as")
    assert library.get(first).messages == ("Alpha first", "Beta first")
    press(opened, "a")
    assert library.get(first).messages == ("Beta first",)


def test_fields_of_the_codebook_have_keys_and_say_what_they_mean(library: Library, first: int, screen: Open) -> None:
    library.save_code_field(CodeField("Campaign", FieldKind.YES_NO, definition="Is it about the winter fund?"))
    library.save_code_field(CodeField("Minutes", FieldKind.NUMBER))
    opened = screen()
    press(opened, "1q")
    assert opened.asked[3].definition() == "Is it about the winter fund?"
    press(opened, "z")
    assert library.get(first).codes == (("Campaign", "yes"),)
    press(opened, "c")
    field = opened.asked[4].typed.field
    assert field.hasFocus()
    QTest.keyClicks(field, "1q")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "is not a number" in opened._problem.text()
    assert opened.clipping().id == first
    press(opened, "c")
    field.selectAll()
    QTest.keyClicks(field, "12")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert dict(library.get(first).codes)["Minutes"] == "12"


def test_the_digits_of_french_keyboards_need_no_shift(library: Library, first: int, screen: Open) -> None:
    opened = screen()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(opened, QKeyEvent(kind, Qt.Key.Key_Eacute, Qt.KeyboardModifier.NoModifier, "é"))
    assert library.get(first).tone is Tone.NEUTRAL


def test_undo_goes_back_to_where_coding_began(library: Library, first: int, second: int, screen: Open) -> None:
    library.set_starred([first], True)
    opened = screen()
    press(opened, "1")
    QTest.keyClick(opened, Qt.Key.Key_Return)
    press(opened, "2")
    for _ in range(4):
        QTest.keyClick(opened, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert opened.clipping().id == first
    assert (library.get(first).tone, library.get(second).tone) == (None, None)
    assert library.get(first).starred


def test_undo_turns_to_the_question_that_was_undone_and_a_screen_reader_hears_it(
    library: Library, first: int, screen: Open
) -> None:
    opened = screen()
    tone, prominence = (next(one for one in opened.asked if one.question.id == name) for name in ("tone", "prominence"))
    press(opened, "1Q")
    assert tone.accessibleDescription() == "Positive"
    press(opened, "2")
    QTest.keyClick(opened, Qt.Key.Key_Up)
    QTest.keyClick(opened, Qt.Key.Key_Up)
    QTest.keyClick(opened, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert opened.in_turn() is tone.question
    assert tone.accessibleDescription() == "Positive, in turn"
    assert opened._told == "Tone towards us: Positive, in turn"
    QTest.keyClick(opened, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert opened.in_turn() is prominence.question
    assert opened._told == "Prominence: not coded yet, in turn"
    assert tone.accessibleDescription() == "Positive"


def test_it_says_where_we_are_named(library: Library, first: int, screen: Open) -> None:
    library.set_organisation(Organisation("Ostrander Institute", ("Ostrander",)))
    opened = screen()
    assert opened._named.text().splitlines() == [
        "Ingrid Halvorsen, quoted · paragraph 2",
        "Ostrander Institute · paragraph 2",
    ]
    assert "Ingrid Halvorsen" in opened.page.marked()


def test_a_note_is_written_and_kept(library: Library, first: int, screen: Open) -> None:
    opened = screen()
    press(opened, "n")
    line = QApplication.focusWidget()
    assert opened.note.isAncestorOf(line)
    QTest.keyClicks(line, "Ask 1 q")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert opened.isVisible()
    assert library.get(first).note == "Ask 1 q"
    assert library.get(first).tone is None


def test_a_clipping_that_is_gone_meanwhile_is_passed_over(library: Library, second: int, screen: Open) -> None:
    library.set_tone([second], Tone.MIXED)
    library.set_prominence([second], Prominence.PART)
    opened = screen()
    assert (opened._progress.value(), opened._progress.maximum()) == (1, 2)
    library.delete([second])
    QTest.keyClick(opened, Qt.Key.Key_Return)
    assert opened.clipping() is None
    assert len(opened.walk) == 1
    assert (opened._progress.value(), opened._progress.maximum()) == (0, 1)


def test_the_window_walks_through_what_a_search_finds_and_nobody_coded(
    qtbot: QtBot, library: Library, add: Add, window: MainWindow
) -> None:
    coded, open_ = add("Coded"), add("Open")
    library.set_tone([coded], Tone.NEUTRAL)
    library.set_prominence([coded], Prominence.PART)
    seen: list[tuple[int, int]] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, CodingScreen):
            seen.append((len(dialog.walk), dialog.clipping().id))
            dialog.accept()
        else:
            QTimer.singleShot(20, look)

    qtbot.waitUntil(window.actions_["clipping.code"].isEnabled)
    QTimer.singleShot(20, look)
    window.actions_["clipping.code"].trigger()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(1, open_)]
    library.set_tone([open_], Tone.NEUTRAL)
    library.set_prominence([open_], Prominence.PART)
    window.actions_["clipping.code"].trigger()
    qtbot.waitUntil(lambda: "have a tone and a prominence" in window.toast.text)


def test_a_search_that_comes_meanwhile_does_not_end_the_look_for_what_is_not_coded(
    qtbot: QtBot, library: Library, add: Add, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("Open")
    qtbot.waitUntil(window.actions_["clipping.code"].isEnabled)
    opened: list[CodingWalk] = []
    monkeypatch.setattr(window.coding, "open", opened.append)
    find, left = library.search, [SearchInterrupted(), SearchInterrupted()]

    def interrupted(*asked: object) -> Hits:
        if left:
            raise left.pop()
        return find(*asked)

    with monkeypatch.context() as patched:
        patched.setattr(library, "search", interrupted)
        window.actions_["clipping.code"].trigger()
        qtbot.waitUntil(lambda: bool(opened))
    assert len(opened[0]) == 1


def test_zero_takes_all_messages_away_in_one_step(library: Library, first: int, screen: Open) -> None:
    for message in ("Alpha first", "Beta first"):
        library.carry_message([first], message)
    opened = screen()
    press(opened, "1q")
    while opened.in_turn().id != "messages":
        QTest.keyClick(opened, Qt.Key.Key_Down)
    press(opened, "0")
    assert library.get(first).messages == ()
    QTest.keyClick(opened, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert library.get(first).messages == ("Alpha first", "Beta first")


def test_what_cannot_be_kept_stays_as_it_was_typed_and_the_screen_open(
    library: Library, first: int, screen: Open
) -> None:
    library.save_code_field(CodeField("Minutes", FieldKind.NUMBER))
    library.save_code_field(CodeField("Campaign", FieldKind.YES_NO))
    opened = screen()
    press(opened, "1qz")
    field = opened.asked[3].typed.field
    QTest.keyClicks(field, "12 people")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (field.text(), opened.in_turn().title) == ("12 people", "Minutes")
    opened.accept()
    assert opened.isVisible()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    opened.accept()
    assert not opened.isVisible()


@pytest.mark.parametrize("way_on", ["Enter", "Next", "Back"])
def test_what_cannot_be_kept_is_not_taken_along_to_another_clipping(
    qtbot: QtBot, library: Library, second: int, screen: Open, monkeypatch: pytest.MonkeyPatch, way_on: str
) -> None:
    library.save_code_field(CodeField("Remark", FieldKind.TEXT))
    opened = screen()
    if way_on == "Back":
        QTest.keyClick(opened, Qt.Key.Key_Return)
    at = opened.clipping().id
    press(opened, "z")
    field = opened.asked[3].typed.field
    with monkeypatch.context() as patched:
        patched.setattr(library, "code", full)
        QTest.keyClicks(field, "Ask her")
        if way_on == "Enter":
            QTest.keyClick(field, Qt.Key.Key_Return)
            QTest.keyClick(opened, Qt.Key.Key_Return)
        else:
            next(one for one in opened.findChildren(Button) if one.text() == way_on).click()
        assert (opened.clipping().id, field.text(), field.hasFocus()) == (at, "Ask her", True)
        assert opened._problem.text() == "The disk is full."
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert library.get(at).codes == (("Remark", "Ask her"),)
    QTest.keyClick(opened, Qt.Key.Key_Left if way_on == "Back" else Qt.Key.Key_Return)
    assert opened.clipping().id != at
    assert opened.asked[3].typed.field.text() == ""


def test_a_note_that_cannot_be_kept_keeps_the_screen_open(
    library: Library, first: int, screen: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = screen()
    press(opened, "n")
    line = QApplication.focusWidget()
    QTest.keyClicks(line, "Ask her")
    with monkeypatch.context() as patched:
        patched.setattr(library, "set_note", full)
        opened.accept()
        assert opened.isVisible()
        assert line.hasFocus()
    opened.accept()
    assert not opened.isVisible()
    assert library.get(first).note == "Ask her"


def test_what_is_changed_elsewhere_is_seen_before_the_next_key(
    qtbot: QtBot, library: Library, first: int, screen: Open
) -> None:
    library.add_message("Old words")
    opened = screen()
    press(opened, "1")
    library.set_tone([first], None)
    qtbot.waitUntil(lambda: not opened.asked[1].options[0].isChecked())
    press(opened, "1")
    assert library.get(first).tone is Tone.POSITIVE
    library.rename_message("Old words", "New words")
    qtbot.waitUntil(lambda: opened.asked[3].options[0].option.word == "New words")
    press(opened, "a")
    assert library.messages() == ["New words"]


def test_undo_here_takes_back_nothing_that_was_done_elsewhere(library: Library, second: int, screen: Open) -> None:
    opened = screen()
    press(opened, "1")
    library.set_starred([second], True)
    QTest.keyClick(opened, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert library.get(second).starred
    assert "Something else was done since" in opened._problem.text()


def test_a_sign_over_a_digit_is_no_digit(library: Library, first: int, screen: Open) -> None:
    opened = screen()
    QApplication.sendEvent(
        opened, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Ampersand, Qt.KeyboardModifier.ShiftModifier, "&")
    )
    assert library.get(first).tone is None


def test_what_is_being_written_beside_the_list_is_kept_before_coding_begins(
    qtbot: QtBot, library: Library, add: Add, window: MainWindow
) -> None:
    harbour = add("Harbour")
    qtbot.waitUntil(lambda: window.list_pane.select(harbour))
    qtbot.waitUntil(lambda: window.detail_pane.clipping() is not None)
    window.detail_pane.edit_note()
    QTest.keyClicks(QApplication.focusWidget(), "Typed beside the list")
    seen: list[str | None] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, CodingScreen):
            seen.append(dialog.clipping().note)
            dialog.accept()
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(20, look)
    window._code()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["Typed beside the list"]


def test_what_was_coded_before_counts_as_done(library: Library, first: int, screen: Open) -> None:
    library.set_tone([first], Tone.MIXED)
    library.set_prominence([first], Prominence.PART)
    assert screen()._done.text() == "1 done"


def test_what_was_rejected_and_not_coded_is_not_done(library: Library, first: int, second: int, screen: Open) -> None:
    library.set_tone([first], Tone.MIXED)
    library.set_prominence([first], Prominence.PART)
    library.set_state([first, second], State.REJECTED)
    assert screen()._done.text() == "1 done"


def test_with_the_ring_on_a_number_digits_are_typed_into_it(library: Library, first: int, screen: Open) -> None:
    library.save_code_field(CodeField("Minutes", FieldKind.NUMBER))
    opened = screen()
    assert QApplication.focusWidget() is opened
    press(opened, "1q")
    assert opened.in_turn().title == "Minutes"
    press(opened, "-")
    QTest.keyClicks(opened.asked[3].typed.field, "3,5")
    QTest.keyClick(opened.asked[3].typed.field, Qt.Key.Key_Return)
    assert library.get(first).codes == (("Minutes", "-3.5"),)
    assert library.get(first).tone is Tone.POSITIVE
    assert QApplication.focusWidget() is opened
