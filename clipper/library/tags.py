"""The tags of a library: their names, how they nest, their hues, and putting them on clippings."""

from collections.abc import Collection, Iterable, Sequence
from itertools import cycle, islice

from sqlalchemy import Connection, false, func, select

from clipper.library import merged, names, saved_searches
from clipper.library.store.tables import ClippingTagRow, TagRow
from clipper.library.work import Work
from clipper.model.clipping import Tag
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.matching import tag_holds, tag_letters
from clipper.model.search_fields import NONE, WHOLE
from clipper.model.term import Term
from clipper.model.text import clean_line
from clipper.model.values import replace

HUES = ("slate", "blue", "teal", "green", "amber", "rust", "rose", "violet")
KEYS = range(1, 10)
"""The digits that put a tag on what is selected."""

_TOPIC = "topic/"
_ROWS = select(TagRow.id, TagRow.name, TagRow.hue, TagRow.key).where(TagRow.withdrawn == false())


def tags(connection: Connection) -> list[Tag]:
    """Return all tags in the order of the alphabet."""
    rows = connection.execute(_ROWS)
    return sorted((Tag(*row) for row in rows), key=lambda tag: tag.name.casefold())


def names_of_all(connection: Connection) -> frozenset[str]:
    """Return the names of all tags; to be had through recall()."""
    return frozenset(connection.scalars(select(TagRow.name).where(TagRow.withdrawn == false())))


def cleaned_tag(name: str) -> str:
    """Return a tag's name as it is kept: no double quote, no empty part between the slashes; raises WrongUsage."""
    parts = [clean_line(part) for part in clean_line(name).split("/")]
    if not all(parts):
        raise WrongUsage(f"“{name}” is no name for a tag. Write a word, or words with a slash between them.")
    if clean_line(name).casefold() == NONE:
        raise WrongUsage(f"A tag cannot be called “{name}”: tag:{NONE} finds what has no tag.")
    if '"' in name:
        raise WrongUsage(f"A tag cannot have a quotation mark in its name: {name}")
    return "/".join(parts)


def find_or_make(work: Work, wanted: Iterable[str]) -> dict[str, int]:
    """Return the id of each tag, given by its cleaned name; those that are new are made."""
    folded = {name: name.casefold() for name in wanted}
    known = names.ids_of(work.connection, TagRow, folded.values())
    new: dict[str, str] = {}
    for name, key in folded.items():
        if key not in known:
            new.setdefault(key, name)
    if new:
        known |= names.make(work, TagRow, _with_hues(work.connection, new))
    return {name: known[key] for name, key in folded.items()}


def _with_hues(connection: Connection, new: dict[str, str]) -> list[dict[str, str]]:
    """Topics take the hues in turn, so that neighbours differ; what is not a topic stays quiet."""
    is_topic = TagRow.folded.startswith(_TOPIC, autoescape=True)
    count = connection.scalars(select(func.count(TagRow.id)).where(TagRow.withdrawn == false(), is_topic)).one()
    in_turn = islice(cycle(HUES[1:]), count % len(HUES[1:]), None)
    return [
        {"name": name, "folded": key, "hue": next(in_turn) if key.startswith(_TOPIC) else HUES[0]}
        for key, name in new.items()
    ]


def tag(work: Work, ids: Iterable[int], wanted: Iterable[str]) -> None:
    """Put tags on clippings, made when they are new."""
    live, cleaned = work.live(ids), [cleaned_tag(name) for name in wanted]
    if live:
        tag_ids = sorted(set(find_or_make(work, cleaned).values()))
        work.detail["name"] = _named(work.connection, tag_ids)
        for tag_id in tag_ids:
            work.link(ClippingTagRow, tag_id, live)


def untag(work: Work, ids: Iterable[int], unwanted: Iterable[str]) -> None:
    """Take tags off clippings; the tags themselves stay in the library."""
    folded = [cleaned_tag(name).casefold() for name in unwanted]
    tag_ids = sorted(names.ids_of(work.connection, TagRow, folded).values())
    live = work.live(ids) if tag_ids else []
    work.detail["name"] = _named(work.connection, tag_ids)
    for tag_id in tag_ids:
        work.unlink(ClippingTagRow, tag_id, live)


def retag(work: Work, ids: Collection[int], wanted: Iterable[str], unwanted: Iterable[str]) -> None:
    """Put tags on clippings, made when they are new, and take others off."""
    tag(work, ids, wanted)
    put_on = work.detail.get("name", "")
    untag(work, ids, unwanted)
    work.detail.update(name=put_on, removed=work.detail["name"])


def _named(connection: Connection, tag_ids: Sequence[int]) -> str:
    return ", ".join(connection.scalars(select(TagRow.name).where(TagRow.id.in_(tag_ids)).order_by(TagRow.id)))


def find(connection: Connection, name: str) -> Tag:
    """Return a tag by its name, whatever the case; raises NotFound."""
    wanted = clean_line(name).casefold()
    row = connection.execute(_ROWS.where(TagRow.folded == wanted)).first()
    if row is None:
        raise NotFound(f"There is no tag “{name}”.")
    return Tag(*row)


def rename(work: Work, old: str, new: str) -> None:
    """Rename a tag, or only what is nested below a name; a tag that has the new name takes it in. Raises NotFound."""
    old, target = clean_line(old), cleaned_tag(new)
    every = tags(work.connection)
    moved = [one for one in every if _is_within(one.name, old)]
    if not moved:
        raise NotFound(f"There is no tag “{old}”.")
    others = {one.name.casefold(): one for one in every if one not in moved}
    work.detail.update(name="/".join(moved[0].name.split("/")[: old.count("/") + 1]), new_name=target)
    # A tag may take a name that one of its own leaves ("a" to "a/b", or back): that one moves first.
    for one in sorted(moved, key=lambda tag: len(tag.name), reverse=len(target) > len(old)):
        name = _moved(one.name, old, target)
        if other := others.get(name.casefold()):
            _merge(work, one, other)
        else:
            work.put(TagRow.name, [one.id], name)
            work.put(TagRow.folded, [one.id], name.casefold())
    if target.casefold() in others:
        work.verb = "merge_tag"
    before, after = {one.name for one in every}, names_of_all(work.connection)
    saved_searches.follow(work, lambda term: _renamed_in(term, old, target, before, after))


def delete(work: Work, name: str) -> None:
    """Take a tag, and those nested below it, off all clippings and forget them; raises NotFound."""
    wanted = clean_line(name)
    gone = [one for one in tags(work.connection) if _is_within(one.name, wanted)]
    if not gone:
        raise NotFound(f"There is no tag “{wanted}”.")
    work.detail["name"] = "/".join(gone[0].name.split("/")[: wanted.count("/") + 1])
    for one in gone:
        _take_off_all(work, one)
        work.put(TagRow.key, [one.id], None)
        work.put(TagRow.withdrawn, [one.id], True)


def _take_off_all(work: Work, one: Tag) -> list[int]:
    tagged = work.connection.scalars(select(ClippingTagRow.clipping_id).where(ClippingTagRow.tag_id == one.id)).all()
    return work.unlink(ClippingTagRow, one.id, tagged)


def _merge(work: Work, one: Tag, other: Tag) -> None:
    work.link(ClippingTagRow, other.id, _take_off_all(work, one))
    if one.key and not other.key:
        work.put(TagRow.key, [one.id], None)
        work.put(TagRow.key, [other.id], one.key)
    merged.take_in(work, TagRow, one.id, other.id)


def _moved(name: str, old: str, new: str) -> str:
    """Return the name of a tag at or below one that gets another name; by its parts: ß is as long as one S of SS."""
    return "/".join([new, *name.split("/")[old.count("/") + 1 :]])


def _renamed_in(term: Term, old: str, new: str, before: Collection[str], after: Collection[str]) -> Term:
    """Return a term by the new name where it meant the old one.

    By its path, or by other accents of it or a last part that no other tag has.
    """
    if term.field != "tag":
        return term
    begins = WHOLE if term.value.startswith(WHOLE) else ""
    path, meant = term.value.removeprefix(begins), term.among(before)
    if meant != term and tag_holds(old, meant.value):
        is_sure, moved = False, new
    elif _is_within(tag_letters(path), tag_letters(old)):
        is_sure, moved = _is_within(path, old), f"{begins}{_moved(path, old, new)}"
    else:
        return term
    is_lost = not any(tag_holds(name, term.among(after).value) for name in after)
    return replace(term, value=moved) if is_sure or is_lost else term


def _is_within(name: str, parent: str) -> bool:
    return name.casefold() == parent.casefold() or name.casefold().startswith(parent.casefold() + "/")


def set_hue(work: Work, name: str, hue: str) -> None:
    """Give a tag one of the eight hues; raises NotFound or WrongUsage."""
    if hue not in HUES:
        raise WrongUsage(f"“{hue}” is not a hue of tags. Choose one of {', '.join(HUES)}.")
    tag = find(work.connection, name)
    work.detail["name"] = tag.name
    work.put(TagRow.hue, [tag.id], hue)


def set_key(work: Work, name: str, key: int | None) -> None:
    """Give a tag the digit that puts it on, taken from the tag that had it; raises NotFound or WrongUsage."""
    if key is not None and key not in KEYS:
        raise WrongUsage(f"{key} is no key for a tag. Choose one of 1 to 9.")
    tag = find(work.connection, name)
    work.detail["name"] = tag.name
    if key is not None:
        had = select(TagRow.id).where(TagRow.key == key, TagRow.withdrawn == false(), TagRow.id != tag.id)
        work.put(TagRow.key, work.connection.scalars(had).all(), None)
    work.put(TagRow.key, [tag.id], key)
