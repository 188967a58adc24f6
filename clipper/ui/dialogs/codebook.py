"""The codebook: the organisation's own fields, and what the codes of the trade mean here."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from clipper.library.library import Library
from clipper.model.changes import Changes
from clipper.model.codebook import CodeField, FieldKind, read_choices, write_choices
from clipper.model.errors import ClipperError
from clipper.model.values import replace
from clipper.ui.code_questions import definition_titles, usual_definitions
from clipper.ui.dialogs.asking import ask, closing_foot, stack
from clipper.ui.dialogs.own_steps import OwnSteps
from clipper.ui.fonts import sans
from clipper.ui.typed_fields import Typing
from clipper.ui.widgets.buttons import IconButton
from clipper.ui.widgets.in_place import PAD_Y, InPlace, beside_buttons
from clipper.ui.widgets.in_place_choice import InPlaceChoice
from clipper.ui.widgets.labels import Label, dialog_title, surface
from clipper.ui.widgets.scrolled_page import ScrolledPage

_SIZE = (640, 640)
_NEW_CHOICES = ("1", "2")


class CodebookDialog(QDialog):
    """Every change is a step of its own, which undo takes back."""

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self.setWindowTitle(self.tr("Codebook"))
        self.resize(*_SIZE)
        surface(self, "reader")
        self.rows: list[FieldRow] = []
        self.meanings: dict[str, InPlace] = {}
        self.new = InPlace(self.tr("New field"), sans(13), 18)
        self.new.pass_undo_on()
        self.new.committed.connect(self._add)
        self._problem = Label("", "negative", sans(12))
        self._told = Label("", "ink2", sans(12))
        for label in (self._problem, self._told):
            label.setWordWrap(True)
            label.hide()
        self._own = OwnSteps(library, self, self._tell_undone)
        self._list = QVBoxLayout()
        self._list.setSpacing(14)
        self._lay_out()
        self._fill()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(24, 18, 24, 12)
        head.setSpacing(4)
        head.addWidget(dialog_title(self.tr("Codebook")))
        hint = Label(
            self.tr("What is coded, and how, so that everybody codes alike. It is shown while coding."), "ink2"
        )
        hint.setWordWrap(True)
        head.addWidget(hint)
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(16, 12, 16, 16)
        inside.setSpacing(4)
        inside.addWidget(self._heading(self.tr("Fields of your own")))
        inside.addLayout(self._list)
        inside.addSpacing(6)
        inside.addWidget(self.new)
        inside.addWidget(self._problem)
        inside.addWidget(self._told)
        inside.addSpacing(16)
        inside.addWidget(self._heading(self.tr("What the codes mean")))
        inside.addLayout(self._make_meanings())
        inside.addStretch(1)
        stack(self, head, ScrolledPage(page), closing_foot(self))

    def _heading(self, text: str) -> Label:
        heading = Label(text, "ink", sans(13, 600))
        heading.setContentsMargins(8, 0, 0, 2)
        return heading

    def _make_meanings(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for row, (code, title) in enumerate(definition_titles().items()):
            name = Label(title, "ink2")
            name.setContentsMargins(8, PAD_Y + 1, 0, 0)
            meaning = InPlace(title, sans(13), 18)
            meaning.pass_undo_on()
            meaning.committed.connect(lambda text, code=code: self._define(code, text))
            self.meanings[code] = meaning
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(meaning, row, 1)
        self._fill_meanings()
        return grid

    def _fill_meanings(self) -> None:
        own, usual = dict(self._library.organisation().definitions), usual_definitions()
        for code, meaning in self.meanings.items():
            meaning.reset(own.get(code) or usual[code])

    def _fill(self) -> None:
        focus = self._focus()
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for field in self._library.code_fields():
            row = FieldRow(field, self._save, self._delete)
            self._list.addWidget(row)
            row.show()
            self.rows.append(row)
        self.new.set_invitation(self.tr("Name another field") if self.rows else self.tr("Name a first field"))
        self.new.reset(None)
        if focus is not None:
            self._focus_again(*focus)

    def _focus(self) -> tuple[int, int] | None:
        """The row that the keyboard is in, and in which part of it."""
        focus = self.focusWidget()
        for place, row in enumerate(self.rows):
            for number, part in enumerate(row.parts):
                if focus is not None and (part is focus or part.isAncestorOf(focus)):
                    return place, number
        return None

    def _focus_again(self, place: int, number: int) -> None:
        rows = [*self.rows[place:], *reversed(self.rows)]
        (rows[0].parts[number] if rows else self.new).setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, name: str | None) -> None:
        if not name:
            return
        goes_on, before = self.new.is_editing(), len(self.rows)
        self._attempt(lambda: self._library.save_code_field(CodeField(name, FieldKind.YES_NO)), self.new)
        if goes_on and len(self.rows) > before:
            # Entered by the keyboard: what follows the name is what its values are.
            self.rows[-1].kind.setFocus(Qt.FocusReason.TabFocusReason)

    def typing(self) -> Typing:
        """Return the fields, to be kept safe while the dialog is open."""
        fields = {"new": self.new, **{f"meaning/{code}": meaning for code, meaning in self.meanings.items()}}
        for row in self.rows:
            fields |= {f"field/{row.called}/{name}": part for name, part in row.texts().items()}
        return Typing("codebook", "", fields, lambda sentence: self._say("", sentence))

    def _save(self, field: CodeField, before: str, typed_in: InPlace | None) -> None:
        self._attempt(lambda: self._library.save_code_field(field, before), typed_in)

    def _delete(self, name: str) -> None:
        self._attempt(lambda: self._library.delete_code_field(name))

    def _define(self, code: str, text: str | None) -> None:
        """A meaning that is emptied, or reads as usual, is the usual one."""
        organisation = self._library.organisation()
        usual = usual_definitions()[code]
        definitions = {**dict(organisation.definitions), code: "" if text in (None, usual) else str(text)}
        changed = replace(organisation, definitions=tuple(sorted(definitions.items())))
        if self._attempt(lambda: self._library.set_organisation(changed), self.meanings[code]):
            self.meanings[code].reset(dict(self._library.organisation().definitions).get(code) or usual)

    def _attempt(self, verb: Callable[[], Changes], typed_in: InPlace | None = None) -> bool:
        """Do a verb; False where it was refused, which is said: what was typed then stays in its field."""
        try:
            self._own.remember(verb())
        except ClipperError as error:
            if typed_in is not None:
                typed_in.refuse(str(error))
            self._say(str(error))
            return False
        self._fill()
        self._say("")
        return True

    def _say(self, problem: str, told: str = "") -> None:
        for label, sentence in ((self._problem, problem), (self._told, told)):
            label.setText(sentence)
            label.setVisible(bool(sentence))

    def _tell_undone(self, sentence: str) -> None:
        self._fill()
        self._fill_meanings()
        self._say("", sentence)

    @classmethod
    def ask(cls, library: Library, parent: QWidget | None = None) -> None:
        """Show the codebook until a person is done with it."""
        ask(cls(library, parent))


class FieldRow(QWidget):
    """A field: its name, what its values are, the values of a choice, and how it is coded, each edited in place."""

    def __init__(
        self, field: CodeField, save: Callable[[CodeField, str, InPlace | None], None], delete: Callable[[str], None]
    ) -> None:
        super().__init__()
        self._field, self._save = field, save
        self.name = self._in_place(self.tr("Name"), field.name, "")
        self.name.committed.connect(lambda name: self._keep(self.name, name=name or ""))
        self.kind = InPlaceChoice(self.tr("Kind"), kind_words(), arrow=True, ink="ink2", parent=self)
        self.kind.set_value(field.kind)
        self.kind.chosen.connect(self._choose)
        invitation = self.tr('Values, with commas; one that has a comma in quotation marks: "Yes, in part"')
        self.choices = self._in_place(self.tr("Values"), write_choices(field.choices), invitation)
        self.choices.committed.connect(lambda text: self._keep(self.choices, choices=read_choices(text or "")))
        self.choices.setVisible(field.kind is FieldKind.CHOICE)
        self.definition = self._in_place(self.tr("How it is coded"), field.definition, self.tr("Say how it is coded"))
        self.definition.committed.connect(lambda text: self._keep(self.definition, definition=text or ""))
        self.remove = IconButton("x", self.tr("Forget this field"), parent=self)
        self.remove.setAccessibleName(self.tr("Forget “{name}”").format(name=field.name))
        self.remove.clicked.connect(lambda: delete(field.name))
        self.parts: tuple[QWidget, ...] = (self.name, self.kind, self.remove, self.choices, self.definition)
        first = QHBoxLayout()
        first.setSpacing(4)
        first.addLayout(beside_buttons(self.name), 1)
        first.addWidget(self.kind)
        first.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addLayout(first)
        for part in (self.choices, self.definition):
            column.addWidget(part)

    def _in_place(self, name: str, value: str, invitation: str) -> InPlace:
        is_name = not invitation
        field = InPlace(
            name,
            sans(13, 500 if is_name else 400),
            18,
            invitation=invitation,
            ink="ink" if is_name else "ink2",
            parent=self,
        )
        field.reset(value or None)
        field.pass_undo_on()
        return field

    def _choose(self, kind: FieldKind) -> None:
        self._keep(None, kind=kind, choices=_NEW_CHOICES if kind is FieldKind.CHOICE else ())
        self.kind.set_value(self._field.kind)

    @property
    def called(self) -> str:
        """The name under which the codebook has it."""
        return self._field.name

    def texts(self) -> dict[str, InPlace]:
        """Return its fields of text."""
        return {"name": self.name, "choices": self.choices, "definition": self.definition}

    def _keep(self, typed_in: InPlace | None, **values: object) -> None:
        changed = replace(self._field, **values)  # type: ignore[arg-type]  # of the field's own
        self._save(changed, self._field.name, typed_in)


def kind_words() -> list[tuple[FieldKind, str]]:
    """Return the kinds of fields with their words."""
    return [
        (FieldKind.YES_NO, QCoreApplication.translate("Codebook", "Yes or no")),
        (FieldKind.CHOICE, QCoreApplication.translate("Codebook", "One of several")),
        (FieldKind.NUMBER, QCoreApplication.translate("Codebook", "Number")),
        (FieldKind.TEXT, QCoreApplication.translate("Codebook", "Text")),
    ]
