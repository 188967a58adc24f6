"""Briefings made of plain values, for what their template does with them whatever the morning brought."""

from clipper.model.report import Kind
from clipper.model.values import replace
from clipper.reports.document import Briefing, Report
from clipper.reports.parts import Brief, BriefGroup
from tests.reports.invented import entry, report

TODAY = """- 10:00 a.m. Senate committee continues; **Ivalu** is available to media.
- 1:15 p.m. Pre-interview with the harbour radio.
- Ask the desk whether the correction ran."""


def briefing(clippings: int = 7, code: str = "en", today: str = TODAY, **changes: object) -> Report:
    """Return the briefing of a morning with so many clippings, most of them about us."""
    made = report(0, code)
    section = Briefing(
        number=1,
        title="Morning briefing",
        finding="Ivalu leads the morning",
        lead="Ivalu’s Senate testimony leads the morning: five clippings since yesterday, none negative.",
        groups=(
            _group("About us", range(1, clippings // 2 + 1)),
            _group("Our issues", range(clippings // 2 + 1, clippings)),
            _group("Peers", range(clippings, clippings + 1) if clippings else range(0)),
        ),
        today=today,
    )
    return replace(
        made,
        kind=Kind.BRIEFING,
        template="briefing",
        title="Morning briefing" if code == "en" else "Revue du matin",
        period="Thursday, October 15" if code == "en" else "Jeudi 15 octobre",
        sections=(replace(section, **changes),),  # type: ignore[arg-type]
    )


def _group(title: str, numbers: range) -> BriefGroup:
    briefs = tuple(map(_brief, numbers))
    return BriefGroup(title, briefs, "" if briefs else "Nothing this morning.")


def _brief(number: int) -> Brief:
    line = "Leads the wire; three outlets have run it since five o’clock."
    also_ran = ("Inlet Echo",) if number == 2 else ()
    return Brief(entry(number, figure=f"clipping/{number}"), line, "harbour.example", also_ran)
