"""The codes that a person gives a clipping: tone, prominence, relation, key messages."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import accumulate

from PySide6.QtCore import QCoreApplication, QMargins, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QSizePolicy, QWidget

from clipper.model.clipping import Clipping
from clipper.model.codebook import CodeField
from clipper.model.codes import Tone
from clipper.ui.code_words import prominence_words, relation_words
from clipper.ui.fonts import sans
from clipper.ui.widgets.buttons import FLAT, Button
from clipper.ui.widgets.in_place_choice import InPlaceChoice
from clipper.ui.widgets.labels import Label, plain_tip
from clipper.ui.widgets.message_choice import MessageChoice
from clipper.ui.widgets.segmented import Segment, Segmented
from clipper.ui.widgets.tone_disc import paint_tone, tone_word

HEIGHT = 44
_NAMED = (0, 3)
"""The codes that have their word beside them in the strip, too: the others say what they are."""

_ORDER = (Tone.POSITIVE, Tone.NEUTRAL, Tone.NEGATIVE, Tone.MIXED)


def tone_control(parent: QWidget | None = None) -> Segmented:
    """Return the four tones side by side; a press on the chosen one makes it not coded."""
    name = QCoreApplication.translate("CodingStrip", "Tone")
    segments = [Segment(tone, tone_word(tone), partial(_paint, tone)) for tone in _ORDER]
    return Segmented(segments, name, clearable=True, parent=parent)


def prominence_control() -> InPlaceChoice:
    """Return the choice of prominence."""
    name = QCoreApplication.translate("CodingStrip", "Prominence")
    return InPlaceChoice(name, prominence_words(), arrow=True, font=sans(13, 500), height=28)


def relation_control() -> InPlaceChoice:
    """Return the choice of relation."""
    name = QCoreApplication.translate("CodingStrip", "Relation")
    return InPlaceChoice(name, relation_words(), arrow=True, font=sans(13, 500), height=28)


def _paint(tone: Tone, painter: QPainter, rect: QRectF) -> None:
    paint_tone(painter, rect, tone)


def _across(part: QWidget) -> int:
    return part.sizeHint().width() + 8


def _sides(margins: QMargins) -> int:
    return margins.left() + margins.right()


class CodingStrip(QWidget):
    """toneChosen(Tone or None), prominenceChosen(Prominence or None), relationChosen(Relation).

    `messages` gives the key messages of the library; the choice of those that are carried tells of itself.
    codingRequested(): the clipping is to be coded by the codebook, which has no room here.
    """

    toneChosen = Signal(object)  # noqa: N815
    prominenceChosen = Signal(object)  # noqa: N815
    relationChosen = Signal(object)  # noqa: N815
    codingRequested = Signal()  # noqa: N815

    def __init__(
        self,
        messages: Callable[[], Sequence[str]],
        fields: Callable[[], Sequence[CodeField]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fields, self._has_codebook = fields, False
        self._how_many = (0, 0)
        self.tone = tone_control()
        self.prominence, self.relation = prominence_control(), relation_control()
        self.messages = MessageChoice(messages, font=sans(13, 500), height=28)
        self.tone.chosen.connect(self.toneChosen)
        self.prominence.chosen.connect(self.prominenceChosen)
        self.relation.chosen.connect(self.relationChosen)
        self._words = [
            Label(self.tr("Tone"), "ink2"),
            Label(self.tr("Prominence"), "ink2"),
            Label(self.tr("Relation"), "ink2"),
            Label(self.tr("Messages"), "ink2"),
        ]
        self._more = Button(self.tr("More"), FLAT)
        self._more.clicked.connect(self._open_more)
        self._codebook_word = Label(self.tr("Codebook"), "ink2")
        self.codebook = Button("", FLAT)
        self.codebook.clicked.connect(self.codingRequested)
        self._inside = QWidget(self)
        self._outside = QHBoxLayout(self)
        self._outside.addWidget(self._inside)
        self._grid = QGridLayout(self._inside)
        self._is_form: bool | None = None
        self.set_form(False)

    def show_clipping(self, clipping: Clipping) -> None:
        """Show the codes of a clipping."""
        self.tone.set_value(clipping.tone)
        self.prominence.set_value(clipping.prominence)
        self.relation.set_value(clipping.relation)
        self.messages.set_messages(clipping.messages)
        self._show_codes(clipping)
        self._fit()

    def _show_codes(self, clipping: Clipping) -> None:
        """Show how many of the codebook's fields are coded, and which in the tooltip; without a codebook nothing."""
        names = [field.name for field in self._fields()]
        coded = dict(clipping.codes)
        self._how_many = (len(coded), len(names))
        self._name_codebook()
        told = (f"{name}: {coded.get(name) or self.tr('not coded')}" for name in names)
        self.codebook.setToolTip(plain_tip("\n".join(told)))
        self._has_codebook = bool(names)

    def _name_codebook(self) -> None:
        words = self.tr("{m} of {n}") if self._is_form else self.tr("Codebook {m} of {n}")
        self.codebook.setText(words.format(m=self._how_many[0], n=self._how_many[1]))
        self.codebook.setAccessibleName(self.tr("Codebook {m} of {n}").format(m=self._how_many[0], n=self._how_many[1]))

    def set_left(self, left: int) -> None:
        """Begin where the page's text begins, in pixels."""
        self._outside.setContentsMargins(left, 0, 8, 0)

    def set_form(self, form: bool) -> None:
        """Stand as a form of four lines, as in the side column, or as one strip."""
        if form is self._is_form:
            return
        self._is_form = form
        self.messages.set_form(form)
        self._name_codebook()
        parts = (self.tone, self.prominence, self.relation, self.messages)
        for part in (*self._words, *parts):
            self._grid.removeWidget(part)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        for index, (word, part) in enumerate(zip(self._words, parts, strict=True)):
            row, column = (index, 0) if form else (0, 2 * index)
            self._grid.addWidget(word, row, column)
            if form and part is self.tone:
                # Its border stands where the words of the others begin, not where their tints do.
                self._grid.addWidget(part, row, 2, Qt.AlignmentFlag.AlignLeft)
            else:
                self._grid.addWidget(part, row, column + 1, 1, 2 if form else 1, Qt.AlignmentFlag.AlignLeft)
            word.setVisible(form or index in _NAMED)
        self._grid.setColumnMinimumWidth(0, 84 if form else 0)
        self._grid.removeWidget(self.codebook)
        row, column, across = (4, 1, 2) if form else (0, 9, 1)
        self._grid.addWidget(self.codebook, row, column, 1, across, Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(self._codebook_word, 4, 0)
        self._grid.addWidget(self._more, 0, 8, Qt.AlignmentFlag.AlignLeft)
        self._grid.setColumnStretch(10, 0 if form else 1)
        self._grid.setColumnStretch(2, 1 if form else 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fold what has no room into "More"."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return what is needed when all that can fold has folded: else the strip would keep the window wide."""
        if self._is_form:
            return super().minimumSizeHint()
        parts = (self.tone, self.messages, self._more)
        margins = self._outside.contentsMargins()
        width = sum(part.sizeHint().width() + 8 for part in parts) + _sides(margins)
        return QSize(width, self.height())

    def _fit(self) -> None:
        """Tone and messages stay in sight; of the other codes what has no room goes into a menu, the last one first.

        Where even that is too wide, the words before the two go.
        """
        self.setFixedHeight((4 + self._has_codebook) * 32 if self._is_form else HEIGHT)
        others = [self.prominence, self.relation, *([self.codebook] if self._has_codebook else [])]
        room = self.width() - _sides(self._outside.contentsMargins())
        fitting = len(others) if self._is_form else self._how_many_fit(others, room)
        for index, part in enumerate(others):
            part.setVisible(index < fitting)
        self.codebook.setVisible(self._has_codebook and fitting == len(others))
        self._codebook_word.setVisible(self._has_codebook and bool(self._is_form))
        self._more.setVisible(fitting < len(others))
        least = (*self._named(), self.tone, self.messages, self._more)
        is_tight = not self._is_form and fitting == 0 and sum(map(_across, least)) > room
        for word in self._named():
            word.setVisible(not is_tight)

    def _named(self) -> list[Label]:
        return [self._words[index] for index in _NAMED]

    def _how_many_fit(self, others: Sequence[QWidget], room: int) -> int:
        room -= sum(map(_across, (*self._named(), self.tone, self.messages)))
        if sum(map(_across, others)) <= room:
            return len(others)
        taken = accumulate(map(_across, others), initial=_across(self._more))
        return sum(across <= room for across in list(taken)[1:])

    def more_menu(self) -> QMenu:
        """Return the menu of the codes that have no room."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._has_codebook:
            menu.addAction(self.codebook.accessibleName()).triggered.connect(lambda _on: self.codingRequested.emit())
        for word, choice in zip(self._words[1:3], (self.prominence, self.relation), strict=True):
            if not choice.isHidden():
                continue
            part = choice.menu()
            part.setTitle(word.text())
            menu.addMenu(part)
        return menu

    def _open_more(self) -> None:
        menu = self.more_menu()
        menu.popup(self._more.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 2)))
