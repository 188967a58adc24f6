"""Google Alerts: one draft an item, whether the mail has its data, its marks, or was forwarded as lines."""

import json
from datetime import date
from email.message import EmailMessage
from html import escape
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.capture.formats import read_file, read_pasted
from clipper.capture.formats.base import File
from clipper.model.draft import Doubt, Draft, FileReading, Known, Pasted
from tests.capture.formats.reading import read, sentences

ITEMS = [
    (
        "Harbour towns ask who pays for the longer season",
        "Coastal Ledger",
        "The ferry to Port Gansey now runs until the second week of December, and nobody has decided ...",
        "https://coastal-ledger.example/news/ferry?page=2&view=full",
    ),
    (
        "Qui paie pour la saison - une question de ports",
        "CBC News",
        "Trois maires ont écrit au ministre, et le ministère dit qu’il prépare une réponse pour le printemps.",
        "https://www.cbc.ca/news/ferry-1.23",
    ),
]


def wrapped(url: str) -> str:
    return f"https://www.google.com/url?rct=j&sa=t&url={quote(url, safe='')}&ct=ga&cd=CAEY&usg=AOv"


def data(items: list[Any]) -> str:
    widgets = [
        {"type": "LINK", "title": f"<b>{title[:7]}</b>{title[7:]} - {outlet}", "description": text, "url": wrapped(url)}
        for title, outlet, text, url in items
    ]
    widgets.append({"type": "BUTTON", "title": "More", "url": "https://www.google.com/alerts"})
    loaded = {"api_version": "1.0", "cards": [{"title": "Google Alert - harbour", "widgets": widgets}]}
    written = json.dumps(loaded).replace("<", "\\u003c")
    return f'<script data-scope="inboxmarkup" type="application/json">{written}</script>'


def marks(items: list[Any]) -> str:
    return "".join(
        f'<tr itemscope itemtype="http://schema.org/Article"><td><a href="{escape(wrapped(url))}" itemprop="url">'
        f'<span itemprop="name"><b>{title[:7]}</b>{title[7:]}</span></a><div><div itemprop="publisher" itemscope '
        f'itemtype="http://schema.org/Organization"><a><span itemprop="name">{outlet}</span></a></div>'
        f'<div itemprop="description">{text}</div></div><a href="https://www.google.com/alerts/feedback?x">Flag as '
        "irrelevant</a></td></tr>"
        for title, outlet, text, url in items
    )


def lines(items: list[Any]) -> str:
    return "".join(
        f'<p><a href="{escape(wrapped(url))}">{title}</a></p><p>{outlet}</p><p>{text}</p>'
        '<p><a href="https://www.google.com/alerts/share?x">Facebook</a></p>'
        for title, outlet, text, url in items
    )


def alert(
    html: str = "", text: str = "", sender: str = "Google Alerts <googlealerts-noreply@google.com>"
) -> FileReading:
    message = EmailMessage()
    message["From"], message["Subject"] = sender, "Google Alert - harbour"
    message["Date"] = "Mon, 17 Nov 2025 11:30:00 +0000"
    message.set_content(text or "See the HTML.")
    if html:
        foot = "<a href='https://www.google.com/alerts'>All alerts</a>"
        page = f"<html><body><table>NEWS {html}</table>{foot}</body></html>"
        message.add_alternative(page, subtype="html")
    return read("alert.eml", bytes(message))


def plain(items: list[Any]) -> str:
    listed = "\n\n".join(f"{title}\n{outlet}\n{text}\n<{wrapped(url)}>" for title, outlet, text, url in items)
    head, foot = '=== News - 2 new results for ["harbour"] ===', "- - - - -\nUnsubscribe from this Google Alert:"
    return f"{head}\n\n{listed}\n\n{foot}\n<https://www.google.com/alerts/remove?x>\n"


def values(draft: Draft) -> tuple[str | None, ...]:
    return draft.headline.value, draft.outlet.value, draft.body.value, draft.url.value


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (data(ITEMS) + marks(ITEMS), ""),
        (data(ITEMS), ""),
        (marks(ITEMS), ""),
        (lines(ITEMS), ""),
        ("", plain(ITEMS)),
    ],
    ids=["whole", "data", "marks", "lines", "text"],
)
def test_each_item_is_a_draft(html: str, text: str) -> None:
    reading = alert(html, text)
    assert reading.format == "google-alerts"
    assert [values(draft) for draft in reading.reading.drafts] == [
        (title, outlet, words, url) for title, outlet, words, url in ITEMS
    ]
    assert sentences(reading) == []


SHORT = (
    "Docks shut",
    "CBC News",
    "Nobody knows for how long the harbour of Lorne stays shut ...",
    "https://www.cbc.ca/news/docks-1.7",
)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (marks([SHORT, ITEMS[0]]), ""),
        (marks([SHORT, ITEMS[0]]).replace(' itemscope itemtype="http://schema.org/Organization"', ""), ""),
        (lines([ITEMS[0], SHORT]), ""),
        ("", plain([SHORT, ITEMS[0]])),
    ],
    ids=["marks", "marks of the publisher alone", "lines", "text"],
)
def test_an_item_with_a_headline_of_two_words_is_a_draft(html: str, text: str) -> None:
    drafts = alert(html, text).reading.drafts
    assert {values(draft) for draft in drafts} == {
        (title, outlet, words, url) for title, outlet, words, url in (SHORT, ITEMS[0])
    }


def test_an_item_is_shown_where_the_mail_shows_it() -> None:
    reading = alert(data(ITEMS) + marks(ITEMS))
    for draft, (title, outlet, words, _) in zip(reading.reading.drafts, ITEMS, strict=True):
        for field, wanted in (("headline", title), ("outlet", outlet), ("body", words)):
            ((start, end),) = getattr(draft, field).spans
            assert reading.reading.text[start:end] == wanted
    assert reading.reading.drafts[0].extent[1] <= reading.reading.drafts[1].extent[0]


def test_what_an_alert_quotes_is_short_and_its_day_is_that_of_the_mail() -> None:
    first, second = alert(data(ITEMS) + marks(ITEMS)).reading.drafts
    assert first.body.doubt is Doubt.SHORT_BODY
    assert (first.published_on.value, first.published_on.is_sure) == (date(2025, 11, 17), False)
    assert (first.language.value, second.language.value) == ("en", "fr")


def test_an_alert_that_a_colleague_forwarded_is_an_alert() -> None:
    reading = alert(lines(ITEMS), sender="Jane Dubois <jane@institute.example>")
    assert (reading.format, len(reading.reading.drafts)) == ("google-alerts", 2)


def test_items_that_only_the_data_or_only_the_marks_have_are_taken() -> None:
    reading = alert(data(ITEMS[1:]) + marks(ITEMS[:1]))
    assert [draft.headline.value for draft in reading.reading.drafts] == [item[0] for item in ITEMS]


def test_an_alert_in_another_layout_is_read_and_told() -> None:
    reading = alert("<p>Something new and nothing that is known here, in some words for the test.</p>")
    assert reading.format == "eml"
    assert "This looks like google-alerts" in sentences(reading)[0]


@pytest.mark.parametrize(
    "broken", ["{", "{}", '{"cards": 5}', '{"cards": [{"widgets": [5, {"type": "LINK"}]}]}', "[" * 9_999]
)
def test_broken_data_cost_nothing(broken: str) -> None:
    script = f'<script type="application/json">{broken}</script>'
    assert len(alert(script + marks(ITEMS)).reading.drafts) == 2


# Copied out of a mail


def shown(items: list[Any], flag: str = "Flag as irrelevant", site: bool = False) -> str:
    """Return the items as a mail shows them, the headline perhaps with the name of its site behind it."""
    return "".join(
        f"{title}{f' - {outlet}' * site}\n{outlet}\n{text}\n" + f"{flag}\n" * bool(flag)
        for title, outlet, text, _ in items
    )


HEAD = 'Google\n"harbour season"\nDaily update ⋅ November 17, 2026\nNEWS\n'
FOOT = (
    "See more results | Edit this alert\nYou have received this email because you have subscribed to Google Alerts.\n"
)
TETE = "Google Alertes\nsaison des ports\nMise à jour quotidienne ⋅ 17 novembre 2026\nACTUALITÉS\n"
PIED = "Afficher plus de résultats | Modifier cette alerte\nVous avez reçu cet e-mail, car vous êtes abonné.\n"


def pasted(text: str, html: str | None = None) -> FileReading:
    return read_pasted(Pasted(text, html), Known(), date(2026, 11, 30))


@pytest.mark.parametrize("site", [False, True])
@pytest.mark.parametrize(
    ("head", "flag", "foot"),
    [
        (HEAD, "Flag as irrelevant", FOOT),
        (HEAD, "", ""),
        (TETE, "Signaler comme non pertinent", PIED),
        (TETE, "", PIED),
    ],
)
def test_an_alert_that_was_copied_as_text_gives_each_of_its_items(head: str, flag: str, foot: str, site: bool) -> None:
    reading = pasted(head + shown(ITEMS, flag, site) + foot)
    assert reading.format == "google-alerts"
    drafts = reading.reading.drafts
    assert [values(draft) for draft in drafts] == [(title, outlet, words, None) for title, outlet, words, _ in ITEMS]
    assert {(draft.published_on.value, draft.published_on.is_sure) for draft in drafts} == {(date(2026, 11, 17), False)}


def test_an_alert_that_was_copied_with_its_html_keeps_its_links() -> None:
    html = (
        f"<div>Daily update ⋅ November 17, 2026</div>{lines(ITEMS)}<a href='https://www.google.com/alerts?x'>Edit</a>"
    )
    drafts = pasted(HEAD + shown(ITEMS) + FOOT, html).reading.drafts
    assert [values(draft) for draft in drafts] == [(title, outlet, words, url) for title, outlet, words, url in ITEMS]


def test_a_headline_may_begin_with_the_name_of_a_network() -> None:
    items = [("Google pays for a harbour", "CBC News", "The town of Lorne says so.", ""), ITEMS[0]]
    drafts = pasted(HEAD + shown(items)).reading.drafts
    assert [draft.headline.value for draft in drafts] == [title for title, *_ in items]


def test_an_article_with_a_dot_between_its_words_is_no_alert() -> None:
    text = "Harbour waits for spring\nOdile Tanner ⋅ CBC News\n\nThe town of Lorne will not be dredged this year.\n"
    assert pasted(text).format == "text"


WORDS = st.lists(st.sampled_from(["harbour", "season", "ferry", "towns", "été", "who"]), min_size=3, max_size=9)


@given(st.lists(st.tuples(WORDS, st.sampled_from(["CBC News", "Coastal Ledger"]), WORDS), min_size=1, max_size=5))
def test_any_items_are_each_a_draft(found: list[tuple[list[str], str, list[str]]]) -> None:
    items = [(" ".join(["The", *title]), outlet, f"{' '.join(text)} ...", "") for title, outlet, text in found]
    drafts = pasted(HEAD + shown(items) + FOOT).reading.drafts
    assert [values(draft)[:3] for draft in drafts] == [item[:3] for item in items]


@given(st.text(alphabet="aB ⋅2.…\n-", max_size=200))
def test_any_lines_below_the_head_of_an_alert_are_read(text: str) -> None:
    assert pasted(HEAD + text).reading.text == HEAD + text


@pytest.mark.parametrize("dot", ["⋅", "·"])
@pytest.mark.parametrize("name", ["Google Alerts", "Google Alert - harbour", "Alertes Google"])
def test_an_alert_that_was_copied_is_told_by_either_dot(dot: str, name: str) -> None:
    text = f"""{name}

harbour
Daily update {dot} November 28, 2026
NEWS
Permafrost study draws crowds - Kluane Courier
Kluane Courier
The institute said on Friday that its study drew crowds ...
Flag as irrelevant
Sea ice at record low · what it means for ports
CBC News
An expert of the institute said that ports ...
Facebook Twitter Flag as irrelevant
See more results
"""
    drafts = read_pasted(Pasted(text), Known(), date(2026, 11, 30)).reading.drafts
    assert [(draft.headline.value, draft.outlet.value) for draft in drafts] == [
        ("Permafrost study draws crowds", "Kluane Courier"),
        ("Sea ice at record low · what it means for ports", "CBC News"),
    ]


def test_the_day_that_the_address_tells_comes_before_that_of_the_mail() -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Google Alerts <googlealerts-noreply@google.com>", "Google Alert - harbour"
    mail["Date"] = "Sun, 29 Nov 2026 09:00:00 +0000"
    address = wrapped("https://kluanecourier.example/2026/11/28/prize")
    mail.set_content(
        f"Institute wins a research prize - Kluane Courier\nKluane Courier\nIt has won the award ...\n<{address}>\n"
    )
    (draft,) = read_file(File("alert.eml", mail.as_bytes()), Known(), date(2026, 11, 30)).reading.drafts
    assert (draft.headline.value, draft.outlet.value) == ("Institute wins a research prize", "Kluane Courier")
    assert (draft.published_on.value, draft.published_on.is_sure) == (date(2026, 11, 28), False)
    assert [other.value for other in draft.published_on.alternatives] == [date(2026, 11, 29)]
