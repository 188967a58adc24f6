"""A list that is shown whole: its rows, and what is told of each."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex


class PlainRows(QAbstractListModel):
    """Rows in the order in which they are given; what is drawn, told or said of one is a subclass's to tell."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[Any] = ()

    def show(self, rows: Sequence[Any]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row tells in a role."""
        return self.told(self.rows[index.row()], role) if index.isValid() else None

    def told(self, row: Any, role: int) -> object:
        """Return what is shown of a row in a role, None for nothing."""
        raise NotImplementedError
