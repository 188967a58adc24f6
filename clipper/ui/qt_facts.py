"""What the window knows of a machine for a bug report, and what Qt says, which is logged without its words."""

import logging

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

from clipper.log import failure
from clipper.model.late_pattern import late_pattern

_WHO = late_pattern(r"Q[A-Z]?\w+(?:::\w+)?")
_TOLD = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


def hush_qt() -> None:
    """Log of what Qt complains about only who complained: its words may quote a link or a name of a file."""
    qInstallMessageHandler(hear_qt)


def hear_qt(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Log that Qt said something, by the class that said it."""
    if kind in _TOLD:
        who = _WHO.match(message)
        logging.getLogger(f"clipper.qt.{who[0] if who else 'other'}").warning("Qt complained")


def bug_report(error: BaseException) -> str:
    """Return what those who mend the program need to know of a bug, and nothing that a library holds."""
    # Imported when it is used: it looks at all that reads and writes, and the window opens without it.
    from clipper import diagnostics

    return f"{diagnostics.heading()}\nQt {qVersion()} on {QGuiApplication.platformName()}\n\n{failure(error)}"


def facts() -> dict[str, str]:
    """Return what only the window can tell of a machine."""
    screens = (
        f"{screen.size().width()} x {screen.size().height()} at {screen.devicePixelRatio():g}"
        for screen in QGuiApplication.screens()
    )
    font = QApplication.font()
    return {
        "Qt": f"{qVersion()} on {QGuiApplication.platformName()}",
        "Screens": ", ".join(screens),
        "Font": f"{font.family()}, one of {len(QFontDatabase.families())} families",
        "Colours": "dark" if QGuiApplication.styleHints().colorScheme().name == "Dark" else "light",
    }
