"""Commands that read pastes and files: read, add, import."""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clipper.cli.places import with_library
from clipper.model.draft import DRAFT_FIELDS, Accepted, Draft, Known, Pasted, Reading
from clipper.model.errors import ClipperError, EnvironmentProblem, WrongUsage

if TYPE_CHECKING:
    from clipper.library.library import Added, Library

_FILES = click.argument("files", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))


@click.command("read")
@_FILES
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="The clipboard's HTML beside the text.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON: text, drafts with confidence and spans.")
@click.option("--jsonl", is_flag=True, help='Read {"id", "text", "html"} lines and answer one line each.')
def read_command(files: tuple[Path, ...], html: Path | None, as_json: bool, jsonl: bool) -> None:
    """Show what is recognised in FILES or standard input; touches no library."""
    if jsonl:
        _answer_lines(sys.stdin.buffer)
        return
    if html and len(files) > 1:
        raise WrongUsage("--html belongs to one text; name one FILE with it.")
    for pasted in _pastes(files, html):
        reading = _read(pasted)
        click.echo(json.dumps(_reading_json(reading), ensure_ascii=False) if as_json else _describe(reading))


@click.command("add")
@_FILES
@with_library
def add_command(library: "Library", files: tuple[Path, ...]) -> None:
    """Read FILES or standard input and keep every clipping found."""
    for pasted in _pastes(files, None):
        reading = _read(pasted, library.known())
        accepted = [Accepted(draft) for draft in reading.drafts]
        _report_added(library, accepted, library.add(accepted, pasted))


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Say what would be imported; change nothing.")
@with_library
def import_command(library: "Library", file: Path, dry_run: bool) -> None:
    """Import a Clipper export (.jsonl); clippings that are already there are not doubled."""
    from clipper.library.exchange import import_library, preview_import

    imported = preview_import(library, file) if dry_run else import_library(library, file, progress=_show_progress)
    click.echo(imported.summary)


COMMANDS = (read_command, add_command, import_command)


def _pastes(files: tuple[Path, ...], html: Path | None) -> Iterator[Pasted]:
    from clipper.capture import from_bytes

    if not files and sys.stdin.isatty():
        raise WrongUsage("Name a file to read, or pipe a text in.")
    for file in files or (Path("-"),):
        is_input = str(file) == "-"
        pasted = from_bytes(sys.stdin.buffer.read() if is_input else _bytes_of(file), None if is_input else file.name)
        yield Pasted(pasted.text, from_bytes(_bytes_of(html), html.name).html, pasted.source) if html else pasted


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise WrongUsage(f"There is no file {file}.") from None
    except OSError as error:
        raise EnvironmentProblem(f"{file} cannot be read ({error.strerror}). Nothing was changed.") from error


def _read(pasted: Pasted, known: Known | None = None) -> Reading:
    from clipper import capture

    return capture.read(pasted, known or Known(), date.today())


def _answer_lines(lines: Iterable[bytes]) -> None:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            click.echo(json.dumps(_answer(number, line), ensure_ascii=False))


def _answer(number: int, line: bytes) -> dict[str, Any]:
    try:
        asked = json.loads(line)
        pasted = Pasted(asked.get("text") or "", asked.get("html"))
    except (ValueError, AttributeError):
        raise WrongUsage(f"Line {number} is not a JSON object with id, text and html.") from None
    try:
        return {"id": asked.get("id"), **_reading_json(_read(pasted))}
    except ClipperError as error:
        return {"id": asked.get("id"), "text": "", "drafts": [], "problem": str(error)}


def _reading_json(reading: Reading) -> dict[str, Any]:
    from clipper.capture.serialise import draft_to_json

    return {"text": reading.text, "drafts": [draft_to_json(draft) for draft in reading.drafts]}


def _describe(reading: Reading) -> str:
    return "\n\n".join(_describe_draft(draft) for draft in reading.drafts)


def _describe_draft(draft: Draft) -> str:
    from clipper.capture.serialise import draft_to_json

    values = draft_to_json(draft)
    lines = []
    for field in DRAFT_FIELDS:
        if shown := _shown(values[field]):
            sure = "" if getattr(draft, field).is_sure else "   (please check)"
            lines.append(f"{field.replace('_', ' '):13} {shown}{sure}")
    return "\n".join(lines)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(f"{item['name']} ({item['role']})" if isinstance(item, dict) else item for item in value)
    text = " ".join((value or "").split())
    return text if len(text) <= 200 else f"{text[:200]}…"


def _report_added(library: "Library", accepted: list[Accepted], added: "Added") -> None:
    pick_ups = set(added.pick_ups)
    for clipping in library.clippings(added.ids):
        click.echo(f"{clipping.id}  {clipping.title}")
        if clipping.id in pick_ups:
            click.echo(f"{clipping.id} runs a story that the library has; it was added to it as a pick-up.", err=True)
    for index, known_id in added.known:
        title = accepted[index].draft.headline.value or accepted[index].draft.url.value or "A clipping"
        click.echo(f"Skipped, already in the library as {known_id}: {title}", err=True)


def _show_progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{done:,} of {total:,}", nl=done == total, err=True)
