"""Reports in which every section stands and every field says something, as no library fills them all at once."""

from datetime import date

from clipper.model.report import Audience, Kind
from clipper.model.values import replace
from clipper.reports.document import (
    Briefing,
    Clippings,
    Mentions,
    Outlets,
    People,
    Report,
    Section,
    ShareOfVoice,
    Summary,
    Topics,
)
from clipper.reports.parts import (
    Amount,
    Brief,
    BriefGroup,
    Count,
    Fact,
    Finding,
    Group,
    Mention,
    MessageRow,
    References,
    ShareRow,
    Year,
)
from tests.reports.invented import entry, report

STAFF = "# Ten years\n\nFunding is **the frame** now, see [the study](https://example.org/study).\n\n- one\n- two"
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10" width="40" height="10"><path d="M0 0h40v10H0z"/></svg>'
)


def whole(code: str = "en", said: str = "The quay of the harbour") -> Report:
    """Return a report of all sections; `said` stands in every text that may say anything."""
    made = report(24, code)
    sections = [_filled(section, said) for section in made.sections]
    sections.insert(-1, _share(said))
    return replace(
        made,
        sections=tuple(replace(section, number=number) for number, section in enumerate(sections, 1)),
        logo=LOGO,
        brand="#8A1C5B",
        version_label="Version 2",
        changes=("Two clippings were added.", said),
        period_last_year="October 2025",
        short_last_year="Oct 25",
    )


def _filled(section: Section, said: str) -> Section:
    section = replace(section, introduction=f"{said}\n\n{STAFF}")
    if isinstance(section, Summary):
        first = replace(
            section.measures[0], amounts=(Amount(9), Amount(4, "", 5, remark="twice as many"), Amount(9, "", 0))
        )
        texts = {"written": f"{said}\n\n{STAFF}", "meaning": STAFF, "next_steps": f"1. {said}\n2. Call."}
        return replace(section, measures=(first, *section.measures[1:]), since=said, **texts)
    if isinstance(section, Outlets):
        tiers = ("Tier 1", "Tier 1", "Tier 2", "No tier", "No tier")
        rows = (
            replace(
                row,
                tier=tier,
                reach="1,669,000" if place else "unknown",
                year_before="2",
                name=said if place > 3 else row.name,
            )
            for place, (row, tier) in enumerate(zip(section.rows, tiers, strict=True))
        )
        return replace(section, rows=tuple(rows), rest=said, reach=said)
    if isinstance(section, People):
        people = tuple(replace(row, name=f"{said} {place}", year_before="3") for place, row in enumerate(section.rows))
        reporters = tuple(replace(row, number=3, before="1", year_before="2") for row in section.reporter_rows)
        return replace(section, rows=people, reporter_rows=reporters)
    if isinstance(section, Topics):
        return _topics(section, said)
    return _listed(section, said) if isinstance(section, Clippings) else section


def _topics(section: Topics, said: str) -> Topics:
    message = MessageRow("M1", said, 13, 24, References((1, 2, 3), "and 9 more"), "4 of 23", "2 of 21")
    other = MessageRow("M2", "The North sets the date.", 0, 24, References())
    return replace(
        section,
        rows=tuple(
            replace(row, label=said if not place else row.label, year_before=2)
            for place, row in enumerate(section.rows)
        ),
        region=Finding("Region"),
        regions=(Count("nu", said, 9, References((1,)), 3, 4), Count("on", "Ontario", 4)),
        messages=Finding("Ten-year funding was carried most", said, "Clippings that carry each message"),
        message_rows=(message, other),
    )


def _listed(section: Clippings, said: str) -> Clippings:
    """The list by outlet, its first clipping with all that a clipping can have."""
    full = {"full_text": f"{said}\n\n## On the pier\n\n> quoted\n\nEnd.", "rights_notice": said, "note": said}
    groups = [replace(group, day="", weekday="", label=f"{said} {place}") for place, group in enumerate(section.groups)]
    first = replace(groups[0].entries[0], headline=said, outlet=said, meta=(said,), tags=(said,), **full)
    groups[0] = replace(groups[0], entries=(first, *groups[0].entries[1:]), also=References((5, 6), "and 2 more"))
    return replace(section, groups=tuple(groups), grouping="outlet")


def _share(said: str) -> ShareOfVoice:
    return ShareOfVoice(
        number=0,
        title="Share of voice",
        finding="Two clippings in five were about us",
        share=Finding("Two clippings in five were about us", said, "Clippings about us and about peers"),
        rows=(
            ShareRow("Ostrander Institute", 24, "40%", True, "35%", "30%"),
            ShareRow(said, 36, "60%", False, "65%", "70%"),
        ),
        queries=(Fact("Ostrander Institute", "relation:about_us"), Fact("Peers", said)),
    )


def briefing(said: str = "Leads the wire; three outlets have run it.") -> Report:
    """Return a morning on one page."""
    first = Brief(entry(1, headline=said, outlet=said), said, "example.org")
    section = Briefing(
        number=1,
        title="Briefing",
        finding="Five clippings since yesterday",
        lead="Five clippings since yesterday, none negative.",
        groups=(
            BriefGroup("About us", (first, Brief(entry(2, url=None), "One line.", ""))),
            BriefGroup("Our issues", (Brief(entry(5), "", "example.org"),)),
            BriefGroup("Peers", (), "Nothing on peers."),
        ),
        today=f"- 10:00 Senate committee\n- {said}",
    )
    return replace(
        report(0), kind=Kind.BRIEFING, title="Briefing", sections=(section,), has_cover=False, has_contents=False
    )


def media_page(said: str = "Why a nail costs more") -> Report:
    """Return the list for a website; its lines hold markup of their own, which is escaped where `said` stands."""
    line = Mention(
        uuid="1",
        headline=said,
        language="fr",
        url="https://example.org/1",
        on=date(2026, 10, 3),
        text=f"{said} by Dana Whitlock, Northern Ledger, October 3, 2026",
        markdown="[Why](https://example.org/1) by Dana Whitlock",
        html='<a href="https://example.org/1">Why a nail</a>, <em>Northern Ledger</em><script>x</script>',
    )
    section = Mentions(
        number=1, title="In The Media", finding="One mention", years=(Year("2026", (line,)), Year("2025", (line,)))
    )
    made = replace(report(0), kind=Kind.MEDIA_PAGE, title="In The Media", audience=Audience.PUBLIC, sections=(section,))
    return replace(made, has_cover=False, has_contents=False)


def listed(made: Report) -> tuple[Group, ...]:
    """Return the groups of the list of clippings."""
    section = made.section("clippings")
    assert isinstance(section, Clippings)
    return section.groups
