"""What was worked out once is remembered until the library changes."""

from sqlalchemy import Connection, func, select

from clipper.library.library import Library
from clipper.library.recall import recall
from clipper.library.store.tables import ClippingRow
from tests.library.building import PASTE, plain


def _number(connection: Connection) -> int:
    return connection.scalars(select(func.count()).select_from(ClippingRow)).one()


def test_what_is_remembered_is_of_the_state_that_is_read(library: Library) -> None:
    library.add([plain(1)], PASTE)
    with library.store.reading() as connection:
        remembered = recall(connection, _number)
        library.add([plain(2)], PASTE)
        assert _number(connection) == remembered == 1
    with library.store.reading() as connection:
        assert recall(connection, _number) == _number(connection) == 2
