"""The house style: for each language the pattern by which clippings are cited, with an example that follows it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from clipper.model import house_style
from clipper.model.clipping import Clipping, Organisation, Spokesperson
from clipper.model.codes import Role
from clipper.model.errors import ClipperError, WrongUsage
from clipper.model.text import clean_line
from clipper.model.values import replace
from clipper.reports.citation import citation
from clipper.ui.dialogs.asking import ask, keep_nothing, refusal_label, saving_foot
from clipper.ui.fonts import sans
from clipper.ui.typed_fields import Typing
from clipper.ui.widgets.buttons import PRIMARY, Button
from clipper.ui.widgets.labels import Label, dialog_title, hairline, surface
from clipper.ui.widgets.search_values import mark_unreadable

_WIDTH = 640
_LONGEST = 400


class HouseStyleDialog(QDialog):
    """A pattern a language; an empty field stands for the usual one, which it shows.

    A pattern that cannot be is said below its field, and is not saved. `save` keeps the organisation with its patterns;
    it may raise a ClipperError: the dialog then says why, and stays.
    """

    def __init__(
        self,
        organisation: Organisation,
        example: Clipping | None = None,
        parent: QWidget | None = None,
        save: Callable[[Organisation], object] = keep_nothing,
    ) -> None:
        super().__init__(parent)
        self._keep_patterns, self.refusal = save, refusal_label()
        self.organisation = organisation
        self._example = example if example is not None and example.headline else self._imagined()
        self.setWindowTitle(self.tr("House style"))
        self.setMinimumWidth(_WIDTH)
        surface(self, "reader")
        self.fields: dict[str, QLineEdit] = {}
        self.examples: dict[str, Label] = {}
        self.save = Button(self.tr("Save"), PRIMARY, key="↵")
        self.save.clicked.connect(self._keep)
        self._lay_out()
        self._follow()
        self.resize(_WIDTH, self.heightForWidth(_WIDTH))

    def _imagined(self) -> Clipping:
        return Clipping(
            id=0,
            uuid="",
            headline=self.tr("Harbour opens late"),
            reporters=(self.tr("Alex Morel"),),
            spokespeople=(Spokesperson(self.tr("Dana Ross"), Role.QUOTED),),
            outlet=self.tr("The Daily Example"),
            published_on=date(2026, 3, 5),
            url="https://example.com/harbour",
        )

    def _lay_out(self) -> None:
        page = QVBoxLayout()
        page.setContentsMargins(24, 18, 24, 20)
        page.setSpacing(4)
        page.addWidget(dialog_title(self.tr("House style")))
        told = self.tr("How a clipping is cited on one line, as “Copy citation” puts it on the clipboard.")
        page.addWidget(self._explained(told))
        names = {"en": self.tr("English"), "fr": self.tr("French")}
        patterns = dict(self.organisation.house_style)
        for code, usual in house_style.USUAL.items():
            page.addSpacing(12)
            self._add_field(page, code, names[code], usual, patterns.get(code, ""))
        page.addSpacing(12)
        fields = " ".join(f"{{{name}}}" for name in house_style.FIELDS)
        page.addWidget(self._explained(self.tr("Fields: {fields}").format(fields=fields)))
        page.addWidget(self._explained(self.tr("What stands in [brackets] is left out where a field in it is empty.")))
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addLayout(page)
        column.addStretch(1)
        column.addWidget(hairline(self))
        foot = saving_foot(self, self.save)
        foot.insertWidget(0, self.refusal, 1)
        column.addLayout(foot)

    def _explained(self, sentence: str) -> Label:
        label = Label(sentence, "ink2", sans(12))
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _add_field(self, page: QVBoxLayout, code: str, name: str, usual: str, pattern: str) -> None:
        field = QLineEdit()
        field.setFont(sans(13))
        field.setMaxLength(_LONGEST)
        field.setPlaceholderText(usual)
        field.setText(pattern or usual)
        field.setAccessibleName(name)
        field.textChanged.connect(self._follow)
        field.returnPressed.connect(self._keep)
        title = Label(name, "ink2")
        title.setBuddy(field)
        example = Label("", "ink3", sans(12))
        example.setWordWrap(True)
        for widget in (title, field, example):
            page.addWidget(widget)
        self.fields[code], self.examples[code] = field, example

    def _patterns(self) -> dict[str, str]:
        return {code: clean_line(field.text()) for code, field in self.fields.items()}

    def _follow(self) -> None:
        for code, pattern in self._patterns().items():
            label, field = self.examples[code], self.fields[code]
            problem = _problem(pattern)
            label.set_ink("negative" if problem else "ink3")
            label.setText(problem or self._cited(code, pattern))
            mark_unreadable(field, problem)
        self.save.setEnabled(not any(map(_problem, self._patterns().values())))

    def _cited(self, code: str, pattern: str) -> str:
        ours = replace(self.organisation, house_style=((code, pattern),))
        return citation(replace(self._example, language=code), ours).text

    def _keep(self) -> None:
        if not self.save.isEnabled():
            return
        usual = ("", *house_style.USUAL.values())
        patterns = tuple((code, pattern) for code, pattern in sorted(self._patterns().items()) if pattern not in usual)
        styled = replace(self.organisation, house_style=patterns)
        try:
            if styled != self.organisation:
                self._keep_patterns(styled)
        except ClipperError as error:
            self.refusal.setText(str(error))
            return
        self.organisation = styled
        self.accept()

    def typing(self) -> Typing:
        """Return the fields of the patterns, to be kept safe while the dialog is open."""
        return Typing("style", "", self.fields, self.refusal.setText)

    @classmethod
    def ask(
        cls,
        organisation: Organisation,
        example: Clipping | None,
        parent: QWidget,
        save: Callable[[Organisation], object],
    ) -> None:
        """Show the patterns until they are saved or left."""
        ask(cls(organisation, example, parent, save))


def _problem(pattern: str) -> str:
    try:
        return house_style.checked(pattern) and ""
    except WrongUsage as error:
        return str(error) if pattern else ""
