"""Transcripts: what is said, by whom, and where it ran; the times stay in the file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.capture.unused import unused_in
from clipper.model.errors import ClipperError
from tests.capture.formats.archives import archive, check, saved, text_of, values
from tests.capture.formats.making import docx, paragraph
from tests.capture.formats.reading import one, read
from tests.capture.formats.test_damage import EDITS, RELAXED, damaged

SRT, VTT, PLAIN = "interview.srt", "captions.vtt", "interview.txt"
SAID = {
    SRT: {
        "spokespeople": ["Ann Lee: interviewed"],
        "language": "en",
        "body": (
            "**KIM TAN:** Good evening. The ferry to Port Gansey now runs until December, and nobody has decided who "
            "pays for it.\n\n"
            "**ANN LEE:** Every extra week is a week that some budget did not expect. 2019 was a long season, at 10:30 "
            "the ice came.\n\n"
            "And who counts?\n\n"
            "**ANN LEE:** We do. We counted them all."
        ),
    },
    VTT: {
        "headline": "La saison du traversier",
        "spokespeople": ["Ann Lee: interviewed"],
        "outlet": "ICI Première",
        "programme": "Tout un matin",
        "medium": "radio",
        "published_on": "2019-04-11",
        "language": "fr",
        "body": (
            "**Marie Tremblay:** Le traversier navigue maintenant jusqu’à la deuxième semaine de décembre, et personne "
            "n’a décidé qui le paie.\n\n"
            "**Ann Lee:** Chaque semaine de plus est une semaine que le budget n’attendait pas. C’est l’été & l’hiver."
        ),
    },
    PLAIN: {
        "headline": "Who pays for the ferry?",
        "reporters": ["Kim Tan"],
        "spokespeople": ["Ann Lee: interviewed"],
        "outlet": "CBC News Network",
        "programme": "Power & Politics",
        "medium": "television",
        "published_on": "2019-04-11",
        "language": "en",
        "body": (
            "A transcript by the Coastal Institute.\n\n"
            "**HOST:** Good evening. The ferry to Port Gansey now runs until December, and nobody has decided who pays "
            "for it.\n\n"
            "**ANN LEE:** Every extra week is a week that some budget did not expect. It goes on in the next line.\n\n"
            "**HOST:** And who counts them? At 10:30 we read: the count is in.\n\n"
            "**ANN LEE:** We do. We counted them all."
        ),
    },
}
PROGRAMME = ("Power & Politics", "CBC News Network", "2019-04-11")
TALK = ("Good evening, everybody.", "The ferry runs until December.", "And who pays for it?", "Nobody has decided.")


@pytest.mark.parametrize("name", SAID)
def test_what_is_said_becomes_paragraphs_by_speaker(name: str) -> None:
    reading = archive(name)
    assert reading.format == "transcript"
    assert values(one(reading)) == SAID[name]
    assert reading.pasted.text == text_of(name)
    assert reading.problems == ()


@pytest.mark.parametrize("name", SAID)
@pytest.mark.parametrize("number", range(4))
def test_line_ends_marks_and_encodings_change_nothing(name: str, number: int) -> None:
    reading = archive(name, list(saved(text_of(name)))[number])
    assert values(one(reading)) == SAID[name]


def test_a_word_document_may_hold_a_transcript() -> None:
    reading = archive("interview.docx", docx("".join(map(paragraph, text_of(PLAIN).split("\n")))))
    assert reading.format == "transcript"
    assert values(one(reading)) == SAID[PLAIN]


@pytest.mark.parametrize(
    "written",
    [
        "0:00\n{0}\n0:05\n{1}\n0:09\n{2}\n0:12\n{3}\n",
        "[00:00] {0}\n[00:05] {1}\n[00:09] {2}\n[00:12] {3}\n",
        "(0:00) {0}\n(0:05) {1}\n(0:09) {2}\n(0:12) {3}\n",
        "00:00:00 {0}\n00:00:05 {1}\n00:00:09 {2}\n00:00:12 {3}\n",
        "00:00:00:12 - 00:00:04:00\n{0}\n00:00:05:00 - 00:00:08:11\n{1}\n00:00:09:00\n{2}\n00:00:12:01\n{3}\n",
        "WEBVTT\n\n00:00.000 --> 00:04.000\n{0}\n\n00:05.000 --> 00:08.000\n{1}\n\n"
        "00:09.000 --> 00:11.000\n{2}\n\n00:12.000 --> 00:14.000\n{3}\n",
    ],
)
def test_times_may_be_written_in_many_ways(written: str) -> None:
    reading = read("talk.txt", written.format(*TALK).encode())
    assert reading.format == "transcript"
    assert one(reading).body.value == " ".join(TALK)


def captions(*cues: str) -> bytes:
    """A SubRip file of these cues."""
    return "\n".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{cue}\n" for n, cue in enumerate(cues, start=1)).encode()


@pytest.mark.parametrize("who", ["Dr. Hassan", "Mme Tremblay", "Sen. Ann Lee", "Ann Lee"])
def test_a_speaker_in_small_letters_begins_a_paragraph(who: str) -> None:
    reading = read("talk.srt", captions("VASSY: Good evening.", f"{who}: Thank you."))
    assert one(reading).body.value == f"**VASSY:** Good evening.\n\n**{who}:** Thank you."


def test_a_word_before_a_colon_speaks_where_several_cues_begin_with_it() -> None:
    reading = read("talk.srt", captions("Vassy: So?", "Hassan: Yes.", "Vassy: Remember: it is late.", "Hassan: It is."))
    assert one(reading).body.value == (
        "**Vassy:** So?\n\n**Hassan:** Yes.\n\n**Vassy:** Remember: it is late.\n\n**Hassan:** It is."
    )
    once = read("talk.srt", captions("VASSY: Good evening.", "Remember: it is late."))
    assert one(once).body.value == "**VASSY:** Good evening. Remember: it is late."


@pytest.mark.parametrize("cues", [("VASSY: So?", "Dr. Hassan: Yes."), ("So?", "", "And?", "")])
def test_numbers_and_times_of_captions_are_no_lines_that_were_not_used(cues: tuple[str, ...]) -> None:
    assert unused_in(read("talk.srt", captions(*cues)).reading) == []


@pytest.mark.parametrize(
    "written",
    [
        "Kim Tan  0:03\n{0} {1}\n\nAnn Lee  0:12\n{2} {3}\n\nKim Tan  0:20\nIndeed.\n",
        "Kim Tan (00:03):\n{0} {1}\n\nAnn Lee (00:12):\n{2} {3}\n\nKim Tan (00:20):\nIndeed.\n",
        "[0:03] Kim Tan: {0} {1}\n[0:12] Ann Lee: {2} {3}\n[0:20] Kim Tan: Indeed.\n",
    ],
)
def test_speakers_may_stand_before_their_time_or_behind_it(written: str) -> None:
    reading = read("talk.txt", written.format(*TALK).encode())
    assert reading.format == "transcript"
    assert one(reading).body.value == (
        f"**Kim Tan:** {TALK[0]} {TALK[1]}\n\n**Ann Lee:** {TALK[2]} {TALK[3]}\n\n**Kim Tan:** Indeed."
    )


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (
            "Power & Politics, CBC News Network, April 11, 2019.srt",
            ("Power & Politics", "CBC News Network", "2019-04-11"),
        ),
        ("2019-04-11_CBC-News-Network_Power-and-Politics.srt", ("Power & Politics", "CBC News Network", "2019-04-11")),
        ("20190411 interview.srt", (None, None, None)),
    ],
)
def test_the_name_of_the_file_tells_what_nothing_else_does(name: str, wanted: tuple[str | None, ...]) -> None:
    draft = one(read(name, text_of(SRT).encode()))
    day = draft.published_on.value
    assert (draft.programme.value, draft.outlet.value, day.isoformat() if day else None) == wanted
    assert draft.medium.value == ("television" if wanted[0] else None)


def test_a_headline_of_the_file_name_asks_to_be_looked_at() -> None:
    draft = one(read("2019-04-11 - Who pays for the ferry - transcript.srt", text_of(SRT).encode()))
    assert draft.headline.value == "Who pays for the ferry"
    assert not draft.headline.is_sure


def test_a_long_turn_is_parted_where_sentences_end() -> None:
    cues = "".join(
        f"[00:{number:02}:00] Every extra week of the season costs some town a night.\n" for number in range(40)
    )
    reading = read("talk.txt", cues.encode())
    paragraphs = (one(reading).body.value or "").split("\n\n")
    assert len(paragraphs) == 40
    close = "".join(
        f"[00:00:{number:02}] Every extra week of the season costs some town a night.\n" for number in range(40)
    )
    paragraphs = (one(read("talk.txt", close.encode())).body.value or "").split("\n\n")
    assert 3 <= len(paragraphs) <= 6
    assert all(paragraph.endswith(".") for paragraph in paragraphs)


@pytest.mark.parametrize(
    "text",
    [
        "9:00 Registration and coffee\n9:30 Opening by Ann Lee\n10:15 The ferry and its season\n12:00 Lunch for all\n",
        "The winner came in at 2:03:11, the second at 2:04:00.\n\nNobody saw the third at 2:09:59, who was early.\n",
        "Results\n\nKim Tan 1:02\nAnn Lee 1:01\n\nThe race was long and the day was cold, and many stayed at home.\n",
    ],
)
def test_hours_of_a_programme_are_no_transcript(text: str) -> None:
    assert read("day.txt", text.encode()).format == "text"


@pytest.mark.parametrize("name", SAID)
@RELAXED
@given(edits=EDITS)
def test_a_damaged_transcript_gives_what_there_is(name: str, edits: list[tuple[str, int, int]]) -> None:
    try:
        reading = read(name, damaged(text_of(name).split("\n"), edits).encode())
    except ClipperError:
        return
    if reading.format == "transcript":
        check(reading)


def test_a_list_of_broadcasts_that_begin_with_their_hour_is_no_transcript() -> None:
    listed = Path(__file__).parents[2] / "data" / "pastes" / "list-by-the-clock.txt"
    assert read("list.txt", listed.read_bytes()).format == "text"


PIECES = st.sampled_from(
    [
        *("00:01:02", "[0:03]", " --> ", "\n", "\n\n", "WEBVTT", "NOTE", "<v Ann Lee>", "ANN LEE: ", ">> ", "- "),
        "The end.",
    ]
)


@RELAXED
@given(
    st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=40).map("".join), st.sampled_from(["a.srt", "a.vtt", "a"])
)
def test_any_text_with_times_gives_a_reading_or_a_sentence(text: str, name: str) -> None:
    try:
        reading = read(name, text.encode())
    except ClipperError:
        return
    if reading.format == "transcript":
        check(reading)


def test_a_transcript_with_stars_of_emphasis_is_read_without_them() -> None:
    text = text_of("interview.txt").replace("Title: Who pays for the ferry?", "**Who pays for the ferry?**")
    text = text.replace("Power & Politics,", "**Power & Politics**,").replace("] HOST:", "] **HOST:**")
    reading = archive("interview.txt", text.encode())
    assert values(one(reading)) == SAID["interview.txt"]
    assert one(reading).coding.note == "1:08:00"
