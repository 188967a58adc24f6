"""Reading what means harm, of every format, calls nobody, opens nothing, and takes no square of a text."""

import time
from datetime import date

import pytest

from clipper.capture.formats import read_file, read_pasted
from clipper.capture.formats.base import File
from clipper.model.draft import Known, Pasted
from clipper.model.errors import ClipperError
from tests.hostile import samples
from tests.hostile.fixtures import Trap

TODAY = date(2026, 11, 18)
LENGTH = 8_000
MOST_SECONDS = 8
# What patterns that look for something between runs of the same stumble over.
UNITS = (
    *(
        " ",
        "\t",
        "\xa0",
        "a",
        "A ",
        "1",
        "1 ",
        "-",
        " - ",
        "|",
        " | ",
        ",",
        ", ",
        "(",
        "[",
        '"',
        "“",
        ":",
        "a:",
        "*",
        "_",
    ),
    *("`", "#", "> ", "- ", "1. ", "http://", "@", "a@", "a.", "Mr. ", "by ", "By A ", "…", "&amp;", "<", "<a ", "</"),
    *(
        "<!--",
        "\u0301",
        "1/",
        "2021-",
        "May 1, ",
        "10:00 ",
        "©",
        "© ",
        "(feat. ",
        "[a](",
        "![",
        "**a",
        "\n",
        "a\n",
        "A: x\n",
    ),
)
SHAPES = {
    "a paste": lambda text: Pasted(f"Ferry towns count\nBy Maya Okafor\n\n{text}\n\n{samples.PROSE}", None),
    "a list": lambda text: Pasted(
        f"Quiet ports, Gazette by Sam Whit, October 26, 2026\n{text}, Gazette, May 1, 2026", None
    ),
    "a page": lambda text: Pasted("", f"<title>{text}</title><h1>{text}</h1><p>By {text}</p><p>{samples.PROSE}</p>"),
    "a.vtt": lambda text: f"WEBVTT\n\n00:01.000 --> 00:02.000\n{text}\n\n00:02.000 --> 00:03.000\nHost: {text}\n",
    "a.csv": lambda text: f'Date,Headline,Outlet,Author\n2026-11-17,"{text}","{text}","{text}"\n',
    "a.eml": lambda text: f"From: a@b.example\nSubject: x\n\n{text}\n{samples.PROSE}\n{text}",
    "a.xml": lambda text: (
        f"<rss><channel><item><title>x</title><author><![CDATA[{text}]]></author></item></channel></rss>"
    ),
    "a.ris": lambda text: f"TY  - NEWS\nT1  - {text}\nAU  - {text}\nER  - \n",
}


@pytest.mark.parametrize("name", samples.files("127.0.0.1:1", samples.Path("/x")))
def test_a_file_that_leads_elsewhere_is_read_and_leads_nowhere(trap: Trap, name: str) -> None:
    data = samples.files(trap.host, trap.file)[name]
    try:
        read_file(File(name, data), Known(), TODAY)
    except ClipperError as error:
        # The trap sees to the rest.
        assert str(error).endswith(".")  # noqa: PT017


@pytest.mark.parametrize("shape", SHAPES)
def test_no_run_of_the_same_takes_long(shape: str) -> None:
    began = time.process_time()
    for unit in UNITS:
        made = SHAPES[shape](unit * (LENGTH // len(unit)))
        try:
            if isinstance(made, str):
                read_file(File(shape, made.encode()), Known(), TODAY)
            else:
                read_pasted(made, Known(), TODAY)
        except ClipperError:
            continue
    assert time.process_time() - began < MOST_SECONDS
