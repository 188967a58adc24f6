"""The name of the report that is being made, and the menu of those that the library keeps."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from clipper.library.library import Library
from clipper.model.errors import ClipperError
from clipper.model.report import Definition
from clipper.model.values import replace
from clipper.ui.dialogs.naming import NamingDialog
from clipper.ui.widgets.buttons import FLAT, Button
from clipper.ui.widgets.labels import Label


class DefinitionBar(QWidget):
    """chosen(Definition): another report is to be made. saved(Definition): the present one is kept so. refused(str): it
    could not be kept, and why.

    `present` gives the choices as they are now.
    """

    chosen = Signal(object)
    saved = Signal(object)
    refused = Signal(str)

    def __init__(self, library: Library, present: Callable[[], Definition]) -> None:
        super().__init__()
        self._library, self._present = library, present
        self._kept = Definition()
        self.button = Button("", FLAT, parent=self)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill)
        self.button.setMenu(self.menu)
        self.state = Label("", "ink3")
        self.save_button = Button(self.tr("Save"), FLAT, icon="bookmark", parent=self)
        self.save_button.clicked.connect(self.save)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.button, self.state):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.save_button)

    def definitions(self) -> Sequence[Definition]:
        """Return the reports that the library keeps."""
        return self._library.definitions()

    def show_definition(self, definition: Definition) -> None:
        """Show which report it is."""
        self._kept = definition
        self.button.setText(definition.name or self.tr("New report"))
        self.button.setAccessibleName(self.tr("Report: {name}").format(name=self.button.text()))
        self.follow()

    def kept(self) -> Definition:
        """Return the report as the library keeps it."""
        return self._kept

    def is_changed(self) -> bool:
        """Tell whether the choices are others than those that are kept; what cannot be read is another one."""
        try:
            return self._present() != self._kept
        except ClipperError:
            return True

    def follow(self) -> None:
        """Show whether the choices are kept."""
        changed = self.is_changed()
        self.state.setText(self.tr("changed") if changed else "")
        self.save_button.setVisible(changed)

    def _fill(self) -> None:
        self.menu.clear()
        for definition in self.definitions():
            action = self.menu.addAction(definition.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(definition.uuid == self._kept.uuid)
            action.triggered.connect(lambda _on=False, one=definition: self.chosen.emit(one))
        self.menu.addSeparator()
        for title, act in (
            (self.tr("Save"), self.save),
            (self.tr("Save as…"), self.save_as),
            (self.tr("Rename…"), self.rename),
            (self.tr("Duplicate…"), self.duplicate),
            (self.tr("Delete"), self.delete),
        ):
            self.menu.addAction(title).triggered.connect(lambda _on=False, act=act: act())
        self.menu.addSeparator()
        as_kept = self.menu.addAction(self.tr("Back to what is saved"))
        as_kept.setEnabled(self.is_changed())
        as_kept.triggered.connect(lambda: self.chosen.emit(self._kept))

    def save(self) -> None:
        """Keep the choices under the name that they have."""
        self._attempt(lambda: self._write(self._present()))

    def save_as(self) -> None:
        """Keep the choices under another name."""
        self._name(
            self.tr("Save report as"), "", lambda name: self._write(replace(self._present(), uuid="", name=name))
        )

    def rename(self) -> None:
        """Give the report another name."""
        self._name(self.tr("Rename report"), self._kept.name, self._renamed)

    def duplicate(self) -> None:
        """Keep the report once more, to be changed."""
        self._name(
            self.tr("Duplicate report"),
            self.tr("{name}, copy").format(name=self._kept.name),
            lambda name: self.chosen.emit(self._library.duplicate_definition(self._kept.uuid, name)),
        )

    def delete(self) -> None:
        """Forget the report, which undo brings back, and go to the first of the others."""
        self._attempt(lambda: self._library.delete_definition(self._kept.uuid))
        others = self.definitions()
        if others and all(one.uuid != self._kept.uuid for one in others):
            self.chosen.emit(others[0])

    def _name(self, title: str, offered: str, keep: Callable[[str], object]) -> None:
        hint = self.tr("Under this name you find it again next month.")
        self._attempt(lambda: NamingDialog.keep(title, hint, offered, keep, self.window()))

    def _write(self, definition: Definition) -> None:
        self._library.save_definition(definition)
        self._show_again(definition.name)

    def _renamed(self, name: str) -> None:
        if name == self._kept.name:
            return
        self._library.rename_definition(self._kept.uuid, name)
        self._show_again(name)

    def _attempt(self, act: Callable[[], object]) -> None:
        try:
            act()
        except ClipperError as error:
            self.refused.emit(str(error))

    def _show_again(self, name: str) -> None:
        """Show a report as it is kept now, with the choices left as they are."""
        found = [one for one in self.definitions() if one.name == name]
        if found:
            self.saved.emit(found[0])
            self.show_definition(found[0])
