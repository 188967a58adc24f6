"""Short ways to read a file in a test."""

from datetime import date

from clipper.capture.formats import read_file
from clipper.capture.formats.base import File
from clipper.model.draft import Draft, FileReading, Known

TODAY = date(2026, 11, 23)
NOBODY = Known()

HEADLINE = "Harbour towns ask who pays for the longer season"
PARAGRAPHS = (
    "The ferry to Port Gansey now runs until the second week of December, and nobody has decided who pays for it.",
    "“Every extra week is a week that some budget did not expect,” said Amadou Kerr of the institute on Monday.",
    "Three mayors wrote to the minister last week. They ask for a single fund with clear rules and a date to begin.",
    "The ministry says that it received the letter, and that an answer is being prepared for the spring session.",
)
"""An invented article."""


def read(name: str, data: bytes, known: Known = NOBODY) -> FileReading:
    """Return what is read in a file."""
    return read_file(File(name, data), known, TODAY)


def one(reading: FileReading) -> Draft:
    """Return the only draft of a file."""
    (draft,) = reading.reading.drafts
    return draft


def sentences(reading: FileReading) -> list[str]:
    """Return what is told about a file."""
    return [problem.sentence for problem in reading.problems]


def shown(reading: FileReading, field: str) -> list[str]:
    """Return the pieces of the text that a field of the only draft came from."""
    return [reading.reading.text[start:end] for start, end in getattr(one(reading), field).spans]
