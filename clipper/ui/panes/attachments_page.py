"""The files that are kept with a clipping: opened, looked at, saved, renamed and removed; new ones come by drag too."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from clipper.model.attachment import Attachment, Kind, write_size
from clipper.ui.fonts import sans, scale
from clipper.ui.icons import paint_icon
from clipper.ui.intake_flow import local_files
from clipper.ui.own_keys import claims, held_with
from clipper.ui.style import paint_ring, rounded
from clipper.ui.taken_drops import take_as_copy
from clipper.ui.theme import theme
from clipper.ui.widgets.buttons import IconButton
from clipper.ui.widgets.elided_label import ElidedLabel
from clipper.ui.widgets.invitation import Invitation
from clipper.ui.widgets.labels import Label

_ICONS = {
    Kind.PDF: "file-text",
    Kind.PICTURE: "image",
    Kind.SOUND: "music",
    Kind.FILM: "film",
    Kind.DOCUMENT: "file-text",
    Kind.OTHER: "file",
}
_HEIGHT, _PAD, _ICON, _GAP = 32, 8, 16, 10
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AttachmentsPage(QWidget):
    """openRequested(Attachment), lookRequested(Attachment), saveRequested(Attachment), renameRequested(Attachment),
    removed(uuid): a person wants that of a file of the clipping that is shown; looking at is for a PDF.
    chooseRequested(): they want to choose files to attach. filesBrought(list): these, by their paths.
    pictureBrought(QImage): this one, from the clipboard.
    """

    openRequested = Signal(object)  # noqa: N815
    lookRequested = Signal(object)  # noqa: N815
    saveRequested = Signal(object)  # noqa: N815
    renameRequested = Signal(object)  # noqa: N815
    removed = Signal(str)
    chooseRequested = Signal()  # noqa: N815
    filesBrought = Signal(list)  # noqa: N815
    pictureBrought = Signal(object)  # noqa: N815

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key: int | None = None
        self.rows: list[AttachmentRow] = []
        self._shown: Sequence[Attachment] | None = None
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.tr("Attachments"))
        self._nothing = Label(self.tr("Keep the PDF of a page, a recording or a screenshot with the clipping."), "ink3")
        self._nothing.setWordWrap(True)
        self._nothing.setContentsMargins(_PAD, 4, _PAD, 4)
        self.add = Invitation(self.tr("Attach files, or drop them here"))
        self.add.clicked.connect(self.chooseRequested)
        around = QHBoxLayout()
        around.setContentsMargins(_PAD, 6, _PAD, 0)
        around.addWidget(self.add)
        around.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self._nothing)
        self._column.addLayout(around)
        self._column.addStretch(1)

    def show_attachments(self, key: int, attachments: Sequence[Attachment]) -> None:
        """Show the files of the clipping of a key; the place of the keyboard in the list stays."""
        is_same, self.key = (key, attachments) == (self.key, self._shown), key
        if is_same:
            return
        self._shown = attachments
        focus = next((place for place, row in enumerate(self.rows) if row.hasFocus()), None)
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [self._row(place, one) for place, one in enumerate(attachments)]
        self._nothing.setVisible(not attachments)
        if focus is not None:
            after = self.rows[min(focus, len(self.rows) - 1)] if self.rows else self.add
            after.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, place: int, attachment: Attachment) -> "AttachmentRow":
        row = AttachmentRow(attachment, self)
        row.clicked.connect(lambda: self.openRequested.emit(attachment))
        row.lookRequested.connect(lambda: self._look_at(attachment))
        row.renameRequested.connect(lambda: self.renameRequested.emit(attachment))
        row.removeRequested.connect(lambda: self.removed.emit(attachment.uuid))
        row.menuRequested.connect(lambda where: self.menu_of(attachment).popup(where))
        row.stepped.connect(lambda by: self._step(row, by))
        self._column.insertWidget(place, row)
        row.show()
        return row

    def menu_of(self, attachment: Attachment) -> QMenu:
        """Return the menu of a file."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        if attachment.kind is Kind.PDF:
            menu.addAction(self.tr("Look at")).triggered.connect(lambda: self.lookRequested.emit(attachment))
        menu.addAction(self.tr("Open")).triggered.connect(lambda: self.openRequested.emit(attachment))
        menu.addAction(self.tr("Save as…")).triggered.connect(lambda: self.saveRequested.emit(attachment))
        menu.addSeparator()
        menu.addAction(self.tr("Rename…")).triggered.connect(lambda: self.renameRequested.emit(attachment))
        menu.addAction(self.tr("Remove")).triggered.connect(lambda: self.removed.emit(attachment.uuid))
        return menu

    def _look_at(self, attachment: Attachment) -> None:
        (self.lookRequested if attachment.kind is Kind.PDF else self.openRequested).emit(attachment)

    def _step(self, row: "AttachmentRow", by: int) -> None:
        place = self.rows.index(row) + by
        if 0 <= place < len(self.rows):
            self.rows[place].setFocus(Qt.FocusReason.TabFocusReason)
            _scroll_to(self.rows[place])

    # -- what comes from outside

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take files of this machine; the window takes all else."""
        if local_files(event.mimeData()):
            take_as_copy(event)
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Attach what was dropped; nobody has to be asked what else to do with it here."""
        take_as_copy(event)
        self.filesBrought.emit(local_files(event.mimeData()))

    def event(self, event: QEvent) -> bool:
        """Claim Ctrl+V before the window takes it, where the clipboard holds what can be attached."""
        is_override = event.type() is QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Paste):
            event.setAccepted(self._can_paste())
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Ctrl+V attaches files or a picture."""
        if event.matches(QKeySequence.StandardKey.Paste) and self._can_paste():
            self.paste()
        else:
            super().keyPressEvent(event)

    def paste(self) -> None:
        """Attach the files that were copied, or else the picture."""
        mime = QGuiApplication.clipboard().mimeData()
        if files := local_files(mime):
            self.filesBrought.emit(files)
        elif _has_picture(mime):
            self.pictureBrought.emit(QGuiApplication.clipboard().image())

    def _can_paste(self) -> bool:
        mime = QGuiApplication.clipboard().mimeData()
        return bool(local_files(mime)) or _has_picture(mime)


def _has_picture(mime: QMimeData) -> bool:
    """What is written, too, is a table or a text that brings a picture of itself."""
    return mime.hasImage() and not mime.hasText()


def _scroll_to(row: QWidget) -> None:
    above: QObject | None = row.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parent()
    if above is not None:
        above.ensureWidgetVisible(row)


class AttachmentRow(QAbstractButton):
    """A file: its icon, name and size, and its buttons.

    clicked(): it is to be opened, by Enter or a double click. lookRequested(): Space. renameRequested(): F2.
    removeRequested(): Delete. menuRequested(place): its menu, at a place on the screen. stepped(int): Down or Up.
    """

    lookRequested = Signal()  # noqa: N815
    renameRequested = Signal()  # noqa: N815
    removeRequested = Signal()  # noqa: N815
    menuRequested = Signal(QPoint)  # noqa: N815
    stepped = Signal(int)

    def __init__(self, attachment: Attachment, parent: QWidget) -> None:
        super().__init__(parent)
        self.attachment = attachment
        size = write_size(attachment.size)
        self.setAccessibleName(self.tr("{name}, {size}").format(name=attachment.name, size=size))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.name = ElidedLabel(attachment.name, mode=Qt.TextElideMode.ElideMiddle)
        self.look = IconButton("eye", self.tr("Look at {name}").format(name=attachment.name))
        self.look.clicked.connect(self.lookRequested)
        self.more = IconButton("ellipsis", self.tr("More with {name}").format(name=attachment.name))
        self.more.clicked.connect(self._ask_for_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(_PAD + _ICON + _GAP, 0, 2, 0)
        row.setSpacing(0)
        row.addWidget(self.name, 1)
        row.addSpacing(_GAP)
        row.addWidget(self.look)
        row.addSpacing(4)
        row.addWidget(Label(size, "ink3", sans(12, tabular=True)))
        row.addSpacing(4)
        row.addWidget(self.more)
        # Only now, since a button that stands in nothing would be shown as a window of its own.
        self.look.setVisible(attachment.kind is Kind.PDF)

    def _ask_for_menu(self) -> None:
        self.menuRequested.emit(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a row's height."""
        return QSize(240, round(_HEIGHT * scale()))

    def event(self, event: QEvent) -> bool:
        """Claim its keys before the window takes them for the clipping."""
        return claims(event, Qt.Key.Key_Delete, Qt.Key.Key_F2) or super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """One click only chooses: a large file takes a moment to open."""
        self.setDown(False)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A double click opens."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.click()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Ask for the menu, under the pointer or by its key."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self._ask_for_menu()
        else:
            self.menuRequested.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter opens, Space looks at it, F2 renames, Delete removes, Up and Down move."""
        keys: dict[int, Callable[[], object]] = {
            **dict.fromkeys(_ENTER, self.click),
            Qt.Key.Key_Space: self.lookRequested.emit,
            Qt.Key.Key_F2: self.renameRequested.emit,
            Qt.Key.Key_Delete: self.removeRequested.emit,
            Qt.Key.Key_Down: lambda: self.stepped.emit(1),
            Qt.Key.Key_Up: lambda: self.stepped.emit(-1),
        }
        do = keys.get(event.key())
        if do is None or held_with(event):
            # A button would take other keys for itself; the page and the window have to hear of them.
            event.ignore()
        else:
            do()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the icon, and where the pointer and the keyboard are."""
        painter = QPainter(self)
        if self.underMouse():
            rounded(painter, self.rect(), 6, theme().color("hover"), None)
        if self.hasFocus():
            paint_ring(painter, self.rect())
        place = QPointF(_PAD, (self.height() - _ICON) / 2)
        paint_icon(painter, place, _ICONS[self.attachment.kind], "ink2", _ICON)
        painter.end()
