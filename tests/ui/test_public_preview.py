"""The preview of what the public sees holds what a public report lists, and nothing of what stays inside."""

from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.model.attachment import BroughtFile
from clipper.model.clipping import Organisation, Spokesperson
from clipper.model.codes import Role, Tone
from clipper.model.follow_up import FollowUp
from clipper.model.highlight import Highlight
from clipper.ui.dialogs.public_preview import PublicPreview
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


def test_it_publishes_and_withdraws(qtbot: QtBot, library: Library, add: Add) -> None:
    preview = PublicPreview(library.get(add("Harbour")), Organisation())
    qtbot.addWidget(preview)
    with qtbot.waitSignal(preview.published) as told:
        preview._change()
    assert told.args == [True]
    assert "sees nothing" in words(preview)
