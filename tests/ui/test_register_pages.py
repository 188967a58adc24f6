"""The pages of outlets and people: opened from the left pane, kept in one step, and answering how often."""

import threading
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.library.uses import Use
from clipper.model.clipping import Spokesperson
from clipper.model.codes import Medium, Rights, Role, State
from clipper.model.errors import WrongUsage
from clipper.model.outlet import Outlet
from clipper.model.person import Person
from clipper.model.query import Query
from clipper.model.quote import Quote
from clipper.model.term import Term
from clipper.ui.code_words import country_word, read_country
from clipper.ui.dialogs.person_page import PersonPage
from clipper.ui.dialogs.register_page import RegisterPage
from clipper.ui.main_window import MainWindow
from clipper.ui.models.tag_tree import Kind, Node
from clipper.ui.numbers import read_number, read_year, write_number
from clipper.ui.settings import Settings
from clipper.ui.widgets.buttons import Button, LinkButton
from clipper.ui.widgets.labels import Label
from clipper.ui.widgets.search_values import Choice, TextValue
from tests.ui.conftest import TODAY, Add, in_dialog, soon, window_over

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, library: Library, add: Add, settings: Settings) -> Iterator[MainWindow]:
    """The window over four clippings, Ann Ice in three of them, one of these of the last quarter."""
    ann = Spokesperson("Ann Ice", Role.QUOTED)
    add("Ships wait", outlet="Coastal Ledger", spokespeople=(ann,), published_on=TODAY)
    add("Ships sail", outlet="The Tern", spokespeople=(Spokesperson("Ann Ice", Role.NAMED),), published_on=TODAY)
    add("Ships were built", outlet="Coastal Ledger", spokespeople=(ann,), published_on=date(2026, 8, 3))
    add("Nobody of ours", outlet="The Tern", published_on=TODAY)
    with window_over(qtbot, library, settings) as window:
        qtbot.waitUntil(lambda: window.tag_pane._names.tree.find(Kind.OUTLET, "The Tern") is not None)
        yield window


def row(window: MainWindow, kind: Kind, name: str) -> Node:
    found = window.tag_pane._names.tree.find(kind, name)
    assert found is not None
    return found


def open_page(qtbot: QtBot, window: MainWindow, kind: Kind, name: str, act: Callable[[RegisterPage], object]) -> None:
    """Press Alt+Enter on a row of the pane, and do something with the page that opens; what is left open is left."""
    view = window.tag_pane._names
    view.setCurrentIndex(view.tree.index_of(row(window, kind, name)))
    view.setFocus()
    seen = in_dialog(qtbot, RegisterPage, act)
    qtbot.keyClick(view, Qt.Key.Key_Return, ALT)
    assert seen


def wait_for_facts(qtbot: QtBot, page: RegisterPage) -> None:
    """Wait until what the library has of the name is counted."""
    qtbot.waitUntil(page.used.link.isEnabled)


def type_into(qtbot: QtBot, page: RegisterPage, name: str, text: str) -> None:
    widget = page.fields[name].widget
    assert isinstance(widget, TextValue | QPlainTextEdit)
    widget.setFocus()
    widget.selectAll()
    qtbot.keyClicks(widget, text)


def choose(page: RegisterPage, name: str, word: str) -> None:
    widget = page.fields[name].widget
    assert isinstance(widget, Choice)
    widget.setCurrentIndex(widget.findText(word))


def keep(qtbot: QtBot, page: RegisterPage) -> None:
    qtbot.keyClick(page, Qt.Key.Key_Return, CTRL)


def test_a_clipping_that_was_wanted_while_the_page_could_not_be_kept_is_not_wanted_later(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    (clipping, *_) = library.search(Query.parse("feat:ice")).ids
    library.keep_quote(clipping, Quote("Ships wait for nobody.", "Ann Ice"))

    def act(page: RegisterPage) -> None:
        wait_for_facts(qtbot, page)
        link = next(one for one in page.findChildren(LinkButton) if "Show the clipping" in one.accessibleName())
        page.fields["active_from"].widget.setText("soon")
        link.click()
        assert page.isVisible()
        page.fields["active_from"].widget.setText("2019")
        page.keep()

    shown: list[int] = []
    window.registers.clippingRequested.connect(shown.append)
    open_page(qtbot, window, Kind.PERSON, "Ann Ice", act)
    assert library.person("Ann Ice").active_from == 2019
    assert shown == []


def test_what_is_typed_into_the_page_of_an_outlet_is_kept_as_one_step(qtbot: QtBot, window: MainWindow) -> None:
    def fill_in(page: RegisterPage) -> None:
        typed = {
            "aliases": "CL; Ledger, cl",
            "domains": "www.coastal-ledger.example",
            "country": "canada",
            "region": "Nova Scotia",
            "reach": "250k",
            "reach_on": "1 May 2026",
            "reach_source": "Audit",
            "rights_until": "2027-01-31",
            "rights_notice": "Ask first",
            "programmes": "Noon; Dawn, noon",
        }
        for name, text in typed.items():
            type_into(qtbot, page, name, text)
        for name, word in (("medium", "Print"), ("tier", "Tier 2"), ("language", "French"), ("rights", "Granted")):
            choose(page, name, word)
        keep(qtbot, page)
        assert page.result() == RegisterPage.DialogCode.Accepted

    library, steps = window.library, len(window.library.steps())
    open_page(qtbot, window, Kind.OUTLET, "Coastal Ledger", fill_in)
    assert library.outlet("CL") == Outlet(
        *("Coastal Ledger", 250_000, "Audit", date(2026, 5, 1), Rights.GRANTED, "Ask first", date(2027, 1, 31)),
        *(("CL", "Ledger"), ("coastal-ledger.example",), Medium.PRINT, "CA", "Nova Scotia", "fr", 2),
        programmes=("Dawn", "Noon"),
    )
    assert len(library.steps()) == steps + 1

    def look_again(page: RegisterPage) -> None:
        assert {"reach": "250,000", "country": "Canada", "reach_on": "1 May 2026"}.items() <= {
            name: field.text for name, field in page.fields.items()
        }.items()
        keep(qtbot, page)

    open_page(qtbot, window, Kind.OUTLET, "Coastal Ledger", look_again)
    assert len(library.steps()) == steps + 1
    window.undoing.undo()
    assert library.outlet("Coastal Ledger") == Outlet("Coastal Ledger")


def test_a_page_renames_and_keeps_what_else_was_changed_as_one_step(qtbot: QtBot, window: MainWindow) -> None:
    def rename(page: RegisterPage) -> None:
        assert page.focusWidget() is page.fields["name"].widget
        qtbot.keyClicks(page.focusWidget(), "The Coastal Ledger")
        type_into(qtbot, page, "region", "Nova Scotia")
        assert not page.united.isVisible()
        keep(qtbot, page)

    library, before = window.library, window.library.outlets()
    open_page(qtbot, window, Kind.OUTLET, "Coastal Ledger", rename)
    assert library.outlet("The Coastal Ledger") == Outlet(
        "The Coastal Ledger", region="Nova Scotia", aliases=("Coastal Ledger",)
    )
    assert len(library.search(Query.parse('outlet:"The Coastal Ledger"'))) == 2
    window.undoing.undo()
    assert library.outlets() == before


def test_a_page_says_that_a_name_is_there_already_and_makes_the_two_one(qtbot: QtBot, window: MainWindow) -> None:
    def rename(page: RegisterPage) -> None:
        type_into(qtbot, page, "name", "coastal ledger")
        assert page.united.isVisible()
        assert page.united.text() == (
            "“Coastal Ledger” is there already: the two become one, and undo parts them again."
        )
        wait_for_facts(qtbot, page)
        show = next(one for one in page.findChildren(LinkButton) if one.text() == "Show its clippings")
        show.click()

    library = window.library
    open_page(qtbot, window, Kind.OUTLET, "The Tern", rename)
    assert [outlet.name for outlet, _ in library.outlets()] == ["Coastal Ledger"]
    assert library.outlet("The Tern").name == "Coastal Ledger"
    assert str(window.query) == 'outlet:"Coastal Ledger"'
    done = library.undoable()
    assert done is not None
    assert done.title == "Merge outlet “The Tern” into “Coastal Ledger”"
    window.undoing.undo()
    assert [outlet.name for outlet, _ in library.outlets()] == ["Coastal Ledger", "The Tern"]


def test_a_name_without_a_letter_is_refused_and_the_page_stays(qtbot: QtBot, window: MainWindow) -> None:
    def rename(page: RegisterPage) -> None:
        type_into(qtbot, page, "name", "none")
        keep(qtbot, page)
        assert page.isVisible()
        assert "at least one letter" in page.refusal.text()

    open_page(qtbot, window, Kind.OUTLET, "The Tern", rename)
    assert window.library.outlet("The Tern") == Outlet("The Tern")


def test_what_is_told_of_another_outlet_completes_a_field(qtbot: QtBot, window: MainWindow) -> None:
    window.library.edit_outlet("The Tern", region="Nova Scotia")

    def complete(page: RegisterPage) -> None:
        for name, text in (("region", "nov"), ("country", "switz")):
            type_into(qtbot, page, name, text)
            qtbot.keyClick(page.fields[name].widget, Qt.Key.Key_Tab)
        keep(qtbot, page)

    open_page(qtbot, window, Kind.OUTLET, "Coastal Ledger", complete)
    known = window.library.outlet("Coastal Ledger")
    assert (known.region, known.country) == ("Nova Scotia", "CH")


def test_esc_leaves_a_row_as_it_was(qtbot: QtBot, window: MainWindow) -> None:
    def type_and_leave(page: RegisterPage) -> None:
        type_into(qtbot, page, "title", "Fellow")
        qtbot.keyClick(page.focusWidget() or page, Qt.Key.Key_Escape)
        assert not page.isVisible()

    open_page(qtbot, window, Kind.PERSON, "Ann Ice", type_and_leave)
    assert window.library.person("Ann Ice") == Person("Ann Ice")


def test_what_cannot_be_read_has_a_ring_and_a_sentence_and_nothing_is_kept(qtbot: QtBot, window: MainWindow) -> None:
    def type_nonsense(page: RegisterPage) -> None:
        for name in ("reach", "country", "domains", "rights_until"):
            type_into(qtbot, page, name, "many")
        type_into(qtbot, page, "region", "Ontario")
        keep(qtbot, page)
        assert page.isVisible()
        for name in ("reach", "country", "domains", "rights_until"):
            assert page.fields[name].widget.property("unreadable")
            assert page.fields[name].problem.isVisible()
            assert page.fields[name].problem.text()
        assert page.fields["domains"].widget.hasFocus()
        type_into(qtbot, page, "domains", "a.example")
        assert not page.fields["domains"].problem.isVisible()

    open_page(qtbot, window, Kind.OUTLET, "The Tern", type_nonsense)
    assert window.library.outlet("The Tern") == Outlet("The Tern")


def test_a_name_that_means_another_one_is_refused_in_the_page(qtbot: QtBot, window: MainWindow) -> None:
    def take_it(page: RegisterPage) -> None:
        type_into(qtbot, page, "aliases", "coastal ledger")
        keep(qtbot, page)
        assert page.isVisible()
        assert "“Coastal Ledger” already" in page.refusal.text()

    open_page(qtbot, window, Kind.OUTLET, "The Tern", take_it)


def test_the_clippings_of_a_row_are_shown_and_what_was_typed_is_kept(qtbot: QtBot, window: MainWindow) -> None:
    def show(page: RegisterPage) -> None:
        wait_for_facts(qtbot, page)
        type_into(qtbot, page, "title", "Fellow")
        (link,) = page.findChildren(LinkButton)
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)

    open_page(qtbot, window, Kind.PERSON, "Ann Ice", show)
    assert str(window.query) == 'feat:"Ann Ice"'
    assert window.library.person("Ann Ice").title == "Fellow"


def test_the_page_of_a_person_answers_how_often_they_were_quoted(qtbot: QtBot, window: MainWindow) -> None:
    window.library.set_state([2], State.NEW)

    def ask(page: RegisterPage) -> None:
        assert isinstance(page, PersonPage)
        qtbot.waitUntil(lambda: page.told.text().endswith("1 story, 1 clipping, quoted in 1"))
        assert page.left_out.text() == "Left out: 1 not kept yet."
        qtbot.keyClick(page.period, Qt.Key.Key_Right)
        qtbot.waitUntil(lambda: page.told.text().startswith("1 July 2026 to 30 September 2026: 1 story"))
        qtbot.keyClick(page.period, Qt.Key.Key_Right)
        assert not page.copy.isEnabled()
        qtbot.waitUntil(page.copy.isEnabled)
        qtbot.mouseClick(page.copy, Qt.MouseButton.LeftButton)
        assert page.copied.text()

    open_page(qtbot, window, Kind.PERSON, "Ann Ice", ask)
    assert QGuiApplication.clipboard().text().splitlines() == [
        "Ann Ice, 1 January 2026 to 31 December 2026: 2 stories, 2 clippings, quoted in 2.",
        "Counted as in reports: kept clippings about us. A story counts where its first clipping does; what ran it "
        "later is a pick-up.",
        "Left out: 1 not kept yet.",
        "",
        "18 November 2026, Coastal Ledger: Ships wait (quoted)",
        "3 August 2026, Coastal Ledger: Ships were built (quoted)",
    ]


def test_a_page_shows_its_clippings_over_time_and_a_column_leads_to_those_of_its_days(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.library.tag([1, 2], "topic/arctic")
    window.library.tag([1], "board")

    def choose(page: RegisterPage) -> None:
        wait_for_facts(qtbot, page)
        labels = [label.text() for label in page.findChildren(Label)]
        assert "Topics: arctic (2)" in labels
        assert sum(bar.shown.count for bar in page.volume.bars if bar.shown) == 3
        type_into(qtbot, page, "title", "Fellow")
        page.volume.focus_bar()
        qtbot.keyClick(page.volume.bars[page.volume.pressable()[0]], Qt.Key.Key_Space)

    open_page(qtbot, window, Kind.PERSON, "Ann Ice", choose)
    qtbot.waitUntil(lambda: list(window.list_pane.model.ids) == [3])
    assert str(window.query).startswith('feat:"Ann Ice" ')
    assert window.library.person("Ann Ice").title == "Fellow"


class Gate:
    """Holds what the library is asked for until it is opened, in whichever thread that is."""

    def __init__(self, ask: Callable[[str], Use]) -> None:
        self._ask = ask
        self.opened = threading.Event()
        self.answered = threading.Event()
        self.threads: set[str] = set()

    def __call__(self, name: str) -> Use:
        self.threads.add(threading.current_thread().name)
        self.opened.wait(20)
        try:
            return self._ask(name)
        finally:
            self.answered.set()


@pytest.mark.parametrize(
    ("kind", "name", "asked"),
    [(Kind.OUTLET, "Coastal Ledger", "outlet_use"), (Kind.PERSON, "Ann Ice", "person_use")],
)
def test_a_page_stands_with_its_fields_before_its_clippings_are_counted(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, kind: Kind, name: str, asked: str
) -> None:
    gate = Gate(getattr(window.library, asked))
    monkeypatch.setattr(window.library, asked, gate)

    def look(page: RegisterPage) -> None:
        type_into(qtbot, page, "aliases", "Known so")
        assert page.used.told.text() == "counting…"
        assert not page.used.link.isEnabled()
        assert not page.volume.isVisible()
        gate.opened.set()
        wait_for_facts(qtbot, page)
        assert page.used.told.text().startswith("2 clip" if kind is Kind.OUTLET else "3 clip")
        assert page.volume.isVisible()
        assert page.fields["aliases"].text == "Known so"
        assert page.fields["aliases"].widget.hasFocus()

    open_page(qtbot, window, kind, name, look)
    assert threading.main_thread().name not in gate.threads


def test_a_page_that_is_left_while_its_clippings_are_counted_takes_nothing_with_it(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(window.library.outlet_use)
    monkeypatch.setattr(window.library, "outlet_use", gate)
    told: list[Label] = []
    open_page(qtbot, window, Kind.OUTLET, "The Tern", lambda page: told.append(page.used.told))
    window.library.edit_outlet("The Tern", region="Nova Scotia")
    gate.opened.set()
    qtbot.waitUntil(gate.answered.is_set)
    qtbot.wait(50)
    monkeypatch.undo()

    def look(page: RegisterPage) -> None:
        wait_for_facts(qtbot, page)
        assert page.used.told.text().startswith("2 clippings")

    open_page(qtbot, window, Kind.OUTLET, "The Tern", look)


def test_an_open_page_tells_what_was_added_meanwhile(qtbot: QtBot, window: MainWindow, add: Add) -> None:
    def look(page: RegisterPage) -> None:
        wait_for_facts(qtbot, page)
        assert "Ann Ice (2)" in page.used.findChildren(Label)[1].text()
        add("Ships return", outlet="Coastal Ledger", published_on=TODAY)
        qtbot.waitUntil(lambda: page.used.told.text().startswith("3 clippings, 3 stories"))
        qtbot.waitUntil(lambda: sum(bar.shown.count for bar in page.volume.bars if bar.shown) == 3)

    open_page(qtbot, window, Kind.OUTLET, "Coastal Ledger", look)


def test_tab_leads_through_a_page_as_it_is_read_also_to_what_came_later(qtbot: QtBot, window: MainWindow) -> None:
    window.library.keep_quote(1, Quote("We wait.", "Ann Ice"))
    stops: list[QWidget | None] = []

    def look(page: RegisterPage) -> None:
        wait_for_facts(qtbot, page)
        assert isinstance(page, PersonPage)
        qtbot.waitUntil(page.copy.isEnabled)
        for _ in range(30):
            qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
            stops.append(page.focusWidget())
            if isinstance(stops[-1], Button) and stops[-1].text() == "Save":
                return

    open_page(qtbot, window, Kind.PERSON, "Ann Ice", look)
    words = [stop.text() for stop in stops if isinstance(stop, Button | LinkButton)]
    assert words == ["Show their clippings", "Copy answer", "18 November 2026, Coastal Ledger", "Cancel", "Save"]


def test_what_was_kept_of_what_somebody_says_leads_to_its_clipping(qtbot: QtBot, window: MainWindow) -> None:
    library = window.library
    library.keep_quote(3, Quote("The ships were built here.", "Ann Ice"))
    library.keep_quote(1, Quote("We wait.", "Ann Ice"))
    library.keep_quote(1, Quote("Not I.", "Bo Snow"))

    def choose(page: RegisterPage) -> None:
        wait_for_facts(qtbot, page)
        said = [label.text() for label in page.findChildren(Label) if label.text().startswith("“")]
        assert said == ["“We wait.”", "“The ships were built here.”"]
        (link,) = [one for one in page.findChildren(LinkButton) if "Ships were built" in one.accessibleName()]
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)

    open_page(qtbot, window, Kind.PERSON, "Ann Ice", choose)
    qtbot.waitUntil(lambda: window.list_pane.current_id() == 3)


def test_words_that_several_clippings_have_stand_once_with_the_way_to_each(qtbot: QtBot, window: MainWindow) -> None:
    for clipping_id in (1, 3):
        window.library.keep_quote(clipping_id, Quote("We wait.", "Ann Ice"))
    seen = []

    def look(page: RegisterPage) -> None:
        wait_for_facts(qtbot, page)
        seen.append([label.text() for label in page.findChildren(Label) if label.text().startswith("“")])
        seen.append([one for one in page.findChildren(LinkButton) if "clipping “" in one.accessibleName()])

    open_page(qtbot, window, Kind.PERSON, "Ann Ice", look)
    assert seen[0] == ["“We wait.”"]
    assert len(seen[1]) == 2


def test_the_menu_of_a_row_leads_to_its_page_and_alt_enter_still_leaves_out_a_tag(
    qtbot: QtBot, window: MainWindow
) -> None:
    def entries(menu: QMenu) -> list[str]:
        return [action.text().partition("\t")[0] for action in menu.actions()]

    menus = {kind: window.tag_pane.menu_for(row(window, kind, name)) for kind, name in (
        (Kind.OUTLET, "The Tern"), (Kind.PERSON, "Ann Ice"))}  # fmt: skip
    assert "About this outlet…" in entries(menus[Kind.OUTLET])
    (about,) = [action for action in menus[Kind.PERSON].actions() if action.text().startswith("About this person…")]
    with qtbot.waitSignal(window.tag_pane.aboutRequested) as asked:
        soon(lambda: QApplication.activeModalWidget().close())
        about.trigger()
    assert asked.args == [Kind.PERSON, "Ann Ice"]


def test_a_name_that_stays_an_alias_is_told(window: MainWindow) -> None:
    window.library.rename_outlet("The Tern", "Harbour Post")
    assert window.toast.text == "Renamed outlet “The Tern” to “Harbour Post”; the old name still finds it"
    window.library.rename_outlet("Harbour Post", "Harbour Posts")
    assert window.toast.text == "Renamed outlet “Harbour Post” to “Harbour Posts”"


def test_what_went_meanwhile_is_told(window: MainWindow) -> None:
    window.registers.about(Kind.OUTLET, "Gone Post")
    assert "Gone Post" in window.toast.text


def test_the_page_of_an_outlet_tells_that_its_rights_expired(qtbot: QtBot, window: MainWindow) -> None:
    told: list[bool] = []

    def look(page: RegisterPage) -> None:
        sentence = "Expired on 17 November 2026; they count as unknown."
        told.append(sentence in [label.text() for label in page.findChildren(QLabel)])
        page.reject()

    for until in (date(2026, 11, 17), date(2026, 11, 18)):
        window.library.edit_outlet("Coastal Ledger", rights=Rights.GRANTED, rights_until=until)
        open_page(qtbot, window, Kind.OUTLET, "Coastal Ledger", look)
    assert told == [True, False]


def show_clippings(qtbot: QtBot, window: MainWindow, entry: str) -> None:
    """Press A, choose a name of the clipping that is shown, and ask for its clippings."""

    def show() -> None:
        page = QApplication.activeModalWidget()
        assert isinstance(page, RegisterPage)
        try:
            (link,) = page.findChildren(LinkButton)
            qtbot.waitUntil(link.isEnabled)
            qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
        finally:
            if page.isVisible():
                page.reject()

    window.list_pane.focus_list()
    window.actions_["clipping.names"].trigger()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (action,) = [action for action in menu.actions() if action.text() == entry]
    menu.close()
    soon(show)
    action.trigger()


def test_a_reporter_has_a_page_whose_link_shows_what_they_wrote(qtbot: QtBot, window: MainWindow) -> None:
    window.library.edit(1, reporters=("Bo Snow",))
    window.show_clipping(1)
    qtbot.waitUntil(lambda: window.detail_pane.clipping() == window.library.get(1))
    show_clippings(qtbot, window, "Bo Snow")
    assert str(window.query) == 'reporter:"Bo Snow"'


def test_a_name_whose_words_stand_in_others_is_asked_for_whole(qtbot: QtBot, window: MainWindow) -> None:
    window.library.edit(1, outlet="Tern")
    window.show_clipping(1)
    qtbot.waitUntil(lambda: window.detail_pane.clipping() == window.library.get(1))
    show_clippings(qtbot, window, "Tern")
    assert window.query == Query((Term("=Tern", "outlet"),))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("250,000", 250_000),
        ("250 000", 250_000),
        ("1.250.000", 1_250_000),
        ("250k", 250_000),
        ("1,250 k", 1_250_000),
        ("1.5m", 1_500_000),
        ("1,5 million", 1_500_000),
        ("2 thousand", 2_000),
        ("900", 900),
        ("", None),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, number: int | None) -> None:
    assert read_number(text) == number
    assert read_number(write_number(number)) == number


@pytest.mark.parametrize("text", ["many", "12.5", "-4", "1.2345m", "1,23", "²", "9" * 40])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(WrongUsage):
        read_number(text)


def test_years_and_countries_are_read() -> None:
    assert [read_year(text) for text in ("2017", " ")] == [2017, None]
    assert [read_country(text) for text in ("ca", "FRANCE", "")] == ["CA", "FR", None]
    assert [country_word(code) for code in ("CA", None, "QQ")] == ["Canada", "", "QQ"]
    for read, text in ((read_year, "17"), (read_country, "Atlantis")):
        with pytest.raises(WrongUsage):
            read(text)


def test_a_new_person_is_written_from_the_first_key_on_and_tab_ends_at_save(qtbot: QtBot, window: MainWindow) -> None:
    stops: list[QWidget | None] = []

    def write() -> None:
        page = QApplication.activeModalWidget()
        assert isinstance(page, RegisterPage)
        try:
            qtbot.waitUntil(page.isActiveWindow)
            qtbot.keyClicks(page.focusWidget(), "Ann Example")
            for _ in range(7):
                qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
                stops.append(page.focusWidget())
            keep(qtbot, page)
        finally:
            page.close()

    soon(write)
    window.registers.about(Kind.PERSON, "")
    assert [stop.text() for stop in stops if isinstance(stop, Button)] == ["Cancel", "Save"]
    assert isinstance(stops[0], TextValue)
    assert isinstance(stops[-1], Button)
    assert "Ann Example" in [person.name for person, _ in window.library.people()]
