"""Fetching the text of a clipping from its link: only when a person asks, and after they allowed it once."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from clipper.library.library import Library
from clipper.model.clipping import Clipping
from clipper.model.progress import Progress
from clipper.ui.aside import Aside
from clipper.ui.dialogs.notice import Notice
from clipper.ui.keeper import Keeper
from clipper.ui.settings import Settings

if TYPE_CHECKING:
    from clipper.library.fetching import Limits
    from clipper.model.draft import Accepted, FileReading

_ALLOWED = "fetch/allowed"
FETCHED = "fetched"
"""How what is filled in came, where its review is unfinished."""


class FetchFlow(QObject):
    """allowedChanged(bool): a person said whether pages may be fetched. refused(str): nothing came of it, and why.

    givenUp(Callable[[], None]): a review was closed after somebody had worked on it; calling this brings it back.
    `limits` are those of fetching; None the usual ones.
    """

    allowedChanged = Signal(bool)  # noqa: N815
    refused = Signal(str)
    givenUp = Signal(object)  # noqa: N815

    def __init__(self, library: Library, aside: Aside, keeper: Keeper, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._library, self._aside, self._settings, self._window = library, aside, settings, window
        self._keeper = keeper
        self.limits: Limits | None = None

    def is_allowed(self) -> bool:
        """Tell whether pages may be fetched when they are asked for."""
        return self._settings.flag(_ALLOWED, False)

    def allow(self, on: bool) -> None:
        """Allow it, or no longer."""
        self._settings.set(_ALLOWED, on)
        self.allowedChanged.emit(on)

    def fetch(self, clipping_id: int) -> None:
        """Fetch the text of a clipping that has a link and none, and let a person review what came."""
        clipping = next(iter(self._library.clippings([clipping_id])), None)
        if clipping is None or not clipping.url or clipping.body or not self._may(clipping.url):
            return
        url = clipping.url

        def work(report: Progress) -> "FileReading":
            from clipper.library.fetching import Limits, fetch_reading

            known = self._library.known()
            return fetch_reading(url, known, date.today(), report, self.limits or Limits())

        sentence = self.tr("Fetching {url}").format(url=url if len(url) <= 60 else f"{url[:59]}…")
        self._aside.run(work, lambda file: self._offer(clipping_id, file), sentence, only_reads=True)

    def _may(self, url: str) -> bool:
        """Ask once, with the address, before anything is fetched."""
        if self.is_allowed():
            return True
        text = self.tr(
            "Clipper will ask this address for the page:\n\n{url}\n\nIt asks for the page alone: no cookies, no "
            "pictures, nothing about you but what every visit shows. It never does so by itself, only when you choose "
            "“Fetch the text”. You can forbid it again in the File menu."
        ).format(url=url)
        if not Notice.ask(self.tr("May Clipper fetch pages that you ask for?"), text, self.tr("Fetch"), self._window):
            return False
        self.allow(True)
        return True

    def _offer(self, clipping_id: int, file: "FileReading") -> None:
        """Let a person review what was fetched, and fill in what they accept."""
        clipping = next(iter(self._library.clippings([clipping_id])), None)
        if clipping is None:
            self.refused.emit(self.tr("The clipping is gone; what was fetched was not kept."))
        elif not any(draft.body.value for draft in file.reading.drafts):
            self.refused.emit(
                self.tr("No text was found on the page. Open the link, and paste the text. Nothing was changed.")
            )
        else:
            self.review(clipping, file)

    def review(self, clipping: Clipping, file: "FileReading", left: Mapping[str, Any] | None = None) -> None:
        """Have what was fetched for a clipping reviewed, from where a review of it was `left`, and fill it in."""
        from clipper.ui.dialogs.fetched import FetchedDialog, changed
        from clipper.ui.review_state import filling_work

        def add(wanted: "list[Accepted]", _progress: Progress) -> None:
            (one,) = wanted
            taken = changed(clipping, one)
            self._library.fill(clipping.id, one.draft, file.pasted, taken, file=file.file, origin=self)

        work = filling_work(clipping, FETCHED, left)
        self._keeper.begin_review(work.name, file)
        FetchedDialog.ask_about(clipping, file, self._library, self._window, add, work)
        self._keeper.end_review(work.name)
        if work.given_up:
            self.givenUp.emit(partial(self.review, clipping, file, work.given_up[-1]))
