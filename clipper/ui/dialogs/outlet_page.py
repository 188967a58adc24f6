"""The page of an outlet: what staff know of it, and what the library has of it."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from clipper.library.uses import Names
from clipper.model.codes import Medium
from clipper.model.outlet import TIERS, Outlet, domains, rights_on
from clipper.ui.code_words import (
    LANGUAGES,
    country_word,
    country_words,
    language_word,
    medium_words,
    read_country,
    rights_words,
)
from clipper.ui.dates import read_date, write_date
from clipper.ui.dialogs.register_facts import Facts, Look
from clipper.ui.dialogs.register_page import Keep, RegisterPage
from clipper.ui.numbers import read_number, write_number
from clipper.ui.widgets.name_list_editor import read_names


class OutletPage(RegisterPage):
    """All that is known of one outlet, in fields; `told` gives what is told of others in a field, to complete it.

    `look` counts what the library has of it. One that is to be added has neither name nor that.
    """

    kind = "outlet"
    halves = frozenset({"country", "reach", "reach_on"})

    def __init__(
        self,
        outlet: Outlet,
        look: Look | None,
        keep: Keep,
        told: Callable[[str], Sequence[str]],
        today: date,
        parent: QWidget | None = None,
        *,
        others: Sequence[str] = (),
    ) -> None:
        title = self.tr("About this outlet") if outlet.name else self.tr("One that no clipping names yet")
        super().__init__(outlet.name or self.tr("New outlet"), title, keep, parent)
        self._told, self._today = told, today
        self._add_what(outlet, others)
        self._add_reach(outlet)
        self._add_rights(outlet)
        if look is not None:
            beside: dict[str, Callable[[Facts], Names]] = {
                self.tr("Our people"): lambda facts: facts.use.spokespeople,
                self.tr("Reporters"): lambda facts: facts.use.reporters,
                self.tr("Topics"): lambda facts: facts.topics,
            }
            self.add_use(look, beside, self.tr("Show its clippings"))
            self.add_volume()
        self.column.addStretch(1)
        self.fit()

    def _add_what(self, outlet: Outlet, others: Sequence[str]) -> None:
        rows = self.add_heading(self.tr("What it is"))
        self.add_name(rows, outlet.name, others)
        hint = self.tr("Other names, with commas between them")
        self.add_text(rows, "aliases", self.tr("Also called"), ", ".join(outlet.aliases), read=read_names, hint=hint)
        self.add_text(
            rows,
            "domains",
            self.tr("Domains"),
            ", ".join(outlet.domains),
            read=lambda text: domains(text.replace(",", " ").replace(";", " ").split()),
            hint=self.tr("example.org"),
        )
        media: list[tuple[Medium | None, str]] = medium_words()
        tiers = [(None, self.tr("Not ranked")), *((tier, self.tr("Tier {n}").format(n=tier)) for tier in TIERS)]
        codes = dict.fromkeys((None, *LANGUAGES, outlet.language))
        languages = [(code, language_word(code)) for code in codes]
        self.add_choice(rows, "medium", self.tr("Usual medium"), [media[-1], *media[:-1]], outlet.medium, second=False)
        self.add_choice(rows, "tier", self.tr("Tier"), tiers, outlet.tier, second=True)
        self.add_text(
            rows,
            "country",
            self.tr("Country"),
            country_word(outlet.country),
            read=read_country,
            offers=sorted(country_words().values()),
        )
        region = outlet.region or ""
        self.add_text(
            rows, "region", self.tr("Region"), region, read=_or_none, offers=self._told("region"), second=True
        )
        self.add_choice(rows, "language", self.tr("Language"), languages, outlet.language, second=False)
        programmes = ", ".join(outlet.programmes)
        hint = self.tr("What it broadcasts, with commas between")
        self.add_text(rows, "programmes", self.tr("Programmes"), programmes, read=read_names, hint=hint)

    def _add_reach(self, outlet: Outlet) -> None:
        rows = self.add_heading(self.tr("Reach"))
        number = write_number(outlet.reach)
        self.add_text(rows, "reach", self.tr("People"), number, read=read_number, hint=self.tr("250,000 or 250k"))
        self.add_text(rows, "reach_on", self.tr("As of"), _written(outlet.reach_on), read=self._read_date, second=True)
        source = outlet.reach_source or ""
        self.add_text(rows, "reach_source", self.tr("Source"), source, read=_or_none, offers=self._told("reach_source"))

    def _add_rights(self, outlet: Outlet) -> None:
        rows = self.add_heading(self.tr("Rights in its texts"))
        self.add_choice(rows, "rights", self.tr("Rights"), rights_words(), outlet.rights, second=False)
        self.add_text(
            rows, "rights_until", self.tr("Until"), _written(outlet.rights_until), read=self._read_date, second=True
        )
        if rights_on(outlet.rights, outlet.rights_until, self._today) is not outlet.rights:
            told = self.tr("Expired on {day}; they count as unknown.").format(day=_written(outlet.rights_until))
            self.add_remark(rows, told)
        self.add_notice(rows, "rights_notice", self.tr("Notice"), outlet.rights_notice or "")

    def _read_date(self, text: str) -> date | None:
        return read_date(text, self._today) if text.strip() else None


def _or_none(text: str) -> str | None:
    return text.strip() or None


def _written(day: date | None) -> str:
    return write_date(day) if day else ""
