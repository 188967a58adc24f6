"""The preview of what the public sees holds what a public report lists, and nothing of what stays inside."""

import re
from datetime import date

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clipper import reports
from clipper.library.library import Library
from clipper.model.attachment import BroughtFile
from clipper.model.clipping import Spokesperson
from clipper.model.codes import Medium, Relation, Role, State, Tone
from clipper.model.follow_up import FollowUp
from clipper.model.highlight import Highlight
from clipper.model.period import Period
from clipper.model.quote import Quote
from clipper.reports import Audience, Definition
from clipper.reports.typst_data import report_data
from clipper.reports.writers import markdown
from clipper.ui.dialogs.public_preview import PublicPreview
from clipper.ui.main_window import MainWindow
from clipper.ui.widgets.labels import Label
from tests.ui.conftest import TODAY, Add


def words(preview: PublicPreview) -> str:
    return "\n".join(label.text() for label in preview.findChildren(Label))


def test_nothing_that_stays_inside_is_shown(qtbot: QtBot, library: Library, add: Add) -> None:
    clipping_id = add(
        "Ottawa counts days",
        outlet="The Capital Ledger",
        published_on=TODAY,
        body="The harbour waits. " * 60,
        spokespeople=(Spokesperson("Ingrid Halvorsen", Role.QUOTED),),
        tags=("topic/arctic", "board-secret"),
        note="Secret note",
    )
    library.set_tone([clipping_id], Tone.NEGATIVE)
    library.carry_message([clipping_id], "Secret message")
    library.highlight(clipping_id, Highlight("harbour", comment="Secret comment"))
    library.attach(clipping_id, [BroughtFile("Secret page.pdf", b"Secret")])
    preview = PublicPreview(library, library.get(clipping_id))
    qtbot.addWidget(preview)
    shown = words(preview)
    for public in ("Ottawa counts days", "The Capital Ledger", "Ingrid Halvorsen", "The harbour waits.", "rctic"):
        assert public in shown
    for inside in ("Secret", "secret", "egative"):
        assert inside not in shown
    assert len(shown) < 1500
    for kept_back in ("The note", "comments", "tone", "internal tags", "the attachments", "the whole text"):
        assert kept_back in shown


def test_it_publishes_and_withdraws(qtbot: QtBot, library: Library, add: Add) -> None:
    preview = PublicPreview(library, library.get(add("Harbour")))
    qtbot.addWidget(preview)
    with qtbot.waitSignal(preview.published) as told:
        preview._change()
    assert told.args == [True]
    assert "sees nothing" in words(preview)


def marks(text: str) -> set[str]:
    """The words by which a test knows a value again, as "mark17"."""
    return set(re.findall(r"mark\d+", text))


@pytest.fixture
def marked(library: Library, add: Add) -> int:
    """A published clipping with a value, marked by a word of its own, for all that a clipping may hold."""
    clipping_id = add(
        "Roads of mark1",
        deck="The deck of mark2",
        outlet="Outlet mark3",
        programme="Programme mark4",
        medium=Medium.RADIO,
        reporters=("Reporter Mark5",),
        spokespeople=(Spokesperson("Peter mark6", Role.QUOTED), Spokesperson("Ann mark7", Role.NAMED)),
        published_on=TODAY,
        url="https://example.org/mark8",
        language="en",
        body=" ".join(f"Mark{number} is what these nine words are all about." for number in range(20, 40)),
        tags=("topic/mark9/mark10", "internal-mark11"),
        note="A note of mark12",
    )
    library.edit(clipping_id, host="Host mark13", aired_at="07:40 America/Toronto")
    library.carry_message([clipping_id], "Message of mark14")
    library.highlight(clipping_id, Highlight("mark39", comment="A comment of mark15"))
    library.keep_quote(clipping_id, Quote("It can, on eleven routes of mark16", "Peter mark6"))
    library.keep_quote(clipping_id, Quote("Not so mark17", "Peter mark6"))
    library.add_follow_up(clipping_id, FollowUp("It is not mark18"))
    library.attach(clipping_id, [BroughtFile("mark19.pdf", b"mark19")])
    library.set_publish([clipping_id], True)
    return clipping_id


@pytest.mark.parametrize("starred", [True, False])
def test_it_shows_all_that_a_public_report_says_of_a_clipping_and_no_more(
    qtbot: QtBot, library: Library, add: Add, marked: int, starred: bool
) -> None:
    library.set_starred([marked], starred)
    again = [add("Roads again", outlet=f"Other mark{number}", published_on=TODAY) for number in (41, 42)]
    library.group([marked, *again])
    library.set_publish(again[:1], True)
    coverage = reports.coverage(library, Period.parse("2026-11"), audience=Audience.PUBLIC)
    report = reports.document(coverage, Definition(audience=Audience.PUBLIC), library.organisation())
    preview = PublicPreview(library, library.get(marked))
    qtbot.addWidget(preview)
    shown = words(preview).casefold()
    # A file prints the quote of key coverage or its longer excerpt, each the one that it has room for.
    as_markdown, as_pdf = markdown.render(report), str(report_data(report))
    assert marks(shown) == marks(f"{as_markdown} {as_pdf}".casefold())
    assert ("★" in shown) == ("★" in as_markdown) == starred
    assert "07:40" in shown
    for inside in ("other quotes" if starred else "the quotes", "follow-ups", "host", "the deck"):
        assert inside in shown


def test_a_pick_up_of_what_is_not_published_is_no_pick_up_for_the_public(
    qtbot: QtBot, library: Library, add: Add
) -> None:
    first = add("Harbour", published_on=date(2026, 11, 2), body="The first text.")
    second = add("Harbour again", published_on=date(2026, 11, 3), body="The second text. It has another sentence.")
    library.group([first, second])
    library.set_publish([second], True)
    preview = PublicPreview(library, library.get(second))
    qtbot.addWidget(preview)
    assert "The second text." in words(preview)
    library.set_publish([first], True)
    preview = PublicPreview(library, library.get(second))
    qtbot.addWidget(preview)
    assert "The second text." not in words(preview)
    assert "pick-up" in words(preview)


def test_what_no_public_report_holds_is_said(qtbot: QtBot, library: Library, add: Add) -> None:
    clipping_id = add("Harbour", published_on=TODAY)

    def said() -> str:
        preview = PublicPreview(library, library.get(clipping_id))
        qtbot.addWidget(preview)
        return words(preview)

    library.set_publish([clipping_id], True)
    assert "It is published.\n" in said()
    library.set_relation([clipping_id], Relation.ISSUE)
    assert "no public report holds it: its relation is Issue, not About us" in said()
    assert "asked for relation:issue" in said()
    assert not reports.coverage(library, Period.parse("2026-11"), audience=Audience.PUBLIC).now.clippings
    library.set_relation([clipping_id], Relation.ABOUT_US)
    library.set_state([clipping_id], State.NEW)
    library.edit(clipping_id, published_on=None)
    assert "no public report holds it: it has no date; its state is New, not Kept" in said()
    library.set_publish([clipping_id], False)
    assert "the public sees nothing. Published, it would still be in no public report: it has no date" in said()


def test_keys_that_come_quickly_preview_the_clipping_gone_to_and_what_was_just_typed(
    qtbot: QtBot, library: Library, add: Add, window: MainWindow
) -> None:
    add("Harbour", published_on=TODAY)
    ferry = add("Ferry", published_on=TODAY)
    qtbot.waitUntil(lambda: window.list_pane.select(ferry))
    qtbot.waitUntil(window.actions_["clipping.preview"].isEnabled)
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, PublicPreview):
            seen.append(words(dialog))
            dialog.reject()
        else:
            QTimer.singleShot(20, look)

    window.activateWindow()
    headline = window.detail_pane.header.headline
    for act in (lambda: window.list_pane.step(1), lambda: headline.set_text("Harbour opens")):
        act()
        QTimer.singleShot(20, look)
        window.actions_["clipping.preview"].trigger()
        window.detail_pane.edit_field("headline")
    assert "Harbour" in seen[0]
    assert "Ferry" not in seen[0]
    assert "Harbour opens" in seen[1]
