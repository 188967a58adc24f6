"""Our people in a text: who is named, who is quoted, and which words are theirs; what nobody can tell is asked."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct

from clipper.capture import vocabulary
from clipper.capture.finders.mentions import Mention, People, mentions_of
from clipper.capture.finders.quotations import Quotation, quotations
from clipper.capture.finders.speech import OTHER, SAME, Speech, Speeches
from clipper.capture.finders.tokens import Tokens
from clipper.model.codes import Role
from clipper.model.draft import Span

_BEHIND, _FAR, _SHORTEST = 14, 200, 3
_CLAUSE_BEGINNINGS = frozenset(vocabulary.words("clause_beginnings"))


class Named(Struct, frozen=True):
    """Somebody of ours whom a text names, and what they do there.

    `span` is where they are named first, `spans` all such places, `passage` where they are quoted, else that sentence.
    """

    name: str
    role: Role
    span: Span
    spans: tuple[Span, ...]
    passage: Span


class Spoken(Struct, frozen=True):
    """Words of somebody of ours: the text without quotation marks, and its range from the first word to the last."""

    speaker: str
    text: str
    span: Span


class Question(Struct, frozen=True):
    """A surname that several people may be meant by; "" among them is somebody who is not of ours.

    `role` is what whoever it is does there.
    """

    surname: str
    people: tuple[str, ...]
    span: Span
    role: Role


class Recognised(Struct, frozen=True):
    """What was found of our people, in the order of the text."""

    people: tuple[Named, ...] = ()
    quotes: tuple[Spoken, ...] = ()
    questions: tuple[Question, ...] = ()


def recognise(text: str, people: People) -> Recognised:
    """Return what a text, one paragraph a line, says of people."""
    tokens = Tokens(text)
    mentions = mentions_of(tokens, people) if people else []
    if not mentions:
        return Recognised()
    pieces = [piece for piece in quotations(text) if _has_words(tokens, piece)]
    speeches = Speeches(tokens, mentions, pieces)
    said = speeches.all()
    found = _Quoting(tokens, pieces, speeches, said, mentions).run()
    people_named = tuple(_named(tokens, mentions, found))
    return Recognised(people_named, tuple(found.quotes), tuple(_questions(tokens, mentions, said)))


def _has_words(tokens: Tokens, piece: Quotation) -> bool:
    first = tokens.index(piece.first)
    return first < len(tokens) and tokens.starts[first] < piece.last


class _Found(Struct):
    quotes: list[Spoken]
    said: list[Speech]


def _named(tokens: Tokens, mentions: Sequence[Mention], found: _Found) -> Iterator[Named]:
    spans: dict[str, list[Span]] = {}
    for mention in mentions:
        if mention.who:
            spans.setdefault(mention.who, []).append(_span(tokens, mention))
    for name, places in spans.items():
        quotes = [quote.span for quote in found.quotes if quote.speaker == name]
        said = [speech for speech in found.said if speech.who == name]
        role = Role.QUOTED if said else Role.NAMED
        passage = quotes[0] if quotes else _sentence(tokens, said[0].first if said else places[0])
        yield Named(name, role, places[0], tuple(places), passage)


def _span(tokens: Tokens, mention: Mention) -> Span:
    return tokens.starts[mention.first], tokens.ends[mention.last]


def _sentence(tokens: Tokens, at: int | Span) -> Span:
    index = at if isinstance(at, int) else tokens.index(at[0])
    return tokens.starts[tokens.sentence_start(index)], tokens.ends[tokens.sentence_end(index)]


def _questions(tokens: Tokens, mentions: Sequence[Mention], said: Sequence[Speech]) -> Iterator[Question]:
    spoken = {place for speech in said if not speech.asks for place in range(speech.first, speech.last + 1)}
    asked: dict[str, Question] = {}
    for mention in mentions:
        if len(mention.people) > 1:
            start, end = _span(tokens, mention)
            role = Role.QUOTED if mention.first in spoken else Role.NAMED
            question = Question(tokens.text[start:end], mention.people, (start, end), role)
            first = asked.setdefault(mention.surname, question)
            if role is Role.QUOTED and first.role is Role.NAMED:
                asked[mention.surname] = question
    yield from asked.values()


class _Quoting:
    """Gives each quotation of a text to who says it."""

    def __init__(
        self, tokens: Tokens, pieces: Sequence[Quotation], speeches: Speeches, said: Sequence[Speech],
        mentions: Sequence[Mention],
    ) -> None:  # fmt: skip
        self._tokens, self._pieces, self._mentions, self._inside = tokens, pieces, mentions, speeches.inside
        self._about, self._speeches = speeches, said
        self._firsts = [speech.first for speech in self._speeches]
        self._named_at = [mention.first for mention in mentions]
        self._whose: list[str] = []
        self._joined: list[bool] = []
        self._within: dict[int, Speech] = {}
        self._said = [speech for speech in self._speeches if speech.who and not speech.asks]

    def run(self) -> _Found:
        """Return the quotes of our people, and all that they say."""
        for number, piece in enumerate(self._pieces):
            who, joined = self._speaker(number, piece)
            self._whose.append(who)
            self._joined.append(joined)
        self._take_from_end()
        return _Found(list(self._quotes()), [*self._said, *self._with_quotations()])

    def _with_quotations(self) -> Iterator[Speech]:
        for piece, who in zip(self._pieces, self._whose, strict=True):
            if who:
                first = min(self._tokens.index(piece.start), len(self._tokens) - 1)
                yield Speech(first, first, who)

    def _take_from_end(self) -> None:
        """The attribution of a quotation of several paragraphs may stand behind its last piece."""
        for number in range(len(self._pieces) - 2, -1, -1):
            if self._goes_on(number + 1) and not self._whose[number]:
                self._whose[number] = self._whose[number + 1]

    def _goes_on(self, number: int) -> bool:
        """Tell whether a piece goes on with the one before, which ended with its paragraph."""
        before, piece = self._pieces[number - 1] if number else None, self._pieces[number]
        return before is not None and before.goes_on and not self._tokens.text[before.end : piece.start].strip()

    def _speaker(self, number: int, piece: Quotation) -> tuple[str, bool]:
        """Return who says a piece, and whether it goes on with the one before."""
        before = self._pieces[number - 1] if number else None
        if self._goes_on(number):
            return self._whose[number - 1] or self._around(piece), True
        if before is not None and self._is_interrupted(before, piece):
            return self._whose[number - 1], True
        within = self._about.within(piece)
        if within is not None:
            self._within[piece.start] = within
            return self._last_speaker(self._tokens.index(piece.start)) if within.who == SAME else within.who, False
        return self._around(piece) or self._going_on(piece), False

    def _around(self, piece: Quotation) -> str:
        behind, before = self._behind(piece), self._before(piece)
        chosen = behind if behind is not None and (self._leads(piece) or before is None) else before
        return chosen.who if chosen is not None else OTHER

    def _leads(self, piece: Quotation) -> bool:
        """Tell whether the punctuation of a quotation leads to who says it."""
        tail = self._tokens.text[piece.end : piece.end + 2]
        return self._tokens.text[piece.last - 1] in ",!?" or tail[:1] == "," or tail[:1] in "-–—"

    def _behind(self, piece: Quotation) -> Speech | None:
        """Return who is said, behind a quotation and in its sentence, to say it."""
        tokens, first = self._tokens, self._tokens.index(piece.end)
        if first >= len(tokens) or "\n" in tokens.text[piece.end : tokens.starts[first]]:
            return None
        gap = tokens.text[piece.end : tokens.starts[first]]
        is_over = tokens.text[piece.last - 1] in ".…" and tokens.is_capital(first)
        if is_over or any(mark in gap for mark in '.;:!?“«"'):
            return None
        near = self._spoken(first, first + _BEHIND + 1)
        return near[0] if near and not self._is_parted(first, near[0].first) else None

    def _spoken(self, first: int, last: int) -> Sequence[Speech]:
        """Return what begins to be said at a word or behind it, and before another one."""
        return self._speeches[bisect_left(self._firsts, first) : bisect_left(self._firsts, last)]

    def _is_parted(self, first: int, last: int) -> bool:
        return any(self._tokens.ends_sentence(place) or self._inside[place] for place in range(first, last))

    def _before(self, piece: Quotation) -> Speech | None:
        """Return who is said, before a quotation and in its sentence, to say it."""
        tokens, first = self._tokens, self._tokens.index(piece.start)
        if first >= len(tokens) or first == 0:
            return None
        start, least = first, max(0, first - _FAR)
        while start > least and not self._ends(start - 1, piece):
            start -= 1
        near = [speech for speech in self._spoken(start, first) if speech.last < first]
        if near or ":" not in tokens.gap(first - 1):
            return near[-1] if near else None
        return Speech(start, first - 1, self._about.subject_before(first, start), asks=True)

    def _ends(self, index: int, piece: Quotation) -> bool:
        """Tell whether a sentence ends behind a word; a colon before the quotation does not end it."""
        if "\n" in self._tokens.gap(index):
            gap = self._tokens.text[self._tokens.ends[index] : piece.start]
            return gap.strip() != ":"
        return self._tokens.ends_sentence(index)

    def _is_interrupted(self, before: Quotation, piece: Quotation) -> bool:
        """Tell whether only who says it stands between two pieces of a paragraph."""
        tokens, between = self._tokens, self._tokens.text[before.end : piece.start]
        if "\n" in between or not between.strip(" ,.\u00a0"):
            return False
        first, last = self._tokens.index(before.end), self._tokens.index(piece.start)
        inner = any(tokens.ends_sentence(place) for place in range(first, last - 1))
        said = [speech for speech in self._spoken(first, last) if speech.last < last]
        own = self._behind(piece) if self._leads(piece) else None
        if inner or len(said) != 1 or between.rstrip()[-1:] not in ",.:;–—" or (own and own.who != said[0].who):
            return False
        return self._behind(before) is not None and self._leads(before)

    def _going_on(self, piece: Quotation) -> str:
        """Return who spoke last, for a quotation that is a sentence by itself with nobody else in it."""
        tokens, first = self._tokens, self._tokens.index(piece.start)
        is_whole = first > 0 and tokens.ends_sentence(first - 1)
        is_short = len(tokens.text[piece.first : piece.last].split()) < _SHORTEST
        if not is_whole or is_short or self._behind(piece):
            return OTHER
        return self._last_speaker(first)

    def _last_speaker(self, first: int) -> str:
        """Return who spoke, or was spoken of, last before a word, where nobody else came in since."""
        tokens = self._tokens
        earlier = [speech for speech in self._spoken(first - _FAR, first) if speech.last < first]
        last, who = (earlier[-1].last, earlier[-1].who) if earlier else (-1, OTHER)
        for mention in self._mentions[bisect_left(self._named_at, first - _FAR) : bisect_left(self._named_at, first)]:
            if last < mention.first and not self._inside[mention.first]:
                is_subject = mention.first == tokens.sentence_start(mention.first)
                last, who = mention.first, mention.who if is_subject else OTHER
        is_far = last < 0 or tokens.text.count("\n", tokens.ends[last], tokens.starts[first]) > 1
        return OTHER if is_far or self._has_stranger(last, first) else who

    def _has_stranger(self, last: int, first: int) -> bool:
        """Tell whether two words with capitals stand together between two places: somebody else came in."""
        tokens = self._tokens
        return any(
            tokens.gap(place) == " " and tokens.is_capital(place) and tokens.is_capital(place + 1)
            for place in range(last + 1, first - 1)
            if not self._inside[place]
        )

    def _quotes(self) -> Iterator[Spoken]:
        parts: list[Quotation] = []
        for number, piece in enumerate(self._pieces):
            parts = [*parts, piece] if parts and self._joined[number] else [piece]
            is_last = number + 1 == len(self._pieces) or not self._joined[number + 1]
            text = self._joined_text(parts) if is_last and self._whose[number] else ""
            if len(text.split()) >= _SHORTEST:
                yield Spoken(self._whose[number], text, (parts[0].first, parts[-1].last))

    def _joined_text(self, parts: Sequence[Quotation]) -> str:
        text = ""
        for before, piece in zip((None, *parts), parts, strict=False):
            words = self._words(piece)
            text = words if before is None else self._led_on(text, before, piece) + words
        return text.rstrip(",")

    def _words(self, piece: Quotation) -> str:
        """Return what is quoted, without who is said to say it between its commas; one of two stays before a clause."""
        tokens, within = self._tokens, self._within.get(piece.start)
        if within is None:
            return tokens.text[piece.first : piece.last]
        before = tokens.text[piece.first : tokens.ends[within.first - 1]]
        behind = tokens.text[tokens.ends[within.last] : piece.last]
        following = within.last + 1
        is_clause = following < len(tokens) and tokens.words[following] in _CLAUSE_BEGINNINGS
        return before + (behind if is_clause else behind.removeprefix(","))

    def _led_on(self, text: str, before: Quotation, piece: Quotation) -> str:
        """Return what was said first with the punctuation that leads to what is said next."""
        if before.goes_on:
            return f"{text}\n\n"
        if text[-1:] in ".!?…":
            return f"{text} "
        is_sentence = self._tokens.text[before.end : piece.start].rstrip().endswith(".")
        return f"{text.rstrip(',')}{'.' if is_sentence else ','} "
