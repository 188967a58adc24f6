"""A mention of a list as a draft: values, how sure each is, and what else the line may mean."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from clipper.capture.cut import Cut, names_nobody, split_programme
from clipper.capture.finders.furniture import is_section
from clipper.capture.finders.language import language_of, small_words
from clipper.capture.finders.link import link_of
from clipper.capture.finders.names import direct_order, is_person, knows_first_name
from clipper.capture.finders.spokesperson import interviewed_in
from clipper.capture.guesses import date_guess, guess
from clipper.capture.item import Item
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line
from clipper.capture.markdown import escape
from clipper.capture.outlets import medium_in
from clipper.capture.page_and_clock import page_in
from clipper.capture.uncut import are_no_reporters, is_no_outlet, may_hold_more, names_maker_next
from clipper.model.clipping import Spokesperson
from clipper.model.codes import Medium, Role
from clipper.model.draft import SURE, Coding, Doubt, Draft, Guess, Span
from clipper.model.errors import WrongUsage
from clipper.model.medium_fields import read_air_time, read_length
from clipper.model.text import fold
from clipper.model.values import replace

_CLOSE = 0.5
_OF_MIXED = 0.6
_OF_DOUBT = 0.8
_TEXT_WORDS = 50
_OF_MONTH = 0.3
_OF_PAGE, _OF_HEADING = 0.93, 0.95
_WITH_PAGES = (None, Medium.ONLINE, Medium.PRINT)
_OPENING, _CLOSING = frozenset("(["), frozenset(")]")
Value = TypeVar("Value")


def draft_of(item: Item, lexicon: Lexicon, language: str | None) -> Draft:
    """Return the draft of one mention; `language` is that of the whole list, for headlines too short to tell.

    The times of a broadcast stand in the note too, so that a person sees them before they are kept.
    """
    headline = _headline(item, lexicon)
    reporters = _reporters(item, lexicon)
    outlet, programme, medium = _outlet(item, lexicon)
    if reporters.value and names_maker_next(headline.value or ""):
        headline, reporters = _with_maker(item, headline), _to_look_at(reporters, Doubt.UNSURE_NAME)
    if are_no_reporters(reporters.value, outlet, lexicon):
        reporters = _to_look_at(reporters, Doubt.UNSURE_NAME)
    if outlet.value and (is_no_outlet(outlet.value, lexicon) or _names_other_outlet(item, outlet.value, lexicon)):
        outlet = _to_look_at(outlet, Doubt.UNKNOWN_OUTLET)
    page = _page(item)
    medium = _medium_of_page(page, medium) or medium
    medium = _stated_medium(item) or _medium_below_heading(item, medium) or medium
    known = lexicon.outlets.find(outlet.value or "")
    draft = Draft(
        headline=headline,
        reporters=reporters,
        spokespeople=_spokespeople(item, reporters, lexicon),
        outlet=outlet,
        programme=programme,
        medium=medium,
        published_on=_date(item),
        url=_link(item),
        language=_language(headline.value or "", language, known.language if known else None),
        body=_blurb(item),
        extent=item.extent,
        coding=replace(_coding(item), page=page if medium.value is Medium.PRINT else None),
    )
    if not item.has_day_apart:
        draft = replace(draft, headline=_unsure(draft.headline), published_on=_unsure(draft.published_on))
    return draft if item.is_apart else _mixed(draft)


def _names_other_outlet(item: Item, outlet: str, lexicon: Lexicon) -> bool:
    """Tell whether another line of a mention is an outlet, too, which may be the one that ran it."""
    named = (
        lexicon.outlets.find(line.text[slice(*cut.outlet)])
        for line, cut in item.parts
        if cut.outlet_known and cut.outlet
    )
    return any(known and known != lexicon.outlets.find(outlet) for known in named)


def _mixed(draft: Draft) -> Draft:
    """Return a draft of which nothing is sure, since its lines may be those of several mentions."""
    return replace(
        draft,
        headline=_unsure(draft.headline),
        reporters=_unsure(draft.reporters),
        outlet=_unsure(draft.outlet),
        medium=_unsure(draft.medium),
        published_on=_unsure(draft.published_on),
        url=_unsure(draft.url),
    )


def _to_look_at(told: Guess[Value], doubt: Doubt) -> Guess[Value]:
    return replace(told, confidence=min(told.confidence, _OF_DOUBT), doubt=told.doubt or doubt)


def _unsure(told: Guess[Value]) -> Guess[Value]:
    return replace(told, confidence=min(told.confidence, _OF_MIXED), doubt=told.doubt or Doubt.UNSURE)


def named(draft: Draft) -> Draft:
    """Return a draft that goes by its programme, and its time, where it has no headline, which is then to be looked at.

    A broadcast is often listed by its programme alone, and without a headline, a link or a text no library keeps it.
    The time tells two broadcasts of a day apart.
    """
    if draft.headline.value or not draft.programme.value:
        return draft
    time = draft.coding.note
    name: str | None = f"{draft.programme.value} ({time})" if time else draft.programme.value
    coding = replace(draft.coding, note=None)
    return replace(draft, headline=guess(name, 0.5, draft.programme.spans, Doubt.UNSURE), coding=coding)


def _coding(item: Item) -> Coding:
    """Return when a broadcast was on the air, where in it the mention stands, and what is remarked of it."""
    times = [(line.text, place) for line, cut in item.parts for place in cut.times]
    said = [
        (
            text[slice(*place)],
            text[place[1] : place[1] + 1] in _CLOSING and not any(map(str.isalpha, text[slice(*place)])),
        )
        for text, place in times
    ]
    remarks = [escape(_unbracketed(line.text[slice(*cut.remark)])) for line, cut in item.parts if cut.remark]
    return Coding(
        note=", ".join([*(time for time, _ in said), *remarks]) or None,
        aired_at=next((_read(read_air_time, time) for time, is_place in said if not is_place), None),
        timecode=next((_read(read_length, time) for time, is_place in said if is_place), None),
    )


def _unbracketed(text: str) -> str:
    return text[1:-1] if text[:1] in _OPENING and text[-1:] in _CLOSING else text


def _read(read: Callable[[str], Value], time: str) -> Value | None:
    try:
        return read(time)
    except WrongUsage:
        return None


def _headline(item: Item, lexicon: Lexicon) -> Guess[str | None]:
    if item.headline is None:
        return guess(None, 0.0)
    value: str | None = item.title.text[slice(*item.headline)]
    cut = item.parts[0][1]
    is_whole = value is not None and not may_hold_more(value, lexicon)
    sure = 0.95 if is_whole and item.evidence + bool(item.day) >= 2 else 0.85
    others: list[Guess[str | None]] = []
    if item.parts[0][0] is item.title:
        others = [_other_headline(item.title, other) for other in _rivals(cut) if other.headline != cut.headline]
    # When it is the outlet that is in doubt, only the outlet asks to be looked at.
    if others and not cut.outlet_doubtful:
        return guess(value, min(sure, 0.8), [item.title.place(*item.headline)], Doubt.SEVERAL_HEADLINES, others)
    doubt = Doubt.UNSURE if sure < SURE and not others else None
    return guess(value, min(sure, 0.9) if others else sure, [item.title.place(*item.headline)], doubt, others)


def _with_maker(item: Item, headline: Guess[str | None]) -> Guess[str | None]:
    """Return a headline to be looked at, beside that which whoever is named behind it belongs to."""
    start, end = item.headline or (0, 0)
    last = max((name[1] for line, cut in item.parts if line is item.title for name in cut.names), default=end)
    longer = _other_headline(item.title, Cut(headline=(start, last)))
    to_choose = replace(headline, alternatives=(longer, *headline.alternatives)) if last > end else headline
    return _to_look_at(to_choose, Doubt.SEVERAL_HEADLINES)


def _rivals(cut: Cut) -> list[Cut]:
    """Return the other cuts that are nearly as good."""
    return [other for other in cut.others if cut.score - other.score < _CLOSE and other.headline]


def _other_headline(line: Line, cut: Cut) -> Guess[str | None]:
    place = cut.headline or (0, 0)
    return guess(line.text[slice(*place)], 0.3, [line.place(*place)])


def _reporters(item: Item, lexicon: Lexicon) -> Guess[tuple[str, ...]]:
    found = [
        (line, place)
        for line, cut in item.parts
        for place in cut.names
        if not names_nobody(line.text[slice(*place)], lexicon) or lexicon.outlets.find(line.text[slice(*place)])
    ]
    written = (line.text[slice(*place)] for line, place in found)
    names = tuple(name if lexicon.is_known_reporter(name) else direct_order(name) for name in written)
    if not names:
        return guess((), 0.0)
    spans = [line.place(*place) for line, place in found]
    if all(lexicon.is_known_reporter(name) or (is_person(name) and not _may_be_shouted(name)) for name in names):
        return guess(names, 0.95, spans)
    return guess(names, 0.8, spans, Doubt.UNSURE_NAME)


def _may_be_shouted(name: str) -> bool:
    """Tell whether a name in capitals may as well be a short headline."""
    return name.isupper() and not knows_first_name(name)


def _spokespeople(item: Item, reporters: Guess[tuple[str, ...]], lexicon: Lexicon) -> Guess[tuple[Spokesperson, ...]]:
    found = [(line, place) for line, cut in item.parts if cut.feat for place in cut.feat.names]
    if found:
        feats = [cut.feat for _, cut in item.parts if cut.feat]
        roles = [feat.role for feat in feats for _ in feat.names]
        people = tuple(
            Spokesperson(line.text[slice(*place)], role) for (line, place), role in zip(found, roles, strict=True)
        )
        sure = all(feat.sure for feat in feats) and all(
            (is_person(person.name) and lexicon.outlets.find(person.name) is None)
            or fold(person.name) in lexicon.spokespeople
            for person in people
        )
        spans = [line.place(*place) for line, place in found]
        return guess(people, 0.95, spans) if sure else guess(people, 0.8, spans, Doubt.UNSURE_NAME)
    authors = [place for place in range(len(reporters.value)) if fold(reporters.value[place]) in lexicon.spokespeople]
    if authors:
        people = tuple(Spokesperson(reporters.value[place], Role.AUTHOR) for place in authors)
        return guess(people, 0.9, [reporters.spans[place] for place in authors])
    return _interviewed(item)


def _interviewed(item: Item) -> Guess[tuple[Spokesperson, ...]]:
    place = interviewed_in(item.title.text)
    if place is None:
        return guess((), 0.0)
    person = Spokesperson(item.title.text[slice(*place)], Role.INTERVIEWED)
    return guess((person,), 0.7, [item.title.place(*place)], Doubt.UNSURE_NAME)


def _outlet(item: Item, lexicon: Lexicon) -> tuple[Guess[str | None], Guess[str | None], Guess[Medium | None]]:
    named = next(((line, cut) for line, cut in item.parts if cut.outlet), None)
    link = _link(item) if named is None or not named[1].outlet_known else None
    at = lexicon.outlets.publisher(link.value) if link and link.value else None
    if link and at:
        # A name that nobody knows is rather another one of whose site the mention is on.
        place = [named[0].place(*named[1].outlet)] if named and named[1].outlet else link.spans
        return guess(at.name, 0.85, place), guess(None, 0.0), guess(at.medium, 0.85)
    if named:
        return _named_outlet(*named, bool(item.parts[0][1].feat), lexicon)
    return guess(None, 0.0), guess(None, 0.0), guess(None, 0.0)


def _stated_medium(item: Item) -> Guess[Medium | None] | None:
    """Return the medium that a word such as "(radio)" states; "(video)" may be a website's too."""
    for _, cut in item.parts:
        if cut.medium:
            medium: Medium | None = cut.medium
            return guess(medium, 0.95) if cut.medium_stated else guess(medium, 0.85, (), Doubt.UNSURE)
    return None


def _page(item: Item) -> str | None:
    """Return the page of a paper that the mention stood on."""
    if item.page:
        return item.page
    told = (page_in(line.text, item.headline if line is item.title else None) for line in item.lines)
    return next(filter(None, told), None)


def _medium_of_page(page: str | None, usual: Guess[Medium | None]) -> Guess[Medium | None] | None:
    """Return that what stood on a page was in print, whatever its outlet usually is; stations have no pages."""
    medium: Medium | None = Medium.PRINT
    return guess(medium, _OF_PAGE) if page and usual.value in _WITH_PAGES else None


def _medium_below_heading(item: Item, usual: Guess[Medium | None]) -> Guess[Medium | None] | None:
    """Return the medium that a heading above the mention names, of several that of its outlet."""
    if item.media is None:
        return None
    heading, media = item.media
    if usual.value not in media and len(media) > 1:
        return _unsure(usual)
    medium = usual.value if usual.value in media else next(iter(media))
    return guess(medium, _OF_HEADING, [heading.span])


def _named_outlet(
    line: Line, cut: Cut, after_feat: bool, lexicon: Lexicon
) -> tuple[Guess[str | None], Guess[str | None], Guess[Medium | None]]:
    outlet, programme = split_programme(line.text, *(cut.outlet or (0, 0)), lexicon)
    show = lexicon.outlets.programme(line.text[slice(*programme)]) if programme else None
    shown: Guess[str | None] = guess(None, 0.0)
    if programme is None and cut.programme:
        show = lexicon.outlets.programme(line.text[slice(*cut.programme)])
        shown = guess(line.text[slice(*cut.programme)], 0.93, [line.place(*cut.programme)])
        shown = shown if show else replace(shown, confidence=0.8, doubt=Doubt.UNSURE)
    if programme:
        shown = guess(line.text[slice(*programme)], 0.93, [line.place(*programme)])
    if outlet is None:
        name = show.outlet if show else None
        ours = guess(name, 0.7, [line.place(*programme)] if programme else [], Doubt.UNSURE)
        return ours, shown, guess(show.medium if show else None, 0.93)
    value = lexicon.outlets.spelling(line.text[slice(*outlet)])
    known = lexicon.outlets.find(value)
    place = [line.place(*outlet)]
    if known is None and is_section(value):
        # There are papers of such names, which nobody knows, too.
        return guess(None, 0.0, alternatives=[guess(value, 0.3, place)]), shown, guess(None, 0.0)
    medium = show.medium if show else known.medium if known else medium_in(value)
    if lexicon.publishes_nowhere(value):
        return guess(value, 0.5, place, Doubt.UNSURE), shown, guess(medium, 0.5)
    if known:
        return guess(value, 0.96, place), shown, guess(medium, 0.92 if medium else 0.0)
    return _unknown_outlet(value, place, cut, after_feat, lexicon), shown, guess(medium, 0.8 if medium else 0.0)


def _unknown_outlet(
    value: str | None, place: Sequence[Span], cut: Cut, after_feat: bool, lexicon: Lexicon
) -> Guess[str | None]:
    others: list[Guess[str | None]] = [guess(name, 0.2) for name in lexicon.outlets.similar(value or "")]
    if cut.outlet_doubtful:
        return guess(value, 0.6, place, Doubt.OUTLET_OR_HEADLINE, [guess(None, 0.35), *others])
    if "," in (value or ""):
        return guess(value, 0.75, place, Doubt.UNKNOWN_OUTLET, others)
    sure = 0.92 if after_feat and cut.date else 0.9 if cut.names and cut.date else 0.8
    return guess(value, sure, place, None if sure >= 0.9 else Doubt.UNKNOWN_OUTLET, others)


def _date(item: Item) -> Guess[date | None]:
    for line, cut in item.parts:
        if cut.date and not cut.date.confidence:
            # A month is told, and no day of it: which one is for a person to say.
            first: Guess[date | None] = guess(cut.date.day, _OF_MONTH, [line.place(cut.date.start, cut.date.end)])
            return guess(None, 0.0, (), None, [first])
        if cut.date:
            return date_guess(cut.date, [line.place(cut.date.start, cut.date.end)])
    if item.day:
        line, found = item.day
        return date_guess(found, [line.place(found.start, found.end)])
    return guess(None, 0.0)


def _link(item: Item) -> Guess[str | None]:
    outlet = next((line.text[slice(*cut.outlet)] for line, cut in item.parts if cut.outlet), None)
    return link_of([item.title, *(line for line, _ in item.parts)], item.headline, outlet)


def _language(text: str, page: str | None, usual: str | None) -> Guess[str | None]:
    """A headline is too short to overrule the page's language by one small word, unless its accents agree.

    `usual` is the language of its outlet.
    """
    own, sure = language_of(text)
    if page is None or own == page:
        return guess(page or own or usual, 0.95 if page else max(sure, 0.6) if own or usual else 0.0)
    if usual and usual != page and small_words(text, page) == 0 and small_words(text, usual):
        return guess(usual, 0.9)
    for other in filter(None, (usual, own)):
        if small_words(text, page) == 0 and small_words(text, other) >= 2:
            return guess(other, 0.9)
    if usual and usual != page and small_words(text, page) == 0 and not text.replace("’", "").isascii():
        return guess(usual, 0.9)
    if own and sure >= 0.8 and not text.replace("’", "").isascii():
        return guess(own, 0.9)
    return guess(page, 0.9)


def _blurb(item: Item) -> Guess[str | None]:
    if not item.blurb:
        return guess(None, 0.0)
    text: str | None = "\n\n".join(line.text for line in item.blurb)
    is_short = sum(len(line.text.split()) for line in item.blurb) < _TEXT_WORDS
    spans = [line.span for line in item.blurb]
    return guess(text, 0.6, spans, Doubt.SHORT_BODY) if is_short else guess(text, 0.8, spans, Doubt.UNSURE)
