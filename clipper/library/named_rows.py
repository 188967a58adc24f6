"""Rows of a library that a person keeps under a name: found again whatever the case, renamed and forgotten."""

from msgspec import Struct
from sqlalchemy import Connection

from clipper.library import names
from clipper.library.store.tables import PresetRow, SavedSearchRow, TemplateRow
from clipper.library.work import Work
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.text import clean_line

_LONGEST = 80


def cleaned_name(what: str, name: str) -> str:
    """Return the name that something of a kind gets; raises WrongUsage where it is none, or too long."""
    cleaned = clean_line(name)
    if not 0 < len(cleaned) <= _LONGEST:
        raise WrongUsage(f"A {what} needs a name of at most {_LONGEST} characters. Nothing was kept.")
    return cleaned


class NamedRows(Struct, frozen=True):
    """The rows of a table; `what` is the word for one of them."""

    table: type[PresetRow] | type[SavedSearchRow] | type[TemplateRow]
    what: str

    def cleaned_name(self, name: str) -> str:
        """Return the name that one gets; raises WrongUsage where it is none, or too long."""
        return cleaned_name(self.what, name)

    def id_of(self, connection: Connection, name: str) -> int | None:
        """Return the row of a name, None where there is none."""
        return names.ids_of(connection, self.table, [name.casefold()]).get(name.casefold())

    def rename(self, work: Work, old: str, new: str) -> None:
        """Give one another name; raises NotFound, or WrongUsage where the new name is taken or none."""
        row_id, name = self._require(work.connection, old), self.cleaned_name(new)
        if self.id_of(work.connection, name) not in {None, row_id}:
            raise WrongUsage(f"There is a {self.what} “{name}” already. Choose another name; nothing was renamed.")
        work.put(self.table.name, [row_id], name)
        work.put(self.table.folded, [row_id], name.casefold())

    def delete(self, work: Work, name: str) -> None:
        """Forget one; raises NotFound."""
        work.put(self.table.withdrawn, [self._require(work.connection, name)], True)

    def _require(self, connection: Connection, name: str) -> int:
        found = self.id_of(connection, clean_line(name))
        if found is None:
            raise NotFound(f"There is no {self.what} “{clean_line(name)}”.")
        return found
