"""What our people say in clippings: quotes that a person kept, in the order in which they were kept."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, exists, select

from clipper.library import cleaning, deltas, names
from clipper.library.aliases import OwnNames
from clipper.library.store.tables import ClippingRow, PersonRow, QuoteRow
from clipper.library.work import Work
from clipper.model.codes import State
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.quote import Quote
from clipper.model.text import clean
from clipper.model.values import replace

_SAID = deltas.LISTED[QuoteRow.__tablename__][1][1:]


def add(work: Work, clipping_id: int, quote: Quote) -> None:
    """Keep a quote of a clipping; raises WrongUsage for one without words or without a speaker."""
    _put(work, clipping_id, [*_of(work, clipping_id), _said(work, quote)])


def edit(work: Work, clipping_id: int, uuid: str, values: dict[str, Any]) -> None:
    """Correct the words or the speaker of a quote; raises NotFound, or WrongUsage for what cannot be."""
    listed, place = _require(work, clipping_id, uuid)
    edited = replace(_quote(work.connection, listed[place]), **values)
    _put(work, clipping_id, [*listed[:place], _said(work, edited), *listed[place + 1 :]])


def remove(work: Work, clipping_id: int, uuid: str) -> None:
    """Take a quote away; raises NotFound."""
    listed, place = _require(work, clipping_id, uuid)
    _put(work, clipping_id, [*listed[:place], *listed[place + 1 :]])


def unite(work: Work, kept_id: int, other_id: int) -> None:
    """Give a clipping the quotes of another one too, but for those that it has itself."""
    own = [_quote(work.connection, said) for said in _of(work, kept_id)]
    theirs = ((said, _quote(work.connection, said)) for said in _of(work, other_id))
    more = [(said, one) for said, one in theirs if not any(map(one.is_alike, own))]
    # One that came by an earlier merge, and was corrected since, is another quote now.
    taken = {one.uuid for one in own}
    added = [[said[0], *_values(replace(one, uuid=str(uuid4())))] if one.uuid in taken else said for said, one in more]
    _put(work, kept_id, [*_of(work, kept_id), *added])


def cleaned(quote: Quote) -> Quote:
    """Return a quote as it is kept, with a UUID of its own; raises WrongUsage without words or a speaker."""
    text, speaker = clean(quote.text).strip(), cleaning.name(quote.speaker)
    if not text or speaker is None:
        raise WrongUsage("A quote needs words, and somebody who says them. Nothing was kept.")
    kept = {name: clean(getattr(quote, name)) for name in ("passage", "before", "after")}
    return Quote(text, speaker, **kept, uuid=cleaning.line(quote.uuid) or str(uuid4()))


def of_person(connection: Connection, person_id: int, limit: int) -> list[int]:
    """Return the clippings with quotes of a person that a search finds, newest first, so many at most."""
    said = exists().where(QuoteRow.clipping_id == ClippingRow.id, QuoteRow.person_id == person_id)
    shown = ClippingRow.withdrawn.is_not(True), ClippingRow.deleted.is_not(True), ClippingRow.state != State.REJECTED
    found = select(ClippingRow.id).where(said, *shown).order_by(ClippingRow.search_id.desc()).limit(limit)
    return list(connection.scalars(found))


def said_by(quotes: Iterable[Quote], people: Mapping[str, int]) -> list[list[Any]]:
    """Return quotes as a list of a clipping holds them, given the ids of their speakers."""
    return [[people[one.speaker], *_values(one)] for one in quotes]


def _values(quote: Quote) -> list[Any]:
    return [getattr(quote, name) for name in _SAID]


def quote_of(speaker: str, said: Sequence[Any]) -> Quote:
    """Return the quote that an entry of such a list says, but for its first value, the speaker's id."""
    return Quote(speaker=speaker, **dict(zip(_SAID, said, strict=True)))


def _said(work: Work, quote: Quote) -> list[Any]:
    quote = cleaned(quote)
    (speaker,) = OwnNames.of(work.connection).reporters([quote.speaker])
    people = names.find_or_make(work, PersonRow, [speaker])
    return said_by([replace(quote, speaker=speaker)], people)[0]


def _quote(connection: Connection, said: Sequence[Any]) -> Quote:
    person_id, *rest = said
    return quote_of(connection.scalars(select(PersonRow.name).where(PersonRow.id == person_id)).one(), rest)


def _of(work: Work, clipping_id: int) -> list[list[Any]]:
    return deltas.lists_of(work.connection, QuoteRow.__tablename__, [clipping_id])[clipping_id]


def _put(work: Work, clipping_id: int, listed: Sequence[Sequence[Any]]) -> None:
    work.put_list(QuoteRow, clipping_id, listed)


def _require(work: Work, clipping_id: int, uuid: str) -> tuple[list[list[Any]], int]:
    listed = _of(work, clipping_id)
    for place, said in enumerate(listed):
        if quote_of("", said[1:]).uuid == uuid:
            return listed, place
    raise NotFound("That quote is not kept any more. Nothing was changed.")
