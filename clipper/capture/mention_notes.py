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
_CHANGED = re.compile(r"(?:last )?(?:updated|corrected|amended|mise? à jour|corrigée?|aktualisiert)\s", re.IGNORECASE)
_DURATION = re.compile(
    r"\d{1,3}\s?(?:min(?:ute)?[sn]?\.?|hours?|hrs?\.?|h)(?:\s\d{1,2}\s?(?:min|s|sec)\.?)?|\d{1,2}:\d\d(?::\d\d)?", re.IGNORECASE
)
_WORDS = frozenset(vocabulary.words("notes"))


def without_note(text: str, end: int, dates: Iterable[FoundDate]) -> int:
    """Return the end of a line before such a note behind one of its dates."""
    for day in dates:
        note = _NOTE.match(text, day.end, end) if end - day.end <= _LONGEST else None
        if note and _is_note(note["bracket"] or note["cell"].strip()):
            return note.start("note")
    return end


def _is_note(text: str) -> bool:
    if _CHANGED.match(text) or _DURATION.fullmatch(text):
        return True
    parts = words(text)
    return bool(parts) and _WORDS.issuperset(parts)
