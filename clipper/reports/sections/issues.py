"""Errors that were found, and what else is to be followed up."""

from collections.abc import Iterable

from clipper.model.codes import FollowUpKind
from clipper.reports.document import Issues
from clipper.reports.entries import Register
from clipper.reports.findings import issues as standing
from clipper.reports.findings import phrases
from clipper.reports.matters import Matter
from clipper.reports.parts import IssueRow


def issues(register: Register, number: int) -> Issues | None:
    """Return errors and follow-ups; None without any, and for the public."""
    words = register.words
    rows = {kind: tuple(_issue_rows(register, kind)) for kind in FollowUpKind}
    found = {
        kind: standing.issues_finding(words, kind, [row.state for row in kind_rows]) for kind, kind_rows in rows.items()
    }
    corrections, follow_ups = found[FollowUpKind.CORRECTION], found[FollowUpKind.FOLLOW_UP]
    first = corrections or follow_ups
    if first is None or not register.coverage.tone_counts:
        return None
    return Issues(
        number=number,
        title=words.label("issues"),
        finding=first.heading,
        corrections=corrections,
        correction_rows=rows[FollowUpKind.CORRECTION],
        follow_ups=follow_ups,
        follow_up_rows=rows[FollowUpKind.FOLLOW_UP],
    )


def _issue_rows(register: Register, kind: FollowUpKind) -> Iterable[IssueRow]:
    return (_issue_row(register, matter) for matter in register.coverage.matters if matter.follow_up.kind is kind)


def _issue_row(register: Register, matter: Matter) -> IssueRow:
    words, one, clipping = register.words, matter.follow_up, matter.clipping
    today, ran = register.issue.issued_on, clipping.published_on
    return IssueRow(
        state=standing.state_of(one, today),
        state_label=standing.state_label(words, one, today),
        what=one.what,
        headline=clipping.headline or words.label("without_headline"),
        language=clipping.language or words.code,
        outlet=phrases.outlet(words, clipping),
        date_label=words.long_date(ran) if ran else words.label("undated"),
        references=register.references([clipping] if clipping.id in register.numbers else []),
        asked=standing.asked(words, one),
        owner=one.owner or "",
        outcome=one.outcome or "",
    )
