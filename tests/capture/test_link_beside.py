"""One mention whose link stands in a line of its own."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.capture.unused import unused_in
from clipper.model.draft import Draft, Known, Pasted

TODAY = date(2026, 11, 30)
MENTION = "Tolls & tempers by Al Dee (feat. Ana Pohl), Financial Post, Nov. 22, 2026"
FRENCH = "« Le port attend », par Gaëlle Roy, Le Devoir, 22 novembre 2026"
TEXT = "The harbour board says that it will decide on the tolls in spring."
LONG = f"{TEXT} Shippers call that late, and the union waits for a report that nobody has seen. {TEXT}"
LINK = "https://financialpost.com/tolls"


def only(text: str) -> Draft:
    reading = read(Pasted(text), Known(), TODAY)
    assert len(reading.drafts) == 1
    assert not any("://" in line or "Tolls" in line for line in unused_in(reading))
    return reading.drafts[0]


def told(draft: Draft) -> tuple[object, ...]:
    people = [person.name for person in draft.spokespeople.value]
    return draft.headline.value, draft.reporters.value, people, draft.outlet.value, draft.published_on.value


@pytest.mark.parametrize(
    "paste",
    [
        f"{MENTION}\n{LINK}",
        f"{MENTION}\n\n{LINK}\n",
        f"{LINK}\n{MENTION}",
        f"{LINK}\n\n{MENTION}",
        f"{MENTION}\n<{LINK}>",
        f"<{LINK}>\n{MENTION}",
        f"{MENTION}\nLink: {LINK}",
        f"Hi all,\n\nplease add:\n\n{MENTION}\n{LINK}\n\nThanks,\nRenata",
        "From: Renata Pohl <r@example.org>\nSent: Monday, November 23, 2026 9:00 AM\nTo: us@example.org\n"
        f"Subject: one more\n\nHi all,\n\n{MENTION}\n<{LINK}>\n\nRenata",
    ],
)
def test_the_only_mention_has_the_link_of_the_line_beside_it(paste: str) -> None:
    draft = only(paste)
    assert told(draft) == ("Tolls & tempers", ("Al Dee",), ["Ana Pohl"], "Financial Post", date(2026, 11, 22))
    assert draft.url.value == LINK


@pytest.mark.parametrize("text", [TEXT, LONG])
@pytest.mark.parametrize("form", ["{0}\n{1}\n{2}", "{0}\n\n{1}\n\n{2}", "{2}\n{0}\n\n{1}", "{0}\n{2}\n\n{1}"])
def test_the_only_mention_has_the_link_above_it_or_around_its_text(form: str, text: str) -> None:
    draft = only(form.format(MENTION, text, LINK))
    assert told(draft) == ("Tolls & tempers", ("Al Dee",), ["Ana Pohl"], "Financial Post", date(2026, 11, 22))
    assert (draft.url.value, draft.body.value) == (LINK, text)


def test_the_second_address_is_rather_that_of_a_copy() -> None:
    reading = read(Pasted(f"{MENTION}\n{LINK}\nhttps://archive.org/details/copy"), Known(), TODAY)
    assert [(draft.headline.value, draft.url.value) for draft in reading.drafts] == [("Tolls & tempers", LINK)]


def test_a_french_mention_has_the_link_beside_it() -> None:
    link = "https://www.ledevoir.com/economie/1234/port"
    for paste in (f"{FRENCH}\n{link}", f"{link}\n{FRENCH}", f"{FRENCH}\n<{link}>"):
        draft = only(paste)
        assert told(draft) == ("Le port attend", ("Gaëlle Roy",), [], "Le Devoir", date(2026, 11, 22))
        assert draft.url.value == link


def test_links_in_angle_brackets_are_those_of_their_mentions() -> None:
    paste = f"{MENTION}\n<{LINK}>\nGates go up by Bo Roe, The Walrus, Nov. 21, 2026\n<https://thewalrus.ca/gates>"
    reading = read(Pasted(paste), Known(), TODAY)
    assert [(draft.headline.value, draft.url.value) for draft in reading.drafts] == [
        ("Tolls & tempers", LINK),
        ("Gates go up", "https://thewalrus.ca/gates"),
    ]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("address", ["{0}", "<{0}>"])
def test_the_links_below_the_texts_of_a_list_are_those_of_its_mentions(address: str, gap: str) -> None:
    other = "https://thewalrus.ca/gates"
    first = f"{MENTION}\n{TEXT}\n{address.format(LINK)}"
    second = f"Gates go up by Bo Roe, The Walrus, Nov. 21, 2026\nNobody knows who pays.\n{address.format(other)}"
    reading = read(Pasted(first + gap + second), Known(), TODAY)
    assert [(draft.headline.value, draft.url.value, draft.body.value) for draft in reading.drafts] == [
        ("Tolls & tempers", LINK, TEXT),
        ("Gates go up", other, "Nobody knows who pays."),
    ]
    assert unused_in(reading) == []


def test_an_address_between_mentions_that_may_lead_to_the_one_below_it_is_given_to_none() -> None:
    second = "Gates go up by Bo Roe, The Walrus, Nov. 21, 2026"
    reading = read(Pasted(f"{LINK}\n{MENTION}\n{TEXT}\nhttps://thewalrus.ca/gates\n{second}\n{TEXT}"), Known(), TODAY)
    links = {draft.headline.value: draft.url.value for draft in reading.drafts}
    assert links["Tolls & tempers"] in (LINK, None)
    assert links["Gates go up"] in ("https://thewalrus.ca/gates", None)


def test_an_article_keeps_its_headline_below_its_address() -> None:
    paste = (
        f"{LINK}\n\nTolls rise in the harbour\n\nBy Al Dee\n\nFinancial Post\n\nNov. 22, 2026\n\n{LONG}\n\n{LONG} Now."
    )
    draft = read(Pasted(paste), Known(), TODAY).drafts[0]
    assert (draft.headline.value, draft.url.value) == ("Tolls rise in the harbour", LINK)


WRAPPED = "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Ffinancialpost.com%2Ftolls&data=05"


def test_the_link_of_a_chat_is_clean() -> None:
    paste = f"<{LINK}?utm_source=chat|Tolls & tempers>, Financial Post, Nov. 22, 2026"
    (draft,) = read(Pasted(paste), Known(), TODAY).drafts
    assert (draft.headline.value, draft.url.value) == ("Tolls & tempers", LINK)


@pytest.mark.parametrize("address", [WRAPPED, f"{LINK}?utm_source=letter&utm_medium=mail"])
def test_links_of_markdown_are_clean_in_mentions_and_in_texts(address: str) -> None:
    (draft,) = read(Pasted(f"[Tolls & tempers]({address}), Financial Post, Nov. 22, 2026"), Known(), TODAY).drafts
    assert (draft.headline.value, draft.url.value) == ("Tolls & tempers", LINK)
    text = f"The board decides on [new tolls]({address}) in spring, and shippers said that this would be late for them."
    article = f"Tolls rise in the harbour\n\nBy Al Dee\n\nNov. 22, 2026\n\n{text}\n\n{LONG} See {address}."
    (draft,) = read(Pasted(article), Known(), TODAY).drafts
    assert draft.body.value is not None
    assert draft.body.value.count(LINK) == 2
    assert "safelinks" not in draft.body.value
    assert "utm_" not in draft.body.value
