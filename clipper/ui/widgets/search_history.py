"""What stood in the search box before, chips and words together, for its Undo and Redo."""

from enum import Enum, auto

from msgspec import Struct

from clipper.model.term import Term


class Edit(Enum):
    """What changes the box; what is typed or deleted letter by letter is one step, and so is clearing twice."""

    TYPING = auto()
    DELETING = auto()
    CLEARING = auto()
    OTHER = auto()


class Written(Struct, frozen=True):
    """All that stands in the box, with the caret in UTF-16 units."""

    facets: tuple[Term, ...] = ()
    text: str = ""
    caret: int = 0

    def is_like(self, other: "Written") -> bool:
        """Tell whether the same is written, wherever the caret stands."""
        return self.facets == other.facets and self.text == other.text

    def edit_from(self, before: "Written") -> Edit:
        """Tell how the line was edited; what makes a chip is a step of its own."""
        more = len(self.text) - len(before.text)
        if self.facets != before.facets or abs(more) != 1 or abs(self.caret - before.caret) > 1:
            return Edit.OTHER
        return Edit.TYPING if more > 0 else Edit.DELETING


class SearchHistory:
    """One past over chips and words."""

    def __init__(self) -> None:
        self._stands = Written()
        self._past: list[Written] = []
        self._future: list[Written] = []
        self._last = Edit.OTHER

    @property
    def stands(self) -> Written:
        """What was written when it was told last."""
        return self._stands

    @property
    def has_past(self) -> bool:
        """Whether there is something to go back to."""
        return bool(self._past)

    @property
    def has_future(self) -> bool:
        """Whether something was taken back."""
        return bool(self._future)

    def note(self, written: Written, edit: Edit | None = None) -> None:
        """Take what a person made of the box; what is written by now may be as it was."""
        before, self._stands = self._stands, written
        if written.is_like(before):
            return
        kind = edit or written.edit_from(before)
        if kind is Edit.OTHER or kind is not self._last:
            self._past.append(before)
        self._last = kind
        self._future.clear()

    def begin(self, written: Written) -> None:
        """Forget the past: another search was brought from elsewhere."""
        self._stands, self._last = written, Edit.OTHER
        self._past.clear()
        self._future.clear()

    def back(self) -> Written | None:
        """Return what was written before, None where that was the first."""
        return self._go(self._past, self._future)

    def forth(self) -> Written | None:
        """Return what was taken back last, None where nothing was."""
        return self._go(self._future, self._past)

    def _go(self, there: list[Written], back: list[Written]) -> Written | None:
        if not there:
            return None
        back.append(self._stands)
        self._stands, self._last = there.pop(), Edit.OTHER
        return self._stands
