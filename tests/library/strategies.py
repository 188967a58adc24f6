"""Random clippings, queries and reports, from few words, so that they often meet."""

from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

from hypothesis import strategies as st

from clipper.model.attachment import Attachment, media_type_of
from clipper.model.built_in_reports import UUIDS
from clipper.model.clipping import Clipping, Spokesperson
from clipper.model.codes import FollowUpKind, Marker, Medium, Prominence, Relation, Rights, Role, State, Tone
from clipper.model.follow_up import FollowUp
from clipper.model.highlight import Highlight
from clipper.model.issued_report import IssuedReport
from clipper.model.outlet import Outlet
from clipper.model.period import Period
from clipper.model.query import Query
from clipper.model.quote import Quote
from clipper.model.report import (
    ALL_SECTIONS,
    MEANING_TEXT,
    SUMMARY_TEXT,
    TEMPLATES,
    Audience,
    Definition,
    Grouping,
    Kind,
    Span,
    introduction,
    why,
)
from clipper.model.search_fields import NAMES as NAME_FIELDS
from clipper.model.values import replace
from tests.library.small_library import MORNING, OUTLETS

WORDS = (
    "arctic",
    "Arctique",
    "défense",
    "DEFENSE",
    "straße",
    "STRASSE",
    "l'OTAN",
    "up-to-date",
    "новый",
    "NATO's",
    "2,5",
    "diplomat",
    "diplomats",
    "l'arctique",
    "OR",
    "Łódź",
    "lodz",
    "加拿大",
    "加拿大选举新闻",
    "カナダの選挙",
    "القاهرة",
    "القَاهِرَة",
    "שלום",
    "שָׁלוֹם",
)
NAMES = (
    "Søren Łuk",
    "Mara Lindqvist",
    "mara Quill",
    "Ångström Weekly",
    "The Harbour Post",
    "harbour",
    "Post",
    "Ann-Marie O'Dell",
    "Œuvre Ægir-Straße",
    "🎉",
    "人民日报",
    "صوت القَاهِرَة",
)
TAGS = ("topic", "topic/arctic", "Topic/Trade", "topic/trade/grain", "board", "Éclair", "eclair", "Cœur/Łódź", "Straße")
TODAY = date(2026, 1, 3)
DAYS = st.dates(date(2025, 12, 28), date(2026, 1, 4))

URLS = (
    "https://coastal.example/1",
    "http://www.coastal.example/1/?utm_source=mail",
    "https://coastal.example/",
    "https://news.coastal.example/a?id=1",
    "https://news.coastal.example?id=1",
    "https://coastal.example0/1",
    "https://notcoastal.example/coastal.example/1",
    "http://m.www.coastal.example/1",
    "http://[::1]/1",
    "https://coastal.example/été%20!",
    "https://coastal.example/%C3%A9t%c3%a9%20!",
    "no link at all",
)

MESSAGES = ("Ports need winter crews.", "Mara speaks for the North", "Ports come first")

texts = st.lists(st.sampled_from((*WORDS, "_", "**", "?", "\n")), max_size=5).map(" ".join)
unknown_or_text = st.none() | texts


def _unique(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(values, max_size=2, unique_by=str.casefold).map(tuple)


spokespeople = _unique(st.sampled_from(NAMES)).flatmap(
    lambda names: st.tuples(*(st.builds(Spokesperson, st.just(name), st.sampled_from(Role)) for name in names))
)

highlights = st.builds(
    Highlight,
    passage=st.sampled_from(WORDS),
    before=texts,
    after=texts,
    marker=st.sampled_from(Marker),
    comment=st.none() | st.sampled_from(WORDS),
    uuid=st.uuids().map(str),
)

quotes = st.builds(
    Quote,
    text=st.sampled_from(WORDS),
    speaker=st.sampled_from(NAMES),
    passage=texts,
    before=texts,
    after=texts,
    uuid=st.uuids().map(str),
)

follow_ups = st.builds(
    FollowUp,
    what=st.sampled_from(WORDS),
    kind=st.sampled_from(FollowUpKind),
    requested_on=st.none() | DAYS,
    contact=st.none() | st.sampled_from(NAMES),
    outcome=st.none() | st.sampled_from(WORDS),
    owner=st.none() | st.sampled_from(NAMES),
    due=st.none() | DAYS,
    closed_on=st.none() | DAYS,
    uuid=st.uuids().map(str),
)

attachments = st.builds(
    lambda name, content, added_on, uuid: Attachment(
        name, media_type_of(name), len(content), sha256(content).hexdigest(), added_on, uuid
    ),
    name=st.sampled_from(("page A4.pdf", "interview.mp3", "screenshot.png")),
    content=st.sampled_from((b"%PDF", b"sound")),
    added_on=DAYS,
    uuid=st.uuids().map(str),
)


def of_its_outlet(clipping: Clipping) -> Clipping:
    outlet = OUTLETS.get(clipping.outlet or "", Outlet(""))
    rights = {"outlet_rights": outlet.rights, "outlet_rights_until": outlet.rights_until}
    return replace(clipping, **rights, reach=outlet.reach)


clippings = st.builds(
    Clipping,
    id=st.just(0),
    uuid=st.just(""),
    headline=unknown_or_text,
    deck=unknown_or_text,
    body=unknown_or_text,
    note=unknown_or_text,
    reporters=_unique(st.sampled_from(NAMES)),
    spokespeople=spokespeople,
    outlet=st.none() | st.sampled_from(NAMES),
    programme=st.none() | st.sampled_from(NAMES),
    host=st.none() | st.sampled_from(NAMES),
    aired_at=st.sampled_from((None, "07:40", "19:30:05 America/St_Johns")),
    duration=st.none() | st.integers(1, 9000),
    timecode=st.none() | st.integers(1, 9000),
    edition=st.sampled_from((None, "Late city")),
    section=st.sampled_from((None, "World")),
    page=st.sampled_from((None, "A4")),
    handle=st.sampled_from((None, "@mara_quill", "@lodz")),
    medium=st.none() | st.sampled_from(Medium),
    published_on=st.none() | DAYS,
    state=st.sampled_from(State),
    relation=st.sampled_from(Relation),
    tags=_unique(st.sampled_from(TAGS)),
    tone=st.none() | st.sampled_from(Tone),
    prominence=st.none() | st.sampled_from(Prominence),
    starred=st.booleans(),
    publish=st.booleans(),
    story=st.none() | st.sampled_from(("oneone", "twotwo")),
    language=st.none() | st.sampled_from(("en", "fr")),
    url=st.none() | st.sampled_from(URLS),
    deleted=st.sampled_from((False, False, True)),
    added_at=st.integers(0, 3).map(lambda days: MORNING + timedelta(days)),
    messages=st.lists(st.sampled_from(MESSAGES), max_size=2, unique=True).map(lambda some: tuple(sorted(some))),
    rights=st.none() | st.sampled_from(Rights),
    codes=st.sampled_from(((), (("Campaign", "yes"),), (("Campaign", "no"), ("Depth", "2.5")))),
    highlights=st.lists(highlights, max_size=2).map(tuple),
    quotes=st.lists(quotes, max_size=2).map(tuple),
    follow_ups=st.lists(follow_ups, max_size=2).map(tuple),
    attachments=st.lists(attachments, max_size=2).map(tuple),
).map(of_its_outlet)

named_clippings = st.builds(
    Clipping,
    id=st.just(0),
    uuid=st.just(""),
    reporters=_unique(st.sampled_from(NAMES)),
    spokespeople=spokespeople,
    outlet=st.sampled_from(NAMES),
    programme=st.sampled_from(NAMES),
    tags=_unique(st.sampled_from(TAGS)),
    added_at=st.just(MORNING),
    messages=st.just(MESSAGES[:1]),
)
"""Clippings of which nothing but names is told."""

colours = st.sampled_from(("", "#123C5A", "#abcdef"))
"""What an organisation may have its reports in."""

definitions = st.builds(
    Definition,
    uuid=st.sampled_from((*sorted(UUIDS), *(str(UUID(int=number)) for number in range(1, 4)))),
    name=st.sampled_from(("Weekly", "WEEKLY", "Media report", "Morning briefing", "Écho", "Echo")),
    kind=st.sampled_from(Kind),
    template=st.sampled_from((*TEMPLATES, "Winter", "of a newer program")),
    span=st.sampled_from(Span),
    query=st.sampled_from(("", "tag:topic/arctic", 'outlet:"Harbour Post" -weather', "?!")),
    language=st.sampled_from(("en", "fr")),
    audience=st.sampled_from(Audience),
    sections=st.lists(st.sampled_from(ALL_SECTIONS), max_size=4, unique=True).map(tuple),
    grouping=st.sampled_from(Grouping),
    excerpt_words=st.integers(1, 300),
    notes=st.booleans(),
    full_text=st.booleans(),
    logo=st.booleans(),
    brand=colours,
    saves_ink=st.booleans(),
)

periods = st.sampled_from((Period.month(2025, 12), Period.month(2026, 1), Period(date(2025, 12, 29), TODAY)))

text_keys = st.sampled_from((SUMMARY_TEXT, MEANING_TEXT, introduction("tone"), why(str(UUID(int=7)))))

_facts = st.dictionaries(
    st.sampled_from(WORDS), st.none() | st.integers() | st.floats(allow_nan=False) | texts, max_size=2
)

issued_reports = st.builds(
    IssuedReport,
    definition=definitions,
    period=periods,
    title=st.sampled_from(("Media report, December 2025", "Écho", "")),
    issued_on=DAYS,
    issued_by=st.sampled_from(("", "Ann Ice")),
    texts=st.dictionaries(text_keys, st.sampled_from(WORDS), max_size=2),
    changes=st.lists(st.sampled_from(WORDS), max_size=2).map(tuple),
    snapshot=st.dictionaries(
        st.sampled_from(("clippings", "figures")),
        st.dictionaries(
            st.sampled_from(WORDS), st.none() | st.integers() | st.floats(allow_nan=False) | texts, max_size=2
        ),
        max_size=2,
    ),
)

issued_files = st.dictionaries(
    st.sampled_from((".pdf", ".md", ".docx")), st.sampled_from((b"%PDF", b"", b"\xff" * 40)), min_size=1
)

template_files = st.dictionaries(
    st.sampled_from(("report.typ", "template.toml", "img/ice.png", "img/SNOW.png")),
    st.sampled_from((b"", b"#let ice = 1", b"\x89PNG")),
)

FIELD_VALUES = {
    "tag": (
        *(*TAGS, "TOPIC", "top", "none", "ÉCLAIRS", "arc*", "topic/tr*", "*", "*/trade", "*/topic/arctic"),
        *("coeur", "cœur/*", "COE*", "*/lodz", "strasse", "=Éclair", "=ECLAIR", "=topic"),
    ),
    "outlet": (*NAMES, "mara", "weekly angstrom", "?", "=Post", "=harbour post", "=mara", "oeuvre", "=🎉", "القاهرة"),
    "reporter": (*NAMES, "quill", "lind", "soren", "luk", "sø*", "so*", "人民", "=人民", "aegir", "œ*", "oe*"),
    "feat": (*NAMES, "dell", "o'dell", "=Mara Quill", "=mara", "STRASSE", "ægir strasse", "=oeuvre aegir strasse"),
    "programme": (*NAMES, "none", "post", "…", "=🎉", "oeuvre"),
    "quoted": (*NAMES, "none", "mara"),
    "interviewed": (*NAMES, "none", "mara"),
    "headline": (*WORDS, "mara"),
    "body": (*WORDS, "mara"),
    "note": WORDS,
    "after": ("2026", "2026-01", "2025-12-31", "31.12.2025", "december", "décembre 2025", "lundi", "20251231"),
    "before": ("2026", "2026-01-02", "2025-12", "1/2/2026", "2026/01/02", "January 2, 2026", "2 janvier", "Q1"),
    "on": (
        "2026",
        "2025-12",
        "2026-01-02",
        "yesterday",
        "2025-12-30..2026-01-01",
        "last-month",
        "hier",
        "le mois dernier",
        "avant-hier",
        "friday",
        "jeudi dernier",
        "december 31",
        "2026 janvier",
        "12/2025",
        "Q4 2025",
        "2025-12-31..",
        "..2025-12-31",
    ),
    "quarter": ("2025-4", "2026-1", "this-quarter", "Q4", "t1", "Q4-2025"),
    "last": ("2d", "1w", "1m", "2 days", "30", "week"),
    "added": ("today", "aujourd’hui", "last week", "2d", "2026-01", "2025-12-29", "2 jours", "2026-01-01.."),
    "due": (
        "friday",
        "Q1",
        "2 january",
        "2 weeks",
        "..2026-01-01",
        "overdue",
        "2d",
        "1w",
        "2026-01",
        "today",
        "january",
        "february",
        "any",
        "none",
        "2025-12-30..2026-01-01",
    ),
    "lang": ("en", "none", "fr"),
    "story": ("any", "none", "oneone"),
    "has": ("text", "note", "link", "highlight", "quote", "correction", "attachment"),
    "message": (*MESSAGES, "ports", "mara", "none", "winter crew", "?"),
    "code": ("campaign=yes", "Campaign=no", "depth", "depth=2.5", "none", "Nothing=1"),
    "rights": (*Rights, "any"),
    "link": (
        *URLS[:-1],
        "coastal.example",
        "www.coastal.example",
        "coastal",
        "example",
        "news.coastal.example/a",
        "coa*",
        "coastal.ex*",
        "news.coas*",
        "none",
    ),
    "id": ("1", "2,4", "1..3", "3,5..900", "7"),
    "reach": (">800", ">=800", "<1k", "100k..1m", "800", "none"),
    "tone": (*Tone, "none"),
    "prominence": (*Prominence, "none"),
    "medium": (*Medium, "none"),
    "relation": tuple(Relation),
    "state": tuple(State),
    "is": ("starred", "published", "undated", "deleted", "open"),
}


def _values_of(fields: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from(fields).flatmap(
        lambda field: st.sampled_from(FIELD_VALUES[field]).map(lambda value: f'{field}:"{value}"')
    )


_fields = _values_of(tuple(sorted(FIELD_VALUES)))
_prefixes = st.sampled_from(("ar*", "def*", "d*", "нов*", "up-to*", "o*", "lo*", "łó*", "加*", "加拿大"))
_addresses = st.sampled_from(("{}", "<{}>", "[The story]({})")).flatmap(
    lambda way: st.sampled_from((*URLS[:-1], "www.coastal.example/1")).map(way.format)
) | st.sampled_from(("coastal.example/1", "ttps://coastal.example/1", "//news.coastal.example/a?id=1", "and/or"))
_phrases = st.lists(st.sampled_from((*WORDS, *NAMES)), min_size=1, max_size=3).map(lambda some: f'"{" ".join(some)}"')
_begun_phrases = _phrases.map(lambda phrase: f'{phrase[:-2]}"*')
_terms = st.builds(
    "{}{}".format,
    st.sampled_from(("", "", "-")),
    st.sampled_from(WORDS) | _phrases | _begun_phrases | _prefixes | _fields | _addresses,
)

_between = st.sampled_from((" ", " ", " OR "))


def _in_brackets(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds("{}({}{}{})".format, st.sampled_from(("", "-")), inner, _between, inner)


_parts = st.recursive(_terms, _in_brackets, max_leaves=6)
queries = st.lists(st.tuples(_parts, _between), max_size=4).map(
    lambda parts: Query.parse("".join(f"{part}{between}" for part, between in parts))
)
queries_of_today = queries.map(lambda query: query.at(TODAY))
queries_of_names = _values_of(("tag", "tag", *(name for name in NAME_FIELDS if name in FIELD_VALUES))).map(Query.parse)
"""One tag or name."""


def numbered(some: list[Clipping]) -> list[Clipping]:
    """Give clippings ids and UUIDs, as a library would."""
    return [replace(clipping, id=number, uuid=f"uuid-{number}") for number, clipping in enumerate(some, start=1)]
