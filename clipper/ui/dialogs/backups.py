"""The backups of a library: what each holds, one put in the library's place, one made now, one saved elsewhere."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from clipper.library.library import Library
from clipper.model.backup import Backup, Reason
from clipper.model.progress import Progress as Report
from clipper.ui import backup_words
from clipper.ui.aside import Aside
from clipper.ui.dialogs import choosing
from clipper.ui.dialogs.asking import ask, stack
from clipper.ui.dialogs.notice import Notice
from clipper.ui.models.plain_rows import PlainRows
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button
from clipper.ui.widgets.labels import Label, WrappedLabel, dialog_title, plain_tip, surface
from clipper.ui.widgets.progress import Progress
from clipper.ui.widgets.row_list import RowList
from clipper.ui.widgets.two_lines import ASIDE, FACTS, FACTS_INK, LEFT, TwoLines

_SIZE = (820, 560)
_ROLE = Qt.ItemDataRole.UserRole


class BackupRows(PlainRows):
    """The backups, newest first."""

    def told(self, one: Any, role: int) -> object:
        """Return what a row tells in a role."""
        if role == Qt.ItemDataRole.DisplayRole:
            return backup_words.title(one)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(_lines(one))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n".join(_lines(one)))
        if role == ASIDE:
            return backup_words.make(one)
        if role == FACTS:
            return backup_words.facts(one)
        if role == FACTS_INK:
            return None if one.is_sound else "negative"
        return one if role == _ROLE else None


def _lines(one: Backup) -> list[str]:
    return list(filter(None, (backup_words.title(one), backup_words.facts(one), backup_words.make(one))))


class BackupsDialog(QDialog):
    """Accepted with the backup that a person wants in the library's place as `wanted`.

    Without an open library, since it is damaged, none can be made or moved, and what happens to the present file is
    said beforehand: Restore does it at once.
    """

    def __init__(self, path: Path, library: Library | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path, self._library = path, library
        self._folder: Path | None = None
        self._lying = ""
        self.wanted: Backup | None = None
        self.setWindowTitle(self.tr("Backups"))
        self.resize(*_SIZE)
        surface(self, "list")
        self.rows = BackupRows(self)
        self.list = RowList(self.rows, TwoLines(), self.tr("Backups"), self)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="backups")
        self._make_parts()
        self._lay_out()
        self._connect()
        self._follow()
        self.list.setFocus()

    def _make_parts(self) -> None:
        self.told = WrappedLabel("ink2")
        yet = self.tr("There is no backup yet. The first is made after a day’s work, or when you say so.")
        self.empty = Label(yet if self._library else self.tr("There is no backup of this library."), "ink3")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.make_button = Button(self.tr("Back up now"), PLAIN)
        self.save_button = Button(self.tr("Save a copy…"), PLAIN)
        self.folder_button = Button(self.tr("Folder"), PLAIN)
        self.folder_menu = QMenu(self)
        self.folder_menu.addAction(self.tr("Show in the file manager"), self.show_folder)
        self.choose_action = self.folder_menu.addAction(self.tr("Choose another folder…"), self.choose_folder)
        self.usual_action = self.folder_menu.addAction(self.tr("Use Clipper’s own folder"), partial(self._move, None))
        self.folder_button.setMenu(self.folder_menu)
        self.erase_button = Button(self.tr("Erase what was deleted for good…"), PLAIN)
        self.close_button = Button(self.tr("Close"), PLAIN, key=self.tr("Esc"))
        restore = self.tr("Restore…") if self._library else self.tr("Restore")
        self.restore_button = Button(restore, PRIMARY, key=self.tr("Enter"))

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(LEFT, 16, 20, 12)
        head.setSpacing(6)
        head.addWidget(dialog_title(self._title()))
        hint = WrappedLabel("ink2")
        hint.show_text(self._hint())
        head.addWidget(hint)
        head.addSpacing(4)
        verbs = QHBoxLayout()
        verbs.setSpacing(8)
        for button in (self.make_button, self.save_button, self.folder_button, self.erase_button):
            verbs.addWidget(button)
        verbs.addStretch(1)
        head.addLayout(verbs)
        self.body = QStackedWidget()
        self.body.addWidget(self.list)
        self.body.addWidget(self.empty)
        self.progress = Progress(self.body)
        self.aside = Aside(self._executor, self.progress, self)
        foot = QHBoxLayout()
        foot.setContentsMargins(LEFT, 14, 16, 14)
        foot.setSpacing(8)
        foot.addWidget(self.told, 1)
        foot.addStretch(0)
        for button in (self.close_button, self.restore_button):
            foot.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        stack(self, head, self.body, foot)

    def _title(self) -> str:
        return (
            self.tr("Backups")
            if self._library
            else self.tr("Restore a backup of “{name}”").format(name=self._path.name)
        )

    def _hint(self) -> str:
        if self._library is None and not self._path.exists():
            return self.tr("The backup takes the place of the library that is not there.")
        if self._library is None:
            return self.tr(
                "The file that cannot be opened is kept: it is set aside beside the library, and the backup takes its "
                "place."
            )
        return self.tr(
            "Clipper backs the library up after a day’s work, and before large imports and deletions. It keeps the "
            "last ones, then one a day, a week and a month."
        )

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(lambda *_: self._follow())
        self.list.activated.connect(lambda _index: self.restore_button.click())
        for button, act in (
            (self.make_button, self.back_up),
            (self.save_button, self.save_copy),
            (self.erase_button, self.look_for_erased),
            (self.restore_button, self.restore),
            (self.close_button, self.reject),
        ):
            button.clicked.connect(act)
        self.aside.refused.connect(lambda sentence: self._say(sentence, "negative"))

    # What is shown

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Look for backups once the dialog can say so: their folder may be on a disk that sleeps."""
        super().showEvent(event)
        self._load()

    def _load(self, told: str = "") -> None:
        def work(_report: Report) -> tuple[Path, list[Backup]]:
            from clipper.library.backup_lists import backups_of
            from clipper.library.backup_places import folder_of

            return folder_of(self._path), backups_of(self._path)

        self.aside.run(work, partial(self._show, told), self.tr("Looking for backups"), can_stop=False)

    def _show(self, told: str, found: tuple[Path, list[Backup]]) -> None:
        self._folder, backups = found
        self.rows.show(backups)
        self.body.setCurrentWidget(self.list if backups else self.empty)
        first = next((place for place, one in enumerate(backups) if one.is_sound), 0)
        self.list.setCurrentIndex(self.rows.index(first, 0))
        self._follow()
        self._lying = backup_words.lying(self._folder, backups)
        self._say(told or self._lying)

    def chosen(self) -> Backup | None:
        """Return the backup that is chosen."""
        found = self.list.currentIndex().data(_ROLE)
        return found if isinstance(found, Backup) else None

    def _follow(self) -> None:
        one = self.chosen()
        for button in (self.restore_button, self.save_button):
            button.setEnabled(one is not None and one.is_sound)
        is_open = self._library is not None
        self.make_button.setVisible(is_open)
        self.erase_button.setVisible(is_open)
        self.choose_action.setVisible(is_open)
        self.usual_action.setVisible(is_open)

    def _say(self, sentence: str, ink: str = "ink2") -> None:
        self.told.set_ink(ink)
        self.told.show_text(sentence)

    # What is done

    def back_up(self) -> None:
        """Make a backup now, whether or not anything was changed."""
        library = self._library
        if library is None:
            return

        def work(report: Report) -> list[str]:
            from clipper.library.backup_damage import also_damaged
            from clipper.library.backup_places import folder_of
            from clipper.library.backups import make

            made = make(library, folder_of(self._path), Reason.ASKED, report)
            return [*made.sentences, *also_damaged(library, report)]

        done = self.tr("Backed up, and the copy was verified.")
        self._do(work, lambda sentences: self._load(" ".join([done, *sentences])), self.tr("Backing up"))

    def save_copy(self) -> None:
        """Write a backup to a file at a place that a person chooses."""
        one = self.chosen()
        if one is None:
            return
        kind = self.tr("Libraries of Clipper ({endings})").format(endings="*.clipper")
        offered = f"{self._path.stem} {one.made:%Y-%m-%d}.clipper"
        place = choosing.ask_for_place(self, self.tr("Save a copy"), offered, kind, overwrites=False)
        if place is None:
            return

        def work(report: Report) -> list[str]:
            from clipper.library.backups import save_copy

            return save_copy(one, place, report)

        told = partial(backup_words.saved, place.name)
        self._do(work, lambda sentences: self._say(told(sentences)), self.tr("Writing a copy"))

    def show_folder(self) -> None:
        """Open the folder of the backups in the system's file manager."""
        if self._folder is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))):
            self._say(self.tr("No file manager could be started. {where}").format(where=self._lying))

    def choose_folder(self) -> None:
        """Let a person choose where the backups are kept; those there are move along."""
        folder = choosing.ask_for_folder(self, self.tr("Folder for backups"), str(self._folder or ""))
        if folder is not None:
            self._move(folder)

    def _move(self, around: Path | None) -> None:
        library = self._library

        def work(report: Report) -> Path:
            from clipper.library.backup_moving import choose

            return choose(self._path, around, report)

        def then(folder: Path) -> None:
            if library is not None:
                library.backups = folder
            self._load(self.tr("Backups are kept in {folder} now.").format(folder=folder))

        self._do(work, then, self.tr("Moving the backups"))

    def look_for_erased(self) -> None:
        """Find what was deleted for good and backups still hold, and erase it there once a person knows what goes."""
        library = self._library
        if library is None:
            return

        def work(_report: Report) -> tuple[frozenset[str], list[Path]]:
            from clipper.library.backup_erasing import leftovers

            return leftovers(library)

        self._say("")
        self.aside.run(work, partial(self._erase, library), self.tr("Looking into the backups"), only_reads=True)

    def _erase(self, library: Library, found: tuple[frozenset[str], list[Path]]) -> None:
        uuids, files = found
        if not files:
            self._say(self.tr("No backup holds anything that was deleted for good."))
            return
        title, text = backup_words.erasing(len(uuids), len(files))
        # What is only damaged is named, and nothing goes.
        if uuids and not Notice.warn(title, text, self.tr("Erase"), self):
            return

        def work(report: Report) -> list[str]:
            from clipper.library.backup_erasing import erase

            return erase(library, files, uuids, report)

        done = self.tr("Erased from the backups, too.")
        self._do(work, lambda failed: self._load(" ".join(failed) or done), self.tr("Erasing from the backups"))

    def _do(self, work: Callable[[Report], Any], then: Callable[[Any], None], sentence: str) -> None:
        self._say("")
        self.aside.run(work, then, sentence, when_cancelled=lambda: self._load(self.tr("Nothing was changed.")))

    def restore(self) -> None:
        """Take the chosen backup for the library's place, once a person knows what that does."""
        one = self.chosen()
        if one is None or not one.is_sound or (self._library is not None and not self._is_meant(one)):
            return
        self.wanted = one
        self.accept()

    def _is_meant(self, one: Backup) -> bool:
        title = self.tr("Restore the backup of {moment}?").format(moment=backup_words.moment(one.made))
        text = self.tr(
            "It holds {held}. The present library is set aside as “{name}.before-restore-…” beside it, with all that "
            "was done since, and the window opens again on the backup."
        ).format(held=backup_words.holding(one), name=self._path.stem)
        if one.place:
            text = " ".join([self.tr("It was made of {place}.").format(place=one.place), text])
        return Notice.ask(title, text, self.tr("Restore"), self)

    def done(self, result: int) -> None:
        """Give up what is being done before the dialog goes."""
        self.aside.cancel()
        self._executor.shutdown(wait=True, cancel_futures=True)
        super().done(result)

    def ask(self) -> bool:
        """Show the dialog until it is left; True where a backup is wanted in the library's place."""
        return ask(self)
