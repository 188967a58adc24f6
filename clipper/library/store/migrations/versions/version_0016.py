"""Links are the same however their letters are escaped, and whether their host is written in letters or in Punycode."""

import sqlalchemy as sa
from alembic import op

from clipper.model.links import url_key

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Make the keys of links anew that are no longer the same."""
    clippings = sa.table("clippings", sa.column("id"), sa.column("url"), sa.column("url_key"))
    bind = op.get_bind()
    links = bind.execute(sa.select(clippings).where(clippings.c.url.is_not(None))).all()
    # Something else than a text, as only a damaged library has it, is the check's to name.
    keys = [(id_, url_key(url), old) for id_, url, old in links if isinstance(url, str)]
    changed = [{"of": id_, "key": key} for id_, key, old in keys if key != old]
    if changed:
        new_key = clippings.update().where(clippings.c.id == sa.bindparam("of")).values(url_key=sa.bindparam("key"))
        bind.execute(new_key, changed)
