"""All outlets and people of the library: found, added, opened, and deleted where no clipping has them."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QItemSelectionModel, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from clipper.library.library import Library
from clipper.model.changes import Changes
from clipper.model.errors import ClipperError
from clipper.model.outlet import Outlet
from clipper.model.person import Person
from clipper.model.text import fold
from clipper.ui.code_words import country_word
from clipper.ui.dialogs.asking import stack
from clipper.ui.dialogs.own_steps import OwnSteps
from clipper.ui.fonts import sans
from clipper.ui.library_signals import LibrarySignals
from clipper.ui.models.tag_tree import Kind
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button
from clipper.ui.widgets.labels import Label, dialog_title, surface
from clipper.ui.widgets.register_rows import Entry, RegisterRowList, RegisterRows
from clipper.ui.widgets.segmented import Segment, Segmented

_SIZE = (640, 560)


class RegisterListDialog(QDialog):
    """The registers in a list, by kind and by what is typed; Delete is one step, and so is what a page keeps: Ctrl+Z
    takes back either.

    aboutRequested(Kind, str): the page of a name is wanted; "" for one that is to be added. It is accepted where a
    person wants to import a sheet.
    """

    aboutRequested = Signal(object, str)  # noqa: N815

    def __init__(self, library: Library, signals: LibrarySignals, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._all: Sequence[Entry] = ()
        self.setWindowTitle(self.tr("Outlets and people"))
        surface(self, "reader")
        self.resize(*_SIZE)
        self.kinds = self._make_kinds()
        self.filter = QLineEdit()
        self.filter.setFont(sans(13))
        self.filter.setPlaceholderText(self.tr("Filter by name"))
        self.filter.setAccessibleName(self.tr("Filter by name"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(lambda _text: self._show())
        self.rows = RegisterRows()
        self.names = RegisterRowList(self.rows, self.windowTitle(), self.delete_selected, self.open_page)
        self.names.selectionModel().selectionChanged.connect(lambda *_: self._follow())
        self.told = Label("", "ink2")
        self.told.setWordWrap(True)
        self._own = OwnSteps(library, self, self._tell_undone)
        self._make_buttons()
        self._lay_out()
        signals.changed.connect(self._on_changed)
        self._read()
        self.filter.setFocus()

    def _make_kinds(self) -> Segmented:
        label = self._library.organisation().spokesperson_label
        words = {
            "outlets": self.tr("Outlets"),
            "people": self.tr("People"),
            "ours": self.tr("Our people ({label})").format(label=label),
            "unused": self.tr("Unused"),
        }
        kinds = Segmented([Segment(value, word) for value, word in words.items()], self.tr("Shown"), parent=self)
        kinds.set_value("outlets")
        kinds.chosen.connect(lambda _kind: self._show())
        return kinds

    def _make_buttons(self) -> None:
        self.add_outlet = Button(self.tr("Add an outlet…"), PLAIN)
        self.add_outlet.clicked.connect(lambda: self.aboutRequested.emit(Kind.OUTLET, ""))
        self.add_person = Button(self.tr("Add a person…"), PLAIN)
        self.add_person.clicked.connect(lambda: self.aboutRequested.emit(Kind.PERSON, ""))
        self.import_button = Button(self.tr("Import…"), PLAIN)
        self.import_button.clicked.connect(self.accept)
        self.delete_button = Button(self.tr("Delete"), PLAIN, key=self.tr("Del"))
        self.delete_button.clicked.connect(self.delete_selected)
        self.close_button = Button(self.tr("Close"), PRIMARY, key="Esc")
        self.close_button.clicked.connect(self.reject)
        QShortcut(QKeySequence.StandardKey.New, self, self._add)
        self.filter.returnPressed.connect(self.open_page)

    def _add(self) -> None:
        """Add one of the kind that is shown."""
        self.aboutRequested.emit(Kind.OUTLET if self.kinds.value() == "outlets" else Kind.PERSON, "")

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(20, 16, 20, 12)
        head.setSpacing(10)
        head.addWidget(dialog_title(self.windowTitle()))
        head.addWidget(self.kinds)
        head.addWidget(self.filter)
        head.addWidget(self.told)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 14, 16, 14)
        foot.setSpacing(8)
        foot.addWidget(self.add_outlet)
        foot.addWidget(self.add_person)
        foot.addWidget(self.import_button)
        foot.addStretch(1)
        foot.addWidget(self.delete_button)
        foot.addWidget(self.close_button)
        stack(self, head, self.names, foot)

    # What is shown

    def _on_changed(self, changes: Changes) -> None:
        if changes.outlets or changes.people or changes.clippings or changes.everything:
            self._read()

    def _read(self) -> None:
        ours = frozenset(self._library.known().spokespeople)
        outlets = [_of_outlet(outlet, is_used=used) for outlet, used in self._library.outlets()]
        people = [
            _of_person(person, is_used=used, is_ours=person.name in ours) for person, used in self._library.people()
        ]
        self._all = (*outlets, *people)
        self._show()

    def _show(self) -> None:
        wanted, words = str(self.kinds.value()), fold(self.filter.text()).split()
        kept = self._kept()
        shown = [one for one in self._all if _is_of(one, wanted) and all(word in one.found_by for word in words)]
        self.rows.show(shown)
        self._keep(kept)
        self.told.setText(self._words(wanted, len(shown)))
        self._follow()

    def _words(self, wanted: str, count: int) -> str:
        if wanted == "unused":
            some = self.tr(
                "No clipping has these names, and nothing else is known of them. Undo brings back what is deleted."
            )
            return some if count else self.tr("Every name is in some clipping, or has more to tell.")
        if not count:
            return self._words_of_none(wanted)
        return self.tr("1 name") if count == 1 else self.tr("{n} names").format(n=f"{count:,}")

    def _words_of_none(self, wanted: str) -> str:
        if any(_is_of(one, wanted) for one in self._all):
            return self.tr("No name here has these words.")
        if wanted == "outlets":
            return self.tr("No outlets yet. Those of your clippings come by themselves; others are added or imported.")
        return self.tr("Nobody yet. Those whom clippings feature come by themselves; others are added or imported.")

    def _kept(self) -> tuple[int, Entry | None]:
        """The row at hand, which shall stay where it is though the list is read anew."""
        row = self.names.currentIndex().row()
        return row, self.rows.rows[row] if row >= 0 else None

    def _keep(self, kept: tuple[int, Entry | None]) -> None:
        row, entry = kept
        named = [(one.kind, one.name) for one in self.rows.rows]
        if entry is not None and (entry.kind, entry.name) in named:
            row = named.index((entry.kind, entry.name))
        if named and row >= 0:
            index = self.rows.index(min(row, len(named) - 1), 0)
            self.names.setCurrentIndex(index)
            self.names.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def selected(self) -> list[Entry]:
        """Return the entries that are selected."""
        return [self.rows.rows[index.row()] for index in self.names.selectionModel().selectedRows()]

    def _follow(self) -> None:
        self.delete_button.setEnabled(bool(self.selected()))

    def reveal(self, kind: Kind, name: str) -> None:
        """Show a name that was just added."""
        self.filter.clear()
        self.kinds.set_value("outlets" if kind is Kind.OUTLET else "people")
        self._show()
        rows = [row for row, one in enumerate(self.rows.rows) if (one.kind, one.name) == (kind, name)]
        for row in rows:
            self.names.setCurrentIndex(self.rows.index(row, 0))

    # What is done

    def open_page(self) -> None:
        """Open the page of the name at hand, of the first one where none is."""
        row = max(0, self.names.currentIndex().row())
        for entry in self.rows.rows[row : row + 1]:
            self.aboutRequested.emit(entry.kind, entry.name)

    def delete_selected(self) -> None:
        """Delete what is selected; the list then shows what is left, from the same place."""
        selected = self.selected()
        named = {kind: [one.name for one in selected if one.kind == kind] for kind in (Kind.OUTLET, Kind.PERSON)}
        try:
            self._own.remember(self._library.delete_names(named[Kind.OUTLET], named[Kind.PERSON]))
        except ClipperError as error:
            self.told.setText(str(error))
            return
        self._read()

    def remember(self, changes: Changes) -> None:
        """Let Ctrl+Z here take back what a page kept."""
        self._own.remember(changes)

    def _tell_undone(self, sentence: str) -> None:
        self._read()
        self.told.setText(sentence)


def _is_of(entry: Entry, wanted: str) -> bool:
    return {
        "outlets": entry.kind is Kind.OUTLET,
        "people": entry.kind is Kind.PERSON,
        "ours": entry.is_ours,
        "unused": entry.is_unused,
    }[wanted]


def _of_outlet(outlet: Outlet, *, is_used: bool) -> Entry:
    tier = _say("tier {n}").format(n=outlet.tier) if outlet.tier else ""
    more = (*outlet.domains[:1], country_word(outlet.country), tier, "" if is_used else _say("in no clipping"))
    is_unused = not is_used and outlet == Outlet(outlet.name)
    return Entry(Kind.OUTLET, outlet.name, _joined(more), _found_by(outlet), is_ours=False, is_unused=is_unused)


def _of_person(person: Person, *, is_used: bool, is_ours: bool) -> Entry:
    more = (_say("ours") if is_ours else "", person.title or "", "" if is_used else _say("in no clipping"))
    is_unused = not is_used and person == Person(person.name)
    return Entry(Kind.PERSON, person.name, _joined(more), _found_by(person), is_ours=is_ours, is_unused=is_unused)


def _joined(parts: Sequence[str]) -> str:
    return "  ·  ".join(filter(None, parts))


def _found_by(profile: Outlet | Person) -> str:
    return "\n".join(map(fold, (profile.name, *profile.aliases)))


def _say(text: str) -> str:
    return QCoreApplication.translate("RegisterList", text)
