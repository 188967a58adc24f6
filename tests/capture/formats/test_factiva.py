"""Archives of Factiva: as text with codes at the margin, as tables, and as pages without codes."""

import pytest

from tests.capture.formats.archives import archive, around, saved, text_of, told, values
from tests.capture.formats.making import docx, paragraph, rtf
from tests.capture.formats.reading import sentences

TEXT, PAGE = "factiva.txt", "factiva.html"
FERRY = "The ferry to Port Gansey now runs until the second week of December, and nobody has decided who pays for it."
TRAVERSIER = (
    "Le traversier de Port-Gansey navigue maintenant jusqu’à la deuxième semaine de décembre, et personne n’a décidé "
    "qui le paie."
)
COUNTS = (
    "The ferry counts its passengers twice, and the two counts have never agreed on any day of the last eleven years."
)
DRAFTS = [
    {
        "headline": "Harbour towns ask who pays for a longer winter",
        "reporters": ["Kim Tan", "Amadou Kerr"],
        "spokespeople": ["Ann Lee: quoted"],
        "outlet": "The Coastal Ledger",
        "medium": "print",
        "published_on": "2019-07-01",
        "language": "en",
        "body": (
            f"{FERRY}\n\n"
            "Three provinces wrote to the minister on Monday, and each gave the nights by which its season grew:\n\n"
            "NS\n\n41\n\nON\n\n38\n\nTD Bank lends the money, and the quay waits for it.\n\n"
            "“Every extra week is a week that some budget did not expect,” said Ann Lee of the institute, who counted "
            "them all."
        ),
    },
    {
        "headline": "Le traversier qui attend le printemps",
        "reporters": ["Marie Tremblay"],
        "outlet": "Le Devoir",
        "medium": "print",
        "published_on": "2019-07-01",
        "language": "fr",
        "body": TRAVERSIER,
    },
    {"headline": "TD: what two letters cost", "outlet": "The Northern Post", "language": "en"},
    {
        "headline": "What the ferry counts",
        "outlet": "The Coastal Ledger",
        "published_on": "2019-05-31",
        "language": "en",
        "body": COUNTS,
    },
]
TOLD = [
    (3, "It has no text; the rest of it was taken."),
    (3, "No day could be read in its date, “June 2019”; give it one by hand."),
    (
        4,
        "It has no fields that Clipper knows, so it was left out, “Document NOPOS00020190702ef71000d4”.",
    ),
]
PAGE_DRAFTS = [
    {
        "headline": "HD: harbour towns ask who pays for a longer winter",
        "reporters": ["Kim Tan", "Amadou Kerr"],
        "spokespeople": ["Ann Lee: quoted"],
        "outlet": "The Coastal Ledger",
        "medium": "online",
        "published_on": "2019-07-01",
        "language": "en",
        "body": (
            f"{FERRY}\n\n"
            "Three towns wrote to the minister on Monday, and each gave the nights by which its season grew:\n\n"
            "NS\n\n41\n\nON\n\n38\n\n"
            "“Every extra week is a week that some budget did not expect,” said Ann Lee of the institute."
        ),
    },
    {
        "headline": "Le traversier qui attend le printemps",
        "outlet": "Le Devoir",
        "medium": "print",
        "published_on": "2019-07-01",
        "language": "fr",
        "body": TRAVERSIER,
    },
    {
        "headline": "What the ferry counts",
        "reporters": ["Iris Moe"],
        "outlet": "The Northern Post",
        "published_on": "2019-05-31",
        "language": "en",
        "body": COUNTS,
    },
]


@pytest.fixture
def text() -> str:
    """The archive, with a page in Le Devoir, so that nothing hangs on what our list says of its medium."""
    return text_of(TEXT).replace("SC\nDEVOI\n", "SC\nDEVOI\nPG\nA1\n")


@pytest.mark.parametrize("number", range(4))
def test_every_document_has_all_that_its_fields_say(text: str, number: int) -> None:
    reading = archive(TEXT, list(saved(text))[number])
    assert reading.format == "factiva"
    assert [values(draft) for draft in reading.reading.drafts] == DRAFTS
    assert told(reading) == TOLD


def test_rich_text_and_word_begin_a_page_for_each_document(text: str) -> None:
    lines = text.split("\n")
    paged = {index for index, line in enumerate(lines) if index and line in {"HD", "SE ACTUALITÉS"}}
    breaks = [("\\page " if index in paged else "") + line for index, line in enumerate(lines)]
    rich = "".join(f"{line}\\par\n".replace("\t", "\\tab ") for line in breaks)
    page = "<w:pageBreakBefore/>"
    word = "".join(paragraph(line, properties=page if index in paged else "") for index, line in enumerate(lines))
    for name, data in (("factiva.rtf", rtf(rich)), ("factiva.docx", docx(word))):
        reading = archive(name, data)
        assert reading.format == "factiva"
        assert [values(draft) for draft in reading.reading.drafts] == DRAFTS
        assert told(reading) == TOLD


def test_a_number_that_is_missing_does_not_join_two_documents(text: str) -> None:
    reading = archive(TEXT, text.replace("AN\nDocument DEVOI00020190702ef71000c2\n", "").encode())
    assert [values(draft) for draft in reading.reading.drafts] == DRAFTS


def test_what_was_searched_for_is_no_document(text: str) -> None:
    french = text.replace("Search Summary", "Résumé de la recherche")
    assert told(archive(TEXT, french.encode())) == TOLD


def test_a_page_of_tables_and_of_plain_articles() -> None:
    reading = archive(PAGE)
    assert reading.format == "factiva"
    assert [values(draft) for draft in reading.reading.drafts] == PAGE_DRAFTS
    assert sentences(reading) == [
        "It has no fields that Clipper knows, so it was left out, “This article is not available.”."
    ]
    assert reading.problems[0].place == 3
    assert reading.remarks == (around(3),)


def test_lines_outside_the_documents_of_a_page_are_told() -> None:
    page = text_of(PAGE).replace('<div id="pageFooter">', "<p>A note of a colleague</p><div>")
    assert sentences(archive(PAGE, page.encode()))[-1] == (
        "One line stands outside every document and was left out, “A note of a colleague”."
    )


def test_a_long_page_is_read_to_its_end() -> None:
    page = text_of(PAGE)
    start, end = page.index('<div class="article frArticle">'), page.index('<div class="article enArticle"><p>This')
    many = 400
    long = page[:start] + (page[start:end] + "<!-- " + 6_000 * "x" + " -->") * many + page[end:]
    assert len(long) > 2_500_000
    assert len(archive(PAGE, long.encode()).reading.drafts) == many + 2


@pytest.mark.parametrize("byline", ["BY By Kim Tan", "BY Kim Tan", "BY  Par Kim Tan"])
def test_a_byline_may_stand_behind_its_code(byline: str) -> None:
    draft = archive(TEXT, text_of(TEXT).replace("BY\tKIM TAN and Amadou Kerr", byline).encode()).reading.drafts[0]
    assert draft.headline.value == "Harbour towns ask who pays for a longer winter"
    assert draft.reporters.value == ("Kim Tan",)


def test_a_headline_in_capitals_may_go_on_with_a_word_that_is_a_code() -> None:
    text = text_of(TEXT).replace(
        "Harbour towns ask who pays for a longer winter", "HARBOUR TOWNS HIT\nBY A LONG WINTER"
    )
    draft = archive(TEXT, text.encode()).reading.drafts[0]
    assert draft.headline.value == "HARBOUR TOWNS HIT BY A LONG WINTER"
