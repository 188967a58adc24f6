"""The clippings that an export brings: the new ones are added, those that the library has are left or united."""

from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any
from uuid import uuid4

from msgspec import Struct, field
from sqlalchemy import Connection, false, select, true, update

from clipper.library import clippings, codebook, contents, merging
from clipper.library.aliases import OwnNames
from clipper.library.erased import Erased
from clipper.library.exchange_imported import UnderWay
from clipper.library.exchange_originals import BroughtOriginals, numbers_in
from clipper.library.exchange_settings import SettingsImport
from clipper.library.exchange_values import FILES, checked_clipping, checked_uuid, comparable
from clipper.library.serialise import clipping_from_json
from clipper.library.store.sqlite import id_set, text_set
from clipper.library.store.tables import ClippingRow
from clipper.library.uniting import Uniting
from clipper.library.uniting_clippings import UnitedClippings, renamed
from clipper.model.attachment import Attachment
from clipper.model.clipping import Clipping
from clipper.model.codebook import CodeField, FieldKind
from clipper.model.errors import WrongUsage
from clipper.model.text import fold
from clipper.model.uniting import Choice
from clipper.model.values import replace

PAGE = 500
_LONGEST_BESIDE = 60


class ClippingsImport(Struct):
    """Clippings wait until a page of them is written at once."""

    under_way: UnderWay
    settings: SettingsImport
    originals: BroughtOriginals
    erased: Erased
    waiting: dict[str, Clipping] = field(default_factory=dict)
    # By clippings, the numbers of their originals, and their places in the file.
    numbers: dict[str, list[int]] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    # The places of those that were erased here for good.
    left_out: set[int] = field(default_factory=set)
    # The ids of those that are new, by their places.
    made: dict[int, int] = field(default_factory=dict)
    united: UnitedClippings | None = None

    def __post_init__(self) -> None:
        if self.under_way.uniting:
            self.united = UnitedClippings(self.under_way.uniting, self._with_content)

    @property
    def _connection(self) -> Connection:
        return self.under_way.work.connection

    def take(self, values: Any) -> None:
        """Let a clipping wait for its page; raises WrongUsage for what is none."""
        clipping, numbers = checked_clipping(clipping_from_json(values)), numbers_in(values)
        if clipping.uuid in self.erased:
            self._leave_out(clipping.uuid)
            return
        if not self.under_way.file.has_contents:
            clipping = replace(clipping, attachments=())
        if clipping.uuid in self.waiting or len(self.waiting) >= PAGE:
            self.write()
        self.waiting[clipping.uuid] = clipping
        self.numbers[clipping.uuid] = numbers
        self.places.setdefault(clipping.uuid, len(self.places) + 1)

    def _leave_out(self, uuid: str) -> None:
        """Count a clipping that was erased here for good, at its place among the others."""
        place = self.places.setdefault(uuid, len(self.places) + 1)
        if place not in self.left_out:
            self.left_out.add(place)
            self._count(erased=1)

    def _count(self, **more: int) -> None:
        done = self.under_way.done
        counts = {name: getattr(done, name) + number for name, number in more.items()}
        self.under_way.done = replace(done, **counts)

    def take_pair(self, values: Any) -> None:
        """Remember two clippings as no duplicates; where one of them never came there is nothing to tell apart."""
        if not isinstance(values, list) or len(values) != 2 or not all(isinstance(one, str) for one in values):
            raise WrongUsage("two UUIDs name the clippings that are no duplicates.")
        self.write()
        of_these = ClippingRow.uuid.in_(text_set(map(checked_uuid, values)))
        known = select(ClippingRow.id).where(of_these, ClippingRow.withdrawn == false())
        ids = self._connection.scalars(known).all()
        if len(ids) == 2:
            merging.remember_apart(self.under_way.work, *ids)

    def write(self) -> None:
        """Write all that waits: names, and clippings but for those that the library has."""
        self.settings.end_registers()
        self.waiting = self._as_named_here()
        known = _known(self._connection, self.waiting)
        for uuid, present in known.items():
            for attachment in present.attachments:
                self._bring_back(attachment)
            self._take_known(present, self.waiting[uuid])
        new = [self._with_files(clipping) for uuid, clipping in self.waiting.items() if uuid not in known]
        _free_uuids(self._connection, [clipping.uuid for clipping in new])
        made = clippings.insert_many(self.under_way.work, list(map(clippings.Ready.of, new)))
        self.made.update((self.places[one.uuid], id_) for one, id_ in zip(new, made, strict=True))
        self.originals.give({id_: self.numbers[one.uuid] for one, id_ in zip(new, made, strict=True)})
        self._count(added=len(new))
        self.waiting, self.numbers = {}, {}

    def _as_named_here(self) -> dict[str, Clipping]:
        waiting = self.waiting
        if uniting := self.under_way.uniting:
            waiting = {uuid: renamed(one, uniting) for uuid, one in waiting.items()}
        own = OwnNames.of(self._connection)
        fields = {fold(one.name): one for one in codebook.fields(self._connection)}
        return {
            uuid: self._with_codes_that_fit(own.of_clipping(clipping), fields) for uuid, clipping in waiting.items()
        }

    def _take_known(self, present: Clipping, brought: Clipping) -> None:
        left_out = () if self.under_way.file.has_contents else FILES
        if comparable(present, left_out) == comparable(brought, left_out):
            self._count(unchanged=1)
        elif self.united:
            self.united.wait(present, brought)
        else:
            self.under_way.conflict(f"“{present.title}”")

    def unite(self, uniting: Uniting, united: UnitedClippings) -> None:
        """Unite what the library has, too, and tell what of it was left as it is."""
        changed = united.finish()
        left = {one.key.split(":")[0] for one, choice in uniting.settled if not one.what and choice is Choice.OURS}
        self._count(unchanged=max(0, len(united.pairs) - changed - len(left)), changed=changed)

    def _with_files(self, clipping: Clipping) -> Clipping:
        """Keep what the files of a clipping hold, and return it with their sizes."""
        return replace(clipping, attachments=tuple(map(self._with_content, clipping.attachments)))

    def _bring_back(self, attachment: Attachment) -> None:
        """Take what a file holds that is missing here, where the export has it."""
        file, library = self.under_way.file, self.under_way.work.beside.library
        if file.holds(attachment.sha256) and contents.is_missing(self._connection, library, attachment.sha256):
            self._bring(attachment)

    def _bring(self, attachment: Attachment) -> int:
        beside = self.under_way.work.beside
        with self.under_way.file.content(attachment.sha256, attachment.name) as source:
            staged = contents.stage(beside.library, attachment.name, source, self.under_way.tell)
        contents.keep(self._connection, beside, staged)
        if staged.sha256 != attachment.sha256:
            raise WrongUsage(f"what “{attachment.name}” holds is damaged.")
        return staged.size

    def _with_content(self, attachment: Attachment) -> Attachment:
        self._bring_back(attachment)
        size = contents.size_of(self._connection, attachment.sha256)
        if size is None and attachment.sha256 in self.under_way.file.missing:
            self.under_way.miss(attachment.name)
            size = attachment.size
            contents.keep_missing(self._connection, attachment.sha256, size)
        elif size is None:
            size = self._bring(attachment)
        return replace(attachment, size=size)

    def _with_codes_that_fit(self, clipping: Clipping, fields: Mapping[str, CodeField]) -> Clipping:
        """Keep what a field of the library cannot hold under a name of its own; the file's own fields hold theirs."""
        if not clipping.codes:
            return clipping
        codes = (self._fitting(name, value, fields) for name, value in clipping.codes)
        return replace(clipping, codes=tuple(codes))

    def _fitting(self, name: str, value: str, fields: Mapping[str, CodeField]) -> tuple[str, str]:
        field_ = fields.get(fold(name))
        if field_ is None or fold(name) in self.settings.agreed:
            return name, value
        try:
            return field_.name, field_.read(value) or value
        except WrongUsage:
            kept = _name_beside(name, fields)
        told = f"values that the field “{field_.name}” cannot hold, kept as “{kept}”"
        if told not in self.under_way.done.conflicts:
            self.under_way.conflict(told)
        return kept, value


def _name_beside(name: str, fields: Mapping[str, CodeField]) -> str:
    """Return the name of a field of text, one that is there or may be made, for what another one cannot hold."""
    told = f"{name[:_LONGEST_BESIDE]} (imported"
    names_ = (f"{told})" if number == 1 else f"{told} {number})" for number in count(1))
    is_free = ((one, fields.get(fold(one))) for one in names_)
    return next(one for one, there in is_free if there is None or there.kind is FieldKind.TEXT)


def _known(connection: Connection, uuids: Iterable[str]) -> dict[str, Clipping]:
    of_these = select(ClippingRow.id).where(ClippingRow.uuid.in_(text_set(uuids)), ClippingRow.withdrawn == false())
    return {clipping.uuid: clipping for clipping in clippings.load(connection, connection.scalars(of_these).all())}


def _free_uuids(connection: Connection, uuids: Iterable[str]) -> None:
    """Take UUIDs from clippings that an undone step had made; this step ends the chance that they come back."""
    of_these = select(ClippingRow.id).where(ClippingRow.uuid.in_(text_set(uuids)), ClippingRow.withdrawn == true())
    for id_ in connection.scalars(of_these).all():
        connection.execute(update(ClippingRow).where(ClippingRow.id.in_(id_set([id_]))).values(uuid=str(uuid4())))
