"""What lists call the kind of a piece: Opinion, Editorial, Letter, Chronique; such a word alone is no headline."""

import re

from clipper.capture.finders.furniture import is_section

_KIND = (
    r"(?:an? )?(?:op-?ed|(?:guest )?(?:opinion|column|commentary|essay)(?: piece)?|analysis|editorial"
    r"|letters?(?: to the editor)?"
    r"|chronique|tribune|lettre(?: ouverte)?|(?:texte|lettre) d[’']opinion|libre opinion|éditorial|analyse|commentaire)"
)
_OF_PIECE = re.compile(_KIND, re.IGNORECASE)
_KIND_OR_SECTION = re.compile(
    rf"{_KIND}|news|features?|reviews?|perspectives?|viewpoints?|interviews?|q&a|leader|nouvelles?|actualités?|idées"
    r"|débats?|points? de vue|entrevues?|critiques?|reportages?|columnists?|meinung|kommentar|leitartikel",
    re.IGNORECASE,
)
_AROUND = " .:()[]"


def is_kind_of_piece(text: str) -> bool:
    """Tell whether a text is nothing but the kind of a piece that somebody signs."""
    return _OF_PIECE.fullmatch(text.strip(_AROUND)) is not None


def is_kind_or_section(text: str) -> bool:
    """Tell whether a text is nothing but a kind of piece, or the part of a paper that such pieces stand in."""
    return is_section(text) or _KIND_OR_SECTION.fullmatch(text.strip(_AROUND)) is not None
