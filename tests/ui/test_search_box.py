"""Searching as a person types it: chips, completion, and what cannot be read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from clipper.model.query import Query
from clipper.model.search_fields import FIELDS
from clipper.model.term import Term
from clipper.model.values import replace
from clipper.ui.utf16 import Positions, qt_length
from clipper.ui.widgets.search_box import SearchBox
from clipper.ui.widgets.search_chip import SearchChip
from clipper.ui.widgets.search_suggestions import Names, Suggestion, suggestions
from clipper.ui.widgets.search_text import read, take_finished
from clipper.ui.widgets.search_tokens import token_at, tokens

TODAY = date(2026, 11, 18)
NAMES = Names(
    tags={"topic": 9, "topic/arctic": 7, "topic/archives": 2, "board": 3},
    outlets={"Harbour Gazette": 4, "Le Phare": 2},
    spokespeople={"Ingrid Halvorsen": 7, "Robin Halstead": 0},
    reporters={"Maya Okafor": None},
)


@pytest.fixture
def box(qtbot: QtBot) -> SearchBox:
    made = SearchBox(today=lambda: TODAY)
    made.set_names(lambda: NAMES)
    made.resize(400, 32)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(lambda: made.focusProxy().hasFocus())
    return made


def type_in(box: SearchBox, text: str) -> None:
    QTest.keyClicks(box.focusProxy(), text)


def press(box: SearchBox, key: Qt.Key) -> None:
    QTest.keyClick(box.focusProxy(), key)


def request(box: SearchBox) -> None:
    QTest.keyClick(box.focusProxy(), Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)


def offered(box: SearchBox) -> list[str]:
    popup = box.popup()
    return popup.titles() if popup else []


def test_words_are_searched_while_they_are_typed(box: SearchBox, qtbot: QtBot) -> None:
    asked: list[Query] = []
    box.queryChanged.connect(asked.append)
    type_in(box, "ice")
    assert [str(query) for query in asked] == ["i*", "ic*", "ice*"]


def test_a_space_ends_the_word_that_matches_as_a_beginning(box: SearchBox) -> None:
    type_in(box, "ice ")
    assert box.query() == Query((Term("ice"),))


def test_a_finished_facet_becomes_a_chip_and_words_stay_text(box: SearchBox) -> None:
    type_in(box, "outlet:phare ship")
    assert box.chips.texts() == ["outlet phare"]
    assert box.focusProxy().text() == "ship"
    assert box.query() == Query((Term("phare", "outlet"), Term("ship", prefix=True)))


def test_a_quoted_value_becomes_one_chip(box: SearchBox) -> None:
    type_in(box, 'outlet:"Harbour Gazette" ')
    assert box.query() == Query((Term("Harbour Gazette", "outlet"),))


def test_backspace_selects_the_last_chip_and_then_removes_it(box: SearchBox) -> None:
    box.set_query(Query.parse("tag:board tone:positive"))
    press(box, Qt.Key.Key_Backspace)
    assert box.chips.selected() == (Term("positive", "tone"),)
    assert len(box.chips.texts()) == 2
    press(box, Qt.Key.Key_Backspace)
    assert box.query() == Query((Term("board", "tag"),))


def test_arrows_walk_over_the_chips_and_typing_goes_back_to_the_words(box: SearchBox) -> None:
    box.set_query(Query.parse("tag:board tone:positive"))
    press(box, Qt.Key.Key_Left)
    press(box, Qt.Key.Key_Left)
    assert box.chips.selected() == (Term("board", "tag"),)
    type_in(box, "x")
    assert box.chips.selected() is None
    assert box.focusProxy().text() == "x"


def test_completion_offers_names_with_counts_and_tab_takes_the_first(box: SearchBox) -> None:
    type_in(box, "ice feat:hal")
    popup = box.popup()
    assert popup is not None
    assert popup.titles() == ["Ingrid Halvorsen", "Robin Halstead", "quoted:hal…", "interviewed:hal…"]
    press(box, Qt.Key.Key_Tab)
    assert box.popup() is None
    assert box.chips.texts() == ["feat. Ingrid Halvorsen"]
    assert box.query() == Query((Term("Ingrid Halvorsen", "feat"), Term("ice")))


def test_the_arrows_choose_another_completion_and_enter_takes_it(box: SearchBox) -> None:
    type_in(box, "feat:hal")
    press(box, Qt.Key.Key_Down)
    press(box, Qt.Key.Key_Return)
    assert box.query() == Query((Term("Robin Halstead", "feat"),))


def test_what_a_spokesperson_does_there_is_asked_for_by_going_on(box: SearchBox) -> None:
    type_in(box, "feat:hal")
    press(box, Qt.Key.Key_Up)
    press(box, Qt.Key.Key_Up)
    press(box, Qt.Key.Key_Return)
    assert box.focusProxy().text() == "quoted:hal"
    press(box, Qt.Key.Key_Tab)
    assert box.query() == Query((Term("Ingrid Halvorsen", "quoted"),))


def test_a_field_name_completes_and_goes_on_to_its_values(box: SearchBox) -> None:
    type_in(box, "ton")
    request(box)
    press(box, Qt.Key.Key_Tab)
    assert box.focusProxy().text() == "tone:"
    popup = box.popup()
    assert popup is not None
    assert "positive" in popup.titles()


def test_nothing_lies_over_what_a_word_finds_until_it_is_asked_for(box: SearchBox) -> None:
    type_in(box, "arc")
    assert offered(box) == []
    request(box)
    assert offered(box) == ["topic/arctic", "topic/archives"]
    assert box.focusProxy().text() == "arc"
    type_in(box, "h")
    assert offered(box) == ["topic/archives"]
    press(box, Qt.Key.Key_Escape)
    press(box, Qt.Key.Key_Backspace)
    assert offered(box) == []
    assert box.focusProxy().text() == "arc"
    QTest.keyClick(box.focusProxy(), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    press(box, Qt.Key.Key_Tab)
    assert box.query() == Query((Term("topic/arctic", "tag"),))
    type_in(box, "board")
    assert offered(box) == []


def test_an_empty_box_offers_its_fields_on_request(box: SearchBox) -> None:
    request(box)
    assert offered(box)[:4] == ["headline:", "body:", "note:", "tag:"]
    press(box, Qt.Key.Key_Down)
    press(box, Qt.Key.Key_Return)
    assert box.focusProxy().text() == "body:"
    box.clear()
    type_in(box, "ship ")
    request(box)
    for _ in range(3):
        press(box, Qt.Key.Key_Down)
    press(box, Qt.Key.Key_Tab)
    assert box.focusProxy().text() == "ship tag:"
    assert "board" in offered(box)


def test_escape_closes_the_completion_and_a_second_one_clears(box: SearchBox) -> None:
    type_in(box, "tag:arc")
    press(box, Qt.Key.Key_Escape)
    assert box.popup() is None
    assert box.focusProxy().text() == "tag:arc"
    press(box, Qt.Key.Key_Escape)
    assert box.focusProxy().text() == ""
    assert box.query() == Query()


def test_a_name_that_is_typed_is_the_beginning_of_those_that_begin_so(box: SearchBox) -> None:
    asked: list[str] = []
    box.queryChanged.connect(lambda query: asked.append(str(query)))
    type_in(box, "ship tag:arc")
    assert asked[-4:] == ["ship", "ship tag:a*", "ship tag:ar*", "ship tag:arc*"]
    press(box, Qt.Key.Key_Return)
    assert box.query() == Query((Term("topic/arctic", "tag"), Term("ship")))


def test_alternatives_stay_text_and_take_the_chip_before_them_back(box: SearchBox) -> None:
    type_in(box, "tag:board ")
    assert box.chips.texts() == ["tag board"]
    type_in(box, "OR outlet:phare is:starred ")
    assert box.chips.texts() == ["only starred"]
    assert box.focusProxy().text() == "tag:board OR outlet:phare "
    assert box.query().parts == Query.parse("is:starred tag:board OR outlet:phare").parts


def test_an_or_behind_a_chip_joins_it_and_not_the_word_before(box: SearchBox) -> None:
    text = "institute tag:board OR outlet:phare ship "
    type_in(box, text)
    assert box.focusProxy().text() == text
    assert box.query().parts == Query.parse(text).parts
    box.clear()
    type_in(box, "ice feat:hal")
    press(box, Qt.Key.Key_Tab)
    type_in(box, "OR ship ")
    assert box.query().parts == Query.parse('ice feat:"Ingrid Halvorsen" OR ship').parts


def test_alternatives_are_searched_while_they_are_typed(box: SearchBox) -> None:
    said: list[str] = []
    box.problemChanged.connect(said.append)
    asked: list[str] = []
    box.queryChanged.connect(lambda query: asked.append(str(query)))
    type_in(box, "ice OR (s")
    assert asked == ["i*", "ic*", "ice*", "ice", "ice O*", "ice", "ice OR s*"]
    assert said == []
    type_in(box, "hip old) ")
    assert str(box.query()) == "ice OR (ship old)"
    press(box, Qt.Key.Key_Home)
    type_in(box, "OR ")
    assert said[-1] == "“OR” stands between two words or fields."


def test_every_mistake_of_a_search_is_told_each_sentence_once(box: SearchBox) -> None:
    said: list[str] = []
    box.problemChanged.connect(said.append)
    type_in(box, "outlt:dean on:2017-13 tone:x outlt:dean ")
    QTest.keyClick(box.focusProxy(), Qt.Key.Key_Return)
    told = said[-1].splitlines()
    assert [line.split(" ")[0] for line in told] == ["“outlt:”", "“2017-13”", "“x”"]


def test_completion_behind_an_or_goes_on_in_the_text(box: SearchBox) -> None:
    type_in(box, "ice OR feat:hal")
    press(box, Qt.Key.Key_Tab)
    assert box.chips.texts() == []
    assert box.focusProxy().text() == 'ice OR feat:"Ingrid Halvorsen" '
    assert box.query().parts == Query.parse('ice OR feat:"Ingrid Halvorsen"').parts


def test_another_search_shows_its_alternatives_as_text(box: SearchBox) -> None:
    box.set_query(Query.parse("(ice ship) OR -tag:board tone:positive"))
    assert box.focusProxy().text() == "(ice ship) OR -tag:board"
    assert box.chips.texts() == ["tone positive"]


def test_days_told_from_today_are_offered(box: SearchBox) -> None:
    type_in(box, "last:3")
    popup = box.popup()
    assert popup is not None
    assert popup.titles() == ["30d", "3m"]


def test_days_on_which_something_is_due_are_offered(box: SearchBox) -> None:
    type_in(box, "due:")
    popup = box.popup()
    assert popup is not None
    assert popup.titles() == ["overdue", "today", "7d", "30d", "any", "none"]


def test_what_cannot_be_read_is_said_in_a_sentence_and_still_searched(box: SearchBox, qtbot: QtBot) -> None:
    said: list[str] = []
    box.problemChanged.connect(said.append)
    type_in(box, "ship before:20x6")
    assert said[-1] == "“20x6” is not a date. Try 2026, 2026-11, 2026-11-18 or last-month."
    assert [term.value for term in box.query().terms] == ["ship"]
    for _ in range(len("before:20x6")):
        press(box, Qt.Key.Key_Backspace)
    assert said[-1] == ""


def test_what_typing_on_may_put_right_is_said_in_a_pause_and_stays_while_it_holds(box: SearchBox, qtbot: QtBot) -> None:
    said: list[str] = []
    box.problemChanged.connect(said.append)
    type_in(box, "ice (po")
    assert said == []
    qtbot.waitUntil(lambda: said == ["A bracket is not closed."])
    assert box.query().parts == Query.parse("ice po*").parts
    type_in(box, "rt")
    assert said == ["A bracket is not closed."]
    type_in(box, ")")
    assert said[-1] == ""


def test_what_is_wrong_at_enter_stays_said(box: SearchBox) -> None:
    said: list[str] = []
    box.problemChanged.connect(said.append)
    type_in(box, "ice tag:")
    press(box, Qt.Key.Key_Return)
    QTest.qWait(900)
    assert said == ["“tag:” needs a value after the colon."]


def test_a_space_behind_the_colon_of_a_field_is_said_at_once(box: SearchBox) -> None:
    said: list[str] = []
    box.problemChanged.connect(said.append)
    type_in(box, "tag: a")
    assert said == ["There is a space behind “tag:”: write tag:a, without it."]


def test_another_search_from_outside_takes_the_place_of_what_cannot_be_read(box: SearchBox) -> None:
    said: list[str] = []
    box.problemChanged.connect(said.append)
    type_in(box, "ice on:2017-13")
    box.set_query(box.query().with_term(Term("board", "tag")))
    assert (box.chips.texts(), box.focusProxy().text()) == (["tag board"], "ice ")
    assert said[-1] == ""


def test_what_a_chip_stands_beside_is_not_searched_where_it_cannot_be_read(box: SearchBox) -> None:
    type_in(box, "tone:lovely tag:")
    assert box.query() == Query()
    box.clear()
    type_in(box, "tag:board tone:lovely ")
    assert box.query() == box.written() == Query((Term("board", "tag"),))
    press(box, Qt.Key.Key_Home)
    press(box, Qt.Key.Key_Backspace)
    press(box, Qt.Key.Key_Backspace)
    assert box.query() == box.written() == Query((Term("lovely"),))


def test_a_tag_told_by_its_last_part_is_searched_while_it_stands_there(box: SearchBox) -> None:
    type_in(box, "tag:arctic")
    assert box.query() == Query((Term("arctic", "tag"),))
    box.clear()
    type_in(box, "tag:arct*")
    assert box.query() == Query((Term("arct*", "tag"),))


def test_a_value_behind_a_space_becomes_a_chip(box: SearchBox) -> None:
    type_in(box, "tone: none ")
    assert box.chips.texts() == ["tone none"]
    assert box.query() == Query((Term("none", "tone"),))


def test_the_cross_of_a_chip_removes_its_facet(box: SearchBox, qtbot: QtBot) -> None:
    box.set_query(Query.parse("tag:board is:starred"))
    chip = next(child for child in box.chips.children() if getattr(child, "terms", None) == (Term("board", "tag"),))
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.rect().center() + (chip.rect().topRight() / 2) * 0.8)
    assert box.query() == Query((Term("starred", "is"),))


def test_another_search_from_outside_keeps_the_words_that_stand_there(box: SearchBox) -> None:
    type_in(box, "ice sh")
    box.set_query(box.query().with_term(Term("board", "tag")))
    assert box.focusProxy().text() == "ice sh"
    assert box.chips.texts() == ["tag board"]


def test_chips_without_room_fold_into_their_number_the_oldest_first(box: SearchBox) -> None:
    box.resize(260, 32)
    box.set_query(Query.parse("tag:topic/arctic outlet:Gazette tone:positive"))
    assert box.chips.texts() == ["+2", "tone positive"]


def test_what_was_chosen_last_is_seen_and_the_fold_tells_of_exclusions(box: SearchBox) -> None:
    box.resize(260, 32)
    box.set_query(Query.parse("-tone:positive tag:topic/arctic -tag:board outlet:Gazette"))
    assert box.chips.texts() == ["+3, 2 excluded", "outlet Gazette"]
    box.set_query(Query.parse("-tone:positive -tag:board outlet:Gazette"))
    assert box.chips.texts() == ["2 excluded", "outlet Gazette"]


def test_values_are_cut_short_before_chips_fold(box: SearchBox) -> None:
    box.resize(420, 32)
    box.set_query(
        Query.parse('outlet:"The Weekly Harbour Gazette of the Islands" reporter:"Maximiliana Okafor-Lindqvist"')
    )
    assert len(box.chips.texts()) == 2
    chips = [child for child in box.chips.children() if isinstance(child, SearchChip) and child.isVisible()]
    assert max(chip.mapTo(box, chip.rect().bottomRight()).x() for chip in chips) < box.width() - 60
    assert all("Weekly" in chip.toolTip() or "Maximiliana" in chip.toolTip() for chip in chips)


def test_the_fold_lists_what_it_hides_and_removes_what_is_chosen_there(box: SearchBox) -> None:
    box.resize(260, 32)
    box.set_query(Query.parse("tag:topic/R&D -outlet:Gazette tone:positive"))
    for _ in box.chips.texts():
        press(box, Qt.Key.Key_Left)
    folded = box.chips.selected()
    assert folded == (Term("topic/R&D", "tag"), Term("Gazette", "outlet", negated=True))
    press(box, Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["Remove “tag R&&D”", "Remove “not outlet Gazette”"]
    menu.actions()[1].trigger()
    menu.close()
    assert box.query() == Query.parse("tag:topic/R&D tone:positive")


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Delete])
def test_all_that_is_selected_is_deleted_chips_and_words(box: SearchBox, key: Qt.Key) -> None:
    for text in ("ice", ""):
        box.set_query(Query.parse(f"tag:board {text}"))
        QTest.keyClick(box.focusProxy(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        press(box, key)
        assert box.query() == Query()
        assert (box.chips.texts(), box.focusProxy().text()) == ([], "")


def test_what_is_typed_takes_the_place_of_all_that_is_selected(box: SearchBox) -> None:
    box.set_query(Query.parse("tag:board ice"))
    QTest.keyClick(box.focusProxy(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_in(box, "sh")
    assert box.query() == Query((Term("sh", prefix=True),))
    box.set_query(Query.parse("tag:board ice"))
    QTest.keyClick(box.focusProxy(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.mouseClick(box.focusProxy(), Qt.MouseButton.LeftButton)
    press(box, Qt.Key.Key_End)
    press(box, Qt.Key.Key_Backspace)
    assert box.query() == Query((Term("board", "tag"), Term("ice", prefix=True)))


def test_excluded_facets_say_so(box: SearchBox) -> None:
    box.set_query(Query.parse("-tag:board"))
    assert box.chips.texts() == ["not tag board"]


def test_a_name_is_offered_for_an_alias_of_it() -> None:
    names = replace(NAMES, outlet_aliases={"The HG Daily": "Harbour Gazette", "Gone": "No Longer There"})

    def offered(typed: str) -> list[Suggestion]:
        token = token_at(typed, len(typed))
        assert token is not None
        return suggestions(token, names, TODAY)

    for typed in ("outlet:dail", "dail"):
        found = offered(typed)
        assert [(one.title, one.hint, str(one.term)) for one in found] == [
            ("Harbour Gazette", "The HG Daily", 'outlet:"Harbour Gazette"')
        ]
    assert offered("outlet:gon") == []


def offered_for(typed: str, names: Names) -> list[Suggestion]:
    token = token_at(typed, len(typed))
    assert token is not None
    return suggestions(token, names, TODAY)


def test_tags_that_differ_by_their_accents_complete_to_one_each() -> None:
    names = Names(tags={"topic/Été": 4, "topic/ete": 2, "topic/hiver": 1})
    assert [str(one.term) for one in offered_for("tag:ete", names)] == ["tag:=topic/Été", "tag:=topic/ete"]
    assert [str(one.term) for one in offered_for("tag:HÍV", names)] == ["tag:topic/hiver"]


def test_a_tag_typed_without_its_accents_is_one_and_stays_so(box: SearchBox) -> None:
    box.set_names(lambda: Names(tags={"topic/Trös": 4, "topic/Trösten": 1}))
    type_in(box, "tag:tros")
    assert box.query() == Query((Term("tros", "tag"),))
    type_in(box, " ")
    assert box.chips.texts() == ["tag tros"]
    box.set_query(Query.parse('tag:"=topic/Trös"'))
    assert box.chips.texts() == ["tag Trös"]


def test_what_is_used_most_is_offered_first_wherever_it_is_nested() -> None:
    names = Names(
        tags={"détér": 8, "dé": 2, "topic/Dean": 542, "topic/red deal": 900},
        outlets={"The Dean Gazette": 9, "Dean Weekly": 4, "Big Dean": 90},
        reporters={"Dean Ash": 2, "Ann Dean": 7, "Al Dean Bo": 90},
    )
    assert [one.title for one in offered_for("tag:de", names)] == ["topic/Dean", "détér", "dé", "topic/red deal"]
    assert [one.title for one in offered_for("outlet:dea", names)] == ["The Dean Gazette", "Dean Weekly", "Big Dean"]
    assert [one.title for one in offered_for("reporter:dea", names)] == ["Ann Dean", "Dean Ash", "Al Dean Bo"]


def test_names_are_found_by_any_of_their_words_whatever_the_accents() -> None:
    token = token_at("reporter:oka", 12)
    assert token is not None
    (found,) = suggestions(token, NAMES, TODAY)
    assert (found.title, found.typed) == ("Maya Okafor", (5, 8))


@given(st.text(max_size=60), st.integers(0, 60))
def test_any_text_can_be_typed(text: str, caret: int) -> None:
    caret = min(caret, len(text))
    reading = read(text, caret, NAMES, TODAY)
    assert all(text[problem.start : problem.end].strip() for problem in reading.problems)
    left, new_caret, _ = take_finished(text, caret)
    assert 0 <= new_caret <= len(left) <= len(text)


_PARTS = ["ship", "-old", '"two words"', "tag:board", "outlet:Phare", "tone:positive", "before:2026", "tone:x", "a:b"]


@given(st.lists(st.sampled_from(_PARTS), max_size=6))
def test_a_finished_text_reads_as_the_query_language_does(parts: list[str]) -> None:
    text = " ".join(parts) + " "
    assert read(text, -1, NAMES, TODAY).parts == Query.parse(text).parts
    left, _, taken = take_finished(text, None)
    rest = read(left, -1, NAMES, TODAY, is_alone=not taken).parts
    assert {*rest, *taken} == set(Query.parse(text).terms)
    assert [token.text for token in tokens(text)] == parts


@given(st.text(alphabet="aé𝄞😀 ", max_size=30))
def test_positions_of_qt_and_python_are_told_apart(text: str) -> None:
    positions = Positions(text)
    for index in range(len(text) + 1):
        assert positions.to_qt(index) == qt_length(text[:index])
        assert positions.from_qt(positions.to_qt(index)) == index


def test_enter_takes_what_is_marked_while_a_value_is_unfinished_and_else_what_is_typed(box: SearchBox) -> None:
    type_in(box, "outlet:har")
    press(box, Qt.Key.Key_Return)
    assert box.query() == Query((Term("Harbour Gazette", "outlet"),))
    box.clear()
    type_in(box, "outlet:gazette")
    press(box, Qt.Key.Key_Return)
    assert box.query() == Query((Term("gazette", "outlet"),))
    box.clear()
    type_in(box, "har")
    press(box, Qt.Key.Key_Return)
    assert [term.field for term in box.query().terms] == [None]


def test_backspace_on_folded_chips_takes_one_of_them(box: SearchBox) -> None:
    box.set_query(Query.parse("tag:topic/arctic outlet:phare tone:positive prominence:main medium:radio"))
    assert box.chips.texts()[0].startswith("+")
    for _ in box.chips.texts():
        press(box, Qt.Key.Key_Left)
    folded = box.chips.selected()
    press(box, Qt.Key.Key_Backspace)
    assert len(box.query().terms) == 4
    assert folded[-1] not in box.query().terms


def test_a_role_of_somebody_of_several_words_is_asked_for_within_a_quotation_mark(box: SearchBox) -> None:
    type_in(box, 'feat:"ingrid hal')
    popup = box.popup()
    assert popup is not None
    place = popup.titles().index("quoted:ingrid hal…")
    for _ in range(place):
        press(box, Qt.Key.Key_Down)
    press(box, Qt.Key.Key_Tab)
    assert box.focusProxy().text() == 'quoted:"ingrid hal'
    press(box, Qt.Key.Key_Tab)
    assert box.query() == Query((Term("Ingrid Halvorsen", "quoted"),))


def test_days_are_offered_with_the_newest_first() -> None:
    for name in ("on", "after", "before"):
        found = [one.title for one in suggestions(next(tokens(f"{name}:20")), NAMES, TODAY)]
        assert found == ["2026-11-18", "2026-11", "2026-10", "2026", "2025"]
    everything = [one.title for one in suggestions(next(tokens("on:")), NAMES, TODAY)]
    assert everything == ["2026-11-18", "yesterday", "2026-11", "2026-10", "last-month", "2026", "2025"]


@pytest.mark.parametrize("field", FIELDS)
def test_the_value_of_every_field_can_be_typed(box: SearchBox, field: str) -> None:
    type_in(box, f"{field}:12 -{field}:ab ")
    press(box, Qt.Key.Key_Return)
    assert box.query().parts == Query.parse(f"{field}:12 -{field}:ab").parts


def test_thousands_apart_are_one_number_however_they_are_typed(box: SearchBox) -> None:
    asked: list[str] = []
    box.queryChanged.connect(lambda query: asked.append(str(query)))
    type_in(box, "reach:>1 250 000 ice")
    asked = asked[asked.index("reach:>1") :]
    assert box.chips.texts() == ["reach >1,250,000"]
    assert box.focusProxy().text() == "ice"
    assert asked == [
        *("reach:>1", "reach:>1,250", "reach:>1,250,000"),
        *(f"reach:>1,250,000 {word}" for word in ("i*", "ic*", "ice*")),
    ]


def test_a_number_that_no_thousands_follow_becomes_a_chip(box: SearchBox) -> None:
    type_in(box, "reach:>100 2017 reach:<2000 ")
    assert box.chips.texts() == ["reach >100", "reach <2000"]
    assert box.query().parts == Query.parse("reach:>100 reach:<2000 2017").parts


@pytest.mark.parametrize(("typed", "offered"), [("fren", ["fr"]), ("alle", ["de"]), ("e", ["en", "es"]), ("x", [])])
def test_languages_are_offered_by_their_names_in_both_languages(box: SearchBox, typed: str, offered: list[str]) -> None:
    type_in(box, f"lang:{typed}")
    popup = box.popup()
    assert (popup.titles() if popup else []) == offered


def test_a_language_by_its_name_becomes_a_chip_of_its_code(box: SearchBox) -> None:
    type_in(box, "lang:francais ice")
    assert box.chips.texts() == ["lang fr"]


SITES = ("coastal.example", "news.coastal.example", "ledger.example")


def with_sites() -> Names:
    return replace(NAMES, find_sites=lambda: SITES)


def test_a_pasted_address_becomes_a_chip_at_once(box: SearchBox) -> None:
    QApplication.clipboard().setText("https://www.coastal.example/1_a/?utm_source=mail\n")
    QTest.keyClick(box.focusProxy(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert box.chips.texts() == ["link coastal.example/1_a"]
    assert box.focusProxy().text().strip() == ""
    type_in(box, "ice")
    assert str(box.query()) == "link:coastal.example/1_a ice*"
    box.clear()
    QApplication.clipboard().setText("https")
    QTest.keyClick(box.focusProxy(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert box.chips.texts() == []


@pytest.mark.parametrize(
    "copied",
    ["coastal.example/1", "<coastal.example/1>", "[The ferry](https://coastal.example/1)", "ttps://coastal.example/1"],
)
def test_an_address_may_be_pasted_without_its_beginning_or_as_markdown_has_it(box: SearchBox, copied: str) -> None:
    QApplication.clipboard().setText(copied)
    QTest.keyClick(box.focusProxy(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert box.chips.texts() == ["link coastal.example/1"]
    assert box.focusProxy().text().strip() == ""


def test_an_address_that_is_typed_becomes_a_chip_where_it_ends(box: SearchBox) -> None:
    type_in(box, "http://coastal.example/1")
    assert box.chips.texts() == []
    assert str(box.query()) == "link:coastal.example/1"
    type_in(box, " ")
    assert box.chips.texts() == ["link coastal.example/1"]


def test_sites_are_offered_where_a_link_is_typed(box: SearchBox) -> None:
    asked: list[str] = []
    box.set_names(with_sites)
    box.queryChanged.connect(lambda query: asked.append(str(query)))
    type_in(box, "link:coa")
    popup = box.popup()
    assert popup is not None
    assert [one.title for one in suggestions_at("link:www.coa")] == ["coastal.example", "news.coastal.example"]
    assert asked[-3:] == ['link:"c*"', 'link:"co*"', 'link:"coa*"']
    press(box, Qt.Key.Key_Return)
    assert box.chips.texts() == ["link coastal.example"]
    box.clear()
    type_in(box, "link:https://nowhere.example/1")
    assert asked[-1] == "link:nowhere.example/1"


def suggestions_at(text: str) -> list[Suggestion]:
    token = token_at(text, len(text))
    assert token is not None
    return suggestions(token, with_sites(), TODAY)


def test_all_that_is_selected_is_copied_and_cut_with_its_chips(box: SearchBox) -> None:
    keys, control = QTest.keyClick, Qt.KeyboardModifier.ControlModifier
    type_in(box, 'tag:topic/arctic -outlet:"Le Phare" ice on:2026-13')
    text, clipboard = box.focusProxy(), QApplication.clipboard()
    keys(text, Qt.Key.Key_A, control)
    keys(text, Qt.Key.Key_C, control)
    assert clipboard.text() == 'tag:topic/arctic -outlet:"Le Phare" ice on:2026-13'
    keys(text, Qt.Key.Key_X, control)
    assert (clipboard.text(), str(box.query())) == ('tag:topic/arctic -outlet:"Le Phare" ice on:2026-13', "")
    keys(text, Qt.Key.Key_V, control)
    assert str(box.query()) == 'tag:topic/arctic -outlet:"Le Phare" ice'


def test_a_selected_chip_is_copied_and_cut_as_it_would_be_typed(box: SearchBox) -> None:
    keys, control = QTest.keyClick, Qt.KeyboardModifier.ControlModifier
    type_in(box, "is:starred ")
    press(box, Qt.Key.Key_Backspace)
    keys(box.focusProxy(), Qt.Key.Key_C, control)
    assert (QApplication.clipboard().text(), box.chips.texts()) == ("is:starred", ["only starred"])
    keys(box.focusProxy(), Qt.Key.Key_X, control)
    assert (QApplication.clipboard().text(), box.chips.texts()) == ("is:starred", [])


def test_a_chip_is_written_otherwise_after_a_double_click_or_enter(box: SearchBox) -> None:
    type_in(box, "tag:topic/arctic is:starred ice")
    [chip] = [one for one in box.findChildren(SearchChip) if one.isVisible() and one.accessibleName() == "tag arctic"]
    QTest.mouseDClick(chip, Qt.MouseButton.LeftButton)
    assert box.chips.texts() == ["only starred"]
    assert box.focusProxy().text() == "tag:topic/arctic ice"
    assert str(box.query()) == "is:starred tag:topic/arctic ice*"
    for _ in "arctic":
        press(box, Qt.Key.Key_Backspace)
    type_in(box, "archives ")
    assert str(box.query()) == "is:starred tag:topic/archives ice*"
    press(box, Qt.Key.Key_Home)
    press(box, Qt.Key.Key_Left)
    press(box, Qt.Key.Key_Return)
    assert box.focusProxy().text() == "tag:topic/archives ice"
    press(box, Qt.Key.Key_Return)
    assert box.chips.texts() == ["only starred", "tag archives"]


def test_escape_clears_the_words_before_the_chips_and_undo_brings_back_both(box: SearchBox) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    left: list[bool] = []
    box.left.connect(lambda: left.append(True))
    type_in(box, "tag:topic/arctic ice road")
    press(box, Qt.Key.Key_Escape)
    assert (box.chips.texts(), str(box.query())) == (["tag arctic"], "tag:topic/arctic")
    QTest.keyClick(box.focusProxy(), Qt.Key.Key_Z, control)
    assert (box.chips.texts(), box.focusProxy().text()) == (["tag arctic"], "ice road")
    assert str(box.query()) == "tag:topic/arctic ice road*"
    press(box, Qt.Key.Key_Escape)
    press(box, Qt.Key.Key_Escape)
    assert (box.chips.texts(), str(box.query()), left) == ([], "", [])
    type_in(box, "s")
    QTest.keyClick(box.focusProxy(), Qt.Key.Key_Z, control)
    assert box.chips.texts() == []
    QTest.keyClick(box.focusProxy(), Qt.Key.Key_Z, control)
    assert (box.chips.texts(), box.focusProxy().text()) == (["tag arctic"], "ice road")
    for _ in range(4):
        press(box, Qt.Key.Key_Escape)
    assert left == []
    press(box, Qt.Key.Key_Down)
    assert left == [True]


def undo(box: SearchBox) -> tuple[list[str], str]:
    QTest.keyClick(box.focusProxy(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    return box.chips.texts(), box.focusProxy().text()


def redo(box: SearchBox) -> tuple[list[str], str]:
    QTest.keyClick(
        box.focusProxy(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    return box.chips.texts(), box.focusProxy().text()


@pytest.mark.parametrize("by_mouse", [True, False])
def test_undo_brings_a_removed_chip_back_before_what_was_cleared_earlier(box: SearchBox, *, by_mouse: bool) -> None:
    type_in(box, "zebra")
    press(box, Qt.Key.Key_Escape)
    type_in(box, "tag:arc")
    press(box, Qt.Key.Key_Tab)
    chips = box.chips.texts()
    if by_mouse:
        box.findChildren(SearchChip)[-1].removed.emit()
    else:
        press(box, Qt.Key.Key_Backspace)
        press(box, Qt.Key.Key_Backspace)
    assert (box.chips.texts(), str(box.query())) == ([], "")
    assert undo(box) == (chips, "")
    assert str(box.query()).startswith("tag:topic/arc")
    assert redo(box) == ([], "")
    assert str(box.query()) == ""


def test_undo_and_redo_walk_over_chips_and_words_in_the_order_in_which_they_came(box: SearchBox) -> None:
    type_in(box, "tag:arc")
    press(box, Qt.Key.Key_Tab)
    chips = box.chips.texts()
    type_in(box, "ice")
    press(box, Qt.Key.Key_Escape)
    walked = [undo(box) for _ in range(5)]
    assert walked == [(chips, "ice"), (chips, ""), ([], "tag:arc"), ([], ""), ([], "")]
    assert [redo(box) for _ in range(5)] == [([], "tag:arc"), (chips, ""), (chips, "ice"), (chips, ""), (chips, "")]
    undo(box)
    type_in(box, "s")
    assert redo(box) == (chips, "ices")


def test_another_search_from_outside_begins_a_new_past(box: SearchBox) -> None:
    type_in(box, "ice")
    box.set_query(Query.parse("tag:board ice*"))
    assert undo(box) == (["tag board"], "ice")


def test_the_menu_of_the_line_undoes_chips_too(box: SearchBox) -> None:
    box.set_query(Query.parse("tag:board"))
    before = box.menu().findChild(QAction, "edit-undo")
    assert not before.isEnabled()
    press(box, Qt.Key.Key_Backspace)
    press(box, Qt.Key.Key_Backspace)
    box.menu().findChild(QAction, "edit-undo").trigger()
    assert box.chips.texts() == ["tag board"]


def test_an_address_empties_no_list_while_its_site_is_typed(box: SearchBox) -> None:
    asked: list[str] = []
    box.set_names(with_sites)
    box.queryChanged.connect(lambda query: asked.append(str(query)))
    type_in(box, "ice https://www.news.coastal.exam")
    hosts = [text.removeprefix("ice link:").strip('"*') for text in asked if "link:" in text]
    assert all("news.coastal.example".startswith(host) for host in hosts)
    assert {'ice link:"n*"', "ice link:news", 'ice link:"news.coastal.exam*"'} <= set(asked)
    type_in(box, "ple")
    assert asked[-1] == "ice link:news.coastal.example"
    box.clear()
    type_in(box, "https://nowhere.example")
    press(box, Qt.Key.Key_Return)
    assert str(box.query()) == "link:nowhere.example"


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("outlet:ga", 'outlet:"ga*"'),
        ("outlet:gazette", "outlet:gazette"),
        ('outlet:"harbour ga', 'outlet:"harbour ga*"'),
        ('outlet:"harbour gazette"', 'outlet:"harbour gazette"'),
        ("-reporter:oka", '-reporter:"oka*"'),
        ("feat:xy", "feat:xy"),
        ("tag:topic", "tag:topic"),
        ("tag:topic/", "tag:topic/*"),
        ("tag:board OR tag:arc", "tag:board OR tag:arc*"),
        ("(tag:board outlet:ph", 'tag:board outlet:"ph*"'),
        ("tag:none", "tag:none"),
        ("headline:ic", "headline:ic*"),
        ("tone:pos", "tone:positive"),
        ("tone:ne", "tone:neutral OR tone:negative"),
        ("ice -tone:ne", "ice -(tone:neutral OR tone:negative)"),
        ("ice OR is:d", "ice OR is:deleted"),
        ("(ice medium:r", "ice medium:radio"),
        ("rights:lovely", "lovely*"),
        ("lang:fren", "lang:fr"),
        ('"thin ic', '"thin ic"*'),
        ('ship headline:"thin ic', 'ship headline:"thin ic"*'),
        ('ship OR "thin ic', 'ship OR "thin ic"*'),
        ('"thin ice ', '"thin ice"'),
        ('"thin ic"', '"thin ic"'),
        ("link:nowhere", "link:nowhere"),
    ],
)
def test_what_is_a_name_stays_one_and_what_is_none_yet_counts_as_a_beginning(
    box: SearchBox, typed: str, asked: str
) -> None:
    box.set_names(with_sites)
    type_in(box, typed)
    assert str(box.query()) == asked


def test_a_tone_that_is_told_by_its_beginning_is_a_chip_of_the_whole_one(box: SearchBox) -> None:
    type_in(box, "tone:neg ")
    assert box.chips.texts() == ["tone negative"]


@pytest.mark.parametrize("ending", ["enter", "space"])
@pytest.mark.parametrize(
    ("typed", "chip", "asked"),
    [
        ("outlet:ga", "outlet ga*", 'outlet:"ga*"'),
        ("-tag:arc", "not tag arc*", "-tag:arc*"),
        ("outlet:gazette", "outlet gazette", "outlet:gazette"),
        ("outlet:hg", "outlet hg", "outlet:hg"),
        ("tag:arctic", "tag arctic", "tag:arctic"),
        ("tag:nowhere", "tag nowhere", "tag:nowhere"),
    ],
)
def test_what_is_shown_while_a_name_is_typed_is_searched_when_it_is_ended(
    box: SearchBox, typed: str, chip: str, asked: str, ending: str
) -> None:
    box.set_names(lambda: replace(NAMES, outlet_aliases={"HG": "Harbour Gazette", "HGA": "Le Phare"}))
    type_in(box, typed)
    assert str(box.query()) == asked
    if box.popup():
        press(box, Qt.Key.Key_Escape)
    if ending == "enter":
        press(box, Qt.Key.Key_Return)
    else:
        type_in(box, " ")
    assert (box.chips.texts(), str(box.query())) == ([chip], asked)


def test_alternatives_stay_the_beginnings_that_they_are_shown_as(box: SearchBox) -> None:
    type_in(box, "tag:board OR tag:arc")
    press(box, Qt.Key.Key_Escape)
    press(box, Qt.Key.Key_Return)
    assert str(box.query()) == str(box.written()) == "tag:board OR tag:arc*"
    type_in(box, " ice")
    assert str(box.query()) == "tag:board OR tag:arc* ice*"


def test_a_name_before_other_words_is_no_beginning(box: SearchBox) -> None:
    type_in(box, "tag: ship")
    for _ in range(len(" ship")):
        press(box, Qt.Key.Key_Left)
    type_in(box, "arc")
    assert box.query() == Query((Term("ship", prefix=True),))


@pytest.mark.parametrize("typed", ["feat:oeuv", "feat:Œuv", "feat:aegi", "feat:ægi"])
def test_names_are_offered_by_letters_that_are_two_in_one(typed: str) -> None:
    names = Names(spokespeople={"Lise Œuvrard-Ægir": 2, "Ann Ice": 1})
    token = token_at(typed, len(typed))
    assert token is not None
    offered = [one.title for one in suggestions(token, names, TODAY) if one.term is not None]
    assert offered == ["Lise Œuvrard-Ægir"]


@pytest.mark.parametrize(
    ("typed", "chip"),
    [
        ("on:novembre 2026 ", "on 2026-11"),
        ("on:November 12, 2026 ", "on 2026-11-12"),
        ("after:12 nov. 2026 ", "since 12 Nov 2026"),
        ("on:le mois dernier ", "on last-month"),
        ("on:29.12.2017 ", "on 2017-12-29"),
        ("added:hier ", "added yesterday"),
        ("on:november ", "on november"),
        ("on:march 3 ", "on march-3"),
        ("on:12 nov ", "on november-12"),
        ("on:2026 novembre ", "on 2026-11"),
        ("on:2026 ", "on 2026"),
        ("on:lundi dernier ", "on last-monday"),
        ("last:30 days ", "in the last 30d"),
        ("last:30 ", "in the last 30d"),
        ("last:2 weeks ", "in the last 2w"),
        ("quarter:Q4 2017 ", "quarter 2017-4"),
        ("on:2017-12-25.. ", "on 2017-12-25.."),
    ],
)
def test_days_in_words_become_one_chip_that_prints_them_in_one_way(box: SearchBox, typed: str, chip: str) -> None:
    type_in(box, f"{typed}ice")
    assert box.chips.texts() == [chip]
    assert box.focusProxy().text() == "ice"


def test_the_year_of_a_month_is_not_searched_as_a_word_while_it_is_typed(box: SearchBox) -> None:
    asked: list[str] = []
    box.queryChanged.connect(lambda query: asked.append(str(query)))
    type_in(box, "on:novembre 2025 ")
    assert asked[asked.index("on:november") :] == [
        *("on:november", "on:november-2", "on:november-20"),  # Each a day of that month.
        *("on:november", "on:2025-11"),
    ]


def test_the_unit_of_a_number_is_not_searched_as_a_word_while_it_is_typed(box: SearchBox) -> None:
    asked: list[str] = []
    box.queryChanged.connect(lambda query: asked.append(str(query)))
    type_in(box, "last:30 days ")
    assert asked[asked.index("last:3d") :] == ["last:3d", "last:30d"]


def test_what_days_without_a_year_mean_is_said_on_their_chip(box: SearchBox) -> None:
    type_in(box, "quarter:Q4 on:monday ice")
    assert [chip.toolTip() for chip in box.findChildren(SearchChip) if chip.isVisibleTo(box)] == [
        "quarter:q4 (October to December 2025)",
        "on:monday (16 Nov 2026)",
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "on:29.12.2017",
        "on:2017/12/29",
        "on:12 november 2017",
        "after:le mois dernier",
        "on:12/2017",
        "on:20171229",
        "on:2017-12-01..2017-12-15",
    ],
)
def test_nothing_is_wrong_with_days_while_they_are_typed(box: SearchBox, typed: str) -> None:
    said: list[str] = []
    box.problemChanged.connect(said.append)
    type_in(box, typed)
    assert said == []
    assert box.query().parts == Query.parse(typed).parts


def test_a_date_that_may_be_two_days_is_told_with_both(box: SearchBox, qtbot: QtBot) -> None:
    type_in(box, "on:12/11/2026")
    assert box.focusProxy().accessibleDescription() == "“12/11/2026” may be two days: write 2026-11-12 or 2026-12-11."


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("on:hi", [("yesterday", "")]),
        ("on:nov", [("november", "November 2026")]),
        ("on:déc", [("december", "December 2025")]),
        ("due:dec", [("december", "December 2026")]),
        ("on:ju", [("june", "June 2026"), ("july", "July 2026")]),
        ("quarter:last", [("last-quarter", "as time goes by")]),
        ("quarter:q4", [("q4", "October to December 2025")]),
        ("on:lun", [("monday", "16 Nov 2026")]),
    ],
)
def test_days_are_offered_by_their_names_in_both_languages(typed: str, offered: list[tuple[str, str]]) -> None:
    found = suggestions(next(tokens(typed)), NAMES, TODAY)
    assert [(one.title, one.hint) for one in found] == offered
