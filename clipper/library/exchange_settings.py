"""What an export brings beside clippings and reports: organisation, codebook, registers, tags, searches, presets.

What the library has under the same name stays as it is, unless the two are united.
"""

from typing import Any

from msgspec import Struct, field

from clipper.library import codebook, names, outlets, people, presets, saved_searches, tags
from clipper.library.exchange_imported import UnderWay
from clipper.library.exchange_values import (
    checked_code_field,
    checked_message,
    checked_organisation,
    checked_preset,
    checked_saved_search,
    checked_tag,
)
from clipper.library.profiles import Profile, Profiles
from clipper.library.register_import import RegisterImport
from clipper.library.serialise import outlet_from_json, person_from_json
from clipper.library.store.tables import CodeFieldRow, MessageRow, PresetRow, SavedSearchRow, TagRow
from clipper.library.uniting_things import UnitedThings
from clipper.library.work import Work
from clipper.model.clipping import Organisation, Tag
from clipper.model.text import fold
from clipper.model.values import replace

_FIELDS, _MESSAGES, _TAGS = CodeFieldRow.__tablename__, MessageRow.__tablename__, TagRow.__tablename__
_SEARCHES, _PRESETS = SavedSearchRow.__tablename__, PresetRow.__tablename__


class SettingsImport(Struct):
    """What is brought is written at once, but for the registers, which are written a page at a time."""

    under_way: UnderWay
    things: UnitedThings | None
    registers: dict[str, RegisterImport[Any]] = field(default_factory=dict)
    # The fields of the codebook, folded, that are in the library just as the file defines them.
    agreed: set[str] = field(default_factory=set)

    @property
    def _work(self) -> Work:
        return self.under_way.work

    def take_organisation(self, values: Any) -> None:
        """Take the organisation where none is named."""
        organisation = checked_organisation(values)
        present = names.organisation_of(self._work.connection)
        if present == Organisation():
            names.set_organisation(self._work, organisation)
        elif self.things:
            self.things.organisation(present, organisation)
        elif present != organisation:
            self.under_way.conflict(f"the organisation ({organisation.name})")

    def take_code_field(self, values: Any) -> None:
        """Take a field of the codebook."""
        brought = checked_code_field(values)
        if self.under_way.is_gone(_FIELDS, brought.name):
            return
        present = {fold(one.name): one for one in codebook.fields(self._work.connection)}
        if fold(brought.name) not in present:
            codebook.save(self._work, brought, None)
        elif self.things:
            if not self.things.code_field(present[fold(brought.name)], brought):
                return
        elif present[fold(brought.name)] != brought:
            self.under_way.conflict(f"the field “{brought.name}” of the codebook")
            return
        self.agreed.add(fold(brought.name))

    def take_outlet(self, values: Any) -> None:
        """Take what is known of an outlet."""
        self._take_profile(outlets.PROFILES, outlet_from_json(values))

    def take_person(self, values: Any) -> None:
        """Take what is known of a person."""
        self._take_profile(people.PROFILES, person_from_json(values))

    def _take_profile(self, profiles: Profiles[Profile], brought: Profile) -> None:
        if self.things and self.things.profile(profiles, brought):
            return
        brought = replace(brought, name=self.under_way.here(profiles.register.__tablename__, brought.name))
        register = self.registers.get(profiles.word)
        if register is None:
            register = self.registers[profiles.word] = RegisterImport(self._work, profiles)
        conflict = register.take(brought)
        if conflict:
            self.under_way.conflict(conflict)

    def end_registers(self) -> None:
        """Write what waits of the registers; what is taken next may change them."""
        for register in self.registers.values():
            register.finish()
        self.registers = {}

    def take_message(self, values: Any) -> None:
        """Take a key message."""
        message = checked_message(values)
        if not self.under_way.is_gone(_MESSAGES, message):
            names.find_or_make(self._work, MessageRow, [self.under_way.here(_MESSAGES, message)])

    def take_tag(self, values: Any) -> None:
        """Take a tag."""
        brought = checked_tag(values)
        if self.under_way.is_gone(_TAGS, brought.name):
            return
        here = self.under_way.here(_TAGS, brought.name)
        present = [one for one in tags.tags(self._work.connection) if one.name.casefold() == here.casefold()]
        if not present:
            _make_tag(self._work, replace(brought, name=here))
        elif self.things:
            self.things.tag(present[0], brought.hue, brought.key)

    def take_saved_search(self, values: Any) -> None:
        """Take a saved search."""
        saved = checked_saved_search(values)
        if self.under_way.is_gone(_SEARCHES, saved.name):
            return
        saved = replace(saved, name=self.under_way.here(_SEARCHES, saved.name))
        present = {one.name.casefold(): one for one in saved_searches.saved_searches(self._work.connection)}
        if saved.name.casefold() not in present:
            saved_searches.save(self._work, saved)
        elif self.things:
            self.things.saved_search(present[saved.name.casefold()], saved.text)
        elif present[saved.name.casefold()].query != saved.query:
            self.under_way.conflict(f"the saved search “{saved.name}”")

    def take_preset(self, values: Any) -> None:
        """Take a preset for sheets."""
        preset = checked_preset(values)
        if self.under_way.is_gone(_PRESETS, preset.name):
            return
        preset = replace(preset, name=self.under_way.here(_PRESETS, preset.name))
        folded = preset.name.casefold()
        present = [one for one in presets.presets(self._work.connection) if one.name.casefold() == folded]
        if not present:
            presets.save(self._work, preset)
        elif self.things:
            self.things.preset(present[0], preset)


def _make_tag(work: Work, tag: Tag) -> None:
    is_free = tag.key not in {one.key for one in tags.tags(work.connection)}
    row = {"name": tag.name, "folded": tag.name.casefold(), "hue": tag.hue, "key": tag.key if is_free else None}
    names.make(work, TagRow, [row])
