"""What staff write into reports: kept for one definition, period, language and audience, so that what is meant for one
audience is never shown to another."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, false, select

from clipper.library import cleaning
from clipper.library.store.tables import ReportTextRow
from clipper.library.work import Work
from clipper.model.errors import WrongUsage
from clipper.model.period import Period
from clipper.model.report import Audience
from clipper.model.text import clean_line

_LONGEST_KEY = 200
_LIVE = ReportTextRow.withdrawn == false()


class ReportOf(Struct, frozen=True, order=True):
    """The report of a definition, told by its UUID, for a period in a language (ISO 639-1) and for an audience."""

    definition: str
    period: Period
    language: str
    audience: Audience

    def of(self, rows: Any) -> tuple[ColumnElement[bool], ...]:
        """Return what holds of rows of a table that belong to it."""
        return (*self.but_for_days(rows), rows.first == self.period.first, rows.last == self.period.last)

    def but_for_days(self, rows: Any) -> tuple[ColumnElement[bool], ...]:
        """Return what holds of rows of a table that belong to it or to that of another period."""
        return (
            rows.definition_uuid == self.definition,
            rows.language == self.language,
            rows.audience == self.audience,
        )

    def columns(self) -> dict[str, Any]:
        """Return the columns that tell it."""
        days = {"first": self.period.first, "last": self.period.last}
        return {"definition_uuid": self.definition, **days, "language": self.language, "audience": self.audience}


def texts(connection: Connection, report: ReportOf) -> dict[str, str]:
    """Return the texts of a report by their keys."""
    rows = select(ReportTextRow.key, ReportTextRow.text).where(*report.of(ReportTextRow), _LIVE)
    return dict(connection.execute(rows.order_by(ReportTextRow.key)).all())


def earlier(connection: Connection, report: ReportOf) -> dict[str, str]:
    """Return the texts of the report of the latest period before that has any; none where there is no such."""
    row = ReportTextRow
    before = select(row.first, row.last).where(*report.but_for_days(row), row.first < report.period.first, _LIVE)
    latest = connection.execute(before.order_by(row.first.desc(), row.last.desc()).limit(1)).first()
    if latest is None:
        return {}
    return texts(connection, ReportOf(report.definition, Period(*latest), report.language, report.audience))


def write(work: Work, report: ReportOf, key: str, text: str) -> None:
    """Write a text of a report, in Markdown; an empty one is taken away. Raises WrongUsage for a key that is none."""
    key, text = clean_line(key), cleaning.text("note", text) or ""
    if not 0 < len(key) <= _LONGEST_KEY:
        raise WrongUsage(f"“{key[:60]}” is no place for a text of a report.")
    is_it = *report.of(ReportTextRow), ReportTextRow.key == key, _LIVE
    rows = work.connection.scalars(select(ReportTextRow.id).where(*is_it)).all()
    if rows and text:
        work.put(ReportTextRow.text, rows, text)
    elif rows:
        work.put(ReportTextRow.withdrawn, rows, True)
    elif text:
        work.insert(ReportTextRow, **report.columns(), key=key, text=text)


def all_texts(connection: Connection) -> Iterator[tuple[ReportOf, Mapping[str, str]]]:
    """Yield all reports that have texts, in an order of their own, with these."""
    row = ReportTextRow
    told = row.definition_uuid, row.first, row.last, row.language, row.audience
    found = connection.execute(select(*told).where(_LIVE).distinct()).all()
    reports = [ReportOf(uuid, Period(first, last), language, whose) for uuid, first, last, language, whose in found]
    yield from ((report, texts(connection, report)) for report in sorted(reports))
