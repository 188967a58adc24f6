"""The mentions of a pasted list while they are reviewed: what became of each, as rows and as dashes."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from clipper.library.duplicates import Likeness
from clipper.library.duplicates import Mention as Compared
from clipper.model.draft import Accepted, Decision, Draft
from clipper.ui.dates import write_date
from clipper.ui.fonts import sans, scale
from clipper.ui.icons import paint_icon
from clipper.ui.style import paint_ring, rounded
from clipper.ui.text_measures import elided
from clipper.ui.theme import theme, theme_signals
from clipper.ui.widgets.review_texts import doubtful_fields, short_question, written
from clipper.ui.widgets.row_list import RowList

_ROW, _LEFT = 48, 44
_DASH, _DASH_GAP, _DASHES = 26, 3, 24
_BAR_WIDTH = 240
_ROLE = int(Qt.ItemDataRole.UserRole)
_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_Index = QModelIndex | QPersistentModelIndex


class Fate(StrEnum):
    """What became of a mention."""

    WAITING = "waiting"
    KEPT = "kept"
    LEFT_OUT = "left out"


class Mention(Struct, eq=False):
    """One mention: its draft as corrected so far, what was added to it, what it is like, and what became of it.

    `repeats` is the place, from 0, of an earlier mention of the list that seems to be the same, and `beside` the one of
    which a person was told when they kept this one: they keep both.
    Two that say the same are still two: a list finds each by itself.
    """

    draft: Draft
    accepted: Accepted | None = None
    fate: Fate = Fate.WAITING
    likeness: Likeness | None = None
    decision: Decision | None = None
    repeats: int | None = None
    beside: int | None = None
    _compared: tuple[Draft, Compared] | None = None

    def compared(self) -> Compared:
        """Return it as it is compared with the others of the list; made anew only where it was corrected."""
        if self._compared is None or self._compared[0] is not self.draft:
            self._compared = self.draft, Compared.of_draft(self.draft)
        return self._compared[1]

    @property
    def is_waiting(self) -> bool:
        """Whether nobody decided yet."""
        return self.fate is Fate.WAITING

    def keep(self) -> None:
        """Keep it, beside what it repeats as far as that is known now."""
        self.fate, self.beside = Fate.KEPT, self.repeats

    def set_repeats(self, place: int | None) -> None:
        """Learn what it repeats; let it wait again where nobody was asked about that when they kept it."""
        self.repeats = place
        if self.fate is Fate.KEPT and place not in (None, self.beside):
            self.fate = Fate.WAITING

    @property
    def is_known(self) -> bool:
        """Whether the library has it already, as far as nobody said otherwise."""
        return self.likeness is not None and self.likeness.is_known and self.decision is None

    @property
    def is_sure(self) -> bool:
        """Whether it can be kept without a look."""
        return not doubtful_fields(self.draft) and not self.is_known and self.repeats is None


class MentionModel(QAbstractListModel):
    """The mentions in the order of the paste."""

    def __init__(self, mentions: list[Mention], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.mentions = mentions

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802
        """Return the number of mentions."""
        return 0 if parent is not None and parent.isValid() else len(self.mentions)

    def add(self, mentions: Sequence[Mention]) -> None:
        """Take more mentions at the end."""
        self.beginInsertRows(QModelIndex(), len(self.mentions), len(self.mentions) + len(mentions) - 1)
        self.mentions.extend(mentions)
        self.endInsertRows()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the mention, its headline, or the sentence that a screen reader says."""
        if not index.isValid():
            return None
        mention = self.mentions[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _headline(mention.draft)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_headline(mention.draft)}, {_second(mention.draft)}, {_fate_words(mention)}"
        return mention if role == _ROLE else None

    def tell(self, row: int | None = None) -> None:
        """Draw a mention anew, or all."""
        first, last = (0, len(self.mentions) - 1) if row is None else (row, row)
        self.dataChanged.emit(self.index(first, 0), self.index(last, 0))


def _headline(draft: Draft) -> str:
    return draft.headline.value or draft.url.value or _say("Mention without a headline")


def _second(draft: Draft) -> str:
    day = draft.published_on.value
    return ", ".join(filter(None, (draft.outlet.value, write_date(day, short=True) if day else _say("undated"))))


def _fate_words(mention: Mention) -> str:
    if mention.fate is Fate.KEPT:
        return _say("kept")
    if mention.fate is Fate.LEFT_OUT:
        return _say("left out")
    if mention.is_known:
        return _say("you may have this already")
    if mention.repeats is not None:
        return _say("twice in the list")
    return _say("sure") if mention.is_sure else _say("to check")


def _say(text: str) -> str:
    return QCoreApplication.translate("Review", text)


class MentionView(RowList):
    """The rows of the mentions."""

    def __init__(self, model: MentionModel) -> None:
        super().__init__(model, _Delegate(), _say("Mentions"))


class _Delegate(QStyledItemDelegate):
    """Tick kept, dot doubtful, ring waiting, minus left out; headline, and outlet with date."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802
        return QSize(0, round(_ROW * scale()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        mention = index.data(_ROLE)
        rect = QRect(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme().color("sel" if selected else "hover"))
        else:
            painter.fillRect(QRect(_LEFT, rect.bottom(), rect.width() - _LEFT, 1), theme().color("line"))
        _paint_fate(painter, QPointF(24, rect.center().y() + 0.5), mention)
        text = QRect(_LEFT, rect.top() + round(6 * scale()), rect.width() - _LEFT - 16, round(20 * scale()))
        _paint_headline(painter, text, mention)
        _paint_second(painter, text.translated(0, round(17 * scale())), mention, selected)
        if option.state & QStyle.StateFlag.State_HasFocus and option.widget.hasFocus():
            paint_ring(painter, rect, 0)
        painter.restore()


def _paint_fate(painter: QPainter, center: QPointF, mention: Mention) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if mention.fate is Fate.KEPT:
        paint_icon(painter, center - QPointF(8, 8), "check", "positive")
    elif mention.fate is Fate.LEFT_OUT:
        paint_icon(painter, center - QPointF(8, 8), "minus", "ink3")
    elif mention.is_sure:
        painter.setPen(QPen(theme().color("ink3"), 1.3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(center, 3.5, 3.5)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color("warn"))
        painter.drawEllipse(center, 4, 4)


def _paint_headline(painter: QPainter, rect: QRect, mention: Mention) -> None:
    font = sans(13, 500 if mention.is_waiting else 400)
    font.setStrikeOut(mention.fate is Fate.LEFT_OUT)
    painter.setFont(font)
    painter.setPen(theme().color("ink" if mention.is_waiting else "ink2"))
    text = elided(_headline(mention.draft), font, rect.width())
    painter.drawText(rect, _MIDDLE, text)


def _question(mention: Mention) -> str:
    """What to look at in a mention that waits, in a few words."""
    if not mention.is_waiting:
        return ""
    if mention.is_known:
        return _say("In the library?")
    return short_question(mention.draft) if mention.repeats is None else _say("Twice in the list?")


def _paint_second(painter: QPainter, rect: QRect, mention: Mention, selected: bool) -> None:
    question = _question(mention)
    text = _second(mention.draft)
    if question:
        painter.setFont(sans(12, 500))
        painter.setPen(theme().color("warn"))
        painter.drawText(rect, _MIDDLE, question)
        rect = rect.adjusted(painter.fontMetrics().horizontalAdvance(f"{question} "), 0, 0, 0)
        day = mention.draft.published_on.value
        text = write_date(day, short=True) if day else written(mention.draft.outlet.value)
    painter.setFont(sans(12))
    painter.setPen(theme().color("ink2" if selected else "ink3"))
    painter.drawText(rect, _MIDDLE, elided(text, painter.font(), rect.width()))


class Dashes(QWidget):
    """One dash a mention in the colour of its fate; above 24 mentions one bar."""

    def __init__(self, mentions: Sequence[Mention], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mentions = mentions
        self._current = 0
        self.fit()
        self.setAccessibleName(self.tr("Progress"))
        theme_signals().changed.connect(self.update)

    def fit(self) -> None:
        """Be as wide as the mentions ask for."""
        wide = len(self._mentions) * (_DASH + _DASH_GAP) - _DASH_GAP
        self.setFixedSize(wide if len(self._mentions) <= _DASHES else _BAR_WIDTH, 6)

    def set_current(self, current: int) -> None:
        """Mark the mention in turn."""
        self._current = current
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw dashes or bar."""
        painter = QPainter(self)
        if len(self._mentions) > _DASHES:
            done = sum(not mention.is_waiting for mention in self._mentions) / len(self._mentions)
            rounded(painter, self.rect(), 3, theme().color("line2"), None)
            if done:
                rounded(painter, QRectF(0, 0, max(6.0, self.width() * done), 6), 3, theme().color("accent"), None)
        else:
            for number, mention in enumerate(self._mentions):
                place = QRectF(number * (_DASH + _DASH_GAP), 0, _DASH, 6)
                ring = theme().color("accent") if number == self._current else None
                rounded(painter, place, 3, theme().color(_color(mention)), ring)
        painter.end()


def _color(mention: Mention) -> str:
    if mention.fate is Fate.KEPT:
        return "accent"
    if mention.fate is Fate.LEFT_OUT:
        return "ink3"
    return "line2" if mention.is_sure else "warn_line"
