"""The main window: three panes over one library, one current search, and what joins them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QMenu, QPlainTextEdit, QTextEdit, QWidget

from clipper.library.facets import Facets
from clipper.library.library import Library
from clipper.library.search import Hits
from clipper.library.unfinished import SEARCH, Shelf
from clipper.model.changes import Changes
from clipper.model.clipping import Clipping
from clipper.model.errors import ClipperError
from clipper.model.query import Query
from clipper.places import DEFAULT_NAME
from clipper.ui import step_texts
from clipper.ui.actions import MOST_BY_KEY, Actions, ActionSpec, Situation
from clipper.ui.aside import Aside
from clipper.ui.attachment_flow import AttachmentFlow
from clipper.ui.awaited import Awaited
from clipper.ui.backup_flow import BackupFlow
from clipper.ui.bringing import Bringing, may_be_brought
from clipper.ui.check_flow import CheckFlow
from clipper.ui.clipping_verbs import ClippingVerbs
from clipper.ui.coding_flow import CodingFlow
from clipper.ui.coding_walk import CodingWalk
from clipper.ui.dashboard_flow import DashboardFlow
from clipper.ui.detail_verbs import DetailVerbs
from clipper.ui.duplicates_flow import DuplicatesFlow
from clipper.ui.fetch_flow import FETCHED, FetchFlow
from clipper.ui.filling_flow import PASTED, FillingFlow
from clipper.ui.first_drawing import FirstDrawing
from clipper.ui.followed_search import FollowedSearch
from clipper.ui.intake_flow import IntakeFlow
from clipper.ui.keeper import Holder, Keeper
from clipper.ui.leaving import Leaving
from clipper.ui.library_signals import LibrarySignals
from clipper.ui.links import open_link
from clipper.ui.menu_pages import MenuPages
from clipper.ui.models.tag_tree import Kind
from clipper.ui.own_keys import give_menu_key
from clipper.ui.pane_frame import PaneFrame
from clipper.ui.panes.detail_pane import DetailPane
from clipper.ui.panes.list_pane import ListPane
from clipper.ui.panes.tag_pane import TagPane
from clipper.ui.patience import Patience, in_turn, is_waiting
from clipper.ui.register_flow import RegisterFlow
from clipper.ui.report_flow import ReportFlow
from clipper.ui.search_flow import SearchFlow
from clipper.ui.searcher import FIRST, Searcher
from clipper.ui.settings import Settings
from clipper.ui.shared_folder_notice import SharedFolderNotice
from clipper.ui.tab_order import go_on, next_stop
from clipper.ui.taken_drops import take_as_copy
from clipper.ui.theme import Choice, set_choice
from clipper.ui.undo_flow import UndoFlow
from clipper.ui.unfinished_flow import UnfinishedFlow
from clipper.ui.widgets.banner import Banner, over
from clipper.ui.widgets.buttons import IconButton
from clipper.ui.widgets.empty_state import EmptyState
from clipper.ui.widgets.progress import Progress
from clipper.ui.widgets.quiet_bars import quieten
from clipper.ui.widgets.toast import Toast
from clipper.ui.widgets.unfinished_bar import UnfinishedBar

_LEAST = (640, 480)
_FIRST = (1280, 800)


class MainWindow(QMainWindow):
    """One library in one window.

    libraryRequested(): a person wants to open another library. sampleRequested(): they want the sample.
    writingRequested(): the library can only be read, and they want to know whether it can be written by now.
    closing(): the window is about to go, and takes nothing in any more.
    closed(): the window is gone, and nothing of it uses the library any more.
    """

    libraryRequested = Signal()  # noqa: N815
    sampleRequested = Signal()  # noqa: N815
    writingRequested = Signal()  # noqa: N815
    closing = Signal()
    closed = Signal()

    def __init__(self, library: Library, settings: Settings, unfinished: Path | None = None) -> None:
        """Open a window; what is `unfinished` in it survives a crash in a folder, by default beside its settings."""
        super().__init__()
        self.library, self._settings = library, settings
        self._shelf = Shelf(unfinished or settings.folder / "unfinished", library.path)
        self._query = Query()
        self._followed = FollowedSearch()
        self._is_empty = self._has_asked = False
        self.setAcceptDrops(True)
        self.setMinimumSize(*_LEAST)
        self.signals = LibrarySignals(library, self)
        self.searcher = Searcher(library, self)
        self._executor = ThreadPoolExecutor(max_workers=2, thread_name_prefix="work")
        # First: a pane that finds itself in another width than it was built for is built anew.
        self._restore_geometry()
        self._build_panes()
        self._detail_verbs = DetailVerbs(self.detail_pane, self.frame, self.registers, self.attachments, self._catch_up)
        self.leaving = Leaving(
            self.detail_pane, self.reports, self.keeper, self.toast, self._show_at_once, self.close, self
        )
        self.bringing = Bringing(self.intake, self.filling, self.list_pane, self.detail_pane, self)
        self.verbs = ClippingVerbs(library, self.list_pane.selected_ids, self.aside, self._shelf, self)
        self.actions_ = Actions(self, self._handlers(), self._is_held)
        self._build_menus()
        give_menu_key(self)
        self._connect()
        self._begin()
        quieten(self)

    # Building

    def _build_panes(self) -> None:
        self.tag_pane = TagPane(self.library, self._settings, self)
        self.list_pane = ListPane(self.library, self._settings, self)
        self.detail_pane = DetailPane(self.library, self)
        self.frame = PaneFrame(self.tag_pane, self.list_pane, self.detail_pane, self._settings, self)
        self.list_pane.set_leading(self.frame.drawer_button)
        self._awaited = Awaited(self.list_pane, self.detail_pane)
        self.banner = Banner(self)
        self.unfinished_bar = UnfinishedBar(self)
        self._whole = over(self.unfinished_bar, over(self.banner, self.frame))
        self.setCentralWidget(self._whole)
        if self.library.refusal:
            self._only_read()
        else:
            SharedFolderNotice(self.library, self._settings, self.banner)
        self.toast = Toast(self.frame, self.list_pane, self._kept_free)
        self.patience = Patience(self.library, self.toast, self)
        self.progress = Progress(self.frame, self.list_pane)
        self.aside = Aside(self._executor, self.progress, self)
        self.undoing = UndoFlow(self.library, self.aside, self.toast, self)
        self.backups = BackupFlow(self.library, self.signals, self)
        self.unfinished_flow = UnfinishedFlow(self.library, self._shelf, self.unfinished_bar, self.aside, self)
        self.keeper = Keeper(self._shelf, self._holders, self.unfinished_flow.left, self)
        self.intake = IntakeFlow(self.library, self.aside, self.keeper, self, self._settings)
        self.checks = CheckFlow(self.library, self._settings, self.aside, self)
        self.fetching = FetchFlow(self.library, self.aside, self.keeper, self._settings, self)
        self.filling = FillingFlow(self.library, self.aside, self.keeper, self.intake, self)
        self.attachments = AttachmentFlow(self.library, self.aside, self.detail_pane.attachments, self)
        self.searches = SearchFlow(self.library, self.list_pane.names, self)
        self.coding = CodingFlow(self.library, self.signals, self.aside, self)
        self.registers = RegisterFlow(self.library, self.signals, self.aside, self)
        self.reports = ReportFlow(self.library, self._settings, self)
        self.duplicates = DuplicatesFlow(self.library, self.aside, self._executor, self)
        self.pages = MenuPages(self.library, self._settings, self.detail_pane.clipping, self)
        self.dashboard = DashboardFlow(self.library, self.frame, self.list_pane, self)

    @cached_property
    def empty_state(self) -> EmptyState:
        """What an empty library shows, made when one is seen."""
        state = EmptyState(self)
        state.named.connect(lambda said: self._attempt(lambda: self.library.set_organisation(said)))
        state.chosen.connect(self._act)
        return state

    def _only_read(self) -> None:
        """Say that nothing can be changed, and why; offer nothing that does."""
        told = self.tr("Open for reading only: nothing can be changed.")
        self.banner.say(f"{told} {self.library.refusal}", self.tr("Try again"))
        self.banner.pressed.connect(self.writingRequested)
        self.detail_pane.only_read()
        self.setAcceptDrops(False)

    def _holders(self) -> list[Holder]:
        report = self.reports.shown()
        return [self.detail_pane] if report is None else [self.detail_pane, report]

    def _connect_unfinished(self) -> None:
        flow = self.unfinished_flow
        flow.review = self.intake.review
        flow.ways = {FETCHED: self.fetching.review, PASTED: self.filling.review}
        flow.openers = {
            "organisation": lambda _key: self.pages.organisation(),
            "style": lambda _key: self.pages.house_style(),
            "messages": lambda _key: self.pages.messages(),
            "codebook": lambda _key: self.pages.codebook(),
            SEARCH: lambda text: self.searches.build(Query.parse(text)),
            **{kind.value: partial(self.registers.about, kind) for kind in (Kind.OUTLET, Kind.PERSON)},
        }
        flow.clippingRequested.connect(self.show_clipping)
        flow.told.connect(self.toast.show_done)
        flow.refused.connect(self.show_problem)
        flow.discarded.connect(
            lambda offer: self.toast.show_done(self.tr("Discarded."), self.tr("Undo"), partial(flow.take_back, offer))
        )
        flow.begin(self._executor, self.keeper, self.detail_pane.unfinished_)

    def _offer_review(self, bring_back: Callable[[], None]) -> None:
        closed = self.tr("The review was closed, and nothing was kept.")
        self.toast.show_done(closed, self.tr("Bring it back"), bring_back)

    def _build_menus(self) -> None:
        self.menus = self.actions_.fill_menu_bar(self)
        self._quiet = QTimer(self, singleShot=True, interval=30)
        self._quiet.timeout.connect(self._update_actions)
        self.aside.turned.connect(self._quiet.start)
        self._shown_soon = QTimer(self, singleShot=True, interval=0)
        self._shown_soon.timeout.connect(partial(in_turn, self._show_selected, self))
        self._counted_soon = QTimer(self, singleShot=True, interval=0)
        self._counted_soon.timeout.connect(self._count)
        shown = self._settings.flag("menu_bar", True)
        self.menuBar().setVisible(shown)
        self.actions_["view.menu_bar"].setChecked(shown)
        self.actions_["view.table"].setChecked(self.list_pane.is_table)
        self.frame.set_table(self.list_pane.is_table)
        self.actions_["file.fetching"].setChecked(self.fetching.is_allowed())
        self.actions_[f"colours.{self._settings.word('colours', tuple(Choice))}"].setChecked(True)
        self.tag_pane.organisation.setMenu(self._organisation_menu())
        hide = IconButton("panel-left", self.tr("Hide the tag pane"), key="F9", parent=self.tag_pane)
        hide.clicked.connect(self.frame.toggle_tags)
        self.tag_pane.add_tool(hide)
        paste = IconButton.of(self.actions_["clipping.paste"], "clipboard-paste", self.tag_pane, role="accent")
        self.tag_pane.add_tool(paste)
        self.list_pane.set_menu_builder(self._fill_context_menu)

    def _organisation_menu(self) -> QMenu:
        menu = QMenu(self)
        ids = (
            *(
                "file.organisation",
                "file.house_style",
                "file.messages",
                "file.codebook",
                "file.registers",
                "",
                "file.open",
                "file.sample",
                "",
            ),
            *("file.import", "file.export", "file.backup", "file.backups", "", "view.menu_bar"),
        )
        for action_id in ids:
            menu.addAction(self.actions_[action_id]) if action_id else menu.addSeparator()
        return menu

    def _fill_context_menu(self, menu: QMenu) -> None:
        elsewhere = (self.actions_["clipping.paste"], self.menus["Clipping/Quote and highlight"].menuAction())
        thrown = self.menus["Clipping/Wastebasket"]
        for action in self.menus["Clipping"].actions():
            if action is thrown.menuAction():
                # Whoever looks into the wastebasket has come for these.
                menu.addActions(thrown.actions())
            elif action not in elsewhere:
                menu.addAction(action)

    def _connect(self) -> None:
        self.signals.changed.connect(self._on_changed)
        self.signals.changed.connect(self.attachments.let_go)
        self.signals.problem.connect(self.show_problem)
        self.searcher.found.connect(self._on_found)
        self.searcher.counted.connect(self._on_counted)
        self.searcher.peopleCounted.connect(self.list_pane.set_people)
        self.list_pane.peopleWanted.connect(self.searcher.count_people)
        self.searcher.savedCounted.connect(lambda _query, counts: self.tag_pane.set_saved_counts(counts))
        self.searcher.failed.connect(self._on_search_failed)
        self.list_pane.queryChanged.connect(self._on_typed)
        for part in (self.list_pane.search_box, self.dashboard):
            part.helpRequested.connect(partial(self.pages.help, "search"))
        self.tag_pane.queryChanged.connect(self.search)
        self._connect_detail()
        self.list_pane.sortChanged.connect(lambda _sort: self._ask(first=True))
        # Both come for one move: it is shown once, when the event that caused it is over.
        self.list_pane.currentChanged.connect(lambda _id: self._shown_soon.start())
        self.list_pane.selectionChanged.connect(self._shown_soon.start)
        self.list_pane.opened.connect(self._on_opened)
        self.list_pane.starToggled.connect(self.verbs.star)
        self.frame.tagsShown.connect(self.actions_["view.tags"].setChecked)
        self.list_pane.tableShown.connect(self.actions_["view.table"].setChecked)
        self.list_pane.tableShown.connect(self.frame.set_table)
        self.list_pane.result_line.saveRequested.connect(lambda: self.searches.save(self._query))
        self.searches.searched.connect(self.search)
        self.tag_pane.aboutRequested.connect(self.registers.about)
        self.registers.searched.connect(self.search)
        self.reports.searched.connect(self.search)
        self.registers.clippingRequested.connect(self.show_clipping)
        self.intake.added.connect(self._on_added)
        self.intake.newRequested.connect(self._show_new)
        for given_up in (self.intake.givenUp, self.fetching.givenUp, self.filling.givenUp):
            given_up.connect(self._offer_review)
        self.intake.united.connect(lambda said: self.toast.show_done(said, self.tr("Undo"), self.undoing.undo))
        self._connect_dashboard()
        self._connect_unfinished()
        self.list_pane.emptyRequested.connect(self.verbs.empty_wastebasket)
        self.list_pane.copyRequested.connect(self.verbs.cite)
        self.tag_pane.emptyRequested.connect(self.verbs.empty_wastebasket)
        self.tag_pane.thrown.connect(self.verbs.delete)
        self.tag_pane.allTagsRequested.connect(self.actions_["view.used_once"].trigger)
        for flow in (self.intake, self.filling, self.attachments, self.coding, self.dashboard, self.verbs, self.checks):
            flow.told.connect(self.toast.show_done)
        self.coding.linkRequested.connect(self.open_link)
        self.duplicates.clippingRequested.connect(self.show_clipping)
        self.verbs.triaged.connect(self.list_pane.move_on)
        self.verbs.linkRequested.connect(self.open_link)
        panes = self.tag_pane.failed, self.detail_pane.failed
        self.fetching.allowedChanged.connect(self.actions_["file.fetching"].setChecked)
        flows = (
            self.intake.refused,
            self.filling.refused,
            self.attachments.refused,
            self.fetching.refused,
            self.searches.refused,
            self.registers.refused,
            self.dashboard.refused,
            self.backups.failed,
            self.undoing.refused,
            self.bringing.refused,
        )
        for source in (*panes, *flows, self.verbs.refused):
            source.connect(self.show_problem)
        self.aside.refused.connect(self._offer_again)
        self.undoing.takenBack.connect(self._awaited.want_returned)
        self.undoing.doneAgain.connect(self._awaited.keep_in_sight)
        self.actions_.held.connect(self._offer_held)
        self.actions_.refused.connect(lambda: self.show_problem(self.library.refusal))

    def _connect_dashboard(self) -> None:
        self.dashboard.searched.connect(self.search)
        self.dashboard.shown.connect(self._on_dashboard)
        self.dashboard.codingRequested.connect(partial(self._act, "clipping.code"))
        self.dashboard.reportRequested.connect(self.make_report)
        self.registers.searched.connect(self.dashboard.leave)
        self.reports.searched.connect(self.dashboard.leave)
        self.list_pane.tableShown.connect(self.dashboard.leave)

    def _connect_detail(self) -> None:
        self.detail_pane.clippingRequested.connect(self.show_clipping)
        self.detail_pane.previousRequested.connect(lambda: self.list_pane.step(-1))
        self.detail_pane.nextRequested.connect(lambda: self.list_pane.step(1))
        self.detail_pane.reportRequested.connect(self.make_report)
        self.detail_pane.fetchRequested.connect(self._fetch)
        self.detail_pane.mergeRequested.connect(self.verbs.merge)
        self.detail_pane.purgeRequested.connect(self.verbs.purge)
        self.detail_pane.citationRequested.connect(self.verbs.cite)
        self.detail_pane.messagesRequested.connect(self.pages.messages)
        self.detail_pane.codingRequested.connect(self._code_this)
        self.detail_pane.linkRequested.connect(self.open_link)
        self.detail_pane.told.connect(self.toast.show_done)
        self.filling.attachRequested.connect(self.attachments.attach_to)
        self.attachments.unsafe.connect(self.toast.show_failure)
        self.checks.damaged.connect(self.toast.show_failure)
        self.checks.restoreRequested.connect(self.backups.show)

    def _handlers(self) -> dict[str, Callable[..., None]]:
        return (
            self.verbs.handlers()
            | self._detail_verbs.handlers()
            | {
                "file.open": self.libraryRequested.emit,
                "file.sample": self.sampleRequested.emit,
                "file.import": self.intake.choose_files,
                "file.export": self.intake.export,
                "file.backup": self.intake.back_up,
                "file.backups": self.backups.show,
                "file.check": self.checks.check,
                "file.organisation": self.pages.organisation,
                "file.house_style": self.pages.house_style,
                "file.messages": self.pages.messages,
                "file.codebook": self.pages.codebook,
                "file.registers": self.registers.list_all,
                "file.import_names": self.registers.choose_sheet,
                "file.fetching": self.fetching.allow,
                "file.duplicates": self.duplicates.find,
                "file.quit": self.close_window,
                "edit.undo": self.undoing.undo,
                "edit.redo": self.undoing.redo,
                "edit.find": self._focus_search,
                "edit.filter": self._focus_filter,
                "edit.build_search": lambda: self.searches.build(self.list_pane.search_box.written()),
                "edit.save_search": lambda: self.searches.save(self._query),
                "view.used_once": self.tag_pane.show_used_once,
                "clipping.paste": self.bringing.paste,
                "clipping.fill": self.bringing.paste_into,
                "clipping.preview": self._preview_public,
                "clipping.code": self._code,
                "clipping.fetch": self._fetch,
                "view.tags": lambda _on: self.frame.toggle_tags(),
                "view.menu_bar": self._show_menu_bar,
                "view.table": self.list_pane.show_table,
                "view.columns": self.list_pane.choose_columns,
                "view.dashboard": lambda on: self.dashboard.show(self._query) if on else self.dashboard.leave(),
                "view.next_pane": lambda: self._go_to_pane(1),
                "view.previous_pane": lambda: self._go_to_pane(-1),
                "view.next": lambda: self.list_pane.step(1),
                "view.previous": lambda: self.list_pane.step(-1),
                "colours.system": lambda _on: self._choose_colours(Choice.SYSTEM),
                "colours.light": lambda _on: self._choose_colours(Choice.LIGHT),
                "colours.dark": lambda _on: self._choose_colours(Choice.DARK),
                "report.new": self.make_report,
                "report.templates": self.pages.templates,
                **{
                    f"help.{page}": partial(self.pages.help, page)
                    for page in ("start", "import", "search", "coding", "reports", "registers", "safety")
                },
                "help.shortcuts": self.pages.shortcuts,
                "help.diagnostics": self.pages.diagnostics,
                "help.about": self.pages.about,
            }
        )

    def _restore_geometry(self) -> None:
        if not self.restoreGeometry(self._settings.shape("geometry")):
            self.resize(*_FIRST)

    def _begin(self) -> None:
        """Show the first rows before the window shows, so that nothing flashes or jumps."""
        self._load_organisation()
        sort = self.list_pane.sort()
        hits = self.library.first(self._query, sort, FIRST) or self.library.search(self._query, sort)
        self._set_empty(not len(hits) and not self.library.undoable())
        self.list_pane.set_query(self._query)
        self.list_pane.set_hits(hits)
        self._awaited.select_in(hits)
        self._shown_soon.stop()
        self._show_selected()
        self._update_actions()
        self.list_pane.focus_list()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Count once the first rows are drawn: in a large library that takes longer than to show them."""
        super().showEvent(event)
        drawing = FirstDrawing(self)
        drawing.drawn.connect(self._count_first)
        drawing.drawn.connect(self.checks.begin)
        self.closing.connect(drawing.stop)

    def _count_first(self) -> None:
        """Count for what is shown, unless more was asked for by now, which this would end."""
        if not self._has_asked:
            self._counted_soon.start()

    def _count(self) -> None:
        """Count, and find what is not among the first rows."""
        if self.list_pane.is_whole():
            self.searcher.count(self._query)
        else:
            self._ask()

    # The current search

    @property
    def query(self) -> Query:
        """What is searched for."""
        return self._query

    def search(self, query: Query) -> None:
        """Search for something else; tag pane and search box show it too."""
        self.list_pane.set_query(query)
        self._on_typed(query)

    def go_back_to(self, query: Query, clipping_id: int | None) -> None:
        """Search for what an earlier window of the library searched for, and show the clipping that it showed."""
        self._awaited.want_one_of(() if clipping_id is None else (clipping_id,))
        self.search(query)

    def _on_typed(self, query: Query) -> None:
        """The search box shows already what was typed there; to set it again would move the caret."""
        self._query = query
        self._awaited.forget_returned()
        self.tag_pane.set_query(query)
        self.detail_pane.set_query(query)
        self._quiet.start()
        self._ask(first=True)
        # A search interrupts what is being counted, and so it comes first.
        self.dashboard.set_query(query)

    def _ask(self, *, first: bool = False) -> None:
        # To count for what is shown would end this, which counts as well.
        self._counted_soon.stop()
        self._has_asked = True
        self.searcher.ask(self._query, self.list_pane.sort(), first=first)

    def _on_found(self, _query: Query, hits: Hits) -> None:
        if not hits.is_whole and self.list_pane.selected_count() > 1:
            # Of several only those among the first rows would stay selected: a part that nobody chose.
            return
        self._awaited.put(hits)
        if self._is_empty and len(hits):
            self._set_empty(False)
        self._awaited.select_in(hits)
        self._shown_soon.start()

    def _on_counted(self, query: Query, facets: Facets) -> None:
        self.tag_pane.set_facets(facets)
        self.list_pane.set_facets(query, facets)
        if not query.parts:
            self._set_empty(not facets.total and not facets.sections.get("deleted", 0))
            self._quiet.start()

    def _on_search_failed(self, _query: Query, error: Exception) -> None:
        if not isinstance(error, ClipperError):
            raise error
        self.show_problem(str(error))

    def _set_empty(self, empty: bool) -> None:
        was_empty, self._is_empty = self._is_empty, empty
        # Asked before the ways in go: Qt passes the keyboard of what is hidden on to any other control.
        is_filled = was_empty and not empty and not self._is_typing()
        if empty:
            self.dashboard.leave()
        if empty and not was_empty:
            self.empty_state.profile.show_organisation(self.library.organisation())
            self._tell_undone()
        self.frame.set_empty(self.empty_state if empty else None)
        self.tag_pane.set_empty(empty)
        if empty and not was_empty:
            self.empty_state.take_keyboard()
        elif is_filled:
            self.list_pane.focus_list()

    def _is_typing(self) -> bool:
        """Tell whether the keyboard is in a line or a text that stays."""
        held = self.focusWidget()
        return isinstance(held, QLineEdit | QTextEdit | QPlainTextEdit) and not self.empty_state.isAncestorOf(held)

    def _tell_undone(self) -> None:
        step = self.library.redoable()
        self.empty_state.tell_undone(step_texts.title_of(step) if step else "")

    # What changed

    def _on_changed(self, changes: Changes) -> None:
        """Refresh what moved, and nothing else; who asked for the change has shown it already."""
        self.list_pane.refresh(changes)
        self.reports.refresh()
        if changes.origin is not self.detail_pane:
            self.detail_pane.refresh(changes)
        if changes.organisation or changes.everything:
            self._load_organisation()
        if changes.tags or changes.everything:
            self.tag_pane.reload_tags()
        saved = self.tag_pane.searches
        if changes.searches or changes.everything:
            self.tag_pane.reload_searches()
            self._quiet.start()
        followed = self._followed.after(changes, self._query, saved=saved, now=self.tag_pane.searches)
        if followed.parts == self._query.parts:
            self._ask()
        else:
            self.search(followed)
        self.dashboard.refresh()
        if changes.step is not None:
            self.list_pane.search_box.leave_undo()
            self.dashboard.leave_undo()
        self.undoing.tell(changes)
        self._quiet.start()

    def show_problem(self, sentence: str) -> None:
        """Say what could not be done, and what was kept."""
        self.toast.show_failure(sentence)

    def _is_held(self, spec: ActionSpec) -> bool:
        if spec.id == "edit.undo":
            return self.undoing.reaches_far
        return spec.is_by_one_key and self._selected_count() > MOST_BY_KEY

    def _offer_held(self, action: QAction) -> None:
        if action is self.actions_["edit.undo"]:
            self.undoing.offer()
        else:
            self._offer_for_many(action)

    def _offer_for_many(self, action: QAction) -> None:
        """Say that a key alone does not change so many, and offer to do it for them."""
        ids = self.list_pane.selected_ids()

        def do() -> None:
            if self.list_pane.selected_ids() == ids:
                action.trigger()

        told = self.tr("{count} clippings are selected; a key alone changes at most {most}.")
        self.toast.show_done(told.format(count=f"{len(ids):,}", most=MOST_BY_KEY), action.text().replace("&&", "&"), do)

    def _offer_again(self, sentence: str) -> None:
        """What was done aside and failed for want of room, say, may work when it is tried again."""
        again = self.aside.again
        self.toast.show_failure(sentence, self.tr("Try again") if again else "", again)

    def _kept_free(self) -> list[QRect]:
        """What no toast may hide: how far work is, what is coded next, and the row that is read."""
        view = self.list_pane.view
        row = view.row_rect(view.currentIndex().row()) & view.viewport().rect()
        parts = ((self.progress, self.progress.rect()), (self.detail_pane.strip, self.detail_pane.strip.rect()))
        return [
            QRect(part.mapTo(self.frame, rect.topLeft()), rect.size())
            for part, rect in (*parts, (view.viewport(), row))
            if part.isVisible() and not rect.isEmpty()
        ]

    def _load_organisation(self) -> None:
        organisation = self.library.organisation()
        name = organisation.name or self.tr("My library")
        self.tag_pane.organisation.setText(name)
        self.tag_pane.organisation.updateGeometry()
        self.tag_pane.set_spokesperson_label(organisation.spokesperson_label)
        if self._is_empty:
            self.empty_state.profile.show_organisation(organisation)
        # Two libraries of one organisation, as a copy is, can be open at once.
        file = "" if self.library.path.name == DEFAULT_NAME else f" ({self.library.path.stem})"
        reading = f" ({self.tr('only for reading')})" if self.library.refusal else ""
        self.setWindowTitle(f"{name}{file}{reading} · Clipper")

    def _act(self, action_id: str) -> None:
        """Do what something else than a menu asks for; where nothing can be written, say why not."""
        action = self.actions_[action_id]
        if self.library.refusal and not action.isEnabled():
            self.show_problem(self.library.refusal)
        action.trigger()

    def _attempt(self, verb: Callable[[], Any]) -> None:
        try:
            verb()
        except ClipperError as error:
            self.show_problem(str(error))

    def _update_actions(self) -> None:
        self._quiet.stop()
        selected, current = self._selected_count(), self._selected_clipping()
        undo, redo = self.library.undoable(), self.library.redoable()
        if self._is_empty:
            self._tell_undone()
        self.actions_.update(
            Situation(
                selected=selected,
                in_wastebasket=self._query.asks("is", "deleted"),
                has_thrown=self._query.asks("is", "deleted") and len(self.list_pane.model.ids) > 0,
                in_rejected=self._query.asks("state", "rejected"),
                has_clippings=not self._is_empty,
                has_link=bool(current and current.url),
                text_missing_at=_host_of(current) if current and not current.body else "",
                undo=self.aside.coming_step or (step_texts.title_of(undo) if undo else ""),
                redo=step_texts.title_of(redo) if redo else "",
                searching=bool(self._query.parts),
                is_in_story=bool(current and current.story),
                only_reads=bool(self.library.refusal),
                tag_keys={tag.key: tag.name for tag in self.library.tags() if tag.key},
            )
        )
        is_new = bool(self._query.parts) and not self.searches.is_saved(self._query) and not self.library.refusal
        self.list_pane.result_line.set_saveable(is_new)
        self.actions_["clipping.star"].setChecked(bool(current and current.starred))
        self.actions_["clipping.publish"].setChecked(bool(current and current.publish))

    # Clippings

    def _show_selected(self) -> None:
        """Show beside the list what is selected in it."""
        place, total = self.list_pane.position()
        if self.list_pane.selected_count() > 1:
            self.detail_pane.show_several(self.list_pane.selected_ids())
        else:
            self.detail_pane.show_clipping(self.list_pane.current_id())
        self.detail_pane.set_position(place - 1 if place else None, total)
        self.toast.make_way()
        self._quiet.start()

    def show_clipping(self, clipping_id: int) -> None:
        """Go to a clipping; where the search leaves it out, the search gives way."""
        self.dashboard.leave()
        if not self.list_pane.select(clipping_id):
            self._on_added([clipping_id])

    def _on_opened(self, _clipping_id: int) -> None:
        self.frame.show_detail()
        if not self.list_pane.isVisible():
            self.detail_pane.focus_first()

    def _on_added(self, ids: list[int]) -> None:
        """Show what was just kept, in a search that holds it."""
        self.dashboard.leave()
        self._awaited.want_one_of(frozenset(ids))
        if self._query.parts:
            self.search(Query())
        else:
            self._ask()

    def _show_new(self, ids: list[int]) -> None:
        """Show what waits to be looked at, from the first of what was just imported."""
        self.dashboard.leave()
        self._awaited.want_one_of(frozenset(ids))
        self.search(Query.parse("state:new"))

    def _catch_up(self) -> None:
        """Show what is selected before a key edits it: a key may come sooner than the timer."""
        if self._shown_soon.isActive():
            self._shown_soon.stop()
            in_turn(self._show_selected, self)

    def _selected_count(self) -> int:
        """What is selected in a list that cannot be seen is not meant by any key."""
        return 0 if self.dashboard.is_shown else self.list_pane.selected_count()

    def _selected_clipping(self) -> Clipping | None:
        """The clipping that alone is selected; what is shown beside the list was read already."""
        ids = self.list_pane.selected_ids() if self._selected_count() == 1 else []
        shown = self.detail_pane.clipping()
        if shown is not None and list(ids) == [shown.id]:
            return shown
        return next(iter(self.library.clippings(ids)), None)

    def _on_dashboard(self, on: bool) -> None:
        self.actions_["view.dashboard"].setChecked(on)
        self._update_actions()

    def _fetch(self) -> None:
        ids = self.list_pane.selected_ids() if self.list_pane.selected_count() == 1 else ()
        for clipping_id in ids:
            self.fetching.fetch(clipping_id)

    def open_link(self, url: str) -> None:
        """Open a link in the browser; where none can be started, offer the link to be copied."""
        if not open_link(url):
            self.toast.show_failure(
                self.tr("This link could not be opened. Copy it, and paste it into a browser."),
                self.tr("Copy the link"),
                partial(QGuiApplication.clipboard().setText, url),
            )

    def make_report(self) -> None:
        """Open the report window over the current search, or bring it to the front."""
        self.reports.open(self._query)

    def _code(self) -> None:
        # What is being typed beside the list would else be kept after it was written anew there.
        self.detail_pane.keep_typing()
        ids = self.list_pane.selected_ids() if self._selected_count() else ()
        self.coding.walk(self._query, self.list_pane.sort(), ids)

    def _code_this(self) -> None:
        clipping = self.detail_pane.clipping()
        if clipping is not None:
            self.detail_pane.keep_typing()
            self.coding.open(CodingWalk(self.library, [clipping.id]))

    def _preview_public(self) -> None:
        self._catch_up()
        self.detail_pane.keep_typing()
        clipping = self.detail_pane.clipping()
        if clipping is None:
            return
        from clipper.ui.dialogs.public_preview import PublicPreview

        preview = PublicPreview(self.library, clipping, self)
        preview.published.connect(lambda on: self._attempt(lambda: self.library.set_publish([clipping.id], on)))
        preview.ask()

    # Dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take what may be brought from outside."""
        if may_be_brought(event.mimeData()):
            take_as_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Take in what was dropped."""
        take_as_copy(event)
        self.bringing.drop(event.mimeData(), self.mapToGlobal(event.position().toPoint()))

    # Panes, menus, colours

    def _go_to_pane(self, by: int) -> None:
        """Go on to the next pane that can be seen."""
        stops: list[tuple[QWidget, Callable[[], None]]] = [
            (self.tag_pane, self.tag_pane.focus_first),
            *self.dashboard.stops(),
            (self.list_pane.search_box, self.list_pane.focus_search),
            (self.list_pane.view, self.list_pane.focus_list),
            (self.detail_pane, self.detail_pane.focus_first),
        ]
        go_on(stops, QApplication.focusWidget(), by)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Tab goes through the panes as they are read."""
        stop = next_stop(self._whole, QApplication.focusWidget(), forward=forward)
        if stop is None:
            return False
        stop.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    def _focus_search(self) -> None:
        if self._is_empty:
            return
        self.dashboard.pane.focus_search() if self.dashboard.is_shown else self.list_pane.focus_search()

    def _focus_filter(self) -> None:
        if self._is_empty:
            return
        self.frame.open_drawer()
        self.tag_pane.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_menu_bar(self, on: bool) -> None:
        self._settings.set("menu_bar", on)
        self.menuBar().setVisible(on)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Alt shows a hidden menu bar, and hides it again."""
        super().keyReleaseEvent(event)
        is_chosen = self.actions_["view.menu_bar"].isChecked()
        if event.key() == Qt.Key.Key_Alt and not is_chosen:
            self.menuBar().setVisible(not self.menuBar().isVisible())

    def _choose_colours(self, choice: Choice) -> None:
        self._settings.set("colours", choice.value)
        set_choice(choice)

    # Leaving

    def close_window(self) -> None:
        """Close the window."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Remember the window's shape and end all work, so that the library can be closed.

        What was written and could not be kept holds the window open, until a person gives it up.
        """
        if is_waiting() or not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        self.backups.finish()
        self.checks.stop()
        self._settings.set("geometry", self.saveGeometry())
        self.tag_pane.remember()
        self.aside.cancel()
        self.unfinished_flow.close()
        # Before the report window goes with what it could not keep.
        self.keeper.close()
        # Before what may wait: the window lives on meanwhile, and begins nothing any more.
        self.signals.stop()
        self.reports.close()
        for timer in (self._quiet, self._shown_soon, self._counted_soon):
            timer.stop()
        self.dashboard.stop()
        self.searcher.stop()
        self._executor.shutdown(wait=True, cancel_futures=True)
        self.patience.stop()
        self.attachments.close()
        super().closeEvent(event)
        self.closed.emit()

    def may_make_way(self) -> bool:
        """Tell whether another library may take this window's place: this one is empty, and nothing is being done."""
        return self._is_empty and not self.aside.is_busy

    def may_close(self) -> bool:
        """Keep what is being typed; False where something written cannot be kept, which is then shown."""
        return self.leaving.may_close()

    def _show_at_once(self, clipping_id: int) -> None:
        self.show_clipping(clipping_id)
        self._catch_up()


def _host_of(clipping: Clipping) -> str:
    return QUrl(clipping.url or "").host()
