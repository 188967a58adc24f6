"""What the public is handed out in each format: nothing internal, and of texts only what their rights allow."""

import base64
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from clipper.library.library import Library
from clipper.model.report import ALL_SECTIONS, Audience, Grouping, Kind
from clipper.model.values import replace
from clipper.reports import making
from clipper.reports.copied import formatted
from clipper.reports.issuing import endings
from clipper.reports.writers import FEEDS, FORMATS, write
from tests.reports import guarded

ISSUED = date(2018, 1, 4)
Make = Callable[..., bytes]

_MARKED = re.compile(rf"{guarded.MARK}\w+")
_IN_LINE = re.compile(rb"base64,([A-Za-z0-9+/=\s]+)")
# What pages put into words so that they may break.
_BREAKS = dict.fromkeys(map(ord, "\u00ad\u200b\u2060"))
_KEPT_BACK = {"qxzjvopen", "qxzjvgranted", "qxzjvexpired", "qxzjvdenied", "qxzjvissue"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("public")


@pytest.fixture(scope="module")
def secrets(folder: Path) -> Iterator[Library]:
    with guarded.library(folder, has_secrets=True) as library:
        yield library


@pytest.fixture(scope="module")
def twin(folder: Path) -> Iterator[Library]:
    with guarded.library(folder, has_secrets=False) as library:
        yield library


@pytest.fixture(scope="module")
def make(folder: Path) -> Make:
    """Write what a definition of a library asks for, as it is handed out."""

    @cache
    def _make(library: Library, ending: str, **choices: object) -> bytes:
        kind = choices.get("kind", Kind.REPORT)
        kept = next(definition for definition in library.definitions() if definition.kind is kind)
        asked = {"sections": ALL_SECTIONS, "notes": True, "full_text": True, "audience": Audience.PUBLIC, **choices}
        definition = replace(kept, **asked)  # type: ignore[arg-type]
        draft = making.draft(library, definition, guarded.PERIOD, ISSUED)
        if ending == COPIED:
            taken = formatted(draft.report)
            return f"{taken.html}\n{taken.text}".encode()
        path = folder / f"report{ending}"
        write(draft.report, path, draft.template)
        return path.read_bytes()

    return _make


def texts(data: bytes) -> Iterator[str]:
    """Yield all that a file says, also in what lies packed in it."""
    yield data.decode("utf-8", "replace")
    yield data.decode("utf-16-be", "replace")
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                yield name
                yield from texts(package.read(name))
    if data.startswith(b"%PDF"):
        yield from _of_pdf(data)
    for match in _IN_LINE.finditer(data):
        yield base64.b64decode(match[1]).decode("utf-8", "replace")


def _of_pdf(data: bytes) -> Iterator[str]:
    document = pypdfium2.PdfDocument(data)
    yield from (page.get_textpage().get_text_range() for page in document)
    document.close()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for found in pdf.objects:
            if isinstance(found, pikepdf.Stream):
                yield found.read_bytes().decode("latin-1")
            yield from _strings(found)


def _strings(found: pikepdf.Object) -> Iterator[str]:
    """The strings of an object, without those that it only refers to: these are objects of the file themselves."""
    if isinstance(found, pikepdf.String):
        yield str(found)
    elif isinstance(found, pikepdf.Array):
        for part in found:
            if isinstance(part, pikepdf.Object) and not part.is_indirect:
                yield from _strings(part)
    elif isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        for _, part in found.items():
            if isinstance(part, pikepdf.Object) and not part.is_indirect:
                yield from _strings(part)


def marks(data: bytes) -> set[str]:
    """Return the marked words that a file holds."""
    return {word for text in texts(data) for word in _MARKED.findall(text.translate(_BREAKS).lower())}


def says(data: bytes, words: str) -> bool:
    return any(words in " ".join(text.translate(_BREAKS).split()) for text in texts(data))


COPIED = "what is copied"
KINDS_AND_FORMATS = [(kind, ending) for kind in Kind for ending in endings(kind)]
LOOKS = [
    {"grouping": Grouping.OUTLET},
    {"grouping": Grouping.SPOKESPERSON},
    {"grouping": Grouping.TAG},
    {"language": "fr"},
    {"query": "medium:online"},
]


def test_every_format_is_among_those_that_are_held_to_be_safe() -> None:
    assert {ending for _, ending in KINDS_AND_FORMATS} | set(FEEDS) == set(FORMATS)


@pytest.mark.parametrize(("kind", "ending"), [*KINDS_AND_FORMATS, *((kind, COPIED) for kind in Kind)])
def test_a_public_output_holds_nothing_internal(secrets: Library, make: Make, kind: Kind, ending: str) -> None:
    made = make(secrets, ending, kind=kind)
    assert says(made, "Granted in whole")
    assert marks(made) == set()


@pytest.mark.parametrize(("kind", "ending"), KINDS_AND_FORMATS)
def test_a_public_output_is_the_same_file_whatever_the_library_holds_beside_it(
    secrets: Library, twin: Library, make: Make, kind: Kind, ending: str
) -> None:
    assert make(secrets, ending, kind=kind) == make(twin, ending, kind=kind)


@pytest.mark.parametrize("choices", LOOKS, ids=str)
def test_no_choice_brings_anything_internal_into_a_public_output(
    secrets: Library, twin: Library, make: Make, choices: dict[str, object]
) -> None:
    made = make(secrets, ".html", **choices)
    assert marks(made) == set()
    assert made == make(twin, ".html", **choices)


@pytest.mark.parametrize("query", ["-tag:qxzjvtag", "-(note:qxzjvnote OR tag:qxzjvtag)", "qxzjvoriginal OR Granted"])
def test_the_search_of_a_public_report_is_not_printed(secrets: Library, make: Make, query: str) -> None:
    assert marks(make(secrets, ".md", query=query)) == set()


@pytest.mark.parametrize("ending", [*endings(Kind.REPORT), COPIED])
def test_what_is_internal_is_found_in_an_internal_output(secrets: Library, make: Make, ending: str) -> None:
    """Without this, a scan that finds nothing would pass for a safe file."""
    found = marks(make(secrets, ending, audience=Audience.INTERNAL))
    assert {"qxzjvunpublished", "qxzjvtag", "qxzjvnote"} <= found
    assert _KEPT_BACK & found <= {"qxzjvgranted"}


@pytest.mark.parametrize("ending", sorted({".pdf", ".md", ".html", ".docx"} & set(FORMATS)))
def test_an_internal_report_says_all_that_is_for_staff_and_whole_texts_that_are_granted(
    secrets: Library, make: Make, ending: str
) -> None:
    found = marks(make(secrets, ending, audience=Audience.INTERNAL))
    assert {"qxzjvmessage", "qxzjvcoder", "qxzjvcomment", "qxzjverror", "qxzjvtext"} <= found
    assert "qxzjvgranted" in found


@pytest.mark.parametrize("ending", endings(Kind.BRIEFING))
def test_a_briefing_for_staff_has_what_is_not_published(secrets: Library, make: Make, ending: str) -> None:
    found = marks(make(secrets, ending, kind=Kind.BRIEFING, audience=Audience.INTERNAL))
    assert {"qxzjvunpublished", "qxzjvissue", "qxzjvpeer"} <= found
    assert "qxzjvdenied" not in found
