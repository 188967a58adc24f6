"""Reports as the lines of an export hold them: own templates, definitions, texts by staff, and what was issued.

Files of templates and of issued reports stand in their line, in Base64, each with the SHA-256 of what it holds.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from msgspec import Struct, field
from sqlalchemy import Connection

from clipper.library import contents, definitions, issued_reports, report_texts, templates
from clipper.library.definitions import Kept
from clipper.library.erased import Erased
from clipper.library.report_texts import ReportOf
from clipper.library.serialise import as_text, read_with
from clipper.library.serialise_reports import (
    definition_from_json,
    definition_to_json,
    issued_from_json,
    issued_to_json,
    period_of,
    texts_from_json,
)
from clipper.library.store.tables import DefinitionRow, TemplateRow
from clipper.library.uniting_things import UnitedThings
from clipper.library.work import Work
from clipper.model.errors import EnvironmentProblem, WrongUsage
from clipper.model.issued_report import IssuedReport
from clipper.model.report import TEMPLATES, Audience
from clipper.model.template import Template, TemplateFile
from clipper.model.text import clean_line
from clipper.model.values import replace

_TEXTS, _TEMPLATE = "texts of a report", "a template"
_WITH_FILES = ("template", "issued_report")


def lines(connection: Connection, library: Path) -> Iterator[tuple[str, Any]]:
    """Yield what an export tells of reports; files that are missing or damaged are only named there."""
    for template in templates.templates(connection):
        held = {path: (one.sha256, f"{template.name}/{path}") for path, one in template.files.items()}
        told = {"uuid": template.uuid, "name": template.name}
        yield "template", told | _packed(connection, library, held)
    for kept in definitions.kept(connection):
        yield "definition", {**definition_to_json(kept.definition), **({"hidden": True} if kept.hidden else {})}
    for report, texts in report_texts.all_texts(connection):
        yield "report_texts", {**_told(report), "texts": texts}
    for issued in sorted(issued_reports.issued_reports(connection), key=lambda one: (one.number, one.version)):
        hashes = issued_reports.hashes(connection, issued.uuid)
        held = {ending: (one, f"{issued.title}{ending}") for ending, one in hashes.items()}
        yield "issued_report", issued_to_json(issued) | _packed(connection, library, held)


def _packed(connection: Connection, library: Path, held: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """Files by what they are told by, given the SHA-256 and the name of each, and the names of those that are gone."""
    files, missing = dict[str, Any](), list[str]()
    for key, (one, name) in held.items():
        try:
            data = b"".join(contents.pieces(connection, library, one, name))
            files[key] = {"sha256": one, "base64": b64encode(data).decode()}
        except EnvironmentProblem:
            missing.append(name)
    return {"files": files, **({"missing": missing} if missing else {})}


def missing_of(kind: str, values: Any) -> list[str]:
    """Return the names of the files that a line about a report tells of, and has not."""
    if kind not in _WITH_FILES or not isinstance(values, Mapping):
        return []
    names: list[str] = read_with(_names, values.get("missing") or [], "missing files")
    return names


def _names(value: Any) -> list[str]:
    return [clean_line(as_text(one)) for one in value]


def _told(report: ReportOf) -> dict[str, str]:
    days = {"first": report.period.first.isoformat(), "last": report.period.last.isoformat()}
    return {"definition": report.definition, **days, "language": report.language, "audience": report.audience.value}


class ReportsImport(Struct):
    """What an export brings of reports; `conflict` is told what the library has otherwise, and keeps, `miss` which
    files come without what they hold.
    """

    work: Work
    conflict: Callable[[str], None]
    miss: Callable[[str], None]
    erased: Erased
    things: UnitedThings | None = None
    waiting: dict[str, Kept] = field(default_factory=dict)
    # The numbers of reports that list what was erased here, of which each later version may tell.
    listing: set[int] = field(default_factory=set)

    def take_definition(self, values: Any) -> None:
        """Let a definition wait until all are there; raises WrongUsage for what is none."""
        definition = definitions.cleaned(self.work.connection, definition_from_json(values))
        self.waiting[definition.uuid] = Kept(definition, hidden=values.get("hidden") is True)

    def finish(self) -> None:
        """Keep the definitions that wait."""
        if self.things:
            self._unite_definitions(self.things)
        for name in definitions.take(self.work, list(self.waiting.values())):
            self.conflict(f"the report “{name}”")

    def _unite_definitions(self, things: UnitedThings) -> None:
        """Unite those that the library has with their own; the others wait still."""
        own = {one.definition.uuid: one for one in definitions.kept(self.work.connection)}
        here = things.uniting.names.here
        for uuid, brought in list(self.waiting.items()):
            if uuid in own:
                things.definition(own[uuid], self.waiting.pop(uuid))
            elif here(DefinitionRow.__tablename__, brought.definition.name) is None:
                self.waiting.pop(uuid)

    def take_texts(self, values: Any) -> None:
        """Keep the texts by staff that are new; raises WrongUsage for what are none."""
        report = _report_of(values)
        present = report_texts.texts(self.work.connection, report)
        for key, text in read_with(texts_from_json, values.get("texts"), _TEXTS).items():
            if self.erased.is_named_in(key):
                continue
            if key not in present:
                report_texts.write(self.work, report, key, text)
            elif self.things:
                self.things.report_text(report, key, present[key], text)
            elif present[key] != text:
                self.conflict(f"a text of the report for {report.period}")

    def take_issued(self, values: Any) -> None:
        """Keep an issued report; raises WrongUsage for what is none, or is not what was issued."""
        issued, files = issued_from_json(values), _files_in(values, "an issued report")
        if bool(files or self._missing("issued_report", values)) is issued.erased:
            raise WrongUsage("an issued report needs its files, unless a clipping of it was erased.")
        if files:
            issued_reports.require_files(files)
        if self._tells_of_erased(issued):
            issued, files = replace(issued, texts={}, changes=(), snapshot={}, files={}, erased=True), {}
        if issued_reports.take(self.work, issued, files):
            self.conflict(f"the issued report {issued_reports.number_of(issued)} (“{issued.title}”)")

    def _missing(self, kind: str, values: Any) -> list[str]:
        missing = missing_of(kind, values)
        for name in missing:
            self.miss(name)
        return missing

    def _tells_of_erased(self, issued: IssuedReport) -> bool:
        if self.erased.is_named_in(json.dumps([issued.snapshot, list(issued.texts)])):
            self.listing.add(issued.number)
        return issued.number in self.listing

    def take_template(self, values: Any) -> None:
        """Keep a template; one that there is under its name or UUID stays. Raises WrongUsage for what is none."""
        held = _files_in(values, _TEMPLATE)
        self._missing("template", values)
        brought = _template_in(values, held)
        folded, there = brought.name.casefold(), templates.templates(self.work.connection)
        own = [one for one in there if one.uuid == brought.uuid or one.name.casefold() == folded]
        if self.things and not own and self.things.uniting.names.here(TemplateRow.__tablename__, brought.name) is None:
            return
        if len(own) == 1 and self.things and self.things.are_one(own[0], brought):
            self.things.template(own[0], brought, held)
        elif not own and folded not in TEMPLATES:
            templates.take(self.work, brought, held)
        elif own != [brought]:
            self.conflict(f"the template “{brought.name}”")


def _template_in(values: Mapping[str, Any], held: Mapping[str, bytes]) -> Template:
    uuid, name = (
        read_with(reader, values.get(told), f"{told} of {_TEMPLATE}")
        for told, reader in (("uuid", _uuid), ("name", _line))
    )
    files = {path: TemplateFile(sha256(one).hexdigest(), len(one)) for path, one in held.items()}
    return Template(uuid, name, files)


def _uuid(value: Any) -> str:
    return str(UUID(as_text(value)))


def _line(value: Any) -> str:
    return clean_line(as_text(value))


def _report_of(values: Any) -> ReportOf:
    if not isinstance(values, Mapping):
        raise WrongUsage(f"{_TEXTS} must be a JSON object.")
    definition, language = (
        read_with(_line, values.get(name), f"{name} of {_TEXTS}") for name in ("definition", "language")
    )
    audience = read_with(Audience, values.get("audience"), f"audience of {_TEXTS}")
    return ReportOf(definition, period_of(values, _TEXTS), language, audience)


def _files_in(values: Any, what: str) -> dict[str, bytes]:
    files = values.get("files") if isinstance(values, Mapping) else None
    if not isinstance(files, Mapping):
        raise WrongUsage(f"{what} must be a JSON object that has files.")
    return {path: read_with(_unpacked, one, f"file “{path[:40]}” of {what}") for path, one in files.items()}


def _unpacked(values: Any) -> bytes:
    held = b64decode(as_text(values["base64"]), validate=True)
    if sha256(held).hexdigest() != values["sha256"]:
        raise ValueError
    return held
