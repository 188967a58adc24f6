"""What public reports say of one clipping, made just as they are made, and why they would leave it out."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from clipper.model.clipping import Clipping
from clipper.model.codes import VOICE, Relation, State
from clipper.model.report import Audience, Definition
from clipper.reports.coverage import public_coverage
from clipper.reports.entries import Register
from clipper.reports.language import Language, capital
from clipper.reports.parts import KeyClipping

if TYPE_CHECKING:
    from clipper.library.library import Library


class LeftOut(StrEnum):
    """Why a public report does not hold a clipping, published or not."""

    DELETED = "deleted"
    UNDATED = "undated"
    RELATION = "relation"
    STATE = "state"


class PublicView(Struct, frozen=True):
    """A clipping as public reports would show it, were it published.

    The entry of `key` stands in the list of clippings, the rest under key coverage where the clipping is starred;
    outlets that also ran it stand with the pick-ups, too. `counts` are values that are told only as figures of all
    clippings together; `voices` are the people whom the figures count with their own words. `left_out` says why a
    report that is asked for nothing else holds no such clipping.
    """

    key: KeyClipping
    counts: tuple[str, ...]
    voices: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


def public_view(library: "Library", clipping: Clipping, words: Language) -> PublicView:
    """Return what public reports of any period show of a clipping, in the language of the words."""
    coverage = public_coverage(library, clipping)
    register = Register(words, coverage, Definition(language=words.code, audience=Audience.PUBLIC))
    return PublicView(
        key=register.key_clipping(clipping),
        counts=tuple(_counts(words, clipping)),
        voices=tuple(person.name for person in clipping.spokespeople if person.role in VOICE),
        left_out=tuple(_left_out(clipping)),
    )


def _counts(words: Language, clipping: Clipping) -> Iterator[str]:
    if clipping.medium:
        yield words.label(clipping.medium)
    if clipping.language:
        yield capital(words.language_name(clipping.language))


def _left_out(clipping: Clipping) -> Iterator[LeftOut]:
    if clipping.deleted:
        yield LeftOut.DELETED
    if clipping.published_on is None:
        yield LeftOut.UNDATED
    if clipping.relation is not Relation.ABOUT_US:
        yield LeftOut.RELATION
    if clipping.state is not State.KEPT:
        yield LeftOut.STATE
