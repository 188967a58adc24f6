"""What the lines of an export hold, checked and cleaned; what is none raises WrongUsage, in words that go on."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any
from uuid import UUID, uuid4

from clipper.library import attachments, cleaning, follow_ups, highlights, messages, quotes, tags
from clipper.library.serialise import clipping_to_json
from clipper.model.clipping import Clipping, Organisation, Tag
from clipper.model.codebook import CodeField, FieldKind
from clipper.model.errors import WrongUsage
from clipper.model.medium_fields import MEDIUM_FIELDS
from clipper.model.saved_search import SavedSearch
from clipper.model.sheet import Preset
from clipper.model.text import clean, clean_line, fold
from clipper.model.values import replace

AT_HOME = ("id", "is_pick_up", "outlet_rights", "outlet_rights_until", "reach")
"""Fields that only have a meaning inside one library, or follow from others."""
FILES = ("attachments",)
"""Fields that only an archive tells of, since only there is what they name."""
PAIRS = ("definitions", "house_style")
"""What the organisation says of several things, written as an object."""


def checked_organisation(values: Any) -> Organisation:
    """Return the organisation that a line holds."""
    try:
        texts = {
            name: values[name]
            for name in ("name", "spokesperson_label", "prepared_by", "user_name", "logo")
            if values.get(name)
        }
        lists: dict[str, Any] = {name: tuple(values[name]) for name in ("aliases", "languages") if values.get(name)}
        if any(isinstance(values[name], str) for name in lists):
            raise TypeError
        pairs: dict[str, Any] = {name: tuple(sorted((values.get(name) or {}).items())) for name in PAIRS}
    except (TypeError, AttributeError) as error:
        raise WrongUsage("its organisation is not a JSON object with a name.") from error
    everything = (*texts.values(), *chain(*lists.values()), *chain(*chain(*pairs.values())))
    if not all(isinstance(text, str) for text in everything):
        raise WrongUsage("a name in its organisation is not a text.")
    start = values.get("fiscal_start", 1)
    if not isinstance(start, int):
        raise WrongUsage("the month in which its fiscal year begins is not a number.")
    return Organisation(**texts, **lists, **pairs, fiscal_start=start)


def checked_tag(values: Any) -> Tag:
    """Return the tag that a line holds."""
    if not isinstance(values, Mapping) or not isinstance(values.get("name"), str):
        raise WrongUsage("a tag needs a name.")
    name, hue, key = tags.cleaned_tag(values["name"]), values.get("hue"), values.get("key")
    if hue not in tags.HUES:
        raise WrongUsage(f"“{hue}” is not a hue of tags.")
    return Tag(0, name, str(hue), key if key in tags.KEYS else None)


def checked_code_field(values: Any) -> CodeField:
    """Return the field of the codebook that a line holds."""
    try:
        texts = [values["name"], values.get("definition") or "", *(values.get("choices") or [])]
        if not all(isinstance(text, str) for text in texts):
            raise TypeError
        return CodeField(texts[0], FieldKind(values["kind"]), tuple(texts[2:]), texts[1]).cleaned()
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise WrongUsage("a field of the codebook needs a name and a kind.") from error


def checked_message(message: Any) -> str:
    """Return the key message that a line holds."""
    if not isinstance(message, str):
        raise WrongUsage("a key message is a text.")
    return messages.cleaned_message(message)


def checked_preset(values: Any) -> Preset:
    """Return the preset that a line holds."""
    try:
        return Preset.from_json(clean_line(values["name"]), values)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise WrongUsage("a preset is not a JSON object with a name and columns.") from error


def checked_saved_search(values: Any) -> SavedSearch:
    """Return the saved search that a line holds."""
    if not isinstance(values, Mapping) or not all(isinstance(values.get(key), str) for key in ("name", "query")):
        raise WrongUsage("a saved search needs a name and a query.")
    return SavedSearch(clean_line(values["name"]), values["query"])


def checked_clipping(clipping: Clipping) -> Clipping:
    """What comes from outside is cleaned at the door, like a paste."""
    lines = ("headline", "deck", "programme", "url", "language", "body", "note", *MEDIUM_FIELDS)
    # Backwards, so that the first spelling is the one that is kept.
    own_tags = {tag.casefold(): tag for tag in map(tags.cleaned_tag, reversed(clipping.tags))}
    return replace(
        clipping,
        **{name: cleaning.text(name, getattr(clipping, name)) for name in lines},
        uuid=checked_uuid(clipping.uuid) if clipping.uuid else str(uuid4()),
        story=checked_uuid(clipping.story) if clipping.story else None,
        outlet=cleaning.name(clipping.outlet),
        reporters=tuple(cleaning.names(clipping.reporters)),
        spokespeople=cleaning.spokespeople(clipping.spokespeople),
        tags=tuple(own_tags.values()),
        messages=tuple(cleaning.names(map(messages.cleaned_message, clipping.messages))),
        highlights=tuple(map(highlights.cleaned, clipping.highlights)),
        quotes=tuple(map(quotes.cleaned, clipping.quotes)),
        follow_ups=tuple(map(follow_ups.cleaned, clipping.follow_ups)),
        attachments=tuple(map(attachments.cleaned, clipping.attachments)),
        codes=tuple((clean_line(name), text) for name, value in clipping.codes if (text := clean(value).strip())),
    )


def checked_uuid(text: str) -> str:
    """Return a UUID as all of them are written."""
    try:
        return str(UUID(text))
    except ValueError as error:
        raise WrongUsage(f"“{text[:60]}” is not a UUID.") from error


def comparable(clipping: Clipping, left_out: Sequence[str]) -> dict[str, Any]:
    """A clipping without what differs from library to library, such as how a shared name is spelt."""
    same = replace(
        clipping,
        outlet=fold(clipping.outlet or ""),
        reporters=tuple(map(fold, clipping.reporters)),
        spokespeople=tuple(replace(one, name=fold(one.name)) for one in clipping.spokespeople),
        quotes=tuple(replace(one, speaker=fold(one.speaker)) for one in clipping.quotes),
        tags=tuple(sorted(tag.casefold() for tag in clipping.tags)),
    )
    return {name: value for name, value in clipping_to_json(same).items() if name not in (*AT_HOME, *left_out)}
