"""Makes the library of tests/data/libraries for the present form, and says what a person sees in one.

`python -m tests.library.forms OUT` writes it. What earlier code can do of this, it does: run with the code of an
earlier form in front (PYTHONPATH), this file made the libraries of that form; verbs that came later are left out.
"""

import gzip
import json
import sys
import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from clipper.library.library import Library
from clipper.library.store.engine import VERSION
from clipper.model.clipping import Organisation, Spokesperson
from clipper.model.codes import Prominence, Relation, Role, State, Tone
from clipper.model.draft import Accepted, Draft, Guess, Pasted
from clipper.model.query import Query
from clipper.model.values import replace

LARGE = 10_500_000
"""Bytes of a file that lies beside the library; all are zero."""

WORDS = ("ferry", "keeper", "boat", "brume", "zzz")
"""What is searched for; some of it stands in notes, comments and names."""

_LISTS = (
    *("tags", "messages", "code_fields", "saved_searches", "presets"),
    *("people", "definitions", "issued_reports", "templates"),
)
_FERRY = """The ferry to Port Gansey now runs until December, and nobody has decided who pays for it.

Three mayors wrote to the minister on Monday. They ask for one fund with clear rules.

“Every extra week is a week that no budget expected,” said Amadou Kerr of the institute."""
_LIGHTHOUSE = """Nobody has lived in the lighthouse since the lamp began to turn by itself, but the garden is kept.

Every second Saturday a retired engineer crosses with shears and comes back with the evening boat."""
_FOG = "La brume a retenu le bac pendant trois heures. L’équipage a attendu à l’île, où l’on servait du café."


class Clock:
    """A clock that moves one minute a look."""

    def __init__(self) -> None:
        self._time = datetime(2026, 3, 2, 9, 30)

    def __call__(self) -> datetime:
        self._time += timedelta(minutes=1)
        return self._time


# What a person sees


def seen(library: Library) -> dict[str, Any]:
    """Return all that a library shows, as JSON has it."""
    clippings = library.clippings(range(1, 30))
    shown: dict[str, Any] = {
        "clippings": _plain(clippings),
        "pastes": {str(one.id): _plain(_originals(library, one.id)) for one in clippings},
        "organisation": _plain(library.organisation()),
        "found": {word: [int(one) for one in library.search(Query.parse(word)).ids] for word in WORDS},
    }
    for name in _LISTS:
        if hasattr(library, name):
            shown[name] = _plain(list(getattr(library, name)()))
    if hasattr(library, "outlet"):
        shown["outlets"] = [_plain(library.outlet(name)) for name in library.known().outlets]
    return shown


def steps(library: Library) -> list[dict[str, Any]]:
    """Return the history, as JSON has it."""
    return [_plain(step) for step in library.steps(limit=1000)]


def _originals(library: Library, clipping_id: int) -> list[Any]:
    if hasattr(library, "originals"):
        return list(library.originals(clipping_id))
    return [library.original(clipping_id)]


def _plain(value: Any) -> Any:
    if isinstance(value, Struct):
        return {name: _plain(one) for name, one in asdict(value).items()}
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in sorted(value.items())}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, bytes):
        return value.hex()
    return value if value is None or isinstance(value, bool | int | float) else str(value)


# What is done in it, one step each; a step is named by the verb that it needs


def _accepted(headline: str, body: str, tags: tuple[str, ...] = (), note: str | None = None, **values: Any) -> Accepted:
    given = {"headline": headline, "body": body, "language": "en", "published_on": date(2025, 11, 14), **values}
    return Accepted(Draft(**{name: Guess(value, 1.0) for name, value in given.items()}), tags=tags, note=note)


def _add_one(library: Library) -> None:
    one = _accepted(
        "Harbour towns ask who pays",
        _FERRY,
        ("topic/ferries", "board"),
        "Call the *keeper* of the minutes.",
        deck="A longer season has a price",
        reporters=("Petra Lindqvist", "Ōta Haruka"),
        spokespeople=(Spokesperson("Amadou Kerr", Role.QUOTED),),
        outlet="Coastal Ledger",
        url="https://www.coastal-ledger.example/2025/11/ferry",
    )
    library.add([one], Pasted(f"Coastal Ledger\r\n{_FERRY}", "<p>Coastal Ledger</p>"))


def _add_several(library: Library) -> None:
    several = [
        _accepted(
            "The garden of the lighthouse", _LIGHTHOUSE, ("topic/islands",), outlet="Radio Fundy", programme="Dawn"
        ),
        _accepted("Trois heures dans la brume", _FOG, outlet="Le Quai", language="fr", published_on=None),
        replace(_accepted("Fare cut", "The fare falls by a tenth.", outlet="Ledger"), state=State.NEW),
        _accepted("Harbour towns wait", _FERRY.replace("Monday", "Tuesday"), outlet="Inland Post"),
        _accepted("A garden without keepers", "The garden has no keeper; the boat has no bell.", outlet="Ledger"),
    ]
    library.add(several, Pasted("Six mentions\0 as they came", None, "mentions.txt"))


def _organisation(library: Library) -> None:
    told = {
        **{"name": "Tide Institute", "aliases": ("TI", "Institut des marées"), "languages": ("en", "fr")},
        **{"spokesperson_label": "Expert", "prepared_by": "Léonie Castellane", "user_name": "Léonie"},
        **{"fiscal_start": 4, "definitions": (("tone.mixed", "Both sides."),), "house_style": (("en", "{headline}"),)},
    }
    known = Organisation.__struct_fields__
    library.set_organisation(Organisation(**{name: value for name, value in told.items() if name in known}))


def _fill(library: Library) -> None:
    draft = Draft(deck=Guess("A letter to the minister"), url=Guess("https://inland.example/wait"))
    library.fill(5, draft, Pasted("pasted into it", "<b>pasted into it</b>"))


def _preset(library: Library) -> None:
    from clipper.model.sheet import Column, Preset, Use

    library.save_preset(Preset("Monitor", (Column("Title", Use.HEADLINE), Column("VIP", Use.FLAG, "board"))))


def _search(library: Library) -> None:
    from clipper.model.saved_search import SavedSearch

    library.save_search(SavedSearch("Ferries this year", 'tag:topic/ferries outlet:"Coastal Ledger" last:365d'))


def _code_field(library: Library) -> None:
    from clipper.model.codebook import CodeField, FieldKind

    library.save_code_field(CodeField("Frame", FieldKind.CHOICE, ("cost", "safety, first"), "What it is about."))


def _highlight(library: Library) -> None:
    from clipper.model.highlight import marked

    start = _FERRY.index("Three mayors")
    library.highlight(1, replace(marked(_FERRY, start, start + 40), comment="Ask the **mayors** zzz."))


def _outlet(library: Library) -> None:
    from clipper.model.codes import Rights

    library.edit_outlet("Coastal Ledger", reach=120_000, reach_source="own count", rights=Rights.LICENCE)


def _rights(library: Library) -> None:
    from clipper.model.codes import Rights

    library.set_rights([2], Rights.GRANTED)


def _quote(library: Library) -> None:
    from clipper.model.quote import quoted

    start = _FERRY.index("Every extra")
    library.keep_quote(1, quoted(_FERRY, start, start + 50, "Every extra week is unexpected.", "Amadou Kerr"))


def _follow_up(library: Library) -> None:
    from clipper.model.follow_up import FollowUp

    library.add_follow_up(1, FollowUp("The fund has another name", contact="desk@ledger.example", due=date(2026, 4, 1)))


def _media(library: Library) -> None:
    library.edit(2, host="Ines Duval", aired_at="07:40 America/Halifax", duration=185, section="Culture")


def _attach(library: Library) -> None:
    from clipper.model.attachment import BroughtFile

    library.attach(1, [BroughtFile("scan.pdf", b"%PDF-1.7 a page"), BroughtFile("dawn.wav", bytes(LARGE))])


def _definition(library: Library) -> None:
    library.save_definition(
        replace(library.definitions()[0], uuid="", name="Quarterly", query="tag:topic/ferries", brand="#123C5A")
    )


def _report_text(library: Library) -> None:
    from clipper.model.period import Period
    from clipper.model.report import SUMMARY_TEXT, Audience

    uuid = library.definitions()[0].uuid
    library.write_report_text(uuid, Period.month(2025, 11), "en", Audience.INTERNAL, SUMMARY_TEXT, "We were *heard*.")


def _issue(library: Library) -> None:
    from clipper.model.issued_report import IssuedReport
    from clipper.model.period import Period

    listed = {one.uuid: {"headline": one.headline} for one in library.clippings([1, 2])}
    report = IssuedReport(
        *(library.definitions()[0], Period.month(2025, 11), "Media report, November 2025", date(2025, 12, 1)),
        texts={"summary": "We were *heard*."},
        snapshot={"clippings": listed, "figures": {"stories": {"label": "stories", "value": "2"}}},
    )
    library.issue_report(report, {".md": b"# Media report", ".pdf": b"%PDF-2.0 issued"})


def _template(library: Library) -> None:
    files = {"report.typ": b"#let ink = black", "template.toml": b'based-on = "formal"\n'}
    # An earlier form kept what a template is based on beside its files.
    before = ("Winter", "formal") if VERSION == 11 else ("Winter",)
    library.save_template(*before, files)


Action = tuple[str, Callable[[Any], object]]

ACTIONS: tuple[Action, ...] = (
    ("set_organisation", _organisation),
    ("add", _add_one),
    ("add", _add_several),
    ("edit", lambda it: it.edit(1, headline="Harbour towns ask who will pay", published_on=date(2025, 11, 15))),
    ("set_note", lambda it: it.set_note(2, "The *boat* is late.\n\n- ring the desk")),
    ("tag", lambda it: it.tag([2, 3, 4], "later", "topic/weather")),
    ("untag", lambda it: it.untag([4], "later")),
    ("rename_tag", lambda it: it.rename_tag("later", "follow up")),
    ("set_tag_hue", lambda it: it.set_tag_hue("board", "rose")),
    ("set_tone", lambda it: it.set_tone([1, 2], Tone.MIXED)),
    ("set_prominence", lambda it: it.set_prominence([1], Prominence.HEADLINE)),
    ("set_relation", lambda it: it.set_relation([3], Relation.ISSUE)),
    ("set_starred", lambda it: it.set_starred([1, 3], True)),
    ("set_publish", lambda it: it.set_publish([1, 2, 3], True)),
    ("set_publish", lambda it: it.set_publish([3], False)),
    ("set_state", lambda it: it.set_state([4], State.REJECTED)),
    ("make_pick_up", lambda it: it.make_pick_up(4, 1)),
    ("tell_apart", lambda it: it.tell_apart(2, 6)),
    ("merge", lambda it: it.merge(2, 6, ["headline"])),
    ("fill", _fill),
    ("save_preset", _preset),
    ("save_search", _search),
    ("set_tag_key", lambda it: it.set_tag_key("board", 3)),
    ("rename_outlet", lambda it: it.rename_outlet("Radio Fundy", "Radio Fundy Bay")),
    ("rename_person", lambda it: it.rename_person("Ōta Haruka", "Haruka Ōta")),
    ("set_outlet", lambda it: it.set_outlet([4], "Coastal Ledger")),
    ("add_message", lambda it: it.add_message("Ferries need one fund.")),
    ("carry_message", lambda it: it.carry_message([1, 5], "Ferries need one fund.")),
    ("save_code_field", _code_field),
    ("code", lambda it: it.code([1], "Frame", "safety, first")),
    ("highlight", _highlight),
    ("edit_outlet", _outlet),
    ("set_rights", _rights),
    ("edit_person", lambda it: it.edit_person("Amadou Kerr", aliases=("A. Kerr",), title="Director")),
    ("keep_quote", _quote),
    ("add_follow_up", _follow_up),
    ("add_follow_up", _media),
    ("attach", _attach),
    ("add_person", lambda it: it.add_person("Noor Haddad", ours=True)),
    ("save_definition", _definition),
    ("write_report_text", _report_text),
    ("issue_report", _issue),
    ("save_template", _template),
    ("delete", lambda it: it.delete([3])),
    ("set_starred", lambda it: it.set_starred([2], True)),
    ("tag", lambda it: it.tag([1], "undone")),
)


def make(path: Path) -> dict[str, Any]:
    """Make the library; returns what was seen after each step, the last of which is undone, and its history."""
    states: list[dict[str, Any]] = []
    with Library.open(path, now=Clock()) as library:
        states.append(seen(library))
        done: list[int] = []
        for number, (verb, act) in enumerate(ACTIONS):
            if hasattr(library, verb):
                act(library)
                states.append(seen(library))
                done.append(library.steps(limit=1)[0].id)
            if number == 9:
                # Something that was taken back, and cannot be done again.
                library.add([_accepted("Taken back", "Nobody saw this ferry.")], Pasted("Taken back"))
                library.undo()
        if len(set(done)) != len(done):
            raise ValueError("something made no step, or more than one")
        library.undo()
        library.undo()
        library.redo()
        return {"form": VERSION, "steps": steps(library), "states": states, "at": len(states) - 2}


def write(folder: Path) -> None:
    """Write the library of this form, and beside it what was seen, both compressed."""
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary, "library.clipper")
        told = json.dumps(make(path), ensure_ascii=False, indent=0)
        for ending, content in ((".clipper.gz", path.read_bytes()), (".json.gz", told.encode())):
            (folder / f"form-{VERSION:02}{ending}").write_bytes(gzip.compress(content, mtime=0))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
