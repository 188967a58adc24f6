"""The list of all outlets and people: found, opened, added and deleted from it."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from clipper.capture import read
from clipper.library.library import Library
from clipper.model.clipping import Spokesperson
from clipper.model.draft import Pasted
from clipper.model.person import Person
from clipper.ui.dialogs.register_list import RegisterListDialog
from clipper.ui.dialogs.register_page import RegisterPage
from clipper.ui.main_window import MainWindow
from clipper.ui.settings import Settings
from clipper.ui.widgets.search_values import TextValue
from tests.ui.conftest import TODAY, Add, in_dialog, window_over

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, library: Library, add: Add, settings: Settings) -> Iterator[MainWindow]:
    """The window over two clippings, whose outlets are The Tern and Coastal Ledger; Ann Ice is ours."""
    add("Ships wait", outlet="Coastal Ledger", spokespeople=(Spokesperson("Ann Ice"),), published_on=TODAY)
    add("Ships sail", outlet="The Tern", reporters=("Bo Snow",), published_on=TODAY)
    with window_over(qtbot, library, settings) as window:
        yield window


def in_list(qtbot: QtBot, window: MainWindow, act: Callable[[RegisterListDialog], object]) -> None:
    """Open the list from the menu, and do something there."""
    seen = in_dialog(qtbot, RegisterListDialog, act)
    window.actions_["file.registers"].trigger()
    assert seen


def in_page(qtbot: QtBot, act: Callable[[RegisterPage], object]) -> None:
    """Do something in the page that opens next."""
    in_dialog(qtbot, RegisterPage, act)


def fill_in(qtbot: QtBot, page: RegisterPage, **texts: str) -> None:
    for name, text in texts.items():
        widget = page.fields[name].widget
        assert isinstance(widget, TextValue)
        widget.setFocus()
        qtbot.keyClicks(widget, text)
    qtbot.keyClick(page, Qt.Key.Key_Return, CTRL)


def choose(qtbot: QtBot, dialog: RegisterListDialog, kind: str) -> list[str]:
    """Choose what is listed with the arrow keys; returns the names."""
    for _ in range(4):
        if dialog.kinds.value() != kind:
            qtbot.keyClick(dialog.kinds, Qt.Key.Key_Right)
    assert dialog.kinds.value() == kind
    return [entry.name for entry in dialog.rows.rows]


def test_a_reporter_is_renamed_from_the_list(qtbot: QtBot, window: MainWindow) -> None:
    def rename(page: RegisterPage) -> None:
        assert page.focusWidget() is page.fields["name"].widget
        qtbot.keyClicks(page.focusWidget(), "Bo Winter")
        qtbot.keyClick(page, Qt.Key.Key_Return, CTRL)

    def act(dialog: RegisterListDialog) -> None:
        names = choose(qtbot, dialog, "people")
        dialog.names.setCurrentIndex(dialog.rows.index(names.index("Bo Snow"), 0))
        assert [action.text() for action in dialog.names.menu().actions()] == ["Rename, merge or edit…", "Delete"]
        in_page(qtbot, rename)
        qtbot.keyClick(dialog.names, Qt.Key.Key_F2)
        assert [entry.name for entry in dialog.rows.rows] == ["Ann Ice", "Bo Winter"]

    in_list(qtbot, window, act)
    assert window.library.person("Bo Snow") == Person("Bo Winter", ("Bo Snow",))


def test_every_outlet_and_person_is_listed_and_found_by_any_name(qtbot: QtBot, window: MainWindow) -> None:
    window.library.edit_outlet("The Tern", aliases=("Sterne",))

    def look(dialog: RegisterListDialog) -> None:
        assert [entry.name for entry in dialog.rows.rows] == ["Coastal Ledger", "The Tern"]
        qtbot.keyClicks(dialog.filter, "stern")
        assert [entry.name for entry in dialog.rows.rows] == ["The Tern"]
        dialog.filter.clear()
        assert choose(qtbot, dialog, "people") == ["Ann Ice", "Bo Snow"]
        assert choose(qtbot, dialog, "ours") == ["Ann Ice"]
        assert choose(qtbot, dialog, "unused") == []

    in_list(qtbot, window, look)


def test_a_person_is_added_in_one_step_and_found_in_texts_and_completion(qtbot: QtBot, window: MainWindow) -> None:
    steps = len(window.library.steps())

    def add(dialog: RegisterListDialog) -> None:
        in_page(qtbot, lambda page: fill_in(qtbot, page, name="Marius Grinius", title="Fellow"))
        qtbot.mouseClick(dialog.add_person, Qt.MouseButton.LeftButton)
        assert dialog.rows.rows[dialog.names.currentIndex().row()].name == "Marius Grinius"
        assert "Marius Grinius" in choose(qtbot, dialog, "ours")
        assert choose(qtbot, dialog, "unused") == []

    in_list(qtbot, window, add)
    library = window.library
    assert library.person("Marius Grinius") == Person("Marius Grinius", title="Fellow", ours=True)
    assert len(library.steps()) == steps + 1
    text = "Ships wait\n\nNorthern Wire\n\n“The harbour must be dredged,” said Marius Grinius on Monday. " * 3
    (draft,) = read(Pasted(text), library.known(), TODAY).drafts
    assert [one.name for one in draft.spokespeople.value or ()] == ["Marius Grinius"]
    assert "Marius Grinius" in window.detail_pane._known_names().spokespeople
    window.undoing.undo()
    assert "Marius Grinius" not in library.known().spokespeople


def test_ctrl_z_in_the_list_takes_back_what_its_pages_kept(qtbot: QtBot, window: MainWindow) -> None:
    library = window.library

    def work(dialog: RegisterListDialog) -> None:
        in_page(qtbot, lambda page: fill_in(qtbot, page, name="Harbour Wire"))
        qtbot.keyClick(dialog, Qt.Key.Key_N, CTRL)
        dialog.names.setCurrentIndex(dialog.rows.index(2, 0))
        in_page(qtbot, lambda page: fill_in(qtbot, page, region="Nunavut"))
        dialog.open_page()
        assert library.outlet("The Tern").region == "Nunavut"
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        for left in (["Coastal Ledger", "Harbour Wire", "The Tern"], ["Coastal Ledger", "The Tern"]):
            qtbot.keyClick(dialog, Qt.Key.Key_Z, CTRL)
            assert [entry.name for entry in dialog.rows.rows] == left
            assert library.outlet("The Tern").region is None
        qtbot.keyClick(dialog, Qt.Key.Key_Z, CTRL)
        assert dialog.told.text() == "There is nothing more to undo here."

    in_list(qtbot, window, work)


def test_an_outlet_is_added_and_a_name_that_is_known_is_refused(qtbot: QtBot, window: MainWindow) -> None:
    def refuse(page: RegisterPage) -> None:
        qtbot.keyClick(page, Qt.Key.Key_Return, CTRL)
        assert page.fields["name"].problem.isVisible()
        fill_in(qtbot, page, name="the tern", domains="tern.example")
        assert "“The Tern” already" in page.refusal.text()
        widget = page.fields["name"].widget
        assert isinstance(widget, TextValue)
        widget.selectAll()
        fill_in(qtbot, page, name="Harbour Wire")

    def add(dialog: RegisterListDialog) -> None:
        in_page(qtbot, refuse)
        qtbot.keyClick(dialog, Qt.Key.Key_N, CTRL)
        assert [entry.name for entry in dialog.rows.rows] == ["Coastal Ledger", "Harbour Wire", "The Tern"]

    in_list(qtbot, window, add)
    assert window.library.outlet("Harbour Wire").domains == ("tern.example",)


def test_enter_opens_the_page_of_the_name_at_hand(qtbot: QtBot, window: MainWindow) -> None:
    def open_it(dialog: RegisterListDialog) -> None:
        in_page(qtbot, lambda page: fill_in(qtbot, page, region="Ontario"))
        qtbot.keyClicks(dialog.filter, "tern")
        qtbot.keyClick(dialog.filter, Qt.Key.Key_Return)

    in_list(qtbot, window, open_it)
    assert window.library.outlet("The Tern").region == "Ontario"


def test_names_of_which_nothing_is_known_are_unused_and_come_back(qtbot: QtBot, window: MainWindow) -> None:
    library = window.library
    library.add_outlet("Tidal Post", tier=1)
    library.add_person("Cleo Rain", ours=True)
    library.set_outlet([2], None)

    def delete(dialog: RegisterListDialog) -> None:
        assert choose(qtbot, dialog, "unused") == ["The Tern"]
        dialog.names.selectAll()
        qtbot.keyClick(dialog.names, Qt.Key.Key_Delete)
        assert dialog.rows.rows == []
        assert not dialog.delete_button.isEnabled()

    in_list(qtbot, window, delete)
    assert library.unused_outlets() == []

    def delete_and_undo(dialog: RegisterListDialog) -> None:
        assert choose(qtbot, dialog, "ours") == ["Ann Ice", "Cleo Rain"]
        dialog.names.setCurrentIndex(dialog.rows.index(1, 0))
        qtbot.keyClick(dialog.names, Qt.Key.Key_Delete)
        assert [entry.name for entry in dialog.rows.rows] == ["Ann Ice"]
        qtbot.keyClick(dialog.names, Qt.Key.Key_Z, CTRL)
        assert [entry.name for entry in dialog.rows.rows] == ["Ann Ice", "Cleo Rain"]
        assert "Undone" in dialog.told.text()

    in_list(qtbot, window, delete_and_undo)
    window.undoing.undo()
    assert [outlet.name for outlet in library.unused_outlets()] == ["The Tern"]


def test_ctrl_z_in_the_list_takes_back_only_what_was_deleted_there(qtbot: QtBot, window: MainWindow) -> None:
    window.library.set_outlet([2], None)
    told: list[str] = []

    def delete(dialog: RegisterListDialog) -> None:
        choose(qtbot, dialog, "unused")
        dialog.names.selectAll()
        qtbot.keyClick(dialog.names, Qt.Key.Key_Delete)
        for _ in range(2):
            dialog.names.setFocus()
            qtbot.keyClick(dialog.names, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            told.append(dialog.told.text())

    in_list(qtbot, window, delete)
    assert told == ["Undone: Delete “The Tern” from the registers", "There is nothing more to undo here."]
    assert [outlet.name for outlet in window.library.unused_outlets()] == ["The Tern"]


def test_what_is_known_of_a_name_in_no_clipping_is_deleted_when_it_is_chosen(qtbot: QtBot, window: MainWindow) -> None:
    window.library.add_outlet("Tidal Post", tier=1)

    def delete(dialog: RegisterListDialog) -> None:
        dialog.names.selectAll()
        qtbot.keyClick(dialog.names, Qt.Key.Key_Delete)
        assert "“Coastal Ledger”" in dialog.told.text()
        qtbot.keyClicks(dialog.filter, "tidal")
        dialog.names.selectAll()
        qtbot.keyClick(dialog.names, Qt.Key.Key_Delete)
        assert dialog.rows.rows == []

    in_list(qtbot, window, delete)
    assert [outlet.name for outlet, _ in window.library.outlets()] == ["Coastal Ledger", "The Tern"]
