"""The bar over the window that offers what was left unfinished when Clipper ended, one matter at a time."""

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from clipper.ui.fonts import sans, scale
from clipper.ui.icons import pixmap
from clipper.ui.theme import theme_signals
from clipper.ui.widgets.buttons import FLAT, PLAIN, Button
from clipper.ui.widgets.elided_label import ElidedLabel
from clipper.ui.widgets.labels import Label, hairline, surface

_HEIGHT = 44


def _nothing() -> None:
    """What lies only on the disk is not in sight."""


class Offer(Struct, frozen=True, eq=False):
    """Something unfinished: what it is, the verb that goes on with it, and what gives it up for good.

    `drop()` takes it out of sight when it is discarded, `restore()` brings it back where that is taken back.
    """

    sentence: str
    verb: str
    go_on: Callable[[], None]
    give_up: Callable[[], None]
    drop: Callable[[], object] = _nothing
    restore: Callable[[], object] = _nothing


class UnfinishedBar(QWidget):
    """continued(Offer), discarded(Offer): a person pressed that; the offer is not shown any more."""

    continued = Signal(object)
    discarded = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers: list[Offer] = []
        surface(self, "sidebar")
        self._sign = QLabel()
        self.label = ElidedLabel("", "ink")
        self._more = Label("", "ink3", sans(12, tabular=True))
        self.go_on = Button("", PLAIN, parent=self)
        self.discard = Button(self.tr("Discard"), FLAT, parent=self)
        self.go_on.clicked.connect(lambda: self._take(self.continued))
        self.discard.clicked.connect(lambda: self._take(self.discarded))
        row = QHBoxLayout()
        row.setContentsMargins(14, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self.label, 1)
        for part in (self._more, self.go_on, self.discard):
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(hairline(self))
        self.setFixedHeight(round(_HEIGHT * scale()))
        theme_signals().changed.connect(self._dress)
        self._dress()
        self.hide()

    def _dress(self) -> None:
        self._sign.setPixmap(pixmap("history", "ink2"))

    def offers(self) -> list[Offer]:
        """Return what is offered, that which is shown first."""
        return list(self._offers)

    def add(self, offer: Offer, *, first: bool = False) -> None:
        """Offer something more."""
        self._offers.insert(0 if first else len(self._offers), offer)
        self._show()

    def withdraw(self, offer: Offer) -> None:
        """Offer something no more."""
        if offer in self._offers:
            self._offers.remove(offer)
            self._show()

    def _take(self, signal: SignalInstance) -> None:
        offer = self._offers.pop(0)
        self._show()
        signal.emit(offer)

    def _show(self) -> None:
        if self._offers:
            offer = self._offers[0]
            self.label.set_text(offer.sentence)
            self.go_on.setText(offer.verb)
            self.go_on.updateGeometry()
            self.go_on.setAccessibleName(f"{offer.verb}: {offer.sentence}")
            self.discard.setAccessibleName(f"{self.discard.text()}: {offer.sentence}")
            others = len(self._offers) - 1
            self._more.setText(self.tr("and {n} more").format(n=f"{others:,}") if others else "")
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, offer.sentence))
        self.setVisible(bool(self._offers))
