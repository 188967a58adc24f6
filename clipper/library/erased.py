"""Which clippings were erased for good: an import leaves them out, and all that is kept of them are hashes.

A step that no history shows and no undo takes back holds them, one for each purge. It stays in its library: an export
does not tell of it, so that another library keeps what it has.
"""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, insert, select

from clipper.library import deltas
from clipper.library.store.tables import StepRow
from clipper.model.late_pattern import late_pattern

VERB = "purge"
_HASHES = "hashes"
_LENGTH = 16
_UUID = late_pattern("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Erased:
    """The clippings that a library erased for good."""

    def __init__(self, connection: Connection) -> None:
        found = connection.scalars(select(StepRow.detail).where(StepRow.verb == VERB))
        self.hashes = {one for detail in found for one in detail.get(_HASHES, "").split()}

    def __bool__(self) -> bool:
        return bool(self.hashes)

    def __contains__(self, uuid: str) -> bool:
        # A UUID is random, and what comes without one has nothing to be known by.
        return bool(self) and digest(uuid) in self.hashes

    def is_named_in(self, text: str) -> bool:
        """Tell whether the UUID of one of them stands in a text."""
        return bool(self) and any(uuid in self for uuid in _UUID.findall(text))


def remember(connection: Connection, uuids: Iterable[str], at: datetime) -> None:
    """Remember that clippings were erased, without a word of them; nothing is written where there are none."""
    hashes = sorted(map(digest, uuids))
    if hashes:
        values = {"verb": VERB, "count": len(hashes), "detail": {_HASHES: " ".join(hashes)}, "at": at}
        # Told, since that is what undo and redo pass over.
        kept = {"ended": True, "told": True, "clippings": deltas.pack_ids(())}
        connection.execute(insert(StepRow).values({**values, **kept}))


def digest(uuid: str) -> str:
    """Return what a clipping is known by, and found by nobody who has not its UUID."""
    return sha256(uuid.encode()).hexdigest()[:_LENGTH]
