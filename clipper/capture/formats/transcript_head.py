"""What the lines above a transcript, and the name of its file, tell of the broadcast.

A line such as "Power & Politics, CBC News Network, April 11, 2019" tells it, or labelled lines do.
"""

import re
from collections.abc import Sequence
from datetime import date

from msgspec import Struct, field

from clipper.capture.cut import is_title, split_programme
from clipper.capture.finders.date import dates_in
from clipper.capture.finders.link import addresses_in, complete
from clipper.capture.finders.names import is_person, knows_first_name, split_names
from clipper.capture.formats.record import outlet_guess
from clipper.capture.formats.signed import signed
from clipper.capture.guesses import date_guess, guess
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line
from clipper.capture.listing import find_items
from clipper.capture.mention_draft import draft_of
from clipper.capture.outlets import medium_in
from clipper.model.clipping import Spokesperson
from clipper.model.codes import Role
from clipper.model.draft import Doubt, Draft, Guess, Span
from clipper.model.languages import language_named
from clipper.model.text import clean_line, fold
from clipper.model.values import replace

_LABELS = {
    "title": "title headline titre episode",
    "programme": "programme program show emission podcast balado series serie",
    "outlet": "outlet station network channel broadcaster chaine reseau diffuseur source",
    "date": "date aired air_date broadcast published diffusion diffuse_le publie_le",
    "host": "host hosts presenter anchor animateur animatrice animation presentateur presentatrice",
    "guest": "guest guests invite invites invitee invitees",
    "link": "url link lien",
    "language": "language langue",
    "other": "kind duration duree length transcript transcription",
}
_LABEL = re.compile(r"(?P<name>[^\W\d_][\w ]{2,14}?)\s?:\s+(?P<value>\S.*)")
_NAMES = {name.replace("_", " "): ours for ours, names in _LABELS.items() for name in names.split()}
_MARK = re.compile(r"(?:WEBVTT|NOTE)(?!\w)[\s:–—-]*")
_TIMECODE = re.compile(r"\s*\(?\b\d{1,2}:\d\d(?::\d\d)?\b\)?")
_PIECES = re.compile(r"\s*(?:_+|,|\s-\s|\s–\s|\|)\s*")
_USELESS = re.compile(
    r"(?:transcript(?:ion)?|captions?|subtitles?|sous-titres?|audio|video|final|\W|\d)*", re.IGNORECASE
)
_MOST_AROUND_DAY = 24
_LONGEST = 400
_PRESENTED = re.compile(r"\s+(?:with|avec)\s+")
_BESIDE_STATION = re.compile(r",\s+|\s+[–—|-]\s+")
_NAME_WORDS = 4


def is_labelled(text: str) -> bool:
    """Tell whether a line begins with the label of what it tells about a transcript, such as "Station:"."""
    label = _LABEL.match(text)
    return label is not None and fold(label["name"]) in _NAMES


class About(Struct):
    """What is known of a broadcast besides what is said; `rest` are lines above it that say something else."""

    draft: Draft = field(default_factory=Draft)
    rest: list[Line] = field(default_factory=list)


def about_of(head: Sequence[Line], source: str, lexicon: Lexicon) -> About:
    """Return what the lines before the first word that is said tell, and then `source`, the name of the file."""
    about = About()
    for line in head:
        mark = _MARK.match(line.text)
        if mark is None:
            _take(about, line, lexicon)
        elif mark.end() < len(line.text):
            _take(about, _part(line, mark.end(), len(line.text)), lexicon)
    _add_name(about, source, lexicon)
    return about


def _part(line: Line, start: int, end: int) -> Line:
    place = line.place(start, end)
    return Line(*place, line.text[start:end], line.raw[place[0] - line.start : place[1] - line.start])


def _take(about: About, line: Line, lexicon: Lexicon) -> None:
    """Take what one line above the cues says."""
    if len(line.text) > _LONGEST:
        about.rest.append(line)
        return
    label = _LABEL.match(line.text)
    name = _NAMES.get(fold(label["name"]), "") if label else ""
    if label and name:
        _take_labelled(about, name, _part(line, label.start("value"), len(line.text)), lexicon)
        return
    item = next(iter(find_items([line], lexicon)), None)
    mention = draft_of(item, lexicon, None) if item else Draft()
    if mention.published_on.value and (mention.outlet.value or mention.programme.value):
        _fill(about, mention)
        return
    found = next(dates_in(line.text, lexicon.today), None)
    if found and len(line.text) - (found.end - found.start) <= _MOST_AROUND_DAY:
        _fill(about, Draft(published_on=date_guess(found, [line.place(found.start, found.end)])))
    elif addresses_in(line.text) == [(0, len(line.text))]:
        _take_labelled(about, "link", line, lexicon)
    elif station := _station(line, lexicon):
        for name, place in station.items():
            _take_labelled(about, name, _part(line, *place), lexicon, is_told=False)
    elif about.draft.headline.value is None:
        _fill(about, Draft(headline=guess(line.text, 0.8, [line.span], Doubt.UNSURE)))
    else:
        about.rest.append(line)


def _station(line: Line, lexicon: Lexicon) -> dict[str, Span]:
    """Return where a line that is nothing but an outlet, a programme and its host tells each; empty for any other."""
    text = line.text
    presented = _PRESENTED.search(text)
    if presented and lexicon.outlets.programme(text[: presented.start()]) and is_person(text[presented.end() :]):
        return {"programme": (0, presented.start()), "host": (presented.end(), len(text))}
    if lexicon.outlets.programme(text):
        return {"programme": (0, len(text))}
    outlet, programme = split_programme(text, 0, len(text), lexicon)
    if programme:
        return {"programme": programme} | ({"outlet": outlet} if outlet else {})
    if lexicon.outlets.find(text) or (medium_in(text) and len(text.split()) <= _NAME_WORDS and is_title(text)):
        return {"outlet": (0, len(text))}
    parting = _BESIDE_STATION.search(text)
    first, second = ((0, parting.start()), (parting.end(), len(text))) if parting else ((0, 0), (0, 0))
    for outlet, programme in ((first, second), (second, first)):
        name, show = text[slice(*outlet)], text[slice(*programme)]
        if name and (lexicon.outlets.find(name) or medium_in(name)) and " " in show and is_title(show):
            return {"outlet": outlet, "programme": programme}
    return {}


def _take_labelled(about: About, name: str, line: Line, lexicon: Lexicon, *, is_told: bool = True) -> None:
    """Take what a line tells by our name for it; `is_told` where a label says that it does."""
    if name == "title":
        _fill(about, Draft(headline=guess(line.text, 0.95, [line.span])))
    elif name == "programme":
        _fill(about, _of_programme(line.text, [line.span], lexicon))
    elif name == "outlet":
        outlet = outlet_guess(line, lexicon)
        is_doubtful = not is_told and lexicon.outlets.find(outlet.value or "") is None
        unsure = replace(outlet, confidence=0.7, doubt=Doubt.UNKNOWN_OUTLET)
        _fill(about, Draft(outlet=unsure if is_doubtful else outlet))
    elif name == "host":
        hosts = signed(line, lexicon)
        _fill(about, Draft(reporters=replace(hosts, confidence=min(hosts.confidence, 0.8), doubt=Doubt.UNSURE_NAME)))
    elif name == "guest":
        _fill(about, Draft(spokespeople=_guests(line, lexicon)))
    elif name == "link":
        url = complete(line.text)
        _fill(about, Draft(url=guess(url, 0.95 if url else 0.0, [line.span] if url else [])))
    elif name == "language":
        code = language_named(line.text) or (line.text[:2].lower() if len(line.text) in {2, 5} else None)
        _fill(about, Draft(language=guess(code, 0.9 if code else 0.0)))
    elif name == "date":
        found = next(dates_in(line.text, lexicon.today), None)
        if found:
            _fill(about, Draft(published_on=date_guess(found, [line.place(found.start, found.end)])))


def _guests(line: Line, lexicon: Lexicon) -> Guess[tuple[Spokesperson, ...]]:
    """Return the people whom a line names as guests; what follows the first of them may be what they are."""
    places = split_names(line.text, 0, len(line.text), lexicon.is_whole_name)
    names = [line.text[slice(*place)] for place in places]
    are_people = [is_person(name) and (at == 0 or knows_first_name(name)) for at, name in enumerate(names)]
    count = [*are_people, False].index(False)
    return interviewed(names[:count], [line.place(*place) for place in places[:count]])


def interviewed(names: Sequence[str], spans: Sequence[Span]) -> Guess[tuple[Spokesperson, ...]]:
    """Return people who were interviewed, of whom nobody knows yet whether they are ours."""
    people = tuple(Spokesperson(name, Role.INTERVIEWED) for name in names)
    return guess(people, 0.7, spans, Doubt.UNSURE_NAME) if people else guess((), 0.0)


def _of_programme(name: str, spans: Sequence[Span], lexicon: Lexicon) -> Draft:
    """Return what a programme tells: its outlet and medium too, where we know it."""
    known = lexicon.outlets.programme(name) or lexicon.outlets.programme(re.sub(r"\band\b", "&", name))
    if known is None:
        return Draft(programme=guess(name, 0.9, spans))
    return Draft(
        programme=guess(known.name, 0.95, spans),
        outlet=guess(known.outlet, 0.8),
        medium=guess(known.medium, 0.93 if known.medium else 0.0),
    )


def _fill(about: About, more: Draft) -> None:
    """Add what another place says; what is known already stays, but for an outlet that only its programme told."""
    for name in ("headline", "reporters", "spokespeople", "programme", "medium", "published_on", "url", "language"):
        said = getattr(more, name)
        if said.value and not getattr(about.draft, name).value:
            about.draft = replace(about.draft, **{name: said})
    if more.coding.note and not about.draft.coding.note:
        about.draft = replace(about.draft, coding=more.coding)
    if more.outlet.value and more.outlet.confidence > about.draft.outlet.confidence:
        about.draft = replace(about.draft, outlet=more.outlet)


def _add_name(about: About, source: str, lexicon: Lexicon) -> None:
    """Add what the name of the file says."""
    stem = clean_line(source.rpartition(".")[0] or source)
    found = next(dates_in(stem.replace("_", " "), lexicon.today), None)
    if found:
        day: date | None = found.day
        _fill(about, Draft(published_on=guess(day, min(found.confidence, 0.85), (), found.doubt or Doubt.UNSURE)))
        stem = f"{stem[: found.start]},{stem[found.end :]}"
    words = []
    for piece in _PIECES.split(_TIMECODE.sub("", stem)):
        name = (piece if " " in piece else re.sub(r"[-.+]", " ", piece)).strip(" -–—.,")
        outlet = lexicon.outlets.find(name)
        programme = _of_programme(name, (), lexicon)
        if programme.medium.value:
            _fill(about, programme)
        elif outlet:
            _fill(about, Draft(outlet=guess(outlet.name, 0.85, (), Doubt.UNSURE)))
        elif not _USELESS.fullmatch(name):
            words.append(name)
    if words and " " in " ".join(words):
        _fill(about, Draft(headline=guess(", ".join(words), 0.5, (), Doubt.UNSURE)))
