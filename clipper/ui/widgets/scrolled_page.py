"""A page that scrolls where it is higher than its room, and how to lay it out at once."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from clipper.ui.widgets.quiet_bars import QuietBars


def lay_out_now(page: QWidget, area: QScrollArea) -> None:
    """Lay out what a scroll area holds, from the inside out.

    Qt takes one turn of the event loop for each level: a text would be cut, then grow, before the eyes of its reader.
    """
    if page.isVisible():
        _activate(page)
        QApplication.sendEvent(area, QEvent(QEvent.Type.LayoutRequest))


def _activate(widget: QWidget) -> None:
    for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if not child.isHidden() and not child.isWindow():
            _activate(child)
    layout = widget.layout()
    if layout is not None:
        layout.activate()


class ScrolledPage(QScrollArea):
    """A page that scrolls where it is higher than its room."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self._page = page
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)
        QuietBars(self)
        self._measuring = QTimer(self, singleShot=True, interval=0)
        self._measuring.timeout.connect(self._measure)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Measure the page again once its layout has come to rest."""
        if watched is self._page and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._measuring.start()
        return super().eventFilter(watched, event)

    def _measure(self) -> None:
        """Qt does not hear of a height that depends on a width and changes while the page is being laid out."""
        if self._page.heightForWidth(self._page.width()) > self._page.height():
            QApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))
