"""Which of the few words beside a forwarded article are a mention themselves, and no note of a colleague."""

from collections.abc import Sequence

from clipper.capture.finders.byline import is_byline
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line
from clipper.capture.listing import find_items
from clipper.capture.written_days import exact_dates

_TOLD = 2


def tell_mention(lines: Sequence[Line], lexicon: Lexicon) -> bool:
    """Tell whether lines are mentions of a list, or have two of reporter, outlet and day as the head of an article."""
    if find_items(lines, lexicon):
        return True
    has_byline = any(is_byline(line.text) for line in lines)
    has_outlet = any(lexicon.outlets.find(line.text) for line in lines)
    has_day = any(exact_dates(line.text, lexicon) for line in lines)
    return has_byline + has_outlet + has_day >= _TOLD
