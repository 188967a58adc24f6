"""Names in place: reporters as one line of names, spokespeople each with what they do."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from clipper.model.clipping import Spokesperson
from clipper.model.codes import Role
from clipper.model.text import clean_line, fold
from clipper.model.values import replace
from clipper.ui.fonts import sans
from clipper.ui.widgets.flow_layout import FlowLayout
from clipper.ui.widgets.in_place import PAD_X, InPlace
from clipper.ui.widgets.in_place_choice import InPlaceChoice
from clipper.ui.widgets.labels import Label
from clipper.ui.widgets.name_completions import Offer

_PAD_OF_WORD, _PAD_OF_ROLE = 4, 2
"""Pixels beside a name and a role in a sentence: as little as leaves their frames apart."""
Item = TypeVar("Item")
Known = Callable[[], Sequence[str]]


def read_names(text: str) -> tuple[str, ...]:
    """Return the names of a line, cut at commas and semicolons, each once."""
    names = (clean_line(part) for part in text.replace(";", ",").split(","))
    return tuple(_first_of_each((name for name in names if name), fold))


def _first_of_each(items: Iterable[Item], key: Callable[[Item], str]) -> list[Item]:
    found: dict[str, Item] = {}
    for item in items:
        found.setdefault(key(item), item)
    return list(found.values())


def role_words() -> list[tuple[Role, str]]:
    """Return the roles of a spokesperson with their words, as they follow a name."""
    return [
        (Role.QUOTED, QCoreApplication.translate("Role", "quoted")),
        (Role.INTERVIEWED, QCoreApplication.translate("Role", "interviewed")),
        (Role.NAMED, QCoreApplication.translate("Role", "named")),
        (Role.AUTHOR, QCoreApplication.translate("Role", "author")),
        (Role.UNKNOWN, QCoreApplication.translate("Role", "role unknown")),
    ]


class NameListEditor(InPlace):
    """A field that holds several names with commas between them; its value is a tuple of names."""

    def __init__(
        self,
        name: str,
        known: Known,
        *,
        invitation: str = "",
        suffix: str = "",
        pad: int = PAD_X,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            name,
            sans(13, 500),
            18,
            invitation=invitation,
            suffix=suffix,
            pad=pad,
            read=read_names,
            write=", ".join,
            parent=parent,
        )
        self.set_names(lambda: [Offer(one) for one in known()], splits=True)
        self.reset(())


class SpokespeopleEditor(QWidget):
    """committed(people): a person added, renamed or removed somebody, or chose another role; a tuple of Spokesperson.

    left(): as in InPlace. `lead` stands before the first name. Emptying a name removes the person; a comma in a name
    goes on to another one.
    """

    committed = Signal(object)
    left = Signal()

    def __init__(self, known: Known, *, lead: str = "", label: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known, self._label = known, label
        self._people: tuple[Spokesperson, ...] = ()
        self._rows: list[_Person] = []
        self._flow = FlowLayout(self, gap=1, line_gap=2)
        # Behind a lead the names read as one sentence; without one they begin where the text of other fields does.
        self._pad = _PAD_OF_WORD if lead else PAD_X
        self._lead = Label(lead, "ink2", parent=self)
        self._lead.setContentsMargins(PAD_X, 0, 0, 0)
        self._flow.addWidget(self._lead)
        self._adder = self._name_field("", PAD_X)
        self._adder.committed.connect(self._add)
        self._flow.addWidget(self._adder)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusProxy(self._adder)
        self.set_label(label)

    def set_label(self, label: str) -> None:
        """Use the organisation's word for a spokesperson in the invitation."""
        self._label = label or self.tr("Spokesperson")
        self._invite()

    def value(self) -> tuple[Spokesperson, ...]:
        """Return the people shown."""
        return self._people

    def set_value(self, people: Sequence[Spokesperson]) -> None:
        """Show people; a name that is being typed stays."""
        self._people = tuple(people)
        while len(self._rows) < len(people):
            self._grow()
        for row, person in zip(self._rows, people, strict=False):
            row.show_person(person)
            row.role.set_suffix("" if person is people[-1] else ";")
        for row in self._rows[len(people) :]:
            row.hide()
        self._invite()
        self.updateGeometry()

    def reset(self, people: Sequence[Spokesperson]) -> None:
        """Show the people of something else: a name that was being typed belongs to what was shown before."""
        self._adder.reset(())
        for row in self._rows:
            row.field.reset(())
        self.set_value(people)

    def is_editing(self) -> bool:
        """Tell whether somebody is typing a name."""
        return self._adder.is_editing() or any(row.field.is_editing() for row in self._rows)

    def typed(self) -> dict[str, str]:
        """Return the names that are being typed, each by the name that it stands for, "" for another one."""
        fields = {person.name: row.field for person, row in zip(self._people, self._rows, strict=False)}
        typed = {name: field.unfinished() for name, field in {**fields, "": self._adder}.items()}
        return {name: text for name, text in typed.items() if text is not None}

    def put_back(self, typed: Mapping[str, str]) -> None:
        """Go on with names that were being typed."""
        fields = {person.name: row.field for person, row in zip(self._people, self._rows, strict=False)}
        for name, text in typed.items():
            field = fields.get(name, self._adder)
            field.show()
            field.put_back(text)

    def add_typed(self) -> bool:
        """Add another name that is being typed, and stay there for the next one; False where there is none."""
        if not self._adder.is_editing() or self._adder.unfinished() is None:
            return False
        self._adder.completions.hide()
        return self._adder.commit()

    def add(self, names: Iterable[str]) -> None:
        """Add people, as if somebody had typed their names."""
        self._change((*self._people, *map(Spokesperson, names)))

    def start(self) -> None:
        """Begin to type another name."""
        self._adder.show()
        self._adder.edit()

    def _name_field(self, suffix: str, pad: int) -> NameListEditor:
        field = NameListEditor(self.tr("Spokesperson"), self._known, suffix=suffix, pad=pad, parent=self)
        field.left.connect(self.left)
        field.left.connect(self._invite)
        return field

    def _invite(self) -> None:
        """The invitation stands alone: beside names it would be louder than they are."""
        self._adder.set_invitation(self.tr("Add %1").replace("%1", self._label.lower()))
        self._adder.setVisible(not self._people or self._adder.is_editing())
        self._lead.setVisible(bool(self._people) and bool(self._lead.text()))

    def _grow(self) -> None:
        row = _Person(self._name_field(",", self._pad), self)
        row.field.committed.connect(lambda names: self._rename(row, names))
        row.role.chosen.connect(lambda role: self._set_role(row, role))
        self._flow.insert(2 * len(self._rows) + 1, row.field)
        self._flow.insert(2 * len(self._rows) + 2, row.role)
        self._rows.append(row)

    def _add(self, names: tuple[str, ...]) -> None:
        self._adder.reset(())
        self.add(names)

    def _rename(self, row: "_Person", names: tuple[str, ...]) -> None:
        index = self._rows.index(row)
        person = self._people[index]
        renamed = [replace(person, name=name) if place == 0 else Spokesperson(name) for place, name in enumerate(names)]
        self._change((*self._people[:index], *renamed, *self._people[index + 1 :]))

    def _set_role(self, row: "_Person", role: Role) -> None:
        index = self._rows.index(row)
        changed = replace(self._people[index], role=role)
        self._change((*self._people[:index], changed, *self._people[index + 1 :]))

    def _change(self, people: tuple[Spokesperson, ...]) -> None:
        """Nobody stands there twice."""
        before, unique = self._people, tuple(_first_of_each(people, lambda one: fold(one.name)))
        self.set_value(unique)
        if unique != before:
            self.committed.emit(unique)


class _Person:
    """The widgets of one spokesperson: the name, and what they do."""

    def __init__(self, field: NameListEditor, parent: SpokespeopleEditor) -> None:
        self.field = field
        self.role = InPlaceChoice(parent.tr("Role"), role_words(), ink="ink2", pad=_PAD_OF_ROLE, parent=parent)

    def show_person(self, person: Spokesperson) -> None:
        self.field.set_value((person.name,))
        self.role.set_value(person.role)
        self.field.show()
        self.role.show()

    def hide(self) -> None:
        """Wait for the next clipping: widgets made anew for each would cost more than the whole page."""
        self.field.reset(())
        self.field.hide()
        self.role.hide()
