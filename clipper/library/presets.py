"""The presets of a library: how the columns of the sheets that its people import are read, each under a name."""

from typing import Any

from sqlalchemy import Connection, false, select

from clipper.library import names
from clipper.library.named_rows import NamedRows
from clipper.library.store.tables import PresetRow
from clipper.library.work import Work
from clipper.model.sheet import Preset

NAMED = NamedRows(PresetRow, "preset")
"""How presets are renamed and forgotten."""


def presets(connection: Connection) -> tuple[Preset, ...]:
    """Return all presets in the order of the alphabet."""
    rows = connection.execute(select(PresetRow.name, PresetRow.mapping).where(PresetRow.withdrawn == false()))
    return tuple(sorted((Preset.from_json(*row) for row in rows), key=lambda preset: preset.name.casefold()))


def save(work: Work, preset: Preset) -> None:
    """Remember a preset; one of the same name, whatever the case, is replaced and respelt. Raises WrongUsage."""
    name = NAMED.cleaned_name(preset.name)
    found = NAMED.id_of(work.connection, name)
    if found is None:
        row: dict[str, Any] = {"name": name, "folded": name.casefold(), "mapping": preset.to_json()}
        names.make(work, PresetRow, [row])
    else:
        work.put(PresetRow.mapping, [found], preset.to_json())
        work.put(PresetRow.name, [found], name)
