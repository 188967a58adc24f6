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
from clipper.model.errors import ClipperError, WrongUsage

if TYPE_CHECKING:
    from clipper.library.library import Added, Library

_INPUT = Path("-")
_FILES = click.argument("files", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))


@click.command("read")
@_FILES
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="The clipboard's HTML beside the text.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON: text, drafts with confidence and spans.")
@click.option("--jsonl", is_flag=True, help='Read {"id", "text", "html"} lines and answer one line each.')
def read_command(files: tuple[Path, ...], html: Path | None, as_json: bool, jsonl: bool) -> None:
    """Show what is recognised in FILES or standard input; touches no library."""
    if html and (jsonl or len(files) > 1):
        raise WrongUsage("--html belongs to one text; name one FILE with it.")
    if jsonl:
        _answer_lines(_lines(files))
        return
    for pasted in _pastes(files, html):
        reading = _read(pasted)
        click.echo(json.dumps(_reading_json(reading), ensure_ascii=False) if as_json else _describe(reading))


@click.command("add")
@_FILES
@with_library
def add_command(library: "Library", files: tuple[Path, ...]) -> None:
    """Read FILES or standard input and keep every clipping found."""
    known = library.known()
    # All are read first, so that nothing is added where one of them cannot be.
    for pasted, reading in [(pasted, _read(pasted, known)) for pasted in _pastes(files, None)]:
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
    from clipper.library.intake import bytes_of

    for file in _or_standard_input(files):
        pasted = from_bytes(sys.stdin.buffer.read(), None) if file == _INPUT else from_bytes(bytes_of(file), file.name)
        yield Pasted(pasted.text, from_bytes(bytes_of(html), html.name).html, pasted.source) if html else pasted


def _lines(files: tuple[Path, ...]) -> Iterator[bytes]:
    from clipper.library.intake import bytes_of

    for file in _or_standard_input(files):
        yield from sys.stdin.buffer if file == _INPUT else bytes_of(file).split(b"\n")


def _or_standard_input(files: tuple[Path, ...]) -> tuple[Path, ...]:
    if not files and sys.stdin.isatty():
        raise WrongUsage("Name a file to read, or pipe a text in.")
    return files or (_INPUT,)


def _read(pasted: Pasted, known: Known | None = None) -> Reading:
    from clipper.library.intake import read_paste

    return read_paste(pasted, known or Known(), date.today())


def _answer_lines(lines: Iterable[bytes]) -> None:
    """Answer each line, also one that asks nothing, so that no line costs the answers of those after it."""
    misread = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            answer = _answer(_question(line))
        except ValueError:
            misread.append(f"Line {number} is not a JSON object with id, text and html.")
            answer = _no_answer(None, misread[-1])
        click.echo(json.dumps(answer, ensure_ascii=False))
    if misread:
        raise WrongUsage(misread[0])


def _question(line: bytes) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except RecursionError as error:
        raise ValueError from error
    if not isinstance(asked, dict) or not all(isinstance(asked.get(name) or "", str) for name in ("text", "html")):
        raise ValueError
    return asked


def _answer(asked: dict[str, Any]) -> dict[str, Any]:
    try:
        reading = _read(Pasted(asked.get("text") or "", asked.get("html") or None))
    except ClipperError as error:
        return _no_answer(asked.get("id"), str(error))
    return {"id": asked.get("id"), **_reading_json(reading)}


def _no_answer(id_: Any, problem: str) -> dict[str, Any]:
    return {"id": id_, "text": "", "drafts": [], "problem": problem}


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
