"""Pictures of the real window in its main states: `python -m tests.screenshots OUT`.

They are drawn off the screen at 1280 x 800 in the shipped Inter and Source Serif, light and dark, so that pictures of
two versions compare. Names on the command line after OUT limit them to those states.
"""

import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from clipper.model.values import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QEventLoop, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QSplitter, QWidget

from clipper.capture import read
from clipper.capture.formats import read_file
from clipper.capture.formats.base import File
from clipper.library import backups
from clipper.library.backup import backup
from clipper.library.backup_places import folder_of
from clipper.library.duplicates import Likeness, likeness_of
from clipper.library.exchange import export_library, import_library
from clipper.library.library import Library
from clipper.library.logos import logo_from
from clipper.library.repair import repair
from clipper.library.sample import open_sample
from clipper.library.search import Sort
from clipper.library.store.sqlite import DAMAGED, FULL, READ_ONLY
from clipper.library.store.unwritable import UnwritableStore
from clipper.library.unfinished import REVIEW, Name, Shelf, clipping_of
from clipper.model.attachment import BroughtFile
from clipper.model.backup import Reason
from clipper.model.clipping import Spokesperson
from clipper.model.codebook import CodeField, FieldKind
from clipper.model.codes import FollowUpKind, Marker, Medium, Rights, State, Tone
from clipper.model.draft import Accepted, Draft, Guess, Pasted
from clipper.model.errors import EnvironmentProblem, Lost, NotFound
from clipper.model.follow_up import FollowUp
from clipper.model.highlight import Highlight
from clipper.model.query import Query
from clipper.model.uniting import Difference, Undecided
from clipper.reports import making
from clipper.reports.issuing import issue
from clipper.ui import fonts, repairing, restoring, theme
from clipper.ui.dialogs.about import AboutDialog
from clipper.ui.dialogs.backups import BackupsDialog
from clipper.ui.dialogs.duplicate import Brought, DuplicateDialog
from clipper.ui.dialogs.fetched import FetchedDialog
from clipper.ui.dialogs.notice import Notice
from clipper.ui.dialogs.outlet_page import OutletPage
from clipper.ui.dialogs.pdf_viewer import PdfViewer
from clipper.ui.dialogs.person_page import PersonPage
from clipper.ui.dialogs.register_list import RegisterListDialog
from clipper.ui.dialogs.register_sheet import RegisterSheetDialog, look_at
from clipper.ui.dialogs.report import ReportDialog
from clipper.ui.dialogs.report_templates import ReportTemplatesDialog
from clipper.ui.dialogs.review import ReviewDialog
from clipper.ui.dialogs.review_list import ReviewListDialog
from clipper.ui.dialogs.search_builder import SearchBuilder
from clipper.ui.dialogs.uniting import UnitingDialog
from clipper.ui.dialogs.unused_lines import UnusedLinesDialog
from clipper.ui.dialogs.waiting import Waiting
from clipper.ui.main_window import MainWindow
from clipper.ui.models.clipping_columns import Column
from clipper.ui.models.clipping_list import Grouping
from clipper.ui.models.tag_tree import Kind
from clipper.ui.qt_facts import bug_report
from clipper.ui.settings import Settings
from clipper.ui.widgets.pdf_pages import PdfPages
from clipper.ui.widgets.search_suggestions import Names
from clipper.ui.widgets.search_values import TextValue
from clipper.ui.widgets.uniting_list import UnitingList, UnitingModel
from clipper.ui.window_menu import fill_window_menu
from tests.capture.formats.making_pdf import Text, pdf, wrapped

SIZE = QSize(1280, 800)

LOGO = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 36" width="120" height="36">
<circle cx="18" cy="18" r="15" fill="#2455a4"/><path d="M44 24h64v4H44zM44 12h48v4H44z" fill="#2a9d8f"/></svg>"""
PASTES = Path(__file__).parent / "data" / "screenshots"


def settle(milliseconds: int = 350) -> None:
    """Let searches, timers and drawing come to rest."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


@contextmanager
def window_over(library: Library, folder: str, size: QSize = SIZE) -> Iterator[MainWindow]:
    """Open the window over a library and close both."""
    with theme.undressed():
        window = MainWindow(library, Settings(Path(folder, "window.ini")))
    window.resize(size)
    window.show()
    settle()
    try:
        yield window
    finally:
        window.close()
        library.close()
        window.deleteLater()
        settle(0)


@contextmanager
def sample_window(size: QSize = SIZE) -> Iterator[MainWindow]:
    """Open the window over a fresh copy of the sample library."""
    with (
        TemporaryDirectory() as folder,
        window_over(open_sample(Path(folder, "sample.clipper")), folder, size) as window,
    ):
        # A busy machine takes longer than usual to count what the tag pane shows.
        while not window.tag_pane._names.tree.root.children:
            settle()
        yield window


def show_longest(window: MainWindow) -> None:
    """Go to the clipping with the longest text of those that are seen."""
    seen = window.library.clippings(list(window.list_pane.model.ids[:9]))
    window.show_clipping(max(seen, key=lambda clipping: len(clipping.body or "")).id)
    settle()


def empty(save: Callable[[QWidget], None]) -> None:
    with TemporaryDirectory() as folder, window_over(Library.open(Path(folder, "new.clipper")), folder) as window:
        save(window)


def empty_view(save: Callable[[QWidget], None]) -> None:
    """A view of the left pane in which nothing is yet."""
    with sample_window() as window:
        window.library.set_starred(list(window.library.search(Query()).ids), starred=False)
        window.search(Query.parse("is:starred"))
        settle()
        save(window)


def empty_made(save: Callable[[QWidget], None]) -> None:
    """A library that was made for a path that may be a slip."""
    with TemporaryDirectory() as folder, window_over(Library.open(Path(folder) / "new.clipper"), folder) as window:
        window.empty_state.tell_made("/home/dana/Documents/Media mentions/lirbary.clipper")
        settle()
        save(window)


def empty_undone(save: Callable[[QWidget], None]) -> None:
    """A library that an undo has emptied."""
    with sample_window() as window:
        window.undoing.undo()
        settle()
        save(window)


def main(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        window.search(Query.parse("tag:topic/arctic"))
        settle()
        show_longest(window)
        save(window)


def search(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        window.list_pane.focus_search()
        QTest.keyClicks(QApplication.focusWidget(), "ice feat:h")
        settle(800)
        save(window)


BUILT = (
    "tag:topic/arctic OR tag:topic/trade -tone:negative (ice OR (ferry -port) OR medium:radio) after:2017-06 has:link"
)


def search_builder(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        build(window, BUILT, save)


def search_builder_least(save: Callable[[QWidget], None]) -> None:
    """In the least window, a day that cannot be read."""
    with sample_window(QSize(640, 480)) as window:
        build(window, "after:2017 tag:topic OR tone:mixed icebreaker", save, typed="or so")


def build(window: MainWindow, query: str, save: Callable[[QWidget], None], typed: str = "") -> None:
    """Open a query in the builder, and type into its first value."""
    facets = window.library.facets(Query())
    names = Names(facets.tags, facets.outlets, facets.spokespeople)
    dialog = SearchBuilder(Query.parse(query), names, window.library.count, window)
    dialog.show()
    settle()
    QTest.keyClicks(dialog.focusWidget(), typed)
    settle(1200)
    save(dialog)
    dialog.reject()


def dashboard(save: Callable[[QWidget], None], size: QSize = SIZE, query: str = "after:2017-10-01") -> None:
    """What a search of the sample comes to, on the last day on which it has something."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "sample.clipper")
        open_sample(path).close()
        library = Library.open(path, now=lambda: datetime(2017, 12, 31, 12))
        carry_messages(library)
        with window_over(library, folder, size) as window:
            window.search(Query.parse(query))
            window.actions_["view.dashboard"].trigger()
            settle(800)
            save(window)


def carry_messages(library: Library) -> None:
    """Let the newest clippings carry key messages, and leave some without a tone."""
    ids = list(library.search(Query()).ids)
    for message, step in (("Ports need winter crews", 3), ("Delay costs more", 5), ("Build it here", 11)):
        library.add_message(message)
        library.carry_message(ids[:60:step], message)


def several(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        view = window.list_pane.view
        for row in range(4):
            view.selectionModel().select(view.model().index(row, 0), view.selectionModel().SelectionFlag.Select)
        window.library.tag(window.list_pane.selected_ids(), "follow-up")
        settle()
        save(window)


def table(save: Callable[[QWidget], None]) -> None:
    """The list as a table, with as much room as the window can give it."""
    with sample_window() as window:
        window.list_pane.show_table(True)
        widen(window)
        window.library.set_state(list(window.list_pane.model.ids[3:5]), State.NEW)
        settle(800)
        window.toast.hide()
        save(window)


def table_due(save: Callable[[QWidget], None]) -> None:
    """The table with what is to be followed up, what is due first."""
    with sample_window() as window:
        ids = list(window.list_pane.model.ids)
        late = FollowUp("Our name is given as Larchmere Foundation.", due=date(2017, 12, 22))
        coming = FollowUp("Send the list of towns.", FollowUpKind.FOLLOW_UP, due=date(2099, 1, 15))
        for clipping_id, one in zip(ids[2:4], (late, coming), strict=True):
            window.library.add_follow_up(clipping_id, one)
        window.list_pane.show_table(True)
        header = window.list_pane.table.header
        for column in (Column.OUTLET, Column.REPORTER, Column.TAGS, Column.TONE):
            header.show_column(column, False)
        for column in (Column.FOLLOW_UP, Column.DUE):
            header.show_column(column, True)
        widen(window)
        window.list_pane.result_line.sortChosen.emit(Sort.DUE)
        settle(800)
        window.toast.hide()
        save(window)


def table_columns(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        window.list_pane.show_table(True)
        widen(window)
        menu = window.list_pane.table.header.columns_menu()
        menu.popup(window.list_pane.table.header.mapToGlobal(QPoint(20, 28)))
        settle()
        save(menu)
        menu.close()


def widen(window: MainWindow) -> None:
    splitter = window.list_pane.parentWidget()
    assert isinstance(splitter, QSplitter)
    splitter.setSizes([splitter.width(), 0])


def stories(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        window.list_pane.result_line.groupingChosen.emit(Grouping.STORY)
        settle()
        model, view = window.list_pane.model, window.list_pane.view
        first = next(row for row in range(model.rowCount()) if model.starts_group(row))
        view.select_row(first + 1)
        view.scrollTo(model.index(first - 2, 0), view.ScrollHint.PositionAtTop)
        settle()
        save(window)


def folded(save: Callable[[QWidget], None]) -> None:
    """The tag pane with two sections folded, the keyboard on the heading of another one."""
    with sample_window() as window:
        view = window.tag_pane._names
        for node in view.tree.root.children:
            view.set_open(node, node.key not in (Kind.TAG, Kind.PERSON))
        view.setFocus(Qt.FocusReason.TabFocusReason)
        window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        view.setCurrentIndex(view.tree.index_of(view.tree.root.children[2]))
        settle()
        save(window)


def note(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        window.library.set_note(
            window.list_pane.selected_ids()[0],
            "**Use in Thursday’s briefing.** The line on schedules is the one to pull.\n\n"
            "- the date comes from the *tabled plan*, page 14\n- not from us",
        )
        settle()
        window.actions_["clipping.note"].trigger()
        settle()
        save(window)


def highlights(save: Callable[[QWidget], None], size: QSize = SIZE) -> None:
    """Two passages in the text, one of them with a comment, and one whose words an edit took out."""
    with sample_window(size) as window:
        show_longest(window)
        page, clipping_id = window.detail_pane.body.page, window.list_pane.selected_ids()[0]
        quote, other = page.toPlainText().split("\n")[1:3]
        lost = Highlight("The schedule was tabled in June.", "", "", Marker.PINK, "Was in the first version.")
        for highlight in (replace(Highlight(quote), comment="Pull quote for the *report*?"), lost):
            window.library.highlight(clipping_id, highlight)
        window.library.highlight(clipping_id, Highlight(other.split(", ")[0], marker=Marker.GREEN))
        settle()
        if size == SIZE:
            window.detail_pane.tabs.show_page("highlights")
        settle()
        save(window)


def quotes(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        window.search(Query.parse("quoted:fairweather has:text"))
        settle()
        show_longest(window)
        pane = window.detail_pane
        pane.tabs.show_page("quotes")
        settle()
        for row in pane.quotes.list.proposed[1:]:
            row.keep.click()
        clipping = pane.clipping()
        if clipping is not None:
            people = (*clipping.spokespeople, Spokesperson("Peter Nakashuk-Hale"))
            window.library.edit(clipping.id, spokespeople=people)
        settle()
        save(window)


def highlight_popup(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        show_longest(window)
        page, clipping_id = window.detail_pane.body.page, window.list_pane.selected_ids()[0]
        quote = page.toPlainText().split("\n")[1]
        window.library.highlight(clipping_id, Highlight(quote, comment="Pull quote for the **report**?"))
        settle()
        window.detail_pane.highlights.open(window.library.get(clipping_id).highlights[0].uuid)
        settle()
        save(window.detail_pane.highlights.popup)
        window.detail_pane.highlights.keep()


def narrow(save: Callable[[QWidget], None]) -> None:
    with sample_window(QSize(900, 700)) as window:
        show_longest(window)
        save(window)


def drawer(save: Callable[[QWidget], None]) -> None:
    with sample_window(QSize(900, 700)) as window:
        window.frame.open_drawer()
        settle()
        save(window)


def least(save: Callable[[QWidget], None]) -> None:
    with sample_window(QSize(640, 480)) as window:
        save(window)


def wide(save: Callable[[QWidget], None]) -> None:
    with sample_window(QSize(1920, 1000)) as window:
        show_longest(window)
        save(window)


def follow_up(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        show_longest(window)
        late = FollowUp("Our name is given as Larchmere Foundation.", owner="Léonie", due=date(2017, 12, 22))
        done = FollowUp("The figure was 40, not 14.", outcome="Corrected on the site.", closed_on=date(2017, 12, 3))
        shown = window.detail_pane.clipping()
        for one in (late, done) if shown else ():
            window.library.add_follow_up(shown.id, one)
        window.detail_pane.tabs.show_page("follow_up")
        settle()
        save(window)


def history(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        show_longest(window)
        shown = window.list_pane.selected_ids()
        window.library.set_note(shown[0], "Use in Thursday’s briefing.")
        window.library.tag(shown, "follow-up")
        window.library.edit(shown[0], deck="Eleven routes cannot wait")
        window.detail_pane.tabs.show_page("history")
        settle()
        save(window)


def wastebasket(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        window.library.delete(list(window.list_pane.model.ids[3:7]))
        window.search(Query.parse("is:deleted"))
        settle(800)
        window.toast.hide()
        save(window)


def long_words(save: Callable[[QWidget], None], size: QSize = SIZE) -> None:
    """Names, tags and a headline that are as long as they get."""
    with sample_window(size) as window:
        clipping_id = window.list_pane.model.ids[2]
        names = ("Marie-Antoinette de la Rochefoucauld-Montbel", "Karl-Theodor zu Guttenberg-Hohenzollern")
        window.library.edit(
            clipping_id,
            headline="The ministers of transport of all ten provinces and three territories meet in Iqaluit to settle, "
            "once and for all, who pays for the road that the ice no longer builds",
            outlet="The Northern Miner, Prospector and Commercial Intelligencer of the Upper Great Lakes",
            reporters=names,
            spokespeople=tuple(map(Spokesperson, names)),
        )
        window.library.tag([clipping_id], "topic/indigenous-self-government-and-land-claims")
        window.library.tag([clipping_id], "campaign/a-road-that-does-not-melt")
        window.show_clipping(clipping_id)
        settle(800)
        window.toast.hide()
        save(window)


def attachments(save: Callable[[QWidget], None], size: QSize = SIZE) -> None:
    files = (
        "The Globe, page A4.pdf",
        "Interview on Power & Politics.mp3",
        "Screenshot of the front page.png",
        "setup.exe",
    )
    with sample_window(size) as window:
        show_longest(window)
        shown = window.detail_pane.clipping()
        brought = [BroughtFile(name, name.encode() * 100_000 * (place + 1)) for place, name in enumerate(files)]
        if shown is not None:
            window.library.attach(shown.id, brought)
        window.detail_pane.show_attachments()
        window.toast.hide()
        settle()
        save(window)


def pdf_viewer(save: Callable[[QWidget], None]) -> None:
    text = "The institute said that ice roads need winter crews. Ice came late, and the road opened in January. " * 12
    headline = Text("Ice roads open later than ever", 72, 700, 22, bold=True)
    pages = [[headline, *wrapped(text, 72, 660 - 40 * number)] for number in range(4)]
    with TemporaryDirectory() as folder:
        file = Path(folder, "The Globe, page A4.pdf")
        file.write_bytes(pdf(pages))
        viewer = PdfViewer(file)
        viewer.resize(SIZE)
        viewer.show()
        settle()
        viewer.search.setText("ice")
        settle(800)
        viewer.pages.step(1)
        settle()
        save(viewer)
        viewer.close()
        viewer.deleteLater()


def review(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        QGuiApplication.clipboard().setText((PASTES / "article.txt").read_text(encoding="utf-8"))
        shoot_dialog(window, "clipping.paste", save)


UNKNOWN_OUTLETS = """The Gravel Gazette: Vans carry small towns to work at last
The Loon Bay Herald: Towns are passed by once more
Pebble Weekly: Ferries and fog in the harbour
"""


def review_not_told(save: Callable[[QWidget], None]) -> None:
    """A list that nothing tells to be one."""
    with sample_window() as window:
        QGuiApplication.clipboard().setText(UNKNOWN_OUTLETS)
        shoot_dialog(window, "clipping.paste", save)


def review_as_list(save: Callable[[QWidget], None]) -> None:
    """The same, read as a list."""
    with sample_window() as window:
        pasted, known, today = Pasted(UNKNOWN_OUTLETS), window.library.known(), date(2017, 12, 19)
        one = ReviewDialog(read(pasted, known, today), pasted, window.library, window)
        dialog = ReviewListDialog(read(pasted, known, today, is_list=True), pasted, window.library, one)
        dialog.show()
        settle()
        save(dialog)
        dialog.close()


def review_list(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        QGuiApplication.clipboard().setText((PASTES / "mentions.txt").read_text(encoding="utf-8"))
        shoot_dialog(window, "clipping.paste", save)


def unused_lines_of_one(save: Callable[[QWidget], None]) -> None:
    """The lines that the review of one clipping left out, with what can be done with them."""
    lines = ["The harbour board meets again in May.", "Sign in to comment"]
    with sample_window() as window:
        dialog = UnusedLinesDialog(lines, window, holds_text=True)
        dialog.show()
        settle()
        save(dialog)
        dialog.close()


def unused_lines(save: Callable[[QWidget], None]) -> None:
    """The lines of a list of which no mention became, and the mention that can be made of one."""
    lines = ["In the media", "The Loon Bay Herald: Towns are passed by once more", "Subscribe to our letter"]
    with sample_window() as window:
        dialog = UnusedLinesDialog(lines, window)
        dialog.show()
        settle()
        save(dialog)
        dialog.close()


def keep_earlier_version(library: Library) -> tuple[Likeness, Accepted, Pasted]:
    """Keep the article of the pictures as it stood the day before, and return what a paste of it is then told to be."""
    pasted = Pasted((PASTES / "article.txt").read_text(encoding="utf-8"))
    (draft,) = read(pasted, library.known(), date(2017, 12, 19)).drafts
    draft = replace(draft, url=Guess("https://gazetteer.example/2017/12/night-ferry"))
    body = "\n\n".join((draft.body.value or "").split("\n\n")[:-1])
    headline = " ".join((draft.headline.value or "").split()[:-3])
    before = replace(draft, headline=Guess(headline), body=Guess(body))
    library.add([Accepted(before, ("topic/arctic", "follow-up"), "Check whether they ran the map.")], pasted)
    accepted = Accepted(draft, ("topic/trade",))
    found = likeness_of(library, draft)
    assert found
    return found, accepted, pasted


def duplicate(save: Callable[[QWidget], None], size: QSize = SIZE) -> None:
    with sample_window(size) as window:
        found, accepted, _ = keep_earlier_version(window.library)
        brought = Brought.of(accepted, found.clipping, "From this paste", "20 December 2017, 09:52")
        dialog = DuplicateDialog(found, brought, window.library, window)
        dialog.show()
        settle()
        save(dialog)
        dialog.close()


def review_duplicate(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        _, _, pasted = keep_earlier_version(window.library)
        settle()
        QGuiApplication.clipboard().setText(pasted.text)
        shoot_dialog(window, "clipping.paste", save)


def review_list_duplicate(save: Callable[[QWidget], None]) -> None:
    """One mention of the list is in the library already."""
    with sample_window() as window:
        pasted = Pasted((PASTES / "mentions.txt").read_text(encoding="utf-8"))
        drafts = read(pasted, window.library.known(), date(2017, 12, 19)).drafts
        window.library.add([Accepted(drafts[0]), Accepted(drafts[3])], pasted)
        settle()
        QGuiApplication.clipboard().setText(pasted.text)
        shoot_dialog(window, "clipping.paste", save)


def likely_duplicates(save: Callable[[QWidget], None]) -> None:
    """A pair that differs, and a copy in another outlet."""
    with sample_window() as window:
        library = window.library
        found, accepted, pasted = keep_earlier_version(library)
        library.delete([found.clipping.id])
        copy = replace(accepted.draft, outlet=Guess("The Ottawa Lantern"), url=Guess(None))
        library.delete(library.add([accepted], pasted).ids)
        library.delete(library.add([Accepted(copy)], pasted).ids)
        library.restore(range(found.clipping.id, found.clipping.id + 3))
        shoot_dialog(window, "file.duplicates", save)


def uniting(save: Callable[[QWidget], None], size: QSize | None = None, *, count: int = 3, row: int = 0) -> None:
    """A colleague's copy of the library in which other things were written to the same clippings."""
    found: list[Difference] = []
    with sample_window() as window, TemporaryDirectory() as folder:
        library, archive = window.library, Path(folder, "colleague.zip")
        with copy_of(library, Path(folder)) as other:
            ids = library.search(Query()).ids[:count]
            for side, tone in ((library, Tone.POSITIVE), (other, Tone.MIXED)):
                work_apart(side, ids, tone)
            export_library(other, archive)
        with suppress(Undecided):
            import_library(library, archive, choose=lambda one: found.append(one))
        dialog = UnitingDialog(found, archive.name, window)
        dialog.resize(size or window.size())
        dialog.show()
        settle()
        dialog.findChild(UnitingList).setCurrentIndex(dialog.findChild(UnitingModel).index(row, 0))
        settle()
        save(dialog)
        dialog.close()


@contextmanager
def copy_of(library: Library, folder: Path) -> Iterator[Library]:
    backup(library, folder / "colleague.clipper")
    with Library.open(folder / "colleague.clipper") as other:
        other.set_organisation(replace(other.organisation(), user_name="Ines Moreau"))
        yield other


def work_apart(library: Library, ids: Sequence[int], tone: Tone) -> None:
    """Write to clippings what differs by who does it, a note first and a long text last."""
    is_positive = tone is Tone.POSITIVE
    told = "Call the desk back before noon." if is_positive else "The desk was called; they correct it on Monday."
    for clipping in library.clippings(ids):
        library.set_tone([clipping.id], tone)
        library.set_note(clipping.id, f"{clipping.note or ''}\n\n{told}".strip())
    first = library.get(ids[0])
    words = "who counts the boats" if is_positive else "who pays for the boats"
    body = (first.body or "").replace("the", words, 1)
    more = "\n\n".join((PASTES / "article.txt").read_text(encoding="utf-8").splitlines()[-3:]) if is_positive else told
    library.edit(first.id, headline=f"{first.headline}: {words}", body=f"{body}\n\n{more}")


def fill(save: Callable[[QWidget], None]) -> None:
    """The article of the pictures, pasted into an earlier version of it."""
    with sample_window() as window:
        found, _, pasted = keep_earlier_version(window.library)
        window.show_clipping(found.clipping.id)
        settle(800)
        QGuiApplication.clipboard().setText(pasted.text)
        shoot_dialog(window, "clipping.fill", save)


def fill_other(save: Callable[[QWidget], None]) -> None:
    """Another article, pasted into a clipping."""
    with sample_window() as window:
        QGuiApplication.clipboard().setText((PASTES / "article.txt").read_text(encoding="utf-8"))
        shoot_dialog(window, "clipping.fill", save)


def fetched(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        page = File("page.html", f"<article>{_paragraphs()}</article>".encode())
        file = read_file(page, window.library.known(), date(2017, 12, 19))
        headline = Guess("The night ferry nobody planned for is carrying the winter")
        link = Guess("https://gazetteer.example/2017/12/night-ferry")
        (added,) = window.library.add([Accepted(Draft(headline=headline, url=link))], Pasted("The night ferry")).ids
        dialog = FetchedDialog(window.library.get(added), file, window.library, window)
        dialog.show()
        settle()
        save(dialog)
        dialog.close()


def _paragraphs() -> str:
    lines = (PASTES / "article.txt").read_text(encoding="utf-8").splitlines()
    return "".join(f"<p>{line}</p>" for line in lines if line)


def inbox(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        window.library.set_state(list(window.list_pane.model.ids[:9]), State.NEW)
        window.search(Query.parse("state:new"))
        settle(800)
        window.toast.hide()
        save(window)


def inbox_done(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        window.library.set_state(list(window.library.search(Query.parse("state:new")).ids), State.KEPT)
        window.search(Query.parse("state:new"))
        settle(800)
        window.toast.hide()
        save(window)


def import_(save: Callable[[QWidget], None]) -> None:
    """A file of each fate: new, in the library already, and nothing to read."""
    with sample_window() as window, TemporaryDirectory() as folder:
        article = (PASTES / "article.txt").read_text(encoding="utf-8")
        texts = {"article.txt": article, "again.txt": article, "empty.txt": " ", "scan 14 November.txt": "\n"}
        files = [Path(folder, name) for name in texts]
        for file in files:
            file.write_text(texts[file.name], encoding="utf-8")
        shoot(window, lambda: window.intake.take_files(files), save)


def sheet(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        shoot(window, lambda: window.intake.take_files([PASTES / "clips.csv"]), save)


def sheet_problems(save: Callable[[QWidget], None]) -> None:
    """The rows with problems, in a small window."""

    def show_problems(dialog: QDialog) -> bool:
        pages = getattr(dialog, "pages", None)
        if pages is not None and pages.value() == 0:
            pages.set_value(1)
            pages.chosen.emit(1)
        return True

    with sample_window(QSize(900, 600)) as window:
        shoot(window, lambda: window.intake.take_files([PASTES / "clips.csv"]), save, show_problems)


def text_missing(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        mention = Draft(
            headline=Guess("Who keeps the sea lanes open after the ice"),
            outlet=Guess("The Ottawa Lantern"),
            published_on=Guess(date(2018, 1, 3)),
            url=Guess("https://lantern.example/2018/01/sea-lanes"),
        )
        (added,) = window.library.add([Accepted(mention)], Pasted("Who keeps the sea lanes open after the ice")).ids
        window.show_clipping(added)
        settle(800)
        window.toast.hide()
        save(window)


def report(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        save(report_window(window))


def report_window(window: MainWindow) -> ReportDialog:
    """Open the report window and wait for its pages."""
    window.make_report()
    shown = window.reports.shown()
    wait_for_pages(shown)
    return shown


def report_definitions(save: Callable[[QWidget], None]) -> None:
    """Another look, and the menu of what the library keeps."""
    with sample_window() as window:
        shown = report_window(window)
        shown.choices.sections.set_on("topics", False)
        shown.definitions.menu.aboutToShow.emit()
        save(shown.definitions.menu)
        wait_for_pages(shown)
        save(shown)


def report_text(save: Callable[[QWidget], None], size: QSize = SIZE) -> None:
    """The summary is written beside its page."""
    with sample_window(size) as window:
        shown = report_window(window)
        shown.resize(size)
        shown.writing.open("summary")
        shown.texts.editor.setPlainText(
            "The north was **the story** of the month.\n\nTwo releases made it: the *winter roads* study and the brief "
            "on sea lanes."
        )
        wait_for_pages(shown)
        save(shown)


def report_issue(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        shown = report_window(window)
        shoot(window, shown.issuing.issue_button.click, save, lambda dialog: not dialog.looking.isVisible())


def report_issued(save: Callable[[QWidget], None]) -> None:
    """Two versions of one report, the second of them with what changed."""
    with sample_window() as window:
        shown = report_window(window)
        for headline in (None, "Winter roads, a month later"):
            draft = shown.shown().draft
            if headline:
                window.library.edit(draft.coverage.now.clippings[0].id, headline=headline)
                draft = making.draft(window.library, draft.definition, draft.coverage.period, date(2018, 2, 5))
            issue(
                window.library, replace(draft, issue=replace(draft.issue, issued_on=date(2018, 1, 4))), "Dana Whitlock"
            )
        shoot(window, shown.issued_button.click, save, lambda dialog: dialog.pages.is_drawn())


def report_templates(save: Callable[[QWidget], None]) -> None:
    """Two looks of the organisation's own, one with an error, and what is said of the one that is chosen."""
    with sample_window() as window:
        folder = Path("/designs/Winter")
        window.library.save_template("Winter", {"template.toml": b'based-on = "formal"'})
        window.library.save_template("One sheet", {"template.toml": b'based-on = "board"\nsides = "wide"'})
        uuid = next(one.uuid for one in window.library.templates() if one.name == "Winter")
        window._settings.set("report/template_folders", json.dumps({uuid: str(folder)}))

        def is_told(dialog: ReportTemplatesDialog) -> bool:
            names = [dialog.rows.index(row, 0).data() for row in range(dialog.rows.rowCount())]
            dialog.list.setCurrentIndex(dialog.rows.index(names.index("Winter"), 0))
            dialog._say("In report.typ, line 14: unknown variable: inks. The library is as it was.", "negative")
            return True

        shoot(window, window.pages.templates, save, is_told)


@contextmanager
def backed_up(count: int) -> Iterator[MainWindow]:
    """Open the window over a sample library that has so many backups, one a day, the third of them damaged."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        Path(folder, "backups").mkdir()
        patched.setattr("clipper.places.backups_folder", lambda: Path(folder, "backups"))
        path = Path(folder, "sample.clipper")
        open_sample(path).close()
        clock = [datetime(2026, 11, 18, 17, 2) - timedelta(days=count)]
        library = Library.open(path, now=lambda: clock[0], backups=folder_of(path))
        reasons = [Reason.DAY, Reason.DAY, Reason.IMPORT, Reason.DAY, Reason.ASKED, Reason.UPDATE, Reason.DELETION]
        for number in range(count):
            clock[0] += timedelta(days=1, minutes=7 * number % 50)
            made = backups.make(library, folder_of(path), reasons[number % len(reasons)])
            if count > 3 and number == count - 3:
                made.backup.path.write_bytes(b"torn" * 2000)
        library.backups = None
        with window_over(library, folder) as window:
            yield window


def backups_dialog(save: Callable[[QWidget], None], count: int) -> None:
    with backed_up(count) as window:
        shoot(window, window.backups.show, save, lambda dialog: "They lie in" in dialog.told.text() and hide(dialog))


def hide(dialog: BackupsDialog) -> bool:
    """The folder of the pictures is another one each time."""
    dialog.told.show_text("They lie in /home/ann/.local/share/Clipper backups/library-5e1f0c2a")
    return True


def backups_damaged(save: Callable[[QWidget], None]) -> None:
    """A library that cannot be opened, and what is offered."""
    with backed_up(4) as window:
        shoot(window, BackupsDialog(window.library.path, None).ask, save, lambda dialog: hide(dialog))


def erase_notice(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        text = "3 clippings are erased, with their originals, notes and history. This cannot be undone."
        option = "Erase from the 5 backups that hold it, too"

        def begin() -> None:
            Notice.warn_with("Delete 3 clippings for good?", text, "Delete for good", option, window)

        shoot(window, begin, save)


def no_backup(save: Callable[[QWidget], None]) -> None:
    """The window closes, and the disk of the backups is full."""
    with sample_window() as window:

        def begin() -> None:
            said = FULL.format(path="/home/dana/.local/share/clipper backups/library-1c9e")
            Notice.choose("No backup was made", said, ["Try again", "Close"], window)

        shoot(window, begin, save)


def long_value(save: Callable[[QWidget], None]) -> None:
    """A headline that is too long for its field, all of which is shown."""
    with sample_window() as window:
        window.library.edit(window.list_pane.model.ids[0], headline="Who pays for the road that the ice builds? " * 900)
        settle(800)
        shoot(window, window.detail_pane.header.headline.show_whole, save)


def many_tags(save: Callable[[QWidget], None]) -> None:
    """More tags than are shown as chips."""
    with sample_window() as window:
        window.library.tag([window.list_pane.model.ids[0]], *(f"meeting/{number:02}" for number in range(1, 81)))
        settle(800)
        window.toast.hide()
        save(window)


def window_menu(save: Callable[[QWidget], None]) -> None:
    """Two libraries are open."""
    with sample_window() as window:
        libraries = [window.library.path, Path("/home/dana/Documents/Board meetings & briefings/board.clipper")]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("clipper.ui.window_menu.open_libraries", lambda: libraries)
            fill_window_menu(window, lambda _path: None)
            (action,) = (one for one in window.menuBar().actions() if one.text() == "&Window")
            menu = action.menu()
            menu.popup(window.mapToGlobal(QPoint(300, 28)))
            settle()
            save(menu)
            menu.hide()


def backing_up(save: Callable[[QWidget], None]) -> None:
    """The window closes, and a large library is backed up."""
    with sample_window() as window:
        said = "What was changed is backed up before the window closes."
        waiting = Waiting("Backing up", said, "Skip", window)
        waiting.set_progress(38, 100)
        waiting.show()
        settle()
        save(waiting)
        waiting.hide()


def shared_folder(save: Callable[[QWidget], None], size: QSize = SIZE) -> None:
    """A library in a folder that a service copies, with a copy of another computer's beside it."""
    with TemporaryDirectory() as folder:
        Path(folder, ".dropbox").touch()
        Path(folder, "sample (Ann's conflicted copy 2026-11-17).clipper").touch()
        with window_over(open_sample(Path(folder, "sample.clipper")), folder, size) as window:
            save(window)


def only_reading(save: Callable[[QWidget], None], size: QSize = SIZE, full: bool = False) -> None:
    """A library on a read-only medium, or on a full disk."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "sample.clipper")
        open_sample(path).close()
        refused = EnvironmentProblem((FULL if full else READ_ONLY).format(path=path))
        with window_over(Library(UnwritableStore.open(path, refused), datetime.now), folder, size) as window:
            settle()
            save(window)


def wait_for_pages(shown: ReportDialog) -> None:
    for _ in range(300):
        settle(200)
        if shown.is_up_to_date() and shown.pages.is_drawn():
            break


def pages_are_drawn(dialog: QDialog) -> bool:
    pages = dialog.findChild(PdfPages)
    return pages is not None and pages.is_drawn()


def unfinished(save: Callable[[QWidget], None]) -> None:
    """A review that is offered, and over a clipping two texts that wait: one of them where another stands since."""
    with TemporaryDirectory() as folder:
        library = open_sample(Path(folder, "sample.clipper"))
        clipping = library.clippings(list(library.search(Query.parse("tag:topic/arctic")).ids))[0]
        library.set_note(clipping.id, "Ask for the transcript.")
        shelf = Shelf(Path(folder, "unfinished"), library.path)
        texts = {
            "note": {"text": "Ask the harbour master about the\nwinter timetable, and whether", "before": ""},
            "deck": {"text": "What it costs to keep a road open", "before": clipping.deck or ""},
        }
        shelf.write(clipping_of(clipping.uuid), {"key": clipping.uuid, "id": clipping.id, "texts": texts})
        shelf.write(Name.of(REVIEW, "a paste"), {"count": 3})
        with window_over(library, folder) as window:
            settle()
            window.unfinished_bar.go_on.click()
            settle()
            save(window)


def house_style(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        shoot_dialog(window, "file.house_style", save)


def organisation(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        ours = window.library.organisation()
        window.library.set_organisation(replace(ours, fiscal_start=4, logo=logo_from(LOGO)))
        settle()
        shoot_dialog(window, "file.organisation", save)


def key_messages(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        shoot_dialog(window, "file.messages", save)


def codebook(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        library = window.library
        library.save_code_field(CodeField("Campaign", FieldKind.YES_NO, definition="Is it about Thin Ice?"))
        library.save_code_field(CodeField("Length", FieldKind.CHOICE, ("brief", "column", "feature"), "By its words"))
        shoot_dialog(window, "file.codebook", save)


def public_preview(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        settle(600)
        window.list_pane.view.select_row(5)
        settle(600)
        shoot_dialog(window, "clipping.preview", save)


def coding(save: Callable[[QWidget], None], size: QSize = SIZE, places: int = 8) -> None:
    with sample_window(size) as window:
        window.library.save_code_field(CodeField("Campaign", FieldKind.YES_NO, definition="Is it about *Thin Ice*?"))
        window.library.save_code_field(CodeField("Minutes on air", FieldKind.NUMBER))
        window.search(Query.parse("after:2017-12-01"))
        settle(600)
        window.list_pane.select_all()
        settle(300)

        def at_one_half_coded(dialog: QDialog) -> bool:
            for _ in range(places):
                QTest.keyClick(dialog, Qt.Key.Key_Right)
            QTest.keyClick(dialog, Qt.Key.Key_0)
            settle()
            return True

        shoot_dialog(window, "clipping.code", save, at_one_half_coded)


def coding_first(save: Callable[[QWidget], None]) -> None:
    """The first question of a clipping that nobody coded, with what its codes mean."""
    with sample_window() as window:
        show_longest(window)
        shoot_dialog(window, "clipping.code", save)


def coding_finished(save: Callable[[QWidget], None]) -> None:
    def go_through(dialog: QDialog) -> bool:
        for _ in range(12):
            QTest.keyClick(dialog, Qt.Key.Key_Right)
        settle()
        return True

    with sample_window() as window:
        shoot_dialog(window, "clipping.code", save, go_through)


def _spoil(library: Library) -> None:
    """Change texts behind the library's back, as a failing disk does."""
    with library.store.reading() as connection:
        ids = connection.exec_driver_sql("SELECT id FROM clippings WHERE body LIKE '%road%' LIMIT 3").scalars().all()
    with closing(sqlite3.connect(library.path)) as raw, raw:
        for clipping_id in ids:
            raw.execute("UPDATE clippings SET body = replace(body, 'road', 'rnad') WHERE id = ?", (clipping_id,))
        raw.execute("UPDATE outlets SET name = name || '\u00e7' WHERE id = 2")


def damage(save: Callable[[QWidget], None]) -> None:
    """What was found while nobody worked."""
    with sample_window() as window:
        _spoil(window.library)
        window.checks.watch.idle.emit()
        settle(2500)
        save(window)


def damage_found(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        _spoil(window.library)
        shoot_dialog(window, "file.check", save)


def library_lost(save: Callable[[QWidget], None]) -> None:
    """A library that is not there though there are backups of it, and what can be done."""
    with backed_up(4) as window:
        lost = Path("/home/lea/Clipper/library.clipper")
        told = restoring.told_lost(lost, Lost("", backups.listed(folder_of(window.library.path))))
        verbs = ["Restore a backup…", "Begin a new library", "Open another library…"]
        shoot(window, lambda: Notice.choose(*told, verbs, window), save)


def damage_unreadable(save: Callable[[QWidget], None]) -> None:
    """A library that cannot be opened, and what can be done."""
    with sample_window() as window:
        sentence = DAMAGED.format(path="/home/lea/Clipper/library.clipper")
        verbs = ["Repair…", "Restore a backup…", "Open another library…"]
        shoot(window, lambda: Notice.choose("“library.clipper” could not be opened", sentence, verbs, window), save)


def damage_repaired(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window, TemporaryDirectory() as folder:
        path = Path(folder, "library.clipper")
        open_sample(path).close()
        data = bytearray(path.read_bytes())
        for place in (data.index(b"Build the road"), data.index(b"Seaway Forum")):
            data[place - place % 4096 : place - place % 4096 + 4096] = bytes(4096)
        path.write_bytes(data)
        repaired = repair(path)
        shoot(window, lambda: repairing.tell(repaired), save)


def empty_registers(save: Callable[[QWidget], None], action: str) -> None:
    with TemporaryDirectory() as folder, window_over(Library.open(Path(folder, "new.clipper")), folder) as window:
        shoot_dialog(window, action, save)


def follow_up_form(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        show_longest(window)
        window.actions_["clipping.follow_up"].trigger()
        settle()
        save(window)


def outlet_page(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        name = next(iter(window.library.facets(Query()).outlets))
        window.library.edit_outlet(
            name,
            aliases=("Gazetteer Online",),
            domains=("gazetteer.example",),
            medium=Medium.PRINT,
            tier=1,
            country="CA",
            region="Ontario",
            language="en",
            reach=250_000,
            reach_source="Audit of circulation",
            reach_on=date(2017, 5, 1),
            rights=Rights.LICENCE,
            rights_notice="Excerpts of up to 60 words with the link.",
        )
        settle()
        shoot(window, lambda: window.registers.about(Kind.OUTLET, name), save)


def outlet_page_unreadable(save: Callable[[QWidget], None]) -> None:
    """In the least window, a number and a country that cannot be read."""

    def type_nonsense(dialog: QDialog) -> bool:
        assert isinstance(dialog, OutletPage)
        for field, text in (("reach", "many"), ("country", "Atlantis")):
            widget = dialog.fields[field].widget
            assert isinstance(widget, TextValue)
            widget.set_text(text)
        dialog.keep()
        settle()
        return True

    with sample_window(QSize(640, 480)) as window:
        name = next(iter(window.library.facets(Query()).outlets))
        shoot(window, lambda: window.registers.about(Kind.OUTLET, name), save, type_nonsense)


def person_page(save: Callable[[QWidget], None], *, at_end: bool = False) -> None:
    def choose_all(dialog: QDialog) -> bool:
        assert isinstance(dialog, PersonPage)
        dialog.period.set_value("all")
        dialog.period.chosen.emit("all")
        dialog.copy.click()
        if at_end:
            dialog.scrolled.verticalScrollBar().setValue(100_000)
        settle()
        return True

    with sample_window() as window:
        name = next(iter(window.library.facets(Query()).spokespeople))
        window.library.edit_person(name, aliases=(name.split()[-1],), title="Senior Fellow", active_from=2011)
        settle()
        shoot(window, lambda: window.registers.about(Kind.PERSON, name), save, choose_all)


def registers(save: Callable[[QWidget], None], kind: str = "outlets") -> None:
    """All outlets or people; two of them are in no clipping."""

    def choose(dialog: QDialog) -> bool:
        assert isinstance(dialog, RegisterListDialog)
        dialog.kinds.set_value(kind)
        dialog.kinds.chosen.emit(kind)
        dialog.names.setCurrentIndex(dialog.rows.index(1, 0))
        settle()
        return True

    with sample_window() as window:
        library = window.library
        library.add_outlet("Harbour Wire", domains=("harbourwire.example",), country="CA", tier=2)
        library.add_person("Ann Example", ours=True, title="Fellow")
        for name, _ in library.outlets()[::3]:
            library.edit_outlet(name.name, country="FR", tier=1)
        settle()
        shoot_dialog(window, "file.registers", save, choose)


def new_person(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        shoot(window, lambda: window.registers.about(Kind.PERSON, ""), save)


def register_sheet(save: Callable[[QWidget], None]) -> None:
    """A sheet of outlets, with one that is known otherwise and a country that nobody knows."""
    with sample_window() as window:
        known = next(iter(window.library.facets(Query()).outlets))
        window.library.edit_outlet(known, tier=1)
        rows = f"Outlet,Domain,Country,Tier,Reach,AVE,Contact\n{known},known.example,Canada,2,1200,900,x\n"
        rows += "".join(f"Harbour Wire {n},wire{n}.example,Canada,{n},{n}00k,5,y\n" for n in (1, 2, 3))
        file = File("outlets.csv", f"{rows}Harbour Gazette,,Atlantis,2,many,5,z\n".encode())
        brought = look_at(window.library, file, None, replaces=False, is_wanted=lambda: True)
        shoot(window, lambda: RegisterSheetDialog.ask(brought, window.library, window), save)


def shortcuts(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        shoot_dialog(window, "help.shortcuts", save)


def about(save: Callable[[QWidget], None], part: int = 0) -> None:
    def choose(dialog: QDialog) -> bool:
        assert isinstance(dialog, AboutDialog)
        dialog.list.setCurrentIndex(dialog.rows.index(part, 0))
        settle()
        return True

    with sample_window() as window:
        shoot_dialog(window, "help.about", save, choose)


def diagnostics(save: Callable[[QWidget], None]) -> None:
    with sample_window() as window:
        shoot_dialog(window, "help.diagnostics", save, lambda dialog: bool(dialog.text.toPlainText()))


def bug(save: Callable[[QWidget], None]) -> None:
    def begin() -> None:
        try:
            window.library.person("Nobody")
        except NotFound as error:
            Notice.bug(bug_report(error), window)

    with sample_window() as window:
        shoot(window, begin, save)


def shoot_dialog(
    window: MainWindow,
    action: str,
    save: Callable[[QWidget], None],
    is_ready: Callable[[QDialog], bool] = lambda _dialog: True,
) -> None:
    """Take a picture of the dialog that an action opens, once it is ready, and leave it as a person does with Esc."""
    shoot(window, window.actions_[action].trigger, save, is_ready)


def shoot(
    window: MainWindow,
    begin: Callable[[], object],
    save: Callable[[QWidget], None],
    is_ready: Callable[[QDialog], bool] = lambda _dialog: True,
) -> None:
    """Do the same with the dialog that opens when something has begun."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            settle(1500)
            for _ in range(300):
                if is_ready(dialog):
                    break
                settle(200)
            save(dialog)
            dialog.reject()
        elif attempts:
            attempts.pop()
            QTimer.singleShot(100, look)

    attempts = list(range(100))
    QTimer.singleShot(0, look)
    begin()
    while attempts and window.aside.is_busy:
        settle(50)
    settle(1500)


STATES = {
    "empty": empty,
    "main": main,
    "search": search,
    "search-builder": search_builder,
    "search-builder-least": search_builder_least,
    "several": several,
    "dashboard": dashboard,
    "dashboard-all": lambda save: dashboard(save, query=""),
    "dashboard-narrow": lambda save: dashboard(save, QSize(900, 800)),
    "dashboard-least": lambda save: dashboard(save, QSize(640, 480)),
    "dashboard-wide": lambda save: dashboard(save, QSize(1920, 1080)),
    "dashboard-empty": lambda save: dashboard(save, query="tag:board zeppelin"),
    "table": table,
    "table-due": table_due,
    "table-columns": table_columns,
    "empty_made": empty_made,
    "empty-undone": empty_undone,
    "empty-view": empty_view,
    "folded": folded,
    "stories": stories,
    "note": note,
    "highlights": highlights,
    "highlights-wide": lambda save: highlights(save, QSize(1920, 1000)),
    "highlights-narrow": lambda save: highlights(save, QSize(900, 700)),
    "highlight-popup": highlight_popup,
    "quotes": quotes,
    "follow-up": follow_up,
    "history": history,
    "wastebasket": wastebasket,
    "long": long_words,
    "long-narrow": lambda save: long_words(save, QSize(900, 700)),
    "attachments": attachments,
    "pdf-viewer": pdf_viewer,
    "attachments-wide": lambda save: attachments(save, QSize(1920, 1000)),
    "attachments-narrow": lambda save: attachments(save, QSize(900, 700)),
    "review": review,
    "review-not-told": review_not_told,
    "review-as-list": review_as_list,
    "review-list": review_list,
    "unused-lines": unused_lines,
    "unused-lines-of-one": unused_lines_of_one,
    "duplicate": duplicate,
    "duplicate-narrow": lambda save: duplicate(save, QSize(900, 600)),
    "review-duplicate": review_duplicate,
    "review-list-duplicate": review_list_duplicate,
    "likely-duplicates": likely_duplicates,
    "uniting": uniting,
    "uniting-text": lambda save: uniting(save, row=1),
    "uniting-many": lambda save: uniting(save, count=40, row=9),
    "uniting-narrow": lambda save: uniting(save, QSize(900, 600), row=3),
    "fill": fill,
    "fill-other": fill_other,
    "fetched": fetched,
    "inbox": inbox,
    "inbox-done": inbox_done,
    "import": import_,
    "sheet": sheet,
    "sheet-problems": sheet_problems,
    "text-missing": text_missing,
    "report": report,
    "report-definitions": report_definitions,
    "report-text": report_text,
    "report-text-least": lambda save: report_text(save, QSize(900, 600)),
    "report-issue": report_issue,
    "report-issued": report_issued,
    "report-templates": report_templates,
    "organisation": organisation,
    "house-style": house_style,
    "unfinished": unfinished,
    "key-messages": key_messages,
    "codebook": codebook,
    "coding": coding,
    "coding-narrow": lambda save: coding(save, QSize(900, 700), places=9),
    "coding-first": coding_first,
    "coding-finished": coding_finished,
    "codebook-empty": lambda save: empty_registers(save, "file.codebook"),
    "key-messages-empty": lambda save: empty_registers(save, "file.messages"),
    "registers-empty": lambda save: empty_registers(save, "file.registers"),
    "follow-up-form": follow_up_form,
    "public-preview": public_preview,
    "damage": damage,
    "damage-found": damage_found,
    "damage-unreadable": damage_unreadable,
    "damage-repaired": damage_repaired,
    "outlet-page": outlet_page,
    "outlet-page-unreadable": outlet_page_unreadable,
    "person-page": person_page,
    "person-page-end": lambda save: person_page(save, at_end=True),
    "registers": registers,
    "registers-ours": lambda save: registers(save, "ours"),
    "new-person": new_person,
    "register-sheet": register_sheet,
    "shortcuts": shortcuts,
    "backups": lambda save: backups_dialog(save, 9),
    "backups-none": lambda save: backups_dialog(save, 0),
    "backups-many": lambda save: backups_dialog(save, 40),
    "backups-damaged": backups_damaged,
    "library-lost": library_lost,
    "erase-notice": erase_notice,
    "no-backup": no_backup,
    "long-value": long_value,
    "many-tags": many_tags,
    "window-menu": window_menu,
    "backing-up": backing_up,
    "shared-folder": shared_folder,
    "only-reading": only_reading,
    "only-reading-full": lambda save: only_reading(save, full=True),
    "only-reading-wide": lambda save: only_reading(save, QSize(1920, 1080)),
    "only-reading-least": lambda save: only_reading(save, QSize(640, 480)),
    "shared-folder-narrow": lambda save: shared_folder(save, QSize(640, 480)),
    "about": about,
    "about-text": lambda save: about(save, part=1),
    "diagnostics": diagnostics,
    "bug": bug,
    "narrow": narrow,
    "drawer": drawer,
    "least": least,
    "wide": wide,
}


def dress() -> QApplication:
    """Start the application in the shipped fonts."""
    application = QApplication(sys.argv[:1])
    fonts.use_inter(application)
    theme.start(application, theme.Choice.LIGHT)
    return application


def run(out: Path, names: list[str]) -> None:
    """Draw the named states, all by default, in both themes into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    for choice in (theme.Choice.LIGHT, theme.Choice.DARK):
        theme.set_choice(choice)
        for name in names or STATES:
            path = out / f"{name}-{choice}.png"
            STATES[name](lambda widget, path=path: widget.grab().save(str(path)))
            print(path if path.exists() else f"{name}: nothing to show")


if __name__ == "__main__":
    if len(sys.argv) < 2 or not set(sys.argv[2:]) <= STATES.keys():
        sys.exit(f"usage: python -m tests.screenshots OUT [{' '.join(STATES)}]")
    app = dress()
    run(Path(sys.argv[1]), sys.argv[2:])
