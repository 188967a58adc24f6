"""A person of the register, and what staff know of them."""

from msgspec import Struct


class Person(Struct, frozen=True):
    """A reporter or a spokesperson. Who is `ours` is looked for in texts, and so is whoever speaks in a clipping.

    `aliases` are further names: who writes one means this person, and a search in names finds them by it. They had the
    `title` in the years from `active_from` to `active_until`, both included; None is unknown, or still so.
    """

    name: str
    aliases: tuple[str, ...] = ()
    title: str | None = None
    active_from: int | None = None
    active_until: int | None = None
    ours: bool = False
