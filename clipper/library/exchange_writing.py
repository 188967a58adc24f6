"""A library as the lines of an export."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec.structs import asdict
from sqlalchemy import Connection, false, select

from clipper.library import (
    clippings,
    codebook,
    exchange_reports,
    messages,
    names,
    outlets,
    people,
    presets,
    saved_searches,
    tags,
)
from clipper.library.exchange_history import history_of
from clipper.library.exchange_originals import Numbered
from clipper.library.exchange_values import AT_HOME, FILES, PAIRS
from clipper.library.serialise import clipping_to_json, outlet_to_json, person_to_json
from clipper.library.store.tables import ClippingRow, DistinctPairRow

_PAGE = 500


def everything(connection: Connection, library: Path, pastes: Numbered | None) -> Iterator[tuple[str, Any]]:
    """Yield what each line of an export holds after the first; those of an archive, which numbers pastes, tell more."""
    yield from _registers(connection)
    for tag in tags.tags(connection):
        yield "tag", {"name": tag.name, "hue": tag.hue, **({"key": tag.key} if tag.key else {})}
    for saved in saved_searches.saved_searches(connection):
        yield "saved_search", {"name": saved.name, "query": saved.text}
    for preset in presets.presets(connection):
        yield "preset", {"name": preset.name, **preset.to_json()}
    yield from exchange_reports.lines(connection, library)
    left_out = AT_HOME if pastes else (*AT_HOME, *FILES)
    places: dict[int, int] = {}
    ids = connection.scalars(select(ClippingRow.id).where(ClippingRow.withdrawn == false()).order_by(ClippingRow.id))
    for page in ids.partitions(_PAGE):
        numbers: Mapping[int, list[int]] = {}
        if pastes:
            before = len(pastes.numbers)
            numbers = pastes.of(connection, page)
            yield from (("original", told) for told in pastes.lines(connection, before))
        for clipping in clippings.load(connection, page):
            places[clipping.id] = len(places) + 1
            values = {name: value for name, value in clipping_to_json(clipping).items() if name not in left_out}
            own = numbers.get(clipping.id)
            yield "clipping", values | ({"originals": own} if own else {})
    yield from (("not_duplicates", pair) for pair in _pairs_told_apart(connection))
    if pastes:
        yield from history_of(connection, places)


def _registers(connection: Connection) -> Iterator[tuple[str, Any]]:
    """Yield whose library it is, how it codes, and the registers; a bare name comes with its clippings."""
    organisation = names.organisation_of(connection)
    pairs = {name: dict(getattr(organisation, name)) for name in PAIRS}
    yield "organisation", {**asdict(organisation), **pairs}
    for defined in codebook.fields(connection):
        yield "code_field", {**asdict(defined), "choices": list(defined.choices)}
    yield from (("outlet", outlet_to_json(outlet)) for outlet in outlets.PROFILES.apart(connection))
    yield from (("person", person_to_json(person)) for person in people.PROFILES.apart(connection))
    yield from (("message", message) for message in messages.messages(connection))


def _pairs_told_apart(connection: Connection) -> Iterator[list[str]]:
    low, high = ClippingRow.__table__.alias(), ClippingRow.__table__.alias()
    pairs = (
        select(low.c.uuid, high.c.uuid)
        .select_from(DistinctPairRow)
        .join(low, low.c.id == DistinctPairRow.low_id)
        .join(high, high.c.id == DistinctPairRow.high_id)
        .where(DistinctPairRow.withdrawn == false(), low.c.withdrawn == false(), high.c.withdrawn == false())
    )
    # By UUID, since every library numbers its clippings in its own way.
    yield from sorted(sorted(pair) for pair in connection.execute(pairs))
