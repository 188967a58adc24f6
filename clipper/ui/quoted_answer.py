"""The answer to "how often was X quoted", as it is shown and as it is copied."""

from PySide6.QtCore import QCoreApplication

from clipper.model.clipping import Clipping
from clipper.model.codes import Role
from clipper.model.period import Period
from clipper.reports.coverage import Featured
from clipper.ui.dates import write_date
from clipper.ui.widgets.name_list_editor import role_words


def count_words(featured: Featured) -> str:
    """Return "4 stories, 5 clippings (1 pick-up), quoted in 3, author of 1", as far as there is something."""
    clippings, stories = len(featured.figures), len(featured.figures.stories)
    if not clippings:
        return _say("no clippings")
    pick_ups = clippings - stories
    parts = [
        _counted(stories, _say("1 story"), _say("{n} stories")),
        _counted(clippings, _say("1 clipping"), _say("{n} clippings")),
    ]
    if pick_ups:
        parts[-1] += f" ({_counted(pick_ups, _say('1 pick-up'), _say('{n} pick-ups'))})"
    return ", ".join([*parts, *(words.format(n=f"{count:,}") for count, words in _in_roles(featured))])


def _in_roles(featured: Featured) -> list[tuple[int, str]]:
    """In how many clippings they have words of their own, and how; of what never was only that they were not quoted."""
    words = {
        Role.QUOTED: _say("quoted in {n}"),
        Role.INTERVIEWED: _say("interviewed in {n}"),
        Role.AUTHOR: _say("author of {n}"),
    }
    counted = [(featured.roles[role], text) for role, text in words.items()]
    return [(count, text) for count, text in counted if count or text == words[Role.QUOTED]]


def counted_words() -> str:
    """Say what is counted."""
    return _say(
        "Counted as in reports: kept clippings about us. A story counts where its first clipping does; what ran it "
        "later is a pick-up."
    )


def left_out_words(featured: Featured) -> str:
    """Say what is left out of the count, nothing where that is nothing."""
    parts = [
        (featured.waiting, _say("1 not kept yet"), _say("{n} not kept yet")),
        (featured.others, _say("1 not about us"), _say("{n} not about us")),
    ]
    told = ", ".join(_counted(number, one, many) for number, one, many in parts if number)
    return _say("Left out: {what}.").format(what=told) if told else ""


def days_words(period: Period | None) -> str:
    """Return "1 October 2017 to 31 December 2017", and that it is all for no period."""
    if period is None:
        return _say("all time")
    if period.first == period.last:
        return write_date(period.first)
    return _say("{first} to {last}").format(first=write_date(period.first), last=write_date(period.last))


def answer(featured: Featured) -> str:
    """Return the answer, what is counted, and the clippings, newest first, a line each."""
    head = f"{featured.name}, {days_words(featured.period)}: {count_words(featured)}."
    told = "\n".join(filter(None, (head, counted_words(), left_out_words(featured))))
    lines = [_line(featured, one) for one in reversed(featured.figures.clippings)]
    return "\n".join([told, "", *lines]) if lines else told


def _line(featured: Featured, one: Clipping) -> str:
    day = write_date(one.published_on) if one.published_on else _say("undated")
    (role,) = (dict(role_words())[person.role] for person in one.spokespeople if person.name == featured.name)
    return f"{', '.join(filter(None, (day, one.outlet)))}: {one.title} ({role})"


def _counted(number: int, one: str, many: str) -> str:
    return one if number == 1 else many.format(n=f"{number:,}")


def _say(text: str) -> str:
    return QCoreApplication.translate("Answer", text)
