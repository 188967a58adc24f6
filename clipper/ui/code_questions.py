"""What is asked of a clipping while coding, in order: the codes of the trade, key messages, the codebook's fields."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

from clipper.library.library import Library
from clipper.model.changes import Changes
from clipper.model.clipping import Clipping, Organisation
from clipper.model.codebook import NO, YES, CodeField, FieldKind
from clipper.model.codes import Prominence, Relation, Tone
from clipper.ui.code_words import prominence_words, relation_words
from clipper.ui.widgets.tone_disc import tone_word

_TONES = (Tone.POSITIVE, Tone.NEUTRAL, Tone.NEGATIVE, Tone.MIXED)
_TONE_KEYS, _PROMINENCE_KEYS, _RELATION_KEY, _MESSAGE_KEYS = "1234", "QWER", "T", "ASDFGHJKL"
_FIELD_KEYS = "ZXCVBYUIOPM56789"
CLEAR, NOTE = "0", "N"
"""The keys that take a code away, and that begin the note."""


class Option(Struct, frozen=True):
    """One code that can be given: its value, its word, its key, and what the codebook says of it."""

    value: Any
    word: str
    key: str = ""
    definition: str = ""


class Question(Struct, frozen=True):
    """One thing to code. `many` takes any number of its options, `cycles` goes from one to the next with one key.

    Without options its value is typed, after its own `key`; it `takes_letters` unless it is a number. `given` reads
    what a clipping has, a tuple; `code` gives or, with None, takes away; `clear` takes all of them away in one step.
    """

    id: str
    title: str
    options: tuple[Option, ...]
    given: Callable[[Clipping], tuple[Any, ...]]
    code: Callable[[int, Any], Changes]
    clear: Callable[[int], Changes]
    many: bool = False
    cycles: bool = False
    key: str = ""
    takes_letters: bool = False
    definition: str = ""


def questions(library: Library) -> list[Question]:
    """Return all questions of a library, relation first, each with its keys."""
    organisation = library.organisation()
    asked = [_relation(library, organisation), _tone(library, organisation), _prominence(library, organisation)]
    messages = library.messages()
    if messages:
        asked.append(_messages(library, messages))
    keys = iter(_FIELD_KEYS)
    return [*asked, *(_field(library, field, keys) for field in library.code_fields())]


def _relation(library: Library, organisation: Organisation) -> Question:
    options = [
        Option(code, word, _RELATION_KEY, _means(organisation, "relation", code)) for code, word in relation_words()
    ]
    return Question(
        "relation",
        _say("Relation"),
        tuple(options),
        lambda clipping: (clipping.relation,),
        lambda clipping_id, code: library.set_relation([clipping_id], code or Relation.ABOUT_US),
        lambda clipping_id: library.set_relation([clipping_id], Relation.ABOUT_US),
        cycles=True,
        key=_RELATION_KEY,
    )


def _tone(library: Library, organisation: Organisation) -> Question:
    options = [
        Option(tone, tone_word(tone), key, _means(organisation, "tone", tone))
        for tone, key in zip(_TONES, _TONE_KEYS, strict=True)
    ]
    return Question(
        "tone",
        _say("Tone towards us"),
        tuple(options),
        lambda clipping: (clipping.tone,) if clipping.tone else (),
        lambda clipping_id, tone: library.set_tone([clipping_id], tone),
        lambda clipping_id: library.set_tone([clipping_id], None),
    )


def _prominence(library: Library, organisation: Organisation) -> Question:
    words = [(code, word) for code, word in prominence_words() if code is not None]
    options = [
        Option(code, word, key, _means(organisation, "prominence", code))
        for (code, word), key in zip(words, _PROMINENCE_KEYS, strict=True)
    ]
    return Question(
        "prominence",
        _say("Prominence"),
        tuple(options),
        lambda clipping: (clipping.prominence,) if clipping.prominence else (),
        lambda clipping_id, code: library.set_prominence([clipping_id], code),
        lambda clipping_id: library.set_prominence([clipping_id], None),
    )


def _messages(library: Library, messages: Sequence[str]) -> Question:
    keys = [*_MESSAGE_KEYS, *("" for _ in messages)]
    options = [Option(message, message, key) for message, key in zip(messages, keys, strict=False)]

    def code(clipping_id: int, message: str) -> Changes:
        carried = message in library.get(clipping_id).messages
        return (library.drop_message if carried else library.carry_message)([clipping_id], message)

    def clear(clipping_id: int) -> Changes:
        return library.drop_message([clipping_id], *library.get(clipping_id).messages)

    title = _say("Key messages")
    return Question("messages", title, tuple(options), lambda clipping: clipping.messages, code, clear, many=True)


def _field(library: Library, field: CodeField, keys: Iterator[str]) -> Question:
    words = {YES: _say("Yes"), NO: _say("No")} if field.kind is FieldKind.YES_NO else {}
    return Question(
        f"field:{field.name}",
        field.name,
        tuple(Option(value, words.get(value, value), next(keys, "")) for value in field.options),
        lambda clipping: tuple(value for name, value in clipping.codes if name == field.name),
        lambda clipping_id, value: library.code([clipping_id], field.name, value),
        lambda clipping_id: library.code([clipping_id], field.name, None),
        key="" if field.options else next(keys, ""),
        takes_letters=field.kind is FieldKind.TEXT,
        definition=field.definition,
    )


def definition_titles() -> dict[str, str]:
    """Return the codes that a codebook can define, by name, each with its words."""
    tones = {f"tone.{tone}": _say("Tone: {word}").format(word=tone_word(tone)) for tone in _TONES}
    prominence = {f"prominence.{code}": word for code, word in prominence_words() if code is not None}
    relation = {f"relation.{code}": word for code, word in relation_words()}
    return {
        **tones,
        **{code: _say("Prominence: {word}").format(word=word) for code, word in prominence.items()},
        **{code: _say("Relation: {word}").format(word=word) for code, word in relation.items()},
    }


def usual_definitions() -> dict[str, str]:
    """Return what codes mean where the organisation says nothing else."""
    return {
        f"tone.{Tone.POSITIVE}": _say("it speaks well of us or bears out what we say."),
        f"tone.{Tone.NEUTRAL}": _say("it reports us without praise or blame."),
        f"tone.{Tone.NEGATIVE}": _say("it speaks badly of us or doubts what we say."),
        f"tone.{Tone.MIXED}": _say("it does both, and neither outweighs the other."),
        f"prominence.{Prominence.HEADLINE}": _say("we are named in the headline."),
        f"prominence.{Prominence.MAIN}": _say("the piece would not exist without us, but we are not in its headline."),
        f"prominence.{Prominence.PART}": _say("some of it is about us or in our words."),
        f"prominence.{Prominence.PASSING}": _say("we are named, and no more."),
        f"relation.{Relation.ABOUT_US}": _say("it names us or our people."),
        f"relation.{Relation.ISSUE}": _say("our subject, without us."),
        f"relation.{Relation.PEER}": _say("about another organisation like ours."),
    }


def _means(organisation: Organisation, field: str, code: str) -> str:
    name = f"{field}.{code}"
    return dict(organisation.definitions).get(name) or usual_definitions()[name]


def _say(text: str) -> str:
    return QCoreApplication.translate("Coding", text)
