"""What a person chooses for a report: period, search, audience, language, sections."""

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from clipper import reports
from clipper.model.clipping import Organisation
from clipper.model.errors import WrongUsage
from clipper.model.period import Period
from clipper.model.query import Query
from clipper.ui.dates import write_month
from clipper.ui.fonts import sans
from clipper.ui.report_maker import Choices
from clipper.ui.settings import Settings
from clipper.ui.widgets.labels import Label, surface
from clipper.ui.widgets.segmented import Segment, Segmented

_LABEL_WIDTH = 84
_MOST_MONTHS, _MOST_FISCAL = 120, 60
_OTHER = "other"


class ReportChoices(QWidget):
    """The choices, remembered from one report to the next but for period and search.

    changed(): a person chose something else.
    """

    changed = Signal()

    def __init__(
        self, days: tuple[date, date] | None, query: Query, organisation: Organisation, settings: Settings
    ) -> None:
        super().__init__()
        self._settings = settings
        surface(self, "sidebar")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 20, 20, 20)
        self._column.setSpacing(0)
        self._add_group(self.tr("What"))
        self.period = self._make_period(days, organisation.fiscal_start)
        self.other_period = self._make_line(self.tr("Period in figures"), "2017-12-01..2017-12-31")
        self.search = self._make_line(self.tr("Search"), self.tr("All about us"))
        self.search.setText(str(query))
        self._add_rows((self.tr("Period"), self.period), ("", self.other_period), (self.tr("Search"), self.search))
        self._add_group(self.tr("For whom"))
        self.audience = self._make_segments(
            self.tr("Audience"),
            [Segment("internal", self.tr("Internal")), Segment("public", self.tr("Public"))],
            settings.word("report/audience", ("internal", "public")),
        )
        self.language = self._make_segments(
            self.tr("Language"),
            [Segment("en", "English"), Segment("fr", "Français")],
            settings.word("report/language", _languages(organisation)),
        )
        self._add_rows((self.tr("Audience"), self.audience), (self.tr("Language"), self.language))
        self._add_group(self.tr("Sections"))
        self.sections = {key: self._make_section(key, title) for key, title in self._titles().items()}
        self._add_group(self.tr("In the list of clippings"))
        self.notes = self._make_box("notes", self.tr("Notes and comments"), on=False)
        self._column.addWidget(self.notes)
        self._column.addStretch(1)
        self._enable_notes()
        self._on_period()

    # Building

    def _titles(self) -> dict[str, str]:
        return {
            "summary": self.tr("Summary"),
            "volume": self.tr("Volume and tone"),
            "outlets": self.tr("Outlets"),
            "people": self.tr("Spokespeople"),
            "topics": self.tr("Topics"),
            "key": self.tr("Key coverage"),
            "issues": self.tr("Issues and corrections"),
            "clippings": self.tr("All clippings"),
            "method": self.tr("Method"),
        }

    def _add_group(self, title: str) -> None:
        if self._column.count():
            self._column.addSpacing(18)
        self._column.addWidget(Label(title, "ink3", sans(11, 600)))
        self._column.addSpacing(8)

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
                grid.addWidget(label, index, 0)
            if isinstance(field, Segmented):
                grid.addWidget(field, index, 1, Qt.AlignmentFlag.AlignLeft)
            else:
                grid.addWidget(field, index, 1)
        self._column.addLayout(grid)

    def _make_period(self, days: tuple[date, date] | None, fiscal_start: int) -> QComboBox:
        box = QComboBox()
        box.setFont(sans(13))
        box.setAccessibleName(self.tr("Period"))
        for month in _months(days or (date.today(), date.today())):
            box.addItem(write_month(month.first), str(month))
        box.insertSeparator(box.count())
        for year in sorted({day.year for day in days or ()}, reverse=True):
            box.addItem(str(year), str(year))
        self._add_fiscal(box, days or (date.today(), date.today()), fiscal_start)
        box.addItem(self.tr("Other period"), _OTHER)
        box.currentIndexChanged.connect(self._on_period)
        return box

    def _add_fiscal(self, box: QComboBox, days: tuple[date, date], start: int) -> None:
        """Offer fiscal years and their quarters, the latest first, where they are not those of the calendar."""
        if start == 1:
            return
        box.insertSeparator(box.count())
        year = Period.fiscal_year(days[1], start)
        while year.last >= days[0] and box.count() < _MOST_MONTHS + _MOST_FISCAL:
            words = self.tr("Fiscal year {first}–{last}").format(first=year.first.year, last=f"{year.last:%y}")
            box.addItem(words, f"{year.first}..{year.last}")
            quarter = Period.fiscal_quarter(year.last, start)
            for number in (4, 3, 2, 1):
                if quarter.first <= days[1] and quarter.last >= days[0]:
                    box.addItem(
                        self.tr("{year}, quarter {n}").format(year=words, n=number), f"{quarter.first}..{quarter.last}"
                    )
                quarter = Period.fiscal_quarter(quarter.first - timedelta(days=1), start)
            year = Period.fiscal_year(year.first - timedelta(days=1), start)

    def _make_line(self, name: str, hint: str) -> QLineEdit:
        line = QLineEdit()
        line.setFont(sans(13))
        line.setAccessibleName(name)
        line.setPlaceholderText(hint)
        line.textEdited.connect(self.changed)
        return line

    def _make_segments(self, name: str, segments: list[Segment], value: str) -> Segmented:
        control = Segmented(segments, name)
        control.set_value(value)
        control.chosen.connect(self._on_chosen)
        return control

    def _make_section(self, key: str, title: str) -> tuple[QCheckBox, Label]:
        box, count = self._make_box(f"section_{key}", title, on=True), Label("", "ink3", sans(13, tabular=True))
        row = QHBoxLayout()
        row.addWidget(box, 1)
        row.addWidget(count, 0, Qt.AlignmentFlag.AlignRight)
        row.setContentsMargins(0, 3, 0, 3)
        self._column.addLayout(row)
        return box, count

    def _make_box(self, key: str, title: str, *, on: bool) -> QCheckBox:
        box = QCheckBox(title)
        box.setFont(sans(13))
        box.setChecked(self._settings.flag(f"report/{key}", on))
        box.toggled.connect(self._on_chosen)
        return box

    # What is chosen

    def choices(self) -> Choices:
        """Return what is chosen; raises WrongUsage where the period or the search cannot be read."""
        query = self._query()
        definition = reports.Definition(
            language=str(self.language.value()),
            audience=reports.Audience(str(self.audience.value())),
            sections=tuple(key for key, (box, _count) in self.sections.items() if box.isChecked()),
            notes=self.notes.isChecked() and self.notes.isEnabled(),
        )
        return Choices(self._period(), query, definition)

    def _period(self) -> Period:
        chosen = str(self.period.currentData())
        if chosen != _OTHER:
            return Period.parse(chosen)
        try:
            period = Period.parse(self.other_period.text())
        except WrongUsage:
            _mark(self.other_period, True)
            raise
        _mark(self.other_period, False)
        return period

    def _query(self) -> Query:
        query = Query.parse(self.search.text())
        _mark(self.search, bool(query.problems))
        return query.strict()

    def set_counts(self, coverage: reports.Coverage) -> None:
        """Show what the choices come to, beside the sections."""
        now = coverage.now
        counts = {
            "outlets": len(now.outlets),
            "people": len(now.people),
            "topics": len(now.topics),
            "key": len(now.starred),
            "issues": len(coverage.matters),
            "clippings": len(now),
        }
        for key, number in counts.items():
            box, label = self.sections[key]
            label.setText(f"{number:,}")
            box.setAccessibleDescription(f"{number:,}")

    def _on_period(self) -> None:
        is_other = self.period.currentData() == _OTHER
        self.other_period.setVisible(is_other)
        if is_other:
            self.other_period.setFocus()
        self.changed.emit()

    def _on_chosen(self) -> None:
        """Remember what may be the same for the next report."""
        self._settings.set("report/audience", self.audience.value())
        self._settings.set("report/language", self.language.value())
        for key, (box, _count) in self.sections.items():
            self._settings.set(f"report/section_{key}", box.isChecked())
        self._settings.set("report/notes", self.notes.isChecked())
        self._enable_notes()
        self.changed.emit()

    def _enable_notes(self) -> None:
        is_internal = self.audience.value() == reports.Audience.INTERNAL
        is_listed = self.sections["clippings"][0].isChecked()
        self.notes.setEnabled(is_internal and is_listed)
        self.notes.setToolTip(self._why_without_notes(is_internal, is_listed))

    def _why_without_notes(self, is_internal: bool, is_listed: bool) -> str:
        if not is_internal:
            return self.tr("The public never sees notes and comments.")
        return "" if is_listed else self.tr("They stand in the list of all clippings, which is left out.")


def _languages(organisation: Organisation) -> tuple[str, ...]:
    """The languages of reports, the organisation's first."""
    own = [code for code in organisation.languages if code in reports.LANGUAGES]
    return tuple(dict.fromkeys([*own, *reports.LANGUAGES]))


def _months(days: tuple[date, date]) -> list[Period]:
    """Return the months between two days, the latest first."""
    month, first = Period.month(days[1].year, days[1].month), days[0]
    months = [month]
    while month.first > first and len(months) < _MOST_MONTHS:
        month = month.before()
        months.append(month)
    return months


def _mark(field: QLineEdit, unreadable: bool) -> None:
    if bool(field.property("unreadable")) != unreadable:
        field.setProperty("unreadable", unreadable)
        field.style().unpolish(field)
        field.style().polish(field)
