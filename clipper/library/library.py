"""The façade that everything above talks to: one verb a user's action, one transaction, one undo step."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from clipper.library import (
    adding,
    attachments,
    cleaning,
    clippings,
    codebook,
    contents,
    definitions,
    earlier,
    editing,
    erasing,
    filling,
    follow_ups,
    highlights,
    history,
    issued_reports,
    merging,
    messages,
    names,
    outlets,
    people,
    presets,
    quotes,
    registers,
    report_texts,
    safe_file,
    saved_searches,
    setting_aside,
    stories,
    tags,
    templates,
)
from clipper.library.adding import Added, Brought
from clipper.library.filling import Filled
from clipper.library.lost import require_not_lost
from clipper.library.originals import Packed
from clipper.library.reader import Reader
from clipper.library.report_texts import ReportOf
from clipper.library.store.engine import Store
from clipper.library.store.tables import ClippingRow, MessageRow, OutletRow, PersonRow
from clipper.library.store.unwritable import UnwritableStore
from clipper.library.work import Work, record
from clipper.model.attachment import BroughtFile
from clipper.model.changes import Changes
from clipper.model.clipping import Organisation
from clipper.model.codebook import CodeField
from clipper.model.codes import Prominence, Relation, Rights, State, Tone
from clipper.model.draft import Accepted, Draft, FileReading, Pasted
from clipper.model.errors import EnvironmentProblem, NotFound
from clipper.model.follow_up import FollowUp
from clipper.model.highlight import Highlight
from clipper.model.issued_report import IssuedReport
from clipper.model.period import Period
from clipper.model.progress import Progress
from clipper.model.quote import Quote
from clipper.model.report import Audience, Definition
from clipper.model.saved_search import SavedSearch
from clipper.model.sheet import Preset
from clipper.model.values import replace

__all__ = ["Added", "Brought", "Library"]

Listener = Callable[[Changes], None]


def local_time() -> datetime:
    """Return the time on the wall to the second; a library's days are those of its people."""
    return datetime.now().replace(microsecond=0)


class Library(Reader):
    """An open library. Reading is safe from any thread; writes wait for one another.

    Every verb that writes returns what changed, and tells listeners the same after it is kept for good. What changes
    nothing makes no step. Writing raises EnvironmentProblem where the disk or another program is in the way; nothing
    was changed then.
    """

    def __init__(
        self, store: Store | UnwritableStore, now: Callable[[], datetime], backups: Path | None = None
    ) -> None:
        super().__init__(store, now)
        self.backups = backups
        self._listeners: list[Listener] = []

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = True,
        now: Callable[[], datetime] = local_time,
        backups: Path | None = None,
    ) -> "Library":
        """Open a library, made first when it is not there.

        `backups` is the folder for those that are made by themselves; without one, that before an older library is
        brought to the present form goes into a folder beside it, and no other is made.
        Raises EnvironmentProblem when it is locked, newer, damaged, read-only or no library; it is left as it was. So
        is a file that is missing or empty, with Lost, where that folder has a backup of it.
        """
        if backups is not None:
            require_not_lost(path, backups)

        def keep_as_it_is(older: Path) -> None:
            from clipper.library.backups import folder_beside, keep_before_update

            keep_before_update(older, backups or folder_beside(older), now())

        opened = cls(Store.open(path, keep_as_it_is, create=create), now, backups)
        contents.clear_left_behind(path)
        if opened.store.is_keeper:
            setting_aside.forget_second_names(path.resolve())
        return opened

    @classmethod
    def open_to_read(cls, path: Path, **options: Any) -> "Library":
        """Open a library as `open` does, or only for reading where nothing can be written beside it.

        Writing raises then what opening it would have raised.
        """
        try:
            return cls.open(path, **options)
        except EnvironmentProblem as refused:
            return cls(UnwritableStore.open(path, refused), options.get("now", local_time), options.get("backups"))

    @property
    def refusal(self) -> str:
        """Why the library can only be read; "" where it can be written."""
        return self.store.refusal

    def close(self) -> None:
        """Close the library's file; the library cannot be used after."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Writing

    @contextmanager
    def step(self, verb: str, *, origin: object = None, **detail: str) -> Iterator[Work]:
        """Do one named step: all that the block changes is kept together, or none of it when the block raises.

        `verb` is one of STEP_TITLES, `detail` the parts of its title; after the block `work.changes` tells what moved.
        """
        with contents.waiting(self.path) as beside, self.store.writing() as connection:
            work = Work(connection, self._now(), verb, detail, beside)
            yield work
            clippings.refresh(work)
            changes = record(work, lambda clipping_id: clippings.title_of(connection, clipping_id))
            work.changes = replace(changes, renamed=work.renamed, origin=origin)
            # Last, since nothing takes a file back.
            beside.place()
        self._publish(work.changes)

    def add(
        self,
        accepted: Sequence[Accepted],
        pasted: Pasted,
        *,
        file: bytes | None = None,
        packed: Packed | None = None,
        progress: Progress | None = None,
        origin: object = None,
    ) -> Added:
        """Add what a person accepted of one paste; see add_all."""
        return self.add_all([Brought(accepted, pasted, file, packed)], progress=progress, origin=origin)[0]

    def add_all(
        self, brought: Sequence[Brought], *, progress: Progress | None = None, origin: object = None
    ) -> list[Added]:
        """Add accepted drafts of pastes in one step, and keep the pastes; returns what became of each.

        `progress` is told how many of the drafts of a paste are added.

        An identical mention is left out and named, a copy joins its story. A mention that was rejected is kept again.
        What a person decided beside the clipping that a draft is like is done: what they merge into it lies in the
        wastebasket with its paste. Raises WrongUsage where a draft has neither headline nor link nor text, NotFound
        where a clipping of a decision is gone or in the wastebasket.
        """
        with self.step("add", origin=origin) as work:
            added = adding.add(work, brought, progress)
        return [replace(one, changes=work.changes) for one in added]

    def merge(self, kept_id: int, other_id: int, taken: Collection[str] = (), *, origin: object = None) -> Changes:
        """Make one clipping of two: the other goes to the wastebasket, and `taken` names the fields of its that count.

        Tags, notes, people and stories are united, and what the kept one does not know comes from the other. Raises
        NotFound where one is gone or in the wastebasket, or WrongUsage for a clipping and itself.
        """
        return self.merge_all([(kept_id, other_id, taken)], origin=origin)

    def merge_all(self, pairs: Iterable[merging.Pair], *, origin: object = None) -> Changes:
        """Merge many pairs (kept, other, taken fields) in one step; raises what merge raises, and does none then."""
        with self.step("merge", origin=origin) as work:
            merging.merge_all(work, pairs)
        return work.changes

    def merge_into(self, kept_id: int, others: Sequence[int], *, origin: object = None) -> Changes:
        """Make one clipping of several: where they differ the kept one's values count; raises what merge raises."""
        with self.step("merge", origin=origin) as work:
            merging.merge_into(work, kept_id, others)
        return work.changes

    def tell_apart(self, clipping_id: int, other_id: int, *, origin: object = None) -> Changes:
        """Remember that two clippings which look alike are no duplicates; raises NotFound, or WrongUsage."""
        return self.tell_all_apart([(clipping_id, other_id)], origin=origin)

    def tell_all_apart(self, pairs: Sequence[tuple[int, int]], *, origin: object = None) -> Changes:
        """Remember in one step that many pairs are no duplicates; raises what tell_apart raises, and does none then."""
        with self.step("distinct", origin=origin) as work:
            for clipping_id, other_id in pairs:
                merging.tell_apart(work, clipping_id, other_id)
            work.subjects = frozenset(id_ for pair in pairs for id_ in pair)
        return work.changes

    def make_pick_up(self, clipping_id: int, of_id: int, *, origin: object = None) -> Changes:
        """Put a clipping into the story of another one; raises NotFound, or WrongUsage."""
        return self.make_pick_ups([(clipping_id, of_id)], origin=origin)

    def make_pick_ups(self, pairs: Sequence[tuple[int, int]], *, origin: object = None) -> Changes:
        """Put many clippings, each into the story of another one, in one step; raises what make_pick_up raises."""
        with self.step("pick_up", origin=origin) as work:
            for clipping_id, of_id in pairs:
                merging.require_two(work, clipping_id, of_id)
                stories.join(work, clipping_id, of_id)
            work.subjects = frozenset(clipping_id for clipping_id, _ in pairs)
        return work.changes

    def group(self, ids: Iterable[int], *, origin: object = None) -> Changes:
        """Make one story of clippings and of the stories that they belong to; raises WrongUsage for fewer than two."""
        with self.step("story", origin=origin) as work:
            stories.group(work, ids)
        return work.changes

    def leave_story(self, ids: Iterable[int], *, origin: object = None) -> Changes:
        """Take clippings out of their stories; a clipping that would be left alone in one stands alone, too."""
        with self.step("leave_story", origin=origin) as work:
            stories.leave(work, ids)
        return work.changes

    def restore_earlier(self, clipping_id: int, step_id: int, *, origin: object = None) -> Changes:
        """Give a clipping what it was after a step of its history; raises NotFound. See clipper.library.earlier."""
        with self.step("earlier", origin=origin) as work:
            self._require(work, clipping_id)
            earlier.restore(work, clipping_id, step_id)
        return work.changes

    def fill(
        self,
        clipping_id: int,
        draft: Draft,
        pasted: Pasted,
        taken: Collection[str] = (),
        *,
        file: bytes | None = None,
        origin: object = None,
    ) -> Changes:
        """Fill what a clipping does not know from a draft, and keep the paste as a further original of it.

        `taken` names the fields of which the draft's value replaces the clipping's own; `filling.draft_for` makes the
        draft of a reading. Raises NotFound, or WrongUsage for a field that there is not.
        """
        with self.step("fill", origin=origin) as work:
            filling.fill(work, clipping_id, draft, pasted, taken, file)
        return work.changes

    def fill_from(
        self, clipping_id: int, files: Sequence[FileReading], taken: Collection[str] = (), *, origin: object = None
    ) -> Filled:
        """Fill a clipping from files, one after the other, in one step; see fill, and raises what it raises."""
        with self.step("fill", origin=origin) as work:
            left = filling.fill_from(work, clipping_id, files, taken)
        return Filled(work.changes, tuple(left))

    def edit(self, clipping_id: int, *, origin: object = None, **values: Any) -> Changes:
        """Write fields of a clipping: headline, deck, reporters, spokespeople, outlet, programme, medium,
        published_on, url, language, body, and those of media, see clipper.model.medium_fields.

        Raises NotFound, or WrongUsage for an air time or a length that is none.
        """
        with self.step("edit", origin=origin) as work:
            self._require(work, clipping_id)
            editing.edit(work, clipping_id, values)
        return work.changes

    def set_note(self, clipping_id: int, text: str | None, *, origin: object = None) -> Changes:
        """Write the note of a clipping, in Markdown; raises NotFound."""
        with self.step("note", origin=origin) as work:
            self._require(work, clipping_id)
            work.put(ClippingRow.note, [clipping_id], cleaning.text("note", text))
        return work.changes

    def tag(self, ids: Iterable[int], *wanted: str, origin: object = None) -> Changes:
        """Put one or several tags on clippings, made when new; raises WrongUsage where no tag can have that name."""
        with self.step("tag", origin=origin) as work:
            tags.tag(work, ids, wanted)
        return work.changes

    def untag(self, ids: Iterable[int], *unwanted: str, origin: object = None) -> Changes:
        """Take one or several tags off clippings."""
        with self.step("untag", origin=origin) as work:
            tags.untag(work, ids, unwanted)
        return work.changes

    def retag(
        self, ids: Collection[int], wanted: Iterable[str], unwanted: Iterable[str], *, origin: object = None
    ) -> Changes:
        """Put tags on clippings and take others off, in one step; raises what tag raises."""
        with self.step("retag", origin=origin) as work:
            tags.retag(work, ids, wanted, unwanted)
        return work.changes

    def rename_tag(self, old: str, new: str, *, origin: object = None) -> Changes:
        """Rename a tag and those nested below it; a tag of the new name takes them in. Raises NotFound, WrongUsage.

        Saved searches follow, as they do where outlets and people are renamed.
        """
        with self.step("rename_tag", origin=origin) as work:
            tags.rename(work, old, new)
        return work.changes

    def delete_tag(self, name: str, *, origin: object = None) -> Changes:
        """Take a tag and those nested below it off all clippings and forget them; raises NotFound."""
        with self.step("delete_tag", origin=origin) as work:
            tags.delete(work, name)
        return work.changes

    def set_tag_hue(self, name: str, hue: str, *, origin: object = None) -> Changes:
        """Give a tag one of the eight hues; raises NotFound or WrongUsage."""
        with self.step("tag_hue", origin=origin) as work:
            tags.set_hue(work, name, hue)
        return work.changes

    def set_tag_key(self, name: str, key: int | None, *, origin: object = None) -> Changes:
        """Give a tag the digit that puts it on what is selected, or none; raises NotFound or WrongUsage."""
        with self.step("tag_key", origin=origin) as work:
            tags.set_key(work, name, key)
        return work.changes

    def rename_outlet(self, old: str, new: str, *, origin: object = None) -> Changes:
        """Rename an outlet; one of the new name takes its clippings in. The old name becomes an alias, but for a slip.

        Raises NotFound, or WrongUsage for no name.
        """
        with self.step("rename_outlet", origin=origin) as work:
            registers.rename(work, OutletRow, old, new)
        return work.changes

    def rename_person(self, old: str, new: str, *, origin: object = None) -> Changes:
        """Rename a reporter or spokesperson; one of the new name becomes the same. The old name becomes an alias.

        Raises NotFound, or WrongUsage.
        """
        with self.step("rename_person", origin=origin) as work:
            registers.rename(work, PersonRow, old, new)
        return work.changes

    def set_outlet(self, ids: Iterable[int], outlet: str | None, *, origin: object = None) -> Changes:
        """Say who ran clippings; None where that is not known."""
        with self.step("set_outlet", origin=origin) as work:
            editing.set_outlet(work, work.live(ids), outlet)
        return work.changes

    def save_search(self, saved: SavedSearch, *, origin: object = None) -> Changes:
        """Keep a search under a name, in place of the one of that name; raises WrongUsage for no name or search."""
        with self.step("save_search", origin=origin, name=saved.name) as work:
            saved_searches.save(work, saved)
        return work.changes

    def rename_search(self, old: str, new: str, *, origin: object = None) -> Changes:
        """Give a saved search another name; raises NotFound, or WrongUsage where the new name is taken."""
        with self.step("rename_search", origin=origin, name=old, new_name=new) as work:
            saved_searches.NAMED.rename(work, old, new)
        return work.changes

    def delete_search(self, name: str, *, origin: object = None) -> Changes:
        """Forget a saved search; raises NotFound."""
        with self.step("delete_search", origin=origin, name=name) as work:
            saved_searches.NAMED.delete(work, name)
        return work.changes

    def set_tone(self, ids: Iterable[int], tone: Tone | None, *, origin: object = None) -> Changes:
        """Code the tone of clippings; None takes the code away."""
        return self._put("tone", ClippingRow.tone, ids, tone, origin)

    def set_prominence(self, ids: Iterable[int], prominence: Prominence | None, *, origin: object = None) -> Changes:
        """Code the prominence of clippings; None takes the code away."""
        return self._put("prominence", ClippingRow.prominence, ids, prominence, origin)

    def set_relation(self, ids: Iterable[int], relation: Relation, *, origin: object = None) -> Changes:
        """Say why clippings are kept."""
        return self._put("relation", ClippingRow.relation, ids, relation, origin)

    def set_starred(
        self, ids: Iterable[int], starred: bool, *, restore: bool = False, origin: object = None
    ) -> Changes:
        """Make clippings key coverage, or no longer; `restore` takes them out of the wastebasket as well."""
        verb = "star" if starred else "unstar"
        return self._put(verb, ClippingRow.starred, ids, starred, origin, restore=restore)

    def set_publish(self, ids: Iterable[int], publish: bool, *, origin: object = None) -> Changes:
        """Allow clippings in public outputs, or no longer."""
        return self._put("publish" if publish else "unpublish", ClippingRow.publish, ids, publish, origin)

    def set_state(self, ids: Iterable[int], state: State, *, restore: bool = False, origin: object = None) -> Changes:
        """Set where clippings stand between arriving and being kept; `restore` takes them out of the wastebasket."""
        return self._put("state", ClippingRow.state, ids, state, origin, restore=restore, name=state)

    def set_rights(self, ids: Iterable[int], rights: Rights | None, *, origin: object = None) -> Changes:
        """Say what may be done with the texts of clippings; None where that is as with their outlet."""
        return self._put("rights", ClippingRow.rights, ids, rights, origin)

    def add_message(self, message: str, *, origin: object = None) -> Changes:
        """Put a key message into the library; raises WrongUsage where it is no sentence."""
        with self.step("message", origin=origin) as work:
            messages.add(work, message)
        return work.changes

    def carry_message(self, ids: Iterable[int], message: str, *, origin: object = None) -> Changes:
        """Code clippings as carrying a key message, made when it is new; raises WrongUsage."""
        with self.step("carry", origin=origin) as work:
            messages.carry(work, ids, message)
        return work.changes

    def drop_message(self, ids: Iterable[int], *unwanted: str, origin: object = None) -> Changes:
        """Code clippings as not carrying one or several key messages; raises NotFound."""
        with self.step("uncarry", origin=origin) as work:
            messages.drop(work, ids, unwanted)
        return work.changes

    def rename_message(self, old: str, new: str, *, origin: object = None) -> Changes:
        """Write a key message anew; one that reads so becomes the same. Raises NotFound, or WrongUsage."""
        with self.step("rename_message", origin=origin) as work:
            registers.rename(work, MessageRow, old, messages.cleaned_message(new))
        return work.changes

    def delete_message(self, message: str, *, origin: object = None) -> Changes:
        """Take a key message off all clippings and forget it; raises NotFound."""
        with self.step("delete_message", origin=origin) as work:
            messages.delete(work, message)
        return work.changes

    def save_code_field(self, field: CodeField, before: str | None = None, *, origin: object = None) -> Changes:
        """Keep a field of the codebook, new or in the place of the one called `before`; raises NotFound, WrongUsage."""
        with self.step("code_field", origin=origin) as work:
            codebook.save(work, field, before)
        return work.changes

    def delete_code_field(self, name: str, *, origin: object = None) -> Changes:
        """Forget a field of the codebook and its values in all clippings; raises NotFound."""
        with self.step("delete_code_field", origin=origin) as work:
            codebook.delete(work, name)
        return work.changes

    def code(self, ids: Iterable[int], name: str, value: str | None, *, origin: object = None) -> Changes:
        """Give clippings a value of a field of the codebook; None takes it away. Raises NotFound, WrongUsage."""
        with self.step("code", origin=origin) as work:
            codebook.code(work, ids, name, value)
        return work.changes

    def highlight(self, clipping_id: int, highlight: Highlight, *, origin: object = None) -> Changes:
        """Mark a passage of a clipping; raises NotFound, or WrongUsage for an empty passage."""
        with self.step("highlight", origin=origin) as work:
            self._require(work, clipping_id)
            highlights.add(work, clipping_id, highlight)
        return work.changes

    def edit_highlight(self, clipping_id: int, uuid: str, *, origin: object = None, **values: Any) -> Changes:
        """Give a highlight another `marker` or `comment`; raises NotFound."""
        with self.step("edit_highlight", origin=origin) as work:
            highlights.edit(work, clipping_id, uuid, values)
        return work.changes

    def remove_highlight(self, clipping_id: int, uuid: str, *, origin: object = None) -> Changes:
        """Take a highlight away; raises NotFound."""
        with self.step("unhighlight", origin=origin) as work:
            highlights.remove(work, clipping_id, uuid)
        return work.changes

    def keep_quote(self, clipping_id: int, quote: Quote, *, origin: object = None) -> Changes:
        """Keep what somebody says in a clipping; raises NotFound, or WrongUsage without words or a speaker."""
        with self.step("quote", origin=origin) as work:
            self._require(work, clipping_id)
            quotes.add(work, clipping_id, quote)
        return work.changes

    def edit_quote(self, clipping_id: int, uuid: str, *, origin: object = None, **values: Any) -> Changes:
        """Correct the `text` or the `speaker` of a quote; raises NotFound, or WrongUsage for what cannot be."""
        with self.step("edit_quote", origin=origin) as work:
            quotes.edit(work, clipping_id, uuid, values)
        return work.changes

    def remove_quote(self, clipping_id: int, uuid: str, *, origin: object = None) -> Changes:
        """Take a quote away; raises NotFound."""
        with self.step("unquote", origin=origin) as work:
            quotes.remove(work, clipping_id, uuid)
        return work.changes

    def add_follow_up(self, clipping_id: int, follow_up: FollowUp, *, origin: object = None) -> Changes:
        """Write down what is to be done about a clipping; raises NotFound, or WrongUsage where it does not say what."""
        with self.step("follow_up", origin=origin) as work:
            self._require(work, clipping_id)
            follow_ups.add(work, clipping_id, follow_up)
        return work.changes

    def edit_follow_up(self, clipping_id: int, uuid: str, *, origin: object = None, **values: Any) -> Changes:
        """Write a follow-up of a clipping anew, fields of FollowUp; raises NotFound, or WrongUsage."""
        with self.step("edit_follow_up", origin=origin) as work:
            follow_ups.edit(work, clipping_id, uuid, values)
        return work.changes

    def close_follow_up(
        self, clipping_id: int, uuid: str, outcome: str | None = None, *, origin: object = None
    ) -> Changes:
        """Close a follow-up today; where no outcome is given, what it says of it stays. Raises NotFound."""
        with self.step("close_follow_up", origin=origin) as work:
            follow_ups.close(work, clipping_id, uuid, outcome)
        return work.changes

    def reopen_follow_up(self, clipping_id: int, uuid: str, *, origin: object = None) -> Changes:
        """Open a follow-up again; raises NotFound."""
        with self.step("reopen_follow_up", origin=origin) as work:
            follow_ups.edit(work, clipping_id, uuid, {"closed_on": None})
        return work.changes

    def remove_follow_up(self, clipping_id: int, uuid: str, *, origin: object = None) -> Changes:
        """Take a follow-up away; raises NotFound."""
        with self.step("remove_follow_up", origin=origin) as work:
            follow_ups.remove(work, clipping_id, uuid)
        return work.changes

    def attach(
        self,
        clipping_id: int,
        brought: Sequence[BroughtFile],
        progress: Progress | None = None,
        *,
        origin: object = None,
    ) -> Changes:
        """Keep files with a clipping, copied as they are now; one that it has under this name is left out.

        `progress` counts bytes; an exception that it raises ends all, and nothing is attached. Raises NotFound, or what
        contents.staged raises.
        """
        with contents.staged(self.path, brought, progress) as ready, self.step("attach", origin=origin) as work:
            self._require(work, clipping_id)
            attachments.attach(work, clipping_id, ready)
        return work.changes

    def rename_attachment(self, clipping_id: int, uuid: str, name: str, *, origin: object = None) -> Changes:
        """Give a file of a clipping another name; raises NotFound, or WrongUsage where it is none."""
        with self.step("rename_attachment", origin=origin) as work:
            attachments.rename(work, clipping_id, uuid, name)
        return work.changes

    def detach(self, clipping_id: int, uuid: str, *, origin: object = None) -> Changes:
        """Take a file off a clipping; undo brings it back, until the clipping is purged. Raises NotFound."""
        with self.step("detach", origin=origin) as work:
            attachments.detach(work, clipping_id, uuid)
        return work.changes

    def add_outlet(self, name: str, *, origin: object = None, **values: Any) -> Changes:
        """Put an outlet into the register, with fields of Outlet; raises WrongUsage for a name that is known."""
        with self.step("add_outlet", origin=origin) as work:
            outlets.PROFILES.add(work, name, values)
        return work.changes

    def add_person(self, name: str, *, origin: object = None, **values: Any) -> Changes:
        """Put a person into the register, with fields of Person; raises WrongUsage for a name that is known."""
        with self.step("add_person", origin=origin) as work:
            people.PROFILES.add(work, name, values)
        return work.changes

    def edit_outlet(self, name: str, *, new_name: str | None = None, origin: object = None, **values: Any) -> Changes:
        """Write what is known of an outlet, fields of Outlet; a new name is given as rename_outlet does.

        Raises NotFound, or WrongUsage for what cannot be.
        """
        with self.step("outlet" if values else "rename_outlet", origin=origin) as work:
            outlets.PROFILES.edit(work, name, values)
            if new_name is not None:
                registers.rename(work, OutletRow, name, new_name)
        return work.changes

    def edit_person(self, name: str, *, new_name: str | None = None, origin: object = None, **values: Any) -> Changes:
        """Write what is known of a person, fields of Person; a new name is given as rename_person does.

        Raises NotFound, or WrongUsage for what cannot be.
        """
        with self.step("person" if values else "rename_person", origin=origin) as work:
            people.PROFILES.edit(work, name, values)
            if new_name is not None:
                registers.rename(work, PersonRow, name, new_name)
        return work.changes

    def delete_names(
        self, unused_outlets: Sequence[str] = (), unused_people: Sequence[str] = (), *, origin: object = None
    ) -> Changes:
        """Take outlets and people out of their registers; raises NotFound, or WrongUsage where clippings have one."""
        given = (*unused_outlets, *unused_people)
        name = f"“{given[0]}”" if len(given) == 1 else f"{len(given):,} names"
        with self.step("delete_names", origin=origin, name=name) as work:
            outlets.PROFILES.delete(work, unused_outlets)
            people.PROFILES.delete(work, unused_people)
        return work.changes

    def delete(self, ids: Iterable[int], *, origin: object = None) -> Changes:
        """Move clippings to the wastebasket."""
        return self._put("delete", ClippingRow.deleted, ids, True, origin)

    def restore(self, ids: Iterable[int], *, origin: object = None) -> Changes:
        """Take clippings back out of the wastebasket."""
        return self._put("restore", ClippingRow.deleted, ids, False, origin)

    def set_organisation(self, organisation: Organisation, *, origin: object = None) -> Changes:
        """Write whose library this is; raises WrongUsage for a month or a logo that cannot be."""
        with self.step("organisation", origin=origin) as work:
            names.set_organisation(work, organisation)
        return work.changes

    def save_preset(self, preset: Preset, *, origin: object = None) -> Changes:
        """Remember how a kind of sheet is read, in place of the preset of that name; raises WrongUsage for no name."""
        with self.step("preset", origin=origin, name=preset.name) as work:
            presets.save(work, preset)
        return work.changes

    def rename_preset(self, old: str, new: str, *, origin: object = None) -> Changes:
        """Give a preset another name; raises NotFound, or WrongUsage where the new name is taken."""
        with self.step("rename_preset", origin=origin, name=old, new_name=new) as work:
            presets.NAMED.rename(work, old, new)
        return work.changes

    def delete_preset(self, name: str, *, origin: object = None) -> Changes:
        """Forget a preset; raises NotFound."""
        with self.step("delete_preset", origin=origin, name=name) as work:
            presets.NAMED.delete(work, name)
        return work.changes

    def save_definition(self, definition: Definition, *, origin: object = None) -> Changes:
        """Keep the choices behind a report, new or in the place of those with its UUID; one without gets one.

        Raises WrongUsage where its name is none or taken, or a choice cannot be.
        """
        with self.step("save_report", origin=origin) as work:
            definitions.save(work, definition)
        return work.changes

    def rename_definition(self, uuid: str, name: str, *, origin: object = None) -> Changes:
        """Give a definition of a report another name; raises NotFound, or WrongUsage where it is taken or none."""
        with self.step("rename_report", origin=origin) as work:
            definitions.rename(work, uuid, name)
        return work.changes

    def duplicate_definition(self, uuid: str, name: str, *, origin: object = None) -> Definition:
        """Keep a definition once more under another name, and return that; raises what rename_definition raises."""
        with self.step("save_report", origin=origin) as work:
            return definitions.duplicate(work, uuid, name)

    def delete_definition(self, uuid: str, *, origin: object = None) -> Changes:
        """Forget a definition of a report; a built-in one is hidden until it is saved again. Raises NotFound."""
        with self.step("delete_report", origin=origin) as work:
            definitions.delete(work, uuid)
        return work.changes

    def write_report_text(
        self,
        definition: str,
        period: Period,
        language: str,
        audience: Audience,
        key: str,
        text: str,
        *,
        origin: object = None,
    ) -> Changes:
        """Write a text of a report, in Markdown, see report_texts; an empty one is taken away. Raises WrongUsage."""
        with self.step("report_text", origin=origin) as work:
            report_texts.write(work, ReportOf(definition, period, language, audience), key, text)
        return work.changes

    def issue_report(self, report: IssuedReport, files: Mapping[str, bytes], *, origin: object = None) -> IssuedReport:
        """Freeze a report with its files, by endings such as ".pdf", and return it with its number and version.

        One that bears a number and version has to be the next. Raises Conflict where it is not, and WrongUsage for no
        file, one that has no such ending, or too large ones.
        """
        brought = issued_reports.brought(report.title, files)
        with contents.staged(self.path, brought) as ready, self.step("issue_report", origin=origin) as work:
            return issued_reports.issue(work, report, dict(zip(sorted(files), ready, strict=True)))

    def withdraw_issued_report(self, uuid: str, *, origin: object = None) -> Changes:
        """Take an issued report back; its number is never used again. Raises NotFound."""
        with self.step("withdraw_report", origin=origin) as work:
            issued_reports.withdraw(work, uuid)
        return work.changes

    def save_template(self, name: str, files: Mapping[str, bytes], *, origin: object = None) -> Changes:
        """Keep a template of reports, its files by their paths, in place of the one of that name.

        Raises WrongUsage for a name or a path that cannot be, or where it is too large.
        """
        brought = templates.brought(files)
        with contents.staged(self.path, brought) as ready, self.step("save_template", origin=origin) as work:
            templates.save(work, name, ready)
        return work.changes

    def rename_template(self, old: str, new: str, *, origin: object = None) -> Changes:
        """Give a template another name, also where reports have it; raises NotFound, or WrongUsage."""
        with self.step("rename_template", origin=origin) as work:
            templates.rename(work, old, new)
        return work.changes

    def delete_template(self, name: str, *, origin: object = None) -> Changes:
        """Forget a template; reports that have it get the usual one of their kind. Raises NotFound."""
        with self.step("delete_template", origin=origin) as work:
            templates.delete(work, name)
        return work.changes

    def purge(self, ids: Iterable[int]) -> int:
        """Erase clippings for good, with their history, and the pastes and files that nothing else has; no undo.

        No import brings them back.

        Issued reports that list one keep only their number, title and day; returns how many these are.
        Takes some seconds in a large library, since the whole index is written anew. Raises EnvironmentProblem also
        where they are erased and a last trace cannot be: it says so.
        """
        with self.store.writing() as connection:
            gone = erasing.purge(connection, ids, self._now())
        if gone.clippings:
            reports = bool(gone.reports)
            self._publish(Changes(clippings=gone.clippings, tags=True, people=True, outlets=True, reports=reports))
        try:
            # Beside a library that is kept, nobody is restoring or repairing it: a kill left whole copies there.
            if self.store.is_keeper:
                safe_file.clear_left_behind(self.path.resolve(), age=0)
            with self.store.writing() as connection:
                contents.sweep(self.path, contents.sizes_beside(connection))
        finally:
            self.store.empty_log()
        return gone.reports

    def undo(self, *, only: Collection[int] | None = None, origin: object = None) -> Changes:
        """Take back the last step; with `only` just where it is one of these steps.

        Raises NotFound, or Conflict where the last step is another one, or a value was changed since by somebody else.
        """
        return self._reverse("undo", lambda work: history.undo(work, only), origin)

    def redo(self, *, origin: object = None) -> Changes:
        """Do again what undo took back last; raises NotFound, or Conflict where a value was changed since."""
        return self._reverse("redo", history.redo, origin)

    def _put(
        self,
        verb: str,
        column: Any,
        ids: Iterable[int],
        value: Any,
        origin: object,
        *,
        restore: bool = False,
        **detail: str,
    ) -> Changes:
        with self.step(verb, origin=origin, **detail) as work:
            live = work.live(ids)
            work.put(column, live, value)
            if restore:
                work.put(ClippingRow.deleted, live, False)
        return work.changes

    def _reverse(self, verb: str, reverse: Callable[[Work], Changes], origin: object) -> Changes:
        with contents.waiting(self.path) as beside, self.store.writing() as connection:
            changes = replace(reverse(Work(connection, self._now(), verb, {}, beside)), origin=origin)
        self._publish(changes)
        return changes

    def _require(self, work: Work, clipping_id: int) -> None:
        if not work.live([clipping_id]):
            raise NotFound(f"There is no clipping {clipping_id} in the library.")

    # Listening

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call a listener with the changes of every step, on the thread that wrote; returns how to stop it."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def poll(self) -> None:
        """Tell listeners that anything may have changed, when another process wrote since the last call."""
        if self.store.noticed_other_writer():
            self._publish(Changes(everything=True))

    def _publish(self, changes: Changes) -> None:
        if changes != Changes(origin=changes.origin):
            for listener in tuple(self._listeners):
                listener(changes)
