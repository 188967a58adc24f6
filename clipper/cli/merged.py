"""What came of an import, told to scripts and, where two libraries changed the same values, to people."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from clipper.model.uniting import Choice, Difference, Side

if TYPE_CHECKING:
    from clipper.library.importing import Imported

_LONGEST = 80


def settled_sentences(imported: "Imported") -> Iterator[str]:
    """Yield a line for each value that both sides changed: what it is, which one counts, and which does not."""
    for difference, choice in imported.exports.settled if imported.exports else ():
        sides = {"ours": _told(difference.ours), "theirs": _told(difference.theirs)}
        counts, other = (choice, Choice.OURS if choice is Choice.THEIRS else Choice.THEIRS)
        kept = "kept" if choice is Choice.OURS else "taken"
        yield f"{_called(difference)}: {counts} {kept}, {sides[counts]}; {other}: {sides[other]}"


def _called(difference: Difference) -> str:
    called = difference.called
    field = f", {difference.field.replace('_', ' ')}" if difference.field else ""
    return f"{called[0].upper()}{called[1:]}{field}"


def _told(side: Side) -> str:
    text = " ".join(side.text.split())
    shown = f"{text[:_LONGEST]}…" if len(text) > _LONGEST else text
    by = f" ({side.who})" if side.who else ""
    return f"“{shown}”{by}" if shown else f"nothing{by}"


def imported_json(imported: "Imported") -> dict[str, Any]:
    """Return what came of an import as JSON can hold it; `conflicts` are values that both sides changed.

    What was there already and got something that it lacked is changed.
    """
    exports = imported.exports
    completed = len(imported.completed.keys() - set(imported.ids))
    return {
        "added": len(imported.ids) + (exports.added if exports else 0),
        "changed": completed + (exports.changed if exports else 0),
        "erased": exports.erased if exports else 0,
        "unchanged": imported.known - completed + (exports.unchanged if exports else 0),
        "ids": list(imported.ids),
        "conflicts": [_conflict(*one) for one in exports.settled] if exports else [],
        "left": list(exports.conflicts) if exports else [],
        "missing": list(exports.missing) if exports else [],
        "problems": [str(problem) for problem in imported.problems],
    }


def _conflict(difference: Difference, choice: Choice) -> dict[str, Any]:
    return {
        "of": difference.called,
        "field": difference.field,
        "ours": _side(difference.ours),
        "theirs": _side(difference.theirs),
        "base": difference.base,
        "counts": choice.value,
    }


def _side(side: Side) -> dict[str, Any]:
    return {"text": side.text, "who": side.who, "at": side.at.isoformat() if side.at else None}
