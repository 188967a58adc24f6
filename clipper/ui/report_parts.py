"""The texts that staff may write into a report, and where in it they stand."""

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from clipper.model.markup import sentences
from clipper.model.report import MEANING_TEXT, NEXT_TEXT, SUMMARY_TEXT, TODAY_TEXT, Kind, introduction, why
from clipper.reports.compose import chapters
from clipper.reports.document import Briefing, Report, Summary
from clipper.reports.making import Draft

_WHY = "why/"


class ReportText(Struct, frozen=True):
    """A text that staff may write: its key and title, and what stands in the report where they wrote nothing."""

    key: str
    title: str
    drafted: str = ""


def summary_sentences(report: Report) -> int:
    """Return how many sentences the summary has, 0 where the report leaves it out."""
    summary = report.section("summary")
    if not isinstance(summary, Summary):
        return 0
    return len(sentences(summary.written or f"{summary.lead} {summary.text}"))


def written_sections(draft: Draft) -> frozenset[str]:
    """Return the sections that hold a text by staff."""
    keys = draft.issue.texts
    found = {key.removeprefix("introduction/") for key in keys if key.startswith("introduction/")}
    if any(key in keys for key in (SUMMARY_TEXT, MEANING_TEXT, NEXT_TEXT)):
        found.add("summary")
    if any(key.startswith(_WHY) for key in keys):
        found.add("key")
    return frozenset(found)


def texts_of(draft: Draft, section: str) -> list[ReportText]:
    """Return the texts that staff may write into a section, the first of them the one that is written most."""
    if draft.definition.kind is Kind.BRIEFING:
        return _of_briefing(draft.report)
    texts = []
    if section == "summary":
        texts = _of_summary(draft.report)
    if section == "key":
        starred = draft.coverage.now.starred
        texts = [ReportText(why(one.uuid), _why_title(one.headline or one.url or "")) for one in starred]
    return [*texts, ReportText(introduction(_first_part(draft, section)), _say("Introduction"))]


def section_of(draft: Draft, chapter: str) -> str:
    """Return the key of the section that a chapter of this title begins with, "" where there is none."""
    found = (section for section in draft.report.sections if section.title == chapter)
    section = next(found, None)
    return (section.anchor or section.key) if section else ""


def chapter_of(draft: Draft, section: str) -> str:
    """Return the title of the chapter that a section stands in, "" where the report leaves it out."""
    first = _first_part(draft, section)
    return next((one.title for one in draft.report.sections if first in (one.anchor, one.key)), "")


def _first_part(draft: Draft, section: str) -> str:
    """The section that a chapter begins with: the introduction at its head is that one's."""
    return next((parts[0] for _key, parts in chapters(draft.definition.sections) if section in parts), section)


def _of_summary(report: Report) -> list[ReportText]:
    summary = report.section("summary")
    drafted = "\n\n".join(filter(None, (summary.lead, summary.text))) if isinstance(summary, Summary) else ""
    return [
        ReportText(SUMMARY_TEXT, _say("Summary"), drafted),
        ReportText(MEANING_TEXT, _say("What it means")),
        ReportText(NEXT_TEXT, _say("What is next")),
    ]


def _of_briefing(report: Report) -> list[ReportText]:
    found = next((section for section in report.sections if isinstance(section, Briefing)), None)
    drafted = found.lead if found else ""
    return [ReportText(SUMMARY_TEXT, _say("Opening"), drafted), ReportText(TODAY_TEXT, _say("On today"))]


def _why_title(headline: str) -> str:
    return _say("Why it matters: {headline}").format(headline=headline)


def _say(text: str) -> str:
    return QCoreApplication.translate("ReportParts", text)
