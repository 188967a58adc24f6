"""What stands behind the day of a mention: that one has to pay for it, that it was changed, how long it lasts."""

import re
from collections.abc import Iterable

from clipper.capture import vocabulary
from clipper.capture.finders.date import FoundDate
from clipper.model.text import words

_LONGEST = 60
_NOTE = re.compile(
    r"\)?(?P<note>\s*[(\[](?P<bracket>[^()\[\]]{2,40})[)\]]|(?:\s*[,;|]|\s[–—·•-])\s+(?P<cell>[^,;|()\[\]–—·•]{2,40}))\s*$"
)
_FIGURE_AND_NOTE = re.compile(
    r"\d\)?(?:\s*[(\[][^()\[\]]{2,40}[)\]]|(?:\s*[,;|]|\s[–—·•-])\s+[^,;|()\[\]–—·•]{2,40})\s*$"
)
_CHANGED = re.compile(r"(?:last )?(?:updated|corrected|amended|mise? à jour|corrigée?|aktualisiert)\s", re.IGNORECASE)
_DURATION = re.compile(
    r"\d{1,3}\s?(?:min(?:ute)?[sn]?\.?|hours?|hrs?\.?|h)(?:\s\d{1,2}\s?(?:min|s|sec)\.?)?"
    r"|(?:2[4-9]|[3-9]\d|\d{3}):\d\d",
    re.IGNORECASE,
)
_OF_SOMEBODY = re.compile(r"\d|\b(?:feat|ft|with|avec|by|par|von)\b", re.IGNORECASE)
_MOST_SPACES = 3
_WORDS = frozenset(vocabulary.words("notes"))


def may_end_with_note(text: str) -> bool:
    """Tell whether a note may end a line, which has a figure before it then."""
    return _FIGURE_AND_NOTE.search(text, max(0, len(text) - _LONGEST)) is not None


def without_note(text: str, end: int, dates: Iterable[FoundDate]) -> int:
    """Return the end of a line before such a note behind one of its dates."""
    for day in dates:
        note = _NOTE.match(text, day.end, end) if end - day.end <= _LONGEST else None
        if note and (is_note(note["cell"].strip()) if note["cell"] else _is_remark(note["bracket"])):
            return note.start("note")
    return end


def _is_remark(text: str) -> bool:
    """Tell whether brackets hold a note, or words in small letters that say of nobody what they did."""
    return is_note(text) or (text.islower() and not _OF_SOMEBODY.search(text) and text.count(" ") <= _MOST_SPACES)


def is_note(text: str) -> bool:
    """Tell whether a text says that one has to pay, that a piece was changed, or how long it lasts."""
    if _CHANGED.match(text) or _DURATION.fullmatch(text):
        return True
    parts = words(text)
    return bool(parts) and _WORDS.issuperset(parts)
