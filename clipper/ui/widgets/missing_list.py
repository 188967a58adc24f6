"""What is missing before a report is handed out, in few words, and a menu that shows the clippings."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from clipper.reports.checklist import Lack, Missing
from clipper.ui.widgets.buttons import LinkButton
from clipper.ui.widgets.labels import Label, surface


def _say(text: str) -> str:
    return QCoreApplication.translate("Missing", text)


def missing_words(missing: Missing) -> str:
    """Return what is missing of how many: "6 not coded"."""
    words = {
        Lack.TONE: _say("{n} not coded"),
        Lack.LINK: _say("{n} without a link"),
        Lack.OUTLET: _say("{n} without an outlet"),
        Lack.TAGS: _say("{n} untagged"),
        Lack.UNDATED: _say("{n} undated, added in the period"),
        Lack.WAITING: _say("{n} new or deferred"),
        Lack.DUPLICATES: _say("{n} possible duplicates"),
    }[missing.lack]
    return words.format(n=f"{len(missing.ids):,}")


class MissingList(QWidget):
    """asked(tuple): somebody wants to see the clippings with these ids."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        surface(self, "warn")
        self.words = Label("", "ink")
        self.words.setWordWrap(True)
        self.show_button = LinkButton(self.tr("Show"), self)
        self.menu = QMenu(self)
        self.show_button.setMenu(self.menu)
        column = QVBoxLayout(self)
        # The word of the button, not the room around it, stands under the sentence.
        column.setContentsMargins(2, 8, 10, 4)
        self.words.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addStretch(1)
        column.addLayout(row)
        self.hide()

    def show_missing(self, found: Sequence[Missing]) -> None:
        """Name what is missing; with nothing the list is not there."""
        listed = ", ".join(map(missing_words, found))
        self.words.setText(self.tr("Before you issue it: {list}.").format(list=listed))
        self.menu.clear()
        for missing in found:
            self.menu.addAction(missing_words(missing), partial(self.asked.emit, missing.ids))
        self.setVisible(bool(found))
