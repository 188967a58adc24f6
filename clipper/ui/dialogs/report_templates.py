"""The looks of reports: built-in ones to start from, and the organisation's own, taken in from a designer's folder."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from clipper.library.library import Library
from clipper.library.templates import cleaned_name
from clipper.model.changes import Changes
from clipper.model.errors import ClipperError, WrongUsage
from clipper.model.progress import Progress as Report
from clipper.reports.rendering import RenderingCancelled, renderer
from clipper.reports.templates import TemplateProblem, export_template, read, read_template, templates
from clipper.reports.trial import try_out
from clipper.ui.aside import Aside
from clipper.ui.dialogs import choosing
from clipper.ui.dialogs.asking import ask, stack
from clipper.ui.dialogs.naming import NamingDialog
from clipper.ui.dialogs.own_steps import OwnSteps
from clipper.ui.fonts import sans
from clipper.ui.report_files import file_name
from clipper.ui.settings import Settings
from clipper.ui.tasks import Cancelled
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button
from clipper.ui.widgets.labels import WrappedLabel, dialog_title, surface
from clipper.ui.widgets.progress import Progress
from clipper.ui.widgets.row_list import RowList
from clipper.ui.widgets.template_rows import ROW, TemplateRow, TemplateRows, called
from clipper.ui.widgets.two_lines import TwoLines

_SIZE = (760, 560)
_FOLDERS = "report/template_folders"


class ReportTemplatesDialog(QDialog):
    """All looks; what is changed here is a step each, which Ctrl+Z takes back.

    changed(): the library's own looks are others now.
    """

    changed = Signal()

    def __init__(self, library: Library, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library, self._settings = library, settings
        self.setWindowTitle(self.tr("Report templates"))
        self.resize(*_SIZE)
        surface(self, "reader")
        self.rows = TemplateRows()
        self.list = RowList(self.rows, TwoLines(), self.windowTitle())
        self.told = WrappedLabel("ink2", sans(12))
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="templates")
        self.progress = Progress(self, self.list)
        self.aside = Aside(self._executor, self.progress, self)
        self._own = OwnSteps(library, self, self._tell_undone)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._load()
        self.list.setFocus()

    def _make_buttons(self) -> None:
        self.copy_button = Button(self.tr("Start from a copy…"), PLAIN)
        self.take_button = Button(self.tr("Take in a folder…"), PLAIN)
        self.again_button = Button(self.tr("Take in again"), PLAIN, key="F5")
        self.rename_button = Button(self.tr("Rename…"), PLAIN, key="F2")
        self.delete_button = Button(self.tr("Delete"), PLAIN, key=self.tr("Del"))
        self.close_button = Button(self.tr("Close"), PRIMARY, key="Esc")

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(20, 16, 20, 12)
        head.setSpacing(6)
        head.addWidget(dialog_title(self.windowTitle()))
        hint = WrappedLabel("ink2")
        hint.show_text(
            self.tr(
                "A look is a folder of files that a designer changes. Start from a copy, change its files, "
                "and take the folder in. After each change, take it in again."
            )
        )
        head.addWidget(hint)
        verbs = QHBoxLayout()
        verbs.setSpacing(8)
        for button in (self.copy_button, self.take_button, self.again_button):
            verbs.addWidget(button)
        verbs.addStretch(1)
        head.addSpacing(4)
        head.addLayout(verbs)
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 12, 16, 14)
        foot.setSpacing(10)
        foot.addWidget(self.told)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button in (self.rename_button, self.delete_button, self.close_button):
            row.addWidget(button)
        foot.addLayout(row)
        stack(self, head, self.list, foot)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(lambda *_: self._follow())
        for button, act in (
            (self.copy_button, self.copy),
            (self.take_button, self.take_in),
            (self.again_button, self.take_in_again),
            (self.rename_button, self.rename),
            (self.delete_button, self.delete),
            (self.close_button, self.reject),
        ):
            button.clicked.connect(act)
        self._key("F5", self.again_button)
        self._key("F2", self.rename_button)
        self._key(QKeySequence.StandardKey.Delete, self.delete_button)
        self.aside.refused.connect(lambda sentence: self._say(sentence, "negative"))
        self.progress.cancelled.connect(lambda: renderer().cancel())

    def _key(self, key: str | QKeySequence.StandardKey, button: Button) -> None:
        QShortcut(QKeySequence(key), self).activated.connect(button.click)

    # What is shown

    def _load(self, name: str = "") -> None:
        """Show what there is now, and of it one look, else the one that was chosen, else the first."""
        chosen = name or self.chosen_name()
        own = {one.name: one for one in self._library.templates()}
        folders = self._folders()
        found = []
        for template in templates({name: self._library.template_files(name) for name in own}):
            kept = own.get(template.name)
            folder = folders.get(kept.uuid, "") if kept else ""
            found.append(TemplateRow(template, _problem_of(template.name, template.files) if kept else "", folder))
        self.rows.show(found)
        names = [row.template.name for row in found]
        self.list.setCurrentIndex(self.rows.index(names.index(chosen) if chosen in names else 0, 0))
        if not own:
            self._say(self.tr("You have no look of your own yet. Start from a copy of the one that comes nearest."))
        self._follow()

    def chosen(self) -> TemplateRow | None:
        """Return the row that is chosen."""
        found = self.list.currentIndex().data(ROW)
        return found if isinstance(found, TemplateRow) else None

    def chosen_name(self) -> str:
        """Return the name of the look that is chosen, "" for none."""
        row = self.chosen()
        return row.template.name if row else ""

    def _follow(self) -> None:
        row = self.chosen()
        is_own = row is not None and row.template.is_own
        for button in (self.rename_button, self.delete_button):
            button.setEnabled(is_own)
            button.setToolTip("" if is_own else self.tr("A built-in look stays as it is"))
        folder = row.folder if row is not None and is_own else ""
        self.again_button.setEnabled(bool(folder))
        self.again_button.setToolTip(folder or self.tr("It was not taken in from a folder of this machine"))
        self.copy_button.setEnabled(row is not None and not row.problem)

    def _say(self, sentence: str, ink: str = "ink2") -> None:
        self.told.set_ink(ink)
        self.told.show_text(sentence)

    def _folders(self) -> dict[str, str]:
        """The folders that looks were taken in from, by the UUIDs of these."""
        try:
            found = json.loads(self._settings.text(_FOLDERS) or "{}")
        except ValueError:
            return {}
        return {str(uuid): str(folder) for uuid, folder in found.items()} if isinstance(found, dict) else {}

    # What is done

    def copy(self) -> None:
        """Write the look into a new folder that a person names, for a designer to change."""
        row = self.chosen()
        if row is None or row.problem:
            return
        offered = file_name(self.tr("Our {look}").format(look=called(row.template)))
        folder = choosing.ask_for_place(self, self.tr("New folder for the copy"), offered, overwrites=False)
        if folder is None:
            return
        try:
            export_template(row.template, folder)
        except ClipperError as error:
            self._say(str(error), "negative")
            return
        self._settings.set("report/template_folder", str(folder))
        self._say(self.tr("Written to {folder}. Change its files, then take the folder in.").format(folder=folder))

    def take_in(self) -> None:
        """Take a folder in under its name, in place of the look of that name if there is one."""
        title = self.tr("Folder of a look")
        folder = choosing.ask_for_folder(self, title, self._settings.text("report/template_folder"))
        if folder is not None:
            self._settings.set("report/template_folder", str(folder))
            self._take(folder.name, folder)

    def take_in_again(self) -> None:
        """Take in the folder from which the look came, as it is now."""
        row = self.chosen()
        if row is not None and row.folder:
            self._take(row.template.name, Path(row.folder))

    def _take(self, name: str, folder: Path) -> None:
        """Try a look and keep it; one that cannot be set is not kept, and the reason is told with file and line."""

        def work(report: Report) -> tuple[Changes, tuple[str, ...]]:
            files = read_template(folder)
            try:
                own = read(cleaned_name(name), files)
                warnings = try_out(own)
            except RenderingCancelled:
                raise Cancelled from None
            except TemplateProblem as error:
                raise WrongUsage(f"{error} {unchanged}") from error
            report(0, 0)
            return self._library.save_template(own.name, files), warnings

        def then(made: tuple[Changes, tuple[str, ...]]) -> None:
            self._on_taken(cleaned_name(name), folder, *made)

        self._say("")
        unchanged = self.tr("The library is as it was.")
        sentence = self.tr("Trying {name} on an invented report").format(name=name)
        self.aside.run(work, then, sentence, when_cancelled=lambda: self._say(unchanged))

    def _on_taken(self, name: str, folder: Path, changes: Changes, warnings: tuple[str, ...]) -> None:
        uuids = {one.name: one.uuid for one in self._library.templates()}
        self._settings.set(_FOLDERS, json.dumps({**self._folders(), uuids[name]: str(folder)}))
        self._own.remember(changes)
        self._load(name)
        said = self.tr("“{name}” was taken in. Reports can have it now.")
        same = self.tr("“{name}” is in the library as it is in its folder.")
        sentence = (said if changes.step else same).format(name=name)
        self._say(" ".join((sentence, *warnings)), "warn" if warnings else "ink2")
        self.changed.emit()

    def rename(self) -> None:
        """Give one of the organisation's own another name; reports that have it keep it."""
        old = self.chosen_name()
        hint = self.tr("Reports that have this look keep it.")

        def keep(new: str) -> None:
            if new != old:
                self._own.remember(self._library.rename_template(old, new))

        try:
            new = NamingDialog.keep(self.tr("Rename the look"), hint, old, keep, self)
        except ClipperError as error:
            self._say(str(error), "negative")
            return
        if new is not None and new != old:
            self._tell(new, self.tr("“{old}” is called “{new}” now.").format(old=old, new=new))

    def delete(self) -> None:
        """Forget one of the organisation's own; its folder stays as it is."""
        name = self.chosen_name()
        sentence = self.tr("“{name}” was deleted. Ctrl+Z brings it back.").format(name=name)
        self._attempt(lambda: self._library.delete_template(name), "", sentence)

    def _attempt(self, verb: Callable[[], Changes], name: str, sentence: str) -> None:
        try:
            self._own.remember(verb())
        except ClipperError as error:
            self._say(str(error), "negative")
            return
        self._tell(name, sentence)

    def _tell(self, name: str, sentence: str) -> None:
        self._load(name)
        self._say(sentence)
        self.changed.emit()

    def _tell_undone(self, sentence: str) -> None:
        self._load()
        self._say(sentence)
        self.changed.emit()

    def done(self, result: int) -> None:
        """Give up what is being tried before the window goes."""
        self.aside.cancel()
        renderer().cancel()
        self._executor.shutdown(wait=True)
        super().done(result)

    def ask(self) -> None:
        """Show the dialog until it is left."""
        ask(self)


def _problem_of(name: str, files: Any) -> str:
    """Say what is wrong in what a look says of itself, "" where nothing is."""
    try:
        read(name, files)
    except TemplateProblem as error:
        return str(error)
    return ""
