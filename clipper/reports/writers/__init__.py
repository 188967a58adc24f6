"""One file a format: each writes a whole report."""

from pathlib import Path

from clipper.model.errors import WrongUsage
from clipper.reports.document import Report

ENDINGS = (".pdf", ".md")
"""The endings of files that a report can be written to."""


def write(report: Report, path: Path) -> tuple[str, ...]:
    """Write a report in the format that the file's ending names; return sentences about what could not be set as it is.

    Raises WrongUsage for another ending and EnvironmentProblem where the file cannot be written; nothing that was
    there before is lost then.
    """
    ending = path.suffix.lower()
    # Each format is imported when it is asked for: setting a PDF loads much that Markdown does not need.
    if ending == ".pdf":
        from clipper.reports.writers import pdf

        return pdf.write(report, path)
    if ending == ".md":
        from clipper.reports.writers import markdown

        return markdown.write(report, path)
    raise WrongUsage(f"A report can be written as {' or '.join(ENDINGS)}, not as “{path.name}”.")
