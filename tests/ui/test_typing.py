"""What is being typed in the window: kept where it belongs when another clipping comes, undisturbed otherwise."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.model.errors import EnvironmentProblem
from clipper.model.quote import Quote
from clipper.ui.main_window import MainWindow
from clipper.ui.panes.detail_pane import DetailPane
from clipper.ui.settings import Settings
from tests.ui.conftest import TODAY, Add, window_over
from tests.ui.half_typed import press, waiting
from tests.ui.reviewing import in_review, paste

PASTED = "A rope is a promise, Toronto Star by Sam Whit, October 21, 2018"


@pytest.fixture
def shown(add: Add, library: Library) -> int:
    """The last one of the list, so that Alt+Up leads to another one."""
    said = add("Harbour", outlet="Gazette", published_on=TODAY, body="The harbour waits.")
    library.keep_quote(said, Quote("We wait.", "Ingrid Halvorsen"))
    for headline in ("Ferry", "Pilot"):
        add(headline, outlet="Gazette", published_on=TODAY, body="It waits, too.")
    return said


@pytest.fixture
def window(qtbot: QtBot, library: Library, settings: Settings, shown: int) -> Iterator[MainWindow]:
    with window_over(qtbot, library, settings) as opened:
        opened.activateWindow()
        opened.show_clipping(shown)
        qtbot.waitUntil(lambda: _shown(opened) == shown)
        yield opened


def _shown(window: MainWindow) -> int | None:
    clipping = window.detail_pane.clipping()
    return clipping.id if clipping else None


def _start_quote(pane: DetailPane) -> None:
    pane.tabs.show_page("quotes")
    pane.quotes.list.kept_quotes[0].text.edit()


STARTS: dict[str, tuple[Callable[[DetailPane], None], str]] = {
    "quote": (_start_quote, "We wait for nobody."),
    "spokesperson": (lambda pane: pane.edit_field("spokespeople"), "Ingrid Halvorsen"),
    "tag": (lambda pane: pane.edit_tags(), "ports"),
    "headline": (lambda pane: pane.edit_field("headline"), "Harbour waits"),
    "note": (lambda pane: pane.edit_note(), "Ask Ingrid."),
}


def _type(qtbot: QtBot, text: str) -> QWidget:
    focus = QApplication.focusWidget()
    qtbot.keyClicks(focus, text)
    return focus


def _told(library: Library, clipping_id: int) -> dict[str, object]:
    one = library.get(clipping_id)
    people = tuple(person.name for person in one.spokespeople)
    told = {"quote": one.quotes[0].text, "spokesperson": people, "tag": one.tags}
    return {**told, "headline": one.headline, "note": one.note}


WANTED = {
    "quote": "We wait for nobody.",
    "spokesperson": ("Ingrid Halvorsen",),
    "tag": ("ports",),
    "headline": "Harbour waits",
    "note": "Ask Ingrid.",
}


@pytest.mark.parametrize("field", STARTS)
def test_it_is_kept_with_its_clipping_when_keys_lead_to_another_one(
    qtbot: QtBot, window: MainWindow, library: Library, shown: int, field: str
) -> None:
    start, text = STARTS[field]
    start(window.detail_pane)
    focus = _type(qtbot, text)
    before = len(library.steps())
    qtbot.keyClick(focus, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: _shown(window) != shown)
    assert _told(library, shown)[field] == WANTED[field]
    assert len(library.steps()) == before + 1


@pytest.mark.parametrize("field", STARTS)
def test_it_is_kept_when_the_window_closes(
    qtbot: QtBot, window: MainWindow, library: Library, shown: int, field: str
) -> None:
    start, text = STARTS[field]
    start(window.detail_pane)
    _type(qtbot, text)
    window.close()
    assert _told(library, shown)[field] == WANTED[field]


def test_a_half_typed_tag_waits_with_its_clipping_when_a_new_one_comes(
    qtbot: QtBot, window: MainWindow, library: Library, shown: int
) -> None:
    window.detail_pane.edit_tags()
    _type(qtbot, "ra")
    steps = len(library.steps())
    in_review(qtbot, paste(window, PASTED), lambda dialog: dialog.keep())
    qtbot.waitUntil(lambda: _shown(window) not in (None, shown))
    assert window.detail_pane.header.tags.typed() == ""
    assert len(library.steps()) == steps + 1
    assert library.tags() == []
    window.show_clipping(shown)
    qtbot.waitUntil(lambda: _shown(window) == shown)
    assert waiting(window) == {"tags": "ra"}
    assert window.may_close()
    press(window, "tags", "keep")
    assert library.get(shown).tags == ("ra",)


def test_a_half_typed_tag_is_put_on_nothing_when_its_clipping_leaves_the_list(
    qtbot: QtBot, window: MainWindow, library: Library, shown: int
) -> None:
    window.detail_pane.edit_tags()
    _type(qtbot, "ra")
    with Library.open(library.path) as other:
        other.delete([shown])
    qtbot.waitUntil(lambda: _shown(window) != shown)
    assert window.detail_pane.header.tags.typed() == ""
    assert library.tags() == []


@pytest.mark.parametrize("leave", ["closing", "keys"])
def test_what_is_typed_for_several_is_kept_for_all_of_them(
    qtbot: QtBot, window: MainWindow, library: Library, leave: str
) -> None:
    window.list_pane.view.selectAll()
    qtbot.waitUntil(lambda: window.detail_pane.several.isVisible())
    window.detail_pane.several.outlet.edit()
    focus = _type(qtbot, "Herald")
    if leave == "closing":
        window.close()
    else:
        qtbot.keyClick(focus, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda: not window.detail_pane.several.isVisible())
    assert {one.outlet for one in library.clippings(list(library.search(window.query).ids))} == {"Herald"}


@pytest.mark.parametrize("start", ["body", "follow_up", "tags"])
def test_what_another_process_changes_does_not_end_it(
    qtbot: QtBot, window: MainWindow, library: Library, start: str
) -> None:
    pane = window.detail_pane
    {"body": pane.body.edit, "follow_up": pane.add_follow_up, "tags": pane.edit_tags}[start]()
    focus = _type(qtbot, "Hal")
    steps = len(library.steps())
    with Library.open(library.path) as other:
        (changed,) = other.search(window.query).ids[:1]
        with qtbot.waitSignal(window.searcher.counted):
            other.edit(changed, headline="From elsewhere")
    qtbot.waitUntil(lambda: not window._shown_soon.isActive())
    assert QApplication.focusWidget() is focus
    assert len(library.steps()) == steps + 1


def refuse(*_values: object, **_more: object) -> None:
    raise EnvironmentProblem("The disk is full.")


def test_a_text_that_cannot_be_kept_waits_with_its_clipping(
    qtbot: QtBot, window: MainWindow, library: Library, shown: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = window.detail_pane.body
    body.edit()
    focus = _type(qtbot, "Typed for an hour. ")
    with monkeypatch.context() as full:
        full.setattr(library, "edit", refuse)
        for key in (Qt.Key.Key_Up, Qt.Key.Key_Up):
            here = _shown(window)
            qtbot.keyClick(focus, key, Qt.KeyboardModifier.AltModifier)
            qtbot.waitUntil(lambda here=here: _shown(window) != here)
            assert not body.is_editing()
    window.show_clipping(shown)
    qtbot.waitUntil(lambda: _shown(window) == shown)
    assert body.is_editing()
    assert body.editor.source() == "Typed for an hour. The harbour waits."
    assert body.keep()
    assert library.get(shown).body == "Typed for an hour. The harbour waits."


@pytest.mark.parametrize("verb", ["edit", "set_note", "add_follow_up"])
def test_what_cannot_be_kept_holds_the_window_open_and_is_shown(
    qtbot: QtBot, window: MainWindow, library: Library, shown: int, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    pane = window.detail_pane
    {"edit": pane.body.edit, "set_note": pane.edit_note, "add_follow_up": pane.add_follow_up}[verb]()
    focus = _type(qtbot, "Not to be lost")
    with monkeypatch.context() as full:
        full.setattr(library, verb, refuse)
        qtbot.keyClick(focus, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda: _shown(window) != shown)
        window.close()
        assert window.isVisible()
        assert (_shown(window), focus.isVisible()) == (shown, True)
        assert "could not be kept" in window.toast.text
    window.close()
    assert not window.isVisible()
    one = library.get(shown)
    assert "Not to be lost" in f"{one.body} {one.note} {[follow_up.what for follow_up in one.follow_ups]}"


def test_a_person_may_close_all_the_same(
    window: MainWindow, qtbot: QtBot, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.detail_pane.edit_note()
    _type(qtbot, "Given up")
    monkeypatch.setattr(library, "set_note", refuse)
    window.close()
    assert window.isVisible()
    window.toast.press()
    assert not window.isVisible()
