"""The left pane: sections, saved searches, tags, names, tones and months, each with its count in the current search."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from hashlib import sha256

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from clipper.library.facets import Facets
from clipper.library.library import Library
from clipper.model.codes import Tone
from clipper.model.matching import telling_tags, telling_values
from clipper.model.period import Period
from clipper.model.query import Query
from clipper.model.search_fields import NONE
from clipper.ui.code_words import spokespeople_word
from clipper.ui.dates import write_month
from clipper.ui.fonts import sans, scale
from clipper.ui.models.tag_choice import only, too, without
from clipper.ui.models.tag_tree import (
    REGISTERED,
    Counts,
    Kind,
    Node,
    TagTree,
    month_nodes,
    parts_of,
    tag_nodes,
)
from clipper.ui.panes.row_menu import HeadingMenu, RowMenu
from clipper.ui.panes.row_verbs import RowVerbs
from clipper.ui.panes.tag_filter import FilterNotes, TagFilter, Wanted, hide_unless, letters_of
from clipper.ui.settings import Settings, of_library
from clipper.ui.widgets.buttons import FLAT, Button
from clipper.ui.widgets.labels import Label, surface
from clipper.ui.widgets.tag_tree_view import TagTreeView
from clipper.ui.widgets.tone_disc import tone_word

_Order = dict[Kind, list[str]]
_Row = tuple[Kind, str]

_NAMED = (Kind.TAG, *REGISTERED)
_TOOLBAR = 48
_LATE_MS = 120
_LEAST_OF_NAMES, _LEAST_OF_SECTIONS = 160, 130
"""What a low window leaves at least for the filter and the names below it, and for the sections above."""
_MOST_NAMES = 400
"""So many tags, people and outlets have a row, those that are used most; the filter finds the others."""
_MOST_SEARCHES = 6
"""So many saved searches show at once; more scroll."""
_SECTION_ICONS = {
    "new": "inbox",
    "all": "library",
    "starred": "star",
    "open": "flag",
    "overdue": "triangle-alert",
    "untagged": "tag",
    "undated": "calendar-x",
    "deferred": "clock",
    "rejected": "ban",
    "deleted": "trash-2",
}


class TagPane(QWidget):
    """Chooses what the list shows, and takes clippings that are dropped on a tag or a section.

    queryChanged(Query): a person narrowed or widened the search. failed(str): a change was refused, and why.
    aboutRequested(Kind, str): the page of an outlet or a person is wanted. emptyRequested(): what lies in the
    wastebasket is to be forgotten. thrown(list): clippings were dropped on it. allTagsRequested(): not only those
    that are used once.
    """

    queryChanged = Signal(object)  # noqa: N815
    failed = Signal(str)
    aboutRequested = Signal(object, str)  # noqa: N815
    emptyRequested = Signal()  # noqa: N815
    thrown = Signal(list)
    allTagsRequested = Signal()  # noqa: N815

    def __init__(self, library: Library, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library, self._settings = library, settings
        self._to_close = set(settings.text(self._closed_name()).split())
        self._query = Query()
        self._facets = Facets()
        self._counts: Counts = {}
        self._totals: Counts = {}
        self._aliases: Mapping[Kind, Mapping[str, str]] = {}
        self._label = ""
        self._is_empty = False
        self._only_used_once = False
        self._laid_out: _Order = {}
        self._closed_unfiltered: Set[_Row] | None = None
        self._shown_open: tuple[str, ...] = ()
        self._saved_counts: Mapping[str, int] = {}
        self._searches: Mapping[str, Query] = {}
        self._verbs = RowVerbs(library, self)
        self._verbs.refused.connect(self.failed)
        self._verbs.thrown.connect(self.thrown)
        surface(self, "sidebar")
        self.setMinimumWidth(180)
        self._build()
        self._late = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._late.timeout.connect(lambda: self._set_late(True))

    def _build(self) -> None:
        self.organisation = Button("", FLAT, parent=self)
        self.organisation.set_eliding(True)
        self._toolbar = QHBoxLayout()
        self._toolbar.setContentsMargins(6, 0, 9, 0)
        self._toolbar.setSpacing(1)
        self._toolbar.addWidget(self.organisation, 0, Qt.AlignmentFlag.AlignLeft)
        self._sections = TagTreeView(self.tr("Library"), self)
        self._names = TagTreeView(self.tr("Tags, names, tones and months"), self)
        self.filter_box = self._make_filter()
        self._hint = Label(
            self.tr("Tags, spokespeople and outlets gather here as you keep clippings."), "ink3", sans(12)
        )
        self._hint.setWordWrap(True)
        self._hint.setContentsMargins(14, 12, 14, 0)
        self._notes = FilterNotes(_MOST_NAMES, self)
        self._notes.allTagsRequested.connect(self.allTagsRequested)
        for view in (self._sections, self._names):
            view.picked.connect(self._pick)
            view.menuRequested.connect(self._open_menu)
            view.dropped.connect(self._verbs.take)
            view.tagDropped.connect(self._verbs.nest)
            view.rows.renamed.connect(self._rename)
            view.aboutRequested.connect(self._ask_about)
            view.deleteRequested.connect(self._verbs.delete)
            view.setAcceptDrops(True)
        self._sections.expanded.connect(self._fit_sections)
        self._sections.collapsed.connect(self._fit_sections)
        self._lay_out()
        self._show_sections()

    def _make_filter(self) -> TagFilter:
        box = TagFilter(self)
        box.textChanged.connect(self._filter)
        box.returnPressed.connect(self._pick_first)
        box.left.connect(self._names.go_to_first)
        return box

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(0)
        toolbar = QWidget(self)
        toolbar.setFixedHeight(_TOOLBAR)
        toolbar.setLayout(self._toolbar)
        column.addWidget(toolbar)
        column.addWidget(self._sections)
        column.addSpacing(9)
        around = QHBoxLayout()
        around.setContentsMargins(10, 0, 11, 0)
        around.addWidget(self.filter_box)
        column.addLayout(around)
        column.addWidget(self._hint)
        column.addWidget(self._notes)
        column.addSpacing(6)
        column.addWidget(self._names, 1000)
        # Takes the room of the names while these are hidden.
        column.addStretch(1)
        self._names.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._hint.hide()

    def add_tool(self, button: QWidget) -> None:
        """Put a button at the right end of the toolbar."""
        self._toolbar.addWidget(button)

    # What is shown

    def set_query(self, query: Query) -> None:
        """Mark what the search chooses; counts stay, and grow quiet while new ones are late."""
        self._query = query
        self._late.start()
        for tree in self._trees():
            tree.mark(query)

    def set_facets(self, facets: Facets) -> None:
        """Show the counts of the current search."""
        self._late.stop()
        self._facets = facets
        self._counts = self._counted()
        self._rank()
        if self._order() != self._laid_out or self._read_aliases() != self._aliases:
            self._show_names()
        else:
            self._names.tree.update(self._counts, self._query)
        self._show_what_is_open()
        self._sections.tree.update(self._counts, self._query)
        self._set_late(False)

    def set_saved_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many clippings each saved search finds."""
        self._saved_counts = counts
        self._sections.tree.count_searches(counts)

    def set_spokesperson_label(self, label: str) -> None:
        """Take the organisation's word for spokespeople."""
        self._label = label
        self._show_names()

    def reload_tags(self) -> None:
        """Read tags and their colours again."""
        self._show_names()

    def reload_searches(self) -> None:
        """Read the saved searches again."""
        self._show_sections()

    @property
    def searches(self) -> Mapping[str, Query]:
        """The saved searches that are shown, by their names."""
        return self._searches

    def set_empty(self, empty: bool) -> None:
        """Show what an empty library has: sections without counts, and a sentence where names would gather."""
        was_empty, self._is_empty = self._is_empty, empty
        if empty is not was_empty:
            self._show_sections()
        self._sections.rows.shows_counts = not empty
        self._hint.setVisible(empty)
        self.filter_box.setHidden(empty)
        self._names.setHidden(empty)
        self._sections.viewport().update()

    def focus_first(self) -> None:
        """Take the keyboard."""
        self._sections.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _trees(self) -> tuple[TagTree, TagTree]:
        return self._sections.tree, self._names.tree

    def _set_late(self, late: bool) -> None:
        for view in (self._sections, self._names):
            view.rows.late = late
            view.viewport().update()

    def _order(self) -> _Order:
        """What has rows, each kind in its order: of very many names the first that are wanted, all of anything else."""
        wanted = self._wanted()
        order = {}
        for kind in _NAMED:
            names = self._ordered(kind)
            if len(names) > _MOST_NAMES and (wanted or self._only_used_once):
                found = [name for name in names if self._is_wanted(kind, name, wanted)]
                names = names if not found and self._is_heading_wanted(kind, wanted) else found
            order[kind] = names[:_MOST_NAMES]
        return {**order, Kind.TONE: self._tones(), Kind.DAYS: list(self._facets.months)}

    def _tones(self) -> list[str]:
        """All tones, once anything of the library is coded."""
        counted = (*self._facets.tones.items(), *self._totals.get(Kind.TONE, {}).items())
        return [*Tone, NONE] if any(count for tone, count in counted if tone != NONE) else []

    def _counted(self) -> Counts:
        counts = {
            kind: {name.casefold(): count for name, count in names.items()} for kind, names in self._by_kind().items()
        }
        # What is put away asks for nobody: how much of it there is would only be noise.
        return {**counts, Kind.SECTION: {**counts[Kind.SECTION], "rejected": None, "deleted": None}}

    def _by_kind(self) -> dict[Kind, dict[str, int]]:
        facets = self._facets
        return {
            Kind.SECTION: facets.sections,
            Kind.TAG: facets.tags,
            Kind.PERSON: facets.spokespeople,
            Kind.OUTLET: facets.outlets,
            Kind.TONE: facets.tones,
            Kind.DAYS: {**facets.months, **_years(facets.months)},
        }

    def _show_sections(self) -> None:
        if self._sections.puts_off(self._show_sections):
            return
        follow_ups = {"open": self.tr("To follow up"), "overdue": self.tr("Overdue")}
        titles = {
            "new": self.tr("New"),
            "all": self.tr("All"),
            "starred": self.tr("Key coverage"),
            **{key: title for key, title in follow_ups.items() if key in self._shown_open},
            "untagged": self.tr("Untagged"),
            "undated": self.tr("Undated"),
            "deferred": self.tr("Deferred"),
            "rejected": self.tr("Rejected"),
            "deleted": self.tr("Wastebasket"),
        }
        root = Node(Kind.GROUP, "", "")
        for key, title in titles.items():
            root.add(Node(Kind.SECTION, key, title, icon=_SECTION_ICONS[key]))
        searches = [] if self._is_empty else self._library.saved_searches()
        self._searches = {saved.name: saved.query for saved in searches}
        closed = self._closed_rows(self._sections)
        if searches:
            group = root.add(Node(Kind.GROUP, Kind.SEARCH.value, self.tr("Saved searches")))
            for saved in searches:
                group.add(Node(Kind.SEARCH, saved.name, saved.name, icon="bookmark", asks=saved.query.parts))
        self._sections.show_rows(root)
        self._close_again(self._sections, closed)
        self._sections.tree.update(self._counts, self._query)
        self._sections.tree.count_searches(self._saved_counts)
        self._fit_sections()
        self._sections.go_back()

    def _fit_sections(self) -> None:
        """Show all sections, and scroll them where a low window would leave the names no room."""
        rows = self._sections.height_of_rows(most_below_headings=_MOST_SEARCHES)
        room = self.height() - _TOOLBAR - round(_LEAST_OF_NAMES * scale())
        self._sections.setFixedHeight(min(rows, max(room, round(_LEAST_OF_SECTIONS * scale()))))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Share the height between sections and names."""
        super().resizeEvent(event)
        self._fit_sections()

    def _show_what_is_open(self) -> None:
        """Most libraries have nothing to follow up, and no row for it; a search that finds none lets the row stand."""
        stay = self._shown_open if self._query.parts else ()
        shown = tuple(key for key in ("open", "overdue") if self._facets.sections.get(key) or key in stay)
        if shown != self._shown_open:
            self._shown_open = shown
            self._show_sections()

    def _show_names(self) -> None:
        """Lay out all names; the order is that of the whole library, so that no search makes rows jump."""
        if self._names.puts_off(self._show_names):
            return
        closed = self._closed_rows(self._names)
        years = {node.key for node in self._names.tree.root.walk() if node.kind is Kind.DAYS and node.children}
        root = Node(Kind.GROUP, "", "")
        self._aliases = self._read_aliases()
        order = self._laid_out = self._order()
        self._fill_tags(root, order[Kind.TAG])
        for kind in REGISTERED:
            # A search finds a name by its aliases, too.
            values = telling_values((*self._by_kind()[kind], *self._aliases[kind]))
            for name in order[kind]:
                self._group(root, kind).add(Node(kind, name, name, value=values[name]))
        for tone in order[Kind.TONE]:
            self._group(root, Kind.TONE).add(Node(Kind.TONE, tone, tone_word(None if tone == NONE else Tone(tone))))
        if order[Kind.DAYS]:
            month_nodes(order[Kind.DAYS], _month_title, self._group(root, Kind.DAYS))
        self._names.show_rows(root)
        # A new year stays closed: its months are many, and asked for rarely.
        new_years = {(node.kind, node.key) for node in root.walk() if node.kind is Kind.DAYS and node.key not in years}
        self._close_again(self._names, closed | new_years)
        self._hide_unwanted()
        self._names.tree.update(self._counts, self._query)
        self._names.go_back()

    def _has_more(self) -> bool:
        """Tell whether there are more names than may have a row."""
        names = self._by_kind()
        return any(len(names[kind]) > _MOST_NAMES for kind in _NAMED)

    def _read_aliases(self) -> dict[Kind, Mapping[str, str]]:
        return {kind: self._library.aliases(kind) for kind in REGISTERED}

    def _headings(self) -> dict[Kind, str]:
        return {
            Kind.TAG: self.tr("Tags"),
            Kind.PERSON: spokespeople_word(self._label),
            Kind.OUTLET: self.tr("Outlets"),
            Kind.TONE: self.tr("Tone"),
            Kind.DAYS: self.tr("Published"),
        }

    def _group(self, root: Node, kind: Kind) -> Node:
        """Return the heading of a kind, made where it does not stand yet; of names it counts all that there are."""
        made = next((node for node in root.children if node.key == kind.value), None)
        count = len(self._by_kind()[kind]) if kind in _NAMED else None
        return made or root.add(Node(Kind.GROUP, kind.value, self._headings()[kind], count=count))

    def _fill_tags(self, root: Node, names: Sequence[str]) -> None:
        if names:
            tags = {tag.name.casefold(): tag for tag in self._library.tags()}
            tag_nodes(names, tags, telling_tags(self._by_kind()[Kind.TAG]), self._group(root, Kind.TAG))

    # What is closed

    def _closed_rows(self, view: TagTreeView) -> set[_Row]:
        parents = (node for node in view.tree.root.walk() if node.children)
        return {(node.kind, node.key) for node in parents if not view.is_open(node)}

    def _close_again(self, view: TagTreeView, closed: Set[_Row]) -> None:
        """Close rows of a view, and those that were closed when the window was closed, once they are there."""
        for node in view.tree.root.walk():
            row = node.kind, node.key
            sign = _sign_of(row)
            if node.children and (row in closed or sign in self._to_close):
                view.collapse(view.tree.index_of(node))
                self._to_close.discard(sign)

    def remember(self) -> None:
        """Keep for the next start which sections and tags are closed, but for what a filter opened."""
        if not self._is_empty:
            names = self._closed_unfiltered
            closed = self._closed_rows(self._sections) | (self._closed_rows(self._names) if names is None else names)
            signs = {_sign_of(row) for row in closed if row[0] in (Kind.GROUP, Kind.TAG)}
            self._settings.set(self._closed_name(), " ".join(sorted(signs | self._to_close)))

    def _closed_name(self) -> str:
        return of_library("closed", self._library.path)

    def _rank(self) -> None:
        """Remember the counts by which names are ordered, when they are those of the whole library.

        Only counts that are told now will do: by those before a step, its undo would leave the rows as it had them.
        """
        if self._query.parts:
            ranked = (*_NAMED, Kind.TONE)
            self._totals = {kind: {**self._counts[kind], **self._totals.get(kind, {})} for kind in ranked}
        else:
            self._totals = self._counts

    def _ordered(self, kind: Kind) -> list[str]:
        return sorted(self._by_kind()[kind], key=lambda name: (-self._total(kind, name), letters_of(name)))

    def _total(self, kind: Kind, name: str) -> int:
        return self._totals.get(kind, {}).get(name.casefold()) or 0

    # Filtering the names

    def _filter(self) -> None:
        """Show what is wanted; what was opened to show it is closed again once nothing is."""
        wanted = self._wanted()
        if wanted and self._closed_unfiltered is None:
            self._closed_unfiltered = self._closed_rows(self._names)
        if self._has_more():
            self._show_names()
        else:
            self._hide_unwanted()
        if not wanted and self._closed_unfiltered is not None:
            self._close_again(self._names, self._closed_unfiltered)
            self._closed_unfiltered = None

    def _wanted(self) -> Wanted:
        return self.filter_box.wanted(self._read_aliases)

    def _hide_unwanted(self) -> None:
        wanted = self._wanted()
        shown = [self._hide_section_unless(node, wanted) for node in self._names.tree.root.children]
        self._count_used_once()
        self._names.leave_hidden()
        self._notes.tell_missed(self.filter_box.typed(), is_missed=bool(wanted) and not any(shown))
        self._notes.rest.setVisible(self._has_more() and not wanted and not self._only_used_once)

    def show_used_once(self, on: bool) -> None:
        """Show of the tags only those that are on a single clipping of the library, or all again."""
        self._only_used_once = on
        # Whoever leaves it by its button stays in the pane with the keyboard.
        if not on and self._notes.isAncestorOf(QApplication.focusWidget() or self):
            self.filter_box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._notes.used_once.setVisible(on)
        self._filter()

    def _count_used_once(self) -> None:
        tags = self._names.tree.find(Kind.GROUP, Kind.TAG.value)
        if tags is not None:
            used_once = sum(not self._is_left_out(Kind.TAG, name) for name in self._by_kind()[Kind.TAG])
            tags.shown = used_once if self._only_used_once else None

    def _is_left_out(self, kind: Kind, name: str) -> bool:
        return self._only_used_once and kind is Kind.TAG and self._total(kind, name) != 1

    def _is_wanted(self, kind: Kind, name: str, wanted: Wanted) -> bool:
        return wanted.has_name(kind, name) and not self._is_left_out(kind, name)

    def _is_row_wanted(self, node: Node, wanted: Wanted) -> bool:
        return wanted.has_row(node) and not self._is_left_out(node.kind, node.key)

    def _hide_section_unless(self, section: Node, wanted: Wanted) -> bool:
        """Hide of a section what does not hold the wanted letters; all of it shows where its heading alone does."""
        if self._hide_unless(section, wanted):
            return True
        is_called = self._is_heading_wanted(Kind(section.key), wanted) and self._hide_unless(section, Wanted(""))
        if is_called:
            self._names.expand(self._names.tree.index_of(section))
        return is_called

    def _hide_unless(self, section: Node, wanted: Wanted) -> bool:
        return hide_unless(self._names, section, lambda node: self._is_row_wanted(node, wanted), opens=bool(wanted))

    def _is_heading_wanted(self, kind: Kind, wanted: Wanted) -> bool:
        """Whether a heading begins with the wanted letters; months are looked for by that name, too."""
        return wanted.has_heading([self._headings()[kind], *([self.tr("Months")] if kind is Kind.DAYS else [])])

    def _pick_first(self) -> None:
        """Enter in the filter chooses the first name that holds what was typed; of a heading it goes to the first."""
        wanted, rows = self._wanted(), self._names.tree.root.walk()
        first = next((one for one in rows if one.kind is not Kind.GROUP and self._is_row_wanted(one, wanted)), None)
        if wanted and first is not None:
            self._pick(first, Qt.KeyboardModifier.NoModifier)
        elif wanted:
            self._names.go_to_first()

    # Choosing

    def _pick(self, node: Node, modifiers: Qt.KeyboardModifier) -> None:
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self._ask(too(self._query, node))
        elif modifiers & Qt.KeyboardModifier.AltModifier:
            self._leave_out(node)
        else:
            self._ask(only(self._query, node))

    def _leave_out(self, node: Node) -> None:
        if parts_of(node):
            self._ask(without(self._query, node))

    def _ask(self, query: Query) -> None:
        self.set_query(query)
        self.queryChanged.emit(query)

    # Menus and names

    def _open_menu(self, node: Node, place: QPoint) -> None:
        menu = self.menu_for(node)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def menu_for(self, node: Node) -> QMenu:
        """Return the menu of a row: the three ways to choose it, and what can be changed about it; or of a heading."""
        view = self._view_of(node)
        if node.kind is Kind.GROUP:
            of_heading = HeadingMenu(is_open=view.is_open(node), parent=self)
            of_heading.folded.connect(lambda folded: view.set_open(node, not folded))
            of_heading.allFolded.connect(self._fold_all)
            return of_heading
        menu = RowMenu(node, self._library.tags(), self._query, self._verbs, self)
        menu.onlyChosen.connect(lambda: self._ask(only(self._query, node)))
        menu.alsoChosen.connect(lambda: self._ask(too(self._query, node)))
        menu.notChosen.connect(lambda: self._leave_out(node))
        menu.renameRequested.connect(lambda: view.edit_name(node))
        menu.aboutRequested.connect(lambda: self._ask_about(node))
        menu.emptyRequested.connect(self.emptyRequested)
        return menu

    def _view_of(self, node: Node) -> TagTreeView:
        is_search = node.kind is Kind.SEARCH or (node.kind is Kind.GROUP and node.key == Kind.SEARCH)
        return self._sections if is_search else self._names

    def _fold_all(self, folded: bool) -> None:
        for view in (self._sections, self._names):
            for node in view.tree.root.children:
                if node.kind is Kind.GROUP:
                    view.set_open(node, not folded)

    def _ask_about(self, node: Node) -> None:
        self.aboutRequested.emit(node.kind, node.key)

    def _rename(self, node: Node, new: str) -> None:
        view = self._view_of(node)
        has_keyboard = view.isAncestorOf(QApplication.focusWidget() or self)
        if self._verbs.rename(node, new) and has_keyboard:
            view.await_row(node.kind, new)


def _sign_of(row: _Row) -> str:
    """What settings hold of a section or a tag: no name stands outside the library."""
    kind, key = row
    return f"section:{key}" if kind is Kind.GROUP else sha256(key.casefold().encode()).hexdigest()[:8]


def _years(months: Mapping[str, int]) -> dict[str, int]:
    """Return the count of each year; a clipping is in one month only."""
    years: Counter[str] = Counter()
    for month, count in months.items():
        years[month[:4]] += count
    return dict(years)


def _month_title(month: str) -> str:
    """Return a month as it stands below its year: without that."""
    return write_month(Period.parse(month).first).removesuffix(month[:4]).strip()
