"""Building a search from rows, by people who do not write it: what rows say, and the dialog with its keys."""

import threading
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAccessible, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from clipper.library.search import SearchInterrupted
from clipper.model.clipping import Clipping
from clipper.model.errors import EnvironmentProblem
from clipper.model.query import Query
from clipper.ui.counter import Counter
from clipper.ui.dialogs.search_builder import SearchBuilder
from clipper.ui.widgets.search_condition_words import offers
from clipper.ui.widgets.search_conditions import SUBJECTS, Condition, Entry, blocks_of, query_of, ways_of
from clipper.ui.widgets.search_dates import days_in_words, quarter_in_words, quarters, read_days
from clipper.ui.widgets.search_row import SearchRow
from clipper.ui.widgets.search_suggestions import Names
from clipper.ui.widgets.search_values import ChoiceValue, SpanValue, TextValue
from tests.library import strategies

TODAY = date(2026, 11, 18)
NAMES = Names(
    tags={"topic": 9, "topic/arctic": 7},
    outlets={"Harbour Gazette": 4, "Le Phare": 2},
    spokespeople={"Ingrid Halvorsen": 7, "Robin Halstead": 0},
    reporters={"Maya Okafor": None},
)

Build = Callable[..., SearchBuilder]


@pytest.fixture
def build(qtbot: QtBot) -> Build:
    """Open the builder with a query, as typed."""

    def _build(typed: str = "", count: Callable[[Query], int] = lambda _query: 142, **more: str) -> SearchBuilder:
        dialog = SearchBuilder(Query.parse(typed), NAMES, count, today=lambda: TODAY, **more)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        return dialog

    return _build


def told(dialog: SearchBuilder) -> list[str]:
    """The rows as a person reads them."""
    return [told_row(row) for row in dialog.rows()]


def told_row(row: SearchRow) -> str:
    lead = row.joint.word() if row.joint.isVisible() else row._lead.text()
    operator = row.operator.currentText() if row.operator.isVisible() else ""
    return " ".join(part for part in (lead, row.subject.currentText(), operator, value_of(row)) if part)


def value_of(row: SearchRow) -> str:
    if isinstance(row.value, ChoiceValue):
        return row.value.currentText()
    if isinstance(row.value, SpanValue):
        return f"{row.value.number.text()} {row.value.unit.currentText()}"
    return row.value.text() if row.value is not None else ""


def choose(box: QComboBox, word: str) -> None:
    """Choose by the word, as a person does with the mouse."""
    place = box.findText(word)
    assert place >= 0, [box.itemText(index) for index in range(box.count())]
    box.setCurrentIndex(place)
    box.activated.emit(place)


def type_in(row: SearchRow, text: str) -> TextValue:
    assert isinstance(row.value, TextValue)
    row.value.setFocus()
    row.value.selectAll()
    QTest.keyClicks(row.value, text)
    return row.value


def press(key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)


# What rows say


@given(strategies.queries, st.lists(strategies.clippings, max_size=3))
def test_any_query_finds_the_same_when_it_is_built_from_its_rows(query: Query, some: list[Clipping]) -> None:
    built = query_of(blocks_of(query, strategies.TODAY), strategies.TODAY)
    assert built.problems == ()
    for clipping in some:
        assert built.at(strategies.TODAY).matches(clipping) == query.at(strategies.TODAY).matches(clipping)


_texts = st.sampled_from(("ferry port", "OR", '"x" -y', "topic/arctic", "none", "2026", "30d", "a:b (c", "last month"))
_conditions = st.builds(
    Condition,
    st.sampled_from(SUBJECTS).flatmap(lambda one: st.sampled_from(ways_of(one))),
    _texts | st.text(max_size=9),
)


@given(st.lists(st.lists(_conditions, min_size=1, max_size=3), max_size=4), st.lists(strategies.clippings, max_size=3))
def test_all_blocks_must_hold_and_of_each_block_one_condition(
    blocks: list[list[Condition]], some: list[Clipping]
) -> None:
    today = strategies.TODAY
    readings = [[one.read(today).parts for one in block] for block in blocks]
    wanted = [[Query(parts).at(today) for parts in block if parts] for block in readings]
    built = query_of(blocks, today).at(today)
    for clipping in some:
        if not clipping.deleted and clipping.state != "rejected":
            holds = all(any(one.matches(clipping) for one in block) for block in wanted if block)
            assert built.matches(clipping) == holds


@pytest.mark.parametrize(
    "typed",
    [
        "ferry port",
        'headline:ice* -body:"heavy ice" note:x',
        "outlet:a outlet:b tone:none",
        "(ferry port) OR rail",
        "due:overdue -due:none due:7d due:2026-11",
        "-due:overdue due:none -due:2026",
        "tag:topic/* -tag:none last:30d added:7d quarter:2026-4",
        "is:starred -has:note story:any lang:fr",
        "-(-outlet:a OR -outlet:b)",
        "(ferry port OR rail) OR -(x y) state:new",
        "-after:2026 -last:30d story:abcd",
    ],
)
def test_a_query_that_nobody_touched_stays_as_it_was(typed: str) -> None:
    assert str(query_of(blocks_of(Query.parse(typed), TODAY), TODAY)) == typed


@pytest.mark.parametrize("subject", [one for one in SUBJECTS if one != "written"])
def test_every_way_to_ask_opens_as_it_was_built(subject: str) -> None:
    texts = {Entry.NOTHING: "", Entry.SPAN: "2w", Entry.DAYS: "2026-11", Entry.CODE: "none", Entry.NUMBER: "5k"}
    for way in ways_of(subject):
        text = {"state": "kept", "relation": "peer", "rights": "denied", "quarter": "2026-4"}.get(
            str(way.field), texts.get(way.entry, "x")
        )
        built = query_of([[Condition(way, text)]], TODAY)
        assert blocks_of(built, TODAY) == [[Condition(way, text)]]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("last month", "last-month"),
        ("November 2026", "2026-11"),
        ("nov. 2026", "2026-11"),
        ("18 Nov 2026", "2026-11-18"),
        ("Yesterday", "yesterday"),
        ("2026", "2026"),
        ("someday", "someday"),
    ],
)
def test_days_are_read_as_people_write_them(text: str, days: str) -> None:
    assert read_days(text, TODAY) == days


@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)), st.sampled_from((4, 7, 10)))
def test_days_in_words_read_back_the_same(day: date, length: int) -> None:
    value = day.isoformat()[:length]
    assert read_days(days_in_words(value), TODAY) == value


def test_quarters_are_told_by_their_months() -> None:
    assert quarters(TODAY, 5) == ["2026-4", "2026-3", "2026-2", "2026-1", "2025-4"]
    assert quarter_in_words("2025-4") == "October to December 2025"
    assert [quarter_in_words(value) for value in ("last-quarter", "2025q4")] == ["last quarter", "2025q4"]


# The dialog


def test_a_query_opens_as_rows_that_read_like_a_sentence(build: Build) -> None:
    dialog = build("icebreaker port outlet:Phare outlet:Gazette -tone:negative on:2026-11 OR is:undated quarter:2026-4")
    assert told(dialog) == [
        "Where Anywhere all of the words icebreaker port",
        "and either Outlet is Phare",
        "or Outlet is Gazette",
        "and Tone is not Negative: speaks badly of us",
        "and either Published on or in November 2026",
        "or Only undated ones",
        "and Published in the quarter October to December 2026",
    ]


def test_what_is_nested_deeper_is_text_that_can_be_changed(build: Build) -> None:
    dialog = build("(ferry (port OR rail)) OR tag:topic -(a b)")
    assert told(dialog) == [
        "Either As written ferry port OR rail",
        "or Tag is topic",
        "and As written -(a b)",
    ]
    type_in(dialog.rows()[0], "ferry (port OR road)")
    assert str(dialog.query()) == "(ferry port OR road) OR tag:topic -(a b)"


def test_a_search_is_built_from_nothing(build: Build) -> None:
    dialog = build()
    assert told(dialog) == ["Where Anywhere all of the words"]
    QTest.keyClicks(QApplication.focusWidget(), "ferry port")
    dialog.add_button.click()
    (_, row) = dialog.rows()
    assert row.subject.hasFocus()
    choose(row.subject, "Outlet")
    choose(row.operator, "is not")
    type_in(row, "Le Phare")
    assert dialog.written.toPlainText() == 'ferry port -outlet:"Le Phare"'
    assert dialog.query().parts == Query.parse('ferry port -outlet:"Le Phare"').parts


def test_an_alternative_asks_for_another_value_of_the_same(build: Build) -> None:
    dialog = build("tone:positive is:starred")
    dialog.rows()[0].or_button.click()
    assert told(dialog)[:2] == ["Either Tone is Positive: speaks well of us", "or Tone is Positive: speaks well of us"]
    row = dialog.rows()[1]
    assert isinstance(row.value, ChoiceValue)
    choose(row.value, "Mixed: well and badly")
    choose(row.subject, "Has")
    choose(row.operator, "no note")
    assert str(dialog.query()) == "tone:positive OR -has:note is:starred"


def test_rows_are_joined_and_parted_by_the_word_before_them(build: Build) -> None:
    dialog = build("ferry tag:topic is:starred")
    _, second, third = dialog.rows()
    second.joint.choose("or")
    assert str(dialog.query()) == "ferry OR tag:topic is:starred"
    third.joint.choose("or")
    assert str(dialog.query()) == "ferry OR tag:topic OR is:starred"
    second.joint.choose("and")
    assert str(dialog.query()) == "ferry tag:topic OR is:starred"
    assert [row.joint.word() for row in (second, third)] == ["and either", "or"]


def test_two_conditions_about_the_outlet_must_both_hold_where_they_say_and(build: Build) -> None:
    dialog = build("outlet:harbour")
    dialog.add_button.click()
    row = dialog.rows()[1]
    choose(row.subject, "Outlet")
    type_in(row, "gazette")
    outlets = ("Harbour Gazette", "Harbour Post", "Gazette")
    found = [name for name in outlets if dialog.query().matches(Clipping(1, "", outlet=name))]
    assert found == ["Harbour Gazette"]
    row.joint.choose("or")
    assert str(dialog.query()) == "outlet:harbour outlet:gazette"


def test_a_button_and_the_delete_key_remove_a_row(build: Build) -> None:
    dialog = build("tone:mixed OR is:starred OR has:link ferry")
    dialog.rows()[0].remove_button.click()
    assert told(dialog)[0] == "Either Only key coverage"
    assert dialog.rows()[0].subject.hasFocus()
    press(Qt.Key.Key_Delete, 2)
    assert told(dialog) == ["Where Anywhere all of the words ferry"]
    press(Qt.Key.Key_Delete)
    assert told(dialog) == []
    assert dialog.add_button.hasFocus()
    assert dialog.query() == Query()


def test_delete_in_a_text_only_deletes_there(build: Build) -> None:
    dialog = build("ferry")
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Delete)
    assert str(dialog.query()) == "erry"


def test_names_of_the_library_complete_a_value(build: Build) -> None:
    dialog = build("feat:x")
    value = type_in(dialog.rows()[0], "hal")
    assert value.completions.isVisible()
    names = [one.value for one in offers(dialog.rows()[0].condition().way, "hal", NAMES, TODAY)]
    assert names == ["Ingrid Halvorsen", "Robin Halstead"]
    press(Qt.Key.Key_Down, 2)
    press(Qt.Key.Key_Return)
    assert str(dialog.query()) == 'feat:"Robin Halstead"'
    assert dialog.isVisible()
    type_in(dialog.rows()[0], "ing")
    press(Qt.Key.Key_Tab)
    assert str(dialog.query()) == 'feat:"Ingrid Halvorsen"'
    assert value.hasFocus()


def test_enter_takes_the_only_name_that_is_offered(build: Build) -> None:
    dialog = build("feat:x")
    value = type_in(dialog.rows()[0], "halst")
    assert value.completions.isVisible()
    press(Qt.Key.Key_Return)
    assert (str(dialog.query()), dialog.isVisible()) == ('feat:"Robin Halstead"', True)


def test_names_are_counted_in_the_present_search_but_not_beside_an_alternative(build: Build) -> None:
    dialog = build("feat:x OR feat:y ferry")
    way = dialog.rows()[0].condition().way
    assert [one.hint for one in offers(way, "robin", NAMES, TODAY)] == ["0"]
    for row in dialog.rows()[:2]:
        assert [one.hint for one in row._offers(way, "robin")] == [""]
    dialog = build("feat:x ferry")
    assert [one.hint for one in dialog.rows()[0]._offers(way, "robin")] == ["0"]


def test_two_tags_that_differ_by_accents_alone_are_told_apart(qtbot: QtBot) -> None:
    names = Names(tags={"Été": 3, "ete": 1, "fall": 2})
    dialog = SearchBuilder(Query.parse("tag:x"), names, lambda _query: 142, today=lambda: TODAY)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()
    type_in(dialog.rows()[0], "ete")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert dialog.query() == Query.parse('tag:"=Été"')
    type_in(dialog.rows()[0], "fal")
    press(Qt.Key.Key_Return)
    assert dialog.query() == Query.parse("tag:fall")


def test_an_empty_value_offers_what_there_is_and_escape_closes_only_that(build: Build) -> None:
    dialog = build()
    row = dialog.rows()[0]
    choose(row.subject, "Published")
    row.focus_value()
    assert isinstance(row.value, TextValue)
    press(Qt.Key.Key_Down)
    assert row.value.completions.isVisible()
    press(Qt.Key.Key_Escape)
    assert not row.value.completions.isVisible()
    assert dialog.isVisible()
    QTest.mouseClick(row.value, Qt.MouseButton.LeftButton)
    press(Qt.Key.Key_Tab)
    assert str(dialog.query()) == "on:2026-11-18"
    assert row.value.text() == "18 Nov 2026"
    press(Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_days_are_offered_in_words(build: Build) -> None:
    dialog = build("added:2026 before:2026")
    added, before = (type_in(row, "a") for row in dialog.rows())
    type_in(dialog.rows()[0], "ay")
    assert added.completions.isVisible()
    assert not before.completions.isVisible()
    press(Qt.Key.Key_Down, 2)
    press(Qt.Key.Key_Return)
    assert added.text() == "yesterday"
    type_in(dialog.rows()[1], "oct")
    press(Qt.Key.Key_Tab)
    assert str(dialog.query()) == "added:yesterday before:2026-10"


def test_the_value_has_a_line_of_its_own_where_it_is_narrow(build: Build, qtbot: QtBot) -> None:
    dialog = build("outlet:a")
    row = dialog.rows()[0]
    assert row.value is not None
    for width, is_below in ((860, False), (640, True), (1000, False)):
        dialog.resize(width, 480)
        qtbot.waitUntil(lambda below=is_below: (row.value.y() > row.operator.geometry().bottom()) is below)
    assert row.value.width() > 300


def test_long_names_are_offered_within_the_window(qtbot: QtBot) -> None:
    names = Names(outlets={"The Very Long Gazette of " * 12: 1})
    dialog = SearchBuilder(Query.parse("outlet:x"), names, lambda _query: 0)
    qtbot.addWidget(dialog)
    dialog.resize(640, 480)
    with qtbot.waitExposed(dialog):
        dialog.show()
    value = type_in(dialog.rows()[0], "very")
    assert dialog.rect().contains(value.completions.geometry())
    press(Qt.Key.Key_Tab)
    assert "Gazette" in value.toolTip()
    dialog.reject()


def test_a_value_that_cannot_be_read_has_a_ring_and_a_sentence(build: Build, qtbot: QtBot) -> None:
    dialog = build("ferry after:2026")
    row = dialog.rows()[1]
    value = type_in(row, "someday")
    sentence = "“someday” is not a date. Try 2026, 2026-11, 2026-11-18 or last-month."
    assert row.shown_problem() == ""
    qtbot.waitUntil(lambda: row.shown_problem() == sentence)
    assert value.property("unreadable")
    assert value.accessibleDescription() == sentence
    assert not dialog.search_button.isEnabled()
    assert dialog.search_button.toolTip() == sentence
    assert str(dialog.query()) == "ferry"
    type_in(row, "18 Nov 2026")
    assert row.shown_problem() == ""
    assert not value.property("unreadable")
    assert dialog.search_button.isEnabled()
    assert str(dialog.query()) == "ferry after:2026-11-18"


def test_enter_goes_to_what_cannot_be_read(build: Build) -> None:
    dialog = build("after:2026 ferry")
    value = type_in(dialog.rows()[0], "someday")
    dialog.rows()[1].focus_value()
    press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert value.hasFocus()
    assert dialog.rows()[0].shown_problem()


def test_a_search_that_is_too_long_says_so(build: Build) -> None:
    dialog = build()
    value = type_in(dialog.rows()[0], "x")
    value.insert("ferry " * 201)
    value.edited.emit()
    assert "200" in dialog.problem.text()
    assert not dialog.search_button.isEnabled()


@pytest.mark.parametrize(
    ("subject", "operator", "typed", "problem"),
    [
        ("Anywhere", "all of the words", "- *", "“- *” has no word to look for."),
        ("Headline", "words that begin with", "a:b", "“a:b” is not the beginning of a word."),
        ("As written", "", "tone:sad", "“sad” is not a tone. Try mixed, negative, neutral, none, positive."),
    ],
)
def test_each_kind_of_value_says_what_would_be_right(
    build: Build, subject: str, operator: str, typed: str, problem: str
) -> None:
    dialog = build()
    row = dialog.rows()[0]
    choose(row.subject, subject)
    if operator:
        choose(row.operator, operator)
    type_in(row, typed)
    row.show_problem()
    assert row.shown_problem() == problem


def test_a_span_has_a_number_and_a_unit(build: Build) -> None:
    dialog = build()
    row = dialog.rows()[0]
    choose(row.subject, "Published")
    choose(row.operator, "in the last")
    assert told(dialog) == ["Where Published in the last 30 days"]
    value = row.value
    assert isinstance(value, SpanValue)
    choose(value.unit, "months")
    value.number.selectAll()
    QTest.keyClicks(value.number, "x3")
    assert str(dialog.query()) == "last:3m"
    choose(row.subject, "Added")
    assert str(dialog.query()) == "added:30d"
    value = row.value
    assert isinstance(value, SpanValue)
    value.number.selectAll()
    QTest.keyClicks(value.number, "0")
    row.show_problem()
    assert row.shown_problem()
    value.number.clear()
    value.edited.emit()
    assert dialog.query() == Query()


def test_what_was_typed_stays_when_it_is_asked_in_another_way(build: Build) -> None:
    dialog = build('"heavy ice"')
    row = dialog.rows()[0]
    choose(row.operator, "words that begin with")
    assert str(dialog.query()) == "heavy* ice*"
    choose(row.subject, "Outlet")
    assert str(dialog.query()) == 'outlet:"heavy ice"'
    choose(row.subject, "As written")
    assert value_of(row) == 'outlet:"heavy ice"'
    choose(row.subject, "Medium")
    assert value_of(row) == "Online"
    choose(row.subject, "Tag")
    assert value_of(row) == ""


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("lang:tlh", "Where Language is tlh"),
        ("lang:sv", "Where Language is Swedish"),
        ("quarter:2011-1", "Where Published in the quarter January to March 2011"),
        ("quarter:q1", "Where Published in the quarter Q1: January to March 2026"),
        ("medium:none", "Where Medium is Not known"),
    ],
)
def test_a_value_that_is_not_offered_is_shown_all_the_same(build: Build, typed: str, shown: str) -> None:
    dialog = build(typed)
    assert told(dialog) == [shown]
    assert str(dialog.query()) == typed


def test_the_organisation_has_its_own_word_for_a_spokesperson(build: Build) -> None:
    assert told(build("feat:none", spokesperson="Fellow")) == ["Where Fellow is nobody"]


def test_the_wheel_over_a_row_is_left_to_the_page(build: Build) -> None:
    dialog = build("ferry tone:mixed")
    box = dialog.rows()[1].subject
    assert not wheel(box).isAccepted()
    assert box.currentText() == "Tone"
    box.setFocus()
    wheel(box)
    assert box.currentText() == "Prominence"


def wheel(widget: QWidget) -> QWheelEvent:
    place, none = QPointF(widget.rect().center()), Qt.MouseButton.NoButton
    way, phase = QPoint(0, -120), Qt.ScrollPhase.NoScrollPhase
    where = widget.mapToGlobal(place)
    event = QWheelEvent(place, where, QPoint(), way, none, Qt.KeyboardModifier.NoModifier, phase, False)
    QApplication.sendEvent(widget, event)
    return event


# Counting


def test_the_count_comes_aside_and_late_answers_are_dropped(build: Build, qtbot: QtBot) -> None:
    release, begun = threading.Event(), threading.Event()

    def count(query: Query) -> int:
        if str(query) == "ferry":
            begun.set()
            assert release.wait(5)
            return 1
        return 1234

    dialog = build("ferry", count)
    qtbot.waitUntil(begun.is_set)
    assert dialog.count.text() == "Counting"
    type_in(dialog.rows()[0], "port")
    qtbot.wait(150)
    release.set()
    told_of: list[str] = []
    dialog._counter.answered.connect(lambda number: told_of.append(str(number)))
    qtbot.waitUntil(lambda: dialog.count.text() == "1,234 clippings")
    assert told_of == ["1234"]


def test_a_count_that_another_search_interrupted_is_taken_up_again(build: Build, qtbot: QtBot) -> None:
    fates = [SearchInterrupted(), None]

    def count(_query: Query) -> int:
        fate = fates.pop(0)
        if fate is not None:
            raise fate
        return 1

    dialog = build("ferry", count)
    qtbot.waitUntil(lambda: dialog.count.text() == "1 clipping")


def test_a_count_that_fails_says_why(build: Build, qtbot: QtBot) -> None:
    def count(_query: Query) -> int:
        raise EnvironmentProblem("The library cannot be read.")

    dialog = build("ferry", count)
    qtbot.waitUntil(lambda: dialog.count.text() == "The library cannot be read.")


def test_nobody_waits_for_a_count_when_the_dialog_is_left(build: Build, qtbot: QtBot) -> None:
    release, begun = threading.Event(), threading.Event()

    def count(_query: Query) -> int:
        begun.set()
        assert release.wait(5)
        return 7

    dialog = build("ferry", count)
    qtbot.waitUntil(begun.is_set)
    counter = dialog._counter
    gone: list[bool] = []
    counter.destroyed.connect(lambda: gone.append(True))
    dialog.reject()
    assert not dialog.isVisible()
    release.set()
    qtbot.waitUntil(lambda: gone == [True])
    assert dialog.count.text() == "Counting"


def test_only_the_newest_of_several_questions_is_counted(qtbot: QtBot) -> None:
    release, asked = threading.Event(), []

    def count(query: Query) -> int:
        asked.append(str(query))
        assert release.wait(5)
        return 0

    counter = Counter(count)
    for word in ("a", "b", "c"):
        counter.ask(Query.parse(word))
    with qtbot.waitSignal(counter.answered):
        release.set()
    assert asked in (["a", "c"], ["c"])
    counter.stop()


# Keys, copying, leaving


def test_enter_searches_and_escape_leaves(qtbot: QtBot) -> None:
    assert asked(Qt.Key.Key_Return) == Query.parse("ferry port").parts
    assert asked(Qt.Key.Key_Escape) is None


def asked(key: Qt.Key) -> object:
    """Ask, type " port" behind what is there, press a key, and return the parts of the answer."""

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, SearchBuilder) or QApplication.focusWidget() is None:
            QTimer.singleShot(20, act)
            return
        press(Qt.Key.Key_End)
        QTest.keyClicks(QApplication.focusWidget(), " port")
        press(key)

    QTimer.singleShot(20, act)
    found = SearchBuilder.ask(Query.parse("ferry"), NAMES, lambda _query: 3, None)
    return found.parts if found is not None else None


def test_enter_searches_from_a_choice_too(build: Build) -> None:
    dialog = build("tone:mixed")
    dialog.rows()[0].subject.setFocus()
    press(Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_tab_goes_through_the_rows_as_they_are_read(build: Build) -> None:
    dialog = build("ferry is:starred")
    dialog.rows()[0].or_button.click()
    first, second, third = dialog.rows()
    assert second.value is not None
    assert second.value.hasFocus()
    expected = [second.or_button, second.remove_button, third.joint, third.subject, third.operator, third.or_button]
    expected += [third.remove_button, dialog.add_button, dialog.copy_button, dialog.written]
    expected += [dialog.cancel_button, dialog.search_button, first.subject, first.operator, first.value]
    for widget in expected:
        press(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is widget
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is first.operator


def test_a_row_that_is_added_below_comes_into_sight(build: Build) -> None:
    dialog = build(" ".join(f"tag:t{number}" for number in range(20)))
    dialog.add_button.click()
    seen = dialog.rows()[-1].subject.visibleRegion().boundingRect()
    assert seen == dialog.rows()[-1].subject.rect()


def test_the_text_of_the_search_can_be_copied(build: Build) -> None:
    dialog = build("ferry OR tag:topic")
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == "ferry OR tag:topic"
    flags = dialog.written.textInteractionFlags()
    assert flags & Qt.TextInteractionFlag.TextSelectableByMouse
    assert flags & Qt.TextInteractionFlag.TextSelectableByKeyboard


EVERYTHING = "ferry outlet:a OR tag:x tone:mixed last:30d quarter:2026-4 on:2026 is:starred -(a b) story:any"


@pytest.mark.parametrize("width", [640, 860, 1280])
def test_every_control_has_a_name_and_lies_within_the_window(build: Build, qtbot: QtBot, width: int) -> None:
    dialog = build(EVERYTHING)
    dialog.resize(width, 480)
    qtbot.wait(20)
    for widget in dialog.findChildren(QWidget):
        takes_part = isinstance(widget, QAbstractButton) or widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        if widget.isVisibleTo(dialog) and takes_part and widget.focusProxy() is None:
            assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name), widget
            right = widget.mapTo(dialog, widget.rect().topRight()).x()
            assert right <= dialog.width(), widget
    assert dialog.minimumSizeHint().width() <= 640
    assert dialog.minimumSizeHint().height() <= 480


def test_a_link_or_a_site_is_a_condition(build: Build) -> None:
    dialog = build("https://www.ledger.example/1 -link:ledger.example/2")
    assert told(dialog) == ["Where Link is ledger.example/1", "and Link is not ledger.example/2"]
    type_in(dialog.rows()[0], "https://www.ledger.example/3?utm_source=mail")
    assert str(dialog.query()) == "link:ledger.example/3 -link:ledger.example/2"
    type_in(dialog.rows()[0], "two words")
    assert dialog.rows()[0].reading().problem.startswith("“two words” is no link.")
