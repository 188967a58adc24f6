"""Steps in the interface's language: as the Undo menu names them, and as a toast tells them afterwards."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from clipper.model.changes import FILES, STEP_TITLES, Step
from clipper.model.codes import Tone
from clipper.model.field_change import FieldChange, told
from clipper.ui.code_words import (
    language_word,
    medium_words,
    prominence_words,
    relation_words,
    rights_words,
    state_words,
)
from clipper.ui.dates import write_date
from clipper.ui.widgets.tone_disc import tone_word

_DONE = {
    "add": "Kept {what}",
    "edit": "Edited {field} of {what}",
    "fill": "Added {field} to {what}",
    "original": "Kept another original of {what}",
    "tag": "Tagged {what} “{name}”",
    "untag": "Removed tag “{name}” from {what}",
    "retag": "Tagged {what} “{name}” and removed “{removed}”",
    "rename_tag": "Renamed tag “{name}” to “{new_name}”",
    "tone": "Coded tone of {what}",
    "prominence": "Coded prominence of {what}",
    "relation": "Set relation of {what}",
    "star": "Starred {what}",
    "unstar": "Removed star from {what}",
    "publish": "Published {what}",
    "unpublish": "Withdrew {what} from publication",
    "state": "Marked {what} as {name}",
    "note": "Edited note of {what}",
    "delete": "Moved {what} to the wastebasket",
    "restore": "Restored {what}",
    "story": "Grouped {what} as a story",
    "leave_story": "Took {what} out of the story",
    "earlier": "Restored {what} as it was",
    "merge": "Merged {what}",
    "distinct": "Told {what} apart: no duplicates",
    "pick_up": "Made {what} a pick-up",
    "tag_hue": "Changed the colour of tag “{name}”",
    "organisation": "Edited the organisation",
    "preset": "Remembered the columns of “{name}”",
    "rename_preset": "Renamed the preset “{name}” to “{new_name}”",
    "delete_preset": "Forgot the preset “{name}”",
    "save_search": "Saved the search “{name}”",
    "rename_search": "Renamed the search “{name}” to “{new_name}”",
    "delete_search": "Forgot the search “{name}”",
    "save_report": "Saved the report “{name}”",
    "rename_report": "Renamed the report “{name}” to “{new_name}”",
    "delete_report": "Forgot the report “{name}”",
    "report_text": "Wrote report text",
    "issue_report": "Issued “{name}” as report {number}",
    "withdraw_report": "Withdrew report {number}, “{name}”",
    "save_template": "Saved the template “{name}”",
    "rename_template": "Renamed the template “{name}” to “{new_name}”",
    "delete_template": "Forgot the template “{name}”",
    "merge_tag": "Merged tag “{name}” into “{new_name}”",
    "delete_tag": "Deleted the tag “{name}”",
    "tag_key": "Changed the key of tag “{name}”",
    "rename_outlet": "Renamed outlet “{name}” to “{new_name}”",
    "merge_outlet": "Merged outlet “{name}” into “{new_name}”",
    "rename_person": "Renamed “{name}” to “{new_name}”",
    "merge_person": "Merged “{name}” into “{new_name}”",
    "set_outlet": "Set outlet of {what}",
    "message": "Added the key message “{name}”",
    "carry": "Coded {what} as carrying “{name}”",
    "uncarry": "Coded {what} as not carrying “{name}”",
    "rename_message": "Wrote the key message “{name}” as “{new_name}”",
    "merge_message": "Merged the key message “{name}” into “{new_name}”",
    "delete_message": "Forgot the key message “{name}”",
    "code_field": "Edited the field “{name}” of the codebook",
    "delete_code_field": "Forgot the field “{name}” of the codebook",
    "code": "Coded {name} of {what}",
    "highlight": "Highlighted a passage of {what}",
    "edit_highlight": "Edited a highlight of {what}",
    "unhighlight": "Removed a highlight from {what}",
    "quote": "Kept a quote of {what}",
    "edit_quote": "Corrected a quote of {what}",
    "unquote": "Removed a quote from {what}",
    "follow_up": "Added a follow-up to {what}",
    "edit_follow_up": "Edited a follow-up of {what}",
    "close_follow_up": "Closed a follow-up of {what}",
    "reopen_follow_up": "Opened a follow-up of {what} again",
    "remove_follow_up": "Removed a follow-up from {what}",
    "attach": "Attached {name} to {what}",
    "rename_attachment": "Renamed the attachment “{name}” of {what} to “{new_name}”",
    "detach": "Removed the attachment “{name}” from {what}",
    "add_outlet": "Added the outlet “{name}”",
    "add_person": "Added “{name}” to the people",
    "outlet": "Edited the outlet “{name}”",
    "person": "Edited “{name}”",
    "import_outlets": "Imported outlets from {name}",
    "import_people": "Imported people from {name}",
    "delete_names": "Deleted {name} from the registers",
    "rights": "Set rights of {what}",
    "import": "Imported {what}",
    "import_files": "Imported {what} from {name}",
    "unite": "Merged {changes} of {name}",
    "complete": "Completed {what} from {name}",
    "undo": "Undone: {step}",
    "redo": "Done again: {step}",
}
_STATES = {"kept": "Keep {what}", "rejected": "Reject {what}", "deferred": "Defer {what}", "new": "Mark {what} as new"}
_DONE_STATES = {
    "kept": "Kept {what}",
    "rejected": "Rejected {what}",
    "deferred": "Deferred {what}",
    "new": "Marked {what} as new",
}
_ALWAYS_TOLD = frozenset(
    {
        *(
            "add",
            "fill",
            "original",
            "delete",
            "restore",
            "state",
            "rename_tag",
            "import",
            "import_files",
            "unite",
            "complete",
        ),
        *("merge", "distinct", "pick_up", "undo", "redo", "save_search", "rename_search", "delete_search"),
        *("merge_tag", "delete_tag", "rename_outlet", "merge_outlet", "rename_person", "merge_person"),
        *("story", "leave_story", "earlier"),
        *("outlet", "person", "add_outlet", "add_person", "import_outlets", "import_people", "delete_names"),
        *("rename_message", "merge_message", "delete_message", "delete_code_field", "unhighlight", "unquote"),
        *("remove_follow_up", "attach", "detach"),
        *("save_report", "rename_report", "delete_report", "issue_report", "withdraw_report"),
        *("save_template", "rename_template", "delete_template"),
    }
)
_LONGEST = 40


def title_of(step: Step) -> str:
    """Return what the Undo menu calls a step."""
    return _fill(QCoreApplication.translate("Step", _title(step.verb, step)), step)


def done_text(step: Step) -> str:
    """Return what a toast says after a step."""
    if step.verb == "add" and "waiting" in step.detail:
        return _what_became_of_all(step.detail)
    template = _DONE_STATES.get(step.detail.get("name", "")) if step.verb == "state" else None
    if step.verb == "merge" and "field" in step.detail:
        template = "Merged {what}; “{name}” kept its own {field}"
    text = _fill(QCoreApplication.translate("Step", template or _DONE[step.verb]), step)
    # Undo has the detail of the step that it takes back.
    has_alias = "alias" in step.detail and "verb" not in step.detail
    return text + QCoreApplication.translate("Step", "; the old name still finds it") if has_alias else text


def change_text(step: Step, changed: Iterable[FieldChange]) -> str:
    """Return what the title of a step leaves open of what it changed of a clipping, empty where it says all."""
    return told(step, changed, lambda word: QCoreApplication.translate("FieldChange", word), written_value)


def written_value(field: str, value: str) -> str:
    """Return a value of a field of clippings, as the change log tells it, in the interface's words."""
    if field == "published_on":
        return write_date(date.fromisoformat(value))
    if field == "language":
        return language_word(value)
    if field == "tone":
        return tone_word(Tone(value))
    words = _CODE_WORDS.get(field)
    return {str(code): word for code, word in words()}.get(value, value) if words else value


_CODE_WORDS: Mapping[str, Callable[[], Sequence[tuple[StrEnum | None, str]]]] = {
    "medium": medium_words,
    "prominence": prominence_words,
    "relation": relation_words,
    "rights": rights_words,
    "state": state_words,
}


def _what_became_of_all(detail: Mapping[str, str]) -> str:
    """Say "Kept 2, merged 1, 3 wait in New" of those that there are."""
    kept, merged, waiting = (int(detail[name]) for name in ("kept", "merged", "waiting"))
    one = QCoreApplication.translate("Step", "1 waits in New")
    many = QCoreApplication.translate("Step", "{n} wait in New")
    parts = [
        (kept, QCoreApplication.translate("Step", "kept {n}")),
        (merged, QCoreApplication.translate("Step", "merged {n}")),
        (waiting, one if waiting == 1 else many),
    ]
    told = ", ".join(words.format(n=f"{number:,}") for number, words in parts if number)
    return told[0].upper() + told[1:]


def is_worth_telling(step: Step) -> bool:
    """Tell whether a step needs a toast: what moved many clippings, or takes them out of sight; the rest is seen."""
    return step.count > 1 or step.verb in _ALWAYS_TOLD


def parts_of(step: Step) -> dict[str, str]:
    """Return the named parts of the title of a step, in the interface's words."""
    parts = step.parts()
    if FILES in step.detail:
        parts["name"] = QCoreApplication.translate("Step", "{n} files").format(n=step.detail[FILES])
    return parts


def _fill(template: str, step: Step) -> str:
    parts = {name: str(value) if name == "field" else _shorten(str(value)) for name, value in parts_of(step).items()}
    about = step.detail.get("verb")
    if about is not None:
        parts["step"] = QCoreApplication.translate("Step", _title(about, step)).format_map(parts)
    return template.format_map(parts)


def _title(verb: str, step: Step) -> str:
    """The template of a verb's title; each state has one of its own."""
    template = _STATES.get(step.detail.get("name", "")) if verb == "state" else None
    return template or STEP_TITLES[verb]


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
