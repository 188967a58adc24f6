"""Who says a line of a dialogue: the name or the part that stands before its colon."""

import re
from collections import Counter
from collections.abc import Sequence

from clipper.capture.finders.names import is_person
from clipper.capture.lines import ends_sentence
from clipper.model.text import fold

_TITLE = (
    r"(?:Dre?|Pre?|Mr?|Mrs|Ms|Mx|Mme|Mlle|Me|Prof|Rev|Sen|Rep|Gov|Gen|Col|Maj|Capt|Lt|Sgt|Hon|Amb|Min)"
    r"(?:\.\s*|\s+)(?=[^\W\d_])"
)
_TITLED = re.compile(_TITLE)
WHO = re.compile(rf"(?P<who>(?:{_TITLE})*[^\W\d_][^:.!?\[\]]{{0,48}}?)\s?:\s+(?=\S)")
"""What may name a speaker at the beginning of a line."""
_ROLES = frozenset(
    {
        *("host", "hosts", "guest", "anchor", "reporter", "interviewer", "interviewee", "moderator", "narrator"),
        *("announcer", "caller", "man", "woman", "q", "a", "speaker", "voice", "animateur", "animatrice", "invite"),
        *("invitee", "journaliste", "presentateur", "presentatrice", "narrateur", "narratrice", "moderateur"),
        *("moderatrice", "homme", "femme", "voix", "intervenant", "intervenante"),
    }
)
_NUMBERED = re.compile(r"\s*\d{1,2}$")
_FEWEST_TURNS = 3
_MOSTLY = 0.6
"""The part of what is said in a dialogue that is whole sentences; specifications and menus have none."""


def is_speaker(who: str) -> bool:
    """Tell whether what stands before a colon names who speaks: capitals, a person, or a part such as "Host"."""
    name = re.sub(r"\s*\([^()]*\)$", "", who).strip()
    if not name or len(name.split()) > 6:
        return False
    plain = _NUMBERED.sub("", fold(name))
    if (name.isupper() and any(map(str.isalpha, name))) or is_person(name) or plain in _ROLES:
        return True
    titled = _TITLED.match(name)
    return titled is not None and all(word[0].isupper() for word in name[titled.end() :].split())


def turns_in(texts: Sequence[str]) -> dict[int, str]:
    """Return the lines of a dialogue that begin with who says them, each with that; none where it is no dialogue.

    In one two speak more than once, or all are called by their parts, such as "Host", and most say whole sentences.
    """
    labels = {index: label["who"] for index, text in enumerate(texts) if ":" in text and (label := WHO.match(text))}
    if len(labels) < _FEWEST_TURNS:
        return {}
    counts = Counter(who for _, who in {(texts[index], who) for index, who in labels.items()})
    often = {who for who, count in counts.items() if count > 1 and (is_speaker(who) or _is_word(who))}
    turns = {index: who for index, who in labels.items() if who in often or is_speaker(who)}
    are_parts = bool(often) and len(counts) > 1 and all(map(_is_part, turns.values()))
    sentences = sum(ends_sentence(texts[index]) for index in turns)
    is_dialogue = len(turns) >= _FEWEST_TURNS and sentences >= _MOSTLY * len(turns)
    return turns if is_dialogue and (len(often) > 1 or are_parts) else {}


def _is_part(who: str) -> bool:
    return _NUMBERED.sub("", fold(who)) in _ROLES


def _is_word(who: str) -> bool:
    return who.isalpha() and who[0].isupper()
