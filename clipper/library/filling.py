"""Pasting into a clipping there is: what a reading knows fills what the clipping does not, and replaces what is chosen.

The paste is kept as a further original of the clipping, whatever of it was used.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, false, select

from clipper.library import cleaning, clippings, editing, history, originals
from clipper.library.likeness import near_headlines
from clipper.library.merging import Compared, Standing, plain
from clipper.library.store.sqlite import text_set
from clipper.library.store.tables import OutletRow, PersonRow
from clipper.library.work import Work
from clipper.model.changes import Changes
from clipper.model.clipping import Clipping
from clipper.model.draft import DRAFT_FIELDS, FIELD_WORDS, Doubt, Draft, FileReading, Guess, Pasted, Reading
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.late_pattern import late_pattern
from clipper.model.links import url_key
from clipper.model.medium_fields import MEDIUM_FIELDS, fields_of
from clipper.model.text import fold, words
from clipper.model.values import replace

_LONGEST_HEADLINE = 160
_TELLING_FIELDS = ("headline", "outlet", "published_on")
_TELLING_LENGTH = 4
"""Shorter words are articles and the like, which any two headlines share."""
_ARTICLE_NUMBER = late_pattern(r"(?:(?<![^\W_])|(?<=article))(?!(?:19|20)\d{6}(?!\d))\d{5}")
"""Sites number their articles, while the page of a column has a name, and the issue of a paper its day."""
_OF_MANY = late_pattern(
    r"(?:^|/)(?:live|podcasts?|shows?|newsletters?|channel|user|playlist|section|category|topics?|tags?)(?:/|$)"
    r"|live-?(?:blog|updates?)"
)
"""What comes in parts has one page for all, numbered or not."""
_SENTENCE = 3
"""So many words at the end of a link are those of a headline, not the name of a section or column."""


class Filled(Struct, frozen=True):
    """What filling a clipping did, and the fields of each file that it left, since the clipping has its own."""

    changes: Changes
    left: tuple[tuple[str, ...], ...]


_CUT, _BEHIND = ("…", "..."), " \n])"

_SENTENCE_ENDS = (".", "!", "?", "…", ":", "”", "»", '"')


def draft_for(clipping: Clipping, reading: Reading) -> Draft:
    """Return what a reading says of a clipping.

    Of several mentions it is the one that is this clipping's; where none is, all of the paste is its text. A line that
    was taken for a headline, while the clipping has another one, is the beginning of the text where it reads as prose.
    """
    drafts = reading.drafts
    if len(drafts) != 1:
        own = next((draft for draft in drafts if _is_of(clipping, draft)), None)
        return own or Draft(body=_whole_text(reading.text))
    (draft,) = drafts
    headline = draft.headline.value
    if clipping.headline and headline and draft.body.value and _is_prose(clipping, headline):
        has_it = draft.body.value.startswith(headline)
        whole = draft.body.value if has_it else f"{headline}\n\n{draft.body.value}"
        return replace(draft, headline=Guess(None), body=replace(draft.body, value=whole))
    return draft


def _whole_text(text: str) -> Guess[str | None]:
    """Return all lines of a text as a body, each as it stands: nothing says what of it is one."""
    from clipper.capture.formats.pieces import parts_of_text
    from clipper.capture.lines import lines_between
    from clipper.capture.markdown import body_markdown

    body: str | None = body_markdown(parts_of_text(lines_between(text, 0, len(text))))
    return Guess(body or None, 0.6 if body else 0.0, doubt=Doubt.UNSURE if body else None)


def _is_of(clipping: Clipping, draft: Draft) -> bool:
    link = url_key(clipping.url)
    if link and link == url_key(draft.url.value):
        return True
    return near_headlines(clipping.headline or "", draft.headline.value or "", clipping.outlet)


def _is_prose(clipping: Clipping, headline: str) -> bool:
    if near_headlines(clipping.headline or "", headline, clipping.outlet):
        return False
    return len(headline) > _LONGEST_HEADLINE or headline.rstrip().endswith(_SENTENCE_ENDS)


def compare(clipping: Clipping, draft: Draft) -> list[Compared]:
    """Return the fields that a draft knows beside those of a clipping.

    ADDED is what fills an empty field and is sure; DIFFERS is what a person has to choose: the clipping has a value of
    its own there, or what would fill it is a doubtful guess.
    """
    values = cleaning.draft(draft)
    return [
        Compared(field, getattr(clipping, field), values[field], _standing(clipping, draft, field, values[field]))
        for field in DRAFT_FIELDS
        if values[field]
    ]


def _standing(clipping: Clipping, draft: Draft, field: str, value: Any) -> Standing:
    own = getattr(clipping, field)
    if own:
        return Standing.EQUAL if plain(field, own) == plain(field, value) else Standing.DIFFERS
    return Standing.ADDED if _is_sure(draft, field) else Standing.DIFFERS


def holds_all_of(text: str | None, other: str | None) -> bool:
    """Tell whether a text says all that another one does and more: the words of this stand in it.

    Of what ends in an ellipsis, as the beginning that an alert shows, the last word may be cut.
    """
    if not text or not other:
        return False
    own, of_other = f" {' '.join(words(text))} ", f" {' '.join(words(other))}"
    end = "" if other.rstrip(_BEHIND).endswith(_CUT) else " "
    return len(of_other) + 1 < len(own) and bool(of_other.strip()) and f"{of_other}{end}" in own


def contradicted(clipping: Clipping, draft: Draft) -> tuple[str, ...]:
    """Return which of headline, outlet and date speak for a draft being of another article than a clipping; or none.

    One of them alone may be of a new version or of another edition, but for a headline that is sure and is not the same
    one with words behind it.
    """
    if _is_of(clipping, draft) or holds_all_of(draft.body.value, clipping.body):
        return ()
    telling = [one for one in compare(clipping, draft) if one.kept and one.standing is Standing.DIFFERS]
    found = tuple(one.field for one in telling if one.field in _TELLING_FIELDS)
    is_other = found == ("headline",) and not (draft.headline.is_doubtful or _goes_on(clipping, draft))
    return found if len(found) > 1 or is_other else ()


def _goes_on(clipping: Clipping, draft: Draft) -> bool:
    """Tell whether one of two headlines begins with all the words of the other."""
    shorter, longer = sorted((words(clipping.headline or ""), words(draft.headline.value or "")), key=len)
    return len(shorter) > 1 and longer[: len(shorter)] == shorter


def needs_choice(clipping: Clipping, draft: Draft) -> bool:
    """Tell whether a person has to look before a draft is filled in."""
    return any(one.standing is Standing.DIFFERS for one in compare(clipping, draft))


def fill(
    work: Work, clipping_id: int, draft: Draft, pasted: Pasted, taken: Collection[str], file: bytes | None
) -> None:
    """Fill in a clipping from a draft and keep the paste; see library.fill."""
    unknown = set(taken) - set(DRAFT_FIELDS)
    if unknown:
        raise WrongUsage(
            f"A clipping has no field {', '.join(sorted(unknown))} to fill. "
            f"There are: {', '.join(FIELD_WORDS.values())}. Nothing was changed."
        )
    clipping = _clipping(work.connection, clipping_id)
    values = cleaning.draft(draft)
    wanted = {name: values[name] for name in DRAFT_FIELDS if values[name]}
    given = {name: value for name, value in wanted.items() if name in taken or not getattr(clipping, name)}
    editing.edit(work, clipping_id, _spelt_as_known(work.connection, given, taken))
    originals.keep_further(work, clipping_id, pasted, file)
    work.verb = "fill" if work.detail["field"] else "original"


def sure_fields(draft: Draft) -> frozenset[str]:
    """Return the fields that a draft fills where they are empty without anybody looking at it.

    Those of media are stated, never guessed.
    """
    stated = frozenset(name for name in MEDIUM_FIELDS if getattr(draft.coding, name))
    return stated | frozenset(name for name in DRAFT_FIELDS if _is_sure(draft, name))


def _is_sure(draft: Draft, field: str) -> bool:
    is_sure: bool = field == "body" or getattr(draft, field).is_sure
    return is_sure


def complete(work: Work, wanted: Mapping[int, tuple[Clipping, frozenset[str]]]) -> dict[int, tuple[str, ...]]:
    """Give clippings what they do not know and the same mention knows; returns the fields that each was given.

    `wanted` has for the id of a clipping what the mention says of it, and which fields of that are sure. What was
    edited once is left alone: what a person took out, maybe since nobody may keep it, must not come back with each
    import. Nothing comes of what has another headline, unless that is another one of the same page.
    """
    lacking: dict[int, dict[str, Any]] = {}
    for kept in clippings.load(work.connection, list(wanted)):
        said, sure = wanted[kept.id]
        other_media = {*MEDIUM_FIELDS} - {*fields_of(kept.medium or said.medium)}
        fields = (name for name in editing.EDITED_FIELDS if name in sure - other_media)
        given = {name: getattr(said, name) for name in fields if not getattr(kept, name)}
        if (_has_its_headline(kept, said) or _is_one_page(kept, said)) and any(given.values()):
            lacking[kept.id] = {name: value for name, value in given.items() if value}
    edited = history.edited(work.connection, lacking) if lacking else {}
    left = {id_: [name for name in said if name not in edited.get(id_, ())] for id_, said in lacking.items()}
    given_to = {id_: tuple(names) for id_, names in left.items() if names}
    values = {id_: {name: lacking[id_][name] for name in names} for id_, names in given_to.items()}
    editing.edit_many(work, _all_spelt_as_known(work.connection, values))
    if given_to:
        # What comes next in the step has to find them by their new link or text.
        with_text = {id_ for id_, fields in given_to.items() if "body" in fields}
        clippings.write_following(work.connection, sorted(given_to), with_text)
    return given_to


def names_of_fields(fields: Iterable[Iterable[str]]) -> str:
    """Return which fields several clippings were given as words, in the order of a draft, those of media behind."""
    given = set[str]().union(*fields)
    words_of = {**FIELD_WORDS, "aired_at": "air time"}
    return ", ".join(words_of.get(name, name) for name in editing.EDITED_FIELDS if name in given)


def _has_its_headline(kept: Clipping, other: Clipping) -> bool:
    if not (kept.headline and other.headline):
        return True
    return near_headlines(kept.headline, other.headline, kept.outlet)


def _is_one_page(kept: Clipping, other: Clipping) -> bool:
    """Tell whether two mentions with one link are of one article, whose headline was changed.

    A page that is written anew every day, such as a newsletter's, keeps its link too.
    """
    link = url_key(kept.url)
    if link is None or link != url_key(other.url):
        return False
    if kept.published_on and other.published_on and kept.published_on != other.published_on:
        return False
    page = link.partition("/")[2]
    if _OF_MANY.search(page):
        return False
    return _ARTICLE_NUMBER.search(page) is not None or _are_of_one_article(kept.headline, other.headline, page)


def _are_of_one_article(headline: str | None, other: str | None, page: str) -> bool:
    """Tell whether one of two headlines is the other cut short, or the end of a link was made of an earlier one.

    What names a column is in all of its headlines.
    """
    last = page.partition("?")[0].rpartition("/")[2]
    own, others, linked = map(_telling_words, (headline, other, last))
    if (own and own <= others) or (others and others <= own):
        return True
    is_sentence = len(words(last)) >= _SENTENCE and not linked <= own & others
    return bool(is_sentence and own & linked and others & linked)


def _telling_words(text: str | None) -> set[str]:
    return {word for word in words(text or "") if len(word) >= _TELLING_LENGTH}


def fill_from(
    work: Work, clipping_id: int, files: Sequence[FileReading], taken: Collection[str]
) -> list[tuple[str, ...]]:
    """Fill in a clipping from files; returns the fields of each that were left, since the clipping has its own."""
    left: list[tuple[str, ...]] = []
    filled: dict[str, None] = {}
    for file in files:
        clipping = _clipping(work.connection, clipping_id)
        draft = draft_for(clipping, file.reading)
        differing = [one.field for one in compare(clipping, draft) if one.standing is Standing.DIFFERS and one.kept]
        left.append(tuple(field for field in differing if field not in taken))
        fill(work, clipping_id, draft, file.pasted, taken, file.file)
        filled |= dict.fromkeys(filter(None, work.detail["field"].split(", ")))
    work.verb, work.detail["field"] = "fill" if filled else "original", ", ".join(filled)
    return left


def _clipping(connection: Connection, clipping_id: int) -> Clipping:
    for clipping in clippings.load(connection, [clipping_id]):
        return clipping
    raise NotFound(f"There is no clipping {clipping_id} in the library.")


def _spelt_as_known(connection: Connection, given: dict[str, Any], taken: Collection[str]) -> dict[str, Any]:
    """Spell names as the library does: only a person who chose one may spell it anew, for all its clippings."""
    spelt = _all_spelt_as_known(connection, {0: {name: given[name] for name in given if name not in taken}})
    return {**given, **spelt[0]}


def _all_spelt_as_known(connection: Connection, given: Mapping[int, dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """Spell the names in what many clippings are given as the library does, else as the first of them."""
    outlets = _spelling(connection, OutletRow, (said["outlet"] for said in given.values() if said.get("outlet")))
    people = _spelling(connection, PersonRow, chain.from_iterable(map(_people_in, given.values())))

    def spelt(name: str, value: Any) -> Any:
        if name == "outlet":
            return outlets(value) if value else value
        if name == "reporters":
            return tuple(map(people, value))
        return tuple(replace(one, name=people(one.name)) for one in value) if name == "spokespeople" else value

    return {id_: {name: spelt(name, value) for name, value in said.items()} for id_, said in given.items()}


def _people_in(said: Mapping[str, Any]) -> Iterator[str]:
    yield from said.get("reporters", ())
    yield from (one.name for one in said.get("spokespeople", ()))


def _spelling(
    connection: Connection, register: type[OutletRow] | type[PersonRow], names: Iterable[str]
) -> Callable[[str], str]:
    """Return how a register spells some names; one that is not there is spelt as it comes first."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(fold(name), name)
    found = select(register.folded, register.name).where(
        register.folded.in_(text_set(first)), register.withdrawn == false()
    )
    known = first | dict(connection.execute(found).all()) if first else first
    return lambda name: known[fold(name)]
