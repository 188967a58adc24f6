"""What one step of work moved, as every listener learns it."""

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct, field

from clipper.model.draft import FIELD_WORDS
from clipper.model.term import Term

STEP_TITLES = {
    "add": "Add {what}",
    "edit": "Edit {field} of {what}",
    "fill": "Add {field} to {what}",
    "original": "Keep another original of {what}",
    "tag": "Tag {what} “{name}”",
    "untag": "Remove tag “{name}” from {what}",
    "retag": "Tag {what} “{name}” and remove “{removed}”",
    "rename_tag": "Rename tag “{name}” to “{new_name}”",
    "tone": "Code tone of {what}",
    "prominence": "Code prominence of {what}",
    "relation": "Set relation of {what}",
    "star": "Star {what}",
    "unstar": "Remove star from {what}",
    "publish": "Publish {what}",
    "unpublish": "Withdraw {what} from publication",
    "state": "Mark {what} as {name}",
    "note": "Edit note of {what}",
    "delete": "Move {what} to the wastebasket",
    "restore": "Restore {what}",
    "story": "Group {what} as a story",
    "leave_story": "Take {what} out of the story",
    "earlier": "Restore {what} as it was",
    "merge": "Merge {what}",
    "distinct": "Tell {what} apart",
    "pick_up": "Make {what} a pick-up",
    "tag_hue": "Change the colour of tag “{name}”",
    "organisation": "Edit the organisation",
    "preset": "Remember the columns of “{name}”",
    "rename_preset": "Rename the preset “{name}” to “{new_name}”",
    "delete_preset": "Forget the preset “{name}”",
    "save_search": "Save the search “{name}”",
    "rename_search": "Rename the search “{name}” to “{new_name}”",
    "delete_search": "Forget the search “{name}”",
    "save_report": "Save the report “{name}”",
    "rename_report": "Rename the report “{name}” to “{new_name}”",
    "delete_report": "Forget the report “{name}”",
    "report_text": "Write report text",
    "issue_report": "Issue “{name}” as report {number}",
    "withdraw_report": "Withdraw report {number}, “{name}”",
    "save_template": "Save the template “{name}”",
    "rename_template": "Rename the template “{name}” to “{new_name}”",
    "delete_template": "Forget the template “{name}”",
    "merge_tag": "Merge tag “{name}” into “{new_name}”",
    "delete_tag": "Delete the tag “{name}”",
    "tag_key": "Change the key of tag “{name}”",
    "rename_outlet": "Rename outlet “{name}” to “{new_name}”",
    "merge_outlet": "Merge outlet “{name}” into “{new_name}”",
    "rename_person": "Rename “{name}” to “{new_name}”",
    "merge_person": "Merge “{name}” into “{new_name}”",
    "set_outlet": "Set outlet of {what}",
    "message": "Add the key message “{name}”",
    "carry": "Code {what} as carrying “{name}”",
    "uncarry": "Code {what} as not carrying “{name}”",
    "rename_message": "Write the key message “{name}” as “{new_name}”",
    "merge_message": "Merge the key message “{name}” into “{new_name}”",
    "delete_message": "Forget the key message “{name}”",
    "code_field": "Edit the field “{name}” of the codebook",
    "delete_code_field": "Forget the field “{name}” of the codebook",
    "code": "Code {name} of {what}",
    "highlight": "Highlight a passage of {what}",
    "edit_highlight": "Edit a highlight of {what}",
    "unhighlight": "Remove a highlight from {what}",
    "quote": "Keep a quote of {what}",
    "edit_quote": "Correct a quote of {what}",
    "unquote": "Remove a quote from {what}",
    "follow_up": "Add a follow-up to {what}",
    "edit_follow_up": "Edit a follow-up of {what}",
    "close_follow_up": "Close a follow-up of {what}",
    "reopen_follow_up": "Open a follow-up of {what} again",
    "remove_follow_up": "Remove a follow-up from {what}",
    "attach": "Attach {name} to {what}",
    "rename_attachment": "Rename the attachment “{name}” of {what} to “{new_name}”",
    "detach": "Remove the attachment “{name}” from {what}",
    "add_outlet": "Add the outlet “{name}”",
    "add_person": "Add “{name}” to the people",
    "outlet": "Edit the outlet “{name}”",
    "person": "Edit “{name}”",
    "import_outlets": "Import outlets from {name}",
    "import_people": "Import people from {name}",
    "delete_names": "Delete {name} from the registers",
    "rights": "Set rights of {what}",
    "import": "Import {what}",
    "import_files": "Import {what} from {name}",
    "unite": "Merge {changes} of {name}",
    "complete": "Complete {what} from {name}",
    "undo": "Undo: {step}",
    "redo": "Redo: {step}",
}
"""One title a verb; {what} is a headline or a number of clippings, the other parts come with the step.

An undo or redo has the parts of the step it is about, that step's verb as `verb`, and its English title as {step}.
"""

FILES = "files"
"""The part of a step that tells how many files it is named after, where there are several."""

CODING = frozenset({"tone", "prominence", "carry", "uncarry", "code"})
"""The verbs by which a person codes a clipping."""

_WORDS = {name.replace("_", " "): word for name, word in FIELD_WORDS.items()} | {"aired at": "air time"}
"""The log names fields as code does."""


class Step(Struct, frozen=True):
    """One named change of the library, the unit of undo; `detail` holds the parts of its title, `who` did it.

    One that is `told` was done in the library that an import came from, and cannot be undone here.
    """

    id: int
    verb: str
    count: int
    detail: dict[str, str]
    at: datetime
    undone: bool = False
    who: str = ""
    told: bool = False

    @property
    def title(self) -> str:
        """The step as the Undo menu shows it, in English; the window translates the template itself."""
        return STEP_TITLES[self.verb].format_map(self.parts())

    def parts(self) -> dict[str, str]:
        """The named parts that a title template may use."""
        # A merge moves two clippings for one that a person accepted.
        count = int(self.detail.get("accepted", self.count))
        what = self.detail.get("headline") if count == 1 else f"{count:,} clippings"
        fields = [_WORDS.get(name, name) for name in self.detail.get("field", "").split(", ")]
        parts = {"what": what or "1 clipping", **self.detail, "field": ", ".join(fields)}
        parts |= {"name": f"{self.detail[FILES]} files"} if FILES in self.detail else {}
        return {**parts, "step": STEP_TITLES[parts["verb"]].format_map(parts)} if "verb" in parts else parts


class Changes(Struct, frozen=True):
    """Which clippings moved in a step, and whether names of a kind or saved searches did; `origin` asked for it.

    `reports` is true of their definitions, texts, issues and templates.
    `step` is None for a change made by another process, whose clippings are unknown: `everything` is then true.
    `renamed` tells how a term of a search follows, where something got another name.
    """

    step: Step | None = None
    clippings: frozenset[int] = field(default_factory=frozenset)
    tags: bool = False
    people: bool = False
    messages: bool = False
    codebook: bool = False
    outlets: bool = False
    searches: bool = False
    organisation: bool = False
    reports: bool = False
    everything: bool = False
    renamed: Callable[[Term], Term] | None = None
    origin: object = None
