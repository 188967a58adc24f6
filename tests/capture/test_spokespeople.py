"""Our people in texts: the labelled examples of tests/data/spokespeople.toml, and what a draft says of them."""

import tomllib
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.capture import read
from clipper.capture.finders.mentions import people_of
from clipper.capture.finders.recognition import Recognised, recognise
from clipper.model.clipping import Spokesperson
from clipper.model.codes import Role
from clipper.model.draft import Doubt, Draft, Known, Pasted

EXAMPLES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent.parent / "data" / "spokespeople.toml").read_text("utf-8")
)["example"]
REACHED = {
    # What must be right of what is found, and found of what there is; the examples aside were not tuned to at first.
    ("people", False): (1.0, 1.0),
    ("roles", False): (1.0, 1.0),
    ("quotes", False): (1.0, 1.0),
    ("questions", False): (1.0, 1.0),
    ("people", True): (1.0, 1.0),
    ("roles", True): (0.95, 0.95),
    ("quotes", True): (1.0, 0.94),
    ("questions", True): (1.0, 1.0),
}
TODAY = date(2026, 11, 18)
PARAGRAPH = (
    "The ferry to Port Gansey now runs until the second week of December, and nobody has decided who pays for it. Three"
    " mayors wrote to the minister on Monday, and ask for a single fund with clear rules and a day by which it opens.\n"
)


def _names(example: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    given = ([one] if isinstance(one, str) else one for one in example["people"])
    return tuple((name, names[0]) for names in given for name in names)


def _text(example: dict[str, Any]) -> str:
    return "\n".join(filter(None, example["text"].strip().split("\n")))


def _found(found: Recognised) -> dict[str, set[Any]]:
    return {
        "people": {one.name for one in found.people},
        "roles": {(one.name, one.role.value) for one in found.people},
        "quotes": {(one.speaker, one.text) for one in found.quotes},
        "questions": {one.surname.split()[-1] for one in found.questions},
    }


def _wanted(example: dict[str, Any]) -> dict[str, set[Any]]:
    roles = {(name, role) for role in ("quoted", "named") for name in example.get(role, ())}
    return {
        "people": {name for name, _ in roles},
        "roles": roles,
        "quotes": {tuple(one) for one in example.get("quotes", ())},
        "questions": set(example.get("asked", ())),
    }


def test_precision_and_recall_are_what_was_reached() -> None:
    counts: defaultdict[tuple[str, bool], list[int]] = defaultdict(lambda: [0, 0, 0])
    for example in EXAMPLES:
        found, wanted = _found(recognise(_text(example), people_of(_names(example)))), _wanted(example)
        for what, want in wanted.items():
            both = len(found[what] & want)
            for place, number in enumerate((both, len(found[what]), len(want))):
                counts[what, example.get("aside", False)][place] += number
    for key, (right, found_, wanted_) in counts.items():
        precision, recall = REACHED[key]
        assert right >= precision * found_, key
        assert right >= recall * wanted_, key


def test_the_examples_are_many_in_both_languages_with_many_negatives() -> None:
    assert len(EXAMPLES) >= 80
    assert sum("negative" in example for example in EXAMPLES) >= 25
    assert sum(example.get("aside", False) for example in EXAMPLES) >= 40
    assert sum(any(letter in example["text"] for letter in "éèàç«") for example in EXAMPLES) >= 30


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: _text(example)[:40])
def test_what_is_found_can_be_shown(example: dict[str, Any]) -> None:
    text = _text(example)
    found = recognise(text, people_of(_names(example)))
    for person in found.people:
        assert person.span in person.spans
        assert all(text[start:end].strip() for start, end in person.spans)
        assert 0 <= person.passage[0] < person.passage[1] <= len(text)
    for quote in found.quotes:
        start, end = quote.span
        assert text[start:end].split()[0].strip("”,") == quote.text.split()[0].strip(",")


PIECES = (
    *("Jane Smith", "Smith", "John", "J. Smith", "Émilie Côté", "van der Berg", "said", "a déclaré", "selon", "told"),
    *(
        "“",
        "”",
        "«",
        "»",
        '"',
        "‘",
        "’",
        ",",
        ".",
        ":",
        "\n",
        "(",
        ")",
        "-",
        "he",
        "dit-il",
        "and",
        "Mr.",
        "e\u0301",
        "ﬁ",
        "😀",
    ),
)


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from((" ", ""))), max_size=25))
def test_any_text_is_read_and_every_range_is_in_it(pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + space for word, space in pieces)
    names = ("Jane Smith", "John Smith", "Émilie Côté", "Jonas van der Berg")
    found = recognise(text, people_of(tuple((name, name) for name in names)))
    spans = [*(quote.span for quote in found.quotes), *(one.passage for one in found.people)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(quote.text.strip() and quote.speaker in names for quote in found.quotes)


def one(text: str, **known: Any) -> Draft:
    (draft,) = read(Pasted(text, None), Known(**known), TODAY).drafts
    return draft


def article(text: str, byline: str = "By Kim Tan") -> str:
    return f"Three ports close for the winter\n{byline}\nMay 3, 2021\n\n{PARAGRAPH * 2}{text}"


def test_a_draft_names_people_by_their_own_name_with_the_place_where_the_text_has_another() -> None:
    text = article(
        "“It will not last,” said Dr. Annie Lee of the institute. Lee has counted the nights for eleven years."
    )
    draft = one(text, spokespeople=("Ann Lee",), people_aliases=(("Annie Lee", "Ann Lee"),))
    assert draft.spokespeople.value == (Spokesperson("Ann Lee", Role.QUOTED),)
    ((start, end),) = draft.spokespeople.spans
    assert text[start:end] == "Annie Lee"


def test_a_namesake_is_not_proposed() -> None:
    draft = one(article("“It will not last,” said Bob Lee, who sells boats in the harbour."), spokespeople=("Ann Lee",))
    assert draft.spokespeople.value == ()


def test_a_surname_of_two_people_is_asked_about() -> None:
    draft = one(
        article("“It will not last,” Ms. Lee said on Monday of the winter."), spokespeople=("Ann Lee", "Bob Lee")
    )
    guess = draft.spokespeople
    assert (guess.value, guess.doubt) == ((), Doubt.NAMESAKES)
    assert [other.value for other in guess.alternatives] == [
        (Spokesperson("Ann Lee", Role.QUOTED),),
        (Spokesperson("Bob Lee", Role.QUOTED),),
    ]


def test_a_featured_name_that_the_text_lacks_is_flagged() -> None:
    lacking = one(article("Nobody knows who pays for it.", byline="By Kim Tan (feat. Ann Lee)"))
    assert lacking.spokespeople.value == (Spokesperson("Ann Lee"),)
    assert (lacking.spokespeople.doubt, lacking.spokespeople.is_sure) == (Doubt.NOT_IN_TEXT, False)
    assert [other.value for other in lacking.spokespeople.alternatives] == [()]
    named = one(article("“It will not last,” said Ann Lee.", byline="By Kim Tan (feat. Ann Lee)"))
    assert named.spokespeople.value == (Spokesperson("Ann Lee", Role.QUOTED),)
    assert named.spokespeople.is_sure


def test_a_name_in_a_script_without_capitals_is_found() -> None:
    people = people_of((("مريم الفاسي", "مريم الفاسي"), ("李明", "李明")))
    found = recognise("In Rabat, مريم الفاسي said “the data are clear and worrying.”\n记者 李明 报道。", people).people
    assert [(named.name, named.role) for named in found] == [("مريم الفاسي", Role.QUOTED), ("李明", Role.NAMED)]


def test_a_quotation_that_is_a_paragraph_of_its_own_stays_one() -> None:
    said = "« C'est simple, répond Ann Lee, la glace ne revient pas. »"
    draft = one(f"{article('Nobody knows who pays for it.')}\n{said}\n\n{PARAGRAPH}", spokespeople=("Ann Lee",))
    assert said in (draft.body.value or "").split("\n\n")
    assert draft.spokespeople.value == (Spokesperson("Ann Lee", Role.QUOTED),)


def test_a_featured_name_without_a_text_is_not_flagged() -> None:
    draft = one("Three ports close by Kim Tan (feat. Ann Lee), Harbour Gazette, May 3, 2021")
    assert draft.spokespeople.is_sure


def quoted_in(text: str) -> list[tuple[object, ...]]:
    return [
        (
            draft.headline.value,
            draft.outlet.value,
            [(one.name, one.role) for one in draft.spokespeople.value],
            draft.reporters.value,
        )
        for draft in read(Pasted(text), Known(), date(2026, 11, 30)).drafts
    ]


@pytest.mark.parametrize(
    "style",
    [
        '• {name} quoted in the {outlet}, "{headline}", March 3, 2026',
        '• {name} was quoted in the {outlet}: "{headline}" (March 3, 2026)',
        '- {name}, quoted by the {outlet}, "{headline}", March 3, 2026',
        '{name} quoted in {outlet}, "{headline}", 3 Mar. 2026',
        "• {name} citée dans le {outlet} : « {headline} », 3 mars 2026",
    ],
)
@pytest.mark.parametrize("outlet", ["Toronto Star", "Wren Bay Gazette"])
def test_a_list_says_who_of_ours_was_quoted_and_where(style: str, outlet: str) -> None:
    lines = [
        style.format(name=name, outlet=outlet, headline=headline)
        for name, headline in (("Ines Marlow", "Ferry waits for the tide"), ("Tom Verdun", "Who pays for the quay?"))
    ]
    assert quoted_in("\n".join(lines)) == [
        ("Ferry waits for the tide", outlet, [("Ines Marlow", Role.QUOTED)], ()),
        ("Who pays for the quay?", outlet, [("Tom Verdun", Role.QUOTED)], ()),
    ]


@pytest.mark.parametrize(
    "block",
    [
        "{headline}\n{name} quoted in the {outlet}\nMarch 3, 2026",
        "{headline}\n{name} was interviewed on {outlet}, March 3, 2026",
        '{name} quoted in "{headline}"\n{outlet}\nMarch 3, 2026',
        "• {name} citée dans « {headline} »\n{outlet}, 3 mars 2026",
    ],
)
def test_a_block_of_lines_says_who_of_ours_was_quoted_and_where(block: str) -> None:
    rows = (("Ferry waits for the tide", "CBC News"), ("Who pays for the quay?", "Toronto Star"))
    blocks = [block.format(name="Ines Marlow", headline=headline, outlet=outlet) for headline, outlet in rows]
    role = Role.INTERVIEWED if "interviewed" in block else Role.QUOTED
    assert quoted_in("\n\n".join(blocks)) == [
        (headline, outlet, [("Ines Marlow", role)], ()) for headline, outlet in rows
    ]


def test_who_wrote_the_piece_in_which_one_of_ours_was_quoted_is_its_reporter() -> None:
    assert quoted_in(
        '• Ines Marlow quoted in the Toronto Star, "Ferry waits for the tide", by Ann Lee, March 3, 2026\n'
        '• Tom Verdun op-ed in the Toronto Star, "Who pays for the quay?", March 1, 2026'
    ) == [
        ("Ferry waits for the tide", "Toronto Star", [("Ines Marlow", Role.QUOTED)], ("Ann Lee",)),
        ("Who pays for the quay?", "Toronto Star", [("Tom Verdun", Role.AUTHOR)], ("Tom Verdun",)),
    ]


def test_a_sentence_that_says_who_was_interviewed_where_and_about_what_is_a_mention() -> None:
    sentences = [
        "Tom Verdun was interviewed by CTV News about the fog",
        "Ines Marlow spoke on CBC News about the ferry",
    ]
    assert quoted_in("\n".join(f"• {sentence}, January 11, 2026" for sentence in sentences)) == [
        (sentences[0], "CTV News", [("Tom Verdun", Role.INTERVIEWED)], ()),
        (sentences[1], "CBC News", [("Ines Marlow", Role.UNKNOWN)], ()),
    ]
