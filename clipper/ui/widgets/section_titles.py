"""What the sections of a report are called in the window."""

from PySide6.QtCore import QCoreApplication


def _say(text: str) -> str:
    return QCoreApplication.translate("Sections", text)


def section_titles(spokesperson_label: str = "") -> dict[str, str]:
    """Return the titles of all sections by their keys."""
    people = spokesperson_label if spokesperson_label not in ("", "Spokesperson") else ""
    return {
        "cover": _say("Cover"),
        "contents": _say("Contents"),
        "summary": _say("Summary"),
        "figures": _say("Headline figures"),
        "volume": _say("Volume"),
        "tone": _say("Tone"),
        "outlets": _say("Outlets"),
        "people": _say("Spokespeople ({label})").format(label=people) if people else _say("Spokespeople"),
        "pick_ups": _say("Pick-ups"),
        "reporters": _say("Reporters"),
        "topics": _say("Topics"),
        "messages": _say("Key messages"),
        "medium": _say("Medium, language, region"),
        "prominence": _say("Prominence"),
        "share": _say("Share of voice"),
        "key": _say("Key coverage"),
        "issues": _say("Issues and corrections"),
        "clippings": _say("All clippings"),
        "method": _say("Method"),
    }
