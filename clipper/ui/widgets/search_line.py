"""The line of the search box that words are typed in, with a red wave under what cannot be read."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from clipper.model.query_reading import ReadProblem
from clipper.ui.fonts import sans
from clipper.ui.theme import theme
from clipper.ui.utf16 import Positions


class SearchLine(QLineEdit):
    """The words of the search; `problems` are the parts of it that cannot be read."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.problems: tuple[ReadProblem, ...] = ()
        self.setProperty("bare", "true")
        self.setFont(sans(13))
        self.setTextMargins(0, 0, 0, 0)

    def set_problems(self, problems: tuple[ReadProblem, ...]) -> None:
        """Mark other parts as those that cannot be read."""
        if problems != self.problems:
            self.problems = problems
            self.update()

    def x_of(self, position: int) -> float:
        """Return where a UTF-16 position stands, however far the text is scrolled."""
        metrics = self.fontMetrics()
        text, caret = self.text(), self.cursorPosition()
        moved = metrics.horizontalAdvance(text[:position]) - metrics.horizontalAdvance(text[:caret])
        return self.cursorRect().center().x() + moved

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the waves over the words."""
        super().paintEvent(event)
        if not self.problems:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color("negative"), 1.2))
        positions = Positions(self.text())
        base = (self.height() + self.fontMetrics().ascent()) / 2 + 2.5
        for problem in self.problems:
            ends = self.x_of(positions.to_qt(problem.start)), self.x_of(positions.to_qt(problem.end))
            painter.drawPath(_wave(ends[0], ends[1], base))
        painter.end()


def _wave(left: float, right: float, y: float) -> QPainterPath:
    path = QPainterPath(QPointF(left, y))
    step, up = 2.5, True
    x = left
    while x < right:
        path.quadTo(QPointF(x + step / 2, y + (-2.2 if up else 2.2)), QPointF(x + step, y))
        x, up = x + step, not up
    return path
