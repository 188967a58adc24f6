"""The looks that a report can have: the built-in ones, and below them the organisation's own."""

from typing import Any

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from clipper.model.report import Kind
from clipper.reports.templates import Template, find
from clipper.ui.models.plain_rows import PlainRows
from clipper.ui.widgets.two_lines import FACTS, FACTS_INK

_Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole


class TemplateRow(Struct, frozen=True):
    """A look; `problem` says what is wrong with one of the organisation's own, and `folder` where it was taken from."""

    template: Template
    problem: str = ""
    folder: str = ""


class TemplateRows(PlainRows):
    """The rows of looks, in an order that is given."""

    def told(self, row: Any, role: int) -> object:
        """Return what a row tells in a role."""
        if role == Qt.ItemDataRole.DisplayRole:
            return called(row.template)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{called(row.template)}, {_facts(row)}"
        if role == FACTS_INK:
            return "negative" if row.problem else None
        if role in (FACTS, Qt.ItemDataRole.ToolTipRole):
            return _facts(row)
        return row if role == ROW else None


def called(template: Template) -> str:
    """Return what a look is called in the window; the organisation's own have the name that they are kept under."""
    return template.name if template.is_own else template.title("en")


def _facts(row: TemplateRow) -> str:
    template = row.template
    if row.problem:
        return row.problem
    kind = _kinds()[Kind(template.kind)]
    if not template.is_own:
        return " · ".join((_tr("Built-in"), kind))
    facts = [_tr("Your own"), kind, _tr("based on {look}").format(look=find(template.base).title("en"))]
    return " · ".join([*facts, *([row.folder] if row.folder else [])])


def _kinds() -> dict[Kind, str]:
    return {
        Kind.REPORT: _tr("Media report"),
        Kind.BRIEFING: _tr("Briefing"),
        Kind.MEDIA_PAGE: _tr("Page for the website"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("TemplateRows", text)
