"""Google Alerts: one draft an item, whether the mail has its data, its marks, or was forwarded as lines."""

import json
from datetime import date
from email.message import EmailMessage
from html import escape
from typing import Any
from urllib.parse import quote

import pytest

from clipper.model.draft import Doubt, Draft, FileReading
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
