"""Colours, fonts and icons: readable in both themes, sharp at every ratio, and one source for all."""

from itertools import product
from math import dist

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from clipper import resources
from clipper.model.changes import STEP_TITLES
from clipper.model.codes import Marker, Tone
from clipper.ui import fonts, icons, step_texts, theme
from clipper.ui.actions import ACTIONS
from clipper.ui.widgets.buttons import PRIMARY, Button, IconButton
from clipper.ui.widgets.chip import chip_size, paint_chip
from clipper.ui.widgets.tone_disc import ToneDisc, tone_word

SURFACES = ("sidebar", "list", "reader")
READABLE = 4.5
PICTURE = 3
APART = 20
"""So far apart in CIELAB colours are told from each other at a glance, by themselves too."""


@pytest.fixture(params=["light", "dark"])
def colors(request: pytest.FixtureRequest, qapp: QApplication) -> theme.Theme:
    return theme._themes()[request.param]


def luminance(color: QColor) -> float:
    channels = [color.redF(), color.greenF(), color.blueF()]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_text_is_readable_on_every_surface(colors: theme.Theme) -> None:
    for ink, surface in product(("ink", "ink2", "ink3", "accent", "negative"), SURFACES):
        assert ratio(colors.color(ink), colors.color(surface)) >= READABLE, (ink, surface)


def test_text_is_readable_on_a_selection(colors: theme.Theme) -> None:
    for ink, surface in product(("ink", "ink2"), ("sel", "sel_off", "hover", "side_hover")):
        assert ratio(colors.color(ink), colors.color(surface)) >= READABLE, (ink, surface)


def test_text_is_readable_in_chips_discs_buttons_and_toasts(colors: theme.Theme) -> None:
    for hue in theme.HUES:
        assert ratio(colors.hue(hue).text, colors.hue(hue).fill) >= READABLE
        assert ratio(colors.hue(hue).text, colors.color("chip_on_sel")) >= READABLE
    for tone in Tone:
        assert ratio(colors.color(tone.value), colors.color(f"{tone.value}_disc")) >= READABLE
    for ink, fill in (("on_accent", "accent"), ("toast_text", "toast"), ("toast_link", "toast"), ("warn", "warn_bg")):
        assert ratio(colors.color(ink), colors.color(fill)) >= READABLE


def test_text_is_readable_in_highlights_and_found_words(colors: theme.Theme) -> None:
    for fill in ("match", *(f"highlight_{marker}" for marker in Marker)):
        assert ratio(colors.color("ink"), colors.color(fill)) >= READABLE


def lab(color: QColor) -> tuple[float, float, float]:
    """CIELAB under D65, in which distances are as the eye sees them."""
    channels = [color.redF(), color.greenF(), color.blueF()]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    f, g, h = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * g - 16, 500 * (f - g), 200 * (g - h)


def test_found_words_do_not_look_like_any_highlight(colors: theme.Theme) -> None:
    for marker in Marker:
        assert dist(lab(colors.color("match")), lab(colors.color(f"highlight_{marker}"))) >= APART, marker


def test_what_charts_fill_is_seen_on_the_page(colors: theme.Theme) -> None:
    fills = ["accent", "chart_teal", *(f"chart_{tone.value}" for tone in Tone)]
    for fill in fills:
        assert ratio(colors.color(fill), colors.color("reader")) >= PICTURE, fill


def test_both_themes_name_the_same_colours(qapp: QApplication) -> None:
    themes = theme._themes()
    assert themes["light"].tokens().keys() == themes["dark"].tokens().keys()


def test_a_hue_of_a_newer_library_is_shown_as_slate(colors: theme.Theme) -> None:
    assert colors.hue("ultraviolet") == colors.hue("slate")


def test_choosing_dark_changes_palette_and_style_sheet_together(qtbot: QtBot, qapp: QApplication) -> None:
    with qtbot.waitSignal(theme.theme_signals().changed):
        theme.set_choice(theme.Choice.DARK)
    dark = theme.theme()
    assert dark.is_dark
    assert qapp.palette().window().color() == dark.color("reader")
    assert dark.color("sidebar").name() in qapp.styleSheet()
    with qtbot.waitSignal(theme.theme_signals().changed):
        theme.set_choice(theme.Choice.LIGHT)
    assert not theme.theme().is_dark


def test_the_style_sheet_has_no_colour_without_a_name(qapp: QApplication) -> None:
    assert "{" + "ink" not in qapp.styleSheet()
    assert all(token not in qapp.styleSheet() for token in ("{accent}", "{line2}", "{sel}"))


@pytest.mark.parametrize("size", [12, 16, 20])
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_icons_are_drawn_at_the_pixels_of_the_screen(qapp: QApplication, size: int, scale: float) -> None:
    picture = icons.pixmap("tag", "ink2", size, scale)
    assert picture.width() == round(size * scale)
    assert picture.devicePixelRatio() == scale


def test_icons_take_the_colour_of_their_role(colors: theme.Theme) -> None:
    image = icons.tinted("star", colors.color("star"), 16, 2.0).toImage()
    strongest = max((image.pixelColor(x, y) for x, y in product(range(32), range(32))), key=lambda color: color.alpha())
    wanted = colors.color("star")
    assert abs(strongest.red() - wanted.red()) < 6
    assert abs(strongest.blue() - wanted.blue()) < 6


def test_every_icon_that_an_action_names_is_shipped() -> None:
    for spec in ACTIONS:
        assert not spec.icon or resources.path("icons", f"{spec.icon}.svg").exists()


def test_icons_survive_being_copied_and_changed_by_qt(qapp: QApplication) -> None:
    copied = icons.icon("tag")
    copied.addPixmap(icons.pixmap("tag"))
    assert not copied.pixmap(16, 16).isNull()


def test_fonts_have_the_sizes_and_weights_asked_for(qapp: QApplication) -> None:
    assert fonts.sans(12, 500).pixelSize() == 12
    assert fonts.sans(12, 500).weight() == 500
    assert fonts.serif(28, 600).family() == "Source Serif 4"


def test_a_chip_elides_into_the_room_it_gets(qapp: QApplication) -> None:
    image = QImage(60, 18, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    paint_chip(painter, QRect(0, 0, 40, 18), "a-very-long-name-of-a-tag", "blue")
    painter.end()
    assert image.pixelColor(20, 2).alpha() == 255
    assert image.pixelColor(50, 9).alpha() == 0
    assert chip_size("longer name").width() > chip_size("name").width()


def test_a_button_says_its_word_and_answers_the_keyboard(qtbot: QtBot) -> None:
    button = Button("Keep", PRIMARY, key="Enter")
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, " ")
    assert button.sizeHint().width() > Button("Keep").sizeHint().width()


def test_an_icon_button_tells_its_name_and_key(qtbot: QtBot) -> None:
    button = IconButton("star", "Key coverage", key="S")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Key coverage"
    assert "S" in button.toolTip()


@pytest.mark.parametrize("tone", [*Tone, None])
def test_a_tone_has_a_word_beside_its_colour(qtbot: QtBot, tone: Tone | None) -> None:
    disc = ToneDisc(tone)
    qtbot.addWidget(disc)
    assert disc.accessibleName() == tone_word(tone) != ""


def test_every_step_has_words_for_its_toast() -> None:
    assert step_texts._DONE.keys() == STEP_TITLES.keys()
