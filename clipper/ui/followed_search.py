"""What is searched for after a step that gave names to tags, people or outlets, or took such a step back."""

from collections.abc import Mapping

from clipper.model.changes import Changes
from clipper.model.query import Query

Saved = Mapping[str, Query]
"""Saved searches, by their names."""


class FollowedSearch:
    """Remembers what was searched for before and after a step that renamed, so that its undo and redo know both."""

    def __init__(self) -> None:
        self._by_step: dict[tuple[str, ...], tuple[Query, Query]] = {}

    def after(self, changes: Changes, before: Query, *, saved: Saved, now: Saved) -> Query:
        """Return what is searched for by the names that a step left.

        Where undo and redo do not know what it was, since it was searched for later, it goes with the search that was
        `saved` so, and is `now` otherwise.
        """
        step = changes.step
        if step is None:
            return before
        of_step = step.detail.get("verb", step.verb), step.detail.get("name", ""), step.detail.get("new_name", "")
        if changes.renamed is not None:
            after = before.changed(changes.renamed)
            if after.parts != before.parts:
                self._by_step[of_step] = (before, after)
            return after
        if step.verb not in ("undo", "redo"):
            return before
        old, new = self._by_step.get(of_step, (None, None))
        asked, told = (new, old) if step.verb == "undo" else (old, new)
        if asked is not None and told is not None and before.parts == asked.parts:
            return told
        has_names = changes.tags or changes.people or changes.outlets or changes.messages
        return _as_saved(before, saved, now) if has_names else before


def _as_saved(query: Query, saved: Saved, now: Saved) -> Query:
    kept = (now.get(name) for name, one in saved.items() if one.parts == query.parts)
    return next((one for one in kept if one is not None), query)
