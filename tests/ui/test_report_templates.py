"""The organisation's own looks in the window: copied, taken in, tried, taken in again, renamed, deleted, chosen."""

import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection

from clipper.library import contents
from clipper.library.library import Library
from clipper.model.query import Query
from clipper.model.report import Definition
from clipper.ui.dialogs import choosing
from clipper.ui.dialogs.naming import NamingDialog
from clipper.ui.dialogs.report import ReportDialog
from clipper.ui.dialogs.report_templates import ReportTemplatesDialog
from clipper.ui.main_window import MainWindow
from clipper.ui.settings import Settings
from clipper.ui.widgets.template_rows import ROW
from clipper.ui.widgets.two_lines import FACTS
from tests.ui.conftest import Add, in_dialog
from tests.ui.reporting import PATIENCE, settle

ABOUT = 'based-on = "formal"\n'
PAGE = '#set document(title: "Ours", date: datetime(year: 2026, month: 1, day: 1))\n= Ours\n'


@pytest.fixture
def open_dialog(qtbot: QtBot, library: Library, settings: Settings) -> Callable[[], ReportTemplatesDialog]:
    def _open() -> ReportTemplatesDialog:
        dialog = ReportTemplatesDialog(library, settings)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return _open


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a designer, which a person chooses whenever they are asked for one."""
    folder = tmp_path / "Winter"
    folder.mkdir()
    (folder / "template.toml").write_text(ABOUT, encoding="utf-8")
    monkeypatch.setattr(choosing, "ask_for_folder", lambda *_: folder)
    return folder


def names(dialog: ReportTemplatesDialog) -> list[str]:
    return [str(dialog.rows.index(row, 0).data()) for row in range(dialog.rows.rowCount())]


def choose(dialog: ReportTemplatesDialog, name: str) -> None:
    dialog.list.setCurrentIndex(dialog.rows.index(names(dialog).index(name), 0))


def wait(qtbot: QtBot, dialog: ReportTemplatesDialog) -> str:
    """Wait until a look was tried, and return what is said then."""
    qtbot.waitUntil(lambda: not dialog.aside.is_busy, timeout=PATIENCE)
    return dialog.told.text()


def test_the_built_in_looks_stand_there_and_stay_as_they_are(open_dialog: Callable[[], ReportTemplatesDialog]) -> None:
    dialog = open_dialog()
    assert names(dialog) == ["Modern", "One page for the board", "Briefing", "Formal"]
    assert dialog.rows.index(2, 0).data(FACTS) == "Built-in · Briefing"
    assert "no look of your own yet" in dialog.told.text()
    assert [button.isEnabled() for button in (dialog.copy_button, dialog.take_button)] == [True, True]
    for button in (dialog.again_button, dialog.rename_button, dialog.delete_button):
        assert not button.isEnabled()
        assert button.toolTip()


def test_a_copy_is_written_changed_and_taken_in(
    qtbot: QtBot,
    library: Library,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    open_dialog: Callable[[], ReportTemplatesDialog],
) -> None:
    copy, offered = tmp_path / "Our look", []
    monkeypatch.setattr(choosing, "ask_for_place", lambda *asked, **_: offered.append(asked[2]) or copy)
    monkeypatch.setattr(choosing, "ask_for_folder", lambda *asked: offered.append(asked[2]) or copy)
    dialog = open_dialog()
    choose(dialog, "Formal")
    dialog.copy_button.click()
    assert (copy / "template.toml").read_text(encoding="utf-8").endswith('based-on = "formal"\n')
    assert {"report.typ", "charts", "html", "markdown"} <= {path.name for path in copy.iterdir()}
    assert str(copy) in dialog.told.text()
    dialog.take_button.click()
    assert "taken in" in wait(qtbot, dialog)
    assert offered == ["Our Formal", str(copy)]
    assert dialog.list.currentIndex().data() == "Our look"
    assert dialog.list.currentIndex().data(FACTS) == f"Your own · Media report · based on Formal · {copy}"
    assert library.template_files("Our look")["report.typ"] == (copy / "report.typ").read_bytes()
    dialog.copy_button.click()
    assert "is there already" in dialog.told.text()


def test_a_look_that_cannot_be_set_is_told_with_file_and_line_and_not_kept(
    qtbot: QtBot, library: Library, folder: Path, open_dialog: Callable[[], ReportTemplatesDialog]
) -> None:
    dialog = open_dialog()
    for file, text, said in (
        ("template.toml", 'based-on = "gone"', "In template.toml: It is based on “gone”"),
        ("template.toml", ABOUT, "“Winter” was taken in"),
        ("report.typ", PAGE + "#foo\n", "In report.typ, line 3: unknown variable: foo."),
        ("report.typ", PAGE, "“Winter” was taken in"),
        ("markdown/report.md.j2", "\n{{ report.nothing }}", "In markdown/report.md.j2, line 2: "),
    ):
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_text(text, encoding="utf-8")
        before = library.templates()
        dialog.take_in()
        assert wait(qtbot, dialog).startswith(said)
        assert dialog.told.text().endswith("The library is as it was.") is ("taken in" not in said)
        assert (library.templates() == before) is ("taken in" not in said)
    assert library.template_files("Winter") == {"report.typ": PAGE.encode(), "template.toml": ABOUT.encode()}


def test_a_folder_that_has_the_name_of_a_built_in_look_is_refused(
    qtbot: QtBot, library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch, open_dialog: Callable[..., QtBot]
) -> None:
    named = folder.rename(folder.with_name("Modern"))
    monkeypatch.setattr(choosing, "ask_for_folder", lambda *_: named)
    dialog = open_dialog()
    dialog.take_in()
    assert wait(qtbot, dialog).startswith("“Modern” is a template of Clipper itself.")
    assert library.templates() == []


def test_a_look_is_taken_in_again_from_its_folder_under_the_name_that_it_has_now(
    qtbot: QtBot,
    library: Library,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    open_dialog: Callable[[], ReportTemplatesDialog],
) -> None:
    dialog = open_dialog()
    dialog.take_in()
    wait(qtbot, dialog)
    monkeypatch.setattr(NamingDialog, "ask", lambda *_, **_more: "Snow")
    qtbot.keyClick(dialog.list, Qt.Key.Key_F2)
    assert dialog.told.text() == "“Winter” is called “Snow” now."
    dialog.reject()
    dialog = open_dialog()
    choose(dialog, "Snow")
    (folder / "report.typ").write_text(PAGE, encoding="utf-8")
    qtbot.keyClick(dialog.list, Qt.Key.Key_F5)
    assert wait(qtbot, dialog).startswith("“Snow” was taken in")
    assert [one.name for one in library.templates()] == ["Snow"]
    assert library.template_files("Snow")["report.typ"] == PAGE.encode()
    dialog.again_button.click()
    assert wait(qtbot, dialog) == "“Snow” is in the library as it is in its folder."
    folder.rename(folder.with_name("elsewhere"))
    dialog.again_button.click()
    assert "is not there. Choose where it is now" in wait(qtbot, dialog)


def test_a_look_is_deleted_and_undo_brings_it_back(
    qtbot: QtBot, library: Library, open_dialog: Callable[[], ReportTemplatesDialog]
) -> None:
    library.save_template("Winter", {"template.toml": ABOUT.encode()})
    dialog = open_dialog()
    choose(dialog, "Winter")
    assert not dialog.again_button.isEnabled()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert "Winter" not in names(dialog)
    assert "Ctrl+Z" in dialog.told.text()
    qtbot.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "Winter" in names(dialog)
    assert library.template_files("Winter") == {"template.toml": ABOUT.encode()}


def test_a_name_that_another_look_has_is_refused(
    library: Library, monkeypatch: pytest.MonkeyPatch, open_dialog: Callable[[], ReportTemplatesDialog]
) -> None:
    for name in ("Snow", "Winter"):
        library.save_template(name, {"template.toml": ABOUT.encode()})
    monkeypatch.setattr(NamingDialog, "ask", lambda *_, **_more: "snow")
    dialog = open_dialog()
    choose(dialog, "Winter")
    dialog.rename()
    assert "already" in dialog.told.text()
    assert names(dialog)[-2:] == ["Snow", "Winter"]


def test_a_look_with_an_error_in_the_library_says_its_line(
    library: Library, open_dialog: Callable[[], ReportTemplatesDialog]
) -> None:
    library.save_template("Winter", {"template.toml": b"\nsides = 'wide'\n"})
    dialog = open_dialog()
    choose(dialog, "Winter")
    assert str(dialog.list.currentIndex().data(FACTS)).startswith("In template.toml, line 2: ")
    assert dialog.list.currentIndex().data(ROW).problem
    assert dialog.delete_button.isEnabled()
    assert not dialog.copy_button.isEnabled()


def test_what_is_tried_is_given_up_when_somebody_asks(
    qtbot: QtBot, library: Library, folder: Path, open_dialog: Callable[[], ReportTemplatesDialog]
) -> None:
    dialog = open_dialog()
    dialog.take_in()
    dialog.progress.cancelled.emit()
    assert wait(qtbot, dialog) == "The library is as it was."
    assert library.templates() == []
    dialog.take_in()
    dialog.reject()
    assert library.templates() == []


# --- in the report window


@pytest.fixture
def report(qtbot: QtBot, library: Library, add: Add, settings: Settings) -> ReportDialog:
    add("Ferry subsidy ends", outlet="The Harbour Gazette", published_on=date(2026, 10, 5), body="It ends.")
    dialog = ReportDialog(library, Query(), settings)
    qtbot.addWidget(dialog)
    dialog.show()
    settle(qtbot, dialog)
    return dialog


def looks(dialog: ReportDialog) -> list[str]:
    box = dialog.choices.template
    return [box.itemText(place) for place in range(box.count())]


def test_the_report_has_a_look_as_soon_as_it_is_taken_in_and_follows_it(
    qtbot: QtBot, library: Library, folder: Path, report: ReportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def take(dialog: ReportTemplatesDialog) -> None:
        dialog.take_in()
        wait(qtbot, dialog)

    seen = in_dialog(qtbot, ReportTemplatesDialog, take)
    report.choices.templates_button.click()
    assert seen
    assert looks(report) == ["Modern", "One page for the board", "Formal", "Winter"]
    report.choices.template.setCurrentIndex(3)
    settle(qtbot, report)
    assert report.shown().draft.template.base == "formal"
    (folder / "report.typ").write_text(PAGE, encoding="utf-8")

    def again(dialog: ReportTemplatesDialog) -> None:
        choose(dialog, "Winter")
        dialog.take_in_again()
        wait(qtbot, dialog)
        monkeypatch.setattr(NamingDialog, "ask", lambda *_, **_more: "Snow")
        dialog.rename()

    in_dialog(qtbot, ReportTemplatesDialog, again)
    report.choices.templates_button.click()
    settle(qtbot, report)
    assert report.choices.template.currentText() == "Snow"
    qtbot.waitUntil(lambda: report.pages.page_count() == 1)
    library.delete_template("Snow")
    report.refresh()
    settle(qtbot, report)
    assert report.choices.template.currentText() == "Modern"


def test_the_report_window_reads_the_files_of_looks_aside_and_lists_those_of_its_kind(
    qtbot: QtBot, library: Library, add: Add, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("Ferry subsidy ends", published_on=date(2026, 10, 5))
    library.save_template("Short", {"template.toml": b'kind = "briefing"'})
    library.save_template("Winter", {"template.toml": ABOUT.encode(), "fonts/own.bin": b"1" * 1000})
    library.save_template("Broken", {"template.toml": b"title = ", "report.typ": PAGE.encode()})
    library.save_template("Endless", {"template.toml": b"# so on\n" * 100_000})
    read: list[tuple[str, bool]] = []
    pieces = contents.pieces

    def told(connection: Connection, path: Path, sha256: str, name: str) -> Iterator[bytes]:
        read.append((name, threading.current_thread() is threading.main_thread()))
        return pieces(connection, path, sha256, name)

    monkeypatch.setattr(contents, "pieces", told)
    dialog = ReportDialog(library, Query(), settings)
    qtbot.addWidget(dialog)
    dialog.show()
    settle(qtbot, dialog)
    shipped = ["Modern", "One page for the board", "Formal"]
    assert sorted(looks(dialog)) == sorted([*shipped, "Broken", "Endless", "Winter"])
    assert read.count(("template.toml", True)) == 3
    assert {name for name, in_window in read if in_window} == {"template.toml"}
    dialog.choices.template.setCurrentIndex(dialog.choices.template.findData("Winter"))
    settle(qtbot, dialog)
    assert dialog.shown().draft.template.base == "formal"
    assert ("fonts/own.bin", False) in read


def test_an_export_from_the_window_is_set_by_the_files_of_the_look(
    qtbot: QtBot, library: Library, report: ReportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"html/method.html.j2": b"<p>Our method</p>", "markdown/report.md.j2": b"# Our {{ report.title }}\n"}
    library.save_template("Winter", files)
    report.refresh()
    report.choices.template.setCurrentIndex(report.choices.template.findData("Winter"))
    settle(qtbot, report)
    for ending, said in ((".html", "<p>Our method</p>"), (".md", "# Our Media report\n")):
        path = tmp_path / f"report{ending}"
        monkeypatch.setattr(choosing, "ask_for_place", lambda *_, path=path: path)
        report.files.export(ending)
        qtbot.waitUntil(lambda: not report.files._aside.is_busy, timeout=PATIENCE)
        assert said in path.read_text(encoding="utf-8")


def test_the_main_window_lists_the_looks_too(qtbot: QtBot, library: Library, window: MainWindow) -> None:
    library.save_template("Winter", {"template.toml": ABOUT.encode()})
    library.save_definition(Definition(name="Weekly", template="Winter"))
    seen = in_dialog(qtbot, ReportTemplatesDialog, lambda dialog: choose(dialog, "Winter"))
    window.actions_["report.templates"].trigger()
    assert names(seen[0])[-1] == "Winter"
