"""Files of clippings, in the order in which they were attached; what they hold is never loaded with clippings."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from msgspec.structs import asdict
from sqlalchemy import Connection

from clipper.library import contents, deltas
from clipper.library.contents import Staged
from clipper.library.safe_file import replacing
from clipper.library.store.tables import AttachmentRow
from clipper.library.work import Work
from clipper.model.attachment import LARGEST, Attachment, cleaned_name, media_type_of
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.progress import Progress
from clipper.model.values import replace

_, _SAID = deltas.LISTED[AttachmentRow.__tablename__]
_NAMELESS = "file"


def attach(work: Work, clipping_id: int, ready: Sequence[Staged]) -> None:
    """Keep files with a clipping, but for those that it has under this name already."""
    kept = [*_of(work.connection, clipping_id)]
    before = len(kept)
    for one in ready:
        name = cleaned_name(one.name) or _NAMELESS
        # Also what the clipping has: what was missing of it comes back so.
        contents.keep(work.connection, work.beside, one)
        if (name, one.sha256) not in map(_same, kept):
            added = Attachment(name, media_type_of(name), one.size, one.sha256, work.now.date(), str(uuid4()))
            kept.append(added)
    work.detail["name"] = _named(kept[before:])
    _put(work, clipping_id, kept)


def rename(work: Work, clipping_id: int, uuid: str, name: str) -> None:
    """Give a file another name; raises NotFound, or WrongUsage where it is none."""
    before = require(work.connection, clipping_id, uuid)
    new = cleaned_name(name)
    if not new:
        raise WrongUsage("An attachment needs a name. Nothing was changed.")
    work.detail.update(name=before.name, new_name=new)
    renamed = replace(before, name=new, media_type=media_type_of(new))
    kept = _of(work.connection, clipping_id)
    _put(work, clipping_id, [renamed if one.uuid == uuid else one for one in kept])


def detach(work: Work, clipping_id: int, uuid: str) -> None:
    """Take a file off a clipping; what it holds stays until the clipping is purged. Raises NotFound."""
    work.detail["name"] = require(work.connection, clipping_id, uuid).name
    _put(work, clipping_id, [one for one in _of(work.connection, clipping_id) if one.uuid != uuid])


def unite(work: Work, kept_id: int, other_id: int) -> None:
    """Give a clipping the files of another one too, but for those that it has itself, maybe by another name."""
    own = _of(work.connection, kept_id)
    known, taken = set(map(_same, own)), {one.uuid for one in own}
    theirs = _of(work.connection, other_id)
    _put(work, kept_id, [*own, *(one for one in theirs if _same(one) not in known and one.uuid not in taken)])


def save(
    connection: Connection, library: Path, clipping_id: int, uuid: str, target: Path, progress: Progress | None
) -> None:
    """Write what a file holds to another one, wholly or not at all; `progress` counts bytes.

    Raises NotFound, or EnvironmentProblem where it is missing or damaged, or the other one cannot be written.
    """
    attachment, done = require(connection, clipping_id, uuid), 0
    with replacing(target) as beside, beside.open("wb") as file:
        for piece in contents.pieces(connection, library, attachment.sha256, attachment.name):
            file.write(piece)
            done += len(piece)
            if progress:
                progress(done, attachment.size)


def require(connection: Connection, clipping_id: int, uuid: str) -> Attachment:
    """Return a file of a clipping; raises NotFound."""
    for attachment in _of(connection, clipping_id):
        if attachment.uuid == uuid:
            return attachment
    raise NotFound("That attachment is not there any more. Nothing was changed.")


def cleaned(attachment: Attachment) -> Attachment:
    """Return a file that an export tells of as it is kept; raises WrongUsage where its hash or its UUID is none."""
    if not contents.is_hash(attachment.sha256):
        raise WrongUsage(f"“{attachment.sha256[:70]}” is not the SHA-256 of an attachment.")
    name = cleaned_name(attachment.name) or _NAMELESS
    size = min(max(0, attachment.size), LARGEST)
    return replace(attachment, name=name, media_type=media_type_of(name), size=size, uuid=_uuid(attachment.uuid))


def _uuid(text: str) -> str:
    """What is taken out lies in a folder that is called so: nothing else may come from outside."""
    try:
        return str(UUID(text) if text else uuid4())
    except ValueError as error:
        raise WrongUsage(f"“{text[:60]}” is not the UUID of an attachment.") from error


def said_by(attachments: Sequence[Attachment]) -> list[list[Any]]:
    """Return files as a list of a clipping holds them."""
    return [[deltas.plain(one[name]) for name in _SAID] for one in map(asdict, attachments)]


def attachment_of(said: Sequence[Any]) -> Attachment:
    """Return the file that an entry of such a list says."""
    values = dict(zip(_SAID, said, strict=True))
    day = values["added_on"]
    return Attachment(**{**values, "added_on": date.fromisoformat(day) if isinstance(day, str) else day})


def _same(attachment: Attachment) -> tuple[str, str]:
    return attachment.name, attachment.sha256


def _named(added: Sequence[Attachment]) -> str:
    return f"“{added[0].name}”" if len(added) == 1 else f"{len(added):,} files"


def _of(connection: Connection, clipping_id: int) -> list[Attachment]:
    listed = deltas.lists_of(connection, AttachmentRow.__tablename__, [clipping_id])[clipping_id]
    return list(map(attachment_of, listed))


def _put(work: Work, clipping_id: int, attachments: Sequence[Attachment]) -> None:
    work.put_list(AttachmentRow, clipping_id, said_by(attachments))
