"""From a library and a definition to the report as it stands today, for window and command line alike."""

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from clipper.model.errors import WrongUsage
from clipper.model.period import Period
from clipper.model.query import Query
from clipper.model.report import Audience, Definition, Kind, ReportIssue
from clipper.model.values import replace
from clipper.reports.compose import document
from clipper.reports.coverage import Coverage, covered
from clipper.reports.document import Report
from clipper.reports.templates import Template, find

if TYPE_CHECKING:
    from clipper.library.library import Library


class Draft(Struct, frozen=True):
    """A report with what it was made of: figures, what belongs to this issue of it, and the template it is set in."""

    definition: Definition
    coverage: Coverage
    issue: ReportIssue
    report: Report
    template: Template


def fitting(definition: Definition) -> Definition:
    """Return a definition whose choices go together: a page for a website is always public."""
    return replace(definition, audience=Audience.PUBLIC) if definition.kind is Kind.MEDIA_PAGE else definition


def draft(
    library: "Library", definition: Definition, period: Period, issued_on: date, query: Query | None = None
) -> Draft:
    """Return the report of a period with all that staff wrote for it; `query` takes the place of the definition's.

    The draft's definition has it, too, so that an issue says what it counted. Raises WrongUsage, NotFound and
    TemplateProblem for a language or a template that cannot be.
    """
    definition = fitting(definition if query is None else replace(definition, query=str(query)))
    texts = library.report_texts(definition.uuid, period, definition.language, definition.audience)
    return composed(library, definition, covered(library, definition, period, query), ReportIssue(issued_on, texts))


def composed(library: "Library", definition: Definition, coverage: Coverage, issue: ReportIssue) -> Draft:
    """Return the report of figures that are counted already."""
    report = document(coverage, definition, library.organisation(), issue)
    return Draft(definition, coverage, issue, report, template_of(library, definition))


def template_of(library: "Library", definition: Definition) -> Template:
    """Return a template of the library's own or a built-in one.

    Raises NotFound, TemplateProblem, and WrongUsage where a briefing should look like a report, or a report like a
    briefing, since a template has pages for one of them only.
    """
    name, kind = definition.template, definition.kind
    found = find(name, {one.name: library.template_files(name) for one in library.templates() if one.name == name})
    if kind is not Kind.MEDIA_PAGE and found.kind != kind:
        raise WrongUsage(f"The template “{name}” is for a {found.kind}, not for a {kind}. Choose another one.")
    return found
