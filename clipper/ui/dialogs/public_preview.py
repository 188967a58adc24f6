"""What the public would see of a clipping: just what a public report lists of it, and what stays inside."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from clipper.model.clipping import Clipping, Organisation
from clipper.model.codes import Relation, State
from clipper.reports.document import Entry
from clipper.reports.entries import public_entry
from clipper.reports.language import language
from clipper.ui.dialogs.asking import ask
from clipper.ui.fonts import sans, serif
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button
from clipper.ui.widgets.labels import Label, dialog_title, hairline, surface
from clipper.ui.widgets.scrolled_page import ScrolledPage

_SIZE = (560, 460)


class PublicPreview(QDialog):
    """published(bool): the clipping is to be published, or no longer."""

    published = Signal(bool)

    def __init__(self, clipping: Clipping, organisation: Organisation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clipping = clipping
        self.setWindowTitle(self.tr("What the public sees"))
        self.resize(*_SIZE)
        surface(self, "reader")
        entry = public_entry(language(organisation.languages[0]), clipping)
        head = QVBoxLayout()
        head.setContentsMargins(24, 18, 24, 12)
        head.setSpacing(4)
        head.addWidget(dialog_title(self.tr("What the public sees")))
        state = Label(self._state(), "ink2")
        state.setWordWrap(True)
        head.addWidget(state)
        page = QWidget()
        self._entry = QVBoxLayout(page)
        self._entry.setContentsMargins(24, 16, 24, 16)
        self._entry.setSpacing(6)
        self._show(entry)
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hairline(self))
        column.addWidget(ScrolledPage(page), 1)
        column.addWidget(hairline(self))
        column.addLayout(self._foot())

    def _state(self) -> str:
        if not self._clipping.publish:
            return self.tr("It is not published: the public sees nothing.")
        reasons = ", ".join(self._left_out())
        if reasons:
            told = self.tr("It is published, but reports leave it out, and the public sees nothing: {reasons}.")
            return told.format(reasons=reasons)
        return self.tr("It is published.")

    def _left_out(self) -> Iterator[str]:
        """Say why a report, which by itself takes what was kept about us in its period, would not list it."""
        clipping = self._clipping
        left_out = {
            self.tr("it is in the wastebasket"): clipping.deleted,
            self.tr("it is not kept"): clipping.state is not State.KEPT,
            self.tr("it is not about us"): clipping.relation is not Relation.ABOUT_US,
            self.tr("it has no date"): clipping.published_on is None,
        }
        yield from (words for words, holds in left_out.items() if holds)

    def _show(self, entry: Entry) -> None:
        by = self.tr("feat. {names}").format(names=", ".join(entry.featured)) if entry.featured else ""
        self._add(" · ".join([entry.outlet, *entry.meta, entry.date_label]), "ink2")
        self._add(entry.headline, "ink", serif(20, 600))
        self._add(by, "ink2")
        self._add(entry.excerpt, "ink", serif(16))
        self._add(", ".join(entry.topics), "ink2")
        self._add(entry.url or "", "accent")
        self._entry.addSpacing(12)
        self._entry.addWidget(hairline())
        self._add(self.tr("Stays inside"), "ink", sans(13, 600))
        kept = "; ".join(self._kept_back())
        self._add(kept[:1].upper() + kept[1:] or self.tr("Nothing more is known of it."), "ink2")
        self._entry.addStretch(1)

    def _kept_back(self) -> Iterator[str]:
        """Name, without repeating it, what public outputs leave out."""
        clipping = self._clipping
        internal = [tag for tag in clipping.tags if not tag.casefold().startswith("topic/")]
        kept = {
            self.tr("the note"): clipping.note,
            self.tr("highlights and their comments"): clipping.highlights,
            self.tr("tone, prominence and key messages"): clipping.tone or clipping.prominence or clipping.messages,
            self.tr("codes of the codebook"): clipping.codes,
            self.tr("corrections and follow-ups"): clipping.follow_ups,
            self.tr("internal tags"): internal,
            self.tr("the attachments"): clipping.attachments,
            self.tr("the whole text"): clipping.body,
        }
        yield from (words for words, value in kept.items() if value)

    def _add(self, text: str, ink: str, font: QFont | None = None) -> None:
        if text:
            label = Label(text, ink, font)
            label.setWordWrap(True)
            self._entry.addWidget(label)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 14, 16, 14)
        foot.setSpacing(8)
        foot.addStretch(1)
        close = Button(self.tr("Close"), PLAIN, parent=self)
        close.clicked.connect(self.reject)
        verb = self.tr("Withdraw") if self._clipping.publish else self.tr("Publish")
        change = Button(verb, PRIMARY, parent=self)
        change.clicked.connect(self._change)
        foot.addWidget(close)
        foot.addWidget(change)
        return foot

    def _change(self) -> None:
        self.published.emit(not self._clipping.publish)
        self.accept()

    def ask(self) -> None:
        """Show it until a person leaves it."""
        ask(self)
