"""Coverage and a definition become a Report: cover, contents, sections in their order."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from clipper.model.clipping import Organisation
from clipper.model.period import Period
from clipper.model.report import CHAPTERS, FRONT, Definition, Kind, Paper, ReportIssue, introduction
from clipper.model.values import replace
from clipper.reports import colours
from clipper.reports.briefing import briefing
from clipper.reports.coverage import Coverage
from clipper.reports.document import Report, Section
from clipper.reports.entries import Register
from clipper.reports.language import Language, capital, language
from clipper.reports.logo import as_svg
from clipper.reports.mentions import mentions
from clipper.reports.method import is_usual
from clipper.reports.parts import Fact
from clipper.reports.sections import MAKERS
from clipper.reports.sections.volume import bars
from clipper.reports.timeline import before, is_year, year_before

# Days; a longer period has no picture on its cover.
_LONGEST_BY_DAY, _LONGEST_BY_WEEK = 31, 371
_EXAMPLES = 3
_REGIONS = {"en": "GB", "fr": "FR"}
_TITLES = {Kind.REPORT: "title", Kind.BRIEFING: "briefing", Kind.MEDIA_PAGE: "in_the_media"}
# An empty period has no others; what is open from before it is still to be told.
_ALSO_OF_NOTHING = ("summary", "issues", "method")


def document(
    coverage: Coverage, definition: Definition, organisation: Organisation, issue: ReportIssue | None = None
) -> Report:
    """Return the report of a coverage; an empty one says so and has no figures but the summary's.

    Without an issue it is today's draft. Raises WrongUsage for a language that reports are not written in.
    """
    words = language(definition.language)
    issue = issue or ReportIssue()
    register = Register(words, coverage, definition, issue, organisation)
    sections = tuple(_sections(register))
    period = coverage.period
    unit = "day" if period.days <= _LONGEST_BY_DAY else "week"
    title = words.label(_TITLES[definition.kind])
    is_report = definition.kind is Kind.REPORT
    has_timeline = is_report and period.days <= _LONGEST_BY_WEEK and len(coverage.now) > 0
    return Report(
        title=title,
        name=f"{title}, {words.period(period)}",
        period=capital(words.period(period)),
        period_before=capital(words.period(before(period))),
        short_before=_short_before(words, period),
        period_last_year="" if is_year(period) else capital(words.period(year_before(period))),
        short_last_year=_short_last_year(words, period),
        organisation=organisation.name,
        language=definition.language,
        region=_region(definition),
        audience=coverage.audience,
        issued_on=issue.issued_on,
        imprint=tuple(_imprint(register)),
        audience_label=words.label(coverage.audience),
        timeline=bars(register, unit) if has_timeline else (),
        timeline_unit=unit,
        reading=tuple(_reading(register, sections)) if is_report else (),
        sections=sections,
        labels=words.labels,
        logo=as_svg(organisation.logo) if definition.logo else "",
        kind=definition.kind,
        template=definition.template,
        brand=colours.brand(definition.brand) if definition.brand else "",
        saves_ink=definition.saves_ink,
        has_cover=is_report and "cover" in definition.sections,
        has_contents=is_report and "contents" in definition.sections,
        version_label=_version(words, issue),
        changes=issue.changes,
        behind=register.behind,
    )


def _region(definition: Definition) -> str:
    """The region whose paper and customs of the language a report has; "" where the language alone says it."""
    return "CA" if definition.paper is Paper.LETTER else _REGIONS.get(definition.language, "")


def _version(words: Language, issue: ReportIssue) -> str:
    if issue.number is None:
        return words.label("draft")
    return words.say("version", number=issue.number, version=issue.version)


def _short_before(words: Language, period: Period) -> str:
    """The period before as the head of a narrow column has room for it."""
    if is_year(period):
        return words.period(before(period))
    return words.short_month(before(period).first) if period.is_month else words.label("short_before")


def _short_last_year(words: Language, period: Period) -> str:
    """The same period last year in as few words; nothing for a year, whose period before that is."""
    if is_year(period):
        return ""
    earlier = year_before(period)
    month = f"{words.short_month(earlier.first)} {earlier.first.year}"
    return month if period.is_month else str(earlier.first.year)


def _sections(register: Register) -> Iterator[Section]:
    kind = register.definition.kind
    if kind is not Kind.REPORT:
        yield (briefing if kind is Kind.BRIEFING else mentions)(register)
    else:
        yield from _chapters(register)


def _chapters(register: Register) -> Iterator[Section]:
    number = 0
    for key, parts in chapters(register.definition.sections):
        if not len(register.coverage.now) and key not in _ALSO_OF_NOTHING:
            continue
        section = MAKERS[key](replace(register, parts=frozenset(parts)), number + 1) if key in MAKERS else None
        if section is not None:
            number += 1
            written = filter(None, (register.issue.texts.get(introduction(part)) for part in parts))
            yield replace(section, introduction="\n\n".join(written), anchor=parts[0])


def chapters(sections: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the key and the sections of each chapter: those of one kind that follow one another are one chapter."""
    kinds = {part: key for key, parts in CHAPTERS.items() for part in parts}
    numbered = (key for key in dict.fromkeys(sections) if key not in FRONT)
    return [(kind, tuple(parts)) for kind, parts in groupby(numbered, key=lambda key: kinds.get(key, key))]


def _imprint(register: Register) -> Iterator[Fact]:
    words, definition = register.words, register.definition
    audience = register.coverage.audience
    yield Fact(words.label("issued"), words.long_date(register.issue.issued_on))
    prepared_by = register.issue.prepared_by or register.organisation.prepared_by
    if prepared_by:
        yield Fact(words.label("prepared_by"), prepared_by)
    yield Fact(words.label("audience"), f"{words.label(audience)} · {_version(words, register.issue)}")
    if not is_usual(register.coverage.query):
        # The search may name internal tags.
        said = str(register.coverage.query) if register.coverage.tone_counts else words.label("selected")
        yield Fact(words.label("selection"), said)
    yield Fact(words.label("rights"), words.say("rights", definition.excerpt_words))


def _reading(register: Register, sections: tuple[Section, ...]) -> Iterator[Fact]:
    words, period = register.words, register.coverage.period
    listed = next((section.number for section in sections if section.key == "clippings"), None)
    if listed is not None:
        examples = ", ".join(map(str, range(1, min(len(register.coverage.now), _EXAMPLES) + 1)))
        yield Fact(*words.fact("reading", "numbers", example=examples, section=listed))
    yield Fact(*words.fact("reading", "stories"))
    compared = []
    unit = "month" if period.is_month else "year" if is_year(period) else "period"
    if register.coverage.before is not None:
        compared.append(words.say(f"{unit}_before", period=words.period(before(period))))
    if register.coverage.year_before is not None:
        compared.append(words.say(f"{unit}_last_year", period=words.period(year_before(period))))
    if compared:
        label, text = words.fact("reading", "compared", periods="; ".join(compared))
        yield Fact(label, capital(text))
