"""Every control says what it is: to a screen reader by its name, to a hand on the mouse by its tooltip."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from clipper.capture import read
from clipper.capture.formats import read_file
from clipper.capture.formats.base import File
from clipper.library.duplicates import Kind, Likeness, Reason
from clipper.library.importing import Imported
from clipper.library.intake import FileProblem
from clipper.library.library import Library
from clipper.library.uses import Use
from clipper.model.clipping import Clipping, Organisation, Spokesperson
from clipper.model.codebook import CodeField, FieldKind
from clipper.model.draft import Accepted, Draft, Guess, Known, Pasted, Problem
from clipper.model.highlight import Highlight
from clipper.model.outlet import Outlet
from clipper.model.period import Period
from clipper.model.person import Person
from clipper.model.query import Query
from clipper.model.uniting import Difference, Side
from clipper.reports import making
from clipper.reports.checklist import checklist
from clipper.reports.coverage import featured
from clipper.ui.coding_walk import CodingWalk
from clipper.ui.dialogs.codebook import CodebookDialog
from clipper.ui.dialogs.coding import CodingScreen
from clipper.ui.dialogs.duplicate import Brought, DuplicateDialog
from clipper.ui.dialogs.fetched import FetchedDialog
from clipper.ui.dialogs.fill import FillDialog
from clipper.ui.dialogs.help import HelpDialog
from clipper.ui.dialogs.house_style import HouseStyleDialog
from clipper.ui.dialogs.import_summary import ImportSummary
from clipper.ui.dialogs.issued_reports import IssuedReportsDialog
from clipper.ui.dialogs.key_messages import KeyMessagesDialog
from clipper.ui.dialogs.likely_duplicates import Found, LikelyDuplicatesDialog
from clipper.ui.dialogs.notice import Notice
from clipper.ui.dialogs.organisation import OrganisationDialog
from clipper.ui.dialogs.outlet_page import OutletPage
from clipper.ui.dialogs.person_page import PersonPage
from clipper.ui.dialogs.public_preview import PublicPreview
from clipper.ui.dialogs.register_facts import Facts, Look
from clipper.ui.dialogs.register_list import RegisterListDialog
from clipper.ui.dialogs.register_sheet import Brought as BroughtNames
from clipper.ui.dialogs.register_sheet import RegisterSheetDialog, look_at
from clipper.ui.dialogs.report import ReportDialog
from clipper.ui.dialogs.report_issue import ReportIssueDialog
from clipper.ui.dialogs.report_templates import ReportTemplatesDialog
from clipper.ui.dialogs.review import ReviewDialog
from clipper.ui.dialogs.review_list import ReviewListDialog
from clipper.ui.dialogs.sheet_mapping import SheetMappingDialog
from clipper.ui.dialogs.shortcuts import ShortcutsDialog
from clipper.ui.dialogs.uniting import UnitingDialog
from clipper.ui.library_signals import LibrarySignals
from clipper.ui.main_window import MainWindow
from clipper.ui.settings import Settings
from clipper.ui.widgets.buttons import IconButton
from tests.ui.conftest import TODAY, Add, window_over

MENTION = "The harbour waits (feat. Ingrid Halvorsen), Northern Wire, November {day}, 2026"


@pytest.fixture
def window(qtbot: QtBot, library: Library, add: Add, settings: Settings) -> Iterator[MainWindow]:
    people = (Spokesperson("Ingrid Halvorsen"),)
    add("The harbour opens", body="Ships wait.", tags=("ports",), note="Ask.", spokespeople=people, published_on=TODAY)
    add("A headline alone")
    with window_over(qtbot, library, settings) as window:
        qtbot.waitUntil(lambda: window.tag_pane.filter_box.isVisible())
        yield window


def controls(top: QWidget) -> list[QWidget]:
    """All that a person can press or reach with Tab, as far as it can be seen."""
    return [
        widget
        for widget in top.findChildren(QWidget)
        if widget.isVisibleTo(top)
        and (isinstance(widget, QAbstractButton) or widget.focusPolicy() is not Qt.FocusPolicy.NoFocus)
        and widget.focusProxy() is None
    ]


def nameless(top: QWidget) -> list[str]:
    return [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in controls(top)
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]


@pytest.mark.parametrize("width", [640, 900, 1280, 1920])
def test_every_control_of_the_window_has_a_name(qtbot: QtBot, window: MainWindow, width: int) -> None:
    window.resize(width, 800)
    for clipping_id in list(window.list_pane.model.ids):
        window.show_clipping(clipping_id)
        window.frame.show_detail()
        qtbot.waitUntil(lambda wanted=clipping_id: window.detail_pane.clipping().id == wanted)
        assert nameless(window) == []


def test_every_control_has_a_name_while_a_person_writes(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_["clipping.note"].trigger()
    assert nameless(window) == []
    window.detail_pane.edit_field("body")
    assert nameless(window) == []


def test_every_control_of_a_highlight_has_a_name(qtbot: QtBot, window: MainWindow) -> None:
    highlights = window.detail_pane.highlights
    window.library.highlight(1, Highlight("Ships wait", comment="Ask."))
    window.show_clipping(1)
    qtbot.waitUntil(lambda: window.detail_pane.clipping().id == 1)
    window.detail_pane.tabs.show_page("highlights")
    highlights.open(window.library.get(1).highlights[0].uuid)
    assert highlights.popup.isVisible()
    assert nameless(window) == nameless(highlights.popup) == []
    highlights.keep()


def test_every_control_of_a_selection_and_of_an_empty_search_has_a_name(qtbot: QtBot, window: MainWindow) -> None:
    window.list_pane.select_all()
    qtbot.waitUntil(lambda: window.detail_pane.clipping() is None)
    assert nameless(window) == []
    window.search(Query.parse("nowhere"))
    qtbot.waitUntil(lambda: not len(window.list_pane.model.ids))
    assert nameless(window) == []


def test_every_control_of_the_dashboard_has_a_name(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_["view.dashboard"].trigger()
    pane = window.dashboard.pane
    qtbot.waitUntil(pane.volume.isVisible)
    assert nameless(window) == []
    window.search(Query.parse("nowhere"))
    qtbot.waitUntil(lambda: not pane.volume.isVisible())
    assert nameless(window) == []


def reviewed(kind: type[ReviewDialog] | type[ReviewListDialog], text: str, library: Library) -> QDialog:
    pasted = Pasted(text)
    return kind(read(pasted, library.known(), date(2026, 11, 18)), pasted, library, None)


def twice(library: Library) -> tuple[Clipping, Clipping]:
    """Keep a mention two times, with another headline, text and tag each."""
    for number in (1, 2):
        text = Guess(f"The harbour waits for the ferry, and for day {number}.")
        draft = Draft(headline=Guess(f"The harbour waits {number}"), url=Guess("https://wire.example/1"), body=text)
        library.delete(library.add([Accepted(draft, (f"port {number}",))], Pasted("")).ids)
    library.restore([1, 2])
    return library.get(1), library.get(2)


def duplicate(library: Library) -> QDialog:
    kept, other = twice(library)
    brought = Brought(other, "From this paste", "18 November 2026")
    return DuplicateDialog(Likeness(Kind.SAME, kept, Reason.LINK), brought, library)


def likely_duplicates(library: Library) -> QDialog:
    twice(library)
    found = Found.in_library(library, lambda _done, _total: None)
    return LikelyDuplicatesDialog(found, library, ThreadPoolExecutor(max_workers=1))


def fill(library: Library) -> QDialog:
    draft = Draft(headline=Guess("The harbour waits again"), body=Guess("It waits for the ferry."))
    return FillDialog(twice(library)[0], draft, None, library)


def fetched(library: Library) -> QDialog:
    page = read_file(File("page.html", b"<article><h1>The harbour</h1><p>It waits.</article>"), Known(), TODAY)
    return FetchedDialog(twice(library)[0], page, library)


def sheet(library: Library) -> QDialog:
    rows = b"Date,Headline,Outlet,Reach\n03/04/2026,The harbour waits,Northern Wire,9\nsomeday,It waits,Wire,9"
    return SheetMappingDialog(read_file(File("clips.csv", rows), Known(), TODAY), library)


def import_summary(_library: Library) -> QDialog:
    return ImportSummary(Imported((1, 2), known=1, problems=(FileProblem("a.pdf", Problem("It holds no text.")),)))


def with_message(library: Library) -> Library:
    library.add_message("Winter needs a fund")
    return library


def with_code_field(library: Library) -> Library:
    for name, kind, choices in (("Depth", FieldKind.CHOICE, ("brief", "long")), ("Minutes", FieldKind.NUMBER, ())):
        library.save_code_field(CodeField(name, kind, choices))
    return library


def with_template(library: Library) -> Library:
    library.save_template("Winter", {"template.toml": b'based-on = "formal"'})
    return library


def coding(library: Library) -> QDialog:
    (added,) = library.add([Accepted(Draft(headline=Guess("Harbour", 1.0)))], Pasted("Harbour")).ids
    coded = with_code_field(with_message(library))
    return CodingScreen(coded, CodingWalk(coded, [added]), quiet_signals(coded))


def quiet_signals(library: Library) -> LibrarySignals:
    """Signals that ask nothing of the library, which is closed before they are garbage."""
    signals = LibrarySignals(library)
    signals.stop()
    return signals


def brought_names(library: Library) -> BroughtNames:
    file = File("outlets.csv", b"Outlet,Tier\nThe Tern,1\n")
    return look_at(library, file, None, replaces=False, is_wanted=lambda: True)


def issuing(library: Library) -> ReportIssueDialog:
    draft = making.draft(library, library.definitions()[0], Period.month(2026, 11), TODAY)
    return ReportIssueDialog(library, draft, checklist(library, draft.coverage))


def nothing_known(field: str) -> Look:
    return lambda: Facts(Use(field))


DIALOGS: dict[str, Callable[[Library, Path], QDialog]] = {
    "duplicate": lambda library, _folder: duplicate(library),
    "fetched": lambda library, _folder: fetched(library),
    "fill": lambda library, _folder: fill(library),
    "import summary": lambda library, _folder: import_summary(library),
    "likely duplicates": lambda library, _folder: likely_duplicates(library),
    "uniting": lambda _library, _folder: UnitingDialog(
        [Difference("1", "Harbour", "note", Side("Ours", "Ann Ice"), Side("Theirs"), "Before", can_be_both=True)],
        "b.zip",
    ),
    "sheet": lambda library, _folder: sheet(library),
    "help": lambda _library, _folder: HelpDialog(),
    "notice": lambda _library, _folder: Notice("A bug", "What happened.", "Close", details="Line 1"),
    "key messages": lambda library, _folder: KeyMessagesDialog(with_message(library)),
    "codebook": lambda library, _folder: CodebookDialog(with_code_field(library)),
    "coding": lambda library, _folder: coding(library),
    "public preview": lambda library, _folder: PublicPreview(
        library, Clipping(1, "", headline="Harbour", note="Inside", starred=True)
    ),
    "organisation": lambda _library, _folder: OrganisationDialog(Organisation("Ostrander Institute")),
    "house style": lambda _library, _folder: HouseStyleDialog(Organisation("Ostrander Institute")),
    "outlet": lambda _library, _folder: OutletPage(
        Outlet("Northern Wire"), nothing_known("outlet"), print, lambda _: (), TODAY
    ),
    "person": lambda library, _folder: PersonPage(
        Person("Ann Ice"), nothing_known("feat"), print, partial(featured, library, "Ann Ice"), (), TODAY
    ),
    "new person": lambda library, _folder: PersonPage(
        Person("", ours=True), None, print, partial(featured, library, ""), (), TODAY
    ),
    "register sheet": lambda library, _folder: RegisterSheetDialog(brought_names(library), library),
    "register": lambda library, _folder: RegisterListDialog(library, quiet_signals(library)),
    "shortcuts": lambda _library, _folder: ShortcutsDialog(),
    "report": lambda library, folder: ReportDialog(library, Query(), Settings(folder / "window.ini")),
    "issue report": lambda library, _folder: issuing(library),
    "report templates": lambda library, folder: ReportTemplatesDialog(
        with_template(library), Settings(folder / "window.ini")
    ),
    "issued reports": lambda library, _folder: IssuedReportsDialog(library),
    "review": lambda library, _folder: reviewed(ReviewDialog, MENTION.format(day=1), library),
    "review list": lambda library, _folder: reviewed(
        ReviewListDialog, "\n\n".join(MENTION.format(day=day) for day in (3, 5, 9)), library
    ),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_every_control_of_a_dialog_has_a_name(qtbot: QtBot, library: Library, tmp_path: Path, name: str) -> None:
    dialog = DIALOGS[name](library, tmp_path)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert nameless(dialog) == []
    dialog.done(0)


def test_a_button_without_a_word_says_its_name_and_its_key(window: MainWindow) -> None:
    keys = {action.text().rstrip("…"): action.shortcut() for _, action in window.actions_}
    for button in window.findChildren(IconButton):
        name = button.accessibleName()
        assert button.toolTip().startswith(name)
        key = keys.get(name, QKeySequence()).toString(QKeySequence.SequenceFormat.NativeText)
        assert button.toolTip().endswith(key)


def test_tab_goes_through_tag_pane_search_list_and_detail(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    window.tag_pane.focus_first()
    panes = (window.tag_pane, window.list_pane.search_box, window.list_pane.view, window.detail_pane)
    passed: list[QWidget] = []
    while True:
        focus = QApplication.focusWidget()
        if passed and len(passed) == len(panes) and window.tag_pane.isAncestorOf(focus):
            break
        pane = next((pane for pane in panes if pane is focus or pane.isAncestorOf(focus)), None)
        if pane is not None and pane not in passed:
            passed.append(pane)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert passed == list(panes)


def test_shift_tab_goes_back(qtbot: QtBot, window: MainWindow) -> None:
    window.activateWindow()
    window.list_pane.focus_list()
    way = []
    for _ in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
        way.append(QApplication.focusWidget())
    for before in (*reversed(way[:-1]), window.list_pane.view):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is before


def test_letters_typed_into_any_field_of_the_window_do_nothing_else(qtbot: QtBot, window: MainWindow) -> None:
    steps = len(window.library.steps())
    fired: list[str] = []
    for spec, action in window.actions_:
        action.triggered.connect(lambda _on=False, spec=spec: fired.append(spec.id))
    header = window.detail_pane.header
    fields = [window.list_pane.search_box, window.tag_pane.filter_box, header.headline, header.outlet, header.tags]
    for field in fields:
        field.setFocus()
        qtbot.keyClicks(QApplication.focusWidget(), "stnpkd/")
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert fired == []
    assert len(window.library.steps()) == steps
