"""The outlets and people that no clipping has, to be deleted from their registers."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from clipper.library.library import Library
from clipper.model.errors import ClipperError
from clipper.model.outlet import Outlet
from clipper.model.person import Person
from clipper.ui.dialogs.own_steps import OwnSteps
from clipper.ui.fonts import sans, scale
from clipper.ui.models.tag_tree import Kind
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button
from clipper.ui.widgets.labels import Label, dialog_title, surface
from clipper.ui.widgets.quiet_bars import QuietBars

_ROW = 28
_NAME, _KIND = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class UnusedNamesDialog(QDialog):
    """A list of names; Delete takes those that are selected out of their registers, in one step.

    aboutRequested(Kind, str): the page of a name is wanted, by Alt+Enter or a double click.
    """

    aboutRequested = Signal(object, str)  # noqa: N815

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self.setWindowTitle(self.tr("Unused outlets and people"))
        surface(self, "reader")
        self.resize(520, 420)
        self.names = self._make_list()
        self.told = Label("", "ink2")
        self.told.setWordWrap(True)
        self._own = OwnSteps(library, self, self._tell_undone)
        self.delete_button = Button(self.tr("Delete"), PLAIN, key=self.tr("Del"))
        self.delete_button.clicked.connect(self.delete_selected)
        close = Button(self.tr("Close"), PRIMARY, key="Esc")
        close.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(12)
        column.addWidget(dialog_title(self.windowTitle()))
        column.addWidget(self.told)
        column.addWidget(self.names, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.delete_button)
        foot.addWidget(close)
        column.addLayout(foot)
        self._fill()
        self.names.setCurrentRow(0)

    def _make_list(self) -> QListWidget:
        names = _Names(self.delete_selected, self.open_page)
        names.itemDoubleClicked.connect(lambda _item: self.open_page())
        names.setAccessibleName(self.windowTitle())
        names.itemSelectionChanged.connect(self._follow)
        return names

    def _fill(self) -> None:
        self.names.clear()
        for outlet in self._library.unused_outlets():
            self._add(outlet.name, self.tr("outlet"), Kind.OUTLET, is_known=outlet != Outlet(outlet.name))
        for person in self._library.unused_people():
            self._add(person.name, self.tr("person"), Kind.PERSON, is_known=person != Person(person.name))
        some = self.tr(
            "No clipping has these names. What is deleted can be brought back with Undo; Alt+Enter opens a page."
        )
        self.told.setText(some if self.names.count() else self.tr("Every name is in some clipping."))
        self._follow()

    def _add(self, name: str, word: str, kind: Kind, *, is_known: bool) -> None:
        more = self.tr("its page is filled in") if is_known else ""
        item = QListWidgetItem("  ·  ".join(filter(None, (name, word, more))), self.names)
        item.setData(_KIND, kind)
        item.setData(_NAME, name)
        item.setSizeHint(QSize(0, round(_ROW * scale())))

    def _follow(self) -> None:
        self.delete_button.setEnabled(bool(self.names.selectedItems()))

    def open_page(self) -> None:
        """Open the page of the name at hand; what is known of it then stands in the list."""
        item, row = self.names.currentItem(), self.names.currentRow()
        if item is not None:
            self.aboutRequested.emit(item.data(_KIND), item.data(_NAME))
            self._fill()
            self.names.setCurrentRow(row)

    def delete_selected(self) -> None:
        """Delete what is selected; the list then shows what is left, from the same place."""
        at_hand = self.names.currentItem()
        row, selected = self.names.currentRow(), self.names.selectedItems() or ([at_hand] if at_hand else [])
        if not selected:
            return
        named = {
            kind: [str(item.data(_NAME)) for item in selected if item.data(_KIND) == kind]
            for kind in (Kind.OUTLET, Kind.PERSON)
        }
        refusal = ""
        try:
            self._own.remember(self._library.delete_names(named[Kind.OUTLET], named[Kind.PERSON]))
        except ClipperError as error:
            refusal = str(error)
        self._fill()
        self.told.setText(refusal or self.told.text())
        self.names.setCurrentRow(min(row, self.names.count() - 1))

    def _tell_undone(self, sentence: str) -> None:
        row = self.names.currentRow()
        self._fill()
        self.names.setCurrentRow(max(row, 0))
        self.told.setText(sentence)


class _Names(QListWidget):
    """Rows of names of which several can be selected; Del deletes, Alt+Enter opens the page of the one at hand."""

    def __init__(self, delete: Callable[[], None], open_page: Callable[[], None]) -> None:
        super().__init__()
        self._delete, self._open_page = delete, open_page
        self.setFont(sans(13))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        QuietBars(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Delete with Del, open the page with Alt+Enter."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Delete:
            self._delete()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._open_page()
        else:
            super().keyPressEvent(event)
