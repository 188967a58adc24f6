"""Whose library it is: the names, languages and words that reports and window take from the organisation."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from clipper.model.clipping import Organisation
from clipper.model.errors import ClipperError
from clipper.model.text import clean_line
from clipper.model.values import replace
from clipper.ui.dates import month_names
from clipper.ui.dialogs.asking import ask, keep_nothing, refusal_label, saving_foot
from clipper.ui.fonts import sans
from clipper.ui.typed_fields import Typing
from clipper.ui.widgets.buttons import PRIMARY, Button
from clipper.ui.widgets.labels import Label, dialog_title, hairline, surface
from clipper.ui.widgets.logo_choice import LogoChoice
from clipper.ui.widgets.search_values import Choice

_WIDTH = 520


class OrganisationDialog(QDialog):
    """The organisation's settings; `save` may raise a ClipperError: the dialog then says why, and stays."""

    def __init__(
        self,
        organisation: Organisation,
        parent: QWidget | None = None,
        save: Callable[[Organisation], object] = keep_nothing,
    ) -> None:
        super().__init__(parent)
        self._save, self.refusal = save, refusal_label()
        self._before = organisation
        self.setWindowTitle(self.tr("Organisation"))
        self.setMinimumWidth(_WIDTH)
        surface(self, "reader")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(24, 4, 24, 20)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.name = self._field(self.tr("Name"), organisation.name, self.tr("It stands on every report."))
        self.aliases = self._field(
            self.tr("Also called"),
            ", ".join(organisation.aliases),
            self.tr("Other names and abbreviations, with commas between them."),
        )
        self.label = self._field(
            self.tr("Our people are"),
            organisation.spokesperson_label,
            self.tr("One word for a spokesperson: Expert, Fellow, Spokesperson."),
        )
        self.prepared_by = self._field(
            self.tr("Prepared by"), organisation.prepared_by, self.tr("Who signs the reports.")
        )
        self.user_name = self._field(
            self.tr("Your name"), organisation.user_name, self.tr("History says who coded and changed what.")
        )
        self.languages = self._make_languages(organisation)
        self.fiscal_start = self._make_fiscal_start(organisation)
        self.logo = LogoChoice(organisation.logo)
        self._add_row(self.tr("Logo"), self.logo, self.tr("On the cover of reports: PNG, JPEG or SVG, 500 kB at most."))
        self._lay_out()

    def _field(self, title: str, value: str, hint: str) -> QLineEdit:
        field = QLineEdit(value)
        field.setFont(sans(13))
        field.setAccessibleName(title)
        field.setAccessibleDescription(hint)
        self._add_row(title, field, hint)
        return field

    def _add_row(self, title: str, field: QWidget, hint: str) -> None:
        row = self._grid.rowCount()
        label = Label(title, "ink2")
        label.setBuddy(field)
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(field, row, 1)
        self._grid.addWidget(Label(hint, "ink3", sans(12)), row + 1, 1)
        self._grid.setRowMinimumHeight(row + 1, 26)

    def _make_languages(self, organisation: Organisation) -> Choice:
        words = {
            "en": self.tr("English"),
            "fr": self.tr("French"),
            "en fr": self.tr("English, then French"),
            "fr en": self.tr("French, then English"),
        }
        present = " ".join(organisation.languages)
        # An import may bring others, which stay until somebody chooses.
        words.setdefault(present, present)
        box = Choice(list(words.items()))
        box.setAccessibleName(self.tr("Languages"))
        box.set_value(present)
        self._add_row(self.tr("Languages"), box, self.tr("The first is the language of new reports."))
        return box

    def _make_fiscal_start(self, organisation: Organisation) -> Choice:
        box = Choice([(str(month), word) for month, word in enumerate(month_names(), start=1)])
        box.setAccessibleName(self.tr("Fiscal year begins in"))
        box.set_value(str(organisation.fiscal_start))
        hint = self.tr("Reports and the pages of people offer its years and quarters.")
        self._add_row(self.tr("Fiscal year from"), box, hint)
        return box

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 18, 24, 8)
        head.addWidget(dialog_title(self.tr("Organisation")))
        save = Button(self.tr("Save"), PRIMARY, key="↵")
        save.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self._grid)
        column.addStretch(1)
        column.addWidget(hairline(self))
        foot = saving_foot(self, save)
        foot.insertWidget(0, self.refusal, 1)
        column.addLayout(foot)
        for field in (self.name, self.aliases, self.label, self.prepared_by, self.user_name):
            field.returnPressed.connect(self.accept)

    def typing(self) -> Typing:
        """Return the fields of text, to be kept safe while the dialog is open."""
        fields = {
            "name": self.name,
            "aliases": self.aliases,
            "label": self.label,
            "prepared_by": self.prepared_by,
            "user_name": self.user_name,
        }
        return Typing("organisation", "", fields, self.refusal.setText)

    def accept(self) -> None:
        """Save, and close; where that cannot be done say why, and stay."""
        organisation = self.organisation()
        try:
            if organisation != self._before:
                self._save(organisation)
        except ClipperError as error:
            self.refusal.setText(str(error))
            return
        super().accept()

    def organisation(self) -> Organisation:
        """Return what the fields say, cleaned."""
        aliases = (clean_line(alias) for alias in self.aliases.text().split(","))
        return replace(
            self._before,
            name=clean_line(self.name.text()),
            aliases=tuple(alias for alias in aliases if alias),
            languages=tuple(self.languages.value().split()),
            spokesperson_label=clean_line(self.label.text()) or Organisation().spokesperson_label,
            prepared_by=clean_line(self.prepared_by.text()),
            user_name=clean_line(self.user_name.text()),
            fiscal_start=int(self.fiscal_start.value()),
            logo=self.logo.value,
        )

    @classmethod
    def ask(cls, organisation: Organisation, parent: QWidget, save: Callable[[Organisation], object]) -> None:
        """Show the settings until they are saved or left."""
        ask(cls(organisation, parent, save))
