"""Issuing a report while others do."""

from datetime import date

from clipper.model.issued_report import IssuedReport
from clipper.model.period import Period
from clipper.model.report import Kind
from clipper.model.values import replace
from clipper.reports import making
from clipper.reports.issuing import issue
from tests.reports.conftest import DECEMBER, ISSUED, Make


def test_a_report_gets_the_next_number_where_another_was_issued_while_its_pages_were_made(make: Make):
    library = make({"publish": True})
    definition = next(one for one in library.definitions() if one.kind is Kind.MEDIA_PAGE)
    draft = making.draft(library, definition, DECEMBER, ISSUED)
    other = IssuedReport(replace(definition, uuid="other"), Period.month(2017, 11), "Other", date(2017, 12, 1))

    def progress(_done: int, _total: int) -> None:
        if not library.issued_reports():
            library.issue_report(other, {".md": b"Other"})

    issued = issue(library, draft, progress=progress)
    assert (issued.number, issued.version) == (2, 1)
    assert [one.number for one in library.issued_reports()] == [2, 1]
