"""A text as its folded words, each with where it stands, and what stands between two of them."""

import re
from bisect import bisect_left

from clipper.capture import vocabulary
from clipper.model.text import fold

_WORD = re.compile(r"[^\W_]+")
_END = re.compile(r"[.!?…][\"'”’»)\]\s]*(?:\s|$)")
_ABBREVIATED = re.compile(r"\.\s?$")
_SHORT = frozenset(vocabulary.words("abbreviations"))
_LEAST_TITLE, _LONG_WORD, _LONGEST = 4, 4, 200


class Tokens:
    """The words of a text; `starts`, `ends` and `words` (folded) go together, one paragraph stands on a line."""

    def __init__(self, text: str) -> None:
        self.text = text
        places = [match.span() for match in _WORD.finditer(text)]
        self.starts = [start for start, _ in places]
        self.ends = [end for _, end in places]
        written = [text[start:end] for start, end in places]
        folded = {word: fold(word) for word in set(written)}
        self.words = [folded[word] for word in written]
        self._gaps = _WORD.split(text)
        self._ends: dict[int, bool] = {}
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._kinds: dict[int, tuple[bool, bool]] = {}

    def __len__(self) -> int:
        return len(self.words)

    def gap(self, index: int) -> str:
        """Return what stands between a word and the next; before the first word for -1, behind the last one too."""
        return self._gaps[index + 1]

    def is_capital(self, index: int) -> bool:
        """Tell whether a word begins with a capital."""
        return self.text[self.starts[index]].isupper()

    def is_small(self, index: int) -> bool:
        """Tell whether a word begins with a small letter; those of scripts without capitals are neither."""
        return self.text[self.starts[index]].islower()

    def ends_paragraph(self, index: int) -> bool:
        """Tell whether a word is the last one of its paragraph."""
        return index < 0 or index + 1 >= len(self.words) or "\n" in self.gap(index)

    def ends_sentence(self, index: int) -> bool:
        """Tell whether a word is the last one of its sentence; an abbreviation or an initial is not."""
        if index not in self._ends:
            self._ends[index] = self.ends_paragraph(index) or self._is_end(index)
        return self._ends[index]

    def _is_end(self, index: int) -> bool:
        gap = self.gap(index)
        if gap == " " or not _END.search(gap):
            return False
        is_short = len(self.words[index]) == 1 or self.words[index] in _SHORT
        return not (is_short and _ABBREVIATED.match(gap))

    def index(self, place: int) -> int:
        """Return the first word that begins at a place of the text or behind it; how many there are where none does."""
        return bisect_left(self.starts, place)

    def sentence_start(self, index: int) -> int:
        """Return the first word of the sentence that a word stands in; one without an end is cut."""
        least = max(0, index - _LONGEST)
        while index > least and not self.ends_sentence(index - 1):
            index -= 1
        return index

    def sentence_end(self, index: int) -> int:
        """Return the last word of the sentence that a word stands in; one without an end is cut."""
        most = min(len(self) - 1, index + _LONGEST)
        while index < most and not self.ends_sentence(index):
            index += 1
        return index

    def is_titled(self, index: int) -> bool:
        """Tell whether the paragraph of a word is set as a title, most of its words with capitals."""
        return self._kind(index)[0]

    def has_no_capitals(self, index: int) -> bool:
        """Tell whether the paragraph of a word is written in small letters alone."""
        return self._kind(index)[1]

    def _kind(self, index: int) -> tuple[bool, bool]:
        number = bisect_left(self._breaks, self.starts[index])
        if number not in self._kinds:
            start = self._breaks[number - 1] if number else 0
            paragraph = self.text[start : self._breaks[number] if number < len(self._breaks) else len(self.text)]
            self._kinds[number] = _is_title(paragraph), paragraph.islower()
        return self._kinds[number]


def _is_title(paragraph: str) -> bool:
    long = [word for word in _WORD.findall(paragraph) if len(word) >= _LONG_WORD]
    return len(long) >= _LEAST_TITLE and sum(word[0].isupper() for word in long) >= 0.8 * len(long)
