"""The command as a process of its own: what a shell and a pipe see."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from clipper.cli import main
from clipper.library.library import Library


def clipper(tmp_path: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "CLIPPER_LIBRARY": str(tmp_path / "library.clipper"), "HOME": str(tmp_path), **more}
    command = [sys.executable, "-m", "clipper", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=120)


def test_status_results_and_errors_go_where_a_shell_expects_them(tmp_path: Path) -> None:
    Library.open(tmp_path / "library.clipper").close()
    done = clipper(tmp_path, "search", "anything", "--count")
    assert (done.returncode, done.stdout, done.stderr) == (1, "0\n", "")


def test_output_is_utf_8_also_where_the_locale_is_ascii(tmp_path: Path) -> None:
    note = tmp_path / "mention.txt"
    note.write_text("Élan d’été by Zoé Çelik, Le Fanal, March 3, 2019\n" * 1, encoding="utf-8")
    done = clipper(tmp_path, "read", str(note), LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert "Élan d’été" in done.stdout


def test_reading_imports_neither_qt_nor_the_database() -> None:
    program = (
        "import sys; from clipper.cli import main; main.run(['read', '--jsonl']);"
        "print([name for name in ('PySide6', 'sqlalchemy', 'alembic', 'typst') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], input="", capture_output=True, text=True, timeout=120)
    assert done.stdout == "[]\n"


def test_a_command_imports_nothing_of_another_and_the_help_lists_them_all() -> None:
    program = (
        "import sys; from clipper.cli import main; main.run(['show', '--help']);"
        "print([name for name in sys.modules if name.startswith('clipper.cli.')])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120)
    loaded = done.stdout.splitlines()[-1]
    assert "clipper.cli.find" in loaded
    assert "clipper.cli.capture" not in loaded
    listed = subprocess.run([sys.executable, "-m", "clipper", "--help"], capture_output=True, text=True, timeout=120)
    commands = [line.split()[0] for line in listed.stdout.split("Commands:")[1].splitlines() if line.strip()]
    assert commands == sorted(commands)
    assert {"add", "backups", "check", "open", "report", "search", "tag"} <= set(commands)


def test_many_lines_are_answered_in_their_order_and_a_misread_one_is_named(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": number, "text": f"Ferry number {number} sails. " * (60 - number)}) for number in range(60)
    ]
    lines[40] = "rubbish"
    questions = tmp_path / "questions.jsonl"
    questions.write_text("\n".join(lines), encoding="utf-8")
    done = clipper(tmp_path, "read", "--jsonl", str(questions))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [*range(40), None, *range(41, 60)]
    assert all(f"number {answer['id']} " in answer["text"] for answer in answers if answer["id"] is not None)
    assert (done.returncode, done.stderr) == (2, "Line 41 is not a JSON object with id, text and html.\n")


def test_a_line_is_answered_before_the_next_one_comes() -> None:
    command = [sys.executable, "-m", "clipper", "read", "--jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as asked:
        assert asked.stdin
        assert asked.stdout
        for number in range(30):
            asked.stdin.write(json.dumps({"id": number, "text": "Words"}) + "\n")
            asked.stdin.flush()
            assert json.loads(asked.stdout.readline())["id"] == number
        asked.stdin.close()
        assert asked.wait(60) == 0


@contextmanager
def asked_line_by_line() -> Iterator[subprocess.Popen[str]]:
    """Yield a process that has answered lines, and the processes beside it have too, and that waits for the next."""
    command = [sys.executable, "-m", "clipper", "read", "--jsonl"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as asked:
        assert asked.stdin
        assert asked.stdout
        for number in range(30):
            asked.stdin.write(json.dumps({"id": number, "text": "Words"}) + "\n")
            asked.stdin.flush()
            asked.stdout.readline()
        yield asked


def _children(process: subprocess.Popen[str]) -> list[int]:
    return list(map(int, Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()))


FORKS = pytest.mark.skipif(
    sys.platform != "linux" or (os.cpu_count() or 1) < 2,
    reason="elsewhere what runs beside a process is told otherwise",
)


@FORKS
def test_a_process_beside_ours_that_is_ended_while_no_line_comes_is_a_sentence() -> None:
    with asked_line_by_line() as asked:
        os.kill(_children(asked)[0], signal.SIGKILL)
        deadline = monotonic() + 60
        while _children(asked) and monotonic() < deadline:
            sleep(0.01)
        _, told = asked.communicate(json.dumps({"id": 30, "text": "Words"}) + "\n", timeout=60)
    assert asked.returncode == 3
    assert told.startswith("A process that Clipper had started was ended from outside.")


@FORKS
def test_what_reads_beside_a_process_ends_with_it() -> None:
    with asked_line_by_line() as asked:
        assert _children(asked)
        asked.terminate()
        # The pipe ends where none of them holds it anymore.
        assert asked.communicate(timeout=60) == ("", "")


@pytest.mark.parametrize("stream", ["<", ">", "2>"])
def test_a_stream_that_is_closed_is_no_error_of_ours(tmp_path: Path, stream: str) -> None:
    Library.open(tmp_path / "library.clipper").close()
    shell = f'"$0" -m clipper search "" --count {stream}&-'
    environment = {**os.environ, "CLIPPER_LIBRARY": str(tmp_path / "library.clipper"), "HOME": str(tmp_path)}
    done = subprocess.run(["sh", "-c", shell, sys.executable], env=environment, capture_output=True, timeout=120)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize("command", [[], ["read"], ["add"], ["search"], ["report"], ["backup"]])
def test_every_command_explains_itself(tmp_path: Path, command: list[str]) -> None:
    done = clipper(tmp_path, *command, "--help")
    assert done.returncode == 0
    assert "Usage: clipper" in done.stdout


def _fail(error: Exception) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize("folder", ["", "no folder"])
def test_a_bug_is_a_sentence_also_where_no_log_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: str
) -> None:
    monkeypatch.setattr(main, "log_file", lambda: tmp_path / folder / "clipper.log")
    monkeypatch.setattr(main.Choice, "open", _fail(RuntimeError("a bug")))
    assert main.run(["check"]) == 1
    output, errors = capsys.readouterr()
    assert (output, len(errors.splitlines())) == ("", 1)
    assert folder or "a bug" in (tmp_path / "clipper.log").read_text()


def test_output_that_cannot_be_written_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "write", _fail(OSError(28, "No space left on device")))
    assert main.run(["--version"]) == 3
    assert capsys.readouterr().err == "The output: No space left on device. What was done before that stays done.\n"
