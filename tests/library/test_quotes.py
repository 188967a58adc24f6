"""Quotes of our people: kept, corrected, undone, merged, renamed, exchanged, erased, found."""

from pathlib import Path

import pytest

from clipper.library.exchange import export_library, import_library
from clipper.library.library import Library
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.person import Person
from clipper.model.query import Query
from clipper.model.quote import Quote, quoted
from tests.library.building import FERRY, LIGHTHOUSE, PASTE, accepted, ferry

SAID = "Every extra week is a week that some budget did not expect"


@pytest.fixture
def library(library: Library) -> Library:
    library.add([ferry(), accepted(headline="Roses", body=LIGHTHOUSE)], PASTE)
    return library


def kept(library: Library, speaker: str = "Amadou Kerr", text: str = SAID, clipping_id: int = 1) -> Quote:
    start = FERRY.index(SAID)
    library.keep_quote(clipping_id, quoted(FERRY, start, start + len(SAID), text, speaker))
    return library.get(clipping_id).quotes[-1]


def found(library: Library, text: str) -> set[int]:
    return set(library.search(Query.parse(text)).ids)


def test_a_quote_is_kept_with_its_speaker_and_what_stands_around_it(library: Library) -> None:
    quote = kept(library)
    assert (quote.text, quote.speaker, quote.passage) == (SAID, "Amadou Kerr", SAID)
    assert quote.before.endswith("“")
    assert quote.after.startswith(",” said Amadou Kerr")
    assert found(library, "has:quote") == {1}
    assert found(library, "-has:quote") == {2}
    library.remove_quote(1, quote.uuid)
    assert library.get(1).quotes == ()
    library.undo()
    assert library.get(1).quotes == (quote,)


def test_a_quote_is_corrected_and_its_passage_stays(library: Library) -> None:
    quote = kept(library)
    library.edit_quote(1, quote.uuid, text="Every extra week costs", speaker="Petra Lindqvist")
    (corrected,) = library.get(1).quotes
    assert (corrected.text, corrected.speaker) == ("Every extra week costs", "Petra Lindqvist")
    assert (corrected.passage, corrected.uuid) == (SAID, quote.uuid)
    library.undo()
    assert library.get(1).quotes == (quote,)


def test_a_quote_needs_words_and_a_speaker(library: Library) -> None:
    with pytest.raises(WrongUsage, match="A quote needs words"):
        library.keep_quote(1, Quote(" \n ", "Amadou Kerr"))
    with pytest.raises(WrongUsage, match="A quote needs words"):
        library.keep_quote(1, Quote(SAID, " "))
    with pytest.raises(NotFound, match="not kept any more"):
        library.edit_quote(1, "unknown", text="x")
    with pytest.raises(NotFound):
        library.keep_quote(9, Quote(SAID, "Amadou Kerr"))
    assert library.get(1).quotes == ()


def test_a_speaker_is_who_an_alias_means_and_goes_by_a_new_name(library: Library) -> None:
    library.edit_person("Amadou Kerr", aliases=("A. Kerr",))
    assert kept(library, "A. Kerr").speaker == "Amadou Kerr"
    library.rename_person("Amadou Kerr", "Amadou Kerr-Diallo")
    assert library.get(1).quotes[0].speaker == "Amadou Kerr-Diallo"


def test_merging_two_people_gives_all_quotes_to_the_one(library: Library) -> None:
    kept(library)
    library.rename_person("Amadou Kerr", "Petra Lindqvist")
    assert library.get(1).quotes[0].speaker == "Petra Lindqvist"
    library.undo()
    assert library.get(1).quotes[0].speaker == "Amadou Kerr"


def test_merging_two_clippings_unites_their_quotes(library: Library) -> None:
    kept(library)
    kept(library, clipping_id=2, text="Every extra week, corrected")
    library.keep_quote(2, Quote("It will not last", "Amadou Kerr"))
    library.merge(1, 2)
    assert [one.text for one in library.get(1).quotes] == [SAID, "It will not last"]
    library.undo()
    assert len(library.get(1).quotes) == 1


def test_who_is_quoted_stays_in_the_register_until_the_quote_is_gone(library: Library) -> None:
    quote = kept(library, "Ruth Adeyemi")
    assert library.unused_people() == []
    library.remove_quote(1, quote.uuid)
    assert library.unused_people() == [Person("Ruth Adeyemi")]


def test_quotes_survive_export_and_import(library: Library, tmp_path: Path) -> None:
    quote = kept(library)
    export_library(library, tmp_path / "all.jsonl")
    with Library.open(tmp_path / "other.clipper") as other:
        import_library(other, tmp_path / "all.jsonl")
        assert other.get(1).quotes == (quote,)
        assert import_library(other, tmp_path / "all.jsonl").unchanged == 2


def test_erasing_a_clipping_leaves_nothing_of_its_quotes(library: Library) -> None:
    kept(library, "Ruth Adeyemi-Zanzibar", text="A quote of Zanzibar")
    library.delete([1])
    library.purge([1])
    library.close()
    assert b"Zanzibar" not in library.path.read_bytes()
