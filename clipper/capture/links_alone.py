"""Web addresses with nothing to say of them but a note, each of which makes a clipping of its site."""

import re
from collections.abc import Sequence

from clipper.capture.bullets import MARK
from clipper.capture.finders.date import dates_in
from clipper.capture.finders.furniture import is_greeting
from clipper.capture.finders.link import addresses_in, are_link_words, complete
from clipper.capture.guesses import guess
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line
from clipper.capture.outlets import host_of
from clipper.model.codes import Medium
from clipper.model.draft import Doubt, Draft, Guess, Span
from clipper.model.values import replace

_LONGEST_NOTE, _NOTE_WORDS, _TITLE_SPACES = 3, 20, 2
_MOST_LINES, _MOST_WORDS, _SIGNATURE_WORDS = 8, 40, 8
"""How much a note with one link says at the most, and each line below the link."""
_NAMED_LINK = re.compile(r"\[(?P<words>[^\[\]]{2,400})\]\((?P<address>https?://[^()\s]{4,2000})\)")
_PIECES = re.compile(r"[,;:|(]\s*|\s+[–—-]\s+")
_AROUND_LINK = re.compile(rf"(?:{MARK}\s+)?(?:<>|\[\]|\(\))?")
"""What may stand before and behind a bare link."""
_WITHOUT_SCHEME = re.compile(r"(?:[a-z\d-]{1,63}\.){1,5}[a-z]{2,20}/[^\s<>\"“”«»]{2,2000}", re.IGNORECASE)
_SENT_ON = re.compile(
    r"(?:(?:did|have) you (?:see|seen|read) (?:this|that|it|these)|worth (?:a|the) (?:read|look)|(?:take|have) a look"
    r"|check (?:this|it) out|fyi|for your (?:information|attention)|please (?:see|read)|saw this"
    r"|(?:avez-vous|as-tu|vous avez|tu as) (?:vu|lu) (?:ça|ceci|cela|cet)|à (?:lire|voir)\s?:"
    r"|pour (?:ton|votre) (?:information|info))(?!\w)",
    re.IGNORECASE,
)
"""What people write before a link that they send on."""


def links_alone(lines: Sequence[Line], lexicon: Lexicon) -> tuple[Draft, ...]:
    """Return a draft for each web address of a paste that is hardly anything else; none where it says more."""
    links = [bare_link(line, lexicon) for line in lines]
    if all(links) or _are_links_with_a_note(lines, links, lexicon):
        return tuple(link for link in links if link)
    sent = _link_of_note(lines, lexicon)
    return (sent,) if sent else ()


def named_links(lines: Sequence[Line], lexicon: Lexicon) -> tuple[Draft, ...]:
    """Return the links of a note to somebody that are written as Markdown, the words of each as its headline.

    None where it says more than a note does: a day, an outlet, or many words of its own.
    """
    if len(lines) > _MOST_LINES:
        return ()
    found = [(line, link) for line in lines for link in _NAMED_LINK.finditer(line.text)]
    rest = [" ".join(_NAMED_LINK.sub(" ", line.text).split()) for line in lines]
    if not found or sum(len(text.split()) for text in rest) > _MOST_WORDS:
        return ()
    if any(addresses_in(text) or next(dates_in(text, lexicon.today), None) for text in rest):
        return ()
    are_titles = all(link["words"].count(" ") >= _TITLE_SPACES for _, link in found)
    if _names_outlet(rest, lexicon) or not (are_titles or any(map(_is_note, rest))):
        return ()
    drafts = [_named_link(line, link, lexicon) for line, link in found]
    return tuple(draft for draft in drafts if draft) if all(drafts) else ()


def _named_link(line: Line, link: re.Match[str], lexicon: Lexicon) -> Draft | None:
    draft = _draft_of(line, link.span("address"), lexicon)
    if draft is None or are_link_words(link["words"]) or " " not in link["words"]:
        return draft
    headline: Guess[str | None] = guess(link["words"], 0.8, [line.place(*link.span("words"))], Doubt.UNSURE)
    return replace(draft, headline=headline, extent=line.place(*link.span()))


def _link_of_note(lines: Sequence[Line], lexicon: Lexicon) -> Draft | None:
    """Return the only link of a few lines to somebody, such as "Hi, did you see this? https://… / Ann"."""
    if len(lines) > _MOST_LINES or sum(len(line.text.split()) for line in lines) > _MOST_WORDS:
        return None
    found = [(index, place) for index, line in enumerate(lines) for place in addresses_in(line.text)]
    if len(found) != 1:
        return None
    index, place = found[0]
    before, behind = lines[index].text[: place[0]].strip(), lines[index].text[place[1] :].strip(" .>)")
    above = [*(line.text for line in lines[:index]), *filter(None, [before])]
    below = [*filter(None, [behind]), *(line.text for line in lines[index + 1 :])]
    if not above or not all(map(_is_note, above)) or any(len(text.split()) > _SIGNATURE_WORDS for text in below):
        return None
    if any(next(dates_in(text, lexicon.today), None) for text in below) or _names_outlet(below, lexicon):
        return None
    return _draft_of(lines[index], place, lexicon)


def _is_note(text: str) -> bool:
    """Tell whether a text is said to somebody: it greets, or sends something on."""
    return len(text.split()) <= _NOTE_WORDS and (is_greeting(text) or _SENT_ON.match(text) is not None)


def _names_outlet(texts: Sequence[str], lexicon: Lexicon) -> bool:
    return any(lexicon.outlets.find(piece) for text in texts for piece in _PIECES.split(text))


def _are_links_with_a_note(lines: Sequence[Line], links: Sequence[Draft | None], lexicon: Lexicon) -> bool:
    """Tell whether a paste is links one below another, with hardly more than a greeting around them.

    Two links below the words of a mention, as to the page and its archived copy, are that mention's.
    """
    places = [index for index, link in enumerate(links) if link]
    notes = [index for index, link in enumerate(links) if link is None]
    if len(places) < 2 or places[-1] - places[0] >= len(places) or len(notes) > _LONGEST_NOTE:
        return False
    return not any(_says_something(lines, index, lexicon) for index in notes)


def _says_something(lines: Sequence[Line], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a line beside links is more than a note: it is long, has a day, link or outlet, or is a title."""
    text, is_last = lines[index].text, index + 1 == len(lines)
    if text.count(" ") >= _NOTE_WORDS or addresses_in(text) or any(dates_in(text, lexicon.today)):
        return True
    if _names_outlet([text], lexicon):
        return True
    leads_at_once = not is_last and not lines[index + 1].gap
    return leads_at_once and text.count(" ") >= _TITLE_SPACES and not text.endswith((":", ".", ",", "!"))


def bare_link(line: Line, lexicon: Lexicon) -> Draft | None:
    """Return a draft that is only its address, for a line that holds nothing else but a bullet or brackets."""
    places = addresses_in(line.text) or _address_of_known(line.text, lexicon)
    if len(places) != 1 or not _AROUND_LINK.fullmatch(line.text[: places[0][0]] + line.text[places[0][1] :]):
        return None
    return _draft_of(line, places[0], lexicon)


def _address_of_known(text: str, lexicon: Lexicon) -> list[Span]:
    """Return the whole of a text that is the address of a known site without its "https://"."""
    is_address = _WITHOUT_SCHEME.fullmatch(text) is not None
    host = host_of(f"https://{text}") if is_address else ""
    is_known = host and (lexicon.outlets.publisher(f"https://{text}") or lexicon.outlets.is_platform(host))
    return [(0, len(text))] if is_known else []


def _draft_of(line: Line, place: Span, lexicon: Lexicon) -> Draft | None:
    """Return a draft of nothing but the address that stands in a place of a line."""
    url = complete(line.text[slice(*place)])
    if url is None:
        return None
    outlets, host = lexicon.outlets, host_of(url)
    known = outlets.publisher(url)
    outlet: Guess[str | None] = guess(known.name if known else None, 0.93 if known else 0.0)
    if not known and not outlets.is_platform(host):
        outlet = guess(host, 0.5, [line.place(*place)], Doubt.UNKNOWN_OUTLET)
    return Draft(
        outlet=outlet,
        medium=guess(Medium.SOCIAL if outlets.is_social(host) else Medium.ONLINE, 0.9),
        url=guess(url, 0.97, [line.place(*place)]),
        extent=line.span,
    )
