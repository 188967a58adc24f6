"""The middle pane by itself, with what the main window does for it, and libraries to show in it."""

from datetime import date, timedelta

from pytestqt.qtbot import QtBot

from clipper.library.library import Library
from clipper.model.draft import Accepted, Draft, Guess, Pasted
from clipper.model.query import Query
from clipper.ui.models.clipping_list import HEADING_ROLE
from clipper.ui.panes.list_pane import ListPane
from clipper.ui.settings import Settings

TODAY = date(2026, 11, 18)


class Window:
    """A pane with what the main window does for it: search when asked to."""

    def __init__(self, library: Library, qtbot: QtBot) -> None:
        self.library = library
        self.pane = ListPane(library, Settings(library.path.with_name("window.ini")), today=lambda: TODAY)
        self.pane.resize(404, 700)
        self.pane.queryChanged.connect(self.search)
        self.pane.sortChanged.connect(lambda _sort: self.search(self.pane.query()))
        self.pane.starToggled.connect(lambda clipping_id, on: library.set_starred([clipping_id], on))
        library.subscribe(self.pane.refresh)
        qtbot.addWidget(self.pane)
        self.pane.show()
        qtbot.waitExposed(self.pane)
        self.pane.activateWindow()

    def search(self, query: Query | str = "") -> None:
        query = Query.parse(query) if isinstance(query, str) else query
        self.pane.set_query(query)
        self.pane.set_hits(self.library.search(query, self.pane.sort()))

    @property
    def headlines(self) -> list[str]:
        model = self.pane.model
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    @property
    def headings(self) -> list[tuple[str, int]]:
        model = self.pane.model
        found = [model.index(row, 0).data(HEADING_ROLE) for row in range(model.rowCount())]
        return [(heading.title, heading.count) for heading in found if heading]

    def in_sight(self) -> dict[int, int]:
        """The clippings in sight, and where the rows of each end."""
        view, ids = self.pane.view, self.pane.model.ids
        ends = {ids[row]: view.rowViewportPosition(row) + view.rowHeight(row) for row in range(len(ids))}
        return {clipping: end for clipping, end in ends.items() if 0 < end <= view.viewport().height()}


def add_days(library: Library, count: int) -> list[int]:
    """Three clippings a day, from today back."""
    return add_on(library, [number // 3 for number in range(count)])


def add_on(library: Library, days_ago: list[int]) -> list[int]:
    drafts = [
        Draft(headline=Guess(f"Piece {number}"), published_on=Guess(TODAY - timedelta(days=days)))
        for number, days in enumerate(days_ago)
    ]
    return list(library.add([Accepted(draft, even_if_known=True) for draft in drafts], Pasted("Pieces")).ids)
