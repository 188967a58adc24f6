"""Labels are as high as their text."""

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from clipper.ui.dialogs.damage_list import DamageList
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
