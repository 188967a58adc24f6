"""The sections of a report, each as headings, paragraphs, charts and tables of Word."""

from collections.abc import Callable, Sequence
from typing import Any

from clipper.reports.document import (
    Briefing,
    Issues,
    KeyCoverage,
    Mentions,
    Method,
    Outlets,
    People,
    Section,
    ShareOfVoice,
    Summary,
    Topics,
    Volume,
)
from clipper.reports.language import language
from clipper.reports.parts import Amount, Fact, Finding, IssueRow, KeyClipping
from clipper.reports.tables import Table, entries, of_figures
from clipper.reports.writers.word.clippings import clippings, headline, meta, remark
from clipper.reports.writers.word.manuscript import Manuscript, paragraph, shortened
from clipper.reports.writers.word.markup import markup
from clipper.reports.writers.word.tables import RAIL, Head, add_table, amount, data_table
from clipper.reports.writers.word.xml import Element, el, run

_MOST_IN_A_STRIP = 8
_SHORT = 15  # clippings
_LONG_FIGURE = 4  # digits


class Sections:
    """Writes the sections of a report, `width` twentieths of a point wide with the rail."""

    def __init__(self, manuscript: Manuscript, width: int) -> None:
        self.manuscript = manuscript
        self.report = manuscript.report
        self.width = width
        self._is_short = len(entries(self.report)) < _SHORT
        self._before = ""
        self.tables: dict[str, Table] = {table.key: table for table in of_figures(self.report)}

    def write(self, section: Section) -> None:
        """Add a section with its number, its title, what staff wrote to it, and its finding."""
        self.manuscript.section(section.number, section.title, follows=self._follows(section.key))
        self._before = section.key
        markup(self.manuscript, section.introduction)
        _WRITERS[section.key](self, section)

    def _follows(self, key: str) -> bool:
        """Whether a section stands below the one before it: the method, and all after the summary of a short report."""
        return bool(self._before) and (key == "method" or (self._is_short and self._before != "summary"))

    def part(self, finding: Finding, *, chart: str = "", table: str = "", wide: bool = False) -> None:
        """Add a finding with its sentence, its chart, and its table, in the main column or over the whole width."""
        manuscript = self.manuscript
        manuscript.finding(finding.heading)
        manuscript.paragraph("BodyText", manuscript.text(finding.text))
        manuscript.chart(chart, finding.caption)
        if table in self.tables:
            manuscript.paragraph("Caption", manuscript.text(self.tables[table].title if chart else finding.caption))
            left = 0 if wide else RAIL
            data_table(manuscript, self.tables[table], self.width - left, left=left, leave_out=("named",))

    def words(self, style: str, *texts: str) -> None:
        """Add a paragraph for each text that there is."""
        for text in texts:
            self.manuscript.paragraph(style, self.manuscript.text(text))

    def titled(self, label: str, text: str) -> None:
        """Add Markdown by staff under a title, where there is any."""
        if text.strip():
            self.words("Heading3", self.report.labels[label])
            markup(self.manuscript, text)


def _summary(to: Sections, section: Summary) -> None:
    to.manuscript.finding(section.finding)
    if section.written.strip():
        markup(to.manuscript, section.written)
    else:
        to.words("Lead", section.lead)
        to.words("BodyText", section.text)
    if 0 < len(section.measures) <= _MOST_IN_A_STRIP:
        _strip(to, section)
    elif section.measures:
        data_table(to.manuscript, to.tables["figures"], to.width)
    to.words("Meta", section.since)
    to.titled("meaning", section.meaning)
    to.titled("next_steps", section.next_steps)
    if section.highlights:
        to.words("Heading3", to.report.labels["key"])
    for entry in section.highlights:
        manuscript = to.manuscript
        where = manuscript.line(f"\u2002{entry.outlet}, {entry.short_date}\u2002", "Small")
        number = manuscript.jump(entry.number, run(str(entry.number), style="Number"))
        words = manuscript.jump(entry.number, manuscript.line(entry.headline, language=entry.language))
        manuscript.paragraph("ListBullet", words, where, number)


def _strip(to: Sections, section: Summary) -> None:
    """The headline figures as a table: a column for each measure, a row for each period, this one in large figures."""
    size = max(len(str(one.amounts[0].number)) for one in section.measures)
    heads = [Head("", 2.0), *(Head(one.label.replace("\u00ad", ""), 1.3) for one in section.measures)]
    rows = []
    for place, period in enumerate(section.periods):
        label = paragraph("TableText", to.manuscript.text(period, "Label" if place == 0 else "Small"))
        values = [one.amounts[place] if place < len(one.amounts) else None for one in section.measures]
        rows.append([[label], *([_value(to, value, is_first=place == 0, size=size)] for value in values)])
    title = to.tables["figures"].title if "figures" in to.tables else section.title
    add_table(to.manuscript, heads, rows, to.width, title=title, description=section.lead)


def _value(to: Sections, value: Amount | None, *, is_first: bool, size: int) -> Element:
    if value is None:
        return paragraph("TableText", [])
    if is_first:
        style = "Figure" if size <= _LONG_FIGURE else "TableName"
        unit = to.manuscript.text(value.unit if value.unit.endswith("%") else f" {value.unit}", "Small")
        return paragraph(style, [*run(str(value.number)), *(unit if value.unit else [])])
    remark = [el("r", el("br")), *run(value.remark, style="Small")] if value.remark else []
    return paragraph("TableText", [*run(amount(value)), *run(_change(value), style="Small"), *remark])


def _change(value: Amount) -> str:
    if value.change is None:
        return ""
    sign = "▲" if value.change > 0 else "▼" if value.change < 0 else "="
    return f"\u2002{sign}\u00a0{abs(value.change)}" if value.change else f"\u2002{sign}"


def _volume(to: Sections, section: Volume) -> None:
    if section.volume:
        to.part(section.volume, chart="volume")
    if section.tone:
        to.part(section.tone, chart="tone", table="tone")
        to.words("Meta", section.coded_by)
    if section.trend:
        to.part(section.trend, chart="trend")


def _outlets(to: Sections, section: Outlets) -> None:
    to.part(section.outlets, table="outlets", wide=True)
    to.words("Meta", section.rest, section.reach)


def _people(to: Sections, section: People) -> None:
    if section.people:
        to.part(section.people, table="people", wide=True)
    if section.pick_ups:
        to.part(section.pick_ups, table="pick_ups", wide=True)
    if section.reporters:
        to.part(section.reporters, table="reporters")


def _topics(to: Sections, section: Topics) -> None:
    if section.topics:
        to.part(section.topics, chart="topics", table="topics")
    else:
        to.manuscript.finding(section.finding)
    if section.messages:
        to.part(section.messages, table="messages", wide=True)
    parts = ("medium", section.medium), ("prominence", section.prominence), ("language", section.language)
    for key, finding in (*parts, ("region", section.region)):
        if finding:
            to.part(finding, table=key)


def _share(to: Sections, section: ShareOfVoice) -> None:
    to.part(section.share, table="share")
    _facts(to, section.queries)


def _key(to: Sections, section: KeyCoverage) -> None:
    to.manuscript.finding(section.finding)
    for one in section.clippings:
        with to.manuscript.together():
            _key_clipping(to, one)


def _key_clipping(to: Sections, one: KeyClipping) -> None:
    manuscript, labels, entry = to.manuscript, to.report.labels, one.entry
    manuscript.paragraph("Heading3", headline(manuscript, entry))
    number = manuscript.jump(entry.number, run(f"\u2002{entry.number}", style="Number"))
    manuscript.paragraph("Meta", meta(manuscript, entry, dated=True), number)
    if one.quote:
        quoted = language(to.report.language).quoted(one.quote.text, entry.language)
        manuscript.paragraph("Quote", manuscript.text(quoted, language=entry.language))
        to.words("Meta", f"— {one.quote.speaker}")
    else:
        manuscript.paragraph("BodyText", manuscript.text(one.excerpt, language=entry.language))
    if one.also_ran:
        ran = manuscript.text(f"{labels['also_ran']} {', '.join(one.also_ran)}\u2002")
        manuscript.paragraph("Meta", ran, manuscript.numbers(one.pick_ups))
    if one.why.strip():
        remark(manuscript, labels["why"], one.why)


def _issues(to: Sections, section: Issues) -> None:
    if section.corrections:
        to.part(section.corrections)
        _matters(to, section.corrections.caption, section.correction_rows)
    if section.follow_ups:
        to.part(section.follow_ups)
        _matters(to, section.follow_ups.caption, section.follow_up_rows)


def _matters(to: Sections, caption: str, rows: Sequence[IssueRow]) -> None:
    manuscript, labels = to.manuscript, to.report.labels
    titles = (labels["state"], caption, labels["clipping"], labels["asked"], labels["owner"], labels["outcome"])
    heads = [Head(title, weight) for title, weight in zip(titles, (2.0, 3.0, 3.4, 2.2, 1.6, 2.2), strict=True)]
    cells = []
    for row in rows:
        about = manuscript.line(row.headline, language=row.language)
        where = manuscript.line(f"{row.outlet}, {row.date_label}\u2002", "Small")
        about += [el("r", el("br")), *where, *manuscript.numbers(row.references)]
        texts = [run(shortened(text)) for text in (row.state_label, row.what, row.asked, row.owner, row.outcome)]
        cells.append([[paragraph("TableText", content)] for content in (*texts[:2], about, *texts[2:])])
    add_table(manuscript, heads, cells, to.width, title=caption)


def _briefing(to: Sections, section: Briefing) -> None:
    manuscript = to.manuscript
    to.words("Lead", section.lead)
    markup(manuscript, section.written)
    for group in section.groups:
        manuscript.finding(group.title)
        to.words("BodyText", group.empty if not group.briefs else "")
        for brief in group.briefs:
            host = manuscript.text(f"\u2002{brief.host}" if brief.host else "")
            manuscript.paragraph("Heading3", headline(manuscript, brief.entry))
            manuscript.paragraph("Meta", meta(manuscript, brief.entry, dated=True), host)
            manuscript.paragraph("BodyText", manuscript.text(brief.line, language=brief.entry.language))
    to.titled("today", section.today)


def _mentions(to: Sections, section: Mentions) -> None:
    manuscript = to.manuscript
    to.words("BodyText", section.empty)
    for year in section.years:
        manuscript.finding(year.label)
        for one in year.mentions:
            before, found, after = one.text.partition(one.headline)
            words = manuscript.text(found or one.text, "Hyperlink" if one.url else "", one.language)
            rest = manuscript.text(after) if found else []
            manuscript.paragraph(
                "ListBullet", manuscript.text(before) if found else [], manuscript.link(one.url, words), rest
            )


def _method(to: Sections, section: Method) -> None:
    to.manuscript.finding(section.finding)
    _facts(to, section.facts)
    to.words("Meta", *section.closing)


def _facts(to: Sections, facts: Sequence[Fact]) -> None:
    for fact in facts:
        to.words("FactLabel", fact.label)
        to.words("FactText", fact.text)


def _clippings(to: Sections, section: Any) -> None:
    clippings(to.manuscript, section)


_WRITERS: dict[str, Callable[[Sections, Any], None]] = {
    "summary": _summary,
    "volume": _volume,
    "outlets": _outlets,
    "people": _people,
    "topics": _topics,
    "share": _share,
    "key": _key,
    "issues": _issues,
    "clippings": _clippings,
    "briefing": _briefing,
    "mentions": _mentions,
    "method": _method,
}
