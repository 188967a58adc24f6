"""What stands around a headline and a byline: links of newsletters, the title of a tab, the desk of a reporter."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.model.draft import Draft, Known, Pasted

TODAY = date(2026, 11, 30)
HEADLINE, TITRE = "Harbour dredge waits for the spring", "Le dragage du port attend le printemps"
TEXT = "The harbour at Lorne will not be dredged before the spring, and the ministry does not say what it waits for."
TEXTE = "Le port de Lorne ne sera pas dragué avant le printemps, et le ministère ne dit pas ce qu’il attend encore."


def one(text: str) -> Draft:
    (draft,) = read(Pasted(text), Known(), TODAY).drafts
    return draft


@pytest.mark.parametrize(
    "link",
    [
        "View in browser",
        "View this email in your browser",
        "View in your browser »",
        "Read online",
        "View this newsletter online",
        "Open in a browser",
        "View on web",
        "Afficher dans le navigateur",
        "Voir ce courriel dans votre navigateur",
        "Consulter la version en ligne",
        "Lire cette infolettre en ligne",
        "Version web",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_the_link_of_a_newsletter_to_itself_is_no_headline(link: str, gap: str) -> None:
    draft = one(f"{link}{gap}{HEADLINE}\nBy Odile Tanner\nNovember 26, 2026\n\n{TEXT}\n")
    assert (draft.headline.value, draft.reporters.value, draft.body.value) == (HEADLINE, ("Odile Tanner",), TEXT)


@pytest.mark.parametrize("headline", ["View from a browser of books", "Read this before the harbour closes in winter"])
def test_a_headline_may_begin_as_such_a_link_does(headline: str) -> None:
    assert one(f"{headline}\nBy Odile Tanner\nNovember 26, 2026\n\n{TEXT}\n").headline.value == headline


@pytest.mark.parametrize(
    "site", [" | The Star", " - CBC News", " — Toronto Star", " | Coastal Ledger", " - Sea - CBC News"]
)
@pytest.mark.parametrize("link", ["", "https://coastal-ledger.example/dredge\n"])
def test_the_title_of_a_tab_above_an_article_is_not_its_headline(site: str, link: str) -> None:
    draft = one(f"{HEADLINE}{site}\n{link}\n{HEADLINE}\nBy Odile Tanner\nNov. 26, 2026\n\n{TEXT}\n")
    assert (draft.headline.value, draft.headline.is_sure) == (HEADLINE, True)
    assert (draft.reporters.value, draft.body.value) == (("Odile Tanner",), TEXT)


def test_a_headline_with_a_dash_is_not_cut_where_no_site_stands_behind_it() -> None:
    headline = f"{HEADLINE} - and the ministry for a ship"
    for below in (HEADLINE, f"{HEADLINE} again"):
        found = one(f"{headline}\n\n{below}\nBy Odile Tanner\n\n{TEXT}\n").headline
        assert found.value == headline or not found.is_sure


@pytest.mark.parametrize(
    ("byline", "title", "text"),
    [
        ("By Odile Tanner, Ottawa Bureau", HEADLINE, TEXT),
        ("By Odile Tanner\nOttawa Bureau", HEADLINE, TEXT),
        ("By Odile Tanner, Queen’s Park Bureau", HEADLINE, TEXT),
        ("Par Odile Tanner, bureau de Québec", TITRE, TEXTE),
        ("Par Odile Tanner, Bureau d’Ottawa", TITRE, TEXTE),
    ],
)
def test_the_desk_of_a_reporter_is_nobody_and_no_outlet(byline: str, title: str, text: str) -> None:
    draft = one(f"{title}\n{byline}\nNov. 26, 2026\n\n{text}\n")
    assert (draft.headline.value, draft.outlet.value, draft.body.value) == (title, None, text)
    assert (draft.reporters.value, draft.reporters.is_sure) == (("Odile Tanner",), True)
