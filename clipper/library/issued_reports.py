"""Reports that were issued: numbered, frozen with their files, never changed; only a purge erases what they hold."""

import json
from collections.abc import Collection, Mapping, Sequence, Set
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, and_, delete, false, func, insert, or_, select, update

from clipper.library import contents
from clipper.library.contents import Staged
from clipper.library.report_texts import ReportOf
from clipper.library.serialise_reports import cleaned_json, definition_from_json, definition_to_json, issued_to_json
from clipper.library.store.sqlite import id_set
from clipper.library.store.tables import ContentRow, IssuedFileRow, IssuedReportRow, OrganisationRow
from clipper.library.work import Work
from clipper.model.attachment import BroughtFile
from clipper.model.errors import Conflict, NotFound, WrongUsage
from clipper.model.issued_report import MOST_BYTES, IssuedReport
from clipper.model.late_pattern import late_pattern
from clipper.model.period import Period
from clipper.model.text import clean, clean_line
from clipper.model.values import replace

_UUID = late_pattern("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ENDING = late_pattern(r"\.[a-z0-9]{1,12}")
_NEWEST = (IssuedReportRow.issued_on.desc(), IssuedReportRow.number.desc(), IssuedReportRow.version.desc())
_LIVE = IssuedReportRow.withdrawn == false()


def issued_reports(connection: Connection) -> list[IssuedReport]:
    """Return all issued reports, newest first."""
    return _issued(connection, _LIVE)


def last(connection: Connection, report: ReportOf) -> IssuedReport | None:
    """Return the last version of a report; None where there is none, or a clipping of it was purged."""
    found = _issued(connection, _LIVE, *report.of(IssuedReportRow))
    newest = max(found, key=lambda issued: (issued.number, issued.version), default=None)
    return newest if newest and not newest.erased else None


def require(connection: Connection, uuid: str) -> IssuedReport:
    """Return an issued report; raises NotFound."""
    for issued in _issued(connection, _LIVE, IssuedReportRow.uuid == uuid):
        return issued
    raise NotFound("That issued report is not there any more. Nothing was changed.")


def _issued(connection: Connection, *wanted: Any) -> list[IssuedReport]:
    rows = connection.execute(select(IssuedReportRow).where(*wanted).order_by(*_NEWEST)).all()
    sizes = _sizes(connection, [row.id for row in rows])
    return [_report(row, sizes.get(row.id, {})) for row in rows]


def _sizes(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, int]]:
    file = IssuedFileRow
    found = select(file.issued_id, file.ending, ContentRow.size).join(ContentRow, ContentRow.sha256 == file.sha256)
    sizes: dict[int, dict[str, int]] = {}
    for issued_id, ending, size in connection.execute(
        found.where(file.issued_id.in_(id_set(ids))).order_by(file.ending)
    ):
        sizes.setdefault(issued_id, {})[ending] = size
    return sizes


def _report(row: Any, files: Mapping[str, int]) -> IssuedReport:
    return IssuedReport(
        definition_from_json(row.definition),
        Period(row.first, row.last),
        *(row.title, row.issued_on, row.issued_by, row.texts, tuple(row.changes), row.snapshot),
        *(row.uuid, row.number, row.version, files, row.erased),
    )


def brought(title: str, files: Mapping[str, bytes]) -> list[BroughtFile]:
    """Return the files of a report, by the order of their endings, to be staged; raises WrongUsage."""
    require_files(files)
    return [BroughtFile(f"{title}{ending}", held) for ending, held in sorted(files.items())]


def require_files(files: Mapping[str, bytes]) -> None:
    """Raise WrongUsage where files of a report, by their endings, are none that can be issued."""
    wrong = [ending for ending in files if not _ENDING.fullmatch(ending)]
    if wrong or not files:
        told = f"“{wrong[0][:20]}” is no ending of a file." if wrong else "There is no file of it."
        raise WrongUsage(f"The report cannot be issued: {told}")
    if sum(map(len, files.values())) > MOST_BYTES:
        raise WrongUsage(
            f"The files of a report that is issued hold at most {MOST_BYTES // 1_000_000} MB together. Nothing was "
            "issued; leave a format out, or pictures of its template."
        )


def issue(work: Work, report: IssuedReport, ready: Mapping[str, Staged]) -> IssuedReport:
    """Freeze a report with its files, by their endings, and return it with its number and version.

    Raises Conflict where it bears another number or version than its own, since its pages say so, too.
    """
    number, version = next_of(work.connection, report_of(report))
    if (report.number or number, report.version or version) != (number, version):
        raise Conflict("Somebody else issued a report meanwhile. Nothing was issued; please try again.")
    who = work.connection.scalar(select(OrganisationRow.user_name)) or ""
    frozen = replace(
        report,
        uuid=str(uuid4()),
        number=number,
        version=version,
        title=clean_line(report.title),
        issued_by=clean_line(report.issued_by or who),
        texts={key: cleaned for key, text in report.texts.items() if (cleaned := clean(text).strip())},
        changes=tuple(map(clean, report.changes)),
        snapshot=dict(cleaned_json(report.snapshot)),
        erased=False,
    )
    work.detail.update(_told(frozen))
    _write(work, frozen, ready)
    return require(work.connection, frozen.uuid)


def report_of(issued: IssuedReport) -> ReportOf:
    """Return which report an issue is of."""
    return ReportOf(issued.definition.uuid, issued.period, issued.language, issued.audience)


def _told(issued: IssuedReport) -> dict[str, str]:
    return {"name": issued.title, "number": number_of(issued)}


def number_of(issued: IssuedReport) -> str:
    """Return the number of an issued report, and its version where it is not the first: "7", "7, version 2"."""
    return f"{issued.number}" if issued.version == 1 else f"{issued.number}, version {issued.version}"


def next_of(connection: Connection, report: ReportOf) -> tuple[int, int]:
    """Return the number and version of the next issue, which no other ever had, taken back or not."""
    row = IssuedReportRow
    own = connection.scalar(select(row.number).where(*report.of(row)).order_by(row.id.desc()).limit(1))
    if own is None:
        return (connection.scalar(select(func.max(row.number))) or 0) + 1, 1
    return own, connection.scalars(select(func.max(row.version)).where(row.number == own)).one() + 1


def _write(work: Work, issued: IssuedReport, ready: Mapping[str, Staged]) -> None:
    row_id = work.insert(
        IssuedReportRow,
        **report_of(issued).columns(),
        **{name: getattr(issued, name) for name in ("uuid", "number", "version", "title", "issued_on", "issued_by")},
        **{name: getattr(issued, name) for name in ("texts", "snapshot", "erased")},
        definition=definition_to_json(issued.definition),
        changes=list(issued.changes),
    )
    for ending, one in ready.items():
        contents.keep(work.connection, work.beside, one)
        file = {"issued_id": row_id, "ending": ending, "sha256": one.sha256}
        work.connection.execute(insert(IssuedFileRow).values(file))


def withdraw(work: Work, uuid: str) -> None:
    """Take an issued report back; its number is not used again. Raises NotFound."""
    work.detail.update(_told(require(work.connection, uuid)))
    is_it = IssuedReportRow.uuid == uuid, _LIVE
    work.put(IssuedReportRow.withdrawn, work.connection.scalars(select(IssuedReportRow.id).where(*is_it)).all(), True)


def file(connection: Connection, library: Path, uuid: str, ending: str) -> bytes:
    """Return a file of an issued report, as it was handed out.

    Raises NotFound, or EnvironmentProblem where it is missing or damaged.
    """
    issued = require(connection, uuid)
    held = hashes(connection, uuid).get(ending)
    if held is None:
        reason = "a clipping of it was erased, and its files with it" if issued.erased else "it has no such file"
        raise NotFound(f"Report {number_of(issued)} cannot be given as {ending}: {reason}.")
    return b"".join(contents.pieces(connection, library, held, f"{issued.title}{ending}"))


def hashes(connection: Connection, uuid: str) -> dict[str, str]:
    """Return the SHA-256 of the files of an issued report by their endings."""
    found = select(IssuedFileRow.ending, IssuedFileRow.sha256).join(IssuedReportRow)
    of_this = found.where(IssuedReportRow.uuid == uuid).order_by(IssuedFileRow.ending)
    return dict(connection.execute(of_this).all())


def take(work: Work, told: IssuedReport, files: Mapping[str, bytes]) -> bool:
    """Keep an issued report of an export, unless the library has it; returns whether it has another in its place.

    One that was undone or withdrawn comes back.
    """
    row = IssuedReportRow
    is_like_it = or_(row.uuid == told.uuid, and_(row.number == told.number, row.version == told.version))
    there = work.connection.execute(select(row.id, row.uuid, row.withdrawn).where(is_like_it)).all()
    if not there:
        _write(work, told, {ending: _staged(work, ending, held) for ending, held in sorted(files.items())})
        return False
    if len(there) > 1 or there[0].uuid != told.uuid or not _is_same(work.connection, told, files):
        return True
    work.put(row.withdrawn, [there[0].id], False)
    return False


def _staged(work: Work, name: str, held: bytes) -> Staged:
    return contents.stage(work.beside.library, name, BytesIO(held), lambda _read: None)


def _is_same(connection: Connection, told: IssuedReport, files: Mapping[str, bytes]) -> bool:
    (present,) = _issued(connection, IssuedReportRow.uuid == told.uuid)
    wanted = {ending: sha256(held).hexdigest() for ending, held in files.items()}
    return issued_to_json(present) == issued_to_json(told) and hashes(connection, told.uuid) == wanted


def listing(connection: Connection, uuids: Set[str]) -> dict[int, bool]:
    """Return the rows of issued reports that name one of some clippings, and whether the library shows them.

    So may each later version of one that lists it, since it tells what changed.
    """
    row, first = IssuedReportRow, dict[int, int]()
    rows = connection.execute(select(row.number, row.version, row.texts, row.snapshot).where(row.erased == false()))
    for number, version, texts, snapshot in rows:
        if not uuids.isdisjoint(_UUID.findall(json.dumps([snapshot, list(texts)]))):
            first[number] = min(version, first.get(number, version))
    told = select(row.id, row.number, row.version, row.withdrawn).where(row.erased == false(), row.number.in_(first))
    return {
        row_id: not withdrawn
        for row_id, number, version, withdrawn in connection.execute(told)
        if version >= first[number]
    }


def erase(connection: Connection, ids: Collection[int]) -> None:
    """Erase what issued reports hold, and their files; their numbers, titles and days stay."""
    connection.execute(delete(IssuedFileRow).where(IssuedFileRow.issued_id.in_(id_set(ids))))
    nothing: dict[str, Any] = {"texts": {}, "changes": [], "snapshot": {}, "erased": True}
    connection.execute(update(IssuedReportRow).where(IssuedReportRow.id.in_(id_set(ids))).values(nothing))
