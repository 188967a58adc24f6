"""Commands that write files for others: report, export."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clipper.cli.find import read_query
from clipper.cli.places import empty, with_library
from clipper.cli.progress import show_progress
from clipper.model.errors import EnvironmentProblem, NotFound, WrongUsage
from clipper.model.period import Period
from clipper.model.query import Query
from clipper.model.text import fold
from clipper.model.values import replace

if TYPE_CHECKING:
    from clipper.library.library import Library
    from clipper.model.issued_report import IssuedReport
    from clipper.model.report import Definition, Kind
    from clipper.reports.making import Draft

_OUT = click.Path(path_type=Path, dir_okay=False)
# A report looks back to the years before it, which the calendar must have; and nobody has clippings outside these.
_FIRST_YEAR, _LAST_YEAR = 1600, 2999


class _ReportCommand(click.Command):
    """Tells what files, languages and templates there are, which takes a while to find out, only to who asks."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write them below the options."""
        from clipper.reports import LANGUAGES, templates
        from clipper.reports.writers import FEEDS, FORMATS

        files = ", ".join(ending for ending in FORMATS if ending not in FEEDS)
        looks = ", ".join(template.name for template in templates.templates())
        with formatter.section("What there is"):
            formatter.write_dl(
                [
                    ("FILE", f"{files}; the page for a website is a feed, too: {', '.join(FEEDS)}"),
                    ("CODE", ", ".join(LANGUAGES)),
                    ("Templates", f"{looks}, and those of your own"),
                ]
            )


@click.command("report", cls=_ReportCommand)
@click.option("--month", metavar="YYYY-MM", help="A month such as 2017-12.")
@click.option("--period", "days", metavar="FROM..TO", help="A period such as 2017-10-01..2017-12-31, or one day.")
@click.option(
    "--out", type=_OUT, metavar="FILE", required=True, help="The file to write; its ending chooses the format."
)
@click.option(
    "--definition", "name", metavar="NAME", help="A report that the library keeps; other options overrule it."
)
@click.option("--kind", type=click.Choice(["report", "briefing", "media-page"]), help="Else as the definition says.")
@click.option("--query", help="Report only what this query finds.")
@click.option("--language", metavar="CODE", help="Else as the definition says, or the organisation's first language.")
@click.option("--audience", type=click.Choice(["internal", "public"]), help="Else as the definition says.")
@click.option("--template", metavar="NAME", help="How it looks; else as the definition says.")
@click.option("--notes", is_flag=True, help="Show notes and comments in the list of clippings; never to the public.")
@click.option(
    "--date",
    "issued",
    metavar="YYYY-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The date of issue; today if not given.",
)
@click.option("--issue", "is_issued", is_flag=True, help="Freeze the report in the library, under a number.")
@with_library(only_reads=True, unless="is_issued")
def report_command(
    library: "Library",
    month: str | None,
    days: str | None,
    out: Path,
    name: str | None,
    query: str | None,
    issued: datetime | None,
    is_issued: bool,
    **choices: str | bool | None,
) -> None:
    """Write the media report of a month or another period, a briefing, or the page "In The Media"."""
    from clipper.reports import making

    definition = making.fitting(_definition(library, name, choices))
    asked = None if query is None else read_query(query)
    day = issued.date() if issued else date.today()
    period = _asked_period(library, definition, asked, month, days) or Period(day, day)
    draft = making.draft(library, definition, period, day, asked)
    _write(library, draft, out, is_issued=is_issued)
    of_query = asked.remark if asked is not None and not draft.coverage.now else ""
    if told := empty(library) or of_query:
        click.echo(told, err=True)


def _definition(library: "Library", name: str | None, choices: Mapping[str, str | bool | None]) -> "Definition":
    """The definition of that name, else the usual one of its kind, with what was chosen in the place of its own."""
    from clipper.model.report import Audience, Kind

    kept = library.definitions()
    kind = Kind(str(choices["kind"])) if choices["kind"] else None
    if name is None:
        found = next((one for one in kept if one.kind is (kind or Kind.REPORT)), _usual(kind or Kind.REPORT, library))
    else:
        found = _named(kept, name)
        if kind and found.kind is not kind:
            raise WrongUsage(f"“{found.name}” is a {found.kind}, not a {kind}. Leave --kind out, or name another one.")
    given = {key: value for key, value in choices.items() if value}
    if kind:
        given["kind"] = kind
    if choices["audience"]:
        given["audience"] = Audience(str(choices["audience"]))
    definition = replace(found, **given)  # type: ignore[arg-type]  # each of its own type, as just made
    if definition.kind is Kind.MEDIA_PAGE and choices["audience"] == Audience.INTERNAL:
        raise WrongUsage("The page “In The Media” is for a website and always public. Leave --audience internal out.")
    if choices["notes"] and definition.audience is Audience.PUBLIC:
        raise WrongUsage("The public sees no notes and comments. Leave --notes out, or write for --audience internal.")
    return definition


def _usual(kind: "Kind", library: "Library") -> "Definition":
    """The built-in definition of a kind, for a library that hides its own."""
    from clipper.model.built_in_reports import built_in

    return next(one for one in built_in(library.organisation().languages[0]) if one.kind is kind)


def _named(kept: Sequence["Definition"], name: str) -> "Definition":
    for one in kept:
        if fold(one.name) == fold(name):
            return one
    known = ", ".join(f"“{one.name}”" for one in kept)
    raise NotFound(f"The library keeps no report “{name}”. There are {known}.")


def _asked_period(
    library: "Library", definition: "Definition", query: Query | None, month: str | None, days: str | None
) -> Period | None:
    """The period; a page for a website has all that was published where none is named, None where that is nothing."""
    from clipper import reports

    if month is None and days is None and definition.kind is reports.Kind.MEDIA_PAGE:
        asked = Query.parse(definition.query) if query is None else query
        return reports.all_published(library, asked)
    return _period(month, days)


def _write(library: "Library", draft: "Draft", out: Path, *, is_issued: bool) -> None:
    from clipper import reports
    from clipper.reports.issuing import endings, issue
    from clipper.reports.writers.files import write_bytes

    if not is_issued:
        for warning in reports.write(draft.report, out, draft.template):
            click.echo(warning, err=True)
        click.echo(out)
        return
    ending = out.suffix.lower()
    if ending not in endings(draft.definition.kind):
        raise WrongUsage(f"A report is issued as {', '.join(endings(draft.definition.kind))}, not as “{out.name}”.")
    frozen = issue(library, draft, library.organisation().user_name, show_progress)
    try:
        write_bytes(out, library.issued_file(frozen.uuid, ending))
    except EnvironmentProblem as error:
        number = f"No. {frozen.number}, version {frozen.version}"
        raise EnvironmentProblem(f"{error} The report was issued as {number}, and is kept in the library.") from error
    click.echo(out)
    click.echo(f"Issued as No. {frozen.number}, version {frozen.version}")
    for change in frozen.changes:
        click.echo(f"  {change}")


def _period(month: str | None, days: str | None) -> Period:
    if (month is None) == (days is None):
        raise WrongUsage("Name one period: --month 2017-12 or --period 2017-10-01..2017-12-31.")
    period = Period.parse(month or days or "")
    if month and not period.is_month:
        raise WrongUsage(f"“{month}” is not a month. Write it as 2017-12.")
    if not _FIRST_YEAR <= period.first.year <= period.last.year <= _LAST_YEAR:
        raise WrongUsage(f"A report is of days between {_FIRST_YEAR} and {_LAST_YEAR}; {month or days} is not.")
    return period


@click.command("issued")
@click.argument("number", type=int, required=False)
@click.option("--version", type=int, help="Which version of it; the last if not given.")
@click.option("--out", type=_OUT, help="Write the report there as it was issued; the ending chooses the format.")
@with_library(only_reads=True)
def issued_command(library: "Library", number: int | None, version: int | None, out: Path | None) -> None:
    """List the reports that were issued, or write NUMBER again, byte for byte as it was handed out."""
    if number is None:
        if version is not None or out is not None:
            raise WrongUsage("Name the NUMBER of the report that is to be written.")
        for issued in library.issued_reports():
            click.echo(_line_of(issued))
        return
    issued = _issued(library, number, version)
    click.echo(_line_of(issued))
    for change in issued.changes:
        click.echo(f"  {change}")
    if out is not None:
        _write_issued(library, issued, out)


def _line_of(issued: "IssuedReport") -> str:
    told = f"No. {issued.number}, version {issued.version}", f"{issued.issued_on}", issued.audience.value, issued.title
    return "\t".join((*told, "erased") if issued.erased else told)


def _issued(library: "Library", number: int, version: int | None) -> "IssuedReport":
    found = [one for one in library.issued_reports() if one.number == number and version in (None, one.version)]
    if not found:
        raise NotFound("No such report was issued. Run clipper issued without a number to see those that were.")
    return max(found, key=lambda one: one.version)


def _write_issued(library: "Library", issued: "IssuedReport", out: Path) -> None:
    from clipper.reports.writers.files import write_bytes

    write_bytes(out, library.issued_file(issued.uuid, out.suffix.lower()))
    click.echo(out)


@click.command("export")
@click.argument("file", type=_OUT)
@with_library(only_reads=True)
def export_command(library: "Library", file: Path) -> None:
    """Write everything to FILE.zip, without loss, or to FILE.jsonl all but attached files, pastes and history."""
    from clipper.library.exchange import export_library

    exported = export_library(library, file)
    for sentence in exported.told:
        click.echo(sentence, err=True)
    click.echo(f"{exported.counted.words} exported to {file}")
