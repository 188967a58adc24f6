"""How an organisation cites a clipping on one line: a pattern of fields, with brackets round what may be missing."""

import re
from collections.abc import Mapping

from clipper.model.errors import WrongUsage
from clipper.model.late_pattern import late_pattern

FIELDS = ("headline", "reporters", "spokespeople", "outlet", "programme", "date", "link")

USUAL = {
    "en": "{headline}[ by {reporters}][ (feat. {spokespeople})][, {outlet}][, {programme}][, {date}]",
    "fr": "{headline}[, par {reporters}][ (avec {spokespeople})][, {outlet}][, {programme}][, {date}]",
}
"""By languages of reports, the patterns of an organisation that has none of its own."""

_OPTIONAL = late_pattern(r"\[([^\[\]]*)\]")
_FIELD = late_pattern(r"\{([^{}]*)\}")


def checked(pattern: str) -> str:
    """Return a pattern as it is; raises WrongUsage for an unknown field, for none, or a lone bracket."""
    named = _FIELD.findall(pattern)
    known = ", ".join(f"{{{name}}}" for name in FIELDS)
    for name in named:
        if name not in FIELDS:
            raise WrongUsage(f"A house style has no field “{{{name}}}”. There are {known}.")
    if not named:
        raise WrongUsage(f"A house style names at least one field. There are {known}.")
    rest = _FIELD.sub("", _OPTIONAL.sub(r"\1", pattern))
    if any(mark in rest for mark in "{}[]"):
        raise WrongUsage("In a house style each [ and { needs the ] or } that closes it.")
    return pattern


def written(pattern: str, known: Mapping[str, str]) -> str:
    """Return a line as a checked pattern has it; what is in brackets goes where a field in it is not known."""

    def optional(match: re.Match[str]) -> str:
        inside = match.group(1)
        return inside if all(known.get(name) for name in _FIELD.findall(inside)) else ""

    return _FIELD.sub(lambda match: known.get(match.group(1), ""), _OPTIONAL.sub(optional, pattern)).strip(" ,")
