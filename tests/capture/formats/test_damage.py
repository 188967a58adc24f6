"""Whatever happened to an archive on its way: a reading whose spans hold or a sentence, and nothing lost untold."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.model.draft import FileReading
from clipper.model.errors import ClipperError
from tests.capture.formats.archives import KNOWN, check, text_of, told, values
from tests.capture.formats.reading import read
from tests.capture.timing import in_time
from tests.profiles import of_hundred

NAMES = [
    "nexis.txt",
    "lexis.txt",
    "factiva.txt",
    "factiva.html",
    "europresse.html",
    "eureka.html",
    "proquest.txt",
    "references.ris",
]
RELAXED = of_hundred(60)
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["drop", "double", "swap", "cut", "blank", "note", "page", "letter"]),
        st.integers(0, 10_000),
        st.integers(0, 10_000),
    ),
    max_size=8,
)
AROUND = re.compile(r"Copyright|All Rights|Tous droits|©|ProQuest|Certificat|\d+\. ")
NOTE = "A line that somebody put in between"


def damaged(lines: list[str], edits: list[tuple[str, int, int]]) -> str:
    """The lines after some accidents."""
    for kind, first, second in edits:
        at = first % (len(lines) or 1)
        other = second % (len(lines) or 1)
        if kind == "drop":
            lines = [*lines[:at], *lines[at + 1 + second % 5 :]]
        elif kind == "double" and lines:
            lines = [*lines[:at], *lines[other : other + 3], *lines[at:]]
        elif kind == "swap" and lines:
            lines[at], lines[other] = lines[other], lines[at]
        elif kind == "cut":
            lines = lines[: max(1, at)]
        elif kind in {"blank", "note", "page"}:
            lines = [*lines[:at], {"blank": "", "note": NOTE, "page": "\f"}[kind], *lines[at:]]
        elif kind == "letter" and lines:
            lines[at] = lines[at][: other % (len(lines[at]) + 1)] + "\u0301\u00a0"
    return "\n".join(lines)


def untold(reading: FileReading) -> list[str]:
    """The sentences between two drafts that none of them has and that a person is not told of."""
    told = " ".join(problem.sentence for problem in reading.problems)
    if "more lines of the file" in told:
        return []
    text = reading.reading.text
    extents = sorted(draft.extent for draft in reading.reading.drafts)
    gaps = (text[end:start] for (_, end), (start, _) in pairwise(extents))
    blocks = ([" ".join(line.split()) for line in gap.split("\n") if line.strip()] for gap in gaps)
    missing = [line for lines in blocks if not any(line[:60].rstrip() in told for line in lines) for line in lines]
    # A service may list its headlines.
    listed = [draft.headline.value for draft in reading.reading.drafts if draft.headline.value]
    prose = (line for line in missing if len(line.split()) >= 6 and not AROUND.search(line))
    return [line for line in prose if not any(headline in line for headline in listed)]


@pytest.mark.parametrize("name", NAMES)
@RELAXED
@given(edits=EDITS)
def test_a_damaged_archive_gives_what_there_is(name: str, edits: list[tuple[str, int, int]]) -> None:
    given_ = damaged(text_of(name).split("\n"), edits)
    try:
        reading = read(name, given_.encode(), KNOWN)
    except ClipperError:
        return
    if reading.format in {"text", "html"}:
        return
    check(reading)
    assert untold(reading) == []


@pytest.mark.parametrize("name", NAMES)
@RELAXED
@given(data=st.data())
def test_any_bytes_in_between_give_a_reading_or_a_sentence(name: str, data: st.DataObject) -> None:
    given_ = text_of(name).encode()
    at = data.draw(st.integers(0, len(given_)))
    end = data.draw(st.integers(at, len(given_)))
    between = data.draw(st.one_of(st.binary(max_size=40), st.text(max_size=40).map(str.encode)))
    try:
        reading = read(name, given_[:at] + between + given_[end:], KNOWN)
    except ClipperError:
        return
    if reading.format not in {"text", "html"}:
        check(reading)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_ends_too_soon_gives_the_documents_before_and_tells_of_the_last(name: str) -> None:
    text = text_of(name)
    whole = read(name, text.encode(), KNOWN)
    for end in range(len(text) // 8, len(text.rstrip()), 41):
        reading = read(name, text[:end].encode(), KNOWN)
        if reading.format in {"text", "html"}:
            # Nothing was whole yet: what looks like an article is doubtful, where the service is known at all.
            is_told = any("a layout that Clipper does not know" in sentence for _, sentence in told(reading))
            assert not (is_told and reading.reading.drafts[0].headline.is_sure)
            continue
        *before, last = map(values, reading.reading.drafts)
        assert before == [values(draft) for draft in whole.reading.drafts[: len(before)]]
        if last != values(whole.reading.drafts[len(before)]):
            assert {*told(reading)} - {*told(whole)}, end


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.srt", "00:00:01,000 --> 00:00:02,000\n" + 40_000 * "A: x\n"),
        ("a.txt", "[0:01] x\n" * 20_000),
        ("a.xml", f"<rss><channel><item><author>{100_000 * 'a@'}</author><title>x</title></item></channel></rss>"),
        ("a.xml", f"<rss><channel><item><description>{100_000 * '… '}x</description></item></channel></rss>"),
        ("a.xml", f"<?xml version='1.0'?>{400 * '<!-- -->'}<!-- "),
        ("a.html", f"<html>{30_000 * 'class='}"),
        ("a.html", f'<article><b class="DocPublicationName">x</b><b class="titreArticle">y</b>{20_000 * "<p>z</p>"}'),
        ("a.txt", f"{60 * '_'}\nPublication title: x\nPublication date: x\nTitle: x\n{60 * '_'}\n{200_000 * 'a'}"),
        ("a.txt", f"Length: 1\n{20_000 * 'July 1, 2019' + chr(10)}End of Document\n"),
        ("a.txt", f"HD\nx\nPD\nx\nSN\nx\nLP\n{40_000 * ('IPD' + chr(10))}"),
        ("a.csv", 40_000 * "Date,Headline,Outlet\n"),
        ("a.txt", 60_000 * "2021-05-03 "),
        ("a.eml", f"From: a@b.example\nSubject: x\n\nPorts close\n{30_000 * ' '}\nThe winter has closed them.\n"),
    ],
)
def test_what_goes_on_and_on_comes_to_an_end(name: str, text: str) -> None:
    try:
        with in_time():
            reading = read(name, text.encode())
    except ClipperError:
        return
    if reading.format not in {"text", "html"}:
        check(reading)
