"""Clippings by the addresses that their links lead to: that of one mention, or all on a site."""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct
from pyroaring import BitMap
from sqlalchemy import ColumnElement, Connection, Select, false, func, literal, select, union_all

from clipper.library.kept_sets import sets_now
from clipper.library.recall import recall
from clipper.library.store.sqlite import id_set, text_set
from clipper.library.store.sqlite_search import first_of_each_site, on_sites
from clipper.library.store.tables import ClippingRow
from clipper.model.late_pattern import late_pattern
from clipper.model.links import site_and_page
from clipper.model.search_links import SearchedLink
from clipper.model.term import Term

_BEHIND_SITE = late_pattern("[/?]")


class Addressed(Struct, frozen=True):
    """Clippings whose link is one of those asked for; what `Links` are of other things that clippings have."""

    ids: Select[int]

    def clippings(self) -> Select[int]:
        """Select the clippings."""
        return self.ids

    def of_clipping(self, clipping_id: ColumnElement[int]) -> ColumnElement[bool]:
        """Ask whether the clipping that is looked at is one of them."""
        return (clipping_id + 0).in_(self.ids)

    def count(self, connection: Connection) -> int:
        """Return how many they are."""
        return connection.scalars(select(func.count()).select_from(self.ids.subquery())).one()


def addressed(connection: Connection, terms: Iterable[Term]) -> Addressed:
    """Return the clippings that one of some `link:` terms asks for."""
    meant = [SearchedLink.parse(term.value) for term in terms]
    pages = [link.key for link in meant if link.page]
    wanted = [link for link in meant if not link.page]
    found = union_all(
        select(ClippingRow.id).where(ClippingRow.url_key.in_(text_set(pages))),
        *(_on_sites(connection, wanted) if wanted else ()),
    ).subquery()
    return Addressed(select(found.c.id.label("clipping_id")))


def _on_sites(connection: Connection, wanted: Sequence[SearchedLink]) -> tuple[Select[Any], Select[Any]]:
    def is_wanted(site: str) -> bool:
        return any(link.has_site(site) for link in wanted)

    fronts = (id_ for id_, site in recall(connection, _front_pages) if is_wanted(site))
    return on_sites(filter(is_wanted, sites(connection))), id_set(fronts)


def sites(connection: Connection) -> list[str]:
    """Return the hosts of all links that lead to more than a front page, in the order of the alphabet."""
    return recall(connection, _sites)


def _sites(connection: Connection) -> list[str]:
    return sorted({_BEHIND_SITE.split(key, maxsplit=1)[0] for key in first_of_each_site(connection)})


def _front_pages(connection: Connection) -> list[tuple[int, str]]:
    """The clippings whose links lead to front pages, which the index of links has not, and the hosts of these."""
    sets = sets_now(connection, _links_outside_the_index).items()
    return [(id_, site_and_page(url)[0]) for (kind, url), ids in sets if kind == "front" for id_ in ids]


def _links_outside_the_index(only: BitMap | None) -> list[Any]:
    every = select(literal("every"), literal(0), ClippingRow.id)
    if only is None:
        return [every, _FRONT_PAGES.where(ClippingRow.id.not_in(_WITHOUT_LINK))]
    among = ClippingRow.id.in_(id_set(only))
    return [every.where(among), _FRONT_PAGES.where(ClippingRow.url.is_not(None), among)]


# Read from indexes, but for the few links that are in none.
_WITHOUT_LINK = select(ClippingRow.id).where(
    ClippingRow.deleted.in_((False, True)), ClippingRow.url.is_not(None) == false()
)
_FRONT_PAGES = select(literal("front"), ClippingRow.url, ClippingRow.id).where(ClippingRow.url_key.is_(None))
