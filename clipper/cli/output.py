"""Commands that write files for others: report, export."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clipper.cli.find import read_query
from clipper.cli.places import with_library
from clipper.model.errors import WrongUsage
from clipper.model.period import Period

if TYPE_CHECKING:
    from clipper.library.library import Library

_OUT = click.Path(path_type=Path, dir_okay=False)
# A report looks back to the years before it, which the calendar must have; and nobody has clippings outside these.
_FIRST_YEAR, _LAST_YEAR = 1600, 2999


@click.command("report")
@click.option("--month", metavar="YYYY-MM", help="A month such as 2017-12.")
@click.option("--period", "days", metavar="FROM..TO", help="A period such as 2017-10-01..2017-12-31.")
@click.option("--out", type=_OUT, required=True, help="The file to write; .pdf or .md.")
@click.option("--query", default="", help="Report only what this query finds.")
@click.option("--language", type=click.Choice(["en", "fr"]), help="Else the organisation's first language.")
@click.option("--audience", type=click.Choice(["internal", "public"]), default="internal", show_default=True)
@click.option("--notes", is_flag=True, help="Show notes and comments in the list of clippings; never to the public.")
@click.option(
    "--date",
    "issued",
    metavar="YYYY-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The date of issue; today if not given.",
)
@with_library
def report_command(
    library: "Library",
    month: str | None,
    days: str | None,
    out: Path,
    query: str,
    language: str | None,
    audience: str,
    notes: bool,
    issued: datetime | None,
) -> None:
    """Write the media report of a month or another period."""
    from clipper import reports

    if notes and audience == reports.Audience.PUBLIC:
        raise WrongUsage("The public sees no notes and comments. Leave --notes out, or write for --audience internal.")
    definition = reports.Definition(
        language=language or library.organisation().languages[0],
        audience=reports.Audience(audience),
        notes=notes,
    )
    found = reports.coverage(library, _period(month, days), read_query(query), definition.audience)
    issue = reports.ReportIssue(issued.date() if issued else date.today())
    report = reports.document(found, definition, library.organisation(), issue)
    for warning in reports.write(report, out):
        click.echo(warning, err=True)
    click.echo(out)


def _period(month: str | None, days: str | None) -> Period:
    if (month is None) == (days is None):
        raise WrongUsage("Name one period: --month 2017-12 or --period 2017-10-01..2017-12-31.")
    period = Period.parse(month or days or "")
    if month and not period.is_month:
        raise WrongUsage(f"“{month}” is not a month. Write it as 2017-12.")
    if not _FIRST_YEAR <= period.first.year <= period.last.year <= _LAST_YEAR:
        raise WrongUsage(f"A report is of days between {_FIRST_YEAR} and {_LAST_YEAR}; {month or days} is not.")
    return period


@click.command("export")
@click.argument("file", type=_OUT)
@with_library
def export_command(library: "Library", file: Path) -> None:
    """Write everything to FILE.zip, without loss, or to FILE.jsonl all but attached files, pastes and history."""
    from clipper.library.exchange import export_library

    count = export_library(library, file)
    click.echo(f"{count} clippings exported to {file}")


COMMANDS = (report_command, export_command)
