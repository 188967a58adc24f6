"""The answer to "how often was X quoted", as it is shown and as it is copied."""

from PySide6.QtCore import QCoreApplication

from clipper.library.uses import Appearance, Use
from clipper.model.period import Period
from clipper.ui.dates import write_date
from clipper.ui.widgets.name_list_editor import role_words


def count_words(use: Use) -> str:
    """Return "4 stories, 5 clippings, quoted or interviewed in 3", as far as there is something."""
    clippings = len(use.appearances)
    if not clippings:
        return _say("no clippings")
    voice = sum(one.is_voice for one in use.appearances)
    parts = [
        _counted(use.stories, _say("1 story"), _say("{n} stories")),
        _counted(clippings, _say("1 clipping"), _say("{n} clippings")),
        _say("quoted or interviewed in {n}").format(n=f"{voice:,}"),
    ]
    return ", ".join(parts)


def days_words(period: Period | None) -> str:
    """Return "1 October 2017 to 31 December 2017", and that it is all for no period."""
    if period is None:
        return _say("all time")
    if period.first == period.last:
        return write_date(period.first)
    return _say("{first} to {last}").format(first=write_date(period.first), last=write_date(period.last))


def answer(name: str, period: Period | None, use: Use) -> str:
    """Return the answer with its clippings, newest first, a line each."""
    head = f"{name}, {days_words(period)}: {count_words(use)}."
    lines = [_line(one) for one in use.appearances]
    return "\n".join([head, "", *lines]) if lines else head


def _line(one: Appearance) -> str:
    day = write_date(one.published_on) if one.published_on else _say("undated")
    role = dict(role_words()).get(one.role) if one.role else ""
    return f"{', '.join(filter(None, (day, one.outlet)))}: {one.title}" + (f" ({role})" if role else "")


def _counted(number: int, one: str, many: str) -> str:
    return one if number == 1 else many.format(n=f"{number:,}")


def _say(text: str) -> str:
    return QCoreApplication.translate("Answer", text)
