"""The key messages of an organisation, and the clippings that carry them."""

from collections.abc import Iterable

from sqlalchemy import Connection, and_, false, func, select

from clipper.library import cleaning, names
from clipper.library.store.tables import ClippingMessageRow, ClippingRow, MessageRow
from clipper.library.work import Work
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.search_fields import NONE
from clipper.model.text import clean_line, fold

_LONGEST = 300


def messages(connection: Connection) -> list[str]:
    """Return all key messages in the order of the alphabet."""
    live = select(MessageRow.name).where(MessageRow.withdrawn == false()).order_by(MessageRow.folded)
    return list(connection.scalars(live))


def cleaned_message(message: str) -> str:
    """Return a key message as it is kept; raises WrongUsage where it is none, or too long."""
    cleaned = cleaning.name(message)
    if not cleaned or cleaned.casefold() == NONE or len(cleaned) > _LONGEST:
        raise WrongUsage(f"A key message is a sentence of at most {_LONGEST} characters. Nothing was changed.")
    return cleaned


def add(work: Work, message: str) -> None:
    """Put a message into the register; one that is there stays as it is. Raises WrongUsage."""
    work.detail["name"] = cleaned_message(message)
    names.find_or_make(work, MessageRow, [work.detail["name"]])


def carry(work: Work, ids: Iterable[int], message: str) -> None:
    """Say that clippings carry a message, made when it is new; raises WrongUsage."""
    live, cleaned = work.live(ids), cleaned_message(message)
    if live:
        message_id = names.find_or_make(work, MessageRow, [cleaned])[cleaned]
        work.detail["name"] = _name_of(work.connection, message_id)
        work.link(ClippingMessageRow, message_id, live)


def drop(work: Work, ids: Iterable[int], unwanted: Iterable[str]) -> None:
    """Say that clippings do not carry some messages; raises NotFound."""
    message_ids = [require(work.connection, message) for message in unwanted]
    work.detail["name"] = "; ".join(_name_of(work.connection, message_id) for message_id in message_ids)
    live = work.live(ids)
    for message_id in message_ids:
        work.unlink(ClippingMessageRow, message_id, live)


def counts(connection: Connection) -> dict[str, int]:
    """Return how many clippings carry each message, those in the wastebasket and withdrawn ones left out."""
    is_shown = ClippingRow.withdrawn == false(), ClippingRow.deleted == false()
    carried = (
        select(MessageRow.name, func.count(ClippingRow.id))
        .outerjoin(ClippingMessageRow, ClippingMessageRow.message_id == MessageRow.id)
        .outerjoin(ClippingRow, and_(ClippingRow.id == ClippingMessageRow.clipping_id, *is_shown))
        .where(MessageRow.withdrawn == false())
        .group_by(MessageRow.id)
        .order_by(MessageRow.folded)
    )
    return dict(connection.execute(carried).all())


def delete(work: Work, message: str) -> None:
    """Take a message off all clippings and forget it; raises NotFound."""
    message_id = require(work.connection, message)
    work.detail["name"] = _name_of(work.connection, message_id)
    work.unlink(ClippingMessageRow, message_id, carriers(work.connection, message_id))
    work.put(MessageRow.withdrawn, [message_id], True)


def carriers(connection: Connection, message_id: int) -> list[int]:
    """Return the clippings that carry a message."""
    carry_it = select(ClippingMessageRow.clipping_id).where(ClippingMessageRow.message_id == message_id)
    return list(connection.scalars(carry_it))


def require(connection: Connection, message: str) -> int:
    """Return the id of a message, found by its words whatever their case; raises NotFound."""
    found = names.ids_of(connection, MessageRow, [fold(clean_line(message))])
    if not found:
        raise NotFound(f"There is no key message “{clean_line(message)}”.")
    return next(iter(found.values()))


def _name_of(connection: Connection, message_id: int) -> str:
    return connection.scalars(select(MessageRow.name).where(MessageRow.id == message_id)).one()
