"""Lines that every page has and no article: menus, sharing, comments, captions, credits, addresses."""

import re
from functools import lru_cache

from clipper.capture import vocabulary
from clipper.model.text import fold

_WHOLE = vocabulary.furniture("whole")
_END = vocabulary.furniture("end")
_LABEL = vocabulary.furniture("label")
_INTO_PAGE = vocabulary.furniture("into_page")
_NOTICES = vocabulary.notices()
_STRETCH = vocabulary.furniture("stretch")
_SECTIONS = frozenset(vocabulary.words("sections"))
_OF_LISTS = _SECTIONS | frozenset(vocabulary.words("sections_of_lists"))
_BETWEEN_SECTIONS = re.compile(r" (?:and|et|und|y|&) |[/,] ?")
_TITLED = re.compile(r"[«“\"][^«»“”\"]{3,40}[»”\"]\.?\s")
"""The name of a newsletter or programme before what is said of it."""
_QUOTATION = frozenset('«“"')
_FIRST = re.compile(r"[^\W\d_]+")
# These are looked for in small letters, which takes less than half the time of IGNORECASE.
_CREDIT_BEHIND = re.compile(
    r"\([^()]{2,60}/[^()]{2,60}\)$"
    r"|\((?:the canadian press|reuters|ap|afp|associated press|getty images?|submitted|file|photo)[^()]*\)\.?$"
    r"|(?:getty(?: images)?|shutterstock|istock|afp|reuters|imago|dpa|picture alliance)\s*(?:\([^()]+\))?$"
    r"|(?:la presse canadienne|the canadian press|ap photo)\s*(?:\([^()]+\))?$"
)
_ENDS = (
    *(")", ").", "getty", "images", "shutterstock", "istock", "afp", "reuters", "imago", "dpa", "alliance"),
    *("canadienne", "press", "photo"),
)
"""What a line ends with that has such a credit."""
_CREDIT_BEFORE = re.compile(
    r"(?:photo|image|picture|foto|bild|credit|crédit|source|quelle|photograph|illustration)s? ?(?::|by |par |©)"
    r"|file photo|handout"
)
_CREDIT_WITHIN = re.compile(r"[.)] (?:photo|image|crédit|credit) ?: ?[^.]{2,60}$")
_CONTACT = re.compile(
    r"\b(?:(?:phone|tel|téléphone|fax|e-?mail|courriel)\.?:|[a-z]\d[a-z] ?\d[a-z]\d\b|(?:suite|bureau) \d+)"
    r"|\(\d{3}\) ?\d{3}-\d{4}|\[email.protected\]|charitable registration|registration no"
    r"|^\d+ [\w. ]{2,30}(?:street|st\.|avenue|ave\.|road|rue)\b"
)
_REACHED = re.compile(
    r"(?:(?:media|press|for media) )?(?:contacts?|inquir(?:y|ies)|enquir(?:y|ies)|relations)(?: (?:person|médias?))?"
    r"|for (?:more|further|additional) information(?:,? (?:please )?contact)?|(?:personne|contact)s?[- ]ressources?"
    r"|(?:pour )?(?:plus d'|de plus amples )?(?:informations?|renseignements)|relations (?:avec les |aux )?médias"
    r"|(?:presse|medien)(?:kontakt|ansprechpartner(?:in)?)",
    re.IGNORECASE,
)
"""What leads to whom to call about a press release, who is nobody that wrote it."""
_RELEASE = re.compile(
    r"for immediate release|pour (?:diffusion|publication) immédiate|(?:news|press|media) release|media advisory"
    r"|communiqué(?: de presse)?|(?:zur )?sofortigen veröffentlichung|pressemitteilung",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|(?:good )?(?:morning|afternoon|evening)|bonjour|bonsoir|salut)"
    r"(?:\s+[^\W\d_]+(?:[’'][^\W\d_]+)?){0,3}\s?[,!–—-]"
    r"|(?:fyi|fysa|pour (?:votre |ton )?info(?:rmation)?|à titre d[’']information|zur (?:info(?:rmation)?|kenntnis))"
    r"\s?(?:[,!.:–—-]|$)",
    re.IGNORECASE,
)
_LETTER = r"(?:e-?mail|newsletter|message|letter|it|online|version|courriel|infolettre|bulletin)"
_ELSEWHERE = re.compile(
    rf"(?:view|open|read|see)(?: this| the)?(?: {_LETTER})* (?:in|on) (?:your |a |the )?"
    r"(?:(?:web ?)?(?:browser|page|site)|web)"
    rf"|(?:view|read)(?: this {_LETTER})? online"
    rf"|(?:voir|afficher|lire|ouvrir|consulter)(?: ce| cette| cet| le| la| l')? ?{_LETTER}?"
    r" (?:dans|sur) (?:le |votre |un |une )?(?:navigateur|web|page web|site)"
    rf"|(?:voir|lire|consulter)(?: la| ce| cette)?(?: {_LETTER})? en ligne|version (?:en ligne|web)"
)
"""How a newsletter leads to itself on the web; folded, so without accents."""
_MENU_ENTRIES = 5
_SPACED_ENTRIES = 3
_GAP = re.compile(r"\t\s*|\s{2,}")
_SHORT = 110
_LONGEST_LABEL = 60
_LONGEST_NOTICE = 400
_LONGEST_CAPTION = 600


# Several finders ask about the same lines of a page.
@lru_cache(4096)
def _folded(text: str) -> str:
    return fold(text[:200]).replace("’", "'").strip(" :.!>»|")


def is_furniture(text: str) -> bool:
    """Tell whether a line belongs to the page, not to the article."""
    if len(text) > _SHORT:
        return _has_contact(text[:_SHORT]) or is_notice(text)
    return _is_short_furniture(text) or is_notice(text)


@lru_cache(4096)
def _is_short_furniture(text: str) -> bool:
    folded = _folded(text)
    if _WHOLE.fullmatch(folded) or _END.match(folded) or _has_contact(text):
        return True
    return (" | " in text and len(text) < 60) or is_menu(text)


def is_notice(text: str) -> bool:
    """Tell whether a line is what a site says of a piece, its letters or its comments, wherever it stands."""
    if len(text) > _LONGEST_NOTICE:
        return False
    titled = _TITLED.match(text) if text[:1] in _QUOTATION else None
    said = text[titled.end() :] if titled else text
    # Most lines are told by their first word.
    first = _FIRST.match(said)
    pattern = _NOTICES.get(first[0].lower()) if first else None
    return pattern is not None and pattern.match(_folded(said)) is not None


def begins_stretch(text: str) -> bool:
    """Tell whether a line says nothing but that more of a text stands below it; it tells nothing of what is around."""
    return len(text) <= _LONGEST_LABEL and _STRETCH.fullmatch(_folded(text)) is not None


def leads_to_contact(text: str) -> bool:
    """Tell whether a line says nothing but that whom to call about a press release stands behind or below it."""
    return len(text) <= _LONGEST_LABEL and _REACHED.fullmatch(text.strip(" :–—-").replace("’", "'")) is not None


def is_release_label(text: str) -> bool:
    """Tell whether a line says nothing but that a press release stands below it."""
    return len(text) <= _LONGEST_LABEL and _RELEASE.fullmatch(text.strip(" :–—-*")) is not None


def _has_contact(text: str) -> bool:
    """Tell whether a text has an address, a number to call or the like."""
    # Most have none of the signs that each of these has, which is told in a fifth of the time.
    small = text.lower()
    if not (":" in small or "[" in small or "registration" in small or _DIGIT.search(small)):
        return False
    return _CONTACT.search(small) is not None


def is_menu(text: str) -> bool:
    """Tell whether a line is the entries of a menu one behind the other, as some browsers copy it."""
    entries = text.split(" ")
    if len(entries) < _MENU_ENTRIES or not all(entry[:1].isupper() and entry.isalpha() for entry in entries):
        return False
    return 2 * sum(_WHOLE.fullmatch(_folded(one)) is not None or is_label(one) for one in entries) >= len(entries)


def is_spaced_menu(raw: str) -> bool:
    """Tell whether a line as it was pasted is the entries of a menu with wide gaps between them."""
    if len(raw) > _SHORT or not _GAP.search(raw):
        return False
    entries = _GAP.split(raw.strip())
    return len(entries) >= _SPACED_ENTRIES and 2 * sum(map(_is_entry, entries)) >= len(entries)


def _is_entry(text: str) -> bool:
    return is_label(text) or is_furniture(text)


def is_greeting(text: str) -> bool:
    """Tell whether a line is what somebody wrote above a text that they sent on: "Hi team, saw this one"."""
    return _GREETING.match(text) is not None


def leads_elsewhere(text: str) -> bool:
    """Tell whether a line is the link of a newsletter to itself on the web, which stands above its title."""
    return len(text) <= _SHORT and _ELSEWHERE.fullmatch(_folded(text)) is not None


def leads_into_page(text: str) -> bool:
    """Tell whether a line leads past the menu of a page, or opens that."""
    return len(text) <= _LONGEST_LABEL and _INTO_PAGE.fullmatch(_folded(text)) is not None


def is_label(text: str) -> bool:
    """Tell whether a line names a section or a kind of piece, or belongs to the head of a mail."""
    return len(text) <= _SHORT and _is_short_label(text)


@lru_cache(4096)
def _is_short_label(text: str) -> bool:
    folded = _folded(text)
    return folded.removesuffix(" news") in _SECTIONS or _LABEL.fullmatch(folded) is not None


def is_section(text: str) -> bool:
    """Tell whether a cell of a list names nothing but sections of a paper or site: "Politics", "Arts & Culture"."""
    if len(text) > _LONGEST_LABEL:
        return False
    named = _BETWEEN_SECTIONS.split(_folded(text).removesuffix(" news"))
    return all(name.replace(" ", "-") in _OF_LISTS for name in named)


def ends_article(text: str) -> bool:
    """Tell whether a line is what pages put after the last word of an article."""
    return len(text) <= _SHORT and _END.match(_folded(text)) is not None


def is_caption(text: str) -> bool:
    """Tell whether a line is a picture's caption or credit."""
    return len(text) < _LONGEST_CAPTION and _is_short_caption(text)


@lru_cache(4096)
def _is_short_caption(text: str) -> bool:
    small = text.lower()
    if _CREDIT_BEFORE.match(small) or (":" in small and _CREDIT_WITHIN.search(small)):
        return True
    return small.rstrip().endswith(_ENDS) and _CREDIT_BEHIND.search(small) is not None
