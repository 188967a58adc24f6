"""The facets of a search as chips in its box, and the cross that clears them."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from clipper.model.errors import WrongUsage
from clipper.model.period import Period
from clipper.model.search_fields import WHOLE
from clipper.model.search_ids import ids_of
from clipper.model.term import Term
from clipper.ui.dates import write_date
from clipper.ui.fonts import sans, scale
from clipper.ui.icons import paint_icon
from clipper.ui.style import paint_ring, rounded
from clipper.ui.theme import theme
from clipper.ui.widgets.chip import last_part
from clipper.ui.widgets.labels import plain_tip
from clipper.ui.widgets.search_words import chip_key, days_meant

_CHIP, _CROSS = 22, 12
WIDEST, NARROW = 150, 72
"""How wide the value of a chip may be, and where room is short."""


class SearchChip(QAbstractButton):
    """One facet of the search, or, folded, the sign "+2" for those that had no room, which tells of exclusions.

    A value that is wider than `widest` is cut short.
    removed(): the cross was clicked. editRequested(): a double click asked to write it otherwise.
    """

    removed = Signal()
    editRequested = Signal()  # noqa: N815

    def __init__(
        self, terms: tuple[Term, ...], parent: QWidget, today: date, *, folded: bool = False, widest: int = WIDEST
    ) -> None:
        super().__init__(parent)
        self.terms, self.is_folded, self._widest = terms, folded, widest
        self.selected = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._key, self._value = _folded_words(terms) if folded else _chip_words(terms[0])
        self.setToolTip(plain_tip(", ".join(_with_days_meant(term, today) for term in terms)))
        self.setAccessibleName(f"{self._key} {self._value}".strip())

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return what the key, the value up to its widest, and the cross need."""
        return QSize(_width(self._key, self._value, self._widest), round(_CHIP * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the chip."""
        painter = QPainter(self)
        rounded(painter, self.rect(), 4, theme().color("sel"), None)
        key, value = _widths(self._key, self._value, self._widest)
        middle = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.setFont(sans(12))
        painter.setPen(theme().color("ink2"))
        painter.drawText(self.rect().adjusted(7, 0, 0, 0), middle, self._key)
        painter.setFont(sans(12, 500))
        painter.setPen(theme().color("ink"))
        shown = painter.fontMetrics().elidedText(self._value, Qt.TextElideMode.ElideRight, value + 1)
        painter.drawText(self.rect().adjusted(7 + key, 0, 0, 0), middle, shown)
        paint_icon(painter, QPointF(self._cross().topLeft()), "x", "ink2", _CROSS)
        if self.selected:
            paint_ring(painter, self.rect(), 4)
        painter.end()

    def _cross(self) -> QRect:
        return QRect(self.width() - 5 - _CROSS, (self.height() - _CROSS) // 2, _CROSS, _CROSS)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Ask to write the facet otherwise."""
        if not self._cross_at(event):
            self.editRequested.emit()

    def _cross_at(self, event: QMouseEvent) -> bool:
        return self._cross().adjusted(-4, -4, 5, 4).contains(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Remove the facet where the cross was clicked."""
        if self._cross_at(event):
            self.setDown(False)
            self.removed.emit()
        else:
            super().mouseReleaseEvent(event)


def chip_width(term: Term, widest: int) -> int:
    """Return how wide the chip of a facet is."""
    return _width(*_chip_words(term), widest)


def facet_words(term: Term) -> str:
    """Return what the chip of a facet says."""
    return " ".join(filter(None, _chip_words(term)))


def folded_width(terms: Sequence[Term]) -> int:
    """Return how wide the chip of facets that have no room is."""
    return _width(*_folded_words(terms), WIDEST)


def _width(key: str, value: str, widest: int) -> int:
    return 7 + sum(_widths(key, value, widest)) + 5 + _CROSS + 5


def _widths(key: str, value: str, widest: int) -> tuple[int, int]:
    key_width = QFontMetrics(sans(12)).horizontalAdvance(f"{key} ") if key else 0
    return key_width, min(widest, QFontMetrics(sans(12, 500)).horizontalAdvance(value))


def _folded_words(terms: Sequence[Term]) -> tuple[str, str]:
    excluded = sum(term.negated for term in terms)
    said = _say("{n} excluded").format(n=excluded)
    if len(terms) == excluded:
        return "", said
    return "", f"+{len(terms)}, {said}" if excluded else f"+{len(terms)}"


def _with_days_meant(term: Term, today: date) -> str:
    meant = days_meant(term, today)
    return f"{term} ({meant})" if meant else str(term)


def _say(text: str) -> str:
    return QCoreApplication.translate("SearchChip", text)


def _chip_words(term: Term) -> tuple[str, str]:
    return chip_key(term), _chip_value(term)


def _chip_value(term: Term) -> str:
    if term.field == "tag":
        return last_part(term.value.removeprefix(WHOLE))
    if term.field == "link":
        return term.value
    if term.field == "id":
        count = len(ids_of(term.value))
        return _say("1 clipping") if count == 1 else _say("{n} clippings").format(n=f"{count:,}")
    if term.field in ("after", "before"):
        return _period_words(term.value)
    return term.value.removeprefix(WHOLE).replace("_", " ")


def _period_words(value: str) -> str:
    """A day as people write it; a month or a year as it was typed."""
    try:
        period = Period.parse(value)
    except WrongUsage:
        return value
    return write_date(period.first, short=True) if period.days == 1 else value


class ClearButton(QAbstractButton):
    """The cross at the end that clears all."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Clear the search"))
        self.setToolTip(self.tr("Clear the search  Esc"))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the cross."""
        painter = QPainter(self)
        role = "ink" if self.underMouse() else "ink2"
        paint_icon(painter, QPointF((self.width() - 16) / 2, (self.height() - 16) / 2), "x", role)
        painter.end()
