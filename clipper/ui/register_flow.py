"""The pages of the registers of outlets and people, and those whom no clipping has."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from clipper.library.library import Library
from clipper.model.clipping import Clipping
from clipper.model.errors import ClipperError
from clipper.model.query import Query
from clipper.model.term import Term, telling_values
from clipper.ui.dialogs.asking import ask
from clipper.ui.models.tag_tree import Kind

if TYPE_CHECKING:
    from clipper.ui.dialogs.register_page import RegisterPage


class RegisterFlow(QObject):
    """searched(Query): a person wants to see the clippings of a row. refused(str): something could not be done, why."""

    searched = Signal(object)
    refused = Signal(str)

    def __init__(self, library: Library, window: QWidget) -> None:
        super().__init__(window)
        self._library, self._window = library, window

    def about(self, kind: Kind, name: str) -> None:
        """Open the page of an outlet or a person."""
        pages: dict[Kind, Callable[[str], RegisterPage]] = {Kind.OUTLET: self._outlet, Kind.PERSON: self._person}
        try:
            page = pages[kind](name)
        except ClipperError as error:
            self.refused.emit(str(error))
            return
        if ask(page) and page.wants_clippings:
            self.searched.emit(Query((self._asking_for(name, page.search_field),)))

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
        outlet, use = self._library.outlet(name), self._library.outlet_use(name)
        return OutletPage(outlet, use, keep, self._library.told_of_outlets, self._library.today(), self._window)

    def _person(self, name: str) -> "RegisterPage":
        from clipper.reports.coverage import featured
        from clipper.ui.dialogs.person_page import PersonPage

        keep = partial(self._keep, self._library.edit_person, name)
        person, use = self._library.person(name), self._library.person_use(name)
        titles = self._library.told_of_people("title")
        # Counted by the person's own name: the name that was asked for may be an alias.
        count = partial(featured, self._library, person.name)
        return PersonPage(person, use, keep, count, titles, self._library.today(), self._window)

    def _keep(self, edit: Callable[..., object], name: str, values: dict[str, object]) -> None:
        edit(name, **values)

    def clear_up(self) -> None:
        """List the outlets and people that no clipping has."""
        from clipper.ui.dialogs.unused_names import UnusedNamesDialog

        dialog = UnusedNamesDialog(self._library, self._window)
        dialog.aboutRequested.connect(self.about)
        ask(dialog)
