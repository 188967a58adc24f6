"""The left pane: sections of the library, tags, spokespeople and outlets, each with its count in the current search."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QVBoxLayout, QWidget

from clipper.library.facets import Facets
from clipper.library.library import Library
from clipper.model.errors import ClipperError
from clipper.model.query import Query
from clipper.model.text import fold
from clipper.ui.fonts import sans
from clipper.ui.icons import icon
from clipper.ui.models.tag_tree import Kind, Mark, Node, TagTree, is_from_pane, mark_of, tag_nodes, term_of
from clipper.ui.theme import HUES, theme
from clipper.ui.widgets.buttons import FLAT, Button
from clipper.ui.widgets.labels import Label, surface
from clipper.ui.widgets.tag_tree_view import TagTreeView

_TOOLBAR = 48
_LATE_MS = 120
_SECTION_ICONS = {
    "new": "inbox",
    "all": "library",
    "starred": "star",
    "untagged": "tag",
    "undated": "calendar-x",
    "deferred": "clock",
    "rejected": "ban",
    "deleted": "trash-2",
}


class TagPane(QWidget):
    """Chooses what the list shows, and tags what is dropped on it.

    queryChanged(Query): a person narrowed or widened the search. failed(str): a change was refused, and why.
    """

    queryChanged = Signal(object)  # noqa: N815
    failed = Signal(str)

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._query = Query()
        self._facets = Facets()
        self._totals: Mapping[tuple[Kind, str], int] = {}
        self._label = ""
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
        self._sections.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._names = TagTreeView(self.tr("Tags, spokespeople and outlets"), self)
        self.filter_box = self._make_filter()
        self._hint = Label(
            self.tr("Tags, spokespeople and outlets gather here as you keep clippings."), "ink3", sans(12)
        )
        self._hint.setWordWrap(True)
        self._hint.setContentsMargins(14, 12, 14, 0)
        for view in (self._sections, self._names):
            view.picked.connect(self._pick)
            view.menuRequested.connect(self._open_menu)
            view.dropped.connect(self._tag_dropped)
            view.rows.renamed.connect(self._rename)
        self._names.setAcceptDrops(True)
        self._lay_out()
        self._show_sections()

    def _make_filter(self) -> QLineEdit:
        box = QLineEdit(self)
        box.setProperty("compact", True)
        box.setFont(sans(13))
        box.setPlaceholderText(self.tr("Filter tags and names"))
        box.setAccessibleName(self.tr("Filter tags and names"))
        box.setClearButtonEnabled(False)
        funnel = box.addAction(icon("funnel"), QLineEdit.ActionPosition.LeadingPosition)
        funnel.setText(box.accessibleName())
        box.installEventFilter(self)
        box.textChanged.connect(self._filter)
        box.returnPressed.connect(self._pick_first)
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
        is_new = self._names_of(facets) != self._names_of(self._facets)
        self._facets = facets
        if is_new:
            self._show_names()
        counts = self._counts()
        for tree in self._trees():
            tree.update(counts, self._query)
        self._set_late(False)

    def set_spokesperson_label(self, label: str) -> None:
        """Take the organisation's word for spokespeople."""
        self._label = label
        self._show_names()

    def reload_tags(self) -> None:
        """Read names and colours of tags again."""
        self._show_names()

    def set_empty(self, empty: bool) -> None:
        """Show what an empty library has: sections without counts, and a sentence where names would gather."""
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

    def _names_of(self, facets: Facets) -> tuple[frozenset[str], ...]:
        return frozenset(facets.tags), frozenset(facets.spokespeople), frozenset(facets.outlets)

    def _counts(self) -> dict[tuple[Kind, str], int | None]:
        counts: dict[tuple[Kind, str], int | None] = {}
        for kind, names in self._by_kind(self._facets).items():
            counts.update({(kind, name.casefold()): count for name, count in names.items()})
        # What is put away asks for nobody: how much of it there is would only be noise.
        counts[Kind.SECTION, "rejected"] = counts[Kind.SECTION, "deleted"] = None
        return counts

    def _by_kind(self, facets: Facets) -> dict[Kind, dict[str, int]]:
        return {
            Kind.SECTION: facets.sections,
            Kind.TAG: facets.tags,
            Kind.PERSON: facets.spokespeople,
            Kind.OUTLET: facets.outlets,
        }

    def _show_sections(self) -> None:
        titles = {
            "new": self.tr("New"),
            "all": self.tr("All"),
            "starred": self.tr("Key coverage"),
            "untagged": self.tr("Untagged"),
            "undated": self.tr("Undated"),
            "deferred": self.tr("Deferred"),
            "rejected": self.tr("Rejected"),
            "deleted": self.tr("Wastebasket"),
        }
        root = Node(Kind.GROUP, "", "")
        for key, title in titles.items():
            root.add(Node(Kind.SECTION, key, title, icon=_SECTION_ICONS[key]))
        self._sections.tree.set_root(root)
        self._sections.tree.mark(self._query)
        self._sections.setFixedHeight(self._sections.height_of_rows())

    def _show_names(self) -> None:
        """Lay out all names; the order is that of the whole library, so that no search makes rows jump."""
        self._rank()
        closed = {node.key for node in self._names.tree.root.walk() if node.children and not self._is_open(node)}
        hues = {tag.name.casefold(): tag.hue for tag in self._library.tags()}
        root = Node(Kind.GROUP, "", "")
        groups = ((Kind.TAG, self.tr("Tags")), (Kind.PERSON, self._plural_label()), (Kind.OUTLET, self.tr("Outlets")))
        for kind, title in groups:
            names = self._ordered(kind)
            if names:
                self._fill(root.add(Node(Kind.GROUP, kind.value, title, count=len(names))), kind, names, hues)
        self._names.tree.set_root(root)
        self._names.expandAll()
        for node in root.walk():
            if node.key in closed and node.kind is Kind.TAG:
                self._names.collapse(self._names.tree.index_of(node))
        self._filter(self.filter_box.text())
        self._names.tree.update(self._counts(), self._query)

    def _fill(self, group: Node, kind: Kind, names: list[str], hues: Mapping[str, str]) -> None:
        if kind is Kind.TAG:
            tag_nodes(names, hues, group)
            return
        for name in names:
            group.add(Node(kind, name, name))

    def _plural_label(self) -> str:
        if self._label in ("", "Spokesperson"):
            return self.tr("Spokespeople")
        return self._label if self._label.endswith("s") else f"{self._label}s"

    def _is_open(self, node: Node) -> bool:
        return self._names.isExpanded(self._names.tree.index_of(node))

    def _rank(self) -> None:
        """Remember the counts by which names are ordered, when they are those of the whole library."""
        ranks = {
            (kind, name.casefold()): count
            for kind, names in self._by_kind(self._facets).items()
            for name, count in names.items()
        }
        self._totals = ranks if not self._query.parts else {**ranks, **self._totals}

    def _ordered(self, kind: Kind) -> list[str]:
        names = self._by_kind(self._facets)[kind]
        return sorted(names, key=lambda name: (-self._totals.get((kind, name.casefold()), 0), fold(name)))

    # Filtering the names

    def _filter(self, text: str) -> None:
        wanted = fold(text.strip())
        for node in self._names.tree.root.children:
            self._hide_unless(node, wanted)

    def _hide_unless(self, node: Node, wanted: str) -> bool:
        """Hide a row unless its name or one below it holds the wanted letters; returns whether it is shown."""
        shown_below = [self._hide_unless(child, wanted) for child in node.children]
        own = node.kind is not Kind.GROUP and wanted in fold(node.key)
        shown = own or any(shown_below)
        index = self._names.tree.index_of(node)
        self._names.setRowHidden(index.row(), index.parent(), not shown)
        if wanted and any(shown_below):
            self._names.expand(index)
        return shown

    def _pick_first(self) -> None:
        """Enter in the filter chooses the first name that holds what was typed."""
        wanted = fold(self.filter_box.text().strip())
        named = (n for n in self._names.tree.root.walk() if n.kind is not Kind.GROUP and wanted in fold(n.key))
        first = next(named, None)
        if wanted and first is not None:
            self._pick(first, Qt.KeyboardModifier.NoModifier)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Esc in the filter shows all names again, Down goes on to them."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape and self.filter_box.text():
            self.filter_box.clear()
            return True
        if event.key() == Qt.Key.Key_Down:
            self._names.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False

    # Choosing

    def _pick(self, node: Node, modifiers: Qt.KeyboardModifier) -> None:
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self._also(node)
        elif modifiers & Qt.KeyboardModifier.AltModifier:
            self._not(node)
        else:
            self._only(node)

    def _only(self, node: Node) -> None:
        """Show this alone; again, and it is chosen no more. Words and dates that were typed stay."""
        term = term_of(node)
        kept = tuple(other for other in self._query.parts if not is_from_pane(other))
        chosen = [other for other in self._query.parts if is_from_pane(other)]
        if term is None:
            self._ask(Query(() if mark_of(node, self._query) is Mark.CHOSEN else kept))
        elif chosen == [term]:
            self._ask(Query(kept))
        else:
            self._ask(Query((*kept, term)))

    def _also(self, node: Node) -> None:
        """Show this too; again, and it is taken back."""
        term = term_of(node)
        if term is None:
            self._only(node)
        elif mark_of(node, self._query) is Mark.CHOSEN:
            self._ask(self._without(node))
        else:
            self._ask(self._without(node).with_term(term))

    def _not(self, node: Node) -> None:
        """Leave this out; again, and it is taken back."""
        term = term_of(node)
        if term is None:
            return
        excluded = mark_of(node, self._query) is Mark.EXCLUDED
        rest = self._without(node)
        self._ask(rest if excluded else rest.with_term(type(term)(term.value, term.field, negated=True)))

    def _without(self, node: Node) -> Query:
        terms = tuple(term for term in self._query.parts if mark_of(node, Query((term,))) is Mark.NONE)
        return Query(terms)

    def _ask(self, query: Query) -> None:
        self.set_query(query)
        self.queryChanged.emit(query)

    # Changing tags

    def _open_menu(self, node: Node, place: QPoint) -> None:
        menu = self.menu_for(node)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def menu_for(self, node: Node) -> QMenu:
        """Return the menu of a row: the three ways to choose it, and for a tag its name and colour."""
        menu = QMenu(self)
        menu.addAction(self.tr("Only this"), lambda: self._only(node))
        if term_of(node) is not None:
            menu.addAction(self.tr("Also this"), lambda: self._also(node))
            menu.addAction(self.tr("Not this"), lambda: self._not(node))
        if node.kind is Kind.TAG and node.key.casefold() in {tag.name.casefold() for tag in self._library.tags()}:
            menu.addSeparator()
            menu.addAction(self.tr("Rename…"), lambda: self._names.edit_name(node))
            menu.addMenu(self._hue_menu(node, menu))
        return menu

    def _hue_menu(self, node: Node, parent: QMenu) -> QMenu:
        names = {
            "slate": self.tr("Slate"),
            "blue": self.tr("Blue"),
            "teal": self.tr("Teal"),
            "green": self.tr("Green"),
            "amber": self.tr("Amber"),
            "rust": self.tr("Rust"),
            "rose": self.tr("Rose"),
            "violet": self.tr("Violet"),
        }
        menu = QMenu(self.tr("Colour"), parent)
        for hue in HUES:
            action = QAction(_dot_icon(theme().hue(hue).dot), names[hue], menu)
            action.setIconVisibleInMenu(True)
            action.triggered.connect(lambda _=False, hue=hue: self._set_hue(node.key, hue))
            menu.addAction(action)
        return menu

    def _set_hue(self, name: str, hue: str) -> None:
        try:
            self._library.set_tag_hue(name, hue)
        except ClipperError as error:
            self.failed.emit(str(error))

    def _rename(self, old: str, new: str) -> None:
        try:
            self._library.rename_tag(old, new)
        except ClipperError as error:
            self.failed.emit(str(error))

    def _tag_dropped(self, ids: list[int], name: str) -> None:
        try:
            self._library.tag(ids, name)
        except ClipperError as error:
            self.failed.emit(str(error))


def _dot_icon(color: QColor) -> QIcon:
    picture = QPixmap(QSize(32, 32))
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(3, 3, 10, 10)
    painter.end()
    return QIcon(picture)
