"""What stands between cover and sections: the contents with a line for each finding, how to read the report."""

from clipper.reports.parts import TONE_ORDER
from clipper.reports.writers.word.manuscript import Heading, Manuscript, paragraph
from clipper.reports.writers.word.tables import MARKS, facts_table, tone_style
from clipper.reports.writers.word.xml import Element, el, field, field_end, field_start, run, tab

_CONTENTS = r'TOC \o "1-2" \h \z \u'


def contents(manuscript: Manuscript) -> list[Element]:
    """Return the contents as a field that shows its lines from the start; page numbers are fields in it."""
    labels, lines = manuscript.report.labels, manuscript.contents
    head = paragraph("TOCHeading", manuscript.text(labels["contents"]))
    if not lines:
        return [head]
    made = [_line(manuscript, line) for line in lines]
    for place, node in enumerate(field_start(_CONTENTS)):
        made[0].insert(1 + place, node)
    made[-1].append(field_end())
    return [head, *made]


def _line(manuscript: Manuscript, line: Heading) -> Element:
    number = [*run(line.number, style="SectionNumber"), tab()] if line.number else []
    page = [tab(), *field(rf"PAGEREF {line.anchor} \h")]
    words = el("hyperlink", *number, *manuscript.text(line.text), *page, anchor=line.anchor, history="1")
    return paragraph(f"TOC{line.level}", [words])


def reading(manuscript: Manuscript, width: int) -> None:
    """Add how to read the report, and the key of the marks of tones for those who are told them."""
    report = manuscript.report
    if report.reading:
        manuscript.paragraph("Heading3", manuscript.text(report.labels["reading"]), extra=[_across()])
        facts_table(manuscript, report.reading, width, 3)
    if any(getattr(section, "tone", None) for section in report.sections):
        manuscript.paragraph("Meta", *(_tone(manuscript, tone) for tone in TONE_ORDER), extra=[_across()])


def _across() -> Element:
    """What lets a paragraph begin at the margin of the page, so that all of it finds room below the contents."""
    return el("ind", left=0, firstLine=0)


def _tone(manuscript: Manuscript, tone: str) -> list[Element]:
    return [
        *run(MARKS[tone] + " ", style=tone_style(tone)),
        *manuscript.text(manuscript.report.labels[tone] + "\u2003"),
    ]


def changes(manuscript: Manuscript) -> None:
    """Add what a later version changed."""
    report = manuscript.report
    if report.changes:
        manuscript.paragraph("Heading3", manuscript.text(report.labels["changes"]))
    for change in report.changes:
        manuscript.paragraph("ListBullet", manuscript.text(change))
