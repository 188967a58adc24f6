"""What stands above the text of a clipping: outlet, date, headline, deck, names, tags; each edited in place."""

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from clipper.model.clipping import Clipping, Tag
from clipper.model.draft import Known
from clipper.model.errors import WrongUsage
from clipper.model.markup import safe_link
from clipper.model.medium_fields import MEDIUM_FIELDS
from clipper.ui.code_words import medium_words
from clipper.ui.dates import read_date, write_date
from clipper.ui.fonts import sans, serif
from clipper.ui.panes.detail_medium import MediumLine
from clipper.ui.widgets.buttons import LinkButton
from clipper.ui.widgets.flow_layout import FlowLayout
from clipper.ui.widgets.in_place import PAD_X, InPlace
from clipper.ui.widgets.in_place_choice import InPlaceChoice
from clipper.ui.widgets.labels import Label, hairline
from clipper.ui.widgets.name_completions import Offer
from clipper.ui.widgets.name_list_editor import NameListEditor, SpokespeopleEditor
from clipper.ui.widgets.tag_editor import TagEditor

_HIDDEN_WHEN_MISSING = ("deck", "programme", "url")


class HeaderType(Struct, frozen=True):
    """Sizes of the headline and the deck with their lines, in pixels, and whether dates have their weekday."""

    headline: int
    headline_line: int
    deck: int
    deck_line: int
    weekday: bool


# The shipped serif is cut finer than the one of the drawings: a pixel or two more give the intended lines.
NARROW = HeaderType(26, 30, 18, 25, weekday=False)
NORMAL = HeaderType(30, 34, 18, 25, weekday=True)
WIDE = HeaderType(34, 38, 19, 27, weekday=True)


class DetailHeader(QWidget):
    """edited(field, value): a person changed a field, by its name in a clipping.

    tagAdded(name), tagRemoved(name), restoreRequested(), purgeRequested(). left(): Enter or Esc ended the editing of
    a field.
    """

    edited = Signal(str, object)
    tagAdded = Signal(str)  # noqa: N815
    tagRemoved = Signal(str)  # noqa: N815
    restoreRequested = Signal()  # noqa: N815
    purgeRequested = Signal()  # noqa: N815
    left = Signal()

    def __init__(
        self, known: Callable[[], Known], tags: Callable[[], Sequence[Tag]], today: Callable[[], date] = date.today
    ) -> None:
        super().__init__()
        self._known, self._today = known, today
        self._type = NORMAL
        self._clipping: Clipping | None = None
        self._make_fields(tags)
        self._lay_out()
        self._connect()

    # -- building

    def _make_fields(self, tags: Callable[[], Sequence[Tag]]) -> None:
        self.outlet = InPlace(self.tr("Outlet"), sans(13, 600), 18, invitation=self.tr("Add outlet"))
        self.outlet.set_names(lambda: _offers(self._known().outlets))
        self.programme = InPlace(self.tr("Programme"), sans(13), 18, ink="ink2")
        self.published_on = InPlace(
            self.tr("Date"),
            sans(13),
            18,
            invitation=self.tr("Add date"),
            ink="ink2",
            read=self._read_date,
            write=self._write_date,
        )
        self.of_medium = MediumLine(self._connect_field)
        self.medium = InPlaceChoice(self.tr("Medium"), medium_words(), ink="ink2")
        self.headline = InPlace(self.tr("Headline"), serif(30, 600), 34, invitation=self.tr("Add headline"))
        self.deck = InPlace(self.tr("Deck"), serif(18), 25, ink="ink2", invitation=self.tr("Add deck"))
        self.reporters = NameListEditor(
            self.tr("Reporters"), lambda: self._known().reporters, invitation=self.tr("Add reporter")
        )
        self.spokespeople = SpokespeopleEditor(lambda: self._known().spokespeople, lead=self.tr("feat."))
        self.url = InPlace(self.tr("Link"), sans(13), 18, ink="ink2", read=_read_link)
        self.tags = TagEditor(tags)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(0)
        self._wastebasket = self._make_wastebasket_row()
        self._column.addWidget(self._wastebasket)
        self._programme_dot = _dot(0, 2)
        meta = [self.outlet, self._programme_dot, self.programme, _dot(0, 2), self.published_on]
        self._add_row([*meta, _dot(0, 2), self.medium], gap=-1)
        self._column.addWidget(self.of_medium)
        in_lines = ("outlet", "programme", "published_on", *MEDIUM_FIELDS)
        # A sentence below what it is about is made when there is something to say.
        self._said_below: dict[str, QWidget] = dict.fromkeys(in_lines, self.of_medium)
        self._problems: dict[str, Label] = {}
        self._add_field("headline", self.headline, above=2)
        self._add_field("deck", self.deck, above=1)
        self._by, self._names_dot = _word(self.tr("by"), "ink2", PAD_X), _dot(2, 4)
        names = [self._by, self.reporters, self._names_dot, self.spokespeople]
        self._column.addSpacing(6)
        self._said_below["reporters"] = self._said_below["spokespeople"] = self._add_row(names, gap=-3)
        self._not_named = _sentence("warn")
        self._column.addWidget(self._not_named)
        self._link_row = self._said_below["url"] = self._add_row(
            [_word(self.tr("Link"), "ink3", PAD_X), self.url], gap=2
        )
        self._add_tags()

    def _add_tags(self) -> None:
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(PAD_X, 9, PAD_X, 0)
        inside.addWidget(self.tags)
        inside.addSpacing(8)
        inside.addWidget(hairline())
        self._column.addWidget(holder)
        self._said_below["tags"] = holder

    def _add_row(self, parts: Sequence[QWidget], gap: int) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, gap=gap, line_gap=0)
        for part in parts:
            (flow.add_separator if part.property("dot") else flow.addWidget)(part)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        self._column.addWidget(row)
        return row

    def _add_field(self, name: str, field: InPlace, above: int) -> None:
        self._column.addSpacing(above)
        self._column.addWidget(field)
        self._said_below[name] = field

    def _problem(self, name: str) -> Label:
        if name not in self._problems:
            self._problems[name] = _sentence("negative")
            self._column.insertWidget(self._column.indexOf(self._said_below[name]) + 1, self._problems[name])
        return self._problems[name]

    def _make_wastebasket_row(self) -> QWidget:
        row = QWidget()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(PAD_X, 0, 0, 6)
        inside.addWidget(Label(self.tr("In the wastebasket"), "warn"))
        restore = LinkButton(self.tr("Restore"))
        restore.clicked.connect(self.restoreRequested)
        inside.addWidget(restore)
        purge = LinkButton(self.tr("Delete for good…"))
        purge.clicked.connect(self.purgeRequested)
        inside.addWidget(purge)
        inside.addStretch()
        row.hide()
        return row

    def fields(self) -> dict[str, InPlace]:
        """Return the fields of text that may be seen, by their names in a clipping."""
        return {
            "outlet": self.outlet,
            "programme": self.programme,
            "published_on": self.published_on,
            "headline": self.headline,
            "deck": self.deck,
            "reporters": self.reporters,
            "url": self.url,
            **self.of_medium.made(),
        }

    def field(self, name: str) -> InPlace:
        """Return a field of text, by its name in a clipping."""
        return self.of_medium.fields[name] if name in MEDIUM_FIELDS else self.fields()[name]

    def _connect(self) -> None:
        for name, field in self.fields().items():
            self._connect_field(name, field)
        self.spokespeople.committed.connect(lambda people: self.edited.emit("spokespeople", people))
        self.spokespeople.left.connect(self._field_left)
        self.medium.chosen.connect(lambda medium: self.edited.emit("medium", medium))
        self.tags.tagAdded.connect(self.tagAdded)
        self.tags.tagRemoved.connect(self.tagRemoved)
        self.tags.left.connect(self.left)

    def _connect_field(self, name: str, field: InPlace) -> None:
        field.committed.connect(lambda value: self.edited.emit(name, value))
        field.problemChanged.connect(lambda sentence: self._say(name, sentence))
        field.left.connect(self._field_left)
        field.unfocused.connect(self._show_and_hide)

    # -- showing

    def show_clipping(self, clipping: Clipping, *, fresh: bool) -> None:
        """Show a clipping; `fresh` when it is another one than before, else what is being typed stays."""
        self._clipping = clipping
        known = [name for name in MEDIUM_FIELDS if getattr(clipping, name)]
        for name, field in (self.fields() | {name: self.field(name) for name in known}).items():
            (field.reset if fresh else field.set_value)(getattr(clipping, name))
        (self.spokespeople.reset if fresh else self.spokespeople.set_value)(clipping.spokespeople)
        self.medium.set_value(clipping.medium)
        self.tags.set_tags(clipping.tags)
        self._wastebasket.setVisible(clipping.deleted)
        for name in ("tags", "spokespeople"):
            self._say(name, "")
        self._show_and_hide()

    def _show_and_hide(self) -> None:
        """An article without a deck needs no place for one, nor most a programme; the menu brings them."""
        if self._clipping is None:
            return
        for name in _HIDDEN_WHEN_MISSING:
            field = self.fields()[name]
            missing = name == "url" or not getattr(self._clipping, name)
            field.setVisible(not missing or field.is_editing() or bool(field.problem()))
        self.of_medium.show_known(self._clipping)
        self._programme_dot.setVisible(self.programme.isVisibleTo(self))
        self._link_row.setVisible(self.url.isVisibleTo(self._link_row))
        self._by.setVisible(bool(self._clipping.reporters))
        self._names_dot.setVisible(bool(self._clipping.reporters) and bool(self._clipping.spokespeople))

    def show_not_named(self, names: Sequence[str]) -> None:
        """Say which spokespeople the text does not name, if any."""
        self._not_named.setText(self.tr("Not named in the text: {names}").format(names=", ".join(names)))
        self._not_named.setVisible(bool(names))

    def set_label(self, label: str) -> None:
        """Use the organisation's word for a spokesperson."""
        self.spokespeople.set_label(label)

    def set_type(self, type_: HeaderType) -> None:
        """Set headline, deck and date in other sizes."""
        if type_ == self._type:
            return
        self._type = type_
        self.headline.set_type(serif(type_.headline, 600), type_.headline_line)
        self.deck.set_type(serif(type_.deck), type_.deck_line)
        self.published_on.set_value(self.published_on.value())

    def edit(self, name: str) -> None:
        """Begin to edit a field, by its name in a clipping."""
        if self._clipping is not None and name in MEDIUM_FIELDS:
            self.field(name)
            self.of_medium.show_known(self._clipping, name)
        if name == "medium":
            self.medium.open()
        elif name == "spokespeople":
            self.spokespeople.start()
        else:
            self._link_row.setVisible(name == "url")
            self.field(name).show()
            self.field(name).edit()

    def refuse(self, name: str, sentence: str) -> None:
        """Say under a field why its new value could not be kept."""
        field = self.fields().get(name)
        if field is not None:
            field.refuse(sentence)
        else:
            self._say(name, sentence)

    def _say(self, name: str, sentence: str) -> None:
        if sentence or name in self._problems:
            self._problem(name).setText(sentence)
            self._problem(name).setVisible(bool(sentence))

    def _field_left(self) -> None:
        self._show_and_hide()
        self.left.emit()

    # -- dates

    def _read_date(self, text: str) -> date | None:
        if not text:
            return None
        try:
            return read_date(text, self._today())
        except WrongUsage as error:
            raise WrongUsage(self.tr("%1 Esc restores it.").replace("%1", str(error))) from error

    def _write_date(self, day: date | None) -> str:
        return write_date(day, weekday=self._type.weekday) if day else ""


def _read_link(text: str) -> str | None:
    if not text:
        return None
    link = safe_link(text if "://" in text or text.startswith("mailto:") else f"https://{text}")
    if link is None:
        raise WrongUsage(
            QCoreApplication.translate(
                "DetailHeader", "Write a link such as https://example.org/page. Esc restores it."
            )
        )
    return link


def _offers(names: Sequence[str]) -> list[Offer]:
    return [Offer(name) for name in names]


def _sentence(ink: str) -> Label:
    sentence = Label("", ink, sans(12))
    sentence.setWordWrap(True)
    sentence.setContentsMargins(PAD_X, 2, PAD_X, 4)
    sentence.hide()
    return sentence


def _word(text: str, ink: str, left: int) -> Label:
    label = Label(text, ink)
    label.setContentsMargins(left, 0, 0, 0)
    return label


def _dot(left: int, right: int) -> Label:
    dot = Label("·", "ink3")
    dot.setProperty("dot", True)
    dot.setContentsMargins(left, 0, right, 0)
    return dot
