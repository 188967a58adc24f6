"""Templates: folders of files that a designer changes without Python, the built-in ones and the organisation's own.

A folder holds `report.typ` for the PDF and may hold `charts/` (Vega-Lite), `html/` and `markdown/` (Jinja2), `fonts/`,
and `template.toml` with its title and the built-in template that it is based on. What it lacks comes from that one.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import (
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from msgspec import Struct, field

from clipper import resources
from clipper.model.errors import ClipperError, EnvironmentProblem, NotFound, WrongUsage
from clipper.model.report import Kind
from clipper.model.template import MOST_BYTES, MOST_FILES

Files = Mapping[str, bytes]
"""The files of a template by their path within its folder, with "/" on every platform."""

USUAL = "modern"
"""The template of a report for which nobody chose another."""

ABOUT = "template.toml"
"""The file that says what a template is."""


class TemplateProblem(ClipperError):
    """A template cannot be used as it is: `said` is what is wrong, `file` and `line` (from 1) say where.

    They are None where nobody knows.
    """

    def __init__(self, message: str, file: str | None = None, line: int | None = None) -> None:
        super().__init__(f"{_where(file, line)}{message.rstrip('. ')}.")
        self.said, self.file, self.line = message, file, line


def _where(file: str | None, line: int | None) -> str:
    if file is None:
        return ""
    return f"In {file}, line {line}: " if line else f"In {file}: "


class Template(Struct, frozen=True):
    """A look of a report under the name by which a definition chooses it.

    `titles` are by language. `kind` is "report", "briefing" or "media-page". `base` is the built-in template that it is
    or is based on, `files` are the organisation's own and empty for a built-in one.
    """

    name: str
    titles: Mapping[str, str]
    kind: str = "report"
    base: str = USUAL
    files: Files = field(default_factory=dict)

    @property
    def is_own(self) -> bool:
        """Whether it is one of the organisation's own."""
        return self.name != self.base

    def has(self, folder: str) -> bool:
        """Tell whether it has files of its own in a folder."""
        return any(path.startswith(f"{folder}/") for path in self.files)

    def title(self, language: str) -> str:
        """Return the title in a language, in English where it has none in it."""
        return self.titles.get(language) or self.titles.get("en") or self.name


def templates(own: Mapping[str, Files] | None = None) -> list[Template]:
    """Return the built-in templates and, after them, the organisation's own; one with an error keeps its name only."""
    return [*_built_in().values(), *(_listed(name, files) for name, files in sorted((own or {}).items()))]


def find(name: str, own: Mapping[str, Files] | None = None) -> Template:
    """Return a template by name; raises NotFound, and TemplateProblem for one of the organisation's with an error."""
    if own and name in own:
        return read(name, own[name])
    found = _built_in().get(name)
    if found is None:
        raise NotFound(f"There is no template “{name}”. Choose another one.")
    return found


def read(name: str, files: Files) -> Template:
    """Return a template of the organisation's own from its files; raises TemplateProblem."""
    for path in files:
        if not _is_inside(path):
            raise TemplateProblem(f"“{path}” would lie outside the template's folder")
    about = _about(files.get(ABOUT, b""))
    base = str(about.get("based-on", USUAL))
    if base not in _built_in():
        known = ", ".join(_built_in())
        raise TemplateProblem(f"It is based on “{base}”, which is none of the built-in templates ({known})", ABOUT)
    _check_measures(about, files)
    kind = str(about.get("kind", _built_in()[base].kind))
    return Template(name, _titles(about, name), kind, base, dict(files))


def _check_measures(about: Mapping[str, Any], files: Files) -> None:
    """Refuse what pages could not be set with; raises TemplateProblem."""
    text = files.get(ABOUT, b"").decode("utf-8", "replace")
    themes = sorted(path.stem for path in resources.path("charts").glob("theme*.json"))
    known: dict[str, list[str]] = {"kind": [kind.value for kind in Kind], "chart-theme": themes}
    for key, value in about.items():
        if key in ("sides", "rail") and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise TemplateProblem(f"{key} is a number of millimetres, such as 20", ABOUT, _line_of(key, text))
        if key in known and value not in known[key]:
            raise TemplateProblem(f"{key} is one of {', '.join(known[key])}", ABOUT, _line_of(key, text))
        if key == "chart-colours" and not isinstance(value, Mapping):
            said = 'chart-colours are pairs in braces, such as { "#123C5A" = "#333333" }'
            raise TemplateProblem(said, ABOUT, _line_of(key, text))


def _line_of(key: str, text: str) -> int | None:
    found = re.search(rf"^[\s\[]*[\"']?{re.escape(key)}\b", text, re.MULTILINE)
    return text.count("\n", 0, found.end()) + 1 if found else None


def _listed(name: str, files: Files) -> Template:
    try:
        return read(name, files)
    except TemplateProblem:
        return Template(name, {"en": name}, files=files)


@cache
def _built_in() -> dict[str, Template]:
    folders = sorted(file.parent for file in resources.path("reports").glob(f"*/{ABOUT}"))
    # The usual one stands first, the others by name.
    folders.sort(key=lambda folder: folder.name != USUAL)
    return {folder.name: _shipped(folder) for folder in folders}


def _shipped(folder: Path) -> Template:
    about = _about((folder / ABOUT).read_bytes())
    name = folder.name
    return Template(name, _titles(about, name), str(about.get("kind", "report")), base=name)


def _about(data: bytes) -> dict[str, Any]:
    text = data.decode("utf-8", "replace")
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise TemplateProblem("brackets stand in brackets deeper than can be read", ABOUT) from error
    except tomllib.TOMLDecodeError as error:
        message, _, place = str(error).partition(" (at ")
        line = int(place.split()[1].rstrip(",")) if place.startswith("line ") else text.count("\n") + 1
        raise TemplateProblem(message, ABOUT, line) from error


def _titles(about: Mapping[str, object], name: str) -> dict[str, str]:
    title = about.get("title", name)
    if isinstance(title, Mapping):
        return {str(language): str(text) for language, text in title.items()}
    return {"en": str(title)}


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    strange = any(part in ("..", "/") or part.endswith((".", " ")) for part in parts)
    return bool(parts) and not strange and not set(path) & set('\\:*?"<>|\0') and str(PurePosixPath(path)) == path


# --- folders on disk


def read_template(folder: Path) -> dict[str, bytes]:
    """Return the files of a designer's folder, hidden ones and links left out.

    Raises WrongUsage, and EnvironmentProblem where it is not there or cannot be read.
    """
    try:
        return _read_folder(folder)
    except OSError as error:
        raise EnvironmentProblem(f"“{folder}” cannot be read: {error.strerror}. Nothing was kept.") from error


def _read_folder(folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        raise EnvironmentProblem(f"The folder “{folder}” is not there. Choose where it is now; nothing was kept.")
    files: dict[str, bytes] = {}
    size = 0
    for path, file in _files_in(folder):
        size += file.stat().st_size
        if len(files) >= MOST_FILES or size > MOST_BYTES:
            raise WrongUsage(
                f"“{folder.name}” holds too much for a template: {MOST_FILES} files and {MOST_BYTES // 1_000_000} MB "
                "at most."
            )
        files[path] = file.read_bytes()
    if not files:
        raise WrongUsage(f"“{folder.name}” holds no files. Choose the folder with report.typ or template.toml in it.")
    return files


def _files_in(folder: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(folder.rglob("*")):
        parts = file.relative_to(folder).parts
        linked = any(folder.joinpath(*parts[:depth]).is_symlink() for depth in range(1, len(parts) + 1))
        if file.is_file() and not linked and not any(part.startswith(".") for part in parts):
            yield "/".join(parts), file


def export_template(template: Template, folder: Path) -> None:
    """Write all files of a template into a new folder, with those of the built-in ones that it would take.

    Raises WrongUsage where the folder has something in it already, and EnvironmentProblem where it cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WrongUsage(f"“{folder.name}” is there already. Choose the name of a new folder.")
    try:
        _write(folder, _texts() | whole(template))
    except OSError as error:
        raise EnvironmentProblem(f"“{folder}” could not be written: {error.strerror}. Choose another place.") from error


def _texts() -> dict[str, bytes]:
    """Return the Jinja2 templates of the HTML page and of the Markdown file, which every template shares."""
    found = ((name, *one) for name in ("html", "markdown") for one in _files_in(resources.path("reports", name)))
    return {f"{name}/{path}": file.read_bytes() for name, path, file in found if path.endswith(".j2")}


def whole(template: Template) -> dict[str, bytes]:
    """Return every file that makes the pages and charts of a template, its own in place of the built-in ones."""
    base = resources.path("reports", template.base)
    files = {path: file.read_bytes() for path, file in _files_in(base)}
    files |= _charts(_about(files[ABOUT]))
    if not template.files:
        files[ABOUT] += f'based-on = "{template.base}"\n'.encode()
    return files | dict(template.files)


def _charts(about: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the specs of charts in the theme and the colours that a built-in template has for them."""
    found = {file.stem: file.read_text(encoding="utf-8") for _, file in _files_in(resources.path("charts"))}
    theme = found[about.get("chart-theme", "theme")]
    specs = {name: text for name, text in found.items() if not name.startswith("theme")} | {"theme": theme}
    for shipped, own in about.get("chart-colours", {}).items():
        specs = {name: text.replace(shipped, own) for name, text in specs.items()}
    return {f"charts/{name}.json": text.encode() for name, text in specs.items()}


def lay(template: Template, root: Path, name: str) -> None:
    """Write a template's pages as folder `name` of a new folder `root`, and the built-in templates beside it."""
    for built_in in _built_in():
        _write(
            root / built_in, {path: file.read_bytes() for path, file in _files_in(resources.path("reports", built_in))}
        )
    _write(root / name, whole(template))


def _write(folder: Path, files: Files) -> None:
    for path, data in files.items():
        file = folder.joinpath(*path.split("/"))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


# --- Jinja2


def jinja_environment(folder: str, template: Template | None = None, **choices: Any) -> Environment:
    """Return what makes pages of a format ("html", "markdown") from Jinja2 templates, those of a template first.

    A library may come from somebody else: its templates reach the values that they are given and nothing of Python.
    """

    def load(name: str) -> tuple[str, str, None] | None:
        path = f"{folder}/{name}"
        own = (template.files if template else {}).get(path)
        if own is not None:
            return own.decode("utf-8", "replace"), path, None
        file = resources.path("reports", folder, name)
        return (file.read_text(encoding="utf-8"), path, None) if _is_inside(name) and file.is_file() else None

    return ImmutableSandboxedEnvironment(loader=FunctionLoader(load), undefined=StrictUndefined, **choices)


@contextmanager
def jinja_problems() -> Iterator[None]:
    """Raise what is wrong in Jinja2 templates of the organisation's own, where anything may be, as TemplateProblem."""
    try:
        yield
    except (TemplateError, TypeError, ValueError, LookupError, ArithmeticError, AttributeError) as error:
        raise jinja_problem(error) from error


def jinja_problem(error: Exception) -> TemplateProblem:
    """Return what Jinja2 raised, TemplateSyntaxError, UndefinedError or any other, with the file and line of it."""
    if isinstance(error, TemplateSyntaxError):
        return TemplateProblem(error.message or "it cannot be read", error.filename or error.name, error.lineno)
    message = f"there is no file “{error}”" if isinstance(error, TemplateNotFound) else str(error)
    file, line, trace = None, None, error.__traceback__
    while trace is not None:
        # Jinja2 puts frames with the names and lines of templates in place of those of the code that it made of them.
        if "__jinja_exception__" in trace.tb_frame.f_globals:
            file, line = trace.tb_frame.f_globals.get("__file__"), trace.tb_lineno
        trace = trace.tb_next
    return TemplateProblem(message or type(error).__name__, file, line)
