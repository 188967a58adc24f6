"""The reading page: type from Markdown, words of a search, and nothing loaded or followed unasked."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QTextBlockFormat
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from clipper.model.query import Query
from clipper.ui import theme
from clipper.ui.links import open_link
from clipper.ui.panes.detail_tabs import scrolling
from clipper.ui.widgets.page_writer import QUOTE_DEPTH
from clipper.ui.widgets.reading_page import ReadingPage, first_part
from tests.profiles import of_hundred

BODY = """First *words* and [a link](https://example.org/a).

## A heading

> Quoted line
>
> > deeper

- one
- two
    1. nested
"""


@pytest.fixture
def page(qtbot: QtBot) -> ReadingPage:
    page = ReadingPage()
    qtbot.addWidget(page)
    page.resize(544, 100)
    page.show()
    return page


def blocks(page: ReadingPage) -> list[str]:
    return page.toPlainText().split("\n")


def test_markdown_becomes_blocks_of_fixed_line_height(page: ReadingPage) -> None:
    page.set_text(BODY)
    assert blocks(page) == [
        "First words and a link.",
        "A heading",
        "Quoted line",
        "deeper",
        "one",
        "two",
        "nested",
    ]
    block, depths = page.document().begin(), []
    while block.isValid():
        assert block.blockFormat().lineHeightType() == QTextBlockFormat.LineHeightTypes.FixedHeight.value
        depths.append(block.blockFormat().intProperty(QUOTE_DEPTH))
        block = block.next()
    assert depths == [0, 0, 1, 2, 0, 0, 0]


def test_html_and_pictures_are_text_and_no_file_is_read(page: ReadingPage, tmp_path: Path) -> None:
    picture = tmp_path / "private.png"
    image = QImage(9, 9, QImage.Format.Format_RGB32)
    image.save(str(picture))
    page.set_text(f'![alt]({picture.as_uri()}) <img src="{picture.as_uri()}"> <script>x</script>')
    assert "<img" in page.toPlainText()
    loaded = page.loadResource(2, QUrl(picture.as_uri()))
    assert (loaded.width(), loaded.height()) == (1, 1)
    page.setHtml(f'<img src="{picture.as_uri()}">')
    page.setSource(QUrl(picture.as_uri()))
    assert page.document().size().width() <= page.width()


def test_only_web_and_mail_links_are_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or True)
    assert open_link("https://example.org/a")
    assert open_link("mailto:press@example.org")
    for url in ("file:///etc/passwd", "javascript:alert(1)", "\\\\host\\share", "//host/x", "ftp://example.org", ""):
        assert not open_link(url)
    assert opened == ["https://example.org/a", "mailto:press@example.org"]


def test_a_click_on_a_link_asks_for_it(page: ReadingPage, qtbot: QtBot) -> None:
    page.set_text("[a link that is easy to hit](https://example.org/a)")
    with qtbot.waitSignal(page.linkRequested) as opened, qtbot.assertNotEmitted(page.clicked):
        qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 14))
    assert opened.args == ["https://example.org/a"]


def test_words_and_phrases_of_the_search_are_marked(page: ReadingPage) -> None:
    page.set_text("Étés in the 😀 *Arctic*: the Coast Guard, the coast, arctics.\n\nCoast, guard!")
    page.mark(Query.parse('ete* arctic "coast guard"').text_terms)
    assert page.marked() == ["Étés", "Arctic", "Coast Guard", "arctics", "Coast, guard"]
    page.mark(())
    assert page.marked() == []


def test_marks_follow_the_text_and_the_theme(page: ReadingPage) -> None:
    page.mark(Query.parse("ice").text_terms)
    page.set_text("Ice and ice.")
    theme.set_choice(theme.Choice.DARK)
    try:
        selection = page.extraSelections()[0]
        assert selection.format.background().color() == theme.theme().color("match")
        cursor = page.textCursor()
        cursor.setPosition(1)
        assert cursor.charFormat().foreground().color() == theme.theme().color("ink")
    finally:
        theme.set_choice(theme.Choice.LIGHT)
    assert page.marked() == ["Ice", "ice"]


def test_what_the_search_finds_is_marked_letter_by_letter_as_it_reads_them(page: ReadingPage) -> None:
    page.set_text("Die Straße und die Strasse.")
    page.mark(Query.parse("straße").text_terms)
    assert page.marked() == ["Straße", "Strasse"]
    page.mark(Query.parse('"straße"').text_terms)
    assert page.marked() == ["Straße"]


def test_a_very_long_text_is_shown_in_parts(qtbot: QtBot, page: ReadingPage) -> None:
    column = scrolling(page)
    qtbot.addWidget(column)
    column.resize(544, 800)
    column.show()
    text = "A paragraph of some words.\n\n" * 5000
    page.set_text(text)
    assert page.has_more()
    shown = len(page.toPlainText())
    while page.has_more():
        page.show_more()
    assert len(page.toPlainText()) > shown
    assert len(blocks(page)) == 5000


@given(st.text(alphabet="ab \n", max_size=300))
@of_hundred(50)
def test_parts_put_together_are_the_text(text: str) -> None:
    whole, parts = text * 400, []
    rest = whole
    while rest:
        part, rest = first_part(rest)
        assert part
        parts.append(part)
    assert "".join(parts) == whole


def test_the_page_is_as_high_as_its_text(page: ReadingPage) -> None:
    page.set_text("word " * 300)
    before = page.height()
    page.resize(272, page.height())
    assert page.height() > 1.5 * before


@given(st.text(max_size=400))
@of_hundred(60)
def test_any_text_can_be_shown(qapp: object, text: str) -> None:
    page = ReadingPage()
    page.resize(300, 100)
    page.set_text(text)
    assert page.height() >= 0


def test_the_last_lines_are_drawn_after_the_page_got_narrower(qtbot: QtBot) -> None:
    around, page = QWidget(), ReadingPage()
    qtbot.addWidget(around)
    QVBoxLayout(around).addWidget(page)
    around.resize(600, 600)
    around.show()
    page.set_text("The ferry waits for the tide, and nobody on the quay complains about it. " * 3)
    for width in (600, 300, 240, 500):
        around.resize(width, 600)
        assert page.viewport().height() == page.height() == math.ceil(page.document().size().height())
