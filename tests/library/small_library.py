"""Small libraries made straight from clippings, with what an undone step leaves behind where a test needs it."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, create_engine, delete, insert, update
from sqlalchemy.pool import NullPool

from clipper.library import outlets
from clipper.library.clippings import Ready, insert_many
from clipper.library.contents import Beside
from clipper.library.store.engine import make_tables
from clipper.library.store.tables import ClippingRow, ContentRow, OrganisationRow, OutletRow, Table
from clipper.library.work import Work
from clipper.model.clipping import Clipping
from clipper.model.codes import Rights
from clipper.model.outlet import Outlet

MORNING = datetime(2026, 11, 18, 9, 30)

OUTLETS = {
    outlet.name: outlet
    for outlet in (
        Outlet("The Harbour Post", 120_000, "Audit", date(2025, 5, 1), Rights.SUBSCRIPTION),
        Outlet("Post", 800),
        Outlet("harbour", rights=Rights.DENIED, rights_notice="Ask first", rights_until=date(2025, 12, 31)),
    )
}
"""What is known of those outlets of which something is."""


def connect(path: Path | str = "") -> Connection:
    """Open an empty library, in memory when no path is given."""
    # Without a pool the connection is closed when it is given back.
    connection = create_engine(f"sqlite:///{path}", poolclass=NullPool).connect()
    make_tables(connection)
    connection.commit()
    return connection


def empty(connection: Connection) -> None:
    """Erase everything, so that ids begin with 1 again: quicker than a new library."""
    for table in reversed(Table.metadata.sorted_tables):
        if table.name not in (OrganisationRow.__tablename__, "alembic_version"):
            connection.execute(delete(table))
    connection.exec_driver_sql("DELETE FROM sqlite_sequence")


def store(connection: Connection, clippings: Iterable[Clipping], withdrawn: Iterable[int] = ()) -> None:
    """Write clippings, numbered from 1 in an empty library; those in `withdrawn` as undone, and files with nothing in
    them."""
    clippings = list(clippings)
    for sha256 in sorted({file.sha256 for clipping in clippings for file in clipping.attachments}):
        values = {"sha256": sha256, "size": 0, "is_compressed": False, "data": b""}
        connection.execute(insert(ContentRow).prefix_with("OR IGNORE").values(values))
    insert_many(Work(connection, MORNING, "import", {}, Beside(Path())), list(map(Ready.of, clippings)))
    for name in OUTLETS:
        known = {key: getattr(OUTLETS[name], key) for key in outlets.PROFILES.unknown}
        connection.execute(update(OutletRow).where(OutletRow.name == name).values(known))
    connection.execute(update(ClippingRow).where(ClippingRow.id.in_(list(withdrawn))).values(withdrawn=True))
    connection.commit()
