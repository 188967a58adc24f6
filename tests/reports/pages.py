"""The pages of reports as pictures; `python -m tests.reports.pages` draws them anew after they were looked at.

Each picture holds the pages of one report side by side; of long reports the first ones.
"""

import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest import mock

import pypdfium2
from PIL import Image, ImageChops, ImageStat

from clipper import reports
from clipper.model.period import Period
from clipper.model.report import (
    ALL_SECTIONS,
    MEANING_TEXT,
    NEXT_TEXT,
    TODAY_TEXT,
    Audience,
    Definition,
    Kind,
    ReportIssue,
)
from clipper.model.values import replace
from clipper.reports import LANGUAGES, press
from clipper.reports.document import Report
from clipper.reports.rendering import Job
from clipper.reports.templates import find
from clipper.reports.typst_data import report_charts, report_data
from clipper.reports.writers import pdf
from tests.reports.libraries import KINDS, library

FOLDER = Path(__file__).parent.parent / "data" / "reports" / "pages"
_DOTS_AN_INCH = 45
_COLUMNS, _MOST_PAGES, _GAP = 6, 18, 6
# Few greys make small files.
_LEVELS = 24
_STEP = 255 / (_LEVELS - 1)
_BLOCK = 6
# Differences of grey, of 255. Another version of the rasteriser makes 13 in the worst block and 0.02 on average, a
# heading that moved by 6 points makes 90, another figure in the summary 60.
_MEAN, _BLOCK_MEAN = 0.6, 26

OCTOBER = Period.month(2026, 10)
_STAFF = {
    MEANING_TEXT: "- **Housing** left the business pages.\n- The Senate asks for a date, not for money.",
    NEXT_TEXT: "- Reply to the fiscal update, November 12.\n- Brief the regional editors.",
    TODAY_TEXT: "- 10:00 a.m. The committee continues.\n- Ask the desk whether the correction ran.",
}


@dataclass(frozen=True)
class Scene:
    """What is asked of a library: a period, choices of the definition, texts by staff."""

    kind: str
    period: Period = OCTOBER
    choices: Mapping[str, Any] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


SCENES = {kind: Scene(kind) for kind in KINDS} | {
    "usual": Scene("usual", texts=_STAFF),
    "public": Scene("usual", choices={"audience": Audience.PUBLIC}),
    "year": Scene("usual", Period(date(2026, 1, 1), date(2026, 12, 31))),
    "quarter": Scene("large", Period.quarter(2026, 4)),
    "turned": Scene("usual", choices={"sections": tuple(reversed(ALL_SECTIONS))}),
}

LOOKS = {"modern": Kind.REPORT, "formal": Kind.REPORT, "board": Kind.REPORT, "briefing": Kind.BRIEFING}
NAMES = [
    *(f"{look}-{kind}-{code}" for look in LOOKS for kind in KINDS for code in LANGUAGES if kind != "large"),
    # Hundreds of clippings take long to set.
    "modern-large-fr",
    "formal-large-en",
    "board-large-en",
    "board-large-fr",
    "briefing-large-en",
    "modern-public-en",
    "formal-public-fr",
    "modern-year-fr",
    "modern-quarter-en",
    "board-quarter-fr",
    "modern-turned-en",
    "formal-turned-fr",
]
# A briefing tells of one morning of a library that has many.
_MORNINGS = {"usual": "2026-10-06", "large": "2026-10-07"}


def report(name: str, folder: Path) -> Report:
    """Return the report of a look, a scene and a language, such as "modern-usual-en"."""
    look, scene, code = name.split("-")
    asked = SCENES[scene]
    period = asked.period
    if LOOKS[look] is Kind.BRIEFING and asked.kind in _MORNINGS:
        period = Period.parse(_MORNINGS[asked.kind])
    usual = Definition(template=look, kind=LOOKS[look], language=code, sections=ALL_SECTIONS, notes=True)
    definition = replace(usual, **asked.choices)
    with library(folder, asked.kind) as opened:
        found = reports.covered(opened, definition, period)
        issue = ReportIssue(date(2026, 11, 4), asked.texts)
        return reports.document(found, definition, opened.organisation(), issue)


def drawn(name: str, folder: Path) -> Image.Image:
    """Return the picture of a report's pages as they are now."""
    made = report(name, folder)
    # It is written in what Clipper's fonts lack: the fonts of a machine would make another picture on each.
    return sheet(pages(_with_our_fonts(made, folder) if "-hostile-" in name else pdf.render(made)))


def _with_our_fonts(made: Report, folder: Path) -> bytes:
    ours, template = press._fonts(), find(made.template)
    job = Job(template, report_data(made), report_charts(made, template))
    with mock.patch.object(press, "_fonts", return_value=ours):
        return press.make(job, lambda *_: None, folder).data


def pages(document: bytes, most: int = _MOST_PAGES) -> list[Image.Image]:
    with pypdfium2.PdfDocument(document) as opened:
        count = min(len(opened), most)
        return [opened[index].render(scale=_DOTS_AN_INCH / 72, grayscale=True).to_pil() for index in range(count)]


def sheet(pictures: list[Image.Image]) -> Image.Image:
    width, height = pictures[0].size
    columns, rows = min(_COLUMNS, len(pictures)), -(-len(pictures) // _COLUMNS)
    whole = Image.new("L", (columns * (width + _GAP) - _GAP, rows * (height + _GAP) - _GAP), 200)
    for index, picture in enumerate(pictures):
        whole.paste(picture, ((index % _COLUMNS) * (width + _GAP), (index // _COLUMNS) * (height + _GAP)))
    return whole.point([round(round(value / _STEP) * _STEP) for value in range(256)])


def approved(name: str) -> Image.Image:
    return Image.open(FOLDER / f"{name}.png").convert("L")


def difference(one: Image.Image, other: Image.Image) -> str:
    """Say how much two pictures differ and where most, nothing where that is no more than rasterisers do."""
    if one.size != other.size:
        return f"it has {one.size} pixels instead of {other.size}"
    apart = ImageChops.difference(one, other)
    mean = ImageStat.Stat(apart).mean[0]
    blocks = apart.resize((max(1, one.width // _BLOCK), max(1, one.height // _BLOCK)), Image.Resampling.BOX)
    worst = blocks.getextrema()[1]
    row, column = divmod(blocks.tobytes().index(worst), blocks.width)
    where = f"most at {column * _BLOCK}, {row * _BLOCK}"
    return f"{mean:.2f} on average, {worst} {where}" if mean > _MEAN or worst > _BLOCK_MEAN else ""


def written(picture: Image.Image) -> bytes:
    target = BytesIO()
    # With a palette: PIL's own would be of the greys that come most often.
    levels = picture.point([round(value / _STEP) for value in range(256)])
    levels.putpalette([round(level * _STEP) for level in range(_LEVELS) for _ in "rgb"])
    levels.save(target, "PNG", optimize=True)
    return target.getvalue()


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[1:] or NAMES:
        with tempfile.TemporaryDirectory() as folder:
            (FOLDER / f"{name}.png").write_bytes(written(drawn(name, Path(folder))))
        print(name, (FOLDER / f"{name}.png").stat().st_size)
