"""What runs in the child process: a template with its data becomes a PDF, its charts drawn and its glyphs looked up.

Vega's compiler and Typst hold much memory; only rendering.py may call this.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from typing import Any, Literal
from unicodedata import category

import typst
from msgspec import Struct
from msgspec.structs import asdict

from clipper import resources
from clipper.model.values import replace
from clipper.reports import drawing, glyphs
from clipper.reports.charts import Chart
from clipper.reports.rendering import Drawing, Job, Pdf, Pictures, Stage, Told
from clipper.reports.templates import Template, TemplateProblem, find, lay

_Standards = tuple[Literal["ua-1", "a-2a"], ...]
_STANDARDS: _Standards = ("ua-1", "a-2a")

SYSTEM_FONTS = (
    "Some characters are in none of Clipper's fonts; this machine's fonts were used for them, "
    "so the file may differ on another machine."
)
NO_LOGO = "The logo of the organisation could not be drawn and was left out; choose it again."
NOT_ACCESSIBLE = "This PDF is not marked as accessible (PDF/UA) and fit for an archive (PDF/A):"
_NO_PACKAGES = "templates cannot use packages; put what this one needs into its own folder"

_PLACE = re.compile(r"┌─ (?P<file>.+?):(?P<line>\d+):\d+")
_NOT_SHOWN = re.compile(r'the text `"([^`]+)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_OWN = "own"
_MOST_WARNINGS = 5


class Unprintable(Exception):  # carried to the parent, which tells a person
    """No way to set the document was left; the message is Typst's."""


def warm() -> None:
    """Load fonts and the chart compiler, so that the first document does not wait for them."""
    glyphs.missing("a", _faces(_fonts()))
    spec = {"mark": "bar", "data": {"values": [{"a": 1}]}, "encoding": {"x": {"field": "a", "type": "ordinal"}}}
    drawing.draw(spec)


def pictures(work: Drawing, told: Told) -> Pictures:
    """Draw charts as SVG or PNG; raises TemplateProblem."""
    return drawing.pictures(work.charts, work.files, told, work.kind, work.scale)


def make(job: Job, told: Told, folder: Path) -> Pdf:
    """Draw the charts and set the pages; an own template is laid into `folder`. Raises TemplateProblem, Unprintable."""
    template = find(job.template) if isinstance(job.template, str) else job.template
    told(Stage.CHECKING, 0, 0)
    job, sheet, warnings = _with_glyphs(job, _sheet(template, folder))
    drawn = drawing.pictures(job.charts, template.files, told, "svg")
    told(Stage.PAGES, 0, 0)
    charts = {name: _beside(chart) | {"svg": drawn[name].decode("utf-8")} for name, chart in job.charts.items()}
    made = _set_with_logo(sheet, job.data | {"charts": charts}, preview=job.preview)
    return Pdf(made.data, (*warnings, *made.warnings))


def _beside(chart: Chart) -> dict[str, Any]:
    """Return what a template may know of a chart besides its picture."""
    return {name: part for name, part in asdict(chart).items() if name != "spec"}


# --- glyphs


def _with_glyphs(job: Job, sheet: "_Sheet") -> tuple[Job, "_Sheet", tuple[str, ...]]:
    """Return the job and the fonts for it: the machine's where Clipper's lack a glyph, a box where those do too."""
    text = json.dumps([job.data, [[chart.spec, chart.alt] for chart in job.charts.values()]], ensure_ascii=False)
    warnings: tuple[str, ...] = ()
    lacking = glyphs.missing(set(text), _faces(sheet.fonts))
    if lacking:
        with_system = _fonts(system=True, own=sheet.own_fonts)
        still = glyphs.missing(lacking, _faces(with_system))
        if still != lacking:
            sheet, warnings = replace(sheet, fonts=with_system), (SYSTEM_FONTS,)
        lacking = still
    if not lacking:
        return job, sheet, warnings
    marked = glyphs.marked({"data": job.data, "specs": {name: it.spec for name, it in job.charts.items()}}, lacking)
    charts = {name: replace(it, spec=marked["specs"][name]) for name, it in job.charts.items()}
    warnings = (*warnings, glyphs.sentence(job.data, lacking))
    return replace(job, data=marked["data"], charts=charts), sheet, warnings


@cache
def _fonts(*, system: bool = False, own: str | None = None) -> typst.Fonts:
    folders = [str(resources.path("fonts")), *([own] if own else [])]
    return typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=folders)


def _faces(fonts: typst.Fonts) -> Iterable[tuple[str, int]]:
    return ((face.path, face.index) for face in fonts.fonts() if face.path)


# --- pages


class _Sheet(Struct, frozen=True):
    """Where the files of a template lie, and its fonts."""

    root: Path
    folder: str
    fonts: typst.Fonts
    own_fonts: str | None = None

    def compile(self, data: Mapping[str, Any], standards: _Standards, *, preview: bool) -> Pdf:
        """Set a document, and warn a designer of what Typst warns of: a font that is not there, for one."""
        inputs = {"data": json.dumps(data, ensure_ascii=False), "preview": "true" if preview else "false"}
        # No package is ever looked for on this machine; none is fetched, since the child's network leads nowhere.
        nowhere = str(self.root / "no-packages")
        # A compiler that is used again grows by 50 MB each time, too.
        compiler = typst.Compiler(
            root=str(self.root), font_paths=self.fonts, package_path=nowhere, package_cache_path=nowhere
        )
        pdf, warnings = compiler.compile_with_warnings(
            str(self.root / self.folder / "report.typ"),
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=list(standards),
        )
        assert isinstance(pdf, bytes)
        said = dict.fromkeys(str(self.problem(one)) for one in warnings) if self.folder == _OWN else ()
        return Pdf(pdf, tuple(said)[:_MOST_WARNINGS])

    def problem(self, error: typst.TypstError | typst.TypstWarning) -> Exception:
        """Return what a person should hear of an error, with its file and line."""
        message = error.message.replace("\n", " ")
        for folder in (self.root / _OWN, self.root):
            message = message.replace(str(folder / "_")[:-1], "")
        if " package" in f" {message}":
            message = _NO_PACKAGES
        message = " ".join([message, *(f"({hint})" for hint in error.hints)])
        place = _PLACE.search(error.diagnostic)
        if place is None:
            return TemplateProblem(message) if self.folder == _OWN else Unprintable(message)
        file = place["file"].replace("\\", "/").rpartition(f"{self.root.name}/")[2]
        if self.folder == _OWN:
            return TemplateProblem(message, file.removeprefix(f"{_OWN}/"), int(place["line"]))
        return Unprintable(f"In {file}, line {place['line']}: {message}.")


def _sheet(template: Template, folder: Path) -> _Sheet:
    """Return where a template is set: a built-in one where it is, an own one in the private folder."""
    if not template.files:
        return _Sheet(resources.path("reports"), template.base, _fonts())
    key = sha256(template.base.encode())
    for path, data in sorted(template.files.items()):
        key.update(f"{path} {len(data)} ".encode() + data)
    root = folder / key.hexdigest()[:16]
    if not root.exists():
        for other in folder.iterdir():
            rmtree(other)
        lay(template, root, _OWN)
    own_fonts = str(root / _OWN / "fonts") if any(path.startswith("fonts/") for path in template.files) else None
    return _Sheet(root, _OWN, _fonts(own=own_fonts), own_fonts)


def _set_with_logo(sheet: _Sheet, data: Mapping[str, Any], *, preview: bool) -> Pdf:
    try:
        return _set(sheet, data, preview=preview)
    except (Unprintable, TemplateProblem):
        if not data.get("logo"):
            raise
    # A picture that cannot be drawn must not cost the report.
    made = _set(sheet, {**data, "logo": ""}, preview=preview)
    return Pdf(made.data, (*made.warnings, NO_LOGO))


def _set(sheet: _Sheet, data: Mapping[str, Any], *, preview: bool) -> Pdf:
    """Set the pages so that they hold to the standards; without these where something else stands against them."""
    warnings: tuple[str, ...] = ()
    for _ in range(2):
        try:
            made = sheet.compile(data, _STANDARDS, preview=preview)
            return Pdf(made.data, (*warnings, *made.warnings))
        except typst.TypstError as error:
            first = error
        # Signs and letters that fonts have, but no font together.
        apart = _not_shown(first)
        if not apart or warnings:
            break
        signs = {one for one in apart if category(one)[0] == "M" or one == "\u200d"}
        data = glyphs.without(data, signs) if signs else glyphs.marked(data, apart)
        warnings = (glyphs.apart(signs) if signs else glyphs.sentence(data, apart),)
    problem = sheet.problem(first)
    if not first.message.startswith("PDF/"):
        raise problem
    try:
        made = sheet.compile(data, (), preview=preview)
    except typst.TypstError as error:
        raise sheet.problem(error) from error
    return Pdf(made.data, (*warnings, f"{NOT_ACCESSIBLE} {problem}", *made.warnings))


def _not_shown(error: typst.TypstError) -> set[str]:
    texts = "".join(_NOT_SHOWN.findall(error.diagnostic))
    return set(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), texts))
