"""What is read of an open library; the verbs that change it stand in `library`."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path

from msgspec import Struct
from sqlalchemy import Connection

from clipper.library import (
    addresses,
    aliases,
    attachments,
    clippings,
    codebook,
    definitions,
    erasing,
    facets,
    history,
    in_common,
    issued_reports,
    messages,
    names,
    originals,
    outlets,
    people,
    people_counts,
    presets,
    quotes,
    report_texts,
    row_keys,
    rows,
    saved_searches,
    search,
    spread,
    step_values,
    stories,
    story_groups,
    tags,
    templates,
    uses,
)
from clipper.library.facets import Facets
from clipper.library.in_common import InCommon
from clipper.library.people_counts import PeopleCounts
from clipper.library.recall import recall
from clipper.library.report_texts import ReportOf
from clipper.library.row_keys import RowKey
from clipper.library.search import Hits, SearchInterrupted, Sort
from clipper.library.spread import Spread
from clipper.library.store.engine import Store
from clipper.library.store.unwritable import UnwritableStore
from clipper.library.story_groups import StoryGroups
from clipper.library.uses import Use
from clipper.model.changes import Step
from clipper.model.clipping import Clipping, Organisation, Original, Row, Tag
from clipper.model.codebook import CodeField
from clipper.model.draft import Known
from clipper.model.errors import NotFound
from clipper.model.field_change import FieldChange
from clipper.model.group import terms_in
from clipper.model.issued_report import IssuedReport
from clipper.model.outlet import Outlet
from clipper.model.period import Period
from clipper.model.person import Person
from clipper.model.progress import Progress
from clipper.model.query import Query
from clipper.model.quote import Quote
from clipper.model.report import Audience, Definition
from clipper.model.saved_search import SavedSearch
from clipper.model.sentence import Sentence
from clipper.model.sheet import Preset
from clipper.model.template import Template
from clipper.model.term import Term
from clipper.model.values import replace


class Remark(Struct, frozen=True):
    """What is said where nothing is found, "" for nothing; with the term `beside` the query finds something."""

    sentence: str
    beside: Term | None = None


_PUT_AWAY = {
    Term("rejected", "state"): Sentence("It was rejected before: with state:rejected beside it, it is found."),
    Term("deleted", "is"): Sentence("It lies in the wastebasket: with is:deleted beside it, it is found."),
}
"""The terms that find what was put away, with what is said where only these find it."""
_ALL_PUT_AWAY = {
    Term("deleted", "is"): Sentence(
        "What was moved to the wastebasket can be restored there, and Undo brings back what was moved last."
    ),
    Term("rejected", "state"): Sentence("All that was here was rejected, and is still kept."),
}
"""The same of all clippings."""
_ALONE = Sentence("The link is here: alone, without the words beside it, it is found.")
_BEGUN = "Whole words are looked for: {begun} finds what begins so."


def _begun_if(meant: Term, term: Term) -> Term:
    return term.begun() if term == meant and not term.negated else term


class Reader:
    """Reads an open library, from any thread; what is searched and counted for can be interrupted from another one."""

    def __init__(self, store: Store | UnwritableStore, now: Callable[[], datetime]) -> None:
        self.path = store.path
        self.store = store
        self._now = now

    def get(self, clipping_id: int) -> Clipping:
        """Return a clipping; raises NotFound."""
        for clipping in self.clippings([clipping_id]):
            return clipping
        raise NotFound(f"There is no clipping {clipping_id} in the library.")

    def clippings(self, ids: Sequence[int]) -> list[Clipping]:
        """Return clippings in the order of ids, those that are gone left out."""
        with self.store.reading() as connection:
            return clippings.load(connection, ids)

    def original(self, clipping_id: int) -> Original | None:
        """Return the paste that a clipping came from, verbatim; None for one that came without."""
        with self.store.reading() as connection:
            return next(iter(originals.of(connection, clipping_id)), None)

    def save_attachment(self, clipping_id: int, uuid: str, target: Path, progress: Progress | None = None) -> None:
        """Write what a file of a clipping holds to a file; see attachments.save, and raises what it raises."""
        with self.store.reading() as connection:
            attachments.save(connection, self.path, clipping_id, uuid, target, progress)

    def originals(self, clipping_id: int) -> list[Original]:
        """Return all pastes and files that a clipping has something from, the one it was made of first."""
        with self.store.reading() as connection:
            return originals.of(connection, clipping_id)

    def search(self, query: Query, sort: Sort = Sort.NEWEST) -> Hits:
        """Find what a query asks for; raises SearchInterrupted."""
        with self.searching() as connection:
            return search.search(connection, self._meant(connection, query), sort)

    def by_story(self, ids: Sequence[int]) -> StoryGroups:
        """Return clippings in their order, but each story whole where its first one in that order stands."""
        with self.store.reading() as connection:
            return story_groups.by_story(connection, ids)

    def story_title(self, clipping_id: int) -> str:
        """Return the headline of the first clipping of a clipping's story, its own where it stands alone."""
        with self.store.reading() as connection:
            return story_groups.title_of(connection, clipping_id)

    def first(self, query: Query, sort: Sort, limit: int) -> Hits | None:
        """Find the first of what a search finds; None for an order that needs all. Raises SearchInterrupted."""
        with self.searching() as connection:
            return search.first(connection, self._meant(connection, query), sort, limit)

    def rows(self, ids: Sequence[int], query: Query | None = None) -> list[Row]:
        """Return what a list shows of clippings, with snippets around the words of a query."""
        with self.store.reading() as connection:
            return rows.rows(connection, ids, query)

    def in_common(self, ids: Sequence[int]) -> InCommon:
        """Return what clippings have in common, however many they are."""
        with self.store.reading() as connection:
            return in_common.in_common(connection, ids)

    def row_keys(self, ids: Sequence[int]) -> dict[int, RowKey]:
        """Return what a list groups clippings by, those that are gone left out."""
        with self.store.reading() as connection:
            return row_keys.row_keys(connection, ids)

    def spokespeople(self, ids: Sequence[int]) -> Mapping[int, Sequence[str]]:
        """Return the names of the spokespeople of clippings that have any, in their order."""
        with self.store.reading() as connection:
            return rows.spokespeople(connection, ids)

    def to_follow_up(self, ids: Sequence[int]) -> Mapping[int, Sequence[tuple[str, date | None]]]:
        """Return what is open of clippings of which anything is, each with the day when it is due."""
        with self.store.reading() as connection:
            return rows.to_follow_up(connection, ids)

    def facets(self, query: Query) -> Facets:
        """Count tags, people, outlets and sections within a query; raises SearchInterrupted."""
        with self.searching() as connection:
            return facets.facets(connection, self._meant(connection, query), self.today())

    def spread(self, query: Query) -> Spread:
        """Count days, media, languages and messages within a query, beside its facets; raises SearchInterrupted."""
        with self.searching() as connection:
            return spread.spread(connection, self._meant(connection, query), self.today())

    def people_counts(self, query: Query) -> PeopleCounts:
        """Count reporters, and what spokespeople do, within a query; raises SearchInterrupted."""
        with self.searching() as connection:
            return people_counts.people_counts(connection, self._meant(connection, query))

    def meant(self, query: Query) -> Query:
        """Return a query with what its days from today, last parts of tags and aliases of names mean now."""
        with self.store.reading() as connection:
            return self._meant(connection, query)

    def _meant(self, connection: Connection, query: Query) -> Query:
        meant = query.at(self.today()).among(lambda: recall(connection, tags.names_of_all))
        return meant.by_aliases(partial(aliases.names_meant, connection))

    def now(self) -> datetime:
        """Return the time on the library's clock."""
        return self._now()

    def today(self) -> date:
        """Return the day by which a search reads "last:30d" and the like."""
        return self._now().date()

    @contextmanager
    def searching(self) -> Iterator[Connection]:
        """Give a reading connection for work that `interrupt_search` ends; raises SearchInterrupted then."""
        with search.interruptible(), self.store.searching() as running:
            yield running.connection
            if running.is_given_up:
                raise SearchInterrupted

    def interrupt_search(self) -> None:
        """End a running search or count, from any thread; it raises SearchInterrupted."""
        self.store.interrupt()

    def tags(self) -> list[Tag]:
        """Return all tags in the order of the alphabet."""
        with self.store.reading() as connection:
            return list(recall(connection, tags.tags))

    def known(self) -> Known:
        """Return all names that the library holds, and its presets."""
        with self.store.reading() as connection:
            return replace(names.known(connection), presets=presets.presets(connection))

    def messages(self) -> list[str]:
        """Return all key messages, in the order of the alphabet."""
        with self.store.reading() as connection:
            return messages.messages(connection)

    def message_counts(self) -> dict[str, int]:
        """Return how many clippings carry each key message, in the order of the alphabet."""
        with self.store.reading() as connection:
            return messages.counts(connection)

    def code_fields(self) -> list[CodeField]:
        """Return the fields that the organisation codes beside those of the trade, in the order of coding."""
        with self.store.reading() as connection:
            return codebook.fields(connection)

    def outlet(self, name: str) -> Outlet:
        """Return what is known of an outlet; raises NotFound."""
        with self.store.reading() as connection:
            return outlets.PROFILES.find(connection, name)

    def person(self, name: str) -> Person:
        """Return what is known of a person; raises NotFound."""
        with self.store.reading() as connection:
            return people.PROFILES.find(connection, name)

    def outlet_use(self, name: str) -> Use:
        """Return how many clippings have an outlet, and beside whom; raises NotFound."""
        with self.store.reading() as connection:
            return uses.of_outlet(connection, name)

    def person_use(self, name: str) -> Use:
        """Return how many clippings feature a person, else how many they report, and where; raises NotFound."""
        with self.store.reading() as connection:
            return uses.of_person(connection, name)

    def quotes_of(self, name: str, limit: int = 5) -> list[tuple[Clipping, Quote]]:
        """Return what was kept of what a person says, in the newest clippings that have some; raises NotFound."""
        with self.store.reading() as connection:
            person = people.PROFILES.find(connection, name)
            ids = quotes.of_person(connection, people.PROFILES.id_of(connection, name), limit)
            found = clippings.load(connection, ids)
        return [(one, quote) for one in found for quote in one.quotes if quote.speaker == person.name]

    def aliases(self, field: str) -> Mapping[str, str]:
        """Return the names of outlets, or of people for another field of a search than "outlet", by their aliases."""
        with self.store.reading() as connection:
            return aliases.of_field(connection, field).names

    def told_of_outlets(self, field: str) -> list[str]:
        """Return all values that a field of text of Outlet has, in the order of the alphabet."""
        with self.store.reading() as connection:
            return outlets.PROFILES.told(connection, field)

    def told_of_people(self, field: str) -> list[str]:
        """Return all values that a field of text of Person has, in the order of the alphabet."""
        with self.store.reading() as connection:
            return people.PROFILES.told(connection, field)

    def outlets(self) -> list[tuple[Outlet, bool]]:
        """Return all outlets in the order of the alphabet, and of each whether a clipping has it."""
        with self.store.reading() as connection:
            return outlets.PROFILES.entries(connection)

    def people(self) -> list[tuple[Person, bool]]:
        """Return all people in the order of the alphabet, and of each whether a clipping has them."""
        with self.store.reading() as connection:
            return people.PROFILES.entries(connection)

    def unused_outlets(self) -> list[Outlet]:
        """Return the outlets that no clipping has and of which only the name is known, as the alphabet has them."""
        with self.store.reading() as connection:
            return outlets.PROFILES.unused(connection)

    def unused_people(self) -> list[Person]:
        """Return the people that no clipping has and of whom only the name is known, as the alphabet has them."""
        with self.store.reading() as connection:
            return people.PROFILES.unused(connection)

    def programmes(self) -> list[str]:
        """Return the programmes of all clippings and outlets, in the order of the alphabet."""
        with self.store.reading() as connection:
            return names.programmes(connection)

    def sites(self) -> list[str]:
        """Return the hosts of all links that lead to more than a front page, in the order of the alphabet."""
        with self.store.reading() as connection:
            return addresses.sites(connection)

    def presets(self) -> tuple[Preset, ...]:
        """Return how sheets are read, in the order of the alphabet."""
        with self.store.reading() as connection:
            return presets.presets(connection)

    def saved_searches(self) -> list[SavedSearch]:
        """Return the searches that are kept under a name, in the order of the alphabet."""
        with self.store.reading() as connection:
            return saved_searches.saved_searches(connection)

    def count(self, query: Query) -> int:
        """Return how many clippings a query finds; raises SearchInterrupted."""
        with self.searching() as connection:
            return search.count(connection, self._meant(connection, query))

    def remark_on(self, query: Query) -> Remark:
        """Return what to say where a query finds nothing: its remark, or that what has the link was put away."""
        ways = _PUT_AWAY if query.asks_for_page else {} if query.parts else _ALL_PUT_AWAY
        told = (Remark(said, term) for term, said in ways.items() if self.count(query.with_term(term)))
        return next(told, None) or Remark(self._remark_on_pages(query) or query.remark or self._begun_remark(query))

    def _remark_on_pages(self, query: Query) -> str:
        """Return what to say where a link is here, and what was pasted beside it finds nothing."""
        alone = query.pages_alone()
        return _ALONE if alone.parts not in ((), query.parts) and self._finds(alone) else ""

    def _begun_remark(self, query: Query) -> str:
        """Return what to say where only the beginnings of words or names are found; a single one, if it will do."""
        if query.begun().parts == query.parts or not self._finds(query.begun()):
            return ""
        ways = ((term.begun(), query.changed(partial(_begun_if, term))) for term in terms_in(query.parts))
        enough = (begun for begun, way in ways if way.parts != query.parts and self._finds(way))
        return Sentence(_BEGUN, begun=str(next(enough, query.begun())))

    def _finds(self, query: Query) -> bool:
        hits = self.first(query, Sort.NEWEST, 1)
        return hits is not None and len(hits) > 0

    def saved_counts(self) -> dict[str, int]:
        """Return how many clippings each saved search finds now; raises SearchInterrupted, also between two."""
        return {saved.name: self.count(saved.query) for saved in self.saved_searches()}

    def definitions(self) -> list[Definition]:
        """Return the definitions of reports: the built-in ones, then the others in the order of the alphabet."""
        with self.store.reading() as connection:
            return definitions.definitions(connection)

    def report_texts(self, definition: str, period: Period, language: str, audience: Audience) -> dict[str, str]:
        """Return what staff wrote for the report of a definition, by its UUID, by the keys of clipper.model.report."""
        with self.store.reading() as connection:
            return report_texts.texts(connection, ReportOf(definition, period, language, audience))

    def earlier_report_texts(
        self, definition: str, period: Period, language: str, audience: Audience
    ) -> dict[str, str]:
        """Return what staff wrote for the latest earlier period of which there is anything, see report_texts."""
        with self.store.reading() as connection:
            return report_texts.earlier(connection, ReportOf(definition, period, language, audience))

    def issued_reports(self) -> list[IssuedReport]:
        """Return all issued reports, newest first."""
        with self.store.reading() as connection:
            return issued_reports.issued_reports(connection)

    def last_issued(self, definition: str, period: Period, language: str, audience: Audience) -> IssuedReport | None:
        """Return the last version of the report of a definition, None where none was issued, or it was erased."""
        with self.store.reading() as connection:
            return issued_reports.last(connection, ReportOf(definition, period, language, audience))

    def next_issue(self, definition: str, period: Period, language: str, audience: Audience) -> tuple[int, int]:
        """Return the number and the version that the report of a definition gets when it is issued next."""
        with self.store.reading() as connection:
            return issued_reports.next_of(connection, ReportOf(definition, period, language, audience))

    def issued_file(self, uuid: str, ending: str) -> bytes:
        """Return a file of an issued report by its ending, such as ".pdf", byte for byte as it was issued.

        Raises NotFound, or EnvironmentProblem where it is missing or damaged.
        """
        with self.store.reading() as connection:
            return issued_reports.file(connection, self.path, uuid, ending)

    def issued_with(self, ids: Iterable[int]) -> int:
        """Return how many issued reports list one of some clippings, and would be erased with it by a purge."""
        with self.store.reading() as connection:
            return erasing.reports_listing(connection, ids)

    def templates(self) -> list[Template]:
        """Return the organisation's own templates of reports, in the order of the alphabet."""
        with self.store.reading() as connection:
            return templates.templates(connection)

    def template_files(self, name: str) -> dict[str, bytes]:
        """Return what the files of an own template hold, by their paths.

        Raises NotFound, or EnvironmentProblem where one is missing or damaged.
        """
        with self.store.reading() as connection:
            return templates.files(connection, self.path, templates.find(connection, name))

    def template_files_at(self, path: str) -> dict[str, dict[str, bytes]]:
        """Return by the names of own templates the one file at a path, none where that is missing or damaged."""
        with self.store.reading() as connection:
            return templates.files_at(connection, self.path, path)

    def organisation(self) -> Organisation:
        """Return whose library this is."""
        with self.store.reading() as connection:
            return names.organisation_of(connection)

    def story_of(self, clipping_id: int) -> list[Clipping]:
        """Return the clippings of a clipping's story, first one first; none when it stands alone."""
        with self.store.reading() as connection:
            return clippings.load(connection, stories.story_of(connection, clipping_id))

    def stories_with(self, ids: Collection[int]) -> list[Clipping]:
        """Return all clippings of the stories that some clippings belong to, themselves among them."""
        with self.store.reading() as connection:
            return clippings.load(connection, stories.of_all(connection, ids))

    def steps(self, clipping_id: int | None = None, limit: int = 100) -> list[Step]:
        """Return what was done, newest first, to one clipping or to all; undo and redo are steps too."""
        with self.store.reading() as connection:
            return history.steps(connection, clipping_id, limit)

    def step_values(self, clipping_id: int, steps: Sequence[Step]) -> dict[int, tuple[FieldChange, ...]]:
        """Return by step what it changed of a clipping, for those that changed any of its fields."""
        with self.store.reading() as connection:
            return step_values.changes(connection, clipping_id, steps)

    def coders(self, ids: Collection[int]) -> dict[str, int]:
        """Return who coded the tone that clippings have now, and of how many, as far as that is known."""
        with self.store.reading() as connection:
            return history.coders(connection, ids)

    def undoable(self) -> Step | None:
        """Return the step that undo takes back."""
        with self.store.reading() as connection:
            return history.undoable(connection)

    def redoable(self) -> Step | None:
        """Return the step that redo does again."""
        with self.store.reading() as connection:
            return history.redoable(connection)
