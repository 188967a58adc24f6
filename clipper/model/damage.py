"""What is wrong with a library, in sentences for a person."""

from enum import StrEnum

from msgspec import Struct


class Damage(StrEnum):
    """What kind of damage it is, and so what repair can do about it.

    STRUCTURE: the file cannot be read as a whole; what can be read is saved into a new one. ROW: what was entered is
    not what was written; only a backup has it. LINK: a row names another one that is not there. FOLLOWING: indexes,
    counts and other things that are made anew from what was entered. FILE: what an attached or issued file holds.
    """

    STRUCTURE = "structure"
    ROW = "row"
    LINK = "link"
    FOLLOWING = "following"
    FILE = "file"


class Flaw(Struct, frozen=True):
    """One thing that is wrong, with the clipping that it is about where it is about one.

    `table` and `key` name the row, or the row that several belong to; see clipper.library.store.sqlite_hashes.
    """

    damage: Damage
    sentence: str
    clipping: int | None = None
    table: str = ""
    key: int = 0
