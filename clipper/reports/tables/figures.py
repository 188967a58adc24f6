"""A table for each figure of a report, by the section that it stands in."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from clipper.reports.document import Briefing, Issues, Outlets, People, Report, ShareOfVoice, Summary, Topics, Volume
from clipper.reports.parts import TONE_ORDER, Bar, Finding, IssueRow, Measure
from clipper.reports.tables.made import Cell, Column, Maker, Row, Table, linked, plain, printed

_COUNTED = ("number", "before", "year_before", "numbers")
_TABLES_OF_PEOPLE = {
    "people": ("person", "number", "voice", "named", "before", "year_before", "outlets", "topics", "numbers"),
    "pick_ups": ("headline", "outlet", "first_number", "others", "numbers"),
    "reporters": ("reporter", "outlet", "number", "before", "year_before", "numbers"),
}


def _summary(report: Report, section: Summary) -> Iterator[Table]:
    maker = Maker(report)
    columns = [maker.column("measure")]
    for place, period in enumerate(section.periods):
        columns.append(Column(f"period_{place}", plain(period)))
        if place:
            columns.append(Column(f"change_{place}", plain(maker.words.column("change_from", period=period)), True))
    columns += maker.columns("remark", "numbers")
    rows = (_measure(measure, len(section.periods)) for measure in section.measures)
    notes = [section.since] if section.written else [section.lead, section.since]
    yield maker.table("figures", maker.words.column("figures"), columns, rows, notes=notes)


def _measure(measure: Measure, periods: int) -> Row:
    row: dict[str, Cell] = {"measure": measure.label, "numbers": measure.references}
    row["remark"] = "; ".join(amount.remark for amount in measure.amounts if amount.remark)
    for place in range(periods):
        amount = measure.amounts[place] if place < len(measure.amounts) else None
        row |= {f"period_{place}": amount, f"change_{place}": amount.change if amount else None}
    return row


def _volume(report: Report, section: Volume) -> Iterator[Table]:
    maker = Maker(report)
    label = maker.words.label
    if section.volume:
        keys = ("first", "span", "number", "stories", "pick_ups", "starred", "before", "year_before", "cause")
        title = label(f"volume_{section.unit}")
        yield maker.table("volume", title, maker.columns(*keys), map(_bar, section.bars), section.volume)
    if section.tone:
        tones: Iterator[Row] = ({"period": bar.label, **_tones(bar.tones)} for bar in section.tone_bars)
        columns = (maker.column("period"), *maker.tones())
        yield maker.table("tone", label("tone_only"), columns, tones, section.tone, [section.coded_by])
    if section.trend:
        columns = maker.columns("first", "span", "number")
        yield maker.table("trend", label("volume_month"), columns, map(_bar, section.trend_bars), section.trend)


def _bar(bar: Bar) -> Row:
    return {
        "first": bar.first,
        "span": bar.label,
        "number": bar.stories + bar.pick_ups,
        "stories": bar.stories,
        "pick_ups": bar.pick_ups,
        "starred": bar.starred,
        "before": bar.before,
        "year_before": bar.year_before,
        "cause": bar.cause,
    }


def _tones(tones: Mapping[str, int]) -> dict[str, Cell]:
    return {tone: tones.get(tone, 0) for tone in TONE_ORDER}


def _outlets(report: Report, section: Outlets) -> Iterator[Table]:
    maker = Maker(report)
    columns = (
        *maker.columns("outlet", "tier", "medium", "number"),
        *maker.tones(),
        *maker.columns("before", "year_before", "reach", "numbers"),
    )
    rows: Iterator[Row] = (
        {
            "outlet": row.name,
            "tier": row.tier,
            "medium": row.medium,
            "number": row.number,
            **_tones(row.tones),
            **_earlier(row),
            "reach": printed(row.reach),
            "numbers": row.references,
        }
        for row in section.rows
    )
    yield maker.table("outlets", section.title, columns, rows, section.outlets, [section.rest, section.reach])


def _earlier(row: Any) -> dict[str, Cell]:
    """The figures of the periods compared with, as they are printed in any row that has them."""
    return {"before": printed(row.before), "year_before": printed(row.year_before)}


def _people(report: Report, section: People) -> Iterator[Table]:
    maker = Maker(report)
    parts: tuple[tuple[str, Finding | None, Iterator[Row]], ...] = (
        ("people", section.people, _persons(section)),
        ("pick_ups", section.pick_ups, _picked_up(section)),
        ("reporters", section.reporters, _reporters(section)),
    )
    for key, finding, rows in parts:
        if finding:
            columns = maker.columns(*_TABLES_OF_PEOPLE[key])
            yield maker.table(key, maker.words.label(key), columns, rows, finding)


def _persons(section: People) -> Iterator[Row]:
    for row in section.rows:
        yield {
            "person": row.name,
            "number": row.number,
            "voice": row.voice,
            "named": row.named,
            **_earlier(row),
            "outlets": row.outlets,
            "topics": ", ".join(row.topics),
            "numbers": row.references,
        }


def _picked_up(section: People) -> Iterator[Row]:
    for row in section.pick_up_rows:
        yield {
            "headline": row.headline,
            "outlet": row.outlet,
            "first_number": row.first,
            "others": ", ".join(row.others),
            "numbers": row.references,
        }


def _reporters(section: People) -> Iterator[Row]:
    for row in section.reporter_rows:
        yield {
            "reporter": row.name,
            "outlet": row.outlet,
            "number": row.number,
            **_earlier(row),
            "numbers": row.references,
        }


def _topics(report: Report, section: Topics) -> Iterator[Table]:
    maker = Maker(report)
    if section.topics:
        columns = maker.columns("topic", "number", "before", "change", "year_before", "numbers")
        yield maker.table("topics", maker.words.label("topics"), columns, _by_topic(section), section.topics)
    if section.messages:
        columns = maker.columns("mark", "message", "number", "of_all", "before", "year_before", "numbers")
        yield maker.table("messages", maker.words.column("messages"), columns, _messages(section), section.messages)
    for key, finding, rows in _divisions(section):
        if finding:
            columns = maker.columns(key, *_COUNTED)
            yield maker.table(key, maker.words.column(key), columns, rows, finding)


def _by_topic(section: Topics) -> Iterator[Row]:
    for row in section.rows:
        yield {
            "topic": row.label,
            "number": row.number,
            "before": row.before,
            "change": None if row.before is None else row.number - row.before,
            "year_before": row.year_before,
            "numbers": row.references,
        }


def _messages(section: Topics) -> Iterator[Row]:
    for row in section.message_rows:
        yield {
            "mark": row.mark,
            "message": row.text,
            "number": row.number,
            "of_all": row.total,
            **_earlier(row),
            "numbers": row.references,
        }


def _divisions(section: Topics) -> Iterator[tuple[str, Finding | None, list[Row]]]:
    parts = (
        ("medium", section.medium, section.media),
        ("prominence", section.prominence, section.prominences),
        ("language", section.language, section.languages),
        ("region", section.region, section.regions),
    )
    for key, finding, counts in parts:
        rows: list[Row] = [
            {
                key: count.label,
                "number": count.number,
                "before": count.before,
                "year_before": count.year_before,
                "numbers": count.references,
            }
            for count in counts
        ]
        yield key, finding, rows


def _share(report: Report, section: ShareOfVoice) -> Iterator[Table]:
    maker = Maker(report)
    rows: Iterator[Row] = (
        {"organisation": row.name, "number": row.number, "share": printed(row.share), **_earlier(row)}
        for row in section.rows
    )
    columns = maker.columns("organisation", "number", "share", "before", "year_before")
    notes = [f"{query.label}{maker.words.label('colon')} {query.text}" for query in section.queries]
    yield maker.table("share", section.title, columns, rows, section.share, notes)


def _issues(report: Report, section: Issues) -> Iterator[Table]:
    maker = Maker(report)
    columns = maker.columns("state", "what", "headline", "outlet", "date", "asked", "owner", "outcome", "numbers")
    parts = (
        ("corrections", section.corrections, section.correction_rows),
        ("follow_ups", section.follow_ups, section.follow_up_rows),
    )
    for key, finding, rows in parts:
        if finding:
            yield maker.table(key, maker.words.column(key), columns, map(_issue, rows), finding)


def _issue(row: IssueRow) -> Row:
    return {
        "state": row.state_label,
        "what": row.what,
        "headline": row.headline,
        "outlet": row.outlet,
        "date": row.date_label,
        "asked": row.asked,
        "owner": row.owner,
        "outcome": row.outcome,
        "numbers": row.references,
    }


def _briefing(report: Report, section: Briefing) -> Iterator[Table]:
    maker = Maker(report)
    rows: Iterator[Row] = (
        {
            "group": group.title,
            "clipping": brief.entry.number,
            "headline": linked(brief.entry.headline, brief.entry.url),
            "outlet": brief.entry.outlet,
            "line": brief.line,
        }
        for group in section.groups
        for brief in group.briefs
    )
    columns = maker.columns("group", "clipping", "headline", "outlet", "line")
    yield maker.table("briefing", section.title, columns, rows, notes=[section.lead])


MAKERS: dict[str, Callable[[Report, Any], Iterator[Table]]] = {
    "summary": _summary,
    "volume": _volume,
    "outlets": _outlets,
    "people": _people,
    "topics": _topics,
    "share": _share,
    "issues": _issues,
    "briefing": _briefing,
}
"""What makes the tables of a section, by its key."""
