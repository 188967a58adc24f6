"""One look on every platform: Fusion with our measures, and one style sheet made from the theme's tokens."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen
from PySide6.QtWidgets import (
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QWidget,
)

from clipper.ui.icons import icon, paint_icon
from clipper.ui.theme import Theme, theme

_METRIC = QStyle.PixelMetric
_METRICS = {
    _METRIC.PM_ScrollBarExtent: 10,
    _METRIC.PM_ScrollView_ScrollBarSpacing: 0,
    _METRIC.PM_SplitterWidth: 1,
    _METRIC.PM_LayoutLeftMargin: 0,
    _METRIC.PM_LayoutTopMargin: 0,
    _METRIC.PM_LayoutRightMargin: 0,
    _METRIC.PM_LayoutBottomMargin: 0,
    _METRIC.PM_LayoutHorizontalSpacing: 8,
    _METRIC.PM_LayoutVerticalSpacing: 8,
    _METRIC.PM_DefaultFrameWidth: 0,
    _METRIC.PM_ComboBoxFrameWidth: 1,
    _METRIC.PM_SmallIconSize: 16,
    _METRIC.PM_ButtonIconSize: 16,
    _METRIC.PM_IndicatorWidth: 16,
    _METRIC.PM_IndicatorHeight: 16,
    _METRIC.PM_ExclusiveIndicatorWidth: 16,
    _METRIC.PM_ExclusiveIndicatorHeight: 16,
    _METRIC.PM_CheckBoxLabelSpacing: 8,
    _METRIC.PM_RadioButtonLabelSpacing: 8,
    _METRIC.PM_ToolTipLabelFrameWidth: 0,
    _METRIC.PM_FocusFrameHMargin: 3,
    _METRIC.PM_FocusFrameVMargin: 3,
    # As Fusion has it: asked as often as the first.
    _METRIC.PM_ScrollView_ScrollBarOverlap: 0,
}
_MARGINS = frozenset(
    {
        _METRIC.PM_LayoutLeftMargin,
        _METRIC.PM_LayoutTopMargin,
        _METRIC.PM_LayoutRightMargin,
        _METRIC.PM_LayoutBottomMargin,
    }
)
_HINT = QStyle.StyleHint
_HINTS = {
    _HINT.SH_DialogButtonBox_ButtonsHaveIcons: 0,
    _HINT.SH_EtchDisabledText: 0,
    _HINT.SH_ItemView_ShowDecorationSelected: 1,
    _HINT.SH_ItemView_ActivateItemOnSingleClick: 0,
    # Our ring is drawn around its button, and the mask would cut into its round corners.
    _HINT.SH_FocusFrame_Mask: 0,
    _HINT.SH_ScrollBar_LeftClickAbsolutePosition: 1,
    _HINT.SH_ToolTip_WakeUpDelay: 500,
    _HINT.SH_ComboBox_Popup: 0,
    # As Fusion has them, which is slower to ask: a window that is built asks some thousand times.
    _HINT.SH_Widget_ShareActivation: 0,
    _HINT.SH_ScrollBar_Transient: 0,
    _HINT.SH_ScrollView_FrameOnlyAroundContents: 0,
}
_UNDERLINE = _HINT.SH_UnderlineShortcut
_ELEMENT = QStyle.PrimitiveElement
_STATE = QStyle.StateFlag


class ClipperStyle(QProxyStyle):
    """Fusion with the program's measures, its own boxes to tick, and no dotted focus rectangles."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def pixelMetric(  # noqa: N802
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Return our measure, else Fusion's."""
        ours = _METRICS.get(metric)
        if ours is None:
            return super().pixelMetric(metric, option, widget)
        # The one dialog that Qt lays out itself, on desktops that have none of their own.
        if metric in _MARGINS and widget is not None and widget.inherits("QFileDialog"):
            return 16
        return ours

    def styleHint(  # noqa: N802
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        data: QStyleHintReturn | None = None,
    ) -> int:
        """Return our habit, else Fusion's."""
        ours = _HINTS.get(hint)
        if ours is not None:
            return ours
        if hint is _UNDERLINE:
            # The letters of the menus are for those who came to the menu bar by key.
            return int(widget is not None and widget.hasFocus())
        return super().styleHint(hint, option, widget, data)

    def drawPrimitive(  # noqa: N802
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw as Fusion does, but our own boxes and discs, and no dotted focus rectangles."""
        if element is _ELEMENT.PE_IndicatorCheckBox:
            _paint_box(painter, option)
        elif element is _ELEMENT.PE_IndicatorRadioButton:
            _paint_disc(painter, option)
        elif element is _ELEMENT.PE_IndicatorMenuCheckMark:
            _paint_tick(painter, option)
        elif element is not _ELEMENT.PE_FrameFocusRect:
            super().drawPrimitive(element, option, painter, widget)

    def drawComplexControl(  # noqa: N802
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Draw as Fusion does, but a combo box like a plain button with a chevron."""
        if control is QStyle.ComplexControl.CC_ComboBox and isinstance(option, QStyleOptionComboBox):
            _paint_combo(painter, option)
        else:
            super().drawComplexControl(control, option, painter, widget)

    def subControlRect(  # noqa: N802
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        """Return where a part lies; a combo box has the padding of a field."""
        found = super().subControlRect(control, option, part, widget)  # type: ignore[arg-type]  # None is allowed
        if control is QStyle.ComplexControl.CC_ComboBox and part is QStyle.SubControl.SC_ComboBoxEditField:
            return found.adjusted(7, 0, 0, 0)
        return found

    def standardIcon(  # noqa: N802
        self, kind: QStyle.StandardPixmap, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> QIcon:
        """Return Fusion's icon, but the cross of our own that clears a field."""
        if kind is QStyle.StandardPixmap.SP_LineEditClearButton:
            return icon("x")
        return super().standardIcon(kind, option, widget)

    def sizeFromContents(  # noqa: N802
        self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        """Return Fusion's size, a combo box being as high as a button."""
        found = super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]  # None is allowed
        if kind is QStyle.ContentsType.CT_ComboBox:
            return QSize(found.width() + 12, max(28, found.height()))
        return found


def rounded(
    painter: QPainter, rect: QRect | QRectF, radius: float, fill: QColor | None, border: QColor | None, width: float = 1
) -> None:
    """Draw a rectangle with round corners whose border lies inside it, sharp at every pixel ratio."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = width / 2 if border else 0
    painter.setPen(QPen(border, width) if border else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)
    painter.restore()


def paint_ring(painter: QPainter, rect: QRect | QRectF, radius: float = 6) -> None:
    """Draw the focus ring inside a rectangle."""
    rounded(painter, rect, radius, None, theme().color("accent"), 2)


def _paint_box(painter: QPainter, option: QStyleOption) -> None:
    fill, border, mark = _indicator_colors(option)
    rect = QRectF(option.rect)
    rounded(painter, rect, 4, fill, border)
    if option.state & _STATE.State_On:
        paint_icon(painter, rect.topLeft() + QPointF(2, 2), "check", mark, 12)
    elif option.state & _STATE.State_NoChange:
        paint_icon(painter, rect.topLeft() + QPointF(2, 2), "minus", mark, 12)
    _paint_indicator_ring(painter, option, 4)


def _paint_tick(painter: QPainter, option: QStyleOption) -> None:
    """Draw the tick of a menu as an icon: Fusion's own is blurred on screens of more than one pixel ratio."""
    if option.state & _STATE.State_On:
        role = "ink" if option.state & _STATE.State_Enabled else "disabled"
        corner = QRectF(0, 0, 12, 12)
        corner.moveCenter(QRectF(option.rect).center())
        paint_icon(painter, corner.topLeft(), "check", role, 12)


def _paint_disc(painter: QPainter, option: QStyleOption) -> None:
    fill, border, mark = _indicator_colors(option)
    rect = QRectF(option.rect)
    rounded(painter, rect, rect.width() / 2, fill, border)
    if option.state & _STATE.State_On:
        rounded(painter, rect.adjusted(5, 5, -5, -5), 3, theme().color(mark), None)
    _paint_indicator_ring(painter, option, rect.width() / 2)


def _indicator_colors(option: QStyleOption) -> tuple[QColor, QColor, str]:
    colors = theme()
    chosen = bool(option.state & (_STATE.State_On | _STATE.State_NoChange))
    if not option.state & _STATE.State_Enabled:
        return colors.color("button_pressed"), colors.color("line2"), "disabled"
    if chosen:
        return colors.color("accent"), colors.color("accent"), "on_accent"
    fill = "button_hover" if option.state & _STATE.State_MouseOver else "field"
    return colors.color(fill), colors.color("line2"), "ink"


def _paint_indicator_ring(painter: QPainter, option: QStyleOption, radius: float) -> None:
    if option.state & _STATE.State_HasFocus and option.state & _STATE.State_KeyboardFocusChange:
        rounded(painter, option.rect.adjusted(-2, -2, 2, 2), radius + 2, None, theme().color("accent"), 2)


def _paint_combo(painter: QPainter, option: QStyleOptionComboBox) -> None:
    colors = theme()
    enabled = bool(option.state & _STATE.State_Enabled)
    fill = "button"
    if enabled and option.state & _STATE.State_On:
        fill = "button_pressed"
    elif enabled and option.state & _STATE.State_MouseOver:
        fill = "button_hover"
    rounded(painter, option.rect, 6, colors.color(fill), colors.color("line2" if enabled else "line"))
    chevron = QPointF(option.rect.right() - 20, option.rect.center().y() - 5)
    paint_icon(painter, chevron, "chevron-down", "ink2" if enabled else "disabled", 12)
    if option.state & _STATE.State_HasFocus and option.state & _STATE.State_KeyboardFocusChange:
        paint_ring(painter, option.rect)


def style_sheet(colors: Theme) -> str:
    """Return the one style sheet, with the colours of a theme in place of its {tokens}."""
    sheet = _SHEET
    for token, value in colors.tokens().items():
        sheet = sheet.replace("{" + token + "}", value)
    return sheet


_SHEET = """
*[surface="sidebar"] { background: {sidebar}; }
*[surface="list"] { background: {list}; }
*[surface="reader"] { background: {reader}; }
*[surface="desk"] { background: {desk}; }
*[surface="warn"] { background: {warn_bg}; border: 1px solid {warn_line}; border-radius: 6px; }
*[surface="banner"] { background: {warn_bg}; }
*[surface="popup"] { background: {field}; border: 1px solid {line2}; border-radius: 8px; }
*[surface="line"] { background: {line}; }

QLabel[ink="ink"] { color: {ink}; }
QLabel[ink="ink2"] { color: {ink2}; }
QLabel[ink="ink3"] { color: {ink3}; }
QLabel[ink="accent"] { color: {accent}; }
QLabel[ink="negative"] { color: {negative}; }
QLabel[ink="warn"] { color: {warn}; }
QLabel[ink="toast_text"] { color: {toast_text}; }
QLabel:disabled { color: {disabled}; }
*[only_read="true"] QLabel[ink="ink"]:disabled { color: {ink}; }
*[only_read="true"] QLabel[ink="ink2"]:disabled { color: {ink2}; }
*[only_read="true"] QLabel[ink="ink3"]:disabled { color: {ink3}; }
*[only_read="true"] QLabel[ink="negative"]:disabled { color: {negative}; }
*[only_read="true"] QLabel[ink="warn"]:disabled { color: {warn}; }

QMenuBar { background: {sidebar}; color: {ink}; border: 0; border-bottom: 1px solid {line}; padding: 1px 6px; }
QMenuBar::item { background: transparent; padding: 5px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: {side_hover}; }
QMenuBar::item:pressed { background: {sel}; }
QMenu { background: {field}; color: {ink}; border: 1px solid {line2}; padding: 5px; }
QMenu::item { padding: 5px 24px 5px 10px; border-radius: 4px; background: transparent; }
QMenu::item:selected { background: {sel}; color: {ink}; }
QMenu::item:disabled { color: {disabled}; background: transparent; }
QMenu::separator { height: 1px; background: {line}; margin: 5px 6px; }
QMenu::icon { padding-left: 6px; }
QMenu::indicator { width: 16px; height: 16px; left: 6px; }
QToolTip { background: {toast}; color: {toast_text}; border: 0; padding: 5px 8px; }

QAbstractScrollArea { background: transparent; border: 0; }
QSplitter::handle { background: {line}; }

QLineEdit, QDateEdit {
  background: {field}; color: {ink}; border: 1px solid {line2}; border-radius: 6px; padding: 0 9px; min-height: 30px;
  selection-background-color: {sel}; selection-color: {ink}; placeholder-text-color: {ink3};
}
QLineEdit:focus, QDateEdit:focus { border: 2px solid {accent}; padding: 0 8px; min-height: 28px; }
QLineEdit:disabled { color: {disabled}; border-color: {line}; }
QLineEdit[unreadable="true"] { border: 2px solid {negative}; padding: 0 8px; min-height: 28px; }
QLineEdit[compact="true"] { padding: 0 2px; min-height: 26px; }
QLineEdit[compact="true"]:focus { padding: 0 1px; min-height: 24px; }
QLineEdit[bare="true"] { background: transparent; border: 0; padding: 0; min-height: 0; }
QPlainTextEdit, QTextEdit {
  background: {field}; color: {ink}; border: 1px solid {line2}; border-radius: 6px; padding: 4px 7px;
  selection-background-color: {sel}; selection-color: {ink}; placeholder-text-color: {ink3};
}
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid {accent}; padding: 3px 6px; }
QPlainTextEdit[bare="true"], QTextEdit[bare="true"], QTextBrowser {
  background: transparent; border: 0; border-radius: 0; padding: 0;
}
QTextEdit[ink="ink2"] { color: {ink2}; }
QFileDialog { background: {list}; }
QFileDialog QAbstractItemView {
  background: {reader}; color: {ink}; border: 1px solid {line};
  selection-background-color: {sel}; selection-color: {ink};
}
QFileDialog QPushButton {
  background: {button}; color: {ink}; border: 1px solid {line2}; border-radius: 6px; padding: 0 14px; min-height: 26px;
}
QFileDialog QPushButton:hover { background: {button_hover}; }
QFileDialog QPushButton:pressed { background: {button_pressed}; }
QFileDialog QPushButton:disabled { color: {disabled}; }
QFileDialog QPushButton:default { background: {accent}; color: {on_accent}; border-color: {accent}; }
QHeaderView { background: {sidebar}; }
QHeaderView::section {
  background: {sidebar}; color: {ink2}; border: 0; border-bottom: 1px solid {line}; padding: 4px 8px;
}

QCheckBox, QRadioButton { color: {ink}; spacing: 8px; }
QComboBox QAbstractItemView {
  background: {field}; color: {ink}; border: 1px solid {line2}; padding: 4px; outline: 0;
  selection-background-color: {sel}; selection-color: {ink};
}
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 6px; border-radius: 4px; }
QProgressBar { background: {line2}; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: {accent}; border-radius: 3px; }

QScrollBar { background: transparent; border: 0; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: {line2}; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar[awake="false"]::handle { background: transparent; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: {ink3}; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; background: transparent; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
