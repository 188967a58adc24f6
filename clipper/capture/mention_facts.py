"""What a line beside a headline says besides reporter, outlet and day: reading time, page and counts."""

import re

from clipper.capture.labels import names_reporter
from clipper.model.draft import Span

_COUNTED = r"comments?|commentaires?|shares?|partages?|likes?|j’aime|views?|vues?|words?|mots|wörter|kommentare"
_READING = (
    r"(?:(?:reading|read) time|temps de lecture|durée de lecture|lesezeit)\s?:?\s*\d{1,3}\s?min(?:ute)?[sn]?\b\.?"
    r"|\d{1,3}[\s-]?min(?:ute)?[sn]?\.?[\s-](?:read(?:ing)?(?: time)?|de lecture|lesezeit)"
)
_PAGE = (
    r"(?:pp\.|p\.|pages?|pg\.?|seite|s\.)\s?:?\s*[A-Z]{0,3}-?\d{1,3}"
    r"(?:\s?[–-]\s?[A-Z]{0,2}\d{1,3})?(?:\s?(?:of|de|/)\s?\d{1,3})?|(?:[A-F]|FP)\d{1,2}"
)
_COUNT = rf"(?:word count|words|nombre de mots|mots)\s?:\s*\d[\d,.\s]{{0,8}}|\d[\d,.]{{0,8}}\s(?:{_COUNTED})"
_REACH = (
    r"(?:reach|audience|circulation|impressions|readers|portée|tirage|reichweite|auflage)"
    r"\s?:?\s*(?:\d[\d.,]{0,12}(?:\s?(?:k|m|mn|million|mio))?|n/a)"
)
_FACT = re.compile(rf"(?:{_READING}|{_PAGE}|{_COUNT}|{_REACH})\.?", re.IGNORECASE)
_CELL = re.compile(r"\s*(?:[|•·;]|,\s|\s[–—-]\s|\()\s*|\t+")
_ENDS_CELL = re.compile(r"\s*(?:[|•·;,)]|[–—-]\s|$)|\t")
_LONGEST, _AROUND = 160, " |•·;,()–—-\t"
_TRACE = re.compile(
    r"[Mm]in|[Pp]age|PAGE|[Pp]p?\.|[Pp]g|[Ss]eite|[Ss]\.|[Cc]omment|[Kk]ommentar|[Ww](?:ord|ört)|[Mm]ots|[Ss]hare|[Pp]artage"
    r"|[Rr]each|[Aa]ud|[Cc]irc|[Ii]mpr|[Rr]eaders|[Pp]ortée|[Tt]irage|[Rr]eichw|[Aa]ufl|[Ll]ike|aime|[Vv](?:iew|ue)|MIN|\b(?:[A-F]|FP)\d"
)
"""What a line with such a fact has, which is looked for many times as fast."""
_DIGIT = re.compile(r"\d")
_NOBODY = re.compile(r"n\.?/?a\.?|none|unknown|not (?:stated|given|credited)|staff|s\.?/?o\.?|aucun|inconnu|[–—-]+|\?*")


def is_fact(text: str) -> bool:
    """Tell whether a text is nothing but facts of a page or paper, such as "2 min read", "Page A14" or "3 comments"."""
    # What a line begins with tells most of those that have a figure.
    if (
        len(text) > _LONGEST
        or _DIGIT.search(text) is None
        or _FACT.match(text, len(text) - len(text.lstrip(_AROUND))) is None
    ):
        return False
    return not without_facts(text).strip(_AROUND)


def without_facts(text: str) -> str:
    """Return a line as long as this one with blanks in place of the cells that are such facts, and their marks."""
    if len(text) > _LONGEST or not (_DIGIT.search(text) and _TRACE.search(text)):
        return text
    places = [(0, 0), *(mark.span() for mark in _CELL.finditer(text))]
    for start, end in places:
        fact = _FACT.match(text, end)
        closing = _ENDS_CELL.match(text, fact.end()) if fact else None
        if fact and closing:
            stop = closing.end() if text[start:end].strip() == "(" and closing[0].strip() == ")" else fact.end()
            text = text[:start] + " " * (stop - start) + text[stop:]
    return text


def tells_of_page_or_reporter(text: str) -> bool:
    """Tell whether a line is nothing but such facts, or a labelled reporter."""
    return is_fact(text) or names_reporter(text)


def names_nobody(text: str, place: Span) -> bool:
    """Tell whether what stands behind such a label says that there is no reporter."""
    return _NOBODY.fullmatch(text[slice(*place)].strip().lower()) is not None
