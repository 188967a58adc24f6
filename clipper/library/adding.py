"""Adding what a person accepted: drafts become clippings, the paste is kept verbatim, copies join their story."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, insert, select

from clipper.library import cleaning, clippings, duplicates, stories, tags
from clipper.library.duplicates import Mention
from clipper.library.store.tables import ClippingRow, OriginalRow
from clipper.library.work import Work
from clipper.model.changes import Changes
from clipper.model.clipping import Clipping, Original
from clipper.model.draft import Accepted, Pasted
from clipper.model.errors import WrongUsage


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the drafts: the ids of new clippings, and `known`, the index of each draft that the library held
    already with the id of that clipping; `pick_ups` are the new clippings that joined a story."""

    ids: tuple[int, ...]
    changes: Changes
    known: tuple[tuple[int, int], ...] = ()
    pick_ups: tuple[int, ...] = ()


def add(work: Work, accepted: Sequence[Accepted], pasted: Pasted) -> Added:
    """Add each accepted draft unless the library has the same mention; raises WrongUsage where a draft says nothing."""
    wanted = [from_draft(one) for one in accepted]
    original_id: int | None = None
    ids, known, pick_ups = [], [], []
    for index, (one, clipping) in enumerate(zip(accepted, wanted, strict=True)):
        mention = Mention.of(clipping)
        same = None if one.even_if_known else duplicates.identical_to(work.connection, mention)
        if same is not None:
            known.append((index, same))
            continue
        original_id = original_id or _keep_original(work, pasted)
        copied = duplicates.copy_of(work.connection, mention)
        (clipping_id,) = clippings.insert_many(work, [replace(clipping, added_at=work.now)], original_id)
        ids.append(clipping_id)
        if copied is not None:
            stories.join(work, clipping_id, copied)
            pick_ups.append(clipping_id)
    work.subjects = frozenset(ids)
    return Added(tuple(ids), Changes(), tuple(known), tuple(pick_ups))


def from_draft(accepted: Accepted) -> Clipping:
    """Return the clipping that an accepted draft makes, its texts cleaned; raises WrongUsage where it says nothing."""
    values = cleaning.draft(accepted.draft)
    if not (values["headline"] or values["url"] or values["body"]):
        raise WrongUsage("A clipping needs a headline, a link or a text. Nothing was added.")
    own_tags = {tag.casefold(): tag for tag in map(tags.cleaned_tag, accepted.tags)}
    note = cleaning.text("note", accepted.note)
    return Clipping(0, "", **values, state=accepted.state, tags=tuple(own_tags.values()), note=note)


def _keep_original(work: Work, pasted: Pasted) -> int | None:
    if not pasted.text and not pasted.html:
        return None
    html = None if pasted.html is None else _packed(pasted.html)
    values = {"text": _packed(pasted.text), "html": html, "source": pasted.source, "captured_at": work.now}
    key = work.connection.execute(insert(OriginalRow).values(values)).inserted_primary_key
    return key[0] if key else None


def _packed(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def _unpacked(packed: bytes) -> str:
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")


def original_of(connection: Connection, clipping_id: int) -> Original | None:
    """Return the paste that a clipping came from, verbatim; None for one that came without."""
    statement = select(OriginalRow).join(ClippingRow, ClippingRow.original_id == OriginalRow.id)
    row = connection.execute(statement.where(ClippingRow.id == clipping_id)).first()
    if row is None:
        return None
    return Original(_unpacked(row.text), row.html and _unpacked(row.html), row.source, row.captured_at)
