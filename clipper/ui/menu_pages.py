"""The dialogs that a menu opens and that need nothing but the library; each is imported when it is opened."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from clipper.library.library import Library
from clipper.model.clipping import Clipping
from clipper.ui.settings import Settings


class MenuPages:
    """Opens them over a window; `example()` is the clipping by which the house style is shown."""

    def __init__(
        self, library: Library, settings: Settings, example: Callable[[], Clipping | None], window: QWidget
    ) -> None:
        self._library, self._settings, self._example, self._window = library, settings, example, window

    def templates(self) -> None:
        """Open the list of the looks that reports can have."""
        from clipper.ui.dialogs.report_templates import ReportTemplatesDialog

        ReportTemplatesDialog(self._library, self._settings, self._window).ask()

    def organisation(self) -> None:
        """Open the organisation's settings."""
        from clipper.ui.dialogs.organisation import OrganisationDialog

        OrganisationDialog.ask(self._library.organisation(), self._window, self._library.set_organisation)

    def house_style(self) -> None:
        """Open the patterns by which clippings are cited."""
        from clipper.ui.dialogs.house_style import HouseStyleDialog

        HouseStyleDialog.ask(
            self._library.organisation(), self._example(), self._window, self._library.set_organisation
        )

    def messages(self) -> None:
        """Open the list of key messages."""
        from clipper.ui.dialogs.key_messages import KeyMessagesDialog

        KeyMessagesDialog.ask(self._library, self._window)

    def codebook(self) -> None:
        """Open the codebook."""
        from clipper.ui.dialogs.codebook import CodebookDialog

        CodebookDialog.ask(self._library, self._window)

    def help(self, page: str) -> None:
        """Open a page of the help, by its name."""
        from clipper.ui.dialogs.help import HelpDialog

        HelpDialog.show_page(page, self._window)

    def shortcuts(self) -> None:
        """Open the list of all keys."""
        from clipper.ui.dialogs.shortcuts import ShortcutsDialog

        ShortcutsDialog.show_page(self._window)

    def diagnostics(self) -> None:
        """Open what a bug report needs to know."""
        from clipper.ui.dialogs.diagnostics import DiagnosticsDialog

        DiagnosticsDialog.show_page(self._library, self._window)

    def about(self) -> None:
        """Open what Clipper is, and the licences of its parts."""
        from clipper.ui.dialogs.about import AboutDialog

        AboutDialog.show_page(str(self._library.path), self._window)
