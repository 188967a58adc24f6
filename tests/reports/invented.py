"""Reports made of plain values, for what writers do with them whatever the library holds."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from clipper.model.report import Audience
from clipper.model.values import replace
from clipper.reports.document import (
    Briefing,
    Clippings,
    Issues,
    KeyCoverage,
    Mentions,
    Method,
    Outlets,
    People,
    Report,
    Section,
    ShareOfVoice,
    Summary,
    Topics,
    Volume,
)
from clipper.reports.language import language
from clipper.reports.parts import (
    Amount,
    Bar,
    Brief,
    BriefGroup,
    Comment,
    Count,
    Entry,
    Fact,
    Finding,
    Group,
    IssueRow,
    KeyClipping,
    Measure,
    Mention,
    MessageRow,
    OutletRow,
    PersonRow,
    PickUpRow,
    Quote,
    References,
    ReporterRow,
    ShareRow,
    ToneBar,
    TopicRow,
    Year,
)

TONES = ("positive", "neutral", "positive", "mixed", "negative", "positive", "not-coded")
OUTLETS = ("The Harbour Gazette", "Radio Boréale", "Northern Ledger", "Le Courrier du Fleuve", "Tundra & Taiga Review")
TOPICS = ("Housing", "Arctic shipping", "Broadband", "Energy and the long winter of the northern grid")
PEOPLE = ("Agathe Tremblay-Osei", "Ruth Ivalu", "Bram Kessler")
MESSAGES = ("Northern housing needs ten-year funding, not yearly grants.", "The broadband gap is an economic gap.")
HEADLINES = (
    "Ferry subsidy ends in spring, and nobody has said what follows",
    "Ports du Nord : la facture dépasse 9,4 milliards",
    "Why a nail costs more in Moosonee",
    "Council asks who was consulted about the housing plan",
)
EXCERPT = "“The season has grown by nineteen days; the quay has not grown at all,” Ivalu said on the pier, in the rain."


def entry(number: int, **changes: object) -> Entry:
    """Return a clipping that fills every line that a page has for it."""
    tone = TONES[number % len(TONES)]
    made = Entry(
        number=number,
        headline=HEADLINES[number % len(HEADLINES)],
        language="fr" if number % 4 == 1 else "en",
        url=f"https://example.org/2026/10/{number}",
        outlet=OUTLETS[number % len(OUTLETS)],
        meta=("Midi pile", "radio", "Luc Pelland") if number % 5 == 1 else ("Dana Whitlock",),
        has_programme=number % 5 == 1,
        featured=(PEOPLE[number % 3],) if number % 3 else (),
        date_label=f"October {number % 28 + 1}, 2026",
        short_date=f"Oct {number % 28 + 1}",
        excerpt=EXCERPT,
        tone=tone,
        tone_label=tone.replace("-", " ").capitalize(),
        prominence="Main subject",
        topics=(TOPICS[number % 4],),
        tags=("to answer",) if number % 6 == 2 else (),
        note="Call **Leah** before the [spring study](https://example.org/study)." if number % 6 == 3 else "",
        is_key=number in (2, 3, 6, 9, 13),
        is_pick_up=number % 9 == 4,
        comments=(Comment("the quay has not grown at all", "Pull **this** for the board."),) if number % 6 == 3 else (),
        on=date(2026, 10, number % 28 + 1),
        programme="Midi pile" if number % 5 == 1 else "",
        medium="radio" if number % 5 == 1 else "online",
        reporters=("Luc Pelland",) if number % 5 == 1 else ("Dana Whitlock",),
        people=(PEOPLE[number % 3],) if number % 3 else (),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def report(clippings: int = 34, code: str = "en", entries: Sequence[Entry] | None = None) -> Report:
    """Return a report of October 2026 with so many clippings; none gives the empty one."""
    listed = list(entries) if entries is not None else [entry(number) for number in range(1, clippings + 1)]
    days = _days(listed)
    sections = _sections(listed, days) if listed else [_summary([]), _method()]
    return Report(
        title="Media report" if code == "en" else "Revue de presse",
        name="Media report, October 2026" if code == "en" else "Revue de presse, octobre 2026",
        period="October 2026" if code == "en" else "Octobre 2026",
        period_before="September 2026",
        short_before="Sep",
        period_last_year="October 2025",
        short_last_year="Oct 2025",
        organisation="Ostrander Institute",
        language=code,
        region="CA",
        audience=Audience.INTERNAL,
        issued_on=date(2026, 11, 4),
        imprint=(
            Fact("Issued", "November 4, 2026"),
            Fact("Prepared by", "Odile Renard"),
            Fact("Audience", "Internal"),
            Fact("Rights", "Excerpts are limited to 60 words. Articles belong to their publishers; follow the link."),
        ),
        audience_label="Internal",
        timeline=_bars(days) if listed else (),
        timeline_unit="day",
        reading=(
            Fact("Clipping, story, pick-up", "A clipping is one item in one outlet."),
            Fact("Compared with", "Sep."),
        ),
        sections=tuple(replace(section, number=number) for number, section in enumerate(sections, 1)),
        labels=language(code).labels,
    )


def _days(entries: Sequence[Entry]) -> tuple[Group, ...]:
    per_day = max(1, -(-len(entries) // 22))
    groups = [entries[start : start + per_day] for start in range(0, len(entries), per_day)]
    found = []
    for index, group in enumerate(groups):
        on = date(2026, 10, 1) + timedelta(days=index + index // 4)
        count = f"{len(group)} clippings" if len(group) > 1 else ""
        found.append(Group(f"{on:%B %d, %Y}", count, tuple(group), day=str(on.day), weekday=f"{on:%a}"))
    return tuple(found)


def _bars(days: Sequence[Group]) -> tuple[Bar, ...]:
    by_day = {day.label: day.entries for day in days}
    bars = []
    for index in range(31):
        on = date(2026, 10, 1) + timedelta(days=index)
        entries = by_day.get(f"{on:%B %d, %Y}", ())
        pick_ups = sum(one.is_pick_up for one in entries)
        tick = {0: "Oct 1", 30: "Oct 31"}.get(index, str(on.day) if on.day % 5 == 0 and on.day < 30 else "")
        cause = {5: "A roof study is released", 12: "Senate hearing on ports"}.get(index, "") if entries else ""
        stars = sum(one.is_key for one in entries)
        bars.append(Bar(on, f"{on:%B %d}", tick, len(entries) - pick_ups, pick_ups, stars, cause))
    return tuple(bars)


def _numbers(entries: Sequence[Entry]) -> References:
    shown = tuple(one.number for one in entries)
    return References(shown[:12], f"and {len(shown) - 12} more" if len(shown) > 12 else "")


def _sections(entries: Sequence[Entry], days: Sequence[Group]) -> list[Section]:
    stars = [one for one in entries if one.is_key]
    made = [_summary(entries), _volume(entries, days), _outlets(entries), _people(entries), _topics(entries)]
    key = KeyCoverage(
        number=0, title="Key coverage", finding="Five clippings, chosen by hand", clippings=tuple(map(_key, stars))
    )
    listed = Clippings(
        number=0, title="All clippings", finding=f"{len(entries)} clippings, in the order they ran", groups=tuple(days)
    )
    return [*made, *([key] if stars else []), issues(), listed, _method()]


def _summary(entries: Sequence[Entry]) -> Summary:
    numbers = (27, len(entries), 5, 3, 2)
    labels = ("Stories", "Clippings", "Outlets", "Spokes\u00adpeople", "Articles by us")
    measures = [
        Measure(label.lower(), label, (Amount(number), Amount(number - 3, "", 3), Amount(number + 1, "", -1)))
        for label, number in zip(labels, numbers, strict=True)
    ]
    share = Measure("voice", "Quote a spokesperson", (Amount(79, "%"), Amount(61, "%", 18), Amount(3, "of 14", 0)))
    lead = f"{len(entries)} clippings of 27 stories, up from 23 in September." if entries else "No clippings."
    return Summary(
        number=0,
        title="Summary",
        finding="The busiest month of the year",
        lead=lead,
        text="Tone was positive in most of them." if entries else "September had 23, October 2025 had 21.",
        periods=("October 2026", "September 2026", "October 2025") if entries else (),
        measures=(*measures, share) if entries else (),
        since="",
        highlights=tuple(one for one in entries if one.is_key),
    )


def _volume(entries: Sequence[Entry], days: Sequence[Group]) -> Volume:
    tones = Counter(one.tone for one in entries)
    trend = tuple(
        Bar(
            date(2025 + (9 + i) // 12, (9 + i) % 12 + 1, 1),
            "",
            f"{date(2025, (9 + i) % 12 + 1, 1):%b}",
            9 + i * 7 % 25,
            0,
        )
        for i in range(13)
    )
    return Volume(
        number=0,
        title="Volume and tone",
        finding="Two releases made the month",
        volume=Finding("Two releases made the month", "Eleven clippings ran on two days.", "Clippings by day"),
        unit="day",
        bars=_bars(days),
        tone=Finding("Three in five clippings were positive", "The share rose.", "Tone towards us"),
        tone_bars=(
            ToneBar("October 2026", tones, "2 not coded"),
            ToneBar(
                "September 2026",
                {"positive": 9, "mixed": 2, "neutral": 9, "negative": 2, "not-coded": 1},
                "1 not coded",
            ),
            ToneBar("October 2025", {"positive": 7, "neutral": 10, "negative": 3}),
        ),
        coded_by="Coded by Odile Renard",
        trend=Finding("The most clippings in thirteen months", "", "Clippings by month"),
        trend_bars=trend,
    )


def _outlets(entries: Sequence[Entry]) -> Outlets:
    rows = []
    for name in OUTLETS:
        own = [one for one in entries if one.outlet == name]
        if own:
            rows.append(OutletRow(name, "online", len(own), Counter(one.tone for one in own), "3", _numbers(own)))
    return Outlets(
        number=0,
        title="Outlets",
        finding="Five outlets",
        outlets=Finding("Five outlets, one of them new", "Two of them ran most of the clippings."),
        rows=tuple(rows),
        rest="",
    )


def _people(entries: Sequence[Entry]) -> People:
    rows = []
    for name in PEOPLE:
        own = [one for one in entries if name in one.featured]
        if own:
            voice = len(own) - len(own) // 4
            rows.append(PersonRow(name, len(own), voice, "4", 3, TOPICS[:2], _numbers(own)))
    first = References((1,))
    return People(
        number=0,
        title="Spokespeople",
        finding="Three voices",
        people=Finding("Three voices, led by Ivalu", "Most were quotes, interviews or bylines."),
        rows=tuple(rows),
        pick_ups=Finding("Two pick-ups, from one story", "", "Pick-ups"),
        pick_up_rows=(PickUpRow(HEADLINES[0], "en", OUTLETS[0], first, OUTLETS[1:3], first),),
        reporters=Finding("Reporters who wrote more than once", "", "Reporters"),
        reporter_rows=(ReporterRow("Dana Whitlock", OUTLETS[0], first), ReporterRow("Luc Pelland", OUTLETS[1], first)),
    )


def _topics(entries: Sequence[Entry]) -> Topics:
    rows = []
    for before, name in enumerate(TOPICS, 4):
        own = [one for one in entries if name in one.topics]
        rows.append(TopicRow(name, len(own), before, f"+{len(own) - before}", _numbers(own), year_before=3))
    return Topics(
        number=0,
        title="Topics",
        finding="Housing tripled",
        topics=Finding("Housing tripled; broadband fell by more than half", "", "Clippings by topic"),
        rows=tuple(rows),
        medium=Finding("Medium"),
        media=(
            Count("online", "Online", 20, before=12, year_before=11),
            Count("radio", "Radio", 9),
            Count("print", "Print", 5),
        ),
        prominence=Finding("Prominence"),
        prominences=(Count("headline", "In the headline", 12), Count("main", "Main subject", 22)),
        language=Finding("Language", caption="Language"),
        languages=(Count("en", "English", 28, before=20, year_before=18), Count("fr", "French", 6, before=3)),
        region=Finding("Half ran in Ontario", caption="Region"),
        regions=(Count("Ontario", "Ontario", 15, before=9, year_before=8), Count("", "Unknown", 19, before=14)),
        messages=Finding("Thirteen carry a key message", caption="Clippings that carry each message"),
        message_rows=tuple(
            MessageRow(
                f"M{index}", text, 13 // index, len(entries), References((1, 2)), f"{13 // index} of 34", "5 of 23"
            )
            for index, text in enumerate(MESSAGES, 1)
        ),
    )


def issue(**changes: object) -> IssueRow:
    """Return a correction that fills every line that a page has for it."""
    made = IssueRow(
        state="overdue",
        state_label="Overdue since October 22, 2026",
        what="The quay is said to have closed.",
        headline=HEADLINES[1],
        language="fr",
        outlet=OUTLETS[1],
        date_label="October 12, 2026",
        references=References((1,)),
        asked="Asked on October 13, 2026: the news desk",
        owner="Odile Renard",
        outcome="They call back.",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def issues(**changes: object) -> Issues:
    """Return an error that may say anything, and something else to follow up."""
    call = issue(state="closed", state_label="Closed October 30, 2026", what="Call the host.", references=References())
    return Issues(
        number=0,
        title="Issues and corrections",
        finding="One error; it is still open, and overdue",
        corrections=Finding("One error; it is still open, and overdue", caption="Error"),
        correction_rows=(issue(**changes),),
        follow_ups=Finding("One thing to follow up; it is closed", caption="To follow up"),
        follow_up_rows=(call,),
    )


def _key(one: Entry) -> KeyClipping:
    quote = Quote("We are not asking for more money, only for the same money before the ice.", "Ruth Ivalu")
    return KeyClipping(
        one,
        EXCERPT,
        quote if one.number % 3 == 0 else None,
        "First *national* story on a study of ours this year.",
        ("Northern Ledger",) if one.number == 2 else (),
        References((4,)) if one.number == 2 else References(),
    )


def _method() -> Method:
    return Method(
        number=0,
        title="Method",
        finding="Sources, definitions, known gaps",
        facts=(
            Fact(
                "What counts",
                "A clipping is one item in one outlet that names the Institute, its staff or its studies.",
            ),
            Fact(
                "Tone", "Tone towards the Institute, coded by a person from the whole text. Not coded is not neutral."
            ),
        ),
        closing=("No advertising value is given.",),
    )


def whole() -> Report:
    """Return a report that fills every field that a report has, also those that few have."""
    made = report(34)
    sections = [_filled(section) for section in made.sections]
    share = ShareOfVoice(
        number=0,
        title="Share of voice",
        finding="We had a third of the clippings",
        share=Finding(
            "We had a third of the clippings", "In September it was a fifth.", "Clippings about us and peers"
        ),
        rows=(
            ShareRow("Ostrander Institute", 34, "34%", True, "20%", "18%"),
            ShareRow("Tundra Forum", 66, "66%", False, "80%"),
        ),
        queries=(Fact("Tundra Forum", '"tundra forum" relation:peer'),),
    )
    sections.insert(-1, share)
    return replace(
        made,
        sections=tuple(replace(section, number=number) for number, section in enumerate(sections, 1)),
        brand="#5B2A86",
        version_label="No. 4, version 2",
        changes=("One clipping was added: 12.", "The summary was rewritten."),
        logo=LOGO,
        period_last_year="October 2025",
        short_last_year="Oct 2025",
    )


LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20">'
    '<path d="M0 20L20 0L40 20z"/></svg>'
)


def _filled(section: Section) -> Section:
    introduction = "What *staff* say first:\n\n1. one\n2. two\n    - within"
    section = replace(section, introduction=introduction)
    if isinstance(section, Summary):
        written = "We were **heard** in the [north](https://example.org/north).\n\n> And quoted."
        return replace(
            section, written=written, meaning="- It lasts.\n- It spreads.", next_steps="Answer the *Ledger*."
        )
    if isinstance(section, Outlets):
        rows = (replace(row, tier=f"Tier {1 + index // 2}", year_before="2") for index, row in enumerate(section.rows))
        known = (replace(row, reach="unknown" if index else "612,000") for index, row in enumerate(rows))
        return replace(
            section, rows=tuple(known), rest="And two more outlets.", reach="Reach unknown for four outlets."
        )
    if isinstance(section, People):
        reporters = (replace(row, before="1", year_before="0", number=2) for row in section.reporter_rows)
        return replace(section, reporter_rows=tuple(reporters))
    if isinstance(section, Topics):
        return _with_messages(section)
    if isinstance(section, Clippings):
        return replace(section, groups=tuple(map(_with_texts, section.groups)))
    return section


def _with_messages(section: Topics) -> Topics:
    text = "Northern homes need ten years of money, not one."
    return replace(
        section,
        region=Finding("Most ran in Nunavut"),
        regions=(Count("nunavut", "Nunavut", 20, References((1, 2)), 11, 9), Count("", "Unknown", 14)),
        messages=Finding("Two messages got across", "The first in half of them.", "Clippings that carry each message"),
        message_rows=(
            MessageRow("M1", text, 17, 34, References((1, 3)), "17 of 34", "4 of 23", "2 of 21"),
            MessageRow("M2", "Count the quays.", 0, 34, References()),
        ),
    )


def _with_texts(group: Group) -> Group:
    entries = (replace(one, full_text="The whole *text*.", rights_notice="© its publisher") for one in group.entries)
    return replace(group, entries=tuple(entries), also=References((1, 2)))


def briefing(entries: Sequence[Entry]) -> Briefing:
    """Return the one section of a morning briefing; its last group has nothing."""
    groups = (
        BriefGroup("About us", tuple(Brief(one, "The quay has not grown at all.", "example.org") for one in entries)),
        BriefGroup("Peers", (), "Nothing about peers."),
    )
    return Briefing(
        number=1,
        title="Briefing",
        finding="Two about us",
        lead="Two clippings about us this morning.",
        written="Call **Leah**.",
        groups=groups,
        today="- Senate hearing at ten",
    )


def mentions() -> Mentions:
    """Return the one section of an "In The Media" page."""
    line = f"{HEADLINES[1]} by Dana Whitlock, {OUTLETS[0]}, October 2, 2026"
    address = "https://example.org/2026/10/2"
    one = Mention("u", HEADLINES[1], "fr", address, date(2026, 10, 2), line, f"[{line}]({address})", line)
    return Mentions(number=1, title="In The Media", finding="", years=(Year("2026", (one,)),))


HOSTILE = (
    '=HYPERLINK("https://evil.example","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "#N/A",
    "<w:p><w:r/></w:p> & ]]> &amp;",
    "a\x00b\x07c\x0bd",
    "lone \ud800 surrogate \ufffe \uffff",
    "turned \u202eround\u202c",
    "tab\there\r\nline",
    "_x0041_ \u200b\u00ad",
    "{{ report }} #read(1) $x$ \\input @ref [x](javascript:alert(1))",
    "x" * 40_000,
)
"""Texts that could pass for formulas, markup or commands, or that a format cannot hold as they are."""


def hostile(text: str) -> Report:
    """Return a report in which every text that comes from outside, or from staff, is this one."""
    said = dict.fromkeys(("headline", "outlet", "excerpt", "note", "programme", "full_text", "rights_notice"), text)
    several = dict.fromkeys(("meta", "featured", "tags", "topics", "reporters", "people"), (text,))
    link = "https://example.org/" + "x" * 9000
    entries = [entry(n, **said, **several, url=link, comments=(Comment(text, text),)) for n in (1, 2, 3, 4)]
    made = report(entries=entries)
    return replace(made, organisation=text, sections=tuple(_with_words(section, text) for section in made.sections))


def _with_words(section: Section, text: str) -> Section:
    section = replace(section, title=text, finding=text, introduction=text)
    if isinstance(section, Outlets):
        return replace(section, rows=tuple(replace(row, name=text, medium=text) for row in section.rows))
    if isinstance(section, Summary):
        return replace(section, written=text, meaning=text)
    if isinstance(section, KeyCoverage):
        words = Quote(text, text)
        return replace(section, clippings=tuple(replace(one, quote=words, why=text) for one in section.clippings))
    return section
