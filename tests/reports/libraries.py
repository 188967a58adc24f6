"""Libraries whose reports fill pages in every way: a few clippings, hundreds, none, and texts that mean harm."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from clipper.library.exchange import import_library
from clipper.library.library import Library

Lines = list[dict[str, Any]]

_ORGANISATION = {
    "name": "Ostrander Institute",
    "aliases": ["Institut Ostrander"],
    "languages": ["en", "fr"],
    "spokesperson_label": "Fellow",
    "prepared_by": "Odile Renard",
    "user_name": "",
    "definitions": {},
    "fiscal_start": 4,
    "logo": "",
    "house_style": {},
}
_OUTLETS = ("Harbour Gazette", "Radio Boréale", "Northern Ledger", "Le Courrier du Fleuve", "Tundra & Taiga Review")
_MORE_OUTLETS = tuple(f"{place} {kind}" for place in ("Inlet", "Ridge", "Prairie") for kind in ("Post", "Star", "Echo"))
_REGIONS = ("Ontario", "Nunavut", "Québec", None)
_PEOPLE = ("Agathe Tremblay-Osei", "Ruth Ivalu", "Bram Kessler", "Noor Halvorsen", "Tom Okafor-Reid")
_TOPICS = ("housing", "arctic-shipping", "broadband", "energy", "food-prices", "winter-roads")
_TITLES = {
    "en": ("Ferry subsidy ends in spring, and nobody has said what follows", "Council asks who was consulted about {}"),
    "fr": ("Ports du Nord : la facture dépasse 9,4 milliards", "Qui a été consulté au sujet du dossier {} ?"),
}
_BODY = {
    "en": "“The season has grown by nineteen days; the quay has not grown at all,” {0} said on the pier. "
    "The study counts what each week of open water brings to the three harbours, and what it costs to wait. " * 2,
    "fr": "« La saison a gagné dix-neuf jours, le quai n’a pas gagné un mètre », a dit {0} sur la jetée. "
    "L’étude compte ce que rapporte chaque semaine d’eau libre aux trois ports, et ce que coûte l’attente. " * 2,
}
_PEERS = ("Polar Centre", "Institut du Fleuve")
_FOLLOW_UPS = [
    {"what": "The table leaves staff housing out.", "requested_on": "2026-10-22", "outcome": "Corrected the same day."},
    {"what": "Send the whole study.", "kind": "follow_up", "owner": "Odile Renard", "due": "2026-11-12"},
]
# What a tag cannot have.
_TAG = re.compile(r"""["'/,;:\\]""")
_MESSAGES = (
    "Ten-year funding beats one-year pilots",
    "The North sets the date",
    "A quay pays for itself in nine years",
)
_TONES = ("positive",) * 6 + ("neutral",) * 3 + ("mixed", "negative", None)
_PROMINENCES = ("headline", "main", "main", "part", "part", "passing", None)
_MEDIA = ("online",) * 5 + ("print", "print", "radio", "television", "podcast", "newswire")
# How many clippings the month before and the same month last year have, of those of October 2026.
_BEFORE, _YEAR_BEFORE = 0.7, 0.5

HOSTILE = (
    '#read("report.typ") $x^2$ @c1 <label> = Heading',
    "<script>alert(1)</script><img src=x onerror=alert(2)> &amp; ]]>",
    '=HYPERLINK("https://evil.example","x") +1 -1 @SUM(1) | a | b |',
    "# heading * item _em_ `code` [link](javascript:alert(1)) ![img](file:///etc/passwd)",
    "{{ config }} {% raw %} ${x} %s \\ \\u0000 \u202eright to left\u202c \u200b\u2066isolate\u2069",
    "e\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309 \U0001f98a \u4e2d\u6587 \u05d0\u05d1 \u0639\u0631\u0628",
    "endless" * 60,
)


@contextmanager
def library(folder: Path, kind: str) -> Iterator[Library]:
    """Open a library of one of KINDS, made of the same values each time; October 2026 is its month.

    It is made where the folder does not have it yet.
    """
    file = folder / f"{kind}.jsonl"
    is_new = not file.exists()
    if is_new:
        file.write_text("\n".join(json.dumps(line) for line in KINDS[kind]()), encoding="utf-8")
    with Library.open(folder / f"{kind}.clipper") as opened:
        if is_new:
            import_library(opened, file)
        yield opened


def _lines(clippings: Lines, outlets: Lines) -> Lines:
    messages = [{"message": text} for text in _MESSAGES]
    return [{"format": "clipper", "version": 3}, {"organisation": _ORGANISATION}, *outlets, *messages, *clippings]


def _counted(number: int, outlets: tuple[str, ...]) -> Lines:
    random = Random(number)
    months = (("2026-10", number), ("2026-09", round(number * _BEFORE)), ("2025-10", round(number * _YEAR_BEFORE)))
    made = [_clipping(random, month, index, outlets) for month, count in months for index in range(count)]
    return _lines(made, [_outlet(name, index) for index, name in enumerate(outlets)])


def _outlet(name: str, index: int) -> dict[str, Any]:
    reach = {"reach": 20_000 * (index + 1), "reach_source": "Audience survey", "reach_on": "2026-06-30"}
    known = {"tier": index % 3 + 1 if index % 5 else None, "region": _REGIONS[index % 4], "country": "CA"}
    return {"outlet": {"name": name, **known, **(reach if index % 3 else {})}}


def _clipping(random: Random, month: str, index: int, outlets: tuple[str, ...]) -> dict[str, Any]:
    code = "fr" if random.random() < 0.3 else "en"
    person, topic = random.choice(_PEOPLE), random.choice(_TOPICS)
    day = random.choice((3, 6, 6, 6, 7, 14, 14, random.randint(1, 30)))
    is_pick_up = index % 6 == 5
    peer = [f"peer/{random.choice(_PEERS)}"] if index % 8 == 7 else []
    name = f"{month} {index}"
    return _given(
        name,
        headline=random.choice(_TITLES[code]).format(topic),
        outlet=random.choice(outlets),
        reporters=[random.choice(("Jo Ledoux", "Mina Park", "Silas Ward"))] if random.random() < 0.7 else [],
        spokespeople=[{"name": person, "role": random.choice(("quoted", "quoted", "interviewed", "named"))}],
        medium=random.choice(_MEDIA),
        published_on=f"{month}-{day:02}",
        language=code,
        body=_BODY[code].format(person),
        tags=[f"topic/{topic}", *(["board"] if random.random() < 0.2 else []), *peer],
        relation="peer" if peer else "issue" if index % 11 == 10 else "about_us",
        tone=random.choice(_TONES),
        prominence=random.choice(_PROMINENCES),
        messages=[random.choice(_MESSAGES)] if random.random() < 0.5 else [],
        starred=index % 7 == 2 and index < 40,
        follow_ups=_FOLLOW_UPS if (month, index) == ("2026-10", 12) else [],
        publish=random.random() < 0.7,
        note="Called back; **the figures are ours**." if random.random() < 0.15 else None,
        story=str(uuid5(NAMESPACE_URL, f"story {month} {index // 6}")) if is_pick_up or index % 6 == 0 else None,
    )


def _given(name: str, **values: Any) -> dict[str, Any]:
    usual = {
        "uuid": str(uuid5(NAMESPACE_URL, f"clipping {name}")),
        "url": f"https://news.example/{name.replace(' ', '/')}",
        "state": "kept",
        "relation": "about_us",
        "added_at": f"{values['published_on']}T09:00:00",
    }
    return {"clipping": usual | values}


def _hostile() -> Lines:
    made = [
        _given(
            f"hostile {index}",
            headline=text,
            outlet=f"{text} {index}",
            reporters=[text],
            programme=text,
            spokespeople=[{"name": f"{text} {index % 3}", "role": "quoted"}],
            published_on=f"2026-10-{index % 28 + 1:02}",
            body=f"{text}\n\n> {text}\n\n" + "deep " * 50,
            tags=[f"topic/{_TAG.sub(' ', text)}", _TAG.sub(" ", text)],
            note=f"{text}\n\n" + "> " * 60 + "deep",
            starred=index < 4,
            publish=index % 2 == 0,
            url=f"https://evil.example/?{'a' * 9000}" if index % 3 == 0 else "javascript:alert(1)",
            tone="negative" if index % 2 else None,
            language="xx" if index % 2 else "en",
        )
        for index, text in enumerate(HOSTILE * 2)
    ]
    return _lines(made, [])


KINDS = {
    "small": lambda: _counted(3, _OUTLETS[:2]),
    "usual": lambda: _counted(34, _OUTLETS + _MORE_OUTLETS),
    "large": lambda: _counted(600, _OUTLETS + _MORE_OUTLETS + tuple(f"Weekly No. {n}" for n in range(60))),
    "empty": lambda: _lines([_given("before", headline="Before", published_on="2026-09-03")], []),
    "hostile": _hostile,
}
