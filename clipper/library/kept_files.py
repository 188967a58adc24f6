"""Whose files the contents of a library are: those of clippings, of issued reports, and of templates."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from clipper.library import deltas, templates
from clipper.library.store.sqlite import text_set
from clipper.library.store.tables import AttachmentRow, DeltaRow, IssuedFileRow, IssuedReportRow, TemplateRow

_LISTS, _TEMPLATES = AttachmentRow.__tablename__, deltas.target_of(TemplateRow.files)


class KeptFile(NamedTuple):
    """What kind of file it is, in a word or two, and its name."""

    kind: str
    name: str


def in_use(connection: Connection) -> set[str]:
    """Return the SHA-256 of all that is held, and of what steps would need to give back."""
    used = {
        one for rows in (AttachmentRow, IssuedFileRow) for one in connection.scalars(select(rows.sha256).distinct())
    }
    used.update(*map(templates.hashes_in, connection.scalars(select(TemplateRow.files))))
    changed = select(DeltaRow.target, DeltaRow.old, DeltaRow.new).where(DeltaRow.target.in_((_LISTS, _TEMPLATES)))
    for target, old, new in connection.execute(changed):
        for value in (*old, *new):
            used.update((said[0] for said in value) if target == _LISTS else templates.hashes_in(value))
    return used


def named(connection: Connection, hashes: Sequence[str]) -> list[KeptFile]:
    """Return the files that hold what has one of these SHA-256, in the order of the alphabet, each once."""
    wanted = text_set(hashes)
    attached = connection.scalars(select(AttachmentRow.name).where(AttachmentRow.sha256.in_(wanted)))
    issued = select(IssuedReportRow.title, IssuedFileRow.ending).join(IssuedFileRow)
    found = {
        *(KeptFile("attachment", name) for name in attached),
        *(
            KeptFile("issued file", f"{title}{ending}")
            for title, ending in connection.execute(issued.where(IssuedFileRow.sha256.in_(wanted)))
        ),
        *(
            KeptFile("template file", f"{template.name}/{path}")
            for template in templates.templates(connection)
            for path, one in template.files.items()
            if one.sha256 in hashes
        ),
    }
    return sorted(found)
