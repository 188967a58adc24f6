"""A library in which every internal thing carries a word that nothing public has, and its twin without these things.

The words begin with MARK and tell what they mark. Texts that rights keep back have such words, too, in both libraries.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from clipper.capture.paste import Pasted
from clipper.library.exchange import import_library
from clipper.library.library import Library
from clipper.model.attachment import BroughtFile
from clipper.model.codebook import CodeField, FieldKind
from clipper.model.codes import Prominence, Tone
from clipper.model.draft import Draft
from clipper.model.follow_up import FollowUp
from clipper.model.highlight import Highlight
from clipper.model.period import Period
from clipper.model.report import (
    MEANING_TEXT,
    NEXT_TEXT,
    SUMMARY_TEXT,
    TODAY_TEXT,
    Audience,
    Definition,
    introduction,
    why,
)
from clipper.model.saved_search import SavedSearch

MARK = "qxzjv"
PERIOD = Period.parse("2017-12")

Lines = list[dict[str, Any]]

_ORGANISATION = {
    "name": "Tide Institute",
    "aliases": [],
    "languages": ["en", "fr"],
    "spokesperson_label": "Fellow",
    "prepared_by": "Odile Renard",
    "user_name": "",
    "definitions": {},
    "fiscal_start": 4,
    "logo": "",
    "house_style": {},
}
_OUTLETS = [
    {"name": "Open Gazette", "tier": 1, "reach": 40_000, "reach_source": "Audience survey", "reach_on": "2017-06-30"},
    {"name": "Granted Post", "rights": "granted", "tier": 2},
    {"name": "Expired Post", "rights": "granted", "rights_until": "2017-12-31"},
    {"name": "Denied Post", "rights": "denied"},
]


def _text(name: str) -> str:
    """A text whose end no excerpt reaches; its last word is marked."""
    return (
        f"The {name} harbour counts its ships. " + "The ice came late and left early this year. " * 30 + f"{MARK}{name}"
    )


_PUBLIC = [
    {
        "headline": "First of the open story",
        "outlet": "Open Gazette",
        "body": _text("open"),
        "story": "tide",
    },
    {"headline": "Open pick-up", "outlet": "Radio Open", "story": "tide", "medium": "radio", "programme": "Open Noon"},
    {"headline": "Granted in whole", "outlet": "Granted Post", "body": _text("granted"), "starred": True},
    {"headline": "Granted once", "outlet": "Expired Post", "body": _text("expired")},
    {"headline": "Nothing of it", "outlet": "Denied Post", "body": f"{MARK}denied said so.", "deck": f"{MARK}denied."},
    {"headline": "Open ice", "outlet": "Open Gazette", "relation": "issue", "body": _text("issue")},
    {"headline": "Last month", "outlet": "Open Gazette", "published_on": "2017-11-05"},
    {"headline": "Last year", "outlet": "Open Gazette", "published_on": "2016-12-05"},
]

# What keeps each of them from the public; the words in them tell which.
_HIDDEN = {
    "unpublished": {"publish": False, "story": "tide", "published_on": "2017-12-01"},
    "starred": {"publish": False, "starred": True},
    "new": {"state": "new"},
    "deferred": {"state": "deferred"},
    "rejected": {"state": "rejected"},
    "undated": {"publish": False, "published_on": None},
    "before": {"publish": False, "published_on": "2017-11-20"},
    "yearbefore": {"publish": False, "published_on": "2016-12-20"},
    "issue": {"publish": False, "relation": "issue"},
    "peer": {"publish": False, "relation": "peer"},
    "deleted": {},
    "purged": {},
}


@contextmanager
def library(folder: Path, *, has_secrets: bool) -> Iterator[Library]:
    """Open the library, or its twin that holds only what is public."""
    name = "secrets" if has_secrets else "twin"
    file = folder / f"{name}.jsonl"
    file.write_text("\n".join(map(json.dumps, _lines(has_secrets))), encoding="utf-8")
    with Library.open(folder / f"{name}.clipper", now=lambda: datetime(2018, 1, 3, 9)) as opened:
        import_library(opened, file)
        if has_secrets:
            _keep_secrets(opened)
        yield opened


def _lines(has_secrets: bool) -> Lines:
    made = [_clipping(number, clipping) for number, clipping in enumerate(_PUBLIC)]
    if has_secrets:
        made += [_clipping(number, _marked(name) | why) for number, (name, why) in enumerate(_HIDDEN.items(), 50)]
    return [
        {"format": "clipper", "version": 3},
        {"organisation": _ORGANISATION | ({"user_name": f"{MARK}coder"} if has_secrets else {})},
        *({"outlet": outlet} for outlet in _OUTLETS),
        *made,
    ]


def _clipping(number: int, clipping: dict[str, Any]) -> dict[str, Any]:
    usual = {
        "uuid": _uuid(f"clipping {number}"),
        "reporters": ["Ann Ode"],
        "spokespeople": [{"name": "Amadou Kerr", "role": "quoted"}],
        "published_on": f"2017-12-{number % 25 + 3:02}",
        "url": f"https://open.example/{number}",
        "medium": "online",
        "language": "en",
        "state": "kept",
        "relation": "about_us",
        "publish": True,
        "tags": ["topic/harbours"],
        "added_at": "2018-01-02T09:00:00",
    }
    story = {"story": _uuid(clipping["story"])} if "story" in clipping else {}
    return {"clipping": usual | clipping | story}


def _marked(name: str) -> dict[str, Any]:
    word = f"{MARK}{name}"
    return {
        "headline": f"{word} headline",
        "deck": f"{word} deck.",
        "outlet": f"{word} outlet",
        "programme": f"{word} programme",
        "reporters": [f"{word} reporter"],
        "spokespeople": [{"name": f"{word} speaker", "role": "quoted"}],
        "url": f"https://{word}.example/",
        "language": "fr",
        "body": f"{word} body.",
        "tags": [f"topic/{word}", word],
    }


def _keep_secrets(library: Library) -> None:
    ids = {clipping.headline or "": clipping.id for clipping in library.clippings(range(1, 100))}
    public = [id_ for headline, id_ in ids.items() if MARK not in headline]
    _code(library, public)
    for id_ in public:
        _annotate(library, id_)
    _write(library, ids["Granted in whole"])
    library.delete([ids[f"{MARK}deleted headline"]])
    library.purge([ids[f"{MARK}purged headline"]])


def _code(library: Library, ids: list[int]) -> None:
    library.set_tone(ids, Tone.NEGATIVE)
    library.set_prominence(ids, Prominence.PASSING)
    library.tag(ids, f"{MARK}tag")
    library.add_message(f"{MARK}uncarried")
    library.carry_message(ids, f"{MARK}message")
    library.save_code_field(CodeField(f"{MARK}field", FieldKind.TEXT, definition=f"{MARK}meaning"))
    library.code(ids, f"{MARK}field", f"{MARK}value")


def _annotate(library: Library, id_: int) -> None:
    library.set_note(id_, f"{MARK}note")
    library.attach(id_, [BroughtFile(f"{MARK}file.txt", f"{MARK}content".encode())])
    library.fill(id_, Draft(), Pasted(f"{MARK}original"))
    library.highlight(id_, Highlight(f"{MARK}passage", comment=f"{MARK}comment"))
    asked = {"contact": f"{MARK}contact", "outcome": f"{MARK}outcome", "owner": f"{MARK}owner"}
    library.add_follow_up(id_, FollowUp(f"{MARK}error", requested_on=date(2017, 12, 12), **asked))  # type: ignore[arg-type]


def _write(library: Library, starred: int) -> None:
    """Write what belongs to internal reports of the definitions that the public ones are made of, and keep others."""
    keys = (SUMMARY_TEXT, MEANING_TEXT, NEXT_TEXT, TODAY_TEXT, introduction("volume"), why(library.get(starred).uuid))
    for definition in library.definitions():
        for key in keys:
            library.write_report_text(definition.uuid, PERIOD, "en", Audience.INTERNAL, key, f"{MARK}text")
    library.save_definition(Definition(name=f"{MARK}definition", query=f"tag:{MARK}tag"))
    library.save_search(SavedSearch(f"{MARK}search", f"tag:{MARK}tag"))


def _uuid(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, name))
