"""What the columns of a sheet become: guessed from their names, and from what they hold where the names say nothing."""

import re
from collections.abc import Callable, Iterable, Sequence

from clipper.capture.column_words import (
    advertising_values,
    column_names,
    hints,
    media,
    services,
    telling_words,
    tones,
    unused_names,
)
from clipper.capture.cut import is_title
from clipper.capture.finders.names import is_person, knows_first_name
from clipper.capture.formats.table import values
from clipper.capture.formats.table.days import is_day, is_like_a_day
from clipper.capture.formats.table.header import Table
from clipper.capture.lexicon import Lexicon
from clipper.model.sheet import SHARED, Column, Use, key_of
from clipper.model.text import fold

ANY = "sheet"
"""The service of a sheet that is from none."""
_LOOKED_AT = 300
_BETWEEN_PEOPLE = re.compile(r"[;,&]|\s(?:and|et)\s")
_TOPIC = "topic/"
_NEARLY_ALL, _OF_PEOPLE, _SOME = 0.8, 0.7, 0.3
_MOST_WORDS = 4
"""So many words the names of outlets have on average at the most."""


def service_of(names: Iterable[str]) -> str:
    """Return the service that a header is from, ANY for every other."""
    keys = set(map(key_of, names))
    return next((service for service, own in services().items() if len(own & keys) >= 3), ANY)


def guess_columns(table: Table, lexicon: Lexicon) -> tuple[Column, ...]:
    """Return what each column becomes; several become one field only where that can be joined."""
    keys = [key_of(name) for name in table.names]
    samples = [_sample(table, place) for place in range(len(keys))]
    uses: dict[int, Use] = {}
    for ranked in (_by_whole_name(keys, samples), _by_a_word(keys)):
        for _, place, use in sorted(ranked):
            if place not in uses and (use in SHARED or use not in uses.values()):
                uses[place] = use
    _leave_to_the_full_text(keys, uses)
    unknown = [place for place, key in enumerate(keys) if place not in uses and not _is_named(key)]
    _by_contents(unknown, samples, uses, lexicon)
    return tuple(Column(name, uses.get(place), _tag(name, uses.get(place))) for place, name in enumerate(table.names))


def _sample(table: Table, place: int) -> list[str]:
    cells = (row.cells[place] for row in table.rows[:_LOOKED_AT])
    return [cell.strip() for cell in cells if not values.says_nothing(cell)]


def _is_named(key: str) -> bool:
    return key in column_names() or key in unused_names() or is_advertising_value(key)


def is_advertising_value(key: str) -> bool:
    """Tell whether a column holds what an advertisement would have cost, which is never taken."""
    return key in advertising_values() or key.split()[:1] in (["ave"], ["advertising"])


def _by_whole_name(keys: Sequence[str], samples: Sequence[Sequence[str]]) -> list[tuple[int, int, Use]]:
    found = []
    for place, key in enumerate(keys):
        if key in column_names():
            use, rank = column_names()[key]
            found.append((rank, place, _by_its_words(key, use, samples[place])))
    return found


def _by_its_words(key: str, use: Use, sample: Sequence[str]) -> Use:
    """A column "Media" or "Medium" names outlets in one office and kinds of media in another."""
    if not sample or (use is not Use.OUTLET and key not in {"medium", "support"}):
        return use
    return Use.MEDIUM if _share(sample, lambda cell: key_of(cell) in media()) >= 0.8 else Use.OUTLET


def _by_a_word(keys: Sequence[str]) -> list[tuple[int, int, Use]]:
    found = []
    for place, key in enumerate(keys):
        parts = set(key.split())
        if _is_named(key) or parts & hints("misleading") or len(parts) > 5:
            continue
        use = next((use for word, use in telling_words().items() if word in parts), None)
        if use:
            found.append((0, place, use))
    return found


def _leave_to_the_full_text(keys: Sequence[str], uses: dict[int, Use]) -> None:
    """Where there is the whole text, its extracts say nothing more."""
    texts = [place for place, use in uses.items() if use is Use.BODY]
    ranks = {place: column_names()[keys[place]][1] if keys[place] in column_names() else 0 for place in texts}
    extracts = column_names()["opening text"][1]
    if any(rank < extracts for rank in ranks.values()):
        for place in texts:
            if ranks[place] >= extracts:
                del uses[place]


def _by_contents(
    places: Iterable[int], samples: Sequence[Sequence[str]], uses: dict[int, Use], lexicon: Lexicon
) -> None:
    rest = []
    for place in places:
        use = _content(samples[place], lexicon)
        if use is None:
            rest.append(place)
        elif use in SHARED or use not in uses.values():
            uses[place] = use
    if Use.HEADLINE in uses.values():
        return
    likely = [place for place in rest if samples[place] and _may_be_titles(samples[place])]
    if likely:
        uses[max(likely, key=lambda place: (len(set(samples[place])), _mean_words(samples[place])))] = Use.HEADLINE


def _may_be_outlets(sample: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether nearly all cells have the capitals of short names, few of them people's, and one is known."""
    if _mean_words(sample) > _MOST_WORDS or not any(lexicon.outlets.find(cell) for cell in sample):
        return False
    return _share(sample, is_title) >= _NEARLY_ALL and _share(sample, knows_first_name) < _SOME


def _may_be_titles(sample: Sequence[str]) -> bool:
    """Tell whether cells are long enough for titles, of which the short ones hardly ever come twice."""
    mean = _mean_words(sample)
    return mean >= 4 or (mean >= 3 and len(set(sample)) >= 0.9 * len(sample))


def is_undecided(column: Column, sample: str) -> bool:
    """Tell whether a person has to say what a column becomes that is not used: it holds words, for all that is known.

    `sample` is what it holds first.
    """
    return column.use is None and any(map(str.isalpha, sample)) and not _is_named(key_of(column.name))


def _content(sample: Sequence[str], lexicon: Lexicon) -> Use | None:
    """Return what a column is by what it holds."""
    if not sample:
        return None
    if _is_of_marks(sample):
        return Use.FLAG
    tests: list[tuple[Use, float, Callable[[str], bool]]] = [
        (Use.URL, 0.8, lambda cell: " " not in cell and "/" in cell and values.address(cell) is not None),
        (Use.DATE, 0.8, lambda cell: is_day(cell, lexicon.today) or is_like_a_day(cell)),
        (Use.TONE, 0.9, lambda cell: key_of(cell) in tones() and len(cell) > 3),
        (Use.MEDIUM, 0.8, lambda cell: key_of(cell) in media()),
        (Use.OUTLET, 0.5, lambda cell: lexicon.outlets.find(cell) is not None),
        (Use.BODY, 0.5, lambda cell: len(cell) > 300),
        (Use.SPOKESPEOPLE, 0.5, lambda cell: fold(cell) in lexicon.spokespeople),
    ]
    use = next((use for use, least, test in tests if _share(sample, test) >= least), None)
    if use is None and _may_be_outlets(sample, lexicon):
        return Use.OUTLET
    return Use.REPORTERS if use is None and _share(sample, _names_people) >= _OF_PEOPLE else use


def _names_people(cell: str) -> bool:
    return all(map(is_person, filter(None, map(str.strip, _BETWEEN_PEOPLE.split(cell)))))


def _is_of_marks(sample: Sequence[str]) -> bool:
    """Tell whether a column marks rows, most of them with 0, 1, x, yes or no; a few may say what is odd."""
    if any(cell.isdecimal() and int(cell[:9]) > 1 for cell in sample):
        return False
    marked = _share(sample, lambda cell: key_of(cell) in hints("marks") or cell in values.TICKS)
    return marked >= 0.5 and _share(sample, lambda cell: values.is_no(cell) or values.is_yes(cell)) >= 0.8


def _share(sample: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, sample)) / len(sample)


def _mean_words(sample: Sequence[str]) -> float:
    return sum(len(cell.split()) for cell in sample) / len(sample)


def _tag(name: str, use: Use | None) -> str:
    return values.tag(name, _TOPIC) if use is Use.FLAG else ""


def is_french(names: Iterable[str]) -> bool:
    """Tell whether a header is in French, in which dates begin with the day."""
    keys = set(map(key_of, names))
    return len(keys & hints("french")) >= 2 and not keys & hints("english")
