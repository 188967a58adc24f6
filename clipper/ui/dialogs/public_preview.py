"""What the public would see of a clipping: just what a public report lists of it, and what stays inside."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from clipper.library.library import Library
from clipper.model.clipping import Clipping
from clipper.model.medium_fields import MEDIUM_FIELDS
from clipper.reports.figures import is_topic
from clipper.reports.language import language
from clipper.reports.parts import Entry, KeyClipping
from clipper.reports.public_view import LeftOut, PublicView, public_view
from clipper.ui.code_words import relation_words, state_words
from clipper.ui.dialogs.asking import ask, stack
from clipper.ui.fonts import sans, serif
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button
from clipper.ui.widgets.labels import Label, dialog_title, hairline, surface
from clipper.ui.widgets.scrolled_page import ScrolledPage

_SIZE = (560, 560)
_INSIDE = tuple(name for name in MEDIUM_FIELDS if name != "aired_at")


class PublicPreview(QDialog):
    """published(bool): the clipping is to be published, or no longer."""

    published = Signal(bool)

    def __init__(self, library: Library, clipping: Clipping, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clipping = clipping
        self._words = language(library.organisation().languages[0])
        self.setWindowTitle(self.tr("What the public sees"))
        self.resize(*_SIZE)
        surface(self, "reader")
        view = public_view(library, clipping, self._words)
        head = QVBoxLayout()
        head.setContentsMargins(24, 18, 24, 12)
        head.setSpacing(4)
        head.addWidget(dialog_title(self.tr("What the public sees")))
        state = Label(self._state(view.left_out), "ink2")
        state.setWordWrap(True)
        head.addWidget(state)
        page = QWidget()
        self._entry = QVBoxLayout(page)
        self._entry.setContentsMargins(24, 16, 24, 16)
        self._entry.setSpacing(6)
        self._show(view)
        stack(self, head, ScrolledPage(page), self._foot())

    def _state(self, left_out: tuple[LeftOut, ...]) -> str:
        """Whether the public sees it now, and what else keeps it out of public reports."""
        why = "; ".join(map(self._reason, left_out))
        if self._clipping.publish and not why:
            return self.tr("It is published.")
        if self._clipping.publish:
            return self.tr("It is published, but no public report holds it: {why}.").format(why=why)
        unseen = self.tr("It is not published: the public sees nothing.")
        still = self.tr("Published, it would still be in no public report: {why}.")
        return f"{unseen} {still.format(why=why)}" if why else unseen

    def _reason(self, left_out: LeftOut) -> str:
        clipping = self._clipping
        asked = self.tr("{why}, and reports count it only where they are asked for {search}")
        if left_out is LeftOut.DELETED:
            return self.tr("it lies in the wastebasket")
        if left_out is LeftOut.UNDATED:
            return self.tr("it has no date")
        if left_out is LeftOut.RELATION:
            why = self.tr("its relation is {relation}, not About us")
            word = dict(relation_words())[clipping.relation]
            return asked.format(why=why.format(relation=word), search=f"relation:{clipping.relation}")
        why = self.tr("its state is {state}, not Kept")
        word = dict(state_words())[clipping.state]
        return asked.format(why=why.format(state=word), search=f"state:{clipping.state}")

    def _show(self, view: PublicView) -> None:
        self._show_entry(view.key.entry)
        if view.key.entry.is_key:
            self._show_key(view.key)
        self._add_outlets(view.key)
        self._show_figures(view)
        self._rule()
        self._add(self.tr("Stays inside"), "ink", sans(13, 600))
        kept = "; ".join(self._kept_back(view))
        self._add(kept[:1].upper() + kept[1:] or self.tr("Nothing more is known of it."), "ink2")
        self._entry.addStretch(1)

    def _show_entry(self, entry: Entry) -> None:
        by = f"{self._words.label('feat')} {', '.join(entry.featured)}" if entry.featured else ""
        pick_up = self._words.label("pick_up") if entry.is_pick_up else ""
        parts = [entry.outlet, *entry.meta, entry.date_label, pick_up]
        self._add(" · ".join(part for part in parts if part), "ink2")
        self._add(f"★ {entry.headline}" if entry.is_key else entry.headline, "ink", serif(20, 600))
        self._add(by, "ink2")
        self._add(entry.excerpt, "ink", serif(16))
        self._add(", ".join(entry.topics), "ink2")
        self._add(entry.url or "", "accent")

    def _show_key(self, key: KeyClipping) -> None:
        """What stands at the top of a report: its words are the quote in one file, the longer excerpt in another."""
        self._rule()
        self._add(self.tr("Under key coverage"), "ink", sans(13, 600))
        if key.quote:
            self._add(self._words.quoted(key.quote.text, key.entry.language), "ink", serif(16))
            self._add(f"— {key.quote.speaker}", "ink2")
        self._add(key.excerpt, "ink", serif(16))

    def _add_outlets(self, key: KeyClipping) -> None:
        if key.also_ran:
            self._add(f"{self._words.label('also_ran')} {', '.join(key.also_ran)}", "ink2")

    def _show_figures(self, view: PublicView) -> None:
        counted = list(view.counts)
        if view.voices:
            counted.append(self.tr("{names} with their own words").format(names=self._words.join(view.voices)))
        if counted:
            self._rule()
            self._add(self.tr("Counted in figures"), "ink", sans(13, 600))
            self._add("; ".join(counted), "ink2")

    def _rule(self) -> None:
        self._entry.addSpacing(12)
        self._entry.addWidget(hairline())

    def _kept_back(self, view: PublicView) -> Iterator[str]:
        """Name, without repeating it, what public outputs leave out."""
        clipping = self._clipping
        internal = [tag for tag in clipping.tags if not is_topic(tag)]
        pulled = view.key.quote.text if clipping.starred and view.key.quote else ""
        kept = {
            self.tr("the note"): clipping.note,
            self.tr("highlights and their comments"): clipping.highlights,
            self.tr("other quotes") if pulled else self.tr("the quotes"): _quotes_beside(clipping, pulled),
            self.tr("corrections and follow-ups"): clipping.follow_ups,
            self.tr("tone, prominence and key messages"): clipping.tone or clipping.prominence or clipping.messages,
            self.tr("codes of the codebook"): clipping.codes,
            self.tr("internal tags"): internal,
            self.tr("the attachments"): clipping.attachments,
            self.tr("the deck"): clipping.body and clipping.deck,
            self.tr("the whole text"): clipping.body,
            self.tr("host, length, page and the like"): any(getattr(clipping, name) for name in _INSIDE),
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


def _quotes_beside(clipping: Clipping, pulled: str) -> list[str]:
    """The kept quotes whose words are not in the one that a report pulls, whatever mark ends it there."""
    texts = (" ".join(quote.text.split()) for quote in clipping.quotes)
    return [text for text in texts if text.rstrip(",.!?…") not in pulled]
