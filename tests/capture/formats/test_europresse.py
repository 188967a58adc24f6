"""Archives of Europresse and Eureka: pages with an element a document, and the older tables."""

from tests.capture.formats.archives import archive, around, text_of, told, values
from tests.capture.formats.reading import sentences

NEW, OLD = "europresse.html", "eureka.html"
LICENCE = (
    "Europresse lets its subscribers read these articles for themselves and for a time, "
    "so their rights are “denied”. Change that in the menu of a clipping where you were allowed more."
)
DRAFTS = [
    {
        "headline": "Le traversier qui attend le printemps",
        "deck": "Trois maires écrivent au ministre",
        "reporters": ["Marie Tremblay", "Luc Roy"],
        "spokespeople": ["Ann Lee: quoted"],
        "outlet": "Le Devoir",
        "medium": "print",
        "published_on": "2006-03-14",
        "language": "fr",
        "body": (
            "Le traversier de Port-Gansey navigue maintenant jusqu’à la *deuxième* semaine de décembre, et personne "
            "n’a décidé qui le paie.\n\n## Qui paie ?\n\n« Chaque semaine de plus est une semaine que le budget "
            "n’attendait pas », dit Ann Lee, qui les a toutes comptées.\n\n- Port-Gansey\n- Saint-Alban"
        ),
    },
    {
        "headline": "Harbour towns ask who pays",
        "reporters": ["Kim Tan"],
        "outlet": "The Coastal Ledger",
        "medium": "online",
        "published_on": "2006-03-13",
        "language": "en",
        "body": (
            "The ferry to Port Gansey now runs until the second week of December, and nobody has decided who pays for "
            "it."
        ),
    },
    {
        "headline": "Photo of the week",
        "outlet": "The Northern Post",
        "published_on": "2006-03-12",
        "language": "en",
    },
]


def test_every_article_has_all_that_its_classes_say() -> None:
    reading = archive(NEW)
    assert reading.format == "europresse"
    assert [values(draft) for draft in reading.reading.drafts] == DRAFTS
    assert told(reading) == [
        (3, "It has no text; the rest of it was taken."),
        (
            4,
            "It names no outlet or has no headline, so it was left out, “Document non disponible.”.",
        ),
    ]
    assert reading.remarks == (LICENCE, around(5))


def test_section_date_and_page_may_stand_in_any_order() -> None:
    wanted = archive(NEW).reading.drafts[0]
    for header in (
        "p. A4, Actualités, mardi 14 mars 2006",
        "mardi 14 mars 2006, Actualités, p. A4",
        "Actualités, p. A4, mardi 14 mars 2006 12:30",
        "Tuesday, March 14, 2006, p. A4",
    ):
        page = text_of(NEW).replace("Actualités, mardi 14 mars 2006, p. A4", header)
        draft = archive(NEW, page.encode()).reading.drafts[0]
        assert (draft.published_on.value, draft.medium.value) == (wanted.published_on.value, wanted.medium.value), (
            header
        )


def test_the_older_tables_are_read_alike() -> None:
    data = text_of(OLD).encode("iso-8859-1")
    reading = archive(OLD, data)
    assert reading.format == "europresse"
    first, second = map(values, reading.reading.drafts)
    assert first == {
        "headline": "Ce que compte le traversier",
        "reporters": ["Iris Moe"],
        "outlet": "La Presse",
        "medium": "print",
        "published_on": "2006-03-15",
        "language": "fr",
        "body": (
            "Le traversier compte ses passagers deux fois, et les deux comptes ne s'accordent jamais.\n\n"
            "Les maires l’ont écrit au ministre."
        ),
    }
    second.pop("medium", None)
    assert second == {
        "headline": "Un phare sans gardien",
        "outlet": "Le Soleil",
        "published_on": "2006-03-16",
        "language": "fr",
        "body": (
            "Personne n'habite le phare depuis que la lampe tourne seule, mais le jardin est entretenu par une "
            "ingénieure."
        ),
    }
    assert told(reading) == []
    assert reading.remarks == (LICENCE,)


def test_a_line_between_two_articles_is_told() -> None:
    page = text_of(NEW).replace("</article>\n<article>", "</article><p>A note of a colleague</p><article>", 1)
    assert "“A note of a colleague”" in sentences(archive(NEW, page.encode()))[-1]
