"""The day that an address tells, as "/2024/03/07/", "/2024/mar/07/" or "20240307", where no other one is sure."""

import re
from datetime import date
from urllib.parse import urlsplit

from clipper.capture.finders.almanac import month_of
from clipper.capture.guesses import guess
from clipper.model.draft import Doubt, Draft, Guess
from clipper.model.values import replace

_DAY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[/_-]?)(?P<month>[01]?\d|[a-z]{3,9})(?P=mark)(?P<day>[0-3]?\d)(?!\d)",
    re.IGNORECASE,
)
_CHANCE_OF_PAGE = 0.8
_AGREED = 0.93
_MOST_OTHERS = 3
_CHANCE = 0.6
"""Some sites put the day on which a page was last changed into its address."""


def with_link_day(draft: Draft, today: date) -> Draft:
    """Return a draft without a day with the one that its link tells, if it tells one; a person has to look at it."""
    url = draft.url.value
    day = day_in_address(url, today) if url and draft.published_on.value is None else None
    if day is None:
        return draft
    return replace(draft, published_on=guess(day, _CHANCE, draft.url.spans, Doubt.UNSURE))


def agreed_with(found: Guess[date | None], address: str, today: date) -> Guess[date | None]:
    """Return the guess of a page's day with what the page's own address tells of it; what is sure stays as it is.

    Where both agree the day is sure; else the address is nearer to the day of publication than a day that is doubtful,
    such as that of an update.
    """
    day = None if found.is_sure else day_in_address(address, today)
    if day is None:
        return found
    if found.value == day:
        return guess(found.value, _AGREED, found.spans)
    others = [replace(found, alternatives=()), *found.alternatives] if found.value else found.alternatives
    return guess(day, _CHANCE_OF_PAGE, (), Doubt.UNSURE, others[:_MOST_OTHERS])


def day_in_address(url: str, today: date) -> date | None:
    """Return the first day in the path of an address that is not ahead of today."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    for match in _DAY.finditer(path):
        is_glued = not match["mark"]
        if is_glued and len(match[0]) != 8:
            continue
        try:
            day = date(int(match["year"]), _month(match["month"]), int(match["day"]))
        except ValueError:
            continue
        if day <= today:
            return day
    return None


def _month(written: str) -> int:
    return int(written) if written.isdecimal() else month_of(written)
