"""Headlines of lists that may hold more than the headline ask to be looked at."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.capture.lexicon import Lexicon
from clipper.capture.uncut import may_hold_more
from clipper.model.draft import Known, Pasted

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
    ],
)
def test_a_whole_headline_is_none(headline: str) -> None:
    assert not may_hold_more(headline, LEXICON)


def test_the_headline_of_a_mention_is_sure_only_where_it_is_whole() -> None:
    text = "- [x] Ferry waits for the tide (CBC News, Nov 24, 2026)\n- Fog stays put (The Guardian, Nov 25, 2026)\n"
    ferry, fog = read(Pasted(text), Known(), TODAY).drafts
    assert fog.headline.is_sure
    assert ferry.headline.value == "Ferry waits for the tide" or not ferry.headline.is_sure
