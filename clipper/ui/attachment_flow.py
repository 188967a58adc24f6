"""Files of clippings, brought and taken out aside: attached, opened in the system's program, saved, looked at."""

import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QBuffer, QIODevice, QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QWidget

from clipper.library.library import Library
from clipper.model.attachment import Attachment, BroughtFile, is_safe_to_open
from clipper.model.changes import Changes
from clipper.model.errors import ClipperError
from clipper.model.progress import Progress
from clipper.ui.aside import Aside
from clipper.ui.panes.attachments_page import AttachmentsPage

_LONGEST_NAME = 180


class AttachmentFlow(QObject):
    """Serves the page of attachments.

    told(str): what came of it, where no step shows it. refused(str): it could not be done, and why.
    unsafe(str, verb, do): a file is not opened, and why, with what a person may do instead.
    """

    told = Signal(str)
    refused = Signal(str)
    unsafe = Signal(str, str, object)

    def __init__(self, library: Library, aside: Aside, page: AttachmentsPage, window: QWidget) -> None:
        super().__init__(window)
        self._library, self._aside, self._page, self._window = library, aside, page, window
        self._folder: TemporaryDirectory[str] | None = None
        self._taken_out: dict[str, int] = {}
        page.chooseRequested.connect(self.choose)
        page.filesBrought.connect(self.attach)
        page.pictureBrought.connect(self.attach_picture)
        page.openRequested.connect(self.open)
        page.lookRequested.connect(self.look_at)
        page.saveRequested.connect(self.save)
        page.renameRequested.connect(self.rename)

    # -- bringing

    def choose(self) -> None:
        """Ask for files and attach them to the clipping that is shown."""
        from clipper.ui.dialogs import choosing

        # Another process may have another one shown before a person has chosen.
        clipping_id = self._page.key
        chosen = choosing.ask_for_files(self._window, self.tr("Attach files"), [self.tr("All files (*)")])
        if chosen:
            self.attach_to(clipping_id, chosen)

    def attach(self, paths: Sequence[Path]) -> None:
        """Attach files to the clipping that is shown."""
        self.attach_to(self._page.key, paths)

    def attach_to(self, clipping_id: int | None, paths: Sequence[Path]) -> None:
        """Attach files to a clipping, to none where there is none."""
        self._attach(clipping_id, lambda: [BroughtFile(path.name, path) for path in paths])

    def attach_picture(self, picture: QImage) -> None:
        """Attach a picture to the clipping that is shown, as PNG."""
        name = self.tr("Picture {day}.png").format(day=self._library.today().isoformat())
        self._attach(self._page.key, lambda: [BroughtFile(name, _png(picture))])

    def _attach(self, clipping_id: int | None, bring: Callable[[], Sequence[BroughtFile]]) -> None:
        if clipping_id is None:
            return

        def work(report: Progress) -> Changes:
            return self._library.attach(clipping_id, bring(), report)

        sentence = self.tr("Copying files into the library. The clipping can be used meanwhile.")
        self._aside.run(
            work, self._tell, sentence, when_cancelled=self._tell_cancelled, last_step=self._library.undoable
        )

    def _tell(self, changes: Changes) -> None:
        if changes.step is None:
            self.told.emit(self.tr("That is attached already; nothing was changed."))

    def _tell_cancelled(self) -> None:
        self.told.emit(self.tr("Cancelled. Nothing was attached."))

    # -- taking out

    def open(self, attachment: Attachment) -> None:
        """Open a file in the system's program, but for one that may do what somebody else wrote into it."""
        if is_safe_to_open(attachment.name):
            self._take_out(attachment, self._open_file)
            return
        sentence = self.tr(
            "“{name}” was not opened: a file of this kind can run as a program. Save it, and open it only if you "
            "trust where it came from."
        ).format(name=attachment.name)
        self.unsafe.emit(sentence, self.tr("Save as…"), lambda: self.save(attachment))

    def look_at(self, attachment: Attachment) -> None:
        """Show a PDF in a window of Clipper."""
        self._take_out(attachment, self._show_pdf)

    def save(self, attachment: Attachment) -> None:
        """Ask for a place, and write a file there."""
        from clipper.ui.dialogs import choosing

        clipping_id = self._page.key
        target = choosing.ask_for_place(self._window, self.tr("Save the attachment"), attachment.name)
        if target is None or clipping_id is None:
            return

        def work(report: Progress) -> str:
            self._library.save_attachment(clipping_id, attachment.uuid, target, report)
            return self.tr("Saved {name}").format(name=target.name)

        self._aside.run(work, self.told.emit, self.tr("Writing the file."))

    def rename(self, attachment: Attachment) -> None:
        """Ask for another name of a file."""
        from clipper.ui.dialogs.naming import NamingDialog

        clipping_id = self._page.key
        if clipping_id is None:
            return
        title, hint = self.tr("Rename the attachment"), self.tr("Its ending says which program opens it.")
        keep = partial(self._library.rename_attachment, clipping_id, attachment.uuid)
        try:
            NamingDialog.keep(title, hint, attachment.name, keep, self._window, longest=_LONGEST_NAME)
        except ClipperError as error:
            self.refused.emit(str(error))

    def close(self) -> None:
        """Remove what was taken out to be opened."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def let_go(self, _changes: Changes) -> None:
        """Remove what was taken out of clippings that are there no more: to purge one means its files, too."""
        there = {clipping.id for clipping in self._library.clippings(list(self._taken_out.values()))}
        for uuid in [uuid for uuid, clipping_id in self._taken_out.items() if clipping_id not in there]:
            del self._taken_out[uuid]
            if self._folder is not None:
                shutil.rmtree(Path(self._folder.name, uuid), ignore_errors=True)

    def _take_out(self, attachment: Attachment, then: Callable[[Path], None]) -> None:
        """Copy a file to a place of its own that goes with the window; what is changed there would be lost."""
        clipping_id = self._page.key
        if clipping_id is None:
            return
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="clipper-", ignore_cleanup_errors=True)
        target = Path(self._folder.name, attachment.uuid, attachment.name)
        self._taken_out[attachment.uuid] = clipping_id

        def work(report: Progress) -> Path:
            target.parent.mkdir(exist_ok=True)
            self._library.save_attachment(clipping_id, attachment.uuid, target, report)
            target.chmod(0o400)
            return target

        self._aside.run(work, then, self.tr("Opening {name}.").format(name=attachment.name), only_reads=True)

    def _open_file(self, file: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
            self.refused.emit(
                self.tr("No program opened “{name}”. Save it to a folder, and open it there.").format(name=file.name)
            )

    def _show_pdf(self, file: Path) -> None:
        from clipper.ui.dialogs.pdf_viewer import PdfViewer

        PdfViewer.show_file(file, self._window)


def _png(picture: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, which it does not take
    return bytes(buffer.data().data())
