"""Importing a sheet in the window: columns are mapped, rows previewed, problems told, and presets remembered."""

import csv
import io
import threading
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from clipper.capture.formats import read_file
from clipper.capture.formats.base import File
from clipper.library.importing import Imported
from clipper.library.intake import read_what_can_be
from clipper.model.codes import Tone
from clipper.model.draft import FileReading, Known
from clipper.model.errors import WrongUsage
from clipper.model.progress import Progress
from clipper.model.query import Query
from clipper.model.sheet import DateOrder, Use
from clipper.ui.dialogs.import_summary import ImportSummary
from clipper.ui.dialogs.naming import NamingDialog
from clipper.ui.dialogs.sheet_mapping import SheetMappingDialog
from clipper.ui.main_window import MainWindow
from clipper.ui.models.clipping_list import ROW_ROLE
from clipper.ui.sheet_flow import read_mapped
from clipper.ui.sheet_reader import SheetReader
from tests.ui.conftest import TODAY

HEADER = ["Date", "Headline", "Outlet", "Circulation", "Sentiment", "Arctic"]
ROWS = [
    ["2026-11-03", "Harbour towns ask", "Coastal Ledger", "1200", "Positive", "1"],
    ["2026-11-04", "The ferry runs longer", "Harbour Gazette", "Not Found", "Tepid", "0"],
    ["someday", "Mayors write", "Harbour Gazette", "", "", ""],
    ["", "", "Total: 3", "", "", ""],
]

Do = Callable[[SheetMappingDialog], None]


@pytest.fixture
def summaries(monkeypatch: pytest.MonkeyPatch) -> list[Imported]:
    """What the summaries told to a person who closed each."""
    told: list[Imported] = []
    monkeypatch.setattr(ImportSummary, "ask", lambda imported, _parent: bool(told.append(imported)))
    return told


def sheet(tmp_path: Path, *rows: list[str], name: str = "clips.csv") -> Path:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    file = tmp_path / name
    file.write_text(out.getvalue(), encoding="utf-8")
    return file


def drop(window: MainWindow, *files: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    none = Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(300, 400), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none))


class Person:
    """Deals with each mapping dialog that opens, once it shows what was read."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot, self.met = qtbot, 0
        self._does: list[Do] = []

    def will(self, *does: Do) -> None:
        """Do something with each of the dialogs to come."""
        self._does += does
        QTimer.singleShot(20, self._look)

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, SheetMappingDialog):
            QTimer.singleShot(20, self._look)
            return
        try:
            self.settle(dialog)
            self.met += 1
            do = self._does.pop(0)
            do(dialog)
            if self._does:
                QTimer.singleShot(50, self._look)
        except BaseException:
            # Else the dialog would stay, and the test with it.
            dialog.reject()
            raise

    def settle(self, dialog: SheetMappingDialog) -> None:
        """Wait until the dialog shows what was asked of it last."""
        self.qtbot.waitUntil(lambda: dialog.import_button.toolTip() != "The sheet is being read")


@pytest.fixture
def person(qtbot: QtBot) -> Person:
    return Person(qtbot)


@pytest.fixture
def imported(qtbot: QtBot, window: MainWindow, person: Person, summaries: list[Imported]) -> Callable[..., Imported]:
    """Drop files, deal with the dialogs, and return what came of the import."""

    def _imported(files: list[Path], *does: Do) -> Imported:
        person.will(*does)
        before = len(summaries)
        drop(window, *files)
        qtbot.waitUntil(lambda: len(summaries) > before, timeout=8_000)
        qtbot.waitUntil(lambda: not window.aside.is_busy)
        return summaries[-1]

    return _imported


def enter(dialog: SheetMappingDialog) -> None:
    """Press Enter where the focus is."""
    focus = dialog.focusWidget() or dialog
    QApplication.sendEvent(focus, key_event(Qt.Key.Key_Return))


def key_event(key: Qt.Key) -> object:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)


def choose(person: Person, dialog: SheetMappingDialog, column: str, words: str) -> None:
    """Choose from a column's menu what it becomes."""
    names = [one.name for one in dialog.model.columns()]
    menu = dialog.columns.menu_for(names.index(column))
    [action] = [action for action in menu.actions() if action.text() == words]
    action.trigger()
    menu.close()
    person.settle(dialog)


def headlines(dialog: SheetMappingDialog) -> list[str | None]:
    model = dialog.preview.model()
    return [model.index(row, 0).data(ROW_ROLE).headline for row in range(model.rowCount())]


def problems(dialog: SheetMappingDialog) -> list[str]:
    model = dialog.problems.model()
    return [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]


def count(window: MainWindow, query: str = "") -> int:
    return len(window.library.search(Query.parse(query)))


def test_a_sheet_is_previewed_and_imported_as_new_with_one_key(
    window: MainWindow, tmp_path: Path, imported: Callable[..., Imported]
) -> None:
    seen: list[object] = []

    def look(dialog: SheetMappingDialog) -> None:
        seen.extend([headlines(dialog), problems(dialog), dialog.summary.text(), dialog.remarks.text()])
        enter(dialog)

    done = imported([sheet(tmp_path, HEADER, *ROWS)], look)
    assert seen[0] == ["Harbour towns ask", "The ferry runs longer", "Mayors write"]
    assert seen[1] == [
        "Row 3: “Tepid” in “Sentiment” is no tone that Clipper knows. The row is not coded.",
        "Row 4: “someday” in “Date” is no date. The clipping has none.",
        "Row 5: It has no headline, no link and no text, so it was left out.",
    ]
    assert seen[2:] == ["3 rows become clippings, 1 left out", "Not used, but kept in the original: Circulation."]
    assert (len(done.ids), len(done.problems), done.remarks) == (
        3,
        3,
        (
            "clips.csv: Not used, but kept in the original: Circulation.",
            "clips.csv: The file itself is kept, too, as the original of the clippings that came from it.",
        ),
    )
    assert count(window, "state:new tag:topic/Arctic") == 1
    first = window.library.get(done.ids[0])
    assert (first.tone, first.outlet) == (Tone.POSITIVE, "Coastal Ledger")
    assert window.library.presets() == ()
    window.undoing.undo()
    assert count(window) == 0


def test_the_times_of_broadcasts_are_previewed_and_remembered(
    window: MainWindow, tmp_path: Path, person: Person, imported: Callable[..., Imported]
) -> None:
    header = ["Date", "Headline", "Station", "Type", "Beginn", "Length"]
    file = sheet(tmp_path, header, ["2026-11-03", "Who pays", "Harbour TV", "TV", "19:40 ET", "2:30"])
    seen: list[object] = []

    def preview(dialog: SheetMappingDialog) -> str:
        index = dialog.preview.model().index(0, 0)
        return str(index.data(Qt.ItemDataRole.AccessibleTextRole))

    def choose_time(dialog: SheetMappingDialog) -> None:
        seen.append(preview(dialog))
        low = dialog.preview.visualRect(dialog.preview.model().index(0, 0)).height()
        choose(person, dialog, "Beginn", "Not used")
        choose(person, dialog, "Beginn", "Air time")
        seen.append(preview(dialog))
        assert dialog.preview.visualRect(dialog.preview.model().index(0, 0)).height() >= low
        dialog.remember.setChecked(True)
        dialog.name.setText("Broadcasts")
        enter(dialog)

    done = imported([file], choose_time)
    assert str(seen[0]).endswith("Duration 2:30")
    assert str(seen[1]).endswith("Air time 19:40 America/Toronto · Duration 2:30")
    assert (window.library.get(done.ids[0]).aired_at, window.library.get(done.ids[0]).duration) == (
        "19:40 America/Toronto",
        150,
    )
    assert [(one.name, one.use) for one in window.library.presets()[0].columns][4:] == [
        ("Beginn", Use.AIRED_AT),
        ("Length", Use.DURATION),
    ]


def test_what_a_column_becomes_is_chosen_and_shown_at_once(
    window: MainWindow, tmp_path: Path, person: Person, imported: Callable[..., Imported]
) -> None:
    seen: list[object] = []

    def change(dialog: SheetMappingDialog) -> None:
        choose(person, dialog, "Circulation", "Headline")
        seen.append(headlines(dialog))
        seen.append({one.name: one.use for one in dialog.model.columns()}["Headline"])
        choose(person, dialog, "Circulation", "Note")
        choose(person, dialog, "Headline", "Headline")
        enter(dialog)

    done = imported([sheet(tmp_path, HEADER, *ROWS[:2])], change)
    assert seen == [["1200", "Not Found"], None] or seen == [["1200"], None]
    assert [window.library.get(one).note for one in done.ids] == ["1200", None]


def test_columns_are_chosen_with_the_keyboard(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, person: Person, imported: Callable[..., Imported]
) -> None:
    seen: list[object] = []

    def by_key(dialog: SheetMappingDialog) -> None:
        seen.append(dialog.focusWidget() is dialog.columns)
        qtbot.keyClick(dialog.columns, Qt.Key.Key_Down)
        qtbot.keyClick(dialog.columns, Qt.Key.Key_Space)
        menu = QApplication.activePopupWidget()
        seen.append(isinstance(menu, QMenu))
        assert menu is not None
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
            qtbot.keyClick(menu, key)
        person.settle(dialog)
        seen.append(dialog.model.columns()[1].use)
        qtbot.keyClick(dialog.columns, Qt.Key.Key_Delete)
        person.settle(dialog)
        seen.append((dialog.model.columns()[1].use, dialog.import_button.isEnabled()))
        choose(person, dialog, "Headline", "Headline")
        enter(dialog)

    imported([sheet(tmp_path, HEADER, *ROWS[:2])], by_key)
    assert seen[:2] == [True, True]
    assert seen[2] in (Use.HEADLINE, Use.DECK)
    assert seen[3] == (None, False)


@pytest.mark.parametrize(
    ("typed", "use"),
    [("Out", Use.OUTLET), ("air t", Use.AIRED_AT), ("t", Use.BODY), ("tt", Use.TONE), ("heo", Use.OUTLET)],
)
def test_what_a_column_becomes_is_found_by_typing_its_beginning(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    person: Person,
    imported: Callable[..., Imported],
    typed: str,
    use: Use,
) -> None:
    seen: list[object] = []

    def by_key(dialog: SheetMappingDialog) -> None:
        row = [one.name for one in dialog.model.columns()].index("Circulation")
        dialog.columns.setCurrentIndex(dialog.model.index(row, 0))
        qtbot.keyClick(dialog.columns, Qt.Key.Key_Space)
        menu = QApplication.activePopupWidget()
        assert menu is not None
        qtbot.keyClicks(menu, typed)
        qtbot.keyClick(menu, Qt.Key.Key_Return)
        person.settle(dialog)
        seen.append(dialog.model.columns()[row].use)
        choose(person, dialog, "Headline", "Headline")
        enter(dialog)

    imported([sheet(tmp_path, HEADER, *ROWS[:2])], by_key)
    assert seen == [use]


def test_a_tag_of_yes_and_no_can_be_named(
    window: MainWindow,
    tmp_path: Path,
    person: Person,
    imported: Callable[..., Imported],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(NamingDialog, "ask", lambda *_asked, **_more: "topic/north")

    def name(dialog: SheetMappingDialog) -> None:
        choose(person, dialog, "Arctic", "Name the tag…")
        enter(dialog)

    imported([sheet(tmp_path, HEADER, *ROWS[:2])], name)
    assert count(window, "tag:topic/north") == 1


def test_columns_are_remembered_under_a_name_and_recognised(
    window: MainWindow, tmp_path: Path, person: Person, imported: Callable[..., Imported]
) -> None:
    seen: list[object] = []

    def remember(dialog: SheetMappingDialog) -> None:
        choose(person, dialog, "Circulation", "Note")
        seen.append(dialog.remember.isChecked())
        dialog.name.setText("Agency")
        enter(dialog)

    def look(dialog: SheetMappingDialog) -> None:
        seen.append((dialog.how.text(), dialog.focusWidget() is dialog.import_button, dialog.remember.isChecked()))
        enter(dialog)

    imported([sheet(tmp_path, HEADER, *ROWS[:2])], remember)
    [preset] = window.library.presets()
    assert preset.name == "Agency"
    other = [["2026-12-01", "Winter comes", "Coastal Ledger", "77", "", ""]]
    done = imported([sheet(tmp_path, HEADER, *other, name="december.csv")], look)
    assert seen == [True, ("Read with the preset “Agency”", True, False)]
    assert window.library.get(done.ids[0]).note == "77"
    window.undoing.undo()
    assert (count(window), len(window.library.presets())) == (2, 1)
    window.undoing.undo()
    assert (count(window), len(window.library.presets())) == (0, 0)


def test_nothing_is_remembered_of_an_import_that_is_cancelled(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, person: Person
) -> None:
    def remember(dialog: SheetMappingDialog) -> None:
        dialog.name.setText("Agency")
        dialog.remember.setChecked(True)
        enter(dialog)

    person.will(remember, lambda dialog: dialog.reject())
    other = [*HEADER[:-1], "Something else"]
    drop(window, sheet(tmp_path, HEADER, *ROWS[:2]), sheet(tmp_path, other, *ROWS[:2], name="other.csv"))
    qtbot.waitUntil(lambda: person.met == 2 and not window.aside.is_busy)
    qtbot.waitUntil(lambda: "The import was cancelled" in window.toast.text)
    assert (window.library.presets(), window.library.steps()) == ((), [])


def test_presets_are_listed_renamed_and_deleted(
    window: MainWindow,
    tmp_path: Path,
    person: Person,
    imported: Callable[..., Imported],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(NamingDialog, "ask", lambda *_asked, **_more: "Bureau")
    seen: list[object] = []

    def remember(dialog: SheetMappingDialog) -> None:
        dialog.name.setText("Agency")
        dialog.remember.setChecked(True)
        enter(dialog)

    def tidy(dialog: SheetMappingDialog) -> None:
        box = dialog.choices.preset
        seen.append([box.itemText(place) for place in range(box.count())])
        dialog.choices.renameRequested.emit("Agency")
        seen.append((box.currentText(), [preset.name for preset in window.library.presets()]))
        box.setCurrentIndex(0)
        box.activated.emit(0)
        person.settle(dialog)
        seen.append(dialog.how.text())
        dialog.choices.deleteRequested.emit("Bureau")
        seen.append((box.isVisible(), window.library.presets()))
        enter(dialog)

    imported([sheet(tmp_path, HEADER, *ROWS[:2])], remember)
    imported([sheet(tmp_path, HEADER, ROWS[2], name="more.csv")], tidy)
    assert seen == [
        ["None: guessed", "Agency"],
        ("Bureau", ["Bureau"]),
        "Columns guessed from their names and contents",
        (False, ()),
    ]


def test_a_preset_that_cannot_be_named_so_is_told_and_nothing_is_imported(
    window: MainWindow, tmp_path: Path, person: Person, imported: Callable[..., Imported]
) -> None:
    seen: list[str] = []

    def unnamed(dialog: SheetMappingDialog) -> None:
        dialog.name.setText("  ")
        dialog.remember.setChecked(True)
        enter(dialog)
        seen.append(dialog.summary.text())
        dialog.remember.setChecked(False)
        enter(dialog)

    done = imported([sheet(tmp_path, HEADER, *ROWS[:2])], unnamed)
    assert seen[0].startswith("A preset needs a name")
    assert len(done.ids) == 2


def test_a_sheet_that_is_cancelled_leaves_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, person: Person, summaries: list[Imported]
) -> None:
    person.will(lambda dialog: QApplication.sendEvent(dialog, key_event(Qt.Key.Key_Escape)))
    drop(window, sheet(tmp_path, HEADER, *ROWS))
    qtbot.waitUntil(lambda: person.met == 1)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert (count(window), window.library.steps(), summaries) == (0, [], [])


def test_a_cancel_in_one_of_several_sheets_stops_all_and_says_so(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, person: Person, summaries: list[Imported]
) -> None:
    first = sheet(tmp_path, HEADER, *ROWS, name="a.csv")
    other = sheet(tmp_path, ["Titre", "Média"], ["L’hiver vient", "Le Courrier"], name="autre.csv")
    third = sheet(tmp_path, ["Wer", "Was"], ["Ledger", "Autumn comes"], name="c.csv")
    person.will(enter, lambda dialog: dialog.cancel_button.click())
    drop(window, first, other, third)
    qtbot.waitUntil(lambda: person.met == 2)
    qtbot.waitUntil(lambda: not window.toast.isHidden())
    assert window.toast.text == "The import was cancelled. Nothing was imported; the library is as it was."
    assert (count(window), window.library.steps(), summaries) == (0, [], [])


def test_why_a_sheet_cannot_be_read_is_shown_as_it_is(
    window: MainWindow, tmp_path: Path, person: Person, imported: Callable[..., Imported]
) -> None:
    tips: list[str] = []

    def fail(dialog: SheetMappingDialog) -> None:
        dialog._on_failed(WrongUsage("There is no sheet “<b>clips</b>”."))
        tips.append(dialog.import_button.toolTip())
        choose(person, dialog, "Circulation", "Note")
        enter(dialog)

    imported([sheet(tmp_path, HEADER, *ROWS)], fail)
    assert "&lt;b&gt;" in tips[0]


def test_a_dialog_is_left_at_once_while_its_sheet_is_being_read(qtbot: QtBot) -> None:
    reader, gate = SheetReader(), threading.Event()

    def slow(_report: object) -> FileReading:
        assert gate.wait(10)
        raise WrongUsage("Nobody hears of this.")

    told: list[Exception] = []
    reader.failed.connect(told.append)
    with qtbot.waitSignal(reader.destroyed):
        reader.ask(slow)
        reader.stop()
        gate.set()
    assert told == []


def test_what_was_chosen_before_is_not_read_to_its_end(qtbot: QtBot, tmp_path: Path) -> None:
    reader, reading = SheetReader(), read_file(File("a.csv", b"Headline\nHarbour towns ask"), Known(), TODAY)
    begun, left = threading.Event(), threading.Event()

    def endless(report: Progress) -> FileReading:
        try:
            while True:
                report(0, 0)
                begun.set()
        finally:
            left.set()

    reader.ask(endless)
    qtbot.waitUntil(begun.is_set)
    with qtbot.waitSignal(reader.answered) as read:
        reader.ask(lambda _report: reading)
    assert left.is_set()
    assert read.args[0].reading is reading
    reader.stop()


def test_another_sheet_and_another_header_can_be_chosen(
    window: MainWindow, tmp_path: Path, person: Person, imported: Callable[..., Imported]
) -> None:
    workbook = openpyxl.Workbook()
    first = workbook.active
    assert first is not None
    first.title = "November"
    for row in (HEADER, *ROWS[:1]):
        first.append(row)
    second = workbook.create_sheet("October")
    for row in (["Oktober"], ["Wer", "Was"], ["Ledger", "Autumn comes"], ["Gazette", "The ferry rests"]):
        second.append(row)
    workbook.save(tmp_path / "clips.xlsx")
    seen: list[object] = []

    def change(dialog: SheetMappingDialog) -> None:
        pick(dialog.choices.sheet, "October")
        person.settle(dialog)
        pick(dialog.choices.header, "Row 2: Wer, Was")
        person.settle(dialog)
        choose(person, dialog, "Was", "Headline")
        seen.append(headlines(dialog))
        pick(dialog.choices.header, "Row 4: Gazette, The ferry rests")
        person.settle(dialog)
        seen.append((dialog.import_button.isEnabled(), *seen_texts(dialog, "no rows")))
        pick(dialog.choices.header, "Row 2: Wer, Was")
        person.settle(dialog)
        choose(person, dialog, "Was", "Headline")
        enter(dialog)

    done = imported([tmp_path / "clips.xlsx"], change)
    assert seen[0] == ["Autumn comes", "The ferry rests"]
    assert seen[1] == (False, "The sheet has no rows below its header, so there is nothing to import.")
    assert len(done.ids) == 2


def seen_texts(widget: QWidget, words: str) -> list[str]:
    """The texts with these words that a person sees in a widget."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and words in label.text()]


def pick(box: QComboBox, words: str) -> None:
    place = box.findText(words)
    assert place >= 0, [box.itemText(number) for number in range(box.count())]
    box.setCurrentIndex(place)
    box.activated.emit(place)


def test_the_order_of_day_and_month_is_asked_where_the_column_leaves_it_open(
    window: MainWindow, tmp_path: Path, person: Person, imported: Callable[..., Imported]
) -> None:
    seen: list[list[str]] = []

    def change(dialog: SheetMappingDialog) -> None:
        seen.append(seen_texts(dialog.choices, "The dates in"))
        dialog.choices.order.set_value(DateOrder.DAY_FIRST)
        dialog.choices.order.chosen.emit(DateOrder.DAY_FIRST)
        person.settle(dialog)
        seen.append(seen_texts(dialog.choices, "The dates in"))
        enter(dialog)

    done = imported([sheet(tmp_path, ["Date", "Headline"], ["03/04/2026", "Harbour towns ask"])], change)
    [asked] = seen[0]
    assert asked.startswith("The dates in “Date” may begin with the day or the month.")
    assert seen[1] == []
    assert str(window.library.get(done.ids[0]).published_on) == "2026-04-03"


def test_several_sheets_of_one_kind_are_asked_about_once(
    window: MainWindow, tmp_path: Path, person: Person, imported: Callable[..., Imported]
) -> None:
    def change(dialog: SheetMappingDialog) -> None:
        choose(person, dialog, "Circulation", "Note")
        enter(dialog)

    files = [sheet(tmp_path, HEADER, ROWS[number], name=f"{number}.csv") for number in range(3)]
    other = sheet(tmp_path, ["Titre", "Média"], ["L’hiver vient", "Le Courrier"], name="autre.csv")
    done = imported([*files, other], change, enter)
    assert person.met == 2
    assert len(done.ids) == 4
    assert [window.library.get(one).note for one in done.ids] == ["1200", None, None, None]
    assert done.changes.step is not None
    assert done.changes.step.title == "Import 4 clippings from 4 files"


def test_thousands_of_rows_are_one_step_and_only_the_first_are_previewed(
    window: MainWindow, tmp_path: Path, imported: Callable[..., Imported]
) -> None:
    rows = [["2026-11-03", f"Ferry {n} runs longer", f"Outlet {n % 50}", "", "", str(n % 2)] for n in range(2_000)]
    seen: list[object] = []

    def look(dialog: SheetMappingDialog) -> None:
        seen.extend([len(headlines(dialog)), dialog.shown.text(), dialog.import_button.text()])
        dialog.resize(dialog.minimumSizeHint())
        dialog.pages.set_word(1, "Problems 200,000")
        QApplication.processEvents()
        seen.append(dialog.pages.width() >= dialog.pages.sizeHint().width())
        enter(dialog)

    done = imported([sheet(tmp_path, HEADER, *rows)], look)
    assert seen == [200, "The first 200 of 2,000", "Import 2,000", True]
    assert (len(done.ids), count(window, "state:new"), count(window, "tag:topic/arctic")) == (2_000, 2_000, 1_000)
    window.undoing.undo()
    assert count(window) == 0


def test_the_dialog_works_in_a_small_window_and_remembers_its_size(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, person: Person, imported: Callable[..., Imported]
) -> None:
    window.resize(900, 600)
    seen: list[object] = []

    def look(dialog: SheetMappingDialog) -> None:
        seen.append((dialog.width() <= 900, dialog.height() <= 600))
        shown = [one for one in dialog.findChildren(QWidget) if one.isVisible() and isinstance(one, QAbstractButton)]
        seen.append(all(dialog.rect().contains(one.mapTo(dialog, one.rect().bottomRight())) for one in shown))
        dialog.resize(760, 500)
        enter(dialog)

    def again(dialog: SheetMappingDialog) -> None:
        seen.append((dialog.width(), dialog.height()))
        enter(dialog)

    imported([sheet(tmp_path, HEADER, *ROWS[:1])], look)
    imported([sheet(tmp_path, HEADER, *ROWS[1:2])], again)
    assert seen == [(True, True), True, (760, 500)]


def test_every_control_has_a_name_and_tab_goes_through_them_as_they_are_seen(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, person: Person, imported: Callable[..., Imported]
) -> None:
    seen: list[str] = []

    def look(dialog: SheetMappingDialog) -> None:
        dialog.choices.header.setFocus()
        for _ in range(12):
            focus = dialog.focusWidget()
            assert focus is not None
            name = QAccessible.queryAccessibleInterface(focus).text(QAccessible.Text.Name)
            # Of a chooser Linux tells the label beside it, and what is chosen as its name.
            seen.append(focus.accessibleName() or name)
            dialog.focusNextChild()
        enter_at_once(dialog)

    def enter_at_once(dialog: SheetMappingDialog) -> None:
        dialog.import_button.click()

    imported([sheet(tmp_path, HEADER, *ROWS[:1])], look)
    first = seen.index("Header")
    assert seen[first : first + 8] == [
        "Header",
        "Dates: Automatic",
        "Columns",
        "Show: Preview",
        "Preview",
        "Remember as",
        "Name of the preset",
        "Cancel",
    ]
    assert all(seen)


def test_a_name_is_asked_for_and_never_empty(qtbot: QtBot) -> None:
    dialog = NamingDialog("Rename preset", "What it is called.", "Agency")
    qtbot.addWidget(dialog)
    dialog.show()
    [save] = [one for one in dialog.findChildren(QAbstractButton) if one.text() == "Save"]
    [field] = dialog.findChildren(QLineEdit)
    assert save.isEnabled()
    field.clear()
    assert not save.isEnabled()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    qtbot.keyClicks(field, "Bureau")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (dialog.isVisible(), dialog.field.text()) == (False, "Bureau")


def test_a_cancel_is_heeded_among_the_rows_of_a_mapped_sheet(window: MainWindow, tmp_path: Path) -> None:
    readings = read_what_can_be([sheet(tmp_path, HEADER, *ROWS)], Known(), TODAY)
    [file] = readings.files
    assert file.sheet is not None

    def stop(done: int, total: int) -> None:
        if (done, total) == (2, 4):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_mapped(((file, file.sheet),), readings, window.library, stop)


BY_WORDS = ["#", "Air date", "What", "Where", "Who", "URL"]
SAID = [
    ["1", "2026-11-26", "Permafrost roads", "CBC News", "Ivan Semeniuk", "https://www.cbc.ca/news/roads-1.7"],
    ["2", "2026-11-27", "Vans at last", "CTV News", "Ann Lee", "https://www.ctvnews.ca/vans-1.8"],
]


def test_what_is_the_headline_of_a_sheet_that_asks_what_where_and_who(
    window: MainWindow, tmp_path: Path, imported: Callable[..., Imported]
) -> None:
    seen: list[object] = []

    def look(dialog: SheetMappingDialog) -> None:
        seen.extend([headlines(dialog), dialog.how.text()])
        enter(dialog)

    imported([sheet(tmp_path, BY_WORDS, *SAID)], look)
    assert seen == [["Permafrost roads", "Vans at last"], "Columns guessed from their names and contents"]


def test_a_sheet_without_a_headline_is_told_before_it_is_imported_and_asks_where_it_may_be(
    window: MainWindow, tmp_path: Path, person: Person, imported: Callable[..., Imported]
) -> None:
    seen: list[object] = []
    warning = "Choose the column that holds the headline; none does yet."

    def look(dialog: SheetMappingDialog) -> None:
        seen.append((dialog.how.text(), dialog.model.columns()[dialog.columns.currentIndex().row()].name))
        choose(person, dialog, "Betreff", "Headline")
        seen.append((dialog.how.text(), headlines(dialog)))
        enter(dialog)

    rows = [["#", "Air date", "Circulation", "Betreff", "URL"], ["1", "2026-11-26", "none", "Roads", SAID[0][-1]]]
    imported([sheet(tmp_path, *rows)], look)
    assert seen == [(warning, "Betreff"), ("Columns guessed from their names and contents", ["Roads"])]


def test_the_cursor_begins_on_the_first_column_that_asks_for_a_decision(
    window: MainWindow, tmp_path: Path, imported: Callable[..., Imported]
) -> None:
    seen: list[str] = []

    def look(dialog: SheetMappingDialog) -> None:
        seen.append(dialog.model.columns()[dialog.columns.currentIndex().row()].name)
        enter(dialog)

    imported(
        [sheet(tmp_path, ["#", "Headline", "Reach", "Desk", "URL"], ["1", "Roads", "12", "Oslo", SAID[0][-1]])], look
    )
    imported([sheet(tmp_path, HEADER, *ROWS)], look)
    assert seen == ["Desk", "Date"]
