"""What is never sure of a mention: a headline that may hold more than that, an outlet or reporter that is none."""

import re
from collections.abc import Iterator, Sequence

from clipper.capture import vocabulary
from clipper.capture.cut import BY, is_outlet, is_title, people_of
from clipper.capture.finders.almanac import weekday_of
from clipper.capture.finders.date import FoundDate, dates_in
from clipper.capture.finders.names import INVERTED, direct_order, is_person, knows_first_name
from clipper.capture.kinds_of_piece import is_kind_or_section
from clipper.capture.labels import without_label
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import trim
from clipper.capture.mention_facts import is_fact, without_facts
from clipper.capture.mention_marks import BEGINS_WITH_PLACE
from clipper.capture.mention_people import without_byline
from clipper.capture.month_headings import names_a_month_or_year
from clipper.capture.outlets import has_press_word
from clipper.model.codes import Medium
from clipper.model.draft import Doubt, Guess, Span
from clipper.model.text import fold

_ENDS_WITH_MARK = re.compile(r"[,;:/|–—(-]$")
_BEGINS_WITH_MARK = re.compile(r"\(\d{1,3}\)|\d{1,3}/\s|\d{1,3}\s[–—-]\s|[^\w\s\"'“”„«»‘’¿¡(\[$€£#@+.…&<–—‹*%-]")
_BEGINS_WITH_BOX = re.compile(r"\[[ xX]?\]")
_QUOTED = re.compile(r"(?:“[^“”]+”|«[^«»]+»|\"[^\"]+\"|„[^„“”]+[“”])[,;]?\s+")
_NAME = re.compile(r"\S+\s[^\s,;:]+")
_QUOTED_AT_END = re.compile(r"(?:“[^“”]+”|«[^«»]+»|\"[^\"]+\")$")
_LAST = re.compile(r"\s+[–—|/·-]\s+|\s+\(|[”»\"“],?\s+(?:von|di|de|in|dans)\s+(?:the\s+)?|\s(?:via|per)\s+")
_AROUND = " \t.,;:–—|()"
_PAIRS = (("(", ")"), ("[", "]"), ("«", "»"))
_INCH = re.compile(r"(?<=\d)\"(?!\w)")
_DIGIT = re.compile(r"\d")
_ENDS_WITH_NOBODY = re.compile(
    r"(?:\s\(|[,;–—-]\s*(?:by|par)\s|\s(?:by|par)\s)"
    r"(?:our )?(?:staff(?: (?:reporters?|writers?))?|news ?room|news staff|la rédaction|editorial board)\)?$",
    re.IGNORECASE,
)
_BEGINS_PIECE, _ENDS_PIECE = frozenset("(,;|–—•·-"), frozenset({"", *"),;|–—:•·-"})
_CLOCK = re.compile(
    r"(?:^|,\s)\d{1,2}(?:\s?h(?:\s?\d\d)?|:\d\d(?:\s?[ap]\.?m\.?)?|\s?[ap]\.?m\.?)(?:\s?:\s|$)"
    r"|^\d{1,2}:\d\d\s?[ap]\.?m\b\.?\s",
    re.IGNORECASE,
)
"""The time of a broadcast before or behind what was on the air, or in place of that."""
_ENDS_WITH_PAGE = re.compile(r"\s[A-F]\d{1,2}$")
_BEGINS_WITH_NAME = re.compile(r"(?P<name>[^,:–—|]{3,40}?)(?:,\s|:\s|\s[–—|-]\s)")
_CLOCK_AND_NAME = re.compile(r"\d{1,2}(?::|\s?h\s?)\d\d\s", re.IGNORECASE)
_ROWS = re.compile(r"\s(?:\.{3,}|>{2,}|\+{3,})\s|\||;[^;]*;")
"""What parts the cells of a row; one that none of its sisters explains is whole in the headline."""
_SIGNED_BEHIND = re.compile(
    r"(?:(?:\s[–—|/-]\s+|\s\()(?i:by|par|von|with|avec|mit|w/)|,\s(?:with|avec|mit))\s+(?=[A-ZÀ-Þ][^\s,;]+\s[A-ZÀ-Þ])"
)
_FILE_NAME = re.compile(r"\S_\S|\.(?:pdf|docx?|html?|txt|eml|msg|jpe?g|png)$", re.IGNORECASE)
_BEGINS_WITH_LETTER = re.compile(r"[a-z]\.\s")
_MADE = frozenset(vocabulary.words("made"))
_LONGEST_NAME = 2
"""Words of the longest name of somebody whose first name is not known."""


def may_hold_more(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a headline has a mark at an end, a label, half of a pair, or somebody, an outlet or a day in it."""
    if _ENDS_WITH_MARK.search(text) or _BEGINS_WITH_MARK.match(text) or _BEGINS_WITH_BOX.match(text):
        return True
    if _ROWS.search(text) or BEGINS_WITH_PLACE.match(text) or _SIGNED_BEHIND.search(text):
        return True
    if is_file_name(text) or _BEGINS_WITH_LETTER.match(text):
        return True
    if is_kind_or_section(text) or without_facts(text) != text or weekday_of(text) is not None:
        return True
    if _CLOCK.search(text) or _ENDS_WITH_NOBODY.search(text) or without_label(text):
        return True
    if _has_half_of_a_pair(text) or _is_inverted_name(text) or _tells_day(text, lexicon):
        return True
    if without_byline(text, (0, len(text)), lexicon)[1]:
        return True
    if _ENDS_WITH_PAGE.search(text) or _has_source_at_an_end(text, lexicon):
        return True
    return any(_is_source(text, place, lexicon) for place in _last_pieces(text))


def _has_source_at_an_end(text: str, lexicon: Lexicon) -> bool:
    """Tell whether commas part an outlet from the rest, or whether a text begins with a programme."""
    named = _BEGINS_WITH_NAME.match(text)
    if named and lexicon.outlets.programme(named["name"]):
        return True
    pieces = text.split(", ")
    return len(pieces) > 1 and any(lexicon.outlets.find(piece) for piece in (pieces[0], pieces[-1]))


def names_maker_next(text: str) -> bool:
    """Tell whether a headline ends as in "Mural painted", so that who is named behind it may have done just that."""
    return fold(text.rsplit(maxsplit=1)[-1]) in _MADE if text else False


def is_file_name(text: str) -> bool:
    """Tell whether a text is written as the names of files are, with their end or an underscore between words."""
    return _FILE_NAME.search(text) is not None


def is_no_outlet(text: str, lexicon: Lexicon) -> bool:
    """Tell whether what was taken for an outlet is rather a day, a label or facts of a page."""
    if (
        is_fact(text)
        or _CLOCK_AND_NAME.match(text)
        or without_label(f"{text.rstrip(' :')}: ")
        or names_a_month_or_year(text)
        or _ENDS_WITH_PAGE.search(text)
    ):
        return True
    return any(found.doubt is not Doubt.NO_YEAR for found in _dates(text, lexicon))


def are_no_reporters(names: Sequence[str], outlet: Guess[str | None], lexicon: Lexicon) -> bool:
    """Tell whether one of those taken for reporters is rather an outlet: that of the mention, or another one.

    An agency signs what others run; so may an outlet that is named alone, beside one that is sure, but no agency's.
    """
    run_by = lexicon.outlets.find(outlet.value or "")
    is_of_agency = run_by is not None and run_by.medium is Medium.NEWSWIRE
    for name in names:
        known = lexicon.outlets.find(name)
        if known is None:
            is_outlet_too = not knows_first_name(name) and _sounds_like_outlet(name, lexicon)
        else:
            is_agency = known.medium is Medium.NEWSWIRE
            signs = len(names) == 1 and outlet.is_sure and (is_agency or not is_of_agency)
            is_outlet_too = not signs and (known == run_by or not is_agency)
        if is_outlet_too:
            return True
    return False


def _sounds_like_outlet(name: str, lexicon: Lexicon) -> bool:
    """Tell whether a name begins as a known outlet's, as "CBC Books", sounds like one, or is longer than people's."""
    parts = name.split()
    is_of_outlet = len(parts) > 1 and lexicon.outlets.find(parts[0]) is not None
    is_long = len(parts) > _LONGEST_NAME and not any("." in part for part in parts)
    return is_of_outlet or is_long or has_press_word(name)


def _has_half_of_a_pair(text: str) -> bool:
    """Tell whether a bracket or a quotation mark is without its other half; that behind a figure may be an inch."""
    if any(text.count(opening) != text.count(closing) for opening, closing in _PAIRS):
        return True
    # „German“, ”Swedish” and “English” quotations have some of these marks in common.
    if sum(map(text.count, "„“”")) % 2:
        return True
    return text.count('"') % 2 != len(_INCH.findall(text)) % 2


def _is_inverted_name(text: str) -> bool:
    parts = INVERTED.fullmatch(text)
    return parts is not None and is_person(direct_order(text)) and knows_first_name(parts[2])


def _tells_day(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a day stands in a piece of its own: behind a mark where it has its year, or in brackets."""
    return any(_is_piece(text, found) for found in _dates(text, lexicon))


def _is_piece(text: str, found: FoundDate) -> bool:
    before, behind = text[: found.start].rstrip()[-1:], text[found.end :].lstrip()[:1]
    if found.doubt is Doubt.NO_YEAR:
        return before == "(" and behind == ")"
    return before in _BEGINS_PIECE if before else behind in _ENDS_PIECE


def _dates(text: str, lexicon: Lexicon) -> Iterator[FoundDate]:
    return dates_in(text, lexicon.today) if _DIGIT.search(text) else iter(())


def _last_pieces(text: str) -> Iterator[Span]:
    """Yield what stands behind the last mark, and behind a quotation that opens a headline."""
    marks = list(_LAST.finditer(text))
    if marks:
        yield trim(text, marks[-1].end(), len(text), _AROUND)
    if quoted := _QUOTED.match(text):
        by = BY.match(text, quoted.end())
        yield trim(text, by.end() if by else quoted.end(), len(text), _AROUND)
    if quoted := _QUOTED_AT_END.search(text):
        yield from (
            named.span() for by in BY.finditer(text, 0, quoted.start()) if (named := _NAME.match(text, by.end()))
        )


def _is_source(text: str, place: Span, lexicon: Lexicon) -> bool:
    if place[0] >= place[1]:
        return False
    piece = text[slice(*place)]
    if bool(people_of(text, place, lexicon)) or is_outlet(text, place, lexicon) or _is_titled(piece):
        return True
    # Some surnames are words, too.
    is_somebody = piece.count(" ") == 1 and piece.istitle() and knows_first_name(piece)
    return is_somebody or (" " in piece and is_title(piece) and has_press_word(piece))


def _is_titled(text: str) -> bool:
    """Tell whether a text is somebody with what they are behind a comma, as "Ann Lee, Science Editor"."""
    name, comma, role = text.partition(", ")
    return bool(comma) and is_person(name) and knows_first_name(name) and is_title(role)
