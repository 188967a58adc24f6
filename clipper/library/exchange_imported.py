"""What an import of exports did, and what all parts of one that is under way share."""

from msgspec import Struct

from clipper.library.exchange_file import ExportFile
from clipper.library.missing_files import sentence, some_of
from clipper.library.uniting import Uniting
from clipper.library.work import Work
from clipper.model.progress import Progress
from clipper.model.uniting import Choice, Difference
from clipper.model.values import replace

_NOT_BROUGHT = "was missing or damaged already where it was exported"


class Imported(Struct, frozen=True):
    """What an import did: clippings added, changed as only the export has them, and known ones left as they are.

    `conflicts` names what the library has with other values; these were left as they are too. `settled` is what both
    sides changed, value by value, and whose counts. `erased` were deleted for good here, and left out. `missing` are
    the names of files that came, but for what they hold, which was missing or damaged where they were exported.
    """

    added: int = 0
    unchanged: int = 0
    conflicts: tuple[str, ...] = ()
    changed: int = 0
    erased: int = 0
    settled: tuple[tuple[Difference, Choice], ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """One or two sentences for a person, which name the first of what differs."""
        named = f": {some_of(self.conflicts)}." if self.conflicts else "."
        return self._told.removesuffix(".") + named + self._told_of_missing

    @property
    def counts(self) -> str:
        """One or two sentences for a person who has seen what differs."""
        return self._told + self._told_of_missing

    @property
    def _told(self) -> str:
        changed = f"{self.changed:,} changed, " if self.changed else ""
        done = f"{self.added:,} added, {changed}{self.unchanged:,} known already.{self._told_of_erased}"
        if not self.conflicts:
            return done
        many = f"{len(self.conflicts):,} differ from the library’s and were left as they are."
        one = "1 differs from the library’s and was left as it is."
        return f"{done} {one if len(self.conflicts) == 1 else many}"

    @property
    def _told_of_erased(self) -> str:
        were = "was" if self.erased == 1 else "were"
        return f" {self.erased:,} {were} deleted for good here and {were} left out." if self.erased else ""

    @property
    def _told_of_missing(self) -> str:
        return f" {sentence(self.missing, _NOT_BROUGHT)}" if self.missing else ""


class UnderWay(Struct):
    """An import under way: its step, the export that is read, and what was done until now.

    `uniting` unites the export with the library, nothing where nothing was ever done there.
    """

    work: Work
    file: ExportFile
    uniting: Uniting | None
    done: Imported = Imported()
    progress: Progress | None = None
    number: int = 0
    total: int = 0

    def tell(self, _read: int = 0) -> None:
        """Tell how many lines are done; also while what a file holds is read, so that a cancel need not wait for it."""
        if self.progress:
            self.progress(self.number, self.total)

    def conflict(self, name: str) -> None:
        """Name what the library has with other values, and keeps."""
        self.done = replace(self.done, conflicts=(*self.done.conflicts, name))

    def miss(self, name: str) -> None:
        """Name a file that comes without what it holds."""
        if name not in self.done.missing:
            self.done = replace(self.done, missing=(*self.done.missing, name))

    def is_gone(self, table: str, name: str) -> bool:
        """Tell whether what comes under a name was deleted in the library, and is to stay so."""
        return self.uniting is not None and self.uniting.names.here(table, name) is None

    def here(self, table: str, name: str) -> str:
        """Return what the library calls what comes under a name."""
        return (self.uniting and self.uniting.names.here(table, name)) or name
