"""The log and the details of a bug: kinds, codes and places, whatever words the bug has."""

import ast
import logging
import sqlite3
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from clipper import log
from clipper.library.store import sqlite
from clipper.reports.rendering import Job, Renderer
from clipper.reports.templates import Template
from tests.cli.test_trouble import largest_file

SECRET = "Zanzibarquartz"
PACKAGE = Path(log.__file__).parent


@pytest.fixture
def logged(tmp_path: Path) -> Iterator[Callable[[], str]]:
    """What stands in a log that everything is logged to meanwhile."""
    path = tmp_path / "clipper.log"
    handler = log.file_handler(path)
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield lambda: path.read_text("utf-8")
    root.removeHandler(handler)
    root.setLevel(before)
    handler.close()


def key() -> None:
    {}[f"{SECRET} key"]


def number() -> None:
    int(f"{SECRET} number")


def day() -> None:
    datetime.strptime(f"{SECRET} 2026", "%Y")


def raised_from_another() -> None:
    try:
        number()
    except ValueError as error:
        raise RuntimeError(f"{SECRET} again") from error


def raised_within() -> None:
    try:
        number()
    except ValueError:
        key()


def unreadable_file() -> None:
    Path(f"/nowhere/{SECRET}.pdf").read_bytes()


def statement() -> None:
    with closing(sqlite3.connect(":memory:")) as own, sqlite.writing_engine(own).connect() as connection:
        connection.execute(text("INSERT INTO clippings (headline) VALUES (:headline)"), {"headline": SECRET})


def child_process() -> None:
    renderer = Renderer()
    try:
        renderer.make(
            Job(Template("own", {}, "report", "modern", {"report.typ": f'#panic("{SECRET}")'.encode()}), {}, {})
        )
    finally:
        renderer.close()


def own_code_of_a_template() -> None:
    exec(compile(f"def {SECRET}():\n    1 / 0\n{SECRET}()", SECRET, "exec"), {"__name__": SECRET})


BUGS = (
    *(key, number, day, raised_from_another, raised_within, unreadable_file, statement),
    *(own_code_of_a_template,),
)


def caught(bug: Callable[[], None]) -> Exception:
    try:
        bug()
    except Exception as error:
        return error
    raise AssertionError("nothing was raised")


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.__name__)
def test_a_bug_is_told_without_its_words(bug: Callable[[], None], logged: Callable[[], str]) -> None:
    error = caught(bug)
    usual = "".join(traceback.format_exception(error))
    logging.getLogger("clipper").error("a bug", exc_info=error)
    assert SECRET not in logged()
    assert SECRET not in log.failure(error)
    assert type(error).__qualname__ in logged()
    assert f"tests.test_log.{bug.__name__}, line {bug.__code__.co_firstlineno + 1}"[:-2] in logged()
    # The control: what Python would have written; SQLAlchemy was told to hide the values of a statement.
    assert (SECRET in usual) is (bug is not statement)


def test_values_of_a_statement_stand_nowhere_even_in_its_message() -> None:
    with pytest.raises(Exception, match="no such table") as raised:
        statement()
    assert SECRET not in str(raised.value)
    assert "sqlite_errorname SQLITE_ERROR" in log.failure(raised.value)


def test_what_a_child_process_could_not_do_is_told_without_its_words() -> None:
    error = caught(child_process)
    assert SECRET in str(error)
    assert SECRET not in log.failure(error)
    assert "clipper.reports.rendering" in log.failure(error)


def test_the_code_of_an_error_of_the_system_is_told() -> None:
    with pytest.raises(OSError, match="No such file") as raised:
        unreadable_file()
    assert "builtins.FileNotFoundError, errno 2" in log.failure(raised.value)


def test_what_led_to_a_bug_stands_before_it() -> None:
    with pytest.raises(RuntimeError) as raised:
        raised_from_another()
    kinds = [line for line in log.failure(raised.value).splitlines() if not line.startswith(" ")]
    assert kinds == ["builtins.ValueError", "builtins.RuntimeError"]


def test_no_folder_of_this_machine_is_told() -> None:
    with pytest.raises(ValueError, match="number") as raised:
        number()
    assert str(PACKAGE.parent) not in log.failure(raised.value)
    assert str(Path.home()) not in log.failure(raised.value)


def test_of_what_other_packages_log_only_the_place_is_kept(logged: Callable[[], str]) -> None:
    logging.getLogger("trafilatura.core").info("reading %s", SECRET)
    logging.getLogger("trafilatura.core").warning("discarding %s", SECRET)
    logging.getLogger("trafilatura.core").error(f"not parsed: {SECRET}", exc_info=ValueError(SECRET))  # noqa: G004
    assert SECRET not in logged()
    assert "WARNING trafilatura.core: line" in logged()
    assert "INFO" not in logged()
    assert "builtins.ValueError" in logged()


def test_of_our_own_messages_only_numbers_are_kept(logged: Callable[[], str]) -> None:
    logging.getLogger("clipper.ui").info("opened %s with %d clippings", SECRET, 7)
    assert "opened str with 7 clippings" in logged()
    assert SECRET not in logged()


def calls_to_log(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            whose = ast.unparse(node.func.value)
            if (
                node.func.attr in ("debug", "info", "warning", "error", "exception", "critical", "log")
                and "log" in whose.lower()
            ):
                yield node


def test_each_message_of_ours_is_written_out_where_it_is_logged() -> None:
    calls = [call for path in PACKAGE.rglob("*.py") for call in calls_to_log(ast.parse(path.read_text("utf-8")))]
    assert len(calls) >= 5
    assert [ast.unparse(call) for call in calls if not isinstance(call.args[0], ast.Constant)] == []


@pytest.mark.skipif(sys.platform == "win32", reason="there, no limit can be set to what a process writes")
def test_what_finds_no_room_in_the_log_is_told_on_no_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    handler = log.file_handler(tmp_path / "clipper.log")
    record = logging.LogRecord("clipper", logging.WARNING, __file__, 1, "a secret of %s", ("Dana",), None)
    with largest_file(0):
        handler.handle(record)
    handler.close()
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "")


def test_where_no_log_can_be_written_none_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    monkeypatch.setattr("threading.excepthook", None)
    monkeypatch.setattr("sys.unraisablehook", None)
    log.start(tmp_path / "missing" / "clipper.log")
    assert [type(handler) for handler in logging.getLogger().handlers] == [logging.NullHandler]
