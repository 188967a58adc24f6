"""An outlet has one name, whatever it is called where a mention comes from."""

import pytest

from clipper.model.draft import Known
from tests.capture.formats.archives import saved, text_of
from tests.capture.formats.making import docx, paragraph
from tests.capture.formats.reading import HEADLINE, PARAGRAPHS, read

ARTICLE = (HEADLINE, "By Petra Lindqvist", "{}, 14 November 2025", *PARAGRAPHS)
LINE = f"{HEADLINE} by Petra Lindqvist (feat. Ann Lee), {{}}, November 14, 2025\n"
SHEET = f"Date,Headline,Outlet\n2025-11-14,{HEADLINE},{{}}\n2025-11-13,Fog holds the harbour,{{}}\n"


def archived(name: str, outlet: str) -> bytes:
    """A file of an archive whose first document is of this outlet."""
    text = text_of(name).replace("The Coastal Ledger", outlet).replace("Coastal Ledger", outlet)
    return next(iter(saved(text)))


def outlet_in(kind: str, outlet: str, known: Known) -> str | None:
    files = {
        "memo.docx": lambda: docx("".join(paragraph(line.format(outlet)) for line in ARTICLE)),
        "memo.txt": lambda: "\n\n".join(ARTICLE).format(outlet).encode(),
        "list.txt": lambda: (LINE.format(outlet) + LINE.replace("ask", "say").format(outlet)).encode(),
        "sheet.csv": lambda: SHEET.format(outlet, outlet).encode(),
    }
    data = files[kind]() if kind in files else archived(kind, outlet)
    return read(kind, data, known).reading.drafts[0].outlet.value


WRITTEN = ("memo.docx", "memo.txt", "list.txt", "sheet.csv")
ARCHIVES = ("lexis.txt", "factiva.txt", "proquest.txt", "nexis.txt", "factiva.html", "rss.xml")
KINDS = pytest.mark.parametrize("kind", [*WRITTEN, *ARCHIVES])


@KINDS
@pytest.mark.parametrize(
    ("written", "name"), [("The Toronto Star", "Toronto Star"), ("Globe and Mail", "The Globe and Mail")]
)
def test_a_known_outlet_has_its_one_name_in_every_kind_of_file(kind: str, written: str, name: str) -> None:
    assert outlet_in(kind, written, Known()) == name


@KINDS
def test_the_library_s_own_name_of_an_outlet_goes_before_that_of_the_list(kind: str) -> None:
    known = Known(outlets=("Globe & Mail",))
    assert outlet_in(kind, "The Globe and Mail", known) == "Globe & Mail"
