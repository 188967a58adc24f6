"""Transcripts of broadcasts and podcasts: one item, said by several people; their times stay in the file alone.

What it is from is told by a line such as "Power & Politics, CBC News Network, April 11, 2019", by labelled lines, or by
the name of the file.
"""

import re
from collections.abc import Sequence
from datetime import date

from msgspec import Struct, field

from clipper.capture.elements import Element
from clipper.capture.finders.body import Part
from clipper.capture.finders.date import dates_in
from clipper.capture.finders.language import language_of
from clipper.capture.finders.link import addresses_in, complete
from clipper.capture.finders.spokesperson import found_in, line_at
from clipper.capture.formats.base import Format, Found, Opened
from clipper.capture.formats.cues import (
    TIMING,
    Paragraph,
    has_timings,
    is_timed,
    paragraphs_of,
    speakers_of,
    subtitle_cues,
    timed_cues,
)
from clipper.capture.formats.record import outlet_guess
from clipper.capture.formats.signed import signed
from clipper.capture.guesses import date_guess, guess
from clipper.capture.inline_marks import with_inline_marks
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Hints, Line, Run, lines_between
from clipper.capture.listing import find_items
from clipper.capture.markdown import body_markdown
from clipper.capture.mention_draft import draft_of
from clipper.capture.outlets import medium_in
from clipper.model.clipping import Spokesperson
from clipper.model.codes import Medium, Role
from clipper.model.draft import Doubt, Draft, Guess, Known, Span
from clipper.model.languages import language_named
from clipper.model.text import clean, clean_line, fold
from clipper.model.values import replace

_OPENERS = frozenset({"text", "docx", "rtf"})
_ENDINGS = (".srt", ".vtt", ".sbv")
_LEADING = 20_000
_LABELS = {
    "title": "title headline titre episode",
    "programme": "programme program show emission podcast balado series serie",
    "outlet": "outlet station network channel broadcaster chaine reseau diffuseur source",
    "date": "date aired air_date broadcast published diffusion diffuse_le publie_le",
    "host": "host hosts presenter anchor animateur animatrice animation presentateur presentatrice",
    "link": "url link lien",
    "language": "language langue",
    "other": "kind guest guests invite invites invitee duration duree length transcript transcription",
}
_LABEL = re.compile(r"(?P<name>[^\W\d_][\w ]{2,14}?)\s?:\s+(?P<value>\S.*)")
_NAMES = {name.replace("_", " "): ours for ours, names in _LABELS.items() for name in names.split()}
_MARK = re.compile(r"(?:WEBVTT|NOTE)(?!\w)[\s:–—-]*")
_TIMECODE = re.compile(r"\s*\(?\b\d{1,2}:\d\d(?::\d\d)?\b\)?")
_PIECES = re.compile(r"\s*(?:_+|,|\s-\s|\s–\s|\|)\s*")
_USELESS = re.compile(
    r"(?:transcript(?:ion)?|captions?|subtitles?|sous-titres?|audio|video|final|\W|\d)*", re.IGNORECASE
)
_MOST_AROUND_DAY = 24
_LONGEST = 400
_STRONG = Element(None, "b", is_inline=True, strong=True)
_PLAIN = Element(None, "span", is_inline=True)


def _recognises(opened: Opened) -> bool:
    if opened.opener not in _OPENERS:
        return False
    name = (opened.pasted.source or "").lower()
    text = opened.pasted.text
    if name.endswith(_ENDINGS) or text[:40].lstrip("\ufeff \r\n").startswith("WEBVTT"):
        return "-->" in text
    lines = lines_between(clean(text[:_LEADING]), 0, _LEADING)
    return has_timings(lines) or is_timed(lines)


def _read(opened: Opened, known: Known, today: date) -> Found:
    text = clean(opened.pasted.text)
    lexicon = Lexicon.of(known, today)
    lines = with_inline_marks(lines_between(text, 0, len(text)))
    head, cues = (subtitle_cues if any(TIMING.fullmatch(line.raw) for line in lines) else timed_cues)(lines)
    about = _about(head, lexicon)
    _add_name(about, opened.pasted.source or "", lexicon)
    paragraphs = paragraphs_of(cues)
    if not paragraphs:
        return Found(())
    return Found((_draft(about, paragraphs, (0, len(text)), lexicon),))


class _About(Struct):
    """What is known of an item besides what is said; `rest` are lines above it that say something else."""

    draft: Draft = field(default_factory=Draft)
    rest: list[Line] = field(default_factory=list)


def _about(head: Sequence[Line], lexicon: Lexicon) -> _About:
    """Return what the lines before the first cue tell."""
    about = _About()
    for line in head:
        mark = _MARK.match(line.text)
        if mark is None:
            _take(about, line, lexicon)
        elif mark.end() < len(line.text):
            _take(about, _part(line, mark.end(), len(line.text)), lexicon)
    return about


def _part(line: Line, start: int, end: int) -> Line:
    place = line.place(start, end)
    return Line(*place, line.text[start:end], line.raw[place[0] - line.start : place[1] - line.start])


def _take(about: _About, line: Line, lexicon: Lexicon) -> None:
    """Take what one line above the cues says."""
    if len(line.text) > _LONGEST:
        about.rest.append(line)
        return
    label = _LABEL.match(line.text)
    name = _NAMES.get(fold(label["name"]), "") if label else ""
    if label and name:
        _take_labelled(about, name, _part(line, label.start("value"), len(line.text)), lexicon)
        return
    item = next(iter(find_items([line], lexicon)), None)
    mention = draft_of(item, lexicon, None) if item else Draft()
    if mention.published_on.value and (mention.outlet.value or mention.programme.value):
        _fill(about, mention)
        return
    found = next(dates_in(line.text, lexicon.today), None)
    if found and len(line.text) - (found.end - found.start) <= _MOST_AROUND_DAY:
        _fill(about, Draft(published_on=date_guess(found, [line.place(found.start, found.end)])))
    elif addresses_in(line.text) == [(0, len(line.text))]:
        _take_labelled(about, "link", line, lexicon)
    elif lexicon.outlets.programme(line.text):
        _take_labelled(about, "programme", line, lexicon)
    elif lexicon.outlets.find(line.text):
        _take_labelled(about, "outlet", line, lexicon)
    elif about.draft.headline.value is None:
        _fill(about, Draft(headline=guess(line.text, 0.8, [line.span], Doubt.UNSURE)))
    else:
        about.rest.append(line)


def _take_labelled(about: _About, name: str, line: Line, lexicon: Lexicon) -> None:
    if name == "title":
        _fill(about, Draft(headline=guess(line.text, 0.95, [line.span])))
    elif name == "programme":
        _fill(about, _of_programme(line.text, [line.span], lexicon))
    elif name == "outlet":
        _fill(about, Draft(outlet=outlet_guess(line, lexicon)))
    elif name == "host":
        hosts = signed(line, lexicon)
        _fill(about, Draft(reporters=replace(hosts, confidence=min(hosts.confidence, 0.8), doubt=Doubt.UNSURE_NAME)))
    elif name == "link":
        url = complete(line.text)
        _fill(about, Draft(url=guess(url, 0.95 if url else 0.0, [line.span] if url else [])))
    elif name == "language":
        code = language_named(line.text) or (line.text[:2].lower() if len(line.text) in {2, 5} else None)
        _fill(about, Draft(language=guess(code, 0.9 if code else 0.0)))
    elif name == "date":
        found = next(dates_in(line.text, lexicon.today), None)
        if found:
            _fill(about, Draft(published_on=date_guess(found, [line.place(found.start, found.end)])))


def _of_programme(name: str, spans: Sequence[Span], lexicon: Lexicon) -> Draft:
    """Return what a programme tells: its outlet and medium too, where we know it."""
    known = lexicon.outlets.programme(name) or lexicon.outlets.programme(re.sub(r"\band\b", "&", name))
    if known is None:
        return Draft(programme=guess(name, 0.9, spans))
    return Draft(
        programme=guess(known.name, 0.95, spans),
        outlet=guess(known.outlet, 0.8),
        medium=guess(known.medium, 0.93 if known.medium else 0.0),
    )


def _fill(about: _About, more: Draft) -> None:
    """Add what another place says; what is known already stays, but for an outlet that only its programme told."""
    for name in ("headline", "reporters", "spokespeople", "programme", "medium", "published_on", "url", "language"):
        said = getattr(more, name)
        if said.value and not getattr(about.draft, name).value:
            about.draft = replace(about.draft, **{name: said})
    if more.coding.note and not about.draft.coding.note:
        about.draft = replace(about.draft, coding=more.coding)
    if more.outlet.value and more.outlet.confidence > about.draft.outlet.confidence:
        about.draft = replace(about.draft, outlet=more.outlet)


def _add_name(about: _About, source: str, lexicon: Lexicon) -> None:
    """Add what the name of the file says."""
    stem = clean_line(source.rpartition(".")[0] or source)
    found = next(dates_in(stem.replace("_", " "), lexicon.today), None)
    if found:
        day: date | None = found.day
        _fill(about, Draft(published_on=guess(day, min(found.confidence, 0.85), (), found.doubt or Doubt.UNSURE)))
        stem = f"{stem[: found.start]},{stem[found.end :]}"
    words = []
    for piece in _PIECES.split(_TIMECODE.sub("", stem)):
        name = (piece if " " in piece else re.sub(r"[-.+]", " ", piece)).strip(" -–—.,")
        outlet = lexicon.outlets.find(name)
        programme = _of_programme(name, (), lexicon)
        if programme.medium.value:
            _fill(about, programme)
        elif outlet:
            _fill(about, Draft(outlet=guess(outlet.name, 0.85, (), Doubt.UNSURE)))
        elif not _USELESS.fullmatch(name):
            words.append(name)
    if words and " " in " ".join(words):
        _fill(about, Draft(headline=guess(", ".join(words), 0.5, (), Doubt.UNSURE)))


def _draft(about: _About, paragraphs: Sequence[Paragraph], extent: Span, lexicon: Lexicon) -> Draft:
    said = " ".join(paragraph.text for paragraph in paragraphs[:60])[:8_000]
    code, sure = language_of(said)
    parts = [*map(Part, about.rest), *(Part(_line(paragraph)) for paragraph in paragraphs)]
    body: str | None = body_markdown(parts)
    people = about.draft.spokespeople if about.draft.spokespeople.value else _spokespeople(paragraphs, lexicon)
    return replace(
        about.draft,
        spokespeople=people,
        medium=_medium(about.draft, lexicon),
        language=guess(code, sure) if code else about.draft.language,
        body=guess(body, 0.95, [part.line.span for part in parts]),
        extent=extent,
    )


def _line(paragraph: Paragraph) -> Line:
    """Return a paragraph as a line that begins with its speaker."""
    who = f"{paragraph.who}:" if paragraph.who else ""
    runs = (Run(who, _STRONG), Run(f" {paragraph.text}", _PLAIN)) if who else ()
    text = f"{who} {paragraph.text}".strip()
    return Line(paragraph.start, paragraph.end, text, text, hints=Hints(runs=runs))


def _spokespeople(paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> Guess[tuple[Spokesperson, ...]]:
    """Return the library's people who speak, and those who are spoken of."""
    speakers = {fold(re.sub(r"\s*\(.*", "", who)): paragraph for who, paragraph in speakers_of(paragraphs)}
    speaking = {spelling: speakers[name] for name, spelling in lexicon.spokespeople.items() if name in speakers}
    said = [Line(one.start, one.end, one.text, one.text) for one in paragraphs if one.text]
    found = found_in(said, lexicon.people).people if lexicon.spokespeople else ()
    people = [Spokesperson(name, Role.INTERVIEWED) for name in speaking]
    spans = [paragraph.span for paragraph in speaking.values()]
    for one in found:
        if one.name not in speaking:
            people.append(Spokesperson(one.name, one.role))
            spans.append(line_at(said, one.span[0])[0].span)
    return guess(tuple(people), 0.92 if people else 0.0, spans)


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
