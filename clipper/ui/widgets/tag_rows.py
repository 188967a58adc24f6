"""How the rows of the tag pane are drawn: dot or icon, name, count; chosen, either, excluded, none, drop target."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from clipper.ui.fonts import sans, scale
from clipper.ui.icons import paint_icon
from clipper.ui.models.tag_tree import NESTED, Kind, Mark, Node, Role, is_pressing
from clipper.ui.style import paint_ring, rounded
from clipper.ui.theme import theme
from clipper.ui.widgets.chip import paint_dot

ROW_HEIGHT, GROUP_HEIGHT = 26, 28
MARGIN = 8
"""From the pane's edge to a row's tint."""
INDENT = 16
_PADDING = 6
_CHEVRON = 14
_ARROW = 12
_AFTER_HEADING = 4
_BAR = 10
_CAP = 16
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ASKED = (Mark.CHOSEN, Mark.EITHER)
_FILLS = {Mark.CHOSEN: "sel", Mark.EITHER: "sel_off"}

Index = QModelIndex | QPersistentModelIndex


def depth_of(node: Node) -> int:
    """Return how deep a row is nested: 0 for one that stands alone."""
    depth, above = 0, node.parent
    while above is not None and above.kind is not Kind.GROUP:
        depth, above = depth + 1, above.parent
    return depth


def _has_keyboard(option: QStyleOptionViewItem) -> bool:
    has_focus = option.state & QStyle.StateFlag.State_HasFocus
    return bool(has_focus and option.state & QStyle.StateFlag.State_KeyboardFocusChange)


class TagRowDelegate(QStyledItemDelegate):
    """Paints rows over the whole width; the tree's own indentation and branches are off.

    renamed(Node, str): a row's name was edited in place.
    """

    renamed = Signal(object, str)

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view
        self.shows_counts = True
        self.late = False
        self.drop_target: Node | None = None
        self.dropped_count = 0
        self._cut: set[tuple[Kind, str]] = set()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """Return a row's height; the width is the view's."""
        height = GROUP_HEIGHT if index.data(Role.NODE).kind is Kind.GROUP else ROW_HEIGHT
        return QSize(0, round(height * scale()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row in its state."""
        node: Node = index.data(Role.NODE)
        painter.save()
        if node.kind is Kind.GROUP:
            self._paint_group(painter, option, node)
        else:
            self._paint_row(painter, option, node)
        painter.restore()

    def _paint_group(self, painter: QPainter, option: QStyleOptionViewItem, node: Node) -> None:
        """Draw a heading; its arrow shows while its section is folded, and where a press or a key would fold it."""
        row = self._row_rect(option.rect)
        if node is self.drop_target or _has_keyboard(option):
            paint_ring(painter, row.adjusted(0, 7, 0, 0))
        rest = row.adjusted(_PADDING, 8, -MARGIN, 0)
        painter.setPen(theme().color("ink2"))
        painter.setFont(sans(11, 600))
        painter.drawText(rest, int(_MIDDLE | Qt.AlignmentFlag.AlignLeft), node.label)
        is_at_hand = bool(option.state & QStyle.StateFlag.State_MouseOver) or _has_keyboard(option)
        if is_at_hand or not self._is_open(node):
            left = rest.left() + painter.fontMetrics().horizontalAdvance(node.label) + _AFTER_HEADING
            self._paint_arrow(painter, QPointF(left, rest.center().y() + 0.5 - _ARROW / 2), node)
        painter.setPen(theme().color("ink3"))
        painter.setFont(sans(11, tabular=True))
        painter.drawText(rest, int(_MIDDLE | Qt.AlignmentFlag.AlignRight), self.count_of_heading(node))

    def count_of_heading(self, node: Node) -> str:
        """Return what stands behind a heading: how many it has, or how many of them are shown."""
        if node.shown is None:
            return str(node.count or "")
        return self.tr("{n} of {all}").format(n=node.shown, all=node.count)

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, node: Node) -> None:
        row = self._row_rect(option.rect)
        self._paint_ground(painter, option, row, node)
        rest = row.adjusted(_PADDING, 0, -MARGIN, 0)
        rest.setRight(self._paint_count(painter, rest, node))
        rest.setLeft(self._paint_sign(painter, rest, node))
        font = sans(13, 500 if node.mark in _ASKED else 400)
        font.setStrikeOut(node.mark is Mark.EXCLUDED)
        painter.setFont(font)
        painter.setPen(theme().color("ink3" if self._is_quiet(node) else "ink"))
        shown = painter.fontMetrics().elidedText(node.label, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, int(_MIDDLE | Qt.AlignmentFlag.AlignLeft), shown)
        (self._cut.discard if shown == node.label else self._cut.add)((node.kind, node.key))

    def is_cut(self, node: Node) -> bool:
        """Tell whether the name of a row was drawn without its end, for want of room."""
        return (node.kind, node.key) in self._cut

    def _row_rect(self, rect: QRect) -> QRect:
        """Rows end at the same place with and without a scroll bar, which lies in their margin."""
        row = rect.adjusted(MARGIN, 0, 0, 0)
        row.setRight(self._view.width() - _BAR - 1)
        return row

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, row: QRect, node: Node) -> None:
        hovered = option.state & QStyle.StateFlag.State_MouseOver
        fill = _FILLS.get(node.mark, "side_hover" if hovered else None)
        if fill and node is not self.drop_target:
            rounded(painter, row, 6, theme().color(fill), None)
        if node is self.drop_target or _has_keyboard(option):
            paint_ring(painter, row)

    def _is_quiet(self, node: Node) -> bool:
        """None in this search, or nothing in the library yet: kept in place, in the quietest ink."""
        if node.mark in _ASKED:
            return False
        return node.count == 0 or node.mark is Mark.EXCLUDED or not self.shows_counts

    def _paint_count(self, painter: QPainter, rest: QRect, node: Node) -> int:
        """Draw the count and return where the name has to end."""
        if node is self.drop_target:
            text = (
                self.tr("add {count}").format(count=f"{self.dropped_count:,}")
                if self.dropped_count
                else self.tr("nest")
            )
        elif node.count is None or not self.shows_counts:
            return rest.right()
        else:
            text = f"{node.count:,}"
        is_warning = is_pressing(node) and not self.late
        painter.setFont(sans(12, 500 if is_warning else 400, tabular=True))
        quiet = "ink2" if node.mark in _ASKED and not self.late else "ink3"
        painter.setPen(theme().color("warn" if is_warning else quiet))
        painter.drawText(rest, int(_MIDDLE | Qt.AlignmentFlag.AlignRight), text)
        right = rest.right() - painter.fontMetrics().horizontalAdvance(text) - MARGIN
        return self._paint_digit(painter, rest, right, node.digit) if node.digit else right

    def _paint_digit(self, painter: QPainter, rest: QRect, right: int, digit: int) -> int:
        """Draw the key of a tag as on a keyboard, and return where the name has to end."""
        cap = QRect(right - _CAP, rest.center().y() - _CAP // 2, _CAP, _CAP)
        rounded(painter, cap, 4, None, theme().color("line2"))
        painter.setFont(sans(11, 500, tabular=True))
        painter.setPen(theme().color("ink2"))
        painter.drawText(cap, int(Qt.AlignmentFlag.AlignCenter), str(digit))
        return cap.left() - MARGIN

    def _paint_sign(self, painter: QPainter, rest: QRect, node: Node) -> int:
        """Draw what stands before the name and return where the name begins."""
        left, middle = rest.left(), rest.center().y() + 0.5
        if node.kind in NESTED:
            left += _CHEVRON - 2 + INDENT * depth_of(node)
            if node.children:
                self._paint_arrow(painter, QPointF(left - 16, middle - _ARROW / 2), node)
        if node.mark is Mark.EXCLUDED:
            paint_icon(painter, QPointF(left, middle - 8), "minus")
            left += 18
        if node.mark is Mark.EITHER:
            left += self._paint_or(painter, rest, left)
        if node.icon:
            role = "ink3" if self._is_quiet(node) and self.shows_counts else "ink2"
            paint_icon(painter, QPointF(left, middle - 8), node.icon, role)
            return left + 24
        if node.hue:
            paint_dot(painter, QPointF(left + 8, middle), node.hue)
            return left + 24
        return left

    def _paint_or(self, painter: QPainter, rest: QRect, left: int) -> int:
        """Draw the word that stands before one of several alternatives, and return how wide it is."""
        word = self.tr("or")
        painter.setFont(sans(12))
        painter.setPen(theme().color("ink2"))
        painter.drawText(rest.adjusted(left - rest.left(), 0, 0, 0), int(_MIDDLE | Qt.AlignmentFlag.AlignLeft), word)
        return painter.fontMetrics().horizontalAdvance(word) + 5

    def _is_open(self, node: Node) -> bool:
        model = self._view.model()
        return self._view.isExpanded(model.index_of(node))  # type: ignore[attr-defined]  # it shows no other model

    def _paint_arrow(self, painter: QPainter, place: QPointF, node: Node) -> None:
        name = "chevron-down" if self._is_open(node) else "chevron-right"
        paint_icon(painter, place, name, "ink2", _ARROW)

    def chevron_rect(self, row: QRect, node: Node) -> QRect:
        """Return where a press opens or closes a tag that holds others."""
        left = MARGIN + _PADDING + _CHEVRON - 2 + INDENT * depth_of(node)
        return QRect(left - 20, row.top(), 20, row.height())

    def createEditor(  # noqa: N802
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index
    ) -> QWidget:
        """Return a field over the row, with the whole path in it."""
        editor = QLineEdit(parent)
        editor.setFont(sans(13))
        editor.setAccessibleName(self.tr("New name"))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        """Show the name, until somebody types another one: counts that come meanwhile must not put it back."""
        if not (isinstance(editor, QLineEdit) and editor.isModified()):
            super().setEditorData(editor, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:  # noqa: N802
        """Lay the field over the row."""
        editor.setGeometry(option.rect.adjusted(MARGIN, -3, -MARGIN, 3))

    def setModelData(self, editor: QWidget, _model: object, index: Index) -> None:  # noqa: N802
        """Ask for the new name; the row changes when the library says so."""
        old = index.data(Qt.ItemDataRole.EditRole)
        new = editor.text().strip() if isinstance(editor, QLineEdit) else old
        if new and new != old:
            self.renamed.emit(index.data(Role.NODE), new)
