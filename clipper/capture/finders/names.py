"""What looks like a person's or an organisation's name, and how a line of names is cut."""

import re
from collections.abc import Callable

from clipper.model.text import fold, words

_PARTICLES = frozenset(
    ["de", "du", "des", "d", "la", "le", "les", "van", "von", "der", "den", "del", "della", "di", "da", "dos", "das", "el", "al", "bin", "ibn", "ter", "ten", "y", "e", "af", "av", "zu", "zur", "of", "for", "the", "à"]
)
_NAME_PARTICLES = _PARTICLES - {"of", "for", "the", "le", "les", "à"}
_WORD = re.compile(r"[^\W\d_][^\W\d_’'.-]*(?:[’'.-][^\W\d_]+)*\.?", re.UNICODE)
_SEPARATOR = re.compile(
    r"\s*(?:,\s*(?:and|et|und|y|e|&)\s|,|;|&|\s/\s|\+|\s(?:and|et|und|y|with|avec|mit)\s)\s*(?![sS]\b)", re.IGNORECASE
)
# Words that no person's name holds; a line with one is a label, a job or a desk.
_NOT_A_NAME = frozenset(
    ["about", "above", "accept", "account", "advertisement", "agency", "all", "analysis", "and", "article", "articles", "back", "be", "best", "blog", "breaking", "business", "by", "canada", "canadian", "caption", "century", "click", "close", "comment", "comments", "contact", "content", "cookie", "cookies", "copy", "correspondent", "country", "culture", "daily", "desk", "edition", "editor", "editorial", "email", "english", "environment", "events", "experts", "facebook", "fellows", "file", "follow", "foreign", "français", "free", "from", "get", "global", "government", "graphic", "health", "here", "highlights", "history", "home", "house", "how", "in", "insights", "instagram", "institute", "jobs", "journalist", "latest", "learn", "life", "like", "linkedin", "listen", "live", "local", "log", "login", "magazine", "main", "media", "members", "menu", "min", "minister", "minutes", "more", "most", "music", "my", "national", "network", "new", "news", "newsletter", "newsletters", "newsroom", "north", "not", "now", "office", "on", "online", "opinion", "our", "page", "part", "people", "photo", "photos", "picture", "pictures", "podcast", "podcasts", "policy", "politics", "popular", "premium", "press", "print", "privacy", "profile", "program", "published", "radio", "read", "recommended", "related", "reporter", "reply", "report", "research", "search", "section", "senior", "services", "share", "show", "sign", "site", "skip", "social", "source", "south", "special", "sports", "staff", "start", "stories", "story", "subscribe", "subscription", "subscriptions", "summary", "team", "technology", "terms", "this", "today", "top", "topics", "trending", "tv", "twitter", "university", "update", "updated", "upload", "video", "videos", "view", "wall", "watch", "weather", "week", "what", "whatsapp", "where", "which", "who", "why", "wire", "with", "world", "writer", "year", "years", "you", "your", "accueil", "actualités", "article", "articles", "avec", "aucun", "commentaire", "commentaires", "connexion", "contactez", "culture", "dans", "des", "économie", "écouter", "envoyé", "journaliste", "la", "les", "lire", "menu", "monde", "nouvelles", "opinions", "par", "partager", "photo", "plus", "politique", "publicité", "publié", "publiée", "rechercher", "rédaction", "santé", "société", "sports", "suivez", "sur", "vidéo", "vidéos", "voir", "votre", "anmelden", "artikel", "aktualisiert", "bild", "bilder", "foto", "kommentare", "kultur", "leben", "mehr", "nachrichten", "redaktion", "startseite", "teilen", "uhr", "und", "veröffentlicht", "video", "wirtschaft"]
)


def is_person(text: str) -> bool:
    """Tell whether a text could be the name of one person: two to five capitalised words."""
    parts = text.split()
    if not 2 <= len(parts) <= 5 or len(text) > 50 or any(character.isdigit() for character in text):
        return False
    capitals = [part for part in parts if _is_name_word(part)]
    others = [part for part in parts if not _is_name_word(part)]
    if len(capitals) < 2 or not _is_name_word(parts[-1]):
        return False
    if any(part.casefold() not in _NAME_PARTICLES for part in others):
        return False
    return not any(fold(part).strip(".") in _NOT_A_NAME for part in parts)


def _is_name_word(part: str) -> bool:
    return part[0].isupper() and _WORD.fullmatch(part) is not None


def is_agent(text: str) -> bool:
    """Tell whether a text could be who signs a piece: a person, one name, or an organisation such as France 24."""
    parts = text.split()
    if not 1 <= len(parts) <= 7 or len(text) > 60 or not (parts[0][0].isupper() or parts[0][0].isdigit()):
        return False
    return all(
        part[0].isupper() or part[0].isdigit() or part.casefold() in _PARTICLES or part in {"&", "and", "et"}
        for part in parts
    ) and not re.search(r"[?!:;“”«»\"()]", text)


def split_names(text: str, start: int, end: int, is_whole: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Return the ranges of the names that commas, "and" and "&" join; `is_whole` tells names that must not be cut."""
    if is_whole(text[start:end]):
        return [(start, end)]
    pieces, position = [], start
    for match in _SEPARATOR.finditer(text, start, end):
        if match.start() > position:
            pieces.append((position, match.start()))
        position = match.end()
    pieces.append((position, end))
    return [(first, last) for first, last in pieces if text[first:last].strip()]


def surname(name: str) -> str:
    """Return the folded last word of a name, by which a text calls somebody the second time."""
    parts = words(name)
    return parts[-1] if parts else ""
