"""The bar above a clipping: where it stands in the list, and what is done with it most."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from clipper.model.clipping import Clipping
from clipper.model.codes import State
from clipper.model.medium_fields import write_length
from clipper.ui.code_words import LANGUAGES, language_word, rights_words
from clipper.ui.fonts import sans
from clipper.ui.icons import FILLED_STAR
from clipper.ui.panes.detail_medium import titles_for
from clipper.ui.widgets.buttons import Button, IconButton
from clipper.ui.widgets.labels import Label, hairline

HEIGHT = 48


class DetailBar(QWidget):
    """previousRequested(), nextRequested(), reportRequested(), tagRequested(), highlightRequested(), linkRequested(),
    citationRequested().

    editRequested(field): a field of the menu is to be edited, by its name in a clipping. starred(bool),
    published(bool), languageChosen(code or None), rightsChosen(Rights or None), stateChosen(State), thrown(bool):
    into the wastebasket, or out of it. purgeRequested(): it is to be forgotten.
    """

    previousRequested = Signal()  # noqa: N815
    nextRequested = Signal()  # noqa: N815
    reportRequested = Signal()  # noqa: N815
    tagRequested = Signal()  # noqa: N815
    highlightRequested = Signal()  # noqa: N815
    linkRequested = Signal()  # noqa: N815
    citationRequested = Signal()  # noqa: N815
    editRequested = Signal(str)  # noqa: N815
    starred = Signal(bool)
    published = Signal(bool)
    languageChosen = Signal(object)  # noqa: N815
    rightsChosen = Signal(object)  # noqa: N815
    stateChosen = Signal(object)  # noqa: N815
    thrown = Signal(bool)
    purgeRequested = Signal()  # noqa: N815

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.setFixedHeight(HEIGHT)
        self._clipping: Clipping | None = None
        self._only_reads = False
        self._position = Label("", "ink3", sans(13, tabular=True))
        self._previous = IconButton("chevron-up", self.tr("Previous clipping"), key=_key("Alt+Up"))
        self._next = IconButton("chevron-down", self.tr("Next clipping"), key=_key("Alt+Down"))
        self.star = IconButton("star", self.tr("Key coverage"), key="S", checkable=True)
        self.star.set_checked_icon(FILLED_STAR, "star")
        self._tag = IconButton("tag", self.tr("Add tag"), key="T")
        self.highlight = IconButton("highlighter", self.tr("Highlight"), key="H")
        self._link = IconButton("external-link", self.tr("Open link"), key="O")
        self._more = IconButton("ellipsis", self.tr("More"))
        self._report = Button(self.tr("Report…"), icon="file-text")
        self._lay_out()
        self._previous.clicked.connect(self.previousRequested)
        self._next.clicked.connect(self.nextRequested)
        self.star.clicked.connect(self.starred)
        self._tag.clicked.connect(self.tagRequested)
        self.highlight.clicked.connect(self.highlightRequested)
        self._link.clicked.connect(self.linkRequested)
        self._more.clicked.connect(self._open_menu)
        self._report.clicked.connect(self.reportRequested)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(2)
        row.addWidget(self._previous)
        row.addWidget(self._next)
        row.addSpacing(6)
        row.addWidget(self._position)
        row.addStretch()
        for button in (self.star, self._tag, self.highlight, self._link, self._more):
            row.addWidget(button)
        row.addSpacing(6)
        line = hairline(self, upright=True)
        line.setFixedHeight(20)
        row.addWidget(line)
        row.addSpacing(8)
        row.addWidget(self._report)

    def only_read(self) -> None:
        """Offer nothing that changes the clipping."""
        self._only_reads = True
        for button in (self.star, self._tag, self.highlight):
            button.setEnabled(False)

    def set_position(self, index: int | None, total: int) -> None:
        """Say which one of how many is shown; None says nothing."""
        text = self.tr("%1 of %2").replace("%1", f"{(index or 0) + 1:,}").replace("%2", f"{total:,}")
        self._position.setText("" if index is None else text)
        self._previous.setEnabled(index is not None and index > 0)
        self._next.setEnabled(index is not None and index + 1 < total)

    def show_clipping(self, clipping: Clipping | None) -> None:
        """Show what can be done with a clipping; with none, only a report can be made."""
        self._clipping = clipping
        for button in (self.star, self._tag, self.highlight, self._more):
            button.setVisible(clipping is not None)
        self._link.setVisible(clipping is not None)
        self._link.setEnabled(clipping is not None and bool(clipping.url))
        place = clipping.timecode if clipping is not None else None
        at = self.tr("Open link at {place}").format(place=write_length(place)) if place else self.tr("Open link")
        self._link.set_name(at, "O")
        self.star.setChecked(clipping is not None and clipping.starred)

    def _open_menu(self) -> None:
        if self._clipping is not None:
            menu = self.menu(self._clipping)
            menu.popup(self._more.mapToGlobal(QPoint(self._more.width() - menu.sizeHint().width(), HEIGHT - 10)))

    def menu(self, clipping: Clipping) -> QMenu:
        """Return the menu of what is done with a clipping less often."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add(menu, self.tr("Edit text"), lambda: self.editRequested.emit("body"))
        fields = menu.addMenu(self.tr("Edit"))
        for field, title in [*_titles(), *titles_for(clipping)]:
            self._add(fields, title, partial(self.editRequested.emit, field))
        self._add_languages(menu.addMenu(self.tr("Language")), clipping.language)
        self._add_rights(menu.addMenu(self.tr("Rights")), clipping)
        menu.addSeparator()
        cite = self._add(menu, self.tr("Copy citation"), self.citationRequested.emit)
        publish = self._add(menu, self.tr("Publish"), lambda: self.published.emit(not clipping.publish))
        publish.setCheckable(True)
        publish.setChecked(clipping.publish)
        self._add_states(menu, clipping)
        for action in menu.actions() if self._only_reads else ():
            action.setEnabled(action is cite)
        return menu

    def _add_states(self, menu: QMenu, clipping: Clipping) -> None:
        menu.addSeparator()
        if clipping.deleted:
            self._add(menu, self.tr("Restore from the wastebasket"), lambda: self.thrown.emit(False))
            self._add(menu, self.tr("Delete for good…"), self.purgeRequested.emit)
            return
        if clipping.state is not State.KEPT:
            title = self.tr("Bring back") if clipping.state is State.REJECTED else self.tr("Keep")
            self._add(menu, title, lambda: self.stateChosen.emit(State.KEPT))
        if clipping.state is not State.DEFERRED:
            self._add(menu, self.tr("Defer"), lambda: self.stateChosen.emit(State.DEFERRED))
        if clipping.state is not State.REJECTED:
            self._add(menu, self.tr("Reject"), lambda: self.stateChosen.emit(State.REJECTED))
        self._add(menu, self.tr("Move to the wastebasket"), lambda: self.thrown.emit(True))

    def _add_rights(self, menu: QMenu, clipping: Clipping) -> None:
        """What may be done with the text: as its outlet says, or as this source does."""
        of_outlet = dict(rights_words())[clipping.outlet_rights_on(self._today())]
        as_outlet = self.tr("As its outlet ({rights})").format(rights=of_outlet)
        group = QActionGroup(menu)
        for code, word in ((None, as_outlet), *rights_words()):
            action = self._add(menu, word, partial(self.rightsChosen.emit, code))
            action.setCheckable(True)
            action.setChecked(clipping.rights is code)
            group.addAction(action)

    def _add_languages(self, menu: QMenu, language: str | None) -> None:
        group = QActionGroup(menu)
        offered = LANGUAGES if language is None or language in LANGUAGES else (language, *LANGUAGES)
        for code in (*offered, None):
            action = self._add(menu, language_word(code), partial(self.languageChosen.emit, code))
            action.setCheckable(True)
            action.setChecked(code == language)
            group.addAction(action)

    def _add(self, menu: QMenu, title: str, do: Callable[[], object]) -> QAction:
        action = menu.addAction(title)
        action.triggered.connect(lambda _on=False: do())
        return action


def _titles() -> list[tuple[str, str]]:
    return [
        ("headline", QCoreApplication.translate("DetailBar", "Headline")),
        ("deck", QCoreApplication.translate("DetailBar", "Deck")),
        ("reporters", QCoreApplication.translate("DetailBar", "Reporters")),
        ("spokespeople", QCoreApplication.translate("DetailBar", "Spokespeople")),
        ("outlet", QCoreApplication.translate("DetailBar", "Outlet")),
        ("programme", QCoreApplication.translate("DetailBar", "Programme")),
        ("published_on", QCoreApplication.translate("DetailBar", "Date")),
        ("medium", QCoreApplication.translate("DetailBar", "Medium")),
        ("url", QCoreApplication.translate("DetailBar", "Link")),
    ]


def _key(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
