"""Headlines of lists that may hold more than the headline ask to be looked at."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.capture.lexicon import Lexicon
from clipper.capture.uncut import are_no_reporters, is_no_outlet, may_hold_more
from clipper.model.draft import Guess, Known, Pasted

TODAY = date(2026, 11, 30)
LEXICON = Lexicon.of(Known(), TODAY)


@pytest.mark.parametrize(
    "headline",
    [
        "Fog stays put – Ines Marlow",
        "Fog stays put / The Guardian",
        "Fog stays put (Ines Marlow",
        "Fog stays put via The Guardian",
        "“Fog stays put” in the Halifax Examiner",
        "«La nebbia resta», di Marco Rossi",
        "Fog stays put,",
        "3 – Fog stays put",
        "[x] Fog stays put",
        "📰 Fog stays put",
        "Headline: Fog stays put",
        "Schlagzeile: Fog stays put",
        "Article: Fog stays put",
        "Fog stays put (Ines in Brussels",
        "via Halifax Examiner)",
        "Fog stays put by Emma Marlow",
        "Fog stays put, by staff",
        "Fog stays put (staff)",
        "Fog stays put | Nov 24, 2026",
        "Fog stays put (Jan 5)",
        "Fog stays put – Emma Marlow, Science Editor",
        "Fog stays put (Moose Creek Gazette)",
        "La Terre au carré, 14 h : « La brume »",
        'Article by Emma Marlow quoting a fisher, "Fog stays put"',
        "Marlow, Emma",
        "2 min read",
        "Fog stays put | 3 min read",
        "Fog stays put (3 min read)",
        "Monday",
        "8:10 a.m.",
        "8:10 a.m.: Fog stays put",
        "8:10 a.m. Fog stays put",
        "Soundings | Fog stays put",
        ".... Fog stays put .... I. Marlow",
        "Ledger >> Fog stays put >> Ines",
        "Fog stays put; I. Marlow; positive; reach 4.1M",
        "p. 7: Fog stays put",
        "online: Fog stays put",
        "2/ Fog stays put",
        "La brume reste – par Kévin Dujardin-Roux, avec une pêcheuse",
        "Fog stays put (with Nell Okonjo on camera)",
    ],
)
def test_a_name_an_outlet_or_a_mark_at_an_end_is_a_doubt(headline: str) -> None:
    assert may_hold_more(headline, LEXICON)


@pytest.mark.parametrize(
    "headline",
    [
        "Fog stays put",
        "Fog stays put – and nobody minds",
        "“Fog stays put,” says mayor",
        "Fog stays put (again)",
        "Why Ines Marlow waits for fog",
        "24 hours of fog",
        "$4-million wharf opens",
        "¿Qué pasa con la niebla?",
        "雾留下了",
        "„Der Nebel bleibt“, sagt der Hafen",
        '12" of snow by Friday',
        "Editorial: Fog stays put",
        "What the Nov. 4 vote means",
        "Fog stays put; ferry waits",
        "24/7 fog",
        "Fog (with a bit of rain) stays put",
        "A deal with Ines Marlow on fog",
    ],
)
def test_a_whole_headline_is_none(headline: str) -> None:
    assert not may_hold_more(headline, LEXICON)


def test_the_headline_of_a_mention_is_sure_only_where_it_is_whole() -> None:
    text = "- [x] Ferry waits for the tide (CBC News, Nov 24, 2026)\n- Fog stays put (The Guardian, Nov 25, 2026)\n"
    ferry, fog = read(Pasted(text), Known(), TODAY).drafts
    assert fog.headline.is_sure
    assert ferry.headline.value == "Ferry waits for the tide" or not ferry.headline.is_sure


@pytest.mark.parametrize("outlet", ["Date", "November 3, 2026", "January 2026", "Nov 3, 2026 (updated)", "2 min read"])
def test_a_day_or_a_label_is_no_outlet(outlet: str) -> None:
    assert is_no_outlet(outlet, LEXICON)
    assert not is_no_outlet("Moose Creek Courier", LEXICON)


@pytest.mark.parametrize(
    "names", [("The Walrus", "Ann Lee"), ("CBC Books",), ("School Bus Fleet",), ("France 24", "France 24")]
)
def test_an_outlet_among_the_reporters_is_a_doubt(names: tuple[str, ...]) -> None:
    assert are_no_reporters(names, Guess("The Tyee", 0.95), LEXICON)


def test_an_outlet_beside_an_agency_is_a_doubt_where_it_was_taken_for_the_reporter() -> None:
    assert are_no_reporters(("Toronto Star",), Guess("Reuters", 0.95), LEXICON)
    assert not are_no_reporters(("Ann Lee",), Guess("Reuters", 0.95), LEXICON)
    assert not are_no_reporters(("The Canadian Press",), Guess("Reuters", 0.95), LEXICON)


@pytest.mark.parametrize(
    "names", [("Ann Lee",), ("Deutsche Welle",), ("The Canadian Press",), ("Zed Kaur", "R. J. Osei")]
)
def test_people_agencies_and_another_outlet_alone_sign_what_others_run(names: tuple[str, ...]) -> None:
    assert not are_no_reporters(names, Guess("The Tyee", 0.95), LEXICON)
