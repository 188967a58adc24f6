"""What a connection worked out from the library, remembered until a commit changes the library."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection

from clipper.library.store.sqlite_search import version_of

Value = TypeVar("Value")


def recall(connection: Connection, make: Callable[[Connection], Value]) -> Value:
    """Return make(connection), made anew only after a commit; nobody may change the answer but to add to it.

    Kept with the database connection itself, so every thread has its own and closing forgets it.
    """
    version = version_of(connection)
    kept = connection.info.get(make)
    if kept is None or kept[0] != version:
        kept = connection.info[make] = (version, make(connection))
    value: Value = kept[1]
    return value
