"""Quotes and people beside a clipping: what the text proposes, what is kept, and who is not named."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.model.clipping import Spokesperson
from clipper.model.codes import Role
from clipper.ui.library_signals import LibrarySignals
from clipper.ui.panes.detail_pane import DetailPane
from clipper.ui.widgets.in_place import InPlace
from tests.ui.conftest import Add

BODY = (
    "The harbour opens in May, three weeks late.\n\n“Ships wait for nobody,” said Ingrid Halvorsen, a pilot. “They"
    " never have.”\n\nHalvorsen counts the days of ice. “It was a long winter,” said the mayor."
)
SAID = "Ships wait for nobody. They never have."


@pytest.fixture
def first(add: Add) -> int:
    return add("The harbour opens late", spokespeople=(Spokesperson("Ingrid Halvorsen", Role.QUOTED),), body=BODY)


@pytest.fixture
def pane(qtbot: QtBot, library: Library, first: int) -> Iterator[DetailPane]:
    pane = DetailPane(library)
    qtbot.addWidget(pane)
    signals = LibrarySignals(library)
    signals.changed.connect(lambda changes: pane.refresh(changes) if changes.origin is not pane else None)
    pane.resize(1000, 900)
    with qtbot.waitExposed(pane):
        pane.show()
    pane.activateWindow()
    pane.show_clipping(first)
    pane.tabs.show_page("quotes")
    yield pane
    signals.stop()
    pane.close()


def write(field: InPlace, text: str) -> None:
    field.edit()
    field.set_text(text)
    field.commit()


def activate(qtbot: QtBot, pane: DetailPane) -> None:
    def is_active() -> bool:
        pane.activateWindow()
        return pane.isActiveWindow()

    qtbot.waitUntil(is_active)


def test_words_of_our_people_are_proposed_and_kept_with_one_press(
    pane: DetailPane, library: Library, first: int
) -> None:
    (proposed,) = pane.quotes.list.proposed
    assert (proposed.quote.text, proposed.quote.speaker) == (SAID, "Ingrid Halvorsen")
    assert proposed.keep.accessibleName() == "Keep the quote of Ingrid Halvorsen"
    proposed.keep.click()
    (kept,) = library.get(first).quotes
    assert (kept.text, kept.speaker) == (SAID, "Ingrid Halvorsen")
    assert pane.quotes.list.proposed == []
    assert [row.text.text() for row in pane.quotes.list.kept_quotes] == [SAID]
    library.undo()
    assert [row.quote.text for row in pane.quotes.list.proposed] == [SAID]
    assert pane.quotes.list.kept_quotes == []


def test_the_words_and_the_speaker_of_a_quote_are_corrected_in_place(
    pane: DetailPane, library: Library, first: int
) -> None:
    pane.quotes.list.proposed[0].keep.click()
    (row,) = pane.quotes.list.kept_quotes
    write(row.text, "Ships wait for nobody.")
    assert library.get(first).quotes[0].text == "Ships wait for nobody."
    write(row.speaker, "Nadia Kowalchuk")
    assert library.get(first).quotes[0].speaker == "Nadia Kowalchuk"
    # What was corrected is not proposed anew.
    library.edit_quote(first, library.get(first).quotes[0].uuid, speaker="Ingrid Halvorsen")
    assert pane.quotes.list.proposed == []


def test_a_quote_without_words_is_refused_with_a_sentence(pane: DetailPane, qtbot: QtBot) -> None:
    pane.quotes.list.proposed[0].keep.click()
    with qtbot.waitSignal(pane.failed) as failed:
        field = pane.quotes.list.kept_quotes[0].text
        field.edit()
        field.findChild(QTextEdit).clear()
        field.commit()
    assert failed.args == ["A quote needs words, and somebody who says them. Nothing was kept."]
    assert pane.quotes.list.kept_quotes[0].text.text() == SAID


def test_a_quote_is_removed_and_proposed_again(pane: DetailPane, library: Library, first: int) -> None:
    pane.quotes.list.proposed[0].keep.click()
    pane.quotes.list.kept_quotes[0].remove.click()
    assert library.get(first).quotes == ()
    assert len(pane.quotes.list.proposed) == 1


def test_a_text_without_words_of_our_people_says_so(pane: DetailPane, add: Add) -> None:
    pane.show_clipping(add("Roses", body="Nobody has lived in the lighthouse since the lamp began to turn by itself."))
    assert (
        pane.quotes.list._nothing.text()
        == "The text holds no words of our people. Select words and press Q to keep them."
    )
    assert pane.quotes.list._nothing.isVisible()


def test_a_spokesperson_whom_the_text_does_not_name_is_told(pane: DetailPane, add: Add, library: Library) -> None:
    assert not pane.header._not_named.isVisible()
    lacking = add("Roses", spokespeople=(Spokesperson("Nadia Kowalchuk"),), body="Nobody lives in the lighthouse.")
    pane.show_clipping(lacking)
    assert pane.header._not_named.isVisible()
    assert pane.header._not_named.text() == "Not named in the text: Nadia Kowalchuk"
    library.edit(lacking, body="Nobody lives there, says Ms. Kowalchuk.")
    assert not pane.header._not_named.isVisible()
    pane.show_clipping(add("A link", spokespeople=(Spokesperson("Nadia Kowalchuk"),)))
    assert not pane.header._not_named.isVisible()


def test_another_name_of_a_spokesperson_names_them(pane: DetailPane, add: Add, library: Library) -> None:
    shown = add("Roses", spokespeople=(Spokesperson("Nadia Kowalchuk"),), body="La dame du phare y vit seule.")
    library.edit_person("Nadia Kowalchuk", aliases=("Dame du Phare",))
    pane.show_clipping(shown)
    assert not pane.header._not_named.isVisible()
    library.edit(shown, body="La dame vit seule.")
    assert pane.header._not_named.isVisible()


# What a person selects


def select(pane: DetailPane, words: str) -> None:
    page = pane.body.page
    cursor = page.document().find(words)
    assert cursor.hasSelection()
    page.setTextCursor(cursor)


def test_selected_words_are_kept_as_a_quote_of_the_one_who_is_featured(
    qtbot: QtBot, pane: DetailPane, library: Library, first: int
) -> None:
    select(pane, "Halvorsen counts the days of ice.")
    with qtbot.waitSignal(pane.told):
        pane.quotes.keep_selected()
    (kept,) = library.get(first).quotes
    assert (kept.text, kept.speaker) == ("Halvorsen counts the days of ice.", "Ingrid Halvorsen")
    assert kept.passage == "Halvorsen counts the days of ice."
    assert not pane.body.page.textCursor().hasSelection()
    library.undo()
    assert library.get(first).quotes == ()


def test_of_what_is_selected_only_what_is_quoted_is_kept(pane: DetailPane, library: Library, first: int) -> None:
    select(pane, "“Ships wait for nobody,” said Ingrid Halvorsen, a pilot. “They never have.”")
    pane.quotes.keep_selected()
    assert [one.text for one in library.get(first).quotes] == ["Ships wait for nobody. They never have."]


def test_of_several_people_the_speaker_is_asked_for(pane: DetailPane, library: Library, first: int) -> None:
    people = (Spokesperson("Ingrid Halvorsen", Role.QUOTED), Spokesperson("Nadia Kowalchuk", Role.NAMED))
    library.edit(first, spokespeople=people)
    select(pane, "It was a long winter")
    menu = pane.quotes.menu_of([person.name for person in people])
    assert [action.text() for action in menu.actions() if not action.isSeparator()] == [one.name for one in people]
    menu.actions()[-1].trigger()
    assert [(one.text, one.speaker) for one in library.get(first).quotes] == [
        ("It was a long winter", "Nadia Kowalchuk")
    ]


def test_without_a_selection_it_says_what_to_do(qtbot: QtBot, pane: DetailPane, library: Library, first: int) -> None:
    with qtbot.waitSignal(pane.told) as told:
        pane.quotes.keep_selected()
    assert told.args is not None
    assert told.args[0].startswith("Select what somebody says first")
    assert library.get(first).quotes == ()
    select(pane, "It was a long winter")
    library.edit(first, spokespeople=())
    with qtbot.waitSignal(pane.told) as told:
        pane.quotes.keep_selected()
    assert told.args == ["Say first who is featured in the clipping: a quote needs a speaker."]


def test_the_keyboard_stays_among_the_quotes(qtbot: QtBot, pane: DetailPane, library: Library, first: int) -> None:
    activate(qtbot, pane)
    pane.quotes.list.proposed[0].keep.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    (kept,) = pane.quotes.list.kept_quotes
    assert kept.remove.hasFocus()
    kept.text.edit()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert pane.scroller.hasFocus()
    kept.remove.setFocus()
    qtbot.keyClick(kept.remove, Qt.Key.Key_Space)
    assert pane.quotes.list.proposed[0].keep.hasFocus()
    library.edit(first, body="Nobody says a word.")
    qtbot.waitUntil(lambda: pane.quotes.list.proposed == [])
    assert pane.quotes.list.hasFocus()
