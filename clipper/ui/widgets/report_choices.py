"""What a person chooses for a report: everything that a definition says, the period, and a search."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from clipper import reports
from clipper.model.clipping import Organisation
from clipper.model.period import Period
from clipper.model.query import Query
from clipper.model.report import Audience, Definition, Grouping, Kind, Paper
from clipper.model.values import replace
from clipper.reports.language import language
from clipper.reports.templates import Template
from clipper.ui.fonts import sans
from clipper.ui.widgets.buttons import IconButton
from clipper.ui.widgets.colour_choice import ColourChoice
from clipper.ui.widgets.labels import Label, surface
from clipper.ui.widgets.period_choice import PeriodChoice
from clipper.ui.widgets.section_list import SectionList
from clipper.ui.widgets.section_titles import section_titles
from clipper.ui.widgets.segmented import Segment, Segmented
from clipper.ui.widgets.still_choice import StillChoice
from clipper.ui.widgets.template_rows import called

_LABEL_WIDTH = 84
_LENGTHS = (25, 40, 60, 80, 120, 200)
"""Of excerpts, in words."""


class ReportChoices(QWidget):
    """changed(): a person chose something else. templatesAsked(): they want to see the looks that there are."""

    changed = Signal()
    templatesAsked = Signal()  # noqa: N815

    def __init__(
        self,
        days: tuple[date, date] | None,
        organisation: Organisation,
        templates: Sequence[Template],
        has_clippings: Callable[[Period], bool],
    ) -> None:
        super().__init__()
        self._base = Definition()
        self._templates = templates
        surface(self, "sidebar")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 20, 10, 20)
        self._column.setSpacing(0)
        self._make_what(days or (date.today(), date.today()), organisation, has_clippings)
        self._make_for_whom(organisation)
        self._make_sections(organisation)
        self._make_list()
        self._make_look()
        self._column.addStretch(1)
        self._connect()
        self.show_definition(self._base)

    # Building

    def _make_what(
        self, days: tuple[date, date], organisation: Organisation, has_clippings: Callable[[Period], bool]
    ) -> None:
        self.kind = _choice(self.tr("Kind"))
        self.kind.addItem(self.tr("Media report"), Kind.REPORT)
        self.kind.addItem(self.tr("Briefing"), Kind.BRIEFING)
        self.kind.addItem(self.tr("Page for the website"), Kind.MEDIA_PAGE)
        self.period = PeriodChoice(days, organisation.fiscal_start, has_clippings)
        self.search = QLineEdit()
        self.search.setFont(sans(13))
        self.search.setAccessibleName(self.tr("Search"))
        self.search.setPlaceholderText(self.tr("All about us"))
        self.compared = Label("", "ink3", sans(12))
        self.compared.setWordWrap(True)
        self._add_group(self.tr("What"))
        self._add_rows(
            (self.tr("Kind"), self.kind),
            (self.tr("Period"), self.period),
            (self.tr("Search"), self.search),
            ("", self.compared),
        )

    def _make_for_whom(self, organisation: Organisation) -> None:
        self.audience = Segmented(
            [Segment(Audience.INTERNAL, self.tr("Internal")), Segment(Audience.PUBLIC, self.tr("Public"))],
            self.tr("Audience"),
        )
        segments = [Segment(code, language(code).own_name) for code in _languages(organisation)]
        self.language = Segmented(segments, self.tr("Language"))
        self._add_group(self.tr("For whom"))
        self.template = _choice(self.tr("Look"))
        self.templates_button = IconButton("settings", self.tr("Report templates…"))
        self._add_rows(
            (self.tr("Audience"), self.audience),
            (self.tr("Language"), self.language),
            (self.tr("Look"), _beside(self.template, self.templates_button)),
        )

    def _make_sections(self, organisation: Organisation) -> None:
        self._sections_title = self._add_group(self.tr("Sections"))
        self.sections = SectionList(section_titles(organisation.spokesperson_label))
        self._column.addWidget(self.sections)

    def _make_list(self) -> None:
        self.grouping = _choice(self.tr("Clippings by"))
        for grouping, words in {
            Grouping.DATE: self.tr("date"),
            Grouping.OUTLET: self.tr("outlet"),
            Grouping.SPOKESPERSON: self.tr("spokesperson"),
            Grouping.TAG: self.tr("tag"),
        }.items():
            self.grouping.addItem(words, grouping)
        self.excerpts = _choice(self.tr("Excerpts"))
        self._offer_lengths(self._base.excerpt_words)
        self.notes = _box(self.tr("Notes and comments"))
        self.full_text = _box(self.tr("Full text where rights are granted"))
        self._list_title = self._add_group(self.tr("In the list of clippings"))
        self._add_rows((self.tr("Grouped by"), self.grouping), (self.tr("Excerpts"), self.excerpts))
        for box in (self.notes, self.full_text):
            self._column.addSpacing(4)
            self._column.addWidget(box)

    def _make_look(self) -> None:
        self.colour = ColourChoice()
        self.logo = _box(self.tr("Logo of the organisation"))
        self.saves_ink = _box(self.tr("White cover, which saves ink"))
        self._add_group(self.tr("Paper and cover"))
        self.paper = _choice(self.tr("Paper"))
        self.paper.addItem(self.tr("Letter"), Paper.LETTER)
        self.paper.addItem(self.tr("A4"), Paper.A4)
        self._add_rows((self.tr("Colour"), self.colour), (self.tr("Paper"), self.paper))
        for box in (self.logo, self.saves_ink):
            self._column.addSpacing(4)
            self._column.addWidget(box)

    def _add_group(self, title: str) -> QLabel:
        if self._column.count():
            self._column.addSpacing(18)
        label = Label(title, "ink3", sans(11, 600))
        self._column.addWidget(label)
        self._column.addSpacing(8)
        return label

    def _add_rows(self, *rows: tuple[str, QWidget]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
        grid.setColumnStretch(1, 1)
        for index, (title, field) in enumerate(rows):
            if title:
                label = Label(title, "ink2")
                label.setBuddy(field)
                grid.addWidget(label, index, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                label.setMinimumHeight(28)
            if isinstance(field, Segmented):
                grid.addWidget(field, index, 1, Qt.AlignmentFlag.AlignLeft)
            else:
                grid.addWidget(field, index, 1)
        self._column.addLayout(grid)

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.period.changed.connect(self._on_chosen)
        self.search.textEdited.connect(self._on_chosen)
        self.audience.chosen.connect(self._on_chosen)
        self.language.chosen.connect(self._on_chosen)
        self.template.currentIndexChanged.connect(self._on_chosen)
        self.templates_button.clicked.connect(self.templatesAsked)
        self.colour.changed.connect(self._on_chosen)
        self.sections.changed.connect(self._on_chosen)
        self.grouping.currentIndexChanged.connect(self._on_chosen)
        self.paper.currentIndexChanged.connect(self._on_chosen)
        self.excerpts.currentIndexChanged.connect(self._on_chosen)
        for box in (self.logo, self.saves_ink, self.notes, self.full_text):
            box.toggled.connect(self._on_chosen)

    # What is chosen

    def show_definition(self, definition: Definition, period: Period | None = None) -> None:
        """Show the choices of a definition, and of its periods that one, or the last that is over."""
        self._base = definition
        self.blockSignals(True)
        self.kind.setCurrentIndex(self.kind.findData(definition.kind))
        self.period.show_span(definition.span)
        if period is not None:
            self.period.show_period(period)
        self.search.setText(definition.query)
        self.audience.set_value(definition.audience)
        self.language.set_value(definition.language)
        self._offer_templates(definition.template)
        self.colour.show_colour(definition.brand)
        self.sections.show_sections(definition.sections)
        self.grouping.setCurrentIndex(self.grouping.findData(definition.grouping))
        self._offer_lengths(definition.excerpt_words)
        self.paper.setCurrentIndex(self.paper.findData(definition.paper))
        for box, on in (
            (self.logo, definition.logo),
            (self.saves_ink, definition.saves_ink),
            (self.notes, definition.notes),
            (self.full_text, definition.full_text),
        ):
            box.setChecked(on)
        self.blockSignals(False)
        self._enable()
        self.changed.emit()

    def set_kept(self, definition: Definition) -> None:
        """Take the name under which the choices are kept now; they stay as they are."""
        self._base = definition

    def definition(self) -> Definition:
        """Return the definition with all that is chosen; raises WrongUsage where the search cannot be read."""
        is_internal = self.audience.value() == Audience.INTERNAL
        return replace(
            self._base,
            kind=Kind(self.kind.currentData()),
            template=str(self.template.currentData()),
            span=self.period.span(),
            query=self._query(),
            language=str(self.language.value()),
            audience=Audience(str(self.audience.value())),
            sections=self.sections.sections(),
            grouping=Grouping(self.grouping.currentData()),
            excerpt_words=int(self.excerpts.currentData()),
            notes=self.notes.isChecked() and is_internal,
            full_text=self.full_text.isChecked() and is_internal,
            logo=self.logo.isChecked(),
            brand=self.colour.value(),
            saves_ink=self.saves_ink.isChecked(),
            paper=Paper(self.paper.currentData()),
        )

    def _query(self) -> str:
        query = Query.parse(self.search.text())
        _mark(self.search, bool(query.problems))
        return str(query.strict())

    def set_counts(self, coverage: reports.Coverage, sentences: int) -> None:
        """Show what the choices come to, beside the sections; the summary has so many sentences."""
        now = coverage.now
        counts = {
            "outlets": len(now.outlets),
            "people": len(now.people),
            "pick_ups": len(now.pick_ups),
            "topics": len(now.topics),
            "messages": len({message for clipping in now.clippings for message in clipping.messages}),
            "key": len(now.starred),
            "issues": len(coverage.matters),
            "clippings": len(now),
        }
        words = {key: f"{number:,}" for key, number in counts.items()}
        if sentences:
            said = self.tr("1 sentence") if sentences == 1 else self.tr("{n} sentences")
            words["summary"] = said.format(n=sentences)
        uncoded = sum(clipping.tone is None for clipping in now.clippings)
        if uncoded and coverage.tone_counts:
            words["tone"] = self.tr("{n} not coded").format(n=f"{uncoded:,}")
        self.sections.set_counts(words)
        self._show_compared(coverage)

    def _show_compared(self, coverage: reports.Coverage) -> None:
        words = language("en")
        periods = [words.period(period) for period, _figures in coverage.compared]
        said = self.tr("Compared with {periods}").format(periods=words.join(periods)) if periods else ""
        self.compared.setText(said or self.tr("Nothing to compare with yet"))

    def set_templates(self, templates: Sequence[Template], renamed: Mapping[str, str]) -> None:
        """Offer other looks; one that is chosen stays so under its new name, if it is still there."""
        chosen = str(self.template.currentData())
        self._templates = templates
        self._offer_templates(renamed.get(chosen, chosen))

    def _offer_templates(self, chosen: str) -> None:
        kind = Kind(self.kind.currentData())
        wanted = Kind.BRIEFING if kind is Kind.BRIEFING else Kind.REPORT
        self.template.blockSignals(True)
        self.template.clear()
        for template in self._templates:
            if template.kind == wanted:
                self.template.addItem(called(template), template.name)
        self.template.setCurrentIndex(max(0, self.template.findData(chosen)))
        self.template.blockSignals(False)

    def _offer_lengths(self, chosen: int) -> None:
        self.excerpts.blockSignals(True)
        self.excerpts.clear()
        for length in sorted({*_LENGTHS, chosen}):
            self.excerpts.addItem(self.tr("{n} words").format(n=length), length)
        self.excerpts.setCurrentIndex(self.excerpts.findData(chosen))
        self.excerpts.blockSignals(False)

    def _on_kind(self) -> None:
        self._offer_templates(str(self.template.currentData()))
        self._on_chosen()

    def _on_chosen(self) -> None:
        self._enable()
        self.changed.emit()

    def _enable(self) -> None:
        """Grey out what has no meaning for the other choices, and say why."""
        kind = Kind(self.kind.currentData())
        is_internal = self.audience.value() == Audience.INTERNAL and kind is not Kind.MEDIA_PAGE
        is_report = kind is Kind.REPORT
        is_listed = is_report and "clippings" in self.sections.sections()
        self.audience.setEnabled(kind is not Kind.MEDIA_PAGE)
        self.template.setEnabled(kind is not Kind.MEDIA_PAGE)
        for widget in (self._sections_title, self.sections, self.saves_ink):
            widget.setVisible(is_report)
        for box in (self.notes, self.full_text):
            box.setEnabled(is_internal and is_listed)
            box.setToolTip(self._why_disabled(is_internal, is_listed))
        for field in (self.grouping, self.excerpts):
            field.setEnabled(is_report)

    def _why_disabled(self, is_internal: bool, is_listed: bool) -> str:
        if not is_internal:
            return self.tr("The public never sees notes, comments and full texts.")
        return "" if is_listed else self.tr("They stand in the list of all clippings, which is left out.")


def _beside(field: QWidget, button: QWidget) -> QWidget:
    whole = QWidget()
    whole.setFocusProxy(field)
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    row.addWidget(field, 1)
    row.addWidget(button)
    return whole


def _choice(name: str) -> QComboBox:
    box = StillChoice()
    box.setFont(sans(13))
    box.setAccessibleName(name)
    return box


def _box(title: str) -> QCheckBox:
    box = QCheckBox(title)
    box.setFont(sans(13))
    return box


def _languages(organisation: Organisation) -> tuple[str, ...]:
    """The languages of reports, the organisation's first."""
    own = [code for code in organisation.languages if code in reports.LANGUAGES]
    return tuple(dict.fromkeys([*own, *reports.LANGUAGES]))


def _mark(field: QLineEdit, unreadable: bool) -> None:
    if bool(field.property("unreadable")) != unreadable:
        field.setProperty("unreadable", unreadable)
        field.style().unpolish(field)
        field.style().polish(field)
