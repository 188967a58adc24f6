"""The organisation's logo: shown small, chosen from a file, taken away."""

from base64 import b64decode

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clipper.library.intake import bytes_of
from clipper.library.logos import logo_from
from clipper.model.errors import ClipperError
from clipper.ui.dialogs import choosing
from clipper.ui.fonts import sans, scale
from clipper.ui.widgets.buttons import PLAIN, Button
from clipper.ui.widgets.labels import Label, WrappedLabel

_ROOM, _MARGIN = QSize(120, 40), 5
_RATIO = 2


class LogoChoice(QWidget):
    """`value` is the logo as the library keeps it, "" for none."""

    def __init__(self, logo: str) -> None:
        super().__init__()
        self.picture = Label()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choose_button = Button(self.tr("Choose…"), PLAIN, parent=self)
        self.choose_button.clicked.connect(self.choose)
        self.remove_button = Button(self.tr("Remove"), PLAIN, parent=self)
        self.remove_button.clicked.connect(lambda: self.show_logo(""))
        self.problem = WrappedLabel("negative", sans(12))
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.picture, self.choose_button, self.remove_button):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.problem)
        self.setFocusProxy(self.choose_button)
        self.show_logo(logo)

    def show_logo(self, logo: str) -> None:
        """Show a logo, or that there is none."""
        self.value = logo
        self.picture.setPixmap(_drawn(logo) if logo else QPixmap())
        self.picture.setAccessibleName(self.tr("The logo") if logo else "")
        self.picture.setVisible(bool(logo))
        self.remove_button.setVisible(bool(logo))
        self._say("")

    def choose(self) -> None:
        """Ask for a picture; one that cannot be a logo leaves the present one, and says why."""
        kinds = self.tr("Pictures ({endings})").format(endings="*.png *.jpg *.jpeg *.svg")
        for path in choosing.ask_for_files(self, self.tr("Logo"), (kinds,))[:1]:
            try:
                logo = logo_from(bytes_of(path))
            except ClipperError as error:
                self._say(str(error))
                return
            if _drawn(logo).isNull():
                self._say(self.tr("This picture is damaged. Nothing was changed."))
                return
            self.show_logo(logo)

    def _say(self, sentence: str) -> None:
        self.problem.show_text(sentence)


def _drawn(logo: str) -> QPixmap:
    """Return a logo as it fits, a null picture for one that cannot be drawn."""
    room = _ROOM * scale() * _RATIO
    data = b64decode(logo.partition("base64,")[2])
    picture = QPixmap()
    if logo.startswith("data:image/svg"):
        picture = _drawn_svg(data, room)
    elif picture.loadFromData(data):
        how = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        picture = picture.scaled(room, *how)
    return picture if picture.isNull() else _on_paper(picture)


def _drawn_svg(data: bytes, room: QSize) -> QPixmap:
    renderer = QSvgRenderer(data)
    size = renderer.defaultSize().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    if not renderer.isValid() or size.isEmpty():
        return QPixmap()
    picture = QPixmap(size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    return picture


def _on_paper(picture: QPixmap) -> QPixmap:
    """Logos are made for paper, whatever the window's colours are."""
    margin = round(_MARGIN * scale() * _RATIO)
    paper = QPixmap(picture.size() + QSize(2 * margin, 2 * margin))
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawPixmap(margin, margin, picture)
    painter.end()
    paper.setDevicePixelRatio(_RATIO)
    return paper
