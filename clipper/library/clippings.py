"""Clippings in the tables: from rows to values, from values to rows, and the columns that follow from others."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import datetime
from typing import Any
from uuid import uuid4

from msgspec import Struct
from sqlalchemy import Connection, String, false, func, insert, select, type_coerce, update

from clipper.library import (
    attachments,
    codebook,
    deltas,
    duplicates,
    follow_ups,
    highlights,
    names,
    quotes,
    stories,
    tags,
)
from clipper.library.aliases import OwnNames
from clipper.library.likeness import sampled
from clipper.library.search_keys import search_id_of
from clipper.library.store.bulk import insert_clippings
from clipper.library.store.sqlite import NAME_BREAK, SEARCHED, id_set, id_set_named, next_id, packed
from clipper.library.store.tables import (
    AttachmentRow,
    ClippingMessageRow,
    ClippingRow,
    ClippingTagRow,
    CodeFieldRow,
    CodeValueRow,
    FollowUpRow,
    HighlightRow,
    MessageRow,
    OutletRow,
    PersonRow,
    QuoteRow,
    ReporterRow,
    SpokespersonRow,
    StoryRow,
    TagRow,
)
from clipper.library.work import Work
from clipper.model.attachment import Attachment
from clipper.model.clipping import Clipping, Spokesperson
from clipper.model.codes import Rights
from clipper.model.follow_up import FollowUp
from clipper.model.highlight import Highlight
from clipper.model.links import url_key
from clipper.model.medium_fields import MEDIUM_FIELDS
from clipper.model.quote import Quote
from clipper.model.text import without_vowel_signs

_AS_THEY_ARE = (
    *("id", "uuid", "headline", "deck", "programme", "medium", "published_on", "url", "language", "body", "state"),
    *("relation", "tone", "prominence", "starred", "publish", "rights", "note", "deleted", "added_at"),
    *MEDIUM_FIELDS,
)
_FOLLOWED = (
    *("id", "added_at", "published_on", "url", "programme", "host", "handle"),
    *("headline", "deck", "body", "note", "comments"),
)
_FOLLOWING = ("names", "url_key", "search_id")

# Made once: the statements would take longer to make than to run.
_IDS = id_set_named("ids")
_ROWS = (
    select(*(getattr(ClippingRow, name) for name in _AS_THEY_ARE), ClippingRow.story_id)
    .add_columns(OutletRow.name.label("outlet"), OutletRow.reach, OutletRow.rights.label("outlet_rights"))
    .add_columns(OutletRow.rights_until.label("outlet_rights_until"))
    .add_columns(StoryRow.uuid.label("story"))
    .outerjoin(OutletRow, OutletRow.id == ClippingRow.outlet_id)
    .outerjoin(StoryRow, StoryRow.id == ClippingRow.story_id)
    .where(ClippingRow.id.in_(_IDS), ClippingRow.withdrawn == false())
)
_REPORTERS = (
    select(ReporterRow.clipping_id, PersonRow.name)
    .join(PersonRow, PersonRow.id == ReporterRow.person_id)
    .where(ReporterRow.clipping_id.in_(_IDS))
    .order_by(ReporterRow.position)
)
_SPOKESPEOPLE = (
    select(SpokespersonRow.clipping_id, PersonRow.name, SpokespersonRow.role)
    .join(PersonRow, PersonRow.id == SpokespersonRow.person_id)
    .where(SpokespersonRow.clipping_id.in_(_IDS))
    .order_by(SpokespersonRow.position)
)
_TAGS = (
    select(ClippingTagRow.clipping_id, TagRow.name)
    .join(TagRow, TagRow.id == ClippingTagRow.tag_id)
    .where(ClippingTagRow.clipping_id.in_(_IDS), TagRow.withdrawn == false())
)
_MESSAGES = (
    select(ClippingMessageRow.clipping_id, MessageRow.name)
    .join(MessageRow, MessageRow.id == ClippingMessageRow.message_id)
    .where(ClippingMessageRow.clipping_id.in_(_IDS))
    .order_by(MessageRow.folded)
)
_CODES = (
    select(CodeValueRow.clipping_id, CodeFieldRow.name, CodeValueRow.value)
    .join(CodeFieldRow, CodeFieldRow.id == CodeValueRow.field_id)
    .where(CodeValueRow.clipping_id.in_(_IDS))
    .order_by(CodeFieldRow.position, CodeFieldRow.id)
)
_, _OF_HIGHLIGHT = deltas.LISTED[HighlightRow.__tablename__]
_HIGHLIGHTS = (
    select(HighlightRow.clipping_id, *(getattr(HighlightRow, name) for name in _OF_HIGHLIGHT))
    .where(HighlightRow.clipping_id.in_(_IDS))
    .order_by(HighlightRow.position)
)
_, _OF_FOLLOW_UP = deltas.LISTED[FollowUpRow.__tablename__]
_FOLLOW_UPS = (
    select(FollowUpRow.clipping_id, *(getattr(FollowUpRow, name) for name in _OF_FOLLOW_UP))
    .where(FollowUpRow.clipping_id.in_(_IDS))
    .order_by(FollowUpRow.position)
)
_, _OF_ATTACHMENT = deltas.LISTED[AttachmentRow.__tablename__]
_ATTACHMENTS = (
    select(AttachmentRow.clipping_id, *(getattr(AttachmentRow, name) for name in _OF_ATTACHMENT))
    .where(AttachmentRow.clipping_id.in_(_IDS))
    .order_by(AttachmentRow.position)
)

_OF_QUOTE = deltas.LISTED[QuoteRow.__tablename__][1][1:]
_QUOTES = (
    select(QuoteRow.clipping_id, PersonRow.name, *(getattr(QuoteRow, name) for name in _OF_QUOTE))
    .join(PersonRow, PersonRow.id == QuoteRow.person_id)
    .where(QuoteRow.clipping_id.in_(_IDS))
    .order_by(QuoteRow.position)
)


def load(connection: Connection, ids: Sequence[int]) -> list[Clipping]:
    """Return clippings in the order of ids, those that are gone left out, in twelve statements for any number."""
    rows = {row.id: row for row in connection.execute(_ROWS, {"ids": packed(ids)})}
    reporters, spokespeople, tagged = (
        _reporters(connection, rows),
        _spokespeople(connection, rows),
        _grouped(connection.execute(_TAGS, {"ids": packed(rows)})),
    )
    carried = _grouped(connection.execute(_MESSAGES, {"ids": packed(rows)}))
    coded = _grouped(
        (clipping_id, (name, value)) for clipping_id, name, value in connection.execute(_CODES, {"ids": packed(rows)})
    )
    marked, quoted = _highlights(connection, rows), _quotes(connection, rows)
    followed_up, attached = _follow_ups(connection, rows), _attachments(connection, rows)
    firsts = stories.firsts(connection, {row.story_id for row in rows.values() if row.story_id})
    return [
        Clipping(
            # By place: to look each column up by its name would take a quarter of all the time.
            **dict(zip(_AS_THEY_ARE, rows[id_], strict=False)),
            **{name: getattr(rows[id_], name) for name in ("outlet", "story", "reach", "outlet_rights_until")},
            outlet_rights=rows[id_].outlet_rights or Rights.UNKNOWN,
            reporters=tuple(reporters[id_]),
            spokespeople=tuple(spokespeople[id_]),
            tags=tuple(sorted(tagged[id_], key=str.casefold)),
            messages=tuple(carried[id_]),
            codes=tuple(coded[id_]),
            highlights=tuple(marked[id_]),
            quotes=tuple(quoted[id_]),
            follow_ups=tuple(followed_up[id_]),
            attachments=tuple(attached[id_]),
            is_pick_up=firsts.get(rows[id_].story_id, id_) != id_,
        )
        for id_ in ids
        if id_ in rows
    ]


def _reporters(connection: Connection, ids: Iterable[int]) -> dict[int, list[str]]:
    return _grouped(connection.execute(_REPORTERS, {"ids": packed(ids)}))


def _spokespeople(connection: Connection, ids: Iterable[int]) -> dict[int, list[Spokesperson]]:
    found = connection.execute(_SPOKESPEOPLE, {"ids": packed(ids)})
    return _grouped((row.clipping_id, Spokesperson(row.name, row.role)) for row in found)


def _highlights(connection: Connection, ids: Iterable[int]) -> dict[int, list[Highlight]]:
    found = connection.execute(_HIGHLIGHTS, {"ids": packed(ids)})
    return _grouped((clipping_id, highlights.highlight_of(said)) for clipping_id, *said in found)


def _quotes(connection: Connection, ids: Iterable[int]) -> dict[int, list[Quote]]:
    found = connection.execute(_QUOTES, {"ids": packed(ids)})
    return _grouped((clipping_id, quotes.quote_of(speaker, said)) for clipping_id, speaker, *said in found)


def _follow_ups(connection: Connection, ids: Iterable[int]) -> dict[int, list[FollowUp]]:
    found = connection.execute(_FOLLOW_UPS, {"ids": packed(ids)})
    return _grouped((clipping_id, follow_ups.follow_up_of(said)) for clipping_id, *said in found)


def _attachments(connection: Connection, ids: Iterable[int]) -> dict[int, list[Attachment]]:
    found = connection.execute(_ATTACHMENTS, {"ids": packed(ids)})
    return _grouped((clipping_id, attachments.attachment_of(said)) for clipping_id, *said in found)


def _grouped(pairs: Iterable[Any]) -> dict[int, list[Any]]:
    groups: defaultdict[int, list[Any]] = defaultdict(list)
    for clipping_id, value in pairs:
        groups[clipping_id].append(value)
    return groups


class Ready(Struct, frozen=True):
    """A clipping to be written: the columns that can be told without the library, and the sampled runs of its text."""

    clipping: Clipping
    columns: Mapping[str, Any]
    sample: Set[int]

    @classmethod
    def of(cls, clipping: Clipping) -> "Ready":
        """Work out what can be told without the library, so that nobody waits for it; texts must be cleaned.

        The clipping's own id and is_pick_up are not looked at; an empty uuid becomes a new one.
        """
        columns = {name: getattr(clipping, name) for name in _AS_THEY_ARE} | {"uuid": clipping.uuid or str(uuid4())}
        columns["comments"] = highlights.comments_of(clipping.highlights)
        return cls(clipping, columns | _told_by(columns, _all_names(clipping)), sampled(clipping.body or ""))


def insert_many(
    work: Work, added: Sequence[Ready], original_id: int | None = None, added_at: datetime | None = None
) -> list[int]:
    """Write new clippings with all that belongs to them, added at a time of their own or at one; returns their ids.

    Names of outlets, people, tags and stories that are new are made.
    """
    if not added:
        return []
    added = _by_own_names(work.connection, added)
    first = next_id(work.connection, ClippingRow.__tablename__)
    ids = list(range(first, first + len(added)))
    wanted = [one.clipping for one in added]
    outlets = names.find_or_make(work, OutletRow, _unique(one.outlet for one in wanted if one.outlet))
    story_ids = stories.find_or_make(work, _unique(one.story for one in wanted if one.story))
    rows = []
    for id_, one in zip(ids, added, strict=True):
        moment = added_at or one.clipping.added_at
        links = {
            "outlet_id": outlets.get(one.clipping.outlet or ""),
            "story_id": story_ids.get(one.clipping.story or ""),
        }
        search_id = search_id_of(id_, one.clipping.published_on, moment)
        own = {"id": id_, "added_at": moment, "search_id": search_id, "original_id": original_id}
        rows.append({**one.columns, **own, **links})
    insert_clippings(work.connection, rows)
    work.made(ClippingRow, ids)
    _insert_people(work, ids, wanted)
    _insert_tags(work, ids, wanted)
    _insert_messages(work, ids, wanted)
    _insert_codes(work, ids, wanted)
    _insert_highlights(work, ids, wanted)
    _insert_follow_ups(work, ids, wanted)
    _insert_attachments(work, ids, wanted)
    duplicates.write_samples(work.connection, {id_: one.sample for id_, one in zip(ids, added, strict=True)})
    return ids


def _by_own_names(connection: Connection, added: Sequence[Ready]) -> list[Ready]:
    own = OwnNames.of(connection)
    named = [own.of_clipping(one.clipping) for one in added]
    return [one if one.clipping is clipping else Ready.of(clipping) for one, clipping in zip(added, named, strict=True)]


def _unique(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _all_names(clipping: Clipping) -> list[str]:
    people = *clipping.reporters, *(one.name for one in clipping.spokespeople)
    own = [clipping.outlet, clipping.programme, clipping.host, clipping.handle, *people]
    return [name for name in own if name]


def _insert_people(work: Work, ids: Sequence[int], added: Sequence[Clipping]) -> None:
    everybody = _unique(name for one in added for name in _people_in(one))
    people = names.find_or_make(work, PersonRow, everybody)
    reporters, spokespeople, quoted = [], [], []
    for id_, one in zip(ids, added, strict=True):
        byline = [[people[name]] for name in one.reporters]
        ours = [[people[person.name], person.role] for person in one.spokespeople]
        reporters += [deltas.row_of_list(ReporterRow, id_, place, person) for place, person in enumerate(byline)]
        spokespeople += [deltas.row_of_list(SpokespersonRow, id_, place, person) for place, person in enumerate(ours)]
        said = quotes.said_by(one.quotes, people)
        quoted += [deltas.row_of_list(QuoteRow, id_, place, quote) for place, quote in enumerate(said)]
    if reporters:
        work.connection.execute(insert(ReporterRow), reporters)
    if spokespeople:
        work.connection.execute(insert(SpokespersonRow), spokespeople)
    if quoted:
        work.connection.execute(insert(QuoteRow), quoted)


def _people_in(clipping: Clipping) -> list[str]:
    ours = (one.name for one in clipping.spokespeople)
    return [*clipping.reporters, *ours, *(one.speaker for one in clipping.quotes)]


def _insert_tags(work: Work, ids: Sequence[int], added: Sequence[Clipping]) -> None:
    tag_ids = tags.find_or_make(work, _unique(name for one in added for name in one.tags))
    rows = [
        {"clipping_id": id_, "tag_id": tag_id}
        for id_, one in zip(ids, added, strict=True)
        for tag_id in {tag_ids[name] for name in one.tags}
    ]
    if rows:
        work.connection.execute(insert(ClippingTagRow), rows)


def _insert_messages(work: Work, ids: Sequence[int], added: Sequence[Clipping]) -> None:
    known = names.find_or_make(work, MessageRow, _unique(name for one in added for name in one.messages))
    rows = [
        {"clipping_id": id_, "message_id": message_id}
        for id_, one in zip(ids, added, strict=True)
        for message_id in {known[name] for name in one.messages}
    ]
    if rows:
        work.connection.execute(insert(ClippingMessageRow), rows)


def _insert_codes(work: Work, ids: Sequence[int], added: Sequence[Clipping]) -> None:
    known = codebook.find_or_make(work, _unique(name for one in added for name, _ in one.codes))
    rows = [
        deltas.row_of_list(CodeValueRow, id_, place, said)
        for id_, one in zip(ids, added, strict=True)
        for place, said in enumerate(sorted({known[name]: value for name, value in reversed(one.codes)}.items()))
    ]
    if rows:
        work.connection.execute(insert(CodeValueRow), rows)


def _insert_highlights(work: Work, ids: Sequence[int], added: Sequence[Clipping]) -> None:
    rows = [
        deltas.row_of_list(HighlightRow, id_, place, said)
        for id_, one in zip(ids, added, strict=True)
        for place, said in enumerate(highlights.said_by(one.highlights))
    ]
    if rows:
        work.connection.execute(insert(HighlightRow), rows)


def _insert_follow_ups(work: Work, ids: Sequence[int], added: Sequence[Clipping]) -> None:
    rows = [
        deltas.row_of_list(FollowUpRow, id_, place, said)
        for id_, one in zip(ids, added, strict=True)
        for place, said in enumerate(follow_ups.said_by(one.follow_ups))
    ]
    if rows:
        work.connection.execute(insert(FollowUpRow), rows)


def _insert_attachments(work: Work, ids: Sequence[int], added: Sequence[Clipping]) -> None:
    rows = [
        deltas.row_of_list(AttachmentRow, id_, place, said)
        for id_, one in zip(ids, added, strict=True)
        for place, said in enumerate(attachments.said_by(one.attachments))
    ]
    if rows:
        work.connection.execute(insert(AttachmentRow), rows)


def _told_by(row: Mapping[str, Any], all_names: Iterable[str]) -> dict[str, Any]:
    """Return the columns that follow from the contents of a row and from the names in the clipping."""
    told = {"names": NAME_BREAK.join(all_names), "url_key": url_key(row["url"])}
    return told | {"unpointed": _unpointed({**row, **told})}


def _unpointed(row: Mapping[str, Any]) -> dict[str, str] | None:
    # What is no text any more, as damage makes it, is the check's to name.
    texts = {name: row[name] for name in SEARCHED if isinstance(row[name], str)}
    bare = {name: without_vowel_signs(text) for name, text in texts.items()}
    return {name: text for name, text in bare.items() if text != texts[name]} or None


def refresh(work: Work) -> None:
    """Bring up to date what follows from the contents that a step changed."""
    if not work.contents:
        return
    write_following(work.connection, sorted(work.contents), work.bodies)


def write_following(connection: Connection, ids: Sequence[int], bodies: Set[int]) -> None:
    """Make anew what follows from the contents of clippings, and of some also from their texts."""
    rows = list(following(connection, ids))
    for row, told in rows:
        # Only what differs, since each write of an indexed column moves the clipping in the full-text index.
        moved = {name: value for name, value in told.items() if row[name] != value}
        if moved:
            connection.execute(update(ClippingRow).where(ClippingRow.id == row["id"]).values(moved))
    if bodies:
        samples = {row["id"]: sampled(row["body"] or "") for row, _ in rows if row["id"] in bodies}
        duplicates.rewrite_samples(connection, samples)


def following(connection: Connection, ids: Sequence[int]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield of clippings what stands in some of their columns, and what should stand in those that follow."""
    columns = [getattr(ClippingRow, name) for name in (*_FOLLOWED, *_FOLLOWING)]
    as_it_stands = type_coerce(ClippingRow.unpointed, String).label("as_it_stands")
    found = connection.execute(
        select(*columns, as_it_stands, OutletRow.name.label("outlet"))
        .outerjoin(OutletRow, OutletRow.id == ClippingRow.outlet_id)
        .where(ClippingRow.id.in_(id_set(ids)))
    ).all()
    reporters, spokespeople = _reporters(connection, ids), _spokespeople(connection, ids)
    for row in ({**one._mapping, "unpointed": _read(one.as_it_stands)} for one in found):
        people = *reporters[row["id"]], *(one.name for one in spokespeople[row["id"]])
        own = [row["outlet"], row["programme"], row["host"], row["handle"], *people]
        told = _told_by(row, [name for name in own if name])
        yield row, told | {"search_id": search_id_of(row["id"], row["published_on"], row["added_at"])}


def _read(unpointed: Any) -> Any:
    """Return what stands in `unpointed`, also where damage has made it no JSON: whoever edits the clipping mends it."""
    try:
        return json.loads(unpointed) if isinstance(unpointed, str) else unpointed
    except ValueError:
        return unpointed


def title_of(connection: Connection, clipping_id: int) -> str:
    """Return what a step calls a clipping."""
    beginning = func.substr(ClippingRow.body, 1, 200)
    statement = select(ClippingRow.headline, ClippingRow.url, beginning).where(ClippingRow.id == clipping_id)
    row = connection.execute(statement).first()
    headline, url, body = row or (None, None, None)
    return Clipping(clipping_id, "", headline=headline, url=url, body=body).title
