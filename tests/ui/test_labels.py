"""Labels are as high as their text."""

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from clipper.ui.dialogs.damage_list import DamageList
from clipper.ui.dialogs.notice import Notice
from clipper.ui.widgets.buttons import Button
from clipper.ui.widgets.labels import WrappedLabel

TEXT = "Clipper backs the library up after a day’s work, and before large imports and deletions of any kind."


def test_a_wrapped_text_gets_higher_and_lower_with_its_width(qtbot: QtBot) -> None:
    page, label, button = QWidget(), WrappedLabel(), QPushButton("Back up now")
    column = QVBoxLayout(page)
    column.addWidget(label)
    column.addWidget(button)
    column.addStretch(1)
    label.resize(80, 20)
    label.show_text(TEXT)
    qtbot.addWidget(page)
    page.resize(1200, 300)
    page.show()
    line = label.fontMetrics().height()
    qtbot.waitUntil(lambda: label.height() < 2 * line and button.y() < 3 * line)
    page.resize(300, 300)
    qtbot.waitUntil(lambda: label.height() > 2 * line and button.y() > label.height())
    page.resize(1200, 300)
    qtbot.waitUntil(lambda: label.height() < 2 * line and button.y() < 3 * line)


@pytest.mark.parametrize("count", [1, 3])
def test_a_dialog_is_as_high_as_what_it_says_at_its_width(qtbot: QtBot, count: int) -> None:
    dialog = DamageList("Damaged", " ".join([TEXT] * count), [TEXT], ["Close"])
    qtbot.addWidget(dialog)
    dialog.show()
    column = dialog.column.geometry()
    parts = [dialog.column.itemAt(place).geometry() for place in range(dialog.column.count())]
    assert max(part.bottom() for part in parts) <= column.bottom() - 18
    assert sum(part.height() for part in parts) >= column.height() - 40 - 2 * 8 - 2


def test_the_verbs_of_a_notice_are_shown_whole_also_where_the_screen_is_small_for_them(qtbot: QtBot) -> None:
    verb = "Restore a backup of another day"
    notice = Notice("Lost", TEXT, verb, also=[f"{verb} again", f"{verb} once more"])
    qtbot.addWidget(notice)
    assert (
        sum(button.sizeHint().width() for button in notice.findChildren(Button))
        > notice.screen().size().width() * 2 / 3
    )
    notice.show()
    assert all(button.width() >= button.sizeHint().width() for button in notice.findChildren(Button))
