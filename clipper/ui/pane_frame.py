"""How the panes share the window: side by side, the tag pane as a drawer, or one at a time, by the width there is."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from clipper.ui.settings import Settings
from clipper.ui.widgets.buttons import FLAT, Button, IconButton
from clipper.ui.widgets.labels import hairline, surface

_NARROW, _SINGLE, _WIDE = 900, 760, 1600
_BACK, _NATIVE = QKeySequence("Alt+Left"), QKeySequence.SequenceFormat.NativeText


class Width(StrEnum):
    """The classes of width; split positions are remembered for each."""

    SINGLE = "single"
    NARROW = "narrow"
    NORMAL = "normal"
    WIDE = "wide"

    @classmethod
    def of(cls, pixels: int) -> "Width":
        """Return the class of a width in pixels."""
        if pixels < _SINGLE:
            return cls.SINGLE
        if pixels <= _NARROW:
            return cls.NARROW
        return cls.WIDE if pixels >= _WIDE else cls.NORMAL


_TAGS = {Width.NORMAL: 227, Width.WIDE: 255}
_LIST = {Width.NARROW: 336, Width.NORMAL: 403, Width.WIDE: 479}
_DRAWER = 260
_LEAST_LIST, _LEAST_DETAIL = 320, 420


class PaneFrame(QWidget):
    """Holds tag pane, list and detail, and what stands in their place while the library is empty.

    tagsShown(bool): whether the tag pane can be seen has changed.
    """

    tagsShown = Signal(bool)  # noqa: N815

    def __init__(self, tags: QWidget, listing: QWidget, detail: QWidget, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.tags, self.listing, self.detail = tags, listing, detail
        self._settings = settings
        self._width: Width | None = None
        self._wants_tags = settings.flag("tags_shown", True)
        self._shows_detail = False
        self.drawer_button = IconButton("panel-left", self.tr("Tag pane"), key="F9")
        self.drawer_button.clicked.connect(self.toggle_tags)
        self._scrim = _Scrim(self)
        self._scrim.pressed.connect(self.close_drawer)
        self._edge = hairline(self, upright=True)
        self._is_table = False
        self._empty: QWidget | None = None
        self._build()

    def _build(self) -> None:
        self._back_bar = self._make_back_bar()
        detail_column = QWidget()
        column = QVBoxLayout(detail_column)
        column.setSpacing(0)
        column.addWidget(self._back_bar)
        column.addWidget(self.detail, 1)
        self.listing.setMinimumWidth(_LEAST_LIST)
        self._detail_column = detail_column
        # A button that has the focus would take Alt+Left for an arrow.
        self._back_key = QShortcut(_BACK, detail_column)
        self._back_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._back_key.activated.connect(self.show_list)
        self._inner = _splitter(self.listing, detail_column)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._inner)
        self._outer = _splitter(self.tags, self._stack)
        row = QHBoxLayout(self)
        row.addWidget(self._outer)
        self._outer.splitterMoved.connect(self._remember)
        self._inner.splitterMoved.connect(self._remember)
        self.tags.installEventFilter(self)

    def _make_back_bar(self) -> QWidget:
        bar = QWidget()
        surface(bar, "reader")
        back = Button(self.tr("Back"), FLAT, icon="chevron-left")
        back.clicked.connect(self.show_list)
        back.setToolTip(self.tr("Back to the list ({key})").format(key=_BACK.toString(_NATIVE)))
        row = QHBoxLayout()
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(back)
        row.addStretch(1)
        column = QVBoxLayout(bar)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(hairline(bar))
        bar.hide()
        return bar

    # Widths

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Arrange the panes for the width there is."""
        super().resizeEvent(event)
        width = Width.of(self.width())
        if width is not self._width:
            self._width = width
            self.close_drawer()
            self._arrange()
        self._place_drawer()

    def _arrange(self) -> None:
        width = self._width or Width.NORMAL
        narrow = width in (Width.NARROW, Width.SINGLE)
        single = width is Width.SINGLE
        self._detail_column.setMinimumWidth(0 if single else _LEAST_DETAIL)
        self._back_bar.setVisible(single)
        self._put_tags(drawer=narrow)
        self._show_one_or_both()
        if width in _TAGS:
            tags = self._saved(width, "tags", _TAGS[width])
            self._outer.setSizes([tags, max(1, self.width() - tags)])
        if width in _LIST:
            usual = max(_LIST[width], self._inner.width() - _LEAST_DETAIL) if self._is_table else _LIST[width]
            listing = self._saved(width, self._listing_part(), usual)
            self._inner.setSizes([listing, max(1, self._inner.width() - listing)])
        self._tell()

    def set_table(self, on: bool) -> None:
        """Give the table a width of its own, by default all that the detail leaves, or the list the one it had."""
        if on is not self._is_table:
            self._is_table = on
            self._arrange()

    def _listing_part(self) -> str:
        return "table" if self._is_table else "list"

    def _put_tags(self, *, drawer: bool) -> None:
        in_splitter = self._outer.indexOf(self.tags) >= 0
        if drawer and in_splitter:
            self.tags.setParent(self)
            self.tags.hide()
        elif not drawer and not in_splitter:
            self._outer.insertWidget(0, self.tags)
            self._outer.setStretchFactor(1, 1)
        if not drawer:
            self.tags.setVisible(self._wants_tags)

    def _show_one_or_both(self) -> None:
        single = self._width is Width.SINGLE
        self.listing.setVisible(not single or not self._shows_detail)
        self._detail_column.setVisible(not single or self._shows_detail)
        self._back_key.setEnabled(single and self._shows_detail)

    def _saved(self, width: Width, part: str, default: int) -> int:
        return self._settings.number(f"split/{width}/{part}", default)

    def _remember(self, *_moved: int) -> None:
        if self._width in _TAGS and self.tags.isVisible():
            self._settings.set(f"split/{self._width}/tags", self._outer.sizes()[0])
        if self._width in _LIST and self.listing.isVisible():
            self._settings.set(f"split/{self._width}/{self._listing_part()}", self._inner.sizes()[0])

    # The tag pane

    @property
    def is_drawer(self) -> bool:
        """Whether the tag pane is a drawer at this width."""
        return self._outer.indexOf(self.tags) < 0

    def toggle_tags(self) -> None:
        """Show the tag pane, or hide it; as a drawer it opens over the list."""
        if self.is_drawer:
            self.close_drawer() if self.tags.isVisible() else self.open_drawer()
            return
        self._wants_tags = not self._wants_tags
        self._settings.set("tags_shown", self._wants_tags)
        self.tags.setVisible(self._wants_tags)
        self._tell()

    def open_drawer(self) -> None:
        """Open the drawer, or show the pane where it is none."""
        if not self.is_drawer:
            if not self._wants_tags:
                self.toggle_tags()
            return
        self._scrim.show()
        self._scrim.raise_()
        self.tags.show()
        self.tags.raise_()
        self._place_drawer()
        self._tell()

    def close_drawer(self) -> None:
        """Close the drawer; a pane that is none stays."""
        if self.is_drawer:
            self.tags.hide()
        self._scrim.hide()
        self._edge.hide()
        self._tell()

    def _place_drawer(self) -> None:
        if self.is_drawer:
            self._scrim.setGeometry(self.rect())
            width = min(_DRAWER, self.width() - 80)
            self.tags.setGeometry(0, 0, width, self.height())
            self._edge.setGeometry(width, 0, 1, self.height())
            self._edge.raise_()
        self._edge.setVisible(self.is_drawer and self.tags.isVisible())

    def _tell(self) -> None:
        visible = self.tags.isVisibleTo(self)
        self.drawer_button.setVisible(self.is_drawer or not self._wants_tags)
        self.tagsShown.emit(visible)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Esc closes the drawer."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            return self._close_open_drawer()
        return False

    def _close_open_drawer(self) -> bool:
        was_open = self.is_drawer and self.tags.isVisible()
        self.close_drawer()
        return was_open

    # One at a time

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc closes the drawer, then goes back to the list from a clipping that has the room alone.

        A text that is written keeps it.
        """
        focus = QApplication.focusWidget()
        is_writing = focus is not None and focus.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        is_alone = self._detail_column.isVisible() and not self.listing.isVisible()
        if event.key() != Qt.Key.Key_Escape or is_writing:
            super().keyPressEvent(event)
        elif not self._close_open_drawer() and is_alone:
            self.show_list()

    def show_detail(self) -> None:
        """Where there is room for one pane, show the detail."""
        self._shows_detail = True
        self._show_one_or_both()

    def show_list(self) -> None:
        """Where there is room for one pane, go back to the list."""
        self._shows_detail = False
        self._show_one_or_both()
        self.listing.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_page(self, page: QWidget | None) -> None:
        """Show a page in the place of list and detail, or these again for None."""
        if page is not None and self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page or self._inner)

    def set_empty(self, ways: QWidget | None) -> None:
        """Show the ways into an empty library instead of its clippings, or these again for None."""
        if ways is not None:
            self._empty = ways
            self.show_page(ways)
        elif self._stack.currentWidget() is self._empty:
            self.show_page(None)


class _Scrim(QWidget):
    """The rest of the window while the drawer is open; a press on it closes the drawer."""

    pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Ask to close."""
        event.accept()
        self.pressed.emit()


def _splitter(left: QWidget, right: QWidget) -> QSplitter:
    splitter = QSplitter(Qt.Orientation.Horizontal)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    splitter.addWidget(left)
    splitter.addWidget(right)
    splitter.setStretchFactor(0, 0)
    splitter.setStretchFactor(1, 1)
    return splitter
