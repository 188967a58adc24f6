"""Posts as they are copied out of a social network: the lines around their words tell whose they are, and of when."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.capture.formats import read_pasted
from clipper.model.codes import Medium
from clipper.model.draft import Doubt, Draft, FileReading, Known, Pasted

TODAY = date(2026, 11, 30)
POSTED = ["harbour", "dredge", "ice", "@tverdun", "#lorne", "2d", "the", "12", "waits", "·", "like"]
WORDS = "The harbour at Lorne waits for its dredge. Nobody wrote back to us!"
MOTS = "Le port de Lorne attend sa drague. Personne ne nous a répondu !"
PROFILE = "Odile Tanner\n@otanner\n"


def pasted(text: str, html: str | None = None) -> FileReading:
    return read_pasted(Pasted(text, html), Known(), TODAY)


def post(text: str, html: str | None = None) -> Draft:
    reading = pasted(text, html)
    assert reading.format == "post"
    (draft,) = reading.reading.drafts
    assert draft.medium.value is Medium.SOCIAL
    return draft


@pytest.mark.parametrize(
    ("text", "network", "day"),
    [
        (f"{PROFILE}{WORDS}\n9:14 AM · Nov 27, 2026\n·\n12.4K\n Views\n38 Reposts 4 Quotes\n", "X", date(2026, 11, 27)),
        (f"{PROFILE}{WORDS}\n9:14 AM · Nov 27, 2026\n", "X", date(2026, 11, 27)),
        (f"{PROFILE}·\nNov 27\n{WORDS}\n12\n38 Likes\n", "X", date(2026, 11, 27)),
        (f"Odile Tanner @otanner · 3h\n{WORDS}\n12\n38\n", "X", TODAY),
        (f"{PROFILE}· 2d\n{WORDS}\n", "X", date(2026, 11, 28)),
        (f"Post\n{PROFILE}{WORDS}\n9:14 · 27 nov. 2026\n12,4 k vues\n", "X", date(2026, 11, 27)),
        (
            f"Odile Tanner\n\u202a@otanner.example.social\u202c\n{WORDS}\nNovember 27, 2026 at 9:14 AM\n12 reposts\n",
            "Bluesky",
            date(2026, 11, 27),
        ),
        (
            f"Odile Tanner\n@otanner@quay.example\n{WORDS}\nNov 27, 2026, 09:14 AM · · Web · 12 boosts\n",
            "Mastodon",
            date(2026, 11, 27),
        ),
        (
            f"Odile Tanner\n • 2nd\nPilot, Port of Lorne\n2d • Edited •\n\n{WORDS}\n\nLike\nComment\nRepost\nSend\n",
            "LinkedIn",
            date(2026, 11, 28),
        ),
        (f"Odile Tanner\nOdile Tanner\n • 1st\n1w •\nFollow\n{WORDS}\n214\n17 comments\nLike\nRepost\n", "LinkedIn",
         date(2026, 11, 23)),
        (f"LinkedIn\nOdile Tanner\n2d •\n{WORDS}\n17 comments\nLike\nShare\n", "LinkedIn", date(2026, 11, 28)),
        (f"Odile Tanner\n2d ·\n{WORDS}\nAll reactions:\n17 comments\nLike\nShare\n", "Facebook", date(2026, 11, 28)),
        (f"Odile Tanner\nNovember 26 at 9:14 AM ·\n{WORDS}\nLike\nComment\nShare\n", "Facebook", date(2026, 11, 26)),
    ],
)  # fmt: skip
def test_a_post_has_its_author_its_day_and_its_words(text: str, network: str, day: date) -> None:
    draft = post(text)
    assert (draft.reporters.value, draft.outlet.value, draft.body.value) == (("Odile Tanner",), network, WORDS)
    assert draft.published_on.value == day
    assert (draft.headline.value, draft.headline.is_sure) == ("The harbour at Lorne waits for its dredge.", False)
    assert not draft.outlet.is_sure


@pytest.mark.parametrize(
    ("text", "network", "day"),
    [
        (f"Odile Tanner\n • 2e\nPilote, port de Lorne\n2 j • Modifié •\n{MOTS}\nJ’aime\nRepublier\n", "LinkedIn",
         date(2026, 11, 28)),
        (f"Odile Tanner\n26 novembre, 09:14 ·\n{MOTS}\nToutes les réactions :\n8 partages\nPartager\n", "Facebook",
         date(2026, 11, 26)),
        (f"Odile Tanner\n1 sem ·\n{MOTS}\n17 commentaires\nJ’aime\nCommenter\n", "Facebook", date(2026, 11, 23)),
    ],
)  # fmt: skip
def test_a_french_network_says_it_in_french(text: str, network: str, day: date) -> None:
    draft = post(text)
    assert (draft.reporters.value, draft.outlet.value, draft.body.value) == (("Odile Tanner",), network, MOTS)
    assert (draft.published_on.value, draft.language.value) == (day, "fr")


def test_what_counts_back_from_today_is_not_sure_and_a_written_day_is() -> None:
    relative = post(f"{PROFILE}· 20h\n{WORDS}\n").published_on
    assert (relative.value, relative.doubt, relative.is_sure) == (date(2026, 11, 29), Doubt.RELATIVE_DATE, False)
    assert relative.alternatives[0].value == TODAY
    assert post(f"{PROFILE}{WORDS}\n9:14 AM · Nov 27, 2026\n").published_on.is_sure


def test_an_outlet_that_posts_is_the_outlet() -> None:
    draft = post(f"CBC News\n@CBCNews\n{WORDS}\n9:14 AM · Nov 27, 2026\n")
    assert (draft.outlet.value, draft.reporters.value) == ("CBC News", ())


def test_a_long_post_keeps_its_paragraphs_and_only_its_first_words_stand_above_it() -> None:
    long = (
        "The harbour at Lorne, which the province had promised to dredge before the frost, waits for a ship "
        + "and a pilot " * 5
        + "there."
    )
    draft = post(
        f"{PROFILE}{long}\n\nAsk them.\n#lorne\n9:14 AM · Nov 27, 2026\n38 Likes\nTom Verdun\n@tverdun\nWhy?\n"
    )
    assert draft.body.value == f"{long}\n\nAsk them.\n\n\\#lorne"
    title = draft.headline.value or ""
    assert title.endswith("…")
    assert long.startswith(title.removesuffix("…"))
    assert len(title) < len(long)


def test_what_somebody_answered_is_left_out_and_told() -> None:
    reading = pasted(f"{PROFILE}{WORDS}\n9:14 AM · Nov 27, 2026\n38 Likes\n12\nTom Verdun\n@tverdun\n2h\nWho pays?\n")
    assert [draft.body.value for draft in reading.reading.drafts] == [WORDS]
    assert [problem.sentence for problem in reading.problems] == [
        "4 lines stand outside every document and were left out, “Tom Verdun”."
    ]
    assert not pasted(f"Post\n{PROFILE}{WORDS}\n9:14 AM · Nov 27, 2026\n·\n12.4K\n Views\n38 Reposts\n").problems


def test_the_address_of_a_post_is_kept_but_not_one_that_it_tells_of() -> None:
    text = f"{PROFILE}{WORDS} https://www.cbc.ca/news/lorne-1.7\n9:14 AM · Nov 27, 2026\n"
    assert post(text).url.value is None
    assert post(f"{text}https://x.com/otanner/status/1999123456789?s=20\n").url.value == (
        "https://x.com/otanner/status/1999123456789"
    )
    html = (
        '<a href="https://x.com/other/status/1888123456789">x</a><a href="https://x.com/OTanner/status/1999123456789">'
    )
    assert post(text, html).url.value == "https://x.com/OTanner/status/1999123456789"


@pytest.mark.parametrize(
    "text",
    [
        f"Harbour waits for spring\nOdile Tanner\n@otanner\nNov. 27, 2026 9:14 AM\n\n{WORDS}\n",
        f"Odile Tanner\n@otanner\n\n{WORDS} {WORDS}\n",
        f"Odile Tanner\n2 days ago\n\n{WORDS} {WORDS}\n",
        "Odile Tanner, @otanner, CBC News, November 27, 2026\nTom Verdun, @tverdun, CTV News, November 26, 2026\n",
        "Odile Tanner\n@otanner\n902-555-0142\n12 Quay Street\n",
        f"CBC News\nHarbour waits for spring\nBy Odile Tanner\n2d •\n\n{WORDS}\n\nShare\n",
    ],
)
def test_a_handle_or_an_age_alone_makes_no_post(text: str) -> None:
    assert pasted(text).format == "text"


@given(
    st.lists(
        st.sampled_from(POSTED),
        min_size=4,
    )
)
def test_any_words_of_a_post_are_its_words(found: list[str]) -> None:
    words = " ".join(["The", *found, "waits"])
    assert post(f"{PROFILE}{words}\n9:14 AM · Nov 27, 2026\n38 Likes\n").body.spans == ((22, 22 + len(words)),)


@given(st.text(alphabet="@aB.·•2dh: \n", max_size=120))
def test_any_lines_around_a_handle_are_read(text: str) -> None:
    assert pasted(PROFILE + text).reading.text == PROFILE + text
