"""All of a value that is too long for its field."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from clipper.ui.dialogs.asking import ask
from clipper.ui.dialogs.notice import Notice
from clipper.ui.fonts import sans
from clipper.ui.widgets.long_text import SHOWN, shown_text

_HEIGHT = 320


def show_long_value(name: str, text: str, parent: QWidget) -> bool:
    """Show the text of a field, or copy it; True where a person wants to write it anew from its beginning."""
    view = QPlainTextEdit(shown_text(text), readOnly=True)
    view.setAccessibleName(name)
    view.setFont(sans(13))
    view.setMinimumHeight(_HEIGHT)
    close, copy, shorten = _tr("Close"), _tr("Copy all"), _tr("Shorten")
    dialog = Notice(name, _extent(len(text)), close, parent.window(), more=view, also=[shorten, copy])
    ask(dialog)
    if dialog.chosen == copy:
        QGuiApplication.clipboard().setText(text)
    return dialog.chosen == shorten


def _extent(length: int) -> str:
    told = _tr("{n} characters, too many to edit in their field.").format(n=f"{length:,}")
    first = _tr("The first {n} are shown.").format(n=f"{SHOWN:,}")
    return told if length <= SHOWN else f"{told} {first}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("LongValue", text)
