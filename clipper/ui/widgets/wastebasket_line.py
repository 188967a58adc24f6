"""The strip over what was thrown away: that it is still there, and how it is forgotten."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from clipper.ui.fonts import sans
from clipper.ui.widgets.buttons import LinkButton
from clipper.ui.widgets.elided_label import ElidedLabel


class WastebasketLine(QWidget):
    """Shown over the wastebasket where it holds something.

    emptyRequested(): all of it is to be forgotten.
    """

    emptyRequested = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sentence = ElidedLabel(self.tr("What is here can be restored."), "ink2", sans(12))
        self._empty = LinkButton(self.tr("Empty the wastebasket…"), self)
        self._empty.clicked.connect(self.emptyRequested)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 2, 4, 2)
        row.setSpacing(8)
        row.addWidget(sentence, 1)
        row.addWidget(self._empty)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()
