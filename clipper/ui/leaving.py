"""Whether a window may be closed: what was written in it is kept first, and what cannot be kept holds it open."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from clipper.ui.keeper import Keeper
from clipper.ui.panes.detail_pane import DetailPane
from clipper.ui.report_flow import ReportFlow
from clipper.ui.widgets.toast import Toast


class Leaving(QObject):
    """Asks for what could not be kept, until a person gives it up; `show` shows a clipping, `close` ends the window."""

    def __init__(
        self,
        detail_pane: DetailPane,
        reports: ReportFlow,
        keeper: Keeper,
        toast: Toast,
        show: Callable[[int], None],
        close: Callable[[], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._detail_pane, self._reports, self._keeper, self._toast = detail_pane, reports, keeper, toast
        self._show, self._close = show, close
        self.gives_up = False

    def may_close(self) -> bool:
        """Keep what is being typed; False where something written cannot be kept, which is then shown."""
        self._detail_pane.keep_typing()
        unkept, report = self._detail_pane.unkept(), self._reports.shown()
        if self.gives_up:
            return True
        if unkept is not None:
            self._show(unkept)
            self._detail_pane.show_unkept()
            self._tell_unkept()
        elif report is not None and not report.may_close():
            report.raise_()
            self._tell_unkept()
        else:
            return True
        return False

    def _tell_unkept(self) -> None:
        """What is on the disk beside the library is offered at the next start; where the disk is full it is lost."""
        self._keeper.finish()
        safe = self.tr("Something that you wrote could not be kept yet. If you close, it is offered at the next start.")
        lost = self.tr(
            "Something that you wrote could not be kept yet. Keep it, or take it back; closing would lose it."
        )
        sentence = safe if self._keeper.is_safe else lost
        self._toast.show_failure(sentence, self.tr("Close all the same"), self._give_up)

    def _give_up(self) -> None:
        self.gives_up = True
        self._close()
