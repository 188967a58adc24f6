"""The menus of the tag pane: of a row, what can be searched for by it and changed about it; of a heading, folding."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QKeySequence, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from clipper.library.tags import KEYS
from clipper.model.clipping import Tag
from clipper.model.query import Query
from clipper.ui.models.tag_tree import REGISTERED, RENAMED, Kind, Node, parts_of
from clipper.ui.panes.row_verbs import RowVerbs
from clipper.ui.theme import HUES, theme


class RowMenu(QMenu):
    """The menu of one row, whose `verbs` do what it changes.

    onlyChosen(), alsoChosen(), notChosen(): a person wants only what the row stands for, that too, or all else.
    renameRequested(), aboutRequested(), emptyRequested(): the name is to be edited, the page of an outlet or a person
    shown, the wastebasket emptied.
    """

    onlyChosen = Signal()  # noqa: N815
    alsoChosen = Signal()  # noqa: N815
    notChosen = Signal()  # noqa: N815
    renameRequested = Signal()  # noqa: N815
    aboutRequested = Signal()  # noqa: N815
    emptyRequested = Signal()  # noqa: N815

    def __init__(self, node: Node, tags: Sequence[Tag], query: Query, verbs: RowVerbs, parent: QWidget) -> None:
        super().__init__(parent)
        self._node, self._tags, self._query, self._verbs = node, tags, query, verbs
        self._add_choices()
        if (node.kind, node.key) == (Kind.SECTION, "deleted"):
            self.addSeparator()
            self.addAction(self.tr("Empty the wastebasket…"), self.emptyRequested.emit)
        if node.kind in RENAMED:
            self.addSeparator()
            self.addAction(_with_key(self.tr("Rename…"), "F2"), self.renameRequested.emit)
        if node.kind in REGISTERED:
            titles = {Kind.OUTLET: self.tr("About this outlet…"), Kind.PERSON: self.tr("About this person…")}
            self.addAction(_with_key(titles[node.kind], "Alt+Return"), self.aboutRequested.emit)
        if node.kind is Kind.TAG:
            self._add_tag()
        if node.kind is Kind.SEARCH:
            self._add_search()

    def _add_choices(self) -> None:
        self.addAction(_with_key(self.tr("Only this"), "Return"), self.onlyChosen.emit)
        if parts_of(self._node):
            self.addAction(_with_key(self.tr("Also this"), "Ctrl+Return"), self.alsoChosen.emit)
            self.addAction(_with_key(self.tr("Not this"), "Alt+Space"), self.notChosen.emit)

    def _add_tag(self) -> None:
        # A row may be only the beginning of some tags, and none itself.
        if self._node.key.casefold() in {tag.name.casefold() for tag in self._tags}:
            self.addMenu(self._hue_menu())
            self.addMenu(self._digit_menu())
        title = self.tr("Delete with all below it") if self._node.children else self.tr("Delete")
        self.addAction(_with_key(title, "Del"), lambda: self._verbs.delete(self._node))

    def _add_search(self) -> None:
        taken = self.addAction(self.tr("Take the present search for it"))
        taken.triggered.connect(lambda: self._verbs.save_search(self._node.key, self._query))
        taken.setEnabled(bool(self._query.parts) and self._query.parts != self._node.asks)
        self.addAction(_with_key(self.tr("Forget this search"), "Del"), lambda: self._verbs.delete(self._node))

    def _digit_menu(self) -> QMenu:
        """The menu of the keys that may put a tag on, each with the tag that has it now."""
        menu, node = QMenu(self.tr("Key"), self), self._node
        owners = {tag.key: tag.name for tag in self._tags}
        for digit in KEYS:
            owner = owners.get(digit)
            title = f"{digit}  {owner}" if owner and digit != node.digit else str(digit)
            action = menu.addAction(title)
            action.setCheckable(True)
            action.setChecked(digit == node.digit)
            wanted = None if digit == node.digit else digit
            action.triggered.connect(lambda _=False, wanted=wanted: self._verbs.set_key(node.key, wanted))
        return menu

    def _hue_menu(self) -> QMenu:
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
        menu = QMenu(self.tr("Colour"), self)
        for hue in HUES:
            action = QAction(_dot_icon(theme().hue(hue).dot), names[hue], menu)
            action.setIconVisibleInMenu(True)
            action.triggered.connect(lambda _=False, hue=hue: self._verbs.set_hue(self._node.key, hue))
            menu.addAction(action)
        return menu


class HeadingMenu(QMenu):
    """The menu of a heading. folded(bool): its section is to be folded, or not; allFolded(bool): all of them."""

    folded = Signal(bool)
    allFolded = Signal(bool)  # noqa: N815

    def __init__(self, *, is_open: bool, parent: QWidget) -> None:
        super().__init__(parent)
        title = _with_key(self.tr("Fold"), "Left") if is_open else _with_key(self.tr("Unfold"), "Right")
        self.addAction(title, lambda: self.folded.emit(is_open))
        self.addSeparator()
        self.addAction(self.tr("Fold all sections"), lambda: self.allFolded.emit(True))
        self.addAction(self.tr("Unfold all sections"), lambda: self.allFolded.emit(False))


def _with_key(title: str, key: str) -> str:
    return f"{title}\t{QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)}"


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
