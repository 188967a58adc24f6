"""The sections of a report: ticked on and off, and brought into order by dragging or with Alt and the arrows."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
)

from clipper.model.report import ALL_SECTIONS, FRONT
from clipper.ui.fonts import sans, scale
from clipper.ui.icons import paint_icon
from clipper.ui.own_keys import held_with
from clipper.ui.style import paint_ring
from clipper.ui.theme import theme
from clipper.ui.widgets.labels import surface

_ROW, _BOX, _GAP = 25, 16, 9
_KEY, _COUNT, _WRITTEN = (int(Qt.ItemDataRole.UserRole) + place for place in range(3))
_PENCIL, _COUNT_ROOM = 12, 92
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class SectionList(QListWidget):
    """All sections that a report can have; cover and contents stay in front.

    changed(): another section is on or off, or stands elsewhere. textsAsked(str): the texts that staff write into a
    section are wanted, by its key.
    """

    changed = Signal()
    textsAsked = Signal(str)  # noqa: N815

    def __init__(self, titles: Mapping[str, str]) -> None:
        super().__init__()
        self._titles = titles
        surface(self, "sidebar")
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setAccessibleName(self.tr("Sections"))
        self.setAccessibleDescription(
            self.tr("Space switches one on or off, Alt and an arrow moves it, F2 writes its text")
        )
        self.setMouseTracking(True)
        self.setItemDelegate(_Delegate(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.show_sections(ALL_SECTIONS)
        self.itemChanged.connect(lambda _item: self.changed.emit())

    def sections(self) -> tuple[str, ...]:
        """Return the keys of the sections that are on, in their order."""
        return tuple(item.data(_KEY) for item in self._items() if item.checkState() is Qt.CheckState.Checked)

    def show_sections(self, chosen: Sequence[str]) -> None:
        """Show these as switched on and in their order; each other one after the one that it usually follows."""
        counts = {item.data(_KEY): item.data(_COUNT) for item in self._items()}
        written = {item.data(_KEY) for item in self._items() if item.data(_WRITTEN)}
        self.blockSignals(True)
        self.clear()
        for key in _all_in_order(chosen):
            item = QListWidgetItem(self._titles[key])
            item.setData(_KEY, key)
            item.setData(_COUNT, counts.get(key) or "")
            item.setData(_WRITTEN, key in written)
            movable = Qt.ItemFlag.NoItemFlags if key in FRONT else Qt.ItemFlag.ItemIsDragEnabled
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
            item.setFlags(flags | movable)
            item.setCheckState(Qt.CheckState.Checked if key in chosen else Qt.CheckState.Unchecked)
            self.addItem(item)
        self.setCurrentRow(0)
        self.blockSignals(False)
        self.setFixedHeight(self.count() * round(_ROW * scale()))
        self.viewport().update()

    def set_counts(self, counts: Mapping[str, str]) -> None:
        """Show beside sections what they come to."""
        self.blockSignals(True)
        for item in self._items():
            item.setData(_COUNT, counts.get(item.data(_KEY), ""))
            item.setData(int(Qt.ItemDataRole.AccessibleDescriptionRole), counts.get(item.data(_KEY), ""))
        self.blockSignals(False)
        self.viewport().update()

    def set_written(self, keys: Collection[str]) -> None:
        """Mark the sections that hold a text by staff."""
        self.blockSignals(True)
        for item in self._items():
            item.setData(_WRITTEN, item.data(_KEY) in keys)
        self.blockSignals(False)
        self.viewport().update()

    def pencil_rect(self, key: str) -> QRect:
        """Return where the pencil of a section stands."""
        return _pencil(self.visualItemRect(self._item(key)))

    def count_of(self, key: str) -> str:
        """Return what stands beside a section."""
        return str(self._item(key).data(_COUNT))

    def set_on(self, key: str, on: bool) -> None:
        """Switch a section on or off."""
        self._item(key).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def move_by(self, key: str, by: int) -> None:
        """Move a section by some places; none goes before what stands in front."""
        row = self.row(self._item(key))
        target = max(len(FRONT), min(self.count() - 1, row + by))
        if key in FRONT or target == row:
            return
        self.blockSignals(True)
        self.insertItem(target, self.takeItem(row))
        self.setCurrentRow(target)
        self.blockSignals(False)
        self.changed.emit()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Take what was dragged to its place, behind what stands in front."""
        self.blockSignals(True)
        super().dropEvent(event)
        self.blockSignals(False)
        order = [item.data(_KEY) for item in self._items()]
        chosen = set(self.sections())
        self._reorder([*FRONT, *(key for key in order if key not in FRONT)], chosen)
        self.changed.emit()

    def _reorder(self, order: Sequence[str], chosen: set[str]) -> None:
        current = self.currentItem().data(_KEY) if self.currentItem() else order[0]
        items = {item.data(_KEY): item for item in [self.takeItem(0) for _ in range(self.count())]}
        self.blockSignals(True)
        for key in order:
            self.addItem(items[key])
            items[key].setCheckState(Qt.CheckState.Checked if key in chosen else Qt.CheckState.Unchecked)
        self.setCurrentItem(items[current])
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Alt and an arrow moves the current section."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        item = self.currentItem()
        if item is not None and held_with(event) == Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.move_by(item.data(_KEY), steps[Qt.Key(event.key())])
        elif item is not None and event.key() == Qt.Key.Key_F2:
            self._ask_for_texts(item)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click on the words switches as one on the box does."""
        item = self.itemAt(event.position().toPoint())
        super().mouseReleaseEvent(event)
        if item is not None and _pencil(self.visualItemRect(item)).contains(event.position().toPoint()):
            self._ask_for_texts(item)
        elif item is not None and event.position().x() > (_BOX + _GAP) * scale():
            self.set_on(item.data(_KEY), item.checkState() is not Qt.CheckState.Checked)

    def _ask_for_texts(self, item: QListWidgetItem) -> None:
        if item.data(_KEY) not in FRONT:
            self.textsAsked.emit(item.data(_KEY))

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    def _item(self, key: str) -> QListWidgetItem:
        return next(item for item in self._items() if item.data(_KEY) == key)


def _all_in_order(chosen: Sequence[str]) -> list[str]:
    """Return all keys: what is chosen in its order, what is not behind what usually stands before it."""
    order = [*FRONT, *(key for key in dict.fromkeys(chosen) if key not in FRONT)]
    for place, key in enumerate(ALL_SECTIONS):
        if key not in order:
            before = [other for other in ALL_SECTIONS[:place] if other in order]
            order.insert(order.index(before[-1]) + 1 if before else 0, key)
    return order


def _pencil(row: QRect) -> QRect:
    """Where the pencil of a row stands: left of the widest count, in a target that a hand can hit."""
    return QRect(row.right() - round(_COUNT_ROOM * scale()) - 24, row.top(), 24, row.height())


class _Delegate(QStyledItemDelegate):
    """A box, the title, and at the right what the section comes to."""

    def sizeHint(  # noqa: N802
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, round(_ROW * scale()))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        view, rect = option.widget, QRect(option.rect)
        self._paint_box(painter, option, index)
        text = rect.adjusted(round((_BOX + _GAP) * scale()), 0, 0, 0)
        painter.setFont(sans(13))
        painter.setPen(theme().color("ink"))
        painter.drawText(text, _LEFT, index.data())
        painter.setFont(sans(13, tabular=True))
        painter.setPen(theme().color("ink3"))
        painter.drawText(text, _RIGHT, str(index.data(_COUNT) or ""))
        is_written = bool(index.data(_WRITTEN))
        is_over = bool(option.state & QStyle.StateFlag.State_MouseOver) and index.data(_KEY) not in FRONT
        if is_written or is_over:
            place = QPointF(_pencil(rect).center()) - QPointF(_PENCIL / 2, _PENCIL / 2)
            paint_icon(painter, place, "pencil", "accent" if is_written else "ink3", _PENCIL)
        if option.state & QStyle.StateFlag.State_HasFocus and view.hasFocus():
            paint_ring(painter, rect, 4)
        painter.restore()

    def _paint_box(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        box = QStyleOptionButton()
        size = round(_BOX * scale())
        box.rect = QRect(option.rect.left(), option.rect.center().y() - size // 2 + 1, size, size)
        is_on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked.value
        on = QStyle.StateFlag.State_On if is_on else QStyle.StateFlag.State_Off
        box.state = QStyle.StateFlag.State_Enabled | on
        option.widget.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, box, painter, option.widget)
