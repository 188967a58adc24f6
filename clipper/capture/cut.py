"""The pieces of a mention, and what tells a reporter, an outlet and a programme apart in one."""

import re

from msgspec import Struct

from clipper.capture.credits_of_lists import plain_credits
from clipper.capture.finders.credits import is_role
from clipper.capture.finders.date import FoundDate
from clipper.capture.finders.names import (
    INVERTED,
    NO_GENERATION,
    direct_order,
    is_agent,
    is_person,
    knows_first_name,
    split_names,
)
from clipper.capture.finders.spokesperson import Feat
from clipper.capture.labels import plain_labels
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import trim
from clipper.capture.mention_marks import names_medium
from clipper.capture.mention_notes import is_note
from clipper.capture.outlets import has_press_word
from clipper.model.codes import Medium
from clipper.model.draft import Span

_LONGEST_NAME = 80
_STAFF = re.compile(r"staff|newsroom|r[ée]daction|bureau", re.IGNORECASE)
"""A part of each text that names nobody, which costs less to look for."""
_UNSIGNED = re.compile(
    r"redacci[oó]n|redaktion|redazione|redação|no byline|unsigned|sans signature|non signé|n/a"
    r"|(?:the )?editorial board|(?:le )?comité éditorial|l[’']équipe éditoriale",
    re.IGNORECASE,
)
"""What lists say where a piece has no byline."""
_OF_NOBODY = 2.2
"""What "by staff" is worth, which says who wrote a piece and names nobody."""
_MOST_OF_ROLE, _OF_HEADLINE = 6, 4
_ARTICLE = re.compile(r"(?:The|A|An)\s")
_PLACES = frozenset({"chad", "georgia", "jordan", "israel", "virginia", "carolina", "dakota", "trinidad", "salvador"})
"""First names that stand behind a town and a comma more often than behind a surname."""
_VON = re.compile(r"von\s+(?=[^\W\d_a-z])")
"""What leads to who wrote a piece where a cell begins with it."""
BY = re.compile(
    r"(?:^(?:signée?(?:\spar)?|(?:un\s)?textes?\sde)\s+|(?:^|(?<=[\s,;–—-]))(?:by|par|por)(?::\s*|\s+)|(?:^|(?<=[,;–—|-]\s))von\s+"
    r"|(?:(?<=[»”\"]\s)|(?<=[»”\"],\s))(?:von|di|de)\s+)(?=\S)",
    re.IGNORECASE,
)
"""What leads to who wrote a piece; "von", "di" and "de" stand in many headlines, so they need a mark before them."""
BOUNDARY = re.compile(rf",{NO_GENERATION}\s+|(?<=[a-zà-ÿ]{{2}})\.\s+|\s+[–—|·•-]\s+|;\s+|\s*\|\s*")
_SIGNED = re.compile(r"(?:\((?:by|par|por)|(?P<mark>\s\()von)\s(?P<names>[^()]{4,80})\)", re.IGNORECASE)
_LOWER_ARTICLE = re.compile(r"(?:the|la|le|les)\s+(?=[^\W\d_a-z])")
_OF_CITATION = 0.5
_LOW_QUOTED = re.compile("„([^„“”]{3,300})[“”]|»([^«»]{3,300})«")
_NOTED = re.compile(r"(?<=[\"”»])\s?\((?P<note>[^()]{3,30})\)")
"""Brackets right behind a quotation, which may say what belongs to a piece that is called so."""
_ROUND = str.maketrans("[]", "()")
_SLASH = re.compile(r"(?<=\s)/(?=\s)(?!(?<=\d\s/)\s\d)")
"""A slash between cells; in "24 / 7" it is none."""
_SEMICOLONS = 3
"""So many are in a row of cells at the least; fewer part words."""
_ROW = re.compile(r"(?:^|(?<=\s))(?:>{2,}|\.{4,}|\+{3,}|~|//|::)(?=\s)")
"""Other signs that part cells."""
_OWNER = re.compile(r"(.{2,40}?)[’']s\s+(?=\S)")
_NO_TITLE = re.compile(r"[?!«»“”\"]")
_BETWEEN_PROGRAMME = re.compile(r",\s+|\s+[–—-]\s+|\s*\((?=[^()]+\)$)|\s+(?:on|sur|à)\s+|\s+|: ")


class Cut(Struct, frozen=True):
    """The pieces of a mention as ranges of its line; `score` tells how well they fit what they were taken for.

    `quoted` is the headline with the quotation marks that enclose it, where it has them. `times` are the clock before
    a broadcast and the timecode behind it. `cited` tells that it is written as in a bibliography.
    `section` is the part of a paper or site that it names in the place of an outlet. `remark` is what stands behind all
    that and is no part of it.
    """

    headline: Span | None = None
    names: tuple[Span, ...] = ()
    feat: Feat | None = None
    outlet: Span | None = None
    outlet_known: bool = False
    outlet_doubtful: bool = False
    date: FoundDate | None = None
    medium: Medium | None = None
    medium_stated: bool = True
    programme: Span | None = None
    quoted: Span | None = None
    cited: bool = False
    times: tuple[Span, ...] = ()
    section: Span | None = None
    remark: Span | None = None
    score: float = 0.0
    others: tuple["Cut", ...] = ()

    @property
    def evidence(self) -> float:
        """How much the line looks like a mention at all."""
        outlet = 1.0 if self.outlet_known else 0.5 if self.outlet or self.section else 0.0
        return outlet + bool(self.names) + bool(self.feat) + bool(self.date) + _OF_CITATION * self.cited


def plain_marks(text: str) -> str:
    """Return a line as long as this one with bars for slashes, and round brackets, and with its credits plain."""
    if ">>" in text or "...." in text or "+++" in text or " ~ " in text or " // " in text or " :: " in text:
        text = _ROW.sub(lambda sign: "|".ljust(len(sign[0])), text)
    if text.count("; ") >= _SEMICOLONS and BY.search(text, 0, text.index("; ")) is None:
        text = text.replace("; ", "| ")
    text = plain_credits(plain_labels(_SLASH.sub("|", text) if " / " in text else text))
    if "[" in text and "](" not in text:
        text = text.translate(_ROUND)
    text = _NOTED.sub(_without_note, text) if "(" in text else text
    return _SIGNED.sub(_without_brackets, text) if "(" in text else text


def plain_quotes(text: str) -> str:
    """Return a line as long as this one in which quotations are marked as in English or French, not as in German."""
    if "„" not in text and "»" not in text:
        return text
    return _LOW_QUOTED.sub(lambda quoted: f"“{quoted[1]}”" if quoted[1] else f"«{quoted[2]}»", text)


def _without_note(noted: re.Match[str]) -> str:
    """Return blanks for brackets that say what belongs to a piece, such as "(w/ video)"; its medium alone stays."""
    is_told = is_note(noted["note"]) and not names_medium(noted["note"])
    return " " * len(noted[0]) if is_told else noted[0]


def _without_brackets(signed: re.Match[str]) -> str:
    names = re.split(r",\s+|\s+(?:and|et|&)\s+", signed["names"].strip())
    if not all(map(is_person, names)):
        return signed[0]
    return f", {signed[0][2:-1]} " if signed["mark"] else f" {signed[0][1:-1]} "


def names_of(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[tuple[Span, ...], float]:
    """Return the ranges of the names in a range, none when one of them is not a name, and what the reading is worth."""
    start, end = trim(text, start, end, " ,;–—-|\t")
    piece = text[start:end]
    if piece not in lexicon.names:
        lexicon.names[piece] = _names_in(piece, lexicon)
    names, worth = lexicon.names[piece]
    return tuple((start + first, start + last) for first, last in names), worth


def _names_in(piece: str, lexicon: Lexicon) -> tuple[tuple[Span, ...], float]:
    whole = (0, len(piece))
    if names_nobody(piece, lexicon):
        return (whole,), _OF_NOBODY
    if is_agency(_before_staff(piece), lexicon) and (not is_agent(piece) or _STAFF.search(piece)):
        article = _LOWER_ARTICLE.match(piece)
        return ((article.end() if article else 0, len(piece)),), 2.2
    owner = _OWNER.match(piece) if "’s " in piece or "'s " in piece else None
    if owner and is_person(piece[owner.end() :]) and lexicon.outlets.find(owner.group(1)):
        whole = (owner.end(), len(piece))
    places = [trim(piece, *place) for place in split_names(piece, *whole, lexicon.is_whole_name)]
    names = [piece[slice(*place)] for place in places]
    if not names or not all(is_agent(name) for name in names):
        return (), 0.0
    if all(is_person(name) or lexicon.is_known_reporter(name) for name in names):
        return tuple(places), 2.2
    if len(names) > 1 and not any(map(is_person, names)):
        return (whole,), 0.8
    return tuple(places), 1.2 if len(names) == 1 else 0.9


def _before_staff(name: str) -> str:
    """Return the name before a word such as "staff" that ends it."""
    before, _, last = name.rpartition(" ")
    return before if before and _STAFF.fullmatch(last) else name


def names_nobody(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a byline names no reporter, only the staff, or says that there is none."""
    return (_STAFF.search(text) is not None and lexicon.is_nobody(text)) or _UNSIGNED.fullmatch(text) is not None


def is_agency(name: str, lexicon: Lexicon) -> bool:
    """Tell whether a name is a news agency's, which may have small letters where nobody's has them."""
    known = lexicon.outlets.find(name)
    return known is not None and known.medium is Medium.NEWSWIRE


def signed_by(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return whom a byline names, with or without its "by": several only where all of them are people."""
    by = BY.match(text)
    start = by.end() if by else 0
    names = [text[slice(*name)].strip() for name in split_names(text, start, len(text), lexicon.is_whole_name)]
    are_people = all(is_person(name) or lexicon.is_known_reporter(name) for name in names)
    return tuple(names) if are_people else (text[start:],)


def people_of(text: str, cell: Span, lexicon: Lexicon) -> tuple[Span, ...]:
    """Return the ranges of the people that a cell names and nothing else, with or without a "by" and what they are."""
    by = BY.match(text, *cell) or _VON.match(text, *cell)
    start, end = by.end() if by else cell[0], cell[1]
    if text.find(",", start, end) > 0 and _is_inverted(text[start:end]):
        return ((start, end),)
    names, worth = names_of(text, start, _before_role(text, start, end, lexicon), lexicon)
    return names if worth > 2 and not any(_is_no_person(text[slice(*name)], lexicon) for name in names) else ()


def _is_inverted(name: str) -> bool:
    """Tell whether a text is one person with the surname first, "Doe, Jane", as a common first name tells."""
    parts = INVERTED.fullmatch(name)
    if parts is None or " " in parts[2] or parts[2].casefold() in _PLACES:
        return False
    return is_person(direct_order(name)) and knows_first_name(parts[2])


def _before_role(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Return the end of a range before what its last comma parts off, where that says what somebody is."""
    comma = text.rfind(", ", start, end)
    role = text[comma + 2 : end]
    is_told = comma > start and len(role.split()) <= _MOST_OF_ROLE and is_role(role) and not is_person(role)
    return comma if is_told and lexicon.outlets.find(role) is None else end


def is_shouted(text: str) -> bool:
    """Tell whether words in capitals are rather a headline than somebody's name."""
    return text.isupper() and len(text.split()) >= _OF_HEADLINE and not knows_first_name(text)


def _is_no_person(name: str, lexicon: Lexicon) -> bool:
    """Tell whether a name is rather a paper's or a title, as "Moose Creek Courier" is and "Emily Post" is not."""
    sounds_so = has_press_word(name) or _ARTICLE.match(name) is not None or is_shouted(name)
    return sounds_so and not knows_first_name(name) and not lexicon.is_known_reporter(name)


def is_outlet(text: str, place: Span, lexicon: Lexicon) -> bool:
    """Tell whether a range is an outlet or a programme that is known."""
    name = text[slice(*place)]
    return lexicon.outlets.find(name) is not None or is_programme(name, lexicon)


def is_programme(name: str, lexicon: Lexicon) -> bool:
    """Tell whether a name is a known programme, alone or with its outlet."""
    known = lexicon.programmes.get(name)
    if known is None:
        outlet, programme = split_programme(name, 0, len(name), lexicon)
        known = programme is not None and (outlet is None or lexicon.outlets.find(name[slice(*outlet)]) is not None)
        lexicon.programmes[name] = known
    return known


def split_programme(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[Span | None, Span | None]:
    """Return the ranges of outlet and programme in "CBC's Power & Politics" or "Power & Politics, CBC"."""
    whole = text[start:end]
    if len(whole) > _LONGEST_NAME or lexicon.outlets.find(whole):
        return (start, end), None
    owner = _OWNER.match(whole) if "’s" in whole or "'s" in whole else None
    if owner and is_title(whole[owner.end() :]) and lexicon.outlets.find(owner.group(1)):
        return (start, start + owner.end(1)), (start + owner.end(), end)
    if not lexicon.outlets.may_hold_programme(whole):
        return (start, end), None
    for boundary in _BETWEEN_PROGRAMME.finditer(whole):
        first, second = (start, start + boundary.start()), trim(text, start + boundary.end(), end, " )")
        for programme, outlet in ((first, second), (second, first)):
            if lexicon.outlets.programme(text[slice(*programme)]) and lexicon.outlets.find(text[slice(*outlet)]):
                return outlet, programme
    if lexicon.outlets.programme(whole):
        return None, (start, end)
    return (start, end), None


def is_title(name: str) -> bool:
    """Tell whether a text has the capitals of a name: first and last word, and not one in two small."""
    parts = name.split()
    if not 1 <= len(parts) <= 7 or len(name) > 60 or not (parts[0][0].isupper() or parts[0][0].isdigit()):
        return False
    large = sum(part[0].isupper() or part[0].isdigit() or part == "&" for part in parts)
    return any(map(str.isalpha, name)) and 2 * large > len(parts) and _NO_TITLE.search(name) is None


def may_name_an_outlet(name: str) -> bool:
    """Tell whether a text after a byline may name an outlet: a name's capitals, or a domain."""
    parts = name.split()
    if not 1 <= len(parts) <= 10 or len(name) > 80:
        return False
    if len(parts) == 1 and "." in name:
        return True
    large = sum(not part[0].islower() for part in parts)
    return not parts[0][0].islower() and 2 * large >= len(parts) and name[-1] not in "?!…"
