"""Commands that read pastes and files: read, add, import."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext, suppress
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from clipper.cli.merged import imported_json, settled_sentences
from clipper.cli.places import with_library
from clipper.cli.progress import show_progress
from clipper.model.draft import DRAFT_FIELDS, FIELD_WORDS, Accepted, Draft, FileReading, Known, Pasted, Reading
from clipper.model.errors import ClipperError, WrongUsage
from clipper.model.values import replace

if TYPE_CHECKING:
    from clipper.library.importing import Imported
    from clipper.library.intake import FileProblem, Readings
    from clipper.library.library import Added, Library
    from clipper.model.clipping import Clipping
    from clipper.model.sheet import Preset

_INPUT, _INPUT_NAME = Path("-"), "standard input"
_SHOWN_UNUSED = 5
_ONLY_SHOWN = "This only shows what is read: what is said to be kept is kept when the file is added or imported."
_ONE_LEFT_OUT = "1 mention that was rejected before was left out. Add it by itself to keep it."
_LEFT_OUT = "{n} mentions that were rejected before were left out. Add one by itself to keep it."
_MAY_BE = "{id} may be the same as {known}. Both are kept; “Likely duplicates” in the window shows them side by side."
_TEXT_IS_MISSING = "{id} has no text: “clipper add --into {id}” adds that of what was skipped, which was not kept."
_TEXT_DIFFERS = (
    "Its text is another than that of {id} and was not kept: “clipper add --into {id} --replace text” takes it."
)
_MISREAD = "Line {} is not a JSON object with id, text and html."


def _require_there(_context: click.Context, _parameter: click.Parameter, files: tuple[Path, ...]) -> tuple[Path, ...]:
    """Refuse files that are not there before a library is made for them; what else is wrong is told when it is read."""
    for file in files:
        with suppress(OSError):
            if file != _INPUT and not file.exists():
                raise WrongUsage(f"There is no file {file}.")
    return files


_FILES = click.argument("files", nargs=-1, type=click.Path(path_type=Path, allow_dash=True), callback=_require_there)


@click.command("read")
@_FILES
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="The clipboard's HTML beside the text.")
@click.option(
    "--json", "as_json", is_flag=True, help="Answer as JSON: text, drafts with confidence and spans, unused lines."
)
@click.option("--jsonl", is_flag=True, help='Read {"id", "text", "html"} lines and answer one line each.')
def read_command(files: tuple[Path, ...], html: Path | None, as_json: bool, jsonl: bool) -> None:
    """Show what is recognised in FILES or standard input; touches no library."""
    if html and (jsonl or len(files) > 1):
        raise WrongUsage("--html belongs to one text; name one FILE with it.")
    if jsonl:
        _answer_lines(_lines(files))
        return
    from clipper.library.intake import problems_of

    has_problems = False
    for file in _files(files, html, Known()):
        reading, unused, problems = file.reading, _unused(file), problems_of([file])
        answer = {**_reading_json(reading), "unused": unused}
        click.echo(json.dumps(answer, ensure_ascii=False) if as_json else _describe(reading, unused))
        _print_problems(problems)
        has_problems = has_problems or bool(problems)
    if has_problems:
        click.echo(_ONLY_SHOWN, err=True)


@click.command("add")
@_FILES
@click.option("--into", type=int, metavar="ID", help="Add what is read to this clipping; only what is empty is filled.")
@click.option(
    "--replace",
    multiple=True,
    metavar="FIELD",
    help=f"With --into: let this field be replaced: {', '.join(FIELD_WORDS.values())}.",
)
@with_library(puts_in=True, unless="into")
def add_command(library: "Library", files: tuple[Path, ...], into: int | None, replace: tuple[str, ...]) -> None:
    """Read FILES or standard input and keep every clipping found."""
    if replace and into is None:
        raise WrongUsage("--replace says what may change in the clipping of --into. Nothing was changed.")
    # All are read first, so that nothing is added where one of them cannot be.
    found = list(_files(files, None, library.known()))
    if into is None:
        _add(library, found)
    else:
        _fill(library, into, found, replace)


_REGISTERS = {"outlets": "outlet", "people": "person"}
_FORMAT_HELP = "Refuse a file that is not of this format; outlets or people: take a sheet into that register."


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, allow_dash=True))
@click.option("--format", "wanted", metavar="FORMAT", help=_FORMAT_HELP)
@click.option("--preset", metavar="NAME", help="Read sheets as this preset of the library says, not as it seems.")
@click.option("--dry-run", is_flag=True, help="Say what would be imported; change nothing.")
@click.option(
    "--conflicts",
    type=click.Choice(["ours", "theirs"]),
    default="ours",
    help="Whose value counts where this library and the one that is merged both changed it; else ours.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer as one JSON object.")
@with_library(puts_in=True, unless="dry_run", tries_by="dry_run")
def import_command(
    library: "Library",
    files: tuple[Path, ...],
    wanted: str | None,
    preset: str | None,
    dry_run: bool,
    conflicts: str,
    as_json: bool,
) -> None:
    """Import archives, sheets, mails and feeds as new; nothing is doubled. Of a folder its files are imported.

    "-" is what comes from standard input.

    Clipper's own exports (.jsonl, .zip) and other libraries (.clipper) are merged: what only one side changed counts.
    """
    from clipper.library.exchange_file import is_export
    from clipper.library.intake import refusal

    if wanted in _REGISTERS:
        _import_registers(library, files, _REGISTERS[wanted], preset, dry_run)
        return
    exports = [file for file in files if is_export(file)]
    others = [file for file in files if file not in exports]
    if wanted:
        _require_format(wanted, exports)
    chosen = _preset(library, preset) if preset is not None else None
    readings = _what_can_be_read(library, others, wanted, chosen)
    if why := refusal(readings, exports):
        raise WrongUsage(why)
    imported = _import(library, readings, exports, dry_run, conflicts)
    if as_json:
        click.echo(json.dumps(imported_json(imported), ensure_ascii=False))
    else:
        _report_imported(imported, dry_run)


def _files(files: tuple[Path, ...], html: Path | None, known: Known) -> Iterator[FileReading]:
    from clipper.capture.formats.base import File
    from clipper.library.intake import bytes_from, bytes_of, read_named

    for file in _or_standard_input(files):
        data = bytes_from(sys.stdin.buffer, _INPUT_NAME.capitalize()) if file == _INPUT else bytes_of(file)
        name = "" if file == _INPUT else file.name
        if html:
            yield _with_html(data, name, html, known)
            continue
        found = read_named(File(name, data), known, date.today())
        yield replace(found, pasted=replace(found.pasted, source=name or None))


def _with_html(data: bytes, name: str, html: Path, known: Known) -> FileReading:
    from clipper.capture import from_bytes
    from clipper.capture.formats import read_pasted

    pasted = Pasted(from_bytes(data, name).text, _html_of(html), name or None)
    return read_pasted(pasted, known, date.today())


def _html_of(file: Path) -> str:
    """Return what a file holds as HTML, a page or a piece of one; raises WrongUsage where it holds no text."""
    from clipper.capture.formats.binary import refuse_binary
    from clipper.capture.paste import decode
    from clipper.capture.reading import require_text
    from clipper.library.intake import bytes_of

    data = bytes_of(file)
    try:
        refuse_binary(data)
        text = decode(data)
        require_text(text)
    except WrongUsage as error:
        raise WrongUsage(f"{file.name}: {error}") from error
    return text


def _lines(files: tuple[Path, ...]) -> Iterator[bytes]:
    from clipper.library.intake import opened

    for file in _or_standard_input(files):
        with nullcontext(sys.stdin.buffer) if file == _INPUT else opened(file) as lines:
            yield from lines


def _or_standard_input(files: tuple[Path, ...]) -> tuple[Path, ...]:
    if not files and sys.stdin.isatty():
        raise WrongUsage("Name a file to read, or pipe a text in.")
    return files or (_INPUT,)


def _answer_lines(lines: Iterable[bytes]) -> None:
    """Answer each line, also one that asks nothing, so that no line costs the answers of those after it."""
    from clipper.cli.abreast import answer_all

    misread: list[int] = []
    numbers = count(1)

    def tell(answer: str | None) -> None:
        number = next(numbers)
        if answer is None:
            misread.append(number)
            answer = json.dumps(_no_answer(None, _MISREAD.format(number)), ensure_ascii=False)
        if answer:
            click.echo(answer)

    answer_all(_answer_line, lines, tell)
    if misread:
        raise WrongUsage(_MISREAD.format(misread[0]))


def _answer_line(line: bytes) -> str | None:
    """Return the answer to a line, nothing for an empty one; None for one that asks nothing."""
    try:
        # A number such as 1e999 is read, but there is no JSON to answer it in.
        return json.dumps(_answer(_question(line)), ensure_ascii=False, allow_nan=False) if line.strip() else ""
    except ValueError:
        return None


def _question(line: bytes) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except RecursionError as error:
        raise ValueError from error
    if not isinstance(asked, dict) or not all(isinstance(asked.get(name) or "", str) for name in ("text", "html")):
        raise ValueError
    return asked


def _answer(asked: dict[str, Any]) -> dict[str, Any]:
    from clipper.capture.formats import read_pasted

    try:
        pasted = Pasted(asked.get("text") or "", asked.get("html") or None)
        file = read_pasted(pasted, Known(), date.today())
    except ClipperError as error:
        return _no_answer(asked.get("id"), str(error))
    return {"id": asked.get("id"), **_reading_json(file.reading), "unused": _unused(file)}


def _no_answer(id_: Any, problem: str) -> dict[str, Any]:
    return {"id": id_, "text": "", "drafts": [], "unused": [], "problem": problem}


def _reading_json(reading: Reading) -> dict[str, Any]:
    from clipper.capture.serialise import draft_to_json

    return {"text": reading.text, "drafts": [draft_to_json(draft) for draft in reading.drafts]}


def _unused(file: FileReading) -> list[str]:
    """Return the lines that no draft uses; of a sheet none, since its columns say more than its lines."""
    from clipper.capture.unused import unused_in

    return [] if file.sheet else unused_in(file.reading)


def _describe(reading: Reading, unused: Sequence[str]) -> str:
    parts = [_describe_draft(draft) for draft in reading.drafts]
    if unused:
        shown = [f"  {_shown(line)}" for line in unused[:_SHOWN_UNUSED]]
        more = ["  …"] if len(unused) > _SHOWN_UNUSED else []
        parts.append("\n".join([f"Not used: {_lines_counted(len(unused))}", *shown, *more]))
    return "\n\n".join(parts)


def _lines_counted(count: int) -> str:
    return "1 line" if count == 1 else f"{count:,} lines"


def _describe_draft(draft: Draft) -> str:
    from clipper.capture.serialise import draft_to_json

    values = draft_to_json(draft)
    lines = []
    for field in DRAFT_FIELDS:
        if shown := _shown(values[field]):
            sure = "" if getattr(draft, field).is_sure else "   (please check)"
            lines.append(f"{FIELD_WORDS[field]:13} {shown}{sure}")
    return "\n".join(lines)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(f"{item['name']} ({item['role']})" if isinstance(item, dict) else item for item in value)
    text = " ".join((value or "").split())
    return text if len(text) <= 200 else f"{text[:200]}…"


def _add(library: "Library", files: Sequence[FileReading]) -> None:
    """Add all that was read in one step, and say what became of it, file by file."""
    from clipper.library.duplicates import offered
    from clipper.library.intake import problems_of, unused_in
    from clipper.library.library import Brought

    taken = [offered(library, file) for file in files]
    brought = [
        Brought([Accepted(draft, is_seen=False) for draft in one.file.reading.drafts], one.file.pasted, one.file.file)
        for one in taken
    ]
    for file, one, added, left_out in zip(
        files, brought, library.add_all(brought), (one.left_out for one in taken), strict=True
    ):
        _report_added(library, one.accepted, added)
        if left_out:
            click.echo(_ONE_LEFT_OUT if left_out == 1 else _LEFT_OUT.format(n=f"{left_out:,}"), err=True)
        _print_problems(problems_of([file]))
        if unused := unused_in(file):
            click.echo(_unused_told(file.pasted.source, len(unused), added), err=True)


def _unused_told(source: str | None, count: int, added: "Added") -> str:
    """Tell how many lines are in no clipping, and of a file where they are."""
    from clipper.library.intake import unused_words

    if source is None:
        return f"{_lines_counted(count)} of the paste {'was' if count == 1 else 'were'} not used."
    is_kept = added.ids or added.brought_back or added.completed
    where = "They are kept with the original." if is_kept else "The file was not kept."
    return f"{unused_words([(source, count)])}. {where}"


def _fill(library: "Library", clipping_id: int, files: Sequence[FileReading], replace: Sequence[str]) -> None:
    """Add all that was read to a clipping in one step, and say what was left as it is, file by file."""
    from clipper.library.intake import problems_of

    named = {word: field for field, word in FIELD_WORDS.items()}
    filled = library.fill_from(clipping_id, files, [named.get(word.casefold(), word) for word in replace])
    click.echo(f"{clipping_id}  {library.get(clipping_id).title}")
    for file, left in zip(files, filled.left, strict=True):
        if left:
            words = ", ".join(FIELD_WORDS[field] for field in left)
            click.echo(f"Left as it is: {words}. What was read is kept with the clipping.", err=True)
        _print_problems(problems_of([file]))


def _report_added(library: "Library", accepted: Sequence[Accepted], added: "Added") -> None:
    from clipper.library.filling import names_of_fields

    pick_ups = set(added.pick_ups)
    known = {index for index, _ in added.known}
    for clipping in library.clippings(added.ids):
        click.echo(f"{clipping.id}  {clipping.title}")
        if clipping.id in pick_ups:
            click.echo(f"{clipping.id} runs a story that the library has; it was added to it as a pick-up.", err=True)
    for clipping_id, known_id in added.doubtful:
        click.echo(_MAY_BE.format(id=clipping_id, known=known_id), err=True)
    for clipping in library.clippings([clipping_id for clipping_id, _ in added.brought_back]):
        click.echo(f"{clipping.id}  {clipping.title}")
        click.echo(f"{clipping.id} was rejected before; it is {clipping.state} again.", err=True)
    for index, one in enumerate(accepted):
        if one.draft.spokespeople.is_doubtful and index not in known:
            click.echo(f"Please check who of your people is in it: {_called(one.draft)}", err=True)
    for index, known_id in added.known:
        draft = accepted[index].draft
        click.echo(f"Skipped, already in the library as {known_id}: {_called(draft)}", err=True)
        if told := _text_not_kept(draft.body.value, library.get(known_id)):
            click.echo(told, err=True)
    for known_id, given in added.completed.items():
        click.echo(f"{known_id} was given what it lacked: {names_of_fields([given])}.", err=True)


def _text_not_kept(text: str | None, known: "Clipping") -> str:
    """Tell how the text of what was skipped can be had, where the library has another one or none."""
    from clipper.model.text import words

    if not text or words(text) == words(known.body or ""):
        return ""
    return (_TEXT_DIFFERS if known.body else _TEXT_IS_MISSING).format(id=known.id)


def _called(draft: Draft) -> str:
    return draft.headline.value or draft.url.value or "A clipping"


def _require_format(wanted: str, exports: Sequence[Path]) -> None:
    from clipper.library.intake import format_ids

    if wanted not in format_ids():
        raise WrongUsage(f"There is no format “{wanted}”. There are: {', '.join((*format_ids(), *_REGISTERS))}.")
    if exports:
        raise WrongUsage(f"{exports[0].name} is an export of Clipper, not {wanted}. Nothing was imported.")


def _import_registers(library: "Library", files: Sequence[Path], kind: str, preset: str | None, dry_run: bool) -> None:
    """Take sheets of outlets or people, each in a step; none is taken where one of them cannot be read."""
    from clipper.capture.formats.base import File
    from clipper.capture.formats.table.registers import read_register
    from clipper.library.intake import bytes_of
    from clipper.library.register_sheets import dropped_words, import_register, preview_register

    if preset is not None:
        raise WrongUsage("Presets tell how sheets of clippings are read. Import outlets and people without one.")
    try:
        sheets = [(file.name, read_register(File(file.name, bytes_of(file)), kind, date.today())) for file in files]
    except WrongUsage as error:
        raise WrongUsage(f"{error} Nothing was imported.") from error
    for name, sheet in sheets:
        done = (
            preview_register(library, sheet, show_progress)
            if dry_run
            else import_register(library, sheet, name, show_progress)
        )
        click.echo(f"{done.summary} Nothing was changed." if dry_run else done.summary)
        for line in filter(None, (dropped_words(sheet), *done.told)):
            click.echo(f"{name}, {line[0].lower()}{line[1:]}" if line.startswith("No. ") else line, err=True)


def _preset(library: "Library", name: str) -> "Preset":
    presets = library.presets()
    for preset in presets:
        if preset.name.casefold() == name.strip().casefold():
            return preset
    there = f"There are: {', '.join(preset.name for preset in presets)}." if presets else "The library has none."
    raise WrongUsage(f"There is no preset “{name}”. {there} Nothing was imported.")


def _what_can_be_read(
    library: "Library", files: Sequence[Path], wanted: str | None, preset: "Preset | None"
) -> "Readings":
    from clipper.library.intake import read_what_can_be, with_preset

    known = library.known()
    readings = read_what_can_be([file for file in files if file != _INPUT], known, date.today(), show_progress)
    if _INPUT in files:
        (piped,) = _files((_INPUT,), None, known)
        named = replace(piped, pasted=replace(piped.pasted, source=_INPUT_NAME))
        readings = replace(readings, files=(*readings.files, named))
    readings = with_preset(readings, preset, known, date.today()) if preset else readings
    for reading in readings.files:
        if wanted and reading.format != wanted:
            raise WrongUsage(f"{reading.pasted.source} is {reading.format}, not {wanted}. Nothing was imported.")
    return readings


def _import(
    library: "Library", readings: "Readings", exports: Sequence[Path], dry_run: bool, conflicts: str
) -> "Imported":
    from clipper.library.importing import import_files, preview_import_files
    from clipper.model.uniting import Choice

    work = preview_import_files if dry_run else import_files
    return work(library, readings, show_progress, exports=exports, choose=lambda _difference: Choice(conflicts))


def _report_imported(imported: "Imported", dry_run: bool) -> None:
    told = "\n".join(imported.sentences)
    click.echo(f"{told} Nothing was changed." if dry_run else told)
    for sentence in settled_sentences(imported):
        click.echo(sentence, err=True)
    for remark in imported.remarks:
        click.echo(remark, err=True)
    _print_problems(imported.problems)


def _print_problems(problems: Iterable["FileProblem"]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)
