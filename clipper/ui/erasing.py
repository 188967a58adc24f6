"""Erasing clippings of the wastebasket for good, aside, and where a person wants it from the backups, too."""

from collections.abc import Sequence

from msgspec import Struct, field

from clipper.library.library import Library
from clipper.library.unfinished import Shelf, names_to_forget
from clipper.model.backup import Reason
from clipper.model.progress import Progress
from clipper.model.query import Query
from clipper.ui.tasks import undisturbed

THROWN = Query.parse("is:deleted")


class Erased(Struct, frozen=True):
    """How many clippings were erased, from how many backups, and how many issued reports lost what they said.

    `problems` are sentences about backups that could not be made before, or still hold it, as `is_left` tells.
    """

    clippings: int
    reports: int
    backups: int = 0
    problems: list[str] = field(default_factory=list)
    is_left: bool = False


class Erasing:
    """Clippings that a person wants erased, also from what lies unfinished on a shelf."""

    def __init__(self, library: Library, ids: Sequence[int], shelf: Shelf) -> None:
        self._library, self._shelf = library, shelf
        self.ids = ids

    def count_backups(self) -> int:
        """Return how many backups hold one of them."""
        from clipper.library.backup_erasing import holders, uuids_of

        return len(holders(self._library, uuids_of(self._library, self.ids)))

    def erase(self, report: Progress, *, from_backups: bool) -> Erased:
        """Erase those that are still in the wastebasket: what was restored elsewhere meanwhile stays."""
        from clipper.library.backup_erasing import erase, holders, uuids_of
        from clipper.library.backups import before

        thrown = frozenset(undisturbed(lambda: self._library.search(THROWN).ids, report))
        gone = [clipping_id for clipping_id in self.ids if clipping_id in thrown]
        problems = before(self._library, Reason.DELETION, len(gone), report)
        uuids = uuids_of(self._library, gone)
        names = names_to_forget(self._library, gone)
        # Before: those of a place where it lay once are found by what it holds.
        files = holders(self._library, uuids) if from_backups else []
        reports = self._library.purge(gone)
        self._shelf.forget(names, uuids)
        if not from_backups:
            return Erased(len(gone), reports, problems=problems)
        failed = erase(self._library, files, uuids, report)
        return Erased(len(gone), reports, len(files) - len(failed), [*problems, *failed], bool(failed))
