"""Our people in the text of a clipping that is kept: where they are named, what they say, and who is not named."""

from collections.abc import Sequence

from clipper.capture.finders.mentions import People, people_of
from clipper.capture.finders.names import surname
from clipper.capture.finders.quotations import quotations
from clipper.capture.finders.recognition import Recognised, recognise
from clipper.model import markup
from clipper.model.clipping import Clipping
from clipper.model.draft import Known
from clipper.model.quote import Quote, quoted
from clipper.model.text import fold, words

_MARKS = '“”„«»"‘’'


def read_people(clipping: Clipping, known: Known) -> tuple[str, Recognised]:
    """Return the text of a clipping, one paragraph a line, and what it says of our people."""
    text = "\n".join(markup.paragraphs(clipping.body or ""))
    return text, recognise(text, _people(known, known.spokespeople))


def proposed_quotes(clipping: Clipping, known: Known) -> list[Quote]:
    """Return what our people say in a clipping and nobody kept yet, in the order of its text."""
    text, found = read_people(clipping, known)
    proposed = [quoted(text, *one.span, one.text, one.speaker) for one in found.quotes]
    return [one for one in proposed if not any(map(one.is_alike, clipping.quotes))]


def selected_quote(text: str, start: int, end: int, speaker: str) -> Quote:
    """Return what somebody selected of a text as a quote: what stands in quotation marks there, else all of it."""
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


def not_named(clipping: Clipping, known: Known) -> list[str]:
    """Return the spokespeople of a clipping whom its text does not name, not even by surname; nobody without a text."""
    if not clipping.body:
        return []
    text = "\n".join(filter(None, (clipping.headline, clipping.deck, clipping.body)))
    return lacking(text, [one.name for one in clipping.spokespeople], known)


def lacking(text: str, names: Sequence[str], known: Known) -> list[str]:
    """Return those of some people whom a text names by none of their names, nor by surname."""
    found = {one.name for one in recognise(text, _people(known, names)).people} if names else set()
    said = set(words(text)) if names else set()
    return [name for name in names if name not in found and surname(name) not in said]


def _people(known: Known, names: Sequence[str]) -> People:
    some = {fold(name) for name in names}
    aliases = [(alias, name) for alias, name in known.people_aliases if fold(name) in some]
    return people_of((*((name, name) for name in names), *aliases))
