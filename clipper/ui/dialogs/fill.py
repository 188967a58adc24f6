"""What was pasted into a clipping beside what the clipping says: nothing is replaced unless a person chooses it."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from clipper.library.filling import compare, contradicted, holds_all_of
from clipper.library.library import Library
from clipper.library.merging import Compared, Standing
from clipper.library.unfinished import Name
from clipper.model.clipping import Clipping
from clipper.model.draft import Draft, Guess
from clipper.model.errors import ClipperError
from clipper.model.values import replace
from clipper.ui.dates import write_date
from clipper.ui.dialogs.asking import ask
from clipper.ui.dialogs.bars import FOOT, HEAD, bar
from clipper.ui.icons import pixmap
from clipper.ui.review_state import ReviewWork
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button
from clipper.ui.widgets.comparison import Comparison
from clipper.ui.widgets.elided_label import ElidedLabel
from clipper.ui.widgets.labels import WrappedLabel, dialog_title, hairline, surface
from clipper.ui.widgets.pair_texts import fill_sentence, kept_line, other_article_sentence, shown_fields
from clipper.ui.widgets.scrolled_page import ScrolledPage

_FIRST, _LEAST = QSize(1280, 800), QSize(720, 480)


class Filling(Struct, frozen=True):
    """What a person lets into a clipping: a draft, and the fields of which it replaces the clipping's value."""

    draft: Draft
    taken: frozenset[str] = frozenset()


class FillDialog(QDialog):
    """`filling` is what a person lets in, None while they did not; `is_apart` where they want a clipping of its own.

    Enter does the latter where the paste seems to be of another article. What is let in is added while the dialog is
    open, so that nothing is lost where the library refuses it. `work` is under what the choices are kept meanwhile, and
    how far they had come before.
    """

    def __init__(
        self,
        clipping: Clipping,
        draft: Draft,
        source: str | None,
        library: Library,
        parent: QWidget | None = None,
        add: Callable[[Filling], object] = lambda _filling: None,
        work: ReviewWork | None = None,
    ) -> None:
        super().__init__(parent)
        self.filling: Filling | None = None
        self.is_apart = False
        self._add_to, self._work = add, work
        self._draft, self._compared = draft, compare(clipping, draft)
        self._contradicted = contradicted(clipping, draft)
        self._is_text_longer = holds_all_of(draft.body.value, clipping.body)
        self.setWindowTitle(self.tr("Paste into this clipping"))
        surface(self, "reader")
        self.setMinimumSize(_LEAST)
        self.resize(parent.window().size() if parent is not None else _FIRST)
        hues = {tag.name: tag.hue for tag in library.tags()}
        self.comparison = Comparison(hues, library.organisation().spokesperson_label)
        title = self.tr("From this paste") if source is None else self.tr("From {name}").format(name=source)
        heads = [(clipping.title, kept_line(clipping)), (title, write_date(date.today()))]
        taken = work.left.get("taken") if work else None
        self.comparison.show_fields(
            shown_fields(self._compared), heads, lambda one: self._fills(one) if taken is None else one.field in taken
        )
        self._before = self.comparison.taken()
        self.comparison.changed.connect(self._say)
        self._lay_out()
        self._say()
        self._likely.setFocus()

    @classmethod
    def ask(
        cls,
        clipping: Clipping,
        draft: Draft,
        source: str | None,
        library: Library,
        parent: QWidget,
        add: Callable[[Filling], object],
        work: ReviewWork,
    ) -> "FillDialog":
        """Let a person choose what a draft replaces in a clipping, and add it; the dialog tells what came of it."""
        dialog = cls(clipping, draft, source, library, parent, add, work)
        ask(dialog)
        return dialog

    def _lay_out(self) -> None:
        head, row = bar(self, HEAD)
        row.addWidget(dialog_title(self.windowTitle()))
        row.addSpacing(2)
        self._sentence = ElidedLabel("", "ink2")
        row.addWidget(self._sentence, 1)
        page = QWidget()
        surface(page, "reader")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(24, 0, 24, 16)
        inside.addWidget(self.comparison)
        inside.addStretch(1)
        foot, line = bar(self, FOOT)
        cancel = Button(self.tr("Cancel"), PLAIN)
        cancel.clicked.connect(self.reject)
        self._add = Button(self.tr("Add anyway") if self._contradicted else self.tr("Add"), PLAIN)
        self._add.clicked.connect(self._accept)
        verbs = [self._add]
        if self._contradicted:
            verbs.append(Button(self.tr("As a new clipping"), PLAIN))
            verbs[-1].clicked.connect(self._take_apart)
        self._likely = verbs[-1]
        self._likely.set_kind(PRIMARY)
        self._likely.set_key("↵")
        self.problem = WrappedLabel("negative")
        self.problem.hide()
        line.addWidget(cancel)
        line.addWidget(self.problem, 1)
        line.addStretch()
        for button in verbs:
            line.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(hairline(self))
        if self._contradicted:
            whole.addWidget(self._warning())
            whole.addWidget(hairline(self))
        whole.addWidget(ScrolledPage(page), 1)
        whole.addWidget(hairline(self))
        whole.addWidget(foot)
        for one, following in pairwise([*self.comparison.tab_stops(), cancel, *verbs]):
            QWidget.setTabOrder(one, following)

    def _warning(self) -> QWidget:
        strip = QWidget(self)
        surface(strip, "banner")
        sign = QLabel()
        sign.setPixmap(pixmap("triangle-alert", "warn"))
        self.warning = WrappedLabel("warn", parent=strip)
        self.warning.show_text(other_article_sentence(self._contradicted))
        row = QHBoxLayout(strip)
        row.setContentsMargins(20, 8, 20, 8)
        row.setSpacing(8)
        row.addWidget(sign)
        row.addWidget(self.warning, 1)
        return strip

    def _fills(self, one: Compared) -> bool:
        """Whether the pasted value is chosen at first: where there is none yet, or a text that goes on in the paste."""
        return not one.kept or (one.field == "body" and self._is_text_longer)

    def _say(self) -> None:
        self._sentence.set_text(
            fill_sentence(self._compared, self.comparison.taken(), is_text_longer=self._is_text_longer)
        )

    def _accept(self) -> None:
        taken = self.comparison.taken()
        # What a person left out must not fill an empty field.
        left = [one.field for one in self._compared if one.standing is Standing.DIFFERS and one.field not in taken]
        nothing: dict[str, Guess[object]] = {
            name: Guess(() if name in ("reporters", "spokespeople") else None) for name in left
        }
        filling = Filling(replace(self._draft, **nothing), taken)  # type: ignore[arg-type]
        try:
            self._add_to(filling)
        except ClipperError as error:
            self.problem.show_text(str(error))
            return
        self.filling = filling
        self.accept()

    def _take_apart(self) -> None:
        self.is_apart = True
        self.accept()

    def reject(self) -> None:
        """Close; what somebody chose so far can be brought back."""
        if self._work and (self._work.left or self.comparison.taken() != self._before):
            self._work.given_up.append(self._state())
        super().reject()

    def _state(self) -> dict[str, Any]:
        return {"taken": tuple(sorted(self.comparison.taken()))}

    def unfinished(self) -> dict[Name, Any]:
        """Return what is chosen, under the name of its work."""
        work = self._work
        return {work.name: {"count": 1, **work.more, **self._state()}} if work else {}

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter presses the button that has the keyboard, and does what is likeliest from a value."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.focusWidget()
            (focus if isinstance(focus, Button) else self._likely).click()
        else:
            super().keyPressEvent(event)
