"""The height of a text that scrolls with what is around it."""

from PySide6.QtWidgets import QAbstractScrollArea


def fix_height(text: QAbstractScrollArea, height: int) -> None:
    """Give a text a height, also while it is being resized.

    Qt lays out nothing of a scroll area that gets another size while it is getting one: its last lines would not be
    drawn. Setting its margins lays it out in any case.
    """
    text.setFixedHeight(height)
    if text.viewport().height() != height:
        text.setViewportMargins(text.viewportMargins())
