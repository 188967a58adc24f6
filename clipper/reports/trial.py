"""A template of the organisation's own is tried before it is kept: on an invented report, in every format it has."""

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from clipper.library.sample import open_sample
from clipper.model.period import Period
from clipper.model.report import ALL_SECTIONS, USUAL_TEMPLATES, Audience, Definition, Kind
from clipper.reports import making
from clipper.reports.document import Report
from clipper.reports.templates import Template
from clipper.reports.writers import html, markdown, pdf

_PERIOD, _ISSUED_ON = Period.month(2017, 12), date(2018, 1, 4)


def try_out(template: Template) -> tuple[str, ...]:
    """Set a report with a template as PDF, HTML and Markdown; return sentences about what is less than it should be.

    Raises TemplateProblem for one with an error, RenderingFailed and RenderingCancelled.
    """
    made = pdf.make(invented(Kind(template.kind)), template)
    for kind in dict.fromkeys((Kind(template.kind), Kind.MEDIA_PAGE)):
        markdown.render(invented(kind), template)
        html.render(invented(kind), template)
    return made.warnings


@cache
def invented(kind: Kind) -> Report:
    """Return a report of that kind of a month in the sample library, with all its sections."""
    audience = Audience.PUBLIC if kind is Kind.MEDIA_PAGE else Audience.INTERNAL
    definition = Definition(
        kind=kind, template=USUAL_TEMPLATES[kind], sections=ALL_SECTIONS, audience=audience, notes=True
    )
    with TemporaryDirectory() as folder, open_sample(Path(folder, "sample.clipper")) as library:
        return making.draft(library, definition, _PERIOD, _ISSUED_ON).report
