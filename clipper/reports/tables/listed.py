"""Tables of what a report lists, and of how it was made."""

from collections.abc import Iterable, Iterator

from clipper.reports.document import Briefing, Clippings, KeyCoverage, Mentions, Method, Report, Summary
from clipper.reports.language import Language
from clipper.reports.parts import Entry
from clipper.reports.tables.made import Maker, Row, Table, linked

_FIRST = ("clipping", "date", "headline", "outlet", "programme")
_ALSO = ("reporters", "people", "topics")
_CODED = ("tone", "prominence", "tags")
_LAST = ("key", "pick_up", "excerpt", "link")
_STAFF = ("note", "comments", "full_text", "rights_notice")


def listing(report: Report) -> Table:
    """Return the table of what a report lists: its clippings, for a media page its mentions."""
    mentions = report.section("mentions")
    return _mentions(report, mentions) if isinstance(mentions, Mentions) else _clippings(report)


def _clippings(report: Report) -> Table:
    maker = Maker(report)
    keys = [*_FIRST, *_ALSO, *_LAST]
    if maker.is_internal:
        # Of single clippings, the public is told neither the medium nor what staff made of them.
        keys = [*_FIRST, "medium", *_ALSO, *_CODED, *_LAST, *_STAFF]
    rows = (_clipping(maker.words, entry) for entry in entries(report))
    return maker.table("clippings", maker.words.column("clippings"), maker.columns(*keys), rows)


def entries(report: Report) -> tuple[Entry, ...]:
    """Return the clippings of a report by their running numbers: all of them, or else those that it names."""
    found: dict[int, Entry] = {}
    for entry in _entries(report):
        found.setdefault(entry.number, entry)
    return tuple(found[number] for number in sorted(found))


def _entries(report: Report) -> Iterator[Entry]:
    for section in report.sections:
        if isinstance(section, Clippings):
            yield from (entry for group in section.groups for entry in group.entries)
        elif isinstance(section, Briefing):
            yield from (brief.entry for group in section.groups for brief in group.briefs)
        elif isinstance(section, KeyCoverage):
            yield from (one.entry for one in section.clippings)
        elif isinstance(section, Summary):
            yield from section.highlights


def _clipping(words: Language, entry: Entry) -> Row:
    yes = words.column("yes")
    return {
        "clipping": entry.number,
        "date": entry.on or entry.date_label,
        "headline": linked(entry.headline, entry.url),
        "outlet": entry.outlet,
        "programme": entry.programme,
        "medium": entry.medium,
        "reporters": ", ".join(entry.reporters),
        "people": ", ".join(entry.people),
        "topics": ", ".join(entry.topics),
        "tone": entry.tone_label,
        "prominence": entry.prominence,
        "tags": ", ".join(entry.tags),
        "key": yes if entry.is_key else "",
        "pick_up": yes if entry.is_pick_up else "",
        "excerpt": entry.excerpt,
        "link": linked(entry.url or "", entry.url),
        "note": entry.note,
        "comments": "\n\n".join(f"{words.quoted(one.passage, entry.language)}\n{one.text}" for one in entry.comments),
        "full_text": entry.full_text,
        "rights_notice": entry.rights_notice,
    }


def _mentions(report: Report, section: Mentions) -> Table:
    maker = Maker(report)
    rows: Iterator[Row] = (
        {
            "date": one.on,
            "headline": linked(one.headline, one.url),
            "line": one.text,
            "link": linked(one.url or "", one.url),
        }
        for year in section.years
        for one in year.mentions
    )
    return maker.table("mentions", section.title, maker.columns("date", "headline", "line", "link"), rows)


def about(report: Report, tables: Iterable[Table]) -> Table:
    """Return the table that says what the report is, what each of the other tables found, and how it was counted."""
    maker = Maker(report)
    label = maker.words.column
    said = [(label("organisation"), report.organisation), (label("report"), report.name)]
    said += [(label("version"), report.version_label), *((label("changes"), change) for change in report.changes)]
    said += [(fact.label, fact.text) for fact in report.imprint]
    said += [(table.title, found) for table in tables if (found := _sentences(table)) != f"{table.title}."]
    method = report.section("method")
    if isinstance(method, Method):
        said += [*((fact.label, fact.text) for fact in method.facts), *(("", text) for text in method.closing)]
    rows: Iterator[Row] = ({"item": item, "text": text} for item, text in said if text)
    return maker.table("about", label("about"), maker.columns("item", "text"), rows)


def _sentences(table: Table) -> str:
    heading = table.finding if not table.finding or table.finding[-1] in ".!?…" else f"{table.finding}."
    return " ".join(part for part in (heading, *table.notes) if part)
