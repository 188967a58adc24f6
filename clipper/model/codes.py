"""The closed vocabularies of the trade; their values are what is stored, searched and exchanged."""

from enum import StrEnum


class State(StrEnum):
    """Where a clipping stands between arriving and being kept."""

    NEW = "new"
    KEPT = "kept"
    DEFERRED = "deferred"
    REJECTED = "rejected"


class Relation(StrEnum):
    """Why a clipping is kept; figures count ABOUT_US unless they say otherwise."""

    ABOUT_US = "about_us"
    ISSUE = "issue"
    PEER = "peer"


class Medium(StrEnum):
    """What carried a clipping."""

    ONLINE = "online"
    PRINT = "print"
    RADIO = "radio"
    TELEVISION = "television"
    PODCAST = "podcast"
    NEWSWIRE = "newswire"
    SOCIAL = "social"


class Tone(StrEnum):
    """How a clipping speaks of us, coded by a person; not coded is None, never NEUTRAL."""

    POSITIVE = "positive"
    MIXED = "mixed"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"


class Prominence(StrEnum):
    """Where we stand in a clipping, coded by a person; not coded is None."""

    HEADLINE = "headline"
    MAIN = "main"
    PART = "part"
    PASSING = "passing"


class Role(StrEnum):
    """What a spokesperson does in a clipping."""

    QUOTED = "quoted"
    NAMED = "named"
    INTERVIEWED = "interviewed"
    AUTHOR = "author"
    UNKNOWN = "unknown"


VOICE = frozenset({Role.QUOTED, Role.INTERVIEWED, Role.AUTHOR})
"""The roles in which a spokesperson's own words reach the reader."""


class Rights(StrEnum):
    """What may be done with the text of a clipping."""

    UNKNOWN = "unknown"
    GRANTED = "granted"
    SUBSCRIPTION = "subscription"
    LICENCE = "licence"
    DENIED = "denied"


class Marker(StrEnum):
    """The colour of a highlight."""

    YELLOW = "yellow"
    GREEN = "green"
    PINK = "pink"
    BLUE = "blue"


class FollowUpKind(StrEnum):
    """Whether a matter of a clipping is something wrong in it that the outlet is to correct."""

    CORRECTION = "correction"
    FOLLOW_UP = "follow_up"
