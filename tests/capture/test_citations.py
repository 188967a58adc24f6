"""Mentions as bibliographies cite them: APA, MLA, Chicago and Harvard, in English and French."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.model.draft import Draft, Known, Pasted

TODAY = date(2026, 11, 30)
FERRY = "Ferry waits for the tide"
QUAY = "Who pays for the quay?"


def drafts(text: str, known: Known | None = None) -> tuple[Draft, ...]:
    return read(Pasted(text), known or Known(), TODAY).drafts


def told(draft: Draft) -> tuple[str | None, tuple[str, ...], str | None, date | None]:
    return draft.headline.value, draft.reporters.value, draft.outlet.value, draft.published_on.value


@pytest.mark.parametrize(
    "text",
    [
        f"Marlow, I. (2026, March 3). {FERRY}. Toronto Star.\nVerdun, T. (2026, February 21). {QUAY} The Guardian.",
        f"Marlow, I. (2026, March 3). {FERRY}. Toronto Star, A4. https://www.thestar.com/a\n"
        f"Verdun, T. (2026, 21 février). {QUAY} The Guardian, p. 12. https://www.theguardian.com/b",
        f"1. Marlow, I. (2026, March 3). {FERRY}. Toronto Star.\n\n"
        f"2. Verdun, T. (2026, February 21). {QUAY} The Guardian.",
        f"Marlow, I. (2026) ‘{FERRY}’, Toronto Star, 3 March. Available at: https://www.thestar.com/a "
        "(Accessed: 5 May 2026).\n"
        f"Verdun, T. (2026) '{QUAY}', The Guardian, 21 February.",
    ],
)
def test_a_citation_with_initials_is_a_mention(text: str) -> None:
    assert [told(draft) for draft in drafts(text)] == [
        (FERRY, ("I. Marlow",), "Toronto Star", date(2026, 3, 3)),
        (QUAY, ("T. Verdun",), "The Guardian", date(2026, 2, 21)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f'Marlow, Ines. "{FERRY}." Toronto Star, 3 Mar. 2026.\nVerdun, Tom. "{QUAY}" The Guardian, 21 Feb. 2026.',
        f"Marlow, Ines. “{FERRY}.” Toronto Star, March 3, 2026, p. A4.\n"
        f"Verdun, Tom. “{QUAY}” The Guardian, February 21, 2026, www.theguardian.com/b.",
        f'Marlow, Ines. 2026. "{FERRY}." Toronto Star (Toronto), March 3, 2026. https://www.thestar.com/a\n'
        f'Verdun, Tom. 2026. "{QUAY}" The Guardian, UK ed., February 21, 2026.',
        f"MARLOW, Ines. « {FERRY} », Toronto Star, 3 mars 2026.\n"
        f"VERDUN, Tom. « {QUAY} », The Guardian, 21 février 2026, p. 4.",
        f"MARLOW, Ines (2026, 3 mars). « {FERRY} », Toronto Star.\n"
        f"VERDUN, Tom (2026, 21 février). « {QUAY} », The Guardian.",
    ],
)
def test_a_citation_with_first_names_is_a_mention(text: str) -> None:
    assert [told(draft) for draft in drafts(text)] == [
        (FERRY, ("Ines Marlow",), "Toronto Star", date(2026, 3, 3)),
        (QUAY, ("Tom Verdun",), "The Guardian", date(2026, 2, 21)),
    ]


@pytest.mark.parametrize(
    ("authors", "reporters"),
    [
        ("Marlow, I., & Verdun, T.", ("I. Marlow", "T. Verdun")),
        ("Marlow, I., Verdun, T., & Roe, B. J.", ("I. Marlow", "T. Verdun", "B. J. Roe")),
        ("Van Dyke, A. et Lee, B.", ("A. Van Dyke", "B. Lee")),
        ("Marlow, I., et al.", ("I. Marlow",)),
        ("Marlow, Ines", ("Ines Marlow",)),
        ("The Canadian Press.", ("The Canadian Press",)),
    ],
)
def test_each_author_of_a_citation_is_a_reporter(authors: str, reporters: tuple[str, ...]) -> None:
    (draft,) = drafts(f"{authors} (2026, March 3). {FERRY}. Toronto Star.")
    assert told(draft) == (FERRY, reporters, "Toronto Star", date(2026, 3, 3))


def test_further_authors_of_a_citation_stand_as_they_are_spoken() -> None:
    (draft,) = drafts(f'Marlow, Ines, Tom Verdun, and Bo Roe. "{FERRY}." Toronto Star, 3 Mar. 2026.')
    assert draft.reporters.value == ("Ines Marlow", "Tom Verdun", "Bo Roe")


def test_a_cited_author_is_shown_where_the_name_stands() -> None:
    text = f'Verdun, Tom. "{QUAY}" The Guardian, 21 Feb. 2026.\nMARLOW, Ines. "{FERRY}." Toronto Star, 3 Mar. 2026.'
    places = [draft.reporters.spans[0] for draft in drafts(text)]
    assert [text[start:end] for start, end in places] == ["Verdun, Tom", "MARLOW, Ines"]


def test_an_outlet_that_nobody_knows_is_cited_with_its_day() -> None:
    first, second = drafts(
        f'Marlow, Ines. "{FERRY}." Wren Bay Light, 3 Mar. 2026.\n'
        "Verdun, T. (2026, May 2). It rains. Again. Wren Bay Light."
    )
    assert told(first) == (FERRY, ("Ines Marlow",), "Wren Bay Light", date(2026, 3, 3))
    assert told(second) == ("It rains. Again", ("T. Verdun",), "Wren Bay Light", date(2026, 5, 2))


def test_a_reporter_with_a_comma_whom_the_library_has_keeps_it() -> None:
    known = Known(reporters=("Farm, Forest and Field",))
    (draft,) = drafts("Ferry waits by Farm, Forest and Field, Toronto Star, 3 March 2026", known)
    assert draft.reporters.value == ("Farm, Forest and Field",)


def test_an_article_with_references_below_it_stays_one() -> None:
    paragraph = (
        "The ferry waited for the tide on Monday, and the whole town waited with it until the boats came home. " * 3
    )
    references = f"Marlow, I. (2026, March 3). {FERRY}. Toronto Star.\nVerdun, T. (2026, May 2). {QUAY} The Guardian."
    (draft,) = drafts(f"The long wait\nBy Ines Marlow\n\n{paragraph}\n\n{paragraph}\n\nReferences\n\n{references}")
    assert draft.headline.value == "The long wait"


@pytest.mark.parametrize(
    ("text", "reporters"),
    [
        (f"Marlow, I. (n.d.). {FERRY}. Toronto Star.", ("I. Marlow",)),
        (f"Marlow, I. (s. d.). {FERRY}. Toronto Star. https://www.thestar.com/a", ("I. Marlow",)),
        (f'Marlow, Ines. "{FERRY}." Toronto Star, n.d.', ("Ines Marlow",)),
        (f"{FERRY}. (n.d.). Toronto Star. https://www.thestar.com/a", ()),
        (f"“{FERRY}.” Toronto Star, n.d.", ()),
        (f"« {FERRY} », Toronto Star, s.d.", ()),
    ],
)
def test_a_citation_may_say_that_it_has_no_date(text: str, reporters: tuple[str, ...]) -> None:
    other = f"Verdun, T. (2026, February 21). {QUAY} The Guardian."
    first, second = drafts(f"{text}\n{other}")
    assert told(first) == (FERRY, reporters, "Toronto Star", None)
    assert told(second) == (QUAY, ("T. Verdun",), "The Guardian", date(2026, 2, 21))
    if reporters:
        assert [told(draft) for draft in drafts(text)] == [told(first)]


@pytest.mark.parametrize(
    "text",
    [f"{FERRY}. (2026, March 3). Toronto Star. https://www.thestar.com/a", f'"{FERRY}." Toronto Star, March 3, 2026.'],
)
def test_a_citation_without_an_author_begins_with_its_headline(text: str) -> None:
    (draft,) = drafts(text)
    assert told(draft) == (FERRY, (), "Toronto Star", date(2026, 3, 3))
