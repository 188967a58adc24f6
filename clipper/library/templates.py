"""The organisation's own templates of reports: files under a name, beside the built-in ones."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

from msgspec.structs import asdict
from sqlalchemy import Connection, false, select

from clipper.library import contents, names
from clipper.library.contents import Staged
from clipper.library.named_rows import NamedRows
from clipper.library.store.tables import DefinitionRow, TemplateRow
from clipper.library.work import Work
from clipper.model.attachment import BroughtFile
from clipper.model.errors import EnvironmentProblem, NotFound, WrongUsage
from clipper.model.report import TEMPLATES
from clipper.model.template import MOST_BYTES, MOST_FILES, Template, TemplateFile, flaw_of_paths
from clipper.model.text import clean_line
from clipper.model.values import replace

_NAMED = NamedRows(TemplateRow, "template")
_LIVE = TemplateRow.withdrawn == false()
_MOST_WRITTEN = 50_000
"""Bytes of a file that says what a template is."""


def templates(connection: Connection) -> list[Template]:
    """Return the organisation's own templates in the order of the alphabet."""
    found = map(_template, connection.execute(select(TemplateRow).where(_LIVE)))
    return sorted(found, key=lambda template: template.name.casefold())


def _template(row: Any) -> Template:
    return Template(row.uuid, row.name, {path: TemplateFile(**one) for path, one in row.files.items()})


def find(connection: Connection, name: str) -> Template:
    """Return a template by its name, whatever the case; raises NotFound."""
    wanted = clean_line(name).casefold()
    for template in templates(connection):
        if template.name.casefold() == wanted:
            return template
    raise NotFound(f"There is no template “{clean_line(name)}”.")


def files(connection: Connection, library: Path, template: Template) -> dict[str, bytes]:
    """Return what the files of a template hold; raises EnvironmentProblem where one is missing or damaged."""
    return {
        path: b"".join(contents.pieces(connection, library, one.sha256, path)) for path, one in template.files.items()
    }


def files_at(connection: Connection, library: Path, path: str) -> dict[str, dict[str, bytes]]:
    """Return by the names of all templates the one file that each has at a path, and none where it is missing, damaged
    or larger than a person writes one.
    """
    return {one.name: _at(connection, library, one, path) for one in templates(connection)}


def _at(connection: Connection, library: Path, template: Template, path: str) -> dict[str, bytes]:
    file = template.files.get(path)
    if file is None or file.size > _MOST_WRITTEN:
        return {}
    try:
        return files(connection, library, replace(template, files={path: file}))
    except EnvironmentProblem:
        return {}


def brought(files: Mapping[str, bytes]) -> list[BroughtFile]:
    """Return the files of a template, to be staged; raises WrongUsage for too many, too large, or a bad path."""
    return [BroughtFile(path, held) for path, held in _checked(files).items()]


def _checked(files: Mapping[str, bytes]) -> dict[str, bytes]:
    flaw = flaw_of_paths(files)
    if flaw is not None:
        raise WrongUsage(
            f"A template cannot have a file “{flaw[:80]}”: choose a name that every system takes, and that no other "
            "of its files has. Nothing was kept."
        )
    if len(files) > MOST_FILES or sum(map(len, files.values())) > MOST_BYTES:
        raise WrongUsage(
            f"A template has at most {MOST_FILES} files, of {MOST_BYTES // 1_000_000} MB together. Nothing was kept."
        )
    return dict(sorted(files.items()))


def save(work: Work, name: str, ready: Sequence[Staged]) -> None:
    """Keep a template; one of the same name, whatever the case, is replaced and respelt. Raises WrongUsage."""
    name = work.detail["name"] = cleaned_name(name)
    row_id = _NAMED.id_of(work.connection, name)
    held = _held(work, ready)
    if row_id is None:
        _make(work, Template(str(uuid4()), name, held))
        return
    work.put(TemplateRow.files, [row_id], _as_json(held))
    _follow(work, name, name)
    work.put(TemplateRow.name, [row_id], name)


def _held(work: Work, ready: Sequence[Staged]) -> dict[str, TemplateFile]:
    for one in ready:
        contents.keep(work.connection, work.beside, one)
    return {one.name: TemplateFile(one.sha256, one.size) for one in ready}


def take(work: Work, template: Template, held: Mapping[str, bytes]) -> None:
    """Keep a template of an export, whose name nobody has, with what its files hold; raises WrongUsage."""
    template = replace(template, name=cleaned_name(template.name))
    for path, one in _checked(held).items():
        ready = contents.stage(work.beside.library, path, BytesIO(one), lambda _read: None)
        contents.keep(work.connection, work.beside, ready)
    _make(work, template)


def _make(work: Work, template: Template) -> None:
    row: dict[str, Any] = {"uuid": template.uuid, "name": template.name, "folded": template.name.casefold()}
    names.make(work, TemplateRow, [{**row, "files": _as_json(template.files)}])


def _as_json(held: Mapping[str, TemplateFile]) -> dict[str, Any]:
    return {path: asdict(one) for path, one in sorted(held.items())}


def rename(work: Work, old: str, new: str) -> None:
    """Give a template another name, in the definitions of reports too; raises NotFound, or WrongUsage."""
    before, name = find(work.connection, old).name, cleaned_name(new)
    _NAMED.rename(work, old, name)
    _follow(work, before, name)
    work.detail.update(name=before, new_name=name)


def delete(work: Work, name: str) -> None:
    """Forget a template; raises NotFound."""
    work.detail["name"] = find(work.connection, name).name
    _NAMED.delete(work, name)


def cleaned_name(name: str) -> str:
    """Return the name that a template gets; raises WrongUsage where it is none, or that of a built-in one."""
    cleaned = _NAMED.cleaned_name(name)
    if cleaned.casefold() in TEMPLATES:
        raise WrongUsage(f"“{cleaned}” is a template of Clipper itself. Choose another name; nothing was kept.")
    return cleaned


def hashes_in(files: Mapping[str, Any]) -> set[str]:
    """Return the SHA-256 of what files hold, given as the library keeps them."""
    return {one["sha256"] for one in files.values()}


def _follow(work: Work, old: str, new: str) -> None:
    """Let the definitions of reports that have a template have it by its new name."""
    rows = select(DefinitionRow.id, DefinitionRow.settings).where(DefinitionRow.withdrawn == false())
    for row_id, settings in work.connection.execute(rows).all():
        if settings["template"].casefold() == old.casefold():
            work.put(DefinitionRow.settings, [row_id], {**settings, "template": new})
