"""The fields of one draft, as a person checks and corrects them before it is kept."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from clipper.capture.cut import signed_by
from clipper.capture.lexicon import Lexicon
from clipper.capture.outlets import Outlets
from clipper.library.library import Library
from clipper.model.clipping import Tag
from clipper.model.codes import Medium, State
from clipper.model.draft import Accepted, Doubt, Draft, Guess, Known, Reading, Span
from clipper.model.errors import WrongUsage
from clipper.model.medium_fields import tells_times
from clipper.model.text import clean_line
from clipper.model.values import replace
from clipper.ui.code_words import medium_words
from clipper.ui.dates import read_date, write_date
from clipper.ui.fonts import sans, scale
from clipper.ui.widgets.buttons import LinkButton
from clipper.ui.widgets.in_place import InPlace
from clipper.ui.widgets.in_place_choice import InPlaceChoice
from clipper.ui.widgets.labels import hairline
from clipper.ui.widgets.name_completions import Offer
from clipper.ui.widgets.name_list_editor import SpokespeopleEditor, read_names
from clipper.ui.widgets.paste_view import FIELD_HUES
from clipper.ui.widgets.review_body import BodyEditor
from clipper.ui.widgets.review_row import (
    DOUBTFUL,
    LONGEST_LABEL,
    MISSING,
    PLAIN,
    SURE,
    Box,
    ReviewLine,
    ReviewRow,
    label_width,
)
from clipper.ui.widgets.review_texts import CHECKED, choice_text, choices, doubtful_fields, label_of, offer, reason
from clipper.ui.widgets.tag_editor import TagEditor

_LEAST_WIDTH = 400
_OPTIONAL = ("deck", "programme")


class Surroundings(Struct, frozen=True):
    """What a review knows of the library: names and tags to complete from, the organisation's word, and the day."""

    known: Known
    tags: tuple[Tag, ...]
    spokesperson_label: str
    today: date

    @classmethod
    def of(cls, library: Library) -> "Surroundings":
        """Return what a library knows now."""
        label = library.organisation().spokesperson_label
        return cls(library.known(), tuple(library.tags()), label, date.today())


class ReviewFields(QWidget):
    """settled(): a person changed a value or chose another reading.

    problemChanged(): a field cannot be read any more, or can again.
    """

    settled = Signal()
    problemChanged = Signal()  # noqa: N815

    def __init__(
        self,
        draft: Draft,
        reading: Reading,
        around: Surroundings,
        parent: QWidget | None = None,
        *,
        is_listed: bool = False,
        tags: Sequence[str] = (),
        note: str | None = None,
    ) -> None:
        super().__init__(parent)
        self._draft, self._around, self._is_listed = draft, around, is_listed
        self._text = reading.text
        self._touched: set[str] = set()
        self._used: dict[str, tuple[Span, ...]] = {}
        self._rows: dict[str, ReviewRow] = {}
        # What an organisation calls its people may be longer than there is room for.
        names = label_width([*map(self._label_of, CHECKED), self.tr("Tags"), self.tr("Note")])
        self._label_width = min(names, round(LONGEST_LABEL * scale()))
        self._lines: dict[str, ReviewLine] = {}
        self._openers: dict[str, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setSpacing(6)
        self._build(note or draft.coding.note)
        self.tag_editor.set_tags(tags)
        self._fill()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the height that the fields have at their width: Qt's own would be that of the narrowest."""
        width = max(_LEAST_WIDTH, self.width())
        return QSize(_LEAST_WIDTH, self.heightForWidth(width))

    # Building

    def _build(self, note: str | None) -> None:
        order = CHECKED if not self._is_listed else _listed_order()
        makers: dict[str, Callable[[], QWidget]] = {
            "spokespeople": self._make_people,
            "outlet": self._make_outlet,
            "body": self._make_body,
        }
        for name in order:
            make = makers.get(name)
            self._add_row(name, make() if make else self._make_line(name))
        self._add_optional()
        self._column.addSpacing(6)
        line = hairline(self)
        self._column.addWidget(line)
        self._column.addSpacing(5)
        self.tag_editor, self.note_edit = TagEditor(lambda: self._around.tags), _NoteEdit(note)
        self.tag_editor.setCursor(Qt.CursorShape.IBeamCursor)
        tags = self._add_plain_row(self.tr("Tags"), Box(self.tag_editor, margins=(10, 4)))
        self._own = [line, tags, self._add_plain_row(self.tr("Note"), Box(self.note_edit, margins=(10, 6)))]
        self._column.addStretch(0 if self._draft.body.value else 1)

    def _label_of(self, name: str) -> str:
        return label_of(name, self._around.spokesperson_label)

    def _add_row(self, name: str, content: QWidget) -> None:
        hue = "body" if name == "body" else FIELD_HUES[name]
        row = ReviewRow(name, self._label_of(name), hue, self._label_width, content, self)
        row.alternativeChosen.connect(lambda index: self.choose(name, index))
        self._rows[name] = row
        self._column.addWidget(row, 1 if name == "body" and self._draft.body.value else 0)

    def _add_plain_row(self, label: str, content: QWidget) -> ReviewRow:
        row = ReviewRow("", label, None, self._label_width, content, self)
        self._column.addWidget(row)
        return row

    def hide_own(self) -> None:
        """Hide tags and note, where only what was read is reviewed."""
        for part in self._own:
            part.hide()

    def _make_line(self, name: str) -> ReviewLine:
        line = ReviewLine(
            label_of(name),
            weight=600 if name == "headline" else 400,
            invitation=self._invitation(name),
            read=self._reader(name),
            write=_writers().get(name, lambda value: value or ""),
        )
        line.committed.connect(lambda _value: self._on_committed(name))
        line.problemChanged.connect(lambda sentence: self._on_problem(name, sentence))
        line.set_names(lambda: self._offers(name), splits=name == "reporters")
        self._lines[name] = line
        return line

    def _make_outlet(self) -> QWidget:
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setSpacing(4)
        line.addWidget(self._make_line("outlet"), 1)
        self.medium = InPlaceChoice(self.tr("Medium"), medium_words(), arrow=True, ink="ink2")
        line.addWidget(self.medium, 0, Qt.AlignmentFlag.AlignVCenter)
        whole.setFocusProxy(self._lines["outlet"])
        return whole

    def _make_people(self) -> QWidget:
        whole = QWidget()
        whole.setMinimumHeight(round(32 * scale()))
        self.people = SpokespeopleEditor(
            lambda: self._around.known.spokespeople, label=self._around.spokesperson_label, parent=whole
        )
        self.people.committed.connect(lambda _people: self._on_committed("spokespeople"))
        line = QHBoxLayout(whole)
        line.setContentsMargins(2, 4, 0, 4)
        line.addWidget(self.people)
        whole.setFocusProxy(self.people)
        return whole

    def _make_body(self) -> QWidget:
        self.body = BodyEditor(label_of("body"), self._invitation("body"))
        self.body.committed.connect(lambda _body: self._on_committed("body"))
        return self.body

    def _add_optional(self) -> None:
        """Deck and programme are often missing: they have a row only when there is something in it."""
        missing = [name for name in _OPTIONAL if not getattr(self._draft, name).value]
        line = QHBoxLayout()
        line.setContentsMargins(self._label_width, 0, 0, 0)
        line.setSpacing(4)
        for name in missing:
            self._rows[name].hide()
            button = LinkButton(self.tr("Add {field}").format(field=label_of(name).lower()))
            button.clicked.connect(lambda _=False, name=name: self._edit_optional(name))
            self._openers[name] = button
            line.addWidget(button)
        line.addStretch()
        if missing:
            self._column.addLayout(line)

    def _edit_optional(self, name: str) -> None:
        self._open_row(name)
        self._lines[name].edit()

    def _open_row(self, name: str) -> None:
        """Show the row of a field, and no button any more that would open it."""
        self._rows[name].show()
        if name in self._openers:
            self._openers[name].hide()

    def _invitation(self, name: str) -> str:
        if choices(name, getattr(self._draft, name)):
            return self.tr("Choose below, or write it")
        return {
            "headline": self.tr("Not in the paste. Write a headline"),
            "url": self.tr("Not in the paste. Paste the address here"),
            "published_on": self.tr("Not found in the paste. Write a date such as 17 Nov 2026"),
            "body": self.tr("A list holds no text. You can paste it here")
            if self._is_listed
            else self.tr("Not in the paste. You can paste it here"),
        }.get(name, self.tr("Not found in the paste"))

    def _reader(self, name: str) -> Callable[[str], Any]:
        if name == "published_on":
            return lambda text: read_date(text, self._around.today) if text else None
        return {"reporters": read_names, "url": _read_link}.get(name, lambda text: text or None)

    def _offers(self, name: str) -> list[Offer]:
        known = self._around.known
        names = {"outlet": known.outlets, "reporters": known.reporters}.get(name, ())
        listed = self._outlets.beginning_with(self._lines[name].text()) if name == "outlet" else []
        strange = (Offer(one, hint=self.tr("new outlet"), strange=True) for one in listed)
        return [*map(Offer, names), *strange]

    @cached_property
    def _outlets(self) -> Outlets:
        return Outlets(self._around.known)

    # Filling

    def _fill(self) -> None:
        for name in self._lines:
            self._lines[name].reset(getattr(self._draft, name).value)
        self.people.reset(self._draft.spokespeople.value)
        self.medium.set_value(self._draft.medium.value)
        self.medium.setVisible(not self._is_listed or self._draft.medium.value is not None)
        self.body.show_body(self._draft.body.value)
        doubtful = doubtful_fields(self._draft)
        for name, row in self._rows.items():
            guess = getattr(self._draft, name)
            row.set_sign(DOUBTFUL if name in doubtful else SURE if guess.value else self._missing_sign(name))
            texts = [choice_text(name, one) for one in choices(name, guess)]
            if name in doubtful:
                row.set_doubt(reason(name, guess), texts)
                row.mark_alternative(0)
            elif texts and not guess.value:
                row.set_doubt(offer(len(texts)), texts)

    def _missing_sign(self, name: str) -> str:
        return PLAIN if name in _OPTIONAL else MISSING

    # What a person does

    def choose(self, name: str, index: int) -> None:
        """Take a reading of a doubtful field, by its index; beyond the last it does nothing."""
        offered = choices(name, getattr(self._draft, name))
        if index >= len(offered):
            return
        self._set(name, offered[index].value)
        if name == "outlet" and self._draft.outlet.doubt is Doubt.OUTLET_OR_HEADLINE:
            self._set("headline", self._long_headline() if offered[index].value is None else self._draft.headline.value)
        self._rows[name].mark_alternative(index)
        self._settle(name)

    def use(self, name: str, span: Span) -> None:
        """Take a piece of the paste for a field, as if a person had typed it; texts and people are added."""
        before = dict(self._used)
        added = self._spans_of(name) if name in ("reporters", "spokespeople", "body") else ()
        self._used = {one: tuple(_outside(spans, [span])) for one, spans in before.items()}
        self._used[name] = *added, span
        if not self._take(name, span):
            self._used = before

    def _take(self, name: str, span: Span) -> bool:
        """Write a piece of the paste into a field; False where that cannot be read."""
        text = self._text[slice(*span)]
        if name == "body":
            before = max((end for _, end in self._draft.body.spans if end <= span[0]), default=None)
            self.body.add(text, after=None if before is None else self._last_line(before))
            return True
        written = clean_line(text)
        if name == "spokespeople":
            self.people.add(self._names_in(written))
            return True
        line = self._lines[name]
        self._open_row(name)
        if name == "reporters":
            names = self._names_in(written)
            written = "; ".join(filter(None, [line.text().rstrip(" ;"), *names]))
        line.edit()
        line.set_text(written)
        return line.commit()

    def _names_in(self, text: str) -> tuple[str, ...]:
        return signed_by(text, Lexicon.of(self._around.known, self._around.today))

    def _last_line(self, end: int) -> str:
        """Return the line of the paste that ends at a place."""
        return self._text[self._text.rfind("\n", 0, end) + 1 : end].strip()

    def tell_left_out(self, count: int) -> None:
        """Say beside the text how many lines of the paste are left out."""
        self.body.tell_left_out(count)

    def choose_here(self, index: int) -> None:
        """Take a reading of the field in turn, or of the first doubtful one."""
        name = self.field_in_turn()
        if name is None or not self._rows[name].alternatives:
            order = [*doubtful_fields(self._draft), *self._rows]
            name = next((name for name in order if self._rows[name].alternatives), None)
        if name is not None:
            self.choose(name, index)

    def _long_headline(self) -> str:
        """The headline with what was taken for the outlet."""
        start, end = self._draft.headline.spans[0][0], self._draft.outlet.spans[-1][1]
        return clean_line(self._text[start:end])

    def _set(self, name: str, value: Any) -> None:
        self._used.pop(name, None)
        if name == "spokespeople":
            self.people.reset(value)
        else:
            self._lines[name].reset(value)
        self._touched.add(name)

    def _on_committed(self, name: str) -> None:
        offered = [one.value for one in choices(name, getattr(self._draft, name))]
        value = self._value(name)
        self._rows[name].mark_alternative(offered.index(value) if value in offered else None)
        self._settle(name)

    def _on_problem(self, name: str, sentence: str) -> None:
        self._rows[name].set_problem(sentence)
        self.problemChanged.emit()

    def _settle(self, name: str) -> None:
        self._touched.add(name)
        self._rows[name].set_sign(SURE if self._value(name) else self._missing_sign(name))
        self.settled.emit()

    # What the dialog asks

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab goes through, in the order in which it is seen."""
        stops = [stop for row in self._rows.values() for stop in row.tab_stops()]
        return [*stops, self.tag_editor, self.note_edit]

    def row(self, name: str) -> ReviewRow:
        """Return a field's row."""
        return self._rows[name]

    def line(self, name: str) -> ReviewLine:
        """Return the editor of a field of one line."""
        return self._lines[name]

    def doubtful(self) -> list[str]:
        """Return the fields that still ask to be looked at, or cannot be read as they are."""
        doubtful = doubtful_fields(self._draft)
        asked = (name for name in self._rows if name in doubtful and name not in self._touched)
        unread = {name for name, row in self._rows.items() if row.problem}
        return sorted({*asked, *unread}, key=CHECKED.index)

    def field_in_turn(self) -> str | None:
        """Return the field that has the focus."""
        focus = self.window().focusWidget()
        return next((name for name, row in self._rows.items() if focus and row.isAncestorOf(focus)), None)

    def focus_first(self) -> bool:
        """Go to the headline where there is none, else to the first field to look at; False when there is nothing.

        The text is none to begin in: Enter, which keeps the clipping, would write an empty line into it.
        """
        untitled = [] if self._lines["headline"].value() else ["headline"]
        name = next((name for name in (*untitled, *self.doubtful()) if name != "body"), None)
        if name in self._lines:
            self._lines[name].edit()
        elif name is not None:
            self._rows[name].content.setFocus(Qt.FocusReason.OtherFocusReason)
        return name is not None

    def take_typed(self) -> bool:
        """Read what is being typed; False, with the focus there, where a field cannot be read."""
        for field in self.findChildren(InPlace):
            if not field.commit():
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return False
        return True

    def draft(self) -> Draft:
        """Return the draft as it stands now; what a person changed or chose is certain, and the note is theirs."""
        medium = self.medium.value()
        final = {name: self._final(name, self._value(name)) for name in CHECKED}
        changed: dict[str, Any] = {name: self._placed(name, guess) for name, guess in final.items()}
        changed["medium"] = self._final("medium", medium if isinstance(medium, Medium) else None)
        coding = replace(self._draft.coding, note=None)
        told = self._draft.coding.note
        if told and tells_times(told) and not self.note_edit.toPlainText().strip():
            # The times of a broadcast were there to be read; whoever took them out does not want them kept.
            coding = replace(coding, aired_at=None, timecode=None)
        return replace(self._draft, **changed, coding=coding)

    def accepted(self, state: State = State.KEPT) -> Accepted:
        """Return what a person accepted."""
        note = self.note_edit.toPlainText().strip() or None
        return Accepted(self.draft(), self.tag_editor.tags(), note, state)

    def unfinished(self) -> dict[str, Any]:
        """Return what is half typed, by field, and which field has the keyboard."""
        lines = {name: line.unfinished() for name, line in self._lines.items()}
        typed = {name: text for name, text in lines.items() if text is not None}
        return {"typed": typed, "name": self.people.typed(), "tag": self.tag_editor.typed(), "in": self.field_in_turn()}

    def put_back(self, left: Mapping[str, Any]) -> None:
        """Go on with what was half typed, where the keyboard was."""
        for name, text in left["typed"].items():
            self._open_row(name)
            self._lines[name].put_back(text)
        self.people.put_back(left["name"])
        self.tag_editor.put_back(left["tag"])
        if left["in"] is not None:
            self._rows[left["in"]].content.setFocus(Qt.FocusReason.OtherFocusReason)

    def _value(self, name: str) -> Any:
        if name == "spokespeople":
            return self.people.value()
        return self.body.value() if name == "body" else self._lines[name].value()

    def _final(self, name: str, value: Any) -> Guess[Any]:
        guess: Guess[Any] = getattr(self._draft, name)
        if value == guess.value and name not in self._touched:
            return guess
        # What somebody wrote over a reading still stands for the same piece of the paste.
        typed = Guess(value, spans=guess.spans if value else ())
        read = next((one for one in (guess, *guess.alternatives) if one.value == value), typed)
        return replace(read, confidence=1.0, doubt=None, alternatives=())

    def _spans_of(self, name: str) -> tuple[Span, ...]:
        return self._used.get(name) or self._final(name, self._value(name)).spans

    def _placed(self, name: str, guess: Guess[Any]) -> Guess[Any]:
        """Return a value with the pieces of the paste that it has now: what was used for one is no other's any more."""
        if name in self._used:
            return replace(guess, spans=self._used[name] if guess.value else ())
        if name == "body":
            return guess
        taken = [span for spans in self._used.values() for span in spans]
        return replace(guess, spans=tuple(_outside(guess.spans, taken))) if taken else guess


class _NoteEdit(QPlainTextEdit):
    """A note of one line that grows as it is written."""

    def __init__(self, note: str | None) -> None:
        super().__init__()
        self.setProperty("bare", True)
        self.setFont(sans(13))
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.setAccessibleName(self.tr("Note"))
        self.setPlaceholderText(self.tr("Add a note in Markdown"))
        self.setPlainText(note or "")
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        lines = min(5, max(1, self.document().lineCount()))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 4)


def _outside(spans: Iterable[Span], taken: Sequence[Span]) -> Iterator[Span]:
    """Yield what of some spans lies outside of others."""
    for start, end in spans:
        for first, last in sorted(taken):
            if start < last and first < end:
                if start < first:
                    yield start, first
                start = max(start, last)
        if start < end:
            yield start, end


def _listed_order() -> tuple[str, ...]:
    """A line of a list names outlet first and people after."""
    return ("headline", "deck", "outlet", "programme", "reporters", "spokespeople", "published_on", "url", "body")


def _writers() -> dict[str, Callable[[Any], str]]:
    return {
        "reporters": lambda names: ", ".join(names or ()),
        "published_on": lambda day: write_date(day) if day else "",
    }


def _read_link(text: str) -> str | None:
    """Read a link; raises WrongUsage for what a browser could not open."""
    if not text:
        return None
    link = text if "://" in text else f"https://{text}"
    scheme, rest = link.split("://", 1)
    host = rest.split("/", 1)[0]
    if scheme.lower() not in ("http", "https") or "." not in host or " " in link:
        raise WrongUsage("Write a link such as https://example.org/article.")
    return link
