"""The "In The Media" page for a website: what was published, a line each in the house style, newest first."""

from itertools import groupby

from clipper.model.clipping import Clipping
from clipper.model.markup import safe_link
from clipper.reports.citation import citation
from clipper.reports.document import Mentions
from clipper.reports.entries import Register
from clipper.reports.parts import Mention, Year


def mentions(register: Register) -> Mentions:
    """Return the lines of a coverage under the years in which they ran."""
    words, clippings = register.words, reversed(register.coverage.now.clippings)
    lines = [_mention(register, clipping) for clipping in clippings if clipping.published_on]
    years = groupby(lines, key=lambda line: line.on.year)
    return Mentions(
        number=1,
        title=words.label("in_the_media"),
        finding=words.say("clippings", len(lines)),
        years=tuple(Year(str(year), tuple(found)) for year, found in years),
        empty="" if lines else words.say("nothing_published"),
    )


def _mention(register: Register, clipping: Clipping) -> Mention:
    assert clipping.published_on is not None
    words = register.words
    line = citation(clipping, register.organisation, words.code)
    return Mention(
        uuid=clipping.uuid,
        headline=clipping.headline or clipping.programme or words.label("without_headline"),
        language=clipping.language or words.code,
        url=safe_link(clipping.url),
        on=clipping.published_on,
        text=line.text,
        markdown=line.markdown,
        html=line.html,
    )
