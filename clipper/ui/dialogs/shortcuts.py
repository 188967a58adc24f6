"""The page of keyboard shortcuts, made from the one table of actions."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from clipper.ui.actions import ACTIONS, ActionSpec, title_of
from clipper.ui.dialogs.asking import ask, closing_foot
from clipper.ui.fonts import sans
from clipper.ui.widgets.labels import Label, dialog_title, hairline, surface

_TO = " … "


def keyed_actions() -> dict[str, list[ActionSpec]]:
    """Return the actions that have a key, by the name of their menu."""
    found: dict[str, list[ActionSpec]] = {}
    for spec in ACTIONS:
        if spec.shortcut:
            found.setdefault(spec.menu.split("/")[0], []).append(spec)
    return found


class ShortcutsDialog(QDialog):
    """All keys on one page, in two columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        surface(self, "reader")
        columns = QHBoxLayout()
        columns.setContentsMargins(24, 12, 24, 20)
        columns.setSpacing(48)
        menus = keyed_actions()
        for names in (("File", "Edit", "View", "Report", "Help"), ("Clipping",)):
            columns.addLayout(self._column([(name, menus[name]) for name in names if name in menus]))
        head = dialog_title(self.tr("Keyboard shortcuts"))
        head.setContentsMargins(24, 18, 24, 0)
        whole = QVBoxLayout(self)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addLayout(columns)
        whole.addWidget(hairline(self))
        whole.addLayout(closing_foot(self))

    def _column(self, menus: list[tuple[str, list[ActionSpec]]]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        for name, specs in menus:
            title = Label(self.tr(name), "ink2", sans(11, 600))
            title.setContentsMargins(0, 12, 0, 2)
            column.addWidget(title)
            rows = QGridLayout()
            rows.setVerticalSpacing(6)
            rows.setColumnMinimumWidth(0, 210)
            for row, (words, key) in enumerate(self._rows(specs).items()):
                rows.addWidget(Label(words), row, 0)
                rows.addWidget(Label(key, "ink2"), row, 1)
            column.addLayout(rows)
        column.addStretch(1)
        return column

    def _rows(self, specs: list[ActionSpec]) -> dict[str, str]:
        """Return what keys do, with the keys; those that tags have stand on one row."""
        rows: dict[str, str] = {}
        for spec in specs:
            is_of_tag = spec.id.startswith("tags.")
            words = self.tr("The tag of the key") if is_of_tag else title_of(spec).rstrip("…")
            key = QKeySequence(spec.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
            rows[words] = f"{rows[words].split(_TO)[0]}{_TO}{key}" if words in rows else key
        return rows

    @classmethod
    def show_page(cls, parent: QWidget | None = None) -> None:
        """Show the page."""
        ask(cls(parent))
