"""Issuing a report: numbered, frozen, with the files of all formats as they are handed out."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from clipper.model.errors import Conflict
from clipper.model.issued_report import IssuedReport
from clipper.model.report import Kind
from clipper.model.values import replace
from clipper.reports import writers
from clipper.reports.changes import changes, snapshot
from clipper.reports.language import language
from clipper.reports.making import Draft, composed
from clipper.reports.writers import FEEDS, write

if TYPE_CHECKING:
    from clipper.library.library import Library

Progress = Callable[[int, int], None]
"""Told how many of all files are made; may raise to give the issue up."""


def endings(kind: Kind) -> tuple[str, ...]:
    """Return the formats that a kind of report is issued in: all that it can be written in, a feed once."""
    return tuple(ending for ending in writers.endings(kind) if ending not in FEEDS[1:])


def issue(library: "Library", draft: Draft, by: str = "", progress: Progress | None = None) -> IssuedReport:
    """Freeze a report under the next number, or as the next version of the one that was issued before it.

    Raises what writing its files raises, and Conflict where others issued reports meanwhile, twice; nothing is issued
    then.
    """
    try:
        return _issued(library, draft, by, progress)
    except Conflict:
        # The pages bear their number, so they are made anew with the next one.
        return _issued(library, draft, by, progress)


def _issued(library: "Library", draft: Draft, by: str, progress: Progress | None) -> IssuedReport:
    definition, period = draft.definition, draft.coverage.period
    which = definition.uuid, period, definition.language, definition.audience
    number, version = library.next_issue(*which)
    before = library.last_issued(*which)
    taken = snapshot(draft.coverage, draft.report, draft.issue.texts)
    words, audience = language(definition.language), definition.audience
    changed = changes(words, audience, before.snapshot, taken) if before else ()
    issued = replace(draft.issue, number=number, version=version, changes=changed)
    final = composed(library, definition, draft.coverage, issued)
    frozen = IssuedReport(
        definition=definition,
        period=period,
        title=final.report.name,
        issued_on=issued.issued_on,
        issued_by=by,
        texts=issued.texts,
        changes=changed,
        snapshot=taken,
        number=number,
        version=version,
    )
    return library.issue_report(frozen, files(final, progress))


def files(draft: Draft, progress: Progress | None = None) -> dict[str, bytes]:
    """Return a report in all its formats, by their endings; raises what writing them raises."""
    wanted = endings(draft.definition.kind)
    made: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as folder:
        for count, ending in enumerate(wanted):
            if progress:
                progress(count, len(wanted))
            path = Path(folder) / f"report{ending}"
            write(draft.report, path, draft.template)
            made[ending] = path.read_bytes()
    if progress:
        progress(len(wanted), len(wanted))
    return made
