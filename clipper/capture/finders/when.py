"""Lines that say nothing but when a piece was published or changed, maybe with whose it is."""

import re
from datetime import date

from clipper.capture.finders.date import CLOCK, dates_in
from clipper.capture.finders.furniture import is_furniture
from clipper.capture.finders.relative import relative_in
from clipper.capture.lexicon import Lexicon

_LONGEST = 120
_MOST_DAYS = 4
_PART = re.compile(r"\s*[|•·∙]\s*|\s[–—-]\s|\t|\s{2,}")
_CLOCK = re.compile(rf"{CLOCK}|\b\d{{1,2}} ?(?:h|uhr)\b(?: ?\d\d)?", re.IGNORECASE)
_SERVICE = re.compile(
    r"\b(?:first|originally|last|latest|published|posted|updated|modified|created|released|publication|date|time|on|at"
    r"|the|publiée?s?|mise?s?|à jour|modifiée?|dernière|mise à jour|le|la|à|ver[öo]ffentlicht|aktualisiert|stand|am|um"
    r"|uhr|publicado|actualizado|pubblicato|aggiornato|el|il|alle|gepubliceerd|bijgewerkt|op|om|ago|il y a|local|heure"
    r"|hae|hne|[ap]\.?m\.?|[ecmp][sd]?t|gmt|utc|bst|cet|cest)(?!\w)",
    re.IGNORECASE,
)
_WORDY = re.compile(r"[^\W_]")


def without_service(text: str) -> str:
    """Return a text without the words that lead to when a piece was published or changed, such as "Last updated at"."""
    return _SERVICE.sub(" ", text)


def tells_only_when(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a line is nothing but a day, or several: "CBC News · Posted: 3 days ago | Last Updated: May 3".

    What every page has, such as "3 minute read", may stand beside it.
    """
    if len(text) > _LONGEST:
        return False
    known = lexicon.only_when.get(text)
    if known is None:
        known = lexicon.only_when[text] = any(map(str.isdigit, text)) and _tells_only_when(text, lexicon)
    return known


def _tells_only_when(text: str, lexicon: Lexicon) -> bool:
    told = False
    for part in _PART.split(text):
        if _is_day(part, lexicon.today):
            told = True
        elif _WORDY.search(part) and not is_furniture(part) and not lexicon.outlets.find(part.strip(" ,.;:()")):
            return False
    return told


def _is_day(text: str, today: date) -> bool:
    rest, has_day = text, False
    for found in reversed(list(dates_in(text, today))[:_MOST_DAYS]):
        rest, has_day = f"{rest[: found.start]} {rest[found.end :]}", True
    for _ in range(_MOST_DAYS):
        relative = relative_in(rest, today)
        if relative is None:
            break
        rest, has_day = f"{rest[: relative.start]} {rest[relative.end :]}", True
    return has_day and not _WORDY.search(_SERVICE.sub(" ", _CLOCK.sub(" ", rest)))
