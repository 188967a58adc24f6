"""What is said below the search box and in the list's place: in the interface's language, with a way on."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.model.codes import State
from clipper.ui.main_window import MainWindow
from clipper.ui.settings import Settings
from clipper.ui.widgets.buttons import LinkButton
from tests.ui.conftest import Add, window_over

ADDRESS = "https://coastal.example/2026/ice-roads"


@pytest.fixture
def window(qtbot: QtBot, library: Library, add: Add, settings: Settings) -> Iterator[MainWindow]:
    """A window over three clippings, with the keyboard in the search box."""
    add("Ships", url="https://coastal.example/ships")
    add("Ships or boats")
    add("Ice roads", url=ADDRESS)
    with window_over(qtbot, library, settings) as window:
        window.activateWindow()
        window.list_pane.focus_search()
        qtbot.waitUntil(lambda: line(window).hasFocus())
        yield window


class Other(QTranslator):
    """A language that says what Clipper says of searches between two signs."""

    def translate(self, context: str, source: str, *_: object) -> str:  # type: ignore[override]
        return f"¿{source}?" if context == "Search" else ""

    def isEmpty(self) -> bool:  # noqa: N802
        return False


@pytest.fixture
def _other_language(qapp: QApplication) -> Iterator[None]:
    language = Other()
    QCoreApplication.installTranslator(language)
    yield
    QCoreApplication.removeTranslator(language)


def line(window: MainWindow) -> QLineEdit:
    edit = window.list_pane.search_box.focusProxy()
    assert isinstance(edit, QLineEdit)
    return edit


def type_in(window: MainWindow, text: str) -> None:
    line(window).clear()
    QTest.keyClicks(line(window), text)


def told(window: MainWindow) -> list[str]:
    return [label.text() for label in window.list_pane.findChildren(QLabel) if label.isVisible() and label.text()]


def offer(window: MainWindow) -> LinkButton:
    return window.list_pane.findChild(LinkButton, "searchInstead")


@pytest.mark.usefixtures("_other_language")
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("tone:lovely ships", "¿“lovely” is not a tone. Try mixed, negative, neutral, none, positive.?"),
        ("reach:many ships", "¿“many” is not a number. Write >100000, <5000 or 1000..20000.?"),
        ("ships or boats ", "¿Write OR in capitals between two words to find either.?"),
        ("roads | harbours ", "¿“|” was left out: write OR in capitals between two words to find either.?"),
        (
            "shi?s ",
            "¿“shi?s” was searched for as “shi s”: ? stands for no letter; shi* finds all words that begin so.?",
        ),
        ("foo:boats ", "¿There is no field “foo:”, so it was searched for as it stands.?"),
    ],
)
def test_what_is_said_on_a_search_is_said_in_the_language_of_the_window(
    qtbot: QtBot, window: MainWindow, typed: str, sentence: str
) -> None:
    type_in(window, typed)
    qtbot.waitUntil(lambda: sentence in told(window))


@pytest.mark.usefixtures("_other_language")
def test_a_screen_reader_is_told_in_the_language_of_the_window(window: MainWindow) -> None:
    type_in(window, "on:soon ships")
    assert line(window).accessibleDescription().startswith("¿“soon” is not a date.")


@pytest.mark.parametrize("beside", ["state:rejected", "is:deleted"])
@pytest.mark.parametrize("by_keyboard", [True, False])
def test_what_was_put_away_is_shown_by_the_button_beside_the_sentence_that_says_so(
    qtbot: QtBot, window: MainWindow, library: Library, beside: str, *, by_keyboard: bool
) -> None:
    library.set_state([3], State.REJECTED) if beside == "state:rejected" else library.delete([3])
    type_in(window, f"{ADDRESS} ")
    qtbot.waitUntil(offer(window).isVisible)
    assert any(beside in sentence for sentence in told(window))
    assert beside in offer(window).text()
    if by_keyboard:
        for _ in range(20):
            if not offer(window).hasFocus():
                QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert offer(window).hasFocus()
        QTest.keyClick(offer(window), Qt.Key.Key_Space)
    else:
        QTest.mouseClick(offer(window), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: list(window.list_pane.model.ids) == [3])
    assert str(window.query).endswith(beside)
    assert len(window.list_pane.search_box.chips.texts()) == 2
    assert window.list_pane.view.hasFocus()
    assert not offer(window).isVisible()


def test_a_sign_that_joins_elsewhere_is_explained_above_the_few_that_are_found(
    qtbot: QtBot, window: MainWindow
) -> None:
    sentence = "“|” was left out: write OR in capitals between two words to find either."
    type_in(window, "ships | boats")
    qtbot.waitUntil(lambda: sentence in told(window))
    assert list(window.list_pane.model.ids) == [2]
    type_in(window, "ships OR boats")
    qtbot.waitUntil(lambda: len(window.list_pane.model.ids) == 2)
    assert sentence not in told(window)


def test_a_beginning_that_a_space_ended_is_told_where_nothing_is_found_any_more(
    qtbot: QtBot, window: MainWindow
) -> None:
    type_in(window, "road")
    qtbot.waitUntil(lambda: list(window.list_pane.model.ids) == [3])
    type_in(window, "roa ")
    sentence = "Whole words are looked for: roa* finds what begins so."
    qtbot.waitUntil(lambda: any(sentence in one for one in told(window)))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (f"Read this: {ADDRESS}", "The link is here: alone, without the words beside it, it is found."),
        ("🎉 ships", "“🎉” has no letters or digits, and only these are searched."),
    ],
)
def test_what_stands_in_the_way_of_a_paste_is_told(qtbot: QtBot, window: MainWindow, typed: str, said: str) -> None:
    line(window).setText(typed)
    line(window).textEdited.emit(typed)
    qtbot.waitUntil(lambda: any(said in sentence for sentence in told(window)))


@pytest.mark.parametrize(("typed", "said"), [("Re:budget", "“Re:budget”"), ('"winter roads"', "“winter roads”")])
def test_what_found_nothing_stands_in_one_kind_of_quotation_marks(
    qtbot: QtBot, window: MainWindow, typed: str, said: str
) -> None:
    type_in(window, typed)
    qtbot.waitUntil(lambda: any(said in sentence for sentence in told(window)))


def test_nothing_is_offered_where_nothing_was_put_away(qtbot: QtBot, window: MainWindow) -> None:
    type_in(window, "https://coastal.example/other ")
    qtbot.waitUntil(lambda: any("link:coastal.example finds all" in sentence for sentence in told(window)))
    assert not offer(window).isVisible()
