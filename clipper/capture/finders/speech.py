"""Who says something in a text: the subjects of its verbs of saying, in English and French."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from clipper.capture import vocabulary
from clipper.capture.finders.mentions import How, Mention
from clipper.capture.finders.quotations import Quotation
from clipper.capture.finders.tokens import Tokens


def _words(*groups: str) -> frozenset[str]:
    return frozenset(vocabulary.words(*groups))


_TO = _words("saying_to")
_WITH_QUOTATION = _words("saying_with_quotation")
_IN_WRITING = _words("saying_in_writing")
_FURTHER = _words("saying_further")
_SAYING = _words("saying", "saying_to", "saying_with_quotation", "saying_in_writing", "saying_further")
_AUXILIARIES = _words("auxiliaries")
_NEGATIONS = _words("negations")
_PASSIVES, _PASSIVE_VERBS = _words("passives"), _words("passive_verbs")
_PRONOUNS, _OTHERS = _words("subject_pronouns"), _words("other_pronouns")
_DETERMINERS = _words("determiners")
_BEFORE_OBJECT, _AFTER_NAME = _words("before_object"), _words("after_name")
_TITLES = _words("person_titles")
_ACCORDING = frozenset({"according", "selon", "apres"})
_OPINION = frozenset({"avis", "opinion", "view", "words", "mots", "yeux", "eyes"})
_JOINING = frozenset({"and", "but", "et", "mais", "or", "then", "puis"})
_FOR = frozenset({"pour", "for"})
_TRIGGERS = _SAYING | _ACCORDING | _OPINION | _FOR
_MODIFYING = frozenset(
    {"of", "at", "from", "with", "who", "in", "on", "de", "du", "des", "d", "a", "au", "aux", "chez", "qui", "dans"}
)
_IN_THE = frozenset({"in the", "de l", "a l", "dans les"})
_INTRODUCING = frozenset({"that", "in", "on", "qu", "que", "dans", "sur"})
_DESCRIPTION, _MODIFIER, _APPOSITION, _SUBJECT = 9, 14, 30, 6
_VERBAL = (_PRONOUNS | _OTHERS | _SAYING | _AUXILIARIES) - frozenset({"la", "le", "l", "les", "y", "en", "as", "does"})
_SKIPPED = _AUXILIARIES | _NEGATIONS | _PASSIVES
_ARTICLES = _DETERMINERS | {"l"}
_BLOCKING = _BEFORE_OBJECT | {"that", "que", "qu"}
_SPACES = frozenset({" ", "\u00a0", "\u202f"})

OTHER = ""
"""Somebody who is none of our people, or nobody knows which."""
SAME = "\x00"
"""Whoever was spoken of last."""


class Speech(Struct, frozen=True):
    """A verb of saying, or a colon: the range of words from subject to verb, and who says it, OTHER for a stranger.

    `asks` tells that it counts with a quotation beside it only.
    """

    first: int
    last: int
    who: str
    asks: bool = False


class Speeches:
    """Finds who says something in one text."""

    def __init__(self, tokens: Tokens, mentions: Sequence[Mention], quoted: Sequence[Quotation]) -> None:
        self._tokens, self._mentions = tokens, mentions
        self._by_first = {mention.first: mention for mention in mentions}
        self._by_last = {mention.last: mention for mention in mentions}
        self.inside = _inside(tokens, quoted)

    def all(self) -> list[Speech]:
        """Return what is said by whom, in the order of the text; pronouns stand for who was spoken of last."""
        found = sorted(self._found(), key=lambda speech: speech.first)
        return list(self._resolved(found))

    def _found(self) -> Iterator[Speech]:
        for index, word in enumerate(self._tokens.words):
            if word in _TRIGGERS and not self.inside[index]:
                speech = self._speech(index, word)
                if speech is not None:
                    yield speech
        for mention in self._mentions:
            if self._speaks_up(mention):
                yield Speech(mention.first, mention.last, mention.who)

    def _speech(self, index: int, word: str) -> Speech | None:
        leading = self._leading(index, word)
        if leading is not None:
            who, last = self._behind(leading)
            return Speech(index, last, who, asks=word in _FOR)
        return self._of_verb(index) if word in _SAYING and not self._is_noun(index) else None

    def _leading(self, index: int, word: str) -> int | None:
        """Return the word behind which a name stands as in "according to NAME"; None where nothing of the kind does."""
        if word in _FOR:
            return index if self._tokens.ends_sentence(index - 1) else None
        if word in _ACCORDING:
            return index + (word == "according") if self._is_according(index) else None
        return index + 1 if word in _OPINION and self._is_opinion(index) else None

    def subject_before(self, first: int, start: int) -> str:
        """Return whom the sentence from `start` is about, as who says what a colon before a word leads to."""
        for place in range(start, min(start + _SUBJECT, first) + 1):
            if place in self._by_first and not self._is_object(self._by_first[place]):
                return self._by_first[place].who
        return OTHER

    def within(self, piece: Quotation) -> Speech | None:
        """Return who is said, between commas within a quotation as French has it, to say it; SAME for a pronoun."""
        tokens = self._tokens
        if tokens.text[piece.start] != "«":
            return None
        index = tokens.index(piece.start)
        while index < len(tokens) and tokens.starts[index] < piece.end:
            if tokens.words[index] in _SAYING and tokens.starts[index] > piece.first:
                speech = self._incised(index)
                if speech is not None and tokens.starts[speech.last] < piece.end:
                    return speech
            index += 1
        return None

    def _incised(self, index: int) -> Speech | None:
        tokens, first = self._tokens, index
        while first > 0 and "," not in tokens.gap(first - 1) and index - first < 3:
            first -= 1
        between = set(tokens.words[first:index])
        if first == 0 or "," not in tokens.gap(first - 1) or not between <= _AUXILIARIES | _PRONOUNS | {"t"}:
            return None
        if between & _PRONOUNS:
            return Speech(first, index, SAME)
        behind = tokens.words[index + 1 : index + 3]
        for place, word in enumerate(behind, index + 1):
            if word in _PRONOUNS and "-" in tokens.gap(place - 1):
                return Speech(first, place, SAME)
        for place in range(index + 1, min(index + _DESCRIPTION, len(tokens))):
            if tokens.ends_sentence(place - 1) or "," in tokens.gap(place - 1):
                break
            if place in self._by_first:
                mention = self._by_first[place]
                return Speech(first, mention.last, mention.who) if mention.who else None
        return None

    def _is_according(self, index: int) -> bool:
        words, after = self._tokens.words, index + 1
        if words[index] == "according":
            return after < len(words) and words[after] == "to"
        return words[index] == "selon" or (index > 0 and words[index - 1] == "d")

    def _is_opinion(self, index: int) -> bool:
        """Tell whether words such as "in the view of" lead to a name."""
        words = self._tokens.words
        before = " ".join(words[max(0, index - 2) : index])
        leads = before in _IN_THE or before.endswith("aux")
        return leads and index + 1 < len(words) and words[index + 1] in {"of", "de", "d"}

    def _speaks_up(self, mention: Mention) -> bool:
        """Tell whether a colon behind a name leads to a quotation, or a name with a colon begins a paragraph."""
        if self.inside[mention.first]:
            return False
        gap = self._tokens.gap(mention.last).lstrip("*")
        begins = mention.first == 0 or self._tokens.ends_paragraph(mention.first - 1)
        return gap.lstrip("\u00a0 ").startswith(":") and (begins or any(mark in gap for mark in '“«"‘'))

    def _is_noun(self, index: int) -> bool:
        before = index - 1
        if before < 0 or self._tokens.gap(before) not in (*_SPACES, "’", "'"):
            return False
        return self._tokens.words[before] in _DETERMINERS and not self.inside[before]

    def _of_verb(self, index: int) -> Speech | None:
        word = self._tokens.words[index]
        asks = word in _WITH_QUOTATION or (word in _IN_WRITING and not self._introduces(index))
        subject = self._subject(index)
        if subject is None:
            return None
        who, first, last = subject
        return Speech(first, last, who, asks or (who == SAME and word in _FURTHER))

    def _introduces(self, index: int) -> bool:
        tokens = self._tokens
        after = index + 1
        is_word = after < len(tokens) and tokens.gap(index) in _SPACES and tokens.words[after] in _INTRODUCING
        return is_word or any(mark in tokens.gap(index) for mark in ':,.“«"')

    # The subject

    def _subject(self, index: int) -> tuple[str, int, int] | None:
        """Return who is the subject of a verb, and the range of words from the one to the other; None without one."""
        word, left = self._tokens.words[index], index - 1
        skipped: list[str] = []
        while left >= 0 and self._joins(left) and self._tokens.words[left] in _SKIPPED:
            skipped.append(self._tokens.words[left])
            left -= 1
        if _NEGATIONS.intersection(skipped) or (
            word in _PASSIVE_VERBS and skipped and skipped[0] in _PASSIVES and "as" not in skipped
        ):
            return None
        if word in _FURTHER and "as" not in skipped:
            return SAME, index, index
        left = self._before_brackets(left)
        if left >= 0 and not self.inside[left] and not self._tokens.ends_sentence(left):
            gap = self._tokens.gap(left)
            if gap in _SPACES or gap in ("-", "’", "'", " ("):
                return (*self._before(left), index)
            if "," in gap:
                return self._behind_comma(left, index)
        return self._inverted(index)

    def _before_brackets(self, left: int) -> int:
        """Return the last word before what stands in brackets, which may part a name from its verb."""
        if left < 0 or self._tokens.gap(left).rstrip() not in (")", ".)"):
            return left
        while left > 0 and "(" not in self._tokens.gap(left):
            left -= 1
        return left

    def _joins(self, index: int) -> bool:
        return self._tokens.gap(index) in (*_SPACES, "-", "’", "'") and not self.inside[index]

    def _before(self, left: int) -> tuple[str, int]:
        """Return the subject that ends at the word before a verb."""
        tokens = self._tokens
        word = tokens.words[left]
        if word in _PRONOUNS:
            return SAME, left
        if word in _OTHERS:
            return OTHER, left
        if left in self._by_last:
            mention = self._by_last[left]
            return (OTHER if self._is_object(mention) else mention.who), mention.first
        if word in _JOINING:
            return self._at_sentence_start(left)
        for place in range(left, max(-1, left - _MODIFIER), -1):
            if place in self._by_last and tokens.words[place + 1] in _MODIFYING and self._joins(place):
                mention = self._by_last[place]
                return (OTHER if self._is_object(mention) else mention.who), mention.first
            if place == 0 or not self._joins_loosely(place - 1):
                break
        return OTHER, left

    def _joins_loosely(self, index: int) -> bool:
        gap = self._tokens.gap(index)
        return not self.inside[index] and not any(mark in gap for mark in ',;:.!?\n“”«»"')

    def _at_sentence_start(self, left: int) -> tuple[str, int]:
        start = self._tokens.sentence_start(left)
        for place in range(start, min(start + _SUBJECT, left + 1)):
            if place in self._by_first and self._is_subject(self._by_first[place]):
                return self._by_first[place].who, place
        return OTHER, left

    def _is_subject(self, mention: Mention) -> bool:
        """Tell whether a sentence begins with somebody, and what they are, and so is about them."""
        tokens = self._tokens
        before = tokens.words[tokens.sentence_start(mention.first) : mention.first]
        is_first = len(before) <= _SUBJECT and _VERBAL.isdisjoint(before)
        return is_first and not self.inside[mention.first] and not self._is_object(mention)

    def _is_object(self, mention: Mention) -> bool:
        """Tell whether somebody is named as an object, or as whom something belongs to."""
        tokens, before = self._tokens, mention.first - 1
        while before >= 0 and tokens.words[before] in _TITLES and self._joins_title(before):
            before -= 1
        if before < 0 or self.inside[before] or not self._joins(before):
            return False
        return tokens.words[before] in _BEFORE_OBJECT

    def _joins_title(self, index: int) -> bool:
        return self._tokens.gap(index) in (*_SPACES, ". ", ".\u00a0")

    def _behind_comma(self, left: int, index: int) -> tuple[str, int, int] | None:
        """Return the subject of a verb behind a comma: who stands behind it, or before what the comma ends."""
        inverted = self._inverted(index)
        if inverted is not None and inverted[0] not in (OTHER, SAME):
            return inverted
        apposed = self._by_last.get(left)
        if apposed is not None and apposed.first > 0 and "," in self._tokens.gap(apposed.first - 1):
            return apposed.who, apposed.first, index
        for place in range(left, max(-1, left - _APPOSITION), -1):
            if place < left and self._tokens.ends_sentence(place):
                break
            if self.inside[place]:
                break
            if place < left and "," in self._tokens.gap(place) and place in self._by_last:
                mention = self._by_last[place]
                return (OTHER if self._is_object(mention) else mention.who), mention.first, index
        return inverted

    def _inverted(self, index: int) -> tuple[str, int, int] | None:
        tokens, after = self._tokens, index + 1
        if after >= len(tokens):
            return OTHER, index, index
        if tokens.words[after] == "t" and after + 1 < len(tokens):
            after += 1
        if tokens.words[after] in _PRONOUNS and not tokens.ends_sentence(index):
            return SAME, index, after
        if tokens.words[index] in _TO and not self._follows_quotation(index):
            return None
        who, last = self._behind(index, clean=not self._follows_quotation(index))
        return who, index, last

    def _follows_quotation(self, index: int) -> bool:
        before = index - 1
        while before >= 0 and not self.inside[before] and self._tokens.words[before] in _AUXILIARIES:
            before -= 1
        return before >= 0 and self.inside[before]

    def _behind(self, index: int, *, clean: bool = False) -> tuple[str, int]:
        """Return who is named behind a verb, with what they are before the name; `clean` asks that nothing follows."""
        tokens, blocked = self._tokens, False
        for place in range(index + 1, min(index + 1 + _DESCRIPTION, len(tokens))):
            before = place - 1
            if place > index + 1 and tokens.ends_sentence(before):
                break
            gap = tokens.gap(before)
            if self.inside[place] or any(mark in gap for mark in ';:\n“”«»"'):
                break
            is_apposed = "," in gap and tokens.words[index + 1] in _ARTICLES
            if place in self._by_first and (not blocked or is_apposed):
                mention = self._by_first[place]
                return (mention.who if not clean or self._is_clean(mention) else OTHER), mention.last
            if "," in gap and not is_apposed:
                break
            blocked = blocked or tokens.words[place] in _BLOCKING
        return OTHER, index

    def _is_clean(self, mention: Mention) -> bool:
        """Tell whether a name ends what is said of who speaks, or leads to what they are."""
        tokens = self._tokens
        if tokens.gap(mention.last) not in _SPACES:
            return True
        return mention.last + 1 >= len(tokens) or tokens.words[mention.last + 1] in _AFTER_NAME

    # Whom pronouns stand for

    def _resolved(self, found: Sequence[Speech]) -> Iterator[Speech]:
        events = sorted(self._subjects(), key=lambda event: event[0])
        position, focus, place = 0, OTHER, -1
        for speech in found:
            while position < len(events) and events[position][0] < speech.first:
                place, focus = events[position]
                position += 1
            who = speech.who
            if who == SAME:
                who = focus if place >= 0 and self._is_near(place, speech.first) else OTHER
            elif speech.who or not speech.asks:
                focus = who
            place = speech.last
            yield Speech(speech.first, speech.last, who, speech.asks)

    def _subjects(self) -> Iterator[tuple[int, str]]:
        """Yield who sentences are about: people of ours, and others, that stand at their beginnings."""
        tokens = self._tokens
        for mention in self._mentions:
            if self._is_subject(mention):
                yield mention.first, mention.who
        firsts = vocabulary.first_names()
        ours = {
            index
            for mention in self._mentions
            if mention.how is not How.NAMESAKE
            for index in range(mention.first, mention.last + 1)
        }
        for index in range(len(tokens) - 1):
            if (
                tokens.words[index] in firsts
                and not self.inside[index]
                and tokens.is_capital(index)
                and tokens.is_capital(index + 1)
                and tokens.gap(index) in _SPACES
                and index not in ours
                and index - tokens.sentence_start(index) <= 2
            ):
                yield index, OTHER

    def _is_near(self, place: int, index: int) -> bool:
        tokens = self._tokens
        return tokens.text.count("\n", tokens.ends[place], tokens.starts[index]) <= 2


def _inside(tokens: Tokens, quoted: Sequence[Quotation]) -> list[bool]:
    inside = [False] * len(tokens)
    index = 0
    for piece in quoted:
        while index < len(tokens) and tokens.starts[index] < piece.start:
            index += 1
        while index < len(tokens) and tokens.starts[index] < piece.end:
            inside[index] = True
            index += 1
    return inside
