"""The texts that staff write into a report: shown in the pages as they are typed, kept when they are left."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from clipper.library.library import Library
from clipper.library.unfinished import REPORT, Name
from clipper.model.errors import ClipperError
from clipper.model.period import Period
from clipper.model.report import Audience
from clipper.reports.making import Draft, fitting
from clipper.ui.dialogs.own_steps import OwnSteps
from clipper.ui.report_maker import Choices
from clipper.ui.report_parts import chapter_of, section_of, texts_of
from clipper.ui.widgets.report_texts import ReportTexts

_Of = tuple[str, Period, str, Audience]


class ReportWriting(QObject):
    """Opens the pane over the texts of a section, and keeps them with the definition, period, language and audience.

    changed(): the pages are to be made again. shown(): the pane is there, or is not any more. chapterAsked(str): the
    page of a chapter is to be shown, by its title.
    refused(str): a text could not be kept; it stays in the pane.
    """

    changed = Signal()
    shown = Signal()
    chapterAsked = Signal(str)  # noqa: N815
    refused = Signal(str)

    def __init__(self, library: Library, pane: ReportTexts, steps: OwnSteps, window: QWidget) -> None:
        super().__init__(window)
        self._library, self._pane, self._steps = library, pane, steps
        self._draft: Draft | None = None
        self._section = ""
        self._of: _Of | None = None
        # What could not be kept stays with the report that it was written for.
        self._pending: dict[_Of, dict[str, str]] = {}
        self._before: dict[_Of, dict[str, str]] = {}
        self._is_other = False
        # The pages have first to get the room that they have beside the pane.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show_chapter)
        pane.changed.connect(self._on_typed)
        pane.kept.connect(self.keep)
        pane.left.connect(self.close)

    def pending(self) -> Mapping[str, str]:
        """Return the texts that are written and not kept yet, by their keys."""
        return dict(self._pending.get(self._of, {})) if self._of else {}

    def unfinished(self) -> dict[Name, Any]:
        """Return what is written and not kept yet, by the reports that it is written for."""
        return {_name(of): _value(of, texts, self._before.get(of, {})) for of, texts in self._pending.items()}

    def turn_to(self, choices: Choices) -> None:
        """Go on with the texts of another issue of a report; those of the one before are kept."""
        definition = fitting(choices.definition)
        of = definition.uuid, choices.period, definition.language, definition.audience
        if of != self._of:
            self.keep()
            self._of, self._is_other = of, True

    def set_draft(self, draft: Draft) -> None:
        """Take the report as it stands now."""
        self._draft = draft
        if self._section:
            show = self._pane.turn_to if self._is_other else self._pane.refresh
            show(texts_of(draft, self._section), {**draft.issue.texts, **self.pending()})
        self._is_other = False

    def open(self, section: str) -> None:
        """Show the texts of a section beside its page."""
        if self._draft is None:
            return
        self.keep()
        self._section = section
        self._pane.show_texts(texts_of(self._draft, section), self._draft.issue.texts)
        self._pane.show()
        self.shown.emit()
        self._pane.focus()
        self._soon.start()

    def _show_chapter(self) -> None:
        if self._draft is not None and self._section:
            self.chapterAsked.emit(chapter_of(self._draft, self._section))

    def open_chapter(self, title: str) -> None:
        """Show the texts of a chapter by its title; the cover and the contents have none."""
        section = section_of(self._draft, title) if self._draft else ""
        if section:
            self.open(section)

    def close(self) -> None:
        """Keep what was written, and give the room back to the pages."""
        self.keep()
        self._section = ""
        self._pane.hide()
        self.shown.emit()

    def stop(self) -> bool:
        """Keep what was written, before the window goes; False where that could not be done."""
        self.keep()
        if not self._pending:
            self._soon.stop()
        return not self._pending

    def keep(self) -> None:
        """Keep what was written, each text as a step that undo takes back."""
        pending, self._pending = self._pending, {}
        for of, texts in pending.items():
            for key, text in texts.items():
                self._keep(of, key, text)

    def _keep(self, of: _Of, key: str, text: str) -> None:
        try:
            self._steps.remember(self._library.write_report_text(*of, key, text, origin=self))
        except ClipperError as error:
            self._pending.setdefault(of, {})[key] = text
            self.refused.emit(str(error))

    def _on_typed(self, key: str, text: str) -> None:
        assert self._of is not None
        if self._of not in self._pending:
            with suppress(ClipperError):
                self._before[self._of] = self._library.report_texts(*self._of)
        self._pending.setdefault(self._of, {})[key] = text
        self.changed.emit()


def _name(of: _Of) -> Name:
    definition, period, language, audience = of
    return Name.of(REPORT, f"{definition} {period.first} {period.last} {language} {audience.value}")


def _value(of: _Of, texts: Mapping[str, str], written: Mapping[str, str]) -> dict[str, Any]:
    definition, period, language, audience = of
    return {
        "of": (definition, period.first.isoformat(), period.last.isoformat(), language, audience.value),
        "texts": {key: {"text": text, "before": written.get(key, "")} for key, text in texts.items()},
    }
