"""Pasted transcripts without times: what is said, by whom, and on which programme."""

from datetime import date

import pytest

from clipper.capture.formats import read_pasted
from clipper.model.codes import Medium, Role
from clipper.model.draft import Draft, FileReading, Known, Pasted
from tests.capture.timing import in_time

TODAY = date(2026, 11, 30)
TALK = (
    ("{0}", "The ferry has been waiting. Why?"),
    ("{1}", "Because nobody dredged the channel. The boats sit on the ground at low water."),
    ("{0}", "And who should pay for it, do you think?"),
    ("{1}", "The province should. It owns the quay."),
)


def talk(host: str, guest: str) -> str:
    return "\n".join(f"{who.format(host, guest)}: {words}" for who, words in TALK)


def pasted(text: str, known: Known | None = None, html: str | None = None) -> FileReading:
    return read_pasted(Pasted(text, html), known or Known(), TODAY)


def one(text: str, known: Known | None = None) -> Draft:
    reading = pasted(text, known)
    assert (reading.format, reading.problems) == ("transcript", ())
    (draft,) = reading.reading.drafts
    return draft


@pytest.mark.parametrize(
    ("head", "outlet", "programme", "medium"),
    [
        ("CBC Radio One, Ottawa Morning\nMarch 3, 2026", "CBC Radio", "Ottawa Morning", Medium.RADIO),
        ("CBC Radio One – Quay Talk\nMarch 3, 2026", "CBC Radio", "Quay Talk", Medium.RADIO),
        ("The Current, CBC Radio\nTuesday, March 3, 2026", "CBC Radio", "The Current", Medium.RADIO),
        ("CTV News\nPower Play\nTranscript, March 3, 2026", "CTV News", "Power Play", Medium.TELEVISION),
        ("Station: CFRA\nProgram: Quay Talk\nDate: March 3, 2026", "CFRA", "Quay Talk", Medium.RADIO),
        ("ICI Première | Tout un matin\n3 mars 2026", "ICI Première", "Tout un matin", Medium.RADIO),
    ],
)
@pytest.mark.parametrize("speakers", [("HOST", "GUEST"), ("BO ROE", "INES MARLOW"), ("Bo Roe", "Ines Marlow")])
def test_a_broadcast_is_told_above_what_is_said(
    head: str, outlet: str, programme: str, medium: Medium, speakers: tuple[str, str]
) -> None:
    draft = one(f"{head}\n\n{talk(*speakers)}")
    told = draft.outlet.value, draft.programme.value, draft.medium.value, draft.published_on.value
    assert told == (outlet, programme, medium, date(2026, 3, 3))
    assert draft.reporters.value == ()
    assert draft.body.value == "\n\n".join(f"**{who.format(*speakers)}:** {words}" for who, words in TALK)
    assert draft.headline.value == programme
    assert not draft.headline.is_sure


def test_what_the_interview_is_called_is_its_headline_and_whom_it_is_with_is_interviewed() -> None:
    draft = one(
        f"Radio 98.5 FM\nEntrevue avec Ines Marlow sur le traversier\n3 mars 2026\n\n{talk('Animateur', 'Invitée')}"
    )
    assert draft.headline.value == "Entrevue avec Ines Marlow sur le traversier"
    assert [(person.name, person.role) for person in draft.spokespeople.value] == [("Ines Marlow", Role.INTERVIEWED)]
    assert (draft.outlet.value, draft.outlet.is_sure, draft.medium.value) == ("Radio 98.5 FM", False, Medium.RADIO)


def test_labelled_lines_tell_host_and_guest() -> None:
    head = "Station: CFRA\nProgram: Quay Talk\nHost: Bo Roe\nGuest: Ines Marlow, Harbour Institute"
    draft = one(f"{head}\n\n{talk('ROE', 'MARLOW')}")
    assert draft.reporters.value == ("Bo Roe",)
    assert [person.name for person in draft.spokespeople.value] == ["Ines Marlow"]
    assert not draft.spokespeople.is_sure


def test_who_presents_a_known_programme_is_its_reporter() -> None:
    draft = one(f"CTV News\nPower Play with Bo Roe\n\n{talk('HOST', 'GUEST')}")
    assert (draft.programme.value, draft.reporters.value) == ("Power Play", ("Bo Roe",))


def test_one_of_ours_who_speaks_was_interviewed() -> None:
    known = Known(spokespeople=("Ines Marlow",))
    draft = one(f"The Current, CBC Radio\n\n{talk('BO ROE', 'INES MARLOW')}", known)
    assert [(person.name, person.role) for person in draft.spokespeople.value] == [("Ines Marlow", Role.INTERVIEWED)]
    assert draft.spokespeople.is_sure


INTERVIEW = """The Current, CBC Radio
March 3, 2026
Host: Bo Roe
{guest}
ROE: {greeting} The ferry has been waiting. Why?
{label}: Because nobody dredged the channel.
ROE: And who should pay for it?
{label}: The province should."""


@pytest.mark.parametrize(
    ("guest", "greeting", "label"),
    [
        ("Guest: Ines Marlow", "Ines Marlow is here.", "MARLOW"),
        ("Guest: Ines Marlow", "Welcome.", "MARLOW"),
        ("Guest: Ines Marlow", "Ines Marlow is here.", "GUEST"),
        ("An interview with Ines Marlow", "Ines Marlow is here.", "GUEST"),
        ("", "Ines Marlow is here.", "MARLOW"),
        ("", "Ines Marlow is here.", "INES MARLOW"),
    ],
)
@pytest.mark.parametrize("own_name", ["Ines Marlow", "INES MARLOW"])
def test_one_of_ours_who_is_the_guest_was_interviewed(guest: str, greeting: str, label: str, own_name: str) -> None:
    text = INTERVIEW.format(guest=guest, greeting=greeting, label=label)
    draft = one(text, Known(spokespeople=("Tom Verdun", own_name)))
    assert [(person.name, person.role) for person in draft.spokespeople.value] == [(own_name, Role.INTERVIEWED)]
    assert draft.spokespeople.is_sure


@pytest.mark.parametrize(
    ("ours", "greeting"),
    [
        ("Tom Verdun", "Tom Verdun owns the boat."),
        ("Bo Roe", "Good evening, I am Bo Roe."),
    ],
)
def test_one_of_ours_who_is_spoken_of_or_asks_was_not_interviewed(ours: str, greeting: str) -> None:
    text = INTERVIEW.format(guest="", greeting=greeting, label="MARLOW")
    draft = one(text, Known(spokespeople=(ours,)))
    assert [(person.name, person.role) for person in draft.spokespeople.value] == [(ours, Role.NAMED)]


def test_a_surname_that_two_of_ours_have_tells_nobody_who_answers() -> None:
    text = INTERVIEW.format(guest="", greeting="Ines Marlow is here, and Kai Marlow is not.", label="MARLOW")
    draft = one(text, Known(spokespeople=("Ines Marlow", "Kai Marlow")))
    assert {person.role for person in draft.spokespeople.value} == {Role.NAMED}


def test_what_nobody_is_named_for_goes_on_in_a_paragraph_of_its_own() -> None:
    draft = one(f"The Current, CBC Radio\n\n{talk('HOST', 'GUEST')}\n(laughter)\nAnd the tide.")
    assert (draft.body.value or "").endswith("It owns the quay.\n\n(laughter)\n\nAnd the tide.")


INTRODUCTION = "The ferry to Port Gansey has waited for three weeks, and nobody knows how long it will stay there. "


@pytest.mark.parametrize(
    "head",
    [
        f"The long wait\nBy Ann Lee\nToronto Star\nMarch 3, 2026\n\n{INTRODUCTION * 2}",
        f"The long wait on the radio\n{INTRODUCTION * 2}",
        "The long wait\nMarch 3, 2026",
    ],
)
@pytest.mark.parametrize("speakers", [("Q", "A"), ("BO ROE", "INES MARLOW")])
def test_an_interview_in_print_is_an_article_with_no_question_as_its_subheading(
    head: str, speakers: tuple[str, str]
) -> None:
    reading = pasted(f"{head}\n\n{talk(*speakers)}")
    assert reading.format == "text"
    (draft,) = reading.reading.drafts
    assert draft.medium.value is Medium.ONLINE
    assert draft.reporters.value in ((), ("Ann Lee",))
    assert "##" not in (draft.body.value or "")
    assert "Who should pay" not in (draft.headline.value or "")


@pytest.mark.parametrize(
    "text",
    [
        "Radio and TV mentions\n\nCBC NEWS: Ferry waits (Ann Lee), March 3, 2026\nTORONTO STAR: Fog holds (Bo Roe), "
        "March 3, 2026\nCBC NEWS: Who pays? (Ann Lee), March 2, 2026",
        "Radio plans\n\nREAD: how the ferry works.\nWATCH: the ferry sails.\nREAD: why the quay fell.",
    ],
)
def test_lines_behind_labels_that_nobody_says_are_no_transcript(text: str) -> None:
    assert pasted(text).format == "text"


def test_a_transcript_from_a_word_processor_comes_with_its_html() -> None:
    text = f"The Current, CBC Radio\n\n{talk('HOST', 'GUEST')}"
    html = "".join(f"<p>{line}</p>" for line in text.split("\n") if line)
    assert pasted(text, html=html).format == "transcript"


@pytest.mark.parametrize("text", ["\n.\n" * 10_000, "A:\n" * 10_000, "Radio\n" + "Ann Lee: " * 3_000, "* " * 20_000])
def test_looking_for_speakers_takes_no_longer_than_the_text_is_long(text: str) -> None:
    with in_time(3):
        pasted(text)
