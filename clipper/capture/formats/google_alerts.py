"""Google Alerts: a mail that lists what was found, each item with its headline, outlet, link and some of its text.

The mail says it as JSON for other programs and as HTML for people. What was forwarded has lost the JSON, and often the
marks in the HTML too; then the lines below each link tell. What was copied out of a mail may be its words alone.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from html import unescape
from itertools import takewhile
from typing import Any

from msgspec import Struct

from clipper.capture.finders.date import dates_in
from clipper.capture.finders.language import language_of
from clipper.capture.finders.link import complete
from clipper.capture.formats import details
from clipper.capture.formats.base import Format, Found, Opened
from clipper.capture.formats.html import parsed
from clipper.capture.guesses import guess
from clipper.capture.lexicon import Lexicon
from clipper.capture.link_day import agreed_with
from clipper.capture.markdown import escape, escape_start
from clipper.capture.outlets import host_of, key
from clipper.model.codes import Medium
from clipper.model.draft import Doubt, Draft, Guess, Known, Span
from clipper.model.text import clean, clean_line
from clipper.model.values import replace

_SENDER = "googlealerts-noreply@google.com"
_ALERTS = re.compile(r"google\.[a-z.]{2,6}(?:/|%2f)alerts", re.IGNORECASE)
_SCRIPT = re.compile(r"<script[^>]{0,200}application/json[^>]{0,200}>(\{[^<]*)</script>", re.IGNORECASE)
_UPDATED = re.compile(r"^[^\n⋅·]{4,60} [⋅·] (?P<day>[^\n⋅·]{0,30}\d{4}[^\n⋅·]{0,6})$", re.MULTILINE)
"""What stands above the items of an alert, in any language: how often it comes, and the day."""
_NAMED = re.compile(r"\s*(?:google alert|alertes? google)", re.IGNORECASE)
_FLAG = re.compile(r"(?:(?:facebook|twitter|x) )*(?:flag as irrelevant|signaler comme)", re.IGNORECASE)
_FLAG_ALONE = re.compile(
    r"^[ \t]*(?:flag as irrelevant|signaler comme (?:étant )?non pertinent)[ \t]*$", re.IGNORECASE | re.MULTILINE
)
_FEWEST_FLAGS = 2
_FOOT = re.compile(
    r"see (?:more )?results|afficher (?:plus de|d.autres) r|edit this alert|modifier cette alerte|you have received"
    r"|vous (?:avez reçu|recevez)",
    re.IGNORECASE,
)
_LEADING = 2_000
_ADDRESS = re.compile(r"<?(https?://\S{10,2000}?)>?")
_SEPARATOR = re.compile(r" [-–—|] ")
_LONGEST_OUTLET = 60
_MOST_WORDS = 8
_SHORTEST_HEADLINE = 12
_LINES_BELOW = 3
_BOILERPLATE = re.compile(
    r"(?:(?:(?:facebook|twitter|x) )*(?:flag as irrelevant|signaler comme)"
    r"|see (?:more )?results|afficher (?:plus de|d.autres) r|full coverage"
    r"|couverture compl|edit this alert|modifier cette alerte|unsubscribe|se désabonner|view all your alerts"
    r"|afficher toutes vos alertes|receive this alert|recevoir cette alerte|send feedback|envoyer des comm"
    r"|(?:facebook|twitter|google|google alerts?\b.*|google llc.*)$|=== |- - -|news$|web$|blogs?$|actualités$"
    r"|you have received|vous avez reçu)",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-z]{1,6}>")
_CUT = re.compile(r"\s*(?:\.\.\.|…)$")


class _Item(Struct, frozen=True):
    url: str
    title: str
    outlet: str = ""
    description: str = ""


def _recognises(opened: Opened) -> bool:
    if _is_shown(opened):
        return True
    if details.BEGIN not in opened.details:
        return False
    whole = f"{opened.details.get(details.SENDER, '')}\n{opened.pasted.text}\n{opened.pasted.html or ''}"
    return _SENDER in whole.lower() or ("google.com/url?" in whole and _ALERTS.search(whole) is not None)


def _is_shown(opened: Opened) -> bool:
    """Tell whether a text is that of an alert as a mail shows it.

    It says how often it comes, or has its links; below another head what flags its items tells.
    """
    text, html = opened.pasted.text[:_LEADING], opened.pasted.html or ""
    # A dot such as the other one stands in many lines of pages, so the alert has to say what it is.
    if ("⋅" in text or ("·" in text and _NAMED.match(text))) and _UPDATED.search(text):
        return True
    if ("irrelevant" in text or "pertinent" in text) and len(_FLAG_ALONE.findall(text)) >= _FEWEST_FLAGS:
        return True
    return "google.com/url?" in html and _ALERTS.search(html) is not None


def _read(opened: Opened, known: Known, today: date) -> Found:
    text, html = clean(opened.pasted.text), opened.pasted.html or ""
    lexicon = Lexicon.of(known, today)
    head = _UPDATED.search(text[:_LEADING])
    told = opened.details.get(details.SENT, "") or (head["day"] if head else "")
    sent = next(dates_in(told, today), None)
    place = 0
    drafts: list[Draft] = []
    for item in _items(text, html):
        draft = _Drafter(text, place, lexicon, sent.day if sent else None).draft(item)
        place = max(place, draft.extent[1])
        drafts.append(draft)
    return Found(tuple(drafts))


GOOGLE_ALERTS = Format("google-alerts", _recognises, _read)


# What the mail lists


def _items(text: str, html: str) -> list[_Item]:
    """Return the items, each once: as its HTML has them in order, with what its JSON has of them and beyond them."""
    told = {item.url: item for item in _of_json(html)}
    ways: tuple[Callable[[], Iterable[_Item]], ...] = (lambda: _of_marks(html), lambda: _of_blocks(html))
    shown = next((items for way in ways if html and (items := {item.url: item for item in way()})), {})
    shown = shown or {item.url: item for item in _of_text(text)}
    if not (shown or told):
        return list(_of_lines(text))
    merged = [_merged(item, told.get(url)) for url, item in shown.items()]
    return [*merged, *(item for url, item in told.items() if url not in shown)]


def _merged(shown: _Item, told: _Item | None) -> _Item:
    if told is None:
        return shown
    longer = max(shown.description, told.description, key=len)
    return replace(shown, outlet=shown.outlet or told.outlet, description=longer)


def _of_json(html: str) -> Iterator[_Item]:
    for script in _SCRIPT.finditer(html):
        try:
            loaded = json.loads(script[1], strict=False)
        except (ValueError, RecursionError):
            continue
        for card in _objects(loaded, "cards"):
            for widget in _objects(card, "widgets"):
                title, url = _text(widget, "title"), _target(_text(widget, "url"))
                if widget.get("type") == "LINK" and title and url:
                    headline, outlet = _split(title)
                    yield _Item(url, headline, outlet, _text(widget, "description"))


def _objects(loaded: Any, name: str) -> list[Mapping[str, Any]]:
    found = loaded.get(name) if isinstance(loaded, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _text(loaded: Mapping[str, Any], name: str) -> str:
    value = loaded.get(name)
    return clean_line(unescape(_TAG.sub("", value))) if isinstance(value, str) else ""


def _of_marks(html: str) -> Iterator[_Item]:
    """Yield the items that the HTML marks as articles, after schema.org."""
    root = parsed(html)
    for node in () if root is None else root.iter("tr", "div", "td", "li"):
        if "schema.org/Article" not in (node.get("itemtype") or ""):
            continue
        values: dict[str, str] = {}
        for inner in node.iter():
            name = inner.get("itemprop")
            if name == "url" and inner.get("href"):
                values.setdefault("url", inner.get("href"))
            elif name:
                values.setdefault(_path(inner, node), clean_line("".join(inner.itertext())))
        url = _target(values.get("url", ""))
        if url and values.get("name"):
            yield _Item(url, values["name"], values.get("publisher", ""), values.get("description", ""))


def _path(inner: Any, node: Any) -> str:
    """Return the property that an element is of its article: the name of a publisher is none of the article's names.

    A link is around the name that it leads from.
    """
    name = str(inner.get("itemprop"))
    around = inner.getparent()
    while around is not None and around is not node:
        if around.get("itemprop") not in (None, "url"):
            name = str(around.get("itemprop"))
        around = around.getparent()
    return name


def _of_blocks(html: str) -> Iterator[_Item]:
    """Yield the items of HTML without marks: a line that is all link, and the lines below it."""
    from clipper.capture.markup import read_html

    blocks = read_html(html).blocks
    for index, block in enumerate(blocks):
        url = next((found for _, address in block.hints.links if (found := _target(address))), None)
        if url and block.hints.linked > 0.8:
            below: list[str] = []
            for after in blocks[index + 1 : index + 1 + _LINES_BELOW]:
                if after.hints.linked > 0.8 or _BOILERPLATE.match(after.text):
                    break
                below.append(after.text)
            if _may_be_title(block.text, below):
                yield _item_of(url, block.text, below)


def _of_text(text: str) -> Iterator[_Item]:
    """Yield the items of a plain mail: their lines, and below them the address that they were found at."""
    lines: list[str] = []
    for line in (line.strip(" >") for line in text.split("\n")):
        address = _ADDRESS.fullmatch(f"{line}>" if line.startswith("<") else line)
        url = _target(address[1]) if address else None
        if url and lines and _may_be_title(lines[0], lines[1:]):
            yield _item_of(url, lines[0], lines[1:])
        lines = [*lines, line] if line and not address and not _BOILERPLATE.match(line) else []


def _of_lines(text: str) -> Iterator[_Item]:
    """Yield the items of an alert that was copied as it is shown, without any address."""
    head = _UPDATED.search(text[:_LEADING])
    if head is None and len(_FLAG_ALONE.findall(text)) < _FEWEST_FLAGS:
        return
    below = [line.strip() for line in (text[head.end() :] if head else _below_own_head(text)).split("\n")]
    below = [line for line in takewhile(lambda line: not _FOOT.match(line), below) if line]
    is_flagged = any(map(_FLAG.match, below))
    lines: list[str] = []
    for line in below:
        lines += [line] * (not _BOILERPLATE.match(line))
        # What flags an item as irrelevant stands below it; where it was not copied, an item ends with its teaser.
        if _FLAG.match(line) if is_flagged else _is_whole(lines):
            yield from _of_shown(lines)
            lines = []
    yield from _of_shown(lines)


def _below_own_head(text: str) -> str:
    """Return an alert without the line that somebody wrote above it in place of its own head."""
    head, _, below = text.strip().partition("\n\n")
    return below if "\n" not in head.strip() else text


def _of_shown(lines: list[str]) -> Iterator[_Item]:
    if len(lines) > 1 and _may_be_title(lines[0], lines[1:]):
        yield _item_of("", lines[0], lines[1:])


def _is_whole(lines: list[str]) -> bool:
    """Tell whether lines are a headline, perhaps an outlet, and a teaser."""
    return len(lines) > 1 and (len(lines) > 2 or not _may_be_outlet(lines[1]))


def _may_be_title(text: str, below: list[str]) -> bool:
    """Tell whether a text may be the headline of an item; a word or two are one above an outlet and a teaser."""
    is_told = len(below) > 1 and _may_be_outlet(below[0])
    return (is_told or len(text) >= _SHORTEST_HEADLINE) and not _BOILERPLATE.match(text)


def _item_of(url: str, title: str, below: list[str]) -> _Item:
    headline, outlet = _split(title)
    if below and _may_be_outlet(below[0]):
        # The title of a page may end with its site, which the line below it says again.
        is_repeated = key(outlet) == key(below[0])
        return _Item(url, headline if is_repeated else title, below[0], " ".join(below[1:]))
    return _Item(url, headline, outlet, " ".join(below))


def _may_be_outlet(text: str) -> bool:
    return len(text) <= _LONGEST_OUTLET and text.count(" ") < _MOST_WORDS and text[-1] not in ".…!?"


def _split(title: str) -> tuple[str, str]:
    """Return the headline and the outlet of "Headline - Outlet"."""
    separators = list(_SEPARATOR.finditer(title))
    if not separators or not _may_be_outlet(title[separators[-1].end() :]):
        return title, ""
    return title[: separators[-1].start()].rstrip(), title[separators[-1].end() :]


def _target(address: str) -> str | None:
    """Return the address that a link of an alert leads to; None for a link to Google itself."""
    found = complete(address) if "://" in address else None
    return None if found is None or _is_google(host_of(found)) else found


def _is_google(host: str) -> bool:
    return re.fullmatch(r"(?:[\w-]+\.)*google(?:\.[a-z]{2,3}){1,2}", host) is not None


# Drafts


class _Drafter:
    """Makes the draft of one item; what it shows is looked for in the text from where the one before it ended."""

    def __init__(self, text: str, place: int, lexicon: Lexicon, sent: date | None) -> None:
        self._text, self._place, self._lexicon, self._sent = text, place, lexicon, sent

    def draft(self, item: _Item) -> Draft:
        known = self._lexicon.outlets.publisher(item.url) if item.url else None
        title = self._find(item.title, self._place)
        after = title[1] if title else self._place
        outlet = self._find(item.outlet, after)
        text = self._find(item.description, after)
        spans = [span for span in (title, outlet, text) if span]
        whole: str | None = item.title
        # An alert comes on the day after, or once a week.
        found = guess(self._sent, 0.6 if self._sent else 0.0, (), Doubt.UNSURE)
        return Draft(
            headline=guess(whole, 0.8 if _CUT.search(item.title) else 0.95, self._shown(title)),
            outlet=self._outlet(item, known.name if known else None, outlet),
            medium=guess((known.medium if known else None) or Medium.ONLINE, 0.9),
            published_on=agreed_with(found, item.url, self._lexicon.today),
            url=guess(item.url or None, 0.97 if item.url else 0.0),
            language=guess(*language_of(f"{item.title} {item.description}")),
            body=self._body(item.description, text),
            extent=(min(span[0] for span in spans), max(span[1] for span in spans)) if spans else (after, after),
        )

    def _find(self, value: str, start: int) -> Span | None:
        if not value:
            return None
        pattern = re.compile(r"\s+".join(map(re.escape, value.split())))
        found = pattern.search(self._text, start)
        return found.span() if found else None

    def _shown(self, place: Span | None) -> tuple[Span, ...]:
        return (place,) if place else ()

    def _outlet(self, item: _Item, at_host: str | None, place: Span | None) -> Guess[str | None]:
        spelled = self._lexicon.outlets.find(item.outlet)
        if at_host and (not item.outlet or spelled is None or key(spelled.name) == key(at_host)):
            return guess(at_host, 0.95, self._shown(place))
        if item.outlet:
            name: str | None = spelled.name if spelled else item.outlet
            return guess(name, 0.93 if spelled else 0.85, self._shown(place), None if spelled else Doubt.UNKNOWN_OUTLET)
        site: str | None = host_of(item.url) if item.url else None
        return guess(site, 0.6 if site else 0.0, (), Doubt.UNKNOWN_OUTLET)

    def _body(self, description: str, place: Span | None) -> Guess[str | None]:
        if not description:
            return guess(None, 0.0)
        value: str | None = escape_start(escape(description))
        return guess(value, 0.6, self._shown(place), Doubt.SHORT_BODY)
