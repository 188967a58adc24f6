"""Transcripts of broadcasts and podcasts: one item, said by several people; their times stay in the file alone.

What it is from is told by a line such as "Power & Politics, CBC News Network, April 11, 2019", by labelled lines, or by
the name of the file.
"""

import re
from collections.abc import Sequence
from datetime import date

from clipper.capture.elements import Element
from clipper.capture.finders.body import Part
from clipper.capture.finders.language import language_of
from clipper.capture.finders.spokesperson import found_in, interviewed_in, line_at
from clipper.capture.formats.base import Format, Found, Opened
from clipper.capture.formats.cues import (
    FEWEST_CUES,
    TIMING,
    Paragraph,
    has_timings,
    is_timed,
    paragraphs_of,
    speakers_of,
    subtitle_cues,
    timed_cues,
)
from clipper.capture.formats.transcript_head import About, about_of, interviewed
from clipper.capture.guesses import guess
from clipper.capture.inline_marks import with_inline_marks
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Hints, Line, Run, lines_between
from clipper.capture.markdown import body_markdown
from clipper.capture.mention_draft import named
from clipper.capture.outlets import medium_in
from clipper.model.clipping import Spokesperson
from clipper.model.codes import Medium, Role
from clipper.model.draft import Doubt, Draft, Guess, Known, Span
from clipper.model.names import without_generation
from clipper.model.text import clean, fold, words
from clipper.model.values import replace

_OPENERS = frozenset({"text", "docx", "rtf"})
_ENDINGS = (".srt", ".vtt", ".sbv")
_LEADING = 20_000
_TIME = re.compile(r":(?<=\d:)\d\d")
"""What every time has in it, led by its sign, which is looked for many times as fast as figures."""
_STRONG = Element(None, "b", is_inline=True, strong=True)
_PLAIN = Element(None, "span", is_inline=True)


def _recognises(opened: Opened) -> bool:
    if opened.opener not in _OPENERS:
        return False
    name = (opened.pasted.source or "").lower()
    text = opened.pasted.text
    if name.endswith(_ENDINGS) or text[:40].lstrip("\ufeff \r\n").startswith("WEBVTT"):
        return "-->" in text
    leading = clean(text[:_LEADING])
    # Most pastes have hardly a time in them, which is told without cutting their lines.
    if "-->" not in leading and len(_TIME.findall(leading)) < FEWEST_CUES:
        return False
    lines = lines_between(leading, 0, _LEADING)
    return has_timings(lines) or is_timed(lines)


def _read(opened: Opened, known: Known, today: date) -> Found:
    text = clean(opened.pasted.text)
    lexicon = Lexicon.of(known, today)
    lines = with_inline_marks(lines_between(text, 0, len(text)))
    head, cues = (subtitle_cues if any(TIMING.fullmatch(line.raw) for line in lines) else timed_cues)(lines)
    paragraphs = paragraphs_of(cues)
    if not paragraphs:
        return Found(())
    return Found((transcript_of(head, paragraphs, opened.pasted.source or "", (0, len(text)), lexicon),))


def transcript_of(
    head: Sequence[Line], paragraphs: Sequence[Paragraph], source: str, extent: Span, lexicon: Lexicon
) -> Draft:
    """Return the draft of what is said below some lines that tell what it is from; `source` is the file's name."""
    return named(_draft(about_of(head, source, lexicon), paragraphs, extent, lexicon))


def _draft(about: About, paragraphs: Sequence[Paragraph], extent: Span, lexicon: Lexicon) -> Draft:
    said = " ".join(paragraph.text for paragraph in paragraphs[:60])[:8_000]
    code, sure = language_of(said)
    parts = [*map(Part, about.rest), *(Part(_line(paragraph)) for paragraph in paragraphs)]
    body: str | None = body_markdown(parts)
    guests = about.draft.spokespeople if about.draft.spokespeople.value else _announced(about)
    people = _spokespeople(paragraphs, guests, about.draft.reporters.value, lexicon)
    return replace(
        about.draft,
        spokespeople=people if people.value else guests,
        medium=_medium(about.draft, lexicon),
        language=guess(code, sure) if code else about.draft.language,
        body=guess(body, 0.95, [part.line.span for part in parts]),
        extent=extent,
    )


def _announced(about: About) -> Guess[tuple[Spokesperson, ...]]:
    """Return whom the lines above the cues call interviewed."""
    for text, start in [
        *((line.text, line.start) for line in about.rest),
        *((about.draft.headline.value or "", start) for start, _ in about.draft.headline.spans),
    ]:
        place = interviewed_in(text)
        if place:
            return interviewed([text[slice(*place)]], [(start + place[0], start + place[1])])
    return guess((), 0.0)


def _line(paragraph: Paragraph) -> Line:
    """Return a paragraph as a line that begins with its speaker."""
    who = f"{paragraph.who}:" if paragraph.who else ""
    runs = (Run(who, _STRONG), Run(f" {paragraph.text}", _PLAIN)) if who else ()
    text = f"{who} {paragraph.text}".strip()
    return Line(paragraph.start, paragraph.end, text, text, hints=Hints(runs=runs))


def _spokespeople(
    paragraphs: Sequence[Paragraph], guests: Guess[tuple[Spokesperson, ...]], hosts: Sequence[str], lexicon: Lexicon
) -> Guess[tuple[Spokesperson, ...]]:
    """Return the library's people who are guests or speak, and those who are spoken of."""
    said = [Line(one.start, one.end, one.text, one.text) for one in paragraphs if one.text]
    found = found_in(said, lexicon.people).people if lexicon.spokespeople else ()
    asking = frozenset(map(fold, hosts))
    answering = _answering(paragraphs, guests, [one.name for one in found if fold(one.name) not in asking], lexicon)
    people = [Spokesperson(name, Role.INTERVIEWED) for name in answering]
    spans = list(answering.values())
    for one in found:
        if one.name not in answering:
            people.append(Spokesperson(one.name, one.role))
            spans.append(line_at(said, one.span[0])[0].span)
    return guess(tuple(people), 0.92 if people else 0.0, spans)


def _answering(
    paragraphs: Sequence[Paragraph], guests: Guess[tuple[Spokesperson, ...]], named: Sequence[str], lexicon: Lexicon
) -> dict[str, Span]:
    """Return the library's people who are interviewed, each with the place that tells so.

    They are called guests, or speak: under a whole name, or a surname that is that of one of those `named`.
    """
    own = lexicon.spokespeople
    told = zip(guests.value, guests.spans, strict=False)
    invited = ((own.get(fold(one.name)), span) for one, span in told if one.role is Role.INTERVIEWED)
    speakers = ((re.sub(r"\s*\(.*", "", who), paragraph.span) for who, paragraph in speakers_of(paragraphs))
    speaking = ((own.get(fold(who)) or _of_surname(who, named), span) for who, span in speakers)
    places: dict[str, Span] = {}
    for name, span in (*invited, *speaking):
        if name:
            places.setdefault(name, span)
    return places


def _of_surname(who: str, people: Sequence[str]) -> str | None:
    """Return the only one of some people whom a surname, perhaps of several words, may mean."""
    parts = words(who)
    meant = [name for name in people if parts and words(without_generation(name))[-len(parts) :] == parts]
    return meant[0] if len(meant) == 1 else None


def _medium(draft: Draft, lexicon: Lexicon) -> Guess[Medium | None]:
    """Return what carried the item: as the programme or the outlet says, never print."""
    if draft.medium.value:
        return draft.medium
    for name in (draft.outlet.value or "", draft.programme.value or "", draft.headline.value or ""):
        known = lexicon.outlets.find(name)
        medium = (known.medium if known else None) or medium_in(name)
        if medium and medium is not Medium.PRINT:
            return guess(medium, 0.8, (), Doubt.UNSURE)
    return guess(None, 0.0)


TRANSCRIPT = Format("transcript", _recognises, _read)
