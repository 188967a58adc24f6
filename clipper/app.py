"""Builds the window's world: log, settings, colours, library, main window; and what happens when something fails."""

import logging
import os
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, nullcontext, suppress
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QObject, QProcess
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from clipper import log, places
from clipper.library.backup_places import folder_of
from clipper.library.library import Library
from clipper.library.store.engine import is_of_older_form
from clipper.library.store.sqlite import may_pass
from clipper.model.errors import ClipperError, Damaged, EnvironmentProblem, Lost
from clipper.ui import fonts, restoring, theme
from clipper.ui.arrivals import Arrivals, token_of_start
from clipper.ui.dialogs.notice import Notice
from clipper.ui.garbage import GarbageCollector
from clipper.ui.icons import icon
from clipper.ui.instances import Claim, Closing, Held, hand_over, is_same, wait_for_end
from clipper.ui.main_window import MainWindow
from clipper.ui.qt_facts import bug_report, hush_qt
from clipper.ui.requests import Request
from clipper.ui.settings import Settings
from clipper.ui.window_menu import fill_window_menu

_log = logging.getLogger("clipper")
_ENVIRONMENT = 3
_MOMENT = 0.1
"""Seconds that a window may stand still to ask another one."""


def run(path: Path, sample: bool = False, files: Sequence[Path] = ()) -> int:
    """Open a library, or a copy of the sample library, in a window, and return the exit status once it is closed.

    Files are taken in as if they were dropped on it. Where a window has the library already, that comes to the front
    and takes them.
    """
    program = start()
    if not program.open(path, sample=sample, files=files):
        return _ENVIRONMENT
    return QApplication.exec() if program.window is not None else 0


def start() -> "Program":
    """Make the application with its log, its settings and its looks, and the program that opens its windows."""
    log.start(places.log_file())
    application = QApplication(sys.argv[:1])
    application.setApplicationName(places.APPLICATION)
    application.setDesktopFileName("clipper")
    application.setWindowIcon(icon("newspaper", "accent", 64))
    GarbageCollector(application)
    if not QFontDatabase.families():
        fonts.use_inter(application)
    fonts.lend_emoji()
    settings = Settings(places.settings_file())
    theme.start(application, theme.Choice(settings.word("colours", tuple(theme.Choice))))
    program = Program(settings, application)
    sys.excepthook = program.on_exception
    hush_qt()
    return program


class Program(QObject):
    """The one window that is open, with its library, and the way from it to another library."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.window: MainWindow | None = None
        self._claim: Claim | None = None

    def open(self, path: Path, *, sample: bool = False, files: Sequence[Path] = ()) -> bool:
        """Open a library and bring files into it; where that fails, say why and offer another. False when none opens.

        A library that a window has already is shown there. A window that shows something keeps it: the other library
        opens in a process of its own, so that neither a dialog nor a crash there is one here. An empty library makes
        way, unless something is written in its window that cannot be kept.
        """
        if self.window is not None and is_same(self.window.library.path, path):
            return True
        if self.window is not None and not self.window.may_make_way():
            return self._open_beside(path, sample)
        if self.window is not None and not self.window.may_close():
            return False
        again = partial(self.open, path, sample=sample, files=files)
        try:
            claim = Claim.make(path, Request(tuple(files), token_of_start()))
            if claim is not None:
                self._show(path, sample, claim, files)
        except Closing:
            return self._wait_for_end(path) and again()
        except ClipperError as error:
            if isinstance(error, Lost):
                return self._offer_what_was_lost(path, error, again)
            return self._offer_another(path, error, again)
        return True

    def _wait_for_end(self, path: Path) -> bool:
        """Wait for a window that was closed, and saves what is left; False where a person does not want to."""
        from clipper.ui.dialogs.waiting import Waiting

        title = self.tr("“{name}” is still being saved").format(name=path.name)
        said = self.tr("Its window was closed and makes its backup. The library opens as soon as that is done.")
        waiting = Waiting(title, said, self.tr("Do not open"), self.window)
        with restoring.staying(), ThreadPoolExecutor(max_workers=1, thread_name_prefix="waited for") as executor:
            waiting.run(partial(wait_for_end, path), executor)
        return waiting.is_done

    def _open_beside(self, path: Path, sample: bool) -> bool:
        if hand_over(path, Request(), _MOMENT):
            return True
        which = ["--sample"] if sample else ["--library", str(path.absolute())]
        started, _process = QProcess.startDetached(sys.executable, ["-m", "clipper", *which])
        if not started and self.window is not None:
            self.window.show_problem(self.tr("Another window could not be started."))
        return started

    def _show(self, path: Path, sample: bool, claim: Claim, files: Sequence[Path]) -> None:
        with ExitStack() as unless_open:
            unless_open.callback(claim.release)
            if self.window is not None and self._claim is not None:
                # What a later start brings meanwhile would go with the window; it waits for its turn instead.
                self._claim.pause()
                unless_open.callback(self._claim.answer)
            is_made = not sample and not path.exists()
            library = _open_library(path, sample=sample)
            unless_open.pop_all()
        before, self.window = self.window, self._make_window(library, claim, files)
        # Everybody has the default one made for them; any other was named, and may be a slip.
        if is_made and path != places.default_library():
            self.window.empty_state.tell_made(os.fspath(path.absolute()))
        if before is not None:
            before.close()
        _log.info("opened a library")

    def _make_window(self, library: Library, claim: Claim, files: Sequence[Path]) -> MainWindow:
        with theme.undressed():
            window = MainWindow(library, self._settings, places.unfinished_folder())
        window.closing.connect(claim.fall_silent)
        # First of all, so that what fails from here on is told without it.
        window.closed.connect(partial(self._forget, window))
        window.closed.connect(partial(_close_library, library))
        claim.setParent(window)
        self._claim = claim
        window.closed.connect(claim.release)
        window.closed.connect(window.deleteLater)
        window.libraryRequested.connect(self.choose_library)
        window.writingRequested.connect(self.open_for_writing)
        window.sampleRequested.connect(lambda: self.open(places.sample_library(), sample=True))
        window.backups.restoreRequested.connect(lambda backup: self.restore(library.path, backup))
        window.checks.repairRequested.connect(lambda: self.repair(library.path))
        fill_window_menu(window, self.open)
        arrivals = Arrivals(window)
        claim.requested.connect(arrivals.welcome)
        window.show()
        arrivals.bring(files)
        claim.answer()
        return window

    def _offer_another(self, path: Path, error: ClipperError, again: Callable[[], bool]) -> bool:
        _log.warning("a library could not be opened")
        title = self.tr("“{name}” could not be opened").format(name=path.name)
        if self.window is not None:
            self.window.show_problem(str(error))
            return False
        ways: dict[str, Callable[[], bool]] = {}
        if isinstance(error, Damaged):
            ways[self.tr("Repair…")] = lambda: self.repair(path)
        is_held = isinstance(error, Held)
        if is_held or may_pass(error, path):
            ways[self.tr("Try again")] = again
        # What another window has needs no backup, and none can take its place now.
        if not is_held and restoring.has_backups(path):
            ways[self.tr("Restore a backup…")] = lambda: self._offer_backups(path)
        another = self.tr("Open another library…")
        if not ways:
            return Notice.ask(title, str(error), another) and self.choose_library()
        ways[another] = self.choose_library
        chosen = Notice.choose(title, str(error), list(ways))
        return chosen in ways and ways[chosen]()

    def _offer_what_was_lost(self, path: Path, lost: Lost, again: Callable[[], bool]) -> bool:
        _log.warning("a library is lost")
        ways: dict[str, Callable[[], bool]] = {
            self.tr("Restore a backup…"): lambda: self._offer_backups(path),
            self.tr("Begin a new library"): lambda: self._begin_anew(path, again),
            self.tr("Open another library…"): self.choose_library,
        }
        chosen = Notice.choose(*restoring.told_lost(path, lost), list(ways))
        return chosen in ways and ways[chosen]()

    def _begin_anew(self, path: Path, again: Callable[[], bool]) -> bool:
        try:
            # Without its backups in sight, so that they are in nobody's way; they stay.
            Library.open(path).close()
        except ClipperError as error:
            return self._offer_another(path, error, again)
        return again()

    def _offer_backups(self, path: Path) -> bool:
        from clipper.ui.dialogs.backups import BackupsDialog

        dialog = BackupsDialog(path, None)
        return dialog.ask() and dialog.wanted is not None and self.restore(path, dialog.wanted.path)

    def restore(self, path: Path, backup: Path) -> bool:
        """Put a backup in the place of a library, whose window closes and opens again; False where none opens then.

        Where that fails the library is as it was, and opens again.
        """
        if self.window is not None and not self.window.may_close():
            return False
        with restoring.staying():
            # Another one stays until there is something to open.
            if self.window is not None and is_same(self.window.library.path, path):
                self._close_window()
            told, problem = restoring.put_back(path, backup)
            if problem:
                Notice.tell(self.tr("The backup was not restored"), problem)
            is_open = self.open(path)
        self._tell(told)
        return is_open

    def open_for_writing(self) -> bool:
        """Open the library anew that is only read, where it can be written by now; else say why not, and False."""
        window = self.window
        if window is None or not window.may_close():
            return False
        path = window.library.path
        if self._claim is not None:
            self._claim.pause()
        try:
            _opened(path, partial(Library.open, path, create=False, backups=folder_of(path))).close()
        except ClipperError as error:
            window.show_problem(str(error))
            if self._claim is not None:
                self._claim.answer()
            return False
        query, current = window.query, window.list_pane.current_id()
        with restoring.staying():
            self._close_window()
            is_open = self.open(path)
        if self.window is not None:
            self.window.go_back_to(query, current)
        return is_open

    def repair(self, path: Path) -> bool:
        """Repair a library, whose window closes and opens again; False where none opens then."""
        from clipper.ui import repairing

        if self.window is not None and not self.window.may_close():
            return False
        with restoring.staying():
            self._close_window()
            repairing.repair_library(path, restoring.sound_backups(path))
            return self.open(path)

    def _forget(self, window: MainWindow) -> None:
        if self.window is window:
            self.window = self._claim = None

    def _close_window(self) -> None:
        """Close the window without a backup: all of its library is set aside."""
        if self.window is not None:
            self.window.backups.stop()
            self.window.close()

    def _tell(self, sentence: str) -> None:
        if self.window is not None and sentence:
            self.window.toast.show_done(sentence)

    def choose_library(self) -> bool:
        """Ask for a library and open it; a name that is not there yet makes a new one. False when none was opened."""
        from clipper.ui.dialogs import choosing

        folder = str(self.window.library.path.parent if self.window else places.default_library().parent)
        kind = self.tr("Clipper libraries (*.clipper)")
        path = choosing.ask_for_place(self.window, self.tr("Open library"), folder, kind, overwrites=False)
        return path is not None and self.open(path)

    def on_exception(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        """Tell a person of a refusal in its own words, and of a bug with details to copy; neither ends the program."""
        if isinstance(error, ClipperError):
            if self.window is not None:
                self.window.show_problem(str(error))
            else:
                Notice.tell(self.tr("This did not work"), str(error))
            return
        _log.error("a bug", exc_info=error)
        Notice.bug(bug_report(error), self.window)


def _open_library(path: Path, *, sample: bool) -> Library:
    if sample:
        from clipper.library.sample import open_sample

        return open_sample(path)
    return _opened(path, partial(Library.open_to_read, path, backups=folder_of(path)))


def _opened(path: Path, opening: Callable[[], Library]) -> Library:
    """Open a library; while an older one is brought to the present form, minutes for a large one, a person is told."""
    if not is_of_older_form(path):
        return opening()
    from clipper.ui.dialogs.waiting import wait_for

    title = QCoreApplication.translate("Program", "Opening the library")
    said = QCoreApplication.translate(
        "Program",
        "It was written by an earlier version of Clipper, and is brought to the form of this one. As it was it stays, "
        "too.",
    )
    with restoring.staying():
        library: Library = wait_for(title, said, lambda _progress: opening())
    return library


def _close_library(library: Library) -> None:
    # Of one that was only read, the window has told already that somebody changed it meanwhile.
    with suppress(EnvironmentProblem) if library.refusal else nullcontext():
        library.close()
