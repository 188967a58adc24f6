"""The preview of what the public sees holds what a public report lists, and nothing of what stays inside."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.model.attachment import BroughtFile
from clipper.model.clipping import Organisation, Spokesperson
from clipper.model.codes import Relation, Role, State, Tone
from clipper.model.follow_up import FollowUp
from clipper.model.highlight import Highlight
from clipper.model.period import Period
from clipper.reports.coverage import coverage
from clipper.reports.definition import Audience
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
    library.add_follow_up(clipping_id, FollowUp("Secret error"))
    library.attach(clipping_id, [BroughtFile("Secret page.pdf", b"Secret")])
    preview = PublicPreview(library.get(clipping_id), Organisation("Institute"))
    qtbot.addWidget(preview)
    shown = words(preview)
    for public in ("Ottawa counts days", "The Capital Ledger", "Ingrid Halvorsen", "The harbour waits.", "rctic"):
        assert public in shown
    for inside in ("Secret", "secret", "egative"):
        assert inside not in shown
    assert len(shown) < 1500
    for kept_back in (
        "The note",
        "comments",
        "tone",
        "follow-ups",
        "internal tags",
        "the attachments",
        "the whole text",
    ):
        assert kept_back in shown


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda library, ids: None, "It is published."),
        (lambda library, ids: library.set_state(ids, State.DEFERRED), "the public sees nothing: it is not kept."),
        (lambda library, ids: library.set_relation(ids, Relation.PEER), "the public sees nothing: it is not about us."),
        (lambda library, ids: library.edit(ids[0], published_on=None), "the public sees nothing: it has no date."),
        (lambda library, ids: library.delete(ids), "the public sees nothing: it is in the wastebasket."),
    ],
)
def test_what_is_published_and_left_out_by_public_reports_says_why(
    qtbot: QtBot, library: Library, add: Add, change: Callable[[Library, list[int]], object], told: str
) -> None:
    clipping_id = add("Harbour", outlet="Gazette", published_on=TODAY)
    library.set_publish([clipping_id], True)
    change(library, [clipping_id])
    preview = PublicPreview(library.get(clipping_id), Organisation())
    qtbot.addWidget(preview)
    assert told in words(preview)
    report = coverage(library, Period.month(TODAY.year, TODAY.month), audience=Audience.PUBLIC)
    assert (told == "It is published.") is (len(report.now.clippings) == 1)


def test_it_publishes_and_withdraws(qtbot: QtBot, library: Library, add: Add) -> None:
    preview = PublicPreview(library.get(add("Harbour")), Organisation())
    qtbot.addWidget(preview)
    with qtbot.waitSignal(preview.published) as told:
        preview._change()
    assert told.args == [True]
    assert "sees nothing" in words(preview)


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
