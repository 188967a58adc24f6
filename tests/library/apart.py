"""Two copies of a library that are worked on apart by random verbs, and what of a library the two must agree on.

`python -m tests.library.apart 2000` works on so many pairs of copies and unites each both ways.
"""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from clipper.library import outlets, people
from clipper.library.exchange import export_library, import_library
from clipper.library.library import Library
from clipper.model.attachment import BroughtFile
from clipper.model.clipping import Spokesperson
from clipper.model.codebook import CodeField, FieldKind
from clipper.model.codes import Marker, Prominence, Role, State, Tone
from clipper.model.errors import ClipperError
from clipper.model.follow_up import FollowUp
from clipper.model.highlight import Highlight
from clipper.model.outlet import Outlet
from clipper.model.period import Period
from clipper.model.person import Person
from clipper.model.quote import Quote
from clipper.model.report import SUMMARY_TEXT, Audience
from clipper.model.saved_search import SavedSearch
from clipper.model.text import fold
from clipper.model.uniting import Choice
from clipper.model.values import replace
from tests.library.building import FERRY, LIGHTHOUSE, MORNING, PASTE, Clock, accepted, ferry

Verb = tuple[str, int, int]
"""What is done, with which clipping or name, and to what value."""

MONTH = Period.month(2026, 10)
NAMES = ("Ann Ice", "Bo Snow", "Cleo Rain", "Dee Frost")
PAPERS = ("Coastal Ledger", "Northern Wire", "The Tern", "Harbour Post")
TAGS = ("topic/ice", "topic/sea", "board", "topic/ice/thin", "press")
MESSAGES = ("Ports come first", "Ice pays for ports", "Ask the towns")
SEARCHES = ("tag:topic/ice", 'outlet:"The Tern"', "ice -tag:board", 'reporter:"Ann Ice"')
FIELDS = ("Depth", "Campaign")
TEXTS = ("One", "Two", "Three\n\nFour", "")


def _edit(field: str, values: Sequence[Any]) -> Callable[[Library, int, int], None]:
    return lambda library, one, value: _one(
        library, one, lambda id_: library.edit(id_, **{field: values[value % len(values)]})
    )


def _one(library: Library, place: int, do: Callable[[int], Any]) -> None:
    ids = _ids(library)
    if ids:
        do(ids[place % len(ids)])


def _ids(library: Library) -> list[int]:
    """All clippings in an order that is the same in every copy."""
    return [one.id for one in sorted(library.clippings(range(1, 60)), key=lambda one: one.uuid)]


def _of_list(name: str, do: Callable[[Library, int, str, int], Any]) -> Callable[[Library, int, int], None]:
    def act(library: Library, place: int, value: int) -> None:
        def change(id_: int) -> None:
            for one in getattr(library.get(id_), name)[:1]:
                do(library, id_, one.uuid, value)

        _one(library, place, change)

    return act


def _named(pool: Sequence[str], do: Callable[[Library, str, str], Any]) -> Callable[[Library, int, int], None]:
    return lambda library, one, other: do(library, pool[one % len(pool)], pool[other % len(pool)])


def _set(name: str, values: Sequence[Any]) -> Callable[[Library, int, int], None]:
    return lambda library, place, value: _one(
        library, place, lambda id_: getattr(library, name)([id_], values[value % len(values)])
    )


VERBS: dict[str, Callable[[Library, int, int], Any]] = {
    "headline": _edit("headline", TEXTS[:3]),
    "body": _edit("body", (FERRY, LIGHTHOUSE, None)),
    "outlet": _edit("outlet", (*PAPERS, None)),
    "day": _edit("published_on", (date(2026, 1, 1), date(2026, 2, 1), None)),
    "reporters": _edit("reporters", ((), NAMES[:1], NAMES[1:3], NAMES[2::-1])),
    "spokespeople": _edit(
        "spokespeople", ((), (Spokesperson(NAMES[0], Role.QUOTED),), (Spokesperson(NAMES[0]), Spokesperson(NAMES[3])))
    ),
    "note": lambda library, one, value: _one(library, one, lambda id_: library.set_note(id_, TEXTS[value % 4])),
    "tag": lambda library, one, value: _one(library, one, lambda id_: library.tag([id_], TAGS[value % 5])),
    "untag": lambda library, one, value: _one(library, one, lambda id_: library.untag([id_], TAGS[value % 5])),
    "tone": _set("set_tone", (*Tone, None)),
    "prominence": _set("set_prominence", (*Prominence, None)),
    "star": _set("set_starred", (True, False)),
    "publish": _set("set_publish", (True, False)),
    "state": _set("set_state", tuple(State)),
    "carry": _set("carry_message", MESSAGES),
    "drop": _set("drop_message", MESSAGES),
    "delete": lambda library, one, _: _one(library, one, lambda id_: library.delete([id_])),
    "restore": lambda library, one, _: _one(library, one, lambda id_: library.restore([id_])),
    "group": lambda library, one, other: library.group({_ids(library)[n % len(_ids(library))] for n in (one, other)}),
    "code": lambda library, one, value: _one(
        library, one, lambda id_: library.code([id_], FIELDS[value % 2], ("yes", "no", None)[value % 3])
    ),
    "highlight": lambda library, one, value: _one(
        library, one, lambda id_: library.highlight(id_, Highlight(("ice", "sea")[value % 2], comment=None))
    ),
    "mark": _of_list(
        "highlights",
        lambda library, id_, uuid, value: library.edit_highlight(id_, uuid, marker=tuple(Marker)[value % len(Marker)]),
    ),
    "unmark": _of_list("highlights", lambda library, id_, uuid, _: library.remove_highlight(id_, uuid)),
    "quote": lambda library, one, value: _one(
        library, one, lambda id_: library.keep_quote(id_, Quote("Who pays?", NAMES[value % 4]))
    ),
    "unquote": _of_list("quotes", lambda library, id_, uuid, _: library.remove_quote(id_, uuid)),
    "follow up": lambda library, one, value: _one(
        library, one, lambda id_: library.add_follow_up(id_, FollowUp(TEXTS[value % 3]))
    ),
    "close": _of_list(
        "follow_ups", lambda library, id_, uuid, value: library.close_follow_up(id_, uuid, TEXTS[value % 3])
    ),
    "attach": lambda library, one, value: _one(
        library, one, lambda id_: library.attach(id_, [BroughtFile(f"{value % 3}.pdf", b"%PDF" * (value % 3 + 1))])
    ),
    "detach": _of_list("attachments", lambda library, id_, uuid, _: library.detach(id_, uuid)),
    "add": lambda library, one, value: library.add(
        [accepted(headline=f"New {one} {value}", tags=(TAGS[value % 5],), outlet=PAPERS[one % 4])], PASTE
    ),
    "rename tag": _named(TAGS, lambda library, old, new: library.rename_tag(old, new)),
    "delete tag": _named(TAGS, lambda library, name, _: library.delete_tag(name)),
    "hue": lambda library, one, value: library.set_tag_hue(TAGS[one % 5], ("teal", "rust", "rose")[value % 3]),
    "rename outlet": _named(PAPERS, lambda library, old, new: library.rename_outlet(old, new)),
    "rename person": _named(NAMES, lambda library, old, new: library.rename_person(old, new)),
    "rename message": _named(MESSAGES, lambda library, old, new: library.rename_message(old, new)),
    "delete message": _named(MESSAGES, lambda library, name, _: library.delete_message(name)),
    "outlet profile": lambda library, one, value: library.edit_outlet(
        PAPERS[one % 4], reach=(100, 2_000, None)[value % 3], domains=((), ("tern.example",))[value % 2]
    ),
    "person profile": lambda library, one, value: library.edit_person(NAMES[one % 4], title=TEXTS[value % 2]),
    "search": lambda library, one, value: library.save_search(
        SavedSearch(("First", "Second")[one % 2], SEARCHES[value % 4])
    ),
    "delete search": lambda library, one, _: library.delete_search(("First", "Second")[one % 2]),
    "field": lambda library, one, value: library.save_code_field(
        CodeField(FIELDS[one % 2], FieldKind.TEXT, (), TEXTS[value % 3]),
        next((name.name for name in library.code_fields() if name.name == FIELDS[one % 2]), None),
    ),
    "organisation": lambda library, one, value: library.set_organisation(
        replace(library.organisation(), **{("name", "prepared_by")[one % 2]: ("Tide", "Trust", "Lab")[value % 3]})
    ),
    "definition": lambda library, one, value: library.save_definition(
        replace(library.definitions()[one % 3], excerpt_words=10 + value, query=SEARCHES[value % 4])
    ),
    "text": lambda library, one, value: library.write_report_text(
        "a", MONTH, "en", tuple(Audience)[one % 2], SUMMARY_TEXT, TEXTS[value % 3]
    ),
    "undo": lambda library, _one_, _value: library.undo(),
    "redo": lambda library, _one_, _value: library.redo(),
}

verbs: st.SearchStrategy[list[Verb]] = st.lists(
    st.tuples(st.sampled_from(sorted(VERBS)), st.integers(0, 7), st.integers(0, 11)), min_size=1, max_size=14
)
choices = st.sampled_from((Choice.OURS, Choice.THEIRS))


def do(library: Library, some: Sequence[Verb]) -> None:
    """Do verbs; what is refused is not done."""
    for name, one, value in some:
        with suppress(ClipperError):
            VERBS[name](library, one, value)


class Later(Clock):
    """A clock that never shows the time of another one."""

    def __init__(self, seconds: int) -> None:
        super().__init__()
        self.time = MORNING + timedelta(seconds=seconds)


@contextmanager
def apart(first: Sequence[Verb]) -> Iterator[tuple[Library, Library]]:
    """A library of a few clippings on which some verbs were done, and a copy of it."""
    with tempfile.TemporaryDirectory() as folder:
        path, copy = Path(folder, "ours.clipper"), Path(folder, "theirs.clipper")
        with Library.open(path, now=Clock()) as library:
            library.add([ferry(tags=("board", "topic/ice")), accepted(headline="Ice", outlet=PAPERS[1])], PASTE)
            library.add([accepted(headline="Sea", reporters=NAMES[:2], outlet=PAPERS[2])], PASTE)
            library.save_code_field(CodeField(FIELDS[0], FieldKind.TEXT))
            library.save_search(SavedSearch("First", SEARCHES[0]))
            do(library, first)
        shutil.copy(path, copy)
        with Library.open(path, now=Later(86_400)) as ours, Library.open(copy, now=Later(86_417)) as theirs:
            yield ours, theirs


def take_in(ours: Library, theirs: Library, choice: Choice) -> Any:
    """Take all of another library into one."""
    archive = theirs.path.with_suffix(".zip")
    export_library(theirs, archive)
    return import_library(ours, archive, choose=lambda _difference: choice)


@dataclass(frozen=True)
class Seen:
    """All that a person sees of a library, without what each copy has for itself."""

    clippings: list[Any]
    tags: list[Any]
    messages: list[str]
    fields: list[Any]
    organisation: Any
    searches: list[Any]
    outlets: list[Any]
    people: list[Any]
    definitions: list[Any]
    texts: list[Any]

    @classmethod
    def of(cls, library: Library) -> "Seen":
        """Look at a library."""
        clippings = sorted(library.clippings(range(1, 60)), key=lambda one: one.uuid)
        with library.store.reading() as connection:
            registers = outlets.PROFILES.all(connection), people.PROFILES.all(connection)
        return cls(
            [replace(one, id=0, is_pick_up=False) for one in clippings],
            [(tag.name, tag.hue, tag.key) for tag in library.tags()],
            library.messages(),
            sorted(library.code_fields(), key=lambda one: one.name),
            replace(library.organisation(), user_name=""),
            library.saved_searches(),
            *(sorted(filter(_is_known, one), key=lambda known: fold(known.name)) for one in registers),
            library.definitions(),
            [library.report_texts("a", MONTH, "en", audience) for audience in Audience],
        )


def _is_known(profile: Outlet | Person) -> bool:
    """A bare name that no clipping has is as good as none."""
    return profile != type(profile)(profile.name)


def unite_both_ways(first: Sequence[Verb], ours: Sequence[Verb], theirs: Sequence[Verb], choice: Choice) -> None:
    """Work apart, unite both ways, and require what is promised; raises AssertionError."""
    with apart(first) as (one, other):
        base = Seen.of(one)
        do(one, ours)
        do(other, theirs)
        before, there = Seen.of(one), Seen.of(other)
        steps = len(one.steps(limit=1_000))
        take_in(one, other, choice)
        united = Seen.of(one)
        _require_nothing_lost(base, before, there, united)
        after = one.steps(limit=1_000)
        assert len([step for step in after if not step.told]) <= steps + 1
        take_in(one, other, choice)
        assert Seen.of(one) == united
        take_in(other, one, choice)
        assert Seen.of(other) == united
        _require_undo(one, before, united)


def _require_nothing_lost(base: Seen, ours: Seen, theirs: Seen, united: Seen) -> None:
    """Require what only one side changed of a clipping, or added, and one of both values where both did."""
    sides = [{one.uuid: one for one in seen.clippings} for seen in (base, ours, theirs, united)]
    assert sides[3].keys() == sides[1].keys() | sides[2].keys()
    for uuid in sides[0].keys() & sides[1].keys() & sides[2].keys():
        for name in _PLAIN:
            had, own, other, now = (getattr(side[uuid], name) for side in sides)
            wanted = {other} if own == had else {own} if other == had else {own, other}
            assert now in wanted, (name, had, own, other, now)


_PLAIN = ("headline", "body", "published_on", "note", "tone", "prominence", "starred", "publish", "state")


def _require_undo(library: Library, before: Seen, united: Seen) -> None:
    if united != before:
        library.undo()
        assert Seen.of(library) == before
        library.redo()
        assert Seen.of(library) == united


def main(count: int) -> None:
    """Unite so many random pairs of copies."""
    done = 0

    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    @given(first=verbs, ours=verbs, theirs=verbs, choice=choices)
    def run(first: list[Verb], ours: list[Verb], theirs: list[Verb], choice: Choice) -> None:
        nonlocal done
        done += 1
        unite_both_ways(first, ours, theirs, choice)

    run()
    print(f"{done:,} pairs of copies united both ways; nothing lost")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
