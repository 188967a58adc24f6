"""The words of a search's fields and values, as its box, its chips and the search builder show them."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from clipper.model.codes import Medium, Prominence, Relation, Rights, State, Tone
from clipper.model.search_day_words import WEEKDAYS
from clipper.model.search_days import is_of_no_year
from clipper.model.search_fields import ANY, NONE
from clipper.model.term import Term
from clipper.ui.code_words import LANGUAGES, language_word
from clipper.ui.dates import write_date, write_month
from clipper.ui.widgets.search_dates import months_in_words


def field_hint(name: str) -> str:
    """Return what a field asks for, in a few words."""
    return {
        "headline": _say("words of the headline"),
        "body": _say("words of the text"),
        "note": _say("words of the note and comments"),
        "tag": _say("tagged with"),
        "outlet": _say("who ran it"),
        "programme": _say("in which programme"),
        "reporter": _say("who wrote it"),
        "feat": _say("spokesperson in it"),
        "quoted": _say("spokesperson quoted in it"),
        "interviewed": _say("spokesperson interviewed"),
        "message": _say("key message that it carries"),
        "after": _say("on this day or later"),
        "before": _say("earlier than this day"),
        "on": _say("on a day, in a month or year"),
        "quarter": _say("in a quarter of a year"),
        "last": _say("in the last days or months"),
        "added": _say("when it came in"),
        "due": _say("something to do by a day"),
        "tone": _say("how it speaks of us"),
        "prominence": _say("where we stand in it"),
        "medium": _say("what carried it"),
        "relation": _say("why it is kept"),
        "state": _say("new, kept, deferred, rejected"),
        "code": _say("coded so by the codebook"),
        "rights": _say("what may be done with its text"),
        "has": _say("text, note, highlight, quote, attachment"),
        "is": _say("starred, published, open, undated"),
        "lang": _say("language of its text"),
        "story": _say("one of several that ran a piece"),
        "reach": _say("how many its outlet reaches"),
        "link": _say("where it was published, by link or site"),
        "id": _say("by its number in the library"),
    }[name]


def section_name(name: str) -> str:
    """Return the heading above the values of a field."""
    return {
        "tag": _say("Tags"),
        "outlet": _say("Outlets"),
        "programme": _say("Programmes"),
        "reporter": _say("Reporters"),
        "feat": _say("Spokespeople"),
        "quoted": _say("Quoted"),
        "interviewed": _say("Interviewed"),
        "message": _say("Key messages"),
        "after": _say("Since"),
        "before": _say("Before"),
        "on": _say("Published"),
        "quarter": _say("Quarter"),
        "last": _say("In the last"),
        "added": _say("Added"),
        "due": _say("Due"),
        "tone": _say("Tone"),
        "prominence": _say("Prominence"),
        "medium": _say("Medium"),
        "relation": _say("Relation"),
        "state": _say("State"),
        "code": _say("Codebook"),
        "rights": _say("Rights"),
        "has": _say("With"),
        "is": _say("Only"),
        "lang": _say("Language"),
        "story": _say("Story"),
        "reach": _say("Reach"),
        "link": _say("Sites"),
        "id": _say("Clippings"),
    }[name]


def chip_key(term: Term) -> str:
    """Return the quiet first word of a facet's chip."""
    name = {
        "after": _say("since"),
        "before": _say("before"),
        "feat": _say("feat."),
        "last": _say("in the last"),
        "has": _say("with"),
        "is": _say("only"),
        "id": "",
    }.get(str(term.field), str(term.field))
    return _say("not {key}").format(key=name) if term.negated else name


def code_words(name: str) -> dict[str, str]:
    """Return the codes of a field, each with its meaning in the interface's words; none of a field without such."""
    meanings: dict[str, dict[str, str]] = {
        "tone": {
            Tone.POSITIVE: _say("speaks well of us"),
            Tone.MIXED: _say("well and badly"),
            Tone.NEUTRAL: _say("neither"),
            Tone.NEGATIVE: _say("speaks badly of us"),
            "none": _say("not coded"),
        },
        "prominence": {
            Prominence.HEADLINE: _say("in the headline"),
            Prominence.MAIN: _say("main subject"),
            Prominence.PART: _say("part of it"),
            Prominence.PASSING: _say("passing mention"),
            "none": _say("not coded"),
        },
        "medium": {**dict.fromkeys(map(str, Medium), ""), "none": _say("unknown")},
        "relation": {
            Relation.ABOUT_US: _say("about us"),
            Relation.ISSUE: _say("our subject, not us"),
            Relation.PEER: _say("about a peer"),
        },
        "state": {
            State.NEW: _say("nobody looked yet"),
            State.KEPT: "",
            State.DEFERRED: _say("put off"),
            State.REJECTED: _say("never offered again"),
        },
        "is": {
            "starred": _say("key coverage"),
            "published": _say("fit for public outputs"),
            "open": _say("to be followed up"),
            "undated": _say("without a date"),
            "deleted": _say("in the wastebasket"),
        },
        "has": {
            "text": _say("not only a link"),
            "note": _say("by staff"),
            "link": _say("to where it was published"),
            "highlight": _say("a marked passage"),
            "quote": _say("kept words of our people"),
            "correction": _say("asked for, or made"),
            "attachment": _say("a file kept with it"),
        },
        "lang": {
            **{code: language_word(code) for code in LANGUAGES[:2]},
            "none": _say("unknown"),
            **{code: language_word(code) for code in LANGUAGES[2:]},
        },
        "story": {"any": _say("has pick-ups, or is one"), "none": _say("stands alone")},
        "rights": {
            Rights.UNKNOWN: _say("nobody asked"),
            Rights.GRANTED: _say("may be passed on"),
            Rights.SUBSCRIPTION: _say("for ourselves"),
            Rights.LICENCE: _say("has to be bought"),
            Rights.DENIED: _say("must not be passed on"),
        },
        "reach": {
            ">=100k": _say("a hundred thousand or more"),
            ">=1m": _say("a million or more"),
            "<10k": _say("fewer than ten thousand"),
            "none": _say("unknown"),
        },
    }
    return meanings.get(name, {})


def days_meant(term: Term, today: date) -> str:
    """Return in words what days without a year, or a day of the week, mean for a field today; "" for any others."""
    if not (is_of_no_year(term.value) or term.value.removeprefix("last-") in WEEKDAYS):
        return ""
    days = term.at(today).days
    if days.first == days.last:
        return write_date(days.first, short=True)
    return write_month(days.first) if days.is_month else months_in_words(days)


def days_offered(name: str, today: date) -> dict[str, str]:
    """Return the days that completion offers for a field, each with what it means."""
    month = today.replace(day=1)
    quarter = (today.month + 2) // 3
    if name == "quarter":
        earlier = f"{today.year}-{quarter - 1}" if quarter > 1 else f"{today.year - 1}-4"
        return {f"{today.year}-{quarter}": _say("this quarter"), earlier: _say("the one before")} | {
            "this-quarter": _say("as time goes by"),
            "last-quarter": _say("as time goes by"),
        }
    if name == "last":
        return {"7d": _say("week"), "30d": _say("30 days"), "3m": _say("three months"), "1y": _say("year")}
    if name == "added":
        return {"today": "", "yesterday": "", "7d": _say("in the last week"), "30d": _say("in the last 30 days")}
    if name == "due":
        return {
            "overdue": _say("before today"),
            "today": "",
            "7d": _say("in the next 7 days"),
            "30d": _say("in the next 30 days"),
            ANY: _say("open, with a day"),
            NONE: _say("open, without a day"),
        }
    days = {f"{today:%Y-%m-%d}": _say("today")}
    months = {f"{month:%Y-%m}": _say("this month"), f"{_month_before(month):%Y-%m}": _say("last month")}
    years = {f"{today:%Y}": _say("this year"), f"{today.year - 1}": _say("last year")}
    if name != "on":
        return {**days, **months, **years}
    return {**days, "yesterday": "", **months, "last-month": _say("as time goes by"), **years}


def _month_before(first: date) -> date:
    return first.replace(year=first.year - 1, month=12) if first.month == 1 else first.replace(month=first.month - 1)


def _say(text: str) -> str:
    return QCoreApplication.translate("Search", text)
