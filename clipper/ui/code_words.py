"""The codes of the trade in the interface's words."""

from collections.abc import Mapping
from functools import cache

from PySide6.QtCore import QCoreApplication, QLocale

from clipper.model.codes import Marker, Medium, Prominence, Relation, Rights, State
from clipper.model.errors import WrongUsage
from clipper.model.text import fold

LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl", "pl", "uk", "ru", "ar", "zh", "ja", "ko", "hi", "iu", "cr")
"""The languages that menus offer, by their ISO 639-1 codes."""

_ISO_3166 = 2


def medium_words() -> list[tuple[Medium | None, str]]:
    """Return the media with their words."""
    return [
        (Medium.ONLINE, QCoreApplication.translate("Medium", "Online")),
        (Medium.PRINT, QCoreApplication.translate("Medium", "Print")),
        (Medium.RADIO, QCoreApplication.translate("Medium", "Radio")),
        (Medium.TELEVISION, QCoreApplication.translate("Medium", "Television")),
        (Medium.PODCAST, QCoreApplication.translate("Medium", "Podcast")),
        (Medium.NEWSWIRE, QCoreApplication.translate("Medium", "Newswire")),
        (Medium.SOCIAL, QCoreApplication.translate("Medium", "Social")),
        (None, QCoreApplication.translate("Medium", "Medium unknown")),
    ]


def prominence_words() -> list[tuple[Prominence | None, str]]:
    """Return the degrees of prominence with their words, "not coded" last."""
    return [
        (Prominence.HEADLINE, QCoreApplication.translate("Prominence", "Headline")),
        (Prominence.MAIN, QCoreApplication.translate("Prominence", "Main subject")),
        (Prominence.PART, QCoreApplication.translate("Prominence", "Part of it")),
        (Prominence.PASSING, QCoreApplication.translate("Prominence", "Passing mention")),
        (None, QCoreApplication.translate("Prominence", "Prominence not coded")),
    ]


def relation_words() -> list[tuple[Relation, str]]:
    """Return the relations with their words."""
    return [
        (Relation.ABOUT_US, QCoreApplication.translate("Relation", "About us")),
        (Relation.ISSUE, QCoreApplication.translate("Relation", "Issue")),
        (Relation.PEER, QCoreApplication.translate("Relation", "Peer")),
    ]


def state_words() -> list[tuple[State, str]]:
    """Return the states with their words."""
    return [
        (State.NEW, QCoreApplication.translate("State", "New")),
        (State.KEPT, QCoreApplication.translate("State", "Kept")),
        (State.DEFERRED, QCoreApplication.translate("State", "Deferred")),
        (State.REJECTED, QCoreApplication.translate("State", "Rejected")),
    ]


def spokespeople_word(label: str) -> str:
    """Return the organisation's word for several spokespeople, by the one for one of them."""
    if label in ("", "Spokesperson"):
        return QCoreApplication.translate("Spokespeople", "Spokespeople")
    return label if label.endswith("s") else f"{label}s"


def rights_words() -> list[tuple[Rights, str]]:
    """Return what may be done with a text, with their words."""
    return [
        (Rights.UNKNOWN, QCoreApplication.translate("Rights", "Unknown")),
        (Rights.GRANTED, QCoreApplication.translate("Rights", "Granted")),
        (Rights.SUBSCRIPTION, QCoreApplication.translate("Rights", "Subscription")),
        (Rights.LICENCE, QCoreApplication.translate("Rights", "Licence required")),
        (Rights.DENIED, QCoreApplication.translate("Rights", "Denied")),
    ]


@cache
def country_words() -> Mapping[str, str]:
    """Return the countries that have an ISO 3166 code of two letters, by that code."""
    coded = {QLocale.territoryToCode(country): country for country in QLocale.Country}
    return {code: QLocale.territoryToString(country) for code, country in coded.items() if len(code) == _ISO_3166}


def country_word(code: str | None) -> str:
    """Return the name of a country, its code where it has none here; nothing where it is not known."""
    return country_words().get(code, code) if code else ""


def read_country(text: str) -> str | None:
    """Return the code of a country by its name or code, None for an empty text; raises WrongUsage."""
    wanted = fold(text.strip())
    if not wanted:
        return None
    for code, word in country_words().items():
        if wanted in (fold(word), code.lower()):
            return code
    sentence = QCoreApplication.translate("Country", "Write a country such as Canada, or its code CA.")
    raise WrongUsage(sentence)


def marker_words() -> list[tuple[Marker, str]]:
    """Return the colours of highlights with their words."""
    return [
        (Marker.YELLOW, QCoreApplication.translate("Marker", "Yellow")),
        (Marker.GREEN, QCoreApplication.translate("Marker", "Green")),
        (Marker.PINK, QCoreApplication.translate("Marker", "Pink")),
        (Marker.BLUE, QCoreApplication.translate("Marker", "Blue")),
    ]


def language_word(code: str | None) -> str:
    """Return the name of a language, its code where it has none here."""
    if code is None:
        return QCoreApplication.translate("Language", "Language unknown")
    language = QLocale.codeToLanguage(code)
    return code if language is QLocale.Language.AnyLanguage else QLocale.languageToString(language)
