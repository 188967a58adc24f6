"""What stands in the place of a text that is missing: that it is, and the ways to get it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clipper.ui.fonts import sans
from clipper.ui.widgets.buttons import PLAIN, Button
from clipper.ui.widgets.elided_label import ElidedLabel
from clipper.ui.widgets.invitation import Invitation
from clipper.ui.widgets.labels import Label


class MissingText(QWidget):
    """addRequested(): a person wants to write or paste the text. fetchRequested(): to fetch it from the link."""

    addRequested = Signal()  # noqa: N815
    fetchRequested = Signal()  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.says = Label(self.tr("The text is missing."), "ink3")
        self.add_button = Invitation(self.tr("Add the text"))
        self.fetch_button = Button(self.tr("Fetch the text"), PLAIN, icon="download")
        self.address = ElidedLabel("", "ink3", sans(12), Qt.TextElideMode.ElideMiddle)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.add_button)
        row.addWidget(self.fetch_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(6)
        column.addWidget(self.says)
        column.addLayout(row)
        column.addWidget(self.address)
        self.add_button.clicked.connect(self.addRequested)
        self.fetch_button.clicked.connect(self.fetchRequested)
        self.set_link(None)

    def set_link(self, url: str | None) -> None:
        """Offer to fetch from a link, whose address is told before it happens; None offers nothing to fetch."""
        self.fetch_button.setVisible(bool(url))
        self.address.setVisible(bool(url))
        self.says.setVisible(bool(url))
        self.address.set_text(self.tr("From {address}").format(address=url) if url else "")
        self.fetch_button.setAccessibleDescription(self.address.text())
