"""Libraries as JSON lines: export without loss, and import that adds what is new and overwrites nothing.

A .jsonl file goes without the files that are attached to clippings, and does not tell of them; a .zip archive has the
same lines in a file of its own and further ones of originals and history, see exchange_originals and exchange_history,
and beside it what the files hold, by its SHA-256, and the originals.

The first line names the format and its version; then come the organisation, its codebook, the outlets and people of
which more is to tell than that clippings have them, key messages, tags, saved searches, presets, all that is kept of
reports, see exchange_reports, clippings, and the pairs of clippings that look alike and are no duplicates, each an
object with one key that says what it is.
Clippings are known by their UUID; ids stay at home.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import chain, count
from pathlib import Path
from typing import IO, Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, false, select, true, update

from clipper.library import (
    attachments,
    cleaning,
    clippings,
    codebook,
    contents,
    exchange_reports,
    follow_ups,
    highlights,
    merging,
    messages,
    names,
    outlets,
    people,
    presets,
    quotes,
    saved_searches,
    tags,
)
from clipper.library.aliases import OwnNames
from clipper.library.erased import Erased
from clipper.library.exchange_changes import checked_change
from clipper.library.exchange_file import ENDING, ZIPPED, ExportFile, written_to
from clipper.library.exchange_history import checked_step, history_of, is_without_steps, tell
from clipper.library.exchange_originals import BroughtOriginals, Numbered, numbers_in
from clipper.library.exchange_reports import ReportsImport
from clipper.library.library import Library
from clipper.library.profiles import Profile, Profiles
from clipper.library.register_import import RegisterImport
from clipper.library.serialise import (
    clipping_from_json,
    clipping_to_json,
    outlet_from_json,
    outlet_to_json,
    person_from_json,
    person_to_json,
)
from clipper.library.store.sqlite import id_set, text_set
from clipper.library.store.tables import (
    ClippingRow,
    CodeFieldRow,
    DistinctPairRow,
    MessageRow,
    PresetRow,
    SavedSearchRow,
    TagRow,
)
from clipper.library.uniting import Uniting
from clipper.library.uniting_clippings import UnitedClippings, renamed
from clipper.library.uniting_things import UnitedThings
from clipper.library.work import Work
from clipper.model.attachment import Attachment
from clipper.model.clipping import Clipping, Organisation, Tag
from clipper.model.codebook import CodeField, FieldKind
from clipper.model.errors import WrongUsage
from clipper.model.medium_fields import MEDIUM_FIELDS
from clipper.model.progress import Progress
from clipper.model.saved_search import SavedSearch
from clipper.model.sheet import Preset
from clipper.model.text import clean, clean_line, fold
from clipper.model.uniting import Choice, Choose, Difference, keep_ours

FORMAT, VERSION = "clipper", 5
_PAGE = 500
_AT_HOME = ("id", "is_pick_up", "outlet_rights", "outlet_rights_until", "reach")
"""Fields that only have a meaning inside one library, or follow from others."""
_FILES = ("attachments",)
"""Fields that only an archive tells of, since only there is what they name."""
_PAIRS = ("definitions", "house_style")
"""What the organisation says of several things, written as an object."""
_NAMED_CONFLICTS = 5
_LONGEST_BESIDE = 60
_PROFILES = frozenset({outlets.PROFILES.word, people.PROFILES.word})
"""Lines of the registers, which are written a page at a time."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: clippings added, changed as only the export has them, and known ones left as they are.

    `conflicts` names what the library has with other values; these were left as they are too. `settled` is what both
    sides changed, value by value, and whose counts. `erased` were deleted for good here, and left out.
    """

    added: int = 0
    unchanged: int = 0
    conflicts: tuple[str, ...] = ()
    changed: int = 0
    erased: int = 0
    settled: tuple[tuple[Difference, Choice], ...] = ()

    @property
    def summary(self) -> str:
        """One or two sentences for a person, which name the first of what differs."""
        if not self.conflicts:
            return self.counts
        more = len(self.conflicts) - _NAMED_CONFLICTS
        named = "; ".join(self.conflicts[:_NAMED_CONFLICTS]) + (f"; and {more:,} more" if more > 0 else "")
        return f"{self.counts.removesuffix('.')}: {named}"

    @property
    def counts(self) -> str:
        """One or two sentences for a person who has seen what differs."""
        changed = f"{self.changed:,} changed, " if self.changed else ""
        done = f"{self.added:,} added, {changed}{self.unchanged:,} known already.{self._told_of_erased}"
        if not self.conflicts:
            return done
        many = f"{len(self.conflicts):,} differ from the library’s and were left as they are."
        one = "1 differs from the library’s and was left as it is."
        return f"{done} {one if len(self.conflicts) == 1 else many}"

    @property
    def _told_of_erased(self) -> str:
        were = "was" if self.erased == 1 else "were"
        return f" {self.erased:,} {were} deleted for good here and {were} left out." if self.erased else ""


def export_library(library: Library, path: Path, progress: Progress | None = None) -> int:
    """Write everything to a .zip archive, or without attached files, pastes and history to a .jsonl file, and return
    how many clippings that is; `progress` counts attached files.

    Raises WrongUsage for a file that is to end otherwise, EnvironmentProblem where it cannot be written, or where what
    an attached file, or one of an issued report or a template, holds is missing or damaged.
    """
    ending = path.suffix.lower()
    if ending not in (ENDING, ZIPPED):
        raise WrongUsage(f"An export is a {ENDING} or {ZIPPED} file; “{path.name}” is not. Nothing was written.")
    count, files, pastes = 0, dict[str, str](), Numbered() if ending == ZIPPED else None
    with library.store.reading() as connection, written_to(path) as export:
        with export.lines() as lines:
            for kind, values in _everything(connection, library.path, pastes):
                _write_line(lines, {kind: values})
                if kind == "clipping":
                    count += 1
                    files.update((one["sha256"], one["name"]) for one in values.get(*_FILES, ()))
        for done, (sha256, name) in enumerate(sorted(files.items())):
            pieces = contents.pieces(connection, library.path, sha256, name)
            export.add(sha256, _telling(pieces, progress, done, len(files)))
        for name, held in pastes.contents(connection) if pastes else ():
            export.add_original(name, held)
            if progress:
                progress(len(files), len(files))
    return count


def _telling(pieces: Iterable[bytes], progress: Progress | None, done: int, total: int) -> Iterator[bytes]:
    """Tell at each piece of a file how many were done before, so that a cancel need not wait for its end."""
    for piece in pieces:
        if progress:
            progress(done, total)
        yield piece


def import_library(
    library: Library,
    path: Path,
    progress: Progress | None = None,
    *,
    choose: Choose = keep_ours,
    origin: object = None,
) -> Imported:
    """Add what an export holds and the library has not, as one step; the organisation is taken where none is named.

    What the library has, too, is united with it, see clipper.library.uniting_values; `choose` says what counts where
    both sides changed something. Raises Undecided where it leaves that to a person.

    `progress` counts lines; an exception that it raises ends the import, and nothing of it is kept.
    Raises WrongUsage, naming the line, for a file that is no export or is broken, EnvironmentProblem for one that
    cannot be read; nothing was imported then.
    """
    with library.step("import", origin=origin) as work:
        return take_exports(work, [path], progress, choose)


def take_exports(
    work: Work, paths: Iterable[Path], progress: Progress | None = None, choose: Choose = keep_ours
) -> Imported:
    """Do in a step what import_library does, for any number of exports."""
    done = Imported()
    for path in paths:
        with ExportFile.opened(path) as file:
            first = is_without_steps(work.connection)
            with file.lines() as lines:
                _require_header(lines, path)
            uniting = None if first else Uniting.of(work, file, choose)
            originals, erased = BroughtOriginals(work, file), Erased(work.connection)
            under_way = _Import(work, file, originals, first, erased, done=done, uniting=uniting)
            _take_file(under_way, progress)
        done = under_way.done
    return done


def _everything(connection: Connection, library: Path, pastes: Numbered | None) -> Iterator[tuple[str, Any]]:
    """Yield what each line of an export holds; those of an archive, whose originals are numbered, tell more."""
    yield "format", FORMAT
    yield from _registers(connection)
    for tag in tags.tags(connection):
        yield "tag", {"name": tag.name, "hue": tag.hue, **({"key": tag.key} if tag.key else {})}
    for saved in saved_searches.saved_searches(connection):
        yield "saved_search", {"name": saved.name, "query": saved.text}
    for preset in presets.presets(connection):
        yield "preset", {"name": preset.name, **preset.to_json()}
    yield from exchange_reports.lines(connection, library)
    left_out = _AT_HOME if pastes else (*_AT_HOME, *_FILES)
    places: dict[int, int] = {}
    ids = connection.scalars(select(ClippingRow.id).where(ClippingRow.withdrawn == false()).order_by(ClippingRow.id))
    for page in ids.partitions(_PAGE):
        numbers: Mapping[int, list[int]] = {}
        if pastes:
            before = len(pastes.numbers)
            numbers = pastes.of(connection, page)
            yield from (("original", told) for told in pastes.lines(connection, before))
        for clipping in clippings.load(connection, page):
            places[clipping.id] = len(places) + 1
            values = {name: value for name, value in clipping_to_json(clipping).items() if name not in left_out}
            own = numbers.get(clipping.id)
            yield "clipping", values | ({"originals": own} if own else {})
    yield from (("not_duplicates", pair) for pair in _pairs_told_apart(connection))
    if pastes:
        yield from history_of(connection, places)


def _registers(connection: Connection) -> Iterator[tuple[str, Any]]:
    """Yield whose library it is, how it codes, and the registers; a bare name comes with its clippings."""
    organisation = names.organisation_of(connection)
    pairs = {name: dict(getattr(organisation, name)) for name in _PAIRS}
    yield "organisation", {**asdict(organisation), **pairs}
    for defined in codebook.fields(connection):
        yield "code_field", {**asdict(defined), "choices": list(defined.choices)}
    yield from (("outlet", outlet_to_json(outlet)) for outlet in outlets.PROFILES.apart(connection))
    yield from (("person", person_to_json(person)) for person in people.PROFILES.apart(connection))
    yield from (("message", message) for message in messages.messages(connection))


def _pairs_told_apart(connection: Connection) -> Iterator[list[str]]:
    low, high = ClippingRow.__table__.alias(), ClippingRow.__table__.alias()
    pairs = (
        select(low.c.uuid, high.c.uuid)
        .select_from(DistinctPairRow)
        .join(low, low.c.id == DistinctPairRow.low_id)
        .join(high, high.c.id == DistinctPairRow.high_id)
        .where(DistinctPairRow.withdrawn == false(), low.c.withdrawn == false(), high.c.withdrawn == false())
    )
    # By UUID, since every library numbers its clippings in its own way.
    yield from sorted(sorted(pair) for pair in connection.execute(pairs))


def _write_line(file: IO[str], values: Mapping[str, Any]) -> None:
    line = {**values, "version": VERSION} if "format" in values else values
    file.write(json.dumps(line, ensure_ascii=False) + "\n")


@dataclass(slots=True)
class _Import:
    """An import under way: clippings wait until a page of them is written at once."""

    work: Work
    file: ExportFile
    originals: BroughtOriginals
    is_first: bool
    erased: Erased
    waiting: dict[str, Clipping] = field(default_factory=dict)
    # By clippings, the numbers of their originals, and their places in the file.
    numbers: dict[str, list[int]] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    # The places of those that were erased here for good.
    left_out: set[int] = field(default_factory=set)
    # The ids of those that are new, by their places, and what was done before.
    made: dict[int, int] = field(default_factory=dict)
    steps: list[Mapping[str, Any]] = field(default_factory=list)
    registers: dict[str, RegisterImport[Any]] = field(default_factory=dict)
    # The fields of the codebook, folded, that are in the library just as the file defines them.
    agreed: set[str] = field(default_factory=set)
    done: Imported = Imported()
    # What unites this with the library, nothing where nothing was ever done there.
    uniting: Uniting | None = None
    united: UnitedClippings | None = None
    things: UnitedThings | None = None
    progress: Progress | None = None
    number: int = 0
    total: int = 0
    reports: ReportsImport = field(init=False)

    def __post_init__(self) -> None:
        if self.uniting:
            self.united = UnitedClippings(self.uniting, self._with_content)
            self.things = UnitedThings(self.uniting)
            self.uniting.tell_left(self._conflict)
        self.reports = ReportsImport(self.work, self._conflict, self.erased, self.things)

    def tell(self, _read: int = 0) -> None:
        """Tell how many lines are done; also while what a file holds is read, so that a cancel need not wait for it."""
        if self.progress:
            self.progress(self.number, self.total)

    def take(self, kind: str, values: Any) -> None:
        takers: dict[str, Callable[[Any], None]] = {
            "organisation": lambda values: self._take_organisation(_organisation(values)),
            "code_field": self._take_code_field,
            "outlet": lambda values: self._take_profile(outlets.PROFILES, outlet_from_json(values)),
            "person": lambda values: self._take_profile(people.PROFILES, person_from_json(values)),
            "message": lambda values: self._take_message(_message(values)),
            "tag": self._take_tag,
            "preset": lambda values: self._take_preset(_preset(values)),
            "saved_search": self._take_saved_search,
            "template": self.reports.take_template,
            "definition": self.reports.take_definition,
            "report_texts": self.reports.take_texts,
            "issued_report": self.reports.take_issued,
            "original": self.originals.take,
            "clipping": lambda values: self._take_clipping(_cleaned(clipping_from_json(values)), numbers_in(values)),
            "not_duplicates": self._take_pair,
            "step": lambda values: self.steps.append(checked_step(values, len(self.places))),
            "change": self._take_change,
        }
        if kind not in takers:
            raise WrongUsage(f"it holds “{kind}”, which this version of Clipper does not know.")
        if kind not in _PROFILES:
            self._end_registers()
        takers[kind](values)

    def _take_organisation(self, organisation: Organisation) -> None:
        present = names.organisation_of(self.work.connection)
        if present == Organisation():
            names.set_organisation(self.work, organisation)
        elif self.things:
            self.things.organisation(present, organisation)
        elif present != organisation:
            self._conflict(f"the organisation ({organisation.name})")

    def _take_code_field(self, values: Any) -> None:
        """A field that the library has under this name stays as it is."""
        brought = _code_field(values)
        if self._is_gone(CodeFieldRow, brought.name):
            return
        present = {fold(one.name): one for one in codebook.fields(self.work.connection)}
        if fold(brought.name) not in present:
            codebook.save(self.work, brought, None)
        elif self.things:
            if not self.things.code_field(present[fold(brought.name)], brought):
                return
        elif present[fold(brought.name)] != brought:
            self._conflict(f"the field “{brought.name}” of the codebook")
            return
        self.agreed.add(fold(brought.name))

    def _take_profile(self, profiles: Profiles[Profile], brought: Profile) -> None:
        if self.things and self.things.profile(profiles, brought):
            return
        if self.uniting:
            here = self.uniting.names.here(profiles.register.__tablename__, brought.name)
            brought = replace(brought, name=here or brought.name)
        register = self.registers.get(profiles.word)
        if register is None:
            register = self.registers[profiles.word] = RegisterImport(self.work, profiles)
        conflict = register.take(brought)
        if conflict:
            self._conflict(conflict)

    def _end_registers(self) -> None:
        """Write what waits of the registers; what is taken next may change them."""
        for register in self.registers.values():
            register.finish()
        self.registers = {}

    def _take_saved_search(self, values: Any) -> None:
        """A search that the library has under this name stays as it is."""
        if not isinstance(values, Mapping) or not all(isinstance(values.get(key), str) for key in ("name", "query")):
            raise WrongUsage("a saved search needs a name and a query.")
        saved = SavedSearch(clean_line(values["name"]), values["query"])
        present = {one.name.casefold(): one for one in saved_searches.saved_searches(self.work.connection)}
        if self.uniting:
            if self._is_gone(SavedSearchRow, saved.name):
                return
            saved = replace(saved, name=self.uniting.names.here(SavedSearchRow.__tablename__, saved.name) or saved.name)
        if saved.name.casefold() not in present:
            saved_searches.save(self.work, saved)
        elif self.things:
            self.things.saved_search(present[saved.name.casefold()], saved.text)
        elif present[saved.name.casefold()].query != saved.query:
            self._conflict(f"the saved search “{saved.name}”")

    def _is_gone(self, rows: Any, name: str) -> bool:
        """Tell whether what comes under a name was deleted in the library, and is to stay so."""
        return self.uniting is not None and self.uniting.names.here(rows.__tablename__, name) is None

    def _take_message(self, message: str) -> None:
        here = self.uniting.names.here(MessageRow.__tablename__, message) if self.uniting else message
        if here is not None:
            names.find_or_make(self.work, MessageRow, [here])

    def _take_tag(self, values: Any) -> None:
        brought = _tag(values)
        here = self.uniting.names.here(TagRow.__tablename__, brought.name) if self.uniting else brought.name
        if here is None:
            return
        present = [one for one in tags.tags(self.work.connection) if one.name.casefold() == here.casefold()]
        if not present:
            _make_tag(self.work, replace(brought, name=here))
        elif self.things:
            self.things.tag(present[0], brought.hue, brought.key)

    def _take_preset(self, preset: Preset) -> None:
        """A preset that the library has under this name stays as it is."""
        if self._is_gone(PresetRow, preset.name):
            return
        if self.uniting:
            preset = replace(preset, name=self.uniting.names.here(PresetRow.__tablename__, preset.name) or preset.name)
        present = [
            one for one in presets.presets(self.work.connection) if one.name.casefold() == preset.name.casefold()
        ]
        if not present:
            presets.save(self.work, preset)
        elif self.things:
            self.things.preset(present[0], preset)

    def _take_clipping(self, clipping: Clipping, numbers: list[int]) -> None:
        if clipping.uuid in self.erased:
            self._leave_out(clipping.uuid)
            return
        if not self.file.has_contents:
            clipping = replace(clipping, attachments=())
        if clipping.uuid in self.waiting or len(self.waiting) >= _PAGE:
            self.write()
        self.waiting[clipping.uuid] = clipping
        self.numbers[clipping.uuid] = numbers
        self.places.setdefault(clipping.uuid, len(self.places) + 1)

    def _leave_out(self, uuid: str) -> None:
        """Count a clipping that was erased here for good, at its place among the others."""
        place = self.places.setdefault(uuid, len(self.places) + 1)
        if place not in self.left_out:
            self.left_out.add(place)
            self.done = replace(self.done, erased=self.done.erased + 1)

    def _take_pair(self, values: Any) -> None:
        """Remember two clippings as no duplicates; where one of them never came there is nothing to tell apart."""
        if not isinstance(values, list) or len(values) != 2 or not all(isinstance(one, str) for one in values):
            raise WrongUsage("two UUIDs name the clippings that are no duplicates.")
        self.write()
        of_these = ClippingRow.uuid.in_(text_set(map(_uuid, values)))
        known = select(ClippingRow.id).where(of_these, ClippingRow.withdrawn == false())
        ids = self.work.connection.scalars(known).all()
        if len(ids) == 2:
            merging.remember_apart(self.work, *ids)

    def write(self) -> None:
        """Write all that waits: names, and clippings but for those that the library has."""
        self._end_registers()
        if self.uniting:
            self.waiting = {uuid: renamed(one, self.uniting) for uuid, one in self.waiting.items()}
        own = OwnNames.of(self.work.connection)
        fields = {fold(one.name): one for one in codebook.fields(self.work.connection)}
        self.waiting = {
            uuid: self._with_codes_that_fit(own.of_clipping(clipping), fields)
            for uuid, clipping in self.waiting.items()
        }
        known = _known(self.work.connection, self.waiting)
        for uuid, present in known.items():
            left_out = () if self.file.has_contents else _FILES
            if _comparable(present, left_out) == _comparable(self.waiting[uuid], left_out):
                self.done = replace(self.done, unchanged=self.done.unchanged + 1)
            elif self.united:
                self.united.wait(present, self.waiting[uuid])
            else:
                self._conflict(f"“{present.title}”")
        new = [self._with_files(clipping) for uuid, clipping in self.waiting.items() if uuid not in known]
        _free_uuids(self.work.connection, [clipping.uuid for clipping in new])
        made = clippings.insert_many(self.work, list(map(clippings.Ready.of, new)))
        self.made.update((self.places[one.uuid], id_) for one, id_ in zip(new, made, strict=True))
        self.originals.give({id_: self.numbers[one.uuid] for one, id_ in zip(new, made, strict=True)})
        self.done = replace(self.done, added=self.done.added + len(new))
        self.waiting, self.numbers = {}, {}

    def _take_change(self, values: Any) -> None:
        if not self.steps:
            raise WrongUsage("what was changed comes before the step that did it.")
        self.steps[-1]["changes"].append(checked_change(values, len(self.places)))

    def end(self) -> None:
        """Write what still waits, and what was done before to that which is new."""
        self.write()
        self.reports.finish()
        if self.uniting and self.united:
            self._unite(self.uniting, self.united)
        tell(self.work, self.steps, self.made, self.left_out, is_first=self.is_first)

    def _unite(self, uniting: Uniting, united: UnitedClippings) -> None:
        """Unite what the library has, too, and tell what of it was left as it is."""
        if self.things:
            self.things.clear_profiles()
        changed = united.finish()
        left = {one.key.split(":")[0] for one, choice in uniting.settled if not one.what and choice is Choice.OURS}
        self.done = replace(
            self.done,
            unchanged=self.done.unchanged + max(0, len(united.pairs) - changed - len(left)),
            changed=self.done.changed + changed,
            settled=(*self.done.settled, *uniting.settled),
        )
        uniting.finish(self.file.path.name)

    def _with_files(self, clipping: Clipping) -> Clipping:
        """Keep what the files of a clipping hold, and return it with their sizes."""
        return replace(clipping, attachments=tuple(map(self._with_content, clipping.attachments)))

    def _with_content(self, attachment: Attachment) -> Attachment:
        connection, beside = self.work.connection, self.work.beside
        size = contents.size_of(connection, attachment.sha256)
        if size is None:
            with self.file.content(attachment.sha256, attachment.name) as source:
                staged = contents.stage(beside.library, attachment.name, source, self.tell)
            contents.keep(connection, beside, staged)
            if staged.sha256 != attachment.sha256:
                raise WrongUsage(f"what “{attachment.name}” holds is damaged.")
            size = staged.size
        return replace(attachment, size=size)

    def _with_codes_that_fit(self, clipping: Clipping, fields: Mapping[str, CodeField]) -> Clipping:
        """Keep what a field of the library cannot hold under a name of its own; the file's own fields hold theirs."""
        if not clipping.codes:
            return clipping
        codes = (self._fitting(name, value, fields) for name, value in clipping.codes)
        return replace(clipping, codes=tuple(codes))

    def _fitting(self, name: str, value: str, fields: Mapping[str, CodeField]) -> tuple[str, str]:
        field_ = fields.get(fold(name))
        if field_ is None or fold(name) in self.agreed:
            return name, value
        try:
            return field_.name, field_.read(value) or value
        except WrongUsage:
            kept = _name_beside(name, fields)
        told = f"values that the field “{field_.name}” cannot hold, kept as “{kept}”"
        if told not in self.done.conflicts:
            self._conflict(told)
        return kept, value

    def _conflict(self, name: str) -> None:
        self.done = replace(self.done, conflicts=(*self.done.conflicts, name))


def _name_beside(name: str, fields: Mapping[str, CodeField]) -> str:
    """Return the name of a field of text, one that is there or may be made, for what another one cannot hold."""
    told = f"{name[:_LONGEST_BESIDE]} (imported"
    names_ = (f"{told})" if number == 1 else f"{told} {number})" for number in count(1))
    is_free = ((one, fields.get(fold(one))) for one in names_)
    return next(one for one, there in is_free if there is None or there.kind is FieldKind.TEXT)


def _take_file(under_way: _Import, progress: Progress | None) -> None:
    file, path = under_way.file, under_way.file.path
    total = file.count_lines() if progress else 0
    under_way.progress, under_way.total = progress, total
    with file.lines() as lines:
        _require_header(lines, path)
        for number, line in enumerate(lines, start=2):
            try:
                _take_line(under_way, line)
            except WrongUsage as error:
                raise WrongUsage(
                    f"Line {number} of {path.name} cannot be read: {error} Nothing was imported."
                ) from error
            under_way.number = number
            if number % _PAGE == 0:
                under_way.tell()
    try:
        under_way.end()
    except WrongUsage as error:
        raise WrongUsage(f"{path.name} cannot be read: {error} Nothing was imported.") from error
    under_way.number = total
    under_way.tell()


def _take_line(under_way: _Import, line: bytes) -> None:
    if not line.strip():
        return
    try:
        ((kind, values),) = json.loads(line).items()
    except (ValueError, AttributeError, RecursionError) as error:
        raise WrongUsage("it is not a JSON object that says what it holds.") from error
    under_way.take(kind, values)


def _require_header(lines: Iterator[bytes], path: Path) -> None:
    try:
        header = json.loads(next(lines, b""))
        is_ours, version = header["format"] == FORMAT, int(header["version"])
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        is_ours, version = False, 0
    if not is_ours:
        raise WrongUsage(f"{path.name} is not an export of Clipper. Nothing was imported.")
    if version > VERSION:
        raise WrongUsage(
            f"{path.name} was written by a newer version of Clipper. Update Clipper, then import it again."
        )


def _organisation(values: Any) -> Organisation:
    try:
        texts = {
            name: values[name]
            for name in ("name", "spokesperson_label", "prepared_by", "user_name", "logo")
            if values.get(name)
        }
        lists: dict[str, Any] = {name: tuple(values[name]) for name in ("aliases", "languages") if values.get(name)}
        if any(isinstance(values[name], str) for name in lists):
            raise TypeError
        pairs: dict[str, Any] = {name: tuple(sorted((values.get(name) or {}).items())) for name in _PAIRS}
    except (TypeError, AttributeError) as error:
        raise WrongUsage("its organisation is not a JSON object with a name.") from error
    everything = (*texts.values(), *chain(*lists.values()), *chain(*chain(*pairs.values())))
    if not all(isinstance(text, str) for text in everything):
        raise WrongUsage("a name in its organisation is not a text.")
    start = values.get("fiscal_start", 1)
    if not isinstance(start, int):
        raise WrongUsage("the month in which its fiscal year begins is not a number.")
    return Organisation(**texts, **lists, **pairs, fiscal_start=start)


def _tag(values: Any) -> Tag:
    if not isinstance(values, Mapping) or not isinstance(values.get("name"), str):
        raise WrongUsage("a tag needs a name.")
    name, hue, key = tags.cleaned_tag(values["name"]), values.get("hue"), values.get("key")
    if hue not in tags.HUES:
        raise WrongUsage(f"“{hue}” is not a hue of tags.")
    return Tag(0, name, str(hue), key if key in tags.KEYS else None)


def _make_tag(work: Work, tag: Tag) -> None:
    is_free = tag.key not in {one.key for one in tags.tags(work.connection)}
    row = {"name": tag.name, "folded": tag.name.casefold(), "hue": tag.hue, "key": tag.key if is_free else None}
    names.make(work, TagRow, [row])


def _code_field(values: Any) -> CodeField:
    try:
        texts = [values["name"], values.get("definition") or "", *(values.get("choices") or [])]
        if not all(isinstance(text, str) for text in texts):
            raise TypeError
        return CodeField(texts[0], FieldKind(values["kind"]), tuple(texts[2:]), texts[1]).cleaned()
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise WrongUsage("a field of the codebook needs a name and a kind.") from error


def _message(message: Any) -> str:
    if not isinstance(message, str):
        raise WrongUsage("a key message is a text.")
    return messages.cleaned_message(message)


def _preset(values: Any) -> Preset:
    try:
        return Preset.from_json(clean_line(values["name"]), values)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise WrongUsage("a preset is not a JSON object with a name and columns.") from error


def _cleaned(clipping: Clipping) -> Clipping:
    """What comes from outside is cleaned at the door, like a paste."""
    lines = ("headline", "deck", "programme", "url", "language", "body", "note", *MEDIUM_FIELDS)
    # Backwards, so that the first spelling is the one that is kept.
    own_tags = {tag.casefold(): tag for tag in map(tags.cleaned_tag, reversed(clipping.tags))}
    return replace(
        clipping,
        **{name: cleaning.text(name, getattr(clipping, name)) for name in lines},
        uuid=_uuid(clipping.uuid) if clipping.uuid else str(uuid4()),
        story=_uuid(clipping.story) if clipping.story else None,
        outlet=cleaning.name(clipping.outlet),
        reporters=tuple(cleaning.names(clipping.reporters)),
        spokespeople=cleaning.spokespeople(clipping.spokespeople),
        tags=tuple(own_tags.values()),
        messages=tuple(cleaning.names(map(messages.cleaned_message, clipping.messages))),
        highlights=tuple(map(highlights.cleaned, clipping.highlights)),
        quotes=tuple(map(quotes.cleaned, clipping.quotes)),
        follow_ups=tuple(map(follow_ups.cleaned, clipping.follow_ups)),
        attachments=tuple(map(attachments.cleaned, clipping.attachments)),
        codes=tuple((clean_line(name), text) for name, value in clipping.codes if (text := clean(value).strip())),
    )


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError as error:
        raise WrongUsage(f"“{text[:60]}” is not a UUID.") from error


def _known(connection: Connection, uuids: Iterable[str]) -> dict[str, Clipping]:
    of_these = select(ClippingRow.id).where(ClippingRow.uuid.in_(text_set(uuids)), ClippingRow.withdrawn == false())
    return {clipping.uuid: clipping for clipping in clippings.load(connection, connection.scalars(of_these).all())}


def _free_uuids(connection: Connection, uuids: Iterable[str]) -> None:
    """Take UUIDs from clippings that an undone step had made; this step ends the chance that they come back."""
    of_these = select(ClippingRow.id).where(ClippingRow.uuid.in_(text_set(uuids)), ClippingRow.withdrawn == true())
    for id_ in connection.scalars(of_these).all():
        connection.execute(update(ClippingRow).where(ClippingRow.id.in_(id_set([id_]))).values(uuid=str(uuid4())))


def _comparable(clipping: Clipping, left_out: Sequence[str]) -> dict[str, Any]:
    """A clipping without what differs from library to library, such as how a shared name is spelt."""
    same = replace(
        clipping,
        outlet=fold(clipping.outlet or ""),
        reporters=tuple(map(fold, clipping.reporters)),
        spokespeople=tuple(replace(one, name=fold(one.name)) for one in clipping.spokespeople),
        quotes=tuple(replace(one, speaker=fold(one.speaker)) for one in clipping.quotes),
        tags=tuple(sorted(tag.casefold() for tag in clipping.tags)),
    )
    return {name: value for name, value in clipping_to_json(same).items() if name not in (*_AT_HOME, *left_out)}
