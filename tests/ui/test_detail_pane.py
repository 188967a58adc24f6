"""The right pane on a real library: reading, editing in place, coding, and the states around them."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu, QTextEdit
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.model.changes import Changes
from clipper.model.clipping import Clipping, Organisation, Spokesperson
from clipper.model.codebook import CodeField, FieldKind
from clipper.model.codes import Medium, Prominence, Relation, Rights, Role, State, Tone
from clipper.model.errors import EnvironmentProblem
from clipper.model.query import Query
from clipper.model.values import replace
from clipper.ui.library_signals import LibrarySignals
from clipper.ui.main_window import MainWindow
from clipper.ui.panes.detail_pages import HistoryPage, _StoryRow
from clipper.ui.panes.detail_pane import DetailPane
from clipper.ui.widgets.buttons import IconButton, LinkButton
from clipper.ui.widgets.elided_label import ElidedLabel
from clipper.ui.widgets.in_place import PAD_X, InPlace
from clipper.ui.widgets.labels import Label
from clipper.ui.widgets.long_text import shown_text
from clipper.ui.widgets.markdown_edit import MarkdownEdit
from clipper.ui.widgets.name_list_editor import NameListEditor
from clipper.ui.widgets.tag_editor import _Chip
from tests.ui.conftest import TODAY, Add

BODY = (
    "The harbour opens in May, three weeks late.\n\n## What it means\n\n“Ships wait,” said Ingrid Halvorsen. "
    + "The pilots count the days of ice and the days of fog, and write both down. " * 12
)


@pytest.fixture
def first(add: Add) -> int:
    return add(
        "The harbour opens late",
        deck="Ships wait for the ice.",
        reporters=("Nadia Kowalchuk",),
        spokespeople=(Spokesperson("Ingrid Halvorsen", Role.QUOTED),),
        outlet="The Capital Ledger",
        medium=Medium.ONLINE,
        published_on=TODAY,
        url="https://ledger.example/harbour",
        body=BODY,
        tags=("topic/shipping",),
        note="Ask **Ingrid**.",
    )


@pytest.fixture
def pane(qtbot: QtBot, library: Library, first: int) -> Iterator[DetailPane]:
    """A pane that follows the library as in the window."""
    pane = DetailPane(library)
    qtbot.addWidget(pane)
    signals = LibrarySignals(library)
    signals.changed.connect(lambda changes: pane.refresh(changes) if changes.origin is not pane else None)
    pane.resize(1000, 800)
    with qtbot.waitExposed(pane):
        pane.show()
    pane.activateWindow()
    pane.show_clipping(first)
    yield pane
    signals.stop()
    pane.close()


def test_a_longer_text_has_its_room_at_once(pane: DetailPane, add: Add) -> None:
    short, long = add("Short", body="One line."), add("Long", body=BODY * 3)
    for clipping_id in (short, long, short):
        pane.show_clipping(clipping_id)
        page = pane.body.page
        assert page.height() >= page.document().size().height()
        assert pane.body.rect().contains(page.geometry())
        assert page.mapTo(pane.scroller.widget(), page.rect().bottomLeft()).y() < pane.scroller.widget().height()


def line(field: InPlace) -> QTextEdit:
    return field.findChild(QTextEdit)


def write(qtbot: QtBot, field: InPlace, text: str) -> None:
    field.edit()
    line(field).selectAll()
    qtbot.keyClicks(line(field), text)
    qtbot.keyClick(line(field), Qt.Key.Key_Return)


def sentences(pane: DetailPane) -> list[str]:
    return [
        label.text() for label in pane.findChildren(Label) if label.isVisible() and label.property("ink") == "negative"
    ]


def chosen(menu: QMenu, title: str) -> None:
    next(action for action in menu.actions() if action.text() == title).trigger()


def clipping(pane: DetailPane) -> Clipping:
    shown = pane.clipping()
    assert shown is not None
    return shown


# Reading


def test_a_clipping_is_shown_with_all_that_is_known(pane: DetailPane) -> None:
    header = pane.header
    assert header.headline.text() == "The harbour opens late"
    assert header.deck.text() == "Ships wait for the ice."
    assert header.outlet.text() == "The Capital Ledger"
    assert header.reporters.text() == "Nadia Kowalchuk"
    assert header.medium.word() == "Online"
    assert header.tags.tags() == ("topic/shipping",)
    assert "What it means" in pane.body.page.toPlainText()
    assert pane.note.text() == "Ask **Ingrid**."


def test_the_date_has_its_weekday_where_there_is_room(pane: DetailPane) -> None:
    assert pane.header.published_on.text() == "Wednesday 18 November 2026"
    pane.resize(700, 700)
    assert pane.header.published_on.text() == "18 November 2026"


def test_a_broadcast_names_its_programme_and_invites_what_is_missing(pane: DetailPane, add: Add) -> None:
    radio = add(None, outlet="Radio Boréale", programme="Morning North", medium=Medium.RADIO, url="https://b.example/1")
    pane.show_clipping(radio)
    assert pane.header.programme.isVisible()
    assert pane.header.medium.word() == "Radio"
    assert pane.header.headline.text() == ""
    assert not pane.header.deck.isVisible()
    assert not pane.body.page.isVisible()


def test_the_page_measures_65_to_75_characters(pane: DetailPane) -> None:
    assert pane.body.page.width() == 544
    pane.resize(1920, 900)
    assert pane.body.page.width() == 600


def test_a_wide_window_shows_everything_in_a_column(pane: DetailPane) -> None:
    pane.resize(1920, 900)
    for part in (pane.note, pane.strip, pane.story, pane.history):
        assert part.isVisible()
        assert pane.column.isAncestorOf(part)
    pane.resize(1000, 800)
    assert pane.note.isVisible()
    assert pane.tabs.isAncestorOf(pane.note)
    assert not pane.column.isVisible()


def test_nothing_selected_shows_a_calm_page(pane: DetailPane) -> None:
    pane.show_clipping(None)
    assert "Nothing is selected" in [label.text() for label in pane.findChildren(Label) if label.isVisible()]
    assert not pane.header.isVisible()


def test_the_words_of_the_search_are_marked(pane: DetailPane) -> None:
    pane.set_query(Query.parse("harbour tag:ice"))
    assert pane.body.page.marked() == ["harbour"]


@pytest.mark.parametrize(
    ("text", "headline", "deck", "body"),
    [
        ("quay", ["Quay"], ["quay"], ["quay"]),
        ("headline:quay", ["Quay"], [], []),
        ("body:quay", [], ["quay"], ["quay"]),
        ("note:quay", [], [], []),
        ("-quay", [], [], []),
    ],
)
def test_words_are_marked_only_where_they_are_looked_for(
    qtbot: QtBot,
    window: MainWindow,
    add: Add,
    text: str,
    headline: list[str],
    deck: list[str],
    body: list[str],
) -> None:
    add("Quay to wait", deck="Every quay is full", body="The quay waits.")
    add("Another")
    pane = window.detail_pane
    window.search(Query.parse("wait"))
    qtbot.waitUntil(lambda: pane.header.headline.text() == "Quay to wait")
    pane.set_query(Query.parse(text))
    shown = pane.header.headline.marked(), pane.header.deck.marked(), pane.body.page.marked()
    assert shown == (headline, deck, body)


def test_the_marks_of_a_headline_go_with_its_clipping(qtbot: QtBot, window: MainWindow, add: Add) -> None:
    add("First quay", body="-")
    add("Second quay of the quays", body="-")
    window.search(Query.parse("headline:quay"))
    headline = window.detail_pane.header.headline
    qtbot.waitUntil(lambda: headline.marked() == ["quay", "quays"] and len(window.list_pane.model.ids) == 2)
    window.list_pane.step(1)
    qtbot.waitUntil(lambda: headline.text() == "First quay" and headline.marked() == ["quay"])
    window.search(Query())
    assert headline.marked() == []


def test_the_place_in_the_list_is_told(pane: DetailPane, qtbot: QtBot) -> None:
    pane.set_position(0, 1025)
    assert "1 of 1,025" in [label.text() for label in pane.bar.findChildren(Label)]
    with qtbot.waitSignal(pane.nextRequested):
        pane.bar._next.click()
    assert not pane.bar._previous.isEnabled()


def test_a_clipping_that_is_purged_is_no_longer_shown(pane: DetailPane, library: Library, first: int) -> None:
    library.delete([first])
    assert pane.header.isVisible()
    library.purge([first])
    pane.refresh(Changes(everything=True))
    assert pane.clipping() is None


# Editing


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("headline", "The harbour opens very late", "The harbour opens very late"),
        ("deck", "", None),
        ("outlet", "Northern Wire", "Northern Wire"),
        ("programme", "The World Tonight", "The World Tonight"),
        ("published_on", "2 Nov 2026", date(2026, 11, 2)),
        ("published_on", "", None),
        ("url", "ledger.example/new", "https://ledger.example/new"),
        ("reporters", "Ann Lee, Bo Hu", ("Ann Lee", "Bo Hu")),
    ],
)
def test_every_field_is_edited_in_place_and_undone(
    pane: DetailPane, library: Library, qtbot: QtBot, first: int, name: str, text: str, value: object
) -> None:
    before = getattr(library.get(first), name)
    field = pane.header.fields()[name]
    pane.edit_field(name)
    line(field).selectAll()
    qtbot.keyClick(line(field), Qt.Key.Key_Delete)
    qtbot.keyClicks(line(field), text)
    qtbot.keyClick(line(field), Qt.Key.Key_Return)
    assert getattr(library.get(first), name) == value
    assert getattr(clipping(pane), name) == value
    library.undo()
    assert getattr(library.get(first), name) == before
    assert field.value() == before


def test_an_edit_names_the_pane_as_its_origin(pane: DetailPane, library: Library, qtbot: QtBot) -> None:
    origins: list[object] = []
    stop = library.subscribe(lambda changes: origins.append(changes.origin))
    write(qtbot, pane.header.headline, "Another headline")
    stop()
    assert origins == [pane]


def test_spokespeople_and_their_roles_are_edited(pane: DetailPane, library: Library, qtbot: QtBot, first: int) -> None:
    pane.edit_field("spokespeople")
    adder = pane.header.spokespeople.findChildren(NameListEditor)[0]
    qtbot.keyClicks(line(adder), "Priya Raman")
    qtbot.keyClick(line(adder), Qt.Key.Key_Return)
    expected = (Spokesperson("Ingrid Halvorsen", Role.QUOTED), Spokesperson("Priya Raman"))
    assert library.get(first).spokespeople == expected


def test_the_medium_is_chosen_from_a_menu(pane: DetailPane, library: Library, first: int) -> None:
    pane.header.medium.choose(Medium.PRINT)
    assert library.get(first).medium is Medium.PRINT


def test_a_date_that_cannot_be_read_gets_a_sentence_under_it(
    pane: DetailPane, library: Library, qtbot: QtBot, first: int
) -> None:
    write(qtbot, pane.header.published_on, "17 Novembre 202")
    assert sentences(pane) == ["Write a date such as 17 Nov 2026. Esc restores it."]
    assert library.get(first).published_on == TODAY
    qtbot.keyClick(line(pane.header.published_on), Qt.Key.Key_Escape)
    assert sentences(pane) == []
    assert pane.header.published_on.text() == "Wednesday 18 November 2026"


def test_a_link_that_is_none_gets_a_sentence(pane: DetailPane, qtbot: QtBot) -> None:
    pane.edit_field("url")
    write(qtbot, pane.header.url, "file:///etc/passwd")
    assert sentences(pane) == ["Write a link such as https://example.org/page. Esc restores it."]


def test_a_refused_edit_keeps_what_was_typed(
    pane: DetailPane, library: Library, qtbot: QtBot, first: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_values: object) -> Changes:
        raise EnvironmentProblem("The disk is full. Nothing was changed.")

    with monkeypatch.context() as patched:
        patched.setattr(library, "edit", full)
        write(qtbot, pane.header.headline, "A better headline")
    assert pane.header.headline.text() == "A better headline"
    assert sentences(pane) == ["The disk is full. Nothing was changed."]
    pane.header.headline.edit()
    qtbot.keyClick(line(pane.header.headline), Qt.Key.Key_Return)
    assert library.get(first).headline == "A better headline"
    assert sentences(pane) == []


def test_an_edit_in_progress_survives_a_refresh(pane: DetailPane, library: Library, qtbot: QtBot, first: int) -> None:
    pane.header.headline.edit()
    line(pane.header.headline).moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(line(pane.header.headline), ", again")
    library.set_starred([first], True)
    library.edit(first, deck="Another deck")
    assert pane.header.headline.text() == "The harbour opens late, again"
    assert pane.header.deck.text() == "Another deck"
    assert pane.bar.star.isChecked()


def test_showing_another_clipping_keeps_what_was_being_typed(
    pane: DetailPane, library: Library, qtbot: QtBot, first: int, add: Add
) -> None:
    other = add("Another clipping", outlet="Northern Wire")
    pane.header.deck.edit()
    qtbot.keyClicks(line(pane.header.deck), "Typed in a hurry")
    pane.show_clipping(other)
    assert library.get(first).deck == "Typed in a hurry"
    assert library.get(other).deck is None


def test_the_page_does_not_move_when_it_is_refreshed(pane: DetailPane, library: Library, first: int) -> None:
    bar = pane.scroller.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = bar.value()
    assert before > 0
    top = pane.body.page.mapTo(pane, QPoint(0, 0))
    library.set_starred([first], True)
    library.set_tone([first], Tone.POSITIVE)
    assert bar.value() == before
    assert pane.body.page.mapTo(pane, QPoint(0, 0)) == top


# The text


def test_the_text_is_edited_as_markdown_and_kept_with_control_enter(
    pane: DetailPane, library: Library, qtbot: QtBot, first: int
) -> None:
    pane.edit_field("body")
    assert pane.body.editor.source() == clipping(pane).body
    pane.body.editor.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClicks(pane.body.editor, "Now: ")
    qtbot.keyClick(pane.body.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (library.get(first).body or "").startswith("Now: The harbour opens")
    assert pane.body.page.toPlainText().startswith("Now: The harbour opens")
    assert not pane.body.is_editing()


def test_the_page_follows_the_caret_in_a_long_text(pane: DetailPane, qtbot: QtBot) -> None:
    pane.body.edit()
    qtbot.keyClick(pane.body.editor, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    for _ in range(40):
        qtbot.keyClick(pane.body.editor, Qt.Key.Key_Return)

    def caret_is_in_sight() -> None:
        view, editor = pane.scroller.viewport(), pane.body.editor
        caret = editor.viewport().mapTo(view, editor.cursorRect().bottomLeft())
        assert 0 < caret.y() <= view.height()

    qtbot.waitUntil(caret_is_in_sight)


def test_changes_of_the_text_can_be_discarded(pane: DetailPane, library: Library, qtbot: QtBot, first: int) -> None:
    before = library.get(first).body
    pane.edit_field("body")
    qtbot.keyClicks(pane.body.editor, "Wrong ")
    pane.body.discard()
    assert library.get(first).body == before
    assert not pane.body.is_editing()


def test_leaving_the_text_keeps_it(pane: DetailPane, library: Library, qtbot: QtBot, first: int) -> None:
    pane.edit_field("body")
    pane.body.editor.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClicks(pane.body.editor, "Now: ")
    pane.focus_first()
    assert (library.get(first).body or "").startswith("Now: ")


# Tags, codes, state


def test_a_tag_is_added_by_typing_it_and_removed_by_its_chip(
    pane: DetailPane, library: Library, qtbot: QtBot, first: int
) -> None:
    pane.edit_tags()
    tags = pane.header.tags
    qtbot.keyClicks(tags.findChild(QLineEdit), "board,")
    assert library.get(first).tags == ("board", "topic/shipping")
    tags.remove("topic/shipping")
    assert library.get(first).tags == ("board",)
    library.undo()
    assert set(tags.tags()) == {"board", "topic/shipping"}


def test_a_tag_that_cannot_be_gets_a_sentence(pane: DetailPane, library: Library, qtbot: QtBot, first: int) -> None:
    pane.edit_tags()
    qtbot.keyClicks(pane.header.tags.findChild(QLineEdit), 'a"b,')
    assert len(sentences(pane)) == 1
    assert pane.header.tags.tags() == ("topic/shipping",)


def test_tone_prominence_and_relation_are_coded_and_undone(pane: DetailPane, library: Library, first: int) -> None:
    pane.strip.tone._choose(2)
    pane.strip.prominence.choose(Prominence.MAIN)
    pane.strip.relation.choose(Relation.ISSUE)
    coded = library.get(first)
    assert (coded.tone, coded.prominence, coded.relation) == (Tone.NEGATIVE, Prominence.MAIN, Relation.ISSUE)
    for _ in range(3):
        library.undo()
    assert pane.strip.tone.value() is None
    assert pane.strip.prominence.word() == "Prominence not coded"
    assert pane.strip.relation.value() is Relation.ABOUT_US


def test_codes_without_room_go_into_a_menu(pane: DetailPane, library: Library, first: int) -> None:
    pane.resize(420, 700)
    assert pane.strip.tone.isVisible()
    assert not pane.strip.prominence.isVisible()
    prominence = pane.strip.more_menu().actions()[0].menu()
    assert isinstance(prominence, QMenu)
    chosen(prominence, "Main subject")
    assert library.get(first).prominence is Prominence.MAIN
    pane.resize(1000, 800)
    assert pane.strip.prominence.isVisible()


def test_delete_on_a_chip_and_control_enter_in_a_text_are_not_the_windows(pane: DetailPane, qtbot: QtBot) -> None:
    pane.note.start()
    for widget, key, modifiers in (
        (pane.header.tags.findChild(_Chip), Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (pane.strip.tone, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (pane.body.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
        (pane.note.findChild(MarkdownEdit), Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier),
    ):
        claim = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers)
        claim.ignore()
        QApplication.sendEvent(widget, claim)
        assert claim.isAccepted()


def test_pressing_the_chosen_tone_again_makes_it_not_coded(pane: DetailPane, library: Library, first: int) -> None:
    pane.strip.tone._choose(0)
    pane.strip.tone._choose(0)
    assert library.get(first).tone is None


def test_the_star_is_set_and_taken(pane: DetailPane, library: Library, first: int) -> None:
    pane.bar.star.click()
    assert library.get(first).starred
    pane.bar.star.click()
    assert not library.get(first).starred


def test_the_menu_publishes_defers_and_throws_away(pane: DetailPane, library: Library, first: int) -> None:
    chosen(pane.bar.menu(clipping(pane)), "Publish")
    assert library.get(first).publish
    chosen(pane.bar.menu(clipping(pane)), "Defer")
    assert library.get(first).state is State.DEFERRED
    chosen(pane.bar.menu(clipping(pane)), "Move to the wastebasket")
    assert library.get(first).deleted
    assert "In the wastebasket" in [label.text() for label in pane.header.findChildren(Label) if label.isVisible()]
    pane.header.restoreRequested.emit()
    assert not library.get(first).deleted


def test_the_language_is_chosen_in_the_menu(pane: DetailPane, library: Library, first: int) -> None:
    languages = next(menu for menu in pane.bar.menu(clipping(pane)).findChildren(QMenu) if menu.title() == "Language")
    chosen(languages, "French")
    assert library.get(first).language == "fr"


def test_the_organisations_word_for_a_spokesperson_is_used(pane: DetailPane, library: Library, add: Add) -> None:
    library.set_organisation(Organisation("Institute", spokesperson_label="Fellow"))
    pane.show_clipping(add("Without anybody", outlet="Northern Wire"))
    adder = pane.header.spokespeople.findChildren(NameListEditor)[0]
    assert adder.isVisible()
    assert adder._invitation == "Add fellow"


# The lower part


def test_a_note_is_written_kept_and_undone(pane: DetailPane, library: Library, qtbot: QtBot, first: int) -> None:
    pane.edit_note()
    qtbot.keyClicks(pane.note.findChild(MarkdownEdit), " Call back.")
    pane.focus_first()
    assert library.get(first).note == "Ask **Ingrid**. Call back."
    library.undo()
    assert pane.note.text() == "Ask **Ingrid**."


def test_the_story_lists_its_clippings_and_opens_them(pane: DetailPane, add: Add, qtbot: QtBot) -> None:
    pick_up = add("The harbour opens late", outlet="Northern Wire", published_on=TODAY, body=BODY)
    pane.tabs.show_page("story")
    rows = [row for row in pane.story.findChildren(_StoryRow) if row.isVisible()]
    assert [row.accessibleName() for row in rows] == [
        "The Capital Ledger: The harbour opens late, first, 18 Nov 2026",
        "Northern Wire: The harbour opens late, 18 Nov 2026",
    ]
    with qtbot.waitSignal(pane.clippingRequested) as asked:
        rows[1].click()
    assert asked.args == [pick_up]


def test_the_history_tells_what_was_done_and_taken_back(pane: DetailPane, library: Library, first: int) -> None:
    library.set_tone([first], Tone.MIXED)
    library.undo()
    pane.tabs.show_page("history")
    page = pane.findChild(HistoryPage)
    told = [label.text() for label in page.findChildren(ElidedLabel) if label.isVisible()]
    assert "Coded tone (taken back)" in told
    assert told[-1] == "Kept"


def test_the_history_tells_values_before_and_after(pane: DetailPane, library: Library, first: int) -> None:
    library.set_tone([first], Tone.MIXED)
    library.edit(first, host="Ann Ice", timecode=75)
    library.edit(first, published_on=date(2026, 1, 2), body="Quite another text.")
    library.tag([first], "arctic")
    pane.tabs.show_page("history")

    def told() -> list[str]:
        return [label.text() for label in pane.history.findChildren(Label) if label.isVisible()]

    assert "none → Mixed" in told()
    assert "host none → Ann Ice; timecode none → 1:15" in told()
    assert any(text.endswith("→ 2 January 2026") for text in told())
    assert not any("arctic" in text or "another text" in text for text in told())
    library.restore_earlier(first, library.steps(first)[-1].id)
    pane.tabs.show_page("history")
    (restored,) = [text for text in told() if "tags − arctic" in text]
    assert "tone Mixed → none" in restored
    assert "text changed" in restored


def test_the_history_tells_who_coded_and_when(pane: DetailPane, library: Library, first: int) -> None:
    library.set_organisation(replace(library.organisation(), user_name="Léonie"))
    library.set_tone([first], Tone.MIXED)
    pane.tabs.show_page("history")
    told = [label.text() for label in pane.history.findChildren(Label) if label.isVisible()]
    assert sum(text.startswith("Léonie, ") for text in told) == 1


def test_the_original_is_shown_as_text(pane: DetailPane, first: int, library: Library) -> None:
    pane.tabs.show_page("original")
    original = library.original(first)
    assert original is not None
    assert pane.original.text() == original.text


def test_a_very_long_original_shows_its_beginning_in_short_lines() -> None:
    shown = shown_text("x" * 1_000_000)
    assert len(shown) < 250_000
    assert max(map(len, shown.split("\n"))) <= 4000


def test_the_lower_part_folds_to_its_tabs(pane: DetailPane) -> None:
    before = pane.scroller.height()
    pane.tabs.set_folded(True)
    assert pane.tabs.height() < 40
    assert pane.scroller.height() > before
    pane.tabs.show_page("note")
    assert pane.scroller.height() == before


def test_writing_a_note_and_reading_a_paste_get_more_room_than_a_short_note(pane: DetailPane) -> None:
    reading = pane.tabs.height()
    pane.edit_note()
    assert pane.tabs.height() > reading
    pane.focus_first()
    assert pane.tabs.height() == reading
    pane.tabs.show_page("original")
    assert pane.tabs.height() > reading


# Several


def test_several_clippings_are_tagged_coded_and_starred_at_once(
    pane: DetailPane, library: Library, qtbot: QtBot, first: int, add: Add
) -> None:
    second = add("Another clipping", outlet="Northern Wire", tags=("board",))
    pane.show_several([first, second])
    several = pane.several
    assert several.isVisible()
    assert set(several.tags.tags()) == {"board", "topic/shipping"}
    pane.edit_tags()
    qtbot.keyClicks(several.tags.findChild(QLineEdit), "board,ports,")
    assert library.get(first).tags == ("board", "ports", "topic/shipping")
    assert library.get(second).tags == ("board", "ports")
    several.tone._choose(0)
    several.starred.emit(True)
    for clipping_id in (first, second):
        assert library.get(clipping_id).tone is Tone.POSITIVE
        assert library.get(clipping_id).starred
    several.tags.remove("board")
    assert library.get(second).tags == ("ports",)


def test_one_of_several_is_shown_as_itself(pane: DetailPane, first: int) -> None:
    pane.show_several([first])
    assert pane.header.isVisible()
    pane.show_several([])
    assert pane.clipping() is None


def test_in_little_room_the_note_is_folded_until_it_is_written(qtbot: QtBot, pane: DetailPane) -> None:
    pane.resize(880, 700)
    assert pane.tabs.is_folded()
    pane.edit_note()
    assert not pane.tabs.is_folded()
    pane.resize(1000, 800)
    assert not pane.tabs.is_folded()


def test_the_history_brings_a_clipping_back_as_it_was(
    qtbot: QtBot, library: Library, first: int, pane: DetailPane
) -> None:
    library.edit(first, headline="A better headline")
    library.set_tone([first], Tone.MIXED)
    pane.tabs.show_page("history")
    buttons = [one for one in pane.history.findChildren(IconButton) if one.isVisibleTo(pane.history)]
    assert [button.accessibleName() for button in buttons] == [
        "Restore as after: Edited headline",
        "Restore as after: Kept",
    ]
    qtbot.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert library.get(first).headline == "The harbour opens late"
    assert library.get(first).tone is None
    assert library.steps(first)[0].verb == "earlier"
    library.undo()
    assert library.get(first).headline == "A better headline"


def test_a_clipping_is_taken_out_of_its_story_where_the_story_is_shown(
    qtbot: QtBot, library: Library, add: Add, first: int, pane: DetailPane
) -> None:
    others = [add("A pick-up"), add("Another")]
    library.group([first, *others])
    pane.tabs.show_page("story")
    leave = pane.story.findChild(LinkButton)
    qtbot.mouseClick(leave, Qt.MouseButton.LeftButton)
    assert library.get(first).story is None
    assert len(library.story_of(others[0])) == 2


def test_rights_are_those_of_the_outlet_until_the_source_says_otherwise(
    library: Library, first: int, pane: DetailPane
) -> None:
    library.edit_outlet("The Capital Ledger", rights=Rights.SUBSCRIPTION)
    pane.show_clipping(first)
    (menu,) = [one for one in pane.bar.menu(library.get(first)).findChildren(QMenu) if one.title() == "Rights"]
    ticked = [action.text() for action in menu.actions() if action.isChecked()]
    assert ticked == ["As its outlet (Subscription)"]
    library.edit_outlet("The Capital Ledger", rights_until=library.today() - timedelta(days=1))
    (later,) = [one for one in pane.bar.menu(library.get(first)).findChildren(QMenu) if one.title() == "Rights"]
    assert later.actions()[0].text() == "As its outlet (Unknown)"
    next(action for action in menu.actions() if action.text() == "Denied").trigger()
    assert library.get(first).rights_on(None) is Rights.DENIED


def test_the_strip_tells_how_much_of_the_codebook_is_coded_and_leads_there(
    qtbot: QtBot, library: Library, first: int, pane: DetailPane
) -> None:
    assert not pane.strip.codebook.isVisible()
    library.save_code_field(CodeField("Depth", FieldKind.TEXT))
    library.save_code_field(CodeField("Minutes", FieldKind.NUMBER))
    library.code([first], "Minutes", "3")
    qtbot.waitUntil(lambda: pane.strip.codebook.text() == "Codebook 1 of 2")
    assert pane.strip.codebook.toolTip() == "Depth: not coded\nMinutes: 3"
    pane.resize(1400, 800)
    with qtbot.waitSignal(pane.codingRequested):
        qtbot.mouseClick(pane.strip.codebook, Qt.MouseButton.LeftButton)
    pane.strip.set_form(True)
    assert pane.strip.codebook.text() == "1 of 2"
    assert pane.strip.codebook.accessibleName() == "Codebook 1 of 2"


def test_names_too_long_for_a_line_begin_beside_their_word_and_no_line_begins_with_a_dot(
    library: Library, first: int, pane: DetailPane
) -> None:
    names = tuple(f"Marie-Antoinette de la Rochefoucauld-Montbel the {place}th" for place in range(3))
    library.edit(first, outlet="The Northern Miner, Prospector and Intelligencer " * 2, reporters=names)
    pane.resize(620, 800)
    header = pane.header
    assert header.reporters.y() <= header._by.y()
    assert header.reporters.x() >= header._by.geometry().right() - PAD_X
    dots = [one for one in header.outlet.parentWidget().findChildren(Label) if one.property("separates")]
    assert all(dot.width() == 0 for dot in dots if dot.x() < header.headline.x() + PAD_X)


# The fields of media


@pytest.fixture
def radio(pane: DetailPane, add: Add) -> int:
    shown = add("A panel", outlet="Radio Boréale", medium=Medium.RADIO, url="https://youtu.be/abc")
    pane.show_clipping(shown)
    return shown


def offered(pane: DetailPane) -> list[str]:
    menu = pane.bar.menu(clipping(pane))
    (fields,) = [action.menu() for action in menu.actions() if action.text() == "Edit"]
    return [action.text() for action in fields.actions()][9:]


def test_each_medium_is_offered_its_own_fields_and_shows_only_what_is_known(
    pane: DetailPane, library: Library, radio: int
) -> None:
    assert offered(pane) == ["Host", "On the air", "Duration", "Timecode"]
    assert not pane.header.of_medium.isVisible()
    library.edit(radio, host="Ayesha Barr", aired_at="07:40 America/Toronto", timecode=192)
    fields = pane.header.of_medium.fields
    assert [name for name, field in fields.items() if field.isVisible()] == ["host", "aired_at", "timecode"]
    assert (fields["aired_at"].text(), fields["timecode"].text()) == ("07:40 America/Toronto", "3:12")
    library.edit(radio, medium=Medium.PRINT)
    assert offered(pane) == ["Host", "On the air", "Timecode", "Edition", "Section", "Page"]
    assert fields["host"].isVisible()
    library.edit(radio, medium=Medium.SOCIAL, host=None, aired_at=None, timecode=None)
    assert offered(pane) == ["Handle"]
    assert not pane.header.of_medium.isVisible()


@pytest.mark.parametrize(
    ("name", "typed", "value", "shown"),
    [
        ("aired_at", "19 h 30 HE", "19:30 America/Toronto", "19:30 America/Toronto"),
        ("duration", "45 min", 2700, "45:00"),
        ("timecode", "1:02:03", 3723, "1:02:03"),
        ("host", "Ayesha Barr", "Ayesha Barr", "Ayesha Barr"),
    ],
)
def test_a_field_of_the_medium_is_added_in_place(
    qtbot: QtBot, pane: DetailPane, library: Library, radio: int, name: str, typed: str, value: object, shown: str
) -> None:
    pane.bar.editRequested.emit(name)
    field = pane.header.of_medium.fields[name]
    assert field.isVisible()
    assert field.is_editing()
    write(qtbot, field, typed)
    assert getattr(library.get(radio), name) == value
    assert field.text() == shown
    write(qtbot, field, " ")
    assert getattr(library.get(radio), name) is None
    assert not field.isVisible()


def test_a_time_that_is_none_gets_a_ring_and_a_sentence(
    qtbot: QtBot, pane: DetailPane, library: Library, radio: int
) -> None:
    pane.edit_field("aired_at")
    field = pane.header.of_medium.fields["aired_at"]
    write(qtbot, field, "25:99")
    assert sentences(pane) == ["“25:99” is not a time of day such as 7:40 or 19 h 30. Esc restores it."]
    assert library.get(radio).aired_at is None
    qtbot.keyClick(line(field), Qt.Key.Key_Escape)
    assert sentences(pane) == []
    assert not field.isVisible()


def test_the_link_opens_at_the_timecode(qtbot: QtBot, pane: DetailPane, library: Library, radio: int) -> None:
    library.edit(radio, timecode=192)
    assert pane.bar._link.accessibleName() == "Open link at 3:12"
    with qtbot.waitSignal(pane.linkRequested) as asked:
        pane.bar._link.click()
    assert asked.args == ["https://youtu.be/abc?t=192"]
    library.edit(radio, timecode=None)
    assert pane.bar._link.accessibleName() == "Open link"


# The tabs


def tabs_of(pane: DetailPane) -> list[str]:
    tabs = [one for one in pane.tabs.findChildren(QAbstractButton) if one.isCheckable() and one.isVisible()]
    return [one.text() for one in sorted(tabs, key=lambda one: one.x())]


def more_pages(pane: DetailPane) -> IconButton:
    return next(one for one in pane.tabs.findChildren(IconButton) if one.accessibleName() == "More pages")


def test_tabs_that_do_not_fit_stand_in_a_menu(qtbot: QtBot, pane: DetailPane) -> None:
    every = [page.title for page in pane._pages]
    pane.resize(1000, 800)
    roomy = tabs_of(pane)
    assert roomy == every[: len(roomy)]
    assert more_pages(pane).isVisible() is (roomy != every)
    pane.resize(pane.minimumSizeHint().width(), 800)
    fitting = tabs_of(pane)
    assert 1 < len(fitting) < len(roomy)
    qtbot.mouseClick(more_pages(pane), Qt.MouseButton.LeftButton)
    menu = more_pages(pane).menu()
    assert menu is not None
    qtbot.waitUntil(menu.isVisible)
    assert [action.text() for action in menu.actions()] == every[len(fitting) :]
    menu.actions()[-1].trigger()
    menu.close()
    assert pane.tabs.current() == "original"
    assert tabs_of(pane)[-1] == "Original"
    pane.resize(1000, 800)
    assert tabs_of(pane) == roomy


def test_what_the_strip_has_no_room_for_folds_one_after_the_other(library: Library, pane: DetailPane) -> None:
    library.save_code_field(CodeField("Depth", FieldKind.TEXT))
    others = (pane.strip.prominence, pane.strip.relation, pane.strip.codebook)
    shown = set()
    for width in range(pane.minimumSizeHint().width(), 1200, 20):
        pane.resize(width, 800)
        shown.add(tuple(part.isVisible() for part in others))
        assert pane.strip.messages.isVisible()
    assert shown == {(False, False, False), (True, False, False), (True, True, False), (True, True, True)}
    pane.resize(pane.minimumSizeHint().width(), 800)
    assert len(pane.strip.more_menu().actions()) == 3
