"""The pastes and files that clippings came from, kept verbatim; a clipping may have more of them than its first."""

import zlib
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, false, insert, select

from clipper.library.store.sqlite import id_set
from clipper.library.store.tables import ClippingRow, FurtherOriginalRow, OriginalRow
from clipper.library.work import Work
from clipper.model.clipping import Original
from clipper.model.draft import Pasted

_HUGE = 1_000_000
Packed = Mapping[str, Any]
"""A paste as it is kept."""


def pack(pasted: Pasted, file: bytes | None = None) -> Packed | None:
    """Pack a paste, and the file where its text does not say all of it; None where it is empty.

    It takes a second for a file of some ten megabytes, and needs no library.
    """
    if not (pasted.text or pasted.html or file):
        return None
    html = None if pasted.html is None else _packed(pasted.html)
    packed_file = None if file is None else zlib.compress(file)
    return {"text": _packed(pasted.text), "html": html, "source": pasted.source, "file": packed_file}


def write(work: Work, packed: Packed | None) -> int | None:
    """Keep what was packed, and return its id; None for nothing."""
    if packed is None:
        return None
    values = {**packed, "captured_at": work.now}
    key = work.connection.execute(insert(OriginalRow).values(values)).inserted_primary_key
    return key[0] if key else None


def keep_further(work: Work, clipping_id: int, pasted: Pasted, file: bytes | None = None) -> bool:
    """Keep a paste as a further original of a clipping; returns False where the clipping has just this one already."""
    return write_further(work, clipping_id, pack(pasted, file))


def write_further(work: Work, clipping_id: int, packed: Packed | None) -> bool:
    """Keep what was packed as a further original of a clipping; returns False where the clipping has it already."""
    if packed is None or has(work.connection, clipping_id, packed):
        return False
    original_id = write(work, packed)
    link(work, clipping_id, [] if original_id is None else [original_id])
    return True


def has(connection: Connection, clipping_id: int, packed: Packed) -> bool:
    """Tell whether a clipping has just this original already."""
    return _contents(packed) in map(_contents, _rows_of(connection, clipping_id))


def share(work: Work, clipping_id: int, of_id: int) -> None:
    """Give a clipping the originals of another one too."""
    own = ids_of(work.connection, clipping_id)
    link(work, clipping_id, [id_ for id_ in ids_of(work.connection, of_id) if id_ not in own])


def link(work: Work, clipping_id: int, original_ids: Sequence[int]) -> None:
    """Make originals further ones of a clipping."""
    for original_id in original_ids:
        values = {"clipping_id": clipping_id, "original_id": original_id}
        key = work.connection.execute(insert(FurtherOriginalRow).values(values)).inserted_primary_key
        work.made(FurtherOriginalRow, [key[0]] if key else [])
        work.near.add(clipping_id)


def link_all(work: Work, clipping_ids: Collection[int], original_id: int) -> None:
    """Make an original a further one of all clippings that have it not yet."""
    among = id_set(clipping_ids)
    came = select(ClippingRow.id).where(ClippingRow.id.in_(among), ClippingRow.original_id == original_id)
    further = FurtherOriginalRow.original_id == original_id, FurtherOriginalRow.withdrawn == false()
    linked = select(FurtherOriginalRow.clipping_id).where(FurtherOriginalRow.clipping_id.in_(among), *further)
    have_it = {*work.connection.scalars(came), *work.connection.scalars(linked)}
    new = [id_ for id_ in clipping_ids if id_ not in have_it]
    if not new:
        return
    work.connection.execute(
        insert(FurtherOriginalRow), [{"clipping_id": id_, "original_id": original_id} for id_ in new]
    )
    made = select(FurtherOriginalRow.id).where(FurtherOriginalRow.clipping_id.in_(id_set(new)), *further)
    work.made(FurtherOriginalRow, work.connection.scalars(made))
    work.near.update(new)


def of(connection: Connection, clipping_id: int) -> list[Original]:
    """Return the originals of a clipping, the one it came from first; none for one that came without."""
    return [
        Original(**_contents(row), source=row["source"], captured_at=row["captured_at"])
        for row in _rows_of(connection, clipping_id)
    ]


def _rows_of(connection: Connection, clipping_id: int) -> list[Mapping[str, Any]]:
    ids = ids_of(connection, clipping_id)
    found = connection.execute(select(OriginalRow.__table__).where(OriginalRow.id.in_(id_set(ids)))).mappings()
    rows = {row["id"]: dict(row) for row in found}
    return [rows[id_] for id_ in ids]


def ids_of(connection: Connection, clipping_id: int) -> list[int]:
    """Return the ids of the originals of a clipping, that of the one it came from first."""
    first = select(ClippingRow.original_id).where(ClippingRow.id == clipping_id)
    further = select(FurtherOriginalRow.original_id).where(
        FurtherOriginalRow.clipping_id == clipping_id, FurtherOriginalRow.withdrawn == false()
    )
    ids = [*connection.scalars(first), *connection.scalars(further.order_by(FurtherOriginalRow.id))]
    return list(dict.fromkeys(id_ for id_ in ids if id_ is not None))


def _contents(packed: Packed) -> dict[str, Any]:
    html, file = packed["html"], packed["file"]
    return {
        "text": _unpacked(packed["text"]),
        "html": html and _unpacked(html),
        "file": file and zlib.decompress(file),
    }


def _packed(text: str) -> bytes:
    data = text.encode("utf-8", "surrogatepass")
    # Somebody waits for it: a huge paste is packed three times as fast, and hardly worse.
    return zlib.compress(data, 1 if len(data) > _HUGE else -1)


def _unpacked(packed: bytes) -> str:
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")
