"""The dashboard: what the present search comes to, as figures and charts in the place of list and detail."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from clipper.model.query import Query
from clipper.reports.dashboard import Dashboard, Totals
from clipper.ui.chart_words import before_words
from clipper.ui.code_words import spokespeople_word
from clipper.ui.fonts import sans, scale, serif
from clipper.ui.icons import paint_icon
from clipper.ui.own_keys import held_with
from clipper.ui.sentences import in_words
from clipper.ui.theme import theme
from clipper.ui.widgets.bar_chart import BarChart, ToneChart
from clipper.ui.widgets.buttons import Button, LinkButton
from clipper.ui.widgets.chart import EDGE, OUTSIDE, Chart
from clipper.ui.widgets.column_chart import ColumnChart
from clipper.ui.widgets.labels import Label, hairline, surface
from clipper.ui.widgets.scrolled_page import ScrolledPage, lay_out_now
from clipper.ui.widgets.search_box import SearchBox
from clipper.ui.widgets.search_suggestions import Names
from clipper.ui.widgets.segmented import Segment, Segmented

_TOOLBAR, _BOX = 48, 366
_BESIDE, _BETWEEN = 32, 40
_WIDEST = 1100
_LEAST_COLUMN = 250
_MOST_COLUMNS = 3
_LEAST_FIGURE = 120
_LIST, _DASHBOARD = "list", "dashboard"


class DashboardPane(QWidget):
    """Figures and charts of one search.

    queryChanged(Query): a person searches for something else. barChosen(Term): the clippings of a bar are wanted.
    left(): the list is wanted again. reportRequested(), codingRequested(): of what is shown. copied(): a chart was.
    """

    queryChanged = Signal(object)  # noqa: N815
    barChosen = Signal(object)  # noqa: N815
    left = Signal()
    reportRequested = Signal()  # noqa: N815
    codingRequested = Signal()  # noqa: N815
    copied = Signal()

    def __init__(self, names: Callable[[], Names], today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "reader")
        # Takes the keyboard when it opens, so that Esc leaves and does not clear the search; nobody tabs to it.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.tr("Dashboard"))
        self._query = Query()
        self._label = ""
        self.search_box = SearchBox(self, today=today)
        self.search_box.set_names(names)
        self._problem = Label("", "negative", sans(12))
        self._switch = Segmented(self._segments(), self.tr("View"))
        self._switch.set_value(_DASHBOARD)
        self._report = Button(self.tr("Report…"), icon="file-text")
        self.volume = ColumnChart()
        self.tone = ToneChart()
        none = self.tr("None in this search.")
        self.outlets, self.people = BarChart(none), BarChart(none)
        self.messages = BarChart(self.tr("None is carried in this search."))
        self.topics, self.media = BarChart(self.tr("No tag below topic/ in this search.")), BarChart(none)
        self.figures = [_Figure(self) for _ in range(6)]
        self._make_page()
        self._nothing = _Nothing(self)
        self._lay_out()
        self._connect()

    def _segments(self) -> tuple[Segment, ...]:
        def painted(icon: str) -> Callable[[QPainter, QRectF], None]:
            return lambda painter, rect: paint_icon(painter, rect.topLeft(), icon)

        return (
            Segment(_LIST, self.tr("List"), painted("list"), keeps_word=True),
            Segment(_DASHBOARD, self.tr("Dashboard"), painted("chart-column"), keeps_word=True),
        )

    @property
    def charts(self) -> list[Chart]:
        """The charts in the order in which they are read."""
        return [self.volume, *self._in_grid()]

    def _in_grid(self) -> list[Chart]:
        return [self.tone, self.outlets, self.people, self.messages, self.topics, self.media]

    def _make_page(self) -> None:
        self._figure_grid, self._chart_grid = QGridLayout(), QGridLayout()
        self._figure_grid.setVerticalSpacing(12)
        self._figure_grid.setHorizontalSpacing(8)
        self._figure_grid.setContentsMargins(OUTSIDE, 0, OUTSIDE, 0)
        self._chart_grid.setHorizontalSpacing(_BETWEEN - 2 * OUTSIDE - EDGE)
        self._chart_grid.setVerticalSpacing(0)
        self._lines = [self._line() for _ in self._in_grid()]
        self._columns = self._across = 0
        self._sheet = QWidget()
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(0, 14, 0, 24)
        column.setSpacing(0)
        column.addLayout(self._figure_grid)
        column.addWidget(self._line())
        column.addWidget(self.volume)
        column.addLayout(self._chart_grid)
        column.addStretch(1)
        self._sheet.setMaximumWidth(round(_WIDEST * scale()))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(_BESIDE - OUTSIDE, 0, _BESIDE - OUTSIDE - EDGE, 0)
        row.addStretch(1)
        row.addWidget(self._sheet, 1000)
        row.addStretch(1)
        self._holder = holder
        self.scroller = ScrolledPage(holder)

    def _line(self) -> QWidget:
        """A hairline as wide as the titles stand apart, not as the tints of bars reach."""
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(OUTSIDE, 12, OUTSIDE + EDGE, 9 - EDGE)
        row.addWidget(hairline())
        return holder

    def _lay_out(self) -> None:
        bar = QWidget()
        bar.setFixedHeight(round(_TOOLBAR * scale()))
        self._toolbar = QHBoxLayout(bar)
        self._toolbar.setContentsMargins(10, 0, 14, 0)
        self.search_box.setMaximumWidth(round(_BOX * scale()))
        line = hairline(bar, upright=True)
        line.setFixedHeight(20)
        self._toolbar.addWidget(self.search_box, 1000)
        self._toolbar.addStretch(1)
        self._toolbar.addWidget(self._switch)
        self._toolbar.addSpacing(6)
        self._toolbar.addWidget(line)
        self._toolbar.addSpacing(6)
        self._toolbar.addWidget(self._report)
        self._problem.setContentsMargins(14, 0, 14, 6)
        self._problem.setWordWrap(True)
        self._problem.hide()
        self.search_box.set_sentence(self._problem)
        self._stack = QStackedLayout()
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        for widget in (bar, self._problem, hairline()):
            self._column.addWidget(widget)
        self._column.addLayout(self._stack, 1)
        # Before the first answer there is nothing to see, and no zero either. Pages come last: a stack that is in no
        # window yet would show its first page as a window of its own.
        for page in (QWidget(), self.scroller, self._nothing):
            self._stack.addWidget(page)

    def _connect(self) -> None:
        self.search_box.queryChanged.connect(self._on_searched)
        self.search_box.problemChanged.connect(self._on_problem)
        self.search_box.left.connect(self._on_box_left)
        self._switch.chosen.connect(self._on_switched)
        self._report.clicked.connect(self.reportRequested)
        self._nothing.clearRequested.connect(self.search_box.clear)
        self.figures[-1].link.clicked.connect(self.codingRequested)
        for chart in self.charts:
            chart.barChosen.connect(self.barChosen)
            chart.copied.connect(self.copied)
            chart.focused.connect(self._show_whole)

    # What the window tells

    def query(self) -> Query:
        """Return what is searched for."""
        return self._query

    def set_query(self, query: Query) -> None:
        """Show another search in the box; it does not search by itself."""
        self._query = query
        self.search_box.set_query(query)

    def set_leading(self, widget: QWidget) -> None:
        """Put a button before the search box, for a window without room for the tag pane."""
        self._toolbar.insertWidget(0, widget)

    def set_spokesperson_label(self, label: str) -> None:
        """Take the organisation's word for a spokesperson."""
        self._label = label

    def show_dashboard(self, found: Dashboard) -> None:
        """Show the figures of a search."""
        had_focus = self._nothing.isAncestorOf(self.focusWidget() or self)
        if not found.now.clippings:
            self._nothing.show_for(found.query)
            self._stack.setCurrentWidget(self._nothing)
            return
        self._show_figures(found)
        self._show_charts(found)
        self._stack.setCurrentWidget(self.scroller)
        self._flow()
        lay_out_now(self._holder, self.scroller)
        if had_focus:
            self.focus_charts()

    def _show_figures(self, found: Dashboard) -> None:
        now, earlier = found.now, found.before or Totals()
        words = (
            (now.stories, earlier.stories, self.tr("story"), self.tr("stories")),
            (now.clippings, earlier.clippings, self.tr("clipping"), self.tr("clippings")),
            (now.outlets, earlier.outlets, self.tr("outlet"), self.tr("outlets")),
            (now.people, earlier.people, self._label.lower(), spokespeople_word(self._label).lower()),
            (now.voiced, earlier.voiced, self.tr("with a quote of ours"), self.tr("with a quote of ours")),
        )
        for place, (figure, (count, before, one, many)) in enumerate(zip(self.figures, words, strict=False)):
            figure.show_figure(count, one if count == 1 else many, self._before(found, before, is_first=place == 0))
        self.figures[-1].show_figure(now.not_coded, self.tr("not coded"), "")
        self.figures[-1].link.setVisible(now.not_coded > 0)

    def _before(self, found: Dashboard, count: int, *, is_first: bool) -> str:
        if found.compared is None:
            return ""
        if is_first:
            return before_words(found.compared, count)
        return self.tr("{n} before").format(n=f"{count:,}")

    def _show_charts(self, found: Dashboard) -> None:
        self.volume.show_chart(found.volume)
        self.tone.show_chart(self.tr("Tone towards us"), found.tones)
        self.outlets.show_chart(self.tr("Outlets"), found.outlets)
        self.people.show_chart(spokespeople_word(self._label), found.people)
        coded = self.tr("of {n} coded clippings").format(n=f"{found.judged:,}")
        self.messages.show_chart(self.tr("Key messages carried"), found.messages, coded, found.judged)
        self.topics.show_chart(self.tr("Topics"), found.topics)
        self.media.show_chart(self.tr("Medium"), found.media)
        for chart in self.charts:
            chart.counted = self._counted(found)

    def _counted(self, found: Dashboard) -> str:
        search = str(found.query) or self.tr("All clippings")
        one, many = self.tr("{search}  ·  1 clipping"), self.tr("{search}  ·  {n} clippings")
        number = found.now.clippings
        return (one if number == 1 else many).format(search=search, n=f"{number:,}")

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Arrange figures and charts for the width there is."""
        super().resizeEvent(event)
        self._flow()

    def _flow(self) -> None:
        room = min(self.width() - 2 * _BESIDE, round(_WIDEST * scale()))
        columns = max(1, min(_MOST_COLUMNS, (room + _BETWEEN) // round((_LEAST_COLUMN + _BETWEEN) * scale())))
        if columns != self._columns:
            self._columns = columns
            self._fill_grid(columns)
        across = next((number for number in (6, 3) if room >= number * _LEAST_FIGURE * scale()), 2)
        if across != self._across:
            self._across = across
            self._fill_figures(across)

    def _fill_figures(self, across: int) -> None:
        for place, figure in enumerate(self.figures):
            self._figure_grid.addWidget(figure, place // across, place % across, Qt.AlignmentFlag.AlignTop)
        for place in range(len(self.figures)):
            self._figure_grid.setColumnStretch(place, int(place < across))

    def _fill_grid(self, columns: int) -> None:
        charts = self._in_grid()
        rows = -(-len(charts) // columns)
        for row, line in enumerate(self._lines):
            line.setVisible(row < rows)
            if row < rows:
                self._chart_grid.addWidget(line, 2 * row, 0, 1, columns)
        for place, chart in enumerate(charts):
            self._chart_grid.addWidget(chart, 2 * (place // columns) + 1, place % columns)
        for column in range(_MOST_COLUMNS):
            self._chart_grid.setColumnStretch(column, int(column < columns))

    # What a person does

    def focus_search(self) -> None:
        """Go to the search box."""
        self.search_box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_charts(self) -> None:
        """Go to the first chart that has something to open, else to the switch."""
        if not any(chart.focus_bar() for chart in self.charts if chart.isVisible()):
            self._switch.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_whole(self, bar: QWidget) -> None:
        """Bring a bar into sight that the keyboard came to, and what is around it."""
        self.scroller.ensureWidgetVisible(bar, 0, 40)

    def _on_searched(self, query: Query) -> None:
        self._query = query
        self.queryChanged.emit(query)

    def _on_problem(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        # The completion opens below it now, not after the next turn of events.
        self._column.activate()

    def _on_box_left(self) -> None:
        self.focus_charts()

    def _on_switched(self, _value: object) -> None:
        self._switch.set_value(_DASHBOARD)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc and Back go back to the list."""
        is_back = event.key() == Qt.Key.Key_Left and held_with(event) == Qt.KeyboardModifier.AltModifier
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Back) or is_back:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Figure(QWidget):
    """A number, what it counts, and how many there were before or what can be done about it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.number = Label("", "ink", serif(28, 600))
        self.word = Label("", "ink2")
        self.note = Label("", "ink3", sans(12, tabular=True))
        self.link = _SmallLink(self.tr("Code them"), self)
        self.link.hide()
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addWidget(self.number)
        column.addWidget(self.word)
        column.addWidget(self.note)
        column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)

    def show_figure(self, count: int, word: str, note: str) -> None:
        self.number.setText(f"{count:,}")
        self.word.setText(word)
        self.note.setText(note)
        self.note.setVisible(bool(note))


class _SmallLink(LinkButton):
    """A link in the small text below a figure, underlined under the pointer: a tint would reach beyond its column."""

    def _padding(self) -> int:
        return 0

    def _fill(self, _kind: str) -> str | None:
        return None

    def sizeHint(self) -> QSize:  # noqa: N802
        metrics = QFontMetrics(sans(12))
        return QSize(metrics.horizontalAdvance(self.text()) + 1, metrics.height() + 2)

    def _paint_words(self, painter: QPainter, rest: QRect) -> None:
        font = sans(12)
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(theme().color("accent"))
        painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text())


class _Nothing(QWidget):
    """What stands in the charts' place when nothing was found: a sentence, and the way out.

    clearRequested(): the way out was taken.
    """

    clearRequested = Signal()  # noqa: N815

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._sentence = Label("", "ink2", serif(17))
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._sentence.setWordWrap(True)
        self._more = Label("", "ink3")
        self._more.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._more.setWordWrap(True)
        self._button = Button(self.tr("Clear the search"))
        self._button.clicked.connect(self.clearRequested)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 16, 32, 16)
        column.setSpacing(16)
        column.addStretch(1)
        column.addWidget(self._sentence)
        column.addWidget(self._more)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def show_for(self, query: Query) -> None:
        """Say that a search finds nothing."""
        self._sentence.setText(
            self.tr("This search finds no clipping.") if query.parts else self.tr("No clipping yet.")
        )
        self._more.setText(
            in_words(query.remark) or self.tr("Where there are clippings, their figures and charts stand here.")
        )
        self._button.setVisible(bool(query.parts))

    def sentence(self) -> str:
        """Return what is said."""
        return self._sentence.text()
