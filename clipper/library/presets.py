"""The presets of a library: how the columns of the sheets that its people import are read, each under a name."""

from typing import Any

from sqlalchemy import Connection, false, select

from clipper.library import names
from clipper.library.store.tables import PresetRow
from clipper.library.work import Work
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.sheet import Preset
from clipper.model.text import clean_line

_LONGEST = 80


def presets(connection: Connection) -> tuple[Preset, ...]:
    """Return all presets in the order of the alphabet."""
    rows = connection.execute(select(PresetRow.name, PresetRow.mapping).where(PresetRow.withdrawn == false()))
    return tuple(sorted((Preset.from_json(*row) for row in rows), key=lambda preset: preset.name.casefold()))


def save(work: Work, preset: Preset) -> None:
    """Remember a preset; one of the same name, whatever the case, is replaced and respelt. Raises WrongUsage."""
    name = cleaned_name(preset.name)
    found = _id_of(work.connection, name)
    if found is None:
        row: dict[str, Any] = {"name": name, "folded": name.casefold(), "mapping": preset.to_json()}
        names.make(work, PresetRow, [row])
    else:
        work.put(PresetRow.mapping, [found], preset.to_json())
        work.put(PresetRow.name, [found], name)


def cleaned_name(name: str) -> str:
    """Return the name that a preset gets; raises WrongUsage where it is none, or too long."""
    cleaned = clean_line(name)
    if not 0 < len(cleaned) <= _LONGEST:
        raise WrongUsage(f"A preset needs a name of at most {_LONGEST} characters. Nothing was remembered.")
    return cleaned


def rename(work: Work, old: str, new: str) -> None:
    """Give a preset another name; raises NotFound, or WrongUsage where the new name is taken or none."""
    row_id, name = _require(work.connection, old), cleaned_name(new)
    if _id_of(work.connection, name) not in {None, row_id}:
        raise WrongUsage(f"There is a preset “{name}” already. Choose another name; nothing was renamed.")
    work.put(PresetRow.name, [row_id], name)
    work.put(PresetRow.folded, [row_id], name.casefold())


def delete(work: Work, name: str) -> None:
    """Forget a preset; raises NotFound."""
    work.put(PresetRow.withdrawn, [_require(work.connection, name)], True)


def _id_of(connection: Connection, name: str) -> int | None:
    return names.ids_of(connection, PresetRow, [name.casefold()]).get(name.casefold())


def _require(connection: Connection, name: str) -> int:
    found = _id_of(connection, clean_line(name))
    if found is None:
        raise NotFound(f"There is no preset “{clean_line(name)}”.")
    return found
