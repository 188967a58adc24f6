"""The ways in: clipboard, dropped things and files, read aside, reviewed by a person, added in one step."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QWidget

from clipper.library.library import Library
from clipper.library.unfinished import review_of
from clipper.model.codes import State
from clipper.model.draft import Accepted, FileReading, Pasted
from clipper.model.progress import Progress
from clipper.model.values import replace
from clipper.ui.aside import Aside
from clipper.ui.keeper import Keeper
from clipper.ui.patience import patiently
from clipper.ui.settings import Settings
from clipper.ui.step_texts import done_text

# What reads is imported when it is first used: the window opens sooner without it.
if TYPE_CHECKING:
    from clipper.library.adding import Added
    from clipper.library.duplicates import Offered
    from clipper.library.importing import Imported
    from clipper.library.intake import Readings
    from clipper.library.originals import Packed
    from clipper.model.uniting import Choice, Undecided
    from clipper.ui.dialogs.review_frame import Add
    from clipper.ui.review_state import ReviewWork
    from clipper.ui.sheet_flow import Mapped

_REVIEWED = 30
"""A file with more mentions than these is not reviewed: its mentions wait under New."""
_SINGLE = frozenset({"transcript", "post"})
"""Formats of one item: it is reviewed as a paste is."""


def local_files(mime: QMimeData) -> list[Path]:
    """Return the files of this machine that a clipboard or drag names."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def pasted_from(mime: QMimeData) -> Pasted:
    """Return what a clipboard or drag holds, verbatim."""
    return Pasted(mime.text(), mime.html() if mime.hasHtml() else None)


class _Read(Struct, frozen=True):
    """What was read of files, the exports among them, and the file that a person is to review, if it is one."""

    readings: "Readings"
    exports: tuple[Path, ...]
    offered: "_Reviewed | None"


class _Reviewed(Struct, frozen=True):
    """What a person is to review, and its paste as the library keeps it: packed before, since it may be huge."""

    offered: "Offered"
    packed: "Packed | None"

    @classmethod
    def of(cls, library: Library, file: FileReading) -> "_Reviewed":
        from clipper.library.duplicates import offered
        from clipper.library.originals import pack

        return cls(offered(library, file), pack(file.pasted, file.file))


class IntakeFlow(QObject):
    """Takes in one thing at a time.

    added(list): the ids of clippings that were just kept. newRequested(list): those of what was imported, which a
    person wants to see.
    told(str): what came of it, where no new clipping shows it. united(str): what came of an export, as one step, which
    can be undone. refused(str): what was brought could not be taken, why. givenUp(Callable[[], None]): a review was
    closed after somebody had worked on it; calling this brings it back.
    """

    added = Signal(list)
    newRequested = Signal(list)  # noqa: N815
    told = Signal(str)
    united = Signal(str)
    refused = Signal(str)
    givenUp = Signal(object)  # noqa: N815

    def __init__(
        self, library: Library, aside: Aside, keeper: Keeper, window: QWidget, settings: Settings | None = None
    ) -> None:
        super().__init__(window)
        self._library, self._aside, self._window, self._settings = library, aside, window, settings
        self._keeper = keeper

    def take(self, mime: QMimeData | None) -> None:
        """Take what a clipboard or drag holds: files are read, anything else is a paste."""
        if mime is None:
            return
        if self._library.refusal:
            self.refused.emit(self._library.refusal)
            return
        files = local_files(mime)
        if files:
            self.take_files(files)
            return
        pasted = pasted_from(mime)

        def work(_report: Progress) -> _Reviewed:
            from clipper.capture.formats import read_pasted

            return _Reviewed.of(self._library, read_pasted(pasted, self._library.known(), date.today()))

        sentence = self.tr("Reading what you pasted. Nothing is added until you keep it.")
        self._aside.run(work, self._review, sentence, only_reads=True)

    def choose_files(self) -> None:
        """Ask for files and take them."""
        from clipper.library.intake import ENDINGS
        from clipper.ui.dialogs import choosing

        kinds = self.tr("Mentions, archives and sheets ({endings})").format(
            endings=" ".join(f"*.{ending}" for ending in ENDINGS)
        )
        every = self.tr("All files (*)")
        chosen = choosing.ask_for_files(self._window, self.tr("Import"), (kinds, every))
        if chosen:
            self.take_files(chosen)

    def take_files(self, paths: Sequence[Path]) -> None:
        """Take files; see _go_on."""

        def work(report: Progress) -> "_Read":
            from clipper.library.exchange_file import is_export
            from clipper.library.intake import read_what_can_be

            others = [path for path in paths if not is_export(path)]
            readings = read_what_can_be(others, self._library.known(), date.today(), report)
            exports = tuple(path for path in paths if is_export(path))
            is_alone = len(readings.files) == 1 and not (readings.problems or exports)
            is_reviewed = is_alone and _is_reviewed(readings.files[0])
            return _Read(readings, exports, _Reviewed.of(self._library, readings.files[0]) if is_reviewed else None)

        sentence = self.tr("Reading files. Nothing is added yet.")
        self._aside.run(work, self._go_on, sentence, only_reads=True, when_cancelled=self._tell_cancelled)

    def export(self) -> None:
        """Ask for a file and write the whole library to it."""
        from clipper.library.exchange_file import ENDING, ZIPPED
        from clipper.ui.dialogs import choosing

        kinds = self.tr("Exports of Clipper ({endings})").format(endings=f"*{ZIPPED} *{ENDING}")
        path = choosing.ask_for_place(self._window, self.tr("Export"), f"library{ZIPPED}", kinds)
        if path:
            self._write(path, "export")

    def back_up(self) -> None:
        """Ask for a file and write a verified copy of the library to it."""
        from clipper.ui.dialogs import choosing

        offered = f"{self._library.path.stem} {date.today()}.clipper"
        kinds = self.tr("Libraries of Clipper ({endings})").format(endings="*.clipper")
        path = choosing.ask_for_place(self._window, self.tr("Back up"), offered, kinds)
        if path:
            self._write(path, "backup")

    def _write(self, path: Path, what: str) -> None:
        def work(report: Progress) -> str:
            from clipper.library.backup import backup
            from clipper.library.backup_damage import also_damaged
            from clipper.library.exchange import export_library
            from clipper.ui.backup_words import saved

            if what == "export":
                return saved(path.name, export_library(self._library, path, report).told)
            return saved(path.name, [*backup(self._library, path, report), *also_damaged(self._library, report)])

        self._aside.run(work, self.told.emit, self.tr("Writing a copy. The library can be used meanwhile."))

    # Files

    def _go_on(self, read: "_Read") -> None:
        """Let a person review a single small file; import what is an archive, is long, or came with others."""
        from clipper.library.intake import refusal

        if why := refusal(read.readings, read.exports):
            self.refused.emit(why)
        elif read.offered:
            self._review(read.offered)
        else:
            self._import(read)

    def _import(self, read: "_Read") -> None:
        """Import as new, sheets as a person maps them, and exports; where one sheet is cancelled, nothing of all is."""
        from clipper.ui.sheet_flow import map_sheets

        mapped = map_sheets(read.readings, self._library, self._settings, self._window)
        if mapped is None:
            self._tell_cancelled()
        else:
            self._import_with({}, read, mapped)

    def _import_with(self, choices: "Mapping[str, Choice]", read: "_Read", mapped: "Mapped") -> None:
        """Import; where two libraries changed the same value, a person is asked which counts, and it begins anew."""

        def work(report: Progress) -> "Imported | Undecided":
            from clipper.library.importing import import_files
            from clipper.model.uniting import Undecided
            from clipper.ui.sheet_flow import read_mapped

            readings = read_mapped(mapped.files, read.readings, self._library, report)
            try:
                return import_files(
                    self._library,
                    readings,
                    report,
                    exports=read.exports,
                    remembered=mapped.presets,
                    choose=lambda one: choices.get(one.key),
                )
            except Undecided as undecided:
                return undecided

        def go_on(done: "Imported | Undecided") -> None:
            from clipper.model.uniting import Undecided

            if isinstance(done, Undecided):
                self._choose(done, choices, read, mapped)
            else:
                self._sum_up(done)

        as_new = self.tr("Importing as new. It is one step, which can be undone.")
        as_it_is = self.tr("Importing. It is one step, which can be undone.")
        sentence = as_new if mapped.files else as_it_is
        self._aside.run(work, go_on, sentence, when_cancelled=self._tell_cancelled, last_step=self._library.undoable)

    def _choose(self, undecided: "Undecided", choices: "Mapping[str, Choice]", read: "_Read", mapped: "Mapped") -> None:
        from clipper.ui.dialogs.uniting import UnitingDialog

        name = ", ".join(path.name for path in read.exports)
        chosen = UnitingDialog.ask(undecided.differences, name, self._window)
        if chosen is None:
            self._tell_cancelled()
        else:
            self._import_with({**choices, **chosen}, read, mapped)

    def _tell_cancelled(self) -> None:
        self.told.emit(self.tr("The import was cancelled. Nothing was imported; the library is as it was."))

    def _sum_up(self, imported: "Imported") -> None:
        from clipper.ui.dialogs.import_summary import ImportSummary

        if imported.exports is not None and imported.is_of_exports_only:
            told = self.united if imported.changes.step else self.told
            told.emit(" ".join([imported.exports.counts, *imported.remarks]))
        elif ImportSummary.ask(imported, self._window):
            self.newRequested.emit([*imported.ids])

    # Review

    def _review(self, read: _Reviewed) -> None:
        """Show what was read to a person, and add what they keep."""
        self._tell_left_out(read.offered.left_out)
        self.review(read.offered.file, packed=read.packed)

    def review(self, file: FileReading, left: Mapping[str, Any] | None = None, packed: "Packed | None" = None) -> None:
        """Have what was read reviewed, from where a review of it was `left`, and add what is kept."""
        from clipper.ui.review_state import ReviewWork

        added: list[Added] = []
        # A sheet is mapped, and never reviewed.
        work = ReviewWork(review_of(file.pasted), left or {})
        self._keeper.begin_review(work.name, replace(file, sheet=None))

        def add(wanted: list[Accepted], progress: Progress | None = None) -> None:
            keep = partial(self._library.add, wanted, file.pasted, file=file.file, packed=packed, progress=progress)
            added.append(patiently(self._library, keep))

        accepted = self._ask(file, add, work)
        self._keeper.end_review(work.name)
        if accepted is None and work.given_up:
            self.givenUp.emit(partial(self.review, file, work.given_up[-1], packed))
        if accepted is None or not added:
            return
        kept = self._told(accepted, added[0])
        if kept:
            self.added.emit(kept)

    def _tell_left_out(self, count: int) -> None:
        one = self.tr("1 mention that you rejected before was left out.")
        many = self.tr("{n} mentions that you rejected before were left out.").format(n=f"{count:,}")
        if count:
            self.told.emit(one if count == 1 else many)

    def _ask(self, file: FileReading, add: "Add", work: "ReviewWork") -> list[Accepted] | None:
        from clipper.library.intake import gathered, problems_of

        problems = gathered(problems_of([file]))
        if len(file.reading.drafts) == 1:
            from clipper.ui.dialogs.review import ReviewDialog

            return ReviewDialog.ask(file.reading, file.pasted, self._library, self._window, add, problems, work)
        from clipper.ui.dialogs.review_list import ReviewListDialog

        return ReviewListDialog.ask(file.reading, file.pasted, self._library, self._window, add, problems, work)

    def _told(self, accepted: list[Accepted], added: "Added") -> list[int]:
        """Say what no new clipping shows; returns the ids of all that what was accepted became."""
        known = sum(accepted[index].decision is None for index, _ in added.known)
        if added.brought_back:
            self.told.emit(self._told_brought_back(added))
        elif known:
            self.told.emit(self._told_known(known, added))
        return [*added.ids, *(one for one, _state in added.brought_back), *(one for _index, one in added.known)]

    def _told_brought_back(self, added: "Added") -> str:
        if all(state is State.DEFERRED for _, state in added.brought_back):
            return self.tr("You had rejected this before. It waits under Deferred now; Ctrl+Z takes that back.")
        return self.tr("You had rejected this before. It is kept again; Ctrl+Z takes that back.")

    def _told_known(self, count: int, added: "Added") -> str:
        step = added.changes.step
        if step is None:
            return self.tr("The library has this already; nothing was added.")
        if added.completed and not added.ids:
            return self.tr("{done}; it is there already.").format(done=done_text(step))
        one = self.tr("1 mention was not added: it is there already.")
        many = self.tr("{n} mentions were not added: they are there already.").format(n=f"{count:,}")
        told = f"{done_text(step)}. {one if count == 1 else many}"
        return f"{told} {self.tr('What was lacking there was filled in.')}" if added.completed else told


def _is_reviewed(file: FileReading) -> bool:
    from clipper.capture.formats import FORMATS

    archives = {format_.id for format_ in FORMATS} - _SINGLE
    return file.format not in archives and 0 < len(file.reading.drafts) <= _REVIEWED
