"""Whatever was done, undoing all of it gives the library back as it was, and redoing all of it as it became."""

import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from clipper.library import outlets, people
from clipper.library.checking import check
from clipper.library.library import Library
from clipper.model.attachment import BroughtFile
from clipper.model.clipping import Clipping, Organisation, Spokesperson, Tag
from clipper.model.codebook import CodeField, FieldKind
from clipper.model.codes import Marker, Prominence, Rights, Role, State, Tone
from clipper.model.draft import Known
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.follow_up import FollowUp
from clipper.model.highlight import Highlight
from clipper.model.issued_report import IssuedReport
from clipper.model.matching import tag_holds
from clipper.model.outlet import Outlet
from clipper.model.period import Period
from clipper.model.person import Person
from clipper.model.query import Query
from clipper.model.quote import Quote
from clipper.model.report import Audience, Definition
from clipper.model.saved_search import SavedSearch
from clipper.model.text import fold
from clipper.model.values import replace
from tests.library.building import FERRY, LIGHTHOUSE, LOGO, PASTE, Clock, accepted
from tests.library.strategies import definitions, issued_files, issued_reports, template_files, text_keys
from tests.profiles import of_hundred

IDS = st.lists(st.integers(1, 6), max_size=4)
ONE = st.integers(1, 4)
NAMES = st.sampled_from(["Ann Ice", "ANN ICE", "Bo Snow", "Cleo Rain"])
TAGS = st.sampled_from(["topic/ice", "topic/ICE", "topic/îce", "topic/ice/sea", "board", "topic"])
SEARCHES = st.sampled_from(["tag:topic/ice", 'tag:topic OR outlet:"Ann Ice"', 'reporter:"bo snow" ice', "last:30d"])
FOUND_BY = ("ice", '"the ferry" OR new', "reporter:snow -tag:board", "note:another", "story:any", "has:quote is:open")
SECTIONS = {
    "new": "state:new",
    "all": "",
    "starred": "is:starred",
    "open": "is:open",
    "overdue": "due:overdue",
    "untagged": "tag:none",
    "undated": "is:undated",
    "deferred": "state:deferred",
    "rejected": "state:rejected",
    "deleted": "is:deleted",
}
"""The search that finds what each section counts."""
MESSAGES = st.sampled_from(["Ice pays for ports", "ICE pays for ports", "Ports first"])
MONTH = Period.month(2026, 10)
DAYS = st.none() | st.dates(date(2017, 1, 1), date(2017, 2, 1))


@dataclass(frozen=True)
class Everything:
    """All that a person can see of a library."""

    clippings: list[Clipping]
    tags: list[Tag]
    known: Known
    organisation: Organisation
    searches: list[SavedSearch]
    messages: list[str]
    fields: list[CodeField]
    outlets: list[Outlet]
    people: list[Person]
    definitions: list[Definition]
    texts: list[dict[str, str]]
    issued: list[IssuedReport]
    templates: dict[str, tuple[str, dict[str, bytes]]]

    @classmethod
    def of(cls, library: Library) -> "Everything":
        everything = library.clippings(range(1, 60))
        known = library.known()
        with library.store.reading() as connection:
            registers = outlets.PROFILES.all(connection), people.PROFILES.all(connection)
        templates = {one.name: library.template_files(one.name) for one in library.templates()}
        return cls(
            *(everything, library.tags(), known, library.organisation(), library.saved_searches()),
            *(library.messages(), library.code_fields(), *registers, library.definitions()),
            *([library.report_texts("a", MONTH, "en", audience) for audience in Audience], library.issued_reports()),
            templates,
        )


def _counted(counts: dict[str, int]) -> dict[str, int]:
    return {name: count for name, count in counts.items() if count}


class UndoEverything(RuleBasedStateMachine):
    """Random verbs, with undo and redo among them."""

    @initialize()
    def open_library(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name, "library.clipper")
        self.library = Library.open(self.path, now=Clock())
        self.start = Everything.of(self.library)

    @rule(
        headlines=st.lists(st.sampled_from(["One", "Two", "Three", "Four"]), min_size=1, max_size=3),
        outlet=st.none() | NAMES,
        reporters=st.lists(NAMES, max_size=2),
        day=DAYS,
        body=st.sampled_from([None, FERRY, LIGHTHOUSE]),
        tags=st.lists(TAGS, max_size=2),
    )
    def add(self, headlines: list[str], tags: list[str], **values: Any) -> None:
        day = values.pop("day")
        drafts = [accepted(headline=one, tags=tuple(tags), published_on=day, **values) for one in headlines]
        self.library.add(drafts, PASTE)

    @rule(ids=IDS, name=TAGS)
    def tag(self, ids: list[int], name: str) -> None:
        self.library.tag(ids, name)

    @rule(ids=IDS, name=TAGS)
    def untag(self, ids: list[int], name: str) -> None:
        self.library.untag(ids, name)

    @rule(place=st.integers(0, 5), new=TAGS)
    def rename_tag(self, place: int, new: str) -> None:
        for tag in self.library.tags()[place : place + 1]:
            self.library.rename_tag(tag.name, new)

    @rule(place=st.integers(0, 5))
    def delete_tag(self, place: int) -> None:
        for tag in self.library.tags()[place : place + 1]:
            self.library.delete_tag(tag.name)

    @rule(place=st.integers(0, 5), key=st.none() | st.integers(1, 2))
    def set_tag_key(self, place: int, key: int | None) -> None:
        for tag in self.library.tags()[place : place + 1]:
            self.library.set_tag_key(tag.name, key)

    @rule(old=NAMES, new=NAMES | st.just("Dee Frost"))
    def rename_outlet_or_person(self, old: str, new: str) -> None:
        known = self.library.known()
        if old in known.outlets:
            self.library.rename_outlet(old, new)
        if old in {*known.reporters, *known.spokespeople}:
            self.library.rename_person(old, new)

    @rule(name=st.sampled_from(["First", "Second"]), text=SEARCHES)
    def save_search(self, name: str, text: str) -> None:
        self.library.save_search(SavedSearch(name, text))

    @rule(place=st.integers(0, 1), new=st.none() | st.just("Third"))
    def rename_or_delete_search(self, place: int, new: str | None) -> None:
        for saved in self.library.saved_searches()[place : place + 1]:
            if new is None:
                self.library.delete_search(saved.name)
            elif new not in [other.name for other in self.library.saved_searches()]:
                self.library.rename_search(saved.name, new)

    @rule(definition=definitions, query=SEARCHES)
    def save_definition(self, definition: Definition, query: str) -> None:
        with suppress(WrongUsage):
            self.library.save_definition(replace(definition, query=query))

    @rule(place=st.integers(0, 7), name=st.none() | st.sampled_from(["Third", "Weekly", "media REPORT"]))
    def rename_copy_or_delete_definition(self, place: int, name: str | None) -> None:
        for definition in self.library.definitions()[place : place + 1]:
            if name is None:
                self.library.delete_definition(definition.uuid)
            else:
                with suppress(WrongUsage):
                    self.library.duplicate_definition(definition.uuid, f"{name} again")
                with suppress(WrongUsage):
                    self.library.rename_definition(definition.uuid, name)

    @rule(audience=st.sampled_from(Audience), key=text_keys, text=st.sampled_from(["", "We were heard.", "Quiet"]))
    def write_report_text(self, audience: Audience, key: str, text: str) -> None:
        self.library.write_report_text("a", MONTH, "en", audience, key, text)

    @rule(report=issued_reports, files=issued_files, withdraw=st.booleans())
    def issue_report(self, report: IssuedReport, files: dict[str, bytes], withdraw: bool) -> None:
        issued = self.library.issue_report(report, files)
        numbers = [(one.number, one.version) for one in self.library.issued_reports()]
        assert len(numbers) == len(set(numbers))
        for ending, held in files.items():
            assert self.library.issued_file(issued.uuid, ending) == held
        if withdraw:
            self.library.withdraw_issued_report(self.library.issued_reports()[-1].uuid)

    @rule(name=st.sampled_from(["Winter", "WINTER", "Snow"]), files=template_files)
    def save_template(self, name: str, files: dict[str, bytes]) -> None:
        self.library.save_template(name, files)

    @rule(new=st.none() | st.sampled_from(["Winter", "Ice"]))
    def rename_or_delete_template(self, new: str | None) -> None:
        for template in self.library.templates()[:1]:
            if new is None:
                self.library.delete_template(template.name)
            else:
                with suppress(WrongUsage):
                    self.library.rename_template(template.name, new)

    @rule(ids=IDS, name=st.none() | NAMES)
    def set_outlet(self, ids: list[int], name: str | None) -> None:
        self.library.set_outlet(ids, name)

    @rule(place=st.integers(0, 5), hue=st.sampled_from(["teal", "rust"]))
    def set_tag_hue(self, place: int, hue: str) -> None:
        for tag in self.library.tags()[place : place + 1]:
            self.library.set_tag_hue(tag.name, hue)

    @rule(
        ids=IDS,
        code=st.sampled_from(
            [
                ("set_tone", Tone.POSITIVE),
                ("set_tone", None),
                ("set_prominence", Prominence.PART),
                ("set_starred", True),
                ("set_publish", True),
                ("set_state", State.DEFERRED),
                ("set_rights", Rights.DENIED),
            ]
        ),
    )
    def code(self, ids: list[int], code: tuple[str, Any]) -> None:
        verb, value = code
        getattr(self.library, verb)(ids, value)

    @rule(
        clipping_id=ONE,
        values=st.fixed_dictionaries(
            {},
            optional={
                "headline": st.sampled_from([None, "New"]),
                "outlet": st.none() | NAMES,
                "reporters": st.lists(NAMES, max_size=2),
                "spokespeople": st.lists(st.builds(Spokesperson, NAMES, st.sampled_from(Role)), max_size=2),
                "published_on": DAYS,
                "body": st.sampled_from([None, FERRY, "Short"]),
                "url": st.sampled_from([None, "https://example.org/a"]),
                "host": st.none() | NAMES,
                "aired_at": st.sampled_from([None, "07:40 America/Toronto", "19 h 30"]),
                "timecode": st.none() | st.integers(0, 300),
                "page": st.sampled_from([None, "A4"]),
                "handle": st.sampled_from([None, "@ice"]),
            },
        ),
    )
    def edit(self, clipping_id: int, values: dict[str, Any]) -> None:
        if self.library.clippings([clipping_id]):
            self.library.edit(clipping_id, **values)

    @rule(clipping_id=ONE, note=st.sampled_from([None, "A note", "Another"]))
    def write_note(self, clipping_id: int, note: str | None) -> None:
        if self.library.clippings([clipping_id]):
            self.library.set_note(clipping_id, note)

    @rule(ids=IDS, message=MESSAGES)
    def carry_message(self, ids: list[int], message: str) -> None:
        self.library.carry_message(ids, message)

    @rule(place=st.integers(0, 1), ids=IDS, new=st.none() | MESSAGES)
    def change_message(self, place: int, ids: list[int], new: str | None) -> None:
        for message in self.library.messages()[place : place + 1]:
            self.library.drop_message(ids, message)
            if new is None:
                self.library.delete_message(message)
            else:
                self.library.rename_message(message, new)

    @rule(
        name=st.sampled_from(["Depth", "Campaign"]), choices=st.sampled_from([("low", "high"), ("low", "high", "none")])
    )
    def save_code_field(self, name: str, choices: tuple[str, ...]) -> None:
        known = [field.name for field in self.library.code_fields()]
        before = name if name in known else None
        self.library.save_code_field(CodeField(name, FieldKind.CHOICE, choices), before)

    @rule(ids=IDS, place=st.integers(0, 1), value=st.sampled_from([None, "low", "high"]), forget=st.booleans())
    def code_by_field(self, ids: list[int], place: int, value: str | None, forget: bool) -> None:
        for field in self.library.code_fields()[place : place + 1]:
            self.library.code(ids, field.name, value)
            if forget:
                self.library.delete_code_field(field.name)

    @rule(name=NAMES, reach=st.none() | st.integers(0, 9), rights=st.sampled_from(Rights))
    def edit_outlet(self, name: str, reach: int | None, rights: Rights) -> None:
        if name in self.library.known().outlets:
            self.library.edit_outlet(name, reach=reach, rights=rights)

    @rule(name=NAMES, aliases=st.lists(NAMES, max_size=2), tier=st.none() | st.integers(1, 3))
    def call_outlet_and_person_otherwise(self, name: str, aliases: list[str], tier: int | None) -> None:
        with suppress(WrongUsage, NotFound):
            self.library.edit_outlet(name, aliases=tuple(aliases), tier=tier)
        with suppress(WrongUsage, NotFound):
            self.library.edit_person(name, aliases=tuple(aliases), title="Fellow", active_from=tier and 2000 + tier)

    @rule(name=NAMES, ours=st.booleans(), programmes=st.sampled_from([(), ("Noon", "Dawn"), ("Dusk",)]))
    def add_to_registers(self, name: str, ours: bool, programmes: tuple[str, ...]) -> None:
        with suppress(WrongUsage):
            self.library.add_outlet(name, programmes=programmes)
        with suppress(WrongUsage):
            self.library.add_person(name, ours=ours)

    @rule()
    def delete_unused(self) -> None:
        unused = self.library.unused_outlets(), self.library.unused_people()
        self.library.delete_names(*([one.name for one in some] for some in unused))

    @rule(clipping_id=ONE, passage=st.sampled_from(["ferry", "roses"]), comment=st.sampled_from([None, "Why", "How"]))
    def highlight(self, clipping_id: int, passage: str, comment: str | None) -> None:
        for clipping in self.library.clippings([clipping_id]):
            self.library.highlight(clipping_id, Highlight(passage, comment=comment))
            for highlight in clipping.highlights[:1]:
                self.library.edit_highlight(clipping_id, highlight.uuid, marker=Marker.PINK, comment=comment)
            for highlight in clipping.highlights[2:]:
                self.library.remove_highlight(clipping_id, highlight.uuid)

    @rule(clipping_id=ONE, text=st.sampled_from(["We will see", "Not yet"]), speaker=NAMES)
    def quote(self, clipping_id: int, text: str, speaker: str) -> None:
        for clipping in self.library.clippings([clipping_id]):
            self.library.keep_quote(clipping_id, Quote(text, speaker))
            for quote in clipping.quotes[:1]:
                self.library.edit_quote(clipping_id, quote.uuid, text=f"{text} again", speaker=speaker)
            for quote in clipping.quotes[2:]:
                self.library.remove_quote(clipping_id, quote.uuid)

    @rule(clipping_id=ONE, what=st.sampled_from(["Wrong name", "Call back"]), due=DAYS, again=st.booleans())
    def follow_up(self, clipping_id: int, what: str, due: date | None, again: bool) -> None:
        for clipping in self.library.clippings([clipping_id]):
            self.library.add_follow_up(clipping_id, FollowUp(what, due=due))
            for one in clipping.follow_ups[:1]:
                self.library.close_follow_up(clipping_id, one.uuid, "Corrected")
                if again:
                    self.library.reopen_follow_up(clipping_id, one.uuid)
            for one in clipping.follow_ups[1:2]:
                self.library.edit_follow_up(clipping_id, one.uuid, owner="Bo Snow", due=due)
            for one in clipping.follow_ups[2:]:
                self.library.remove_follow_up(clipping_id, one.uuid)

    @rule(clipping_id=ONE, content=st.sampled_from([b"%PDF", b"sound"]), name=st.sampled_from(["a.pdf", "b.mp3"]))
    def attach(self, clipping_id: int, content: bytes, name: str) -> None:
        for clipping in self.library.clippings([clipping_id]):
            self.library.attach(clipping_id, [BroughtFile(name, content)])
            for one in clipping.attachments[:1]:
                self.library.rename_attachment(clipping_id, one.uuid, f"again {name}")
            for one in clipping.attachments[2:]:
                self.library.detach(clipping_id, one.uuid)

    @rule(kept=ONE, other=ONE)
    def merge(self, kept: int, other: int) -> None:
        if kept != other and sum(not one.deleted for one in self.library.clippings([kept, other])) == 2:
            reporters = self.library.get(kept).reporters
            self.library.merge(kept, other)
            assert self.library.get(kept).reporters[: len(reporters)] == reporters

    @rule(ids=IDS)
    def group(self, ids: list[int]) -> None:
        there = [one.id for one in self.library.clippings(sorted(set(ids)))]
        if len(there) > 1:
            self.library.group(there)
            assert len({one.story for one in self.library.clippings(there)}) == 1

    @rule(ids=IDS)
    def leave_story(self, ids: list[int]) -> None:
        self.library.leave_story([one.id for one in self.library.clippings(ids)])

    @rule(clipping_id=ONE, place=st.integers(0, 9))
    def restore_earlier(self, clipping_id: int, place: int) -> None:
        if self.library.clippings([clipping_id]):
            for step in self.library.steps(clipping_id)[place : place + 1]:
                self.library.restore_earlier(clipping_id, step.id)

    @rule(ids=IDS)
    def delete(self, ids: list[int]) -> None:
        self.library.delete(ids)

    @rule(ids=IDS)
    def restore(self, ids: list[int]) -> None:
        self.library.restore(ids)

    @rule(
        name=NAMES,
        start=st.sampled_from([1, 4]),
        logo=st.sampled_from(["", LOGO]),
        style=st.sampled_from(["", "{headline}"]),
    )
    def set_organisation(self, name: str, start: int, logo: str, style: str) -> None:
        self.library.set_organisation(
            Organisation(name, (name, "Other"), fiscal_start=start, logo=logo, house_style=(("en", style),))
        )

    @rule()
    def undo(self) -> None:
        if self.library.undoable():
            before = Everything.of(self.library)
            self.library.undo()
            after = Everything.of(self.library)
            self.library.redo()
            assert Everything.of(self.library) == before
            self.library.undo()
            assert Everything.of(self.library) == after

    @rule()
    def redo(self) -> None:
        if self.library.redoable():
            self.library.redo()

    @invariant()
    def counts_are_those_of_a_plain_scan(self) -> None:
        counted = self.library.facets(Query())
        everything = self.library.clippings(range(1, 60))
        hits = list(filter(Query().matches, everything))
        assert counted.total == len(hits)
        assert counted.stories == len({one.story or one.id for one in hits})
        sections = {name: self.library.meant(Query.parse(asked)) for name, asked in SECTIONS.items()}
        assert counted.sections == {name: sum(map(asked.matches, everything)) for name, asked in sections.items()}
        assert _counted(counted.tones) == Counter(one.tone or "none" for one in hits)
        assert _counted(counted.months) == Counter(f"{one.published_on:%Y-%m}" for one in hits if one.published_on)
        assert _counted(counted.outlets) == Counter(one.outlet for one in hits if one.outlet)
        people = Counter(person.name for one in hits for person in one.spokespeople)
        assert _counted(counted.spokespeople) == people
        for name, count in counted.tags.items():
            assert count == sum(any(tag_holds(tag, f"={name}") for tag in one.tags) for one in hits)

    @invariant()
    def searches_find_what_a_plain_scan_finds(self) -> None:
        everything = self.library.clippings(range(1, 60))
        for query in map(Query.parse, FOUND_BY):
            meant = self.library.meant(query)
            expected = {one.id for one in everything if meant.matches(one)}
            assert set(self.library.search(query).ids) == expected
            assert self.library.facets(query).total == self.library.count(query) == len(expected)

    @invariant()
    def a_name_means_one_row(self) -> None:
        for own in (Everything.of(self.library).outlets, Everything.of(self.library).people):
            named = [fold(name) for one in own for name in (one.name, *one.aliases)]
            assert len(named) == len(set(named))

    @invariant()
    def a_name_means_one_report(self) -> None:
        named = [fold(one.name) for one in self.library.definitions()]
        assert len(named) == len(set(named))

    @rule()
    def reopen(self) -> None:
        self.library.close()
        self.library = Library.open(self.path, now=Clock())

    def teardown(self) -> None:
        self._redo_all()
        end = Everything.of(self.library)
        while self.library.undoable():
            self.library.undo()
        assert Everything.of(self.library) == self.start
        self.reopen()
        self._redo_all()
        assert Everything.of(self.library) == end
        self._is_in_order()
        self.library.close()
        self.folder.cleanup()

    def _redo_all(self) -> None:
        while self.library.redoable():
            self.library.redo()

    def _is_in_order(self) -> None:
        assert check(self.library) == []


TestUndoEverything = UndoEverything.TestCase
TestUndoEverything.settings = of_hundred(12)
