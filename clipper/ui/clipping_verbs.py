"""What the Clipping menu does to the selected clippings: each one library call, each one step to undo."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from clipper.library.library import Library
from clipper.library.tags import KEYS
from clipper.library.unfinished import Shelf
from clipper.model.backup import LARGE, Reason
from clipper.model.changes import Changes
from clipper.model.codes import Prominence, Relation, State, Tone
from clipper.model.errors import ClipperError
from clipper.model.links import at_place
from clipper.model.progress import Progress
from clipper.ui.aside import Aside
from clipper.ui.dialogs.notice import Notice
from clipper.ui.erasing import THROWN, Erased, Erasing
from clipper.ui.patience import patiently

if TYPE_CHECKING:
    from clipper.reports.citation import Citation

MOST_MERGED = 20
"""Nobody makes one clipping of more than this on purpose."""


class ClippingVerbs(QObject):
    """The verbs over a selection that the window names.

    told(str): what was done. triaged(): it was said what becomes of the selected clippings. refused(str): a verb could
    not be done, and why; nothing was changed. linkRequested(url): the link of the selected clipping is to be opened.
    """

    told = Signal(str)
    triaged = Signal()
    linkRequested = Signal(str)  # noqa: N815
    refused = Signal(str)

    def __init__(
        self, library: Library, selected: Callable[[], Sequence[int]], aside: Aside, shelf: Shelf, window: QWidget
    ) -> None:
        super().__init__(window)
        self._library, self._selected, self._aside, self._window = library, selected, aside, window
        self._shelf = shelf

    def handlers(self) -> dict[str, Callable[..., None]]:
        """Return what to call for each action of the Clipping menu that changes clippings."""
        codes: dict[str, Callable[..., None]] = {}
        for tone in (*Tone, None):
            codes[f"tone.{tone or 'none'}"] = lambda tone=tone: self._do(self._library.set_tone, tone)
        for prominence in (*Prominence, None):
            codes[f"prominence.{prominence or 'none'}"] = lambda prominence=prominence: self._do(
                self._library.set_prominence, prominence
            )
        for relation in Relation:
            codes[f"relation.{relation}"] = lambda relation=relation: self._do(self._library.set_relation, relation)
        for state in State:
            codes[f"state.{state}"] = lambda state=state: self._triage(state)
        for digit in KEYS:
            codes[f"tags.{digit}"] = lambda digit=digit: self._tag_by_key(digit)
        return codes | {
            "clipping.merge": self.merge,
            "clipping.group": lambda: self._do(self._library.group),
            "clipping.leave_story": lambda: self._do(self._library.leave_story),
            "clipping.star": lambda on: self._do(self._library.set_starred, on),
            "clipping.publish": lambda on: self._do(self._library.set_publish, on),
            "clipping.delete": lambda: self.delete(list(self._selected())),
            "clipping.restore": lambda: self._do(self._library.restore),
            "clipping.purge": self.purge,
            "clipping.empty_wastebasket": self.empty_wastebasket,
            "clipping.link": self._request_link,
            "clipping.cite": self.cite,
        }

    def star(self, clipping_id: int, on: bool) -> None:
        """Star one clipping, or take its star away."""
        self._try(lambda: self._library.set_starred([clipping_id], on))

    def merge(self) -> None:
        """Make one clipping of those that are selected: the first of them takes the others in."""
        kept, *others = self._selected() or [0]
        if others:
            self._try(lambda: self._library.merge_into(kept, others))

    def _tag_by_key(self, digit: int) -> None:
        """Put the tag of a key on what is selected; where all have it, take it off."""
        ids = list(self._selected())
        for tag in self._library.tags() if ids else ():
            if tag.key == digit:
                self._try(partial(self._toggle_tag, ids, tag.name))

    def _toggle_tag(self, ids: Sequence[int], name: str) -> None:
        if self._library.tag(ids, name).step is None:
            self._library.untag(ids, name)

    def _triage(self, state: State) -> None:
        """Move on at once: the next key may come before the list was searched anew."""
        ids = list(self._selected())
        if ids and self._try(lambda: self._library.set_state(ids, state)):
            self.triaged.emit()

    def _do(self, verb: Callable[..., Changes], *value: object) -> None:
        ids = list(self._selected())
        if ids:
            self._try(lambda: verb(ids, *value))

    def _try(self, work: Callable[[], object]) -> bool:
        try:
            patiently(self._library, work)
        except ClipperError as error:
            self.refused.emit(str(error))
            return False
        return True

    def delete(self, ids: Sequence[int]) -> None:
        """Move clippings to the wastebasket, after a backup where they are many."""
        if self._library.backups is None or len(ids) < LARGE:
            if ids:
                self._try(lambda: self._library.delete(ids))
            return

        def work(report: Progress) -> list[str]:
            from clipper.library.backups import before

            unsaved = before(self._library, Reason.DELETION, len(ids), report)
            self._library.delete(ids)
            return unsaved

        self._aside.run(
            work,
            self._tell_unsaved,
            self.tr("Backing up, then moving to the wastebasket"),
            when_cancelled=self._tell_not_moved,
            last_step=self._library.undoable,
        )

    def _tell_not_moved(self) -> None:
        self.told.emit(self.tr("Cancelled. Nothing was moved to the wastebasket."))

    def _tell_unsaved(self, sentences: Sequence[str]) -> None:
        if sentences:
            self.refused.emit(" ".join(sentences))

    def purge(self) -> None:
        """Delete for good what is selected: this asks, because nothing takes it back."""
        ids = list(self._selected())
        one = self.tr("Delete this clipping for good?")
        many = self.tr("Delete {count} clippings for good?").format(count=f"{len(ids):,}")
        self._erase(ids, one if len(ids) == 1 else many, self.tr("Delete for good"))

    def empty_wastebasket(self) -> None:
        """Delete for good all that lies in the wastebasket, whatever of it is shown; this asks, too."""
        ids = list(self._library.search(THROWN).ids)
        if not ids:
            self.told.emit(self.tr("The wastebasket is empty."))
        self._erase(ids, self.tr("Empty the wastebasket?"), self.tr("Empty the wastebasket"))

    def _erase(self, ids: Sequence[int], title: str, verb: str) -> None:
        if not ids:
            return
        erasing = Erasing(self._library, ids, self._shelf)
        if self._library.backups is None:
            self._ask_and_erase(erasing, title, verb, 0)
            return
        self._aside.run(
            lambda _report: erasing.count_backups(),
            lambda count: self._ask_and_erase(erasing, title, verb, count),
            self.tr("Looking into the backups"),
            only_reads=True,
        )

    def _ask_and_erase(self, erasing: Erasing, title: str, verb: str, backups: int) -> None:
        ids = erasing.ids
        one = self.tr("1 clipping is erased, with its original, notes and history. This cannot be undone.")
        many = self.tr("{count} clippings are erased, with their originals, notes and history. This cannot be undone.")
        text = one if len(ids) == 1 else many.format(count=f"{len(ids):,}")
        text += self._lost_with(self._library.issued_with(ids))
        if backups:
            is_meant, also = Notice.warn_with(title, text, verb, self._in_backups(backups), self._window)
        else:
            is_meant, also = Notice.warn(title, text, verb, self._window), False
        if is_meant:
            # The whole index is written anew: seconds in a large library.
            self._aside.run(
                lambda report: erasing.erase(report, from_backups=also),
                self._tell_erased,
                self.tr("Deleting for good. This takes a while in a large library."),
                can_stop=False,
            )

    def _in_backups(self, count: int) -> str:
        one = self.tr("Erase from the backup that holds it, too")
        many = self.tr("Erase from the {count} backups that hold it, too").format(count=f"{count:,}")
        return one if count == 1 else many

    def _lost_with(self, reports: int) -> str:
        """What goes along with clippings that issued reports name: nothing may name them any more."""
        if not reports:
            return ""
        one = self.tr("1 issued report loses its content and files, too.")
        many = self.tr("{count} issued reports lose their content and files, too.").format(count=f"{reports:,}")
        return f" {one if reports == 1 else many}"

    def _tell_erased(self, erased: Erased) -> None:
        told = self._erased(erased.clippings, erased.reports)
        one, many = self.tr("1 backup"), self.tr("{count} backups").format(count=f"{erased.backups:,}")
        if erased.backups:
            backups = one if erased.backups == 1 else many
            told = self.tr("{deleted}, and from {backups}").format(deleted=told, backups=backups)
        if erased.problems:
            again = self.tr("Once that is mended, erase it there in File › Backups….")
            self.refused.emit(" ".join([f"{told}.", *erased.problems, *([again] if erased.is_left else [])]))
        else:
            self.told.emit(told)

    def _erased(self, count: int, reports: int) -> str:
        many = self.tr("Deleted {count} clippings for good").format(count=f"{count:,}")
        told = self.tr("Deleted 1 clipping for good") if count == 1 else many
        if not reports:
            return told
        one = self.tr("1 issued report lost its content")
        some = self.tr("{count} issued reports lost their content").format(count=f"{reports:,}")
        return f"{told}; {one if reports == 1 else some}"

    def cite(self) -> None:
        """Copy what is selected as lines in the house style, in the order of the list."""
        ids = list(self._selected())

        def work(_progress: Progress) -> "Citation":
            from clipper.reports.citation import cited

            return cited(self._library.clippings(ids), self._library.organisation())

        def copy(citation: "Citation") -> None:
            copied = QMimeData()
            copied.setText(citation.text)
            copied.setHtml(citation.html)
            QGuiApplication.clipboard().setMimeData(copied)
            many = self.tr("Copied {count} citations").format(count=f"{len(ids):,}")
            self.told.emit(self.tr("Copied the citation") if len(ids) == 1 else many)

        if ids:
            self._aside.run(work, copy, self.tr("Writing citations"), only_reads=True)

    def _request_link(self) -> None:
        ids = self._selected()
        clipping = self._library.get(ids[0]) if len(ids) == 1 else None
        if clipping is not None and clipping.url:
            self.linkRequested.emit(at_place(clipping.url, clipping.timecode))
