"""What people and telephones write around a mention that they send on: a greeting, "read this story", a farewell."""

import re
from collections.abc import Sequence

from clipper.capture.cut import is_title
from clipper.capture.finders.date import dates_in
from clipper.capture.finders.furniture import is_greeting
from clipper.capture.finders.link import addresses_in
from clipper.capture.item import Item
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line
from clipper.capture.link_beside import find_items_beside_links
from clipper.capture.list_lines import is_address

_MOST_LINES, _LONGEST = 10, 300
_GREETING_WORDS, _SIGNATURE_LINES = 6, 3
_CLOCK = r"\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?"
_STAMP = re.compile(rf"\[[^\[\]]{{0,30}}{_CLOCK}\]\s+[^\[\]:]{{2,60}}", re.IGNORECASE)
"""What Teams puts above a message."""
_SENT_ON = re.compile(
    r"(?:(?:read|check out|see) (?:this|the) (?:story|article|piece|post) (?:from|in|on)"
    r"|(?:lisez|lire|voir|à lire) (?:cet|l[’'])\s?article (?:de|du|dans|sur))\s+(?=[^:]{2,60}\s?:\s)",
    re.IGNORECASE,
)
"""What a telephone writes before "OUTLET: HEADLINE"."""
_SEEN = re.compile(
    r"(?:seen|spotted|saw this|read|vue?|lue?) (?:in|on|dans|sur) [^:\"“«]{2,50}:\s+(?=[\"“«])", re.IGNORECASE
)
_FAREWELL = re.compile(
    r"(?:cheers|thanks|thank you|many thanks|best(?: (?:wishes|regards))?|(?:kind|warm)?\s?regards|talk soon|merci"
    r"|bonne (?:journée|soirée)|cordialement|bien à (?:toi|vous)|à bientôt|(?:viele|liebe|beste) grüße|saludos)"
    r"\s?[,.!]?",
    re.IGNORECASE,
)
_SENT_FROM = re.compile(r"(?:sent from|envoyé (?:de|depuis)|gesendet von|get outlook for)\b.{2,40}", re.IGNORECASE)


def mentions_of_note(lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Return the mentions that a short note is about; none where it is no note, or what is left tells of none."""
    if len(lines) > _MOST_LINES or any(len(line.text) > _LONGEST for line in lines):
        return []
    left = _without_words_around(lines, lexicon)
    is_note = len(left) > 0 and left != list(lines) and any(addresses_in(line.text) for line in left)
    items = find_items_beside_links(left, lexicon) if is_note else []
    return items if _are_all(items, left) else []


def _are_all(items: Sequence[Item], left: Sequence[Line]) -> bool:
    """Tell whether mentions with headlines are all that is left of a note."""
    taken = {line.start for item in items for line in item.lines}
    are_told = all(item.headline and (item.is_sourced or item.parts[0][1].names) for item in items)
    return are_told and all(line.start in taken for line in left)


def _without_words_around(lines: Sequence[Line], lexicon: Lexicon) -> list[Line]:
    ends = (place for place, line in enumerate(lines) if place and _says_farewell(line.text))
    end = next(ends, len(lines))
    is_signed = len(lines) - end <= _SIGNATURE_LINES and all(_may_sign(line) for line in lines[end + 1 :])
    return [_without_lead(line) for line in lines[: end if is_signed else None] if not _leads(line, lexicon)]


def _may_sign(line: Line) -> bool:
    """Tell whether a line below a farewell is a name, or a few words about one, and no further mention."""
    is_short = len(line.text.split()) <= _GREETING_WORDS and not addresses_in(line.text)
    return is_short and not any(map(str.isdigit, line.text))


def _says_farewell(text: str) -> bool:
    return _FAREWELL.fullmatch(text) is not None or _SENT_FROM.fullmatch(text) is not None


def _leads(line: Line, lexicon: Lexicon) -> bool:
    """Tell whether a line greets, announces what stands below it, or says who sent it and when.

    A day, an outlet or what is written as a name, with a colon, is rather a heading of a list.
    """
    is_greeting_alone = is_greeting(line.text) and len(line.text.split()) <= _GREETING_WORDS
    announced = line.text[:-1].strip() if line.text.endswith(":") and not is_address(line) else ""
    is_heading = is_title(announced) or lexicon.outlets.find(announced) or any(dates_in(announced, lexicon.today))
    is_lead = bool(announced) and not is_heading
    return is_greeting_alone or is_lead or _STAMP.fullmatch(line.text) is not None


def _without_lead(line: Line) -> Line:
    lead = _SENT_ON.match(line.text) or _SEEN.match(line.text)
    return line.behind(lead.end()) if lead else line
