"""A search that a person keeps under a name."""

from msgspec import Struct

from clipper.model.query import Query


class SavedSearch(Struct, frozen=True):
    """A name, and the search as it is typed; days told from today go with the time."""

    name: str
    text: str

    @property
    def query(self) -> Query:
        """The search itself."""
        return Query.parse(self.text)
