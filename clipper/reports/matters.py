"""Corrections and follow-ups of a period: which of them a report tells of, and in which order."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from clipper.model.clipping import Clipping
from clipper.model.follow_up import FollowUp
from clipper.model.period import Period


class Matter(Struct, frozen=True):
    """A correction or follow-up and the clipping that it is about."""

    clipping: Clipping
    follow_up: FollowUp


def matters(clippings: Iterable[Clipping], period: Period) -> tuple[Matter, ...]:
    """Return what a report of a period tells: what is open first, by the day it is due, then what was closed.

    These are the matters of the period's clippings, those that were asked for or closed in the period, and those that
    began earlier and are open still.
    """
    found = (Matter(clipping, one) for clipping in clippings for one in clipping.follow_ups)
    return tuple(sorted((matter for matter in found if _belongs(matter, period)), key=_order))


def _belongs(matter: Matter, period: Period) -> bool:
    one, ran = matter.follow_up, matter.clipping.published_on
    if any(day is not None and period.first <= day <= period.last for day in (ran, one.requested_on, one.closed_on)):
        return True
    began = one.requested_on or ran
    return one.is_open and began is not None and began <= period.last


def _order(matter: Matter) -> tuple[bool, date, date, int]:
    one = matter.follow_up
    end = one.due if one.is_open else one.closed_on
    return not one.is_open, end or date.max, matter.clipping.published_on or date.max, matter.clipping.id
