"""Looks for damage: at the start, when nobody works, and when a person asks; and says what was found."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from clipper.library.library import Library
from clipper.model.damage import Damage, Flaw
from clipper.model.errors import ClipperError, Damaged
from clipper.model.progress import Progress
from clipper.ui.aside import Aside
from clipper.ui.idle import IdleWatch
from clipper.ui.settings import Settings, of_library
from clipper.ui.tasks import Task

if TYPE_CHECKING:
    from clipper.library.checking import Examination

IDLE, DAYS = 300, 7
"""Seconds in which nobody does anything before all is looked at, and days before that is done again."""
_BREATH = 0.005
"""Seconds between two pieces, so that the window is always drawn at once."""


class CheckFlow(QObject):
    """Looks at the library aside, and never holds up the window.

    damaged(str, str, do): something is wrong; a verb, and what it does, shows what. told(str): all is well, where a
    person asked. repairRequested(), restoreRequested(): what a person wants to be done about it.
    """

    damaged = Signal(str, str, object)
    told = Signal(str)
    repairRequested = Signal()  # noqa: N815
    restoreRequested = Signal()  # noqa: N815

    def __init__(
        self,
        library: Library,
        settings: Settings,
        aside: Aside,
        window: QWidget,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._library, self._settings, self._aside, self._window = library, settings, aside, window
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="check")
        self._task: Task | None = None
        self._examination: Examination | None = None
        self._then: Callable[[list[Flaw]], None] = self._tell
        self._has_begun = False
        self._known: list[Flaw] = []
        self.watch = IdleWatch(window, IDLE, clock)
        self.watch.idle.connect(self._look_when_idle)
        self.watch.woken.connect(self._pause)

    def begin(self) -> None:
        """Look at the structure, where opening did not; at everything, where the library was not closed."""
        if self._has_begun:
            return
        self._has_begun = True
        self.watch.start()
        store = self._library.store
        if store.was_left_open or not store.is_checked:
            from clipper.library.checking import Examination

            kind = Examination.full if store.was_left_open else Examination.quick
            self._run(kind(self._library), self._tell)

    def check(self) -> None:
        """Look at everything while a person waits, and show what was found."""

        def work(report: Progress) -> list[Flaw]:
            from clipper.library.checking import Examination

            return Examination.full(self._library).run(report)

        said = self.tr("Checking the library. Nothing is changed; it can be used meanwhile.")
        self._aside.run(work, self._show_all, said, only_reads=True)

    def stop(self) -> None:
        """Look no more: the window goes."""
        self._has_begun = True
        self.watch.stop()
        self._pause()
        self._executor.shutdown(wait=True, cancel_futures=True)

    # Aside

    def _run(self, examination: "Examination", then: Callable[[list[Flaw]], None]) -> None:
        def work(report: Progress) -> list[Flaw]:
            def look(done: int, total: int) -> None:
                time.sleep(_BREATH)
                report(done, total)

            return examination.run(look)

        self._examination, self._then = examination, then
        task = self._task = Task(work, self, only_reads=True)
        task.done.connect(lambda flaws: self._finish(flaws, then))
        task.failed.connect(self._fail)
        task.cancelled.connect(self._end)
        task.start(self._executor)

    def _look_when_idle(self) -> None:
        if self._task is not None or self._aside.is_busy:
            return
        if self._examination is not None and not self._examination.is_done:
            self._run(self._examination, self._then)
        elif self._is_due():
            from clipper.library.checking import Examination

            self._run(Examination.full(self._library), self._note)

    def _pause(self) -> None:
        """Make way; what was looked at is not looked at again."""
        if self._task is not None and self._examination is not None:
            self._task.cancel()
            self._examination.interrupt()

    def _end(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.dispose()

    def _finish(self, flaws: list[Flaw], then: Callable[[list[Flaw]], None]) -> None:
        self._end()
        then(flaws)

    def _fail(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, ClipperError):
            raise error
        if not isinstance(error, Damaged):
            # Such as no room: nobody asked, and it would fail again in a moment. The next start tries it anew.
            self.watch.stop()
            return
        self.damaged.emit(str(error), self.tr("Repair…"), self.repairRequested.emit)

    # When it is due

    def _is_due(self) -> bool:
        checked = self._settings.text(self._name())
        try:
            return (self._library.today() - date.fromisoformat(checked)).days >= DAYS
        except ValueError:
            return True

    def _note(self, flaws: list[Flaw]) -> None:
        self._settings.set(self._name(), self._library.today().isoformat())
        self._tell(flaws)

    def _name(self) -> str:
        return of_library("checked", self._library.path)

    # What was found

    def _tell(self, flaws: list[Flaw]) -> None:
        """Say once that something is wrong, and nothing where all is well."""
        if flaws and flaws != self._known:
            self._known = flaws
            self.damaged.emit(self._title(flaws), self.tr("Look at it…"), lambda: self._show(flaws))

    def _show_all(self, flaws: list[Flaw]) -> None:
        self._settings.set(self._name(), self._library.today().isoformat())
        if flaws:
            self._known = flaws
            self._show(flaws)
        else:
            self.told.emit(
                self.tr("The library is sound: the file, all that was entered, the files, lists and counts.")
            )

    def _title(self, flaws: Sequence[Flaw]) -> str:
        if len(flaws) == 1:
            return flaws[0].sentence
        said = self.tr("{n} things in this library are damaged. Nothing was changed.")
        return said.format(n=f"{len(flaws):,}")

    def _show(self, flaws: Sequence[Flaw]) -> None:
        from clipper.ui.dialogs.damage_list import DamageList

        repair, restore, later = self.tr("Repair…"), self.tr("Restore a backup…"), self.tr("Later")
        title, sentences = self.tr("Something in this library is damaged"), [flaw.sentence for flaw in flaws]
        chosen = DamageList.choose(title, self._advice(flaws), sentences, [repair, restore, later], self._window)
        if chosen == repair:
            self.repairRequested.emit()
        elif chosen == restore:
            self.restoreRequested.emit()

    def _advice(self, flaws: Sequence[Flaw]) -> str:
        """Say what is kept, and what repair does, by the worst that was found."""
        return {
            Damage.STRUCTURE: self.tr(
                "A part of the file cannot be read. Repair saves everything else into a new file that takes its place, "
                "and keeps the damaged one beside it. A backup may have all, but not what was done since."
            ),
            Damage.ROW: self.tr(
                "What is named here is not what was written; it is left as it is. Repair marks such clippings with the "
                "tag “damaged”, so that somebody can look at them. A backup may have them whole."
            ),
            Damage.LINK: self.tr(
                "Something that is named elsewhere is lost. Repair keeps what names it, and says what."
            ),
            Damage.FOLLOWING: self.tr(
                "All that was entered is there. Only lists, counts or the search index are wrong, and repair makes "
                "them anew."
            ),
            Damage.FILE: self.tr("Everything else is sound. Only a backup has what these files held."),
        }[min((flaw.damage for flaw in flaws), key=list(Damage).index)]
