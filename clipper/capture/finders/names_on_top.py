"""The name of a paper or an organisation, as a text alone at the top of a page, in place of its logo."""

import re

from clipper.capture.cut import is_title
from clipper.capture.finders.names import knows_first_name
from clipper.capture.outlets import has_press_word
from clipper.capture.scan import Scan

ARTICLE = re.compile(r"(?:the|le|la|les) |l[’']", re.IGNORECASE)
_FRENCH = re.compile(r"(?:Le|La|Les) (?=\w)|L[’'](?=\w)")
_FRENCH_SMALL = frozenset(["de", "du", "des", "la", "le", "les", "et", "en", "aux", "à", "au"])
_ELIDED = re.compile(r"\b[dl][’']", re.IGNORECASE)
_NAMES_SMALL = _FRENCH_SMALL | frozenset(["of", "for", "and", "on", "in", "the", "at", "to", "by"])
_MOST_WORDS = 9
_TOP = 4
_MENU_WORDS = 3
_BELOW = 12
_HEADLINE_WORDS = (3, 25)
_CREDITS = 4


def headline_may_be_below(scan: Scan, name: int, index: int) -> bool:
    """Tell whether a line is the headline that a name on top has below it: above who wrote it or when."""
    least, most = _HEADLINE_WORDS
    if not name < index <= name + _BELOW or not least <= scan.sizes[index] <= most or scan.texts[index].endswith("."):
        return False
    between = range(name + 1, index)
    is_next = all(scan.sizes[line] <= _MENU_WORDS or scan.furniture[line] or scan.labels[line] for line in between)
    below = slice(index + 1, index + 1 + _CREDITS)
    is_signed = any(scan.bylines[below]) or any(scan.people[below]) or any(map(bool, scan.dates[below]))
    return is_next and is_signed and not (scan.bylines[index] or scan.captions[index])


def is_name_on_top(scan: Scan, index: int) -> bool:
    """Tell whether a line is a name above all but a menu: as papers have it, or as the text of the page says again."""
    text = scan.texts[index]
    if index > _TOP or scan.sizes[index] > _MOST_WORDS or text[-1] in ".?!…:," or scan.lines[index].hints.heading == 1:
        return False
    if not all(scan.furniture[line] or scan.labels[line] for line in range(index)):
        return False
    return is_paper(text) or _is_said_again(scan, index)


def is_paper(text: str) -> bool:
    """Tell whether a text has an article and capitals as the names of papers do, such as "The Wren Bay Post".

    In French, whose headlines have none but a name's, the capitals are enough.
    """
    if not ARTICLE.match(text) or not is_title(text) or any(map(str.isdigit, text)):
        return False
    return (has_press_word(text) and not knows_first_name(text)) or _has_name_s_capitals_in_french(text)


def _has_name_s_capitals_in_french(text: str) -> bool:
    article = _FRENCH.match(text)
    words = _ELIDED.sub("", text[article.end() :]).split() if article else []
    large = [word for word in words if word not in _FRENCH_SMALL]
    return len(large) > 1 and all(word[0].isupper() for word in large) and any(word in _FRENCH_SMALL for word in words)


def _is_said_again(scan: Scan, index: int) -> bool:
    """Tell whether a sentence of the page has the words of a line as a name, with the capitals of one."""
    wanted = scan.texts[index].casefold()
    # Two words with capitals may be any in German, and begin any title.
    if scan.sizes[index] < (2 if scan.texts[index].isupper() else 3):
        return False
    for other in range(index + 1, len(scan.texts)):
        text = scan.texts[other]
        if scan.sizes[other] <= scan.sizes[index] + 2 or not scan.sentences[other]:
            continue
        start = text.casefold().find(wanted)
        if start > 0 and _is_name(text[start : start + len(wanted)]):
            return True
    return False


def _is_name(text: str) -> bool:
    return all(word[0].isupper() or word in _NAMES_SMALL for word in text.split())
