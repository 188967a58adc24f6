"""What a review says: why a guess is doubtful, what its alternatives are called, and what to check, in a sentence."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication

from clipper.model.clipping import Spokesperson
from clipper.model.draft import Doubt, Draft, Guess
from clipper.ui.dates import write_date
from clipper.ui.widgets.name_list_editor import role_words

CHECKED = ("headline", "deck", "reporters", "spokespeople", "outlet", "programme", "published_on", "url", "body")
"""The fields that a review shows, in order; medium goes with the outlet, the language is found in the text."""

_WORTH_A_LOOK = 0.25
"""Of what is too doubtful to be proposed two readings in five from here on are right, below it hardly any."""


def _say(text: str) -> str:
    return QCoreApplication.translate("Review", text)


def doubtful_fields(draft: Draft) -> list[str]:
    """Return the fields of a draft that should be looked at."""
    return [name for name in CHECKED if getattr(draft, name).is_doubtful]


def label_of(name: str, spokesperson_label: str = "") -> str:
    """Return what a field is called; the label of spokespeople is the organisation's choice."""
    if name == "spokespeople" and spokesperson_label:
        return spokesperson_label
    return {
        "headline": _say("Headline"),
        "deck": _say("Deck"),
        "reporters": _say("Reporter"),
        "spokespeople": _say("Spokesperson"),
        "outlet": _say("Outlet"),
        "programme": _say("Programme"),
        "published_on": _say("Date"),
        "url": _say("Link"),
        "body": _say("Text"),
    }[name]


def reason(name: str, guess: Guess[Any]) -> str:
    """Return why a guess at a field is doubtful."""
    value = written(_lacking(guess) if guess.doubt is Doubt.NOT_IN_TEXT else guess.value)
    return {
        Doubt.SEVERAL_DATES: _say("Several dates stand in the paste."),
        Doubt.NO_YEAR: _say("The paste gives no year. This is the latest such day."),
        Doubt.RELATIVE_DATE: _say("The paste counts back from the day it was copied. This counts from today."),
        Doubt.DAY_OR_MONTH: _say("Day and month may be the other way round."),
        Doubt.MISSPELT: _say("The month is misspelt in the paste."),
        Doubt.SEVERAL_HEADLINES: _say("More than one line may be the headline."),
        Doubt.UNKNOWN_OUTLET: _say("“{value}” is not among your outlets yet."),
        Doubt.OUTLET_OR_HEADLINE: _say("“{value}” may be the outlet, or the end of the headline."),
        Doubt.UNSURE_NAME: _say("This may not be a name, or not all of it."),
        Doubt.NAMESAKES: _say("A surname in the text may be that of several people. Choose who is meant."),
        Doubt.NOT_IN_TEXT: _say("The text does not name {value}."),
        Doubt.SHORT_BODY: _say("The text is short. Some of it may be missing."),
        Doubt.CUT_BODY: _say("The paste is longer than what is read of one. The whole of it is kept as the original."),
        Doubt.SEVERAL_ARTICLES: _say("Another article may begin within this text."),
    }.get(guess.doubt or Doubt.UNSURE, _why_unsure(name, guess)).format(value=value)


def _lacking(guess: Guess[Any]) -> tuple[Spokesperson, ...]:
    """Return whom only the proposed reading has, and not the text."""
    return tuple(one for one in guess.value if not any(one in other.value for other in guess.alternatives))


def _why_unsure(name: str, guess: Guess[Any]) -> str:
    """What may be wrong where nothing more is known of it: that tells where to look."""
    if not guess.spans:
        return _say("No line says this; it is concluded from what else is known.")
    return {
        "headline": _say("Other words of the paste may be the headline."),
        "reporters": _say("The paste may name them for another reason than as who wrote it."),
        "spokespeople": _say("The paste may name them for another reason."),
        "outlet": _say("The paste names this outlet, but may come from another one."),
        "published_on": _say("The paste may name this day for another reason."),
        "url": _say("This link may lead to something else."),
    }.get(name, _say("Clipper is not sure of this. Please look at the paste."))


def short_question(draft: Draft) -> str:
    """Return what to look at in a draft as a few words for a list, "" when nothing is doubtful."""
    names = doubtful_fields(draft)
    if not names:
        return ""
    if draft.outlet.doubt is Doubt.OUTLET_OR_HEADLINE and "outlet" in names:
        return _say("Outlet or headline?")
    return _say("{field}?").format(field=label_of(names[0]))


def choices(name: str, guess: Guess[Any]) -> tuple[Guess[Any], ...]:
    """Return the readings of a doubtful guess, the proposed one first; none where there is nothing to choose.

    Where nothing was proposed they are those that are likely enough to be worth a look.
    """
    if not guess.alternatives or name == "body":
        return ()
    if guess.value or guess.is_doubtful:
        return (guess, *guess.alternatives)
    return tuple(one for one in guess.alternatives if one.confidence >= _WORTH_A_LOOK)


def choice_text(name: str, guess: Guess[Any]) -> str:
    """Return what the button of a reading says."""
    if guess.value is None and name == "outlet":
        return _say("Part of the headline")
    if not guess.value:
        return _say("None of these")
    if isinstance(guess.value, date):
        return write_date(guess.value, short=True)
    if name == "outlet" and guess.doubt in (Doubt.UNKNOWN_OUTLET, Doubt.OUTLET_OR_HEADLINE):
        return _say("New outlet “{name}”").format(name=guess.value)
    if guess.value and isinstance(guess.value[-1], Spokesperson):
        roles = dict(role_words())
        return "; ".join(f"{person.name}, {roles[person.role]}" for person in guess.value)
    return written(guess.value)


def written(value: Any) -> str:
    """Return a value as text."""
    if isinstance(value, date):
        return write_date(value)
    if isinstance(value, tuple):
        return ", ".join(one.name if isinstance(one, Spokesperson) else str(one) for one in value)
    return str(value or "")


def listed(parts: Sequence[str]) -> str:
    """Return words as a list in a sentence: "the date, the outlet and the text"."""
    if len(parts) < 2:
        return "".join(parts)
    return _say("{some} and {last}").format(some=", ".join(parts[:-1]), last=parts[-1])


def to_check(names: Sequence[str], spokesperson_label: str = "") -> str:
    """Return which fields to check as a sentence, "" when there are none."""
    words = [_say("the {field}").format(field=label_of(name, spokesperson_label).lower()) for name in names]
    return _say("Check {fields}.").format(fields=listed(words)) if words else ""


def missing(draft: Draft) -> str:
    """Return what the paste did not hold, or not surely, in a sentence or two, "" when nothing of weight is missing."""
    wanted = {
        "headline": _say("headline"),
        "outlet": _say("outlet"),
        "published_on": _say("date"),
        "url": _say("link"),
        "body": _say("text"),
    }
    lacking = {word: getattr(draft, name) for name, word in wanted.items() if not getattr(draft, name).value}
    absent = [word for word, guess in lacking.items() if not guess.alternatives]
    unsure = [word for word, guess in lacking.items() if guess.alternatives]
    sentences = ((_say("The paste held no {things}."), absent), (_say("No {things} was sure enough."), unsure))
    return " ".join(sentence.format(things=_either(words)) for sentence, words in sentences if words)


def _either(words: Sequence[str]) -> str:
    if len(words) == 1:
        return words[0]
    return _say("{some} or {last}").format(some=", ".join(words[:-1]), last=words[-1])


def offer(count: int) -> str:
    """Return what is said above readings of a field of which none was proposed."""
    if count == 1:
        return _say("Not sure enough to be filled in. Is it this one?")
    return _say("Not sure enough to be filled in. Is it one of these?")
