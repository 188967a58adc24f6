"""How far the review of a paste has come, as plain values that survive a crash, and the way back from them."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import asdict

from clipper.library.unfinished import Name, filling_of
from clipper.model.clipping import Clipping
from clipper.model.draft import Accepted, Draft
from clipper.model.values import replace
from clipper.ui.widgets.mention_list import Fate, Mention


class ReviewWork(Struct, frozen=True):
    """Under what a review is kept, and how far it had come when Clipper ended; nothing where it begins.

    `more` is what else is kept: of what is filled into a clipping its UUID, as `into`, its id, and the `way` it came.
    `given_up` gets how far it had come where a person has worked on it and closed it.
    """

    name: Name
    left: Mapping[str, Any] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)
    given_up: list[Mapping[str, Any]] = field(default_factory=list)


def filling_work(clipping: Clipping, way: str, left: Mapping[str, Any] | None) -> ReviewWork:
    """Return the work of filling something into a clipping that came in a way, from where it was `left`."""
    return ReviewWork(filling_of(clipping.uuid), left or {}, {"into": clipping.uuid, "id": clipping.id, "way": way})


def changes_of(draft: Draft, before: Draft) -> dict[str, Any]:
    """Return what a person made of a draft, by the names of what differs: what was read is kept once, beside it."""
    return {name: value for name, value in asdict(draft).items() if value != getattr(before, name)}


def accepted_of(accepted: Accepted, before: Draft) -> dict[str, Any]:
    """Return what a person accepted so far of a draft."""
    return {"changed": changes_of(accepted.draft, before), "tags": accepted.tags, "note": accepted.note}


def accepted_from(left: Mapping[str, Any], before: Draft) -> Accepted:
    """Return what `accepted_of` told of the same draft."""
    return Accepted(replace(before, **left["changed"]), left["tags"], left["note"])


def mention_of(mention: Mention, before: Draft) -> dict[str, Any] | None:
    """Return what became of a mention of a list so far; None where nobody touched it."""
    if mention.accepted is None and mention.is_waiting:
        return None
    accepted = mention.accepted or Accepted(mention.draft)
    told = {"fate": mention.fate.value, "decision": mention.decision, "beside": mention.beside}
    return {**accepted_of(accepted, before), **told}


def put_into(mention: Mention, left: Mapping[str, Any]) -> None:
    """Take a mention to where `mention_of` told that it was."""
    mention.accepted = accepted_from(left, mention.draft)
    mention.draft = mention.accepted.draft
    mention.fate, mention.decision, mention.beside = Fate(left["fate"]), left["decision"], left["beside"]
