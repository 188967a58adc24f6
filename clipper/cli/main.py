"""The `clipper` command: its group of commands, and how a refusal becomes one sentence and an exit status."""

import importlib
import logging
import os
import sys
from pathlib import Path

import click

from clipper import __version__
from clipper.cli.places import Choice
from clipper.cli.terminal import harmless
from clipper.log import file_handler
from clipper.model.errors import ClipperError, Conflict, EnvironmentProblem, NotFound, WrongUsage
from clipper.places import log_file

NOTHING_FOUND, WRONG_USAGE, ENVIRONMENT = 1, 2, 3
_STATUS: dict[type[ClipperError], int] = {
    WrongUsage: WRONG_USAGE,
    NotFound: NOTHING_FOUND,
    Conflict: NOTHING_FOUND,
    EnvironmentProblem: ENVIRONMENT,
}
_MODULES = {
    "backups": ("backups",),
    "capture": ("read", "add", "import"),
    "care": ("check", "repair", "backup", "restore", "diagnostics"),
    "find": ("search", "show", "history"),
    "output": ("report", "issued", "export"),
    "window": ("open",),
    "work": ("tag", "undo", "redo", "purge"),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


class _Commands(click.Group):
    """Imports a command when it is asked for: none, and not the window, waits for what another one needs.

    Whoever names a file in the place of a command is told which commands take one.
    """

    def list_commands(self, _context: click.Context) -> list[str]:
        return sorted(_MODULE_OF)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in _MODULE_OF:
            return None
        command: click.Command = getattr(importlib.import_module(f"clipper.cli.{_MODULE_OF[name]}"), f"{name}_command")
        return command

    def resolve_command(
        self, context: click.Context, arguments: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        first = arguments[0]
        if self.get_command(context, first) is None and Path(first).exists():
            raise click.UsageError(
                f"“{first}” is a file, not a command. “clipper open FILE” brings it into the window, “clipper add "
                "FILE” keeps what it holds."
            )
        return super().resolve_command(context, arguments)


@click.group(cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--library",
    type=click.Path(path_type=Path, dir_okay=False, readable=False),
    help="The library to use instead of yours.",
)
@click.option("--sample", is_flag=True, help="Use a copy of the sample library.")
@click.version_option(__version__, message="clipper %(version)s")
@click.pass_context
def clipper(context: click.Context, library: Path | None, sample: bool) -> None:
    """Keep the media mentions of your organisation. Without a command, open the window."""
    context.obj = Choice(library, sample)
    if context.invoked_subcommand is None:
        from clipper.cli.window import open_window

        context.exit(open_window(context.obj))


def main() -> None:
    """Run the command line and exit with its status; no traceback reaches a person."""
    _open_missing_streams()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a pipe may be ASCII
    sys.stdout, sys.stderr = harmless(sys.stdout), harmless(sys.stderr)
    sys.exit(run(sys.argv[1:]))


def _open_missing_streams() -> None:
    """Put nothing in the place of a stream that was closed before we began; a file of ours would take its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode))  # noqa: SIM115  open until the process ends


def run(arguments: list[str]) -> int:
    """Run one command and return its exit status: 0 done, 1 nothing found, 2 wrong usage, 3 the environment's fault."""
    try:
        return clipper.main(arguments, prog_name="clipper", standalone_mode=False) or 0
    except click.Abort:
        return _say("Stopped. Nothing more was changed.", NOTHING_FOUND)
    except click.ClickException as error:
        return _say(error.format_message(), WRONG_USAGE)
    except ClipperError as error:
        return _say(str(error), _status_of(error))
    except BrokenPipeError:
        # The reader of our output went away, as `head` does; Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        what = error.filename or "The output"
        return _say(f"{what}: {error.strerror or error}. What was done before that stays done.", ENVIRONMENT)
    except Exception:
        return _report_bug()


def _status_of(error: ClipperError) -> int:
    return next((status for kind, status in _STATUS.items() if isinstance(error, kind)), NOTHING_FOUND)


def _say(sentence: str, status: int) -> int:
    click.echo(sentence, err=True)
    return status


def _report_bug() -> int:
    sentence = "Clipper met an error of its own; what your library held is safe."
    try:
        handler = file_handler(log_file())
    except OSError as error:
        return _say(f"{sentence} Its details could not be written ({error.strerror}).", NOTHING_FOUND)
    logger = logging.getLogger("clipper")
    logger.addHandler(handler)
    logger.exception("a bug")
    return _say(f"{sentence} Where it happened is written in {log_file()}.", NOTHING_FOUND)
