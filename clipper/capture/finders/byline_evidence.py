"""What speaks for and against a line's naming the reporters of an article: its words, its place, and its HTML."""

import re
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from msgspec import Struct

from clipper.capture import vocabulary
from clipper.capture.evidence import Evidence
from clipper.capture.finders.body import is_prose, is_sentence
from clipper.capture.finders.credits import (
    LONGEST,
    Credit,
    credits_in,
    is_mark_alone,
    is_role,
    name_evidence,
    within_words,
)
from clipper.capture.finders.furniture import is_caption, is_furniture
from clipper.capture.finders.speakers import is_speaker
from clipper.capture.finders.when import tells_only_when
from clipper.capture.lines import Line
from clipper.capture.outlets import key, most_frequent
from clipper.capture.scan import Scan
from clipper.model.draft import Span
from clipper.model.text import letters_alone

if TYPE_CHECKING:
    from clipper.capture.elements import Element

_ABOVE, _BELOW = 8, 30
_BEFORE_BODY, _INTO_BODY, _BEHIND_BODY = 14, 8, 14
_MOST_LINES = 160
_CLOSE = 10
_OF_NOBODY = frozenset({"is_word", "is_agent", "is_site", "is_small"})
"""What is called as no person, agency or desk is."""
_SHORT = 90
_COMPARED = 600
_MOST_COMPARED = 4_000
_FAR = 40
_MANY = 40
_DIGIT = re.compile(r"\d")
_COUNTS = vocabulary.furniture("counts")
_DATED = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.h]\d\d\b|\bago\b|\bvor \d|\bil y a \d|\bhace \d|\d{1,2}\.\s?\d{1,2}\.",
    re.IGNORECASE,
)
# Looked for in small letters, of which those ahead let most words be passed over at once.
_PHOTO = re.compile(
    r"\b(?=[pfbigsaucz])(?:photos?|fotos?|bild(?:er)?|image|picture|getty|imago|shutterstock|istock|alamy|unsplash"
    r"|picture alliance|crédit|credits?|courtesy|archiv|screenshot|illustration|grafik|zdjęcie|fot\.|foto:)\b"
    r"|©|\(c\)|/\s?(?:dpa|afp|ap|reuters|epa|apa)\b"
)
_AUTHOR_LINK = re.compile(
    r"/(?:@|~|authors?|auteurs?|autor(?:a|en|es|in)?|profiles?|profil|reporters?|journalistes?|people|person(?:en)?|by|staff|team"
    r"|contributors?|contributeur|columnists?|writers?|redaktion|redacteur|bio|users?|user|u|mitarbeiter|firma)(?:/|-)",
    re.IGNORECASE,
)
_TAG_LINK = re.compile(
    r"/(?:tags?|topics?|thema|themen|themes?|category|kategorie|stichwort|schlagwort|search|suche)/", re.I
)
_GROUPS = {
    group: f"around_{group}"
    for group in ("teaser", "comment", "caption", "nav", "share", "ad", "tag", "date", "lead", "body", "box", "title")
}
_REPEATED = (
    ("told", ("\n",), " is "),
    ("told_german", ("\n",), " ist "),
    (
        "about",
        ("about ", "über ", "more from ", "more by ", "mehr von ", "articles by ", "alle artikel von ", "posts by "),
        "",
    ),
    ("by_count", ("by ", "von ", "par ", "por "), ""),
)
"""Pieces of evidence that a name's other places in the page give: what stands before and behind it there."""
_OF_LEAST = frozenset({"surname_in_body", "count"})
_MOST_REPEATED = 9


class Scene:
    """A page as the search for its byline sees it: its marks, and where its headline and its body are.

    `end` is where the body ends; without a body `start` and `end` are the same.
    """

    def __init__(self, scan: Scan, headline: int | None, start: int, end: int) -> None:
        self.scan = scan
        self.lines = scan.lines
        self.headline = headline
        self.start = start
        self.end = end
        self.site = key(most_frequent(scan.hosts)[0].split(".")[0])
        self.title = scan.texts[headline].casefold() if headline is not None else ""
        self._all = "\n".join(["", *(text[:_COMPARED] for text in scan.texts[:_MOST_COMPARED]), ""]).casefold()
        self._body = "\n".join(text for text in scan.texts[start:end] if len(text) > _SHORT).casefold()
        self._dated: dict[int, bool] = {}
        self._beside: dict[int, Beside] = {}
        self._around: dict[Element, Evidence] = {}
        self._repeated: dict[str, Evidence] = {}
        self._found: dict[str, list[int]] = {}

    def is_dated(self, index: int) -> bool:
        """Tell whether a line has something like a date or a time."""
        if not 0 <= index < len(self.lines):
            return False
        known = self._dated.get(index)
        if known is None:
            text = self.scan.texts[index]
            known = self._dated[index] = len(text) <= LONGEST and _is_dated(text)
        return known

    def beside(self, index: int) -> "Beside":
        """Return what a line says of the lines next to it."""
        known = self._beside.get(index)
        if known is None:
            known = self._beside[index] = Beside.of(self.text(index))
        return known

    def around(self, element: "Element") -> Evidence:
        """Return what an element and those around it say of the text in it."""
        known = self._around.get(element)
        if known is None:
            known = self._around[element] = _around(element)
        return known

    def repeated(self, name: str) -> Evidence:
        """Return what the other places of a name, which has no capitals, tell; several readings of a line have it."""
        known = self._repeated.get(name)
        if known is None:
            last = name.rpartition(" ")[2]
            counts = {
                "surname_in_body": self._body.count(last),
                "surname_in_title": len(last) > 3 and last in self.title,
                "count": self.count_beside(name, "", ""),
                "own_lines": self.count_beside(name, "\n", "\n"),
                **{kind: self.most_beside(name, before, after) for kind, before, after in _REPEATED},
            }
            known = {kind: float(min(count, _MOST_REPEATED)) for kind, count in counts.items()}
            self._repeated[name] = known
        return known

    def count_beside(self, name: str, before: str, after: str) -> int:
        """Return how often the page has a name, without capitals, with these words before and behind it."""
        # To look where the name stands takes less than to search the page for each pair of words.
        places = self._places_of(name)
        if len(places) > _MANY:
            return self._all.count(f"{before}{name}{after}")
        times, free = 0, 0
        for place in places:
            first, end = place - len(before), place + len(name)
            if first >= free and self._all.startswith(before, first) and self._all.startswith(after, end):
                times, free = times + 1, end + len(after)
        return times

    def most_beside(self, name: str, before: tuple[str, ...], after: str) -> int:
        """Return how often the page has a name, without capitals, behind that of some words that stands there most."""
        places = self._places_of(name)
        if len(places) <= _MANY:
            # Most names stand behind none of them.
            behind = (place + len(name) for place in places if self._all.endswith(before, 0, place))
            if not any(self._all.startswith(after, end) for end in behind):
                return 0
        return max(self.count_beside(name, word, after) for word in before)

    def _places_of(self, name: str) -> list[int]:
        """Return where a name stands in the page; of very many places only some."""
        known = self._found.get(name)
        if known is None:
            known = self._found[name] = []
            place = self._all.find(name)
            while place >= 0 and len(known) <= _MANY:
                known.append(place)
                place = self._all.find(name, place + 1)
        return known

    def text(self, index: int) -> str:
        """Return the text of a line, nothing beyond the ends of the page."""
        return self.scan.texts[index] if 0 <= index < len(self.lines) else ""


class Beside(NamedTuple):
    """What a line that may stand next to a byline is; `folded` is its text without case."""

    folded: str
    is_photo: bool
    is_role: bool
    is_mark: bool
    is_marked: bool
    is_furniture: bool
    is_handle: bool
    is_long: bool

    @classmethod
    def of(cls, text: str) -> "Beside":
        """Return it for the text of a line."""
        return cls(
            text.casefold(),
            len(text) <= LONGEST and _is_of_photo(text),
            is_role(text),
            is_mark_alone(text),
            is_marked(text),
            is_furniture(text),
            text[:1] == "@" or (len(text) < _SHORT and "@" in text),
            len(text) > _SHORT,
        )


class Signed(Struct):
    """A reading of one line of a page, with all its evidence."""

    index: int
    line: Line
    names: tuple[Span, ...]
    evidence: Evidence

    @property
    def values(self) -> tuple[str, ...]:
        """The names as the line has them."""
        return tuple(self.line.text[slice(*name)] for name in self.names)

    @property
    def first(self) -> str:
        """The first whom it names, without case."""
        return self.line.text[slice(*self.names[0])].casefold()


def signatures(scene: Scene) -> list[Signed]:
    """Return the readings of all lines that may name the reporters."""
    found: list[Signed] = []
    for index in _places(scene):
        line = scene.lines[index]
        pieces = _pieces(line)
        cuts = within_words(line.text, [place for start, end, _ in pieces for place in (start, end)])
        known = scene.scan.lexicon.reporters
        cut = credits_in(line.text, cuts, bool(line.hints.author), known)
        whole = credits_in(line.text) if cuts else []
        credits = {credit.names: credit for credit in [*cut, *whole] if _may_sign(scene, index, credit)}
        if credits:
            where = {**_placed(scene, index), **_surrounded(scene, index, line)}
            found.extend(_signed(scene, index, line, credit, pieces, where) for credit in credits.values())
    _compare(found, scene)
    return found


def _places(scene: Scene) -> list[int]:
    """Return the lines that are looked at: around the headline and the ends of the body, and where marks are."""
    near: set[int] = set()
    if scene.headline is not None:
        near.update(range(scene.headline - _ABOVE, scene.headline + _BELOW))
    if scene.start < scene.end:
        near.update(range(scene.start - _BEFORE_BODY, scene.start + _INTO_BODY))
        near.update(range(scene.end - _BEHIND_BODY, scene.end + _BEHIND_BODY))
    if not near:
        near.update(range(_BELOW))
    places = []
    for index, line in enumerate(scene.lines):
        if index == scene.headline or not line.text:
            continue
        if not (index in near or line.hints.author or is_marked(line.text)):
            continue
        if tells_only_when(line.text, scene.scan.lexicon) or _says_it(scene, index):
            continue
        if not _COUNTS.fullmatch(line.text.lower()):
            places.append(index)
    return places[:_MOST_LINES]


def _may_sign(scene: Scene, index: int, credit: Credit) -> bool:
    """Tell whether a reading may be a byline: a word that nothing introduces is none but close to a title or an end.

    Further away menus have such words by the dozen.
    """
    if _OF_NOBODY.isdisjoint(credit.evidence) or "marked" in credit.evidence or scene.lines[index].hints.author:
        return True
    places = (scene.headline, scene.start, scene.end)
    return any(place is not None and abs(index - place) <= _CLOSE for place in places)


def _says_it(scene: Scene, index: int) -> bool:
    """Tell whether a line is a sentence of a dialogue that the person or part before its colon says."""
    who = scene.scan.turns.get(index)
    return who is not None and is_speaker(who) and scene.scan.sentences[index]


_BEGINS = re.compile(
    r"(?i:by|von|par|por|di|door|av|af|text|(?:une? )?texte?|autor(?:in|en)?|authors?|auteurs?|written|posted"
    r"|published|reporter|veröffentlicht|geschrieben|erstellt|przez|tekst)\b|.{0,60}\b(?:by|von|par|por) [^\W\d_]"
)


def _is_dated(text: str) -> bool:
    # All but one of these have a figure, which most lines have not.
    return (_DIGIT.search(text) is not None or "ago" in text.lower()) and _DATED.search(text) is not None


def _is_of_photo(text: str) -> bool:
    """Tell whether a text has a word of the credits of pictures."""
    return _PHOTO.search(text.lower()) is not None


def is_marked(text: str) -> bool:
    """Tell whether a short line has a word that introduces names."""
    return len(text) <= _SHORT + 30 and _BEGINS.match(text) is not None


def _pieces(line: Line) -> list[tuple[int, int, "Element"]]:
    """Return the ranges of a line's text that its HTML has in elements of their own."""
    pieces: list[tuple[int, int, Element]] = []
    position = 0
    if len(line.text) > LONGEST:
        return []
    for run in line.hints.runs:
        text = " ".join(run.text.split())
        start = line.text.find(text, position) if text else -1
        if start >= 0:
            position = start + len(text)
            pieces.append((start, position, run.element))
    return pieces


def _signed(
    scene: Scene,
    index: int,
    line: Line,
    credit: Credit,
    pieces: Sequence[tuple[int, int, "Element"]],
    where: Evidence,
) -> Signed:
    names = tuple(line.text[slice(*name)] for name in credit.names)
    evidence = {
        **credit.evidence,
        **name_evidence(names),
        **where,
        **_introduced(line.text, credit),
        **_repeated(scene, names),
        **_known(scene, names),
    }
    if pieces or line.hints.element is not None:
        evidence.update(_marked_up(scene, line, credit, pieces, names))
    evidence.update(_classic(evidence))
    return Signed(index, line, credit.names, evidence)


def _introduced(text: str, credit: Credit) -> Evidence:
    """Return what the words before the names say; a credit of a picture is not one of the text."""
    start, end = credit.names[0][0], credit.names[-1][1]
    marked = credit.evidence.get("marked", 0.0)
    before, behind = text[max(0, start - 40) : start], text[end : end + 40]
    return {
        "photo_lead": float(bool(before) and _is_of_photo(before)),
        "photo_tail": float(bool(behind) and _is_of_photo(behind)),
        "solo": float(marked and start < 20 and len(text) - end < 4),
        "marked_first": float(marked and start < 20),
        "bare": float(not marked and start < 2 and len(text) - end < 2),
    }


def _classic(evidence: Evidence) -> Evidence:
    """Return how much a line looks like the bylines of most papers: people just below the headline."""
    if evidence["people"] < 1 or evidence["photo_lead"] or evidence["caption"]:
        return {}
    below = evidence.get("below_headline", 0.0)
    closeness = 1 / max(1.0, below) if below > 0 else 0.0
    return {
        "near": closeness,
        "classic_marked": closeness * evidence["marked_first"],
        "classic_solo": closeness * evidence["solo"],
        "classic_signed": closeness * max(evidence.get("byline_class", 0.0), evidence.get("author_link", 0.0)),
        "classic_bare": closeness * evidence["bare"] * evidence["first_names"],
    }


def _placed(scene: Scene, index: int) -> Evidence:
    count, headline = len(scene.lines), scene.headline
    evidence = {"page_lines": float(min(count, 300)), "depth": index / count}
    if headline is None:
        evidence["no_headline"] = 1.0
    else:
        distance = index - headline
        evidence["below_headline"] = float(max(-_FAR, min(_FAR, distance)))
        evidence["headline_gap"] = float(min(_FAR, abs(distance)))
        evidence["is_above"] = float(distance < 0)
    if scene.start < scene.end:
        evidence["from_start"] = float(max(-_FAR, min(_FAR, index - scene.start)))
        evidence["from_end"] = float(max(-_FAR, min(_FAR, index - scene.end)))
        evidence["in_body"] = float(scene.start <= index < scene.end)
        if headline is not None and headline < index < scene.start:
            evidence["between"] = 1.0
    dated = [step for step in range(-3, 4) if scene.is_dated(index + step)]
    evidence["date_gap"] = float(min(map(abs, dated), default=5))
    evidence["date_below"] = float(1 in dated or 2 in dated)
    evidence["date_here"] = float(0 in dated)
    return evidence


def _surrounded(scene: Scene, index: int, line: Line) -> Evidence:
    own, before, after = scene.beside(index), scene.beside(index - 1), scene.beside(index + 1)
    return {
        "gap": float(line.gap),
        "caption": float(is_caption(line.text)),
        "photo": float(own.is_photo),
        "is_prose": float(is_prose(line) or is_sentence(line)),
        "mark_before": float(before.is_mark),
        "mark_after": float(after.is_marked),
        "photo_before": float(before.is_photo),
        "photo_after": float(after.is_photo),
        "role_after": float(after.is_role),
        "role_before": float(before.is_role),
        "handle_after": float(after.is_handle),
        "furniture_before": float(before.is_furniture),
        "furniture_after": float(after.is_furniture),
        "prose_before": float(before.is_long),
        "prose_after": float(after.is_long),
        "same_before": float(before.folded == own.folded),
        "same_after": float(after.folded == own.folded),
    }


def _repeated(scene: Scene, names: Sequence[str]) -> Evidence:
    """What the other places of names in the page tell: of the one that stands there least, or most."""
    told = [scene.repeated(name.casefold()) for name in names]
    if len(told) == 1:
        return told[0]
    return {kind: (min if kind in _OF_LEAST else max)(one[kind] for one in told) for kind in told[0]}


def _known(scene: Scene, names: Sequence[str]) -> Evidence:
    site, folded = scene.site, [name.casefold() for name in names]
    keys = [one for one in map(letters_alone, folded) if len(one) > 2] if site else []
    return {
        "outlet": float(any(map(scene.scan.lexicon.outlets.find, names))),
        "is_site": float(any(one in site or site in one for one in keys)),
        "in_headline": float(any(name in scene.title for name in folded)),
    }


def _marked_up(
    scene: Scene, line: Line, credit: Credit, pieces: Sequence[tuple[int, int, "Element"]], names: Sequence[str]
) -> Evidence:
    start, end = credit.names[0][0], credit.names[-1][1]
    hints = line.hints
    evidence: Evidence = {
        "has_html": 1.0,
        "author_hint": float(bool(hints.author)),
        "heading": float(hints.heading),
        "item": float(hints.item),
        "aside": float(hints.aside),
        "alt": float(hints.alt),
        "linked": hints.linked,
        "moment": float(hints.moment is not None),
        "body_vote": float(line.vote is True) - float(line.vote is False),
        "cut_here": float(any(start == first for first, _, _ in pieces))
        + float(any(end == last for _, last, _ in pieces)),
    }
    inside = [element for first, last, element in pieces if first < end and last > start]
    elements = inside or ([hints.element] if hints.element is not None else [])
    for element in elements[:_ELEMENTS]:
        link = _link(element.link, names) if element.link else {}
        for name, value in chain(scene.around(element).items(), link.items()):
            evidence[name] = max(evidence.get(name, 0.0), value)
    if inside:
        evidence["linked_names"] = sum(bool(element.link) for element in inside) / len(inside)
    return evidence


_ELEMENTS = 4


def _around(element: "Element") -> Evidence:
    """Return what an element and those around it say of the text in it."""
    evidence: Evidence = {
        name: 1.0 for group, name in _GROUPS.items() if group in element.around or group in element.names
    }
    one: Element | None = element
    for level in range(6):
        if one is None or one.size > 1500:
            break
        if "byline" in one.names:
            evidence.setdefault("byline_class", 1.0 - 0.15 * level)
        if "author" in one.rel:
            evidence["rel_author"] = 1.0
        if "author" in one.prop:
            evidence.setdefault("prop_author", 1.0 - 0.15 * level)
        if one.prop == "name":
            evidence["prop_name"] = 1.0
        if "name" in one.classes and level < 2:
            evidence["name_class"] = 1.0
        one = one.parent
    return evidence


def _link(link: str, names: Sequence[str]) -> Evidence:
    if link.startswith("mailto:"):
        return {"mail_link": 1.0}
    parts = urlsplit(link)
    path = parts.path.rstrip("/")
    slug = letters_alone(path.rpartition("/")[2].casefold())
    return {
        "author_link": float(_AUTHOR_LINK.search(path + "/") is not None),
        "tag_link": float(_TAG_LINK.search(path + "/") is not None),
        "slug": float(any(key(name) and key(name) in slug for name in names)),
        "short_link": float(path.count("/") <= 2),
        "social_link": float(
            parts.netloc.endswith(("twitter.com", "x.com", "facebook.com", "linkedin.com", "instagram.com"))
        ),
    }


def _compare(found: Sequence[Signed], scene: Scene) -> None:
    """Add what the other readings of the page say: how many of a kind there are, and which is first below the title."""
    for kind in ("marked", "solo", "byline_class", "people", "author_link"):
        of_kind = [one for one in found if one.evidence.get(kind, 0.0) > 0]
        lines = sorted({one.index for one in of_kind})
        below = [index for index in lines if scene.headline is None or index > scene.headline]
        rank = {index: place for place, index in enumerate(below)}
        for one in found:
            one.evidence[f"{kind}_others"] = float(min(len(lines), 20) if one.evidence.get(kind, 0.0) <= 0 else 0)
        for one in of_kind:
            one.evidence[f"{kind}_rivals"] = float(min(len(lines), 20))
            one.evidence[f"{kind}_rank"] = float(min(rank.get(one.index, 20), 20))
    _elsewhere(found)


def _elsewhere(found: Sequence[Signed]) -> None:
    """Add the strongest evidence that other lines have for the same name."""
    by_name: dict[str, list[Signed]] = {}
    for one in found:
        for name in set(one.values):
            by_name.setdefault(name.casefold(), []).append(one)
    for one in found:
        others = [other for name in one.values for other in by_name[name.casefold()] if other.index != one.index]
        if not others:
            one.evidence["elsewhere_gap"] = 50.0
            continue
        for kind in ("marked_first", "byline_class", "author_link", "bio", "photo_lead"):
            value = max((other.evidence.get(kind, 0.0) for other in others), default=0.0)
            if value:
                one.evidence[f"elsewhere_{kind}"] = value
        gaps = [other.evidence["headline_gap"] for other in others if "headline_gap" in other.evidence]
        one.evidence["elsewhere_gap"] = min(gaps, default=50.0)
