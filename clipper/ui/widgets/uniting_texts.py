"""What is said of values that two libraries have differently: what they are of, which field, who changed them when."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from clipper.model.uniting import Choice, Difference, Side
from clipper.ui.dates import write_moment
from clipper.ui.step_texts import written_value
from clipper.ui.widgets.differences import Piece, line_pieces, text_difference

_LONG = 400
"""A longer value is shown around the first place where both differ."""
_SHOWN = 2_000


def _say(text: str) -> str:
    return QCoreApplication.translate("Uniting", text)


def title_of(difference: Difference) -> str:
    """Return what a value is of: the headline of a clipping, or what else it is and its name."""
    words = {
        "": "{title}",
        "tags": _say("Tag {title}"),
        "messages": _say("Key message: {title}"),
        "outlets": _say("Outlet {title}"),
        "people": _say("Person {title}"),
        "code_fields": _say("Field of the codebook: {title}"),
        "saved_searches": _say("Saved search {title}"),
        "presets": _say("Preset {title}"),
        "report_definitions": _say("Report {title}"),
        "report_texts": _say("Text of the report for {title}"),
        "templates": _say("Template {title}"),
        "organisation": _say("The organisation"),
    }
    return words[difference.what].format(title=difference.title)


def field_word(difference: Difference) -> str:
    """Return which field it is, in a word or two."""
    field = difference.field
    if not field:
        return _say("Deleted on one side")
    return _words().get(field) or field.replace("_", " ").capitalize()


def _words() -> dict[str, str]:
    return {
        "headline": _say("Headline"),
        "deck": _say("Deck"),
        "outlet": _say("Outlet"),
        "published_on": _say("Date"),
        "url": _say("Link"),
        "body": _say("Text"),
        "note": _say("Note"),
        "state": _say("State"),
        "tone": _say("Tone"),
        "deleted": _say("In the wastebasket"),
        "starred": _say("Key coverage"),
        "publish": _say("Published"),
        "aired_at": _say("Air time"),
        "spokespeople": _say("A person of yours in it"),
        "reporters": _say("Reporter"),
        "codes": _say("Codebook"),
        "highlights": _say("A highlight"),
        "quotes": _say("A quote"),
        "follow_ups": _say("A follow-up"),
        "attachments": _say("An attached file"),
        "name": _say("Name"),
        "query": _say("What it searches for"),
        "text": _say("Text"),
        "reach": _say("Reach"),
        "hue": _say("Colour"),
        "key": _say("Key"),
    }


def text_of(difference: Difference, side: Side) -> str:
    """Return what a side has, as it is shown."""
    if not side.text:
        no = {
            "tone": _say("Not coded"),
            "prominence": _say("Not coded"),
            "deleted": _say("Not in it"),
            "starred": _say("No"),
            "publish": _say("No"),
        }
        return no.get(difference.field) or (_say("Nothing") if difference.field else _say("Deleted"))
    if side.text == "yes":
        return _say("Yes")
    is_of_clipping = not difference.what
    return written_value(difference.field, side.text) if is_of_clipping else side.text


def line_of(side: Side, now: datetime) -> str:
    """Return who changed a side last and when, as far as that is told."""
    moment = write_moment(side.at, now) if side.at else ""
    return ", ".join(part for part in (side.who, moment) if part)


def pieces_of(difference: Difference) -> tuple[Sequence[Piece], Sequence[Piece]]:
    """Return both sides with marks where they differ; of long texts the place where they differ first."""
    ours, theirs = (text_of(difference, side) for side in (difference.ours, difference.theirs))
    if not (difference.ours.text and difference.theirs.text):
        return [(ours[:_SHOWN], False)], [(theirs[:_SHOWN], False)]
    if max(len(ours), len(theirs)) > _LONG:
        found = text_difference(ours, theirs)
        if found is not None:
            first = found.passages[0]
            return first.first or [(_say("Nothing more"), False)], first.second or [(_say("Nothing more"), False)]
    return line_pieces(ours, theirs)


def choice_word(choice: Choice) -> str:
    """Return whose value counts, in a word."""
    return {Choice.OURS: _say("Yours"), Choice.THEIRS: _say("Theirs"), Choice.BOTH: _say("Both")}[choice]
