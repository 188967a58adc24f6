"""The pastes and files that clippings came from, as the archive of an export holds them.

A line tells of each in its number, from 1, where it came from, when, and which parts of it the archive has; a clipping
names the numbers of its own, the one it was made of first.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct, field
from sqlalchemy import Connection, bindparam, false, insert, select, update

from clipper.library import cleaning, originals
from clipper.library.exchange_file import ExportFile
from clipper.library.store.sqlite import id_set
from clipper.library.store.tables import ClippingRow, FurtherOriginalRow, OriginalRow
from clipper.library.work import Work
from clipper.model.errors import WrongUsage

PARTS = ("text", "html", "file")
_WRONG = "an original needs a number, the time when it was taken, and its parts: text, html, file."


class Numbered(Struct):
    """The originals that an export has come to so far, in the order of its clippings."""

    numbers: dict[int, int] = field(default_factory=dict)

    def of(self, connection: Connection, clipping_ids: Iterable[int]) -> dict[int, list[int]]:
        """Return by clipping the numbers of its originals; those that are new get the next ones."""
        return {
            clipping_id: [self.numbers.setdefault(one, len(self.numbers) + 1) for one in ids]
            for clipping_id, ids in _ids_of_all(connection, list(clipping_ids)).items()
        }

    def lines(self, connection: Connection, after: int) -> Iterator[dict[str, Any]]:
        """Yield what is told of the originals behind a number."""
        new = {id_: number for id_, number in self.numbers.items() if number > after}
        row = OriginalRow
        told = (row.id, row.source, row.captured_at, row.html.is_not(None), row.file.is_not(None))
        rows = {one[0]: one for one in connection.execute(select(*told).where(row.id.in_(id_set(new))))}
        for original_id, number in new.items():
            _, source, captured_at, has_html, has_file = rows[original_id]
            parts = [part for part, there in zip(PARTS, (True, has_html, has_file), strict=True) if there]
            yield {"number": number, "source": source, "captured_at": captured_at.isoformat(), "parts": parts}

    def contents(self, connection: Connection) -> Iterator[tuple[str, bytes]]:
        """Yield what the archive holds of each original, part by part, with the name of the member."""
        for original_id, number in self.numbers.items():
            statement = select(OriginalRow.text, OriginalRow.html, OriginalRow.file)
            row = connection.execute(statement.where(OriginalRow.id == original_id)).one()
            for part, packed in zip(PARTS, row, strict=True):
                if packed is not None:
                    yield _member(number, part), zlib.decompress(packed)


def _ids_of_all(connection: Connection, ids: list[int]) -> dict[int, list[int]]:
    found: dict[int, dict[int, None]] = {clipping_id: {} for clipping_id in ids}
    first = select(ClippingRow.id, ClippingRow.original_id).where(ClippingRow.id.in_(id_set(ids)))
    further = select(FurtherOriginalRow.clipping_id, FurtherOriginalRow.original_id).where(
        FurtherOriginalRow.clipping_id.in_(id_set(ids)), FurtherOriginalRow.withdrawn == false()
    )
    for statement in (first, further.order_by(FurtherOriginalRow.id)):
        for clipping_id, original_id in connection.execute(statement).all():
            if original_id is not None:
                found[clipping_id][original_id] = None
    return {clipping_id: list(own) for clipping_id, own in found.items()}


def _member(number: int, part: str) -> str:
    return f"{number}.{part}"


class BroughtOriginals(Struct):
    """The originals that an archive brings: written when the first new clipping needs them."""

    work: Work
    file: ExportFile
    told: dict[int, Mapping[str, Any]] = field(default_factory=dict)
    ids: dict[int, int] = field(default_factory=dict)

    def take(self, values: Any) -> None:
        """Remember what a line tells of an original; raises WrongUsage for what cannot be."""
        number = _number(values)
        self.told[number] = {
            "source": cleaning.line(values.get("source")),
            "captured_at": _moment(values.get("captured_at")),
            "parts": _parts(values.get("parts")),
        }

    def give(self, numbers: Mapping[int, list[int]]) -> None:
        """Give clippings that were just made their originals, by the numbers that they name."""
        first = [
            {"clipping": clipping_id, "original": self._id_of(own[0])} for clipping_id, own in numbers.items() if own
        ]
        if first:
            statement = update(ClippingRow).where(ClippingRow.id == bindparam("clipping"))
            self.work.connection.execute(statement.values(original_id=bindparam("original")), first)
        for clipping_id, own in numbers.items():
            originals.link(self.work, clipping_id, [self._id_of(number) for number in own[1:]])

    def _id_of(self, number: int) -> int:
        if number not in self.ids:
            self.ids[number] = self._write(number)
        return self.ids[number]

    def _write(self, number: int) -> int:
        if number not in self.told:
            raise WrongUsage(f"the original {number} of a clipping is missing.")
        told = self.told[number]
        held = {part: self._packed(number, part) if part in told["parts"] else None for part in PARTS}
        values = {"source": told["source"], "captured_at": told["captured_at"], **held}
        if held["text"] is None:
            raise WrongUsage(_WRONG)
        key = self.work.connection.execute(insert(OriginalRow).values(values)).inserted_primary_key
        return int(key[0]) if key else 0

    def _packed(self, number: int, part: str) -> bytes:
        held = self.file.part_of_original(_member(number, part))
        try:
            if part != "file":
                held.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError as error:
            raise WrongUsage(f"the original {number} of a clipping is damaged.") from error
        return zlib.compress(held)


def numbers_in(values: Any) -> list[int]:
    """Return the numbers that a clipping of an export names; raises WrongUsage for what are none."""
    named = values.get("originals") if isinstance(values, Mapping) else None
    if named is None:
        return []
    if not isinstance(named, list) or not all(isinstance(one, int) for one in named):
        raise WrongUsage("the originals of a clipping are a list of numbers.")
    return list(dict.fromkeys(named))


def _number(values: Any) -> int:
    number = values.get("number") if isinstance(values, Mapping) else None
    source = values.get("source") if isinstance(values, Mapping) else None
    if not isinstance(number, int) or not isinstance(source, str | None):
        raise WrongUsage(_WRONG)
    return number


def _moment(value: Any) -> datetime:
    try:
        return datetime.fromisoformat(value).replace(tzinfo=None)
    except (TypeError, ValueError) as error:
        raise WrongUsage(_WRONG) from error


def _parts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(part in PARTS for part in value):
        raise WrongUsage(_WRONG)
    return tuple(value)
