"""What is said of two clippings that are alike: why they may be one, where they differ, what a merge would keep."""

from collections.abc import Collection, Sequence
from html import escape

from PySide6.QtCore import QCoreApplication

from clipper.library.duplicates import Kind, Likeness, Reason
from clipper.library.merging import Compared, Standing, united_people
from clipper.model.clipping import Clipping
from clipper.model.codes import State
from clipper.ui.dates import write_date
from clipper.ui.widgets.review_texts import listed

_TOLD = ("url", "outlet", "reporters", "headline", "published_on", "body")
_ALIKE = {
    Reason.LINK: "url",
    Reason.HEADLINE: "headline",
    Reason.UNDATED: "headline",
    Reason.TEXT: "body",
}
"""The field by which two clippings are taken to be alike."""
_QUIET = ("medium", "language", "relation")


def _say(text: str) -> str:
    return QCoreApplication.translate("Pair", text)


def shown_fields(compared: Sequence[Compared]) -> list[Compared]:
    """Return the fields that are worth a row: codes that are equal are not."""
    return [one for one in compared if one.field not in _QUIET or one.standing is Standing.DIFFERS]


def title_of(kind: Kind) -> str:
    """Return what a comparison is headed by."""
    return _say("You may have this already") if kind is Kind.SAME else _say("Another outlet ran this piece")


def reason_text(reason: Reason) -> str:
    """Return why two clippings are taken to be alike, in a few words."""
    return {
        Reason.LINK: _say("Same link"),
        Reason.HEADLINE: _say("Same outlet, day and headline"),
        Reason.TEXT: _say("Nearly the same text"),
        Reason.UNDATED: _say("Same outlet and headline, one has no date"),
    }[reason]


def why(compared: Sequence[Compared], reason: Reason) -> str:
    """Return in two sentences what is the same in two clippings, or nearly where that is why, and what differs."""
    names = {
        "url": _say("link"),
        "outlet": _say("outlet"),
        "reporters": _say("reporter"),
        "headline": _say("headline"),
        "published_on": _say("date"),
        "body": _say("text"),
    }
    by_field = {one.field: one for one in compared}
    told = [by_field[field] for field in _TOLD if field in by_field]
    alike = _ALIKE[reason]
    same = [names[one.field] for one in told if one.standing is Standing.EQUAL]
    near = [_say("nearly the same {thing}").format(thing=names[one.field]) for one in told if _is_near(one, alike)]
    others = (one for one in told if _differs(one) and one.field != alike)
    differ = [_say("the {thing}").format(thing=names[one.field]) for one in others]
    sentences = []
    if same or near:
        sentence = _say("Same {things}.") if same else "{things}."
        sentences.append(_capital(sentence.format(things=listed([*same, *near]))))
    if differ:
        sentence = _say("{things} differs.") if len(differ) == 1 else _say("{things} differ.")
        sentences.append(_capital(sentence.format(things=listed(differ))))
    return " ".join(sentences)


def _is_near(one: Compared, alike: str) -> bool:
    """Tell whether a field differs in which two clippings are so alike that they are taken for one."""
    return one.field == alike and _differs(one)


def _differs(one: Compared) -> bool:
    return one.standing is Standing.DIFFERS or (one.standing is Standing.UNITED and bool(one.kept and one.other))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def preview(compared: Sequence[Compared], taken: Collection[str], kept: Clipping, other: Clipping) -> str:
    """Return what merging keeps as a sentence in HTML, its number of chosen values in bold."""
    chosen = sum(one.standing is Standing.DIFFERS for one in compared)
    parts = [_values(chosen), *_united(kept, other)]
    sentence = _say("Merging keeps one clipping with {things}.").format(things=listed([part for part in parts if part]))
    return f"{sentence} {escape(_what_stays(taken, kept))}"


def _values(chosen: int) -> str:
    if not chosen:
        return _say("all that both say")
    one, many = _say("the <b>value chosen</b>"), _say("the <b>{n} values chosen</b>")
    return one if chosen == 1 else many.format(n=chosen)


def _united(kept: Clipping, other: Clipping) -> list[str]:
    tags = len({tag.casefold() for tag in (*kept.tags, *other.tags)})
    people = len(united_people(kept.spokespeople, other.spokespeople))
    one_tag, tags_, one_person, people_ = _say("1 tag"), _say("{n} tags"), _say("1 person"), _say("{n} people")
    note = _say("both notes") if kept.note and other.note and kept.note != other.note else _say("the note")
    return [
        "" if not tags else one_tag if tags == 1 else tags_.format(n=tags),
        "" if not people else one_person if people == 1 else people_.format(n=people),
        note if kept.note or other.note else "",
    ]


def _what_stays(taken: Collection[str], kept: Clipping) -> str:
    if "body" not in taken:
        return _say("What is not chosen stays in the wastebasket with its paste.")
    if kept.published_on is None:
        return _say("The former text stays in its history.")
    return _say("The text of {day} stays in its history.").format(day=write_date(kept.published_on))


def fill_sentence(compared: Sequence[Compared], taken: Collection[str], *, is_text_longer: bool = False) -> str:
    """Return what a paste adds to a clipping and what it replaces there.

    `is_text_longer` tells that its text holds all of the clipping's, and more.
    """
    added = [one.field for one in compared if one.standing is Standing.ADDED or (one.field in taken and not one.kept)]
    replaced = [one.field for one in compared if one.field in taken and one.kept]
    names = _field_words()
    parts = []
    if added:
        parts.append(_say("Adds {things}.").format(things=listed([names[field] for field in added])))
    if replaced:
        parts.append(_say("Replaces {things}.").format(things=listed([names[field] for field in replaced])))
        if is_text_longer and "body" in taken:
            parts.append(_say("The longer text holds all of the one that is there."))
    elif added:
        parts.append(_say("Nothing is replaced."))
    return " ".join(parts) or _say("Nothing is added but the paste itself, which is kept with the clipping.")


def other_article_sentence(contradicted: Sequence[str]) -> str:
    """Return the warning that what was pasted seems to be another article than the clipping, and what says so."""
    one = _say("This seems to be another article: {things} differs.")
    many = _say("This seems to be another article: {things} differ.")
    things = listed([_field_words()[field] for field in contradicted])
    return (one if len(contradicted) == 1 else many).format(things=things)


def _field_words() -> dict[str, str]:
    return {
        "headline": _say("the headline"),
        "deck": _say("the deck"),
        "reporters": _say("the reporter"),
        "spokespeople": _say("the people"),
        "outlet": _say("the outlet"),
        "programme": _say("the programme"),
        "medium": _say("the medium"),
        "published_on": _say("the date"),
        "url": _say("the link"),
        "language": _say("the language"),
        "body": _say("the text"),
    }


def already_sentence(likeness: Likeness) -> str:
    """Return the one line of a review about what the library has."""
    if likeness.is_rejected:
        return _say("You rejected this before. Keeping brings it back")
    found = likeness.clipping
    day = write_date(found.published_on) if found.published_on else _say("undated")
    place = f"{found.outlet or found.title}, {day}"
    if likeness.kind is Kind.SAME:
        return _say("You may have this already: {place}").format(place=place)
    return _say("Same piece as in {place}: it becomes a pick-up").format(place=place)


def kept_line(clipping: Clipping) -> str:
    """Return how a clipping stands in the library, and since when."""
    words = {
        State.KEPT: _say("Kept {day}"),
        State.NEW: _say("Arrived {day}"),
        State.DEFERRED: _say("Deferred {day}"),
        State.REJECTED: _say("Rejected {day}"),
    }
    return words[clipping.state].format(day=write_date(clipping.added_at.date()))
