"""What a new version of a report says of the one before."""

from datetime import date

import pytest

from clipper.model.clipping import Organisation
from clipper.model.codes import Tone
from clipper.model.issued_report import IssuedReport
from clipper.model.period import Period
from clipper.model.report import ALL_SECTIONS, SUMMARY_TEXT, USUAL_SECTIONS, Audience, Definition, why
from clipper.reports import coverage, document
from clipper.reports.changes import changes, snapshot
from clipper.reports.language import language

EN, FR = language("en"), language("fr")


def taken(library, texts=None, audience=Audience.INTERNAL, sections=ALL_SECTIONS):
    found = coverage(library, Period.month(2017, 12), audience=audience)
    report = document(found, Definition(sections=sections, audience=audience), Organisation())
    return snapshot(found, report, texts or {})


def test_a_version_with_nothing_new_says_so(make):
    library = make({}, {})
    same = "Nothing that is counted or written changed."
    assert changes(EN, Audience.INTERNAL, taken(library), taken(library)) == (same,)


def test_added_and_removed_clippings_are_named_and_figures_counted_anew(make):
    library = make({"headline": "Ice"}, {"headline": "Snow", "outlet": "Tundra Review"}, {"headline": "Rain"})
    library.delete([3])
    before = taken(library)
    library.restore([3])
    library.delete([1, 2])
    said = changes(EN, Audience.INTERNAL, before, taken(library))
    assert said[0] == "One clipping was added: “Rain” (The Lantern)."
    assert said[1] == "Two clippings are no longer counted: “Ice” (The Lantern) and “Snow” (Tundra Review)."
    assert "Clippings: 1, not 2." in said


def test_what_was_corrected_is_named_by_its_field(make):
    library = make({"headline": "Ice"})
    before = taken(library)
    library.set_tone([1], Tone.NEGATIVE)
    library.set_starred([1], True)
    said = changes(FR, Audience.INTERNAL, before, taken(library))
    plain = said[0].replace("\u00a0", " ")
    assert plain == "« Ice » (The Lantern) a été corrigée : articles phares et ton."


def test_a_correction_of_many_clippings_is_told_in_few_sentences(make):
    library = make(*({"headline": f"Ice {number}"} for number in range(9)))
    before = taken(library)
    library.set_tone(range(1, 10), Tone.NEUTRAL)
    said = changes(EN, Audience.INTERNAL, before, taken(library))
    assert said[5] == "Four more clippings were corrected."
    assert sum("was corrected: tone" in text for text in said) == 5


def test_rewritten_texts_are_told(make):
    library = make({})
    before = taken(library, {SUMMARY_TEXT: "Calm.", why("a"): "x"})
    said = changes(EN, Audience.INTERNAL, before, taken(library, {SUMMARY_TEXT: "Stormy.", why("b"): "x"}))
    assert said == ("The summary was rewritten.", "Two other texts were rewritten.")


def test_a_public_version_does_not_tell_of_tone(make):
    library = make({"publish": True})
    before = taken(library, audience=Audience.PUBLIC)
    library.set_tone([1], Tone.NEGATIVE)
    after = taken(library, audience=Audience.PUBLIC)
    assert changes(EN, Audience.PUBLIC, before, after) == (EN.say("version_same"),)


def test_a_public_version_does_not_name_what_the_public_may_see_no_more(make):
    library = make({"headline": "Ice", "publish": True}, {"headline": "Snow", "publish": True})
    before = taken(library, audience=Audience.PUBLIC)
    library.set_publish([1], False)
    after = taken(library, audience=Audience.PUBLIC)
    said = changes(EN, Audience.PUBLIC, before, after)
    assert said[0] == "One clipping is no longer counted."
    assert "Ice" not in " ".join(said)
    assert changes(FR, Audience.PUBLIC, before, after)[0] == "Une coupure n’est plus comptée."


@pytest.mark.parametrize(("sections", "reports"), [(ALL_SECTIONS, 1), (USUAL_SECTIONS, 0)])
def test_a_purge_finds_the_report_that_names_a_clipping_of_another_month_as_an_error(make, sections, reports):
    error = {"what": "Wrong sum", "kind": "correction"}
    library = make({}, {"published_on": "2017-11-02", "follow_ups": [error]})
    issued = IssuedReport(
        Definition(sections=sections),
        Period.month(2017, 12),
        "Media report",
        date(2018, 1, 4),
        snapshot=taken(library, sections=sections),
    )
    library.issue_report(issued, {".md": b"Wrong sum"})
    assert library.issued_with([2]) == reports


def test_whatever_a_report_tells_of_a_clipping_is_compared(make):
    library = make({"headline": "Ice", "body": "Thin."})
    before = taken(library)
    library.tag([1], "topic/arctic", "board")
    library.edit(1, body="Thick.")
    (said,) = changes(EN, Audience.INTERNAL, before, taken(library))
    assert said == "“Ice” (The Lantern) was corrected: topics, text and tags."


def test_the_public_does_not_learn_of_internal_tags_and_notes(make):
    library = make({"headline": "Ice", "publish": True})
    before = taken(library, audience=Audience.PUBLIC)
    library.tag([1], "board")
    library.set_note(1, "Call Ann.")
    assert changes(EN, Audience.PUBLIC, before, taken(library, audience=Audience.PUBLIC)) == (EN.say("version_same"),)


def test_what_changed_elsewhere_is_told_by_its_section(make):
    library = make({"headline": "Ice"}, {"headline": "Snow", "published_on": "2017-11-05"})
    before = taken(library)
    library.delete([2])
    (said,) = changes(EN, Audience.INTERNAL, before, taken(library))
    assert said.startswith("Other figures or choices changed in Summary")


def test_a_section_that_another_one_was_put_before_did_not_change(make):
    library = make({"medium": "online"})
    before = taken(library, sections=("summary", "medium", "method"))
    said = changes(EN, Audience.INTERNAL, before, taken(library, sections=("summary", "volume", "medium", "method")))
    assert said == ("Other figures or choices changed in Volume.",)
