"""Reviewing several mentions: deciding one by one, the sure ones together, and stopping on the way."""

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QListWidget
from pytestqt.qtbot import QtBot

from clipper.capture import read
from clipper.library.duplicates import Likeness
from clipper.library.library import Library
from clipper.model.codes import State
from clipper.model.draft import Accepted, Answer, Decision, Known, Pasted, Reading
from clipper.model.errors import WrongUsage
from clipper.model.progress import Progress
from clipper.model.values import replace
from clipper.ui import comparer
from clipper.ui.dialogs import unused_lines
from clipper.ui.dialogs.duplicate import DuplicateDialog
from clipper.ui.dialogs.review_list import ReviewListDialog
from clipper.ui.dialogs.unused_lines import UnusedLinesDialog
from clipper.ui.widgets.elided_label import ElidedLabel
from clipper.ui.widgets.mention_list import Dashes, Fate
from clipper.ui.widgets.paste_view import PasteView
from clipper.ui.widgets.progress import Progress as ProgressStrip
from tests.ui.reviewing import LINES, buttons, go_to, list_of, listing, press, shown, spoken, told

Open = Callable[..., ReviewListDialog]


@pytest.fixture
def open_list(library: Library, qtbot: QtBot) -> Open:
    def _open(reading: Reading | None = None) -> ReviewListDialog:
        reading = reading or listing()
        return shown(qtbot, ReviewListDialog(reading, Pasted(reading.text), library))

    return _open


def headlines(dialog: ReviewListDialog) -> list[str | None]:
    return [one.draft.headline.value for one in dialog.result_ or ()]


def test_the_head_says_what_is_to_do(open_list: Open) -> None:
    dialog = open_list()
    assert "1 to check, 2 sure" in told(dialog)
    assert "0 of 3" in told(dialog)
    assert "In the paste, line 2" in told(dialog)


def test_enter_keeps_and_moves_on_until_all_is_decided(open_list: Open) -> None:
    dialog = open_list()
    assert dialog.fields().field_in_turn() == "outlet"
    press(Qt.Key.Key_Return)
    assert "1 kept, 2 sure" in told(dialog)
    assert dialog.fields().line("headline").text() == "Three ways to read the tide"
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert headlines(dialog) == ["Quiet ports", "Three ways to read the tide", "A rope is a promise"]


def test_a_mention_can_be_left_out_with_delete(open_list: Open) -> None:
    dialog = open_list()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Return)
    assert headlines(dialog) == ["Quiet ports", "A rope is a promise"]


def test_delete_in_a_field_edits_the_field(open_list: Open) -> None:
    dialog = open_list()
    press(Qt.Key.Key_Delete)
    assert dialog.mention().fate is Fate.WAITING
    assert dialog.fields().line("outlet").text() == ""


def test_alt_delete_leaves_out_from_a_field_too(open_list: Open) -> None:
    dialog = open_list()
    press(Qt.Key.Key_Delete, Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert headlines(dialog) == ["Three ways to read the tide", "A rope is a promise"]


def test_the_sure_ones_are_kept_together(open_list: Open) -> None:
    dialog = open_list()
    assert "Keep this and the 2 sure ones" in buttons(dialog)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(headlines(dialog)) == 3


def test_what_is_kept_stays_kept_when_a_person_stops(open_list: Open) -> None:
    dialog = open_list()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    assert [(one.draft.headline.value, one.state) for one in dialog.result_ or ()] == [
        ("Quiet ports", State.KEPT),
        ("Three ways to read the tide", State.NEW),
        ("A rope is a promise", State.NEW),
    ]


def test_stopping_at_once_keeps_nothing(open_list: Open) -> None:
    dialog = open_list()
    press(Qt.Key.Key_Escape)
    assert dialog.result_ is None


def test_the_outlet_may_turn_out_to_be_the_end_of_the_headline(open_list: Open) -> None:
    dialog = open_list()
    assert dialog.fields().row("outlet").alternatives == [
        "New outlet “Coast to Coast”",
        "Part of the headline",
        "Harbour Gazette",
    ]
    press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_Return)
    dialog.reject()
    kept, *_waiting = dialog.result_ or ()
    assert kept.draft.headline.value == "Quiet ports, Coast to Coast"
    assert kept.draft.outlet.value is None


def test_corrections_stay_when_another_mention_is_looked_at(open_list: Open) -> None:
    dialog = open_list()
    dialog.fields().line("headline").edit()
    dialog.fields().line("headline").set_text("Quiet ports again")
    dialog.fields().tag_editor.add("topic/ports")
    go_to(dialog, 2)
    assert dialog.fields().line("headline").text() == "A rope is a promise"
    go_to(dialog, 0)
    assert dialog.fields().line("headline").text() == "Quiet ports again"
    assert dialog.fields().tag_editor.tags() == ("topic/ports",)


def test_a_field_that_cannot_be_read_keeps_its_mention_in_turn(open_list: Open) -> None:
    dialog = open_list()
    dialog.fields().line("published_on").edit()
    dialog.fields().line("published_on").set_text("some day")
    go_to(dialog, 2)
    assert dialog.fields().line("published_on").text() == "some day"
    assert list_of(dialog).currentIndex().row() == 0


def answer(monkeypatch: pytest.MonkeyPatch, *words: Answer | None) -> None:
    """Say something in each comparison that comes; None cancels."""
    said = list(words)

    def ask(likeness: Likeness, *_more: object, **_options: object) -> Decision | None:
        word = said.pop(0)
        return None if word is None else Decision(word, likeness.clipping.id)

    monkeypatch.setattr(DuplicateDialog, "ask", ask)


def test_a_mention_that_the_library_has_is_marked_in_its_row_and_compared(
    open_list: Open, library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add([Accepted(listing().drafts[0]), Accepted(listing().drafts[2])], Pasted(LINES))
    dialog = open_list()
    has_it = [True, False, True]
    qtbot.waitUntil(lambda: [text.endswith("you may have this already") for text in spoken(dialog)] == has_it)
    assert "2 to check, 1 sure" in told(dialog)
    assert "You may have this already: Coast to Coast, 26 October 2026" in told(dialog)
    assert "Compare" in buttons(dialog)
    answer(monkeypatch, None, Answer.MERGE, Answer.OPEN)
    press(Qt.Key.Key_Return)
    assert list_of(dialog).currentIndex().row() == 0
    press(Qt.Key.Key_Return)
    assert list_of(dialog).currentIndex().row() == 1
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert [one.decision for one in dialog.result_ or ()] == [Decision(Answer.MERGE, 1), None]
    added = library.add(dialog.result_ or (), Pasted(LINES))
    assert (len(added.ids), added.known) == (1, ((0, 1),))


def test_what_the_library_has_is_not_among_the_sure_ones(
    open_list: Open, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add([Accepted(listing().drafts[2])], Pasted(LINES))
    dialog = open_list()
    dialog.keep_sure()
    assert [text.rpartition(", ")[2] for text in spoken(dialog)] == ["kept", "kept", "you may have this already"]
    assert list_of(dialog).currentIndex().row() == 2


def test_the_library_is_asked_about_the_others_off_the_thread_of_the_window(
    open_list: Open, library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add([Accepted(listing().drafts[2])], Pasted(LINES))
    asked: list[str] = []
    ask_library = comparer.likenesses_of

    def noted(*given: Any) -> Any:
        asked.append(threading.current_thread().name)
        return ask_library(*given)

    monkeypatch.setattr(comparer, "likenesses_of", noted)
    dialog = open_list()
    qtbot.waitUntil(lambda: spoken(dialog)[2].endswith("you may have this already"))
    assert len(asked) == 1
    assert asked[0] != threading.main_thread().name


def test_a_decision_falls_when_what_it_was_about_is_changed(
    open_list: Open, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add([Accepted(listing().drafts[0])], Pasted(LINES))
    dialog = open_list()
    answer(monkeypatch, Answer.BOTH)
    press(Qt.Key.Key_Return)
    go_to(dialog, 0)
    assert dialog.mention().decision is not None
    dialog.fields().line("headline").edit()
    dialog.fields().line("headline").set_text("Something else altogether")
    assert dialog.fields().take_typed()
    assert dialog.mention().decision is None
    assert "Keep and next" in buttons(dialog)


def test_lines_that_are_not_used_are_counted(open_list: Open) -> None:
    dialog = open_list()
    labels = [label.text() for label in dialog.findChildren(ElidedLabel)]
    assert "2 lines of the paste are not used" in labels


def test_of_very_many_lines_that_are_not_used_it_is_said_how_many_more_there_are(
    open_list: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unused_lines, "unused_places", lambda _reading: [(0, 12)] * 3_234)
    dialog = open_list()
    told: list[str] = []
    monkeypatch.setattr(
        unused_lines, "ask", lambda lines: told.extend(label.text() for label in lines.findChildren(QLabel))
    )
    [show] = [button for button in dialog.findChildren(QAbstractButton) if button.text() == "Show"]
    show.click()
    assert "And 1,234 more; all of them are in the original." in told


def choose_unused(monkeypatch: pytest.MonkeyPatch, dialog: ReviewListDialog, *rows: int) -> None:
    """Show the lines that are not used, select some and make mentions of them."""

    def make(lines: UnusedLinesDialog) -> bool:
        [shown_lines] = lines.findChildren(QListWidget)
        shown_lines.clearSelection()
        for row in rows:
            shown_lines.item(row).setSelected(True)
        [button] = [one for one in lines.findChildren(QAbstractButton) if one.text().startswith("Make")]
        assert button.isEnabled() is bool(rows)
        button.click()
        return lines.result() == QDialog.DialogCode.Accepted

    monkeypatch.setattr(unused_lines, "ask", make)
    [show] = [button for button in dialog.findChildren(QAbstractButton) if button.text() == "Show"]
    show.click()


def test_a_mention_is_made_of_a_line_that_is_not_used(open_list: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = open_list()
    choose_unused(monkeypatch, dialog, 1)
    assert dialog.mention().draft.headline.value == "Subscribe to our letter"
    assert dialog.fields().doubtful() == ["headline"]
    labels = [label.text() for label in dialog.findChildren(ElidedLabel)]
    assert "1 line of the paste is not used" in labels
    assert "Review 4 mentions" in told(dialog)
    for _mention in range(4):
        dialog.keep()
    assert dialog.result_ is not None
    assert [one.draft.headline.value for one in dialog.result_][-1] == "Subscribe to our letter"


def test_a_line_that_is_a_mention_by_itself_is_read_as_one(open_list: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    line = "Fog holds the harbour, Toronto Star, October 3, 2026"
    reading = listing()
    text = f"{reading.text}{line}\n"
    dialog = open_list(replace(reading, text=text))
    choose_unused(monkeypatch, dialog, 2)
    draft = dialog.mention().draft
    assert (draft.headline.value, draft.outlet.value) == ("Fog holds the harbour", "Toronto Star")
    ((start, end),) = draft.headline.spans
    assert text[start:end] == "Fog holds the harbour"


def test_a_line_is_read_in_the_shape_of_the_mentions_beside_it(
    open_list: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = """* CBC Nova Scotia: Shark season, longer (Frances Wills, Nov 3, 2018)
* Saltwire: Great whites, great worries (Nov 4, 2018, Aaron Besw)
* Global Halifax: 'It just looked at me': surfer (Nov 4, 2018)
"""
    reading = read(Pasted(text), Known(), date(2018, 11, 30))
    first, *_others, last = reading.drafts
    dialog = open_list(replace(reading, drafts=(first, last)))
    choose_unused(monkeypatch, dialog, 0)
    draft = dialog.mention().draft
    assert (draft.headline.value, draft.outlet.value) == ("Great whites, great worries", "Saltwire")
    assert (draft.reporters.value, draft.published_on.value) == (("Aaron Besw",), date(2018, 11, 4))


def test_enter_in_the_lines_that_are_not_used_makes_a_mention_of_the_one_that_is_chosen(qtbot: QtBot) -> None:
    lines = shown(qtbot, UnusedLinesDialog(["In the media", "Subscribe to our letter"]))
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert lines.result() == QDialog.DialogCode.Accepted
    assert lines.chosen == [1]


def test_nothing_chosen_makes_nothing(open_list: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = open_list()
    choose_unused(monkeypatch, dialog)
    assert "Review 3 mentions" in told(dialog)


def test_while_mentions_are_kept_the_review_says_so_and_how_far_it_is(qtbot: QtBot, library: Library) -> None:
    seen: list[list[str]] = []

    def add(_accepted: list[Accepted], progress: Progress) -> None:
        progress(2, 3)
        (strip,) = dialog.findChildren(ProgressStrip)
        qtbot.waitUntil(strip.isVisible)
        seen.append(told(dialog))
        assert not any(one.isEnabled() for name, one in buttons(dialog).items() if name.startswith(("Keep", "Stop")))
        raise WrongUsage("The disk is full.")

    dialog = shown(qtbot, ReviewListDialog(listing(), Pasted(LINES), library, None, add))
    for _mention in range(3):
        dialog.keep()
    (said,) = seen
    assert {"Keeping 3 mentions. It is one step, which can be undone.", "2 of 3"} <= {*said}
    assert not {"3 kept", "Nothing is kept yet", "What is kept stays kept, the rest waits in New"} & {*said}
    assert buttons(dialog)["Keep and next"].isEnabled()
    assert "3 kept" in told(dialog)
    assert not any(words.startswith("Keeping") for words in told(dialog))


def test_a_list_of_hundreds_has_one_bar(open_list: Open) -> None:
    draft = listing().drafts[1]
    many = tuple(replace(draft, headline=replace(draft.headline, value=f"Piece {number}")) for number in range(300))
    dialog = open_list(Reading(LINES, many))
    assert dialog.findChild(Dashes).width() == 240
    assert "Keep this and the 299 sure ones" in buttons(dialog)
    dialog.keep_sure()
    assert len(dialog.result_ or ()) == 300


def test_the_rows_say_what_became_of_each_mention(open_list: Open) -> None:
    dialog = open_list()
    press(Qt.Key.Key_Return)
    assert spoken(dialog)[0] == "Quiet ports, Coast to Coast, 26 Oct 2026, kept"
    assert spoken(dialog)[1].endswith("sure")
    assert date(2026, 10, 24) == dialog.mention().draft.published_on.value


def test_a_narrow_window_scrolls_instead_of_squeezing_fields(open_list: Open, qtbot: QtBot) -> None:
    dialog = open_list()
    dialog.resize(860, 520)
    outlet = dialog.fields().line("outlet")
    qtbot.waitUntil(lambda: outlet.height() >= 32 and dialog.findChild(PasteView).height() > 60)


def test_arrows_walk_through_the_mentions_while_no_text_is_edited(open_list: Open) -> None:
    dialog = open_list()
    before = dialog.mention()
    dialog.setFocus()
    press(Qt.Key.Key_Down)
    assert dialog.mention() is not before
    dialog.setFocus()
    press(Qt.Key.Key_Up)
    assert dialog.mention() is before
