"""Which line of a page is its headline."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.model.draft import Known, Pasted

PAGE = """{first}
Accueil | Environnement
Le fleuve grugera la route, dit une étude

Publié le 12 novembre 2019 à 4 h 15
Par Mylène Fortier-Roy

Une étude montre que le niveau du fleuve pourrait monter de 40 centimètres d'ici 2060 dans le secteur de Kamouraska.

Son équipe a placé 52 capteurs entre Rivière-Ouelle et Notre-Dame-du-Portage.
"""


@pytest.mark.parametrize(
    "first",
    [
        "Skip to main content",
        "Passer au contenu principal",
        "Accéder au contenu",
        "Zum Hauptinhalt springen",
        "Saltar al contenido principal",
        "Vai al contenuto principale",
        "Ga naar hoofdinhoud",
        "Hopp til innhold",
    ],
)
def test_what_leads_past_the_menu_is_no_headline(first: str) -> None:
    (draft,) = read(Pasted(PAGE.format(first=first)), Known(), date(2020, 1, 10)).drafts
    assert draft.headline.value == "Le fleuve grugera la route, dit une étude"
