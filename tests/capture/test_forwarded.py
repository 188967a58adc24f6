"""Pastes of a mail that was forwarded: its headers and the note above are no part of the mention, and only help it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.capture import read
from clipper.capture.unused import unused_in
from clipper.model.draft import Draft, Known, Pasted

TODAY = date(2026, 11, 30)
COLLEAGUE = (
    "From: Dana Whitlow\nSent: Friday, November 27, 2026 9:12 AM\nTo: Media Monitoring\n"
    "Subject: FW: Rink in the Sun\n\n"
)
SHORT = "From: Dana Whitlow <dana@example.org>\nSent: November 27, 2026\nSubject: Fwd: Rink in the Sun\n\n"
FRENCH = (
    "De : Dana Whitlow\nEnvoyé : 27 novembre 2026 09:12\nÀ : Veille médiatique\n"
    "Objet : TR : La patinoire dans le Sun\n\n"
)
NEWSLETTER = (
    "From: Vancouver Sun <noreply@email.vancouversun.com>\nSent: Wednesday, November 25, 2026 7:00 AM\n"
    "To: Dana Whitlow\nSubject: FW: Rink to close\n\n"
)
TEXT = (
    "The town will close its only rink at the end of the year, council decided on Tuesday night after a debate of "
    "four hours.\n"
    "Mayor Nora Pell said the repairs were beyond what the town could carry. “Nobody up here wants this,” she said.\n"
    "The town will hold a public meeting on Dec. 12.\n"
)
BODY = "\n\n".join(TEXT.splitlines())
HEAD = "Rink to close\nBy Gordon Marsh\nVancouver Sun\n\n"


def drafts(text: str) -> tuple[Draft, ...]:
    return read(Pasted(text), Known(), TODAY).drafts


@pytest.mark.parametrize("note", ["", "FYI - see below, Petra is quoted.\n\n", "Pour info : voir plus bas.\n\n"])
@pytest.mark.parametrize("mails", [COLLEAGUE, FRENCH, SHORT, NEWSLETTER, COLLEAGUE + "{note}" + NEWSLETTER])
def test_one_article_below_the_headers_of_mails_is_one_article(mails: str, note: str) -> None:
    text = (mails.format(note=note) if "{" in mails else mails + note) + HEAD + TEXT
    (draft,) = drafts(text)
    assert draft.headline.value == "Rink to close"
    assert (draft.reporters.value, draft.outlet.value) == (("Gordon Marsh",), "Vancouver Sun")
    assert draft.published_on.value == (date(2026, 11, 25) if NEWSLETTER in text else date(2026, 11, 27))
    assert not draft.published_on.is_sure
    assert draft.body.value == BODY
    assert unused_in(read(Pasted(text), Known(), TODAY)) == ([note.strip()] if note else [])


@pytest.mark.parametrize(("mail", "subject"), [(COLLEAGUE, "Rink in the Sun"), (FRENCH, "La patinoire dans le Sun")])
def test_a_subject_without_what_forwarding_puts_before_it_is_the_last_resort_for_a_headline(
    mail: str, subject: str
) -> None:
    (draft,) = drafts(mail + TEXT)
    assert (draft.headline.value, draft.headline.is_sure) == (subject, False)
    assert (draft.outlet.value or "").startswith("From") is False


@pytest.mark.parametrize("below", ["\n-- \nDana Whitlow\nMedia Monitoring\n", f"\n{SHORT}Please have a look.\n"])
def test_a_signature_or_a_note_below_an_article_does_not_make_it_too_long_to_be_read(below: str) -> None:
    reading = read(Pasted(COLLEAGUE + HEAD + TEXT + below), Known(), TODAY)
    assert [draft.body.value for draft in reading.drafts] == [BODY]
    assert (reading.unread, reading.drafts[0].body.doubt) == (0, None)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("CBC News, Pool to open, May 3, 2026\n\n", ("Pool to open", (), "CBC News", date(2026, 5, 3))),
        (
            "Pool to open\nBy Bob Ray\nToronto Star\nMay 4, 2026\n\nThe pool will open on Monday, the mayor said.\n\n",
            ("Pool to open", ("Bob Ray",), "Toronto Star", date(2026, 5, 4)),
        ),
    ],
)
def test_a_mention_of_few_words_in_a_mail_of_its_own_is_one_beside_an_article(
    words: str, told: tuple[object, ...]
) -> None:
    for text in (COLLEAGUE + HEAD + TEXT * 2 + SHORT + words, SHORT + words + COLLEAGUE + HEAD + TEXT * 2):
        reading = read(Pasted(text), Known(), TODAY)
        assert {draft.headline.value for draft in reading.drafts} == {"Rink to close", "Pool to open"}
        found = next(draft for draft in reading.drafts if draft.headline.value == "Pool to open")
        assert (told[0], found.reporters.value, found.outlet.value, found.published_on.value) == told
        assert unused_in(reading) == []


def test_mails_that_go_on_behind_what_is_looked_at_are_read_as_far_as_that() -> None:
    assert read(Pasted((COLLEAGUE + "x\n") * 9_000), Known(), TODAY).unread > 0


def test_mentions_in_a_mail_stay_as_many_as_they_are() -> None:
    rows = (
        "Rink to close – Vancouver Sun – November 24, 2026\nWho pays for ice? – CBC News – November 25, 2026\n"
        "Skates for sale – The Globe and Mail – November 26, 2026\n"
    )
    assert [draft.headline.value for draft in drafts(COLLEAGUE + rows)] == [
        draft.headline.value for draft in drafts(rows)
    ]


def test_a_page_that_says_from_whom_and_when_it_is_is_no_mail() -> None:
    (draft,) = drafts(f"Rink closes\nFrom: Gordon Marsh\nDate: November 24, 2026\n\n{TEXT}")
    assert (draft.headline.value, draft.published_on.value) == ("Rink closes", date(2026, 11, 24))


def test_two_articles_of_two_mails_are_both_read() -> None:
    other = HEAD.replace("Rink to close", "Pool to open") + TEXT.replace("rink", "pool")
    found = drafts(f"{COLLEAGUE}{HEAD}November 24, 2026\n\n{TEXT}\n{NEWSLETTER}{other}")
    said = " ".join(f"{draft.headline.value} {draft.body.value}" for draft in found)
    assert "only rink" in said
    assert "only pool" in said


def test_what_is_told_from_the_day_of_the_mail_counts_from_that() -> None:
    (draft,) = drafts(f"{NEWSLETTER}Rink to close\nBy Gordon Marsh\nVancouver Sun, 2 days ago\n\n{TEXT}")
    assert draft.published_on.value == date(2026, 11, 23)


@pytest.mark.parametrize("above", ["", HEAD])
def test_a_sentence_with_a_day_at_the_end_of_a_text_stays_in_it(above: str) -> None:
    text = f"Rink closes\nThe Canadian Press\nWed, November 25, 2026 at 2:05 p.m. EST\n{above}{TEXT}"
    (draft,) = drafts(text)
    assert (draft.body.value or "").endswith("The town will hold a public meeting on Dec. 12.")


@given(st.lists(st.sampled_from([COLLEAGUE, NEWSLETTER, FRENCH, HEAD, TEXT, "\n", "From: x\n", "> "]), max_size=8))
def test_any_mixture_of_mails_and_texts_is_read(pieces: list[str]) -> None:
    text = "Rink\n" + "".join(pieces)
    found = read(Pasted(text), Known(), TODAY)
    assert all(0 <= start <= end <= len(found.text) for draft in found.drafts for start, end in draft.headline.spans)
