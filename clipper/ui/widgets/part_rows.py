"""The parts that Clipper is made of, each with its licence."""

from typing import Any

from PySide6.QtCore import QCoreApplication, Qt

from clipper.licences import Part
from clipper.ui.models.plain_rows import PlainRows
from clipper.ui.widgets.two_lines import FACTS

PART = Qt.ItemDataRole.UserRole


class PartRows(PlainRows):
    """The rows of parts, in an order that is given."""

    def told(self, row: Any, role: int) -> object:
        """Return what a row tells in a role."""
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.name}, {facts(row)}"
        if role in (FACTS, Qt.ItemDataRole.ToolTipRole):
            return facts(row)
        return row if role == PART else None


def facts(part: Part) -> str:
    """Return the licence of a part, and what it is there for."""
    why = QCoreApplication.translate("PartRows", "for {part}").format(part=part.brought_by)
    return " · ".join(filter(None, (part.licence, why if part.brought_by else part.use)))
