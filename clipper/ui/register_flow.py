"""The pages of the registers of outlets and people, and the list of all of them."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from clipper.library.library import Library
from clipper.library.uses import Use
from clipper.model.changes import Changes
from clipper.model.clipping import Clipping
from clipper.model.errors import ClipperError
from clipper.model.matching import telling_values
from clipper.model.outlet import Outlet
from clipper.model.person import Person
from clipper.model.progress import Progress
from clipper.model.query import Query
from clipper.model.term import Term
from clipper.model.values import replace
from clipper.ui.aside import Aside
from clipper.ui.dialogs.asking import ask
from clipper.ui.library_signals import LibrarySignals
from clipper.ui.models.tag_tree import Kind
from clipper.ui.patience import patiently

if TYPE_CHECKING:
    from clipper.ui.dialogs.register_facts import Facts, Look
    from clipper.ui.dialogs.register_page import RegisterPage
    from clipper.ui.dialogs.register_sheet import Brought


class RegisterFlow(QObject):
    """searched(Query): a person wants to see the clippings of a row. refused(str): something could not be done, why.

    added(Kind, str): a name was put into a register. kept(Changes): what a page wrote. clippingRequested(int): a person
    wants to see one clipping.
    """

    searched = Signal(object)
    refused = Signal(str)
    added = Signal(object, str)
    kept = Signal(object)
    clippingRequested = Signal(int)  # noqa: N815

    def __init__(self, library: Library, signals: LibrarySignals, aside: Aside, window: QWidget) -> None:
        super().__init__(window)
        self._library, self._signals, self._aside, self._window = library, signals, aside, window

    def about(self, kind: Kind, name: str) -> None:
        """Open the page of an outlet or a person; without a name that of one who is to be added."""
        pages: dict[Kind, Callable[[str], RegisterPage]] = {Kind.OUTLET: self._outlet, Kind.PERSON: self._person}
        try:
            page = pages[kind](name)
        except ClipperError as error:
            self.refused.emit(str(error))
            return
        self._signals.changed.connect(page.look_again)
        is_kept = ask(page)
        self._signals.changed.disconnect(page.look_again)
        if not is_kept:
            return
        if page.wants_clippings:
            # It may have been renamed there, or have become one with another.
            find = self._library.outlet if kind is Kind.OUTLET else self._library.person
            parts = (self._asking_for(find(page.called).name, page.search_field), page.narrowed)
            self.searched.emit(Query(tuple(part for part in parts if part)))
        if page.wanted_clipping is not None:
            self.clippingRequested.emit(page.wanted_clipping)

    def _asking_for(self, name: str, field: str) -> Term:
        """The whole name is asked for where its words alone would find others, too."""
        known = self._library.known()
        names = {"outlet": known.outlets, "feat": known.spokespeople, "reporter": known.reporters}[field]
        return Term(telling_values((name, *names, *self._library.aliases(field)))[name], field)

    def choose(self, clipping: Clipping, place: QPoint) -> None:
        """Offer the pages of the outlet and the people of a clipping in a menu."""
        menu = self.menu(clipping)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)
        menu.setActiveAction(menu.actions()[0])

    def menu(self, clipping: Clipping) -> QMenu:
        """Return the menu of the pages of a clipping's names; somebody who is both reporter and ours stands once."""
        menu = QMenu(self._window)
        outlets = [clipping.outlet] if clipping.outlet else []
        people = dict.fromkeys((*(one.name for one in clipping.spokespeople), *clipping.reporters))
        for kind, name in (*((Kind.OUTLET, name) for name in outlets), *((Kind.PERSON, name) for name in people)):
            menu.addAction(name.replace("&", "&&"), partial(self.about, kind, name))
        if menu.isEmpty():
            menu.addAction(self.tr("Neither outlet nor people are known")).setEnabled(False)
        return menu

    def _outlet(self, name: str) -> "RegisterPage":
        # The pages are imported when one is opened: a window starts faster without them.
        from clipper.ui.dialogs.outlet_page import OutletPage

        keep = partial(self._keep, self._library.edit_outlet, name)
        look: Look | None = partial(self._look, self._library.outlet_use, name)
        if name:
            outlet = self._library.outlet(name)
        else:
            outlet, look, keep = Outlet(""), None, partial(self._add, Kind.OUTLET, {})
        return OutletPage(
            outlet,
            look,
            keep,
            self._library.told_of_outlets,
            self._library.today(),
            self._window,
            others=self._others(self._library.outlets, outlet.name),
        )

    def _look(self, count: Callable[[str], Use], name: str) -> "Facts":
        """Count what the library has of a name."""
        from clipper.reports.dashboard import dashboard
        from clipper.ui.dialogs.register_facts import Facts

        use = count(name)
        if not use.clippings:
            return Facts(use)
        return Facts(use, dashboard(self._library, Query((self._asking_for(name, use.field),))))

    def _look_at_person(self, name: str) -> "Facts":
        return replace(self._look(self._library.person_use, name), said=self._library.quotes_of(name))

    def _person(self, name: str) -> "RegisterPage":
        from clipper.reports.coverage import featured
        from clipper.ui.dialogs.person_page import PersonPage

        keep = partial(self._keep, self._library.edit_person, name)
        person, look = Person("", ours=True), None
        if name:
            person = self._library.person(name)
            # Counted by the person's own name: the name that was asked for may be an alias.
            look = partial(self._look_at_person, person.name)
        else:
            # Whoever reports comes with a clipping; who is added by hand is one of ours.
            keep = partial(self._add, Kind.PERSON, {"ours": True})
        titles = self._library.told_of_people("title")
        count = partial(featured, self._library, person.name)
        return PersonPage(
            *(person, look, keep, count, titles, self._library.today(), self._window),
            fiscal_start=self._library.organisation().fiscal_start,
            others=self._others(self._library.people, person.name),
        )

    def _others(self, entries: Callable[[], Sequence[tuple[Outlet | Person, bool]]], name: str) -> list[str]:
        """The names that a page may take for its own: the two become one then. Who is new is nobody of them."""
        return [one.name for one, _ in patiently(self._library, entries) if one.name != name] if name else []

    def _keep(self, edit: Callable[..., Changes], name: str, values: dict[str, object]) -> None:
        self.kept.emit(edit(name, new_name=values.pop("name", None), **values))

    def _add(self, kind: Kind, beside: dict[str, object], values: dict[str, object]) -> None:
        add = self._library.add_outlet if kind is Kind.OUTLET else self._library.add_person
        name = str(values.pop("name"))
        self.kept.emit(add(name, **{**beside, **values}))
        self.added.emit(kind, name)

    def list_all(self) -> None:
        """List all outlets and people, to open, add and delete them."""
        from clipper.ui.dialogs.register_list import RegisterListDialog

        dialog = RegisterListDialog(self._library, self._signals, self._window)
        dialog.aboutRequested.connect(self.about)
        self.added.connect(dialog.reveal)
        self.kept.connect(dialog.remember)
        # Whoever asks for the clippings of a name wants to see them.
        self.searched.connect(dialog.reject)
        self.clippingRequested.connect(dialog.reject)
        if ask(dialog):
            self.choose_sheet()

    # Sheets

    def choose_sheet(self) -> None:
        """Ask for a sheet of outlets or people, read it aside, and show what would come of it."""
        from clipper.ui.dialogs import choosing

        kinds = self.tr("Sheets ({endings})").format(endings="*.csv *.tsv *.xlsx *.xlsm *.txt")
        title = self.tr("Import outlets or people")
        for path in choosing.ask_for_files(self._window, title, (kinds, self.tr("All files (*)")))[:1]:
            self._aside.run(
                partial(self._look_at, path), self._ask_about, self.tr("Reading the sheet."), only_reads=True
            )

    def _look_at(self, path: Path, report: Progress) -> "Brought":
        from clipper.capture.formats.base import File
        from clipper.library.intake import bytes_of
        from clipper.ui.dialogs.register_sheet import look_at

        def is_wanted() -> bool:
            report(0, 0)
            return True

        file = File(path.name, bytes_of(path))
        return look_at(self._library, file, None, replaces=False, is_wanted=is_wanted)

    def _ask_about(self, brought: "Brought") -> None:
        from clipper.library.register_sheets import import_register
        from clipper.ui.dialogs.register_sheet import RegisterSheetDialog

        wanted = RegisterSheetDialog.ask(brought, self._library, self._window)
        if wanted is not None:
            sheet, replaces = wanted

            def work(report: Progress) -> object:
                return import_register(self._library, sheet, brought.file.name, report, replaces=replaces)

            sentence = self.tr("Importing {file}.").format(file=brought.file.name)
            self._aside.run(work, None, sentence, last_step=self._library.undoable)
