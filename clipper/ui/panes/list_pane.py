"""The middle pane: the search box, how much was found, and the list or table of what was found."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from clipper.library.facets import Facets
from clipper.library.library import Library
from clipper.library.people_counts import PeopleCounts
from clipper.library.reader import Remark
from clipper.library.search import Hits, Sort
from clipper.model.changes import Changes
from clipper.model.codebook import CodeField
from clipper.model.query import Query
from clipper.model.term import Term
from clipper.ui.actions import keys_of
from clipper.ui.fonts import sans, scale, serif
from clipper.ui.models.clipping_list import ROW_ROLE, ClippingList, Grouping
from clipper.ui.models.tag_tree import SECTION_TERMS
from clipper.ui.search_counts import SearchCounts
from clipper.ui.sentences import in_words
from clipper.ui.settings import Settings
from clipper.ui.widgets.buttons import Button, LinkButton
from clipper.ui.widgets.clipping_view import ClippingView
from clipper.ui.widgets.labels import Label, hairline, surface
from clipper.ui.widgets.quiet_bars import QuietBars
from clipper.ui.widgets.result_line import ResultLine
from clipper.ui.widgets.search_box import SearchBox
from clipper.ui.widgets.search_suggestions import Names
from clipper.ui.widgets.triage_hint import TriageHint
from clipper.ui.widgets.wastebasket_line import WastebasketLine

if TYPE_CHECKING:
    from clipper.ui.widgets.clipping_table import ClippingTable

_TOOLBAR = 48
_FEW = 9
"""So many found are looked through at a glance; who expected more is told what may find it."""
_BY_DATE = (Sort.NEWEST, Sort.OLDEST)
_OF_DATES = (Grouping.DAY, Grouping.WEEK, Grouping.MONTH)
_TRIAGE = ("state.kept", "state.rejected", "state.deferred", "clipping.link")


def _codes_of(field: CodeField) -> list[str]:
    """What completion offers to ask of a field of the codebook: any value of it, or each that can be chosen."""
    return [field.name, *(f"{field.name}={option}" for option in field.options)]


class ListPane(QWidget):
    """Search box, result line and list over one library.

    queryChanged(Query): a person searches for something else. sortChanged(Sort): they want another order.
    currentChanged(int | None): another clipping is the current one. selectionChanged(): others are selected.
    opened(int): a clipping was double-clicked, or Enter pressed on it. starToggled(int, bool): its star was clicked.
    tableShown(bool): the table stands in the list's place, or the list again. emptyRequested(): what lies in the
    wastebasket is to be forgotten. copyRequested(): the selected clippings are to be copied. peopleWanted(Query): the
    people in what it finds are to be counted.
    """

    queryChanged = Signal(object)  # noqa: N815
    sortChanged = Signal(object)  # noqa: N815
    currentChanged = Signal(object)  # noqa: N815
    selectionChanged = Signal()  # noqa: N815
    opened = Signal(int)
    starToggled = Signal(int, bool)  # noqa: N815
    tableShown = Signal(bool)  # noqa: N815
    emptyRequested = Signal()  # noqa: N815
    copyRequested = Signal()  # noqa: N815
    peopleWanted = Signal(object)  # noqa: N815

    def __init__(
        self,
        library: Library,
        settings: Settings,
        parent: QWidget | None = None,
        *,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent)
        self._library, self._settings, self._today = library, settings, today
        self._hits: Hits | None = None
        self._counts = SearchCounts()
        self._missed: int | None = None
        self._stand_in: int | None = None
        self._uncounted: Sequence[Sequence[str]] = ()
        # The others need all of a library before its first row: the window would not begin at once.
        self._sort = Sort(settings.word("list/order", _BY_DATE))
        # Words in the search bring a snippet and an order of their own: their groups are remembered apart.
        self._groupings = {
            False: Grouping(settings.word("list/groups", (*_OF_DATES, Grouping.NONE))),
            True: Grouping(settings.word("list/groups_of_words", (Grouping.NONE, *Grouping))),
        }
        self._shown: Query | None = None
        self._query = Query()
        self._typed: Query | None = None
        self._build_menu: Callable[[QMenu], None] | None = None
        self.search_box = SearchBox(self, today=today)
        self.search_box.set_names(self.names)
        self.result_line = ResultLine(self)
        self._list = ClippingView(ClippingList(library, self, today=today), self)
        self._views: list[ClippingView] = []
        self.is_table = settings.flag("table/on", False)
        self._problem = Label("", "negative", sans(12))
        self._remark = Label("", "ink3", sans(12))
        self._empty = _Empty(self)
        self.hint = TriageHint(keys_of(*_TRIAGE), self)
        self.wastebasket = WastebasketLine(self)
        self._hint_line = hairline()
        self._hint_line.hide()
        surface(self, "list")
        self._lay_out()
        self._connect()
        self._load_hues()
        self._show_choices()

    def _lay_out(self) -> None:
        self._toolbar = QHBoxLayout()
        self._toolbar.setContentsMargins(10, 0, 10, 0)
        self._toolbar.addWidget(self.search_box)
        bar = QWidget()
        bar.setFixedHeight(round(_TOOLBAR * scale()))
        bar.setLayout(self._toolbar)
        for label, name in ((self._problem, "searchProblem"), (self._remark, "searchRemark")):
            label.setObjectName(name)
            label.setContentsMargins(14, 0, 14, 6)
            label.setWordWrap(True)
            label.hide()
        self.search_box.set_sentence(self._problem)
        self._stack = QStackedLayout()
        for page in (self._list, self._empty):
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(self.view)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (bar, self._problem, self._remark, self.result_line, hairline()):
            column.addWidget(widget)
        for widget in (self.hint, self.wastebasket, self._hint_line):
            column.addWidget(widget)
        column.addLayout(self._stack, 1)

    def _connect(self) -> None:
        self.search_box.queryChanged.connect(self._on_searched)
        self.search_box.problemChanged.connect(self._on_problem)
        self.search_box.peopleOffered.connect(self._want_people)
        self.search_box.left.connect(self.focus_list)
        self.result_line.sortChosen.connect(self._on_sort)
        self.result_line.groupingChosen.connect(self._on_grouping)
        self.result_line.tableChosen.connect(lambda: self.show_table(True))
        self.result_line.columnsRequested.connect(self.choose_columns)
        self.wastebasket.emptyRequested.connect(self.emptyRequested)
        self._take_view(self._list)
        self._empty.clearRequested.connect(self.search_box.clear)
        self._empty.searchRequested.connect(self._search_instead)

    def _take_view(self, view: ClippingView) -> None:
        self._views.append(view)
        view.currentMoved.connect(self.currentChanged)
        view.selectionMoved.connect(self.selectionChanged)
        view.opened.connect(self.opened)
        view.starClicked.connect(self._on_star)
        view.menuRequested.connect(self._on_menu)
        view.searchRequested.connect(self.focus_search)
        view.copyRequested.connect(self.copyRequested)

    # List or table

    @cached_property
    def table(self) -> "ClippingTable":
        """The table, made when it is wanted: most people have the list."""
        from clipper.ui.models.clipping_columns import ClippingColumns
        from clipper.ui.widgets.clipping_table import ClippingTable

        table = ClippingTable(ClippingColumns(self._library, self, today=self._today), self._settings, self)
        table.delegate.hues = self._list.delegate.hues
        table.sortRequested.connect(self._on_sort)
        self._take_view(table)
        QuietBars(table)
        self._stack.addWidget(table)
        return table

    @property
    def view(self) -> ClippingView:
        """The list, or the table in its place."""
        return self.table if self.is_table else self._list

    @property
    def model(self) -> ClippingList:
        """The clippings of list or table, in order."""
        return self.view.shown()

    def show_table(self, on: bool) -> None:
        """Show what was found as a table, or as a list; place and selection stay."""
        if on != self.is_table:
            before, had_focus = self.view, self.view.hasFocus()
            self.is_table = on
            self._settings.set("table/on", on)
            self._show_instead_of(before, had_focus)
        self._show_choices()
        self.tableShown.emit(on)

    def _show_instead_of(self, before: ClippingView, had_focus: bool) -> None:
        if self._hits is not None:
            self._turn_to(self.view if len(self._hits) else self._empty)
            self.view.show_clippings(self._hits.ids, self._query, self.grouping(), is_new=False, like=before)
            before.shown().show((), Query(), Grouping.NONE)
        if had_focus:
            self.focus_list()

    def choose_columns(self) -> None:
        """Show the table, and which columns it can have."""
        self.show_table(True)
        self.table.choose_columns()

    # What the window tells

    def set_query(self, query: Query) -> None:
        """Show another search in the box; it does not search by itself."""
        self._query = query
        self.search_box.set_query(query)

    def set_hits(self, hits: Hits) -> None:
        """Show what was found for the search in the box."""
        is_new, was_whole, current = self._shown != self._query, self.is_whole(), self.current_id()
        has_all = not was_whole and self.selected_count() == len(self.model.ids) > 1
        self._shown, self._hits = self._query, hits
        self._show_choices()
        if hits.is_whole:
            self.result_line.set_counts(hits.stories, len(hits))
        self._empty.set_query(self._query, Remark("") if len(hits) else self._library.remark_on(self._query))
        self._show_remark(hits)
        self.hint.show_for(self._query, is_empty=not len(hits))
        self.wastebasket.setVisible(self._query.asks("is", "deleted") and len(hits) > 0)
        self._hint_line.setVisible(self.hint.isVisibleTo(self) or self.wastebasket.isVisibleTo(self))
        self._turn_to(self.view if len(hits) else self._empty)
        # Whoever types a search reads its newest ones; what is only changed or cleared keeps its place.
        from_top = is_new and self._query is self._typed and bool(self._query.parts)
        self.view.show_clippings(hits.ids, self._query, self.grouping(), is_new=is_new, from_top=from_top)
        if from_top and self.selected_count() <= 1:
            self._missed = None
        elif not hits.is_whole:
            # Among the first rows it may only not be found yet.
            self._missed = current if current != self.current_id() else None
            self._stand_in = self.current_id()
        elif not was_whole:
            self._go_on(has_all=has_all)

    def _show_remark(self, hits: Hits) -> None:
        """Say above the few that were found what may find more; where there are none, their place says it."""
        said = in_words(self._query.hint) if hits.is_whole and 0 < len(hits) <= _FEW else ""
        self._remark.setText(said)
        self._remark.setVisible(bool(said))

    def _go_on(self, *, has_all: bool) -> None:
        """Select in all rows what was selected before the first ones, unless a person went on among these."""
        if has_all:
            self.view.selectAll()
        elif self._missed is not None and self.current_id() == self._stand_in and self._missed in self.model.ids:
            self.select(self._missed)
        self._missed = None

    def is_whole(self) -> bool:
        """Tell whether all that was found is shown, not only the first of it."""
        return self._hits is None or self._hits.is_whole

    def _turn_to(self, page: QWidget) -> None:
        """Show the list or what stands in its place; the keyboard goes with it, not on to some other control."""
        had_focus = self.view.hasFocus() or self._empty.hasFocus()
        self._stack.setCurrentWidget(page)
        if had_focus:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_facets(self, query: Query, facets: Facets) -> None:
        """Take the counts of a query, which completion shows."""
        self._counts.take(query, facets, self.search_box.settled())
        self.search_box.offer_again()

    def set_people(self, query: Query, counts: PeopleCounts) -> None:
        """Take the counts of people of a query, which completion shows, too."""
        self._counts.take_people(query, counts)
        self.search_box.offer_again()

    def _want_people(self) -> None:
        settled = self.search_box.settled()
        if self._counts.lacks_people(settled):
            self.peopleWanted.emit(settled)

    def set_menu_builder(self, build: Callable[[QMenu], None]) -> None:
        """Let a function fill the context menu of the selected clippings."""
        self._build_menu = build

    def set_leading(self, widget: QWidget) -> None:
        """Put a button before the search box, for a window without room for the tag pane."""
        self._toolbar.insertWidget(0, widget)

    def refresh(self, changes: Changes) -> None:
        """Draw anew what a change moved in the rows shown; to search again is the window's part."""
        if changes.everything or changes.tags:
            self._load_hues()
        is_shown = changes.everything or changes.clippings or changes.tags or changes.outlets or changes.people
        if is_shown or changes.messages or changes.codebook:
            self._uncounted = ()
        self._counts.forget()
        if is_shown:
            self.model.refresh()

    # What the window asks

    def query(self) -> Query:
        """Return what is searched for."""
        return self._query

    def sort(self) -> Sort:
        """Return the order wanted."""
        return self._sort

    def grouping(self) -> Grouping:
        """Return what the headings stand above in this order; a table has none."""
        wanted = self._groupings[bool(self._query.text_terms)]
        if self.is_table:
            return Grouping.NONE
        if wanted is Grouping.STORY:
            return wanted
        if self._sort in _BY_DATE:
            return wanted if wanted in _OF_DATES else Grouping.NONE
        return Grouping.OUTLET if self._sort is Sort.OUTLET and wanted is Grouping.OUTLET else Grouping.NONE

    def current_id(self) -> int | None:
        """Return the current clipping."""
        return self.view.current_id()

    def selected_ids(self) -> list[int]:
        """Return the selected clippings in the order of the list."""
        return self.view.selected_ids()

    def selected_count(self) -> int:
        """Return how many clippings are selected."""
        return self.view.selected_count()

    def position(self) -> tuple[int, int]:
        """Return the place of the current clipping, counted from 1, 0 for none, and the number of clippings."""
        return self.view.currentIndex().row() + 1, len(self.model.ids)

    # What the window does

    def select(self, clipping_id: int) -> bool:
        """Make a clipping the current one; False when it is not in the list."""
        row = self.model.find(clipping_id)
        if row is not None:
            self.view.select_row(row)
        return row is not None

    def select_all_of(self, ids: Collection[int]) -> None:
        """Select all of some clippings that are in the list; the first of them becomes the current one."""
        self.view.select_all_of(ids)

    def step(self, by: int) -> None:
        """Go to the next or previous clipping."""
        row = self.view.currentIndex().row() + by
        if 0 <= row < len(self.model.ids):
            self.view.select_row(row)

    def move_on(self) -> None:
        """Go to the clipping below all that are selected, in a list that is gone through one after another."""
        row = self.view.last_selected_row() + 1
        if self.hint.isVisibleTo(self) and 0 < row < len(self.model.ids):
            self.view.select_row(row)

    def select_all(self) -> None:
        """Select every clipping of the list."""
        self.view.selectAll()

    def focus_search(self) -> None:
        """Go to the search box."""
        self.search_box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_list(self) -> None:
        """Go to the list."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # What happens here

    def names(self) -> Names:
        """Return the names that complete a search, with their numbers in it without the word that is being typed."""
        if not self._uncounted:
            library = self._library
            self._uncounted = (
                *(library.known().reporters, library.programmes(), library.messages()),
                [code for field in library.code_fields() for code in _codes_of(field)],
            )
        settled = self.search_box.settled()
        counted, (told, roles) = self._counts.of(settled), self._counts.of_people(settled)
        uncounted, programmes, messages, codes = map(dict.fromkeys, self._uncounted)
        reporters = {name: told.get(name) for name in uncounted}
        aliases = self._library.aliases("outlet"), self._library.aliases("feat")
        return Names(*counted, reporters, programmes, messages, codes, *aliases, self._library.sites, roles)

    def _load_hues(self) -> None:
        hues = {tag.name: tag.hue for tag in self._library.tags()}
        for view in self._views:
            view.delegate.hues = hues

    def _show_choices(self) -> None:
        self.result_line.set_choices(self._sort, self.grouping(), is_table=self.is_table)
        if self.is_table:
            self.table.set_sort(self._sort)

    def _on_searched(self, query: Query) -> None:
        self._query = self._typed = query
        self.queryChanged.emit(query)

    def _search_instead(self, query: Query) -> None:
        """Search for what a remark offers; the keyboard was at its button, and goes on to what is found."""
        self._empty.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search_box.set_query(query)
        self._on_searched(query)

    def _on_problem(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        # The completion opens below it now, not after the next turn of events.
        self._column.activate()

    def _on_sort(self, sort: Sort) -> None:
        self._sort = sort
        wanted = self._groupings[bool(self._query.text_terms)]
        if sort is Sort.OUTLET and wanted is not Grouping.STORY:
            self._groupings[bool(self._query.text_terms)] = Grouping.OUTLET
        elif sort in _BY_DATE and wanted is Grouping.OUTLET:
            self._groupings[bool(self._query.text_terms)] = Grouping.DAY
        self._ask_anew()

    def _on_grouping(self, grouping: Grouping) -> None:
        """A group needs its clippings together: by outlet in the order of outlets, by date in one of dates.

        Stories are brought together in any order; only a list has groups.
        """
        self.show_table(False)
        self._groupings[bool(self._query.text_terms)] = grouping
        if grouping is Grouping.OUTLET:
            self._sort = Sort.OUTLET
        elif grouping in _OF_DATES and self._sort not in _BY_DATE:
            self._sort = Sort.NEWEST
        self._ask_anew()

    def _ask_anew(self) -> None:
        self._settings.set("list/order", self._sort.value)
        self._settings.set("list/groups", self._groupings[False].value)
        self._settings.set("list/groups_of_words", self._groupings[True].value)
        self._shown = None
        self._show_choices()
        self.sortChanged.emit(self._sort)

    def _on_star(self, clipping_id: int) -> None:
        row = self.model.find(clipping_id)
        shown = None if row is None else self.model.index(row, 0).data(ROW_ROLE)
        if shown is not None:
            self.starToggled.emit(clipping_id, not shown.starred)

    def _on_menu(self, place: QPoint) -> None:
        if self._build_menu is not None:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._build_menu(menu)
            menu.popup(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Find goes to the search box from anywhere in the pane."""
        if event.matches(QKeySequence.StandardKey.Find):
            self.focus_search()
        else:
            super().keyPressEvent(event)


class _Empty(QWidget):
    """What stands in the list's place when nothing was found: a sentence, and the ways out.

    clearRequested(): all is to be shown. searchRequested(Query): what finds it instead is to be searched for.
    """

    clearRequested = Signal()  # noqa: N815
    searchRequested = Signal(object)  # noqa: N815

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # Takes the keyboard from a list that became empty; nobody tabs to it.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._sentence = Label("", "ink2", serif(17))
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._more = Label("", "ink3")
        self._more.setWordWrap(True)
        self._more.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._instead: Query | None = None
        self._offer = LinkButton("")
        self._offer.setObjectName("searchInstead")
        self._offer.clicked.connect(lambda: self.searchRequested.emit(self._instead))
        self._button = Button("")
        self._button.clicked.connect(self.clearRequested)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 16, 32, 16)
        column.setSpacing(16)
        column.addStretch(1)
        column.addWidget(self._sentence)
        column.addWidget(self._more)
        column.addWidget(self._offer, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def set_query(self, query: Query, remark: Remark) -> None:
        """Say what it was that nothing matches, and what else is to be said and searched for instead."""
        sentence, more = self._of_section(query, remark)
        more = more or in_words(remark.sentence)
        is_section = bool(sentence) and bool(query.parts)
        self._sentence.setText(sentence or self.tr("No clipping matches {query}.").format(query=_quoted(query)))
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._instead = query.with_term(remark.beside) if remark.beside else None
        self._offer.setText(self._way_to(remark.beside, query))
        self._offer.setVisible(self._instead is not None)
        self._button.setVisible(bool(query.parts))
        self._button.setText(self.tr("Show all clippings") if is_section else self.tr("Clear the search"))
        self._button.updateGeometry()
        self.setAccessibleName(f"{self._sentence.text()} {more}".rstrip())

    def _of_section(self, query: Query, remark: Remark) -> tuple[str, str]:
        """What an empty section of the library says, and what would come there; nothing for any other search."""
        if not query.parts:
            return self.tr("No clipping is left here.") if remark.beside else self.tr("No clipping yet."), ""
        section = next((key for key, term in SECTION_TERMS.items() if query.parts == (term,)), "")
        return {
            "new": (
                self.tr("You have seen all that is new."),
                self.tr("What you import waits here until you look at it."),
            ),
            "starred": (self.tr("No key coverage yet."), self.tr("S marks a clipping as key coverage.")),
            "open": (self.tr("Nothing to follow up."), self.tr("F adds a correction or follow-up to a clipping.")),
            "overdue": (self.tr("Nothing is overdue."), self.tr("What is not followed up by its day stands here.")),
            "untagged": (self.tr("Every clipping has a tag."), self.tr("What has none stands here, and T adds one.")),
            "undated": (
                self.tr("Every clipping has a date."),
                self.tr("What has none stands here until you give it one."),
            ),
            "deferred": (
                self.tr("Nothing is deferred."),
                self.tr("D puts a clipping off until you come back to it here."),
            ),
            "rejected": (
                self.tr("Nothing was rejected."),
                self.tr("R rejects a clipping, and no import offers it again."),
            ),
            "deleted": (
                self.tr("The wastebasket is empty."),
                self.tr("What you delete waits here, and can be restored."),
            ),
        }.get(section, ("", ""))

    def _way_to(self, put_away: Term | None, query: Query) -> str:
        """Return what is written on the way to what was put away: of all clippings, or beside what is searched for."""
        if query.parts or put_away is None:
            return self.tr("Search with {term}").format(term=put_away)
        is_deleted = put_away == SECTION_TERMS["deleted"]
        return self.tr("Open the wastebasket") if is_deleted else self.tr("Show what was rejected")

    def sentence(self) -> str:
        """Return what is said."""
        return self._sentence.text()


def _quoted(query: Query) -> str:
    """What was searched for in quotation marks, but for those that it has itself."""
    text = _short(query)
    if query.parts == query.text_terms[:1] and text.startswith('"'):
        text = text.strip('"')
    return text if '"' in text else f"“{text}”"


def _short(query: Query) -> str:
    text = str(query).rstrip("*")
    return text if len(text) <= 60 else f"{text[:59]}…"
