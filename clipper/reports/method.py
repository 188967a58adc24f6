"""The method page: what was counted and how, and what is known to be missing."""

from collections.abc import Iterable

from clipper.model.clipping import Clipping
from clipper.model.query import Query
from clipper.reports.document import Method
from clipper.reports.entries import Register
from clipper.reports.parts import Fact

_USUAL = (
    frozenset({"relation:about_us", "state:kept"}),
    frozenset({"relation:about_us", "state:kept", "is:published"}),
)


def method(register: Register, number: int) -> Method:
    """Return the method page."""
    words = register.words
    us = register.organisation.name or words.say("us")
    facts = [
        Fact(*words.fact("method", key, organisation=us, query=register.coverage.query))
        for key in _kept_facts(register)
    ]
    gaps = list(_gaps(register)) or [words.say("gap_none")]
    return Method(
        number=number,
        title=words.label("method"),
        finding=words.say("method_finding"),
        facts=(*facts, Fact(*words.fact("method", "gaps", gaps=" ".join(gaps)))),
        closing=(words.say("rights", register.definition.excerpt_words), words.say("made")),
    )


def _kept_facts(register: Register) -> Iterable[str]:
    is_internal = register.coverage.tone_counts
    # A search may name internal tags and words of notes: what it asks for is for staff to read.
    asked = "counts_query" if is_internal else "counts_chosen"
    yield "counts" if is_usual(register.coverage.query) else asked
    if not is_internal:
        yield "published"
    yield "stories"
    if is_internal:
        yield "tone"
    yield from ("voice", "topics")
    now = register.coverage.now
    yield "reach_known" if any(clipping.reach is not None for clipping in now.clippings) else "reach"


def is_usual(query: Query) -> bool:
    """Tell whether a query asks for no more than what every report counts."""
    return frozenset(map(str, query.parts)) in _USUAL


def _gaps(register: Register) -> Iterable[str]:
    coverage, words = register.coverage, register.words
    now = coverage.now.clippings
    missing = {
        "gap_undated": coverage.undated,
        "gap_waiting": coverage.waiting,
        "gap_outlet": _without(now, "outlet"),
        "gap_link": _without(now, "url"),
    }
    return (words.say(key, count) for key, count in missing.items() if count)


def _without(clippings: Iterable[Clipping], field: str) -> int:
    return sum(1 for clipping in clippings if not getattr(clipping, field))
