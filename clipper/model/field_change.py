"""What a step changed of one clipping, told beside the title of the step: field by field, before and after."""

from collections.abc import Callable, Iterable

from msgspec import Struct

from clipper.model.changes import Step
from clipper.model.draft import FIELD_WORDS

_LONGEST = 100
_LONG = frozenset({"deck", "body", "note"})
_LINKED = frozenset({"tags", "messages"})
_SEVERAL = frozenset({*_LINKED, "reporters", "spokespeople", "codes"})
_WORDS = {**FIELD_WORDS, "aired_at": "air time", "messages": "key messages", "starred": "star"}
_SAID = {
    **dict.fromkeys(("tag", "untag"), "tags"),
    **dict.fromkeys(("carry", "uncarry"), "messages"),
    **dict.fromkeys(("star", "unstar"), "starred"),
    **dict.fromkeys(("publish", "unpublish"), "publish"),
}
_NAMING = frozenset(("edit", "fill", "note", "set_outlet", "tone", "prominence", "relation", "state", "rights", "code"))


class FieldChange(Struct, frozen=True):
    """One field of a clipping that a step changed, all that there was `before` and `after`; nothing for unknown.

    Days are in ISO form, codes as they are stored, lengths as players show them. Of deck, body and note both are empty,
    whatever they said.
    """

    field: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def then(self, later: "FieldChange") -> "FieldChange":
        """Return what this change and a later one of the same field come to; each tag is a change of its own."""
        if self.field in _LINKED:
            return FieldChange(self.field, self.before + later.before, self.after + later.after)
        return FieldChange(self.field, self.before, later.after)

    def turned_round(self) -> "FieldChange":
        """Return the change that takes this one back."""
        return FieldChange(self.field, self.after, self.before)


def told(
    step: Step,
    changed: Iterable[FieldChange],
    say: Callable[[str], str] = str,
    write: Callable[[str, str], str] = lambda _field, value: value,
) -> str:
    """Return what the title of a step leaves open of what it changed: "host Ann → Bea; tags + arctic, − board".

    A field that the title names is not named again. `say` translates the words, `write` a value of a field.
    """
    verb = step.detail.get("verb", step.verb)
    left = [one for one in changed if not _is_said(verb, one)]
    if len(left) == 1 and verb in _NAMING:
        return _values(left[0], say, write)
    return "; ".join(f"{say(_WORDS.get(one.field, one.field))} {_values(one, say, write)}" for one in left)


def _is_said(verb: str, change: FieldChange) -> bool:
    return _SAID.get(verb) == change.field or (verb in _NAMING and change.field in _LONG)


def _values(change: FieldChange, say: Callable[[str], str], write: Callable[[str, str], str]) -> str:
    if change.field in _LONG:
        return say("changed")
    before, after = ([_shorten(write(change.field, one)) for one in part] for part in (change.before, change.after))
    if change.field not in _SEVERAL:
        return f"{', '.join(before) or say('none')} → {', '.join(after) or say('none')}"
    come = [f"+ {one}" for one in after if one not in before]
    gone = [f"− {one}" for one in before if one not in after]
    return ", ".join(come + gone) or say("in another order")


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
