"""Names that are made to be taken for others, or to leave the folder that they are for."""

import io
import json
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from clipper.cli.terminal import _Terminal, harmless
from clipper.library.exchange import import_library
from clipper.library.library import Library
from clipper.model.attachment import BroughtFile, cleaned_name
from clipper.model.draft import Accepted, Draft, Guess, Pasted
from clipper.model.errors import ClipperError
from clipper.model.markup import safe_link
from clipper.model.query import Query
from clipper.model.text import clean, clean_line, fold
from tests.hostile.samples import FILE_NAMES, LOOKALIKES, TOWERS

RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$"}
RESERVED |= {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.clipper") as opened:
        yield opened


# What is not seen makes no other name


@pytest.mark.parametrize("name", LOOKALIKES, ids=map(ascii, LOOKALIKES))
def test_what_nobody_sees_makes_no_other_name(name: str) -> None:
    assert clean_line(name) == "Harbour"


def test_names_that_look_alike_are_one_in_every_register(library: Library) -> None:
    for number, name in enumerate(LOOKALIKES):
        draft = Draft(headline=Guess(f"No. {number}"), outlet=Guess(name), reporters=Guess((name,)))
        library.add([Accepted(draft, tags=(name,), even_if_known=True)], Pasted(f"{number}"))
    facets = library.facets(Query())
    assert dict(facets.outlets) == {"Harbour": len(LOOKALIKES)}
    assert [tag.name for tag in library.tags()] == ["Harbour"]
    assert [person.name for person, _ in library.people()] == ["Harbour"]


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",
        "क्\u200dष",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "❤\ufe0f\u200d\U0001f525",
        "1\ufe0f\u20e3",
        "葛\U000e0100城",
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "Việt Nam",
        "שָׁלוֹם",
    ],
)
def test_what_a_script_needs_stays(text: str) -> None:
    assert clean_line(text) == text


@pytest.mark.parametrize("tower", TOWERS, ids=range(len(TOWERS)))
def test_a_pile_of_marks_is_cut_before_anybody_puts_it_in_order(tower: str) -> None:
    began = time.process_time()
    assert len(clean(tower)) < 12
    assert len(fold(tower)) < 12
    assert time.process_time() - began < 5


# What is saved stays in its folder


@pytest.mark.parametrize("name", FILE_NAMES, ids=range(len(FILE_NAMES)))
def test_a_name_of_a_file_fits_every_system_and_names_no_folder(name: str) -> None:
    cleaned = cleaned_name(name)
    assert cleaned == cleaned_name(cleaned)
    assert not set(cleaned) & set('/\\:*?"<>|')
    assert cleaned.isprintable()
    assert cleaned not in {".", ".."}
    assert cleaned == cleaned.strip(" .")
    assert len(cleaned.encode()) < 255
    assert cleaned.split(".")[0].rstrip().casefold() not in RESERVED


def test_attached_files_of_any_name_are_kept_told_honestly_and_saved_where_they_should(
    library: Library, tmp_path: Path
) -> None:
    (kept,) = library.add([Accepted(Draft(headline=Guess("Ferry")))], Pasted("Ferry")).ids
    library.attach(kept, [BroughtFile(name, str(place).encode()) for place, name in enumerate(FILE_NAMES)])
    folder = tmp_path / "saved"
    folder.mkdir()
    attachments = library.get(kept).attachments
    assert len(attachments) == len(FILE_NAMES)
    for attachment in attachments:
        (folder / attachment.uuid).mkdir()
        library.save_attachment(kept, attachment.uuid, folder / attachment.uuid / attachment.name)
    saved = {path.relative_to(folder).parts[0] for path in folder.rglob("*") if path.is_file()}
    assert saved == {attachment.uuid for attachment in attachments}
    assert "reportfdp.exe" in {attachment.name for attachment in attachments}


@pytest.mark.parametrize(
    "path", ["../evil.typ", "/etc/evil.typ", "C:/evil.typ", "a/../../evil.typ", "con.typ", "a\\b.typ"]
)
def test_a_template_that_leaves_its_folder_is_refused(library: Library, path: str) -> None:
    with pytest.raises(ClipperError, match="Nothing was kept"):
        library.save_template("Ours", {"template.toml": b'title = "Ours"', path: b"x"})
    assert library.templates() == []


def test_an_export_whose_members_leave_the_archive_writes_nothing_outside(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "evil.zip"
    sha256 = "../../../evil"
    attachment = {"name": "../../evil.txt", "sha256": sha256, "size": 1, "added_on": "2026-11-17", "uuid": "../evil"}
    lines = [
        {"format": "clipper", "version": 3},
        {"clipping": {"headline": "Ferry", "state": "kept", "attachments": [attachment]}},
    ]
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("clipper.jsonl", "\n".join(map(json.dumps, lines)))
        for name in ("../../evil", f"attachments/{sha256}", "/evil", "attachments/../../evil"):
            archive.writestr(name, "evil")
    before = set(tmp_path.parent.rglob("*evil*"))
    try:
        import_library(library, file)
    except ClipperError:
        assert not library.search(Query()).ids
    assert set(tmp_path.parent.rglob("*evil*")) == before


# What is opened is what is shown


@pytest.mark.parametrize(
    "address",
    [
        *(
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            "\\\\host\\share",
            "//host/x",
            "ftp://host/x",
        ),
        *("https://bank.example@evil.example/", "https://user:word@evil.example", "http://@evil.example/"),
        *("mailto:a@b.example?attach=/etc/passwd", "mailto:a@b.example?subject=x&Attachment=C:/x", "vbscript:x"),
        *("https://a.example/\u202egpj", "https:evil.example", "jav\tascript:x", "view-source:https://a.example"),
    ],
)
def test_what_is_no_plain_address_is_no_link(address: str) -> None:
    # An override never gets as far as here: texts and addresses are cleaned at the door.
    assert safe_link(clean_line(address)) in {None, "https://a.example/gpj"}


def test_an_address_is_opened_letter_for_letter() -> None:
    for address in ("https://a.example/?a=1&copy=2&region=3", "https://a.example/x%20y", "https://a.example/a@b"):
        assert safe_link(address) == address
    assert safe_link("https://a.example/?a=1&amp;b=2") == "https://a.example/?a=1&b=2"


# A terminal takes no orders


class _Screen(io.BytesIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_takes_no_orders_from_a_text_and_a_pipe_gets_all_of_it() -> None:
    orders = "\x1b]0;title\x07\x1b[2J\x9b31m\x08\u202egpj\rover\x00 é\t.\n"
    screen = _Screen()
    shown = harmless(io.TextIOWrapper(screen, "utf-8"))
    assert isinstance(shown, _Terminal)
    shown.write(orders)
    shown.write("\r1 of 2")
    shown.flush()
    told = screen.getvalue().decode()
    assert told.endswith("over\ufffd é\t.\n\r1 of 2")
    assert not any(letter in told.removesuffix("\r1 of 2") for letter in "\x1b\x07\x9b\x08\u202e\r\x00")
    pipe = io.TextIOWrapper(io.BytesIO(), "utf-8")
    assert harmless(pipe) is pipe
