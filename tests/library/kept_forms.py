"""The libraries of tests/data/libraries, one of each form there was, and what was seen in them."""

import gzip
import json
from pathlib import Path
from typing import Any

from clipper.library.contents import folder_of
from clipper.library.store.engine import VERSION
from tests.library.forms import LARGE

DATA = Path(__file__).parents[1] / "data" / "libraries"
FORMS = sorted(int(file.name[5:7]) for file in DATA.glob("form-*.clipper.gz"))
OLD = [form for form in FORMS if form < VERSION]


def unpack(form: int, folder: Path) -> Path:
    """Put the library of a form into a folder, as somebody has it who closed it then."""
    path = folder / "library.clipper"
    path.write_bytes(gzip.decompress((DATA / f"form-{form:02}.clipper.gz").read_bytes()))
    for one in told(form)["states"][-1]["clippings"]:
        for attached in one.get("attachments", ()):
            if attached["size"] == LARGE:
                folder_of(path).mkdir(exist_ok=True)
                (folder_of(path) / attached["sha256"]).write_bytes(bytes(LARGE))
    return path


def told(form: int) -> dict[str, Any]:
    """Return what was seen in it."""
    read: dict[str, Any] = json.loads(gzip.decompress((DATA / f"form-{form:02}.json.gz").read_bytes()))
    return read
