"""Fonts: what the machine has no letters for is drawn with a shipped one."""

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from clipper.ui import fonts


def test_emoji_are_drawn_on_a_machine_without_a_font_of_them(qapp: QApplication) -> None:
    fonts.lend_emoji()
    for font in (fonts.sans(13), fonts.serif(17)):
        assert all(QFontMetrics(font).inFontUcs4(ord(sign)) for sign in "🎉🥳❄")
