"""Feeds that were saved as files: RSS of every version and Atom, an item a clipping.

feedparser reads them, since few are written as they should be. It is given bytes and so has nothing to fetch. What it
finds is laid out as a text, item by item, that a person can read; the file itself is kept beside.
"""

import io
import re
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from clipper.capture.finders.link import complete
from clipper.capture.formats.base import File, Format, Found, Opened, Opener
from clipper.capture.formats.html_archive import part_of
from clipper.capture.formats.record import NO_TEXT, Record, draft_of, problems_of
from clipper.capture.guesses import guess
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import NO_HINTS, Line
from clipper.capture.outlets import host_of, key
from clipper.model.codes import Medium
from clipper.model.draft import Doubt, Draft, Guess, Known, Pasted, Problem
from clipper.model.errors import WrongUsage
from clipper.model.text import clean_line
from clipper.model.values import replace

if TYPE_CHECKING:
    from clipper.capture.markup import Block

_LEADING = 8_192
# What was passed is not tried again in another way: comments may be many.
_PROLOG = r"(?>\s+|<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)*+"
_FEED = re.compile(rf"\ufeff?{_PROLOG}<(?:[\w-]+:)?(?:rss|feed|RDF)[\s>]", re.DOTALL)
_DECLARES = re.compile(r"<!DOCTYPE[^>]*\[|<!ENTITY", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z/!]|&(?:#\d+|#x[0-9a-fA-F]+|\w+);")
_BETWEEN = re.compile(r"\s+[-–—|»:·]\s+|\s*[|»]\s*")
_CUT = re.compile(r"(?:\[(?:…|\.\.\.)\]|…|\.\.\.|continue reading|read more|lire la suite)\W*$", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"(?:the post|cet article|l[’']article) .{1,300} (?:appeared first on|est apparu en premier sur) ", re.IGNORECASE
)
_MAILBOX = re.compile(r"[^\s@]{1,100}@[^\s@]{1,100} \((?P<name>[^()]{1,100})\)")
_ALERTS = re.compile(r"google (?:alert|news|actualit)", re.IGNORECASE)
_WHOLE_WORDS = 150
_DECK_WORDS = 60
_COMPARED = 60
_MOST = 10_000
_LONGEST_AUTHOR = 300

_ENTITIES = (
    "This feed declares words of its own, which no feed needs and which can be made to fill the memory. "
    "It was not read; save the feed again from its site."
)
_UNREADABLE = "This looks like a feed, but nothing in it can be read. Save it again from its site."
_EMPTY = "This feed holds no items, so there is nothing to import."
_MENDED = "The feed is not written as feeds should be; it was read as well as it goes, so compare it with its site."
_TOO_MANY = "Of the feed the first {taken:,} items were taken; {left:,} more are in its file, which is kept."
_NOTHING = "It has no title, no link and no text, so it was left out."


def _recognises(file: File) -> bool:
    return _FEED.match(_head(file.data)) is not None


def _head(data: bytes) -> str:
    """Return the beginning of a file as text; for what a feed begins with, its encoding does not matter much."""
    return data[:_LEADING].replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe").decode("latin-1")


class _Feed(NamedTuple):
    """What a feed says of itself, and its items, as feedparser names it; `is_mended` where it was not well formed.

    `left_out` counts items beyond those that a feed may have.
    """

    head: dict[str, Any]
    items: list[dict[str, Any]]
    is_mended: bool
    left_out: int = 0


def _open(file: File) -> Opened:
    if _DECLARES.search(_head(file.data)):
        raise WrongUsage(_ENTITIES)
    laid_out = _laid_out(file.data)
    feed = laid_out.feed
    if not any(laid_out.records):
        raise WrongUsage(_EMPTY)
    problems = [Problem(_MENDED)] if feed.is_mended else []
    if feed.left_out:
        problems.append(Problem(_TOO_MANY.format(taken=_MOST, left=feed.left_out)))
    return Opened("feed", Pasted(laid_out.text, None, file.name), original=file.data, problems=tuple(problems))


# A feed is opened, and read right after that.
@lru_cache(1)
def _laid_out(data: bytes) -> "_LaidOut":
    return _LaidOut(_parse(data))


@cache
def _feedparser() -> Any:
    """feedparser, which no other file needs: of an author it sees no more than a name and a mail address take.

    It looks for the address with a pattern that takes the square of the text.
    """
    import feedparser
    from feedparser.mixin import _FeedParserMixin

    find_address = _FeedParserMixin._sync_author_detail

    def find_soon(parser: Any, key: str = "author") -> None:
        context = parser._get_context()
        if len(context.get(key) or "") > _LONGEST_AUTHOR:
            context[key] = context[key][:_LONGEST_AUTHOR]
        find_address(parser, key)

    _FeedParserMixin._sync_author_detail = find_soon
    return feedparser


def _parse(data: bytes) -> _Feed:
    try:
        found = _feedparser().parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # what breaks somebody else's parser is a file that cannot be read
        raise WrongUsage(_UNREADABLE) from error
    # Its own dictionaries answer with other fields, and with warnings, where a field is missing.
    items = [dict(entry) for entry in found.entries[:_MOST]]
    return _Feed(dict(found.feed), items, bool(found.bozo), len(found.entries) - len(items))


def _read(opened: Opened, known: Known, today: date) -> Found:
    laid_out = _laid_out(opened.original or b"")
    feed = laid_out.feed
    lexicon = Lexicon.of(known, today)
    drafts: list[Draft] = []
    problems: list[Problem] = []
    for place, (record, item) in enumerate(zip(laid_out.records, feed.items, strict=True), start=1):
        if record is None:
            problems.append(Problem(_NOTHING, place))
            continue
        draft = _with_day(draft_of(record, lexicon), record, item)
        if record.outlet is None:
            draft = replace(draft, outlet=_outlet(draft.url.value, feed.head, lexicon))
        if record.medium is Medium.PODCAST:
            draft = replace(draft, programme=_programme(feed.head, draft.outlet.value))
        drafts.append(draft)
        problems += (problem for problem in problems_of(record, draft) if problem.sentence != NO_TEXT)
    return Found(tuple(drafts), tuple(problems))


class _LaidOut:
    """A feed as a text that a person can read, and each of its items as lines of it; None for an item of nothing."""

    def __init__(self, feed: _Feed) -> None:
        self.feed = feed
        self._lines: list[str] = []
        self._position = 0
        self._add(_plain(feed.head.get("title")))
        language = str(feed.head.get("language") or "")
        self.records = [self._record(place, item, language) for place, item in enumerate(feed.items, start=1)]

    @property
    def text(self) -> str:
        """The whole of it."""
        return "\n".join(self._lines)

    def _add(self, words: str) -> Line | None:
        text = clean_line(words)
        if not text:
            return None
        line = Line(self._position, self._position + len(text), text, text)
        self._lines.append(text)
        self._position = line.end + 1
        return line

    def _record(self, place: int, item: Mapping[str, Any], language: str) -> Record | None:
        self._lines.append("")
        self._position += 1
        start = self._position
        source = _plain((item.get("source") or {}).get("title"))
        record = Record((start, start), place, medium=_medium(item))
        record.headline = self._add(_without_source(_plain(item.get("title")), source))
        record.outlet = self._add(source)
        record.byline = self._add(", ".join(_authors(item)))
        record.day = self._add(_plain(item.get("published") or item.get("updated")))
        record.link = self._add(complete(_address(item)) or "")
        record.language = (str(item.get("language") or language)[:2].lower()) or None
        self._take_text(record, item)
        record.extent = start, max(start, self._position - 1)
        return record if record.headline or record.link or record.body else None

    def _take_text(self, record: Record, item: Mapping[str, Any]) -> None:
        contents = [str(content.get("value") or "") for content in item.get("content") or ()]
        summary = str(item.get("summary") or "")
        text = max([*contents, summary], key=len)
        if summary and summary != text and _is_deck(_plain(summary), _plain(text)):
            record.deck = self._add(_plain(summary))
        blocks = _blocks(text)
        if blocks and _SIGNATURE.match(blocks[-1].text):
            blocks.pop()
        record.body = [part_of(line.with_hints(block.hints)) for block in blocks if (line := self._add(block.text))]
        words = sum(len(block.text.split()) for block in blocks)
        cut = bool(blocks) and _CUT.search(blocks[-1].text[-_COMPARED:]) is not None
        record.is_excerpt = cut or (not contents and words < _WHOLE_WORDS)


def _blocks(text: str) -> list["Block"]:
    # lxml is slow to import and other files need none of it.
    from clipper.capture.markup import Block, read_html

    if _TAG.search(text):
        return [block for block in read_html(text).blocks if not block.hints.alt]
    return [Block(line, NO_HINTS) for line in text.split("\n") if line.strip()]


def _plain(text: Any) -> str:
    return clean_line(" ".join(block.text for block in _blocks(str(text or ""))))


def _is_deck(summary: str, text: str) -> bool:
    """Tell whether a summary says something of its own, not how the text begins."""
    begins = summary.rstrip(" .…[]")[:_COMPARED]
    return 0 < len(summary.split()) <= _DECK_WORDS and not text.startswith(begins)


def _without_source(title: str, source: str) -> str:
    """Return a title without the outlet that an aggregator puts behind it."""
    for door in (" - ", " – ", " | "):
        if source and title.endswith(door + source):
            return title[: -len(door + source)]
    return title


def _authors(item: Mapping[str, Any]) -> list[str]:
    """Return who signed an item: names, or what stands in brackets behind an address."""
    stated = _plain(item.get("author"))
    mailbox = _MAILBOX.fullmatch(stated)
    if mailbox:
        return [mailbox["name"]]
    named = [_plain(author.get("name")) for author in item.get("authors") or ()]
    return [name for name in named if name] or [stated]


def _address(item: Mapping[str, Any]) -> str:
    """Return where an item leads to, behind the counters of those who deliver feeds."""
    return str(item.get("feedburner_origlink") or item.get("link") or "").strip()


def _medium(item: Mapping[str, Any]) -> Medium:
    kinds = [str(link.get("type") or "") for link in item.get("links") or () if link.get("rel") == "enclosure"]
    return Medium.PODCAST if any(kind.startswith("audio/") for kind in kinds) else Medium.ONLINE


def _with_day(draft: Draft, record: Record, item: Mapping[str, Any]) -> Draft:
    """Return the draft with the day of a date that is written as only machines write it."""
    moment = item.get("published_parsed") or item.get("updated_parsed")
    if draft.published_on.value is not None or record.day is None or not moment:
        return draft
    try:
        day: date | None = date(*moment[:3])
    except ValueError:
        return draft
    return replace(draft, published_on=guess(day, 0.9, [record.day.span]))


def _outlet(url: str | None, feed: Mapping[str, Any], lexicon: Lexicon) -> Guess[str | None]:
    """Return the outlet at which an item stands, else what the feed calls itself."""
    host = host_of(url or "")
    known = lexicon.outlets.publisher(url) if url else None
    if known:
        return guess(known.name, 0.95)
    title = _plain(feed.get("title"))
    for piece in (title, *_BETWEEN.split(title)):
        if piece and lexicon.outlets.find(piece):
            return guess(lexicon.outlets.spelling(piece), 0.93)
    own = host_of(str(feed.get("link") or ""))
    if title and not _ALERTS.search(title) and (not own or not host or own == host):
        return guess(title, 0.75, (), Doubt.UNKNOWN_OUTLET)
    return guess(host or None, 0.6 if host else 0.0, (), Doubt.UNKNOWN_OUTLET if host else None)


def _programme(feed: Mapping[str, Any], outlet: str | None) -> Guess[str | None]:
    title = _plain(feed.get("title"))
    return guess(title, 0.93) if title and key(title) != key(outlet or "") else guess(None, 0.0)


FEED_OPENER = Opener("feed", _recognises, _open)
FEED = Format("feed", lambda opened: opened.opener == FEED_OPENER.id, _read)
