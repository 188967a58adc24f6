"""The day that an address tells, as "/2024/03/07/" or "20240307", where nothing else of a mention tells one."""

import re
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from clipper.capture.guesses import guess
from clipper.model.draft import Doubt, Draft

_DAY = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[/_-]?)(?P<month>[01]?\d)(?P=mark)(?P<day>[0-3]?\d)(?!\d)")
_CHANCE = 0.6
"""Some sites put the day on which a page was last changed into its address."""


def with_link_day(draft: Draft, today: date) -> Draft:
    """Return a draft without a day with the one that its link tells, if it tells one; a person has to look at it."""
    url = draft.url.value
    day = _day_in(url, today) if url and draft.published_on.value is None else None
    if day is None:
        return draft
    return replace(draft, published_on=guess(day, _CHANCE, draft.url.spans, Doubt.UNSURE))


def _day_in(url: str, today: date) -> date | None:
    for match in _DAY.finditer(urlsplit(url).path):
        is_glued = not match["mark"]
        if is_glued and len(match[0]) != 8:
            continue
        try:
            day = date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            continue
        if day <= today:
            return day
    return None
