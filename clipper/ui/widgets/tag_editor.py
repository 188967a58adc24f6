"""The tags of a clipping as chips, with a place to type another one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QSizePolicy, QWidget

from clipper.model.clipping import Tag
from clipper.model.text import clean_line
from clipper.ui.fonts import scale
from clipper.ui.icons import tinted
from clipper.ui.style import paint_ring, rounded
from clipper.ui.theme import theme, theme_signals
from clipper.ui.widgets.chip import DETAIL, chip_font, chip_size, paint_chip, paint_chip_colored
from clipper.ui.widgets.flow_layout import FlowLayout
from clipper.ui.widgets.in_place import dashed
from clipper.ui.widgets.labels import Label, plain_tip
from clipper.ui.widgets.name_completions import NameCompletions, Offer, best

_CROSS, _GAP = 12, 6
_LONGEST = 100
_MOST, _MOST_PARTIAL, _FEW = 60, 24, 6
_DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def tag_of(text: str) -> str:
    """Return the tag that typed text names: on one line, without empty parts of its path; "" when it names none."""
    parts = (clean_line(part) for part in clean_line(text).strip(",").split("/"))
    return "/".join(part for part in parts if part)[:_LONGEST]


class TagEditor(QWidget):
    """tagAdded(name), tagRemoved(name): a person added or took away a tag, which the editor shows already.

    left(): Esc or Enter on nothing ended the editing.
    """

    tagAdded = Signal(str)  # noqa: N815
    tagRemoved = Signal(str)  # noqa: N815
    left = Signal()

    def __init__(self, known: Callable[[], Sequence[Tag]] = tuple, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = known
        self._partial: Mapping[str, str] = {}
        self._chips: list[_Chip] = []
        self._spare: list[_Chip] = []
        self._beyond: list[str] = []
        self._more = Label("", "ink3", parent=self)
        self._more.hide()
        self._flow = FlowLayout(self, gap=_GAP, line_gap=_GAP)
        self._adder = _Adder(self)
        self._adder.named.connect(self.add)
        self._adder.back.connect(lambda: self._focus_chip(len(self._chips) - 1))
        self._adder.ended.connect(self.left)
        self._flow.addWidget(self._more)
        self._flow.addWidget(self._adder)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusProxy(self._adder)

    def tags(self) -> tuple[str, ...]:
        """Return the tags, in order."""
        return (*(chip.name for chip in self._chips), *self._beyond)

    def set_tags(self, names: Sequence[str], partial: Mapping[str, str] | None = None) -> None:
        """Show tags; `partial` are those on some of the clippings only, and on how many. What is being typed stays.

        Of very many the first ones are shown, and how many more there are: a chip for each would hold up the window.
        """
        hues = {tag.name: tag.hue for tag in self._known()}
        self._partial = partial or {}
        own = set(names)
        wanted = [*names, *(name for name in self._partial if name not in own)]
        most = min(_MOST, len(names) + _MOST_PARTIAL)
        wanted, self._beyond = wanted[:most], wanted[most:]
        gone = [chip for chip in self._chips if chip.name not in wanted]
        shown = set(self.tags())
        with self._laid_out_once(len(wanted) - len(self._chips)):
            for index, name in enumerate(wanted):
                if name not in shown:
                    self._put(index, name, gone)
        for chip in gone:
            self._drop(chip)
        for chip in self._chips:
            chip.set_look(hues.get(chip.name, "slate"), share=self._partial.get(chip.name, ""))
        self._show_beyond()
        self.updateGeometry()

    @contextmanager
    def _laid_out_once(self, new: int) -> Iterator[None]:
        """Lay out many new chips together: each that shows has everything around laid out anew."""
        away = new > _FEW and self.isVisible() and not self.isAncestorOf(QApplication.focusWidget() or self)
        if away:
            self.hide()
        yield
        if away:
            self.show()

    def _show_beyond(self) -> None:
        self._more.setText(self.tr("and {n} more").format(n=f"{len(self._beyond):,}"))
        self._more.setVisible(bool(self._beyond))

    def add(self, text: str) -> None:
        """Add what was typed as a tag, in the spelling the library has; one that is there already is not repeated."""
        name = self._spelling(tag_of(text))
        if not name or (name in self.tags() and name not in self._partial):
            return
        if name not in self.tags():
            self._put(len(self._chips), name, [])
            self._chips[-1].set_look(self.hue(name), share="")
        self.updateGeometry()
        self.tagAdded.emit(name)

    def remove(self, name: str) -> None:
        """Take a tag away as its cross does; the focus goes to its neighbour."""
        index = self.tags().index(name)
        had_focus = self._chips[index].hasFocus()
        self._drop(self._chips[index])
        if had_focus:
            self._focus_chip(min(index, len(self._chips) - 1))
        self.updateGeometry()
        self.tagRemoved.emit(name)

    def start(self) -> None:
        """Begin to type a tag."""
        self._adder.start()

    def keep(self) -> None:
        """Add the tag that is being typed, as leaving its field does."""
        self._adder.keep()

    def typed(self) -> str:
        """Return what is being typed."""
        return self._adder.typed()

    def put_back(self, text: str) -> None:
        """Go on with what was being typed."""
        self._adder.put_back(text)

    def hue(self, name: str) -> str:
        """Return the hue of a tag; a new one has none yet."""
        return next((tag.hue for tag in self._known() if tag.name == name), "slate")

    def offers(self, typed: str) -> list[Offer]:
        """Return the tags that complete what was typed and are not there yet."""
        taken = set(self.tags()) - self._partial.keys()
        known = (Offer(tag.name, tag.hue) for tag in self._known() if tag.name not in taken)
        found = best(typed, known)
        name = tag_of(typed)
        if name and self._spelling(name) not in {*taken, *(offer.value for offer in found)}:
            found.append(Offer(name, None, self.tr("new tag")))
        return found

    def _spelling(self, name: str) -> str:
        names = [*self.tags(), *(tag.name for tag in self._known())]
        return next((known for known in names if known.casefold() == name.casefold()), name)

    def _put(self, index: int, name: str, gone: list["_Chip"]) -> None:
        """Use a chip that has gone before making one: widgets made anew would cost more than the whole page."""
        spare = next((chip for chip in gone if not chip.hasFocus()), None)
        if spare is not None:
            gone.remove(spare)
            self._chips.remove(spare)
            self._flow.removeWidget(spare)
        chip = spare or self._unused() or self._make()
        chip.set_name(name)
        self._flow.insert(index, chip)
        self._chips.insert(index, chip)
        chip.show()

    def _unused(self) -> "_Chip | None":
        return self._spare.pop() if self._spare else None

    def _make(self) -> "_Chip":
        chip = _Chip(self)
        chip.removed.connect(self.remove)
        chip.moved.connect(self._move_from)
        chip.wanted.connect(self.add)
        return chip

    def _drop(self, chip: "_Chip") -> None:
        self._chips.remove(chip)
        self._flow.removeWidget(chip)
        chip.hide()
        self._spare.append(chip)

    def _move_from(self, name: str, step: int) -> None:
        self._focus_chip(self.tags().index(name) + step)

    def _focus_chip(self, index: int) -> None:
        if 0 <= index < len(self._chips):
            self._chips[index].setFocus(Qt.FocusReason.TabFocusReason)
        elif index >= len(self._chips) or not self._chips:
            self._adder.start()


class _Chip(QWidget):
    """A tag with its cross; one that only some of the clippings have is dimmed, dashed, and says on how many it is.

    wanted(name): that one was clicked, as all should have it.
    """

    removed = Signal(str)
    moved = Signal(str, int)
    wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = ""
        self._hue, self._share, self._cross_hovered = "slate", "", False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme_signals().changed.connect(self.update)

    def set_name(self, name: str) -> None:
        """Stand for a tag."""
        self.name = name
        self.updateGeometry()

    def set_look(self, hue: str, *, share: str) -> None:
        """Take the hue of the tag, and say on how many of the clippings it is, "" for all."""
        self._hue, self._share = hue, share
        spoken = self.tr("Tag %1").replace("%1", self.name)
        self.setAccessibleName(f"{spoken}, {share}" if share else spoken)
        self.setToolTip(plain_tip(self.tr("A click puts it on all; the cross takes it off all")) if share else "")
        self.setCursor(Qt.CursorShape.PointingHandCursor if share else Qt.CursorShape.ArrowCursor)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the whole path, on how many it is, and the cross."""
        return chip_size(self._words(), DETAIL) + QSize(_CROSS + 4, 0)

    def _words(self) -> str:
        return f"{self.name}  {self._share}" if self._share else self.name

    def _cross(self) -> QRect:
        return QRect(self.width() - _CROSS - 6, (self.height() - _CROSS) // 2, _CROSS, _CROSS)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Remove by the cross; elsewhere put on all what some have."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self._over_cross(event):
            self.removed.emit(self.name)
        elif self._share:
            self.wanted.emit(self.name)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Darken the cross under the pointer."""
        over = self._over_cross(event)
        if over != self._cross_hovered:
            self._cross_hovered = over
            self.update()

    def _over_cross(self, event: QMouseEvent) -> bool:
        return self._cross().adjusted(-4, -5, 6, 5).contains(event.position().toPoint())

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Calm the cross."""
        super().leaveEvent(event)
        self._cross_hovered = False
        self.update()

    def event(self, event: QEvent) -> bool:
        """Claim Delete before the window takes it for the whole clipping."""
        is_override = event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_override and cast(QKeyEvent, event).key() in _DELETE:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows move, Delete removes, Enter and the space bar put on all what some have."""
        key = event.key()
        if key in _DELETE:
            self.removed.emit(self.name)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.moved.emit(self.name, 1 if key == Qt.Key.Key_Right else -1)
        elif self._share and key in (*_ENTER, Qt.Key.Key_Space):
            self.wanted.emit(self.name)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the chip, its cross and the ring of the focus."""
        painter = QPainter(self)
        colors = theme().hue(self._hue)
        place = self.rect().adjusted(0, 0, -_CROSS - 4, 0)
        if self._share:
            paint_chip_colored(painter, place, self._words(), theme().color("reader"), theme().color("ink2"), DETAIL)
            dashed(painter, self.rect())
        else:
            rounded(painter, self.rect(), 4, colors.fill, None)
            paint_chip(painter, place, self.name, self._hue, DETAIL)
        painter.setOpacity(1.0 if self._cross_hovered or self.hasFocus() else 0.75)
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(self._cross().topLeft(), tinted("x", colors.text, _CROSS, ratio))
        painter.setOpacity(1.0)
        if self.hasFocus():
            paint_ring(painter, self.rect(), 4)
        painter.end()


class _Adder(QWidget):
    """The dashed place at the end, which becomes a field while a tag is typed."""

    named = Signal(str)
    back = Signal()
    ended = Signal()

    def __init__(self, editor: TagEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._line = _TagLine(self)
        self._line.setMaxLength(10 * _LONGEST)
        self._line.setFont(chip_font(DETAIL))
        self._line.setAccessibleName(self.tr("Add tag"))
        self._line.textEdited.connect(self._edited)
        self._line.focused.connect(self._focus_changed)
        self.completions = NameCompletions(self)
        self.completions.chosen.connect(self._take)
        self.setFocusProxy(self._line)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme_signals().changed.connect(self.update)

    def start(self) -> None:
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def typed(self) -> str:
        return self._line.text()

    def put_back(self, text: str) -> None:
        self.completions.hide()
        self._line.setText(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802
        metrics = QFontMetrics(chip_font(DETAIL))
        typed = metrics.horizontalAdvance(self._line.text()) + 24
        width = chip_size(self.tr("Add tag"), DETAIL).width() + 18
        return QSize(max(width, typed), round(22 * scale()))

    def resizeEvent(self, _event: QEvent) -> None:  # noqa: N802
        self._line.setGeometry(self.rect().adjusted(8, 1, -4, -1))

    def mousePressEvent(self, _event: QMouseEvent) -> None:  # noqa: N802
        self.start()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        if self._line.hasFocus():
            rounded(painter, self.rect(), 4, theme().color("field"), theme().color("accent"), 2)
        elif not self._line.text() and self.isEnabled():
            dashed(painter, self.rect())
            color = theme().color("ink" if self.underMouse() else "ink2")
            place = QPoint(8, (self.height() - 12) // 2)
            painter.drawPixmap(place, tinted("plus", color, 12, self.devicePixelRatioF()))
            painter.setFont(chip_font(DETAIL))
            painter.setPen(color)
            painter.drawText(self.rect().adjusted(25, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), self.tr("Add tag"))
        painter.end()

    def _edited(self, text: str) -> None:
        *whole, rest = text.split(",")
        if whole:
            self._line.setText(rest.lstrip())
            for name in whole:
                self.named.emit(name)
        self._offer()
        self.updateGeometry()

    def _offer(self) -> None:
        typed = self._line.text()
        offers = self._editor.offers(typed) if typed.strip() else []
        self.completions.offer(typed, offers, self.rect())

    def take_key(self, event: QKeyEvent) -> bool:
        """Act on a key; True says that the line must not see it. A comma is found in the text."""
        key = event.key()
        if self.completions.take_key(event):
            return True
        if key in _ENTER:
            self._enter()
        elif key == Qt.Key.Key_Escape:
            self._line.clear()
            self._end()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Backspace) and not self._line.text():
            self.back.emit()
        else:
            return False
        return True

    def _enter(self) -> None:
        if self._line.text().strip():
            self._take(self._line.text())
        else:
            self._end()

    def _end(self) -> None:
        self._line.clearFocus()
        self.ended.emit()

    def _take(self, name: str) -> None:
        """The field stays open after a tag: tags come in groups."""
        self._line.clear()
        self.completions.hide()
        self.updateGeometry()
        self.named.emit(name)

    def _focus_changed(self, has_focus: bool) -> None:
        if not has_focus:
            self.completions.hide()
            self.keep()
        self.updateGeometry()
        self.update()

    def keep(self) -> None:
        if self._line.text().strip():
            self._take(self._line.text())


class _TagLine(QLineEdit):
    """The line inside the dashed place; it lets its owner see keys first."""

    focused = Signal(bool)

    def __init__(self, adder: _Adder) -> None:
        super().__init__(adder)
        self._adder = adder
        self.setProperty("bare", True)
        self.setFrame(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if not self._adder.take_key(event):
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab takes a completion while tags are offered."""
        is_tab = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab
        if is_tab and event.type() is QEvent.Type.KeyPress:
            return self._adder.completions.take_key(cast(QKeyEvent, event)) or super().event(event)
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.focused.emit(False)
