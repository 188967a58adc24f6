"""The list of all clippings for Word: in groups, each with what is known of it and what staff coded and wrote."""

from clipper.reports.document import Clippings
from clipper.reports.parts import Entry, Group
from clipper.reports.writers.word.manuscript import Manuscript
from clipper.reports.writers.word.markup import markup
from clipper.reports.writers.word.tables import MARKS, tone_style
from clipper.reports.writers.word.xml import Element, run, tab


def clippings(manuscript: Manuscript, section: Clippings) -> None:
    """Add the groups of clippings in their order."""
    manuscript.finding(section.finding)
    for group in section.groups:
        _group(manuscript, group)


def _group(manuscript: Manuscript, group: Group) -> None:
    labels = manuscript.report.labels
    count = manuscript.text(f"\u2002{group.count}" if group.count else "", "Small")
    manuscript.paragraph("Group", manuscript.line(group.label), count)
    for entry in group.entries:
        with manuscript.together():
            _entry(manuscript, entry)
    if group.also.shown:
        manuscript.paragraph(
            "Meta", manuscript.text(f"{labels['also_here']}{labels['colon']} "), manuscript.numbers(group.also)
        )


def _entry(manuscript: Manuscript, entry: Entry) -> None:
    labels = manuscript.report.labels
    number = manuscript.clipping_place(entry.number, run(str(entry.number), style="Number"))
    star = run("★ ", style="Star") if entry.is_key else []
    style = "PickUp" if entry.is_pick_up else "Heading4"
    manuscript.paragraph(style, number, [tab()], star, headline(manuscript, entry))
    manuscript.paragraph("Meta", meta(manuscript, entry))
    manuscript.paragraph("Excerpt", manuscript.text(entry.excerpt, language=entry.language))
    manuscript.paragraph("Coded", _coded(manuscript, entry))
    markup(manuscript, entry.full_text, "Excerpt", entry.language)
    manuscript.paragraph("Meta", manuscript.text(entry.rights_notice))
    if entry.note.strip():
        remark(manuscript, labels["note"], entry.note)
    for comment in entry.comments:
        remark(manuscript, labels["comment"], comment.text, comment.passage, entry.language)


def headline(manuscript: Manuscript, entry: Entry) -> list[Element]:
    """Return the headline of a clipping in its own language, as a link where it has an address."""
    style = "Headline" if entry.url else ""
    return manuscript.link(entry.url, manuscript.line(entry.headline, style, entry.language))


def meta(manuscript: Manuscript, entry: Entry, *, dated: bool = False) -> list[Element]:
    """Return the line of metadata: outlet, programme, reporters (feat. spokespeople), date, whether it is a pick-up."""
    labels = manuscript.report.labels
    found = manuscript.line(entry.outlet, "Outlet")
    for place, part in enumerate(entry.meta):
        found += manuscript.text(" · " if place else "\u2002")
        found += manuscript.line(part, looks=("i",) if place == 0 and entry.has_programme else ())
    if entry.featured:
        found += manuscript.line(f" ({labels['feat']} {', '.join(entry.featured)})")
    after = [entry.date_label] if dated else []
    after += [labels["pick_up"]] if entry.is_pick_up else []
    return [*found, *(node for part in after if part for node in manuscript.text(f" · {part}"))]


def _coded(manuscript: Manuscript, entry: Entry) -> list[Element]:
    labels = manuscript.report.labels
    found = run(f"{MARKS[entry.tone]} ", style=tone_style(entry.tone)) if entry.tone else []
    found += manuscript.text(entry.tone_label, "Label")
    tags = f"{labels['tags']}{labels['colon']} {', '.join(entry.tags)}" if entry.tags else ""
    parts = [part for part in (entry.prominence, ", ".join(entry.topics), tags) if part]
    return found + manuscript.text((" · " if found and parts else "") + " · ".join(parts))


def remark(manuscript: Manuscript, label: str, text: str, passage: str = "", code: str = "") -> None:
    """Add what staff wrote to a clipping under its label, with the passage that it is about."""
    manuscript.paragraph("Note", manuscript.text(label, "Label"))
    manuscript.paragraph("Note", manuscript.text(passage, language=code, looks=("i",)))
    markup(manuscript, text, "Note")
