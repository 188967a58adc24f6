"""The help pages: the texts under resources/help, one at a time."""

from PySide6.QtGui import QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QTextBrowser, QVBoxLayout, QWidget

from clipper import resources
from clipper.ui.dialogs.asking import ask, closing_foot
from clipper.ui.fonts import sans
from clipper.ui.theme import theme
from clipper.ui.widgets.labels import hairline, surface
from clipper.ui.widgets.quiet_bars import QuietBars
from clipper.ui.widgets.segmented import Segment, Segmented

HELP_PAGES = ("start", "import", "search", "coding", "reports", "registers", "safety")
"""The names of the pages' files, in the order in which they are offered."""

_LINE_HEIGHT = 150


class HelpDialog(QDialog):
    """All help pages; `page` is the one to open at."""

    def __init__(self, page: str = "start", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Clipper help"))
        self.resize(760, 640)
        surface(self, "reader")
        titles = (
            *(self.tr("First clipping"), self.tr("Import and triage"), self.tr("Find"), self.tr("Coding")),
            *(self.tr("Reports"), self.tr("Outlets and people"), self.tr("Safety")),
        )
        segments = [Segment(name, title) for name, title in zip(HELP_PAGES, titles, strict=True)]
        choice = Segmented(segments, self.tr("Help page"), parent=self)
        choice.set_value(page)
        choice.chosen.connect(self.show_text)
        self._pages = QStackedWidget(self)
        for name, title in zip(HELP_PAGES, titles, strict=True):
            page_of_help = _page(name)
            page_of_help.setAccessibleName(title)
            self._pages.addWidget(page_of_help)
        self.show_text(page)
        head = QHBoxLayout()
        head.setContentsMargins(24, 12, 24, 12)
        head.addWidget(choice)
        head.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(hairline(self))
        whole.addWidget(self._pages)
        whole.addWidget(hairline(self))
        whole.addLayout(closing_foot(self))

    def show_text(self, page: object) -> None:
        """Turn to a page, named as in HELP_PAGES."""
        self._pages.setCurrentIndex(HELP_PAGES.index(str(page)))

    @classmethod
    def show_page(cls, page: str, parent: QWidget | None = None) -> None:
        """Show the help, opened at a page."""
        ask(cls(page, parent))


def _page(name: str) -> QTextBrowser:
    # Imported here: the one use of Markdown's tables, and a page that few open.
    import markdown

    browser = QTextBrowser()
    browser.setOpenLinks(False)
    browser.setFrameShape(QTextBrowser.Shape.NoFrame)
    browser.setFont(sans(13))
    browser.document().setDocumentMargin(24)
    browser.document().setDefaultStyleSheet(_style())
    text = resources.path("help", f"{name}.md").read_text(encoding="utf-8")
    browser.setHtml(markdown.markdown(text, extensions=["tables"]))
    _space_lines(browser)
    QuietBars(browser)
    return browser


def _style() -> str:
    ink, ink2, chip = (theme().color(token).name() for token in ("ink", "ink2", "side_hover"))
    return (
        f"body, p, li, td {{ color: {ink} }} th {{ color: {ink2}; text-align: left; font-weight: 600 }}"
        f"code {{ background-color: {chip} }} td, th {{ padding: 3px 20px 3px 0 }}"
        f"h1 {{ color: {ink}; font-size: 20px }} h2 {{ color: {ink}; font-size: 15px }}"
    )


def _space_lines(browser: QTextBrowser) -> None:
    spacing = QTextBlockFormat()
    spacing.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor = QTextCursor(browser.document())
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.mergeBlockFormat(spacing)
