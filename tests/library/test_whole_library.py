"""Whatever is done to a library, also what no step takes back: it stays sound, searches find what a plain scan finds,
and what comes out of it as an export or a backup is the same library again.

To the verbs of `UndoEverything`, which it goes on from, this adds those that it lacks, and purging, exports, imports,
backups and restores. Undoing all does not lead back to the beginning any more; undoing and redoing all is no change.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from clipper.capture.formats.base import File
from clipper.capture.formats.table.registers import read_register
from clipper.library.backup import backup, restore_backup
from clipper.library.checking import check
from clipper.library.exchange import export_library, import_library
from clipper.library.library import Library
from clipper.library.likely_duplicates import likely_duplicates
from clipper.library.register_sheets import import_register
from clipper.library.store.tables import ClippingRow
from clipper.model.clipping import Clipping
from clipper.model.codes import Relation
from clipper.model.draft import Accepted, Answer, Decision, Draft, Guess, Pasted
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.query import Query
from clipper.model.sheet import Column, Preset, Use
from clipper.model.values import replace
from tests.library.building import FERRY, LIGHTHOUSE, Clock, accepted
from tests.library.test_undo_everything import IDS, MESSAGES, NAMES, ONE, TAGS, Everything, UndoEverything
from tests.profiles import of_hundred

ALL = range(1, 60)
SHEETS = st.sampled_from(
    [
        "Outlet,Domain,Tier,Rights\nAnn Ice,ice.example,1,granted\nThe Post,post.example,2,\n",
        "Name,Also called,Title,Ours\nBo Snow,B. Snow,Fellow,yes\nCleo Rain,ann ice,,no\n",
        "Name\n\n",
    ]
)
TAKEN = st.sets(st.sampled_from(["headline", "outlet", "body", "published_on"]), max_size=2)


def beside(of: int, answer: Answer, **values: Any) -> Accepted:
    """A draft that a person accepted beside the clipping that it is like."""
    return replace(accepted(**values), decision=Decision(answer, of))


def apart_from_others(clipping: Clipping) -> tuple[Any, ...]:
    """What a clipping is by itself; its story and the names in it may go with others."""
    return clipping.uuid, clipping.headline, clipping.body, clipping.note, clipping.tags, clipping.tone, clipping.codes


class WholeLibrary(UndoEverything):
    """Random verbs of all kinds."""

    @rule(ids=IDS, relation=st.sampled_from(Relation))
    def relate(self, ids: list[int], relation: Relation) -> None:
        self.library.set_relation(ids, relation)

    @rule(ids=IDS, added=TAGS, removed=TAGS)
    def retag(self, ids: list[int], added: str, removed: str) -> None:
        self.library.retag(ids, [added], [removed])

    @rule(message=MESSAGES)
    def add_message(self, message: str) -> None:
        with suppress(WrongUsage):
            self.library.add_message(message)

    @rule(
        name=st.sampled_from(["Weekly", "WEEKLY"]), use=st.sampled_from([Use.HEADLINE, Use.NOTE]), new=st.none() | NAMES
    )
    def keep_preset(self, name: str, use: Use, new: str | None) -> None:
        with suppress(WrongUsage, NotFound):
            self.library.save_preset(Preset(name, (Column("Title", use), Column("Link", Use.URL))))
            if new is None:
                self.library.delete_preset(name)
            else:
                self.library.rename_preset(name, new)

    @rule(clipping_id=ONE, outlet=NAMES, body=st.sampled_from([FERRY, LIGHTHOUSE]), taken=TAKEN)
    def fill(self, clipping_id: int, outlet: str, body: str, taken: set[str]) -> None:
        draft = Draft(headline=Guess("Filled"), outlet=Guess(outlet), body=Guess(body))
        with suppress(NotFound):
            self.library.fill(clipping_id, draft, Pasted(f"What was pasted into {clipping_id}"), taken)
            assert len(self.library.originals(clipping_id)) >= 1

    @rule(of=ONE, answer=st.sampled_from(Answer), outlet=NAMES, day=st.none() | st.just(date(2017, 1, 9)))
    def add_beside(self, of: int, answer: Answer, outlet: str, day: date | None) -> None:
        with suppress(NotFound):
            values = {"headline": "One", "outlet": outlet, "body": FERRY, "published_on": day}
            self.library.add([beside(of, answer, **values)], Pasted("One again"))

    @rule(kept=ONE, others=st.lists(ONE, min_size=1, max_size=2, unique=True))
    def merge_several(self, kept: int, others: list[int]) -> None:
        with suppress(NotFound, WrongUsage):
            self.library.merge_into(kept, others)

    @rule(one=ONE, other=ONE, is_pick_up=st.booleans())
    def decide(self, one: int, other: int, is_pick_up: bool) -> None:
        with suppress(NotFound, WrongUsage):
            (self.library.make_pick_up if is_pick_up else self.library.tell_apart)(one, other)

    @rule()
    def look_for_duplicates(self) -> None:
        there = {one.id for one in self.library.clippings(ALL) if not one.deleted}
        for pair in likely_duplicates(self.library):
            assert {pair.kept, pair.other} <= there

    @rule(sheet=SHEETS)
    def import_names(self, sheet: str) -> None:
        with suppress(WrongUsage):
            import_register(self.library, read_register(File("a.csv", sheet.encode()), None, date(2026, 1, 3)), "a.csv")

    @rule(ids=IDS, is_wastebasket=st.booleans())
    def purge(self, ids: list[int], is_wastebasket: bool) -> None:
        chosen = set(self.library.search(Query.parse("is:deleted")).ids if is_wastebasket else ids)
        before = {one.id: apart_from_others(one) for one in self.library.clippings(ALL)}
        self.library.purge(chosen)
        after = {one.id: apart_from_others(one) for one in self.library.clippings(ALL)}
        assert after == {clipping_id: one for clipping_id, one in before.items() if clipping_id not in chosen}
        self.start = None

    @rule(ending=st.sampled_from([".jsonl", ".zip"]))
    def export_and_import(self, ending: str) -> None:
        first, second = (Path(self.folder.name, f"{name}{ending}") for name in ("first", "second"))
        count = export_library(self.library, first).counted.all
        with self.another() as other:
            assert import_library(other, first).added == count
            export_library(other, second)
            assert first.read_bytes() == second.read_bytes()
            assert check(other) == []
        before = Everything.of(self.library)
        assert import_library(self.library, first).added == 0
        assert Everything.of(self.library) == before

    @rule(changes=st.booleans())
    def import_other_clippings(self, changes: bool) -> None:
        with self.another() as other:
            other.add([accepted(headline="Elsewhere", outlet="Ann Ice", tags=("topic/ICE",))], Pasted("Elsewhere"))
            if changes:
                other.set_note(1, "Written elsewhere")
            export_library(other, Path(self.folder.name, "other.zip"))
        assert import_library(self.library, Path(self.folder.name, "other.zip")).added == 1

    @rule()
    def back_up_and_restore(self) -> None:
        copy, restored = Path(self.folder.name, "backup.clipper"), Path(self.folder.name, "restored.clipper")
        copy.unlink(missing_ok=True)
        assert backup(self.library, copy) == []
        restore_backup(copy, restored)
        with Library.open(restored, now=Clock()) as other:
            assert Everything.of(other) == Everything.of(self.library)
            assert [step.title for step in other.steps()] == [step.title for step in self.library.steps()]
            assert check(other) == []

    @rule(ids=IDS, name=TAGS)
    def fail_in_the_middle_of_a_step(self, ids: list[int], name: str) -> None:
        before = Everything.of(self.library)
        with suppress(ZeroDivisionError), self.library.step("tag", name=name) as work:
            work.put(ClippingRow.starred, work.live(ids), True)
            raise ZeroDivisionError
        assert Everything.of(self.library) == before

    @contextmanager
    def another(self) -> Iterator[Library]:
        path = Path(self.folder.name, "another.clipper")
        for file in path.parent.glob("another.clipper*"):
            if file.is_file():
                file.unlink()
        with Library.open(path, now=Clock()) as other:
            yield other

    @invariant()
    def nothing_is_wrong(self) -> None:
        assert check(self.library) == []

    def teardown(self) -> None:
        self._redo_all()
        end = Everything.of(self.library)
        while self.library.undoable():
            self.library.undo()
        if self.start is not None:
            assert Everything.of(self.library) == self.start
        assert check(self.library) == []
        self.reopen()
        self._redo_all()
        assert Everything.of(self.library) == end
        self._is_in_order()
        self.library.close()
        self.folder.cleanup()


TestWholeLibrary = WholeLibrary.TestCase
TestWholeLibrary.settings = of_hundred(6)
