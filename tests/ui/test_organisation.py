"""The organisation's settings in the window: its logo and its fiscal year, kept and undone."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.library.uses import Use
from clipper.model.clipping import Organisation
from clipper.model.person import Person
from clipper.model.report import Span
from clipper.reports.coverage import featured
from clipper.ui.dialogs import choosing
from clipper.ui.dialogs.organisation import OrganisationDialog
from clipper.ui.dialogs.person_page import PersonPage
from clipper.ui.dialogs.register_facts import Facts
from clipper.ui.widgets.period_choice import PeriodChoice
from tests.library.building import LOGO, SVG


@pytest.fixture
def dialog(qtbot: QtBot) -> OrganisationDialog:
    dialog = OrganisationDialog(Organisation("Institute"))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def choose(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, dialog: OrganisationDialog, file: Path) -> None:
    monkeypatch.setattr(choosing, "ask_for_files", lambda *_asked: [file])
    qtbot.mouseClick(dialog.logo.choose_button, Qt.MouseButton.LeftButton)


def test_a_logo_is_chosen_shown_small_and_removed(
    qtbot: QtBot, dialog: OrganisationDialog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert not dialog.logo.picture.isVisible()
    file = tmp_path / "logo.svg"
    file.write_bytes(SVG)
    choose(monkeypatch, qtbot, dialog, file)
    assert dialog.organisation().logo == LOGO
    assert dialog.logo.picture.isVisible()
    qtbot.mouseClick(dialog.logo.remove_button, Qt.MouseButton.LeftButton)
    assert dialog.organisation().logo == ""
    assert not dialog.logo.remove_button.isVisible()


@pytest.mark.parametrize("data", [b"GIF89a", b"\x89PNG\r\n\x1a\n broken", b"x" * 600_000])
def test_what_is_no_logo_leaves_the_present_one_and_says_why(
    qtbot: QtBot, dialog: OrganisationDialog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, data: bytes
) -> None:
    dialog.logo.show_logo(LOGO)
    file = tmp_path / "logo.png"
    file.write_bytes(data)
    choose(monkeypatch, qtbot, dialog, file)
    assert dialog.logo.problem.isVisible()
    assert dialog.logo.problem.text().endswith("Nothing was changed.")
    assert dialog.organisation().logo == LOGO


def test_the_fiscal_year_is_chosen_by_its_first_month(dialog: OrganisationDialog) -> None:
    assert dialog.fiscal_start.currentText() == "January"
    dialog.fiscal_start.setCurrentIndex(dialog.fiscal_start.findText("April"))
    assert dialog.organisation().fiscal_start == 4


def test_reports_offer_fiscal_years_and_their_quarters(qtbot: QtBot) -> None:
    days = date(2017, 2, 1), date(2017, 12, 20)
    quarters = ["2017-10-01..2017-12-31", "2017-07-01..2017-09-30", "2017-04-01..2017-06-30", "2017-01-01..2017-03-31"]
    years = ["2017-04-01..2018-03-31", "2016-04-01..2017-03-31"]
    for start, offered in ((1, {}), (4, {"fiscal-quarter": quarters, "fiscal-year": years})):
        choice = PeriodChoice(days, start, lambda _period: True)
        qtbot.addWidget(choice)
        spans = [choice.spans.itemData(place) for place in range(choice.spans.count())]
        assert [span for span in spans if "fiscal" in span] == list(offered)
        for span, periods in offered.items():
            choice.show_span(Span(span))
            assert [choice.periods.itemData(place) for place in range(choice.periods.count())] == periods
    assert choice.periods.itemText(0) == "2017–18"


def test_how_often_somebody_was_quoted_is_asked_by_fiscal_quarter_and_year(qtbot: QtBot, library: Library) -> None:
    counted = []

    def count(period: object) -> object:
        counted.append(period)
        return featured(library, "Ann Ice", period)

    today = date(2026, 1, 15)
    page = PersonPage(Person("Ann Ice"), lambda: Facts(Use("feat")), print, count, (), today, fiscal_start=2)
    qtbot.addWidget(page)
    for _ in range(2):
        qtbot.waitUntil(page.copy.isEnabled)
        qtbot.keyClick(page.period, Qt.Key.Key_Right)
    qtbot.waitUntil(page.copy.isEnabled)
    page.reject()
    assert [str(period) for period in counted] == [
        "2025-11-01..2026-01-31",
        "2025-08-01..2025-10-31",
        "2025-02-01..2026-01-31",
    ]
