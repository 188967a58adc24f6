"""Every PDF holds to PDF/UA-1 and PDF/A-2a, whatever is in it and whichever template sets it."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Name, Pdf

from clipper.reports import templates
from clipper.reports.document import Report
from clipper.reports.writers import pdf
from tests.reports import pages
from tests.reports.briefed import briefing
from tests.reports.invented import entry, report
from tests.reports.pdf_checker import problems

TEMPLATES = [one for one in templates.templates() if one.kind == "report"]


@pytest.fixture(scope="module")
def good() -> bytes:
    return pdf.render(report(7))


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Callable[[str], Report]:
    """Reports of libraries, each made once."""
    found: dict[str, Report] = {}

    def _made(kind: str) -> Report:
        if kind not in found:
            found[kind] = pages.report(f"modern-{kind}-en", tmp_path_factory.mktemp(kind))
        return found[kind]

    return _made


@pytest.mark.parametrize("kind", ["small", "usual", "large", "empty", "hostile"])
@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.name)
def test_every_template_holds_to_the_standards_with_every_library(made, template, kind):
    finished = pdf.make(made(kind), template)
    assert not any("not marked" in warning for warning in finished.warnings)
    assert problems(finished.data) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.name)
def test_scripts_and_glyphs_of_all_kinds_hold_to_the_standards(template):
    texts = (
        "Ἀλήθεια και ψεύδος",
        "Паром уходит",
        "من يدفع الثمن؟ (2026)",
        "מי ישלם?",
        "🦊 👨‍👩‍👧 🇨🇦 1️⃣",
        "\U00012000 \ue123 \ud83d",
    )
    finished = pdf.make(
        report(entries=[entry(number, headline=text) for number, text in enumerate(texts, 1)]), template
    )
    assert problems(finished.data) == []


@pytest.mark.parametrize(("clippings", "code"), [(7, "en"), (0, "fr"), (40, "fr")])
def test_briefings_hold_to_the_standards(clippings, code):
    finished = pdf.make(briefing(clippings, code))
    assert finished.warnings == ()
    assert problems(finished.data) == []


def _untitled(file: Pdf) -> None:
    with file.open_metadata() as metadata:
        del metadata["dc:title"]


def _unclaimed(file: Pdf) -> None:
    with file.open_metadata() as metadata:
        metadata["pdfaid:conformance"] = "B"


def _each(file: Pdf, kind: str, change: Callable[[object], None]) -> None:
    def walk(element) -> None:
        children = element.get("/K", [])
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            if isinstance(child, pikepdf.Dictionary):
                if child.get("/S") == Name(kind):
                    change(child)
                walk(child)

    walk(file.Root.StructTreeRoot)


def _fonts(file: Pdf) -> list[pikepdf.Object]:
    return [one for one in file.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == Name.Font]


def _without_to_unicode(file: Pdf) -> None:
    for font in _fonts(file):
        if "/ToUnicode" in font:
            del font["/ToUnicode"]


def _not_embedded(file: Pdf) -> None:
    for font in _fonts(file):
        for key in ("/FontFile2", "/FontFile3"):
            if key in font.get("/FontDescriptor", {}):
                del font.FontDescriptor[key]


def _silent_links(file: Pdf) -> None:
    for page in file.pages:
        for annotation in page.get("/Annots", []):
            if "/Contents" in annotation:
                del annotation["/Contents"]


def _painted_over(file: Pdf) -> None:
    page = file.pages[0]
    page.contents_add(file.make_stream(b"0 0 10 10 re f"))


BREAKAGES: dict[str, Callable[[Pdf], None]] = {
    "untagged": lambda file: file.Root.__delitem__("/MarkInfo"),
    "without structure": lambda file: file.Root.__delitem__("/StructTreeRoot"),
    "without language": lambda file: file.Root.__delitem__("/Lang"),
    "without output intent": lambda file: file.Root.__delitem__("/OutputIntents"),
    "untitled": _untitled,
    "claims less": _unclaimed,
    "figures without words": lambda file: _each(file, "/Figure", lambda one: one.__delitem__("/Alt")),
    "headers without scope": lambda file: _each(file, "/TH", lambda one: one.__delitem__("/A")),
    "headings skip a level": lambda file: _each(file, "/H2", lambda one: one.__setitem__("/S", Name("/H4"))),
    "fonts without characters": _without_to_unicode,
    "fonts not embedded": _not_embedded,
    "silent links": _silent_links,
    "paint without a mark": _painted_over,
    "a script": lambda file: file.Root.__setitem__("/OpenAction", pikepdf.Dictionary(S=Name.JavaScript, JS="1")),
}


@pytest.mark.parametrize("name", BREAKAGES)
def test_the_checker_finds_what_is_broken(good, name):
    assert problems(good) == []
    broken = BytesIO()
    with Pdf.open(BytesIO(good)) as file:
        BREAKAGES[name](file)
        file.save(broken, deterministic_id=True)
    assert problems(broken.getvalue()) != []


def test_a_file_that_was_only_written_anew_has_nothing_broken(good):
    again = BytesIO()
    with Pdf.open(BytesIO(good)) as file:
        file.save(again, deterministic_id=True)
    assert problems(again.getvalue()) == []


def test_page_pictures_of_preview_and_export_are_the_same(made):
    for one in (made("usual"), made("hostile")):
        export, preview = pages.pages(pdf.make(one).data, 99), pages.pages(pdf.make(one, preview=True).data, 99)
        assert len(export) == len(preview)
        assert all(left.tobytes() == right.tobytes() for left, right in zip(export, preview, strict=True))
