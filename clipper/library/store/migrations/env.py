"""What Alembic runs: the versions that are due, on the connection that the migration hands over."""

from alembic import context

from clipper.library.store.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    # SQLite can alter little in place; Alembic copies the table instead.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
