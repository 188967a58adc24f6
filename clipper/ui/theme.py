"""Colours and their light or dark set, from one token file; everything that draws asks here.

Every colour that is drawn has its name in resources/theme.json. A hue, of a tag or of a span in the review, has a fill
and a text in each theme, and a dot that serves both. The file is JSON, as a reader for TOML would have to be loaded.
`start(application)` dresses the application and follows the system; `set_choice` overrides it.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from clipper import resources
from clipper.ui.fonts import sans, serif

__all__ = ["Choice", "Hue", "Theme", "sans", "serif", "set_choice", "start", "theme", "theme_signals", "undressed"]

HUES = ("slate", "blue", "teal", "green", "amber", "rust", "rose", "violet")
"""The hues that a tag may have, in the order in which menus offer them."""


class Choice(StrEnum):
    """What a person chose for the window's colours."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Hue(NamedTuple):
    """The colours of one tag hue: chip fill, chip text, and the dot of the tag pane."""

    fill: QColor
    text: QColor
    dot: QColor


class Theme:
    """One set of colours, by the names of resources/theme.json."""

    def __init__(self, name: str, colors: dict[str, str], hues: dict[str, tuple[str, str, str]]) -> None:
        self.name = name
        self._colors = {token: QColor(value) for token, value in colors.items()}
        self._hues = {hue: Hue(*map(QColor, values)) for hue, values in hues.items()}

    @property
    def is_dark(self) -> bool:
        """Whether text is lighter than what it stands on."""
        return self.name == "dark"

    def color(self, token: str) -> QColor:
        """Return the colour of a token; an unknown one is a bug and raises KeyError."""
        return self._colors[token]

    def hue(self, name: str) -> Hue:
        """Return the colours of a tag hue; an unknown one, of a newer library, is slate."""
        return self._hues.get(name, self._hues["slate"])

    def tokens(self) -> dict[str, str]:
        """Return every token as #rrggbb, for style sheets and documents."""
        return {token: color.name() for token, color in self._colors.items()}

    def palette(self) -> QPalette:
        """Return the palette that Qt's own drawing uses."""
        palette = QPalette()
        for role, token in _PALETTE.items():
            palette.setColor(role, self.color(token))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("disabled"))
        palette.setColor(QPalette.ColorGroup.Inactive, QPalette.ColorRole.Highlight, self.color("sel_off"))
        return palette


_ROLE = QPalette.ColorRole
_PALETTE = {
    _ROLE.Window: "reader",
    _ROLE.WindowText: "ink",
    _ROLE.Base: "field",
    _ROLE.AlternateBase: "list",
    _ROLE.Text: "ink",
    _ROLE.PlaceholderText: "ink3",
    _ROLE.Button: "button",
    _ROLE.ButtonText: "ink",
    _ROLE.BrightText: "negative",
    _ROLE.Highlight: "sel",
    _ROLE.HighlightedText: "ink",
    _ROLE.Link: "accent",
    _ROLE.LinkVisited: "accent",
    _ROLE.ToolTipBase: "toast",
    _ROLE.ToolTipText: "toast_text",
    _ROLE.Light: "line",
    _ROLE.Midlight: "line",
    _ROLE.Mid: "line2",
    _ROLE.Dark: "line2",
    _ROLE.Shadow: "line2",
    _ROLE.Accent: "accent",
}


class ThemeSignals(QObject):
    """changed(): the colours are others now; what keeps drawn pictures throws them away."""

    changed = Signal()


class _State:
    """What is current; the signals live as long as the program."""

    choice = Choice.SYSTEM
    dark = False
    signals: ThemeSignals | None = None


@cache
def _themes() -> dict[str, Theme]:
    tokens = json.loads(resources.path("theme.json").read_text(encoding="utf-8"))
    return {name: Theme(name, tokens[name], _hues(tokens["hues"], name)) for name in ("light", "dark")}


def _hues(table: dict[str, dict[str, list[str]]], name: str) -> dict[str, tuple[str, str, str]]:
    return {hue: (values[name][0], values[name][1], str(values["dot"])) for hue, values in table.items()}


def theme() -> Theme:
    """Return the colours of now."""
    return _themes()["dark" if _State.dark else "light"]


def theme_signals() -> ThemeSignals:
    """Return the object whose `changed` tells that theme() gives other colours."""
    if _State.signals is None:
        _State.signals = ThemeSignals()
    return _State.signals


def start(application: QApplication, choice: Choice = Choice.SYSTEM) -> None:
    """Dress the application before its first window shows, and follow the system from then on."""
    from clipper.ui.style import ClipperStyle

    application.setStyle(ClipperStyle())
    QGuiApplication.styleHints().colorSchemeChanged.connect(_follow_system)
    _tell_system(choice)
    _State.choice, _State.dark = choice, _is_dark(choice)
    _dress(application)


@contextmanager
def undressed() -> Iterator[None]:
    """Build a window without the style sheet and dress it once at the end.

    A dressed widget is dressed anew, with all it holds, each time it moves to another parent: a window took twice the
    time to build.
    """
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise RuntimeError("A window needs an application.")
    application.setStyleSheet("")
    try:
        yield
    finally:
        _dress(application)


def set_choice(choice: Choice) -> None:
    """Follow the system, or stay light or dark."""
    _State.choice = choice
    _tell_system(choice)
    _update()


def _tell_system(choice: Choice) -> None:
    """Title bars and the system's own dialogs go with the window where the platform can."""
    hints = QGuiApplication.styleHints()
    if choice is Choice.SYSTEM:
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(Qt.ColorScheme.Dark if choice is Choice.DARK else Qt.ColorScheme.Light)


def _is_dark(choice: Choice) -> bool:
    if choice is Choice.SYSTEM:
        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return choice is Choice.DARK


def _follow_system() -> None:
    if _State.choice is Choice.SYSTEM:
        _update()


def _update() -> None:
    application = QApplication.instance()
    if not isinstance(application, QApplication) or _is_dark(_State.choice) == _State.dark:
        return
    _State.dark = not _State.dark
    _dress(application)
    theme_signals().changed.emit()


def _dress(application: QApplication) -> None:
    """Palette and style sheet together: with only one of them, half of the window would keep the old colours."""
    from clipper.ui.style import style_sheet

    application.setPalette(theme().palette())
    application.setStyleSheet(style_sheet(theme()))
