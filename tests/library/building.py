"""Drafts as a person accepts them, invented texts to put into them, and a folder of an ordinary user."""

import os
import shutil
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from clipper.model.clipping import Spokesperson
from clipper.model.codes import Role
from clipper.model.draft import Accepted, Draft, Guess, Pasted

MORNING = datetime(2026, 11, 18, 9, 30)
PASTE = Pasted("What the clipboard held", "<p>What the clipboard held</p>")

FERRY = """The ferry to Port Gansey now runs until the second week of December, and nobody has decided who pays for it.

Three mayors wrote to the minister on Monday. They ask for a single fund with clear rules and a date by which it opens.

“Every extra week is a week that some budget did not expect,” said Amadou Kerr of the institute, who counted them all.

The ministry says that it received the letter, that an answer is being prepared, and that winter came early."""

LIGHTHOUSE = """Nobody has lived in the lighthouse since the lamp began to turn by itself, but the garden is kept.

Every second Saturday a retired engineer crosses with shears, seeds and a thermos, and comes back with the evening boat.

She says that the roses do not know that the keepers left, and that it is not for her to tell them such a thing."""


class Clock:
    """A clock that moves one minute a look."""

    def __init__(self) -> None:
        self.time = MORNING

    def __call__(self) -> datetime:
        self.time += timedelta(minutes=1)
        return self.time


def accepted(
    tags: tuple[str, ...] = (), note: str | None = None, even_if_known: bool = False, **values: Any
) -> Accepted:
    """A draft with these values, accepted."""
    draft = Draft(**{name: Guess(value, 1.0) for name, value in values.items()})
    return Accepted(draft, tags=tags, note=note, even_if_known=even_if_known)


def ferry(**values: Any) -> Accepted:
    """A mention with every field known, but for those given."""
    given: dict[str, Any] = {
        "headline": "Harbour towns ask who pays",
        "deck": "A longer season has a price",
        "reporters": ("Petra Lindqvist",),
        "spokespeople": (Spokesperson("Amadou Kerr", Role.QUOTED),),
        "outlet": "Coastal Ledger",
        "published_on": date(2017, 11, 14),
        "url": "https://www.coastal-ledger.example/2017/11/ferry?utm_source=mail",
        "language": "en",
        "body": FERRY,
    }
    return accepted(**{**given, **values})


def plain(number: int, **values: Any) -> Accepted:
    """One of many mentions that have nothing in common."""
    return accepted(**{"headline": f"Headline {number}", "outlet": "Coastal Ledger", **values})


@contextmanager
def ordinary_user() -> Iterator[Path]:
    """A folder of an ordinary user, and this process as that user: to the superuser nothing is read-only."""
    folder = Path(tempfile.mkdtemp())
    is_superuser = hasattr(os, "setresuid") and os.geteuid() == 0
    try:
        if is_superuser:
            os.chown(folder, 65534, 65534)
            os.setresuid(65534, 65534, 0)
        yield folder
    finally:
        if is_superuser:
            os.setresuid(0, 0, 0)
        folder.chmod(0o700)
        shutil.rmtree(folder)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10"><rect width="40" height="10"/></svg>'
LOGO = f"data:image/svg+xml;base64,{b64encode(SVG).decode()}"
"""A picture as a library keeps it."""
