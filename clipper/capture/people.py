"""Our people in the text of a clipping that is kept: where they are named, what they say, and who is not named."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from clipper.model import markup
from clipper.model.clipping import Clipping
from clipper.model.draft import Known
from clipper.model.found_words import places_of
from clipper.model.names import surname
from clipper.model.quote import Quote, quoted
from clipper.model.text import fold, words

if TYPE_CHECKING:
    from clipper.capture.finders.recognition import Recognised

_MARKS = '“”„«»"‘’'


def read_people(clipping: Clipping, known: Known) -> tuple[str, "Recognised"]:
    """Return the text of a clipping, one paragraph a line, and what it says of our people."""
    # The window shows its first clipping without what reads a text for people.
    from clipper.capture.finders.mentions import people_of
    from clipper.capture.finders.recognition import recognise

    text, ours = "\n".join(markup.paragraphs(clipping.body or "")), set(map(fold, known.spokespeople))
    theirs = ((alias, name) for alias, name in known.people_aliases if fold(name) in ours)
    return text, recognise(text, people_of((*((name, name) for name in known.spokespeople), *theirs)))


def proposed_quotes(clipping: Clipping, known: Known) -> list[Quote]:
    """Return what our people say in a clipping and nobody kept yet, in the order of its text."""
    text, found = read_people(clipping, known)
    proposed = [quoted(text, *one.span, one.text, one.speaker) for one in found.quotes]
    return [one for one in proposed if not any(map(one.is_alike, clipping.quotes))]


def selected_quote(text: str, start: int, end: int, speaker: str) -> Quote:
    """Return what somebody selected of a text as a quote: what stands in quotation marks there, else all of it."""
    from clipper.capture.finders.quotations import quotations

    passage = text[start:end]
    pieces = [passage[piece.first : piece.last] for piece in quotations(passage)]
    said = _joined(pieces) if pieces else passage.strip(f"{_MARKS} ")
    return quoted(text, start, end, " ".join(said.split()).rstrip(","), speaker)


def _joined(pieces: Sequence[str]) -> str:
    """A comma only leads to who says it: where a sentence begins behind it, one ended there."""
    said = ""
    for piece in pieces:
        said = f"{said.rstrip(',')}." if said.endswith(",") and piece[:1].isupper() else said
        said = f"{said} {piece}".strip()
    return said


def not_named(clipping: Clipping, aliases: Callable[[], Mapping[str, str]]) -> list[str]:
    """Return the spokespeople of a clipping whom its text names neither by surname nor by another name of theirs.

    Nobody without a text. The names by aliases are asked for only where they are needed: most texts name by surname
    whom they are about.
    """
    names = [one.name for one in clipping.spokespeople]
    if not clipping.body or not names:
        return []
    text = "\n".join(filter(None, (clipping.headline, clipping.deck, clipping.body)))
    said = set(words(text))
    without = {fold(name): name for name in names if surname(name) not in said}
    also_called = [(alias, fold(name)) for alias, name in aliases().items()] if without else []
    for alias, name in also_called:
        if name in without and any(places_of(text, [(words(alias), False)])):
            del without[name]
    return list(without.values())
